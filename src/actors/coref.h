/* coref.h - inside the actors stage: what is known while pronouns and descriptions are resolved,
 * from the beginning of the document to its end. */
#ifndef ENTENTE_ACTORS_COREF_H
#define ENTENTE_ACTORS_COREF_H

#include "actors/names.h"

enum { WINDOW = 48, SET_MAX = 6, SENTENCES_BACK = 2 };

/* What a pronoun may stand for besides what has a name: a noun that nobody is known to be. Where
 * it fits best, the pronoun stays open. */
typedef enum ent_ghost { NO_GHOST, GHOST_PERSON, GHOST_THING, GHOST_MANY } ent_ghost;

/* Something that has been mentioned. */
typedef struct ent_seen {
    uint32_t sentence, first, head; /* tokens */
    uint32_t entity;                /* ENT_NO_ENTITY for a ghost */
    ent_actor_type type;
    ent_gender gender;
    ent_mention_role role;
    ent_ghost ghost;
    bool plural; /* "they" call it so */
    bool named;
} ent_seen;

/* What stands between quotation marks. */
typedef struct ent_quotation {
    uint32_t first, end;     /* tokens of the text */
    uint32_t speaker, about; /* tokens of the text that name who speaks, of whom; or UINT32_MAX */
} ent_quotation;

typedef struct ent_coref {
    ent_finder *f;
    ent_seen seen[WINDOW]; /* a ring */
    uint32_t seen_count;   /* ever */
    uint32_t *entity_at;   /* token of the text -> entity of the mention headed there */
    ent_quotation *quotations;
    uint32_t quotation_count;
    uint32_t *quotation_at; /* token of the text -> 1 + quotation it stands in */
    uint32_t country;       /* the entity of the country that the document is about, or none */
    ent_map owned;          /* body noun -> whose it was said to be, or ENT_AMBIGUOUS */
} ent_coref;

/* The n-th last thing seen, 0 the last; NULL if there is none in the window. */
const ent_seen *ent_seen_back(const ent_coref *c, uint32_t n);
/* Add a resolved mention of count tokens with head; a named entity must be given. */
void ent_resolve(ent_coref *c, uint32_t sentence, uint32_t first, uint32_t count, uint32_t head,
                 uint32_t entity, ent_mention_kind kind);
/* The index of a token in the whole text. */
static inline uint32_t ent_text_token(const ent_coref *c, uint32_t sentence, uint32_t i) {
    return c->f->text->sentences[sentence].first + i;
}
bool ent_is_subject(uint8_t deprel);
bool ent_is_plural_noun(const ent_token *token);
/* The token that does what the clause around token i tells: its subject, or whom the verb above
 * makes do it ("helped Putin finance his war"); UINT32_MAX if there is none. */
uint32_t ent_doer_around(const ent_finder *f, uint32_t sentence, uint32_t i);
/* The country entity of an ISO code, added if need be; or ENT_NO_ENTITY. */
uint32_t ent_country_entity(ent_finder *f, const char *iso3);

/* ---- quotes.c ---- */

/* Find the quotations and who speaks; false when out of memory. */
bool ent_find_quotations(ent_coref *c);
/* The entity that speaks at token i, or ENT_NO_ENTITY. */
uint32_t ent_speaker_at(const ent_coref *c, uint32_t sentence, uint32_t i);
/* "I", "we", "our", once all others are resolved. */
void ent_resolve_speakers(ent_coref *c);

/* ---- links.c ---- */

/* Links that waited for a pronoun. */
void ent_settle_waiting(ent_coref *c);

/* ---- What may be resolved at token i. Each returns how many tokens it has dealt with, 0: none.
 * ---- */

uint32_t ent_resolve_pronoun(ent_coref *c, uint32_t sentence, uint32_t i); /* pronouns.c */
uint32_t ent_resolve_office(ent_coref *c, uint32_t sentence, uint32_t i);  /* offices.c */
uint32_t ent_resolve_body(ent_coref *c, uint32_t sentence, uint32_t i);    /* bodies.c */
uint32_t ent_resolve_set(ent_coref *c, uint32_t sentence, uint32_t i);     /* sets.c */
/* The last actors that were named side by side, "Macron and Scholz met", before token i. Returns
 * how many are in set, and how many sentences back they stand. */
uint32_t ent_last_joined(const ent_coref *c, uint32_t sentence, uint32_t i, uint32_t *back,
                         uint32_t set[SET_MAX]);

#endif
