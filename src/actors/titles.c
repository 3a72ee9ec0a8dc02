/* titles.c - titles and offices: who holds them, and of what. Gives LINK edges. */
#include <string.h>

#include "actors/finder.h"

enum { MODIFIERS = 4, APPOSITIVE = 8, TITLE_WORDS = 5 };

/* Words that end an office: it gives no link. */
static bool is_past(const ent_finder *f, uint32_t sentence, uint32_t first) {
    static const char *const words[] = {"former", "ex",      "late", "then",
                                        "ousted", "deposed", "-",    NULL};
    for (uint32_t i = first; i > 0 && first - i < 4; i--)
        if (ent_token_among(f, sentence, i - 1, words)) return true;
    return false;
}

static const char *relation_of(const ent_title *title, ent_actor_type type) {
    uint8_t bits = type == ENT_COUNTRY ? title->country : title->organization;
    if (type != ENT_COUNTRY && !bits) bits = title->country;
    if (bits & ENT_TITLE_LEADS) return "leads";
    if (bits & ENT_TITLE_REPRESENTS) return "represents";
    return bits & ENT_TITLE_MEMBER && type != ENT_COUNTRY ? "member of" : NULL;
}

static bool is_possessive(const ent_finder *f, uint32_t sentence, uint32_t i) {
    return ent_token_is(f, sentence, i, "'s") || ent_token_is(f, sentence, i, "’s") ||
           ent_token_is(f, sentence, i, "'") || ent_token_is(f, sentence, i, "’");
}

static ent_mention *fit_owner(const ent_finder *f, ent_mention *m) {
    bool fits = m && m->entity != ENT_NO_ENTITY && m->type != ENT_PERSON &&
                !f->entities[m->entity].entity.described;
    return fits ? m : NULL;
}

/* The owner that ends before token end, but for words like "special", "chief", "interior": "Japan's
 * special", "French". */
static ent_mention *owner_before(const ent_finder *f, uint32_t sentence, uint32_t end) {
    for (uint32_t i = end; i > 0 && end - i < MODIFIERS;) {
        if (is_possessive(f, sentence, i - 1) && i > 1) i--;
        ent_mention *m = ent_mention_at(f, sentence, i - 1);
        if (m) return fit_owner(f, m);
        uint8_t upos = ent_finder_token(f, sentence, i - 1)->upos;
        if (upos != ENT_UPOS_ADJ && upos != ENT_UPOS_NOUN && upos != ENT_UPOS_PROPN) return NULL;
        i--;
    }
    return NULL;
}

/* The owner that follows "of", "for", "at": "of the Refugee Council". */
static ent_mention *owner_after(const ent_finder *f, uint32_t sentence, uint32_t at) {
    static const char *const prepositions[] = {"of", "for", "at", "with", "to", "from", "in", NULL};
    if (!ent_token_among(f, sentence, at, prepositions)) return NULL;
    at++;
    if (ent_token_is(f, sentence, at, "the")) at++;
    return fit_owner(f, ent_mention_at(f, sentence, at));
}

/* The country or organisation that a title belongs to, or NULL. */
static ent_mention *owner_of(const ent_finder *f, uint32_t sentence, uint32_t first, uint32_t end) {
    ent_mention *m = owner_after(f, sentence, end);
    return m ? m : owner_before(f, sentence, first);
}

/* Some mention of the country of an ISO code in this document. */
static ent_mention *mention_of_country(const ent_finder *f, const char *iso3) {
    for (size_t i = 0; iso3 && i < f->count; i++) {
        const ent_mention *m = &f->mentions[i];
        if (m->entity == ENT_NO_ENTITY || m->type != ENT_COUNTRY) continue;
        const char *own = f->entities[m->entity].entity.iso3;
        if (own && strcmp(own, iso3) == 0) return &f->mentions[i];
    }
    return NULL;
}

static void link_title(ent_finder *f, ent_mention *person, uint32_t title, uint32_t first,
                       uint32_t end) {
    const ent_title *t = &f->g->titles[title];
    ent_candidate *who = &f->entities[person->entity];
    if (is_past(f, person->sentence, first)) return;
    ent_mention *owner = owner_of(f, person->sentence, first, end);
    double confidence = 0.9;
    if (owner && (owner->role == ENT_ROLE_ADJECTIVE || owner->role == ENT_ROLE_ACTOR))
        owner->role = ENT_ROLE_TITLE;
    if (!owner && who->known && who->known->office != UINT32_MAX && t->country) {
        owner = mention_of_country(f, who->known->iso3);
        confidence = 0.8;
    }
    const char *relation = owner ? relation_of(t, owner->type) : NULL;
    if (!relation) return;
    const char *country = f->entities[owner->entity].entity.iso3;
    if (country && !who->entity.country) who->entity.country = country;
    ent_add_link(f, (uint32_t)(person - f->mentions), (uint32_t)(owner - f->mentions), relation,
                 person->sentence, first, end - first, "title", confidence);
}

static void take_title(ent_finder *f, ent_mention *person, uint32_t title, uint32_t first,
                       uint32_t end) {
    size_t length;
    ent_candidate *who = &f->entities[person->entity];
    const char *text = ent_span_of(f, person->sentence, first, end - first, &length);
    if (!who->entity.role && length < 60) who->entity.role = ent_arena_copy(f->arena, text, length);
    link_title(f, person, title, first, end);
}

/* Does the name begin a clause of its own, for the phrase before it is the object of another?
 * "After he met Iran's president, Putin said". */
static bool begins_clause(const ent_finder *f, const ent_mention *m, uint32_t phrase) {
    uint32_t s = m->sentence, end = m->first + m->count;
    if (phrase == 0 || end >= f->text->sentences[s].count) return false;
    uint8_t next = ent_finder_token(f, s, end)->upos,
            last = ent_finder_token(f, s, phrase - 1)->upos;
    return (next == ENT_UPOS_VERB || next == ENT_UPOS_AUX) &&
           (last == ENT_UPOS_VERB || last == ENT_UPOS_ADP);
}

/* "President Macron", "Japan's envoy, Yasushi Akashi", "the head of the UN, Antonio Guterres" */
static bool take_before(ent_finder *f, ent_mention *person) {
    uint32_t title, first, s = person->sentence, end = person->first;
    if (end > 0 && ent_title_before(f, s, 0, end, &title, &first)) {
        const ent_mention *owner = owner_before(f, s, first);
        person->phrase_first = owner ? owner->first : first;
        take_title(f, person, title, first, end);
        return true;
    }
    if (end > 1 && ent_token_is(f, s, end - 1, ",")) end--;
    if (end > 0 && end < person->first && ent_title_before(f, s, 0, end, &title, &first) &&
        owner_before(f, s, first) && !begins_clause(f, person, owner_before(f, s, first)->first)) {
        person->phrase_first = owner_before(f, s, first)->first;
        take_title(f, person, title, first, end);
        return true;
    }
    const ent_mention *owner = end > 0 ? ent_mention_at(f, s, end - 1) : NULL;
    if (!owner || owner->type == ENT_PERSON || owner->first < 2) return false;
    uint32_t at = owner->first;
    if (ent_token_is(f, s, at - 1, "the")) at--;
    if (at < 2 || owner_after(f, s, at - 1) != owner) return false;
    if (!ent_title_before(f, s, 0, at - 1, &title, &first)) return false;
    person->phrase_first = first;
    take_title(f, person, title, first, at - 1);
    return true;
}

/* "Macron, president of France," "Enver Solomon, the Refugee Council's chief executive," */
static void take_after(ent_finder *f, ent_mention *person) {
    uint32_t title, count, s = person->sentence, end = person->first + person->count;
    if (!ent_token_is(f, s, end, ",")) return;
    for (uint32_t at = end + 1; at < f->text->sentences[s].count && at < end + APPOSITIVE; at++) {
        const ent_token *token = ent_finder_token(f, s, at);
        if (token->upos == ENT_UPOS_VERB || ent_token_is(f, s, at, ",")) return;
        const ent_mention *m = ent_mention_at(f, s, at);
        if (m && m->type == ENT_PERSON && m->kind == ENT_MENTION_NAMED) return;
        if (!ent_title_at(f, s, at, &title, &count)) continue;
        const ent_mention *next = ent_mention_at(f, s, at + count);
        if (next && next->type == ENT_PERSON && next->first == at + count) return; /* his */
        person->phrase_end = at + count;
        take_title(f, person, title, at, at + count);
        return;
    }
}

/* Words before a name that no list has as a title: "Russian [opposition politician] Navalny". */
static void take_description(ent_finder *f, ent_mention *person) {
    uint32_t s = person->sentence, i = person->first;
    while (i > 0 && person->first - i < TITLE_WORDS && !ent_mention_at(f, s, i - 1)) {
        uint8_t upos = ent_finder_token(f, s, i - 1)->upos;
        if (upos != ENT_UPOS_NOUN && upos != ENT_UPOS_PROPN && upos != ENT_UPOS_ADJ) return;
        i--;
    }
    const ent_mention *m = i > 0 ? ent_mention_at(f, s, i - 1) : NULL;
    if (!m || m->first + m->count != i) return;
    bool nation = m->type == ENT_COUNTRY && m->role == ENT_ROLE_ADJECTIVE && i < person->first;
    bool described = m->kind == ENT_MENTION_NOMINAL && m->type != ENT_GROUP;
    if (nation || described) person->phrase_first = m->first;
}

static void take_person(ent_finder *f, ent_mention *person) {
    if (!take_before(f, person)) take_after(f, person);
    if (person->phrase_first == person->first) take_description(f, person);
}

void ent_find_titles(ent_finder *f) {
    for (size_t i = 0; i < f->count && !f->no_memory; i++) {
        ent_mention *m = &f->mentions[i];
        if (m->type == ENT_PERSON && m->kind == ENT_MENTION_NAMED && m->entity != ENT_NO_ENTITY)
            take_person(f, m);
    }
}
