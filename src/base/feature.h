/* feature.h - features as 32-bit hashes; no names are kept (the "hashing trick", Weinberger et al.
 * 2009). */
#ifndef ENTENTE_BASE_FEATURE_H
#define ENTENTE_BASE_FEATURE_H

#include <stdint.h>

/* Mix a template's number and up to three values into a feature. After Stafford's variant 13 of the
 * MurmurHash3 finaliser. */
static inline uint32_t ent_feature(uint32_t template, uint32_t a, uint32_t b, uint32_t c) {
    uint64_t x = ((uint64_t)a << 32 | b) * UINT64_C(0x9E3779B97F4A7C15);
    x ^= ((uint64_t)c << 32 | template) * UINT64_C(0xC2B2AE3D27D4EB4F);
    x ^= x >> 31;
    x *= UINT64_C(0xBF58476D1CE4E5B9);
    return (uint32_t)(x >> 32);
}

#endif
