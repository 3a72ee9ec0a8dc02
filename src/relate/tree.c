/* tree.c - the tree of a sentence as this stage reads it: children in their order, the word that
 * leads a phrase or clause, and those slips of the parser mended that news provokes again and
 * again. */
#include <string.h>

#include "relate/relater.h"

static const uint32_t OPERATORS_UNKNOWN = UINT32_MAX;

bool ent_is_among(const char *word, const char *const *words) {
    for (; *words; words++)
        if (strcmp(word, *words) == 0) return true;
    return false;
}

uint32_t ent_child(const relater *r, uint32_t i, ent_deprel a, ent_deprel b) {
    EACH_CHILD (r, i, k)
        if (dep_of(r, k) == a || dep_of(r, k) == b) return k;
    return ENT_ROOT;
}

const char *ent_lead(const relater *r, uint32_t i) {
    return r->tree.lead[i] ? lemma_at(r, r->tree.lead[i] - 1) : "";
}

bool ent_is_led_by(const relater *r, uint32_t i, const char *word) {
    return strcmp(ent_lead(r, i), word) == 0;
}

bool ent_is_tagged(const relater *r, uint32_t i, const char *xpos) {
    return strcmp(ent_xpos_name(token_at(r, i)->xpos), xpos) == 0;
}

bool ent_is_infinitive(const relater *r, uint32_t i) {
    EACH_CHILD (r, i, k)
        if (k < i && dep_of(r, k) == ENT_DEP_MARK && strcmp(lemma_at(r, k), "to") == 0) return true;
    return false;
}

uint32_t ent_antecedent(const relater *r, uint32_t i) {
    static const char *const words[] = {"who", "whom", "which", "that", "whose", NULL};
    if (token_at(r, i)->upos != ENT_UPOS_PRON || !ent_is_among(lemma_at(r, i), words))
        return ENT_ROOT;
    for (int steps = 0; steps < CLIMB_MAX && i != ENT_ROOT; steps++) {
        if (dep_of(r, i) == ENT_DEP_ACL_RELCL || dep_of(r, i) == ENT_DEP_ACL) return head_of(r, i);
        i = head_of(r, i);
    }
    return ENT_ROOT;
}

uint32_t ent_hyphened(const relater *r, uint32_t i) {
    bool joined = i > 1 && token_at(r, i)->upos == ENT_UPOS_VERB &&
                  token_at(r, i - 1)->upos == ENT_UPOS_PUNCT && !token_at(r, i - 1)->space_after &&
                  !token_at(r, i - 2)->space_after;
    return joined && r->owner[i - 2] ? i - 2 : ENT_ROOT;
}

bool ent_is_passive(const relater *r, uint32_t verb) {
    if (ent_child(r, verb, ENT_DEP_AUX_PASS, ENT_DEP_NSUBJ_PASS) != ENT_ROOT) return true;
    if (!ent_is_tagged(r, verb, "VBN")) return false;
    if (ent_hyphened(r, verb) != ENT_ROOT) return true;
    if (ent_child(r, verb, ENT_DEP_AUX, ENT_DEP_NSUBJ) != ENT_ROOT) return false;
    if (dep_of(r, verb) == ENT_DEP_ACL) return true;
    return ent_child(r, verb, ENT_DEP_OBL_AGENT, ENT_DEP_OBL_AGENT) != ENT_ROOT;
}

/* ---- Mending ---- */

enum {
    PHRASE_MAX = 6, /* words of an apposition before its noun */
    NEAR = 40       /* children of a word are looked for as far as this */
};

static void move(relater *r, uint32_t i, uint32_t head, ent_deprel dep) {
    r->tree.head[i] = head;
    r->tree.dep[i] = (uint8_t)dep;
}

/* While the tree is mended, children are not in lists yet. */
static uint32_t child_near(const relater *r, uint32_t i, ent_deprel a, ent_deprel b) {
    uint32_t count = r->sentence->count, end = count - i > NEAR ? i + NEAR : count;
    for (uint32_t k = i > NEAR ? i - NEAR : 0; k < end; k++)
        if (head_of(r, k) == i && (dep_of(r, k) == a || dep_of(r, k) == b)) return k;
    return ENT_ROOT;
}

static bool is_form(const relater *r, uint32_t i, const char *form) {
    const ent_token *t = token_at(r, i);
    return strlen(form) == t->length && memcmp(ent_form(r->text, t), form, t->length) == 0;
}

static bool is_quote(const relater *r, uint32_t i) {
    static const char *const marks[] = {"\"", "”", "''", NULL};
    for (size_t k = 0; marks[k]; k++)
        if (is_form(r, i, marks[k])) return true;
    return false;
}

static bool is_noun(const relater *r, uint32_t i) {
    uint8_t upos = token_at(r, i)->upos;
    return upos == ENT_UPOS_NOUN || upos == ENT_UPOS_PROPN;
}

/* "A drone strike killed Muhandis": a participle that has an object is the verb of its clause. */
static void mend_main_verb(relater *r, uint32_t i) {
    uint32_t noun = head_of(r, i);
    bool past = ent_is_tagged(r, i, "VBD");
    if (dep_of(r, i) != ENT_DEP_ACL || noun == ENT_ROOT || noun > i ||
        dep_of(r, noun) != ENT_DEP_ROOT || r->tree.lead[i] || !is_noun(r, noun) ||
        (!past && !ent_is_tagged(r, i, "VBN")))
        return;
    bool object = child_near(r, i, ENT_DEP_OBJ, ENT_DEP_OBJ) != ENT_ROOT;
    bool passive = child_near(r, i, ENT_DEP_OBL_AGENT, ENT_DEP_AUX_PASS) != ENT_ROOT;
    bool own = child_near(r, i, ENT_DEP_NSUBJ, ENT_DEP_NSUBJ_PASS) != ENT_ROOT;
    bool calls = strcmp(lemma_at(r, i), "call") == 0 && is_form(r, i + 1, "for");
    if (own || passive || (!past && !object && !calls)) return;
    move(r, i, ENT_ROOT, ENT_DEP_ROOT);
    move(r, noun, i, ENT_DEP_NSUBJ);
    for (uint32_t k = i + 1; k < r->sentence->count; k++)
        if (head_of(r, k) == noun) r->tree.head[k] = i;
}

/* Is the verb at i, whose words begin at first, finite: "blamed", "has blamed"? */
static bool is_finite(const relater *r, uint32_t i, uint32_t first) {
    if (first < i && token_at(r, first)->upos == ENT_UPOS_AUX) return true;
    return ent_is_tagged(r, i, "VBD") || ent_is_tagged(r, i, "VBZ") || ent_is_tagged(r, i, "VBP");
}

/* "Fico, an ally of Orban, blamed Kyiv", "Zelensky, whom Trump praised, spoke": where the parser
 * takes the name for the whole sentence, the verb behind what says more of it is the main one. */
static void mend_interrupted(relater *r, uint32_t i) {
    ent_deprel dep = dep_of(r, i);
    bool clause = dep == ENT_DEP_ACL || dep == ENT_DEP_ADVCL || dep == ENT_DEP_ACL_RELCL ||
                  dep == ENT_DEP_PARATAXIS;
    if (!clause || token_at(r, i)->upos != ENT_UPOS_VERB || r->tree.lead[i]) return;
    uint32_t first = i, name = i;
    while (first > 0 && head_of(r, first - 1) == i && !is_form(r, first - 1, ",")) first--;
    bool object = child_near(r, i, ENT_DEP_OBJ, ENT_DEP_OBJ) != ENT_ROOT;
    bool verb = is_finite(r, i, first) || (object && ent_is_tagged(r, i, "VBN"));
    if (first < 4 || !is_form(r, first - 1, ",") || !verb) return;
    if (child_near(r, i, ENT_DEP_NSUBJ, ENT_DEP_NSUBJ_PASS) != ENT_ROOT) return;
    for (int steps = 0; steps < CLIMB_MAX && head_of(r, name) != ENT_ROOT; steps++)
        name = head_of(r, name);
    uint32_t comma = name + 1;
    while (comma < first && head_of(r, comma) == name && dep_of(r, comma) == ENT_DEP_FLAT) comma++;
    bool interrupted = head_of(r, name) == ENT_ROOT && comma + 1 < first && is_form(r, comma, ",");
    if (!interrupted || !is_noun(r, name) || r->tree.lead[name]) return;
    bool passive = child_near(r, i, ENT_DEP_AUX_PASS, ENT_DEP_AUX_PASS) != ENT_ROOT;
    move(r, i, ENT_ROOT, ENT_DEP_ROOT);
    move(r, name, i, passive ? ENT_DEP_NSUBJ_PASS : ENT_DEP_NSUBJ);
    for (uint32_t k = i + 1; k < r->sentence->count; k++)
        if (head_of(r, k) == name) r->tree.head[k] = i;
}

/* "said Wednesday that Iran must", "told Chile that Peru had": the clause is what was said.
 * "rumours that Iran had": it is what they are about. */
static void mend_content_clause(relater *r, uint32_t i) {
    uint32_t noun = head_of(r, i), lead = r->tree.lead[i];
    if (dep_of(r, i) != ENT_DEP_ACL_RELCL || !lead || strcmp(lemma_at(r, lead - 1), "that") != 0 ||
        dep_of(r, lead - 1) != ENT_DEP_MARK)
        return;
    uint32_t verb = head_of(r, noun);
    r->tree.dep[i] = ENT_DEP_ACL;
    if (verb == ENT_ROOT || verb > noun || token_at(r, verb)->upos != ENT_UPOS_VERB) return;
    if (ent_operator_at(r, verb) & (ENT_OP_CLAIM | ENT_OP_URGE)) move(r, i, verb, ENT_DEP_CCOMP);
}

/* "the invasion of Ukraine by Russia", "criticism of Poland from Germany", "an attack on a base in
 * Mali by Chad": it is the invasion that is by Russia. */
static void mend_agent(relater *r, uint32_t i) {
    bool by = ent_is_led_by(r, i, "by"), from = ent_is_led_by(r, i, "from");
    if (dep_of(r, i) != ENT_DEP_NMOD || !(by || from)) return;
    uint32_t of = head_of(r, i);
    for (int steps = 0; steps < 2 && dep_of(r, of) == ENT_DEP_NMOD; steps++) {
        if (from && !ent_is_led_by(r, of, "of") && !ent_is_led_by(r, of, "on")) return;
        of = head_of(r, of);
        if (ent_frames_find(r->frames, ENT_NOUNS, lemma_at(r, of))) {
            move(r, i, of, ENT_DEP_NMOD);
            return;
        }
    }
}

/* "relay a message when he meets X": the clause says when it is relayed, unless the noun is a time.
 */
static void mend_when(relater *r, uint32_t i) {
    static const char *const times[] = {"time", "day",  "year", "moment", "period", "week", "month",
                                        "era",  "date", "hour", "night",  "decade", NULL};
    uint32_t noun = head_of(r, i), verb = i > 0 ? head_of(r, noun) : ENT_ROOT;
    ent_deprel dep = dep_of(r, i), above = dep_of(r, noun);
    bool clause = dep == ENT_DEP_ACL_RELCL || dep == ENT_DEP_ADVCL || dep == ENT_DEP_ADVCL_RELCL;
    bool governed = above == ENT_DEP_OBJ || above == ENT_DEP_OBL;
    if (!clause || !governed || verb == ENT_ROOT || ent_is_among(lemma_at(r, noun), times)) return;
    for (uint32_t k = noun + 1; k < i; k++)
        if (head_of(r, k) == i && strcmp(lemma_at(r, k), "when") == 0)
            move(r, i, verb, ENT_DEP_ADVCL);
}

/* "talks between X and Y mediated by Z": it is the talks that are mediated. */
static void mend_between(relater *r, uint32_t i) {
    if (dep_of(r, i) != ENT_DEP_ACL || !ent_is_tagged(r, i, "VBN")) return;
    uint32_t at = head_of(r, i);
    if (dep_of(r, at) == ENT_DEP_CONJ) at = head_of(r, at);
    if (at == ENT_ROOT || dep_of(r, at) != ENT_DEP_NMOD || !ent_is_led_by(r, at, "between")) return;
    move(r, i, head_of(r, at), ENT_DEP_ACL);
}

/* "said Spain plans to": what is called a part of the verb is its subject. */
static void mend_compound(relater *r, uint32_t i) {
    uint32_t verb = head_of(r, i);
    bool finite = ent_is_tagged(r, verb, "VBZ") || ent_is_tagged(r, verb, "VBP") ||
                  ent_is_tagged(r, verb, "VBD");
    if (dep_of(r, i) != ENT_DEP_COMPOUND || verb != i + 1 || !finite || !r->owner[i]) return;
    if (token_at(r, verb)->upos == ENT_UPOS_VERB) r->tree.dep[i] = ENT_DEP_NSUBJ;
}

/* "Norway rubber-stamped a plan": the parser joins the name to the verb's first part. */
static void mend_joined_verb(relater *r, uint32_t i) {
    uint32_t verb = i + 3;
    bool joined = verb < r->sentence->count && r->owner[i] && is_form(r, i + 2, "-") &&
                  head_of(r, i + 1) == verb && token_at(r, verb)->upos == ENT_UPOS_VERB;
    if (!joined || (head_of(r, i) != i + 1 && head_of(r, i) != verb)) return;
    if (dep_of(r, i) == ENT_DEP_COMPOUND || dep_of(r, i) == ENT_DEP_NSUBJ_PASS)
        move(r, i, verb, ENT_DEP_NSUBJ);
}

/* "Weapons supplied by Poland arrived": who has an agent is done to. */
static void mend_passive(relater *r, uint32_t i) {
    uint32_t verb = head_of(r, i);
    if (dep_of(r, i) != ENT_DEP_NSUBJ || verb < i || !ent_is_tagged(r, verb, "VBN")) return;
    if (child_near(r, verb, ENT_DEP_OBL_AGENT, ENT_DEP_OBL_AGENT) == ENT_ROOT) return;
    bool active = child_near(r, verb, ENT_DEP_AUX, ENT_DEP_OBJ) != ENT_ROOT;
    if (!active) r->tree.dep[i] = ENT_DEP_NSUBJ_PASS;
}

/* "A court in Moscow sentenced": what stands between subject and verb says more of the subject. */
static void mend_subject_place(relater *r, uint32_t i) {
    uint32_t lead = r->tree.lead[i], verb = head_of(r, i);
    if (dep_of(r, i) != ENT_DEP_OBL || lead < 2 || verb < i) return;
    ent_deprel above = dep_of(r, lead - 2);
    bool subject = above == ENT_DEP_NSUBJ || above == ENT_DEP_NSUBJ_PASS;
    if (subject && head_of(r, lead - 2) == verb && is_noun(r, lead - 2))
        move(r, i, lead - 2, ENT_DEP_NMOD);
}

/* "criticised Turkey and Qatar praised Sudan": the first of the two is the object of the verb
 * before it. */
static void mend_shared_name(relater *r, uint32_t i) {
    uint32_t first = head_of(r, i), verb = i + 1;
    if (dep_of(r, i) != ENT_DEP_CONJ || !r->owner[i] || verb >= r->sentence->count) return;
    bool second = dep_of(r, first) == ENT_DEP_OBJ && ent_is_tagged(r, verb, "VBD") &&
                  (head_of(r, verb) == first || head_of(r, verb) == head_of(r, first));
    if (second) {
        move(r, verb, head_of(r, first), ENT_DEP_CONJ);
        move(r, i, verb, ENT_DEP_NSUBJ);
        return;
    }
    if (dep_of(r, first) != ENT_DEP_NSUBJ || first == 0) return;
    verb = head_of(r, first);
    bool next = i + 1 == verb && token_at(r, first - 1)->upos == ENT_UPOS_VERB;
    if (!next || first - 1 == verb || !r->owner[i] || !r->owner[first]) return;
    move(r, first, first - 1, ENT_DEP_OBJ);
    move(r, i, verb, ENT_DEP_NSUBJ);
}

/* A headline's "Trump, Putin to meet" is no name of two words. */
static void mend_listed_name(relater *r, uint32_t i) {
    if (i < 2 || !is_form(r, i - 1, ",") || !r->owner[i]) return;
    uint32_t head = head_of(r, i), first = i - 2;
    if (dep_of(r, i) == ENT_DEP_FLAT && r->owner[i] != r->owner[head])
        move(r, i, head, ENT_DEP_CONJ);
    bool called = r->owner[first] && dep_of(r, first) == ENT_DEP_VOCATIVE;
    if (!called || dep_of(r, i) != ENT_DEP_NSUBJ || head != head_of(r, first)) return;
    move(r, first, head, ENT_DEP_NSUBJ);
    move(r, i, first, ENT_DEP_CONJ);
}

/* "Rebels armed by Rwanda attacked Congo": the participle says more of the rebels, who attacked. */
static void mend_participle(relater *r, uint32_t i) {
    ent_deprel dep = dep_of(r, i);
    bool nominal = dep == ENT_DEP_NSUBJ || dep == ENT_DEP_OBJ || dep == ENT_DEP_OBL;
    if (!nominal || token_at(r, i)->upos != ENT_UPOS_VERB || !ent_is_tagged(r, i, "VBN")) return;
    for (uint32_t k = i; k-- > 0;) {
        if (head_of(r, k) != i || dep_of(r, k) != ENT_DEP_NSUBJ) continue;
        move(r, k, head_of(r, i), dep);
        move(r, i, k, ENT_DEP_ACL);
        return;
    }
}

/* "vowed never to recognise": it is the recognising that never will be. */
static void mend_negation(relater *r, uint32_t i) {
    bool never = strcmp(lemma_at(r, i), "never") == 0 || strcmp(lemma_at(r, i), "not") == 0;
    uint32_t head = head_of(r, i);
    if (!never || head == ENT_ROOT || head > i || i + 2 >= r->sentence->count) return;
    if (strcmp(lemma_at(r, i + 1), "to") != 0) return;
    bool verb = token_at(r, i + 2)->upos == ENT_UPOS_VERB && head_of(r, i + 2) != i;
    if (verb) move(r, i, i + 2, ENT_DEP_ADVMOD);
}

/* "considered expelling", "began shelling": the parser takes the object clause for an adverbial. */
static void mend_gerund(relater *r, uint32_t i) {
    uint32_t head = head_of(r, i);
    if (dep_of(r, i) != ENT_DEP_ADVCL || r->tree.lead[i] || head > i || !ent_is_tagged(r, i, "VBG"))
        return;
    if (is_noun(r, i - 1) && ent_operator_at(r, i - 1) & ENT_OP_DOCUMENT) {
        move(r, i, i - 1, ENT_DEP_ACL); /* "backed a motion condemning" */
        return;
    }
    for (uint32_t k = head + 1; k < i; k++)
        if (token_at(r, k)->upos != ENT_UPOS_ADV && token_at(r, k)->upos != ENT_UPOS_ADP) return;
    r->tree.dep[i] = ENT_DEP_XCOMP;
}

/* Is the word at i a noun for somebody of somebody's: "his Jordanian counterpart"? */
static bool is_somebodys(const relater *r, uint32_t i) {
    uint32_t whose = child_near(r, i, ENT_DEP_NMOD_POSS, ENT_DEP_NMOD_POSS);
    return token_at(r, i)->upos == ENT_UPOS_NOUN && !r->owner[i] && whose != ENT_ROOT;
}

/* "met his counterpart Sergio Mattarella", "and his counterpart, Sergio Mattarella": the name is
 * the counterpart's. "The diplomat and Foreign Minister Zarif": he is another. */
static void mend_apposed_name(relater *r, uint32_t i) {
    ent_deprel dep = dep_of(r, i);
    if (r->tree.lead[i] || !r->owner[i]) return;
    const ent_mention *m = mention_of(r, r->owner[i] - 1);
    if (m->type != ENT_PERSON || m->phrase_first == 0) return;
    uint32_t before = m->phrase_first - 1;
    bool comma = is_form(r, before, ",") && before > 0;
    uint32_t noun = comma ? before - 1 : before;
    bool beside = dep_of(r, noun) == ENT_DEP_OBJ && head_of(r, noun) == head_of(r, i);
    if (beside && !comma && (dep == ENT_DEP_OBL || dep == ENT_DEP_OBJ))
        move(r, i, noun, ENT_DEP_APPOS);
    if (comma && dep == ENT_DEP_CONJ && head_of(r, noun) != i && is_somebodys(r, noun))
        move(r, i, noun, ENT_DEP_APPOS);
    if (dep == ENT_DEP_NMOD && dep_of(r, before) == ENT_DEP_CC && before > 0 &&
        head_of(r, i) == before - 1)
        r->tree.dep[i] = ENT_DEP_CONJ;
}

/* Nothing hangs under a comma. */
static void mend_punctuation(relater *r, uint32_t i) {
    uint32_t head = head_of(r, i);
    if (token_at(r, head)->upos == ENT_UPOS_PUNCT && head_of(r, head) != ENT_ROOT)
        r->tree.head[i] = head_of(r, head);
}

/* "introduced a bill last Friday that would": the clause says more of the bill than of the day. */
static void mend_timed(relater *r, uint32_t i) {
    uint32_t day = head_of(r, i);
    if (dep_of(r, i) != ENT_DEP_ACL_RELCL || dep_of(r, day) != ENT_DEP_OBL_UNMARKED) return;
    uint32_t verb = head_of(r, day), thing = child_near(r, verb, ENT_DEP_OBJ, ENT_DEP_OBJ);
    if (thing != ENT_ROOT && thing < day) r->tree.head[i] = thing;
}

/* "rejected the demand as baseless": a noun is no clause. */
static void mend_noun_clause(relater *r, uint32_t i) {
    bool clause = dep_of(r, i) != ENT_DEP_CCOMP || token_at(r, i)->upos != ENT_UPOS_NOUN ||
                  r->tree.lead[i] || head_of(r, i) > i;
    if (!clause && child_near(r, i, ENT_DEP_NSUBJ, ENT_DEP_COP) == ENT_ROOT)
        r->tree.dep[i] = ENT_DEP_OBJ;
}

/* "is angry that Japan left", "was the first to leave": it is no subject, the adjective has one. */
static void mend_clause_subject(relater *r, uint32_t i) {
    uint32_t head = head_of(r, i);
    if (dep_of(r, i) != ENT_DEP_CSUBJ || head > i) return;
    bool infinitive = strcmp(lemma_at(r, i - 1), "to") == 0;
    for (uint32_t k = 0; k < head; k++)
        if (head_of(r, k) == head && dep_of(r, k) == ENT_DEP_NSUBJ)
            r->tree.dep[i] = infinitive ? ENT_DEP_XCOMP : ENT_DEP_CCOMP;
}

/* "developing plans to attack": it is the plans that are to attack. */
static void mend_purpose(relater *r, uint32_t i) {
    const unsigned kinds =
        ENT_OP_PLANNED | ENT_OP_THREATEN | ENT_OP_REFUSE | ENT_OP_FAIL | ENT_OP_TRY;
    bool infinitive =
        i > 1 && dep_of(r, i) == ENT_DEP_ADVCL && strcmp(lemma_at(r, i - 1), "to") == 0;
    if (!infinitive || token_at(r, i - 2)->upos != ENT_UPOS_NOUN ||
        head_of(r, i) != head_of(r, i - 2))
        return;
    if (ent_operator_at(r, i - 2) & kinds) move(r, i, i - 2, ENT_DEP_ACL);
}

/* "attacked a base in Yemen, killing ten", "overran a base, officials said, killing ten": whoever
 * attacked killed, not Yemen, nor the officials. */
static void mend_outcome(relater *r, uint32_t i) {
    ent_deprel dep = dep_of(r, i);
    if (i == 0 || !ent_is_tagged(r, i, "VBG") || !is_form(r, i - 1, ",")) return;
    uint32_t at = head_of(r, i);
    if (at > i || (dep != ENT_DEP_ACL && dep != ENT_DEP_ADVCL)) return;
    bool loose =
        dep == ENT_DEP_ACL && (dep_of(r, at) == ENT_DEP_NMOD || dep_of(r, at) == ENT_DEP_OBL);
    bool said = dep == ENT_DEP_ADVCL && dep_of(r, at) == ENT_DEP_PARATAXIS;
    if (said) move(r, i, head_of(r, at), ENT_DEP_ADVCL);
    for (int steps = 0; loose && steps < CLIMB_MAX && at != ENT_ROOT; steps++) {
        if (token_at(r, at)->upos == ENT_UPOS_VERB) {
            move(r, i, at, ENT_DEP_ADVCL);
            return;
        }
        at = head_of(r, at);
    }
}

/* "Iran-backed rebels attacked": the participle may draw the whole clause to it. */
static void mend_hyphened(relater *r, uint32_t i) {
    uint32_t noun = i + 1, verb = ENT_ROOT;
    if (ent_hyphened(r, i) == ENT_ROOT) return;
    while (noun < r->sentence->count && token_at(r, noun)->upos == ENT_UPOS_ADJ) noun++;
    if (noun >= r->sentence->count || !is_noun(r, noun)) return;
    uint32_t head = head_of(r, i);
    ent_deprel dep = dep_of(r, i);
    if (head == noun) return;
    for (uint32_t k = noun + 1; k < r->sentence->count && verb == ENT_ROOT; k++)
        if (token_at(r, k)->upos == ENT_UPOS_VERB && (head_of(r, k) == i || head_of(r, k) == noun))
            verb = k;
    if (verb == ENT_ROOT || (head_of(r, noun) != i && head_of(r, noun) != verb)) return;
    move(r, verb, head, dep);
    move(r, noun, verb, ENT_DEP_NSUBJ);
    move(r, i, noun, ENT_DEP_AMOD);
    for (uint32_t k = noun + 1; k < r->sentence->count; k++)
        if (head_of(r, k) == i) r->tree.head[k] = verb;
}

/* The word before i that heads the phrase that ends there. */
static uint32_t top_of_phrase(const relater *r, uint32_t i) {
    for (int steps = 0; steps < CLIMB_MAX && is_noun(r, i); steps++) {
        uint32_t head = head_of(r, i);
        if (head == ENT_ROOT || head > i || !is_noun(r, head)) return i;
        i = head;
    }
    return i;
}

/* "Putin, whom Trump praised, spoke": a clause with such a pronoun says more of the noun before it.
 */
static void mend_relative(relater *r, uint32_t i) {
    static const char *const pronouns[] = {"who", "whom", "which", "whose", NULL};
    uint32_t verb = dep_of(r, i) == ENT_DEP_NMOD_POSS ? head_of(r, head_of(r, i)) : head_of(r, i);
    if (verb == ENT_ROOT || i < 2 || token_at(r, i)->upos != ENT_UPOS_PRON ||
        !ent_is_among(lemma_at(r, i), pronouns))
        return;
    uint32_t comma = token_at(r, i - 1)->upos == ENT_UPOS_ADP ? i - 2 : i - 1;
    ent_deprel dep = dep_of(r, verb);
    bool loose = dep == ENT_DEP_CCOMP || dep == ENT_DEP_ADVCL || dep == ENT_DEP_PARATAXIS;
    if (!loose || comma == 0 || !is_form(r, comma, ",") || !is_noun(r, comma - 1)) return;
    move(r, verb, top_of_phrase(r, comma - 1), ENT_DEP_ACL_RELCL);
    for (uint32_t k = i + 1; k < verb && dep_of(r, i) == ENT_DEP_NSUBJ; k++)
        if (head_of(r, k) == verb && dep_of(r, k) == ENT_DEP_NSUBJ) r->tree.dep[i] = ENT_DEP_OBJ;
}

/* Are the words at a and b names of the same type of actor? */
static bool is_alike(const relater *r, uint32_t a, uint32_t b) {
    if (!r->owner[a] || !r->owner[b]) return false;
    const ent_mention *x = mention_of(r, r->owner[a] - 1), *y = mention_of(r, r->owner[b] - 1);
    return x->kind == ENT_MENTION_NAMED && y->kind == ENT_MENTION_NAMED && x->type == y->type;
}

/* "Syria, Iran's ally, attacked Jordan": of two subjects the second says what the first is; but
 * both act in a headline's "Macron, Putin discuss". */
static void mend_apposition(relater *r, uint32_t i) {
    if (dep_of(r, i) != ENT_DEP_NSUBJ || head_of(r, i) < i) return;
    for (uint32_t k = i; k-- > 0;) {
        if (head_of(r, k) != head_of(r, i) || dep_of(r, k) != ENT_DEP_NSUBJ) continue;
        bool comma = false;
        for (uint32_t c = k + 1; c < i; c++) comma |= is_form(r, c, ",");
        if (comma && is_noun(r, k)) move(r, i, k, is_alike(r, i, k) ? ENT_DEP_CONJ : ENT_DEP_APPOS);
        return;
    }
}

/* "Moon Jae-in and North Korea's Kim Jong-un": behind "and" stands another, no apposition. */
static void mend_joined_apposition(relater *r, uint32_t i) {
    uint32_t head = head_of(r, i);
    if (dep_of(r, i) != ENT_DEP_APPOS || head > i || !is_alike(r, head, i)) return;
    for (uint32_t k = i; k-- > head + 1;)
        if (dep_of(r, k) == ENT_DEP_CC && head_of(r, k) > head && head_of(r, k) <= i)
            r->tree.dep[i] = ENT_DEP_CONJ;
}

/* "praised Turkey, an ally of Azerbaijan": a noun behind a name and a comma that goes with the verb
 * without a preposition says what the name is. */
static void mend_loose_noun(relater *r, uint32_t i) {
    ent_deprel dep = dep_of(r, i);
    uint32_t first = i, head = head_of(r, i);
    bool loose = dep == ENT_DEP_ADVMOD || (dep == ENT_DEP_OBL && !r->tree.lead[i]);
    if (!loose || token_at(r, i)->upos != ENT_UPOS_NOUN) return;
    while (first > 1 && !is_form(r, first - 1, ",") && i - first < PHRASE_MAX) first--;
    if (first < 2 || !is_form(r, first - 1, ",") || !r->owner[first - 2]) return;
    uint32_t name = top_of_phrase(r, first - 2);
    if (head_of(r, name) == head) move(r, i, name, ENT_DEP_APPOS);
}

/* "X attacked Y, Z said": the saying is beside what is said, not a part of it. */
static void mend_said(relater *r, uint32_t i) {
    ent_deprel dep = dep_of(r, i);
    bool beside = dep == ENT_DEP_CCOMP || dep == ENT_DEP_CONJ;
    if (!beside || head_of(r, i) > i || !(ent_operator_at(r, i) & ENT_OP_CLAIM)) return;
    uint32_t subject = child_near(r, i, ENT_DEP_NSUBJ, ENT_DEP_NSUBJ);
    bool more = child_near(r, i, ENT_DEP_CCOMP, ENT_DEP_OBJ) != ENT_ROOT ||
                child_near(r, i, ENT_DEP_MARK, ENT_DEP_MARK) != ENT_ROOT;
    if (more || subject == ENT_ROOT || subject > i) return;
    while (subject > 0 && head_of(r, subject - 1) == subject) subject--;
    bool quoted = subject > 1 && is_quote(r, subject - 1) && is_form(r, subject - 2, ",");
    bool comma = dep == ENT_DEP_CCOMP && subject > 0 && is_form(r, subject - 1, ",");
    if (comma || quoted) r->tree.dep[i] = ENT_DEP_PARATAXIS;
}

/* "Saudi-Iranian talks": both are sides of the talks. */
static void mend_joined(relater *r, uint32_t i) {
    uint32_t second = i + 2;
    bool joined = dep_of(r, i) == ENT_DEP_AMOD && head_of(r, i) == second && r->owner[i] &&
                  r->owner[second] && is_form(r, i + 1, "-");
    if (joined && dep_of(r, second) == ENT_DEP_AMOD) move(r, i, head_of(r, second), ENT_DEP_AMOD);
}

/* "is due to visit": the parser reads "due to" as a preposition. */
static void mend_due(relater *r, uint32_t i) {
    bool due = i > 1 && strcmp(lemma_at(r, i), "due") == 0 && i + 2 < r->sentence->count &&
               strcmp(lemma_at(r, i - 1), "be") == 0 && strcmp(lemma_at(r, i + 1), "to") == 0 &&
               token_at(r, i + 2)->upos == ENT_UPOS_VERB;
    if (!due) return;
    if (head_of(r, i) == ENT_ROOT) {
        if (head_of(r, i + 2) == i) r->tree.dep[i + 2] = ENT_DEP_XCOMP;
        for (uint32_t k = i + 3; k < r->sentence->count; k++)
            if (head_of(r, k) == i && token_at(r, k)->upos != ENT_UPOS_PUNCT)
                r->tree.head[k] = i + 2;
        return;
    }
    uint32_t subject = i - 1;
    while (subject > 0 && head_of(r, subject) != ENT_ROOT) subject--;
    if (head_of(r, subject) != ENT_ROOT || !is_noun(r, subject)) return;
    move(r, i, ENT_ROOT, ENT_DEP_ROOT);
    move(r, subject, i, ENT_DEP_NSUBJ);
    move(r, i - 1, i, ENT_DEP_COP);
    move(r, i + 2, i, ENT_DEP_XCOMP);
}

/* "found him guilty": the parser takes the adjective for the object. */
static void mend_judged(relater *r, uint32_t i) {
    uint32_t head = head_of(r, i);
    if (dep_of(r, i) != ENT_DEP_COMPOUND || !r->owner[i] || head < i) return;
    if (token_at(r, head)->upos != ENT_UPOS_ADJ || dep_of(r, head) != ENT_DEP_OBJ) return;
    move(r, i, head_of(r, head), ENT_DEP_OBJ);
    r->tree.dep[head] = ENT_DEP_XCOMP;
}

/* "sold [Chad] ten trucks", "lent [Chad] money": an actor right behind such a verb is given what
 * the parser joins it to. */
static void mend_given_compound(relater *r, uint32_t i) {
    static const char *const verbs[] = {"give",    "sell",  "lend",  "send", "hand",
                                        "offer",   "award", "grant", "deny", "owe",
                                        "promise", "pay",   "show",  NULL};
    uint32_t thing = head_of(r, i), verb = thing == ENT_ROOT ? ENT_ROOT : head_of(r, thing);
    if (dep_of(r, i) != ENT_DEP_COMPOUND || !r->owner[i] || verb == ENT_ROOT || thing < i) return;
    const ent_mention *m = mention_of(r, r->owner[i] - 1);
    uint32_t first = m->phrase_first;
    if (first > 0 && m->type != ENT_PERSON && dep_of(r, first - 1) == ENT_DEP_DET) first--;
    uint8_t next = token_at(r, i + 1)->upos;
    bool apart = next == ENT_UPOS_DET || next == ENT_UPOS_NUM;
    if (first == verb + 1 && dep_of(r, thing) == ENT_DEP_OBJ && !r->owner[thing] &&
        (apart || ent_is_among(lemma_at(r, verb), verbs)))
        move(r, i, verb, ENT_DEP_IOBJ);
}

/* "gave Ukraine tanks": of two objects the first, an actor, is given the other. */
static void mend_given(relater *r, uint32_t i) {
    uint32_t verb = head_of(r, i);
    if (dep_of(r, i) != ENT_DEP_OBJ || verb > i || !r->owner[i]) return;
    if (ent_operator_at(r, verb) & ENT_OP_JUDGE) return; /* "called him a liar" */
    for (uint32_t k = i + 1; k < r->sentence->count && k - i < NEAR; k++) {
        bool second = head_of(r, k) == verb && dep_of(r, k) == ENT_DEP_OBJ;
        if (second && is_noun(r, k)) r->tree.dep[i] = ENT_DEP_IOBJ;
    }
}

/* Does the verb say something "of" its object: "accused Iran of attacks"? */
static bool takes_of(const relater *r, uint32_t verb) {
    if (ent_operator_at(r, verb)) return true;
    const ent_frame *frame = ent_frames_find(r->frames, ENT_VERBS, lemma_at(r, verb));
    for (; frame; frame = ent_frames_next(r->frames, frame))
        for (size_t i = 0; i < frame->slot_count; i++)
            if (strcmp(frame->slots[i].word, "of") == 0) return true;
    return false;
}

/* Does the noun tell words that somebody says, "criticism", "calls", "threats"? */
static bool tells_words(const relater *r, uint32_t noun) {
    const ent_frame *frame = ent_frames_find(r->frames, ENT_NOUNS, lemma_at(r, noun));
    return frame && !frame->role && ent_act_quad(frame->root) == 3;
}

/* "freed an employee of the consulate", "brushed aside criticism from Berlin": what "of" leads
 * belongs to the noun before it, and what "from" does if that tells words. */
static void mend_of(relater *r, uint32_t i) {
    uint32_t of = r->tree.lead[i], verb = head_of(r, i);
    bool from = ent_is_led_by(r, i, "from");
    bool member = of > 1 && ent_is_led_by(r, i, "for") && /* "NATO membership for X" */
                  strcmp(lemma_at(r, of - 2), "membership") == 0;
    if (dep_of(r, i) != ENT_DEP_OBL || of < 2) return;
    if (!from && !member && !ent_is_led_by(r, i, "of")) return;
    bool object = token_at(r, of - 2)->upos == ENT_UPOS_NOUN && head_of(r, of - 2) == verb;
    bool loose = from ? tells_words(r, of - 2) && !(ent_operator_at(r, verb) & ENT_OP_UNDERGO)
                      : !takes_of(r, verb);
    if (object && (loose || member)) move(r, i, of - 2, ENT_DEP_NMOD);
}

/* "reiterated its demand that Cuba leave": the clause says what is demanded. */
static void mend_demand(relater *r, uint32_t i) {
    uint32_t that = r->tree.lead[i];
    if (dep_of(r, i) != ENT_DEP_CCOMP || that < 2 || !ent_is_led_by(r, i, "that")) return;
    bool object = dep_of(r, that - 2) == ENT_DEP_OBJ && head_of(r, that - 2) == head_of(r, i);
    const unsigned kinds = ENT_OP_CLAIM | ENT_OP_URGE | ENT_OP_THREATEN;
    if (object && ent_operator_at(r, that - 2) & kinds) move(r, i, that - 2, ENT_DEP_ACL);
}

static void mend(relater *r) {
    for (uint32_t i = 0; i < r->sentence->count; i++) {
        mend_hyphened(r, i);
        mend_due(r, i);
        mend_main_verb(r, i);
        if (head_of(r, i) != ENT_ROOT) mend_interrupted(r, i);
        if (head_of(r, i) == ENT_ROOT) continue;
        mend_punctuation(r, i);
        mend_content_clause(r, i);
        mend_agent(r, i);
        mend_when(r, i);
        mend_between(r, i);
        mend_compound(r, i);
        mend_joined_verb(r, i);
        mend_passive(r, i);
        mend_subject_place(r, i);
        mend_shared_name(r, i);
        mend_listed_name(r, i);
        mend_participle(r, i);
        mend_negation(r, i);
        mend_gerund(r, i);
        mend_outcome(r, i);
        mend_purpose(r, i);
        mend_clause_subject(r, i);
        mend_apposed_name(r, i);
        mend_relative(r, i);
        mend_apposition(r, i);
        mend_joined_apposition(r, i);
        mend_timed(r, i);
        mend_noun_clause(r, i);
        mend_judged(r, i);
        mend_given(r, i);
        mend_given_compound(r, i);
        mend_of(r, i);
        mend_demand(r, i);
        mend_loose_noun(r, i);
        mend_said(r, i);
        mend_joined(r, i);
    }
}

/* ---- Reading ---- */

/* Of "with Prime Minister Modi's government" the parser gives "with" to the first noun. */
static bool is_before_its_head(const relater *r, uint32_t i) {
    ent_deprel dep = dep_of(r, i);
    uint32_t head = head_of(r, i);
    bool before = dep == ENT_DEP_NMOD_DESC || dep == ENT_DEP_NMOD_POSS || dep == ENT_DEP_COMPOUND;
    return before && head != ENT_ROOT && head > i;
}

static void find_leads(relater *r) {
    tree *t = &r->tree;
    for (uint32_t i = r->sentence->count; i-- > 0;) {
        uint32_t head = t->head[i];
        bool leads = t->dep[i] == ENT_DEP_CASE || t->dep[i] == ENT_DEP_MARK;
        bool first = t->dep[i] == ENT_DEP_CASE && head != ENT_ROOT && i < head;
        while (first && is_before_its_head(r, head)) head = t->head[head];
        if (leads && head != ENT_ROOT && i < head) t->lead[head] = i + 1;
    }
}

static void link_children(relater *r) {
    tree *t = &r->tree;
    for (uint32_t i = r->sentence->count; i-- > 0;) {
        uint32_t head = t->head[i];
        if (head == ENT_ROOT) continue;
        t->sibling[i] = t->child[head];
        t->child[head] = i;
    }
}

/* "Russia: Ukraine shelled Belgorod": who is named before the colon says it, and does nothing. */
static void find_quoted(relater *r) {
    r->tree.speaker_mention = UINT32_MAX;
    uint32_t colon = 1;
    while (colon < r->sentence->count && colon <= 3 && !is_form(r, colon, ":")) colon++;
    if (colon >= r->sentence->count || colon > 3 || !r->owner[colon - 1]) return;
    const ent_mention *m = mention_of(r, r->owner[colon - 1] - 1);
    if (m->phrase_first != 0 || m->phrase_end != colon || m->entity == ENT_NO_ENTITY) return;
    r->tree.speaker_mention = r->owner[colon - 1] - 1;
    for (uint32_t i = 0; i < colon; i++)
        if (head_of(r, i) != ENT_ROOT && head_of(r, i) > colon && is_noun(r, i))
            r->tree.dep[i] = ENT_DEP_DISLOCATED;
}

void ent_tree_turn(relater *r) {
    tree *t = &r->tree;
    uint32_t count = r->sentence->count;
    for (uint32_t i = 0; i < count; i++) {
        const ent_token *token = token_at(r, i);
        t->head[i] = token->head;
        t->dep[i] = token->deprel;
        t->child[i] = t->sibling[i] = ENT_ROOT;
        t->lead[i] = 0;
        t->operators[i] = OPERATORS_UNKNOWN;
    }
    find_leads(r);
    mend(r);
    find_quoted(r);
    memset(t->lead, 0, count * sizeof *t->lead);
    find_leads(r);
    link_children(r);
}

bool ent_tree_open(relater *r, uint32_t longest) {
    tree *t = &r->tree;
    uint32_t **arrays[] = {&t->head, &t->child, &t->sibling, &t->lead, &t->operators};
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++) {
        *arrays[i] = ent_arena_alloc(r->arena, longest * sizeof **arrays[i]);
        if (!*arrays[i]) return false;
    }
    t->dep = ent_arena_alloc(r->arena, longest);
    return t->dep != NULL;
}
