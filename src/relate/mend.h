/* mend.h - inside the mending of trees: what mends of clauses and of nouns share. */
#ifndef ENTENTE_RELATE_MEND_H
#define ENTENTE_RELATE_MEND_H

#include "relate/relater.h"

enum {
    ENT_MEND_NEAR = 40 /* children of a word are looked for as far as this */
};

/* Hang the word at i under another. */
void ent_move(relater *r, uint32_t i, uint32_t head, ent_deprel dep);
/* The first child of i with one of two relations, or ENT_ROOT: while the tree is mended, children
 * are not in lists yet. */
uint32_t ent_child_near(const relater *r, uint32_t i, ent_deprel a, ent_deprel b);
/* The word before i that heads the phrase that ends at i. */
uint32_t ent_top_of_phrase(const relater *r, uint32_t i);

/* Take the word at i for a verb of this form, or another than it is taken for. */
void ent_retag(relater *r, uint32_t i, const char *xpos, const char *lemma);

/* ---- mend_headline.c, mend_clause.c, mend_noun.c, mend_phrase.c ---- */

void ent_mend_headline(relater *r);
void ent_mend_clause(relater *r, uint32_t i);
void ent_mend_noun(relater *r, uint32_t i);
void ent_mend_phrase(relater *r, uint32_t i);

#endif
