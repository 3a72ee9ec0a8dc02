/* beside.c - what stands beside a word and turns its act: auxiliaries, negations, the "to" of a
 * headline, adjectives. */
#include <string.h>

#include "relate/reading.h"

static bool is_no_longer(const relater *r, uint32_t i) {
    uint32_t no = r->tree.child[i];
    return strcmp(lemma_at(r, i), "long") == 0 && no != ENT_ROOT &&
           strcmp(lemma_at(r, no), "no") == 0;
}

/* Is the child at k a word that denies the act of its head: "not", "never", "no talks", "neither"?
 */
bool ent_denies(const relater *r, uint32_t k) {
    ent_deprel dep = dep_of(r, k);
    static const char *const only[] = {"until", "only", "just", "merely", "simply", "least", NULL};
    if (dep == ENT_DEP_CASE || dep == ENT_DEP_CONJ || dep == ENT_DEP_NMOD) return false;
    if (k + 1 < r->sentence->count && ent_is_among(lemma_at(r, k + 1), only))
        return false; /* "not until Monday did he go", "not only praised" */
    return ent_operator_at(r, k) & ENT_OP_DENY || is_no_longer(r, k);
}

/* Is it said of the subject, "neither X nor Y", "no country"? Not if the way came from there. */
static bool is_subject_denied(const relater *r, uint32_t verb, uint32_t from) {
    uint32_t subject = ent_child(r, verb, ENT_DEP_NSUBJ, ENT_DEP_NSUBJ_PASS);
    if (subject == ENT_ROOT || subject == from) return false;
    if (ent_operator_at(r, subject) & ENT_OP_DENY) return true;
    EACH_CHILD (r, subject, k)
        if (ent_denies(r, k) && dep_of(r, k) != ENT_DEP_CC) return true;
    return false;
}

/* "put no pressure on X", "killed no civilians", "helped neither X nor Y". */
static bool is_object_denied(const relater *r, uint32_t verb, uint32_t from) {
    EACH_CHILD (r, verb, i) {
        bool object = dep_of(r, i) == ENT_DEP_OBJ;
        if (i < verb || i == from || !(object || dep_of(r, i) == ENT_DEP_OBL)) continue;
        EACH_CHILD (r, i, k) {
            bool no = object && dep_of(r, k) == ENT_DEP_DET && strcmp(lemma_at(r, k), "no") == 0;
            if (no || (k < i && strcmp(lemma_at(r, k), "neither") == 0)) return true;
        }
    }
    return false;
}

/* "either X or Y attacked", "will help either X or Y": it is not said which. */
static bool is_left_open(const relater *r, uint32_t verb) {
    EACH_CHILD (r, verb, i) {
        ent_deprel dep = dep_of(r, i);
        if (dep != ENT_DEP_NSUBJ && dep != ENT_DEP_OBJ && dep != ENT_DEP_OBL) continue;
        uint32_t word = ent_child(r, i, ENT_DEP_CC_PRECONJ, ENT_DEP_CC_PRECONJ);
        if (word != ENT_ROOT && strcmp(lemma_at(r, word), "either") == 0) return true;
    }
    return false;
}

static bool has_condition(const relater *r, uint32_t verb) {
    EACH_CHILD (r, verb, k)
        if (dep_of(r, k) == ENT_DEP_ADVCL &&
            (ent_is_led_by(r, k, "if") || ent_is_led_by(r, k, "unless")))
            return true;
    return false;
}

typedef struct auxiliaries {
    const char *modal; /* the word that puts it off, or NULL */
    const char *no;    /* the word that denies it, or NULL */
    bool will, would, may, have;
} auxiliaries;

static void add_auxiliary(const relater *r, uint32_t k, auxiliaries *out) {
    const char *lemma = lemma_at(r, k);
    ent_deprel dep = dep_of(r, k);
    if (dep == ENT_DEP_AUX || dep == ENT_DEP_MARK || dep == ENT_DEP_AUX_PASS) {
        bool will =
            strcmp(lemma, "will") == 0 || strcmp(lemma, "shall") == 0 || strcmp(lemma, "wo") == 0;
        bool would = strcmp(lemma, "would") == 0;
        bool may = !would && ent_operator_at(r, k) & ENT_OP_HYPOTHETICAL;
        out->will |= will;
        out->would |= would;
        out->may |= may;
        out->have |= strcmp(lemma, "have") == 0;
        if (will || would || may) out->modal = lemma;
    }
    if (ent_denies(r, k)) out->no = lemma;
}

/* Apply what the word at i has beside it, but for the child that the way came from. Of a clause
 * that stands aside only its time counts. */
void ent_read_beside(const relater *r, uint32_t i, uint32_t from, reading *out) {
    auxiliaries aux = {.modal = NULL};
    EACH_CHILD (r, i, k)
        if (k < i) add_auxiliary(r, k, &aux);
    if (!aux.no && (is_subject_denied(r, i, from) || is_object_denied(r, i, from))) aux.no = "no";
    bool verb = token_at(r, i)->upos == ENT_UPOS_VERB; /* "would be a mistake" plans nothing */
    bool put_off = aux.will || (aux.would && verb && !aux.have && !has_condition(r, i));
    if (put_off)
        ent_plan(out);
    else if (aux.modal)
        ent_suppose(out);
    if (aux.modal) ent_note(out, aux.modal);
    if (aux.no && !out->aside) {
        ent_deny(out, put_off);
        ent_note(out, aux.no);
    }
    if (!out->aside && is_left_open(r, i)) ent_suppose(out);
    out->obliged |= !out->aside && ent_is_obligation(r, i);
}

/* "the third president [to be impeached]", "the only one to go": it has happened. */
static bool is_ranked(const relater *r, uint32_t noun) {
    static const char *const ranks[] = {"first", "second", "third",  "fourth", "fifth", "sixth",
                                        "last",  "only",   "latest", "next",   "few",   NULL};
    EACH_CHILD (r, noun, k)
        if (k < noun && ent_is_among(lemma_at(r, k), ranks)) return true;
    return ent_is_among(lemma_at(r, noun), ranks);
}

/* A headline's "to": "Trump to meet Putin" is planned. */
void ent_read_headline(const relater *r, uint32_t trigger, reading *out) {
    bool top = head_of(r, trigger) == ENT_ROOT || dep_of(r, trigger) == ENT_DEP_ACL;
    uint32_t head = head_of(r, trigger);
    bool named = head == ENT_ROOT || r->owner[head];
    if (!top || !named || !ent_is_infinitive(r, trigger)) return;
    if (head != ENT_ROOT && is_ranked(r, head)) return;
    if (out->now.status != ENT_STATUS_ACTUAL) return;
    ent_plan(out);
    ent_note(out, "to");
}

/* What stands before a noun makes of its act: "a planned visit", "a possible attack", "any strike".
 */
void ent_read_modifiers(const relater *r, uint32_t noun, reading *out) {
    static const char *const doubtful[] = {"alleged",   "allege",    "suspected", "suspect",
                                           "purported", "supposed",  "any",       "potential",
                                           "would-be",  "looming",   "rumoured",  "imminent",
                                           "rumored",   "imaginary", NULL};
    if (token_at(r, noun)->upos != ENT_UPOS_NOUN) return;
    EACH_CHILD (r, noun, k) {
        ent_deprel dep = dep_of(r, k);
        if (k > noun || (dep != ENT_DEP_AMOD && dep != ENT_DEP_DET)) continue;
        unsigned bits = dep == ENT_DEP_AMOD ? ent_operator_at(r, k) : 0;
        bool doubted = ent_is_among(lemma_at(r, k), doubtful) || bits & ENT_OP_HYPOTHETICAL;
        if (doubted)
            ent_suppose(out);
        else if (bits & ENT_OP_THREATEN && !ent_helps(out))
            ent_threaten(out);
        else if (bits & ENT_OP_PLANNED)
            ent_plan(out);
        else
            continue;
        ent_note(out, lemma_at(r, k));
    }
}
