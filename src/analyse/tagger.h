/* tagger.h - parts of speech: each token gets its UPOS and XPOS together, left to right. */
#ifndef ENTENTE_ANALYSE_TAGGER_H
#define ENTENTE_ANALYSE_TAGGER_H

#include "analyse/linear.h"
#include "analyse/word.h"

/* Sections of a model of kind ENT_MODEL_TAGGER. */
enum {
    ENT_TAGGER_LABELS,
    ENT_TAGGER_KNOWN,
    ENT_TAGGER_WEIGHTS,
    ENT_TAGGER_SECTIONS = ENT_TAGGER_WEIGHTS + ENT_LINEAR_SECTIONS
};

typedef struct ent_tag {
    uint8_t upos, xpos;
} ent_tag;

/* An entry of the table of words that have one tag only: found by form, linear probing. */
typedef struct ent_known_tag {
    uint32_t form; /* ent_word.form; 0: free */
    uint32_t label;
} ent_known_tag;

typedef struct ent_tagger {
    ent_linear linear;
    const ent_tag *labels;
    uint32_t label_count;
    uint32_t name_label; /* PROPN NNP; label_count if the model has none */
    const ent_known_tag *known;
    uint32_t known_mask;
} ent_tagger;

/* Open a model in place. ENT_INPUT if it is damaged. */
ent_status ent_tagger_open(const void *bytes, size_t size, ent_tagger *out, ent_error *error);

/* Fill upos and xpos of the sentence's tokens. words as from ent_words. */
void ent_tagger_tag(const ent_tagger *tagger, ent_text *text, const ent_sentence *sentence,
                    const ent_word *words);

/* For training: the features of a word given the labels of the two words before it (ENT_LABELS_MAX:
 * none). Room for ENT_TAGGER_FEATURES; returns how many. */
enum { ENT_TAGGER_FEATURES = 48 };
size_t ent_tagger_features(const ent_word *word, uint32_t last, uint32_t before,
                           uint32_t *features);

#endif
