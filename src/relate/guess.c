/* guess.c - the likeliest act between a given pair, by the model of acts (acts.h). What the frames
 * state of the two counts for its code; how far the best code is ahead of the next one tells how
 * sure the answer is. */
#include "relate/guess.h"

#include <string.h>

/* What a statement of the frames adds to the score of its code; of one by the order of words. */
enum { STATED = ENT_ACTS_UNIT * 3 / 2, STATED_NEARBY = ENT_ACTS_UNIT };
static const double NEARBY = 0.7; /* what is found in the tree has a higher confidence */

/* Where two codes are even one answer in three is right, and the doubt halves with every HALVING
 * that one is ahead: a rule of thumb, set by hand; MODEL.md says how it fits. What no frame states
 * is never surer than UNSTATED, nor what no word of one sentence tells than UNTOLD. */
enum { HALVING = ENT_ACTS_UNIT * 5 / 2 };
static const double EVEN = 1.0 / 3, SUREST = 0.95;
static const double UNSTATED = 0.7, UNTOLD = 0.3, NOTHING = 0.05;

typedef struct scores {
    int of[ENT_ACT_COUNT];
    const ent_candidate *best[ENT_ACT_COUNT]; /* of those that tell the code, or NULL */
} scores;

static int score_of(const ent_acts *acts, const ent_candidate *c) {
    int sum = 0;
    for (size_t i = 0; i < c->count; i++) sum += ent_acts_candidate(acts, c->features[i]);
    return sum;
}

static void score(const ent_acts *acts, const ent_view *view, scores *out) {
    int most[ENT_ACT_COUNT] = {0};
    *out = (scores){.of = {0}};
    for (size_t i = 0; i < view->candidate_count; i++) {
        const ent_candidate *c = &view->candidates[i];
        int points = score_of(acts, c);
        if (out->best[c->code] && points <= most[c->code]) continue;
        most[c->code] = points;
        out->best[c->code] = c;
    }
    for (size_t i = 0; i < view->count; i++) {
        const int8_t *weights = ent_acts_word(acts, view->features[i]);
        for (int code = 1; code < ENT_ACT_COUNT; code++) out->of[code] += weights[code - 1];
    }
    for (int code = 1; code < ENT_ACT_COUNT; code++)
        if (most[code] > 0) out->of[code] += most[code];
}

/* The two best codes. */
static ent_act find_best(const scores *s, ent_act *second) {
    ent_act best = ENT_ACT_AGREE;
    *second = ENT_ACT_LINK;
    for (int code = 2; code < ENT_ACT_COUNT; code++) {
        if (s->of[code] > s->of[best])
            *second = best, best = (ent_act)code;
        else if (*second == ENT_ACT_LINK || s->of[code] > s->of[*second])
            *second = (ent_act)code;
    }
    return best;
}

static double at_most(double confidence, double most) {
    return confidence < most ? confidence : most;
}

static double confidence_of(int ahead) {
    double doubt = 1 - EVEN;
    for (; ahead >= HALVING && doubt > 1 - SUREST; ahead -= HALVING) doubt /= 2;
    if (ahead < HALVING) doubt -= doubt / 2 * ahead / HALVING;
    return at_most(1 - doubt, SUREST);
}

/* ---- Answers ---- */

/* What a code is called where no word tells more. */
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

static void answer(const act_read *act, const char *rule, double confidence, ent_statement *out) {
    *out = (ent_statement){.relation = act->relation,
                           .root = act->root,
                           .code = ent_act_code(act->root, act->status),
                           .sign = ent_act_sign(act->root),
                           .symmetric = act->symmetric,
                           .status = act->status,
                           .rule = rule,
                           .confidence = confidence};
}

/* The word that speaks most for the code, or ENT_ROOT. */
static uint32_t loudest(const ent_acts *acts, const ent_view *view, ent_act code) {
    uint32_t loudest = ENT_ROOT;
    int most = 0, sum = 0;
    for (size_t i = 0; i < view->count; i++) {
        if (view->tokens[i] == ENT_ROOT) continue;
        if (i == 0 || view->tokens[i] != view->tokens[i - 1]) sum = 0;
        sum += ent_acts_word(acts, view->features[i])[code - 1];
        if (sum > most) most = sum, loudest = view->tokens[i];
    }
    return loudest;
}

/* No word tells of the act: only the company of words speaks for it. */
static void answer_untold(const relater *r, const ent_view *view, ent_act code, double confidence,
                          ent_statement *out) {
    act_read made = {.root = code, .relation = relation_of(code)};
    uint32_t word = loudest(&r->frames->acts, view, code);
    reading read = {.now = made, .trigger = word, .speaker = UINT32_MAX};
    bool heard = word != ENT_ROOT;
    const char *rule = heard ? ent_rule_of(r, &read, lemma_at(r, word), NULL, true) : "";
    answer(&made, rule, at_most(confidence, heard ? UNTOLD : NOTHING), out);
}

bool ent_guess(const relater *r, const ent_view *view, const ent_statement *stated,
               ent_statement *out) {
    scores s;
    ent_act second;
    score(&r->frames->acts, view, &s);
    if (stated) s.of[stated->code] += stated->confidence < NEARBY ? STATED_NEARBY : STATED;
    ent_act best = find_best(&s, &second);
    double confidence = confidence_of(s.of[best] - s.of[second]);
    const ent_candidate *told = s.best[best];
    if (stated && stated->code == best) {
        *out = *stated;
        out->confidence = confidence;
    } else if (told) {
        const char *rule = ent_rule_of(r, &told->reading, told->frame->trigger, NULL, true);
        answer(&told->reading.now, rule, at_most(confidence, view->apart ? UNTOLD : UNSTATED), out);
    } else {
        answer_untold(r, view, best, confidence, out);
    }
    return out->rule != NULL;
}
