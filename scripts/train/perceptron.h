/* perceptron.h - an averaged perceptron over hashed features that becomes an ent_linear. */
#ifndef ENTENTE_TRAIN_PERCEPTRON_H
#define ENTENTE_TRAIN_PERCEPTRON_H

#include "analyse/linear.h"

/* Features get a row of weights, one a label, when they are first updated. Row 0 stays zero. */
typedef struct perceptron {
    uint32_t labels, rows, room;
    uint32_t *features, *row_of; /* open-addressed map; row 0: free */
    size_t capacity;
    int32_t *weights;
    int64_t *changes; /* sum of step * change: the average is weight - changes / step */
    uint32_t step;
} perceptron;

perceptron perceptron_new(uint32_t labels);
void perceptron_free(perceptron *p);
/* scores of all labels under the weights as they are now. */
void perceptron_score(const perceptron *p, const uint32_t *features, size_t count, int32_t *scores);
/* One mistake: move the features' weights to the true label, away from the guess. */
void perceptron_update(perceptron *p, const uint32_t *features, size_t count, uint32_t truth,
                       uint32_t guess);
/* The averaged weights as two sections of a model (see ent_linear_open), malloc'ed; weights that
 * are less than least of 127 are left out. Prints what became of them. */
void perceptron_export(const perceptron *p, int least, ent_section *sections);

#endif
