/* frames.h - inside the relate stage: frames and operators, found by lemma. */
#ifndef ENTENTE_RELATE_FRAMES_H
#define ENTENTE_RELATE_FRAMES_H

#include "base/arena.h"
#include "base/map.h"
#include "entente/relate.h"

enum { ENT_SLOTS_MAX = 4 };

typedef struct ent_frame {
    const char *relation, *rule;
    const char *slots[ENT_SLOTS_MAX]; /* "obj" or a preposition */
    size_t slot_count;
    ent_act root;
    bool symmetric, unsure;
    uint32_t next; /* another frame of this lemma, or ENT_MAP_NONE */
} ent_frame;

typedef enum ent_operator {
    ENT_OP_REFUSE = 1,
    ENT_OP_PLANNED = 2,
    ENT_OP_FAIL = 4,
    ENT_OP_THREATEN = 8,
    ENT_OP_URGE = 16,
    ENT_OP_CLAIM = 32,
    ENT_OP_LIGHT = 64,
    ENT_OP_HYPOTHETICAL = 128
} ent_operator;

struct ent_frames {
    ent_arena arena;
    ent_frame *items;
    size_t count, room;
    ent_map verbs, nouns; /* lemma -> first frame */
    ent_map operators;    /* lemma -> bits */
};

const ent_frame *ent_frames_find(const ent_frames *frames, const ent_map *map, const char *lemma);
unsigned ent_frames_operator(const ent_frames *frames, const char *lemma);

#endif
