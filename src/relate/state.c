/* state.c - statements: what is told of two actors put down, unless it tells nothing. */
#include <stdio.h>
#include <string.h>

#include "relate/relater.h"

static const double GUESS = 0.5; /* confidence where a side was found without the tree's help */

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
    return (ent_party){e->id, e->name, e->type,
                       span_of(r, m->begin, m->end, a->byte, (size_t)b->byte + b->length - a->byte),
                       e->told ? e->country : NULL};
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

/* ---- What is left out ---- */

/* "Macron vowed to defend French interests" tells nothing about Macron and France. */
bool ent_is_own_country(const relater *r, uint32_t source, uint32_t target) {
    const ent_entity *who = entity_of(r, source), *whose = entity_of(r, target);
    return who->type == ENT_PERSON && who->country && whose->iso3 &&
           strcmp(who->country, whose->iso3) == 0;
}

/* The lemma of a mention's head: it may stand in an earlier sentence, "both countries". */
const char *ent_lemma_of(const relater *r, uint32_t mention) {
    const ent_mention *m = mention_of(r, mention);
    return ent_token_at(r->text, &r->text->sentences[m->sentence], m->head)->lemma;
}

/* Who praises or meets "leaders", "people", says nothing about anybody; who arrests them does. */
bool ent_is_done_in_words(ent_act root) {
    return ent_act_quad(root) == 1 || root == ENT_ACT_REQUEST || root == ENT_ACT_ACCUSE;
}

/* But whoever stands up against somebody does stand somewhere: "agreed with the rebels"; and who
 * gives in to somebody has given something: "bowed to the demands of nurses". */
static bool is_faceless(const relater *r, uint32_t target, ent_act root, double confidence) {
    static const char *const sides[] = {
        "protester", "demonstrator", "rebel",   "separatist", "insurgent",
        "guerrilla", "militant",     "striker", "opposition", "dissident",
        "mutineer",  "secessionist", "militia", NULL};
    if (confidence > GUESS && ent_is_among(ent_lemma_of(r, target), sides)) return false;
    bool gives_in = root == ENT_ACT_CONCEDE && strcmp(ent_lemma_of(r, target), "people") != 0;
    bool words = ent_is_done_in_words(root) && !gives_in;
    return entity_of(r, target)->described && (confidence <= GUESS || words);
}

/* "called for it", "voted against it": a bill, a plan, hardly ever an actor. Blows fall on one. */
static bool is_mere_it(const relater *r, uint32_t target, ent_act root) {
    const ent_mention *m = mention_of(r, target);
    int quad = ent_act_quad(root);
    return m->kind == ENT_MENTION_PRONOUN && (quad == 1 || quad == 3) &&
           strcmp(ent_lemma_of(r, target), "it") == 0;
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

/* "called for cooperation in the Gulf", "issued a statement at Monterrey": nothing is said to a
 * place that is no country by what is only said of things there. */
static bool is_mere_scene(const relater *r, const parties *to, uint32_t target, ent_act root) {
    static const char *const leads[] = {"in", "on", "at", "near", "inside", "outside", NULL};
    if (mention_of(r, target)->sentence != r->number) return false;
    bool said = root == ENT_ACT_REQUEST || root == ENT_ACT_ACCUSE || root == ENT_ACT_THREATEN;
    return said && (to->thing || to->nearby) && entity_of(r, target)->type == ENT_PLACE &&
           ent_is_among(ent_lead(r, mention_of(r, target)->head), leads);
}

/* ---- Statements ---- */

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

void ent_state_pair(relater *r, uint32_t source, uint32_t target, const reading *c, told told) {
    ent_act root = c->now.root;
    if (mention_of(r, source)->entity == mention_of(r, target)->entity) return;
    bool kind = ent_act_sign(root) > 0;
    bool deed = ent_act_quad(root) == 4;
    if ((kind || (told.confidence <= GUESS && !deed)) && ent_is_own_country(r, source, target))
        return;
    bool traveller = entity_of(r, source)->described && strcmp(c->now.relation, "visits") == 0;
    if (traveller) return; /* tourists, pilgrims */
    if (is_faceless(r, target, root, told.confidence) || is_mere_it(r, target, root)) return;
    ent_party from = party_of(r, source), to = party_of(r, target);
    ent_statement *s = stated(r, &from, &to, &c->now, told.first);
    bool surer = s && s->confidence <= GUESS && told.confidence > GUESS &&
                 strcmp(s->relation, c->now.relation) == 0;
    r->told++;
    if (s && !surer) return;
    if (!surer) s = told.rule ? add(r) : NULL; /* else the better one takes its place */
    if (!s) {
        r->no_memory = true;
        return;
    }
    const ent_sentence *sent = r->sentence;
    const ent_token *a = ent_token_at(r->text, sent, told.first),
                    *b = ent_token_at(r->text, sent, told.first + told.count - 1);
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
                ent_state_pair(r, from->mentions[i], to->mentions[k], &c, told);
}

void ent_state_sides(relater *r, const ent_frame *frame, uint32_t trigger, const parties *from,
                     const parties *to) {
    bool guess = from->nearby || to->nearby;
    ent_state(r, frame, trigger, from, to, guess ? GUESS : frame->unsure ? 0.6 : 0.8);
}
