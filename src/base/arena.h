/* arena.h - memory that is taken piece by piece and given back in one stroke.
 *
 * A document's values live in one arena; ent_arena_reset keeps its blocks for the next document. */
#ifndef ENTENTE_BASE_ARENA_H
#define ENTENTE_BASE_ARENA_H

#include <stddef.h>

typedef struct ent_arena {
    struct ent_arena_block *current, *spare;
} ent_arena;

/* An empty arena is all zero: `ent_arena arena = {0};`. */

/* size bytes, aligned for any type, not zeroed; NULL when out of memory. Size 0 gives a valid
 * pointer. */
void *ent_arena_alloc(ent_arena *arena, size_t size);
/* count items of size bytes, zeroed; NULL when out of memory or count * size overflows. */
void *ent_arena_calloc(ent_arena *arena, size_t count, size_t size);
/* Grow an array of used bytes to size bytes (a copy, unless it was the last piece taken). */
void *ent_arena_grow(ent_arena *arena, void *old, size_t used, size_t size);
/* A NUL-terminated copy of length bytes. */
char *ent_arena_copy(ent_arena *arena, const char *text, size_t length);
char *ent_arena_printf(ent_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Forget everything but keep (some of) the memory for reuse. */
void ent_arena_reset(ent_arena *arena);
void ent_arena_free(ent_arena *arena);

#endif
