/* extract.c - `entente extract`: statements, one a line. */
#include "cli/cli.h"

static const char help[] =
    "usage: entente extract [OPTION...] FILE...\n"
    "\n"
    "Prints what the actors in the texts do to each other: one JSON object a line, with both "
    "actors,\n"
    "the relation, its status and date, and the sentence that says so. Folders are walked; '-' is\n"
    "standard input.\n"
    "\n"
    "  -o, --output FILE      write to FILE, whole or not at all (default: standard output)\n"
    "  -j, --jobs N           use N threads (default: all processors); the output is the same\n"
    "  --input-format F       text, html, xml, jsonl, conllu or auto (default)\n"
    "  --date YYYY-MM-DD      the date of documents that give none\n"
    "  --lexicon DIR          your own names: .tsv files that add to and override the lexicon\n"
    "  --identity FILE        your word on who is one actor and who is not\n"
    "  -q, --quiet            say nothing but what goes wrong\n"
    "  --help                 this text\n"
    "\n"
    "\"rule\" tells how a statement came about: \"agree>stop>supply#to\" is the frame of "
    "\"supply\"\n"
    "with its target behind \"to\", turned by the operators \"stop\" and then \"agree\";\n"
    "\"reject#obj(plan)\" took a plan for its owner; a \"~\" at the end found a side by the order "
    "of\n"
    "words alone. man entente says more.\n"
    "\n"
    "examples:\n"
    "  entente extract article.txt\n"
    "  entente extract -j 2 news/ -o statements.jsonl\n"
    "  curl -s https://example.org/story | entente extract --input-format html -\n";

static ent_status print(void *context, const ent_extraction *extraction, ent_error *error) {
    const ent_output_file *file = context;
    const ent_statements *statements = &extraction->statements;
    for (size_t i = 0; i < statements->count; i++) {
        ent_status status = ent_write_statement(&statements->items[i], file->stream, error);
        if (status) return status;
    }
    return ENT_OK;
}

static int run(const cli_options *options) {
    if (!options->operand_count) return cli_misuse(options, "extract needs a FILE");
    ent_output_file file;
    return cli_run_to_file(options, CLI_EXTRACT, print, &file, &file);
}

const cli_command cli_extract = {"extract", "ojidlyq", help, run};
