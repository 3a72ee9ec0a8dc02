/* statements.c - the statements that a graph was made of, as `extract` prints them: edge by edge,
 * each edge's by date. What a graph knows beyond them (aliases, offices, mentions) is not in them.
 */
#include <string.h>

#include "base/utf8.h"
#include "graph/store.h"
#include "write/formats.h"

static ent_span span_of(uint32_t begin, const char *text) {
    return (ent_span){begin, begin + (uint32_t)ent_utf8_count(text, strlen(text)), text};
}

/* country has room for the code of the one told. */
static ent_party party_of(const ent_node *node, ent_nation told, uint32_t begin, const char *text,
                          char country[4]) {
    ent_nation_print(told, country);
    return (ent_party){node->id, node->label, node->type, span_of(begin, text),
                       told ? country : NULL};
}

static const char *or_null(const char *text) {
    return *text ? text : NULL;
}

static ent_statement statement_of(const ent_graph *graph, const ent_edge *edge,
                                  const ent_report *report, char countries[2][4]) {
    const ent_evidence *e = &report->evidence;
    const ent_node *source = ent_graph_node(graph, edge->source),
                   *target = ent_graph_node(graph, edge->target);
    return (ent_statement){.doc = e->doc,
                           .sentence = e->sentence,
                           .source = party_of(source, report->source_told, e->source_begin,
                                              e->source_text, countries[0]),
                           .target = party_of(target, report->target_told, e->target_begin,
                                              e->target_text, countries[1]),
                           .relation = edge->relation,
                           .root = edge->root,
                           .code = ent_act_code(edge->root, edge->status),
                           .sign = edge->sign,
                           .symmetric = edge->symmetric,
                           .status = edge->status,
                           .speaker = or_null(e->speaker),
                           .date = or_null(e->date),
                           .evidence = {e->begin, e->end, e->text},
                           .trigger = span_of(e->trigger_begin, e->trigger),
                           .rule = e->rule,
                           .confidence = e->confidence};
}

ent_status ent_print_statements(const ent_graph *graph, FILE *out, ent_error *error) {
    for (size_t i = 0; i < ent_graph_edge_count(graph); i++) {
        const ent_edge *edge = ent_graph_edge(graph, i);
        for (uint32_t k = 0; k < edge->evidence_count; k++) {
            char countries[2][4];
            ent_statement s =
                statement_of(graph, edge, &graph->reports[edge->evidence_first + k], countries);
            ent_status status = ent_write_statement(&s, out, error);
            if (status) return status;
        }
    }
    return ENT_OK;
}
