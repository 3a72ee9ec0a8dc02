/* why.c - `entente why`: all evidence between two actors. */
#include <jansson.h>
#include <stdio.h>

#include "cli/cli.h"

static const char help[] =
    "usage: entente why [OPTION...] GRAPH FROM TO\n"
    "\n"
    "Prints every relation between two actors, both ways, with every sentence that says so, the\n"
    "words that made it one, and the rule that read them.\n"
    "\n"
    "  --directed             only what FROM does to TO\n"
    "  --json                 one JSON object an edge, with all its reports\n" CLI_ASK_HELP
        CLI_SELECT_HELP
    "\n"
    "Exit status 1 if there is none or an actor is unknown.\n"
    "\n"
    "examples:\n"
    "  entente why seed.graphml us russia\n"
    "  entente why --only REJECT,ACCUSE news.graphml trump ukraine\n";

static bool joins(const cli_options *options, const ent_edge *edge, size_t from, size_t to) {
    if (edge->source == from && edge->target == to) return true;
    return edge->source == to && edge->target == from && (!options->directed || edge->symmetric);
}

static int print_json(const ent_graph *graph, size_t index) {
    const ent_edge *edge = ent_graph_edge(graph, index);
    json_t *line = cli_json_edge(graph, index), *reports = json_array();
    for (uint32_t k = 0; k < edge->evidence_count; k++)
        json_array_append_new(reports, cli_json_evidence(graph, edge->evidence_first + k));
    json_object_set_new(line, "reports", reports);
    return cli_print_json(line);
}

static int print(const cli_options *options, const ent_graph *graph, size_t from, size_t to) {
    size_t found = 0;
    int code = EXIT_DONE;
    for (size_t i = 0; i < ent_graph_edge_count(graph) && code == EXIT_DONE; i++) {
        const ent_edge *edge = ent_graph_edge(graph, i);
        if (!joins(options, edge, from, to)) continue;
        found++;
        if (options->json) {
            code = print_json(graph, i);
            continue;
        }
        cli_print_edge(graph, i, "");
        for (uint32_t k = 0; k < edge->evidence_count; k++) {
            cli_print_evidence(graph, edge->evidence_first + k, "  ");
            cli_print_reason(graph, edge->evidence_first + k, "  ");
        }
    }
    if (found) return code;
    fprintf(stderr, "entente: no relation between %s and %s; try 'entente path'\n",
            ent_graph_node(graph, from)->label, ent_graph_node(graph, to)->label);
    return EXIT_NOT_THERE;
}

static int run(const cli_options *options) {
    if (options->operand_count != 3) return cli_misuse(options, "why needs GRAPH FROM TO");
    cli_asking asking;
    size_t from, to;
    ent_status status = cli_asking_open(options, &asking);
    if (status) return cli_exit(status);
    status = cli_find_actor(&asking, options->operands[1], &from);
    if (!status) status = cli_find_actor(&asking, options->operands[2], &to);
    int code = status ? cli_exit(status) : print(options, asking.graph, from, to);
    return cli_asking_end(&asking, code);
}

const cli_command cli_why = {"why", "DJlq" CLI_SELECT, help, run};
