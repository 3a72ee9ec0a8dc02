/* groups.c - groups and bodies that a noun names: "Russian forces" act for Russia, "the Russian
 * army" is an organisation of Russia, "European allies" and "Kurds" are groups of their own,
 * "protesters" are a group that is only described. Single persons ("a Norwegian envoy") are left to
 * offices.c, bodies that a pronoun or nothing owns ("its army", "the government") to bodies.c. */
#include <stdio.h>
#include <string.h>

#include "actors/coref.h"

enum { NOUN_MAX = 64, NAME_MAX_TOKENS = 4, LOOK_BACK = 6, NAME_BYTES = 256 };

const ent_group_noun *ent_group_noun_at(const ent_finder *f, uint32_t sentence, uint32_t i,
                                        uint32_t *count) {
    ent_word word = ent_folded(f, sentence, i);
    if (i > 0 && ent_folded(f, sentence, i - 1).length + word.length < NOUN_MAX) {
        char folded[4 * NOUN_MAX];
        size_t size;
        const char *text = ent_span_of(f, sentence, i - 1, 2, &size);
        size_t length = size < NOUN_MAX ? ent_fold_span(text, size, folded, sizeof folded) : 0;
        uint32_t group = length ? ent_map_get(&f->g->by_group, folded, length) : ENT_MAP_NONE;
        *count = 2;
        if (group != ENT_MAP_NONE) return &f->g->groups[group];
    }
    *count = 1;
    uint32_t group =
        word.length ? ent_map_get(&f->g->by_group, word.text, word.length) : ENT_MAP_NONE;
    return group == ENT_MAP_NONE ? NULL : &f->g->groups[group];
}

/* ---- Whose it is ---- */

/* Is the mention that covers token k an owner of the noun at i by the tree: "Russian forces",
 * "India's navy", "Nigerian and British forces"? */
static bool owns(const ent_finder *f, const ent_mention *m, uint32_t i) {
    const ent_token *head = ent_finder_token(f, m->sentence, m->head);
    bool modifies = head->deprel == ENT_DEP_NMOD_POSS || head->deprel == ENT_DEP_AMOD ||
                    head->deprel == ENT_DEP_COMPOUND || head->deprel == ENT_DEP_NUMMOD;
    bool joined = head->deprel == ENT_DEP_CONJ && head->head < i &&
                  ent_finder_token(f, m->sentence, head->head)->head == i;
    return (modifies && head->head == i) || joined;
}

/* "In Kisumu police opened fire": a place that a preposition before it closes off, and behind the
 * noun a verb whose subject it is. */
static bool is_told_place(const ent_finder *f, const ent_mention *m, uint32_t i) {
    static const char *const words[] = {"in", "at", "near", "around", "outside", "across", NULL};
    uint32_t s = m->sentence, article = m->first > 0 && ent_token_is(f, s, m->first - 1, "the");
    if (m->kind != ENT_MENTION_NAMED || m->first != 1 + article ||
        !ent_token_among(f, s, 0, words) || m->first + m->count != i ||
        i + 1 >= f->text->sentences[s].count)
        return false;
    uint8_t next = ent_finder_token(f, s, i + 1)->upos;
    return next == ENT_UPOS_VERB || next == ENT_UPOS_AUX;
}

ent_mention *ent_owner_before(const ent_finder *f, uint32_t sentence, uint32_t i) {
    uint32_t from = i > LOOK_BACK ? i - LOOK_BACK : 0;
    for (uint32_t k = i; k-- > from;) {
        ent_mention *m = ent_mention_at(f, sentence, k);
        const ent_token *token = ent_finder_token(f, sentence, k);
        if (token->deprel == ENT_DEP_PUNCT && !ent_token_is(f, sentence, k, "-")) return NULL;
        if (m && is_told_place(f, m, i)) return NULL;
        if (m) return owns(f, m, i) && m->entity != ENT_NO_ENTITY ? m : NULL;
    }
    return NULL;
}

ent_mention *ent_owner_after(const ent_finder *f, uint32_t sentence, uint32_t i) {
    static const char *const loose[] = {"in", "from", NULL};
    bool of = ent_token_is(f, sentence, i + 1, "of");
    if (!of && !ent_token_among(f, sentence, i + 1, loose)) return NULL;
    uint32_t at = ent_token_is(f, sentence, i + 2, "the") ? i + 3 : i + 2;
    ent_mention *m = ent_mention_at(f, sentence, at);
    if (!m || m->first != at || m->entity == ENT_NO_ENTITY) return NULL;
    if (!of && ent_finder_token(f, sentence, m->head)->head != i) return NULL;
    return m->type != ENT_PERSON && m->type != ENT_GROUP ? m : NULL;
}

bool ent_has_possessive(const ent_finder *f, uint32_t sentence, uint32_t i) {
    uint32_t from = i > LOOK_BACK ? i - LOOK_BACK : 0;
    for (uint32_t k = from; k < i; k++) {
        const ent_token *t = ent_finder_token(f, sentence, k);
        if (t->head == i && t->deprel == ENT_DEP_NMOD_POSS && t->upos == ENT_UPOS_PRON) return true;
    }
    return false;
}

/* ---- Names and entities ---- */

/* How many words before token end are an adjective of a people or of the world's parts: "West
 * African", "Kurdish", "rebel". */
static uint32_t region_words(const ent_finder *f, uint32_t sentence, uint32_t end) {
    for (uint32_t count = end < 2 ? end : 2; count > 0; count--) {
        char folded[4 * NOUN_MAX];
        size_t size;
        const char *text = ent_span_of(f, sentence, end - count, count, &size);
        size_t length = size < NOUN_MAX ? ent_fold_span(text, size, folded, sizeof folded) : 0;
        if (length && ent_map_get(&f->g->regions, folded, length) != ENT_MAP_NONE) return count;
    }
    return 0;
}

/* The first token of the group's name: the noun with the region word or owner before it. */
static uint32_t name_start(const ent_finder *f, uint32_t sentence, uint32_t i,
                           const ent_mention *owner) {
    if (owner) return owner->first;
    uint32_t start = i, words;
    while (i - start + 1 < NAME_MAX_TOKENS && (words = region_words(f, sentence, start)) > 0)
        start -= words;
    return start;
}

/* The words of a group's name without possessive marks, the noun (from token noun on) in small
 * letters: "Protesters" at the beginning of a sentence are protesters. */
static size_t write_name(const ent_finder *f, uint32_t sentence, uint32_t first, uint32_t noun,
                         uint32_t end, char *name) {
    size_t length = 0;
    for (uint32_t i = first; i < end; i++) {
        const ent_token *token = ent_finder_token(f, sentence, i);
        const char *form = ent_form(f->text, token);
        if (token->upos == ENT_UPOS_PART || token->upos == ENT_UPOS_PUNCT) continue;
        if (length + token->length + 2 > NAME_BYTES) break;
        if (length > 0) name[length++] = ' ';
        memcpy(name + length, form, token->length);
        bool capital = *form >= 'A' && *form <= 'Z' && ent_has_lower(form, token->length);
        if (i >= noun && capital) name[length] = (char)(*form + 32);
        length += token->length;
    }
    return length;
}

uint32_t ent_group_of(ent_finder *f, uint32_t sentence, uint32_t first, uint32_t noun, uint32_t end,
                      const ent_mention *owner) {
    char name[NAME_BYTES];
    size_t length = write_name(f, sentence, first, noun, end, name);
    uint32_t entity = ent_add_unknown(f, ENT_GROUP, name, length);
    if (entity == ENT_NO_ENTITY) return entity;
    ent_entity *e = &f->entities[entity].entity;
    e->described = first + 1 == end;
    e->common = owner || first == noun;
    if (owner) {
        const ent_entity *whose = &f->entities[owner->entity].entity;
        e->country = whose->iso3 ? whose->iso3 : whose->country;
    }
    return entity;
}

/* Soldiers and officials act for their country or body, fighters for their organisation. */
static bool acts_for(const ent_group_noun *noun, const ent_mention *owner) {
    if (owner->type == ENT_PLACE) return false;
    bool fights = noun->kind == ENT_GROUP_MILITANTS && owner->type == ENT_ORGANIZATION;
    return noun->body || fights || noun->kind == ENT_GROUP_MEMBERS;
}

uint32_t ent_group_of_many(ent_finder *f, uint32_t sentence, uint32_t end,
                           const ent_group_noun *noun, const ent_mention *owner) {
    uint32_t count, start;
    if (ent_group_noun_at(f, sentence, end - 1, &count) != noun) return ENT_NO_ENTITY;
    start = end - count;
    uint32_t first = name_start(f, sentence, start, owner);
    if (first == start) return ENT_NO_ENTITY;
    if (owner && acts_for(noun, owner)) return owner->entity;
    char name[NAME_BYTES];
    size_t length = write_name(f, sentence, first, start, start, name);
    size_t size = strlen(noun->plural);
    if (length == 0 || length + size + 2 > sizeof name) return ENT_NO_ENTITY;
    name[length++] = ' ';
    memcpy(name + length, noun->plural, size);
    uint32_t entity = ent_add_unknown(f, ENT_GROUP, name, length + size);
    if (entity == ENT_NO_ENTITY) return entity;
    ent_entity *e = &f->entities[entity].entity;
    e->common = true; /* the group itself is not spoken of */
    if (owner) {
        const ent_entity *whose = &f->entities[owner->entity].entity;
        e->country = whose->iso3 ? whose->iso3 : whose->country;
    }
    return entity;
}

/* "Kurds": a people, by its name in the lexicon. */
static uint32_t people_entity(ent_finder *f, const ent_group_noun *noun) {
    return ent_add_unknown(f, ENT_GROUP, noun->plural, strlen(noun->plural));
}

bool ent_names_body(const ent_finder *f, const ent_mention *m) {
    static const char *const links[] = {"of", "for", "on", NULL};
    uint32_t count, end = m->first + 1;
    while (end < m->first + m->count && !ent_token_among(f, m->sentence, end, links)) end++;
    const ent_group_noun *noun = ent_group_noun_at(f, m->sentence, end - 1, &count);
    return (noun && noun->own) || ent_head_at(f, m->sentence, end - 1) == ENT_HEAD_STATE;
}

/* A body by the words that say whose it is and its noun. */
static uint32_t body_called(ent_finder *f, uint32_t owner, const char *whose, size_t size,
                            const char *noun, size_t length) {
    char name[NAME_BYTES], folded[4 * NOUN_MAX];
    const ent_entity *e = &f->entities[owner].entity;
    if (length >= NOUN_MAX) return ENT_NO_ENTITY;
    length = ent_fold_span(noun, length, folded, sizeof folded);
    int all = snprintf(name, sizeof name, "%.*s %.*s", (int)size, whose, (int)length, folded);
    if (all < 0 || (size_t)all >= sizeof name) return ENT_NO_ENTITY;
    const char *iso3 = e->iso3 ? e->iso3 : e->country;
    uint32_t entity = ent_add_unknown(f, ENT_ORGANIZATION, name, (size_t)all);
    if (entity != ENT_NO_ENTITY && !f->entities[entity].entity.country)
        f->entities[entity].entity.country = iso3;
    return entity;
}

/* A country's body that the lexicon has under a name that begins or ends so, or NULL. */
static const ent_known *known_body(const ent_finder *f, const ent_known *country,
                                   const char *before, const char *after, const char *noun,
                                   size_t length) {
    char name[NAME_BYTES], folded[FOLD_ROOM];
    int size = snprintf(name, sizeof name, "%s%.*s%s", before, (int)length, noun, after);
    if (size < 0 || (size_t)size >= sizeof name) return NULL;
    size_t count = ent_fold_span(name, (size_t)size, folded, sizeof folded);
    const ent_form_entry *form = count ? ent_gazetteer_forms(f->g, folded, count) : NULL;
    for (; form; form = form->next == UINT32_MAX ? NULL : &f->g->forms[form->next]) {
        const ent_known *known = &f->g->known[form->known];
        bool own = known->type == ENT_ORGANIZATION && known->iso3 && country->iso3;
        if (own && strcmp(known->iso3, country->iso3) == 0) return known;
    }
    return NULL;
}

/* "American" and "supreme court" are the US Supreme Court, "British" and "home office" the Home
 * Office of the United Kingdom. */
static const ent_known *listed_body(const ent_finder *f, const ent_known *country, const char *noun,
                                    size_t length) {
    char before[NAME_BYTES], after[NAME_BYTES];
    const ent_known *known = NULL;
    if (country->type != ENT_COUNTRY || !country->adjective) return NULL;
    snprintf(before, sizeof before, "%s ", country->adjective);
    snprintf(after, sizeof after, " of %s", country->name);
    known = known_body(f, country, before, "", noun, length);
    if (!known) known = known_body(f, country, "", after, noun, length);
    snprintf(before, sizeof before, "%s ", country->name);
    if (!known) known = known_body(f, country, before, "", noun, length);
    if (!known && strcmp(country->iso3, "USA") == 0)
        known = known_body(f, country, "US ", "", noun, length);
    return known;
}

/* The word by which what an entity has is called: "Indian". */
static const char *word_of(const ent_finder *f, uint32_t owner) {
    const ent_known *known = f->entities[owner].known;
    return known && known->adjective ? known->adjective : f->entities[owner].entity.name;
}

uint32_t ent_body_of(ent_finder *f, uint32_t owner, const char *noun, size_t length) {
    const ent_known *listed =
        f->entities[owner].known ? listed_body(f, f->entities[owner].known, noun, length) : NULL;
    if (listed) return ent_add_known(f, listed);
    const char *whose = word_of(f, owner);
    return body_called(f, owner, whose, strlen(whose), noun, length);
}

uint32_t ent_namesake_of(ent_finder *f, uint32_t owner, const char *text, size_t length) {
    const ent_known *listed =
        f->entities[owner].known ? listed_body(f, f->entities[owner].known, text, length) : NULL;
    if (listed) return ent_add_known(f, listed);
    char name[NAME_BYTES];
    int size = snprintf(name, sizeof name, "%s %.*s", word_of(f, owner), (int)length, text);
    if (size < 0 || (size_t)size >= sizeof name) return ENT_NO_ENTITY;
    return ent_add_unknown(f, ENT_ORGANIZATION, name, (size_t)size); /* no part of the state */
}

/* ---- Finding them ---- */

/* Nouns that mean something else where "to" or "between" follows: "opposition to the plan". */
static bool is_abstract(const ent_finder *f, uint32_t sentence, uint32_t i) {
    static const char *const words[] = {"opposition", "union", "unions", "party", "parties", NULL};
    static const char *const links[] = {"to", "between", NULL};
    return ent_token_among(f, sentence, i, words) && ent_token_among(f, sentence, i + 1, links);
}

static ent_mention *add(ent_finder *f, uint32_t sentence, uint32_t first, uint32_t i,
                        uint32_t entity) {
    if (entity == ENT_NO_ENTITY) return NULL;
    ent_mention *m =
        ent_add_mention(f, sentence, first, i + 1 - first, f->entities[entity].entity.type, entity);
    if (!m) return NULL;
    m->kind = ENT_MENTION_NOMINAL;
    m->head = i;
    return m;
}

/* "the Baghdad court" is called by the city, "Baghdad's army" by the country. */
static uint32_t body_entity(ent_finder *f, const ent_mention *owner, const ent_group_noun *noun,
                            const char *words, size_t size) {
    size_t length;
    const char *text = ent_span_of(f, owner->sentence, owner->first, owner->count, &length);
    bool named = owner->kind == ENT_MENTION_NAMED && owner->type == ENT_COUNTRY;
    const char *name = f->entities[owner->entity].entity.name;
    bool country = length == strlen(name) && memcmp(text, name, length) == 0;
    if (noun->local && named && !country)
        return body_called(f, owner->entity, text, length, words, size);
    return ent_body_of(f, owner->entity, words, size);
}

/* "Kurds"; "Syrian Kurds" are others. */
static void take_people(ent_finder *f, uint32_t sentence, uint32_t i, uint32_t count,
                        const ent_group_noun *noun) {
    const ent_mention *owner = ent_owner_before(f, sentence, i);
    bool nation = owner && owner->type == ENT_COUNTRY && owner->role == ENT_ROLE_ADJECTIVE;
    uint32_t first = nation ? owner->first : i + 1 - count, entity;
    if (!ent_is_upper_at(f, sentence, i)) return;
    entity =
        nation ? ent_group_of(f, sentence, first, i + 1, i + 1, owner) : people_entity(f, noun);
    ent_mention *m = add(f, sentence, first, i, entity);
    if (!m) return;
    m->kind = ENT_MENTION_NAMED;
    f->entities[entity].entity.described = f->entities[entity].entity.common = false;
}

/* Does a people stand between an owner and its noun, "Syrian [Kurdish] forces", or another nation
 * before it, "[Kosovo] Serb mayors"? Then the state does not act. */
static bool is_of_people(const ent_finder *f, const ent_mention *owner, uint32_t noun) {
    uint32_t s = owner->sentence, count;
    if (owner->type != ENT_COUNTRY || owner->kind == ENT_MENTION_PRONOUN) return false;
    for (uint32_t k = owner->first + owner->count; k < noun; k++) {
        ent_word word = ent_folded(f, s, k);
        uint32_t group =
            word.length ? ent_map_get(&f->g->by_group, word.text, word.length) : ENT_MAP_NONE;
        bool region = word.length && ent_is_upper_at(f, s, k) &&
                      ent_map_get(&f->g->regions, word.text, word.length) != ENT_MAP_NONE;
        if (region || (group != ENT_MAP_NONE && f->g->groups[group].people)) return true;
    }
    const ent_mention *before = owner->first > 0 ? ent_mention_at(f, s, owner->first - 1) : NULL;
    return before && before->type == ENT_COUNTRY && before->sentence == s &&
           ent_country_at(f, s, before->first, &count) && owner->kind == ENT_MENTION_NOMINAL;
}

/* "gunmen from the Delta Avengers": the organisation whose fighters they are, or NULL. */
static const ent_mention *own_fighters(const ent_finder *f, uint32_t sentence, uint32_t i) {
    const ent_mention *m = ent_owner_after(f, sentence, i);
    return m && m->type == ENT_ORGANIZATION ? m : NULL;
}

/* "A mob", "an armed gang": one of a kind of groups, told for the first time, which does something;
 * but not what somebody is called, "as a terrorist group", nor who only speaks, "a charity said".
 */
static bool is_some_group(const ent_finder *f, uint32_t sentence, uint32_t first, uint32_t i,
                          const ent_group_noun *noun) {
    static const char *const articles[] = {"a", "an", "another", NULL};
    static const char *const crowds[] = {"mob", "crowd", NULL};
    bool acts = (noun->kind == ENT_GROUP_MILITANTS || ent_token_among(f, sentence, i, crowds)) &&
                ent_is_subject(ent_finder_token(f, sentence, i)->deprel);
    for (uint32_t k = first; acts && k > 0 && first - k < 3; k--) {
        if (ent_token_among(f, sentence, k - 1, articles)) return true;
        if (ent_finder_token(f, sentence, k - 1)->upos != ENT_UPOS_ADJ) return false;
    }
    return false;
}

static void take_noun(ent_finder *f, uint32_t sentence, uint32_t i) {
    uint32_t count;
    const ent_group_noun *noun = ent_group_noun_at(f, sentence, i, &count);
    if (!noun || noun->person || is_abstract(f, sentence, i)) return;
    if (noun->people) {
        take_people(f, sentence, i, count, noun);
        return;
    }
    if (noun->kind == ENT_GROUP_ALLIES && !noun->is_plural) return; /* "the African country" */
    if (noun->body && ent_has_possessive(f, sentence, i)) return;
    if (ent_is_set(f, sentence, i)) return; /* "the two leaders": sets.c */
    const ent_mention *owner = ent_owner_before(f, sentence, i), *after = NULL;
    if (owner && owner->type == ENT_PERSON) {
        if (noun->body) return;
        owner = NULL;
    }
    uint32_t start = i + 1 - count, first = name_start(f, sentence, start, owner);
    bool member = noun->kind == ENT_GROUP_MEMBERS;
    if (!owner && (noun->body || member)) owner = after = ent_owner_after(f, sentence, i);
    if (!owner && noun->kind == ENT_GROUP_MILITANTS) owner = after = own_fighters(f, sentence, i);
    bool region = !owner && first < start;
    bool people = owner && !after && is_of_people(f, owner, start);
    bool some = !owner && !region && is_some_group(f, sentence, start, i, noun);
    if (!owner && !region && !noun->is_plural && !some) return; /* "the court": whose? */
    bool of_somebody =
        noun->kind == ENT_GROUP_ALLIES || noun->kind == ENT_GROUP_EQUIPMENT || member;
    if (!owner && !region && of_somebody) return; /* allies, missiles of whom? */
    if (region && !noun->is_plural && !ent_token_is(f, sentence, first - 1, "the")) return;
    bool the = start > 0 && ent_token_is(f, sentence, start - 1, "the");
    if (!owner && !region && noun->standing && the) return; /* "the army": bodies.c */
    bool standing = noun->standing && noun->kind != ENT_GROUP_EQUIPMENT;
    size_t size;
    const char *words = ent_span_of(f, sentence, start, count, &size);
    uint32_t entity;
    if (people) /* "Syrian Kurdish forces" are no forces of Syria */
        entity = ent_group_of(f, sentence, first, start, i + 1, owner);
    else if (owner &&
             ((noun->own && owner->type == ENT_COUNTRY) || (standing && owner->type == ENT_PLACE)))
        entity = body_entity(f, owner, noun, words, size);
    else if (owner && acts_for(noun, owner))
        entity = owner->entity;
    else
        entity = ent_group_of(f, sentence, first, start, i + 1, after ? NULL : owner);
    add(f, sentence, after ? start : first, i, entity);
}

/* Does a noun stand so? "The Indian military said": the tagger may take it for an adjective. */
static bool is_nominal(uint8_t deprel) {
    return deprel == ENT_DEP_NSUBJ || deprel == ENT_DEP_NSUBJ_PASS || deprel == ENT_DEP_OBJ ||
           deprel == ENT_DEP_OBL || deprel == ENT_DEP_NMOD;
}

/* ---- One group called by several names ---- */

/* What the document calls a kind of group: the one entity, or ENT_AMBIGUOUS. */
static void learn_group(ent_finder *f, ent_map *groups, const char *key, uint32_t entity) {
    ent_map_slot *slot = ent_map_add(groups, key, strlen(key));
    if (!slot)
        f->no_memory = true;
    else if (slot->value == ENT_MAP_NONE)
        slot->value = entity;
    else if (slot->value != entity && key[0] != '=')
        slot->value = ENT_AMBIGUOUS;
}

/* The keys of a group's mention: "=european" for European allies, nations, states, which are one;
 * "guerrillas" for Sunni guerrillas, if no others are named. */
static bool key_of(const ent_finder *f, const ent_mention *m, char *key, size_t room) {
    uint32_t count, last = m->first + m->count - 1;
    const ent_group_noun *noun = ent_group_noun_at(f, m->sentence, last, &count);
    if (m->type != ENT_GROUP || m->entity == ENT_NO_ENTITY || !noun || noun->people) return false;
    if (noun->kind == ENT_GROUP_ALLIES) {
        ent_word word = ent_folded(f, m->sentence, m->first);
        bool region = m->count == count + 1 && !f->entities[m->entity].entity.common;
        return region && snprintf(key, room, "=%.*s", (int)word.length, word.text) > 0;
    }
    bool fighters = noun->kind == ENT_GROUP_MILITANTS || noun->kind == ENT_GROUP_CROWD;
    return fighters && snprintf(key, room, "%s", noun->plural) > 0;
}

static void unite_groups(ent_finder *f) {
    ent_map groups = {0};
    char key[NAME_BYTES];
    for (size_t i = 0; i < f->count; i++) {
        const ent_mention *m = &f->mentions[i];
        if (key_of(f, m, key, sizeof key) &&
            (key[0] == '=' || !f->entities[m->entity].entity.common))
            learn_group(f, &groups, key, m->entity);
    }
    for (size_t i = 0; i < f->count && groups.count > 0; i++) {
        ent_mention *m = &f->mentions[i];
        if (!key_of(f, m, key, sizeof key)) continue;
        uint32_t group = ent_map_get(&groups, key, strlen(key));
        bool bare = f->entities[m->entity].entity.described;
        if (group < ENT_AMBIGUOUS && (key[0] == '=' || bare))
            m->entity = group, m->reason = ENT_REASON_DESCRIBED;
    }
    ent_map_free(&groups);
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
    unite_groups(f);
    ent_finder_sort(f);
}
