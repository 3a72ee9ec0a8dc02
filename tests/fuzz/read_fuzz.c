/* read_fuzz.c - every input format: the first byte chooses it. What comes out must be clean text,
 * and given words must be found in it. */
#include <string.h>

#include "fuzz.h"
#include "read/reader.h"

static void check(const ent_document *document, ent_arena *arena) {
    for (size_t i = 0; i < document->length; i++) {
        unsigned char c = (unsigned char)document->text[i];
        if (c < 0x20 && c != '\t' && c != '\n') abort();
    }
    if (strlen(document->text) != document->length) abort();
    ent_text text;
    if (document->conllu && ent_text_from_conllu(document, arena, &text, NULL)) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ent_reader *reader;
    ent_error error;
    ent_arena arena = {0};
    if (size == 0) return 0;
    ent_format format = (ent_format)(data[0] % (ENT_FORMAT_CONLLU + 1));
    if (ent_reader_open_memory("fuzz", (const char *)data + 1, size - 1, format, &reader, &error))
        return 0;
    for (ent_status status = ENT_OK; status != ENT_END;) {
        ent_document document;
        status = ent_reader_next(reader, &arena, &document, &error);
        if (status == ENT_OK) check(&document, &arena);
        if (status == ENT_NO_MEMORY) abort();
        ent_arena_reset(&arena);
    }
    ent_reader_close(reader);
    ent_arena_free(&arena);
    return 0;
}
