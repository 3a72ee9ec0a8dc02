/* acts.h - inside the relate stage: the trained model of acts, which tells what is likely between a
 * given pair (see features.h for what it looks at).
 *
 * A code's score is the sum of the weights that the sentence's features have for it, and of those
 * of the best candidate that tells it, if these are more than nothing. All numbers are integers. */
#ifndef ENTENTE_RELATE_ACTS_H
#define ENTENTE_RELATE_ACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/model.h"

/* Rows of the two tables; a feature is of the row that its lowest bits say. The codes are those of
 * ent_act, LINK left out; ENT_ACTS_UNIT: a score of 1 in natural logarithms. */
enum { ENT_ACTS_WORDS = 1 << 13, ENT_ACTS_CANDIDATES = 1 << 13, ENT_ACTS_CODES = 16 };
enum { ENT_ACTS_UNIT = 64 };

typedef struct ent_acts {
    const int8_t (*words)[ENT_ACTS_CODES];
    const int16_t *candidates;
} ent_acts;

/* Sections of a model of kind ENT_MODEL_ACTS. */
enum { ENT_ACTS_WORD_SECTION, ENT_ACTS_CANDIDATE_SECTION, ENT_ACTS_SECTIONS };

/* Open a model in place. ENT_INPUT if it is damaged. */
ent_status ent_acts_open(const void *bytes, size_t size, ent_acts *out, ent_error *error);

static inline const int8_t *ent_acts_word(const ent_acts *acts, uint32_t feature) {
    return acts->words[feature & (ENT_ACTS_WORDS - 1)];
}

static inline int ent_acts_candidate(const ent_acts *acts, uint32_t feature) {
    return acts->candidates[feature & (ENT_ACTS_CANDIDATES - 1)];
}

#endif
