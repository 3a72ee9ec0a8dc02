/* tagger.c - greedy tagging, left to right, by a network over a window of words and the two labels
 * before. */
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
    out->labels = labels->data;
    out->label_count = (uint32_t)(labels->size / sizeof(ent_tag));
    out->name_label = out->label_count;
    if (out->label_count > ENT_TAG_LABELS_MAX)
        return ent_fail(error, ENT_INPUT, name, 0, "model is damaged: labels");
    for (uint32_t i = 0; i < out->label_count; i++) {
        const ent_tag *label = &out->labels[i];
        if (label->upos >= ENT_UPOS_COUNT)
            return ent_fail(error, ENT_INPUT, name, 0, "model is damaged: labels");
        if (label->upos == ENT_UPOS_PROPN && strcmp(ent_xpos_name(label->xpos), "NNP") == 0)
            out->name_label = i;
        out->is_past[i] =
            label->upos == ENT_UPOS_VERB && (strcmp(ent_xpos_name(label->xpos), "VBD") == 0 ||
                                             strcmp(ent_xpos_name(label->xpos), "VBN") == 0);
    }
    const ent_section *verbs = &model.sections[ENT_TAGGER_VERBS];
    size_t places = verbs->size / sizeof *out->verbs;
    if (places == 0 || (places & (places - 1)) != 0 || places > UINT32_MAX)
        return ent_fail(error, ENT_INPUT, name, 0, "model is damaged: verbs");
    out->verbs = verbs->data;
    out->verbs_mask = (uint32_t)(places - 1);
    status = ent_net_open(&model.sections[ENT_TAGGER_NET], name, &out->net, error);
    if (status) return status;
    const ent_net_shape *shape = &out->net.shape;
    if (shape->slots != ENT_TAGGER_SLOTS || shape->extras != ENT_TAGGER_EXTRAS ||
        shape->outputs != out->label_count)
        return ent_fail(error, ENT_INPUT, name, 0, "model is damaged: shape");
    return ENT_OK;
}

void ent_tagger_extras(uint32_t last, uint32_t before, uint16_t *extras) {
    extras[0] = (uint16_t)(1 + last);
    extras[1] = (uint16_t)(1 + ENT_TAG_LABELS_MAX + 1 + before);
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

/* What the words bring, and after them what is outside. */
static const int16_t *const *bring_words(const ent_net *net, ent_net_memory *memory,
                                         const ent_word *words, uint32_t count,
                                         ent_arena *scratch) {
    uint32_t used = 0;
    uint32_t *features =
        ent_arena_alloc(scratch, ((size_t)count * ENT_WORD_FEATURES + 1) * sizeof *features);
    uint8_t *sizes = ent_arena_alloc(scratch, (size_t)count + 1);
    if (!features || !sizes) return NULL;
    for (uint32_t i = 0; i < count; i++) {
        sizes[i] = (uint8_t)ent_word_features(&words[i], features + used);
        used += sizes[i];
    }
    features[used] = ent_word_outside();
    sizes[count] = 1;
    return ent_net_bring(net, memory, features, sizes, count + 1, scratch);
}

/* "froze", "forbade": a past or participle that nothing else looks like; text to learn from has too
 * few of each. A full table cannot loop: at most 64 places are tried. */
static bool is_verb_only(const ent_tagger *tagger, const ent_word *word) {
    for (uint32_t step = 0; step < 64; step++) {
        uint32_t form = tagger->verbs[(word->lower + step) & tagger->verbs_mask];
        if (form == 0) return false;
        if (form == word->lower) return true;
    }
    return false;
}

static uint32_t best_label(const ent_tagger *tagger, const int16_t *const *brought,
                           const ent_word *word, uint32_t i, uint32_t count,
                           const uint16_t *extras) {
    uint32_t window[ENT_TAGGER_SLOTS], best = tagger->label_count;
    bool verb = is_verb_only(tagger, word);
    int16_t hidden[ENT_NET_HIDDEN_MAX];
    int32_t scores[ENT_TAG_LABELS_MAX];
    ent_net_window(i, count, ENT_TAGGER_SLOTS, window);
    ent_net_hidden(&tagger->net, brought, window, extras, 2, hidden);
    ent_net_score(&tagger->net, hidden, 0, tagger->label_count, scores);
    for (uint32_t label = 0; label < tagger->label_count; label++)
        if ((!verb || tagger->is_past[label]) &&
            (best == tagger->label_count || scores[label] > scores[best]))
            best = label;
    return best < tagger->label_count ? best : 0;
}

ent_status ent_tagger_tag(const ent_tagger *tagger, ent_text *text, const ent_sentence *sentence,
                          const ent_word *words, ent_net_memory *memory, ent_arena *scratch) {
    uint32_t last = ENT_TAG_LABELS_MAX, before = ENT_TAG_LABELS_MAX, count = sentence->count;
    const int16_t *const *brought = bring_words(&tagger->net, memory, words, count, scratch);
    if (!brought) return ENT_NO_MEMORY;
    for (uint32_t i = 0; i < count; i++) {
        uint16_t extras[2];
        ent_tagger_extras(last, before, extras);
        uint32_t best = tagger->name_label;
        if (best == tagger->label_count || !is_inside_name(text, sentence, i))
            best = best_label(tagger, brought, &words[i], i, count, extras);
        ent_token *token = ent_token_at(text, sentence, i);
        token->upos = tagger->labels[best].upos;
        token->xpos = tagger->labels[best].xpos;
        before = last;
        last = best;
    }
    return ENT_OK;
}
