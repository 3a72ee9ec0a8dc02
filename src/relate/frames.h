/* frames.h - inside the relate stage: frames and operators, found by lemma, and the model of acts.
 */
#ifndef ENTENTE_RELATE_FRAMES_H
#define ENTENTE_RELATE_FRAMES_H

#include "base/arena.h"
#include "base/map.h"
#include "entente/relate.h"
#include "relate/acts.h"

enum { ENT_SLOTS_MAX = 8 };

/* Where a target stands. */
typedef struct ent_slot_rule {
    const char *word; /* "obj" or a preposition */
    bool direct;      /* the actor itself, not the owner of a thing */
    unsigned types;   /* bit 1 << ent_actor_type for each that may stand there */
} ent_slot_rule;

typedef struct ent_frame {
    const char *relation;
    const char *trigger; /* "meet", "rule out", "cut+tie" */
    ent_slot_rule slots[ENT_SLOTS_MAX];
    size_t slot_count;
    ent_slot_rule source; /* who may act */
    ent_act root;
    bool symmetric, turned, role, unsure, intransitive, transitive;
    bool adjective;   /* of a state: the subject has it, be it "is opposed" or "is hostile" */
    bool with_object; /* a verb with its object: "cut+tie" */
    uint32_t words;   /* how many follow the verb: 1 in "rule out" */
    uint32_t next;    /* another frame of this lemma, or ENT_MAP_NONE */
} ent_frame;

/* Kinds of triggers; "rule out" and "cut+tie" are verbs. */
enum { ENT_VERBS, ENT_NOUNS, ENT_ADJECTIVES };

/* What words do to what they govern or say: the kinds of operators.tsv, in its order. */
typedef enum ent_operator {
    ENT_OP_REFUSE = 1 << 0,
    ENT_OP_EXCLUDE = 1 << 1,
    ENT_OP_STOP = 1 << 2,
    ENT_OP_FAIL = 1 << 3,
    ENT_OP_DENY = 1 << 4,
    ENT_OP_PLANNED = 1 << 5,
    ENT_OP_HYPOTHETICAL = 1 << 6,
    ENT_OP_MUST = 1 << 7,
    ENT_OP_THREATEN = 1 << 8,
    ENT_OP_URGE = 1 << 9,
    ENT_OP_CLAIM = 1 << 10,
    ENT_OP_LIGHT = 1 << 11,
    ENT_OP_HAPPEN = 1 << 12,
    ENT_OP_UNDERGO = 1 << 13,
    ENT_OP_STAY = 1 << 14,
    ENT_OP_PUT = 1 << 15,
    ENT_OP_COUNT = 1 << 16,
    ENT_OP_CARRY = 1 << 17,
    ENT_OP_REASON = 1 << 18,
    ENT_OP_DOCUMENT = 1 << 19,
    ENT_OP_JUDGE = 1 << 20,
    ENT_OP_GOOD = 1 << 21,
    ENT_OP_BAD = 1 << 22,
    ENT_OP_CULPRIT = 1 << 23,
    ENT_OP_SPORT = 1 << 24,
    ENT_OP_FICTION = 1 << 25,
    ENT_OP_TRY = 1 << 26,
    ENT_OP_VOICE = 1 << 27,
    ENT_OP_BODY = 1 << 28,
    ENT_OP_KIN = 1 << 29,
    ENT_OP_NATURE = 1 << 30,
    ENT_OP_WORDS = 1u << 31
} ent_operator;

struct ent_frames {
    ent_arena arena;
    ent_frame *items;
    size_t count, room;
    ent_map words[3];  /* by kind: lemma -> first frame */
    ent_map operators; /* lemma -> bits */
    ent_acts acts;
};

/* The first frame of a word, NULL if there is none; the others follow by next. */
const ent_frame *ent_frames_find(const ent_frames *frames, int kind, const char *lemma);
const ent_frame *ent_frames_next(const ent_frames *frames, const ent_frame *frame);
/* Has the frame a slot of that word, "obj", "against"? */
bool ent_frame_takes(const ent_frame *frame, const char *word);
/* Has a frame of the word that tells an act, and not what somebody is to somebody, such a slot? */
bool ent_frames_take(const ent_frames *frames, int kind, const char *lemma, const char *word);
unsigned ent_frames_operator(const ent_frames *frames, const char *lemma);

#endif
