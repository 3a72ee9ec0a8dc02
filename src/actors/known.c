/* known.c - names that the lexicon has: the longest form at a place, if it is meant there. */
#include <string.h>

#include "actors/names.h"

enum { NAME_TOKENS = 14 };

/* Is the form an acronym (all letters upper case)? Then the text must have it so, too. */
static bool is_acronym(const char *form) {
    bool letters = false;
    for (; *form; form++) {
        if (*form >= 'a' && *form <= 'z') return false;
        letters |= *form >= 'A' && *form <= 'Z';
    }
    return letters;
}

/* Is token i, in small letters as in mail and chat, a place for the model, and no thing: "the china
 * broke", "china plates"? */
static bool is_small_place(const ent_finder *f, uint32_t sentence, uint32_t i) {
    const ent_token *token = ent_finder_token(f, sentence, i);
    if (token->ner != ENT_NER_B_LOC) return false;
    bool single = i + 1 >= f->text->sentences[sentence].count ||
                  ent_finder_token(f, sentence, i + 1)->ner != ENT_NER_I_LOC;
    bool of_thing = token->deprel == ENT_DEP_COMPOUND || token->deprel == ENT_DEP_AMOD;
    return !(single && of_thing) &&
           (i == 0 || ent_finder_token(f, sentence, i - 1)->upos != ENT_UPOS_DET);
}

/* Does the text write the name at token i as a name? */
static bool fits_case(const ent_finder *f, const ent_form_entry *form, const char *text,
                      size_t length, uint32_t sentence, uint32_t i) {
    bool upper = form->text[0] >= 'A' && form->text[0] <= 'Z';
    if (is_acronym(form->text)) return !ent_has_lower(text, length);
    return !(upper && text[0] >= 'a' && text[0] <= 'z') || is_small_place(f, sentence, i);
}

/* A bare place name is common as a surname or word: the model or a preposition must agree. */
static bool place_is_meant(const ent_finder *f, uint32_t sentence, uint32_t first, uint32_t count) {
    static const char *const before[] = {"in", "at", "near", "outside", "from", "of", "to", NULL};
    int type = ent_guessed_type(ent_finder_token(f, sentence, first));
    if (count == 1 && ent_bears_title(f, sentence, first)) return false; /* "Mrs. Lund" */
    if (count == 1 && ent_is_first_name(f, sentence, first) && !(first > 0 && type == ENT_PLACE))
        return false;
    if (type == ENT_PLACE) return true;
    if (type >= 0) return false;
    uint8_t upos = ent_finder_token(f, sentence, first + count - 1)->upos;
    if (upos != ENT_UPOS_PROPN) return false;
    return count > 1 || (first > 0 && ent_token_among(f, sentence, first - 1, before));
}

/* "Lebanon, a town in Ohio" */
static bool is_told_town(const ent_finder *f, uint32_t sentence, uint32_t at) {
    static const char *const articles[] = {"a", "an", "the", NULL};
    static const char *const towns[] = {"town",         "city",     "village", "suburb", "county",
                                        "municipality", "district", "hamlet",  NULL};
    if (!ent_token_is(f, sentence, at, ",") || !ent_token_among(f, sentence, at + 1, articles))
        return false;
    for (uint32_t i = at + 2; i < at + 5; i++)
        if (ent_token_among(f, sentence, i, towns)) return true;
    return false;
}

/* "Mayor Sofia Reis": what bears a title and goes on in a name is a person's. */
static bool begins_titled_name(const ent_finder *f, uint32_t sentence, uint32_t i) {
    const ent_sentence *s = &f->text->sentences[sentence];
    const ent_token *next = i + 1 < s->count ? ent_finder_token(f, sentence, i + 1) : NULL;
    bool goes_on = next && (next->ner == ENT_NER_I_PER || next->ner == ENT_NER_I_LOC ||
                            (next->deprel == ENT_DEP_FLAT && next->head == i));
    return goes_on && ent_is_first_name(f, sentence, i) && ent_bears_title(f, sentence, i);
}

/* "the Australian" before a noun is no newspaper: "the Australian government". */
static bool is_nationality(const ent_finder *f, uint32_t sentence, uint32_t first, uint32_t count) {
    static const char *const papers[] = {"newspaper", "paper", "daily", NULL};
    uint32_t words, end = first + count;
    if (count < 2 || end >= f->text->sentences[sentence].count ||
        !ent_token_is(f, sentence, first, "the") ||
        !ent_country_at(f, sentence, first + 1, &words) || words + 1 != count ||
        ent_token_among(f, sentence, end, papers))
        return false;
    uint8_t upos = ent_finder_token(f, sentence, end)->upos;
    return upos == ENT_UPOS_NOUN || upos == ENT_UPOS_ADJ || upos == ENT_UPOS_PROPN;
}

/* "Social Democrats": the last word alone is the name of another party. */
static bool ends_other_party(const ent_finder *f, uint32_t sentence, uint32_t first) {
    uint32_t count;
    return first > 0 && ent_is_upper_at(f, sentence, first - 1) &&
           ent_group_noun_at(f, sentence, first, &count) && count == 2;
}

/* Is a country or capital meant, and not part of a person's longer name for the model: Jordan
 * Smith, Paris Hilton; but "U.S. President Trump"? Nor a currency: "US$5". */
static bool country_is_meant(const ent_finder *f, uint32_t sentence, uint32_t first) {
    const ent_sentence *s = &f->text->sentences[sentence];
    const ent_token *token = ent_finder_token(f, sentence, first);
    const ent_token *next = first + 1 < s->count ? ent_finder_token(f, sentence, first + 1) : NULL;
    uint32_t title, tokens;
    if (next && !token->space_after && *ent_form(f->text, next) == '$') return false;
    if (is_told_town(f, sentence, first + 1) || begins_titled_name(f, sentence, first))
        return false;
    bool inside = token->ner == ENT_NER_I_PER ||
                  (token->ner == ENT_NER_B_PER && next && next->ner == ENT_NER_I_PER);
    return !inside || ent_title_at(f, sentence, first + 1, &title, &tokens);
}

/* What the model takes for a person, but is one word, no given name and without a title: of the two
 * a listed movement is likelier, "Ennahda". */
static bool is_nobodys_name(const ent_finder *f, uint32_t sentence, uint32_t i) {
    const ent_sentence *s = &f->text->sentences[sentence];
    bool lone = ent_finder_token(f, sentence, i)->ner == ENT_NER_B_PER &&
                (i + 1 >= s->count || ent_finder_token(f, sentence, i + 1)->ner != ENT_NER_I_PER);
    return lone && !ent_is_first_name(f, sentence, i) && !ent_bears_title(f, sentence, i);
}

/* "the North" of a country that the document names: an article before it, no name behind. */
static bool is_half(const ent_finder *f, uint32_t sentence, uint32_t first) {
    bool end = first + 1 == f->text->sentences[sentence].count;
    return first > 0 && ent_token_is(f, sentence, first - 1, "the") &&
           (end || !ent_is_upper_at(f, sentence, first + 1));
}

/* Is a one-word form that also is a common word or first name meant as the name? */
static bool is_meant(const ent_finder *f, const ent_form_entry *form, const ent_known *known,
                     uint32_t sentence, uint32_t first, uint32_t count) {
    const ent_token *token = ent_finder_token(f, sentence, first);
    int type = ent_guessed_type(token);
    static const char *const halves[] = {"north", "south", NULL};
    if (known->type == ENT_COUNTRY && count == 1 && ent_token_among(f, sentence, first, halves))
        return is_half(f, sentence, first);
    if (form->kind == ENT_FORM_PLACE) return place_is_meant(f, sentence, first, count);
    if (known->news && is_nationality(f, sentence, first, count)) return false;
    if (count > 1) return true;
    if (known->party && ends_other_party(f, sentence, first)) return false;
    if (form->kind == ENT_FORM_CAPITAL || known->type == ENT_COUNTRY)
        return country_is_meant(f, sentence, first);
    if (known->type == ENT_ORGANIZATION && !is_acronym(form->text) && type == ENT_PERSON)
        return known->party && is_nobodys_name(f, sentence, first);
    if (known->type == ENT_ORGANIZATION && !is_acronym(form->text))
        return (token->upos == ENT_UPOS_PROPN || type == ENT_ORGANIZATION ||
                token->upos == ENT_UPOS_NOUN ||
                (known->party && token->deprel == ENT_DEP_AMOD)); /* "Houthi missiles" */
    return true;
}

/* The first of a form's owners that is meant at count tokens from i on. */
static bool choose(ent_finder *f, uint32_t sentence, uint32_t i, uint32_t count,
                   ent_proposal *out) {
    char folded[FOLD_ROOM];
    size_t size;
    const char *text = ent_span_of(f, sentence, i, count, &size);
    size_t length = ent_fold_span(text, size, folded, sizeof folded);
    const ent_form_entry *form = length ? ent_gazetteer_forms(f->g, folded, length) : NULL;
    const ent_known *sense = form ? ent_sense_of(f, folded, length) : NULL;
    for (; form; form = form->next == UINT32_MAX ? NULL : &f->g->forms[form->next]) {
        const ent_known *known = &f->g->known[form->known];
        if (!fits_case(f, form, text, size, sentence, i) ||
            !is_meant(f, form, known, sentence, i, count))
            continue;
        if (sense) known = sense;
        *out = (ent_proposal){i, count, form, known, known->type};
        return true;
    }
    return false;
}

bool ent_known_name(ent_finder *f, uint32_t sentence, uint32_t i, ent_proposal *out) {
    ent_word word = ent_folded(f, sentence, i);
    uint32_t most = word.length ? ent_map_get(&f->g->starts, word.text, word.length) : ENT_MAP_NONE;
    if (most == ENT_MAP_NONE) return false;
    if (most > NAME_TOKENS) most = NAME_TOKENS;
    uint32_t left = f->text->sentences[sentence].count - i;
    for (uint32_t count = most < left ? most : left; count > 0; count--)
        if (choose(f, sentence, i, count, out)) return true;
    return false;
}

const ent_known *ent_country_at(const ent_finder *f, uint32_t sentence, uint32_t i,
                                uint32_t *count) {
    char folded[FOLD_ROOM];
    uint32_t left = f->text->sentences[sentence].count - i;
    for (*count = left < 3 ? left : 3; *count > 0; --*count) {
        size_t size;
        const char *text = ent_span_of(f, sentence, i, *count, &size);
        size_t length = ent_fold_span(text, size, folded, sizeof folded);
        const ent_form_entry *form = length ? ent_gazetteer_forms(f->g, folded, length) : NULL;
        for (; form; form = form->next == UINT32_MAX ? NULL : &f->g->forms[form->next])
            if (f->g->known[form->known].type == ENT_COUNTRY && form->kind <= ENT_FORM_PEOPLE &&
                fits_case(f, form, text, size, sentence, i))
                return &f->g->known[form->known];
    }
    return NULL;
}
