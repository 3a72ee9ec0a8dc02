/* conllu.c - an analysis as CoNLL-U (universaldependencies.org/format.html). */
#include "base/arena.h"
#include "entente/write.h"

/* The entity of the innermost named mention that covers each token of a sentence. */
static void find_entities(const ent_actors *actors, uint32_t sentence, size_t *at,
                          const char **entities, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) entities[i] = NULL;
    for (; *at < actors->mention_count && actors->mentions[*at].sentence <= sentence; ++*at) {
        const ent_mention *mention = &actors->mentions[*at];
        if (mention->sentence < sentence || mention->entity == ENT_NO_ENTITY) continue;
        for (uint32_t i = 0; i < mention->count && mention->first + i < count; i++)
            entities[mention->first + i] = actors->entities[mention->entity].id;
    }
}

/* Bytes of the text, any run of blanks as one space: the format knows no other. */
static void print_form(const ent_text *text, size_t byte, size_t end, FILE *stream) {
    bool blank = false;
    for (size_t i = byte; i < end; i++) {
        char c = text->document->text[i];
        bool before = blank;
        blank = c == ' ' || c == '\t' || c == '\n';
        if (!blank) fputc(c, stream);
        if (blank && !before) fputc(' ', stream);
    }
}

static void print_range(const ent_text *text, const ent_token *token, uint32_t number,
                        uint32_t left, FILE *stream) {
    uint32_t words = token->mwt <= left ? token->mwt : left;
    const ent_token *last = token + words - 1;
    fprintf(stream, "%u-%u\t", number, number + words - 1);
    print_form(text, token->byte, last->byte + last->length, stream);
    fprintf(stream, "\t_\t_\t_\t_\t_\t_\t_\t%s\n", last->space_after ? "_" : "SpaceAfter=No");
}

static void print_misc(const ent_token *token, bool inside, const char *entity, FILE *stream) {
    const char *gap = "";
    if (!token->space_after && !inside) {
        fputs("SpaceAfter=No", stream);
        gap = "|";
    }
    if (token->ner != ENT_NER_O) {
        fprintf(stream, "%sNER=%s", gap, ent_ner_name(token->ner));
        gap = "|";
    }
    if (entity) {
        fprintf(stream, "%sEntity=%s", gap, entity);
        gap = "|";
    }
    if (!*gap) fputc('_', stream);
    fputc('\n', stream);
}

static void print_sentence(const ent_text *text, const ent_sentence *sentence,
                           const char **entities, FILE *stream) {
    uint32_t inside = 0; /* tokens of a multi-word token still to come */
    for (uint32_t i = 0; i < sentence->count; i++) {
        const ent_token *token = ent_token_at(text, sentence, i);
        if (token->mwt > 1) {
            print_range(text, token, i + 1, sentence->count - i, stream);
            inside = token->mwt;
        }
        fprintf(stream, "%u\t", i + 1);
        print_form(text, token->byte, token->byte + token->length, stream);
        fprintf(stream, "\t%s\t%s\t%s\t_\t%u\t%s\t_\t", token->lemma, ent_upos_name(token->upos),
                ent_xpos_name(token->xpos), token->head == ENT_ROOT ? 0 : token->head + 1,
                ent_deprel_name(token->deprel));
        print_misc(token, inside > 0, entities ? entities[i] : NULL, stream);
        if (inside) inside--;
    }
    fputc('\n', stream);
}

/* An id as the format has it: no blanks, no bars. They are written as in addresses of the net. */
static void print_id(const char *id, FILE *stream) {
    for (; *id; id++)
        if (*id == ' ' || *id == '\t' || *id == '\n' || *id == '/')
            fprintf(stream, "%%%02X", (unsigned)(unsigned char)*id);
        else
            fputc(*id, stream);
}

ent_status ent_write_conllu(const ent_text *text, const ent_actors *actors, FILE *stream,
                            ent_error *error) {
    ent_arena arena = {0};
    size_t at = 0;
    bool good = true;
    fputs("# newdoc id = ", stream);
    print_id(text->document->id, stream);
    fputc('\n', stream);
    if (text->document->date) fprintf(stream, "# date = %s\n", text->document->date);
    for (size_t s = 0; good && s < text->sentence_count; s++) {
        const ent_sentence *sentence = &text->sentences[s];
        const char **entities = NULL;
        ent_arena_reset(&arena);
        if (actors && (entities = ent_arena_calloc(&arena, sentence->count, sizeof *entities)))
            find_entities(actors, (uint32_t)s, &at, entities, sentence->count);
        good = !actors || entities;
        if (sentence->paragraph) fputs("# newpar\n", stream);
        fputs("# sent_id = ", stream);
        print_id(text->document->id, stream);
        fprintf(stream, "-%zu\n# text = ", s + 1);
        print_form(text, sentence->byte, (size_t)sentence->byte + sentence->length, stream);
        fputc('\n', stream);
        print_sentence(text, sentence, entities, stream);
    }
    ent_arena_free(&arena);
    if (!good) return ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
    return ferror(stream) ? ent_fail(error, ENT_OUTPUT, NULL, 0, "cannot write the annotation")
                          : ENT_OK;
}
