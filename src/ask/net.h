/* net.h - a graph made ready for searching: steps between nodes, each pair's cheapest edge only. */
#ifndef ENTENTE_ASK_NET_H
#define ENTENTE_ASK_NET_H

#include <stdint.h>

#include "entente/ask.h"

/* Costs are whole numbers, so that the order of adding them does not count: a step by hops costs
 * ENT_STEP, one of weight w ENT_STEP / w. */
#define ENT_STEP ((uint64_t)1 << 20)
#define ENT_FAR UINT64_MAX

typedef struct ent_step {
    uint32_t node; /* where it leads, or comes from */
    uint32_t edge;
    uint64_t cost;
} ent_step;

/* Steps out of node i are steps[0][begin[0][i]] up to begin[0][i + 1]; those into it are in [1]. */
typedef struct ent_net {
    size_t nodes;
    size_t *begin[2];
    ent_step *steps[2];
} ent_net;

bool ent_net_make(const ent_graph *graph, const ent_path_options *options, ent_net *net);
void ent_net_free(ent_net *net);

/* Work space of searches over one net. */
typedef struct ent_search {
    const ent_net *net;
    uint64_t *distance[2];
    ent_step *via[2];     /* where the way came from, and by which edge */
    uint32_t *touched[2]; /* nodes that have a distance */
    size_t touched_count[2];
    bool *barred; /* nodes that may not be stepped on */
    struct heap_item *heap[2];
    size_t heap_count[2], heap_room[2];
    bool fault; /* out of memory */
} ent_search;

bool ent_search_open(ent_search *search, const ent_net *net);
void ent_search_close(ent_search *search);

/* A step that may not be taken: from its first node to the other. */
typedef struct ent_bar {
    uint32_t from, to;
} ent_bar;

/* The cheapest way by bidirectional Dijkstra (Pohl 1971): its edges and nodes in *path, which is to
 * be freed. Returns its cost, or ENT_FAR when there is none or memory is out (search->fault). */
uint64_t ent_search_run(ent_search *search, size_t from, size_t to, const ent_bar *bars,
                        size_t bar_count, ent_path *path);

/* The distance of every node from one (turn 0) or to it (turn 1), in search->distance[turn]. */
void ent_search_all(ent_search *search, size_t from, int turn);

#endif
