/* analyse.c - the third stage: tags, lemmas, names and trees, sentence by sentence. */
#include "entente/analyse.h"

#include <pthread.h>
#include <stdlib.h>

#include "analyse/classes.h"
#include "analyse/lemma.h"
#include "analyse/ner.h"
#include "analyse/parser.h"
#include "analyse/tagger.h"
#include "analyse/word.h"
#include "base/arena.h"
#include "model/embed.h"

/* What a thread remembers of words while it analyses a document. */
typedef struct memory {
    ent_net_memory *tagger, *parser;
    struct memory *next;
} memory;

/* The memories that no thread uses now: there come to be as many as threads ever were. */
typedef struct pool {
    pthread_mutex_t lock;
    memory *idle;
} pool;

struct ent_analyser {
    ent_classes classes;
    ent_tagger tagger;
    ent_lemmatiser lemmatiser;
    ent_namer namer;
    ent_parser parser;
    pool *pool;
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

/* ---- Memories ---- */

static void free_memory(memory *m) {
    if (!m) return;
    ent_net_memory_free(m->tagger);
    ent_net_memory_free(m->parser);
    free(m);
}

static memory *new_memory(const ent_analyser *a) {
    memory *m = calloc(1, sizeof *m);
    if (!m) return NULL;
    m->tagger = ent_net_memory_new(&a->tagger.net);
    m->parser = ent_net_memory_new(&a->parser.net);
    if (m->tagger && m->parser) return m;
    free_memory(m);
    return NULL;
}

/* An idle memory, or a new one; NULL when out of memory. */
static memory *borrow(const ent_analyser *a) {
    pthread_mutex_lock(&a->pool->lock);
    memory *m = a->pool->idle;
    if (m) a->pool->idle = m->next;
    pthread_mutex_unlock(&a->pool->lock);
    return m ? m : new_memory(a);
}

static void give_back(const ent_analyser *a, memory *m) {
    pthread_mutex_lock(&a->pool->lock);
    m->next = a->pool->idle;
    a->pool->idle = m;
    pthread_mutex_unlock(&a->pool->lock);
}

static pool *new_pool(void) {
    pool *p = calloc(1, sizeof *p);
    if (p && pthread_mutex_init(&p->lock, NULL) == 0) return p;
    free(p);
    return NULL;
}

static void free_pool(pool *p) {
    if (!p) return;
    for (memory *m = p->idle, *next; m; m = next) {
        next = m->next;
        free_memory(m);
    }
    pthread_mutex_destroy(&p->lock);
    free(p);
}

/* ---- The analyser ---- */

ent_status ent_analyser_new(ent_analyser **out, ent_error *error) {
    *out = calloc(1, sizeof **out);
    if (!*out) return ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
    (*out)->pool = new_pool();
    ent_status status = (*out)->pool ? open_models(*out, error)
                                     : ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
    if (status) {
        ent_analyser_free(*out);
        *out = NULL;
    }
    return status;
}

void ent_analyser_free(ent_analyser *analyser) {
    if (!analyser) return;
    free_pool(analyser->pool);
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
                                   const ent_sentence *sentence, memory *m, ent_arena *arena,
                                   ent_arena *scratch) {
    const ent_word *words = ent_words(&a->classes, text, sentence, scratch);
    if (!words) return ENT_NO_MEMORY;
    ent_status status = ent_tagger_tag(&a->tagger, text, sentence, words, m->tagger, scratch);
    if (status) return status;
    for (uint32_t i = 0; i < sentence->count; i++)
        ent_token_at(text, sentence, i)->topic = words[i].topic;
    status = find_lemmas(&a->lemmatiser, text, sentence, arena);
    if (status) return status;
    status = ent_ner_tag(&a->namer, text, sentence, words, scratch);
    if (status) return status;
    return ent_parser_parse(&a->parser, text, sentence, words, m->parser, scratch);
}

ent_status ent_analyse(const ent_analyser *analyser, ent_text *text, ent_arena *arena,
                       ent_error *error) {
    ent_arena scratch = {0};
    memory *m = borrow(analyser);
    ent_status status = m ? ENT_OK : ENT_NO_MEMORY;
    for (size_t s = 0; !status && s < text->sentence_count; s++) {
        ent_arena_reset(&scratch);
        status = analyse_sentence(analyser, text, &text->sentences[s], m, arena, &scratch);
    }
    ent_arena_free(&scratch);
    if (m) give_back(analyser, m);
    return status ? ent_fail(error, status, text->document->id, 0, "out of memory") : ENT_OK;
}
