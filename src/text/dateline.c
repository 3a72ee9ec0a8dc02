/* dateline.c - "KYIV, Feb 26 (Reuters) -" before an article's first sentence. It is a sentence of
 * its own, or the town would be taken for the subject of what follows. */
#include <string.h>

#include "base/utf8.h"
#include "text/token.h"

enum { DATELINE_TOKENS = 24, COLON_TOKENS = 4, AGENCY_TOKENS = 6 };

/* How a token is written. */
typedef enum writing { OTHER, SMALL, NAME, CAPITALS } writing;

static bool is(const char *text, const ent_token *t, const char *form) {
    return strlen(form) == t->length && memcmp(form, text + t->byte, t->length) == 0;
}

static bool is_dash(const char *text, const ent_token *t) {
    return is(text, t, "-") || is(text, t, "--") || is(text, t, "\xE2\x80\x93") ||
           is(text, t, "\xE2\x80\x94");
}

/* CAPITALS: two or more, at least to the first hyphen: "KYIV", "BOSNIA-". */
static writing writing_of(const char *text, const ent_token *t) {
    size_t capitals = 0;
    for (size_t at = 0; at < t->length;) {
        uint32_t rune;
        at += ent_utf8_decode(text + t->byte + at, t->length - at, &rune);
        if (ent_rune_is_upper(rune)) {
            capitals++;
            continue;
        }
        if (rune == '-' && capitals > 1) return CAPITALS;
        if (capitals > 0) return NAME;
        return ent_rune_is_alpha(rune) ? SMALL : OTHER;
    }
    return capitals > 1 ? CAPITALS : NAME;
}

/* Does the dash at token i end a dateline? One of two or three hyphens may touch the words; what
 * follows begins a sentence. */
static bool ends_dateline(const char *text, const ent_token *t, size_t i, size_t count) {
    if (!is_dash(text, &t[i]) || i + 1 == count || writing_of(text, &t[i + 1]) == SMALL)
        return false;
    return t[i].length > 1 || (t[i - 1].space_after && t[i].space_after);
}

/* "(Reuters) -": where the dash stands, counted from 1; 0 if there is none. */
static size_t agency(const char *text, const ent_token *t, size_t count) {
    if (!is(text, &t[0], "(")) return 0;
    for (size_t i = 1; i < AGENCY_TOKENS && i + 1 < count; i++) {
        if (is(text, &t[i], ")")) return ends_dateline(text, t, i + 1, count) ? i + 2 : 0;
        if (writing_of(text, &t[i]) < NAME) return 0;
    }
    return 0;
}

size_t ent_dateline(const char *text, const ent_token *t, size_t count) {
    static const char others[] = "0123456789,.()/:&'";
    if (count < 3) return 0;
    writing first = writing_of(text, &t[0]);
    if (first < NAME) return agency(text, t, count);
    /* a town that is not in capitals needs a comma, and a day or a country after it */
    bool town = first == CAPITALS, capitals = town, comma = false, day = false, names = true;
    for (size_t i = 1; i < DATELINE_TOKENS && i + 1 < count; i++) {
        char mark = text[t[i].byte];
        writing w = writing_of(text, &t[i]);
        if (ends_dateline(text, t, i, count)) return town || (comma && (day || names)) ? i + 1 : 0;
        if (mark == ':' && capitals && i <= COLON_TOKENS) return i + 1;
        if (is_dash(text, &t[i]) && !t[i - 1].space_after) continue; /* "STRATFORD-UPON-AVON" */
        if (w == SMALL && t[i].length > 2) return 0;
        if (w == OTHER && !strchr(others, mark) && (unsigned char)mark < 0x80) return 0;
        capitals &= w == CAPITALS;
        names &= w >= NAME || mark == ',';
        comma |= mark == ',';
        day |= mark >= '0' && mark <= '9' && t[i].length <= 2;
    }
    return 0;
}
