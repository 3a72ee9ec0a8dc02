/* analyse.c - the third stage: tags, lemmas, names and trees, sentence by sentence. */
#include "entente/analyse.h"

#include <stdlib.h>

#include "analyse/classes.h"
#include "analyse/lemma.h"
#include "analyse/ner.h"
#include "analyse/parser.h"
#include "analyse/tagger.h"
#include "analyse/word.h"
#include "base/arena.h"
#include "model/embed.h"

struct ent_analyser {
    ent_classes classes;
    ent_tagger tagger;
    ent_lemmatiser lemmatiser;
    ent_namer namer;
    ent_parser parser;
};

#define EMBEDDED(name) ent_model_##name, (size_t)(ent_model_##name##_end - ent_model_##name)

static ent_status open_models(ent_analyser *a, ent_error *error) {
    ent_status status = ent_classes_open(EMBEDDED(classes), &a->classes, error);
    if (!status) status = ent_tagger_open(EMBEDDED(tagger), &a->tagger, error);
    if (!status) status = ent_lemma_open(EMBEDDED(lemma), &a->lemmatiser, error);
    if (!status) status = ent_ner_open(EMBEDDED(ner), &a->namer, error);
    if (!status) status = ent_parser_open(EMBEDDED(parser), &a->parser, error);
    return status;
}

ent_status ent_analyser_new(ent_analyser **out, ent_error *error) {
    *out = calloc(1, sizeof **out);
    if (!*out) return ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
    ent_status status = open_models(*out, error);
    if (status) {
        ent_analyser_free(*out);
        *out = NULL;
    }
    return status;
}

void ent_analyser_free(ent_analyser *analyser) {
    free(analyser);
}

static ent_status find_lemmas(const ent_lemmatiser *lemmatiser, ent_text *text,
                              const ent_sentence *sentence, ent_arena *arena) {
    for (uint32_t i = 0; i < sentence->count; i++) {
        ent_token *token = ent_token_at(text, sentence, i);
        token->lemma = ent_lemma_find(lemmatiser, ent_form(text, token), token->length, token->upos,
                                      token->xpos, arena);
        if (!token->lemma) return ENT_NO_MEMORY;
    }
    return ENT_OK;
}

static ent_status analyse_sentence(const ent_analyser *a, ent_text *text,
                                   const ent_sentence *sentence, ent_arena *arena,
                                   ent_arena *scratch) {
    const ent_word *words = ent_words(&a->classes, text, sentence, scratch);
    if (!words) return ENT_NO_MEMORY;
    ent_tagger_tag(&a->tagger, text, sentence, words);
    ent_status status = find_lemmas(&a->lemmatiser, text, sentence, arena);
    if (status) return status;
    ent_ner_tag(&a->namer, text, sentence, words);
    return ent_parser_parse(&a->parser, text, sentence, words, scratch);
}

ent_status ent_analyse(const ent_analyser *analyser, ent_text *text, ent_arena *arena,
                       ent_error *error) {
    ent_arena scratch = {0};
    ent_status status = ENT_OK;
    for (size_t s = 0; !status && s < text->sentence_count; s++) {
        ent_arena_reset(&scratch);
        status = analyse_sentence(analyser, text, &text->sentences[s], arena, &scratch);
    }
    ent_arena_free(&scratch);
    return status ? ent_fail(error, status, text->document->id, 0, "out of memory") : ENT_OK;
}
