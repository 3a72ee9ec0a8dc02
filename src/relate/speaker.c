/* speaker.c - who says that an act was done: beside it, "according to X", "X said", or above it. */
#include <string.h>

#include "relate/reading.h"

static const char according_to[] = "according to";

bool ent_is_according(const reading *c) {
    for (size_t i = 0; i < c->length; i++)
        if (c->chain[i] == according_to) return true;
    return false;
}

/* Is it a paper that says it, and not whose paper it is: "the Greek daily Kathimerini"? */
static bool is_medium(const relater *r, uint32_t noun) {
    static const char *const words[] = {"daily",   "newspaper",   "paper", "magazine", "tabloid",
                                        "weekly",  "broadcaster", "radio", "station",  "website",
                                        "journal", "outlet",      NULL};
    return noun != ENT_ROOT && !r->owner[noun] && ent_is_among(lemma_at(r, noun), words);
}

static uint32_t subject_of(const relater *r, uint32_t verb) {
    parties who = {.count = 0};
    if (is_medium(r, ent_child(r, verb, ENT_DEP_NSUBJ, ENT_DEP_NSUBJ))) return UINT32_MAX;
    ent_find_subject(r, verb, &who);
    return ent_first_of(&who);
}

/* "X attacked Y, Z said", "according to Z, X attacked Y": the saying depends on what was said. */
void ent_hear_beside(const relater *r, uint32_t i, reading *out) {
    EACH_CHILD (r, i, k) {
        if (out->speaker != UINT32_MAX) return;
        bool said = dep_of(r, k) == ENT_DEP_PARATAXIS && ent_operator_at(r, k) & ENT_OP_CLAIM;
        if (said) out->speaker = subject_of(r, k);
        parties who = {.count = 0};
        bool according = ent_is_led_by(r, k, "accord");
        if (according) ent_collect(r, k, OWNERS, &who);
        if (according) out->speaker = ent_first_of(&who);
        if (out->speaker != UINT32_MAX) ent_note(out, according ? according_to : lemma_at(r, k));
    }
}

/* Does the word that governs the clause at `at` make a claim of it: "said that", "accused of"? */
void ent_hear_above(const relater *r, uint32_t at, reading *out) {
    uint32_t verb = head_of(r, at);
    ent_deprel dep = dep_of(r, at);
    bool of = ent_is_led_by(r, at, "of");
    if (out->speaker != UINT32_MAX) return;
    /* the parser hangs "of V-ing" under the object, too */
    if (dep == ENT_DEP_ACL && dep_of(r, verb) == ENT_DEP_OBJ && of)
        verb = head_of(r, verb);
    else if (dep != ENT_DEP_CCOMP && !(dep == ENT_DEP_ADVCL && of))
        return;
    if (!(ent_operator_at(r, verb) & ENT_OP_CLAIM)) return;
    out->speaker = subject_of(r, verb);
    bool noted = out->length && strcmp(out->chain[out->length - 1], lemma_at(r, verb)) == 0;
    if (out->speaker != UINT32_MAX && !noted) ent_note(out, lemma_at(r, verb)); /* "denied" */
}
