/* caption.c - the title of a picture and its legend, which explains only what is there. */
#include <math.h>
#include <stdio.h>

#include "write/look.h"
#include "write/words.h"

enum { TITLE_RUNES = 120 };

const ent_look ent_looks[ENT_ACTOR_TYPE_COUNT] = {
    {"person", "ellipse", "filled", "#dbeafe", "#2563eb", "#60a5fa", "●"},
    {"organisation", "hexagon", "filled", "#ede9fe", "#7c3aed", "#a78bfa", "⬢"},
    {"country", "box", "rounded,filled", "#fef3c7", "#b45309", "#f59e0b", "■"},
    {"place", "box", "filled", "#ffffff", "#9ca3af", "#e5e7eb", "□"},
    {"group", "ellipse", "filled,dashed", "#ecfdf5", "#047857", "#a7f3d0", "◌"}};

const ent_manner ent_manners[ENT_SENSE_COUNT] = {
    {"conflict", "#b2182b", "tee", "──┤", 1.5},
    {"request", "#6b7280", "vee", "──›", 1.2},
    {"cooperation", "#1b7837", "normal", "─►", 1.0},
    {"office, membership", "#9ca3af", "odot", "──○", 0.9}};

double ent_sheet_scale(const ent_sheet *s) {
    return s->view == ENT_VIEW_CROWD    ? 1.2 + sqrt((double)s->nodes) / 20
           : s->view == ENT_VIEW_SPREAD ? 1 + (double)s->nodes / 200
                                        : 1;
}

static void print_size(double size, FILE *out) {
    fprintf(out, "%ld", lround(size));
}

static void open_font(double size, const char *color, FILE *out) {
    fputs("<font point-size=\"", out);
    print_size(size, out);
    fprintf(out, "\" color=\"%s\">", color);
}

static void open_row(FILE *out) {
    fputs("\n      <tr><td align=\"left\" balign=\"left\">", out);
}

static void close_row(FILE *out) {
    fputs("</font></td></tr>", out);
}

/* "1,204" */
static void print_number(size_t number, FILE *out) {
    if (number >= 1000) {
        print_number(number / 1000, out);
        fprintf(out, ",%03zu", number % 1000);
    } else {
        fprintf(out, "%zu", number);
    }
}

static void print_count(size_t count, const char *what, FILE *out) {
    print_number(count, out);
    fprintf(out, " %s%s", what, count == 1 ? "" : "s");
}

static void print_source(const ent_sheet *s, double size, FILE *out) {
    size_t all = ent_graph_node_count(s->graph), whole = ent_graph_whole_count(s->graph);
    const char *source = ent_graph_title(s->graph);
    open_row(out);
    open_font(size, ENT_FAINT_INK, out);
    if (*source) {
        ent_print_dot_html(source, TITLE_RUNES, out);
        fputs(" · ", out);
    }
    if (whole > all) {
        print_number(s->nodes, out);
        fputs(" of ", out);
    }
    print_count(whole > all ? whole : s->nodes, "actor", out);
    fputs(", ", out);
    print_count(s->arrows_in, "relation", out);
    if (s->arrows_in < s->arrow_count) {
        fputs(" · not drawn: ", out);
        print_count(s->arrow_count - s->arrows_in, "weaker relation", out);
    }
    if (all > s->nodes) {
        fputs(s->arrows_in < s->arrow_count ? ", " : " · not drawn: ", out);
        print_count(all - s->nodes, "actor", out);
        fputs(" without a relation", out);
    }
    close_row(out);
}

/* The types of actors and the senses of arrows that are on the sheet. */
typedef struct used {
    bool types[ENT_ACTOR_TYPE_COUNT], senses[ENT_SENSE_COUNT], lines[3], thick;
} used;

static used find_used(const ent_sheet *s) {
    used u = {0};
    for (size_t i = 0; i < ent_graph_node_count(s->graph); i++)
        if (s->strengths[i] > 0) u.types[ent_graph_node(s->graph, i)->type] = true;
    for (size_t i = 0; i < s->arrow_count; i++) {
        const ent_arrow *a = &s->arrows[i];
        if (!a->drawn) continue;
        u.senses[a->sense] = u.lines[a->line] = true;
        u.thick |= a->weight > 1;
    }
    return u;
}

static void print_key(const char *sign, const char *color, const char *name, FILE *out) {
    /* a blank at the beginning of a text would be nothing in SVG */
    fprintf(out, "<font color=\"%s\">%s</font>&#160;%s&#160;&#160;&#160; ", color, sign, name);
}

static void print_legend(const ent_sheet *s, double size, FILE *out) {
    static const int types[] = {ENT_COUNTRY, ENT_ORGANIZATION, ENT_PERSON, ENT_GROUP, ENT_PLACE};
    static const int senses[] = {ENT_SENSE_COOPERATION, ENT_SENSE_CONFLICT, ENT_SENSE_NEUTRAL,
                                 ENT_SENSE_OFFICE};
    used u = find_used(s);
    bool crowd = s->view == ENT_VIEW_CROWD;
    open_row(out);
    open_font(size, ENT_INK, out);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (u.types[types[i]])
            print_key(ent_looks[types[i]].sign, ent_looks[types[i]].line, ent_looks[types[i]].name,
                      out);
    if (crowd) fprintf(out, "named: the %zu most active", s->names);
    close_row(out);
    open_row(out);
    open_font(size, ENT_INK, out);
    for (size_t i = 0; i < sizeof senses / sizeof *senses; i++)
        if (u.senses[senses[i]])
            print_key(ent_manners[senses[i]].sample, ent_manners[senses[i]].color,
                      ent_manners[senses[i]].name, out);
    if (u.lines[ENT_LINE_DASHED]) print_key("╌╌╌", ENT_INK, "planned or possible", out);
    if (u.lines[ENT_LINE_DOTTED]) print_key("┈┈┈", ENT_INK, "only claimed", out);
    if (u.thick) print_key("━━", ENT_INK, "more reports", out);
    close_row(out);
}

void ent_print_caption(const ent_sheet *s, FILE *out) {
    double scale = ent_sheet_scale(s);
    fputs(
        "labelloc=t, labeljust=l,\n    label=<<table border=\"0\" cellborder=\"0\" "
        "cellspacing=\"0\" "
        "cellpadding=\"2\">",
        out);
    open_row(out);
    open_font(20 * scale, ENT_INK, out);
    fputs("<b>", out);
    ent_print_dot_html(ent_graph_heading(s->graph), TITLE_RUNES, out);
    fputs("</b>", out);
    close_row(out);
    print_source(s, 11 * scale, out);
    if (s->arrows_in) print_legend(s, 11 * scale, out);
    fprintf(out, "\n      <tr><td height=\"%ld\"></td></tr>", lround(12 * scale));
    fputs("</table>>", out);
}
