/* stance.c - who is for and against whom by a word that holds a name: "anti-Assad rebels",
 * "pro-Russian separatists". */
#include "relate/relater.h"

static const ent_frame opposes = {.relation = "opposes", .trigger = "anti", .root = ENT_ACT_REJECT};
static const ent_frame supports = {
    .relation = "supports", .trigger = "pro", .root = ENT_ACT_SUPPORT};

bool ent_is_stance(const relater *r, const ent_mention *m) {
    return m->role == ENT_ROLE_NONE && m->begin > token_at(r, m->first)->begin;
}

void ent_state_stances(relater *r) {
    for (size_t i = r->mention_end; i-- > 0 && mention_of(r, (uint32_t)i)->sentence == r->number;) {
        const ent_mention *m = mention_of(r, (uint32_t)i);
        if (!ent_is_stance(r, m) || m->entity == ENT_NO_ENTITY) continue;
        ent_deprel dep = dep_of(r, m->head);
        if (dep != ENT_DEP_AMOD && dep != ENT_DEP_COMPOUND) continue;
        parties from = {.count = 0}, to = {.mentions = {(uint32_t)i}, .count = 1};
        char first = ent_form(r->text, token_at(r, m->first))[0];
        const ent_frame *frame = (first | 32) == 'a' ? &opposes : &supports;
        r->frame = frame;
        r->self = ENT_NO_ENTITY;
        ent_collect(r, head_of(r, m->head), ITSELF, &from);
        if (from.count) ent_state(r, frame, m->head, &from, &to, 0.6);
    }
}
