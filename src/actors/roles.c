/* roles.c - what a name does where it stands: acts, modifies, tells a place, or only reports. */
#include <string.h>

#include "actors/names.h"

/* The preposition that governs the word at i, or NULL. */
static const char *case_of(const ent_finder *f, uint32_t sentence, uint32_t i) {
    const ent_sentence *s = &f->text->sentences[sentence];
    uint32_t from = i > 8 ? i - 8 : 0;
    for (uint32_t k = from; k < i && k < s->count; k++) {
        const ent_token *token = ent_finder_token(f, sentence, k);
        if (token->head == i && token->deprel == ENT_DEP_CASE) return token->lemma;
    }
    return NULL;
}

static bool is_one_of(const char *word, const char *const *words) {
    for (; word && *words; words++) {
        const char *a = word, *b = *words;
        while (*a && *a == *b) a++, b++;
        if (!*a && !*b) return true;
    }
    return false;
}

static bool is_modifier(uint8_t deprel) {
    return deprel == ENT_DEP_AMOD || deprel == ENT_DEP_COMPOUND || deprel == ENT_DEP_NMOD_DESC;
}

/* Who arrives in a capital, or lands there, visits its country. */
static bool is_arrival(const ent_finder *f, const ent_mention *m) {
    uint32_t head = ent_finder_token(f, m->sentence, m->head)->head;
    return head != ENT_ROOT &&
           ent_verb_kinds(f->g, ent_finder_token(f, m->sentence, head)->lemma) & ENT_VERB_ARRIVE;
}

/* In what case a name tells only where: "in Ukraine", "near Kyiv". */
static bool is_inside(const ent_finder *f, const ent_mention *m, bool city) {
    static const char *const words[] = {"in",     "at",         "near",    "inside",
                                        "across", "throughout", "outside", "around",
                                        "within", "through",    NULL};
    if (!is_one_of(case_of(f, m->sentence, m->head), words)) return false;
    return !(city && m->type == ENT_COUNTRY && is_arrival(f, m));
}

/* "from Kyiv", "of Kyiv" may be said of the city or of the government in it. */
static bool may_be_inside(const ent_finder *f, const ent_mention *m) {
    static const char *const words[] = {"from", "of", "into", "for", NULL};
    return is_one_of(case_of(f, m->sentence, m->head), words);
}

/* "the mayor of London", "the streets of Cairo": what only a city has. */
static bool is_of_city(const ent_finder *f, const ent_mention *m) {
    static const char *const words[] = {"mayor",      "street",   "resident", "city",  "capital",
                                        "suburb",     "outskirt", "bishop",   "north", "south",
                                        "archbishop", "east",     "west",     "port",  "district",
                                        "centre",     "center",   NULL};
    const ent_token *token = ent_finder_token(f, m->sentence, m->head);
    return token->deprel == ENT_DEP_NMOD && token->head != ENT_ROOT &&
           is_one_of(ent_finder_token(f, m->sentence, token->head)->lemma, words);
}

/* A dateline: "KYIV, Feb 26 (Reuters) -" or "WASHINGTON -" at the beginning of a paragraph. */
static bool is_dateline(const ent_finder *f, const ent_mention *m) {
    const ent_sentence *s = &f->text->sentences[m->sentence];
    if (!s->paragraph || m->first > 0) return false;
    for (uint32_t i = m->first + m->count; i < s->count && i < m->first + m->count + 12; i++) {
        const ent_token *token = ent_finder_token(f, m->sentence, i);
        const char *form = ent_form(f->text, token);
        bool dash = (*form == '-' && token->length <= 2) || (unsigned char)*form == 0xE2;
        if (dash)
            return token->space_after && i > 0 &&
                   ent_finder_token(f, m->sentence, i - 1)->space_after;
        if (token->upos == ENT_UPOS_VERB) return false;
    }
    return false;
}

static ent_mention_role place_role(const ent_finder *f, const ent_mention *m, bool city) {
    if (is_dateline(f, m) || is_inside(f, m, city)) return ENT_ROLE_LOCATION;
    if (city && may_be_inside(f, m)) return ENT_ROLE_LOCATION;
    const ent_token *token = ent_finder_token(f, m->sentence, m->head);
    if (city &&
        (token->deprel == ENT_DEP_OBL || token->deprel == ENT_DEP_OBL_UNMARKED ||
         token->deprel == ENT_DEP_APPOS) &&
        !case_of(f, m->sentence, m->head))
        return ENT_ROLE_LOCATION;
    return ENT_ROLE_ACTOR;
}

/* "a ban on the BBC", "access to the BBC": a noun that is not said, shown or written to or on it.
 */
static bool is_of_noun(const ent_finder *f, const ent_mention *m, const ent_token *governor) {
    static const char *const leads[] = {"to", "on", NULL};
    static const char *const told[] = {"interview",  "statement", "comment", "letter",
                                       "email",      "e-mail",    "message", "remark",
                                       "show",       "program",   "speech",  "programme",
                                       "appearance", "briefing",  "leak",    NULL};
    const ent_token *token = ent_finder_token(f, m->sentence, m->head);
    return token->deprel == ENT_DEP_NMOD && governor->upos == ENT_UPOS_NOUN &&
           is_one_of(case_of(f, m->sentence, m->head), leads) && !is_one_of(governor->lemma, told);
}

/* A news agency that tells the news: subject of a verb of saying, in brackets, told something. */
static bool only_reports(const ent_finder *f, const ent_mention *m) {
    static const char *const sources[] = {"by", "to",   "according", "with", "on",
                                          "in", "from", "for",       NULL};
    const ent_token *token = ent_finder_token(f, m->sentence, m->head);
    if (token->head == ENT_ROOT || is_modifier(token->deprel)) return true;
    const ent_token *governor = ent_finder_token(f, m->sentence, token->head);
    if (is_of_noun(f, m, governor)) return false;
    if (is_one_of(case_of(f, m->sentence, m->head), sources)) return true;
    if (m->first > 0 && ent_token_is(f, m->sentence, m->first - 1, "(")) return true;
    return governor->upos == ENT_UPOS_VERB &&
           ent_verb_kinds(f->g, governor->lemma) & ENT_VERB_REPORT;
}

static ent_mention_role role_of(const ent_finder *f, const ent_mention *m) {
    const ent_token *token = ent_finder_token(f, m->sentence, m->head);
    const ent_known *known = m->entity == ENT_NO_ENTITY ? NULL : f->entities[m->entity].known;
    bool was_place = m->role == ENT_ROLE_LOCATION;
    if (m->role == ENT_ROLE_ADJECTIVE && !is_modifier(token->deprel)) {
        bool noun = token->upos == ENT_UPOS_NOUN || token->upos == ENT_UPOS_PROPN;
        return noun ? ENT_ROLE_ACTOR : ENT_ROLE_ADJECTIVE; /* "the French said" */
    }
    if (m->role == ENT_ROLE_ADJECTIVE) return ENT_ROLE_ADJECTIVE;
    if (known && known->news) return only_reports(f, m) ? ENT_ROLE_SOURCE : ENT_ROLE_ACTOR;
    if (m->type == ENT_PERSON) return ENT_ROLE_ACTOR;
    if (is_modifier(token->deprel) && token->head != ENT_ROOT && token->head > m->head &&
        (m->type == ENT_COUNTRY || m->type == ENT_PLACE))
        return ENT_ROLE_ADJECTIVE;
    if (m->type == ENT_COUNTRY || m->type == ENT_PLACE || was_place)
        return place_role(f, m, was_place || m->type == ENT_PLACE);
    return ENT_ROLE_ACTOR;
}

/* A capital where something only happens is the city, not the government in it. */
static void make_place(ent_finder *f, ent_mention *m) {
    char folded[FOLD_ROOM];
    size_t size;
    const char *text = ent_span_of(f, m->sentence, m->first, m->count, &size);
    size_t length = ent_fold_span(text, size, folded, sizeof folded);
    const ent_form_entry *form = length ? ent_gazetteer_forms(f->g, folded, length) : NULL;
    while (form && form->kind != ENT_FORM_PLACE)
        form = form->next == UINT32_MAX ? NULL : &f->g->forms[form->next];
    const ent_known *known = form ? &f->g->known[form->known] : NULL;
    uint32_t entity = known ? ent_add_known(f, known) : ent_add_unknown(f, ENT_PLACE, text, size);
    if (entity == ENT_NO_ENTITY) return;
    m->entity = entity;
    m->type = ENT_PLACE;
}

void ent_find_roles(ent_finder *f) {
    for (size_t i = 0; i < f->count; i++) {
        ent_mention *m = &f->mentions[i];
        bool capital = m->role == ENT_ROLE_LOCATION && m->type == ENT_COUNTRY;
        m->role = role_of(f, m);
        if (capital && m->role == ENT_ROLE_LOCATION && (!may_be_inside(f, m) || is_of_city(f, m)))
            make_place(f, m);
    }
}
