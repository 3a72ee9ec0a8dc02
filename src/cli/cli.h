/* cli.h - what the subcommands share: options, inputs, messages, exit codes.
 *
 * Only this folder prints to the terminal, parses options and decides exit codes. */
#ifndef ENTENTE_CLI_H
#define ENTENTE_CLI_H

#include "base/arena.h"
#include "base/file.h"
#include "entente/entente.h"

/* FORMATS: 0 done; 1 not there; 2 wrong usage; 3 some input unreadable; 4 output failed; 5
 * internal. */
enum {
    EXIT_DONE = 0,
    EXIT_NOT_THERE = 1,
    EXIT_USAGE = 2,
    EXIT_INPUT = 3,
    EXIT_OUTPUT = 4,
    EXIT_INTERNAL = 5
};

/* Options of all subcommands; each subcommand names those it takes. */
typedef struct cli_options {
    const char *command;
    char **operands; /* what is left after the options */
    size_t operand_count;
    const char *output; /* -o, NULL if not given */
    const char *format; /* --format, NULL if not given */
    ent_format input_format;
    long jobs;           /* -j, at least 1 */
    const char *date;    /* --date, NULL if not given */
    const char *lexicon; /* --lexicon */
    bool quiet;
    bool json, directed, weighted;
    long count;     /* -k */
    unsigned roots; /* --only, as bits 1 << ent_act; 0: all */
} cli_options;

typedef struct cli_command {
    const char *name;
    const char *options; /* letters of the options it takes, see options.c */
    const char *help;    /* usage, meaning, examples */
    int (*run)(const cli_options *options);
} cli_command;

extern const cli_command cli_graph, cli_extract, cli_annotate, cli_classify, cli_merge, cli_path,
    cli_why, cli_show;

/* Fill *options from the arguments after the command's name. Returns -1 to go on, else an exit
 * code. */
int cli_parse(const cli_command *command, int argc, char **argv, cli_options *options);

/* Say what went wrong, as "entente: FILE:LINE: message". */
void cli_complain(const ent_error *error);
/* The same, as a callback for the lexicon. */
void cli_report(void *context, const ent_error *error);
/* Wrong usage: prints the message and where help is, returns EXIT_USAGE. */
int cli_misuse(const cli_options *options, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* The exit code of a status. */
int cli_exit(ent_status status);

/* The files that operands name: directories are walked (sorted by name, known extensions only,
 * links to directories not followed). Unreadable ones are complained of and set *failed. NULL: out
 * of memory. */
char **cli_inputs(const cli_options *options, size_t first, size_t *count, bool *failed);
void cli_inputs_free(char **inputs, size_t count);
/* Is this file (not "-") what `extract` prints? */
bool cli_is_statements(const char *path);

/* How far each document is taken. */
typedef enum cli_depth { CLI_UNDERSTAND, CLI_EXTRACT } cli_depth;

/* Read every document of the inputs, run the engine on each with options->jobs threads, and hand
 * the results to consume in input order, always on the calling thread. Faulty inputs are complained
 * of and skipped. Returns an exit code; a status from consume ends the run. */
int cli_run(const cli_options *options, const ent_engine *engine, char *const *inputs,
            size_t input_count, cli_depth depth,
            ent_status (*consume)(void *context, const ent_extraction *extraction,
                                  ent_error *error),
            void *context);

/* cli_run over all operands with an engine of its own, from opening options->output as *file (which
 * consume prints to) to renaming it into place. What was done stays even if some input failed. */
int cli_run_to_file(const cli_options *options, cli_depth depth,
                    ent_status (*consume)(void *context, const ent_extraction *extraction,
                                          ent_error *error),
                    void *context, ent_output_file *file);

/* Commit the output of a run that ended with code, and return the exit code. Whole or not at all: a
 * run that failed for lack of memory or room leaves no file; faulty inputs do not cost the others
 * theirs. */
int cli_finish(ent_output_file *file, int code);

/* Open a finished graph: ENT_OK or complained of. */
ent_status cli_open_graph(const char *path, ent_graph **graph);
/* The graph named by the first operand, and the lexicon that resolves names; or complained of. */
ent_status cli_open_asking(const cli_options *options, ent_graph **graph,
                           ent_gazetteer **gazetteer);
/* The node a user means; complains with the nearest names when there is none. */
ent_status cli_find_actor(const ent_graph *graph, const ent_gazetteer *gazetteer, const char *name,
                          size_t *node);
/* Print one line about an edge: "A meets B  [CONSULT, planned, 2025-02-27]". */
void cli_print_edge(const ent_graph *graph, size_t edge, const char *indent);
/* Print a piece of evidence: the sentence, and where it stands. */
void cli_print_evidence(const ent_graph *graph, size_t evidence, const char *indent);
void cli_print_json_string(const char *text);
/* code, or EXIT_OUTPUT if standard output could not be written. */
int cli_flush(int code);

#endif
