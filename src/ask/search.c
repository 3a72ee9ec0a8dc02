/* search.c - the cheapest way from both ends at once. */
#include <stdlib.h>
#include <string.h>

#include "ask/net.h"

typedef struct heap_item {
    uint64_t distance;
    uint32_t node;
} heap_item;

static bool is_before(const heap_item *a, const heap_item *b) {
    return a->distance != b->distance ? a->distance < b->distance : a->node < b->node;
}

static void push(ent_search *s, int turn, heap_item item) {
    if (s->heap_count[turn] == s->heap_room[turn]) {
        size_t room = s->heap_room[turn] ? 2 * s->heap_room[turn] : 256;
        heap_item *grown = realloc(s->heap[turn], room * sizeof *grown);
        s->fault |= !grown;
        if (!grown) return;
        s->heap[turn] = grown;
        s->heap_room[turn] = room;
    }
    heap_item *heap = s->heap[turn];
    size_t at = s->heap_count[turn]++;
    for (; at > 0 && is_before(&item, &heap[(at - 1) / 2]); at = (at - 1) / 2)
        heap[at] = heap[(at - 1) / 2];
    heap[at] = item;
}

static heap_item pop(ent_search *s, int turn) {
    heap_item *heap = s->heap[turn], top = heap[0], last = heap[--s->heap_count[turn]];
    size_t at = 0, count = s->heap_count[turn];
    for (size_t child; (child = 2 * at + 1) < count; at = child) {
        if (child + 1 < count && is_before(&heap[child + 1], &heap[child])) child++;
        if (!is_before(&heap[child], &last)) break;
        heap[at] = heap[child];
    }
    heap[at] = last;
    return top;
}

bool ent_search_open(ent_search *s, const ent_net *net) {
    *s = (ent_search){.net = net, .barred = calloc(net->nodes + 1, 1)};
    bool good = s->barred != NULL;
    for (int turn = 0; turn < 2; turn++) {
        s->distance[turn] = malloc((net->nodes + 1) * sizeof *s->distance[turn]);
        s->via[turn] = calloc(net->nodes + 1, sizeof *s->via[turn]);
        s->touched[turn] = calloc(net->nodes + 1, sizeof *s->touched[turn]);
        good = good && s->distance[turn] && s->via[turn] && s->touched[turn];
        for (size_t i = 0; good && i < net->nodes; i++) s->distance[turn][i] = ENT_FAR;
    }
    if (!good) ent_search_close(s);
    return good;
}

void ent_search_close(ent_search *s) {
    for (int turn = 0; turn < 2; turn++) {
        free(s->distance[turn]);
        free(s->via[turn]);
        free(s->touched[turn]);
        free(s->heap[turn]);
    }
    free(s->barred);
    *s = (ent_search){0};
}

static void reset(ent_search *s) {
    for (int turn = 0; turn < 2; turn++) {
        for (size_t i = 0; i < s->touched_count[turn]; i++)
            s->distance[turn][s->touched[turn][i]] = ENT_FAR;
        s->touched_count[turn] = s->heap_count[turn] = 0;
    }
}

/* A node is reached at this distance; of equal ways the one over the smaller node stays. */
static void reach(ent_search *s, int turn, uint32_t node, uint64_t distance, ent_step via) {
    uint64_t *own = &s->distance[turn][node];
    if (distance == *own && via.node < s->via[turn][node].node) s->via[turn][node] = via;
    if (distance >= *own) return;
    if (*own == ENT_FAR) s->touched[turn][s->touched_count[turn]++] = node;
    *own = distance;
    s->via[turn][node] = via;
    push(s, turn, (heap_item){distance, node});
}

static bool is_barred(const ent_bar *bars, size_t count, uint32_t from, uint32_t to) {
    for (size_t i = 0; i < count; i++)
        if (bars[i].from == from && bars[i].to == to) return true;
    return false;
}

/* Take the nearest open node of one side and go on from it. Returns it, or UINT32_MAX if it was
 * reached more cheaply meanwhile. */
static uint32_t advance(ent_search *s, int turn, const ent_bar *bars, size_t bar_count) {
    heap_item item = pop(s, turn);
    if (item.distance > s->distance[turn][item.node]) return UINT32_MAX;
    const ent_net *net = s->net;
    for (size_t i = net->begin[turn][item.node]; i < net->begin[turn][item.node + 1]; i++) {
        const ent_step *step = &net->steps[turn][i];
        uint32_t from = turn ? step->node : item.node, to = turn ? item.node : step->node;
        if (s->barred[step->node] || (bar_count && is_barred(bars, bar_count, from, to))) continue;
        reach(s, turn, step->node, item.distance + step->cost,
              (ent_step){item.node, step->edge, step->cost});
    }
    return item.node;
}

static uint64_t nearest(const ent_search *s, int turn) {
    return s->heap_count[turn] ? s->heap[turn][0].distance : ENT_FAR;
}

/* The node where the two sides meet on the cheapest way, or UINT32_MAX. */
static uint32_t meet(ent_search *s, const ent_bar *bars, size_t bar_count) {
    uint64_t best = ENT_FAR;
    uint32_t where = UINT32_MAX;
    while (!s->fault && s->heap_count[0] && s->heap_count[1]) {
        if (best != ENT_FAR && nearest(s, 0) + nearest(s, 1) >= best) break;
        int turn = nearest(s, 0) <= nearest(s, 1) ? 0 : 1;
        uint32_t node = advance(s, turn, bars, bar_count);
        if (node == UINT32_MAX) continue;
        for (size_t i = s->net->begin[turn][node];; i++) {
            bool own = i == s->net->begin[turn][node + 1];
            uint32_t at = own ? node : s->net->steps[turn][i].node;
            uint64_t there = s->distance[0][at], back = s->distance[1][at];
            if (there != ENT_FAR && back != ENT_FAR && there + back < best)
                best = there + back, where = at;
            if (own) break;
        }
    }
    return s->fault ? UINT32_MAX : where;
}

static size_t length_of(const ent_search *s, int turn, uint32_t node, size_t end) {
    size_t length = 0;
    for (; node != end; node = s->via[turn][node].node) length++;
    return length;
}

static bool trace(const ent_search *s, uint32_t where, size_t from, size_t to, ent_path *path) {
    size_t before = length_of(s, 0, where, from), after = length_of(s, 1, where, to);
    path->length = before + after;
    path->nodes = calloc(path->length + 1, sizeof *path->nodes);
    path->edges = calloc(path->length + 1, sizeof *path->edges);
    if (!path->nodes || !path->edges) return false;
    path->nodes[before] = where;
    for (size_t i = before; i-- > 0;) {
        const ent_step *via = &s->via[0][path->nodes[i + 1]];
        path->nodes[i] = via->node;
        path->edges[i] = via->edge;
    }
    for (size_t i = before; i < path->length; i++) {
        const ent_step *via = &s->via[1][path->nodes[i]];
        path->nodes[i + 1] = via->node;
        path->edges[i] = via->edge;
    }
    return true;
}

uint64_t ent_search_run(ent_search *s, size_t from, size_t to, const ent_bar *bars,
                        size_t bar_count, ent_path *path) {
    *path = (ent_path){0};
    reset(s);
    if (s->barred[from] || s->barred[to]) return ENT_FAR;
    reach(s, 0, (uint32_t)from, 0, (ent_step){0});
    reach(s, 1, (uint32_t)to, 0, (ent_step){0});
    uint32_t where = meet(s, bars, bar_count);
    if (where == UINT32_MAX) return ENT_FAR;
    uint64_t cost = s->distance[0][where] + s->distance[1][where];
    path->cost = (double)cost / (double)ENT_STEP;
    if (trace(s, where, from, to, path)) return cost;
    s->fault = true;
    return ENT_FAR;
}

void ent_search_all(ent_search *s, size_t from, int turn) {
    reset(s);
    if (s->barred[from]) return;
    reach(s, turn, (uint32_t)from, 0, (ent_step){0});
    while (!s->fault && s->heap_count[turn]) advance(s, turn, NULL, 0);
}
