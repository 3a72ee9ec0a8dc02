/* names.h - inside graph/: strings as files of every format can hold them. */
#ifndef ENTENTE_GRAPH_NAMES_H
#define ENTENTE_GRAPH_NAMES_H

#include "base/arena.h"

#include <stdbool.h>

/* Is text valid UTF-8 without controls (but tab, line feed and carriage return) and the code points
 * that XML cannot hold? */
bool ent_is_clean(const char *text, size_t length);
/* text without them, bad bytes made U+FFFD, in arena; NULL when out of memory. */
char *ent_make_clean(const char *text, size_t length, ent_arena *arena);

/* Is text an XML name token (NMTOKEN), which ids in GraphML must be? */
bool ent_is_token(const char *text, size_t length);
/* text as one: other code points as _xHHHH_ (ISO 9075-14), in arena; NULL when out of memory. */
const char *ent_make_token(const char *text, size_t length, ent_arena *arena);

/* Of longer lists the first names are kept, whatever the order of joining, so that it takes bounded
 * time. */
enum { ENT_NAMES_MAX = 32 << 10 };

/* The union of two '|'-separated lists, sorted by bytes: own itself if other has nothing new, else
 * in arena. own is such a union, or "". NULL when out of memory. */
const char *ent_join_names(const char *own, const char *other, ent_arena *arena);

#endif
