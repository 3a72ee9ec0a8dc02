/* relate.h - the fifth stage: what they do to each other.
 *
 * Frames (a trigger and where its source and target stand in the tree) give relations; operators
 * (refuse, promise, threaten, urge, accuse of, if, not, ...) turn them. See ONTOLOGY in the README.
 */
#ifndef ENTENTE_RELATE_H
#define ENTENTE_RELATE_H

#include "entente/actors.h"

/* clang-format off */
#define ENT_ROOT_LIST(X) \
    X(LINK) X(AGREE) X(CONSULT) X(SUPPORT) X(CONCEDE) X(COOPERATE) X(AID) X(RETREAT) X(REQUEST) \
    X(ACCUSE) X(REJECT) X(THREATEN) X(PROTEST) X(SANCTION) X(MOBILIZE) X(COERCE) X(ASSAULT)
/* clang-format on */

/* The 16 roots of PLOVER and LINK for what holds without an act. */
typedef enum ent_act {
#define X(name) ENT_ACT_##name,
    ENT_ROOT_LIST(X)
#undef X
        ENT_ACT_COUNT
} ent_act;

typedef enum ent_act_status {
    ENT_STATUS_ACTUAL,
    ENT_STATUS_PLANNED,
    ENT_STATUS_HYPOTHETICAL,
    ENT_STATUS_NEGATED,
    ENT_STATUS_CLAIMED,
    ENT_ACT_STATUS_COUNT
} ent_act_status;

const char *ent_act_name(ent_act act);                  /* "CONSULT" */
int ent_act_named(const char *name);                    /* or -1 */
int ent_act_quad(ent_act act);                          /* 0 to 4 */
int ent_act_sign(ent_act act);                          /* +1, 0, -1 */
const char *ent_act_status_name(ent_act_status status); /* "planned" */
int ent_act_status_named(const char *name);             /* or -1 */
/* PLOVER's code of a report: the root once status is counted (a planned CONSULT is AGREE). */
ent_act ent_act_code(ent_act act, ent_act_status status);

/* A piece of the document: code points, end exclusive, and the text (NUL-terminated). */
typedef struct ent_span {
    uint32_t begin, end;
    const char *text;
} ent_span;

/* One end of a statement: who, and where it is mentioned. */
typedef struct ent_party {
    const char *id, *name;
    ent_actor_type type;
    ent_span span;
    const char *country; /* ent_entity.country where that is told, else NULL */
} ent_party;

/* One line of `extract`. All strings belong to the arena of the document or are static. */
typedef struct ent_statement {
    const char *doc;
    uint32_t sentence; /* 1-based */
    ent_party source, target;
    const char *relation; /* "aligns with" */
    ent_act root, code;
    int sign;
    bool symmetric;
    ent_act_status status;
    const char *speaker; /* entity id, or NULL */
    const char *date;    /* "YYYY-MM-DD", or NULL */
    ent_span evidence, trigger;
    const char
        *rule; /* "agree>stop>supply#to", "reject#obj(plan)": the man page says how to read it */
    double confidence; /* 0 to 1 */
} ent_statement;

typedef struct ent_statements {
    ent_statement *items; /* in order of sentence, trigger, source, target */
    size_t count;
} ent_statements;

typedef struct ent_frames ent_frames;

/* Load frames.tsv and operators.tsv, as compiled in, then those in directory (may be NULL), and
 * open the model of acts. Faulty lines go to report and are skipped. Read-only once made. ENT_INPUT
 * if the model is damaged. */
ent_status ent_frames_new(const char *directory,
                          void (*report)(void *context, const ent_error *error), void *context,
                          ent_frames **out, ent_error *error);
void ent_frames_free(ent_frames *frames);

/* How many frames are loaded. */
size_t ent_frames_count(const ent_frames *frames);

/* The statements of a document, LINK ones included. */
ent_status ent_relate(const ent_frames *frames, const ent_actors *actors, struct ent_arena *arena,
                      ent_statements *out, ent_error *error);

/* The relation between two given spans (code points) of a text, whatever the actors stage found
 * there, even if no frame joins the two or one is empty: what the frames state and what a trained
 * model makes of the words, weighed against each other. The confidence is how often such an answer
 * is right. Returns false only if memory is out. */
bool ent_classify(const ent_frames *frames, const ent_actors *actors, ent_span source,
                  ent_span target, struct ent_arena *arena, ent_statement *out);

#endif
