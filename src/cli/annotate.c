/* annotate.c - `entente annotate`: the analysis itself. */
#include <string.h>

#include "cli/cli.h"

static const char help[] =
    "usage: entente annotate [OPTION...] FILE...\n"
    "\n"
    "Prints the analysis: valid CoNLL-U (words, lemmas, tags, trees; MISC carries SpaceAfter, NER "
    "and\n"
    "Entity), or one JSON object a document with its mentions and entities.\n"
    "\n"
    "  --format conllu|jsonl  what to print (default: conllu)\n"
    "  -o, --output FILE      write to FILE, whole or not at all (default: standard output)\n"
    "  -j, --jobs N           use N threads (default: all processors); the output is the same\n"
    "  --input-format F       text, html, xml, jsonl, conllu or auto (default); words and "
    "sentences\n"
    "                         given as conllu are kept, a faulty sentence is left out\n"
    "  --date YYYY-MM-DD      the date of documents that give none\n"
    "  --lexicon DIR          your own names: .tsv files that add to and override the lexicon\n"
    "  --identity FILE        your word on who is one actor and who is not\n"
    "  -q, --quiet            say nothing but what goes wrong\n"
    "  --help                 this text\n"
    "\n"
    "examples:\n"
    "  entente annotate article.txt\n"
    "  entente annotate --format jsonl --input-format jsonl articles.jsonl\n";

typedef struct target {
    ent_output_file file;
    bool json;
} target;

static ent_status print(void *context, const ent_extraction *extraction, ent_error *error) {
    target *target = context;
    return target->json ? ent_write_annotation(&extraction->actors, target->file.stream, error)
                        : ent_write_conllu(&extraction->text, &extraction->actors,
                                           target->file.stream, error);
}

static int run(const cli_options *options) {
    target target = {.json = options->format && strcmp(options->format, "jsonl") == 0};
    if (options->format && !target.json && strcmp(options->format, "conllu") != 0)
        return cli_misuse(options, "--format takes conllu or jsonl, not '%s'", options->format);
    if (!options->operand_count) return cli_misuse(options, "annotate needs a FILE");
    return cli_run_to_file(options, CLI_UNDERSTAND, print, &target, &target.file);
}

const cli_command cli_annotate = {"annotate", "ofjidlyq", help, run};
