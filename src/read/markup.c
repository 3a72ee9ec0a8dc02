/* markup.c - looking at HTML and XML before libxml2 does: what would cost it minutes is refused,
 * and what stops it for nothing is repaired.
 *
 * libxml2 compares every attribute of an element with every other, and every end tag with the
 * elements open; both are quadratic, so both are bounded here first, whatever comment, script or
 * quote a tag seems to stand in: nothing that is written inside can hide it. */
#include "read/markup.h"

#include <libxml/HTMLparser.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { FEW_ATTRIBUTES = 64, ENTITY_MAX = 32 };

typedef struct scan {
    const char *bytes;
    size_t length, at;
} scan;

static bool is_letter(char c) {
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool is_at(const scan *s, const char *word) {
    size_t size = strlen(word);
    return s->length - s->at >= size && strncasecmp(s->bytes + s->at, word, size) == 0;
}

static bool is_in_tag(const scan *s) {
    return s->at < s->length && s->bytes[s->at] != '>';
}

static void skip_blanks(scan *s) {
    while (s->at < s->length && is_blank(s->bytes[s->at])) s->at++;
}

/* Step over a value as libxml2 does: to the closing quote, or to a blank. */
static void skip_value(scan *s) {
    char quote = s->at < s->length ? s->bytes[s->at] : ' ';
    if (quote == '"' || quote == '\'') {
        const char *end = memchr(s->bytes + s->at + 1, quote, s->length - s->at - 1);
        s->at = end ? (size_t)(end - s->bytes) + 1 : s->length;
    } else {
        while (is_in_tag(s) && !is_blank(s->bytes[s->at])) s->at++;
    }
}

/* The attributes of the tag whose name begins here. */
static uint64_t count_attributes(scan *s) {
    uint64_t count = 0;
    while (is_in_tag(s) && !is_blank(s->bytes[s->at])) s->at++;
    for (skip_blanks(s); is_in_tag(s); skip_blanks(s)) {
        size_t start = s->at;
        while (is_in_tag(s) && !is_blank(s->bytes[s->at]) && s->bytes[s->at] != '=') s->at++;
        skip_blanks(s);
        if (s->at < s->length && s->bytes[s->at] == '=') {
            s->at++;
            skip_blanks(s);
            skip_value(s);
        }
        count++;
        if (s->at == start) s->at++;
    }
    return count;
}

ent_markup ent_markup_look(const char *bytes, size_t length) {
    ent_markup found = {0};
    size_t work = 0;
    scan s = {bytes, length, 0};
    const char *tag;
    while (s.at < length && (tag = memchr(bytes + s.at, '<', length - s.at)) != NULL) {
        s.at = (size_t)(tag - bytes) + 1;
        if (s.at == length) break;
        if (bytes[s.at] == '/') found.ends++;
        if (is_at(&s, "!ENTITY") && found.starts == 0) found.declares = true;
        if (!is_letter(bytes[s.at]) && bytes[s.at] != '_') continue;
        scan inner = s;
        uint64_t count = count_attributes(&inner);
        found.starts++;
        if (count > FEW_ATTRIBUTES) found.attributes += count * count;
        work += inner.at - s.at;
        /* tags within tags without end: looking at each would be quadratic as well */
        if (work > 16 * length + 65536) found.attributes = UINT64_MAX / 2;
        if (found.attributes > ENT_ATTRIBUTES_MAX) break;
    }
    return found;
}

/* ---- Entities of XML ---- */

/* The length of the reference that begins at s ('&'), 0 if there is none; *rune is the code point
 * if it is a name that HTML knows and XML does not, else 0. */
static size_t reference(const scan *s, unsigned *rune) {
    static const char *const known[] = {"amp", "lt", "gt", "quot", "apos"};
    const char *at = s->bytes + s->at + 1;
    size_t left = s->length - s->at - 1, size = 0;
    char name[ENTITY_MAX];
    *rune = 0;
    if (left > 0 && *at == '#') size++;
    while (size < left && size < ENTITY_MAX - 1 && (is_letter(at[size]) || is_digit(at[size])))
        size++;
    if (size == 0 || size >= left || at[size] != ';') return 0;
    if (*at == '#') return size > 1 ? size + 2 : 0;
    memcpy(name, at, size);
    name[size] = '\0';
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(known[i], name) == 0) return size + 2;
    const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)name);
    if (!entity) return 0;
    *rune = entity->value;
    return size + 2;
}

/* How many bytes to copy as they are: to the next '&' outside CDATA. */
static size_t plain_run(const scan *s) {
    static const char opening[] = "<![CDATA[";
    scan t = *s;
    if (is_at(&t, opening)) {
        const char *end = NULL;
        for (t.at += sizeof opening - 1; t.at < t.length && !end; t.at++)
            if (t.bytes[t.at] == ']' && is_at(&t, "]]>")) end = t.bytes + t.at;
        return t.at - s->at;
    }
    for (t.at++; t.at < t.length && t.bytes[t.at] != '&'; t.at++)
        if (t.bytes[t.at] == '<' && is_at(&t, opening)) break;
    return t.at - s->at;
}

/* The repaired text into out, or only its size if out is NULL. */
static size_t repair(const char *bytes, size_t length, char *out) {
    size_t got = 0;
    for (scan s = {bytes, length, 0}; s.at < length;) {
        char number[16];
        const char *piece = bytes + s.at;
        size_t size, taken = 0;
        unsigned rune = 0;
        if (bytes[s.at] == '&' && (taken = reference(&s, &rune)) == 0) {
            piece = "&amp;", size = 5, taken = 1;
        } else if (rune) {
            size = (size_t)snprintf(number, sizeof number, "&#%u;", rune);
            piece = number;
        } else {
            size = taken = bytes[s.at] == '&' ? taken : plain_run(&s);
        }
        if (out) memcpy(out + got, piece, size);
        got += size;
        s.at += taken;
    }
    return got;
}

char *ent_markup_repair(const char *bytes, size_t length, ent_arena *arena, size_t *out) {
    *out = repair(bytes, length, NULL);
    char *text = ent_arena_alloc(arena, *out + 1);
    if (text) text[repair(bytes, length, text)] = '\0';
    return text;
}
