/* Damaged models: every one that ships is refused with a message, wherever it is hurt; where only
 * its checksum is made good again, it is refused or opens, and never leads out of its bytes. */
#include "base/model.h"

#include <stdlib.h>

#include "analyse/classes.h"
#include "analyse/lemma.h"
#include "analyse/ner.h"
#include "analyse/parser.h"
#include "analyse/tagger.h"
#include "helper.h"
#include "model/embed.h"
#include "relate/acts.h"
#include "text/boundary.h"

enum { VERSION = 4, KIND = 8, COUNT = 12, PAYLOAD = 16, CHECKSUM = 24, HEADER = 32, ENTRY = 16 };
enum { FLIPS = 64 }; /* of a model */

#define OPENER(name, type, open)                                                  \
    static ent_status open_##name(const void *bytes, size_t size, ent_error *e) { \
        type out;                                                                 \
        return open(bytes, size, &out, e);                                        \
    }
OPENER(classes, ent_classes, ent_classes_open)
OPENER(tagger, ent_tagger, ent_tagger_open)
OPENER(lemma, ent_lemmatiser, ent_lemma_open)
OPENER(ner, ent_namer, ent_ner_open)
OPENER(parser, ent_parser, ent_parser_open)
OPENER(sentences, const int8_t *, ent_boundary_open)
OPENER(acts, ent_acts, ent_acts_open)

#define MODEL(name) \
    { #name, ent_model_##name, ent_model_##name##_end, open_##name }
static const struct model {
    const char *name;
    const unsigned char *bytes, *end;
    ent_status (*open)(const void *bytes, size_t size, ent_error *error);
} models[] = {MODEL(classes), MODEL(tagger),    MODEL(lemma), MODEL(ner),
              MODEL(parser),  MODEL(sentences), MODEL(acts)};
enum { MODELS = sizeof models / sizeof *models };

static uint64_t load(const unsigned char *bytes, int size) {
    uint64_t number = 0;
    for (int i = size - 1; i >= 0; i--) number = number << 8 | bytes[i];
    return number;
}

static void store(unsigned char *bytes, uint64_t number, int size) {
    for (int i = 0; i < size; i++) bytes[i] = (unsigned char)(number >> (8 * i));
}

/* A copy of size bytes that ends where its memory ends, so that a sanitizer sees a step beyond. */
static unsigned char *copy_of(const struct model *m, size_t size) {
    unsigned char *copy = aligned_alloc(64, (size + 63) / 64 * 64);
    cr_assert(copy);
    memcpy(copy, m->bytes, size);
    return copy;
}

/* Make the header fit what follows it again. */
static void mend(unsigned char *bytes, size_t size) {
    store(bytes + PAYLOAD, size - HEADER, 8);
    store(bytes + CHECKSUM, ent_model_checksum(bytes + HEADER, size - HEADER), 8);
}

static void expect_refused(const struct model *m, const unsigned char *bytes, size_t size,
                           const char *why) {
    ent_error error = {0};
    cr_expect_eq(m->open(bytes, size, &error), ENT_INPUT, "%s: %s", m->name, why);
    cr_expect(strstr(error.file, m->name) && error.message[0], "%s: %s: no message", m->name, why);
}

Test(model, those_that_ship_open) {
    for (size_t i = 0; i < MODELS; i++)
        cr_expect_eq(
            models[i].open(models[i].bytes, (size_t)(models[i].end - models[i].bytes), NULL),
            ENT_OK, "%s", models[i].name);
}

Test(model, a_hurt_header_is_refused) {
    for (size_t i = 0; i < MODELS; i++) {
        const struct model *m = &models[i];
        size_t size = (size_t)(m->end - m->bytes);
        unsigned char *bytes = copy_of(m, size);
        store(bytes + VERSION, load(bytes + VERSION, 4) + 1, 4);
        expect_refused(m, bytes, size, "a later version");
        memcpy(bytes, m->bytes, HEADER);
        bytes[0] ^= 1;
        expect_refused(m, bytes, size, "not a model");
        bytes[0] ^= 1;
        store(bytes + COUNT, ENT_MODEL_SECTIONS_MAX + 1, 4);
        expect_refused(m, bytes, size, "too many sections");
        for (size_t k = 0; k < MODELS; k++)
            if (k != i) expect_refused(&models[k], m->bytes, size, "the model of another kind");
        free(bytes);
    }
}

Test(model, one_cut_off_is_refused) {
    for (size_t i = 0; i < MODELS; i++) {
        const struct model *m = &models[i];
        size_t sections = load(m->bytes + COUNT, 4);
        expect_refused(m, m->bytes, 0, "nothing");
        expect_refused(m, m->bytes, HEADER - 1, "no header");
        for (size_t s = 0; s < sections; s++) {
            size_t at = load(m->bytes + HEADER + ENTRY * s, 8);
            for (int mended = 0; mended < 2; mended++) {
                unsigned char *bytes = copy_of(m, at);
                if (mended) mend(bytes, at);
                expect_refused(m, bytes, at, mended ? "cut and mended" : "cut");
                free(bytes);
            }
        }
    }
}

Test(model, sections_outside_are_refused) {
    for (size_t i = 0; i < MODELS; i++) {
        const struct model *m = &models[i];
        size_t size = (size_t)(m->end - m->bytes), sections = load(m->bytes + COUNT, 4);
        unsigned char *bytes = copy_of(m, size);
        for (size_t s = 0; s < sections; s++) {
            unsigned char *entry = bytes + HEADER + ENTRY * s;
            uint64_t at = load(entry, 8), length = load(entry + 8, 8);
            const uint64_t wrong[][2] = {{size + 64, length},
                                         {at, size},
                                         {at + 1, length},
                                         {UINT64_MAX - 63, length},
                                         {at, UINT64_MAX - 63}};
            for (size_t w = 0; w < sizeof wrong / sizeof *wrong; w++) {
                store(entry, wrong[w][0], 8);
                store(entry + 8, wrong[w][1], 8);
                mend(bytes, size);
                expect_refused(m, bytes, size, "a section outside");
            }
            store(entry, at, 8);
            store(entry + 8, length, 8);
        }
        free(bytes);
    }
}

Test(model, flipped_bytes_are_seen_or_harmless) {
    for (size_t i = 0; i < MODELS; i++) {
        const struct model *m = &models[i];
        size_t size = (size_t)(m->end - m->bytes);
        unsigned char *bytes = copy_of(m, size);
        for (size_t f = 0; f < FLIPS; f++) {
            size_t at = HEADER + (size - HEADER) / FLIPS * f + f % 8;
            unsigned char old[CHECKSUM + 8 - PAYLOAD];
            memcpy(old, bytes + PAYLOAD, sizeof old);
            bytes[at] ^= (unsigned char)(1u << f % 8);
            expect_refused(m, bytes, size, "a flipped byte");
            mend(bytes, size);
            m->open(bytes, size, NULL);
            bytes[at] ^= (unsigned char)(1u << f % 8);
            memcpy(bytes + PAYLOAD, old, sizeof old);
        }
        free(bytes);
    }
}
