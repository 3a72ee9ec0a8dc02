/* bench-graph.c - how long a graph takes to load and a path in it to find, in milliseconds.
 * usage: bench-graph GRAPH COUNT FROM TO...   COUNT: how often it is loaded (the fastest counts)
 * and each pair asked for */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "entente/entente.h"

enum { PAIRS_MAX = 1000 };

/* CLOCK_MONOTONIC, or what of the processor this process had. */
static double clock_of(clockid_t which) {
    struct timespec t;
    clock_gettime(which, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double now(void) {
    return clock_of(CLOCK_MONOTONIC);
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

/* Load the graph so often; the fastest is printed. */
static ent_graph *load(const char *path, size_t times) {
    ent_graph *graph = NULL;
    ent_error error;
    double fastest = 0, least = 0;
    for (size_t i = 0; i < times; i++) {
        ent_graph_free(graph);
        double begin = now(), before = clock_of(CLOCK_PROCESS_CPUTIME_ID);
        if (ent_read_graph(path, NULL, NULL, &graph, &error)) {
            fprintf(stderr, "bench-graph: %s: %s\n", path, error.message);
            exit(1);
        }
        double took = now() - begin, worked = clock_of(CLOCK_PROCESS_CPUTIME_ID) - before;
        if (i == 0 || took < fastest) fastest = took;
        if (i == 0 || worked < least) least = worked;
    }
    printf("load\t%.0f\t%.0f\t%zu\t%zu\n", fastest, least, ent_graph_node_count(graph),
           ent_graph_edge_count(graph));
    return graph;
}

int main(int argc, char **argv) {
    size_t pairs[2 * PAIRS_MAX], count = 0;
    if (argc < 5 || argc > 2 * PAIRS_MAX + 3 || argc % 2 == 0) {
        fputs("usage: bench-graph GRAPH COUNT FROM TO...\n", stderr);
        return 2;
    }
    size_t times = (size_t)strtoul(argv[2], NULL, 10);
    if (times == 0) times = 1;
    ent_graph *graph = load(argv[1], times);
    for (int i = 3; i + 1 < argc; i += 2, count++)
        for (int k = 0; k < 2; k++) pairs[2 * count + (size_t)k] = node_named(graph, argv[i + k]);
    measure(graph, "hops", &(ent_path_options){.count = 1}, pairs, count, times);
    measure(graph, "weighted", &(ent_path_options){.weighted = true}, pairs, count, times);
    measure(graph, "directed", &(ent_path_options){.directed = true}, pairs, count, times);
    measure(graph, "five paths", &(ent_path_options){.count = 5}, pairs, count, 1);
    measure(graph, "all shortest", &(ent_path_options){.all = true, .count = 1000}, pairs, count,
            1);
    ent_graph_free(graph);
    return 0;
}
