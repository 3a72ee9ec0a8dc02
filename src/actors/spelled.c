/* spelled.c - organisations whose names are written out in capitals and end in a noun that says
 * what they are, whether or not a list or the model knows them: "Iraqi High Electoral Commission",
 * "Danish Refugee Council", "University of Basel", "Ministry of Health and Welfare". */
#include <string.h>

#include "actors/names.h"

enum { LENGTH_MAX = 12, COMPLEMENT_MAX = 5, LOOK_MAX = 60 };

int ent_head_at(const ent_finder *f, uint32_t sentence, uint32_t i) {
    ent_word word = ent_folded(f, sentence, i);
    return word.length ? ent_head_kind_of(f->g, word.text, word.length) : -1;
}

/* Is the sentence around a name written all in capitals, or like a title, verbs too? Then they tell
 * nothing. */
static bool is_title_case(const ent_finder *f, uint32_t sentence, uint32_t first, uint32_t end) {
    uint32_t words = 0, upper = 0, count = f->text->sentences[sentence].count;
    for (uint32_t i = 0; i < count && i < LOOK_MAX; i++) {
        const ent_token *token = ent_finder_token(f, sentence, i);
        bool inside = i >= first && i < end;
        if (inside || token->length < 4 || token->upos == ENT_UPOS_PUNCT) continue;
        bool capital = ent_is_upper_at(f, sentence, i);
        if (token->upos == ENT_UPOS_VERB && !capital) return false;
        words++;
        upper += capital;
    }
    return words > 2 && 10 * upper > 7 * words;
}

/* May the word at i stand inside a name? */
static bool is_part(const ent_finder *f, uint32_t sentence, uint32_t i) {
    if (i >= f->text->sentences[sentence].count) return false;
    const ent_token *token = ent_finder_token(f, sentence, i);
    bool nominal = token->upos == ENT_UPOS_PROPN || token->upos == ENT_UPOS_ADJ ||
                   token->upos == ENT_UPOS_NOUN || token->upos == ENT_UPOS_X ||
                   token->ner == ENT_NER_I_ORG;
    return nominal && ent_is_upper_at(f, sentence, i) && token->length > 1;
}

/* "President", "Foreign Minister": no part of a name but before its head, "General Assembly". */
static bool is_title(const ent_finder *f, uint32_t sentence, uint32_t i) {
    uint32_t title, count;
    return ent_title_at(f, sentence, i, &title, &count) &&
           ent_head_at(f, sentence, i + count) < 0 && ent_head_at(f, sentence, i) < 0;
}

/* Does somebody else's name begin at i? */
static bool begins_other(const ent_finder *f, uint32_t sentence, uint32_t i) {
    uint8_t ner = ent_finder_token(f, sentence, i)->ner;
    return ner == ENT_NER_B_PER || ner == ENT_NER_B_ORG || ent_head_at(f, sentence, i) >= 0;
}

/* The end of what follows a head at `at`: "of Health and Welfare", "for Human Rights"; `at` itself
 * if nothing does. */
static uint32_t complement_end(const ent_finder *f, uint32_t sentence, uint32_t at) {
    static const char *const links[] = {"of", "for", "on", NULL};
    if (!ent_token_among(f, sentence, at, links)) return at;
    uint32_t i = ent_token_is(f, sentence, at + 1, "the") ? at + 2 : at + 1, from = i;
    while (i < from + COMPLEMENT_MAX && is_part(f, sentence, i) && !is_title(f, sentence, i) &&
           ent_finder_token(f, sentence, i)->ner != ENT_NER_B_PER &&
           !ent_is_calendar_word(ent_folded(f, sentence, i))) {
        i++;
        bool joined = ent_token_is(f, sentence, i, "and") && is_part(f, sentence, i + 1) &&
                      !begins_other(f, sentence, i + 1);
        if (joined) i++;
    }
    return i > from ? i : at;
}

/* "the Dulaim tribe": one or two proper nouns that no list has, and a noun in small letters. */
static bool has_small_head(const ent_finder *f, uint32_t sentence, uint32_t i, ent_proposal *out) {
    uint32_t end = i, count;
    while (end < i + 3 && is_part(f, sentence, end) &&
           ent_finder_token(f, sentence, end)->upos == ENT_UPOS_PROPN)
        end++;
    ent_word head = ent_folded(f, sentence, end);
    if (end == i || end > i + 2 || !head.length || ent_is_upper_at(f, sentence, end)) return false;
    if (!ent_head_may_be_small(f->g, head.text, head.length)) return false;
    if (ent_country_at(f, sentence, i, &count)) return false;
    for (uint32_t k = i; k < end; k++) {
        ent_word word = ent_folded(f, sentence, k);
        if (ent_map_get(&f->g->regions, word.text, word.length) != ENT_MAP_NONE ||
            ent_finder_token(f, sentence, k)->ner == ENT_NER_B_PER ||
            ent_map_get(&f->g->by_form, word.text, word.length) != ENT_MAP_NONE)
            return false;
    }
    *out = (ent_proposal){.first = i, .count = end + 1 - i, .type = ENT_ORGANIZATION};
    return true;
}

/* "Social Democrats": a party by two words, of which the last alone means another. */
static bool is_party_pair(const ent_finder *f, uint32_t sentence, uint32_t i) {
    uint32_t count;
    if (!is_part(f, sentence, i + 1)) return false;
    const ent_group_noun *noun = ent_group_noun_at(f, sentence, i + 1, &count);
    ent_word last = ent_folded(f, sentence, i + 1);
    const ent_form_entry *form = noun && count == 2 && noun->kind == ENT_GROUP_POLITICAL
                                     ? ent_gazetteer_forms(f->g, last.text, last.length)
                                     : NULL;
    return form && f->g->known[form->known].party;
}

bool ent_spelled_name(const ent_finder *f, uint32_t sentence, uint32_t i, ent_proposal *out) {
    const ent_token *first = ent_finder_token(f, sentence, i);
    if (!is_part(f, sentence, i) || is_title(f, sentence, i)) return false;
    if (ent_is_calendar_word(ent_folded(f, sentence, i)) || ent_is_in_title(f, sentence, i))
        return false;
    if (is_party_pair(f, sentence, i)) {
        *out = (ent_proposal){.first = i, .count = 2, .type = ENT_ORGANIZATION};
        return true;
    }
    if (i == 0 && first->upos != ENT_UPOS_PROPN && first->ner == ENT_NER_O &&
        ent_head_at(f, sentence, i) < 0)
        return false;
    uint32_t end = i;
    for (uint32_t k = i; k < i + LENGTH_MAX && is_part(f, sentence, k); k++) {
        if (k > i && is_title(f, sentence, k)) break;
        if (ent_head_at(f, sentence, k) < 0) continue;
        uint32_t after = complement_end(f, sentence, k + 1);
        if (k > i || after > k + 1) end = after;
        if (after > k + 1) break;
    }
    if (end == i) return has_small_head(f, sentence, i, out);
    if (is_title_case(f, sentence, i, end)) return false;
    *out = (ent_proposal){.first = i, .count = end - i, .type = ENT_ORGANIZATION};
    return true;
}
