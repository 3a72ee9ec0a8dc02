/* ask.h - questions to a finished graph: who is meant by a name, paths, evidence, neighbours.
 *
 * Paths are found by igraph over a simplified view: between two nodes only the cheapest edge
 * counts. weight is strength, so a weighted step costs 1/weight. */
#ifndef ENTENTE_ASK_H
#define ENTENTE_ASK_H

#include "entente/graph.h"

/* Find the node a user means by name: case, accents, aliases, unique surnames, and known_id (what
 * the lexicon says the name stands for, or NULL). ENT_NOT_FOUND: unknown or ambiguous; then up to
 * *near_count (in: room, out: found) nearest nodes are in near, best first. */
ent_status ent_ask_actor(const ent_graph *graph, const char *name, const char *known_id,
                         size_t *node, size_t *near, size_t *near_count, ent_error *error);

typedef struct ent_path_options {
    bool directed;  /* follow edges only from source to target */
    bool weighted;  /* strongest, not fewest, steps */
    size_t count;   /* how many paths at most, 1 by default */
    unsigned roots; /* bit 1 << ent_act for each root allowed; 0: all */
    bool negated;   /* also use edges of status negated; off by default */
} ent_path_options;

typedef struct ent_path {
    size_t length; /* steps */
    size_t *nodes; /* length + 1 */
    size_t *edges; /* length: the best edge of each step */
    double cost;
} ent_path;

/* Shortest paths, cheapest first, then by node ids. ENT_NOT_FOUND when there is none; reach[0] and
 * reach[1] (may be NULL) then say how many nodes each side reaches. Freed by ent_paths_free. */
ent_status ent_ask_paths(const ent_graph *graph, size_t from, size_t to,
                         const ent_path_options *options, ent_path **out, size_t *count,
                         size_t reach[2], ent_error *error);
void ent_paths_free(ent_path *paths, size_t count);

#endif
