/* dot.c - DOT for Graphviz: shape and colour by type, arrows by sign, one arrow for all that two
 * actors did in one sense, and a legend. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "write/formats.h"

enum {
    LAYERED_NODES = 40, /* up to here ranks from left to right read best */
    LAYERED_EDGES = 60,
    LABELLED_NODES = 150, /* above this only the strongest edges carry words */
    LABELS_MAX = 12,
    RELATIONS_MAX = 3 /* named on one arrow */
};

/* Edges of one ordered pair that are drawn as one arrow. */
typedef struct arrow {
    size_t first, count; /* edges; those that do not fit are skipped when it is printed */
    double weight;
    int sign;
    const char *style;
} arrow;

typedef struct sheet {
    const ent_graph *graph;
    FILE *out;
    arrow *arrows;
    size_t count, drawn;   /* nodes that have an edge */
    double *degrees;       /* of each node */
    double least_labelled; /* arrows of less weight have no words */
} sheet;

/* ---- Words ---- */

static void print_escaped(const char *text, FILE *out) {
    for (; *text; text++) {
        switch (*text) {
            case '"':
                fputs("\\\"", out);
                break;
            case '\\':
                fputs("\\\\", out);
                break;
            case '&':
                fputs("&amp;", out);
                break;
            case '\n':
                fputc(' ', out);
                break;
            default:
                fputc(*text, out);
        }
    }
}

static void print_quoted(const char *text, FILE *out) {
    fputc('"', out);
    print_escaped(text, out);
    fputc('"', out);
}

/* ---- Arrows ---- */

static const char *style_of(const ent_edge *e) {
    if (e->sign == 0) return "dashed";
    if (e->status == ENT_STATUS_CLAIMED) return "dotted";
    return e->status == ENT_STATUS_ACTUAL ? "solid" : "dashed";
}

static bool belongs(const arrow *a, const ent_edge *e) {
    return a->sign == e->sign && strcmp(a->style, style_of(e)) == 0;
}

/* Edges are sorted by source and target: those of a pair stand together. */
static void make_arrows(sheet *s) {
    size_t edges = ent_graph_edge_count(s->graph);
    for (size_t i = 0, pair = 0; i < edges; i++) {
        const ent_edge *e = ent_graph_edge(s->graph, i);
        if (e->status == ENT_STATUS_NEGATED) continue;
        const ent_edge *last =
            s->count > pair ? ent_graph_edge(s->graph, s->arrows[pair].first) : NULL;
        if (!last || last->source != e->source || last->target != e->target) pair = s->count;
        size_t k = pair;
        while (k < s->count && !belongs(&s->arrows[k], e)) k++;
        if (k == s->count)
            s->arrows[s->count++] = (arrow){.first = i, .sign = e->sign, .style = style_of(e)};
        s->arrows[k].count = i + 1 - s->arrows[k].first;
        s->arrows[k].weight += e->weight;
        s->degrees[e->source] += e->weight;
        s->degrees[e->target] += e->weight;
    }
    for (size_t i = 0; i < ent_graph_node_count(s->graph); i++) s->drawn += s->degrees[i] > 0;
}

static int by_weight(const void *a, const void *b) {
    const ent_edge *x = *(const ent_edge *const *)a, *y = *(const ent_edge *const *)b;
    if (x->weight != y->weight) return x->weight > y->weight ? -1 : 1;
    return strcmp(x->relation, y->relation);
}

/* The relations of an arrow, strongest first; returns how many there are, at most room. */
static size_t relations_of(const sheet *s, const arrow *a, const ent_edge **edges, size_t room) {
    size_t count = 0;
    for (size_t i = a->first; i < a->first + a->count && count < room; i++) {
        const ent_edge *e = ent_graph_edge(s->graph, i);
        if (e->status != ENT_STATUS_NEGATED && belongs(a, e)) edges[count++] = e;
    }
    qsort(edges, count, sizeof *edges, by_weight);
    return count;
}

static void print_label(const sheet *s, const ent_edge *const *edges, size_t count) {
    fputs(" label=\"", s->out);
    for (size_t i = 0; i < count && i < RELATIONS_MAX; i++) {
        if (i) fputs("\\n", s->out);
        print_escaped(edges[i]->relation, s->out);
        if (edges[i]->weight > 1) fprintf(s->out, " (%g)", edges[i]->weight);
    }
    if (count > RELATIONS_MAX) fprintf(s->out, "\\n+%zu more", count - RELATIONS_MAX);
    fputs("\",", s->out);
}

static void print_tooltip(const sheet *s, const ent_edge *e) {
    const ent_evidence *best = ent_graph_evidence(s->graph, e->best);
    fputs(" edgetooltip=\"", s->out);
    print_escaped(best->text, s->out);
    fputs(" (", s->out);
    print_escaped(best->doc, s->out);
    if (*best->date) fprintf(s->out, ", %s", best->date);
    fputs(")\"", s->out);
}

static void print_arrow(const sheet *s, const arrow *a) {
    enum { ROOM = 64 };
    static const char *const colors[] = {"#b2182b", "#6b7280", "#1b7837"};
    static const char *const heads[] = {"tee", "vee", "normal"};
    const ent_edge *edges[ROOM];
    size_t count = relations_of(s, a, edges, ROOM);
    const ent_edge *first = edges[0];
    double width = 1 + 0.55 * log2(a->weight < 1 ? 1 : a->weight);
    long tenths = lround((width > 4 ? 4 : width) * 10);
    fputs("  ", s->out);
    print_quoted(ent_graph_node(s->graph, first->source)->id, s->out);
    fputs(" -> ", s->out);
    print_quoted(ent_graph_node(s->graph, first->target)->id, s->out);
    fputs(" [", s->out);
    if (a->weight >= s->least_labelled) print_label(s, edges, count);
    fprintf(s->out, " color=\"%s\", fontcolor=\"%s\", arrowhead=%s, style=%s, penwidth=%ld.%ld,",
            colors[a->sign + 1], colors[a->sign + 1], heads[a->sign + 1], a->style, tenths / 10,
            tenths % 10);
    if (first->symmetric) fprintf(s->out, " dir=both, arrowtail=%s,", heads[a->sign + 1]);
    print_tooltip(s, first);
    fputs("];\n", s->out);
}

/* ---- Nodes ---- */

static void print_node(const sheet *s, size_t i) {
    static const char *const shapes[ENT_ACTOR_TYPE_COUNT] = {"ellipse", "hexagon", "box", "plain",
                                                             "ellipse"};
    static const char *const fills[ENT_ACTOR_TYPE_COUNT] = {"#dbeafe", "#f3e8ff", "#fef3c7",
                                                            "#ffffff", "#ecfdf5"};
    const ent_node *n = ent_graph_node(s->graph, i);
    long font = 11 + lround(2 * log2(s->degrees[i] + 1));
    fputs("  ", s->out);
    print_quoted(n->id, s->out);
    fputs(" [label=", s->out);
    print_quoted(n->label, s->out);
    fprintf(s->out, ", shape=%s, style=\"%sfilled%s\", fillcolor=\"%s\", fontsize=%ld, tooltip=\"",
            shapes[n->type], n->type == ENT_COUNTRY ? "rounded," : "",
            n->type == ENT_GROUP ? ",dashed" : "", fills[n->type], font > 20 ? 20 : font);
    print_escaped(n->label, s->out);
    if (*n->role) fputs(", ", s->out), print_escaped(n->role, s->out);
    fprintf(s->out, ": %ld mentions in %ld document%s\"];\n", n->mentions, n->documents,
            n->documents == 1 ? "" : "s");
}

/* ---- The sheet ---- */

static int descending(const void *a, const void *b) {
    const arrow *x = a, *y = b;
    return x->weight < y->weight ? 1 : x->weight > y->weight ? -1 : 0;
}

/* On a large sheet only the strongest dozen arrows are labelled. */
static bool choose_labels(sheet *s) {
    s->least_labelled = 0;
    if (s->drawn <= LABELLED_NODES || s->count <= LABELS_MAX) return true;
    arrow *copy = malloc(s->count * sizeof *copy);
    if (!copy) return false;
    memcpy(copy, s->arrows, s->count * sizeof *copy);
    qsort(copy, s->count, sizeof *copy, descending);
    s->least_labelled = copy[LABELS_MAX].weight + 1;
    free(copy);
    return true;
}

static void print_head(const sheet *s) {
    bool layered = s->drawn <= LAYERED_NODES && s->count <= LAYERED_EDGES;
    size_t left = ent_graph_node_count(s->graph) - s->drawn;
    fputs(
        "digraph entente {\n  graph [charset=\"UTF-8\", fontname=\"Helvetica,Arial,sans-serif\", ",
        s->out);
    fputs(layered ? "layout=dot, rankdir=LR, nodesep=0.35, ranksep=0.9"
                  : "layout=sfdp, overlap=prism, splines=line, K=1.2",
          s->out);
    fputs(
        ", labelloc=b, fontsize=11,\n    label=<<font point-size=\"13\"><b>Who stands with "
        "whom</b> ",
        s->out);
    for (const char *at = ent_graph_title(s->graph); *at; at++)
        if (!strchr("<>&", *at)) fputc(*at, s->out);
    fputs(
        "</font><br/>box: country, ellipse: person, hexagon: organisation, dashed outline: "
        "group<br/>"
        "<font color=\"#1b7837\">&#9654; cooperation</font>, "
        "<font color=\"#b2182b\">&#8867; conflict</font>, "
        "<font color=\"#6b7280\">&#62; request or office</font>; "
        "dashed: planned or possible, dotted: claimed; width: number of reports",
        s->out);
    if (left)
        fprintf(s->out, "<br/>%zu actor%s without a relation not drawn", left,
                left == 1 ? "" : "s");
    fputs(
        ">];\n  node [fontname=\"Helvetica,Arial,sans-serif\", color=\"#374151\"];\n"
        "  edge [fontname=\"Helvetica,Arial,sans-serif\", fontsize=9];\n",
        s->out);
}

ent_status ent_print_dot(const ent_graph *graph, FILE *out, ent_error *error) {
    size_t nodes = ent_graph_node_count(graph), edges = ent_graph_edge_count(graph);
    sheet s = {.graph = graph,
               .out = out,
               .arrows = calloc(edges + 1, sizeof *s.arrows),
               .degrees = calloc(nodes + 1, sizeof *s.degrees)};
    bool good = s.arrows && s.degrees;
    if (good) make_arrows(&s);
    good = good && choose_labels(&s);
    if (good) {
        print_head(&s);
        for (size_t i = 0; i < nodes; i++)
            if (s.degrees[i] > 0) print_node(&s, i);
        for (size_t i = 0; i < s.count; i++) print_arrow(&s, &s.arrows[i]);
        fputs("}\n", out);
    }
    free(s.arrows);
    free(s.degrees);
    return good ? ENT_OK : ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
}
