/* model_fuzz.c - a damaged model is refused or harmless, never a read outside of it. The
 * container's checksum is made right, so that the fuzzer reaches what lies behind it. */
#include <string.h>

#include "analyse/ner.h"
#include "analyse/parser.h"
#include "analyse/tagger.h"
#include "fuzz.h"
#include "relate/acts.h"
#include "text/boundary.h"

enum { HEADER = 32, KIND = 8, PAYLOAD = 16, CHECKSUM = 24 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < HEADER) return 0;
    char *bytes = aligned_alloc(64, (size + 63) / 64 * 64);
    if (!bytes) abort();
    memcpy(bytes, data, size);
    uint32_t kind = 1 + (uint32_t)(unsigned char)bytes[KIND] % ENT_MODEL_ACTS;
    uint64_t payload = size - HEADER, sum = ent_model_checksum(bytes + HEADER, size - HEADER);
    memcpy(bytes, "ENTM", 4);
    memcpy(bytes + KIND, &kind, sizeof kind);
    memcpy(bytes + PAYLOAD, &payload, sizeof payload);
    memcpy(bytes + CHECKSUM, &sum, sizeof sum);
    ent_error error;
    ent_tagger tagger;
    ent_parser parser;
    ent_namer namer;
    ent_classes classes;
    ent_tagger_open(bytes, size, &tagger, &error);
    ent_parser_open(bytes, size, &parser, &error);
    ent_ner_open(bytes, size, &namer, &error);
    ent_classes_open(bytes, size, &classes, &error);
    const int8_t *weights;
    ent_boundary_open(bytes, size, &weights, &error);
    ent_acts acts;
    ent_acts_open(bytes, size, &acts, &error);
    free(bytes);
    return 0;
}
