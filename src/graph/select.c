/* select.c - the part of a graph that somebody wants to look at. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "graph/store.h"

enum { LABEL_MAX = 300, NAMED_MAX = 5 };

/* What of the graph is kept so far. */
typedef struct choice {
    const ent_graph *graph;
    bool *edges, *nodes, *reports;
    double *weights; /* of each edge, of its kept reports */
} choice;

static bool is_wanted(const ent_selection *s, const ent_edge *e) {
    return !(s->no_roots >> e->root & 1 || s->no_signs >> (e->sign + 1) & 1 ||
             s->no_statuses >> e->status & 1);
}

/* "2023-03" as a limit means all of March. */
static bool is_in_time(const ent_selection *s, const char *date) {
    const char *first = s->first_date, *last = s->last_date;
    if (first && (!*date || strncmp(date, first, strlen(first)) < 0)) return false;
    return !last || (*date && strncmp(date, last, strlen(last)) <= 0);
}

static void choose_reports(choice *c, const ent_selection *s) {
    for (size_t i = 0; i < c->graph->edge_count; i++) {
        const ent_edge *e = &c->graph->edges[i];
        for (uint32_t k = 0; is_wanted(s, e) && k < e->evidence_count; k++) {
            uint32_t report = e->evidence_first + k;
            c->reports[report] = is_in_time(s, c->graph->reports[report].evidence.date);
            if (c->reports[report]) c->weights[i] += c->graph->reports[report].weight;
        }
        c->edges[i] = c->weights[i] > 0 && c->weights[i] >= s->min_weight;
    }
}

/* Keep the nodes within radius steps of the node, whatever the direction. */
static bool choose_around(choice *c, size_t centre, long radius) {
    const ent_graph *g = c->graph;
    memset(c->nodes, 0, g->node_count);
    c->nodes[centre] = true;
    bool *next = calloc(g->node_count + 1, 1);
    for (long step = 0; next && step < radius; step++) {
        memcpy(next, c->nodes, g->node_count);
        for (size_t i = 0; i < g->edge_count; i++) {
            const ent_edge *e = &g->edges[i];
            if (!c->edges[i] || c->nodes[e->source] == c->nodes[e->target]) continue;
            next[e->source] = next[e->target] = true;
        }
        if (memcmp(next, c->nodes, g->node_count) == 0) break;
        memcpy(c->nodes, next, g->node_count);
    }
    bool good = next != NULL;
    free(next);
    return good;
}

typedef struct activity {
    size_t node;
    double weight;
} activity;

static int by_activity(const void *a, const void *b) {
    const activity *x = a, *y = b;
    if (x->weight != y->weight) return x->weight > y->weight ? -1 : 1;
    return (x->node > y->node) - (x->node < y->node);
}

/* Who holds an office has not done anything yet; what did not happen is no act. */
static double activity_of(const ent_edge *e) {
    return e->status == ENT_STATUS_NEGATED ? 0 : e->root == ENT_ACT_LINK ? 0.25 : 1;
}

/* Of the nodes kept so far keep the most active, and the centre (SIZE_MAX: none). */
static bool choose_top(choice *c, size_t top, size_t centre) {
    const ent_graph *g = c->graph;
    activity *all = calloc(g->node_count + 1, sizeof *all);
    if (!all) return false;
    for (size_t i = 0; i < g->node_count; i++) all[i].node = i;
    for (size_t i = 0; i < g->edge_count; i++) {
        const ent_edge *e = &g->edges[i];
        if (!c->edges[i] || !c->nodes[e->source] || !c->nodes[e->target]) continue;
        double weight = c->weights[i] * activity_of(e);
        all[e->source].weight += weight;
        all[e->target].weight += weight;
    }
    if (centre != SIZE_MAX) all[centre].weight = INFINITY;
    qsort(all, g->node_count, sizeof *all, by_activity);
    for (size_t i = top; i < g->node_count; i++) c->nodes[all[i].node] = false;
    free(all);
    return true;
}

/* Edges between kept nodes are left, and nodes that have one. */
static void settle(choice *c) {
    const ent_graph *g = c->graph;
    bool *kept = c->nodes;
    for (size_t i = 0; i < g->edge_count; i++)
        c->edges[i] = c->edges[i] && kept[g->edges[i].source] && kept[g->edges[i].target];
    memset(kept, 0, g->node_count);
    for (size_t i = 0; i < g->edge_count; i++)
        if (c->edges[i]) kept[g->edges[i].source] = kept[g->edges[i].target] = true;
}

/* ---- The copy ---- */

static ent_status copy_nodes(ent_graph *to, const choice *c, uint32_t *places, ent_error *error) {
    const ent_graph *g = c->graph;
    for (size_t i = 0; i < g->node_count; i++) {
        if (!c->nodes[i]) continue;
        places[i] = ent_graph_add_node(to, &g->nodes[i]);
        if (places[i] == UINT32_MAX)
            return ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
    }
    for (size_t i = 0; i < g->sighting_count; i++) {
        const ent_sighting *from = &g->sightings[i];
        if (!c->nodes[from->node]) continue;
        if (!ent_graph_add_sighting(to, places[from->node], from))
            return ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
    }
    return ENT_OK;
}

static ent_status copy_reports(ent_graph *to, const choice *c, const uint32_t *places,
                               ent_error *error) {
    for (size_t i = 0; i < c->graph->edge_count; i++) {
        const ent_edge *e = &c->graph->edges[i];
        for (uint32_t k = 0; c->edges[i] && k < e->evidence_count; k++) {
            ent_report report = c->graph->reports[e->evidence_first + k];
            if (!c->reports[e->evidence_first + k]) continue;
            report.source = places[report.source];
            report.target = places[report.target];
            const ent_article *article = ent_graph_article_of(c->graph, report.evidence.doc);
            ent_status status = ent_graph_add_report(to, &report, error);
            if (!status && article) status = ent_graph_add_article(to, article, error);
            if (status) return status;
        }
    }
    return ENT_OK;
}

static ent_status copy(const choice *c, ent_graph **out, ent_error *error) {
    uint32_t *places = calloc(c->graph->node_count + 1, sizeof *places);
    if (!places) return ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
    ent_status status = ent_graph_new(out, error);
    if (!status) (*out)->whole = ent_graph_whole_count(c->graph);
    if (!status) status = copy_nodes(*out, c, places, error);
    if (!status) status = copy_reports(*out, c, places, error);
    if (!status) status = ent_graph_finish(*out, error);
    free(places);
    return status;
}

/* ---- Parallel edges as one ---- */

static int by_weight(const void *a, const void *b) {
    const ent_edge *x = *(const ent_edge *const *)a, *y = *(const ent_edge *const *)b;
    if (x->weight != y->weight) return x->weight > y->weight ? -1 : 1;
    int order = strcmp(x->relation, y->relation);
    return order ? order : (int)x->status - (int)y->status;
}

/* "attacks (14), accuses (7)"; edges are sorted by weight, those of one relation are counted
 * together where they follow each other. */
static void print_label(const ent_edge *const *edges, size_t count, char *label) {
    size_t used = 0, named = 0;
    for (size_t i = 0; i < count; i++) {
        double weight = 0;
        bool told = false;
        for (size_t k = 0; k < i; k++) told |= strcmp(edges[k]->relation, edges[i]->relation) == 0;
        if (told) continue;
        for (size_t k = i; k < count; k++)
            if (strcmp(edges[k]->relation, edges[i]->relation) == 0) weight += edges[k]->weight;
        if (named++ == NAMED_MAX) {
            snprintf(label + used, LABEL_MAX - used, ", ...");
            return;
        }
        int size = snprintf(label + used, LABEL_MAX - used, weight > 1 ? "%s%s (%g)" : "%s%s",
                            used ? ", " : "", edges[i]->relation, weight);
        if (size < 0 || (size_t)size >= LABEL_MAX - used) return;
        used += (size_t)size;
    }
}

/* Edges of one ordered pair become one for each sign: all their reports get the same key. The group
 * has room for them. */
static bool merge_pair(ent_graph *g, const ent_edge *edges, size_t count, int sign,
                       const ent_edge **group) {
    size_t size = 0;
    bool actual = false, symmetric = true;
    char label[LABEL_MAX] = "";
    for (size_t i = 0; i < count; i++) {
        if (edges[i].sign != sign || edges[i].status == ENT_STATUS_NEGATED) continue;
        group[size++] = &edges[i];
        actual |= edges[i].status == ENT_STATUS_ACTUAL;
        symmetric &= edges[i].symmetric;
    }
    if (size == 0) return true;
    qsort(group, size, sizeof *group, by_weight);
    print_label(group, size, label);
    const char *relation = ent_graph_intern(g, label);
    if (!relation) return false;
    for (size_t i = 0; i < size; i++)
        for (uint32_t k = 0; k < group[i]->evidence_count; k++) {
            ent_report *r = &g->reports[group[i]->evidence_first + k];
            r->relation = relation;
            r->root = group[0]->root;
            r->status = actual ? ENT_STATUS_ACTUAL : group[0]->status;
            r->symmetric = symmetric;
        }
    return true;
}

static ent_status merge_parallel(ent_graph *g, ent_error *error) {
    const ent_edge **group = malloc((g->edge_count + 1) * sizeof *group);
    bool good = group != NULL;
    for (size_t i = 0, end; good && i < g->edge_count; i = end) {
        for (end = i; end < g->edge_count && g->edges[end].source == g->edges[i].source &&
                      g->edges[end].target == g->edges[i].target;)
            end++;
        for (int sign = -1; sign <= 1; sign++)
            good = good && merge_pair(g, &g->edges[i], end - i, sign, group);
    }
    free(group);
    if (!good) return ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
    ent_status status = ent_graph_join_reports(g, error);
    return status ? status : ent_graph_finish(g, error);
}

/* ---- All together ---- */

static bool choose(choice *c, const ent_selection *s) {
    choose_reports(c, s);
    memset(c->nodes, 1, c->graph->node_count);
    size_t centre = SIZE_MAX;
    if (s->around) {
        uint32_t known = ent_map_get(&c->graph->ids, s->around, strlen(s->around));
        if (known != ENT_MAP_NONE) centre = known;
    }
    if (centre != SIZE_MAX && !choose_around(c, centre, s->radius > 0 ? s->radius : 1))
        return false;
    if (s->top && !choose_top(c, s->top, centre)) return false;
    settle(c);
    return true;
}

static bool choice_open(choice *c, const ent_graph *graph) {
    *c = (choice){.graph = graph,
                  .edges = calloc(graph->edge_count + 1, 1),
                  .nodes = calloc(graph->node_count + 1, 1),
                  .reports = calloc(graph->report_count + 1, 1),
                  .weights = calloc(graph->edge_count + 1, sizeof *c->weights)};
    return c->edges && c->nodes && c->reports && c->weights;
}

static void choice_close(choice *c) {
    free(c->edges);
    free(c->nodes);
    free(c->reports);
    free(c->weights);
}

/* The end of making *out: it, or nothing. */
static ent_status done(choice *c, ent_graph **out, ent_status status) {
    choice_close(c);
    if (!status) return ENT_OK;
    ent_graph_free(*out);
    *out = NULL;
    return status;
}

ent_status ent_graph_select(const ent_graph *graph, const ent_selection *selection, ent_graph **out,
                            ent_error *error) {
    choice c;
    *out = NULL;
    ent_status status = choice_open(&c, graph) && choose(&c, selection)
                            ? copy(&c, out, error)
                            : ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
    if (!status && selection->merge_parallel) status = merge_parallel(*out, error);
    return done(&c, out, status);
}

ent_status ent_graph_pick(const ent_graph *graph, const size_t *edges, size_t count,
                          ent_graph **out, ent_error *error) {
    choice c;
    *out = NULL;
    if (!choice_open(&c, graph))
        return done(&c, out, ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory"));
    memset(c.reports, 1, graph->report_count);
    memset(c.nodes, 1, graph->node_count);
    for (size_t i = 0; i < count; i++) c.edges[edges[i]] = true;
    settle(&c);
    return done(&c, out, copy(&c, out, error));
}
