/* net.h - a feed-forward network over the words of a sentence, in whole numbers.
 *
 * The first layer after Chen & Manning (2014): a hidden unit sums what each of some slots (the top
 * of a stack, the word before ...) brings. A word is the sum of the embeddings of its features,
 * which are hashed into rows without a list of names (Weinberger et al. 2009); what a word brings
 * in each slot is computed once a sentence, so that a state costs a few additions of vectors. What
 * is not a word (labels, distances) has rows of its own, which are added as they are. Weights and
 * activations are integers, and no sum can overflow: every compiler and processor gives the same.
 */
#ifndef ENTENTE_ANALYSE_NET_H
#define ENTENTE_ANALYSE_NET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/model.h"

/* Sections of a model that hold one network. */
enum {
    ENT_NET_SHAPE,   /* ent_net_shape */
    ENT_NET_WORDS,   /* int8: rows x dims, the embeddings of features */
    ENT_NET_SLOTS,   /* int16: slots x dims / 2 x hidden x 2, what a word brings */
    ENT_NET_EXTRAS,  /* int16: extras x hidden, what else brings; the first row is always added */
    ENT_NET_OUTPUTS, /* int16: outputs x hidden */
    ENT_NET_BIASES,  /* int32: outputs */
    ENT_NET_SECTIONS
};

/* Sizes; dims and hidden are multiples of 16, rows is a power of two. A slot's product is divided
 * by 2^shift. */
typedef struct ent_net_shape {
    uint32_t rows, dims, slots, hidden, extras, outputs, shift;
} ent_net_shape;

enum {
    ENT_NET_DIMS_MAX = 128,
    ENT_NET_SLOTS_MAX = 16,
    ENT_NET_HIDDEN_MAX = 512,
    ENT_NET_TERMS_MAX = 36,   /* slots and extra rows that one state may sum */
    ENT_NET_TERM_LIMIT = 900, /* of each number in a term, so that 16 bits hold the sum */
    ENT_NET_UNIT = 128,       /* what stands for 1 before and after the hidden layer */
    ENT_NET_HIDDEN_LIMIT = 8191,
    ENT_NET_WEIGHT_LIMIT = 511 /* of a weight before and behind the hidden layer */
};

/* The inner loops for one kind of processor. */
typedef struct ent_net_code ent_net_code;

typedef struct ent_net {
    ent_net_shape shape;
    const int8_t *words;
    const int16_t *slots, *extras, *outputs;
    const int32_t *biases;
    const ent_net_code *code; /* the best that this processor has; all give the same */
} ent_net;

/* The i-th code that this processor can run, NULL after the last: for tests. */
const ent_net_code *ent_net_code_at(size_t i);

/* Use ENT_NET_SECTIONS sections as a network. ENT_INPUT if anything in them is out of bounds. */
ent_status ent_net_open(const ent_section *sections, const char *name, ent_net *out,
                        ent_error *error);

/* What words brought that were met before, so that it need not be computed again: most words of
 * running text are few. It changes how long an analysis takes, never what comes out. One thread at
 * a time. */
typedef struct ent_net_memory ent_net_memory;

/* An empty memory for a network, some 2,000 words large. NULL when out of memory. */
ent_net_memory *ent_net_memory_new(const ent_net *net);
void ent_net_memory_free(ent_net_memory *memory);

/* What the words of a sentence bring in each slot: for each word a row of slots x hidden numbers,
 * in memory or scratch, good until the next call. features holds the features of all words one
 * after the other, sizes how many each has (at most 250). NULL when out of memory. */
const int16_t *const *ent_net_bring(const ent_net *net, ent_net_memory *memory,
                                    const uint32_t *features, const uint8_t *sizes, uint32_t count,
                                    ent_arena *scratch);

/* words = the slots words around the i-th of count; count stands for what is outside. */
void ent_net_window(uint32_t i, uint32_t count, uint32_t slots, uint32_t *words);

/* The hidden layer of a state: words[s] is the word in slot s, extras the rows that are added (at
 * most ENT_NET_TERMS_MAX - slots - 1). hidden has room for shape.hidden numbers. */
void ent_net_hidden(const ent_net *net, const int16_t *const *brought, const uint32_t *words,
                    const uint16_t *extras, size_t extra_count, int16_t *hidden);

/* scores[i] = the score of output first + i, for count outputs. */
void ent_net_score(const ent_net *net, const int16_t *hidden, uint32_t first, uint32_t count,
                   int32_t *scores);

#endif
