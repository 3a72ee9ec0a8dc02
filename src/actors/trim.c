/* trim.c - what the NER model takes into a name and does not belong to it is cut off: titles,
 * articles, days, quotation marks. */
#include <string.h>

#include "actors/names.h"

/* Cut a title, with the country or body it is held of, from before a person's name: "U.S. President
 * Donald Trump". */
static bool cut_title(ent_finder *f, uint32_t sentence, ent_proposal *p) {
    ent_proposal owner;
    uint32_t title, count, skip = 0, end = p->first + p->count;
    if (ent_known_name(f, sentence, p->first, &owner) && owner.type != ENT_PERSON)
        skip = owner.count;
    if (skip >= p->count || !ent_title_at(f, sentence, p->first + skip, &title, &count) ||
        p->first + skip + count >= end)
        return false;
    p->first += skip + count;
    p->count -= skip + count;
    return true;
}

/* Cut a trade from before a person's full name, "Poet Galal Sharif", where it begins the sentence
 * and so a capital tells nothing. */
static bool cut_trade(const ent_finder *f, uint32_t sentence, ent_proposal *p) {
    if (p->first > 0 || p->count < 3 || !ent_is_trade(f, sentence, 0)) return false;
    p->first++;
    p->count--;
    return true;
}

/* Cut "on Monday" from the end of a name. */
static void cut_day(const ent_finder *f, uint32_t sentence, ent_proposal *p) {
    static const char *const days[] = {"monday", "tuesday",  "wednesday", "thursday",
                                       "friday", "saturday", "sunday",    NULL};
    uint32_t end = p->first + p->count;
    if (p->count < 3 || !ent_token_among(f, sentence, end - 1, days)) return;
    if (ent_finder_token(f, sentence, end - 2)->upos == ENT_UPOS_ADP) p->count -= 2;
}

/* No name ends so: "Government of", "Fleet and". */
static bool is_link_word(const ent_finder *f, uint32_t sentence, uint32_t i) {
    uint8_t upos = ent_finder_token(f, sentence, i)->upos;
    return upos == ENT_UPOS_ADP || upos == ENT_UPOS_CCONJ || upos == ENT_UPOS_DET;
}

/* A name ends where a quotation begins, or a verb: "the Council praised Qatar". */
static void cut_rest(const ent_finder *f, uint32_t sentence, ent_proposal *p) {
    static const char *const marks[] = {"\"", "“", "”", "''", "``", NULL};
    for (uint32_t i = 1; i < p->count; i++) {
        const ent_token *t = ent_finder_token(f, sentence, p->first + i);
        bool verb = t->upos == ENT_UPOS_VERB && !ent_is_upper_at(f, sentence, p->first + i);
        if (verb || ent_token_among(f, sentence, p->first + i, marks)) p->count = i;
    }
}

bool ent_is_initial(const ent_finder *f, uint32_t sentence, uint32_t i) {
    const ent_token *token = ent_finder_token(f, sentence, i);
    const char *form = ent_form(f->text, token);
    bool letter = *form >= 'A' && *form <= 'Z';
    return letter && (token->length == 1 || (token->length == 2 && form[1] == '.'));
}

/* "Friday" before "Ford Motor Company", "Emeritus" before a bishop's name. */
static bool is_no_beginning(const ent_finder *f, uint32_t sentence, const ent_proposal *p) {
    if (p->type == ENT_PERSON) return ent_token_is(f, sentence, p->first, "emeritus");
    ent_word word = ent_folded(f, sentence, p->first);
    bool day = ent_is_calendar_word(word) && word.text[word.length - 1] == 'y' && word.length > 4;
    return p->type == ENT_ORGANIZATION && p->count > 2 && day;
}

/* Honours behind a person's name: "Kama Melly QC". */
static void cut_honours(const ent_finder *f, uint32_t sentence, ent_proposal *p) {
    static const char *const honours[] = {"qc",  "kc",  "mp",  "mep", "obe", "mbe",
                                          "cbe", "kbe", "phd", "md",  "esq", NULL};
    while (p->count > 2 && ent_token_among(f, sentence, p->first + p->count - 1, honours))
        p->count--;
}

/* Cut what is no part of a name from its ends: articles, titles before persons, possessives. */
void ent_trim_name(ent_finder *f, uint32_t sentence, ent_proposal *p) {
    static const char *const articles[] = {"the", "a", "an", "former", "then", "late", NULL};
    static const char *const ends[] = {"'s", "’s", "'", "’", ",", ".", ")", "\"", "”", "-", NULL};
    while (p->count > 1 && ent_token_among(f, sentence, p->first, articles) &&
           !(p->type == ENT_PERSON && ent_is_initial(f, sentence, p->first) &&
             (p->first > 0 || ent_is_initial(f, sentence, p->first + 1))))
        p->first++, p->count--;
    cut_rest(f, sentence, p);
    while (p->count > 1 && ent_token_among(f, sentence, p->first + p->count - 1, ends)) p->count--;
    while (p->count > 1 && is_link_word(f, sentence, p->first + p->count - 1)) p->count--;
    cut_day(f, sentence, p);
    while (p->count > 1 && is_no_beginning(f, sentence, p)) p->first++, p->count--;
    if (p->type == ENT_PERSON) cut_honours(f, sentence, p);
    while (p->type == ENT_PERSON && (cut_title(f, sentence, p) || cut_trade(f, sentence, p)))
        continue;
}
