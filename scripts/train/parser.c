/* parser.c - train the parser with a dynamic oracle (Goldberg & Nivre 2012, 2013).
 * usage: train-parser MODEL CLASSES EPOCHS TAGGER... -- TRAIN.conllu... [--auto AUTO.conllu...]
 * [--dev DEV.conllu]... The i-th of FOLDS taggers has not seen the sentences whose number modulo
 * FOLDS is i and tags them; the one after them tags the dev sets. */
#include "analyse/parser.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analyse/tagger.h"
#include "corpus.h"
#include "learner.h"

enum { ROWS = 1 << 16, DIMS = 64, HIDDEN = 224, BATCH = 12 };
static const double RATE = 1.5e-3, DROP = 0.1, FORGET = 0.1;

typedef struct trainer {
    learner *net;
    uint64_t random;
    uint32_t move_errors, label_errors;
    double loss;
} trainer;

static double chance(trainer *t) {
    t->random = t->random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (double)(t->random >> 33) / (double)(UINT64_C(1) << 31);
}

static uint32_t gold_head(const ent_text *text, const ent_sentence *sentence, uint32_t i) {
    uint32_t head = ent_token_at(text, sentence, i)->head;
    return head == ENT_ROOT ? sentence->count : head;
}

/* How many gold arcs a move makes impossible. gold[i] is the head of i; the root is count. */
static uint32_t move_cost(const ent_parse_state *state, const uint32_t *gold, ent_move move) {
    uint32_t cost = 0, next = state->next, depth = state->depth;
    if (move == ENT_SHIFT) {
        for (uint32_t i = 0; i < depth; i++) {
            if (gold[state->stack[i]] == next) cost++;
            if (i + 1 < depth && gold[next] == state->stack[i]) cost++;
        }
        return cost;
    }
    uint32_t top = state->stack[depth - 1],
             second = depth > 1 ? state->stack[depth - 2] : state->none;
    uint32_t head = gold[top];
    if (move == ENT_LEFT)
        cost += head != next && (head == second || (head > next && head != state->none));
    else
        cost += head != second && head >= next && head != state->none;
    for (uint32_t i = next; i < state->count; i++) cost += gold[i] == top;
    return cost;
}

/* Features of all nodes. Now and then a word's form is forgotten, so that the rest learns to do. */
static void show(trainer *t, const ent_parse_state *state, ent_arena *scratch) {
    uint32_t count = state->none + 1, used = 0;
    uint32_t *features =
        ent_arena_alloc(scratch, (size_t)count * ENT_PARSER_FEATURES * sizeof *features);
    uint8_t *sizes = ent_arena_alloc(scratch, count);
    if (!features || !sizes) die("out of memory");
    for (uint32_t i = 0; i < count; i++) {
        uint32_t *f = features + used, size = (uint32_t)ent_parse_word_features(state, i, f);
        if (i < state->count && chance(t) < FORGET) {
            memmove(f + 2, f + 4, (size - 4) * sizeof *f); /* the two that have the form */
            size -= 2;
        }
        sizes[i] = (uint8_t)size;
        used += size;
    }
    learner_begin(t->net, features, sizes, count);
}

/* The best legal move by score among those whose cost is at most least; costs may be NULL. */
static int best_of(const ent_parse_state *state, const float *scores, const uint32_t *costs,
                   uint32_t least) {
    int best = -1;
    for (int m = 0; m < ENT_MOVE_COUNT; m++)
        if (ent_parse_legal(state, (ent_move)m) && (!costs || costs[m] <= least) &&
            (best < 0 || scores[m] > scores[best]))
            best = m;
    return best;
}

/* The loss of the moves over the legal ones, with the best of least cost as the true one. */
static ent_move learn_move(trainer *t, const ent_parse_state *state, const uint32_t *gold,
                           bool late, const float *scores, float *slopes) {
    uint32_t costs[ENT_MOVE_COUNT], least = UINT32_MAX;
    float legal[ENT_MOVE_COUNT], part[ENT_MOVE_COUNT] = {0};
    for (int m = 0; m < ENT_MOVE_COUNT; m++) {
        bool may = ent_parse_legal(state, (ent_move)m);
        costs[m] = may ? move_cost(state, gold, (ent_move)m) : UINT32_MAX;
        legal[m] = may ? scores[m] : -1e4f;
        if (costs[m] < least) least = costs[m];
    }
    int guess = best_of(state, scores, NULL, 0), truth = best_of(state, scores, costs, least);
    t->loss += learner_softmax(legal, 0, ENT_MOVE_COUNT, (uint32_t)truth, part);
    for (int m = 0; m < ENT_MOVE_COUNT; m++) slopes[m] = part[m];
    if (costs[guess] <= least) return (ent_move)guess;
    t->move_errors++;
    return (ent_move)(late && chance(t) < 0.9 ? guess : truth);
}

/* The label of an arc; learnt from where the arc is a true one. */
static ent_deprel learn_label(trainer *t, const ent_parse_state *state, ent_move move,
                              const uint32_t *gold, const uint8_t *gold_labels, const float *scores,
                              float *slopes) {
    uint32_t head, child, first = ent_parse_label_output(move);
    ent_parse_arc(state, move, &head, &child);
    if (head == state->count) return ENT_DEP_ROOT;
    uint32_t best = ENT_DEP_ROOT + 1, truth = gold_labels[child];
    for (uint32_t label = best + 1; label < ENT_DEP_COUNT; label++)
        if (scores[first + label] > scores[first + best]) best = label;
    if (gold[child] == head && truth != ENT_DEP_ROOT) {
        t->loss += learner_softmax(scores, first + 1, ENT_DEP_COUNT - 1, first + truth, slopes);
        t->label_errors += best != truth;
    }
    return (ent_deprel)best;
}

static void train_sentence(trainer *t, const ent_text *text, const ent_sentence *sentence,
                           const uint32_t *gold, const uint8_t *gold_labels, const ent_word *words,
                           ent_arena *scratch, bool late) {
    ent_parse_state state;
    ent_arena_reset(scratch);
    if (ent_parse_begin(&state, text, sentence, words, scratch)) die("out of memory");
    show(t, &state, scratch);
    while (!ent_parse_done(&state)) {
        uint32_t seen[ENT_PARSER_SLOTS];
        uint16_t extras[ENT_NET_TERMS_MAX];
        float scores[ENT_PARSER_OUTPUTS], slopes[ENT_PARSER_OUTPUTS] = {0};
        size_t count = ent_parse_look(&state, seen, extras);
        learner_look(t->net, seen, extras, count, scores);
        ent_move move = learn_move(t, &state, gold, late, scores, slopes);
        ent_deprel label = ENT_DEP_DEP;
        if (move != ENT_SHIFT)
            label = learn_label(t, &state, move, gold, gold_labels, scores, slopes);
        learner_blame(t->net, slopes);
        ent_parse_move(&state, move, label);
    }
    learner_end(t->net);
}

/* Gold trees, kept apart because parsing and tagging write into the tokens. */
typedef struct gold {
    uint32_t *heads;
    uint8_t *labels;
} gold;

static gold keep_gold(const ent_text *text) {
    gold g = {must_alloc(text->token_count, sizeof *g.heads), must_alloc(text->token_count, 1)};
    for (size_t s = 0; s < text->sentence_count; s++)
        for (uint32_t i = 0; i < text->sentences[s].count; i++) {
            g.heads[text->sentences[s].first + i] = gold_head(text, &text->sentences[s], i);
            g.labels[text->sentences[s].first + i] =
                ent_token_at(text, &text->sentences[s], i)->deprel;
        }
    return g;
}

static ent_tagger open_tagger(const char *path) {
    ent_tagger tagger;
    ent_error error;
    size_t size;
    const char *bytes = load_file(path, &size);
    if (ent_tagger_open(bytes, size, &tagger, &error)) die("%s", error.message);
    return tagger;
}

static void evaluate(const char *model, const ent_classes *classes, const ent_tagger *tagger,
                     const char *path) {
    corpus dev = {0};
    ent_parser parser;
    ent_error error;
    ent_arena scratch = {0};
    size_t size, uas = 0, las = 0;
    corpus_add_conllu(&dev, path);
    corpus_finish(&dev);
    const ent_word **words = corpus_words(&dev, classes);
    const char *bytes = load_file(model, &size);
    if (ent_parser_open(bytes, size, &parser, &error)) die("%s", error.message);
    ent_net_memory *memory = ent_net_memory_new(&parser.net);
    if (!memory) die("out of memory");
    gold g = keep_gold(&dev.text);
    for (size_t s = 0; s < dev.text.sentence_count; s++) {
        const ent_sentence *sentence = &dev.text.sentences[s];
        ent_arena_reset(&scratch);
        tag_sentence(tagger, &dev.text, sentence, words[s]);
        if (ent_parser_parse(&parser, &dev.text, sentence, words[s], memory, &scratch))
            die("out of memory");
        for (uint32_t i = 0; i < sentence->count; i++) {
            bool head = gold_head(&dev.text, sentence, i) == g.heads[sentence->first + i];
            uas += head;
            las += head &&
                   ent_token_at(&dev.text, sentence, i)->deprel == g.labels[sentence->first + i];
        }
    }
    printf("%s: UAS %.2f LAS %.2f\n", path, 100.0 * (double)uas / (double)dev.text.token_count,
           100.0 * (double)las / (double)dev.text.token_count);
    ent_net_memory_free(memory);
    ent_arena_free(&scratch);
}

int main(int argc, char **argv) {
    static const char usage[] =
        "usage: train-parser MODEL CLASSES EPOCHS TAGGER... -- TRAIN.conllu... [--dev "
        "DEV.conllu]...";
    ent_tagger taggers[FOLDS + 1];
    if (argc < 7 + FOLDS || strcmp(argv[5 + FOLDS], "--") != 0) die("%s", usage);
    for (int i = 0; i <= FOLDS; i++) taggers[i] = open_tagger(argv[4 + i]);
    ent_classes classes = load_classes(argv[2]);
    corpus train = {0};
    int argument = corpus_load(&train, argc, argv, 6 + FOLDS, corpus_add_conllu);
    ent_text *text = &train.text;
    const ent_word **words = corpus_words(&train, &classes);
    gold g = keep_gold(text);
    for (size_t s = 0; s < text->sentence_count; s++)
        tag_sentence(&taggers[s % FOLDS], text, &text->sentences[s], words[s]);

    ent_net_shape shape = {
        ROWS, DIMS, ENT_PARSER_SLOTS, HIDDEN, ENT_PARSER_EXTRAS, ENT_PARSER_OUTPUTS, 0};
    long epochs = strtol(argv[3], NULL, 10);
    size_t count;
    free(epoch_order(&train, 0, &count));
    trainer t = {.net = learner_new(&shape, RATE, DROP, BATCH, count * (uint64_t)epochs),
                 .random = 1};
    ent_arena scratch = {0};
    for (long epoch = 0; epoch < epochs; epoch++) {
        uint32_t *order = epoch_order(&train, epoch, &count);
        t.move_errors = t.label_errors = 0;
        t.loss = 0;
        for (size_t s = 0; s < count; s++) {
            const ent_sentence *sentence = &text->sentences[order[s]];
            train_sentence(&t, text, sentence, g.heads + sentence->first,
                           g.labels + sentence->first, words[order[s]], &scratch, epoch > 0);
        }
        free(order);
        printf("  epoch %ld: loss %.0f, %u wrong moves, %u wrong labels\n", epoch + 1, t.loss,
               t.move_errors, t.label_errors);
        fflush(stdout);
    }
    ent_error error;
    ent_section sections[ENT_PARSER_SECTIONS];
    learner_export(t.net, sections);
    if (ent_model_write(argv[1], ENT_MODEL_PARSER, sections, ENT_PARSER_SECTIONS, &error))
        die("%s", error.message);
    for (; argument < argc; argument += 2)
        evaluate(argv[1], &classes, &taggers[FOLDS], argv[argument]);
    return 0;
}
