/* finish.c - reports become edges: sorted, counted, dated, coloured. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "graph/store.h"

static int node_by_id(const void *a, const void *b) {
    return strcmp(((const ent_node *)a)->id, ((const ent_node *)b)->id);
}

static int by_edge(const ent_report *x, const ent_report *y) {
    if (x->source != y->source) return x->source < y->source ? -1 : 1;
    if (x->target != y->target) return x->target < y->target ? -1 : 1;
    int order = strcmp(x->relation, y->relation);
    return order ? order : (int)x->status - (int)y->status;
}

static int report_order(const void *a, const void *b) {
    const ent_report *x = a, *y = b;
    int order = by_edge(x, y);
    if (!order) order = strcmp(x->evidence.date, y->evidence.date);
    if (!order) order = strcmp(x->evidence.doc, y->evidence.doc);
    if (!order)
        order = x->evidence.begin < y->evidence.begin ? -1 : x->evidence.begin > y->evidence.begin;
    if (!order)
        order = x->evidence.trigger_begin < y->evidence.trigger_begin
                    ? -1
                    : x->evidence.trigger_begin > y->evidence.trigger_begin;
    if (!order)
        order = x->evidence.source_begin < y->evidence.source_begin
                    ? -1
                    : x->evidence.source_begin > y->evidence.source_begin;
    if (!order)
        order = x->evidence.target_begin < y->evidence.target_begin
                    ? -1
                    : x->evidence.target_begin > y->evidence.target_begin;
    return order ? order : strcmp(x->evidence.text, y->evidence.text);
}

/* Nodes by id; reports follow their nodes. */
static bool sort_nodes(ent_graph *graph) {
    const char **ids = malloc((graph->node_count + 1) * sizeof *ids);
    if (!ids) return false;
    for (size_t i = 0; i < graph->node_count; i++) ids[i] = graph->nodes[i].id;
    if (graph->node_count) qsort(graph->nodes, graph->node_count, sizeof *graph->nodes, node_by_id);
    for (size_t i = 0; i < graph->node_count; i++)
        ent_map_add(&graph->ids, graph->nodes[i].id, strlen(graph->nodes[i].id))->value =
            (uint32_t)i;
    for (size_t i = 0; i < graph->report_count; i++) {
        ent_report *r = &graph->reports[i];
        r->source = ent_map_get(&graph->ids, ids[r->source], strlen(ids[r->source]));
        r->target = ent_map_get(&graph->ids, ids[r->target], strlen(ids[r->target]));
    }
    for (size_t i = 0; i < graph->sighting_count; i++) {
        const char *id = ids[graph->sightings[i].node];
        graph->sightings[i].node = ent_map_get(&graph->ids, id, strlen(id));
    }
    free(ids);
    return true;
}

static void widen(ent_edge *edge, const ent_evidence *e) {
    if (*e->date && (!*edge->first_date || strcmp(e->date, edge->first_date) < 0))
        edge->first_date = e->date;
    if (strcmp(e->date, edge->last_date) > 0) edge->last_date = e->date;
    if (!*edge->speaker) edge->speaker = e->speaker;
}

/* Is this the first report of its edge that its document gives? Reports are sorted by date first,
 * so the one before does not tell. */
static bool is_new_document(ent_map *seen, size_t edge, const char *doc, bool *fault) {
    struct {
        size_t edge;
        const char *doc;
    } key = {edge, doc};
    ent_map_slot *slot = ent_map_add(seen, (const char *)&key, sizeof key);
    *fault |= !slot;
    if (!slot || slot->value != ENT_MAP_NONE) return false;
    slot->value = 1;
    return true;
}

static bool make_edges(ent_graph *graph) {
    size_t count = 0;
    ent_map documents = {0};
    bool fault = false;
    for (size_t i = 0; i < graph->report_count; i++) {
        const ent_report *r = &graph->reports[i];
        graph->evidence[i] = r->evidence;
        ent_edge *edge = count ? &graph->edges[count - 1] : NULL;
        if (i == 0 || by_edge(&graph->reports[i - 1], r) != 0) {
            edge = &graph->edges[count++];
            *edge = (ent_edge){.source = r->source,
                               .target = r->target,
                               .relation = r->relation,
                               .root = r->root,
                               .sign = ent_act_sign(r->root),
                               .status = r->status,
                               .symmetric = r->symmetric,
                               .first_date = "",
                               .last_date = "",
                               .speaker = "",
                               .evidence_first = (uint32_t)i,
                               .best = (uint32_t)i};
            snprintf(edge->color, sizeof edge->color, "%s",
                     edge->sign > 0   ? "#2b8a3e"
                     : edge->sign < 0 ? "#c92a2a"
                                      : "#868e96");
        }
        edge->evidence_count++;
        edge->weight += r->weight;
        edge->documents += is_new_document(&documents, count, r->evidence.doc, &fault);
        if (r->evidence.confidence > edge->confidence)
            edge->confidence = r->evidence.confidence, edge->best = (uint32_t)i;
        widen(edge, &r->evidence);
    }
    ent_map_free(&documents);
    graph->edge_count = count;
    return !fault;
}

/* Count the places of a node that reports show, each once. */
static bool count_span(ent_graph *graph, ent_map *spans, uint32_t node, const char *doc,
                       uint32_t begin) {
    struct {
        const char *doc;
        uint32_t node, begin;
    } key = {doc, node, begin};
    ent_map_slot *slot = ent_map_add(spans, (const char *)&key, sizeof key);
    ent_sighting *seen = ent_graph_sight(graph, node, doc);
    if (!slot || !seen) return false;
    if (slot->value == ENT_MAP_NONE) seen->spans++;
    slot->value = 1;
    return true;
}

static int sighting_order(const void *a, const void *b) {
    const ent_sighting *x = a, *y = b;
    if (x->node != y->node) return x->node < y->node ? -1 : 1;
    return strcmp(x->doc, y->doc);
}

/* How often and where each node was seen. */
static bool count_sightings(ent_graph *graph) {
    ent_map spans = {0};
    bool good = true;
    for (size_t i = 0; i < graph->sighting_count; i++) graph->sightings[i].spans = 0;
    for (size_t i = 0; good && i < graph->report_count; i++) {
        const ent_report *r = &graph->reports[i];
        const ent_evidence *e = &r->evidence;
        good = count_span(graph, &spans, r->source, e->doc, e->source_begin) &&
               count_span(graph, &spans, r->target, e->doc, e->target_begin);
    }
    ent_map_free(&spans);
    if (good && graph->sighting_count)
        qsort(graph->sightings, graph->sighting_count, sizeof *graph->sightings, sighting_order);
    for (size_t i = 0; i < graph->node_count; i++)
        graph->nodes[i].mentions = graph->nodes[i].documents = 0;
    for (size_t i = 0; good && i < graph->sighting_count; i++) {
        ent_sighting *s = &graph->sightings[i];
        good = ent_graph_place_sighting(graph, i);
        if (s->mentions < s->spans) s->mentions = s->spans;
        graph->nodes[s->node].mentions += s->mentions;
        if (graph->nodes[s->node].documents++ == 0) graph->nodes[s->node].sighting_first = i;
    }
    return good;
}

/* From degrees to exactly 4 .. 100, which Gephi's auto-scale leaves as it is; areas, not widths,
 * show the degree. */
static void scale_sizes(ent_graph *graph) {
    double least = 1e9, most = 0;
    for (size_t i = 0; i < graph->node_count; i++) {
        double root = graph->nodes[i].size = sqrt(graph->nodes[i].size);
        if (root < least) least = root;
        if (root > most) most = root;
    }
    for (size_t i = 0; i < graph->node_count; i++) {
        ent_node *node = &graph->nodes[i];
        node->size = most > least ? 4 + 96 * (node->size - least) / (most - least) : 4;
    }
}

static void style_nodes(ent_graph *graph) {
    static const char *const colors[ENT_ACTOR_TYPE_COUNT] = {"#1c7ed6", "#ae3ec9", "#f08c00",
                                                             "#868e96", "#0ca678"};
    for (size_t i = 0; i < graph->node_count; i++) {
        ent_node *node = &graph->nodes[i];
        node->size = 0;
        snprintf(node->color, sizeof node->color, "%s", colors[node->type]);
    }
    for (size_t i = 0; i < graph->edge_count; i++) {
        graph->nodes[graph->edges[i].source].size++;
        graph->nodes[graph->edges[i].target].size++;
    }
    scale_sizes(graph);
}

static void make_title(ent_graph *graph) {
    const char *first = "", *last = "";
    for (size_t i = 0; i < graph->edge_count; i++) {
        const ent_edge *e = &graph->edges[i];
        if (*e->first_date && (!*first || strcmp(e->first_date, first) < 0)) first = e->first_date;
        if (strcmp(e->last_date, last) > 0) last = e->last_date;
    }
    snprintf(graph->title, sizeof graph->title, "%s%s%s", first, strcmp(first, last) ? " to " : "",
             strcmp(first, last) ? last : "");
}

ent_status ent_graph_finish(ent_graph *graph, ent_error *error) {
    free(graph->edges);
    free(graph->evidence);
    graph->edges = calloc(graph->report_count + 1, sizeof *graph->edges);
    graph->evidence = calloc(graph->report_count + 1, sizeof *graph->evidence);
    if (!graph->edges || !graph->evidence || !sort_nodes(graph))
        return ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
    if (graph->report_count)
        qsort(graph->reports, graph->report_count, sizeof *graph->reports, report_order);
    if (!make_edges(graph) || !count_sightings(graph))
        return ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
    style_nodes(graph);
    make_title(graph);
    if (graph->has_igraph) igraph_destroy(&graph->igraph);
    graph->has_igraph = graph->arranged = false;
    return ENT_OK;
}

size_t ent_graph_node_count(const ent_graph *graph) {
    return graph->node_count;
}
size_t ent_graph_edge_count(const ent_graph *graph) {
    return graph->edge_count;
}
const ent_node *ent_graph_node(const ent_graph *graph, size_t node) {
    return &graph->nodes[node];
}
const ent_edge *ent_graph_edge(const ent_graph *graph, size_t edge) {
    return &graph->edges[edge];
}
const ent_evidence *ent_graph_evidence(const ent_graph *graph, size_t evidence) {
    return &graph->evidence[evidence];
}
const char *ent_graph_title(const ent_graph *graph) {
    return graph->title;
}
