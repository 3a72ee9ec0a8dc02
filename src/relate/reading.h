/* reading.h - inside the reading of an act: the turns that words give it, and who looks for them.
 */
#ifndef ENTENTE_RELATE_READING_H
#define ENTENTE_RELATE_READING_H

#include "relate/relater.h"

/* ---- turn.c ---- */

/* Keep a word of the chain that explains the statement. */
void ent_note(reading *out, const char *word);
/* Would what is read so far help its target? */
bool ent_helps(const reading *out);
void ent_suppose(reading *out);
void ent_refuse(reading *out);
void ent_plan(reading *out);
/* Not, never, failed to, denied; ahead: of what is still to come it is a refusal. */
void ent_deny(reading *out, bool ahead);
void ent_stop(reading *out);
void ent_attempt(reading *out);
void ent_threaten(reading *out);

/* ---- beside.c ---- */

/* Does the child at k deny the act of its head: "not", "never", "no talks", "neither"? */
bool ent_denies(const relater *r, uint32_t k);
/* Apply what the word at i has beside it, but for the child that the way came from. */
void ent_read_beside(const relater *r, uint32_t i, uint32_t from, reading *out);
void ent_read_headline(const relater *r, uint32_t trigger, reading *out);
void ent_read_modifiers(const relater *r, uint32_t noun, reading *out);

/* ---- speaker.c ---- */

/* Take the speaker from what depends on the word at i; from what the clause at `at` depends on. */
void ent_hear_beside(const relater *r, uint32_t i, reading *out);
void ent_hear_above(const relater *r, uint32_t at, reading *out);

/* The first of some parties, or UINT32_MAX. */
static inline uint32_t ent_first_of(const parties *who) {
    return who->count ? who->mentions[0] : UINT32_MAX;
}

#endif
