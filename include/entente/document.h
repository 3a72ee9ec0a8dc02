/* document.h - the first stage: bytes in, documents out.
 *
 * A reader turns one file (or standard input) into a stream of documents with clean text: valid
 * UTF-8, no control characters but tab and line feed, paragraphs parted by a blank line. After this
 * stage text is clean for good. A reader holds one document at a time, so that memory does not grow
 * with the stream. */
#ifndef ENTENTE_DOCUMENT_H
#define ENTENTE_DOCUMENT_H

#include <stddef.h>

#include "entente/status.h"

struct ent_arena;

/* All strings are UTF-8, owned by the arena given to ent_reader_next. Absent ones are NULL, except
 * id and text, which are always there. */
typedef struct ent_document {
    const char *id; /* the "id" field; else the file's base name, with "#N" when it has several */
    const char *title; /* as given: a field, <title>, a headline */
    const char *date;  /* "YYYY-MM-DD" */
    const char *url;
    const char *text;
    size_t length;      /* bytes of text, at most ENT_TEXT_MAX */
    const char *conllu; /* the raw CoNLL-U block for format conllu, else NULL */
} ent_document;

/* The largest document that is read, in bytes; a longer one is refused with a message. */
#define ENT_TEXT_MAX ((size_t)64 << 20)

typedef enum ent_format {
    ENT_FORMAT_AUTO = 0, /* by extension, then by the first bytes */
    ENT_FORMAT_TEXT,
    ENT_FORMAT_HTML,
    ENT_FORMAT_XML, /* RSS, Atom, NITF, NewsML-G2 */
    ENT_FORMAT_JSONL,
    ENT_FORMAT_CONLLU,
} ent_format;

/* The format called name ("text", "html", "jsonl", ...), or -1. */
int ent_format_named(const char *name);

typedef struct ent_reader ent_reader;

/* Open path ("-" is standard input). On ENT_OK *out is the caller's, to be closed with
 * ent_reader_close; otherwise *out is NULL and *error says why. */
ent_status ent_reader_open(const char *path, ent_format format, ent_reader **out, ent_error *error);

/* The next document, allocated in arena. ENT_END after the last. ENT_INPUT: this document, or a
 * part of the one before that was left out of it, is faulty; *error names file and line, and the
 * caller may go on with the next call unless that returns ENT_END. */
ent_status ent_reader_next(ent_reader *reader, struct ent_arena *arena, ent_document *out,
                           ent_error *error);

/* The next line of a JSON Lines input that is not a document (classify's pairs): raw, without its
 * line feed, owned by the reader until the next call. *line_number counts from 1. */
ent_status ent_reader_line(ent_reader *reader, const char **line, size_t *length,
                           size_t *line_number, ent_error *error);

/* How many bytes of the input have been taken so far; of a file that is read, how far it is. */
size_t ent_reader_taken(const ent_reader *reader);

void ent_reader_close(ent_reader *reader);

#endif
