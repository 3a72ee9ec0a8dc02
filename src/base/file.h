/* file.h - output that appears whole or not at all. */
#ifndef ENTENTE_BASE_FILE_H
#define ENTENTE_BASE_FILE_H

#include <stdio.h>

#include "entente/status.h"

typedef struct ent_output_file {
    FILE *stream;
    char *path, *temporary; /* NULL for standard output */
} ent_output_file;

/* Open path for writing through a temporary file beside it; "-" is standard output. */
ent_status ent_output_open(ent_output_file *file, const char *path, ent_error *error);
/* Flush, sync and rename into place; on failure nothing is left behind. */
ent_status ent_output_commit(ent_output_file *file, ent_error *error);
/* Give up: remove the temporary file. Harmless after commit. */
void ent_output_abort(ent_output_file *file);

#endif
