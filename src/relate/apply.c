/* apply.c - a frame applied to the word that triggers it: unless the word is used otherwise, who
 * stands on both sides is stated. */
#include <string.h>

#include "relate/relater.h"

/* "sent the police a plan", "estimates provided to reporters" are no help. */
static bool gives_words(const relater *r, const ent_frame *frame, uint32_t trigger) {
    uint32_t object = ent_child(r, trigger, ENT_DEP_OBJ, ENT_DEP_NSUBJ_PASS);
    if (object == ENT_ROOT) object = ent_described_by(r, trigger);
    return frame->root == ENT_ACT_AID && !frame->with_object && object != ENT_ROOT &&
           token_at(r, trigger)->upos == ENT_UPOS_VERB &&
           ent_operator_at(r, object) & (ENT_OP_DOCUMENT | ENT_OP_WORDS);
}

/* "our fight against X", says somebody: not his alone. */
static bool is_ours(const relater *r, const ent_frame *frame, const parties *from) {
    if (frame->root != ENT_ACT_ASSAULT || from->count == 0) return false;
    const ent_mention *m = mention_of(r, from->mentions[0]);
    const char *lemma = ent_lemma_of(r, from->mentions[0]);
    bool we = strcmp(lemma, "we") == 0 || strcmp(lemma, "our") == 0;
    return m->kind == ENT_MENTION_PRONOUN && we && m->type == ENT_PERSON;
}

/* "Hurricane Irma struck Cuba", "an earthquake off Chile killed ten": where a sentence tells of
 * such things, one who may be they or whose they may be does no harm. */
static bool is_natural(const relater *r, const ent_frame *frame, const parties *from,
                       const parties *to) {
    bool harm = frame->root == ENT_ACT_ASSAULT || frame->root == ENT_ACT_THREATEN || frame->unsure;
    if (!r->nature || !harm || from->count == 0) return false;
    ent_actor_type type = entity_of(r, from->mentions[0])->type;
    bool guess = from->nearby || to->nearby;
    return from->thing || guess || type == ENT_PERSON || type == ENT_PLACE;
}

/* "left X as the last enemy", "left X exposed": nobody withdraws. */
static bool leaves_behind(const relater *r, const ent_frame *frame, uint32_t trigger) {
    if (strcmp(frame->trigger, "leave") != 0) return false;
    EACH_CHILD (r, trigger, k)
        if (k > trigger && (dep_of(r, k) == ENT_DEP_XCOMP || ent_is_led_by(r, k, "as")))
            return true;
    return false;
}

/* "came under fire from X for its ties to Y": nobody comes to Y. */
static bool undergoes(const relater *r, const ent_frame *frame, uint32_t trigger) {
    return frame->intransitive && has_operator(r, trigger, ENT_OP_UNDERGO);
}

/* "Palestinians want to end the Israeli occupation": it is not theirs to withdraw. */
static bool is_anothers(const relater *r, const ent_frame *frame, uint32_t trigger,
                        const parties *from) {
    if (frame->root != ENT_ACT_RETREAT || !frame->with_object || from->count == 0) return false;
    parties whose = {.count = 0};
    uint32_t object = ent_child(r, trigger, ENT_DEP_OBJ, ENT_DEP_OBJ);
    if (object == ENT_ROOT || !ent_ends_trigger(frame, lemma_at(r, object))) return false;
    EACH_CHILD (r, object, k)
        if (k < object && (dep_of(r, k) == ENT_DEP_AMOD || dep_of(r, k) == ENT_DEP_NMOD_POSS))
            ent_collect(r, k, ITSELF, &whose);
    return whose.count && strcmp(frame->relation, "withdraws from") == 0 &&
           mention_of(r, whose.mentions[0])->entity != mention_of(r, from->mentions[0])->entity &&
           entity_of(r, from->mentions[0])->type == ENT_COUNTRY;
}

void ent_apply(relater *r, uint32_t trigger, const ent_frame *frame, bool noun) {
    parties from = {.count = 0}, to = {.count = 0};
    bool passive = !noun && !frame->adjective && ent_is_passive(r, trigger);
    bool blow = frame->root == ENT_ACT_ASSAULT || frame->root == ENT_ACT_COERCE || frame->unsure ||
                strcmp(frame->relation, "meets") == 0;
    bool object = ent_child(r, trigger, ENT_DEP_OBJ, ENT_DEP_OBJ) != ENT_ROOT;
    bool verbal =
        token_at(r, trigger)->upos == ENT_UPOS_VERB && dep_of(r, trigger) == ENT_DEP_AMOD &&
        (ent_is_tagged(r, trigger, "VBG") ||                         /* "protesting workers" */
         (ent_is_tagged(r, trigger, "VBN") && !passive && !object)); /* "elected Zelensky" */
    bool misfit = passive || object ? frame->intransitive : frame->transitive;
    if (verbal || misfit || (r->sport && blow) || leaves_behind(r, frame, trigger)) return;
    if (undergoes(r, frame, trigger)) return;
    if (gives_words(r, frame, trigger)) return;
    r->frame = frame;
    if (frame->role)
        ent_find_role(r, trigger, &from, &to);
    else
        ent_find_sides(r, frame, trigger, noun, passive, &from, &to);
    if (is_anothers(r, frame, trigger, &from) || is_ours(r, frame, &from)) return;
    if (is_natural(r, frame, &from, &to)) return;
    if (frame->turned) from.slot = to.slot;
    if (from.count && to.count)
        ent_state_sides(r, frame, trigger, frame->turned ? &to : &from,
                        frame->turned ? &from : &to);
}
