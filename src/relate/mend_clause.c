/* mend_clause.c - slips of the parser about clauses that news provokes again and again: which verb
 * is the main one, what a clause depends on, who does it. */
#include <string.h>

#include "relate/mend.h"

enum { PHRASE_MAX = 8 }; /* words of who says something */

static bool is_quote(const relater *r, uint32_t i) {
    static const char *const marks[] = {"\"", "”", "''", NULL};
    for (size_t k = 0; marks[k]; k++)
        if (ent_is_form(r, i, marks[k])) return true;
    return false;
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
    ent_move(r, verb, head, dep);
    ent_move(r, noun, verb, ENT_DEP_NSUBJ);
    ent_move(r, i, noun, ENT_DEP_AMOD);
    for (uint32_t k = noun + 1; k < r->sentence->count; k++)
        if (head_of(r, k) == i) r->tree.head[k] = verb;
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
    ent_move(r, i, ENT_ROOT, ENT_DEP_ROOT);
    ent_move(r, subject, i, ENT_DEP_NSUBJ);
    ent_move(r, i - 1, i, ENT_DEP_COP);
    ent_move(r, i + 2, i, ENT_DEP_XCOMP);
}

/* Is the word at i the only one that may be the verb of its sentence, which ends in a full stop? In
 * "South Korean agents spied on officials." the parser takes it for a participle, as one it is in a
 * headline. */
static bool is_only_verb(const relater *r, uint32_t i) {
    uint32_t last = r->sentence->count - 1;
    if (!ent_is_form(r, last, ".")) return false;
    for (uint32_t k = 0; k < last; k++) {
        uint8_t upos = token_at(r, k)->upos;
        bool finite = upos == ENT_UPOS_AUX || ent_is_tagged(r, k, "VBD") ||
                      ent_is_tagged(r, k, "VBZ") || ent_is_tagged(r, k, "VBP");
        if (finite && k != i) return false;
    }
    return true;
}

/* "A drone strike killed Muhandis", "Rebels in trucks seized Bria": a participle that has an object
 * is the verb of its clause. */
static void mend_main_verb(relater *r, uint32_t i) {
    uint32_t noun = head_of(r, i);
    bool past = ent_is_tagged(r, i, "VBD");
    for (int steps = 0; past && noun != ENT_ROOT && dep_of(r, noun) == ENT_DEP_NMOD; steps++)
        noun = steps < CLIMB_MAX ? head_of(r, noun) : ENT_ROOT;
    if (dep_of(r, i) != ENT_DEP_ACL || noun == ENT_ROOT || noun > i ||
        dep_of(r, noun) != ENT_DEP_ROOT || r->tree.lead[i] || !is_noun(r, noun) ||
        (!past && !ent_is_tagged(r, i, "VBN")))
        return;
    bool object = ent_child_near(r, i, ENT_DEP_OBJ, ENT_DEP_OBJ) != ENT_ROOT;
    bool passive = ent_child_near(r, i, ENT_DEP_OBL_AGENT, ENT_DEP_AUX_PASS) != ENT_ROOT;
    bool own = ent_child_near(r, i, ENT_DEP_NSUBJ, ENT_DEP_NSUBJ_PASS) != ENT_ROOT;
    bool calls = strcmp(lemma_at(r, i), "call") == 0 && ent_is_form(r, i + 1, "for");
    if (own || passive || (!past && !object && !calls && !is_only_verb(r, i))) return;
    ent_move(r, i, ENT_ROOT, ENT_DEP_ROOT);
    ent_move(r, noun, i, ENT_DEP_NSUBJ);
    for (uint32_t k = i + 1; k < r->sentence->count; k++)
        if (head_of(r, k) == noun) r->tree.head[k] = i;
}

/* "On Sunday the president called X", "With a gift of pandas, the premier won X": the parser takes
 * what stands in front for the whole sentence, the subject for an apposition to it. */
static void mend_fronted(relater *r, uint32_t i) {
    uint32_t noun = head_of(r, i), front = noun == ENT_ROOT ? ENT_ROOT : head_of(r, noun);
    bool participle = dep_of(r, i) == ENT_DEP_ACL && !r->tree.lead[i] && noun < i &&
                      (ent_is_tagged(r, i, "VBN") || ent_is_tagged(r, i, "VBD"));
    if (!participle || front == ENT_ROOT || front > noun || head_of(r, front) != ENT_ROOT) return;
    uint32_t lead = r->tree.lead[front];
    bool fronted = lead == 1 && token_at(r, 0)->upos == ENT_UPOS_ADP && is_noun(r, front);
    if (!fronted || !is_noun(r, noun) || r->tree.lead[noun]) return;
    bool object = ent_child_near(r, i, ENT_DEP_OBJ, ENT_DEP_OBJ) != ENT_ROOT;
    bool own = ent_child_near(r, i, ENT_DEP_NSUBJ, ENT_DEP_NSUBJ_PASS) != ENT_ROOT ||
               ent_child_near(r, i, ENT_DEP_OBL_AGENT, ENT_DEP_AUX_PASS) != ENT_ROOT;
    if (own || (!object && !ent_is_tagged(r, i, "VBD") && !is_only_verb(r, i))) return;
    ent_move(r, i, ENT_ROOT, ENT_DEP_ROOT);
    ent_move(r, noun, i, ENT_DEP_NSUBJ);
    ent_move(r, front, i, ENT_DEP_OBL);
    for (uint32_t k = i + 1; k < r->sentence->count; k++)
        if (head_of(r, k) == front || head_of(r, k) == noun) r->tree.head[k] = i;
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
    while (first > 0 && head_of(r, first - 1) == i && !ent_is_form(r, first - 1, ",")) first--;
    bool object = ent_child_near(r, i, ENT_DEP_OBJ, ENT_DEP_OBJ) != ENT_ROOT;
    bool verb = is_finite(r, i, first) || (object && ent_is_tagged(r, i, "VBN"));
    if (first < 4 || !ent_is_form(r, first - 1, ",") || !verb) return;
    if (ent_child_near(r, i, ENT_DEP_NSUBJ, ENT_DEP_NSUBJ_PASS) != ENT_ROOT) return;
    for (int steps = 0; steps < CLIMB_MAX && head_of(r, name) != ENT_ROOT; steps++)
        name = head_of(r, name);
    uint32_t comma = name + 1;
    while (comma < first && head_of(r, comma) == name && dep_of(r, comma) == ENT_DEP_FLAT) comma++;
    bool interrupted =
        head_of(r, name) == ENT_ROOT && comma + 1 < first && ent_is_form(r, comma, ",");
    if (!interrupted || !is_noun(r, name) || r->tree.lead[name]) return;
    bool passive = ent_child_near(r, i, ENT_DEP_AUX_PASS, ENT_DEP_AUX_PASS) != ENT_ROOT;
    ent_move(r, i, ENT_ROOT, ENT_DEP_ROOT);
    ent_move(r, name, i, passive ? ENT_DEP_NSUBJ_PASS : ENT_DEP_NSUBJ);
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
    if (ent_operator_at(r, verb) & (ENT_OP_CLAIM | ENT_OP_URGE))
        ent_move(r, i, verb, ENT_DEP_CCOMP);
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
            ent_move(r, i, verb, ENT_DEP_ADVCL);
}

/* "wants the Commission to change its rules": what is wanted, no purpose. */
static void mend_wanted(relater *r, uint32_t i) {
    if (dep_of(r, i) != ENT_DEP_ADVCL || !ent_is_led_by(r, i, "to")) return;
    uint32_t verb = head_of(r, i);
    bool object = ent_child_near(r, verb, ENT_DEP_OBJ, ENT_DEP_OBJ) != ENT_ROOT;
    if (object && verb < i && strcmp(lemma_at(r, verb), "want") == 0)
        r->tree.dep[i] = ENT_DEP_XCOMP;
}

/* "the truce between X and Y holds": the parser begins a clause behind "and". */
static void mend_parted_between(relater *r, uint32_t i) {
    if (dep_of(r, i) != ENT_DEP_NSUBJ || i < 2) return;
    uint32_t verb = head_of(r, i), noun = head_of(r, verb), first = ENT_ROOT;
    if (verb < i || dep_of(r, verb) != ENT_DEP_CONJ || noun == ENT_ROOT || noun > i) return;
    for (uint32_t k = noun + 1; k < i; k++) {
        if (head_of(r, k) == noun && ent_is_led_by(r, k, "between")) first = k;
        if (ent_is_form(r, k, ",") || dep_of(r, k) == ENT_DEP_CONJ) return;
    }
    if (first == ENT_ROOT || !is_noun(r, noun) || !is_noun(r, first)) return;
    ent_move(r, verb, head_of(r, noun), dep_of(r, noun));
    ent_move(r, noun, verb, ENT_DEP_NSUBJ);
    ent_move(r, i, first, ENT_DEP_CONJ);
    for (uint32_t k = verb + 1; k < r->sentence->count; k++)
        if (head_of(r, k) == noun) r->tree.head[k] = verb;
}

/* "ordered Navalny jailed", "ordered the men arrested": the participle tells what is done to them.
 */
static void mend_ordered(relater *r, uint32_t i) {
    static const char *const verbs[] = {"order", "want", NULL};
    uint32_t noun = head_of(r, i), verb = noun;
    ent_deprel dep = dep_of(r, i);
    bool past = ent_is_tagged(r, i, "VBD") || ent_is_tagged(r, i, "VBN");
    if (!past || noun > i) return;
    if (dep == ENT_DEP_ACL && i == noun + 1 && dep_of(r, noun) == ENT_DEP_OBJ)
        verb = head_of(r, noun);
    else
        noun = ent_child_near(r, i, ENT_DEP_NSUBJ, ENT_DEP_NSUBJ_PASS);
    bool clause = dep == ENT_DEP_ACL || dep == ENT_DEP_CCOMP || dep == ENT_DEP_XCOMP;
    if (!clause || !ent_is_among(lemma_at(r, verb), verbs) || noun == ENT_ROOT || noun > i) return;
    if (ent_child_near(r, i, ENT_DEP_OBJ, ENT_DEP_OBL_AGENT) != ENT_ROOT) return;
    ent_move(r, noun, i, ENT_DEP_NSUBJ_PASS);
    ent_move(r, i, verb, ENT_DEP_CCOMP);
    ent_retag(r, i, "VBN", lemma_at(r, i));
}

/* "had Navalny jailed": the parser takes "had" for an auxiliary. Who has it done does it. */
static void mend_causative(relater *r, uint32_t i) {
    if (!is_verb(r, i) || i < 3) return;
    uint32_t had = ENT_ROOT;
    for (uint32_t k = i; k-- > 1 && had == ENT_ROOT;)
        if (head_of(r, k) == i && dep_of(r, k) == ENT_DEP_AUX) had = k;
    if (had == ENT_ROOT || strcmp(lemma_at(r, had), "have") != 0) return;
    uint32_t whom = ENT_ROOT, who = ENT_ROOT;
    for (uint32_t k = 0; k < i; k++) {
        bool beside = head_of(r, k) == i || (k < had && head_of(r, k) == had);
        if (!beside || !is_noun(r, k)) continue;
        if (k < had && who == ENT_ROOT) who = k;
        if (k > had && !r->tree.lead[k]) whom = k;
    }
    if (who == ENT_ROOT || whom == ENT_ROOT) return;
    ent_move(r, who, i, ENT_DEP_NSUBJ);
    ent_move(r, whom, i, ENT_DEP_OBJ);
}

/* "a deal with Iran brokered by China": who has an agent and no object is a participle. */
static void mend_past(relater *r, uint32_t i) {
    if (dep_of(r, i) != ENT_DEP_ACL || !ent_is_tagged(r, i, "VBD")) return;
    bool agent = ent_child_near(r, i, ENT_DEP_OBL_AGENT, ENT_DEP_OBL_AGENT) != ENT_ROOT;
    if (agent && ent_child_near(r, i, ENT_DEP_OBJ, ENT_DEP_NSUBJ) == ENT_ROOT)
        ent_retag(r, i, "VBN", lemma_at(r, i));
}

/* "is massing troops near Sudan, drivers said": who stands between the comma and the saying says
 * it, and is not one more of those named before. */
static void mend_sayer(relater *r, uint32_t i) {
    if (!(ent_operator_at(r, i) & ENT_OP_CLAIM) || !ent_is_tagged(r, i, "VBD")) return;
    if (ent_child_near(r, i, ENT_DEP_NSUBJ, ENT_DEP_NSUBJ_PASS) != ENT_ROOT) return;
    uint32_t comma = i;
    while (comma > 0 && i - comma < PHRASE_MAX && !ent_is_form(r, comma, ",")) comma--;
    if (comma == 0 || !ent_is_form(r, comma, ",")) return;
    for (uint32_t k = comma + 1; k < i; k++) {
        ent_deprel dep = dep_of(r, k);
        if (is_verb(r, k) || dep == ENT_DEP_CC) return;
        bool outside = head_of(r, k) != ENT_ROOT && head_of(r, k) < comma;
        if (!outside || !is_noun(r, k) || r->tree.lead[k]) continue;
        if (dep == ENT_DEP_CONJ || dep == ENT_DEP_APPOS) ent_move(r, k, i, ENT_DEP_NSUBJ);
        return;
    }
}

/* "A deal brokered by China collapsed": the parser takes the participle for the verb of the clause,
 * and its verb for a clause without a mark. */
static void mend_garden_path(relater *r, uint32_t i) {
    uint32_t agent = ent_child_near(r, i, ENT_DEP_OBL_AGENT, ENT_DEP_OBL_AGENT);
    uint32_t noun = ent_child_near(r, i, ENT_DEP_NSUBJ, ENT_DEP_NSUBJ_PASS);
    if (!is_verb(r, i) || agent == ENT_ROOT || noun == ENT_ROOT || noun > i || agent < i) return;
    if (ent_child_near(r, i, ENT_DEP_OBJ, ENT_DEP_AUX) != ENT_ROOT) return;
    if (ent_child_near(r, i, ENT_DEP_AUX_PASS, ENT_DEP_AUX_PASS) != ENT_ROOT) return;
    uint32_t verb = agent + 1;
    bool loose = verb < r->sentence->count && head_of(r, verb) == i && is_verb(r, verb) &&
                 is_finite(r, verb, verb) &&
                 ent_child_near(r, verb, ENT_DEP_NSUBJ, ENT_DEP_NSUBJ_PASS) == ENT_ROOT;
    if (!loose) return;
    ent_move(r, verb, head_of(r, i), dep_of(r, i));
    ent_move(r, noun, verb, ENT_DEP_NSUBJ);
    ent_move(r, i, noun, ENT_DEP_ACL);
    ent_retag(r, i, "VBN", lemma_at(r, i));
    for (uint32_t k = verb + 1; k < r->sentence->count; k++)
        if (head_of(r, k) == i) r->tree.head[k] = verb;
}

/* "Weapons supplied by Poland arrived": who has an agent is done to. */
static void mend_passive(relater *r, uint32_t i) {
    uint32_t verb = head_of(r, i);
    if (dep_of(r, i) != ENT_DEP_NSUBJ || verb < i || !ent_is_tagged(r, verb, "VBN")) return;
    if (ent_child_near(r, verb, ENT_DEP_OBL_AGENT, ENT_DEP_OBL_AGENT) == ENT_ROOT) return;
    bool active = ent_child_near(r, verb, ENT_DEP_AUX, ENT_DEP_OBJ) != ENT_ROOT;
    if (!active) r->tree.dep[i] = ENT_DEP_NSUBJ_PASS;
}

/* "Rebels armed by Rwanda attacked Congo": the participle says more of the rebels, who attacked. */
static void mend_participle(relater *r, uint32_t i) {
    ent_deprel dep = dep_of(r, i);
    bool nominal = dep == ENT_DEP_NSUBJ || dep == ENT_DEP_OBJ || dep == ENT_DEP_OBL;
    if (!nominal || token_at(r, i)->upos != ENT_UPOS_VERB || !ent_is_tagged(r, i, "VBN")) return;
    for (uint32_t k = i; k-- > 0;) {
        if (head_of(r, k) != i || dep_of(r, k) != ENT_DEP_NSUBJ) continue;
        ent_move(r, k, head_of(r, i), dep);
        ent_move(r, i, k, ENT_DEP_ACL);
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
    if (verb) ent_move(r, i, i + 2, ENT_DEP_ADVMOD);
}

/* "considered expelling", "began shelling": the parser takes the object clause for an adverbial. */
static void mend_gerund(relater *r, uint32_t i) {
    uint32_t head = head_of(r, i);
    if (dep_of(r, i) != ENT_DEP_ADVCL || r->tree.lead[i] || head > i || !ent_is_tagged(r, i, "VBG"))
        return;
    if (is_noun(r, i - 1) && ent_operator_at(r, i - 1) & ENT_OP_DOCUMENT) {
        ent_move(r, i, i - 1, ENT_DEP_ACL); /* "backed a motion condemning" */
        return;
    }
    for (uint32_t k = head + 1; k < i; k++)
        if (token_at(r, k)->upos != ENT_UPOS_ADV && token_at(r, k)->upos != ENT_UPOS_ADP) return;
    r->tree.dep[i] = ENT_DEP_XCOMP;
}

/* "attacked a base in Yemen, killing ten", "overran a base, officials said, killing ten": whoever
 * attacked killed, not Yemen, nor the officials. */
static void mend_outcome(relater *r, uint32_t i) {
    ent_deprel dep = dep_of(r, i);
    if (i == 0 || !ent_is_tagged(r, i, "VBG") || !ent_is_form(r, i - 1, ",")) return;
    uint32_t at = head_of(r, i);
    if (at > i || (dep != ENT_DEP_ACL && dep != ENT_DEP_ADVCL)) return;
    bool loose =
        dep == ENT_DEP_ACL && (dep_of(r, at) == ENT_DEP_NMOD || dep_of(r, at) == ENT_DEP_OBL);
    bool said = dep == ENT_DEP_ADVCL && dep_of(r, at) == ENT_DEP_PARATAXIS;
    if (said) ent_move(r, i, head_of(r, at), ENT_DEP_ADVCL);
    for (int steps = 0; loose && steps < CLIMB_MAX && at != ENT_ROOT; steps++) {
        if (token_at(r, at)->upos == ENT_UPOS_VERB) {
            ent_move(r, i, at, ENT_DEP_ADVCL);
            return;
        }
        at = head_of(r, at);
    }
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
    if (ent_operator_at(r, i - 2) & kinds) ent_move(r, i, i - 2, ENT_DEP_ACL);
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
    if (!loose || comma == 0 || !ent_is_form(r, comma, ",") || !is_noun(r, comma - 1)) return;
    ent_move(r, verb, ent_top_of_phrase(r, comma - 1), ENT_DEP_ACL_RELCL);
    for (uint32_t k = i + 1; k < verb && dep_of(r, i) == ENT_DEP_NSUBJ; k++)
        if (head_of(r, k) == verb && dep_of(r, k) == ENT_DEP_NSUBJ) r->tree.dep[i] = ENT_DEP_OBJ;
}

/* "introduced a bill last Friday that would": the clause says more of the bill than of the day. */
static void mend_timed(relater *r, uint32_t i) {
    uint32_t day = head_of(r, i);
    if (dep_of(r, i) != ENT_DEP_ACL_RELCL || dep_of(r, day) != ENT_DEP_OBL_UNMARKED) return;
    uint32_t verb = head_of(r, day), thing = ent_child_near(r, verb, ENT_DEP_OBJ, ENT_DEP_OBJ);
    if (thing != ENT_ROOT && thing < day) r->tree.head[i] = thing;
}

/* "said sorry to Chile": an adjective without a subject is no clause. */
static void mend_adjective_clause(relater *r, uint32_t i) {
    bool adjective = token_at(r, i)->upos == ENT_UPOS_ADJ && dep_of(r, i) == ENT_DEP_CCOMP;
    if (!adjective || head_of(r, i) > i || r->tree.lead[i]) return;
    if (ent_child_near(r, i, ENT_DEP_NSUBJ, ENT_DEP_COP) == ENT_ROOT &&
        ent_child_near(r, i, ENT_DEP_CSUBJ, ENT_DEP_AUX) == ENT_ROOT)
        r->tree.dep[i] = ENT_DEP_XCOMP;
}

/* "rejected the demand as baseless": a noun is no clause. */
static void mend_noun_clause(relater *r, uint32_t i) {
    bool clause = dep_of(r, i) != ENT_DEP_CCOMP || token_at(r, i)->upos != ENT_UPOS_NOUN ||
                  r->tree.lead[i] || head_of(r, i) > i;
    if (!clause && ent_child_near(r, i, ENT_DEP_NSUBJ, ENT_DEP_COP) == ENT_ROOT)
        r->tree.dep[i] = ENT_DEP_OBJ;
}

/* "reiterated its demand that Cuba leave": the clause says what is demanded. */
static void mend_demand(relater *r, uint32_t i) {
    uint32_t that = r->tree.lead[i];
    if (dep_of(r, i) != ENT_DEP_CCOMP || that < 2 || !ent_is_led_by(r, i, "that")) return;
    bool object = dep_of(r, that - 2) == ENT_DEP_OBJ && head_of(r, that - 2) == head_of(r, i);
    const unsigned kinds = ENT_OP_CLAIM | ENT_OP_URGE | ENT_OP_THREATEN;
    if (object && ent_operator_at(r, that - 2) & kinds) ent_move(r, i, that - 2, ENT_DEP_ACL);
}

/* "X attacked Y, Z said": the saying is beside what is said, not a part of it. */
static void mend_said(relater *r, uint32_t i) {
    ent_deprel dep = dep_of(r, i);
    bool beside = dep == ENT_DEP_CCOMP || dep == ENT_DEP_CONJ;
    if (!beside || head_of(r, i) > i || !(ent_operator_at(r, i) & ENT_OP_CLAIM)) return;
    uint32_t subject = ent_child_near(r, i, ENT_DEP_NSUBJ, ENT_DEP_NSUBJ);
    bool more = ent_child_near(r, i, ENT_DEP_CCOMP, ENT_DEP_OBJ) != ENT_ROOT ||
                ent_child_near(r, i, ENT_DEP_MARK, ENT_DEP_MARK) != ENT_ROOT;
    if (more || subject == ENT_ROOT || subject > i) return;
    while (subject > 0 && head_of(r, subject - 1) == subject) subject--;
    bool quoted = subject > 1 && is_quote(r, subject - 1) && ent_is_form(r, subject - 2, ",");
    bool comma = dep == ENT_DEP_CCOMP && subject > 0 && ent_is_form(r, subject - 1, ",");
    if (comma || quoted) r->tree.dep[i] = ENT_DEP_PARATAXIS;
}

void ent_mend_clause(relater *r, uint32_t i) {
    mend_hyphened(r, i);
    mend_due(r, i);
    mend_causative(r, i);
    mend_garden_path(r, i);
    mend_main_verb(r, i);
    mend_sayer(r, i);
    if (head_of(r, i) != ENT_ROOT) mend_fronted(r, i);
    if (head_of(r, i) != ENT_ROOT) mend_interrupted(r, i);
    if (head_of(r, i) == ENT_ROOT) return;
    mend_content_clause(r, i);
    mend_when(r, i);
    mend_wanted(r, i);
    mend_parted_between(r, i);
    mend_ordered(r, i);
    mend_past(r, i);
    mend_passive(r, i);
    mend_participle(r, i);
    mend_negation(r, i);
    mend_gerund(r, i);
    mend_outcome(r, i);
    mend_purpose(r, i);
    mend_clause_subject(r, i);
    mend_relative(r, i);
    mend_timed(r, i);
    mend_adjective_clause(r, i);
    mend_noun_clause(r, i);
    mend_demand(r, i);
    mend_said(r, i);
}
