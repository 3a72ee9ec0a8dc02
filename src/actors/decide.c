/* decide.c - the user's decisions on who is one and who is not, carried out in a document: before
 * short names and pronouns are joined to anybody, so that they follow, and once all are found. */
#include <string.h>

#include "actors/finder.h"
#include "entente/identity.h"

void ent_decide_mention(ent_finder *f, ent_mention *m) {
    if (!f->identity || m->entity == ENT_NO_ENTITY) return;
    ent_candidate *c = &f->entities[m->entity];
    ent_gender gender = c->gender;
    bool unknown = c->entity.type == ENT_PERSON && !c->known && !c->entity.decision;
    const char *country = c->entity.country ? c->entity.country : c->nation;
    bool told = unknown && c->nation && strcmp(country, c->nation) == 0;
    ent_named_actor actor = {.id = c->entity.id,
                             .country = told ? country : NULL,
                             .name = c->entity.name,
                             .type = c->entity.type,
                             .doc = f->text->document->id};
    ent_ruling ruling;
    actor.words = ent_span_of(f, m->sentence, m->first, m->count, &actor.length);
    if (!ent_identity_rule(f->identity, &actor, &ruling)) return;
    const ent_known *known = ent_gazetteer_known(f->g, ruling.id);
    uint32_t entity = ent_add_entity(f, ruling.id, ruling.name, ruling.type, known);
    if (entity == ENT_NO_ENTITY) return;
    c = &f->entities[entity];
    if (c->gender == ENT_ANY_GENDER) c->gender = gender;
    if (!c->entity.decision) c->entity.decision = ruling.note;
    m->entity = entity;
    m->type = ruling.type;
    m->reason = ENT_REASON_IDENTITY;
}

void ent_decide_all(ent_finder *f) {
    for (size_t i = 0; f->identity && i < f->count; i++) ent_decide_mention(f, &f->mentions[i]);
}
