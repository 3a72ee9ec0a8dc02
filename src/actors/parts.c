/* parts.c - organisations and what they are part of. Gives LINK edges.
 *
 *     the Indian Navy, the Kenyan Ministry of Health: of their countries
 *     the armed wing of Hamas, the Qassam Brigades; the Batawi clan of the Dulaim
 *     the US-based Refugee Council: located there
 *     Orban's Fidesz, his National Congress: the leader is a member */
#include <string.h>

#include "actors/names.h"

static const ent_mention *first_mention(const ent_finder *f, uint32_t entity) {
    uint32_t first = entity == ENT_NO_ENTITY ? UINT32_MAX : f->entities[entity].first_mention;
    return first == UINT32_MAX ? NULL : &f->mentions[first];
}

/* The entity of a country that the document mentions. */
static uint32_t country_of(const ent_finder *f, const char *iso3) {
    char id[16] = "country:";
    if (!iso3 || strlen(iso3) != 3) return ENT_NO_ENTITY;
    strcat(id, iso3);
    uint32_t entity = ent_map_get(&f->ids, id, strlen(id));
    return entity == ENT_MAP_NONE ? ENT_NO_ENTITY : entity;
}

/* ---- Of countries ---- */

/* "Indonesian Navy", "US Treasury": an organisation that is called by its country. */
static uint32_t country_in_name(ent_finder *f, const ent_mention *m) {
    uint32_t count;
    const ent_known *country = ent_country_at(f, m->sentence, m->first, &count);
    bool part = country && count < m->count;
    return part ? ent_add_known(f, country) : ENT_NO_ENTITY;
}

/* "the MoI in Iraq", "the Parliament of Ghana". */
static uint32_t country_after(const ent_finder *f, const ent_mention *m) {
    static const char *const links[] = {"in", "of", NULL};
    uint32_t at = m->first + m->count;
    if (!ent_token_among(f, m->sentence, at, links)) return ENT_NO_ENTITY;
    if (ent_token_is(f, m->sentence, ++at, "the")) at++;
    const ent_mention *next = ent_mention_at(f, m->sentence, at);
    bool fits = next && next->type == ENT_COUNTRY && next->kind == ENT_MENTION_NAMED;
    return fits ? next->entity : ENT_NO_ENTITY;
}

/* A body may be told to be of a country wherever it is named. */
static void find_countries(ent_finder *f, uint32_t mentions) {
    for (uint32_t i = 0; i < mentions; i++) {
        const ent_mention *m = &f->mentions[i];
        if (m->type != ENT_ORGANIZATION || m->entity == ENT_NO_ENTITY) continue;
        ent_candidate *c = &f->entities[m->entity];
        if (c->known || c->entity.country) continue;
        uint32_t country = country_after(f, m);
        const ent_mention *first = first_mention(f, m->entity);
        if (country != ENT_NO_ENTITY && first && ent_names_body(f, first))
            c->entity.country = f->entities[country].entity.iso3;
    }
}

/* The country in a name is not a mention yet: the name says so. */
static ent_mention country_inside(ent_finder *f, const ent_mention *part, uint32_t country) {
    uint32_t at = part->first, end = part->first + part->count, count = 1;
    while (at < end && ent_country_at(f, part->sentence, at, &count) != f->entities[country].known)
        at++;
    if (at == end) at = part->first, count = 1;
    ent_mention *m = ent_add_mention(f, part->sentence, at, count, ENT_COUNTRY, country);
    if (!m) return *part;
    m->kind = ENT_MENTION_NOMINAL;
    m->role = ENT_ROLE_ADJECTIVE;
    f->entities[country].first_mention = (uint32_t)(m - f->mentions);
    return *m;
}

static void take_body(ent_finder *f, uint32_t entity) {
    const ent_candidate *c = &f->entities[entity];
    const ent_mention *own = first_mention(f, entity);
    if (c->entity.type != ENT_ORGANIZATION || (c->known && !c->known->state) || !own) return;
    ent_mention part = *own;
    uint32_t country = country_of(f, c->entity.country);
    if (!c->known && country == ENT_NO_ENTITY) {
        if (!ent_names_body(f, &part)) return;
        country = country_in_name(f, &part);
    }
    if (country == ENT_NO_ENTITY) return;
    const ent_mention *whole = first_mention(f, country);
    ent_mention target = whole ? *whole : country_inside(f, &part, country);
    f->entities[entity].entity.country = f->entities[country].entity.iso3;
    ent_add_link(f, &part, &target, "part of", (ent_trigger){part.sentence, part.head, 1}, "body",
                 false, 0.85);
}

/* ---- Of organisations ---- */

static const ent_mention *organization_at(const ent_finder *f, uint32_t sentence, uint32_t i) {
    const ent_mention *m = ent_mention_at(f, sentence, i);
    bool fits = m && m->type == ENT_ORGANIZATION && m->entity != ENT_NO_ENTITY &&
                m->kind == ENT_MENTION_NAMED && m->first == i;
    return fits ? m : NULL;
}

static void link(ent_finder *f, const ent_mention *part, const ent_mention *whole, uint32_t first,
                 uint32_t count, const char *rule) {
    if (part && whole && part->entity != whole->entity)
        ent_add_link(f, part, whole, "part of", (ent_trigger){part->sentence, first, count}, rule,
                     false, 0.8);
}

/* "the armed wing of Hamas, X", "X, the armed wing of Hamas", "Hamas's armed wing, X": the words at
 * i are such a wing. */
static void take_wing(ent_finder *f, uint32_t sentence, uint32_t i, uint32_t count) {
    uint32_t end = i + count, first = i;
    const ent_mention *whole = NULL;
    if (ent_token_is(f, sentence, end, "of")) {
        uint32_t at = end + 1 + ent_token_is(f, sentence, end + 1, "the");
        whole = organization_at(f, sentence, at);
        if (whole) end = whole->first + whole->count;
    } else if (i > 1) {
        const ent_mention *m = ent_mention_at(f, sentence, i - 2);
        bool possessive = ent_finder_token(f, sentence, i - 1)->upos == ENT_UPOS_PART;
        if (possessive && m) whole = organization_at(f, sentence, m->first);
        if (whole) first = whole->first;
    }
    if (!whole) return;
    uint32_t after = ent_token_is(f, sentence, end, ",") ? end + 1 : end;
    if (ent_token_is(f, sentence, after, "the")) after++;
    const ent_mention *part = after > end ? organization_at(f, sentence, after) : NULL;
    while (!part && first > 0 && i - first < 4 && !ent_token_is(f, sentence, first, ",")) first--;
    if (!part && first > 0 && ent_token_is(f, sentence, first, ",")) {
        const ent_mention *m = ent_mention_at(f, sentence, first - 1);
        if (m) part = organization_at(f, sentence, m->first);
    }
    link(f, part, whole, i, count, "wing");
}

/* "the Batawi clan of the Dulaim": parts of tribes and parties. */
static void take_of(ent_finder *f, const ent_mention *m) {
    uint32_t at = m->first + m->count;
    bool known = f->entities[m->entity].known != NULL;
    if (known || !ent_token_is(f, m->sentence, at, "of")) return;
    const ent_mention *whole =
        organization_at(f, m->sentence, at + 1 + ent_token_is(f, m->sentence, at + 1, "the"));
    link(f, m, whole, at, 1, "of");
}

/* "the Geneva-based Water Network": up to two words may stand between. */
static void take_based(ent_finder *f, const ent_mention *place) {
    uint32_t s = place->sentence, at = place->first + place->count;
    if (place->type != ENT_COUNTRY && place->type != ENT_PLACE) return;
    if (ent_token_is(f, s, at, "-")) at++;
    if (!ent_token_is(f, s, at, "based") && !ent_token_is(f, s, at, "-based")) return;
    for (uint32_t i = at + 1; i < at + 4; i++) {
        const ent_mention *m = organization_at(f, s, i);
        if (!m) continue;
        ent_add_link(f, m, place, "located in", (ent_trigger){s, at, 1}, "based", false, 0.8);
        return;
    }
}

/* ---- Of persons ---- */

/* Is an organisation a party or movement, which somebody may call his? */
static bool is_party(const ent_finder *f, const ent_mention *m) {
    const ent_known *known = f->entities[m->entity].known;
    if (known) return known->party;
    return ent_head_at(f, m->sentence, m->first + m->count - 1) == ENT_HEAD_PARTY;
}

/* "Orban's Fidesz", "his National Congress". */
static void take_party(ent_finder *f, const ent_mention *m) {
    uint32_t s = m->sentence, first = m->first;
    if (first == 0 || m->kind != ENT_MENTION_NAMED || !is_party(f, m)) return;
    const ent_token *before = ent_finder_token(f, s, first - 1);
    if (before->upos == ENT_UPOS_PRON && before->deprel == ENT_DEP_NMOD_POSS) {
        ent_wait_for(f, (ent_waiting){.source = *m,
                                      .trigger = {s, first - 1, 1},
                                      .pronoun = first - 1,
                                      .of_person = "member of",
                                      .rule = "own-party",
                                      .turned = true});
        return;
    }
    if (first < 2 || before->upos != ENT_UPOS_PART) return;
    const ent_mention *person = ent_mention_at(f, s, first - 2);
    if (person && person->type == ENT_PERSON && person->entity != ENT_NO_ENTITY)
        ent_add_link(f, person, m, "member of", (ent_trigger){s, first - 1, 1}, "own-party", false,
                     0.7);
}

void ent_find_parts(ent_finder *f) {
    for (uint32_t e = 0; e < f->entity_count; e++) f->entities[e].first_mention = UINT32_MAX;
    for (uint32_t i = (uint32_t)f->count; i-- > 0;)
        if (f->mentions[i].entity != ENT_NO_ENTITY)
            f->entities[f->mentions[i].entity].first_mention = i;
    uint32_t entities = (uint32_t)f->entity_count, mentions = (uint32_t)f->count;
    find_countries(f, mentions);
    for (uint32_t i = 0; i < entities && !f->no_memory; i++) take_body(f, i);
    for (uint32_t i = 0; i < mentions && !f->no_memory; i++) {
        ent_mention m = f->mentions[i];
        if (m.entity == ENT_NO_ENTITY) continue;
        if (m.type == ENT_ORGANIZATION) take_of(f, &m), take_party(f, &m);
        take_based(f, &m);
    }
    for (uint32_t s = 0; s < f->text->sentence_count && !f->no_memory; s++)
        for (uint32_t i = 0; i < f->text->sentences[s].count; i++) {
            uint32_t title, count;
            if (ent_finder_token(f, s, i)->upos != ENT_UPOS_PUNCT &&
                ent_title_at(f, s, i, &title, &count) &&
                f->g->titles[title].other == ENT_TITLE_PART)
                take_wing(f, s, i, count);
        }
    ent_finder_sort(f);
}
