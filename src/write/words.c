/* words.c - names and sentences for pictures (see words.h). */
#include "write/words.h"

#include <string.h>

#include "base/utf8.h"

enum {
    LINE_RUNES = 16,  /* a name that is longer takes two lines, */
    LINES_RUNES = 40, /* or three; */
    NAME_RUNES = 60   /* this much of it is shown */
};

/* Does the character belong to the one before it? Combining marks of the scripts that have any,
 * joiners, selectors, skin tones, tags. */
static bool continues(uint32_t rune) {
    static const uint32_t ranges[][2] = {
        {0x300, 0x36F},     {0x483, 0x489},   {0x591, 0x5C7},     {0x610, 0x61A},
        {0x64B, 0x65F},     {0x670, 0x670},   {0x6D6, 0x6ED},     {0x900, 0x903},
        {0x93A, 0x94F},     {0x981, 0x983},   {0x9BC, 0x9CD},     {0xA01, 0xA51},
        {0xA81, 0xACD},     {0xB01, 0xB57},   {0xB82, 0xBCD},     {0xC00, 0xC56},
        {0xC81, 0xCD6},     {0xD00, 0xD57},   {0xE31, 0xE31},     {0xE34, 0xE3A},
        {0xE47, 0xE4E},     {0xEB1, 0xEBC},   {0xEC8, 0xECE},     {0x1AB0, 0x1AFF},
        {0x1DC0, 0x1DFF},   {0x200C, 0x200D}, {0x20D0, 0x20FF},   {0x3099, 0x309A},
        {0xFE00, 0xFE0F},   {0xFE20, 0xFE2F}, {0x1F3FB, 0x1F3FF}, {0xE0020, 0xE007F},
        {0xE0100, 0xE01EF}, {0x1160, 0x11FF},
    };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (rune >= ranges[i][0] && rune <= ranges[i][1]) return true;
    return false;
}

static bool is_flag(uint32_t rune) {
    return rune >= 0x1F1E6 && rune <= 0x1F1FF;
}

size_t ent_cut(const char *text, size_t runes) {
    size_t length = strlen(text), at = 0, whole = 0, flags = 0;
    uint32_t rune, last = 0;
    for (size_t count = 0; at < length; count++) {
        size_t size = ent_utf8_decode(text + at, length - at, &rune);
        bool starts = !continues(rune) && last != 0x200D && !(is_flag(rune) && flags % 2 == 1);
        if (starts) whole = at;
        if (count == runes) return whole ? whole : at;
        flags = is_flag(rune) ? flags + 1 : 0;
        last = rune;
        at += size;
    }
    return length;
}

static bool is_control(char c) {
    return (unsigned char)c < 0x20 || c == 0x7F;
}

/* Length bytes of text. */
static void print_text(const char *text, size_t length, FILE *out) {
    for (const char *end = text + length; text < end; text++) {
        switch (*text) {
            case '"':
                fputs("\\\"", out);
                break;
            case '\\':
                fputs("\\\\", out);
                break;
            case '&':
                fputs("&amp;", out);
                break;
            default: /* a line break or another control character is a blank */
                fputc(is_control(*text) ? ' ' : *text, out);
        }
    }
}

void ent_print_dot_text(const char *text, size_t runes, FILE *out) {
    size_t length = ent_cut(text, runes);
    print_text(text, length, out);
    if (text[length]) fputs("…", out);
}

void ent_print_dot_html(const char *text, size_t runes, FILE *out) {
    size_t length = ent_cut(text, runes);
    for (const char *at = text; at < text + length; at++) {
        switch (*at) {
            case '<':
                fputs("&lt;", out);
                break;
            case '>':
                fputs("&gt;", out);
                break;
            case '&':
                fputs("&amp;", out);
                break;
            case '"':
                fputs("&quot;", out);
                break;
            default:
                fputc(is_control(*at) ? ' ' : *at, out);
        }
    }
    if (text[length]) fputs("…", out);
}

/* Where to break text so that the first of `lines` lines is about as long as the others; 0 if
 * there is no blank. */
static size_t break_of(const char *text, size_t length, size_t lines) {
    size_t best = 0, wanted = length / lines;
    for (size_t i = 1; i + 1 < length; i++) {
        size_t far = i > wanted ? i - wanted : wanted - i,
               best_far = best > wanted ? best - wanted : wanted - best;
        if (text[i] == ' ' && (!best || far < best_far)) best = i;
    }
    return best;
}

void ent_print_dot_name(const char *name, size_t width, FILE *out) {
    size_t length = ent_cut(name, NAME_RUNES), runes = ent_utf8_count(name, length);
    size_t lines = runes <= width ? 1 : runes <= LINES_RUNES ? 2 : 3;
    const char *at = name;
    if (runes > LINES_RUNES && !memchr(name, ' ', length)) {
        length = ent_cut(name, LINES_RUNES / 2);
        lines = 1;
    }
    fputc('"', out);
    for (; lines > 1; lines--) {
        size_t end = break_of(at, length, lines);
        if (!end) break;
        print_text(at, end, out);
        fputs("\\n", out);
        at += end + 1;
        length -= end + 1;
    }
    print_text(at, length, out);
    fputs(at[length] ? "…\"" : "\"", out);
}
