/* bench.c - where the time goes: words a second and share of each stage, in one process, on one
 * thread.
 *
 * usage: bench WORDS FILE     FILE: JSON Lines documents; WORDS: how many words they hold
 *
 * The steps of the analysis are called one by one, as analyse.c calls them; the first documents are
 * analysed by ent_analyse, too, and any difference ends the program, so that what is measured
 * stays what the library does. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "analyse/classes.h"
#include "analyse/lemma.h"
#include "analyse/ner.h"
#include "analyse/parser.h"
#include "analyse/tagger.h"
#include "analyse/word.h"
#include "base/arena.h"
#include "entente/entente.h"
#include "model/embed.h"

enum { COMPARED = 50 }; /* documents */

typedef enum stage {
    READ,
    TEXT,
    WORDS,
    TAG,
    LEMMA,
    NAMES,
    TREES,
    ACTORS,
    RELATE,
    GRAPH,
    ARRANGE,
    WRITE,
    STAGE_COUNT
} stage;

static const char *const names[STAGE_COUNT] = {"read",   "text",  "words",   "tag",
                                               "lemma",  "ner",   "parse",   "actors",
                                               "relate", "graph", "arrange", "write"};

typedef struct bench {
    ent_engine engine;
    ent_classes classes;
    ent_tagger tagger;
    ent_lemmatiser lemmatiser;
    ent_namer namer;
    ent_parser parser;
    ent_net_memory *tagger_memory, *parser_memory;
    ent_graph *graph;
    double last, seconds[STAGE_COUNT];
} bench;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* All time since the last call belongs to this stage. */
static void charge(bench *b, stage stage) {
    double t = now();
    b->seconds[stage] += t - b->last;
    b->last = t;
}

#define EMBEDDED(name) ent_model_##name, (size_t)(ent_model_##name##_end - ent_model_##name)

static ent_status open_all(bench *b, ent_error *error) {
    ent_status status = ent_engine_init(&b->engine, NULL, NULL, NULL, error);
    if (!status) status = ent_classes_open(EMBEDDED(classes), &b->classes, error);
    if (!status) status = ent_tagger_open(EMBEDDED(tagger), &b->tagger, error);
    if (!status) status = ent_lemma_open(EMBEDDED(lemma), &b->lemmatiser, error);
    if (!status) status = ent_ner_open(EMBEDDED(ner), &b->namer, error);
    if (!status) status = ent_parser_open(EMBEDDED(parser), &b->parser, error);
    if (!status) status = ent_graph_new(&b->graph, error);
    if (status) return status;
    b->tagger_memory = ent_net_memory_new(&b->tagger.net);
    b->parser_memory = ent_net_memory_new(&b->parser.net);
    if (b->tagger_memory && b->parser_memory) return ENT_OK;
    return ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
}

static ent_status analyse_sentence(bench *b, ent_text *text, const ent_sentence *sentence,
                                   ent_arena *arena, ent_arena *scratch) {
    const ent_word *words = ent_words(&b->classes, text, sentence, scratch);
    if (!words) return ENT_NO_MEMORY;
    charge(b, WORDS);
    ent_status status =
        ent_tagger_tag(&b->tagger, text, sentence, words, b->tagger_memory, scratch);
    if (status) return status;
    charge(b, TAG);
    for (uint32_t i = 0; i < sentence->count; i++) {
        ent_token *token = ent_token_at(text, sentence, i);
        token->lemma = ent_lemma_find(&b->lemmatiser, ent_form(text, token), token->length,
                                      token->upos, token->xpos, arena);
        if (!token->lemma) return ENT_NO_MEMORY;
    }
    charge(b, LEMMA);
    status = ent_ner_tag(&b->namer, text, sentence, words, scratch);
    if (status) return status;
    charge(b, NAMES);
    status = ent_parser_parse(&b->parser, text, sentence, words, b->parser_memory, scratch);
    charge(b, TREES);
    return status;
}

static ent_status analyse(bench *b, ent_text *text, ent_arena *arena, ent_error *error) {
    ent_arena scratch = {0};
    ent_status status = ENT_OK;
    for (size_t s = 0; !status && s < text->sentence_count; s++) {
        ent_arena_reset(&scratch);
        status = analyse_sentence(b, text, &text->sentences[s], arena, &scratch);
    }
    ent_arena_free(&scratch);
    return status ? ent_fail(error, status, text->document->id, 0, "out of memory") : ENT_OK;
}

/* Is the analysis that of ent_analyse? */
static bool is_same(const bench *b, const ent_text *text, ent_arena *arena) {
    ent_text other = *text;
    other.tokens = ent_arena_calloc(arena, text->token_count, sizeof *other.tokens);
    if (!other.tokens) return false;
    for (size_t i = 0; i < text->token_count; i++) other.tokens[i] = text->tokens[i];
    if (ent_analyse(b->engine.analyser, &other, arena, NULL)) return false;
    for (size_t i = 0; i < text->token_count; i++) {
        const ent_token *t = &text->tokens[i], *o = &other.tokens[i];
        if (t->upos != o->upos || t->xpos != o->xpos || t->ner != o->ner || t->head != o->head ||
            t->deprel != o->deprel || strcmp(t->lemma, o->lemma) != 0)
            return false;
    }
    return true;
}

static ent_status run_document(bench *b, const ent_document *document, bool compare,
                               ent_arena *arena, ent_error *error) {
    ent_extraction e = {0};
    ent_status status = ent_text_split(b->engine.splitter, document, arena, &e.text, error);
    charge(b, TEXT);
    if (!status) status = analyse(b, &e.text, arena, error);
    if (!status && compare && !is_same(b, &e.text, arena))
        return ent_fail(error, ENT_INTERNAL, document->id, 0, "bench analyses as no other does");
    b->last = now();
    if (!status)
        status = ent_actors_find(b->engine.gazetteer, NULL, &e.text, arena, &e.actors, error);
    charge(b, ACTORS);
    if (!status) status = ent_relate(b->engine.frames, &e.actors, arena, &e.statements, error);
    charge(b, RELATE);
    if (!status) status = ent_graph_add(b->graph, document->id, &e.actors, &e.statements, error);
    charge(b, GRAPH);
    return status;
}

static ent_status run(bench *b, const char *path, ent_error *error) {
    ent_reader *reader;
    ent_arena arena = {0};
    ent_status status = ent_reader_open(path, ENT_FORMAT_JSONL, &reader, error);
    if (status) return status;
    for (size_t i = 0;; i++) {
        ent_document document;
        b->last = now();
        ent_arena_reset(&arena);
        status = ent_reader_next(reader, &arena, &document, error);
        charge(b, READ);
        if (!status) status = run_document(b, &document, i < COMPARED, &arena, error);
        if (status) break;
    }
    ent_arena_free(&arena);
    ent_reader_close(reader);
    if (status != ENT_END) return status;
    status = ent_graph_finish(b->graph, error);
    charge(b, GRAPH);
    if (!status) status = ent_graph_arrange(b->graph, error);
    charge(b, ARRANGE);
    if (!status) status = ent_write_graph(b->graph, ENT_OUTPUT_GRAPHML, "/dev/null", error);
    charge(b, WRITE);
    return status;
}

static void print(const bench *b, double words) {
    double all = 0;
    for (stage s = READ; s < STAGE_COUNT; s++) all += b->seconds[s];
    printf("stage            words/s   share\n");
    for (stage s = READ; s < STAGE_COUNT; s++)
        printf("%-10s  %12.0f  %5.1f %%\n", names[s], words / b->seconds[s],
               100 * b->seconds[s] / all);
    printf("all         %12.0f  100.0 %%\n", words / all);
}

int main(int argc, char **argv) {
    static bench b;
    ent_error error;
    if (argc != 3) {
        fputs("usage: bench WORDS FILE\n", stderr);
        return 2;
    }
    ent_status status = open_all(&b, &error);
    if (!status) status = run(&b, argv[2], &error);
    if (status)
        fprintf(stderr, "bench: %s: %s\n", error.file[0] ? error.file : argv[2], error.message);
    else
        print(&b, strtod(argv[1], NULL));
    ent_net_memory_free(b.tagger_memory);
    ent_net_memory_free(b.parser_memory);
    ent_graph_free(b.graph);
    ent_engine_clear(&b.engine);
    return status ? 1 : 0;
}
