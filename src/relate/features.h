/* features.h - inside the relate stage: what the model of acts (acts.h) sees of a pair of mentions
 * and the sentence that they stand in.
 *
 * Features are 32-bit hashes, of two kinds. Those of a candidate, a word that tells an act, say how
 * it stands to the two; they speak for the code of the act that it tells, whichever that is. Those
 * of the sentence, its words and their topics, speak for each code with a weight of its own. */
#ifndef ENTENTE_RELATE_FEATURES_H
#define ENTENTE_RELATE_FEATURES_H

#include "relate/relater.h"

enum { ENT_CANDIDATES_MAX = 24, ENT_CANDIDATE_FEATURES = 24, ENT_VIEW_WORDS = 512 };

/* A word that may tell the act between the two. */
typedef struct ent_candidate {
    const ent_frame *frame;
    uint32_t token;
    reading reading;
    ent_act code; /* of what is read */
    uint32_t features[ENT_CANDIDATE_FEATURES];
    size_t count;
} ent_candidate;

typedef struct ent_view {
    ent_candidate candidates[ENT_CANDIDATES_MAX]; /* in the order of the sentence */
    size_t candidate_count;
    uint32_t features[ENT_VIEW_WORDS];
    uint32_t tokens[ENT_VIEW_WORDS]; /* the word that each feature is of, or ENT_ROOT */
    size_t count;
    bool apart; /* the two stand in different sentences: only the source's is seen */
} ent_view;

/* Look at the pair in the sentence at hand; either may be NULL: not in the text, or in another
 * sentence. */
void ent_view_pair(const relater *r, const ent_mention *source, const ent_mention *target,
                   ent_view *out);

#endif
