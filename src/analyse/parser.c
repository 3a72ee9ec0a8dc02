/* parser.c - greedy arc-hybrid parsing (Kuhlmann, Gomez-Rodriguez & Satta 2011).
 *
 * A network (Chen & Manning 2014) chooses among SHIFT, LEFT (the buffer's first becomes head of the
 * stack's top) and RIGHT (the stack's second becomes head of its top), and names each new arc. The
 * root stands at the end of the buffer (Ballesteros & Nivre 2013) and takes one child only. */
#include "analyse/parser.h"

#include "base/feature.h"

enum { UPOS_KINDS = ENT_PARSER_UPOS_KINDS };

ent_status ent_parser_open(const void *bytes, size_t size, ent_parser *out, ent_error *error) {
    static const char name[] = "parser.bin";
    ent_model model;
    ent_status status = ent_model_open(bytes, size, ENT_MODEL_PARSER, name, &model, error);
    if (status) return status;
    if (model.count != ENT_PARSER_SECTIONS)
        return ent_fail(error, ENT_INPUT, name, 0, "model is damaged: sections");
    status = ent_net_open(model.sections, name, &out->net, error);
    if (status) return status;
    if (out->net.shape.slots != ENT_PARSER_SLOTS || out->net.shape.extras != ENT_PARSER_EXTRAS ||
        out->net.shape.outputs != ENT_PARSER_OUTPUTS)
        return ent_fail(error, ENT_INPUT, name, 0, "model is damaged: shape");
    return ENT_OK;
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
            node->upos = (uint8_t)(ENT_UPOS_COUNT + node->tag);
            continue;
        }
        const ent_token *token = ent_token_at(text, sentence, i);
        node->word = &words[i];
        node->tag = 2 + (uint32_t)token->upos + ENT_UPOS_COUNT * (uint32_t)token->xpos;
        node->upos = token->upos;
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

/* ---- What the network sees ---- */

size_t ent_parse_word_features(const ent_parse_state *state, uint32_t node, uint32_t *features) {
    const ent_parse_node *n = &state->nodes[node];
    const ent_word *w = n->word;
    uint32_t count = 0, id = 100;
#define FEATURE(a, b) features[count++] = ent_feature(id++, a, b, 0)
    FEATURE(n->tag, 0);
    FEATURE(n->upos, 0);
    if (node >= state->count) return count;
    FEATURE(w->lower, 0);
    FEATURE(w->lower, n->tag);
    FEATURE(w->classes, 0);
    FEATURE(w->topic, 0);
    FEATURE(w->suffix[2], 0);
    FEATURE(w->suffix[1], n->tag);
    FEATURE(w->prefix[2], 0);
    FEATURE(w->shape, w->flags);
#undef FEATURE
    return count;
}

static uint16_t distance(uint32_t from, uint32_t to) {
    uint32_t d = to > from ? to - from : from - to;
    return (uint16_t)(d < 5 ? d : d < 7 ? 5 : d < 11 ? 6 : 7);
}

static uint16_t at_most_3(uint32_t n) {
    return (uint16_t)(n < 3 ? n : 3);
}

static uint16_t between(uint16_t from, uint16_t to) {
    return at_most_3((uint16_t)(to - from));
}

/* A label of a child, one more than all for no child. */
static uint16_t label_of(const ent_parse_state *state, uint32_t child) {
    return child == state->none ? ENT_DEP_COUNT : state->nodes[child].label;
}

size_t ent_parse_look(const ent_parse_state *state, uint32_t *words, uint16_t *extras) {
    const ent_parse_node *nodes = state->nodes;
    uint32_t none = state->none, next = state->next;
    uint32_t top = below(state, 0), second = below(state, 1), third = below(state, 2);
    const ent_parse_node *s0 = &nodes[top], *s1 = &nodes[second], *b0 = &nodes[next];
    uint32_t b1 = next + 1 <= state->count ? next + 1 : none;
    uint32_t b2 = next + 2 <= state->count ? next + 2 : none;
    const uint32_t seen[ENT_PARSER_SLOTS] = {top,
                                             second,
                                             third,
                                             next,
                                             b1,
                                             b2,
                                             s0->left,
                                             s0->right,
                                             s1->left,
                                             s1->right,
                                             b0->left,
                                             top < state->count && top > 0 ? top - 1 : none,
                                             top < state->count ? top + 1 : none,
                                             next > 0 ? next - 1 : none};
    for (int i = 0; i < ENT_PARSER_SLOTS; i++) words[i] = seen[i];

    size_t n = 0;
    uint32_t base = 1; /* row 0 is always added */
#define EXTRA(value, range) extras[n++] = (uint16_t)(base + (value)), base += (range)
    EXTRA(label_of(state, s0->left), ENT_DEP_COUNT + 1);
    EXTRA(label_of(state, s0->right), ENT_DEP_COUNT + 1);
    EXTRA(label_of(state, s1->left), ENT_DEP_COUNT + 1);
    EXTRA(label_of(state, s1->right), ENT_DEP_COUNT + 1);
    EXTRA(label_of(state, b0->left), ENT_DEP_COUNT + 1);
    EXTRA(label_of(state, s0->left2), ENT_DEP_COUNT + 1);
    EXTRA(label_of(state, s0->right2), ENT_DEP_COUNT + 1);
    EXTRA(state->depth ? distance(top, next) : 8, 9);
    EXTRA(state->depth > 1 ? distance(second, top) : 8, 9);
    EXTRA(at_most_3(s0->lefts) * 4 + at_most_3(s0->rights), 16);
    EXTRA(at_most_3(s1->lefts) * 4 + at_most_3(s1->rights), 16);
    EXTRA(at_most_3(b0->lefts), 4);
    EXTRA(between(s0->commas, b0->commas) * 4 + between(s0->verbs, b0->verbs), 16);
    EXTRA(between(s1->commas, s0->commas) * 4 + between(s1->verbs, s0->verbs), 16);
    EXTRA(at_most_3(state->depth), 4);
    EXTRA(s0->upos * UPOS_KINDS + b0->upos, UPOS_KINDS * UPOS_KINDS);
    EXTRA(s1->upos * UPOS_KINDS + s0->upos, UPOS_KINDS * UPOS_KINDS);
    EXTRA(b0->upos * UPOS_KINDS + nodes[b1].upos, UPOS_KINDS * UPOS_KINDS);
#undef EXTRA
    return n;
}

/* ---- Parsing ---- */

/* What every node brings, the root and none among them. */
static const int16_t *const *bring_nodes(const ent_net *net, ent_net_memory *memory,
                                         const ent_parse_state *state, ent_arena *scratch) {
    uint32_t count = state->none + 1, used = 0;
    uint32_t *features =
        ent_arena_alloc(scratch, (size_t)count * ENT_PARSER_FEATURES * sizeof *features);
    uint8_t *sizes = ent_arena_alloc(scratch, count);
    if (!features || !sizes) return NULL;
    for (uint32_t i = 0; i < count; i++) {
        sizes[i] = (uint8_t)ent_parse_word_features(state, i, features + used);
        used += sizes[i];
    }
    return ent_net_bring(net, memory, features, sizes, count, scratch);
}

static ent_move best_move(const ent_net *net, const ent_parse_state *state, const int16_t *hidden) {
    int32_t scores[ENT_MOVE_COUNT];
    int best = -1;
    ent_net_score(net, hidden, 0, ENT_MOVE_COUNT, scores);
    for (int m = 0; m < ENT_MOVE_COUNT; m++)
        if (ent_parse_legal(state, (ent_move)m) && (best < 0 || scores[m] > scores[best])) best = m;
    return (ent_move)best;
}

uint32_t ent_parse_label_output(ent_move move) {
    return ENT_MOVE_COUNT + (move == ENT_RIGHT ? ENT_DEP_COUNT : 0);
}

static ent_deprel best_label(const ent_net *net, const ent_parse_state *state, ent_move move,
                             const int16_t *hidden) {
    int32_t scores[ENT_DEP_COUNT];
    if (move == ENT_LEFT && state->next == state->count) return ENT_DEP_ROOT;
    ent_net_score(net, hidden, ent_parse_label_output(move), ENT_DEP_COUNT, scores);
    uint32_t best = ENT_DEP_ROOT + 1;
    for (uint32_t label = best + 1; label < ENT_DEP_COUNT; label++)
        if (scores[label] > scores[best]) best = label;
    return (ent_deprel)best;
}

ent_status ent_parser_parse(const ent_parser *parser, ent_text *text, const ent_sentence *sentence,
                            const ent_word *words, ent_net_memory *memory, ent_arena *scratch) {
    ent_parse_state state;
    ent_status status = ent_parse_begin(&state, text, sentence, words, scratch);
    if (status) return status;
    const int16_t *const *brought = bring_nodes(&parser->net, memory, &state, scratch);
    if (!brought) return ENT_NO_MEMORY;
    while (!ent_parse_done(&state)) {
        uint32_t seen[ENT_PARSER_SLOTS];
        uint16_t extras[ENT_NET_TERMS_MAX];
        int16_t hidden[ENT_NET_HIDDEN_MAX];
        size_t count = ent_parse_look(&state, seen, extras);
        ent_net_hidden(&parser->net, brought, seen, extras, count, hidden);
        ent_move move = best_move(&parser->net, &state, hidden);
        ent_parse_move(
            &state, move,
            move == ENT_SHIFT ? ENT_DEP_DEP : best_label(&parser->net, &state, move, hidden));
    }
    ent_parse_finish(&state, text, sentence);
    return ENT_OK;
}
