/* timeline.c - `entente timeline`: relations over time as a chart of text. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

enum { BAR = 30, KINDS_NAMED = 3, DAYS_BY_DAY = 62, DAYS_BY_MONTH = 3653 };

static const char help[] =
    "usage: entente timeline [OPTION...] GRAPH [ACTOR [ACTOR]]\n"
    "\n"
    "Charts the reports of a graph, of one actor or of two, over time: cooperation (+), conflict "
    "(-)\n"
    "and what is neither, with the relations most told of.\n"
    "\n"
    "  --by UNIT              day, month or year (default: as long as the time asks for)\n"
    "  --json                 one JSON object a period\n" CLI_ASK_HELP CLI_SELECT_HELP
    "\n"
    "examples:\n"
    "  entente timeline news.graphml us iran\n"
    "  entente timeline --by year --only conflict news.graphml\n";

/* One dated report. */
typedef struct event {
    const char *date, *relation;
    int sign;
} event;

typedef struct events {
    event *items;
    size_t count, undated;
} events;

static bool concerns(const ent_edge *e, const size_t *actors, size_t count) {
    if (e->status == ENT_STATUS_NEGATED) return false;
    for (size_t i = 0; i < count; i++)
        if (e->source != actors[i] && e->target != actors[i]) return false;
    return true;
}

static int by_date(const void *a, const void *b) {
    const event *x = a, *y = b;
    int order = strcmp(x->date, y->date);
    if (!order) order = strcmp(x->relation, y->relation);
    return order ? order : x->sign - y->sign;
}

static bool collect(const ent_graph *graph, const size_t *actors, size_t count, events *out) {
    size_t all = 0;
    for (size_t i = 0; i < ent_graph_edge_count(graph); i++)
        all += ent_graph_edge(graph, i)->evidence_count;
    *out = (events){.items = calloc(all + 1, sizeof *out->items)};
    if (!out->items) return false;
    for (size_t i = 0; i < ent_graph_edge_count(graph); i++) {
        const ent_edge *e = ent_graph_edge(graph, i);
        for (uint32_t k = 0; concerns(e, actors, count) && k < e->evidence_count; k++) {
            const char *date = ent_graph_evidence(graph, e->evidence_first + k)->date;
            if (*date)
                out->items[out->count++] = (event){date, e->relation, e->sign};
            else
                out->undated++;
        }
    }
    qsort(out->items, out->count, sizeof *out->items, by_date);
    return true;
}

/* The number of a date's day, month or year, as unit is 10, 7 or 4; days by the civil calendar
 * (Hinnant 2013). A date that says less, "2021", is its beginning. */
static long number_of(const char *date, size_t unit) {
    size_t length = strlen(date);
    long year = strtol(date, NULL, 10), month = length >= 7 ? strtol(date + 5, NULL, 10) : 1,
         day = length >= 10 ? strtol(date + 8, NULL, 10) : 1;
    if (unit == 4) return year;
    if (unit == 7) return 12 * year + month;
    if (month <= 2) year--;
    return 365 * year + year / 4 - year / 100 + year / 400 + (153 * ((month + 9) % 12) + 2) / 5 +
           day;
}

/* How many characters of a date name its period; 0 for an unknown unit. */
static size_t unit_size(const char *unit, const events *all) {
    if (unit)
        return strcmp(unit, "day") == 0     ? 10
               : strcmp(unit, "month") == 0 ? 7
               : strcmp(unit, "year") == 0  ? 4
                                            : 0;
    if (all->count == 0) return 10;
    long days = number_of(all->items[all->count - 1].date, 10) - number_of(all->items[0].date, 10);
    return days <= DAYS_BY_DAY ? 10 : days <= DAYS_BY_MONTH ? 7 : 4;
}

/* The events of a period, and how many of each sign; by relation, no longer by date. */
typedef struct period {
    const event *items;
    size_t count;
    long sums[3];
} period;

static int by_relation(const void *a, const void *b) {
    return strcmp(((const event *)a)->relation, ((const event *)b)->relation);
}

/* Events are sorted by date: those of one period follow each other. */
static period take_period(const events *all, size_t at, size_t unit) {
    event *first = &all->items[at];
    period p = {.items = first};
    while (at + p.count < all->count && strncmp(first[p.count].date, first->date, unit) == 0)
        p.sums[first[p.count++].sign + 1]++;
    qsort(first, p.count, sizeof *first, by_relation);
    return p;
}

/* How many of the events from one on are of its relation. */
static size_t run_length(const period *p, size_t at) {
    size_t end = at + 1;
    while (end < p->count && by_relation(&p->items[at], &p->items[end]) == 0) end++;
    return end - at;
}

/* The relations most told of: "attacks (3), meets". */
static void print_relations(const period *p) {
    size_t before = SIZE_MAX, last = SIZE_MAX; /* the run named before: its length and place */
    for (size_t n = 0; n < KINDS_NAMED; n++) {
        size_t most = 0, place = 0;
        for (size_t i = 0, length; i < p->count; i += length) {
            length = run_length(p, i);
            bool told = length > before || (length == before && last != SIZE_MAX && i <= last);
            if (!told && length > most) most = length, place = i;
        }
        if (!most) return;
        printf("%s%s", n ? ", " : "  ", p->items[place].relation);
        if (most > 1) printf(" (%zu)", most);
        before = most;
        last = place;
    }
}

static void print_bar(long count, long most, char mark, int sign) {
    long length = most > BAR ? (count * BAR + most - 1) / most : count;
    printf(" %s", cli_colour(sign));
    for (long i = 0; i < length; i++) putchar(mark);
    printf("%s", cli_colour_end());
}

static int print_json(const period *p, size_t unit) {
    json_t *relations = json_object();
    for (size_t i = 0, length; i < p->count; i += length) {
        length = run_length(p, i);
        json_object_set_new(relations, p->items[i].relation, json_integer((json_int_t)length));
    }
    return cli_print_json(json_pack("{s:s%,s:i,s:i,s:i,s:o}", "period", p->items->date,
                                    strnlen(p->items->date, unit), "cooperation", (int)p->sums[2],
                                    "neutral", (int)p->sums[1], "conflict", (int)p->sums[0],
                                    "relations", relations));
}

static void print_period(const period *p, size_t unit, long most) {
    printf("%-*.*s %4zu ", (int)unit, (int)unit, p->items->date, p->count);
    print_bar(p->sums[2], most, '+', +1);
    print_bar(p->sums[1], most, 'o', 0);
    print_bar(p->sums[0], most, '-', -1);
    print_relations(p);
    putchar('\n');
}

/* So that a line is a step in time, say how many periods are left out. */
static void print_gap(const char *before, const char *date, size_t unit) {
    long periods = number_of(date, unit) - number_of(before, unit) - 1;
    const char *name = unit == 10 ? "day" : unit == 7 ? "month" : "year";
    if (periods > 0)
        printf("%*s %4s   %ld %s%s without a report\n", (int)unit, "", "", periods, name,
               periods == 1 ? "" : "s");
}

static int print(const cli_options *options, const events *all, size_t unit) {
    long most = 1;
    int code = EXIT_DONE;
    for (size_t i = 0; i < all->count;) {
        period p = take_period(all, i, unit);
        if ((long)p.count > most) most = (long)p.count;
        i += p.count;
    }
    for (size_t i = 0; i < all->count && code == EXIT_DONE;) {
        period p = take_period(all, i, unit);
        if (options->json) {
            code = print_json(&p, unit);
        } else {
            if (i) print_gap(all->items[i - 1].date, p.items->date, unit);
            print_period(&p, unit, most);
        }
        i += p.count;
    }
    if (all->undated && !options->json) printf("%zu without a date\n", all->undated);
    return code;
}

static int chart(const cli_options *options, const cli_asking *asking) {
    size_t actors[2], count = options->operand_count - 1;
    events all;
    for (size_t i = 0; i < count; i++) {
        ent_status status = cli_find_actor(asking, options->operands[i + 1], &actors[i]);
        if (status) return cli_exit(status);
    }
    if (!collect(asking->graph, actors, count, &all)) return EXIT_INTERNAL;
    int code = EXIT_NOT_THERE;
    if (all.count + all.undated)
        code = print(options, &all, unit_size(options->by, &all));
    else
        fprintf(stderr, "entente: nothing is told of %s\n",
                count == 2 ? "these two together; try 'entente path'" : "this");
    free(all.items);
    return code;
}

static int run(const cli_options *options) {
    if (options->operand_count < 1 || options->operand_count > 3)
        return cli_misuse(options, "timeline needs GRAPH [ACTOR [ACTOR]]");
    if (options->by && !unit_size(options->by, NULL))
        return cli_misuse(options, "--by takes day, month or year, not '%s'", options->by);
    cli_asking asking;
    ent_status status = cli_asking_open(options, &asking);
    if (status) return cli_exit(status);
    int code = chart(options, &asking);
    return cli_asking_end(&asking, code);
}

const cli_command cli_timeline = {"timeline", "bJlq" CLI_SELECT, help, run};
