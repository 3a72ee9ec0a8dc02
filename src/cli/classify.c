/* classify.c - `entente classify`: the relation between two given spans. */
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"

static const char help[] =
    "usage: entente classify [OPTION...] FILE...\n"
    "\n"
    "Labels given pairs. Each line of FILE is\n"
    "  {\"id\": ..., \"text\": ..., \"source\": {\"begin\": N, \"end\": N}, \"target\": {...}}\n"
    "with offsets in code points, end exclusive; the answer is a line\n"
    "  {\"id\": ..., \"root\": ..., \"code\": ..., \"relation\": ..., \"status\": ..., \"rule\": "
    "...,\n"
    "   \"confidence\": ...}\n"
    "It always answers: what the frames state between the two, as extract does, weighed against "
    "what "
    "a\n"
    "trained model makes of the words. confidence is how often such an answer has the right root: "
    "0.9 is\n"
    "right nine times of ten; above 0.7 only where frames join the two, 0.3 and less where no word "
    "tells\n"
    "an act. rule says which words (man entente).\n"
    "\n"
    "  -o, --output FILE      write to FILE, whole or not at all (default: standard output)\n"
    "  --input-format jsonl   the only format\n"
    "  --lexicon DIR          your own names: .tsv files that add to and override the lexicon\n"
    "  -q, --quiet            say nothing but what goes wrong\n"
    "  --help                 this text\n"
    "\n"
    "example:\n"
    "  entente classify pairs.jsonl\n";

/* A span of the pair; one that is absent or null is empty: that side is not in the text. */
static bool read_span(const json_t *row, const char *name, ent_span *span) {
    const json_t *object = json_object_get(row, name);
    *span = (ent_span){0, 0, NULL};
    if (!object || json_is_null(object)) return true;
    const json_t *begin = json_object_get(object, "begin"), *end = json_object_get(object, "end");
    if (!json_is_integer(begin) || !json_is_integer(end)) return false;
    json_int_t from = json_integer_value(begin), to = json_integer_value(end);
    if (from < 0 || to < from || (size_t)to > ENT_TEXT_MAX) return false;
    span->begin = (uint32_t)from;
    span->end = (uint32_t)to;
    return true;
}

static ent_status print_answer(const json_t *id, const ent_statement *answer, FILE *stream,
                               ent_error *error) {
    json_t *line =
        json_pack("{s:O,s:s,s:s,s:s,s:s,s:s,s:f}", "id", id, "root", ent_act_name(answer->root),
                  "code", ent_act_name(answer->code), "relation", answer->relation, "status",
                  ent_act_status_name(answer->status), "rule", answer->rule, "confidence",
                  answer->confidence);
    if (!line) return ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
    int failed = json_dumpf(line, stream, JSON_COMPACT | JSON_REAL_PRECISION(4)) != 0 ||
                 fputc('\n', stream) == EOF;
    json_decref(line);
    return failed ? ent_fail(error, ENT_OUTPUT, NULL, 0, "cannot write the answer") : ENT_OK;
}

static ent_status answer_pair(const ent_engine *engine, const json_t *row, ent_arena *arena,
                              FILE *stream, ent_error *error) {
    const json_t *id = json_object_get(row, "id"), *text = json_object_get(row, "text");
    ent_span source, target;
    if (!id || !json_is_string(text))
        return ent_fail(error, ENT_INPUT, NULL, 0, "no id or no text");
    if (!read_span(row, "source", &source) || !read_span(row, "target", &target))
        return ent_fail(error, ENT_INPUT, NULL, 0, "a span is not {\"begin\": N, \"end\": N}");
    ent_document document = {
        .id = "pair", .text = json_string_value(text), .length = json_string_length(text)};
    ent_extraction extraction;
    ent_statement answer;
    ent_status status = ent_understand(engine, &document, arena, &extraction, error);
    if (status) return status;
    if (!ent_classify(engine->frames, &extraction.actors, source, target, arena, &answer))
        return ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
    return print_answer(id, &answer, stream, error);
}

static ent_status answer_line(const ent_engine *engine, const char *line, size_t length,
                              ent_arena *arena, FILE *stream, ent_error *error) {
    json_error_t fault;
    json_t *row = json_loadb(line, length, 0, &fault);
    if (!json_is_object(row)) {
        json_decref(row);
        return ent_fail(error, ENT_INPUT, NULL, 0, "not a JSON object");
    }
    ent_status status = answer_pair(engine, row, arena, stream, error);
    json_decref(row);
    return status;
}

/* One file of pairs; returns an exit code. */
static int answer_file(const ent_engine *engine, const char *path, FILE *stream) {
    ent_reader *reader;
    ent_error error;
    ent_status status = ent_reader_open(path, ENT_FORMAT_JSONL, &reader, &error);
    if (status) {
        cli_complain(&error);
        return cli_exit(status);
    }
    ent_arena arena = {0};
    int code = EXIT_DONE;
    const char *line;
    size_t length, number;
    while ((status = ent_reader_line(reader, &line, &length, &number, &error)) != ENT_END) {
        if (!status) {
            status = answer_line(engine, line, length, &arena, stream, &error);
            if (status == ENT_INPUT) {
                snprintf(error.file, sizeof error.file, "%s", path);
                error.line = number;
            }
        }
        ent_arena_reset(&arena);
        if (!status) continue;
        cli_complain(&error);
        code = cli_exit(status);
        if (status != ENT_INPUT) break;
    }
    ent_arena_free(&arena);
    ent_reader_close(reader);
    return code;
}

static int run(const cli_options *options) {
    if (!options->operand_count) return cli_misuse(options, "classify needs a FILE");
    ent_error error;
    ent_engine engine;
    ent_output_file file;
    bool faulty = false;
    ent_status status = ent_engine_init(&engine, options->lexicon, cli_report, &faulty, &error);
    if (!status) status = ent_output_open(&file, options->output ? options->output : "-", &error);
    if (status) {
        cli_complain(&error);
        ent_engine_clear(&engine);
        return cli_exit(status);
    }
    int code = faulty ? EXIT_INPUT : EXIT_DONE;
    for (size_t i = 0; i < options->operand_count && code <= EXIT_INPUT; i++) {
        int one = answer_file(&engine, options->operands[i], file.stream);
        code = one == EXIT_DONE ? code : one;
    }
    ent_engine_clear(&engine);
    return cli_finish(&file, code);
}

const cli_command cli_classify = {"classify", "oilq", help, run};
