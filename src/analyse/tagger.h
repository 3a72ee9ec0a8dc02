/* tagger.h - parts of speech: each token gets its UPOS and XPOS together, left to right. */
#ifndef ENTENTE_ANALYSE_TAGGER_H
#define ENTENTE_ANALYSE_TAGGER_H

#include "analyse/net.h"
#include "analyse/word.h"

/* Sections of a model of kind ENT_MODEL_TAGGER. */
enum {
    ENT_TAGGER_NET,
    ENT_TAGGER_LABELS = ENT_TAGGER_NET + ENT_NET_SECTIONS,
    ENT_TAGGER_VERBS, /* hashes of forms that are nothing but verbs: linear probing, 0: free */
    ENT_TAGGER_SECTIONS
};

enum { ENT_TAG_LABELS_MAX = 128 };

typedef struct ent_tag {
    uint8_t upos, xpos;
} ent_tag;

typedef struct ent_tagger {
    ent_net net; /* outputs: labels */
    const ent_tag *labels;
    uint32_t label_count;
    uint32_t name_label;              /* PROPN NNP; label_count if the model has none */
    bool is_past[ENT_TAG_LABELS_MAX]; /* of labels: past or participle of a verb */
    const uint32_t *verbs;
    uint32_t verbs_mask; /* number of places - 1 */
} ent_tagger;

/* Open a model in place. ENT_INPUT if it is damaged. */
ent_status ent_tagger_open(const void *bytes, size_t size, ent_tagger *out, ent_error *error);

/* Fill upos and xpos of the sentence's tokens. words as from ent_words; memory is of the tagger's
 * net. ENT_NO_MEMORY if scratch cannot grow. */
ent_status ent_tagger_tag(const ent_tagger *tagger, ent_text *text, const ent_sentence *sentence,
                          const ent_word *words, ent_net_memory *memory, ent_arena *scratch);

/* ---- What the network sees, for training, too ---- */

enum {
    ENT_TAGGER_SLOTS = 7, /* the word and three on each side */
    ENT_TAGGER_EXTRAS = 1 + 2 * (ENT_TAG_LABELS_MAX + 1)
};

/* The extra rows, two, for the labels of the two words before (ENT_TAG_LABELS_MAX: none). */
void ent_tagger_extras(uint32_t last, uint32_t before, uint16_t *extras);

#endif
