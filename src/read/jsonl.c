/* jsonl.c - JSON Lines: one document a line, only "text" is required. */
#include <jansson.h>
#include <string.h>

#include "read/reader.h"

/* A string field as clean text in arena; *out stays NULL if there is none or it is empty. False
 * when out of memory. */
static bool take(const json_t *row, const char *name, ent_arena *arena, const char **out) {
    const json_t *value = json_object_get(row, name);
    size_t length = json_string_length(value);
    *out = NULL;
    if (json_is_integer(value)) {
        *out = ent_arena_printf(arena, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
        return *out != NULL;
    }
    if (!json_is_string(value) || length == 0) return true;
    *out = ent_clean(json_string_value(value), length, ENT_CLEAN_EXACT, arena, &length);
    return *out != NULL;
}

static ent_status fill(const json_t *row, const ent_reader *reader, ent_arena *arena,
                       ent_document *out, ent_error *error) {
    const json_t *text = json_object_get(row, "text");
    const char *date, *file = reader->source.name;
    size_t line = reader->source.line_number;
    if (!json_is_object(row)) return ent_fail(error, ENT_INPUT, file, line, "not a JSON object");
    if (!json_is_string(text))
        return ent_fail(error, ENT_INPUT, file, line, "no \"text\" field with a string");
    out->text = ent_clean(json_string_value(text), json_string_length(text),
                          ENT_CLEAN_EXACT | ENT_CLEAN_UNWRAP, arena, &out->length);
    if (!out->text || !take(row, "id", arena, &out->id) ||
        !take(row, "title", arena, &out->title) || !take(row, "url", arena, &out->url) ||
        !take(row, "date", arena, &date))
        return ent_reader_no_memory(reader, error);
    if (date) out->date = ent_find_date(date, strlen(date), arena);
    if (!out->date) out->date = ent_find_dateline(out->text, out->length, arena);
    if (!out->id) out->id = ent_reader_id(reader, arena, line);
    return out->id ? ENT_OK : ent_reader_no_memory(reader, error);
}

ent_status ent_read_jsonl(ent_reader *reader, ent_arena *arena, ent_document *out,
                          ent_error *error) {
    const char *line;
    size_t length, number;
    ent_status status = ent_reader_line(reader, &line, &length, &number, error);
    if (status) return status;
    if (!ent_is_utf8(line, length)) /* no zeros then: they become spaces, which a string may hold */
        line = ent_clean(line, length, ENT_CLEAN_EXACT, arena, &length);
    if (!line) return ent_reader_no_memory(reader, error);
    json_error_t fault;
    json_t *row = json_loadb(line, length, JSON_ALLOW_NUL, &fault);
    if (!row)
        return ent_fail(error, ENT_INPUT, reader->source.name, number, "not JSON: %s", fault.text);
    status = fill(row, reader, arena, out, error);
    json_decref(row);
    return status;
}
