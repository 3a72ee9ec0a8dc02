/* options.c - the options of all subcommands in one table; messages and exit codes. */
#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

enum { JOBS_MAX = 256, PATHS_MAX = 1000, NUMBER_MAX = 1000000 };

/* The letter names the option in cli_command.options. */
static const struct option long_options[] = {
    {"output", required_argument, NULL, 'o'},
    {"format", required_argument, NULL, 'f'},
    {"input-format", required_argument, NULL, 'i'},
    {"jobs", required_argument, NULL, 'j'},
    {"date", required_argument, NULL, 'd'},
    {"lexicon", required_argument, NULL, 'l'},
    {"identity", required_argument, NULL, 'y'},
    {"quiet", no_argument, NULL, 'q'},
    {"json", no_argument, NULL, 'J'},
    {"directed", no_argument, NULL, 'D'},
    {"weighted", no_argument, NULL, 'w'},
    {"paths", required_argument, NULL, 'k'},
    {"count", required_argument, NULL, 'k'},
    {"all", no_argument, NULL, 'S'},
    {"through", required_argument, NULL, 'H'},
    {"avoid", required_argument, NULL, 'A'},
    {"by", required_argument, NULL, 'b'},
    {"only", required_argument, NULL, 'O'},
    {"except", required_argument, NULL, 'X'},
    {"no-links", no_argument, NULL, 'L'},
    {"cooperative", no_argument, NULL, 'C'},
    {"hostile", no_argument, NULL, 'I'},
    {"from", required_argument, NULL, 'F'},
    {"to", required_argument, NULL, 'T'},
    {"min-weight", required_argument, NULL, 'm'},
    {"top", required_argument, NULL, 't'},
    {"around", required_argument, NULL, 'a'},
    {"radius", required_argument, NULL, 'r'},
    {"merge-parallel", no_argument, NULL, 'M'},
    {"title", required_argument, NULL, 'N'},
    {"dot", no_argument, NULL, 'P'},
    {"svg", no_argument, NULL, 'V'},
    {"help", no_argument, NULL, 'h'},
    {NULL, 0, NULL, 0},
};

static bool is_date(const char *text) {
    if (strlen(text) != 10) return false;
    for (int i = 0; i < 10; i++)
        if (i == 4 || i == 7 ? text[i] != '-' : text[i] < '0' || text[i] > '9') return false;
    int month = atoi(text + 5), day = atoi(text + 8);
    return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

static bool parse_number(const char *text, long least, long most, long *out) {
    char *end;
    errno = 0;
    long number = strtol(text, &end, 10);
    if (errno || end == text || *end || number < least || number > most) return false;
    *out = number;
    return true;
}

/* "2023", "2023-03" or "2023-03-10". */
static bool is_period(const char *text) {
    static const char whole[] = "2000-01-01";
    char date[sizeof whole];
    size_t length = strlen(text);
    if (length != 4 && length != 7 && length != 10) return false;
    memcpy(date, whole, sizeof date);
    memcpy(date, text, length);
    return is_date(date);
}

enum { KIND_ROOT, KIND_SIGN, KIND_STATUS, KINDS };

/* The bit of a word of --only, and of which kind it is; 0 if the word is unknown. */
static unsigned bit_named(const char *word, int *kind) {
    static const char *const signs[] = {"conflict", "neutral", "cooperation"};
    char upper[32];
    size_t i = 0;
    for (; word[i] && i < sizeof upper - 1; i++)
        upper[i] = (char)(word[i] >= 'a' && word[i] <= 'z' ? word[i] - 32 : word[i]);
    upper[i] = '\0';
    int number = ent_act_named(upper);
    *kind = KIND_ROOT;
    if (number < 0) number = ent_act_status_named(word), *kind = KIND_STATUS;
    for (int k = 0; number < 0 && k < 3; k++)
        if (strcmp(word, signs[k]) == 0) number = k, *kind = KIND_SIGN;
    return number < 0 ? 0 : 1u << number;
}

/* Leave out what the words of a list name, or, if they are all that is wanted, the others of their
 * kinds. False for an unknown word. */
static bool parse_list(const char *list, bool only, ent_selection *s) {
    unsigned named[KINDS] = {0}, *out[KINDS] = {&s->no_roots, &s->no_signs, &s->no_statuses};
    char word[32];
    int kind;
    while (*list) {
        size_t length = strcspn(list, ",");
        if (length == 0 || length >= sizeof word) return false;
        memcpy(word, list, length);
        word[length] = '\0';
        unsigned bit = bit_named(word, &kind);
        if (!bit) return false;
        named[kind] |= bit;
        list += length + (list[length] == ',');
    }
    for (int i = 0; i < KINDS; i++)
        if (named[i]) *out[i] |= only ? ~named[i] : named[i];
    return named[KIND_ROOT] || named[KIND_SIGN] || named[KIND_STATUS];
}

/* The options that select a part of a graph: -1, or an exit code; -2 if the letter is none. */
static int take_selection(cli_options *options, int letter, const char *value) {
    ent_selection *s = &options->selection;
    long number = 0;
    switch (letter) {
        case 'O':
        case 'X':
            if (!parse_list(value, letter == 'O', s))
                return cli_misuse(options,
                                  "%s: no such kinds of relation: '%s'; give roots such as "
                                  "CONSULT,AID or cooperation, conflict, actual, planned, claimed",
                                  letter == 'O' ? "--only" : "--except", value);
            return -1;
        case 'L':
            s->no_roots |= 1u << ENT_ACT_LINK;
            return -1;
        case 'C':
        case 'I':
            parse_list(letter == 'C' ? "cooperation" : "conflict", true, s);
            return -1;
        case 'F':
        case 'T':
            if (!is_period(value))
                return cli_misuse(options, "'%s' is no date: YYYY, YYYY-MM or YYYY-MM-DD", value);
            *(letter == 'F' ? &s->first_date : &s->last_date) = value;
            return -1;
        case 'm':
        case 't':
        case 'r':
            if (!parse_number(value, 1, NUMBER_MAX, &number))
                return cli_misuse(options, "'%s' is no number from 1 to %d", value, NUMBER_MAX);
            if (letter == 'm') s->min_weight = (double)number;
            if (letter == 't') s->top = (size_t)number;
            if (letter == 'r') s->radius = number;
            return -1;
        case 'a':
            s->around = value;
            return -1;
        case 'M':
            s->merge_parallel = true;
            return -1;
        default:
            return -2;
    }
}

/* An actor to pass or to avoid. */
static int take_stop(cli_options *options, const char **stops, size_t *count, const char *name) {
    if (*count == CLI_STOPS_MAX)
        return cli_misuse(options, "at most %d of --through and of --avoid", CLI_STOPS_MAX);
    stops[(*count)++] = name;
    return -1;
}

static int take(cli_options *options, int letter, char *value) {
    int format, code = take_selection(options, letter, value);
    if (code != -2) return code;
    switch (letter) {
        case 'o':
            options->output = value;
            return -1;
        case 'f':
            options->format = value;
            return -1;
        case 'i':
            if ((format = ent_format_named(value)) < 0)
                return cli_misuse(
                    options, "no input format '%s'; one of text html xml jsonl conllu auto", value);
            options->input_format = (ent_format)format;
            return -1;
        case 'j':
            if (!parse_number(value, 1, JOBS_MAX, &options->jobs))
                return cli_misuse(options, "-j takes a number from 1 to %d, not '%s'", JOBS_MAX,
                                  value);
            return -1;
        case 'd':
            if (!is_date(value))
                return cli_misuse(options, "--date takes YYYY-MM-DD, not '%s'", value);
            options->date = value;
            return -1;
        case 'l':
            options->lexicon = value;
            return -1;
        case 'y':
            options->identity = value;
            return -1;
        case 'q':
            options->quiet = true;
            return -1;
        case 'J':
            options->json = true;
            return -1;
        case 'D':
            options->directed = true;
            return -1;
        case 'w':
            options->weighted = true;
            return -1;
        case 'k':
            if (!parse_number(value, 1, PATHS_MAX, &options->count))
                return cli_misuse(options, "-k takes a number from 1 to %d, not '%s'", PATHS_MAX,
                                  value);
            return -1;
        case 'S':
            options->all = true;
            return -1;
        case 'H':
            return take_stop(options, options->through, &options->through_count, value);
        case 'A':
            return take_stop(options, options->avoid, &options->avoid_count, value);
        case 'P':
        case 'V':
            options->picture = letter == 'P' ? "dot" : "svg";
            return -1;
        case 'b':
            options->by = value;
            return -1;
        case 'N':
            options->title = value;
            return -1;
        default:
            return cli_misuse(options, "unknown option");
    }
}

static long processors(void) {
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    return online < 1 ? 1 : online > JOBS_MAX ? JOBS_MAX : online;
}

int cli_parse(const cli_command *command, int argc, char **argv, cli_options *options) {
    *options = (cli_options){.command = command->name, .jobs = processors()};
    opterr = 0;
    for (int letter; (letter = getopt_long(argc, argv, ":o:j:k:qh", long_options, NULL)) != -1;) {
        if (letter == 'h') {
            fputs(command->help, stdout);
            return fflush(stdout) ? EXIT_OUTPUT : EXIT_DONE;
        }
        if (letter == ':') return cli_misuse(options, "%s needs a value", argv[optind - 1]);
        if (letter == '?') return cli_misuse(options, "no option %s", argv[optind - 1]);
        if (!strchr(command->options, letter))
            return cli_misuse(options, "%s does not take %s", command->name, argv[optind - 1]);
        int code = take(options, letter, optarg);
        if (code >= 0) return code;
    }
    options->operands = argv + optind;
    options->operand_count = (size_t)(argc - optind);
    return -1;
}

void cli_complain(const ent_error *error) {
    fputs("entente: ", stderr);
    if (error->file[0]) fprintf(stderr, "%s:", error->file);
    if (error->line) fprintf(stderr, "%zu:", error->line);
    if (error->column) fprintf(stderr, "%zu:", error->column);
    fprintf(stderr, "%s%s\n", error->file[0] ? " " : "", error->message);
}

void cli_report(void *context, const ent_error *error) {
    if (context) *(bool *)context = true;
    cli_complain(error);
}

int cli_misuse(const cli_options *options, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fputs("entente: ", stderr);
    vfprintf(stderr, format, arguments);
    fprintf(stderr, "; see 'entente %s --help'\n", options->command);
    va_end(arguments);
    return EXIT_USAGE;
}

int cli_exit(ent_status status) {
    switch (status) {
        case ENT_OK:
        case ENT_END:
            return EXIT_DONE;
        case ENT_NOT_FOUND:
            return EXIT_NOT_THERE;
        case ENT_INPUT:
            return EXIT_INPUT;
        case ENT_OUTPUT:
            return EXIT_OUTPUT;
        case ENT_NO_MEMORY:
        case ENT_INTERNAL:
            break;
    }
    return EXIT_INTERNAL;
}
