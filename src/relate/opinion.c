/* opinion.c - judgments that no verb names: "called X a liar", "described X as a great friend",
 * "said X was responsible", "'He is a fool,' Y said of X". */
#include <string.h>

#include "relate/relater.h"

static const ent_frame praises = {
    .relation = "praises", .trigger = "opinion#good", .root = ENT_ACT_SUPPORT};
static const ent_frame criticises = {
    .relation = "criticises", .trigger = "opinion#bad", .root = ENT_ACT_ACCUSE};
static const ent_frame blames = {
    .relation = "blames", .trigger = "opinion#culprit", .root = ENT_ACT_ACCUSE};

enum { JUDGING = ENT_OP_GOOD | ENT_OP_BAD | ENT_OP_CULPRIT };

static const ent_frame *frame_of(unsigned bits) {
    if (bits & ENT_OP_CULPRIT) return &blames;
    if (bits & ENT_OP_BAD) return &criticises;
    return bits & ENT_OP_GOOD ? &praises : NULL;
}

static bool is_denied(const relater *r, uint32_t i) {
    EACH_CHILD (r, i, k)
        if (k < i && ent_operator_at(r, k) & ENT_OP_DENY) return true;
    return false;
}

/* "X would be wise to leave" praises nobody. */
static bool is_imagined(const relater *r, uint32_t clause) {
    static const char *const modals[] = {"would", "could", "should", "may", "might", "must", NULL};
    EACH_CHILD (r, clause, k)
        if (dep_of(r, k) == ENT_DEP_AUX && ent_is_among(lemma_at(r, k), modals)) return true;
    return false;
}

/* The judgment that a predicate makes: the noun's own, or that of its adjectives. */
static const ent_frame *judgment(const relater *r, uint32_t predicate) {
    uint8_t upos = token_at(r, predicate)->upos;
    if (upos == ENT_UPOS_VERB || is_denied(r, predicate)) return NULL;
    unsigned bits = ent_operator_at(r, predicate) & JUDGING;
    EACH_CHILD (r, predicate, k)
        if (!bits && (dep_of(r, k) == ENT_DEP_AMOD || dep_of(r, k) == ENT_DEP_COMPOUND))
            bits = ent_operator_at(r, k) & JUDGING;
    return frame_of(bits);
}

/* "called Y 'humble'": do quotes follow the object? */
static bool is_before_quote(const relater *r, uint32_t object) {
    static const char *const quotes[] = {"\"", "``", "“", "‘", "'", NULL};
    for (uint32_t i = object + 1; i < r->sentence->count && i <= object + 3; i++)
        if (ent_is_among(lemma_at(r, i), quotes)) return true;
    return false;
}

/* "called X a liar", "described X as a friend": the predicate beside the object. */
static const ent_frame *judged_object(const relater *r, uint32_t verb, parties *to, bool *any) {
    static const ent_slot_rule object = {"obj", false, ~0u}, referred = {"to", false, ~0u};
    static const char *const courts[] = {"find", "declare", "dismiss", NULL};
    bool court = ent_is_among(lemma_at(r, verb), courts);
    const ent_frame *frame = NULL;
    int objects = ent_child(r, verb, ENT_DEP_IOBJ, ENT_DEP_IOBJ) != ENT_ROOT;
    EACH_CHILD (r, verb, k) {
        ent_deprel dep = dep_of(r, k);
        bool predicate = dep == ENT_DEP_XCOMP || dep == ENT_DEP_OBJ ||
                         dep == ENT_DEP_OBL_UNMARKED ||
                         (dep == ENT_DEP_OBL && (!r->tree.lead[k] || ent_is_led_by(r, k, "as")));
        bool two = dep == ENT_DEP_OBJ && objects++ > 0;
        bool second = (dep == ENT_DEP_XCOMP && token_at(r, k)->upos != ENT_UPOS_VERB) || two ||
                      (dep == ENT_DEP_OBL && ent_is_led_by(r, k, "as"));
        if (k > verb && predicate && !frame && !r->owner[k]) frame = judgment(r, k);
        bool quoted = dep == ENT_DEP_OBJ && is_before_quote(r, k);
        *any |= k > verb && (second || quoted) && !court;
    }
    if (frame == &blames && court) return NULL; /* a verdict: frames tell it */
    if (frame) ent_find_slot(r, verb, &object, ent_is_passive(r, verb), to);
    if (frame && to->count == 0) ent_find_slot(r, verb, &referred, false, to);
    bool claim = frame && strcmp(lemma_at(r, verb), "dismiss") == 0 &&
                 (to->thing || to->count == 0); /* "dismissed the report as false" rejects it */
    if (claim) frame = NULL, to->count = 0;
    return frame;
}

/* "said X was a criminal". */
static const ent_frame *judged_subject(const relater *r, uint32_t verb, parties *to) {
    uint32_t clause = ent_child(r, verb, ENT_DEP_CCOMP, ENT_DEP_CCOMP);
    if (clause == ENT_ROOT || ent_child(r, clause, ENT_DEP_COP, ENT_DEP_COP) == ENT_ROOT)
        return NULL;
    const ent_frame *frame = is_imagined(r, clause) ? NULL : judgment(r, clause);
    if (frame) ent_collect(r, ent_child(r, clause, ENT_DEP_NSUBJ, ENT_DEP_NSUBJ_OUTER), OWNERS, to);
    return frame;
}

/* "'...', Y said of X": what the words that are said weigh together. */
static const ent_frame *judged_topic(const relater *r, uint32_t verb, parties *to) {
    int good = 0, bad = 0;
    EACH_CHILD (r, verb, k)
        if (r->tree.lead[k] == verb + 2 && to->count == 0 && /* right behind the verb */
            (ent_is_led_by(r, k, "of") || ent_is_led_by(r, k, "about")))
            ent_collect(r, k, ITSELF, to);
    for (uint32_t i = 0; i < r->sentence->count && to->count; i++) {
        uint8_t upos = token_at(r, i)->upos;
        bool content = upos == ENT_UPOS_NOUN || upos == ENT_UPOS_ADJ;
        unsigned bits = content && !is_denied(r, i) ? ent_operator_at(r, i) & JUDGING : 0;
        good += (bits & ENT_OP_GOOD) != 0;
        bad += (bits & (ENT_OP_BAD | ENT_OP_CULPRIT)) != 0;
    }
    if (good == bad) return NULL;
    return good > bad ? &praises : &criticises;
}

bool ent_state_opinion(relater *r, uint32_t i) {
    unsigned bits = ent_operator_at(r, i);
    parties from = {.count = 0}, to = {.count = 0};
    r->self = ENT_NO_ENTITY;
    bool judges = false; /* "called it 'a non-starter'" is no call */
    const ent_frame *frame = bits & ENT_OP_JUDGE ? judged_object(r, i, &to, &judges) : NULL;
    if (!frame && bits & ENT_OP_CLAIM) frame = judged_topic(r, i, &to);
    if (!frame && bits & ENT_OP_CLAIM) frame = judged_subject(r, i, &to);
    if (!frame || to.count == 0) return frame || judges;
    r->frame = frame;
    if (ent_is_passive(r, i))
        ent_find_agent(r, i, &from);
    else
        ent_find_subject(r, i, &from);
    if (from.count) ent_state(r, frame, i, &from, &to, 0.6);
    return true;
}
