/* pairs.h - a graph in which direction and kind do not count: who has to do with whom, how much,
 * and in which sense. */
#ifndef ENTENTE_GRAPH_PAIRS_H
#define ENTENTE_GRAPH_PAIRS_H

#include "graph/store.h"

typedef struct ent_pair {
    uint32_t a, b;                /* nodes, a < b */
    double cooperation, conflict; /* weights; what is planned or claimed counts half */
    double neutral;               /* requests */
    double link;                  /* offices, memberships: those who belong together */
    double weight;                /* reports of any kind */
} ent_pair;

/* All pairs of a finished graph that an edge joins, sorted by a and b; edges from an actor to
 * itself and negated ones count for nothing. To be freed; NULL when out of memory. */
ent_pair *ent_graph_pairs(const ent_graph *graph, size_t *count);

/* Does an edge count: between two actors, and not negated? */
bool ent_is_tie(const ent_edge *edge);
/* What one edge tells of its two. */
ent_pair ent_pair_of(const ent_edge *edge);
void ent_pair_add(ent_pair *pair, const ent_pair *other);
/* Order by a and b, for qsort and bsearch. */
int ent_pair_order(const void *a, const void *b);

/* Above 0: the two stand together; below: against each other. */
double ent_pair_net(const ent_pair *pair);

#endif
