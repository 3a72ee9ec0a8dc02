/* add.c - what documents and other graphs say, added to a graph. */
#include <stdlib.h>
#include <string.h>

#include "graph/store.h"

/* Is an entity drawn without an edge, too? */
static bool stands_alone(const ent_entity *e) {
    return e->mentions > 0 && !e->reporter && !e->described && !e->common && e->type != ENT_PLACE;
}

/* Names as one '|'-separated list, to be freed; NULL when out of memory. */
static char *list_of(const char *const *names, size_t count) {
    size_t size = 1;
    for (size_t i = 0; i < count; i++) size += strlen(names[i]) + 1;
    char *list = calloc(size, 1), *at = list;
    for (size_t i = 0; list && i < count; i++) {
        if (i) *at++ = '|';
        at = stpcpy(at, names[i]);
    }
    return list;
}

/* An entity as a node, seen in doc; UINT32_MAX when out of memory. */
static uint32_t add_entity(ent_graph *graph, const char *doc, const ent_entity *e) {
    char *aliases = list_of((const char *const *)e->aliases, e->alias_count);
    ent_node own = {.id = e->id,
                    .label = e->name,
                    .type = e->type,
                    .iso3 = e->iso3,
                    .role = e->told ? NULL : e->role,
                    .aliases = aliases,
                    .decisions = e->decision};
    bool bearer = ent_name_length(e->id, e->country) < strlen(e->id);
    if (bearer == e->told) own.country = e->country; /* else a node says it, or an id as it is */
    ent_sighting seen = {.told = e->told ? ent_nation_of(e->country) : 0,
                         .doc = doc,
                         .role = e->told ? e->role : NULL,
                         .mentions = (long)e->mentions};
    uint32_t node = aliases ? ent_graph_add_node(graph, &own) : UINT32_MAX;
    free(aliases);
    bool good = node != UINT32_MAX && ent_graph_add_sighting(graph, node, &seen);
    return good ? node : UINT32_MAX;
}

static uint32_t add_party(ent_graph *graph, const char *doc, const ent_party *party,
                          const ent_actors *actors) {
    for (size_t i = 0; actors && i < actors->entity_count; i++)
        if (strcmp(actors->entities[i].id, party->id) == 0)
            return add_entity(graph, doc, &actors->entities[i]);
    ent_node own = {.id = party->id, .label = party->name, .type = party->type};
    if (ent_name_length(party->id, party->country) < strlen(party->id))
        own.country = party->country;
    return ent_graph_add_node(graph, &own);
}

static ent_nation told_of(const ent_party *party) {
    return party->type == ENT_PERSON ? ent_nation_of(party->country) : 0;
}

static ent_status add_statement(ent_graph *graph, const ent_statement *s, const ent_actors *actors,
                                ent_error *error) {
    uint32_t source = add_party(graph, s->doc, &s->source, actors),
             target = add_party(graph, s->doc, &s->target, actors);
    if (source == UINT32_MAX || target == UINT32_MAX)
        return ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
    ent_report report = {.source = source,
                         .target = target,
                         .relation = s->relation,
                         .root = s->root,
                         .status = s->status,
                         .symmetric = s->symmetric,
                         .source_told = told_of(&s->source),
                         .target_told = told_of(&s->target)};
    report.evidence = (ent_evidence){.doc = s->doc,
                                     .date = s->date,
                                     .text = s->evidence.text,
                                     .trigger = s->trigger.text,
                                     .rule = s->rule,
                                     .speaker = s->speaker,
                                     .sentence = s->sentence,
                                     .begin = s->evidence.begin,
                                     .end = s->evidence.end,
                                     .source_text = s->source.span.text,
                                     .target_text = s->target.span.text,
                                     .source_begin = s->source.span.begin,
                                     .target_begin = s->target.span.begin,
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
    if (!actors || !statements->count) return ENT_OK;
    const ent_document *document = actors->text->document;
    return ent_graph_add_article(graph, &(ent_article){doc, document->title, document->url}, error);
}

/* places[i]: which node of graph is node i of other. */
static bool merge_nodes(ent_graph *graph, const ent_graph *other, uint32_t *places) {
    for (size_t i = 0; i < other->node_count; i++) {
        places[i] = ent_graph_add_node(graph, &other->nodes[i]);
        if (places[i] == UINT32_MAX) return false;
    }
    for (size_t i = 0; i < other->sighting_count; i++) {
        const ent_sighting *from = &other->sightings[i];
        if (!ent_graph_add_sighting(graph, places[from->node], from)) return false;
    }
    return true;
}

ent_status ent_graph_merge(ent_graph *graph, const ent_graph *other, ent_error *error) {
    uint32_t *places = calloc(other->node_count + 1, sizeof *places);
    ent_status status = places && merge_nodes(graph, other, places)
                            ? ENT_OK
                            : ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
    for (size_t i = 0; i < other->article_count && !status; i++)
        status = ent_graph_add_article(graph, &other->articles[i], error);
    for (size_t i = 0; i < other->report_count && !status; i++) {
        ent_report report = other->reports[i];
        report.source = places[report.source];
        report.target = places[report.target];
        status = ent_graph_add_report(graph, &report, error);
    }
    free(places);
    return status;
}
