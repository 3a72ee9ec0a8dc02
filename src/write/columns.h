/* columns.h - inside write/: what the attributes of graphs made elsewhere mean.
 *
 * Each tool has its own names for a label, a weight, a kind: the tables in columns.c know those of
 * Gephi, networkx, igraph, yEd, Cytoscape and Neo4j, and what people call them by hand. */
#ifndef ENTENTE_WRITE_COLUMNS_H
#define ENTENTE_WRITE_COLUMNS_H

#include "entente/graph.h"

typedef enum ent_column {
    ENT_COLUMN_NONE,
    /* of nodes */
    ENT_COLUMN_LABEL,
    ENT_COLUMN_ID, /* igraph and Cytoscape number nodes and keep their ids here */
    ENT_COLUMN_TYPE,
    ENT_COLUMN_ISO3,
    ENT_COLUMN_ROLE,
    ENT_COLUMN_COUNTRY,
    ENT_COLUMN_ALIASES,
    ENT_COLUMN_DECISIONS,
    ENT_COLUMN_SIGHTINGS,
    /* of edges */
    ENT_COLUMN_RELATION,
    ENT_COLUMN_ROOT,
    ENT_COLUMN_SIGN,
    ENT_COLUMN_STATUS,
    ENT_COLUMN_SYMMETRIC,
    ENT_COLUMN_WEIGHT,
    ENT_COLUMN_DATE,
    ENT_COLUMN_CONFIDENCE,
    ENT_COLUMN_SPEAKER,
    ENT_COLUMN_EVIDENCE,
    ENT_COLUMN_DOC,
    ENT_COLUMN_REPORTS,
    ENT_COLUMN_COUNT
} ent_column;

/* The column that an attribute of a node or an edge fills, by its name in any spelling ("Edge
 * Label", "edge_label"), and in *rank how well: of several the lowest counts. */
ent_column ent_column_named(const char *name, bool edge, unsigned char *rank);

/* The type that a word such as "Politician", ":Person" or "nation" means, or -1. */
int ent_type_meant(const char *word);

/* The root of a relation by its name, one of ours or a common one ("ally", "war"), or -1. */
int ent_root_meant(const char *relation);

/* The root that stands for a sign such as "-1", "+", "negative" or "friend": the most general one
 * of its sense; -1 if the word is no sign. */
int ent_root_of_sign(const char *sign);

/* A decimal number and nothing else, whatever the locale; false for others, NaN and infinity. */
bool ent_parse_number(const char *text, double *number);

#endif
