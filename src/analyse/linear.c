/* linear.c - scoring with linear models over hashed features (see linear.h). */
#include "analyse/linear.h"

#include <string.h>

/* Entries must stay inside their section: the last one ends a list, labels are in range. */
static bool is_sound(const ent_section *slots, const ent_section *entries, uint32_t labels) {
    const ent_slot *slot = slots->data;
    const ent_entry *entry = entries->data;
    size_t count = entries->size / sizeof *entry;
    if (count == 0 || !(entry[count - 1].label & ENT_ENTRY_LAST)) return false;
    uint32_t last = 0, label = 0; /* greatest ones: a loop without a way out is several at a time */
    for (size_t i = 0; i < slots->size / sizeof *slot; i++) {
        uint32_t first = slot[i] & 0xFFFFFF;
        last = first > last ? first : last;
    }
    for (size_t i = 0; i < count; i++) {
        uint32_t own = entry[i].label & ~(uint32_t)ENT_ENTRY_LAST;
        label = own > label ? own : label;
    }
    return last < count && label < labels;
}

ent_status ent_linear_open(const ent_section *sections, uint32_t labels, const char *name,
                           ent_linear *out, ent_error *error) {
    const ent_section *slots = &sections[ENT_LINEAR_SLOTS];
    size_t buckets = slots->size / (ENT_BUCKET * sizeof(ent_slot));
    if (labels == 0 || labels > ENT_LABELS_MAX || buckets == 0 || buckets > UINT32_MAX ||
        (buckets & (buckets - 1)) != 0 || !is_sound(slots, &sections[ENT_LINEAR_ENTRIES], labels))
        return ent_fail(error, ENT_INPUT, name, 0, "model is damaged: weights do not fit");
    *out = (ent_linear){slots->data, sections[ENT_LINEAR_ENTRIES].data, (uint32_t)(buckets - 1),
                        labels};
    return ENT_OK;
}

static inline const ent_slot *bucket_of(const ent_linear *linear, uint32_t feature) {
    return linear->slots + (size_t)(feature & linear->bucket_mask) * ENT_BUCKET;
}

/* The slot of a feature in its bucket, 0 if it has none. */
static inline ent_slot find_slot(const ent_slot *bucket, uint32_t check) {
    for (int i = 0; i < ENT_BUCKET; i++)
        if (bucket[i] >> 24 == check) return bucket[i];
    return 0;
}

void ent_linear_score(const ent_linear *linear, const uint32_t *features, size_t count,
                      int16_t *scores) {
    for (size_t f = 0; f < count; f++) __builtin_prefetch(bucket_of(linear, features[f]));
    memset(scores, 0, linear->labels * sizeof *scores);
    for (size_t f = 0; f < count; f++) {
        ent_slot slot = find_slot(bucket_of(linear, features[f]), ent_feature_check(features[f]));
        if (!slot) continue;
        const ent_entry *entry = linear->entries + (slot & 0xFFFFFF);
        for (;; entry++) {
            uint32_t label = entry->label & ~(uint32_t)ENT_ENTRY_LAST;
            scores[label] = (int16_t)(scores[label] + entry->weight);
            if (entry->label & ENT_ENTRY_LAST) break;
        }
    }
}
