/* obligation.c - what ought to be: who says that another must do something asks it of him. */
#include <string.h>

#include "relate/relater.h"

bool ent_is_obligation(const relater *r, uint32_t i) {
    EACH_CHILD (r, i, k)
        if (dep_of(r, k) == ENT_DEP_AUX && ent_operator_at(r, k) & ENT_OP_MUST) return true;
    const char *lemma = lemma_at(r, i);
    return (strcmp(lemma, "have") == 0 || strcmp(lemma, "need") == 0) &&
           ent_child(r, i, ENT_DEP_XCOMP, ENT_DEP_XCOMP) != ENT_ROOT;
}

/* Is what ought to be a statement of its own or what somebody says, not "whether Y must"? */
static bool is_plainly_said(const relater *r, uint32_t verb) {
    static const char *const leads[] = {"", "that", "to", NULL};
    while (dep_of(r, verb) == ENT_DEP_CONJ) verb = head_of(r, verb);
    ent_deprel dep = dep_of(r, verb);
    bool clause = dep == ENT_DEP_CCOMP || dep == ENT_DEP_PARATAXIS || dep == ENT_DEP_ROOT;
    return clause && ent_is_among(ent_lead(r, verb), leads);
}

/* "X said Y must withdraw" asks it of Y. */
void ent_state_obligation(relater *r, uint32_t verb) {
    static const ent_frame asks = {
        .relation = "urges", .trigger = "must#nsubj", .root = ENT_ACT_REQUEST};
    reading c;
    if (!ent_is_obligation(r, verb) || !is_plainly_said(r, verb)) return;
    ent_read_act(r, verb, &asks, &c);
    bool heard =
        c.speaker != UINT32_MAX && !entity_of(r, c.speaker)->reporter && !ent_is_according(&c);
    if (!heard || c.now.status == ENT_STATUS_NEGATED) return;
    parties to = {.count = 0};
    r->frame = &asks;
    ent_find_subject(r, verb, &to);
    reading plain = {.now = {.root = asks.root, .relation = asks.relation}, .speaker = UINT32_MAX};
    told told = {.first = verb,
                 .count = 1,
                 .rule = ent_rule_of(r, &c, asks.trigger, &to, false),
                 .confidence = 0.8};
    for (size_t i = 0; i < to.count; i++)
        if (!ent_is_own_country(r, c.speaker, to.mentions[i]))
            ent_state_pair(r, c.speaker, to.mentions[i], &plain, told);
}
