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

enum { CLI_STOPS_MAX = 16 };

/* Options of all subcommands; each subcommand names those it takes. */
typedef struct cli_options {
    const char *command;
    char **operands; /* what is left after the options */
    size_t operand_count;
    const char *output; /* -o, NULL if not given */
    const char *format; /* --format, NULL if not given */
    ent_format input_format;
    long jobs;            /* -j, at least 1 */
    const char *date;     /* --date, NULL if not given */
    const char *lexicon;  /* --lexicon */
    const char *identity; /* --identity: a file; of `why`, an actor */
    bool quiet;
    bool json, directed, weighted, all;
    long count;              /* -k, 0 if not given */
    ent_selection selection; /* around is a name as the user gave it */
    const char *through[CLI_STOPS_MAX], *avoid[CLI_STOPS_MAX];
    size_t through_count, avoid_count;
    const char *by;      /* --by */
    const char *picture; /* --dot, --svg: the format that standard output gets */
    const char *title;   /* --title */
} cli_options;

/* The options that choose a part of a graph, and what --help says of them. */
#define CLI_SELECT "OXLCIFTmtar"
#define CLI_SELECT_HELP                                                                       \
    "\n"                                                                                      \
    "which part of the graph:\n"                                                              \
    "  --only LIST            only these: roots (CONSULT, AID, LINK, ...), cooperation,\n"    \
    "                         conflict, neutral, or actual, planned, hypothetical, claimed\n" \
    "  --except LIST          all but these\n"                                                \
    "  --no-links             no offices and memberships: --except LINK\n"                    \
    "  --cooperative          --only cooperation\n"                                           \
    "  --hostile              --only conflict\n"                                              \
    "  --from, --to DATE      reports of this time: YYYY, YYYY-MM or YYYY-MM-DD\n"            \
    "  --min-weight N         only edges that N reports tell of\n"                            \
    "  --around ACTOR         only ACTOR and those near it ...\n"                             \
    "  --radius N             ... within N steps (default: 1)\n"                              \
    "  --top N                only the N most active actors, and what is between them\n"

/* What --help says of the options that all commands take which ask a graph. */
#define CLI_ASK_HELP                                                                   \
    "  --lexicon DIR          add the names in the .tsv files in DIR to those known\n" \
    "  -q, --quiet            say nothing but what goes wrong\n"                       \
    "  --help                 this text\n"

typedef struct cli_command {
    const char *name;
    const char *options; /* letters of the options it takes, see options.c */
    const char *help;    /* usage, meaning, examples */
    int (*run)(const cli_options *options);
} cli_command;

extern const cli_command cli_graph, cli_extract, cli_annotate, cli_classify, cli_merge, cli_path,
    cli_why, cli_show, cli_rank, cli_blocs, cli_timeline;

/* Fill *options from the arguments after the command's name. Returns -1 to go on, else an exit
 * code. */
int cli_parse(const cli_command *command, int argc, char **argv, cli_options *options);

/* Say what went wrong, as "entente: FILE:LINE: message". */
void cli_complain(const ent_error *error);
/* The same, as a callback for the lexicon; context is NULL or a bool that becomes true. */
void cli_report(void *context, const ent_error *error);
/* Wrong usage: prints the message and where help is, returns EXIT_USAGE. */
int cli_misuse(const cli_options *options, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* The exit code of a status. */
int cli_exit(ent_status status);

/* The decisions in the file that --identity names, NULL if it is not given; names are looked up in
 * the gazetteer (NULL: one of its own). Faulty lines are complained of and set *faulty. */
ent_status cli_identity(const cli_options *options, const ent_gazetteer *gazetteer,
                        ent_identity **identity, bool *faulty, ent_error *error);

/* The files that operands name: directories are walked (sorted by name, known extensions only,
 * links to directories not followed). Unreadable ones are complained of and set *failed. NULL: out
 * of memory. */
char **cli_inputs(const cli_options *options, size_t first, size_t *count, bool *failed);
void cli_inputs_free(char **inputs, size_t count);
/* What a file is by its first bytes; "-" and what cannot be read are texts. */
typedef enum cli_kind { CLI_TEXT, CLI_STATEMENTS, CLI_GRAPH } cli_kind;
cli_kind cli_kind_of(const char *path);
/* What a file that is to be a graph or statements is, "-" too. */
cli_kind cli_kind_of_graph(const char *path);

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

/* What the commands that ask a graph have at hand. */
typedef struct cli_asking {
    ent_graph *whole;         /* as it was read */
    ent_graph *graph;         /* the part that the options select; whole if they select nothing */
    ent_gazetteer *gazetteer; /* resolves names */
    bool faulty;              /* something of the file was mended or left out */
} cli_asking;

/* Open the graph named by the first operand, or complain. */
ent_status cli_asking_open(const cli_options *options, cli_asking *asking);
void cli_asking_close(cli_asking *asking);
/* Close it, flush what was printed, and return the exit code of an answer that ended with code. */
int cli_asking_end(cli_asking *asking, int code);
/* The node of asking->graph that a user means; complains with the nearest names when there is none,
 * or none in the part selected. */
ent_status cli_find_actor(const cli_asking *asking, const char *name, size_t *node);
/* The same in the whole graph: *node is of asking->whole. */
ent_status cli_find_in_whole(const cli_asking *asking, const char *name, size_t *node);
/* The node of asking->graph with the id of one of asking->whole; false if the part has it not. */
bool cli_find_in_part(const cli_asking *asking, size_t whole, size_t *node);
/* How many edges lead from a source to a target, and the first of them. */
size_t cli_edges_from(const ent_graph *graph, size_t source, size_t target, size_t *first);
/* How many edges join two actors, either way. */
size_t cli_count_between(const ent_graph *graph, size_t a, size_t b);
/* The part of graph that the options select, as *part, to be freed; NULL if they select nothing. */
ent_status cli_select(const cli_options *options, const ent_graph *graph,
                      const ent_gazetteer *gazetteer, ent_graph **part);

/* `why --identity ACTOR`. */
int cli_why_identity(const cli_options *options);

/* The label of the actor with an id, or the id if the graph has none. */
const char *cli_name_of(const ent_graph *graph, const char *id);

/* A report and the edge that it is of. */
typedef struct cli_event {
    size_t edge, evidence;
} cli_event;
/* The reports of the wanted edges, the oldest first, undated ones last. To be freed; NULL when out
 * of memory. */
cli_event *cli_events(const ent_graph *graph,
                      bool (*is_wanted)(const ent_edge *edge, const void *context),
                      const void *context, size_t *count);
/* Print a report: date and relation, sentence, source. */
void cli_print_event(const ent_graph *graph, const cli_event *event, const char *indent);

/* Print one line about an edge: "A meets B  [CONSULT, planned, 2025-02-27]". */
void cli_print_edge(const ent_graph *graph, size_t edge, const char *indent);
/* Print a piece of evidence: the sentence, and where it stands. */
void cli_print_evidence(const ent_graph *graph, size_t evidence, const char *indent);
/* Print what made a piece of evidence one: its words and the rule that read them. */
void cli_print_reason(const ent_graph *graph, size_t evidence, const char *indent);
/* What makes a terminal print the colour of a sign, and what ends it; "" where colours are not
 * wanted (no terminal, or NO_COLOR is set). */
const char *cli_colour(int sign);
const char *cli_colour_end(void);

/* ---- json.c: the same for programs; all to be freed with json_decref, NULL when out of memory
 * ----
 */

struct json_t *cli_json_node(const ent_graph *graph, size_t node);
/* An edge with the best of its evidence. */
struct json_t *cli_json_edge(const ent_graph *graph, size_t edge);
struct json_t *cli_json_evidence(const ent_graph *graph, size_t evidence);
/* Print as a line and free; EXIT_DONE, EXIT_INTERNAL if value is NULL. */
int cli_print_json(struct json_t *value);

/* code, or EXIT_OUTPUT if standard output could not be written. */
int cli_flush(int code);

#endif
