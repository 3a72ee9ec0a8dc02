/* rename.h - more sentences to learn names from: the same with other names in them. */
#ifndef ENTENTE_TRAIN_RENAME_H
#define ENTENTE_TRAIN_RENAME_H

#include "corpus.h"

/* Add copies of every sentence that has a name, in which each name is another one of its type: of
 * three, two from elsewhere in the corpus, one from the lists of the folder lexicon. What stays is
 * the company that names keep (Dai & Adel 2020 call it mention replacement). The copies are not
 * gold. */
void corpus_rename(corpus *corpus, const char *lexicon, uint32_t copies);

#endif
