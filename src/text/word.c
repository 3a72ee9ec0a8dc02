/* word.c - one written word as the words of Universal Dependencies: clitics and contractions are
 * cut off, hyphens part words except after prefixes, numbers are parted from their units, full
 * stops of abbreviations stay. */
#include "text/chunk.h"

/* ---- Where a word ends ---- */

/* Does the mark at `at` (size bytes) belong into a word that has begun? */
static bool joins(const ent_chunk *c, size_t at, size_t size) {
    size_t next = at + size;
    if (at == c->begin || !ent_is_word_at(c, next)) return false;
    bool digits = ent_is_digit_at(c, at - 1) && ent_is_digit_at(c, next);
    switch (c->text[at]) {
        case '.':
        case '&':
        case '_':
            return true;
        case ',':
        case ':':
        case '/':
            return digits;
        default: /* 5'2 is feet and inches */
            return ent_apostrophe_at(c, at) == size && !digits;
    }
}

size_t ent_word_end(const ent_chunk *c, size_t begin) {
    size_t at = begin, size;
    while (at < c->end) {
        if (ent_is_ascii_word(c->text[at])) {
            at++;
            continue;
        }
        uint32_t rune = ent_rune_at(c, at, &size);
        bool inside = size > 1 && (ent_rune_is_alpha(rune) || ent_rune_is_digit(rune));
        if (!inside && !joins(c, at, size)) break;
        at += size;
    }
    return at;
}

/* ---- Full stops ---- */

static bool is_upper_at(const ent_chunk *c, size_t at) {
    return at < c->end && c->text[at] >= 'A' && c->text[at] <= 'Z';
}

/* The last byte before `at` that is not white space; 0 at the text's beginning. */
static char byte_before(const ent_chunk *c, size_t at) {
    while (at > 0 && (c->text[at - 1] == ' ' || c->text[at - 1] == '\n')) at--;
    return at > 0 ? c->text[at - 1] : '\0';
}

/* The word after a chunk that ends here; empty if there is none. */
static ent_chunk next_word(const ent_chunk *c, size_t end) {
    ent_chunk next = *c;
    size_t at = end;
    while (at < c->limit && (c->text[at] == ' ' || c->text[at] == '\n')) at++;
    next.begin = next.end = end == c->end ? at : c->limit;
    while (next.end < c->limit && ent_is_ascii_word(c->text[next.end])) next.end++;
    return next;
}

static bool is_month_next(const ent_chunk *c, size_t end) {
    static const char *const months[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                         "jul", "aug", "sep", "oct", "nov", "dec"};
    ent_chunk next = next_word(c, end);
    return next.end - next.begin > 2 && ENT_AMONG(&next, next.begin, next.begin + 3, months);
}

/* Is the full stop after a word of this kind the word's? */
static bool takes_stop(const ent_chunk *c, size_t begin, size_t end, ent_abbreviation kind) {
    char after = ent_byte_after(c, end + 1), before;
    switch (kind) {
        case ENT_NO_ABBREVIATION:
            return false;
        case ENT_ABBREVIATION_DAY:
            if (!is_upper_at(c, begin)) return false;
            return is_month_next(c, end + 1) || (after && strchr("0123456789,", after)) ||
                   (after >= 'a' && after <= 'z');
        case ENT_ABBREVIATION_PLACE:
            before = byte_before(c, begin);
            return is_upper_at(c, begin) && before && strchr(",(-", before);
        case ENT_ABBREVIATION_COUNT:
            return after >= '0' && after <= '9';
        case ENT_ABBREVIATION_LAST:
            return after != '\0' && !(after >= 'A' && after <= 'Z') && after != '"';
        default:
            return true;
    }
}

/* U.S, D.C, Ph.D: single or few letters between stops. */
static bool has_inner_stops(const ent_chunk *c, size_t begin, size_t end) {
    const char *dot = memchr(c->text + begin, '.', end - begin);
    size_t run = 0;
    for (size_t i = begin; dot && i < end; i++) {
        run = c->text[i] == '.' ? 0 : run + 1;
        if (run > 2 || ent_is_digit_at(c, i)) return false;
    }
    return dot != NULL;
}

/* A word with a full stop that is part of it: known, an initial, or one with stops inside. */
static bool keeps_stop(const ent_chunk *c, size_t begin, size_t end) {
    if (end >= c->end || c->text[end] != '.') return false;
    size_t stops = 1, size, length = end - begin;
    while (end + stops < c->end && c->text[end + stops] == '.') stops++;
    if (stops > 2) return false; /* an ellipsis */
    ent_abbreviation kind = ent_abbreviation_of(c->text + begin, length);
    uint32_t first = ent_rune_at(c, begin, &size);
    bool own = kind != ENT_NO_ABBREVIATION || has_inner_stops(c, begin, end);
    if (stops == 2) return own; /* "Inc..": one is the sentence's */
    if (size == length && ent_rune_is_upper(first)) return true;
    if (kind != ENT_NO_ABBREVIATION) return takes_stop(c, begin, end, kind);
    return own;
}

/* ---- Clitics and contractions ---- */

static bool has_apostrophe(const ent_chunk *c, size_t begin, size_t end) {
    for (size_t i = begin; i < end; i++)
        if (ent_apostrophe_at(c, i)) return true;
    return false;
}

/* The clitic at the end of a word: how many bytes, 0 if none. */
static size_t clitic(const ent_chunk *c, size_t begin, size_t end) {
    static const char *const tails[] = {"s", "re", "ve", "ll", "d", "m"};
    size_t length = end - begin;
    for (size_t mark = 1; mark <= 3; mark += 2) {
        if (length > 2 + mark && ent_apostrophe_at(c, end - 1 - mark) == mark &&
            (c->text[end - 1] | 32) == 't' && (c->text[end - 2 - mark] | 32) == 'n')
            return 2 + mark;
        for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
            size_t tail = strlen(tails[i]);
            if (length > tail + mark && ent_apostrophe_at(c, end - tail - mark) == mark &&
                ent_starts_with(c, end - tail, tails[i]))
                return tail + mark;
        }
    }
    return 0;
}

/* "1980's", "70's" count years and are one word. */
static bool is_decade(const ent_chunk *c, size_t begin, size_t end, size_t tail) {
    size_t digits = end - tail - begin;
    if (tail < 2 || (digits != 2 && digits != 4) || (c->text[end - 1] | 32) != 's') return false;
    for (size_t i = begin; i < end - tail; i++)
        if (!ent_is_digit_at(c, i)) return false;
    return c->text[end - tail - 1] == '0';
}

/* What must stand around a contraction that could be another word. */
enum {
    ALWAYS,
    BEFORE_LOWER, /* Im, Ive: also names */
    CLAUSE_FIRST, /* lets: also a verb */
    NO_NOUN,      /* its: before what cannot be owned */
    NO_OWNER,     /* wont: not after his, her */
};

/* Words that are two or three without an apostrophe, by bytes: the first, the second. */
static const struct contraction {
    const char *word;
    unsigned char first, second, when;
} CONTRACTIONS[] = {
    {"aint", 2, 0, ALWAYS},      {"alot", 1, 0, ALWAYS},   {"arent", 3, 0, ALWAYS},
    {"c'mon", 3, 0, ALWAYS},     {"cannot", 3, 0, ALWAYS}, {"cant", 2, 0, ALWAYS},
    {"couldnt", 5, 0, ALWAYS},   {"didnt", 3, 0, ALWAYS},  {"doesnt", 4, 0, ALWAYS},
    {"dont", 2, 0, ALWAYS},      {"dunno", 2, 1, ALWAYS},  {"gimme", 3, 0, ALWAYS},
    {"gonna", 3, 0, ALWAYS},     {"gotta", 3, 0, ALWAYS},  {"hadnt", 3, 0, ALWAYS},
    {"hasnt", 3, 0, ALWAYS},     {"havent", 4, 0, ALWAYS}, {"heres", 4, 0, ALWAYS},
    {"hes", 2, 0, BEFORE_LOWER}, {"i'ma", 1, 2, ALWAYS},   {"im", 1, 0, BEFORE_LOWER},
    {"isnt", 2, 0, ALWAYS},      {"itll", 2, 0, ALWAYS},   {"its", 2, 0, NO_NOUN},
    {"ive", 1, 0, BEFORE_LOWER}, {"lemme", 3, 0, ALWAYS},  {"lets", 3, 0, CLAUSE_FIRST},
    {"lotta", 3, 0, ALWAYS},     {"outta", 3, 0, ALWAYS},  {"shes", 3, 0, BEFORE_LOWER},
    {"shouldnt", 6, 0, ALWAYS},  {"thats", 4, 0, ALWAYS},  {"theres", 5, 0, ALWAYS},
    {"theyll", 4, 0, ALWAYS},    {"theyre", 4, 0, ALWAYS}, {"theyve", 4, 0, ALWAYS},
    {"wanna", 3, 0, ALWAYS},     {"wasnt", 3, 0, ALWAYS},  {"werent", 4, 0, ALWAYS},
    {"whats", 4, 0, ALWAYS},     {"whos", 3, 0, ALWAYS},   {"wont", 2, 0, NO_OWNER},
    {"wouldnt", 5, 0, ALWAYS},   {"y'all", 2, 0, ALWAYS},  {"youll", 3, 0, ALWAYS},
    {"youre", 3, 0, ALWAYS},     {"youve", 3, 0, ALWAYS},
};

static bool is_owned(const ent_chunk *c, size_t end) {
    static const char *const others[] = {
        "a",          "the",    "an",      "not",  "really",  "simply",   "now",
        "definitely", "for",    "also",    "been", "nothing", "just",     "getting",
        "still",      "always", "never",   "too",  "gonna",   "probably", "about",
        "actually",   "going",  "because", "that", "this",    "what",     "how",
        "if",         "when",   "in",      "on",   "at",      "from",     "my",
        "your",       "like",   "his",     "our",  "all",     "pretty",   "ok",
        "hard",       "easy",   "called",  "as",   "so",      "between",  "great"};
    ent_chunk next = next_word(c, end);
    return !ENT_AMONG(&next, next.begin, next.end, others);
}

static bool is_owner(const ent_tokens *tokens) {
    static const char *const owners[] = {"his", "her", "their", "its", "my"};
    if (tokens->count == 0) return false;
    const ent_token *last = &tokens->items[tokens->count - 1];
    ent_chunk c = {tokens->text, last->byte, last->byte + last->length, 0, false};
    return ENT_AMONG(&c, c.begin, c.end, owners);
}

static bool is_contracted(const ent_tokens *tokens, const ent_chunk *c, size_t end, int when) {
    char after = ent_byte_after(c, end);
    char before = byte_before(c, c->begin);
    switch (when) {
        case BEFORE_LOWER:
            return after >= 'a' && after <= 'z';
        case CLAUSE_FIRST:
            return (!before || strchr(".!?:;\"", before)) && after >= 'a' && after <= 'z';
        case NO_NOUN:
            return !is_owned(c, end);
        case NO_OWNER:
            return !is_owner(tokens);
        default:
            return true;
    }
}

/* The contraction that a word is, or NULL. */
static const struct contraction *contraction(const ent_tokens *tokens, const ent_chunk *c,
                                             size_t begin, size_t end) {
    size_t length = end - begin, low = 0, high = sizeof CONTRACTIONS / sizeof *CONTRACTIONS;
    if (length < 2 || length > 8) return NULL;
    char lower[9];
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)c->text[begin + i];
        if (byte >= 0x80) return NULL;
        lower[i] = (char)ent_rune_lower(byte);
    }
    lower[length] = '\0';
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = lower[0] - CONTRACTIONS[middle].word[0];
        if (order == 0) order = strcmp(lower, CONTRACTIONS[middle].word);
        if (order == 0)
            return is_contracted(tokens, c, end, CONTRACTIONS[middle].when) ? &CONTRACTIONS[middle]
                                                                            : NULL;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

/* Add two or three words that were written as one; second is where the third begins, or end. */
static void add_multiword(ent_tokens *tokens, size_t begin, size_t first, size_t second,
                          size_t end) {
    size_t at = tokens->count;
    ent_tokens_add(tokens, begin, first);
    ent_tokens_add(tokens, first, second);
    if (second < end) ent_tokens_add(tokens, second, end);
    if (!tokens->no_memory) tokens->items[at].mwt = second < end ? 3 : 2;
}

/* ---- Numbers ---- */

/* 5km, 10am, $3.5bn: where the unit of a number begins, or end. What a hyphen ties to letters is a
 * name (B-1B, K2-18b), and 401k is one. */
static size_t unit_of(const ent_chunk *c, size_t begin, size_t end) {
    static const char *const units[] = {"am",  "pm",  "k",  "m",   "b",   "bn",   "mn",  "tn",
                                        "t",   "mm",  "cm", "km",  "kg",  "ft",   "lb",  "lbs",
                                        "oz",  "hz",  "gb", "mb",  "kb",  "tb",   "mw",  "gw",
                                        "kw",  "hh",  "hr", "hrs", "min", "mins", "sec", "secs",
                                        "mph", "kph", "mg", "ml",  "p",   "pct",  "yr",  "yrs"};
    size_t at = end;
    while (at > begin && ((c->text[at - 1] | 32) >= 'a' && (c->text[at - 1] | 32) <= 'z')) at--;
    if (at == begin || at == end || !ent_is_digit_at(c, begin) || !ent_is_digit_at(c, at - 1) ||
        !ENT_AMONG(c, at, end, units))
        return end;
    for (size_t i = begin; i < at; i++)
        if (!ent_is_digit_at(c, i) && !strchr(".,:", c->text[i])) return end;
    bool tied = begin > c->begin && c->text[begin - 1] == '-' &&
                !(begin > c->begin + 1 && ent_is_digit_at(c, begin - 2));
    bool plan = at - begin == 3 && memcmp(c->text + begin, "401", 3) == 0;
    return tied || plan || (end < c->end && c->text[end] == '/') ? end : at;
}

/* 713-853-3989, 2020-03-01, 345-9945: numbers that hyphens hold together; where they end, or
 * begin. */
static size_t number_chain_end(const ent_chunk *c, size_t begin) {
    size_t at = begin, parts = 0, first = 0, last = 0;
    for (;;) {
        size_t start = at;
        while (ent_is_digit_at(c, at)) at++;
        last = at - start;
        if (last == 0) return begin;
        if (parts++ == 0) first = last;
        if (at >= c->end || c->text[at] != '-' || !ent_is_digit_at(c, at + 1)) break;
        at++;
    }
    if (ent_is_word_at(c, at)) return begin;
    /* telephones, their extensions, and postal codes */
    bool pair = parts == 2 && last == 4 && (first == 1 || first == 3 || first == 5);
    return parts > 2 || pair ? at : begin;
}

/* ---- Hyphens ---- */

/* Prefixes that stay with their word (the treebanks' list). */
static bool is_prefix(const ent_chunk *c, size_t begin, size_t end) {
    static const char *const prefixes[] = {
        "anti",   "arch",   "auto", "be",    "bi",    "bio",   "co",    "counter",
        "cross",  "cyber",  "de",   "e",     "ex",    "extra", "hyper", "inter",
        "intra",  "macro",  "mega", "micro", "mid",   "mini",  "multi", "neo",
        "non",    "over",   "pan",  "para",  "post",  "pre",   "pro",   "proto",
        "pseudo", "psycho", "re",   "semi",  "socio", "sub",   "super", "supra",
        "trans",  "tri",    "uh",   "ultra", "un",    "uni",   "mis"};
    return ENT_AMONG(c, begin, end, prefixes);
}

/* "Jong-un", "Ki-moon" after a family name: a given name, not two words. */
static bool is_given_name(const ent_chunk *c, size_t begin, size_t hyphen, size_t end) {
    static const char *const words[] = {"led",  "based", "born",  "run", "held",   "era",   "like",
                                        "wide", "made",  "style", "old", "backed", "owned", "bound",
                                        "free", "area",  "wing",  "day", "trade"};
    if (!c->after_name || hyphen - begin > 5 || hyphen - begin < 2 || end - hyphen > 7 ||
        end - hyphen < 3 || !is_upper_at(c, begin))
        return false;
    for (size_t i = begin + 1; i < end; i++)
        if (i != hyphen && (c->text[i] < 'a' || c->text[i] > 'z')) return false;
    return !ENT_AMONG(c, hyphen + 1, end, words);
}

/* A word broken off, "th- the": no vowel in it, one capital at most. */
static bool is_broken_off(const ent_chunk *c, size_t begin, size_t hyphen) {
    if (hyphen + 1 != c->end || hyphen - begin > 3 || hyphen == begin) return false;
    for (size_t i = begin; i < hyphen; i++) {
        char lower = (char)(c->text[i] | 32);
        if (lower < 'a' || lower > 'z' || strchr("aeiou", lower)) return false;
        if (i > begin && lower != c->text[i]) return false;
    }
    return true;
}

/* ---- All of it ---- */

static void add_word(ent_tokens *tokens, const ent_chunk *c, size_t begin, size_t end) {
    const struct contraction *known = contraction(tokens, c, begin, end);
    size_t tail = known || !has_apostrophe(c, begin, end) ? 0 : clitic(c, begin, end);
    if (is_decade(c, begin, end, tail)) tail = 0;
    size_t inner = tail ? clitic(c, begin, end - tail) : 0;
    if (known) {
        size_t first = begin + known->first;
        add_multiword(tokens, begin, first, known->second ? first + known->second : end, end);
    } else if (inner) {
        add_multiword(tokens, begin, end - tail - inner, end - tail, end);
    } else if (tail) {
        add_multiword(tokens, begin, end - tail, end, end);
    } else {
        ent_tokens_add(tokens, begin, end);
    }
}

/* Where the word and all that hyphens tie to it ends. */
static size_t tied_end(const ent_chunk *c, size_t begin) {
    size_t end = ent_word_end(c, begin);
    while (end < c->end && c->text[end] == '-' && ent_is_word_at(c, end + 1)) {
        size_t next = ent_word_end(c, end + 1);
        if (!is_prefix(c, begin, end) && !is_given_name(c, begin, end, next)) break;
        end = next;
    }
    return end;
}

size_t ent_take_word(ent_tokens *tokens, const ent_chunk *c, size_t begin) {
    size_t end = number_chain_end(c, begin);
    if (end == begin) end = tied_end(c, begin);
    size_t unit = unit_of(c, begin, end);
    if (unit < end) {
        ent_tokens_add(tokens, begin, unit);
        ent_tokens_add(tokens, unit, end);
        return end;
    }
    if (keeps_stop(c, begin, end) ||
        (end < c->end && c->text[end] == '-' && is_broken_off(c, begin, end))) {
        ent_tokens_add(tokens, begin, end + 1);
        return end + 1;
    }
    add_word(tokens, c, begin, end);
    size_t mark = ent_apostrophe_at(c, end); /* the plural possessive: states' */
    if (mark && (c->text[end - 1] | 32) == 's' && !ent_is_word_at(c, end + mark) &&
        tokens->count > 0 && tokens->items[tokens->count - 1].byte == begin) {
        ent_tokens_add(tokens, end, end + mark);
        if (!tokens->no_memory) tokens->items[tokens->count - 2].mwt = 2;
        return end + mark;
    }
    return end;
}
