/* guess.c - the likeliest act between two mentions that no frame joins: of the words that may tell
 * one, that which stands best to the two, as the operators around it turn it; where there is none,
 * the root for which most words speak (hints.tsv, a naive Bayes). Scores are integers. */
#include <string.h>

#include "relate/relater.h"

enum {
    START = 100,    /* points of a trigger, less a point for each letter from the two */
    GOVERNS = 30,   /* above one of the two in the tree */
    BETWEEN = 20,   /* between them */
    VERB = 10,      /* a verb */
    UNSURE = -15,   /* a word with other meanings */
    HINTS = 4,      /* a point for so much that the words of the sentence speak for its root */
    MERE_TALK = -15 /* "called X to thank him": the other act says more */
};

static const double SURENESS = 0.3, HINTED = 0.15, NOTHING = 0.05;

typedef struct sides {
    const ent_mention *source, *target;
} sides;

static bool covers(const ent_mention *m, const ent_token *t) {
    return m && t->begin < m->end && m->begin < t->end;
}

static bool is_between(const ent_token *t, const ent_mention *a, const ent_mention *b) {
    return a && b &&
           ((t->begin >= a->end && t->end <= b->begin) ||
            (t->begin >= b->end && t->end <= a->begin));
}

/* Is the token above the head of the mention in the tree? */
static bool governs(const relater *r, uint32_t i, const ent_mention *m) {
    uint32_t at = m ? m->head : ENT_ROOT;
    for (int steps = 0; steps < CLIMB_MAX && at != ENT_ROOT; steps++) {
        if (at == i) return true;
        at = head_of(r, at);
    }
    return false;
}

/* Letters from the token to the mention. */
static int distance(const ent_token *t, const ent_mention *m) {
    if (!m) return 0;
    return t->begin > m->end   ? (int)(t->begin - m->end)
           : t->end < m->begin ? (int)(m->begin - t->end)
                               : 0;
}

static int points_of(const relater *r, uint32_t i, const ent_frame *frame, sides s) {
    const ent_token *t = token_at(r, i);
    int points = START - distance(t, s.target) / 4;
    if (governs(r, i, s.source)) points += GOVERNS;
    if (governs(r, i, s.target)) points += GOVERNS;
    if (is_between(t, s.source, s.target)) points += BETWEEN;
    if (t->upos == ENT_UPOS_VERB) points += VERB;
    if (frame->unsure) points += UNSURE;
    if (frame->root == ENT_ACT_CONSULT) points += MERE_TALK;
    return points;
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

/* The best trigger of the sentence and its frame, or NULL. */
static const ent_frame *best_trigger(const relater *r, sides s, const int *sums,
                                     uint32_t *trigger) {
    const ent_frame *best = NULL;
    int most = 0;
    for (uint32_t i = 0; i < r->sentence->count; i++) {
        const ent_frame *triggered[TRIGGERED_MAX];
        if (covers(s.source, token_at(r, i)) || covers(s.target, token_at(r, i))) continue;
        if (ent_triggered(r, i, triggered) == 0) continue;
        const ent_frame *frame = fitting(r, i, triggered[0]);
        int points = frame ? points_of(r, i, frame, s) + sums[frame->root] / HINTS : 0;
        if (points <= most) continue;
        most = points;
        best = frame;
        *trigger = i;
    }
    return best;
}

/* The root for which most words of the sentence speak, or LINK; *trigger is the one that does most.
 */
static ent_act hinted(const relater *r, sides s, int *sums, uint32_t *trigger) {
    ent_act best = ENT_ACT_LINK;
    for (uint32_t i = 0; i < r->sentence->count; i++) {
        const int8_t *hint = ent_frames_hint(r->frames, lemma_at(r, i));
        if (!hint || covers(s.source, token_at(r, i)) || covers(s.target, token_at(r, i))) continue;
        int times = is_between(token_at(r, i), s.source, s.target) ? 2 : 1;
        for (int act = 1; act < ENT_ACT_COUNT; act++) {
            sums[act] += times * hint[act];
            if (sums[act] > sums[best]) best = (ent_act)act, *trigger = i;
        }
    }
    return best;
}

/* What a root is called where no word tells more. */
static const char *relation_of(ent_act act) {
    static const char *const relations[ENT_ACT_COUNT] = {"part of",
                                                         "agrees with",
                                                         "talks with",
                                                         "supports",
                                                         "concedes to",
                                                         "cooperates with",
                                                         "aids",
                                                         "withdraws from",
                                                         "asks",
                                                         "criticises",
                                                         "rejects",
                                                         "threatens",
                                                         "protests against",
                                                         "sanctions",
                                                         "mobilises against",
                                                         "bans",
                                                         "attacks"};
    return relations[act];
}

static void answer(const relater *r, uint32_t trigger, const ent_frame *frame, double confidence,
                   ent_statement *out) {
    reading c;
    ent_read_act(r, trigger, frame, &c);
    if (c.asked) /* "urged that X be freed" */
        c.now = (act_read){.root = ENT_ACT_REQUEST, .relation = "urges"};
    *out = (ent_statement){.relation = c.now.relation,
                           .root = c.now.root,
                           .code = ent_act_code(c.now.root, c.now.status),
                           .sign = ent_act_sign(c.now.root),
                           .symmetric = c.now.symmetric,
                           .status = c.now.status,
                           .rule = ent_rule_of(r, &c, frame->trigger, NULL, true),
                           .confidence = confidence};
}

bool ent_guess(const relater *r, const ent_mention *source, const ent_mention *target,
               ent_statement *out) {
    sides s = {source, target};
    uint32_t trigger = 0, hint = 0;
    int sums[ENT_ACT_COUNT] = {0};
    ent_frame made = {.trigger = "", .root = ENT_ACT_LINK};
    if (r->sentence) made.root = hinted(r, s, sums, &hint);
    const ent_frame *frame = r->sentence ? best_trigger(r, s, sums, &trigger) : NULL;
    made.relation = relation_of(made.root);
    if (frame) {
        answer(r, trigger, frame, SURENESS, out);
    } else if (made.root != ENT_ACT_LINK) {
        made.trigger = lemma_at(r, hint);
        answer(r, hint, &made, HINTED, out);
    } else { /* the class that most unknown words are of */
        *out = (ent_statement){.relation = "criticises",
                               .root = ENT_ACT_ACCUSE,
                               .code = ENT_ACT_ACCUSE,
                               .sign = -1,
                               .rule = "",
                               .confidence = NOTHING};
    }
    return out->rule != NULL;
}
