/* clusters.c - word classes from plain text by the exchange algorithm (Martin, Liermann & Ney
 * 1998): every word moves to the class that most raises the likelihood of a class bigram model.
 * usage: xzcat TEXT... | train-clusters MODEL CLASSES WORDS ROUNDS */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analyse/classes.h"
#include "base/map.h"
#include "corpus.h"

enum { LINE_MAX_BYTES = 1 << 20, LOGS = 1 << 16 };

typedef struct bigrams {
    uint64_t *keys; /* first << 32 | second; EMPTY: free */
    uint32_t *counts;
    size_t capacity, used;
} bigrams;
#define EMPTY UINT64_MAX

typedef struct vocabulary {
    ent_map map; /* form -> number in order of appearance, later rank by frequency */
    uint32_t *counts;
    const char **forms;
    size_t size, room;
} vocabulary;

static float logs[LOGS];

static inline float xlogx(uint32_t n) {
    return n < LOGS ? logs[n] : (float)n * logf((float)n);
}

/* ---- Tokens: white space and punctuation part words; enough for counting company ---- */

static bool is_inside(const char *at) {
    unsigned char c = (unsigned char)*at;
    if (c >= 0x80 || (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z')) return true;
    return (c == '.' || c == '\'' || c == '-' || c == ',' || c == '&') && at[1] > ' ' &&
           at[1] != '"' && at[1] != ')' && !(c == ',' && !(at[1] >= '0' && at[1] <= '9'));
}

/* The next token of a line at *at, digits made '0'; false at the end. */
static bool next_token(char **at, char **token, size_t *length) {
    char *p = *at;
    while (*p && (unsigned char)*p <= ' ') p++;
    if (!*p) return false;
    *token = p;
    if (!is_inside(p) || *p == '\'') {
        p++;
    } else {
        while (*p && is_inside(p)) {
            if (*p >= '0' && *p <= '9') *p = '0';
            if (p[0] == '\'' && (p[1] == 's' || p[1] == 'S') &&
                !((p[2] | 32) >= 'a' && (p[2] | 32) <= 'z'))
                break;
            p++;
        }
    }
    if (p == *token) p++;
    *length = (size_t)(p - *token);
    *at = p;
    return true;
}

static uint32_t word_number(vocabulary *words, const char *token, size_t length) {
    ent_map_slot *slot = ent_map_add(&words->map, token, length);
    if (!slot) die("out of memory");
    if (slot->value != ENT_MAP_NONE) return slot->value;
    if (words->size == words->room) {
        words->room = words->room ? words->room * 2 : 1 << 16;
        words->counts = realloc(words->counts, words->room * sizeof *words->counts);
        words->forms = realloc(words->forms, words->room * sizeof *words->forms);
        if (!words->counts || !words->forms) die("out of memory");
    }
    words->counts[words->size] = 0;
    words->forms[words->size] = slot->key;
    return slot->value = (uint32_t)words->size++;
}

/* The text as numbers, UINT32_MAX between lines. */
static uint32_t *read_text(vocabulary *words, size_t *count) {
    char *line = must_alloc(LINE_MAX_BYTES, 1);
    size_t room = 1 << 20;
    uint32_t *text = must_alloc(room, sizeof *text);
    for (*count = 0; fgets(line, LINE_MAX_BYTES, stdin);) {
        char *at = line, *token;
        size_t length;
        while (next_token(&at, &token, &length)) {
            if (*count + 2 > room && !(text = realloc(text, (room *= 2) * sizeof *text)))
                die("out of memory");
            uint32_t number = word_number(words, token, length);
            words->counts[number]++;
            text[(*count)++] = number;
        }
        if (*count > 0 && text[*count - 1] != UINT32_MAX) text[(*count)++] = UINT32_MAX;
    }
    free(line);
    return text;
}

/* ---- Counting ---- */

static void bigrams_add(bigrams *b, uint64_t key, uint32_t count) {
    if (b->used * 2 >= b->capacity) {
        bigrams grown = {.capacity = b->capacity ? b->capacity * 2 : 1 << 22};
        grown.keys = must_alloc(grown.capacity, sizeof *grown.keys);
        grown.counts = must_alloc(grown.capacity, sizeof *grown.counts);
        memset(grown.keys, 0xFF, grown.capacity * sizeof *grown.keys);
        for (size_t i = 0; i < b->capacity; i++)
            if (b->keys[i] != EMPTY) bigrams_add(&grown, b->keys[i], b->counts[i]);
        free(b->keys);
        free(b->counts);
        *b = grown;
    }
    size_t at = (size_t)((key * UINT64_C(0x9E3779B97F4A7C15)) >> 20) & (b->capacity - 1);
    while (b->keys[at] != EMPTY && b->keys[at] != key) at = (at + 1) & (b->capacity - 1);
    if (b->keys[at] == EMPTY) b->used++;
    b->keys[at] = key;
    b->counts[at] += count;
}

/* Neighbours of each word in compressed rows: who stands before it, or after it. */
typedef struct neighbours {
    size_t *first;
    uint32_t *word, *count;
} neighbours;

static neighbours collect(const bigrams *b, size_t size, bool before) {
    neighbours n = {must_alloc(size + 2, sizeof *n.first), must_alloc(b->used, sizeof *n.word),
                    must_alloc(b->used, sizeof *n.count)};
    for (size_t i = 0; i < b->capacity; i++)
        if (b->keys[i] != EMPTY)
            n.first[(before ? (uint32_t)b->keys[i] : (uint32_t)(b->keys[i] >> 32)) + 2]++;
    for (size_t w = 2; w <= size + 1; w++) n.first[w] += n.first[w - 1];
    for (size_t i = 0; i < b->capacity; i++) {
        if (b->keys[i] == EMPTY) continue;
        uint32_t left = (uint32_t)(b->keys[i] >> 32), right = (uint32_t)b->keys[i];
        size_t at = n.first[(before ? right : left) + 1]++;
        n.word[at] = before ? left : right;
        n.count[at] = b->counts[i];
    }
    return n;
}

/* ---- Exchange ---- */

typedef struct model {
    uint32_t classes, *class_of;
    uint32_t *joint;   /* [before][after] */
    uint32_t *reverse; /* [after][before] */
    uint32_t *total;   /* words of a class */
    neighbours before, after;
    uint32_t *left, *right; /* of the word being moved, by class */
    float *gain;
} model;

static void weigh(model *m, uint32_t word, int sign) {
    uint32_t own = m->class_of[word], k = m->classes;
    for (uint32_t c = 0; c < k; c++) {
        uint32_t l = m->left[c], r = m->right[c];
        if (l) m->joint[c * k + own] += sign * (int)l, m->reverse[own * k + c] += sign * (int)l;
        if (r) m->joint[own * k + c] += sign * (int)r, m->reverse[c * k + own] += sign * (int)r;
    }
}

static void company(const neighbours *n, const uint32_t *class_of, uint32_t word, uint32_t *out,
                    uint32_t k) {
    memset(out, 0, k * sizeof *out);
    for (size_t i = n->first[word]; i < n->first[word + 1]; i++)
        if (n->word[i] != word) out[class_of[n->word[i]]] += n->count[i];
}

static void add_gains(const uint32_t *rows, const uint32_t *counts, uint32_t k, float *gain) {
    for (uint32_t c = 0; c < k; c++) {
        if (!counts[c]) continue;
        const uint32_t *row = rows + (size_t)c * k;
        for (uint32_t b = 0; b < k; b++) gain[b] += xlogx(row[b] + counts[c]) - xlogx(row[b]);
    }
}

/* Move a word to its best class; true if that is another one. */
static bool exchange(model *m, uint32_t word, uint32_t frequency) {
    uint32_t k = m->classes, own = m->class_of[word], best = own;
    company(&m->before, m->class_of, word, m->left, k);
    company(&m->after, m->class_of, word, m->right, k);
    weigh(m, word, -1);
    m->total[own] -= frequency;
    for (uint32_t b = 0; b < k; b++)
        m->gain[b] = -2 * (xlogx(m->total[b] + frequency) - xlogx(m->total[b]));
    add_gains(m->joint, m->left, k, m->gain);
    add_gains(m->reverse, m->right, k, m->gain);
    for (uint32_t b = 0; b < k; b++)
        if (m->gain[b] > m->gain[best] + 1e-3f) best = b;
    m->class_of[word] = best;
    m->total[best] += frequency;
    weigh(m, word, 1);
    return best != own;
}

static model make_model(const bigrams *b, const vocabulary *words, uint32_t classes, size_t size) {
    model m = {.classes = classes, .class_of = must_alloc(size + 1, sizeof *m.class_of)};
    m.joint = must_alloc((size_t)classes * classes, sizeof *m.joint);
    m.reverse = must_alloc((size_t)classes * classes, sizeof *m.reverse);
    m.total = must_alloc(classes, sizeof *m.total);
    m.left = must_alloc(classes, sizeof *m.left);
    m.right = must_alloc(classes, sizeof *m.right);
    m.gain = must_alloc(classes, sizeof *m.gain);
    m.before = collect(b, size + 1, true);
    m.after = collect(b, size + 1, false);
    for (size_t w = 0; w <= size; w++) {
        m.class_of[w] = (uint32_t)(w % classes);
        m.total[w % classes] += words->counts[w];
    }
    for (size_t i = 0; i < b->capacity; i++) {
        if (b->keys[i] == EMPTY) continue;
        uint32_t l = m.class_of[b->keys[i] >> 32], r = m.class_of[(uint32_t)b->keys[i]];
        m.joint[l * classes + r] += b->counts[i];
        m.reverse[r * classes + l] += b->counts[i];
    }
    return m;
}

static const uint32_t *frequency; /* qsort has no context */
static int by_frequency(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    if (frequency[x] != frequency[y]) return frequency[x] < frequency[y] ? 1 : -1;
    return x < y ? -1 : x > y;
}

/* Renumber words by frequency; all but the first size share the number size. */
static void keep_frequent(vocabulary *words, uint32_t *text, size_t count, size_t size) {
    uint32_t *order = must_alloc(words->size, sizeof *order);
    uint32_t *rank = must_alloc(words->size, sizeof *rank);
    for (size_t i = 0; i < words->size; i++) order[i] = (uint32_t)i;
    frequency = words->counts;
    qsort(order, words->size, sizeof *order, by_frequency);
    uint32_t *counts = must_alloc(size + 1, sizeof *counts);
    const char **forms = must_alloc(size + 1, sizeof *forms);
    for (size_t i = 0; i < words->size; i++) {
        size_t r = i < size ? i : size;
        rank[order[i]] = (uint32_t)r;
        counts[r] += words->counts[order[i]];
        forms[r] = r < size ? words->forms[order[i]] : "";
    }
    for (size_t i = 0; i < count; i++)
        if (text[i] != UINT32_MAX) text[i] = rank[text[i]];
    words->counts = counts;
    words->forms = forms;
    free(order);
    free(rank);
}

static void save(const char *path, const model *m, const vocabulary *words, size_t size) {
    size_t slots = 1;
    while (slots < size * 2) slots *= 2;
    ent_class_slot *table = must_alloc(slots, sizeof *table);
    for (size_t w = 0; w < size; w++) {
        uint32_t form = ent_word_hash(words->forms[w], strlen(words->forms[w]));
        size_t at = form & (slots - 1);
        while (table[at].form && table[at].form != form) at = (at + 1) & (slots - 1);
        if (!table[at].form) table[at] = (ent_class_slot){form, (uint16_t)(m->class_of[w] + 1), 0};
    }
    ent_error error;
    ent_section section = {table, slots * sizeof *table};
    if (ent_model_write(path, ENT_MODEL_CLUSTERS, &section, 1, &error)) die("%s", error.message);
}

int main(int argc, char **argv) {
    if (argc != 5) die("usage: xzcat TEXT... | train-clusters MODEL CLASSES WORDS ROUNDS");
    uint32_t classes = (uint32_t)strtoul(argv[2], NULL, 10);
    size_t size = strtoul(argv[3], NULL, 10), count;
    vocabulary words = {0};
    uint32_t *text = read_text(&words, &count);
    printf("  %zu tokens, %zu forms\n", count, words.size);
    if (size >= words.size || classes < 2) die("too few words");
    keep_frequent(&words, text, count, size);
    bigrams b = {0};
    for (size_t i = 1; i < count; i++)
        if (text[i - 1] != UINT32_MAX && text[i] != UINT32_MAX)
            bigrams_add(&b, (uint64_t)text[i - 1] << 32 | text[i], 1);
    free(text);
    for (uint32_t n = 1; n < LOGS; n++) logs[n] = (float)n * logf((float)n);
    model m = make_model(&b, &words, classes, size);
    for (long round = 0; round < strtol(argv[4], NULL, 10); round++) {
        size_t moves = 0;
        for (uint32_t w = 0; w < size; w++) moves += exchange(&m, w, words.counts[w]);
        printf("  round %ld: %zu moves\n", round + 1, moves);
        fflush(stdout);
    }
    save(argv[1], &m, &words, size);
    for (uint32_t c = 0; c < classes && getenv("SHOW"); c++) {
        printf("%u:", c);
        for (size_t w = 0, n = 0; w < size && n < 12; w++)
            if (m.class_of[w] == c) printf(" %s", words.forms[w]), n++;
        printf("\n");
    }
    return 0;
}
