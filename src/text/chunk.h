/* chunk.h - inside the tokeniser: a run of text without white space, and what its characters are.
 */
#ifndef ENTENTE_TEXT_CHUNK_H
#define ENTENTE_TEXT_CHUNK_H

#include <string.h>

#include "base/utf8.h"
#include "text/token.h"

typedef struct ent_chunk {
    const char *text;
    size_t begin, end;
    size_t limit;    /* the paragraph's end, for looking ahead */
    bool after_name; /* the chunk before begins with a capital */
} ent_chunk;

static inline uint32_t ent_rune_at(const ent_chunk *c, size_t at, size_t *size) {
    uint32_t rune = 0;
    *size = at < c->end ? ent_utf8_decode(c->text + at, c->end - at, &rune) : 0;
    return rune;
}

static inline bool ent_is_ascii_word(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9');
}

/* Does a letter or digit stand here? */
static inline bool ent_is_word_at(const ent_chunk *c, size_t at) {
    size_t size;
    if (at >= c->end) return false;
    if ((unsigned char)c->text[at] < 0x80) return ent_is_ascii_word(c->text[at]);
    uint32_t rune = ent_rune_at(c, at, &size);
    return ent_rune_is_alpha(rune) || ent_rune_is_digit(rune);
}

static inline bool ent_is_digit_at(const ent_chunk *c, size_t at) {
    return at < c->end && c->text[at] >= '0' && c->text[at] <= '9';
}

/* Bytes of an apostrophe at this place: ', ` or U+2019; 0 if there is none. */
static inline size_t ent_apostrophe_at(const ent_chunk *c, size_t at) {
    if (at >= c->end) return 0;
    if (c->text[at] == '\'' || c->text[at] == '`') return 1;
    return at + 3 <= c->end && memcmp(c->text + at, "\xE2\x80\x99", 3) == 0 ? 3 : 0;
}

/* Do these lower-case ASCII letters stand here, in any case? */
static inline bool ent_starts_with(const ent_chunk *c, size_t at, const char *word) {
    size_t i = 0;
    for (; word[i]; i++)
        if (at + i >= c->end || (char)ent_rune_lower((unsigned char)c->text[at + i]) != word[i])
            return false;
    return true;
}

/* Is text[begin, end) one of a list of lower-case ASCII words, in any case? */
static inline bool ent_among(const ent_chunk *c, size_t begin, size_t end, const char *const *words,
                             size_t count) {
    for (size_t i = 0; i < count; i++)
        if (strlen(words[i]) == end - begin && ent_starts_with(c, begin, words[i])) return true;
    return false;
}
#define ENT_AMONG(chunk, begin, end, words) \
    ent_among(chunk, begin, end, words, sizeof(words) / sizeof *(words))

/* The first byte after the chunk that is not white space; 0 at the paragraph's end. */
static inline char ent_byte_after(const ent_chunk *c, size_t at) {
    while (at < c->limit && (c->text[at] == ' ' || c->text[at] == '\t' || c->text[at] == '\n'))
        at++;
    return at < c->limit ? c->text[at] : '\0';
}

/* ---- whole.c ---- */

/* Where what begins here and is one token whatever it holds ends: an address of the net, a file's
 * name, a face of marks, a line of dashes; begin if there is none. */
size_t ent_whole_end(const ent_chunk *chunk, size_t begin);

/* ---- word.c ---- */

/* Add the tokens of the word that begins here; returns where it ends. */
size_t ent_take_word(ent_tokens *tokens, const ent_chunk *chunk, size_t begin);

/* The end of the letters, digits and marks between them that begin here, hyphens left out. */
size_t ent_word_end(const ent_chunk *chunk, size_t begin);

#endif
