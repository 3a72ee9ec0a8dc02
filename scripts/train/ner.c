/* ner.c - train the finder of names.
 * usage: train-ner MODEL CLASSES EPOCHS TAGGER TRAIN.bio... [--auto AUTO.bio...]
 * [--dev DEV.bio]... */
#include "analyse/ner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analyse/tagger.h"
#include "corpus.h"
#include "perceptron.h"

enum { LEAST = 2 };

/* The corpus as the tagger sees it. */
static const ent_word **tag(corpus *c, const ent_tagger *tagger, const ent_classes *classes) {
    const ent_word **words = corpus_words(c, classes);
    for (size_t s = 0; s < c->text.sentence_count; s++)
        ent_tagger_tag(tagger, &c->text, &c->text.sentences[s], words[s]);
    return words;
}

static uint32_t train_sentence(perceptron *p, const ent_text *text, const ent_sentence *sentence,
                               const ent_word *words) {
    uint32_t last = ENT_NER_COUNT, before = ENT_NER_COUNT, errors = 0, features[ENT_NER_FEATURES];
    int32_t scores[ENT_LABELS_MAX];
    for (uint32_t i = 0; i < sentence->count; i++) {
        size_t count = ent_ner_features(text, sentence, words, i, last, before, features);
        uint32_t truth = ent_token_at(text, sentence, i)->ner, guess = ENT_NER_O;
        perceptron_score(p, features, count, scores);
        for (uint32_t label = 1; label < ENT_NER_COUNT; label++)
            if (scores[label] > scores[guess] && ent_ner_legal(label, last)) guess = label;
        p->step++;
        if (!ent_ner_legal(truth, last)) truth--; /* the name's beginning was missed: begin here */
        if (guess != truth) {
            perceptron_update(p, features, count, truth, guess);
            errors++;
        }
        before = last;
        last = guess;
    }
    return errors;
}

/* The end of the name that begins at i: the first token that does not continue it. */
static uint32_t name_end(const uint8_t *tags, uint32_t i, uint32_t count) {
    uint32_t end = i + 1;
    while (end < count && tags[end] == tags[i] + 1) end++;
    return end;
}

static bool begins(uint8_t tag) {
    return tag == ENT_NER_B_PER || tag == ENT_NER_B_ORG || tag == ENT_NER_B_LOC;
}

static void evaluate(const char *model, const ent_tagger *tagger, const ent_classes *classes,
                     char *path) {
    ent_namer namer;
    ent_error error;
    size_t size, right = 0, gold_names = 0, found = 0;
    corpus dev = {0};
    const char *bytes = load_file(model, &size);
    if (ent_ner_open(bytes, size, &namer, &error)) die("%s", error.message);
    corpus_add_bio(&dev, path);
    corpus_finish(&dev);
    const ent_word **words = tag(&dev, tagger, classes);
    for (size_t s = 0; s < dev.text.sentence_count; s++) {
        const ent_sentence *sentence = &dev.text.sentences[s];
        uint32_t n = sentence->count;
        uint8_t *gold = must_alloc(n, 1), *guess = must_alloc(n, 1);
        for (uint32_t i = 0; i < n; i++) gold[i] = ent_token_at(&dev.text, sentence, i)->ner;
        ent_ner_tag(&namer, &dev.text, sentence, words[s]);
        for (uint32_t i = 0; i < n; i++) guess[i] = ent_token_at(&dev.text, sentence, i)->ner;
        for (uint32_t i = 0; i < n; i++) {
            gold_names += begins(gold[i]);
            found += begins(guess[i]);
            right += begins(gold[i]) && gold[i] == guess[i] &&
                     name_end(gold, i, n) == name_end(guess, i, n);
        }
        free(gold);
        free(guess);
    }
    double p = 100.0 * (double)right / (double)found,
           r = 100.0 * (double)right / (double)gold_names;
    printf("%s: P %.1f R %.1f F1 %.2f\n", path, p, r, 2 * p * r / (p + r));
}

int main(int argc, char **argv) {
    if (argc < 6)
        die("usage: train-ner MODEL CLASSES EPOCHS TAGGER TRAIN.bio... [--dev DEV.bio]...");
    ent_classes classes = load_classes(argv[2]);
    ent_tagger tagger;
    ent_error error;
    size_t size;
    const char *bytes = load_file(argv[4], &size);
    if (ent_tagger_open(bytes, size, &tagger, &error)) die("%s", error.message);
    corpus train = {0};
    int argument = corpus_load(&train, argc, argv, 5, corpus_add_bio);
    const ent_word **words = tag(&train, &tagger, &classes);
    const ent_text *text = &train.text;
    perceptron p = perceptron_new(ENT_NER_COUNT);
    for (long epoch = 0; epoch < strtol(argv[3], NULL, 10); epoch++) {
        uint32_t errors = 0;
        size_t count;
        uint32_t *order = epoch_order(&train, epoch, &count);
        for (size_t s = 0; s < count; s++)
            errors += train_sentence(&p, text, &text->sentences[order[s]], words[order[s]]);
        free(order);
        printf("  epoch %ld: %u errors\n", epoch + 1, errors);
        fflush(stdout);
    }
    ent_section sections[ENT_LINEAR_SECTIONS];
    perceptron_export(&p, LEAST, sections);
    if (ent_model_write(argv[1], ENT_MODEL_NER, sections, ENT_LINEAR_SECTIONS, &error))
        die("%s", error.message);
    for (; argument < argc; argument += 2) evaluate(argv[1], &tagger, &classes, argv[argument]);
    return 0;
}
