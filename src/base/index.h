/* index.h - a hash index over an array that its owner keeps: it holds the items' numbers, four
 * bytes each, and the owner says which items are the same. For keys of several fields, which a map
 * of strings would copy. */
#ifndef ENTENTE_BASE_INDEX_H
#define ENTENTE_BASE_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ENT_INDEX_NONE UINT32_MAX

/* An empty index is all zero. */
typedef struct ent_index {
    struct ent_index_slot *slots;
    size_t capacity, count;
} ent_index;

/* Mix one more field into the hash of those before it. */
uint64_t ent_index_mix(uint64_t hash, uint64_t field);

/* The first item with this hash that is_same says is wanted, or ENT_INDEX_NONE. */
uint32_t ent_index_find(const ent_index *index, uint64_t hash,
                        bool (*is_same)(const void *context, uint32_t item), const void *context);

/* Add an item that is not there; false when out of memory. */
bool ent_index_add(ent_index *index, uint64_t hash, uint32_t item);

/* Forget all items; the memory is kept for those to come. */
void ent_index_clear(ent_index *index);
void ent_index_free(ent_index *index);

#endif
