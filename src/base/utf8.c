/* utf8.c - UTF-8 as Entente needs it. Decoding follows the Unicode Standard 15, section 3.9
 * (maximal subparts); case follows UnicodeData for the scripts that news names are written in. No
 * locale is asked: the same bytes give the same answer on every machine. */
#include "base/utf8.h"

#define RUNE_BAD 0xFFFDu

/* The bounds of a second byte depend on the first: no overlong forms, no surrogates, nothing above
 * U+10FFFF. */
static size_t sequence(unsigned char lead, unsigned char *low, unsigned char *high) {
    *low = 0x80, *high = 0xBF;
    if (lead >= 0xC2 && lead <= 0xDF) return 2;
    if (lead >= 0xE0 && lead <= 0xEF) {
        if (lead == 0xE0) *low = 0xA0;
        if (lead == 0xED) *high = 0x9F;
        return 3;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        if (lead == 0xF0) *low = 0x90;
        if (lead == 0xF4) *high = 0x8F;
        return 4;
    }
    return 0;
}

size_t ent_utf8_decode(const char *text, size_t length, uint32_t *rune) {
    const unsigned char *at = (const unsigned char *)text;
    if (at[0] < 0x80) {
        *rune = at[0];
        return 1;
    }
    unsigned char low, high;
    size_t need = sequence(at[0], &low, &high);
    *rune = RUNE_BAD;
    if (need == 0) return 1;
    uint32_t value = at[0] & (0x7Fu >> need);
    for (size_t i = 1; i < need; i++) {
        if (i >= length || at[i] < low || at[i] > high) return i;
        value = value << 6 | (at[i] & 0x3Fu);
        low = 0x80, high = 0xBF;
    }
    *rune = value;
    return need;
}

size_t ent_utf8_encode(uint32_t rune, char *out) {
    if (rune > 0x10FFFF || (rune >= 0xD800 && rune <= 0xDFFF)) rune = RUNE_BAD;
    if (rune < 0x80) {
        out[0] = (char)rune;
        return 1;
    }
    size_t length = rune < 0x800 ? 2 : rune < 0x10000 ? 3 : 4;
    for (size_t i = length - 1; i > 0; i--) {
        out[i] = (char)(0x80u | (rune & 0x3Fu));
        rune >>= 6;
    }
    out[0] = (char)((0xF00u >> length & 0xFFu) | rune);
    return length;
}

size_t ent_utf8_count(const char *text, size_t length) {
    size_t count = 0;
    for (size_t i = 0; i < length; i++) count += ((unsigned char)text[i] & 0xC0u) != 0x80u;
    return count;
}

/* ---- Case: ranges where upper and lower letters stand in a regular relation ---- */

typedef enum case_rule {
    RULE_OFFSET, /* upper + delta = lower */
    RULE_EVEN,   /* even is upper, the next odd its lower */
    RULE_ODD,    /* odd is upper, the next even its lower */
} case_rule;

/* Sorted by the first upper letter. */
static const struct case_range {
    uint32_t first, last; /* upper letters (both cases for EVEN and ODD) */
    int32_t delta;
    case_rule rule;
} CASES[] = {
    {'A', 'Z', 32, RULE_OFFSET},         {0xC0, 0xD6, 32, RULE_OFFSET},
    {0xD8, 0xDE, 32, RULE_OFFSET},       {0x100, 0x12F, 0, RULE_EVEN},
    {0x132, 0x137, 0, RULE_EVEN},        {0x139, 0x148, 0, RULE_ODD},
    {0x14A, 0x177, 0, RULE_EVEN},        {0x178, 0x178, -121, RULE_OFFSET},
    {0x179, 0x17E, 0, RULE_ODD},         {0x181, 0x181, 210, RULE_OFFSET},
    {0x18A, 0x18A, 205, RULE_OFFSET},    {0x18F, 0x18F, 202, RULE_OFFSET},
    {0x198, 0x199, 0, RULE_EVEN},        {0x1A0, 0x1A5, 0, RULE_EVEN},
    {0x1AF, 0x1B0, 0, RULE_ODD},         {0x1B3, 0x1B6, 0, RULE_ODD},
    {0x1CD, 0x1DC, 0, RULE_ODD},         {0x1DE, 0x1EF, 0, RULE_EVEN},
    {0x1F8, 0x21F, 0, RULE_EVEN},        {0x222, 0x233, 0, RULE_EVEN},
    {0x386, 0x386, 38, RULE_OFFSET},     {0x388, 0x38A, 37, RULE_OFFSET},
    {0x38C, 0x38C, 64, RULE_OFFSET},     {0x38E, 0x38F, 63, RULE_OFFSET},
    {0x391, 0x3A1, 32, RULE_OFFSET},     {0x3A3, 0x3AB, 32, RULE_OFFSET},
    {0x400, 0x40F, 80, RULE_OFFSET},     {0x410, 0x42F, 32, RULE_OFFSET},
    {0x460, 0x481, 0, RULE_EVEN},        {0x48A, 0x4BF, 0, RULE_EVEN},
    {0x4C0, 0x4C0, 15, RULE_OFFSET},     {0x4C1, 0x4CE, 0, RULE_ODD},
    {0x4D0, 0x52F, 0, RULE_EVEN},        {0x531, 0x556, 48, RULE_OFFSET},
    {0x10A0, 0x10C5, 7264, RULE_OFFSET}, {0x1C90, 0x1CBA, -3008, RULE_OFFSET},
    {0x1E00, 0x1E95, 0, RULE_EVEN},      {0x1E9E, 0x1E9E, -7615, RULE_OFFSET},
    {0x1EA0, 0x1EFF, 0, RULE_EVEN},      {0xFF21, 0xFF3A, 32, RULE_OFFSET},
};
enum { CASE_COUNT = sizeof CASES / sizeof *CASES };

static bool is_upper_in(const struct case_range *range, uint32_t rune) {
    if (rune < range->first || rune > range->last) return false;
    return range->rule == RULE_OFFSET || (rune & 1u) == (range->rule == RULE_ODD);
}

uint32_t ent_rune_lower(uint32_t rune) {
    if (rune < 0x80) return rune >= 'A' && rune <= 'Z' ? rune + 32 : rune;
    if (rune == 0x130) return 'i'; /* Turkish dotted capital I: its lower case here is plain i */
    for (size_t i = 1; i < CASE_COUNT && CASES[i].first <= rune; i++)
        if (is_upper_in(&CASES[i], rune))
            return CASES[i].rule == RULE_OFFSET ? (uint32_t)((int32_t)rune + CASES[i].delta)
                                                : rune + 1;
    return rune;
}

uint32_t ent_rune_upper(uint32_t rune) {
    if (rune < 0x80) return rune >= 'a' && rune <= 'z' ? rune - 32 : rune;
    if (rune == 0xDF) return rune; /* news writes SS, or keeps it */
    for (size_t i = 1; i < CASE_COUNT; i++) {
        const struct case_range *range = &CASES[i];
        uint32_t upper =
            range->rule == RULE_OFFSET ? (uint32_t)((int32_t)rune - range->delta) : rune - 1;
        if (is_upper_in(range, upper)) return upper;
    }
    return rune;
}

bool ent_rune_is_upper(uint32_t rune) {
    if (rune < 0x80) return rune >= 'A' && rune <= 'Z';
    if (rune == 0x130) return true;
    for (size_t i = 1; i < CASE_COUNT && CASES[i].first <= rune; i++)
        if (is_upper_in(&CASES[i], rune)) return true;
    return false;
}

bool ent_rune_is_lower(uint32_t rune) {
    if (rune < 0x80) return rune >= 'a' && rune <= 'z';
    return rune == 0xDF || rune == 0x131 || rune == 0x138 || rune == 0x149 ||
           ent_rune_upper(rune) != rune;
}

bool ent_rune_is_digit(uint32_t rune) {
    return (rune >= '0' && rune <= '9') || (rune >= 0x660 && rune <= 0x669) ||
           (rune >= 0x6F0 && rune <= 0x6F9) || (rune >= 0x966 && rune <= 0x96F) ||
           (rune >= 0xFF10 && rune <= 0xFF19);
}

bool ent_rune_is_space(uint32_t rune) {
    return rune == ' ' || (rune >= 0x09 && rune <= 0x0D) || rune == 0x85 || rune == 0xA0 ||
           rune == 0x1680 || (rune >= 0x2000 && rune <= 0x200A) || rune == 0x2028 ||
           rune == 0x2029 || rune == 0x202F || rune == 0x205F || rune == 0x3000;
}

bool ent_rune_is_alpha(uint32_t rune) {
    if (rune < 0x80) return (rune | 32u) >= 'a' && (rune | 32u) <= 'z';
    if (rune < 0xC0) return rune == 0xAA || rune == 0xB5 || rune == 0xBA;
    if (rune < 0x370) return rune != 0xD7 && rune != 0xF7 && (rune < 0x2C2 || rune >= 0x300);
    if (rune < 0x2000)
        return !ent_rune_is_digit(rune) && !ent_rune_is_space(rune) && rune != 0x37E &&
               rune != 0x387 && (rune < 0x55A || rune > 0x55F) && rune != 0x589 &&
               (rune < 0x600 || rune > 0x61F) && (rune < 0x66A || rune > 0x66D) && rune != 0x6D4 &&
               rune != 0x964 && rune != 0x965;
    return (rune >= 0x2C00 && rune <= 0x2DFF) ||
           (rune >= 0x3041 && rune <= 0x31FF && rune != 0x30FB) ||
           (rune >= 0x3400 && rune <= 0xD7FF) ||
           (rune >= 0xF900 && rune <= 0xFDFF && rune != 0xFD3E && rune != 0xFD3F) ||
           (rune >= 0xFE70 && rune <= 0xFEFC) || (rune >= 0xFF21 && rune <= 0xFF3A) ||
           (rune >= 0xFF41 && rune <= 0xFF5A) || (rune >= 0xFF66 && rune <= 0xFFDC) ||
           (rune >= 0x10000 && rune <= 0x1CFFF) || (rune >= 0x20000 && rune <= 0x3FFFF);
}

size_t ent_utf8_lower(const char *text, size_t length, char *out) {
    size_t written = 0;
    for (size_t at = 0; at < length;) {
        uint32_t rune;
        at += ent_utf8_decode(text + at, length - at, &rune);
        written += ent_utf8_encode(ent_rune_lower(rune), out + written);
    }
    out[written] = '\0';
    return written;
}

/* ---- Folding ---- */

/* Two characters a code point; '.' is nothing, ".." keeps the letter as it is. */
static const char FOLD_LATIN[] = /* U+00C0 to U+024F */
    "a.a.a.a.a.a.aec.e.e.e.e.i.i.i.i.d.n.o.o.o.o.o...o.u.u.u.u.y.thssa.a.a.a.a.a.aec."
    "e.e.e.e.i.i.i.i.d.n.o.o.o.o.o...o.u.u.u.u.y.thy.a.a.a.a.a.a.c.c.c.c.c.c.c.c.d.d."
    "d.d.e.e.e.e.e.e.e.e.e.e.g.g.g.g.g.g.g.g.h.h.h.h.i.i.i.i.i.i.i.i.i.i.ijijj.j.k.k."
    "k.l.l.l.l.l.l.l.l.l.l.n.n.n.n.n.n.n.ngngo.o.o.o.o.o.oeoer.r.r.r.r.r.s.s.s.s.s.s."
    "s.s.t.t.t.t.t.t.u.u.u.u.u.u.u.u.u.u.u.u.w.w.y.y.y.z.z.z.z.z.z.s.b.b.........o..."
    "..d.d.......e.e.e.f.f.......i.i.k.k.............o.o...........................u."
    "u.....y.y.z.z...........................dzdzdzljljljnjnjnja.a.i.i.o.o.u.u.u.u.u."
    "u.u.u.u.u.e.a.a.a.a.aeae....g.g.k.k.o.o.o.o.....j.dzdzdzg.g.....n.n.a.a.aeaeo.o."
    "a.a.a.a.e.e.e.e.i.i.i.i.o.o.o.o.r.r.r.r.u.u.u.u.s.s.t.t.....h.h.............a.a."
    "e.e.o.o.o.o.o.o.o.o.y.y...............................b.u.......................";
static const char FOLD_ADDITIONAL[] = /* U+1E00 to U+1EFF */
    "a.a.b.b.b.b.b.b.c.c.d.d.d.d.d.d.d.d.d.d.e.e.e.e.e.e.e.e.e.e.f.f.g.g.h.h.h.h.h.h."
    "h.h.h.h.i.i.i.i.k.k.k.k.k.k.l.l.l.l.l.l.l.l.m.m.m.m.m.m.n.n.n.n.n.n.n.n.o.o.o.o."
    "o.o.o.o.p.p.p.p.r.r.r.r.r.r.r.r.s.s.s.s.s.s.s.s.s.s.t.t.t.t.t.t.t.t.u.u.u.u.u.u."
    "u.u.u.u.v.v.v.v.w.w.w.w.w.w.w.w.w.w.x.x.x.x.y.y.z.z.z.z.z.z.h.t.w.y.a.......ss.."
    "a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.e.e.e.e.e.e.e.e.e.e.e.e.e.e.e.e."
    "i.i.i.i.o.o.o.o.o.o.o.o.o.o.o.o.o.o.o.o.o.o.o.o.o.o.o.o.u.u.u.u.u.u.u.u.u.u.u.u."
    "u.u.y.y.y.y.y.y.y.y.............";

/* What a code point folds to, as a string of up to 3 bytes, or NULL: itself in lower case. */
static const char *fold_mark(uint32_t rune) {
    switch (rune) {
        case 0x2018:
        case 0x2019:
        case 0x201A:
        case 0x201B:
        case 0x2BC:
        case 0x2BB:
        case 0x2BF:
        case 0x2BE:
        case 0xB4:
            return "'";
        case 0x201C:
        case 0x201D:
        case 0x201E:
        case 0x201F:
        case 0xAB:
        case 0xBB:
            return "\"";
        case 0x2010:
        case 0x2011:
        case 0x2012:
        case 0x2013:
        case 0x2014:
        case 0x2015:
        case 0x2212:
            return "-";
        case 0x2026:
            return "...";
        case 0xA0:
        case 0x202F:
        case 0x2009:
        case 0x3000:
            return " ";
        case 0xAD:
            return "";
        default:
            return rune >= 0x300 && rune <= 0x36F ? "" : NULL; /* combining accents */
    }
}

static size_t fold_letter(const char *pair, char *out) {
    size_t length = pair[0] == '.' ? 0 : pair[1] == '.' ? 1 : 2;
    for (size_t i = 0; i < length; i++) out[i] = pair[i];
    return length;
}

static size_t fold_rune(uint32_t rune, char *out) {
    size_t length = 0;
    if (rune < 0x80) {
        out[0] = (char)ent_rune_lower(rune);
        return 1;
    }
    if (rune >= 0xC0 && rune <= 0x24F) length = fold_letter(FOLD_LATIN + 2 * (rune - 0xC0), out);
    if (rune >= 0x1E00 && rune <= 0x1EFF)
        length = fold_letter(FOLD_ADDITIONAL + 2 * (rune - 0x1E00), out);
    if (length > 0) return length;
    const char *mark = fold_mark(rune);
    if (!mark) return ent_utf8_encode(ent_rune_lower(rune), out);
    while (mark[length]) {
        out[length] = mark[length];
        length++;
    }
    return length;
}

size_t ent_utf8_fold(const char *text, size_t length, char *out) {
    size_t written = 0;
    for (size_t at = 0; at < length;) {
        unsigned char c = (unsigned char)text[at];
        if (c < 0x80) { /* most text */
            out[written++] = (char)(c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c);
            at++;
            continue;
        }
        uint32_t rune;
        at += ent_utf8_decode(text + at, length - at, &rune);
        written += fold_rune(rune, out + written);
    }
    out[written] = '\0';
    return written;
}
