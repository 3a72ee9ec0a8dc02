/* layout.c - places for the first view in Gephi: each connected part is laid out by igraph (Kamada
 * & Kawai 1989 where it is small, Fruchterman & Reingold 1991 where not), who stands together near
 * each other; the parts lie in rings around the largest; then nodes that overlap push each other
 * away. Communities are the blocs. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "graph/pairs.h"

enum {
    SMALL = 200,  /* nodes: Kamada-Kawai */
    EXACT = 2000, /* nodes: Fruchterman-Reingold over all pairs, not the near ones only */
    ROUNDS = 300, /* of that, fewer where there are many nodes */
    ROUND_NODES = 2000000,
    ROUNDS_LEAST = 12,
    PUSHES = 60, /* rounds of pushing */
    PUSH_CHECKS = 300000000
};

static const double HALF = 1000; /* places run from -HALF to HALF */
static const double GAP = 5;     /* between nodes, whose size is their radius */
static const double EVEN = 0.6;  /* how far a part's disc is filled evenly */
static const double ROOM = 1.7;  /* the radius of a part, by that of a disc its nodes would fill */

static ent_status failed(ent_error *error) {
    return ent_fail(error, ENT_INTERNAL, NULL, 0, "igraph failed: out of memory?");
}

const igraph_t *ent_graph_igraph(ent_graph *graph) {
    igraph_vector_int_t ends;
    if (graph->has_igraph) return &graph->igraph;
    if (igraph_vector_int_init(&ends, (igraph_integer_t)(2 * graph->edge_count))) return NULL;
    for (size_t i = 0; i < graph->edge_count; i++) {
        VECTOR(ends)[2 * i] = graph->edges[i].source;
        VECTOR(ends)[2 * i + 1] = graph->edges[i].target;
    }
    graph->has_igraph =
        !igraph_create(&graph->igraph, &ends, (igraph_integer_t)graph->node_count, IGRAPH_DIRECTED);
    igraph_vector_int_destroy(&ends);
    return graph->has_igraph ? &graph->igraph : NULL;
}

static ent_status find_communities(ent_graph *graph, ent_error *error) {
    ent_blocs blocs;
    ent_status status = ent_graph_blocs(graph, 0, &blocs, error);
    if (status) return status;
    for (size_t i = 0; i < graph->node_count; i++) graph->nodes[i].community = blocs.bloc_of[i];
    ent_blocs_free(&blocs);
    return ENT_OK;
}

/* ---- Connected parts ---- */

typedef struct part {
    size_t first, count; /* its nodes in plan.order */
    size_t pair, pairs;  /* its pairs in plan.pairs */
    double radius;       /* of the circle around it */
} part;

typedef struct plan {
    ent_graph *graph;
    ent_pair *pairs; /* sorted by part */
    size_t pair_count;
    part *parts; /* the largest first */
    size_t part_count;
    uint32_t *order;              /* nodes, by part */
    uint32_t *part_of, *place_of; /* of each node: its part, and its number within */
    double (*places)[2];
} plan;

static uint32_t root_of(uint32_t *parents, uint32_t node) {
    while (parents[node] != node) node = parents[node] = parents[parents[node]];
    return node;
}

static int larger_part(const void *a, const void *b) {
    const part *x = a, *y = b;
    if (x->count != y->count) return x->count > y->count ? -1 : 1;
    return (x->first > y->first) - (x->first < y->first); /* here: the part's first node */
}

/* Number the parts by size, then by their first node. */
static bool number_parts(plan *p) {
    size_t n = p->graph->node_count;
    uint32_t *parents = malloc((n + 1) * sizeof *parents),
             *number = malloc((n + 1) * sizeof *number);
    if (parents && number) {
        for (size_t i = 0; i < n; i++) parents[i] = (uint32_t)i;
        for (size_t i = 0; i < p->pair_count; i++) {
            uint32_t a = root_of(parents, p->pairs[i].a), b = root_of(parents, p->pairs[i].b);
            parents[a > b ? a : b] = a > b ? b : a; /* a part's root is its first node */
        }
        for (size_t i = 0; i < n; i++) {
            uint32_t root = root_of(parents, (uint32_t)i);
            if (root == i) number[i] = (uint32_t)p->part_count, p->parts[p->part_count++].first = i;
            p->parts[number[root]].count++;
        }
        qsort(p->parts, p->part_count, sizeof *p->parts, larger_part);
        for (size_t i = 0; i < p->part_count; i++) number[p->parts[i].first] = (uint32_t)i;
        for (size_t i = 0; i < n; i++) p->part_of[i] = number[root_of(parents, (uint32_t)i)];
    }
    bool good = parents && number;
    free(parents);
    free(number);
    return good;
}

static int by_part(const void *a, const void *b) {
    const ent_pair *x = a, *y = b;
    if (x->a != y->a) return x->a < y->a ? -1 : 1;
    return (x->b > y->b) - (x->b < y->b);
}

/* Put nodes and pairs in order of their parts; within, pairs name nodes by their number. */
static void sort_by_part(plan *p) {
    size_t at = 0;
    for (size_t i = 0; i < p->part_count; i++) {
        p->parts[i].first = at;
        at += p->parts[i].count;
        p->parts[i].count = 0;
    }
    for (size_t i = 0; i < p->graph->node_count; i++) {
        part *own = &p->parts[p->part_of[i]];
        p->place_of[i] = (uint32_t)own->count;
        p->order[own->first + own->count++] = (uint32_t)i;
    }
    for (size_t i = 0; i < p->pair_count; i++) {
        ent_pair *q = &p->pairs[i];
        const part *own = &p->parts[p->part_of[q->a]];
        q->a = (uint32_t)own->first + p->place_of[q->a];
        q->b = (uint32_t)own->first + p->place_of[q->b];
    }
    qsort(p->pairs, p->pair_count, sizeof *p->pairs, by_part);
    for (size_t i = 0, k = 0; i < p->part_count; i++) {
        p->parts[i].pair = k;
        while (k < p->pair_count && p->pairs[k].a < p->parts[i].first + p->parts[i].count) k++;
        p->parts[i].pairs = k - p->parts[i].pair;
    }
}

/* ---- The places of a part ---- */

/* How strongly two are drawn together, and how far apart they would be. */
static double pull_of(const ent_pair *pair) {
    return ent_pair_net(pair) < 0 ? 0.3 : fmin(3, 1 + 0.5 * log2(1 + pair->weight));
}

static double length_of(const ent_pair *pair) {
    double net = ent_pair_net(pair);
    return net < 0 ? 1.6 : net > 0 ? 1 : 1.2;
}

/* From a circle, in the order of the ids, so that nothing is left to chance; very many from all
 * over its disc, as the seeds of a sunflower are: near ones only push each other where they are
 * few. */
static void start_places(igraph_matrix_t *places, size_t n) {
    static const double golden = 2.399963229728653;
    for (size_t i = 0; i < n; i++) {
        bool disc = n > EXACT;
        double angle = disc ? golden * (double)i : 2 * 3.14159265358979 * (double)i / (double)n,
               radius = sqrt(disc ? (double)i : (double)n);
        MATRIX(*places, i, 0) = cos(angle) * radius;
        MATRIX(*places, i, 1) = sin(angle) * radius;
    }
}

static bool run_layout(const igraph_t *net, igraph_matrix_t *places, const igraph_vector_t *weights,
                       size_t n) {
    if (n <= SMALL)
        return !igraph_layout_kamada_kawai(net, places, 1, 50 * (igraph_integer_t)n, 0, (double)n,
                                           weights, NULL, NULL, NULL, NULL);
    size_t rounds = ROUND_NODES / n;
    igraph_rng_seed(igraph_rng_default(), 1);
    return !igraph_layout_fruchterman_reingold(
        net, places, 1,
        (igraph_integer_t)(rounds < ROUNDS_LEAST ? ROUNDS_LEAST
                           : rounds > ROUNDS     ? ROUNDS
                                                 : rounds),
        sqrt((double)n), n <= EXACT ? IGRAPH_LAYOUT_NOGRID : IGRAPH_LAYOUT_GRID, weights, NULL,
        NULL, NULL, NULL);
}

typedef struct spoke {
    double length, reach; /* from the middle; of the node at its end */
    size_t node;          /* number within the part */
} spoke;

static int by_length(const void *a, const void *b) {
    const spoke *x = a, *y = b;
    if (x->length != y->length) return x->length < y->length ? -1 : 1;
    return (x->node > y->node) - (x->node < y->node);
}

/* Into the plan: its middle at 0, and as much room as its nodes need. The crowd in the middle is
 * drawn apart and long arms are drawn in, so that the disc is filled; directions stay. */
static bool take_places(plan *p, const part *own, const igraph_matrix_t *places) {
    double middle[2] = {0, 0}, area = 0, inner = 0;
    spoke *spokes = malloc(own->count * sizeof *spokes);
    if (!spokes) return false;
    for (size_t i = 0; i < own->count; i++)
        for (int k = 0; k < 2; k++) middle[k] += MATRIX(*places, i, k) / (double)own->count;
    for (size_t i = 0; i < own->count; i++) {
        double x = MATRIX(*places, i, 0) - middle[0], y = MATRIX(*places, i, 1) - middle[1];
        spokes[i] = (spoke){hypot(x, y), p->graph->nodes[p->order[own->first + i]].size + GAP, i};
        area += spokes[i].reach * spokes[i].reach;
    }
    qsort(spokes, own->count, sizeof *spokes, by_length);
    double longest = spokes[own->count - 1].length, radius = ROOM * sqrt(area);
    for (size_t i = 0; i < own->count; i++) {
        const spoke *s = &spokes[i];
        double half = s->reach * s->reach / 2, even = sqrt((inner + half) / area);
        double far = longest > 0 ? radius * ((1 - EVEN) * s->length / longest + EVEN * even) : 0;
        for (int k = 0; k < 2; k++)
            p->places[own->first + s->node][k] =
                s->length > 0 ? (MATRIX(*places, s->node, k) - middle[k]) / s->length * far : 0;
        inner += 2 * half;
    }
    free(spokes);
    return true;
}

static bool place_part(plan *p, part *own) {
    igraph_t net;
    igraph_vector_int_t ends;
    igraph_vector_t weights;
    igraph_matrix_t places;
    size_t n = own->count;
    if (n == 1) return true;
    if (igraph_vector_int_init(&ends, 2 * (igraph_integer_t)own->pairs)) return false;
    bool has_weights = !igraph_vector_init(&weights, (igraph_integer_t)own->pairs);
    bool has_places = has_weights && !igraph_matrix_init(&places, (igraph_integer_t)n, 2);
    for (size_t i = 0; has_places && i < own->pairs; i++) {
        const ent_pair *pair = &p->pairs[own->pair + i];
        VECTOR(ends)[2 * i] = (igraph_integer_t)(pair->a - own->first);
        VECTOR(ends)[2 * i + 1] = (igraph_integer_t)(pair->b - own->first);
        VECTOR(weights)[i] = n <= SMALL ? length_of(pair) : pull_of(pair);
    }
    bool good = has_places && !igraph_create(&net, &ends, (igraph_integer_t)n, IGRAPH_UNDIRECTED);
    if (good) {
        start_places(&places, n);
        good = run_layout(&net, &places, &weights, n) && take_places(p, own, &places);
        igraph_destroy(&net);
    }
    if (has_places) igraph_matrix_destroy(&places);
    if (has_weights) igraph_vector_destroy(&weights);
    igraph_vector_int_destroy(&ends);
    return good;
}

/* ---- Overlaps ---- */

typedef struct disc {
    double x, radius;
    uint32_t at; /* in plan.order */
} disc;

static int by_x(const void *a, const void *b) {
    const disc *x = a, *y = b;
    if (x->x != y->x) return x->x < y->x ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

/* Push two apart that overlap, the larger less; whether they did. */
static bool push(plan *p, const disc *a, const disc *b) {
    double *one = p->places[a->at], *other = p->places[b->at];
    double x = other[0] - one[0], y = other[1] - one[1], distance = hypot(x, y);
    double wanted = a->radius + b->radius + GAP;
    if (distance >= wanted) return false;
    if (!(distance > 0)) x = 1, y = 0, distance = 1;
    double mine = a->radius * a->radius, its = b->radius * b->radius;
    double far = (wanted - distance) / distance, share = its / (mine + its);
    one[0] -= x * far * share;
    one[1] -= y * far * share;
    other[0] += x * far * (1 - share);
    other[1] += y * far * (1 - share);
    return true;
}

/* Part the nodes of a part of the graph; and how large the circle around them is. */
static bool spread(plan *p, part *own) {
    size_t checks = 0;
    double largest = 0;
    disc *discs = malloc(own->count * sizeof *discs);
    if (!discs) return false;
    bool moved = true;
    for (int round = 0; moved && round < PUSHES && checks < PUSH_CHECKS; round++) {
        moved = false;
        for (size_t i = 0; i < own->count; i++) {
            size_t at = own->first + i;
            double radius = p->graph->nodes[p->order[at]].size;
            discs[i] = (disc){p->places[at][0], radius, (uint32_t)at};
            largest = fmax(largest, radius);
        }
        qsort(discs, own->count, sizeof *discs, by_x);
        for (size_t i = 0; i < own->count; i++) {
            double reach = discs[i].x + discs[i].radius + largest + GAP;
            for (size_t k = i + 1; k < own->count && discs[k].x < reach; k++, checks++)
                moved |= push(p, &discs[i], &discs[k]);
        }
    }
    free(discs);
    own->radius = 0;
    for (size_t at = own->first; at < own->first + own->count; at++)
        own->radius = fmax(own->radius, hypot(p->places[at][0], p->places[at][1]) +
                                            p->graph->nodes[p->order[at]].size + GAP);
    return true;
}

/* ---- All parts ---- */

static int larger_radius(const void *a, const void *b) {
    const part *x = *(const part *const *)a, *y = *(const part *const *)b;
    if (x->radius != y->radius) return x->radius > y->radius ? -1 : 1;
    return (x->first > y->first) - (x->first < y->first);
}

static void move_part(plan *p, const part *own, double x, double y) {
    for (size_t i = 0; i < own->count; i++) {
        p->places[own->first + i][0] += x;
        p->places[own->first + i][1] += y;
    }
}

/* The largest in the middle, the others around it in rings. */
static bool join_parts(plan *p) {
    const part **parts = malloc((p->part_count + 1) * sizeof *parts);
    if (!parts) return false;
    for (size_t i = 0; i < p->part_count; i++) parts[i] = &p->parts[i];
    qsort(parts, p->part_count, sizeof *parts, larger_radius);
    double inner = p->part_count ? parts[0]->radius : 0;
    for (size_t i = 1; i < p->part_count;) {
        double ring = inner + parts[i]->radius, angle = 0;
        inner = ring + parts[i]->radius;
        while (i < p->part_count) {
            double half = asin(fmin(1, parts[i]->radius / ring));
            if (angle + 2 * half > 6.2831 && angle > 0) break;
            move_part(p, parts[i], ring * cos(angle + half), ring * sin(angle + half));
            angle += 2 * half;
            i++;
        }
    }
    free(parts);
    return true;
}

/* Fill the square. */
static void fit(plan *p, double half) {
    double least[2] = {INFINITY, INFINITY}, most[2] = {-INFINITY, -INFINITY};
    size_t n = p->graph->node_count;
    for (size_t i = 0; i < n; i++)
        for (int k = 0; k < 2; k++) {
            least[k] = fmin(least[k], p->places[i][k]);
            most[k] = fmax(most[k], p->places[i][k]);
        }
    double extent = fmax(most[0] - least[0], most[1] - least[1]) / 2;
    for (size_t i = 0; i < n; i++)
        for (int k = 0; k < 2; k++)
            p->places[i][k] =
                extent > 0 ? (p->places[i][k] - (least[k] + most[k]) / 2) * half / extent : 0;
}

/* ---- All together ---- */

static bool open_plan(plan *p, ent_graph *graph) {
    size_t n = graph->node_count;
    size_t pair_count = 0;
    ent_pair *pairs = ent_graph_pairs(graph, &pair_count);
    *p = (plan){.graph = graph,
                .pairs = pairs,
                .pair_count = pair_count,
                .parts = calloc(n + 1, sizeof *p->parts),
                .order = calloc(n + 1, sizeof *p->order),
                .part_of = calloc(n + 1, sizeof *p->part_of),
                .place_of = calloc(n + 1, sizeof *p->place_of),
                .places = calloc(n + 1, sizeof *p->places)};
    return p->pairs && p->parts && p->order && p->part_of && p->place_of && p->places;
}

static void close_plan(plan *p) {
    free(p->pairs);
    free(p->parts);
    free(p->order);
    free(p->part_of);
    free(p->place_of);
    free(p->places);
}

ent_status ent_graph_arrange(ent_graph *graph, ent_error *error) {
    plan p;
    if (graph->arranged) return ENT_OK;
    ent_status status = find_communities(graph, error);
    if (status) return status;
    bool good = open_plan(&p, graph) && number_parts(&p);
    if (good) sort_by_part(&p);
    for (size_t i = 0; good && i < p.part_count; i++)
        good = place_part(&p, &p.parts[i]) && spread(&p, &p.parts[i]);
    good = good && join_parts(&p);
    if (good) fit(&p, HALF - 50);
    for (size_t i = 0; good && i < graph->node_count; i++) {
        ent_node *node = &graph->nodes[p.order[i]];
        node->x = round(p.places[i][0] * 10) / 10; /* no last bits of a library's arithmetic */
        node->y = round(p.places[i][1] * 10) / 10;
    }
    close_plan(&p);
    graph->arranged = good;
    return good ? ENT_OK : failed(error);
}
