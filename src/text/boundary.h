/* boundary.h - inside the text stage: a small linear model that says where sentences end.
 *
 * It looks at the words around a gap between two tokens and at what the rules of sentence.c say of
 * it. Features are hashed into one table of 8-bit weights (Weinberger et al. 2009); a score is a
 * sum of integers and the same on every machine. */
#ifndef ENTENTE_TEXT_BOUNDARY_H
#define ENTENTE_TEXT_BOUNDARY_H

#include "text/token.h"

enum { ENT_BOUNDARY_BITS = 17, ENT_BOUNDARY_SIZE = 1 << ENT_BOUNDARY_BITS };

/* What the model sees of a token. */
typedef struct ent_cue {
    uint32_t form;   /* hash of the lower-cased form, digits made equal */
    uint32_t suffix; /* of its last three bytes */
    uint8_t shape;   /* see boundary.c */
} ent_cue;

/* A paragraph whose sentences are sought, from left to right. */
typedef struct ent_boundary {
    const char *text;
    const ent_token *tokens;
    size_t count;
    const ent_cue *cues;   /* of the tokens, with ENT_CUE_MARGIN empty ones before and after */
    const uint32_t *stops; /* of each token: how many tokens on the next stop stands */
    /* the present sentence, up to the last token taken */
    size_t start;
    uint32_t brackets, lowers, capitals; /* how many */
    uint32_t inside;                     /* words of a multi-word token still to come */
    bool quoted;                         /* a quote is open */
} ent_boundary;

enum { ENT_CUE_MARGIN = 4, ENT_BOUNDARY_FEATURES = 64 };

/* Begin a paragraph. Scratch memory is 20 bytes a token. ENT_NO_MEMORY is the only failure. */
ent_status ent_boundary_begin(ent_boundary *b, const char *text, const ent_token *tokens,
                              size_t count, ent_arena *scratch);
/* Take token i, the one after that of the last call, into the sentence. May it be the last? */
bool ent_boundary_take(ent_boundary *b, size_t i);
/* Does the sentence end with token i, the last one taken, that may be its last? */
bool ent_boundary_ends(const ent_boundary *b, const int8_t *weights, size_t i);
/* It ended there. */
void ent_boundary_end(ent_boundary *b, size_t i);

/* For training: the features of the gap after token i, indices of the table; returns how many. */
size_t ent_boundary_features(const ent_boundary *b, size_t i, uint32_t *features);

/* Open a model of kind ENT_MODEL_SENTENCES in place: ENT_BOUNDARY_SIZE weights. ENT_INPUT if it is
 * damaged. */
ent_status ent_boundary_open(const void *bytes, size_t size, const int8_t **weights,
                             ent_error *error);

#endif
