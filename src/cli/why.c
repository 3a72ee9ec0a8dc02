/* why.c - `entente why`: all evidence between two actors. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

static const char help[] =
    "usage: entente why [OPTION...] GRAPH FROM TO\n"
    "       entente why --identity ACTOR [OPTION...] FILE...\n"
    "\n"
    "Prints everything that is told of two actors, both ways, the oldest first: the relation, the\n"
    "sentence that says so and where it stands, the words that made it one, and the rule that\n"
    "read them.\n"
    "\n"
    "With --identity it prints by which words each document calls ACTOR, how often, and why they\n"
    "were taken for that one; FILEs are texts, graphs or statements. Of graphs and statements it\n"
    "knows the words that their reports show; why those are ACTOR's only the text tells.\n"
    "\n"
    "  --identity ACTOR       the names of ACTOR, and what joined them\n"
    "  -j, --jobs N           of texts: use N threads (default: all processors)\n"
    "  --input-format F       of texts: text, html, xml, jsonl, conllu or auto (default)\n"
    "  --date YYYY-MM-DD      of texts: the date of documents that give none\n"
    "  --directed             only what FROM does to TO\n"
    "  --json                 one JSON object an edge, with all its reports\n" CLI_ASK_HELP
        CLI_SELECT_HELP
    "\n"
    "Exit status 1 if there is none or an actor is unknown.\n"
    "\n"
    "examples:\n"
    "  entente why seed.graphml us russia\n"
    "  entente why --only REJECT,ACCUSE news.graphml trump ukraine\n"
    "  entente why --identity zelensky news/\n";

typedef struct question {
    size_t from, to;
    bool directed;
} question;

static bool joins(const ent_edge *edge, const void *context) {
    const question *q = context;
    if (edge->source == q->from && edge->target == q->to) return true;
    return edge->source == q->to && edge->target == q->from && (!q->directed || edge->symmetric);
}

static int print_edge(const ent_graph *graph, size_t index) {
    const ent_edge *edge = ent_graph_edge(graph, index);
    json_t *line = cli_json_edge(graph, index), *reports = json_array();
    for (uint32_t k = 0; k < edge->evidence_count; k++)
        json_array_append_new(reports, cli_json_evidence(graph, edge->evidence_first + k));
    json_object_set_new(line, "reports", reports);
    return cli_print_json(line);
}

static int print_json(const ent_graph *graph, const question *q) {
    int code = EXIT_DONE;
    for (size_t i = 0; i < ent_graph_edge_count(graph) && code == EXIT_DONE; i++)
        if (joins(ent_graph_edge(graph, i), q)) code = print_edge(graph, i);
    return code;
}

/* "Iran and Saudi Arabia: 5 reports, 2023-03-10 to 2023-04-06; cooperation 4, conflict 1" */
static void print_heading(const ent_graph *graph, const question *q, const cli_event *events,
                          size_t count) {
    const char *first = "", *last = "";
    size_t sums[3] = {0};
    for (size_t i = 0; i < count; i++) {
        const char *date = ent_graph_evidence(graph, events[i].evidence)->date;
        if (*date && !*first) first = date;
        if (*date) last = date;
        sums[ent_graph_edge(graph, events[i].edge)->sign + 1]++;
    }
    printf("%s and %s: %zu report%s", ent_graph_node(graph, q->from)->label,
           ent_graph_node(graph, q->to)->label, count, count == 1 ? "" : "s");
    if (*first) printf(", %s", first);
    if (strcmp(first, last) != 0) printf(" to %s", last);
    if (sums[2]) printf("; %scooperation %zu%s", cli_colour(+1), sums[2], cli_colour_end());
    if (sums[0]) printf("; %sconflict %zu%s", cli_colour(-1), sums[0], cli_colour_end());
    if (sums[1]) printf("; neither %zu", sums[1]);
    printf("\n");
}

static int print(const cli_options *options, const ent_graph *graph, const question *q) {
    size_t count;
    cli_event *events = cli_events(graph, joins, q, &count);
    int code = EXIT_DONE;
    if (!events) return EXIT_INTERNAL;
    if (count && options->json) {
        code = print_json(graph, q);
    } else if (count) {
        print_heading(graph, q, events, count);
        for (size_t i = 0; i < count; i++) {
            cli_print_event(graph, &events[i], "");
            cli_print_reason(graph, events[i].evidence, "");
        }
    } else {
        fprintf(stderr, "entente: no relation %s %s %s %s; try 'entente path'\n",
                q->directed ? "from" : "between", ent_graph_node(graph, q->from)->label,
                q->directed ? "to" : "and", ent_graph_node(graph, q->to)->label);
        code = EXIT_NOT_THERE;
    }
    free(events);
    return code;
}

static int run(const cli_options *options) {
    if (options->identity) return cli_why_identity(options);
    if (options->operand_count != 3) return cli_misuse(options, "why needs GRAPH FROM TO");
    cli_asking asking;
    question q = {.directed = options->directed};
    ent_status status = cli_asking_open(options, &asking);
    if (status) return cli_exit(status);
    status = cli_find_actor(&asking, options->operands[1], &q.from);
    if (!status) status = cli_find_actor(&asking, options->operands[2], &q.to);
    int code = status ? cli_exit(status) : print(options, asking.graph, &q);
    return cli_asking_end(&asking, code);
}

const cli_command cli_why = {"why", "DJlqyijd" CLI_SELECT, help, run};
