/* elements.h - inside write/: GraphML as a stream of nodes and edges, whoever wrote it. */
#ifndef ENTENTE_WRITE_ELEMENTS_H
#define ENTENTE_WRITE_ELEMENTS_H

#include "write/columns.h"

/* A node or an edge. Strings live as long as the call that hands it over. */
typedef struct ent_element {
    size_t line;
    const char *id;                 /* NULL when absent */
    const char *source, *target;    /* of an edge; NULL when absent */
    bool undirected;                /* an edge */
    char *values[ENT_COLUMN_COUNT]; /* by column; NULL when absent, never empty; may be changed */
} ent_element;

/* What is called at the end of each. A status that is not ENT_OK ends the reading. */
typedef struct ent_elements_handler {
    ent_status (*node)(void *context, ent_element *node);
    ent_status (*edge)(void *context, ent_element *edge);
    /* What our own files say of the documents, as they do (see rows.h); may be changed. */
    ent_status (*articles)(void *context, char *text, size_t line);
    /* Something that is passed over, "a hyperedge". */
    void (*odd)(void *context, size_t line, const char *what);
    void *context;
} ent_elements_handler;

/* Read the GraphML file path ("-" is standard input). ENT_INPUT: it is none, or is not safe to read
 * to its end (see sax.h). */
ent_status ent_elements_read(const char *path, const ent_elements_handler *handler,
                             ent_error *error);

#endif
