/* corpus.c - reading training data (see corpus.h). */
#include "corpus.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analyse/tagger.h"
#include "base/table.h"
#include "base/utf8.h"

enum { FILE_LIMIT = 1 << 30 };

typedef enum spelling { SPELT_LOWER, SPELT_TITLE, SPELT_UPPER } spelling;

_Noreturn void die(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    exit(1);
}

void *must_alloc(size_t count, size_t size) {
    void *memory = calloc(count ? count : 1, size);
    if (!memory) die("out of memory");
    return memory;
}

void *must_grow(void *items, size_t old, size_t new, size_t size) {
    char *grown = realloc(items, new *size);
    if (!grown) die("out of memory");
    memset(grown + old * size, 0, (new - old) * size);
    return grown;
}

uint32_t *epoch_order(const corpus *corpus, long epoch, size_t *count) {
    size_t all = corpus->text.sentence_count, gold = corpus->gold_count;
    size_t extra = corpus->has_auto ? gold * (GOLD_WEIGHT - 1) : 0;
    uint32_t *order = must_alloc(all + extra, sizeof *order);
    for (size_t i = 0; i < all + extra; i++) order[i] = (uint32_t)(i < all ? i : (i - all) % gold);
    uint64_t seed = (uint64_t)epoch + 1;
    for (size_t i = all + extra; i > 1; i--) {
        seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        size_t j = (size_t)((seed >> 33) % i);
        uint32_t swap = order[i - 1];
        order[i - 1] = order[j];
        order[j] = swap;
    }
    *count = all + extra;
    return order;
}

/* Make room for one more item of an array. */
static void *more(void *items, size_t count, size_t *room, size_t size) {
    if (count < *room) return items;
    *room = *room ? *room * 2 : 1024;
    items = realloc(items, *room * size);
    if (!items) die("out of memory");
    return items;
}

void corpus_add_token(corpus *corpus, ent_token token, ent_field form) {
    ent_text *text = &corpus->text;
    size_t length = corpus->document.length;
    if (length + form.length + 2 > corpus->forms_room) {
        corpus->forms_room = (length + form.length + 2) * 2;
        corpus->forms = realloc(corpus->forms, corpus->forms_room);
        if (!corpus->forms) die("out of memory");
    }
    memcpy(corpus->forms + length, form.text, form.length);
    memcpy(corpus->forms + length + form.length, " ", 2);
    corpus->document.length = length + form.length + 1;
    token.byte = (uint32_t)length;
    token.length = (uint32_t)form.length;
    text->tokens = more(text->tokens, text->token_count, &corpus->tokens_room, sizeof token);
    text->tokens[text->token_count++] = token;
}

void corpus_end_sentence(corpus *corpus, size_t first) {
    ent_text *text = &corpus->text;
    if (text->token_count == first) return;
    text->sentences =
        more(text->sentences, text->sentence_count, &corpus->sentences_room, sizeof(ent_sentence));
    text->sentences[text->sentence_count++] =
        (ent_sentence){.first = (uint32_t)first, .count = (uint32_t)(text->token_count - first)};
}

/* Lines of a tab-separated file, '#' lines kept: fields of each to take(), NULL fields at a blank
 * line and at the end. */
static void read_lines(corpus *into, const char *path,
                       void (*take)(corpus *into, const char *path, size_t line,
                                    const ent_field *fields, size_t count)) {
    char *text;
    size_t length, number = 0, first = into->text.token_count;
    ent_error error;
    if (ent_file_load(path, FILE_LIMIT, &text, &length, &error)) die("%s: %s", path, error.message);
    for (ent_field rest = {text, length}, line; ent_field_split(&rest, '\n', &line);) {
        ent_field fields[ENT_FIELDS_MAX];
        size_t count = 0;
        number++;
        if (line.length == 0) {
            corpus_end_sentence(into, first);
            first = into->text.token_count;
        } else if (line.text[0] != '#' || memchr(line.text, '\t', line.length)) {
            while (count < ENT_FIELDS_MAX && ent_field_split(&line, '\t', &fields[count])) count++;
            take(into, path, number, fields, count);
        }
    }
    corpus_end_sentence(into, first);
    free(text);
}

static char *copy_field(ent_field field) {
    char *copy = must_alloc(field.length + 1, 1);
    memcpy(copy, field.text, field.length);
    return copy;
}

static void take_conllu(corpus *corpus, const char *path, size_t line, const ent_field *fields,
                        size_t count) {
    if (count < 8) die("%s:%zu: not CoNLL-U", path, line);
    if (memchr(fields[0].text, '-', fields[0].length) ||
        memchr(fields[0].text, '.', fields[0].length))
        return;
    int upos = ent_upos_named(fields[3].text, fields[3].length);
    int xpos = ent_xpos_named(fields[4].text, fields[4].length);
    int deprel = ent_deprel_named(fields[7].text, fields[7].length);
    if (upos < 0 || xpos < 0 || deprel < 0)
        die("%s:%zu: unknown tag %.*s %.*s %.*s", path, line, (int)fields[3].length, fields[3].text,
            (int)fields[4].length, fields[4].text, (int)fields[7].length, fields[7].text);
    long head = strtol(fields[6].text, NULL, 10);
    ent_token token = {.upos = (uint8_t)upos,
                       .xpos = (uint8_t)xpos,
                       .deprel = (uint8_t)deprel,
                       .head = head > 0 ? (uint32_t)(head - 1) : ENT_ROOT,
                       .lemma = copy_field(fields[2])};
    corpus_add_token(corpus, token, fields[1]);
}

static void take_bio(corpus *corpus, const char *path, size_t line, const ent_field *fields,
                     size_t count) {
    ent_token token = {.lemma = "_"};
    if (count < 2) die("%s:%zu: not FORM<TAB>TAG", path, line);
    while (token.ner < ENT_NER_COUNT && !ent_field_is(fields[1], ent_ner_name(token.ner)))
        token.ner++;
    if (token.ner == ENT_NER_COUNT) token.ner = ENT_NER_O; /* a type that we do not learn */
    corpus_add_token(corpus, token, fields[0]);
}

void corpus_add_conllu(corpus *corpus, const char *path) {
    read_lines(corpus, path, take_conllu);
}

void corpus_add_bio(corpus *corpus, const char *path) {
    read_lines(corpus, path, take_bio);
}

int corpus_load(corpus *corpus, int argc, char **argv, int first,
                void (*add)(struct corpus *corpus, const char *path)) {
    bool gold = true;
    int i = first;
    for (; i < argc && strcmp(argv[i], "--dev") != 0; i++) {
        if (strcmp(argv[i], "--auto") == 0) {
            gold = false, corpus->has_auto = true;
            continue;
        }
        add(corpus, argv[i]);
        if (gold) corpus->gold_count = corpus->text.sentence_count;
    }
    corpus_finish(corpus);
    return i < argc ? i + 1 : i;
}

/* A form in lower case, in upper case, or with a capital, into spelt: at most length + 8 bytes. */
static ent_field spell(const char *form, size_t length, spelling how, char *spelt) {
    size_t size = 0;
    for (size_t at = 0; at < length;) {
        uint32_t rune;
        bool first = at == 0;
        at += ent_utf8_decode(form + at, length - at, &rune);
        if (how == SPELT_LOWER) rune = ent_rune_lower(rune);
        if (how == SPELT_UPPER || (how == SPELT_TITLE && first)) rune = ent_rune_upper(rune);
        size += ent_utf8_encode(rune, spelt + size);
    }
    return (ent_field){spelt, size};
}

static void add_respelt(corpus *corpus, const ent_sentence *sentence, spelling how) {
    size_t first = corpus->text.token_count;
    for (uint32_t i = 0; i < sentence->count; i++) {
        ent_token token = corpus->text.tokens[sentence->first + i];
        char form[256], spelt[4 * sizeof form];
        size_t length = token.length < sizeof form ? token.length : sizeof form;
        memcpy(form, corpus->forms + token.byte, length);
        bool small = how == SPELT_TITLE && (length < 3 || (length == 3 && i > 0));
        corpus_add_token(corpus, token,
                         small ? (ent_field){form, length} : spell(form, length, how, spelt));
    }
    corpus_end_sentence(corpus, first);
}

void corpus_respell(corpus *corpus, size_t every) {
    size_t count = corpus->text.sentence_count;
    for (size_t s = 0; s < count; s++) {
        ent_sentence sentence = corpus->text.sentences[s];
        if (s % every == 0)
            add_respelt(corpus, &sentence,
                        s / every % 5 < 3   ? SPELT_LOWER
                        : s / every % 5 < 4 ? SPELT_TITLE
                                            : SPELT_UPPER);
    }
    corpus_finish(corpus);
}

void corpus_finish(corpus *corpus) {
    corpus->document.id = "corpus";
    corpus->document.text = corpus->forms ? corpus->forms : "";
    corpus->text.document = &corpus->document;
}

const ent_word **corpus_words(const corpus *corpus, const ent_classes *classes) {
    ent_arena *arena = must_alloc(1, sizeof *arena);
    const ent_word **words = must_alloc(corpus->text.sentence_count, sizeof *words);
    for (size_t s = 0; s < corpus->text.sentence_count; s++)
        if (!(words[s] = ent_words(classes, &corpus->text, &corpus->text.sentences[s], arena)))
            die("out of memory");
    return words;
}

char *load_file(const char *path, size_t *size) {
    char *bytes;
    ent_error error;
    if (ent_file_load(path, FILE_LIMIT, &bytes, size, &error)) die("%s: %s", path, error.message);
    return bytes;
}

void tag_sentence(const struct ent_tagger *tagger, ent_text *text, const ent_sentence *sentence,
                  const ent_word *words) {
    static ent_arena scratch;
    static const ent_tagger *last;
    static ent_net_memory *memory;
    if (tagger != last) {
        ent_net_memory_free(memory);
        memory = ent_net_memory_new(&tagger->net);
        last = tagger;
    }
    if (!memory || ent_tagger_tag(tagger, text, sentence, words, memory, &scratch))
        die("out of memory");
    ent_arena_reset(&scratch);
}

ent_classes load_classes(const char *path) {
    ent_classes classes;
    ent_error error;
    size_t size;
    const char *bytes = load_file(path, &size);
    if (ent_classes_open(bytes, size, &classes, &error)) die("%s: %s", path, error.message);
    return classes;
}
