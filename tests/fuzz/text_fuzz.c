/* text_fuzz.c - any text through all stages: spans must lie in the text, trees must have one root.
 */
#include <string.h>

#include "fuzz.h"
#include "read/reader.h"

static void check_tree(const ent_text *text, const ent_sentence *sentence) {
    uint32_t roots = 0;
    for (uint32_t i = 0; i < sentence->count; i++) {
        const ent_token *token = ent_token_at(text, sentence, i);
        if ((size_t)token->byte + token->length > text->document->length) abort();
        roots += token->head == ENT_ROOT;
        if (token->head != ENT_ROOT && token->head >= sentence->count) abort();
    }
    if (roots != 1) abort();
}

static void check(const ent_extraction *e) {
    for (size_t s = 0; s < e->text.sentence_count; s++) check_tree(&e->text, &e->text.sentences[s]);
    for (size_t i = 0; i < e->statements.count; i++) {
        const ent_statement *s = &e->statements.items[i];
        if (strcmp(s->source.id, s->target.id) == 0) abort();
        if (s->evidence.begin > s->evidence.end || s->trigger.begin > s->trigger.end) abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ent_reader *reader;
    ent_error error;
    ent_document document;
    ent_extraction extraction;
    ent_arena arena = {0};
    if (ent_reader_open_memory("fuzz", (const char *)data, size, ENT_FORMAT_TEXT, &reader, &error))
        return 0;
    while (ent_reader_next(reader, &arena, &document, &error) == ENT_OK) {
        if (ent_extract(fuzz_engine(), &document, &arena, &extraction, &error)) abort();
        check(&extraction);
    }
    ent_reader_close(reader);
    ent_arena_free(&arena);
    return 0;
}
