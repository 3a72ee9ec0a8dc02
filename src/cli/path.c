/* path.c - `entente path`: the shortest way between two actors, each step with its evidence. */
#include <stdio.h>

#include "cli/cli.h"

static const char help[] =
    "usage: entente path [OPTION...] GRAPH FROM TO\n"
    "\n"
    "Prints the shortest path between two actors of a graph, each step with its relation, date "
    "and\n"
    "sentence. Names are resolved forgivingly: case, accents, aliases, unique surnames.\n"
    "\n"
    "  --weighted             the strongest path: a step of N reports costs 1/N\n"
    "  --directed             follow relations only from source to target\n"
    "  -k, --paths N          print up to N paths (default: 1)\n"
    "  --only ROOT,...        use only these relations: CONSULT, AID, ...\n"
    "  --json                 one JSON object a path\n"
    "  --help                 this text\n"
    "\n"
    "Exit status 1 if there is no path or an actor is unknown.\n"
    "\n"
    "examples:\n"
    "  entente path seed.graphml starmer putin\n"
    "  entente path --weighted -k 3 news.graphml \"united states\" kremlin\n";

static void print_path(const ent_graph *graph, const ent_path *path) {
    printf("%s", ent_graph_node(graph, path->nodes[0])->label);
    for (size_t i = 0; i < path->length; i++) {
        const ent_edge *edge = ent_graph_edge(graph, path->edges[i]);
        bool forward = edge->source == path->nodes[i];
        printf(" %s[%s]%s %s", edge->symmetric || !forward ? "<-" : "-", edge->relation,
               edge->symmetric || forward ? "->" : "-",
               ent_graph_node(graph, path->nodes[i + 1])->label);
    }
    printf("  (%zu %s)\n", path->length, path->length == 1 ? "step" : "steps");
    for (size_t i = 0; i < path->length; i++) {
        cli_print_edge(graph, path->edges[i], "  ");
        cli_print_evidence(graph, ent_graph_edge(graph, path->edges[i])->best, "    ");
    }
}

static void print_json_field(const char *name, const char *value) {
    printf("\"%s\":", name);
    cli_print_json_string(value);
}

static void print_json_step(const ent_graph *graph, size_t index) {
    const ent_edge *edge = ent_graph_edge(graph, index);
    const ent_evidence *evidence = ent_graph_evidence(graph, edge->best);
    putchar('{');
    print_json_field("source", ent_graph_node(graph, edge->source)->id);
    putchar(',');
    print_json_field("target", ent_graph_node(graph, edge->target)->id);
    putchar(',');
    print_json_field("relation", edge->relation);
    putchar(',');
    print_json_field("root", ent_act_name(edge->root));
    putchar(',');
    print_json_field("status", ent_act_status_name(edge->status));
    printf(",\"symmetric\":%s,\"weight\":%ld,", edge->symmetric ? "true" : "false", edge->weight);
    print_json_field("date", edge->last_date);
    putchar(',');
    print_json_field("doc", evidence->doc);
    printf(",\"sentence\":%u,", (unsigned)evidence->sentence);
    print_json_field("evidence", evidence->text);
    putchar('}');
}

static void print_json(const ent_graph *graph, const ent_path *path) {
    printf("{\"length\":%zu,\"cost\":%.6f,\"nodes\":[", path->length, path->cost);
    for (size_t i = 0; i <= path->length; i++) {
        const ent_node *node = ent_graph_node(graph, path->nodes[i]);
        printf("%s{", i ? "," : "");
        print_json_field("id", node->id);
        putchar(',');
        print_json_field("name", node->label);
        putchar('}');
    }
    printf("],\"steps\":[");
    for (size_t i = 0; i < path->length; i++) {
        if (i) putchar(',');
        print_json_step(graph, path->edges[i]);
    }
    printf("]}\n");
}

static ent_status ask(const cli_options *options, const ent_graph *graph, size_t from, size_t to) {
    ent_path_options wanted = {.directed = options->directed,
                               .weighted = options->weighted,
                               .count = (size_t)options->count,
                               .roots = options->roots};
    ent_path *paths;
    size_t count, reach[2] = {0, 0};
    ent_error error;
    ent_status status = ent_ask_paths(graph, from, to, &wanted, &paths, &count, reach, &error);
    if (status) {
        cli_complain(&error);
        if (status == ENT_NOT_FOUND)
            fprintf(stderr, "%s reaches %zu actors, %s %zu\n", ent_graph_node(graph, from)->label,
                    reach[0], ent_graph_node(graph, to)->label, reach[1]);
        return status;
    }
    for (size_t i = 0; i < count; i++) {
        if (options->json)
            print_json(graph, &paths[i]);
        else
            print_path(graph, &paths[i]);
    }
    ent_paths_free(paths, count);
    return ENT_OK;
}

static int run(const cli_options *options) {
    if (options->operand_count != 3) return cli_misuse(options, "path needs GRAPH FROM TO");
    ent_graph *graph;
    ent_gazetteer *gazetteer;
    size_t from, to;
    ent_status status = cli_open_asking(options, &graph, &gazetteer);
    if (status) return cli_exit(status);
    status = cli_find_actor(graph, gazetteer, options->operands[1], &from);
    if (!status) status = cli_find_actor(graph, gazetteer, options->operands[2], &to);
    if (!status) status = ask(options, graph, from, to);
    ent_gazetteer_free(gazetteer);
    ent_graph_free(graph);
    return cli_flush(cli_exit(status));
}

const cli_command cli_path = {"path", "DwkOJlq", help, run};
