/* gexf.c - GEXF 1.3 (gexf.net), for Gephi's timeline: an edge exists on the days of its reports.
 *
 * Times are timestamps, never mixed with intervals; parallel edges are told apart by kind; nodes
 * and undated edges carry no time and so are always shown. */
#include "write/formats.h"

#include <string.h>

static const struct column {
    const char *id, *title, *type;
} node_columns[] = {{"0", "type", "string"},    {"1", "iso3", "string"},
                    {"2", "role", "string"},    {"3", "country", "string"},
                    {"4", "aliases", "string"}, {"5", "mentions", "long"},
                    {"6", "documents", "long"}, {"7", "community", "long"}},
  edge_columns[] = {
      {"0", "relation", "string"}, {"1", "root", "string"},       {"2", "quad", "long"},
      {"3", "sign", "long"},       {"4", "status", "string"},     {"5", "symmetric", "boolean"},
      {"6", "documents", "long"},  {"7", "confidence", "double"}, {"8", "speaker", "string"},
      {"9", "evidence", "string"}, {"10", "source_doc", "string"}};

static void print_columns(const char *class, const struct column *columns, size_t count,
                          FILE *out) {
    fprintf(out, "    <attributes class=\"%s\" mode=\"static\">\n", class);
    for (size_t i = 0; i < count; i++)
        fprintf(out, "      <attribute id=\"%s\" title=\"%s\" type=\"%s\"/>\n", columns[i].id,
                columns[i].title, columns[i].type);
    fputs("    </attributes>\n", out);
}

static void print_text(FILE *out, int column, const char *text) {
    if (!text || !*text) return;
    fprintf(out, "          <attvalue for=\"%d\" value=\"", column);
    ent_print_xml(text, out);
    fputs("\"/>\n", out);
}

static void print_long(FILE *out, int column, long value) {
    fprintf(out, "          <attvalue for=\"%d\" value=\"%ld\"/>\n", column, value);
}

static void print_decimal_attribute(FILE *out, const char *name, double value) {
    fprintf(out, " %s=\"", name);
    ent_print_decimal(value, out);
    fputc('"', out);
}

/* The hex attribute holds "#rrggbb". */
static void print_color(FILE *out, const char *color) {
    fprintf(out, "        <viz:color hex=\"%s\"/>\n", color);
}

static void print_node(const ent_node *n, FILE *out) {
    fputs("      <node id=\"", out);
    ent_print_xml(n->id, out);
    fputs("\" label=\"", out);
    ent_print_xml(ent_label_of(n), out);
    fputs("\">\n        <attvalues>\n", out);
    print_text(out, 0, ent_actor_type_name(n->type));
    print_text(out, 1, n->iso3);
    print_text(out, 2, n->role);
    print_text(out, 3, n->country);
    print_text(out, 4, n->aliases);
    print_long(out, 5, n->mentions);
    print_long(out, 6, n->documents);
    print_long(out, 7, n->community);
    fputs("        </attvalues>\n", out);
    print_color(out, n->color);
    fputs("        <viz:position", out);
    print_decimal_attribute(out, "x", n->x);
    print_decimal_attribute(out, "y", n->y);
    fputs("/>\n        <viz:size", out);
    print_decimal_attribute(out, "value", n->size);
    fputs("/>\n      </node>\n", out);
}

/* The days of an edge's reports, each once; its evidence is sorted by date. */
static void print_days(const ent_graph *graph, const ent_edge *e, FILE *out) {
    const char *last = "";
    bool any = false;
    for (uint32_t i = 0; i < e->evidence_count; i++) {
        const char *date = ent_graph_evidence(graph, e->evidence_first + i)->date;
        if (!*date || strcmp(date, last) == 0) continue;
        if (!any) fputs("        <spells>\n", out);
        fprintf(out, "          <spell timestamp=\"%s\"/>\n", date);
        any = true;
        last = date;
    }
    if (any) fputs("        </spells>\n", out);
}

static void print_ends(const ent_graph *graph, const ent_edge *e, FILE *out) {
    fputs(" source=\"", out);
    ent_print_xml(ent_graph_node(graph, e->source)->id, out);
    fputs("\" target=\"", out);
    ent_print_xml(ent_graph_node(graph, e->target)->id, out);
    fputs("\" kind=\"", out);
    ent_print_xml(e->relation, out);
    fprintf(out, " (%s)\" label=\"", ent_act_status_name(e->status));
    ent_print_xml(e->relation, out);
    if (e->status != ENT_STATUS_ACTUAL) fprintf(out, " (%s)", ent_act_status_name(e->status));
    fputc('"', out);
    print_decimal_attribute(out, "weight", e->weight);
}

static void print_edge(const ent_graph *graph, size_t i, FILE *out) {
    const ent_edge *e = ent_graph_edge(graph, i);
    const ent_evidence *best = ent_graph_evidence(graph, e->best);
    char shortened[ENT_SHORTENED_MAX];
    fprintf(out, "      <edge id=\"e%zu\"", i);
    print_ends(graph, e, out);
    fputs(">\n        <attvalues>\n", out);
    print_text(out, 0, e->relation);
    print_text(out, 1, ent_act_name(e->root));
    print_long(out, 2, ent_act_quad(e->root));
    print_long(out, 3, e->sign);
    print_text(out, 4, ent_act_status_name(e->status));
    print_text(out, 5, e->symmetric ? "true" : "false");
    print_long(out, 6, e->documents);
    fputs("          <attvalue for=\"7\"", out);
    print_decimal_attribute(out, "value", e->confidence);
    fputs("/>\n", out);
    print_text(out, 8, e->speaker);
    print_text(out, 9, ent_shorten(best->text, shortened, sizeof shortened));
    print_text(out, 10, best->doc);
    fputs("        </attvalues>\n", out);
    print_days(graph, e, out);
    print_color(out, e->color);
    fputs("      </edge>\n", out);
}

void ent_print_gexf(const ent_graph *graph, FILE *out) {
    fputs(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" "
        "xmlns:viz=\"http://gexf.net/1.3/viz\" version=\"1.3\">\n  <meta>\n    "
        "<creator>Entente</creator>\n    <description>",
        out);
    ent_print_xml(ent_graph_title(graph), out);
    fputs(
        "</description>\n  </meta>\n  <graph mode=\"dynamic\" defaultedgetype=\"directed\" "
        "timeformat=\"date\" timerepresentation=\"timestamp\">\n",
        out);
    print_columns("node", node_columns, sizeof node_columns / sizeof *node_columns, out);
    print_columns("edge", edge_columns, sizeof edge_columns / sizeof *edge_columns, out);
    fputs("    <nodes>\n", out);
    for (size_t i = 0; i < ent_graph_node_count(graph); i++)
        print_node(ent_graph_node(graph, i), out);
    fputs("    </nodes>\n    <edges>\n", out);
    for (size_t i = 0; i < ent_graph_edge_count(graph); i++) print_edge(graph, i, out);
    fputs("    </edges>\n  </graph>\n</gexf>\n", out);
}
