/* ner.c - train the finder of names.
 * usage: train-ner MODEL CLASSES EPOCHS TAGGER LEXICON TRAIN.bio... [--dev DEV.bio]...
 * LEXICON is the folder of src/lexicon: its names become the model's known words. */
#include "analyse/ner.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analyse/tagger.h"
#include "base/table.h"
#include "corpus.h"
#include "crf.h"
#include "rename.h"
#include "sparse.h"

enum { KNOWN_SLOTS = 1 << 17, NAME_WORDS = 16, RESPELT = 8, LEAST = 11, COPIES = 3 };
enum { SETTLED = 3 };         /* the epoch from whose end on weights are averaged */
enum { SENTENCE_MAX = 1000 }; /* tokens; longer ones are not learnt from */
static const double RATE = 0.05, DECAY = 0.0005, DROP = 0.4;

/* What a token outside of names is given before, so that as many names are false as are missed. */
static const double CAUTION = 2.1;

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
        tag_sentence(tagger, &c->text, &c->text.sentences[s], words[s]);
    return words;
}

static double train_sentence(sparse *model, crf *chain, const ent_namer *namer,
                             const ent_text *text, const ent_sentence *sentence,
                             const ent_word *words) {
    static float scores[SENTENCE_MAX][ENT_NER_COUNT], slopes[SENTENCE_MAX][ENT_NER_COUNT];
    uint32_t truth[SENTENCE_MAX], features[ENT_NER_FEATURES], count = sentence->count;
    if (count > SENTENCE_MAX) return 0;
    for (uint32_t i = 0; i < count; i++) {
        size_t used = ent_ner_features(namer, text, sentence, words, i, features);
        sparse_look(model, features, used, scores[i]);
        truth[i] = ent_token_at(text, sentence, i)->ner;
        if (!ent_ner_legal(truth[i], i ? truth[i - 1] : ENT_NER_COUNT))
            truth[i]--; /* an I- that begins a name */
    }
    double loss = crf_learn(chain, *scores, truth, count, *slopes);
    sparse_blame(model, *slopes);
    return loss;
}

/* Steps as whole numbers on the scale of the weights. */
static ent_ner_steps *round_steps(const crf *model, double scale) {
    enum { LIMIT = 1 << 28 };
    ent_ner_steps *steps = must_alloc(1, sizeof *steps);
    for (uint32_t x = 0; x <= ENT_NER_COUNT; x++)
        for (uint32_t y = 0; y < ENT_NER_COUNT; y++) {
            double step = round((model->steps[x][y] + (y == ENT_NER_O ? CAUTION : 0)) * scale);
            steps->step[x][y] = (int32_t)(step > LIMIT ? LIMIT : step < -LIMIT ? -LIMIT : step);
        }
    return steps;
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
    ent_arena scratch = {0};
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
        if (ent_ner_tag(&namer, &dev.text, sentence, words[s], &scratch)) die("out of memory");
        ent_arena_reset(&scratch);
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
    ent_namer namer;
    ent_ner_prepare(&namer, known, KNOWN_SLOTS);
    corpus train = {0};
    int argument = corpus_load(&train, argc, argv, 6, corpus_add_bio);
    corpus_respell(&train, RESPELT);
    corpus_rename(&train, argv[5], COPIES);
    const ent_word **words = tag(&train, &tagger, &classes);
    const ent_text *text = &train.text;
    sparse *model = sparse_new(ENT_NER_COUNT, RATE, DECAY, DROP);
    crf chain = {.labels = ENT_NER_COUNT, .legal = ent_ner_legal, .rate = 0.05};
    for (long epoch = 0; epoch < strtol(argv[3], NULL, 10); epoch++) {
        double loss = 0;
        size_t count;
        uint32_t *order = epoch_order(&train, epoch, &count);
        for (size_t s = 0; s < count; s++)
            loss += train_sentence(model, &chain, &namer, text, &text->sentences[order[s]],
                                   words[order[s]]);
        free(order);
        if (epoch + 1 >= SETTLED) sparse_count_in(model);
        printf("  epoch %ld: loss %.0f\n", epoch + 1, loss);
        fflush(stdout);
    }
    sparse_average(model);
    ent_section sections[ENT_NER_SECTIONS] = {
        [ENT_NER_KNOWN] = {known, KNOWN_SLOTS * sizeof *known}};
    double scale = sparse_export(model, LEAST, &sections[ENT_NER_WEIGHTS]);
    sections[ENT_NER_STEPS] = (ent_section){round_steps(&chain, scale), sizeof(ent_ner_steps)};
    if (ent_model_write(argv[1], ENT_MODEL_NER, sections, ENT_NER_SECTIONS, &error))
        die("%s", error.message);
    for (; argument < argc; argument += 2) evaluate(argv[1], &tagger, &classes, argv[argument]);
    return 0;
}
