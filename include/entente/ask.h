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

/* What an actor has to do with another: reports of cooperation and of conflict (what is planned or
 * claimed counts half), and of all kinds. */
typedef struct ent_tie {
    size_t node;
    double cooperation, conflict, reports;
} ent_tie;

/* All whom edges join to an actor, from the best friend to the worst foe. *out is to be freed. */
ent_status ent_ask_ties(const ent_graph *graph, size_t node, ent_tie **out, size_t *count,
                        ent_error *error);

/* What makes an actor central. */
typedef enum ent_centrality {
    ENT_BY_PAGERANK,    /* standing among those who are much talked of (Brin & Page 1998) */
    ENT_BY_BETWEENNESS, /* share of shortest paths between others (Freeman 1977) */
    ENT_BY_REPORTS,     /* how many reports tell of it */
    ENT_BY_BALANCE,     /* the signed degree: cooperation less conflict */
    ENT_BY_CONFLICT,    /* how much conflict */
} ent_centrality;

/* The measure of a name: "pagerank", "betweenness", "reports", "balance", "conflict"; -1 if none.
 */
int ent_centrality_named(const char *name);

typedef struct ent_rank {
    size_t node;
    double pagerank, betweenness; /* shares of 1; -1: not measured */
    double reports, cooperation, conflict;
    size_t friends, foes; /* actors with whom cooperation, or conflict, prevails */
} ent_rank;

/* Every node, the most central first, then by id. Betweenness is measured in graphs of up to 2,000
 * actors; of more only if it is what counts, and then estimated from the paths of 256 of them.
 * brief: neither it nor PageRank unless it is what counts. *out is to be freed. */
ent_status ent_ask_ranks(const ent_graph *graph, ent_centrality by, bool brief, ent_rank **out,
                         ent_error *error);

#endif
