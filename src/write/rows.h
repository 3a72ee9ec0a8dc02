/* rows.h - inside write/: the JSON that our own GraphML carries, read back (see graphml.c for what
 * stands in it). Both change text, which their strings point into. */
#ifndef ENTENTE_WRITE_ROWS_H
#define ENTENTE_WRITE_ROWS_H

#include "graph/store.h"

/* Add the reports of an edge, whose ends, relation and status edge gives, with its root and
 * symmetry for those that have none of their own. ENT_INPUT: not as we write them; those before are
 * added. */
ent_status ent_read_reports(char *text, const ent_report *edge, ent_graph *graph, ent_error *error);

/* Add the articles of a graph. */
ent_status ent_read_articles(char *text, ent_graph *graph, ent_error *error);

/* Add the sightings of a node. */
ent_status ent_read_sightings(char *text, uint32_t node, ent_graph *graph, ent_error *error);

#endif
