/* What the models see of words: the same wherever the sentence stands, and bounded. */
#include "analyse/word.h"

#include "helper.h"
#include "model/embed.h"

static const ent_word *words_of(const ent_text *text, size_t sentence, ent_arena *arena) {
    static ent_classes classes;
    size_t size = (size_t)(ent_model_classes_end - ent_model_classes);
    if (!classes.slots)
        cr_assert_eq(ent_classes_open(ent_model_classes, size, &classes, NULL), ENT_OK);
    const ent_word *words = ent_words(&classes, text, &text->sentences[sentence], arena);
    cr_assert(words);
    return words;
}

Test(word, a_sentence_looks_the_same_wherever_it_stands) {
    static const char alone[] =
        "Erdo\xC4\x9F"
        "an's 2 envoys met NATO-led forces.";
    ent_arena arena = {0};
    const ent_text *one = &test_extract(&arena, alone)->text;
    const char *among = ent_arena_printf(&arena, "Who?\n\n%s\n\nThey left.", alone);
    const ent_text *many = &test_extract(&arena, among)->text;
    cr_assert(one->sentence_count == 1 && many->sentence_count == 3);
    uint32_t count = one->sentences[0].count;
    cr_assert_eq(many->sentences[1].count, count);
    const ent_word *a = words_of(one, 0, &arena), *b = words_of(many, 1, &arena);
    for (uint32_t i = 0; i < count; i++) {
        cr_expect_eq(memcmp(&a[i], &b[i], sizeof *a), 0, "word %u", i);
        const ent_token *x = &one->tokens[i], *y = ent_token_at(many, &many->sentences[1], i);
        cr_expect(x->upos == y->upos && x->xpos == y->xpos && x->ner == y->ner);
        cr_expect(x->head == y->head && x->deprel == y->deprel);
        cr_expect_str_eq(x->lemma, y->lemma);
    }
    ent_arena_free(&arena);
}

Test(word, margins_are_empty) {
    static const ent_word nothing;
    ent_arena arena = {0};
    const ent_text *text = &test_extract(&arena, "Iran won.")->text;
    const ent_word *words = words_of(text, 0, &arena);
    for (int i = 1; i <= ENT_WORD_MARGIN; i++) {
        cr_expect_eq(memcmp(&words[-i], &nothing, sizeof nothing), 0);
        cr_expect_eq(memcmp(&words[text->sentences[0].count - 1 + i], &nothing, sizeof nothing), 0);
    }
    ent_arena_free(&arena);
}

/* The first word of a text of one sentence. */
static ent_word first_word(const char *bytes, ent_arena *arena) {
    const ent_text *text = &test_extract(arena, bytes)->text;
    return words_of(text, 0, arena)[0];
}

Test(word, case_digits_and_shape_are_told_apart) {
    ent_arena arena = {0};
    ent_word upper = first_word("MOSCOW", &arena), title = first_word("Moscow", &arena);
    ent_word lower = first_word("moscow", &arena), year = first_word("2024", &arena);
    ent_word other = first_word("1987", &arena), accent = first_word(
                                                     "\xC3\x89lys\xC3\xA9"
                                                     "e",
                                                     &arena);
    cr_expect(upper.lower == lower.lower && title.lower == lower.lower);
    cr_expect(upper.form != title.form && title.form != lower.form);
    cr_expect_eq(year.form, other.form);
    cr_expect_neq(upper.shape, title.shape);
    cr_expect_eq(title.shape, accent.shape);
    cr_expect(upper.flags & ENT_WORD_UPPER && !(title.flags & ENT_WORD_UPPER));
    cr_expect(title.flags & ENT_WORD_CAPITAL && !(lower.flags & ENT_WORD_CAPITAL));
    cr_expect_eq(upper.suffix[1], lower.suffix[1]);
    ent_arena_free(&arena);
}

Test(word, long_words_are_bounded) {
    enum { LONG = 100000 };
    ent_arena arena = {0};
    for (int width = 1; width <= 2; width++) { /* bytes of a letter */
        char *text = ent_arena_calloc(&arena, LONG + 1, 1);
        for (int i = 0; i + width <= LONG; i += width)
            memcpy(text + i, width == 1 ? "q" : "\xC3\xA9", (size_t)width);
        ent_extraction *e = test_extract(&arena, text);
        size_t covered = 0;
        for (size_t i = 0; i < e->text.token_count; i++) covered += e->text.tokens[i].length;
        cr_expect_eq(covered, LONG);
        for (size_t s = 0; s < e->text.sentence_count; s++) words_of(&e->text, s, &arena);
    }
    ent_arena_free(&arena);
}
