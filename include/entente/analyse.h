/* analyse.h - the third stage: tokens get tags, lemmas, names and trees, from trained models.
 *
 * The analyser knows nothing of politics. It is read-only once made and may be shared by threads;
 * each thread brings its own scratch memory through the arena. */
#ifndef ENTENTE_ANALYSE_H
#define ENTENTE_ANALYSE_H

#include "entente/text.h"

typedef struct ent_analyser ent_analyser;

/* Make an analyser over the models compiled into the library (they are used in place: this is
 * quick). ENT_INPUT if a model is damaged: wrong magic, version, size or checksum. */
ent_status ent_analyser_new(ent_analyser **out, ent_error *error);
void ent_analyser_free(ent_analyser *analyser);

/* Fill upos, xpos, lemma, ner, head and deprel of every token of text. Each sentence becomes one
 * tree with exactly one root. Deterministic. Scratch memory and lemmas come from arena. */
ent_status ent_analyse(const ent_analyser *analyser, ent_text *text, struct ent_arena *arena,
                       ent_error *error);

#endif
