/* word.c - the view of a word that all models share (see word.h). */
#include "analyse/word.h"

#include <string.h>

#include "analyse/classes.h"
#include "base/feature.h"
#include "base/utf8.h"

enum { FORM_MAX = 64 }; /* bytes of a longer word that count */

static uint32_t hash_step(uint32_t hash, uint32_t rune) {
    return (hash ^ rune) * 16777619u;
}

/* Class letters of a shape: X upper, x lower, 0 digit, else the character itself. */
static uint32_t shape_of(uint32_t rune) {
    if (ent_rune_is_digit(rune)) return '0';
    if (ent_rune_is_upper(rune)) return 'X';
    return ent_rune_is_alpha(rune) ? 'x' : rune;
}

static void affixes(ent_word *word, const uint32_t *lower, size_t count) {
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < ENT_AFFIX_MAX; i++) {
        hash = i < count ? hash_step(hash, lower[i]) : hash_step(hash, 0);
        word->prefix[i] = hash;
    }
    hash = 2166136261u;
    for (size_t i = 0; i < ENT_AFFIX_MAX; i++) {
        hash = i < count ? hash_step(hash, lower[count - 1 - i]) : hash_step(hash, 0);
        word->suffix[i] = hash;
    }
}

static void view(const char *form, size_t length, ent_word *word) {
    uint32_t lower[FORM_MAX], previous = 0;
    size_t count = 0, letters = 0, capitals = 0, run = 0;
    word->form = word->lower = word->title = word->shape = 2166136261u;
    if (length > FORM_MAX) length = FORM_MAX;
    for (size_t at = 0; at < length;) {
        uint32_t rune;
        at += ent_utf8_decode(form + at, length - at, &rune);
        uint32_t shape = shape_of(rune), small = ent_rune_lower(rune);
        if (rune == 0x2019 || rune == 0x2018) rune = small = shape = '\'';
        if (shape == '0') {
            rune = small = '0';
            word->flags |= ENT_WORD_DIGIT;
        }
        if (shape == 'X' && count == 0) word->flags |= ENT_WORD_CAPITAL;
        if (rune == '-' && count > 0) word->flags |= ENT_WORD_HYPHEN;
        letters += shape == 'X' || shape == 'x';
        capitals += shape == 'X';
        word->form = hash_step(word->form, rune);
        word->lower = hash_step(word->lower, small);
        word->title = hash_step(word->title, count == 0 ? ent_rune_upper(small) : small);
        run = shape == previous ? run + 1 : 0;
        if (run < 2) word->shape = hash_step(word->shape, shape);
        previous = shape;
        lower[count++] = small;
    }
    if (letters > 0) word->flags |= ENT_WORD_LETTERS;
    if (letters > 1 && letters == capitals) word->flags |= ENT_WORD_UPPER;
    affixes(word, lower, count);
}

uint32_t ent_word_hash(const char *form, size_t length) {
    ent_word word = {0};
    view(form, length, &word);
    return word.form;
}

size_t ent_word_features(const ent_word *w, uint32_t *features) {
    uint32_t n = 0, id = 1;
#define FEATURE(a, b) features[n++] = ent_feature(id++, a, b, 0)
    FEATURE(w->form, 0);
    FEATURE(w->lower, 0);
    FEATURE(w->title, w->flags);
    FEATURE(w->classes, 0);
    FEATURE(w->topic, 0);
    FEATURE(w->shape, w->flags & (ENT_WORD_FIRST | ENT_WORD_HEADLINE));
    FEATURE(w->flags, 0);
    for (int i = 0; i < ENT_AFFIX_MAX; i++) FEATURE(w->suffix[i], 0);
    for (int i = 0; i < ENT_AFFIX_MAX; i++) FEATURE(w->prefix[i], 0);
#undef FEATURE
    return n;
}

uint32_t ent_word_outside(void) {
    return ent_feature(0, 0, 0, 0);
}

/* Headlines in title case: a capital says little there, and the models must know. */
static bool is_headline(const ent_text *text, const ent_sentence *sentence, const ent_word *words) {
    uint32_t longer = 0, capital = 0;
    for (uint32_t i = 0; i < sentence->count; i++) {
        if (ent_token_at(text, sentence, i)->length < 4 || !(words[i].flags & ENT_WORD_LETTERS))
            continue;
        longer++;
        capital += (words[i].flags & ENT_WORD_CAPITAL) != 0;
    }
    return longer > 3 && capital * 10 >= longer * 8;
}

const ent_word *ent_words(const ent_classes *classes, const ent_text *text,
                          const ent_sentence *sentence, ent_arena *scratch) {
    uint32_t count = sentence->count;
    ent_word *words = ent_arena_calloc(scratch, count + 2 * ENT_WORD_MARGIN, sizeof *words);
    if (!words) return NULL;
    words += ENT_WORD_MARGIN;
    for (uint32_t i = 0; i < count; i++) {
        const ent_token *token = ent_token_at(text, sentence, i);
        view(ent_form(text, token), token->length, &words[i]);
        const ent_class_slot *slot = ent_classes_find(classes, words[i].form);
        if (!slot) slot = ent_classes_find(classes, words[i].lower);
        if (slot) words[i].flags |= ENT_WORD_COMMON;
        if (!slot) slot = ent_classes_find(classes, words[i].title);
        if (!slot) continue;
        words[i].classes = slot->number;
        words[i].topic = slot->topic;
    }
    if (count > 0) words[0].flags |= ENT_WORD_FIRST;
    if (is_headline(text, sentence, words))
        for (uint32_t i = 0; i < count; i++) words[i].flags |= ENT_WORD_HEADLINE;
    return words;
}
