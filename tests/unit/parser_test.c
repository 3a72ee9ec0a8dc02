/* The machine of the parser: every projective tree can be built, and nothing but trees is built. */
#include "analyse/parser.h"

#include "helper.h"

enum { WORDS_MAX = 40, RANDOM_TREES = 400, RANDOM_WALKS = 400 };

/* Pseudo-random numbers, the same everywhere (Knuth's MMIX generator). */
static uint32_t random_below(uint64_t *seed, uint32_t limit) {
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*seed >> 33) % limit;
}

/* A sentence of count words of one letter, ready to be parsed. */
typedef struct bed {
    ent_document document;
    ent_text text;
    ent_sentence sentence;
    ent_parse_state state;
} bed;

static void begin(bed *b, uint32_t count, ent_arena *arena) {
    char *letters = ent_arena_calloc(arena, count + 1, 1);
    ent_token *tokens = ent_arena_calloc(arena, count, sizeof *tokens);
    ent_word *words = ent_arena_calloc(arena, count + 2 * ENT_WORD_MARGIN, sizeof *words);
    for (uint32_t i = 0; i < count; i++) {
        letters[i] = i % 5 == 4 ? ',' : 'w';
        tokens[i] = (ent_token){.byte = i, .length = 1, .begin = i, .end = i + 1};
    }
    b->document = (ent_document){.id = "t", .text = letters, .length = count};
    b->sentence = (ent_sentence){.count = count, .end = count, .length = count};
    b->text = (ent_text){&b->document, tokens, &b->sentence, count, 1};
    cr_assert_eq(ent_parse_begin(&b->state, &b->text, &b->sentence, words + ENT_WORD_MARGIN, arena),
                 ENT_OK);
}

/* The label that a tree of the tests has at a word. */
static ent_deprel label_of(uint32_t word) {
    return (ent_deprel)(ENT_DEP_ROOT + 1 + word % (ENT_DEP_COUNT - 1));
}

static uint32_t children_left(const ent_parse_state *s, const uint32_t *heads, uint32_t word) {
    uint32_t left = 0;
    for (uint32_t i = 0; i < s->count; i++) left += heads[i] == word && s->nodes[i].head == s->none;
    return left;
}

/* The oracle of arc-hybrid: a word whose children are all found goes to its head as soon as that is
 * at hand. heads: count is the root. */
static ent_move oracle(const ent_parse_state *s, const uint32_t *heads) {
    if (s->depth == 0) return ENT_SHIFT;
    uint32_t top = s->stack[s->depth - 1];
    if (children_left(s, heads, top) > 0) return ENT_SHIFT;
    if (heads[top] == s->next) return ENT_LEFT;
    return s->depth > 1 && heads[top] == s->stack[s->depth - 2] ? ENT_RIGHT : ENT_SHIFT;
}

/* Build the tree by its oracle and compare what comes out. */
static void expect_built(const uint32_t *heads, uint32_t count) {
    ent_arena arena = {0};
    bed b;
    begin(&b, count, &arena);
    uint32_t moves = 0;
    for (; !ent_parse_done(&b.state) && moves < 2 * count; moves++) {
        uint32_t head, child = 0;
        ent_move move = oracle(&b.state, heads);
        cr_assert(ent_parse_legal(&b.state, move), "move %d of %u words", move, count);
        if (move != ENT_SHIFT) {
            ent_parse_arc(&b.state, move, &head, &child);
            cr_assert_eq(head, heads[child]);
        }
        ent_parse_move(&b.state, move, label_of(child));
    }
    cr_assert(ent_parse_done(&b.state) && moves == 2 * count);
    ent_parse_finish(&b.state, &b.text, &b.sentence);
    for (uint32_t i = 0; i < count; i++) {
        bool root = heads[i] == count;
        cr_expect_eq(b.text.tokens[i].head, root ? ENT_ROOT : heads[i]);
        cr_expect_eq(b.text.tokens[i].deprel, root ? ENT_DEP_ROOT : label_of(i));
    }
    ent_arena_free(&arena);
}

Test(parser, trees_made_by_hand_are_built) {
    static const struct {
        uint32_t count, heads[8]; /* count: the root */
    } trees[] = {
        {1, {1}},                      /* Go */
        {2, {2, 0}},                   /* Go home */
        {2, {1, 2}},                   /* Iran left */
        {4, {1, 4, 3, 1}},             /* Iran praised the envoy */
        {5, {4, 4, 4, 4, 5}},          /* all before the root */
        {5, {5, 0, 0, 0, 0}},          /* all after it */
        {6, {6, 0, 1, 2, 3, 4}},       /* a chain to the right */
        {6, {1, 2, 3, 4, 5, 6}},       /* a chain to the left */
        {8, {2, 0, 8, 5, 5, 2, 7, 2}}, /* branches on both sides */
    };
    for (size_t i = 0; i < sizeof trees / sizeof *trees; i++)
        expect_built(trees[i].heads, trees[i].count);
}

/* Hang the words from first to last (end exclusive) on head, as subtrees without crossing arcs. */
static void hang(uint32_t *heads, uint32_t first, uint32_t last, uint32_t head, bool one,
                 uint64_t *seed) {
    while (first < last) {
        uint32_t end = one ? last : first + 1 + random_below(seed, last - first);
        uint32_t top = first + random_below(seed, end - first);
        heads[top] = head;
        hang(heads, first, top, top, false, seed);
        hang(heads, top + 1, end, top, false, seed);
        first = end;
    }
}

Test(parser, every_projective_tree_is_built) {
    uint64_t seed = 1;
    for (uint32_t i = 0; i < RANDOM_TREES; i++) {
        uint32_t heads[WORDS_MAX], count = 1 + i % WORDS_MAX;
        hang(heads, 0, count, count, true, &seed);
        expect_built(heads, count);
    }
}

Test(parser, whatever_is_legal_makes_a_tree) {
    uint64_t seed = 2;
    for (uint32_t i = 0; i < RANDOM_WALKS; i++) {
        ent_arena arena = {0};
        uint32_t count = 1 + i % WORDS_MAX, moves = 0, roots = 0;
        bed b;
        begin(&b, count, &arena);
        while (!ent_parse_done(&b.state)) {
            ent_move move;
            do move = (ent_move)random_below(&seed, ENT_MOVE_COUNT);
            while (!ent_parse_legal(&b.state, move));
            ent_parse_move(&b.state, move, ENT_DEP_DEP);
            cr_assert(++moves <= 2 * count);
        }
        ent_parse_finish(&b.state, &b.text, &b.sentence);
        for (uint32_t w = 0; w < count; w++) {
            uint32_t at = w, steps = 0;
            while (at != ENT_ROOT && steps++ <= count) at = b.text.tokens[at].head;
            cr_assert(steps <= count, "a cycle");
            roots += b.text.tokens[w].head == ENT_ROOT;
        }
        cr_assert(moves == 2 * count && roots == 1);
        ent_arena_free(&arena);
    }
}
