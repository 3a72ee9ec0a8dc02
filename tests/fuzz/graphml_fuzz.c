/* graphml_fuzz.c - a graph file is refused or read; what is read is written again. */
#include "fuzz.h"
#include "write/formats.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ent_graph *graph;
    ent_error error;
    if (ent_read_graph(fuzz_file(data, size), NULL, NULL, &graph, &error)) return 0;
    FILE *out = fopen("/dev/null", "wb");
    if (!out) abort();
    ent_print_graphml(graph, out);
    fclose(out);
    ent_graph_free(graph);
    return 0;
}
