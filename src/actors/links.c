/* links.c - LINK edges in the making. Passes add them with the mentions they join, some for a
 * pronoun that is not resolved yet; since mentions are sorted again and again, a link keeps copies
 * of its two and finds their numbers at the end. */
#include <string.h>

#include "actors/coref.h"

void ent_add_link(ent_finder *f, const ent_mention *source, const ent_mention *target,
                  const char *relation, ent_trigger trigger, const char *rule, bool planned,
                  double confidence) {
    ent_pending *items = ent_more(f, f->links, f->link_count, &f->link_room, sizeof *items);
    if (!items) return;
    f->links = items;
    items[f->link_count++] = (ent_pending){.source = *source,
                                           .target = *target,
                                           .relation = relation,
                                           .trigger = trigger,
                                           .rule = rule,
                                           .planned = planned,
                                           .confidence = confidence};
}

void ent_wait_for(ent_finder *f, ent_waiting waiting) {
    ent_waiting *items = ent_more(f, f->waiting, f->waiting_count, &f->waiting_room, sizeof *items);
    if (!items) return;
    f->waiting = items;
    items[f->waiting_count++] = waiting;
}

/* ---- What waited for a pronoun ---- */

static const ent_mention *first_mention(const ent_finder *f, uint32_t entity) {
    uint32_t first = entity == ENT_NO_ENTITY ? UINT32_MAX : f->entities[entity].first_mention;
    return first == UINT32_MAX ? NULL : &f->mentions[first];
}

/* The description whose head is token i, "agency", or NULL. */
static const ent_mention *described_at(const ent_finder *f, uint32_t sentence, uint32_t i) {
    for (size_t m = f->count; m-- > 0;) {
        const ent_mention *own = &f->mentions[m];
        if (own->sentence == sentence && own->head == i && own->kind == ENT_MENTION_NOMINAL)
            return own;
    }
    return NULL;
}

static void settle(ent_coref *c, const ent_waiting *w) {
    ent_finder *f = c->f;
    uint32_t entity = c->entity_at[ent_text_token(c, w->trigger.sentence, w->pronoun)];
    if (entity == ENT_NO_ENTITY || entity == w->source.entity) return;
    const ent_entity *who = &f->entities[entity].entity;
    ent_mention pronoun = {.sentence = w->trigger.sentence,
                           .first = w->pronoun,
                           .count = 1,
                           .entity = entity,
                           .kind = ENT_MENTION_PRONOUN};
    const ent_mention *target = &pronoun, *noun = described_at(f, w->trigger.sentence, w->pronoun);
    if (noun) target = noun;
    const char *relation = who->type == ENT_PERSON         ? w->of_person
                           : who->type == ENT_COUNTRY      ? w->of_country
                           : who->type == ENT_ORGANIZATION ? w->of_organization
                                                           : NULL;
    if (who->type == ENT_PERSON && !relation && f->entities[entity].official) {
        target = first_mention(f, ent_country_entity(f, who->country));
        relation = w->of_country;
    }
    if (!relation || !target || target->entity == w->source.entity) return;
    const ent_mention *source = w->turned ? target : &w->source;
    ent_add_link(f, source, w->turned ? &w->source : target, relation, w->trigger, w->rule,
                 w->planned, 0.75);
}

void ent_settle_waiting(ent_coref *c) {
    for (size_t i = 0; i < c->f->waiting_count; i++) settle(c, &c->f->waiting[i]);
}

/* ---- Numbers ---- */

/* Where a mention stands now that all are sorted; UINT32_MAX if it is gone. */
static uint32_t number_of(const ent_finder *f, const ent_mention *place) {
    const ent_sentence *s = &f->text->sentences[place->sentence];
    for (uint32_t m = f->owner[s->first + place->first]; m-- > 0;) {
        const ent_mention *own = &f->mentions[m];
        if (own->sentence < place->sentence) break;
        if (own->first == place->first && own->count == place->count &&
            own->sentence == place->sentence && own->entity == place->entity)
            return m;
    }
    return UINT32_MAX;
}

size_t ent_number_links(ent_finder *f, ent_link **out) {
    ent_link *links = ent_arena_alloc(f->arena, (f->link_count + 1) * sizeof *links);
    size_t count = 0;
    *out = links;
    if (!links) f->no_memory = true;
    for (size_t i = 0; links && i < f->link_count; i++) {
        const ent_pending *p = &f->links[i];
        uint32_t source = number_of(f, &p->source), target = number_of(f, &p->target);
        if (source == UINT32_MAX || target == UINT32_MAX) continue;
        links[count++] = (ent_link){.source = source,
                                    .target = target,
                                    .relation = p->relation,
                                    .sentence = p->trigger.sentence,
                                    .trigger_first = p->trigger.first,
                                    .trigger_count = p->trigger.count,
                                    .rule = p->rule,
                                    .planned = p->planned,
                                    .confidence = p->confidence};
    }
    return count;
}
