/* net.c - a feed-forward network in whole numbers (see net.h).
 *
 * The one product of matrices has a form for each kind of processor; they all compute the same
 * integers. */
#include "analyse/net.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

static bool is_sound(const ent_section *s, const ent_net_shape *shape) {
    uint64_t hidden = shape->hidden, dims = shape->dims;
    if (dims == 0 || dims > ENT_NET_DIMS_MAX || dims % 16 || hidden == 0 ||
        hidden > ENT_NET_HIDDEN_MAX || hidden % 16 || shape->slots == 0 ||
        shape->slots > ENT_NET_SLOTS_MAX || shape->rows == 0 ||
        (shape->rows & (shape->rows - 1)) != 0 || shape->extras == 0 || shape->outputs == 0 ||
        shape->shift == 0 || shape->shift > 24)
        return false;
    return s[ENT_NET_WORDS].size == shape->rows * dims &&
           s[ENT_NET_SLOTS].size == shape->slots * dims * hidden * sizeof(int16_t) &&
           s[ENT_NET_EXTRAS].size == shape->extras * hidden * sizeof(int16_t) &&
           s[ENT_NET_OUTPUTS].size == shape->outputs * hidden * sizeof(int16_t) &&
           s[ENT_NET_BIASES].size == shape->outputs * sizeof(int32_t);
}

static bool within(const ent_section *section, int limit) {
    const int16_t *values = section->data;
    int16_t most = 0, least = 0;
    for (size_t i = 0; i < section->size / sizeof *values; i++) {
        most = values[i] > most ? values[i] : most;
        least = values[i] < least ? values[i] : least;
    }
    return most <= limit && least >= -limit;
}

static const ent_net_code *best_code(void);

ent_status ent_net_open(const ent_section *s, const char *name, ent_net *out, ent_error *error) {
    if (s[ENT_NET_SHAPE].size != sizeof out->shape)
        return ent_fail(error, ENT_INPUT, name, 0, "model is damaged: shape");
    memcpy(&out->shape, s[ENT_NET_SHAPE].data, sizeof out->shape);
    if (!is_sound(s, &out->shape) || !within(&s[ENT_NET_EXTRAS], ENT_NET_TERM_LIMIT) ||
        !within(&s[ENT_NET_SLOTS], ENT_NET_WEIGHT_LIMIT) ||
        !within(&s[ENT_NET_OUTPUTS], ENT_NET_WEIGHT_LIMIT))
        return ent_fail(error, ENT_INPUT, name, 0, "model is damaged: weights do not fit");
    out->words = s[ENT_NET_WORDS].data;
    out->slots = s[ENT_NET_SLOTS].data;
    out->extras = s[ENT_NET_EXTRAS].data;
    out->outputs = s[ENT_NET_OUTPUTS].data;
    out->biases = s[ENT_NET_BIASES].data;
    out->code = best_code();
    return ENT_OK;
}

/* ---- The inner loops ----
 *
 * Written once as plain C, which compilers turn into vector instructions, and instantiated for each
 * kind of processor below; only the product of matrices is written for each by hand. */

#define INLINE static inline __attribute__((always_inline))

/* The sum of the embeddings of a word's features. */
INLINE void embed_body(const ent_net *net, const uint32_t *features, size_t count, int16_t *word) {
    uint32_t dims = net->shape.dims;
    memset(word, 0, dims * sizeof *word);
    for (size_t f = 0; f < count; f++) {
        const int8_t *row = net->words + (size_t)(features[f] & (net->shape.rows - 1)) * dims;
        for (uint32_t d = 0; d < dims; d++) word[d] = (int16_t)(word[d] + row[d]);
    }
}

/* The sum of rows of width numbers, cut to what a hidden unit may be. */
INLINE void hide_body(const int16_t *const *rows, size_t count, uint32_t width, int16_t *hidden) {
    for (uint32_t h = 0; h < width; h += 16) {
        int16_t sums[16] = {0};
        for (size_t r = 0; r < count; r++)
            for (uint32_t i = 0; i < 16; i++) sums[i] = (int16_t)(sums[i] + rows[r][h + i]);
        for (uint32_t i = 0; i < 16; i++)
            hidden[h + i] = sums[i] < 0                      ? 0
                            : sums[i] > ENT_NET_HIDDEN_LIMIT ? ENT_NET_HIDDEN_LIMIT
                                                             : sums[i];
    }
}

INLINE int32_t dot_body(const int16_t *a, const int16_t *b, uint32_t count) {
    int32_t sum = 0;
    for (uint32_t i = 0; i < count; i++) sum += a[i] * b[i];
    return sum;
}

/* A product, rounded and cut to what a term may be. */
INLINE int16_t cut(int32_t product, uint32_t shift) {
    int32_t term = (product + (1 << (shift - 1))) >> shift;
    return (int16_t)(term > ENT_NET_TERM_LIMIT    ? ENT_NET_TERM_LIMIT
                     : term < -ENT_NET_TERM_LIMIT ? -ENT_NET_TERM_LIMIT
                                                  : term);
}

/* So many words are multiplied at once, so that each weight is fetched once for all of them. */
enum { TOGETHER = 4 };

/* out[w][at + h] = sum over d of words[w][d] * weights[d / 2][h][d % 2], for the hidden units h of
 * a slot. */
typedef void project_function(int16_t words[TOGETHER][ENT_NET_DIMS_MAX], const int16_t *weights,
                              const ent_net_shape *shape, int16_t *const *out, size_t at);

struct ent_net_code {
    project_function *project;
    void (*embed)(const ent_net *net, const uint32_t *features, size_t count, int16_t *word);
    void (*hide)(const int16_t *const *rows, size_t count, uint32_t width, int16_t *hidden);
    int32_t (*dot)(const int16_t *a, const int16_t *b, uint32_t count);
};

static void embed_plain(const ent_net *net, const uint32_t *features, size_t count, int16_t *word) {
    embed_body(net, features, count, word);
}

static void hide_plain(const int16_t *const *rows, size_t count, uint32_t width, int16_t *hidden) {
    hide_body(rows, count, width, hidden);
}

static int32_t dot_plain(const int16_t *a, const int16_t *b, uint32_t count) {
    return dot_body(a, b, count);
}

static void project_plain(int16_t words[TOGETHER][ENT_NET_DIMS_MAX], const int16_t *weights,
                          const ent_net_shape *shape, int16_t *const *out, size_t at) {
    for (uint32_t w = 0; w < TOGETHER; w++)
        for (uint32_t h = 0; h < shape->hidden; h++) {
            int32_t sum = 0;
            for (uint32_t d = 0; d < shape->dims; d += 2) {
                const int16_t *pair = weights + ((size_t)d / 2 * shape->hidden + h) * 2;
                sum += words[w][d] * pair[0] + words[w][d + 1] * pair[1];
            }
            out[w][at + h] = cut(sum, shape->shift);
        }
}

static const ent_net_code plain = {project_plain, embed_plain, hide_plain, dot_plain};

#if defined(__x86_64__)
/* Two numbers of a word side by side, as the instructions want them. */
INLINE int32_t pair_of(const int16_t *word) {
    int32_t pair;
    memcpy(&pair, word, sizeof pair);
    return pair;
}

static void project_sse2(int16_t words[TOGETHER][ENT_NET_DIMS_MAX], const int16_t *weights,
                         const ent_net_shape *shape, int16_t *const *out, size_t at) {
    for (uint32_t h = 0; h < shape->hidden; h += 8) {
        __m128i sums[TOGETHER][2] = {{_mm_setzero_si128(), _mm_setzero_si128()}};
        for (int w = 1; w < TOGETHER; w++) sums[w][0] = sums[w][1] = _mm_setzero_si128();
        for (uint32_t d = 0; d < shape->dims; d += 2) {
            const __m128i *row =
                (const __m128i *)(weights + ((size_t)d / 2 * shape->hidden + h) * 2);
            __m128i low = _mm_loadu_si128(row), high = _mm_loadu_si128(row + 1);
            for (int w = 0; w < TOGETHER; w++) {
                __m128i pair = _mm_set1_epi32(pair_of(&words[w][d]));
                sums[w][0] = _mm_add_epi32(sums[w][0], _mm_madd_epi16(pair, low));
                sums[w][1] = _mm_add_epi32(sums[w][1], _mm_madd_epi16(pair, high));
            }
        }
        for (int w = 0; w < TOGETHER; w++) {
            int32_t products[8];
            _mm_storeu_si128((__m128i *)products, sums[w][0]);
            _mm_storeu_si128((__m128i *)(products + 4), sums[w][1]);
            for (uint32_t i = 0; i < 8; i++) out[w][at + h + i] = cut(products[i], shape->shift);
        }
    }
}

#define AVX2 __attribute__((target("avx2")))

AVX2 static void project_avx2(int16_t words[TOGETHER][ENT_NET_DIMS_MAX], const int16_t *weights,
                              const ent_net_shape *shape, int16_t *const *out, size_t at) {
    const __m256i half = _mm256_set1_epi32(1 << (shape->shift - 1));
    const __m256i most = _mm256_set1_epi16(ENT_NET_TERM_LIMIT);
    const __m256i least = _mm256_set1_epi16(-ENT_NET_TERM_LIMIT);
    const __m128i shift = _mm_cvtsi32_si128((int)shape->shift);
    for (uint32_t h = 0; h < shape->hidden; h += 16) {
        __m256i sums[TOGETHER][2];
        for (int w = 0; w < TOGETHER; w++) sums[w][0] = sums[w][1] = half;
        for (uint32_t d = 0; d < shape->dims; d += 2) {
            const __m256i *row =
                (const __m256i *)(weights + ((size_t)d / 2 * shape->hidden + h) * 2);
            __m256i low = _mm256_loadu_si256(row), high = _mm256_loadu_si256(row + 1);
            for (int w = 0; w < TOGETHER; w++) {
                __m256i pair = _mm256_set1_epi32(pair_of(&words[w][d]));
                sums[w][0] = _mm256_add_epi32(sums[w][0], _mm256_madd_epi16(pair, low));
                sums[w][1] = _mm256_add_epi32(sums[w][1], _mm256_madd_epi16(pair, high));
            }
        }
        for (int w = 0; w < TOGETHER; w++) {
            __m256i terms = _mm256_packs_epi32(_mm256_sra_epi32(sums[w][0], shift),
                                               _mm256_sra_epi32(sums[w][1], shift));
            terms = _mm256_permute4x64_epi64(terms, 0xD8); /* packs works by halves */
            terms = _mm256_max_epi16(_mm256_min_epi16(terms, most), least);
            _mm256_storeu_si256((__m256i *)(out[w] + at + h), terms);
        }
    }
}

AVX2 static void embed_avx2(const ent_net *net, const uint32_t *features, size_t count,
                            int16_t *word) {
    embed_body(net, features, count, word);
}

AVX2 static void hide_avx2(const int16_t *const *rows, size_t count, uint32_t width,
                           int16_t *hidden) {
    hide_body(rows, count, width, hidden);
}

AVX2 static int32_t dot_avx2(const int16_t *a, const int16_t *b, uint32_t count) {
    return dot_body(a, b, count);
}

#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vnni,avx2")))

/* Two sums a word, of every other pair, so that no addition waits for the one before. */
AVX512 static void project_avx512(int16_t words[TOGETHER][ENT_NET_DIMS_MAX], const int16_t *weights,
                                  const ent_net_shape *shape, int16_t *const *out, size_t at) {
    const __m512i half = _mm512_set1_epi32(1 << (shape->shift - 1));
    const __m256i most = _mm256_set1_epi16(ENT_NET_TERM_LIMIT);
    const __m256i least = _mm256_set1_epi16(-ENT_NET_TERM_LIMIT);
    const __m128i shift = _mm_cvtsi32_si128((int)shape->shift);
    const size_t row_size = (size_t)shape->hidden * 2;
    for (uint32_t h = 0; h < shape->hidden; h += 16) {
        __m512i even[TOGETHER], odd[TOGETHER];
        for (int w = 0; w < TOGETHER; w++) even[w] = half, odd[w] = _mm512_setzero_si512();
        for (uint32_t d = 0; d < shape->dims; d += 4) {
            const int16_t *row = weights + d / 2 * row_size + h * 2;
            __m512i first = _mm512_loadu_si512(row), second = _mm512_loadu_si512(row + row_size);
            for (int w = 0; w < TOGETHER; w++) {
                __m512i pair = _mm512_set1_epi32(pair_of(&words[w][d]));
                __m512i next = _mm512_set1_epi32(pair_of(&words[w][d + 2]));
                even[w] = _mm512_dpwssd_epi32(even[w], pair, first);
                odd[w] = _mm512_dpwssd_epi32(odd[w], next, second);
            }
        }
        for (int w = 0; w < TOGETHER; w++) {
            __m512i sums = _mm512_sra_epi32(_mm512_add_epi32(even[w], odd[w]), shift);
            __m256i terms = _mm512_cvtsepi32_epi16(sums);
            terms = _mm256_max_epi16(_mm256_min_epi16(terms, most), least);
            _mm256_storeu_si256((__m256i *)(out[w] + at + h), terms);
        }
    }
}

static const ent_net_code sse2 = {project_sse2, embed_plain, hide_plain, dot_plain};
static const ent_net_code avx2 = {project_avx2, embed_avx2, hide_avx2, dot_avx2};
static const ent_net_code avx512 = {project_avx512, embed_avx2, hide_avx2, dot_avx2};
#endif

const ent_net_code *ent_net_code_at(size_t i) {
#if defined(__x86_64__)
    bool has_avx2 = __builtin_cpu_supports("avx2");
    bool has_avx512 =
        has_avx2 && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vnni");
    const ent_net_code *codes[] = {&plain, &sse2, has_avx2 ? &avx2 : NULL,
                                   has_avx512 ? &avx512 : NULL};
    return i < sizeof codes / sizeof *codes ? codes[i] : NULL;
#else
    return i == 0 ? &plain : NULL;
#endif
}

static const ent_net_code *best_code(void) {
    const ent_net_code *best = NULL, *next;
    for (size_t i = 0; (next = ent_net_code_at(i)) != NULL; i++) best = next;
    return best;
}

/* ---- The network ---- */

/* ---- Memory of words ----
 *
 * A table with one place for each key. Two words that differ share a 64-bit key so rarely that it
 * is left out of account. A row that the sentence at hand uses stays until the next sentence. */

enum { PLACES = 2048 };

struct ent_net_memory {
    uint64_t keys[PLACES]; /* of a word's features; 0: free */
    uint64_t used[PLACES]; /* the last sentence that used the place */
    uint64_t sentence;
    int16_t rows[]; /* PLACES of slots x hidden */
};

ent_net_memory *ent_net_memory_new(const ent_net *net) {
    size_t width = (size_t)net->shape.slots * net->shape.hidden;
    return calloc(1, sizeof(ent_net_memory) + PLACES * width * sizeof(int16_t));
}

void ent_net_memory_free(ent_net_memory *memory) {
    free(memory);
}

static uint64_t key_of(const uint32_t *features, size_t count) {
    uint64_t key = count;
    for (size_t f = 0; f < count; f++) {
        key = (key ^ features[f]) * UINT64_C(0x9E3779B97F4A7C15);
        key ^= key >> 29;
    }
    return key ? key : 1;
}

/* Words that wait to be multiplied together, and where their rows belong. */
typedef struct waiting {
    int16_t words[TOGETHER][ENT_NET_DIMS_MAX];
    int16_t *rows[TOGETHER];
    uint32_t count;
} waiting;

static void flush(const ent_net *net, waiting *w) {
    const ent_net_shape *shape = &net->shape;
    size_t slot_size = (size_t)shape->dims * shape->hidden;
    if (w->count == 0) return;
    for (uint32_t i = w->count; i < TOGETHER; i++) w->rows[i] = w->rows[0];
    for (uint32_t i = w->count; i < TOGETHER; i++)
        memcpy(w->words[i], w->words[0], sizeof w->words[0]);
    for (uint32_t s = 0; s < shape->slots; s++)
        net->code->project(w->words, net->slots + s * slot_size, shape, w->rows,
                           (size_t)s * shape->hidden);
    w->count = 0;
}

/* The row of a word: in memory if it has a place there, in scratch if another word of this sentence
 * holds the place; *known if it is computed, or waits to be. */
static int16_t *find_row(ent_net_memory *m, uint64_t key, size_t width, ent_arena *scratch,
                         bool *known) {
    size_t place = (size_t)(key >> 40) & (PLACES - 1);
    *known = m->keys[place] == key;
    if (!*known && m->used[place] == m->sentence)
        return ent_arena_alloc(scratch, width * sizeof(int16_t));
    m->keys[place] = key;
    m->used[place] = m->sentence;
    return m->rows + place * width;
}

const int16_t *const *ent_net_bring(const ent_net *net, ent_net_memory *memory,
                                    const uint32_t *features, const uint8_t *sizes, uint32_t count,
                                    ent_arena *scratch) {
    size_t width = (size_t)net->shape.slots * net->shape.hidden;
    const int16_t **brought = ent_arena_alloc(scratch, (count ? count : 1) * sizeof *brought);
    waiting wait;
    wait.count = 0;
    if (!brought) return NULL;
    memory->sentence++;
    for (uint32_t w = 0; w < count; features += sizes[w], w++) {
        bool known;
        int16_t *row = find_row(memory, key_of(features, sizes[w]), width, scratch, &known);
        if (!row) return NULL;
        brought[w] = row;
        if (known) continue;
        net->code->embed(net, features, sizes[w], wait.words[wait.count]);
        wait.rows[wait.count++] = row;
        if (wait.count == TOGETHER) flush(net, &wait);
    }
    flush(net, &wait);
    return brought;
}

void ent_net_window(uint32_t i, uint32_t count, uint32_t slots, uint32_t *words) {
    for (uint32_t s = 0; s < slots; s++) {
        uint32_t at = i + s; /* in a row with slots / 2 places before the sentence */
        words[s] = at < slots / 2 || at - slots / 2 >= count ? count : at - slots / 2;
    }
}

void ent_net_hidden(const ent_net *net, const int16_t *const *brought, const uint32_t *words,
                    const uint16_t *extras, size_t extra_count, int16_t *hidden) {
    uint32_t width = net->shape.hidden, slots = net->shape.slots;
    const int16_t *rows[ENT_NET_TERMS_MAX];
    size_t count = 0;
    rows[count++] = net->extras;
    for (size_t e = 0; e < extra_count; e++)
        rows[count++] = net->extras + (size_t)extras[e] * width;
    for (uint32_t s = 0; s < slots; s++) rows[count++] = brought[words[s]] + (size_t)s * width;
    net->code->hide(rows, count, width, hidden);
}

void ent_net_score(const ent_net *net, const int16_t *hidden, uint32_t first, uint32_t count,
                   int32_t *scores) {
    uint32_t width = net->shape.hidden;
    for (uint32_t i = 0; i < count; i++)
        scores[i] = net->biases[first + i] +
                    net->code->dot(hidden, net->outputs + (size_t)(first + i) * width, width);
}
