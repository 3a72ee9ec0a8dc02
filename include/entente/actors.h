/* actors.h - the fourth stage: who and what is meant.
 *
 * From an analysed text come mentions (places in the text) and entities (whom they mean). Names are
 * found by the NER model, the gazetteer and their company (title + name, appositive); short names,
 * offices, pronouns and descriptions are joined to full names within the document where that is
 * clear, and left open where it is not. */
#ifndef ENTENTE_ACTORS_H
#define ENTENTE_ACTORS_H

#include "entente/text.h"

typedef enum ent_actor_type {
    ENT_PERSON,
    ENT_ORGANIZATION,
    ENT_COUNTRY,
    ENT_PLACE,
    ENT_GROUP,
    ENT_ACTOR_TYPE_COUNT
} ent_actor_type;

/* "person", "organization", "country", "place", "group". */
const char *ent_actor_type_name(ent_actor_type type);
/* The type called name, or -1. */
int ent_actor_type_named(const char *name);

#define ENT_NO_ENTITY UINT32_MAX

typedef enum ent_mention_kind {
    ENT_MENTION_NAMED,   /* "Trump", "the US": the span is the name alone */
    ENT_MENTION_NOMINAL, /* "the president", "European allies" */
    ENT_MENTION_PRONOUN, /* "he", "who", "their" */
} ent_mention_kind;

typedef enum ent_mention_role {
    ENT_ROLE_ACTOR,     /* can be the source or target of a relation */
    ENT_ROLE_ADJECTIVE, /* a nationality before a noun: "Russian" in "Russian forces" */
    ENT_ROLE_LOCATION,  /* a place where things happen: "in Washington", a dateline */
    ENT_ROLE_TITLE,     /* a country inside a title: "French" in "French President" */
    ENT_ROLE_SOURCE,    /* a news agency or newspaper that only reports */
    ENT_ROLE_NONE,      /* inside another name or word, "anti-[Assad]", or otherwise no actor */
} ent_mention_role;

/* Why a mention means its entity. */
typedef enum ent_reason {
    ENT_REASON_NONE,      /* nothing was joined: the name as it stands */
    ENT_REASON_LEXICON,   /* the lexicon has the form */
    ENT_REASON_FULL,      /* the same full name as before */
    ENT_REASON_SPELLING,  /* a variant spelling of a full name or surname */
    ENT_REASON_SURNAME,   /* a part of a full name of the document: surname, given name */
    ENT_REASON_NOTABLE,   /* the one notable bearer of a surname, or of surname and office */
    ENT_REASON_ACRONYM,   /* letters that the document explains, or initials */
    ENT_REASON_SHORT,     /* "the Commission", after a longer name */
    ENT_REASON_DESCRIBED, /* an office, a description: "the president", "his party" */
    ENT_REASON_PRONOUN,
    ENT_REASON_IDENTITY, /* the user's identity file: see the entity's decision */
    ENT_REASON_COUNT
} ent_reason;

/* "surname", "variant spelling", ... */
const char *ent_reason_name(ent_reason reason);

typedef struct ent_mention {
    uint32_t sentence;     /* index in text->sentences */
    uint32_t first, count; /* tokens, counted in the sentence */
    uint32_t head;         /* the token of the sentence that carries the syntax */
    uint32_t
        phrase_first;    /* a person's name with its title, "U.S. President Joe Biden", "Macron, */
    uint32_t phrase_end; /* the president of France": tokens [first, end); else the mention's own */
    uint32_t begin, end; /* code points of the document */
    uint32_t entity;     /* index in entities, or ENT_NO_ENTITY while open */
    ent_actor_type type;
    ent_mention_kind kind;
    ent_mention_role role;
    ent_reason reason; /* why it means its entity */
} ent_mention;

typedef struct ent_entity {
    const char *id;   /* "country:USA", "person:donald-trump"; stable across runs and documents */
    const char *name; /* best name: "Donald Trump" */
    ent_actor_type type;
    const char *iso3;    /* countries only, else NULL */
    const char *role;    /* "president", or NULL */
    const char *country; /* ISO 3 code of the country it belongs to, or NULL */
    bool told; /* a person whom no list has: the document tells the country, and so which bearer of
                  the name is meant */
    const char *decision; /* the user's, that made it who it is: ent_ruling.note; or NULL */
    const char **aliases; /* other names used in the document, sorted, without name */
    uint32_t alias_count;
    uint32_t mentions; /* how many */
    bool described;    /* a group only described ("protesters"), not named */
    bool common;       /* a group called by a common noun: it has no name of its own, as Kurds,
                          European allies have */
    bool reporter;     /* a news agency or newspaper that only reports */
} ent_entity;

/* What holds without an act: "Macron leads France". relation is one of the LINK relations of
 * FORMATS ("leads", "represents", "spokesperson of", "member of", "part of", "located in",
 * "kin of"). */
typedef struct ent_link {
    uint32_t source, target; /* mentions */
    const char *relation;    /* static or interned */
    uint32_t sentence;
    uint32_t trigger_first, trigger_count; /* tokens of the sentence */
    const char *rule;
    bool planned; /* of an office not begun: "president-elect" */
    double confidence;
} ent_link;

typedef struct ent_actors {
    const ent_text *text;  /* not owned */
    ent_mention *mentions; /* in order of sentence, first token; an outer one before an inner one */
    ent_entity *entities;
    ent_link *links;
    size_t mention_count, entity_count, link_count;
} ent_actors;

typedef struct ent_gazetteer ent_gazetteer;

/* Load the lexicon of actors compiled into the library; where directory is not NULL, the files of
 * the same names in it add to it, override it and take from it (src/lexicon/README.md). Faulty
 * lines are reported through report(context, error) and skipped. ENT_INPUT: directory holds no such
 * file, or one that cannot be read. The gazetteer is read-only and may be shared by threads. */
ent_status ent_gazetteer_new(const char *directory,
                             void (*report)(void *context, const ent_error *error), void *context,
                             ent_gazetteer **out, ent_error *error);
void ent_gazetteer_free(ent_gazetteer *gazetteer);

/* The user's word on who is one and who is not (identity.h). */
typedef struct ent_identity ent_identity;

/* Find the actors of an analysed text; identity may be NULL. Everything in *out is in arena, but
 * for what the identity gives. */
ent_status ent_actors_find(const ent_gazetteer *gazetteer, const ent_identity *identity,
                           const ent_text *text, struct ent_arena *arena, ent_actors *out,
                           ent_error *error);

/* Namesakes: where there are two, the id of each ends in his country, "person:li-wei.chn". How many
 * bytes of an id are the name's; all of it if it does not end so, or for a NULL country. */
size_t ent_name_length(const char *id, const char *country);
/* The id of the bearer of a name who is of a country; id may be that, too. In arena; NULL when out
 * of memory. */
char *ent_bearer_id(const char *id, const char *country, struct ent_arena *arena);

/* The name of a country by its ISO 3 code, or NULL. */
const char *ent_gazetteer_country(const ent_gazetteer *gazetteer, const char *iso3);

/* The entity id that a name on the command line stands for, from the lexicon alone ("kremlin" ->
 * "country:RUS"), or NULL. The string lives as long as the gazetteer. */
const char *ent_gazetteer_lookup(const ent_gazetteer *gazetteer, const char *name);

#endif
