#include <stdlib.h>

#include "helper.h"

enum { NODES_MAX = 40 };

/* A graph from "source root target weight date" lines such as "A SUPPORT B 2 2023-01-05". */
static ent_graph *graph_of(const char *const *lines, size_t count) {
    ent_graph *graph;
    ent_arena arena = {0};
    cr_assert_eq(ent_graph_new(&graph, NULL), ENT_OK);
    for (size_t i = 0; i < count; i++) {
        char from[8], root[16], to[8], date[16] = "";
        int weight = 1;
        cr_assert(sscanf(lines[i], "%7s %15s %7s %d %15s", from, root, to, &weight, date) >= 3);
        for (int k = 0; k < weight; k++) {
            ent_statement s = {.doc = "doc",
                               .source = {.id = from, .name = from, .type = ENT_COUNTRY},
                               .target = {.id = to, .name = to, .type = ENT_COUNTRY},
                               .relation = root,
                               .root = (ent_act)ent_act_named(root),
                               .date = *date ? date : NULL,
                               .evidence = {0, 0, "text"},
                               .trigger = {(uint32_t)(100 * i + (size_t)k), 0, "t"},
                               .rule = "r"};
            s.sign = ent_act_sign(s.root);
            cr_assert_eq(ent_graph_add(graph, "doc", NULL, &(ent_statements){&s, 1}, NULL), ENT_OK);
        }
    }
    cr_assert_eq(ent_graph_finish(graph, NULL), ENT_OK);
    ent_arena_free(&arena);
    return graph;
}

#define GRAPH(...)                               \
    graph_of((const char *const[]){__VA_ARGS__}, \
             sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static size_t node(const ent_graph *g, const char *id) {
    for (size_t i = 0; i < ent_graph_node_count(g); i++)
        if (strcmp(ent_graph_node(g, i)->id, id) == 0) return i;
    cr_assert_fail("no node %s", id);
    return 0;
}

/* The nodes of the paths between two: "A B D; A C D". */
static const char *paths(const ent_graph *g, const char *from, const char *to,
                         ent_path_options options) {
    static char out[4096];
    ent_path *found;
    size_t count;
    *out = '\0';
    if (ent_ask_paths(g, node(g, from), node(g, to), &options, &found, &count, NULL)) return "none";
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k <= found[i].length; k++) {
            strcat(out, k ? " " : i ? "; " : "");
            strcat(out, ent_graph_node(g, found[i].nodes[k])->id);
        }
    ent_paths_free(found, count);
    return out;
}

#define EXPECT_PATHS(wanted, g, from, to, ...) \
    cr_expect_str_eq(paths(g, from, to, (ent_path_options){__VA_ARGS__}), wanted)
#define ACTOR(g, id) \
    { .is_actor = true, .node = node(g, id) }
#define STOPS(kind, ...)                     \
    .kind = (const ent_stop[]){__VA_ARGS__}, \
    .kind##_count = sizeof((const ent_stop[]){__VA_ARGS__}) / sizeof(ent_stop)

Test(ask, paths_of_every_kind) {
    ent_graph *g = GRAPH("A SUPPORT B", "B SUPPORT D", "A SUPPORT C", "C ACCUSE D", "D AID E",
                         "A ACCUSE E 1", "A AID F 9", "F AID E 9", "X AID Y");
    EXPECT_PATHS("A E", g, "A", "E", .count = 1);
    EXPECT_PATHS("A F E", g, "A", "E", .weighted = true);
    EXPECT_PATHS("A B D; A C D; A E D; A F E D", g, "A", "D", .count = 9);
    EXPECT_PATHS("A B D; A C D", g, "A", "D", .count = 9, .all = true, .directed = true);
    EXPECT_PATHS("A B D", g, "A", "D", .count = 1, .all = true);
    EXPECT_PATHS("none", g, "E", "A", .directed = true);
    EXPECT_PATHS("none", g, "A", "X", .count = 1);
    EXPECT_PATHS("A", g, "A", "A", .count = 3);
    EXPECT_PATHS("A", g, "A", "A", .all = true, .count = 3);
    EXPECT_PATHS("A B D; A C D", g, "A", "D", .count = 9, STOPS(avoid, ACTOR(g, "E")));
    EXPECT_PATHS("A B D; A C D; A E D; A F E D", g, "A", "D", .count = 9,
                 STOPS(avoid, ACTOR(g, "X"), {.roots = 1u << ENT_ACT_THREATEN}));
    EXPECT_PATHS("A B D; A F E D", g, "A", "D", .count = 9, STOPS(avoid, {.relation = "ACCUSE"}));
    ent_graph_free(g);
}

Test(ask, of_as_many_steps_the_stronger_and_told_of_as_done) {
    ent_graph *g = GRAPH("A AID B 2", "B AID Z 2", "A AID C 5", "C AID Z 5", "A CONSULT C 1");
    EXPECT_PATHS("A C Z; A B Z", g, "A", "Z", .count = 2);
    EXPECT_PATHS("A B Z; A C Z", g, "A", "Z", .count = 9, .all = true);
    ent_graph_free(g);
}

Test(ask, paths_through_stops) {
    ent_graph *g = GRAPH("A SUPPORT B", "B SUPPORT D", "A SUPPORT C", "C ACCUSE D", "D AID E",
                         "A ACCUSE E 1", "A AID F 9", "F AID E 9", "X AID Y");
    EXPECT_PATHS("A C D", g, "A", "D", STOPS(through, ACTOR(g, "C")));
    EXPECT_PATHS("A F E D", g, "A", "D", STOPS(through, ACTOR(g, "F"), ACTOR(g, "E")));
    EXPECT_PATHS("none", g, "A", "D", STOPS(through, ACTOR(g, "E"), ACTOR(g, "F")));
    EXPECT_PATHS("none", g, "A", "D", STOPS(through, ACTOR(g, "X")));
    EXPECT_PATHS("A C D; A E D", g, "A", "D", .count = 9, STOPS(through, {.relation = "ACCUSE"}));
    EXPECT_PATHS("A E D; A F E D", g, "A", "D", .count = 9,
                 STOPS(through, {.roots = 1u << ENT_ACT_AID}));
    EXPECT_PATHS("A C D", g, "A", "D", .all = true, .count = 9,
                 STOPS(through, ACTOR(g, "C"), {.relation = "ACCUSE"}));
    ent_graph_free(g);
    /* The shortest way to the stop takes the only bridge; the path must go round. */
    g = GRAPH("A AID M", "M AID S", "M AID Z", "A AID P", "P AID Q", "Q AID S");
    EXPECT_PATHS("A P Q S M Z", g, "A", "Z", STOPS(through, ACTOR(g, "S")));
    EXPECT_PATHS("none", g, "M", "Z", STOPS(through, ACTOR(g, "S")));
    ent_graph_free(g);
}

Test(ask, reach_names_the_nearest_first) {
    ent_graph *g = GRAPH("A SUPPORT B", "B SUPPORT C", "C SUPPORT D", "X AID Y");
    size_t *reached, count;
    ent_path_options options = {.directed = true};
    cr_assert_eq(ent_ask_reach(g, node(g, "B"), false, &options, &reached, &count, NULL), ENT_OK);
    cr_expect(count == 2 && reached[0] == node(g, "C") && reached[1] == node(g, "D"));
    free(reached);
    cr_assert_eq(ent_ask_reach(g, node(g, "B"), true, &options, &reached, &count, NULL), ENT_OK);
    cr_expect(count == 1 && reached[0] == node(g, "A"));
    free(reached);
    ent_graph_free(g);
}

/* ---- Against exhaustive search ---- */

static ent_graph *random_graph(unsigned seed, size_t nodes, size_t edges) {
    static char texts[200][64];
    const char *lines[200];
    static const char *const roots[] = {"SUPPORT", "ACCUSE", "AID", "ASSAULT"};
    srand(seed);
    for (size_t i = 0; i < edges; i++) {
        snprintf(texts[i], sizeof texts[i], "N%02d %s N%02d %d", rand() % (int)nodes,
                 roots[rand() % 4], rand() % (int)nodes, 1 + rand() % 4);
        lines[i] = texts[i];
    }
    return graph_of(lines, edges);
}

static double step_cost(const ent_graph *g, size_t a, size_t b, const ent_path_options *o) {
    double best = 1e9;
    for (size_t i = 0; i < ent_graph_edge_count(g); i++) {
        const ent_edge *e = ent_graph_edge(g, i);
        bool along = e->source == a && e->target == b,
             back = !o->directed && e->source == b && e->target == a;
        double cost = o->weighted ? 1 / e->weight : 1;
        if ((along || back) && cost < best) best = cost;
    }
    return best;
}

/* Have the stops been passed, in order, by this path? */
static bool passes(const size_t *path, size_t length, const ent_path_options *o) {
    size_t passed = 0;
    for (size_t i = 0; i <= length; i++)
        if (passed < o->through_count && o->through[passed].node == path[i]) passed++;
    return passed == o->through_count;
}

typedef struct survey {
    const ent_graph *graph;
    const ent_path_options *options;
    size_t to, path[NODES_MAX], shortest, of_shortest, count;
    double best;
} survey;

/* Walk every simple path on from the last of the path. */
static void explore(survey *s, size_t length, double cost) {
    size_t at = s->path[length];
    if (at == s->to) {
        if (!passes(s->path, length, s->options)) return;
        s->count++;
        if (cost < s->best) s->best = cost;
        if (length < s->shortest) s->shortest = length, s->of_shortest = 0;
        s->of_shortest += length == s->shortest;
        return;
    }
    for (size_t next = 0; next < ent_graph_node_count(s->graph); next++) {
        bool seen = false;
        for (size_t i = 0; i <= length; i++) seen |= s->path[i] == next;
        double more = seen ? 1e9 : step_cost(s->graph, at, next, s->options);
        s->path[length + 1] = next;
        if (more < 1e9) explore(s, length + 1, cost + more);
    }
}

static void expect_simple_and_in_order(const ent_path *found, size_t count,
                                       const ent_path_options *o) {
    for (size_t i = 0; i < count; i++) {
        const ent_path *p = &found[i];
        for (size_t k = 0; k <= p->length; k++)
            for (size_t m = 0; m < k; m++) cr_expect_neq(p->nodes[k], p->nodes[m]);
        cr_expect(passes(p->nodes, p->length, o));
        if (i) cr_expect(p->cost >= found[i - 1].cost);
        for (size_t m = 0; m < i; m++)
            cr_expect(p->length != found[m].length ||
                      memcmp(p->nodes, found[m].nodes, (p->length + 1) * sizeof *p->nodes) != 0);
    }
}

static void expect_like_exhaustive(const ent_graph *g, const ent_path_options *o, unsigned seed) {
    survey s = {.graph = g,
                .options = o,
                .to = ent_graph_node_count(g) - 1,
                .shortest = SIZE_MAX,
                .best = 1e9};
    ent_path *found = NULL;
    size_t count = 0;
    explore(&s, 0, 0);
    size_t wanted = o->all ? s.of_shortest : s.count;
    ent_status status = ent_ask_paths(g, 0, s.to, o, &found, &count, NULL);
    cr_expect_eq(status, wanted ? ENT_OK : ENT_NOT_FOUND);
    cr_expect_eq(count, wanted, "seed %u: %zu paths, not %zu", seed, count, wanted);
    if (count) cr_expect_float_eq(found[0].cost, s.best, 1e-4);
    expect_simple_and_in_order(found, count, o);
    ent_paths_free(found, count);
}

Test(ask, paths_are_those_of_exhaustive_search) {
    for (unsigned seed = 1; seed <= 60; seed++) {
        ent_graph *g = random_graph(seed, 7, 11);
        const ent_stop stops[] = {{.is_actor = true, .node = 1}, {.is_actor = true, .node = 3}};
        for (size_t through = 0; through <= 2; through++) {
            ent_path_options o = {.count = 1000,
                                  .directed = seed % 2,
                                  .weighted = seed % 4 < 2,
                                  .through = stops,
                                  .through_count = ent_graph_node_count(g) > 4 ? through : 0};
            expect_like_exhaustive(g, &o, seed);
            o.weighted = false;
            o.all = true;
            expect_like_exhaustive(g, &o, seed);
        }
        ent_graph_free(g);
    }
}

/* ---- Parts of a graph ---- */

/* Its edges: "A-AID-B 2; ...". */
static const char *edges(const ent_graph *g, ent_selection selection) {
    static char out[4096];
    ent_graph *part;
    *out = '\0';
    cr_assert_eq(ent_graph_select(g, &selection, &part, NULL), ENT_OK);
    for (size_t i = 0; i < ent_graph_edge_count(part); i++) {
        const ent_edge *e = ent_graph_edge(part, i);
        sprintf(out + strlen(out), "%s%s-%s-%s %g", i ? "; " : "",
                ent_graph_node(part, e->source)->id, e->relation,
                ent_graph_node(part, e->target)->id, e->weight);
    }
    ent_graph_free(part);
    return out;
}

#define EXPECT_EDGES(wanted, g, ...) \
    cr_expect_str_eq(edges(g, (ent_selection){__VA_ARGS__}), wanted)

Test(ask, parts_of_a_graph) {
    ent_graph *g = GRAPH("A SUPPORT B 3 2023-01-05", "A ACCUSE B 1 2023-02-01",
                         "B AID C 2 2022-12-31", "C LINK D", "D ASSAULT E 1 2023-01-31");
    EXPECT_EDGES("A-SUPPORT-B 3; B-AID-C 2", g, .min_weight = 2);
    EXPECT_EDGES("A-SUPPORT-B 3; D-ASSAULT-E 1", g, .first_date = "2023-01",
                 .last_date = "2023-01");
    EXPECT_EDGES("A-ACCUSE-B 1; D-ASSAULT-E 1", g, .no_signs = 1u << 1 | 1u << 2);
    EXPECT_EDGES("B-AID-C 2; C-LINK-D 1", g, .around = "C");
    EXPECT_EDGES("A-ACCUSE-B 1; A-SUPPORT-B 3; B-AID-C 2; C-LINK-D 1; D-ASSAULT-E 1", g,
                 .around = "C", .radius = 2);
    EXPECT_EDGES("A-ACCUSE-B 1; A-SUPPORT-B 3", g, .top = 2);
    EXPECT_EDGES("", g, .no_statuses = 1);
    EXPECT_EDGES("A-ACCUSE-B 1; A-SUPPORT (3)-B 3; B-AID (2)-C 2; C-LINK-D 1; D-ASSAULT-E 1", g,
                 .merge_parallel = true);
    ent_graph_free(g);
    g = GRAPH("A SUPPORT B 3", "A AID B", "A ACCUSE B 2", "B AID A");
    EXPECT_EDGES("A-ACCUSE (2)-B 2; A-SUPPORT (3), AID-B 4; B-AID-A 1", g, .merge_parallel = true);
    ent_graph_free(g);
}

/* ---- Blocs and ranks ---- */

Test(ask, blocs_of_friends_against_foes) {
    ent_graph *g = GRAPH("A SUPPORT B 2", "B SUPPORT C", "X SUPPORT Y", "Y AID Z 2", "A ACCUSE X",
                         "C ASSAULT Z 3", "B SUPPORT X", "Q REQUEST A", "A ACCUSE Y");
    ent_blocs b;
    cr_assert_eq(ent_graph_blocs(g, 50, &b, NULL), ENT_OK);
    cr_expect_eq(b.count, 3);
    cr_expect(b.bloc_of[node(g, "A")] == 0 && b.bloc_of[node(g, "B")] == 0 &&
              b.bloc_of[node(g, "C")] == 0);
    cr_expect(b.bloc_of[node(g, "X")] == 1 && b.bloc_of[node(g, "Z")] == 1);
    cr_assert_eq(b.misfit_count, 1);
    cr_expect(b.misfits[0].a == node(g, "B") && b.misfits[0].b == node(g, "X"));
    cr_expect(b.misfits[0].net == 1 && b.frustration == 1 && b.pairs == 8);
    /* A by two reports is surer than C by one; the first is as sure as its surest partner. */
    double a = b.certainty[node(g, "A")], c = b.certainty[node(g, "C")];
    cr_expect(a > 0.75 && a < 1 && c > 0.1 && c < a && b.certainty[node(g, "B")] == a, "%g %g", a,
              c);
    cr_expect(b.balanced == 1 && b.unbalanced == 1, "%zu %zu", b.balanced, b.unbalanced);
    ent_blocs_free(&b);
    ent_graph_free(g);
}

Test(ask, ties_from_friends_to_foes) {
    ent_graph *g =
        GRAPH("A SUPPORT H 2", "H AID A", "B ACCUSE H 3", "B SUPPORT H", "H REQUEST C", "A AID B");
    ent_tie *ties;
    size_t count;
    cr_assert_eq(ent_ask_ties(g, node(g, "H"), &ties, &count, NULL), ENT_OK);
    cr_assert_eq(count, 3);
    cr_expect(ties[0].node == node(g, "A") && ties[0].cooperation == 3 && ties[0].reports == 3);
    cr_expect(ties[1].node == node(g, "C") && ties[1].cooperation == 0 && ties[1].reports == 1);
    cr_expect(ties[2].node == node(g, "B") && ties[2].cooperation == 1 && ties[2].conflict == 3);
    free(ties);
    ent_graph_free(g);
}

Test(ask, ranks_put_the_hub_first) {
    ent_graph *g = GRAPH("A SUPPORT H", "B ACCUSE H 3", "C AID H", "C AID D");
    ent_rank *ranks;
    cr_assert_eq(ent_ask_ranks(g, ENT_BY_PAGERANK, false, &ranks, NULL), ENT_OK);
    cr_expect_eq(ranks[0].node, node(g, "H"));
    cr_expect(ranks[0].friends == 2 && ranks[0].foes == 1 && ranks[0].conflict == 3);
    cr_expect_float_eq(ranks[0].betweenness, 5.0 / 6, 1e-9);
    free(ranks);
    cr_assert_eq(ent_ask_ranks(g, ENT_BY_BALANCE, false, &ranks, NULL), ENT_OK);
    cr_expect_eq(ranks[0].node, node(g, "C"));
    free(ranks);
    ent_graph_free(g);
}

Test(ask, actors_by_name) {
    ent_arena arena = {0};
    ent_extraction *e = test_extract(&arena, "Chile praised Peru. Kenya met Ghana.");
    ent_graph *g;
    size_t found, near[3], count = 3;
    cr_assert_eq(ent_graph_new(&g, NULL), ENT_OK);
    cr_assert_eq(ent_graph_add(g, "a", &e->actors, &e->statements, NULL), ENT_OK);
    cr_assert_eq(ent_graph_finish(g, NULL), ENT_OK);
    cr_expect_eq(ent_ask_actor(g, "KENYA", NULL, &found, near, &count, NULL), ENT_OK);
    cr_expect_str_eq(ent_graph_node(g, found)->id, "country:KEN");
    cr_expect_eq(ent_ask_actor(g, "country:GHA", NULL, &found, near, &count, NULL), ENT_OK);
    count = 3;
    cr_expect_eq(ent_ask_actor(g, "Chili", NULL, &found, near, &count, NULL), ENT_NOT_FOUND);
    cr_expect(count > 0);
    ent_graph_free(g);
    ent_arena_free(&arena);
}
