/* status.c - what the words above and beside a trigger make of it: denied, planned, told. */
#include <stdio.h>
#include <string.h>

#include "relate/relater.h"

unsigned ent_operator_at(const relater *r, uint32_t i) {
    char key[96];
    const char *lemma = token_at(r, i)->lemma;
    if (i + 1 < r->sentence->count) {
        int length = snprintf(key, sizeof key, "%s %s", lemma, token_at(r, i + 1)->lemma);
        unsigned bits =
            length > 0 && length < (int)sizeof key ? ent_frames_operator(r->frames, key) : 0;
        if (bits) return bits;
    }
    return ent_frames_operator(r->frames, lemma);
}

static bool is_negated(const relater *r, uint32_t i) {
    static const char *const words[] = {"not",     "never", "n't",    "no",
                                        "neither", "nor",   "hardly", NULL};
    for (uint32_t k = 0; k < i; k++) {
        const ent_token *t = token_at(r, k);
        if (t->head != i || t->deprel == ENT_DEP_CASE) continue;
        for (const char *const *w = words; *w; w++)
            if (strcmp(t->lemma, *w) == 0) return true;
    }
    return false;
}

static bool has_future(const relater *r, uint32_t i) {
    for (uint32_t k = 0; k < i; k++) {
        const ent_token *t = token_at(r, k);
        if (t->head == i && t->deprel == ENT_DEP_AUX &&
            (strcmp(t->lemma, "will") == 0 || strcmp(t->lemma, "would") == 0 ||
             strcmp(t->lemma, "wo") == 0 || strcmp(t->lemma, "shall") == 0))
            return true;
    }
    return false;
}

/* Auxiliaries and marks of the word at i. */
static void look_at(const relater *r, uint32_t i, context *c) {
    if (is_negated(r, i)) {
        if (has_future(r, i))
            c->operators |= ENT_OP_REFUSE; /* "will not go": a refusal */
        else
            c->status = ENT_STATUS_NEGATED;
    }
    for (uint32_t k = 0; k < r->sentence->count; k++) {
        const ent_token *t = token_at(r, k);
        if (t->head != i || c->status != ENT_STATUS_ACTUAL) continue;
        if (t->deprel != ENT_DEP_AUX && t->deprel != ENT_DEP_MARK) continue;
        if (strcmp(t->lemma, "will") == 0 || strcmp(t->lemma, "shall") == 0)
            c->status = ENT_STATUS_PLANNED;
        else if (ent_frames_operator(r->frames, t->lemma) & ENT_OP_HYPOTHETICAL)
            c->status = ENT_STATUS_HYPOTHETICAL;
    }
}

/* A headline's "to": "Trump to meet Putin" is planned. */
static void look_at_headline(const relater *r, uint32_t trigger, context *c) {
    const ent_token *t = token_at(r, trigger);
    if (c->status != ENT_STATUS_ACTUAL || trigger == 0 || t->deprel == ENT_DEP_XCOMP) return;
    bool to = strcmp(token_at(r, trigger - 1)->lemma, "to") == 0;
    if (to && (t->head == ENT_ROOT || t->deprel == ENT_DEP_ACL)) c->status = ENT_STATUS_PLANNED;
}

static const char *speaker_of(const relater *r, uint32_t verb) {
    parties who = {.count = 0};
    ent_find_subject(r, verb, &who);
    if (who.count == 0) return NULL;
    return r->actors->entities[mention_of(r, who.mentions[0])->entity].id;
}

/* "X attacked Y, Z said": the saying depends on what was said. */
static const char *parenthetical_speaker(const relater *r, uint32_t i) {
    for (uint32_t k = 0; k < r->sentence->count; k++) {
        const ent_token *t = token_at(r, k);
        if (t->head == i && t->deprel == ENT_DEP_PARATAXIS && ent_operator_at(r, k) & ENT_OP_CLAIM)
            return speaker_of(r, k);
    }
    return NULL;
}

/* Does the noun at i only give the reason or time of what governs it? */
static bool case_is_reason(const relater *r, uint32_t i) {
    static const char *const words[] = {"over",   "after", "for", "because", "during",
                                        "before", "since", "in",  "at"};
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (ent_has_case(r, i, words[k])) return true;
    return false;
}

/* What the word that governs the clause or noun at `at` does to it. */
static void apply_operator(const relater *r, uint32_t at, context *c) {
    const ent_token *t = token_at(r, at);
    unsigned bits = ent_operator_at(r, t->head);
    bool noun = t->deprel == ENT_DEP_OBJ || t->deprel == ENT_DEP_OBL;
    bool beside = t->deprel == ENT_DEP_OBL && case_is_reason(r, at); /* "suspended over a call" */
    if (bits & ENT_OP_REFUSE && !beside) c->operators |= ENT_OP_REFUSE;
    if (bits & ENT_OP_FAIL && !beside) c->status = ENT_STATUS_NEGATED;
    if (!noun) {
        if (bits & ENT_OP_THREATEN) c->operators |= ENT_OP_THREATEN;
        if (bits & ENT_OP_URGE) c->operators |= ENT_OP_URGE;
        if (bits & ENT_OP_PLANNED && c->status == ENT_STATUS_ACTUAL) c->status = ENT_STATUS_PLANNED;
    }
    look_at(r, t->head, c);
}

static bool is_infinitive(const relater *r, uint32_t verb) {
    for (uint32_t k = 0; k < verb; k++) {
        const ent_token *t = token_at(r, k);
        if (t->head == verb && t->deprel == ENT_DEP_MARK && strcmp(t->lemma, "to") == 0)
            return true;
    }
    return false;
}

/* Does the word that governs the clause at `at` make a claim of it: "said that", "accused of"? */
static bool is_claimed(const relater *r, uint32_t at) {
    const ent_token *t = token_at(r, at);
    const ent_token *noun =
        token_at(r, t->head); /* the parser hangs "of V-ing" under the object, too */
    if (t->deprel == ENT_DEP_ACL && noun->deprel == ENT_DEP_OBJ && ent_has_case(r, at, "of"))
        return ent_operator_at(r, noun->head) & ENT_OP_CLAIM;
    if (!(ent_operator_at(r, t->head) & ENT_OP_CLAIM)) return false;
    return t->deprel == ENT_DEP_CCOMP || (t->deprel == ENT_DEP_ADVCL && ent_has_case(r, at, "of"));
}

context ent_look_up(const relater *r, uint32_t trigger) {
    context c = {.status = ENT_STATUS_ACTUAL};
    uint32_t at = trigger;
    look_at(r, trigger, &c);
    look_at_headline(r, trigger, &c);
    c.speaker = parenthetical_speaker(r, trigger);
    for (int steps = 0; steps < CLIMB_MAX; steps++) {
        const ent_token *t = token_at(r, at);
        if (t->head == ENT_ROOT) break;
        bool inner = t->deprel == ENT_DEP_XCOMP || t->deprel == ENT_DEP_ACL ||
                     (t->deprel == ENT_DEP_ADVCL && is_infinitive(r, at)) ||
                     t->deprel == ENT_DEP_OBJ || t->deprel == ENT_DEP_OBL ||
                     t->deprel == ENT_DEP_NSUBJ_PASS;
        if (!inner && t->deprel != ENT_DEP_CCOMP && t->deprel != ENT_DEP_ADVCL &&
            t->deprel != ENT_DEP_CONJ && t->deprel != ENT_DEP_PARATAXIS)
            break;
        unsigned bits = ent_operator_at(r, t->head);
        if (inner)
            apply_operator(r, at, &c);
        else if (t->deprel == ENT_DEP_CCOMP && bits & ENT_OP_FAIL)
            c.status = ENT_STATUS_NEGATED; /* "denied that" */
        else if (t->deprel == ENT_DEP_CCOMP && !(bits & ENT_OP_CLAIM))
            c.operators |= bits & ENT_OP_URGE;
        bool of_object = t->deprel == ENT_DEP_ACL;
        if (!c.speaker && is_claimed(r, at))
            c.speaker = speaker_of(r, of_object ? token_at(r, t->head)->head : t->head);
        if (!c.speaker) c.speaker = parenthetical_speaker(r, t->head);
        at = t->head;
    }
    return c;
}
