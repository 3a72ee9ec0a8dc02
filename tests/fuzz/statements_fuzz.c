/* statements_fuzz.c - a statement file is refused or makes a sound graph. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ent_graph *graph;
    ent_error error;
    if (ent_graph_new(&graph, &error)) abort();
    ent_read_statements(fuzz_file(data, size), NULL, NULL, graph, &error);
    if (ent_graph_finish(graph, &error)) abort();
    for (size_t i = 0; i < ent_graph_edge_count(graph); i++) {
        const ent_edge *edge = ent_graph_edge(graph, i);
        if (edge->source >= ent_graph_node_count(graph)) abort();
        if (edge->target >= ent_graph_node_count(graph)) abort();
    }
    ent_graph_free(graph);
    return 0;
}
