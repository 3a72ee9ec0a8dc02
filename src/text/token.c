/* token.c - words as the English treebanks of Universal Dependencies have them.
 *
 * White space parts chunks. From a chunk, marks are peeled off one by one; what begins with a
 * letter or digit is a word as long as letters, digits and marks between them go; a word is then
 * cut at hyphens and clitics. Everything looks ahead a bounded way, so time is linear. */
#include <string.h>

#include "base/utf8.h"
#include "text/token.h"

typedef struct chunk {
    const char *text;
    size_t begin, end;
    bool after_name; /* the chunk before begins with a capital */
} chunk;

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

/* ---- Characters ---- */

static uint32_t rune_at(const chunk *c, size_t at, size_t *size) {
    uint32_t rune = 0;
    *size = at < c->end ? ent_utf8_decode(c->text + at, c->end - at, &rune) : 0;
    return rune;
}

static bool is_word_rune(uint32_t rune) {
    return ent_rune_is_alpha(rune) || ent_rune_is_digit(rune);
}

static bool is_word_at(const chunk *c, size_t at) {
    size_t size;
    return at < c->end && is_word_rune(rune_at(c, at, &size));
}

static bool is_digit_at(const chunk *c, size_t at) {
    return at < c->end && c->text[at] >= '0' && c->text[at] <= '9';
}

/* Bytes of an apostrophe at this place: ' or U+2019; 0 if there is none. */
static size_t apostrophe_at(const chunk *c, size_t at) {
    if (at < c->end && c->text[at] == '\'') return 1;
    return at + 3 <= c->end && memcmp(c->text + at, "\xE2\x80\x99", 3) == 0 ? 3 : 0;
}

static bool starts_with(const chunk *c, size_t at, const char *word) {
    size_t length = strlen(word);
    if (c->end - at < length) return false;
    for (size_t i = 0; i < length; i++)
        if (ent_rune_lower((unsigned char)c->text[at + i]) != (unsigned char)word[i]) return false;
    return true;
}

/* ---- Whole chunks: addresses of the net ---- */

/* Where an address that begins here ends, or begin if none does: marks at its end are the text's.
 */
static size_t address_end(const chunk *c, size_t begin) {
    static const char *const openings[] = {"http://", "https://", "ftp://", "www."};
    size_t end = c->end;
    bool found = false;
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++)
        found |= starts_with(c, begin, openings[i]);
    const char *at = memchr(c->text + begin, '@', end - begin);
    if (at && at > c->text + begin && is_word_at(c, (size_t)(at - c->text) + 1) &&
        memchr(at, '.', (size_t)(c->text + end - at)))
        found = true;
    if (!found) return begin;
    while (end > begin + 1 && strchr(".,;:!?)]}>'\"", c->text[end - 1])) end--;
    return end;
}

/* ---- Words ---- */

/* Does the mark at `at` (size bytes) belong into a word that has begun? */
static bool joins(const chunk *c, size_t at, size_t size) {
    char mark = c->text[at];
    size_t next = at + size;
    if (!is_word_at(c, next) || at == c->begin) return false;
    bool digits = is_digit_at(c, at - 1) && is_digit_at(c, next);
    switch (mark) {
        case '.':
        case '&':
        case '_':
            return true;
        case ',':
        case ':':
        case '/':
            return digits;
        default:
            return apostrophe_at(c, at) == size;
    }
}

/* The end of the word that begins here, hyphens left out. */
static size_t word_end(const chunk *c, size_t begin) {
    size_t at = begin, size;
    while (at < c->end) {
        uint32_t rune = rune_at(c, at, &size);
        if (!is_word_rune(rune) && !joins(c, at, size)) break;
        at += size;
    }
    return at;
}

/* A word with a full stop that is part of it: known, an initial, or one with stops inside. */
static bool keeps_stop(const chunk *c, size_t begin, size_t end) {
    if (end >= c->end || c->text[end] != '.') return false;
    if (end + 1 < c->end && c->text[end + 1] == '.') return false; /* an ellipsis */
    size_t size, length = end - begin;
    uint32_t first = rune_at(c, begin, &size);
    if (size == length && ent_rune_is_upper(first)) return true;
    if (ent_abbreviation_of(c->text + begin, length) != ENT_NO_ABBREVIATION) return true;
    /* U.S, D.C, Ph.D: single or few letters between stops */
    const char *dot = memchr(c->text + begin, '.', length);
    size_t run = 0;
    for (size_t i = begin; dot && i < end; i++) {
        run = c->text[i] == '.' ? 0 : run + 1;
        if (run > 2 || is_digit_at(c, i)) return false;
    }
    return dot != NULL;
}

/* The clitic at the end of a word: how many bytes, 0 if none. */
static size_t clitic(const chunk *c, size_t begin, size_t end) {
    static const char *const tails[] = {"s", "re", "ve", "ll", "d", "m"};
    size_t length = end - begin;
    for (size_t mark = 1; mark <= 3; mark += 2) {
        size_t most = length < 2 + mark + 1 ? 0 : 2 + mark;
        if (most && apostrophe_at(c, end - 1 - mark) == mark && (c->text[end - 1] | 32) == 't' &&
            (c->text[end - 2 - mark] | 32) == 'n' && length > 2 + mark)
            return 2 + mark;
        for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
            size_t tail = strlen(tails[i]);
            if (length > tail + mark && apostrophe_at(c, end - tail - mark) == mark &&
                starts_with(c, end - tail, tails[i]))
                return tail + mark;
        }
    }
    return 0;
}

/* Words that are two without an apostrophe: the bytes of the first, 0 if it is none of them. */
static size_t contraction(const chunk *c, size_t begin, size_t end) {
    static const struct {
        const char *word;
        size_t first;
    } pairs[] = {{"cannot", 3}, {"gonna", 3}, {"wanna", 3}, {"gotta", 3}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (end - begin == strlen(pairs[i].word) && starts_with(c, begin, pairs[i].word))
            return pairs[i].first;
    return 0;
}

/* Add a word as two or three tokens that were written as one. */
static void add_multiword(ent_tokens *tokens, size_t begin, size_t middle, size_t end) {
    size_t first = tokens->count;
    ent_tokens_add(tokens, begin, middle);
    ent_tokens_add(tokens, middle, end);
    if (!tokens->no_memory) tokens->items[first].mwt = 2;
}

static void add_word(ent_tokens *tokens, const chunk *c, size_t begin, size_t end) {
    size_t tail = clitic(c, begin, end), first = tail ? 0 : contraction(c, begin, end);
    size_t inner = tail ? clitic(c, begin, end - tail) : 0;
    if (inner) {
        size_t at = tokens->count;
        ent_tokens_add(tokens, begin, end - tail - inner);
        ent_tokens_add(tokens, end - tail - inner, end - tail);
        ent_tokens_add(tokens, end - tail, end);
        if (!tokens->no_memory) tokens->items[at].mwt = 3;
    } else if (tail) {
        add_multiword(tokens, begin, end - tail, end);
    } else if (first) {
        add_multiword(tokens, begin, begin + first, end);
    } else {
        ent_tokens_add(tokens, begin, end);
    }
}

/* ---- Hyphens ---- */

/* Is text[begin, end) one of a list of lower-case ASCII words, in any case? */
static bool among(const chunk *c, size_t begin, size_t end, const char *const *words,
                  size_t count) {
    for (size_t i = 0; i < count; i++)
        if (strlen(words[i]) == end - begin && starts_with(c, begin, words[i])) return true;
    return false;
}

/* Prefixes that stay with their word (the treebanks' list). */
static bool is_prefix(const chunk *c, size_t begin, size_t end) {
    static const char *const prefixes[] = {
        "a",     "anti",  "arch", "auto",  "be",     "bi",    "bio",   "co",    "counter", "cross",
        "cyber", "de",    "e",    "eco",   "ex",     "extra", "hyper", "inter", "intra",   "macro",
        "mega",  "micro", "mid",  "mini",  "multi",  "neo",   "non",   "over",  "pan",     "para",
        "post",  "pre",   "pro",  "proto", "pseudo", "quasi", "re",    "semi",  "sub",     "super",
        "supra", "trans", "tri",  "uh",    "ultra",  "un",    "uni",   "vice",
    };
    return among(c, begin, end, prefixes, sizeof prefixes / sizeof *prefixes);
}

/* "Jong-un", "Ki-moon" after a family name: a given name, not two words. */
static bool is_given_name(const chunk *c, size_t begin, size_t hyphen, size_t end) {
    static const char *const words[] = {"led",  "based", "born",  "run", "held",   "era",   "like",
                                        "wide", "made",  "style", "old", "backed", "owned", "bound",
                                        "free", "area",  "wing",  "day", "trade",  "style"};
    if (!c->after_name || hyphen - begin > 5 || hyphen - begin < 2 || end - hyphen > 7 ||
        end - hyphen < 3)
        return false;
    if (c->text[begin] < 'A' || c->text[begin] > 'Z') return false;
    for (size_t i = begin + 1; i < end; i++)
        if (i != hyphen && (c->text[i] < 'a' || c->text[i] > 'z')) return false;
    return !among(c, hyphen + 1, end, words, sizeof words / sizeof *words);
}

/* 713-853-3989, 2020-03-01: numbers that hyphens hold together; where they end, or begin. */
static size_t number_chain_end(const chunk *c, size_t begin) {
    size_t at = begin, parts = 0, digits = 0, longest = 0;
    for (;;) {
        size_t start = at;
        while (is_digit_at(c, at)) at++;
        size_t run = at - start;
        if (run == 0) return begin;
        digits += run;
        parts++;
        if (run > longest) longest = run;
        if (at >= c->end || c->text[at] != '-' || !is_digit_at(c, at + 1)) break;
        at++;
    }
    if (is_word_at(c, at)) return begin;
    bool phone = parts == 2 && digits == 7 && longest == 4;
    return parts > 2 || phone ? at : begin;
}

/* May the hyphen between two words stay inside one token? */
static bool hyphen_stays(const chunk *c, size_t begin, size_t hyphen, size_t end) {
    return is_prefix(c, begin, hyphen) || is_given_name(c, begin, hyphen, end);
}

/* Add the word at begin and return where it ends, with all that hyphens that stay tie to it. */
static size_t take_word(ent_tokens *tokens, const chunk *c, size_t begin) {
    size_t end = is_digit_at(c, begin) ? number_chain_end(c, begin) : begin;
    if (end == begin) end = word_end(c, begin);
    while (end < c->end && c->text[end] == '-' && is_word_at(c, end + 1)) {
        size_t next = word_end(c, end + 1);
        if (!hyphen_stays(c, begin, end, next)) break;
        end = next;
    }
    if (keeps_stop(c, begin, end)) {
        ent_tokens_add(tokens, begin, end + 1);
        return end + 1;
    }
    add_word(tokens, c, begin, end);
    size_t mark = apostrophe_at(c, end); /* the plural possessive: states' */
    if (mark && end > begin && (c->text[end - 1] | 32) == 's' && !is_word_at(c, end + mark) &&
        tokens->count > 0 && tokens->items[tokens->count - 1].byte == begin) {
        ent_tokens_add(tokens, end, end + mark);
        if (!tokens->no_memory) tokens->items[tokens->count - 2].mwt = 2;
        return end + mark;
    }
    return end;
}

/* ---- Marks ---- */

/* 's after a mark, 'em, '90s: an apostrophe that begins a word; where that ends, or begin. */
static size_t apostrophe_word_end(const chunk *c, size_t begin) {
    static const char *const words[] = {"s", "re", "ve",  "ll",   "d",
                                        "m", "em", "til", "twas", "cause"};
    size_t mark = apostrophe_at(c, begin), start = begin + mark;
    if (!mark || !is_word_at(c, start)) return begin;
    size_t end = word_end(c, start);
    if (is_digit_at(c, start) || among(c, start, end, words, sizeof words / sizeof *words))
        return end;
    return begin;
}

/* Marks that stay together when repeated: ... -- !!! ?! ** == */
static size_t mark_end(const chunk *c, size_t begin) {
    size_t size, at = begin;
    uint32_t first = rune_at(c, begin, &size);
    at += size;
    if (first == '!' || first == '?') {
        while (at < c->end && (c->text[at] == '!' || c->text[at] == '?')) at++;
    } else if (first < 0x80 && strchr(".-*=_~`<>#+", (int)first)) {
        while (at < c->end && c->text[at] == (char)first) at++;
    } else if (first == '\'') {
        if (at < c->end && c->text[at] == '\'') at++;
    }
    return at;
}

static void take_chunk(ent_tokens *tokens, const chunk *c) {
    size_t at = c->begin, size;
    while (at < c->end && !tokens->no_memory) {
        size_t end = address_end(c, at);
        if (end == at) end = apostrophe_word_end(c, at);
        if (end > at) {
            ent_tokens_add(tokens, at, end);
            at = end;
        } else if (is_word_rune(rune_at(c, at, &size))) {
            at = take_word(tokens, c, at);
        } else if ((c->text[at] == '@' || c->text[at] == '#') && is_word_at(c, at + 1) &&
                   !is_digit_at(c, at + 1)) {
            end = word_end(c, at + 1); /* a handle or a tag */
            ent_tokens_add(tokens, at, end);
            at = end;
        } else {
            end = mark_end(c, at);
            ent_tokens_add(tokens, at, end);
            at = end;
        }
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
        chunk c = {tokens->text, at, chunk_end(tokens->text, at, end), after_name};
        take_chunk(tokens, &c);
        at = c.end;
        if (tokens->count > 0 && (at >= end || is_blank(tokens->text[at])))
            tokens->items[tokens->count - 1].space_after = true;
        after_name = tokens->text[c.begin] >= 'A' && tokens->text[c.begin] <= 'Z';
    }
}
