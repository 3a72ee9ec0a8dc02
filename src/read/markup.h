/* markup.h - inside the read stage: what HTML and XML share. */
#ifndef ENTENTE_READ_MARKUP_H
#define ENTENTE_READ_MARKUP_H

#include <libxml/tree.h>

#include "read/reader.h"

/* What a text of markup would cost: the sum over its elements of the square of their attributes
 * (where these are many), its start and end tags; and whether it declares entities. */
typedef struct ent_markup {
    uint64_t attributes, starts, ends;
    bool declares;
} ent_markup;

/* More than this would take libxml2 seconds; starts * ends likewise. */
#define ENT_ATTRIBUTES_MAX ((uint64_t)300000000)
#define ENT_NESTING_MAX ((uint64_t)1000000000)

ent_markup ent_markup_look(const char *bytes, size_t length);

/* XML in which the names of HTML's entities are numbers and an ampersand that begins no reference
 * is one that does; NULL when out of memory. */
char *ent_markup_repair(const char *bytes, size_t length, ent_arena *arena, size_t *out);

/* The node after this one in document order within root, without its children if not deep. */
xmlNode *ent_node_following(xmlNode *node, const xmlNode *root, bool deep);

/* The text of an article below an HTML root, in arena, paragraphs parted by blank lines; of a whole
 * page only the main text. NULL when out of memory. */
char *ent_article_text(xmlNode *root, bool whole_page, ent_arena *arena, size_t *length);

#endif
