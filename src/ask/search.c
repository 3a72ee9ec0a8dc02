/* search.c - the cheapest way from both ends at once. */
#include <stdlib.h>
#include <string.h>

#include "ask/net.h"

typedef struct heap_item {
    uint64_t distance;
    uint32_t state;
} heap_item;

typedef struct ent_via {
    uint32_t state, edge;
} via;

static bool is_before(const heap_item *a, const heap_item *b) {
    return a->distance != b->distance ? a->distance < b->distance : a->state < b->state;
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
    size_t states = net->nodes * net->layers;
    *s = (ent_search){.net = net};
    bool good = true;
    for (int turn = 0; turn < 2; turn++) {
        s->distance[turn] = malloc((states + 1) * sizeof *s->distance[turn]);
        s->via[turn] = malloc((states + 1) * sizeof *s->via[turn]);
        s->touched[turn] = malloc((states + 1) * sizeof *s->touched[turn]);
        good = good && s->distance[turn] && s->via[turn] && s->touched[turn];
        for (size_t i = 0; good && i < states; i++) s->distance[turn][i] = ENT_FAR;
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
    free(s->steps);
    *s = (ent_search){0};
}

static void reset(ent_search *s) {
    for (int turn = 0; turn < 2; turn++) {
        for (size_t i = 0; i < s->touched_count[turn]; i++)
            s->distance[turn][s->touched[turn][i]] = ENT_FAR;
        s->touched_count[turn] = s->heap_count[turn] = 0;
    }
}

/* A state is reached at this distance; of equal ways the one over the smaller state stays. */
static void reach(ent_search *s, int turn, uint32_t state, uint64_t distance, via from) {
    uint64_t *own = &s->distance[turn][state];
    via *way = &s->via[turn][state];
    if (distance == *own &&
        (from.state < way->state || (from.state == way->state && from.edge < way->edge)))
        *way = from;
    if (distance >= *own) return;
    if (*own == ENT_FAR) s->touched[turn][s->touched_count[turn]++] = state;
    *own = distance;
    *way = from;
    push(s, turn, (heap_item){distance, state});
}

static bool is_barred(const ent_bar *bars, size_t count, uint32_t from, uint32_t to) {
    for (size_t i = 0; i < count; i++)
        if (bars[i].from == from && bars[i].to == to) return true;
    return false;
}

static size_t find_steps(ent_search *s, uint32_t state, int turn) {
    size_t degree = ent_net_degree(s->net, state);
    if (degree > s->step_room) {
        ent_step *grown = realloc(s->steps, 2 * degree * sizeof *grown);
        s->fault |= !grown;
        if (!grown) return 0;
        s->steps = grown;
        s->step_room = 2 * degree;
    }
    return ent_net_steps(s->net, state, turn, s->steps);
}

/* The cheapest way known so far, by the state where its halves meet. */
typedef struct meeting {
    uint64_t cost;
    uint32_t state;
} meeting;

/* Take the nearest open state of one side and go on from it. */
static void advance(ent_search *s, int turn, const ent_bar *bars, size_t bar_count, meeting *best) {
    heap_item item = pop(s, turn);
    if (item.distance > s->distance[turn][item.state]) return; /* reached more cheaply since */
    size_t count = find_steps(s, item.state, turn);
    for (size_t i = 0; i < count; i++) {
        const ent_step *step = &s->steps[i];
        uint32_t from = turn ? step->state : item.state, to = turn ? item.state : step->state;
        if (bar_count && is_barred(bars, bar_count, from, to)) continue;
        uint64_t distance = item.distance + step->cost, rest = s->distance[!turn][step->state];
        reach(s, turn, step->state, distance, (via){item.state, step->edge});
        if (rest != ENT_FAR && distance + rest < best->cost)
            *best = (meeting){distance + rest, step->state};
    }
}

static uint64_t nearest(const ent_search *s, int turn) {
    return s->heap_count[turn] ? s->heap[turn][0].distance : ENT_FAR;
}

/* Where the two sides meet on the cheapest way. */
static meeting meet(ent_search *s, uint32_t from, uint32_t to, const ent_bar *bars,
                    size_t bar_count) {
    meeting best = {ENT_FAR, UINT32_MAX};
    if (from == to) best = (meeting){0, from};
    while (!s->fault && s->heap_count[0] && s->heap_count[1]) {
        if (best.cost != ENT_FAR && nearest(s, 0) + nearest(s, 1) >= best.cost) break;
        advance(s, s->heap_count[0] <= s->heap_count[1] ? 0 : 1, bars, bar_count, &best);
    }
    return best;
}

static size_t length_of(const ent_search *s, int turn, uint32_t state, uint32_t end) {
    size_t length = 0;
    for (; state != end; state = s->via[turn][state].state) length++;
    return length;
}

static bool trace(const ent_search *s, uint32_t where, uint32_t from, uint32_t to, ent_way *way) {
    size_t before = length_of(s, 0, where, from), after = length_of(s, 1, where, to);
    way->length = before + after;
    way->states = malloc((way->length + 1) * sizeof *way->states);
    way->edges = malloc((way->length + 1) * sizeof *way->edges);
    if (!way->states || !way->edges) return false;
    way->states[before] = where;
    for (size_t i = before; i-- > 0;) {
        const via *back = &s->via[0][way->states[i + 1]];
        way->states[i] = back->state;
        way->edges[i] = back->edge;
    }
    for (size_t i = before; i < way->length; i++) {
        const via *on = &s->via[1][way->states[i]];
        way->states[i + 1] = on->state;
        way->edges[i] = on->edge;
    }
    return true;
}

bool ent_search_run(ent_search *s, uint32_t from, uint32_t to, const ent_bar *bars,
                    size_t bar_count, ent_way *way) {
    *way = (ent_way){0};
    reset(s);
    reach(s, 0, from, 0, (via){from, 0});
    reach(s, 1, to, 0, (via){to, 0});
    meeting best = meet(s, from, to, bars, bar_count);
    if (s->fault || best.cost == ENT_FAR) return false;
    way->cost = best.cost;
    if (trace(s, best.state, from, to, way)) return true;
    ent_way_clear(way);
    s->fault = true;
    return false;
}

/* On a cheapest way the first state that one side has not gone on from has been reached from both;
 * from there those before it are found by their distances. */
void ent_search_ways(ent_search *s, uint32_t from, uint32_t to) {
    reset(s);
    reach(s, 0, from, 0, (via){from, 0});
    reach(s, 1, to, 0, (via){to, 0});
    uint64_t cost = meet(s, from, to, NULL, 0).cost, *ahead = s->distance[0],
             *rest = s->distance[1];
    uint32_t *open = malloc((s->touched_count[0] + 1) * sizeof *open);
    size_t count = 0;
    s->fault |= !open;
    for (size_t i = 0; !s->fault && cost != ENT_FAR && i < s->touched_count[0]; i++) {
        uint32_t state = s->touched[0][i];
        if (rest[state] != ENT_FAR && ahead[state] + rest[state] == cost) open[count++] = state;
    }
    while (count) {
        uint32_t state = open[--count];
        size_t steps = find_steps(s, state, 1);
        for (size_t i = 0; i < steps; i++) {
            uint32_t before = s->steps[i].state;
            uint64_t own = ahead[before];
            if (own == ENT_FAR || own + s->steps[i].cost != ahead[state]) continue;
            if (rest[before] == cost - own) continue;
            if (rest[before] == ENT_FAR) s->touched[1][s->touched_count[1]++] = before;
            rest[before] = cost - own;
            open[count++] = before; /* once, so that there is room */
        }
    }
    free(open);
}

void ent_search_all(ent_search *s, uint32_t from, int turn) {
    meeting none = {0, 0};
    reset(s);
    reach(s, turn, from, 0, (via){from, 0});
    while (!s->fault && s->heap_count[turn]) advance(s, turn, NULL, 0, &none);
}

void ent_way_clear(ent_way *way) {
    free(way->states);
    free(way->edges);
    *way = (ent_way){0};
}
