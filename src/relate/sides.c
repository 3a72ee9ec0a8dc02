/* sides.c - who stands on either side of an act, by the tree of the sentence: subjects through
 * control, conjunction and relative clauses, objects, prepositions, owners of nouns. */
#include <string.h>

#include "relate/relater.h"

const ent_slot_rule ent_by = {"by", false, ~0u};
static const ent_slot_rule ent_from = {"from", false, ~0u};

static bool is_verb(const relater *r, uint32_t i) {
    return token_at(r, i)->upos == ENT_UPOS_VERB;
}

static bool has_operator(const relater *r, uint32_t i, unsigned bits) {
    return i != ENT_ROOT && ent_operator_at(r, i) & bits;
}

/* ---- Subjects ---- */

/* "called X to thank him": who calls does it, too. */
static bool is_talk(const relater *r, uint32_t verb) {
    const ent_frame *frame = ent_frames_find(r->frames, ENT_VERBS, lemma_at(r, verb));
    return frame && frame->root == ENT_ACT_CONSULT;
}

/* "urged X to go", "accused X of going", "praised X for going": X goes. */
static bool is_done_by_object(const relater *r, uint32_t verb) {
    if (is_talk(r, head_of(r, verb))) return false;
    static const char *const leads[] = {"of", "for", "from", NULL};
    if (dep_of(r, verb) == ENT_DEP_XCOMP) return strcmp(lemma_at(r, head_of(r, verb)), "promise");
    return dep_of(r, verb) == ENT_DEP_ADVCL && ent_is_tagged(r, verb, "VBG") &&
           ent_is_among(ent_lead(r, verb), leads);
}

/* "as Zelensky prepared to visit", "after a U.S. strike on a boat killed": the parser takes the
 * mark for a preposition and leaves the clause without a subject. The noun before a finite verb
 * that is so introduced. */
static uint32_t clause_subject(const relater *r, uint32_t verb) {
    static const char *const marks[] = {"as",   "after", "before",  "since", "until", "while",
                                        "when", "where", "because", "than",  NULL};
    if (!ent_is_tagged(r, verb, "VBD") && !ent_is_tagged(r, verb, "VBZ") &&
        !ent_is_tagged(r, verb, "VBP"))
        return ENT_ROOT;
    for (uint32_t i = verb; i-- > 0 && verb - i <= CLAUSE_WORDS;) {
        uint8_t upos = token_at(r, i)->upos;
        if (upos == ENT_UPOS_VERB || upos == ENT_UPOS_PUNCT) return ENT_ROOT;
        bool noun = upos == ENT_UPOS_NOUN || upos == ENT_UPOS_PROPN;
        if (noun && ent_is_among(ent_lead(r, i), marks)) return i;
    }
    return ENT_ROOT;
}

/* The verb whose subject issues, backs or wants what the noun names, "issued a report accusing X",
 * "backed a resolution that condemns X", "rejected calls to arm X"; or ENT_ROOT. */
static uint32_t issuing_verb(const relater *r, uint32_t noun, bool relative) {
    bool document = has_operator(r, noun, ENT_OP_DOCUMENT);
    if (relative && !document) return ENT_ROOT;
    for (int steps = 0; steps < CLIMB_MAX && dep_of(r, noun) == ENT_DEP_NMOD; steps++)
        noun = head_of(r, noun); /* "provided millions [in aid] to help X" */
    ent_deprel dep = dep_of(r, noun);
    bool issued = dep == ENT_DEP_OBJ || (document && (dep == ENT_DEP_OBL || dep == ENT_DEP_XCOMP));
    return issued ? head_of(r, noun) : ENT_ROOT;
}

/* "sent troops to help X": who sends men helps, not the men, who have no name. */
static bool is_sent(const relater *r, uint32_t object) {
    static const char *const verbs[] = {"send", "dispatch", "deploy", NULL};
    if (object == ENT_ROOT || head_of(r, object) == ENT_ROOT || !r->owner[object]) return false;
    const ent_mention *m = mention_of(r, r->owner[object] - 1);
    return ent_is_among(lemma_at(r, head_of(r, object)), verbs) && m->entity != ENT_NO_ENTITY &&
           r->actors->entities[m->entity].described;
}

/* One step from a verb that has no subject to the one that lends it one, or ENT_ROOT; *out may be
 * found on the way. */
static uint32_t lender(const relater *r, uint32_t verb, parties *out) {
    ent_deprel dep = dep_of(r, verb);
    uint32_t head = head_of(r, verb);
    static const char *const topics[] = {"on", "over", "about", "against", NULL};
    if (head == ENT_ROOT) return ENT_ROOT;
    if (dep == ENT_DEP_ACL && ent_is_among(ent_lead(r, verb), topics)) return ENT_ROOT;
    if (dep == ENT_DEP_ACL || dep == ENT_DEP_ACL_RELCL) {
        if (token_at(r, head)->upos == ENT_UPOS_ADJ) return head; /* "is guilty of attacking" */
        bool sent = dep_of(r, head) == ENT_DEP_OBJ && ent_is_infinitive(r, verb);
        if (sent && is_sent(r, head)) return head_of(r, head);
        ent_collect(r, head, OWNERS, out);
        bool said = ent_child(r, head, ENT_DEP_COP, ENT_DEP_COP) != ENT_ROOT;
        if (out->count == 0 && said) return head; /* "was the first leader to denounce" */
        if (out->count == 0 && dep_of(r, head) == ENT_DEP_XCOMP) return head_of(r, head);
        return out->count ? ENT_ROOT : issuing_verb(r, head, dep == ENT_DEP_ACL_RELCL);
    }
    uint32_t object =
        is_done_by_object(r, verb) ? ent_child(r, head, ENT_DEP_OBJ, ENT_DEP_IOBJ) : ENT_ROOT;
    bool document = has_operator(r, object, ENT_OP_DOCUMENT); /* "issued a report critical of" */
    if (object != ENT_ROOT && object < verb && !document && !is_sent(r, object)) {
        ent_collect(r, object, OWNERS, out);
        return ENT_ROOT; /* whoever it is does it, and not the subject */
    }
    bool lends = dep == ENT_DEP_CONJ || dep == ENT_DEP_XCOMP || dep == ENT_DEP_ADVCL ||
                 (dep == ENT_DEP_CSUBJ && ent_is_infinitive(r, verb));
    return lends ? head : ENT_ROOT;
}

void ent_find_subject(const relater *r, uint32_t verb, parties *out) {
    for (int steps = 0; verb != ENT_ROOT && steps < CLIMB_MAX && out->count == 0; steps++) {
        uint32_t passive = ent_child(r, verb, ENT_DEP_NSUBJ_PASS, ENT_DEP_CSUBJ_PASS);
        uint32_t subject = ent_child(r, verb, ENT_DEP_NSUBJ, ENT_DEP_NSUBJ_OUTER);
        if (subject == ENT_ROOT && (steps > 0 || (r->frame && r->frame->adjective)))
            subject = passive;
        if (subject == ENT_ROOT && passive == ENT_ROOT) subject = clause_subject(r, verb);
        if (subject == ENT_ROOT && passive != ENT_ROOT && steps == 0) return;
        if (subject == ENT_ROOT) {
            verb = lender(r, verb, out);
            continue;
        }
        ent_collect(r, subject, OWNERS, out);
        uint32_t noun = out->count ? ENT_ROOT : ent_antecedent(r, subject);
        if (noun == ENT_ROOT) return;
        ent_collect(r, noun, OWNERS, out); /* "the Trump administration, which" */
        if (out->count) return;
        verb = issuing_verb(r, noun, true);
    }
}

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

/* The noun that a participle says more of: "[talks] between X and Y hosted by Z", "the [truce],
 * brokered by Z, held", "the Z-brokered [truce]"; or ENT_ROOT. */
static uint32_t described_by(const relater *r, uint32_t verb) {
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
    EACH_CHILD (r, trigger, k)
        if (is_slotted(r, k)) collect_led(r, k, word, depth, out);
    EACH_CHILD (r, trigger, k) {
        ent_deprel dep = dep_of(r, k);
        bool noun = dep == ENT_DEP_OBJ || dep == ENT_DEP_XCOMP || dep == ENT_DEP_NSUBJ_PASS ||
                    (dep == ENT_DEP_OBL && (!is_source_word(word) || is_with_object(r))) ||
                    (dep == ENT_DEP_NMOD && ent_is_led_by(r, k, "of"));
        if (noun && !is_with_object(r) && tells_itself(r, k)) noun = false;
        bool named =
            r->owner[k] && !(is_with_object(r) && ent_ends_trigger(r->frame, lemma_at(r, k)));
        if (noun && !named && out->count == 0) collect_beyond(r, k, word, depth, out);
    }
    uint32_t noun = out->count ? ENT_ROOT : described_by(r, trigger);
    if (noun != ENT_ROOT) collect_beyond(r, noun, word, depth, out);
    uint32_t verb = out->count || is_verb(r, trigger) ? ENT_ROOT : carrying_verb(r, trigger);
    if (verb == ENT_ROOT) return; /* "was at war for years with X" */
    EACH_CHILD (r, verb, k)
        if (k > trigger && is_slotted(r, k)) collect_led(r, k, word, depth, out);
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

static void find_slot(const relater *r, uint32_t trigger, const ent_slot_rule *slot, bool passive,
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
    find_slot(r, trigger, slot, passive, slot->direct ? ITSELF : OWNERS, out);
}

/* ---- Things ---- */

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
        find_slot(r, trigger, slot, passive, ANYWHERE, out);
    for (uint32_t k = trigger + 1; k < r->sentence->count && out->count == 0 && !passive; k++)
        if (ent_is_led_by(r, k, slot->word) && is_below(r, k, trigger))
            ent_collect(r, k, ANYWHERE, out);
    if (out->count == 0 && strcmp(slot->word, "obj") == 0) find_scene(r, trigger, passive, out);
    ent_keep_fitting(r, slot, out);
    out->slot = slot->word;
    out->nearby = out->count > 0;
}

/* ---- Agents, owners, roles ---- */

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

void ent_find_role(const relater *r, uint32_t noun, parties *who, parties *whose) {
    ent_deprel dep = dep_of(r, noun);
    uint32_t subject = ent_child(r, noun, ENT_DEP_NSUBJ, ENT_DEP_NSUBJ_OUTER);
    uint32_t name = ent_child(r, noun, ENT_DEP_APPOS, ENT_DEP_FLAT);
    if (subject != ENT_ROOT)
        ent_collect(r, subject, ITSELF, who);
    else if (dep == ENT_DEP_APPOS || dep == ENT_DEP_NMOD_DESC)
        ent_collect(r, head_of(r, noun), ITSELF, who);
    else if (name != ENT_ROOT)
        ent_collect(r, name, ITSELF, who);
    ent_collect_owners(r, noun, whose);
    for (size_t i = 0; i < r->frame->slot_count && whose->count == 0; i++) /* "a donor to X" */
        if (strcmp(r->frame->slots[i].word, "of") != 0)
            ent_find_slot(r, noun, &r->frame->slots[i], false, whose);
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
    if (dep == ENT_DEP_OBL && bits & ENT_OP_CULPRIT) /* "guilty of attacks on X" */
        ent_collect(r, ent_child(r, verb, ENT_DEP_NSUBJ, ENT_DEP_NSUBJ), OWNERS, out);
    else if (object != ENT_ROOT)
        ent_collect(r, object, OWNERS, out);
    else if (light && (passive || ent_is_passive(r, verb)))
        ent_find_agent(r, verb, out);
    else if (light || stays || (beside && is_verb(r, verb)))
        ent_find_subject(r, verb, out);
}

/* "captured the town [with the help] of X", "without X's support". */
static bool is_help(const relater *r, uint32_t noun) {
    static const char *const relations[] = {"aids", "arms", "funds", "supports", NULL};
    bool beside = ent_is_led_by(r, noun, "with") || ent_is_led_by(r, noun, "without");
    return beside && dep_of(r, noun) == ENT_DEP_OBL && r->frame &&
           ent_is_among(r->frame->relation, relations);
}

/* "the visit of X to Y", "the support of X for Y"; but troops do not deploy in "the deployment of
 * troops". */
static bool may_be_of_doer(const ent_frame *frame) {
    if (!frame || frame->symmetric) return false;
    for (size_t i = 0; i < frame->slot_count; i++)
        if (strcmp(frame->slots[i].word, "of") == 0) return false;
    return frame->root == ENT_ACT_CONSULT || frame->root == ENT_ACT_SUPPORT ||
           frame->root == ENT_ACT_ASSAULT || frame->root == ENT_ACT_THREATEN;
}

void ent_find_owner(const relater *r, uint32_t noun, parties *out) {
    EACH_CHILD (r, noun, k)
        if (is_modifier(r, k, noun)) ent_collect(r, k, OWNERS, out);
    if (out->count == 0) ent_find_agent(r, noun, out);
    static const ent_slot_rule of = {"of", false, ~0u};
    bool leaves = r->frame && r->frame->slot_count &&
                  strcmp(r->frame->slots[0].word, "from") == 0 &&
                  r->frame->root != ENT_ACT_REQUEST; /* "the exit of X from Y" */
    if (is_help(r, noun)) leaves = true;
    if (out->count == 0) ent_find_slot(r, noun, leaves ? &of : &ent_from, false, out);
    if (out->count == 0) find_launcher(r, noun, out);
    if (out->count == 0) find_predicated(r, noun, out);
    if (out->count == 0) find_governing(r, noun, out);
    if (out->count == 0 && may_be_of_doer(r->frame)) ent_find_slot(r, noun, &of, false, out);
}

void ent_find_undergoer(const relater *r, uint32_t noun, parties *from, parties *to) {
    uint32_t verb = head_of(r, noun);
    bool under = ent_is_led_by(r, noun, "under") && ent_act_sign(r->frame->root) <= 0;
    if (under && from->count && ent_child(r, noun, ENT_DEP_COP, ENT_DEP_COP) != ENT_ROOT) {
        ent_collect(r, ent_child(r, noun, ENT_DEP_NSUBJ, ENT_DEP_NSUBJ), OWNERS, to);
        to->slot = "under"; /* "X is under the sanctions of Y" */
        return;
    }
    under &= dep_of(r, noun) == ENT_DEP_OBL;
    bool governed = dep_of(r, noun) == ENT_DEP_OBJ;
    if (is_help(r, noun) && from->count && is_verb(r, verb)) {
        ent_find_subject(r, verb, to);
        to->slot = "with";
        return;
    }
    if (!under && !(governed && has_operator(r, verb, ENT_OP_UNDERGO))) return;
    if (from->count == 0) ent_find_slot(r, verb, &ent_from, false, from);
    if (from->count == 0 && !under) ent_find_slot(r, verb, &ent_by, false, from);
    if (from->count) ent_find_subject(r, verb, to);
    to->slot = under ? "under" : lemma_at(r, verb);
}

/* "will not lift the embargo until X frees prisoners": it is refused to X. */
void ent_find_conditioned(const relater *r, uint32_t verb, parties *out) {
    bool denied = false;
    EACH_CHILD (r, verb, k) denied |= k < verb && has_operator(r, k, ENT_OP_DENY);
    EACH_CHILD (r, verb, k) {
        bool until = dep_of(r, k) == ENT_DEP_ADVCL &&
                     (ent_is_led_by(r, k, "until") || ent_is_led_by(r, k, "unless"));
        if (denied && until && out->count == 0)
            ent_collect(r, ent_child(r, k, ENT_DEP_NSUBJ, ENT_DEP_NSUBJ), ITSELF, out);
        if (denied && until) out->slot = ent_lead(r, k);
    }
}

/* Is the noun at k a demand that is put beside what it asks for: "guarantees, a demand of X"? */
static bool is_apposed_demand(const relater *r, uint32_t k) {
    ent_deprel dep = dep_of(r, k);
    if (r->tree.lead[k] || (dep != ENT_DEP_APPOS && dep != ENT_DEP_OBL)) return false;
    const ent_frame *frame = ent_frames_find(r->frames, ENT_NOUNS, lemma_at(r, k));
    return frame && frame->root == ENT_ACT_REQUEST && token_at(r, k)->upos == ENT_UPOS_NOUN;
}

static void find_apposed_demand(const relater *r, uint32_t at, parties *out) {
    if (at == ENT_ROOT) return;
    EACH_CHILD (r, at, k)
        if (out->count == 0 && k > at && is_apposed_demand(r, k)) ent_find_owner(r, k, out);
    if (out->count) out->slot = "demand";
}

void ent_find_demander(const relater *r, uint32_t verb, parties *out) {
    find_apposed_demand(r, verb, out);
    if (out->count == 0) find_apposed_demand(r, ent_child(r, verb, ENT_DEP_OBJ, ENT_DEP_OBJ), out);
}

void ent_find_demanded(const relater *r, uint32_t noun, parties *out) {
    uint32_t at = noun;
    ent_deprel dep = dep_of(r, noun);
    bool apart = !r->tree.lead[noun] && dep != ENT_DEP_OBJ && dep != ENT_DEP_NSUBJ &&
                 dep != ENT_DEP_NSUBJ_PASS;
    for (int steps = 0; apart && steps < CLIMB_MAX && at != ENT_ROOT; steps++) {
        if (at != noun && is_verb(r, at)) {
            ent_find_subject(r, at, out);
            out->slot = "nsubj";
            return;
        }
        at = head_of(r, at);
    }
}
