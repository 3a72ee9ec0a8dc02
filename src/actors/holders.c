/* holders.c - who held an office, and who of those that bear a surname: "the French president" of
 * June 2019, "President Bush" of August 1990. Indexes over the lexicon's offices. */
#include <stdio.h>
#include <string.h>

#include "actors/gazetteer.h"
#include "base/utf8.h"

enum { KEY_MAX = 128 };

/* "FRA president"; 0 if too long. */
static size_t office_key(const char *iso3, const char *role, char *key) {
    int length = snprintf(key, KEY_MAX, "%s %s", iso3, role);
    return length > 0 && length < KEY_MAX ? (size_t)length : 0;
}

/* Put item before the others of a key. */
static bool chain(ent_map *map, const char *key, size_t length, uint32_t item, uint32_t *next) {
    ent_map_slot *slot = length ? ent_map_add(map, key, length) : NULL;
    if (!slot) return length == 0;
    *next = slot->value;
    slot->value = item;
    return true;
}

static bool index_offices(ent_gazetteer *g, uint32_t known) {
    char key[KEY_MAX];
    for (uint32_t i = g->known[known].office; i != UINT32_MAX; i = g->offices[i].next) {
        ent_office *office = &g->offices[i];
        office->person = known;
        size_t length = office->iso3 ? office_key(office->iso3, office->role, key) : 0;
        if (!chain(&g->holders, key, length, i, &office->peer)) return false;
    }
    return true;
}

static bool index_surname(ent_gazetteer *g, uint32_t known) {
    char folded[3 * KEY_MAX];
    const char *name = g->known[known].name;
    size_t length = ent_fold_span(name, strlen(name), folded, sizeof folded), start = length;
    while (start > 0 && folded[start - 1] != ' ') start--;
    if (start == 0) return true;
    return chain(&g->bearers, folded + start, length - start, known, &g->known[known].namesake);
}

bool ent_index_holders(ent_gazetteer *g) {
    for (size_t i = g->known_count; i-- > 0;) {
        if (g->known[i].type != ENT_PERSON || g->known[i].office == UINT32_MAX) continue;
        if (!index_offices(g, (uint32_t)i) || !index_surname(g, (uint32_t)i)) return false;
    }
    return true;
}

static bool has_begun(const ent_office *office, const char *date) {
    return strncmp(office->from, date, strlen(office->from)) <= 0;
}

const ent_known *ent_holder_of(const ent_gazetteer *g, const char *iso3, const char *role,
                               const char *date) {
    char key[KEY_MAX];
    size_t length = date ? office_key(iso3, role, key) : 0;
    uint32_t only = UINT32_MAX, at = length ? ent_map_get(&g->holders, key, length) : ENT_MAP_NONE;
    for (; at != UINT32_MAX; at = g->offices[at].peer) {
        const ent_office *office = &g->offices[at];
        if (!*office->from || !has_begun(office, date) || ent_office_is_over(office, date))
            continue;
        if (only != UINT32_MAX && only != office->person) return NULL;
        only = office->person;
    }
    return only == UINT32_MAX ? NULL : &g->known[only];
}

const ent_known *ent_bearer(const ent_gazetteer *g, const char *surname, size_t length,
                            const char *role, const char *date) {
    const ent_office *best = NULL;
    uint32_t at = ent_map_get(&g->bearers, surname, length);
    for (; at != UINT32_MAX; at = g->known[at].namesake)
        for (uint32_t i = g->known[at].office; i != UINT32_MAX; i = g->offices[i].next) {
            const ent_office *office = &g->offices[i];
            if (strcmp(office->role, role) != 0 || (date && !has_begun(office, date))) continue;
            if (best && best->person != office->person && strcmp(best->from, office->from) == 0)
                return NULL; /* two of one name and time */
            if (!best || strcmp(best->from, office->from) < 0) best = office;
        }
    return best ? &g->known[best->person] : NULL;
}
