/* xml.c - what both XML formats print alike (see formats.h). */
#include <stdlib.h>
#include <string.h>

#include "write/formats.h"

void ent_print_xml(const char *text, FILE *out) {
    for (; *text; text++) {
        switch (*text) {
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
                fputc(*text, out);
        }
    }
}

void ent_print_decimal(double value, FILE *out) {
    long hundredths = (long)(value * 100 + (value < 0 ? -0.5 : 0.5)), size = labs(hundredths);
    fprintf(out, "%s%ld.%02ld", hundredths < 0 ? "-" : "", size / 100, size % 100);
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
