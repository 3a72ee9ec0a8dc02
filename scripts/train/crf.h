/* crf.h - the chain of a conditional random field: what it counts that a label follows another. The
 * scores of single labels come from elsewhere. */
#ifndef ENTENTE_TRAIN_CRF_H
#define ENTENTE_TRAIN_CRF_H

#include <stdbool.h>
#include <stdint.h>

enum { CRF_LABELS_MAX = 8 };

typedef struct crf {
    uint32_t labels;
    bool (*legal)(uint32_t label, uint32_t last); /* last == labels: at the beginning */
    /* steps[a][b]: label b after a; the last row: at the beginning */
    double steps[CRF_LABELS_MAX + 1][CRF_LABELS_MAX];
    double squares[CRF_LABELS_MAX + 1][CRF_LABELS_MAX]; /* of past slopes (AdaGrad) */
    double rate;
} crf;

/* A sentence: scores holds labels numbers for each of count tokens, truth their labels. slopes, of
 * the size of scores, becomes how the loss changes with each score; the chain moves. Returns the
 * loss, -log p of the true sequence. */
double crf_learn(crf *chain, const float *scores, const uint32_t *truth, uint32_t count,
                 float *slopes);

#endif
