/* plain.c - plain text: one document a file; a short first paragraph is the headline, and a date
 * that stands alone near the top, or in a dateline ("PARIS, Sept 17, 2021 (Reuters) - "), is the
 * date. A day without its year is none. */
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "read/reader.h"

enum { TITLE_MAX = 200, DATE_LINE_MAX = 80, BARE_DATE_MAX = 40, DATELINE_MAX = 100, TOP_LINES = 5 };

typedef struct span {
    const char *text;
    size_t length;
} span;

/* The next line with something in it from *at on; false at the end. single: a blank line or the end
 * follows. */
static bool next_line(const char *text, size_t length, size_t *at, span *line, bool *single) {
    while (*at < length && (text[*at] == '\n' || text[*at] == ' ')) ++*at;
    if (*at >= length) return false;
    const char *start = text + *at, *feed = memchr(start, '\n', length - *at);
    line->text = start;
    line->length = feed ? (size_t)(feed - start) : length - *at;
    *at += line->length + (feed != NULL);
    size_t next = *at;
    while (next < length && text[next] == ' ') next++;
    *single = next >= length || text[next] == '\n';
    while (line->length > 0 && line->text[line->length - 1] == ' ') line->length--;
    return true;
}

static bool is_title(span line, bool single) {
    if (!single || line.length == 0 || line.length > TITLE_MAX) return false;
    return strchr(".!:;,", line.text[line.length - 1]) == NULL;
}

/* The date of a line that gives one and says nothing: "Published: 3 March 2022", "By Ann Lee, 3
 * March 2022", "March 3, 2022 10:15 GMT"; NULL if this is no such line. */
static const char *date_line(span line, ent_arena *arena) {
    static const char *const openings[] = {
        "date",     "published", "updated", "posted",  "issued",    "released", "first",
        "last",     "by",        "monday",  "tuesday", "wednesday", "thursday", "friday",
        "saturday", "sunday",    "mon",     "tue",     "tues",      "wed",      "thu",
        "thurs",    "fri",       "sat",     "sun"};
    if (line.length > DATE_LINE_MAX || strchr(".!?", line.text[line.length - 1])) return NULL;
    size_t word = 0;
    while (word < line.length && (line.text[word] | 32) >= 'a' && (line.text[word] | 32) <= 'z')
        word++;
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++)
        if (strlen(openings[i]) == word && strncasecmp(line.text, openings[i], word) == 0)
            return ent_find_date(line.text, line.length, arena);
    return line.length <= BARE_DATE_MAX ? ent_find_date_at(line.text, line.length, arena) : NULL;
}

/* The bytes of a dateline: a place in capitals, then what comes up to the dash; 0 if none. */
static size_t dateline(span line) {
    static const char *const dashes[] = {
        " - ", " -- ", "--", " \xE2\x80\x93 ", " \xE2\x80\x94 ", "\xE2\x80\x94"};
    size_t capitals = 0;
    for (size_t at = 0; at < line.length;) { /* the first word must be in capitals */
        uint32_t rune;
        size_t size = ent_utf8_decode(line.text + at, line.length - at, &rune);
        if (ent_rune_is_lower(rune)) return 0;
        if (!ent_rune_is_upper(rune) && capitals > 1) break;
        capitals += ent_rune_is_upper(rune);
        at += size;
    }
    if (capitals < 3) return 0;
    size_t top = line.length < DATELINE_MAX ? line.length : DATELINE_MAX;
    for (size_t at = 1; at < top; at++)
        for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
            size_t size = strlen(dashes[i]);
            if (line.length - at >= size && memcmp(line.text + at, dashes[i], size) == 0) return at;
        }
    return 0;
}

const char *ent_find_dateline(const char *text, size_t length, ent_arena *arena) {
    size_t at = 0;
    span line;
    bool single;
    for (int i = 0; i < TOP_LINES; i++) {
        if (!next_line(text, length, &at, &line, &single)) break;
        size_t head = dateline(line);
        const char *date = head ? ent_find_date(line.text, head, arena) : date_line(line, arena);
        if (date) return date;
    }
    return NULL;
}

/* Fill title and date from the first paragraphs; false when out of memory. */
static bool find_top(ent_document *document, ent_arena *arena) {
    size_t at = 0;
    span line;
    bool single;
    document->date = ent_find_dateline(document->text, document->length, arena);
    if (!next_line(document->text, document->length, &at, &line, &single)) return true;
    if (at >= document->length || !is_title(line, single) || date_line(line, arena)) return true;
    document->title = ent_arena_copy(arena, line.text, line.length);
    return document->title != NULL;
}

ent_status ent_read_plain(ent_reader *reader, ent_arena *arena, ent_document *out,
                          ent_error *error) {
    char *bytes;
    size_t length, cleaned;
    reader->done = true;
    ent_status status = ent_source_rest(&reader->source, arena, &bytes, &length, error);
    if (status) return status;
    out->id = ent_reader_id(reader, arena, 0);
    out->text = ent_clean(bytes, length, ENT_CLEAN_EXACT | ENT_CLEAN_UNWRAP, arena, &cleaned);
    if (!out->id || !out->text) return ent_reader_no_memory(reader, error);
    out->length = cleaned;
    if (strspn(out->text, " \n") == cleaned)
        return ent_fail(error, ENT_INPUT, reader->source.name, 0, "there is no text in it");
    return find_top(out, arena) ? ENT_OK : ent_reader_no_memory(reader, error);
}
