/* tagger.c - train the tagger.
 * usage: train-tagger MODEL CLASSES EPOCHS FOLD VERBS TRAIN.conllu... [--auto
 * AUTO.conllu...] [--dev DEV.conllu]...
 * Sentences whose number modulo FOLDS is FOLD are left out, so that the parser can be trained on
 * tags of sentences that the tagger has not seen; FOLD - keeps all. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analyse/tagger.h"
#include "corpus.h"
#include "learner.h"

enum { XPOS_MAX = 64, RESPELT = 12 };
enum { ROWS = 1 << 16, DIMS = 96, HIDDEN = 224, BATCH = 12 };
static const double RATE = 1.5e-3, DROP = 0.2;

typedef struct tag_set {
    ent_tag labels[ENT_TAG_LABELS_MAX];
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

/* ---- Forms that are verbs only ---- */

enum { VERB_PLACES = 1 << 10 };

/* Is a form a verb in nine of ten places of the gold sentences, or, if these are few, in every
 * other? */
static bool is_mostly_verb(const corpus *train, const ent_word *const *words, uint32_t lower) {
    const ent_text *text = &train->text;
    size_t all = 0, verbs = 0;
    for (size_t s = 0; s < train->gold_count; s++)
        for (uint32_t i = 0; i < text->sentences[s].count; i++) {
            if (words[s][i].lower != lower) continue;
            uint8_t upos = ent_token_at(text, &text->sentences[s], i)->upos;
            all++;
            verbs += upos == ENT_UPOS_VERB || upos == ENT_UPOS_AUX;
        }
    return verbs * 10 >= all * (all < 20 ? 5 : 9);
}

/* The strong forms of the list, but not those that are their verb's base, too: that may be a noun;
 * and no auxiliaries. */
static uint32_t *collect_verbs(const char *path, const corpus *train,
                               const ent_word *const *words) {
    uint32_t *table = must_alloc(VERB_PLACES, sizeof *table), kept = 0;
    size_t size;
    ent_table rows;
    const char *list = load_file(path, &size);
    ent_table_open(&rows, path, list, size);
    while (ent_table_next(&rows))
        for (int column = 1; column < 3; column++) {
            ent_field form = rows.fields[column], base = rows.fields[0];
            uint32_t lower = ent_word_hash(form.text, form.length), at = lower % VERB_PLACES;
            if (form.length == 0 || lower == ent_word_hash(base.text, base.length) ||
                ent_field_is(base, "be") || ent_field_is(base, "have") ||
                ent_field_is(base, "do") || !is_mostly_verb(train, words, lower))
                continue;
            while (table[at] && table[at] != lower) at = (at + 1) % VERB_PLACES;
            kept += table[at] == 0;
            table[at] = lower;
        }
    if (kept * 2 > VERB_PLACES) die("%s: too many verbs", path);
    printf("  %u forms are verbs only\n", kept);
    return table;
}

static uint32_t train_sentence(learner *net, const tag_set *set, const ent_text *text,
                               const ent_sentence *sentence, const ent_word *words, bool late) {
    uint32_t last = ENT_TAG_LABELS_MAX, before = ENT_TAG_LABELS_MAX, errors = 0;
    float scores[ENT_TAG_LABELS_MAX];
    learner_show(net, words, sentence->count);
    for (uint32_t i = 0; i < sentence->count; i++) {
        int truth = label_of(set, ent_token_at(text, sentence, i));
        uint32_t window[ENT_TAGGER_SLOTS], guess = 0;
        float slopes[ENT_TAG_LABELS_MAX] = {0};
        uint16_t extras[2];
        ent_net_window(i, sentence->count, ENT_TAGGER_SLOTS, window);
        ent_tagger_extras(last, before, extras);
        learner_look(net, window, extras, 2, scores);
        for (uint32_t l = 1; l < set->count; l++)
            if (scores[l] > scores[guess]) guess = l;
        if (truth >= 0) {
            learner_softmax(scores, 0, set->count, (uint32_t)truth, slopes);
            learner_blame(net, slopes);
            errors += guess != (uint32_t)truth;
            if (!late) guess = (uint32_t)truth;
        }
        before = last;
        last = guess;
    }
    learner_end(net);
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
        tag_sentence(&tagger, &guess, &guess.sentences[s], words[s]);
    for (size_t i = 0; i < guess.token_count; i++) {
        upos += guess.tokens[i].upos == dev.text.tokens[i].upos;
        xpos += guess.tokens[i].xpos == dev.text.tokens[i].xpos;
    }
    printf("%s: UPOS %.2f XPOS %.2f\n", dev_path, 100.0 * (double)upos / (double)guess.token_count,
           100.0 * (double)xpos / (double)guess.token_count);
}

int main(int argc, char **argv) {
    if (argc < 7)
        die("usage: train-tagger MODEL CLASSES EPOCHS FOLD|- VERBS TRAIN.conllu... [--dev "
            "DEV.conllu]...");
    long fold = *argv[4] == '-' ? -1 : strtol(argv[4], NULL, 10);
    ent_classes classes = load_classes(argv[2]);
    corpus train = {0};
    int argument = corpus_load(&train, argc, argv, 6, corpus_add_conllu);
    corpus_respell(&train, RESPELT);
    const ent_text *text = &train.text;
    const ent_word **words = corpus_words(&train, &classes);
    tag_set set = collect_tags(text);
    ent_net_shape shape = {ROWS, DIMS, ENT_TAGGER_SLOTS, HIDDEN, ENT_TAGGER_EXTRAS, set.count, 0};
    size_t count;
    free(epoch_order(&train, 0, &count));
    learner *net = learner_new(&shape, RATE, DROP, BATCH, count * strtoul(argv[3], NULL, 10));
    for (long epoch = 0; epoch < strtol(argv[3], NULL, 10); epoch++) {
        uint32_t errors = 0;
        uint32_t *order = epoch_order(&train, epoch, &count);
        for (size_t s = 0; s < count; s++)
            if ((long)(order[s] % FOLDS) != fold)
                errors += train_sentence(net, &set, text, &text->sentences[order[s]],
                                         words[order[s]], epoch > 0);
        free(order);
        printf("  epoch %ld: %u errors\n", epoch + 1, errors);
        fflush(stdout);
    }
    ent_error error;
    ent_section sections[ENT_TAGGER_SECTIONS] = {
        [ENT_TAGGER_LABELS] = {set.labels, set.count * sizeof *set.labels},
        [ENT_TAGGER_VERBS] = {collect_verbs(argv[5], &train, words),
                              VERB_PLACES * sizeof(uint32_t)},
    };
    learner_export(net, &sections[ENT_TAGGER_NET]);
    if (ent_model_write(argv[1], ENT_MODEL_TAGGER, sections, ENT_TAGGER_SECTIONS, &error))
        die("%s", error.message);
    for (; argument < argc; argument += 2) evaluate(argv[1], &classes, argv[argument]);
    return 0;
}
