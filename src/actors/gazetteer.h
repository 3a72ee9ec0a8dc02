/* gazetteer.h - what the program knows of names: countries, places, persons, organisations, titles.
 */
#ifndef ENTENTE_ACTORS_GAZETTEER_H
#define ENTENTE_ACTORS_GAZETTEER_H

#include "base/arena.h"
#include "base/map.h"
#include "entente/actors.h"

typedef enum ent_gender { ENT_ANY_GENDER = 0, ENT_MALE = 'm', ENT_FEMALE = 'f' } ent_gender;

/* An office that somebody held. Dates are YYYY, YYYY-MM or YYYY-MM-DD, "" where not known or, at
 * the end, not over. */
typedef struct ent_office {
    const char *role;         /* "prime minister" */
    const char *iso3;         /* of the country, or NULL */
    const char *organization; /* id of the organisation it is held of instead, or NULL */
    const char *from, *to;
    uint32_t next;         /* the next one of the same person, or UINT32_MAX */
    uint32_t person, peer; /* who holds it; the next one of that name and country */
} ent_office;

/* Somebody or something with a name. */
typedef struct ent_known {
    const char *id, *name;
    const char *iso3;      /* of the country it is or belongs to, or NULL */
    const char *adjective; /* countries: "French", or NULL */
    ent_actor_type type;
    ent_gender gender;
    uint32_t office;   /* persons: the first of offices, or UINT32_MAX */
    uint32_t namesake; /* persons: the next with an office and this surname */
    bool news;         /* an agency or newspaper */
    bool party;        /* a party or armed movement */
    bool state;        /* an army, ministry, court or other body of a state */
} ent_known;

/* How a form means its owner. */
typedef enum ent_form_kind {
    ENT_FORM_NAME,
    ENT_FORM_ADJECTIVE, /* Russian */
    ENT_FORM_PEOPLE,    /* Russians */
    ENT_FORM_CAPITAL,   /* Moscow: the city, or the government in it */
    ENT_FORM_SEAT,      /* the Kremlin */
    ENT_FORM_PLACE,     /* a city or region: means itself */
} ent_form_kind;

typedef struct ent_form_entry {
    uint32_t known;   /* index in known */
    uint32_t next;    /* another owner of the same form, or UINT32_MAX */
    const char *text; /* as written in the lexicon */
    ent_form_kind kind;
    bool conditional; /* only where the owner is named otherwise, too */
} ent_form_entry;

/* What a verb tells of the names beside it (verbs.tsv). */
enum { ENT_VERB_SAY = 1, ENT_VERB_REPORT = 2, ENT_VERB_ARRIVE = 4 };

enum {
    ENT_TITLE_LEADS = 1,
    ENT_TITLE_REPRESENTS = 2,
    ENT_TITLE_MEMBER = 4,
    ENT_TITLE_SPEAKS = 8,
    ENT_TITLE_KIN = 16,  /* not an office: "wife", of a person */
    ENT_TITLE_PART = 32, /* of an organisation: "armed wing" */
};
typedef struct ent_title {
    const char *name;              /* as the row has it, small letters */
    uint32_t office;               /* the first title of the row: what its aliases mean, too */
    uint8_t country, organization; /* relations to a country, to an organisation */
    uint8_t other;                 /* ENT_TITLE_KIN, ENT_TITLE_PART */
    uint8_t words;
    ent_gender gender;
    bool plural;
} ent_title;

/* What a noun that heads the names of organisations says of them: "Ministry", "Alliance". */
typedef enum ent_head_kind {
    ENT_HEAD_OTHER,
    ENT_HEAD_STATE, /* every state has one, and it means nothing without the state */
    ENT_HEAD_PARTY,
    ENT_HEAD_SCHOOL,
    ENT_HEAD_COMPANY,
    ENT_HEAD_KIND_COUNT
} ent_head_kind;

/* A head that may be written small: "the Dulaim tribe", "the Wagner group". */
enum { ENT_HEAD_SMALL = 16 };

/* One of those that bear an ambiguous name (senses.c). */
typedef struct ent_sense {
    uint32_t known, next; /* next of the same form, or UINT32_MAX */
} ent_sense;

/* A word that tells of a document which sense it means. */
typedef struct ent_cue {
    uint32_t sense, next; /* next cue of the same word, or UINT32_MAX */
} ent_cue;

/* A rule that makes two spellings one: `from` reads as `to`. */
typedef struct ent_respelling {
    const char *from, *to;
} ent_respelling;

typedef enum ent_group_kind {
    ENT_GROUP_MILITARY,
    ENT_GROUP_EQUIPMENT,
    ENT_GROUP_MILITANTS,
    ENT_GROUP_CROWD,
    ENT_GROUP_PEOPLE,
    ENT_GROUP_POLITICAL,
    ENT_GROUP_OFFICIALS,
    ENT_GROUP_ALLIES,
    ENT_GROUP_MEMBERS,
    ENT_GROUP_KIND_COUNT
} ent_group_kind;

typedef struct ent_group_noun {
    const char *plural;
    ent_group_kind kind;
    bool body;      /* a standing body, or people who act for one: stands for its owner */
    bool own;       /* a body with a name and orders of its own: army, ministry, parliament */
    bool local;     /* of which there are many: court, police */
    bool standing;  /* a body that a state has one of: army, government, embassy */
    bool is_plural; /* this form is the plural */
    bool person;    /* this form is one person */
    bool people;    /* a people, which is named: Kurds */
} ent_group_noun;

struct ent_gazetteer {
    ent_arena arena;
    ent_known *known;
    ent_form_entry *forms;
    ent_title *titles;
    ent_group_noun *groups;
    ent_office *offices;
    ent_sense *senses;
    ent_cue *cues;
    ent_respelling *endings, *letters; /* of Slavic surnames; of Arabic names */
    const char **words;
    size_t sense_count, sense_room, cue_count, cue_room, ending_count, ending_room, letter_count,
        letter_room, word_count, word_room;
    size_t known_count, known_room, form_count, form_room, title_count, title_room, group_count,
        group_room, office_count, office_room;
    ent_map ids;          /* id -> known */
    ent_map by_form;      /* folded form -> first entry in forms */
    ent_map starts;       /* folded first word -> most tokens of a form that begins so */
    ent_map by_title;     /* lower-case title -> titles */
    ent_map title_starts; /* words that a title begins with */
    ent_map title_ends;   /* words that a title ends with */
    ent_map by_group;     /* lower-case noun -> groups */
    ent_map firstnames;   /* folded -> gender */
    ent_map verbs;        /* lemma -> ENT_VERB_... */
    ent_map holders;      /* "FRA president" -> first of those offices */
    ent_map bearers;      /* folded last word of a name -> first person with an office */
    ent_map regions;      /* folded adjective of a people or part of the world */
    ent_map heads;        /* lower-case noun -> ent_head_kind */
    ent_map families;     /* folded family names that stand first */
    ent_map senses_of;    /* folded form -> first of its senses */
    ent_map cues_of;      /* folded word or pair of words -> first of its cues */
    ent_map cue_starts;   /* first words of pairs */
    ent_map variants;     /* folded word -> in words: how it is read */
    ent_map muslim;       /* words that tell of a name in Arabic letters */
    ent_map spellings;    /* key of a full name -> known, or ENT_AMBIGUOUS */
    ent_map surnames;     /* folded short name of a person -> known, or ENT_AMBIGUOUS */
};
#define ENT_AMBIGUOUS (UINT32_MAX - 1)

/* The forms of a folded name, first of a chain by next, or NULL. */
const ent_form_entry *ent_gazetteer_forms(const ent_gazetteer *g, const char *folded,
                                          size_t length);
/* The known thing of an id, or NULL. */
const ent_known *ent_gazetteer_known(const ent_gazetteer *g, const char *id);
/* The office that a person holds on a date (YYYY-MM-DD; NULL: the latest known); if none, the last
 * one begun before; NULL if none was. */
const ent_office *ent_gazetteer_office(const ent_gazetteer *g, const ent_known *person,
                                       const char *date);
/* Is an office over on a date? */
bool ent_office_is_over(const ent_office *office, const char *date);
/* The ENT_VERB_... bits of a lemma. */
unsigned ent_verb_kinds(const ent_gazetteer *g, const char *lemma);
/* What a noun heads, or -1 if it heads no names. */
int ent_head_kind_of(const ent_gazetteer *g, const char *folded, size_t length);
bool ent_head_may_be_small(const ent_gazetteer *g, const char *folded, size_t length);
/* ---- holders.c ---- */
/* Index offices once all are loaded; false when out of memory. */
bool ent_index_holders(ent_gazetteer *g);
/* Who holds an office of a country on a date; NULL if that is not known or not one person. */
const ent_known *ent_holder_of(const ent_gazetteer *g, const char *iso3, const char *role,
                               const char *date);
/* Who of those that bear a surname (folded) last came to hold the office by that date (NULL: ever);
 * NULL if none or not one person. */
const ent_known *ent_bearer(const ent_gazetteer *g, const char *surname, size_t length,
                            const char *role, const char *date);
/* ---- spelling.c ---- */
/* How a folded name reads once its spelling is left aside, into out of size room; 0 if too long. */
size_t ent_spelling_key(const ent_gazetteer *g, const char *folded, size_t length, char *out,
                        size_t room);
/* Does a folded name hold a word that only names in Arabic letters have? */
bool ent_is_arabic(const ent_gazetteer *g, const char *folded, size_t length);
/* The id of whoever bears a name that no list has, in arena; NULL when out of memory. It is the
 * name of a body, country, place or group; of a person's full name it is the spelling key, so that
 * all documents have one id for one person in whatever spelling. */
char *ent_id_of_name(const ent_gazetteer *g, ent_arena *arena, ent_actor_type type,
                     const char *name, size_t length);
/* Bytes that a name may have: what is longer is none. */
enum { NAME_MAX_BYTES = 160 };

/* "Côte d'Ivoire" -> "cote-d-ivoire", in arena. */
char *ent_slug(ent_arena *arena, const char *prefix, const char *name, size_t length);
/* Fold a piece of text with white space runs as one space, into out of size room; 0 if too long. */
size_t ent_fold_span(const char *text, size_t length, char *out, size_t room);

#endif
