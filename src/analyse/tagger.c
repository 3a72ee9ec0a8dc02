/* tagger.c - greedy tagging with an averaged perceptron (Collins 2002), features after Ratnaparkhi
 * (1996) with word classes; words that only ever have one tag are looked up. */
#include "analyse/tagger.h"

#include <string.h>

ent_status ent_tagger_open(const void *bytes, size_t size, ent_tagger *out, ent_error *error) {
    static const char name[] = "tagger.bin";
    ent_model model;
    ent_status status = ent_model_open(bytes, size, ENT_MODEL_TAGGER, name, &model, error);
    if (status) return status;
    if (model.count != ENT_TAGGER_SECTIONS)
        return ent_fail(error, ENT_INPUT, name, 0, "model is damaged: sections");
    const ent_section *labels = &model.sections[ENT_TAGGER_LABELS];
    const ent_section *known = &model.sections[ENT_TAGGER_KNOWN];
    size_t slots = known->size / sizeof(ent_known_tag);
    if (slots == 0 || (slots & (slots - 1)) != 0 || slots > UINT32_MAX)
        return ent_fail(error, ENT_INPUT, name, 0, "model is damaged: known words");
    out->labels = labels->data;
    out->label_count = (uint32_t)(labels->size / sizeof(ent_tag));
    out->name_label = out->label_count;
    for (uint32_t i = 0; i < out->label_count; i++) {
        const ent_tag *label = &out->labels[i];
        if (label->upos >= ENT_UPOS_COUNT)
            return ent_fail(error, ENT_INPUT, name, 0, "model is damaged: labels");
        if (label->upos == ENT_UPOS_PROPN && strcmp(ent_xpos_name(label->xpos), "NNP") == 0)
            out->name_label = i;
    }
    out->known = known->data;
    out->known_mask = (uint32_t)(slots - 1);
    return ent_linear_open(&model.sections[ENT_TAGGER_WEIGHTS], out->label_count, name,
                           &out->linear, error);
}

/* The label of a word that has one only, or label_count. A full table cannot loop: at most 64 steps
 * are tried. */
static uint32_t known_label(const ent_tagger *tagger, uint32_t form) {
    for (uint32_t step = 0; step < 64; step++) {
        const ent_known_tag *slot = &tagger->known[(form + step) & tagger->known_mask];
        if (slot->form == 0) break;
        if (slot->form == form && slot->label < tagger->label_count) return slot->label;
    }
    return tagger->label_count;
}

size_t ent_tagger_features(const ent_word *word, uint32_t last, uint32_t before,
                           uint32_t *features) {
    const ent_word *w = word;
    uint32_t n = 0, id = 1;
#define FEATURE(a, b, c) features[n++] = ent_feature(id++, a, b, c)
    FEATURE(w->form, 0, 0);
    FEATURE(w->lower, 0, 0);
    FEATURE(w->lower, last, 0);
    for (int i = 0; i < ENT_AFFIX_MAX; i++) FEATURE(w->suffix[i], 0, 0);
    for (int i = 0; i < ENT_AFFIX_MAX; i++) FEATURE(w->prefix[i], 0, 0);
    FEATURE(w->shape, w->flags & (ENT_WORD_FIRST | ENT_WORD_HEADLINE), 0);
    FEATURE(w->flags, w->suffix[2], 0);
    FEATURE(w->flags, last, 0);
    FEATURE(w->classes, 0, 0);
    FEATURE(w->classes, last, 0);
    FEATURE(last, 0, 0);
    FEATURE(last, before, 0);
    FEATURE(last, w->suffix[2], 0);
    FEATURE(last, w->suffix[1], w[1].suffix[1]);
    FEATURE(w[-1].lower, 0, 0);
    FEATURE(w[-1].lower, w->lower, 0);
    FEATURE(w[-1].lower, last, 0);
    FEATURE(w[-1].suffix[2], w->suffix[2], 0);
    FEATURE(w[-1].classes, w->classes, 0);
    FEATURE(w[-2].lower, before, 0);
    FEATURE(w[-2].lower, w[-1].lower, 0);
    FEATURE(w[1].lower, 0, 0);
    FEATURE(w[1].lower, w->lower, 0);
    FEATURE(w[1].lower, last, 0);
    FEATURE(w[1].suffix[2], 0, 0);
    FEATURE(w[1].suffix[1], last, 0);
    FEATURE(w[1].shape, w->shape, 0);
    FEATURE(w[1].classes, 0, 0);
    FEATURE(w[1].classes, w->classes, last);
    FEATURE(w[2].lower, 0, 0);
    FEATURE(w[2].suffix[1], w[1].suffix[1], 0);
    FEATURE(w[2].classes, w[1].classes, 0);
    FEATURE(w[1].lower, w[2].lower, 0);
    FEATURE(w->shape, w[-1].shape, w[1].shape);
#undef FEATURE
    return n;
}

static bool is_particle(const ent_text *text, const ent_token *token) {
    static const char *const particles[] = {"von", "van", "der", "den", "de",  "da",
                                            "dos", "del", "di",  "la",  "le",  "bin",
                                            "ibn", "al",  "el",  "abu", "ben", NULL};
    for (const char *const *p = particles; *p; p++)
        if (strlen(*p) == token->length && memcmp(*p, ent_form(text, token), token->length) == 0)
            return true;
    return false;
}

/* A small word inside a name: "Ursula von der Leyen", "Mohammed bin Salman". The treebanks have too
 * few of them to learn from. */
static bool is_inside_name(const ent_text *text, const ent_sentence *sentence, uint32_t i) {
    const ent_token *token = ent_token_at(text, sentence, i);
    if (i == 0 || token->length > 3 || token[-1].upos != ENT_UPOS_PROPN) return false;
    uint32_t next = i;
    while (next < sentence->count && next < i + 3 &&
           is_particle(text, ent_token_at(text, sentence, next)))
        next++;
    if (next == i || next == sentence->count) return false;
    unsigned char first = (unsigned char)*ent_form(text, ent_token_at(text, sentence, next));
    return (first >= 'A' && first <= 'Z') || first >= 0xC3;
}

void ent_tagger_tag(const ent_tagger *tagger, ent_text *text, const ent_sentence *sentence,
                    const ent_word *words) {
    uint32_t last = ENT_LABELS_MAX, before = ENT_LABELS_MAX, features[ENT_TAGGER_FEATURES];
    _Alignas(16) int16_t scores[ENT_LABELS_MAX];
    for (uint32_t i = 0; i < sentence->count; i++) {
        uint32_t best = is_inside_name(text, sentence, i) ? tagger->name_label
                                                          : known_label(tagger, words[i].form);
        if (best == tagger->label_count) {
            size_t count = ent_tagger_features(&words[i], last, before, features);
            ent_linear_score(&tagger->linear, features, count, scores);
            best = 0;
            for (uint32_t label = 1; label < tagger->label_count; label++)
                if (scores[label] > scores[best]) best = label;
        }
        ent_token *token = ent_token_at(text, sentence, i);
        token->upos = tagger->labels[best].upos;
        token->xpos = tagger->labels[best].xpos;
        before = last;
        last = best;
    }
}
