/* classify.c - the relation between two given spans: what the frames state between them, and what
 * the model of acts thinks of it (guess.c). */
#include <string.h>

#include "relate/guess.h"

/* ---- The two spans as actors ---- */

enum { SOURCE, TARGET };

typedef struct pair {
    ent_mention mentions[2];
    bool placed[2]; /* a span may hold no word */
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
        if (m.kind != ENT_MENTION_PRONOUN || m.sentence != p->mentions[SOURCE].sentence) continue;
        if (overlaps(&m, source) || overlaps(&m, target) || m.entity == ENT_NO_ENTITY) continue;
        if (m.entity != entities[SOURCE] && m.entity != entities[TARGET]) continue;
        m.entity = m.entity == entities[SOURCE] ? SOURCE : TARGET;
        insert(&p->actors, m);
    }
}

static bool make_pair(const ent_actors *found, ent_span source, ent_span target, ent_arena *arena,
                      pair *p) {
    static const char *const ids[] = {"source", "target"};
    const ent_span spans[] = {source, target};
    uint32_t entities[2];
    ent_mention *room = ent_arena_alloc(arena, (found->mention_count + 2) * sizeof *room);
    if (!room) return false;
    p->actors = (ent_actors){found->text, room, p->entities, NULL, 0, 2, 0};
    for (uint32_t k = 0; k < 2; k++) {
        ent_mention *m = &p->mentions[k];
        p->placed[k] = spans[k].begin < spans[k].end && place(found->text, spans[k], k, m);
        m->type = type_of(found, spans[k], &entities[k]);
        p->entities[k] = (ent_entity){.id = ids[k], .name = ids[k], .type = m->type};
        if (p->placed[k]) insert(&p->actors, *m);
    }
    bool both = p->placed[SOURCE] && p->placed[TARGET];
    if (both && entities[SOURCE] != entities[TARGET])
        insert_pronouns(found, p, entities, source, target);
    return true;
}

/* Is the act told in a relative clause: "freed the ship that it had seized"? */
static bool is_aside(const relater *r, const ent_statement *s) {
    uint32_t at = 0;
    while (at < r->sentence->count && token_at(r, at)->begin < s->trigger.begin) at++;
    if (at == r->sentence->count) return false;
    for (int steps = 0; steps < CLIMB_MAX && at != ENT_ROOT; steps++) {
        if (dep_of(r, at) == ENT_DEP_ACL_RELCL) return true;
        at = head_of(r, at);
    }
    return false;
}

/* Of two acts the surer tells what is done, and not that which is told aside; of two as sure, the
 * weightier: "called X to condemn". */
static bool is_better(const relater *r, const ent_statement *a, const ent_statement *b) {
    static const int weight[] = {0, 1, 3, 2, 4}; /* of quads 0 to 4 */
    if (a->confidence != b->confidence) return a->confidence > b->confidence;
    if (is_aside(r, a) != is_aside(r, b)) return is_aside(r, b);
    if ((a->root == ENT_ACT_CONSULT) != (b->root == ENT_ACT_CONSULT))
        return b->root == ENT_ACT_CONSULT;
    return weight[ent_act_quad(a->root)] > weight[ent_act_quad(b->root)];
}

/* What the frames state between the two, in their order or as symmetric. */
static bool find_stated(const relater *r, const ent_statements *all, ent_statement *out) {
    bool found = false;
    for (size_t i = 0; i < all->count; i++) {
        const ent_statement *s = &all->items[i];
        bool along = strcmp(s->source.id, "source") == 0;
        if (!along && !s->symmetric) continue;
        if (!found || is_better(r, s, out)) *out = *s;
        found = true;
    }
    return found;
}

/* The pair as mentions: either may be NULL. */
static const ent_mention *side_of(const pair *p, int side) {
    return p->placed[side] ? &p->mentions[side] : NULL;
}

/* Turn a relater to the sentence of the pair, the two its only actors. */
static bool turn_to(relater *r, const ent_frames *frames, const pair *p, ent_arena *arena) {
    size_t at = 0;
    const ent_mention *either = side_of(p, p->placed[SOURCE] ? SOURCE : TARGET);
    if (!ent_relater_open(r, frames, &p->actors, arena)) return false;
    if (r->text->sentence_count) ent_relater_turn(r, either ? either->sentence : 0, &at);
    return true;
}

bool ent_view_given(const ent_frames *frames, const ent_actors *actors, ent_span source,
                    ent_span target, ent_arena *arena, ent_view *out) {
    relater r;
    pair p = {.placed = {false}};
    bool good = make_pair(actors, source, target, arena, &p) && turn_to(&r, frames, &p, arena);
    if (good) ent_view_pair(&r, side_of(&p, SOURCE), side_of(&p, TARGET), out);
    return good;
}

bool ent_classify(const ent_frames *frames, const ent_actors *actors, ent_span source,
                  ent_span target, ent_arena *arena, ent_statement *out) {
    ent_statements all;
    ent_statement stated;
    relater r;
    ent_view view;
    pair p = {.placed = {false}};
    if (!make_pair(actors, source, target, arena, &p)) return false;
    if (ent_relate(frames, &p.actors, arena, &all, NULL)) return false;
    if (!turn_to(&r, frames, &p, arena)) return false;
    bool joined = r.sentence && find_stated(&r, &all, &stated);
    ent_view_pair(&r, side_of(&p, SOURCE), side_of(&p, TARGET), &view);
    return ent_guess(&r, &view, joined ? &stated : NULL, out);
}
