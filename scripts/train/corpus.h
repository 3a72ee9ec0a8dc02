/* corpus.h - training data as the library's own values: CoNLL-U with gold tags and trees, BIO files
 * with gold names. For trainers; any fault ends the program with a message. */
#ifndef ENTENTE_TRAIN_CORPUS_H
#define ENTENTE_TRAIN_CORPUS_H

#include "analyse/word.h"
#include "base/table.h"
#include "entente/text.h"

typedef struct corpus {
    ent_document document; /* the forms, each followed by a space */
    ent_text text;         /* with all fields of analyse as in the file */
    char *forms;           /* document.text while it grows */
    size_t forms_room, tokens_room, sentences_room;
    size_t gold_count; /* the first sentences: labelled by people */
    bool has_auto;     /* of the others some are labelled by a machine */
} corpus;

/* Add the sentences of a CoNLL-U file (words only: ranges and empty nodes are left out). */
void corpus_add_conllu(corpus *corpus, const char *path);
/* Add the sentences of a BIO file: "FORM<TAB>TAG" lines, blank lines between sentences. */
void corpus_add_bio(corpus *corpus, const char *path);
/* Add a token of its own, its form copied; end the sentence that began at token first, if it has
 * any. */
void corpus_add_token(corpus *corpus, ent_token token, ent_field form);
void corpus_end_sentence(corpus *corpus, size_t first);
/* Call once after the last addition, before the corpus is used. */
void corpus_finish(corpus *corpus);

/* Add copies of every so many sentences as mail, headlines and shouting have them: in lower case
 * (three of five), with capitals, in upper case. The labels stay. They are not gold. */
void corpus_respell(corpus *corpus, size_t every);

/* The words of every sentence (see ent_words); they live as long as the program. */
const ent_word **corpus_words(const corpus *corpus, const ent_classes *classes);

/* How many parts the training data has when a model must be kept from seeing what it will tag. */
enum { FOLDS = 4 };

/* Tag a sentence; its scratch memory is kept from call to call. */
struct ent_tagger;
void tag_sentence(const struct ent_tagger *tagger, ent_text *text, const ent_sentence *sentence,
                  const ent_word *words);

/* Open a model of word classes. */
ent_classes load_classes(const char *path);

/* A whole file, for opening a model; lives as long as the program. */
char *load_file(const char *path, size_t *size);

/* End the program with a message. */
_Noreturn void die(const char *format, ...);
/* Zeroed memory, as calloc, that cannot fail. */
void *must_alloc(size_t count, size_t size);
/* More room for an array of old items, the new ones zeroed. */
void *must_grow(void *items, size_t old, size_t new, size_t size);

/* Read the files of the arguments from first on: those before "--auto" are gold, those after it are
 * not. Returns the place of the first argument after "--dev", or of the end. */
int corpus_load(corpus *corpus, int argc, char **argv, int first,
                void (*add)(struct corpus *corpus, const char *path));

/* How often an epoch shows a gold sentence if some are labelled by a machine. */
enum { GOLD_WEIGHT = 3 };

/* The sentences of an epoch in a fixed pseudo-random order (Fisher-Yates over a linear congruential
 * generator), so that training is the same on every machine. Free it. */
uint32_t *epoch_order(const corpus *corpus, long epoch, size_t *count);

#endif
