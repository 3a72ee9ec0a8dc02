/* store.h - inside graph/, write/ and ask/: what a graph is made of.
 *
 * All that is added joins what is there by taking, of two values that differ, the greater in an
 * order that does not depend on which came first; so any order and grouping of additions gives the
 * same graph. */
#ifndef ENTENTE_GRAPH_STORE_H
#define ENTENTE_GRAPH_STORE_H

#include <igraph.h>

#include "base/arena.h"
#include "base/index.h"
#include "base/map.h"
#include "entente/graph.h"

/* The country that a document tells an unknown person to be of, as a number; 0 for none. Which
 * nodes bear a name is decided from all that is told, when the graph is finished (namesakes.c). */
typedef uint16_t ent_nation;

/* One statement as kept: an edge's evidence and what makes it that edge's. */
typedef struct ent_report {
    uint32_t source, target; /* nodes, in order of arrival until the graph is finished */
    const char *relation;
    ent_act root;
    ent_act_status status;
    bool symmetric;
    ent_nation source_told, target_told;
    double weight; /* 1 but in graphs made elsewhere; 0 means 1 */
    ent_evidence evidence;
} ent_report;

/* A node in a document, and how often: as the actors stage counted, or in how many places reports
 * show it, which is all there is to know where statements come from a file. The larger counts. */
typedef struct ent_sighting {
    uint32_t node;
    ent_nation told;
    const char *doc;
    const char *role; /* of whom told is not 0: what he is there, or "" */
    long mentions;
} ent_sighting;

struct ent_graph {
    ent_arena arena, scratch; /* scratch: empty between calls */
    ent_map strings, ids;
    ent_index reports_seen, sightings_seen; /* of the first *_indexed; made when they are needed */
    size_t reports_indexed, sightings_indexed;
    ent_node *nodes;         /* in order of arrival until finished, then by id */
    ent_report *reports;     /* when finished, in order of edges, then by date, document, place */
    ent_sighting *sightings; /* when finished, by node and document */
    ent_edge *edges;         /* when finished, by source, target, relation */
    uint32_t *out_first;     /* of each node, and one more: the first of its edges in edges */
    uint32_t *in_first, *in; /* and, in in, which edges have it for their target */
    ent_article *articles;   /* when finished, by document */
    ent_map article_ids;     /* of documents */
    size_t node_count, node_room, report_count, report_room, sighting_count, sighting_room;
    size_t edge_count, article_count, article_room;
    igraph_t igraph;
    bool has_igraph, arranged;
    bool tells; /* something tells of the country of an unknown person */
    char title[256];
    const char *heading;    /* NULL until it is set */
    const char *only_title; /* of the only article; "" if there are more */
    size_t whole;           /* nodes of the graph that this is a part of, or 0 */
};

/* Add a node, or join what is told of one that is there; UINT32_MAX when out of memory. What an XML
 * name token may not hold is written as _xHHHH_ in its id. A bearer of a name told from others,
 * "person:li-wei.chn" of CHN, is added, but what there is of him belongs to the node of the name,
 * which is returned: finishing gives him what is his. */
uint32_t ent_graph_add_node(ent_graph *graph, const ent_node *node);
/* Add a report unless the same is there; a symmetric one is turned from the smaller id to the
 * larger. A date that is none is dropped. */
ent_status ent_graph_add_report(ent_graph *graph, const ent_report *report, ent_error *error);
/* The sighting of a node in a document that tells this of it, added if it is new; valid until the
 * next. NULL when out of memory. */
ent_sighting *ent_graph_sight(ent_graph *graph, uint32_t node, const char *doc, ent_nation told);
/* The same where doc is interned. */
ent_sighting *ent_graph_sight_in(ent_graph *graph, uint32_t node, const char *doc, ent_nation told);
/* Add a sighting of another graph, or join what it tells, as one of that node. */
bool ent_graph_add_sighting(ent_graph *graph, uint32_t node, const ent_sighting *sighting);
/* Add an article, or join what is told of one that is there; one without title and address is
 * passed over. */
ent_status ent_graph_add_article(ent_graph *graph, const ent_article *article, ent_error *error);
/* text as the graph keeps it: once, and without the control characters that XML cannot hold; "" for
 * NULL. NULL when out of memory. */
const char *ent_graph_intern(ent_graph *graph, const char *text);
/* The id of the name that a bearer told from his namesakes has, interned; NULL when out of memory.
 */
const char *ent_graph_name_of(ent_graph *graph, const ent_node *bearer);
/* Drop reports that have become the same as another. */
ent_status ent_graph_join_reports(ent_graph *graph, ent_error *error);
/* A symmetric report goes from the smaller id to the larger: turn one that does not. */
void ent_graph_turn(const ent_graph *graph, ent_report *report);
/* The larger of two texts by bytes, "Windsor" before "WINDSOR", "Erdoğan" before "Erdogan",
 * something before nothing, and the union of two lists, as *own; false when out of memory. */
bool ent_graph_enlarge(ent_graph *graph, const char **own, const char *text);
bool ent_graph_join_list(ent_graph *graph, const char **own, const char *list);

/* ---- namesakes.c ---- */

/* A country by its ISO code and back; 0 for what is no such code, out then "". */
ent_nation ent_nation_of(const char *country);
void ent_nation_print(ent_nation nation, char out[4]);
/* Whom a node told from his namesakes is: his country; 0 for any other node. */
ent_nation ent_nation_of_node(const ent_node *node);
/* Decide which nodes bear the names of which countries are told, and give them what is theirs;
 * false when out of memory. */
bool ent_graph_part_namesakes(ent_graph *graph);
/* Nodes are where now says: reports and sightings follow. */
void ent_graph_renumber(ent_graph *graph, const uint32_t *now);

/* The directed igraph of the edges, made when it is first asked for; NULL when out of memory. */
const igraph_t *ent_graph_igraph(ent_graph *graph);

#endif
