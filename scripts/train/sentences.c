/* sentences.c - train where sentences end.
 *
 * usage: train-sentences OUT EPOCHS TREEBANK... [--plain TEXT...] --dev TREEBANK...
 *
 * The text of a treebank's documents is put together from its sentences as a reader would see it
 * and cut into tokens by the rules of src/text; an averaged perceptron learns after which tokens a
 * sentence ends. From plain texts, which are clean prose with a paragraph a line, it learns only
 * where none ends: where no rule says so. (The treebanks' mail and forums have many sentences
 * without a mark; news has none.) All numbers are integers. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/table.h"
#include "corpus.h"
#include "text/boundary.h"

enum { MARGIN = 12, DEV_MAX = 8 };

/* A paragraph: its tokens, and which of them end a sentence. */
typedef struct paragraph {
    char *text;
    ent_tokens tokens;
    uint8_t *ends;
    size_t sentences; /* gold ones */
    bool plain;       /* no gold: only known not to end where no rule says so */
} paragraph;

typedef struct set {
    paragraph *items;
    size_t count, room;
} set;

/* Sentences of a paragraph while it is read: text, and where each ends (bytes). */
typedef struct gather {
    char *text;
    size_t length, room;
    size_t *ends, count, ends_room;
} gather;

static ent_arena arena;

static void finish(set *into, gather *g) {
    if (g->count == 0) return;
    if (into->count == into->room) {
        into->room = into->room ? into->room * 2 : 1024;
        into->items = realloc(into->items, into->room * sizeof *into->items);
        if (!into->items) die("out of memory");
    }
    paragraph *p = &into->items[into->count++];
    *p = (paragraph){.text = ent_arena_copy(&arena, g->text, g->length), .sentences = g->count};
    if (!p->text) die("out of memory");
    p->tokens = (ent_tokens){.text = p->text, .arena = &arena};
    ent_tokenise(&p->tokens, 0, g->length);
    p->ends = must_alloc(p->tokens.count, 1);
    size_t at = 0;
    for (size_t s = 0; s < g->count; s++) {
        while (at < p->tokens.count &&
               p->tokens.items[at].byte + p->tokens.items[at].length < g->ends[s])
            at++;
        if (at < p->tokens.count &&
            p->tokens.items[at].byte + p->tokens.items[at].length == g->ends[s])
            p->ends[at] = 1; /* else it ends inside a token */
    }
    g->length = g->count = 0;
}

static void add_sentence(gather *g, ent_field text) {
    if (g->length + text.length + 2 > g->room) {
        g->room = (g->length + text.length + 2) * 2;
        g->text = realloc(g->text, g->room);
        if (!g->text) die("out of memory");
    }
    if (g->length > 0) g->text[g->length++] = ' ';
    memcpy(g->text + g->length, text.text, text.length);
    g->length += text.length;
    if (g->count == g->ends_room) {
        g->ends_room = g->ends_room ? g->ends_room * 2 : 64;
        g->ends = realloc(g->ends, g->ends_room * sizeof *g->ends);
        if (!g->ends) die("out of memory");
    }
    g->ends[g->count++] = g->length;
}

static bool opens_with(ent_field line, const char *word) {
    return line.length >= strlen(word) && memcmp(line.text, word, strlen(word)) == 0;
}

static void add_treebank(set *into, const char *path) {
    size_t size;
    char *bytes = load_file(path, &size);
    gather g = {0};
    for (ent_field rest = {bytes, size}, line; ent_field_split(&rest, '\n', &line);) {
        if (opens_with(line, "# newdoc") || opens_with(line, "# newpar")) finish(into, &g);
        if (!opens_with(line, "# text = ")) continue;
        line.text += strlen("# text = ");
        line.length -= strlen("# text = ");
        while (line.length > 0 && line.text[line.length - 1] == ' ') line.length--;
        add_sentence(&g, line);
    }
    finish(into, &g);
    free(g.text);
    free(g.ends);
    free(bytes);
}

/* Each line is a paragraph of clean prose. */
static void add_plain(set *into, const char *path) {
    size_t size;
    char *bytes = load_file(path, &size);
    gather g = {0};
    for (ent_field rest = {bytes, size}, line; ent_field_split(&rest, '\n', &line);) {
        if (line.length == 0) continue;
        add_sentence(&g, line);
        finish(into, &g);
        into->items[into->count - 1].plain = true;
    }
    free(g.text);
    free(g.ends);
    free(bytes);
}

typedef struct learner {
    int32_t weights[ENT_BOUNDARY_SIZE];
    int64_t changes[ENT_BOUNDARY_SIZE];
    int64_t step;
} learner;

static void learn(learner *l, const uint32_t *features, size_t count, bool ends) {
    int sign = ends ? 1 : -1;
    int64_t sum = 0;
    for (size_t f = 0; f < count; f++) sum += l->weights[features[f]];
    l->step++;
    if (sum * sign > MARGIN) return;
    for (size_t f = 0; f < count; f++) {
        l->weights[features[f]] += sign;
        l->changes[features[f]] += sign * l->step;
    }
}

/* Walk over a paragraph as its gold sentences go. */
static void walk(const paragraph *p, learner *l) {
    ent_arena scratch = {0};
    ent_boundary b;
    const ent_token *tokens = p->tokens.items;
    size_t count = p->tokens.count;
    if (ent_boundary_begin(&b, p->text, tokens, count, &scratch)) die("out of memory");
    for (size_t i = 0; i + 1 < count; i++) {
        uint32_t features[ENT_BOUNDARY_FEATURES];
        bool may = ent_boundary_take(&b, i);
        bool rule = p->plain && ent_sentence_ends(p->text, tokens, count, b.start, i);
        if (may && !rule) learn(l, features, ent_boundary_features(&b, i, features), p->ends[i]);
        if (rule || p->ends[i]) ent_boundary_end(&b, i);
    }
    ent_arena_free(&scratch);
}

typedef struct score {
    size_t gold, found, right;
} score;

/* Count what the weights say of a paragraph. */
static void count_sentences(const paragraph *p, const int8_t *weights, score *counts) {
    ent_arena scratch = {0};
    ent_boundary b;
    size_t count = p->tokens.count;
    if (ent_boundary_begin(&b, p->text, p->tokens.items, count, &scratch)) die("out of memory");
    bool whole = true; /* the present gold sentence has begun where ours has */
    for (size_t i = 0; i < count; i++) {
        bool may = ent_boundary_take(&b, i), gold = p->ends[i];
        bool ends = i + 1 == count || (may && ent_boundary_ends(&b, weights, i));
        counts->found += ends;
        counts->right += ends && gold && whole;
        whole = gold == ends ? whole || gold : false;
        if (ends) ent_boundary_end(&b, i);
    }
    counts->gold += p->sentences;
    ent_arena_free(&scratch);
}

static void evaluate(const char *name, const set *dev, const int8_t *table) {
    score s = {0};
    for (size_t i = 0; i < dev->count; i++) count_sentences(&dev->items[i], table, &s);
    printf("%s: sentences F1 %.2f P %.2f R %.2f (%zu gold, %zu found)\n", name,
           200.0 * (double)s.right / (double)(s.gold + s.found),
           100.0 * (double)s.right / (double)s.found, 100.0 * (double)s.right / (double)s.gold,
           s.gold, s.found);
}

static void epoch(const set *train, learner *l, long number) {
    uint32_t *order = must_alloc(train->count, sizeof *order);
    for (size_t i = 0; i < train->count; i++) order[i] = (uint32_t)i;
    uint64_t seed = (uint64_t)number + 1;
    for (size_t i = train->count; i > 1; i--) {
        seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        size_t j = (size_t)((seed >> 33) % i);
        uint32_t swap = order[i - 1];
        order[i - 1] = order[j];
        order[j] = swap;
    }
    for (size_t i = 0; i < train->count; i++) walk(&train->items[order[i]], l);
    free(order);
}

/* The averages as 8-bit numbers; those above half the greatest are cut, which costs nothing. */
static void export(const learner *l, int8_t *table) {
    int64_t most = 1;
    for (size_t i = 0; i < ENT_BOUNDARY_SIZE; i++) {
        int64_t w = l->weights[i] * l->step - l->changes[i];
        if (llabs(w) > most) most = llabs(w);
    }
    for (size_t i = 0; i < ENT_BOUNDARY_SIZE; i++) {
        int64_t w = l->weights[i] * l->step - l->changes[i];
        int64_t scaled = (llabs(w) * 254 + most / 2) / most;
        if (scaled > 127) scaled = 127;
        table[i] = (int8_t)(w < 0 ? -scaled : scaled);
    }
}

int main(int argc, char **argv) {
    static learner l;
    static int8_t table[ENT_BOUNDARY_SIZE];
    set train = {0}, dev[DEV_MAX] = {{0}};
    const char *names[DEV_MAX], *kind = "";
    size_t devs = 0;
    if (argc < 4)
        die("usage: train-sentences OUT EPOCHS TREEBANK... [--plain TEXT...] --dev TREEBANK...");
    for (int i = 3; i < argc; i++) {
        if (strncmp(argv[i], "--", 2) == 0) {
            kind = argv[i];
        } else if (strcmp(kind, "--plain") == 0) {
            add_plain(&train, argv[i]);
        } else if (strcmp(kind, "--dev") == 0 && devs < DEV_MAX) {
            names[devs] = argv[i];
            add_treebank(&dev[devs++], argv[i]);
        } else {
            add_treebank(&train, argv[i]);
        }
    }
    for (long e = 0; e < strtol(argv[2], NULL, 10); e++) epoch(&train, &l, e);
    export(&l, table);
    for (size_t d = 0; d < devs; d++) evaluate(names[d], &dev[d], table);
    ent_section section = {table, sizeof table};
    ent_error error;
    if (ent_model_write(argv[1], ENT_MODEL_SENTENCES, &section, 1, &error))
        die("%s: %s", argv[1], error.message);
    return 0;
}
