/* names.c - names in the text: the lexicon, the NER model and the shape of names propose, the
 * longer and surer wins. */
#include "actors/names.h"

#include <string.h>

enum { CHECKS_MAX = 256 };

/* A nationality before a name that the model takes into it ("Russian President") or that stands for
 * itself must not be swallowed by an organisation that does not begin with it in the lexicon. */
static bool guess_wins(const ent_proposal *known, const ent_proposal *guess) {
    if (guess->first > known->first || guess->first + guess->count <= known->first + known->count)
        return false;
    if (known->count > 1 && guess->type == ENT_PLACE) return false;
    if (known->form->kind == ENT_FORM_ADJECTIVE || known->type == ENT_COUNTRY)
        return guess->type == ENT_ORGANIZATION && known->first > guess->first;
    return guess->type != ENT_PERSON || known->type != ENT_PERSON;
}

/* A name that is written out wins over shorter ones, but not over a body that the lexicon knows by
 * several words. */
static bool spelling_wins(const ent_proposal *spelled, const ent_proposal *best) {
    bool body = best->known && best->known->type == ENT_ORGANIZATION && best->count > 1;
    return spelled->count > best->count && !body && best->first == spelled->first;
}

/* The entity of an organisation that no list has: the document may have given its name in full. */
static uint32_t unknown_entity(ent_finder *f, const ent_proposal *p, const char *name,
                               size_t length, ent_reason *reason) {
    char folded[FOLD_ROOM];
    size_t size = p->count > 1 ? ent_fold_span(name, length, folded, sizeof folded) : 0;
    uint32_t before = size ? ent_map_get(&f->shorts, folded, size) : ENT_MAP_NONE;
    if (before == ENT_MAP_NONE) {
        size = ent_fold_span(name, length, folded, sizeof folded);
        before = size ? ent_map_get(&f->bare, folded, size) : ENT_MAP_NONE;
    }
    bool again = p->type == ENT_ORGANIZATION && before < ENT_AMBIGUOUS;
    *reason = again ? ENT_REASON_SHORT : ENT_REASON_NONE;
    return again ? before : ent_add_unknown(f, p->type, name, length);
}

/* "116th" */
bool ent_is_ordinal(const ent_finder *f, uint32_t sentence, uint32_t i) {
    ent_word word = ent_folded(f, sentence, i);
    if (word.length < 3) return false;
    char first = word.text[0], last = word.text[word.length - 1];
    return first >= '0' && first <= '9' && last >= 'a' && last <= 'z';
}

/* "United States Central Intelligence Agency", "116th U.S. Congress": a body of the lexicon, called
 * by its country and number, too. */
static const ent_known *nation_body(const ent_finder *f, uint32_t sentence, const ent_proposal *p) {
    char folded[FOLD_ROOM];
    uint32_t tokens, first = p->first, end = p->first + p->count;
    size_t size;
    if (p->type != ENT_ORGANIZATION || p->count < 2) return NULL;
    if (ent_is_ordinal(f, sentence, first)) first++;
    const ent_known *country = ent_country_at(f, sentence, first, &tokens);
    if (country) first += tokens;
    if (first == p->first || first >= end) return NULL;
    const char *rest = ent_span_of(f, sentence, first, end - first, &size);
    size_t length = ent_fold_span(rest, size, folded, sizeof folded);
    const ent_form_entry *form = length ? ent_gazetteer_forms(f->g, folded, length) : NULL;
    const ent_known *known = form ? &f->g->known[form->known] : NULL;
    if (!known || known->type != ENT_ORGANIZATION) return NULL;
    bool own = country && known->iso3 && strcmp(known->iso3, country->iso3) == 0;
    return own || !country ? known : NULL;
}

static uint32_t entity_of(ent_finder *f, uint32_t sentence, const ent_proposal *p,
                          ent_reason *reason) {
    size_t length;
    *reason = p->known ? ENT_REASON_LEXICON : ENT_REASON_NONE; /* of others: unknown_entity */
    const char *name = ent_span_of(f, sentence, p->first, p->count, &length);
    const ent_known *known = p->known ? p->known : nation_body(f, sentence, p);
    if (known) return ent_add_known(f, known);
    if (p->type == ENT_PERSON) return ENT_NO_ENTITY; /* persons.c finds out who it is */
    return unknown_entity(f, p, name, length, reason);
}

/* "Turkish Cypriots", "Kosovo Serbs": the people of one country in another are a group, neither
 * country. */
static void join_nations(ent_finder *f, ent_mention *m) {
    const ent_mention *before = f->count > 1 ? m - 1 : NULL;
    if (!before || before->sentence != m->sentence || before->type != ENT_COUNTRY ||
        before->first + before->count != m->first || before->entity == m->entity)
        return;
    size_t length;
    const char *name =
        ent_span_of(f, m->sentence, before->first, before->count + m->count, &length);
    uint32_t group = ent_add_unknown(f, ENT_GROUP, name, length);
    if (group == ENT_NO_ENTITY) return;
    if (!f->entities[group].entity.country)
        f->entities[group].entity.country = f->entities[before->entity].entity.iso3;
    m->first = m->phrase_first = before->first;
    m->count += before->count;
    m->begin = before->begin;
    m->entity = group;
    m->type = ENT_GROUP;
    m->kind = ENT_MENTION_NAMED;
}

static void accept(ent_finder *f, uint32_t sentence, const ent_proposal *p) {
    ent_reason reason;
    uint32_t entity = entity_of(f, sentence, p, &reason);
    ent_mention *m = ent_add_mention(f, sentence, p->first, p->count, p->type, entity);
    if (m) m->reason = reason;
    if (!m || !p->form) return;
    if (p->form->kind == ENT_FORM_ADJECTIVE) m->role = ENT_ROLE_ADJECTIVE;
    if (p->form->kind == ENT_FORM_ADJECTIVE || p->form->kind == ENT_FORM_PEOPLE)
        m->kind = ENT_MENTION_NOMINAL; /* "French" means France but is not its name */
    if (p->form->kind == ENT_FORM_PEOPLE) join_nations(f, m);
    if (p->form->kind == ENT_FORM_CAPITAL || p->type == ENT_PLACE)
        m->role = ENT_ROLE_LOCATION; /* roles.c looks closer */
}

/* What is proposed at token i, or false. *later is a guess that begins further on. */
static bool propose(ent_finder *f, uint32_t sentence, uint32_t i, ent_proposal *later,
                    ent_proposal *out) {
    ent_proposal known, guess, spelled;
    /* al-Sadr, el-Sisi, bin Laden, von der Leyen, de Mistura */
    static const char *const particles[] = {"al", "el", "bin", "von", "de", NULL};
    bool named = ent_is_upper_at(f, sentence, i) || ent_token_among(f, sentence, i, particles) ||
                 ent_finder_token(f, sentence, i)->ner == ENT_NER_B_LOC;
    bool have_known = named && ent_known_name(f, sentence, i, &known);
    bool have_guess = ent_guessed_name(f, sentence, i, &guess);
    if (have_guess && guess.first > i) {
        *later = guess;
        have_guess = false;
    } else if (!have_guess && i == later->first) {
        guess = *later;
        have_guess = true;
    }
    *out = (ent_proposal){.first = i};
    if (have_known) *out = known;
    if (have_guess && (!have_known || guess_wins(&known, &guess))) *out = guess;
    if (named && ent_spelled_name(f, sentence, i, &spelled) && spelling_wins(&spelled, out))
        *out = spelled;
    return out->count > 0;
}

/* "Latin American", "East African", "Native Americans": the second word alone would mean somebody
 * else. */
static bool is_region_pair(const ent_finder *f, uint32_t sentence, uint32_t i) {
    char folded[FOLD_ROOM];
    size_t size;
    if (i + 1 >= f->text->sentences[sentence].count || !ent_is_upper_at(f, sentence, i + 1) ||
        !ent_is_upper_at(f, sentence, i))
        return false;
    const char *text = ent_span_of(f, sentence, i, 2, &size);
    size_t length = ent_fold_span(text, size, folded, sizeof folded);
    uint32_t group = length ? ent_map_get(&f->g->by_group, folded, length) : ENT_MAP_NONE;
    bool people = group != ENT_MAP_NONE && f->g->groups[group].people;
    bool region = length && ent_map_get(&f->g->regions, folded, length) != ENT_MAP_NONE;
    return (people || region) && ent_map_get(&f->g->by_form, folded, length) == ENT_MAP_NONE;
}

static bool is_acronym_at(const ent_finder *f, uint32_t sentence, uint32_t i) {
    const ent_token *token = ent_finder_token(f, sentence, i);
    return !ent_has_lower(ent_form(f->text, token), token->length);
}

static void find_in_sentence(ent_finder *f, uint32_t sentence) {
    const ent_sentence *s = &f->text->sentences[sentence];
    ent_proposal later = {.first = UINT32_MAX}, best;
    for (uint32_t i = 0; i < s->count && !f->no_memory;) {
        uint32_t entity;
        if (is_region_pair(f, sentence, i)) {
            i += 2;
            continue;
        }
        if (ent_is_upper_at(f, sentence, i) && ent_short_name(f, sentence, i, &best, &entity)) {
            ent_mention *m = ent_add_mention(f, sentence, i, 1, best.type, entity);
            if (m)
                m->reason = is_acronym_at(f, sentence, i) ? ENT_REASON_ACRONYM : ENT_REASON_SHORT;
            i++;
        } else if (propose(f, sentence, i, &later, &best)) {
            accept(f, sentence, &best);
            ent_learn_short_names(f, sentence, &best);
            i = best.first + best.count;
        } else {
            i++;
        }
    }
}

/* Some "Nationalist Party", if not the one that the lexicon knows: a body of its own. */
static bool is_spelled_out(const ent_finder *f, const ent_mention *m) {
    return m->type == ENT_ORGANIZATION && m->count > 1 &&
           ent_head_at(f, m->sentence, m->first + m->count - 1) >= 0;
}

/* Forms that mean their owner only where it is named otherwise: take the others back. */
static bool is_unsupported(const ent_finder *f, const ent_mention *m) {
    char folded[FOLD_ROOM];
    size_t size;
    const char *text = ent_span_of(f, m->sentence, m->first, m->count, &size);
    size_t length = ent_fold_span(text, size, folded, sizeof folded);
    const ent_form_entry *form = length ? ent_gazetteer_forms(f->g, folded, length) : NULL;
    if (!form || !form->conditional || m->entity == ENT_NO_ENTITY) return false;
    if (ent_map_get(&f->g->senses_of, folded, length) != ENT_MAP_NONE ||
        ent_map_get(&f->names, folded, length) != ENT_MAP_NONE)
        return false;
    bool body = f->entities[m->entity].entity.type == ENT_ORGANIZATION;
    uint8_t deprel = ent_finder_token(f, m->sentence, m->head)->deprel;
    bool stands = deprel != ENT_DEP_COMPOUND && deprel != ENT_DEP_AMOD;
    if (body && stands && ent_has_lower(text, size) && !is_spelled_out(f, m) &&
        ent_guessed_type(ent_finder_token(f, m->sentence, m->first)) == ENT_ORGANIZATION)
        return false; /* "Amazon": the model takes it for a body */
    for (size_t i = 0; i < f->count; i++) {
        const ent_mention *other = &f->mentions[i];
        if (other->entity != m->entity) continue;
        const char *name = ent_span_of(f, other->sentence, other->first, other->count, &size);
        size_t other_length = ent_fold_span(name, size, folded, sizeof folded);
        const ent_form_entry *own =
            other_length ? ent_gazetteer_forms(f->g, folded, other_length) : NULL;
        if (own && !own->conditional) return false;
    }
    return true;
}

static void drop_unsupported(ent_finder *f) {
    size_t kept = 0, checks = 0, length;
    for (size_t i = 0; i < f->count; i++) {
        ent_mention m = f->mentions[i];
        if (checks <= CHECKS_MAX && is_unsupported(f, &m)) {
            checks++;
            if (!is_spelled_out(f, &m)) continue;
            const char *name = ent_span_of(f, m.sentence, m.first, m.count, &length);
            m.entity = ent_add_unknown(f, ENT_ORGANIZATION, name, length);
            m.reason = ENT_REASON_NONE;
        }
        f->mentions[kept++] = m;
    }
    f->count = kept;
}

/* Letters that the document explains only later, as headlines have them. */
static void settle_acronyms(ent_finder *f) {
    for (size_t i = 0; i < f->count && f->names.count > 0; i++) {
        ent_mention *m = &f->mentions[i];
        if (m->count > 1 || m->entity == ENT_NO_ENTITY || f->entities[m->entity].known) continue;
        ent_word word = ent_folded(f, m->sentence, m->first);
        uint32_t entity =
            word.length ? ent_map_get(&f->names, word.text, word.length) : ENT_MAP_NONE;
        if (entity >= ENT_AMBIGUOUS) continue;
        m->entity = entity;
        m->reason = ENT_REASON_ACRONYM;
        m->type = f->entities[entity].entity.type;
    }
}

void ent_find_names(ent_finder *f) {
    for (uint32_t s = 0; s < f->text->sentence_count && !f->no_memory; s++) find_in_sentence(f, s);
    drop_unsupported(f);
    settle_acronyms(f);
    ent_finder_sort(f);
}
