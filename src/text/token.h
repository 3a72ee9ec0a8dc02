/* token.h - inside the text stage: from characters to tokens, from tokens to sentences. */
#ifndef ENTENTE_TEXT_TOKEN_H
#define ENTENTE_TEXT_TOKEN_H

#include "base/arena.h"
#include "entente/text.h"

/* Tokens in the making. */
typedef struct ent_tokens {
    const char *text; /* of the document */
    ent_arena *arena;
    ent_token *items;
    size_t count, room;
    uint32_t byte, rune; /* code points are counted up to here */
    bool no_memory;
} ent_tokens;

/* Append the tokens of the bytes from begin to end, which is a paragraph or a piece of one that
 * ends at white space. */
void ent_tokenise(ent_tokens *tokens, size_t begin, size_t end);

/* Append one token; its code points follow from its bytes. */
void ent_tokens_add(ent_tokens *tokens, size_t begin, size_t end);

/* Do the tokens of a paragraph look like a headline: few, and without a stop? */
bool ent_is_headline(const char *text, const ent_token *tokens, size_t count);

/* The tokens of the dateline that opens a paragraph; 0 if there is none. */
size_t ent_dateline(const char *text, const ent_token *tokens, size_t count);

/* What a full stop after a word may mean. */
typedef enum ent_abbreviation {
    ENT_NO_ABBREVIATION,
    ENT_ABBREVIATION,        /* may end a sentence if a clear beginning follows: U.S., Inc., p.m. */
    ENT_ABBREVIATION_TITLE,  /* stands before a name: Mr., Gen., St. */
    ENT_ABBREVIATION_NUMBER, /* stands before a number: Fig., Vol. */
    ENT_ABBREVIATION_COUNT,  /* the same, and without a number it is a word: No., Art., c. */
    ENT_ABBREVIATION_MONTH,
    ENT_ABBREVIATION_DAY,   /* of the week, with a capital: Sat., Sun. */
    ENT_ABBREVIATION_PLACE, /* with a capital after a comma, bracket or hyphen: Mass., Ill. */
    ENT_ABBREVIATION_LAST,  /* ends a sentence without its full stop: etc. */
} ent_abbreviation;

/* The kind of a word without its full stop, in any case. */
ent_abbreviation ent_abbreviation_of(const char *word, size_t length);

/* A word that begins sentences and no names: The, He, In, However. */
bool ent_is_opener(const char *word, size_t length);

/* "Stop!" he said: does it follow, from token next on, who said what was said before? */
bool ent_is_said_by(const char *text, const ent_token *tokens, size_t count, size_t next);

/* Does a sentence end after token i of count? tokens are those of one paragraph from its first on;
 * start is where the sentence begins. */
bool ent_sentence_ends(const char *text, const ent_token *tokens, size_t count, size_t start,
                       size_t i);

#endif
