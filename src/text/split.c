/* split.c - the second stage: paragraphs to tokens, tokens to sentences. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "model/embed.h"
#include "text/boundary.h"

struct ent_splitter {
    const int8_t *weights; /* of the model of sentence ends */
};

ent_status ent_splitter_new(ent_splitter **out, ent_error *error) {
    *out = calloc(1, sizeof **out);
    if (!*out) return ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
    size_t size = (size_t)(ent_model_sentences_end - ent_model_sentences);
    ent_status status = ent_boundary_open(ent_model_sentences, size, &(*out)->weights, error);
    if (status) {
        ent_splitter_free(*out);
        *out = NULL;
    }
    return status;
}

void ent_splitter_free(ent_splitter *splitter) {
    free(splitter);
}

typedef struct sentences {
    ent_sentence *items;
    size_t count, room;
} sentences;

static bool add_sentence(sentences *list, ent_arena *arena, ent_sentence sentence) {
    if (list->count == list->room) {
        size_t room = list->room ? list->room * 2 : 64;
        ent_sentence *items = ent_arena_alloc(arena, room * sizeof *items);
        if (!items) return false;
        if (list->count) memcpy(items, list->items, list->count * sizeof *items);
        list->items = items;
        list->room = room;
    }
    list->items[list->count++] = sentence;
    return true;
}

bool ent_is_headline(const char *text, const ent_token *tokens, size_t count) {
    enum { HEADLINE_TOKENS = 24 };
    const ent_token *last = &tokens[count - 1];
    return count <= HEADLINE_TOKENS && !strchr(".!?", text[last->byte + last->length - 1]);
}

/* Add the sentence of the tokens from start to last of a paragraph of so many. */
static bool add_tokens(sentences *list, const ent_tokens *tokens, size_t first, size_t start,
                       size_t last, size_t count) {
    const ent_token *t = tokens->items + first;
    bool whole = start == 0 && last + 1 == count;
    return add_sentence(
        list, tokens->arena,
        (ent_sentence){.first = (uint32_t)(first + start),
                       .count = (uint32_t)(last + 1 - start),
                       .begin = t[start].begin,
                       .end = t[last].end,
                       .byte = t[start].byte,
                       .length = t[last].byte + t[last].length - t[start].byte,
                       .paragraph = start == 0,
                       .headline = whole && ent_is_headline(tokens->text, t, count)});
}

/* Cut the tokens of one paragraph, from first on, into sentences. A dateline is one by rule. What
 * goes on without an end, a table or a list, is cut where it gets too long for what looks through a
 * sentence for each of its words. */
static bool cut_paragraph(const ent_splitter *splitter, const ent_tokens *tokens, size_t first,
                          sentences *list, ent_arena *scratch) {
    const ent_token *t = tokens->items + first;
    enum { SENTENCE_MAX = 1000 };
    size_t count = tokens->count - first, place = ent_dateline(tokens->text, t, count);
    ent_boundary b;
    if (ent_boundary_begin(&b, tokens->text, t, count, scratch)) return false;
    for (size_t i = 0; i < count; i++) {
        bool may = ent_boundary_take(&b, i) && i >= place;
        bool full = i + 1 - b.start >= SENTENCE_MAX && b.inside == 0;
        if (i + 1 < count && i + 1 != place && !full &&
            !(may && ent_boundary_ends(&b, splitter->weights, i)))
            continue;
        if (!add_tokens(list, tokens, first, b.start, i, count)) return false;
        ent_boundary_end(&b, i);
    }
    return true;
}

/* ---- Paragraphs ---- */

static bool is_space(char c) {
    return c == ' ' || c == '\t';
}

static bool is_bullet(const char *text, size_t at, size_t length) {
    if (length - at > 3 && memcmp(text + at, "\xE2\x80\xA2", 3) == 0) return true;
    return length - at > 1 && (text[at] == '-' || text[at] == '*') && text[at + 1] == ' ';
}

/* Does the word that ends at `end` want another one: a title with its full stop, "the", "of"? */
static bool is_open_word(const char *text, size_t begin, size_t end) {
    static const char *const words[] = {"the",  "a",  "an", "of", "and", "to", "in", "by",  "for",
                                        "with", "on", "at", "is", "are", "or", "as", "its", "that"};
    size_t stop = end > begin && text[end - 1] == '.', at = end - stop;
    while (at > begin && !is_space(text[at - 1])) at--;
    if (stop) return ent_abbreviation_of(text + at, end - stop - at) == ENT_ABBREVIATION_TITLE;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == end - at && memcmp(words[i], text + at, end - at) == 0) return true;
    return false;
}

/* May a paragraph end with the line [begin, end)? With a line that has an end mark or is a short
 * one that stands for itself: line feeds that only fill lines have gone, but where pages were
 * turned some are left in the middle of a sentence. */
static bool closes_paragraph(const char *text, size_t begin, size_t end) {
    enum { LINE_MAX = 160 };
    while (end > begin && is_space(text[end - 1])) end--;
    if (end == begin || text[end - 1] == ',' || is_open_word(text, begin, end)) return false;
    return end - begin <= LINE_MAX || strchr(".!?:\")", text[end - 1]) ||
           (end - begin > 3 && memcmp(text + end - 3, "\xE2\x80\x9D", 3) == 0);
}

/* The end of the paragraph that begins at begin: where a blank line follows, or a bullet, or a line
 * that does not go on with a small letter. */
static size_t paragraph_end(const char *text, size_t begin, size_t length) {
    size_t line = begin;
    for (const char *feed; (feed = memchr(text + line, '\n', length - line)) != NULL;) {
        size_t end = (size_t)(feed - text), next = end + 1;
        uint32_t rune = 0;
        while (next < length && is_space(text[next])) next++;
        if (next >= length || text[next] == '\n' || is_bullet(text, next, length)) return end + 1;
        ent_utf8_decode(text + next, length - next, &rune);
        if (!ent_rune_is_lower(rune) && closes_paragraph(text, line, end)) return end + 1;
        line = end + 1;
    }
    return length;
}

ent_status ent_text_split(const ent_splitter *splitter, const ent_document *document,
                          ent_arena *arena, ent_text *out, ent_error *error) {
    ent_tokens tokens = {.text = document->text, .arena = arena, .room = document->length / 4 + 16};
    sentences list = {0};
    ent_arena scratch = {0};
    tokens.items = ent_arena_alloc(arena, tokens.room * sizeof *tokens.items);
    bool good = tokens.items != NULL;
    for (size_t at = 0; good && at < document->length;) {
        size_t end = paragraph_end(document->text, at, document->length), first = tokens.count;
        ent_arena_reset(&scratch);
        ent_tokenise(&tokens, at, end);
        good = !tokens.no_memory && cut_paragraph(splitter, &tokens, first, &list, &scratch);
        at = end;
    }
    ent_arena_free(&scratch);
    if (!good) return ent_fail(error, ENT_NO_MEMORY, document->id, 0, "out of memory");
    *out = (ent_text){.document = document,
                      .tokens = tokens.items,
                      .sentences = list.items,
                      .token_count = tokens.count,
                      .sentence_count = list.count};
    return ENT_OK;
}
