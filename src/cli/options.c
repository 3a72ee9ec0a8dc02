/* options.c - the options of all subcommands in one table; messages and exit codes. */
#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

enum { JOBS_MAX = 256, PATHS_MAX = 1000 };

/* The letter names the option in cli_command.options. */
static const struct option long_options[] = {
    {"output", required_argument, NULL, 'o'},
    {"format", required_argument, NULL, 'f'},
    {"input-format", required_argument, NULL, 'i'},
    {"jobs", required_argument, NULL, 'j'},
    {"date", required_argument, NULL, 'd'},
    {"lexicon", required_argument, NULL, 'l'},
    {"quiet", no_argument, NULL, 'q'},
    {"json", no_argument, NULL, 'J'},
    {"directed", no_argument, NULL, 'D'},
    {"weighted", no_argument, NULL, 'w'},
    {"paths", required_argument, NULL, 'k'},
    {"only", required_argument, NULL, 'O'},
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

/* "CONSULT,AID" as bits; false for an unknown root. */
static bool parse_roots(const char *list, unsigned *roots) {
    char name[32];
    while (*list) {
        size_t length = strcspn(list, ",");
        if (length >= sizeof name) return false;
        for (size_t i = 0; i < length; i++)
            name[i] = (char)(list[i] >= 'a' && list[i] <= 'z' ? list[i] - 32 : list[i]);
        name[length] = '\0';
        int act = ent_act_named(name);
        if (act < 0) return false;
        *roots |= 1u << act;
        list += length + (list[length] == ',');
    }
    return *roots != 0;
}

static int take(cli_options *options, int letter, char *value) {
    int format;
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
        case 'O':
            if (!parse_roots(value, &options->roots))
                return cli_misuse(options, "--only takes roots such as CONSULT,AID, not '%s'",
                                  value);
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
    *options = (cli_options){.command = command->name, .jobs = processors(), .count = 1};
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
    (void)context;
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
