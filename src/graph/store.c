/* store.c - statements become nodes and reports; merging counts nothing twice. */
#include "graph/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

ent_status ent_graph_new(ent_graph **out, ent_error *error) {
    igraph_set_error_handler(igraph_error_handler_ignore);
    *out = calloc(1, sizeof **out);
    return *out ? ENT_OK : ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
}

void ent_graph_free(ent_graph *graph) {
    if (!graph) return;
    if (graph->has_igraph) igraph_destroy(&graph->igraph);
    ent_map_free(&graph->strings);
    ent_map_free(&graph->ids);
    ent_map_free(&graph->reports_seen);
    ent_map_free(&graph->documents_seen);
    ent_arena_free(&graph->arena);
    free(graph->nodes);
    free(graph->reports);
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

uint32_t ent_graph_add_node(ent_graph *graph, const ent_node *node) {
    ent_map_slot *slot = ent_map_add(&graph->ids, node->id, strlen(node->id));
    if (!slot) return UINT32_MAX;
    if (slot->value == ENT_MAP_NONE) {
        if (!more((void **)&graph->nodes, graph->node_count, &graph->node_room,
                  sizeof *graph->nodes))
            return UINT32_MAX;
        ent_node *new = &graph->nodes[graph->node_count];
        *new = *node;
        new->id = slot->key;
        new->label = ent_graph_intern(graph, node->label);
        new->iso3 = ent_graph_intern(graph, node->iso3);
        new->role = ent_graph_intern(graph, node->role);
        new->country = ent_graph_intern(graph, node->country);
        new->aliases = ent_graph_intern(graph, node->aliases);
        return slot->value = (uint32_t)graph->node_count++;
    }
    ent_node *old = &graph->nodes[slot->value];
    const char *aliases = join_aliases(graph, old->aliases, node->aliases ? node->aliases : "");
    if (!aliases) return UINT32_MAX;
    old->aliases = aliases;
    old->mentions += node->mentions;
    old->documents += node->documents;
    if (!*old->role || (node->role && *node->role && strcmp(node->role, old->role) < 0))
        old->role = ent_graph_intern(graph, node->role);
    if (!*old->country) old->country = ent_graph_intern(graph, node->country);
    return slot->value;
}

ent_status ent_graph_add_report(ent_graph *graph, const ent_report *report, ent_error *error) {
    const ent_evidence *e = &report->evidence;
    char key[1024];
    int size = snprintf(key, sizeof key, "%s|%u|%u|%u|%u|%s|%s|%s|%d", e->doc, e->begin,
                        e->trigger_begin, e->source_begin, e->target_begin, report->relation,
                        graph->nodes[report->source].id, graph->nodes[report->target].id,
                        (int)report->status);
    size_t length = size < 0 ? 0 : (size_t)size < sizeof key ? (size_t)size : sizeof key - 1;
    ent_map_slot *slot = ent_map_add(&graph->reports_seen, key, length);
    if (slot && slot->value != ENT_MAP_NONE) return ENT_OK;
    if (!slot || !more((void **)&graph->reports, graph->report_count, &graph->report_room,
                       sizeof *graph->reports))
        return ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
    slot->value = 1;
    ent_report *new = &graph->reports[graph->report_count++];
    *new = *report;
    new->relation = ent_graph_intern(graph, report->relation);
    new->first_date = ent_graph_intern(graph, report->first_date);
    new->last_date = ent_graph_intern(graph, report->last_date);
    const char **texts[] = {&new->evidence.doc,     &new->evidence.date, &new->evidence.text,
                            &new->evidence.trigger, &new->evidence.rule, &new->evidence.speaker};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = ent_graph_intern(graph, *texts[i]);
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
                      .aliases = aliases,
                      .mentions = e->mentions,
                      .documents = 1};
}

static uint32_t party_node(ent_graph *graph, const ent_party *party, const ent_actors *actors) {
    uint32_t node = ent_map_get(&graph->ids, party->id, strlen(party->id));
    if (node != ENT_MAP_NONE) return node;
    for (size_t i = 0; actors && i < actors->entity_count; i++)
        if (strcmp(actors->entities[i].id, party->id) == 0) {
            ent_node own = node_of(&actors->entities[i], &graph->arena);
            return ent_graph_add_node(graph, &own);
        }
    ent_node own = {
        .id = party->id, .label = party->name, .type = party->type, .documents = 1, .mentions = 1};
    return ent_graph_add_node(graph, &own);
}

static ent_status add_statement(ent_graph *graph, const ent_statement *s, const ent_actors *actors,
                                ent_error *error) {
    uint32_t source = party_node(graph, &s->source, actors),
             target = party_node(graph, &s->target, actors);
    if (source == UINT32_MAX || target == UINT32_MAX)
        return ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
    bool turn = s->symmetric && strcmp(s->source.id, s->target.id) > 0;
    ent_report report = {.source = turn ? target : source,
                         .target = turn ? source : target,
                         .relation = s->relation,
                         .root = s->root,
                         .status = s->status,
                         .symmetric = s->symmetric,
                         .weight = 1,
                         .documents = 1,
                         .first_date = s->date,
                         .last_date = s->date};
    report.evidence = (ent_evidence){.doc = s->doc,
                                     .date = s->date,
                                     .text = s->evidence.text,
                                     .trigger = s->trigger.text,
                                     .rule = s->rule,
                                     .speaker = s->speaker,
                                     .sentence = s->sentence,
                                     .begin = s->evidence.begin,
                                     .end = s->evidence.end,
                                     .source_begin = s->source.span.begin,
                                     .target_begin = s->target.span.begin,
                                     .trigger_begin = s->trigger.begin,
                                     .confidence = s->confidence};
    return ent_graph_add_report(graph, &report, error);
}

ent_status ent_graph_add(ent_graph *graph, const char *doc, const ent_actors *actors,
                         const ent_statements *statements, ent_error *error) {
    ent_map_slot *seen = ent_map_add(&graph->documents_seen, doc, strlen(doc));
    if (!seen) return ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
    bool again = actors && seen->value == 1;
    if (actors) seen->value = 1;
    for (size_t i = 0; actors && !again && i < actors->entity_count; i++) {
        if (!stands_alone(&actors->entities[i])) continue;
        ent_node node = node_of(&actors->entities[i], &graph->arena);
        if (!node.aliases || ent_graph_add_node(graph, &node) == UINT32_MAX)
            return ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
    }
    for (size_t i = 0; i < statements->count; i++) {
        ent_status status = add_statement(graph, &statements->items[i], actors, error);
        if (status) return status;
    }
    return ENT_OK;
}

ent_status ent_graph_merge(ent_graph *graph, const ent_graph *other, ent_error *error) {
    for (size_t i = 0; i < other->node_count; i++)
        if (ent_graph_add_node(graph, &other->nodes[i]) == UINT32_MAX)
            return ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
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
