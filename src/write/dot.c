/* dot.c - DOT for Graphviz: a sheet (see sheet.h) with its caption, nodes and arrows. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "write/formats.h"
#include "write/look.h"
#include "write/words.h"

enum {
    TOLD_MAX = 4,         /* told of in its tooltip */
    SENTENCE_RUNES = 200, /* of the sentence there */
    SENTENCE_CROWD = 100,
    NAME_RUNES = 60,
    LINE_RUNES = 16, /* a name that is longer is broken */
    LINE_RUNES_CROWD = 9
};

/* The width of a letter beside its height, on average. */
static const double EM = 0.6;

static void print_tenths(double value, FILE *out) {
    long tenths = lround(value * 10), size = labs(tenths);
    fprintf(out, "%s%ld.%ld", tenths < 0 ? "-" : "", size / 10, size % 10);
}

/* A place found by Graphviz, in its own precision. */
static void print_place(const char *name, const double place[2], FILE *out) {
    fprintf(out, ", %s=\"", name);
    print_tenths(place[0], out);
    fputc(',', out);
    print_tenths(place[1], out);
    fputc('"', out);
}

static void print_id(const ent_sheet *s, uint32_t node, FILE *out) {
    fputc('"', out);
    ent_print_dot_text(ent_graph_node(s->graph, node)->id, SIZE_MAX, out);
    fputc('"', out);
}

/* From 0 to 1: how active a node is, beside the most active. */
static double standing(const ent_sheet *s, size_t node) {
    double own = s->strengths[node];
    return s->strongest > 1 && own > 1 ? log2(own) / log2(s->strongest) : 0;
}

static double size_of(const ent_sheet *s, size_t node) {
    double least = 11, most = 18;
    if (s->view == ENT_VIEW_CROWD) least = 6 * ent_sheet_scale(s), most = 4 * least;
    return least + (most - least) * standing(s, node);
}

/* About how wide a node with its name is, in inches. */
static double width_of(const ent_sheet *s, size_t node) {
    const char *label = ent_label_of(ent_graph_node(s->graph, node));
    size_t runes = ent_utf8_count(label, ent_cut(label, NAME_RUNES));
    if (runes > LINE_RUNES) runes = runes / 2 + 1;
    return ((double)runes + 2) * size_of(s, node) * EM / 72;
}

/* ---- Arrows ---- */

/* On a map words stand upon their arrow, on a ground that lets it be read. */
static void print_label(const ent_sheet *s, const ent_arrow *a, FILE *out) {
    bool map = s->view != ENT_VIEW_LAYERS;
    ent_words words;
    fputs(", label=<", out);
    if (map)
        fputs(
            "<table border=\"0\" cellborder=\"0\" cellpadding=\"0\" bgcolor=\"#ffffffd0\"><tr><td>",
            out);
    ent_sheet_words(s, a, &words);
    for (size_t i = 0; i < words.count; i++) {
        if (i) fputs("<br/>", out);
        ent_print_dot_html(words.lines[i], SIZE_MAX, out);
    }
    if (map) fputs("</td></tr></table>", out);
    fputs(">", out);
}

/* What an edge says, and the sentence that says so. */
static void print_told(const ent_sheet *s, const ent_edge *e, bool sentence, FILE *out) {
    const ent_evidence *best = ent_graph_evidence(s->graph, e->best);
    ent_print_dot_text(ent_label_of(ent_graph_node(s->graph, e->source)), NAME_RUNES, out);
    fputc(' ', out);
    ent_print_dot_text(e->relation, NAME_RUNES, out);
    fputc(' ', out);
    ent_print_dot_text(ent_label_of(ent_graph_node(s->graph, e->target)), NAME_RUNES, out);
    if (e->status != ENT_STATUS_ACTUAL) fprintf(out, ", %s", ent_act_status_name(e->status));
    if (e->weight > 1) fprintf(out, ", %g reports", e->weight);
    if (!sentence) return;
    fputs(": “", out);
    ent_print_dot_text(best->text, s->view == ENT_VIEW_CROWD ? SENTENCE_CROWD : SENTENCE_RUNES,
                       out);
    fputs("” (", out);
    ent_print_dot_text(best->doc, NAME_RUNES, out);
    if (*best->date) fputs(", ", out), ent_print_dot_text(best->date, NAME_RUNES, out);
    fputc(')', out);
}

/* Where the best sentence can be read, if that is on the web. */
static void print_link(const ent_sheet *s, const ent_arrow *a, FILE *out) {
    const char *doc = ent_graph_evidence(s->graph, ent_sheet_edge(s, a, 0)->best)->doc;
    const ent_article *article = ent_graph_article_of(s->graph, doc);
    const char *url = article && *article->url ? article->url : doc;
    if (strncmp(url, "http://", 7) != 0 && strncmp(url, "https://", 8) != 0) return;
    fputs(", URL=\"", out);
    for (; *url; url++) { /* Graphviz passes on what a URL may not hold, and breaks the SVG */
        if ((unsigned char)*url <= ' ' || strchr("\"<>\\^`{|}", *url))
            fprintf(out, "%%%02X", (unsigned char)*url);
        else if (*url == '&')
            fputs("&amp;", out);
        else
            fputc(*url, out);
    }
    fputc('"', out);
}

static void print_tooltip(const char *name, const ent_sheet *s, const ent_arrow *a, FILE *out) {
    size_t most = s->view == ENT_VIEW_CROWD ? 1 : TOLD_MAX;
    bool plain = s->view == ENT_VIEW_CROWD && a->sense == ENT_SENSE_OFFICE;
    fprintf(out, ", %s=\"", name);
    for (size_t i = 0; i < a->count && i < most; i++) {
        if (i) fputs("\\n", out);
        print_told(s, ent_sheet_edge(s, a, i), i == 0 && !plain, out);
    }
    fputc('"', out);
}

/* How long an arrow is on a map, in inches: room for its words between its nodes; and who stands
 * together stands near. */
static double length_of(const ent_sheet *s, const ent_arrow *a) {
    double ends = (width_of(s, a->from) + width_of(s, a->to)) / 2, words = 0;
    if (a->worded) {
        ent_words said;
        ent_sheet_words(s, a, &said);
        words = (double)said.runes * ENT_WORDS_SIZE * EM / 72;
    }
    double crowding = (double)s->arrow_count / (double)s->nodes;
    if (crowding > 1) words += 0.2 * (crowding - 1);
    return (0.8 * ends + words + 0.4) * ent_manners[a->sense].length;
}

static void print_arrow(const ent_sheet *s, const ent_arrow *a, FILE *out) {
    static const char *const lines[] = {"", ", style=dashed", ", style=dotted"};
    const ent_manner *m = &ent_manners[a->sense];
    double width = a->sense == ENT_SENSE_OFFICE ? 0.8 : 1 + 0.55 * log2(a->weight);
    fputs("  ", out);
    print_id(s, a->from, out);
    fputs(" -> ", out);
    print_id(s, a->to, out);
    fprintf(out, " [color=\"%s\", arrowhead=%s%s, penwidth=", m->color, m->head, lines[a->line]);
    if (width > 4) width = 4;
    print_tenths(s->view == ENT_VIEW_CROWD ? width * 1.6 : width, out);
    if (a->both) fprintf(out, ", dir=both, arrowtail=%s", m->head);
    if (s->view == ENT_VIEW_SPREAD) {
        fputs(", len=", out);
        print_tenths(length_of(s, a), out);
    }
    if (a->worded) {
        fprintf(out, ", fontcolor=\"%s\"", a->sense == ENT_SENSE_OFFICE ? ENT_FAINT_INK : m->color);
        print_label(s, a, out);
    }
    print_tooltip("edgetooltip", s, a, out);
    if (a->worded) print_tooltip("labeltooltip", s, a, out);
    print_link(s, a, out);
    if (s->places) fprintf(out, ", pos=\"%s\"", a->course);
    if (s->places && a->worded) print_place("lp", a->at, out);
    fprintf(out, ", id=a%zu];\n", (size_t)(a - s->arrows));
}

/* ---- Nodes ---- */

static void print_named(const ent_sheet *s, size_t i, FILE *out) {
    const ent_node *n = ent_graph_node(s->graph, i);
    const ent_look *look = &ent_looks[n->type];
    fputs("label=", out);
    ent_print_dot_name(ent_label_of(n), s->view == ENT_VIEW_CROWD ? LINE_RUNES_CROWD : LINE_RUNES,
                       out);
    fprintf(out, ", shape=%s, style=\"%s\", fillcolor=\"%s\", color=\"%s\", fontsize=%ld",
            look->shape, look->style, look->fill, look->line, lround(size_of(s, i)));
}

/* A dot of the type's shape. */
static void print_unnamed(const ent_sheet *s, size_t i, FILE *out) {
    const ent_node *n = ent_graph_node(s->graph, i);
    const ent_look *look = &ent_looks[n->type];
    fprintf(out, "label=\"\", shape=%s, style=filled, fillcolor=\"%s\", color=\"%s\", width=",
            look->shape, look->dot, look->line);
    print_tenths(0.2 + 0.5 * standing(s, i), out);
    fputs(", height=", out);
    print_tenths(0.2 + 0.4 * standing(s, i), out);
}

static void print_node(const ent_sheet *s, size_t i, FILE *out) {
    const ent_node *n = ent_graph_node(s->graph, i);
    fputs("  ", out);
    print_id(s, (uint32_t)i, out);
    fputs(" [", out);
    if (s->named[i])
        print_named(s, i, out);
    else
        print_unnamed(s, i, out);
    fputs(", tooltip=\"", out);
    ent_print_dot_text(ent_label_of(n), NAME_RUNES, out);
    if (*n->role) fputs(", ", out), ent_print_dot_text(n->role, NAME_RUNES, out);
    fprintf(out, ": %ld mention%s in %ld document%s\"", n->mentions, n->mentions == 1 ? "" : "s",
            n->documents, n->documents == 1 ? "" : "s");
    if (s->places) print_place("pos", s->places[i], out);
    fputs("];\n", out);
}

/* ---- The sheet ---- */

#define PLACED "layout=nop2, outputorder=edgesfirst"

static void print_head(const ent_sheet *s, FILE *out) {
    static const char *const layouts[] = {
        [ENT_VIEW_LAYERS] = "layout=dot, rankdir=LR, nodesep=0.3, ranksep=0.8",
        [ENT_VIEW_SPREAD] = ("layout=neato, overlap=prism, overlap_scaling=0, "
                             "overlap_shrink=false, pack=14, sep=\"+7\", splines=true, "
                             "outputorder=edgesfirst"),
        [ENT_VIEW_CROWD] = "layout=sfdp, overlap=prism, splines=line, outputorder=edgesfirst"};
    fputs("digraph \"", out);
    ent_print_dot_text(ent_graph_heading(s->graph), NAME_RUNES, out);
    fputs("\" {\n  graph [charset=\"UTF-8\", fontname=\"" ENT_FONT "\", ", out);
    fprintf(out, "%s, pad=0.3, ", s->places ? PLACED : layouts[s->view]);
    ent_print_caption(s, out);
    fputs("];\n  node [fontname=\"" ENT_FONT "\", fontcolor=\"" ENT_INK "\", margin=\"0.12,0.06\"",
          out);
    fputs("];\n  edge [fontname=\"" ENT_FONT "\", arrowsize=0.8, target=\"_blank\", fontsize=",
          out);
    fprintf(out, "%ld];\n",
            lround(s->view == ENT_VIEW_CROWD ? 10 * ent_sheet_scale(s) : ENT_WORDS_SIZE));
}

void ent_print_sheet(const ent_sheet *s, FILE *out) {
    print_head(s, out);
    for (size_t i = 0; i < ent_graph_node_count(s->graph); i++)
        if (s->strengths[i] > 0) print_node(s, i, out);
    /* what has words is drawn last, over the other lines */
    for (int worded = 0; worded < 2; worded++)
        for (size_t i = 0; i < s->arrow_count; i++)
            if (s->arrows[i].drawn && s->arrows[i].worded == worded)
                print_arrow(s, &s->arrows[i], out);
    fputs("}\n", out);
}

ent_status ent_print_dot(const ent_graph *graph, FILE *out, ent_error *error) {
    ent_sheet sheet;
    bool good = ent_sheet_make(&sheet, graph);
    if (good) ent_print_sheet(&sheet, out);
    ent_sheet_clear(&sheet);
    return good ? ENT_OK : ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
}
