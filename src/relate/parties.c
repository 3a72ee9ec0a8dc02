/* parties.c - both sides of a frame at its trigger, and who of them cannot be meant. */
#include <string.h>

#include "relate/relater.h"

/* All of one side stand on the other, too: "X, Y and Z met", "talks between X and Y". */
static void part(parties *all, parties *other) {
    all->slot = NULL;
    *other = *all;
    other->slot = "and";
    other->each_other = true;
}

/* Whoever kills or frees a man in Mali does it to the man, whom no list has, and not to Mali. */
static bool is_done_to_persons(const ent_frame *frame) {
    static const char *const relations[] = {"kills",    "abducts", "arrests", "convicts",
                                            "releases", "deports", "expels",  NULL};
    return ent_is_among(frame->relation, relations);
}

/* May a thing stand in the slot for somebody? "captured a mosque in Mosul", but not "killed a man
 * in Mosul", "met a man in Mosul". */
static bool takes_things(const ent_frame *frame, const ent_slot_rule *slot) {
    if (strcmp(slot->word, "between") == 0) return true;
    if (frame->symmetric || frame->root == ENT_ACT_LINK || frame->root == ENT_ACT_CONSULT)
        return false;
    return !is_done_to_persons(frame) || strcmp(slot->word, "to") == 0;
}

/* Nobody acts on himself: "a demand from X" to others. */
static void drop_self(const relater *r, parties *to) {
    size_t kept = 0;
    for (size_t i = 0; i < to->count; i++)
        if (mention_of(r, to->mentions[i])->entity != r->self)
            to->mentions[kept++] = to->mentions[i];
    to->count = kept;
}

static void find_direct(const relater *r, const ent_frame *frame, uint32_t trigger, bool passive,
                        parties *to) {
    for (size_t i = 0; i < frame->slot_count && to->count == 0 && !to->each_other; i++) {
        ent_find_slot(r, trigger, &frame->slots[i], passive, to);
        drop_self(r, to);
    }
}

static void find_target(const relater *r, const ent_frame *frame, uint32_t trigger, bool passive,
                        parties *to) {
    typedef void (*seeker)(const relater *, uint32_t, const ent_slot_rule *, bool, parties *);
    bool noun = token_at(r, trigger)->upos == ENT_UPOS_NOUN;
    bool sure =
        !passive && !(noun && frame->unsure); /* sure enough to look by the order of words */
    const seeker seekers[] = {ent_find_slot, ent_find_farther, sure ? ent_nearby_slot : NULL,
                              ent_find_thing};
    for (size_t way = 0; way < sizeof seekers / sizeof *seekers; way++)
        for (size_t i = 0; i < frame->slot_count && seekers[way]; i++) {
            if (to->count || to->each_other) return;
            const ent_slot_rule *slot = &frame->slots[i];
            if (seekers[way] == ent_find_thing && !takes_things(frame, slot)) continue;
            seekers[way](r, trigger, slot, passive, to);
            drop_self(r, to);
        }
}

/* "was jailed in Niger", "expelled from North Korea": whoever has the power there does it. */
static void find_power(const relater *r, uint32_t trigger, parties *from) {
    bool body = strcmp(r->frame->relation, "expels") == 0; /* "was expelled from NATO" */
    const unsigned types = 1u << ENT_COUNTRY | (body ? 1u << ENT_ORGANIZATION : 0);
    const ent_slot_rule places[] = {
        {"from", true, types}, {"out", true, types}, {"in", true, 1u << ENT_COUNTRY}};
    static const char *const relations[] = {"arrests", "convicts", "releases",
                                            "deports", "expels",   NULL};
    if (!ent_is_among(r->frame->relation, relations)) return;
    for (size_t i = 0; i < sizeof places / sizeof *places && from->count == 0; i++)
        ent_find_slot(r, trigger, &places[i], true, from);
    from->nearby = from->count > 0;
}

/* "ordered X jailed", "ordered that X be jailed": who orders it has it done. */
static void find_orderer(const relater *r, uint32_t trigger, parties *from) {
    if (ent_is_ordered(r, trigger)) ent_find_subject(r, head_of(r, trigger), from);
}

/* "Kenyan troops were sent to Haiti", "X is locked in battle with Y": where no agent is named, who
 * is moved is whose force it is, and who is put on one side of a symmetric act stands there. */
static void find_moved(const relater *r, uint32_t trigger, parties *from) {
    const unsigned types = 1u << ENT_COUNTRY | 1u << ENT_ORGANIZATION | 1u << ENT_GROUP;
    static const ent_slot_rule subject = {"nsubj:pass", true, types};
    bool moved = strcmp(r->frame->relation, "deploys to") == 0 ||
                 strcmp(r->frame->relation, "withdraws from") == 0;
    uint32_t passive = ent_child(r, trigger, ENT_DEP_NSUBJ_PASS, ENT_DEP_NSUBJ_PASS);
    if (passive == ENT_ROOT || (!moved && !r->frame->symmetric)) return;
    if (!moved && ent_ends_trigger(r->frame, lemma_at(r, passive))) return;
    ent_collect(r, passive, ITSELF, from);
    ent_keep_fitting(r, &subject, from);
}

static void find_source(const relater *r, uint32_t trigger, bool noun, bool passive,
                        parties *from) {
    if (noun) {
        ent_find_owner(r, trigger, from);
        if (from->count == 0) ent_find_doer(r, trigger, from);
    } else if (passive)
        ent_find_agent(r, trigger, from);
    else
        ent_find_subject(r, trigger, from);
    if (!noun && from->count == 0) {
        if (passive)
            ent_nearby_slot(r, trigger, &ent_by, true, from);
        else
            ent_nearby_subject(r, trigger, from);
    }
    if (passive && from->count == 0) find_orderer(r, trigger, from);
    if (passive && from->count == 0) find_power(r, trigger, from);
    if (passive && from->count == 0) find_moved(r, trigger, from);
}

/* The frame by which the verb at i tells that somebody is talked or written to, or NULL. */
static const ent_frame *addressing(const relater *r, uint32_t i) {
    const ent_frame *frames[TRIGGERED_MAX];
    size_t count = token_at(r, i)->upos == ENT_UPOS_VERB ? ent_triggered(r, i, frames) : 0;
    for (size_t k = 0; k < count; k++)
        if (strcmp(frames[k]->relation, "calls") == 0 ||
            strcmp(frames[k]->relation, "talks with") == 0)
            return frames[k];
    return NULL;
}

/* "called X to thank him", "wrote to X demanding an apology": what is said in it is said to X. */
static void find_addressee(relater *r, uint32_t verb, parties *to) {
    static const ent_deprel ways[] = {ENT_DEP_XCOMP, ENT_DEP_ADVCL, ENT_DEP_ACL};
    const ent_frame *own = r->frame;
    uint32_t head = head_of(r, verb);
    ent_deprel dep = dep_of(r, verb);
    bool in_words = own->root == ENT_ACT_SUPPORT || own->root == ENT_ACT_REQUEST ||
                    own->root == ENT_ACT_ACCUSE || own->root == ENT_ACT_THREATEN;
    bool under = dep == ways[0] || dep == ways[1] || dep == ways[2];
    if (!in_words || !under || head == ENT_ROOT || head > verb) return;
    if (!ent_is_infinitive(r, verb) && !ent_is_tagged(r, verb, "VBG")) return;
    for (int steps = 0; steps < 3 && head != ENT_ROOT && token_at(r, head)->upos != ENT_UPOS_VERB;)
        head = head_of(r, head), steps++; /* "sent a [letter] threatening" */
    const ent_frame *talk = head == ENT_ROOT ? NULL : addressing(r, head);
    if (!talk) return;
    r->frame = talk;
    for (size_t i = 0; i < talk->slot_count && to->count == 0; i++) {
        ent_find_slot(r, head, &talk->slots[i], ent_is_passive(r, head), to);
        drop_self(r, to);
    }
    r->frame = own;
}

/* The sides that a noun has where the usual places are empty or taken by others. */
static void find_nominal_sides(const relater *r, const ent_frame *frame, uint32_t trigger,
                               parties *from, parties *to) {
    if (to->count == 0) ent_find_undergoer(r, trigger, from, to);
    if (frame->root == ENT_ACT_REQUEST && from->count && to->count == 0)
        ent_find_demanded(r, trigger, to);
}

/* "CAIRO (AP) - Police detained": Cairo did nothing. */
static void drop_datelines(const relater *r, parties *from) {
    size_t kept = 0;
    for (size_t i = 0; i < from->count; i++) {
        const ent_mention *m = mention_of(r, from->mentions[i]);
        if (m->role != ENT_ROLE_LOCATION || r->tree.lead[m->head])
            from->mentions[kept++] = from->mentions[i];
    }
    from->count = kept;
}

/* May the thing act for whose it is? "The Cairo summit denounced": it was not Egypt that did; nor
 * Italy in "fashion from Italy conquered". */
static bool may_act(const relater *r, const parties *from) {
    uint32_t noun = from->thing - 1, owner = mention_of(r, from->mentions[0])->head;
    const ent_frame *frame = ent_frames_find(r->frames, ENT_NOUNS, lemma_at(r, noun));
    ent_deprel dep = dep_of(r, noun);
    bool subject = dep == ENT_DEP_NSUBJ || dep == ENT_DEP_NSUBJ_PASS || dep == ENT_DEP_OBL_AGENT;
    if (subject && frame && !frame->role && ent_act_sign(frame->root) > 0) return false;
    bool undergoes =
        frame && !frame->role && (ent_is_led_by(r, owner, "of") || ent_is_led_by(r, owner, "on"));
    if (undergoes && ent_act_quad(frame->root) == 4)
        return false; /* "the invasion of Iraq gave ..." */
    bool speaks = ent_operator_at(r, noun) & (ENT_OP_VOICE | ENT_OP_BODY);
    return speaks || !ent_is_led_by(r, owner, "from");
}

static const ent_slot_rule persons = {"", true, 1u << ENT_PERSON};

/* "a request from X and Y" is not from each of the two to the other. */
static void drop_sources(const relater *r, const parties *from, parties *to) {
    size_t kept = 0;
    for (size_t i = 0; i < to->count; i++) {
        bool acts = false;
        for (size_t k = 0; k < from->count; k++)
            acts |=
                mention_of(r, from->mentions[k])->entity == mention_of(r, to->mentions[i])->entity;
        if (!acts) to->mentions[kept++] = to->mentions[i];
    }
    to->count = kept;
}

/* "hosted talks between X and its rebels": whoever leads them there is none of them. */
static bool leads_others(const relater *r, uint32_t trigger, const parties *from,
                         const parties *to) {
    static const ent_slot_rule between = {"between", false, ~0u};
    if (!to->slot || strcmp(to->slot, "between") != 0 || to->count == 0) return false;
    if (to->count > 1 || from->count != 1) return to->count == 2;
    parties all = {.count = 0};
    relater other = *r;
    other.self = ENT_NO_ENTITY;
    ent_find_slot(&other, trigger, &between, false, &all);
    for (size_t i = 0; i < all.count; i++)
        if (mention_of(r, all.mentions[i])->entity == r->self) return false;
    return !to->nearby;
}

void ent_find_sides(relater *r, const ent_frame *frame, uint32_t trigger, bool noun, bool passive,
                    parties *from, parties *to) {
    r->self = ENT_NO_ENTITY;
    find_source(r, trigger, noun, passive, from);
    drop_datelines(r, from);
    ent_keep_fitting(r, &frame->source, from);
    if (!noun && from->thing && !may_act(r, from)) from->count = 0;
    if (from->count == 1) r->self = mention_of(r, from->mentions[0])->entity;
    if (frame->symmetric && from->count >= 2) /* nobody far away: they are all */
        find_direct(r, frame, trigger, passive, to);
    else
        find_target(r, frame, trigger, passive, to);
    bool locked = passive && frame->symmetric && from->count == 0 && to->count;
    if (locked) /* "X was locked in battle with Y" */
        ent_collect(r, ent_child(r, trigger, ENT_DEP_NSUBJ_PASS, ENT_DEP_NSUBJ_PASS), ITSELF, from);
    if (ent_is_done_in_words(frame->root)) ent_unmask(r, to);
    if (noun && !frame->symmetric && !to->each_other) drop_sources(r, from, to);
    if (noun) find_nominal_sides(r, frame, trigger, from, to);
    if (to->count == 0) {
        ent_find_participants(r, trigger, to);
        drop_self(r, to);
    }
    if (!noun && to->count == 0) ent_find_demander(r, trigger, to);
    if (!noun && to->count == 0) ent_find_conditioned(r, trigger, to);
    if (!noun && to->count == 0 && !to->each_other) find_addressee(r, trigger, to);
    if (frame->root == ENT_ACT_LINK) ent_keep_fitting(r, &persons, from);
    if (to->each_other) {
        *to = *from;
        to->slot = "each other";
        to->each_other = true;
    }
    if (frame->symmetric && to->count == 0 && from->count >= 2) part(from, to);
    if (noun && frame->symmetric && leads_others(r, trigger, from, to)) from->count = 0;
    bool between = to->slot && (strcmp(to->slot, "between") == 0 || strcmp(to->slot, "of") == 0);
    if (frame->symmetric && from->count == 0 && to->count >= 2 && between) part(to, from);
}
