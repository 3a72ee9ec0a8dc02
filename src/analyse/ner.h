/* ner.h - finding names: each token gets a BIO tag of person, organisation or location. */
#ifndef ENTENTE_ANALYSE_NER_H
#define ENTENTE_ANALYSE_NER_H

#include "analyse/linear.h"
#include "analyse/word.h"

/* What is known of a word from lists of names, as bits. */
enum {
    ENT_KNOWN_GIVEN = 1,        /* a given name */
    ENT_KNOWN_SURNAME = 2,      /* a surname of public life */
    ENT_KNOWN_PLACE = 4,        /* a place's whole name */
    ENT_KNOWN_IN_PLACE = 8,     /* part of a place's longer name */
    ENT_KNOWN_ORG = 16,         /* an organisation's whole name or acronym */
    ENT_KNOWN_IN_ORG = 32,      /* part of an organisation's longer name */
    ENT_KNOWN_COUNTRY = 64,     /* a country's whole name */
    ENT_KNOWN_NATIONALITY = 128 /* its adjective or people */
};

/* A slot of the table of known words: 24 bits of the form's hash, then the bits above; 0: free. */
typedef uint32_t ent_known_word;

/* What it counts that a label follows another, or (last row) begins a sentence. */
typedef struct ent_ner_steps {
    int32_t step[ENT_NER_COUNT + 1][ENT_NER_COUNT];
} ent_ner_steps;

/* Small words that stand within names: "of", "and". */
enum { ENT_NER_LINKS = 8 };

typedef struct ent_namer {
    ent_linear linear; /* labels: ent_ner */
    const ent_ner_steps *steps;
    const ent_known_word *known;
    uint32_t known_mask;           /* number of slots - 1 */
    uint32_t links[ENT_NER_LINKS]; /* their hashes */
} ent_namer;

/* Sections of the model. */
enum {
    ENT_NER_WEIGHTS,
    ENT_NER_STEPS = ENT_NER_WEIGHTS + ENT_LINEAR_SECTIONS,
    ENT_NER_KNOWN,
    ENT_NER_SECTIONS
};

/* Open a model in place. ENT_INPUT if it is damaged. */
ent_status ent_ner_open(const void *bytes, size_t size, ent_namer *out, ent_error *error);

/* Fill ner of the sentence's tokens, whose tags are known. ENT_NO_MEMORY if scratch cannot grow. */
ent_status ent_ner_tag(const ent_namer *namer, ent_text *text, const ent_sentence *sentence,
                       const ent_word *words, ent_arena *scratch);

/* ---- For training ---- */

enum { ENT_NER_FEATURES = 96 };

/* A namer that can tell features but has no weights: its table of known words has slots places, a
 * power of two. */
void ent_ner_prepare(ent_namer *out, const ent_known_word *known, size_t slots);
/* The features of the i-th word. Room for ENT_NER_FEATURES; returns how many. */
size_t ent_ner_features(const ent_namer *namer, const ent_text *text, const ent_sentence *sentence,
                        const ent_word *words, uint32_t i, uint32_t *features);
/* May label follow last (ENT_NER_COUNT: begin)? An I- tag only follows a tag of its type. */
bool ent_ner_legal(uint32_t label, uint32_t last);

#endif
