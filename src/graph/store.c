/* store.c - statements become nodes and reports; merging counts nothing twice. */
#include "graph/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
    ent_map_free(&graph->reports_seen);
    ent_map_free(&graph->sightings_seen);
    ent_arena_free(&graph->arena);
    free(graph->nodes);
    free(graph->reports);
    free(graph->sightings);
    free(graph->edges);
    free(graph->evidence);
    free(graph);
}

const char *ent_graph_intern(ent_graph *graph, const char *text) {
    return text && *text ? ent_map_intern(&graph->strings, text, strlen(text)) : "";
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

static bool has_alias(const char *aliases, const char *alias, size_t length) {
    for (const char *at = aliases; *at;) {
        size_t size = strcspn(at, "|");
        if (size == length && memcmp(at, alias, size) == 0) return true;
        at += size + (at[size] == '|');
    }
    return false;
}

/* The union of two lists, sorted by insertion, so that any order of merging gives the same. */
static const char *join_aliases(ent_graph *graph, const char *a, const char *b) {
    char *joined = ent_arena_alloc(&graph->arena, strlen(a) + strlen(b) + 2);
    if (!joined) return NULL;
    *joined = '\0';
    for (const char *x = a, *y = b; *x || *y;) {
        size_t i = strcspn(x, "|"), k = strcspn(y, "|");
        int order = !*x ? 1 : !*y ? -1 : strncmp(x, y, i < k ? i : k);
        if (order == 0 && i != k) order = i < k ? -1 : 1;
        const char *take = order <= 0 ? x : y;
        size_t size = order <= 0 ? i : k;
        if (!has_alias(joined, take, size)) {
            size_t used = strlen(joined);
            if (used) joined[used++] = '|';
            memcpy(joined + used, take, size);
            joined[used + size] = '\0';
        }
        if (order <= 0)
            x += i + (x[i] == '|');
        else
            y += k + (y[k] == '|');
    }
    return joined;
}

/* The larger of two texts by bytes, so that any order of merging chooses the same: "Windsor" before
 * "WINDSOR", "Erdoğan" before "Erdogan", something before nothing. */
static const char *larger(ent_graph *graph, const char *a, const char *b) {
    return b && strcmp(a, b) < 0 ? ent_graph_intern(graph, b) : a;
}

/* Aliases one by one, since the actors stage gives them in the order of the text. */
static bool add_aliases(ent_graph *graph, ent_node *node, const char *aliases) {
    while (aliases && *aliases) {
        size_t size = strcspn(aliases, "|");
        char *one = ent_arena_copy(&graph->arena, aliases, size);
        const char *all = one ? join_aliases(graph, node->aliases, one) : NULL;
        if (!all) return false;
        node->aliases = all;
        aliases += size + (aliases[size] == '|');
    }
    return true;
}

uint32_t ent_graph_add_node(ent_graph *graph, const ent_node *node) {
    ent_map_slot *slot = ent_map_add(&graph->ids, node->id, strlen(node->id));
    if (!slot) return UINT32_MAX;
    if (slot->value == ENT_MAP_NONE) {
        if (!more((void **)&graph->nodes, graph->node_count, &graph->node_room,
                  sizeof *graph->nodes))
            return UINT32_MAX;
        graph->nodes[graph->node_count] = (ent_node){.id = slot->key,
                                                     .label = "",
                                                     .type = node->type,
                                                     .iso3 = "",
                                                     .role = "",
                                                     .country = "",
                                                     .aliases = ""};
        slot->value = (uint32_t)graph->node_count++;
    }
    ent_node *own = &graph->nodes[slot->value];
    own->label = larger(graph, own->label, node->label);
    own->iso3 = larger(graph, own->iso3, node->iso3);
    own->role = larger(graph, own->role, node->role);
    own->country = larger(graph, own->country, node->country);
    return add_aliases(graph, own, node->aliases) ? slot->value : UINT32_MAX;
}

static ent_map_slot *sighting_slot(ent_graph *graph, uint32_t node, const char *doc) {
    struct {
        const char *id, *doc;
    } key = {graph->nodes[node].id, doc};
    return doc ? ent_map_add(&graph->sightings_seen, (const char *)&key, sizeof key) : NULL;
}

ent_sighting *ent_graph_sight(ent_graph *graph, uint32_t node, const char *doc) {
    doc = ent_graph_intern(graph, doc);
    ent_map_slot *slot = sighting_slot(graph, node, doc);
    if (!slot) return NULL;
    if (slot->value == ENT_MAP_NONE) {
        if (!more((void **)&graph->sightings, graph->sighting_count, &graph->sighting_room,
                  sizeof *graph->sightings))
            return NULL;
        graph->sightings[graph->sighting_count] = (ent_sighting){.node = node, .doc = doc};
        slot->value = (uint32_t)graph->sighting_count++;
    }
    return &graph->sightings[slot->value];
}

bool ent_graph_place_sighting(ent_graph *graph, size_t index) {
    const ent_sighting *s = &graph->sightings[index];
    ent_map_slot *slot = sighting_slot(graph, s->node, s->doc);
    if (slot) slot->value = (uint32_t)index;
    return slot != NULL;
}

/* What tells one report from another; strings by their interned address. */
typedef struct report_key {
    const char *doc, *relation, *source, *target;
    uint32_t begin, source_begin, target_begin, trigger_begin, status;
    uint32_t unused; /* no byte of a key is left to chance */
} report_key;

static bool is_new(ent_graph *graph, const ent_report *r, bool *fault) {
    const ent_evidence *e = &r->evidence;
    report_key key = {.doc = e->doc,
                      .relation = r->relation,
                      .source = graph->nodes[r->source].id,
                      .target = graph->nodes[r->target].id,
                      .begin = e->begin,
                      .source_begin = e->source_begin,
                      .target_begin = e->target_begin,
                      .trigger_begin = e->trigger_begin,
                      .status = (uint32_t)r->status};
    ent_map_slot *slot = ent_map_add(&graph->reports_seen, (const char *)&key, sizeof key);
    *fault = !slot;
    if (!slot || slot->value != ENT_MAP_NONE) return false;
    slot->value = 1;
    return true;
}

ent_status ent_graph_add_report(ent_graph *graph, const ent_report *report, ent_error *error) {
    ent_report new = *report;
    if (!(new.weight > 0)) new.weight = 1;
    const char **texts[] = {
        &new.relation,         &new.evidence.doc,         &new.evidence.date,
        &new.evidence.text,    &new.evidence.rule,        &new.evidence.speaker,
        &new.evidence.trigger, &new.evidence.source_text, &new.evidence.target_text};
    bool fault = false;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        *texts[i] = ent_graph_intern(graph, *texts[i]);
        fault |= !*texts[i];
    }
    if (!fault && !is_new(graph, &new, &fault) && !fault) return ENT_OK;
    if (fault || !more((void **)&graph->reports, graph->report_count, &graph->report_room,
                       sizeof *graph->reports))
        return ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
    graph->reports[graph->report_count++] = new;
    return ENT_OK;
}

/* Is an entity drawn without an edge, too? */
static bool stands_alone(const ent_entity *e) {
    return e->mentions > 0 && !e->reporter && !e->described && e->type != ENT_PLACE &&
           e->type != ENT_GROUP;
}

static ent_node node_of(const ent_entity *e, ent_arena *arena) {
    size_t size = 1;
    for (uint32_t i = 0; i < e->alias_count; i++) size += strlen(e->aliases[i]) + 1;
    char *aliases = ent_arena_calloc(arena, size, 1), *at = aliases;
    for (uint32_t i = 0; aliases && i < e->alias_count; i++) {
        if (i) *at++ = '|';
        at = stpcpy(at, e->aliases[i]);
    }
    return (ent_node){.id = e->id,
                      .label = e->name,
                      .type = e->type,
                      .iso3 = e->iso3,
                      .role = e->role,
                      .country = e->country,
                      .aliases = aliases};
}

/* An entity as a node, seen in doc; UINT32_MAX when out of memory. */
static uint32_t add_entity(ent_graph *graph, const char *doc, const ent_entity *e) {
    ent_node own = node_of(e, &graph->arena);
    uint32_t node = own.aliases ? ent_graph_add_node(graph, &own) : UINT32_MAX;
    ent_sighting *seen = node == UINT32_MAX ? NULL : ent_graph_sight(graph, node, doc);
    if (!seen) return UINT32_MAX;
    if (seen->mentions < (long)e->mentions) seen->mentions = (long)e->mentions;
    return node;
}

static uint32_t add_party(ent_graph *graph, const char *doc, const ent_party *party,
                          const ent_actors *actors) {
    for (size_t i = 0; actors && i < actors->entity_count; i++)
        if (strcmp(actors->entities[i].id, party->id) == 0)
            return add_entity(graph, doc, &actors->entities[i]);
    return ent_graph_add_node(
        graph, &(ent_node){.id = party->id, .label = party->name, .type = party->type});
}

static ent_status add_statement(ent_graph *graph, const ent_statement *s, const ent_actors *actors,
                                ent_error *error) {
    uint32_t source = add_party(graph, s->doc, &s->source, actors),
             target = add_party(graph, s->doc, &s->target, actors);
    if (source == UINT32_MAX || target == UINT32_MAX)
        return ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
    bool turn = s->symmetric && strcmp(s->source.id, s->target.id) > 0;
    const ent_span *from = turn ? &s->target.span : &s->source.span,
                   *to = turn ? &s->source.span : &s->target.span;
    ent_report report = {.source = turn ? target : source,
                         .target = turn ? source : target,
                         .relation = s->relation,
                         .root = s->root,
                         .status = s->status,
                         .symmetric = s->symmetric};
    report.evidence = (ent_evidence){.doc = s->doc,
                                     .date = s->date,
                                     .text = s->evidence.text,
                                     .trigger = s->trigger.text,
                                     .rule = s->rule,
                                     .speaker = s->speaker,
                                     .sentence = s->sentence,
                                     .begin = s->evidence.begin,
                                     .end = s->evidence.end,
                                     .source_text = from->text,
                                     .target_text = to->text,
                                     .source_begin = from->begin,
                                     .target_begin = to->begin,
                                     .trigger_begin = s->trigger.begin,
                                     .confidence = s->confidence};
    return ent_graph_add_report(graph, &report, error);
}

ent_status ent_graph_add(ent_graph *graph, const char *doc, const ent_actors *actors,
                         const ent_statements *statements, ent_error *error) {
    for (size_t i = 0; actors && i < actors->entity_count; i++) {
        const ent_entity *e = &actors->entities[i];
        if (stands_alone(e) && add_entity(graph, doc, e) == UINT32_MAX)
            return ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
    }
    for (size_t i = 0; i < statements->count; i++) {
        ent_status status = add_statement(graph, &statements->items[i], actors, error);
        if (status) return status;
    }
    return ENT_OK;
}

static bool merge_nodes(ent_graph *graph, const ent_graph *other) {
    for (size_t i = 0; i < other->node_count; i++)
        if (ent_graph_add_node(graph, &other->nodes[i]) == UINT32_MAX) return false;
    for (size_t i = 0; i < other->sighting_count; i++) {
        const ent_sighting *from = &other->sightings[i];
        const char *id = other->nodes[from->node].id;
        ent_sighting *own =
            ent_graph_sight(graph, ent_map_get(&graph->ids, id, strlen(id)), from->doc);
        if (!own) return false;
        if (own->mentions < from->mentions) own->mentions = from->mentions;
    }
    return true;
}

ent_status ent_graph_merge(ent_graph *graph, const ent_graph *other, ent_error *error) {
    if (!merge_nodes(graph, other)) return ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
    for (size_t i = 0; i < other->report_count; i++) {
        ent_report report = other->reports[i];
        const char *from = other->nodes[report.source].id, *to = other->nodes[report.target].id;
        report.source = ent_map_get(&graph->ids, from, strlen(from));
        report.target = ent_map_get(&graph->ids, to, strlen(to));
        ent_status status = ent_graph_add_report(graph, &report, error);
        if (status) return status;
    }
    return ENT_OK;
}
