/* learner.h - training a network (analyse/net.h) sentence by sentence, in floating point, and
 * rounding it to the integers that the program uses. */
#ifndef ENTENTE_TRAIN_LEARNER_H
#define ENTENTE_TRAIN_LEARNER_H

#include "analyse/net.h"
#include "analyse/word.h"

typedef struct learner learner;

/* A network of random weights. shape.shift is not used; batch: sentences between two steps; drop:
 * the share of hidden units that a state does without; steps: how many sentences will come in all,
 * over which the rate of learning falls to nothing. */
learner *learner_new(const ent_net_shape *shape, double rate, double drop, uint32_t batch,
                     uint64_t sentences);

/* Show a sentence: features and sizes as for ent_net_bring. */
void learner_begin(learner *learner, const uint32_t *features, const uint8_t *sizes,
                   uint32_t count);
/* The same of words alone (ent_word_features) and what is outside, as the tagger has them. Now and
 * then a word's form is forgotten, so that the rest learns to do. */
void learner_show(learner *learner, const ent_word *words, uint32_t count);
/* Look at a state (see ent_net_hidden); scores[0 .. outputs - 1] are computed. */
void learner_look(learner *learner, const uint32_t *words, const uint16_t *extras,
                  size_t extra_count, float *scores);
/* How the loss changes with each score of the last look. */
void learner_blame(learner *learner, const float *slopes);
/* End of the sentence: its slopes are taken over; each batch the weights move. */
void learner_end(learner *learner);

/* A number from 0 to 1 of the learner's own sequence. */
double learner_chance(learner *learner);

/* slopes = softmax(scores) - 1 at truth, over outputs first .. first + count - 1, added to what
 * slopes holds there. Returns the loss. */
double learner_softmax(const float *scores, uint32_t first, uint32_t count, uint32_t truth,
                       float *slopes);

/* The network in integers: ENT_NET_SECTIONS sections, malloc'ed. Returns what an output's score is
 * multiplied with. */
double learner_export(const learner *learner, ent_section *sections);

#endif
