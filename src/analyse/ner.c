/* ner.c - names by a linear-chain conditional random field (Lafferty, McCallum & Pereira 2001) over
 * BIO tags; features after Ratinov & Roth (2009): the words around, their ends, shapes, classes and
 * topics, what lists of names know of them, and the run of capitals they stand in. The best
 * sequence is Viterbi's. */
#include "analyse/ner.h"

#include "base/feature.h"

#include <string.h>

void ent_ner_prepare(ent_namer *out, const ent_known_word *known, size_t slots) {
    static const char *const links[ENT_NER_LINKS] = {"of", "and", "the", "for",
                                                     "&",  "de",  "-",   "in"};
    *out = (ent_namer){.known = known, .known_mask = (uint32_t)(slots - 1)};
    for (size_t k = 0; k < ENT_NER_LINKS; k++)
        out->links[k] = ent_word_hash(links[k], strlen(links[k]));
}

ent_status ent_ner_open(const void *bytes, size_t size, ent_namer *out, ent_error *error) {
    static const char name[] = "ner.bin";
    ent_model model;
    ent_status status = ent_model_open(bytes, size, ENT_MODEL_NER, name, &model, error);
    if (status) return status;
    if (model.count != ENT_NER_SECTIONS)
        return ent_fail(error, ENT_INPUT, name, 0, "model is damaged: sections");
    const ent_section *known = &model.sections[ENT_NER_KNOWN];
    size_t slots = known->size / sizeof(ent_known_word);
    if (slots == 0 || (slots & (slots - 1)) != 0 || slots > UINT32_MAX)
        return ent_fail(error, ENT_INPUT, name, 0, "model is damaged: known words");
    if (model.sections[ENT_NER_STEPS].size != sizeof(ent_ner_steps))
        return ent_fail(error, ENT_INPUT, name, 0, "model is damaged: steps");
    ent_ner_prepare(out, known->data, slots);
    out->steps = model.sections[ENT_NER_STEPS].data;
    return ent_linear_open(&model.sections[ENT_NER_WEIGHTS], ENT_NER_COUNT, name, &out->linear,
                           error);
}

/* A full table cannot loop: at most 64 slots are tried. */
static uint32_t find_known(const ent_namer *namer, uint32_t form) {
    for (uint32_t step = 0; step < 64; step++) {
        ent_known_word slot = namer->known[(form + step) & namer->known_mask];
        if (slot == 0) break;
        if ((slot ^ form) >> 8 == 0) return slot & 0xFF;
    }
    return 0;
}

/* What is known of a word with a capital, or of one in lower case that no text has so. */
static uint32_t known(const ent_namer *namer, const ent_word *word) {
    if (!(word->flags & ENT_WORD_CAPITAL))
        return word->flags & ENT_WORD_COMMON || !(word->flags & ENT_WORD_LETTERS)
                   ? 0
                   : find_known(namer, word->title);
    uint32_t what = find_known(namer, word->form);
    return what || !(word->flags & ENT_WORD_UPPER) ? what : find_known(namer, word->title);
}

bool ent_ner_legal(uint32_t label, uint32_t last) {
    switch (label) {
        case ENT_NER_I_PER:
            return last == ENT_NER_B_PER || last == ENT_NER_I_PER;
        case ENT_NER_I_ORG:
            return last == ENT_NER_B_ORG || last == ENT_NER_I_ORG;
        case ENT_NER_I_LOC:
            return last == ENT_NER_B_LOC || last == ENT_NER_I_LOC;
        default:
            return true;
    }
}

/* The tag of the token at i, 0 outside the sentence. */
static uint32_t tag_at(const ent_text *text, const ent_sentence *sentence, uint32_t i) {
    return i < sentence->count ? 1u + ent_token_at(text, sentence, i)->xpos : 0;
}

/* ---- Features ---- */

/* Features of one token as they come; each kind has a number of its own. */
typedef struct bag {
    uint32_t *features, count, kind;
} bag;

static void add(bag *b, uint32_t x, uint32_t y, uint32_t z) {
    b->features[b->count++] = ent_feature(b->kind++, x, y, z);
}

/* The word itself. */
static void add_word(bag *b, const ent_word *w, uint32_t tag) {
    add(b, w->form, 0, 0);
    add(b, w->lower, 0, 0);
    add(b, w->title, w->flags, 0);
    add(b, w->shape, w->flags, 0);
    add(b, w->flags, tag, 0);
    add(b, w->classes, 0, 0);
    add(b, w->classes, w->flags, tag);
    add(b, w->topic, 0, 0);
    add(b, w->topic, w->flags, tag);
    for (int k = 1; k < ENT_AFFIX_MAX; k++) add(b, w->suffix[k], w->flags, 0);
    for (int k = 1; k < ENT_AFFIX_MAX; k++) add(b, w->prefix[k], w->flags, 0);
}

/* The words before and after, up to three. */
static void add_around(bag *b, const ent_word *w) {
    for (int side = -1; side <= 1; side += 2) {
        const ent_word *near = &w[side], *next = &w[2 * side], *far = &w[3 * side];
        add(b, near->form, 0, 0);
        add(b, near->form, w->form, 0);
        add(b, near->lower, w->flags, 0);
        add(b, near->classes, w->classes, 0);
        add(b, near->classes, w->shape, 0);
        add(b, near->topic, w->topic, 0);
        add(b, near->topic, w->shape, 0);
        add(b, near->shape, w->shape, 0);
        add(b, near->suffix[2], w->flags, 0);
        add(b, next->lower, w->flags, 0);
        add(b, next->lower, near->lower, w->flags);
        add(b, next->classes, near->classes, w->flags);
        add(b, next->topic, w->flags, 0);
        add(b, far->lower, w->flags, 0);
        add(b, far->classes, w->flags, 0);
    }
    add(b, w[-1].classes, w[1].classes, w->flags);
    add(b, w[-1].lower, w[1].lower, w->flags);
}

/* What lists of names know of the word and of those around it. */
static void add_known(bag *b, const ent_namer *namer, const ent_word *w, uint32_t tag,
                      uint32_t next_tag) {
    uint32_t own = known(namer, w), next = known(namer, w + 1), last = known(namer, w - 1);
    uint32_t second = known(namer, w + 2);
    add(b, own, w->flags, 0);
    add(b, own, tag, next_tag);
    add(b, last, own, 0);
    add(b, own, next, 0);
    add(b, last, own, next);
    add(b, own, next, second);
    add(b, own, w[-1].lower, 0);
    add(b, own, w[1].lower, 0);
    add(b, own, w->topic, 0);
    add(b, second, w->flags, 0);
    add(b, known(namer, w - 2), w->flags, 0);
}

/* A run of words with capitals around a word; before and after of them it has within. */
typedef struct run {
    const ent_word *first, *last;
    uint32_t before, after;
} run;

enum { RUN_REACH = 6 };

static bool is_capital(const ent_word *word) {
    return word->flags & ENT_WORD_CAPITAL;
}

/* Small words within names: "Bank of England", "Johnson & Johnson". */
static bool is_link(const ent_namer *namer, const ent_word *word) {
    for (size_t k = 0; k < ENT_NER_LINKS; k++)
        if (word->form == namer->links[k]) return true;
    return false;
}

/* Words outside of the sentence have no capital, so that a run ends there. */
static run find_run(const ent_namer *namer, const ent_word *w, bool linked) {
    run r = {w, w, 0, 0};
    while (w - r.first < RUN_REACH) {
        if (is_capital(r.first - 1))
            r.first--;
        else if (linked && is_link(namer, r.first - 1) && is_capital(r.first - 2))
            r.first -= 2;
        else
            break;
    }
    while (r.last - w < RUN_REACH) {
        if (is_capital(r.last + 1))
            r.last++;
        else if (linked && is_link(namer, r.last + 1) && is_capital(r.last + 2))
            r.last += 2;
        else
            break;
    }
    r.before = (uint32_t)(w - r.first < 3 ? w - r.first : 3);
    r.after = (uint32_t)(r.last - w < 3 ? r.last - w : 3);
    return r;
}

/* What a name begins and ends with and what stands around it says what all of it is: "the Georgia
 * Institute of Technology said". */
static void add_run(bag *b, const ent_namer *namer, const ent_word *w) {
    run r = find_run(namer, w, false), l = find_run(namer, w, true);
    const ent_word *first = r.first, *last = r.last;
    uint32_t at = r.before | r.after << 2;
    add(b, first[-1].lower, r.before, w->flags);
    add(b, last[1].lower, r.after, w->flags);
    add(b, first[-1].classes, last[1].classes, at);
    add(b, first[-1].lower, last[1].lower, 0);
    add(b, (uint32_t)(last - first), at, w->flags);
    at = l.before | l.after << 2;
    add(b, l.first->lower, l.last->lower, 0);
    add(b, l.first->lower, l.before, 0);
    add(b, l.first[-1].lower, l.last[1].lower, at);
    add(b, l.first->topic, l.last->topic, at);
    if (first == last) return;
    at = r.before | r.after << 2;
    add(b, first->lower, r.before, 0);
    add(b, last->lower, r.after, 0);
    add(b, last->lower, 0, 0);
    add(b, first->topic, r.before, 0);
    add(b, last->topic, r.after, 0);
    add(b, last->suffix[3], r.after, 0);
    add(b, known(namer, first), known(namer, last), at);
    add(b, first->flags, last->flags, at);
}

static void add_link(bag *b, const ent_namer *namer, const ent_word *w) {
    add(b, w[-1].lower, w[1].lower, 0);
    add(b, w[-1].topic, w[1].topic, w->lower);
    add(b, known(namer, w - 1), known(namer, w + 1), w->lower);
}

/* Common words in small letters, marks and numbers are hardly ever part of names; little must be
 * known of them. */
static bool is_plain(const ent_word *word) {
    return !is_capital(word) &&
           (word->flags & ENT_WORD_COMMON || !(word->flags & ENT_WORD_LETTERS));
}

static void add_plain(bag *b, const ent_namer *namer, const ent_word *w, uint32_t tag) {
    b->kind = 700;
    add(b, w->form, 0, 0);
    add(b, w->flags, tag, 0);
    add(b, w->classes, tag, 0);
    add(b, w->topic, 0, 0);
    add(b, w->suffix[2], 0, 0);
    for (int side = -1; side <= 1; side += 2) {
        const ent_word *near = &w[side], *next = &w[2 * side];
        add(b, near->form, w->form, 0);
        add(b, near->shape, w->form, 0);
        add(b, near->classes, w->classes, 0);
        add(b, near->topic, w->topic, 0);
        add(b, near->form, 0, 0);
        add(b, near->flags, next->flags, w->form);
        add(b, next->lower, near->lower, 0);
    }
    add(b, w->form, w[-1].shape, w[1].shape);
    add(b, w->form, known(namer, w - 1), known(namer, w + 1));
    add(b, tag, known(namer, w - 1), known(namer, w + 1));
    add(b, w[-1].lower, w[1].lower, 0);
}

size_t ent_ner_features(const ent_namer *namer, const ent_text *text, const ent_sentence *sentence,
                        const ent_word *words, uint32_t i, uint32_t *features) {
    const ent_word *w = &words[i];
    uint32_t tag = tag_at(text, sentence, i), next = tag_at(text, sentence, i + 1);
    bag b = {features, 0, 500};
    if (is_plain(w) && is_plain(w - 1) && is_plain(w + 1)) {
        add_plain(&b, namer, w, tag);
        return b.count;
    }
    add_word(&b, w, tag);
    add(&b, tag, tag_at(text, sentence, i - 1), next);
    add(&b, tag, next, tag_at(text, sentence, i + 2));
    add_around(&b, w);
    add_known(&b, namer, w, tag, next);
    if (is_capital(w)) add_run(&b, namer, w);
    b.kind = 600;
    if (is_link(namer, w)) add_link(&b, namer, w);
    return b.count;
}

/* ---- The best sequence ---- */

/* A place of the lattice: the best score of a sequence that ends in each label, and its last but
 * one label. */
typedef struct column {
    int64_t best[ENT_NER_COUNT];
    uint8_t from[ENT_NER_COUNT];
} column;

/* Labels that may not stand are this much worse than any sum of weights. */
static const int64_t NEVER = -(INT64_C(1) << 60);

static void extend(const ent_ner_steps *steps, const int16_t *scores, const column *last,
                   column *now) {
    for (uint32_t label = 0; label < ENT_NER_COUNT; label++) {
        int64_t best = NEVER;
        uint8_t from = ENT_NER_O;
        for (uint8_t before = 0; last && before < ENT_NER_COUNT; before++) {
            int64_t score = last->best[before] + steps->step[before][label];
            if (ent_ner_legal(label, before) && score > best) best = score, from = before;
        }
        if (!last && ent_ner_legal(label, ENT_NER_COUNT)) best = steps->step[ENT_NER_COUNT][label];
        now->best[label] = best + scores[label];
        now->from[label] = from;
    }
}

ent_status ent_ner_tag(const ent_namer *namer, ent_text *text, const ent_sentence *sentence,
                       const ent_word *words, ent_arena *scratch) {
    uint32_t features[ENT_NER_FEATURES], count = sentence->count, best = ENT_NER_O;
    int16_t scores[ENT_LABELS_MAX];
    column *columns = ent_arena_alloc(scratch, (count + 1) * sizeof *columns);
    if (!columns) return ENT_NO_MEMORY;
    for (uint32_t i = 0; i < count; i++) {
        size_t used = ent_ner_features(namer, text, sentence, words, i, features);
        ent_linear_score(&namer->linear, features, used, scores);
        extend(namer->steps, scores, i ? &columns[i - 1] : NULL, &columns[i]);
    }
    for (uint32_t label = 1; count && label < ENT_NER_COUNT; label++)
        if (columns[count - 1].best[label] > columns[count - 1].best[best]) best = label;
    for (uint32_t i = count; i-- > 0; best = columns[i].from[best])
        ent_token_at(text, sentence, i)->ner = (uint8_t)best;
    return ENT_OK;
}
