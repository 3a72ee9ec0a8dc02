/* status.c - filling an error. */
#include "entente/status.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

ent_status ent_fail(ent_error *error, ent_status status, const char *file, size_t line,
                    const char *format, ...) {
    if (!error) return status;
    memset(error, 0, sizeof *error);
    error->status = status;
    error->line = line;
    if (file) snprintf(error->file, sizeof error->file, "%s", file);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(error->message, sizeof error->message, format, arguments);
    va_end(arguments);
    return status;
}
