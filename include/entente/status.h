/* status.h - how every function that can fail says so.
 *
 * A function that can fail returns an ent_status and fills the ent_error its caller passed (which
 * may be NULL). Nothing in the library prints, exits or aborts; only the command line does. */
#ifndef ENTENTE_STATUS_H
#define ENTENTE_STATUS_H

#include <stddef.h>

typedef enum ent_status {
    ENT_OK = 0,
    ENT_END,       /* an iterator has no more items; not an error */
    ENT_NOT_FOUND, /* asked for an actor, a path, ... that is not there */
    ENT_INPUT,     /* input that cannot be read or is malformed; the error names file and line */
    ENT_OUTPUT,    /* output that cannot be written */
    ENT_NO_MEMORY, /* out of memory */
    ENT_INTERNAL,  /* a library below failed in a way that input does not explain */
} ent_status;

enum { ENT_MESSAGE_MAX = 512, ENT_FILE_MAX = 256 };

typedef struct ent_error {
    ent_status status;
    size_t line;   /* 1-based, 0 when it does not apply */
    size_t column; /* 1-based byte, 0 when it does not apply */
    char file[ENT_FILE_MAX];
    char message[ENT_MESSAGE_MAX]; /* one sentence, no line feed: what is wrong and what to do */
} ent_error;

/* Told of a fault that costs no more than what it names; error says where and what. */
typedef void (*ent_fault_report)(void *context, const ent_error *error);

/* Fill *error (if not NULL) and return status, so that a caller can write
 * `return ent_fail(error, ENT_INPUT, file, line, "...")`. file may be NULL. */
ent_status ent_fail(ent_error *error, ent_status status, const char *file, size_t line,
                    const char *format, ...) __attribute__((format(printf, 5, 6)));

#endif
