/* parser.c - greedy arc-hybrid parsing (Kuhlmann, Gomez-Rodriguez & Satta 2011).
 *
 * A perceptron chooses among SHIFT, LEFT (the buffer's first becomes head of the stack's top) and
 * RIGHT (the stack's second becomes head of its top); a second one names each new arc. The root
 * stands at the end of the buffer (Ballesteros & Nivre 2013) and takes one child only. Features
 * after Zhang & Nivre (2011). */
#include "analyse/parser.h"

ent_status ent_parser_open(const void *bytes, size_t size, ent_parser *out, ent_error *error) {
    static const char name[] = "parser.bin";
    ent_model model;
    ent_status status = ent_model_open(bytes, size, ENT_MODEL_PARSER, name, &model, error);
    if (status) return status;
    if (model.count != ENT_PARSER_SECTIONS)
        return ent_fail(error, ENT_INPUT, name, 0, "model is damaged: sections");
    status = ent_linear_open(&model.sections[ENT_PARSER_MOVES], ENT_MOVE_COUNT, name, &out->moves,
                             error);
    if (status) return status;
    return ent_linear_open(&model.sections[ENT_PARSER_LABELS], ENT_DEP_COUNT, name, &out->labels,
                           error);
}

/* ---- The machine ---- */

static void fill_nodes(ent_parse_state *state, const ent_text *text, const ent_sentence *sentence,
                       const ent_word *words) {
    uint16_t commas = 0, verbs = 0;
    for (uint32_t i = 0; i <= state->none; i++) {
        ent_parse_node *node = &state->nodes[i];
        uint32_t none = state->none;
        *node =
            (ent_parse_node){.word = &words[-1], .head = none, .commas = commas, .verbs = verbs};
        node->left = node->left2 = node->right = node->right2 = none;
        node->label = ENT_DEP_ROOT;
        if (i >= state->count) {
            node->tag = i == state->count ? 1 : 0;
            continue;
        }
        const ent_token *token = ent_token_at(text, sentence, i);
        node->word = &words[i];
        node->tag = 2 + (uint32_t)token->upos + ENT_UPOS_COUNT * (uint32_t)token->xpos;
        commas += *ent_form(text, token) == ',';
        verbs += token->upos == ENT_UPOS_VERB;
    }
}

ent_status ent_parse_begin(ent_parse_state *state, const ent_text *text,
                           const ent_sentence *sentence, const ent_word *words,
                           ent_arena *scratch) {
    uint32_t count = sentence->count;
    *state = (ent_parse_state){.count = count, .none = count + 1};
    state->nodes = ent_arena_calloc(scratch, (size_t)count + 2, sizeof *state->nodes);
    state->stack = ent_arena_calloc(scratch, count, sizeof *state->stack);
    if (!state->nodes || !state->stack) return ENT_NO_MEMORY;
    fill_nodes(state, text, sentence, words);
    return ENT_OK;
}

/* The node i places below the top, or none. */
static inline uint32_t below(const ent_parse_state *state, uint32_t i) {
    return i < state->depth ? state->stack[state->depth - 1 - i] : state->none;
}

bool ent_parse_done(const ent_parse_state *state) {
    return state->next == state->count && state->depth == 0;
}

bool ent_parse_legal(const ent_parse_state *state, ent_move move) {
    switch (move) {
        case ENT_SHIFT:
            return state->next < state->count;
        case ENT_LEFT:
            return state->depth > 0 && (state->next < state->count || state->depth == 1);
        case ENT_RIGHT:
            return state->depth > 1;
        default:
            return false;
    }
}

void ent_parse_arc(const ent_parse_state *state, ent_move move, uint32_t *head, uint32_t *child) {
    *child = below(state, 0);
    *head = move == ENT_LEFT ? state->next : below(state, 1);
}

static void attach(ent_parse_state *state, uint32_t head, uint32_t child, ent_deprel label) {
    ent_parse_node *h = &state->nodes[head], *c = &state->nodes[child];
    c->head = head;
    c->label = (uint8_t)label;
    if (child < head) {
        h->left2 = h->left;
        h->left = child;
        if (h->lefts < 15) h->lefts++;
    } else {
        h->right2 = h->right;
        h->right = child;
        if (h->rights < 15) h->rights++;
    }
}

void ent_parse_move(ent_parse_state *state, ent_move move, ent_deprel label) {
    if (move == ENT_SHIFT) {
        state->stack[state->depth++] = state->next++;
        return;
    }
    uint32_t head, child;
    ent_parse_arc(state, move, &head, &child);
    attach(state, head, child, label);
    state->depth--;
}

void ent_parse_finish(const ent_parse_state *state, ent_text *text, const ent_sentence *sentence) {
    for (uint32_t i = 0; i < state->count; i++) {
        ent_token *token = ent_token_at(text, sentence, i);
        token->head = state->nodes[i].head < state->count ? state->nodes[i].head : ENT_ROOT;
        token->deprel = token->head == ENT_ROOT ? ENT_DEP_ROOT : state->nodes[i].label;
    }
}

/* ---- Features ---- */

static uint32_t distance(uint32_t from, uint32_t to) {
    uint32_t d = to > from ? to - from : from - to;
    return d < 5 ? d : d < 7 ? 5 : d < 11 ? 6 : 7;
}

static uint32_t between(uint16_t from, uint16_t to) {
    uint32_t d = (uint32_t)(uint16_t)(to - from);
    return d < 3 ? d : 3;
}

#define FEATURE(a, b, c) features[n++] = ent_feature(id++, a, b, c)
#define PAIR(x, y) ((x)*1024u + (y)) /* two tags, or a tag and a small number */

size_t ent_parse_move_features(const ent_parse_state *state, uint32_t *features) {
    const ent_parse_node *nodes = state->nodes;
    const uint32_t none = state->none, next = state->next;
    const ent_parse_node *s0 = &nodes[below(state, 0)], *s1 = &nodes[below(state, 1)];
    const ent_parse_node *s2 = &nodes[below(state, 2)], *b0 = &nodes[next];
    const ent_parse_node *b1 = &nodes[next + 1 <= state->count ? next + 1 : none];
    const ent_parse_node *b2 = &nodes[next + 2 <= state->count ? next + 2 : none];
    const ent_parse_node *s0l = &nodes[s0->left], *s0r = &nodes[s0->right];
    const ent_parse_node *s1l = &nodes[s1->left], *s1r = &nodes[s1->right], *b0l = &nodes[b0->left];
    uint32_t s0w = s0->word->lower, s1w = s1->word->lower, b0w = b0->word->lower;
    uint32_t s0t = s0->tag, s1t = s1->tag, b0t = b0->tag, b1t = b1->tag, b2t = b2->tag;
    uint32_t s0c = s0->word->classes, s1c = s1->word->classes, b0c = b0->word->classes;
    uint32_t near = state->depth ? distance(below(state, 0), next) : 8;
    uint32_t far = state->depth > 1 ? distance(below(state, 1), below(state, 0)) : 8;
    uint32_t commas = between(s0->commas, b0->commas), verbs = between(s0->verbs, b0->verbs);
    uint32_t n = 0, id = 100;

    FEATURE(s0w, s0t, 0);
    FEATURE(s0t, 0, 0);
    FEATURE(s0w, 0, 0);
    FEATURE(s0c, s0t, 0);
    FEATURE(s1w, s1t, 0);
    FEATURE(s1t, 0, 0);
    FEATURE(s1c, s1t, 0);
    FEATURE(b0w, b0t, 0);
    FEATURE(b0t, 0, 0);
    FEATURE(b0w, 0, 0);
    FEATURE(b0c, b0t, 0);
    FEATURE(b1->word->lower, b1t, 0);
    FEATURE(b1t, b0t, 0);
    FEATURE(b2->word->lower, b2t, 0);
    FEATURE(b2t, b1t, b0t);

    FEATURE(s0w, b0w, PAIR(s0t, b0t));
    FEATURE(s0w, b0t, s0t);
    FEATURE(s0t, b0w, b0t);
    FEATURE(s0t, b0t, 0);
    FEATURE(s0w, b0w, 0);
    FEATURE(s0c, b0c, 0);
    FEATURE(s0c, b0t, s0t);
    FEATURE(s0t, b0c, b0t);
    FEATURE(s1w, s0w, 0);
    FEATURE(s1t, s0t, 0);
    FEATURE(s1w, s0t, s1t);
    FEATURE(s1t, s0w, s0t);
    FEATURE(s1c, s0c, 0);
    FEATURE(s1c, s0t, s1t);
    FEATURE(s1w, b0w, 0);
    FEATURE(s1t, b0t, s1w);
    FEATURE(s1t, b0w, 0);

    FEATURE(s0t, b0t, b1t);
    FEATURE(s0w, b0t, b1t);
    FEATURE(s0t, b0w, b1t);
    FEATURE(PAIR(s0t, b0t), b1t, b2t);
    FEATURE(s1t, s0t, b0t);
    FEATURE(s1w, s0t, b0t);
    FEATURE(s1t, s0w, b0t);
    FEATURE(s1t, s0t, b0w);
    FEATURE(PAIR(s1t, s0t), b0t, b1t);
    FEATURE(s2->tag, s1t, s0t);
    FEATURE(PAIR(s2->tag, s1t), s0t, b0t);
    FEATURE(s2->tag, b0t, 0);
    FEATURE(s1c, s0c, b0c);

    FEATURE(s0t, s0l->tag, b0t);
    FEATURE(s0t, s0r->tag, b0t);
    FEATURE(s0t, b0t, b0l->tag);
    FEATURE(s1t, s1r->tag, s0t);
    FEATURE(s1t, s1l->tag, s0t);
    FEATURE(s1t, s0t, s0l->tag);
    FEATURE(s1t, s0t, s0r->tag);
    FEATURE(PAIR(s0t, s0l->label), s0l->tag, nodes[s0->left2].label);
    FEATURE(PAIR(s0t, s0r->label), s0r->tag, nodes[s0->right2].label);
    FEATURE(PAIR(s1t, s1r->label), s1r->tag, nodes[s1->right2].label);
    FEATURE(PAIR(s1t, s1l->label), s1l->tag, nodes[s1->left2].label);
    FEATURE(PAIR(b0t, b0l->label), b0l->tag, nodes[b0->left2].label);
    FEATURE(s0w, s0l->label, s0r->label);
    FEATURE(s1w, s1l->label, s1r->label);
    FEATURE(PAIR(s0l->label, s0r->label), PAIR(s0t, b0t), 0);
    FEATURE(PAIR(s1l->label, s1r->label), PAIR(s1t, s0t), 0);
    FEATURE(s0r->word->lower, s0w, 0);
    FEATURE(s0r->word->lower, s0t, b0t);
    FEATURE(s0l->word->lower, s0t, b0t);
    FEATURE(s1r->word->lower, s1w, 0);
    FEATURE(b0l->word->lower, b0t, s0t);

    FEATURE(near, s0t, b0t);
    FEATURE(near, s0w, 0);
    FEATURE(near, b0w, 0);
    FEATURE(far, s1t, s0t);
    FEATURE(far, s1w, 0);
    FEATURE(far, near, PAIR(s1t, s0t));
    FEATURE(PAIR(s0->lefts, s0->rights), s0t, b0t);
    FEATURE(PAIR(s1->lefts, s1->rights), s1t, s0t);
    FEATURE(s0->rights, s0w, 0);
    FEATURE(s1->rights, s1w, 0);
    FEATURE(b0->lefts, b0w, 0);
    FEATURE(PAIR(commas, verbs), s0t, b0t);
    FEATURE(PAIR(between(s1->commas, s0->commas), between(s1->verbs, s0->verbs)), s1t, s0t);
    FEATURE(PAIR(s0->word->flags, b0->word->flags), s0t, b0t);
    return n;
}

size_t ent_parse_label_features(const ent_parse_state *state, uint32_t head, uint32_t child,
                                uint32_t *features) {
    const ent_parse_node *nodes = state->nodes, *h = &nodes[head], *c = &nodes[child];
    const uint32_t side = child < head;
    const ent_parse_node *sibling = &nodes[side ? h->left : h->right];
    const ent_parse_node *other = &nodes[side ? h->right : h->left];
    const ent_parse_node *cl = &nodes[c->left], *cr = &nodes[c->right], *cl2 = &nodes[c->left2];
    const ent_word *before = child < state->count ? c->word - 1 : c->word, *after = c->word + 1;
    uint32_t hw = h->word->lower, cw = c->word->lower, ht = h->tag * 2 + side, ct = c->tag;
    uint32_t hc = h->word->classes, cc = c->word->classes, gap = distance(child, head);
    uint32_t n = 0, id = 300;

    FEATURE(hw, ht, 0);
    FEATURE(ht, 0, 0);
    FEATURE(cw, ct, side);
    FEATURE(ct, side, 0);
    FEATURE(cc, ct, side);
    FEATURE(hc, ht, 0);
    FEATURE(ht, ct, 0);
    FEATURE(ht, ct, gap);
    FEATURE(hw, cw, side);
    FEATURE(hw, ct, side);
    FEATURE(ht, cw, 0);
    FEATURE(hc, cc, side);
    FEATURE(hc, ct, ht);
    FEATURE(ht, cc, ct);
    FEATURE(cl->word->lower, ct, ht);
    FEATURE(cl->word->lower, hw, side);
    FEATURE(cl->word->lower, cw, side);
    FEATURE(cl->tag, ct, ht);
    FEATURE(cl->label, ct, ht);
    FEATURE(PAIR(cl->label, cl2->label), ct, ht);
    FEATURE(cl2->word->lower, ct, ht);
    FEATURE(cr->tag, ct, ht);
    FEATURE(cr->label, ct, ht);
    FEATURE(PAIR(cl->label, cr->label), ct, ht);
    FEATURE(PAIR(c->lefts, c->rights), ct, ht);
    FEATURE(sibling->label, ct, ht);
    FEATURE(sibling->label, cw, ht);
    FEATURE(sibling->label, hw, ct);
    FEATURE(PAIR(sibling->label, nodes[side ? h->left2 : h->right2].label), ct, ht);
    FEATURE(other->label, ct, ht);
    FEATURE(other->label, hw, ct);
    FEATURE(PAIR(h->lefts, h->rights), ct, ht);
    FEATURE(before->lower, ct, ht);
    FEATURE(before->lower, cw, side);
    FEATURE(after->lower, ct, ht);
    FEATURE(after->lower, cw, side);
    FEATURE(PAIR(between(side ? c->commas : h->commas, side ? h->commas : c->commas), gap), ct, ht);
    FEATURE(c->word->suffix[2], ct, ht);
    FEATURE(c->word->flags, ct, ht);
    FEATURE(hw, cw, cl->word->lower);
    return n;
}

/* ---- Parsing ---- */

static ent_move best_move(const ent_parser *parser, const ent_parse_state *state) {
    uint32_t features[ENT_PARSER_FEATURES];
    _Alignas(16) int16_t scores[ENT_LABELS_MAX];
    int legal = 0;
    ent_move best = ENT_SHIFT;
    for (ent_move m = ENT_SHIFT; m < ENT_MOVE_COUNT; m++)
        if (ent_parse_legal(state, m)) legal++, best = m;
    if (legal == 1) return best;
    size_t count = ent_parse_move_features(state, features);
    ent_linear_score(&parser->moves, features, count, scores);
    for (ent_move m = ENT_SHIFT; m < ENT_MOVE_COUNT; m++)
        if (ent_parse_legal(state, m) && scores[m] > scores[best]) best = m;
    return best;
}

static ent_deprel best_label(const ent_parser *parser, const ent_parse_state *state, uint32_t head,
                             uint32_t child) {
    uint32_t features[ENT_PARSER_FEATURES];
    _Alignas(16) int16_t scores[ENT_LABELS_MAX];
    if (head == state->count) return ENT_DEP_ROOT;
    size_t count = ent_parse_label_features(state, head, child, features);
    ent_linear_score(&parser->labels, features, count, scores);
    uint32_t best = ENT_DEP_ROOT + 1;
    for (uint32_t label = best + 1; label < ENT_DEP_COUNT; label++)
        if (scores[label] > scores[best]) best = label;
    return (ent_deprel)best;
}

ent_status ent_parser_parse(const ent_parser *parser, ent_text *text, const ent_sentence *sentence,
                            const ent_word *words, ent_arena *scratch) {
    ent_parse_state state;
    ent_status status = ent_parse_begin(&state, text, sentence, words, scratch);
    if (status) return status;
    while (!ent_parse_done(&state)) {
        ent_move move = best_move(parser, &state);
        ent_deprel label = ENT_DEP_DEP;
        if (move != ENT_SHIFT) {
            uint32_t head, child;
            ent_parse_arc(&state, move, &head, &child);
            label = best_label(parser, &state, head, child);
        }
        ent_parse_move(&state, move, label);
    }
    ent_parse_finish(&state, text, sentence);
    return ENT_OK;
}
