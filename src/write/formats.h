/* formats.h - inside write/: one printer a format. */
#ifndef ENTENTE_WRITE_FORMATS_H
#define ENTENTE_WRITE_FORMATS_H

#include "entente/write.h"

void ent_print_graphml(const ent_graph *graph, FILE *out);
void ent_print_gexf(const ent_graph *graph, FILE *out);
ent_status ent_print_dot(const ent_graph *graph, FILE *out, ent_error *error);
ent_status ent_print_statements(const ent_graph *graph, FILE *out, ent_error *error);
ent_status ent_print_page(const ent_graph *graph, const char *path, FILE *out, ent_error *error);
/* Let Graphviz draw: kind is "svg", "png" or "pdf". */
ent_status ent_draw(const ent_graph *graph, const char *kind, const char *path, FILE *out,
                    ent_error *error);

/* ---- xml.c ---- */

/* A node's label; where that shows nothing, its id. */
const char *ent_label_of(const ent_node *node);

/* Text as the value of an XML attribute; it holds no control characters (see document.h). */
void ent_print_xml(const char *text, FILE *out);
/* Text as XML content: quotes stay. */
void ent_print_xml_text(const char *text, FILE *out);
/* The shortest decimal that reads back as value, with a point or an exponent; in text. */
const char *ent_shortest(double value, char text[32]);
/* A number with two digits behind the point, whatever the locale. */
void ent_print_decimal(double value, FILE *out);
/* The first 300 characters of text, in buffer unless that is all of it. */
enum { ENT_SHORTENED_MAX = 1300 };
const char *ent_shorten(const char *text, char *buffer, size_t room);

#endif
