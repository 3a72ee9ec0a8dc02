/* names.c - names in the text: the lexicon and the NER model propose, the longer and surer wins. */
#include <string.h>

#include "actors/finder.h"
#include "base/utf8.h"

enum { NAME_TOKENS = 14, FOLD_ROOM = 512 };

/* A proposal: tokens of one sentence that are a name. */
typedef struct proposal {
    uint32_t first, count;
    const ent_form_entry *form; /* NULL: from the model alone */
    ent_actor_type type;
} proposal;

/* ---- The lexicon's proposals ---- */

static bool is_upper_at(const ent_finder *f, uint32_t sentence, uint32_t i) {
    const ent_token *token = ent_finder_token(f, sentence, i);
    uint32_t rune;
    ent_utf8_decode(ent_form(f->text, token), token->length, &rune);
    return ent_rune_is_upper(rune) || ent_rune_is_digit(rune);
}

/* Is the form an acronym (all letters upper case)? Then the text must have it so, too. */
static bool is_acronym(const char *form) {
    bool letters = false;
    for (; *form; form++) {
        if (*form >= 'a' && *form <= 'z') return false;
        letters |= *form >= 'A' && *form <= 'Z';
    }
    return letters;
}

static bool has_lower(const char *text, size_t length) {
    for (size_t i = 0; i < length; i++)
        if (text[i] >= 'a' && text[i] <= 'z') return true;
    return false;
}

/* Does the text write the name as a name? */
static bool fits_case(const ent_form_entry *form, const char *text, size_t length) {
    bool upper = form->text[0] >= 'A' && form->text[0] <= 'Z';
    if (is_acronym(form->text)) return !has_lower(text, length);
    if (upper && text[0] >= 'a' && text[0] <= 'z') return false;
    /* "US" must not be found as the adjective of a text in capitals, "WHO" not as who */
    return true;
}

/* What the NER model makes of a token: its type, or -1. */
static int model_type(const ent_token *token) {
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

static bool is_first_name(const ent_finder *f, uint32_t sentence, uint32_t i) {
    char folded[FOLD_ROOM];
    const ent_token *token = ent_finder_token(f, sentence, i);
    size_t length = ent_fold_span(ent_form(f->text, token), token->length, folded, sizeof folded);
    return length && ent_map_get(&f->g->firstnames, folded, length) != ENT_MAP_NONE;
}

/* A bare place name is common as a surname or word: the model or a preposition must agree. */
static bool place_is_meant(const ent_finder *f, uint32_t sentence, uint32_t first, uint32_t count) {
    static const char *const before[] = {"in", "at", "near", "outside", "from", "of", "to", NULL};
    int type = model_type(ent_finder_token(f, sentence, first));
    if (count == 1 && is_first_name(f, sentence, first) && !(first > 0 && type == ENT_PLACE))
        return false;
    if (type == ENT_PLACE) return true;
    if (type >= 0) return false;
    uint8_t upos = ent_finder_token(f, sentence, first + count - 1)->upos;
    if (upos != ENT_UPOS_PROPN) return false;
    return count > 1 || (first > 0 && ent_token_among(f, sentence, first - 1, before));
}

/* Is a one-word form that also is a common word or first name meant as the name? */
static bool form_is_meant(const ent_finder *f, const ent_form_entry *form, uint32_t sentence,
                          uint32_t first, uint32_t count) {
    const ent_known *known = &f->g->known[form->known];
    const ent_token *token = ent_finder_token(f, sentence, first);
    int type = model_type(token);
    if (form->kind == ENT_FORM_PLACE) return place_is_meant(f, sentence, first, count);
    if (count > 1) return true;
    if (form->kind == ENT_FORM_CAPITAL || known->type == ENT_COUNTRY) {
        /* Jordan Smith, Paris Hilton: part of a person's longer name for the model */
        const ent_sentence *s = &f->text->sentences[sentence];
        bool inside = token->ner == ENT_NER_I_PER ||
                      (token->ner == ENT_NER_B_PER && first + 1 < s->count &&
                       ent_finder_token(f, sentence, first + 1)->ner == ENT_NER_I_PER);
        uint32_t title, tokens; /* but not in "U.S. President Trump" */
        return !inside || ent_title_at(f, sentence, first + 1, &title, &tokens);
    }
    if (known->type == ENT_ORGANIZATION && !is_acronym(form->text))
        return type != ENT_PERSON && (token->upos == ENT_UPOS_PROPN || type == ENT_ORGANIZATION ||
                                      token->upos == ENT_UPOS_NOUN);
    return true;
}

/* The longest form of the lexicon that begins at token i. */
static bool match(const ent_finder *f, uint32_t sentence, uint32_t i, proposal *out) {
    char folded[FOLD_ROOM];
    const ent_sentence *s = &f->text->sentences[sentence];
    const ent_token *token = ent_finder_token(f, sentence, i);
    size_t length = ent_fold_span(ent_form(f->text, token), token->length, folded, sizeof folded);
    uint32_t most = length ? ent_map_get(&f->g->starts, folded, length) : ENT_MAP_NONE;
    if (most == ENT_MAP_NONE) return false;
    if (most > NAME_TOKENS) most = NAME_TOKENS;
    if (most > s->count - i) most = s->count - i;
    for (uint32_t count = most; count > 0; count--) {
        size_t size;
        const char *text = ent_span_of(f, sentence, i, count, &size);
        length = ent_fold_span(text, size, folded, sizeof folded);
        const ent_form_entry *form = length ? ent_gazetteer_forms(f->g, folded, length) : NULL;
        for (; form; form = form->next == UINT32_MAX ? NULL : &f->g->forms[form->next]) {
            if (!fits_case(form, text, size) || !form_is_meant(f, form, sentence, i, count))
                continue;
            *out = (proposal){i, count, form, f->g->known[form->known].type};
            return true;
        }
    }
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
                fits_case(form, text, size))
                return &f->g->known[form->known];
    }
    return NULL;
}

/* ---- The model's proposals ---- */

/* Cut a title, with the country or body it is held of, from before a person's name: "U.S. President
 * Donald Trump". */
static bool cut_title(const ent_finder *f, uint32_t sentence, proposal *p) {
    proposal owner;
    uint32_t title, count, skip = 0, end = p->first + p->count;
    if (match(f, sentence, p->first, &owner) && owner.type != ENT_PERSON) skip = owner.count;
    if (skip >= p->count || !ent_title_at(f, sentence, p->first + skip, &title, &count) ||
        p->first + skip + count >= end)
        return false;
    p->first += skip + count;
    p->count -= skip + count;
    return true;
}

/* Cut "on Monday" from the end of a name. */
static void cut_day(const ent_finder *f, uint32_t sentence, proposal *p) {
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

/* A capital makes no name of "the Government", "the Opposition": groups.c finds out whose. */
static bool is_common_body(const ent_finder *f, uint32_t sentence, const proposal *p) {
    char folded[FOLD_ROOM];
    size_t size;
    const char *text = ent_span_of(f, sentence, p->first, p->count, &size);
    size_t length = ent_fold_span(text, size, folded, sizeof folded);
    uint32_t group = length ? ent_map_get(&f->g->by_group, folded, length) : ENT_MAP_NONE;
    return group != ENT_MAP_NONE && !f->g->groups[group].own;
}

/* Cut what is no part of a name from its ends: articles, titles before persons, possessives. */
static void trim(const ent_finder *f, uint32_t sentence, proposal *p) {
    static const char *const articles[] = {"the", "a", "an", "former", "then", "late", NULL};
    static const char *const ends[] = {"'s", "’s", "'", "’", ",", ".", ")", "\"", "”", "-", NULL};
    while (p->count > 1 && ent_token_among(f, sentence, p->first, articles)) p->first++, p->count--;
    while (p->count > 1 && ent_token_among(f, sentence, p->first + p->count - 1, ends)) p->count--;
    while (p->count > 1 && is_link_word(f, sentence, p->first + p->count - 1)) p->count--;
    cut_day(f, sentence, p);
    while (p->type == ENT_PERSON && cut_title(f, sentence, p)) continue;
}

/* A given name right before what the model takes for a person: "Ali" before "Shamkhani". */
static bool is_given_name(const ent_finder *f, uint32_t sentence, uint32_t i) {
    const ent_sentence *s = &f->text->sentences[sentence];
    const ent_token *token = ent_finder_token(f, sentence, i);
    if (i + 1 >= s->count || ent_finder_token(f, sentence, i + 1)->ner != ENT_NER_B_PER ||
        token->ner == ENT_NER_I_PER || !token->space_after || !is_upper_at(f, sentence, i))
        return false;
    return is_first_name(f, sentence, i);
}

/* A word that the parser takes for part of a person's name where the namer stopped too early. */
static bool continues_name(const ent_finder *f, uint32_t sentence, uint32_t start, uint32_t i) {
    const ent_token *token = ent_finder_token(f, sentence, i);
    return token->deprel == ENT_DEP_FLAT && token->head >= start && token->head < i &&
           token->upos == ENT_UPOS_PROPN && token->ner == ENT_NER_O && is_upper_at(f, sentence, i);
}

/* The name that the model sees at token i. */
static bool predicted(const ent_finder *f, uint32_t sentence, uint32_t i, proposal *out) {
    const ent_sentence *s = &f->text->sentences[sentence];
    uint32_t start = is_given_name(f, sentence, i) ? i + 1 : i, end = start + 1;
    const ent_token *token = ent_finder_token(f, sentence, start);
    uint8_t tag = token->ner;
    if (tag != ENT_NER_B_PER && tag != ENT_NER_B_ORG && tag != ENT_NER_B_LOC) return false;
    while (end < s->count && ent_finder_token(f, sentence, end)->ner == tag + 1) end++;
    while (tag == ENT_NER_B_PER && end < s->count && continues_name(f, sentence, start, end)) end++;
    *out = (proposal){i, end - i, NULL, (ent_actor_type)model_type(token)};
    trim(f, sentence, out);
    return is_upper_at(f, sentence, out->first) && !is_common_body(f, sentence, out);
}

/* ---- Choosing ---- */

/* A nationality before a name that the model takes into it ("Russian President") or that stands for
 * itself must not be swallowed by an organisation that does not begin with it in the lexicon. */
static bool model_wins(const ent_finder *f, const proposal *ours, const proposal *theirs) {
    if (theirs->first > ours->first || theirs->first + theirs->count <= ours->first + ours->count)
        return false;
    if (ours->count > 1 && theirs->type == ENT_PLACE) return false;
    const ent_form_entry *form = ours->form;
    if (form->kind == ENT_FORM_ADJECTIVE || f->g->known[form->known].type == ENT_COUNTRY)
        return theirs->type == ENT_ORGANIZATION && ours->first > theirs->first;
    if (theirs->type == ENT_PERSON && ours->type == ENT_PERSON) return false;
    return true;
}

static uint32_t entity_of(ent_finder *f, uint32_t sentence, const proposal *p) {
    size_t length;
    const char *name = ent_span_of(f, sentence, p->first, p->count, &length);
    if (p->form) return ent_add_known(f, &f->g->known[p->form->known]);
    if (p->type == ENT_PERSON) return ENT_NO_ENTITY; /* persons.c finds out who it is */
    return ent_add_unknown(f, p->type, name, length);
}

static void accept(ent_finder *f, uint32_t sentence, const proposal *p) {
    uint32_t entity = entity_of(f, sentence, p);
    ent_mention *m = ent_add_mention(f, sentence, p->first, p->count, p->type, entity);
    if (!m || !p->form) return;
    if (p->form->kind == ENT_FORM_ADJECTIVE) m->role = ENT_ROLE_ADJECTIVE;
    if (p->form->kind == ENT_FORM_ADJECTIVE || p->form->kind == ENT_FORM_PEOPLE)
        m->kind = ENT_MENTION_NOMINAL; /* "French" means France but is not its name */
    if (p->form->kind == ENT_FORM_CAPITAL || p->form->kind == ENT_FORM_PLACE)
        m->role = ENT_ROLE_LOCATION; /* roles.c looks closer */
}

/* "the Tigray Front (TF)": the letters mean the name before them. */
static void learn_acronym(ent_finder *f, uint32_t sentence, const proposal *p) {
    uint32_t end = p->first + p->count;
    const ent_sentence *s = &f->text->sentences[sentence];
    if (p->count < 2 || end + 2 >= s->count || !ent_token_is(f, sentence, end, "(") ||
        !ent_token_is(f, sentence, end + 2, ")") || f->count == 0)
        return;
    const ent_token *token = ent_finder_token(f, sentence, end + 1);
    const char *form = ent_form(f->text, token);
    uint32_t entity = f->mentions[f->count - 1].entity;
    char folded[FOLD_ROOM];
    if (token->length < 2 || token->length > 10 || has_lower(form, token->length)) return;
    if (form[0] < 'A' || form[0] > 'Z' || entity == ENT_NO_ENTITY) return;
    size_t length = ent_fold_span(form, token->length, folded, sizeof folded);
    ent_map_slot *slot = ent_map_add(&f->names, folded, length);
    if (!slot)
        f->no_memory = true;
    else if (slot->value == ENT_MAP_NONE)
        slot->value = entity;
}

static void learn_word(ent_finder *f, const char *word, size_t length, uint32_t entity) {
    char folded[FOLD_ROOM];
    if (length < 4 || word[0] < 'A' || word[0] > 'Z' || !has_lower(word, length)) return;
    length = ent_fold_span(word, length, folded, sizeof folded);
    ent_map_slot *slot = length ? ent_map_add(&f->shorts, folded, length) : NULL;
    if (length && !slot) f->no_memory = true;
    if (!slot) return;
    bool free = slot->value == ENT_MAP_NONE || slot->value == entity;
    slot->value = free ? entity : ENT_AMBIGUOUS;
}

/* "the Tamil Tigers", "the Bank of England": from here on "the Tigers", "the Bank" are they, unless
 * others are called so, too. */
static void learn_short(ent_finder *f, uint32_t sentence, const proposal *p) {
    if (p->type != ENT_ORGANIZATION || f->count == 0) return;
    uint32_t entity = f->mentions[f->count - 1].entity;
    if (entity == ENT_NO_ENTITY) return;
    const char *name = f->entities[entity].entity.name, *last = strrchr(name, ' ');
    if (last) learn_word(f, last + 1, strlen(last + 1), entity);
    for (uint32_t i = p->first + 1; p->count > 1 && i < p->first + p->count; i++) {
        bool of = i + 1 < p->first + p->count && ent_token_is(f, sentence, i + 1, "of");
        const ent_token *token = ent_finder_token(f, sentence, i);
        if (of || i + 1 == p->first + p->count)
            learn_word(f, ent_form(f->text, token), token->length, entity);
    }
}

/* "the Tigers", "the Commission": a name explained before, written as one. */
static bool shortened(ent_finder *f, uint32_t sentence, uint32_t i, proposal *out,
                      uint32_t *entity) {
    const ent_sentence *s = &f->text->sentences[sentence];
    const ent_token *token = ent_finder_token(f, sentence, i);
    char folded[FOLD_ROOM];
    if (f->shorts.count == 0 || i == 0 || !ent_token_is(f, sentence, i - 1, "the")) return false;
    if (i + 1 < s->count && ent_finder_token(f, sentence, i + 1)->upos == ENT_UPOS_PROPN)
        return false;
    size_t length = ent_fold_span(ent_form(f->text, token), token->length, folded, sizeof folded);
    *entity = length ? ent_map_get(&f->shorts, folded, length) : ENT_MAP_NONE;
    if (*entity == ENT_MAP_NONE || *entity == ENT_AMBIGUOUS) return false;
    *out = (proposal){i, 1, NULL, f->entities[*entity].entity.type};
    return true;
}

/* A name that this document has explained before. */
static bool explained(ent_finder *f, uint32_t sentence, uint32_t i, proposal *out,
                      uint32_t *entity) {
    const ent_token *token = ent_finder_token(f, sentence, i);
    char folded[FOLD_ROOM];
    if (f->names.count == 0 || has_lower(ent_form(f->text, token), token->length)) return false;
    size_t length = ent_fold_span(ent_form(f->text, token), token->length, folded, sizeof folded);
    *entity = length ? ent_map_get(&f->names, folded, length) : ENT_MAP_NONE;
    if (*entity == ENT_MAP_NONE) return false;
    *out = (proposal){i, 1, NULL, f->entities[*entity].entity.type};
    return true;
}

static void find_in_sentence(ent_finder *f, uint32_t sentence) {
    const ent_sentence *s = &f->text->sentences[sentence];
    proposal later = {.first = UINT32_MAX}; /* of the model, its beginning cut off */
    for (uint32_t i = 0; i < s->count && !f->no_memory;) {
        proposal ours, theirs, *best = NULL;
        uint32_t entity;
        static const char *const articles[] = {"al", "el", NULL}; /* al-Sadr, el-Sisi */
        bool named = is_upper_at(f, sentence, i) || ent_token_among(f, sentence, i, articles);
        if (named && (explained(f, sentence, i, &ours, &entity) ||
                      shortened(f, sentence, i, &ours, &entity))) {
            ent_add_mention(f, sentence, i, 1, ours.type, entity);
            i++;
            continue;
        }
        bool have_ours = named && match(f, sentence, i, &ours);
        bool have_theirs = predicted(f, sentence, i, &theirs);
        if (have_theirs && theirs.first > i) {
            later = theirs;
            have_theirs = false;
        } else if (!have_theirs && i == later.first) {
            theirs = later;
            have_theirs = true;
        }
        if (have_ours) best = &ours;
        if (have_theirs && (!have_ours || model_wins(f, &ours, &theirs))) best = &theirs;
        if (!best) {
            i++;
            continue;
        }
        accept(f, sentence, best);
        learn_acronym(f, sentence, best);
        learn_short(f, sentence, best);
        i = best->first + best->count;
    }
}

/* Forms that mean their owner only where it is named otherwise: take the others back. */
static bool is_unsupported(const ent_finder *f, const ent_mention *m) {
    char folded[FOLD_ROOM];
    size_t size;
    const char *text = ent_span_of(f, m->sentence, m->first, m->count, &size);
    size_t length = ent_fold_span(text, size, folded, sizeof folded);
    const ent_form_entry *form = length ? ent_gazetteer_forms(f->g, folded, length) : NULL;
    if (!form || !form->conditional || m->entity == ENT_NO_ENTITY) return false;
    for (size_t i = 0; i < f->count; i++) {
        const ent_mention *other = &f->mentions[i];
        if (other->entity != m->entity) continue;
        const char *name = ent_span_of(f, other->sentence, other->first, other->count, &size);
        size_t other_length = ent_fold_span(name, size, folded, sizeof folded);
        const ent_form_entry *own =
            other_length ? ent_gazetteer_forms(f->g, folded, other_length) : NULL;
        if (own && !own->conditional) return false;
    }
    return true;
}

static void drop_unsupported(ent_finder *f) {
    size_t kept = 0, checks = 0;
    for (size_t i = 0; i < f->count; i++)
        if (checks > 256 || !is_unsupported(f, &f->mentions[i]))
            f->mentions[kept++] = f->mentions[i];
        else
            checks++;
    f->count = kept;
}

void ent_find_names(ent_finder *f) {
    for (uint32_t s = 0; s < f->text->sentence_count && !f->no_memory; s++) find_in_sentence(f, s);
    drop_unsupported(f);
    ent_finder_sort(f);
}
