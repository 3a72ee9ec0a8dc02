/* lemma.c - learn lemma rules: for every word, and for every word end, the rule that is most often
 * right; what a shorter end says already is left out.
 * usage: train-lemma MODEL VERBS FRAMES TRAIN.conllu... [--auto AUTO.conllu...] [--dev
 * DEV.conllu]... AUTO has tags, but no lemmas: the base form of a word that the gold data lacks,
 * "ruled", is the one of those it can have, "rul", "rule", that stands there as a base form most
 * often. */
#include "analyse/lemma.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/table.h"
#include "base/utf8.h"
#include "corpus.h"

enum {
    RULES_MAX = 4096,
    STRINGS_MAX = 1 << 16,
    VOTES = 1 << 22,
    TABLE = 1 << 14,
    BASE_LEAST = 3,
    FRAME_FORMS = 1 << 17
};

typedef struct vote {
    uint32_t key, rule, count;
} vote;

typedef struct learner {
    ent_lemma_rule rules[RULES_MAX];
    size_t rule_count, string_size;
    char strings[STRINGS_MAX];
    vote *votes; /* (key, rule) -> count */
    ent_lemma_slot *table;
    size_t entries;
} learner;

typedef struct sample {
    const char *form;
    size_t length;
    unsigned upos, xpos;
    uint32_t rule; /* RULES_MAX: cannot be told by a rule */
} sample;

static uint32_t add_rule(learner *l, bool keep, size_t cut, const char *end, size_t length) {
    for (size_t i = 0; i < l->rule_count; i++)
        if (l->rules[i].keep_case == keep && l->rules[i].cut == cut &&
            l->rules[i].length == length &&
            memcmp(l->strings + l->rules[i].string, end, length) == 0)
            return (uint32_t)i;
    if (l->rule_count == RULES_MAX || l->string_size + length > STRINGS_MAX) return RULES_MAX;
    memcpy(l->strings + l->string_size, end, length);
    l->rules[l->rule_count] =
        (ent_lemma_rule){keep, (uint8_t)cut, (uint16_t)length, (uint32_t)l->string_size};
    l->string_size += length;
    return (uint32_t)l->rule_count++;
}

static size_t common(const char *a, const char *b) {
    size_t n = 0;
    while (a[n] && a[n] == b[n]) n++;
    while (n > 0 && (((unsigned char)a[n] & 0xC0) == 0x80 || ((unsigned char)b[n] & 0xC0) == 0x80))
        n--;
    return n;
}

/* The rule that gives a lemma; the one that shares more with the form, lower case if equal. */
static uint32_t rule_for(learner *l, const char *form, size_t length, const char *lemma) {
    char lower[2 * ENT_LEMMA_FORM_MAX + 1], same[ENT_LEMMA_FORM_MAX + 1];
    size_t small = ent_utf8_lower(form, length, lower);
    memcpy(same, form, length);
    same[length] = '\0';
    size_t low = common(lower, lemma), high = common(same, lemma);
    if (high > low) return add_rule(l, true, length - high, lemma + high, strlen(lemma + high));
    return add_rule(l, false, small - low, lemma + low, strlen(lemma + low));
}

static void cast(learner *l, uint32_t key, uint32_t rule) {
    uint32_t at = (key * 31u + rule * 0x9E3779B1u) & (VOTES - 1);
    while (l->votes[at].count && (l->votes[at].key != key || l->votes[at].rule != rule))
        at = (at + 1) & (VOTES - 1);
    l->votes[at].key = key;
    l->votes[at].rule = rule;
    l->votes[at].count++;
}

static int by_key(const void *a, const void *b) {
    const vote *x = a, *y = b;
    if (x->key != y->key) return x->key < y->key ? -1 : 1;
    if (x->count != y->count) return x->count > y->count ? -1 : 1;
    return x->rule < y->rule ? -1 : x->rule > y->rule;
}

static uint32_t looked_up(const learner *l, uint32_t key) {
    for (uint32_t at = key & (TABLE - 1);; at = (at + 1) & (TABLE - 1)) {
        if (l->table[at].key == key) return l->table[at].rule;
        if (!l->table[at].key) return RULES_MAX;
    }
}

static void enter(learner *l, uint32_t key, uint32_t rule) {
    uint32_t at = key & (TABLE - 1);
    if (l->entries > TABLE / 4 * 3) return;
    while (l->table[at].key) at = (at + 1) & (TABLE - 1);
    l->table[at] = (ent_lemma_slot){key, rule};
    l->entries++;
}

/* One pass over all samples for ends of n bytes (n > ENT_LEMMA_END_MAX: whole words): vote, and
 * enter the winners that differ from what shorter ends say. */
static void learn(learner *l, const sample *samples, size_t count, size_t n) {
    bool whole = n > ENT_LEMMA_END_MAX;
    memset(l->votes, 0, VOTES * sizeof *l->votes);
    for (size_t i = 0; i < count; i++) {
        const sample *s = &samples[i];
        size_t length = whole ? s->length : n;
        if (s->rule == RULES_MAX || length > s->length) continue;
        cast(l, ent_lemma_key(s->form + s->length - length, length, whole, s->upos, s->xpos),
             s->rule);
    }
    qsort(l->votes, VOTES, sizeof *l->votes, by_key);
    vote *kept = l->votes;
    size_t kept_count = 0;
    for (size_t i = 0; i < VOTES; i++)
        if (l->votes[i].count && (kept_count == 0 || kept[kept_count - 1].key != l->votes[i].key))
            kept[kept_count++] = l->votes[i];
    /* which winners are needed: those some sample of which would get another rule without */
    uint8_t *needed = must_alloc(kept_count, 1);
    for (size_t i = 0; i < count; i++) {
        const sample *s = &samples[i];
        size_t length = whole ? s->length : n;
        if (s->rule == RULES_MAX || length > s->length) continue;
        vote wanted = {ent_lemma_key(s->form + s->length - length, length, whole, s->upos, s->xpos),
                       0, UINT32_MAX};
        size_t low = 0, high = kept_count;
        while (high - low > 1) {
            size_t middle = (low + high) / 2;
            if (kept[middle].key <= wanted.key)
                low = middle;
            else
                high = middle;
        }
        uint32_t known = RULES_MAX;
        for (size_t m = whole ? (s->length < ENT_LEMMA_END_MAX ? s->length : ENT_LEMMA_END_MAX) + 1
                              : n;
             known == RULES_MAX && m-- > 0;)
            known =
                looked_up(l, ent_lemma_key(s->form + s->length - m, m, false, s->upos, s->xpos));
        if (known != kept[low].rule && (whole || n == 0 || kept[low].count > 1)) needed[low] = 1;
    }
    for (size_t i = 0; i < kept_count; i++)
        if (needed[i]) enter(l, kept[i].key, kept[i].rule);
    printf("  ends of %zu: %zu keys, %zu entries\n", n, kept_count, l->entries);
    free(needed);
}

static void evaluate(const char *model, const char *path) {
    corpus dev = {0};
    ent_lemmatiser lemmatiser;
    ent_error error;
    ent_arena arena = {0};
    size_t size, right = 0;
    corpus_add_conllu(&dev, path);
    corpus_finish(&dev);
    const char *bytes = load_file(model, &size);
    if (ent_lemma_open(bytes, size, &lemmatiser, &error)) die("%s", error.message);
    for (size_t i = 0; i < dev.text.token_count; i++) {
        const ent_token *t = &dev.text.tokens[i];
        right += strcmp(t->lemma, ent_lemma_find(&lemmatiser, ent_form(&dev.text, t), t->length,
                                                 t->upos, t->xpos, &arena)) == 0;
    }
    printf("%s: lemmas %.2f\n", path, 100.0 * (double)right / (double)dev.text.token_count);
    ent_arena_free(&arena);
}

/* ---- Base forms of words that the gold data lacks ---- */

typedef struct bases {
    ent_map verbs, nouns; /* base form -> how often it stands in the text as one */
    ent_map seen;         /* key of a whole word that has a sample */
    ent_map irregular;    /* key of a whole word -> place of its base in `strong` */
    const char **strong;
    size_t strong_count;
} bases;

static bool is_tag(const ent_token *t, const char *xpos) {
    return strcmp(ent_xpos_name(t->xpos), xpos) == 0;
}

static void count_base(bases *b, const ent_token *t, const char *lower, size_t length) {
    bool verb = is_tag(t, "VB") || is_tag(t, "VBP"), noun = is_tag(t, "NN");
    if (!verb && !noun) return;
    ent_map_slot *slot = ent_map_add(verb ? &b->verbs : &b->nouns, lower, length);
    if (!slot) die("out of memory");
    slot->value = slot->value == ENT_MAP_NONE ? 1 : slot->value + 1;
}

/* Take `base` if it is more frequent than what was taken before. */
static void consider(const ent_map *map, const char *base, size_t length, char *best,
                     uint32_t *most) {
    uint32_t count = ent_map_get(map, base, length);
    if (count == ENT_MAP_NONE || count < BASE_LEAST || count <= *most) return;
    memcpy(best, base, length);
    best[length] = '\0';
    *most = count;
}

/* The stem with nothing, with an e, with y for i, without a doubled letter. */
static void consider_stem(const ent_map *map, const char *stem, size_t length, char *best,
                          uint32_t *most) {
    char base[2 * ENT_LEMMA_FORM_MAX + 2];
    if (length < 2) return;
    memcpy(base, stem, length);
    consider(map, base, length, best, most);
    if (base[length - 1] == base[length - 2]) consider(map, base, length - 1, best, most);
    base[length] = 'e';
    consider(map, base, length + 1, best, most);
    if (base[length - 1] != 'i') return;
    base[length - 1] = 'y';
    consider(map, base, length, best, most);
}

/* The base form of a regular inflected form, NULL if none of those it can have is known. */
static const char *base_of(const bases *b, const ent_token *t, const char *lower, size_t length,
                           char *best) {
    uint32_t most = 0;
    bool plural = is_tag(t, "NNS");
    const ent_map *map = plural ? &b->nouns : &b->verbs;
    const char *end = lower + length;
    if (plural || is_tag(t, "VBZ")) {
        if (length > 3 && end[-1] == 's') consider_stem(map, lower, length - 1, best, &most);
        if (length > 4 && memcmp(end - 2, "es", 2) == 0)
            consider_stem(map, lower, length - 2, best, &most);
    } else if (is_tag(t, "VBD") || is_tag(t, "VBN")) {
        if (length > 4 && memcmp(end - 2, "ed", 2) == 0)
            consider_stem(map, lower, length - 2, best, &most);
    } else if (is_tag(t, "VBG")) {
        if (length > 5 && memcmp(end - 3, "ing", 3) == 0)
            consider_stem(map, lower, length - 3, best, &most);
    }
    return most ? best : NULL;
}

/* A form of the past is one of the participle, too: what the text shows as one tag holds for both.
 */
static unsigned twin_of(const ent_token *t) {
    const char *other = is_tag(t, "VBD") ? "VBN" : is_tag(t, "VBN") ? "VBD" : NULL;
    int tag = other ? ent_xpos_named(other, 3) : -1;
    return tag < 0 ? t->xpos : (unsigned)tag;
}

static uint32_t verb_key(const char *form, size_t length, const char *xpos) {
    return ent_lemma_key(form, length, true, ENT_UPOS_VERB,
                         (unsigned)ent_xpos_named(xpos, strlen(xpos)));
}

/* Read the irregular verbs and add a sample of each form, as past and as participle, since the
 * tagger mixes them: whatever the gold data says, "struck" is of "strike". */
static size_t take_verbs(learner *l, bases *b, const char *path, sample *samples) {
    static const char *const tags[] = {"VBD", "VBN"};
    size_t size, count = 0;
    ent_table rows;
    const char *text = load_file(path, &size);
    b->strong = must_alloc(size, sizeof *b->strong);
    ent_table_open(&rows, path, text, size);
    while (ent_table_next(&rows)) {
        if (rows.count != 3) die("%s:%zu: a verb has three forms", path, rows.line);
        char *base = must_alloc(rows.fields[0].length + 1, 1);
        memcpy(base, rows.fields[0].text, rows.fields[0].length);
        b->strong[b->strong_count] = base;
        for (size_t i = 0; i < 4; i++) {
            ent_field form = rows.fields[1 + i / 2];
            uint32_t key = verb_key(form.text, form.length, tags[i % 2]);
            ent_map_slot *slot = ent_map_add(&b->irregular, (const char *)&key, sizeof key);
            if (!slot) die("out of memory");
            if (slot->value != ENT_MAP_NONE) continue;
            slot->value = (uint32_t)b->strong_count;
            samples[count++] =
                (sample){.rule = rule_for(l, form.text, form.length, base),
                         .length = form.length,
                         .form = memcpy(must_alloc(form.length + 1, 1), form.text, form.length),
                         .upos = ENT_UPOS_VERB,
                         .xpos = (unsigned)ent_xpos_named(tags[i % 2], 3)};
        }
        b->strong_count++;
    }
    return count;
}

/* One regular form of a word, unless an irregular one is in its place. */
static size_t add_form(learner *l, bases *b, ent_field base, size_t cut, const char *end,
                       const char *xpos, sample *out) {
    char form[2 * ENT_LEMMA_FORM_MAX], lemma[ENT_LEMMA_FORM_MAX];
    if (base.length >= ENT_LEMMA_FORM_MAX - 8 || cut >= base.length) return 0;
    memcpy(lemma, base.text, base.length);
    lemma[base.length] = '\0';
    int length = snprintf(form, sizeof form, "%.*s%s", (int)(base.length - cut), base.text, end);
    bool noun = strcmp(xpos, "NNS") == 0;
    unsigned upos = noun ? ENT_UPOS_NOUN : ENT_UPOS_VERB, tag = (unsigned)ent_xpos_named(xpos, 3);
    uint32_t key = ent_lemma_key(form, (size_t)length, true, upos, tag);
    if (ent_map_get(&b->irregular, (const char *)&key, sizeof key) != ENT_MAP_NONE) return 0;
    ent_map_slot *seen = ent_map_add(&b->seen, (const char *)&key, sizeof key);
    if (!seen) die("out of memory");
    if (seen->value != ENT_MAP_NONE) return 0;
    seen->value = 1;
    *out = (sample){.rule = rule_for(l, form, (size_t)length, lemma),
                    .length = (size_t)length,
                    .form = memcpy(must_alloc((size_t)length + 1, 1), form, (size_t)length),
                    .upos = upos,
                    .xpos = tag};
    return 1;
}

/* All regular forms that a verb can have, those with a doubled letter too. */
static size_t add_verb(learner *l, bases *b, ent_field verb, sample *out) {
    static const char *const pasts[] = {"VBD", "VBN"};
    char last = verb.text[verb.length - 1], doubled[] = {last, 'e', 'd', '\0'};
    char doubling[] = {last, 'i', 'n', 'g', '\0'};
    bool y = last == 'y', e = last == 'e';
    size_t count = 0;
    for (size_t i = 0; i < 2; i++) {
        count += add_form(l, b, verb, y, y ? "ied" : e ? "d" : "ed", pasts[i], out + count);
        if (y) count += add_form(l, b, verb, 0, "ed", pasts[i], out + count);
        if (!y && !e) count += add_form(l, b, verb, 0, doubled, pasts[i], out + count);
    }
    count += add_form(l, b, verb, e, "ing", "VBG", out + count);
    if (!e) count += add_form(l, b, verb, 0, doubling, "VBG", out + count);
    count += add_form(l, b, verb, y, y ? "ies" : "s", "VBZ", out + count);
    return count + add_form(l, b, verb, 0, "es", "VBZ", out + count);
}

static size_t add_noun(learner *l, bases *b, ent_field noun, sample *out) {
    bool y = noun.text[noun.length - 1] == 'y';
    size_t count = add_form(l, b, noun, y, y ? "ies" : "s", "NNS", out);
    return count + add_form(l, b, noun, 0, "es", "NNS", out + count);
}

enum { FORMS_MAX = 12 };

/* The forms of every word that a frame waits for, so that none is missed for its lemma. */
static size_t take_frames(learner *l, bases *b, const char *path, sample *samples, size_t room) {
    size_t size, count = 0;
    ent_table rows;
    const char *text = load_file(path, &size);
    ent_table_open(&rows, path, text, size);
    while (ent_table_next(&rows)) {
        char pos = *rows.fields[0].text;
        for (ent_field lemmas = rows.fields[5], lemma; ent_field_split(&lemmas, '|', &lemma);) {
            if (lemma.length && lemma.text[lemma.length - 1] == '?') lemma.length--;
            ent_field first = lemma, second = {0};
            const char *plus = memchr(lemma.text, '+', lemma.length);
            const char *blank = memchr(lemma.text, ' ', lemma.length);
            if (plus) {
                first.length = (size_t)(plus - lemma.text);
                second = (ent_field){plus + 1, lemma.length - first.length - 1};
            }
            if (blank && blank < lemma.text + first.length) {
                if (pos == 'n') continue;
                first.length = (size_t)(blank - lemma.text);
            }
            if (count + 2 * FORMS_MAX > room) die("%s: too many words", path);
            if (pos == 'v' && first.length > 1) count += add_verb(l, b, first, samples + count);
            if (pos == 'n' && first.length > 1) count += add_noun(l, b, first, samples + count);
            if (second.length > 1 && !memchr(second.text, ' ', second.length))
                count += add_noun(l, b, second, samples + count);
        }
    }
    return count;
}

/* Add a sample unless a word of that form and tag has one; gold words count each time. */
static size_t add_sample(learner *l, bases *b, const ent_token *t, const char *form,
                         const char *lower, size_t length, const char *lemma, unsigned xpos,
                         bool gold, sample *out) {
    uint32_t key = ent_lemma_key(lower, length, true, t->upos, xpos);
    ent_map_slot *seen = ent_map_add(&b->seen, (const char *)&key, sizeof key);
    uint32_t strong = ent_map_get(&b->irregular, (const char *)&key, sizeof key);
    if (!seen) die("out of memory");
    if (strong != ENT_MAP_NONE) lemma = b->strong[strong];
    if (!gold && seen->value != ENT_MAP_NONE) return 0;
    seen->value = 1;
    *out = (sample){.rule = rule_for(l, form, t->length, lemma),
                    .length = length,
                    .form = memcpy(must_alloc(length + 1, 1), lower, length),
                    .upos = t->upos,
                    .xpos = xpos};
    return 1;
}

/* Samples from the corpus: every gold word, then those of the others, and of their twins, whose
 * base form is clear. */
static size_t take_samples(learner *l, const corpus *train, bool gold, bases *b, sample *samples) {
    bool others = train->gold_count < train->text.sentence_count;
    size_t gold_tokens =
        others ? train->text.sentences[train->gold_count].first : train->text.token_count;
    size_t count = 0;
    for (size_t i = 0; i < (gold ? gold_tokens : train->text.token_count); i++) {
        const ent_token *t = &train->text.tokens[i];
        char lower[2 * ENT_LEMMA_FORM_MAX + 1], best[2 * ENT_LEMMA_FORM_MAX + 2];
        if (t->length > ENT_LEMMA_FORM_MAX) continue;
        const char *form = ent_form(&train->text, t);
        size_t length = ent_utf8_lower(form, t->length, lower);
        const char *base = base_of(b, t, lower, length, best);
        bool slip = base && t->upos == ENT_UPOS_VERB && i < gold_tokens && /* "fre" for "freed" */
                    ent_map_get(&b->verbs, t->lemma, strlen(t->lemma)) == ENT_MAP_NONE;
        const char *lemma = i < gold_tokens && !slip ? t->lemma : base;
        if (!lemma) continue;
        if (gold || i >= gold_tokens)
            count +=
                add_sample(l, b, t, form, lower, length, lemma, t->xpos, gold, &samples[count]);
        if (!gold && twin_of(t) != t->xpos && t->upos == ENT_UPOS_VERB && length > 2 &&
            memcmp(lower + length - 2, "ed", 2) == 0)
            count +=
                add_sample(l, b, t, form, lower, length, lemma, twin_of(t), false, &samples[count]);
    }
    return count;
}

static void count_bases(const corpus *train, bases *b) {
    for (size_t i = 0; i < train->text.token_count; i++) {
        const ent_token *t = &train->text.tokens[i];
        char lower[2 * ENT_LEMMA_FORM_MAX + 1];
        if (t->length > ENT_LEMMA_FORM_MAX) continue;
        count_base(b, t, lower, ent_utf8_lower(ent_form(&train->text, t), t->length, lower));
    }
}

int main(int argc, char **argv) {
    if (argc < 5)
        die("usage: train-lemma MODEL VERBS FRAMES TRAIN.conllu... [--auto AUTO.conllu...] [--dev "
            "DEV.conllu]...");
    corpus train = {0};
    int argument = corpus_load(&train, argc, argv, 4, corpus_add_conllu);
    learner *l = must_alloc(1, sizeof *l);
    l->votes = must_alloc(VOTES, sizeof *l->votes);
    l->table = must_alloc(TABLE, sizeof *l->table);
    sample *samples = must_alloc(2 * train.text.token_count + 4096 + FRAME_FORMS, sizeof *samples);
    bases b = {0};
    count_bases(&train, &b);
    size_t count = take_verbs(l, &b, argv[2], samples);
    count += take_samples(l, &train, true, &b, samples + count);
    count += take_samples(l, &train, false, &b, samples + count);
    count += take_frames(l, &b, argv[3], samples + count, FRAME_FORMS);
    for (size_t n = 0; n <= ENT_LEMMA_END_MAX + 1; n++) learn(l, samples, count, n);
    printf("  %zu rules\n", l->rule_count);
    ent_error error;
    ent_section sections[ENT_LEMMA_SECTIONS] = {
        [ENT_LEMMA_RULES] = {l->rules, l->rule_count * sizeof *l->rules},
        [ENT_LEMMA_STRINGS] = {l->strings, l->string_size},
        [ENT_LEMMA_TABLE] = {l->table, TABLE * sizeof *l->table}};
    if (ent_model_write(argv[1], ENT_MODEL_LEMMA, sections, ENT_LEMMA_SECTIONS, &error))
        die("%s", error.message);
    for (; argument < argc; argument += 2) evaluate(argv[1], argv[argument]);
    return 0;
}
