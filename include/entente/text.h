/* text.h - the second stage: a document's text becomes sentences of tokens.
 *
 * Tokens follow Universal Dependencies English (EWT and GUM): clitics are split off ("do|n't",
 * "Kyiv|'s"), hyphenated words are split as EWT does, and every token knows its exact place in the
 * text. The later stage `analyse` fills the fields below the line; nobody else writes to a token.
 */
#ifndef ENTENTE_TEXT_H
#define ENTENTE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "entente/document.h"
#include "entente/ud.h"

typedef struct ent_token {
    uint32_t byte;       /* offset of the first byte in document.text */
    uint32_t length;     /* bytes */
    uint32_t begin, end; /* code points in document.text, end exclusive */
    bool space_after;
    uint8_t mwt; /* words of the multi-word token that starts here (2, 3), 0 if none does */
    /* ---- filled by analyse ---- */
    uint8_t upos;      /* enum ent_upos */
    uint8_t deprel;    /* enum ent_deprel */
    uint8_t ner;       /* enum ent_ner */
    uint8_t xpos;      /* index for ent_xpos_name */
    uint16_t topic;    /* what the word is talked of with, one of some thousand; 0: not known */
    uint32_t head;     /* index in the sentence, 0-based; ENT_ROOT for the root */
    const char *lemma; /* interned or in the arena; NUL-terminated */
} ent_token;

#define ENT_ROOT UINT32_MAX

typedef struct ent_sentence {
    uint32_t first, count; /* its tokens in ent_text.tokens */
    uint32_t begin, end;   /* code points */
    uint32_t byte, length; /* bytes */
    bool paragraph;        /* opens a paragraph */
    bool headline;         /* looks like a headline: own paragraph, no final stop */
} ent_sentence;

typedef struct ent_text {
    const ent_document *document; /* not owned */
    ent_token *tokens;
    ent_sentence *sentences;
    size_t token_count, sentence_count;
} ent_text;

typedef struct ent_splitter ent_splitter;

/* Make a splitter over the model of sentence ends compiled into the library, which is used in
 * place. Read-only once made; threads may share it. ENT_INPUT if the model is damaged. */
ent_status ent_splitter_new(ent_splitter **out, ent_error *error);
void ent_splitter_free(ent_splitter *splitter);

/* Split document into sentences and tokens, allocated in arena. ENT_NO_MEMORY is the only failure.
 */
ent_status ent_text_split(const ent_splitter *splitter, const ent_document *document,
                          struct ent_arena *arena, ent_text *out, ent_error *error);

/* Take the words and sentences of document->conllu as they are. ENT_INPUT names the faulty line. */
ent_status ent_text_from_conllu(const ent_document *document, struct ent_arena *arena,
                                ent_text *out, ent_error *error);

/* The i-th token of sentence s. */
static inline ent_token *ent_token_at(const ent_text *text, const ent_sentence *s, uint32_t i) {
    return &text->tokens[s->first + i];
}

/* The first byte of the token's form; its length is token->length. Not NUL-terminated. */
static inline const char *ent_form(const ent_text *text, const ent_token *token) {
    return text->document->text + token->byte;
}

#endif
