/* entente.c - the engine and the way of one document through the stages. */
#include "entente/entente.h"

ent_status ent_engine_init(ent_engine *engine, const char *lexicon,
                           void (*report)(void *context, const ent_error *error), void *context,
                           ent_error *error) {
    *engine = (ent_engine){0};
    ent_status status = ent_splitter_new(&engine->splitter, error);
    if (!status) status = ent_analyser_new(&engine->analyser, error);
    if (!status) status = ent_gazetteer_new(lexicon, report, context, &engine->gazetteer, error);
    if (!status) status = ent_frames_new(lexicon, report, context, &engine->frames, error);
    if (status) ent_engine_clear(engine);
    return status;
}

void ent_engine_clear(ent_engine *engine) {
    ent_identity_free(engine->identity);
    ent_frames_free(engine->frames);
    ent_gazetteer_free(engine->gazetteer);
    ent_analyser_free(engine->analyser);
    ent_splitter_free(engine->splitter);
    *engine = (ent_engine){0};
}

ent_status ent_understand(const ent_engine *engine, const ent_document *document,
                          struct ent_arena *arena, ent_extraction *out, ent_error *error) {
    *out = (ent_extraction){0};
    ent_status status = document->conllu
                            ? ent_text_from_conllu(document, arena, &out->text, error)
                            : ent_text_split(engine->splitter, document, arena, &out->text, error);
    if (!status) status = ent_analyse(engine->analyser, &out->text, arena, error);
    if (!status)
        status = ent_actors_find(engine->gazetteer, engine->identity, &out->text, arena,
                                 &out->actors, error);
    return status;
}

ent_status ent_extract(const ent_engine *engine, const ent_document *document,
                       struct ent_arena *arena, ent_extraction *out, ent_error *error) {
    ent_status status = ent_understand(engine, document, arena, out, error);
    if (!status) status = ent_relate(engine->frames, &out->actors, arena, &out->statements, error);
    return status;
}
