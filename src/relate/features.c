/* features.c - what the model of acts sees of a pair and its sentence (see features.h). */
#include "relate/features.h"

#include <string.h>

#include "base/feature.h"

typedef struct sides {
    const ent_mention *source, *target;
} sides;

/* ---- In the order of words ---- */

static bool covers(const ent_mention *m, const ent_token *t) {
    return m && t->begin < m->end && m->begin < t->end;
}

/* Where the token stands to the two: before, between, behind; three more where the target comes
 * first, and two for a lone one. */
enum { NOWHERE, BEFORE, BETWEEN, BEHIND, TURNED = 3, BEFORE_ONE = 7, BEHIND_ONE = 8 };

static uint32_t place_of(const ent_token *t, sides s) {
    const ent_mention *one = s.source ? s.source : s.target;
    if (!one) return NOWHERE;
    if (!s.source || !s.target) return t->end <= one->begin ? BEFORE_ONE : BEHIND_ONE;
    bool turned = s.target->begin < s.source->begin;
    const ent_mention *first = turned ? s.target : s.source;
    const ent_mention *second = turned ? s.source : s.target;
    uint32_t place = t->end <= first->begin ? BEFORE : t->end <= second->begin ? BETWEEN : BEHIND;
    return turned ? place + TURNED : place;
}

static bool is_between(const ent_token *t, sides s) {
    uint32_t place = place_of(t, s);
    return place == BETWEEN || place == BETWEEN + TURNED;
}

/* Tokens from the trigger to the mention. */
static uint32_t distance(uint32_t i, const ent_mention *m) {
    if (!m) return 0;
    uint32_t end = m->first + m->count;
    return i < m->first ? m->first - i : i >= end ? i - end + 1 : 0;
}

/* How many verbs stand between the trigger and the mention; three are many. */
static uint32_t verbs_between(const relater *r, uint32_t i, const ent_mention *m) {
    enum { MANY = 3, NO_MENTION = 9 };
    uint32_t count = 0;
    if (!m) return NO_MENTION;
    uint32_t from = i < m->first ? i + 1 : m->first + m->count, to = i < m->first ? m->first : i;
    for (uint32_t k = from; k < to && count < MANY; k++)
        count += token_at(r, k)->upos == ENT_UPOS_VERB;
    return count;
}

/* A number in few steps. */
static uint32_t step_of(uint32_t count) {
    return count < 4 ? count : count < 7 ? 4 : count < 12 ? 5 : count < 20 ? 6 : 7;
}

/* ---- In the tree ---- */

enum { ABSENT, APART, OVER, UNDER = 16, HOLD_MAX = 8 };

static uint32_t depth_of(const relater *r, uint32_t i) {
    uint32_t depth = 0;
    while (head_of(r, i) != ENT_ROOT && depth < 3) i = head_of(r, i), depth++;
    return depth;
}

/* How the mention hangs on the trigger: APART, OVER it, or UNDER it, by which relation and how
 * deep. *branch: the trigger's child that the mention is under, or ENT_ROOT. */
static uint32_t hold_of(const relater *r, uint32_t trigger, const ent_mention *m,
                        uint32_t *branch) {
    *branch = ENT_ROOT;
    if (!m) return ABSENT;
    uint32_t at = m->head, below = ENT_ROOT;
    for (uint32_t steps = 0; steps < HOLD_MAX && at != ENT_ROOT; steps++) {
        if (at == trigger && steps > 0) {
            *branch = below;
            return UNDER + dep_of(r, below) * 4 + (steps < 3 ? steps : 3);
        }
        below = at;
        at = head_of(r, at);
    }
    at = trigger;
    for (int steps = 0; steps < HOLD_MAX && at != ENT_ROOT; steps++) {
        if (at == m->head) return OVER;
        at = head_of(r, at);
    }
    return APART;
}

/* ---- Candidates ---- */

static uint32_t hash_of(const char *word) {
    uint32_t hash = 2166136261u; /* FNV-1a */
    for (; *word; word++) hash = (hash ^ (unsigned char)*word) * 16777619u;
    return hash;
}

static void put(ent_candidate *c, uint32_t template, uint32_t a, uint32_t b, uint32_t d) {
    if (c->count < ENT_CANDIDATE_FEATURES) c->features[c->count++] = ent_feature(template, a, b, d);
}

/* What the word itself is and where it stands. */
static void view_trigger(const relater *r, sides s, ent_candidate *c) {
    uint32_t upos = token_at(r, c->token)->upos, place = place_of(token_at(r, c->token), s);
    const reading *read = &c->reading;
    put(c, 1, 0, 0, 0);
    put(c, 2, place, upos, 0);
    put(c, 3, depth_of(r, c->token), upos, 0);
    put(c, 4, dep_of(r, c->token), upos, 0);
    put(c, 5, c->frame->unsure, upos, 0);
    put(c, 6, read->now.root, read->now.status, 0);
    put(c, 7, read->asked, read->now.status, read->last);
    put(c, 8, c->frame->with_object, c->frame->words, 0);
    put(c, 9, hash_of(c->frame->trigger), 0, 0);
    put(c, 10, read->length ? hash_of(read->chain[0]) : 0, (uint32_t)read->length, 0);
    put(c, 11, step_of(distance(c->token, s.target)), place, 0);
    put(c, 12, step_of(distance(c->token, s.source)), place, 0);
    put(c, 13, verbs_between(r, c->token, s.target), place, 0);
    put(c, 14, verbs_between(r, c->token, s.source), place, 0);
}

/* How the two hang on it. */
static void view_hold(const relater *r, sides s, ent_candidate *c) {
    const ent_token *t = token_at(r, c->token);
    uint32_t place = place_of(t, s), source_branch, target_branch;
    uint32_t source = hold_of(r, c->token, s.source, &source_branch);
    uint32_t target = hold_of(r, c->token, s.target, &target_branch);
    bool passive = t->upos == ENT_UPOS_VERB && ent_is_passive(r, c->token);
    const char *lead = s.target ? ent_lead(r, s.target->head) : "";
    const char *branch_lead = target_branch == ENT_ROOT ? "" : ent_lead(r, target_branch);
    bool fits = *lead ? ent_frame_takes(c->frame, lead)
                      : target != APART && ent_frame_takes(c->frame, "obj");
    put(c, 20, source, passive, 0);
    put(c, 21, target, passive, 0);
    put(c, 22, source, target, passive);
    put(c, 23, fits, place, 0);
    put(c, 24, hash_of(lead), target != APART, fits);
    put(c, 25, target, hash_of(branch_lead), 0);
    put(c, 26, source == target, source_branch == target_branch, place);
}

/* Its place among the candidates: the nearest to the target, the only one ... */
static void view_ranks(sides s, ent_view *out) {
    for (size_t i = 0; i < out->candidate_count; i++) {
        ent_candidate *c = &out->candidates[i];
        uint32_t to_target = 0, to_source = 0, same = 0;
        for (size_t k = 0; k < out->candidate_count; k++) {
            const ent_candidate *o = &out->candidates[k];
            to_target += distance(o->token, s.target) < distance(c->token, s.target);
            to_source += distance(o->token, s.source) < distance(c->token, s.source);
            same += o->code == c->code;
        }
        put(c, 30, step_of(to_target), 0, 0);
        put(c, 31, step_of(to_source), 0, 0);
        put(c, 32, step_of(same), step_of((uint32_t)out->candidate_count), 0);
    }
}

/* The first of a key's frames that takes a verb with the objects it has. */
static const ent_frame *fitting(const relater *r, uint32_t i, const ent_frame *frame) {
    bool object = ent_child(r, i, ENT_DEP_OBJ, ENT_DEP_NSUBJ_PASS) != ENT_ROOT;
    for (; frame; frame = ent_frames_next(r->frames, frame)) {
        bool misfit = object ? frame->intransitive : frame->transitive;
        if (!misfit && frame->root != ENT_ACT_LINK) break;
    }
    return frame;
}

static void add_candidate(const relater *r, sides s, uint32_t i, ent_view *out) {
    const ent_frame *triggered[TRIGGERED_MAX];
    if (ent_triggered(r, i, triggered) == 0) return;
    const ent_frame *frame = fitting(r, i, triggered[0]);
    if (!frame) return;
    ent_candidate *c = &out->candidates[out->candidate_count++];
    *c = (ent_candidate){.frame = frame, .token = i};
    ent_read_act(r, i, frame, &c->reading);
    if (c->reading.asked) /* "urged that X be freed" */
        c->reading.now = (act_read){.root = ENT_ACT_REQUEST, .relation = "urges"};
    c->code = ent_act_code(c->reading.now.root, c->reading.now.status);
    view_trigger(r, s, c);
    view_hold(r, s, c);
}

/* ---- Words ---- */

static void add(ent_view *out, uint32_t token, uint32_t template, uint32_t value) {
    if (out->count == ENT_VIEW_WORDS) return;
    out->tokens[out->count] = token;
    out->features[out->count++] = ent_feature(template, value, 0, 0);
}

static void view_word(const relater *r, sides s, uint32_t i, ent_view *out) {
    const ent_token *t = token_at(r, i);
    bool verb = t->upos == ENT_UPOS_VERB;
    bool content =
        verb || t->upos == ENT_UPOS_NOUN || t->upos == ENT_UPOS_ADJ || t->upos == ENT_UPOS_ADV;
    if (!content) return;
    uint32_t branch, word = hash_of(t->lemma);
    bool between = is_between(t, s), holds = verb && hold_of(r, i, s.source, &branch) >= UNDER;
    add(out, i, 41, word);
    add(out, i, 42, t->topic);
    if (between) add(out, i, 43, word), add(out, i, 44, t->topic);
    if (holds) add(out, i, 45, word), add(out, i, 46, t->topic);
}

void ent_view_pair(const relater *r, const ent_mention *source, const ent_mention *target,
                   ent_view *out) {
    out->apart = source && target && source->sentence != target->sentence;
    sides s = {source, out->apart ? NULL : target};
    out->candidate_count = out->count = 0;
    add(out, ENT_ROOT, 40, 0);
    if (!r->sentence) return;
    if (s.source) add(out, ENT_ROOT, 47, s.source->type);
    if (s.target) add(out, ENT_ROOT, 48, s.target->type);
    if (s.target) add(out, ENT_ROOT, 49, hash_of(ent_lead(r, s.target->head)));
    for (uint32_t i = 0; i < r->sentence->count; i++) {
        if (covers(s.source, token_at(r, i)) || covers(s.target, token_at(r, i))) continue;
        if (out->candidate_count < ENT_CANDIDATES_MAX) add_candidate(r, s, i, out);
        view_word(r, s, i, out);
    }
    view_ranks(s, out);
}
