/* conllu.c - CoNLL-U (universaldependencies.org/format.html): documents begin at '# newdoc'; a
 * document's text is its sentences parted by a space, or by a blank line where a paragraph begins.
 * A sentence's text is its '# text' if that has its words, else its words as SpaceAfter parts them.
 * A faulty sentence is told of and left out, the others are used. A file that never says where a
 * document begins is cut between sentences, so that memory does not grow with it. */
#include <stdlib.h>
#include <string.h>

#include "base/table.h"
#include "read/reader.h"

enum { CUT = 4 << 20 }; /* bytes of text after which a sentence may be a document's last */
enum { COLUMNS = 10, ID = 0, FORM = 1, MISC = 9, RANGE_MAX = 99 };

typedef struct buffer {
    ent_arena *arena;
    char *bytes;
    size_t length, room;
} buffer;

typedef struct block {
    buffer text, raw; /* what is told, and the lines of its sentences */
    bool paragraph;   /* the next sentence begins one */
    const char *date; /* of the document, as its "# date" says, or NULL */
    /* the sentence that is being read */
    size_t begin, line;    /* where it begins in raw, and in the file */
    size_t told, told_end; /* its '# text' in raw */
} block;

static bool append(buffer *b, const char *piece, size_t size) {
    if (b->length + size + 1 > b->room) {
        size_t wanted = (b->length + size + 1) * 2;
        char *grown = ent_arena_grow(b->arena, b->bytes, b->length, wanted);
        if (!grown) return false;
        b->bytes = grown;
        b->room = wanted;
    }
    if (size) memcpy(b->bytes + b->length, piece, size);
    b->length += size;
    b->bytes[b->length] = '\0';
    return true;
}

/* ---- Comments ---- */

/* What a comment says of a name, "# text = ..." or "# newdoc id = ...": what stands after the name
 * and the equals sign; empty if there is none. False if it is not of that name. */
static bool is_comment(ent_field line, const char *name, ent_field *value) {
    size_t at = 1, size = strlen(name);
    if (line.length == 0 || line.text[0] != '#') return false;
    while (at < line.length && line.text[at] == ' ') at++;
    if (line.length - at < size || memcmp(line.text + at, name, size) != 0) return false;
    at += size;
    while (at < line.length && line.text[at] == ' ') at++;
    if (at < line.length && line.text[at] != '=') return false;
    while (at < line.length && (line.text[at] == '=' || line.text[at] == ' ')) at++;
    *value = (ent_field){line.text + at, line.length - at};
    return true;
}

static bool is_newdoc(ent_field line, ent_field *id) {
    return is_comment(line, "newdoc", id) || is_comment(line, "newdoc id", id);
}

static bool is_newpar(ent_field line) {
    ent_field id;
    return is_comment(line, "newpar", &id) || is_comment(line, "newpar id", &id);
}

/* ---- Words ---- */

/* What a line of words is. */
typedef struct word {
    ent_field fields[COLUMNS];
    enum { WORD, RANGE, EMPTY } kind;
    size_t number, last; /* of the word; of a range's first and last word */
} word;

/* The number that a field begins with, which is cut off; 0 if it begins with none. */
static size_t take_number(ent_field *field) {
    size_t number = 0, at = 0;
    while (at < field->length && field->text[at] >= '0' && field->text[at] <= '9' && at < 9)
        number = number * 10 + (size_t)(field->text[at++] - '0');
    field->text += at;
    field->length -= at;
    return number;
}

/* Read a line; NULL, or what is wrong with it. */
static const char *read_word(ent_field line, word *out) {
    ent_field rest = line;
    size_t count = 0;
    while (count < COLUMNS && ent_field_split(&rest, '\t', &out->fields[count])) count++;
    if (count < COLUMNS || rest.text) return "not a line of ten columns parted by tabs";
    out->fields[FORM] = ent_field_trim(out->fields[FORM]);
    if (out->fields[FORM].length == 0) return "a word without a form";
    ent_field id = out->fields[ID];
    bool digit = id.length > 0 && id.text[0] >= '0' && id.text[0] <= '9';
    out->kind = WORD;
    out->number = out->last = take_number(&id);
    if (!digit) return "not the id of a word";
    if (id.length > 1 && (id.text[0] == '-' || id.text[0] == '.')) {
        out->kind = id.text[0] == '-' ? RANGE : EMPTY;
        id.text++, id.length--;
        out->last = take_number(&id);
    }
    return id.length > 0 ? "not the id of a word" : NULL;
}

/* Where we are in a sentence's words. */
typedef struct progress {
    size_t words, range_end;
} progress;

/* May the word come now? NULL, or what is wrong. */
static const char *take_word(progress *p, const word *w) {
    switch (w->kind) {
        case EMPTY:
            return w->number == p->words ? NULL : "an empty node out of its place";
        case RANGE:
            if (w->number != p->words + 1 || p->words < p->range_end)
                return "a range of words out of its place";
            if (w->last <= w->number || w->last - w->number >= RANGE_MAX)
                return "not a range of words";
            p->range_end = w->last;
            return NULL;
        default:
            return w->number == ++p->words ? NULL : "an id that is not the next number";
    }
}

/* The lines of words of the present sentence, one after the other. */
typedef struct lines {
    ent_field rest, line;
    size_t number; /* in the file */
} lines;

static lines lines_of(const block *b) {
    return (lines){.rest = {b->raw.bytes + b->begin, b->raw.length - b->begin},
                   .number = b->line - 1};
}

static bool next_line(lines *l) {
    while (ent_field_split(&l->rest, '\n', &l->line)) {
        l->number++;
        if (l->line.length > 0 && l->line.text[0] != '#') return true;
    }
    return false;
}

/* Are the words of the sentence in order? If not, *line is the faulty one. *count: how many. */
static const char *check(const block *b, size_t *line, size_t *count) {
    progress p = {0};
    lines l = lines_of(b);
    while (next_line(&l)) {
        word w;
        const char *fault = read_word(l.line, &w);
        if (!fault) fault = take_word(&p, &w);
        *line = l.number;
        if (fault) return fault;
    }
    *count = p.words;
    return p.words < p.range_end ? "the sentence ends within a range of words" : NULL;
}

/* The next form that stands in the text: a range's, or that of a word outside of ranges. */
static bool next_form(lines *l, progress *p, word *w) {
    while (next_line(l)) {
        bool inside = p->words < p->range_end;
        read_word(l->line, w);
        take_word(p, w);
        if (w->kind == RANGE || (w->kind == WORD && !inside)) return true;
    }
    return false;
}

/* Has '# text' the forms, with nothing but blanks between them? */
static bool is_told(const block *b) {
    const char *at = b->raw.bytes + b->told, *end = b->raw.bytes + b->told_end;
    lines l = lines_of(b);
    progress p = {0};
    for (word w; next_form(&l, &p, &w);) {
        ent_field form = w.fields[FORM];
        while (at < end && *at == ' ') at++;
        if ((size_t)(end - at) < form.length || memcmp(at, form.text, form.length) != 0)
            return false;
        at += form.length;
    }
    while (at < end && *at == ' ') at++;
    return at == end;
}

static bool has_space_after(const word *w) {
    ent_field misc = w->fields[MISC], item;
    while (ent_field_split(&misc, '|', &item))
        if (ent_field_is(item, "SpaceAfter=No")) return false;
    return true;
}

static bool add_forms(block *b) {
    lines l = lines_of(b);
    progress p = {0};
    bool good = true, space = false;
    for (word w; good && next_form(&l, &p, &w);) {
        good = (!space || append(&b->text, " ", 1)) &&
               append(&b->text, w.fields[FORM].text, w.fields[FORM].length);
        space = has_space_after(&w);
    }
    return good;
}

/* ---- Sentences ---- */

/* Keep what is wrong for later calls of ent_reader_next. */
static void report(ent_reader *reader, size_t line, const char *fault) {
    ent_faults *faults = &reader->faults;
    if (faults->count < ENT_FAULTS_MAX)
        ent_fail(&faults->items[faults->count], ENT_INPUT, reader->source.name, line,
                 "%s: the sentence is left out", fault);
    faults->count++;
}

/* The sentence in raw is complete: add its text, or leave it out. False when out of memory. */
static bool end_sentence(ent_reader *reader, block *b) {
    size_t line = b->line, count = 0;
    if (b->raw.length == b->begin) return true;
    const char *fault = check(b, &line, &count);
    if (fault) report(reader, line, fault);
    bool good = true;
    if (fault || count == 0) {
        b->raw.length = b->begin;
        b->raw.bytes[b->begin] = '\0';
    } else {
        const char *gap = b->text.length == 0 ? "" : b->paragraph ? "\n\n" : " ";
        good = append(&b->text, gap, strlen(gap));
        good = good && (b->told_end > b->told && is_told(b)
                            ? append(&b->text, b->raw.bytes + b->told, b->told_end - b->told)
                            : add_forms(b));
        good = good && append(&b->raw, "\n", 1);
        b->paragraph = false;
    }
    b->begin = b->raw.length;
    b->told = b->told_end = 0;
    return good;
}

static bool add_line(const ent_reader *reader, block *b, ent_field line) {
    ent_field value;
    if (is_newpar(line)) b->paragraph = true;
    if (!b->date && is_comment(line, "date", &value))
        b->date = ent_find_date_at(value.text, value.length, b->raw.arena);
    if (b->raw.length == b->begin) b->line = reader->source.line_number;
    if (is_comment(line, "text", &value)) {
        b->told = b->raw.length + (size_t)(value.text - line.text);
        b->told_end = b->told + value.length;
    }
    return append(&b->raw, line.text, line.length) && append(&b->raw, "\n", 1);
}

/* ---- Documents ---- */

static ent_status too_long(ent_reader *reader, ent_error *error) {
    reader->done = true;
    return ent_fail(error, ENT_INPUT, reader->source.name, reader->source.line_number,
                    "document is longer than %zu MB", ENT_TEXT_MAX >> 20);
}

/* The id that a '# newdoc' line gives, if it does; false when out of memory. */
static bool take_id(const char *line, ent_arena *arena, const char **id) {
    ent_field named;
    size_t length;
    if (!is_newdoc((ent_field){line, strlen(line)}, &named) || named.length == 0) return true;
    return (*id = ent_clean(named.text, named.length, ENT_CLEAN_EXACT, arena, &length)) != NULL;
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
    bool any = false;
    ent_field value;
    bool good = !reader->pending || take_id(reader->pending, b->raw.arena, id);
    free(reader->pending);
    reader->pending = NULL;
    while (good) {
        char *raw;
        size_t length;
        ent_status status = ent_source_line(&reader->source, &raw, &length, error);
        reader->done = status == ENT_END;
        if (reader->done) break;
        if (status) return status;
        const char *line = clean_line(raw, &length, b->raw.arena);
        if (!line) return ent_reader_no_memory(reader, error);
        if (is_newdoc((ent_field){line, length}, &value)) {
            good = any ? keep(reader, line, length) : take_id(line, b->raw.arena, id);
            if (any) break;
            continue;
        }
        any = any || length > 0;
        if (strspn(line, " \t") == length) {
            good = end_sentence(reader, b);
            reader->cut = reader->cut || b->text.length > CUT;
            if (b->text.length > CUT) break;
            continue;
        }
        good = add_line(reader, b, (ent_field){line, length});
        if (b->raw.length > 4 * ENT_TEXT_MAX) return too_long(reader, error);
    }
    return good && end_sentence(reader, b) ? ENT_OK : ent_reader_no_memory(reader, error);
}

ent_status ent_read_conllu(ent_reader *reader, ent_arena *arena, ent_document *out,
                           ent_error *error) {
    block b = {.text = {.arena = arena}, .raw = {.arena = arena}};
    const char *id = NULL;
    ent_status status = read_block(reader, &b, &id, error);
    if (status) return status;
    if (b.text.length == 0 && reader->faults.count > 0) return ent_reader_fault(reader, error);
    if (b.text.length == 0 && reader->done && reader->documents > 0) return ENT_END;
    if (b.text.length == 0)
        return ent_fail(error, ENT_INPUT, reader->source.name, reader->source.line_number,
                        "the document that ends here has no words");
    if (b.text.length > ENT_TEXT_MAX) return too_long(reader, error);
    reader->documents++;
    bool several = reader->documents > 1 || reader->pending || reader->cut;
    out->id = id ? id : ent_reader_id(reader, arena, several ? reader->documents : 0);
    out->text = b.text.bytes;
    out->length = b.text.length;
    out->conllu = b.raw.bytes;
    out->date = b.date;
    return out->id ? ENT_OK : ent_reader_no_memory(reader, error);
}
