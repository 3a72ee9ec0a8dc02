/* namesakes.c - two of one name: "Chinese minister Li Wei met Singapore's minister Li Wei". Where
 * the same full name is told to be an official of two countries, there are two, each called by his
 * country in the id; a mention that tells neither is left open. */
#include <string.h>

#include "actors/names.h"

/* The ISO code of the country whose official a person is told to be right there, or NULL. */
static const char *nation_told(const ent_finder *f, const ent_mention *m) {
    uint32_t title, first, s = m->sentence, end = m->first + m->count;
    const ent_mention *owner = NULL;
    if (m->first > 0 && ent_title_before(f, s, 0, m->first, &title, &first) && first > 0) {
        if (!f->g->titles[title].country) return NULL;
        uint32_t at = first;
        if (at > 1 && ent_finder_token(f, s, at - 1)->upos == ENT_UPOS_PART) at--;
        owner = ent_mention_at(f, s, at - 1);
    }
    if (!owner && ent_token_is(f, s, end, "of")) owner = ent_mention_at(f, s, end + 1);
    bool country = owner && owner->type == ENT_COUNTRY && owner->entity != ENT_NO_ENTITY;
    return country ? f->entities[owner->entity].entity.iso3 : NULL;
}

static bool is_full_name(const ent_finder *f, const ent_mention *m) {
    return m->type == ENT_PERSON && m->kind == ENT_MENTION_NAMED && m->count > 1 &&
           m->entity != ENT_NO_ENTITY && !f->entities[m->entity].known &&
           !f->entities[m->entity].entity.decision;
}

/* The bearer of an entity's name who is of that nation. */
static uint32_t of_nation(ent_finder *f, uint32_t entity, const char *nation) {
    const ent_candidate *c = &f->entities[entity];
    const char *name = c->entity.name;
    ent_gender gender = c->gender;
    char *id = ent_arena_printf(f->arena, "%s.%s", c->entity.id, nation);
    for (char *at = id ? id + strlen(id) - strlen(nation) : NULL; at && *at; at++)
        *at = (char)(*at | 32); /* A to Z */
    uint32_t own = id ? ent_add_entity(f, id, name, ENT_PERSON, NULL) : ENT_NO_ENTITY;
    if (own == ENT_NO_ENTITY) {
        f->no_memory = true;
        return own;
    }
    f->entities[own].gender = gender;
    f->entities[own].entity.country = nation;
    return own;
}

static void part(ent_finder *f, uint32_t entity) {
    for (size_t i = 0; i < f->count && !f->no_memory; i++) {
        if (f->mentions[i].entity != entity) continue;
        const char *nation =
            is_full_name(f, &f->mentions[i]) ? nation_told(f, &f->mentions[i]) : NULL;
        uint32_t own = nation ? of_nation(f, entity, nation) : ENT_NO_ENTITY;
        f->mentions[i].entity = own;
    }
}

void ent_part_namesakes(ent_finder *f) {
    size_t persons = f->entity_count;
    const char **nations = ent_arena_calloc(f->arena, persons + 1, sizeof *nations);
    bool *several = ent_arena_calloc(f->arena, persons + 1, sizeof *several);
    if (!nations || !several) {
        f->no_memory = true;
        return;
    }
    for (size_t i = 0; i < f->count; i++) {
        const ent_mention *m = &f->mentions[i];
        const char *nation = is_full_name(f, m) ? nation_told(f, m) : NULL;
        if (!nation) continue;
        const char **own = &nations[m->entity];
        several[m->entity] |= *own && strcmp(*own, nation) != 0;
        *own = nation;
    }
    for (uint32_t e = 0; e < persons && !f->no_memory; e++)
        if (several[e]) part(f, e);
}
