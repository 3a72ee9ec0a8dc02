/* ner.h - finding names: each token gets a BIO tag of person, organisation or location. */
#ifndef ENTENTE_ANALYSE_NER_H
#define ENTENTE_ANALYSE_NER_H

#include "analyse/model.h"
#include "base/arena.h"
#include "entente/text.h"

/* Read-only once open; shared by threads. */
struct ent_ner_model {
    ent_model file;
};

/* Open the model compiled in. ENT_INPUT if it is damaged. Nothing to close. */
ent_status ent_ner_open(struct ent_ner_model *model, ent_error *error);

/* Fill ner of every token of sentence; upos, xpos and lemma are already there. If scratch runs out
 * of memory all tokens become O and ENT_NO_MEMORY is returned. The caller resets scratch. */
ent_status ent_ner_tag(const struct ent_ner_model *model, ent_text *text,
                       const ent_sentence *sentence, ent_arena *scratch);

#endif
