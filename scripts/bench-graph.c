/* bench-graph.c - how long a graph takes to load and a path in it to find, in milliseconds.
 * usage: bench-graph GRAPH COUNT FROM TO...   COUNT: how often each pair is asked for */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "entente/entente.h"

enum { PAIRS_MAX = 1000 };

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static size_t node_named(const ent_graph *graph, const char *name) {
    size_t node, near, none = 0;
    ent_error error;
    if (!ent_ask_actor(graph, name, NULL, &node, &near, &none, &error)) return node;
    fprintf(stderr, "bench-graph: %s\n", error.message);
    exit(1);
}

/* The median and the longest of asking for every pair so often. */
static void measure(const ent_graph *graph, const char *title, const ent_path_options *options,
                    const size_t *pairs, size_t pair_count, size_t times) {
    double *took = calloc(pair_count * times, sizeof *took);
    size_t steps = 0, found = 0;
    if (!took) exit(1);
    for (size_t i = 0; i < pair_count * times; i++) {
        size_t from = pairs[2 * (i % pair_count)], to = pairs[2 * (i % pair_count) + 1], count = 0;
        ent_path *paths = NULL;
        double begin = now();
        ent_ask_paths(graph, from, to, options, &paths, &count, NULL);
        took[i] = now() - begin;
        for (size_t k = 0; k < count; k++) steps += paths[k].length;
        found += count;
        ent_paths_free(paths, count);
    }
    qsort(took, pair_count * times, sizeof *took, by_size);
    printf("%s\t%.1f\t%.1f\t%.2f\n", title, took[pair_count * times / 2],
           took[pair_count * times - 1], found ? (double)steps / (double)found : 0);
    free(took);
}

int main(int argc, char **argv) {
    ent_graph *graph;
    ent_error error;
    size_t pairs[2 * PAIRS_MAX], count = 0;
    if (argc < 5 || argc > 2 * PAIRS_MAX + 3 || argc % 2 == 0) {
        fputs("usage: bench-graph GRAPH COUNT FROM TO...\n", stderr);
        return 2;
    }
    double begin = now();
    if (ent_read_graph(argv[1], NULL, NULL, &graph, &error)) {
        fprintf(stderr, "bench-graph: %s: %s\n", argv[1], error.message);
        return 1;
    }
    printf("load\t%.0f\t%zu\t%zu\n", now() - begin, ent_graph_node_count(graph),
           ent_graph_edge_count(graph));
    for (int i = 3; i + 1 < argc; i += 2, count++)
        for (int k = 0; k < 2; k++) pairs[2 * count + (size_t)k] = node_named(graph, argv[i + k]);
    size_t times = (size_t)strtoul(argv[2], NULL, 10);
    measure(graph, "hops", &(ent_path_options){.count = 1}, pairs, count, times ? times : 1);
    measure(graph, "weighted", &(ent_path_options){.weighted = true}, pairs, count,
            times ? times : 1);
    measure(graph, "directed", &(ent_path_options){.directed = true}, pairs, count,
            times ? times : 1);
    measure(graph, "five paths", &(ent_path_options){.count = 5}, pairs, count, 1);
    measure(graph, "all shortest", &(ent_path_options){.all = true, .count = 1000}, pairs, count,
            1);
    ent_graph_free(graph);
    return 0;
}
