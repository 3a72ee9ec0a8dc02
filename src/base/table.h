/* table.h - knowledge files: tab-separated text that a person can read and extend.
 *
 * Lines that are empty or start with '#' are comments. Fields are parted by one tab; trailing
 * fields may be left out and read as "". The text itself is not changed or copied. */
#ifndef ENTENTE_BASE_TABLE_H
#define ENTENTE_BASE_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "entente/status.h"

enum { ENT_FIELDS_MAX = 16 };

typedef struct ent_field {
    const char *text; /* not NUL-terminated */
    size_t length;
} ent_field;

typedef struct ent_table {
    const char *name; /* for messages: file name */
    const char *at, *end;
    size_t line; /* 1-based number of the row last returned */
    ent_field fields[ENT_FIELDS_MAX];
    size_t count; /* fields on this line; the others are "" */
} ent_table;

/* Iterate over length bytes at text. */
void ent_table_open(ent_table *table, const char *name, const char *text, size_t length);
/* Step to the next row; false at the end. */
bool ent_table_next(ent_table *table);
/* Split field at the first separator: the part before it is returned, *field keeps the rest; false
 * when *field is used up. For lists like "a|b|c". */
bool ent_field_split(ent_field *field, char separator, ent_field *part);
bool ent_field_is(ent_field field, const char *text);
/* The field without spaces at its ends. */
ent_field ent_field_trim(ent_field field);

/* The whole of a file, NUL-terminated, malloc'ed; *length is without the NUL. At most limit bytes.
 */
ent_status ent_file_load(const char *path, size_t limit, char **text, size_t *length,
                         ent_error *error);

#endif
