/* net.c - from edges to steps (see net.h). */
#include "ask/net.h"

#include <stdlib.h>
#include <string.h>

static bool is_allowed(const ent_edge *e, const ent_path_options *o) {
    return e->source != e->target && (e->status != ENT_STATUS_NEGATED || o->negated);
}

/* A step costs at least 1, so that no way is free however strong its edges. */
static uint64_t cost_of(const ent_edge *e, const ent_path_options *o) {
    if (!o->weighted) return ENT_STEP;
    double cost = (double)ENT_STEP / e->weight;
    return cost < 1 ? 1 : cost > 1e15 ? (uint64_t)1e15 : (uint64_t)cost;
}

/* Call add for every step that the options allow. */
static void each_step(const ent_graph *graph, const ent_path_options *o, ent_net *net,
                      void (*add)(ent_net *net, uint32_t from, ent_step step)) {
    for (size_t i = 0; i < ent_graph_edge_count(graph); i++) {
        const ent_edge *e = ent_graph_edge(graph, i);
        if (!is_allowed(e, o)) continue;
        uint64_t cost = cost_of(e, o);
        add(net, e->source, (ent_step){e->target, (uint32_t)i, cost});
        if (!o->directed || e->symmetric)
            add(net, e->target, (ent_step){e->source, (uint32_t)i, cost});
    }
}

static void count_step(ent_net *net, uint32_t from, ent_step step) {
    net->begin[0][from + 1]++;
    net->begin[1][step.node + 1]++;
}

/* begin[i] moves on to the end of node i's steps, which is where those of i + 1 begin. */
static void put_step(ent_net *net, uint32_t from, ent_step step) {
    net->steps[0][net->begin[0][from]++] = step;
    uint32_t to = step.node;
    step.node = from;
    net->steps[1][net->begin[1][to]++] = step;
}

static int by_node(const void *a, const void *b) {
    const ent_step *x = a, *y = b;
    if (x->node != y->node) return x->node < y->node ? -1 : 1;
    if (x->cost != y->cost) return x->cost < y->cost ? -1 : 1;
    return (x->edge > y->edge) - (x->edge < y->edge);
}

/* Of parallel steps leave the cheapest. */
static void simplify(size_t nodes, size_t *begin, ent_step *steps) {
    size_t kept = 0;
    for (size_t i = 0, from = 0; i < nodes; i++) {
        size_t end = begin[i + 1], first = kept;
        qsort(steps + from, end - from, sizeof *steps, by_node);
        for (size_t k = from; k < end; k++)
            if (kept == first || steps[kept - 1].node != steps[k].node) steps[kept++] = steps[k];
        from = end;
        begin[i] = first;
        begin[i + 1] = end;
    }
    begin[nodes] = kept;
}

bool ent_net_make(const ent_graph *graph, const ent_path_options *options, ent_net *net) {
    size_t nodes = ent_graph_node_count(graph), all = 2 * ent_graph_edge_count(graph);
    *net = (ent_net){.nodes = nodes};
    bool good = true;
    for (int turn = 0; turn < 2; turn++) {
        net->begin[turn] = calloc(nodes + 2, sizeof *net->begin[turn]);
        net->steps[turn] = calloc(all + 1, sizeof *net->steps[turn]);
        good = good && net->begin[turn] && net->steps[turn];
    }
    if (!good) {
        ent_net_free(net);
        return false;
    }
    each_step(graph, options, net, count_step);
    for (int turn = 0; turn < 2; turn++)
        for (size_t i = 1; i <= nodes; i++) net->begin[turn][i] += net->begin[turn][i - 1];
    each_step(graph, options, net, put_step);
    for (int turn = 0; turn < 2; turn++) {
        memmove(net->begin[turn] + 1, net->begin[turn], nodes * sizeof *net->begin[turn]);
        net->begin[turn][0] = 0;
        simplify(nodes, net->begin[turn], net->steps[turn]);
    }
    return true;
}

void ent_net_free(ent_net *net) {
    for (int turn = 0; turn < 2; turn++) {
        free(net->begin[turn]);
        free(net->steps[turn]);
    }
    *net = (ent_net){0};
}
