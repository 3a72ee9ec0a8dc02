#include <stdlib.h>
#include <unistd.h>

#include "analyse/linear.h"
#include "analyse/net.h"
#include "base/feature.h"
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

/* ---- The network ---- */

enum { ROWS = 64, DIMS = 32, SLOTS = 3, HIDDEN = 48, EXTRAS = 5, OUTPUTS = 7 };

/* A network of pseudo-random weights within their limits. */
static ent_net make_net(ent_arena *arena) {
    static const ent_net_shape shape = {ROWS, DIMS, SLOTS, HIDDEN, EXTRAS, OUTPUTS, 9};
    int8_t *words = ent_arena_alloc(arena, ROWS * DIMS);
    int16_t *slots = ent_arena_alloc(arena, SLOTS * DIMS * HIDDEN * sizeof *slots);
    int16_t *extras = ent_arena_alloc(arena, EXTRAS * HIDDEN * sizeof *extras);
    int16_t *outputs = ent_arena_alloc(arena, OUTPUTS * HIDDEN * sizeof *outputs);
    int32_t *biases = ent_arena_alloc(arena, OUTPUTS * sizeof *biases);
    uint32_t n = 0;
#define NEXT(limit) ((int)(ent_feature(n++, 1, 2, 3) % (2 * (limit) + 1)) - (limit))
    for (int i = 0; i < ROWS * DIMS; i++) words[i] = (int8_t)NEXT(127);
    for (int i = 0; i < SLOTS * DIMS * HIDDEN; i++) slots[i] = (int16_t)NEXT(ENT_NET_WEIGHT_LIMIT);
    for (int i = 0; i < EXTRAS * HIDDEN; i++) extras[i] = (int16_t)NEXT(ENT_NET_TERM_LIMIT);
    for (int i = 0; i < OUTPUTS * HIDDEN; i++) outputs[i] = (int16_t)NEXT(ENT_NET_WEIGHT_LIMIT);
    for (int i = 0; i < OUTPUTS; i++) biases[i] = NEXT(100000);
#undef NEXT
    const ent_section sections[ENT_NET_SECTIONS] = {
        [ENT_NET_SHAPE] = {&shape, sizeof shape},
        [ENT_NET_WORDS] = {words, ROWS * DIMS},
        [ENT_NET_SLOTS] = {slots, SLOTS * DIMS * HIDDEN * sizeof *slots},
        [ENT_NET_EXTRAS] = {extras, EXTRAS * HIDDEN * sizeof *extras},
        [ENT_NET_OUTPUTS] = {outputs, OUTPUTS * HIDDEN * sizeof *outputs},
        [ENT_NET_BIASES] = {biases, OUTPUTS * sizeof *biases},
    };
    ent_net net;
    cr_assert_eq(ent_net_open(sections, "net", &net, NULL), ENT_OK);
    return net;
}

/* Words of two features each; the scores of every window of them, one after the other. */
static void score_words(const ent_net *net, ent_net_memory *memory, uint32_t count, uint32_t seed,
                        ent_arena *arena, int32_t *scores) {
    uint32_t features[64];
    uint8_t sizes[32];
    cr_assert(count <= 32);
    for (uint32_t i = 0; i < count; i++) {
        sizes[i] = 2;
        features[2 * i] = ent_feature(seed, i % 5, 0, 0);
        features[2 * i + 1] = ent_feature(seed, i % 7, 1, 0);
    }
    const int16_t *const *brought = ent_net_bring(net, memory, features, sizes, count, arena);
    cr_assert(brought);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t window[SLOTS] = {i, i ? i - 1 : 0, i + 1 < count ? i + 1 : i};
        const uint16_t extras[] = {(uint16_t)(1 + i % 4)};
        int16_t hidden[ENT_NET_HIDDEN_MAX];
        ent_net_hidden(net, brought, window, extras, 1, hidden);
        for (uint32_t h = 0; h < HIDDEN; h++)
            cr_assert(hidden[h] >= 0 && hidden[h] <= ENT_NET_HIDDEN_LIMIT);
        ent_net_score(net, hidden, 0, OUTPUTS, scores + i * OUTPUTS);
    }
}

Test(analyse, every_processor_computes_the_same) {
    ent_arena arena = {0};
    ent_net net = make_net(&arena);
    int32_t want[32 * OUTPUTS], got[32 * OUTPUTS];
    const ent_net_code *code;
    size_t codes = 0;
    for (; (code = ent_net_code_at(codes)) != NULL; codes++) {
        net.code = code;
        ent_net_memory *memory = ent_net_memory_new(&net);
        score_words(&net, memory, 31, 1, &arena, codes ? got : want);
        ent_net_memory_free(memory);
        cr_expect(codes == 0 || memcmp(want, got, 31 * OUTPUTS * sizeof *got) == 0, "code %zu",
                  codes);
    }
    cr_expect(codes > 0);
    ent_arena_free(&arena);
}

Test(analyse, memory_changes_no_score) {
    ent_arena arena = {0};
    ent_net net = make_net(&arena);
    ent_net_memory *old = ent_net_memory_new(&net);
    for (uint32_t seed = 0; seed < 400; seed++) { /* more words than there are places */
        int32_t want[32 * OUTPUTS], got[32 * OUTPUTS];
        uint32_t count = 1 + seed % 32;
        ent_net_memory *new = ent_net_memory_new(&net);
        score_words(&net, new, count, seed % 300, &arena, want);
        score_words(&net, old, count, seed % 300, &arena, got);
        cr_assert(memcmp(want, got, count * OUTPUTS * sizeof *got) == 0, "sentence %u", seed);
        ent_net_memory_free(new);
        ent_arena_reset(&arena);
        net = make_net(&arena);
    }
    ent_net_memory_free(old);
    ent_arena_free(&arena);
}
