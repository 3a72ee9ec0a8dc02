/* mend.c - the slips of the parser mended, word by word, before the tree is read. Each mend tells
 * by its example what it is about; the later ones build on the earlier. */
#include <string.h>

#include "relate/mend.h"

void ent_move(relater *r, uint32_t i, uint32_t head, ent_deprel dep) {
    r->tree.head[i] = head;
    r->tree.dep[i] = (uint8_t)dep;
}

uint32_t ent_child_near(const relater *r, uint32_t i, ent_deprel a, ent_deprel b) {
    uint32_t count = r->sentence->count,
             end = count - i > ENT_MEND_NEAR ? i + ENT_MEND_NEAR : count;
    for (uint32_t k = i > ENT_MEND_NEAR ? i - ENT_MEND_NEAR : 0; k < end; k++)
        if (head_of(r, k) == i && (dep_of(r, k) == a || dep_of(r, k) == b)) return k;
    return ENT_ROOT;
}

/* The word before i that heads the phrase that ends there. */
uint32_t ent_top_of_phrase(const relater *r, uint32_t i) {
    for (int steps = 0; steps < CLIMB_MAX && is_noun(r, i); steps++) {
        uint32_t head = head_of(r, i);
        if (head == ENT_ROOT || head > i || !is_noun(r, head)) return i;
        i = head;
    }
    return i;
}

void ent_retag(relater *r, uint32_t i, const char *xpos, const char *lemma) {
    int tag = ent_xpos_named(xpos, strlen(xpos));
    ent_token *t = &r->tree.tokens[i];
    t->upos = ENT_UPOS_VERB;
    if (tag >= 0) t->xpos = (uint8_t)tag;
    t->lemma = lemma;
}

void ent_mend(relater *r) {
    ent_mend_headline(r);
    for (uint32_t i = 0; i < r->sentence->count; i++) {
        ent_mend_clause(r, i);
        if (head_of(r, i) != ENT_ROOT) ent_mend_noun(r, i);
        if (head_of(r, i) != ENT_ROOT) ent_mend_phrase(r, i);
    }
}
