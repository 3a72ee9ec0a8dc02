/* finder.h - inside the actors stage: what its passes share. */
#ifndef ENTENTE_ACTORS_FINDER_H
#define ENTENTE_ACTORS_FINDER_H

#include "actors/gazetteer.h"

/* An entity in the making. */
typedef struct ent_candidate {
    ent_entity entity;
    const ent_known *known; /* NULL: not in the lexicon */
    ent_gender gender;
    const char
        *nation;   /* unknown persons: the ISO code of the country that names tell of, or NULL */
    bool official; /* leads or represents the country it belongs to */
    uint32_t first_mention;
    uint32_t shortened; /* how often it was called by a short name so far */
    ent_map aliases;    /* forms used in this document */
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

/* A person was named with an office. */
typedef struct ent_holder {
    uint32_t entity, title;
    uint32_t owner;        /* the entity it is held of, or ENT_NO_ENTITY */
    uint32_t sentence, at; /* tokens */
    const char *last;      /* the title's last word, folded */
    size_t last_length;
    bool past; /* not held now: "former" */
} ent_holder;

/* The words that tell of a link. */
typedef struct ent_trigger {
    uint32_t sentence, first, count;
} ent_trigger;

/* A link in the making: its mentions by their places. */
typedef struct ent_pending {
    ent_mention source, target;
    const char *relation;
    ent_trigger trigger;
    const char *rule;
    bool planned;
    double confidence;
} ent_pending;

/* "his foreign minister, X": X has one of these relations (NULL: none) to whom the pronoun means,
 * or to the country that he leads. */
typedef struct ent_waiting {
    ent_mention source;
    ent_trigger trigger; /* the pronoun is in its sentence */
    uint32_t pronoun;
    const char *of_person, *of_country, *of_organization, *rule;
    bool planned;
    bool turned; /* the pronoun's is the source: "his party" */
} ent_waiting;

typedef struct ent_finder {
    const ent_gazetteer *g;
    const ent_identity *identity; /* NULL: the user has none */
    const ent_text *text;
    ent_arena *arena;
    ent_mention *mentions; /* in order of sentence and first token once a pass is over */
    size_t count, room;
    ent_candidate *entities;
    size_t entity_count, entity_room;
    ent_pending *links;
    ent_waiting *waiting;
    size_t link_count, link_room, waiting_count, waiting_room;
    ent_holder *holders; /* in order of the text */
    size_t holder_count, holder_room;
    ent_map ids; /* entity id -> entity */
    ent_claim *claims;
    size_t claim_count, claim_room;
    ent_map names;     /* folded acronym that the document explains -> entity, or ENT_AMBIGUOUS */
    ent_map people;    /* folded name of a person, whole or part -> first claim */
    ent_map spellings; /* key of a person's full name -> entity */
    ent_map shorts;    /* folded end of an organisation's name -> entity, or ENT_AMBIGUOUS */
    ent_map bare;      /* folded name without the noun that heads it, "Dulaim" -> entity */
    ent_map bodies;    /* last word of a body's name -> entity, or ENT_AMBIGUOUS */
    ent_map initials;  /* folded initials of an organisation's name -> entity, or ENT_AMBIGUOUS */
    ent_word *words;   /* tokens of the text, folded when first asked for */
    uint32_t *votes;   /* of each sense of the lexicon, once they are counted */
    uint32_t *owner;   /* token of the text -> 1 + mention that covers it (the innermost) */
    bool no_memory;
} ent_finder;

/* The passes, in this order. */
void ent_find_names(ent_finder *f);     /* names.c: persons, organisations, countries, places */
void ent_find_persons(ent_finder *f);   /* persons.c: who a person's name means */
void ent_find_whose(ent_finder *f);     /* whose.c: bodies that every state has, by name */
void ent_part_namesakes(ent_finder *f); /* namesakes.c: two of one name, and of what country */
void ent_find_roles(ent_finder *f);     /* roles.c: actor, adjective, location, source */
void ent_find_groups(ent_finder *f);    /* groups.c: Russian forces, European allies, protesters */
void ent_find_titles(ent_finder *f);    /* titles.c: offices, and the links they give */
void ent_find_kin(ent_finder *f);       /* kin.c: wives, sons, brothers */
void ent_find_parts(ent_finder *f);     /* parts.c: whose army, ministry, parliament */
void ent_find_descriptions(ent_finder *f); /* coref.c: he, the president, the government */
void ent_find_stances(ent_finder *f);      /* stances.c: anti-Assad, pro-Russian */
void ent_tell_nations(ent_finder *f);      /* namesakes.c: persons the document gives a country */

/* Append a mention; NULL when out of memory. Call ent_finder_sort when a pass is over. */
ent_mention *ent_add_mention(ent_finder *f, uint32_t sentence, uint32_t first, uint32_t count,
                             ent_actor_type type, uint32_t entity);
void ent_finder_sort(ent_finder *f);
/* The entity of an id, added if new; ENT_NO_ENTITY when out of memory. */
uint32_t ent_add_entity(ent_finder *f, const char *id, const char *name, ent_actor_type type,
                        const ent_known *known);
/* Append a claim: its index, UINT32_MAX when out of memory. */
uint32_t ent_add_claim(ent_finder *f, ent_claim claim);
/* Room in the arena for one more item of an array; NULL when out of memory. */
void *ent_more(ent_finder *f, void *items, size_t count, size_t *room, size_t size);
/* Append an office held. */
void ent_add_holder(ent_finder *f, ent_holder holder);
/* The entity of something known. */
uint32_t ent_add_known(ent_finder *f, const ent_known *known);
/* The entity of a name that no list has, its id made from its type and name. */
uint32_t ent_add_unknown(ent_finder *f, ent_actor_type type, const char *name, size_t length);

/* ---- whose.c ---- */

/* The country that is mentioned three times and more, and twice as often as any other; or
 * ENT_NO_ENTITY. */
uint32_t ent_main_country(const ent_finder *f);

/* ---- decide.c: what the user says ---- */

/* Make a mention mean whom he says it means. */
void ent_decide_mention(ent_finder *f, ent_mention *m);
void ent_decide_all(ent_finder *f);

/* ---- links.c ---- */

void ent_add_link(ent_finder *f, const ent_mention *source, const ent_mention *target,
                  const char *relation, ent_trigger trigger, const char *rule, bool planned,
                  double confidence);
void ent_wait_for(ent_finder *f, ent_waiting waiting);
/* The links by the numbers of their mentions, which are sorted; returns how many. */
size_t ent_number_links(ent_finder *f, ent_link **out);

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
/* ---- groups.c ---- */

/* The group noun of one or two tokens that ends at token i; NULL if there is none. */
const ent_group_noun *ent_group_noun_at(const ent_finder *f, uint32_t sentence, uint32_t i,
                                        uint32_t *count);
/* The mention that owns the noun at i: an adjective, compound or possessive before it; NULL if
 * there is none. */
ent_mention *ent_owner_before(const ent_finder *f, uint32_t sentence, uint32_t i);
/* The country or body after the noun at i: "authorities in the U.S.", "the government of Iraq". */
ent_mention *ent_owner_after(const ent_finder *f, uint32_t sentence, uint32_t i);
/* Does a pronoun own the noun at i: "its army"? */
bool ent_has_possessive(const ent_finder *f, uint32_t sentence, uint32_t i);
/* The entity of a body that an entity has, called after it: India and "navy" is the Indian navy. */
uint32_t ent_body_of(ent_finder *f, uint32_t owner, const char *noun, size_t length);
/* The party or society of a country that others have under the same name, called after it: Malta
 * and "Nationalist Party" is the Maltese Nationalist Party. */
uint32_t ent_namesake_of(ent_finder *f, uint32_t owner, const char *text, size_t length);
/* A group that is called by tokens [first, end), of which those from noun on are the noun. */
uint32_t ent_group_of(ent_finder *f, uint32_t sentence, uint32_t first, uint32_t noun, uint32_t end,
                      const ent_mention *owner);
/* The group of which one is told of by the noun that ends before token `end`: an "Islamist
 * militant" is one of Islamist militants. Fighters of an organisation stand for it. ENT_NO_ENTITY
 * if neither an owner nor a people or part of the world is named. */
uint32_t ent_group_of_many(ent_finder *f, uint32_t sentence, uint32_t end,
                           const ent_group_noun *noun, const ent_mention *owner);
/* Does a plural stand at i that means several named before, "the two leaders"? (sets.c) */
bool ent_is_set(const ent_finder *f, uint32_t sentence, uint32_t i);
/* Does a name end in a word for a body of the state: "Navy", "Ministry", "Parliament"? */
bool ent_names_body(const ent_finder *f, const ent_mention *m);

/* The longest title that begins at token i. */
bool ent_title_at(const ent_finder *f, uint32_t sentence, uint32_t i, uint32_t *title,
                  uint32_t *count);

#endif
