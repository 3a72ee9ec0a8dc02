/* entente.h - the whole library: from news text to a graph of who stands with whom.
 *
 *     bytes -> read -> text -> analyse -> actors -> relate -> graph -> write / ask
 *
 * Each stage takes one value and returns the next; each has its own header. An engine holds the
 * trained models and the lexicons; it is made once, is read-only, and may be shared by threads. */
#ifndef ENTENTE_ENTENTE_H
#define ENTENTE_ENTENTE_H

#include "entente/actors.h"
#include "entente/analyse.h"
#include "entente/ask.h"
#include "entente/document.h"
#include "entente/graph.h"
#include "entente/identity.h"
#include "entente/relate.h"
#include "entente/status.h"
#include "entente/text.h"
#include "entente/write.h"

#define ENTENTE_VERSION "0.1.0"

typedef struct ent_engine {
    ent_splitter *splitter;
    ent_analyser *analyser;
    ent_gazetteer *gazetteer;
    ent_frames *frames;
    ent_identity *identity; /* the user's decisions, or NULL; freed with the engine */
} ent_engine;

/* Make the parts of an engine. lexicon (may be NULL) is a directory with the user's own entries;
 * faulty lines in it go to report and are skipped. On failure *engine is empty. */
ent_status ent_engine_init(ent_engine *engine, const char *lexicon,
                           void (*report)(void *context, const ent_error *error), void *context,
                           ent_error *error);
void ent_engine_clear(ent_engine *engine);

/* What the stages make of one document; all of it is in the arena. */
typedef struct ent_extraction {
    ent_text text;
    ent_actors actors;
    ent_statements statements;
} ent_extraction;

/* Run text, analyse and actors on a document; *out has no statements. document must outlive *out.
 */
ent_status ent_understand(const ent_engine *engine, const ent_document *document,
                          struct ent_arena *arena, ent_extraction *out, ent_error *error);

/* Run text, analyse, actors and relate on a document. document must outlive *out. */
ent_status ent_extract(const ent_engine *engine, const ent_document *document,
                       struct ent_arena *arena, ent_extraction *out, ent_error *error);

#endif
