/* offices.c - persons by their office or trade: "the president", "the French leader", "his foreign
 * minister", "a Norwegian envoy". Whoever was named with that office before; else whom the lexicon
 * knows to have held it on the document's date; else, for those who act for a state or body, the
 * state or body. */
#include <string.h>

#include "actors/coref.h"

enum { HOLDERS_MAX = 64 };

/* An office that the text speaks of. */
typedef struct office {
    uint32_t sentence, first, head, end; /* tokens; first with what stands before the title */
    uint32_t title;
    const char *text; /* its last word, folded */
    size_t length;
    uint32_t owner;    /* the entity it is held of, or ENT_NO_ENTITY */
    uint32_t not_this; /* who "his" is, who does not hold it */
    bool owned;        /* something says whose it is, whether we know it or not */
    bool definite, past;
} office;

/* ---- What the text says ---- */

static bool is_past_word(const ent_finder *f, uint32_t sentence, uint32_t i) {
    static const char *const words[] = {"former",   "ex",     "late",     "then",  "ousted",
                                        "deposed",  "next",   "future",   "first", "new",
                                        "incoming", "acting", "previous", "old",   NULL};
    return ent_token_among(f, sentence, i, words);
}

/* Go back over the words before a title: adjectives, the country, "the", "his". */
static void look_before(const ent_coref *c, office *o) {
    const ent_finder *f = c->f;
    static const char *const definite[] = {"the", "this", "that", NULL};
    for (uint32_t k = o->first; k-- > 0 && o->end - k <= 8;) {
        const ent_token *t = ent_finder_token(f, o->sentence, k);
        ent_mention *m = ent_mention_at(f, o->sentence, k);
        if (is_past_word(f, o->sentence, k)) o->past = true;
        if (ent_token_among(f, o->sentence, k, definite)) {
            o->definite = true;
            return;
        }
        if (t->upos == ENT_UPOS_PRON && t->deprel == ENT_DEP_NMOD_POSS) {
            uint32_t whose = c->entity_at[ent_text_token(c, o->sentence, k)];
            o->owned = o->definite = true;
            if (whose == ENT_NO_ENTITY) return;
            const ent_entity *e = &f->entities[whose].entity;
            o->owner = e->type == ENT_PERSON ? ent_country_entity(c->f, e->country) : whose;
            if (e->type == ENT_PERSON) o->not_this = whose;
            return;
        }
        bool possessive = t->upos == ENT_UPOS_PART || t->upos == ENT_UPOS_PUNCT;
        if (m && o->owner == ENT_NO_ENTITY && m->type != ENT_PERSON) {
            o->owned = true;
            o->owner = m->role == ENT_ROLE_LOCATION ? ENT_NO_ENTITY : m->entity;
            o->first = m->first;
            o->definite |= k + 1 < o->end && ent_token_is(f, o->sentence, k + 1, "'s");
            k = m->first;
            continue;
        }
        if (m || (!possessive && t->upos != ENT_UPOS_ADJ && t->upos != ENT_UPOS_NOUN &&
                  t->upos != ENT_UPOS_PROPN))
            return;
        if (possessive && !(k > 0 && ent_mention_at(f, o->sentence, k - 1))) return;
    }
}

/* "the president of France" */
static void look_after(const ent_coref *c, office *o) {
    static const char *const links[] = {"of", "for", NULL};
    if (o->owned || !ent_token_among(c->f, o->sentence, o->end, links)) return;
    uint32_t at = o->end + 1 + ent_token_is(c->f, o->sentence, o->end + 1, "the");
    const ent_mention *m = ent_mention_at(c->f, o->sentence, at);
    bool of = ent_token_is(c->f, o->sentence, o->end, "of");
    if (m && m->type != ENT_PERSON) {
        o->owned = true;
        o->owner = m->role == ENT_ROLE_LOCATION ? ENT_NO_ENTITY : m->entity;
    } else if (of) {
        o->owned = true;
    }
}

/* Does the noun stand for nobody: "as president", "is the president", "president election"? */
static bool is_predicate(const ent_finder *f, const office *o) {
    static const char *const links[] = {"as", "for", NULL};
    const ent_token *t = ent_finder_token(f, o->sentence, o->head);
    if (t->deprel == ENT_DEP_COMPOUND || t->deprel == ENT_DEP_APPOS || t->deprel == ENT_DEP_AMOD ||
        t->deprel == ENT_DEP_XCOMP || t->deprel == ENT_DEP_FLAT)
        return true;
    if (o->first > 0 && !o->definite && ent_token_among(f, o->sentence, o->first - 1, links))
        return true;
    for (uint32_t k = o->first > 12 ? o->first - 12 : 0; k < o->end; k++) {
        const ent_token *child = ent_finder_token(f, o->sentence, k);
        if (child->head == o->head && child->deprel == ENT_DEP_COP) return true;
        bool as = child->head == o->head && child->deprel == ENT_DEP_CASE;
        if (as && ent_token_is(f, o->sentence, k, "as")) return true;
    }
    return false;
}

/* ---- Who holds it ---- */

/* May a holder of one title be called by another: a foreign minister "the minister", a president or
 * king "the leader"? */
static bool may_be_called(const ent_finder *f, const ent_holder *h, const office *o) {
    const ent_title *own = &f->g->titles[h->title], *called = &f->g->titles[o->title];
    if (own->office == called->office) return true;
    bool leads = own->country & ENT_TITLE_LEADS;
    if (o->length == 6 && memcmp(o->text, "leader", 6) == 0 && o->head + 1 == o->end && leads)
        return true;
    return h->last_length == o->length && memcmp(h->last, o->text, o->length) == 0 &&
           (called->words == 1 || own->words == 1);
}

static bool holds(const ent_finder *f, const ent_holder *h, const office *o) {
    if (h->past != o->past || h->entity == o->not_this || !may_be_called(f, h, o)) return false;
    if (!o->owned) return true;
    if (o->owner == ENT_NO_ENTITY) return false;
    if (h->owner == o->owner) return true;
    const char *own = f->entities[h->entity].entity.country;
    const char *asked = f->entities[o->owner].entity.iso3;
    return h->owner == ENT_NO_ENTITY && own && asked && strcmp(own, asked) == 0;
}

static bool seen_lately(const ent_coref *c, uint32_t entity, uint32_t sentence) {
    const ent_seen *s;
    for (uint32_t n = 0; (s = ent_seen_back(c, n)) != NULL && s->sentence + 1 >= sentence; n++)
        if (s->entity == entity) return true;
    return false;
}

/* The one holder named before; of several the only one just spoken of. */
static uint32_t holder_before(const ent_coref *c, const office *o) {
    const ent_finder *f = c->f;
    uint32_t only = ENT_NO_ENTITY, lately = ENT_NO_ENTITY;
    bool several = false, unclear = false;
    for (size_t n = f->holder_count; n-- > 0 && f->holder_count - n <= HOLDERS_MAX;) {
        const ent_holder *h = &f->holders[n];
        bool later = h->sentence > o->sentence || (h->sentence == o->sentence && h->at > o->head);
        if (later || !holds(f, h, o)) continue;
        several |= only != ENT_NO_ENTITY && only != h->entity;
        only = h->entity;
        if (h->entity == lately || !seen_lately(c, h->entity, o->sentence)) continue;
        unclear |= lately != ENT_NO_ENTITY;
        lately = h->entity;
    }
    if (!several) return only;
    return unclear ? ENT_NO_ENTITY : lately;
}

/* Whom the lexicon knows: "the French president" in June 2019. */
static uint32_t holder_known(const ent_coref *c, const office *o) {
    const ent_finder *f = c->f;
    const char *date = f->text->document->date;
    if (o->owner == ENT_NO_ENTITY || !o->definite || o->past || !date) return ENT_NO_ENTITY;
    const char *iso3 = f->entities[o->owner].entity.iso3;
    const ent_known *known =
        iso3 ? ent_holder_of(f->g, iso3, f->g->titles[o->title].name, date) : NULL;
    return known ? ent_add_known(c->f, known) : ENT_NO_ENTITY;
}

/* Those who act for a state or body stand for it: "a Norwegian envoy", "the Malian president". */
static uint32_t stands_for(const ent_coref *c, const office *o, const ent_group_noun *noun) {
    if (o->owner == ENT_NO_ENTITY || o->past) return ENT_NO_ENTITY;
    const ent_entity *e = &c->f->entities[o->owner].entity;
    const ent_title *t = o->title == UINT32_MAX ? NULL : &c->f->g->titles[o->title];
    uint8_t bits = t ? (e->type == ENT_COUNTRY ? t->country : t->organization) : 0;
    bool acts = bits & (ENT_TITLE_LEADS | ENT_TITLE_REPRESENTS | ENT_TITLE_SPEAKS);
    acts |= noun && noun->body && noun->kind != ENT_GROUP_ALLIES;
    bool whole = e->type == ENT_COUNTRY || e->type == ENT_ORGANIZATION;
    return acts && whole && !e->described ? o->owner : ENT_NO_ENTITY;
}

/* "a Kyrgyz journalist", "an Islamist militant": one of a group that is called so. */
static uint32_t one_of_many(const ent_coref *c, const office *o, const ent_group_noun *noun) {
    const ent_mention *owner = ent_owner_before(c->f, o->sentence, o->end - 1);
    if (!noun || !noun->person || noun->people || o->past) return ENT_NO_ENTITY;
    if (owner && owner->type != ENT_COUNTRY && owner->type != ENT_ORGANIZATION)
        return ENT_NO_ENTITY;
    uint32_t group = ent_group_of_many(c->f, o->sentence, o->end, noun, owner);
    bool acts = ent_is_subject(ent_finder_token(c->f, o->sentence, o->head)->deprel);
    if (group != ENT_NO_ENTITY || owner || noun->kind != ENT_GROUP_MILITANTS || o->definite ||
        !acts)
        return group;
    group = ent_add_unknown(c->f, ENT_GROUP, noun->plural, strlen(noun->plural));
    if (group != ENT_NO_ENTITY)
        c->f->entities[group].entity.described = c->f->entities[group].entity.common = true;
    return group; /* "an extremist" */
}

/* ---- At a token ---- */

/* Is it the title of a person who is named right after? */
static bool is_named_after(const ent_finder *f, const office *o) {
    uint32_t at = o->end;
    const ent_mention *m = ent_mention_at(f, o->sentence, at);
    if (!m && ent_token_is(f, o->sentence, at, ",")) {
        uint32_t title, words, next = at + 1; /* "its commander, General Hadi" */
        if (ent_title_at(f, o->sentence, next, &title, &words)) next += words;
        m = ent_mention_at(f, o->sentence, at = next);
        if (m && ent_finder_token(f, o->sentence, m->head)->deprel != ENT_DEP_APPOS) return false;
    }
    return m && m->type == ENT_PERSON && m->first == at && m->kind == ENT_MENTION_NAMED;
}

uint32_t ent_resolve_office(ent_coref *c, uint32_t sentence, uint32_t i) {
    const ent_finder *f = c->f;
    uint32_t title = UINT32_MAX, count = 1, words;
    const ent_group_noun *noun = NULL;
    if (!ent_title_at(f, sentence, i, &title, &count)) {
        title = UINT32_MAX;
        count = 1;
        if (i + 1 < f->text->sentences[sentence].count)
            noun = ent_group_noun_at(f, sentence, i + 1, &words);
        if (noun && noun->person && words == 2) count = 2;
    }
    uint32_t end = i + count;
    noun = ent_group_noun_at(f, sentence, end - 1, &words);
    if (title == UINT32_MAX && (!noun || !noun->person)) return 0;
    if (title != UINT32_MAX && f->g->titles[title].plural) return 0;
    ent_word last = ent_folded(f, sentence, end - 1);
    office o = {.sentence = sentence,
                .first = i,
                .head = ent_span_head(f, sentence, i, count),
                .end = end,
                .title = title,
                .text = last.text,
                .length = last.length,
                .owner = ENT_NO_ENTITY,
                .not_this = ENT_NO_ENTITY};
    look_before(c, &o);
    if (is_named_after(f, &o)) return 0;
    look_after(c, &o);
    if (is_predicate(f, &o)) return 0;
    uint32_t entity = ENT_NO_ENTITY;
    if (title != UINT32_MAX && o.definite) entity = holder_before(c, &o);
    bool bare_nation = o.owned && o.owner != ENT_NO_ENTITY && !o.past;
    if (entity == ENT_NO_ENTITY && title != UINT32_MAX) {
        if (!o.definite && bare_nation &&
            !(o.first > 0 && ent_token_is(f, sentence, o.first - 1, "a")) &&
            !(o.first > 0 && ent_token_is(f, sentence, o.first - 1, "an")))
            o.definite = true;
        entity = holder_known(c, &o);
    }
    if (entity == ENT_NO_ENTITY) entity = stands_for(c, &o, noun);
    if (entity == ENT_NO_ENTITY) entity = one_of_many(c, &o, noun);
    if (entity == ENT_NO_ENTITY) return 0;
    ent_resolve(c, sentence, o.first, end - o.first, o.head, entity, ENT_MENTION_NOMINAL);
    return count;
}
