/* xml.c - what both XML formats print alike (see formats.h). */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "write/formats.h"

/* Text up to its end, with these signs as references. A carriage return would be read as a line
 * feed, and in an attribute blanks of every kind as spaces. */
static void print_escaped(const char *text, const char *signs, FILE *out) {
    for (;;) {
        size_t plain = strcspn(text, signs);
        fwrite(text, 1, plain, out);
        text += plain;
        switch (*text) {
            case '\0':
                return;
            case '&':
                fputs("&amp;", out);
                break;
            case '<':
                fputs("&lt;", out);
                break;
            case '>':
                fputs("&gt;", out);
                break;
            case '"':
                fputs("&quot;", out);
                break;
            default:
                fprintf(out, "&#%d;", *text);
        }
        text++;
    }
}

const char *ent_label_of(const ent_node *node) {
    size_t length = strlen(node->label);
    for (size_t at = 0; at < length;) {
        uint32_t rune;
        at += ent_utf8_decode(node->label + at, length - at, &rune);
        bool unseen = rune <= ' ' || ent_rune_is_space(rune) ||
                      (rune >= 0x200B && rune <= 0x200F) || (rune >= 0x202A && rune <= 0x202E) ||
                      rune == 0x2060 || rune == 0xFEFF;
        if (!unseen) return node->label;
    }
    return node->id;
}

void ent_print_xml(const char *text, FILE *out) {
    print_escaped(text, "&<>\"\r\n\t", out);
}

/* Gephi's reader drops blanks that stand alone between two references. */
static bool has_blanks_between(const char *text) {
    static const char signs[] = "&<>\r";
    for (text = strpbrk(text, signs); text; text = strpbrk(text, signs)) {
        size_t blanks = strspn(++text, " \t\n");
        if (blanks && text[blanks] && strchr(signs, text[blanks])) return true;
    }
    return false;
}

static void print_cdata(const char *text, FILE *out) {
    fputs("<![CDATA[", out);
    for (; *text; text++) {
        if (*text == '\r')
            fputs("]]>&#13;<![CDATA[", out);
        else if (strncmp(text, "]]>", 3) == 0)
            fputs("]]]]><![CDATA[>", out), text += 2;
        else
            fputc(*text, out);
    }
    fputs("]]>", out);
}

void ent_print_xml_text(const char *text, FILE *out) {
    if (has_blanks_between(text))
        print_cdata(text, out);
    else
        print_escaped(text, "&<>\r", out);
}

const char *ent_shortest(double value, char text[32]) {
    int whole = fabs(value) >= 1 && fabs(value) < 1e15 ? (int)log10(fabs(value)) + 1 : 1;
    for (int digits = whole; digits <= 17; digits++) {
        snprintf(text, 32, "%.*g", digits, value);
        if (strtod(text, NULL) == value) break;
    }
    char *comma = strchr(text, ','); /* a library's user may have set a locale */
    if (comma) *comma = '.';
    if (!strpbrk(text, ".e")) strcat(text, ".0");
    return text;
}

void ent_print_decimal(double value, FILE *out) {
    if (fabs(value) >= 1e15) {
        char text[32];
        fputs(ent_shortest(value, text), out);
        return;
    }
    long long hundredths = (long long)(value * 100 + (value < 0 ? -0.5 : 0.5));
    fprintf(out, "%s%lld.%02lld", hundredths < 0 ? "-" : "", llabs(hundredths) / 100,
            llabs(hundredths) % 100);
}

const char *ent_shorten(const char *text, char *buffer, size_t room) {
    size_t length = strlen(text), at = 0, runes = 0;
    while (at < length && at + 5 < room) {
        runes += ((unsigned char)text[at] & 0xC0) != 0x80;
        if (runes > 300) break;
        at++;
    }
    if (at == length) return text;
    while (at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80) at--;
    memcpy(buffer, text, at);
    buffer[at] = '\0';
    return buffer;
}
