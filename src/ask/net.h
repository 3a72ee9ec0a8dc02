/* net.h - inside ask/: a graph made ready for searching.
 *
 * A search runs over states: an actor, and how many of the stops have been passed. Passing a stop
 * leads to the next layer of states, so that the shortest way over layers passes all stops in
 * order. Without stops there is one layer, and a state is an actor. */
#ifndef ENTENTE_ASK_NET_H
#define ENTENTE_ASK_NET_H

#include <stdint.h>

#include "entente/ask.h"

/* Costs are whole numbers, so that the order of adding them does not count. Of as many steps the
 * stronger are cheaper: a step by hops costs ENT_HOP and up to ENT_WEAK more. By strength, one of
 * weight w costs ENT_UNIT / w. */
#define ENT_HOP ((uint64_t)1 << 40)
#define ENT_WEAK ((uint64_t)1 << 16)
#define ENT_UNIT ((uint64_t)1 << 20)
#define ENT_FAR UINT64_MAX

/* A step to a state, or back from it. */
typedef struct ent_step {
    uint32_t state, edge;
    uint64_t cost;
} ent_step;

typedef struct ent_net {
    const ent_graph *graph;
    const ent_path_options *options;
    size_t nodes, layers;
    uint32_t from, to;   /* states; UINT32_MAX: none */
    unsigned char *stop; /* of each node: which stop it is, from 1; NULL: there are none */
    bool *barred;        /* nodes that may not be stepped on */
} ent_net;

/* options must outlive the net. False when out of memory. */
bool ent_net_make(const ent_graph *graph, size_t from, size_t to, const ent_path_options *options,
                  ent_net *net);
void ent_net_free(ent_net *net);

/* Add to steps, which has room for ent_net_degree, every step out of a state (turn 0) or into it
 * (turn 1). Returns how many. */
size_t ent_net_steps(const ent_net *net, uint32_t state, int turn, ent_step *steps);
size_t ent_net_degree(const ent_net *net, uint32_t state);
/* Put steps in order of states and of each leave the cheapest. Returns how many are left. */
size_t ent_net_simplify(ent_step *steps, size_t count);

/* What a step over an edge costs. */
uint64_t ent_net_cost(const ent_net *net, uint32_t edge);

/* ---- Searching ---- */

/* Work space of searches over one net. */
typedef struct ent_search {
    const ent_net *net;
    uint64_t *distance[2];
    struct ent_via *via[2]; /* where the way came from, and by which edge */
    uint32_t *touched[2];   /* states that have a distance */
    size_t touched_count[2];
    struct heap_item *heap[2];
    size_t heap_count[2], heap_room[2];
    ent_step *steps;
    size_t step_room;
    bool fault; /* out of memory */
} ent_search;

/* A step that may not be taken. */
typedef struct ent_bar {
    uint32_t from, to;
} ent_bar;

/* A way over states: from states[0] by edges[0] to states[1], ... */
typedef struct ent_way {
    size_t length;
    uint32_t *states, *edges;
    uint64_t cost;
    size_t branch; /* where it left the way that it was found from */
} ent_way;

bool ent_search_open(ent_search *search, const ent_net *net);
void ent_search_close(ent_search *search);

/* The cheapest way by bidirectional Dijkstra (Pohl 1971). False if there is none or memory is out
 * (search->fault). *way is to be freed. */
bool ent_search_run(ent_search *search, uint32_t from, uint32_t to, const ent_bar *bars,
                    size_t bar_count, ent_way *way);

/* How far every state on a cheapest way is from its end, in search->distance[1]; what is there for
 * other states is never too little. */
void ent_search_ways(ent_search *search, uint32_t from, uint32_t to);

/* The distances of states from one (turn 0) or to it (turn 1), in search->distance[turn];
 * search->touched[turn] lists those reached. */
void ent_search_all(ent_search *search, uint32_t from, int turn);

void ent_way_clear(ent_way *way);

#endif
