/* parser.h - dependency trees by shifting and reducing. */
#ifndef ENTENTE_ANALYSE_PARSER_H
#define ENTENTE_ANALYSE_PARSER_H

#include "analyse/net.h"
#include "analyse/word.h"

enum { ENT_PARSER_SECTIONS = ENT_NET_SECTIONS };

typedef struct ent_parser {
    ent_net net; /* outputs: ent_move, then the labels of LEFT, then those of RIGHT */
} ent_parser;

/* Open a model in place. ENT_INPUT if it is damaged. */
ent_status ent_parser_open(const void *bytes, size_t size, ent_parser *out, ent_error *error);

/* Fill head and deprel of the sentence's tokens, whose tags are known; memory is of the parser's
 * net. Time is linear. */
ent_status ent_parser_parse(const ent_parser *parser, ent_text *text, const ent_sentence *sentence,
                            const ent_word *words, ent_net_memory *memory, ent_arena *scratch);

/* ---- For training: the machine and its features ---- */

typedef enum ent_move { ENT_SHIFT, ENT_LEFT, ENT_RIGHT, ENT_MOVE_COUNT } ent_move;

/* A word in the making of a tree. Children are node numbers, state->none when there is no such. */
typedef struct ent_parse_node {
    const ent_word *word;
    uint32_t tag;                        /* UPOS and XPOS in one number; 1: the root; 0: none */
    uint32_t head;                       /* state->none until known */
    uint32_t left, left2, right, right2; /* outermost children, and the next ones inwards */
    uint16_t lefts, rights;              /* how many children, at most 15 */
    uint16_t commas, verbs;              /* how many stand before it in the sentence */
    uint8_t label;
    uint8_t upos; /* ENT_UPOS_COUNT: none, and one more: the root */
} ent_parse_node;

/* Nodes 0 .. count-1 are the tokens, count is the root, which stands at the buffer's end, and none
 * = count + 1 stands for nothing. */
typedef struct ent_parse_state {
    ent_parse_node *nodes;
    uint32_t count, none;
    uint32_t *stack; /* the top is stack[depth - 1] */
    uint32_t depth;  /* items on the stack */
    uint32_t next;   /* first of the buffer */
} ent_parse_state;

ent_status ent_parse_begin(ent_parse_state *state, const ent_text *text,
                           const ent_sentence *sentence, const ent_word *words, ent_arena *scratch);
bool ent_parse_done(const ent_parse_state *state);
bool ent_parse_legal(const ent_parse_state *state, ent_move move);
/* Make a legal move; label is for the arc of LEFT and RIGHT. */
void ent_parse_move(ent_parse_state *state, ent_move move, ent_deprel label);
/* The arc that a move LEFT or RIGHT would make. */
void ent_parse_arc(const ent_parse_state *state, ent_move move, uint32_t *head, uint32_t *child);

/* What the network sees: words in slots, and extra rows for labels, distances and the like. */
enum {
    ENT_PARSER_FEATURES = 16, /* of a word, at most */
    ENT_PARSER_SLOTS = 14,
    ENT_PARSER_UPOS_KINDS = ENT_UPOS_COUNT + 2,
    ENT_PARSER_EXTRAS = 1 + 7 * (ENT_DEP_COUNT + 1) + 2 * 9 + 2 * 16 + 4 + 2 * 16 + 4 +
                        3 * ENT_PARSER_UPOS_KINDS * ENT_PARSER_UPOS_KINDS,
    ENT_PARSER_OUTPUTS = ENT_MOVE_COUNT + 2 * ENT_DEP_COUNT
};

/* The features of a node; room for ENT_PARSER_FEATURES; returns how many. */
size_t ent_parse_word_features(const ent_parse_state *state, uint32_t node, uint32_t *features);
/* The slots' nodes and the extra rows of a state; returns how many rows. */
size_t ent_parse_look(const ent_parse_state *state, uint32_t *words, uint16_t *extras);
/* The output of the first label of a move. */
uint32_t ent_parse_label_output(ent_move move);

/* Write the finished state into the sentence's tokens. */
void ent_parse_finish(const ent_parse_state *state, ent_text *text, const ent_sentence *sentence);

#endif
