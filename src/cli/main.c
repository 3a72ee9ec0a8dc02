/* main.c - the program: finds the subcommand and runs it. */
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"

static const cli_command *const commands[] = {
    &cli_graph, &cli_extract, &cli_annotate, &cli_classify, &cli_merge,    &cli_path,
    &cli_why,   &cli_show,    &cli_rank,     &cli_blocs,    &cli_timeline,
};
enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

static const char overview[] =
    "usage: entente COMMAND [OPTION...] ARGUMENT...\n"
    "\n"
    "Reads English political news and draws who stands with whom.\n"
    "\n"
    "  graph FILE... -o OUT      text (or statements) in, graph out: .graphml .dot .svg ...\n"
    "  extract FILE...           the statements, one a line, as JSON\n"
    "  annotate FILE...          the analysis: CoNLL-U, or mentions and entities as JSON\n"
    "  classify FILE...          the relation between two given spans of a text\n"
    "  merge A B... -o OUT       graphs or statement files into one graph\n"
    "  path GRAPH FROM TO        the shortest path between two actors, with its evidence\n"
    "  why GRAPH FROM TO         all evidence between two actors\n"
    "  show GRAPH [ACTOR]        a graph in numbers, or one actor's page\n"
    "  rank GRAPH                the central actors\n"
    "  blocs GRAPH               who stands with whom\n"
    "  timeline GRAPH [A [B]]    relations over time\n"
    "\n"
    "'entente COMMAND --help' explains one. '-' is standard input.\n"
    "Exit status: 0 done; 1 not there (no path, unknown actor); 2 wrong usage; 3 some input could\n"
    "not be read (the rest was processed); 4 output could not be written; 5 internal error.\n"
    "\n"
    "example: entente graph article.txt -o article.svg\n";

/* A reader that went away (`entente extract ... | head`) ends a program that writes to it, as it
 * ends any filter; but a file is written to its end, whoever hears what is said of it. */
static void keep_writing_files(const cli_options *options) {
    if (options->output) signal(SIGPIPE, SIG_IGN);
}

int main(int argc, char **argv) {
    if (argc < 2) {
        fputs(overview, stderr);
        return EXIT_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
        fputs(overview, stdout);
        return fflush(stdout) ? EXIT_OUTPUT : EXIT_DONE;
    }
    if (strcmp(argv[1], "--version") == 0) {
        const char *library = ent_page_library();
        puts("entente " ENTENTE_VERSION);
        printf("page: %s\n", library ? library : "none, built without npm");
        return fflush(stdout) ? EXIT_OUTPUT : EXIT_DONE;
    }
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        if (strcmp(argv[1], commands[i]->name) != 0) continue;
        cli_options options;
        int code = cli_parse(commands[i], argc - 1, argv + 1, &options);
        if (code >= 0) return code;
        keep_writing_files(&options);
        return commands[i]->run(&options);
    }
    fprintf(stderr, "entente: no command '%s'; see 'entente --help'\n", argv[1]);
    return EXIT_USAGE;
}
