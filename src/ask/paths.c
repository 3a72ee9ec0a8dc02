/* paths.c - how two actors are joined: the shortest way, more ways, all of the shortest.
 *
 * Ways are found over states (see net.h). One that comes to the same actor twice, which is possible
 * only where stops are asked for, is no path; but ways that leave it before it does so may be. */
#include <stdlib.h>
#include <string.h>

#include "ask/net.h"

/* Ways that come to an actor twice, passed over before the search gives up. */
enum { LOOPS_MAX = 2000 };

typedef struct list {
    ent_way *items;
    size_t count, room;
} list;

static void list_clear(list *l) {
    for (size_t i = 0; i < l->count; i++) ent_way_clear(&l->items[i]);
    free(l->items);
    *l = (list){0};
}

/* Take the way over into the list; false when out of memory. */
static bool add(list *l, ent_way *way) {
    if (l->count == l->room) {
        size_t room = l->room ? 2 * l->room : 16;
        ent_way *items = realloc(l->items, room * sizeof *items);
        if (!items) {
            ent_way_clear(way);
            return false;
        }
        l->items = items;
        l->room = room;
    }
    l->items[l->count++] = *way;
    *way = (ent_way){0};
    return true;
}

/* Cheaper, then by states. */
static int compare(const void *a, const void *b) {
    const ent_way *x = a, *y = b;
    if (x->cost != y->cost) return x->cost < y->cost ? -1 : 1;
    if (x->length != y->length) return x->length < y->length ? -1 : 1;
    for (size_t i = 0; i <= x->length; i++)
        if (x->states[i] != y->states[i]) return x->states[i] < y->states[i] ? -1 : 1;
    return 0;
}

/* The steps that a way takes before it comes to an actor again; all of them if it never does. */
static size_t steps_without_loop(const ent_net *net, const ent_way *way) {
    if (net->layers == 1) return way->length;
    for (size_t i = 1; i <= way->length; i++)
        for (size_t k = 0; k < i; k++)
            if (way->states[i] % net->nodes == way->states[k] % net->nodes) return i - 1;
    return way->length;
}

/* ---- More than one: Yen 1971, with Lawler's saving of 1972 ---- */

typedef struct yen {
    ent_search *search;
    ent_net *net;
    list done, candidates; /* done: in order, those with loops too */
    ent_bar *bars;
    size_t bar_room;
} yen;

/* The beginning of one way, so many steps, and the other as the rest. */
static bool splice(const ent_way *root, size_t steps, const ent_way *rest, ent_way *out) {
    size_t length = steps + rest->length;
    *out = (ent_way){.length = length,
                     .states = malloc((length + 1) * sizeof *out->states),
                     .edges = malloc((length + 1) * sizeof *out->edges),
                     .branch = steps};
    if (!out->states || !out->edges) {
        ent_way_clear(out);
        return false;
    }
    if (steps > 0) { /* the way of no step has no edges to copy from */
        memcpy(out->states, root->states, steps * sizeof *out->states);
        memcpy(out->edges, root->edges, steps * sizeof *out->edges);
    }
    memcpy(out->states + steps, rest->states, (rest->length + 1) * sizeof *out->states);
    if (rest->length > 0)
        memcpy(out->edges + steps, rest->edges, rest->length * sizeof *out->edges);
    return true;
}

/* The steps that ways already found take from the last one's state at this place. */
static bool find_bars(yen *y, size_t at, size_t *count) {
    const ent_way *last = &y->done.items[y->done.count - 1];
    *count = 0;
    if (y->bar_room < y->done.count) {
        ent_bar *grown = realloc(y->bars, 2 * y->done.count * sizeof *grown);
        if (!grown) return false;
        y->bars = grown;
        y->bar_room = 2 * y->done.count;
    }
    for (size_t i = 0; i < y->done.count; i++) {
        const ent_way *w = &y->done.items[i];
        if (w->length > at && memcmp(w->states, last->states, (at + 1) * sizeof *w->states) == 0)
            y->bars[(*count)++] = (ent_bar){w->states[at], w->states[at + 1]};
    }
    return true;
}

/* Where the last way found could have been left at one of its states: a candidate. */
static bool branch_off(yen *y, size_t at) {
    const ent_way *last = &y->done.items[y->done.count - 1];
    size_t bar_count, nodes = y->net->nodes;
    ent_way rest, whole;
    if (!find_bars(y, at, &bar_count)) return false;
    for (size_t i = 0; i < at; i++) y->net->barred[last->states[i] % nodes] = true;
    bool found = ent_search_run(y->search, last->states[at], y->net->to, y->bars, bar_count, &rest);
    for (size_t i = 0; i < at; i++) y->net->barred[last->states[i] % nodes] = false;
    if (!found) return !y->search->fault;
    bool good = splice(last, at, &rest, &whole);
    if (good) whole.cost = rest.cost;
    for (size_t i = 0; good && i < at; i++) whole.cost += ent_net_cost(y->net, last->edges[i]);
    ent_way_clear(&rest);
    return good && add(&y->candidates, &whole);
}

/* Move the best candidate to those done; false if there is none, or memory is out. */
static bool take_best(yen *y) {
    size_t best = 0;
    if (y->candidates.count == 0) return false;
    for (size_t i = 1; i < y->candidates.count; i++)
        if (compare(&y->candidates.items[i], &y->candidates.items[best]) < 0) best = i;
    ent_way way = y->candidates.items[best];
    y->candidates.items[best] = y->candidates.items[--y->candidates.count];
    if (add(&y->done, &way)) return true;
    y->search->fault = true;
    return false;
}

/* Is what was found enough? Of all of the shortest those that cost more are none. */
static bool is_enough(const yen *y, size_t wanted, size_t loops) {
    const list *done = &y->done;
    uint64_t least = ENT_FAR;
    if (loops > LOOPS_MAX || done->count - loops >= wanted) return true;
    for (size_t i = 0; i < done->count && least == ENT_FAR; i++)
        if (steps_without_loop(y->net, &done->items[i]) == done->items[i].length)
            least = done->items[i].cost;
    return y->net->options->all && done->items[done->count - 1].cost > least;
}

/* Up to wanted ways, the cheapest first. A way's branches before its own were tried with the way
 * that it branched off. */
static bool find_ways(ent_search *s, ent_net *net, size_t wanted, list *found) {
    yen y = {.search = s, .net = net};
    ent_way first;
    size_t loops = 0;
    bool good = true, more = ent_search_run(s, net->from, net->to, NULL, 0, &first);
    if (more) good = more = add(&y.done, &first);
    while (good && more) {
        ent_way *last = &y.done.items[y.done.count - 1];
        size_t simple = steps_without_loop(net, last);
        loops += simple < last->length;
        if (is_enough(&y, wanted, loops)) break;
        for (size_t at = last->branch; good && at < last->length && at <= simple; at++)
            good = branch_off(&y, at);
        more = good && take_best(&y);
    }
    good = good && !s->fault;
    for (size_t i = 0; good && i < y.done.count; i++) {
        ent_way *way = &y.done.items[i];
        bool longer = found->count && net->options->all && way->cost > found->items[0].cost;
        if (!longer && steps_without_loop(net, way) == way->length) good = add(found, way);
    }
    list_clear(&y.done);
    list_clear(&y.candidates);
    free(y.bars);
    return good;
}

/* ---- All of the shortest, where no stops are asked for ---- */

/* A walk along states whose distance to the goal falls by what each step costs. */
typedef struct walk {
    const ent_net *net;
    const uint64_t *distance; /* of each state to the goal */
    ent_way way;
    size_t room;     /* of the way */
    ent_step *steps; /* of each state on the way those not yet tried, one after another */
    size_t *ends;    /* where those of each state end */
    size_t step_room;
} walk;

static bool make_room(walk *w, size_t steps) {
    if (w->way.length + 2 > w->room) {
        size_t room = 2 * w->room + 16;
        uint32_t *states = realloc(w->way.states, room * sizeof *states);
        if (states) w->way.states = states;
        uint32_t *edges = realloc(w->way.edges, room * sizeof *edges);
        if (edges) w->way.edges = edges;
        size_t *ends = realloc(w->ends, room * sizeof *ends);
        if (ends) w->ends = ends;
        if (!states || !edges || !ends) return false;
        w->room = room;
    }
    if (steps > w->step_room) {
        ent_step *grown = realloc(w->steps, 2 * steps * sizeof *grown);
        if (!grown) return false;
        w->steps = grown;
        w->step_room = 2 * steps;
    }
    return true;
}

/* Come to a state: which steps lead on from it, the last to be tried first. */
static bool arrive(walk *w, uint32_t state) {
    size_t begin = w->way.length ? w->ends[w->way.length - 1] : 0, kept = 0;
    if (!make_room(w, begin + ent_net_degree(w->net, state))) return false;
    ent_step *steps = w->steps + begin;
    size_t count = ent_net_simplify(steps, ent_net_steps(w->net, state, 0, steps));
    for (size_t i = 0; i < count; i++) {
        uint64_t rest = w->distance[steps[i].state];
        if (rest != ENT_FAR && rest + steps[i].cost == w->distance[state]) steps[kept++] = steps[i];
    }
    for (size_t i = 0; i < kept / 2; i++) {
        ent_step other = steps[kept - 1 - i];
        steps[kept - 1 - i] = steps[i];
        steps[i] = other;
    }
    w->way.states[w->way.length] = state;
    w->ends[w->way.length] = begin + kept;
    return true;
}

/* Go on to a state not yet tried, back first if there is none; false at the end. */
static bool step_on(walk *w, bool *good) {
    for (;;) {
        size_t at = w->way.length, begin = at ? w->ends[at - 1] : 0;
        if (w->ends[at] > begin) {
            const ent_step *step = &w->steps[--w->ends[at]];
            w->way.edges[w->way.length++] = step->edge;
            /* what follows is put after the steps of this state that are left */
            *good = arrive(w, step->state);
            return *good;
        }
        if (at == 0) return false;
        w->way.length--;
    }
}

static bool find_all(ent_search *s, ent_net *net, size_t wanted, list *found) {
    ent_search_ways(s, net->from, net->to);
    if (s->fault || s->distance[1][net->from] == ENT_FAR) return !s->fault;
    walk w = {.net = net, .distance = s->distance[1]};
    bool good = arrive(&w, net->from);
    do {
        ent_way whole;
        const ent_way end = {.states = &net->to, .edges = &net->to}; /* no edges */
        if (!good || w.way.states[w.way.length] != net->to) continue;
        good = splice(&w.way, w.way.length, &end, &whole);
        if (good) whole.cost = w.distance[net->from];
        good = good && add(found, &whole);
    } while (good && found->count < wanted && step_on(&w, &good));
    ent_way_clear(&w.way);
    free(w.steps);
    free(w.ends);
    return good;
}

/* ---- As paths ---- */

void ent_paths_free(ent_path *paths, size_t count) {
    for (size_t i = 0; paths && i < count; i++) {
        free(paths[i].nodes);
        free(paths[i].edges);
    }
    free(paths);
}

static bool path_of(const ent_net *net, const ent_way *way, ent_path *path) {
    *path = (ent_path){.length = way->length,
                       .nodes = calloc(way->length + 1, sizeof *path->nodes),
                       .edges = calloc(way->length + 1, sizeof *path->edges)};
    if (!path->nodes || !path->edges) return false;
    for (size_t i = 0; i <= way->length; i++) path->nodes[i] = way->states[i] % net->nodes;
    for (size_t i = 0; i < way->length; i++) path->edges[i] = way->edges[i];
    path->cost =
        net->options->weighted ? (double)way->cost / (double)ENT_UNIT : (double)way->length;
    return true;
}

static bool paths_of(const ent_net *net, const list *found, ent_path **out, size_t *count) {
    *out = calloc(found->count + 1, sizeof **out);
    for (size_t i = 0; *out && i < found->count; i++) {
        *count = i + 1;
        if (path_of(net, &found->items[i], &(*out)[i])) continue;
        ent_paths_free(*out, *count);
        *out = NULL;
    }
    return *out != NULL;
}

static bool find(ent_net *net, size_t wanted, list *found) {
    ent_search search;
    if (!ent_search_open(&search, net)) return false;
    bool good = net->barred[net->from] || net->barred[net->to % net->nodes] ||
                (net->options->all && net->layers == 1 ? find_all(&search, net, wanted, found)
                                                       : find_ways(&search, net, wanted, found));
    ent_search_close(&search);
    return good;
}

ent_status ent_ask_paths(const ent_graph *graph, size_t from, size_t to,
                         const ent_path_options *options, ent_path **out, size_t *count,
                         ent_error *error) {
    ent_net net;
    list found = {0};
    *out = NULL;
    *count = 0;
    bool good = ent_net_make(graph, from, to, options, &net);
    if (good) {
        good = find(&net, options->count ? options->count : 1, &found);
        if (good && found.count > 1) qsort(found.items, found.count, sizeof *found.items, compare);
        if (good && found.count) good = paths_of(&net, &found, out, count);
        ent_net_free(&net);
    }
    list_clear(&found);
    if (good && *count) return ENT_OK;
    *count = 0;
    return good ? ent_fail(error, ENT_NOT_FOUND, NULL, 0, "no path between them")
                : ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
}

/* ---- Who can be reached at all ---- */

ent_status ent_ask_reach(const ent_graph *graph, size_t node, bool backwards,
                         const ent_path_options *options, size_t **out, size_t *count,
                         ent_error *error) {
    ent_path_options plain = *options;
    ent_net net;
    ent_search search;
    plain.through_count = 0;
    *out = NULL;
    *count = 0;
    bool good = ent_net_make(graph, ENT_NO_NODE, ENT_NO_NODE, &plain, &net);
    if (good && (good = ent_search_open(&search, &net))) {
        ent_search_all(&search, (uint32_t)node, backwards);
        *count = search.touched_count[backwards] - 1;
        *out = calloc(*count + 1, sizeof **out);
        good = *out && !search.fault;
        for (size_t i = 0; good && i < *count; i++) (*out)[i] = search.touched[backwards][i + 1];
        ent_search_close(&search);
    }
    ent_net_free(&net);
    if (good) return ENT_OK;
    free(*out);
    *out = NULL;
    return ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
}
