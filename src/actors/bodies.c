/* bodies.c - bodies that nothing before them says whose they are: "the government", "the army" of
 * the country that the text is about; "its navy", "Assad's forces"; "the ministry", "the group"
 * that was named before; "the country". Open where two may be meant. */
#include <string.h>

#include "actors/coref.h"

/* ---- Which country ---- */

/* The only country but `other` mentioned in this sentence before token i, or, if it has none, in
 * the sentence before; ENT_NO_ENTITY for none, ENT_AMBIGUOUS for several. */
static uint32_t local_country(const ent_coref *c, uint32_t sentence, uint32_t i, uint32_t other) {
    for (uint32_t back = 0; back <= 1 && back <= sentence; back++) {
        uint32_t only = ENT_NO_ENTITY;
        const ent_seen *s;
        for (uint32_t n = 0; (s = ent_seen_back(c, n)) != NULL && s->sentence + back >= sentence;
             n++) {
            if (s->sentence + back != sentence || (back == 0 && s->first >= i)) continue;
            if (s->entity == ENT_NO_ENTITY || s->type != ENT_COUNTRY || s->entity == other)
                continue;
            if (s->role == ENT_ROLE_TITLE || s->role == ENT_ROLE_ADJECTIVE) continue;
            if (only != ENT_NO_ENTITY && only != s->entity) return ENT_AMBIGUOUS;
            only = s->entity;
        }
        if (only != ENT_NO_ENTITY) return only;
    }
    return ENT_NO_ENTITY;
}

/* The country that a bare body belongs to: the one just spoken of, if the document is not mainly
 * about another. */
static uint32_t country_meant(const ent_coref *c, uint32_t sentence, uint32_t i, uint32_t other) {
    uint32_t local = local_country(c, sentence, i, other);
    if (local == ENT_AMBIGUOUS) return ENT_NO_ENTITY;
    if (other != ENT_NO_ENTITY) return local;
    if (local == ENT_NO_ENTITY) return c->country;
    return c->country == ENT_NO_ENTITY || c->country == local ? local : ENT_NO_ENTITY;
}

/* ---- Whose ---- */

/* The token that owns the noun at i with "'s" or as a pronoun; UINT32_MAX if none does. */
static uint32_t possessor(const ent_finder *f, uint32_t sentence, uint32_t i) {
    for (uint32_t k = i; k-- > 0 && i - k <= 6;) {
        const ent_token *t = ent_finder_token(f, sentence, k);
        if (t->head == i && t->deprel == ENT_DEP_NMOD_POSS) return k;
    }
    return UINT32_MAX;
}

/* What owns: a country or organisation itself, a person for the country whose official he is. */
static uint32_t owner_meant(ent_coref *c, uint32_t sentence, uint32_t token) {
    uint32_t entity = c->entity_at[ent_text_token(c, sentence, token)];
    if (entity == ENT_NO_ENTITY) return entity;
    const ent_entity *e = &c->f->entities[entity].entity;
    if (e->type == ENT_COUNTRY || e->type == ENT_ORGANIZATION) return entity;
    bool official = e->type == ENT_PERSON && c->f->entities[entity].official;
    return official ? ent_country_entity(c->f, e->country) : ENT_NO_ENTITY;
}

/* ---- The noun ---- */

static bool is_definite(const ent_finder *f, uint32_t sentence, uint32_t first) {
    static const char *const words[] = {"the", "this", "that", NULL};
    return first > 0 && ent_token_among(f, sentence, first - 1, words);
}

/* The entity of a body noun that has an owner. */
static uint32_t body_of(ent_coref *c, uint32_t owner, const ent_group_noun *noun, uint32_t sentence,
                        uint32_t first, uint32_t count) {
    size_t length;
    const char *words = ent_span_of(c->f, sentence, first, count, &length);
    if (owner == ENT_NO_ENTITY) return owner;
    bool own = noun->own && c->f->entities[owner].entity.type == ENT_COUNTRY;
    return own ? ent_body_of(c->f, owner, words, length) : owner;
}

/* "the ministry", "the tribunal": the one body of the document that is called so. */
static uint32_t named_before(const ent_coref *c, uint32_t sentence, uint32_t i) {
    ent_word word = ent_folded(c->f, sentence, i);
    uint32_t entity =
        word.length ? ent_map_get(&c->f->shorts, word.text, word.length) : ENT_MAP_NONE;
    if (entity >= ENT_AMBIGUOUS || ent_head_at(c->f, sentence, i) < 0) return ENT_NO_ENTITY;
    const ent_seen *s;
    for (uint32_t n = 0; (s = ent_seen_back(c, n)) != NULL; n++)
        if (s->entity == entity) return entity;
    return ENT_NO_ENTITY;
}

/* "the army" after "the Sudanese army": the last body whose name ends so, if it is the only one. */
static uint32_t same_noun(const ent_coref *c, uint32_t sentence, uint32_t first, uint32_t count) {
    size_t size;
    char folded[FOLD_ROOM];
    const char *text = ent_span_of(c->f, sentence, first, count, &size);
    size_t length = ent_fold_span(text, size, folded, sizeof folded);
    uint32_t only = ENT_NO_ENTITY;
    const ent_seen *s;
    for (uint32_t n = 0; length && (s = ent_seen_back(c, n)) != NULL; n++) {
        if (s->entity == ENT_NO_ENTITY || s->type != ENT_ORGANIZATION || s->entity == only)
            continue;
        char own[FOLD_ROOM];
        const char *name = c->f->entities[s->entity].entity.name;
        size_t end = ent_fold_span(name, strlen(name), own, sizeof own);
        if (end <= length || own[end - length - 1] != ' ' ||
            memcmp(own + end - length, folded, length) != 0)
            continue;
        if (only != ENT_NO_ENTITY) return ENT_NO_ENTITY;
        only = s->entity;
    }
    return only;
}

/* "the group": the last organisation that acted, if no other did and it may be called so. */
static uint32_t last_group(const ent_coref *c, uint32_t sentence, uint32_t i) {
    static const char *const words[] = {"group",   "movement", "organisation", "organization",
                                        "faction", "militia",  "bloc",         "alliance",
                                        "company", "firm",     "party",        NULL};
    uint32_t only = ENT_NO_ENTITY;
    const ent_seen *s;
    if (!ent_token_among(c->f, sentence, i, words)) return only;
    for (uint32_t n = 0;
         (s = ent_seen_back(c, n)) != NULL && s->sentence + SENTENCES_BACK >= sentence; n++) {
        if (s->type != ENT_ORGANIZATION || s->entity == ENT_NO_ENTITY || s->role != ENT_ROLE_ACTOR)
            continue;
        const ent_candidate *candidate = &c->f->entities[s->entity];
        if (candidate->known && (candidate->known->state || candidate->known->news)) continue;
        if (only != ENT_NO_ENTITY && only != s->entity) return ENT_NO_ENTITY;
        only = s->entity;
    }
    return only;
}

/* ---- At a token ---- */

static bool resolve(ent_coref *c, uint32_t sentence, uint32_t first, uint32_t i, uint32_t entity) {
    if (entity == ENT_NO_ENTITY) return false;
    ent_resolve(c, sentence, first, i + 1 - first, i, entity, ENT_MENTION_NOMINAL);
    return true;
}

/* Can the word at i stand between an article and its noun? */
static bool is_inside_phrase(const ent_finder *f, uint32_t sentence, uint32_t i) {
    uint8_t upos = ent_finder_token(f, sentence, i)->upos;
    return upos == ENT_UPOS_ADJ || upos == ENT_UPOS_NOUN || upos == ENT_UPOS_PROPN ||
           upos == ENT_UPOS_NUM || upos == ENT_UPOS_ADV || ent_token_is(f, sentence, i, "-");
}

/* "his country", "her homeland": the one that the person is of. */
static bool resolve_own_country(ent_coref *c, uint32_t sentence, uint32_t i, uint32_t owner) {
    static const char *const words[] = {"country", "nation", "homeland", NULL};
    if (!ent_token_among(c->f, sentence, i, words)) return false;
    uint32_t entity = c->entity_at[ent_text_token(c, sentence, owner)];
    if (entity == ENT_NO_ENTITY || c->f->entities[entity].entity.type != ENT_PERSON) return false;
    return resolve(c, sentence, i, i,
                   ent_country_entity(c->f, c->f->entities[entity].entity.country));
}

/* "the country", "the African country", "the island nation": the only one just spoken of. */
static bool resolve_country(ent_coref *c, uint32_t sentence, uint32_t i) {
    static const char *const words[] = {"country", "nation", "kingdom", "republic", NULL};
    static const char *const the[] = {"the", "this", NULL};
    const ent_token *token = ent_finder_token(c->f, sentence, i);
    if (!ent_token_among(c->f, sentence, i, words)) return false;
    if (token->deprel == ENT_DEP_COMPOUND || token->deprel == ENT_DEP_APPOS) return false;
    uint32_t first = i;
    for (uint32_t k = i; k-- > 0 && i - k <= 4 && first == i;) {
        if (ent_token_among(c->f, sentence, k, the)) first = k;
        if (first == i && !is_inside_phrase(c->f, sentence, k)) return false;
    }
    if (first == i || ent_token_is(c->f, sentence, i + 1, "of")) return false;
    for (uint32_t k = first + 1; k < i; k++) /* "the country" of no ordinal, number, superlative */
        if (ent_finder_token(c->f, sentence, k)->upos == ENT_UPOS_NUM ||
            strcmp(ent_xpos_name(ent_finder_token(c->f, sentence, k)->xpos), "JJS") == 0)
            return false;
    /* who invests in the country is another */
    uint32_t doer = ent_is_subject(token->deprel) ? UINT32_MAX : ent_doer_around(c->f, sentence, i);
    uint32_t other =
        doer == UINT32_MAX ? ENT_NO_ENTITY : c->entity_at[ent_text_token(c, sentence, doer)];
    return resolve(c, sentence, first + 1, i, country_meant(c, sentence, first, other));
}

/* Does the noun only describe another: "government sources", "army uniforms"? */
static bool is_modifier(const ent_token *t) {
    return t->deprel == ENT_DEP_COMPOUND || t->deprel == ENT_DEP_AMOD || t->deprel == ENT_DEP_APPOS;
}

/* "the police" of nobody knows which country: a group that is only described. */
static bool described(ent_coref *c, uint32_t sentence, uint32_t first, uint32_t i,
                      const ent_group_noun *noun) {
    if (!noun || !noun->standing || !noun->is_plural) return false;
    return resolve(c, sentence, first, i, ent_group_of(c->f, sentence, first, first, i + 1, NULL));
}

uint32_t ent_resolve_body(ent_coref *c, uint32_t sentence, uint32_t i) {
    ent_finder *f = c->f;
    const ent_token *token = ent_finder_token(f, sentence, i);
    uint32_t count, owner;
    if (ent_is_plural_noun(token) == false && resolve_country(c, sentence, i)) return 1;
    const ent_group_noun *noun = ent_group_noun_at(f, sentence, i, &count);
    uint32_t first = noun ? i + 1 - count : i;
    if (is_modifier(token)) return 0;
    owner = possessor(f, sentence, i);
    bool body = noun && noun->body && !noun->person && noun->kind != ENT_GROUP_EQUIPMENT;
    if (owner != UINT32_MAX && owner < first) {
        if (resolve_own_country(c, sentence, i, owner)) return 1;
        if (!body) return 0;
        uint32_t whose = owner_meant(c, sentence, owner);
        uint32_t entity = body_of(c, whose, noun, sentence, first, count);
        return resolve(c, sentence, first, i, entity);
    }
    if (!is_definite(f, sentence, first) || ent_token_is(f, sentence, i + 1, "of")) return 0;
    if (resolve(c, sentence, first, i, same_noun(c, sentence, first, noun ? count : 1))) return 1;
    if (resolve(c, sentence, first, i, named_before(c, sentence, i))) return 1;
    if (resolve(c, sentence, first, i, last_group(c, sentence, i))) return 1;
    bool state =
        body && noun->standing && !noun->local && (noun->own || noun->kind != ENT_GROUP_MILITARY);
    if (!state) return described(c, sentence, first, i, noun);
    ent_word word =
        ent_folded(f, sentence, i); /* "the Ethiopian government", and no other, before */
    uint32_t country = word.length ? ent_map_get(&c->owned, word.text, word.length) : ENT_MAP_NONE;
    if (country == ENT_AMBIGUOUS) return described(c, sentence, first, i, noun);
    if (country == ENT_MAP_NONE) country = country_meant(c, sentence, i, ENT_NO_ENTITY);
    if (resolve(c, sentence, first, i, body_of(c, country, noun, sentence, first, count))) return 1;
    return described(c, sentence, first, i, noun);
}
