/* sets.c - "the two leaders", "both countries", "they" of two and more: all of whom a sentence
 * before has named side by side. */
#include <string.h>

#include "actors/coref.h"

enum { NO_TYPE = ENT_ACTOR_TYPE_COUNT };

/* Is an actor seen that can be one of a set of this type? Countries may be told by titles only:
 * "the Egyptian minister". */
static bool fits(const ent_seen *s, unsigned type, bool titles) {
    if (s->entity == ENT_NO_ENTITY || s->role == ENT_ROLE_SOURCE || s->role == ENT_ROLE_NONE)
        return false;
    if (type == ENT_COUNTRY) return s->type == ENT_COUNTRY && (titles || s->role != ENT_ROLE_TITLE);
    if (s->role != ENT_ROLE_ACTOR) return false;
    return type == NO_TYPE ? s->type != ENT_GROUP && s->type != ENT_PLACE : s->type == type;
}

static bool is_in(const uint32_t *set, uint32_t count, uint32_t entity) {
    for (uint32_t i = 0; i < count; i++)
        if (set[i] == entity) return true;
    return false;
}

/* The distinct actors of one sentence before token i of `before`, in the order of the text; more
 * than SET_MAX count as none. */
static uint32_t actors_of(const ent_coref *c, uint32_t sentence, uint32_t i, unsigned type,
                          bool joined, bool titles, uint32_t set[SET_MAX]) {
    uint32_t count = 0;
    const ent_seen *s;
    for (uint32_t n = 0; (s = ent_seen_back(c, n)) != NULL && s->sentence >= sentence; n++) {
        if (s->sentence != sentence || s->first >= i || !fits(s, type, titles)) continue;
        const ent_token *t = ent_finder_token(c->f, sentence, s->head);
        bool side = ent_is_subject(t->deprel) || t->deprel == ENT_DEP_CONJ;
        if ((joined && !side) || is_in(set, count, s->entity)) continue;
        if (count == SET_MAX) return 0;
        memmove(set + 1, set, count * sizeof *set);
        set[0] = s->entity;
        count++;
    }
    return count;
}

/* Are the first and last of what a sentence has named side by side joined by "and" in the tree? */
static bool is_joined(const ent_coref *c, uint32_t sentence, uint32_t i) {
    const ent_seen *s;
    for (uint32_t n = 0; (s = ent_seen_back(c, n)) != NULL && s->sentence >= sentence; n++) {
        if (s->sentence != sentence || s->first >= i || s->entity == ENT_NO_ENTITY) continue;
        const ent_token *t = ent_finder_token(c->f, sentence, s->head);
        if (t->deprel != ENT_DEP_CONJ || t->head == ENT_ROOT) continue;
        if (ent_is_subject(ent_finder_token(c->f, sentence, t->head)->deprel)) return true;
    }
    return false;
}

uint32_t ent_last_joined(const ent_coref *c, uint32_t sentence, uint32_t i, uint32_t *back,
                         uint32_t set[SET_MAX]) {
    for (*back = 0; *back <= SENTENCES_BACK && *back <= sentence; ++*back) {
        uint32_t end = *back == 0 ? i : UINT32_MAX;
        if (!is_joined(c, sentence - *back, end)) continue;
        uint32_t count = actors_of(c, sentence - *back, end, NO_TYPE, true, false, set);
        return count > 1 ? count : 0;
    }
    return 0;
}

/* All actors of a type that a sentence before has named, if they are so many as wanted; of any
 * type, only if they were named side by side. */
static uint32_t last_set(const ent_coref *c, uint32_t sentence, uint32_t i, uint32_t wanted,
                         unsigned type, uint32_t set[SET_MAX]) {
    uint32_t back, count = ent_last_joined(c, sentence, i, &back, set), of_type = 0;
    for (uint32_t k = 0; k < count; k++)
        of_type += type == NO_TYPE || c->f->entities[set[k]].entity.type == type;
    if (count == wanted && of_type == count) return count;
    if (type == NO_TYPE) return 0;
    for (back = 1; back <= SENTENCES_BACK && back <= sentence; back++) {
        count = actors_of(c, sentence - back, UINT32_MAX, type, false, false, set);
        if (!count && type == ENT_COUNTRY)
            count = actors_of(c, sentence - back, UINT32_MAX, type, false, true, set);
        if (count) return count == wanted ? count : 0;
    }
    return 0;
}

/* What kind of actors a plural means: NO_TYPE for any, -1 if it is no such noun. */
static int type_meant(const ent_finder *f, uint32_t sentence, uint32_t i) {
    static const struct {
        const char *noun;
        int type;
    } nouns[] = {{"leaders", ENT_PERSON},
                 {"presidents", ENT_PERSON},
                 {"ministers", ENT_PERSON},
                 {"men", ENT_PERSON},
                 {"women", ENT_PERSON},
                 {"politicians", ENT_PERSON},
                 {"premiers", ENT_PERSON},
                 {"countries", ENT_COUNTRY},
                 {"nations", ENT_COUNTRY},
                 {"states", ENT_COUNTRY},
                 {"neighbours", ENT_COUNTRY},
                 {"neighbors", ENT_COUNTRY},
                 {"governments", ENT_COUNTRY},
                 {"sides", NO_TYPE},
                 {"parties", NO_TYPE},
                 {"rivals", NO_TYPE},
                 {"foes", NO_TYPE}};
    for (size_t k = 0; k < sizeof nouns / sizeof *nouns; k++)
        if (ent_token_is(f, sentence, i, nouns[k].noun)) return nouns[k].type;
    return -1;
}

/* How many "two", "both", "three" before the noun say, and where; 0 if nothing does. */
static uint32_t number_before(const ent_finder *f, uint32_t sentence, uint32_t noun,
                              uint32_t *first) {
    static const char *const words[] = {"both", "two", "three", "four", "five", "six"};
    for (uint32_t k = noun; k-- > 0 && noun - k <= 3;)
        for (uint32_t w = 0; w < sizeof words / sizeof *words; w++)
            if (ent_token_is(f, sentence, k, words[w])) {
                *first = k;
                return w ? w + 1 : 2;
            }
    return 0;
}

/* "both", "the two", "these three", but not "two of" or "one of two". */
static bool is_definite(const ent_finder *f, uint32_t sentence, uint32_t first) {
    static const char *const words[] = {"the", "these", "those", NULL};
    return ent_token_is(f, sentence, first, "both") ||
           (first > 0 && ent_token_among(f, sentence, first - 1, words));
}

bool ent_is_set(const ent_finder *f, uint32_t sentence, uint32_t i) {
    uint32_t first;
    return type_meant(f, sentence, i) >= 0 && number_before(f, sentence, i, &first) > 0 &&
           is_definite(f, sentence, first);
}

uint32_t ent_resolve_set(ent_coref *c, uint32_t sentence, uint32_t i) {
    int type = type_meant(c->f, sentence, i);
    uint32_t set[SET_MAX], first;
    if (type < 0) return 0;
    uint32_t wanted = number_before(c->f, sentence, i, &first);
    if (!wanted || !is_definite(c->f, sentence, first)) return 0;
    uint32_t count = last_set(c, sentence, first, wanted, (unsigned)type, set);
    for (uint32_t k = 0; k < count; k++)
        ent_resolve(c, sentence, first, i + 1 - first, i, set[k], ENT_MENTION_NOMINAL);
    return count ? 1 : 0;
}
