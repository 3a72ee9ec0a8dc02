#include "helper.h"

const ent_engine *test_engine(void) {
    static ent_engine engine;
    ent_error error;
    if (!engine.analyser && ent_engine_init(&engine, NULL, NULL, NULL, &error))
        cr_assert_fail("no engine: %s", error.message);
    return &engine;
}

ent_extraction *test_extract(ent_arena *arena, const char *text) {
    ent_document *document = ent_arena_calloc(arena, 1, sizeof *document);
    ent_extraction *out = ent_arena_calloc(arena, 1, sizeof *out);
    ent_error error;
    *document =
        (ent_document){.id = "test", .date = "2024-05-15", .text = text, .length = strlen(text)};
    if (ent_extract(test_engine(), document, arena, out, &error))
        cr_assert_fail("extract: %s", error.message);
    return out;
}

const char *test_forms(ent_arena *arena, const ent_text *text, size_t sentence) {
    const char *all = "";
    const ent_sentence *s = &text->sentences[sentence];
    for (uint32_t i = 0; i < s->count; i++) {
        const ent_token *token = ent_token_at(text, s, i);
        all = ent_arena_printf(arena, "%s%s%.*s", all, i ? " " : "", (int)token->length,
                               ent_form(text, token));
    }
    return all;
}

const char *test_statements(ent_arena *arena, const ent_extraction *extraction, bool links) {
    const char *all = "";
    for (size_t i = 0; i < extraction->statements.count; i++) {
        const ent_statement *s = &extraction->statements.items[i];
        if (s->root == ENT_ACT_LINK && !links) continue;
        all = ent_arena_printf(arena, "%s%s%s -%s-> %s (%s)", all, *all ? "; " : "", s->source.name,
                               s->relation, s->target.name, ent_act_status_name(s->status));
    }
    return all;
}
