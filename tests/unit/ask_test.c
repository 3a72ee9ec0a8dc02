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
    if (ent_ask_paths(g, node(g, from), node(g, to), &options, &found, &count, NULL, NULL))
        return "none";
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

Test(ask, paths_of_every_kind) {
    ent_graph *g = GRAPH("A SUPPORT B", "B SUPPORT D", "A SUPPORT C", "C ACCUSE D", "D AID E",
                         "A ACCUSE E 1", "A AID F 9", "F AID E 9", "X AID Y");
    EXPECT_PATHS("A E", g, "A", "E", .count = 1);
    EXPECT_PATHS("A F E", g, "A", "E", .weighted = true);
    EXPECT_PATHS("A B D; A C D; A E D; A F E D", g, "A", "D", .count = 9);
    EXPECT_PATHS("A B D; A C D", g, "A", "D", .count = 9, .all = true, .directed = true);
    EXPECT_PATHS("none", g, "E", "A", .directed = true);
    EXPECT_PATHS("none", g, "A", "X", .count = 1);
    EXPECT_PATHS("A", g, "A", "A", .count = 3);
    size_t c = node(g, "C"), e = node(g, "E"), f = node(g, "F");
    EXPECT_PATHS("A C D", g, "A", "D", .through = &c, .through_count = 1);
    EXPECT_PATHS("A F E D", g, "A", "D", .through = (size_t[]){f, e}, .through_count = 2);
    EXPECT_PATHS("A B D; A C D", g, "A", "D", .count = 9, .avoid = &e, .avoid_count = 1);
    size_t reach[2], count;
    ent_path *found;
    ent_path_options options = {.directed = true};
    cr_expect_eq(
        ent_ask_paths(g, node(g, "B"), node(g, "F"), &options, &found, &count, reach, NULL),
        ENT_NOT_FOUND);
    cr_expect(reach[0] == 2 && reach[1] == 1, "%zu %zu", reach[0], reach[1]);
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

/* How many simple paths lead on from here to the goal, and the cost of the cheapest. */
static size_t explore(const ent_graph *g, size_t at, size_t to, const ent_path_options *o,
                      double cost, bool *seen, double *best) {
    size_t count = 0;
    if (at == to) {
        if (cost < *best) *best = cost;
        return 1;
    }
    seen[at] = true;
    for (size_t next = 0; next < ent_graph_node_count(g); next++) {
        double more = seen[next] ? 1e9 : step_cost(g, at, next, o);
        if (more < 1e9) count += explore(g, next, to, o, cost + more, seen, best);
    }
    seen[at] = false;
    return count;
}

static void expect_loopless(const ent_path *p) {
    for (size_t i = 0; i <= p->length; i++)
        for (size_t k = 0; k < i; k++) cr_expect_neq(p->nodes[i], p->nodes[k]);
}

Test(ask, paths_are_those_of_exhaustive_search) {
    for (unsigned seed = 1; seed <= 40; seed++) {
        ent_graph *g = random_graph(seed, 7, 11);
        ent_path_options o = {.count = 1000, .directed = seed % 2, .weighted = seed % 4 < 2};
        size_t last = ent_graph_node_count(g) - 1, count = 0;
        bool seen[NODES_MAX] = {false};
        double best = 1e9;
        ent_path *found = NULL;
        size_t wanted = explore(g, 0, last, &o, 0, seen, &best);
        ent_status status = ent_ask_paths(g, 0, last, &o, &found, &count, NULL, NULL);
        cr_expect_eq(status, wanted ? ENT_OK : ENT_NOT_FOUND);
        cr_expect_eq(count, wanted, "seed %u: %zu paths, not %zu", seed, count, wanted);
        if (count) cr_expect_float_eq(found[0].cost, best, 1e-4);
        for (size_t i = 0; i < count; i++) {
            expect_loopless(&found[i]);
            if (i) cr_expect(found[i].cost >= found[i - 1].cost);
        }
        ent_paths_free(found, count);
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
                         "C ASSAULT Z 3", "B SUPPORT X", "Q REQUEST A");
    ent_blocs b;
    cr_assert_eq(ent_graph_blocs(g, &b, NULL), ENT_OK);
    cr_expect_eq(b.count, 3);
    cr_expect(b.bloc_of[node(g, "A")] == 0 && b.bloc_of[node(g, "B")] == 0 &&
              b.bloc_of[node(g, "C")] == 0);
    cr_expect(b.bloc_of[node(g, "X")] == 1 && b.bloc_of[node(g, "Z")] == 1);
    cr_assert_eq(b.misfit_count, 1);
    cr_expect(b.misfits[0].a == node(g, "B") && b.misfits[0].b == node(g, "X"));
    cr_expect(b.misfits[0].net == 1 && b.frustration == 1 && b.pairs == 7);
    cr_expect_float_eq(b.certainty[node(g, "A")], 1, 1e-6);
    ent_blocs_free(&b);
    ent_graph_free(g);
}

Test(ask, ranks_put_the_hub_first) {
    ent_graph *g = GRAPH("A SUPPORT H", "B ACCUSE H 3", "C AID H", "C AID D");
    ent_rank *ranks;
    cr_assert_eq(ent_ask_ranks(g, ENT_BY_PAGERANK, &ranks, NULL), ENT_OK);
    cr_expect_eq(ranks[0].node, node(g, "H"));
    cr_expect(ranks[0].friends == 2 && ranks[0].foes == 1 && ranks[0].conflict == 3);
    cr_expect_float_eq(ranks[0].betweenness, 5.0 / 6, 1e-9);
    free(ranks);
    cr_assert_eq(ent_ask_ranks(g, ENT_BY_BALANCE, &ranks, NULL), ENT_OK);
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
