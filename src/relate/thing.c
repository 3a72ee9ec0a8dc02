/* thing.c - for whom a thing stands that holds the slot of a frame: whose it is, where it is, what
 * it is for. */
#include <string.h>

#include "relate/relater.h"

/* Does a verb tell an act of its own, or begin a clause that another tells? What help is for, "gave
 * millions to promote trade in Ghana", belongs to the helping. */
static bool is_other_act(const relater *r, uint32_t verb) {
    ent_deprel dep = dep_of(r, verb);
    if (dep == ENT_DEP_CONJ || dep == ENT_DEP_PARATAXIS || dep == ENT_DEP_ACL_RELCL ||
        dep == ENT_DEP_CCOMP)
        return true;
    if (r->frame && r->frame->root == ENT_ACT_AID && dep == ENT_DEP_ADVCL) return false;
    return ent_frames_find(r->frames, ENT_VERBS, lemma_at(r, verb)) != NULL;
}

/* Does the word at k depend on the trigger, however far below it? */
static bool is_below(const relater *r, uint32_t k, uint32_t trigger) {
    for (int steps = 0; steps < CLIMB_MAX && k != ENT_ROOT; steps++) {
        if (k == trigger) return true;
        if (is_verb(r, k) && is_other_act(r, k)) return false;
        k = head_of(r, k);
    }
    return false;
}

/* Is the mention at k one that says little: "workers", "its"? */
static bool is_vague(const relater *r, uint32_t k) {
    const ent_mention *m = mention_of(r, r->owner[k] - 1);
    if (m->kind == ENT_MENTION_PRONOUN) return true;
    return m->entity != ENT_NO_ENTITY && r->actors->entities[m->entity].described;
}

/* Whoever stands in the infinitive that the trigger governs: "agreed to share data with X". Hostile
 * acts have frames of their own, and "threatened to veto sanctions on X" is no threat to X. */
static void find_in_infinitive(const relater *r, uint32_t trigger, parties *out) {
    uint32_t verb = ent_child(r, trigger, ENT_DEP_XCOMP, ENT_DEP_XCOMP);
    if (verb == ENT_ROOT) return;
    const ent_frame *inner = ent_frames_find(r->frames, ENT_VERBS, lemma_at(r, verb));
    if (inner && ent_act_sign(inner->root) < 0) return;
    for (uint32_t k = verb; k < r->sentence->count; k++)
        if (ent_is_led_by(r, k, "against") && is_below(r, k, verb)) return;
    for (uint32_t k = verb; k < r->sentence->count && out->count == 0; k++) {
        if (!r->owner[k] || is_vague(r, k) || !is_below(r, k, verb)) continue;
        if (!ent_is_led_by(r, k, "at") && !ent_is_led_by(r, k, "by"))
            ent_collect(r, k, OWNERS, out);
    }
}

/* Where force or help falls on a thing: "captured the mosque in Mosul", "sent food to Gaza". */
static void find_scene(const relater *r, uint32_t trigger, bool passive, parties *out) {
    static const char *const leads[] = {"in", "into", "near", "outside", "inside", NULL};
    ent_deprel object = passive ? ENT_DEP_NSUBJ_PASS : ENT_DEP_OBJ;
    int quad = r->frame ? ent_act_quad(r->frame->root) : 0;
    if (ent_child(r, trigger, object, object) == ENT_ROOT || (quad != 2 && quad != 4)) return;
    EACH_CHILD (r, trigger, k) {
        bool scene = k > trigger && dep_of(r, k) == ENT_DEP_OBL && out->count == 0 &&
                     ent_is_among(ent_lead(r, k), leads);
        if (scene) ent_collect(r, k, ANYWHERE, out);
    }
}

void ent_find_thing(const relater *r, uint32_t trigger, const ent_slot_rule *slot, bool passive,
                    parties *out) {
    if (slot->direct && slot->types == ~0u) return; /* it must be the actor itself */
    if (slot->direct && strcmp(slot->word, "obj") == 0) return;
    if (strcmp(slot->word, "xcomp") == 0)
        find_in_infinitive(r, trigger, out);
    else
        ent_find_slot_at(r, trigger, slot, passive, ANYWHERE, out);
    for (uint32_t k = trigger + 1; k < r->sentence->count && out->count == 0 && !passive; k++)
        if (ent_is_led_by(r, k, slot->word) && is_below(r, k, trigger))
            ent_collect(r, k, ANYWHERE, out);
    if (out->count == 0 && strcmp(slot->word, "obj") == 0) find_scene(r, trigger, passive, out);
    ent_keep_fitting(r, slot, out);
    out->slot = slot->word;
    out->nearby = out->count > 0;
}
