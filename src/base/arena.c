/* arena.c - a chain of blocks, the newest first; each new block at least doubles the last, so the
 * number of mallocs is logarithmic in the memory used. */
#include "base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK = 64 << 10, LARGEST_KEPT = 8 << 20, ALIGNMENT = 16 };

typedef struct ent_arena_block {
    struct ent_arena_block *previous;
    size_t size, used; /* of data */
    _Alignas(16) char data[];
} ent_arena_block;

static size_t aligned(size_t size) {
    return (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
}

static ent_arena_block *add_block(ent_arena *arena, size_t size) {
    ent_arena_block *block = arena->spare;
    if (block && block->size >= size) {
        arena->spare = NULL;
    } else {
        size_t wanted = arena->current ? arena->current->size * 2 : FIRST_BLOCK;
        if (wanted > LARGEST_KEPT) wanted = LARGEST_KEPT;
        if (wanted < size) wanted = size;
        if (wanted > SIZE_MAX - sizeof *block) return NULL;
        block = malloc(sizeof *block + wanted);
        if (!block) return NULL;
        block->size = wanted;
    }
    block->used = 0;
    block->previous = arena->current;
    arena->current = block;
    return block;
}

/* size bytes at the first place from start on, which is in the newest block if there is one. */
static void *take(ent_arena *arena, size_t start, size_t size) {
    ent_arena_block *block = arena->current;
    if (!block || start > block->size || block->size - start < size) {
        block = add_block(arena, size);
        start = 0;
    }
    if (!block) return NULL;
    block->used = start + size;
    return block->data + start;
}

void *ent_arena_alloc(ent_arena *arena, size_t size) {
    if (size > SIZE_MAX - ALIGNMENT) return NULL;
    return take(arena, arena->current ? aligned(arena->current->used) : 0,
                aligned(size ? size : 1));
}

/* Text needs no alignment, and there is much of it. */
static char *take_text(ent_arena *arena, size_t size) {
    return take(arena, arena->current ? arena->current->used : 0, size);
}

void *ent_arena_calloc(ent_arena *arena, size_t count, size_t size) {
    if (size && count > SIZE_MAX / size) return NULL;
    void *piece = ent_arena_alloc(arena, count * size);
    if (piece) memset(piece, 0, count * size);
    return piece;
}

void *ent_arena_grow(ent_arena *arena, void *old, size_t used, size_t size) {
    ent_arena_block *block = arena->current;
    if (size > SIZE_MAX - ALIGNMENT) return NULL;
    if (old && block && (char *)old + aligned(used ? used : 1) == block->data + block->used) {
        size_t start = (size_t)((char *)old - block->data);
        if (block->size - start >= aligned(size)) {
            block->used = start + aligned(size);
            return old;
        }
    }
    void *piece = ent_arena_alloc(arena, size);
    if (piece && used) memcpy(piece, old, used);
    return piece;
}

char *ent_arena_copy(ent_arena *arena, const char *text, size_t length) {
    char *copy = length < SIZE_MAX ? take_text(arena, length + 1) : NULL;
    if (!copy) return NULL;
    if (length) memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

char *ent_arena_printf(ent_arena *arena, const char *format, ...) {
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    char *text = length < 0 ? NULL : take_text(arena, (size_t)length + 1);
    if (text) vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}

void ent_arena_reset(ent_arena *arena) {
    ent_arena_block *block = arena->current;
    while (block) {
        ent_arena_block *previous = block->previous;
        if (block->size <= LARGEST_KEPT && (!arena->spare || arena->spare->size < block->size)) {
            free(arena->spare);
            arena->spare = block;
        } else {
            free(block);
        }
        block = previous;
    }
    arena->current = NULL;
}

void ent_arena_free(ent_arena *arena) {
    ent_arena_reset(arena);
    free(arena->spare);
    arena->spare = NULL;
}
