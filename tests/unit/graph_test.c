#define _DEFAULT_SOURCE /* mkstemps */
#include <stdlib.h>

#include "graph/names.h"
#include "graph/store.h"
#include "helper.h"

static ent_graph *graph_of(ent_arena *arena, const char *doc, const char *text) {
    ent_extraction *e = test_extract(arena, text);
    ent_graph *graph;
    cr_assert_eq(ent_graph_new(&graph, NULL), ENT_OK);
    for (size_t i = 0; i < e->statements.count; i++) e->statements.items[i].doc = doc;
    cr_assert_eq(ent_graph_add(graph, doc, &e->actors, &e->statements, NULL), ENT_OK);
    cr_assert_eq(ent_graph_finish(graph, NULL), ENT_OK);
    return graph;
}

/* The graph as GraphML, to be freed. */
static char *graphml(ent_graph *graph) {
    char path[] = "/tmp/entente-graph-XXXXXX", *bytes, name[64];
    int file = mkstemp(path);
    cr_assert(file >= 0);
    snprintf(name, sizeof name, "%s", path);
    cr_assert_eq(ent_write_graph(graph, ENT_OUTPUT_GRAPHML, name, NULL), ENT_OK);
    FILE *stream = fopen(name, "rb");
    size_t room = 1 << 20, size = 0;
    bytes = calloc(room, 1);
    size = fread(bytes, 1, room - 1, stream);
    fclose(stream);
    remove(name);
    cr_assert(size > 0 && size < room - 1);
    return bytes;
}

static ent_graph *merged(size_t count, ent_graph *const *graphs) {
    ent_graph *all;
    cr_assert_eq(ent_graph_new(&all, NULL), ENT_OK);
    for (size_t i = 0; i < count; i++) cr_assert_eq(ent_graph_merge(all, graphs[i], NULL), ENT_OK);
    cr_assert_eq(ent_graph_finish(all, NULL), ENT_OK);
    return all;
}

static void expect_same(ent_graph *a, ent_graph *b) {
    char *x = graphml(a), *y = graphml(b);
    cr_expect_str_eq(x, y);
    free(x);
    free(y);
}

Test(graph, edges_count_their_reports_once) {
    ent_arena arena = {0};
    ent_graph *g = graph_of(&arena, "a", "Chile praised Peru. Chile praised Peru again.");
    cr_assert_eq(ent_graph_edge_count(g), 1);
    const ent_edge *e = ent_graph_edge(g, 0);
    cr_expect(e->weight == 2 && e->documents == 1 && e->evidence_count == 2 && e->sign == 1);
    cr_expect_str_eq(ent_graph_node(g, e->source)->id, "country:CHL");
    ent_graph_free(g);
    ent_arena_free(&arena);
}

Test(graph, merging_is_associative_commutative_and_idempotent) {
    ent_arena arena = {0};
    ent_graph *parts[] = {graph_of(&arena, "a", "Chile praised Peru. Peru met Brazil."),
                          graph_of(&arena, "b", "Chile praised Peru. Angela Merkel met Putin."),
                          graph_of(&arena, "c", "Merkel condemned Russia. Peru sued Chile.")};
    ent_graph *abc = merged(3, parts);
    ent_graph *cba = merged(3, (ent_graph *[]){parts[2], parts[1], parts[0]});
    ent_graph *bc = merged(2, (ent_graph *[]){parts[1], parts[2]});
    ent_graph *a_bc = merged(2, (ent_graph *[]){parts[0], bc});
    ent_graph *twice = merged(2, (ent_graph *[]){abc, abc});
    expect_same(abc, cba);
    expect_same(abc, a_bc);
    expect_same(abc, twice);
    ent_graph *all[] = {parts[0], parts[1], parts[2], abc, cba, bc, a_bc, twice};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) ent_graph_free(all[i]);
    ent_arena_free(&arena);
}

Test(graph, an_empty_graph_is_a_graph) {
    ent_graph *g;
    cr_assert_eq(ent_graph_new(&g, NULL), ENT_OK);
    cr_expect_eq(ent_graph_finish(g, NULL), ENT_OK);
    cr_expect(ent_graph_node_count(g) == 0 && ent_graph_edge_count(g) == 0);
    free(graphml(g));
    ent_graph_free(g);
}

Test(graph, graphml_comes_back_as_it_was) {
    ent_arena arena = {0};
    char path[] = "/tmp/entente-back-XXXXXX.graphml";
    int file = mkstemps(path, 8);
    cr_assert(file >= 0);
    ent_graph *back, *g = graph_of(&arena, "a \"b\" <c>&d",
                                   "Jean O'Neill <of \"X\" & Y> met Putin. Chile praised Peru.");
    cr_assert_eq(ent_write_graph(g, ENT_OUTPUT_GRAPHML, path, NULL), ENT_OK);
    cr_assert_eq(ent_read_graph(path, NULL, NULL, &back, NULL), ENT_OK);
    expect_same(g, back);
    remove(path);
    ent_graph_free(g);
    ent_graph_free(back);
    ent_arena_free(&arena);
}

/* One statement about Chile and Peru, with what differs given. */
static void say(ent_graph *g, ent_statement s) {
    s.doc = s.doc ? s.doc : "a";
    s.source = (ent_party){.id = "country:CHL", .name = "Chile", .type = ENT_COUNTRY};
    s.target = (ent_party){.id = "country:PER", .name = "Peru", .type = ENT_COUNTRY};
    if (!s.relation) s.relation = "praises", s.root = ENT_ACT_SUPPORT;
    if (!s.evidence.text) s.evidence.text = "text";
    s.trigger.text = "t";
    s.rule = "r";
    cr_assert_eq(ent_graph_add(g, s.doc, NULL, &(ent_statements){&s, 1}, NULL), ENT_OK);
}

static ent_graph *saying(size_t count, const ent_statement *all, bool backwards) {
    ent_graph *g;
    cr_assert_eq(ent_graph_new(&g, NULL), ENT_OK);
    for (size_t i = 0; i < count; i++) say(g, all[backwards ? count - 1 - i : i]);
    cr_assert_eq(ent_graph_finish(g, NULL), ENT_OK);
    return g;
}

Test(graph, readings_that_differ_join_in_any_order) {
    const ent_statement all[] = {
        {.confidence = 0.5, .date = "2023-01-05"},
        {.confidence = 0.7, .date = "2023-01-06"}, /* the same words, read better */
        {.confidence = 0.7, .evidence = {0, 0, "longer text"}, .date = "2023-01-06"},
        {.confidence = 0.9, .evidence = {5, 9, "more"}, .date = "a day in May"},
        {.relation = "meets", .root = ENT_ACT_CONSULT, .symmetric = true},
        {.relation = "meets", .root = ENT_ACT_SUPPORT}, /* files may err */
    };
    enum { COUNT = sizeof all / sizeof *all };
    ent_graph *a = saying(COUNT, all, false), *b = saying(COUNT, all, true);
    expect_same(a, b);
    cr_expect_eq(ent_graph_edge_count(a), 2);
    const ent_edge *e = ent_graph_edge(a, 1);
    cr_expect(e->weight == 2 && e->confidence == 0.9);
    cr_expect_str_eq(e->first_date, "2023-01-06");
    ent_graph_free(a);
    ent_graph_free(b);
}

Test(graph, what_xml_cannot_hold_is_left_out) {
    const ent_statement all[] = {
        {.doc = "a\x01\x1b[31m\xC2\x9B<&\">",
         .relation = "p\x02&<\"raises",
         .root = ENT_ACT_SUPPORT},
        {.doc = "\xEF\xBF\xBE\xFF", .evidence = {0, 0, "one\ntwo\t\"three\\\"\r\n"}}};
    ent_graph *g = saying(2, all, false), *back;
    ent_node odd = {.id = "a b/\xC3\xA9<\x03", .label = "10 > 9 & \"8\"", .aliases = "z||b|a|b"};
    uint32_t node = ent_graph_add_node(g, &odd);
    cr_assert_neq(node, UINT32_MAX);
    cr_assert_eq(ent_graph_add_node(g, &odd), node);
    cr_assert_eq(ent_graph_finish(g, NULL), ENT_OK);
    cr_expect_str_eq(ent_graph_node(g, 0)->id, "a_x0020_b_x002F_\xC3\xA9_x003C__x0003_");
    cr_expect_str_eq(ent_graph_node(g, 0)->aliases, "a|b|z");
    cr_expect_str_eq(ent_graph_evidence(g, 0)->doc, "a[31m<&\">");
    char path[] = "/tmp/entente-odd-XXXXXX.graphml";
    cr_assert(mkstemps(path, 8) >= 0);
    cr_assert_eq(ent_write_graph(g, ENT_OUTPUT_GRAPHML, path, NULL), ENT_OK);
    cr_assert_eq(ent_read_graph(path, NULL, NULL, &back, NULL), ENT_OK);
    expect_same(g, back);
    remove(path);
    ent_graph_free(g);
    ent_graph_free(back);
}

/* count names of `length` letters, from `first` on. */
static char *names(char first, size_t count, size_t length) {
    char *list = calloc(count, length + 2), *end = list;
    for (size_t i = 0; i < count; i++) {
        memset(end, first + (int)i, length);
        end += length;
        *end++ = i + 1 < count ? '|' : '\0';
    }
    return list;
}

Test(graph, long_lists_of_names_are_cut_alike_in_any_order) {
    ent_arena arena = {0};
    char *lists[] = {names('b', 20, 2000), names('a', 1, ENT_NAMES_MAX + 1), names('Q', 3, 9000),
                     names('d', 1, 5)};
    static const int orders[][4] = {{0, 1, 2, 3}, {3, 2, 1, 0}, {1, 3, 0, 2}, {2, 0, 3, 1}};
    const char *wanted = NULL;
    for (size_t i = 0; i < 4; i++) {
        const char *left = "", *right = "";
        for (size_t k = 0; k < 2; k++) {
            left = ent_join_names(left, lists[orders[i][k]], &arena);
            right = ent_join_names(right, lists[orders[i][k + 2]], &arena);
        }
        const char *all = ent_join_names(left, right, &arena);
        if (!wanted) wanted = all;
        cr_expect_str_eq(all, wanted);
        cr_expect(strlen(all) > ENT_NAMES_MAX / 2 && strlen(all) <= ENT_NAMES_MAX);
    }
    for (size_t i = 0; i < 4; i++) free(lists[i]);
    ent_arena_free(&arena);
}
