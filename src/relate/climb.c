/* climb.c - what the words above a trigger make of its act: refused, ended, planned, denied,
 * threatened, asked for, supposed, claimed.
 *
 * Meaning composes from the inside out. The reading starts as the act of the frame; each word on
 * the way up from the trigger that is an operator turns what is read so far: in "agreed to stop
 * supplying arms to X" the supplying is an AID, which "stop" turns into a SANCTION, which "agreed"
 * puts into the future. The words that did so are kept as the chain that explains the statement. */
#include <string.h>

#include "relate/reading.h"

/* Let the word at `head` turn what it governs. `mask`: the operators that it may be here. */
static void govern(const relater *r, uint32_t head, unsigned mask, reading *out) {
    static const struct {
        unsigned bit;
        void (*turn)(reading *out);
    } turns[] = {{ENT_OP_STOP, ent_stop},      {ENT_OP_REFUSE, ent_refuse},
                 {ENT_OP_EXCLUDE, ent_refuse}, {ENT_OP_THREATEN, ent_threaten},
                 {ENT_OP_PLANNED, ent_plan},   {ENT_OP_HYPOTHETICAL, ent_suppose},
                 {ENT_OP_TRY, ent_attempt}};
    unsigned bits = ent_operator_at(r, head) & mask;
    bool object = ent_child(r, head, ENT_DEP_OBJ, ENT_DEP_IOBJ) != ENT_ROOT;
    bool both = bits & ENT_OP_URGE && bits & ENT_OP_PLANNED; /* "wants X to go", "wants to go" */
    if (both) bits &= object ? ~(unsigned)ENT_OP_PLANNED : ~(unsigned)ENT_OP_URGE;
    if (out->aside) bits &= ENT_OP_PLANNED | ENT_OP_HYPOTHETICAL;
    if (bits & ENT_OP_FAIL) {
        out->foreign |= object;
        ent_deny(out, false);
        ent_note(out, lemma_at(r, head));
        return;
    }
    for (size_t i = 0; i < sizeof turns / sizeof *turns; i++) {
        if (!(bits & turns[i].bit)) continue;
        turns[i].turn(out);
        if (turns[i].bit == ENT_OP_EXCLUDE) out->last = ENT_OP_EXCLUDE;
        ent_note(out, lemma_at(r, head));
        return;
    }
    if (bits & ENT_OP_URGE) out->asked = true;
}

enum {
    OF_CLAUSES = ENT_OP_STOP | ENT_OP_REFUSE | ENT_OP_EXCLUDE | ENT_OP_THREATEN | ENT_OP_PLANNED |
                 ENT_OP_HYPOTHETICAL | ENT_OP_FAIL | ENT_OP_TRY | ENT_OP_URGE,
    OF_PURPOSES = ENT_OP_THREATEN | ENT_OP_PLANNED | ENT_OP_HYPOTHETICAL | ENT_OP_TRY | ENT_OP_URGE,
    OF_NOUNS = ENT_OP_STOP | ENT_OP_REFUSE | ENT_OP_EXCLUDE | ENT_OP_FAIL
};

/* ---- From nouns ---- */

/* The operators by which a verb turns the act that its object or subject names: "rejected talks",
 * "threatened strikes", but who has "promised talks" or "demanded war" of others has none. */
static unsigned mask_of_noun(const relater *r, uint32_t at) {
    unsigned bits = ent_operator_at(r, head_of(r, at));
    if (bits & ENT_OP_URGE) return bits & ENT_OP_LIGHT ? OF_NOUNS : OF_NOUNS | ENT_OP_URGE;
    return OF_NOUNS | ENT_OP_THREATEN | ENT_OP_PLANNED | ENT_OP_HYPOTHETICAL;
}

static bool is_document(const relater *r, uint32_t noun) {
    return ent_operator_at(r, noun) & ENT_OP_DOCUMENT;
}

/* Whose the act is that a noun before its verb or behind it tells, and who does what the verb says
 * of it. */
static void find_both_doers(const relater *r, uint32_t noun, parties *whose, parties *who) {
    EACH_CHILD (r, noun, k) {
        ent_deprel dep = dep_of(r, k);
        bool owns = dep == ENT_DEP_NMOD_POSS || dep == ENT_DEP_AMOD || dep == ENT_DEP_COMPOUND;
        bool from = dep == ENT_DEP_NMOD && ent_is_led_by(r, k, "from");
        if ((k < noun && owns) || from) ent_collect(r, k, OWNERS, whose);
    }
    if (dep_of(r, noun) == ENT_DEP_NSUBJ_PASS)
        ent_find_agent(r, head_of(r, noun), who);
    else
        ent_find_subject(r, head_of(r, noun), who);
}

static bool are_apart(const relater *r, const parties *whose, const parties *who) {
    return mention_of(r, whose->mentions[0])->entity != mention_of(r, who->mentions[0])->entity;
}

/* "a loan [from X]", where that is not whom it is done to: "the exit from X". */
static void find_giver(const relater *r, uint32_t noun, parties *out) {
    if (!r->frame || !ent_frame_takes(r->frame, "from"))
        ent_find_slot(r, noun, &ent_from, false, out);
}

/* Does the noun that a verb governs belong to another than the subject: "vetoed an EU loan"? */
static bool is_of_other(const relater *r, uint32_t noun) {
    parties whose = {.count = 0}, who = {.count = 0};
    find_both_doers(r, noun, &whose, &who);
    if (whose.count == 0 && who.count) find_giver(r, noun, &whose);
    if (whose.count == 0 || who.count == 0)
        return whose.count && dep_of(r, noun) == ENT_DEP_NSUBJ_PASS;
    return are_apart(r, &whose, &who);
}

/* Is the word at i what nobody decides, "fog", "a power cut", "a strike at the airport"? */
static bool is_mere_cause(const relater *r, uint32_t i) {
    static const char *const causes[] = {"fog",      "weather", "visibility", "rain",  "snow",
                                         "wind",     "ice",     "cut",        "fault", "breakdown",
                                         "shortage", "lack",    "outage",     "fire",  "accident",
                                         "illness",  "lawsuit", "injury",     NULL};
    const ent_frame *frame = ent_frames_find(r->frames, ENT_NOUNS, lemma_at(r, i));
    parties whose = {.count = 0};
    bool blow = frame && !frame->role && ent_act_sign(frame->root) < 0;
    bool cause = ent_operator_at(r, i) & ENT_OP_NATURE || ent_is_among(lemma_at(r, i), causes);
    if (token_at(r, i)->upos != ENT_UPOS_NOUN || !(blow || cause)) return false;
    ent_collect(r, i, OWNERS, &whose);
    return whose.count == 0;
}

/* Is the act that the noun tells cut short or put off by another, or by what is nobody's doing:
 * "the deportation was halted by a strike", "fog delayed the visit"? Then it stands as it is, and
 * tells no act of who would have done it. What is lifted, sanctions and bans, is over. */
static bool is_checked(const relater *r, uint32_t noun, const reading *out) {
    static const char *const delays[] = {"delay", "hold", "postpone", NULL};
    uint32_t verb = head_of(r, noun);
    bool passive = dep_of(r, noun) == ENT_DEP_NSUBJ_PASS;
    if (!passive && dep_of(r, noun) != ENT_DEP_OBJ) return false;
    if (!(ent_operator_at(r, verb) & ENT_OP_STOP) && !ent_is_among(lemma_at(r, verb), delays))
        return false;
    uint32_t cause = passive ? ent_child(r, verb, ENT_DEP_OBL_AGENT, ENT_DEP_OBL_AGENT)
                             : ent_child(r, verb, ENT_DEP_NSUBJ, ENT_DEP_NSUBJ);
    if (cause == ENT_ROOT) return false;
    bool lifted = out->now.root == ENT_ACT_SANCTION || strcmp(out->now.relation, "bans") == 0;
    if (is_mere_cause(r, cause)) return !lifted;
    parties whose = {.count = 0}, who = {.count = 0};
    find_both_doers(r, noun, &whose, &who);
    if (lifted || whose.count == 0 || who.count == 0) return false;
    return are_apart(r, &whose, &who) && !ent_is_own_country(r, who.mentions[0], whose.mentions[0]);
}

/* Does the verb at i move somebody to something: "a film prompted the raid"? The act has happened,
 * or it is the reason; it is not asked for. */
static bool is_moving(const relater *r, uint32_t i) {
    static const char *const verbs[] = {"prompt",  "tell",   "challenge", "force", "compel",
                                        "provoke", "oblige", "convince",  "warn",  "persuade",
                                        "dare",    "prod",   "pressure",  NULL};
    return is_verb(r, i) && ent_is_among(lemma_at(r, i), verbs);
}

/* "An attack on Iran would be a mistake": there was none; but "the attack could trigger a war". */
static bool is_imagined(const relater *r, uint32_t noun) {
    uint32_t head = head_of(r, noun);
    bool modal = false, known = false;
    EACH_CHILD (r, head, k)
        modal |= dep_of(r, k) == ENT_DEP_AUX && (ent_operator_at(r, k) & ENT_OP_HYPOTHETICAL ||
                                                 strcmp(lemma_at(r, k), "would") == 0);
    EACH_CHILD (r, noun, k)
        known |= k < noun && (dep_of(r, k) == ENT_DEP_NMOD_POSS ||
                              (dep_of(r, k) == ENT_DEP_DET && strlen(lemma_at(r, k)) > 2));
    return modal && !known;
}

/* Is it said whose the deed at `noun` is: "EU aid"? */
static bool is_of_another(const relater *r, uint32_t noun) {
    EACH_CHILD (r, noun, k) {
        ent_deprel dep = dep_of(r, k);
        bool owns = dep == ENT_DEP_AMOD || dep == ENT_DEP_COMPOUND || dep == ENT_DEP_NMOD_POSS;
        if (owns && k < noun && r->owner[k] && token_at(r, k)->upos != ENT_UPOS_PRON) return true;
    }
    return false;
}

/* From the noun at `at` to what governs it; false: nothing above it matters. */
static bool climb_from_noun(const relater *r, uint32_t at, reading *out) {
    uint32_t head = head_of(r, at);
    ent_deprel dep = dep_of(r, at);
    unsigned kept = ENT_OP_REFUSE | ENT_OP_EXCLUDE | ENT_OP_FAIL;
    if (ent_act_quad(out->now.root) == 4) kept |= ENT_OP_STOP; /* "ended the Israeli occupation" */
    bool object = dep == ENT_DEP_OBJ || dep == ENT_DEP_NSUBJ_PASS;
    if (is_checked(r, at, out) || (object && is_moving(r, head))) return false;
    if (object && ent_operator_at(r, head) & kept && is_of_other(r, at)) {
        out->asked = true; /* "Turkey blocked Sweden's bid": Sweden refused nothing */
        return false;
    }
    if (dep == ENT_DEP_NMOD) { /* "the threat of sanctions", "a halt to arms sales" */
        bool part = ent_operator_at(r, head) & (ENT_OP_COUNT | OF_CLAUSES);
        if (part) govern(r, head, OF_CLAUSES, out);
        return part;
    }
    unsigned bits = ent_operator_at(r, head);
    bool help = out->now.root == ENT_ACT_AID || out->now.root == ENT_ACT_SUPPORT;
    bool without = ent_is_led_by(r, at, "without");
    if (dep == ENT_DEP_OBL && help && (without || ent_is_led_by(r, at, "with"))) {
        if (without) ent_deny(out, false); /* "won without the help of X" */
        ent_read_beside(r, head, at, out);
        return true;
    }
    if (dep == ENT_DEP_NSUBJ && !(bits & ENT_OP_HAPPEN)) {
        if (is_imagined(r, at)) ent_suppose(out);
        return false;
    }
    bool told = bits & (ENT_OP_LIGHT | OF_CLAUSES | ENT_OP_HAPPEN | ENT_OP_STAY | ENT_OP_PUT |
                        ENT_OP_UNDERGO);
    if (!told) return false; /* "did not condemn the attack": there was one */
    bool apart = dep == ENT_DEP_OBL && !r->tree.lead[at];            /* an apposition, in truth */
    bool wished = bits & ENT_OP_URGE && ent_is_led_by(r, at, "for"); /* "called for" */
    static const char *const failed[] = {"in", "at", "on", "from", NULL}; /* "failed in its bid" */
    bool within = bits & ENT_OP_FAIL && ent_is_among(ent_lead(r, at), failed);
    bool beside = !wished && dep == ENT_DEP_OBL && r->tree.lead[at] && !within &&
                  ent_operator_at(r, r->tree.lead[at] - 1) & ENT_OP_REASON;
    beside |= ent_is_led_by(r, at, "under") && ent_helps(out); /* "agreed under a deal with X" */
    if (apart || beside) return false; /* "suspended over an attack", "following pressure" */
    unsigned mask = dep == ENT_DEP_NSUBJ ? 0 : dep == ENT_DEP_OBL ? OF_NOUNS : mask_of_noun(r, at);
    if (wished && dep == ENT_DEP_OBL) mask |= ENT_OP_URGE; /* the release of X */
    bool words =
        at == out->trigger && (out->now.root == ENT_ACT_REQUEST ||
                               out->now.root == ENT_ACT_ACCUSE || out->now.root == ENT_ACT_AGREE);
    if (words) mask &= ~(unsigned)(ENT_OP_REFUSE | ENT_OP_EXCLUDE); /* "rejected an appeal" */
    if (dep == ENT_DEP_OBJ && bits & mask & ENT_OP_REFUSE && is_of_another(r, at)) {
        out->foreign = true; /* "Hungary blocked EU aid": it is not the EU that refuses */
        ent_deny(out, false);
        ent_note(out, lemma_at(r, head));
    } else {
        govern(r, head, mask, out);
    }
    ent_read_beside(r, head, at, out);
    return true;
}

/* ---- From clauses ---- */

static bool has_object(const relater *r, uint32_t verb) {
    return ent_child(r, verb, ENT_DEP_OBJ, ENT_DEP_OBJ) != ENT_ROOT;
}

/* From an adverbial clause: an infinitive is governed as a complement is; what else stands beside
 * an act only shares its future. */
static bool climb_from_adverbial(const relater *r, uint32_t at, reading *out) {
    uint32_t head = head_of(r, at);
    bool denied = r->tree.lead[at] && ent_operator_at(r, r->tree.lead[at] - 1) & ENT_OP_FAIL;
    if (denied) { /* "without naming Russia" */
        ent_deny(out, false);
        ent_note(out, ent_lead(r, at));
        return false;
    }
    static const char *const leads[] = {"of", "from", "about", "against", NULL};
    if (ent_is_infinitive(r, at) || ent_is_among(ent_lead(r, at), leads)) {
        /* "blocked roads to protest against X": the roads are blocked, not the protest */
        bool own = ent_is_infinitive(r, at) && has_object(r, head);
        govern(r, head, own ? OF_PURPOSES : OF_CLAUSES, out);
        ent_read_beside(r, head, at, out);
        return true;
    }
    bool condition = ent_is_led_by(r, at, "if") || ent_is_led_by(r, at, "unless");
    bool past = ent_is_tagged(r, at, "VBD") || ent_is_tagged(r, at, "VBN");
    if (past && !condition) return false;
    out->aside = true;
    ent_read_beside(r, head, at, out);
    return true;
}

/* Does what is said of a noun deny what it tells: "were false", "proved to be baseless"? */
static bool is_found_false(const relater *r, uint32_t predicate) {
    static const char *const words[] = {"false",     "untrue",     "wrong", "baseless",
                                        "unfounded", "groundless", "fake",  NULL};
    if (ent_is_among(lemma_at(r, predicate), words)) return true;
    uint32_t more = ent_child(r, predicate, ENT_DEP_XCOMP, ENT_DEP_XCOMP);
    return more != ENT_ROOT && ent_is_among(lemma_at(r, more), words);
}

/* "no evidence". */
static bool is_none(const relater *r, uint32_t noun) {
    EACH_CHILD (r, noun, k)
        if (ent_denies(r, k)) return true;
    return false;
}

/* From a clause that says what somebody claims, "rumours that X attacked", to what becomes of the
 * claim. One that has no speaker is not vouched for. */
static void climb_from_claim(const relater *r, uint32_t at, reading *out) {
    uint32_t noun = head_of(r, at), verb = head_of(r, noun);
    parties who = {.count = 0};
    bool done = dep_of(r, noun) == ENT_DEP_OBJ || dep_of(r, noun) == ENT_DEP_NSUBJ_PASS;
    const unsigned rejects = ENT_OP_REFUSE | ENT_OP_EXCLUDE | ENT_OP_FAIL;
    if (verb != ENT_ROOT && done && ent_operator_at(r, verb) & rejects) {
        bool passive = dep_of(r, noun) == ENT_DEP_NSUBJ_PASS;
        if (passive)
            ent_find_agent(r, verb, &who);
        else
            ent_find_subject(r, verb, &who);
        ent_deny(out, false);
        ent_note(out, lemma_at(r, verb));
    } else {
        bool subject = verb != ENT_ROOT && dep_of(r, noun) == ENT_DEP_NSUBJ;
        ent_collect_owners(r, noun, &who);
        if (is_none(r, noun) || (subject && is_found_false(r, verb)))
            ent_deny(out, false);
        else if (who.count == 0)
            ent_suppose(out);
    }
    ent_note(out, lemma_at(r, noun));
    if (out->speaker == UINT32_MAX) out->speaker = ent_first_of(&who);
}

/* A conjunct without subject or auxiliary of its own shares those of the first: "will come and
 * meet". */
static void share(const relater *r, uint32_t at, reading *out) {
    bool own = ent_child(r, at, ENT_DEP_NSUBJ, ENT_DEP_NSUBJ_PASS) != ENT_ROOT ||
               ent_child(r, at, ENT_DEP_AUX, ENT_DEP_MARK) != ENT_ROOT;
    bool finite = !ent_is_tagged(r, at, "VB") && token_at(r, at)->upos == ENT_UPOS_VERB;
    if (!own && !finite) ent_read_beside(r, head_of(r, at), at, out);
}

/* The entity that the subject of a verb is, or ENT_NO_ENTITY. */
static uint32_t subject_entity(const relater *r, uint32_t verb) {
    uint32_t subject = ent_child(r, verb, ENT_DEP_NSUBJ, ENT_DEP_NSUBJ);
    bool known = subject != ENT_ROOT && r->owner[subject];
    return known ? mention_of(r, r->owner[subject] - 1)->entity : ENT_NO_ENTITY;
}

/* "warned that it would strike": who warns of his own blows threatens. */
static bool is_own_warning(const relater *r, uint32_t at, const reading *out) {
    bool ahead =
        out->now.status == ENT_STATUS_PLANNED || out->now.status == ENT_STATUS_HYPOTHETICAL;
    if (!ahead || ent_act_quad(out->now.root) != 4) return false;
    if (strcmp(lemma_at(r, head_of(r, at)), "warn") != 0) return false;
    uint32_t who = subject_entity(r, at);
    return who != ENT_NO_ENTITY && who == subject_entity(r, head_of(r, at));
}

/* ---- The way ---- */

/* From `at` to its head, letting the head turn what is read; false: the way ends here. */
static bool climb(const relater *r, uint32_t at, reading *out) {
    uint32_t head = head_of(r, at);
    switch (dep_of(r, at)) {
        case ENT_DEP_XCOMP:
            if (!ent_is_ordered(r, at)) govern(r, head, OF_CLAUSES, out);
            ent_read_beside(r, head, at, out);
            return true;
        case ENT_DEP_CCOMP:
        case ENT_DEP_CSUBJ:
        case ENT_DEP_CSUBJ_PASS:
            if (ent_operator_at(r, head) & ENT_OP_CLAIM) {
                govern(r, head, ENT_OP_FAIL, out); /* "denied that" */
                if (is_own_warning(r, at, out)) ent_threaten(out);
                return true;
            }
            if (!ent_is_ordered(r, at)) govern(r, head, OF_CLAUSES, out);
            ent_read_beside(r, head, at, out);
            return true;
        case ENT_DEP_ACL:
            if (!ent_is_infinitive(r, at) && !r->tree.lead[at]) return is_document(r, head);
            if (ent_is_led_by(r, at, "that") &&
                (ent_operator_at(r, head) & ENT_OP_CLAIM || is_none(r, head))) {
                climb_from_claim(r, at, out);
                return false;
            }
            govern(r, head, OF_CLAUSES, out);
            return true;
        case ENT_DEP_ACL_RELCL:
            return is_document(r, head);
        case ENT_DEP_ADVCL:
            return climb_from_adverbial(r, at, out);
        case ENT_DEP_CONJ:
            share(r, at, out);
            return true;
        case ENT_DEP_PARATAXIS:
            return true;
        case ENT_DEP_OBJ:
        case ENT_DEP_OBL:
        case ENT_DEP_NSUBJ:
        case ENT_DEP_NSUBJ_PASS:
        case ENT_DEP_NMOD:
            return climb_from_noun(r, at, out);
        default:
            return false;
    }
}

void ent_read_act(const relater *r, uint32_t trigger, const ent_frame *frame, reading *out) {
    *out = (reading){.now = {.root = frame->root,
                             .relation = frame->relation,
                             .symmetric = frame->symmetric,
                             .status = ENT_STATUS_ACTUAL},
                     .trigger = trigger,
                     .speaker = UINT32_MAX};
    uint32_t at = trigger;
    ent_read_beside(r, trigger, ENT_ROOT, out);
    if (strncmp(frame->trigger, "no ", 3) == 0) /* "no confidence in X" */
        out->now.status = ENT_STATUS_ACTUAL, out->length = 0;
    ent_read_headline(r, trigger, out);
    ent_read_modifiers(r, trigger, out);
    ent_hear_beside(r, trigger, out);
    for (int steps = 0; steps < CLIMB_MAX && head_of(r, at) != ENT_ROOT; steps++) {
        bool on = climb(r, at, out);
        ent_hear_above(r, at, out);
        if (!on) break;
        at = head_of(r, at);
        ent_hear_beside(r, at, out);
    }
    if (out->speaker == UINT32_MAX) out->speaker = r->tree.speaker_mention;
    if (out->obliged && out->speaker != UINT32_MAX) out->asked = true;
    if (out->obliged && out->now.status == ENT_STATUS_ACTUAL) ent_suppose(out);
}
