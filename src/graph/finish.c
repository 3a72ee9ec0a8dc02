/* finish.c - reports become edges: sorted, counted, dated, coloured. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "graph/store.h"

/* ---- Order ---- */

static int by_document(const void *a, const void *b) {
    return strcmp(((const ent_article *)a)->doc, ((const ent_article *)b)->doc);
}

static void sort_articles(ent_graph *graph) {
    if (!graph->article_count) return;
    qsort(graph->articles, graph->article_count, sizeof *graph->articles, by_document);
    for (size_t i = 0; i < graph->article_count; i++) {
        const char *doc = graph->articles[i].doc;
        ent_map_add(&graph->article_ids, doc, strlen(doc))->value = (uint32_t)i; /* it is there */
    }
}

/* Nodes by id, and where each was before. */
typedef struct arrival {
    ent_node node;
    uint32_t was;
} arrival;

static int by_id(const void *a, const void *b) {
    return strcmp(((const arrival *)a)->node.id, ((const arrival *)b)->node.id);
}

static bool nodes_are_sorted(const ent_graph *graph) {
    for (size_t i = 1; i < graph->node_count; i++)
        if (strcmp(graph->nodes[i - 1].id, graph->nodes[i].id) > 0) return false;
    return true;
}

void ent_graph_renumber(ent_graph *graph, const uint32_t *now) {
    for (size_t i = 0; i < graph->report_count; i++) {
        ent_report *r = &graph->reports[i];
        r->source = now[r->source];
        r->target = now[r->target];
    }
    for (size_t i = 0; i < graph->sighting_count; i++)
        graph->sightings[i].node = now[graph->sightings[i].node];
    graph->reports_indexed = graph->sightings_indexed = 0;
}

/* Nodes by id; reports and sightings follow their nodes. */
static bool sort_nodes(ent_graph *graph) {
    if (nodes_are_sorted(graph)) return true;
    arrival *all = malloc(graph->node_count * sizeof *all);
    uint32_t *now = malloc(graph->node_count * sizeof *now);
    bool good = all && now;
    for (size_t i = 0; good && i < graph->node_count; i++)
        all[i] = (arrival){graph->nodes[i], (uint32_t)i};
    if (good) qsort(all, graph->node_count, sizeof *all, by_id);
    for (size_t i = 0; good && i < graph->node_count; i++) {
        const char *id = all[i].node.id;
        graph->nodes[i] = all[i].node;
        now[all[i].was] = (uint32_t)i;
        ent_map_add(&graph->ids, id, strlen(id))->value = (uint32_t)i; /* it is there */
    }
    if (good) ent_graph_renumber(graph, now);
    free(all);
    free(now);
    return good;
}

static int compare(uint32_t a, uint32_t b) {
    return (a > b) - (a < b);
}

/* Which edge of two nodes a report belongs to. */
static int by_kind(const ent_report *x, const ent_report *y) {
    int order = x->relation == y->relation ? 0 : strcmp(x->relation, y->relation);
    return order ? order : (int)x->status - (int)y->status;
}

static int by_edge(const ent_report *x, const ent_report *y) {
    int order = compare(x->source, y->source);
    if (!order) order = compare(x->target, y->target);
    return order ? order : by_kind(x, y);
}

/* Reports that are not the same (see is_report in store.c) always differ here. */
static int report_order(const void *a, const void *b) {
    const ent_report *x = a, *y = b;
    const ent_evidence *e = &x->evidence, *f = &y->evidence;
    int order = by_edge(x, y);
    if (!order && e->date != f->date) order = strcmp(e->date, f->date);
    if (!order && e->doc != f->doc) order = strcmp(e->doc, f->doc);
    if (!order) order = compare(e->begin, f->begin);
    if (!order) order = compare(e->trigger_begin, f->trigger_begin);
    if (!order) order = compare(e->source_begin, f->source_begin);
    if (!order) order = compare(e->target_begin, f->target_begin);
    if (!order) order = compare(x->source_told, y->source_told);
    return order ? order : compare(x->target_told, y->target_told);
}

/* By source in one pass (a counting sort), then the few reports of each. */
static bool sort_reports(ent_graph *graph) {
    bool sorted = true;
    for (size_t i = 1; sorted && i < graph->report_count; i++)
        sorted = report_order(&graph->reports[i - 1], &graph->reports[i]) <= 0;
    if (sorted) return true;
    size_t *ends = calloc(graph->node_count + 1, sizeof *ends);
    ent_report *ordered = malloc(graph->report_count * sizeof *ordered);
    bool good = ends && ordered;
    for (size_t i = 0; good && i < graph->report_count; i++) ends[graph->reports[i].source + 1]++;
    for (size_t i = 1; good && i <= graph->node_count; i++) ends[i] += ends[i - 1];
    for (size_t i = 0; good && i < graph->report_count; i++)
        ordered[ends[graph->reports[i].source]++] = graph->reports[i];
    for (size_t i = 0, from = 0; good && i < graph->node_count; from = ends[i++])
        qsort(ordered + from, ends[i] - from, sizeof *ordered, report_order);
    free(ends);
    if (!good) {
        free(ordered);
        return false;
    }
    free(graph->reports);
    graph->reports = ordered;
    graph->report_room = graph->report_count;
    graph->reports_indexed = 0;
    return true;
}

/* ---- Edges ---- */

static int by_address(const void *a, const void *b) {
    const char *x = *(const char *const *)a, *y = *(const char *const *)b;
    return (x > y) - (x < y);
}

/* How many documents so many reports come from; docs has room for them all. */
static long count_documents(const ent_report *reports, size_t count, const char **docs) {
    if (count == 1) return 1;
    for (size_t i = 0; i < count; i++) docs[i] = reports[i].evidence.doc;
    qsort(docs, count, sizeof *docs, by_address);
    long documents = 1;
    for (size_t i = 1; i < count; i++) documents += docs[i - 1] != docs[i];
    return documents;
}

static void tell(ent_edge *edge, const ent_report *report, size_t index) {
    const ent_evidence *e = &report->evidence;
    edge->weight += report->weight;
    edge->symmetric |= report->symmetric;
    if (e->confidence > edge->confidence)
        edge->confidence = e->confidence, edge->best = (uint32_t)index;
    if (*e->date && (!*edge->first_date || strcmp(e->date, edge->first_date) < 0))
        edge->first_date = e->date;
    if (strcmp(e->date, edge->last_date) > 0) edge->last_date = e->date;
}

/* As in pictures; what did not happen is hardly seen. */
static const char *color_of(const ent_edge *edge) {
    if (edge->status == ENT_STATUS_NEGATED) return "#dee2e6";
    if (edge->root == ENT_ACT_LINK) return "#9ca3af";
    return edge->sign > 0 ? "#1b7837" : edge->sign < 0 ? "#b2182b" : "#6b7280";
}

/* The edge of the reports from first up to end. */
static ent_edge edge_of(const ent_graph *graph, size_t first, size_t end, const char **docs) {
    const ent_report *r = &graph->reports[first];
    ent_edge edge = {.source = r->source,
                     .target = r->target,
                     .relation = r->relation,
                     .root = r->root,
                     .sign = ent_act_sign(r->root),
                     .status = r->status,
                     .symmetric = r->symmetric,
                     .documents = count_documents(r, end - first, docs),
                     .first_date = "",
                     .last_date = "",
                     .speaker = "",
                     .evidence_first = (uint32_t)first,
                     .evidence_count = (uint32_t)(end - first),
                     .best = (uint32_t)first};
    for (size_t i = first; i < end; i++) tell(&edge, &graph->reports[i], i);
    snprintf(edge.color, sizeof edge.color, "%s", color_of(&edge));
    return edge;
}

static bool make_edges(ent_graph *graph) {
    size_t count = graph->report_count > 0;
    for (size_t i = 1; i < graph->report_count; i++)
        count += by_edge(&graph->reports[i - 1], &graph->reports[i]) != 0;
    free(graph->edges);
    graph->edges = calloc(count + 1, sizeof *graph->edges);
    const char **docs = malloc((graph->report_count + 1) * sizeof *docs);
    graph->edge_count = 0;
    for (size_t i = 0, end; graph->edges && docs && i < graph->report_count; i = end) {
        for (end = i + 1;
             end < graph->report_count && by_edge(&graph->reports[i], &graph->reports[end]) == 0;)
            end++;
        graph->edges[graph->edge_count++] = edge_of(graph, i, end, docs);
    }
    free(docs);
    return graph->edges && docs;
}

/* Which edges leave and enter each node, in their own order (a counting sort). */
static bool index_edges(ent_graph *graph) {
    size_t nodes = graph->node_count, edges = graph->edge_count;
    free(graph->out_first);
    free(graph->in_first);
    free(graph->in);
    uint32_t *out = graph->out_first = calloc(nodes + 2, sizeof *out),
             *in = graph->in_first = calloc(nodes + 2, sizeof *in);
    graph->in = malloc((edges + 1) * sizeof *graph->in);
    if (!out || !in || !graph->in) return false;
    for (size_t i = 0; i < edges; i++) {
        out[graph->edges[i].source + 1]++;
        in[graph->edges[i].target + 2]++;
    }
    for (size_t i = 0; i < nodes; i++) {
        out[i + 1] += out[i];
        in[i + 2] += in[i + 1];
    }
    for (size_t i = 0; i < edges; i++) graph->in[in[graph->edges[i].target + 1]++] = (uint32_t)i;
    return true;
}

/* ---- Sightings ---- */

/* Where reports show a node. */
typedef struct spot {
    const char *doc;
    uint32_t node, begin;
    ent_nation told;
} spot;

static int by_spot(const void *a, const void *b) {
    const spot *x = a, *y = b;
    if (x->doc != y->doc) return x->doc < y->doc ? -1 : 1;
    if (x->told != y->told) return compare(x->told, y->told);
    return compare(x->begin, y->begin);
}

/* The spots of all reports, node by node (a counting sort): those of node i up to ends[i]. */
static spot *gather_spots(const ent_graph *graph, size_t *ends) {
    spot *spots = malloc((2 * graph->report_count + 1) * sizeof *spots);
    if (!spots) return NULL;
    memset(ends, 0, (graph->node_count + 1) * sizeof *ends);
    for (size_t i = 0; i < graph->report_count; i++) {
        ends[graph->reports[i].source + 1]++;
        ends[graph->reports[i].target + 1]++;
    }
    for (size_t i = 1; i <= graph->node_count; i++) ends[i] += ends[i - 1];
    for (size_t i = 0; i < graph->report_count; i++) {
        const ent_report *r = &graph->reports[i];
        const ent_evidence *e = &r->evidence;
        spots[ends[r->source]++] = (spot){e->doc, r->source, e->source_begin, r->source_told};
        spots[ends[r->target]++] = (spot){e->doc, r->target, e->target_begin, r->target_told};
    }
    return spots;
}

/* Count the places of a node that reports show, each once. */
static bool count_spots(ent_graph *graph, spot *spots, size_t count) {
    if (count > 1) qsort(spots, count, sizeof *spots, by_spot);
    for (size_t i = 0, end; i < count; i = end) {
        long places = 0;
        for (end = i;
             end < count && spots[end].doc == spots[i].doc && spots[end].told == spots[i].told;
             end++)
            places += end == i || spots[end].begin != spots[end - 1].begin;
        ent_sighting *seen = ent_graph_sight_in(graph, spots[i].node, spots[i].doc, spots[i].told);
        if (!seen) return false;
        if (seen->mentions < places) seen->mentions = places;
    }
    return true;
}

static bool count_all_spots(ent_graph *graph) {
    size_t *ends = malloc((graph->node_count + 2) * sizeof *ends);
    spot *spots = ends ? gather_spots(graph, ends) : NULL;
    bool good = spots != NULL;
    for (size_t i = 0, from = 0; good && i < graph->node_count; from = ends[i++])
        good = count_spots(graph, spots + from, ends[i] - from);
    free(spots);
    free(ends);
    return good;
}

static int sighting_order(const void *a, const void *b) {
    const ent_sighting *x = a, *y = b;
    int order = x->node != y->node ? compare(x->node, y->node) : strcmp(x->doc, y->doc);
    return order ? order : compare(x->told, y->told);
}

static void sort_sightings(ent_graph *graph) {
    bool sorted = true;
    for (size_t i = 1; sorted && i < graph->sighting_count; i++)
        sorted = sighting_order(&graph->sightings[i - 1], &graph->sightings[i]) <= 0;
    if (sorted) return;
    qsort(graph->sightings, graph->sighting_count, sizeof *graph->sightings, sighting_order);
    graph->sightings_indexed = 0;
}

/* How often and where each node was seen. */
static bool count_sightings(ent_graph *graph) {
    if (!count_all_spots(graph)) return false;
    sort_sightings(graph);
    for (size_t i = 0; i < graph->node_count; i++)
        graph->nodes[i].mentions = graph->nodes[i].documents = 0;
    for (size_t i = 0; i < graph->sighting_count; i++) {
        const ent_sighting *s = &graph->sightings[i];
        ent_node *node = &graph->nodes[s->node];
        node->mentions += s->mentions;
        if (node->documents == 0) node->sighting_first = i;
        node->documents += i == node->sighting_first || s->doc != s[-1].doc;
    }
    return true;
}

/* Once it is known where whom was seen. */
static void name_speakers(ent_graph *graph) {
    for (size_t i = 0; i < graph->edge_count; i++) {
        ent_edge *edge = &graph->edges[i];
        for (uint32_t k = 0; k < edge->evidence_count && !*edge->speaker; k++)
            edge->speaker = ent_graph_speaker(graph, edge->evidence_first + k);
    }
}

/* ---- Looks ---- */

static double size_of(double standing, double steepness) {
    return 4 + 96 * pow(standing, steepness);
}

/* From degrees to exactly 4 .. 100, which Gephi's auto-scale leaves as it is. Areas, not widths,
 * show the degree, unless that many nodes would cover each other: the more there are, the fewer are
 * large. */
static void scale_sizes(ent_graph *graph) {
    static const double steepnesses[] = {1, 1.5, 2, 3, 4, 6, 8}, covered_most = 450000;
    double least = 1e9, most = 0, steepness = 1;
    for (size_t i = 0; i < graph->node_count; i++) {
        double root = graph->nodes[i].size = sqrt(graph->nodes[i].size);
        if (root < least) least = root;
        if (root > most) most = root;
    }
    for (size_t i = 0; i < graph->node_count; i++) {
        ent_node *node = &graph->nodes[i];
        node->size = most > least ? (node->size - least) / (most - least) : 0;
    }
    for (size_t k = 0; k < sizeof steepnesses / sizeof *steepnesses; k++) {
        double covered = 0;
        steepness = steepnesses[k];
        for (size_t i = 0; i < graph->node_count; i++) {
            double size = size_of(graph->nodes[i].size, steepness);
            covered += 3.14 * size * size;
        }
        if (covered <= covered_most) break;
    }
    for (size_t i = 0; i < graph->node_count; i++)
        graph->nodes[i].size = size_of(graph->nodes[i].size, steepness);
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
        if (graph->edges[i].status == ENT_STATUS_NEGATED) continue;
        graph->nodes[graph->edges[i].source].size++;
        graph->nodes[graph->edges[i].target].size++;
    }
    scale_sizes(graph);
}

/* How many documents reports are from, and one of them; SIZE_MAX when out of memory. */
static size_t count_sources(const ent_graph *graph, const char **one) {
    ent_map seen = {0};
    size_t count = 0;
    for (size_t i = 0; i < graph->report_count && count != SIZE_MAX; i++) {
        *one = graph->reports[i].evidence.doc;
        ent_map_slot *slot = ent_map_add(&seen, (const char *)one, sizeof *one);
        if (!slot)
            count = SIZE_MAX;
        else if (slot->value == ENT_MAP_NONE)
            slot->value = 1, count++;
    }
    ent_map_free(&seen);
    return count;
}

/* "1,204 documents"; nobody has a thousand million. */
static void print_documents(size_t count, char *out, size_t room) {
    if (count < 1000)
        snprintf(out, room, "%zu documents", count);
    else if (count < 1000000)
        snprintf(out, room, "%zu,%03zu documents", count / 1000, count % 1000);
    else
        snprintf(out, room, "%zu,%03zu,%03zu documents", count / 1000000, count / 1000 % 1000,
                 count % 1000);
}

/* "demo.txt, 2023-03-10" or "12 documents, 2021-01-07 to 2024-03-07". */
static bool make_title(ent_graph *graph) {
    const char *first = "", *last = "", *doc = "";
    char source[160] = "";
    for (size_t i = 0; i < graph->edge_count; i++) {
        const ent_edge *e = &graph->edges[i];
        if (*e->first_date && (!*first || strcmp(e->first_date, first) < 0)) first = e->first_date;
        if (strcmp(e->last_date, last) > 0) last = e->last_date;
    }
    size_t documents = count_sources(graph, &doc);
    if (documents == SIZE_MAX) return false;
    const ent_article *article = documents == 1 ? ent_graph_article_of(graph, doc) : NULL;
    graph->only_title = article ? article->title : "";
    if (documents > 1)
        print_documents(documents, source, sizeof source);
    else if (strlen(doc) < sizeof source)
        snprintf(source, sizeof source, "%s", doc);
    snprintf(graph->title, sizeof graph->title, "%s%s%s%s%s", source, *source && *first ? ", " : "",
             first, strcmp(first, last) ? " to " : "", strcmp(first, last) ? last : "");
    return true;
}

ent_status ent_graph_finish(ent_graph *graph, ent_error *error) {
    sort_articles(graph);
    if (!ent_graph_part_namesakes(graph) || !sort_nodes(graph) || !sort_reports(graph) ||
        !make_edges(graph) || !index_edges(graph) || !count_sightings(graph))
        return ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
    name_speakers(graph);
    style_nodes(graph);
    if (!make_title(graph)) return ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
    if (graph->has_igraph) igraph_destroy(&graph->igraph);
    graph->has_igraph = graph->arranged = false;
    return ENT_OK;
}

size_t ent_graph_node_count(const ent_graph *graph) {
    return graph->node_count;
}
size_t ent_graph_whole_count(const ent_graph *graph) {
    return graph->whole ? graph->whole : graph->node_count;
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
    return &graph->reports[evidence].evidence;
}
size_t ent_graph_article_count(const ent_graph *graph) {
    return graph->article_count;
}
const ent_article *ent_graph_article(const ent_graph *graph, size_t article) {
    return &graph->articles[article];
}
const ent_article *ent_graph_article_of(const ent_graph *graph, const char *doc) {
    uint32_t at = ent_map_get(&graph->article_ids, doc, strlen(doc));
    return at == ENT_MAP_NONE ? NULL : &graph->articles[at];
}
const char *ent_graph_title(const ent_graph *graph) {
    return graph->title;
}
const char *ent_graph_heading(const ent_graph *graph) {
    if (graph->heading) return graph->heading;
    return graph->only_title && *graph->only_title ? graph->only_title : "Who stands with whom";
}
ent_status ent_graph_set_heading(ent_graph *graph, const char *heading, ent_error *error) {
    const char *own = ent_graph_intern(graph, heading);
    if (!own) return ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
    graph->heading = own;
    return ENT_OK;
}
