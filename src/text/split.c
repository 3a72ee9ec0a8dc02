/* split.c - the second stage: paragraphs to tokens, tokens to sentences. */
#include <string.h>

#include "base/utf8.h"
#include "text/token.h"

typedef struct sentences {
    ent_sentence *items;
    size_t count, room;
} sentences;

/* A headline is short and has no stop. */
enum { HEADLINE_TOKENS = 24 };

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

static bool has_stop(const char *text, const ent_token *last) {
    return strchr(".!?", text[last->byte + last->length - 1]) != NULL;
}

static bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

static bool is_dash(const char *text, const ent_token *t) {
    static const char *const dashes[] = {"-", "--", "–", "—", NULL};
    for (const char *const *d = dashes; *d; d++)
        if (strlen(*d) == t->length && memcmp(*d, text + t->byte, t->length) == 0) return true;
    return false;
}

/* Is the word written in capitals, at least to its first hyphen: "KYIV", "TEL", "BOSNIA-"? */
static bool is_capitals(const char *text, const ent_token *t) {
    size_t count = 0;
    while (count < t->length && is_upper(text[t->byte + count])) count++;
    return count >= 2 && (count == t->length || text[t->byte + count] == '-' ||
                          (unsigned char)text[t->byte + count] >= 0xC3);
}

/* Does the dash at token i end a dateline? One of two or three hyphens may touch the words. */
static bool ends_dateline(const char *text, const ent_token *t, size_t i) {
    if (!is_dash(text, &t[i])) return false;
    return t[i].length > 1 || (t[i - 1].space_after && t[i].space_after);
}

/* The tokens of a dateline that opens a paragraph: "KYIV, Feb 26 (Reuters) -" is a sentence of its
 * own, or the town would be taken for the subject of what follows. A town that is not in capitals
 * needs a comma and a day: "New York, May 17 -". 0 if there is none. */
static size_t dateline(const char *text, const ent_token *t, size_t count) {
    enum { DATELINE_TOKENS = 24, COLON_TOKENS = 4 };
    static const char others[] = "0123456789,.()/:&'";
    if (count < 3 || !is_upper(text[t[0].byte])) return 0;
    bool town = is_capitals(text, &t[0]), capitals = town, comma = false, day = false;
    for (size_t i = 1; i < DATELINE_TOKENS && i + 1 < count; i++) {
        char first = text[t[i].byte];
        if (ends_dateline(text, t, i)) return town || (comma && day) ? i + 1 : 0;
        if (first == ':' && capitals && i <= COLON_TOKENS) return i + 1;
        if (is_dash(text, &t[i]) && !t[i - 1].space_after) continue; /* "STRATFORD-UPON-AVON" */
        if (!is_upper(first) && !strchr(others, first) && (unsigned char)first < 0x80 &&
            t[i].length > 2)
            return 0;
        capitals &= is_capitals(text, &t[i]);
        comma |= first == ',';
        day |= first >= '0' && first <= '9' && t[i].length <= 2;
    }
    return 0;
}

/* Cut the tokens of one paragraph, from first on, into sentences. */
static bool cut_paragraph(const ent_tokens *tokens, size_t first, sentences *list) {
    const ent_token *t = tokens->items + first;
    size_t count = tokens->count - first, start = 0, place = dateline(tokens->text, t, count);
    for (size_t i = 0; i < count; i++) {
        if (i + 1 < place) continue;
        if (i + 1 < count && i + 1 != place && !ent_sentence_ends(tokens->text, t, count, start, i))
            continue;
        ent_sentence sentence = {.first = (uint32_t)(first + start),
                                 .count = (uint32_t)(i + 1 - start),
                                 .begin = t[start].begin,
                                 .end = t[i].end,
                                 .byte = t[start].byte,
                                 .length = t[i].byte + t[i].length - t[start].byte,
                                 .paragraph = start == 0};
        sentence.headline = start == 0 && i + 1 == count && count <= HEADLINE_TOKENS &&
                            !has_stop(tokens->text, &t[i]);
        if (!add_sentence(list, tokens->arena, sentence)) return false;
        start = i + 1;
    }
    return true;
}

/* The end of the paragraph that begins at `at`: a blank line, or the text's end. A line that
 * begins with a bullet begins a paragraph, too. */
static size_t paragraph_end(const char *text, size_t at, size_t length) {
    for (const char *feed; (feed = memchr(text + at, '\n', length - at)) != NULL;) {
        at = (size_t)(feed - text) + 1;
        size_t next = at;
        while (next < length && (text[next] == ' ' || text[next] == '\t')) next++;
        if (next >= length || text[next] == '\n') return at;
        bool bullet =
            (text[next] == '-' || text[next] == '*') && next + 1 < length && text[next + 1] == ' ';
        if (bullet || (length - next > 3 && memcmp(text + next, "\xE2\x80\xA2", 3) == 0)) return at;
    }
    return length;
}

ent_status ent_text_split(const ent_document *document, ent_arena *arena, ent_text *out,
                          ent_error *error) {
    ent_tokens tokens = {.text = document->text, .arena = arena, .room = document->length / 4 + 16};
    sentences list = {0};
    tokens.items = ent_arena_alloc(arena, tokens.room * sizeof *tokens.items);
    bool good = tokens.items != NULL;
    for (size_t at = 0; good && at < document->length;) {
        size_t end = paragraph_end(document->text, at, document->length), first = tokens.count;
        ent_tokenise(&tokens, at, end);
        good = !tokens.no_memory && cut_paragraph(&tokens, first, &list);
        at = end;
    }
    if (!good) return ent_fail(error, ENT_NO_MEMORY, document->id, 0, "out of memory");
    *out = (ent_text){.document = document,
                      .tokens = tokens.items,
                      .sentences = list.items,
                      .token_count = tokens.count,
                      .sentence_count = list.count};
    return ENT_OK;
}
