/* store.c - nodes, sightings and reports, each kept once however often it is told. */
#include "graph/store.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "graph/names.h"

ent_status ent_graph_new(ent_graph **out, ent_error *error) {
    igraph_set_error_handler(igraph_error_handler_ignore);
    igraph_set_warning_handler(igraph_warning_handler_ignore);
    *out = calloc(1, sizeof **out);
    return *out ? ENT_OK : ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
}

void ent_graph_free(ent_graph *graph) {
    if (!graph) return;
    if (graph->has_igraph) igraph_destroy(&graph->igraph);
    ent_map_free(&graph->strings);
    ent_map_free(&graph->ids);
    ent_index_free(&graph->reports_seen);
    ent_index_free(&graph->sightings_seen);
    ent_arena_free(&graph->arena);
    ent_arena_free(&graph->scratch);
    free(graph->nodes);
    free(graph->reports);
    free(graph->sightings);
    free(graph->edges);
    free(graph->out_first);
    free(graph->in_first);
    free(graph->in);
    free(graph->articles);
    ent_map_free(&graph->article_ids);
    free(graph);
}

const char *ent_graph_intern(ent_graph *graph, const char *text) {
    if (!text || !*text) return "";
    size_t length = strlen(text);
    if (ent_is_clean(text, length)) return ent_map_intern(&graph->strings, text, length);
    char *clean = ent_make_clean(text, length, &graph->scratch);
    const char *kept = !clean    ? NULL
                       : !*clean ? ""
                                 : ent_map_intern(&graph->strings, clean, strlen(clean));
    ent_arena_reset(&graph->scratch);
    return kept;
}

static bool more(void **items, size_t count, size_t *room, size_t size) {
    if (count < *room) return true;
    size_t wanted = *room ? *room * 2 : 64;
    void *grown = realloc(*items, wanted * size);
    if (!grown) return false;
    *items = grown;
    *room = wanted;
    return true;
}

/* ---- Nodes ---- */

bool ent_graph_enlarge(ent_graph *graph, const char **own, const char *text) {
    if (!text || strcmp(*own, text) >= 0) return true;
    const char *kept = ent_graph_intern(graph, text);
    if (kept && strcmp(*own, kept) < 0) *own = kept;
    return kept != NULL;
}

static uint32_t new_node(ent_graph *graph, ent_map_slot *slot, ent_actor_type type) {
    if (!more((void **)&graph->nodes, graph->node_count, &graph->node_room, sizeof *graph->nodes))
        return UINT32_MAX;
    graph->nodes[graph->node_count] = (ent_node){.id = slot->key,
                                                 .label = "",
                                                 .type = type,
                                                 .iso3 = "",
                                                 .role = "",
                                                 .country = "",
                                                 .aliases = "",
                                                 .decisions = ""};
    return slot->value = (uint32_t)graph->node_count++;
}

/* A list is given room to grow in, so that one that grows often does not leave copies behind. */
static size_t room_of(const char *list) {
    size_t room = *list ? 32 : 0, size = strlen(list) + 1;
    while (*list && room < size) room *= 2;
    return room;
}

/* The list is taken over only if it tells something new: memory grows with the graph. */
bool ent_graph_join_list(ent_graph *graph, const char **own, const char *list) {
    if (!list || !*list || strcmp(*own, list) == 0) return true;
    const char *joined = ent_join_names(*own, list, &graph->scratch);
    if (joined && joined != *own) {
        size_t room = room_of(joined), size = strlen(joined) + 1;
        char *kept = room == room_of(*own) ? (char *)*own : ent_arena_alloc(&graph->arena, room);
        if (kept) *own = memcpy(kept, joined, size);
        if (!kept) joined = NULL;
    }
    ent_arena_reset(&graph->scratch);
    return joined != NULL;
}

static ent_map_slot *slot_of(ent_graph *graph, const char *id) {
    size_t length = strlen(id);
    if (ent_is_token(id, length)) return ent_map_add(&graph->ids, id, length);
    const char *token = ent_make_token(id, length, &graph->scratch);
    ent_map_slot *slot = token ? ent_map_add(&graph->ids, token, strlen(token)) : NULL;
    ent_arena_reset(&graph->scratch);
    return slot;
}

static uint32_t add_node(ent_graph *graph, const ent_node *node) {
    ent_map_slot *slot = slot_of(graph, node->id);
    if (!slot) return UINT32_MAX;
    uint32_t index = slot->value == ENT_MAP_NONE ? new_node(graph, slot, node->type) : slot->value;
    if (index == UINT32_MAX) return index;
    ent_node *own = &graph->nodes[index];
    if (node->type < own->type) own->type = node->type;
    bool good = ent_graph_enlarge(graph, &own->label, node->label) &&
                ent_graph_enlarge(graph, &own->iso3, node->iso3) &&
                ent_graph_enlarge(graph, &own->role, node->role) &&
                ent_graph_enlarge(graph, &own->country, node->country) &&
                ent_graph_join_list(graph, &own->aliases, node->aliases) &&
                ent_graph_join_list(graph, &own->decisions, node->decisions);
    return good ? index : UINT32_MAX;
}

uint32_t ent_graph_add_node(ent_graph *graph, const ent_node *node) {
    if (!ent_nation_of_node(node)) return add_node(graph, node);
    ent_node bearer = {.id = node->id, .type = node->type, .country = node->country},
             name = {.type = node->type, .label = node->label, .aliases = node->aliases};
    name.id = ent_graph_name_of(graph, node);
    graph->tells = true;
    if (!name.id || add_node(graph, &bearer) == UINT32_MAX) return UINT32_MAX;
    return add_node(graph, &name);
}

/* ---- Articles ---- */

static ent_article *new_article(ent_graph *graph, ent_map_slot *slot) {
    if (!more((void **)&graph->articles, graph->article_count, &graph->article_room,
              sizeof *graph->articles))
        return NULL;
    slot->value = (uint32_t)graph->article_count++;
    graph->articles[slot->value] = (ent_article){slot->key, "", ""};
    return &graph->articles[slot->value];
}

ent_status ent_graph_add_article(ent_graph *graph, const ent_article *article, ent_error *error) {
    bool known = (article->title && *article->title) || (article->url && *article->url);
    const char *doc = known ? ent_graph_intern(graph, article->doc) : NULL;
    ent_map_slot *slot = doc ? ent_map_add(&graph->article_ids, doc, strlen(doc)) : NULL;
    if (!known) return ENT_OK;
    ent_article *own = !slot                         ? NULL
                       : slot->value == ENT_MAP_NONE ? new_article(graph, slot)
                                                     : &graph->articles[slot->value];
    if (own && ent_graph_enlarge(graph, &own->title, article->title) &&
        ent_graph_enlarge(graph, &own->url, article->url))
        return ENT_OK;
    return ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
}

/* ---- Sightings ---- */

typedef struct sighting_key {
    const ent_graph *graph;
    uint32_t node;
    ent_nation told;
    const char *doc;
} sighting_key;

static bool is_sighting(const void *context, uint32_t item) {
    const sighting_key *key = context;
    const ent_sighting *s = &key->graph->sightings[item];
    return s->node == key->node && s->doc == key->doc && s->told == key->told;
}

static uint64_t sighting_hash(uint32_t node, const char *doc) {
    return ent_index_mix(ent_index_mix(0, node), (uintptr_t)doc);
}

/* Finishing moves sightings: the index is made again when it is needed. */
static bool index_sightings(ent_graph *graph) {
    if (graph->sightings_indexed == 0) ent_index_clear(&graph->sightings_seen);
    for (; graph->sightings_indexed < graph->sighting_count; graph->sightings_indexed++) {
        const ent_sighting *s = &graph->sightings[graph->sightings_indexed];
        if (!ent_index_add(&graph->sightings_seen, sighting_hash(s->node, s->doc),
                           (uint32_t)graph->sightings_indexed))
            return false;
    }
    return true;
}

ent_sighting *ent_graph_sight(ent_graph *graph, uint32_t node, const char *doc, ent_nation told) {
    doc = ent_graph_intern(graph, doc);
    return doc ? ent_graph_sight_in(graph, node, doc, told) : NULL;
}

ent_sighting *ent_graph_sight_in(ent_graph *graph, uint32_t node, const char *doc,
                                 ent_nation told) {
    sighting_key key = {graph, node, told, doc};
    graph->tells |= told != 0;
    if (!index_sightings(graph)) return NULL;
    uint32_t at =
        ent_index_find(&graph->sightings_seen, sighting_hash(node, doc), is_sighting, &key);
    if (at != ENT_INDEX_NONE) return &graph->sightings[at];
    if (!more((void **)&graph->sightings, graph->sighting_count, &graph->sighting_room,
              sizeof *graph->sightings))
        return NULL;
    graph->sightings[graph->sighting_count++] =
        (ent_sighting){.node = node, .told = told, .doc = doc, .role = ""};
    return index_sightings(graph) ? &graph->sightings[graph->sighting_count - 1] : NULL;
}

bool ent_graph_add_sighting(ent_graph *graph, uint32_t node, const ent_sighting *sighting) {
    ent_sighting *own = ent_graph_sight(graph, node, sighting->doc, sighting->told);
    if (!own) return false;
    if (own->mentions < sighting->mentions) own->mentions = sighting->mentions;
    return ent_graph_enlarge(graph, &own->role, sighting->role);
}

/* ---- Reports ---- */

typedef struct report_key {
    const ent_graph *graph;
    const ent_report *report;
} report_key;

/* The same words of the same document, read as the same relation of the same two. Strings are
 * interned: the same has the same address. */
static bool is_report(const void *context, uint32_t item) {
    const report_key *key = context;
    const ent_report *a = key->report, *b = &key->graph->reports[item];
    const ent_evidence *x = &a->evidence, *y = &b->evidence;
    return a->source == b->source && a->target == b->target && a->relation == b->relation &&
           x->doc == y->doc && x->begin == y->begin && x->trigger_begin == y->trigger_begin &&
           x->source_begin == y->source_begin && x->target_begin == y->target_begin &&
           a->status == b->status && a->source_told == b->source_told &&
           a->target_told == b->target_told;
}

static uint64_t report_hash(const ent_report *r) {
    const ent_evidence *e = &r->evidence;
    uint64_t hash = ent_index_mix(0, (uint64_t)r->source << 32 | r->target);
    hash = ent_index_mix(hash, (uintptr_t)r->relation);
    hash = ent_index_mix(hash, (uintptr_t)e->doc);
    hash = ent_index_mix(hash, (uint64_t)e->begin << 32 | e->trigger_begin);
    hash = ent_index_mix(hash, (uint64_t)e->source_begin << 32 | e->target_begin);
    return ent_index_mix(hash, (uint64_t)r->source_told << 32 | r->target_told << 8 | r->status);
}

static bool index_reports(ent_graph *graph) {
    if (graph->reports_indexed == 0) ent_index_clear(&graph->reports_seen);
    for (; graph->reports_indexed < graph->report_count; graph->reports_indexed++)
        if (!ent_index_add(&graph->reports_seen,
                           report_hash(&graph->reports[graph->reports_indexed]),
                           (uint32_t)graph->reports_indexed))
            return false;
    return true;
}

static int compare_numbers(double a, double b) {
    return (a > b) - (a < b);
}

/* Of two readings of the same words (by two versions of the program, say) one is kept: the surer,
 * then the greater. */
static int compare_readings(const ent_report *a, const ent_report *b) {
    const ent_evidence *x = &a->evidence, *y = &b->evidence;
    int order = compare_numbers(x->confidence, y->confidence);
    const char *const texts[][2] = {{x->date, y->date},
                                    {x->text, y->text},
                                    {x->trigger, y->trigger},
                                    {x->rule, y->rule},
                                    {x->speaker, y->speaker},
                                    {x->source_text, y->source_text},
                                    {x->target_text, y->target_text}};
    for (size_t i = 0; !order && i < sizeof texts / sizeof *texts; i++)
        if (texts[i][0] != texts[i][1]) order = strcmp(texts[i][0], texts[i][1]);
    if (!order) order = compare_numbers(x->end, y->end);
    if (!order) order = compare_numbers(x->sentence, y->sentence);
    if (!order) order = compare_numbers(a->weight, b->weight);
    if (!order) order = (int)a->root - (int)b->root;
    return order ? order : (int)a->symmetric - (int)b->symmetric;
}

/* "2023", "2023-03" or "2023-03-10". */
static bool is_date(const char *text) {
    size_t i = 0;
    for (; text[i]; i++)
        if (i == 4 || i == 7 ? text[i] != '-' : text[i] < '0' || text[i] > '9') return false;
    return i == 4 || i == 7 || i == 10;
}

/* A report as it is kept: strings interned, numbers such as files hold. */
static bool settle(ent_graph *graph, ent_report *r) {
    ent_evidence *e = &r->evidence;
    const char **texts[] = {&r->relation, &e->doc,     &e->date,        &e->text,       &e->rule,
                            &e->speaker,  &e->trigger, &e->source_text, &e->target_text};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (!(*texts[i] = ent_graph_intern(graph, *texts[i]))) return false;
    if (*e->date && !is_date(e->date)) e->date = "";
    if (!(r->weight > 0) || isinf(r->weight)) r->weight = 1;
    if (!(e->confidence > 0)) e->confidence = 0;
    e->confidence = e->confidence > 1 ? 1 : round(e->confidence * 1e4) / 1e4;
    ent_graph_turn(graph, r);
    return true;
}

void ent_graph_turn(const ent_graph *graph, ent_report *r) {
    ent_report was = *r;
    int order = strcmp(graph->nodes[r->source].id, graph->nodes[r->target].id);
    if (!order) order = (int)r->source_told - (int)r->target_told;
    if (!r->symmetric || order <= 0) return;
    r->source = was.target;
    r->target = was.source;
    r->source_told = was.target_told;
    r->target_told = was.source_told;
    r->evidence.source_begin = was.evidence.target_begin;
    r->evidence.source_text = was.evidence.target_text;
    r->evidence.target_begin = was.evidence.source_begin;
    r->evidence.target_text = was.evidence.source_text;
}

ent_status ent_graph_add_report(ent_graph *graph, const ent_report *report, ent_error *error) {
    ent_report new = *report;
    report_key key = {graph, &new};
    graph->tells |= new.source_told || new.target_told;
    if (!settle(graph, &new) || !index_reports(graph))
        return ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
    uint64_t hash = report_hash(&new);
    uint32_t at = ent_index_find(&graph->reports_seen, hash, is_report, &key);
    if (at != ENT_INDEX_NONE) {
        if (compare_readings(&new, &graph->reports[at]) > 0) graph->reports[at] = new;
        return ENT_OK;
    }
    if (!more((void **)&graph->reports, graph->report_count, &graph->report_room,
              sizeof *graph->reports) ||
        !ent_index_add(&graph->reports_seen, hash, (uint32_t)graph->report_count))
        return ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
    graph->reports[graph->report_count++] = new;
    graph->reports_indexed++;
    return ENT_OK;
}

ent_status ent_graph_join_reports(ent_graph *graph, ent_error *error) {
    size_t count = graph->report_count;
    ent_status status = ENT_OK;
    graph->report_count = graph->reports_indexed = 0;
    for (size_t i = 0; i < count && !status; i++) { /* those kept never overtake those read */
        ent_report report = graph->reports[i];
        status = ent_graph_add_report(graph, &report, error);
    }
    return status;
}
