/* ask.c - who is meant by a name, and how two actors are joined. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "entente/ask.h"
#include "graph/store.h"

enum { NAME_MAX_BYTES = 256 };

static size_t fold(const char *name, char *out) {
    size_t length = strlen(name);
    return ent_utf8_fold(name, length < NAME_MAX_BYTES ? length : NAME_MAX_BYTES, out);
}

/* How well a folded name fits a node: 3 its name, 2 an alias, 1 the last word of its name. */
static int fit(const ent_node *node, const char *wanted) {
    char name[3 * NAME_MAX_BYTES + 1];
    fold(node->label, name);
    if (strcmp(name, wanted) == 0) return 3;
    const char *space = strrchr(name, ' ');
    int best = space && strcmp(space + 1, wanted) == 0 ? 1 : 0;
    for (const char *at = node->aliases; *at;) {
        char alias[NAME_MAX_BYTES + 1];
        size_t size = strcspn(at, "|"), kept = size < NAME_MAX_BYTES ? size : NAME_MAX_BYTES;
        memcpy(alias, at, kept);
        alias[kept] = '\0';
        fold(alias, name);
        if (strcmp(name, wanted) == 0) best = 2;
        at += size + (at[size] == '|');
    }
    return best;
}

/* Letters that two words share from the beginning: nearness enough for a list of suggestions. */
static size_t shared(const char *a, const char *b) {
    size_t n = 0;
    while (a[n] && a[n] == b[n]) n++;
    return n;
}

static void find_near(const ent_graph *graph, const char *wanted, size_t *near, size_t *count) {
    size_t room = *count;
    *count = 0;
    for (size_t need = strlen(wanted); need >= 2 && *count < room; need--)
        for (size_t i = 0; i < graph->node_count && *count < room; i++) {
            char name[3 * NAME_MAX_BYTES + 1];
            fold(graph->nodes[i].label, name);
            if (shared(name, wanted) == need) near[(*count)++] = i;
        }
}

ent_status ent_ask_actor(const ent_graph *graph, const char *name, const char *known_id,
                         size_t *node, size_t *near, size_t *near_count, ent_error *error) {
    char wanted[3 * NAME_MAX_BYTES + 1];
    int best = 0, many = 0;
    fold(name, wanted);
    for (size_t i = 0; i < graph->node_count; i++) {
        int own = strcmp(graph->nodes[i].id, name) == 0 ? 4 : fit(&graph->nodes[i], wanted);
        if (known_id && strcmp(graph->nodes[i].id, known_id) == 0 && own < 3) own = 3;
        if (own > best) best = own, many = 0;
        if (own && own == best) *node = i, many++;
    }
    if (many == 1) {
        *near_count = 0;
        return ENT_OK;
    }
    find_near(graph, wanted, near, near_count);
    return ent_fail(error, ENT_NOT_FOUND, NULL, 0,
                    many ? "'%s' may mean several actors" : "no actor '%s' in this graph", name);
}

/* ---- Paths ---- */

static bool allowed(const ent_edge *e, const ent_path_options *o) {
    if (e->status == ENT_STATUS_NEGATED && !o->negated) return false;
    return !o->roots || o->roots & 1u << e->root;
}

/* The strongest allowed edge between two nodes, in either direction unless directed. */
static size_t best_edge(const ent_graph *graph, size_t a, size_t b, const ent_path_options *o) {
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < graph->edge_count; i++) {
        const ent_edge *e = &graph->edges[i];
        bool along = e->source == a && e->target == b, back = e->source == b && e->target == a;
        if (!allowed(e, o) || (!along && !(back && (!o->directed || e->symmetric)))) continue;
        if (best == SIZE_MAX || e->weight > graph->edges[best].weight) best = i;
    }
    return best;
}

static bool simplified(const ent_graph *graph, const ent_path_options *o, igraph_t *view,
                       igraph_vector_t *costs) {
    igraph_vector_int_t ends;
    if (igraph_vector_int_init(&ends, 0)) return false;
    bool good = true;
    for (size_t i = 0; good && i < graph->edge_count; i++) {
        const ent_edge *e = &graph->edges[i];
        if (!allowed(e, o)) continue;
        for (int turn = 0; good && turn < (!o->directed || e->symmetric ? 2 : 1); turn++) {
            good = !igraph_vector_int_push_back(&ends, turn ? e->target : e->source) &&
                   !igraph_vector_int_push_back(&ends, turn ? e->source : e->target) &&
                   !igraph_vector_push_back(costs, o->weighted ? 1.0 / (double)e->weight : 1.0);
        }
    }
    good =
        good && !igraph_create(view, &ends, (igraph_integer_t)graph->node_count, IGRAPH_DIRECTED);
    igraph_vector_int_destroy(&ends);
    return good;
}

static ent_status take_path(const ent_graph *graph, const igraph_vector_int_t *nodes,
                            const ent_path_options *o, ent_path *path) {
    size_t length = (size_t)igraph_vector_int_size(nodes) - 1;
    path->length = length;
    path->nodes = calloc(length + 1, sizeof *path->nodes);
    path->edges = calloc(length + 1, sizeof *path->edges);
    if (!path->nodes || !path->edges) return ENT_NO_MEMORY;
    for (size_t i = 0; i <= length; i++) path->nodes[i] = (size_t)VECTOR(*nodes)[i];
    for (size_t i = 0; i < length; i++) {
        path->edges[i] = best_edge(graph, path->nodes[i], path->nodes[i + 1], o);
        if (path->edges[i] == SIZE_MAX) return ENT_INTERNAL;
        path->cost += o->weighted ? 1.0 / (double)graph->edges[path->edges[i]].weight : 1.0;
    }
    return ENT_OK;
}

static void find_reach(const igraph_t *view, size_t from, size_t to, size_t reach[2]) {
    size_t ends[2] = {from, to};
    for (int i = 0; reach && i < 2; i++) {
        igraph_vector_int_t found;
        if (igraph_vector_int_init(&found, 0)) return;
        if (!igraph_subcomponent(view, &found, (igraph_integer_t)ends[i],
                                 i == 0 ? IGRAPH_OUT : IGRAPH_IN))
            reach[i] = (size_t)igraph_vector_int_size(&found) - 1;
        igraph_vector_int_destroy(&found);
    }
}

ent_status ent_ask_paths(const ent_graph *graph, size_t from, size_t to,
                         const ent_path_options *options, ent_path **out, size_t *count,
                         size_t reach[2], ent_error *error) {
    igraph_t view;
    igraph_vector_t costs;
    igraph_vector_int_list_t paths;
    size_t wanted = options->count ? options->count : 1;
    *count = 0;
    *out = calloc(wanted, sizeof **out);
    if (!*out || igraph_vector_init(&costs, 0)) {
        free(*out);
        return ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
    }
    bool made = simplified(graph, options, &view, &costs);
    ent_status status = made && !igraph_vector_int_list_init(&paths, 0) ? ENT_OK : ENT_NO_MEMORY;
    if (!status) {
        /* parallel edges give equal paths: ask for more, keep different ones */
        if (igraph_get_k_shortest_paths(&view, &costs, &paths, NULL, (igraph_integer_t)(wanted * 4),
                                        (igraph_integer_t)from, (igraph_integer_t)to, IGRAPH_OUT))
            status = ENT_INTERNAL;
        for (igraph_integer_t i = 0;
             !status && i < igraph_vector_int_list_size(&paths) && *count < wanted; i++) {
            const igraph_vector_int_t *nodes = igraph_vector_int_list_get_ptr(&paths, i);
            if (igraph_vector_int_size(nodes) == 0) continue;
            if (i > 0 &&
                igraph_vector_int_all_e(nodes, igraph_vector_int_list_get_ptr(&paths, i - 1)))
                continue;
            status = take_path(graph, nodes, options, &(*out)[(*count)++]);
        }
        if (!status && *count == 0) find_reach(&view, from, to, reach);
        igraph_vector_int_list_destroy(&paths);
    }
    if (made) igraph_destroy(&view);
    igraph_vector_destroy(&costs);
    if (!status && *count > 0) return ENT_OK;
    ent_paths_free(*out, *count);
    *out = NULL;
    *count = 0;
    return status ? ent_fail(error, status, NULL, 0, "cannot search the graph")
                  : ent_fail(error, ENT_NOT_FOUND, NULL, 0, "no path between them");
}

void ent_paths_free(ent_path *paths, size_t count) {
    for (size_t i = 0; paths && i < count; i++) {
        free(paths[i].nodes);
        free(paths[i].edges);
    }
    free(paths);
}
