/* operators.c - the operators that a word is, by operators.tsv. */
#include <stdio.h>

#include "relate/relater.h"

static unsigned look_up(const relater *r, const char *format, const char *a, const char *b) {
    char key[96];
    int length = snprintf(key, sizeof key, format, a, b);
    return length > 0 && length < (int)sizeof key ? ent_frames_operator(r->frames, key) : 0;
}

/* With the word behind it or with its particle; else alone, and as a noun. */
static unsigned operators_of(const relater *r, uint32_t i) {
    const char *lemma = lemma_at(r, i);
    unsigned bits = 0;
    bool noun = token_at(r, i)->upos == ENT_UPOS_NOUN;
    if (i + 1 < r->sentence->count) bits = look_up(r, "%s %s", lemma, lemma_at(r, i + 1));
    uint32_t particle =
        bits ? ENT_ROOT : ent_child(r, i, ENT_DEP_COMPOUND_PRT, ENT_DEP_COMPOUND_PRT);
    if (particle != ENT_ROOT) bits = look_up(r, "%s %s", lemma, lemma_at(r, particle));
    if (bits) return bits;
    return ent_frames_operator(r->frames, lemma) | (noun ? look_up(r, "%s%s", lemma, "/n") : 0);
}

unsigned ent_operator_at(const relater *r, uint32_t i) {
    if (r->tree.operators[i] == UINT32_MAX) r->tree.operators[i] = operators_of(r, i);
    return r->tree.operators[i];
}
