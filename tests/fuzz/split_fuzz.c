/* split_fuzz.c - any text into sentences and tokens: they are the text's, byte by byte, with
 * nothing but blanks between them. */
#include <string.h>

#include "base/utf8.h"
#include "fuzz.h"
#include "read/reader.h"

static void need(bool true_always) {
    if (!true_always) abort();
}

static bool is_blank(const char *text, size_t begin, size_t end) {
    for (size_t i = begin; i < end; i++)
        if (!strchr(" \t\n", text[i])) return false;
    return true;
}

static void check_tokens(const ent_text *text) {
    const char *bytes = text->document->text;
    size_t at = 0, rune = 0;
    for (size_t i = 0; i < text->token_count; i++) {
        const ent_token *t = &text->tokens[i];
        need(t->length > 0 && t->byte >= at && is_blank(bytes, at, t->byte));
        rune += ent_utf8_count(bytes + at, t->byte - at);
        need(t->begin == rune);
        rune += ent_utf8_count(bytes + t->byte, t->length);
        need(t->end == rune);
        at = t->byte + t->length;
        need(at <= text->document->length);
        need(t->space_after == (at == text->document->length || is_blank(bytes, at, at + 1)));
    }
    need(is_blank(bytes, at, text->document->length));
}

static void check_sentences(const ent_text *text) {
    size_t next = 0;
    for (size_t s = 0; s < text->sentence_count; s++) {
        const ent_sentence *sentence = &text->sentences[s];
        need(sentence->first == next && sentence->count > 0);
        next += sentence->count;
        need(next <= text->token_count);
        const ent_token *first = ent_token_at(text, sentence, 0);
        const ent_token *last = ent_token_at(text, sentence, sentence->count - 1);
        need(sentence->begin == first->begin && sentence->end == last->end);
        need(sentence->byte == first->byte);
        need(sentence->byte + sentence->length == last->byte + last->length);
        for (uint32_t i = 0; i < sentence->count; i++) {
            const ent_token *t = ent_token_at(text, sentence, i);
            need(t->mwt == 0 || (t->mwt >= 2 && i + t->mwt <= sentence->count));
            for (int k = 0; k + 1 < t->mwt; k++) need(!t[k].space_after);
        }
    }
    need(next == text->token_count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static ent_splitter *splitter;
    ent_reader *reader;
    ent_error error;
    ent_document document;
    ent_text text;
    ent_arena arena = {0};
    if (!splitter && ent_splitter_new(&splitter, &error)) abort();
    if (ent_reader_open_memory("fuzz", (const char *)data, size, ENT_FORMAT_TEXT, &reader, &error))
        return 0;
    while (ent_reader_next(reader, &arena, &document, &error) == ENT_OK) {
        need(ent_text_split(splitter, &document, &arena, &text, &error) == ENT_OK);
        check_tokens(&text);
        check_sentences(&text);
    }
    ent_reader_close(reader);
    ent_arena_free(&arena);
    return 0;
}
