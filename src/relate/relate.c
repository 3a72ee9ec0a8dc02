/* relate.c - frames applied to trees: who does what to whom, with what status, told by whom.
 *
 * For every word that triggers a frame the source and target are sought among its dependents, then
 * among those of the words that lend it theirs (conjunctions, control, light verbs); the words that
 * govern it set the status. */
#include <stdlib.h>
#include <string.h>

#include "relate/frames.h"

enum { SENTENCE_MAX = 400, PARTIES_MAX = 6, CLIMB_MAX = 5 };

typedef struct parties {
    uint32_t mentions[PARTIES_MAX];
    size_t count;
} parties;

typedef struct relater {
    const ent_frames *frames;
    const ent_actors *actors;
    const ent_text *text;
    ent_arena *arena;
    const ent_sentence *sentence;
    uint32_t number; /* of the sentence */
    uint32_t *owner; /* token of the sentence -> 1 + mention headed there */
    ent_statement *items;
    size_t count, room;
    bool no_memory;
} relater;

static const ent_token *token_at(const relater *r, uint32_t i) {
    return ent_token_at(r->text, r->sentence, i);
}

/* The child of i with one of two relations, or ENT_ROOT. */
static uint32_t child(const relater *r, uint32_t i, ent_deprel a, ent_deprel b) {
    for (uint32_t k = 0; k < r->sentence->count; k++) {
        const ent_token *t = token_at(r, k);
        if (t->head == i && (t->deprel == a || t->deprel == b)) return k;
    }
    return ENT_ROOT;
}

static bool has_case(const relater *r, uint32_t i, const char *preposition) {
    for (uint32_t k = 0; k < i; k++) {
        const ent_token *t = token_at(r, k);
        if (t->head == i && (t->deprel == ENT_DEP_CASE || t->deprel == ENT_DEP_MARK) &&
            strcmp(t->lemma, preposition) == 0)
            return true;
    }
    return false;
}

/* ---- Parties ---- */

static void add_party(const relater *r, uint32_t mention, parties *out) {
    const ent_mention *m = &r->actors->mentions[mention];
    if (m->entity == ENT_NO_ENTITY || m->role == ENT_ROLE_SOURCE || m->role == ENT_ROLE_NONE)
        return;
    for (size_t i = 0; i < out->count; i++)
        if (r->actors->mentions[out->mentions[i]].entity == m->entity) return;
    if (out->count < PARTIES_MAX) out->mentions[out->count++] = mention;
}

/* The actors that the phrase at i names: its head, what it is joined to, or, for a thing, whose it
 * is ("Russian missiles", "Ukraine's eventual membership"). */
static void collect(const relater *r, uint32_t i, parties *out, int depth) {
    if (i == ENT_ROOT || depth > CLIMB_MAX) return;
    size_t before = out->count;
    if (r->owner[i]) add_party(r, r->owner[i] - 1, out);
    bool named = out->count > before;
    for (uint32_t k = 0; k < r->sentence->count; k++) {
        const ent_token *t = token_at(r, k);
        if (t->head != i) continue;
        bool modifies = t->deprel == ENT_DEP_NMOD_POSS || t->deprel == ENT_DEP_AMOD ||
                        t->deprel == ENT_DEP_COMPOUND;
        if (t->deprel == ENT_DEP_CONJ || (!named && modifies && r->owner[k]))
            collect(r, k, out, depth + 1);
    }
}

/* The subject of a verb: its own, or that of the verb that controls or coordinates it. */
static void find_subject(const relater *r, uint32_t verb, parties *out) {
    for (int steps = 0; verb != ENT_ROOT && steps < CLIMB_MAX && out->count == 0; steps++) {
        const ent_token *t = token_at(r, verb);
        uint32_t passive = child(r, verb, ENT_DEP_NSUBJ_PASS, ENT_DEP_CSUBJ_PASS);
        uint32_t subject = child(r, verb, ENT_DEP_NSUBJ, ENT_DEP_NSUBJ_OUTER);
        if (subject == ENT_ROOT && steps > 0) subject = passive;
        if (subject != ENT_ROOT) collect(r, subject, out, 0);
        if (subject != ENT_ROOT || (passive != ENT_ROOT && steps == 0)) return;
        if (t->deprel == ENT_DEP_ACL || t->deprel == ENT_DEP_ACL_RELCL) {
            collect(r, t->head, out, 0);
            return;
        }
        if (t->deprel != ENT_DEP_CONJ && t->deprel != ENT_DEP_XCOMP && t->deprel != ENT_DEP_ADVCL)
            return;
        verb = t->head;
    }
}

/* Who stands where a slot of the frame points. */
static void find_slot(const relater *r, uint32_t trigger, const char *slot, bool passive,
                      parties *out) {
    if (strcmp(slot, "obj") == 0) {
        collect(r, child(r, trigger, ENT_DEP_OBJ, ENT_DEP_IOBJ), out, 0);
        if (passive) collect(r, child(r, trigger, ENT_DEP_NSUBJ_PASS, ENT_DEP_NSUBJ_PASS), out, 0);
        return;
    }
    for (uint32_t k = trigger + 1; k < r->sentence->count && out->count == 0; k++) {
        const ent_token *t = token_at(r, k);
        uint32_t object = child(r, trigger, ENT_DEP_OBJ, ENT_DEP_OBJ);
        bool mine = t->head == trigger || (object != ENT_ROOT && t->head == object);
        if (mine &&
            (t->deprel == ENT_DEP_OBL || t->deprel == ENT_DEP_NMOD || t->deprel == ENT_DEP_ADVCL) &&
            has_case(r, k, slot))
            collect(r, k, out, 0);
    }
}

/* The agent of a passive or of a noun: "by X". */
static void find_agent(const relater *r, uint32_t trigger, parties *out) {
    collect(r, child(r, trigger, ENT_DEP_OBL_AGENT, ENT_DEP_OBL_AGENT), out, 0);
    if (out->count == 0) find_slot(r, trigger, "by", false, out);
}

/* Whose a noun is: possessive, adjective, compound, "by X", or the subject of its light verb. */
static void find_owner(const relater *r, uint32_t noun, parties *out) {
    for (uint32_t k = 0; k < noun; k++) {
        const ent_token *t = token_at(r, k);
        bool modifies = t->deprel == ENT_DEP_NMOD_POSS || t->deprel == ENT_DEP_AMOD ||
                        t->deprel == ENT_DEP_COMPOUND;
        if (t->head == noun && modifies) collect(r, k, out, 0);
    }
    if (out->count == 0) find_agent(r, noun, out);
    const ent_token *t = token_at(r, noun);
    if (out->count > 0 || t->head == ENT_ROOT) return;
    bool object = t->deprel == ENT_DEP_OBJ || t->deprel == ENT_DEP_OBL;
    if (object && ent_frames_operator(r->frames, token_at(r, t->head)->lemma) & ENT_OP_LIGHT)
        find_subject(r, t->head, out);
}

/* ---- Status ---- */

typedef struct context {
    ent_act_status status;
    unsigned operators; /* of the words that govern the trigger */
    const char *speaker;
} context;

static bool is_negated(const relater *r, uint32_t i) {
    for (uint32_t k = 0; k < i; k++) {
        const ent_token *t = token_at(r, k);
        if (t->head == i && (strcmp(t->lemma, "not") == 0 || strcmp(t->lemma, "never") == 0))
            return true;
    }
    return false;
}

static void look_at(const relater *r, uint32_t i, context *c) {
    if (is_negated(r, i)) c->status = ENT_STATUS_NEGATED;
    for (uint32_t k = 0; k < r->sentence->count; k++) {
        const ent_token *t = token_at(r, k);
        if (t->head != i || (t->deprel != ENT_DEP_AUX && t->deprel != ENT_DEP_MARK)) continue;
        unsigned bits = ent_frames_operator(r->frames, t->lemma);
        if (c->status != ENT_STATUS_ACTUAL) continue;
        if (strcmp(t->lemma, "will") == 0 || strcmp(t->lemma, "shall") == 0)
            c->status = ENT_STATUS_PLANNED;
        else if (bits & ENT_OP_HYPOTHETICAL)
            c->status = ENT_STATUS_HYPOTHETICAL;
    }
}

static const char *speaker_of(const relater *r, uint32_t verb) {
    parties who = {.count = 0};
    find_subject(r, verb, &who);
    if (who.count == 0) return NULL;
    return r->actors->entities[r->actors->mentions[who.mentions[0]].entity].id;
}

/* What the words above the trigger make of it. */
static context look_up(const relater *r, uint32_t trigger) {
    context c = {.status = ENT_STATUS_ACTUAL};
    uint32_t at = trigger;
    look_at(r, trigger, &c);
    for (int steps = 0; steps < CLIMB_MAX; steps++) {
        const ent_token *t = token_at(r, at);
        if (t->head == ENT_ROOT) break;
        bool clause = t->deprel == ENT_DEP_XCOMP || t->deprel == ENT_DEP_CCOMP ||
                      t->deprel == ENT_DEP_ACL || t->deprel == ENT_DEP_ADVCL;
        bool noun = t->deprel == ENT_DEP_OBJ || t->deprel == ENT_DEP_OBL;
        if (!clause && !noun && t->deprel != ENT_DEP_CONJ) break;
        unsigned bits = ent_frames_operator(r->frames, token_at(r, t->head)->lemma);
        if (t->deprel == ENT_DEP_XCOMP || t->deprel == ENT_DEP_ACL || noun) {
            if (bits & ENT_OP_REFUSE) c.operators |= ENT_OP_REFUSE;
            if (bits & ENT_OP_FAIL && !noun) c.status = ENT_STATUS_NEGATED;
            if (bits & ENT_OP_THREATEN && !noun) c.operators |= ENT_OP_THREATEN;
            if (bits & ENT_OP_PLANNED && !noun && c.status == ENT_STATUS_ACTUAL)
                c.status = ENT_STATUS_PLANNED;
            if (bits & ENT_OP_URGE && !noun) c.status = ENT_STATUS_HYPOTHETICAL;
            look_at(r, t->head, &c);
        }
        if (t->deprel == ENT_DEP_CCOMP && bits & ENT_OP_CLAIM && !c.speaker)
            c.speaker = speaker_of(r, t->head);
        at = t->head;
    }
    return c;
}

/* ---- Statements ---- */

static ent_span span_of(const relater *r, uint32_t begin, uint32_t end, size_t byte,
                        size_t length) {
    char *text = ent_arena_copy(r->arena, r->text->document->text + byte, length);
    for (char *p = text; p && *p; p++)
        if (*p == '\n') *p = ' ';
    return (ent_span){begin, end, text ? text : ""};
}

static ent_party party_of(const relater *r, uint32_t mention) {
    const ent_mention *m = &r->actors->mentions[mention];
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

static void state(relater *r, uint32_t source, uint32_t target, const char *relation, ent_act root,
                  bool symmetric, const context *c, uint32_t first, uint32_t count,
                  const char *rule, double confidence) {
    ent_party from = party_of(r, source), to = party_of(r, target);
    if (strcmp(from.id, to.id) == 0) return;
    ent_statement *s = add(r);
    if (!s) return;
    const ent_token *a = token_at(r, first), *b = token_at(r, first + count - 1);
    const ent_sentence *sent = r->sentence;
    *s = (ent_statement){.doc = r->text->document->id,
                         .sentence = r->number + 1,
                         .source = from,
                         .target = to,
                         .relation = relation,
                         .root = root,
                         .sign = ent_act_sign(root),
                         .symmetric = symmetric,
                         .status = c->status,
                         .date = r->text->document->date,
                         .rule = rule,
                         .confidence = confidence};
    if (c->speaker && strcmp(c->speaker, from.id) != 0) {
        s->speaker = c->speaker;
        if (s->status == ENT_STATUS_ACTUAL) s->status = ENT_STATUS_CLAIMED;
    }
    s->code = ent_act_code(root, s->status);
    s->evidence = span_of(r, sent->begin, sent->end, sent->byte, sent->length);
    s->trigger = span_of(r, a->begin, b->end, a->byte, (size_t)b->byte + b->length - a->byte);
}

static void state_all(relater *r, const ent_frame *frame, uint32_t trigger, const parties *from,
                      const parties *to) {
    context c = look_up(r, trigger);
    const char *relation = frame->relation;
    ent_act root = frame->root;
    bool symmetric = frame->symmetric;
    if (c.operators & ENT_OP_REFUSE) relation = "refuses", root = ENT_ACT_REJECT, symmetric = false;
    if (c.operators & ENT_OP_THREATEN)
        relation = "threatens", root = ENT_ACT_THREATEN, symmetric = false;
    for (size_t i = 0; i < from->count; i++)
        for (size_t k = 0; k < to->count; k++)
            state(r, from->mentions[i], to->mentions[k], relation, root, symmetric, &c, trigger, 1,
                  frame->rule, frame->unsure ? 0.5 : 0.8);
}

static void apply(relater *r, uint32_t trigger, const ent_frame *frame, bool noun) {
    parties from = {.count = 0}, to = {.count = 0};
    bool passive = !noun && child(r, trigger, ENT_DEP_AUX_PASS, ENT_DEP_NSUBJ_PASS) != ENT_ROOT;
    for (size_t i = 0; i < frame->slot_count && to.count == 0; i++)
        find_slot(r, trigger, frame->slots[i], passive, &to);
    if (to.count == 0 && !(frame->symmetric && !noun)) return;
    if (noun)
        find_owner(r, trigger, &from);
    else if (passive)
        find_agent(r, trigger, &from);
    else
        find_subject(r, trigger, &from);
    if (to.count == 0 && frame->symmetric && from.count == 2) { /* X and Y met */
        to.mentions[to.count++] = from.mentions[1];
        from.count = 1;
    }
    if (noun && from.count == 0 && frame->symmetric && to.count == 2) { /* talks between X and Y */
        from.mentions[from.count++] = to.mentions[0];
        to.mentions[0] = to.mentions[1];
        to.count = 1;
    }
    if (from.count && to.count) state_all(r, frame, trigger, &from, &to);
}

static void relate_token(relater *r, uint32_t i) {
    const ent_token *t = token_at(r, i);
    bool noun = t->upos == ENT_UPOS_NOUN;
    if (!noun && t->upos != ENT_UPOS_VERB && t->upos != ENT_UPOS_ADJ) return;
    size_t before = r->count;
    uint32_t frame =
        ent_map_get(noun ? &r->frames->nouns : &r->frames->verbs, t->lemma, strlen(t->lemma));
    for (; frame != ENT_MAP_NONE && r->count == before; frame = r->frames->items[frame].next)
        apply(r, i, &r->frames->items[frame], noun);
}

static void begin_sentence(relater *r, uint32_t number, size_t *at) {
    const ent_actors *a = r->actors;
    r->number = number;
    r->sentence = &r->text->sentences[number];
    memset(r->owner, 0, r->sentence->count * sizeof *r->owner);
    for (; *at < a->mention_count && a->mentions[*at].sentence <= number; ++*at) {
        const ent_mention *m = &a->mentions[*at];
        if (m->sentence == number && m->head < r->sentence->count)
            r->owner[m->head] = (uint32_t)*at + 1;
    }
}

static void state_links(relater *r) {
    for (size_t i = 0; i < r->actors->link_count; i++) {
        const ent_link *l = &r->actors->links[i];
        context c = {.status = ENT_STATUS_ACTUAL};
        r->number = l->sentence;
        r->sentence = &r->text->sentences[l->sentence];
        state(r, l->source, l->target, l->relation, ENT_ACT_LINK, false, &c, l->trigger_first,
              l->trigger_count, l->rule, l->confidence);
    }
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

static bool prepare(relater *r, const ent_frames *frames, const ent_actors *actors,
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
    bool good = prepare(&r, frames, actors, arena);
    for (uint32_t s = 0; good && s < r.text->sentence_count && !r.no_memory; s++) {
        begin_sentence(&r, s, &at);
        if (r.sentence->count > SENTENCE_MAX) continue; /* a table or list, no sentence */
        for (uint32_t i = 0; i < r.sentence->count; i++) relate_token(&r, i);
    }
    if (good) state_links(&r);
    if (!good || r.no_memory)
        return ent_fail(error, ENT_NO_MEMORY, actors->text->document->id, 0, "out of memory");
    if (r.count > 1) qsort(r.items, r.count, sizeof *r.items, by_place);
    *out = (ent_statements){r.items, r.count};
    return ENT_OK;
}

/* How far two spans are apart; 0 if they touch. */
static uint32_t gap(ent_span a, ent_span b) {
    return a.end <= b.begin ? b.begin - a.end : b.end <= a.begin ? a.begin - b.end : 0;
}

static bool same(ent_span a, ent_span b) {
    return a.begin < b.end && b.begin < a.end;
}

bool ent_classify(const ent_frames *frames, const ent_actors *actors, ent_span source,
                  ent_span target, ent_arena *arena, ent_statement *out) {
    ent_statements all;
    ent_error error;
    relater r;
    if (ent_relate(frames, actors, arena, &all, &error)) return false;
    for (size_t i = 0; i < all.count; i++) {
        *out = all.items[i];
        if (same(out->source.span, source) && same(out->target.span, target)) return true;
    }
    if (!prepare(&r, frames, actors, arena)) return false;
    uint32_t best = UINT32_MAX; /* no frame joins the two: the trigger nearest to both */
    for (uint32_t s = 0; s < r.text->sentence_count; s++) {
        r.sentence = &r.text->sentences[s];
        for (uint32_t i = 0; i < r.sentence->count; i++) {
            const ent_token *t = token_at(&r, i);
            const ent_map *map = t->upos == ENT_UPOS_VERB   ? &frames->verbs
                                 : t->upos == ENT_UPOS_NOUN ? &frames->nouns
                                                            : NULL;
            const ent_frame *frame = map ? ent_frames_find(frames, map, t->lemma) : NULL;
            ent_span place = {t->begin, t->end, NULL};
            if (!frame || same(place, source) || same(place, target)) continue;
            uint32_t distance = gap(place, source) + gap(place, target);
            if (distance >= best) continue;
            best = distance;
            *out = (ent_statement){.relation = frame->relation,
                                   .root = frame->root,
                                   .sign = ent_act_sign(frame->root),
                                   .status = ENT_STATUS_ACTUAL,
                                   .code = frame->root,
                                   .rule = frame->rule,
                                   .confidence = 0.3};
        }
    }
    return best != UINT32_MAX;
}
