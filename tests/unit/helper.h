/* helper.h - what the unit tests share: one engine for all, documents from strings. */
#ifndef ENTENTE_TESTS_HELPER_H
#define ENTENTE_TESTS_HELPER_H

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "entente/entente.h"

/* The engine, made when first asked for; it lives as long as the test's process. */
const ent_engine *test_engine(void);

/* A document of a string, and what the stages make of it, in arena. */
ent_extraction *test_extract(ent_arena *arena, const char *text);

/* The forms of a sentence's tokens, parted by blanks. */
const char *test_forms(ent_arena *arena, const ent_text *text, size_t sentence);

/* "Source -relation-> Target (status)" for each statement, parted by "; "; LINK edges only if
 * asked for. */
const char *test_statements(ent_arena *arena, const ent_extraction *extraction, bool links);

#endif
