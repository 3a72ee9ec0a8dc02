/* token.c - words as the English treebanks of Universal Dependencies have them.
 *
 * White space parts chunks. From a chunk what is one token whatever it holds is taken whole, words
 * are cut (word.c), and marks are peeled off one by one. Everything looks ahead a bounded way, so
 * time is linear. */
#include "text/chunk.h"

void ent_tokens_add(ent_tokens *tokens, size_t begin, size_t end) {
    if (tokens->count == tokens->room) {
        size_t room = tokens->room ? tokens->room * 2 : 256;
        ent_token *items = ent_arena_grow(tokens->arena, tokens->items,
                                          tokens->count * sizeof *items, room * sizeof *items);
        if (!items) {
            tokens->no_memory = true;
            return;
        }
        tokens->items = items;
        tokens->room = room;
    }
    tokens->rune += (uint32_t)ent_utf8_count(tokens->text + tokens->byte, begin - tokens->byte);
    ent_token *token = &tokens->items[tokens->count++];
    *token = (ent_token){.byte = (uint32_t)begin, .length = (uint32_t)(end - begin)};
    token->begin = tokens->rune;
    tokens->rune += (uint32_t)ent_utf8_count(tokens->text + begin, end - begin);
    token->end = tokens->rune;
    token->lemma = "_";
    tokens->byte = (uint32_t)end;
}

/* ---- Marks ---- */

/* 's after a mark, 'em, '90s: an apostrophe that begins a word; where that ends, or begin. */
static size_t apostrophe_word_end(const ent_chunk *c, size_t begin) {
    static const char *const words[] = {"s", "re", "ve",  "ll",   "d",
                                        "m", "em", "til", "twas", "cause"};
    size_t mark = ent_apostrophe_at(c, begin), start = begin + mark;
    if (!mark || !ent_is_word_at(c, start)) return begin;
    size_t end = ent_word_end(c, start);
    bool year = ent_is_digit_at(c, start) && !(begin > c->begin && ent_is_digit_at(c, begin - 1));
    return year || ENT_AMONG(c, start, end, words) ? end : begin;
}

/* .5, +44: a number that begins with a mark; where it ends, or begin. */
static size_t marked_number_end(const ent_chunk *c, size_t begin) {
    char mark = c->text[begin];
    bool free = begin == c->begin || (!ent_is_word_at(c, begin - 1) && c->text[begin - 1] != '.');
    bool number = (mark == '.' || mark == '+') && free && ent_is_digit_at(c, begin + 1);
    return number ? ent_word_end(c, begin + 1) : begin;
}

/* US$, C$, HK$: a currency; where it ends, or begin. */
static size_t currency_end(const ent_chunk *c, size_t begin) {
    size_t at = begin;
    while (at < c->end && c->text[at] >= 'A' && c->text[at] <= 'Z') at++;
    bool found = at > begin && at - begin < 4 && at < c->end && c->text[at] == '$';
    return found ? at + 1 : begin;
}

/* w/o, b/c, s/he: a word with a bar inside; where it ends, or begin. */
static size_t barred_word_end(const ent_chunk *c, size_t begin) {
    static const char *const words[] = {"w/", "w/o", "w/out", "b/c", "b/t", "s/he", "n/a", "i/c"};
    size_t end = c->end;
    while (end > begin && strchr(".,!?);:", c->text[end - 1])) end--;
    return ENT_AMONG(c, begin, end, words) ? end : begin;
}

/* Marks that stay together when repeated: ... -- !!! ?! ** == $$ */
static size_t mark_end(const ent_chunk *c, size_t begin) {
    size_t size, at = begin;
    uint32_t first = ent_rune_at(c, begin, &size);
    at += size;
    if (first == '!' || first == '?') {
        while (at < c->end && (c->text[at] == '!' || c->text[at] == '?')) at++;
        if (first == '!' && at + 1 == c->end && c->text[at] == '.') at++;
    } else if (first < 0x80 && strchr(".-*=_~`<>#+$\\", (int)first)) {
        while (at < c->end && c->text[at] == (char)first) at++;
    } else if (first == '\'' || first == 0x2018 || first == 0x2019) {
        size_t second = ent_apostrophe_at(c, at); /* two single quotes for a double one */
        if (second == size) at += size;
    }
    /* ".?", ",?": a question mark that stands for a character that was lost on the way */
    if (first < 0x80 && strchr(".,:;", (int)first) && at == begin + 1 && begin > c->begin)
        while (at < c->end && (c->text[at] == '?' || c->text[at] == '!')) at++;
    return at;
}

/* The end of a token that begins with a mark or is no usual word; begin if there is none such. */
static size_t odd_token_end(const ent_chunk *c, size_t begin) {
    size_t end = ent_whole_end(c, begin);
    if (end == begin) end = apostrophe_word_end(c, begin);
    if (end == begin) end = marked_number_end(c, begin);
    if (end == begin) end = currency_end(c, begin);
    if (end == begin && begin == c->begin) end = barred_word_end(c, begin);
    if (end > begin || begin + 1 >= c->end) return end;
    bool tagged = c->text[begin] == '@' || c->text[begin] == '#'; /* a handle or a tag */
    return tagged && ent_is_word_at(c, begin + 1) && !ent_is_digit_at(c, begin + 1)
               ? ent_word_end(c, begin + 1)
               : begin;
}

/* Is it nothing but letters, with a comma or full stop after them perhaps? Most chunks are. */
static bool is_plain(const ent_chunk *c) {
    size_t at = c->begin;
    while (at < c->end && ((c->text[at] | 32) >= 'a' && (c->text[at] | 32) <= 'z')) at++;
    return at > c->begin && (at == c->end || (at + 1 == c->end && strchr(".,", c->text[at])));
}

static void take_chunk(ent_tokens *tokens, const ent_chunk *c) {
    size_t at = c->begin;
    if (is_plain(c)) at = ent_take_word(tokens, c, at);
    while (at < c->end && !tokens->no_memory) {
        size_t end = odd_token_end(c, at);
        if (end == at && ent_is_word_at(c, at)) {
            at = ent_take_word(tokens, c, at);
            continue;
        }
        if (end == at) end = mark_end(c, at);
        ent_tokens_add(tokens, at, end);
        at = end;
    }
}

/* A chunk of more bytes than this is taken in pieces, so that looking ahead stays bounded. */
enum { CHUNK_MAX = 1024 };

static bool is_blank(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\n';
}

/* The end of the piece that begins here: at white space, or on a code point's border. */
static size_t chunk_end(const char *text, size_t begin, size_t end) {
    size_t at = begin;
    while (at < end && !is_blank(text[at]) && at - begin < CHUNK_MAX) at++;
    while (at < end && ((unsigned char)text[at] & 0xC0) == 0x80) at++;
    return at;
}

void ent_tokenise(ent_tokens *tokens, size_t begin, size_t end) {
    bool after_name = false;
    for (size_t at = begin; at < end && !tokens->no_memory;) {
        if (is_blank(tokens->text[at])) {
            at++;
            continue;
        }
        ent_chunk c = {tokens->text, at, chunk_end(tokens->text, at, end), end, after_name};
        take_chunk(tokens, &c);
        at = c.end;
        if (tokens->count > 0 && (at >= end || is_blank(tokens->text[at])))
            tokens->items[tokens->count - 1].space_after = true;
        after_name = tokens->text[c.begin] >= 'A' && tokens->text[c.begin] <= 'Z';
    }
}
