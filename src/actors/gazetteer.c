/* gazetteer.c - asking the lexicon of actors; load.c fills it. */
#include "actors/gazetteer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

size_t ent_fold_span(const char *text, size_t length, char *out, size_t room) {
    char buffer[NAME_MAX_BYTES];
    size_t kept = 0;
    for (size_t i = 0; i < length; i++) {
        bool blank = text[i] == ' ' || text[i] == '\n';
        if (blank && (kept == 0 || buffer[kept - 1] == ' ')) continue;
        if (kept == sizeof buffer) return 0;
        buffer[kept++] = blank ? ' ' : text[i];
    }
    while (kept > 0 && buffer[kept - 1] == ' ') kept--;
    return 3 * kept + 1 <= room ? ent_utf8_fold(buffer, kept, out) : 0;
}

char *ent_slug(ent_arena *arena, const char *prefix, const char *name, size_t length) {
    char folded[3 * NAME_MAX_BYTES + 1];
    if (length > NAME_MAX_BYTES) length = NAME_MAX_BYTES;
    while (length > 0 && ((unsigned char)name[length - 1] & 0xC0) == 0x80 &&
           length > NAME_MAX_BYTES - 4)
        length--;
    size_t size = ent_utf8_fold(name, length, folded), start = strlen(prefix), kept = start;
    char *slug = ent_arena_alloc(arena, start + size + 3);
    if (!slug) return NULL;
    memcpy(slug, prefix, start);
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)folded[i];
        bool word = c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (word)
            slug[kept++] = (char)c;
        else if (c != '.' && c != '\'' && kept > start && slug[kept - 1] != '-')
            slug[kept++] = '-';
    }
    while (kept > start && slug[kept - 1] == '-') kept--;
    if (kept == start) slug[kept++] = 'x';
    slug[kept] = '\0';
    return slug;
}

void ent_gazetteer_free(ent_gazetteer *g) {
    if (!g) return;
    ent_map *maps[] = {&g->ids,        &g->by_form,  &g->starts,     &g->by_title, &g->title_starts,
                       &g->title_ends, &g->by_group, &g->firstnames, &g->surnames, &g->regions,
                       &g->heads,      &g->families, &g->senses_of,  &g->cues_of,  &g->variants,
                       &g->spellings,  &g->muslim,   &g->cue_starts, &g->holders,  &g->bearers,
                       &g->verbs};
    for (size_t i = 0; i < sizeof maps / sizeof *maps; i++) ent_map_free(maps[i]);
    ent_arena_free(&g->arena);
    free(g);
}
unsigned ent_verb_kinds(const ent_gazetteer *g, const char *lemma) {
    uint32_t kinds = ent_map_get(&g->verbs, lemma, strlen(lemma));
    return kinds == ENT_MAP_NONE ? 0 : kinds;
}

int ent_head_kind_of(const ent_gazetteer *g, const char *folded, size_t length) {
    uint32_t kind = ent_map_get(&g->heads, folded, length);
    return kind == ENT_MAP_NONE ? -1 : (int)(kind & ~(unsigned)ENT_HEAD_SMALL);
}

bool ent_head_may_be_small(const ent_gazetteer *g, const char *folded, size_t length) {
    uint32_t kind = ent_map_get(&g->heads, folded, length);
    return kind != ENT_MAP_NONE && kind & ENT_HEAD_SMALL;
}

const ent_form_entry *ent_gazetteer_forms(const ent_gazetteer *g, const char *folded,
                                          size_t length) {
    uint32_t form = ent_map_get(&g->by_form, folded, length);
    return form == ENT_MAP_NONE ? NULL : &g->forms[form];
}

const ent_known *ent_gazetteer_known(const ent_gazetteer *g, const char *id) {
    uint32_t known = ent_map_get(&g->ids, id, strlen(id));
    return known == ENT_MAP_NONE ? NULL : &g->known[known];
}

/* Dates may be cut to the year or month: they cover all of it. */
bool ent_office_is_over(const ent_office *office, const char *date) {
    return *office->to && (!date || strncmp(office->to, date, strlen(office->to)) < 0);
}

const ent_office *ent_gazetteer_office(const ent_gazetteer *g, const ent_known *person,
                                       const char *date) {
    const ent_office *held = NULL, *begun = NULL;
    for (uint32_t i = person->office; i != UINT32_MAX; i = g->offices[i].next) {
        const ent_office *office = &g->offices[i];
        if (date && strncmp(office->from, date, strlen(office->from)) > 0) continue;
        begun = office;
        if (!ent_office_is_over(office, date)) held = office;
    }
    return held ? held : begun;
}

const char *ent_gazetteer_country(const ent_gazetteer *g, const char *iso3) {
    char id[16];
    if (strlen(iso3) != 3) return NULL;
    snprintf(id, sizeof id, "country:%s", iso3);
    const ent_known *known = ent_gazetteer_known(g, id);
    return known ? known->name : NULL;
}

const char *ent_gazetteer_lookup(const ent_gazetteer *g, const char *name) {
    char folded[3 * NAME_MAX_BYTES + 1];
    size_t length = ent_fold_span(name, strlen(name), folded, sizeof folded);
    const ent_form_entry *form = length ? ent_gazetteer_forms(g, folded, length) : NULL;
    if (form) return g->known[form->known].id;
    uint32_t known = length ? ent_map_get(&g->surnames, folded, length) : ENT_MAP_NONE;
    return known < ENT_AMBIGUOUS ? g->known[known].id : NULL;
}
