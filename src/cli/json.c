/* json.c - nodes, edges and evidence for programs. */
#include <jansson.h>
#include <stdio.h>

#include "cli/cli.h"

json_t *cli_json_node(const ent_graph *graph, size_t index) {
    const ent_node *n = ent_graph_node(graph, index);
    return json_pack("{s:s,s:s,s:s}", "id", n->id, "name", n->label, "type",
                     ent_actor_type_name(n->type));
}

json_t *cli_json_edge(const ent_graph *graph, size_t index) {
    const ent_edge *e = ent_graph_edge(graph, index);
    const ent_evidence *best = ent_graph_evidence(graph, e->best);
    return json_pack("{s:s,s:s,s:s,s:s,s:i,s:s,s:b,s:f,s:s,s:s,s:s,s:i,s:s}", "source",
                     ent_graph_node(graph, e->source)->id, "target",
                     ent_graph_node(graph, e->target)->id, "relation", e->relation, "root",
                     ent_act_name(e->root), "sign", e->sign, "status",
                     ent_act_status_name(e->status), "symmetric", (int)e->symmetric, "weight",
                     e->weight, "first_date", e->first_date, "last_date", e->last_date, "doc",
                     best->doc, "sentence", (int)best->sentence, "evidence", best->text);
}

json_t *cli_json_evidence(const ent_graph *graph, size_t index) {
    const ent_evidence *e = ent_graph_evidence(graph, index);
    return json_pack("{s:s,s:i,s:s,s:s,s:s,s:s,s:s,s:f}", "doc", e->doc, "sentence",
                     (int)e->sentence, "date", e->date, "text", e->text, "trigger", e->trigger,
                     "rule", e->rule, "speaker", ent_graph_speaker(graph, index), "confidence",
                     e->confidence);
}

int cli_print_json(json_t *value) {
    if (!value) return EXIT_INTERNAL;
    json_dumpf(value, stdout, JSON_COMPACT | JSON_REAL_PRECISION(6));
    putchar('\n');
    json_decref(value);
    return EXIT_DONE;
}
