/* store.h - inside graph/, write/ and ask/: what a graph is made of. */
#ifndef ENTENTE_GRAPH_STORE_H
#define ENTENTE_GRAPH_STORE_H

#include <igraph.h>

#include "base/arena.h"
#include "base/map.h"
#include "entente/graph.h"

/* One statement as kept: an edge's evidence and what makes it that edge's. */
typedef struct ent_report {
    uint32_t source, target; /* nodes, in order of arrival */
    const char *relation;
    ent_act root;
    ent_act_status status;
    bool symmetric;
    double weight; /* 1 but in graphs made elsewhere; 0 means 1 */
    ent_evidence evidence;
} ent_report;

/* A node in a document. Mentions are those the actors stage counted; spans those that reports hold,
 * which is all there is to know where statements come from a file. The larger counts. */
typedef struct ent_sighting {
    uint32_t node;
    const char *doc;
    long mentions, spans;
} ent_sighting;

struct ent_graph {
    ent_arena arena;
    ent_map strings, ids, reports_seen, sightings_seen;
    ent_node *nodes; /* in order of arrival until finished, then by id */
    ent_report *reports;
    ent_sighting *sightings; /* when finished, sorted by node and document */
    ent_edge *edges;
    ent_evidence *evidence;
    size_t node_count, node_room, report_count, report_room, sighting_count, sighting_room;
    size_t edge_count;
    igraph_t igraph;
    bool has_igraph, arranged;
    char title[256];
};

/* Add a node, or join what is told of one that is there; UINT32_MAX when out of memory. */
uint32_t ent_graph_add_node(ent_graph *graph, const ent_node *node);
/* Add a report unless the same is there; ids as in report. */
ent_status ent_graph_add_report(ent_graph *graph, const ent_report *report, ent_error *error);
/* The sighting of a node in a document, added if it is new; valid until the next. NULL when out of
 * memory. */
ent_sighting *ent_graph_sight(ent_graph *graph, uint32_t node, const char *doc);
/* Make it known that a sighting has moved to this index; false when out of memory. */
bool ent_graph_place_sighting(ent_graph *graph, size_t index);
const char *ent_graph_intern(ent_graph *graph, const char *text);

/* The directed igraph of the edges, made when it is first asked for; NULL when out of memory. */
const igraph_t *ent_graph_igraph(ent_graph *graph);

#endif
