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
#include "perceptron.h"

enum { LEAST_MOVE = 8, LEAST_LABEL = 10 }; /* weights that are kept */

typedef struct trainer {
    perceptron moves, labels;
    uint64_t random;
    uint32_t move_errors, label_errors;
} trainer;

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

static uint32_t learn_label(trainer *t, const ent_parse_state *state, ent_move move,
                            const uint32_t *gold, const uint8_t *gold_labels) {
    uint32_t head, child, features[ENT_PARSER_FEATURES];
    int32_t scores[ENT_LABELS_MAX];
    ent_parse_arc(state, move, &head, &child);
    if (head == state->count) return ENT_DEP_ROOT;
    size_t count = ent_parse_label_features(state, head, child, features);
    perceptron_score(&t->labels, features, count, scores);
    uint32_t best = ENT_DEP_ROOT + 1, truth = gold_labels[child];
    for (uint32_t label = best + 1; label < ENT_DEP_COUNT; label++)
        if (scores[label] > scores[best]) best = label;
    if (gold[child] == head && truth != ENT_DEP_ROOT) {
        t->labels.step++;
        if (best != truth) {
            perceptron_update(&t->labels, features, count, truth, best);
            t->label_errors++;
        }
    }
    return best;
}

static bool explore(trainer *t, bool late) {
    t->random = t->random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return late && (t->random >> 33) % 10 != 0;
}

static ent_move learn_move(trainer *t, const ent_parse_state *state, const uint32_t *gold,
                           bool late) {
    uint32_t features[ENT_PARSER_FEATURES], costs[ENT_MOVE_COUNT], least = UINT32_MAX;
    int32_t scores[ENT_LABELS_MAX];
    size_t count = ent_parse_move_features(state, features);
    perceptron_score(&t->moves, features, count, scores);
    int guess = -1, truth = -1;
    for (int m = 0; m < ENT_MOVE_COUNT; m++) {
        if (!ent_parse_legal(state, (ent_move)m)) continue;
        costs[m] = move_cost(state, gold, (ent_move)m);
        if (guess < 0 || scores[m] > scores[guess]) guess = m;
        if (truth < 0 || costs[m] < least || (costs[m] == least && scores[m] > scores[truth]))
            truth = m, least = costs[m];
    }
    t->moves.step++;
    if (costs[guess] > least) {
        perceptron_update(&t->moves, features, count, (uint32_t)truth, (uint32_t)guess);
        t->move_errors++;
        return (ent_move)(explore(t, late) ? guess : truth);
    }
    return (ent_move)guess;
}

static void train_sentence(trainer *t, const ent_text *text, const ent_sentence *sentence,
                           const uint32_t *gold, const uint8_t *gold_labels, const ent_word *words,
                           ent_arena *scratch, bool late) {
    ent_parse_state state;
    ent_arena_reset(scratch);
    if (ent_parse_begin(&state, text, sentence, words, scratch)) die("out of memory");
    while (!ent_parse_done(&state)) {
        ent_move move = learn_move(t, &state, gold, late);
        uint32_t label = ENT_DEP_DEP;
        if (move != ENT_SHIFT) label = learn_label(t, &state, move, gold, gold_labels);
        ent_parse_move(&state, move, (ent_deprel)label);
    }
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
    gold g = keep_gold(&dev.text);
    for (size_t s = 0; s < dev.text.sentence_count; s++) {
        const ent_sentence *sentence = &dev.text.sentences[s];
        ent_arena_reset(&scratch);
        ent_tagger_tag(tagger, &dev.text, sentence, words[s]);
        if (ent_parser_parse(&parser, &dev.text, sentence, words[s], &scratch))
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
        ent_tagger_tag(&taggers[s % FOLDS], text, &text->sentences[s], words[s]);

    trainer t = {.moves = perceptron_new(ENT_MOVE_COUNT),
                 .labels = perceptron_new(ENT_DEP_COUNT),
                 .random = 1};
    ent_arena scratch = {0};
    for (long epoch = 0; epoch < strtol(argv[3], NULL, 10); epoch++) {
        size_t count;
        uint32_t *order = epoch_order(&train, epoch, &count);
        t.move_errors = t.label_errors = 0;
        for (size_t s = 0; s < count; s++) {
            const ent_sentence *sentence = &text->sentences[order[s]];
            train_sentence(&t, text, sentence, g.heads + sentence->first,
                           g.labels + sentence->first, words[order[s]], &scratch, epoch > 0);
        }
        free(order);
        printf("  epoch %ld: %u wrong moves, %u wrong labels\n", epoch + 1, t.move_errors,
               t.label_errors);
        fflush(stdout);
    }
    ent_error error;
    ent_section sections[ENT_PARSER_SECTIONS];
    perceptron_export(&t.moves, LEAST_MOVE, &sections[ENT_PARSER_MOVES]);
    perceptron_export(&t.labels, LEAST_LABEL, &sections[ENT_PARSER_LABELS]);
    if (ent_model_write(argv[1], ENT_MODEL_PARSER, sections, ENT_PARSER_SECTIONS, &error))
        die("%s", error.message);
    for (; argument < argc; argument += 2)
        evaluate(argv[1], &classes, &taggers[FOLDS], argv[argument]);
    return 0;
}
