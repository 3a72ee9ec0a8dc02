/* finder.h - inside the actors stage: what its passes share. */
#ifndef ENTENTE_ACTORS_FINDER_H
#define ENTENTE_ACTORS_FINDER_H

#include "actors/gazetteer.h"

/* An entity in the making. */
typedef struct ent_candidate {
    ent_entity entity;
    const ent_known *known; /* NULL: not in the lexicon */
    ent_gender gender;
    uint32_t first_mention;
    ent_map aliases; /* forms used in this document */
} ent_candidate;

/* A folded token, not NUL-terminated. */
typedef struct ent_word {
    const char *text; /* NULL: not folded yet */
    size_t length;
} ent_word;

/* A short name means an entity, from the mention that introduced it on. */
typedef struct ent_claim {
    uint32_t entity, next; /* next claim to the same name, or UINT32_MAX */
    uint32_t from;         /* mention */
    bool weak;             /* counts only where nobody has a better claim */
} ent_claim;

typedef struct ent_finder {
    const ent_gazetteer *g;
    const ent_text *text;
    ent_arena *arena;
    ent_mention *mentions; /* in order of sentence and first token once a pass is over */
    size_t count, room;
    ent_candidate *entities;
    size_t entity_count, entity_room;
    ent_link *links;
    size_t link_count, link_room;
    ent_map ids; /* entity id -> entity */
    ent_claim *claims;
    size_t claim_count, claim_room;
    ent_map names;     /* folded acronym that the document explains -> entity, or ENT_AMBIGUOUS */
    ent_map people;    /* folded name of a person, whole or part -> first claim */
    ent_map spellings; /* key of a person's full name -> entity */
    ent_map shorts;    /* folded end of an organisation's name -> entity, or ENT_AMBIGUOUS */
    ent_map initials;  /* folded initials of an organisation's name -> entity, or ENT_AMBIGUOUS */
    ent_word *words;   /* tokens of the text, folded when first asked for */
    uint32_t *votes;   /* of each sense of the lexicon, once they are counted */
    uint32_t *owner;   /* token of the text -> 1 + mention that covers it (the innermost) */
    bool no_memory;
} ent_finder;

/* The passes, in this order. */
void ent_find_names(ent_finder *f);    /* names.c: persons, organisations, countries, places */
void ent_find_persons(ent_finder *f);  /* persons.c: who a person's name means */
void ent_find_roles(ent_finder *f);    /* roles.c: actor, adjective, location, source */
void ent_find_groups(ent_finder *f);   /* groups.c: Russian forces, European allies, protesters */
void ent_find_titles(ent_finder *f);   /* titles.c: offices, and the links they give */
void ent_find_parts(ent_finder *f);    /* parts.c: whose army, ministry, parliament */
void ent_find_pronouns(ent_finder *f); /* coref.c: he, it, who, the president */

/* Append a mention; NULL when out of memory. Call ent_finder_sort when a pass is over. */
ent_mention *ent_add_mention(ent_finder *f, uint32_t sentence, uint32_t first, uint32_t count,
                             ent_actor_type type, uint32_t entity);
void ent_finder_sort(ent_finder *f);
/* The entity of an id, added if new; ENT_NO_ENTITY when out of memory. */
uint32_t ent_add_entity(ent_finder *f, const char *id, const char *name, ent_actor_type type,
                        const ent_known *known);
/* Append a claim: its index, UINT32_MAX when out of memory. */
uint32_t ent_add_claim(ent_finder *f, ent_claim claim);
/* The entity of something known. */
uint32_t ent_add_known(ent_finder *f, const ent_known *known);
/* The entity of a name that no list has, its id made from its type and name. */
uint32_t ent_add_unknown(ent_finder *f, ent_actor_type type, const char *name, size_t length);
void ent_add_link(ent_finder *f, uint32_t source, uint32_t target, const char *relation,
                  uint32_t sentence, uint32_t trigger, uint32_t trigger_count, const char *rule,
                  double confidence);

/* The i-th token of a sentence, its form, and the mention that covers it (NULL: none). */
static inline const ent_token *ent_finder_token(const ent_finder *f, uint32_t sentence,
                                                uint32_t i) {
    return ent_token_at(f->text, &f->text->sentences[sentence], i);
}
ent_mention *ent_mention_at(const ent_finder *f, uint32_t sentence, uint32_t i);
/* The text of count tokens from first on: bytes of the document. */
const char *ent_span_of(const ent_finder *f, uint32_t sentence, uint32_t first, uint32_t count,
                        size_t *length);
/* A token folded for look-ups, as gazetteer.h has it; of length 0 if there is no such token. */
ent_word ent_folded(const ent_finder *f, uint32_t sentence, uint32_t i);
/* Is token i this word (lower-case ASCII), in any case? */
bool ent_token_is(const ent_finder *f, uint32_t sentence, uint32_t i, const char *word);
/* The same for one of a NULL-terminated list. */
bool ent_token_among(const ent_finder *f, uint32_t sentence, uint32_t i, const char *const *words);
/* The word that heads count tokens from first on: the one whose head lies outside. */
uint32_t ent_span_head(const ent_finder *f, uint32_t sentence, uint32_t first, uint32_t count);
/* The longest title that ends right before token `end` (exclusive), not before `from`: its index
 * in g->titles and first token; false if there is none. */
bool ent_title_before(const ent_finder *f, uint32_t sentence, uint32_t from, uint32_t end,
                      uint32_t *title, uint32_t *first);
/* The country that token i and those behind it name, as a noun or adjective; NULL if none. */
const ent_known *ent_country_at(const ent_finder *f, uint32_t sentence, uint32_t i,
                                uint32_t *count);
/* Does a name end in a word for a body of the state: "Navy", "Ministry", "Parliament"? */
bool ent_names_body(const ent_finder *f, const ent_mention *m);
/* The longest title that begins at token i. */
bool ent_title_at(const ent_finder *f, uint32_t sentence, uint32_t i, uint32_t *title,
                  uint32_t *count);

#endif
