/* slot.c - who stands where the slot of a frame points: objects, who is asked or told, and what
 * prepositions lead to. */
#include <string.h>

#include "relate/relater.h"

enum { FAR = 20 }; /* words between a verb and a phrase far below it */

/* ---- Objects ---- */

bool ent_ends_trigger(const ent_frame *frame, const char *lemma) {
    size_t length = strlen(lemma), all = strlen(frame->trigger);
    return frame->with_object && length < all && strcmp(frame->trigger + all - length, lemma) == 0;
}

/* "each other", "one another". */
static bool is_each_other(const relater *r, uint32_t i) {
    bool each = strcmp(lemma_at(r, i), "each") == 0 || strcmp(lemma_at(r, i), "one") == 0;
    return each && ent_child(r, i, ENT_DEP_FIXED, ENT_DEP_AMOD) != ENT_ROOT;
}

/* The object of "recalled ambassadors", when the frame is recall+ambassador, says whose they are.
 */
static void collect_object(const relater *r, uint32_t object, depth depth, parties *out) {
    if (object == ENT_ROOT) return;
    bool named = r->frame && ent_ends_trigger(r->frame, lemma_at(r, object));
    if (is_each_other(r, object)) {
        out->each_other = true;
        return;
    }
    bool group =
        r->owner[object] && mention_of(r, r->owner[object] - 1)->kind == ENT_MENTION_NOMINAL;
    if (named && (group || (!r->owner[object] && depth < ANYWHERE)))
        ent_collect_owners(r, object, out);
    else
        ent_collect(r, object, depth, out);
}

/* Is the preposition of the oblique at k the end of the phrase that triggers: "sided [with] X"? */
static bool is_in_phrase(const relater *r, uint32_t k, uint32_t trigger) {
    for (uint32_t i = trigger + 1; i <= trigger + ent_phrase_words(r); i++)
        if (i < k && head_of(r, i) == k && dep_of(r, i) == ENT_DEP_CASE) return true;
    return false;
}

/* The noun that a relative clause leaves out: "the man [whom] Russia arrested". */
static uint32_t gap_of(const relater *r, uint32_t verb) {
    if (dep_of(r, verb) != ENT_DEP_ACL_RELCL) return ENT_ROOT;
    uint32_t subject = ent_child(r, verb, ENT_DEP_NSUBJ, ENT_DEP_NSUBJ);
    bool own = subject != ENT_ROOT && ent_antecedent(r, subject) == ENT_ROOT;
    bool object = ent_child(r, verb, ENT_DEP_OBJ, ENT_DEP_CCOMP) != ENT_ROOT ||
                  ent_child(r, verb, ENT_DEP_XCOMP, ENT_DEP_IOBJ) != ENT_ROOT;
    return own && !object ? head_of(r, verb) : ENT_ROOT;
}

/* What may stand for an object: the parser's oblique without a preposition is one in truth. */
static void find_object(const relater *r, uint32_t trigger, depth depth, parties *out) {
    uint32_t object = ent_child(r, trigger, ENT_DEP_OBJ, ENT_DEP_OBJ);
    collect_object(r, object, depth, out);
    if (out->count == 0 && r->frame && r->frame->slot_count == 1)
        ent_collect(r, object, ITSELF, out); /* "accepted refugees" */
    if (out->count == 0)
        ent_collect(r, ent_child(r, trigger, ENT_DEP_IOBJ, ENT_DEP_IOBJ), depth, out);
    bool other = object != ENT_ROOT;
    EACH_CHILD (r, trigger, k)
        if (out->count == 0 && k > trigger && dep_of(r, k) == ENT_DEP_OBL &&
            ((!other && !r->tree.lead[k]) || is_in_phrase(r, k, trigger)))
            ent_collect(r, k, depth, out);
    if (out->count == 0) ent_collect(r, gap_of(r, trigger), ITSELF, out);
}

/* The noun that a participle with a hyphen says more of: "Iran-backed [rebels]". */
static uint32_t modified_by(const relater *r, uint32_t verb) {
    for (uint32_t i = verb + 1; i < r->sentence->count && i <= verb + 3; i++) {
        uint8_t upos = token_at(r, i)->upos;
        bool noun = upos == ENT_UPOS_NOUN || upos == ENT_UPOS_PROPN;
        if (noun && dep_of(r, i) != ENT_DEP_COMPOUND) return i;
        if (!noun && upos != ENT_UPOS_ADJ) return ENT_ROOT;
    }
    return ENT_ROOT;
}

static void find_passive_object(const relater *r, uint32_t trigger, depth depth, parties *out) {
    uint32_t subject = ent_child(r, trigger, ENT_DEP_NSUBJ_PASS, ENT_DEP_NSUBJ_PASS);
    ent_deprel dep = dep_of(r, trigger);
    if (subject == ENT_ROOT && dep == ENT_DEP_CONJ) { /* "a plan made by X and backed by Y" */
        trigger = head_of(r, trigger);
        dep = dep_of(r, trigger);
        subject = ent_child(r, trigger, ENT_DEP_NSUBJ_PASS, ENT_DEP_NSUBJ_PASS);
    }
    if (ent_hyphened(r, trigger) != ENT_ROOT)
        ent_collect(r, modified_by(r, trigger), ITSELF, out);
    else if (subject != ENT_ROOT)
        ent_collect(r, subject, depth, out);
    else if (dep == ENT_DEP_ACL || dep == ENT_DEP_AMOD)
        ent_collect(r, head_of(r, trigger), depth, out);
    else if (dep == ENT_DEP_ADVCL) /* "X, convicted by Y, fled" */
        ent_find_subject(r, head_of(r, trigger), out);
}

/* Who shall do what is asked: "demanded that X leave", "wants X to leave", "a demand that X leave".
 */
static void find_asked(const relater *r, uint32_t trigger, parties *out) {
    uint32_t verb = ent_child(r, trigger, ENT_DEP_CCOMP, ENT_DEP_CCOMP);
    if (verb == ENT_ROOT && !is_verb(r, trigger))
        verb = ent_child(r, trigger, ENT_DEP_ACL, ENT_DEP_ACL_RELCL);
    uint32_t asked =
        verb == ENT_ROOT ? ENT_ROOT : ent_child(r, verb, ENT_DEP_NSUBJ, ENT_DEP_NSUBJ_PASS);
    bool none = asked == ENT_ROOT && (verb != ENT_ROOT || ent_child(r, trigger, ENT_DEP_XCOMP,
                                                                    ENT_DEP_XCOMP) != ENT_ROOT);
    if (none) /* "wants X to leave" */
        asked = ent_child(r, trigger, ENT_DEP_OBJ, ENT_DEP_IOBJ);
    bool done_to = verb != ENT_ROOT && asked != ENT_ROOT && dep_of(r, asked) == ENT_DEP_NSUBJ_PASS;
    if (done_to) /* "demanded that X be freed": not of X */
        asked = ent_child(r, verb, ENT_DEP_OBL_AGENT, ENT_DEP_OBL_AGENT);
    ent_collect(r, asked, OWNERS, out);
}

/* Who is told to do something: "told X to leave", "X was told to leave"; not "told X that ...". */
static void find_told(const relater *r, uint32_t trigger, bool passive, parties *out) {
    uint32_t verb = ent_child(r, trigger, ENT_DEP_XCOMP, ENT_DEP_XCOMP);
    if (verb == ENT_ROOT || !ent_is_infinitive(r, verb)) return;
    uint32_t told = passive ? ent_child(r, trigger, ENT_DEP_NSUBJ_PASS, ENT_DEP_NSUBJ_PASS)
                            : ent_child(r, trigger, ENT_DEP_OBJ, ENT_DEP_IOBJ);
    ent_collect(r, told, ITSELF, out);
}

/* ---- Prepositions ---- */

/* "won the war with the help of X": not against X. */
static bool tells_help(const relater *r, uint32_t noun) {
    const ent_frame *frame = ent_frames_find(r->frames, ENT_NOUNS, lemma_at(r, noun));
    return frame && !frame->role && !frame->symmetric &&
           (frame->root == ENT_ACT_AID || frame->root == ENT_ACT_SUPPORT);
}

/* The actors that a phrase led by the slot's preposition names; of a clause, "for X to go", the
 * one who acts in it. */
static void collect_led(const relater *r, uint32_t k, const char *word, depth depth, parties *out) {
    if (out->count > 0 || !ent_is_led_by(r, k, word)) return;
    if (strcmp(word, "by") == 0 && strcmp(lemma_at(r, k), "way") == 0) return; /* "by way of X" */
    if (strcmp(word, "with") == 0 && !r->owner[k] && tells_help(r, k)) return;
    if (is_each_other(r, k)) { /* "imposed tariffs on each other" */
        out->each_other = true;
        return;
    }
    uint32_t subject =
        is_verb(r, k) ? ent_child(r, k, ENT_DEP_NSUBJ, ENT_DEP_NSUBJ_PASS) : ENT_ROOT;
    ent_collect(r, subject == ENT_ROOT ? k : subject, depth, out);
}

static bool is_slotted(const relater *r, uint32_t k) {
    ent_deprel dep = dep_of(r, k);
    return dep == ENT_DEP_OBL || dep == ENT_DEP_NMOD || dep == ENT_DEP_ADVCL ||
           dep == ENT_DEP_OBL_AGENT || dep == ENT_DEP_ACL;
}

/* Of a noun that goes with the trigger, "held [talks] with X", "a [round] of talks with X",
 * "lifted [restrictions] imposed on X". */
static void collect_beyond(const relater *r, uint32_t noun, const char *word, depth depth,
                           parties *out) {
    EACH_CHILD (r, noun, k) {
        if (dep_of(r, k) == ENT_DEP_NMOD) collect_led(r, k, word, depth, out);
        bool more = (dep_of(r, k) == ENT_DEP_NMOD && ent_is_led_by(r, k, "of") && !r->owner[k]) ||
                    (dep_of(r, k) == ENT_DEP_ACL && ent_is_tagged(r, k, "VBN"));
        if (!more || out->count) continue;
        EACH_CHILD (r, k, m)
            if (dep_of(r, m) == ENT_DEP_NMOD || dep_of(r, m) == ENT_DEP_OBL)
                collect_led(r, m, word, depth, out);
    }
}

uint32_t ent_described_by(const relater *r, uint32_t verb) {
    if (!ent_is_tagged(r, verb, "VBN")) return ENT_ROOT;
    if (ent_hyphened(r, verb) != ENT_ROOT) return modified_by(r, verb);
    bool passive = ent_is_passive(r, verb);
    if (dep_of(r, verb) == ENT_DEP_ACL && passive) return head_of(r, verb);
    if (dep_of(r, verb) != ENT_DEP_ADVCL || !passive) return ENT_ROOT;
    return ent_child(r, head_of(r, verb), ENT_DEP_NSUBJ, ENT_DEP_NSUBJ_PASS);
}

/* The verb that carries the noun, "held talks", "is at war", so that what goes with the noun may
 * depend on it; or ENT_ROOT. */
static uint32_t carrying_verb(const relater *r, uint32_t noun) {
    ent_deprel dep = dep_of(r, noun);
    bool governed = dep == ENT_DEP_OBJ || dep == ENT_DEP_OBL || dep == ENT_DEP_NSUBJ_PASS;
    bool carries =
        governed && has_operator(r, head_of(r, noun), ENT_OP_LIGHT | ENT_OP_STAY | ENT_OP_PUT);
    return carries ? head_of(r, noun) : ENT_ROOT;
}

static bool is_source_word(const char *word) {
    return strcmp(word, "from") == 0 || strcmp(word, "of") == 0 || strcmp(word, "in") == 0;
}

/* Is the frame one of a verb with its object, "impose+sanction"? */
static bool is_with_object(const relater *r) {
    return r->frame && r->frame->with_object;
}

/* Does the noun tell an act of its own, so that what goes with it is not the verb's: "called it an
 * attack on X"? */
static bool tells_itself(const relater *r, uint32_t noun) {
    return ent_frames_find(r->frames, ENT_NOUNS, lemma_at(r, noun)) &&
           !(ent_operator_at(r, noun) & ENT_OP_COUNT);
}

static void find_led(const relater *r, uint32_t trigger, const char *word, depth depth,
                     parties *out) {
    EACH_CHILD (r, trigger, k) /* "cut aid [to X], to the dismay of Y": the phrase's own first */
        if (dep_of(r, k) == ENT_DEP_OBJ && r->frame && ent_ends_trigger(r->frame, lemma_at(r, k)))
            collect_beyond(r, k, word, depth, out);
    EACH_CHILD (r, trigger, k)
        if (is_slotted(r, k)) collect_led(r, k, word, depth, out);
    EACH_CHILD (r, trigger, k) {
        ent_deprel dep = dep_of(r, k);
        bool noun = dep == ENT_DEP_OBJ || dep == ENT_DEP_XCOMP || dep == ENT_DEP_NSUBJ_PASS ||
                    (dep == ENT_DEP_OBL && (!is_source_word(word) || is_with_object(r))) ||
                    (dep == ENT_DEP_NMOD && ent_is_led_by(r, k, "of"));
        bool eased = r->frame && strcmp(r->frame->relation, "eases") == 0; /* "of sanctions on X" */
        if (noun && !is_with_object(r) && !eased && tells_itself(r, k)) noun = false;
        bool named =
            r->owner[k] && !(is_with_object(r) && ent_ends_trigger(r->frame, lemma_at(r, k)));
        if (noun && !named && out->count == 0) collect_beyond(r, k, word, depth, out);
    }
    uint32_t noun = out->count ? ENT_ROOT : ent_described_by(r, trigger);
    if (noun != ENT_ROOT) collect_beyond(r, noun, word, depth, out);
    uint32_t verb = out->count || is_verb(r, trigger) ? ENT_ROOT : carrying_verb(r, trigger);
    if (verb == ENT_ROOT) return; /* "was at war for years with X" */
    EACH_CHILD (r, verb, k)
        if (k > trigger && is_slotted(r, k)) collect_led(r, k, word, depth, out);
}

/* Does the noun want the preposition for itself: "blamed it for the attack [on X]"? */
static bool wants(const relater *r, uint32_t noun, const char *word) {
    bool own = r->frame && ent_ends_trigger(r->frame, lemma_at(r, noun));
    return !own && ent_frames_take(r->frames, ENT_NOUNS, lemma_at(r, noun), word);
}

/* Is the phrase at k below the trigger, with nothing but nouns between that do not want it? Whoever
 * is named between may only do it: "was shared by Y with X". */
static bool is_farther(const relater *r, uint32_t k, uint32_t trigger, const char *word) {
    uint32_t at = head_of(r, k);
    for (int steps = 0; steps < 3 && at != ENT_ROOT && at != trigger; steps++) {
        ent_deprel dep = dep_of(r, at);
        bool object = dep == ENT_DEP_OBJ || dep == ENT_DEP_NSUBJ_PASS || dep == ENT_DEP_OBL_AGENT;
        bool agent = dep == ENT_DEP_OBL_AGENT || ent_is_led_by(r, at, "by");
        if (!object && dep != ENT_DEP_NMOD && dep != ENT_DEP_OBL) return false;
        if (!is_noun(r, at) || (r->owner[at] && !agent) || wants(r, at, word)) return false;
        at = head_of(r, at);
    }
    return at == trigger;
}

void ent_find_farther(const relater *r, uint32_t trigger, const ent_slot_rule *slot, bool passive,
                      parties *out) {
    static const char *const loose[] = {"of", "in", "at", "near", "from", "for", "obj", NULL};
    (void)passive; /* a seeker as the others */
    if (!is_verb(r, trigger) || ent_is_among(slot->word, loose)) return;
    for (uint32_t k = trigger > FAR ? trigger - FAR : 0; k < r->sentence->count; k++) {
        if (out->count || k > trigger + FAR) break;
        if (dep_of(r, k) != ENT_DEP_NMOD || head_of(r, k) == trigger) continue;
        if (ent_is_led_by(r, k, slot->word) && is_farther(r, k, trigger, slot->word))
            ent_collect(r, k, slot->direct ? ITSELF : OWNERS, out);
    }
    ent_keep_fitting(r, slot, out);
    out->slot = slot->word;
}

/* Who is given what the verb or, for a noun, the verb that carries it gives: "gave [X] tanks",
 * "[X] was given tanks", "gave [X] its support". */
static uint32_t receiver_of(const relater *r, uint32_t trigger, bool passive) {
    uint32_t verb = is_verb(r, trigger) ? trigger : carrying_verb(r, trigger);
    if (verb == ENT_ROOT) return ENT_ROOT;
    if (!passive) return ent_child(r, verb, ENT_DEP_IOBJ, ENT_DEP_IOBJ);
    uint32_t object = ent_child(r, verb, ENT_DEP_OBJ, ENT_DEP_OBJ);
    return object == ENT_ROOT ? ENT_ROOT
                              : ent_child(r, verb, ENT_DEP_NSUBJ_PASS, ENT_DEP_NSUBJ_PASS);
}

/* The noun of the phrase that triggers: "data" in "stole data", "demand" in "acceded to demands".
 */
static uint32_t completion_of(const relater *r, uint32_t trigger) {
    EACH_CHILD (r, trigger, k) {
        ent_deprel dep = dep_of(r, k);
        bool completes = dep == ENT_DEP_OBJ || dep == ENT_DEP_NSUBJ_PASS || dep == ENT_DEP_OBL;
        if (completes && ent_ends_trigger(r->frame, lemma_at(r, k))) return k;
    }
    return ent_child(r, trigger, ENT_DEP_OBJ, ENT_DEP_NSUBJ_PASS);
}

/* ---- Slots ---- */

void ent_find_slot_at(const relater *r, uint32_t trigger, const ent_slot_rule *slot, bool passive,
                      depth depth, parties *out) {
    static const char *const receiving[] = {"to", "for", NULL};
    if (strcmp(slot->word, "ccomp") == 0) {
        if (!passive) find_asked(r, trigger, out);
    } else if (strcmp(slot->word, "told") == 0) {
        find_told(r, trigger, passive, out);
    } else if (strcmp(slot->word, "obj") == 0) {
        if (passive)
            find_passive_object(r, trigger, depth, out);
        else
            find_object(r, trigger, depth, out);
    } else {
        find_led(r, trigger, slot->word, depth, out);
        if (out->count == 0 && ent_is_among(slot->word, receiving))
            ent_collect(r, receiver_of(r, trigger, passive), depth, out);
        bool from = r->frame && r->frame->turned && strcmp(slot->word, "from") == 0;
        bool whose = is_with_object(r) && (from || strcmp(slot->word, "of") == 0);
        if (whose && out->count == 0) /* "stole data of X", "X's data"; "received X's aid" */
            collect_object(r, completion_of(r, trigger), OWNERS, out);
    }
    ent_keep_fitting(r, slot, out);
    out->slot = slot->word;
}

void ent_find_slot(const relater *r, uint32_t trigger, const ent_slot_rule *slot, bool passive,
                   parties *out) {
    ent_find_slot_at(r, trigger, slot, passive, slot->direct ? ITSELF : OWNERS, out);
}
