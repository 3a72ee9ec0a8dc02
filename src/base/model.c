/* model.c - opening and writing trained models (see model.h for the layout).
 *
 * The checksum runs four independent multiply-xor lanes over 64-bit words, in the manner of FNV-1a
 * but word-wise: 20 MB take a few milliseconds. It guards against damage, not against an attacker.
 */
#include "base/model.h"

#include <string.h>

#include "base/arena.h"
#include "base/file.h"

enum { VERSION = 1, HEADER = 32, ENTRY = 16, LANES = 4 };

static const char magic[4] = {'E', 'N', 'T', 'M'};

static uint64_t load64(const unsigned char *p) {
    uint64_t word = 0;
    for (int i = 7; i >= 0; i--) word = word << 8 | p[i];
    return word;
}

static uint32_t load32(const unsigned char *p) {
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static void store(unsigned char *p, uint64_t word, int bytes) {
    for (int i = 0; i < bytes; i++) p[i] = (unsigned char)(word >> (8 * i));
}

uint64_t ent_model_checksum(const void *bytes, size_t size) {
    const uint64_t prime = UINT64_C(0x9E3779B97F4A7C15);
    const unsigned char *p = bytes, *end = p + (size & ~(size_t)(8 * LANES - 1));
    uint64_t lane[LANES] = {1, 2, 3, 4};
    for (; p < end; p += 8 * LANES)
        for (int i = 0; i < LANES; i++) {
            uint64_t x = (lane[i] ^ load64(p + 8 * i)) * prime;
            lane[i] = x ^ x >> 32;
        }
    uint64_t sum = size;
    for (size_t i = 0; i < (size & (8 * LANES - 1)); i++) sum = (sum ^ p[i]) * prime;
    for (int i = 0; i < LANES; i++) {
        sum = (sum ^ lane[i]) * prime;
        sum ^= sum >> 29;
    }
    return sum;
}

ent_status ent_model_open(const void *bytes, size_t size, ent_model_kind kind, const char *name,
                          ent_model *out, ent_error *error) {
    const unsigned char *p = bytes;
    const uint16_t one = 1;
    memset(out, 0, sizeof *out);
    if (*(const unsigned char *)&one != 1)
        return ent_fail(error, ENT_INPUT, name, 0, "models need a little-endian machine");
    if (size < HEADER || memcmp(p, magic, sizeof magic) != 0)
        return ent_fail(error, ENT_INPUT, name, 0, "not a model: install Entente again");
    if (load32(p + 4) != VERSION)
        return ent_fail(error, ENT_INPUT, name, 0, "model has version %u, not %u: train it again",
                        (unsigned)load32(p + 4), (unsigned)VERSION);
    if (load32(p + 8) != (uint32_t)kind)
        return ent_fail(error, ENT_INPUT, name, 0, "model is of kind %u, not %u",
                        (unsigned)load32(p + 8), (unsigned)kind);
    size_t count = load32(p + 12);
    if (load64(p + 16) != size - HEADER || count > ENT_MODEL_SECTIONS_MAX ||
        count * ENTRY > size - HEADER || (uintptr_t)p % sizeof(uint64_t) != 0)
        return ent_fail(error, ENT_INPUT, name, 0, "model is cut off or damaged: wrong size");
    if (load64(p + 24) != ent_model_checksum(p + HEADER, size - HEADER))
        return ent_fail(error, ENT_INPUT, name, 0, "model is damaged: wrong checksum");
    for (size_t i = 0; i < count; i++) {
        uint64_t at = load64(p + HEADER + ENTRY * i), length = load64(p + HEADER + ENTRY * i + 8);
        if (at % ENT_MODEL_ALIGN != 0 || at > size || length > size - at)
            return ent_fail(error, ENT_INPUT, name, 0, "model is damaged: section %zu", i);
        out->sections[i] = (ent_section){p + at, (size_t)length};
    }
    out->count = count;
    return ENT_OK;
}

static size_t aligned(size_t at) {
    return (at + ENT_MODEL_ALIGN - 1) / ENT_MODEL_ALIGN * ENT_MODEL_ALIGN;
}

ent_status ent_model_write(const char *path, ent_model_kind kind, const ent_section *sections,
                           size_t count, ent_error *error) {
    ent_arena arena = {0};
    size_t size = HEADER + ENTRY * count;
    if (count > ENT_MODEL_SECTIONS_MAX)
        return ent_fail(error, ENT_INTERNAL, path, 0, "too many sections");
    for (size_t i = 0; i < count; i++) size = aligned(size) + sections[i].size;
    unsigned char *p = ent_arena_calloc(&arena, size, 1);
    if (!p) return ent_fail(error, ENT_NO_MEMORY, path, 0, "out of memory");
    memcpy(p, magic, sizeof magic);
    store(p + 4, VERSION, 4);
    store(p + 8, (uint64_t)kind, 4);
    store(p + 12, count, 4);
    store(p + 16, size - HEADER, 8);
    size_t at = HEADER + ENTRY * count;
    for (size_t i = 0; i < count; i++) {
        at = aligned(at);
        store(p + HEADER + ENTRY * i, at, 8);
        store(p + HEADER + ENTRY * i + 8, sections[i].size, 8);
        if (sections[i].size) memcpy(p + at, sections[i].data, sections[i].size);
        at += sections[i].size;
    }
    store(p + 24, ent_model_checksum(p + HEADER, size - HEADER), 8);

    ent_output_file file;
    ent_status status = ent_output_open(&file, path, error);
    if (status == ENT_OK) {
        if (fwrite(p, 1, size, file.stream) != size) {
            status = ent_fail(error, ENT_OUTPUT, path, 0, "cannot write");
            ent_output_abort(&file);
        } else {
            status = ent_output_commit(&file, error);
        }
    }
    ent_arena_free(&arena);
    return status;
}
