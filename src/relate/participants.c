/* participants.c - who takes part in what somebody mediates or hosts, where they stand beside it:
 * "X and Y restored ties under a deal brokered by Z", "met under the mediation of Z". */
#include <string.h>

#include "relate/relater.h"

/* Does the verb tell what its parties do with each other: "met", "signed a deal"? */
static bool is_mutual(const relater *r, uint32_t verb) {
    const ent_frame *frames[TRIGGERED_MAX];
    size_t count = ent_triggered(r, verb, frames);
    for (size_t i = 0; i < count; i++)
        for (const ent_frame *f = frames[i]; f; f = ent_frames_next(r->frames, f))
            if (f->symmetric) return true;
    return false;
}

/* The verb of the clause that the noun is a part of, but not its subject; or ENT_ROOT. */
static uint32_t clause_of(const relater *r, uint32_t noun) {
    for (int steps = 0; steps < CLIMB_MAX; steps++) {
        ent_deprel dep = dep_of(r, noun);
        if (dep != ENT_DEP_OBJ && dep != ENT_DEP_OBL && dep != ENT_DEP_NMOD) return ENT_ROOT;
        noun = head_of(r, noun);
        if (is_verb(r, noun)) return noun;
    }
    return ENT_ROOT;
}

void ent_find_participants(const relater *r, uint32_t trigger, parties *out) {
    static const ent_slot_rule with = {"with", true, ~0u};
    if (r->frame->symmetric || !ent_frame_takes(r->frame, "between")) return;
    uint32_t noun = is_verb(r, trigger) ? ent_described_by(r, trigger) : trigger;
    uint32_t verb = noun == ENT_ROOT ? ENT_ROOT : clause_of(r, noun);
    if (verb == ENT_ROOT || !is_mutual(r, verb)) return;
    parties who = {.count = 0}, other = {.count = 0};
    ent_find_subject(r, verb, &who);
    if (who.count == 1) ent_find_slot(r, verb, &with, false, &other);
    for (size_t i = 0; i < other.count && who.count < PARTIES_MAX; i++)
        who.mentions[who.count++] = other.mentions[i];
    if (who.count < 2) return;
    *out = who;
    out->slot = "between";
}
