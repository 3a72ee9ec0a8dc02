/* dates.c - finding a date in the ways that news writes it. */
#include <string.h>

#include "base/utf8.h"
#include "read/reader.h"

typedef struct scanner {
    const char *text;
    size_t length, at;
} scanner;

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_letter(char c) {
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

static const char *make_date(long year, long month, long day, ent_arena *arena) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < 1000 || year > 2999 || month < 1 || month > 12 || day < 1) return NULL;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    if (day > days[month - 1] + (month == 2 && leap)) return NULL;
    return ent_arena_printf(arena, "%04ld-%02ld-%02ld", year, month, day);
}

/* A number of at most `most` digits at the scanner; -1 if there is none. */
static long number(scanner *s, size_t most) {
    size_t start = s->at;
    long value = 0;
    while (s->at < s->length && is_digit(s->text[s->at]) && s->at - start < most)
        value = value * 10 + (s->text[s->at++] - '0');
    if (s->at == start || (s->at < s->length && is_digit(s->text[s->at]))) return -1;
    return value;
}

/* The month whose name, or its first three letters (four for Sept), stands here; 0 if none. */
static long month(scanner *s) {
    static const char *const names[] = {"january",   "february", "march",    "april",
                                        "may",       "june",     "july",     "august",
                                        "september", "october",  "november", "december"};
    size_t length = 0;
    while (s->at + length < s->length && is_letter(s->text[s->at + length])) length++;
    if (length < 3) return 0;
    for (long m = 0; m < 12; m++) {
        size_t full = strlen(names[m]), same = 0;
        while (same < length && same < full && (s->text[s->at + same] | 32) == names[m][same])
            same++;
        if (same == length && (length == full || length == 3 || (m == 8 && length == 4))) {
            s->at += length;
            if (s->at < s->length && s->text[s->at] == '.') s->at++;
            return m + 1;
        }
    }
    return 0;
}

static void skip(scanner *s, const char *marks) {
    while (s->at < s->length && strchr(marks, s->text[s->at])) s->at++;
}

static void skip_ordinal(scanner *s) {
    static const char *const ends[] = {"st", "nd", "rd", "th"};
    for (size_t i = 0; i < 4; i++)
        if (s->length - s->at >= 2 && memcmp(s->text + s->at, ends[i], 2) == 0) {
            s->at += 2;
            return;
        }
}

/* 2022-02-26, 2022/02/26 or 20220226T... at the scanner. */
static const char *iso(scanner s, ent_arena *arena) {
    if (s.length - s.at >= 10 && strchr("-/", s.text[s.at + 4]) &&
        s.text[s.at + 7] == s.text[s.at + 4]) {
        long y = number(&s, 4), m, d;
        s.at++;
        m = number(&s, 2);
        s.at++;
        d = number(&s, 2);
        return make_date(y, m, d, arena);
    }
    size_t digits = 0;
    while (s.at + digits < s.length && is_digit(s.text[s.at + digits])) digits++;
    if (digits != 8) return NULL;
    long all = number(&s, 8);
    return make_date(all / 10000, all / 100 % 100, all % 100, arena);
}

/* 26 February 2022, 26 Feb 2022, 26th of February, 2022 */
static const char *day_first(scanner s, ent_arena *arena) {
    long d = number(&s, 2);
    if (d < 0) return NULL;
    skip_ordinal(&s);
    skip(&s, " ,-");
    if (s.length - s.at > 3 && memcmp(s.text + s.at, "of ", 3) == 0) s.at += 3;
    long m = month(&s);
    skip(&s, " ,-");
    return m ? make_date(number(&s, 4), m, d, arena) : NULL;
}

/* February 26, 2022 */
static const char *month_first(scanner s, ent_arena *arena) {
    long m = month(&s);
    if (!m) return NULL;
    skip(&s, " ");
    long d = number(&s, 2);
    if (d < 0) return NULL;
    skip_ordinal(&s);
    skip(&s, " ,");
    return make_date(number(&s, 4), m, d, arena);
}

static const char *date_at(const char *text, size_t length, size_t at, ent_arena *arena) {
    scanner s = {text, length, at};
    if (is_letter(text[at])) return month_first(s, arena);
    if (!is_digit(text[at])) return NULL;
    const char *date = iso(s, arena);
    return date ? date : day_first(s, arena);
}

const char *ent_find_date_at(const char *text, size_t length, ent_arena *arena) {
    return length ? date_at(text, length, 0, arena) : NULL;
}

const char *ent_find_date(const char *text, size_t length, ent_arena *arena) {
    for (size_t at = 0; at < length; at++) {
        bool inside = at > 0 && (is_letter(text[at - 1]) || is_digit(text[at - 1]));
        const char *date = inside ? NULL : date_at(text, length, at, arena);
        if (date) return date;
    }
    return NULL;
}
