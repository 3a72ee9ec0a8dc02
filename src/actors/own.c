/* own.c - the user's files of knowledge. Every kind of file has a line in a table that says what
 * its columns hold; the rest follows from that. */
#include "actors/own.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/utf8.h"

enum { FILE_MAX_BYTES = 64 << 20, KEY_BYTES = 160, KEY_ROOM = 2 * (3 * KEY_BYTES + 2) };

/* Columns: n a name, C a code that makes a country, c the code of a country that there is, g a
 * gender, d a date, i an id that there is, k one of kinds, r one of kinds or nothing, t any text.
 */
static const struct shape {
    const char *name, *columns, *kinds;
} shapes[] = {
    {"countries.tsv", "Ctnttttt", NULL},
    {"organizations.tsv", "ntckt",
     "|igo|party|ministry|army|armed|parliament|court|agency|company|media|news|ngo|bank|union|"
     "university|group|"},
    {"seats.tsv", "nik",
     "|seat|ministry|parliament|court|military|agency|party|bank|press|monarch|igo|"},
    {"persons.tsv", "ntgctddtt", NULL},
    {"places.tsv", "nckt", "|city|region|continent|sea|"},
    {"titles.tsv", "nrtgt", "|leads|represents|spokesperson of|member of|kin of|part of|"},
    {"groups.tsv", "ntktt",
     "|military|equipment|militants|crowd|people|political|officials|allies|members|"},
    {"firstnames.tsv", "ng", NULL},
    {"familynames.tsv", "n", NULL},
    {"heads.tsv", "nkt", "|other|state|party|school|company|"},
    {"peoples.tsv", "nktt", "|people|adjective|"},
    {"verbs.tsv", "nt", NULL},
    {"senses.tsv", "nktttc", "|name|adjective|people|"},
    {"spellings.tsv", "knt", "|name|ending|arabic|muslim|"},
};

static const struct shape *shape_of(const char *name) {
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (strcmp(shapes[i].name, name) == 0) return &shapes[i];
    return NULL;
}

/* ---- Keys ---- */

static bool is_sign(const ent_table *row, const char *sign) {
    return row->count == 1 && ent_field_is(row->fields[0], sign);
}

bool ent_own_takes_away(const ent_table *row) {
    return (row->fields[0].length > 1 && row->fields[0].text[0] == '-') || is_sign(row, "!replace");
}

/* What a row is about, folded, into key (KEY_ROOM bytes); 0 if that is nothing, or too long. */
static size_t key_of(const char *name, const ent_table *row, char *key) {
    ent_field first = row->fields[0];
    if (first.length > 1 && first.text[0] == '-') first.text++, first.length--;
    if (first.length > 1 && first.text[first.length - 1] == '?') first.length--;
    if (first.length > KEY_BYTES) return 0;
    size_t length = ent_fold_span(first.text, first.length, key, 3 * KEY_BYTES + 2);
    if (strcmp(name, "spellings.tsv") != 0 || row->fields[1].length > KEY_BYTES) return length;
    key[length++] = '\t';
    return length + ent_fold_span(row->fields[1].text, row->fields[1].length, key + length,
                                  3 * KEY_BYTES + 2);
}

bool ent_own_hides(ent_own *own, const char *name, const ent_table *row) {
    char key[KEY_ROOM];
    if (!own->path || own->replaces) return own->replaces;
    size_t length = key_of(name, row, key);
    if (length == 0 || ent_map_get(&own->named, key, length) == ENT_MAP_NONE) return false;
    ent_map_slot *slot = ent_map_add(&own->named, key, length);
    if (slot) slot->value = true;
    return true;
}

static bool name_rows(ent_own *own, const char *name) {
    ent_table table;
    char key[KEY_ROOM];
    ent_table_open(&table, own->path, own->text, own->length);
    while (ent_table_next(&table)) {
        if (is_sign(&table, "!replace")) own->replaces = true;
        size_t length = key_of(name, &table, key);
        ent_map_slot *slot = length ? ent_map_add(&own->named, key, length) : NULL;
        if (length && !slot) return false;
        if (slot) slot->value = false;
    }
    return true;
}

/* ---- Files ---- */

static int is_table(const struct dirent *entry) {
    size_t length = strlen(entry->d_name);
    return entry->d_name[0] != '.' && length > 4 && strcmp(entry->d_name + length - 4, ".tsv") == 0;
}

ent_status ent_own_check(const char *directory, const char *const *names, size_t count,
                         void (*report)(void *context, const ent_error *error), void *context,
                         ent_error *error) {
    struct dirent **entries;
    struct stat about;
    if (stat(directory, &about) != 0 || !S_ISDIR(about.st_mode))
        return ent_fail(error, ENT_INPUT, directory, 0,
                        "no such folder; --lexicon takes one that holds persons.tsv, places.tsv, "
                        "... of your own");
    int found = scandir(directory, &entries, is_table, alphasort), used = 0;
    if (found < 0) return ent_fail(error, ENT_INPUT, directory, 0, "the folder cannot be read");
    for (int i = 0; i < found; i++) {
        bool known = false;
        for (size_t j = 0; j < count; j++) known |= strcmp(entries[i]->d_name, names[j]) == 0;
        ent_error unknown;
        ent_fail(&unknown, ENT_INPUT, directory, 0,
                 "%s is left out: no file of the lexicon is called so", entries[i]->d_name);
        if (!known && report) report(context, &unknown);
        used += known;
        free(entries[i]);
    }
    free(entries);
    if (used) return ENT_OK;
    return ent_fail(error, ENT_INPUT, directory, 0,
                    "no file of a lexicon in it (countries.tsv, organizations.tsv, persons.tsv, "
                    "places.tsv, seats.tsv, titles.tsv, ...)");
}

ent_status ent_own_open(const char *directory, const char *name, ent_own *own, ent_error *error) {
    *own = (ent_own){0};
    if (!directory) return ENT_OK;
    size_t size = strlen(directory) + strlen(name) + 2;
    char *path = malloc(size);
    if (!path) return ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
    snprintf(path, size, "%s/%s", directory, name);
    struct stat about;
    if (stat(path, &about) != 0) {
        free(path);
        return ENT_OK;
    }
    own->path = path;
    ent_status status = S_ISREG(about.st_mode)
                            ? ent_file_load(path, FILE_MAX_BYTES, &own->text, &own->length, error)
                            : ent_fail(error, ENT_INPUT, path, 0, "not a file that can be read");
    if (!status && memchr(own->text, '\0', own->length))
        status = ent_fail(error, ENT_INPUT, path, 0, "not text, but tab-separated text is wanted");
    if (!status && !name_rows(own, name))
        status = ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
    return status;
}

void ent_own_close(ent_own *own) {
    ent_map_free(&own->named);
    free(own->path);
    free(own->text);
    *own = (ent_own){0};
}

/* ---- Rows ---- */

static bool is_text(ent_field field) {
    uint32_t rune;
    for (size_t at = 0, size; at < field.length; at += size) {
        size = ent_utf8_decode(field.text + at, field.length - at, &rune);
        if (rune == 0xFFFD || rune < ' ' || rune == 0x7F) return false;
    }
    return true;
}

/* "", YYYY, YYYY-MM or YYYY-MM-DD. */
static bool is_date(ent_field date) {
    static const char pattern[] = "dddd-dd-dd";
    if (date.length != 0 && date.length != 4 && date.length != 7 && date.length != 10) return false;
    for (size_t i = 0; i < date.length; i++)
        if (pattern[i] == 'd' ? date.text[i] < '0' || date.text[i] > '9' : date.text[i] != '-')
            return false;
    int month = date.length > 4 ? 10 * (date.text[5] - '0') + date.text[6] - '0' : 1;
    int day = date.length > 7 ? 10 * (date.text[8] - '0') + date.text[9] - '0' : 1;
    return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

static bool is_country(const ent_gazetteer *g, ent_field code) {
    char id[12];
    if (code.length != 3) return false;
    snprintf(id, sizeof id, "country:%.3s", code.text);
    return ent_gazetteer_known(g, id) != NULL;
}

static bool is_code(ent_field code) {
    for (size_t i = 0; i < code.length; i++)
        if (code.text[i] < 'A' || code.text[i] > 'Z') return false;
    return code.length == 3;
}

static bool is_among(const char *kinds, ent_field kind) {
    for (const char *at = kinds; (at = strchr(at, '|')) && at[1]; at++)
        if (strcspn(at + 1, "|") == kind.length && memcmp(at + 1, kind.text, kind.length) == 0)
            return true;
    return false;
}

static bool is_gender(ent_field gender) {
    return gender.length == 0 || (gender.length == 1 && strchr("mfu", *gender.text));
}

static const char *column_fault(char column, const char *kinds, const ent_gazetteer *g,
                                ent_field field) {
    if (field.length == 0) {
        if (column == 'n' || column == 'C') return "a row needs a name";
        if (column == 'k') return "a kind is wanted, see the head of the built-in file";
        return NULL;
    }
    switch (column) {
        case 'n':
            return field.length > KEY_BYTES ? "the name is longer than 160 bytes" : NULL;
        case 'C':
            return is_code(field) ? NULL : "a country's code is three capital letters";
        case 'c':
            return is_country(g, field) ? NULL : "no country has this ISO 3166 code";
        case 'g':
            return is_gender(field) ? NULL : "a gender is m, f, u or nothing";
        case 'd':
            return is_date(field) ? NULL : "a date is YYYY, YYYY-MM or YYYY-MM-DD";
        case 'k':
        case 'r':
            return is_among(kinds, field) ? NULL
                                          : "there is no such kind, see the head of the built-in "
                                            "file";
        default:
            return NULL;
    }
}

/* A term of office that ends before it begins, as far as both dates tell. */
static bool is_backwards(const ent_table *row) {
    ent_field from = row->fields[5], to = row->fields[6];
    size_t length = from.length < to.length ? from.length : to.length;
    return length > 0 && memcmp(to.text, from.text, length) < 0;
}

const char *ent_own_fault(const ent_own *own, const char *name, const ent_gazetteer *g,
                          const ent_table *row) {
    const struct shape *shape = shape_of(name);
    char key[KEY_ROOM];
    for (size_t i = 0; i < row->count; i++)
        if (!is_text(row->fields[i])) return "not text in UTF-8";
    if (is_sign(row, "!replace")) return NULL;
    size_t length = key_of(name, row, key);
    if (ent_own_takes_away(row)) {
        bool met = length && ent_map_get(&own->named, key, length) == true;
        return met || own->replaces ? NULL
                                    : "nothing built in is called so, or it is taken away "
                                      "already";
    }
    if (!shape) return NULL;
    size_t columns = strlen(shape->columns);
    if (row->count > columns && row->fields[columns].length)
        return "too many fields: a tab astray?";
    for (size_t i = 0; i < columns; i++) {
        const char *fault = column_fault(shape->columns[i], shape->kinds, g, row->fields[i]);
        if (fault) return fault;
    }
    return strcmp(name, "persons.tsv") == 0 && is_backwards(row)
               ? "the office ends before it begins"
               : NULL;
}
