/* lemma.h - base forms, by rules that were learnt for word ends and for whole words. */
#ifndef ENTENTE_ANALYSE_LEMMA_H
#define ENTENTE_ANALYSE_LEMMA_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/model.h"
#include "entente/text.h"

/* Sections of a model of kind ENT_MODEL_LEMMA. */
enum { ENT_LEMMA_RULES, ENT_LEMMA_STRINGS, ENT_LEMMA_TABLE, ENT_LEMMA_SECTIONS };

/* What turns a form into its lemma: perhaps lower case, bytes cut from the end, others put on. */
typedef struct ent_lemma_rule {
    uint8_t keep_case; /* 1: letters stay as they are; 0: lower case */
    uint8_t cut;       /* bytes */
    uint16_t length;   /* of what is put on */
    uint32_t string;   /* where that begins in the strings */
} ent_lemma_rule;

/* An entry of the table: a word end of a tag, found by key, linear probing. */
typedef struct ent_lemma_slot {
    uint32_t key; /* ent_lemma_key; 0: free */
    uint32_t rule;
} ent_lemma_slot;

typedef struct ent_lemmatiser {
    const ent_lemma_rule *rules;
    const char *strings;
    const ent_lemma_slot *table;
    size_t rule_count, string_size;
    uint32_t mask;
} ent_lemmatiser;

/* Open a model in place. ENT_INPUT if it is damaged. */
ent_status ent_lemma_open(const void *bytes, size_t size, ent_lemmatiser *out, ent_error *error);

/* The lemma of a form with its tags, NUL-terminated, in arena; NULL when out of memory. */
const char *ent_lemma_find(const ent_lemmatiser *lemmatiser, const char *form, size_t length,
                           unsigned upos, unsigned xpos, ent_arena *arena);

/* For training. The key of the last `length` bytes of a word; whole: they are the word. */
uint32_t ent_lemma_key(const char *end, size_t length, bool whole, unsigned upos, unsigned xpos);
enum { ENT_LEMMA_END_MAX = 8, ENT_LEMMA_FORM_MAX = 120 };

#endif
