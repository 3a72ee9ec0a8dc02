/* mend_noun.c - slips of the parser about nouns that news provokes again and again: names that are
 * joined or set beside one another, what a preposition goes with, who is given what. */
#include <stdio.h>
#include <string.h>

#include "relate/mend.h"

enum { PHRASE_MAX = 6 }; /* words of an apposition before its noun */

/* "made contact with Boko Haram about the girls": nothing hangs under a preposition, which leads to
 * the noun right behind it and not to one farther off. */
static void mend_preposition(relater *r, uint32_t i) {
    uint32_t word = head_of(r, i), far = head_of(r, word);
    if (token_at(r, word)->upos != ENT_UPOS_ADP || word > i || far == ENT_ROOT || far < i) return;
    if (dep_of(r, word) != ENT_DEP_CASE || !is_noun(r, i) || head_of(r, far) == ENT_ROOT) return;
    uint32_t own = i + 1; /* the preposition of the one farther off */
    while (own < far && !(head_of(r, own) == far && dep_of(r, own) == ENT_DEP_CASE)) own++;
    if (own == far) return;
    ent_move(r, i, head_of(r, far), ENT_DEP_NMOD);
    ent_move(r, word, i, ENT_DEP_CASE);
    r->tree.lead[i] = word + 1;
    r->tree.lead[far] = own + 1;
}

/* Nothing hangs under a comma. */
static void mend_punctuation(relater *r, uint32_t i) {
    uint32_t head = head_of(r, i);
    if (token_at(r, head)->upos == ENT_UPOS_PUNCT && head_of(r, head) != ENT_ROOT)
        r->tree.head[i] = head_of(r, head);
}

/* Does the noun tell an act: not "critic", which tells who somebody is? */
static bool tells_act(const relater *r, uint32_t noun) {
    const ent_frame *frame = ent_frames_find(r->frames, ENT_NOUNS, lemma_at(r, noun));
    return token_at(r, noun)->upos == ENT_UPOS_NOUN && frame && !frame->role;
}

/* Does a preposition lead to the target of the act that the noun tells: "aggression against",
 * "incursion into"? */
static bool takes_slot(const relater *r, uint32_t noun, const char *word) {
    return token_at(r, noun)->upos == ENT_UPOS_NOUN &&
           ent_frames_take(r->frames, ENT_NOUNS, lemma_at(r, noun), word);
}

/* Is the noun done with another act, "the easing of sanctions", so that who does it stands behind
 * that one? */
static bool is_done_with_act(const relater *r, uint32_t noun, uint32_t below) {
    const ent_frame *frame = ent_frames_find(r->frames, ENT_NOUNS, lemma_at(r, noun));
    return frame && strcmp(frame->relation, "eases") == 0 && ent_is_led_by(r, below, "of");
}

/* "help for refugees from Mali": they are from there, not the help. */
static bool is_crowd(const relater *r, uint32_t i) {
    bool known = r->owner[i] && mention_of(r, r->owner[i] - 1)->entity != ENT_NO_ENTITY;
    return known && entity_of(r, r->owner[i] - 1)->described && !ent_is_led_by(r, i, "of");
}

/* "Asylum was granted to the sprinter by Poland": a passive without an agent has him, and not the
 * noun between, unless that is something that is made: "a report by". */
static bool mend_passive_agent(relater *r, uint32_t i) {
    uint32_t at = head_of(r, i);
    if (ent_operator_at(r, at) & ENT_OP_DOCUMENT) return false;
    for (int steps = 0; steps < 2 && at != ENT_ROOT && is_noun(r, at); steps++) at = head_of(r, at);
    if (at == ENT_ROOT || at > i || !is_verb(r, at) || !ent_is_tagged(r, at, "VBN")) return false;
    bool passive = dep_of(r, at) == ENT_DEP_ACL ||
                   ent_child_near(r, at, ENT_DEP_AUX_PASS, ENT_DEP_NSUBJ_PASS) != ENT_ROOT;
    if (!passive || ent_child_near(r, at, ENT_DEP_OBL_AGENT, ENT_DEP_OBL_AGENT) != ENT_ROOT)
        return false;
    ent_move(r, i, at, ENT_DEP_OBL_AGENT);
    return true;
}

/* "is shared by Ecuador with Chile", "fired by the Houthis on a port": what goes with the act hangs
 * under who does it. */
static void mend_under_agent(relater *r, uint32_t i) {
    static const char *const leads[] = {"with", "to", "on", "against", "into", "over", NULL};
    uint32_t agent = head_of(r, i);
    if (dep_of(r, i) != ENT_DEP_NMOD || agent > i || !r->owner[agent]) return;
    bool named = mention_of(r, r->owner[agent] - 1)->kind == ENT_MENTION_NAMED;
    if (dep_of(r, agent) != ENT_DEP_OBL_AGENT || !ent_is_among(ent_lead(r, i), leads)) return;
    if (named || !ent_is_led_by(r, i, "to")) ent_move(r, i, head_of(r, agent), ENT_DEP_OBL);
}

/* "Since the war the army has been rearmed": what a preposition leads is no subject beside another.
 */
static void mend_led_subject(relater *r, uint32_t i) {
    ent_deprel dep = dep_of(r, i);
    bool subject = dep == ENT_DEP_NSUBJ || dep == ENT_DEP_NSUBJ_PASS;
    uint32_t lead = r->tree.lead[i];
    if (!subject || !lead || token_at(r, lead - 1)->upos != ENT_UPOS_ADP) return;
    for (uint32_t k = i + 1; k < head_of(r, i); k++)
        if (head_of(r, k) == head_of(r, i) && dep_of(r, k) == dep) r->tree.dep[i] = ENT_DEP_OBL;
}

/* "the invasion of Ukraine by Russia", "criticism of Poland from Germany", "aid to Tunisia from the
 * Union", "an attack on a base in Mali by Chad": it is the invasion that is by Russia. */
static void mend_agent(relater *r, uint32_t i) {
    static const char *const leads[] = {"of", "on", "to", "for", "against", NULL};
    bool by = ent_is_led_by(r, i, "by"), from = ent_is_led_by(r, i, "from");
    if (dep_of(r, i) != ENT_DEP_NMOD || !(by || from)) return;
    uint32_t of = head_of(r, i);
    if (by && !tells_act(r, of) && mend_passive_agent(r, i)) return;
    uint32_t found = tells_act(r, of) ? of : ENT_ROOT; /* "mediation by Russia" */
    for (int steps = 0; steps < 3; steps++) {
        ent_deprel dep = dep_of(r, of);
        bool named = dep == ENT_DEP_APPOS || dep == ENT_DEP_FLAT; /* "of the director X by Y" */
        if (dep != ENT_DEP_NMOD && !(by && named)) break;
        if (from && (!ent_is_among(ent_lead(r, of), leads) || is_crowd(r, of))) break;
        uint32_t below = of;
        of = head_of(r, of);
        bool asked = from && !ent_is_led_by(r, below, "of") && takes_slot(r, of, "from");
        if (!tells_act(r, of) || asked) continue; /* "requests for leniency from X" */
        if (found == ENT_ROOT || is_done_with_act(r, of, below)) found = of;
    }
    if (found != ENT_ROOT) ent_move(r, i, found, ENT_DEP_NMOD);
}

/* Does the verb, alone or with the noun for its object, tell an act of its own, "cut aid", or share
 * what is the noun's? */
static bool has_part(const relater *r, uint32_t verb, uint32_t noun) {
    const unsigned shares = ENT_OP_LIGHT | ENT_OP_STAY | ENT_OP_PUT | ENT_OP_UNDERGO;
    char key[64];
    int length = snprintf(key, sizeof key, "%s+%s", lemma_at(r, verb), lemma_at(r, noun));
    if (length < 0 || (size_t)length >= sizeof key || ent_operator_at(r, verb) & shares)
        return true;
    return ent_frames_find(r->frames, ENT_VERBS, key) ||
           ent_frames_find(r->frames, ENT_VERBS, lemma_at(r, verb));
}

/* "the deployment of Kenyan police to Haiti", "a raid by commandos on the camp", "doubted Spain's
 * sympathy for Peru": what leads to whom the act is done goes with the act. */
static void mend_slot(relater *r, uint32_t i) {
    static const char *const words[] = {"to", "for", "on", "against", "into", "with", NULL};
    const char *word = ent_lead(r, i);
    uint32_t head = head_of(r, i), before = r->tree.lead[i];
    if (!ent_is_among(word, words) || before < 2 || ent_is_form(r, before - 2, ",")) return;
    if (dep_of(r, i) == ENT_DEP_NMOD) {
        bool party = ent_is_led_by(r, head, "of") || ent_is_led_by(r, head, "by") ||
                     ent_is_led_by(r, head, "from");
        if (dep_of(r, head) != ENT_DEP_NMOD || !party || takes_slot(r, head, word)) return;
        if (takes_slot(r, head_of(r, head), word)) ent_move(r, i, head_of(r, head), ENT_DEP_NMOD);
    } else if (dep_of(r, i) == ENT_DEP_OBL && r->owner[i]) {
        uint32_t noun = before - 2;
        bool object = dep_of(r, noun) == ENT_DEP_OBJ && head_of(r, noun) == head;
        if (object && takes_slot(r, noun, word) && !has_part(r, head, noun))
            ent_move(r, i, noun, ENT_DEP_NMOD);
    }
}

/* "talks between X and Y mediated by Z": it is the talks that are mediated. */
static void mend_between(relater *r, uint32_t i) {
    if (dep_of(r, i) != ENT_DEP_ACL || !ent_is_tagged(r, i, "VBN")) return;
    uint32_t at = head_of(r, i);
    if (dep_of(r, at) == ENT_DEP_CONJ) at = head_of(r, at);
    if (at == ENT_ROOT || dep_of(r, at) != ENT_DEP_NMOD || !ent_is_led_by(r, at, "between")) return;
    ent_move(r, i, head_of(r, at), ENT_DEP_ACL);
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
    bool joined = verb < r->sentence->count && r->owner[i] && ent_is_form(r, i + 2, "-") &&
                  head_of(r, i + 1) == verb && token_at(r, verb)->upos == ENT_UPOS_VERB;
    if (!joined || (head_of(r, i) != i + 1 && head_of(r, i) != verb)) return;
    if (dep_of(r, i) == ENT_DEP_COMPOUND || dep_of(r, i) == ENT_DEP_NSUBJ_PASS)
        ent_move(r, i, verb, ENT_DEP_NSUBJ);
}

/* "A court in Moscow sentenced": what stands between subject and verb says more of the subject. */
static void mend_subject_place(relater *r, uint32_t i) {
    uint32_t lead = r->tree.lead[i], verb = head_of(r, i);
    if (dep_of(r, i) != ENT_DEP_OBL || lead < 2 || verb < i) return;
    ent_deprel above = dep_of(r, lead - 2);
    bool subject = above == ENT_DEP_NSUBJ || above == ENT_DEP_NSUBJ_PASS;
    if (subject && head_of(r, lead - 2) == verb && is_noun(r, lead - 2))
        ent_move(r, i, lead - 2, ENT_DEP_NMOD);
}

/* "criticised Turkey and Qatar praised Sudan": the first of the two is the object of the verb
 * before it. */
static void mend_shared_name(relater *r, uint32_t i) {
    uint32_t first = head_of(r, i), verb = i + 1;
    if (dep_of(r, i) != ENT_DEP_CONJ || !r->owner[i] || verb >= r->sentence->count) return;
    bool second = dep_of(r, first) == ENT_DEP_OBJ && ent_is_tagged(r, verb, "VBD") &&
                  (head_of(r, verb) == first || head_of(r, verb) == head_of(r, first));
    if (second) {
        ent_move(r, verb, head_of(r, first), ENT_DEP_CONJ);
        ent_move(r, i, verb, ENT_DEP_NSUBJ);
        return;
    }
    if (dep_of(r, first) != ENT_DEP_NSUBJ || first == 0) return;
    verb = head_of(r, first);
    bool next = i + 1 == verb && token_at(r, first - 1)->upos == ENT_UPOS_VERB;
    if (!next || first - 1 == verb || !r->owner[i] || !r->owner[first]) return;
    ent_move(r, first, first - 1, ENT_DEP_OBJ);
    ent_move(r, i, verb, ENT_DEP_NSUBJ);
}

/* A headline's "Trump, Putin to meet" is no name of two words. */
static void mend_listed_name(relater *r, uint32_t i) {
    if (i < 2 || !ent_is_form(r, i - 1, ",") || !r->owner[i]) return;
    uint32_t head = head_of(r, i), first = i - 2;
    if (dep_of(r, i) == ENT_DEP_FLAT && r->owner[i] != r->owner[head])
        ent_move(r, i, head, ENT_DEP_CONJ);
    bool called = r->owner[first] && dep_of(r, first) == ENT_DEP_VOCATIVE;
    if (!called || dep_of(r, i) != ENT_DEP_NSUBJ || head != head_of(r, first)) return;
    ent_move(r, first, head, ENT_DEP_NSUBJ);
    ent_move(r, i, first, ENT_DEP_CONJ);
}

/* Is the word at i a noun for somebody of somebody's: "his Jordanian counterpart"? */
static bool is_somebodys(const relater *r, uint32_t i) {
    uint32_t whose = ent_child_near(r, i, ENT_DEP_NMOD_POSS, ENT_DEP_NMOD_POSS);
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
    bool comma = ent_is_form(r, before, ",") && before > 0;
    uint32_t noun = comma ? before - 1 : before;
    bool beside = dep_of(r, noun) == ENT_DEP_OBJ && head_of(r, noun) == head_of(r, i);
    if (beside && !comma && (dep == ENT_DEP_OBL || dep == ENT_DEP_OBJ))
        ent_move(r, i, noun, ENT_DEP_APPOS);
    if (comma && dep == ENT_DEP_CONJ && head_of(r, noun) != i && is_somebodys(r, noun))
        ent_move(r, i, noun, ENT_DEP_APPOS);
    if (dep == ENT_DEP_NMOD && dep_of(r, before) == ENT_DEP_CC && before > 0 &&
        head_of(r, i) == before - 1)
        r->tree.dep[i] = ENT_DEP_CONJ;
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
        for (uint32_t c = k + 1; c < i; c++) comma |= ent_is_form(r, c, ",");
        if (comma && is_noun(r, k))
            ent_move(r, i, k, is_alike(r, i, k) ? ENT_DEP_CONJ : ENT_DEP_APPOS);
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

/* "found him guilty": the parser takes the adjective for the object. */
static void mend_judged(relater *r, uint32_t i) {
    uint32_t head = head_of(r, i);
    if (dep_of(r, i) != ENT_DEP_COMPOUND || !r->owner[i] || head < i) return;
    if (token_at(r, head)->upos != ENT_UPOS_ADJ || dep_of(r, head) != ENT_DEP_OBJ) return;
    ent_move(r, i, head_of(r, head), ENT_DEP_OBJ);
    r->tree.dep[head] = ENT_DEP_XCOMP;
}

/* "gave Ukraine tanks": of two objects the first, an actor, is given the other. */
static void mend_given(relater *r, uint32_t i) {
    uint32_t verb = head_of(r, i);
    if (dep_of(r, i) != ENT_DEP_OBJ || verb > i || !r->owner[i]) return;
    if (ent_operator_at(r, verb) & ENT_OP_JUDGE) return; /* "called him a liar" */
    for (uint32_t k = i + 1; k < r->sentence->count && k - i < ENT_MEND_NEAR; k++) {
        bool second = head_of(r, k) == verb && dep_of(r, k) == ENT_DEP_OBJ;
        if (second && is_noun(r, k)) r->tree.dep[i] = ENT_DEP_IOBJ;
    }
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
        ent_move(r, i, verb, ENT_DEP_IOBJ);
}

/* Does the verb say something "of" its object: "accused Iran of attacks"? */
static bool takes_of(const relater *r, uint32_t verb) {
    return ent_operator_at(r, verb) ||
           ent_frames_take(r->frames, ENT_VERBS, lemma_at(r, verb), "of");
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
    if (object && (loose || member)) ent_move(r, i, of - 2, ENT_DEP_NMOD);
}

/* "praised Turkey, an ally of Azerbaijan": a noun behind a name and a comma that goes with the verb
 * without a preposition says what the name is. */
static void mend_loose_noun(relater *r, uint32_t i) {
    ent_deprel dep = dep_of(r, i);
    uint32_t first = i, head = head_of(r, i);
    bool loose = dep == ENT_DEP_ADVMOD || (dep == ENT_DEP_OBL && !r->tree.lead[i]);
    if (!loose || token_at(r, i)->upos != ENT_UPOS_NOUN) return;
    while (first > 1 && !ent_is_form(r, first - 1, ",") && i - first < PHRASE_MAX) first--;
    if (first < 2 || !ent_is_form(r, first - 1, ",") || !r->owner[first - 2]) return;
    uint32_t name = ent_top_of_phrase(r, first - 2);
    if (head_of(r, name) == head) ent_move(r, i, name, ENT_DEP_APPOS);
}

/* "Saudi-Iranian talks": both are sides of the talks. */
static void mend_joined(relater *r, uint32_t i) {
    uint32_t second = i + 2;
    bool joined = dep_of(r, i) == ENT_DEP_AMOD && head_of(r, i) == second && r->owner[i] &&
                  r->owner[second] && ent_is_form(r, i + 1, "-");
    if (joined && dep_of(r, second) == ENT_DEP_AMOD)
        ent_move(r, i, head_of(r, second), ENT_DEP_AMOD);
}

void ent_mend_noun(relater *r, uint32_t i) {
    mend_preposition(r, i);
    mend_punctuation(r, i);
    mend_agent(r, i);
    mend_slot(r, i);
    mend_under_agent(r, i);
    mend_led_subject(r, i);
    mend_between(r, i);
    mend_compound(r, i);
    mend_joined_verb(r, i);
    mend_subject_place(r, i);
    mend_shared_name(r, i);
    mend_listed_name(r, i);
    mend_apposed_name(r, i);
    mend_apposition(r, i);
    mend_joined_apposition(r, i);
    mend_judged(r, i);
    mend_given(r, i);
    mend_given_compound(r, i);
    mend_of(r, i);
    mend_loose_noun(r, i);
    mend_joined(r, i);
}
