/* classify.c - the relation between two given spans: by the frames if they join the two, else by
 * the likeliest trigger. */
#include <string.h>

#include "relate/relater.h"

/* ---- The two spans as actors ---- */

enum { SOURCE, TARGET };

typedef struct pair {
    ent_mention source, target;
    ent_entity entities[2];
    ent_actors actors; /* the two, and the pronouns that mean them */
} pair;

/* The mention of a span: its tokens in the sentence that it begins in; false if there are none. */
static bool place(const ent_text *text, ent_span span, uint32_t entity, ent_mention *out) {
    for (uint32_t s = 0; s < text->sentence_count; s++) {
        const ent_sentence *sentence = &text->sentences[s];
        uint32_t first = UINT32_MAX, last = 0;
        if (sentence->end <= span.begin) continue;
        for (uint32_t i = 0; i < sentence->count; i++) {
            const ent_token *t = ent_token_at(text, sentence, i);
            if (t->end <= span.begin || t->begin >= span.end) continue;
            if (first == UINT32_MAX) first = i;
            last = i;
        }
        if (first == UINT32_MAX) return false;
        *out = (ent_mention){.sentence = s,
                             .first = first,
                             .count = last - first + 1,
                             .head = first,
                             .phrase_first = first,
                             .phrase_end = last + 1,
                             .begin = span.begin,
                             .end = span.end,
                             .entity = entity,
                             .type = ENT_GROUP,
                             .kind = ENT_MENTION_NAMED,
                             .role = ENT_ROLE_ACTOR};
        for (uint32_t i = first; i <= last; i++) {
            uint32_t head = ent_token_at(text, sentence, i)->head;
            if (head < first || head > last) {
                out->head = i;
                break;
            }
        }
        return true;
    }
    return false;
}

static bool overlaps(const ent_mention *m, ent_span span) {
    return m->begin < span.end && span.begin < m->end;
}

/* What the actors stage found there: its type, since some frames ask for it, and its entity. */
static ent_actor_type type_of(const ent_actors *found, ent_span span, uint32_t *entity) {
    *entity = ENT_NO_ENTITY;
    for (size_t i = 0; i < found->mention_count; i++) {
        const ent_mention *m = &found->mentions[i];
        if (!overlaps(m, span)) continue;
        *entity = m->entity;
        return m->type;
    }
    return ENT_GROUP;
}

/* Put a mention in its place in the order of the text. */
static void insert(ent_actors *actors, ent_mention m) {
    size_t i = actors->mention_count++;
    for (; i > 0 && actors->mentions[i - 1].begin > m.begin; i--)
        actors->mentions[i] = actors->mentions[i - 1];
    actors->mentions[i] = m;
}

/* Pronouns of the source's sentence that mean one of the two. */
static void insert_pronouns(const ent_actors *found, pair *p, const uint32_t *entities,
                            ent_span source, ent_span target) {
    for (size_t i = 0; i < found->mention_count; i++) {
        ent_mention m = found->mentions[i];
        if (m.kind != ENT_MENTION_PRONOUN || m.sentence != p->source.sentence) continue;
        if (overlaps(&m, source) || overlaps(&m, target) || m.entity == ENT_NO_ENTITY) continue;
        if (m.entity != entities[SOURCE] && m.entity != entities[TARGET]) continue;
        m.entity = m.entity == entities[SOURCE] ? SOURCE : TARGET;
        insert(&p->actors, m);
    }
}

static bool make_pair(const ent_actors *found, ent_span source, ent_span target, ent_arena *arena,
                      pair *p) {
    uint32_t entities[2];
    if (!place(found->text, source, SOURCE, &p->source) ||
        !place(found->text, target, TARGET, &p->target))
        return false;
    p->source.type = type_of(found, source, &entities[SOURCE]);
    p->target.type = type_of(found, target, &entities[TARGET]);
    p->entities[SOURCE] = (ent_entity){.id = "source", .name = "s", .type = p->source.type};
    p->entities[TARGET] = (ent_entity){.id = "target", .name = "t", .type = p->target.type};
    ent_mention *room = ent_arena_alloc(arena, (found->mention_count + 2) * sizeof *room);
    if (!room) return false;
    p->actors = (ent_actors){found->text, room, p->entities, NULL, 0, 2, 0};
    insert(&p->actors, p->source);
    insert(&p->actors, p->target);
    if (entities[SOURCE] != entities[TARGET]) insert_pronouns(found, p, entities, source, target);
    return true;
}

/* ---- The likeliest trigger ---- */

static bool is_between(const ent_token *t, ent_span a, ent_span b) {
    return (t->begin >= a.end && t->end <= b.begin) || (t->begin >= b.end && t->end <= a.begin);
}

static bool touches(const ent_token *t, ent_span span) {
    return t->begin < span.end && span.begin < t->end;
}

/* Is the token above the head of the mention in the tree? */
static bool governs(const ent_text *text, const ent_sentence *s, uint32_t i, const ent_mention *m) {
    uint32_t at = m->head;
    for (int steps = 0; steps < CLIMB_MAX && at != ENT_ROOT; steps++) {
        if (at == i) return true;
        at = ent_token_at(text, s, at)->head;
    }
    return false;
}

static int score(const relater *r, const pair *p, uint32_t i, ent_span source, ent_span target) {
    const ent_token *t = token_at(r, i);
    uint32_t far = t->begin > target.end   ? t->begin - target.end
                   : t->end < target.begin ? target.begin - t->end
                                           : 0;
    int points = 100 - (int)(far / 4);
    if (governs(r->text, r->sentence, i, &p->source)) points += 30;
    if (governs(r->text, r->sentence, i, &p->target)) points += 30;
    if (is_between(t, source, target)) points += 20;
    if (t->upos == ENT_UPOS_VERB) points += 10;
    return points;
}

/* The index of one of the two among the pair's mentions. */
static uint32_t index_of(const pair *p, const ent_mention *m) {
    uint32_t i = 0;
    while (p->actors.mentions[i].begin != m->begin || p->actors.mentions[i].entity != m->entity)
        i++;
    return i;
}

/* The first of a key's frames that takes a verb with the objects it has. */
static const ent_frame *fitting(const relater *r, uint32_t i, const ent_frame *frame) {
    bool object = ent_child(r, i, ENT_DEP_OBJ, ENT_DEP_NSUBJ_PASS) != ENT_ROOT;
    while (frame && ((frame->intransitive && object) || frame->root == ENT_ACT_LINK))
        frame = ent_frames_next(r->frames, frame);
    return frame;
}

static const ent_frame asks = {.relation = "urges", .trigger = "asked", .root = ENT_ACT_REQUEST};

/* The act of the word that most likely joins the two, wherever they stand to it. */
static bool guess(const ent_frames *frames, const pair *p, ent_span source, ent_span target,
                  ent_arena *arena, ent_statement *out) {
    relater r;
    size_t at = 0;
    int best = 0;
    uint32_t trigger = 0;
    const ent_frame *frame = NULL;
    if (!ent_relater_open(&r, frames, &p->actors, arena)) return false;
    ent_relater_turn(&r, p->source.sentence, &at);
    for (uint32_t i = 0; i < r.sentence->count; i++) {
        const ent_frame *triggered[TRIGGERED_MAX];
        if (touches(token_at(&r, i), source) || touches(token_at(&r, i), target)) continue;
        if (ent_triggered(&r, i, triggered) == 0) continue;
        const ent_frame *first = fitting(&r, i, triggered[0]);
        if (!first) continue;
        int points = score(&r, p, i, source, target) - (first->unsure ? 15 : 0);
        if (points <= best) continue;
        best = points;
        trigger = i;
        frame = first;
    }
    if (!frame) return false;
    parties from = {.mentions = {index_of(p, &p->source)}, .count = 1};
    parties to = {.mentions = {index_of(p, &p->target)}, .count = 1};
    ent_state(&r, frame, trigger, &from, &to, 0.3);
    if (r.count == 0) ent_state(&r, &asks, trigger, &from, &to, 0.2); /* "urged that X be freed" */
    if (r.count > 0) *out = r.items[0];
    return r.count > 0;
}

/* Of two acts the surer tells what is done; of two as sure, the weightier: "called X to condemn".
 */
static bool is_better(const ent_statement *a, const ent_statement *b) {
    static const int weight[] = {0, 1, 3, 2, 4}; /* of quads 0 to 4 */
    if (a->confidence != b->confidence) return a->confidence > b->confidence;
    if ((a->root == ENT_ACT_CONSULT) != (b->root == ENT_ACT_CONSULT))
        return b->root == ENT_ACT_CONSULT;
    return weight[ent_act_quad(a->root)] > weight[ent_act_quad(b->root)];
}

/* What the frames state between the two, in their order or as symmetric. */
static bool find_stated(const ent_statements *all, ent_statement *out) {
    bool found = false;
    for (size_t i = 0; i < all->count; i++) {
        const ent_statement *s = &all->items[i];
        bool along = strcmp(s->source.id, "source") == 0;
        if (!along && !s->symmetric) continue;
        if (!found || is_better(s, out)) *out = *s;
        found = true;
    }
    return found;
}

bool ent_classify(const ent_frames *frames, const ent_actors *actors, ent_span source,
                  ent_span target, ent_arena *arena, ent_statement *out) {
    ent_statements all;
    pair p;
    if (!make_pair(actors, source, target, arena, &p)) return false;
    if (ent_relate(frames, &p.actors, arena, &all, NULL)) return false;
    if (find_stated(&all, out) || guess(frames, &p, source, target, arena, out)) return true;
    *out = (ent_statement){.relation = "criticises", /* the class that most unknown words are of */
                           .root = ENT_ACT_ACCUSE,
                           .code = ENT_ACT_ACCUSE,
                           .sign = -1,
                           .rule = "",
                           .confidence = 0.05};
    return true;
}
