/* path.c - `entente path`: the shortest way between two actors, each step with its evidence. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

enum { ALL_MAX = 1000 };

static const char help[] =
    "usage: entente path [OPTION...] GRAPH FROM TO\n"
    "\n"
    "Prints the shortest path between two actors of a graph, each step with its relation, date "
    "and\n"
    "sentence. Names are resolved forgivingly: case, accents, aliases, unique surnames.\n"
    "\n"
    "  --weighted             the strongest path: a step of N reports costs 1/N\n"
    "  --directed             follow relations only from source to target\n"
    "  -k, --paths N          print up to N paths, the shortest first (default: 1)\n"
    "  --all                  print all of the shortest paths (up to 1000)\n"
    "  --through ACTOR        pass ACTOR; again for more, in order\n"
    "  --avoid ACTOR          do not pass ACTOR; again for more\n"
    "  -o, --output OUT       also write the paths as a graph or picture: .svg .dot .graphml ...\n"
    "  --json                 one JSON object a path\n" CLI_ASK_HELP CLI_SELECT_HELP
    "\n"
    "Exit status 1 if there is no path or an actor is unknown.\n"
    "\n"
    "examples:\n"
    "  entente path seed.graphml starmer putin\n"
    "  entente path --only cooperation --from 2023 news.graphml iran israel\n"
    "  entente path --weighted -k 3 news.graphml \"united states\" kremlin -o chain.svg\n";

static void print_path(const ent_graph *graph, const ent_path *path) {
    printf("%s", ent_graph_node(graph, path->nodes[0])->label);
    for (size_t i = 0; i < path->length; i++) {
        const ent_edge *edge = ent_graph_edge(graph, path->edges[i]);
        bool forward = edge->source == path->nodes[i];
        printf(" %s[%s%s%s]%s %s", edge->symmetric || !forward ? "<-" : "-", cli_colour(edge->sign),
               edge->relation, cli_colour_end(), edge->symmetric || forward ? "->" : "-",
               ent_graph_node(graph, path->nodes[i + 1])->label);
    }
    printf("  (%zu %s)\n", path->length, path->length == 1 ? "step" : "steps");
    for (size_t i = 0; i < path->length; i++) {
        cli_print_edge(graph, path->edges[i], "  ");
        cli_print_evidence(graph, ent_graph_edge(graph, path->edges[i])->best, "    ");
    }
}

static int print_json(const ent_graph *graph, const ent_path *path) {
    json_t *nodes = json_array(), *steps = json_array();
    for (size_t i = 0; i <= path->length; i++)
        json_array_append_new(nodes, cli_json_node(graph, path->nodes[i]));
    for (size_t i = 0; i < path->length; i++)
        json_array_append_new(steps, cli_json_edge(graph, path->edges[i]));
    return cli_print_json(json_pack("{s:i,s:f,s:o,s:o}", "length", (int)path->length, "cost",
                                    path->cost, "nodes", nodes, "steps", steps));
}

/* "From A to B" */
static ent_status set_heading(ent_graph *chain, const ent_graph *graph, const ent_path *path,
                              ent_error *error) {
    const char *from = ent_graph_node(graph, path->nodes[0])->label,
               *to = ent_graph_node(graph, path->nodes[path->length])->label;
    size_t size = strlen(from) + strlen(to) + sizeof "From  to ";
    char *heading = malloc(size);
    if (!heading) return ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
    snprintf(heading, size, "From %s to %s", from, to);
    ent_status status = ent_graph_set_heading(chain, heading, error);
    free(heading);
    return status;
}

/* The paths as a picture: only the edges that they follow. */
static int write_paths(const cli_options *options, const ent_graph *graph, const ent_path *paths,
                       size_t count) {
    ent_graph *chain = NULL;
    ent_error error;
    size_t steps = 0, at = 0;
    for (size_t i = 0; i < count; i++) steps += paths[i].length;
    size_t *edges = calloc(steps + 1, sizeof *edges);
    if (!edges) return EXIT_INTERNAL;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < paths[i].length; k++) edges[at++] = paths[i].edges[k];
    ent_status status = ent_graph_pick(graph, edges, steps, &chain, &error);
    if (!status) status = set_heading(chain, graph, &paths[0], &error);
    if (!status)
        status = ent_write_graph(chain, (ent_output)ent_output_named(options->output),
                                 options->output, &error);
    if (status) cli_complain(&error);
    ent_graph_free(chain);
    free(edges);
    return cli_exit(status);
}

static int print_all(const cli_options *options, const ent_graph *graph, const ent_path *paths,
                     size_t count) {
    int code = EXIT_DONE;
    for (size_t i = 0; i < count && code == EXIT_DONE; i++) {
        if (options->json)
            code = print_json(graph, &paths[i]);
        else
            print_path(graph, &paths[i]);
    }
    if (code == EXIT_DONE && options->output) code = write_paths(options, graph, paths, count);
    return code;
}

/* Say how far each side reaches, since no path joins them. */
static void explain(const cli_options *options, const ent_graph *graph, size_t from, size_t to,
                    const size_t reach[2]) {
    fprintf(stderr, "%s reaches %zu of %zu actors, %s %s %zu", ent_graph_node(graph, from)->label,
            reach[0], ent_graph_node_count(graph), ent_graph_node(graph, to)->label,
            options->directed ? "is reached from" : "reaches", reach[1]);
    fputs(options->directed ? "; try without --directed\n" : "\n", stderr);
}

static int ask(const cli_options *options, const ent_graph *graph, size_t from, size_t to,
               const ent_path_options *wanted) {
    ent_path *paths;
    size_t count, reach[2] = {0, 0};
    ent_error error;
    ent_status status = ent_ask_paths(graph, from, to, wanted, &paths, &count, reach, &error);
    if (status) {
        cli_complain(&error);
        if (status == ENT_NOT_FOUND) explain(options, graph, from, to, reach);
        return cli_exit(status);
    }
    int code = print_all(options, graph, paths, count);
    ent_paths_free(paths, count);
    return code;
}

static ent_status find_stops(const cli_asking *asking, const char *const *names, size_t count,
                             size_t *stops) {
    ent_status status = ENT_OK;
    for (size_t i = 0; i < count && !status; i++)
        status = cli_find_actor(asking, names[i], &stops[i]);
    return status;
}

static int run(const cli_options *options) {
    if (options->operand_count != 3) return cli_misuse(options, "path needs GRAPH FROM TO");
    if (options->output && ent_output_named(options->output) < 0)
        return cli_misuse(options, "no graph format '%s'", options->output);
    cli_asking asking;
    size_t ends[2], through[CLI_STOPS_MAX], avoid[CLI_STOPS_MAX];
    ent_status status = cli_asking_open(options, &asking);
    if (status) return cli_exit(status);
    status = find_stops(&asking, (const char *const *)options->operands + 1, 2, ends);
    if (!status) status = find_stops(&asking, options->through, options->through_count, through);
    if (!status) status = find_stops(&asking, options->avoid, options->avoid_count, avoid);
    ent_path_options wanted = {.directed = options->directed,
                               .weighted = options->weighted,
                               .all = options->all,
                               .count = options->count ? (size_t)options->count
                                        : options->all ? ALL_MAX
                                                       : 1,
                               .through = through,
                               .through_count = options->through_count,
                               .avoid = avoid,
                               .avoid_count = options->avoid_count};
    int code = status ? cli_exit(status) : ask(options, asking.graph, ends[0], ends[1], &wanted);
    return cli_asking_end(&asking, code);
}

const cli_command cli_path = {"path", "DwkSHAoJlq" CLI_SELECT, help, run};
