/* own.h - the user's files of knowledge (--lexicon DIR): what their rows take the place of, and
 * what is wrong with them.
 *
 * A row takes the place of all built-in rows of the same key: the first field, of spellings the
 * first two. "-KEY" takes them away. A row that holds only "!replace" takes the whole built-in file
 * away. */
#ifndef ENTENTE_ACTORS_OWN_H
#define ENTENTE_ACTORS_OWN_H

#include "actors/gazetteer.h"
#include "base/table.h"

typedef struct ent_own {
    char *path;    /* NULL: the user has no such file */
    char *text;    /* what is in it */
    size_t length; /* bytes of text */
    ent_map named; /* key -> whether a built-in row has been left out for it */
    bool replaces; /* the whole built-in file */
} ent_own;

/* Is there anything in directory to read? Says what is wrong if not; files that no part of the
 * lexicon is called after are reported. names: the files that there may be. */
ent_status ent_own_check(const char *directory, const char *const *names, size_t count,
                         void (*report)(void *context, const ent_error *error), void *context,
                         ent_error *error);

/* Read the file of that name; if there is none, *own is empty. Free with ent_own_close. */
ent_status ent_own_open(const char *directory, const char *name, ent_own *own, ent_error *error);
void ent_own_close(ent_own *own);

/* Is a row of the built-in file called name left out? */
bool ent_own_hides(ent_own *own, const char *name, const ent_table *row);

/* Does a row of the user only take something away? */
bool ent_own_takes_away(const ent_table *row);

/* What is wrong with a row of the user, or NULL. */
const char *ent_own_fault(const ent_own *own, const char *name, const ent_gazetteer *g,
                          const ent_table *row);

#endif
