/* ask.c - what the commands that ask a graph share: opening it, the part that is meant, who is
 * meant. */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"

enum { NEAREST = 5 };

/* The node of graph that a user means, or complain. */
static ent_status find(const ent_graph *graph, const ent_gazetteer *gazetteer, const char *name,
                       size_t *node) {
    ent_error error;
    size_t near[NEAREST], near_count = NEAREST;
    const char *known = gazetteer ? ent_gazetteer_lookup(gazetteer, name) : NULL;
    ent_status status = ent_ask_actor(graph, name, known, node, near, &near_count, &error);
    if (!status) return ENT_OK;
    cli_complain(&error);
    if (status == ENT_NOT_FOUND && near_count) {
        fputs("nearest:", stderr);
        for (size_t i = 0; i < near_count; i++) {
            const ent_node *n = ent_graph_node(graph, near[i]);
            fprintf(stderr, "%s %s (%s)", i ? "," : "", n->label, n->id);
        }
        fputc('\n', stderr);
    }
    return status;
}

ent_status cli_select(const cli_options *options, const ent_graph *graph,
                      const ent_gazetteer *gazetteer, ent_graph **part) {
    ent_selection selection = options->selection;
    ent_error error;
    size_t centre;
    *part = NULL;
    bool all = !(selection.no_roots || selection.no_signs || selection.no_statuses ||
                 selection.first_date || selection.last_date || selection.min_weight > 0 ||
                 selection.top || selection.around || selection.merge_parallel);
    if (all) return ENT_OK;
    if (selection.around) {
        ent_status status = find(graph, gazetteer, selection.around, &centre);
        if (status) return status;
        selection.around = ent_graph_node(graph, centre)->id;
    }
    ent_status status = ent_graph_select(graph, &selection, part, &error);
    if (status) cli_complain(&error);
    return status;
}

static void report_fault(void *context, const ent_error *error) {
    cli_asking *asking = context;
    asking->faulty = true;
    cli_complain(error);
}

/* A graph, or the one that statements make. */
static ent_status read_graph(const char *path, cli_asking *asking, ent_error *error) {
    if (cli_kind_of_graph(path) != CLI_STATEMENTS)
        return ent_read_graph(path, report_fault, asking, &asking->whole, error);
    ent_status status = ent_graph_new(&asking->whole, error);
    if (!status) status = ent_read_statements(path, report_fault, asking, asking->whole, error);
    return status ? status : ent_graph_finish(asking->whole, error);
}

ent_status cli_asking_open(const cli_options *options, cli_asking *asking) {
    ent_error error;
    *asking = (cli_asking){0};
    ent_status status = read_graph(options->operands[0], asking, &error);
    if (!status)
        status = ent_gazetteer_new(options->lexicon, cli_report, NULL, &asking->gazetteer, &error);
    if (status)
        cli_complain(&error);
    else
        status = cli_select(options, asking->whole, asking->gazetteer, &asking->graph);
    if (status)
        cli_asking_close(asking);
    else if (!asking->graph)
        asking->graph = asking->whole;
    return status;
}

int cli_asking_end(cli_asking *asking, int code) {
    if (code == EXIT_DONE && asking->faulty) code = EXIT_INPUT;
    cli_asking_close(asking);
    return cli_flush(code);
}

void cli_asking_close(cli_asking *asking) {
    if (asking->graph != asking->whole) ent_graph_free(asking->graph);
    ent_graph_free(asking->whole);
    ent_gazetteer_free(asking->gazetteer);
    *asking = (cli_asking){0};
}

/* The node of graph with an id; nodes are sorted by it. */
static bool find_id(const ent_graph *graph, const char *id, size_t *node) {
    for (size_t low = 0, high = ent_graph_node_count(graph); low < high;) {
        *node = low + (high - low) / 2;
        int order = strcmp(ent_graph_node(graph, *node)->id, id);
        if (order == 0) return true;
        if (order < 0)
            low = *node + 1;
        else
            high = *node;
    }
    return false;
}

const char *cli_name_of(const ent_graph *graph, const char *id) {
    size_t node;
    return find_id(graph, id, &node) ? ent_graph_node(graph, node)->label : id;
}

ent_status cli_find_in_whole(const cli_asking *asking, const char *name, size_t *node) {
    return find(asking->whole, asking->gazetteer, name, node);
}

bool cli_find_in_part(const cli_asking *asking, size_t whole, size_t *node) {
    *node = whole;
    return asking->graph == asking->whole ||
           find_id(asking->graph, ent_graph_node(asking->whole, whole)->id, node);
}

ent_status cli_find_actor(const cli_asking *asking, const char *name, size_t *node) {
    size_t place;
    ent_status status = cli_find_in_whole(asking, name, &place);
    if (status || cli_find_in_part(asking, place, node)) return status;
    fprintf(stderr, "entente: %s has no relation in the part of the graph that was asked for\n",
            ent_graph_node(asking->whole, place)->label);
    return ENT_NOT_FOUND;
}

/* The first edge of a source that does not come before this target; edges are sorted. */
static size_t first_edge(const ent_graph *graph, size_t source, size_t target) {
    size_t low = 0, high = ent_graph_edge_count(graph);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const ent_edge *e = ent_graph_edge(graph, middle);
        if (e->source < source || (e->source == source && e->target < target))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t cli_edges_from(const ent_graph *graph, size_t source, size_t target, size_t *first) {
    *first = first_edge(graph, source, target);
    return first_edge(graph, source, target + 1) - *first;
}

size_t cli_count_between(const ent_graph *graph, size_t a, size_t b) {
    size_t first, count = cli_edges_from(graph, a, b, &first);
    return a == b ? count : count + cli_edges_from(graph, b, a, &first);
}
