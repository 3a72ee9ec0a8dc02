/* conllu.c - CoNLL-U: documents begin at '# newdoc'; a document's text is its sentences' '# text'
 * parted by a space, or by a blank line where a paragraph begins. */
#include <stdlib.h>
#include <string.h>

#include "read/reader.h"

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
    bool told;   /* the sentence has its text */
    long covers; /* words of a multi-word token that are still to come */
    bool space;  /* after the last one */
} words;

static bool add_word(block *b, words *w, const char *line, size_t length) {
    const char *form = memchr(line, '\t', length), *end;
    if (!form || w->told) return true;
    const char *dash = memchr(line, '-', (size_t)(form - line));
    if (memchr(line, '.', (size_t)(form - line))) return true;
    if (!dash && w->covers > 0) {
        w->covers--;
        return true;
    }
    if (dash) w->covers = strtol(dash + 1, NULL, 10) - strtol(line, NULL, 10) + 1;
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
    } else if (text) {
        w->told = true;
        good = good && begin_sentence(b) && add_text(b, text, length - (size_t)(text - line));
    } else if (after(line, "# newpar")) {
        b->paragraph = true;
    } else if (*line != '#') {
        bool first = after(line, "1\t") || after(line, "1-");
        if (first && !w->told && !w->covers) good = good && begin_sentence(b);
        good = good && add_word(b, w, line, length);
    }
    return good;
}

static ent_status too_long(ent_reader *reader, ent_error *error) {
    reader->done = true;
    return ent_fail(error, ENT_INPUT, reader->source.name, reader->source.line_number,
                    "document is longer than %zu MB", ENT_TEXT_MAX >> 20);
}

/* Lines up to the next '# newdoc', which is kept for the next call. */
static ent_status read_block(ent_reader *reader, block *b, const char **id, ent_error *error) {
    words w = {0};
    bool good = true, any = false;
    const char *named = reader->pending ? after(reader->pending, "# newdoc id = ") : NULL;
    if (named && !(*id = ent_arena_copy(b->arena, named, strlen(named)))) good = false;
    free(reader->pending);
    reader->pending = NULL;
    while (good) {
        char *line;
        size_t length;
        ent_status status = ent_source_line(&reader->source, &line, &length, error);
        if (status == ENT_END) {
            reader->done = true;
            break;
        }
        if (status) return status;
        if (after(line, "# newdoc")) {
            if (!any) {
                const char *own = after(line, "# newdoc id = ");
                if (own && !(*id = ent_arena_copy(b->arena, own, strlen(own)))) good = false;
                continue;
            }
            reader->pending = malloc(length + 1);
            if (reader->pending) memcpy(reader->pending, line, length + 1);
            good = reader->pending != NULL;
            break;
        }
        any = any || length > 0;
        good = add_line(b, &w, line, length);
        if (b->raw_length > 4 * ENT_TEXT_MAX) return too_long(reader, error);
    }
    return good ? ENT_OK : ent_fail(error, ENT_NO_MEMORY, reader->source.name, 0, "out of memory");
}

ent_status ent_read_conllu(ent_reader *reader, ent_arena *arena, ent_document *out,
                           ent_error *error) {
    block b = {.arena = arena};
    const char *id = NULL;
    ent_status status = read_block(reader, &b, &id, error);
    if (status) return status;
    if (b.text_length == 0 && reader->done && reader->documents > 0) return ENT_END;
    if (b.text_length > ENT_TEXT_MAX) return too_long(reader, error);
    if (!ent_is_utf8(b.text, b.text_length) || !ent_is_utf8(b.raw, b.raw_length))
        return ent_fail(error, ENT_INPUT, reader->source.name, reader->source.line_number,
                        "the document that ends here is not valid UTF-8");
    reader->documents++;
    bool several = reader->documents > 1 || reader->pending;
    out->id = id ? id : ent_reader_id(reader, arena, several ? reader->documents : 0);
    out->text = b.text ? b.text : "";
    out->length = b.text_length;
    out->conllu = b.raw ? b.raw : "";
    if (!out->id) return ent_fail(error, ENT_NO_MEMORY, reader->source.name, 0, "out of memory");
    return ENT_OK;
}
