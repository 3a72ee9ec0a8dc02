/* boundary.c - what tells a sentence's end (see boundary.h). */
#include "text/boundary.h"

#include <string.h>

#include "base/model.h"
#include "base/utf8.h"

/* Classes of tokens. */
typedef enum shape {
    NOTHING, /* beyond the paragraph */
    LOWER,
    CAPITAL, /* Word */
    UPPER,   /* WORD */
    INITIAL, /* W */
    MIXED,   /* wOrd */
    ALNUM,   /* w0rd */
    DIGITS,
    FIGURES, /* 10/02/99, 3.5, 08:52 */
    DOTTED,  /* ends with a full stop of its own */
    ADDRESS,
    STOP,
    ELLIPSIS,
    EXCLAIM,
    COMMA,
    SEMICOLON,
    COLON,
    DASH,
    OPENS,
    CLOSES,
    OPEN_QUOTE,
    CLOSE_QUOTE,
    POSSESSIVE, /* the apostrophe of "states'" */
    LINE,       /* of dashes, stars */
    MONEY,
    OTHER,
    QUOTE, /* straight, and the spaces around it do not tell which */
    SHAPE_COUNT
} shape;

static uint32_t hash_bytes(const char *text, size_t length) {
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];
        if (byte >= 'A' && byte <= 'Z') byte = (unsigned char)(byte + 32);
        if (byte >= '0' && byte <= '9') byte = '0';
        hash = (hash ^ byte) * 16777619u;
    }
    return hash;
}

static shape mark_shape(const char *form, size_t length) {
    static const char long_marks[] = "-=_*~<>#|+";
    uint32_t rune;
    ent_utf8_decode(form, length, &rune);
    if (length > 2 && rune < 0x80 && strchr(long_marks, (int)rune)) return LINE;
    switch (rune) {
        case '.':
            return length > 1 ? form[1] == '.' ? ELLIPSIS : EXCLAIM : STOP;
        case 0x2026:
            return ELLIPSIS;
        case '!':
        case '?':
        case 0x3002:
            return EXCLAIM;
        case ',':
            return COMMA;
        case ';':
            return length > 1 ? OTHER : SEMICOLON;
        case ':':
            return length > 1 ? OTHER : COLON;
        case '-':
        case 0x2013:
        case 0x2014:
            return DASH;
        case '(':
        case '[':
        case '{':
        case '<':
            return OPENS;
        case ')':
        case ']':
        case '}':
        case '>':
            return CLOSES;
        case 0x201C:
        case 0x2018:
        case 0xAB:
        case '`':
            return OPEN_QUOTE;
        case 0x201D:
        case 0x2019:
        case 0xBB:
            return CLOSE_QUOTE;
        case '"':
        case '\'':
            return QUOTE;
        case '$':
        case 0xA3:
        case 0x20AC:
            return MONEY;
        default:
            return OTHER;
    }
}

static shape shape_of(const char *form, size_t length) {
    size_t upper = 0, lower = 0, digits = 0, marks = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)form[i];
        if (c >= 'a' && c <= 'z')
            lower++;
        else if (c >= 'A' && c <= 'Z')
            upper++;
        else if (c >= '0' && c <= '9')
            digits++;
        else if (c < 0x80)
            marks++;
        if (c == '@' && length > 1) return ADDRESS;
    }
    if (lower + upper + digits == 0) {
        uint32_t rune;
        ent_utf8_decode(form, length, &rune);
        if (rune < 0x80 || !ent_rune_is_alpha(rune)) return mark_shape(form, length);
        return ent_rune_is_upper(rune) ? CAPITAL : LOWER;
    }
    if (length > 5 && (memchr(form, '/', length) || memchr(form, '_', length)) && lower > 0)
        return ADDRESS;
    if (digits > 0) return lower + upper > 0 ? ALNUM : marks > 0 ? FIGURES : DIGITS;
    if (form[length - 1] == '.') return DOTTED;
    uint32_t first;
    size_t size = ent_utf8_decode(form, length, &first);
    if (!ent_rune_is_upper(first)) return upper > 0 ? MIXED : LOWER;
    if (size == length) return INITIAL;
    return lower == 0 ? UPPER : CAPITAL;
}

static ent_cue cue_of(const char *form, size_t length) {
    size_t size = length < 24 ? length : 24, end = length < 3 ? length : 3;
    return (ent_cue){.form = hash_bytes(form, size),
                     .suffix = hash_bytes(form + length - end, end),
                     .shape = (uint8_t)shape_of(form, length)};
}

/* What the spaces around a straight quote make of it, and an apostrophe after its word. */
static shape shape_in_place(shape s, const ent_token *tokens, size_t i) {
    bool attached = i > 0 && !tokens[i - 1].space_after;
    if (attached && tokens[i - 1].mwt == 2 && (s == QUOTE || s == CLOSE_QUOTE)) return POSSESSIVE;
    if (s != QUOTE || attached == !tokens[i].space_after) return s;
    return attached ? CLOSE_QUOTE : OPEN_QUOTE;
}

ent_status ent_boundary_begin(ent_boundary *b, const char *text, const ent_token *tokens,
                              size_t count, ent_arena *scratch) {
    ent_cue *cues = ent_arena_calloc(scratch, count + 2 * ENT_CUE_MARGIN, sizeof *cues);
    uint32_t *stops = ent_arena_alloc(scratch, (count + 1) * sizeof *stops);
    if (!cues || !stops) return ENT_NO_MEMORY;
    cues += ENT_CUE_MARGIN;
    for (size_t i = 0; i < count; i++) {
        cues[i] = cue_of(text + tokens[i].byte, tokens[i].length);
        cues[i].shape = (uint8_t)shape_in_place((shape)cues[i].shape, tokens, i);
    }
    stops[count] = 0;
    for (size_t i = count; i > 0; i--) {
        shape s = (shape)cues[i - 1].shape;
        bool stop = s == STOP || s == EXCLAIM || s == ELLIPSIS;
        stops[i - 1] = stop ? 0 : stops[i] + 1;
    }
    *b = (ent_boundary){
        .text = text, .tokens = tokens, .count = count, .cues = cues, .stops = stops};
    return ENT_OK;
}

bool ent_boundary_take(ent_boundary *b, size_t i) {
    shape s = (shape)b->cues[i].shape, next = (shape)b->cues[i + 1].shape;
    b->lowers += s == LOWER;
    b->capitals += s == CAPITAL || s == UPPER;
    if (s == OPENS) b->brackets++;
    if (s == CLOSES && b->brackets > 0) b->brackets--;
    b->quoted = s == OPEN_QUOTE || (s == QUOTE && !b->quoted) ||
                (b->quoted && s != CLOSE_QUOTE && s != QUOTE);
    uint8_t words = b->tokens[i].mwt;
    b->inside = words > 1 ? words - 1u : b->inside > 0 ? b->inside - 1 : 0;
    if (b->inside > 0) return false;
    if (next == COMMA || next == STOP || next == SEMICOLON) return false;
    return !(s == LOWER && next == LOWER);
}

void ent_boundary_end(ent_boundary *b, size_t i) {
    b->start = i + 1;
    b->brackets = b->lowers = b->capitals = 0;
    b->quoted = false;
}

static uint32_t bucket(size_t n) {
    return n < 4 ? (uint32_t)n : n < 6 ? 4 : n < 9 ? 5 : n < 14 ? 6 : n < 22 ? 7 : n < 40 ? 8 : 9;
}

static uint32_t mix(uint32_t id, uint32_t a, uint32_t b) {
    uint64_t x = ((uint64_t)a << 32 | b) * UINT64_C(0x9E3779B97F4A7C15);
    x ^= x >> 29;
    x = (x + id) * UINT64_C(0xBF58476D1CE4E5B9);
    return (uint32_t)(x >> (64 - ENT_BOUNDARY_BITS));
}

#define FEATURE(a, b) features[n++] = mix(id++, a, b)
#define SHAPES(x, y, z) ((uint32_t)(x) | (uint32_t)(y) << 5 | (uint32_t)(z) << 10)

size_t ent_boundary_features(const ent_boundary *b, size_t i, uint32_t *features) {
    const ent_cue *c = b->cues + i;
    const ent_token *token = &b->tokens[i];
    const ent_cue *first = b->cues + b->start;
    uint32_t n = 0, id = 1;
    bool ends = ent_sentence_ends(b->text, b->tokens, b->count, b->start, i);
    uint32_t rule = ends, space = token->space_after;
    uint32_t w0 = c[0].form, w1 = c[1].form, w2 = c[2].form, wl = c[-1].form;
    uint32_t s0 = c[0].shape, s1 = c[1].shape, s2 = c[2].shape, sl = c[-1].shape;
    uint32_t near = SHAPES(s0, s1, rule | space << 1), wide = SHAPES(sl, s0, s1) | s2 << 15;
    uint32_t length = bucket(i + 1 - b->start), stop = bucket(b->stops[i + 1]);
    uint32_t rest = bucket(b->count - 1 - i);
    uint32_t open = (b->brackets > 0) | (uint32_t)b->quoted << 1;
    uint32_t letters = bucket(b->lowers) | bucket(b->capitals) << 4;
    uint32_t kind = s0 == DOTTED ? ent_abbreviation_of(b->text + token->byte, token->length - 1)
                                 : ENT_NO_ABBREVIATION;
    uint32_t said =
        (s0 == CLOSE_QUOTE || s0 == QUOTE) && ent_is_said_by(b->text, b->tokens, b->count, i + 1);
    uint32_t last = b->start > 0 ? b->cues[b->start - 1].shape : 0;

    FEATURE(near, 0);
    FEATURE(wide, 0);
    FEATURE(wide, rule);
    FEATURE(SHAPES(s0, s1, s2), rule);
    FEATURE(SHAPES(sl, s0, s1), rule);
    FEATURE(SHAPES(c[-2].shape, sl, s0), SHAPES(s1, s2, c[3].shape));
    FEATURE(SHAPES(c[-3].shape, c[-2].shape, sl), SHAPES(s0, s1, 0));
    FEATURE(SHAPES(s0, s1, s2), SHAPES(c[3].shape, c[4].shape, 1));
    FEATURE(w0, 0);
    FEATURE(w1, 0);
    FEATURE(w0, w1);
    FEATURE(w0, s1);
    FEATURE(w0, near);
    FEATURE(s0, w1);
    FEATURE(near, w1);
    FEATURE(wl, near);
    FEATURE(wl, w0);
    FEATURE(w2, near);
    FEATURE(w1, w2);
    FEATURE(w1, SHAPES(s0, s2, sl));
    FEATURE(w0, SHAPES(s1, s2, sl));
    FEATURE(wl, SHAPES(s0, s1, s2));
    FEATURE(w2, SHAPES(s0, s1, sl));
    FEATURE(c[3].form, near);
    FEATURE(c[-2].form, near);
    FEATURE(c[0].suffix, near);
    FEATURE(c[1].suffix, near);
    FEATURE(near, length);
    FEATURE(near, stop);
    FEATURE(near, length << 4 | stop);
    FEATURE(near, open << 8 | 1);
    FEATURE(near, open << 8 | length << 4);
    FEATURE(near, letters);
    FEATURE(near, letters << 8 | length);
    FEATURE(near, first->shape);
    FEATURE(near, first->form);
    FEATURE(first->form, length);
    FEATURE(near, last);
    FEATURE(near, SHAPES(last, first->shape, s2));
    FEATURE(near, rest);
    FEATURE(near, b->start == 0);
    FEATURE(near, b->cues[b->count - 1].shape);
    FEATURE(kind, near);
    FEATURE(kind, w1);
    FEATURE(letters, SHAPES(s0, s1, stop));
    FEATURE(wide, b->lowers > 0);
    FEATURE(wide, length);
    FEATURE(wide, stop);
    FEATURE(SHAPES(s1, s2, c[3].shape), w0);
    FEATURE(first->form, w1);
    FEATURE(near, SHAPES(sl, said, 1));
    return n;
}

ent_status ent_boundary_open(const void *bytes, size_t size, const int8_t **weights,
                             ent_error *error) {
    static const char name[] = "sentences.bin";
    ent_model model;
    ent_status status = ent_model_open(bytes, size, ENT_MODEL_SENTENCES, name, &model, error);
    if (status) return status;
    if (model.count != 1 || model.sections[0].size != ENT_BOUNDARY_SIZE)
        return ent_fail(error, ENT_INPUT, name, 0, "model is damaged: weights do not fit");
    *weights = model.sections[0].data;
    return ENT_OK;
}

bool ent_boundary_ends(const ent_boundary *b, const int8_t *weights, size_t i) {
    uint32_t features[ENT_BOUNDARY_FEATURES];
    size_t count = ent_boundary_features(b, i, features);
    int32_t sum = 0;
    for (size_t f = 0; f < count; f++) sum += weights[features[f]];
    return sum > 0;
}
