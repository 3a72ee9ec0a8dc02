/* identity.h - the user's word on who is one and who is not: an identity file.
 *
 *     # comments and empty lines are passed over; a tab stands between any two names
 *     same        Volodymyr Zelensky        Wolodymyr Selenskyj
 *     different   Ana Kovac                 Kovac
 *     different   Li Wei @ monday.txt       Li Wei @ tuesday.txt
 *
 * The names of a line that says "same" all mean whom its first means. Those of one that says
 * "different" never mean the same. A name is written as in text, whatever its case and accents, or
 * is an id ("person:li-wei"); " @ " and a document's id limit it to that document. It means all who
 * bear it; an id that ends in a country, "person:li-wei.chn", means him whom documents tell to be
 * of that country. Whom "same" names is one, whatever countries documents tell.
 *
 * What a decision makes of an actor depends on nothing but the actor's id, name and type, the
 * document, and what it tells: the words there, the country. So it may be carried out in each
 * document, in each graph, or once all graphs are merged: the result is the same. */
#ifndef ENTENTE_IDENTITY_H
#define ENTENTE_IDENTITY_H

#include "entente/actors.h"

/* Read an identity file; names are looked up in the gazetteer, which need not live on. Faulty lines
 * are reported through report(context, error) and left out. ENT_INPUT: it cannot be read. */
ent_status ent_identity_load(const char *path, const ent_gazetteer *gazetteer,
                             ent_fault_report report, void *context, ent_identity **out,
                             ent_error *error);
void ent_identity_free(ent_identity *identity);

/* Somebody as a document or a graph has it. */
typedef struct ent_named_actor {
    const char *id, *name;
    ent_actor_type type;
    const char *doc; /* where; NULL: no document is known */
    const char *words;
    size_t length;       /* of words, by which the document calls him there; 0: not known */
    const char *country; /* where ent_entity.told, else NULL */
} ent_named_actor;

/* Who that is. Strings belong to the identity. */
typedef struct ent_ruling {
    const char *id, *name;
    ent_actor_type type;
    const char *note; /* "Wolodymyr Selenskyj is Volodymyr Zelensky (identity.txt:2)" */
    bool joined;      /* it says that he is somebody; else, that he is not somebody */
} ent_ruling;

/* Does the user say that an actor is somebody else, or of one whose country is told that it does
 * not matter? False, too, for a NULL identity. */
bool ent_identity_rule(const ent_identity *identity, const ent_named_actor *actor, ent_ruling *out);

#endif
