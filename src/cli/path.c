/* path.c - `entente path`: the shortest way between two actors, each step with its evidence. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

enum { ALL_MAX = 1000, NAMED = 5 };

static const char help[] =
    "usage: entente path [OPTION...] GRAPH FROM TO\n"
    "\n"
    "Prints the shortest path between two actors of a graph, each step with its relation, date\n"
    "and sentence; of paths of as many steps the strongest. Names are resolved forgivingly: case,\n"
    "accents, aliases, unique surnames. GRAPH is GraphML, Entente's or any other.\n"
    "\n"
    "  --weighted             the strongest path: a step of N reports costs 1/N\n"
    "  --directed             follow relations only from source to target\n"
    "  -k, --paths N          print up to N paths, the shortest first (default: 1)\n"
    "  --all                  print all of the shortest paths (up to 1000)\n"
    "  --through WHAT         pass WHAT, an actor or a relation (attacks, AID); again for more,\n"
    "                         in order\n"
    "  --avoid WHAT           do not pass WHAT; again for more\n"
    "  --dot, --svg           print the paths as a picture instead\n"
    "  -o, --output OUT       also write them as a graph or picture: .svg .dot .graphml ...\n"
    "  --json                 one JSON object a path\n" CLI_ASK_HELP CLI_SELECT_HELP
    "\n"
    "Exit status 1 if there is no path or an actor is unknown.\n"
    "\n"
    "examples:\n"
    "  entente path seed.graphml starmer putin\n"
    "  entente path --cooperative --from 2023 news.graphml iran israel\n"
    "  entente path --through China --avoid attacks news.graphml iran \"saudi arabia\"\n"
    "  entente path --weighted -k 3 news.graphml \"united states\" kremlin -o chain.svg\n";

/* ---- Printing ---- */

static void print_chain(const ent_graph *graph, const ent_path *path, FILE *out) {
    fputs(ent_graph_node(graph, path->nodes[0])->label, out);
    for (size_t i = 0; i < path->length; i++) {
        const ent_edge *edge = ent_graph_edge(graph, path->edges[i]);
        bool forward = edge->source == path->nodes[i], colours = out == stdout;
        fprintf(out, " %s[%s%s%s]%s %s", edge->symmetric || !forward ? "<-" : "-",
                colours ? cli_colour(edge->sign) : "", edge->relation,
                colours ? cli_colour_end() : "", edge->symmetric || forward ? "->" : "-",
                ent_graph_node(graph, path->nodes[i + 1])->label);
    }
    fprintf(out, "  (%zu %s)\n", path->length, path->length == 1 ? "step" : "steps");
}

static void print_path(const ent_graph *graph, const ent_path *path) {
    print_chain(graph, path, stdout);
    for (size_t i = 0; i < path->length; i++) {
        const ent_edge *edge = ent_graph_edge(graph, path->edges[i]);
        size_t others = cli_count_between(graph, edge->source, edge->target) - 1;
        cli_print_edge(graph, path->edges[i], "  ");
        cli_print_evidence(graph, edge->best, "    ");
        if (others) printf("    and %zu more relation%s\n", others, others == 1 ? "" : "s");
    }
}

static int print_json(const ent_graph *graph, const ent_path *path) {
    json_t *nodes = json_array(), *steps = json_array();
    for (size_t i = 0; i <= path->length; i++)
        json_array_append_new(nodes, cli_json_node(graph, path->nodes[i]));
    for (size_t i = 0; i < path->length; i++) {
        json_t *step = cli_json_edge(graph, path->edges[i]);
        bool forward = ent_graph_edge(graph, path->edges[i])->source == path->nodes[i];
        json_object_set_new(step, "forward", json_boolean(forward));
        json_array_append_new(steps, step);
    }
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
static int write_paths(const ent_graph *graph, const ent_path *paths, size_t count,
                       const char *format, const char *output) {
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
        status = ent_write_graph(chain, (ent_output)ent_output_named(format), output, &error);
    if (status) cli_complain(&error);
    ent_graph_free(chain);
    free(edges);
    return cli_exit(status);
}

static int print_all(const cli_options *options, const ent_graph *graph, const ent_path *paths,
                     size_t count) {
    int code = EXIT_DONE;
    if (options->picture) code = write_paths(graph, paths, count, options->picture, "-");
    for (size_t i = 0; i < count && code == EXIT_DONE && !options->picture; i++) {
        if (i && !options->json) printf("\n");
        if (options->json)
            code = print_json(graph, &paths[i]);
        else
            print_path(graph, &paths[i]);
    }
    if (code == EXIT_DONE && options->output)
        code = write_paths(graph, paths, count, options->output, options->output);
    return code;
}

/* ---- When there is none ---- */

/* "Malta reaches 2 of 9 actors: Cyprus, Italy". */
static void print_reach(const ent_graph *graph, size_t node, bool backwards,
                        const ent_path_options *wanted) {
    size_t *reached, count;
    if (ent_ask_reach(graph, node, backwards, wanted, &reached, &count, NULL)) return;
    fprintf(stderr, "%s %s %zu of %zu other actors", ent_graph_node(graph, node)->label,
            backwards && wanted->directed ? "is reached from" : "reaches", count,
            ent_graph_node_count(graph) - 1);
    for (size_t i = 0; i < count && i < NAMED; i++)
        fprintf(stderr, "%s %s", i ? "," : ":", ent_graph_node(graph, reached[i])->label);
    fputs(count > NAMED ? ", ...\n" : "\n", stderr);
    free(reached);
}

/* What the search was given. */
typedef struct question {
    size_t ends[2], whole_ends[2]; /* in the part that is searched; in the whole graph */
    ent_stop through[CLI_STOPS_MAX], avoid[CLI_STOPS_MAX];
    size_t through_count, avoid_count;
} question;

/* Say how far each side reaches, and whether there would be a path without the conditions. */
static void explain(const cli_asking *asking, const question *q, const ent_path_options *wanted) {
    ent_path_options plain = {.weighted = wanted->weighted};
    ent_path *paths;
    size_t count;
    print_reach(asking->graph, q->ends[0], false, wanted);
    print_reach(asking->graph, q->ends[1], true, wanted);
    bool limited =
        asking->graph != asking->whole || wanted->directed || q->through_count || q->avoid_count;
    if (!limited || ent_ask_paths(asking->whole, q->whole_ends[0], q->whole_ends[1], &plain, &paths,
                                  &count, NULL))
        return;
    fputs("without these conditions: ", stderr);
    print_chain(asking->whole, paths, stderr);
    ent_paths_free(paths, count);
}

static int ask(const cli_options *options, const cli_asking *asking, const question *q) {
    ent_path_options wanted = {.directed = options->directed,
                               .weighted = options->weighted,
                               .all = options->all,
                               .count = options->count ? (size_t)options->count
                                        : options->all ? ALL_MAX
                                                       : 1,
                               .through = q->through,
                               .through_count = q->through_count,
                               .avoid = q->avoid,
                               .avoid_count = q->avoid_count};
    ent_path *paths;
    size_t count;
    ent_error error;
    ent_status status =
        ent_ask_paths(asking->graph, q->ends[0], q->ends[1], &wanted, &paths, &count, &error);
    if (status) {
        cli_complain(&error);
        if (status == ENT_NOT_FOUND) explain(asking, q, &wanted);
        return cli_exit(status);
    }
    int code = print_all(options, asking->graph, paths, count);
    ent_paths_free(paths, count);
    return code;
}

/* ---- What the options mean ---- */

/* Is this a relation of the graph, or a root as it is written in them ("AID")? */
static bool find_relation(const ent_graph *graph, const char *name, ent_stop *stop) {
    int root = ent_act_named(name);
    *stop = (ent_stop){.roots = root < 0 ? 0 : 1u << root};
    for (size_t i = 0; root < 0 && !stop->relation && i < ent_graph_edge_count(graph); i++)
        if (strcmp(ent_graph_edge(graph, i)->relation, name) == 0)
            stop->relation = ent_graph_edge(graph, i)->relation;
    return stop->relation || stop->roots;
}

/* Actors not in the part are avoided anyway; the ends are passed anyway. */
static int find_stops(const cli_options *options, const cli_asking *asking, bool avoid,
                      question *q) {
    const char *const *names = avoid ? options->avoid : options->through;
    size_t named = avoid ? options->avoid_count : options->through_count;
    ent_stop *stops = avoid ? q->avoid : q->through;
    size_t *count = avoid ? &q->avoid_count : &q->through_count;
    for (size_t i = 0; i < named; i++) {
        ent_stop stop;
        size_t place;
        bool twice = false;
        if (find_relation(asking->whole, names[i], &stop)) {
            stops[(*count)++] = stop;
            continue;
        }
        ent_status status = avoid ? cli_find_in_whole(asking, names[i], &place)
                                  : cli_find_actor(asking, names[i], &place);
        if (status) return cli_exit(status);
        if (avoid && !cli_find_in_part(asking, place, &place)) continue;
        bool end = place == q->ends[0] || place == q->ends[1];
        if (end && avoid)
            return cli_misuse(options, "--avoid '%s': that is an end of the path", names[i]);
        for (size_t k = 0; k < *count; k++) twice |= stops[k].is_actor && stops[k].node == place;
        if (!end && !twice) stops[(*count)++] = (ent_stop){.is_actor = true, .node = place};
    }
    return -1;
}

static int find_all(const cli_options *options, const cli_asking *asking, question *q) {
    for (int i = 0; i < 2; i++) {
        ent_status status = cli_find_actor(asking, options->operands[i + 1], &q->ends[i]);
        if (!status)
            status = cli_find_in_whole(asking, options->operands[i + 1], &q->whole_ends[i]);
        if (status) return cli_exit(status);
    }
    int code = find_stops(options, asking, false, q);
    return code >= 0 ? code : find_stops(options, asking, true, q);
}

static int run(const cli_options *options) {
    if (options->operand_count != 3) return cli_misuse(options, "path needs GRAPH FROM TO");
    if (options->output && ent_output_named(options->output) < 0)
        return cli_misuse(options, "no graph format '%s'", options->output);
    if (options->picture && options->json)
        return cli_misuse(options, "--json or --%s, not both", options->picture);
    cli_asking asking;
    question q = {0};
    ent_status status = cli_asking_open(options, &asking);
    if (status) return cli_exit(status);
    int code = find_all(options, &asking, &q);
    if (code < 0) code = ask(options, &asking, &q);
    return cli_asking_end(&asking, code);
}

const cli_command cli_path = {"path", "DwkSHAPVoJlq" CLI_SELECT, help, run};
