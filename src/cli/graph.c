/* graph.c - `entente graph`: text or statements in, graph out; `entente merge`: graphs into one. */
#include <string.h>

#include "cli/cli.h"

enum { PICTURE_MAX = 1000 };

#define FORMATS "graphml gexf dot svg png pdf html jsonl"

static const char graph_help[] =
    "usage: entente graph [OPTION...] FILE... -o OUT\n"
    "\n"
    "Reads texts (or statements, as `extract` prints them) and writes the graph of who does what\n"
    "to whom. The format is OUT's extension: .graphml .gexf .dot, .svg .png .pdf (these need\n"
    "Graphviz), .html (a page to explore it in), or .jsonl (its statements). Folders are walked;\n"
    "'-' is standard input, or with --format standard output.\n"
    "\n"
    "  -o, --output OUT       the graph; it appears whole or not at all\n"
    "  --format F             " FORMATS
    ", whatever OUT is called\n"
    "  -j, --jobs N           use N threads (default: all processors); the graph is the same\n"
    "  --input-format F       text, html, xml, jsonl, conllu or auto (default)\n"
    "  --date YYYY-MM-DD      the date of documents that give none\n"
    "  --lexicon DIR          your own names: .tsv files that add to and override the lexicon\n"
    "  --identity FILE        your word on who is one actor and who is not\n"
    "  --merge-parallel       one edge for all that one actor did to another in one sense\n"
    "  --title TEXT           what stands over a picture\n"
    "  -q, --quiet            say nothing but what goes wrong\n"
    "  --help                 this text\n" CLI_SELECT_HELP
    "\n"
    "examples:\n"
    "  entente graph article.txt -o article.graphml\n"
    "  entente graph news/ -o news.svg\n"
    "  entente extract news/ | entente graph --input-format jsonl - -o news.dot\n";

static const char merge_help[] =
    "usage: entente merge [OPTION...] A B... -o OUT\n"
    "\n"
    "Merges graphs (.graphml, Entente's or another's) and statement files (.jsonl as `extract`\n"
    "prints them) into one graph. Order, grouping and repetition never change the result.\n"
    "\n"
    "  -o, --output OUT       the graph; it appears whole or not at all\n"
    "  --format F             " FORMATS
    ", whatever OUT is called\n"
    "  --merge-parallel       one edge for all that one actor did to another in one sense\n"
    "  --title TEXT           what stands over a picture\n"
    "  --identity FILE        your word on who is one actor and who is not\n"
    "  --lexicon DIR          add the names in the .tsv files in DIR to those known\n"
    "  -q, --quiet            say nothing but what goes wrong\n"
    "  --help                 this text\n" CLI_SELECT_HELP
    "\n"
    "examples:\n"
    "  entente merge monday.graphml tuesday.graphml -o week.graphml\n"
    "  entente merge statements.jsonl old.graphml -o all.svg\n";

/* The output format that the options ask for, or -1. */
static int wanted_format(const cli_options *options) {
    return ent_output_named(options->format ? options->format : options->output);
}

static int check(const cli_options *options) {
    if (!options->operand_count) return cli_misuse(options, "%s needs a FILE", options->command);
    if (!options->output) return cli_misuse(options, "%s needs -o OUT", options->command);
    if (wanted_format(options) < 0)
        return cli_misuse(options, "no graph format '%s'; one of " FORMATS,
                          options->format ? options->format : options->output);
    if (wanted_format(options) == ENT_OUTPUT_JSONL && options->selection.merge_parallel)
        return cli_misuse(options, "--merge-parallel makes edges of statements: not with jsonl");
    return -1;
}

static ent_status add(void *context, const ent_extraction *extraction, ent_error *error) {
    return ent_graph_add(context, extraction->text.document->id, &extraction->actors,
                         &extraction->statements, error);
}

/* A picture of more actors than anybody can tell apart shows the most active, unless it is told how
 * many. */
static cli_options limited(const cli_options *options, const ent_graph *graph) {
    cli_options own = *options;
    int format = wanted_format(options);
    bool picture = format == ENT_OUTPUT_DOT || format == ENT_OUTPUT_SVG ||
                   format == ENT_OUTPUT_PNG || format == ENT_OUTPUT_PDF;
    if (!picture || own.selection.top || ent_graph_node_count(graph) <= PICTURE_MAX) return own;
    own.selection.top = PICTURE_MAX;
    if (!own.quiet)
        fprintf(stderr,
                "entente: of %zu actors the %d most active are drawn; --top N draws N of them\n",
                ent_graph_node_count(graph), PICTURE_MAX);
    return own;
}

/* Say so if there is nothing to see, and why. */
static void check_edges(const cli_options *options, const ent_graph *whole, const ent_graph *part) {
    if (options->quiet || ent_graph_edge_count(part)) return;
    if (ent_graph_edge_count(whole))
        fprintf(stderr,
                "entente: none of the %zu edges is what --only, --from, --around, ... ask for\n",
                ent_graph_edge_count(whole));
    else
        fputs("entente: no relation was found; the input should be English news\n", stderr);
}

/* Say so if names cannot be seen in a picture that brings its letters with it. */
static void check_fonts(int format, const ent_graph *graph) {
    bool drawn = format == ENT_OUTPUT_PNG || format == ENT_OUTPUT_PDF;
    const ent_node *node = drawn ? ent_write_unfonted(graph) : NULL;
    if (node)
        fprintf(stderr,
                "entente: no font here has the letters of '%s': apt-get install fonts-noto-core "
                "fonts-noto-cjk fonts-noto-color-emoji\n",
                node->label);
}

/* Write the graph, or the part of it that the options select. */
static ent_status write_part(const cli_options *options, ent_graph *graph, ent_error *error) {
    ent_status status =
        options->title ? ent_graph_set_heading(graph, options->title, error) : ENT_OK;
    if (!status)
        status = ent_write_graph(graph, (ent_output)wanted_format(options), options->output, error);
    size_t actors = ent_graph_node_count(graph), edges = ent_graph_edge_count(graph);
    if (status)
        cli_complain(error);
    else if (!options->quiet)
        fprintf(stderr, "entente: %zu actor%s, %zu edge%s: %s\n", actors, actors == 1 ? "" : "s",
                edges, edges == 1 ? "" : "s", options->output);
    if (!status) check_fonts(wanted_format(options), graph);
    return status;
}

/* Finish and write; code is how reading the inputs ended. */
static int write_graph(const cli_options *options, ent_graph *graph, int code) {
    ent_error error;
    ent_graph *part = NULL;
    ent_gazetteer *gazetteer = NULL;
    if (code != EXIT_DONE && code != EXIT_INPUT) return code;
    ent_status status = ent_graph_finish(graph, &error);
    cli_options own = limited(options, graph);
    if (!status && options->selection.around)
        status = ent_gazetteer_new(options->lexicon, NULL, NULL, &gazetteer, &error);
    if (status)
        cli_complain(&error);
    else
        status = cli_select(&own, graph, gazetteer, &part);
    if (!status) status = write_part(options, part ? part : graph, &error);
    if (!status) check_edges(options, graph, part ? part : graph);
    ent_gazetteer_free(gazetteer);
    ent_graph_free(part);
    return status ? cli_exit(status) : code;
}

static void report_fault(void *context, const ent_error *error) {
    bool *faulty = context;
    *faulty = true;
    cli_complain(error);
}

static ent_status add_graph(ent_graph *graph, const char *path, bool *faulty, ent_error *error) {
    ent_graph *other;
    ent_status status = ent_read_graph(path, report_fault, faulty, &other, error);
    if (status) return status;
    status = ent_graph_merge(graph, other, error);
    ent_graph_free(other);
    return status;
}

/* Add a file that is a graph or holds statements; a faulty one is complained of and costs only
 * itself. */
static int add_or_complain(ent_graph *graph, const char *path, cli_kind kind, int code) {
    ent_error error;
    bool faulty = false;
    ent_status status = kind == CLI_GRAPH
                            ? add_graph(graph, path, &faulty, &error)
                            : ent_read_statements(path, report_fault, &faulty, graph, &error);
    if (status) {
        cli_complain(&error);
        return cli_exit(status);
    }
    return faulty ? EXIT_INPUT : code;
}

/* Graphs and statement files are added as they are; every other input goes through the engine. */
static int read_inputs(const cli_options *options, ent_identity *identity, ent_graph *graph,
                       char **inputs, size_t count) {
    int code = EXIT_DONE;
    size_t texts = 0;
    for (size_t i = 0; i < count; i++) {
        char *path = inputs[i];
        cli_kind kind = cli_kind_of(path);
        if (kind != CLI_TEXT) {
            int one = add_or_complain(graph, path, kind, code);
            if (one == EXIT_OUTPUT || one == EXIT_INTERNAL) return one;
            code = one;
        } else {
            inputs[i] = inputs[texts];
            inputs[texts++] = path;
        }
    }
    if (!texts) return code;
    ent_error error;
    ent_engine engine;
    bool faulty = false;
    ent_status status = ent_engine_init(&engine, options->lexicon, cli_report, &faulty, &error);
    if (status) {
        cli_complain(&error);
        return cli_exit(status);
    }
    engine.identity = identity;
    int run = cli_run(options, &engine, inputs, texts, CLI_EXTRACT, add, graph);
    engine.identity = NULL; /* it is not the engine's */
    ent_engine_clear(&engine);
    if (faulty && code == EXIT_DONE) code = EXIT_INPUT;
    return run == EXIT_DONE ? code : run;
}

/* Add all that is named by the operands; merging, texts are faulty graphs. */
static int read_all(const cli_options *options, bool merging, ent_identity *identity,
                    ent_graph *graph) {
    size_t count;
    bool failed = false;
    int code = EXIT_DONE;
    if (!merging) {
        char **inputs = cli_inputs(options, 0, &count, &failed);
        code = inputs ? read_inputs(options, identity, graph, inputs, count) : EXIT_INTERNAL;
        cli_inputs_free(inputs, count);
    }
    for (size_t i = 0; merging && i < options->operand_count; i++) {
        const char *path = options->operands[i];
        code = add_or_complain(graph, path, cli_kind_of_graph(path), code);
        if (code == EXIT_OUTPUT || code == EXIT_INTERNAL) break;
    }
    return code == EXIT_DONE && failed ? EXIT_INPUT : code;
}

static int make_graph(const cli_options *options, bool merging) {
    int code = check(options);
    if (code >= 0) return code;
    ent_error error;
    ent_graph *graph = NULL;
    ent_identity *identity = NULL;
    bool faulty = false;
    ent_status status = cli_identity(options, NULL, &identity, &faulty, &error);
    if (!status) status = ent_graph_new(&graph, &error);
    if (!status) {
        code = read_all(options, merging, identity, graph);
        if (code == EXIT_DONE && faulty) code = EXIT_INPUT;
        status = ent_graph_identify(&graph, identity, &error);
    }
    if (status)
        cli_complain(&error);
    else
        code = write_graph(options, graph, code);
    ent_graph_free(graph);
    ent_identity_free(identity);
    return status ? cli_exit(status) : code;
}

static int run_graph(const cli_options *options) {
    return make_graph(options, false);
}

static int run_merge(const cli_options *options) {
    return make_graph(options, true);
}

const cli_command cli_graph = {"graph", "ofjidlyqMN" CLI_SELECT, graph_help, run_graph};
const cli_command cli_merge = {"merge", "oflyqMN" CLI_SELECT, merge_help, run_merge};
