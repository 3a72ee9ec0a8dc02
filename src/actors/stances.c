/* stances.c - names inside words: "anti-Assad rebels", "pro-Russian separatists". The mention is
 * the name alone and plays no other part: relate/stance.c states who is for and against whom. */
#include <string.h>

#include "actors/names.h"

/* How many bytes of a form are the prefix: 0 if it has none with a capital behind it. */
static uint32_t prefix_of(const char *form, uint32_t length) {
    static const char *const prefixes[] = {"anti-", "pro-", NULL};
    for (size_t p = 0; prefixes[p]; p++) {
        uint32_t size = (uint32_t)strlen(prefixes[p]), same = 0;
        while (same < size && same < length && (form[same] | 32) == (prefixes[p][same] | 32))
            same++;
        if (same == size && size < length && form[size] >= 'A' && form[size] <= 'Z') return size;
    }
    return 0;
}

/* What the lexicon knows by this name, adjective or people. */
static const ent_known *known_as(const ent_finder *f, const char *folded, size_t length) {
    const ent_form_entry *form = ent_gazetteer_forms(f->g, folded, length);
    for (; form; form = form->next == UINT32_MAX ? NULL : &f->g->forms[form->next]) {
        const ent_known *known = &f->g->known[form->known];
        bool meant = form->kind != ENT_FORM_PLACE && !form->conditional;
        if (meant && known->type != ENT_PLACE) return known;
    }
    return NULL;
}

static void take(ent_finder *f, uint32_t sentence, uint32_t i) {
    const ent_token *token = ent_finder_token(f, sentence, i);
    const char *form = ent_form(f->text, token);
    uint32_t prefix = prefix_of(form, token->length);
    char folded[FOLD_ROOM];
    if (!prefix) return;
    size_t length = ent_fold_span(form + prefix, token->length - prefix, folded, sizeof folded);
    const ent_known *known = length ? known_as(f, folded, length) : NULL;
    uint32_t entity = known    ? ent_add_known(f, known)
                      : length ? ent_surname_means(f, folded, length)
                               : ENT_NO_ENTITY;
    if (entity >= ENT_AMBIGUOUS) return;
    ent_mention *m = ent_add_mention(f, sentence, i, 1, f->entities[entity].entity.type, entity);
    if (!m) return;
    m->begin += prefix;
    m->role = ENT_ROLE_NONE;
    m->reason = known ? ENT_REASON_LEXICON : ENT_REASON_SURNAME;
}

void ent_find_stances(ent_finder *f) {
    for (uint32_t s = 0; s < f->text->sentence_count && !f->no_memory; s++)
        for (uint32_t i = 0; i < f->text->sentences[s].count; i++)
            if (!ent_mention_at(f, s, i)) take(f, s, i);
}
