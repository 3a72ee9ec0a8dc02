/* perceptron.c - averaged perceptron (Freund & Schapire 1999; the averaging as Daume 2006 does). */
#include "perceptron.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "corpus.h"

perceptron perceptron_new(uint32_t labels) {
    perceptron p = {.labels = labels, .step = 1, .capacity = 1 << 22, .rows = 1, .room = 1 << 16};
    p.features = must_alloc(p.capacity, sizeof *p.features);
    p.row_of = must_alloc(p.capacity, sizeof *p.row_of);
    p.weights = must_alloc((size_t)p.room * labels, sizeof *p.weights);
    p.changes = must_alloc((size_t)p.room * labels, sizeof *p.changes);
    return p;
}

void perceptron_free(perceptron *p) {
    free(p->features);
    free(p->row_of);
    free(p->weights);
    free(p->changes);
}

/* The place of a feature in the map, or the free one where it belongs. */
static inline size_t slot_of(const perceptron *p, uint32_t feature) {
    size_t at = (feature * UINT64_C(0x9E3779B97F4A7C15) >> 24) & (p->capacity - 1);
    while (p->row_of[at] && p->features[at] != feature) at = (at + 1) & (p->capacity - 1);
    return at;
}

static void grow_map(perceptron *p) {
    perceptron old = *p;
    p->capacity *= 2;
    p->features = must_alloc(p->capacity, sizeof *p->features);
    p->row_of = must_alloc(p->capacity, sizeof *p->row_of);
    for (size_t i = 0; i < old.capacity; i++) {
        if (!old.row_of[i]) continue;
        size_t at = slot_of(p, old.features[i]);
        p->features[at] = old.features[i];
        p->row_of[at] = old.row_of[i];
    }
    free(old.features);
    free(old.row_of);
}

static void *grow_rows(void *rows, size_t old, size_t new, size_t size) {
    char *grown = realloc(rows, new *size);
    if (!grown) die("out of memory");
    memset(grown + old * size, 0, (new - old) * size);
    return grown;
}

/* The row of a feature, added if it has none. */
static size_t add_row(perceptron *p, uint32_t feature) {
    size_t at = slot_of(p, feature);
    if (p->row_of[at]) return p->row_of[at];
    if (p->rows * 2 > p->capacity) {
        grow_map(p);
        at = slot_of(p, feature);
    }
    if (p->rows == p->room) {
        size_t old = (size_t)p->room * p->labels;
        p->room *= 2;
        p->weights = grow_rows(p->weights, old, old * 2, sizeof *p->weights);
        p->changes = grow_rows(p->changes, old, old * 2, sizeof *p->changes);
    }
    p->features[at] = feature;
    return p->row_of[at] = p->rows++;
}

void perceptron_score(const perceptron *p, const uint32_t *features, size_t count,
                      int32_t *scores) {
    memset(scores, 0, p->labels * sizeof *scores);
    for (size_t f = 0; f < count; f++) {
        const int32_t *row = p->weights + (size_t)p->row_of[slot_of(p, features[f])] * p->labels;
        for (uint32_t i = 0; i < p->labels; i++) scores[i] += row[i];
    }
}

void perceptron_update(perceptron *p, const uint32_t *features, size_t count, uint32_t truth,
                       uint32_t guess) {
    for (size_t f = 0; f < count; f++) {
        size_t row = add_row(p, features[f]) * p->labels;
        p->weights[row + truth]++;
        p->changes[row + truth] += p->step;
        p->weights[row + guess]--;
        p->changes[row + guess] -= p->step;
    }
}

static int by_size(const void *a, const void *b) {
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

/* The averages of all weights, 127 standing for the limit that all but the greatest 1 in 20,000 of
 * the non-zero ones keep; smaller ones than least become 0. */
static int8_t *quantise(const perceptron *p, int least, size_t *kept) {
    size_t count = (size_t)p->rows * p->labels, used = 0;
    float *average = must_alloc(count, sizeof *average), *sizes = must_alloc(count, sizeof *sizes);
    for (size_t i = 0; i < count; i++) {
        average[i] = (float)((double)p->weights[i] - (double)p->changes[i] / p->step);
        if (average[i] != 0) sizes[used++] = fabsf(average[i]);
    }
    qsort(sizes, used, sizeof *sizes, by_size);
    float limit = used ? sizes[used - 1 - used / 20000] : 1, scale = 127 / limit;
    int8_t *weights = must_alloc(count, 1);
    *kept = 0;
    for (size_t i = 0; i < count; i++) {
        float value = roundf(average[i] * scale);
        if (fabsf(value) < (float)least) value = 0;
        weights[i] = (int8_t)(value > 127 ? 127 : value < -127 ? -127 : value);
        *kept += weights[i] != 0;
    }
    printf("  %zu weights not zero, %zu kept, limit %.1f\n", used, *kept, (double)limit);
    free(average);
    free(sizes);
    return weights;
}

typedef struct packer {
    ent_slot *slots;
    uint32_t *sizes; /* of what is in a slot: the greatest weight */
    ent_entry *entries;
    size_t entry_count, dropped;
    uint32_t bucket_mask;
} packer;

/* A slot for a feature, in place of a lesser one if the bucket is full; NULL if it is the least. */
static ent_slot *place(packer *k, uint32_t feature, uint32_t size) {
    size_t first = (size_t)(feature & k->bucket_mask) * ENT_BUCKET, least = first;
    for (size_t i = first; i < first + ENT_BUCKET; i++) {
        if (k->slots[i] == 0) {
            k->sizes[i] = size;
            return &k->slots[i];
        }
        if (k->sizes[i] < k->sizes[least]) least = i;
    }
    k->dropped++;
    if (k->sizes[least] >= size) return NULL;
    k->sizes[least] = size;
    return &k->slots[least];
}

static void pack(packer *k, uint32_t feature, const int8_t *row, uint32_t labels) {
    uint32_t size = 0, count = 0;
    for (uint32_t l = 0; l < labels; l++) {
        uint32_t weight = (uint32_t)abs(row[l]);
        count += weight != 0;
        if (weight > size) size = weight;
    }
    ent_slot *slot = count ? place(k, feature, size) : NULL;
    if (!slot) return;
    *slot = ent_feature_check(feature) << 24;
    if (labels <= ENT_FEW_LABELS) {
        for (uint32_t l = 0; l < labels; l++) *slot |= (uint32_t)(uint8_t)row[l] << (8 * l);
        return;
    }
    if (k->entry_count + count >= 1 << 24) die("too many weights");
    *slot |= (uint32_t)k->entry_count;
    for (uint32_t l = 0; l < labels; l++)
        if (row[l]) k->entries[k->entry_count++] = (ent_entry){(uint8_t)l, row[l]};
    k->entries[k->entry_count - 1].label |= ENT_ENTRY_LAST;
}

static bool is_empty(const int8_t *row, uint32_t labels) {
    for (uint32_t l = 0; l < labels; l++)
        if (row[l]) return false;
    return true;
}

void perceptron_export(const perceptron *p, int least, ent_section *sections) {
    size_t kept, rows = 0, slots = 1024;
    int8_t *weights = quantise(p, least, &kept);
    uint32_t *feature_of = must_alloc(p->rows, sizeof *feature_of); /* in a fixed order: of rows */
    for (size_t i = 0; i < p->capacity; i++)
        if (p->row_of[i]) feature_of[p->row_of[i]] = p->features[i];
    for (size_t row = 1; row < p->rows; row++)
        rows += !is_empty(weights + row * p->labels, p->labels);
    while ((double)rows > 1.05 * (double)slots) slots *= 2;
    packer k = {must_alloc(slots, sizeof *k.slots),
                must_alloc(slots, sizeof *k.sizes),
                must_alloc(kept + 1, sizeof *k.entries),
                0,
                0,
                (uint32_t)(slots / ENT_BUCKET - 1)};
    for (size_t row = 1; row < p->rows; row++)
        pack(&k, feature_of[row], weights + row * p->labels, p->labels);
    printf("  %zu features in %zu slots, %zu dropped, %zu entries\n", rows, slots, k.dropped,
           k.entry_count);
    sections[ENT_LINEAR_SLOTS] = (ent_section){k.slots, slots * sizeof *k.slots};
    sections[ENT_LINEAR_ENTRIES] = (ent_section){k.entries, k.entry_count * sizeof *k.entries};
    free(feature_of);
    free(k.sizes);
    free(weights);
}
