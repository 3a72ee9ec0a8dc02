/* words.h - inside write/: text as Graphviz takes it, cut and broken so that it can be read. */
#ifndef ENTENTE_WRITE_WORDS_H
#define ENTENTE_WRITE_WORDS_H

#include <stdbool.h>
#include <stdio.h>

/* How many bytes of text its first `runes` characters are; what a reader takes for one character (a
 * letter with its marks, a flag, a family of emoji) is not cut in two. */
size_t ent_cut(const char *text, size_t runes);

/* Text inside a quoted string of DOT; a line break becomes a blank. At most `runes` characters,
 * then an ellipsis. */
void ent_print_dot_text(const char *text, size_t runes, FILE *out);

/* The same inside an HTML-like label. */
void ent_print_dot_html(const char *text, size_t runes, FILE *out);

/* A name as a quoted string of DOT, over up to three lines. */
void ent_print_dot_name(const char *name, size_t width, FILE *out);

#endif
