/* spelling.c - one name in many spellings: "Zelenskiy" and "Zelenskyy", "Mohammed al-Saraji" and
 * "Muhammad al-Sarraji". The key of a name is what is left of it once the ways to write the same
 * Slavic or Arabic letters in Latin ones are made equal (spellings.tsv has the rules). Two full
 * names of one key are one name; other scripts, and names without a sign of either, stay as they
 * are: Smith is not Smits, nor Li Lee. */
#include <stdio.h>
#include <string.h>

#include "actors/gazetteer.h"

enum { WORD_MAX = 64, ENDING_WORD = 5 };

/* Does the word end so? Replace it, out having room. */
static size_t respell_ending(const ent_gazetteer *g, char *word, size_t length) {
    for (size_t i = 0; i < g->ending_count && length >= ENDING_WORD; i++) {
        const ent_respelling *r = &g->endings[i];
        size_t from = strlen(r->from), to = strlen(r->to);
        if (from >= length || to > from + 8 || memcmp(word + length - from, r->from, from) != 0)
            continue;
        memcpy(word + length - from, r->to, to);
        return length - from + to;
    }
    return length;
}

/* Letter by letter, double ones once. The words only get shorter. */
static size_t respell_letters(const ent_gazetteer *g, char *word, size_t length) {
    for (size_t i = 0; i < g->letter_count; i++) {
        const ent_respelling *r = &g->letters[i];
        size_t from = strlen(r->from), to = strlen(r->to), kept = 0;
        if (to > from || !memchr(word, *r->from, length)) continue;
        for (size_t k = 0; k < length;) {
            bool here = k + from <= length && memcmp(word + k, r->from, from) == 0;
            memmove(word + kept, here ? r->to : word + k, here ? to : 1);
            kept += here ? to : 1;
            k += here ? from : 1;
        }
        length = kept;
    }
    size_t kept = 0;
    for (size_t k = 0; k < length; k++)
        if (kept == 0 || word[k] != word[kept - 1]) word[kept++] = word[k];
    return kept;
}

/* A word as spellings.tsv reads it, if it has it. */
static const char *variant(const ent_gazetteer *g, const char *word, size_t *length) {
    uint32_t index = ent_map_get(&g->variants, word, *length);
    if (index == ENT_MAP_NONE) return word;
    *length = strlen(g->words[index]);
    return g->words[index];
}

static size_t word_end(const char *folded, size_t length, size_t at) {
    while (at < length && folded[at] != ' ' && folded[at] != '-') at++;
    return at;
}

bool ent_is_arabic(const ent_gazetteer *g, const char *folded, size_t length) {
    for (size_t at = 0; at < length;) {
        size_t end = word_end(folded, length, at), size = end - at;
        const char *word = variant(g, folded + at, &size);
        if (ent_map_get(&g->muslim, word, size) != ENT_MAP_NONE) return true;
        at = end + 1;
    }
    return false;
}

size_t ent_spelling_key(const ent_gazetteer *g, const char *folded, size_t length, char *out,
                        size_t room) {
    bool arabic = ent_is_arabic(g, folded, length);
    size_t kept = 0;
    for (size_t at = 0; at < length;) {
        size_t end = word_end(folded, length, at), size = end - at;
        const char *word = variant(g, folded + at, &size);
        if (size > WORD_MAX || kept + WORD_MAX + 16 > room) return 0;
        memcpy(out + kept, word, size);
        size = arabic ? respell_letters(g, out + kept, size) : respell_ending(g, out + kept, size);
        kept += size;
        out[kept++] = ' ';
        at = end + 1;
    }
    return kept ? kept - 1 : 0;
}

char *ent_id_of_name(const ent_gazetteer *g, ent_arena *arena, ent_actor_type type,
                     const char *name, size_t length) {
    enum { ROOM = 512 };
    char prefix[32], folded[ROOM], key[ROOM];
    snprintf(prefix, sizeof prefix, "%s:", ent_actor_type_name(type));
    char *id = ent_slug(arena, prefix, name, length);
    size_t size = type == ENT_PERSON ? ent_fold_span(name, length, folded, sizeof folded) : 0;
    if (!id || ent_gazetteer_known(g, id) || !size || !memchr(folded, ' ', size)) return id;
    size = ent_spelling_key(g, folded, size, key, sizeof key);
    return size ? ent_slug(arena, prefix, key, size) : id;
}
