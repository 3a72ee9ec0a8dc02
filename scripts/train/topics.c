/* topics.c - word topics: k-means over the directions of word vectors, added to a model of classes.
 * usage: train-topics MODEL CLASSES VECTORS.vec TOPICS ROUNDS
 * VECTORS is text as fastText writes it. The first centres are words at even distances in the list,
 * which is ordered by frequency. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analyse/classes.h"
#include "corpus.h"

typedef struct vectors {
    size_t count, size;
    char **words;
    float *values; /* rows of length 1 */
} vectors;

static void normalise(float *row, size_t size) {
    float sum = 0;
    for (size_t i = 0; i < size; i++) sum += row[i] * row[i];
    for (size_t i = 0; i < size && sum > 0; i++) row[i] /= sqrtf(sum);
}

static vectors read_vectors(const char *path) {
    FILE *file = fopen(path, "r");
    vectors v = {0};
    if (!file || fscanf(file, "%zu %zu", &v.count, &v.size) != 2) die("%s: not vectors", path);
    v.words = must_alloc(v.count, sizeof *v.words);
    v.values = must_alloc(v.count * v.size, sizeof *v.values);
    for (size_t w = 0; w < v.count; w++) {
        char word[1024];
        if (fscanf(file, "%1023s", word) != 1) die("%s: cut off", path);
        v.words[w] = must_alloc(strlen(word) + 1, 1);
        strcpy(v.words[w], word);
        for (size_t i = 0; i < v.size; i++)
            if (fscanf(file, "%f", &v.values[w * v.size + i]) != 1) die("%s: cut off", path);
        normalise(v.values + w * v.size, v.size);
    }
    fclose(file);
    return v;
}

static float similarity(const float *a, const float *b, size_t size) {
    float lanes[8] = {0}, sum = 0; /* in a fixed order, and fit for vector instructions */
    size_t i = 0;
    for (; i + 8 <= size; i += 8)
        for (size_t k = 0; k < 8; k++) lanes[k] += a[i + k] * b[i + k];
    for (; i < size; i++) lanes[0] += a[i] * b[i];
    for (size_t k = 0; k < 8; k++) sum += lanes[k];
    return sum;
}

/* Give every word its nearest centre; returns how many changed. */
static size_t assign(const vectors *v, const float *centres, size_t topics, uint16_t *topic_of) {
    size_t changed = 0;
    for (size_t w = 0; w < v->count; w++) {
        float best = -2;
        uint16_t topic = 0;
        for (size_t t = 0; t < topics; t++) {
            float s = similarity(v->values + w * v->size, centres + t * v->size, v->size);
            if (s > best) best = s, topic = (uint16_t)t;
        }
        changed += topic_of[w] != topic;
        topic_of[w] = topic;
    }
    return changed;
}

static void move_centres(const vectors *v, float *centres, size_t topics,
                         const uint16_t *topic_of) {
    float *sums = must_alloc(topics * v->size, sizeof *sums);
    for (size_t w = 0; w < v->count; w++)
        for (size_t i = 0; i < v->size; i++)
            sums[topic_of[w] * v->size + i] += v->values[w * v->size + i];
    for (size_t t = 0; t < topics; t++) {
        float *sum = sums + t * v->size;
        normalise(sum, v->size);
        if (similarity(sum, sum, v->size) > 0.5f) /* a centre without words stays */
            memcpy(centres + t * v->size, sum, v->size * sizeof *sum);
    }
    free(sums);
}

/* The table of classes with the topics of its words; words without a class are added. */
static void save(const char *path, const char *classes_path, const vectors *v,
                 const uint16_t *topic_of) {
    ent_classes old = load_classes(classes_path);
    size_t slots = (size_t)old.mask + 1;
    ent_class_slot *table = must_alloc(slots, sizeof *table);
    memcpy(table, old.slots, slots * sizeof *table);
    size_t used = 0;
    for (size_t i = 0; i < slots; i++) used += table[i].form != 0;
    for (size_t w = 0; w < v->count; w++) {
        uint32_t form = ent_word_hash(v->words[w], strlen(v->words[w]));
        size_t at = form & old.mask;
        while (table[at].form && table[at].form != form) at = (at + 1) & old.mask;
        if (!table[at].form && used * 10 > slots * 7) continue; /* full enough */
        used += !table[at].form;
        table[at].form = form;
        if (!table[at].topic) table[at].topic = (uint16_t)(topic_of[w] + 1);
    }
    ent_error error;
    ent_section section = {table, slots * sizeof *table};
    if (ent_model_write(path, ENT_MODEL_CLUSTERS, &section, 1, &error)) die("%s", error.message);
}

int main(int argc, char **argv) {
    if (argc != 6) die("usage: train-topics MODEL CLASSES VECTORS TOPICS ROUNDS");
    vectors v = read_vectors(argv[3]);
    size_t topics = strtoul(argv[4], NULL, 10);
    if (topics < 2 || topics > v.count || topics > UINT16_MAX - 1) die("too many topics");
    float *centres = must_alloc(topics * v.size, sizeof *centres);
    uint16_t *topic_of = must_alloc(v.count, sizeof *topic_of);
    for (size_t t = 0; t < topics; t++)
        memcpy(centres + t * v.size, v.values + (t * (v.count / topics)) * v.size,
               v.size * sizeof *centres);
    for (long round = 0; round < strtol(argv[5], NULL, 10); round++) {
        size_t changed = assign(&v, centres, topics, topic_of);
        move_centres(&v, centres, topics, topic_of);
        printf("  round %ld: %zu words changed\n", round + 1, changed);
        fflush(stdout);
    }
    save(argv[1], argv[2], &v, topic_of);
    return 0;
}
