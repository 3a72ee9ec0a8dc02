/* types.c - one name, one type: what the model takes for a person here and for a body or place
 * there is what it is taken for more often. Names that the lexicon has as a body's are the body's.
 */
#include <string.h>

#include "actors/names.h"

/* How a name is taken. */
typedef struct tally {
    uint32_t persons, others;
    uint32_t entity; /* of the body or place */
    ent_actor_type type;
    bool listed; /* a body of the lexicon */
} tally;

static size_t folded_name(const ent_finder *f, const ent_mention *m, char *out) {
    size_t size;
    const char *text = ent_span_of(f, m->sentence, m->first, m->count, &size);
    return ent_fold_span(text, size, out, FOLD_ROOM);
}

/* A person's name that nobody is known by yet. */
static bool is_nobody(const ent_finder *f, const ent_mention *m) {
    if (m->type != ENT_PERSON || m->kind != ENT_MENTION_NAMED) return false;
    return m->entity == ENT_NO_ENTITY || (m->count > 1 && !f->entities[m->entity].known);
}

static bool is_body_or_place(const ent_mention *m) {
    bool type = m->type == ENT_ORGANIZATION || m->type == ENT_PLACE;
    return type && m->kind == ENT_MENTION_NAMED && m->entity != ENT_NO_ENTITY;
}

/* "in Mokha" */
static bool stands_inside(const ent_finder *f, const ent_mention *m) {
    static const char *const words[] = {"in", "near", "outside", "around", NULL};
    return m->count == 1 && m->first > 0 && ent_token_among(f, m->sentence, m->first - 1, words);
}

/* ---- Companies by their first word: "Ford" of the Ford Motor Company ---- */

static void learn_companies(ent_finder *f, ent_map *companies) {
    for (size_t i = 0; i < f->count && !f->no_memory; i++) {
        const ent_mention *m = &f->mentions[i];
        if (!is_body_or_place(m) || m->count < 2 || m->type != ENT_ORGANIZATION) continue;
        if (ent_head_at(f, m->sentence, m->first + m->count - 1) != ENT_HEAD_COMPANY) continue;
        ent_word word = ent_folded(f, m->sentence, m->first);
        ent_map_slot *slot = word.length ? ent_map_add(companies, word.text, word.length) : NULL;
        if (!slot) continue;
        bool free = slot->value == ENT_MAP_NONE || slot->value == m->entity;
        slot->value = free ? m->entity : ENT_AMBIGUOUS;
    }
}

static void name_companies(ent_finder *f) {
    ent_map companies = {0};
    learn_companies(f, &companies);
    for (size_t i = 0; i < f->count && companies.count > 0; i++) {
        ent_mention *m = &f->mentions[i];
        bool body =
            is_body_or_place(m) && m->type == ENT_ORGANIZATION && !f->entities[m->entity].known;
        if ((!body && !is_nobody(f, m)) || m->count > 1) continue;
        ent_word word = ent_folded(f, m->sentence, m->first);
        uint32_t entity =
            word.length ? ent_map_get(&companies, word.text, word.length) : ENT_MAP_NONE;
        if (entity >= ENT_AMBIGUOUS ||
            ent_map_get(&f->people, word.text, word.length) != ENT_MAP_NONE)
            continue;
        m->type = ENT_ORGANIZATION;
        m->entity = entity;
        m->reason = ENT_REASON_SHORT;
    }
    ent_map_free(&companies);
}

/* ---- Storms by name alone: "Dorian" of Hurricane Dorian ---- */

static bool learn_storms(ent_finder *f, ent_map *storms) {
    static const char *const words[] = {"hurricane", "typhoon", "cyclone", "storm", NULL};
    for (uint32_t s = 0; s < f->text->sentence_count; s++)
        for (uint32_t i = 1; i < f->text->sentences[s].count; i++) {
            if (!ent_token_among(f, s, i - 1, words) || !ent_is_upper_at(f, s, i - 1) ||
                !ent_is_upper_at(f, s, i))
                continue;
            ent_word word = ent_folded(f, s, i);
            ent_map_slot *slot = word.length ? ent_map_add(storms, word.text, word.length) : NULL;
            if (slot)
                slot->value = 1;
            else if (word.length)
                f->no_memory = true;
        }
    return storms->count > 0;
}

static void drop_storms(ent_finder *f) {
    ent_map storms = {0};
    size_t kept = 0;
    bool any = learn_storms(f, &storms);
    for (size_t i = 0; i < f->count && any; i++) {
        const ent_mention *m = &f->mentions[i];
        ent_word word = ent_folded(f, m->sentence, m->first);
        bool storm = m->count == 1 && (is_nobody(f, m) || m->type == ENT_PLACE) && word.length &&
                     ent_map_get(&storms, word.text, word.length) != ENT_MAP_NONE;
        if (!storm) f->mentions[kept++] = *m;
    }
    ent_map_free(&storms);
    if (!any || kept == f->count) return;
    f->count = kept;
    ent_finder_sort(f);
}

/* ---- Votes ---- */

static tally *tally_of(ent_finder *f, ent_map *names, tally **tallies, size_t *count, size_t *room,
                       const ent_mention *m) {
    char folded[FOLD_ROOM];
    size_t length = folded_name(f, m, folded);
    ent_map_slot *slot = length ? ent_map_add(names, folded, length) : NULL;
    if (!slot) return NULL;
    if (slot->value == ENT_MAP_NONE) {
        tally *grown = ent_more(f, *tallies, *count, room, sizeof *grown);
        if (!grown) return NULL;
        *tallies = grown;
        grown[*count] = (tally){.entity = ENT_NO_ENTITY};
        slot->value = (uint32_t)(*count)++;
    }
    return &(*tallies)[slot->value];
}

static void decide(const ent_finder *f, ent_mention *m, const tally *t) {
    if (t->entity == ENT_NO_ENTITY || !t->others) return;
    bool person = !t->listed && t->persons > t->others;
    if (m->type == ENT_PERSON && !person) {
        m->type = t->type;
        m->entity = t->entity;
    } else if (m->type != ENT_PERSON && person && !f->entities[m->entity].known) {
        m->type = ENT_PERSON;
        m->entity = ENT_NO_ENTITY; /* persons.c finds out who it is */
        m->role = ENT_ROLE_ACTOR;
    }
}

void ent_settle_types(ent_finder *f) {
    name_companies(f);
    drop_storms(f);
    ent_map names = {0};
    tally *tallies = NULL;
    size_t count = 0, room = 0;
    for (size_t i = 0; i < f->count && !f->no_memory; i++) {
        const ent_mention *m = &f->mentions[i];
        bool person = is_nobody(f, m);
        if (!person && !is_body_or_place(m)) continue;
        tally *t = tally_of(f, &names, &tallies, &count, &room, m);
        if (!t) continue;
        bool inside = stands_inside(f, m);
        t->persons += person && !inside;
        t->others += !person + 2 * (person && inside);
        if (person || t->entity != ENT_NO_ENTITY) continue;
        const ent_known *known = f->entities[m->entity].known;
        t->entity = m->entity;
        t->type = m->type;
        t->listed = known && known->type == ENT_ORGANIZATION;
        t->others += known && known->type == ENT_PLACE;
    }
    for (size_t i = 0; i < f->count && count > 0 && !f->no_memory; i++) {
        ent_mention *m = &f->mentions[i];
        if (!is_nobody(f, m) && !is_body_or_place(m)) continue;
        const tally *t = tally_of(f, &names, &tallies, &count, &room, m);
        if (t) decide(f, m, t);
    }
    ent_map_free(&names);
}
