/* operators.c - what the words around a trigger make of its act: refused, ended, planned, denied,
 * threatened, asked for, supposed, claimed.
 *
 * Meaning composes from the inside out. The reading starts as the act of the frame; each word on
 * the way up from the trigger that is an operator turns what is read so far: in "agreed to stop
 * supplying arms to X" the supplying is an AID, which "stop" turns into a SANCTION, which "agreed"
 * puts into the future. A refusal of what would harm spares; two denials cancel. The words that did
 * so are kept as the chain that explains the statement. */
#include <stdio.h>
#include <string.h>

#include "relate/relater.h"

/* ---- The operators of a word ---- */

static unsigned look_up(const relater *r, const char *format, const char *a, const char *b) {
    char key[96];
    int length = snprintf(key, sizeof key, format, a, b);
    return length > 0 && length < (int)sizeof key ? ent_frames_operator(r->frames, key) : 0;
}

/* With the word behind it or with its particle; else alone, and as a noun. */
static unsigned operators_of(const relater *r, uint32_t i) {
    const char *lemma = lemma_at(r, i);
    unsigned bits = 0;
    bool noun = token_at(r, i)->upos == ENT_UPOS_NOUN;
    if (i + 1 < r->sentence->count) bits = look_up(r, "%s %s", lemma, lemma_at(r, i + 1));
    uint32_t particle =
        bits ? ENT_ROOT : ent_child(r, i, ENT_DEP_COMPOUND_PRT, ENT_DEP_COMPOUND_PRT);
    if (particle != ENT_ROOT) bits = look_up(r, "%s %s", lemma, lemma_at(r, particle));
    if (bits) return bits;
    return ent_frames_operator(r->frames, lemma) | (noun ? look_up(r, "%s%s", lemma, "/n") : 0);
}

unsigned ent_operator_at(const relater *r, uint32_t i) {
    if (r->tree.operators[i] == UINT32_MAX) r->tree.operators[i] = operators_of(r, i);
    return r->tree.operators[i];
}

/* ---- Turning what is read so far ---- */

static void note(reading *out, const char *word) {
    if (out->length < CHAIN_MAX) out->chain[out->length++] = word;
}

static void turn_into(reading *out, ent_act root, const char *relation, unsigned by) {
    out->before = out->now;
    out->last = by;
    out->now.root = root;
    out->now.relation = relation;
    out->now.symmetric = false;
}

static bool helps(const reading *out) {
    return ent_act_sign(out->now.root) > 0;
}

static void suppose(reading *out) {
    if (out->now.status == ENT_STATUS_NEGATED)
        out->asked = true; /* "if they do not leave" tells nothing */
    else
        out->now.status = ENT_STATUS_HYPOTHETICAL;
}

/* What was excluded is excluded no more. */
static void leave_open(reading *out) {
    out->now = out->before;
    out->now.status = ENT_STATUS_HYPOTHETICAL;
    out->last = 0;
}

static void refuse(reading *out) {
    bool ended = out->last == ENT_OP_STOP;
    out->asked = false;
    if (out->last == ENT_OP_EXCLUDE) { /* "declined to rule out" */
        leave_open(out);
    } else if (ended && ent_act_sign(out->before.root) > 0) { /* "will not stop supporting" */
        out->now = out->before;
        out->now.status = ENT_STATUS_PLANNED;
        out->last = 0;
    } else if (helps(out)) {
        turn_into(out, ENT_ACT_REJECT, "refuses", ENT_OP_REFUSE);
        out->now.status = ENT_STATUS_ACTUAL;
    } else { /* who rules out a war refuses nothing to the one he spares */
        out->before = out->now;
        out->last = ENT_OP_REFUSE;
        out->now.status = ENT_STATUS_NEGATED;
        out->now.ahead = true;
    }
}

static void plan(reading *out) {
    if (out->foreign) return; /* "wants to prevent X from helping" refuses nothing */
    if (out->now.status == ENT_STATUS_ACTUAL)
        out->now.status = ENT_STATUS_PLANNED;
    else if (out->now.status == ENT_STATUS_NEGATED && helps(out))
        refuse(out); /* "promised not to help" */
    else if (out->now.status == ENT_STATUS_NEGATED)
        out->now.ahead = true;
}

/* Not, never, failed to, denied: of what is still to come it is a refusal. */
static void deny(reading *out, bool ahead) {
    if (out->last == ENT_OP_EXCLUDE) { /* "did not rule out" */
        leave_open(out);
    } else if (ahead) {
        refuse(out);
    } else if (out->last == ENT_OP_STOP) {
        out->now = out->before;
        out->last = 0;
    } else if (out->now.status == ENT_STATUS_HYPOTHETICAL) {
        out->asked = true;
    } else if (out->now.status == ENT_STATUS_NEGATED) {
        out->now.status = ENT_STATUS_ACTUAL;
    } else {
        out->now.ahead = out->now.status == ENT_STATUS_PLANNED;
        out->now.status = ENT_STATUS_NEGATED;
    }
}

/* What the end of an act under way is: ONTOLOGY's column for what is "stopped". */
static void stop(reading *out) {
    static const struct {
        ent_act act, end;
        const char *relation;
    } ends[] = {{ENT_ACT_AID, ENT_ACT_SANCTION, "suspends aid to"},
                {ENT_ACT_COOPERATE, ENT_ACT_SANCTION, "cuts ties with"},
                {ENT_ACT_CONSULT, ENT_ACT_SANCTION, "cuts ties with"},
                {ENT_ACT_SUPPORT, ENT_ACT_REJECT, "opposes"},
                {ENT_ACT_AGREE, ENT_ACT_REJECT, "refuses"},
                {ENT_ACT_ASSAULT, ENT_ACT_RETREAT, "ceases fire with"},
                {ENT_ACT_MOBILIZE, ENT_ACT_RETREAT, "withdraws from"},
                {ENT_ACT_COERCE, ENT_ACT_CONCEDE, "eases"},
                {ENT_ACT_SANCTION, ENT_ACT_CONCEDE, "eases"},
                {ENT_ACT_PROTEST, ENT_ACT_CONCEDE, "concedes to"}};
    if (out->now.status == ENT_STATUS_NEGATED) return;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (ends[i].act != out->now.root) continue;
        turn_into(out, ends[i].end, ends[i].relation, ENT_OP_STOP);
        return;
    }
    deny(out, false);
}

/* A blow that was tried is one; what would help is only tried. */
static void attempt(reading *out) {
    if (helps(out)) suppose(out);
}

static void threaten(reading *out) {
    bool denied = out->now.status == ENT_STATUS_NEGATED;
    if (denied && !helps(out))
        return; /* "threatened to veto sanctions": no threat to their target */
    if (!denied && helps(out) && out->now.root != ENT_ACT_RETREAT) {
        plan(out); /* "threatened to visit" */
        return;
    }
    turn_into(out, ENT_ACT_THREATEN, "threatens", ENT_OP_THREATEN);
    out->now.status = ENT_STATUS_ACTUAL;
    out->now.ahead = false;
}

/* ---- Auxiliaries, negations and marks of a word ---- */

static bool is_no_longer(const relater *r, uint32_t i) {
    uint32_t no = r->tree.child[i];
    return strcmp(lemma_at(r, i), "long") == 0 && no != ENT_ROOT &&
           strcmp(lemma_at(r, no), "no") == 0;
}

/* Is the child at k a word that denies the act of its head: "not", "never", "no talks", "neither"?
 */
static bool denies(const relater *r, uint32_t k) {
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
        if (denies(r, k) && dep_of(r, k) != ENT_DEP_CC) return true;
    return false;
}

/* "put no pressure on X", "killed no civilians". */
static bool is_object_denied(const relater *r, uint32_t verb, uint32_t from) {
    uint32_t object = ent_child(r, verb, ENT_DEP_OBJ, ENT_DEP_OBJ);
    if (object == ENT_ROOT || object == from || object < verb) return false;
    EACH_CHILD (r, object, k)
        if (dep_of(r, k) == ENT_DEP_DET && strcmp(lemma_at(r, k), "no") == 0) return true;
    return false;
}

static bool has_condition(const relater *r, uint32_t verb) {
    EACH_CHILD (r, verb, k)
        if (dep_of(r, k) == ENT_DEP_ADVCL &&
            (ent_is_led_by(r, k, "if") || ent_is_led_by(r, k, "unless")))
            return true;
    return false;
}

bool ent_is_obligation(const relater *r, uint32_t i) {
    EACH_CHILD (r, i, k)
        if (dep_of(r, k) == ENT_DEP_AUX && ent_operator_at(r, k) & ENT_OP_MUST) return true;
    const char *lemma = lemma_at(r, i);
    return (strcmp(lemma, "have") == 0 || strcmp(lemma, "need") == 0) &&
           ent_child(r, i, ENT_DEP_XCOMP, ENT_DEP_XCOMP) != ENT_ROOT;
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
    if (denies(r, k)) out->no = lemma;
}

/* Apply what the word at i has beside it, but for the child that the way came from. Of a clause
 * that stands aside only its time counts. */
static void look_at(const relater *r, uint32_t i, uint32_t from, reading *out) {
    auxiliaries aux = {.modal = NULL};
    EACH_CHILD (r, i, k)
        if (k < i) add_auxiliary(r, k, &aux);
    if (!aux.no && (is_subject_denied(r, i, from) || is_object_denied(r, i, from))) aux.no = "no";
    bool verb = token_at(r, i)->upos == ENT_UPOS_VERB; /* "would be a mistake" plans nothing */
    bool put_off = aux.will || (aux.would && verb && !aux.have && !has_condition(r, i));
    if (put_off)
        plan(out);
    else if (aux.modal)
        suppose(out);
    if (aux.modal) note(out, aux.modal);
    if (aux.no && !out->aside) {
        deny(out, put_off);
        note(out, aux.no);
    }
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
static void look_at_headline(const relater *r, uint32_t trigger, reading *out) {
    bool top = head_of(r, trigger) == ENT_ROOT || dep_of(r, trigger) == ENT_DEP_ACL;
    uint32_t head = head_of(r, trigger);
    bool named = head == ENT_ROOT || r->owner[head];
    if (!top || !named || !ent_is_infinitive(r, trigger)) return;
    if (head != ENT_ROOT && is_ranked(r, head)) return;
    if (out->now.status != ENT_STATUS_ACTUAL) return;
    plan(out);
    note(out, "to");
}

/* What stands before a noun makes of its act: "a planned visit", "a possible attack", "any strike".
 */
static void look_at_modifiers(const relater *r, uint32_t noun, reading *out) {
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
            suppose(out);
        else if (bits & ENT_OP_THREATEN && !helps(out))
            threaten(out);
        else if (bits & ENT_OP_PLANNED)
            plan(out);
        else
            continue;
        note(out, lemma_at(r, k));
    }
}

/* ---- Speakers ---- */

static uint32_t first_of(const parties *who) {
    return who->count ? who->mentions[0] : UINT32_MAX;
}

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
    return first_of(&who);
}

/* "X attacked Y, Z said", "according to Z, X attacked Y": the saying depends on what was said. */
static void hear_beside(const relater *r, uint32_t i, reading *out) {
    EACH_CHILD (r, i, k) {
        if (out->speaker != UINT32_MAX) return;
        bool said = dep_of(r, k) == ENT_DEP_PARATAXIS && ent_operator_at(r, k) & ENT_OP_CLAIM;
        if (said) out->speaker = subject_of(r, k);
        parties who = {.count = 0};
        bool according = ent_is_led_by(r, k, "accord");
        if (according) ent_collect(r, k, OWNERS, &who);
        if (according) out->speaker = first_of(&who);
        if (out->speaker != UINT32_MAX) note(out, according ? according_to : lemma_at(r, k));
    }
}

/* Does the word that governs the clause at `at` make a claim of it: "said that", "accused of"? */
static void hear_above(const relater *r, uint32_t at, reading *out) {
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
    if (out->speaker != UINT32_MAX) note(out, lemma_at(r, verb));
}

/* ---- The way up ---- */

/* Let the word at `head` turn what it governs. `mask`: the operators that it may be here. */
static void govern(const relater *r, uint32_t head, unsigned mask, reading *out) {
    static const struct {
        unsigned bit;
        void (*turn)(reading *out);
    } turns[] = {{ENT_OP_STOP, stop},      {ENT_OP_REFUSE, refuse},
                 {ENT_OP_EXCLUDE, refuse}, {ENT_OP_THREATEN, threaten},
                 {ENT_OP_PLANNED, plan},   {ENT_OP_HYPOTHETICAL, suppose},
                 {ENT_OP_TRY, attempt}};
    unsigned bits = ent_operator_at(r, head) & mask;
    bool object = ent_child(r, head, ENT_DEP_OBJ, ENT_DEP_IOBJ) != ENT_ROOT;
    bool both = bits & ENT_OP_URGE && bits & ENT_OP_PLANNED; /* "wants X to go", "wants to go" */
    if (both) bits &= object ? ~(unsigned)ENT_OP_PLANNED : ~(unsigned)ENT_OP_URGE;
    if (out->aside) bits &= ENT_OP_PLANNED | ENT_OP_HYPOTHETICAL;
    if (bits & ENT_OP_FAIL) {
        out->foreign |= object;
        deny(out, false);
        note(out, lemma_at(r, head));
        return;
    }
    for (size_t i = 0; i < sizeof turns / sizeof *turns; i++) {
        if (!(bits & turns[i].bit)) continue;
        turns[i].turn(out);
        if (turns[i].bit == ENT_OP_EXCLUDE) out->last = ENT_OP_EXCLUDE;
        note(out, lemma_at(r, head));
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

/* Does the noun that a verb governs belong to another than the subject: "vetoed an EU loan"? */
static bool is_of_other(const relater *r, uint32_t noun) {
    parties whose = {.count = 0};
    EACH_CHILD (r, noun, k) {
        ent_deprel dep = dep_of(r, k);
        bool owns = dep == ENT_DEP_NMOD_POSS || dep == ENT_DEP_AMOD || dep == ENT_DEP_COMPOUND;
        if (k < noun && owns) ent_collect(r, k, OWNERS, &whose);
    }
    parties who = {.count = 0};
    bool passive = dep_of(r, noun) == ENT_DEP_NSUBJ_PASS;
    if (passive)
        ent_find_agent(r, head_of(r, noun), &who);
    else
        ent_find_subject(r, head_of(r, noun), &who);
    if (whose.count == 0 || who.count == 0) return whose.count && passive;
    return mention_of(r, whose.mentions[0])->entity != mention_of(r, who.mentions[0])->entity;
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
        if (without) deny(out, false); /* "won without the help of X" */
        look_at(r, head, at, out);
        return true;
    }
    if (dep == ENT_DEP_NSUBJ && !(bits & ENT_OP_HAPPEN)) {
        if (is_imagined(r, at)) suppose(out);
        return false;
    }
    bool told = bits & (ENT_OP_LIGHT | OF_CLAUSES | ENT_OP_HAPPEN | ENT_OP_STAY | ENT_OP_PUT |
                        ENT_OP_UNDERGO);
    if (!told) return false; /* "did not condemn the attack": there was one */
    bool apart = dep == ENT_DEP_OBL && !r->tree.lead[at];            /* an apposition, in truth */
    bool wished = bits & ENT_OP_URGE && ent_is_led_by(r, at, "for"); /* "called for" */
    bool beside = !wished && dep == ENT_DEP_OBL && r->tree.lead[at] && !(bits & ENT_OP_FAIL) &&
                  ent_operator_at(r, r->tree.lead[at] - 1) & ENT_OP_REASON;
    if (apart || beside) return false; /* "suspended over an attack", "following pressure" */
    unsigned mask = dep == ENT_DEP_NSUBJ ? 0 : dep == ENT_DEP_OBL ? OF_NOUNS : mask_of_noun(r, at);
    if (wished && dep == ENT_DEP_OBL) mask |= ENT_OP_URGE; /* the release of X */
    bool words =
        at == out->trigger && (out->now.root == ENT_ACT_REQUEST ||
                               out->now.root == ENT_ACT_ACCUSE || out->now.root == ENT_ACT_AGREE);
    if (words) mask &= ~(unsigned)(ENT_OP_REFUSE | ENT_OP_EXCLUDE); /* "rejected an appeal" */
    if (dep == ENT_DEP_OBJ && bits & mask & ENT_OP_REFUSE && is_of_another(r, at)) {
        out->foreign = true; /* "Hungary blocked EU aid": it is not the EU that refuses */
        deny(out, false);
        note(out, lemma_at(r, head));
    } else {
        govern(r, head, mask, out);
    }
    look_at(r, head, at, out);
    return true;
}

static bool has_object(const relater *r, uint32_t verb) {
    return ent_child(r, verb, ENT_DEP_OBJ, ENT_DEP_OBJ) != ENT_ROOT;
}

/* From an adverbial clause: an infinitive is governed as a complement is; what else stands beside
 * an act only shares its future. */
static bool climb_from_adverbial(const relater *r, uint32_t at, reading *out) {
    uint32_t head = head_of(r, at);
    bool denied = r->tree.lead[at] && ent_operator_at(r, r->tree.lead[at] - 1) & ENT_OP_FAIL;
    if (denied) { /* "without naming Russia" */
        deny(out, false);
        note(out, ent_lead(r, at));
        return false;
    }
    static const char *const leads[] = {"of", "from", "about", "against", NULL};
    if (ent_is_infinitive(r, at) || ent_is_among(ent_lead(r, at), leads)) {
        /* "blocked roads to protest against X": the roads are blocked, not the protest */
        bool own = ent_is_infinitive(r, at) && has_object(r, head);
        govern(r, head, own ? OF_PURPOSES : OF_CLAUSES, out);
        look_at(r, head, at, out);
        return true;
    }
    bool condition = ent_is_led_by(r, at, "if") || ent_is_led_by(r, at, "unless");
    bool past = ent_is_tagged(r, at, "VBD") || ent_is_tagged(r, at, "VBN");
    if (past && !condition) return false;
    out->aside = true;
    look_at(r, head, at, out);
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
        if (denies(r, k)) return true;
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
        deny(out, false);
        note(out, lemma_at(r, verb));
    } else {
        bool subject = verb != ENT_ROOT && dep_of(r, noun) == ENT_DEP_NSUBJ;
        ent_collect_owners(r, noun, &who);
        if (is_none(r, noun) || (subject && is_found_false(r, verb)))
            deny(out, false);
        else if (who.count == 0)
            suppose(out);
    }
    note(out, lemma_at(r, noun));
    if (out->speaker == UINT32_MAX) out->speaker = first_of(&who);
}

/* A conjunct without subject or auxiliary of its own shares those of the first: "will come and
 * meet". */
static void share(const relater *r, uint32_t at, reading *out) {
    bool own = ent_child(r, at, ENT_DEP_NSUBJ, ENT_DEP_NSUBJ_PASS) != ENT_ROOT ||
               ent_child(r, at, ENT_DEP_AUX, ENT_DEP_MARK) != ENT_ROOT;
    bool finite = !ent_is_tagged(r, at, "VB") && token_at(r, at)->upos == ENT_UPOS_VERB;
    if (!own && !finite) look_at(r, head_of(r, at), at, out);
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

/* From `at` to its head, letting the head turn what is read; false: the way ends here. */
static bool climb(const relater *r, uint32_t at, reading *out) {
    uint32_t head = head_of(r, at);
    switch (dep_of(r, at)) {
        case ENT_DEP_XCOMP:
            govern(r, head, OF_CLAUSES, out);
            look_at(r, head, at, out);
            return true;
        case ENT_DEP_CCOMP:
        case ENT_DEP_CSUBJ:
        case ENT_DEP_CSUBJ_PASS:
            if (ent_operator_at(r, head) & ENT_OP_CLAIM) {
                govern(r, head, ENT_OP_FAIL, out); /* "denied that" */
                if (is_own_warning(r, at, out)) threaten(out);
                return true;
            }
            govern(r, head, OF_CLAUSES, out);
            look_at(r, head, at, out);
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
    look_at(r, trigger, ENT_ROOT, out);
    if (strncmp(frame->trigger, "no ", 3) == 0) /* "no confidence in X" */
        out->now.status = ENT_STATUS_ACTUAL, out->length = 0;
    look_at_headline(r, trigger, out);
    look_at_modifiers(r, trigger, out);
    hear_beside(r, trigger, out);
    for (int steps = 0; steps < CLIMB_MAX && head_of(r, at) != ENT_ROOT; steps++) {
        bool on = climb(r, at, out);
        hear_above(r, at, out);
        if (!on) break;
        at = head_of(r, at);
        hear_beside(r, at, out);
    }
    if (out->speaker == UINT32_MAX) out->speaker = r->tree.speaker_mention;
    if (out->obliged && out->speaker != UINT32_MAX) out->asked = true;
    if (out->obliged && out->now.status == ENT_STATUS_ACTUAL) suppose(out);
}
