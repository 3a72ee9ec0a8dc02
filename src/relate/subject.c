/* subject.c - who does what a verb tells: its subject, through control, conjunction and relative
 * clauses. */
#include <string.h>

#include "relate/relater.h"

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
