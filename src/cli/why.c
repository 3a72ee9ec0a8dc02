/* why.c - `entente why`: all evidence between two actors. */
#include <stdio.h>

#include "cli/cli.h"

static const char help[] =
    "usage: entente why [OPTION...] GRAPH FROM TO\n"
    "\n"
    "Prints every relation between two actors, both ways, with every sentence that says so.\n"
    "\n"
    "  --directed             only what FROM does to TO\n"
    "  --only ROOT,...        only these relations: CONSULT, AID, ...\n"
    "  --help                 this text\n"
    "\n"
    "Exit status 1 if there is none or an actor is unknown.\n"
    "\n"
    "examples:\n"
    "  entente why seed.graphml us russia\n"
    "  entente why --only REJECT,ACCUSE news.graphml trump ukraine\n";

static bool wanted(const cli_options *options, const ent_edge *edge, size_t from, size_t to) {
    if (options->roots && !(options->roots >> edge->root & 1)) return false;
    if (edge->source == from && edge->target == to) return true;
    return edge->source == to && edge->target == from && (!options->directed || edge->symmetric);
}

static ent_status print(const cli_options *options, const ent_graph *graph, size_t from,
                        size_t to) {
    size_t found = 0;
    for (size_t i = 0; i < ent_graph_edge_count(graph); i++) {
        const ent_edge *edge = ent_graph_edge(graph, i);
        if (!wanted(options, edge, from, to)) continue;
        found++;
        cli_print_edge(graph, i, "");
        for (uint32_t k = 0; k < edge->evidence_count; k++)
            cli_print_evidence(graph, edge->evidence_first + k, "  ");
    }
    if (found) return ENT_OK;
    fprintf(stderr, "entente: no relation between %s and %s; try 'entente path'\n",
            ent_graph_node(graph, from)->label, ent_graph_node(graph, to)->label);
    return ENT_NOT_FOUND;
}

static int run(const cli_options *options) {
    if (options->operand_count != 3) return cli_misuse(options, "why needs GRAPH FROM TO");
    ent_graph *graph;
    ent_gazetteer *gazetteer;
    size_t from, to;
    ent_status status = cli_open_asking(options, &graph, &gazetteer);
    if (status) return cli_exit(status);
    status = cli_find_actor(graph, gazetteer, options->operands[1], &from);
    if (!status) status = cli_find_actor(graph, gazetteer, options->operands[2], &to);
    if (!status) status = print(options, graph, from, to);
    ent_gazetteer_free(gazetteer);
    ent_graph_free(graph);
    return cli_flush(cli_exit(status));
}

const cli_command cli_why = {"why", "DOlq", help, run};
