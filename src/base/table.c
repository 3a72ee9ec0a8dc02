/* table.c - rows of tab-separated text, and whole files. */
#include "base/table.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void ent_table_open(ent_table *table, const char *name, const char *text, size_t length) {
    *table = (ent_table){.name = name, .at = text, .end = text + length};
}

bool ent_field_split(ent_field *field, char separator, ent_field *part) {
    if (!field->text) return false;
    const char *cut = field->length ? memchr(field->text, separator, field->length) : NULL;
    *part = *field;
    if (!cut) {
        *field = (ent_field){NULL, 0};
        return part->length > 0;
    }
    part->length = (size_t)(cut - field->text);
    field->length -= part->length + 1;
    field->text = cut + 1;
    return true;
}

ent_field ent_field_trim(ent_field field) {
    while (field.length > 0 && field.text[0] == ' ') field.text++, field.length--;
    while (field.length > 0 && field.text[field.length - 1] == ' ') field.length--;
    return field;
}

bool ent_field_is(ent_field field, const char *text) {
    return strlen(text) == field.length && memcmp(field.text, text, field.length) == 0;
}

static void split_row(ent_table *table, const char *at, const char *end) {
    table->count = 0;
    for (size_t i = 0; i < ENT_FIELDS_MAX; i++) table->fields[i] = (ent_field){"", 0};
    while (table->count < ENT_FIELDS_MAX) {
        const char *tab = at < end ? memchr(at, '\t', (size_t)(end - at)) : NULL;
        table->fields[table->count++] = (ent_field){at, (size_t)((tab ? tab : end) - at)};
        if (!tab) break;
        at = tab + 1;
    }
}

bool ent_table_next(ent_table *table) {
    while (table->at < table->end) {
        const char *start = table->at;
        const char *feed = memchr(start, '\n', (size_t)(table->end - start));
        const char *stop = feed ? feed : table->end;
        table->at = feed ? feed + 1 : table->end;
        table->line++;
        if (stop > start && stop[-1] == '\r') stop--;
        if (stop == start || *start == '#') continue;
        split_row(table, start, stop);
        return true;
    }
    return false;
}

ent_status ent_file_load(const char *path, size_t limit, char **text, size_t *length,
                         ent_error *error) {
    *text = NULL;
    *length = 0;
    FILE *file = fopen(path, "rb");
    if (!file) return ent_fail(error, ENT_INPUT, path, 0, "cannot open: %s", strerror(errno));
    ent_status status = ENT_OK;
    size_t room = 0, used = 0;
    char *bytes = NULL;
    for (;;) {
        if (room - used < 2) {
            room = room ? room * 2 : 1 << 16;
            char *more = realloc(bytes, room);
            if (!more) {
                status = ent_fail(error, ENT_NO_MEMORY, path, 0, "out of memory");
                break;
            }
            bytes = more;
        }
        size_t got = fread(bytes + used, 1, room - used - 1, file);
        if (!got) break;
        used += got;
        if (used > limit) {
            status = ent_fail(error, ENT_INPUT, path, 0, "larger than %zu bytes, refused", limit);
            break;
        }
    }
    if (!status && ferror(file))
        status = ent_fail(error, ENT_INPUT, path, 0, "cannot read: %s", strerror(errno));
    fclose(file);
    if (status) {
        free(bytes);
        return status;
    }
    bytes[used] = '\0';
    *text = bytes;
    *length = used;
    return ENT_OK;
}
