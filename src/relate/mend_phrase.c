/* mend_phrase.c - slips of the parser about the words that make one phrase with their verb, "put on
 * trial", "found guilty", "handed over": the frames tell which words do. */
#include <stdio.h>
#include <string.h>

#include "relate/mend.h"

enum { KEY_MAX = 96, REACH = 12 };

/* Have the frames a phrase of the verb at i with these words? */
static bool is_phrase(const relater *r, uint32_t verb, const char *joint, const char *more) {
    char key[KEY_MAX];
    int length = snprintf(key, sizeof key, "%s%s%s", lemma_at(r, verb), joint, more);
    if (length <= 0 || length >= KEY_MAX || token_at(r, verb)->upos != ENT_UPOS_VERB) return false;
    return ent_frames_find(r->frames, ENT_VERBS, key) != NULL;
}

/* The same of what a preposition leads: "put+on trial". */
static bool is_led_phrase(const relater *r, uint32_t verb, const char *lead, uint32_t i) {
    char more[KEY_MAX];
    int length = snprintf(more, sizeof more, "%s %s", lead, lemma_at(r, i));
    return length > 0 && length < KEY_MAX && is_phrase(r, verb, "+", more);
}

/* "brought a student leader to trial": the trial is no part of the leader. */
static void mend_completion(relater *r, uint32_t i) {
    uint32_t object = head_of(r, i), verb = head_of(r, object);
    if (dep_of(r, i) != ENT_DEP_NMOD || dep_of(r, object) != ENT_DEP_OBJ || object > i) return;
    if (r->tree.lead[i] && verb < object && is_led_phrase(r, verb, ent_lead(r, i), i))
        ent_move(r, i, verb, ENT_DEP_OBL);
}

/* "bowed to pressure from Ghana", "was brought to court by Ghana": a noun that the tagger takes for
 * an infinitive. What goes with an infinitive goes with the noun, but who does it with the verb. */
static void mend_infinitive(relater *r, uint32_t i) {
    uint32_t verb = head_of(r, i);
    ent_deprel dep = dep_of(r, i);
    bool clause = dep == ENT_DEP_XCOMP || dep == ENT_DEP_ADVCL;
    if (!clause || verb > i || !ent_is_tagged(r, i, "VB") || !ent_is_led_by(r, i, "to")) return;
    if (r->tree.lead[i] != i || !is_led_phrase(r, verb, "to", i)) return;
    if (ent_child_near(r, i, ENT_DEP_OBJ, ENT_DEP_CCOMP) != ENT_ROOT) return;
    r->tree.dep[i - 1] = ENT_DEP_CASE;
    r->tree.dep[i] = ENT_DEP_OBL;
    for (uint32_t k = i + 1; k < r->sentence->count; k++) {
        if (head_of(r, k) != i || dep_of(r, k) != ENT_DEP_OBL) continue;
        bool by = ent_is_led_by(r, k, "by");
        ent_move(r, k, by ? verb : i, by ? ENT_DEP_OBL_AGENT : ENT_DEP_NMOD);
    }
}

/* The verb before i whose object reaches to i, or ENT_ROOT. */
static uint32_t verb_of_object(const relater *r, uint32_t i) {
    uint32_t at = i;
    for (int steps = 0; steps < CLIMB_MAX && at != ENT_ROOT && i - at < REACH; steps++) {
        uint32_t head = head_of(r, at);
        if (head == ENT_ROOT || head > i) return ENT_ROOT;
        if (dep_of(r, at) == ENT_DEP_OBJ && head < at) return head;
        at = head;
    }
    return ENT_ROOT;
}

/* "found General Milosan guilty", "declared Petrobras responsible", "said sorry to Ghana": what is
 * found of the object is no part of it. */
static void mend_predicate(relater *r, uint32_t i) {
    ent_deprel dep = dep_of(r, i);
    uint32_t head = head_of(r, i);
    const char *form = ent_form(r->text, token_at(r, i));
    bool small = *form >= 'a' && *form <= 'z' && !r->tree.lead[i] && head < i;
    bool said = dep == ENT_DEP_CCOMP && token_at(r, i)->upos == ENT_UPOS_ADJ;
    bool part =
        dep == ENT_DEP_AMOD || dep == ENT_DEP_FLAT || dep == ENT_DEP_APPOS || dep == ENT_DEP_XCOMP;
    if (!small || (!said && !part) || token_at(r, i - 1)->upos == ENT_UPOS_PUNCT) return;
    uint32_t verb = said ? head : verb_of_object(r, i);
    if (verb == ENT_ROOT || verb == i || !is_phrase(r, verb, "+", lemma_at(r, i))) return;
    ent_move(r, i, verb, ENT_DEP_XCOMP);
    for (uint32_t k = i + 1; k < r->sentence->count && said; k++)
        if (head_of(r, k) == i && dep_of(r, k) == ENT_DEP_OBL) r->tree.head[k] = verb;
}

/* "handed the captives over", "handed over two hostages": the particle is the verb's. */
static void mend_particle(relater *r, uint32_t i) {
    static const char *const particles[] = {"over", "back", "in",   "out", "down",
                                            "off",  "up",   "away", NULL};
    uint32_t head = head_of(r, i), verb = head;
    ent_deprel dep = dep_of(r, i);
    if ((dep != ENT_DEP_ADVMOD && dep != ENT_DEP_CASE) || !ent_is_among(lemma_at(r, i), particles))
        return;
    if (head > i) { /* the parser hangs it under the object behind it */
        verb = i > 0 ? i - 1 : ENT_ROOT;
        if (head_of(r, head) != verb || dep_of(r, head) != ENT_DEP_OBJ) return;
    }
    bool stranded = ent_is_tagged(r, i, "IN") || /* "attacks that he took part in" */
                    (ent_is_form(r, i, "in") && dep_of(r, head) == ENT_DEP_ACL_RELCL);
    if (head < i && (dep == ENT_DEP_CASE || stranded)) return;
    if (verb < i && is_phrase(r, verb, " ", lemma_at(r, i)))
        ent_move(r, i, verb, ENT_DEP_COMPOUND_PRT);
}

/* "declared the envoy persona non grata": Latin, which the parser makes a part of the envoy. */
static void mend_latin(relater *r, uint32_t i) {
    uint32_t grata = i + 2, verb = i, object = i;
    if (grata >= r->sentence->count || !ent_is_form(r, i + 1, "non")) return;
    if (strncmp(lemma_at(r, i), "persona", 7) != 0 || strncmp(lemma_at(r, grata), "grata", 5) != 0)
        return;
    while (verb > 0 && i - verb < REACH && !is_phrase(r, verb, "+", "persona")) verb--;
    if (!is_phrase(r, verb, "+", "persona")) return;
    if (i > verb + 1 && is_noun(r, i - 1)) {
        object = ent_top_of_phrase(r, i - 1);
        ent_move(r, object, verb, ENT_DEP_OBJ);
    }
    for (uint32_t k = verb + 1; k < i; k++)
        if (k != object && head_of(r, k) != ENT_ROOT && head_of(r, k) >= i)
            r->tree.head[k] = object < i ? object : verb;
    ent_move(r, i, verb, ENT_DEP_XCOMP);
    r->tree.tokens[i].lemma = "persona";
    ent_move(r, i + 1, i, ENT_DEP_FLAT);
    ent_move(r, grata, i, ENT_DEP_FLAT);
}

void ent_mend_phrase(relater *r, uint32_t i) {
    mend_latin(r, i);
    mend_completion(r, i);
    mend_infinitive(r, i);
    mend_predicate(r, i);
    mend_particle(r, i);
}
