/* place.c - words beside their arrows. Graphviz puts an arrow's words in its middle, whatever lies
 * there; here they slide along it to where they hide neither a node nor other words, the strongest
 * arrows first. Words for which there is no such place stay in the tooltip. */
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "write/sheet.h"

enum { SAMPLES = 33, MARGIN = 4 /* of them, at either end of an arrow, where no words stand */ };

static const double HIDDEN_MAX = 0.06; /* of the words' area, by nodes or other words */
static const double BAD_MAX = 8;       /* words among so many other lines are of no use */

/* Around its centre, in points. */
typedef struct box {
    double x, y, width, height;
} box;

typedef struct placer {
    ent_sheet *sheet;
    box *boxes; /* of the nodes, then of the words placed so far */
    size_t box_count;
    double (*samples)[SAMPLES][2]; /* of each arrow's curve */
} placer;

/* ---- Graphviz's answer ---- */

static const char *text_of(const json_t *object, const char *key) {
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

static double number_of(const json_t *object, const char *key) {
    return strtod(text_of(object, key), NULL);
}

/* The next "x,y" of a curve; false at its end. */
static bool read_point(const char **at, double point[2]) {
    char *end;
    point[0] = strtod(*at, &end);
    if (end == *at || *end != ',') return false;
    *at = end + 1;
    point[1] = strtod(*at, &end);
    *at = end + strspn(end, " ");
    return true;
}

static void bend(const double control[4][2], double t, double point[2]) {
    double u = 1 - t, weights[] = {u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t};
    for (int k = 0; k < 2; k++) {
        point[k] = 0;
        for (int i = 0; i < 4; i++) point[k] += weights[i] * control[i][k];
    }
}

/* Sample a curve: "[s,x,y ][e,x,y ]p0 p1 p2 p3 ...", cubic pieces that share their ends. */
static bool sample(const char *course, double samples[SAMPLES][2]) {
    enum { POINTS_MAX = 400 };
    double points[POINTS_MAX][2], skipped[2];
    size_t count = 0;
    while (*course == 's' || *course == 'e') {
        course += 2;
        if (!read_point(&course, skipped)) return false;
    }
    while (count < POINTS_MAX && read_point(&course, points[count])) count++;
    if (count < 4) return false;
    size_t pieces = (count - 1) / 3;
    for (size_t i = 0; i < SAMPLES; i++) {
        double place = (double)i * (double)pieces / (SAMPLES - 1);
        size_t piece = (size_t)place < pieces ? (size_t)place : pieces - 1;
        bend((const double(*)[2])points + 3 * piece, place - (double)piece, samples[i]);
    }
    return true;
}

/* Nodes are printed, and so given back, in the order of the graph. */
static bool read_nodes(placer *p, const json_t *objects) {
    size_t given = 0;
    ent_sheet *s = p->sheet;
    for (size_t i = 0; i < ent_graph_node_count(s->graph); i++) {
        if (!(s->strengths[i] > 0)) continue;
        const json_t *object = json_array_get(objects, given++);
        const char *at = text_of(object, "pos");
        if (!read_point(&at, s->places[i])) return false;
        p->boxes[p->box_count++] =
            (box){s->places[i][0], s->places[i][1], number_of(object, "width") * 72,
                  number_of(object, "height") * 72};
    }
    return given == json_array_size(objects);
}

static bool read_arrows(placer *p, const json_t *edges) {
    ent_sheet *s = p->sheet;
    for (size_t i = 0; i < json_array_size(edges); i++) {
        const json_t *edge = json_array_get(edges, i);
        const char *id = text_of(edge, "id"), *course = text_of(edge, "pos");
        size_t arrow = *id == 'a' ? strtoul(id + 1, NULL, 10) : s->arrow_count;
        if (arrow >= s->arrow_count || s->arrows[arrow].course) return false;
        s->arrows[arrow].course = strdup(course);
        if (!s->arrows[arrow].course || !sample(course, p->samples[arrow])) return false;
    }
    for (size_t i = 0; i < s->arrow_count; i++)
        if (s->arrows[i].drawn && !s->arrows[i].course) return false;
    return true;
}

/* ---- Words ---- */

/* How much of a is hidden by b. */
static double hidden(const box *a, const box *b) {
    double width = fmin(a->x + a->width / 2, b->x + b->width / 2) -
                   fmax(a->x - a->width / 2, b->x - b->width / 2);
    double height = fmin(a->y + a->height / 2, b->y + b->height / 2) -
                    fmax(a->y - a->height / 2, b->y - b->height / 2);
    return width > 0 && height > 0 ? width * height / (a->width * a->height) : 0;
}

/* How many samples of other arrows lie behind the words. */
static size_t crossed(const placer *p, size_t arrow, const box *words) {
    size_t count = 0;
    for (size_t i = 0; i < p->sheet->arrow_count; i++) {
        if (i == arrow || !p->sheet->arrows[i].drawn) continue;
        for (size_t k = 0; k < SAMPLES; k++)
            count += fabs(p->samples[i][k][0] - words->x) < words->width / 2 &&
                     fabs(p->samples[i][k][1] - words->y) < words->height / 2;
    }
    return count;
}

/* How bad a place is; INFINITY if it will not do. */
static double badness(const placer *p, size_t arrow, const box *words, size_t sample) {
    double most = 0;
    for (size_t i = 0; i < p->box_count; i++) most = fmax(most, hidden(words, &p->boxes[i]));
    if (most > HIDDEN_MAX) return INFINITY;
    double middle = fabs((double)sample / (SAMPLES - 1) - 0.5);
    return 20 * most + (double)crossed(p, arrow, words) + 4 * middle;
}

/* Find the best place along the arrow, upon it or at its side. */
static void place_words(placer *p, size_t arrow) {
    ent_arrow *a = &p->sheet->arrows[arrow];
    ent_words words;
    ent_sheet_words(p->sheet, a, &words);
    box own = {.width = (double)words.runes * ENT_WORDS_SIZE * 0.6 + 4,
               .height = (double)words.count * (ENT_WORDS_SIZE + 2) + 2};
    double best = INFINITY;
    for (size_t i = MARGIN; i < SAMPLES - MARGIN; i++) {
        const double *at = p->samples[arrow][i], *before = p->samples[arrow][i - 1];
        double run = at[0] - before[0], rise = at[1] - before[1], length = hypot(run, rise);
        if (!(length > 0)) continue;
        double aside = (fabs(rise) * own.width + fabs(run) * own.height) / length / 2 + 1;
        for (int side = -1; side <= 1; side++) {
            box here = own;
            here.x = at[0] - side * aside * rise / length;
            here.y = at[1] + side * aside * run / length;
            double bad = badness(p, arrow, &here, i) + (side ? 1.5 : 0);
            if (bad >= best) continue;
            best = bad;
            a->at[0] = here.x;
            a->at[1] = here.y;
        }
    }
    a->worded = best < BAD_MAX;
    if (!a->worded) return;
    own.x = a->at[0];
    own.y = a->at[1];
    p->boxes[p->box_count++] = own;
}

static bool open_placer(placer *p, ent_sheet *sheet) {
    size_t nodes = ent_graph_node_count(sheet->graph);
    *p = (placer){.sheet = sheet,
                  .boxes = calloc(nodes + sheet->arrow_count + 1, sizeof *p->boxes),
                  .samples = calloc(sheet->arrow_count + 1, sizeof *p->samples)};
    sheet->places = calloc(nodes + 1, sizeof *sheet->places);
    return p->boxes && p->samples && sheet->places;
}

ent_status ent_sheet_place(ent_sheet *sheet, FILE *json, ent_error *error) {
    placer p;
    ent_status status = ENT_OK;
    json_t *answer = json_loadf(json, 0, NULL);
    if (!open_placer(&p, sheet))
        status = ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
    else if (!read_nodes(&p, json_object_get(answer, "objects")) ||
             !read_arrows(&p, json_object_get(answer, "edges")))
        status = ent_fail(error, ENT_OUTPUT, NULL, 0, "cannot read what Graphviz answered");
    for (size_t i = 0; !status && i < sheet->arrow_count; i++)
        if (sheet->arrows[sheet->order[i]].worded) place_words(&p, sheet->order[i]);
    json_decref(answer);
    free(p.boxes);
    free(p.samples);
    return status;
}
