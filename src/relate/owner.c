/* owner.c - whose doing a noun or a passive tells: agents, owners, and the subject of the verb that
 * carries the noun. */
#include <string.h>

#include "relate/relater.h"

const ent_slot_rule ent_by = {"by", false, ~0u};
const ent_slot_rule ent_from = {"from", false, ~0u};

static bool is_modifier(const relater *r, uint32_t k, uint32_t noun) {
    ent_deprel dep = dep_of(r, k);
    if (is_verb(r, k) && strcmp(lemma_at(r, k), "lead") != 0) return false; /* "China-brokered" */
    return k < noun && (dep == ENT_DEP_NMOD_POSS || dep == ENT_DEP_AMOD || dep == ENT_DEP_COMPOUND);
}

/* Is the noun an attack in which somebody is killed, seized, released? */
static bool is_blow(const relater *r, uint32_t noun) {
    static const char *const leads[] = {"in", "during", "by", NULL};
    const ent_frame *frame = ent_frames_find(r->frames, ENT_NOUNS, lemma_at(r, noun));
    bool hit = r->frame && ent_act_quad(r->frame->root) == 4 && r->frame->root != ENT_ACT_SANCTION;
    return hit && frame && frame->root == ENT_ACT_ASSAULT && !frame->symmetric &&
           ent_is_among(ent_lead(r, noun), leads);
}

/* Whose the attack is: "an [Israeli] raid", "a raid by [Israel]". */
static void find_raiders(const relater *r, uint32_t noun, parties *out) {
    EACH_CHILD (r, noun, k)
        if (out->count == 0 && is_modifier(r, k, noun)) ent_collect(r, k, OWNERS, out);
    if (out->count == 0) ent_find_slot(r, noun, &ent_by, false, out);
}

void ent_find_agent(const relater *r, uint32_t trigger, parties *out) {
    ent_collect(r, ent_hyphened(r, trigger), ITSELF, out);
    if (out->count == 0)
        ent_collect(r, ent_child(r, trigger, ENT_DEP_OBL_AGENT, ENT_DEP_OBL_AGENT), OWNERS, out);
    if (out->count == 0) ent_find_slot(r, trigger, &ent_by, false, out);
    if (out->count || !is_verb(r, trigger)) return;
    EACH_CHILD (r, trigger, k) /* "was killed in an Israeli raid" */
        if (k > trigger && dep_of(r, k) == ENT_DEP_OBL && is_blow(r, k) && out->count == 0)
            find_raiders(r, k, out);
    EACH_CHILD (r, trigger, k) /* "six were killed and ten kidnapped by X" */
        if (dep_of(r, k) == ENT_DEP_CONJ && ent_is_tagged(r, k, "VBN") && out->count == 0)
            ent_collect(r, ent_child(r, k, ENT_DEP_OBL_AGENT, ENT_DEP_OBL_AGENT), OWNERS, out);
}

/* "an attack launched by X", "talks brokered by X" but not as one of those who talk. */
static void find_launcher(const relater *r, uint32_t noun, parties *out) {
    EACH_CHILD (r, noun, k)
        if (dep_of(r, k) == ENT_DEP_ACL && ent_is_passive(r, k) && has_operator(r, k, ENT_OP_LIGHT))
            ent_find_agent(r, k, out);
}

/* "X is at war with Y", "X is a threat to Y"; "was put at odds with Y". */
static void find_predicated(const relater *r, uint32_t noun, parties *out) {
    if (ent_is_led_by(r, noun, "under")) return; /* it undergoes them: "X is under sanctions" */
    uint32_t subject = ent_child(r, noun, ENT_DEP_NSUBJ, ENT_DEP_NSUBJ_OUTER);
    if (subject != ENT_ROOT && ent_child(r, noun, ENT_DEP_COP, ENT_DEP_COP) != ENT_ROOT)
        ent_collect(r, subject, OWNERS, out);
}

/* "claimed responsibility for the attack", "took credit for it". */
static bool is_responsible_for(const relater *r, uint32_t noun) {
    static const char *const words[] = {"responsibility", "credit", "blame", NULL};
    uint32_t thing = head_of(r, noun), verb = head_of(r, thing);
    return ent_is_led_by(r, noun, "for") && ent_is_among(lemma_at(r, thing), words) &&
           dep_of(r, thing) == ENT_DEP_OBJ && verb != ENT_ROOT && is_verb(r, verb);
}

/* "Under a deal with X, Y may export tea": Y has made it. */
static bool is_under_pact(const relater *r, uint32_t noun) {
    bool pact = r->frame && r->frame->symmetric && ent_act_sign(r->frame->root) > 0;
    bool first = dep_of(r, noun) == ENT_DEP_OBL && noun < head_of(r, noun);
    if (!pact || !first || !ent_is_led_by(r, noun, "under")) return false;
    EACH_CHILD (r, noun, k)
        if (dep_of(r, k) == ENT_DEP_NMOD && ent_is_led_by(r, k, "with")) return true;
    return false;
}

/* Of a noun that a verb governs: who holds talks, is in talks, is put at odds, spoke after talks.
 */
static void find_governing(const relater *r, uint32_t noun, parties *out) {
    if (dep_of(r, noun) == ENT_DEP_NMOD && has_operator(r, head_of(r, noun), ENT_OP_COUNT))
        noun = head_of(r, noun); /* "announced an increase in funding" */
    if (dep_of(r, noun) == ENT_DEP_NMOD && is_responsible_for(r, noun)) {
        ent_find_subject(r, head_of(r, head_of(r, noun)), out);
        return;
    }
    uint32_t verb = head_of(r, noun);
    ent_deprel dep = dep_of(r, noun);
    unsigned bits = verb == ENT_ROOT ? 0 : ent_operator_at(r, verb);
    bool passive = dep == ENT_DEP_NSUBJ_PASS;
    bool within =
        dep == ENT_DEP_OBL && noun > verb &&
        (!r->tree.lead[noun] || ent_is_led_by(r, noun, "in") || ent_is_led_by(r, noun, "on"));
    bool light = (passive || dep == ENT_DEP_OBJ || within) && bits & ENT_OP_LIGHT;
    uint32_t object =
        dep == ENT_DEP_OBL && noun > verb && bits & ENT_OP_PUT && !ent_is_led_by(r, noun, "under")
            ? ent_child(r, verb, ENT_DEP_OBJ, ENT_DEP_NSUBJ_PASS)
            : ENT_ROOT;
    bool beside =
        dep == ENT_DEP_OBL && r->frame && r->frame->root == ENT_ACT_CONSULT &&
        has_operator(r, r->tree.lead[noun] ? r->tree.lead[noun] - 1 : ENT_ROOT, ENT_OP_REASON);
    bool stays = dep == ENT_DEP_OBL && bits & ENT_OP_STAY;
    beside |= is_under_pact(r, noun);
    if (dep == ENT_DEP_NSUBJ && strcmp(lemma_at(r, verb), "come") == 0)
        ent_find_slot(r, verb, &ent_from, false, out);    /* "praise came from X" */
    else if (dep == ENT_DEP_OBL && bits & ENT_OP_CULPRIT) /* "guilty of attacks on X" */
        ent_collect(r, ent_child(r, verb, ENT_DEP_NSUBJ, ENT_DEP_NSUBJ), OWNERS, out);
    else if (object != ENT_ROOT)
        ent_collect(r, object, OWNERS, out);
    else if (light && (passive || ent_is_passive(r, verb)))
        ent_find_agent(r, verb, out);
    else if (light || stays || (beside && is_verb(r, verb)))
        ent_find_subject(r, verb, out);
}

/* "captured the town [with the help] of X", "without X's support". */
bool ent_is_help(const relater *r, uint32_t noun) {
    static const char *const relations[] = {"aids", "arms", "funds", "supports", NULL};
    EACH_CHILD (r, noun, k) { /* "with the help of mediators": they mediate */
        const ent_frame *frame = ent_frames_find(r->frames, ENT_NOUNS, lemma_at(r, k));
        if (ent_is_led_by(r, k, "of") && frame && frame->role &&
            strcmp(frame->slots[0].word, "between") == 0)
            return false;
    }
    bool beside = ent_is_led_by(r, noun, "with") || ent_is_led_by(r, noun, "without");
    return beside && dep_of(r, noun) == ENT_DEP_OBL && r->frame &&
           ent_is_among(r->frame->relation, relations);
}

/* "the visit of X to Y", "the support of X for Y"; but troops do not deploy in "the deployment of
 * troops". */
static bool may_be_of_doer(const ent_frame *frame) {
    if (!frame || frame->symmetric || ent_frame_takes(frame, "of")) return false;
    return frame->root == ENT_ACT_CONSULT || frame->root == ENT_ACT_SUPPORT ||
           frame->root == ENT_ACT_ASSAULT || frame->root == ENT_ACT_THREATEN;
}

/* Does the noun tell what may be "of" who does it, when another preposition leads to whom it is
 * done? "the sale of X to Y", "the invitation of X to Y" are done to X. */
static bool may_be_given(const relater *r, uint32_t noun) {
    static const char *const relations[] = {"asks", "visits", "endorses", "shelters", NULL};
    static const char *const helps[] = {"aid", "assistance", "help", "contribution", NULL};
    const ent_frame *f = r->frame;
    if (f->symmetric || f->root == ENT_ACT_COOPERATE || ent_is_among(f->relation, relations))
        return false;
    return f->root != ENT_ACT_AID || ent_is_among(lemma_at(r, noun), helps);
}

/* "the gratitude of X to Y", "the verdict of the court against Y", "the deployment of Kenyan police
 * to Y": where another preposition leads to whom it is done, "of" leads to who does it. */
void ent_find_doer(const relater *r, uint32_t noun, parties *out) {
    static const char *const words[] = {"to",   "for",     "against", "on",
                                        "into", "towards", "toward",  NULL};
    bool moved = r->frame->root == ENT_ACT_MOBILIZE;
    const unsigned all = ~0u, named = ~(1u << ENT_PLACE | (moved ? 1u << ENT_GROUP : 0u));
    const ent_slot_rule of = {"of", true, all & named};
    parties target = {.count = 0};
    if (!may_be_given(r, noun)) return;
    for (size_t i = 0; i < r->frame->slot_count && target.count == 0; i++)
        if (ent_is_among(r->frame->slots[i].word, words))
            ent_find_slot_at(r, noun, &r->frame->slots[i], false, OWNERS, &target);
    if (target.count) ent_find_slot_at(r, noun, &of, false, moved ? OWNERS : ITSELF, out);
    out->slot = NULL;
}

void ent_find_owner(const relater *r, uint32_t noun, parties *out) {
    EACH_CHILD (r, noun, k) /* "its [Arctic] treaty": whose it is comes first */
        if (dep_of(r, k) == ENT_DEP_NMOD_POSS && is_modifier(r, k, noun))
            ent_collect(r, k, OWNERS, out);
    bool whose = out->count > 0;
    EACH_CHILD (r, noun, k)
        if (!whose && is_modifier(r, k, noun)) ent_collect(r, k, OWNERS, out);
    if (out->count == 0) ent_find_agent(r, noun, out);
    static const ent_slot_rule of = {"of", false, ~0u};
    bool leaves = r->frame && r->frame->slot_count &&
                  strcmp(r->frame->slots[0].word, "from") == 0 &&
                  r->frame->root != ENT_ACT_REQUEST; /* "the exit of X from Y" */
    if (ent_is_help(r, noun)) leaves = true;
    if (out->count == 0) ent_find_slot(r, noun, leaves ? &of : &ent_from, false, out);
    if (out->count == 0) find_launcher(r, noun, out);
    if (out->count == 0) find_predicated(r, noun, out);
    if (out->count == 0) find_governing(r, noun, out);
    if (out->count == 0 && may_be_of_doer(r->frame)) ent_find_slot(r, noun, &of, false, out);
}
