/* guessed.c - names that the NER model sees, with what it left out put back; what does not belong
 * to them is cut off in trim.c. */
#include <string.h>

#include "actors/names.h"

enum { OFFICE_REACH = 8 };

int ent_guessed_type(const ent_token *token) {
    switch (token->ner) {
        case ENT_NER_B_PER:
        case ENT_NER_I_PER:
            return ENT_PERSON;
        case ENT_NER_B_ORG:
        case ENT_NER_I_ORG:
            return ENT_ORGANIZATION;
        case ENT_NER_B_LOC:
        case ENT_NER_I_LOC:
            return ENT_PLACE;
        default:
            return -1;
    }
}

bool ent_is_first_name(const ent_finder *f, uint32_t sentence, uint32_t i) {
    ent_word word = ent_folded(f, sentence, i);
    return word.length && ent_map_get(&f->g->firstnames, word.text, word.length) != ENT_MAP_NONE;
}

bool ent_is_trade(const ent_finder *f, uint32_t sentence, uint32_t i) {
    ent_word word = ent_folded(f, sentence, i);
    if (word.length < 4 || ent_is_first_name(f, sentence, i)) return false;
    uint32_t group = ent_map_get(&f->g->by_group, word.text, word.length);
    if (group != ENT_MAP_NONE) return f->g->groups[group].person && !f->g->groups[group].people;
    return word.length > 5 && memcmp(word.text + word.length - 3, "ist", 3) == 0;
}

/* ---- What is put back ---- */

/* Does what stands at `at`, ", the Refugee Council's chief executive,", say an office? */
static bool is_told_office(const ent_finder *f, uint32_t sentence, uint32_t at) {
    uint32_t title, count, left = f->text->sentences[sentence].count;
    if (!ent_token_is(f, sentence, at, ",")) return false;
    for (uint32_t i = at + 1; i < left && i < at + OFFICE_REACH; i++) {
        const ent_token *t = ent_finder_token(f, sentence, i);
        if (t->upos == ENT_UPOS_VERB || t->upos == ENT_UPOS_CCONJ || t->upos == ENT_UPOS_PUNCT)
            return false;
        if (!ent_title_at(f, sentence, i, &title, &count)) continue;
        const ent_title *told = &f->g->titles[title];
        return (told->country || told->organization) && !told->plural &&
               ent_finder_token(f, sentence, i + count - 1)->ner == ENT_NER_O;
    }
    return false;
}

/* Does the parser take two proper nouns that stand side by side, of which one is no part of a name
 * for the model, for one? */
static bool is_joined(const ent_finder *f, uint32_t sentence, uint32_t i, uint32_t name) {
    const ent_token *token = ent_finder_token(f, sentence, i);
    const ent_token *other = ent_finder_token(f, sentence, name);
    uint32_t first = i < name ? i : name, second = first + 1, title, count;
    const ent_token *a = ent_finder_token(f, sentence, first);
    const ent_token *b = ent_finder_token(f, sentence, second);
    bool compound = a->deprel == ENT_DEP_COMPOUND && a->head == second;
    bool one = (b->deprel == ENT_DEP_FLAT && b->head == first) ||
               (compound && is_told_office(f, sentence, second + 1));
    if (ent_title_before(f, sentence, 0, i + 1, &title, &count)) return false;
    ent_word word = ent_folded(f, sentence, i);
    return one && token->upos == ENT_UPOS_PROPN && other->upos == ENT_UPOS_PROPN &&
           token->ner == ENT_NER_O && ent_is_upper_at(f, sentence, i) && token->length > 1 &&
           word.text[word.length - 1] != '.' &&
           ent_map_get(&f->g->by_group, word.text, word.length) == ENT_MAP_NONE &&
           !(i == 0 && ent_is_trade(f, sentence, i)) &&
           !ent_title_at(f, sentence, i, &title, &count) &&
           !ent_gazetteer_forms(f->g, word.text, word.length) && ent_head_at(f, sentence, i) < 0;
}

/* A given name or initial right before what the model takes for a person: "Ali" before "Shamkhani",
 * "A S" before "Kalkat". */
static bool precedes_name(const ent_finder *f, uint32_t sentence, uint32_t i) {
    const ent_sentence *s = &f->text->sentences[sentence];
    const ent_token *token = ent_finder_token(f, sentence, i);
    if (i + 1 >= s->count || ent_finder_token(f, sentence, i + 1)->ner != ENT_NER_B_PER ||
        token->ner == ENT_NER_I_PER || !token->space_after || !ent_is_upper_at(f, sentence, i))
        return false;
    if (ent_is_initial(f, sentence, i)) /* but not "A Merkel aide" */
        return token->length == 2 || i > 0 || ent_is_initial(f, sentence, i + 1);
    return ent_is_first_name(f, sentence, i) || is_joined(f, sentence, i, i + 1);
}

/* A word that the parser takes for part of a person's name where the namer stopped too early. */
static bool continues_name(const ent_finder *f, uint32_t sentence, uint32_t start, uint32_t i) {
    const ent_token *token = ent_finder_token(f, sentence, i);
    bool flat = token->deprel == ENT_DEP_FLAT && token->head >= start && token->head < i &&
                token->upos == ENT_UPOS_PROPN && token->ner == ENT_NER_O &&
                ent_is_upper_at(f, sentence, i);
    return flat || is_joined(f, sentence, i, i - 1);
}

/* An ayn at the beginning of a name's next word, "Hamid 'Akkab", that no quotation closes. */
static bool continues_with_ayn(const ent_finder *f, uint32_t sentence, uint32_t i) {
    static const char *const marks[] = {"'", "‘", "’", "`", NULL};
    const ent_sentence *s = &f->text->sentences[sentence];
    if (i + 1 >= s->count || !ent_token_among(f, sentence, i, marks)) return false;
    bool before = ent_finder_token(f, sentence, i - 1)->space_after;
    if (!before || ent_finder_token(f, sentence, i)->space_after) return false;
    for (uint32_t k = i + 2; k < s->count && k < i + 30; k++)
        if (ent_token_among(f, sentence, k, marks)) return false;
    return ent_is_upper_at(f, sentence, i + 1);
}

static bool is_tight_hyphen(const ent_finder *f, uint32_t sentence, uint32_t i) {
    return ent_token_is(f, sentence, i, "-") && !ent_finder_token(f, sentence, i)->space_after &&
           !ent_finder_token(f, sentence, i - 1)->space_after;
}

/* "John Rhys-Davies": a full name goes on behind a hyphen, if no other full name does ("Joe
 * Biden-Xi Jinping"). */
static bool continues_with_hyphen(const ent_finder *f, uint32_t sentence, uint32_t start,
                                  uint32_t end) {
    uint32_t count = f->text->sentences[sentence].count;
    if (end < start + 2 || end + 1 >= count || !is_tight_hyphen(f, sentence, end)) return false;
    const ent_token *next = ent_finder_token(f, sentence, end + 1);
    bool name = next->upos == ENT_UPOS_PROPN && ent_is_upper_at(f, sentence, end + 1);
    return name &&
           (end + 2 >= count || ent_finder_token(f, sentence, end + 2)->ner != ENT_NER_I_PER);
}

/* "Jean-Jacques Muyembe", of which the model makes two, "Hyun-woo Baek": the second half of a given
 * name, and the family's. */
static bool continues_with_half(const ent_finder *f, uint32_t sentence, uint32_t start,
                                uint32_t end) {
    uint32_t count = f->text->sentences[sentence].count;
    if (end != start + 1 || end + 2 >= count || !is_tight_hyphen(f, sentence, end)) return false;
    bool given = ent_is_first_name(f, sentence, start) && ent_is_first_name(f, sentence, end + 1);
    bool small = ent_finder_token(f, sentence, end + 1)->upos == ENT_UPOS_PROPN &&
                 !ent_is_upper_at(f, sentence, end + 1);
    return (given || small) && ent_finder_token(f, sentence, end + 2)->ner == ENT_NER_I_PER;
}

static uint32_t person_end(const ent_finder *f, uint32_t sentence, uint32_t start, uint32_t end) {
    uint32_t count = f->text->sentences[sentence].count;
    while (end < count && continues_name(f, sentence, start, end)) end++;
    if (continues_with_hyphen(f, sentence, start, end)) end += 2;
    if (continues_with_half(f, sentence, start, end)) {
        end += 2;
        while (end < count && ent_finder_token(f, sentence, end)->ner == ENT_NER_I_PER) end++;
    }
    return continues_with_ayn(f, sentence, end) ? end + 2 : end;
}

/* ---- What it is ---- */

/* "Dayton Democrat" */
static bool is_party_member(const ent_finder *f, uint32_t sentence, uint32_t i) {
    static const char *const words[] = {"democrat", "republican", NULL};
    return ent_token_among(f, sentence, i, words);
}

/* A capital makes no name of "the Government", "the Opposition", "the King": groups.c and titles.c
 * find out whose. */
static bool is_common(const ent_finder *f, uint32_t sentence, const ent_proposal *p) {
    char folded[FOLD_ROOM];
    size_t size;
    const char *text = ent_span_of(f, sentence, p->first, p->count, &size);
    size_t length = ent_fold_span(text, size, folded, sizeof folded);
    if (!length || p->type == ENT_PERSON) return false;
    if (p->count == 1 && ent_head_at(f, sentence, p->first) >= 0) return true;
    if (p->count > 1 && is_party_member(f, sentence, p->first + p->count - 1)) return true;
    uint32_t title, count; /* "the House Speaker" */
    if (ent_title_at(f, sentence, p->first, &title, &count) &&
        (count > p->count || ent_token_is(f, sentence, p->first + count, "of")))
        return true; /* "Supreme Leader of Iran" */
    if (ent_map_get(&f->g->by_title, folded, length) != ENT_MAP_NONE) return true;
    uint32_t group = ent_map_get(&f->g->by_group, folded, length);
    return group != ENT_MAP_NONE && (p->count == 1 || !f->g->groups[group].own);
}

/* Storms and operations have names, but do nothing. */
static bool is_event(const ent_finder *f, uint32_t sentence, uint32_t first) {
    static const char *const words[] = {"hurricane", "typhoon",  "cyclone", "storm",
                                        "operation", "tropical", "mount",   NULL};
    return ent_token_among(f, sentence, first, words) ||
           (first > 0 && ent_token_among(f, sentence, first - 1, words));
}

bool ent_bears_title(const ent_finder *f, uint32_t sentence, uint32_t i) {
    uint32_t title, first;
    return i > 0 && ent_title_before(f, sentence, 0, i, &title, &first) &&
           !f->g->titles[title].plural && ent_is_upper_at(f, sentence, first) && i - first < 3;
}

/* "Mrs. Lund", which the model may take for a place. */
static bool begins_with_honorific(const ent_finder *f, uint32_t sentence, const ent_proposal *p) {
    uint32_t title, count;
    if (!ent_title_at(f, sentence, p->first, &title, &count) || count >= p->count) return false;
    const ent_title *t = &f->g->titles[title];
    return !t->country && !t->organization;
}

/* Does an office or "Mr." stand right before token i? Before a single word it must be one that is
 * written small or that says much: "spokesman Qureshi", "President Tran", but not "Miss Earth". */
static bool is_called_by_title(const ent_finder *f, uint32_t sentence, uint32_t i, bool single) {
    static const char *const links[] = {"of", "for", NULL};
    uint32_t title, first;
    if (i == 0) return false;
    if (!ent_title_before(f, sentence, 0, i, &title, &first))
        return !single && !ent_is_upper_at(f, sentence, i - 1) && ent_is_trade(f, sentence, i - 1);
    const ent_title *t = &f->g->titles[title];
    if (t->plural || t->other) return false;
    bool acts = (t->country | t->organization) & (ENT_TITLE_LEADS | ENT_TITLE_REPRESENTS);
    bool simple = i - first == 1 || !ent_token_among(f, sentence, first + 1, links);
    ent_word word = ent_folded(f, sentence, i);
    bool common = ent_map_get(&f->g->by_group, word.text, word.length) != ENT_MAP_NONE;
    return !single || (!common && simple && (acts || !ent_is_upper_at(f, sentence, first)));
}

/* "A R" of "A R Mbeki", whose first may look like an article. */
static bool begins_initials(const ent_finder *f, uint32_t sentence, uint32_t i) {
    return i + 1 < f->text->sentences[sentence].count && ent_is_initial(f, sentence, i) &&
           ent_is_initial(f, sentence, i + 1);
}

/* A capitalised word that the model passes over. */
static bool is_unseen(const ent_finder *f, uint32_t sentence, uint32_t i) {
    const ent_token *t = ent_finder_token(f, sentence, i);
    bool name = t->upos == ENT_UPOS_PROPN || begins_initials(f, sentence, i);
    return name && t->ner == ENT_NER_O && ent_is_upper_at(f, sentence, i);
}

/* Does the parser tie the word at i to the name that began before it, "Joris van Halm", of which
 * the model sees no more than the end? */
static bool is_tied(const ent_finder *f, uint32_t sentence, uint32_t start, uint32_t i) {
    const ent_token *t = ent_finder_token(f, sentence, i);
    const ent_token *before = ent_finder_token(f, sentence, i - 1);
    if (t->upos != ENT_UPOS_PROPN || t->ner == ENT_NER_B_ORG || t->ner == ENT_NER_I_ORG)
        return false;
    bool flat = t->deprel == ENT_DEP_FLAT && t->head >= start && t->head < i;
    return flat || (before->deprel == ENT_DEP_COMPOUND && before->head == i &&
                    ent_is_upper_at(f, sentence, i) && t->ner == ENT_NER_B_PER);
}

/* Capitalised words that the model passes over but that an office stands before or after: "MP P
 * Sithamparan", "Enver Solomon, the Council's chief executive". */
static bool is_unseen_name(ent_finder *f, uint32_t sentence, uint32_t i, ent_proposal *out) {
    uint32_t end = i, left = f->text->sentences[sentence].count;
    bool called = is_called_by_title(f, sentence, i, false);
    while (end < left && end - i < 5 &&
           (is_unseen(f, sentence, end) || (called && end > i && is_tied(f, sentence, i, end))))
        end++;
    uint32_t title, count;
    if (end == i || end - i > 4 || ent_head_at(f, sentence, end - 1) >= 0) return false;
    if (ent_title_at(f, sentence, i, &title, &count)) return false;
    bool told = end - i > 1 && is_told_office(f, sentence, end);
    called &= ent_finder_token(f, sentence, end - 1)->length > 3;
    if (end - i == 1) called &= is_called_by_title(f, sentence, i, true);
    if (!told && !called) return false;
    *out = (ent_proposal){.first = i, .count = end - i, .type = ENT_PERSON};
    ent_trim_name(f, sentence, out);
    return true;
}

/* Does the lexicon have all of the name? */
static bool is_listed(const ent_finder *f, uint32_t sentence, const ent_proposal *p) {
    char folded[FOLD_ROOM];
    size_t size;
    const char *text = ent_span_of(f, sentence, p->first, p->count, &size);
    size_t length = ent_fold_span(text, size, folded, sizeof folded);
    return length && ent_gazetteer_forms(f->g, folded, length);
}

/* "Sweden's ambassador to Iran, Helena Sand,": a given name begins what stands beside an office. */
static bool stands_by_office(const ent_finder *f, uint32_t sentence, const ent_proposal *p) {
    static const char *const links[] = {"of", "to", "for", NULL};
    uint32_t title, first, comma = p->first - 1;
    if (p->first < 2 || p->count < 2 || !ent_token_is(f, sentence, comma, ",")) return false;
    if (!ent_is_first_name(f, sentence, p->first)) return false;
    for (uint32_t k = comma; k > 0 && comma - k < OFFICE_REACH; k--) {
        if (k < comma && ent_finder_token(f, sentence, k)->upos == ENT_UPOS_VERB) return false;
        if (k < comma && !ent_token_among(f, sentence, k, links)) continue;
        if (ent_title_before(f, sentence, 0, k, &title, &first))
            return !f->g->titles[title].plural && !f->g->titles[title].other;
    }
    return false;
}

/* "University of California", "National Coalition for Men": no person is called so. */
static bool is_written_out(const ent_finder *f, uint32_t sentence, const ent_proposal *p) {
    static const char *const links[] = {"of", "for", NULL};
    for (uint32_t i = p->first; i + 2 < p->first + p->count; i++)
        if (ent_head_at(f, sentence, i) >= 0 && ent_token_among(f, sentence, i + 1, links))
            return true;
    return false;
}

/* "Emergency Situations Minister" before a name: a title that the model takes for one. */
static bool is_office(const ent_finder *f, uint32_t sentence, const ent_proposal *p) {
    uint32_t title, first, end = p->first + p->count;
    if (p->type != ENT_PERSON || p->count < 2 || end >= f->text->sentences[sentence].count)
        return false;
    uint8_t next = ent_finder_token(f, sentence, end)->ner;
    return (next == ENT_NER_B_PER || next == ENT_NER_I_PER) &&
           ent_title_before(f, sentence, p->first, end, &title, &first);
}

bool ent_is_in_title(const ent_finder *f, uint32_t sentence, uint32_t first) {
    uint32_t title, count;
    for (uint32_t back = 1; back <= 2 && back <= first; back++)
        if (ent_title_at(f, sentence, first - back, &title, &count) && count > back) return true;
    return false;
}

static void settle_type(ent_finder *f, uint32_t sentence, ent_proposal *p) {
    for (uint32_t k = 1; k + 1 < p->count; k++) /* "Dayton Democrat Toby Hale" */
        if (is_party_member(f, sentence, p->first + k) &&
            ent_is_upper_at(f, sentence, p->first + k + 1)) {
            p->first += k + 1;
            p->count -= k + 1;
            p->type = ENT_PERSON;
            break;
        }
    bool head = p->count > 1 && ent_head_at(f, sentence, p->first + p->count - 1) >= 0;
    if (p->type == ENT_PERSON && is_written_out(f, sentence, p)) p->type = ENT_ORGANIZATION;
    if (p->type == ENT_PERSON) return;
    if (head) {
        p->type = ENT_ORGANIZATION;
        return;
    }
    bool given = p->count > 1 && p->count < 5 && !is_listed(f, sentence, p) &&
                 is_told_office(f, sentence, p->first + p->count);
    bool called = p->type == ENT_PLACE && (ent_bears_title(f, sentence, p->first) ||
                                           (p->count > 1 && !is_listed(f, sentence, p) &&
                                            is_called_by_title(f, sentence, p->first, false)));
    if (!given && !called && !begins_with_honorific(f, sentence, p) &&
        !stands_by_office(f, sentence, p))
        return;
    p->type = ENT_PERSON;
    ent_trim_name(f, sentence, p);
}

/* Of names in small letters, as in mail and chat, those count that have a capital after an article,
 * "az-Zaman", and persons with a given name; known.c finds places. */
static bool is_known_small(const ent_finder *f, uint32_t sentence, const ent_proposal *p) {
    size_t size;
    const char *name = ent_span_of(f, sentence, p->first, p->count, &size);
    const char *hyphen = memchr(name, '-', size);
    if (hyphen && hyphen + 1 < name + size && hyphen[1] >= 'A' && hyphen[1] <= 'Z') return true;
    return p->type == ENT_PERSON && p->count > 1 && ent_is_first_name(f, sentence, p->first);
}

bool ent_guessed_name(ent_finder *f, uint32_t sentence, uint32_t i, ent_proposal *out) {
    const ent_sentence *s = &f->text->sentences[sentence];
    uint32_t start = i;
    while (precedes_name(f, sentence, start)) start++;
    if (begins_initials(f, sentence, start) && precedes_name(f, sentence, start + 1)) start += 2;
    const ent_token *token = ent_finder_token(f, sentence, start);
    uint8_t tag = token->ner;
    if (tag != ENT_NER_B_PER && tag != ENT_NER_B_ORG && tag != ENT_NER_B_LOC)
        return (token->upos == ENT_UPOS_PROPN || begins_initials(f, sentence, i)) &&
               is_unseen_name(f, sentence, i, out);
    uint32_t end = start + 1;
    while (end < s->count && ent_finder_token(f, sentence, end)->ner == tag + 1) end++;
    if (tag == ENT_NER_B_PER) end = person_end(f, sentence, start, end);
    *out = (ent_proposal){
        .first = i, .count = end - i, .type = (ent_actor_type)ent_guessed_type(token)};
    ent_trim_name(f, sentence, out);
    settle_type(f, sentence, out);
    return (ent_is_upper_at(f, sentence, out->first) || is_known_small(f, sentence, out)) &&
           !is_common(f, sentence, out) && !is_event(f, sentence, out->first) &&
           !is_office(f, sentence, out) &&
           (out->type == ENT_PERSON || !ent_is_in_title(f, sentence, out->first));
}
