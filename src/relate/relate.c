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
    const ent_entity *who = &r->actors->entities[mention_of(r, source)->entity];
    const ent_entity *whose = &r->actors->entities[mention_of(r, target)->entity];
    return who->type == ENT_PERSON && who->country && whose->iso3 &&
           strcmp(who->country, whose->iso3) == 0;
}

/* Who praises or meets "leaders", "people", says nothing about anybody; who arrests them does. */
static bool is_faceless(const relater *r, uint32_t target, ent_act root, double confidence) {
    const ent_entity *e = &r->actors->entities[mention_of(r, target)->entity];
    int quad = ent_act_quad(root);
    return e->described &&
           (confidence <= GUESS || quad == 1 || root == ENT_ACT_REQUEST || root == ENT_ACT_ACCUSE);
}

/* Is it said in this sentence already, in the same words, or by the verb whose object the trigger
 * is? "imposed sanctions on", "signed an agreement with" have two triggers for one act. */
static bool is_stated(const relater *r, const ent_party *from, const ent_party *to,
                      const char *relation, const ent_token *trigger) {
    bool object = trigger->deprel == ENT_DEP_OBJ && trigger->head != ENT_ROOT;
    for (size_t i = r->begun; i < r->count; i++) {
        const ent_statement *s = &r->items[i];
        if (strcmp(s->source.id, from->id) != 0 || strcmp(s->target.id, to->id) != 0) continue;
        if (strcmp(s->relation, relation) == 0) return true;
        if (object && s->trigger.begin == token_at(r, trigger->head)->begin) return true;
    }
    return false;
}

/* Is what the speaker says no claim about others: his country's own report, or the word of nobody
 * in particular ("officials")? */
static bool is_own_report(const relater *r, const char *speaker, uint32_t source) {
    const ent_entity *what = &r->actors->entities[mention_of(r, source)->entity];
    if (strcmp(speaker, what->id) == 0) return true;
    for (size_t i = 0; i < r->actors->entity_count; i++) {
        const ent_entity *who = &r->actors->entities[i];
        if (strcmp(who->id, speaker) != 0) continue;
        const char *whose = what->iso3                       ? what->iso3
                            : what->type == ENT_ORGANIZATION ? what->country
                                                             : NULL;
        const char *own = who->iso3 ? who->iso3 : who->country;
        return who->described || (own && whose && strcmp(own, whose) == 0);
    }
    return false;
}

static void state(relater *r, uint32_t source, uint32_t target, const char *relation, ent_act root,
                  bool symmetric, const context *c, uint32_t first, uint32_t count,
                  const char *rule, double confidence) {
    if (mention_of(r, source)->entity == mention_of(r, target)->entity) return;
    bool kind = ent_act_sign(root) > 0;
    if ((kind || confidence <= GUESS) && is_own_country(r, source, target)) return;
    if (is_faceless(r, target, root, confidence)) return;
    ent_party from = party_of(r, source), to = party_of(r, target);
    if (is_stated(r, &from, &to, relation, token_at(r, first))) return;
    ent_statement *s = add(r);
    if (!s) return;
    const ent_token *a = token_at(r, first), *b = token_at(r, first + count - 1);
    const ent_sentence *sent = r->sentence;
    *s = (ent_statement){
        .doc = r->text->document->id,
        .sentence = r->number + 1,
        .source = from,
        .target = to,
        .relation = relation,
        .root = root,
        .sign = ent_act_sign(root),
        .symmetric = symmetric,
        .status = c->status,
        .date = root == ENT_ACT_LINK ? r->text->document->date : ent_when(r, first, c->status),
        .rule = rule,
        .confidence = confidence};
    if (c->speaker && !is_own_report(r, c->speaker, source)) {
        s->speaker = c->speaker;
        if (s->status == ENT_STATUS_ACTUAL) s->status = ENT_STATUS_CLAIMED;
    }
    s->code = ent_act_code(root, s->status);
    s->evidence = span_of(r, sent->begin, sent->end, sent->byte, sent->length);
    s->trigger = span_of(r, a->begin, b->end, a->byte, (size_t)b->byte + b->length - a->byte);
}

void ent_state(relater *r, const ent_frame *frame, uint32_t trigger, const parties *from,
               const parties *to, double confidence) {
    context c = ent_look_up(r, trigger);
    const char *relation = frame->relation;
    ent_act root = frame->root;
    bool symmetric = frame->symmetric;
    if (c.operators & ENT_OP_URGE) return; /* what is only asked for is no fact about its target */
    bool spared = c.operators & ENT_OP_REFUSE && ent_act_sign(root) < 0;
    if (spared) /* who rules out a war refuses nothing to the one he spares */
        c.status = ENT_STATUS_NEGATED;
    else if (c.operators & ENT_OP_REFUSE)
        relation = "refuses", root = ENT_ACT_REJECT, symmetric = false;
    if (c.operators & ENT_OP_THREATEN && !spared)
        relation = "threatens", root = ENT_ACT_THREATEN, symmetric = false;
    for (size_t i = 0; i < from->count; i++)
        for (size_t k = 0; k < to->count; k++)
            state(r, from->mentions[i], to->mentions[k], relation, root, symmetric, &c, trigger, 1,
                  frame->rule, confidence);
}

static void state_all(relater *r, const ent_frame *frame, uint32_t trigger, const parties *from,
                      const parties *to) {
    bool guess = from->nearby || to->nearby;
    ent_state(r, frame, trigger, from, to, guess ? GUESS : frame->unsure ? 0.6 : 0.8);
}

/* The last of two becomes the other side: "X and Y met", "talks between X and Y". */
static void part(parties *both, parties *other) {
    other->mentions[other->count++] = both->mentions[--both->count];
    other->nearby = both->nearby;
}

/* Whoever kills or frees a man in Mali does it to the man, whom no list has, and not to Mali. */
static bool is_done_to_persons(const ent_frame *frame) {
    static const char *const relations[] = {"kills",    "abducts", "arrests", "convicts",
                                            "releases", "deports", "expels"};
    for (size_t i = 0; i < sizeof relations / sizeof *relations; i++)
        if (strcmp(frame->relation, relations[i]) == 0) return true;
    return false;
}

static void find_target(const relater *r, const ent_frame *frame, uint32_t trigger, bool passive,
                        parties *to) {
    for (size_t i = 0; i < frame->slot_count && to->count == 0; i++)
        ent_find_slot(r, trigger, &frame->slots[i], passive, to);
    for (size_t i = 0; i < frame->slot_count && to->count == 0 && !passive; i++)
        ent_nearby_slot(r, trigger, &frame->slots[i], to);
    for (size_t i = 0; i < frame->slot_count && to->count == 0; i++)
        if (!frame->symmetric && frame->root != ENT_ACT_LINK && frame->root != ENT_ACT_CONSULT &&
            !is_done_to_persons(frame))
            ent_find_thing(r, trigger, &frame->slots[i], passive, to);
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
            ent_nearby_slot(r, trigger, &ent_by, from);
        else
            ent_nearby_subject(r, trigger, from);
    }
}

static const ent_slot_rule persons = {"", true, 1u << ENT_PERSON};

static void apply(relater *r, uint32_t trigger, const ent_frame *frame, bool noun) {
    parties from = {.count = 0}, to = {.count = 0};
    bool passive = !noun && ent_is_passive(r, trigger);
    bool blow = frame->root == ENT_ACT_ASSAULT || frame->root == ENT_ACT_COERCE || frame->unsure ||
                strcmp(frame->relation, "meets") == 0;
    if (r->sport && blow) return;
    r->frame = frame;
    if (frame->role) {
        ent_find_role(r, trigger, &from, &to);
        if (from.count && to.count) state_all(r, frame, trigger, &from, &to);
        return;
    }
    if (frame->intransitive &&
        (passive || ent_child(r, trigger, ENT_DEP_OBJ, ENT_DEP_OBJ) != ENT_ROOT))
        return;
    r->self = ENT_NO_ENTITY;
    find_source(r, trigger, noun, passive, &from);
    if (from.count == 1) r->self = mention_of(r, from.mentions[0])->entity;
    find_target(r, frame, trigger, passive, &to);
    if (frame->root == ENT_ACT_LINK) ent_keep_fitting(r, &persons, &from);
    if (frame->symmetric && to.count == 0 && from.count == 2) part(&from, &to);
    if (frame->symmetric && from.count == 0 && to.count == 2) part(&to, &from);
    if (from.count && to.count)
        state_all(r, frame, trigger, frame->turned ? &to : &from, frame->turned ? &from : &to);
}

/* Does the verb at i say what ought to be: "must leave", "should", "has to"? */
static bool is_obligation(const relater *r, uint32_t i) {
    static const char *const words[] = {"must", "should", "ought"};
    for (uint32_t k = 0; k < i; k++) {
        const ent_token *t = token_at(r, k);
        if (t->head != i || t->deprel != ENT_DEP_AUX) continue;
        for (size_t w = 0; w < sizeof words / sizeof *words; w++)
            if (strcmp(t->lemma, words[w]) == 0) return true;
    }
    const char *lemma = token_at(r, i)->lemma;
    return (strcmp(lemma, "have") == 0 || strcmp(lemma, "need") == 0) &&
           ent_child(r, i, ENT_DEP_XCOMP, ENT_DEP_XCOMP) != ENT_ROOT;
}

/* "X said Y must withdraw" asks it of Y. */
static void try_obligation(relater *r, uint32_t i) {
    static const ent_frame asks = {
        .relation = "urges", .rule = "say+must#ccomp", .root = ENT_ACT_REQUEST};
    uint32_t verb = ent_child(r, i, ENT_DEP_CCOMP, ENT_DEP_CCOMP);
    bool says = strcmp(token_at(r, i)->lemma, "say") == 0 || ent_operator_at(r, i) & ENT_OP_CLAIM;
    if (verb == ENT_ROOT || !says || !is_obligation(r, verb)) return;
    parties from = {.count = 0}, to = {.count = 0};
    r->frame = &asks;
    ent_find_subject(r, verb, &to);
    ent_find_subject(r, i, &from);
    if (from.count && to.count) state_all(r, &asks, i, &from, &to);
}

/* Try the frames that the word at i triggers, the more special first, until one finds both sides.
 */
static void relate_token(relater *r, uint32_t i) {
    const ent_frame *triggered[TRIGGERED_MAX];
    size_t before, count = ent_triggered(r, i, triggered);
    bool noun = token_at(r, i)->upos == ENT_UPOS_NOUN;
    if (token_at(r, i)->upos == ENT_UPOS_VERB) try_obligation(r, i);
    before = r->count;
    for (size_t k = 0; k < count && r->count == before; k++)
        for (const ent_frame *f = triggered[k]; f && r->count == before;
             f = ent_frames_next(r->frames, f))
            apply(r, i, f, noun);
}

/* "agreed to host X": the hosting says more than the agreeing. */
static void drop_doubled(relater *r) {
    size_t kept = r->begun;
    for (size_t i = r->begun; i < r->count; i++) {
        const ent_statement *s = &r->items[i];
        const char *slot = strchr(s->rule, '#');
        bool better = false;
        for (size_t k = r->begun; k < r->count && slot && strcmp(slot, "#xcomp") == 0; k++) {
            const ent_statement *o = &r->items[k];
            better |= k != i && strcmp(s->source.id, o->source.id) == 0 &&
                      strcmp(s->target.id, o->target.id) == 0 && o->root != ENT_ACT_LINK;
        }
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
        if (m->head < r->sentence->count) r->owner[m->head] = (uint32_t)*at + 1;
    }
    r->mention_end = *at;
    own_titles(r, begin, *at);
}

static void state_links(relater *r) {
    for (size_t i = 0; i < r->actors->link_count; i++) {
        const ent_link *l = &r->actors->links[i];
        context c = {.status = ENT_STATUS_ACTUAL};
        r->number = l->sentence;
        r->begun = r->count;
        r->sentence = &r->text->sentences[l->sentence];
        state(r, l->source, l->target, l->relation, ENT_ACT_LINK, false, &c, l->trigger_first,
              l->trigger_count, l->rule, l->confidence);
    }
}

/* The operators of the word at i with the one behind it or alone, whatever the case: "World Cup".
 */
static unsigned operators_of(const relater *r, uint32_t i) {
    enum { WORDS_MAX = 64 };
    char words[WORDS_MAX], lower[2 * WORDS_MAX + 1];
    const char *next = i + 1 < r->sentence->count ? token_at(r, i + 1)->lemma : "";
    int length = snprintf(words, sizeof words, "%s %s", token_at(r, i)->lemma, next);
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
        if (noun && operators_of(r, i) & scene) return true;
    }
    return false;
}

/* State what the sentence tells, unless it tells a story. */
static void relate_sentence(relater *r) {
    enum { OPENING = 4 };
    if (has_scene(r, OPENING, ENT_OP_FICTION)) return;
    r->sport = has_scene(r, r->sentence->count, ENT_OP_SPORT);
    for (uint32_t i = 0; i < r->sentence->count; i++) relate_token(r, i);
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
    return r->owner != NULL;
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
