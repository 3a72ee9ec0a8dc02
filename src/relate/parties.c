/* parties.c - who stands on either side of an act, by the tree of the sentence. */
#include <string.h>

#include "relate/relater.h"

uint32_t ent_child(const relater *r, uint32_t i, ent_deprel a, ent_deprel b) {
    for (uint32_t k = 0; k < r->sentence->count; k++) {
        const ent_token *t = token_at(r, k);
        if (t->head == i && (t->deprel == a || t->deprel == b)) return k;
    }
    return ENT_ROOT;
}

/* The preposition that leads to the word at i, as a lemma; NULL if there is none. */
static const char *case_of(const relater *r, uint32_t i) {
    for (uint32_t k = i > 12 ? i - 12 : 0; k < i; k++) {
        const ent_token *t = token_at(r, k);
        if (t->head == i && (t->deprel == ENT_DEP_CASE || t->deprel == ENT_DEP_MARK))
            return t->lemma;
    }
    return NULL;
}

bool ent_has_case(const relater *r, uint32_t i, const char *preposition) {
    const char *own = case_of(r, i);
    return own && strcmp(own, preposition) == 0;
}

static bool is_tagged(const ent_token *t, const char *xpos) {
    return strcmp(ent_xpos_name(t->xpos), xpos) == 0;
}

/* ---- The actors of a phrase ---- */

static void add_party(const relater *r, uint32_t mention, parties *out) {
    const ent_mention *m = mention_of(r, mention);
    if (m->entity == ENT_NO_ENTITY || m->role == ENT_ROLE_SOURCE || m->role == ENT_ROLE_NONE)
        return;
    if (m->kind == ENT_MENTION_PRONOUN && m->entity == r->self) return; /* "its investment in X" */
    for (size_t i = 0; i < out->count; i++)
        if (mention_of(r, out->mentions[i])->entity == m->entity) return;
    if (out->count < PARTIES_MAX) out->mentions[out->count++] = mention;
}

/* "Nigerian and British forces" are two parties: the mention, and the nationality before it. */
static void add_with_other_nation(const relater *r, uint32_t mention, parties *out) {
    const ent_mention *m = mention_of(r, mention);
    uint32_t first = m->first;
    bool nominal = m->kind == ENT_MENTION_NOMINAL && first > 1;
    if (nominal && token_at(r, first - 1)->deprel == ENT_DEP_CC && r->owner[first - 2]) {
        uint32_t other = r->owner[first - 2] - 1;
        if (mention_of(r, other)->role == ENT_ROLE_ADJECTIVE) add_party(r, other, out);
    }
    add_party(r, mention, out);
}

/* The name that a title or description carries: "President [Tsai Ing-wen]". */
static bool is_name_of(const ent_token *t) {
    return t->deprel == ENT_DEP_FLAT || t->deprel == ENT_DEP_APPOS ||
           t->deprel == ENT_DEP_NMOD_DESC;
}

/* Is the act one that judges or answers what others do? Who condemns, demands, lifts or refuses
 * sanctions on Iran does nothing to Iran; who orders them does. */
static bool is_judging(ent_act root) {
    return root == ENT_ACT_ACCUSE || root == ENT_ACT_REJECT || root == ENT_ACT_SUPPORT ||
           root == ENT_ACT_CONCEDE || root == ENT_ACT_RETREAT || root == ENT_ACT_REQUEST;
}

/* Does the word at k tell to whom a noun is done, so that the noun is not his: "condemned the
 * invasion of Kuwait", "lifted sanctions on Iran"? Who refuses talks with Iran refuses Iran. */
static bool is_done_to(const relater *r, uint32_t noun, uint32_t k) {
    ent_act act = r->frame ? r->frame->root : ENT_ACT_ACCUSE;
    if (!is_judging(act)) return false;
    const ent_frame *frame = ent_frames_find(r->frames, ENT_NOUNS, token_at(r, noun)->lemma);
    for (; frame; frame = ent_frames_next(r->frames, frame)) {
        if (frame->role || (act != ENT_ACT_ACCUSE && ent_act_sign(frame->root) >= 0)) continue;
        for (size_t i = 0; i < frame->slot_count; i++)
            if (ent_has_case(r, k, frame->slots[i].word)) return true;
    }
    return false;
}

static bool is_owner(const relater *r, const ent_token *t, uint32_t k) {
    if (t->deprel == ENT_DEP_NMOD_POSS || t->deprel == ENT_DEP_AMOD ||
        t->deprel == ENT_DEP_COMPOUND || t->deprel == ENT_DEP_NMOD_DESC)
        return true;
    bool moves = r->frame && r->frame->root == ENT_ACT_CONSULT; /* "a train from Hungary arrived" */
    return t->deprel == ENT_DEP_NMOD && !is_done_to(r, t->head, k) &&
           (ent_has_case(r, k, "of") || ent_has_case(r, k, "by") ||
            (ent_has_case(r, k, "from") && !moves));
}

/* How far from the phrase's head an actor may stand: "Russia", "Russian missiles", "a base in
 * Mali". */
typedef enum depth { ITSELF, OWNERS, ANYWHERE } depth;

static void collect(const relater *r, uint32_t i, parties *out, int level, depth depth);

/* Is the word at k where a thing is or what it is for: "in Mali", "on the embassy", "to Cuba"? */
static bool is_place_of(const relater *r, uint32_t k) {
    static const char *const prepositions[] = {
        "in", "on", "at", "to", "into", "for", "near", "inside", "outside", "against", "with"};
    for (size_t i = 0; i < sizeof prepositions / sizeof *prepositions; i++)
        if (ent_has_case(r, k, prepositions[i])) return true;
    return false;
}

/* Visit the children of i that pass, until one names somebody if only the first is wanted. */
static void collect_children(const relater *r, uint32_t i, parties *out, int level, int pass,
                             depth depth) {
    size_t before = out->count;
    for (uint32_t k = 0; k < r->sentence->count; k++) {
        const ent_token *t = token_at(r, k);
        if (t->head != i) continue;
        if (pass == 0 ? t->deprel == ENT_DEP_CONJ
            : pass == 1
                ? is_name_of(t) && r->owner[k] && mention_of(r, r->owner[k] - 1)->type == ENT_PERSON
            : pass == 2 ? is_owner(r, t, k)
                        : t->deprel == ENT_DEP_NMOD && is_place_of(r, k) && !is_done_to(r, i, k))
            collect(r, k, out, level + 1, depth);
        if (pass > 0 && out->count > before) return;
    }
}

/* The actors that the phrase at i names: its head, what it is joined to, or, for a thing, whose it
 * is ("Russian missiles", "Ukraine's eventual membership"). */
static void collect(const relater *r, uint32_t i, parties *out, int level, depth depth) {
    if (i == ENT_ROOT || level > CLIMB_MAX) return;
    size_t before = out->count;
    if (ent_find_both(r, i, out)) return;
    if (r->owner[i]) add_with_other_nation(r, r->owner[i] - 1, out);
    if (out->count == before) collect_children(r, i, out, level, 1, depth);
    if (out->count == before && depth >= OWNERS) collect_children(r, i, out, level, 2, depth);
    if (out->count == before && depth == ANYWHERE) collect_children(r, i, out, level, 3, depth);
    collect_children(r, i, out, level, 0, depth);
}

void ent_keep_fitting(const relater *r, const ent_slot_rule *slot, parties *out) {
    size_t kept = 0;
    for (size_t i = 0; i < out->count; i++)
        if (slot->types & 1u << mention_of(r, out->mentions[i])->type)
            out->mentions[kept++] = out->mentions[i];
    out->count = kept;
}

const ent_slot_rule ent_by = {"by", false, ~0u};
static const ent_slot_rule ent_from = {"from", false, ~0u};

/* ---- The sides of an act ---- */

bool ent_is_passive(const relater *r, uint32_t verb) {
    const ent_token *t = token_at(r, verb);
    if (ent_child(r, verb, ENT_DEP_AUX_PASS, ENT_DEP_NSUBJ_PASS) != ENT_ROOT) return true;
    return t->deprel == ENT_DEP_ACL && is_tagged(t, "VBN");
}

/* "urged X to go", "accused X of going", "praised X for going": X goes. */
static bool is_done_by_object(const relater *r, uint32_t verb) {
    static const char *const prepositions[] = {"of", "for", "from"};
    const ent_token *t = token_at(r, verb);
    if (t->deprel == ENT_DEP_XCOMP) return !(ent_operator_at(r, t->head) & ENT_OP_PLANNED);
    if (t->deprel != ENT_DEP_ADVCL || !is_tagged(t, "VBG")) return false;
    for (size_t i = 0; i < sizeof prepositions / sizeof *prepositions; i++)
        if (ent_has_case(r, verb, prepositions[i])) return true;
    return false;
}

static bool is_clause_mark(const relater *r, uint32_t i) {
    static const char *const marks[] = {"as",    "after", "before", "since",   "until",
                                        "while", "when",  "where",  "because", "than"};
    for (size_t k = 0; k < sizeof marks / sizeof *marks; k++)
        if (ent_has_case(r, i, marks[k])) return true;
    return false;
}

/* "as Zelensky prepared to visit", "after a U.S. strike on a boat killed": the parser takes the
 * mark for a preposition and leaves the clause without a subject. The noun before a finite verb
 * that is so introduced. */
static uint32_t clause_subject(const relater *r, uint32_t verb) {
    const ent_token *t = token_at(r, verb);
    if (!is_tagged(t, "VBD") && !is_tagged(t, "VBZ") && !is_tagged(t, "VBP")) return ENT_ROOT;
    for (uint32_t i = verb; i-- > 0 && verb - i <= CLAUSE_WORDS;) {
        uint8_t upos = token_at(r, i)->upos;
        if (upos == ENT_UPOS_VERB || upos == ENT_UPOS_PUNCT) return ENT_ROOT;
        if ((upos == ENT_UPOS_NOUN || upos == ENT_UPOS_PROPN) && is_clause_mark(r, i)) return i;
    }
    return ENT_ROOT;
}

void ent_find_subject(const relater *r, uint32_t verb, parties *out) {
    for (int steps = 0; verb != ENT_ROOT && steps < CLIMB_MAX && out->count == 0; steps++) {
        const ent_token *t = token_at(r, verb);
        uint32_t passive = ent_child(r, verb, ENT_DEP_NSUBJ_PASS, ENT_DEP_CSUBJ_PASS);
        uint32_t subject = ent_child(r, verb, ENT_DEP_NSUBJ, ENT_DEP_NSUBJ_OUTER);
        if (subject == ENT_ROOT && steps > 0) subject = passive;
        if (subject == ENT_ROOT && passive == ENT_ROOT) subject = clause_subject(r, verb);
        if (subject != ENT_ROOT) collect(r, subject, out, 0, OWNERS);
        if (subject != ENT_ROOT || (passive != ENT_ROOT && steps == 0)) return;
        if (t->deprel == ENT_DEP_ACL || t->deprel == ENT_DEP_ACL_RELCL) {
            collect(r, t->head, out, 0, OWNERS);
            bool object = t->deprel == ENT_DEP_ACL && t->head != ENT_ROOT &&
                          token_at(r, t->head)->deprel == ENT_DEP_OBJ;
            if (out->count > 0 || !object) return;
            verb = token_at(r, t->head)->head; /* "issued a report accusing X": the issuer does */
            continue;
        }
        uint32_t object = t->head == ENT_ROOT || !is_done_by_object(r, verb)
                              ? ENT_ROOT
                              : ent_child(r, t->head, ENT_DEP_OBJ, ENT_DEP_IOBJ);
        if (object != ENT_ROOT && object < verb) collect(r, object, out, 0, OWNERS);
        if (t->deprel != ENT_DEP_CONJ && t->deprel != ENT_DEP_XCOMP && t->deprel != ENT_DEP_ADVCL)
            return;
        verb = t->head;
    }
}

/* The object of "recalled ambassadors", when the frame is recall+ambassador, says whose they are.
 */
static void collect_object(const relater *r, uint32_t object, depth depth, parties *out) {
    bool named = r->frame && strchr(r->frame->rule, '+');
    if (object != ENT_ROOT && named && r->owner[object] &&
        mention_of(r, r->owner[object] - 1)->type == ENT_GROUP)
        collect_children(r, object, out, 0, 2, depth);
    else
        collect(r, object, out, 0, depth);
}

/* Is the preposition of the oblique at k the end of the phrase that triggers: "sided [with] X"? */
static bool is_in_phrase(const relater *r, uint32_t k, uint32_t trigger) {
    for (uint32_t i = trigger + 1; i <= trigger + ent_phrase_words(r); i++)
        if (i < k && token_at(r, i)->head == k && token_at(r, i)->deprel == ENT_DEP_CASE)
            return true;
    return false;
}

/* What may stand for an object: the parser's oblique without a preposition is one in truth. */
static void find_object(const relater *r, uint32_t trigger, depth depth, parties *out) {
    collect_object(r, ent_child(r, trigger, ENT_DEP_OBJ, ENT_DEP_OBJ), depth, out);
    if (out->count == 0)
        collect(r, ent_child(r, trigger, ENT_DEP_IOBJ, ENT_DEP_IOBJ), out, 0, depth);
    for (uint32_t k = trigger + 1; k < r->sentence->count && out->count == 0; k++) {
        const ent_token *t = token_at(r, k);
        if (t->head == trigger && t->deprel == ENT_DEP_OBL &&
            (!case_of(r, k) || is_in_phrase(r, k, trigger)))
            collect(r, k, out, 0, depth);
    }
}

/* Does the word at k depend on the trigger, or on a noun that depends on it ("spoke by phone with
 * X", "imposed sanctions on X", "held a round of talks with X")? */
static bool depends(const relater *r, uint32_t k, uint32_t trigger) {
    const ent_token *t = token_at(r, k);
    if (t->head == trigger) return true;
    if (t->head == ENT_ROOT || t->head <= trigger || t->deprel != ENT_DEP_NMOD) return false;
    const ent_token *between = token_at(r, t->head);
    bool counted = between->deprel == ENT_DEP_NMOD && between->head != ENT_ROOT &&
                   ent_has_case(r, t->head, "of");
    if (counted) between = token_at(r, between->head);
    bool noun = between->deprel == ENT_DEP_OBJ || between->deprel == ENT_DEP_OBL ||
                between->deprel == ENT_DEP_XCOMP;
    return between->head == trigger && noun && !r->owner[t->head];
}

/* Is the mention at k one that says little: "workers", "its"? */
static bool is_vague(const relater *r, uint32_t k) {
    if (mention_of(r, r->owner[k] - 1)->kind == ENT_MENTION_PRONOUN) return true;
    uint32_t entity = mention_of(r, r->owner[k] - 1)->entity;
    return entity != ENT_NO_ENTITY && r->actors->entities[entity].described;
}

/* Who shall do what is asked: "demanded that X leave", "wants X to leave". */
static void find_asked(const relater *r, uint32_t trigger, parties *out) {
    uint32_t verb = ent_child(r, trigger, ENT_DEP_CCOMP, ENT_DEP_CCOMP);
    uint32_t asked =
        verb == ENT_ROOT ? ENT_ROOT : ent_child(r, verb, ENT_DEP_NSUBJ, ENT_DEP_NSUBJ_PASS);
    if (verb == ENT_ROOT && ent_child(r, trigger, ENT_DEP_XCOMP, ENT_DEP_XCOMP) != ENT_ROOT)
        asked = ent_child(r, trigger, ENT_DEP_OBJ, ENT_DEP_IOBJ);
    collect(r, asked, out, 0, OWNERS);
}

static void find_passive_object(const relater *r, uint32_t trigger, depth depth, parties *out) {
    const ent_token *t = token_at(r, trigger);
    uint32_t subject = ent_child(r, trigger, ENT_DEP_NSUBJ_PASS, ENT_DEP_NSUBJ_PASS);
    if (subject != ENT_ROOT)
        collect(r, subject, out, 0, depth);
    else if (t->deprel == ENT_DEP_ACL)
        collect(r, t->head, out, 0, depth);
}

static void find_slot(const relater *r, uint32_t trigger, const ent_slot_rule *slot, bool passive,
                      depth depth, parties *out) {
    if (strcmp(slot->word, "ccomp") == 0) {
        if (!passive) find_asked(r, trigger, out);
        ent_keep_fitting(r, slot, out);
        return;
    }
    if (strcmp(slot->word, "obj") == 0) {
        if (passive)
            find_passive_object(r, trigger, depth, out);
        else
            find_object(r, trigger, depth, out);
        ent_keep_fitting(r, slot, out);
        return;
    }
    for (uint32_t k = trigger + 1; k < r->sentence->count && out->count == 0; k++) {
        const ent_token *t = token_at(r, k);
        bool slotted = t->deprel == ENT_DEP_OBL || t->deprel == ENT_DEP_NMOD ||
                       t->deprel == ENT_DEP_ADVCL || t->deprel == ENT_DEP_OBL_AGENT;
        if (slotted && depends(r, k, trigger) && ent_has_case(r, k, slot->word))
            collect(r, k, out, 0, depth);
        ent_keep_fitting(r, slot, out);
    }
}

void ent_find_slot(const relater *r, uint32_t trigger, const ent_slot_rule *slot, bool passive,
                   parties *out) {
    find_slot(r, trigger, slot, passive, slot->direct ? ITSELF : OWNERS, out);
}

/* Does a verb tell an act of its own, or begin a clause that another tells? What help is for, "gave
 * millions to promote trade in Ghana", belongs to the helping. */
static bool is_other_act(const relater *r, const ent_token *verb) {
    if (verb->deprel == ENT_DEP_CONJ || verb->deprel == ENT_DEP_PARATAXIS ||
        verb->deprel == ENT_DEP_ACL_RELCL || verb->deprel == ENT_DEP_CCOMP)
        return true;
    if (r->frame && r->frame->root == ENT_ACT_AID && verb->deprel == ENT_DEP_ADVCL) return false;
    return ent_frames_find(r->frames, ENT_VERBS, verb->lemma) != NULL;
}

/* Does the word at k depend on the trigger, however far below it? */
static bool is_below(const relater *r, uint32_t k, uint32_t trigger) {
    for (int steps = 0; steps < CLIMB_MAX && k != ENT_ROOT; steps++) {
        if (k == trigger) return true;
        const ent_token *t = token_at(r, k);
        if (t->upos == ENT_UPOS_VERB && is_other_act(r, t)) return false;
        k = t->head;
    }
    return false;
}

/* Whoever stands in the infinitive that the trigger governs: "agreed to share data with X". Hostile
 * acts have frames of their own, and "threatened to veto sanctions on X" is no threat to X. */
static void find_in_infinitive(const relater *r, uint32_t trigger, parties *out) {
    uint32_t verb = ent_child(r, trigger, ENT_DEP_XCOMP, ENT_DEP_XCOMP);
    if (verb == ENT_ROOT) return;
    const ent_frame *inner = ent_frames_find(r->frames, ENT_VERBS, token_at(r, verb)->lemma);
    if (inner && ent_act_sign(inner->root) < 0) return;
    for (uint32_t k = verb; k < r->sentence->count && out->count == 0; k++) {
        if (!r->owner[k] || is_vague(r, k) || !is_below(r, k, verb)) continue;
        if (ent_has_case(r, k, "at") || ent_has_case(r, k, "by")) continue;
        collect(r, k, out, 0, OWNERS);
    }
}

/* Where force or help falls on a thing: "captured the mosque in Mosul", "sent food to Gaza". */
static void find_scene(const relater *r, uint32_t trigger, bool passive, parties *out) {
    static const char *const prepositions[] = {"in", "into", "near", "outside", "inside"};
    int quad = r->frame ? ent_act_quad(r->frame->root) : 0;
    uint32_t thing = passive ? ent_child(r, trigger, ENT_DEP_NSUBJ_PASS, ENT_DEP_NSUBJ_PASS)
                             : ent_child(r, trigger, ENT_DEP_OBJ, ENT_DEP_OBJ);
    if (thing == ENT_ROOT || (quad != 2 && quad != 4)) return;
    for (uint32_t k = trigger + 1; k < r->sentence->count && out->count == 0; k++) {
        const ent_token *t = token_at(r, k);
        if (t->head != trigger || t->deprel != ENT_DEP_OBL) continue;
        for (size_t i = 0; i < sizeof prepositions / sizeof *prepositions; i++)
            if (out->count == 0 && ent_has_case(r, k, prepositions[i]))
                collect(r, k, out, 0, ANYWHERE);
    }
}

void ent_find_thing(const relater *r, uint32_t trigger, const ent_slot_rule *slot, bool passive,
                    parties *out) {
    if (slot->direct && strcmp(slot->word, "obj") == 0) return; /* it must be the actor itself */
    if (strcmp(slot->word, "xcomp") == 0)
        find_in_infinitive(r, trigger, out);
    else
        find_slot(r, trigger, slot, passive, ANYWHERE, out);
    for (uint32_t k = trigger + 1; k < r->sentence->count && out->count == 0 && !passive; k++)
        if (ent_has_case(r, k, slot->word) && is_below(r, k, trigger))
            collect(r, k, out, 0, ANYWHERE);
    if (out->count == 0 && strcmp(slot->word, "obj") == 0) find_scene(r, trigger, passive, out);
    ent_keep_fitting(r, slot, out);
    out->nearby = out->count > 0;
}

void ent_find_agent(const relater *r, uint32_t trigger, parties *out) {
    collect(r, ent_child(r, trigger, ENT_DEP_OBL_AGENT, ENT_DEP_OBL_AGENT), out, 0, OWNERS);
    if (out->count == 0) ent_find_slot(r, trigger, &ent_by, false, out);
}

void ent_find_role(const relater *r, uint32_t noun, parties *who, parties *whose) {
    const ent_token *t = token_at(r, noun);
    uint32_t subject = ent_child(r, noun, ENT_DEP_NSUBJ, ENT_DEP_NSUBJ_OUTER);
    uint32_t name = ent_child(r, noun, ENT_DEP_APPOS, ENT_DEP_FLAT);
    if (subject != ENT_ROOT)
        collect(r, subject, who, 0, ITSELF);
    else if (t->deprel == ENT_DEP_APPOS || t->deprel == ENT_DEP_NMOD_DESC)
        collect(r, t->head, who, 0, ITSELF);
    else if (name != ENT_ROOT)
        collect(r, name, who, 0, ITSELF);
    collect_children(r, noun, whose, 0, 2, OWNERS);
}

void ent_find_owner(const relater *r, uint32_t noun, parties *out) {
    for (uint32_t k = 0; k < noun; k++) {
        const ent_token *t = token_at(r, k);
        bool modifies = t->deprel == ENT_DEP_NMOD_POSS || t->deprel == ENT_DEP_AMOD ||
                        t->deprel == ENT_DEP_COMPOUND;
        if (t->head == noun && modifies) collect(r, k, out, 0, OWNERS);
    }
    if (out->count == 0) ent_find_agent(r, noun, out);
    if (out->count == 0) ent_find_slot(r, noun, &ent_from, false, out);
    const ent_token *t = token_at(r, noun);
    if (out->count > 0 || t->head == ENT_ROOT) return;
    bool object = t->deprel == ENT_DEP_OBJ || t->deprel == ENT_DEP_OBL;
    bool subject = t->deprel == ENT_DEP_NSUBJ_PASS;
    if (!(object || subject) || !(ent_operator_at(r, t->head) & ENT_OP_LIGHT)) return;
    if (subject || ent_is_passive(r, t->head))
        ent_find_agent(r, t->head, out);
    else
        ent_find_subject(r, t->head, out);
}
