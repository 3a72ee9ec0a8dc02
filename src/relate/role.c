/* role.c - nouns whose sides stand the other way: what somebody is to somebody, what somebody
 * undergoes, until when it is refused, who demands it. */
#include <string.h>

#include "relate/relater.h"

void ent_find_role(const relater *r, uint32_t noun, parties *who, parties *whose) {
    ent_deprel dep = dep_of(r, noun);
    uint32_t subject = ent_child(r, noun, ENT_DEP_NSUBJ, ENT_DEP_NSUBJ_OUTER);
    uint32_t name = ent_child(r, noun, ENT_DEP_APPOS, ENT_DEP_FLAT);
    if (subject != ENT_ROOT)
        ent_collect(r, subject, ITSELF, who);
    else if (dep == ENT_DEP_APPOS || dep == ENT_DEP_NMOD_DESC)
        ent_collect(r, head_of(r, noun), ITSELF, who);
    else if (name != ENT_ROOT)
        ent_collect(r, name, ITSELF, who);
    bool between = strcmp(r->frame->slots[0].word, "between") == 0; /* "Oman's mediator" */
    if (!between) ent_collect_owners(r, noun, whose);
    for (size_t i = 0; i < r->frame->slot_count && whose->count == 0; i++) /* "a donor to X" */
        if (strcmp(r->frame->slots[i].word, "of") != 0)
            ent_find_slot(r, noun, &r->frame->slots[i], false, whose);
    if (whose->count) return;
    ent_find_participants(r, noun, whose);
    if (whose->count && who->count == 0) ent_collect(r, noun, ITSELF, who);
}

void ent_find_undergoer(const relater *r, uint32_t noun, parties *from, parties *to) {
    uint32_t verb = head_of(r, noun);
    bool under = ent_is_led_by(r, noun, "under") && ent_act_sign(r->frame->root) <= 0;
    if (under && from->count && ent_child(r, noun, ENT_DEP_COP, ENT_DEP_COP) != ENT_ROOT) {
        ent_collect(r, ent_child(r, noun, ENT_DEP_NSUBJ, ENT_DEP_NSUBJ), OWNERS, to);
        to->slot = "under"; /* "X is under the sanctions of Y" */
        return;
    }
    under &= dep_of(r, noun) == ENT_DEP_OBL;
    bool governed = dep_of(r, noun) == ENT_DEP_OBJ;
    if (ent_is_help(r, noun) && from->count && is_verb(r, verb)) {
        ent_find_subject(r, verb, to);
        to->slot = "with";
        return;
    }
    if (!under && !(governed && has_operator(r, verb, ENT_OP_UNDERGO))) return;
    if (from->count == 0) ent_find_slot(r, verb, &ent_from, false, from);
    if (from->count == 0 && !under) ent_find_slot(r, verb, &ent_by, false, from);
    uint32_t thing = from->thing ? from->thing - 1 : ENT_ROOT; /* "criticism from Turkish papers" */
    bool silent = from->thing && !has_operator(r, thing, ENT_OP_VOICE | ENT_OP_BODY);
    ent_keep_fitting(r, &r->frame->source, from);
    if (silent && r->frame->root == ENT_ACT_ACCUSE) from->count = 0;
    if (from->count) ent_find_subject(r, verb, to);
    to->slot = under ? "under" : lemma_at(r, verb);
}

/* ---- Conditions and demands ---- */

/* "will not lift the embargo until X frees prisoners": it is refused to X. */
void ent_find_conditioned(const relater *r, uint32_t verb, parties *out) {
    bool denied = false;
    EACH_CHILD (r, verb, k) denied |= k < verb && has_operator(r, k, ENT_OP_DENY);
    EACH_CHILD (r, verb, k) {
        bool until = dep_of(r, k) == ENT_DEP_ADVCL &&
                     (ent_is_led_by(r, k, "until") || ent_is_led_by(r, k, "unless"));
        if (denied && until && out->count == 0)
            ent_collect(r, ent_child(r, k, ENT_DEP_NSUBJ, ENT_DEP_NSUBJ), ITSELF, out);
        if (denied && until) out->slot = ent_lead(r, k);
    }
}

/* Is the noun at k a demand that is put beside what it asks for: "guarantees, a demand of X"? */
static bool is_apposed_demand(const relater *r, uint32_t k) {
    ent_deprel dep = dep_of(r, k);
    if (r->tree.lead[k] || (dep != ENT_DEP_APPOS && dep != ENT_DEP_OBL)) return false;
    const ent_frame *frame = ent_frames_find(r->frames, ENT_NOUNS, lemma_at(r, k));
    return frame && frame->root == ENT_ACT_REQUEST && token_at(r, k)->upos == ENT_UPOS_NOUN;
}

static void find_apposed_demand(const relater *r, uint32_t at, parties *out) {
    if (at == ENT_ROOT) return;
    EACH_CHILD (r, at, k)
        if (out->count == 0 && k > at && is_apposed_demand(r, k)) ent_find_owner(r, k, out);
    if (out->count) out->slot = "demand";
}

void ent_find_demander(const relater *r, uint32_t verb, parties *out) {
    find_apposed_demand(r, verb, out);
    if (out->count == 0) find_apposed_demand(r, ent_child(r, verb, ENT_DEP_OBJ, ENT_DEP_OBJ), out);
}

void ent_find_demanded(const relater *r, uint32_t noun, parties *out) {
    uint32_t at = noun;
    ent_deprel dep = dep_of(r, noun);
    bool apart = !r->tree.lead[noun] && dep != ENT_DEP_OBJ && dep != ENT_DEP_NSUBJ &&
                 dep != ENT_DEP_NSUBJ_PASS;
    for (int steps = 0; apart && steps < CLIMB_MAX && at != ENT_ROOT; steps++) {
        if (at != noun && is_verb(r, at)) {
            ent_find_subject(r, at, out);
            out->slot = "nsubj";
            return;
        }
        at = head_of(r, at);
    }
}
