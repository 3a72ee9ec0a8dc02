/* show.c - `entente show`: a graph in numbers, or one actor's neighbourhood. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

enum { TOP = 10 };

static const char help[] =
    "usage: entente show [OPTION...] GRAPH [ACTOR]\n"
    "\n"
    "Without ACTOR: how many actors and relations of which kinds, and the most connected actors.\n"
    "With ACTOR: who it is, its other names, and each of its relations with the best sentence.\n"
    "\n"
    "  --only ROOT,...        only these relations: CONSULT, AID, ...\n"
    "  --help                 this text\n"
    "\n"
    "examples:\n"
    "  entente show seed.graphml\n"
    "  entente show seed.graphml zelensky\n";

typedef struct rank {
    size_t node;
    long degree;
} rank;

static int by_degree(const void *a, const void *b) {
    const rank *x = a, *y = b;
    if (x->degree != y->degree) return x->degree < y->degree ? 1 : -1;
    return (x->node > y->node) - (x->node < y->node);
}

static ent_status print_top(const ent_graph *graph) {
    size_t count = ent_graph_node_count(graph);
    rank *ranks = calloc(count + 1, sizeof *ranks);
    if (!ranks) return ENT_NO_MEMORY;
    for (size_t i = 0; i < count; i++) ranks[i].node = i;
    for (size_t i = 0; i < ent_graph_edge_count(graph); i++) {
        ranks[ent_graph_edge(graph, i)->source].degree++;
        ranks[ent_graph_edge(graph, i)->target].degree++;
    }
    qsort(ranks, count, sizeof *ranks, by_degree);
    printf("most connected:\n");
    for (size_t i = 0; i < count && i < TOP; i++) {
        const ent_node *node = ent_graph_node(graph, ranks[i].node);
        printf("  %4ld  %s (%s)\n", ranks[i].degree, node->label, ent_actor_type_name(node->type));
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

static void print_actor(const cli_options *options, const ent_graph *graph, size_t index) {
    const ent_node *node = ent_graph_node(graph, index);
    printf("%s  (%s, %s)\n", node->label, ent_actor_type_name(node->type), node->id);
    if (node->role[0]) printf("  role: %s\n", node->role);
    if (node->country[0]) printf("  country: %s\n", node->country);
    if (node->aliases[0]) printf("  also: %s\n", node->aliases);
    printf("  %ld mention%s in %ld document%s\n", node->mentions, node->mentions == 1 ? "" : "s",
           node->documents, node->documents == 1 ? "" : "s");
    for (size_t i = 0; i < ent_graph_edge_count(graph); i++) {
        const ent_edge *edge = ent_graph_edge(graph, i);
        if (edge->source != index && edge->target != index) continue;
        if (options->roots && !(options->roots >> edge->root & 1)) continue;
        cli_print_edge(graph, i, "  ");
        cli_print_evidence(graph, edge->best, "    ");
    }
}

static int run(const cli_options *options) {
    if (options->operand_count < 1 || options->operand_count > 2)
        return cli_misuse(options, "show needs GRAPH [ACTOR]");
    ent_graph *graph;
    ent_gazetteer *gazetteer;
    ent_status status = cli_open_asking(options, &graph, &gazetteer);
    if (status) return cli_exit(status);
    if (options->operand_count == 1) {
        status = print_summary(graph);
    } else {
        size_t node;
        status = cli_find_actor(graph, gazetteer, options->operands[1], &node);
        if (!status) print_actor(options, graph, node);
    }
    ent_gazetteer_free(gazetteer);
    ent_graph_free(graph);
    return cli_flush(cli_exit(status));
}

const cli_command cli_show = {"show", "Olq", help, run};
