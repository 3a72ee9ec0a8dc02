/* blocs.c - who stands with whom: the partition that leaves the least cooperation between blocs and
 * the least conflict within them (correlation clustering, Bansal, Blum & Chawla 2004; the line
 * index of balance, Harary 1959), found by the Leiden algorithm (Traag, Waltman & van Eck 2019)
 * with the constant Potts model at resolution 0, which asks for just that. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "graph/pairs.h"

enum { RUNS = 20, RUNS_LARGE = 3, LARGE = 20000, ITERATIONS = 10 };

typedef struct search {
    const ent_graph *graph;
    const ent_pair *pairs;
    size_t pair_count, nodes;
    long *membership; /* the best so far */
    double quality;
    long *runs; /* RUNS times the nodes */
    size_t run_count;
} search;

static bool run_once(search *s, igraph_t *net, const igraph_vector_t *weights, size_t run) {
    igraph_vector_int_t found;
    igraph_real_t quality;
    if (igraph_vector_int_init(&found, 0)) return false;
    igraph_rng_seed(igraph_rng_default(), run + 1);
    bool good = !igraph_community_leiden(net, weights, NULL, 0, 0.01, false, ITERATIONS, &found,
                                         NULL, &quality);
    long *own = s->runs + run * s->nodes;
    for (size_t i = 0; good && i < s->nodes; i++) own[i] = (long)VECTOR(found)[i];
    if (good && (run == 0 || quality > s->quality + 1e-9)) {
        s->quality = quality;
        memcpy(s->membership, own, s->nodes * sizeof *own);
    }
    igraph_vector_int_destroy(&found);
    return good;
}

static bool run_all(search *s) {
    igraph_t net;
    igraph_vector_int_t ends;
    igraph_vector_t weights;
    if (igraph_vector_int_init(&ends, 0)) return false;
    if (igraph_vector_init(&weights, 0)) {
        igraph_vector_int_destroy(&ends);
        return false;
    }
    bool good = true;
    for (size_t i = 0; good && i < s->pair_count; i++)
        good = !igraph_vector_int_push_back(&ends, s->pairs[i].a) &&
               !igraph_vector_int_push_back(&ends, s->pairs[i].b) &&
               !igraph_vector_push_back(&weights, ent_pair_net(&s->pairs[i]));
    good = good && !igraph_create(&net, &ends, (igraph_integer_t)s->nodes, IGRAPH_UNDIRECTED);
    if (good) {
        for (size_t run = 0; good && run < s->run_count; run++)
            good = run_once(s, &net, &weights, run);
        igraph_destroy(&net);
    }
    igraph_vector_int_destroy(&ends);
    igraph_vector_destroy(&weights);
    return good;
}

/* ---- Blocs in order of size ---- */

typedef struct group {
    long old, size, first;
} group;

static int by_size(const void *a, const void *b) {
    const group *x = a, *y = b;
    if (x->size != y->size) return x->size > y->size ? -1 : 1;
    return (x->first > y->first) - (x->first < y->first);
}

/* Number the blocs by size, then by their first node. */
static bool renumber(long *membership, size_t nodes, size_t *count) {
    group *groups = calloc(nodes + 1, sizeof *groups);
    long *new = calloc(nodes + 1, sizeof *new);
    *count = 0;
    if (groups && new) {
        for (size_t i = 0; i < nodes; i++) groups[i] = (group){(long)i, 0, (long)nodes};
        for (size_t i = nodes; i-- > 0;) {
            groups[membership[i]].size++;
            groups[membership[i]].first = (long)i;
        }
        qsort(groups, nodes, sizeof *groups, by_size);
        for (size_t i = 0; i < nodes; i++) {
            new[groups[i].old] = (long)i;
            *count += groups[i].size > 0;
        }
        for (size_t i = 0; i < nodes; i++) membership[i] = new[membership[i]];
    }
    bool good = groups && new;
    free(groups);
    free(new);
    return good;
}

/* ---- How sure ---- */

typedef struct place {
    long best, run;
} place;

static int by_place(const void *a, const void *b) {
    const place *x = a, *y = b;
    if (x->best != y->best) return x->best < y->best ? -1 : 1;
    return (x->run > y->run) - (x->run < y->run);
}

/* In one run, which of its groups does each bloc mostly make up? home[bloc] is that group. */
static bool find_homes(const search *s, const long *run, long *home) {
    place *places = calloc(s->nodes + 1, sizeof *places);
    if (!places) return false;
    for (size_t i = 0; i < s->nodes; i++) places[i] = (place){s->membership[i], run[i]};
    qsort(places, s->nodes, sizeof *places, by_place);
    for (size_t i = 0, end, most = 0; i < s->nodes; i = end) {
        for (end = i; end < s->nodes && by_place(&places[i], &places[end]) == 0;) end++;
        if (i == 0 || places[i].best != places[i - 1].best) most = 0;
        if (end - i > most) most = end - i, home[places[i].best] = places[i].run;
    }
    free(places);
    return true;
}

/* The share of runs in which a node stood with its bloc. */
static bool find_certainty(const search *s, double *certainty) {
    long *home = calloc(s->nodes + 1, sizeof *home);
    bool good = home != NULL;
    for (size_t run = 0; good && run < s->run_count; run++) {
        const long *own = s->runs + run * s->nodes;
        good = find_homes(s, own, home);
        for (size_t i = 0; good && i < s->nodes; i++)
            certainty[i] += own[i] == home[s->membership[i]] ? 1.0 / (double)s->run_count : 0;
    }
    free(home);
    return good;
}

static void weigh(const search *s, ent_blocs *out) {
    for (size_t i = 0; i < s->pair_count; i++) {
        const ent_pair *p = &s->pairs[i];
        double net = ent_pair_net(p);
        bool together = s->membership[p->a] == s->membership[p->b];
        if (net == 0) continue;
        out->pairs++;
        out->weight += fabs(net);
        if ((net > 0) == together) continue;
        out->misfits[out->misfit_count++] = (ent_misfit){p->a, p->b, net};
        out->frustration += fabs(net);
    }
}

static int by_strength(const void *a, const void *b) {
    const ent_misfit *x = a, *y = b;
    if (fabs(x->net) != fabs(y->net)) return fabs(x->net) > fabs(y->net) ? -1 : 1;
    if (x->a != y->a) return x->a < y->a ? -1 : 1;
    return (x->b > y->b) - (x->b < y->b);
}

ent_status ent_graph_blocs(const ent_graph *graph, ent_blocs *out, ent_error *error) {
    size_t pair_count, nodes = graph->node_count;
    ent_pair *pairs = ent_graph_pairs(graph, &pair_count);
    *out = (ent_blocs){.bloc_of = calloc(nodes + 1, sizeof *out->bloc_of),
                       .certainty = calloc(nodes + 1, sizeof *out->certainty),
                       .misfits = calloc(pair_count + 1, sizeof *out->misfits)};
    search s = {.graph = graph,
                .pairs = pairs,
                .pair_count = pair_count,
                .nodes = nodes,
                .membership = out->bloc_of,
                .run_count = nodes > LARGE ? RUNS_LARGE : RUNS};
    s.runs = calloc(s.run_count * nodes + 1, sizeof *s.runs);
    bool good = pairs && out->bloc_of && out->certainty && out->misfits && s.runs;
    if (good && nodes > 0)
        good = run_all(&s) && renumber(out->bloc_of, nodes, &out->count) &&
               find_certainty(&s, out->certainty);
    if (good) {
        weigh(&s, out);
        qsort(out->misfits, out->misfit_count, sizeof *out->misfits, by_strength);
    }
    free(pairs);
    free(s.runs);
    if (good) return ENT_OK;
    ent_blocs_free(out);
    return ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
}

void ent_blocs_free(ent_blocs *blocs) {
    free(blocs->bloc_of);
    free(blocs->certainty);
    free(blocs->misfits);
    *blocs = (ent_blocs){0};
}
