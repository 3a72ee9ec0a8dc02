/* ner.h - finding names: each token gets a BIO tag of person, organisation or location. */
#ifndef ENTENTE_ANALYSE_NER_H
#define ENTENTE_ANALYSE_NER_H

#include "analyse/linear.h"
#include "analyse/word.h"

typedef struct ent_namer {
    ent_linear linear; /* columns: ent_ner */
} ent_namer;

/* Open a model in place. ENT_INPUT if it is damaged. */
ent_status ent_ner_open(const void *bytes, size_t size, ent_namer *out, ent_error *error);

/* Fill ner of the sentence's tokens, whose tags are known. */
void ent_ner_tag(const ent_namer *namer, ent_text *text, const ent_sentence *sentence,
                 const ent_word *words);

/* For training: the features of the i-th word given the labels of the two before it
 * (ENT_NER_COUNT: none). Room for ENT_NER_FEATURES; returns how many. */
enum { ENT_NER_FEATURES = 80 };
size_t ent_ner_features(const ent_text *text, const ent_sentence *sentence, const ent_word *words,
                        uint32_t i, uint32_t last, uint32_t before, uint32_t *features);
/* May label follow last? An I- tag only follows a tag of its type. */
bool ent_ner_legal(uint32_t label, uint32_t last);

#endif
