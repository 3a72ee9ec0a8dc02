/* load.c - the lexicon of actors (the .tsv files of src/lexicon, then the user's) into hash tables.
 */
#include <stdlib.h>
#include <string.h>

#include "actors/loading.h"
#include "actors/own.h"
#include "lexicon/embed.h"

enum { FAULTS_TOLD = 20, BYTES_A_NAME = 25 };

/* ---- What every file needs ---- */

/* Where the user took away an owner, what is built in for it goes without a word. */
void ent_load_fault(loader *l, const char *what) {
    ent_error error;
    if (!l->report || !l->own || ++l->faults > FAULTS_TOLD) return;
    ent_fail(&error, ENT_INPUT, l->table.name, l->table.line, "%s: the line is left out%s", what,
             l->faults == FAULTS_TOLD ? ", as may be more after it" : "");
    l->report(l->context, &error);
}

const char *ent_load_copy(loader *l, ent_field field) {
    char *text = ent_arena_copy(&l->g->arena, field.text, field.length);
    if (!text) l->no_memory = true;
    return text ? text : "";
}

ent_field ent_load_column(const loader *l, size_t i) {
    return i < l->table.count ? l->table.fields[i] : (ent_field){"", 0};
}

const char *ent_load_optional(loader *l, size_t i) {
    return ent_load_column(l, i).length ? ent_load_copy(l, ent_load_column(l, i)) : NULL;
}

/* Room for one more item of an array in the arena. */
void *ent_load_more(loader *l, void *items, size_t count, size_t *room, size_t size) {
    if (count < *room) return items;
    size_t wanted = *room ? *room * 2 : 256;
    void *grown = ent_arena_alloc(&l->g->arena, wanted * size);
    if (!grown) {
        l->no_memory = true;
        return NULL;
    }
    if (count) memcpy(grown, items, count * size);
    *room = wanted;
    return grown;
}

/* ---- Loading ---- */

#define EMBEDDED(name, take) \
    { #name ".tsv", ent_lexicon_##name, ent_lexicon_##name##_end, take }

/* Owners come before what refers to them. */
static const struct file {
    const char *name;
    const char *begin, *end;
    void (*take)(loader *l);
} files[] = {EMBEDDED(spellings, ent_take_spelling),
             EMBEDDED(countries, ent_take_country),
             EMBEDDED(organizations, ent_take_organization),
             EMBEDDED(seats, ent_take_seat),
             EMBEDDED(persons, ent_take_person),
             EMBEDDED(places, ent_take_place),
             EMBEDDED(titles, ent_take_title),
             EMBEDDED(groups, ent_take_group),
             EMBEDDED(firstnames, ent_take_firstname),
             EMBEDDED(familynames, ent_take_family),
             EMBEDDED(peoples, ent_take_people),
             EMBEDDED(verbs, ent_take_verb),
             EMBEDDED(heads, ent_take_head),
             EMBEDDED(senses, ent_take_sense)};

/* The keys of full names, so that another spelling of one is found. */
static void index_spellings(loader *l) {
    ent_gazetteer *g = l->g;
    for (size_t i = 0; i < g->form_count; i++) {
        char folded[FOLDED_MAX], key[4 * NAME_MAX_BYTES];
        const ent_form_entry *form = &g->forms[i];
        if (g->known[form->known].type != ENT_PERSON || !strchr(form->text, ' ')) continue;
        size_t length = ent_fold_span(form->text, strlen(form->text), folded, sizeof folded);
        length = ent_spelling_key(g, folded, length, key, sizeof key);
        ent_map_slot *slot = length ? ent_map_add(&g->spellings, key, length) : NULL;
        if (length && !slot)
            l->no_memory = true;
        else if (slot && slot->value == ENT_MAP_NONE)
            slot->value = form->known;
        else if (slot && slot->value != form->known)
            slot->value = ENT_AMBIGUOUS;
    }
}

static void load_built_in(loader *l, const struct file *file, ent_own *own) {
    l->own = false;
    ent_table_open(&l->table, file->name, file->begin, (size_t)(file->end - file->begin));
    while (!l->no_memory && ent_table_next(&l->table))
        if (!ent_own_hides(own, file->name, &l->table)) file->take(l);
}

static void load_own(loader *l, const struct file *file, const ent_own *own) {
    l->own = true;
    l->faults = 0;
    ent_table_open(&l->table, own->path, own->text, own->length);
    while (!l->no_memory && ent_table_next(&l->table)) {
        const char *what = ent_own_fault(own, file->name, l->g, &l->table);
        if (what)
            ent_load_fault(l, what);
        else if (!ent_own_takes_away(&l->table))
            file->take(l);
    }
}

/* Room for what is built in: growing by and by costs a third of the start. */
static bool reserve(ent_gazetteer *g) {
    size_t bytes = 0;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        bytes += (size_t)(files[i].end - files[i].begin);
    size_t names = bytes / BYTES_A_NAME;
    g->known = ent_arena_alloc(&g->arena, names * sizeof *g->known);
    g->forms = ent_arena_alloc(&g->arena, names * sizeof *g->forms);
    g->known_room = g->form_room = names;
    return g->known && g->forms && ent_map_reserve(&g->ids, names) &&
           ent_map_reserve(&g->by_form, names) && ent_map_reserve(&g->starts, names / 2);
}

static ent_status load(loader *l, const char *directory, ent_error *error) {
    const char *names[sizeof files / sizeof *files];
    size_t count = sizeof files / sizeof *files;
    for (size_t i = 0; i < count; i++) names[i] = files[i].name;
    ent_status status = ENT_OK;
    l->no_memory = !reserve(l->g);
    if (directory) status = ent_own_check(directory, names, count, l->report, l->context, error);
    for (size_t i = 0; i < count && !status; i++) {
        ent_own own;
        status = ent_own_open(directory, files[i].name, &own, error);
        if (!status) load_built_in(l, &files[i], &own);
        if (!status && own.path) load_own(l, &files[i], &own);
        ent_own_close(&own);
    }
    if (!status) index_spellings(l);
    if (!status && !ent_index_holders(l->g)) l->no_memory = true;
    return !status && l->no_memory ? ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory")
                                   : status;
}

ent_status ent_gazetteer_new(const char *directory,
                             void (*report)(void *context, const ent_error *error), void *context,
                             ent_gazetteer **out, ent_error *error) {
    ent_gazetteer *g = *out = calloc(1, sizeof *g);
    if (!g) return ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
    loader l = {.g = g, .report = report, .context = context};
    ent_status status = load(&l, directory, error);
    if (status) {
        ent_gazetteer_free(g);
        *out = NULL;
    }
    return status;
}
