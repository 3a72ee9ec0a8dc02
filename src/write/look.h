/* look.h - inside write/: shapes, colours and type of pictures; dot.c draws with them, caption.c
 * explains them. */
#ifndef ENTENTE_WRITE_LOOK_H
#define ENTENTE_WRITE_LOOK_H

#include "write/sheet.h"

/* DejaVu is what Debian has; Verdana, which is as wide, is what most others have. */
#define ENT_FONT "DejaVu Sans,Verdana,sans-serif"
#define ENT_INK "#111827"
#define ENT_FAINT_INK "#4b5563"

typedef struct ent_look {
    const char *name;              /* in the legend */
    const char *shape, *style;     /* Graphviz's */
    const char *fill, *line, *dot; /* colours; dot where there is no name inside */
    const char *sign;              /* a character like the shape */
} ent_look;

extern const ent_look ent_looks[ENT_ACTOR_TYPE_COUNT];

typedef struct ent_manner {
    const char *name, *color;
    const char *head;   /* Graphviz's arrowhead: tells senses apart where colours do not */
    const char *sample; /* characters like the arrow */
    double length;      /* on a map: who stands together stands near */
} ent_manner;

extern const ent_manner ent_manners[ENT_SENSE_COUNT];

/* How much larger type must be on a sheet of this size, for the whole to be read at one look. */
double ent_sheet_scale(const ent_sheet *sheet);

/* The heading: title, source, and what shapes and lines mean, as attributes of the graph. */
void ent_print_caption(const ent_sheet *sheet, FILE *out);

#endif
