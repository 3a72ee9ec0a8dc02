/* namesakes.c - two of one name: "Chinese minister Li Wei met Singapore's minister Li Wei". Where
 * the same full name is told to be of two countries, there are two, each called by his country in
 * the id; a mention that tells neither is left open. What one document tells of the country is kept
 * with the person, so that a graph of many can part namesakes, too (graph/namesakes.c). */
#include <string.h>

#include "actors/names.h"

enum { ADJECTIVES = 3, APPOSITIVE = 8 };

size_t ent_name_length(const char *id, const char *country) {
    size_t length = strlen(id), size = country ? strlen(country) : 0;
    if (size != 3 || length < size + 2 || id[length - size - 1] != '.') return length;
    for (size_t i = 0; i < size; i++)
        if (id[length - size + i] != (country[i] | 32)) return length;
    return length - size - 1;
}

char *ent_bearer_id(const char *id, const char *country, ent_arena *arena) {
    char *own = ent_arena_printf(arena, "%.*s.%s", (int)ent_name_length(id, country), id, country);
    for (char *at = own ? own + strlen(own) - strlen(country) : NULL; at && *at; at++)
        *at = (char)(*at | 32); /* A to Z */
    return own;
}

/* ---- What a mention tells ---- */

/* What somebody is, in words: tokens [first, end) of a sentence. */
typedef struct calling {
    uint32_t sentence, first, end;
    bool office; /* held of a country; else a trade, as a lawyer's */
} calling;

static bool is_calling(const ent_finder *f, uint32_t title) {
    return !f->g->titles[title].other && !f->g->titles[title].plural;
}

/* The title or other noun for a person that ends right before a token. */
static bool calling_before(const ent_finder *f, uint32_t sentence, uint32_t end, calling *out) {
    uint32_t title, first, words;
    if (end == 0) return false;
    *out = (calling){.sentence = sentence, .end = end};
    if (ent_title_before(f, sentence, 0, end, &title, &first)) {
        out->first = first;
        out->office = f->g->titles[title].country;
        return is_calling(f, title);
    }
    const ent_group_noun *noun = ent_group_noun_at(f, sentence, end - 1, &words);
    out->first = noun && words <= end ? end - words : end;
    return noun && noun->person && !noun->people;
}

/* The same of one that begins at a token. */
static bool calling_at(const ent_finder *f, uint32_t sentence, uint32_t i, calling *out) {
    uint32_t title, count;
    if (!ent_title_at(f, sentence, i, &title, &count))
        return i < f->text->sentences[sentence].count && calling_before(f, sentence, i + 1, out);
    *out = (calling){sentence, i, i + count, f->g->titles[title].country};
    return is_calling(f, title);
}

static const char *code_of(const ent_finder *f, const ent_mention *m) {
    bool country = m && m->type == ENT_COUNTRY && m->entity != ENT_NO_ENTITY;
    return country ? f->entities[m->entity].entity.iso3 : NULL;
}

/* "Iranian-American" tells of two countries, so of none. */
static bool is_hyphened(const ent_finder *f, const ent_mention *m) {
    return (m->first > 0 && ent_token_is(f, m->sentence, m->first - 1, "-")) ||
           ent_token_is(f, m->sentence, m->first + m->count, "-");
}

/* The country before a calling: "Chinese [trade minister]", "China's", "Singaporean human rights
 * [lawyer]". A trade has only an adjective for it, and only adjectives between: a "French company
 * lawyer" may be anybody. */
static const char *nation_before(const ent_finder *f, const calling *c) {
    uint32_t at = c->first;
    for (uint32_t n = 0; n < ADJECTIVES && at > 0 && !ent_mention_at(f, c->sentence, at - 1); n++) {
        if (ent_finder_token(f, c->sentence, at - 1)->upos != ENT_UPOS_ADJ) break;
        at--;
    }
    bool possessive = at > 1 && ent_finder_token(f, c->sentence, at - 1)->upos == ENT_UPOS_PART;
    if (possessive) at--;
    const ent_mention *m = at > 0 ? ent_mention_at(f, c->sentence, at - 1) : NULL;
    if (!code_of(f, m) || is_hyphened(f, m)) return NULL;
    return c->office || (m->kind == ENT_MENTION_NOMINAL && !possessive) ? code_of(f, m) : NULL;
}

/* The country behind one: "trade minister of China". */
static const char *nation_after(const ent_finder *f, const calling *c) {
    if (!c->office || !ent_token_is(f, c->sentence, c->end, "of")) return NULL;
    uint32_t at = c->end + 1 + ent_token_is(f, c->sentence, c->end + 1, "the");
    return code_of(f, ent_mention_at(f, c->sentence, at));
}

static bool is_verb(const ent_finder *f, uint32_t sentence, uint32_t i) {
    if (i >= f->text->sentences[sentence].count) return false;
    uint8_t upos = ent_finder_token(f, sentence, i)->upos;
    return upos == ENT_UPOS_VERB || upos == ENT_UPOS_AUX;
}

/* "Li Wei, a Singaporean lawyer", "Li Wei, China's trade minister", "Li Wei, minister of China" */
static const char *nation_in_appositive(const ent_finder *f, const ent_mention *m) {
    uint32_t s = m->sentence, end = m->first + m->count;
    if (!ent_token_is(f, s, end, ",")) return NULL;
    for (uint32_t at = end + 1; at < f->text->sentences[s].count && at < end + APPOSITIVE; at++) {
        const ent_token *token = ent_finder_token(f, s, at);
        const ent_mention *other = ent_mention_at(f, s, at);
        calling c;
        if (other && other->type == ENT_PERSON) return NULL;
        if (other) continue;
        if (!calling_at(f, s, at, &c)) {
            if (token->upos == ENT_UPOS_DET || token->upos == ENT_UPOS_ADJ ||
                token->upos == ENT_UPOS_PART)
                continue;
            return NULL;
        }
        const ent_mention *next = ent_mention_at(f, s, c.end);
        if (next && next->type == ENT_PERSON) return NULL; /* his */
        if (is_verb(f, s, c.end)) return NULL;             /* he is only spoken to */
        const char *nation = nation_before(f, &c);
        return nation ? nation : nation_after(f, &c);
    }
    return NULL;
}

/* The ISO code of the country that a person is told to be of right there, or NULL. */
static const char *nation_told(const ent_finder *f, const ent_mention *m) {
    uint32_t s = m->sentence, end = m->first;
    calling c = {0};
    bool comma = end > 1 && ent_token_is(f, s, end - 1, ","); /* "China's minister, Li Wei," */
    bool called = calling_before(f, s, end - comma, &c);
    if (comma) called = called && c.office && ent_token_is(f, s, end + m->count, ",");
    const char *nation = called ? nation_before(f, &c) : NULL;
    if (!nation && called && c.office) /* "President Marta Ruiz of Chile" */
        nation = nation_after(f, &(calling){s, end, end + m->count, true});
    return nation ? nation : nation_in_appositive(f, m);
}

/* ---- Two in one document ---- */

/* May a mention tell of the country of somebody whom the lexicon does not have? */
static bool may_tell(const ent_finder *f, const ent_mention *m) {
    return m->type == ENT_PERSON && m->kind == ENT_MENTION_NAMED && m->entity != ENT_NO_ENTITY &&
           !f->entities[m->entity].known && !f->entities[m->entity].entity.decision;
}

/* The bearer of an entity's name who is of that nation. */
static uint32_t of_nation(ent_finder *f, uint32_t entity, const char *nation) {
    const ent_candidate *c = &f->entities[entity];
    const char *name = c->entity.name, *id = ent_bearer_id(c->entity.id, nation, f->arena);
    ent_gender gender = c->gender;
    uint32_t own = id ? ent_add_entity(f, id, name, ENT_PERSON, NULL) : ENT_NO_ENTITY;
    if (own == ENT_NO_ENTITY) {
        f->no_memory = true;
        return own;
    }
    f->entities[own].gender = gender;
    f->entities[own].nation = f->entities[own].entity.country = nation;
    return own;
}

/* nations: what each mention tells. */
static void part(ent_finder *f, uint32_t entity, const char *const *nations) {
    for (size_t i = 0; i < f->count && !f->no_memory; i++) {
        if (f->mentions[i].entity != entity) continue;
        bool full = f->mentions[i].count > 1;
        f->mentions[i].entity =
            nations[i] && full ? of_nation(f, entity, nations[i]) : ENT_NO_ENTITY;
    }
}

/* What a document tells of an entity. */
typedef struct telling {
    const char *nation; /* by its full name, or if that tells none by a short one */
    bool several;       /* it tells of two */
} telling;

void ent_part_namesakes(ent_finder *f) {
    size_t persons = f->entity_count;
    telling *told = ent_arena_calloc(f->arena, persons + 1, sizeof *told);
    const char **nations = ent_arena_calloc(f->arena, f->count + 1, sizeof *nations);
    if (!told || !nations) {
        f->no_memory = true;
        return;
    }
    for (size_t i = 0; i < f->count; i++)
        if (may_tell(f, &f->mentions[i])) nations[i] = nation_told(f, &f->mentions[i]);
    for (int full = 1; full >= 0; full--)
        for (size_t i = 0; i < f->count; i++) {
            const ent_mention *m = &f->mentions[i];
            if (!nations[i] || (m->count > 1) != full) continue;
            telling *own = &told[m->entity];
            own->several |= full && own->nation && strcmp(own->nation, nations[i]) != 0;
            if (!own->nation) own->nation = nations[i];
        }
    for (uint32_t e = 0; e < persons && !f->no_memory; e++) {
        f->entities[e].nation = told[e].nation;
        if (told[e].several) part(f, e, nations);
    }
}

void ent_tell_nations(ent_finder *f) {
    for (size_t i = 0; i < f->entity_count; i++) {
        ent_candidate *c = &f->entities[i];
        if (!c->nation || c->known || c->entity.decision || c->entity.type != ENT_PERSON) continue;
        if (!c->entity.country) c->entity.country = c->nation;
        c->entity.told = strcmp(c->entity.country, c->nation) == 0;
    }
}
