/* both.c - "the two leaders", "both countries": the two of whom an act was told just before. */
#include <string.h>

#include "relate/relater.h"

enum {
    SENTENCES_BACK = 3,
    STATEMENTS_BACK = 200,
    MENTIONS_BACK = 2000,
    NO_TYPE = ENT_ACTOR_TYPE_COUNT
};

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
    static const char *const words[] = {"two", "both", NULL};
    EACH_CHILD (r, noun, k)
        if (k < noun && ent_is_among(lemma_at(r, k), words)) return true;
    return false;
}

/* The last mention of an entity up to this sentence; UINT32_MAX if its type is another. */
static uint32_t mention_named(const relater *r, const char *id, int type) {
    for (size_t i = r->mention_end, seen = 0; i-- > 0 && seen < MENTIONS_BACK; seen++) {
        const ent_mention *m = mention_of(r, (uint32_t)i);
        if (m->entity == ENT_NO_ENTITY) continue;
        const ent_entity *e = &r->actors->entities[m->entity];
        if (strcmp(e->id, id) != 0) continue;
        bool fits = type == NO_TYPE ? e->type != ENT_GROUP : (int)e->type == type;
        return fits ? (uint32_t)i : UINT32_MAX;
    }
    return UINT32_MAX;
}

static bool is_person(const relater *r, uint32_t mention) {
    return mention_of(r, mention)->type == ENT_PERSON;
}

static bool is_between(const ent_statement *s, const ent_statement *of) {
    return (strcmp(s->source.id, of->source.id) == 0 && strcmp(s->target.id, of->target.id) == 0) ||
           (strcmp(s->source.id, of->target.id) == 0 && strcmp(s->target.id, of->source.id) == 0);
}

/* The first statement that is looked back at, however long the document. */
static size_t oldest(const relater *r) {
    return r->begun > STATEMENTS_BACK ? r->begun - STATEMENTS_BACK : 0;
}

/* How often the document has told of the two so far. */
static size_t weight(const relater *r, const ent_statement *of) {
    size_t count = 0;
    for (size_t i = oldest(r); i < r->count; i++) count += is_between(&r->items[i], of);
    return count;
}

/* Sides are those of the last quarrel or bargain; rivals those that the document is about. */
bool ent_find_both(const relater *r, uint32_t i, parties *out) {
    const char *noun = lemma_at(r, i);
    int type = type_meant(noun);
    bool rivals = strcmp(noun, "rival") == 0 || strcmp(noun, "foe") == 0;
    size_t most = 0;
    if (type < 0 || out->count > 0 || !has_two(r, i)) return false;
    for (size_t k = r->count; k-- > oldest(r) && (rivals || most == 0);) {
        const ent_statement *s = &r->items[k];
        if (!rivals && s->sentence + SENTENCES_BACK < r->number + 1) break;
        if (type == NO_TYPE && !s->symmetric && s->sign >= 0) continue;
        uint32_t a = mention_named(r, s->source.id, type), b = mention_named(r, s->target.id, type);
        bool uneven = a != UINT32_MAX && b != UINT32_MAX && is_person(r, a) != is_person(r, b);
        if (a == UINT32_MAX || b == UINT32_MAX || uneven || weight(r, s) <= most) continue;
        most = weight(r, s);
        out->mentions[0] = a;
        out->mentions[1] = b;
    }
    out->count = most > 0 ? 2 : 0;
    return most > 0;
}
