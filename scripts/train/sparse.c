/* sparse.c - a linear model trained with AdaGrad (Duchi, Hazan & Singer 2011) and dropped features
 * (Wager, Wang & Liang 2013), and packed into the form that the program reads. */
#include "sparse.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "corpus.h"

/* What the sum of squares begins with: a slight slope makes a slight first move. */
static const float CALM = 0.1f;

/* Features are numbered as they come, by an open-addressed map; row 0 stands for none. */
struct sparse {
    uint32_t labels, rows, room;
    uint32_t *keys, *row_of;
    size_t capacity;
    float *weights, *squares; /* labels a row */
    double *sums;             /* of the weights that were counted in, summed_rows rows */
    uint32_t summed_rows, times;
    float rate, decay;
    double drop;
    uint64_t chance;
    uint32_t *seen, *sizes; /* rows of the looks that wait for blame, and how many each has */
    size_t seen_count, seen_room, looks, looks_room;
};

sparse *sparse_new(uint32_t labels, double rate, double decay, double drop) {
    sparse *m = must_alloc(1, sizeof *m);
    *m = (sparse){.labels = labels,
                  .rows = 1,
                  .capacity = 1 << 23,
                  .rate = (float)rate,
                  .decay = (float)decay,
                  .drop = drop,
                  .chance = 1};
    m->keys = must_alloc(m->capacity, sizeof *m->keys);
    m->row_of = must_alloc(m->capacity, sizeof *m->row_of);
    return m;
}

static bool is_dropped(sparse *m) {
    m->chance = m->chance * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (double)(m->chance >> 40) < m->drop * (1 << 24);
}

/* The row of a feature, a new one if it has none. */
static uint32_t row_of(sparse *m, uint32_t feature) {
    size_t at = (feature * UINT64_C(0x9E3779B97F4A7C15) >> 24) & (m->capacity - 1);
    while (m->row_of[at] && m->keys[at] != feature) at = (at + 1) & (m->capacity - 1);
    if (m->row_of[at]) return m->row_of[at];
    if ((size_t)m->rows * 10 > m->capacity * 9) die("too many features");
    if (m->rows >= m->room) {
        size_t old = (size_t)m->room * m->labels;
        m->room = m->room ? m->room * 2 : 1 << 16;
        m->weights = must_grow(m->weights, old, (size_t)m->room * m->labels, sizeof(float));
        m->squares = must_grow(m->squares, old, (size_t)m->room * m->labels, sizeof(float));
    }
    m->keys[at] = feature;
    return m->row_of[at] = m->rows++;
}

void sparse_look(sparse *m, const uint32_t *features, size_t count, float *scores) {
    if (m->seen_count + count > m->seen_room) {
        size_t room = (m->seen_count + count) * 2;
        m->seen = must_grow(m->seen, m->seen_room, room, sizeof *m->seen);
        m->seen_room = room;
    }
    if (m->looks == m->looks_room) {
        size_t room = m->looks_room ? m->looks_room * 2 : 256;
        m->sizes = must_grow(m->sizes, m->looks_room, room, sizeof *m->sizes);
        m->looks_room = room;
    }
    uint32_t used = 0;
    memset(scores, 0, m->labels * sizeof *scores);
    for (size_t f = 0; f < count; f++) {
        if (is_dropped(m)) continue;
        uint32_t row = row_of(m, features[f]);
        const float *weights = m->weights + (size_t)row * m->labels;
        for (uint32_t y = 0; y < m->labels; y++) scores[y] += weights[y];
        m->seen[m->seen_count++] = row;
        used++;
    }
    m->sizes[m->looks++] = used;
}

void sparse_blame(sparse *m, const float *slopes) {
    const uint32_t *row = m->seen;
    for (size_t look = 0; look < m->looks; look++, slopes += m->labels)
        for (uint32_t k = 0; k < m->sizes[look]; k++) {
            size_t at = (size_t)*row++ * m->labels;
            for (uint32_t y = 0; y < m->labels; y++) {
                float move = slopes[y] + m->decay * m->weights[at + y];
                m->squares[at + y] += move * move;
                m->weights[at + y] -= m->rate * move / sqrtf(m->squares[at + y] + CALM);
            }
        }
    m->seen_count = m->looks = 0;
}

void sparse_count_in(sparse *m) {
    size_t old = (size_t)m->summed_rows * m->labels, count = (size_t)m->rows * m->labels;
    m->sums = must_grow(m->sums, old, count, sizeof *m->sums);
    for (size_t i = 0; i < count; i++) m->sums[i] += m->weights[i];
    m->summed_rows = m->rows;
    m->times++;
}

void sparse_average(sparse *m) {
    for (size_t i = 0; i < (size_t)m->summed_rows * m->labels; i++)
        m->weights[i] = (float)(m->sums[i] / m->times);
}

/* ---- Packing ---- */

static int by_size(const void *a, const void *b) {
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

/* All weights as whole numbers, 127 standing for the limit that all but the greatest 1 in 20,000 of
 * the non-zero ones keep; smaller ones than least become 0. */
static int8_t *quantise(const sparse *m, int least, size_t *kept, double *scale) {
    size_t count = (size_t)m->rows * m->labels, used = 0;
    float *sizes = must_alloc(count, sizeof *sizes);
    for (size_t i = 0; i < count; i++)
        if (m->weights[i] != 0) sizes[used++] = fabsf(m->weights[i]);
    qsort(sizes, used, sizeof *sizes, by_size);
    *scale = used ? 127 / sizes[used - 1 - used / 20000] : 1;
    int8_t *small = must_alloc(count, 1);
    *kept = 0;
    for (size_t i = 0; i < count; i++) {
        double value = round(m->weights[i] * *scale);
        if (fabs(value) < least) value = 0;
        small[i] = (int8_t)(value > 127 ? 127 : value < -127 ? -127 : value);
        *kept += small[i] != 0;
    }
    free(sizes);
    return small;
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
    for (uint32_t y = 0; y < labels; y++) {
        uint32_t weight = (uint32_t)abs(row[y]);
        count += weight != 0;
        if (weight > size) size = weight;
    }
    ent_slot *slot = count ? place(k, feature, size) : NULL;
    if (!slot) return;
    if (k->entry_count + count >= 1 << 24) die("too many weights");
    *slot = ent_feature_check(feature) << 24 | (uint32_t)k->entry_count;
    for (uint32_t y = 0; y < labels; y++)
        if (row[y]) k->entries[k->entry_count++] = (ent_entry){(uint8_t)y, row[y]};
    k->entries[k->entry_count - 1].label |= ENT_ENTRY_LAST;
}

static bool is_empty(const int8_t *row, uint32_t labels) {
    for (uint32_t y = 0; y < labels; y++)
        if (row[y]) return false;
    return true;
}

double sparse_export(const sparse *m, int least, ent_section *sections) {
    size_t kept, rows = 0, slots = 1024;
    double scale;
    int8_t *small = quantise(m, least, &kept, &scale);
    uint32_t *feature_of = must_alloc(m->rows, sizeof *feature_of); /* in a fixed order: of rows */
    for (size_t i = 0; i < m->capacity; i++)
        if (m->row_of[i]) feature_of[m->row_of[i]] = m->keys[i];
    for (size_t row = 1; row < m->rows; row++)
        rows += !is_empty(small + row * m->labels, m->labels);
    while ((double)rows > 1.05 * (double)slots) slots *= 2;
    packer k = {must_alloc(slots, sizeof *k.slots),
                must_alloc(slots, sizeof *k.sizes),
                must_alloc(kept + 1, sizeof *k.entries),
                0,
                0,
                (uint32_t)(slots / ENT_BUCKET - 1)};
    for (size_t row = 1; row < m->rows; row++)
        pack(&k, feature_of[row], small + row * m->labels, m->labels);
    printf("  %zu features in %zu slots, %zu dropped, %zu entries\n", rows, slots, k.dropped,
           k.entry_count);
    sections[ENT_LINEAR_SLOTS] = (ent_section){k.slots, slots * sizeof *k.slots};
    sections[ENT_LINEAR_ENTRIES] = (ent_section){k.entries, k.entry_count * sizeof *k.entries};
    free(feature_of);
    free(k.sizes);
    free(small);
    return scale;
}
