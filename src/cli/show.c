/* show.c - `entente show`: a graph in numbers, or one actor's neighbourhood. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

enum { TOP = 10 };

static const char help[] =
    "usage: entente show [OPTION...] GRAPH [ACTOR]\n"
    "\n"
    "Without ACTOR: how many actors and relations of which kinds, and the most active actors.\n"
    "With ACTOR: who it is, with whom and against whom it stands, and each of its relations with "
    "the best sentence.\n"
    "\n"
    "  --json                 ACTOR as a JSON object\n" CLI_ASK_HELP CLI_SELECT_HELP
    "\n"
    "examples:\n"
    "  entente show seed.graphml\n"
    "  entente show seed.graphml zelensky\n";

static ent_status print_top(const ent_graph *graph) {
    ent_rank *ranks;
    ent_error error;
    ent_status status = ent_ask_ranks(graph, ENT_BY_REPORTS, &ranks, &error);
    if (status) {
        cli_complain(&error);
        return status;
    }
    printf("most active:\n");
    for (size_t i = 0; i < ent_graph_node_count(graph) && i < TOP; i++) {
        const ent_node *node = ent_graph_node(graph, ranks[i].node);
        printf("  %4g  %s (%s)\n", ranks[i].reports, node->label, ent_actor_type_name(node->type));
    }
    free(ranks);
    return ENT_OK;
}

static ent_status print_summary(const ent_graph *graph) {
    size_t types[ENT_ACTOR_TYPE_COUNT] = {0}, acts[ENT_ACT_COUNT] = {0};
    for (size_t i = 0; i < ent_graph_node_count(graph); i++)
        types[ent_graph_node(graph, i)->type]++;
    for (size_t i = 0; i < ent_graph_edge_count(graph); i++) acts[ent_graph_edge(graph, i)->root]++;
    printf("%zu actors:", ent_graph_node_count(graph));
    for (int i = 0; i < ENT_ACTOR_TYPE_COUNT; i++)
        if (types[i]) printf(" %zu %s", types[i], ent_actor_type_name((ent_actor_type)i));
    printf("\n%zu edges:", ent_graph_edge_count(graph));
    for (int i = 0; i < ENT_ACT_COUNT; i++)
        if (acts[i]) printf(" %zu %s", acts[i], ent_act_name((ent_act)i));
    printf("\n");
    return print_top(graph);
}

static bool is_of(const ent_edge *edge, size_t node) {
    return edge->source == node || edge->target == node;
}

/* A line such as "friends: Chile (3), Peru": the others whose relations have this sign. */
static void print_others(const ent_graph *graph, size_t node, int sign, const char *title) {
    size_t named = 0;
    double *weights = calloc(ent_graph_node_count(graph), sizeof *weights);
    for (size_t i = 0; weights && i < ent_graph_edge_count(graph); i++) {
        const ent_edge *edge = ent_graph_edge(graph, i);
        if (is_of(edge, node) && edge->status != ENT_STATUS_NEGATED)
            weights[edge->source == node ? edge->target : edge->source] +=
                edge->weight * edge->sign;
    }
    for (; weights && named < TOP; named++) {
        size_t best = node;
        for (size_t i = 0; i < ent_graph_node_count(graph); i++)
            if (i != node && weights[i] * sign > 0 &&
                (best == node || weights[i] * sign > weights[best] * sign))
                best = i;
        if (best == node) break;
        printf("%s %s (%g)", named ? "," : title, ent_graph_node(graph, best)->label,
               weights[best] * sign);
        weights[best] = 0;
    }
    if (named) printf("\n");
    free(weights);
}

static void print_actor(const ent_graph *graph, size_t index) {
    const ent_node *node = ent_graph_node(graph, index);
    printf("%s  (%s, %s)\n", node->label, ent_actor_type_name(node->type), node->id);
    if (node->role[0]) printf("  role: %s\n", node->role);
    if (node->country[0]) printf("  country: %s\n", node->country);
    if (node->aliases[0]) printf("  also: %s\n", node->aliases);
    printf("  %ld mention%s in %ld document%s\n", node->mentions, node->mentions == 1 ? "" : "s",
           node->documents, node->documents == 1 ? "" : "s");
    print_others(graph, index, +1, "  stands with:");
    print_others(graph, index, -1, "  stands against:");
    for (size_t i = 0; i < ent_graph_edge_count(graph); i++) {
        const ent_edge *edge = ent_graph_edge(graph, i);
        if (!is_of(edge, index)) continue;
        cli_print_edge(graph, i, "  ");
        cli_print_evidence(graph, edge->best, "    ");
    }
}

static int print_actor_json(const ent_graph *graph, size_t index) {
    const ent_node *node = ent_graph_node(graph, index);
    json_t *line = cli_json_node(graph, index), *edges = json_array();
    json_object_set_new(line, "role", json_string(node->role));
    json_object_set_new(line, "country", json_string(node->country));
    json_object_set_new(line, "aliases", json_string(node->aliases));
    json_object_set_new(line, "mentions", json_integer(node->mentions));
    json_object_set_new(line, "documents", json_integer(node->documents));
    for (size_t i = 0; i < ent_graph_edge_count(graph); i++)
        if (is_of(ent_graph_edge(graph, i), index))
            json_array_append_new(edges, cli_json_edge(graph, i));
    json_object_set_new(line, "edges", edges);
    return cli_print_json(line);
}

static int show_actor(const cli_options *options, const cli_asking *asking) {
    size_t node;
    ent_status status = cli_find_actor(asking, options->operands[1], &node);
    if (status) return cli_exit(status);
    if (options->json) return print_actor_json(asking->graph, node);
    print_actor(asking->graph, node);
    return EXIT_DONE;
}

static int run(const cli_options *options) {
    if (options->operand_count < 1 || options->operand_count > 2)
        return cli_misuse(options, "show needs GRAPH [ACTOR]");
    cli_asking asking;
    ent_status status = cli_asking_open(options, &asking);
    if (status) return cli_exit(status);
    int code = options->operand_count == 1 ? cli_exit(print_summary(asking.graph))
                                           : show_actor(options, &asking);
    return cli_asking_end(&asking, code);
}

const cli_command cli_show = {"show", "Jlq" CLI_SELECT, help, run};
