/* frames.h - inside the relate stage: frames and operators, found by lemma. */
#ifndef ENTENTE_RELATE_FRAMES_H
#define ENTENTE_RELATE_FRAMES_H

#include "base/arena.h"
#include "base/map.h"
#include "entente/relate.h"

enum { ENT_SLOTS_MAX = 8 };

/* Where a target stands. */
typedef struct ent_slot_rule {
    const char *word; /* "obj" or a preposition */
    bool direct;      /* the actor itself, not the owner of a thing */
    unsigned types;   /* bit 1 << ent_actor_type for each that may stand there */
} ent_slot_rule;

typedef struct ent_frame {
    const char *relation, *rule;
    ent_slot_rule slots[ENT_SLOTS_MAX];
    size_t slot_count;
    ent_act root;
    bool symmetric, turned, role, unsure, intransitive;
    uint32_t next; /* another frame of this lemma, or ENT_MAP_NONE */
} ent_frame;

/* Kinds of triggers; "rule out" and "cut+tie" are verbs. */
enum { ENT_VERBS, ENT_NOUNS, ENT_ADJECTIVES };

typedef enum ent_operator {
    ENT_OP_REFUSE = 1,
    ENT_OP_PLANNED = 2,
    ENT_OP_FAIL = 4,
    ENT_OP_THREATEN = 8,
    ENT_OP_URGE = 16,
    ENT_OP_CLAIM = 32,
    ENT_OP_LIGHT = 64,
    ENT_OP_HYPOTHETICAL = 128,
    ENT_OP_SPORT = 256,
    ENT_OP_FICTION = 512
} ent_operator;

struct ent_frames {
    ent_arena arena;
    ent_frame *items;
    size_t count, room;
    ent_map words[3];  /* by kind: lemma -> first frame */
    ent_map operators; /* lemma -> bits */
};

/* The first frame of a word, NULL if there is none; the others follow by next. */
const ent_frame *ent_frames_find(const ent_frames *frames, int kind, const char *lemma);
const ent_frame *ent_frames_next(const ent_frames *frames, const ent_frame *frame);
unsigned ent_frames_operator(const ent_frames *frames, const char *lemma);

#endif
