/* graph.h - the sixth stage: statements become a directed multigraph held in igraph.
 *
 * Statements are kept; edges are views on them: one edge per (source, relation, target, status).
 * Adding the same statement twice, by (doc, offsets, relation), counts once, so merging is
 * associative, commutative and idempotent.
 *
 * An unknown person of whose name documents tell several countries is several nodes, each told by
 * the country in its id, "person:li-wei.chn", and one more for documents that tell none. That is
 * decided anew from all that is told whenever the graph is finished. */
#ifndef ENTENTE_GRAPH_H
#define ENTENTE_GRAPH_H

#include "entente/relate.h"

/* Strings are interned in the graph and live as long as it does. */
typedef struct ent_node {
    const char *id, *label;
    ent_actor_type type;
    const char *iso3, *role, *country, *aliases; /* "" when absent; aliases '|'-separated */
    const char *decisions; /* the user's, that made it who it is (identity.h): so, too */
    long mentions, documents;
    size_t sighting_first; /* in the store's list of sightings */
    long community;        /* 0-based */
    double x, y, size;
    char color[8]; /* "#rrggbb" */
} ent_node;

/* One report of an edge. */
typedef struct ent_evidence {
    const char *doc, *date, *text, *trigger, *rule, *speaker; /* "" when absent */
    const char *source_text, *target_text;                    /* as mentioned; "" when unknown */
    uint32_t sentence, begin, end;                            /* as in the statement */
    uint32_t source_begin, target_begin, trigger_begin;
    double confidence;
} ent_evidence;

typedef struct ent_edge {
    uint32_t source, target; /* nodes */
    const char *relation;
    ent_act root;
    int sign;
    ent_act_status status;
    bool symmetric;
    double weight; /* its reports; in a graph made elsewhere what that gives */
    long documents;
    double confidence;                            /* the best of its evidence */
    const char *first_date, *last_date, *speaker; /* "" when absent */
    uint32_t evidence_first,
        evidence_count; /* in the graph's evidence, sorted by date, doc, place */
    uint32_t best;      /* the evidence shown, an index like evidence_first */
    char color[8];
} ent_edge;

/* What is known of a document beside its name. */
typedef struct ent_article {
    const char *doc, *title, *url; /* title and url: "" when absent */
} ent_article;

typedef struct ent_graph ent_graph;

/* Which part of a graph is looked at; all zero: all of it. */
typedef struct ent_selection {
    unsigned no_roots, no_signs, no_statuses; /* bits that leave out: 1 << root, 1 << (sign + 1),
                                                 1 << status */
    const char *first_date, *last_date;       /* "YYYY[-MM[-DD]]", inclusive; NULL: open */
    double min_weight;                        /* edges of at least so many reports */
    size_t top;                               /* the most active actors; 0: all */
    const char *around;                       /* the id of an actor, or NULL */
    long radius;                              /* so many steps around it, at least 1 */
    bool merge_parallel;                      /* one edge per ordered pair and sign */
} ent_selection;

ent_status ent_graph_new(ent_graph **out, ent_error *error);
void ent_graph_free(ent_graph *graph);

/* Add what one document says. actors gives names, aliases, mention counts, and the document's title
 * and address; it may be NULL when statements come from a file. */
ent_status ent_graph_add(ent_graph *graph, const char *doc, const ent_actors *actors,
                         const ent_statements *statements, ent_error *error);

/* Add all of other; other is unchanged. */
ent_status ent_graph_merge(ent_graph *graph, const ent_graph *other, ent_error *error);

/* Carry the user's decisions out on all that has been added; nothing for NULL. *graph is freed and
 * another takes its place, to be finished (again). Doing it twice, or before a merge and after,
 * changes nothing. */
ent_status ent_graph_identify(ent_graph **graph, const ent_identity *identity, ent_error *error);

/* Bring nodes, edges, sizes and colours up to date. Call it after the last addition and before any
 * of the functions below. Deterministic. */
ent_status ent_graph_finish(ent_graph *graph, ent_error *error);

/* The selected part of a finished graph as a finished graph of its own, without actors that lost
 * their last edge. Steps are taken in the order of ent_selection's members. *out is the caller's.
 */
ent_status ent_graph_select(const ent_graph *graph, const ent_selection *selection, ent_graph **out,
                            ent_error *error);

/* Only these edges, their nodes and all their reports, as a finished graph of its own. */
ent_status ent_graph_pick(const ent_graph *graph, const size_t *edges, size_t count,
                          ent_graph **out, ent_error *error);

/* Give a finished graph's nodes their places and communities, which only files and pictures need.
 * Deterministic. */
ent_status ent_graph_arrange(ent_graph *graph, ent_error *error);

/* Two actors whose relation does not fit the blocs: friends in two (net above 0) or foes in one. */
typedef struct ent_misfit {
    size_t a, b; /* nodes */
    double net;
} ent_misfit;

/* Who stands with whom, and how far the graph is balanced. The net of a pair is its cooperation and
 * offices less its conflict, in reports; what is planned or claimed counts half. */
typedef struct ent_blocs {
    size_t count;
    long *bloc_of;       /* of each node: 0 is the largest bloc */
    double *certainty;   /* of each node: in how many of the draws of the reports it stood with the
                            one of its bloc most told of; 0 to 1 */
    ent_misfit *misfits; /* strongest first */
    size_t misfit_count; /* the frustration count of signed graphs */
    size_t pairs;        /* pairs that are friends or foes */
    double weight;       /* the sum of |net| over them */
    double frustration;  /* of that, what does not fit */
    size_t balanced, unbalanced; /* triangles of such pairs whose signs multiply to +1, to -1 */
} ent_blocs;

/* Divide a finished graph into blocs so that as little cooperation as may be runs between them and
 * as little conflict within. The reports are drawn anew up to so many times, fewer in large graphs,
 * to see how sure that is; with 0, certainty and triangles stay 0. Freed by ent_blocs_free.
 * Deterministic. */
ent_status ent_graph_blocs(const ent_graph *graph, size_t samples, ent_blocs *out,
                           ent_error *error);
void ent_blocs_free(ent_blocs *blocs);

/* Nodes are sorted by id, edges by source, target, relation, status. Valid until the next addition.
 */
size_t ent_graph_node_count(const ent_graph *graph);
size_t ent_graph_edge_count(const ent_graph *graph);
/* The nodes of the graph that this one was selected from; of one that was not, its own. */
size_t ent_graph_whole_count(const ent_graph *graph);
const ent_node *ent_graph_node(const ent_graph *graph, size_t node);
const ent_edge *ent_graph_edge(const ent_graph *graph, size_t edge);
const ent_evidence *ent_graph_evidence(const ent_graph *graph, size_t evidence);
/* The articles that have a title or an address, sorted by document. */
size_t ent_graph_article_count(const ent_graph *graph);
const ent_article *ent_graph_article(const ent_graph *graph, size_t article);
/* The article that is a document's; NULL if nothing is known of it. */
const ent_article *ent_graph_article_of(const ent_graph *graph, const char *doc);
/* The ISO code of the country that a document tells an unknown person to be of (ent_entity.told),
 * into out; false, out "", if it tells none. */
bool ent_graph_country_told(const ent_graph *graph, size_t node, const char *doc, char out[4]);
/* The id of who claims what a piece of evidence says, "" if nobody; of namesakes it is him whom its
 * document tells of. */
const char *ent_graph_speaker(const ent_graph *graph, size_t evidence);
/* Where it comes from, for pictures: documents and dates covered; "" when unknown. */
const char *ent_graph_title(const ent_graph *graph);
/* What stands over a picture: until it is set the title of the only article, or "Who stands with
 * whom". A heading is copied, and is
 * no part of what merging or files keep. */
const char *ent_graph_heading(const ent_graph *graph);
ent_status ent_graph_set_heading(ent_graph *graph, const char *heading, ent_error *error);

#endif
