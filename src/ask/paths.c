/* paths.c - how two actors are joined: the shortest way, more ways, all of the shortest. */
#include <stdlib.h>
#include <string.h>

#include "ask/net.h"

/* Paths found, and candidates for the next. */
typedef struct list {
    ent_path *items;
    uint64_t *costs;
    size_t count, room;
} list;

static void path_clear(ent_path *path) {
    free(path->nodes);
    free(path->edges);
    *path = (ent_path){0};
}

void ent_paths_free(ent_path *paths, size_t count) {
    for (size_t i = 0; paths && i < count; i++) path_clear(&paths[i]);
    free(paths);
}

static bool is_same(const ent_path *a, const ent_path *b) {
    return a->length == b->length &&
           memcmp(a->nodes, b->nodes, (a->length + 1) * sizeof *a->nodes) == 0;
}

/* Cheaper, shorter, then by nodes. */
static bool is_better(const list *l, size_t a, size_t b) {
    if (l->costs[a] != l->costs[b]) return l->costs[a] < l->costs[b];
    const ent_path *x = &l->items[a], *y = &l->items[b];
    if (x->length != y->length) return x->length < y->length;
    for (size_t i = 0; i <= x->length; i++)
        if (x->nodes[i] != y->nodes[i]) return x->nodes[i] < y->nodes[i];
    return false;
}

/* Take the path over into the list unless it is there; false when out of memory. */
static bool add(list *l, ent_path *path, uint64_t cost) {
    for (size_t i = 0; i < l->count; i++)
        if (is_same(&l->items[i], path)) {
            path_clear(path);
            return true;
        }
    if (l->count == l->room) {
        size_t room = l->room ? 2 * l->room : 16;
        ent_path *items = realloc(l->items, room * sizeof *items);
        if (items) l->items = items;
        uint64_t *costs = realloc(l->costs, room * sizeof *costs);
        if (costs) l->costs = costs;
        if (!items || !costs) {
            path_clear(path);
            return false;
        }
        l->room = room;
    }
    l->items[l->count] = *path;
    l->costs[l->count++] = cost;
    return true;
}

static void list_clear(list *l) {
    ent_paths_free(l->items, l->count);
    free(l->costs);
    *l = (list){0};
}

/* ---- More than one: Yen 1971 ---- */

static uint64_t cost_before(const ent_search *s, const ent_path *path, size_t steps) {
    uint64_t cost = 0;
    for (size_t i = 0; i < steps; i++) {
        const ent_net *net = s->net;
        for (size_t k = net->begin[0][path->nodes[i]]; k < net->begin[0][path->nodes[i] + 1]; k++)
            if (net->steps[0][k].node == path->nodes[i + 1]) cost += net->steps[0][k].cost;
    }
    return cost;
}

/* The root of a path, up to a node, and the tail found from there, as one path. */
static bool splice(const ent_path *root, size_t at, const ent_path *tail, ent_path *out) {
    *out = (ent_path){.length = at + tail->length};
    out->nodes = calloc(out->length + 1, sizeof *out->nodes);
    out->edges = calloc(out->length + 1, sizeof *out->edges);
    if (!out->nodes || !out->edges) {
        path_clear(out);
        return false;
    }
    memcpy(out->nodes, root->nodes, at * sizeof *out->nodes);
    memcpy(out->edges, root->edges, at * sizeof *out->edges);
    memcpy(out->nodes + at, tail->nodes, (tail->length + 1) * sizeof *out->nodes);
    memcpy(out->edges + at, tail->edges, tail->length * sizeof *out->edges);
    return true;
}

/* Where the last path found could have been left at one of its nodes: a candidate. */
static bool spur(ent_search *s, const list *found, size_t at, ent_bar *bars, list *candidates) {
    const ent_path *last = &found->items[found->count - 1];
    size_t count = 0, to = last->nodes[last->length];
    for (size_t i = 0; i < found->count; i++) {
        const ent_path *p = &found->items[i];
        if (p->length > at && memcmp(p->nodes, last->nodes, (at + 1) * sizeof *p->nodes) == 0)
            bars[count++] = (ent_bar){(uint32_t)p->nodes[at], (uint32_t)p->nodes[at + 1]};
    }
    for (size_t i = 0; i < at; i++) s->barred[last->nodes[i]] = true;
    ent_path tail, whole;
    uint64_t cost = ent_search_run(s, last->nodes[at], to, bars, count, &tail);
    for (size_t i = 0; i < at; i++) s->barred[last->nodes[i]] = false;
    if (cost == ENT_FAR) return !s->fault;
    bool good = splice(last, at, &tail, &whole);
    path_clear(&tail);
    cost += cost_before(s, last, at);
    whole.cost = (double)cost / (double)ENT_STEP;
    return good && add(candidates, &whole, cost);
}

static bool find_more(ent_search *s, size_t wanted, list *found) {
    list candidates = {0};
    ent_bar *bars = calloc(wanted + 1, sizeof *bars);
    bool good = bars != NULL;
    while (good && found->count < wanted) {
        const ent_path *last = &found->items[found->count - 1];
        size_t length = last->length;
        for (size_t at = 0; good && at < length; at++) good = spur(s, found, at, bars, &candidates);
        size_t best = 0, before = found->count;
        for (size_t i = 1; i < candidates.count; i++)
            if (is_better(&candidates, i, best)) best = i;
        if (!good || candidates.count == 0) break;
        ent_path next = candidates.items[best];
        uint64_t cost = candidates.costs[best];
        candidates.count--;
        candidates.items[best] = candidates.items[candidates.count];
        candidates.costs[best] = candidates.costs[candidates.count];
        good = add(found, &next, cost);
        if (found->count == before) break; /* cannot be: a candidate leaves every path found */
    }
    list_clear(&candidates);
    free(bars);
    return good;
}

/* ---- All of the shortest ---- */

typedef struct walk {
    const ent_net *net;
    const uint64_t *distance; /* of each node to the goal */
    size_t length;
    size_t *nodes, *edges, *next; /* next: the step of each node on the way to try next */
} walk;

static bool keep(const walk *w, uint64_t cost, list *found) {
    ent_path path = {.length = w->length,
                     .nodes = calloc(w->length + 1, sizeof *path.nodes),
                     .edges = calloc(w->length + 1, sizeof *path.edges),
                     .cost = (double)cost / (double)ENT_STEP};
    if (!path.nodes || !path.edges) {
        path_clear(&path);
        return false;
    }
    memcpy(path.nodes, w->nodes, (w->length + 1) * sizeof *path.nodes);
    memcpy(path.edges, w->edges, w->length * sizeof *path.edges);
    return add(found, &path, cost);
}

/* Go on by the next step that lies on a shortest way; false if there is none from here. */
static bool walk_on(walk *w) {
    size_t at = w->nodes[w->length];
    while (w->next[w->length] < w->net->begin[0][at + 1]) {
        const ent_step *step = &w->net->steps[0][w->next[w->length]++];
        uint64_t rest = w->distance[step->node];
        if (rest == ENT_FAR || rest + step->cost != w->distance[at]) continue;
        w->edges[w->length++] = step->edge;
        w->nodes[w->length] = step->node;
        w->next[w->length] = w->net->begin[0][step->node];
        return true;
    }
    return false;
}

/* Depth first; each way on leads to the goal, so none is wasted. */
static bool walk_all(walk *w, size_t to, size_t wanted, list *found) {
    uint64_t cost = w->distance[w->nodes[0]];
    w->next[0] = w->net->begin[0][w->nodes[0]];
    for (;;) {
        bool there = w->nodes[w->length] == to;
        if (there && !keep(w, cost, found)) return false;
        if (found->count == wanted) return true;
        if (!there && walk_on(w)) continue;
        if (w->length-- == 0) return true;
    }
}

static bool find_all(ent_search *s, size_t from, size_t to, size_t wanted, list *found) {
    ent_search_all(s, to, 1);
    if (s->fault || s->distance[1][from] == ENT_FAR) return !s->fault;
    size_t room = s->net->nodes + 1;
    walk w = {.net = s->net,
              .distance = s->distance[1],
              .nodes = calloc(room, sizeof *w.nodes),
              .edges = calloc(room, sizeof *w.edges),
              .next = calloc(room, sizeof *w.next)};
    bool good = w.nodes && w.edges && w.next;
    if (good) {
        w.nodes[0] = from;
        good = walk_all(&w, to, wanted, found);
    }
    free(w.nodes);
    free(w.edges);
    free(w.next);
    return good;
}

/* ---- Through others ---- */

/* Leg by leg; what a leg has passed is barred to those after it. */
static bool find_through(ent_search *s, size_t from, size_t to, const ent_path_options *o,
                         list *found) {
    ent_path whole = {.nodes = calloc(1, sizeof *whole.nodes)};
    uint64_t cost = 0;
    bool good = whole.nodes != NULL, there = true;
    if (good) whole.nodes[0] = from;
    for (size_t i = 0; good && there && i <= o->through_count; i++) {
        size_t at = whole.nodes[whole.length], goal = i < o->through_count ? o->through[i] : to;
        ent_path leg, longer;
        for (size_t k = i; k <= o->through_count; k++) /* later stops are not passed early */
            s->barred[k < o->through_count ? o->through[k] : to] = true;
        s->barred[goal] = s->barred[at] = false;
        uint64_t more = ent_search_run(s, at, goal, NULL, 0, &leg);
        there = more != ENT_FAR;
        if (!there) continue;
        good = splice(&whole, whole.length, &leg, &longer);
        path_clear(&leg);
        if (!good) continue;
        path_clear(&whole);
        whole = longer;
        cost += more;
        for (size_t k = 0; k < whole.length; k++) s->barred[whole.nodes[k]] = true;
    }
    good = good && !s->fault;
    whole.cost = (double)cost / (double)ENT_STEP;
    if (good && there) return add(found, &whole, cost);
    path_clear(&whole);
    return good;
}

/* ---- All together ---- */

static bool find(ent_search *s, size_t from, size_t to, const ent_path_options *o, list *found) {
    size_t wanted = o->count ? o->count : 1;
    for (size_t i = 0; i < o->avoid_count; i++) s->barred[o->avoid[i]] = true;
    if (o->through_count) return find_through(s, from, to, o, found);
    if (o->all) return find_all(s, from, to, wanted, found);
    ent_path first;
    uint64_t cost = ent_search_run(s, from, to, NULL, 0, &first);
    if (cost == ENT_FAR) return !s->fault;
    return add(found, &first, cost) && find_more(s, wanted, found);
}

static void find_reach(ent_search *s, size_t from, size_t to, size_t reach[2]) {
    size_t ends[2] = {from, to};
    for (int turn = 0; reach && turn < 2; turn++) {
        ent_search_all(s, ends[turn], turn);
        reach[turn] = s->touched_count[turn] ? s->touched_count[turn] - 1 : 0;
    }
}

ent_status ent_ask_paths(const ent_graph *graph, size_t from, size_t to,
                         const ent_path_options *options, ent_path **out, size_t *count,
                         size_t reach[2], ent_error *error) {
    ent_net net;
    ent_search search;
    list found = {0};
    *out = NULL;
    *count = 0;
    if (!ent_net_make(graph, options, &net))
        return ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
    bool good = ent_search_open(&search, &net);
    if (good) {
        good = find(&search, from, to, options, &found);
        if (good && found.count == 0) find_reach(&search, from, to, reach);
        ent_search_close(&search);
    }
    ent_net_free(&net);
    free(found.costs);
    found.costs = NULL;
    if (good && found.count) {
        *out = found.items;
        *count = found.count;
        return ENT_OK;
    }
    list_clear(&found);
    return good ? ent_fail(error, ENT_NOT_FOUND, NULL, 0, "no path between them")
                : ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
}
