/* ner.c - train the finder of names.
 * usage: train-ner MODEL CLASSES EPOCHS TAGGER LEXICON TRAIN.bio... [--auto AUTO.bio...]
 * [--dev DEV.bio]...
 * LEXICON is the folder of src/lexicon: its names become the model's known words. */
#include "analyse/ner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analyse/tagger.h"
#include "base/table.h"
#include "corpus.h"
#include "perceptron.h"

enum { LEAST = 3, KNOWN_SLOTS = 1 << 16, NAME_WORDS = 16 };

/* ---- Known words ---- */

static void know(ent_known_word *table, ent_field word, uint32_t what) {
    unsigned char first = word.length ? (unsigned char)*word.text : 'a';
    if (!(first >= 'A' && first <= 'Z') && first < 0xC3) return; /* "of", "and" */
    uint32_t hash = ent_word_hash(word.text, word.length), at = hash % KNOWN_SLOTS;
    while (table[at] && (table[at] ^ hash) >> 8 != 0) at = (at + 1) % KNOWN_SLOTS;
    table[at] = (hash & 0xFFFFFF00) | (table[at] & 0xFF) | what;
}

/* A name of one word is known as whole; of more, each of its words as first, inside or last. */
static void know_name(ent_known_word *table, ent_field name, uint32_t whole, uint32_t first,
                      uint32_t inside, uint32_t last) {
    ent_field words[NAME_WORDS];
    size_t count = 0;
    if (name.length && name.text[name.length - 1] == '?') name.length--;
    while (count < NAME_WORDS && ent_field_split(&name, ' ', &words[count])) count++;
    for (size_t i = 0; i < count; i++)
        know(table, words[i], count == 1 ? whole : i == 0 ? first : i + 1 < count ? inside : last);
}

static void know_list(ent_known_word *table, ent_field list, uint32_t whole, uint32_t part) {
    for (ent_field name; ent_field_split(&list, '|', &name);)
        know_name(table, name, whole, part, part, part);
}

static void know_row(ent_known_word *table, const char *file, const ent_field *f) {
    if (strcmp(file, "firstnames") == 0) know(table, f[0], ENT_KNOWN_GIVEN);
    if (strcmp(file, "persons") == 0)
        know_name(table, f[0], ENT_KNOWN_SURNAME, ENT_KNOWN_GIVEN, 0, ENT_KNOWN_SURNAME);
    if (strcmp(file, "places") == 0) know_list(table, f[0], ENT_KNOWN_PLACE, ENT_KNOWN_IN_PLACE);
    bool party = ent_field_is(f[3], "party") || ent_field_is(f[3], "parliament");
    if (strcmp(file, "organizations") == 0 && !party) { /* parties are made of common words */
        know_list(table, f[0], ENT_KNOWN_ORG, ENT_KNOWN_IN_ORG);
        know_list(table, f[1], ENT_KNOWN_ORG, ENT_KNOWN_IN_ORG);
    }
    if (strcmp(file, "countries") == 0) {
        know_list(table, f[2], ENT_KNOWN_COUNTRY, ENT_KNOWN_IN_PLACE);
        know_list(table, f[3], ENT_KNOWN_COUNTRY, ENT_KNOWN_IN_PLACE);
        know_list(table, f[4], ENT_KNOWN_NATIONALITY, 0);
        know_list(table, f[5], ENT_KNOWN_NATIONALITY, 0);
        know_list(table, f[6], ENT_KNOWN_PLACE, ENT_KNOWN_IN_PLACE);
    }
}

static ent_known_word *read_known(const char *lexicon) {
    static const char *const files[] = {"firstnames", "persons", "places", "organizations",
                                        "countries"};
    ent_known_word *table = must_alloc(KNOWN_SLOTS, sizeof *table);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char path[512];
        size_t size;
        snprintf(path, sizeof path, "%s/%s.tsv", lexicon, files[i]);
        ent_table rows;
        const char *text = load_file(path, &size);
        ent_table_open(&rows, path, text, size);
        while (ent_table_next(&rows)) know_row(table, files[i], rows.fields);
    }
    size_t used = 0;
    for (size_t i = 0; i < KNOWN_SLOTS; i++) used += table[i] != 0;
    printf("  %zu known words\n", used);
    if (used * 10 > KNOWN_SLOTS * 8) die("%s: too many words for the table", lexicon);
    return table;
}

/* ---- Learning ---- */

/* The corpus as the tagger sees it. */
static const ent_word **tag(corpus *c, const ent_tagger *tagger, const ent_classes *classes) {
    const ent_word **words = corpus_words(c, classes);
    for (size_t s = 0; s < c->text.sentence_count; s++)
        ent_tagger_tag(tagger, &c->text, &c->text.sentences[s], words[s]);
    return words;
}

static uint32_t train_sentence(perceptron *p, const ent_namer *namer, const ent_text *text,
                               const ent_sentence *sentence, const ent_word *words) {
    uint32_t last = ENT_NER_COUNT, before = ENT_NER_COUNT, errors = 0, features[ENT_NER_FEATURES];
    int32_t scores[ENT_LABELS_MAX];
    for (uint32_t i = 0; i < sentence->count; i++) {
        size_t count = ent_ner_features(namer, text, sentence, words, i, last, before, features);
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
    if (argc < 7)
        die("usage: train-ner MODEL CLASSES EPOCHS TAGGER LEXICON TRAIN.bio... [--dev "
            "DEV.bio]...");
    ent_classes classes = load_classes(argv[2]);
    ent_tagger tagger;
    ent_error error;
    size_t size;
    const char *bytes = load_file(argv[4], &size);
    if (ent_tagger_open(bytes, size, &tagger, &error)) die("%s", error.message);
    ent_known_word *known = read_known(argv[5]);
    ent_namer namer = {.known = known, .known_mask = KNOWN_SLOTS - 1};
    corpus train = {0};
    int argument = corpus_load(&train, argc, argv, 6, corpus_add_bio);
    const ent_word **words = tag(&train, &tagger, &classes);
    const ent_text *text = &train.text;
    perceptron p = perceptron_new(ENT_NER_COUNT);
    for (long epoch = 0; epoch < strtol(argv[3], NULL, 10); epoch++) {
        uint32_t errors = 0;
        size_t count;
        uint32_t *order = epoch_order(&train, epoch, &count);
        for (size_t s = 0; s < count; s++)
            errors += train_sentence(&p, &namer, text, &text->sentences[order[s]], words[order[s]]);
        free(order);
        printf("  epoch %ld: %u errors\n", epoch + 1, errors);
        fflush(stdout);
    }
    ent_section sections[ENT_NER_SECTIONS] = {
        [ENT_NER_KNOWN] = {known, KNOWN_SLOTS * sizeof *known}};
    perceptron_export(&p, LEAST, &sections[ENT_NER_WEIGHTS]);
    if (ent_model_write(argv[1], ENT_MODEL_NER, sections, ENT_NER_SECTIONS, &error))
        die("%s", error.message);
    for (; argument < argc; argument += 2) evaluate(argv[1], &tagger, &classes, argv[argument]);
    return 0;
}
