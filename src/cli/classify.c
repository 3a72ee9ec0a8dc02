/* classify.c - `entente classify`: the relation between two given spans. */
#include <jansson.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
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
    "  -j, --jobs N           threads (default: one a core); the output is the same whatever N\n"
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

/* The answer as a line of JSON, malloc'ed; NULL when out of memory. */
static char *write_answer(const json_t *id, const ent_statement *answer) {
    json_t *line =
        json_pack("{s:O,s:s,s:s,s:s,s:s,s:s,s:f}", "id", id, "root", ent_act_name(answer->root),
                  "code", ent_act_name(answer->code), "relation", answer->relation, "status",
                  ent_act_status_name(answer->status), "rule", answer->rule, "confidence",
                  answer->confidence);
    char *text = line ? json_dumps(line, JSON_COMPACT | JSON_REAL_PRECISION(4)) : NULL;
    json_decref(line);
    return text;
}

static ent_status answer_pair(const ent_engine *engine, const json_t *row, ent_arena *arena,
                              char **answer, ent_error *error) {
    const json_t *id = json_object_get(row, "id"), *text = json_object_get(row, "text");
    ent_span source, target;
    if (!id || !json_is_string(text))
        return ent_fail(error, ENT_INPUT, NULL, 0, "no id or no text");
    if (!read_span(row, "source", &source) || !read_span(row, "target", &target))
        return ent_fail(error, ENT_INPUT, NULL, 0, "a span is not {\"begin\": N, \"end\": N}");
    ent_document document = {
        .id = "pair", .text = json_string_value(text), .length = json_string_length(text)};
    size_t length = ent_utf8_count(document.text, document.length);
    if (document.length > ENT_TEXT_MAX)
        return ent_fail(error, ENT_INPUT, NULL, 0, "the text is too long");
    if (source.end > length || target.end > length)
        return ent_fail(error, ENT_INPUT, NULL, 0,
                        "a span ends behind the text, which has %zu code points", length);
    ent_extraction extraction;
    ent_statement found;
    ent_status status = ent_understand(engine, &document, arena, &extraction, error);
    if (status) return status;
    if (ent_classify(engine->frames, &extraction.actors, source, target, arena, &found))
        *answer = write_answer(id, &found);
    return *answer ? ENT_OK : ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
}

/* ---- A batch of lines, answered by several threads and printed in order ---- */

enum { BATCH = 256 };

typedef struct task {
    ent_arena arena;
    const char *line; /* in the arena; NULL: it could not be read */
    size_t length, number;
    char *answer; /* malloc'ed */
    ent_status status;
    ent_error error;
} task;

typedef struct batch {
    const ent_engine *engine;
    size_t threads;
    task tasks[BATCH];
    size_t count;
    atomic_size_t taken;
} batch;

static void answer_line(const ent_engine *engine, task *t) {
    json_error_t fault;
    json_t *row = json_loadb(t->line, t->length, 0, &fault);
    if (json_is_object(row))
        t->status = answer_pair(engine, row, &t->arena, &t->answer, &t->error);
    else
        t->status = ent_fail(&t->error, ENT_INPUT, NULL, 0, "not a JSON object");
    json_decref(row);
}

static void *work(void *argument) {
    batch *b = argument;
    for (size_t i; (i = atomic_fetch_add(&b->taken, 1)) < b->count;)
        if (!b->tasks[i].status) answer_line(b->engine, &b->tasks[i]);
    return NULL;
}

/* Answer what is in the batch; this thread works, too. */
static void answer_all(batch *b) {
    pthread_t threads[BATCH];
    size_t started = 0, wanted = b->threads < b->count ? b->threads : b->count;
    atomic_store(&b->taken, 0);
    while (started + 1 < wanted && pthread_create(&threads[started], NULL, work, b) == 0) started++;
    work(b);
    for (size_t i = 0; i < started; i++) pthread_join(threads[i], NULL);
}

/* Print the answers in order and empty the batch; returns an exit code. */
static int print_all(batch *b, const char *path, FILE *stream) {
    int code = EXIT_DONE;
    for (size_t i = 0; i < b->count; i++) {
        task *t = &b->tasks[i];
        if (!t->status && code <= EXIT_INPUT && fprintf(stream, "%s\n", t->answer) < 0)
            t->status = ent_fail(&t->error, ENT_OUTPUT, NULL, 0, "cannot write the answer");
        if (t->status && code <= EXIT_INPUT) {
            if (t->line && t->status == ENT_INPUT) {
                snprintf(t->error.file, sizeof t->error.file, "%s", path);
                t->error.line = t->number;
            }
            cli_complain(&t->error);
            code = cli_exit(t->status);
        }
        free(t->answer);
        t->answer = NULL;
        ent_arena_reset(&t->arena);
    }
    b->count = 0;
    return code;
}

/* Read the next line into the batch; false at the end of the file. */
static bool read_line(ent_reader *reader, batch *b) {
    task *t = &b->tasks[b->count];
    const char *line;
    t->line = NULL;
    t->status = ent_reader_line(reader, &line, &t->length, &t->number, &t->error);
    if (t->status == ENT_END) return false;
    b->count++;
    if (t->status) return true;
    t->line = ent_arena_copy(&t->arena, line, t->length);
    if (!t->line) t->status = ent_fail(&t->error, ENT_NO_MEMORY, NULL, 0, "out of memory");
    return true;
}

/* One file of pairs; returns an exit code. */
static int answer_file(batch *b, const char *path, FILE *stream) {
    ent_reader *reader;
    ent_error error;
    ent_status status = ent_reader_open(path, ENT_FORMAT_JSONL, &reader, &error);
    if (status) {
        cli_complain(&error);
        return cli_exit(status);
    }
    int code = EXIT_DONE;
    for (bool more = true; more && code <= EXIT_INPUT;) {
        while (b->count < BATCH && (more = read_line(reader, b))) continue;
        answer_all(b);
        int one = print_all(b, path, stream);
        code = one == EXIT_DONE ? code : one;
    }
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
    batch *b = calloc(1, sizeof *b);
    if (b)
        *b = (batch){.engine = &engine, .threads = (size_t)options->jobs};
    else
        code = cli_exit(ENT_NO_MEMORY);
    for (size_t i = 0; i < options->operand_count && code <= EXIT_INPUT; i++) {
        int one = answer_file(b, options->operands[i], file.stream);
        code = one == EXIT_DONE ? code : one;
    }
    for (size_t i = 0; b && i < BATCH; i++) ent_arena_free(&b->tasks[i].arena);
    free(b);
    ent_engine_clear(&engine);
    return cli_finish(&file, code);
}

const cli_command cli_classify = {"classify", "oijlq", help, run};
