/* layout.c - igraph holds the graph; it gives places (Fruchterman & Reingold 1991, from a circle).
 * Communities are the blocs. */
#include <math.h>

#include "graph/store.h"

enum { LAYOUT_MAX = 3000, ROUNDS = 300 };

static ent_status failed(ent_error *error) {
    return ent_fail(error, ENT_INTERNAL, NULL, 0, "igraph failed: out of memory?");
}

const igraph_t *ent_graph_igraph(ent_graph *graph) {
    igraph_vector_int_t ends;
    if (graph->has_igraph) return &graph->igraph;
    if (igraph_vector_int_init(&ends, (igraph_integer_t)(2 * graph->edge_count))) return NULL;
    for (size_t i = 0; i < graph->edge_count; i++) {
        VECTOR(ends)[2 * i] = graph->edges[i].source;
        VECTOR(ends)[2 * i + 1] = graph->edges[i].target;
    }
    graph->has_igraph =
        !igraph_create(&graph->igraph, &ends, (igraph_integer_t)graph->node_count, IGRAPH_DIRECTED);
    igraph_vector_int_destroy(&ends);
    return graph->has_igraph ? &graph->igraph : NULL;
}

static ent_status find_communities(ent_graph *graph, ent_error *error) {
    ent_blocs blocs;
    ent_status status = ent_graph_blocs(graph, &blocs, error);
    if (status) return status;
    for (size_t i = 0; i < graph->node_count; i++) graph->nodes[i].community = blocs.bloc_of[i];
    ent_blocs_free(&blocs);
    return ENT_OK;
}

/* Rounded to a tenth, so that the last bits of a library's arithmetic do not show. */
static double scaled(double value, double most) {
    return most > 0 ? round(value / most * 9500) / 10 : 0;
}

ent_status ent_graph_arrange(ent_graph *graph, ent_error *error) {
    igraph_matrix_t places;
    size_t n = graph->node_count;
    if (graph->arranged) return ENT_OK;
    if (!ent_graph_igraph(graph)) return failed(error);
    ent_status status = find_communities(graph, error);
    graph->arranged = !status;
    if (status || n == 0) return status;
    if (igraph_matrix_init(&places, (igraph_integer_t)n, 2)) return failed(error);
    for (size_t i = 0; i < n; i++) {
        double angle = 2 * 3.14159265358979 * (double)i / (double)n;
        MATRIX(places, i, 0) = cos(angle) * sqrt((double)n);
        MATRIX(places, i, 1) = sin(angle) * sqrt((double)n);
    }
    igraph_rng_seed(igraph_rng_default(), 1);
    int fault = n < 2 || n > LAYOUT_MAX ? 0
                                        : igraph_layout_fruchterman_reingold(
                                              &graph->igraph, &places, 1, ROUNDS, sqrt((double)n),
                                              IGRAPH_LAYOUT_NOGRID, NULL, NULL, NULL, NULL, NULL);
    double most = 0;
    for (size_t i = 0; i < n; i++)
        for (int k = 0; k < 2; k++)
            if (fabs(MATRIX(places, i, k)) > most) most = fabs(MATRIX(places, i, k));
    for (size_t i = 0; i < n; i++) {
        graph->nodes[i].x = scaled(MATRIX(places, i, 0), most);
        graph->nodes[i].y = scaled(MATRIX(places, i, 1), most);
    }
    igraph_matrix_destroy(&places);
    return fault ? failed(error) : ENT_OK;
}
