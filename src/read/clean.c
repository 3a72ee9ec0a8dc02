/* clean.c - bytes become clean UTF-8 once and for all.
 *
 * What is valid UTF-8 stays. A text without a single valid sequence beyond ASCII is taken for
 * Windows-1252, which old news pages are written in; other faulty bytes become U+FFFD. */
#include <string.h>

#include "base/utf8.h"
#include "read/reader.h"

/* Windows-1252 from 0x80 to 0x9F (WHATWG Encoding Standard); the rest is Latin-1. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

typedef struct cleaner {
    bool exact, legacy; /* legacy: bytes are Windows-1252 */
    char *out;
    size_t length;
} cleaner;

/* How many well-formed and ill-formed sequences beyond ASCII there are. */
static void survey(const char *bytes, size_t length, size_t *good, size_t *bad) {
    *good = *bad = 0;
    for (size_t at = 0; at < length;) {
        if ((unsigned char)bytes[at] < 0x80) {
            at++;
            continue;
        }
        uint32_t rune;
        size_t size = ent_utf8_decode(bytes + at, length - at, &rune);
        bool replaced = rune == 0xFFFD && !(size == 3 && (unsigned char)bytes[at] == 0xEF);
        if (replaced)
            ++*bad;
        else
            ++*good;
        at += size;
    }
}

bool ent_is_utf8(const char *bytes, size_t length) {
    size_t good, bad;
    survey(bytes, length, &good, &bad);
    return bad == 0;
}

static bool has_no_width(uint32_t rune) {
    return rune == 0xAD || (rune >= 0x200B && rune <= 0x200F) ||
           (rune >= 0x202A && rune <= 0x202E) || (rune >= 0x2060 && rune <= 0x2064) ||
           rune == 0xFEFF;
}

static void put(cleaner *c, uint32_t rune) {
    if (rune == '\n') {
        c->out[c->length++] = '\n';
    } else if (rune < 0x20 || (rune >= 0x7F && rune < 0xA0) || ent_rune_is_space(rune)) {
        c->out[c->length++] = ' ';
    } else if (c->exact || !has_no_width(rune)) {
        c->length += ent_utf8_encode(rune, c->out + c->length);
    }
}

static void clean_bytes(cleaner *c, const char *bytes, size_t length) {
    for (size_t at = 0; at < length;) {
        unsigned char byte = (unsigned char)bytes[at];
        uint32_t rune = byte;
        if (byte < 0x80 || c->legacy) {
            if (byte >= 0x80 && byte < 0xA0) rune = windows_1252[byte - 0x80];
            at++;
        } else {
            at += ent_utf8_decode(bytes + at, length - at, &rune);
        }
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

char *ent_clean(const char *bytes, size_t length, bool exact, ent_arena *arena, size_t *out) {
    size_t good, bad;
    if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) bytes += 3, length -= 3;
    survey(bytes, length, &good, &bad);
    /* a faulty byte becomes three */
    cleaner c = {.exact = exact, .legacy = bad > 0 && good == 0};
    c.out = ent_arena_alloc(arena, bad ? 3 * length + 1 : length + 1);
    if (!c.out) return NULL;
    bool little = length >= 2 && memcmp(bytes, "\xFF\xFE", 2) == 0;
    bool big = length >= 2 && memcmp(bytes, "\xFE\xFF", 2) == 0;
    if (little || big)
        clean_utf16(&c, (const unsigned char *)bytes + 2, length - 2, big);
    else
        clean_bytes(&c, bytes, length);
    c.out[c.length] = '\0';
    *out = c.length;
    return c.out;
}
