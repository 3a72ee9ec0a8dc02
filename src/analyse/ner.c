/* ner.c - names by a linear-chain conditional random field (Lafferty, McCallum & Pereira 2001) over
 * BIO tags; features after Ratinov & Roth (2009): the words around, their ends, shapes, classes and
 * topics, and what lists of names know of them. The best sequence is Viterbi's. */
#include "analyse/ner.h"

#include "base/feature.h"

#include <string.h>

ent_status ent_ner_open(const void *bytes, size_t size, ent_namer *out, ent_error *error) {
    static const char name[] = "ner.bin";
    ent_model model;
    ent_status status = ent_model_open(bytes, size, ENT_MODEL_NER, name, &model, error);
    if (status) return status;
    if (model.count != ENT_NER_SECTIONS)
        return ent_fail(error, ENT_INPUT, name, 0, "model is damaged: sections");
    const ent_section *known = &model.sections[ENT_NER_KNOWN];
    size_t slots = known->size / sizeof(ent_known_word);
    if (slots == 0 || (slots & (slots - 1)) != 0 || slots > UINT32_MAX)
        return ent_fail(error, ENT_INPUT, name, 0, "model is damaged: known words");
    if (model.sections[ENT_NER_STEPS].size != sizeof(ent_ner_steps))
        return ent_fail(error, ENT_INPUT, name, 0, "model is damaged: steps");
    out->known = known->data;
    out->known_mask = (uint32_t)(slots - 1);
    out->steps = model.sections[ENT_NER_STEPS].data;
    return ent_linear_open(&model.sections[ENT_NER_WEIGHTS], ENT_NER_COUNT, name, &out->linear,
                           error);
}

/* A full table cannot loop: at most 64 slots are tried. */
static uint32_t find_known(const ent_namer *namer, uint32_t form) {
    for (uint32_t step = 0; step < 64; step++) {
        ent_known_word slot = namer->known[(form + step) & namer->known_mask];
        if (slot == 0) break;
        if ((slot ^ form) >> 8 == 0) return slot & 0xFF;
    }
    return 0;
}

/* What is known of a word with a capital, or of one in lower case that no text has so. */
static uint32_t known(const ent_namer *namer, const ent_word *word) {
    if (!(word->flags & ENT_WORD_CAPITAL))
        return word->flags & ENT_WORD_COMMON || !(word->flags & ENT_WORD_LETTERS)
                   ? 0
                   : find_known(namer, word->title);
    uint32_t what = find_known(namer, word->form);
    return what || !(word->flags & ENT_WORD_UPPER) ? what : find_known(namer, word->title);
}

bool ent_ner_legal(uint32_t label, uint32_t last) {
    switch (label) {
        case ENT_NER_I_PER:
            return last == ENT_NER_B_PER || last == ENT_NER_I_PER;
        case ENT_NER_I_ORG:
            return last == ENT_NER_B_ORG || last == ENT_NER_I_ORG;
        case ENT_NER_I_LOC:
            return last == ENT_NER_B_LOC || last == ENT_NER_I_LOC;
        default:
            return true;
    }
}

/* The tag of the token at i, 0 outside the sentence. */
static uint32_t tag_at(const ent_text *text, const ent_sentence *sentence, uint32_t i) {
    return i < sentence->count ? 1u + ent_token_at(text, sentence, i)->xpos : 0;
}

size_t ent_ner_features(const ent_namer *namer, const ent_text *text, const ent_sentence *sentence,
                        const ent_word *words, uint32_t i, uint32_t *features) {
    const ent_word *w = &words[i];
    uint32_t t0 = tag_at(text, sentence, i), t1 = tag_at(text, sentence, i + 1);
    uint32_t tp = tag_at(text, sentence, i - 1), t2 = tag_at(text, sentence, i + 2);
    uint32_t k0 = known(namer, w), k1 = known(namer, w + 1), kp = known(namer, w - 1);
    uint32_t n = 0, id = 500;
#define FEATURE(a, b, c) features[n++] = ent_feature(id++, a, b, c)
    FEATURE(w->form, 0, 0);
    FEATURE(w->lower, 0, 0);
    FEATURE(w->title, w->flags, 0);
    FEATURE(w->shape, w->flags, 0);
    FEATURE(w->flags, t0, 0);
    FEATURE(t0, tp, t1);
    FEATURE(t0, t1, t2);
    FEATURE(w->classes, 0, 0);
    FEATURE(w->classes, w->flags, t0);
    FEATURE(w->topic, 0, 0);
    FEATURE(w->topic, w->flags, t0);
    for (int k = 1; k < ENT_AFFIX_MAX; k++) FEATURE(w->suffix[k], w->flags, 0);
    for (int k = 1; k < ENT_AFFIX_MAX; k++) FEATURE(w->prefix[k], w->flags, 0);
    FEATURE(w[-1].form, 0, 0);
    FEATURE(w[-1].form, w->form, 0);
    FEATURE(w[-1].lower, w->flags, 0);
    FEATURE(w[-1].classes, w->classes, 0);
    FEATURE(w[-1].classes, w->shape, 0);
    FEATURE(w[-1].topic, w->topic, 0);
    FEATURE(w[-1].topic, w->shape, 0);
    FEATURE(w[-1].shape, w->shape, 0);
    FEATURE(w[-1].suffix[2], w->flags, 0);
    FEATURE(w[-2].lower, w->flags, 0);
    FEATURE(w[-2].lower, w[-1].lower, 0);
    FEATURE(w[-2].classes, w[-1].classes, w->flags);
    FEATURE(w[1].form, 0, 0);
    FEATURE(w[1].form, w->form, 0);
    FEATURE(w[1].form, w->flags, 0);
    FEATURE(w[1].classes, w->classes, 0);
    FEATURE(w[1].classes, w->shape, 0);
    FEATURE(w[1].topic, w->topic, 0);
    FEATURE(w[1].topic, w->shape, 0);
    FEATURE(w[1].shape, w->shape, 0);
    FEATURE(w[1].suffix[2], w->flags, 0);
    FEATURE(w[2].lower, w->flags, 0);
    FEATURE(w[1].form, w[2].form, w->flags);
    FEATURE(w[1].classes, w[2].classes, w->flags);
    FEATURE(w[-1].classes, w[1].classes, w->flags);
    FEATURE(w[3].classes, w->flags, 0);
    FEATURE(w[-3].classes, w->flags, 0);
    FEATURE(k0, w->flags, 0);
    FEATURE(k0, t0, t1);
    FEATURE(kp, k0, 0);
    FEATURE(k0, k1, 0);
    FEATURE(kp, k0, k1);
    FEATURE(k0, k1, known(namer, w + 2));
    FEATURE(k0, w[-1].lower, 0);
    FEATURE(k0, w[1].lower, 0);
    FEATURE(k0, w->topic, 0);
#undef FEATURE
    return n;
}

/* A place of the lattice: the best score of a sequence that ends in each label, and its last but
 * one label. */
typedef struct column {
    int64_t best[ENT_NER_COUNT];
    uint8_t from[ENT_NER_COUNT];
} column;

/* Labels that may not stand are this much worse than any sum of weights. */
static const int64_t NEVER = -(INT64_C(1) << 60);

static void extend(const ent_ner_steps *steps, const int16_t *scores, const column *last,
                   column *now) {
    for (uint32_t label = 0; label < ENT_NER_COUNT; label++) {
        int64_t best = NEVER;
        uint8_t from = ENT_NER_O;
        for (uint8_t before = 0; last && before < ENT_NER_COUNT; before++) {
            int64_t score = last->best[before] + steps->step[before][label];
            if (ent_ner_legal(label, before) && score > best) best = score, from = before;
        }
        if (!last && ent_ner_legal(label, ENT_NER_COUNT)) best = steps->step[ENT_NER_COUNT][label];
        now->best[label] = best + scores[label];
        now->from[label] = from;
    }
}

ent_status ent_ner_tag(const ent_namer *namer, ent_text *text, const ent_sentence *sentence,
                       const ent_word *words, ent_arena *scratch) {
    uint32_t features[ENT_NER_FEATURES], count = sentence->count, best = ENT_NER_O;
    int16_t scores[ENT_LABELS_MAX];
    column *columns = ent_arena_alloc(scratch, (count + 1) * sizeof *columns);
    if (!columns) return ENT_NO_MEMORY;
    for (uint32_t i = 0; i < count; i++) {
        size_t used = ent_ner_features(namer, text, sentence, words, i, features);
        ent_linear_score(&namer->linear, features, used, scores);
        extend(namer->steps, scores, i ? &columns[i - 1] : NULL, &columns[i]);
    }
    for (uint32_t label = 1; count && label < ENT_NER_COUNT; label++)
        if (columns[count - 1].best[label] > columns[count - 1].best[best]) best = label;
    for (uint32_t i = count; i-- > 0; best = columns[i].from[best])
        ent_token_at(text, sentence, i)->ner = (uint8_t)best;
    return ENT_OK;
}
