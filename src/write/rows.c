/* rows.c - a small JSON reader for arrays of known shape: a file has a million of them, so strings
 * are unescaped in place and nothing is allocated. */
#include "write/rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "write/columns.h"

typedef struct cursor {
    char *at;
    bool good;
} cursor;

static void skip_blanks(cursor *c) {
    while (*c->at == ' ' || *c->at == '\n' || *c->at == '\t' || *c->at == '\r') c->at++;
}

/* Is the next sign this one? Then pass it. */
static bool take(cursor *c, char sign) {
    skip_blanks(c);
    if (!c->good || *c->at != sign) return false;
    c->at++;
    return true;
}

static void expect(cursor *c, char sign) {
    if (!take(c, sign)) c->good = false;
}

static unsigned hex(const char *digits, bool *good) {
    unsigned value = 0;
    for (int i = 0; i < 4; i++) {
        char d = *good ? digits[i] : '\0';
        int digit = d >= '0' && d <= '9'   ? d - '0'
                    : d >= 'a' && d <= 'f' ? d - 'a' + 10
                    : d >= 'A' && d <= 'F' ? d - 'A' + 10
                                           : -1;
        *good = *good && digit >= 0;
        value = value * 16 + (unsigned)(digit < 0 ? 0 : digit);
    }
    return value;
}

/* The code point after "\u", of two units if need be. */
static char *unescape_unicode(cursor *c, char *out) {
    uint32_t rune = hex(c->at, &c->good);
    c->at += c->good ? 4 : 0;
    if (rune >= 0xD800 && rune < 0xDC00 && c->good && c->at[0] == '\\' && c->at[1] == 'u') {
        uint32_t low = hex(c->at + 2, &c->good);
        if (low >= 0xDC00 && low < 0xE000) {
            rune = 0x10000 + ((rune - 0xD800) << 10) + (low - 0xDC00);
            c->at += 6;
        }
    }
    if (!rune) c->good = false;
    return out + ent_utf8_encode(rune, out); /* never longer than its escape */
}

static char *unescape(cursor *c, char *out) {
    static const char escapes[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
    if (*c->at == 'u') {
        c->at++;
        return unescape_unicode(c, out);
    }
    const char *found = *c->at ? strchr(escapes, *c->at) : NULL;
    if (!found) {
        c->good = false;
        return out;
    }
    *out = meanings[found - escapes];
    c->at++;
    return out + 1;
}

/* A string, unescaped where it stands. */
static const char *string(cursor *c) {
    expect(c, '"');
    char *text = c->at, *out = text;
    while (c->good && *c->at != '"') {
        size_t plain = strcspn(c->at, "\"\\");
        if (out != c->at) memmove(out, c->at, plain);
        out += plain;
        c->at += plain;
        if (*c->at == '\\') {
            c->at++;
            out = unescape(c, out);
        } else if (!*c->at) {
            c->good = false;
        }
    }
    if (!c->good) return "";
    c->at++;
    *out = '\0';
    return text;
}

static uint32_t whole(cursor *c) {
    uint64_t value = 0;
    skip_blanks(c);
    if (*c->at < '0' || *c->at > '9') c->good = false;
    while (c->good && *c->at >= '0' && *c->at <= '9') {
        value = value * 10 + (uint64_t)(*c->at++ - '0');
        if (value > UINT32_MAX) c->good = false;
    }
    return (uint32_t)value;
}

static double number(cursor *c) {
    char digits[64];
    double value = 0;
    skip_blanks(c);
    size_t length = strspn(c->at, "+-.0123456789eE");
    if (length == 0 || length >= sizeof digits) {
        c->good = false;
        return 0;
    }
    memcpy(digits, c->at, length);
    digits[length] = '\0';
    c->at += length;
    c->good = c->good && ent_parse_number(digits, &value);
    return value;
}

static const char *next_string(cursor *c) {
    expect(c, ',');
    return string(c);
}

/* Is a string next, behind the comma? */
static bool comes_string(cursor *c) {
    char *at = c->at;
    bool is = take(c, ',');
    skip_blanks(c);
    is = is && *c->at == '"';
    c->at = at;
    return is;
}

static uint32_t next_whole(cursor *c) {
    expect(c, ',');
    return whole(c);
}

/* Weight, root and symmetry where a report has its own. */
static void read_own(cursor *c, ent_report *r) {
    if (take(c, ',')) r->weight = number(c);
    if (!take(c, ',')) return;
    int root = ent_act_named(string(c));
    expect(c, ',');
    skip_blanks(c);
    bool yes = strncmp(c->at, "true", 4) == 0, no = strncmp(c->at, "false", 5) == 0;
    c->good = c->good && root >= 0 && (yes || no);
    if (!c->good) return;
    c->at += yes ? 4 : 5;
    r->root = (ent_act)root;
    r->symmetric = yes;
}

static void read_report(cursor *c, ent_report *r) {
    ent_evidence *e = &r->evidence;
    expect(c, '[');
    e->doc = string(c);
    e->sentence = next_whole(c);
    e->begin = next_whole(c);
    e->end = next_whole(c);
    e->source_begin = next_whole(c);
    e->trigger_begin = next_whole(c);
    e->target_begin = next_whole(c);
    e->date = next_string(c);
    e->speaker = next_string(c);
    e->trigger = next_string(c);
    e->rule = next_string(c);
    expect(c, ',');
    e->confidence = number(c);
    e->text = next_string(c);
    e->source_text = e->target_text = "";
    if (take(c, ',')) e->source_text = string(c), e->target_text = next_string(c);
    if (comes_string(c)) {
        r->source_told = ent_nation_of(next_string(c));
        r->target_told = ent_nation_of(next_string(c));
    }
    read_own(c, r);
    expect(c, ']');
}

ent_status ent_read_reports(char *text, const ent_report *edge, ent_graph *graph,
                            ent_error *error) {
    cursor c = {text, true};
    expect(&c, '[');
    do {
        ent_report r = *edge;
        read_report(&c, &r);
        if (!c.good) break;
        ent_status status = ent_graph_add_report(graph, &r, error);
        if (status) return status;
    } while (take(&c, ','));
    expect(&c, ']');
    skip_blanks(&c);
    if (c.good && !*c.at) return ENT_OK;
    return ent_fail(error, ENT_INPUT, NULL, 0, "its reports are not as Entente writes them");
}

ent_status ent_read_articles(char *text, ent_graph *graph, ent_error *error) {
    cursor c = {text, true};
    expect(&c, '{');
    do {
        ent_article a = {.doc = string(&c)};
        expect(&c, ':');
        expect(&c, '[');
        a.title = string(&c);
        a.url = next_string(&c);
        expect(&c, ']');
        if (!c.good) break;
        ent_status status = ent_graph_add_article(graph, &a, error);
        if (status) return status;
    } while (take(&c, ','));
    expect(&c, '}');
    skip_blanks(&c);
    if (c.good && !*c.at) return ENT_OK;
    return ent_fail(error, ENT_INPUT, NULL, 0, "its articles are not as Entente writes them");
}

ent_status ent_read_sightings(char *text, uint32_t node, ent_graph *graph, ent_error *error) {
    cursor c = {text, true};
    expect(&c, '{');
    bool any = !take(&c, '}');
    while (any && c.good) {
        ent_sighting seen = {.doc = string(&c)};
        expect(&c, ':');
        bool told = take(&c, '[');
        seen.mentions = (long)whole(&c);
        if (told) {
            seen.told = ent_nation_of(next_string(&c));
            if (comes_string(&c)) seen.role = next_string(&c);
            expect(&c, ']');
        }
        if (!c.good) break;
        if (!ent_graph_add_sighting(graph, node, &seen))
            return ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
        if (!take(&c, ',')) break;
    }
    if (any) expect(&c, '}');
    skip_blanks(&c);
    if (c.good && !*c.at) return ENT_OK;
    return ent_fail(error, ENT_INPUT, NULL, 0, "its sightings are not as Entente writes them");
}
