/* classes.h - distributional word classes: words that keep the same company share a number.
 *
 * A word has two: its class tells what may stand right before and after it (exchange clustering,
 * some hundreds), its topic what it is talked of with (k-means over word vectors, a thousand). */
#ifndef ENTENTE_ANALYSE_CLASSES_H
#define ENTENTE_ANALYSE_CLASSES_H

#include "base/model.h"

/* An entry of the table in a model of kind ENT_MODEL_CLUSTERS: found by form, linear probing. */
typedef struct ent_class_slot {
    uint32_t form;   /* as ent_word_hash gives it; 0: free */
    uint16_t number; /* from 1 on */
    uint16_t topic;  /* from 1 on; 0: none */
} ent_class_slot;

typedef struct ent_classes {
    const ent_class_slot *slots;
    uint32_t mask;
} ent_classes;

/* Open a model in place. ENT_INPUT if it is damaged. */
ent_status ent_classes_open(const void *bytes, size_t size, ent_classes *out, ent_error *error);

/* The entry of a word, NULL if it is not known. */
const ent_class_slot *ent_classes_find(const ent_classes *classes, uint32_t form);

/* ent_word.form of a form. */
uint32_t ent_word_hash(const char *form, size_t length);

#endif
