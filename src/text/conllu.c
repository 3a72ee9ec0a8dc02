/* conllu.c - words and sentences as a CoNLL-U block gives them, found again in its text. */
#include <stdlib.h>
#include <string.h>

#include "base/table.h"
#include "text/token.h"

typedef struct reader {
    const ent_document *document;
    ent_tokens tokens;
    ent_sentence *sentences;
    size_t sentence_count, room;
    size_t at;               /* byte of the text up to which words were found */
    size_t first;            /* first token of this sentence */
    size_t line;             /* of the block */
    long range;              /* words of the multi-word token still to come */
    size_t whole, whole_end; /* its place in the text */
    long range_size;
} reader;

static ent_status fault(const reader *r, ent_error *error, const char *what, ent_field field) {
    return ent_fail(error, ENT_INPUT, r->document->id, r->line, "%s: '%.*s'", what,
                    (int)(field.length < 80 ? field.length : 80), field.text);
}

/* Find a form in the text, after white space only. */
static bool find_form(reader *r, ent_field form, size_t *begin) {
    const char *text = r->document->text;
    size_t at = r->at;
    while (at < r->document->length && strchr(" \t\n", text[at])) at++;
    if (form.length == 0 || r->document->length - at < form.length ||
        memcmp(text + at, form.text, form.length) != 0)
        return false;
    *begin = at;
    return true;
}

/* A word of a multi-word token: its own letters if they follow, else what is left of the token (for
 * the last) or nothing more than one byte can be told; such words share the token's place. */
static ent_status add_part(reader *r, ent_field form, ent_error *error) {
    size_t begin = r->at, end;
    bool last = r->range == 1;
    if (r->whole_end - begin >= form.length &&
        memcmp(r->document->text + begin, form.text, form.length) == 0 &&
        (!last || begin + form.length == r->whole_end))
        end = begin + form.length;
    else
        end = r->whole_end;
    if (end == begin && begin > r->whole) begin = r->whole;
    if (end == begin) return fault(r, error, "a word that the text does not have", form);
    size_t index = r->tokens.count;
    if (begin < r->tokens.byte) { /* the same letters once more: keep the counting in order */
        r->tokens.byte = (uint32_t)begin;
        r->tokens.rune = r->tokens.items[index - 1].begin;
    }
    ent_tokens_add(&r->tokens, begin, end);
    if (!r->tokens.no_memory && r->range == r->range_size)
        r->tokens.items[index].mwt = (uint8_t)(r->range_size < 255 ? r->range_size : 255);
    r->at = end;
    r->range--;
    return ENT_OK;
}

static ent_status add_line(reader *r, ent_field line, ent_error *error) {
    ent_field fields[ENT_FIELDS_MAX];
    size_t count = 0, begin;
    ent_field rest = line;
    while (count < ENT_FIELDS_MAX && ent_field_split(&rest, '\t', &fields[count])) count++;
    if (count != 10) return fault(r, error, "not a line of ten columns", line);
    if (memchr(fields[0].text, '.', fields[0].length)) return ENT_OK; /* an empty node */
    fields[1] = ent_field_trim(fields[1]);
    const char *dash = memchr(fields[0].text, '-', fields[0].length);
    if (r->range > 0 && !dash) return add_part(r, fields[1], error);
    if (!find_form(r, fields[1], &begin))
        return fault(r, error, "a word that the text does not have", fields[1]);
    if (dash) {
        r->range_size = r->range =
            strtol(dash + 1, NULL, 10) - strtol(fields[0].text, NULL, 10) + 1;
        r->whole = r->at = begin;
        r->whole_end = begin + fields[1].length;
        if (r->range_size < 1 || r->range_size > 99)
            return fault(r, error, "not a range of words", fields[0]);
        return ENT_OK;
    }
    ent_tokens_add(&r->tokens, begin, begin + fields[1].length);
    r->at = begin + fields[1].length;
    return ENT_OK;
}

static bool end_sentence(reader *r) {
    size_t count = r->tokens.count - r->first;
    if (count == 0) return true;
    if (r->sentence_count == r->room) {
        size_t room = r->room ? r->room * 2 : 64;
        ent_sentence *items = ent_arena_alloc(r->tokens.arena, room * sizeof *items);
        if (!items) return false;
        if (r->sentence_count) memcpy(items, r->sentences, r->sentence_count * sizeof *items);
        r->sentences = items;
        r->room = room;
    }
    ent_token *t = r->tokens.items + r->first, *last = t + count - 1;
    for (size_t i = 0; i < count; i++) {
        size_t end = t[i].byte + t[i].length;
        t[i].space_after = end >= r->document->length || strchr(" \t\n", r->document->text[end]);
    }
    r->sentences[r->sentence_count++] =
        (ent_sentence){.first = (uint32_t)r->first,
                       .count = (uint32_t)count,
                       .begin = t->begin,
                       .end = last->end,
                       .byte = t->byte,
                       .length = last->byte + last->length - t->byte};
    r->first = r->tokens.count;
    r->range = 0;
    return true;
}

/* Which sentences open a paragraph, and which are all of one and look like a headline. */
static void find_paragraphs(const reader *r) {
    const char *text = r->document->text;
    size_t end = 0;
    for (size_t i = 0; i < r->sentence_count; i++) {
        ent_sentence *s = &r->sentences[i];
        s->paragraph = i == 0;
        for (size_t at = end; at < s->byte; at++) s->paragraph |= text[at] == '\n';
        end = s->byte + s->length;
    }
    for (size_t i = 0; i < r->sentence_count; i++) {
        ent_sentence *s = &r->sentences[i];
        bool whole = s->paragraph && (i + 1 == r->sentence_count || s[1].paragraph);
        s->headline = whole && ent_is_headline(text, r->tokens.items + s->first, s->count);
    }
}

ent_status ent_text_from_conllu(const ent_document *document, ent_arena *arena, ent_text *out,
                                ent_error *error) {
    reader r = {.document = document, .tokens = {.text = document->text, .arena = arena}};
    ent_field rest = {document->conllu, strlen(document->conllu)}, line;
    bool good = true;
    while (good && ent_field_split(&rest, '\n', &line)) {
        r.line++;
        if (line.length > 0 && line.text[line.length - 1] == '\r') line.length--;
        if (line.length == 0) {
            good = end_sentence(&r);
        } else if (line.text[0] != '#') {
            ent_status status = add_line(&r, line, error);
            if (status) return status;
            good = !r.tokens.no_memory;
        }
    }
    if (!good || !end_sentence(&r))
        return ent_fail(error, ENT_NO_MEMORY, document->id, 0, "out of memory");
    find_paragraphs(&r);
    *out = (ent_text){.document = document,
                      .tokens = r.tokens.items,
                      .sentences = r.sentences,
                      .token_count = r.tokens.count,
                      .sentence_count = r.sentence_count};
    return ENT_OK;
}
