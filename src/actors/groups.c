/* groups.c - groups and bodies that a noun names: "Russian forces" act for Russia, "European
 * allies" are a group of their own, "protesters" are a group that is only described. */
#include <stdio.h>
#include <string.h>

#include "actors/finder.h"

enum { NOUN_MAX = 64, NAME_MAX_TOKENS = 4, LOOK_BACK = 6 };

/* The group noun of one or two tokens that ends at token i; NULL if there is none. */
static const ent_group_noun *noun_at(const ent_finder *f, uint32_t sentence, uint32_t i,
                                     uint32_t *count) {
    char folded[4 * NOUN_MAX];
    for (*count = i > 0 ? 2 : 1; *count > 0; --*count) {
        size_t size;
        const char *text = ent_span_of(f, sentence, i + 1 - *count, *count, &size);
        size_t length = size < NOUN_MAX ? ent_fold_span(text, size, folded, sizeof folded) : 0;
        uint32_t group = length ? ent_map_get(&f->g->by_group, folded, length) : ENT_MAP_NONE;
        if (group != ENT_MAP_NONE) return &f->g->groups[group];
    }
    return NULL;
}

/* The mention that owns the noun at i: an adjective or compound before it, or a possessive. */
static const ent_mention *owner_of(const ent_finder *f, uint32_t sentence, uint32_t i) {
    uint32_t from = i > LOOK_BACK ? i - LOOK_BACK : 0;
    for (uint32_t k = i; k-- > from;) {
        const ent_mention *m = ent_mention_at(f, sentence, k);
        const ent_token *token = ent_finder_token(f, sentence, k);
        if (token->deprel == ENT_DEP_PUNCT && !ent_token_is(f, sentence, k, "-")) return NULL;
        if (!m) continue;
        const ent_token *head = ent_finder_token(f, sentence, m->head);
        bool possessive = head->deprel == ENT_DEP_NMOD_POSS;
        bool modifies = head->deprel == ENT_DEP_AMOD || head->deprel == ENT_DEP_COMPOUND;
        bool joined = head->deprel == ENT_DEP_CONJ &&
                      head->head < i && /* "Nigerian and British forces" */
                      ent_finder_token(f, sentence, head->head)->head == i;
        if (((possessive || modifies) && head->head == i) || joined)
            return m->type != ENT_PERSON && m->entity != ENT_NO_ENTITY ? m : NULL;
        return NULL;
    }
    return NULL;
}

/* The country or body after the noun at i: "authorities in the U.S.", "the government of Iraq". */
static const ent_mention *owner_after(const ent_finder *f, uint32_t sentence, uint32_t i) {
    static const char *const prepositions[] = {"of", "in", "from", NULL};
    if (!ent_token_among(f, sentence, i + 1, prepositions)) return NULL;
    uint32_t at = ent_token_is(f, sentence, i + 2, "the") ? i + 3 : i + 2;
    const ent_mention *m = ent_mention_at(f, sentence, at);
    bool fits = m && m->first == at && m->entity != ENT_NO_ENTITY &&
                (m->type == ENT_COUNTRY || m->type == ENT_ORGANIZATION);
    return fits ? m : NULL;
}

/* A word of the world's parts before the noun: "European", "Western", "African". */
static bool is_region_word(const ent_finder *f, uint32_t sentence, uint32_t i) {
    static const char *const words[] = {
        "european", "western", "african",   "asian",      "arab",      "gulf",     "latin",
        "eu",       "nato",    "eastern",   "baltic",     "nordic",    "southern", "northern",
        "islamic",  "muslim",  "kurdish",   "jewish",     "christian", "sunni",    "shia",
        "shiite",   "tuareg",  "far-right", "opposition", "rebel",     "islamist", NULL};
    return ent_token_among(f, sentence, i, words);
}

/* The first token of the group's name: the noun with the region word or owner before it. */
static uint32_t name_start(const ent_finder *f, uint32_t sentence, uint32_t i,
                           const ent_mention *owner) {
    if (owner) return owner->first;
    uint32_t start = i;
    while (start > 0 && i - start + 1 < NAME_MAX_TOKENS && is_region_word(f, sentence, start - 1))
        start--;
    return start;
}

/* Name of a group for its node: the words without possessive marks. */
static uint32_t group_entity(ent_finder *f, uint32_t sentence, uint32_t first, uint32_t end,
                             const ent_mention *owner) {
    char name[256];
    size_t length = 0;
    for (uint32_t i = first; i < end; i++) {
        const ent_token *token = ent_finder_token(f, sentence, i);
        const char *form = ent_form(f->text, token);
        if (token->upos == ENT_UPOS_PART || token->upos == ENT_UPOS_PUNCT) continue;
        if (length + token->length + 2 > sizeof name) break;
        if (length > 0) name[length++] = ' ';
        memcpy(name + length, form, token->length);
        length += token->length;
    }
    uint32_t entity = ent_add_unknown(f, ENT_GROUP, name, length);
    if (entity == ENT_NO_ENTITY) return entity;
    ent_entity *e = &f->entities[entity].entity;
    bool named = first + 1 < end;
    e->described = !named;
    if (owner && owner->entity != ENT_NO_ENTITY) {
        const ent_entity *whose = &f->entities[owner->entity].entity;
        e->country = whose->iso3 ? whose->iso3 : whose->country;
    }
    return entity;
}

bool ent_names_body(const ent_finder *f, const ent_mention *m) {
    uint32_t count;
    const ent_group_noun *noun = noun_at(f, m->sentence, m->first + m->count - 1, &count);
    return noun && noun->own;
}

/* "the Indian army" is an organisation of its own, and part of India. */
static uint32_t body_entity(ent_finder *f, uint32_t sentence, uint32_t i, uint32_t count,
                            const ent_mention *owner) {
    size_t length, size;
    const char *noun = ent_span_of(f, sentence, i + 1 - count, count, &size);
    const ent_entity *whose = &f->entities[owner->entity].entity;
    const char *adjective = ent_span_of(f, owner->sentence, owner->first, owner->count, &length);
    char name[256];
    int all = snprintf(name, sizeof name, "%.*s %.*s", (int)length, adjective, (int)size, noun);
    if (all < 0 || (size_t)all >= sizeof name) return ENT_NO_ENTITY;
    uint32_t entity = ent_add_unknown(f, ENT_ORGANIZATION, name, (size_t)all);
    if (entity != ENT_NO_ENTITY && !f->entities[entity].entity.country)
        f->entities[entity].entity.country = whose->iso3;
    return entity;
}

/* Does a noun stand so? "The Indian military said": the tagger may take it for an adjective. */
static bool is_nominal(uint8_t deprel) {
    return deprel == ENT_DEP_NSUBJ || deprel == ENT_DEP_NSUBJ_PASS || deprel == ENT_DEP_OBJ ||
           deprel == ENT_DEP_OBL || deprel == ENT_DEP_NMOD;
}

static void take_noun(ent_finder *f, uint32_t sentence, uint32_t i) {
    uint32_t count;
    const ent_group_noun *noun = noun_at(f, sentence, i, &count);
    if (!noun) return;
    const ent_mention *owner = owner_of(f, sentence, i), *after = NULL;
    uint32_t first = name_start(f, sentence, i + 1 - count, owner);
    if (!owner && noun->body) owner = after = owner_after(f, sentence, i);
    bool stands_for_owner = owner && noun->body && owner->type != ENT_PLACE;
    bool region = !owner && first + count < i + 1;
    if (!owner && !region && !noun->is_plural) return; /* "the court": whose? */
    bool of_somebody = noun->kind == ENT_GROUP_ALLIES || noun->kind == ENT_GROUP_EQUIPMENT;
    if (!owner && !region && of_somebody) return; /* allies, missiles of whom? */
    bool own_body = stands_for_owner && !after && noun->own && owner->type == ENT_COUNTRY;
    uint32_t entity = own_body           ? body_entity(f, sentence, i, count, owner)
                      : stands_for_owner ? owner->entity
                                         : group_entity(f, sentence, first, i + 1, owner);
    if (entity == ENT_NO_ENTITY) return;
    ent_actor_type type = f->entities[entity].entity.type;
    ent_mention *m = ent_add_mention(f, sentence, first, i + 1 - first, type, entity);
    if (!m) return;
    m->kind = ENT_MENTION_NOMINAL;
    m->head = i;
}

void ent_find_groups(ent_finder *f) {
    for (uint32_t s = 0; s < f->text->sentence_count && !f->no_memory; s++) {
        const ent_sentence *sentence = &f->text->sentences[s];
        for (uint32_t i = 0; i < sentence->count; i++) {
            const ent_token *token = ent_finder_token(f, s, i);
            bool noun = token->upos == ENT_UPOS_NOUN || token->upos == ENT_UPOS_PROPN ||
                        (token->upos == ENT_UPOS_ADJ && is_nominal(token->deprel));
            if (noun && !ent_mention_at(f, s, i)) take_noun(f, s, i);
        }
    }
    ent_finder_sort(f);
}
