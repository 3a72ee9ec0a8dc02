/* graphml.c - GraphML as Gephi and igraph read it (see write.h). */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "graph/store.h"
#include "write/formats.h"

static const struct key {
    const char *id, *kind, *type;
} keys[] = {{"label", "node", "string"},       {"type", "node", "string"},
            {"iso3", "node", "string"},        {"role", "node", "string"},
            {"country", "node", "string"},     {"aliases", "node", "string"},
            {"mentions", "node", "long"},      {"documents", "node", "long"},
            {"community", "node", "long"},     {"x", "node", "double"},
            {"y", "node", "double"},           {"size", "node", "double"},
            {"color", "node", "string"},       {"sightings", "node", "string"},
            {"label", "edge", "string"},       {"relation", "edge", "string"},
            {"interaction", "edge", "string"}, {"root", "edge", "string"},
            {"quad", "edge", "long"},          {"sign", "edge", "long"},
            {"status", "edge", "string"},      {"symmetric", "edge", "boolean"},
            {"weight", "edge", "double"},      {"documents", "edge", "long"},
            {"first_date", "edge", "string"},  {"last_date", "edge", "string"},
            {"confidence", "edge", "double"},  {"speaker", "edge", "string"},
            {"evidence", "edge", "string"},    {"source_doc", "edge", "string"},
            {"color", "edge", "string"},       {"reports", "edge", "string"}};

static void text_data(FILE *out, const char *kind, const char *key, const char *text) {
    if (!text || !*text) return;
    fprintf(out, "      <data key=\"%c_%s\">", *kind, key);
    ent_print_xml(text, out);
    fputs("</data>\n", out);
}

static void long_data(FILE *out, const char *kind, const char *key, long value) {
    fprintf(out, "      <data key=\"%c_%s\">%ld</data>\n", *kind, key, value);
}

static void double_data(FILE *out, const char *kind, const char *key, double value) {
    fprintf(out, "      <data key=\"%c_%s\">", *kind, key);
    ent_print_decimal(value, out);
    fputs("</data>\n", out);
}

static void json_data(FILE *out, const char *kind, const char *key, json_t *json) {
    char *text = json_dumps(json, JSON_COMPACT | JSON_REAL_PRECISION(4));
    text_data(out, kind, key, text);
    free(text);
    json_decref(json);
}

/* In which documents a node was seen, and how often: what merging needs to count nothing twice. */
static json_t *sightings(const ent_graph *graph, size_t node) {
    json_t *all = json_object();
    for (size_t i = graph->nodes[node].sighting_first;
         i < graph->sighting_count && graph->sightings[i].node == node; i++)
        json_object_set_new(all, graph->sightings[i].doc,
                            json_integer(graph->sightings[i].mentions));
    return all;
}

/* Every report of an edge: [document, sentence, begin, end, source, trigger, target, date, speaker,
 * trigger's words, rule, confidence, text, source's words, target's words], offsets as in the
 * statement. */
static json_t *reports(const ent_graph *graph, const ent_edge *edge) {
    json_t *all = json_array();
    for (size_t i = 0; i < edge->evidence_count; i++) {
        const ent_evidence *e = ent_graph_evidence(graph, edge->evidence_first + i);
        json_array_append_new(
            all, json_pack("[s,i,i,i,i,i,i,s,s,s,s,f,s,s,s]", e->doc, (int)e->sentence,
                           (int)e->begin, (int)e->end, (int)e->source_begin, (int)e->trigger_begin,
                           (int)e->target_begin, e->date, e->speaker, e->trigger, e->rule,
                           e->confidence, e->text, e->source_text, e->target_text));
    }
    return all;
}

static void print_node(const ent_graph *graph, size_t i, FILE *out) {
    const ent_node *n = ent_graph_node(graph, i);
    fputs("    <node id=\"", out);
    ent_print_xml(n->id, out);
    fputs("\">\n", out);
    text_data(out, "n", "label", n->label);
    text_data(out, "n", "type", ent_actor_type_name(n->type));
    text_data(out, "n", "iso3", n->iso3);
    text_data(out, "n", "role", n->role);
    text_data(out, "n", "country", n->country);
    text_data(out, "n", "aliases", n->aliases);
    long_data(out, "n", "mentions", n->mentions);
    long_data(out, "n", "documents", n->documents);
    long_data(out, "n", "community", n->community);
    double_data(out, "n", "x", n->x);
    double_data(out, "n", "y", n->y);
    double_data(out, "n", "size", n->size);
    text_data(out, "n", "color", n->color);
    json_data(out, "n", "sightings", sightings(graph, i));
    fputs("    </node>\n", out);
}

static void print_edge(const ent_graph *graph, size_t i, FILE *out) {
    const ent_edge *e = ent_graph_edge(graph, i);
    const ent_evidence *best = ent_graph_evidence(graph, e->best);
    char shortened[ENT_SHORTENED_MAX];
    fprintf(out, "    <edge id=\"e%zu\" source=\"", i);
    ent_print_xml(ent_graph_node(graph, e->source)->id, out);
    fputs("\" target=\"", out);
    ent_print_xml(ent_graph_node(graph, e->target)->id, out);
    fputs("\" label=\"", out);
    for (const char *p = e->relation; *p; p++) fputc(*p == ' ' ? '_' : *p, out);
    fputs("\">\n", out);
    text_data(out, "e", "label", e->relation);
    text_data(out, "e", "relation", e->relation);
    text_data(out, "e", "interaction", e->relation);
    text_data(out, "e", "root", ent_act_name(e->root));
    long_data(out, "e", "quad", ent_act_quad(e->root));
    long_data(out, "e", "sign", e->sign);
    text_data(out, "e", "status", ent_act_status_name(e->status));
    text_data(out, "e", "symmetric", e->symmetric ? "true" : "false");
    double_data(out, "e", "weight", e->weight);
    long_data(out, "e", "documents", e->documents);
    text_data(out, "e", "first_date", e->first_date);
    text_data(out, "e", "last_date", e->last_date);
    double_data(out, "e", "confidence", e->confidence);
    text_data(out, "e", "speaker", e->speaker);
    text_data(out, "e", "evidence", ent_shorten(best->text, shortened, sizeof shortened));
    text_data(out, "e", "source_doc", best->doc);
    text_data(out, "e", "color", e->color);
    json_data(out, "e", "reports", reports(graph, e));
    fputs("    </edge>\n", out);
}

void ent_print_graphml(const ent_graph *graph, FILE *out) {
    fputs(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml "
        "xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
        out);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        fprintf(out, "  <key id=\"%c_%s\" for=\"%s\" attr.name=\"%s\" attr.type=\"%s\"/>\n",
                *keys[i].kind, keys[i].id, keys[i].kind, keys[i].id, keys[i].type);
    fputs("  <graph id=\"entente\" edgedefault=\"directed\">\n", out);
    for (size_t i = 0; i < ent_graph_node_count(graph); i++) print_node(graph, i, out);
    for (size_t i = 0; i < ent_graph_edge_count(graph); i++) print_edge(graph, i, out);
    fputs("  </graph>\n</graphml>\n", out);
}
