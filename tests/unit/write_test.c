#include "helper.h"

#include <math.h>
#include <stdlib.h>

#include "graph/store.h"
#include "write/sheet.h"
#include "write/words.h"

Test(words, nothing_that_is_read_as_one_is_cut_in_two) {
    static const struct {
        const char *text;
        size_t runes, bytes;
    } cases[] = {
        {"Zelensky", 3, 3},
        {"Zelensky", 99, 8},
        {"", 3, 0},
        {"Зеленський", 2, 4},
        {"ae\u0301", 2, 1},
        {"\U0001F1FA\U0001F1E6\U0001F1F5\U0001F1F1", 3, 8},    /* two flags */
        {"x\U0001F469\u200D\U0001F469\u200D\U0001F467", 3, 1}, /* a family */
        {"\u0928\u0930\u0947\u0928\u094D\u0926", 2, 3},
        {"\u0928\u0930\u0947\u0928\u094D\u0926", 3, 9},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t got = ent_cut(cases[i].text, cases[i].runes);
        cr_expect_eq(got, cases[i].bytes, "%s at %zu: %zu", cases[i].text, cases[i].runes, got);
    }
}

static const char *printed(ent_arena *arena, const char *name, size_t width) {
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    cr_assert(out != NULL);
    ent_print_dot_name(name, width, out);
    fclose(out);
    const char *copy = ent_arena_copy(arena, text, size);
    free(text);
    return copy;
}

Test(words, names_are_broken_where_they_have_blanks) {
    ent_arena arena = {0};
    cr_expect_str_eq(printed(&arena, "Iran", 16), "\"Iran\"");
    cr_expect_str_eq(printed(&arena, "Hossein Amir-Abdollahian", 16),
                     "\"Hossein\\nAmir-Abdollahian\"");
    cr_expect_str_eq(printed(&arena, "a \"b\" \\N & <c>\nd", 99),
                     "\"a \\\"b\\\" \\\\N &amp; <c> d\"");
    const char *unbroken =
        printed(&arena, "ABCDEFGHIJABCDEFGHIJABCDEFGHIJABCDEFGHIJABCDEFGHIJ", 16);
    cr_expect_str_eq(unbroken, "\"ABCDEFGHIJABCDEFGHIJ…\"");
    ent_arena_free(&arena);
}

/* A graph of acts between actors 0, 1, ...; a and b are the ends, a minus in front of b's makes it
 * a conflict. */
static ent_graph *graph_of(const int (*acts)[2], size_t count) {
    ent_graph *graph;
    cr_assert_eq(ent_graph_new(&graph, NULL), ENT_OK);
    for (size_t i = 0; i < count; i++) {
        char source[32], target[32];
        snprintf(source, sizeof source, "country:%03d", acts[i][0]);
        snprintf(target, sizeof target, "country:%03d", abs(acts[i][1]));
        ent_statement s = {.doc = "d",
                           .source = {source, source, ENT_COUNTRY, {(uint32_t)i, 9, "x"}},
                           .target = {target, target, ENT_COUNTRY, {9, 9, "y"}},
                           .relation = acts[i][1] < 0 ? "attacks" : "supports",
                           .root = acts[i][1] < 0 ? ENT_ACT_ASSAULT : ENT_ACT_SUPPORT,
                           .evidence = {(uint32_t)i, 99, "x y"},
                           .trigger = {(uint32_t)i, 9, "z"},
                           .rule = "r",
                           .confidence = 0.5};
        cr_assert_eq(ent_graph_add(graph, "d", NULL, &(ent_statements){&s, 1}, NULL), ENT_OK);
    }
    cr_assert_eq(ent_graph_finish(graph, NULL), ENT_OK);
    return graph;
}

Test(sheet, the_view_follows_the_size_and_a_crowd_keeps_its_last_ties) {
    enum { ACTS = 2000 };
    static int acts[ACTS][2];
    static const struct {
        size_t acts, step;
        ent_view view;
    } cases[] = {{8, 7, ENT_VIEW_LAYERS}, {90, 13, ENT_VIEW_SPREAD}, {ACTS, 401, ENT_VIEW_CROWD}};
    for (size_t c = 0; c < 3; c++) {
        for (size_t i = 0; i < cases[c].acts; i++) {
            acts[i][0] = (int)(i % cases[c].step);
            acts[i][1] = (int)((i + 1 + i / cases[c].step * 5) % cases[c].step);
            if (acts[i][0] == acts[i][1]) acts[i][1]++;
        }
        ent_graph *graph = graph_of((const int(*)[2])acts, cases[c].acts);
        ent_sheet sheet;
        cr_assert(ent_sheet_make(&sheet, graph));
        cr_expect_eq(sheet.view, cases[c].view, "case %zu", c);
        if (sheet.view == ENT_VIEW_CROWD) cr_expect(sheet.arrows_in <= sheet.nodes * 5 / 2);
        bool *tied = calloc(ent_graph_node_count(graph), sizeof *tied);
        for (size_t i = 0; i < sheet.arrow_count; i++)
            if (sheet.arrows[i].drawn) tied[sheet.arrows[i].from] = tied[sheet.arrows[i].to] = true;
        for (size_t i = 0; i < ent_graph_node_count(graph); i++) cr_expect(tied[i]);
        free(tied);
        ent_sheet_clear(&sheet);
        ent_graph_free(graph);
    }
}

Test(layout, nodes_lie_apart_within_the_square_and_friends_nearer_than_foes) {
    enum { SIDE = 12, ACTS = 2 * SIDE * (SIDE - 1) / 2 + SIDE };
    static int acts[ACTS][2];
    size_t count = 0;
    for (int bloc = 0; bloc < 2; bloc++) /* two blocs of friends, at war with each other */
        for (int a = 0; a < SIDE; a++)
            for (int b = a + 1; b < SIDE; b++)
                acts[count][0] = bloc * SIDE + a + 1, acts[count++][1] = bloc * SIDE + b + 1;
    for (int a = 0; a < SIDE; a++) acts[count][0] = a + 1, acts[count++][1] = -(SIDE + a + 1);
    ent_graph *graph = graph_of((const int(*)[2])acts, count);
    cr_assert_eq(ent_graph_arrange(graph, NULL), ENT_OK);
    double friends = 0, foes = 0;
    for (size_t i = 0; i < ent_graph_node_count(graph); i++) {
        const ent_node *a = ent_graph_node(graph, i);
        cr_expect(fabs(a->x) <= 1000 && fabs(a->y) <= 1000);
        for (size_t k = 0; k < i; k++) {
            const ent_node *b = ent_graph_node(graph, k);
            double distance = hypot(a->x - b->x, a->y - b->y);
            cr_expect(distance >= a->size + b->size, "%s and %s overlap", a->id, b->id);
            *((i < SIDE) == (k < SIDE) ? &friends : &foes) += distance;
        }
    }
    cr_expect(foes / (SIDE * SIDE) > 1.5 * friends / (SIDE * (SIDE - 1)));
    ent_graph_free(graph);
}
