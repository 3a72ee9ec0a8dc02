/* reader.c - opening inputs, telling formats, handing out documents. */
#include "read/reader.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const struct {
    const char *name;
    ent_format format;
} format_names[] = {{"auto", ENT_FORMAT_AUTO},   {"text", ENT_FORMAT_TEXT},
                    {"html", ENT_FORMAT_HTML},   {"xml", ENT_FORMAT_XML},
                    {"jsonl", ENT_FORMAT_JSONL}, {"conllu", ENT_FORMAT_CONLLU}};

static const struct {
    const char *extension;
    ent_format format;
} extensions[] = {
    {".txt", ENT_FORMAT_TEXT},    {".text", ENT_FORMAT_TEXT},    {".md", ENT_FORMAT_TEXT},
    {".html", ENT_FORMAT_HTML},   {".htm", ENT_FORMAT_HTML},     {".xhtml", ENT_FORMAT_HTML},
    {".xml", ENT_FORMAT_XML},     {".rss", ENT_FORMAT_XML},      {".atom", ENT_FORMAT_XML},
    {".jsonl", ENT_FORMAT_JSONL}, {".ndjson", ENT_FORMAT_JSONL}, {".conllu", ENT_FORMAT_CONLLU}};

int ent_format_named(const char *name) {
    for (size_t i = 0; i < sizeof format_names / sizeof *format_names; i++)
        if (strcmp(format_names[i].name, name) == 0) return (int)format_names[i].format;
    return -1;
}

static ent_format by_extension(const char *path) {
    const char *dot = strrchr(path, '.');
    for (size_t i = 0; dot && i < sizeof extensions / sizeof *extensions; i++)
        if (strcasecmp(dot, extensions[i].extension) == 0) return extensions[i].format;
    return ENT_FORMAT_AUTO;
}

static bool begins(const char *bytes, size_t length, const char *word) {
    size_t size = strlen(word);
    return length >= size && strncasecmp(bytes, word, size) == 0;
}

/* XHTML opens like XML. */
static bool has_html(const char *bytes, size_t length) {
    for (size_t at = 0; at < length && at < 1024; at++)
        if (begins(bytes + at, length - at, "<html")) return true;
    return false;
}

static ent_format by_content(const char *bytes, size_t length) {
    static const struct {
        const char *opening;
        ent_format format;
    } openings[] = {{"{", ENT_FORMAT_JSONL},          {"<!doctype html", ENT_FORMAT_HTML},
                    {"<html", ENT_FORMAT_HTML},       {"<head", ENT_FORMAT_HTML},
                    {"<body", ENT_FORMAT_HTML},       {"<meta", ENT_FORMAT_HTML},
                    {"<?xml", ENT_FORMAT_XML},        {"# text = ", ENT_FORMAT_CONLLU},
                    {"<rss", ENT_FORMAT_XML},         {"<feed", ENT_FORMAT_XML},
                    {"<nitf", ENT_FORMAT_XML},        {"<newsitem", ENT_FORMAT_XML},
                    {"<newsmessage", ENT_FORMAT_XML}, {"# newdoc", ENT_FORMAT_CONLLU},
                    {"# sent_id", ENT_FORMAT_CONLLU}, {"1\t", ENT_FORMAT_CONLLU}};
    if (begins(bytes, length, "\xEF\xBB\xBF")) bytes += 3, length -= 3;
    while (length > 0 && strchr(" \t\r\n", *bytes) && *bytes) bytes++, length--;
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++)
        if (begins(bytes, length, openings[i].opening)) {
            bool page = openings[i].format == ENT_FORMAT_XML && has_html(bytes, length);
            return page ? ENT_FORMAT_HTML : openings[i].format;
        }
    return ENT_FORMAT_TEXT;
}

/* The known openings of files that are no text, or bytes of value zero outside UTF-16. */
static bool is_binary(const char *bytes, size_t length) {
    static const char *const magic[] = {"%PDF-", "PK\x03\x04", "\x1F\x8B", "\x28\xB5\x2F\xFD",
                                        "BZh9",  "{\\rtf1",    "\x89PNG",  "\xFF\xD8\xFF"};
    for (size_t i = 0; i < sizeof magic / sizeof *magic; i++)
        if (length >= strlen(magic[i]) && memcmp(bytes, magic[i], strlen(magic[i])) == 0)
            return true;
    return !ent_is_utf16(bytes, length) && memchr(bytes, '\0', length) != NULL;
}

/* What is wrong with the whole of an input, by its first bytes; NULL if nothing is. */
static const char *refusal(ent_format format, const char *bytes, size_t length) {
    bool lines = format == ENT_FORMAT_JSONL || format == ENT_FORMAT_CONLLU;
    if (length == 0) return "the file is empty";
    bool object = *bytes == '{' && !begins(bytes, length, "{\\rtf");
    if (format == ENT_FORMAT_JSONL && object) return NULL; /* a zero is the fault of its line */
    if (is_binary(bytes, length))
        return "looks like a binary file: give text, HTML, XML, JSON Lines or CoNLL-U";
    if (lines && ent_is_utf16(bytes, length))
        return "is UTF-16: JSON Lines and CoNLL-U must be UTF-8";
    return NULL;
}

/* Settle format and name of a reader whose source is open; frees it on failure. */
static ent_status begin(ent_reader *reader, ent_format format, ent_reader **out, ent_error *error) {
    const char *bytes, *slash = strrchr(reader->source.name, '/');
    size_t length;
    reader->base = slash ? slash + 1 : reader->source.name;
    ent_status status = ent_source_peek(&reader->source, &bytes, &length, error);
    if (!status) {
        if (format == ENT_FORMAT_AUTO) format = by_extension(reader->source.name);
        if (format == ENT_FORMAT_AUTO) format = by_content(bytes, length);
        const char *why = refusal(format, bytes, length);
        if (why) status = ent_fail(error, ENT_INPUT, reader->source.name, 0, "%s", why);
    }
    if (status) {
        ent_reader_close(reader);
        return status;
    }
    reader->format = format;
    *out = reader;
    return ENT_OK;
}

ent_status ent_reader_open(const char *path, ent_format format, ent_reader **out,
                           ent_error *error) {
    *out = NULL;
    ent_reader *reader = calloc(1, sizeof *reader);
    if (!reader) return ent_fail(error, ENT_NO_MEMORY, path, 0, "out of memory");
    ent_status status = ent_source_open(&reader->source, path, error);
    if (!status) return begin(reader, format, out, error);
    free(reader);
    return status;
}

ent_status ent_reader_open_memory(const char *name, const char *bytes, size_t length,
                                  ent_format format, ent_reader **out, ent_error *error) {
    *out = NULL;
    ent_reader *reader = calloc(1, sizeof *reader);
    if (!reader) return ent_fail(error, ENT_NO_MEMORY, name, 0, "out of memory");
    ent_status status = ent_source_open_memory(&reader->source, name, bytes, length, error);
    if (!status) return begin(reader, format, out, error);
    free(reader);
    return status;
}

size_t ent_reader_taken(const ent_reader *reader) {
    return reader->source.taken;
}

void ent_reader_close(ent_reader *reader) {
    if (!reader) return;
    ent_feed_free(reader->feed);
    free(reader->pending);
    ent_source_close(&reader->source);
    free(reader);
}

const char *ent_reader_id(const ent_reader *reader, ent_arena *arena, size_t number) {
    if (number == 0) return ent_arena_copy(arena, reader->base, strlen(reader->base));
    return ent_arena_printf(arena, "%s#%zu", reader->base, number);
}

ent_status ent_reader_no_memory(const ent_reader *reader, ent_error *error) {
    return ent_fail(error, ENT_NO_MEMORY, reader->source.name, reader->source.line_number,
                    "out of memory");
}

ent_status ent_reader_fault(ent_reader *reader, ent_error *error) {
    ent_faults *faults = &reader->faults;
    size_t more = faults->count - faults->told;
    if (faults->told < ENT_FAULTS_MAX) {
        if (error) *error = faults->items[faults->told];
        if (++faults->told == faults->count) faults->count = faults->told = 0;
        return ENT_INPUT;
    }
    faults->count = faults->told = 0;
    return ent_fail(error, ENT_INPUT, reader->source.name, 0, "%zu more faults like these", more);
}

static ent_status read_one(ent_reader *reader, ent_arena *arena, ent_document *out,
                           ent_error *error) {
    switch (reader->format) {
        case ENT_FORMAT_HTML:
            return ent_read_html(reader, arena, out, error);
        case ENT_FORMAT_XML:
            return ent_read_xml(reader, arena, out, error);
        case ENT_FORMAT_JSONL:
            return ent_read_jsonl(reader, arena, out, error);
        case ENT_FORMAT_CONLLU:
            return ent_read_conllu(reader, arena, out, error);
        default:
            return ent_read_plain(reader, arena, out, error);
    }
}

ent_status ent_reader_next(ent_reader *reader, ent_arena *arena, ent_document *out,
                           ent_error *error) {
    memset(out, 0, sizeof *out);
    if (reader->faults.count > 0) return ent_reader_fault(reader, error);
    if (reader->done) return ENT_END;
    ent_status status = read_one(reader, arena, out, error);
    if (status || out->length <= ENT_TEXT_MAX) return status;
    return ent_fail(error, ENT_INPUT, reader->source.name, reader->source.line_number,
                    "longer than %zu MB once its faulty bytes are repaired", ENT_TEXT_MAX >> 20);
}

ent_status ent_reader_line(ent_reader *reader, const char **line, size_t *length,
                           size_t *line_number, ent_error *error) {
    for (;;) {
        char *text;
        ent_status status = ent_source_line(&reader->source, &text, length, error);
        *line_number = reader->source.line_number;
        if (status) return status;
        if (*line_number == 1 && *length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
            text += 3, *length -= 3;
        *line = text;
        if (*length > 0) return ENT_OK;
    }
}
