/* clean.c - bytes become clean UTF-8 once and for all.
 *
 * What is valid UTF-8 stays. A text without a single valid sequence beyond ASCII is taken for
 * Windows-1252, which old news pages are written in; in a text that mixes both, the quotes and
 * dashes of Windows-1252 are repaired; other faulty bytes become U+FFFD. */
#include <string.h>

#include "base/utf8.h"
#include "read/reader.h"

/* Windows-1252 from 0x80 to 0x9F (WHATWG Encoding Standard); the rest is Latin-1. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

typedef struct cleaner {
    bool exact, tabs, legacy; /* legacy: bytes are Windows-1252 */
    char *out;
    size_t length;
    bool returned; /* the last code point was a carriage return */
} cleaner;

/* What a text holds beyond ASCII, in sequences. */
typedef struct survey {
    size_t good, bad, control; /* control: well-formed U+0080 to U+009F */
} survey;

static survey look(const char *bytes, size_t length) {
    survey found = {0};
    for (size_t at = 0; at < length;) {
        if ((unsigned char)bytes[at] < 0x80) {
            at++;
            continue;
        }
        uint32_t rune;
        size_t size = ent_utf8_decode(bytes + at, length - at, &rune);
        bool replaced = rune == 0xFFFD && !(size == 3 && (unsigned char)bytes[at + 2] == 0xBD);
        if (replaced)
            found.bad++;
        else
            found.good++;
        found.control += rune < 0xA0;
        at += size;
    }
    return found;
}

bool ent_is_utf8(const char *bytes, size_t length) {
    return look(bytes, length).bad == 0;
}

static bool has_no_width(uint32_t rune) {
    return rune == 0xAD || (rune >= 0x200B && rune <= 0x200F) ||
           (rune >= 0x202A && rune <= 0x202E) || (rune >= 0x2060 && rune <= 0x2064) ||
           (rune >= 0x2066 && rune <= 0x2069) || rune == 0xFEFF;
}

static bool is_no_character(uint32_t rune) {
    return (rune & 0xFFFE) == 0xFFFE || (rune >= 0xFDD0 && rune <= 0xFDEF);
}

/* A space or line feed; unless exact, runs of spaces are one, none stands at a line's end or
 * beginning, and at most one line is blank. */
static void put_blank(cleaner *c, char blank) {
    if (!c->exact) {
        char last = c->length ? c->out[c->length - 1] : '\n';
        if (blank == ' ' && (last == ' ' || last == '\n')) return;
        if (blank == '\n') {
            if (last == ' ') c->length--;
            if (c->length == 0) return;
            if (c->length > 1 && memcmp(c->out + c->length - 2, "\n\n", 2) == 0) return;
        }
    }
    c->out[c->length++] = blank;
}

static void put(cleaner *c, uint32_t rune) {
    if (c->returned) put_blank(c, rune == '\n' ? ' ' : '\n');
    c->returned = rune == '\r'; /* what it becomes depends on what follows */
    if (c->returned) return;
    /* these controls are never meant: a converter took Windows-1252 for Latin-1 */
    if (rune >= 0x80 && rune < 0xA0) rune = windows_1252[rune - 0x80];
    if (rune == '\n' || rune == '\f' || rune == 0x2028 || rune == 0x2029)
        put_blank(c, '\n');
    else if (rune == '\t' && c->tabs)
        c->out[c->length++] = '\t';
    else if (rune < 0x20 || (rune >= 0x7F && rune < 0xA0) || ent_rune_is_space(rune))
        put_blank(c, ' ');
    else if (c->exact || !has_no_width(rune))
        c->length += ent_utf8_encode(is_no_character(rune) ? 0xFFFD : rune, c->out + c->length);
}

/* A faulty byte in UTF-8 that is a mark of Windows-1252 between proper text: 'don\x92t'. */
static uint32_t repair(unsigned char byte) {
    bool is_mark = byte == 0x82 || byte == 0x84 || byte == 0x85 || (byte >= 0x91 && byte <= 0x97);
    return is_mark ? windows_1252[byte - 0x80] : 0xFFFD;
}

static void clean_bytes(cleaner *c, const char *bytes, size_t length) {
    for (size_t at = 0; at < length;) {
        unsigned char byte = (unsigned char)bytes[at];
        uint32_t rune = byte;
        size_t size = 1;
        if (byte >= 0x80 && !c->legacy) {
            size = ent_utf8_decode(bytes + at, length - at, &rune);
            if (size == 1) rune = repair(byte);
        }
        at += size;
        put(c, rune);
    }
}

static void clean_utf16(cleaner *c, const unsigned char *bytes, size_t length, bool big) {
    uint32_t lead = 0;
    for (size_t at = 0; at + 1 < length; at += 2) {
        uint32_t unit = big ? (uint32_t)bytes[at] << 8 | bytes[at + 1]
                            : (uint32_t)bytes[at + 1] << 8 | bytes[at];
        if (unit >= 0xDC00 && unit <= 0xDFFF && lead) {
            put(c, 0x10000 + ((lead - 0xD800) << 10) + (unit - 0xDC00));
            lead = 0;
            continue;
        }
        if (lead) put(c, 0xFFFD);
        lead = unit >= 0xD800 && unit <= 0xDBFF ? unit : 0;
        if (!lead) put(c, unit >= 0xDC00 && unit <= 0xDFFF ? 0xFFFD : unit);
    }
    if (lead) put(c, 0xFFFD);
}

bool ent_is_utf16(const char *bytes, size_t length) {
    return length >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0);
}

/* ---- Wrapped lines ---- */

enum { WIDTH_MIN = 40, WIDTH_MAX = 132 };

typedef struct line {
    const char *text;
    size_t length; /* without spaces at its end */
} line;

/* The line at text; *step is the way to the next one. */
static line line_at(const char *text, size_t length, size_t *step) {
    const char *feed = memchr(text, '\n', length);
    line found = {text, feed ? (size_t)(feed - text) : length};
    *step = found.length + (feed != NULL);
    while (found.length > 0 && found.text[found.length - 1] == ' ') found.length--;
    return found;
}

/* Does the break between two lines come from filling lines up to a width, not from the author? A
 * filled line has no room for the first word of the next. */
static bool is_wrapped(line first, line next, size_t width) {
    if (first.length == 0 || next.length == 0) return false;
    if (strchr("-*#>|", next.text[0]) ||
        memcmp(next.text, "\xE2\x80\xA2", next.length < 3 ? 1 : 3) == 0)
        return false;
    const char *space = memchr(next.text, ' ', next.length);
    size_t word = space ? (size_t)(space - next.text) : next.length;
    return first.length <= WIDTH_MAX && first.length + 1 + word > width;
}

/* The width that all but a few lines keep to (a long address may stand out); 0 if there is none. */
static size_t width_of(const char *text, size_t length) {
    size_t step, counts[WIDTH_MAX + 1] = {0}, lines = 0, seen = 0;
    for (size_t at = 0; at < length; at += step) {
        line found = line_at(text + at, length - at, &step);
        if (found.length > 0) lines++;
        if (found.length > 0 && found.length <= WIDTH_MAX) counts[found.length]++;
    }
    for (size_t width = 1; width <= WIDTH_MAX; width++) {
        seen += counts[width];
        if (seen + lines / 32 >= lines) return width >= WIDTH_MIN ? width : 0;
    }
    return 0;
}

static void unwrap(char *text, size_t length) {
    size_t step, width = width_of(text, length), breaks = 0, filled = 0;
    if (width == 0) return;
    /* first count whether this text is filled at all, then join */
    for (int pass = 0; pass < 2; pass++) {
        line last = {text, 0};
        for (size_t at = 0; at < length; at += step) {
            line found = line_at(text + at, length - at, &step);
            bool wrapped = is_wrapped(last, found, width);
            if (pass == 0) {
                breaks += last.length > 0 && found.length > 0;
                filled += wrapped;
            } else if (wrapped) {
                text[at - 1] = ' ';
            }
            last = found;
        }
        if (filled < 2 || filled * 10 < breaks * 6) return;
    }
}

/* ---- All of it ---- */

char *ent_clean(const char *bytes, size_t length, unsigned how, ent_arena *arena, size_t *out) {
    if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) bytes += 3, length -= 3;
    survey found = look(bytes, length);
    bool wide = ent_is_utf16(bytes, length);
    cleaner c = {.exact = how & ENT_CLEAN_EXACT,
                 .tabs = how & ENT_CLEAN_TABS,
                 .legacy = (how & ENT_CLEAN_LEGACY) || (found.bad > 0 && found.good == 0)};
    /* a faulty byte becomes three at most, a control of two bytes three, a UTF-16 unit three */
    size_t room = length + 2 * found.bad + found.control + (wide ? length / 2 : 0) + 2;
    if (c.legacy) room = 3 * length + 2; /* a sequence is several bytes, each of its own */
    c.out = ent_arena_alloc(arena, room);
    if (!c.out) return NULL;
    if (wide)
        clean_utf16(&c, (const unsigned char *)bytes + 2, length - 2, bytes[0] == '\xFE');
    else
        clean_bytes(&c, bytes, length);
    if (c.returned) put_blank(&c, '\n');
    while (!c.exact && c.length > 0 && strchr(" \n", c.out[c.length - 1])) c.length--;
    c.out[c.length] = '\0';
    if (how & ENT_CLEAN_UNWRAP) unwrap(c.out, c.length);
    *out = c.length;
    return c.out;
}
