/* names.h - inside the actors stage: what the finders of names share. */
#ifndef ENTENTE_ACTORS_NAMES_H
#define ENTENTE_ACTORS_NAMES_H

#include "actors/finder.h"

enum { FOLD_ROOM = 512 };

/* Tokens of one sentence that may be a name. */
typedef struct ent_proposal {
    uint32_t first, count;
    const ent_form_entry *form; /* of the lexicon, or NULL */
    const ent_known *known;     /* what the form means here, or NULL */
    ent_actor_type type;
} ent_proposal;

/* "116th" */
bool ent_is_ordinal(const ent_finder *f, uint32_t sentence, uint32_t i);

/* ---- known.c: the lexicon's names ---- */

/* The longest form that begins at token i. */
bool ent_known_name(ent_finder *f, uint32_t sentence, uint32_t i, ent_proposal *out);

/* ---- guessed.c: the NER model's names ---- */

/* The name that the model sees at token i; it may begin later, titles cut off. */
bool ent_guessed_name(ent_finder *f, uint32_t sentence, uint32_t i, ent_proposal *out);
/* What the model makes of a token: its type, or -1. */
int ent_guessed_type(const ent_token *token);
/* Does a person's title stand right before token i: "Mrs.", "Senator"? */
bool ent_bears_title(const ent_finder *f, uint32_t sentence, uint32_t i);
/* Is a folded word a day or month? */
bool ent_is_calendar_word(ent_word word);
/* Does a title that begins before token `first` go on into it: "Chief [Executive of Hong Kong]"? */
bool ent_is_in_title(const ent_finder *f, uint32_t sentence, uint32_t first);
bool ent_is_first_name(const ent_finder *f, uint32_t sentence, uint32_t i);
/* Does the word at i say what somebody does, "shopkeeper", "archaeologist", and is no given name?
 */
bool ent_is_trade(const ent_finder *f, uint32_t sentence, uint32_t i);

/* ---- types.c ---- */

/* Make names that are taken for persons and for bodies or places one or the other. */
void ent_settle_types(ent_finder *f);

/* ---- trim.c ---- */

/* Cut what is no part of a name from its ends. */
void ent_trim_name(ent_finder *f, uint32_t sentence, ent_proposal *p);
/* "J", "J." */
bool ent_is_initial(const ent_finder *f, uint32_t sentence, uint32_t i);

/* ---- spelled.c: organisations that are written out ---- */

/* The organisation whose name, from token i on, ends in a noun such as Alliance, Ministry. */
bool ent_spelled_name(const ent_finder *f, uint32_t sentence, uint32_t i, ent_proposal *out);
/* Is the word at i a noun that heads names? Its kind, or -1. */
int ent_head_at(const ent_finder *f, uint32_t sentence, uint32_t i);

/* ---- persons.c ---- */

/* The one whom a surname or acronym means here, or a notable's; ENT_AMBIGUOUS or more if nobody. */
uint32_t ent_surname_means(ent_finder *f, const char *folded, size_t length);

/* ---- shorts.c: names that the document has given before ---- */

/* "TWF", "the Tigers". */
bool ent_short_name(ent_finder *f, uint32_t sentence, uint32_t i, ent_proposal *out,
                    uint32_t *entity);
/* Learn the short names of the mention added last, which was proposed so. */
void ent_learn_short_names(ent_finder *f, uint32_t sentence, const ent_proposal *p);

/* ---- senses.c: names that several have ---- */

/* Which of those that bear the form this document means; NULL if the form is not ambiguous. */
const ent_known *ent_sense_of(ent_finder *f, const char *folded, size_t length);

/* ---- finder.c ---- */

/* A capital letter or digit. */
bool ent_is_upper_at(const ent_finder *f, uint32_t sentence, uint32_t i);
bool ent_has_lower(const char *text, size_t length);

#endif
