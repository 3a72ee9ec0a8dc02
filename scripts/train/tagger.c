/* tagger.c - train the tagger.
 * usage: train-tagger MODEL CLASSES EPOCHS FOLD TRAIN.conllu... [--auto
 * AUTO.conllu...] [--dev DEV.conllu]...
 * Sentences whose number modulo FOLDS is FOLD are left out, so that the parser can be trained on
 * tags of sentences that the tagger has not seen; FOLD - keeps all. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analyse/tagger.h"
#include "corpus.h"
#include "perceptron.h"

enum { LEAST = 6, KNOWN_SLOTS = 1 << 15, KNOWN_LEAST = 15, XPOS_MAX = 64 };

typedef struct tag_set {
    ent_tag labels[ENT_LABELS_MAX];
    uint32_t count;
    int label_of[ENT_UPOS_COUNT][XPOS_MAX];
} tag_set;

/* The most frequent pairs of UPOS and XPOS become labels; a rarer pair is not learnt. */
static tag_set collect_tags(const ent_text *text) {
    static uint32_t counts[ENT_UPOS_COUNT][XPOS_MAX];
    tag_set set = {.count = 0};
    for (size_t i = 0; i < text->token_count; i++)
        counts[text->tokens[i].upos][text->tokens[i].xpos]++;
    memset(set.label_of, -1, sizeof set.label_of);
    while (set.count < 112) {
        uint32_t best = 2;
        ent_tag tag = {0, 0};
        for (uint8_t u = 0; u < ENT_UPOS_COUNT; u++)
            for (uint8_t x = 0; x < XPOS_MAX; x++)
                if (counts[u][x] > best) best = counts[u][x], tag = (ent_tag){u, x};
        if (best == 2) break;
        counts[tag.upos][tag.xpos] = 0;
        set.label_of[tag.upos][tag.xpos] = (int)set.count;
        set.labels[set.count++] = tag;
    }
    return set;
}

static int label_of(const tag_set *set, const ent_token *token) {
    return set->label_of[token->upos][token->xpos];
}

typedef struct tally {
    uint32_t form, count, label;
    int pure;
} tally;

/* Words seen often and always with one label: the tagger looks them up. */
static ent_known_tag *collect_known(const ent_text *text, const tag_set *set,
                                    const ent_word *const *words) {
    enum { TALLIES = 1 << 18 };
    tally *tallies = must_alloc(TALLIES, sizeof *tallies);
    for (size_t s = 0; s < text->sentence_count; s++)
        for (uint32_t i = 0; i < text->sentences[s].count; i++) {
            uint32_t form = words[s][i].form, at = form % TALLIES;
            int label = label_of(set, ent_token_at(text, &text->sentences[s], i));
            while (tallies[at].form && tallies[at].form != form) at = (at + 1) % TALLIES;
            if (!tallies[at].form) tallies[at] = (tally){form, 0, (uint32_t)label, 1};
            tallies[at].count++;
            tallies[at].pure &= tallies[at].label == (uint32_t)label;
        }
    ent_known_tag *known = must_alloc(KNOWN_SLOTS, sizeof *known);
    size_t count = 0;
    for (size_t t = 0; t < TALLIES && count < KNOWN_SLOTS / 4; t++) {
        if (!tallies[t].pure || tallies[t].count < KNOWN_LEAST || tallies[t].label >= set->count)
            continue;
        uint32_t at = tallies[t].form % KNOWN_SLOTS;
        while (known[at].form) at = (at + 1) % KNOWN_SLOTS;
        known[at] = (ent_known_tag){tallies[t].form, tallies[t].label};
        count++;
    }
    printf("  %u labels, %zu words with one tag\n", set->count, count);
    free(tallies);
    return known;
}

static int known_label(const ent_known_tag *known, uint32_t form) {
    for (uint32_t at = form % KNOWN_SLOTS; known[at].form; at = (at + 1) % KNOWN_SLOTS)
        if (known[at].form == form) return (int)known[at].label;
    return -1;
}

static uint32_t train_sentence(perceptron *p, const tag_set *set, const ent_known_tag *known,
                               const ent_text *text, const ent_sentence *sentence,
                               const ent_word *words) {
    uint32_t last = ENT_LABELS_MAX, before = ENT_LABELS_MAX, errors = 0;
    uint32_t features[ENT_TAGGER_FEATURES];
    int32_t scores[ENT_LABELS_MAX];
    for (uint32_t i = 0; i < sentence->count; i++) {
        int truth = label_of(set, ent_token_at(text, sentence, i));
        int guess = known_label(known, words[i].form);
        if (guess < 0) {
            size_t count = ent_tagger_features(&words[i], last, before, features);
            perceptron_score(p, features, count, scores);
            guess = 0;
            for (uint32_t l = 1; l < set->count; l++)
                if (scores[l] > scores[guess]) guess = (int)l;
            if (truth >= 0 && guess != truth) {
                perceptron_update(p, features, count, (uint32_t)truth, (uint32_t)guess);
                errors++;
            }
            p->step++;
        }
        before = last;
        last = (uint32_t)guess;
    }
    return errors;
}

static void evaluate(const char *model_path, const ent_classes *classes, const char *dev_path) {
    corpus dev = {0};
    corpus_add_conllu(&dev, dev_path);
    corpus_finish(&dev);
    const ent_word **words = corpus_words(&dev, classes);
    ent_tagger tagger;
    ent_error error;
    size_t size, upos = 0, xpos = 0;
    const char *bytes = load_file(model_path, &size);
    if (ent_tagger_open(bytes, size, &tagger, &error)) die("%s", error.message);
    ent_text guess = dev.text;
    guess.tokens = must_alloc(guess.token_count, sizeof *guess.tokens);
    memcpy(guess.tokens, dev.text.tokens, guess.token_count * sizeof *guess.tokens);
    for (size_t s = 0; s < guess.sentence_count; s++)
        ent_tagger_tag(&tagger, &guess, &guess.sentences[s], words[s]);
    for (size_t i = 0; i < guess.token_count; i++) {
        upos += guess.tokens[i].upos == dev.text.tokens[i].upos;
        xpos += guess.tokens[i].xpos == dev.text.tokens[i].xpos;
    }
    printf("%s: UPOS %.2f XPOS %.2f\n", dev_path, 100.0 * (double)upos / (double)guess.token_count,
           100.0 * (double)xpos / (double)guess.token_count);
}

int main(int argc, char **argv) {
    if (argc < 6)
        die("usage: train-tagger MODEL CLASSES EPOCHS FOLD|- TRAIN.conllu... [--dev "
            "DEV.conllu]...");
    long fold = *argv[4] == '-' ? -1 : strtol(argv[4], NULL, 10);
    ent_classes classes = load_classes(argv[2]);
    corpus train = {0};
    int argument = corpus_load(&train, argc, argv, 5, corpus_add_conllu);
    const ent_text *text = &train.text;
    const ent_word **words = corpus_words(&train, &classes);
    tag_set set = collect_tags(text);
    ent_known_tag *known = collect_known(text, &set, words);
    perceptron p = perceptron_new(set.count);
    for (long epoch = 0; epoch < strtol(argv[3], NULL, 10); epoch++) {
        uint32_t errors = 0;
        size_t count;
        uint32_t *order = epoch_order(&train, epoch, &count);
        for (size_t s = 0; s < count; s++)
            if ((long)(order[s] % FOLDS) != fold)
                errors += train_sentence(&p, &set, known, text, &text->sentences[order[s]],
                                         words[order[s]]);
        free(order);
        printf("  epoch %ld: %u errors\n", epoch + 1, errors);
        fflush(stdout);
    }
    ent_error error;
    ent_section sections[ENT_TAGGER_SECTIONS] = {
        [ENT_TAGGER_LABELS] = {set.labels, set.count * sizeof *set.labels},
        [ENT_TAGGER_KNOWN] = {known, KNOWN_SLOTS * sizeof *known},
    };
    perceptron_export(&p, LEAST, &sections[ENT_TAGGER_WEIGHTS]);
    if (ent_model_write(argv[1], ENT_MODEL_TAGGER, sections, ENT_TAGGER_SECTIONS, &error))
        die("%s", error.message);
    for (; argument < argc; argument += 2) evaluate(argv[1], &classes, argv[argument]);
    return 0;
}
