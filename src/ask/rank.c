/* rank.c - the central actors. */
#include <stdlib.h>
#include <string.h>

#include "entente/ask.h"
#include "graph/pairs.h"

enum { LARGE = 2000, SOURCES = 256 };

static const char *const names[] = {"pagerank", "betweenness", "reports", "balance", "conflict"};

int ent_centrality_named(const char *name) {
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0) return (int)i;
    return -1;
}

/* Pairs as an undirected graph with weights. */
static bool make_view(const ent_graph *graph, const ent_pair *pairs, size_t count, igraph_t *view,
                      igraph_vector_t *weights) {
    igraph_vector_int_t ends;
    if (igraph_vector_int_init(&ends, (igraph_integer_t)(2 * count))) return false;
    bool good = !igraph_vector_resize(weights, (igraph_integer_t)count);
    for (size_t i = 0; good && i < count; i++) {
        VECTOR(ends)[2 * i] = pairs[i].a;
        VECTOR(ends)[2 * i + 1] = pairs[i].b;
        VECTOR(*weights)[i] = pairs[i].weight;
    }
    good =
        good && !igraph_create(view, &ends, (igraph_integer_t)graph->node_count, IGRAPH_UNDIRECTED);
    igraph_vector_int_destroy(&ends);
    return good;
}

static bool measure_pagerank(const igraph_t *view, const igraph_vector_t *weights,
                             igraph_vector_t *values, ent_rank *ranks, size_t count) {
    bool good = !igraph_pagerank(view, IGRAPH_PAGERANK_ALGO_PRPACK, values, NULL, igraph_vss_all(),
                                 IGRAPH_UNDIRECTED, 0.85, weights, NULL);
    for (size_t i = 0; good && i < count; i++) ranks[i].pagerank = VECTOR(*values)[i];
    return good;
}

/* Of a large graph only the paths from some actors are counted, evenly taken (Brandes & Pich 2007).
 */
static bool measure_betweenness(const igraph_t *view, igraph_vector_t *values, ent_rank *ranks,
                                size_t count) {
    igraph_vector_int_t from;
    size_t sources = count <= LARGE ? count : SOURCES;
    double pairs = ((double)count - 1) * ((double)count - 2) / 2;
    if (igraph_vector_int_init(&from, (igraph_integer_t)sources)) return false;
    for (size_t i = 0; i < sources; i++) VECTOR(from)[i] = (igraph_integer_t)(i * count / sources);
    bool good = count <= LARGE
                    ? !igraph_betweenness(view, values, igraph_vss_all(), IGRAPH_UNDIRECTED, NULL)
                    : !igraph_betweenness_subset(view, values, igraph_vss_all(), IGRAPH_UNDIRECTED,
                                                 igraph_vss_vector(&from), igraph_vss_all(), NULL);
    double share = pairs > 0 ? (double)count / (double)sources / pairs : 0;
    for (size_t i = 0; good && i < count; i++) ranks[i].betweenness = VECTOR(*values)[i] * share;
    igraph_vector_int_destroy(&from);
    return good;
}

static bool measure(const igraph_t *view, const igraph_vector_t *weights, bool pagerank,
                    bool betweenness, ent_rank *ranks, size_t count) {
    igraph_vector_t values;
    if (igraph_vector_init(&values, 0)) return false;
    bool good = (!pagerank || measure_pagerank(view, weights, &values, ranks, count)) &&
                (!betweenness || measure_betweenness(view, &values, ranks, count));
    igraph_vector_destroy(&values);
    return good;
}

static void count_sides(ent_rank *rank, const ent_pair *p) {
    rank->reports += p->weight;
    rank->cooperation += p->cooperation;
    rank->conflict += p->conflict;
    rank->friends += p->cooperation > p->conflict;
    rank->foes += p->cooperation < p->conflict;
}

static double key_of(const ent_rank *r, ent_centrality by) {
    switch (by) {
        case ENT_BY_PAGERANK:
            return r->pagerank;
        case ENT_BY_BETWEENNESS:
            return r->betweenness;
        case ENT_BY_REPORTS:
            return r->reports;
        case ENT_BY_CONFLICT:
            return r->conflict;
        case ENT_BY_BALANCE:
            break;
    }
    return r->cooperation - r->conflict;
}

/* Keys nearer than this are equal: the last bits of a library's arithmetic do not decide. */
static int compare(const ent_rank *a, const ent_rank *b, ent_centrality by) {
    long long x = (long long)(key_of(a, by) * 1e9), y = (long long)(key_of(b, by) * 1e9);
    if (x != y) return x > y ? -1 : 1;
    return (a->node > b->node) - (a->node < b->node);
}

#define BY(name, centrality)                        \
    static int name(const void *a, const void *b) { \
        return compare(a, b, centrality);           \
    }
BY(by_pagerank, ENT_BY_PAGERANK)
BY(by_betweenness, ENT_BY_BETWEENNESS)
BY(by_reports, ENT_BY_REPORTS)
BY(by_balance, ENT_BY_BALANCE)
BY(by_conflict, ENT_BY_CONFLICT)

static void sort(ent_rank *ranks, size_t count, ent_centrality by) {
    static int (*const orders[])(const void *, const void *) = {
        by_pagerank, by_betweenness, by_reports, by_balance, by_conflict};
    qsort(ranks, count, sizeof *ranks, orders[by]);
}

static bool rank(const ent_graph *graph, const ent_pair *pairs, size_t pair_count,
                 ent_centrality by, bool brief, ent_rank *ranks) {
    size_t count = graph->node_count;
    bool pagerank = !brief || by == ENT_BY_PAGERANK,
         betweenness = by == ENT_BY_BETWEENNESS || (!brief && count <= LARGE);
    igraph_t view;
    igraph_vector_t weights;
    for (size_t i = 0; i < count; i++) {
        ranks[i].node = i;
        if (!pagerank) ranks[i].pagerank = -1;
        if (!betweenness) ranks[i].betweenness = -1;
    }
    for (size_t i = 0; i < pair_count; i++) {
        count_sides(&ranks[pairs[i].a], &pairs[i]);
        count_sides(&ranks[pairs[i].b], &pairs[i]);
    }
    if (count == 0 || !(pagerank || betweenness)) return true;
    if (igraph_vector_init(&weights, 0)) return false;
    bool good = make_view(graph, pairs, pair_count, &view, &weights);
    if (good) {
        good = measure(&view, &weights, pagerank, betweenness, ranks, count);
        igraph_destroy(&view);
    }
    igraph_vector_destroy(&weights);
    return good;
}

ent_status ent_ask_ranks(const ent_graph *graph, ent_centrality by, bool brief, ent_rank **out,
                         ent_error *error) {
    size_t pair_count;
    ent_pair *pairs = ent_graph_pairs(graph, &pair_count);
    *out = calloc(graph->node_count + 1, sizeof **out);
    bool good = pairs && *out && rank(graph, pairs, pair_count, by, brief, *out);
    free(pairs);
    if (good) {
        sort(*out, graph->node_count, by);
        return ENT_OK;
    }
    free(*out);
    *out = NULL;
    return ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
}
