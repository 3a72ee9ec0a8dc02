/* sheet.h - inside write/: what a picture shows, decided before a byte of it is printed. */
#ifndef ENTENTE_WRITE_SHEET_H
#define ENTENTE_WRITE_SHEET_H

#include <stdio.h>

#include "entente/graph.h"

/* How a picture is laid out, by its size. */
typedef enum ent_view {
    ENT_VIEW_LAYERS, /* ranks from left to right, every arrow with its words */
    ENT_VIEW_SPREAD, /* a map; offices are told by their arrow, the strongest acts by words */
    ENT_VIEW_CROWD   /* a map of dots, of which the most active are named */
} ent_view;

typedef enum ent_line { ENT_LINE_SOLID, ENT_LINE_DASHED, ENT_LINE_DOTTED } ent_line;

/* What an arrow means. */
typedef enum ent_sense {
    ENT_SENSE_CONFLICT,
    ENT_SENSE_NEUTRAL,
    ENT_SENSE_COOPERATION,
    ENT_SENSE_OFFICE,
    ENT_SENSE_COUNT
} ent_sense;

/* What the arrow of an act means. */
ent_sense ent_act_sense(ent_act root);

/* Edges that are drawn as one. In layers an arrow holds what one actor did to another in one sense
 * and one kind of line; in the other views what two did to each other in one sense. */
typedef struct ent_arrow {
    uint32_t from, to;   /* nodes */
    size_t first, count; /* its edges in ent_sheet.members, strongest first */
    double weight;
    ent_sense sense;
    ent_line line;
    bool both;  /* heads at both ends */
    bool drawn; /* not left out to keep a crowd readable */
    bool worded;
    char *course; /* once placed: the curve, as Graphviz writes it; else NULL */
    double at[2]; /* once placed: where its words stand */
} ent_arrow;

typedef struct ent_sheet {
    const ent_graph *graph;
    ent_view view;
    size_t *members; /* edges */
    ent_arrow *arrows;
    size_t arrow_count;
    size_t *order;                  /* of the arrows, strongest first */
    double *strengths;              /* of each node: the weight of its arrows; 0: not drawn */
    bool *named;                    /* of each node: drawn with its name */
    size_t nodes, names, arrows_in; /* drawn */
    double strongest;               /* of the strengths */
    double (*places)[2];            /* of each node; NULL until the sheet is placed */
} ent_sheet;

enum { ENT_WORDS_LINES = 4, ENT_WORDS_SIZE = 9 /* points */ };

/* What an arrow says, a line for each of the strongest relations. */
typedef struct ent_words {
    char lines[ENT_WORDS_LINES][200];
    size_t count, runes; /* of lines, and of the longest */
} ent_words;

/* Decide. False when out of memory; ent_sheet_clear is due in either case. */
bool ent_sheet_make(ent_sheet *sheet, const ent_graph *graph);
void ent_sheet_clear(ent_sheet *sheet);

/* The i-th edge of an arrow. */
const ent_edge *ent_sheet_edge(const ent_sheet *sheet, const ent_arrow *arrow, size_t i);

/* What an arrow of the sheet does not say is counted in the last line. */
void ent_sheet_words(const ent_sheet *sheet, const ent_arrow *arrow, ent_words *words);

/* ---- dot.c ---- */

void ent_print_sheet(const ent_sheet *sheet, FILE *out);

/* ---- place.c ---- */

/* Take the places that Graphviz has found, as it prints them (-Tjson0), and put the words of each
 * arrow where they hide nothing; words for which there is no room go. */
ent_status ent_sheet_place(ent_sheet *sheet, FILE *json, ent_error *error);

#endif
