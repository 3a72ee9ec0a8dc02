/* plain.c - plain text: one document a file; a short first paragraph is the headline, and a date
 * that stands near the top, or in a dateline, is the date. */
#include <string.h>

#include "read/reader.h"

enum { TITLE_MAX = 200, DATE_LINE_MAX = 60, TOP_PARAGRAPHS = 4 };

typedef struct span {
    const char *text;
    size_t length;
} span;

/* The next paragraph's first line from *at on; false at the end. single: nothing else is in it. */
static bool next_paragraph(const char *text, size_t length, size_t *at, span *line, bool *single) {
    while (*at < length && (text[*at] == '\n' || text[*at] == ' ')) ++*at;
    if (*at >= length) return false;
    const char *start = text + *at, *feed = memchr(start, '\n', length - *at);
    line->text = start;
    line->length = feed ? (size_t)(feed - start) : length - *at;
    *at += line->length + (feed != NULL);
    size_t next = *at;
    while (next < length && text[next] == ' ') next++;
    *single = next >= length || text[next] == '\n';
    while (*at < length && text[*at] != '\n') { /* to the end of the paragraph */
        feed = memchr(text + *at, '\n', length - *at);
        *at = feed ? (size_t)(feed - text) + 1 : length;
    }
    while (line->length > 0 && line->text[line->length - 1] == ' ') line->length--;
    return true;
}

static bool is_title(span line, bool single) {
    if (!single || line.length == 0 || line.length > TITLE_MAX) return false;
    return strchr(".!:;,", line.text[line.length - 1]) == NULL;
}

/* Fill title and date from the first paragraphs. */
static bool find_top(ent_document *document, ent_arena *arena) {
    size_t at = 0;
    span line;
    bool single;
    for (int i = 0; i < TOP_PARAGRAPHS && !document->date; i++) {
        if (!next_paragraph(document->text, document->length, &at, &line, &single)) break;
        if (i == 0 && at < document->length && is_title(line, single)) {
            document->title = ent_arena_copy(arena, line.text, line.length);
            if (!document->title) return false;
        }
        if (line.length <= DATE_LINE_MAX && single)
            document->date = ent_find_date(line.text, line.length, arena);
    }
    return true;
}

ent_status ent_read_plain(ent_reader *reader, ent_arena *arena, ent_document *out,
                          ent_error *error) {
    char *bytes;
    size_t length, cleaned;
    reader->done = true;
    ent_status status = ent_source_rest(&reader->source, arena, &bytes, &length, error);
    if (status) return status;
    out->id = ent_reader_id(reader, arena, 0);
    out->text = ent_clean(bytes, length, true, arena, &cleaned);
    out->length = cleaned;
    if (!out->id || !out->text || !find_top(out, arena))
        return ent_fail(error, ENT_NO_MEMORY, reader->source.name, 0, "out of memory");
    return ENT_OK;
}
