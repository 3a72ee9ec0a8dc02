/* conllu.c - CoNLL-U: documents begin at '# newdoc'; a document's text is its sentences' '# text'
 * parted by a space, or by a blank line where a paragraph begins. A file that never says where a
 * document begins is cut between sentences, so that memory does not grow with it. */
#include <stdlib.h>
#include <string.h>

#include "read/reader.h"

enum { CUT = 4 << 20 }; /* bytes of text after which a sentence may be a document's last */

typedef struct block {
    ent_arena *arena;
    char *text, *raw; /* what is told, and the lines as they are */
    size_t text_length, text_room, raw_length, raw_room;
    bool paragraph; /* the next sentence begins one */
} block;

static bool append(ent_arena *arena, char **into, size_t *length, size_t *room, const char *piece,
                   size_t size) {
    if (*length + size + 1 > *room) {
        size_t wanted = (*length + size + 1) * 2;
        char *grown = ent_arena_grow(arena, *into, *length, wanted);
        if (!grown) return false;
        *into = grown;
        *room = wanted;
    }
    if (size) memcpy(*into + *length, piece, size);
    *length += size;
    (*into)[*length] = '\0';
    return true;
}

static bool add_text(block *b, const char *piece, size_t size) {
    return append(b->arena, &b->text, &b->text_length, &b->text_room, piece, size);
}

static bool add_raw(block *b, const char *piece, size_t size) {
    return append(b->arena, &b->raw, &b->raw_length, &b->raw_room, piece, size);
}

static const char *after(const char *line, const char *opening) {
    size_t size = strlen(opening);
    return strncmp(line, opening, size) == 0 ? line + size : NULL;
}

/* The words of a sentence without '# text': forms, with spaces where SpaceAfter=No is not. */
typedef struct words {
    bool begun;  /* something of the sentence is in the text */
    bool told;   /* by its '# text' */
    long covers; /* words of a multi-word token that are still to come */
    bool space;  /* after the last one */
} words;

/* The words of the range first-last; none if it is no such range. */
static long covered(const char *first, const char *last) {
    long from = strtol(first, NULL, 10), to = strtol(last, NULL, 10);
    return from > 0 && to >= from && to - from < 100 ? to - from + 1 : 0;
}

static bool add_word(block *b, words *w, const char *line, size_t length) {
    const char *form = memchr(line, '\t', length), *end;
    if (!form || w->told) return true;
    const char *dash = memchr(line, '-', (size_t)(form - line));
    if (memchr(line, '.', (size_t)(form - line))) return true;
    if (!dash && w->covers > 0) {
        w->covers--;
        return true;
    }
    if (dash) w->covers = covered(line, dash + 1);
    form++;
    end = memchr(form, '\t', length - (size_t)(form - line));
    if (!end) end = line + length;
    bool good = !w->space || add_text(b, " ", 1);
    w->space = strstr(end, "SpaceAfter=No") == NULL;
    return good && add_text(b, form, (size_t)(end - form));
}

static bool begin_sentence(block *b) {
    const char *gap = b->text_length == 0 ? "" : b->paragraph ? "\n\n" : " ";
    b->paragraph = false;
    return add_text(b, gap, strlen(gap));
}

static bool add_line(block *b, words *w, const char *line, size_t length) {
    const char *text = after(line, "# text = ");
    bool good = add_raw(b, line, length) && add_raw(b, "\n", 1);
    if (length == 0) {
        *w = (words){0};
    } else if (text && !w->begun) {
        w->begun = w->told = true;
        good = good && begin_sentence(b) && add_text(b, text, length - (size_t)(text - line));
    } else if (after(line, "# newpar")) {
        b->paragraph = true;
    } else if (*line != '#') {
        if (!w->begun) good = good && begin_sentence(b);
        w->begun = true;
        good = good && add_word(b, w, line, length);
    }
    return good;
}

static ent_status too_long(ent_reader *reader, ent_error *error) {
    reader->done = true;
    return ent_fail(error, ENT_INPUT, reader->source.name, reader->source.line_number,
                    "document is longer than %zu MB", ENT_TEXT_MAX >> 20);
}

/* The id that a '# newdoc' line gives, if it does; false when out of memory. */
static bool take_id(const char *line, ent_arena *arena, const char **id) {
    const char *named = after(line, "# newdoc id = ");
    size_t length;
    if (!named || !*named) return true;
    return (*id = ent_clean(named, strlen(named), ENT_CLEAN_EXACT, arena, &length)) != NULL;
}

/* The line as clean text in arena, the line itself where nothing is to be done; NULL when out of
 * memory. */
static const char *clean_line(const char *line, size_t *length, ent_arena *arena) {
    size_t at = 0;
    while (at < *length && (line[at] == '\t' || (line[at] >= ' ' && line[at] < 0x7F))) at++;
    if (at == *length) return line;
    return ent_clean(line, *length, ENT_CLEAN_EXACT | ENT_CLEAN_TABS, arena, length);
}

/* Keep the line that opens the next document. */
static bool keep(ent_reader *reader, const char *line, size_t length) {
    reader->pending = malloc(length + 1);
    if (reader->pending) memcpy(reader->pending, line, length + 1);
    return reader->pending != NULL;
}

/* Lines up to the next '# newdoc', which is kept for the next call. */
static ent_status read_block(ent_reader *reader, block *b, const char **id, ent_error *error) {
    words w = {0};
    bool any = false;
    bool good = !reader->pending || take_id(reader->pending, b->arena, id);
    free(reader->pending);
    reader->pending = NULL;
    while (good) {
        char *raw;
        size_t length;
        ent_status status = ent_source_line(&reader->source, &raw, &length, error);
        reader->done = status == ENT_END;
        if (reader->done) break;
        if (status) return status;
        const char *line = clean_line(raw, &length, b->arena);
        if (line && after(line, "# newdoc")) {
            good = any ? keep(reader, line, length) : take_id(line, b->arena, id);
            if (any) break;
            continue;
        }
        any = any || length > 0;
        if (length == 0 && b->text_length > CUT) {
            reader->cut = true;
            break;
        }
        good = line && add_line(b, &w, line, length);
        if (b->raw_length > 4 * ENT_TEXT_MAX) return too_long(reader, error);
    }
    return good ? ENT_OK : ent_reader_no_memory(reader, error);
}

ent_status ent_read_conllu(ent_reader *reader, ent_arena *arena, ent_document *out,
                           ent_error *error) {
    block b = {.arena = arena};
    const char *id = NULL;
    ent_status status = read_block(reader, &b, &id, error);
    if (status) return status;
    if (b.text_length == 0 && reader->done && reader->documents > 0) return ENT_END;
    if (b.text_length == 0)
        return ent_fail(error, ENT_INPUT, reader->source.name, reader->source.line_number,
                        "the document that ends here has no words");
    if (b.text_length > ENT_TEXT_MAX) return too_long(reader, error);
    reader->documents++;
    bool several = reader->documents > 1 || reader->pending || reader->cut;
    out->id = id ? id : ent_reader_id(reader, arena, several ? reader->documents : 0);
    out->text = b.text ? b.text : "";
    out->length = b.text_length;
    out->conllu = b.raw ? b.raw : "";
    return out->id ? ENT_OK : ent_reader_no_memory(reader, error);
}
