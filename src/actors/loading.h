/* loading.h - private: reading the rows of the lexicon of actors. load.c goes through the files;
 * load_names.c and load_words.c have a function for the rows of each. */
#ifndef ENTENTE_ACTORS_LOADING_H
#define ENTENTE_ACTORS_LOADING_H

#include "actors/gazetteer.h"
#include "base/table.h"
#include "base/utf8.h"

enum { FOLDED_MAX = 3 * NAME_MAX_BYTES + 1 };

typedef struct loader {
    ent_gazetteer *g;
    ent_table table; /* at the row that is taken */
    void (*report)(void *context, const ent_error *error);
    void *context;
    bool own;      /* these rows are the user's: they come before those of others */
    size_t faults; /* in this file */
    bool no_memory;
} loader;

/* ---- What every file needs (load.c) ---- */

/* Tell the user what is wrong with a row of his, which is left out. */
void ent_load_fault(loader *l, const char *what);

/* A field's text in the arena; "" when out of memory, which l->no_memory says. */
const char *ent_load_copy(loader *l, ent_field field);

/* The field of a column, empty where the row is too short; its copy, NULL where it is empty. */
ent_field ent_load_column(const loader *l, size_t i);
const char *ent_load_optional(loader *l, size_t i);

/* Room for one more item of an array in the arena, where count of room items are taken; NULL when
 * out of memory, which l->no_memory says. */
void *ent_load_more(loader *l, void *items, size_t count, size_t *room, size_t size);

/* ---- Names (load_names.c) ---- */

/* The index of the known thing of an id, added if new; UINT32_MAX when out of memory. */
uint32_t ent_load_known(loader *l, const char *id, const char *name, ent_actor_type type);

/* A form, or a list of forms between '|', by which a known thing is found. One that ends in '?'
 * counts only where the thing is named otherwise, too. */
void ent_load_form(loader *l, uint32_t known, ent_field form, ent_form_kind kind);
void ent_load_forms(loader *l, uint32_t known, ent_field list, ent_form_kind kind);

/* The first word of a folded name, up to a blank, hyphen or apostrophe: its length. */
size_t ent_load_first_word(const char *folded, size_t length);

/* ---- The row of a file (load_names.c, load_words.c) ---- */

void ent_take_country(loader *l);
void ent_take_organization(loader *l);
void ent_take_seat(loader *l);
void ent_take_place(loader *l);
void ent_take_person(loader *l);
void ent_take_title(loader *l);
void ent_take_group(loader *l);
void ent_take_firstname(loader *l);
void ent_take_family(loader *l);
void ent_take_people(loader *l);
void ent_take_verb(loader *l);
void ent_take_head(loader *l);
void ent_take_sense(loader *l);
void ent_take_spelling(loader *l);

#endif
