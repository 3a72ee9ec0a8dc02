/* net.c - from edges to steps (see net.h). */
#include "ask/net.h"

#include <stdlib.h>
#include <string.h>

#include "graph/store.h"

static bool matches(const ent_stop *stop, const ent_edge *e) {
    if (stop->relation) return strcmp(stop->relation, e->relation) == 0;
    return stop->roots >> e->root & 1;
}

static bool is_allowed(const ent_net *net, const ent_edge *e) {
    const ent_path_options *o = net->options;
    if (e->source == e->target || (e->status == ENT_STATUS_NEGATED && !o->negated)) return false;
    for (size_t i = 0; i < o->avoid_count; i++)
        if (!o->avoid[i].is_actor && matches(&o->avoid[i], e)) return false;
    return true;
}

/* A step costs at least 1, so that no way is free however strong its edges; what is only planned or
 * claimed is half as strong where strength but decides between as many steps. */
static uint64_t cost_of(const ent_path_options *o, const ent_edge *e) {
    double strength = e->weight, unit = (double)ENT_UNIT, most = (double)(ENT_UNIT << 20);
    if (!o->weighted) {
        if (o->all) return ENT_HOP;
        unit = most = (double)ENT_WEAK;
        if (e->status != ENT_STATUS_ACTUAL) strength /= 2;
    }
    double cost = unit / strength;
    uint64_t whole = cost < 1 ? 1 : cost > most ? (uint64_t)most : (uint64_t)cost;
    return o->weighted ? whole : ENT_HOP + whole;
}

uint64_t ent_net_cost(const ent_net *net, uint32_t edge) {
    return cost_of(net->options, ent_graph_edge(net->graph, edge));
}

/* ---- States ---- */

/* May an actor be in this layer? The ends only in theirs, a stop only where it has just been
 * passed. */
static bool stands(const ent_net *net, uint32_t node, size_t layer) {
    uint32_t from = net->from, to = net->to;
    if (net->barred[node]) return false;
    if (!net->stop) return true;
    if (from != UINT32_MAX && node == from % net->nodes) return layer == from / net->nodes;
    if (to != UINT32_MAX && node == to % net->nodes) return layer == to / net->nodes;
    return !net->stop[node] || net->stop[node] == layer;
}

/* The layer that a step leads to: over an edge of the next stop's relation, then onto its actor. */
static size_t next_layer(const ent_net *net, size_t layer, const ent_edge *e, uint32_t node) {
    const ent_path_options *o = net->options;
    if (!net->stop) return 0;
    if (layer < o->through_count && !o->through[layer].is_actor && matches(&o->through[layer], e))
        layer++;
    if (layer < o->through_count && o->through[layer].is_actor && o->through[layer].node == node)
        layer++;
    return layer;
}

static size_t put_forward(const ent_net *net, size_t layer, uint32_t edge, const ent_edge *e,
                          uint32_t node, ent_step *steps) {
    size_t next = next_layer(net, layer, e, node);
    if (!stands(net, node, next)) return 0;
    steps[0] = (ent_step){(uint32_t)(next * net->nodes + node), edge, cost_of(net->options, e)};
    return 1;
}

/* From which layers does a step over the edge lead here? */
static size_t put_backward(const ent_net *net, size_t layer, uint32_t edge, const ent_edge *e,
                           uint32_t at, uint32_t node, ent_step *steps) {
    size_t count = 0;
    for (size_t before = layer < 2 ? 0 : layer - 2; before <= layer; before++)
        if (stands(net, node, before) && next_layer(net, before, e, at) == layer)
            steps[count++] =
                (ent_step){(uint32_t)(before * net->nodes + node), edge, cost_of(net->options, e)};
    return count;
}

size_t ent_net_steps(const ent_net *net, uint32_t state, int turn, ent_step *steps) {
    uint32_t node = (uint32_t)(state % net->nodes);
    const ent_graph *g = net->graph;
    size_t layer = state / net->nodes, count = 0, begin = g->out_first[node],
           outs = g->out_first[node + 1] - begin, ins = g->in_first[node + 1] - g->in_first[node];
    for (size_t i = 0; i < outs + ins; i++) {
        bool out = i < outs;
        uint32_t edge = out ? (uint32_t)(begin + i) : g->in[g->in_first[node] + i - outs];
        const ent_edge *e = &g->edges[edge];
        bool along = out == (turn == 0);
        if (!is_allowed(net, e) || !(along || !net->options->directed || e->symmetric)) continue;
        uint32_t other = out ? e->target : e->source;
        count += turn == 0 ? put_forward(net, layer, edge, e, other, steps + count)
                           : put_backward(net, layer, edge, e, node, other, steps + count);
    }
    return count;
}

size_t ent_net_degree(const ent_net *net, uint32_t state) {
    size_t node = state % net->nodes;
    const ent_graph *g = net->graph;
    size_t edges =
        g->out_first[node + 1] - g->out_first[node] + g->in_first[node + 1] - g->in_first[node];
    return net->layers > 1 ? 3 * edges : edges;
}

static int by_state(const void *a, const void *b) {
    const ent_step *x = a, *y = b;
    if (x->state != y->state) return x->state < y->state ? -1 : 1;
    if (x->cost != y->cost) return x->cost < y->cost ? -1 : 1;
    return (x->edge > y->edge) - (x->edge < y->edge);
}

size_t ent_net_simplify(ent_step *steps, size_t count) {
    size_t kept = 0;
    if (count > 1) qsort(steps, count, sizeof *steps, by_state);
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || steps[kept - 1].state != steps[i].state) steps[kept++] = steps[i];
    return kept;
}

/* ---- Making it ---- */

static bool place_stops(ent_net *net) {
    const ent_path_options *o = net->options;
    for (size_t i = 0; i < o->avoid_count; i++)
        if (o->avoid[i].is_actor) net->barred[o->avoid[i].node] = true;
    if (!o->through_count) return true;
    net->stop = calloc(net->nodes + 1, sizeof *net->stop);
    for (size_t i = 0; net->stop && i < o->through_count; i++)
        if (o->through[i].is_actor) net->stop[o->through[i].node] = (unsigned char)(i + 1);
    return net->stop != NULL;
}

bool ent_net_make(const ent_graph *graph, size_t from, size_t to, const ent_path_options *options,
                  ent_net *net) {
    size_t nodes = ent_graph_node_count(graph), layers = options->through_count + 1;
    *net = (ent_net){.graph = graph,
                     .options = options,
                     .nodes = nodes,
                     .layers = layers,
                     .from = from == ENT_NO_NODE ? UINT32_MAX : (uint32_t)from,
                     .to = to == ENT_NO_NODE ? UINT32_MAX : (uint32_t)((layers - 1) * nodes + to),
                     .barred = calloc(nodes + 1, sizeof *net->barred)};
    if (net->barred && nodes * layers < UINT32_MAX && place_stops(net)) return true;
    ent_net_free(net);
    return false;
}

void ent_net_free(ent_net *net) {
    free(net->stop);
    free(net->barred);
    *net = (ent_net){0};
}
