/* sparse.h - a linear model over hashed features in training; becomes an ent_linear. */
#ifndef ENTENTE_TRAIN_SPARSE_H
#define ENTENTE_TRAIN_SPARSE_H

#include "analyse/linear.h"

typedef struct sparse sparse;

/* drop: the share of features that a look does without, so that no few of them are relied on;
 * rate and decay as in AdaGrad with L2. */
sparse *sparse_new(uint32_t labels, double rate, double decay, double drop);

/* Look at the next token of a sentence: scores[0 .. labels - 1] are the sums of the weights. */
void sparse_look(sparse *model, const uint32_t *features, size_t count, float *scores);
/* How the loss changes with the scores of all looks since the last blame, one after the other: the
 * weights move. */
void sparse_blame(sparse *model, const float *slopes);

/* Count the weights as they are in, and put the mean of all counted ones in their place: the mean
 * of the last epochs errs less than the last (Polyak & Juditsky 1992). */
void sparse_count_in(sparse *model);
void sparse_average(sparse *model);

/* The weights as two sections of a model, malloc'ed (see ent_linear_open); what is less than least
 * of 127 is left out. Returns what a weight was multiplied with. */
double sparse_export(const sparse *model, int least, ent_section *sections);

#endif
