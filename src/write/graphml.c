/* graphml.c - GraphML as Gephi and igraph read it (see write.h). */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "graph/store.h"
#include "write/formats.h"

static const struct key {
    const char *id, *kind, *type;
} keys[] = {{"label", "node", "string"},      {"type", "node", "string"},
            {"iso3", "node", "string"},       {"role", "node", "string"},
            {"country", "node", "string"},    {"aliases", "node", "string"},
            {"identity", "node", "string"},   {"mentions", "node", "long"},
            {"documents", "node", "long"},    {"community", "node", "long"},
            {"x", "node", "double"},          {"y", "node", "double"},
            {"size", "node", "double"},       {"color", "node", "string"},
            {"sightings", "node", "string"},  {"label", "edge", "string"},
            {"relation", "edge", "string"},   {"interaction", "edge", "string"},
            {"root", "edge", "string"},       {"quad", "edge", "long"},
            {"sign", "edge", "long"},         {"status", "edge", "string"},
            {"symmetric", "edge", "boolean"}, {"weight", "edge", "double"},
            {"documents", "edge", "long"},    {"first_date", "edge", "string"},
            {"last_date", "edge", "string"},  {"confidence", "edge", "double"},
            {"speaker", "edge", "string"},    {"evidence", "edge", "string"},
            {"source_doc", "edge", "string"}, {"color", "edge", "string"},
            {"reports", "edge", "string"},    {"articles", "graph", "string"}};

static void text_data(FILE *out, const char *kind, const char *key, const char *text) {
    if (!text || !*text) return;
    fprintf(out, "      <data key=\"%c_%s\">", *kind, key);
    ent_print_xml_text(text, out);
    fputs("</data>\n", out);
}

/* What stands beside the edge: the relation, and its status unless it is a fact. */
static void label_data(FILE *out, const ent_edge *e) {
    fputs("      <data key=\"e_label\">", out);
    ent_print_xml_text(e->relation, out);
    if (e->status != ENT_STATUS_ACTUAL) fprintf(out, " (%s)", ent_act_status_name(e->status));
    fputs("</data>\n", out);
}

/* The best sentence. Gephi takes INF, wherever it stands, for infinity; a word joiner (U+2060),
 * which nobody sees, leaves the treaty its name. What is read back is in the reports. */
static void evidence_data(FILE *out, const char *text) {
    char buffer[ENT_SHORTENED_MAX], shown[2 * ENT_SHORTENED_MAX], *to = shown;
    for (const char *at = ent_shorten(text, buffer, sizeof buffer); *at; at++) {
        *to++ = *at;
        if (strncmp(at, "INF", 3) == 0) to = stpcpy(to, "N\u2060"), at++;
    }
    *to = '\0';
    text_data(out, "e", "evidence", shown);
}

static void long_data(FILE *out, const char *kind, const char *key, long value) {
    fprintf(out, "      <data key=\"%c_%s\">%ld</data>\n", *kind, key, value);
}

static void double_data(FILE *out, const char *kind, const char *key, double value) {
    fprintf(out, "      <data key=\"%c_%s\">", *kind, key);
    ent_print_decimal(value, out);
    fputs("</data>\n", out);
}

/* A weight, which a file made elsewhere may have small: at least as exact as was read. */
static void weight_data(FILE *out, double value) {
    char text[32];
    if (value >= 0.01 && value < 1e9 && value * 100 == floor(value * 100)) {
        double_data(out, "edge", "weight", value);
        return;
    }
    fprintf(out, "      <data key=\"e_weight\">%s</data>\n", ent_shortest(value, text));
}

/* ---- What merging needs to count nothing twice, as JSON ---- */

/* A JSON string that needs no escape as XML content; text holds no control characters but these. */
static void print_string(const char *text, FILE *out) {
    fputc('"', out);
    for (;;) {
        size_t plain = strcspn(text, "&<>\"\\\n\r\tI");
        fwrite(text, 1, plain, out);
        text += plain;
        switch (*text) {
            case '\0':
                fputc('"', out);
                return;
            case '"':
            case '\\':
                fprintf(out, "\\%c", *text);
                break;
            case 'I': /* INF: see above */
                fputs(strncmp(text, "INF", 3) == 0 ? "\\u0049" : "I", out);
                break;
            default:
                fprintf(out, "\\u%04x", *text);
        }
        text++;
    }
}

/* Of each document of which it is known, title and address. */
static void print_articles(const ent_graph *graph, FILE *out) {
    const char *before = "    <data key=\"g_articles\">{";
    for (size_t i = 0; i < ent_graph_article_count(graph); i++) {
        const ent_article *a = ent_graph_article(graph, i);
        fputs(before, out);
        print_string(a->doc, out);
        fputs(":[", out);
        print_string(a->title, out);
        fputc(',', out);
        print_string(a->url, out);
        fputc(']', out);
        before = ",\n      ";
    }
    if (*before == ',') fputs("}</data>\n", out);
}

/* How often a document mentions a node; for an unknown person whose country it tells, that and the
 * role, too: [3,"CHN","trade minister"]. */
static void print_sighting(const ent_sighting *s, FILE *out) {
    char country[4];
    ent_nation_print(s->told, country);
    print_string(s->doc, out);
    fprintf(out, s->told ? ":[%ld,\"%s\"" : ":%ld", s->mentions, country);
    if (*s->role) fputc(',', out), print_string(s->role, out);
    if (s->told) fputc(']', out);
}

/* In which documents a node was seen, and how often. */
static void print_sightings(const ent_graph *graph, size_t node, FILE *out) {
    const char *before = "{";
    fputs("      <data key=\"n_sightings\">", out);
    for (size_t i = graph->nodes[node].sighting_first;
         i < graph->sighting_count && graph->sightings[i].node == node; i++) {
        fputs(before, out);
        print_sighting(&graph->sightings[i], out);
        before = ",";
    }
    fputs(*before == '{' ? "{}</data>\n" : "}</data>\n", out);
}

/* [document, sentence, begin, end, source, trigger, target, date, speaker, trigger's words, rule,
 * confidence, text, source's words, target's words], then, where a country is told of either, the
 * source's and the target's, and where they are not 1 and as the edge has them, the weight, root
 * and symmetry; offsets as in the statement. */
static void print_report(const ent_report *r, const ent_edge *edge, FILE *out) {
    const ent_evidence *e = &r->evidence;
    const char *const texts[] = {e->date, e->speaker, e->trigger, e->rule}, *const words[] = {
                                                                                e->text,
                                                                                e->source_text,
                                                                                e->target_text};
    char number[32], countries[2][4];
    fputc('[', out);
    print_string(e->doc, out);
    fprintf(out, ",%u,%u,%u,%u,%u,%u", (unsigned)e->sentence, (unsigned)e->begin, (unsigned)e->end,
            (unsigned)e->source_begin, (unsigned)e->trigger_begin, (unsigned)e->target_begin);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        fputc(',', out);
        print_string(texts[i], out);
    }
    fprintf(out, ",%s", ent_shortest(e->confidence, number));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        fputc(',', out);
        print_string(words[i], out);
    }
    ent_nation_print(r->source_told, countries[0]);
    ent_nation_print(r->target_told, countries[1]);
    if (r->source_told || r->target_told)
        fprintf(out, ",\"%s\",\"%s\"", countries[0], countries[1]);
    bool own = r->root != edge->root || r->symmetric != edge->symmetric;
    if (own || r->weight != 1) fprintf(out, ",%s", ent_shortest(r->weight, number));
    if (own) fprintf(out, ",\"%s\",%s", ent_act_name(r->root), r->symmetric ? "true" : "false");
    fputc(']', out);
}

static void print_reports(const ent_graph *graph, const ent_edge *edge, FILE *out) {
    fputs("      <data key=\"e_reports\">", out);
    for (uint32_t i = 0; i < edge->evidence_count; i++) {
        fputc(i ? ',' : '[', out);
        print_report(&graph->reports[edge->evidence_first + i], edge, out);
    }
    fputs("]</data>\n", out);
}

/* ---- All together ---- */

static void print_node(const ent_graph *graph, size_t i, FILE *out) {
    const ent_node *n = ent_graph_node(graph, i);
    fputs("    <node id=\"", out);
    ent_print_xml(n->id, out);
    fputs("\">\n", out);
    text_data(out, "n", "label", ent_label_of(n));
    text_data(out, "n", "type", ent_actor_type_name(n->type));
    text_data(out, "n", "iso3", n->iso3);
    text_data(out, "n", "role", n->role);
    text_data(out, "n", "country", n->country);
    text_data(out, "n", "aliases", n->aliases);
    text_data(out, "n", "identity", n->decisions);
    long_data(out, "n", "mentions", n->mentions);
    long_data(out, "n", "documents", n->documents);
    long_data(out, "n", "community", n->community);
    double_data(out, "n", "x", n->x);
    double_data(out, "n", "y", n->y);
    double_data(out, "n", "size", n->size);
    text_data(out, "n", "color", n->color);
    print_sightings(graph, i, out);
    fputs("    </node>\n", out);
}

/* The relation as Gephi's kind and Neo4j's type of edge; edges of one pair that differ in status
 * alone are of two kinds, or Gephi would make them one. */
static void print_kind(const ent_edge *e, FILE *out) {
    const char *relation = e->relation;
    for (;;) {
        char word[64];
        size_t size = strcspn(relation, " "), part = size < sizeof word ? size : sizeof word - 1;
        memcpy(word, relation, part);
        word[part] = '\0';
        ent_print_xml(word, out);
        relation += part;
        if (!*relation) break;
        if (*relation == ' ') fputc('_', out), relation++;
    }
    if (e->status != ENT_STATUS_ACTUAL) fprintf(out, "_%s", ent_act_status_name(e->status));
}

static void print_edge(const ent_graph *graph, size_t i, FILE *out) {
    const ent_edge *e = ent_graph_edge(graph, i);
    const ent_evidence *best = ent_graph_evidence(graph, e->best);
    fprintf(out, "    <edge id=\"e%zu\" source=\"", i);
    ent_print_xml(ent_graph_node(graph, e->source)->id, out);
    fputs("\" target=\"", out);
    ent_print_xml(ent_graph_node(graph, e->target)->id, out);
    fputs("\" label=\"", out);
    print_kind(e, out);
    fputs("\">\n", out);
    label_data(out, e);
    text_data(out, "e", "relation", e->relation);
    text_data(out, "e", "interaction", e->relation);
    text_data(out, "e", "root", ent_act_name(e->root));
    long_data(out, "e", "quad", ent_act_quad(e->root));
    long_data(out, "e", "sign", e->sign);
    text_data(out, "e", "status", ent_act_status_name(e->status));
    text_data(out, "e", "symmetric", e->symmetric ? "true" : "false");
    weight_data(out, e->weight);
    long_data(out, "e", "documents", e->documents);
    text_data(out, "e", "first_date", e->first_date);
    text_data(out, "e", "last_date", e->last_date);
    double_data(out, "e", "confidence", e->confidence);
    text_data(out, "e", "speaker", e->speaker);
    evidence_data(out, best->text);
    text_data(out, "e", "source_doc", best->doc);
    text_data(out, "e", "color", e->color);
    print_reports(graph, e, out);
    fputs("    </edge>\n", out);
}

/* Has the user decided who somebody is? Most have not, and files without what is in none are
 * smaller. */
static bool is_decided(const ent_graph *graph) {
    for (size_t i = 0; i < ent_graph_node_count(graph); i++)
        if (*ent_graph_node(graph, i)->decisions) return true;
    return false;
}

void ent_print_graphml(const ent_graph *graph, FILE *out) {
    fputs(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml "
        "xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
        out);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (strcmp(keys[i].id, "identity") != 0 || is_decided(graph))
            fprintf(out, "  <key id=\"%c_%s\" for=\"%s\" attr.name=\"%s\" attr.type=\"%s\"/>\n",
                    *keys[i].kind, keys[i].id, keys[i].kind, keys[i].id, keys[i].type);
    fputs("  <graph id=\"entente\" edgedefault=\"directed\">\n", out);
    print_articles(graph, out);
    for (size_t i = 0; i < ent_graph_node_count(graph); i++) print_node(graph, i, out);
    for (size_t i = 0; i < ent_graph_edge_count(graph); i++) print_edge(graph, i, out);
    fputs("  </graph>\n</graphml>\n", out);
}
