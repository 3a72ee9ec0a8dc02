/* names.c - strings as files of every format can hold them (see names.h). */
#include "graph/names.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

/* XML 1.0, production Char, without the controls that it advises against: U+009B would speak to a
 * terminal. */
static bool is_char(uint32_t rune) {
    if (rune >= 0x7F && rune < 0xA0) return false;
    if (rune < 0x20) return rune == '\t' || rune == '\n' || rune == '\r';
    return rune != 0xFFFE && rune != 0xFFFF;
}

/* A U+FFFD that stands for bad bytes, not one that was written. */
static bool is_bad(uint32_t rune, const char *at, size_t size) {
    return rune == 0xFFFD && !(size == 3 && memcmp(at, "\xEF\xBF\xBD", 3) == 0);
}

bool ent_is_clean(const char *text, size_t length) {
    for (size_t at = 0; at < length;) {
        unsigned char byte = (unsigned char)text[at];
        if (byte >= 0x20 && byte < 0x7F) {
            at++;
            continue;
        }
        uint32_t rune;
        size_t size = ent_utf8_decode(text + at, length - at, &rune);
        if (!is_char(rune) || is_bad(rune, text + at, size)) return false;
        at += size;
    }
    return true;
}

char *ent_make_clean(const char *text, size_t length, ent_arena *arena) {
    char *out = ent_arena_alloc(arena, 3 * length + 1), *end = out;
    for (size_t at = 0; out && at < length;) {
        uint32_t rune;
        at += ent_utf8_decode(text + at, length - at, &rune);
        if (is_char(rune)) end += ent_utf8_encode(rune, end);
    }
    if (out) *end = '\0';
    return out;
}

/* Letters beyond ASCII as our own ids have them; XML's table has more, older readers fewer. */
static bool is_name_char(uint32_t rune) {
    if (rune >= 0x80)
        return rune < 0x10000 && rune != 0xD7 && rune != 0xF7 && ent_rune_is_alpha(rune);
    return (rune >= 'a' && rune <= 'z') || (rune >= 'A' && rune <= 'Z') ||
           (rune >= '0' && rune <= '9') || rune == '.' || rune == '-' || rune == '_' || rune == ':';
}

bool ent_is_token(const char *text, size_t length) {
    for (size_t at = 0; at < length;) {
        uint32_t rune;
        at += ent_utf8_decode(text + at, length - at, &rune);
        if (!is_name_char(rune)) return false;
    }
    return length > 0;
}

const char *ent_make_token(const char *text, size_t length, ent_arena *arena) {
    char *out = ent_arena_alloc(arena, 10 * length + 2), *end = out;
    if (!out) return NULL;
    for (size_t at = 0; at < length;) {
        uint32_t rune;
        at += ent_utf8_decode(text + at, length - at, &rune);
        if (is_name_char(rune))
            end += ent_utf8_encode(rune, end);
        else
            end += sprintf(end, "_x%04X_", (unsigned)rune);
    }
    if (end == out) *end++ = '_';
    *end = '\0';
    return out;
}

/* ---- Lists of names ---- */

typedef struct name {
    const char *text;
    size_t length;
} name;

static int compare(const void *a, const void *b) {
    const name *x = a, *y = b;
    size_t shorter = x->length < y->length ? x->length : y->length;
    int order = memcmp(x->text, y->text, shorter);
    return order ? order : (x->length > y->length) - (x->length < y->length);
}

static size_t count_names(const char *list) {
    size_t count = *list != '\0';
    for (; *list; list++) count += *list == '|';
    return count;
}

/* The names of a list, sorted; empty ones and such as would fill a list are left out. Returns how
 * many. */
static size_t split(const char *list, name *names) {
    size_t count = 0;
    bool sorted = true;
    while (*list) {
        size_t size = strcspn(list, "|");
        if (size && size <= ENT_NAMES_MAX) names[count++] = (name){list, size};
        if (count > 1 && sorted) sorted = compare(&names[count - 2], &names[count - 1]) <= 0;
        list += size + (list[size] == '|');
    }
    if (!sorted) qsort(names, count, sizeof *names, compare);
    return count;
}

const char *ent_join_names(const char *own, const char *other, ent_arena *arena) {
    size_t length = strlen(own), added = strlen(other), taken = 0;
    if (!ent_is_clean(other, added)) {
        other = ent_make_clean(other, added, arena);
        if (!other) return NULL;
        added = strlen(other);
    }
    name *a = ent_arena_calloc(arena, count_names(own) + 1, sizeof *a),
         *b = ent_arena_calloc(arena, count_names(other) + 1, sizeof *b);
    char *joined = ent_arena_alloc(arena, length + added + 3), *end = joined;
    if (!a || !b || !joined) return NULL;
    size_t m = split(own, a), n = split(other, b);
    for (size_t i = 0, k = 0; i < m || k < n;) {
        int order = i == m ? 1 : k == n ? -1 : compare(&a[i], &b[k]);
        const name *next = order <= 0 ? &a[i] : &b[k];
        if ((size_t)(end - joined) + next->length > ENT_NAMES_MAX) break;
        if (end > joined) *end++ = '|';
        memcpy(end, next->text, next->length);
        end += next->length;
        taken += order > 0;
        i += order <= 0;
        if (order >= 0) /* one that comes twice is taken once */
            for (size_t same = k; k < n && compare(&b[same], &b[k]) == 0;) k++;
    }
    *end = '\0';
    return taken ? joined : own;
}
