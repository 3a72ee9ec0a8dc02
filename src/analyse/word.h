/* word.h - what the models see of a word: hashes of its form, ends and shape, made once a token. */
#ifndef ENTENTE_ANALYSE_WORD_H
#define ENTENTE_ANALYSE_WORD_H

#include "analyse/classes.h"
#include "base/arena.h"
#include "entente/text.h"

enum { ENT_AFFIX_MAX = 4 };

typedef struct ent_word {
    uint32_t form;                  /* digits made equal */
    uint32_t lower;                 /* lower case, digits made equal */
    uint32_t title;                 /* lower case but for the first letter, which is upper case */
    uint32_t prefix[ENT_AFFIX_MAX]; /* of 1 to 4 code points of the lower-cased form */
    uint32_t suffix[ENT_AFFIX_MAX];
    uint32_t shape;   /* "Xxx-00": runs of letter classes, each run cut to 2 */
    uint16_t classes; /* the word's distributional class, 0 if it has none */
    uint16_t topic;   /* the same of its topic */
    uint8_t flags;
} ent_word;

enum {
    ENT_WORD_CAPITAL = 1,   /* begins with an upper-case letter */
    ENT_WORD_UPPER = 2,     /* all letters are upper case, two or more */
    ENT_WORD_DIGIT = 4,     /* has a digit */
    ENT_WORD_HYPHEN = 8,    /* has a hyphen inside */
    ENT_WORD_LETTERS = 16,  /* has a letter */
    ENT_WORD_FIRST = 32,    /* first of the sentence */
    ENT_WORD_HEADLINE = 64, /* nearly every longer word of its sentence has a capital */
    ENT_WORD_COMMON = 128   /* running text has it as it stands, or in lower case */
};

/* What a network sees of a word alone, as hashed features: the first ENT_WORD_IDENTITY are the form
 * itself. Room for ENT_WORD_FEATURES; returns how many. */
enum { ENT_WORD_FEATURES = 16, ENT_WORD_IDENTITY = 3 };
size_t ent_word_features(const ent_word *word, uint32_t *features);
/* The one feature of what stands outside the sentence. */
uint32_t ent_word_outside(void);

/* The words of a sentence, in scratch, with ENT_WORD_MARGIN empty ones before and after: the i-th
 * token's is result[i]. NULL when out of memory. */
enum { ENT_WORD_MARGIN = 3 };
const ent_word *ent_words(const ent_classes *classes, const ent_text *text,
                          const ent_sentence *sentence, ent_arena *scratch);

#endif
