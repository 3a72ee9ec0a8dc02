/* map.h - a hash table from strings to 32-bit values; keys are copied once and get a stable
 * address, so the table is also the interner. */
#ifndef ENTENTE_BASE_MAP_H
#define ENTENTE_BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

#define ENT_MAP_NONE UINT32_MAX

typedef struct ent_map_slot {
    const char *key; /* NULL: free */
    uint32_t length, hash, value;
} ent_map_slot;

/* An empty map is all zero. */
typedef struct ent_map {
    ent_map_slot *slots;
    size_t capacity, count;
    ent_arena keys;
} ent_map;

/* FNV-1a over bytes; the same on every machine. */
uint32_t ent_hash(const char *text, size_t length);

/* The value of a key, or ENT_MAP_NONE. No allocation. */
uint32_t ent_map_get(const ent_map *map, const char *key, size_t length);

/* The slot of key, added with value ENT_MAP_NONE if it was not there; NULL when out of memory.
 * Valid until the next addition; slot->key is NUL-terminated and valid as long as the map. */
ent_map_slot *ent_map_add(ent_map *map, const char *key, size_t length);

/* Make room for count keys, so that none of them makes the map grow; false when out of memory. */
bool ent_map_reserve(ent_map *map, size_t count);

/* key as one shared NUL-terminated string, or NULL when out of memory. */
const char *ent_map_intern(ent_map *map, const char *key, size_t length);

void ent_map_free(ent_map *map);

#endif
