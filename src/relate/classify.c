/* classify.c - the relation between two given spans: by the frames if they join the two, else by
 * the likeliest trigger. */
#include <string.h>

#include "relate/relater.h"

/* ---- The two spans as actors ---- */

typedef struct pair {
    ent_mention mentions[2]; /* source, target, in the order of the text */
    ent_entity entities[2];  /* source, target */
    ent_actors actors;
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

/* The type that the actors stage gave a mention there, since some frames ask for it. */
static ent_actor_type type_of(const ent_actors *actors, ent_span span) {
    for (size_t i = 0; i < actors->mention_count; i++) {
        const ent_mention *m = &actors->mentions[i];
        if (m->begin < span.end && span.begin < m->end) return m->type;
    }
    return ENT_GROUP;
}

static bool make_pair(const ent_actors *found, ent_span source, ent_span target, pair *out) {
    ent_span spans[] = {source, target};
    for (uint32_t i = 0; i < 2; i++) {
        out->entities[i] = (ent_entity){.id = i ? "target" : "source", .name = i ? "t" : "s"};
        if (!place(found->text, spans[i], i, &out->mentions[i])) return false;
        out->mentions[i].type = out->entities[i].type = type_of(found, spans[i]);
    }
    if (source.begin > target.begin) {
        ent_mention first = out->mentions[1];
        out->mentions[1] = out->mentions[0];
        out->mentions[0] = first;
    }
    out->actors = (ent_actors){found->text, out->mentions, out->entities, NULL, 2, 2, 0};
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

static int score(const pair *p, uint32_t i, ent_span source, ent_span target) {
    const ent_text *text = p->actors.text;
    const ent_sentence *s = &text->sentences[p->mentions[0].sentence];
    const ent_token *t = ent_token_at(text, s, i);
    uint32_t far = t->begin > target.end   ? t->begin - target.end
                   : t->end < target.begin ? target.begin - t->end
                                           : 0;
    int points = 100 - (int)(far / 4);
    if (governs(text, s, i, &p->mentions[0])) points += 30;
    if (governs(text, s, i, &p->mentions[1])) points += 30;
    if (is_between(t, source, target)) points += 20;
    if (t->upos == ENT_UPOS_VERB) points += 10;
    return points;
}

static int kind_of(const ent_token *t) {
    return t->upos == ENT_UPOS_VERB   ? ENT_VERBS
           : t->upos == ENT_UPOS_NOUN ? ENT_NOUNS
                                      : ENT_ADJECTIVES;
}

static bool guess(const ent_frames *frames, const pair *p, ent_span source, ent_span target,
                  ent_statement *out) {
    const ent_text *text = p->actors.text;
    const ent_sentence *s = &text->sentences[p->mentions[0].sentence];
    int best = 0;
    for (uint32_t i = 0; i < s->count; i++) {
        const ent_token *t = ent_token_at(text, s, i);
        if (touches(t, source) || touches(t, target)) continue;
        const ent_frame *frame = ent_frames_find(frames, kind_of(t), t->lemma);
        int points = frame ? score(p, i, source, target) - (frame->unsure ? 15 : 0) : 0;
        if (points <= best) continue;
        best = points;
        *out = (ent_statement){.relation = frame->relation,
                               .root = frame->root,
                               .sign = ent_act_sign(frame->root),
                               .status = ENT_STATUS_ACTUAL,
                               .code = frame->root,
                               .rule = frame->rule,
                               .confidence = 0.3};
    }
    return best > 0;
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

bool ent_classify(const ent_frames *frames, const ent_actors *actors, ent_span source,
                  ent_span target, ent_arena *arena, ent_statement *out) {
    ent_statements all;
    pair p;
    if (!make_pair(actors, source, target, &p)) return false;
    if (ent_relate(frames, &p.actors, arena, &all, NULL)) return false;
    bool found = false;
    for (size_t i = 0; i < all.count; i++) {
        const ent_statement *s = &all.items[i];
        bool along = strcmp(s->source.id, "source") == 0;
        if (!along && !s->symmetric) continue;
        if (!found || is_better(s, out)) *out = *s;
        found = true;
    }
    return found || guess(frames, &p, source, target, out);
}
