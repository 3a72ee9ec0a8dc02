/* utf8.h - UTF-8 as Entente needs it: decoding that never overruns, repair, classes of letters. */
#ifndef ENTENTE_BASE_UTF8_H
#define ENTENTE_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Decode the code point at text (length bytes are readable, length > 0) into *rune and return how
 * many bytes it takes. An ill-formed sequence gives U+FFFD and the length of its maximal subpart
 * (Unicode 15, section 3.9), so decoding always advances. */
size_t ent_utf8_decode(const char *text, size_t length, uint32_t *rune);

/* Encode rune into out (room for 4 bytes) and return the bytes written. */
size_t ent_utf8_encode(uint32_t rune, char *out);

/* How many code points length bytes of well-formed UTF-8 hold. */
size_t ent_utf8_count(const char *text, size_t length);

/* Simple case and class of a code point: Latin, Greek, Cyrillic, Armenian, Georgian scripts have
 * case; all other letters count as letters without case. */
bool ent_rune_is_upper(uint32_t rune);
bool ent_rune_is_lower(uint32_t rune);
bool ent_rune_is_alpha(uint32_t rune);
bool ent_rune_is_digit(uint32_t rune);
bool ent_rune_is_space(uint32_t rune);
uint32_t ent_rune_lower(uint32_t rune);
uint32_t ent_rune_upper(uint32_t rune);

/* Lower-case length bytes into out (room for 2 * length + 1 bytes); returns the bytes written, out
 * is NUL-terminated. */
size_t ent_utf8_lower(const char *text, size_t length, char *out);

/* Fold for matching names: lower case, Latin letters without their accents ("Erdoğan" -> "erdogan",
 * "Łódź" -> "lodz", "ß" -> "ss"), typographic quotes and dashes made ASCII, full stops kept. Into
 * out (room for 3 * length + 1 bytes); returns the bytes written. */
size_t ent_utf8_fold(const char *text, size_t length, char *out);

#endif
