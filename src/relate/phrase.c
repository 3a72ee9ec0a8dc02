/* phrase.c - the actors that a phrase names: its head, those joined to it, or, for a thing, whose
 * it is. */
#include <string.h>

#include "relate/relater.h"

static void add_party(const relater *r, uint32_t mention, parties *out) {
    const ent_mention *m = mention_of(r, mention);
    if (m->entity == ENT_NO_ENTITY || m->role == ENT_ROLE_SOURCE || m->role == ENT_ROLE_NONE)
        return;
    if (m->kind == ENT_MENTION_PRONOUN && m->entity == r->self) return; /* "its investment in X" */
    for (size_t i = 0; i < out->count; i++)
        if (mention_of(r, out->mentions[i])->entity == m->entity) return;
    if (out->count < PARTIES_MAX) out->mentions[out->count++] = mention;
}

/* "Ireland, Norway and Spain said they would": where they are more than the one whom the pronoun is
 * taken for, the first of their list; else ENT_ROOT. */
static uint32_t list_meant(const relater *r, uint32_t i) {
    const ent_mention *m = mention_of(r, r->owner[i] - 1);
    if (m->kind != ENT_MENTION_PRONOUN || strcmp(lemma_at(r, i), "they") != 0) return ENT_ROOT;
    for (uint32_t k = i; k-- > 0;) {
        if (!r->owner[k] || k == i) continue;
        const ent_mention *other = mention_of(r, r->owner[k] - 1);
        if (other->entity != m->entity || other->kind == ENT_MENTION_PRONOUN || other->head != k)
            continue;
        if (dep_of(r, k) == ENT_DEP_CONJ) k = head_of(r, k);
        bool subject = dep_of(r, k) == ENT_DEP_NSUBJ || dep_of(r, k) == ENT_DEP_NSUBJ_PASS;
        bool listed = ent_child(r, k, ENT_DEP_CONJ, ENT_DEP_CONJ) != ENT_ROOT;
        return subject && listed && k < i ? k : ENT_ROOT;
    }
    return ENT_ROOT;
}

/* "Nigerian, Dutch and British forces" are three parties: the mention, and the nationalities before
 * it. */
static void add_with_other_nation(const relater *r, uint32_t mention, parties *out) {
    const ent_mention *m = mention_of(r, mention);
    uint32_t first = m->first;
    add_party(r, mention, out);
    while (m->kind == ENT_MENTION_NOMINAL && first > 1 && r->owner[first - 2]) {
        const ent_token *between = token_at(r, first - 1);
        uint32_t other = r->owner[first - 2] - 1;
        bool joined = dep_of(r, first - 1) == ENT_DEP_CC || between->upos == ENT_UPOS_PUNCT;
        if (!joined || mention_of(r, other)->role != ENT_ROLE_ADJECTIVE) break;
        add_party(r, other, out);
        first = mention_of(r, other)->first;
    }
}

/* The name that a title or description carries: "President [Tsai Ing-wen]". */
static bool is_name_of(const relater *r, uint32_t k) {
    ent_deprel dep = dep_of(r, k);
    bool named = dep == ENT_DEP_FLAT || dep == ENT_DEP_APPOS || dep == ENT_DEP_NMOD_DESC;
    return named && r->owner[k] && mention_of(r, r->owner[k] - 1)->type == ENT_PERSON;
}

/* Is the act one that judges or answers what others do? Who condemns, demands, lifts or refuses
 * sanctions on Iran does nothing to Iran; who orders them does. */
static bool is_judging(ent_act root) {
    return root == ENT_ACT_ACCUSE || root == ENT_ACT_REJECT || root == ENT_ACT_SUPPORT ||
           root == ENT_ACT_CONCEDE || root == ENT_ACT_RETREAT || root == ENT_ACT_REQUEST ||
           root == ENT_ACT_AGREE || root == ENT_ACT_PROTEST;
}

/* Does the word at k tell to whom a noun is done, so that the noun is not his: "condemned the
 * invasion of Kuwait", "lifted sanctions on Iran"? Who refuses talks with Iran refuses Iran. */
static bool is_done_to(const relater *r, uint32_t noun, uint32_t k) {
    ent_act act = r->frame ? r->frame->root : ENT_ACT_ACCUSE;
    if (!is_judging(act)) return false;
    const ent_frame *frame = ent_frames_find(r->frames, ENT_NOUNS, lemma_at(r, noun));
    for (; frame; frame = ent_frames_next(r->frames, frame)) {
        if (frame->root == ENT_ACT_REQUEST && ent_is_led_by(r, k, "from")) continue; /* by him */
        bool kind = ent_act_sign(frame->root) >= 0; /* "called for the release of X": not by X */
        bool wished = act == ENT_ACT_REQUEST && frame->root == ENT_ACT_RETREAT;
        if (frame->role || (act != ENT_ACT_ACCUSE && kind && !wished)) continue;
        for (size_t i = 0; i < frame->slot_count; i++)
            if (ent_is_led_by(r, k, frame->slots[i].word)) return true;
    }
    return false;
}

static bool is_membership(const relater *r, uint32_t noun) {
    static const char *const nouns[] = {"membership", "accession", "candidacy", "entry", NULL};
    return ent_is_among(lemma_at(r, noun), nouns);
}

/* Does it say whose membership it is? */
static bool has_member(const relater *r, uint32_t noun) {
    EACH_CHILD (r, noun, k) {
        bool of = ent_is_led_by(r, k, "of") || ent_is_led_by(r, k, "for");
        if (dep_of(r, k) == ENT_DEP_NMOD_POSS || (of && r->owner[k])) return true;
    }
    return false;
}

static bool is_owner(const relater *r, uint32_t k) {
    ent_deprel dep = dep_of(r, k);
    if (is_membership(r, head_of(r, k))) { /* "NATO membership for X" is X's */
        bool body = dep == ENT_DEP_COMPOUND && has_member(r, head_of(r, k));
        if (body) return false;
        if (dep == ENT_DEP_NMOD && ent_is_led_by(r, k, "for")) return true;
    }
    if (token_at(r, k)->upos == ENT_UPOS_VERB) return strcmp(lemma_at(r, k), "lead") == 0;
    if (dep == ENT_DEP_COMPOUND && token_at(r, head_of(r, k))->upos == ENT_UPOS_PROPN &&
        !(ent_operator_at(r, head_of(r, k)) & ENT_OP_BODY))
        return false; /* "Paris Agreement", "Berlin Wall" */
    if (dep == ENT_DEP_NMOD_POSS || dep == ENT_DEP_AMOD || dep == ENT_DEP_COMPOUND ||
        dep == ENT_DEP_NMOD_DESC)
        return true;
    bool moves = r->frame && strcmp(r->frame->relation, "visits") == 0; /* "a train from Hungary" */
    unsigned noun = ent_operator_at(r, head_of(r, k));
    if (dep == ENT_DEP_NMOD && noun & ENT_OP_VOICE && ent_is_led_by(r, k, "for")) return true;
    if (dep == ENT_DEP_NMOD && noun & ENT_OP_BODY && ent_is_led_by(r, k, "in")) return true;
    return dep == ENT_DEP_NMOD && !is_done_to(r, head_of(r, k), k) &&
           (ent_is_led_by(r, k, "of") || ent_is_led_by(r, k, "by") ||
            (ent_is_led_by(r, k, "from") && !moves));
}

/* Is the word at k where a thing is or what it is for: "in Mali", "on the embassy", "to Cuba"? */
static bool is_place(const relater *r, uint32_t k) {
    static const char *const words[] = {"in",   "on",     "at",      "to",      "into", "for",
                                        "near", "inside", "outside", "against", "with", NULL};
    static const char *const borders[] = {"border", "frontier", "boundary", "line", NULL};
    const char *noun = lemma_at(r, head_of(r, k)); /* "refused talks with X", not "found faults" */
    if (ent_is_led_by(r, k, "with") && !ent_is_among(noun, borders) &&
        !ent_frames_find(r->frames, ENT_NOUNS, noun))
        return false;
    if (ent_is_led_by(r, k, "on") && ent_operator_at(r, head_of(r, k)) & ENT_OP_DOCUMENT)
        return false; /* "a resolution on Ukraine": its topic */
    return dep_of(r, k) == ENT_DEP_NMOD && ent_is_among(ent_lead(r, k), words) &&
           !is_done_to(r, head_of(r, k), k);
}

/* Who made the thing that a clause says more of: "the tariffs [Trump] imposed". */
static uint32_t imposer_of(const relater *r, uint32_t k) {
    const unsigned makes = ENT_OP_LIGHT | ENT_OP_PLANNED;
    if (dep_of(r, k) != ENT_DEP_ACL_RELCL || !(ent_operator_at(r, k) & makes)) return ENT_ROOT;
    uint32_t subject = ent_child(r, k, ENT_DEP_NSUBJ, ENT_DEP_NSUBJ);
    uint32_t object = ent_child(r, k, ENT_DEP_OBJ, ENT_DEP_XCOMP);
    bool gap = object == ENT_ROOT || ent_antecedent(r, object) != ENT_ROOT;
    bool other = subject != ENT_ROOT && ent_antecedent(r, subject) == ENT_ROOT;
    return gap && other ? subject : ENT_ROOT;
}

/* The one by whom a thing was made: "an appeal filed [by Poland]". */
static uint32_t maker_of(const relater *r, uint32_t k) {
    uint32_t imposer = imposer_of(r, k);
    if (imposer != ENT_ROOT) return imposer;
    if (dep_of(r, k) != ENT_DEP_ACL || !ent_is_tagged(r, k, "VBN")) return ENT_ROOT;
    EACH_CHILD (r, k, by)
        if (dep_of(r, by) == ENT_DEP_OBL_AGENT || ent_is_led_by(r, by, "by")) return by;
    return ENT_ROOT;
}

/* "and X", "such as X", "including X". */
static bool is_joined(const relater *r, uint32_t k) {
    if (dep_of(r, k) == ENT_DEP_CONJ) return true;
    return dep_of(r, k) == ENT_DEP_NMOD &&
           (ent_is_led_by(r, k, "such") || ent_is_led_by(r, k, "include"));
}

static void collect(const relater *r, uint32_t i, parties *out, int level, depth depth);

typedef enum pass { JOINED, NAMES, NATIONS, AGENTS, OWNING, MAKERS, PLACES } pass;

/* Visit the children of i that belong to a pass, until one names somebody if only the first is
 * wanted. */
static void visit(const relater *r, uint32_t i, parties *out, int level, pass pass, depth depth) {
    size_t before = out->count;
    EACH_CHILD (r, i, k) {
        uint32_t at = k;
        bool taken = pass == JOINED   ? is_joined(r, k)
                     : pass == NAMES  ? is_name_of(r, k)
                     : pass == AGENTS ? dep_of(r, k) == ENT_DEP_NMOD && ent_is_led_by(r, k, "by")
                     : pass == OWNING ? is_owner(r, k)
                     : pass == NATIONS
                         ? dep_of(r, k) == ENT_DEP_AMOD || dep_of(r, k) == ENT_DEP_COMPOUND
                     : pass == MAKERS ? (at = maker_of(r, k)) != ENT_ROOT
                                      : is_place(r, k);
        if (taken) collect(r, at, out, level + 1, depth);
        if (pass != JOINED && out->count > before) return;
    }
}

/* For whom a group that is only described acts: "[its] army", "[US]-led forces". */
static uint32_t acting_for(const relater *r, uint32_t i) {
    if (!entity_of(r, r->owner[i] - 1)->described) return ENT_ROOT;
    EACH_CHILD (r, i, k) {
        bool whose = dep_of(r, k) == ENT_DEP_NMOD_POSS && token_at(r, k)->upos == ENT_UPOS_PRON;
        uint32_t led = strcmp(lemma_at(r, k), "lead") == 0 ? ent_hyphened(r, k) : ENT_ROOT;
        if (led != ENT_ROOT) return led;
        if (!whose || !r->owner[k] || mention_of(r, r->owner[k] - 1)->entity == ENT_NO_ENTITY)
            continue;
        ent_actor_type type = entity_of(r, r->owner[k] - 1)->type;
        if (type == ENT_COUNTRY || type == ENT_ORGANIZATION) return k;
    }
    return ENT_ROOT;
}

static bool is_negative_conjunct(const relater *r, uint32_t k) {
    EACH_CHILD (r, k, c) /* "but not Russia"; "neither X nor Y" are denied together */
        if (c < k && ent_operator_at(r, c) & ENT_OP_DENY && dep_of(r, c) != ENT_DEP_CASE &&
            strcmp(lemma_at(r, c), "nor") != 0)
            return true;
    return false;
}

/* "funds a wall on the border of X": no help for X. */
static bool is_border_of_kind_act(const relater *r, uint32_t i) {
    static const char *const words[] = {"border", "frontier", NULL};
    int quad = r->frame ? ent_act_quad(r->frame->root) : 0;
    return (quad == 1 || quad == 2) && !r->owner[i] && ent_is_among(lemma_at(r, i), words);
}

/* "the leaders of Japan, China and Korea" are those of each: the first country, whose list it is;
 * else ENT_ROOT. */
static uint32_t shared_by(const relater *r, uint32_t i) {
    const ent_mention *m = r->owner[i] ? mention_of(r, r->owner[i] - 1) : NULL;
    if (!m || m->kind != ENT_MENTION_NOMINAL || !ent_is_tagged(r, i, "NNS")) return ENT_ROOT;
    /* "envoys from X and Y", but not "workers from X and Y" */
    bool sent = m->entity != ENT_NO_ENTITY && !r->actors->entities[m->entity].described;
    EACH_CHILD (r, i, k) {
        bool listed = ent_child(r, k, ENT_DEP_CONJ, ENT_DEP_CONJ) != ENT_ROOT;
        bool whose = ent_is_led_by(r, k, "of") || (sent && ent_is_led_by(r, k, "from"));
        if (dep_of(r, k) == ENT_DEP_NMOD && whose && r->owner[k] && listed) return k;
    }
    return ENT_ROOT;
}

/* "X created an army, a move denounced by Y": the noun stands for what X did, after a comma. */
static bool is_deed(const relater *r, uint32_t i) {
    static const char *const nouns[] = {"move",   "decision", "step",    "action", "gesture",
                                        "remark", "comment",  "measure", NULL};
    uint32_t head = head_of(r, i);
    if (!ent_is_among(lemma_at(r, i), nouns) || head == ENT_ROOT || head > i || i < 2) return false;
    uint32_t before =
        dep_of(r, i - 1) == ENT_DEP_DET || dep_of(r, i - 1) == ENT_DEP_AMOD ? i - 2 : i - 1;
    return before > 0 && token_at(r, before)->upos == ENT_UPOS_PUNCT && !r->tree.lead[i];
}

/* "Serbia's opposition" is not Serbia. */
static bool is_against_its_own(const relater *r, uint32_t i) {
    static const char *const nouns[] = {"opposition", "rebel", "dissident", "insurgent",
                                        "separatist", "exile", "guerrilla", NULL};
    return token_at(r, i)->upos == ENT_UPOS_NOUN && ent_is_among(lemma_at(r, i), nouns);
}

/* Who did what such a noun stands for. In "the decision deadline is near" the noun is a part of the
 * subject, which it would lead back to. */
static void collect_doer(const relater *r, uint32_t i, parties *out) {
    if (out->deeds++ > 0) return; /* a deed of a deed's: enough */
    for (int steps = 0; steps < CLIMB_MAX && head_of(r, i) != ENT_ROOT; steps++) {
        ent_deprel dep = dep_of(r, i);
        i = head_of(r, i);
        if (token_at(r, i)->upos != ENT_UPOS_VERB) continue;
        if (dep != ENT_DEP_NSUBJ && dep != ENT_DEP_NSUBJ_PASS) ent_find_subject(r, i, out);
        break;
    }
}

static void collect(const relater *r, uint32_t i, parties *out, int level, depth depth) {
    i = ent_counted(r, i);
    if (i != ENT_ROOT && r->owner[i] && mention_of(r, r->owner[i] - 1)->role == ENT_ROLE_SOURCE)
        return; /* "the Greek daily Kathimerini" is not Greece */
    if (i != ENT_ROOT && is_border_of_kind_act(r, i)) return;
    if (i == ENT_ROOT || level > CLIMB_MAX || (level > 0 && is_negative_conjunct(r, i))) return;
    size_t before = out->count;
    if (ent_find_both(r, i, out)) return;
    if (shared_by(r, i) != ENT_ROOT) i = shared_by(r, i);
    if (r->owner[i] && list_meant(r, i) != ENT_ROOT) i = list_meant(r, i);
    bool known = r->owner[i] && mention_of(r, r->owner[i] - 1)->entity != ENT_NO_ENTITY;
    uint32_t meant = known ? acting_for(r, i) : ent_antecedent(r, i);
    if (known && meant == ENT_ROOT) add_with_other_nation(r, r->owner[i] - 1, out);
    if (meant != ENT_ROOT) collect(r, meant, out, level + 1, is_deed(r, meant) ? depth : ITSELF);
    if (out->count == before) visit(r, i, out, level, NAMES, depth);
    bool itself = out->count > before;
    bool near = ent_operator_at(r, i) & ENT_OP_KIN; /* "his brother" is not he */
    if (!itself && is_against_its_own(r, i)) return;
    if (!itself && depth >= OWNERS && !near) visit(r, i, out, level, AGENTS, depth);
    if (out->count == before && depth >= OWNERS)
        visit(r, i, out, level, near ? NATIONS : OWNING, depth);
    if (out->count == before && depth >= OWNERS && is_deed(r, i)) collect_doer(r, i, out);
    if (out->count == before && depth >= OWNERS) visit(r, i, out, level, MAKERS, depth);
    if (out->count == before && depth == ANYWHERE) visit(r, i, out, level, PLACES, depth);
    if (!itself && out->count > before) out->thing = i + 1;
    visit(r, i, out, level, JOINED, depth);
}

void ent_collect(const relater *r, uint32_t i, depth depth, parties *out) {
    collect(r, i, out, 0, depth);
}

void ent_unmask(const relater *r, parties *out) {
    parties behind = {.slot = out->slot, .nearby = out->nearby};
    for (size_t i = 0; i < out->count; i++) {
        const ent_mention *m = mention_of(r, out->mentions[i]);
        if (!entity_of(r, out->mentions[i])->described) return;
        if (is_against_its_own(r, m->head)) continue; /* "separatists from X" are not X */
        visit(r, m->head, &behind, 0, OWNING, OWNERS);
        bool helped = r->frame && r->frame->root != ENT_ACT_CONSULT; /* not "spoke to men in X" */
        if (behind.count == 0 && helped) visit(r, m->head, &behind, 0, PLACES, ITSELF);
        if (behind.count && !behind.thing) behind.thing = m->head + 1;
    }
    if (behind.count) *out = behind;
}

void ent_collect_owners(const relater *r, uint32_t noun, parties *out) {
    visit(r, noun, out, 0, OWNING, OWNERS);
}

void ent_keep_fitting(const relater *r, const ent_slot_rule *slot, parties *out) {
    size_t kept = 0;
    for (size_t i = 0; i < out->count; i++)
        if (slot->types & 1u << mention_of(r, out->mentions[i])->type)
            out->mentions[kept++] = out->mentions[i];
    out->count = kept;
}
