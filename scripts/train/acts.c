/* acts.c - train which act is likely between a given pair (src/relate/acts.h).
 *
 * usage: train-acts OUT EPOCHS PAIRS
 *
 * Each line of PAIRS is {"kind", "weight", "text", "source": {"begin", "end"}, "target", "code"}. A
 * log-linear model over the features of src/relate/features.c learns the codes (AdaGrad, L2): the
 * score of a code is that of the sentence's words and of the best candidate that tells it. Now and
 * then the candidates that tell the truth are hidden, so that words without a frame learn to speak,
 * too. The model is the average of the last epoch. First every kind of pairs is cross-validated:
 * a quarter of the texts is labelled by a model that has not seen it. */
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "corpus.h"
#include "entente/entente.h"
#include "relate/guess.h"

enum { KINDS_MAX = 8, CODES = ENT_ACTS_CODES + 1, SNAPSHOTS = 20 };

static const double RATE = 0.1, L2 = 0.03, HIDE = 0.1, FIRST = 1e-3;

typedef struct candidate {
    ent_act code;
    const uint32_t *features;
    size_t count;
} candidate;

typedef struct example {
    ent_act truth;
    double weight;
    uint32_t kind, fold;
    const candidate *candidates;
    const uint32_t *features;
    size_t candidate_count, count;
} example;

typedef struct set {
    example *items;
    size_t count, room;
    const char *kinds[KINDS_MAX];
    uint32_t kind_count;
} set;

/* ---- Reading ---- */

static ent_arena memory; /* what lives as long as the program */

static const void *keep(const void *items, size_t size) {
    void *copy = ent_arena_alloc(&memory, size ? size : 1);
    if (!copy) die("out of memory");
    return memcpy(copy, items, size);
}

static const char *string_of(const json_t *row, const char *name) {
    const char *text = json_string_value(json_object_get(row, name));
    if (!text) die("a pair has no %s", name);
    return text;
}

static ent_span span_of(const json_t *row, const char *name) {
    const json_t *span = json_object_get(row, name);
    return (ent_span){(uint32_t)json_integer_value(json_object_get(span, "begin")),
                      (uint32_t)json_integer_value(json_object_get(span, "end")), NULL};
}

static uint32_t kind_of(set *s, const char *name) {
    for (uint32_t k = 0; k < s->kind_count; k++)
        if (strcmp(s->kinds[k], name) == 0) return k;
    if (s->kind_count == KINDS_MAX) die("too many kinds of pairs");
    s->kinds[s->kind_count] = keep(name, strlen(name) + 1);
    return s->kind_count++;
}

static void take_view(const ent_view *view, example *x) {
    static candidate kept[ENT_CANDIDATES_MAX];
    for (size_t i = 0; i < view->candidate_count; i++) {
        const ent_candidate *c = &view->candidates[i];
        kept[i] = (candidate){c->code, keep(c->features, c->count * sizeof *c->features), c->count};
    }
    x->candidates = keep(kept, view->candidate_count * sizeof *kept);
    x->candidate_count = view->candidate_count;
    x->features = keep(view->features, view->count * sizeof *view->features);
    x->count = view->count;
}

static void take_pair(const ent_engine *engine, const json_t *row, set *into) {
    static ent_arena arena;
    static ent_view view;
    ent_extraction extraction;
    ent_error error;
    const char *text = string_of(row, "text");
    ent_document document = {.id = "pair", .text = text, .length = strlen(text)};
    int truth = ent_act_named(string_of(row, "code"));
    if (truth < 1) die("a pair's code is no root");
    ent_arena_reset(&arena);
    if (ent_understand(engine, &document, &arena, &extraction, &error) ||
        !ent_view_given(engine->frames, &extraction.actors, span_of(row, "source"),
                        span_of(row, "target"), &arena, &view))
        die("out of memory");
    if (into->count == into->room) {
        size_t room = into->room ? into->room * 2 : 4096;
        into->items = must_grow(into->items, into->room, room, sizeof *into->items);
        into->room = room;
    }
    example *x = &into->items[into->count++];
    *x = (example){.truth = (ent_act)truth,
                   .weight = json_number_value(json_object_get(row, "weight")),
                   .kind = kind_of(into, string_of(row, "kind")),
                   .fold = (uint32_t)ent_model_checksum(text, strlen(text)) % FOLDS};
    take_view(&view, x);
}

static set load_pairs(const char *path) {
    set all = {.count = 0};
    ent_engine engine;
    ent_error error;
    FILE *file = fopen(path, "r");
    if (!file) die("%s: cannot be read", path);
    if (ent_engine_init(&engine, NULL, NULL, NULL, &error)) die("%s", error.message);
    for (json_t *row; (row = json_loadf(file, JSON_DISABLE_EOF_CHECK, NULL)) != NULL;) {
        take_pair(&engine, row, &all);
        json_decref(row);
    }
    fclose(file);
    ent_engine_clear(&engine);
    return all;
}

/* Rare codes count for more. */
static void balance(set *s) {
    enum { USUAL = 500, RARE = 50 };
    size_t counts[CODES] = {0};
    for (size_t i = 0; i < s->count; i++) counts[s->items[i].truth]++;
    for (size_t i = 0; i < s->count; i++) {
        size_t n = counts[s->items[i].truth];
        s->items[i].weight *= sqrt((double)USUAL / (double)(n > RARE ? n : RARE));
    }
}

/* ---- Learning ---- */

typedef struct weight {
    float value, squares, sum; /* sum: of the snapshots */
} weight;

typedef struct learner {
    weight words[ENT_ACTS_WORDS][CODES];
    weight candidates[ENT_ACTS_CANDIDATES];
    uint64_t seed;
} learner;

static learner *new_learner(void) {
    learner *l = must_alloc(1, sizeof *l);
    for (size_t i = 0; i < ENT_ACTS_WORDS; i++)
        for (size_t k = 0; k < CODES; k++) l->words[i][k].squares = (float)FIRST;
    for (size_t i = 0; i < ENT_ACTS_CANDIDATES; i++) l->candidates[i].squares = (float)FIRST;
    l->seed = 1;
    return l;
}

/* From 0 to 2^31 - 1. */
static uint32_t draw(learner *l) {
    l->seed = l->seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(l->seed >> 33);
}

static weight *word_row(learner *l, uint32_t feature) {
    return l->words[feature & (ENT_ACTS_WORDS - 1)];
}

static weight *candidate_weight(learner *l, uint32_t feature) {
    return &l->candidates[feature & (ENT_ACTS_CANDIDATES - 1)];
}

static double score_candidate(learner *l, const candidate *c) {
    double sum = 0;
    for (size_t i = 0; i < c->count; i++) sum += candidate_weight(l, c->features[i])->value;
    return sum;
}

typedef struct scores {
    double of[CODES], candidate[CODES];
    const candidate *best[CODES];
} scores;

/* hidden: the code whose candidates are not to be seen, or 0. */
static void score(learner *l, const example *x, ent_act hidden, scores *s) {
    *s = (scores){.of = {0}};
    for (size_t i = 0; i < x->candidate_count; i++) {
        const candidate *c = &x->candidates[i];
        if (c->code == hidden) continue;
        double points = score_candidate(l, c);
        if (s->best[c->code] && points <= s->candidate[c->code]) continue;
        s->candidate[c->code] = points;
        s->best[c->code] = c;
    }
    for (size_t i = 0; i < x->count; i++)
        for (int k = 1; k < CODES; k++) s->of[k] += word_row(l, x->features[i])[k].value;
    for (int k = 1; k < CODES; k++)
        if (s->candidate[k] > 0) s->of[k] += s->candidate[k];
}

static ent_act best_of(const scores *s) {
    int best = 1;
    for (int k = 2; k < CODES; k++)
        if (s->of[k] > s->of[best]) best = k;
    return (ent_act)best;
}

static void move(weight *w, double slope) {
    double whole = slope + L2 * w->value;
    w->squares += (float)(whole * whole);
    w->value -= (float)(RATE * whole / sqrt(w->squares));
}

static void learn(learner *l, const example *x) {
    enum { CHANCES = 1 << 20 };
    scores s;
    bool hide = draw(l) % CHANCES < HIDE * CHANCES;
    score(l, x, hide ? x->truth : ENT_ACT_LINK, &s);
    double most = s.of[best_of(&s)], sum = 0, chance[CODES];
    for (int k = 1; k < CODES; k++) sum += chance[k] = exp(s.of[k] - most);
    for (int k = 1; k < CODES; k++) {
        double slope = (chance[k] / sum - (k == (int)x->truth)) * x->weight;
        if (fabs(slope) < 1e-4) continue;
        for (size_t i = 0; i < x->count; i++) move(&word_row(l, x->features[i])[k], slope);
        /* one that tells the truth is raised even from below nothing */
        if (!s.best[k] || (s.candidate[k] <= 0 && k != (int)x->truth)) continue;
        for (size_t i = 0; i < s.best[k]->count; i++)
            move(candidate_weight(l, s.best[k]->features[i]), slope);
    }
}

static void take_snapshot(learner *l) {
    for (size_t i = 0; i < ENT_ACTS_WORDS; i++)
        for (size_t k = 0; k < CODES; k++) l->words[i][k].sum += l->words[i][k].value / SNAPSHOTS;
    for (size_t i = 0; i < ENT_ACTS_CANDIDATES; i++)
        l->candidates[i].sum += l->candidates[i].value / SNAPSHOTS;
}

static void use_average(learner *l) {
    for (size_t i = 0; i < ENT_ACTS_WORDS; i++)
        for (size_t k = 0; k < CODES; k++) l->words[i][k].value = l->words[i][k].sum;
    for (size_t i = 0; i < ENT_ACTS_CANDIDATES; i++) l->candidates[i].value = l->candidates[i].sum;
}

/* Learn from all examples but those of a fold (FOLDS: from all). */
static learner *train(const set *s, long epochs, uint32_t without) {
    learner *l = new_learner();
    uint32_t *order = must_alloc(s->count, sizeof *order);
    size_t count = 0;
    for (size_t i = 0; i < s->count; i++)
        if (s->items[i].fold != without) order[count++] = (uint32_t)i;
    for (long e = 0; e < epochs; e++) {
        for (size_t i = count; i > 1; i--) {
            size_t j = draw(l) % i;
            uint32_t swap = order[i - 1];
            order[i - 1] = order[j];
            order[j] = swap;
        }
        for (size_t i = 0; i < count; i++) {
            learn(l, &s->items[order[i]]);
            bool last = e + 1 == epochs;
            if (last && (i + 1) * SNAPSHOTS / count > i * SNAPSHOTS / count) take_snapshot(l);
        }
    }
    use_average(l);
    free(order);
    return l;
}

static void cross_validate(const set *s, long epochs) {
    size_t right[KINDS_MAX] = {0}, all[KINDS_MAX] = {0};
    for (uint32_t fold = 0; fold < FOLDS; fold++) {
        learner *l = train(s, epochs, fold);
        for (size_t i = 0; i < s->count; i++) {
            const example *x = &s->items[i];
            scores sc;
            if (x->fold != fold) continue;
            score(l, x, ENT_ACT_LINK, &sc);
            right[x->kind] += best_of(&sc) == x->truth;
            all[x->kind]++;
        }
        free(l);
    }
    for (uint32_t k = 0; k < s->kind_count; k++)
        printf("cross-validated, %s: %.1f %% of %zu right\n", s->kinds[k],
               100.0 * (double)right[k] / (double)(all[k] ? all[k] : 1), all[k]);
}

/* ---- Writing ---- */

static long round_to(double value, long most) {
    long rounded = lround(value * ENT_ACTS_UNIT);
    return rounded > most ? most : rounded < -most ? -most : rounded;
}

static void write_model(learner *l, const char *path) {
    static int8_t words[ENT_ACTS_WORDS][ENT_ACTS_CODES];
    static int16_t candidates[ENT_ACTS_CANDIDATES];
    ent_error error;
    for (size_t i = 0; i < ENT_ACTS_WORDS; i++)
        for (size_t k = 1; k < CODES; k++)
            words[i][k - 1] = (int8_t)round_to(l->words[i][k].value, INT8_MAX);
    for (size_t i = 0; i < ENT_ACTS_CANDIDATES; i++)
        candidates[i] = (int16_t)round_to(l->candidates[i].value, INT16_MAX);
    ent_section sections[ENT_ACTS_SECTIONS] = {{words, sizeof words},
                                               {candidates, sizeof candidates}};
    if (ent_model_write(path, ENT_MODEL_ACTS, sections, ENT_ACTS_SECTIONS, &error))
        die("%s: %s", path, error.message);
}

int main(int argc, char **argv) {
    if (argc != 4) die("usage: train-acts OUT EPOCHS PAIRS");
    long epochs = strtol(argv[2], NULL, 10);
    set all = load_pairs(argv[3]);
    if (all.count == 0) die("%s: no pairs", argv[3]);
    balance(&all);
    cross_validate(&all, epochs);
    learner *l = train(&all, epochs, FOLDS);
    write_model(l, argv[1]);
    return 0;
}
