/* guess.h - inside the relate stage: the likeliest act between a given pair. */
#ifndef ENTENTE_RELATE_GUESS_H
#define ENTENTE_RELATE_GUESS_H

#include "relate/features.h"

/* The likeliest act between the pair that the view is of, as the model of acts has it. stated: what
 * the frames say of the two, or NULL; the model must have good grounds to say otherwise. Always
 * answers; false when out of memory. */
bool ent_guess(const relater *r, const ent_view *view, const ent_statement *stated,
               ent_statement *out);

/* ---- classify.c ---- */

/* What the model sees of the pair in two given spans. For training; false when out of memory. */
bool ent_view_given(const ent_frames *frames, const ent_actors *actors, ent_span source,
                    ent_span target, ent_arena *arena, ent_view *out);

#endif
