/* ask.h - questions to a finished graph: who is meant by a name, how two actors are joined, who is
 * central.
 *
 * Between two nodes only the cheapest edge counts. weight is strength, so a weighted step costs
 * 1/weight. To use part of a graph, select it first (ent_graph_select). */
#ifndef ENTENTE_ASK_H
#define ENTENTE_ASK_H

#include <stdint.h>

#include "entente/graph.h"

/* Find the node a user means by name: case, accents, aliases, unique surnames, and known_id (what
 * the lexicon says the name stands for, or NULL). ENT_NOT_FOUND: unknown or ambiguous; then up to
 * *near_count (in: room, out: found) nearest nodes are in near, best first. */
ent_status ent_ask_actor(const ent_graph *graph, const char *name, const char *known_id,
                         size_t *node, size_t *near, size_t *near_count, ent_error *error);

#define ENT_NO_NODE SIZE_MAX

/* An actor to be passed or not, or relations: a step of theirs. */
typedef struct ent_stop {
    bool is_actor;
    size_t node;          /* the actor */
    const char *relation; /* a relation by its name; NULL: those of the roots */
    unsigned roots;       /* bits, 1 << root */
} ent_stop;

typedef struct ent_path_options {
    bool directed;           /* follow edges only from source to target */
    bool weighted;           /* strongest, not fewest, steps */
    bool all;                /* all of the shortest, up to count */
    bool negated;            /* also use edges of status negated; off by default */
    size_t count;            /* how many paths at most, 1 by default */
    const ent_stop *through; /* to pass, in this order; no actor twice, none of the ends */
    size_t through_count;
    const ent_stop *avoid; /* not to pass */
    size_t avoid_count;
} ent_path_options;

typedef struct ent_path {
    size_t length; /* steps */
    size_t *nodes; /* length + 1 */
    size_t *edges; /* length: the best edge of each step */
    double cost;   /* steps, or if weighted the sum of 1/weight */
} ent_path;

/* Shortest paths without loops, cheapest first, of as many steps the stronger first, then by nodes.
 * ENT_NOT_FOUND when there is none. Freed by ent_paths_free. */
ent_status ent_ask_paths(const ent_graph *graph, size_t from, size_t to,
                         const ent_path_options *options, ent_path **out, size_t *count,
                         ent_error *error);
void ent_paths_free(ent_path *paths, size_t count);

/* The nodes that can be reached from one, or that can reach it (backwards), whatever is to be
 * passed, without it, the nearest first. *out is to be freed. */
ent_status ent_ask_reach(const ent_graph *graph, size_t node, bool backwards,
                         const ent_path_options *options, size_t **out, size_t *count,
                         ent_error *error);

/* What makes an actor central. */
typedef enum ent_centrality {
    ENT_BY_PAGERANK,    /* standing among those who are much talked of (Brin & Page 1998) */
    ENT_BY_BETWEENNESS, /* share of shortest paths between others (Freeman 1977) */
    ENT_BY_REPORTS,     /* how many reports tell of it */
    ENT_BY_BALANCE,     /* cooperation less conflict */
} ent_centrality;

/* The measure of a name: "pagerank", "betweenness", "reports", "balance"; -1 if none. */
int ent_centrality_named(const char *name);

typedef struct ent_rank {
    size_t node;
    double pagerank, betweenness; /* shares of 1 */
    double reports, cooperation, conflict;
    size_t friends, foes; /* actors with whom cooperation, or conflict, prevails */
} ent_rank;

/* Every node, the most central first, then by id. Betweenness is 0 in graphs of more than 5,000
 * actors unless it is asked for. *out is to be freed. */
ent_status ent_ask_ranks(const ent_graph *graph, ent_centrality by, ent_rank **out,
                         ent_error *error);

#endif
