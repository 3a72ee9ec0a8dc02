/* model.h - the container of a trained model: a header, then sections that are used in place.
 *
 *   0  "ENTM"            16  payload bytes (u64)
 *   4  version (u32)     24  checksum of the payload (u64)
 *   8  kind (u32)        32  payload: for each section offset and size (u64 each, offsets from
 *  12  sections (u32)        byte 0 of the model), then the sections, each on a multiple of 64
 *
 * All numbers are little-endian. A model is read where it lies, so that start-up costs one pass
 * over it for the checksum and no copy. */
#ifndef ENTENTE_BASE_MODEL_H
#define ENTENTE_BASE_MODEL_H

#include <stddef.h>
#include <stdint.h>

#include "entente/status.h"

enum { ENT_MODEL_SECTIONS_MAX = 16, ENT_MODEL_ALIGN = 64 };

typedef enum ent_model_kind {
    ENT_MODEL_TAGGER = 1,
    ENT_MODEL_LEMMA,
    ENT_MODEL_PARSER,
    ENT_MODEL_NER,
    ENT_MODEL_CLUSTERS,
    ENT_MODEL_SENTENCES,
    ENT_MODEL_ACTS,
} ent_model_kind;

typedef struct ent_section {
    const void *data; /* aligned to 64 bytes if the model itself is */
    size_t size;      /* bytes */
} ent_section;

typedef struct ent_model {
    ent_section sections[ENT_MODEL_SECTIONS_MAX];
    size_t count;
} ent_model;

/* Check size bytes and find their sections; nothing is copied, bytes must outlive *out and be
 * aligned for uint64_t. ENT_INPUT if anything is wrong (magic, version, kind, size, checksum, an
 * offset); name is for the message. What a section means, and its size, is for the caller to check.
 */
ent_status ent_model_open(const void *bytes, size_t size, ent_model_kind kind, const char *name,
                          ent_model *out, ent_error *error);

/* Write a model to path, whole or not at all. For trainers. */
ent_status ent_model_write(const char *path, ent_model_kind kind, const ent_section *sections,
                           size_t count, ent_error *error);

/* A 64-bit checksum of size bytes, several bytes a cycle. */
uint64_t ent_model_checksum(const void *bytes, size_t size);

#endif
