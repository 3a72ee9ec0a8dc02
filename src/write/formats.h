/* formats.h - inside write/: one printer a format. */
#ifndef ENTENTE_WRITE_FORMATS_H
#define ENTENTE_WRITE_FORMATS_H

#include "entente/write.h"

void ent_print_graphml(const ent_graph *graph, FILE *out);
ent_status ent_print_dot(const ent_graph *graph, FILE *out, ent_error *error);
/* Let Graphviz draw: kind is "svg", "png" or "pdf". */
ent_status ent_draw(const ent_graph *graph, const char *kind, const char *path, FILE *out,
                    ent_error *error);

#endif
