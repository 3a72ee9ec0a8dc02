/* sax.h - inside write/: an XML file as a stream of events, with bounds that hold for hostile ones.
 *
 * Memory does not grow with the file. A file is refused that is not well-formed; that declares
 * entities or anything else of its own (a DOCTYPE that only names a DTD, which is not fetched, is
 * let pass); whose elements nest more than 256 deep or have more than ENT_SAX_ATTRIBUTES
 * attributes, or one of more than 1 MiB; that is in an encoding that does not agree with ASCII. */
#ifndef ENTENTE_WRITE_SAX_H
#define ENTENTE_WRITE_SAX_H

#include <stdbool.h>
#include <stddef.h>

#include "entente/status.h"

enum { ENT_SAX_ATTRIBUTES = 256 };

/* As libxml2 gives it: names are NUL-terminated, the value is not. */
typedef struct ent_sax_attribute {
    const char *name, *prefix, *uri, *value, *end;
} ent_sax_attribute;

typedef struct ent_sax ent_sax;

/* Names are without their prefix. Text comes in pieces. */
typedef struct ent_sax_handler {
    void (*start)(void *context, const char *name, const ent_sax_attribute *attributes,
                  size_t count);
    void (*end)(void *context, const char *name);
    void (*text)(void *context, const char *text, size_t length);
    void *context;
} ent_sax_handler;

/* Read path ("-" is standard input) to its end, to the first fault, or until a handler calls
 * ent_sax_stop. *sax is valid while handlers run. */
ent_status ent_sax_read(const char *path, const ent_sax_handler *handler, ent_sax **sax,
                        ent_error *error);
/* The line that is being read. */
size_t ent_sax_line(const ent_sax *sax);
/* Read no more; ent_sax_read returns status and leaves *error alone. */
void ent_sax_stop(ent_sax *sax, ent_status status);

/* The value of an attribute without a prefix or with any, or NULL. */
const ent_sax_attribute *ent_sax_find(const ent_sax_attribute *attributes, size_t count,
                                      const char *name);

#endif
