#include <stdlib.h>
#include <unistd.h>

#include "analyse/linear.h"
#include "base/model.h"
#include "base/table.h"
#include "helper.h"

Test(analyse, every_sentence_is_one_tree) {
    ent_arena arena = {0};
    const char *text =
        "Merkel, who had met Putin in Sochi, said that she wouldn't go. Why? \"No!\" ... - 5 ; ; "
        ";\n\n"
        "IRAN REJECTS OFFER\n\n* one\n* two, and and and of of the the";
    ent_text *t = &test_extract(&arena, text)->text;
    cr_assert(t->sentence_count > 3);
    for (size_t s = 0; s < t->sentence_count; s++) {
        const ent_sentence *sentence = &t->sentences[s];
        size_t roots = 0;
        for (uint32_t i = 0; i < sentence->count; i++) {
            uint32_t at = i, steps = 0;
            const ent_token *token = ent_token_at(t, sentence, i);
            roots += token->head == ENT_ROOT;
            cr_expect_eq(token->head == ENT_ROOT, token->deprel == ENT_DEP_ROOT);
            while (at != ENT_ROOT && steps++ <= sentence->count) {
                at = ent_token_at(t, sentence, at)->head;
                cr_assert(at == ENT_ROOT || at < sentence->count);
            }
            cr_expect(steps <= sentence->count, "a cycle");
            cr_expect(*token->lemma);
        }
        cr_expect_eq(roots, 1);
    }
    ent_arena_free(&arena);
}

Test(analyse, lemmas_of_common_and_irregular_words) {
    static const struct {
        const char *text, *lemmas;
    } cases[] = {{"The ministers met and left.", "the minister meet and leave ."},
                 {"Talks were held in Geneva.", "talk be hold in Geneva ."},
                 {"Troops have fled the cities.", "troops have flee the city ."}};
    ent_arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ent_text *t = &test_extract(&arena, cases[i].text)->text;
        const char *all = "";
        for (size_t k = 0; k < t->token_count; k++)
            all = ent_arena_printf(&arena, "%s%s%s", all, k ? " " : "", t->tokens[k].lemma);
        cr_expect_str_eq(all, cases[i].lemmas);
    }
    ent_arena_free(&arena);
}

Test(analyse, the_same_text_gives_the_same_bytes) {
    ent_arena arena = {0};
    char *out[2];
    size_t size[2];
    for (int run = 0; run < 2; run++) {
        ent_extraction *e = test_extract(&arena, "Iran's envoy praised China. He met Wang Yi.");
        FILE *stream = open_memstream(&out[run], &size[run]);
        ent_write_conllu(&e->text, &e->actors, stream, NULL);
        fclose(stream);
    }
    cr_expect(size[0] == size[1] && memcmp(out[0], out[1], size[0]) == 0);
    cr_expect(size[0] > 200);
    free(out[0]);
    free(out[1]);
    ent_arena_free(&arena);
}

Test(analyse, features_spread_over_all_bits) {
    uint32_t seen = 0, all = UINT32_MAX;
    for (uint32_t i = 0; i < 1000; i++) {
        uint32_t f = ent_feature(1, i, 0, 0);
        seen |= f;
        all &= f;
        cr_expect_neq(f, ent_feature(2, i, 0, 0));
        cr_expect_neq(ent_feature_check(f), 0);
    }
    cr_expect(seen == UINT32_MAX && all == 0);
}

Test(analyse, a_damaged_model_is_refused) {
    static const uint32_t numbers[] = {1, 2, 3, 4};
    char path[] = "/tmp/entente-model-XXXXXX";
    int file = mkstemp(path);
    cr_assert(file >= 0);
    close(file);
    ent_section section = {numbers, sizeof numbers};
    cr_assert_eq(ent_model_write(path, ENT_MODEL_NER, &section, 1, NULL), ENT_OK);
    char *bytes;
    size_t size;
    cr_assert_eq(ent_file_load(path, 1 << 20, &bytes, &size, NULL), ENT_OK);
    unlink(path);
    ent_model model;
    cr_assert_eq(ent_model_open(bytes, size, ENT_MODEL_NER, "m", &model, NULL), ENT_OK);
    cr_expect(model.count == 1 && model.sections[0].size == sizeof numbers &&
              memcmp(model.sections[0].data, numbers, sizeof numbers) == 0);
    cr_expect_eq(ent_model_open(bytes, size, ENT_MODEL_TAGGER, "m", &model, NULL), ENT_INPUT);
    for (size_t cut = 0; cut < size; cut++)
        cr_expect_eq(ent_model_open(bytes, cut, ENT_MODEL_NER, "m", &model, NULL), ENT_INPUT);
    for (size_t at = 0; at < size; at++) {
        bytes[at] ^= 0x40;
        ent_status status = ent_model_open(bytes, size, ENT_MODEL_NER, "m", &model, NULL);
        bytes[at] ^= 0x40;
        /* only what pads sections apart may change unseen */
        if (at < 32) cr_expect_eq(status, ENT_INPUT, "byte %zu", at);
    }
    free(bytes);
}
