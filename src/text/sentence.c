/* sentence.c - where sentences end, told from the tokens on both sides of a stop. */
#include <string.h>

#include "base/utf8.h"
#include "text/token.h"

typedef struct view {
    const char *text;
    const ent_token *tokens;
    size_t count;
} view;

static const char *form(const view *v, size_t i) {
    return v->text + v->tokens[i].byte;
}

static bool is(const view *v, size_t i, const char *word) {
    return i < v->count && v->tokens[i].length == strlen(word) &&
           memcmp(form(v, i), word, v->tokens[i].length) == 0;
}

static uint32_t first_rune(const view *v, size_t i) {
    uint32_t rune = 0;
    if (i < v->count) ent_utf8_decode(form(v, i), v->tokens[i].length, &rune);
    return rune;
}

/* Does token i stand right after the one before it, with no space? */
static bool is_attached(const view *v, size_t i) {
    return i > 0 && i < v->count && !v->tokens[i - 1].space_after;
}

/* A mark that closes what was opened: ) ] ” ’ », or a straight quote with no space before it. */
static bool closes(const view *v, size_t i) {
    if (i >= v->count) return false;
    uint32_t rune = first_rune(v, i);
    if (rune == ')' || rune == ']' || rune == '}' || rune == 0x201D || rune == 0x2019 ||
        rune == 0xBB)
        return true;
    return (rune == '"' || rune == '\'') && v->tokens[i].length <= 2 && is_attached(v, i);
}

static bool opens(uint32_t rune) {
    return rune == '(' || rune == '[' || rune == '"' || rune == '\'' || rune == '`' ||
           rune == 0x201C || rune == 0x2018 || rune == 0xAB;
}

/* . ! ? … and their repetitions, as tokens of their own. */
static bool is_stop(const view *v, size_t i) {
    uint32_t rune = first_rune(v, i);
    if (rune == '!' || rune == '?' || rune == 0x2026 || rune == 0x3002) return true;
    return rune == '.' && (v->tokens[i].length == 1 || form(v, i)[1] == '.');
}

/* A word that ends in a full stop of its own. */
static bool is_abbreviation(const view *v, size_t i) {
    return v->tokens[i].length > 1 && form(v, i)[v->tokens[i].length - 1] == '.' &&
           first_rune(v, i) != '.';
}

/* The first token from i on that is no opening mark. */
static size_t skip_openings(const view *v, size_t i) {
    while (i < v->count && opens(first_rune(v, i))) i++;
    return i;
}

static bool is_opener_at(const view *v, size_t i) {
    return i < v->count && ent_is_opener(form(v, i), v->tokens[i].length);
}

/* After an abbreviation a sentence ends only before what clearly begins one. */
static bool ends_after_abbreviation(const view *v, size_t start, size_t i) {
    size_t next = skip_openings(v, i + 1);
    size_t length = v->tokens[i].length - 1;
    if (next >= v->count || !v->tokens[i].space_after) return false;
    bool initial = length <= 4 && ent_utf8_count(form(v, i), length) == 1;
    if (initial && is(v, i, "I.")) return ent_rune_is_upper(first_rune(v, next));
    ent_abbreviation kind = ent_abbreviation_of(form(v, i), length);
    if (initial && ent_rune_is_upper(first_rune(v, i))) kind = ENT_ABBREVIATION;
    switch (kind) {
        case ENT_ABBREVIATION_TITLE:
            return false;
        case ENT_ABBREVIATION_NUMBER:
        case ENT_ABBREVIATION_COUNT:
            if (ent_rune_is_digit(first_rune(v, next))) return false;
            return i > start && ent_rune_is_upper(first_rune(v, next));
        case ENT_ABBREVIATION_MONTH:
        case ENT_ABBREVIATION_DAY:
            return is_opener_at(v, next);
        default:
            return is_opener_at(v, next) && !(initial && i == start);
    }
}

bool ent_is_said_by(const char *text, const ent_token *tokens, size_t count, size_t next) {
    static const char *const verbs[] = {
        "said",     "says",      "asked",     "told",     "added",   "wrote",     "cried",
        "shouted",  "asks",      "replied",   "read",     "tweeted", "declared",  "announced",
        "warned",   "insisted",  "explained", "argued",   "noted",   "continued", "stressed",
        "recalled", "commented", "stated",    "promised", "claimed", "concluded", "responded"};
    const view v = {text, tokens, count};
    for (size_t i = next; i < count && i < next + 4; i++)
        for (size_t k = 0; k < sizeof verbs / sizeof *verbs; k++)
            if (is(&v, i, verbs[k])) return true;
    return false;
}

/* "1." or "b." at the beginning of a paragraph or sentence: a list's number. */
static bool is_list_number(const view *v, size_t start, size_t i) {
    if (i != start + 1 || v->tokens[start].length > 2) return false;
    return ent_rune_is_digit(first_rune(v, start)) || v->tokens[start].length == 1;
}

static bool ends_after_stop(const view *v, size_t start, size_t i, size_t last) {
    if (last + 1 >= v->count) return true;
    if (!v->tokens[last].space_after && last == i && !ent_rune_is_upper(first_rune(v, i + 1)))
        return false; /* inside a name: Yahoo!, .doc */
    if (is_list_number(v, start, i)) return false;
    size_t next = skip_openings(v, last + 1);
    uint32_t rune = first_rune(v, next);
    bool full_stop = first_rune(v, i) == '.' && v->tokens[i].length == 1;
    if (ent_rune_is_lower(rune)) return full_stop && last == i && v->tokens[i].space_after;
    if (last > i && !full_stop && ent_is_said_by(v->text, v->tokens, v->count, next)) return false;
    if (next < v->count && strchr(",;:)", *form(v, next))) return false;
    return true;
}

bool ent_sentence_ends(const char *text, const ent_token *tokens, size_t count, size_t start,
                       size_t i) {
    view v = {text, tokens, count};
    if (closes(&v, i + 1)) return false; /* the closing mark decides */
    size_t stop = i;
    while (stop > start && closes(&v, stop)) stop--;
    if (is_stop(&v, stop)) return ends_after_stop(&v, start, stop, i);
    return stop == i && is_abbreviation(&v, i) && ends_after_abbreviation(&v, start, i);
}
