/* map.c - open addressing with linear probing, at most 70 % full. */
#include "base/map.h"

#include <stdlib.h>
#include <string.h>

uint32_t ent_hash(const char *text, size_t length) {
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < length; i++) hash = (hash ^ (unsigned char)text[i]) * 16777619u;
    return hash ^ hash >> 15;
}

static size_t find(const ent_map_slot *slots, size_t capacity, const char *key, size_t length,
                   uint32_t hash) {
    size_t at = hash & (capacity - 1);
    while (slots[at].key && (slots[at].hash != hash || slots[at].length != length ||
                             memcmp(slots[at].key, key, length) != 0))
        at = (at + 1) & (capacity - 1);
    return at;
}

uint32_t ent_map_get(const ent_map *map, const char *key, size_t length) {
    if (!map->capacity) return ENT_MAP_NONE;
    const ent_map_slot *slot =
        &map->slots[find(map->slots, map->capacity, key, length, ent_hash(key, length))];
    return slot->key ? slot->value : ENT_MAP_NONE;
}

/* Write to every page of memory that is all zero: one that is read before it is written to would
 * fault twice, and slots are spread over all of them. */
static void touch(void *memory, size_t size) {
    enum { PAGE = 4096 };
    for (size_t i = 0; i < size; i += PAGE) ((volatile char *)memory)[i] = 0;
}

static bool resize(ent_map *map, size_t capacity) {
    ent_map_slot *slots = calloc(capacity, sizeof *slots);
    if (!slots) return false;
    touch(slots, capacity * sizeof *slots);
    for (size_t i = 0; i < map->capacity; i++) {
        const ent_map_slot *old = &map->slots[i];
        if (old->key) slots[find(slots, capacity, old->key, old->length, old->hash)] = *old;
    }
    free(map->slots);
    map->slots = slots;
    map->capacity = capacity;
    return true;
}

static bool grow(ent_map *map) {
    return resize(map, map->capacity ? map->capacity * 2 : 64);
}

bool ent_map_reserve(ent_map *map, size_t count) {
    size_t capacity = 64;
    while (count * 10 >= capacity * 7) capacity *= 2;
    return capacity <= map->capacity || resize(map, capacity);
}

ent_map_slot *ent_map_add(ent_map *map, const char *key, size_t length) {
    if (length > UINT32_MAX) return NULL;
    if (map->count * 10 >= map->capacity * 7 && !grow(map)) return NULL;
    uint32_t hash = ent_hash(key, length);
    ent_map_slot *slot = &map->slots[find(map->slots, map->capacity, key, length, hash)];
    if (slot->key) return slot;
    const char *copy = ent_arena_copy(&map->keys, key, length);
    if (!copy) return NULL;
    *slot = (ent_map_slot){copy, (uint32_t)length, hash, ENT_MAP_NONE};
    map->count++;
    return slot;
}

const char *ent_map_intern(ent_map *map, const char *key, size_t length) {
    ent_map_slot *slot = ent_map_add(map, key, length);
    return slot ? slot->key : NULL;
}

void ent_map_free(ent_map *map) {
    free(map->slots);
    ent_arena_free(&map->keys);
    *map = (ent_map){0};
}
