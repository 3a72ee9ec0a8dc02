/* titles.c - titles and offices: who holds them, and of what. Gives LINK edges. */
#include <string.h>

#include "actors/finder.h"

/* Words that end an office: it gives no link. */
static bool is_past(const ent_finder *f, uint32_t sentence, uint32_t first) {
    static const char *const words[] = {"former", "ex",      "late", "then",
                                        "ousted", "deposed", "-",    NULL};
    for (uint32_t i = first; i > 0 && first - i < 4; i--)
        if (ent_token_among(f, sentence, i - 1, words)) return true;
    return false;
}

static const char *relation_of(const ent_title *title, ent_actor_type type) {
    uint8_t bits = type == ENT_COUNTRY ? title->country : title->organization;
    if (type != ENT_COUNTRY && !bits) bits = title->country;
    if (bits & ENT_TITLE_LEADS) return "leads";
    if (bits & ENT_TITLE_REPRESENTS) return "represents";
    return bits & ENT_TITLE_MEMBER && type != ENT_COUNTRY ? "member of" : NULL;
}

/* The country or organisation right before the title ("French", "Ukraine 's", "NATO"), or after
 * "of" behind it; NULL if there is none. */
static ent_mention *owner_of(const ent_finder *f, uint32_t sentence, uint32_t first, uint32_t end) {
    uint32_t at = first;
    if (at > 0 &&
        (ent_token_is(f, sentence, at - 1, "'s") || ent_token_is(f, sentence, at - 1, "’s")))
        at--;
    ent_mention *m = at > 0 ? ent_mention_at(f, sentence, at - 1) : NULL;
    if (!m && ent_token_is(f, sentence, end, "of")) {
        m = ent_mention_at(f, sentence, end + 1);
        if (!m && ent_token_is(f, sentence, end + 1, "the"))
            m = ent_mention_at(f, sentence, end + 2);
    }
    return m && m->type != ENT_PERSON && m->entity != ENT_NO_ENTITY ? m : NULL;
}

/* Some mention of the country of an ISO code in this document. */
static ent_mention *mention_of_country(const ent_finder *f, const char *iso3) {
    for (size_t i = 0; iso3 && i < f->count; i++) {
        const ent_mention *m = &f->mentions[i];
        if (m->entity == ENT_NO_ENTITY || m->type != ENT_COUNTRY) continue;
        const char *own = f->entities[m->entity].entity.iso3;
        if (own && strcmp(own, iso3) == 0) return &f->mentions[i];
    }
    return NULL;
}

static void link_title(ent_finder *f, ent_mention *person, uint32_t title, uint32_t first,
                       uint32_t end) {
    const ent_title *t = &f->g->titles[title];
    ent_candidate *who = &f->entities[person->entity];
    if (is_past(f, person->sentence, first)) return;
    ent_mention *owner = owner_of(f, person->sentence, first, end);
    double confidence = 0.9;
    if (owner && (owner->role == ENT_ROLE_ADJECTIVE || owner->role == ENT_ROLE_ACTOR))
        owner->role = ENT_ROLE_TITLE;
    if (!owner && who->known && who->known->role && t->country) {
        owner = mention_of_country(f, who->known->iso3);
        confidence = 0.8;
    }
    const char *relation = owner ? relation_of(t, owner->type) : NULL;
    if (!relation) return;
    const char *country = f->entities[owner->entity].entity.iso3;
    if (country && !who->entity.country) who->entity.country = country;
    ent_add_link(f, (uint32_t)(person - f->mentions), (uint32_t)(owner - f->mentions), relation,
                 person->sentence, first, end - first, "title", confidence);
}

static void take_person(ent_finder *f, ent_mention *person) {
    uint32_t title, first, count, s = person->sentence, end = person->first + person->count;
    ent_candidate *who = &f->entities[person->entity];
    if (person->first > 0 && ent_title_before(f, s, 0, person->first, &title, &first)) {
        size_t length;
        const char *text = ent_span_of(f, s, first, person->first - first, &length);
        if (!who->entity.role && length < 60)
            who->entity.role = ent_arena_copy(f->arena, text, length);
        link_title(f, person, title, first, person->first);
        return;
    }
    if (!ent_token_is(f, s, end, ",")) return; /* "Macron, president of France," */
    uint32_t at = end + 1;
    if (ent_token_is(f, s, at, "the")) at++;
    ent_mention *owner = ent_mention_at(f, s, at);
    if (owner) at = owner->first + owner->count;
    if (ent_token_is(f, s, at, "'s") || ent_token_is(f, s, at, "’s")) at++;
    if (at < f->text->sentences[s].count && ent_title_at(f, s, at, &title, &count))
        link_title(f, person, title, at, at + count);
}

void ent_find_titles(ent_finder *f) {
    for (size_t i = 0; i < f->count && !f->no_memory; i++) {
        ent_mention *m = &f->mentions[i];
        if (m->type == ENT_PERSON && m->kind == ENT_MENTION_NAMED && m->entity != ENT_NO_ENTITY)
            take_person(f, m);
    }
}
