/* reader.h - inside the read stage: what the formats share. */
#ifndef ENTENTE_READ_READER_H
#define ENTENTE_READ_READER_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/arena.h"
#include "entente/document.h"

/* ---- source.c: bytes of a file, standard input, or memory ---- */

typedef struct ent_source {
    char *name; /* the path, for messages */
    FILE *file; /* NULL: memory */
    const char *memory;
    size_t memory_length;
    char *head; /* bytes read ahead to tell the format, then the buffer of lines */
    size_t head_length, head_at, head_room;
    char *line; /* the line last read */
    size_t line_room;
    size_t line_number; /* of that line, from 1 */
    size_t taken;       /* bytes that came so far */
    bool ended;
} ent_source;

ent_status ent_source_open(ent_source *source, const char *path, ent_error *error);
ent_status ent_source_open_memory(ent_source *source, const char *name, const char *bytes,
                                  size_t length, ent_error *error);
void ent_source_close(ent_source *source);
/* Look at the first bytes without taking them. */
ent_status ent_source_peek(ent_source *source, const char **bytes, size_t *length,
                           ent_error *error);
/* The next line without its end, owned by the source until the next call. ENT_END after the last;
 * ENT_INPUT for one longer than ENT_TEXT_MAX, which is skipped in bounded memory. */
ent_status ent_source_line(ent_source *source, char **line, size_t *length, ent_error *error);
/* All that is left, in arena; ENT_INPUT if that is more than ENT_TEXT_MAX. */
ent_status ent_source_rest(ent_source *source, ent_arena *arena, char **bytes, size_t *length,
                           ent_error *error);

/* ---- the reader and its formats ---- */

/* Faults of a document that was used without its faulty parts; told one a call. */
enum { ENT_FAULTS_MAX = 8 };
typedef struct ent_faults {
    ent_error items[ENT_FAULTS_MAX]; /* the first ones */
    size_t count, told;
} ent_faults;

struct ent_reader {
    ent_source source;
    ent_format format;
    const char *base;      /* base name of the file */
    size_t documents;      /* given so far */
    struct ent_feed *feed; /* of format XML: the items still to come */
    char *pending;         /* of format CoNLL-U: the line that opens the next document */
    bool cut;              /* of format CoNLL-U: the file was cut between sentences */
    ent_faults faults;     /* of the last document, yet to be told */
    bool done;
};

/* A reader of bytes in memory, for tests; otherwise as ent_reader_open. */
ent_status ent_reader_open_memory(const char *name, const char *bytes, size_t length,
                                  ent_format format, ent_reader **out, ent_error *error);

/* Each gives the next document of its format, as ent_reader_next does. */
ent_status ent_read_plain(ent_reader *reader, ent_arena *arena, ent_document *out,
                          ent_error *error);
ent_status ent_read_html(ent_reader *reader, ent_arena *arena, ent_document *out, ent_error *error);
ent_status ent_read_xml(ent_reader *reader, ent_arena *arena, ent_document *out, ent_error *error);
ent_status ent_read_jsonl(ent_reader *reader, ent_arena *arena, ent_document *out,
                          ent_error *error);
ent_status ent_read_conllu(ent_reader *reader, ent_arena *arena, ent_document *out,
                           ent_error *error);

/* The id of a document that has none: the base name, with #N for the N-th of several. */
const char *ent_reader_id(const ent_reader *reader, ent_arena *arena, size_t number);

/* Tell the next of the faults: ENT_INPUT. */
ent_status ent_reader_fault(ent_reader *reader, ent_error *error);

/* Say that memory ran out while reading. */
ent_status ent_reader_no_memory(const ent_reader *reader, ent_error *error);

void ent_feed_free(struct ent_feed *feed);
/* Only read/ and write/ know libxml2; this starts and silences it. */
void ent_xml_quiet(void);

/* The text of an HTML page or of a piece of one; paragraphs are parted by blank lines. Of a whole
 * page it is the main text, and what is not yet in out of title, date and url is taken from the
 * page. */
ent_status ent_html_text(const char *bytes, size_t length, bool whole_page, const char *name,
                         ent_arena *arena, ent_document *out, ent_error *error);

/* ---- clean.c ---- */

/* How ent_clean works. EXACT: one code point in is one out, so that offsets stay those of the
 * input; else what has no width is dropped and runs of blanks are shortened. TABS: they stay.
 * UNWRAP: line feeds that only fill lines up to a width become spaces; those that remain were
 * meant. LEGACY: the bytes are told to be Latin-1 or Windows-1252. */
enum { ENT_CLEAN_EXACT = 1, ENT_CLEAN_TABS = 2, ENT_CLEAN_UNWRAP = 4, ENT_CLEAN_LEGACY = 8 };

/* Clean UTF-8 from bytes of UTF-8, UTF-16 with a mark, or Windows-1252. NUL-terminated, in arena;
 * NULL when out of memory. */
char *ent_clean(const char *bytes, size_t length, unsigned how, ent_arena *arena, size_t *out);
bool ent_is_utf8(const char *bytes, size_t length);
/* Does it begin with the mark of UTF-16? */
bool ent_is_utf16(const char *bytes, size_t length);

/* ---- dates.c ---- */

/* "YYYY-MM-DD" from ISO 8601, RFC 822, "26 February 2022", "Feb. 26, 2022" anywhere in text, in
 * arena; NULL if there is none or it is no day of the calendar. */
const char *ent_find_date(const char *text, size_t length, ent_arena *arena);
/* The same, but it must begin the text. */
const char *ent_find_date_at(const char *text, size_t length, ent_arena *arena);
/* The date of a dateline or of a line of its own near the top of an article; NULL if none. */
const char *ent_find_dateline(const char *text, size_t length, ent_arena *arena);

#endif
