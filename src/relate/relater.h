/* relater.h - inside the relate stage: one document at work, sentence by sentence. */
#ifndef ENTENTE_RELATE_RELATER_H
#define ENTENTE_RELATE_RELATER_H

#include "relate/frames.h"

enum { PARTIES_MAX = 6, CLIMB_MAX = 6, CLAUSE_WORDS = 12 };

/* Those who stand on one side of an act. */
typedef struct parties {
    uint32_t mentions[PARTIES_MAX];
    size_t count;
    bool nearby; /* found by their place in the sentence, not by its tree */
} parties;

typedef struct relater {
    const ent_frames *frames;
    const ent_actors *actors;
    const ent_text *text;
    ent_arena *arena;
    const ent_sentence *sentence;
    uint32_t number;        /* of the sentence */
    size_t mention_end;     /* the first mention after the sentence */
    uint32_t *owner;        /* token of the sentence -> 1 + mention headed there */
    const ent_frame *frame; /* being applied */
    uint32_t self;          /* the entity that acts, while the target is sought; or ENT_NO_ENTITY */
    ent_statement *items;
    size_t count, room;
    size_t begun; /* statements before this sentence */
    bool sport;   /* does the sentence tell of sport? */
    bool no_memory;
} relater;

/* What the words around a trigger make of it. */
typedef struct context {
    ent_act_status status;
    unsigned operators; /* of the words that govern the trigger */
    const char *speaker;
} context;

static inline const ent_token *token_at(const relater *r, uint32_t i) {
    return ent_token_at(r->text, r->sentence, i);
}

static inline const ent_mention *mention_of(const relater *r, uint32_t index) {
    return &r->actors->mentions[index];
}

/* The operators that the word at i is, alone or with the word behind it: "refuse", "rule out". */
unsigned ent_operator_at(const relater *r, uint32_t i);

/* ---- trigger.c ---- */

enum { TRIGGERED_MAX = 8 };
/* The frames that the word at i triggers, the most special first, each the first of its key (the
 * others follow by next). Returns how many. */
size_t ent_triggered(const relater *r, uint32_t i, const ent_frame **frames);

/* ---- relate.c ---- */

/* How many words follow the verb in the phrase that triggers the frame being applied: 1 in "rule
 * out". */
uint32_t ent_phrase_words(const relater *r);

/* A relater over all sentences, its statements in arena; false when out of memory. */
bool ent_relater_open(relater *r, const ent_frames *frames, const ent_actors *actors,
                      ent_arena *arena);
/* Turn to a sentence; *at is the first mention that may stand in it, and moves on. */
void ent_relater_turn(relater *r, uint32_t sentence, size_t *at);
/* State the act of a frame between two mentions, as what governs the trigger has it. */
void ent_state(relater *r, const ent_frame *frame, uint32_t trigger, const parties *from,
               const parties *to, double confidence);

/* ---- parties.c ---- */

/* The first child of i with one of two relations, or ENT_ROOT. */
uint32_t ent_child(const relater *r, uint32_t i, ent_deprel a, ent_deprel b);
/* Does this preposition or mark, a lemma, lead to the word at i? */
bool ent_has_case(const relater *r, uint32_t i, const char *preposition);
/* Is the verb in the passive, with or without its auxiliary? */
bool ent_is_passive(const relater *r, uint32_t verb);
/* The subject of a verb: its own, or that of the verb that controls or coordinates it. */
void ent_find_subject(const relater *r, uint32_t verb, parties *out);
/* Who stands where a slot of a frame points: "obj" or a preposition. */
void ent_find_slot(const relater *r, uint32_t trigger, const ent_slot_rule *slot, bool passive,
                   parties *out);
/* The same where a slot holds a thing: whose it is, where it is, what it is for. */
void ent_find_thing(const relater *r, uint32_t trigger, const ent_slot_rule *slot, bool passive,
                    parties *out);
/* Leave those that a slot does not take. */
void ent_keep_fitting(const relater *r, const ent_slot_rule *slot, parties *out);
/* The slot of who did what happened: "by". */
extern const ent_slot_rule ent_by;
/* The agent of a passive or of a noun: "by X". */
void ent_find_agent(const relater *r, uint32_t trigger, parties *out);
/* Whose a noun is: possessive, adjective, compound, "by X", or the subject of its light verb. */
void ent_find_owner(const relater *r, uint32_t noun, parties *out);
/* For a noun that tells what somebody is to somebody, "a critic of X", "X's ally Y": who is it, and
 * whose. */
void ent_find_role(const relater *r, uint32_t noun, parties *who, parties *whose);

/* ---- nearby.c: where the tree fails, the order of words ---- */

/* The actor that directly precedes a verb but for adverbs, auxiliaries and insertions. */
void ent_nearby_subject(const relater *r, uint32_t verb, parties *out);
/* The actor that directly follows a trigger, or a preposition after it. */
void ent_nearby_slot(const relater *r, uint32_t trigger, const ent_slot_rule *slot, parties *out);

/* ---- both.c ---- */

/* For "the two leaders", "both sides" at i: the two between whom the last act was told. */
bool ent_find_both(const relater *r, uint32_t i, parties *out);

/* ---- when.c ---- */

/* The day of the act that the word at trigger tells, "YYYY-MM-DD": as the sentence has it, else the
 * document's. NULL where neither tells, or only the year is told. */
const char *ent_when(const relater *r, uint32_t trigger, ent_act_status status);

/* ---- status.c ---- */

context ent_look_up(const relater *r, uint32_t trigger);

#endif
