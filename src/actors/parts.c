/* parts.c - armies, ministries and parliaments are parts of their countries. Gives LINK edges. */
#include <string.h>

#include "actors/finder.h"

/* The first mention of an entity that a link may refer to. */
static uint32_t mention_of(const ent_finder *f, uint32_t entity) {
    for (size_t i = 0; i < f->count; i++)
        if (f->mentions[i].entity == entity) return (uint32_t)i;
    return UINT32_MAX;
}

static uint32_t country_of(const ent_finder *f, const char *iso3) {
    for (uint32_t i = 0; iso3 && i < f->entity_count; i++) {
        const char *own = f->entities[i].entity.iso3;
        if (own && strcmp(own, iso3) == 0) return i;
    }
    return ENT_NO_ENTITY;
}

/* "Indonesian Navy", "US Treasury": an organisation that is called by its country. */
static uint32_t country_in_name(ent_finder *f, const ent_mention *m) {
    uint32_t count;
    const ent_known *country = ent_country_at(f, m->sentence, m->first, &count);
    bool part = country && count < m->count;
    return part ? ent_add_known(f, country) : ENT_NO_ENTITY;
}

static void take_organization(ent_finder *f, uint32_t entity) {
    const ent_candidate *c = &f->entities[entity];
    if (c->entity.type != ENT_ORGANIZATION || (c->known && !c->known->state)) return;
    uint32_t own = mention_of(f, entity);
    if (own == UINT32_MAX) return;
    ent_mention part = f->mentions[own];
    uint32_t country = country_of(f, c->entity.country);
    if (!c->known && country == ENT_NO_ENTITY) {
        if (!ent_names_body(f, &part)) return;
        country = country_in_name(f, &part);
    }
    if (country == ENT_NO_ENTITY) return;
    uint32_t whole = mention_of(f, country);
    if (whole == UINT32_MAX) { /* the country is only part of the name */
        ent_mention *m = ent_add_mention(f, part.sentence, part.first, 1, ENT_COUNTRY, country);
        if (!m) return;
        m->kind = ENT_MENTION_NOMINAL;
        m->role = ENT_ROLE_ADJECTIVE;
        whole = (uint32_t)(m - f->mentions);
    }
    f->entities[entity].entity.country = f->entities[country].entity.iso3;
    ent_add_link(f, own, whole, "part of", part.sentence, part.head, 1, "body", 0.85);
}

void ent_find_parts(ent_finder *f) {
    size_t entities = f->entity_count;
    for (uint32_t i = 0; i < entities && !f->no_memory; i++) take_organization(f, i);
}
