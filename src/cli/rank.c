/* rank.c - `entente rank`: the central actors. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/cli.h"

enum { ROWS = 20 };

static const char help[] =
    "usage: entente rank [OPTION...] GRAPH\n"
    "\n"
    "Prints the central actors of a graph: its PageRank (standing among those who are much told\n"
    "of), betweenness (share of the shortest paths between others), reports, and with how many it\n"
    "stands (friends) and against how many (foes).\n"
    "\n"
    "  --by MEASURE           pagerank (default), betweenness, reports, conflict, or balance, the\n"
    "                         signed degree: cooperation less conflict\n"
    "  -k, --count N          so many actors (default: 20)\n"
    "  --json                 one JSON object an actor\n" CLI_ASK_HELP CLI_SELECT_HELP
    "\n"
    "Betweenness is left out in graphs of more than 2,000 actors unless they are ranked by it; "
    "then\n"
    "it is estimated from the paths of 256 of them.\n"
    "\n"
    "examples:\n"
    "  entente rank news.graphml\n"
    "  entente rank --by balance --except LINK -k 5 news.graphml\n";

static int print_json(const ent_graph *graph, const ent_rank *r) {
    json_t *line = cli_json_node(graph, r->node);
    json_object_set_new(line, "pagerank", json_real(r->pagerank));
    json_object_set_new(line, "betweenness",
                        r->betweenness < 0 ? json_null() : json_real(r->betweenness));
    json_object_set_new(line, "reports", json_real(r->reports));
    json_object_set_new(line, "cooperation", json_real(r->cooperation));
    json_object_set_new(line, "conflict", json_real(r->conflict));
    json_object_set_new(line, "friends", json_integer((json_int_t)r->friends));
    json_object_set_new(line, "foes", json_integer((json_int_t)r->foes));
    return cli_print_json(line);
}

static void print_row(const ent_graph *graph, const ent_rank *r, size_t place) {
    const ent_node *node = ent_graph_node(graph, r->node);
    char between[32] = "-";
    if (r->betweenness >= 0) snprintf(between, sizeof between, "%.4f", r->betweenness);
    printf("%4zu  %8.4f  %11s  %7g  %11g  %8g  %7zu  %4zu  %s (%s)\n", place, r->pagerank, between,
           r->reports, r->cooperation, r->conflict, r->friends, r->foes, node->label,
           ent_actor_type_name(node->type));
}

static int print(const cli_options *options, const ent_graph *graph, ent_centrality by) {
    ent_rank *ranks;
    ent_error error;
    size_t count = ent_graph_node_count(graph),
           rows = options->count ? (size_t)options->count : ROWS;
    ent_status status = ent_ask_ranks(graph, by, false, &ranks, &error);
    if (status) {
        cli_complain(&error);
        return cli_exit(status);
    }
    int code = EXIT_DONE;
    if (!options->json)
        printf("      pagerank  betweenness  reports  cooperation  conflict  friends  foes\n");
    for (size_t i = 0; i < count && i < rows && code == EXIT_DONE; i++) {
        if (options->json)
            code = print_json(graph, &ranks[i]);
        else
            print_row(graph, &ranks[i], i + 1);
    }
    free(ranks);
    return code;
}

static int run(const cli_options *options) {
    if (options->operand_count != 1) return cli_misuse(options, "rank needs one GRAPH");
    int by = options->by ? ent_centrality_named(options->by) : ENT_BY_PAGERANK;
    if (by < 0)
        return cli_misuse(
            options, "--by takes pagerank, betweenness, reports, balance or conflict, not '%s'",
            options->by);
    cli_asking asking;
    ent_status status = cli_asking_open(options, &asking);
    if (status) return cli_exit(status);
    int code = print(options, asking.graph, (ent_centrality)by);
    return cli_asking_end(&asking, code);
}

const cli_command cli_rank = {"rank", "bkJlq" CLI_SELECT, help, run};
