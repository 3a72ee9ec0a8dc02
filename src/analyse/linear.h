/* linear.h - linear models over hashed features, with 8-bit weights.
 *
 * Only weights that training left different from zero are stored: a table of buckets of four slots
 * finds a feature's weights with one look into memory. Scores are sums of integers and so the same
 * on every machine. */
#ifndef ENTENTE_ANALYSE_LINEAR_H
#define ENTENTE_ANALYSE_LINEAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/model.h"

enum { ENT_LABELS_MAX = 128, ENT_BUCKET = 4 };

/* A slot is 32 bits, 0 if free: the top 8 are a check of the feature, the others say where its
 * entries begin. */
typedef uint32_t ent_slot;

/* A weight of a label. The last entry of a feature has ENT_ENTRY_LAST set in label. */
typedef struct ent_entry {
    uint8_t label;
    int8_t weight;
} ent_entry;
enum { ENT_ENTRY_LAST = 0x80 };

typedef struct ent_linear {
    const ent_slot *slots;
    const ent_entry *entries;
    uint32_t bucket_mask; /* number of buckets - 1 */
    uint32_t labels;
} ent_linear;

/* Sections of a model that hold one ent_linear. */
enum { ENT_LINEAR_SLOTS, ENT_LINEAR_ENTRIES, ENT_LINEAR_SECTIONS };

/* Use two sections as the weights of that many labels (at most ENT_LABELS_MAX). ENT_INPUT if
 * anything in them would lead out of them. */
ent_status ent_linear_open(const ent_section *sections, uint32_t labels, const char *name,
                           ent_linear *out, ent_error *error);

/* scores[0 .. labels - 1] = the sums of the features' weights. At most 250 features, so that 16
 * bits hold a sum. */
void ent_linear_score(const ent_linear *linear, const uint32_t *features, size_t count,
                      int16_t *scores);

/* The check of a feature, never 0; its bucket comes from the other bits. */
static inline uint32_t ent_feature_check(uint32_t feature) {
    uint32_t check = feature >> 24;
    return check ? check : 1;
}

#endif
