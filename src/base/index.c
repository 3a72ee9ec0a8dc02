/* index.c - open addressing with linear probing, at most 70 % full. */
#include "base/index.h"

#include <stdlib.h>
#include <string.h>

typedef struct ent_index_slot {
    uint32_t item; /* plus one; 0: free */
    uint32_t hash;
} slot;

/* Multiplied and folded twice (after MurmurHash3's finaliser), so that every bit of a field reaches
 * those that choose the slot: addresses and small numbers differ in few. */
uint64_t ent_index_mix(uint64_t hash, uint64_t field) {
    uint64_t mixed = hash * 31 + field;
    mixed = (mixed ^ mixed >> 33) * 0xFF51AFD7ED558CCDu;
    mixed = (mixed ^ mixed >> 33) * 0xC4CEB9FE1A85EC53u;
    return mixed ^ mixed >> 33;
}

uint32_t ent_index_find(const ent_index *index, uint64_t hash,
                        bool (*is_same)(const void *context, uint32_t item), const void *context) {
    if (!index->capacity) return ENT_INDEX_NONE;
    size_t mask = index->capacity - 1;
    for (size_t at = hash & mask; index->slots[at].item; at = (at + 1) & mask) {
        const slot *s = &index->slots[at];
        if (s->hash == (uint32_t)hash && is_same(context, s->item - 1)) return s->item - 1;
    }
    return ENT_INDEX_NONE;
}

static void put(slot *slots, size_t mask, slot new) {
    size_t at = new.hash &mask;
    while (slots[at].item) at = (at + 1) & mask;
    slots[at] = new;
}

static bool grow(ent_index *index) {
    size_t capacity = index->capacity ? index->capacity * 2 : 64;
    slot *slots = calloc(capacity, sizeof *slots);
    if (!slots) return false;
    for (size_t i = 0; i < index->capacity; i++)
        if (index->slots[i].item) put(slots, capacity - 1, index->slots[i]);
    free(index->slots);
    index->slots = slots;
    index->capacity = capacity;
    return true;
}

bool ent_index_add(ent_index *index, uint64_t hash, uint32_t item) {
    if (item == ENT_INDEX_NONE) return false;
    if (index->count * 10 >= index->capacity * 7 && !grow(index)) return false;
    put(index->slots, index->capacity - 1, (slot){item + 1, (uint32_t)hash});
    index->count++;
    return true;
}

void ent_index_clear(ent_index *index) {
    if (index->capacity) memset(index->slots, 0, index->capacity * sizeof *index->slots);
    index->count = 0;
}

void ent_index_free(ent_index *index) {
    free(index->slots);
    *index = (ent_index){0};
}
