/* relate.c - frames applied to trees: who does what to whom, with what status, told by whom.
 *
 * For every word that triggers a frame the source and target are sought among its dependents, then
 * among those of the words that lend it theirs (conjunctions, control, light verbs); the words that
 * govern it set the status. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "relate/relater.h"

enum { SENTENCE_MAX = 400 };
static const double GUESS = 0.5; /* confidence where a side was found without the tree's help */

/* ---- Statements ---- */

static ent_span span_of(const relater *r, uint32_t begin, uint32_t end, size_t byte,
                        size_t length) {
    char *text = ent_arena_copy(r->arena, r->text->document->text + byte, length);
    for (char *p = text; p && *p; p++)
        if (*p == '\n') *p = ' ';
    return (ent_span){begin, end, text ? text : ""};
}

/* The name in this sentence that a pronoun stands for, which tells a reader more; else itself. */
static uint32_t named_for(const relater *r, uint32_t mention) {
    const ent_mention *m = mention_of(r, mention);
    if (m->kind != ENT_MENTION_PRONOUN) return mention;
    for (uint32_t i = mention; i-- > 0;) {
        const ent_mention *other = mention_of(r, i);
        if (other->sentence != m->sentence) break;
        if (other->entity == m->entity && other->kind != ENT_MENTION_PRONOUN &&
            other->role != ENT_ROLE_TITLE)
            return i;
    }
    return mention;
}

static ent_party party_of(const relater *r, uint32_t mention) {
    const ent_mention *m = mention_of(r, named_for(r, mention));
    const ent_entity *e = &r->actors->entities[m->entity];
    const ent_sentence *s = &r->text->sentences[m->sentence];
    const ent_token *a = ent_token_at(r->text, s, m->first),
                    *b = ent_token_at(r->text, s, m->first + m->count - 1);
    return (ent_party){
        e->id, e->name, e->type,
        span_of(r, m->begin, m->end, a->byte, (size_t)b->byte + b->length - a->byte)};
}

static ent_statement *add(relater *r) {
    if (r->count == r->room) {
        size_t room = r->room ? r->room * 2 : 64;
        ent_statement *items = ent_arena_alloc(r->arena, room * sizeof *items);
        if (!items) {
            r->no_memory = true;
            return NULL;
        }
        if (r->count) memcpy(items, r->items, r->count * sizeof *items);
        r->items = items;
        r->room = room;
    }
    return &r->items[r->count++];
}

/* "Macron vowed to defend French interests" tells nothing about Macron and France. */
static bool is_own_country(const relater *r, uint32_t source, uint32_t target) {
    const ent_entity *who = entity_of(r, source), *whose = entity_of(r, target);
    return who->type == ENT_PERSON && who->country && whose->iso3 &&
           strcmp(who->country, whose->iso3) == 0;
}

/* The lemma of a mention's head: it may stand in an earlier sentence, "both countries". */
static const char *lemma_of(const relater *r, uint32_t mention) {
    const ent_mention *m = mention_of(r, mention);
    return ent_token_at(r->text, &r->text->sentences[m->sentence], m->head)->lemma;
}

/* Who praises or meets "leaders", "people", says nothing about anybody; who arrests them does. */
static bool is_done_in_words(ent_act root) {
    return ent_act_quad(root) == 1 || root == ENT_ACT_REQUEST || root == ENT_ACT_ACCUSE;
}

/* But whoever stands up against somebody does stand somewhere: "agreed with the rebels". */
static bool is_faceless(const relater *r, uint32_t target, ent_act root, double confidence) {
    static const char *const sides[] = {
        "protester", "demonstrator", "rebel",   "separatist", "insurgent",
        "guerrilla", "militant",     "striker", "opposition", "dissident",
        "mutineer",  "secessionist", "militia", NULL};
    if (confidence > GUESS && ent_is_among(lemma_of(r, target), sides)) return false;
    return entity_of(r, target)->described && (confidence <= GUESS || is_done_in_words(root));
}

/* "called for it", "voted against it": a bill, a plan, hardly ever an actor. Blows fall on one. */
static bool is_mere_it(const relater *r, uint32_t target, ent_act root) {
    const ent_mention *m = mention_of(r, target);
    int quad = ent_act_quad(root);
    return m->kind == ENT_MENTION_PRONOUN && (quad == 1 || quad == 3) &&
           strcmp(lemma_of(r, target), "it") == 0;
}

/* What says it in this sentence already, in the same words, or by the verb whose object the trigger
 * is: "imposed sanctions on", "signed an agreement with" have two triggers for one act. Or NULL. */
static ent_statement *stated(const relater *r, const ent_party *from, const ent_party *to,
                             const act_read *act, uint32_t trigger) {
    for (size_t i = r->begun; i < r->count; i++) {
        ent_statement *s = &r->items[i];
        if (strcmp(s->source.id, from->id) != 0 || strcmp(s->target.id, to->id) != 0) continue;
        if (strcmp(s->relation, act->relation) == 0) return s;
        if (act->root == ENT_ACT_LINK) continue; /* of no tree */
        bool object = dep_of(r, trigger) == ENT_DEP_OBJ && head_of(r, trigger) != ENT_ROOT;
        if (object && s->trigger.begin == token_at(r, head_of(r, trigger))->begin) return s;
    }
    return NULL;
}

/* Is what the speaker says no claim about others: his country's own report, or the word of nobody
 * in particular ("officials")? */
static bool is_own_report(const relater *r, uint32_t speaker, uint32_t source) {
    const ent_entity *who = entity_of(r, speaker), *what = entity_of(r, source);
    const char *own = who->iso3 ? who->iso3 : who->country;
    const char *whose = what->iso3                       ? what->iso3
                        : what->type == ENT_ORGANIZATION ? what->country
                                                         : NULL;
    return who == what || who->described || (own && whose && strcmp(own, whose) == 0);
}

const char *ent_rule_of(const relater *r, const reading *c, const char *trigger, const parties *to,
                        bool guess) {
    char chain[256];
    size_t length = 0;
    for (size_t i = c->length; i-- > 0;) {
        int size = snprintf(chain + length, sizeof chain - length, "%s>", c->chain[i]);
        if (size < 0 || (size_t)size >= sizeof chain - length) break;
        length += (size_t)size;
    }
    chain[length] = '\0';
    const char *thing = to && to->thing ? lemma_at(r, to->thing - 1) : NULL;
    const char *slot = to ? to->slot : NULL;
    return ent_arena_printf(r->arena, "%s%s%s%s%s%s%s%s", chain, trigger, slot ? "#" : "",
                            slot ? slot : "", thing ? "(" : "", thing ? thing : "",
                            thing ? ")" : "", guess ? "~" : "");
}

/* A span of tokens that tells of a relation. */
typedef struct told {
    uint32_t first, count;
    const char *rule;
    double confidence;
} told;

static void state(relater *r, uint32_t source, uint32_t target, const reading *c, told told) {
    ent_act root = c->now.root;
    if (mention_of(r, source)->entity == mention_of(r, target)->entity) return;
    bool kind = ent_act_sign(root) > 0;
    bool deed = ent_act_quad(root) == 4;
    if ((kind || (told.confidence <= GUESS && !deed)) && is_own_country(r, source, target)) return;
    bool traveller = entity_of(r, source)->described && strcmp(c->now.relation, "visits") == 0;
    if (traveller) return; /* tourists, pilgrims */
    if (is_faceless(r, target, root, told.confidence) || is_mere_it(r, target, root)) return;
    ent_party from = party_of(r, source), to = party_of(r, target);
    ent_statement *s = stated(r, &from, &to, &c->now, told.first);
    bool surer = s && s->confidence <= GUESS && told.confidence > GUESS &&
                 strcmp(s->relation, c->now.relation) == 0;
    if (s && !surer) return;
    if (!surer) s = told.rule ? add(r) : NULL; /* else the better one takes its place */
    if (!s) {
        r->no_memory = true;
        return;
    }
    const ent_token *a = token_at(r, told.first), *b = token_at(r, told.first + told.count - 1);
    const ent_sentence *sent = r->sentence;
    ent_act_status status = c->now.status;
    *s = (ent_statement){
        .doc = r->text->document->id,
        .sentence = r->number + 1,
        .source = from,
        .target = to,
        .relation = c->now.relation,
        .root = root,
        .sign = ent_act_sign(root),
        .symmetric = c->now.symmetric,
        .status = status,
        .date = root == ENT_ACT_LINK ? r->text->document->date : ent_when(r, told.first, status),
        .rule = told.rule,
        .confidence = told.confidence};
    if (c->speaker != UINT32_MAX && !is_own_report(r, c->speaker, source)) {
        s->speaker = entity_of(r, c->speaker)->id;
        if (status == ENT_STATUS_ACTUAL) s->status = ENT_STATUS_CLAIMED;
    }
    bool spared = c->now.ahead && ent_act_sign(root) <= 0;
    s->code = spared ? ENT_ACT_AGREE : ent_act_code(root, status);
    if (c->now.ahead && !spared) s->code = ENT_ACT_REJECT;
    s->evidence = span_of(r, sent->begin, sent->end, sent->byte, sent->length);
    s->trigger = span_of(r, a->begin, b->end, a->byte, (size_t)b->byte + b->length - a->byte);
}

/* "called for cooperation in the Gulf", "issued a statement at Monterrey": nothing is said to a
 * place that is no country by what is only said of things there. */
static bool is_mere_scene(const relater *r, const parties *to, uint32_t target, ent_act root) {
    static const char *const leads[] = {"in", "on", "at", "near", "inside", "outside", NULL};
    if (mention_of(r, target)->sentence != r->number) return false;
    bool said = root == ENT_ACT_REQUEST || root == ENT_ACT_ACCUSE || root == ENT_ACT_THREATEN;
    return said && (to->thing || to->nearby) && entity_of(r, target)->type == ENT_PLACE &&
           ent_is_among(ent_lead(r, mention_of(r, target)->head), leads);
}

/* "a scathing attack", "launched a verbal attack". */
static bool is_in_words(const relater *r, uint32_t trigger) {
    uint32_t object = ent_child(r, trigger, ENT_DEP_OBJ, ENT_DEP_NSUBJ_PASS);
    uint32_t act = object == ENT_ROOT ? trigger : object;
    EACH_CHILD (r, act, k)
        if (dep_of(r, k) == ENT_DEP_AMOD && ent_operator_at(r, k) & ENT_OP_WORDS) return true;
    return false;
}

/* "Kickl attacked Nehammer": persons attack one another, and bodies, with words. */
static bool is_quarrel(const relater *r, const parties *from, const parties *to) {
    if (from->count == 0 || to->count == 0 || to->thing) return false;
    ent_actor_type other = entity_of(r, to->mentions[0])->type;
    return entity_of(r, from->mentions[0])->type == ENT_PERSON && other == ENT_PERSON;
}

void ent_state(relater *r, const ent_frame *frame, uint32_t trigger, const parties *from,
               const parties *to, double confidence) {
    reading c;
    ent_read_act(r, trigger, frame, &c);
    if (c.asked) return; /* what is only asked for is no fact about its target */
    for (size_t i = 0; i < from->count && c.speaker != UINT32_MAX; i++) /* "X and Y said they" */
        if (mention_of(r, from->mentions[i])->entity == mention_of(r, c.speaker)->entity)
            c.speaker = UINT32_MAX;
    bool words = to->thing && ent_operator_at(r, to->thing - 1) & (ENT_OP_DOCUMENT | ENT_OP_WORDS);
    words |= is_in_words(r, trigger);
    words |=
        strcmp(frame->trigger, "attack") == 0 && !frame->with_object && is_quarrel(r, from, to);
    if (words && c.now.root == ENT_ACT_ASSAULT) /* "attacked Macron's plan" */
        c.now.root = ENT_ACT_ACCUSE, c.now.relation = "criticises";
    told told = {.first = trigger,
                 .count = 1,
                 .rule = ent_rule_of(r, &c, frame->trigger, to, from->nearby || to->nearby),
                 .confidence = confidence};
    bool pairs = frame->symmetric && (to->each_other || from->each_other); /* each of them once */
    for (size_t i = 0; i < from->count; i++)
        for (size_t k = pairs ? i + 1 : 0; k < to->count; k++)
            if (!is_mere_scene(r, to, to->mentions[k], c.now.root))
                state(r, from->mentions[i], to->mentions[k], &c, told);
}

static void state_all(relater *r, const ent_frame *frame, uint32_t trigger, const parties *from,
                      const parties *to) {
    bool guess = from->nearby || to->nearby;
    ent_state(r, frame, trigger, from, to, guess ? GUESS : frame->unsure ? 0.6 : 0.8);
}

/* ---- Both sides of a frame ---- */

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
    const seeker seekers[] = {ent_find_slot, sure ? ent_nearby_slot : NULL, ent_find_thing};
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
    const ent_slot_rule places[] = {{"from", true, types}, {"in", true, 1u << ENT_COUNTRY}};
    static const char *const relations[] = {"arrests", "convicts", "releases",
                                            "deports", "expels",   NULL};
    if (!ent_is_among(r->frame->relation, relations)) return;
    for (size_t i = 0; i < 2 && from->count == 0; i++)
        ent_find_slot(r, trigger, &places[i], true, from);
    from->nearby = from->count > 0;
}

static void find_source(const relater *r, uint32_t trigger, bool noun, bool passive,
                        parties *from) {
    if (noun)
        ent_find_owner(r, trigger, from);
    else if (passive)
        ent_find_agent(r, trigger, from);
    else
        ent_find_subject(r, trigger, from);
    if (!noun && from->count == 0) {
        if (passive)
            ent_nearby_slot(r, trigger, &ent_by, true, from);
        else
            ent_nearby_subject(r, trigger, from);
    }
    if (passive && from->count == 0) find_power(r, trigger, from);
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

static void find_sides(relater *r, const ent_frame *frame, uint32_t trigger, bool noun,
                       bool passive, parties *from, parties *to) {
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
    if (is_done_in_words(frame->root)) ent_unmask(r, to);
    if (noun && !frame->symmetric && !to->each_other) drop_sources(r, from, to);
    if (noun) find_nominal_sides(r, frame, trigger, from, to);
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
    bool all_named = to->slot && strcmp(to->slot, "between") == 0 && to->count == 2;
    if (noun && frame->symmetric && all_named) from->count = 0; /* whoever leads them there */
    bool between = to->slot && (strcmp(to->slot, "between") == 0 || strcmp(to->slot, "of") == 0);
    if (frame->symmetric && from->count == 0 && to->count >= 2 && between) part(to, from);
}

/* "sent the police a plan" is no help. */
static bool gives_words(const relater *r, const ent_frame *frame, uint32_t trigger) {
    uint32_t object = ent_child(r, trigger, ENT_DEP_OBJ, ENT_DEP_OBJ);
    return frame->root == ENT_ACT_AID && !frame->with_object && object != ENT_ROOT &&
           token_at(r, trigger)->upos == ENT_UPOS_VERB &&
           ent_operator_at(r, object) & (ENT_OP_DOCUMENT | ENT_OP_WORDS);
}

/* "our fight against X", says somebody: not his alone. */
static bool is_ours(const relater *r, const ent_frame *frame, const parties *from) {
    if (frame->root != ENT_ACT_ASSAULT || from->count == 0) return false;
    const ent_mention *m = mention_of(r, from->mentions[0]);
    const char *lemma = lemma_of(r, from->mentions[0]);
    bool we = strcmp(lemma, "we") == 0 || strcmp(lemma, "our") == 0;
    return m->kind == ENT_MENTION_PRONOUN && we && m->type == ENT_PERSON;
}

/* "left X as the last enemy", "left X exposed": nobody withdraws. */
static bool leaves_behind(const relater *r, const ent_frame *frame, uint32_t trigger) {
    if (strcmp(frame->trigger, "leave") != 0) return false;
    EACH_CHILD (r, trigger, k)
        if (k > trigger && (dep_of(r, k) == ENT_DEP_XCOMP || ent_is_led_by(r, k, "as")))
            return true;
    return false;
}

/* "Palestinians want to end the Israeli occupation": it is not theirs to withdraw. */
static bool is_anothers(const relater *r, const ent_frame *frame, uint32_t trigger,
                        const parties *from) {
    if (frame->root != ENT_ACT_RETREAT || !frame->with_object || from->count == 0) return false;
    parties whose = {.count = 0};
    uint32_t object = ent_child(r, trigger, ENT_DEP_OBJ, ENT_DEP_OBJ);
    if (object == ENT_ROOT || !ent_ends_trigger(frame, lemma_at(r, object))) return false;
    EACH_CHILD (r, object, k)
        if (k < object && (dep_of(r, k) == ENT_DEP_AMOD || dep_of(r, k) == ENT_DEP_NMOD_POSS))
            ent_collect(r, k, ITSELF, &whose);
    return whose.count && strcmp(frame->relation, "withdraws from") == 0 &&
           mention_of(r, whose.mentions[0])->entity != mention_of(r, from->mentions[0])->entity &&
           entity_of(r, from->mentions[0])->type == ENT_COUNTRY;
}

static void apply(relater *r, uint32_t trigger, const ent_frame *frame, bool noun) {
    parties from = {.count = 0}, to = {.count = 0};
    bool passive = !noun && !frame->adjective && ent_is_passive(r, trigger);
    bool blow = frame->root == ENT_ACT_ASSAULT || frame->root == ENT_ACT_COERCE || frame->unsure ||
                strcmp(frame->relation, "meets") == 0 ||
                (r->nature && frame->root == ENT_ACT_THREATEN);
    bool object = ent_child(r, trigger, ENT_DEP_OBJ, ENT_DEP_OBJ) != ENT_ROOT;
    bool verbal =
        token_at(r, trigger)->upos == ENT_UPOS_VERB && dep_of(r, trigger) == ENT_DEP_AMOD &&
        (ent_is_tagged(r, trigger, "VBG") ||                         /* "protesting workers" */
         (ent_is_tagged(r, trigger, "VBN") && !passive && !object)); /* "elected Zelensky" */
    bool misfit = passive || object ? frame->intransitive : frame->transitive;
    if (verbal || misfit || (r->sport && blow) || leaves_behind(r, frame, trigger)) return;
    if (gives_words(r, frame, trigger)) return;
    r->frame = frame;
    if (frame->role)
        ent_find_role(r, trigger, &from, &to);
    else
        find_sides(r, frame, trigger, noun, passive, &from, &to);
    if (is_anothers(r, frame, trigger, &from) || is_ours(r, frame, &from)) return;
    if (frame->turned) from.slot = to.slot;
    if (from.count && to.count)
        state_all(r, frame, trigger, frame->turned ? &to : &from, frame->turned ? &from : &to);
}

/* Is what ought to be a statement of its own or what somebody says, not "whether Y must"? */
static bool is_plainly_said(const relater *r, uint32_t verb) {
    static const char *const leads[] = {"", "that", "to", NULL};
    while (dep_of(r, verb) == ENT_DEP_CONJ) verb = head_of(r, verb);
    ent_deprel dep = dep_of(r, verb);
    bool clause = dep == ENT_DEP_CCOMP || dep == ENT_DEP_PARATAXIS || dep == ENT_DEP_ROOT;
    return clause && ent_is_among(ent_lead(r, verb), leads);
}

/* "X said Y must withdraw" asks it of Y. */
static void state_obligation(relater *r, uint32_t verb) {
    static const ent_frame asks = {
        .relation = "urges", .trigger = "must#nsubj", .root = ENT_ACT_REQUEST};
    reading c;
    if (!ent_is_obligation(r, verb) || !is_plainly_said(r, verb)) return;
    ent_read_act(r, verb, &asks, &c);
    bool heard =
        c.speaker != UINT32_MAX && !entity_of(r, c.speaker)->reporter && !ent_is_according(&c);
    if (!heard || c.now.status == ENT_STATUS_NEGATED) return;
    parties to = {.count = 0};
    r->frame = &asks;
    ent_find_subject(r, verb, &to);
    reading plain = {.now = {.root = asks.root, .relation = asks.relation}, .speaker = UINT32_MAX};
    told told = {.first = verb,
                 .count = 1,
                 .rule = ent_rule_of(r, &c, asks.trigger, &to, false),
                 .confidence = 0.8};
    for (size_t i = 0; i < to.count; i++)
        if (!is_own_country(r, c.speaker, to.mentions[i]))
            state(r, c.speaker, to.mentions[i], &plain, told);
}

/* "sent a letter" is no sending of help: what a verb with its object tells, the verb alone does not
 * tell otherwise. */
static bool is_other_matter(const relater *r, uint32_t verb, const ent_frame *special,
                            const ent_frame *plain) {
    uint32_t object = ent_child(r, verb, ENT_DEP_OBJ, ENT_DEP_NSUBJ_PASS);
    return object != ENT_ROOT && ent_ends_trigger(special, lemma_at(r, object)) &&
           !plain->with_object && ent_act_quad(special->root) != ent_act_quad(plain->root);
}

/* Try the frames that the word at i triggers, the more special first, until one finds both sides.
 */
static void relate_token(relater *r, uint32_t i) {
    const ent_frame *triggered[TRIGGERED_MAX];
    uint8_t upos = token_at(r, i)->upos;
    state_obligation(r, i);
    if (upos == ENT_UPOS_VERB && ent_state_opinion(r, i)) return;
    size_t before = r->count, count = ent_triggered(r, i, triggered);
    for (size_t k = 0; k < count && r->count == before; k++) {
        if (k > 0 && is_other_matter(r, i, triggered[0], triggered[k])) break;
        for (const ent_frame *f = triggered[k]; f && r->count == before;
             f = ent_frames_next(r->frames, f))
            apply(r, i, f, upos == ENT_UPOS_NOUN);
    }
}

/* "agreed to host X": the hosting says more than the agreeing, which is among its operators. */
static bool says_more(const ent_statement *than, const ent_statement *s) {
    const char *word = than->rule, *end = word + strcspn(word, "#");
    for (const char *p = word; p < end; p++)
        if (*p == '>') word = p + 1;
    bool pair =
        (strcmp(s->source.id, than->source.id) == 0 &&
         strcmp(s->target.id, than->target.id) == 0) ||
        (strcmp(s->source.id, than->target.id) == 0 && strcmp(s->target.id, than->source.id) == 0);
    for (const char *p = s->rule; pair && s != than; p = strchr(p, '>') + 1) {
        size_t length = strcspn(p, ">");
        if (!p[length]) break;
        bool begins = length <= (size_t)(end - word) && memcmp(p, word, length) == 0;
        if (begins && (word + length == end || word[length] == ' ')) return true; /* "agree on" */
    }
    return false;
}

static void drop_doubled(relater *r) {
    size_t kept = r->begun;
    for (size_t i = r->begun; i < r->count; i++) {
        const ent_statement *s = &r->items[i];
        bool better = false;
        for (size_t k = r->begun; k < r->count && s->root == ENT_ACT_AGREE; k++)
            better |= says_more(s, &r->items[k]);
        if (!better) r->items[kept++] = *s;
    }
    r->count = kept;
}

/* Whatever the tree makes of "U.S. Secretary of State Antony Blinken", each word of it means him.
 */
static void own_titles(relater *r, size_t begin, size_t end) {
    for (size_t i = begin; i < end; i++) {
        const ent_mention *m = &r->actors->mentions[i];
        for (uint32_t k = m->phrase_first; k < m->phrase_end; k++)
            if (k < m->first || k >= m->first + m->count) r->owner[k] = (uint32_t)i + 1;
    }
}

void ent_relater_turn(relater *r, uint32_t number, size_t *at) {
    const ent_actors *a = r->actors;
    r->number = number;
    r->begun = r->count;
    r->sentence = &r->text->sentences[number];
    memset(r->owner, 0, r->sentence->count * sizeof *r->owner);
    while (*at < a->mention_count && a->mentions[*at].sentence < number) ++*at;
    size_t begin = *at;
    for (; *at < a->mention_count && a->mentions[*at].sentence == number; ++*at) {
        const ent_mention *m = &a->mentions[*at];
        if (m->head < r->sentence->count && !ent_is_stance(r, m))
            r->owner[m->head] = (uint32_t)*at + 1;
    }
    r->mention_end = *at;
    own_titles(r, begin, *at);
    ent_tree_turn(r);
}

static void state_links(relater *r) {
    for (size_t i = 0; i < r->actors->link_count; i++) {
        const ent_link *l = &r->actors->links[i];
        reading c = {.now = {.root = ENT_ACT_LINK,
                             .relation = l->relation,
                             .status = l->planned ? ENT_STATUS_PLANNED : ENT_STATUS_ACTUAL},
                     .speaker = UINT32_MAX};
        told told = {l->trigger_first, l->trigger_count, l->rule, l->confidence};
        r->number = l->sentence;
        r->begun = r->count;
        r->sentence = &r->text->sentences[l->sentence];
        state(r, l->source, l->target, &c, told);
    }
}

/* The operators of the word at i with the one behind it or alone, whatever the case: "World Cup".
 */
static unsigned scenes_of(const relater *r, uint32_t i) {
    enum { WORDS_MAX = 64 };
    char words[WORDS_MAX], lower[2 * WORDS_MAX + 1];
    const char *next = i + 1 < r->sentence->count ? lemma_at(r, i + 1) : "";
    int length = snprintf(words, sizeof words, "%s %s", lemma_at(r, i), next);
    if (length <= 0 || length >= WORDS_MAX) return 0;
    lower[ent_utf8_lower(words, (size_t)length, lower)] = '\0';
    unsigned both = ent_frames_operator(r->frames, lower);
    *strchr(lower, ' ') = '\0';
    return both | ent_frames_operator(r->frames, lower);
}

/* Does a noun of the sentence, before token end, say that it is of sport or of fiction? */
static bool has_scene(const relater *r, uint32_t end, unsigned scene) {
    for (uint32_t i = 0; i < end && i < r->sentence->count; i++) {
        uint8_t upos = token_at(r, i)->upos;
        bool noun = upos == ENT_UPOS_NOUN || upos == ENT_UPOS_PROPN || upos == ENT_UPOS_ADJ;
        if (noun && scenes_of(r, i) & scene) return true;
    }
    return false;
}

/* State what the sentence tells, unless it tells a story. */
static void relate_sentence(relater *r) {
    enum { OPENING = 4 };
    if (has_scene(r, OPENING, ENT_OP_FICTION) || ent_is_long_ago(r)) return;
    r->nature = has_scene(r, r->sentence->count, ENT_OP_NATURE);
    r->sport = r->nature || has_scene(r, r->sentence->count, ENT_OP_SPORT);
    for (uint32_t i = 0; i < r->sentence->count; i++) relate_token(r, i);
    ent_state_stances(r);
    drop_doubled(r);
}

static int by_place(const void *a, const void *b) {
    const ent_statement *x = a, *y = b;
    if (x->sentence != y->sentence) return x->sentence < y->sentence ? -1 : 1;
    if (x->trigger.begin != y->trigger.begin) return x->trigger.begin < y->trigger.begin ? -1 : 1;
    if (x->source.span.begin != y->source.span.begin)
        return x->source.span.begin < y->source.span.begin ? -1 : 1;
    if (x->target.span.begin != y->target.span.begin)
        return x->target.span.begin < y->target.span.begin ? -1 : 1;
    return strcmp(x->relation, y->relation);
}

bool ent_relater_open(relater *r, const ent_frames *frames, const ent_actors *actors,
                      ent_arena *arena) {
    uint32_t longest = 1;
    *r = (relater){.frames = frames, .actors = actors, .text = actors->text, .arena = arena};
    for (size_t s = 0; s < r->text->sentence_count; s++)
        if (r->text->sentences[s].count > longest) longest = r->text->sentences[s].count;
    r->owner = ent_arena_alloc(arena, longest * sizeof *r->owner);
    return r->owner && ent_tree_open(r, longest);
}

ent_status ent_relate(const ent_frames *frames, const ent_actors *actors, ent_arena *arena,
                      ent_statements *out, ent_error *error) {
    relater r;
    size_t at = 0;
    bool good = ent_relater_open(&r, frames, actors, arena);
    for (uint32_t s = 0; good && s < r.text->sentence_count && !r.no_memory; s++) {
        ent_relater_turn(&r, s, &at);
        if (r.sentence->count > SENTENCE_MAX) continue; /* a table or list, no sentence */
        relate_sentence(&r);
    }
    if (good) state_links(&r);
    if (!good || r.no_memory)
        return ent_fail(error, ENT_NO_MEMORY, actors->text->document->id, 0, "out of memory");
    if (r.count > 1) qsort(r.items, r.count, sizeof *r.items, by_place);
    *out = (ent_statements){r.items, r.count};
    return ENT_OK;
}
