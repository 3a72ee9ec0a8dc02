/* rename.c - sentences with other names in them (see rename.h). */
#include "rename.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TYPES = 3, NAME_MAX = 256, LEXICON_MAX = 1 << 26 };

/* Names of one type, words parted by blanks. */
typedef struct names {
    const char **items;
    size_t count, room;
} names;

typedef struct renamer {
    names seen[TYPES], listed[TYPES]; /* PER, ORG, LOC */
    uint64_t chance;
} renamer;

static uint32_t draw(renamer *r, size_t below) {
    r->chance = r->chance * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)((r->chance >> 33) % below);
}

static void keep(names *names, const char *text, size_t length) {
    if (names->count == names->room) {
        size_t room = names->room ? names->room * 2 : 1024;
        names->items = must_grow(names->items, names->room, room, sizeof *names->items);
        names->room = room;
    }
    char *copy = must_alloc(length + 1, 1);
    memcpy(copy, text, length);
    names->items[names->count++] = copy;
}

static int type_of(uint8_t ner) {
    return ner == ENT_NER_B_PER ? 0 : ner == ENT_NER_B_ORG ? 1 : ner == ENT_NER_B_LOC ? 2 : -1;
}

/* The end of the name that begins at token i. */
static uint32_t name_end(const ent_text *text, const ent_sentence *sentence, uint32_t i) {
    uint8_t begin = ent_token_at(text, sentence, i)->ner;
    uint32_t end = i + 1;
    while (end < sentence->count && ent_token_at(text, sentence, end)->ner == begin + 1) end++;
    return end;
}

static int by_text(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Each name once, in a fixed order. */
static void sort_names(names *names) {
    size_t kept = 0;
    if (names->count == 0) die("no names to rename with");
    qsort(names->items, names->count, sizeof *names->items, by_text);
    for (size_t i = 0; i < names->count; i++)
        if (kept == 0 || strcmp(names->items[i], names->items[kept - 1]) != 0)
            names->items[kept++] = names->items[i];
    names->count = kept;
}

static void collect_seen(renamer *r, const corpus *corpus) {
    const ent_text *text = &corpus->text;
    for (size_t s = 0; s < text->sentence_count; s++) {
        const ent_sentence *sentence = &text->sentences[s];
        for (uint32_t i = 0, end; i < sentence->count; i = end) {
            int type = type_of(ent_token_at(text, sentence, i)->ner);
            end = type < 0 ? i + 1 : name_end(text, sentence, i);
            const ent_token *first = ent_token_at(text, sentence, i);
            const ent_token *last = ent_token_at(text, sentence, end - 1);
            if (type >= 0) /* forms stand one after the other with blanks between */
                keep(&r->seen[type], corpus->forms + first->byte,
                     last->byte + last->length - first->byte);
        }
    }
    for (int type = 0; type < TYPES; type++) sort_names(&r->seen[type]);
}

static void collect_listed(renamer *r, const char *lexicon) {
    static const char *const files[TYPES] = {"persons", "organizations", "places"};
    for (int type = 0; type < TYPES; type++) {
        char path[512];
        size_t size;
        ent_table rows;
        snprintf(path, sizeof path, "%s/%s.tsv", lexicon, files[type]);
        const char *text = load_file(path, &size);
        ent_table_open(&rows, path, text, size);
        while (ent_table_next(&rows)) {
            ent_field name = rows.fields[0];
            if (name.length && name.text[name.length - 1] == '?') name.length--;
            if (name.length && name.length < NAME_MAX)
                keep(&r->listed[type], name.text, name.length);
        }
        sort_names(&r->listed[type]);
    }
}

/* Another name of a type. Where a person stood with one name, another does: the last. */
static ent_field other_name(renamer *r, int type, bool one_word) {
    const names *from = draw(r, 3) ? &r->seen[type] : &r->listed[type];
    const char *name = from->items[draw(r, from->count)], *blank = strrchr(name, ' ');
    if (type == 0 && one_word && blank) name = blank + 1;
    return (ent_field){name, strlen(name)};
}

static void add_renamed(renamer *r, corpus *corpus, const ent_sentence *sentence) {
    size_t first = corpus->text.token_count;
    for (uint32_t i = 0, end; i < sentence->count; i = end) {
        ent_token token = corpus->text.tokens[sentence->first + i];
        int type = type_of(token.ner);
        end = type < 0 ? i + 1 : name_end(&corpus->text, sentence, i);
        if (type < 0) {
            char form[NAME_MAX];
            size_t length = token.length < sizeof form ? token.length : sizeof form;
            memcpy(form, corpus->forms + token.byte, length);
            corpus_add_token(corpus, token, (ent_field){form, length});
            continue;
        }
        ent_field name = other_name(r, type, end == i + 1);
        for (ent_field word; ent_field_split(&name, ' ', &word);
             token.ner = (uint8_t)(2 * type + 2))
            if (word.length) corpus_add_token(corpus, token, word);
    }
    corpus_end_sentence(corpus, first);
}

static bool has_name(const ent_text *text, const ent_sentence *sentence) {
    for (uint32_t i = 0; i < sentence->count; i++)
        if (type_of(ent_token_at(text, sentence, i)->ner) >= 0) return true;
    return false;
}

void corpus_rename(corpus *corpus, const char *lexicon, uint32_t copies) {
    renamer r = {.chance = 5};
    size_t count = corpus->text.sentence_count;
    collect_seen(&r, corpus);
    collect_listed(&r, lexicon);
    for (uint32_t copy = 0; copy < copies; copy++)
        for (size_t s = 0; s < count; s++) {
            ent_sentence sentence = corpus->text.sentences[s];
            if (has_name(&corpus->text, &sentence)) add_renamed(&r, corpus, &sentence);
        }
    corpus_finish(corpus);
}
