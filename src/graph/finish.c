/* finish.c - reports become edges: sorted, counted, dated, coloured. */
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
    free(ids);
    return true;
}

static void widen(ent_edge *edge, const ent_report *r) {
    if (*r->first_date && (!*edge->first_date || strcmp(r->first_date, edge->first_date) < 0))
        edge->first_date = r->first_date;
    if (*r->last_date && strcmp(r->last_date, edge->last_date) > 0) edge->last_date = r->last_date;
    if (!*edge->speaker) edge->speaker = r->evidence.speaker;
}

static void make_edges(ent_graph *graph) {
    size_t count = 0;
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
        bool same = edge->evidence_count > 0 &&
                    strcmp(graph->reports[i - 1].evidence.doc, r->evidence.doc) == 0;
        edge->evidence_count++;
        edge->weight += r->weight;
        edge->documents += same ? 0 : r->documents;
        if (r->evidence.confidence > edge->confidence)
            edge->confidence = r->evidence.confidence, edge->best = (uint32_t)i;
        widen(edge, r);
    }
    graph->edge_count = count;
}

static void style_nodes(ent_graph *graph) {
    static const char *const colors[ENT_ACTOR_TYPE_COUNT] = {"#1c7ed6", "#ae3ec9", "#f08c00",
                                                             "#868e96", "#0ca678"};
    for (size_t i = 0; i < graph->node_count; i++) {
        ent_node *node = &graph->nodes[i];
        node->size = 10;
        snprintf(node->color, sizeof node->color, "%s", colors[node->type]);
    }
    for (size_t i = 0; i < graph->edge_count; i++) {
        ent_node *ends[] = {&graph->nodes[graph->edges[i].source],
                            &graph->nodes[graph->edges[i].target]};
        for (int k = 0; k < 2; k++)
            if (ends[k]->size < 60) ends[k]->size += 2;
    }
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
    make_edges(graph);
    style_nodes(graph);
    make_title(graph);
    return ent_graph_arrange(graph, error);
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
