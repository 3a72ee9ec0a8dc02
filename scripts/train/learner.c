/* learner.c - training a feed-forward network by back-propagation with Adam (Kingma & Ba 2015);
 * rows of embeddings move only when they were touched. */
#include "learner.h"

#include <cblas.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "corpus.h"

/* How often a word is shown without its form. */
static const double FORGET = 0.12;

/* Weights with their slopes and Adam's two moments. */
typedef struct weights {
    size_t count;
    float *value, *slope, *mean, *square;
} weights;

struct learner {
    ent_net_shape shape;
    weights words, slots, extras, outputs, biases;
    double rate, drop;
    uint32_t batch, waiting; /* sentences whose slopes wait for a step */
    uint64_t sentences, seen, step, chance;
    uint32_t *touched; /* rows of words that have a slope */
    size_t touched_count;
    uint8_t *is_touched;
    /* the sentence */
    const uint32_t *features;
    const uint8_t *sizes;
    uint32_t count, room;
    float *x, *dx, *brought, *dbrought;
    /* the last state */
    const uint32_t *slot_words;
    const uint16_t *extra_rows;
    size_t extra_count;
    float *hidden, *dhidden;
};

double learner_chance(learner *l) {
    l->chance = l->chance * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (double)(l->chance >> 33) / (double)(UINT64_C(1) << 31);
}

static weights make_weights(learner *l, size_t count, double range) {
    weights w = {count, must_alloc(count, sizeof(float)), must_alloc(count, sizeof(float)),
                 must_alloc(count, sizeof(float)), must_alloc(count, sizeof(float))};
    for (size_t i = 0; i < count; i++) w.value[i] = (float)((2 * learner_chance(l) - 1) * range);
    return w;
}

learner *learner_new(const ent_net_shape *shape, double rate, double drop, uint32_t batch,
                     uint64_t sentences) {
    learner *l = must_alloc(1, sizeof *l);
    *l = (learner){.shape = *shape,
                   .rate = rate,
                   .drop = drop,
                   .batch = batch,
                   .sentences = sentences,
                   .chance = 7};
    size_t width = (size_t)shape->slots * shape->hidden;
    l->words = make_weights(l, (size_t)shape->rows * shape->dims, 0.1);
    l->slots = make_weights(l, shape->dims * width, sqrt(3.0 / (shape->dims * shape->slots)) * 1.5);
    l->extras = make_weights(l, (size_t)shape->extras * shape->hidden, 0.05);
    l->outputs = make_weights(l, (size_t)shape->outputs * shape->hidden, sqrt(3.0 / shape->hidden));
    l->biases = make_weights(l, shape->outputs, 0);
    l->touched = must_alloc(shape->rows, sizeof *l->touched);
    l->is_touched = must_alloc(shape->rows, 1);
    l->hidden = must_alloc(shape->hidden, sizeof(float));
    l->dhidden = must_alloc(shape->hidden, sizeof(float));
    return l;
}

static void make_room(learner *l, uint32_t count) {
    size_t width = (size_t)l->shape.slots * l->shape.hidden, dims = l->shape.dims;
    if (count <= l->room) return;
    l->x = must_grow(l->x, l->room * dims, count * dims, sizeof(float));
    l->dx = must_grow(l->dx, l->room * dims, count * dims, sizeof(float));
    l->brought = must_grow(l->brought, l->room * width, count * width, sizeof(float));
    l->dbrought = must_grow(l->dbrought, l->room * width, count * width, sizeof(float));
    l->room = count;
}

void learner_begin(learner *l, const uint32_t *features, const uint8_t *sizes, uint32_t count) {
    uint32_t dims = l->shape.dims;
    int width = (int)(l->shape.slots * l->shape.hidden);
    make_room(l, count);
    l->features = features;
    l->sizes = sizes;
    l->count = count;
    memset(l->x, 0, (size_t)count * dims * sizeof(float));
    for (uint32_t w = 0; w < count; w++)
        for (uint32_t f = 0; f < sizes[w]; f++, features++) {
            const float *row = l->words.value + (size_t)(*features & (l->shape.rows - 1)) * dims;
            for (uint32_t d = 0; d < dims; d++) l->x[w * dims + d] += row[d];
        }
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, (int)count, width, (int)dims, 1, l->x,
                (int)dims, l->slots.value, width, 0, l->brought, width);
    memset(l->dbrought, 0, (size_t)count * (size_t)width * sizeof(float));
}

void learner_show(learner *l, const ent_word *words, uint32_t count) {
    static uint32_t *features;
    static uint8_t *sizes;
    static uint32_t room;
    uint32_t used = 0;
    if (count + 1 > room) {
        features = must_grow(features, (size_t)room * ENT_WORD_FEATURES,
                             ((size_t)count + 1) * ENT_WORD_FEATURES, sizeof *features);
        sizes = must_grow(sizes, room, (size_t)count + 1, 1);
        room = count + 1;
    }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t *f = features + used, size = (uint32_t)ent_word_features(&words[i], f);
        if (learner_chance(l) < FORGET) {
            size -= ENT_WORD_IDENTITY;
            memmove(f, f + ENT_WORD_IDENTITY, size * sizeof *f);
        }
        sizes[i] = (uint8_t)size;
        used += size;
    }
    features[used] = ent_word_outside();
    sizes[count] = 1;
    learner_begin(l, features, sizes, count + 1);
}

void learner_look(learner *l, const uint32_t *words, const uint16_t *extras, size_t extra_count,
                  float *scores) {
    uint32_t width = l->shape.hidden, slots = l->shape.slots;
    float *hidden = l->hidden;
    memcpy(hidden, l->extras.value, width * sizeof *hidden);
    for (size_t e = 0; e < extra_count; e++) {
        const float *row = l->extras.value + (size_t)extras[e] * width;
        for (uint32_t h = 0; h < width; h++) hidden[h] += row[h];
    }
    for (uint32_t s = 0; s < slots; s++) {
        const float *row = l->brought + ((size_t)words[s] * slots + s) * width;
        for (uint32_t h = 0; h < width; h++) hidden[h] += row[h];
    }
    float kept = (float)(1 / (1 - l->drop));
    for (uint32_t h = 0; h < width; h++)
        hidden[h] = hidden[h] > 0 && learner_chance(l) >= l->drop ? hidden[h] * kept : 0;
    for (uint32_t i = 0; i < l->shape.outputs; i++) {
        const float *row = l->outputs.value + (size_t)i * width;
        float lanes[8] = {0}, sum = l->biases.value[i];
        for (uint32_t h = 0; h < width; h += 8)
            for (int k = 0; k < 8; k++) lanes[k] += hidden[h + (uint32_t)k] * row[h + (uint32_t)k];
        for (int k = 0; k < 8; k++) sum += lanes[k];
        scores[i] = sum;
    }
    l->slot_words = words;
    l->extra_rows = extras;
    l->extra_count = extra_count;
}

static void add(float *to, const float *from, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) to[i] += from[i];
}

void learner_blame(learner *l, const float *slopes) {
    uint32_t width = l->shape.hidden, slots = l->shape.slots;
    float *dhidden = l->dhidden, kept = (float)(1 / (1 - l->drop));
    memset(dhidden, 0, width * sizeof *dhidden);
    for (uint32_t i = 0; i < l->shape.outputs; i++) {
        float slope = slopes[i];
        if (slope == 0) continue;
        const float *row = l->outputs.value + (size_t)i * width;
        float *drow = l->outputs.slope + (size_t)i * width;
        l->biases.slope[i] += slope;
        for (uint32_t h = 0; h < width; h++) {
            dhidden[h] += slope * row[h];
            drow[h] += slope * l->hidden[h];
        }
    }
    for (uint32_t h = 0; h < width; h++) dhidden[h] = l->hidden[h] > 0 ? dhidden[h] * kept : 0;
    add(l->extras.slope, dhidden, width);
    for (size_t e = 0; e < l->extra_count; e++)
        add(l->extras.slope + (size_t)l->extra_rows[e] * width, dhidden, width);
    for (uint32_t s = 0; s < slots; s++)
        add(l->dbrought + ((size_t)l->slot_words[s] * slots + s) * width, dhidden, width);
}

/* One step of Adam for some of the weights; their slopes become 0. */
static void adam(const learner *l, weights *w, size_t first, size_t count) {
    float rate = (float)(l->rate * (1 - (double)l->seen / (double)(l->sentences + 1)));
    float fix1 = 1 - powf(0.9f, (float)l->step), fix2 = 1 - powf(0.999f, (float)l->step);
    float move = rate * sqrtf(fix2) / fix1;
    float *value = w->value + first, *slope = w->slope + first;
    float *mean = w->mean + first, *square = w->square + first;
    for (size_t i = 0; i < count; i++) {
        mean[i] = 0.9f * mean[i] + 0.1f * slope[i];
        square[i] = 0.999f * square[i] + 0.001f * slope[i] * slope[i];
        value[i] -= move * mean[i] / (sqrtf(square[i]) + 1e-7f);
        slope[i] = 0;
    }
}

static void step(learner *l) {
    uint32_t dims = l->shape.dims;
    l->step++;
    l->waiting = 0;
    adam(l, &l->slots, 0, l->slots.count);
    adam(l, &l->extras, 0, l->extras.count);
    adam(l, &l->outputs, 0, l->outputs.count);
    adam(l, &l->biases, 0, l->biases.count);
    for (size_t i = 0; i < l->touched_count; i++) {
        adam(l, &l->words, (size_t)l->touched[i] * dims, dims);
        l->is_touched[l->touched[i]] = 0;
    }
    l->touched_count = 0;
}

void learner_end(learner *l) {
    int dims = (int)l->shape.dims, width = (int)(l->shape.slots * l->shape.hidden);
    int count = (int)l->count;
    cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, dims, width, count, 1, l->x, dims,
                l->dbrought, width, 1, l->slots.slope, width);
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, count, dims, width, 1, l->dbrought, width,
                l->slots.value, width, 0, l->dx, dims);
    const uint32_t *feature = l->features;
    for (uint32_t w = 0; w < l->count; w++)
        for (uint32_t f = 0; f < l->sizes[w]; f++, feature++) {
            uint32_t row = *feature & (l->shape.rows - 1);
            if (!l->is_touched[row]) l->touched[l->touched_count++] = row;
            l->is_touched[row] = 1;
            add(l->words.slope + (size_t)row * l->shape.dims, l->dx + (size_t)w * l->shape.dims,
                l->shape.dims);
        }
    l->seen++;
    if (++l->waiting == l->batch) step(l);
}

double learner_softmax(const float *scores, uint32_t first, uint32_t count, uint32_t truth,
                       float *slopes) {
    double most = scores[first], sum = 0;
    for (uint32_t i = first; i < first + count; i++) most = scores[i] > most ? scores[i] : most;
    for (uint32_t i = first; i < first + count; i++) sum += exp(scores[i] - most);
    for (uint32_t i = first; i < first + count; i++)
        slopes[i] += (float)(exp(scores[i] - most) / sum) - (i == truth);
    return log(sum) + most - scores[truth];
}

/* ---- Rounding ---- */

static int by_size(const void *a, const void *b) {
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

/* The size that all but one in so many of the weights are within. */
static float limit_of(const weights *w, size_t one_in) {
    float *sizes = must_alloc(w->count, sizeof *sizes);
    for (size_t i = 0; i < w->count; i++) sizes[i] = fabsf(w->value[i]);
    qsort(sizes, w->count, sizeof *sizes, by_size);
    float limit = sizes[w->count - 1 - w->count / one_in];
    free(sizes);
    return limit > 1e-6f ? limit : 1e-6f;
}

static int rounded(double value, int limit) {
    double r = round(value);
    return (int)(r > limit ? limit : r < -limit ? -limit : r);
}

static ent_section round16(const weights *w, double scale, int limit) {
    int16_t *out = must_alloc(w->count, sizeof *out);
    for (size_t i = 0; i < w->count; i++) out[i] = (int16_t)rounded(w->value[i] * scale, limit);
    return (ent_section){out, w->count * sizeof *out};
}

/* The slots' weights, two dimensions side by side. */
static ent_section round_slots(const learner *l, double scale) {
    uint32_t dims = l->shape.dims, hidden = l->shape.hidden, slots = l->shape.slots;
    int16_t *out = must_alloc(l->slots.count, sizeof *out), *at = out;
    for (uint32_t s = 0; s < slots; s++)
        for (uint32_t d = 0; d < dims; d += 2)
            for (uint32_t h = 0; h < hidden; h++)
                for (uint32_t k = 0; k < 2; k++)
                    *at++ = (int16_t)rounded(
                        l->slots.value[((size_t)(d + k) * slots + s) * hidden + h] * scale,
                        ENT_NET_WEIGHT_LIMIT);
    return (ent_section){out, l->slots.count * sizeof *out};
}

double learner_export(const learner *l, ent_section *sections) {
    ent_net_shape *shape = must_alloc(1, sizeof *shape);
    *shape = l->shape;
    double words_scale = 127 / limit_of(&l->words, 20000);
    double most = ENT_NET_WEIGHT_LIMIT / limit_of(&l->slots, 20000);
    shape->shift = (uint32_t)floor(log2(words_scale * most / ENT_NET_UNIT));
    double slots_scale = ENT_NET_UNIT * pow(2, shape->shift) / words_scale;
    double outputs_scale = ENT_NET_WEIGHT_LIMIT / limit_of(&l->outputs, 20000);
    int8_t *words = must_alloc(l->words.count, 1);
    for (size_t i = 0; i < l->words.count; i++)
        words[i] = (int8_t)rounded(l->words.value[i] * words_scale, 127);
    int32_t *biases = must_alloc(l->biases.count, sizeof *biases);
    for (size_t i = 0; i < l->biases.count; i++)
        biases[i] = rounded(l->biases.value[i] * outputs_scale * ENT_NET_UNIT, 1 << 21);
    sections[ENT_NET_SHAPE] = (ent_section){shape, sizeof *shape};
    sections[ENT_NET_WORDS] = (ent_section){words, l->words.count};
    sections[ENT_NET_SLOTS] = round_slots(l, slots_scale);
    sections[ENT_NET_EXTRAS] = round16(&l->extras, ENT_NET_UNIT, ENT_NET_TERM_LIMIT);
    sections[ENT_NET_OUTPUTS] = round16(&l->outputs, outputs_scale, ENT_NET_WEIGHT_LIMIT);
    sections[ENT_NET_BIASES] = (ent_section){biases, l->biases.count * sizeof *biases};
    printf("  scales: words %.0f, slots %.0f (shift %u), outputs %.0f\n", words_scale, slots_scale,
           shape->shift, outputs_scale);
    return outputs_scale * ENT_NET_UNIT;
}
