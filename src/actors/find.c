/* find.c - the fourth stage: its passes in order, and the result. */
#include <stdlib.h>
#include <string.h>

#include "actors/finder.h"

static const char *const type_names[ENT_ACTOR_TYPE_COUNT] = {"person", "organization", "country",
                                                             "place", "group"};

const char *ent_actor_type_name(ent_actor_type type) {
    return type < ENT_ACTOR_TYPE_COUNT ? type_names[type] : "group";
}

int ent_actor_type_named(const char *name) {
    for (int i = 0; i < ENT_ACTOR_TYPE_COUNT; i++)
        if (strcmp(type_names[i], name) == 0) return i;
    return -1;
}

const char *ent_reason_name(ent_reason reason) {
    static const char *const names[ENT_REASON_COUNT] = {
        "name",         "lexicon", "full name",  "variant spelling", "surname or given name",
        "notable",      "acronym", "short name", "description",      "pronoun",
        "identity file"};
    return reason < ENT_REASON_COUNT ? names[reason] : names[ENT_REASON_NONE];
}

static int by_text(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Count mentions and collect the forms used; a city that only tells a place does not count for its
 * country. */
static void collect_forms(ent_finder *f) {
    for (size_t i = 0; i < f->count; i++) {
        ent_mention *m = &f->mentions[i];
        if (m->entity == ENT_NO_ENTITY) continue;
        if (m->reason == ENT_REASON_NONE && m->kind != ENT_MENTION_NAMED)
            m->reason = m->kind == ENT_MENTION_PRONOUN ? ENT_REASON_PRONOUN : ENT_REASON_DESCRIBED;
        ent_candidate *c = &f->entities[m->entity];
        size_t length;
        const char *form = ent_span_of(f, m->sentence, m->first, m->count, &length);
        if (m->role == ENT_ROLE_LOCATION && m->type == ENT_COUNTRY &&
            (strlen(c->entity.name) != length || memcmp(form, c->entity.name, length) != 0))
            continue;
        c->entity.mentions++;
        c->entity.reporter = c->known && c->known->news &&
                             (c->entity.reporter || c->entity.mentions == 1) &&
                             m->role == ENT_ROLE_SOURCE;
        bool whole = m->begin == ent_finder_token(f, m->sentence, m->first)->begin;
        if (m->kind != ENT_MENTION_NAMED || !whole || length > 120) continue;
        if (!ent_map_add(&c->aliases, form, length)) f->no_memory = true;
    }
}

static void fill_aliases(ent_finder *f, ent_candidate *c) {
    c->entity.aliases = ent_arena_alloc(f->arena, c->aliases.count * sizeof *c->entity.aliases);
    if (!c->entity.aliases) f->no_memory = true;
    for (size_t i = 0; i < c->aliases.capacity && c->entity.aliases; i++) {
        const ent_map_slot *slot = &c->aliases.slots[i];
        if (!slot->key || strcmp(slot->key, c->entity.name) == 0) continue;
        char *own = ent_arena_copy(f->arena, slot->key, slot->length);
        if (!own) f->no_memory = true;
        for (char *p = own; p && *p; p++)
            if (*p == '\n' || *p == '|') *p = ' ';
        if (own) c->entity.aliases[c->entity.alias_count++] = own;
    }
    if (c->entity.alias_count > 1)
        qsort(c->entity.aliases, c->entity.alias_count, sizeof *c->entity.aliases, by_text);
}

static void run_passes(ent_finder *f) {
    ent_find_names(f);
    ent_find_persons(f);
    ent_part_namesakes(f);
    ent_find_whose(f);
    ent_decide_all(f);
    ent_find_roles(f);
    ent_find_groups(f);
    ent_find_titles(f);
    ent_find_kin(f);
    ent_find_parts(f);
    ent_find_descriptions(f);
    ent_find_stances(f);
    ent_decide_all(f);
    ent_tell_nations(f);
    ent_finder_sort(f);
    collect_forms(f);
    for (size_t i = 0; i < f->entity_count && !f->no_memory; i++) fill_aliases(f, &f->entities[i]);
}

ent_status ent_actors_find(const ent_gazetteer *gazetteer, const ent_identity *identity,
                           const ent_text *text, ent_arena *arena, ent_actors *out,
                           ent_error *error) {
    ent_finder f = {.g = gazetteer, .identity = identity, .text = text, .arena = arena};
    f.owner = ent_arena_calloc(arena, text->token_count + 1, sizeof *f.owner);
    f.words = ent_arena_calloc(arena, text->token_count + 1, sizeof *f.words);
    f.no_memory = !f.owner || !f.words;
    if (!f.no_memory) run_passes(&f);
    ent_entity *entities = ent_arena_alloc(arena, (f.entity_count + 1) * sizeof *entities);
    f.no_memory |= !entities;
    for (size_t i = 0; i < f.entity_count; i++) {
        if (entities) entities[i] = f.entities[i].entity;
        ent_map_free(&f.entities[i].aliases);
    }
    ent_map_free(&f.ids);
    ent_map_free(&f.names);
    ent_map_free(&f.shorts);
    ent_map_free(&f.initials);
    ent_map_free(&f.bodies);
    ent_map_free(&f.bare);
    ent_map_free(&f.people);
    ent_map_free(&f.spellings);
    ent_link *links = NULL;
    size_t link_count = f.no_memory ? 0 : ent_number_links(&f, &links);
    *out = (ent_actors){text, f.mentions, entities, links, f.count, f.entity_count, link_count};
    return f.no_memory ? ent_fail(error, ENT_NO_MEMORY, text->document->id, 0, "out of memory")
                       : ENT_OK;
}
