/* blocs.c - who stands with whom: the partition that leaves the least cooperation between blocs and
 * the least conflict within them (correlation clustering, Bansal, Blum & Chawla 2004; the line
 * index of balance, Harary 1959), found by the Leiden algorithm (Traag, Waltman & van Eck 2019)
 * with the constant Potts model at resolution 0, which asks for just that.
 *
 * How sure an actor's place is, is seen by drawing the reports anew, each as often as chance has it
 * (the Poisson bootstrap, Hanley & MacGibbon 2006), and dividing again. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "graph/pairs.h"

enum { RUNS = 20, RUNS_LARGE = 3, LARGE = 20000, ITERATIONS = 10, WORK = 1000000 };

typedef struct search {
    const ent_graph *graph;
    const ent_pair *pairs;
    size_t pair_count, nodes;
    igraph_t net;
    igraph_vector_t weights; /* of the pairs */
    igraph_vector_int_t found;
    long *membership; /* the best so far */
    double quality;
} search;

static bool search_open(search *s) {
    igraph_vector_int_t ends;
    if (igraph_vector_int_init(&ends, (igraph_integer_t)(2 * s->pair_count))) return false;
    for (size_t i = 0; i < s->pair_count; i++) {
        VECTOR(ends)[2 * i] = s->pairs[i].a;
        VECTOR(ends)[2 * i + 1] = s->pairs[i].b;
    }
    bool good = !igraph_create(&s->net, &ends, (igraph_integer_t)s->nodes, IGRAPH_UNDIRECTED);
    igraph_vector_int_destroy(&ends);
    if (!good) return false;
    if (igraph_vector_init(&s->weights, (igraph_integer_t)s->pair_count)) {
        igraph_destroy(&s->net);
        return false;
    }
    if (igraph_vector_int_init(&s->found, 0)) {
        igraph_vector_destroy(&s->weights);
        igraph_destroy(&s->net);
        return false;
    }
    return true;
}

static void search_close(search *s) {
    igraph_vector_int_destroy(&s->found);
    igraph_vector_destroy(&s->weights);
    igraph_destroy(&s->net);
}

/* Divide by the weights as they stand; false when out of memory. */
static bool divide(search *s, size_t seed, double *quality) {
    igraph_rng_seed(igraph_rng_default(), seed);
    return !igraph_community_leiden(&s->net, &s->weights, NULL, 0, 0.01, false, ITERATIONS,
                                    &s->found, NULL, quality);
}

static bool find_best(search *s) {
    size_t runs = s->nodes > LARGE ? RUNS_LARGE : RUNS;
    for (size_t i = 0; i < s->pair_count; i++) VECTOR(s->weights)[i] = ent_pair_net(&s->pairs[i]);
    for (size_t run = 0; run < runs; run++) {
        igraph_real_t quality;
        if (!divide(s, run + 1, &quality)) return false;
        if (run && quality <= s->quality + 1e-9) continue;
        s->quality = quality;
        for (size_t i = 0; i < s->nodes; i++) s->membership[i] = (long)VECTOR(s->found)[i];
    }
    return true;
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

/* SplitMix64 (Steele, Lea & Flood 2014): the same numbers everywhere. */
static double draw(uint64_t *state) {
    uint64_t z = *state += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return (double)((z ^ z >> 31) >> 11) / 9007199254740992.0;
}

/* How often something of this weight is drawn (Knuth's way; by the normal law where it is much). */
static double draw_poisson(double weight, uint64_t *state) {
    if (weight > 30) {
        double sum = -6; /* of twelve: of mean 0 and variance 1 */
        for (int i = 0; i < 12; i++) sum += draw(state);
        double value = weight + sum * sqrt(weight);
        return value > 0 ? value : 0;
    }
    double limit = exp(-weight), product = draw(state);
    int count = 0;
    for (; product > limit; count++) product *= draw(state);
    return count;
}

typedef struct sample {
    size_t *pair_of; /* of each edge, SIZE_MAX for none */
    ent_pair *drawn;
    double *told;  /* of each node: its reports */
    size_t *first; /* of each bloc: the node most told of */
} sample;

static size_t find_pair(const search *s, const ent_edge *e) {
    ent_pair wanted = ent_pair_of(e);
    const ent_pair *found =
        bsearch(&wanted, s->pairs, s->pair_count, sizeof wanted, ent_pair_order);
    return found ? (size_t)(found - s->pairs) : SIZE_MAX;
}

/* The nets of all pairs as the reports drawn have them. A link holds if one report of it is. */
static void draw_weights(search *s, sample *w, uint64_t *state) {
    memset(w->drawn, 0, s->pair_count * sizeof *w->drawn);
    for (size_t i = 0; i < s->graph->edge_count; i++) {
        ent_edge edge = s->graph->edges[i];
        if (w->pair_of[i] == SIZE_MAX) continue;
        edge.weight = draw_poisson(edge.weight, state);
        if (edge.weight <= 0) continue;
        ent_pair p = ent_pair_of(&edge);
        ent_pair_add(&w->drawn[w->pair_of[i]], &p);
    }
    for (size_t i = 0; i < s->pair_count; i++) VECTOR(s->weights)[i] = ent_pair_net(&w->drawn[i]);
}

/* An actor stands with its bloc where it stands with the one most told of there. */
static void count_kept(const search *s, const sample *w, double *certainty, double share) {
    for (size_t i = 0; i < s->nodes; i++) {
        size_t first = w->first[s->membership[i]];
        if (i != first && VECTOR(s->found)[i] == VECTOR(s->found)[first]) certainty[i] += share;
    }
}

/* That one is as sure as the surest of the others. */
static void complete(const search *s, const sample *w, double *certainty) {
    for (size_t i = 0; i < s->nodes; i++) {
        double *own = &certainty[w->first[s->membership[i]]];
        if (certainty[i] > *own) *own = certainty[i];
    }
}

static bool sample_open(const search *s, sample *w) {
    *w = (sample){.pair_of = calloc(s->graph->edge_count + 1, sizeof *w->pair_of),
                  .drawn = calloc(s->pair_count + 1, sizeof *w->drawn),
                  .told = calloc(s->nodes + 1, sizeof *w->told),
                  .first = calloc(s->nodes + 1, sizeof *w->first)};
    if (!w->pair_of || !w->drawn || !w->told || !w->first) return false;
    for (size_t i = 0; i < s->graph->edge_count; i++)
        w->pair_of[i] =
            ent_is_tie(&s->graph->edges[i]) ? find_pair(s, &s->graph->edges[i]) : SIZE_MAX;
    for (size_t i = 0; i < s->pair_count; i++) {
        w->told[s->pairs[i].a] += s->pairs[i].weight;
        w->told[s->pairs[i].b] += s->pairs[i].weight;
    }
    for (size_t i = s->nodes; i-- > 0;) {
        size_t *first = &w->first[s->membership[i]];
        if (s->membership[*first] != s->membership[i] || w->told[i] >= w->told[*first]) *first = i;
    }
    return true;
}

static void sample_close(sample *w) {
    free(w->pair_of);
    free(w->drawn);
    free(w->told);
    free(w->first);
}

/* Fewer draws of a large graph, so that the time is bounded. */
static bool find_certainty(search *s, size_t samples, double *certainty) {
    size_t most = WORK / (s->nodes + s->pair_count + 1) + 3;
    sample w;
    if (samples > most) samples = most;
    bool good = sample_open(s, &w);
    for (size_t i = 0; good && i < samples; i++) {
        uint64_t state = i + 1;
        igraph_real_t quality;
        draw_weights(s, &w, &state);
        good = divide(s, i + 1, &quality);
        if (good) count_kept(s, &w, certainty, 1.0 / (double)samples);
    }
    if (good) complete(s, &w, certainty);
    sample_close(&w);
    return good;
}

/* ---- Balance ---- */

static int sign_of(const ent_pair *p) {
    double net = ent_pair_net(p);
    return (net > 0) - (net < 0);
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

/* A friend's friend is a friend, a friend's foe a foe: three signs whose product is +1 (Cartwright
 * & Harary 1956). Pairs are sorted by a, b: of each triangle a < b < c, the pairs a-b and a-c stand
 * together, and mark says whether there is b-c. */
static bool count_triangles(const search *s, ent_blocs *out) {
    size_t *begin = calloc(s->nodes + 2, sizeof *begin);
    signed char *mark = calloc(s->nodes + 1, sizeof *mark);
    for (size_t i = 0; begin && i < s->pair_count; i++) begin[s->pairs[i].a + 1]++;
    for (size_t i = 0; begin && i < s->nodes; i++) begin[i + 1] += begin[i];
    for (size_t a = 0; begin && mark && a < s->nodes; a++) {
        for (size_t i = begin[a]; i < begin[a + 1]; i++)
            mark[s->pairs[i].b] = (signed char)sign_of(&s->pairs[i]);
        for (size_t i = begin[a]; i < begin[a + 1]; i++) {
            uint32_t b = s->pairs[i].b;
            for (size_t k = begin[b]; mark[b] && k < begin[b + 1]; k++) {
                int product = mark[b] * mark[s->pairs[k].b] * sign_of(&s->pairs[k]);
                out->balanced += product > 0;
                out->unbalanced += product < 0;
            }
        }
        for (size_t i = begin[a]; i < begin[a + 1]; i++) mark[s->pairs[i].b] = 0;
    }
    bool good = begin && mark;
    free(begin);
    free(mark);
    return good;
}

static int by_strength(const void *a, const void *b) {
    const ent_misfit *x = a, *y = b;
    if (fabs(x->net) != fabs(y->net)) return fabs(x->net) > fabs(y->net) ? -1 : 1;
    if (x->a != y->a) return x->a < y->a ? -1 : 1;
    return (x->b > y->b) - (x->b < y->b);
}

/* ---- All together ---- */

static bool find_blocs(search *s, size_t samples, ent_blocs *out) {
    if (s->nodes == 0) return true;
    if (!search_open(s)) return false;
    bool good =
        find_best(s) && renumber(s->membership, s->nodes, &out->count) &&
        (samples == 0 || (find_certainty(s, samples, out->certainty) && count_triangles(s, out)));
    search_close(s);
    return good;
}

ent_status ent_graph_blocs(const ent_graph *graph, size_t samples, ent_blocs *out,
                           ent_error *error) {
    size_t pair_count, nodes = graph->node_count;
    ent_pair *pairs = ent_graph_pairs(graph, &pair_count);
    *out = (ent_blocs){.bloc_of = calloc(nodes + 1, sizeof *out->bloc_of),
                       .certainty = calloc(nodes + 1, sizeof *out->certainty),
                       .misfits = calloc(pair_count + 1, sizeof *out->misfits)};
    search s = {.graph = graph,
                .pairs = pairs,
                .pair_count = pair_count,
                .nodes = nodes,
                .membership = out->bloc_of};
    bool good =
        pairs && out->bloc_of && out->certainty && out->misfits && find_blocs(&s, samples, out);
    if (good) {
        weigh(&s, out);
        qsort(out->misfits, out->misfit_count, sizeof *out->misfits, by_strength);
    }
    free(pairs);
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
