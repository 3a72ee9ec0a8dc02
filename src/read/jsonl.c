/* jsonl.c - JSON Lines: one document a line, only "text" is required. */
#include <jansson.h>
#include <string.h>

#include "read/reader.h"

/* A string field as clean text in arena; *length may be NULL. *out stays NULL if there is none. */
static ent_status string_field(const json_t *row, const char *name, ent_arena *arena,
                               const char **out, size_t *length) {
    const json_t *value = json_object_get(row, name);
    size_t cleaned;
    *out = NULL;
    if (json_is_integer(value)) {
        *out = ent_arena_printf(arena, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
        return *out ? ENT_OK : ENT_NO_MEMORY;
    }
    if (!json_is_string(value)) return ENT_OK;
    *out = ent_clean(json_string_value(value), json_string_length(value), true, arena, &cleaned);
    if (length) *length = cleaned;
    return *out ? ENT_OK : ENT_NO_MEMORY;
}

static ent_status fill(const json_t *row, const ent_reader *reader, ent_arena *arena,
                       ent_document *out, ent_error *error) {
    const char *date = NULL;
    const char *file = reader->source.name;
    size_t line = reader->source.line_number;
    if (!json_is_object(row)) return ent_fail(error, ENT_INPUT, file, line, "not a JSON object");
    if (!json_is_string(json_object_get(row, "text")))
        return ent_fail(error, ENT_INPUT, file, line, "no \"text\" field with a string");
    ent_status status = string_field(row, "text", arena, &out->text, &out->length);
    if (!status) status = string_field(row, "id", arena, &out->id, NULL);
    if (!status) status = string_field(row, "title", arena, &out->title, NULL);
    if (!status) status = string_field(row, "url", arena, &out->url, NULL);
    if (!status) status = string_field(row, "date", arena, &date, NULL);
    if (!status && date) out->date = ent_find_date(date, strlen(date), arena);
    if (!status && (!out->id || !*out->id)) out->id = ent_reader_id(reader, arena, line);
    if (status || !out->id) return ent_fail(error, ENT_NO_MEMORY, file, line, "out of memory");
    return ENT_OK;
}

ent_status ent_read_jsonl(ent_reader *reader, ent_arena *arena, ent_document *out,
                          ent_error *error) {
    const char *line;
    size_t length, number;
    ent_status status = ent_reader_line(reader, &line, &length, &number, error);
    if (status) return status;
    if (number == 1 && length >= 3 && memcmp(line, "\xEF\xBB\xBF", 3) == 0) line += 3, length -= 3;
    json_error_t fault;
    json_t *row = json_loadb(line, length, JSON_ALLOW_NUL | JSON_REJECT_DUPLICATES, &fault);
    if (!row)
        return ent_fail(error, ENT_INPUT, reader->source.name, number, "not JSON: %s", fault.text);
    status = fill(row, reader, arena, out, error);
    json_decref(row);
    return status;
}
