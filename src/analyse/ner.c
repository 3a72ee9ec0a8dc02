/* ner.c - names by greedy BIO tagging with an averaged perceptron; features after Ratinov & Roth
 * (2009): the words around, their ends, shapes and classes, and the tags just given. */
#include "analyse/ner.h"

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
    out->known = known->data;
    out->known_mask = (uint32_t)(slots - 1);
    return ent_linear_open(&model.sections[ENT_NER_WEIGHTS], ENT_NER_COUNT, name, &out->linear,
                           error);
}

/* What is known of a word with a capital. A full table cannot loop: at most 64 slots are tried. */
static uint32_t known(const ent_namer *namer, const ent_word *word) {
    if (!(word->flags & ENT_WORD_CAPITAL)) return 0;
    for (uint32_t step = 0; step < 64; step++) {
        ent_known_word slot = namer->known[(word->form + step) & namer->known_mask];
        if (slot == 0) break;
        if ((slot ^ word->form) >> 8 == 0) return slot & 0xFF;
    }
    return 0;
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
                        const ent_word *words, uint32_t i, uint32_t last, uint32_t before,
                        uint32_t *features) {
    const ent_word *w = &words[i];
    uint32_t t0 = tag_at(text, sentence, i), t1 = tag_at(text, sentence, i + 1);
    uint32_t tp = tag_at(text, sentence, i - 1), t2 = tag_at(text, sentence, i + 2);
    uint32_t k0 = known(namer, w), k1 = known(namer, w + 1), kp = known(namer, w - 1);
    uint32_t n = 0, id = 500;
#define FEATURE(a, b, c) features[n++] = ent_feature(id++, a, b, c)
    FEATURE(w->form, 0, 0);
    FEATURE(w->lower, 0, 0);
    FEATURE(w->form, last, 0);
    FEATURE(w->shape, w->flags, 0);
    FEATURE(w->shape, last, 0);
    FEATURE(w->flags, last, t0);
    FEATURE(last, before, 0);
    FEATURE(last, t0, t1);
    FEATURE(t0, tp, t1);
    FEATURE(t0, t1, t2);
    FEATURE(w->classes, 0, 0);
    FEATURE(w->classes, last, 0);
    FEATURE(w->classes, w->flags, t0);
    for (int k = 1; k < ENT_AFFIX_MAX; k++) FEATURE(w->suffix[k], w->flags, 0);
    for (int k = 1; k < ENT_AFFIX_MAX; k++) FEATURE(w->prefix[k], w->flags, 0);
    FEATURE(w->suffix[2], last, 0);
    FEATURE(w[-1].form, 0, 0);
    FEATURE(w[-1].form, w->form, 0);
    FEATURE(w[-1].lower, last, w->flags);
    FEATURE(w[-1].classes, w->classes, 0);
    FEATURE(w[-1].classes, w->shape, last);
    FEATURE(w[-1].shape, w->shape, last);
    FEATURE(w[-1].suffix[2], w->flags, 0);
    FEATURE(w[-2].lower, w->flags, 0);
    FEATURE(w[-2].lower, w[-1].lower, last);
    FEATURE(w[-2].classes, w[-1].classes, w->flags);
    FEATURE(w[1].form, 0, 0);
    FEATURE(w[1].form, w->form, 0);
    FEATURE(w[1].form, last, w->flags);
    FEATURE(w[1].classes, w->classes, 0);
    FEATURE(w[1].classes, last, w->shape);
    FEATURE(w[1].shape, w->shape, 0);
    FEATURE(w[1].suffix[2], w->flags, last);
    FEATURE(w[2].lower, w->flags, 0);
    FEATURE(w[1].form, w[2].form, w->flags);
    FEATURE(w[1].classes, w[2].classes, w->flags);
    FEATURE(w[-1].classes, w[1].classes, w->flags);
    FEATURE(w[3].classes, w->flags, last);
    FEATURE(w[-3].classes, w->flags, last);
    FEATURE(k0, w->flags, 0);
    FEATURE(k0, last, t0);
    FEATURE(k0, k1, last);
    FEATURE(kp, k0, last);
    FEATURE(k0, k1, known(namer, w + 2));
    FEATURE(k0, w[-1].lower, 0);
    FEATURE(k0, w[1].lower, 0);
#undef FEATURE
    return n;
}

void ent_ner_tag(const ent_namer *namer, ent_text *text, const ent_sentence *sentence,
                 const ent_word *words) {
    uint32_t last = ENT_NER_COUNT, before = ENT_NER_COUNT, features[ENT_NER_FEATURES];
    _Alignas(16) int16_t scores[ENT_LABELS_MAX];
    for (uint32_t i = 0; i < sentence->count; i++) {
        size_t count = ent_ner_features(namer, text, sentence, words, i, last, before, features);
        ent_linear_score(&namer->linear, features, count, scores);
        uint32_t best = ENT_NER_O;
        for (uint32_t label = 1; label < ENT_NER_COUNT; label++)
            if (scores[label] > scores[best] && ent_ner_legal(label, last)) best = label;
        ent_token_at(text, sentence, i)->ner = (uint8_t)best;
        before = last;
        last = best;
    }
}
