/* senses.c - names that several have: Georgia, Congo, Korea. Words of the document that tell of one
 * or the other are counted, once, when the first such name is met (senses.tsv). */
#include <string.h>

#include "actors/names.h"

/* Every sense that the word or pair of words speaks for has one more vote. */
static void vote(ent_finder *f, const char *folded, size_t length) {
    uint32_t at = ent_map_get(&f->g->cues_of, folded, length);
    for (; at != ENT_MAP_NONE; at = f->g->cues[at].next) f->votes[f->g->cues[at].sense]++;
}

static void count_votes(ent_finder *f) {
    f->votes = ent_arena_calloc(f->arena, f->g->sense_count + 1, sizeof *f->votes);
    if (!f->votes) {
        f->no_memory = true;
        return;
    }
    for (uint32_t s = 0; s < f->text->sentence_count; s++) {
        uint32_t count = f->text->sentences[s].count;
        for (uint32_t i = 0; i < count; i++) {
            ent_word word = ent_folded(f, s, i);
            if (!word.length) continue;
            vote(f, word.text, word.length);
            if (i + 1 == count ||
                ent_map_get(&f->g->cue_starts, word.text, word.length) == ENT_MAP_NONE)
                continue;
            char folded[FOLD_ROOM];
            size_t size;
            const char *pair = ent_span_of(f, s, i, 2, &size);
            size_t length = ent_fold_span(pair, size, folded, sizeof folded);
            if (length) vote(f, folded, length);
        }
    }
}

const ent_known *ent_sense_of(ent_finder *f, const char *folded, size_t length) {
    uint32_t sense = ent_map_get(&f->g->senses_of, folded, length);
    if (sense == ENT_MAP_NONE) return NULL;
    if (!f->votes) count_votes(f);
    if (!f->votes) return NULL;
    uint32_t best = sense;
    for (; sense != UINT32_MAX; sense = f->g->senses[sense].next)
        if (f->votes[sense] > f->votes[best]) best = sense;
    return &f->g->known[f->g->senses[best].known];
}
