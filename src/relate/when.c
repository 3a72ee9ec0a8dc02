/* when.c - the day of an act, from the words beside it: "on Monday", "yesterday", "24 February",
 * counted from the document's date. */
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "relate/relater.h"

enum { STEPS = 4, LONG_AGO = 75, LATEST = 2020 };
static const long NO_DAY = LONG_MIN;

/* ---- Days since 1970-01-01 (Gregorian; after Howard Hinnant, "chrono-Compatible Low-Level Date
 * Algorithms") ---- */

static long day_of(long year, long month, long day) {
    year -= month <= 2;
    long era = year / 400, of_era = year - era * 400;
    long of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static void date_of(long day, long *year, long *month, long *of_month) {
    day += 719468;
    long era = day / 146097, of_era = day - era * 146097;
    long y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    long of_year = of_era - (365 * y + y / 4 - y / 100), m = (5 * of_year + 2) / 153;
    *of_month = of_year - (153 * m + 2) / 5 + 1;
    *month = m < 10 ? m + 3 : m - 9;
    *year = y + era * 400 + (*month <= 2);
}

static long weekday(long day) { /* 0: Monday; 1970-01-01 was a Thursday */
    return ((day + 3) % 7 + 7) % 7;
}

/* ---- Words ---- */

static int index_in(const char *word, const char *const *names, int count) {
    for (int i = 0; i < count; i++)
        if (strcasecmp(word, names[i]) == 0) return i;
    return -1;
}

static int weekday_named(const char *word) {
    static const char *const names[] = {"monday", "tuesday",  "wednesday", "thursday",
                                        "friday", "saturday", "sunday"};
    return index_in(word, names, 7);
}

static int month_named(const char *word) {
    static const char *const names[] = {
        "january", "february", "march",    "april", "may",  "june",  "july", "august", "september",
        "october", "november", "december", "jan",   "feb",  "mar",   "apr",  "may",    "jun",
        "jul",     "aug",      "sep",      "oct",   "nov",  "dec",   "jan.", "feb.",   "mar.",
        "apr.",    "may",      "jun.",     "jul.",  "aug.", "sept.", "oct.", "nov.",   "dec."};
    int month = index_in(word, names, sizeof names / sizeof *names);
    return month < 0 ? -1 : month % 12 + 1;
}

/* The number that a token of digits is, or -1. */
static long number_at(const relater *r, uint32_t i, size_t least, size_t most) {
    if (i >= r->sentence->count) return -1;
    const ent_token *t = token_at(r, i);
    const char *form = ent_form(r->text, t);
    long value = 0;
    if (t->length < least || t->length > most) return -1;
    for (size_t k = 0; k < t->length; k++) {
        if (form[k] < '0' || form[k] > '9') return -1;
        value = value * 10 + (form[k] - '0');
    }
    return value;
}

/* ---- What a word says ---- */

typedef struct moment {
    bool told; /* the word tells a time */
    long day;  /* since 1970, NO_DAY: a time, but no day ("in 2016") */
    long year; /* if it tells one, else 0 */
} moment;

/* "24 February", "Feb. 24, 2022": without a year the one next to the document's date. */
static moment month_day(const relater *r, uint32_t i, int month, long today) {
    moment none = {.told = false};
    long day = number_at(r, i + 1, 1, 2), year = -1;
    uint32_t after = i + 2;
    if (day < 0 && i > 0) day = number_at(r, i - 1, 1, 2), after = i + 1;
    if (day < 1 || day > 31) {
        year = number_at(r, i + 1, 4, 4);
        return year > 0 ? (moment){true, NO_DAY, year} : none;
    }
    if (after < r->sentence->count && *ent_form(r->text, token_at(r, after)) == ',') after++;
    year = number_at(r, after, 4, 4);
    if (year > 0) return (moment){true, day_of(year, month, day), year};
    if (today == NO_DAY) return none;
    long m, d, best = NO_DAY;
    date_of(today, &year, &m, &d);
    for (long y = year - 1; y <= year + 1; y++) {
        long that = day_of(y, month, day);
        long far = that > today ? that - today : today - that;
        if (best == NO_DAY || far < (best > today ? best - today : today - best)) best = that;
    }
    return (moment){true, best, 0};
}

static moment weekday_near(const relater *r, uint32_t i, int name, long today, bool ahead) {
    if (today == NO_DAY) return (moment){.told = false};
    const char *before = i > 0 ? token_at(r, i - 1)->lemma : "";
    long back = (weekday(today) - name + 7) % 7;
    if (strcmp(before, "last") == 0) return (moment){true, today - (back ? back : 7), 0};
    if (strcmp(before, "next") == 0 || (ahead && back)) return (moment){true, today - back + 7, 0};
    return (moment){true, today - back, 0};
}

static moment told_at(const relater *r, uint32_t i, long today, bool ahead) {
    const char *lemma = token_at(r, i)->lemma;
    int name = weekday_named(lemma), month = name < 0 ? month_named(lemma) : -1;
    if (name >= 0) return weekday_near(r, i, name, today, ahead);
    if (month > 0 && token_at(r, i)->upos == ENT_UPOS_PROPN) return month_day(r, i, month, today);
    bool known = today != NO_DAY;
    if (known && strcasecmp(lemma, "today") == 0) return (moment){true, today, 0};
    if (known && strcasecmp(lemma, "yesterday") == 0) return (moment){true, today - 1, 0};
    if (known && strcasecmp(lemma, "tomorrow") == 0) return (moment){true, today + 1, 0};
    static const char *const spans[] = {"week", "month", "year"};
    if (i > 0 && index_in(lemma, spans, 3) >= 0 && strcmp(token_at(r, i - 1)->lemma, "last") == 0)
        return (moment){true, NO_DAY, 0};
    long year = number_at(r, i, 4, 4), y, m, d;
    if (known) date_of(today, &y, &m, &d);
    bool other = year > 1000 && year < 2100 && !(known && y == year);
    bool told = other && (ent_is_led_by(r, i, "in") || ent_is_led_by(r, i, "since"));
    return (moment){told, NO_DAY, told ? year : 0};
}

/* ---- Beside which act it stands ---- */

/* Steps from the word at i up to `above` in its own clause, or -1. */
static int steps_to(const relater *r, uint32_t i, uint32_t above) {
    for (int steps = 0; steps <= STEPS; steps++) {
        if (i == above) return steps;
        if (steps > 0 && token_at(r, i)->upos == ENT_UPOS_VERB) return -1;
        i = head_of(r, i);
        if (i == ENT_ROOT) return -1;
    }
    return -1;
}

/* How near the time at i stands to the trigger: below it, or below what governs it, unless that
 * only says so: "said on Monday that X had attacked". -1: not at all. */
static int nearness(const relater *r, uint32_t i, uint32_t trigger) {
    uint32_t at = trigger;
    for (int up = 0; up <= STEPS && at != ENT_ROOT; up++) {
        int steps = steps_to(r, i, at);
        if (steps >= 0) return up * (STEPS + 1) + steps;
        ent_deprel dep = dep_of(r, at);
        if (dep == ENT_DEP_CCOMP || dep == ENT_DEP_ACL_RELCL || dep == ENT_DEP_ADVCL ||
            dep == ENT_DEP_PARATAXIS ||
            (dep == ENT_DEP_CONJ && token_at(r, at)->upos == ENT_UPOS_VERB))
            return -1;
        at = head_of(r, at);
    }
    return -1;
}

/* The day of the document, or NO_DAY. */
static long today_of(const relater *r) {
    const char *date = r->text->document->date;
    long y, m, d;
    return date && sscanf(date, "%4ld-%2ld-%2ld", &y, &m, &d) == 3 ? day_of(y, m, d) : NO_DAY;
}

/* The time that stands nearest to the trigger. */
static moment nearest_to(const relater *r, uint32_t trigger, bool ahead) {
    moment best = {.told = false};
    int nearest = -1;
    long today = today_of(r);
    for (uint32_t i = 0; i < r->sentence->count; i++) {
        moment here = told_at(r, i, today, ahead);
        int near = here.told ? nearness(r, i, trigger) : -1;
        if (near < 0 || (nearest >= 0 && near >= nearest)) continue;
        nearest = near;
        best = here;
    }
    return best;
}

const char *ent_when(const relater *r, uint32_t trigger, ent_act_status status) {
    moment best = nearest_to(r, trigger, status == ENT_STATUS_PLANNED);
    long y, m, d;
    if (!best.told) return r->text->document->date;
    if (best.day == NO_DAY) return NULL;
    date_of(best.day, &y, &m, &d);
    return ent_arena_printf(r->arena, "%04ld-%02ld-%02ld", y, m, d);
}

bool ent_is_long_ago(const relater *r) {
    long y = LATEST, m, d, today = today_of(r);
    if (today != NO_DAY) date_of(today, &y, &m, &d);
    for (uint32_t i = 0; i < r->sentence->count; i++) {
        long year = number_at(r, i, 4, 4);
        bool led = ent_is_led_by(r, i, "in") || ent_is_led_by(r, i, "since") ||
                   ent_is_led_by(r, i, "from");
        if (led && year > 1000 && year < y - LONG_AGO) return true;
    }
    return false;
}
