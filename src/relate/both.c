/* both.c - "the two leaders", "both countries": the two of whom an act was told just before. */
#include <string.h>

#include "relate/relater.h"

enum { SENTENCES_BACK = 3, NO_TYPE = ENT_ACTOR_TYPE_COUNT };

/* What kind of actors a noun for two means: NO_TYPE for any, -1 if it is no such noun. */
static int type_meant(const char *lemma) {
    static const struct {
        const char *noun;
        int type;
    } nouns[] = {{"leader", ENT_PERSON},    {"president", ENT_PERSON},
                 {"minister", ENT_PERSON},  {"man", ENT_PERSON},
                 {"woman", ENT_PERSON},     {"politician", ENT_PERSON},
                 {"country", ENT_COUNTRY},  {"nation", ENT_COUNTRY},
                 {"state", ENT_COUNTRY},    {"neighbour", ENT_COUNTRY},
                 {"neighbor", ENT_COUNTRY}, {"government", ENT_COUNTRY},
                 {"side", NO_TYPE},         {"party", NO_TYPE},
                 {"rival", NO_TYPE},        {"foe", NO_TYPE}};
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
        if (strcmp(lemma, nouns[i].noun) == 0) return nouns[i].type;
    return -1;
}

static bool has_two(const relater *r, uint32_t noun) {
    for (uint32_t k = 0; k < noun; k++) {
        const ent_token *t = token_at(r, k);
        bool says = strcmp(t->lemma, "two") == 0 || strcmp(t->lemma, "both") == 0;
        if (t->head == noun && says) return true;
    }
    return false;
}

/* The last mention of an entity up to this sentence; UINT32_MAX if its type is another. */
static uint32_t mention_named(const relater *r, const char *id, int type) {
    for (size_t i = r->actors->mention_count; i-- > 0;) {
        const ent_mention *m = mention_of(r, (uint32_t)i);
        if (m->sentence > r->number || m->entity == ENT_NO_ENTITY) continue;
        const ent_entity *e = &r->actors->entities[m->entity];
        if (strcmp(e->id, id) != 0) continue;
        bool fits = type == NO_TYPE ? e->type != ENT_GROUP : (int)e->type == type;
        return fits ? (uint32_t)i : UINT32_MAX;
    }
    return UINT32_MAX;
}

bool ent_find_both(const relater *r, uint32_t i, parties *out) {
    int type = type_meant(token_at(r, i)->lemma);
    if (type < 0 || out->count > 0 || !has_two(r, i)) return false;
    for (size_t k = r->begun; k-- > 0;) {
        const ent_statement *s = &r->items[k];
        if (s->sentence + SENTENCES_BACK < r->number + 1) return false;
        if (type == NO_TYPE && !s->symmetric && s->sign >= 0) continue; /* sides are of a quarrel */
        uint32_t a = mention_named(r, s->source.id, type), b = mention_named(r, s->target.id, type);
        if (a == UINT32_MAX || b == UINT32_MAX) continue;
        out->mentions[out->count++] = a;
        out->mentions[out->count++] = b;
        return true;
    }
    return false;
}
