/* whose.c - bodies of which every state has one, by name: "Russia's Supreme Court", "the Foreign
 * Ministry", "the Ministry of Defence of Latvia". By their words alone, those of all states would
 * be one actor: so they are called by the state, the one that is told there or else the one that
 * the document is about. Where neither is known, they keep the name that they have. */
#include <string.h>

#include "actors/names.h"

uint32_t ent_main_country(const ent_finder *f) {
    uint32_t *counts = ent_arena_calloc(f->arena, f->entity_count + 1, sizeof *counts);
    uint32_t best = ENT_NO_ENTITY, second = 0;
    for (size_t i = 0; counts && i < f->count; i++) {
        const ent_mention *m = &f->mentions[i];
        if (m->entity != ENT_NO_ENTITY && m->type == ENT_COUNTRY) counts[m->entity]++;
    }
    for (uint32_t e = 0; counts && e < f->entity_count; e++)
        if (counts[e] && (best == ENT_NO_ENTITY || counts[e] > counts[best])) best = e;
    for (uint32_t e = 0; counts && e < f->entity_count; e++)
        if (e != best && counts[e] > second) second = counts[e];
    return best != ENT_NO_ENTITY && counts[best] > 2 && counts[best] >= 2 * second ? best
                                                                                   : ENT_NO_ENTITY;
}

/* A body's common name, folded: "foreign ministry" of "Ministry of Foreign Affairs". */
static size_t common_name(const char *folded, size_t length, char *out) {
    static const char of[] = "ministry of ", head[] = " ministry";
    static const char *const fields[][2] = {{"foreign affairs", "foreign"},
                                            {"external affairs", "foreign"},
                                            {"internal affairs", "interior"},
                                            {"home affairs", "interior"}};
    memcpy(out, folded, length);
    if (length < sizeof of || memcmp(folded, of, sizeof of - 1) != 0) return length;
    const char *field = folded + sizeof of - 1;
    size_t size = length - (sizeof of - 1);
    if (size > 4 && memcmp(field, "the ", 4) == 0) field += 4, size -= 4;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (strlen(fields[i][0]) == size && memcmp(fields[i][0], field, size) == 0) {
            field = fields[i][1];
            size = strlen(field);
            break;
        }
    memcpy(out, field, size);
    memcpy(out + size, head, sizeof head - 1);
    return size + sizeof head - 1;
}

/* The country that ends the name of a body, "Ministry of Defence of Latvia", or NULL; *count is how
 * many tokens then are left of the name. */
static const ent_known *country_at_end(const ent_finder *f, const ent_mention *m, uint32_t *count) {
    for (uint32_t i = m->count - 1; i > 1; i--) {
        uint32_t at = m->first + i, tokens;
        if (!ent_token_is(f, m->sentence, at - 1, "of") &&
            !(ent_token_is(f, m->sentence, at - 1, "the") && i > 2 &&
              ent_token_is(f, m->sentence, at - 2, "of")))
            continue;
        const ent_known *country = ent_country_at(f, m->sentence, at, &tokens);
        if (!country || i + tokens != m->count) return NULL;
        *count = i - (ent_token_is(f, m->sentence, at - 1, "the") ? 2 : 1);
        return country;
    }
    return NULL;
}

/* Is a mention such a body by name? Its common name is left in out; *inside is the country that the
 * name tells, or NULL. */
static size_t state_body(const ent_finder *f, const ent_mention *m, char *out,
                         const ent_known **inside) {
    char folded[FOLD_ROOM];
    size_t size;
    uint32_t count = m->count;
    *inside = NULL;
    if (m->type != ENT_ORGANIZATION || m->kind != ENT_MENTION_NAMED || m->entity == ENT_NO_ENTITY ||
        f->entities[m->entity].known || m->count < 2)
        return 0;
    const char *name = f->entities[m->entity].entity.name;
    const char *all = ent_span_of(f, m->sentence, m->first, m->count, &size);
    if (strlen(name) != size || memcmp(name, all, size) != 0) return 0; /* short for a longer one */
    *inside = country_at_end(f, m, &count);
    uint32_t first = m->first, tokens;
    if (count > 2 && ent_is_ordinal(f, m->sentence, first)) first++, count--; /* "43rd" */
    const ent_known *before = *inside ? NULL : ent_country_at(f, m->sentence, first, &tokens);
    if (before && tokens < count) { /* "United States Supreme Court" */
        *inside = before;
        first += tokens;
        count -= tokens;
    }
    const char *text = ent_span_of(f, m->sentence, first, count, &size);
    size_t length = ent_fold_span(text, size, folded, sizeof folded - 16);
    if (!length) return 0;
    length = common_name(folded, length, out);
    uint32_t noun = ent_map_get(&f->g->by_group, out, length);
    return noun != ENT_MAP_NONE && f->g->groups[noun].own ? length : 0;
}

/* The country told right before or behind a body: "Russia's", "Russian", "of Russia", "in Russia".
 */
static uint32_t told_owner(const ent_finder *f, const ent_mention *m) {
    static const char *const links[] = {"of", "in", NULL};
    uint32_t s = m->sentence, at = m->first, end = m->first + m->count;
    if (at > 1 && ent_finder_token(f, s, at - 1)->upos == ENT_UPOS_PART) at--;
    const ent_mention *owner = at > 0 ? ent_mention_at(f, s, at - 1) : NULL;
    if (!owner && ent_token_among(f, s, end, links))
        owner = ent_mention_at(f, s, end + 1 + ent_token_is(f, s, end + 1, "the"));
    bool country = owner && owner->type == ENT_COUNTRY && owner->entity != ENT_NO_ENTITY;
    return country ? owner->entity : ENT_NO_ENTITY;
}

/* Is a country with that code told anywhere? */
static bool is_country_told(const ent_finder *f, const char *iso3) {
    for (size_t i = 0; i < f->count; i++) {
        const ent_mention *m = &f->mentions[i];
        if (m->type != ENT_COUNTRY || m->entity == ENT_NO_ENTITY) continue;
        const ent_known *known = f->entities[m->entity].known;
        if (known && known->iso3 && strcmp(known->iso3, iso3) == 0) return true;
    }
    return false;
}

/* "Peru's Congress": a common noun that alone means one state's body, but here belongs to another.
 * Its folded word is left in out. */
static uint32_t foreign_owner(const ent_finder *f, const ent_mention *m, char *out,
                              size_t *length) {
    const ent_known *known = m->entity != ENT_NO_ENTITY ? f->entities[m->entity].known : NULL;
    if (!known || !known->state || !known->iso3 || m->count != 1 || m->kind != ENT_MENTION_NAMED ||
        ent_head_at(f, m->sentence, m->first) < 0 ||
        ent_token_is(f, m->sentence, m->first + 1, "in"))
        return ENT_NO_ENTITY;
    uint32_t owner = told_owner(f, m);
    const ent_known *state = owner != ENT_NO_ENTITY ? f->entities[owner].known : NULL;
    if (!state || !state->iso3 || strcmp(state->iso3, known->iso3) == 0) return ENT_NO_ENTITY;
    ent_word word = ent_folded(f, m->sentence, m->first);
    memcpy(out, word.text, word.length);
    *length = word.length;
    return owner;
}

/* ---- Parties and societies of one name in many countries ---- */

/* Is it called as its like are in other countries, too: "the Labour Party", "the Greens", "the Red
 * Cross"? */
static bool has_common_name(const ent_finder *f, const ent_mention *m) {
    static const char *const societies[] = {"cross", "crescent", NULL};
    const ent_known *known = m->entity != ENT_NO_ENTITY ? f->entities[m->entity].known : NULL;
    uint32_t count, last = m->first + m->count - 1;
    if (m->type != ENT_ORGANIZATION || m->kind != ENT_MENTION_NAMED) return false;
    if (m->count == 2 && ent_token_among(f, m->sentence, last, societies) &&
        ent_token_is(f, m->sentence, m->first, "red"))
        return true;
    if (ent_group_noun_at(f, m->sentence, last, &count) && count == m->count)
        return !known || known->party;
    return known && known->party && m->count > 1 && ent_token_is(f, m->sentence, last, "party");
}

/* The country right before it to which the lexicon does not give it, or ENT_NO_ENTITY. */
static uint32_t other_country(const ent_finder *f, const ent_mention *m) {
    const ent_known *known = f->entities[m->entity].known;
    uint32_t s = m->sentence, at = m->first;
    if (at > 1 && ent_finder_token(f, s, at - 1)->upos == ENT_UPOS_PART) at--;
    const ent_mention *owner = at > 0 ? ent_mention_at(f, s, at - 1) : NULL;
    if (!owner || owner->type != ENT_COUNTRY || owner->entity == ENT_NO_ENTITY)
        return ENT_NO_ENTITY;
    const char *iso3 = f->entities[owner->entity].entity.iso3;
    bool own = known && known->iso3 && iso3 && strcmp(known->iso3, iso3) == 0;
    return own ? ENT_NO_ENTITY : owner->entity;
}

/* "Malta's Nationalist Party", "the Kenyan Red Cross" are not those that the name alone means; what
 * the document calls so elsewhere is taken for them, too. */
static void part_common_names(ent_finder *f, uint32_t *now, size_t bodies) {
    size_t length;
    for (size_t i = 0; i < f->count && !f->no_memory; i++) {
        const ent_mention m = f->mentions[i];
        uint32_t owner = has_common_name(f, &m) ? other_country(f, &m) : ENT_NO_ENTITY;
        if (owner == ENT_NO_ENTITY) continue;
        const char *name = ent_span_of(f, m.sentence, m.first, m.count, &length);
        uint32_t namesake = ent_namesake_of(f, owner, name, length);
        if (namesake == ENT_NO_ENTITY) return;
        if (m.entity < bodies && now[m.entity] == m.entity) now[m.entity] = namesake;
        f->mentions[i].entity = namesake;
    }
}

/* ---- Who is meant by what is left ---- */

/* Such a body's later mentions mean it, too, unless the other state is told anywhere. */
static void give_to_owners(ent_finder *f, uint32_t *now, size_t bodies) {
    char name[FOLD_ROOM];
    size_t length;
    for (size_t i = 0; i < f->count && !f->no_memory; i++) {
        uint32_t bare = f->mentions[i].entity;
        uint32_t owner = foreign_owner(f, &f->mentions[i], name, &length);
        if (owner == ENT_NO_ENTITY) continue;
        uint32_t body = ent_body_of(f, owner, name, length);
        if (body == ENT_NO_ENTITY) return;
        f->mentions[i].entity = body;
        bool other = is_country_told(f, f->entities[bare].known->iso3);
        if (!other && bare < bodies) now[bare] = body;
    }
}

void ent_find_whose(ent_finder *f) {
    char name[FOLD_ROOM];
    const ent_known *inside;
    uint32_t main = ENT_MAP_NONE; /* not looked for yet */
    size_t bodies = f->entity_count;
    uint32_t *now = ent_arena_alloc(f->arena, (bodies + 1) * sizeof *now);
    if (!now) {
        f->no_memory = true;
        return;
    }
    for (uint32_t e = 0; e < bodies; e++) now[e] = e;
    for (size_t i = 0; i < f->count && !f->no_memory; i++) {
        ent_mention *m = &f->mentions[i];
        size_t length = state_body(f, m, name, &inside);
        if (!length) continue;
        uint32_t owner = inside ? ent_add_known(f, inside) : told_owner(f, m);
        if (owner == ENT_NO_ENTITY && main == ENT_MAP_NONE) main = ent_main_country(f);
        if (owner == ENT_NO_ENTITY) owner = main;
        if (owner == ENT_NO_ENTITY) continue;
        uint32_t body = ent_body_of(f, owner, name, length);
        if (body == ENT_NO_ENTITY) return;
        now[f->mentions[i].entity] = body;
        f->mentions[i].entity = body;
    }
    give_to_owners(f, now, bodies);
    part_common_names(f, now, bodies);
    for (size_t i = 0; i < f->count; i++) { /* its letters, its short name */
        ent_mention *m = &f->mentions[i];
        if (m->entity < bodies) m->entity = now[m->entity];
    }
}
