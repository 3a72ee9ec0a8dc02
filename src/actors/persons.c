/* persons.c - who a person's name means: full names first, then surnames and given names joined to
 * them, then surnames of the notable that the lexicon knows. */
#include <string.h>

#include "actors/finder.h"

enum { FOLD_ROOM = 512 };

/* Remember that a folded name means an entity in this document; two owners make it ambiguous. */
static void learn(ent_finder *f, const char *folded, size_t length, uint32_t entity) {
    ent_map_slot *slot = ent_map_add(&f->names, folded, length);
    if (!slot)
        f->no_memory = true;
    else if (slot->value == ENT_MAP_NONE)
        slot->value = entity;
    else if (slot->value != entity)
        slot->value = ENT_AMBIGUOUS;
}

/* Small words inside surnames: "von der Leyen", "bin Salman", "de Mistura" belong to the name. */
static bool is_particle(const char *word, size_t length) {
    static const char *const particles[] = {"von", "van", "der", "den", "de",  "da",
                                            "dos", "del", "di",  "la",  "le",  "bin",
                                            "ibn", "al",  "el",  "abu", "ben", NULL};
    for (const char *const *p = particles; *p; p++)
        if (strlen(*p) == length && memcmp(*p, word, length) == 0) return true;
    return false;
}

/* Learn the ways to shorten a full name: the surname with and without its particles; in names that
 * put the family first (Xi Jinping), the lexicon's other forms do it. */
static void learn_short_names(ent_finder *f, const char *folded, size_t length, uint32_t entity) {
    size_t start = length;
    while (start > 0 && folded[start - 1] != ' ') start--;
    if (start == 0) return;
    learn(f, folded + start, length - start, entity);
    size_t at = start;
    while (at > 0) {
        size_t end = at - 1, word = end;
        while (word > 0 && folded[word - 1] != ' ') word--;
        if (word == 0 || !is_particle(folded + word, end - word)) break;
        at = word;
    }
    if (at < start) learn(f, folded + at, length - at, entity);
    const char *hyphen = memchr(folded + start, '-', length - start); /* al-Assad: Assad */
    if (hyphen && is_particle(folded + start, (size_t)(hyphen - folded) - start))
        learn(f, hyphen + 1, length - (size_t)(hyphen + 1 - folded), entity);
}

/* East Asian names put the family name first. */
static void learn_family_first(ent_finder *f, const char *folded, size_t length, uint32_t entity) {
    static const char *const families[] = {
        "xi",   "hu",   "wen",  "li",     "wang", "zhang", "kim",  "park",  "lee",  "moon",
        "yoon", "ban",  "tsai", "lai",    "ma",   "mao",   "deng", "jiang", "zhou", "liu",
        "chen", "yang", "qin",  "nguyen", "choi", "han",   "hun",  "chung", NULL};
    const char *space = memchr(folded, ' ', length);
    size_t first = space ? (size_t)(space - folded) : 0;
    for (const char *const *p = families; first && *p; p++)
        if (strlen(*p) == first && memcmp(*p, folded, first) == 0) learn(f, folded, first, entity);
}

static size_t folded_name(const ent_finder *f, const ent_mention *m, char *out) {
    size_t size;
    const char *text = ent_span_of(f, m->sentence, m->first, m->count, &size);
    return ent_fold_span(text, size, out, FOLD_ROOM);
}

/* Days and months, some of which are surnames: nobody's name unless the document has it in full. */
static bool is_calendar_word(const char *folded) {
    static const char *const words[] = {"monday",    "tuesday", "wednesday", "thursday", "friday",
                                        "saturday",  "sunday",  "january",   "february", "march",
                                        "april",     "may",     "june",      "july",     "august",
                                        "september", "october", "november",  "december", NULL};
    for (const char *const *w = words; *w; w++)
        if (strcmp(*w, folded) == 0) return true;
    return false;
}

static bool is_person(const ent_mention *m) {
    return m->type == ENT_PERSON && m->kind == ENT_MENTION_NAMED;
}

/* The gender that a title before the name tells. */
static ent_gender title_gender(const ent_finder *f, const ent_mention *m) {
    uint32_t title, first;
    if (m->first == 0 || !ent_title_before(f, m->sentence, 0, m->first, &title, &first))
        return ENT_ANY_GENDER;
    return f->g->titles[title].gender;
}

static void set_gender(ent_finder *f, const ent_mention *m, const char *folded, size_t length) {
    ent_candidate *c = &f->entities[m->entity];
    if (c->gender != ENT_ANY_GENDER) return;
    c->gender = title_gender(f, m);
    const char *space = memchr(folded, ' ', length);
    if (c->gender != ENT_ANY_GENDER || !space) return;
    uint32_t gender = ent_map_get(&f->g->firstnames, folded, (size_t)(space - folded));
    if (gender == 'm' || gender == 'f') c->gender = (ent_gender)gender;
}

/* Full names: of the lexicon, or of two words and more. */
static void settle_full_names(ent_finder *f) {
    for (size_t i = 0; i < f->count && !f->no_memory; i++) {
        ent_mention *m = &f->mentions[i];
        char folded[FOLD_ROOM];
        if (!is_person(m)) continue;
        size_t length = folded_name(f, m, folded);
        bool full = length && memchr(folded, ' ', length);
        if (!full && m->entity == ENT_NO_ENTITY) continue;
        if (m->entity == ENT_NO_ENTITY) {
            size_t size;
            uint32_t before = ent_map_get(&f->names, folded, length);
            const char *text = ent_span_of(f, m->sentence, m->first, m->count, &size);
            m->entity =
                before < ENT_AMBIGUOUS ? before : ent_add_unknown(f, ENT_PERSON, text, size);
        }
        if (m->entity == ENT_NO_ENTITY) return;
        set_gender(f, m, folded, length);
        learn(f, folded, length, m->entity);
        learn_short_names(f, folded, length, m->entity);
        learn_family_first(f, folded, length, m->entity);
        const ent_known *known = f->entities[m->entity].known;
        if (known && known->type == ENT_PERSON) { /* the short forms of the name we know */
            length = ent_fold_span(known->name, strlen(known->name), folded, sizeof folded);
            learn_short_names(f, folded, length, m->entity);
            learn_family_first(f, folded, length, m->entity);
        }
    }
}

/* Names of one word: joined to a full name of the document, or to the one notable person of that
 * surname; else somebody of their own. */
static void settle_short_names(ent_finder *f) {
    for (size_t i = 0; i < f->count && !f->no_memory; i++) {
        ent_mention *m = &f->mentions[i];
        char folded[FOLD_ROOM];
        if (!is_person(m) || m->entity != ENT_NO_ENTITY) continue;
        size_t size, length = folded_name(f, m, folded);
        uint32_t entity = length ? ent_map_get(&f->names, folded, length) : ENT_MAP_NONE;
        if (entity == ENT_AMBIGUOUS) continue; /* two of that name: leave it open */
        if (entity == ENT_MAP_NONE && is_calendar_word(folded)) continue;
        if (entity == ENT_MAP_NONE) {
            uint32_t known = length ? ent_map_get(&f->g->surnames, folded, length) : ENT_MAP_NONE;
            const char *text = ent_span_of(f, m->sentence, m->first, m->count, &size);
            entity = known < ENT_AMBIGUOUS ? ent_add_known(f, &f->g->known[known])
                                           : ent_add_unknown(f, ENT_PERSON, text, size);
            if (entity == ENT_NO_ENTITY) return;
            learn(f, folded, length, entity);
        }
        m->entity = entity;
        set_gender(f, m, folded, length);
    }
}

/* Can the word be a name by its place: a proper noun, or a bare noun, as the tagger takes "Tusk"
 * for one at the beginning of a sentence? */
static bool may_be_name(const ent_finder *f, uint32_t sentence, uint32_t i, bool *sure) {
    const ent_token *t = ent_finder_token(f, sentence, i);
    *sure = t->upos == ENT_UPOS_PROPN;
    if (*sure) return true;
    uint8_t before = i > 0 ? ent_finder_token(f, sentence, i - 1)->upos : ENT_UPOS_PUNCT;
    bool bare = before != ENT_UPOS_DET && before != ENT_UPOS_ADJ && before != ENT_UPOS_NUM;
    return t->upos == ENT_UPOS_NOUN && bare &&
           (t->deprel == ENT_DEP_NSUBJ || t->deprel == ENT_DEP_NSUBJ_PASS ||
            t->deprel == ENT_DEP_NMOD_POSS || t->deprel == ENT_DEP_OBJ);
}

/* Capitalised words that the model did not take for a name but that are one elsewhere in the
 * document, or that are a notable's surname. */
static void find_missed(ent_finder *f) {
    size_t before = f->count;
    for (uint32_t s = 0; s < f->text->sentence_count && !f->no_memory; s++) {
        const ent_sentence *sentence = &f->text->sentences[s];
        for (uint32_t i = 0; i < sentence->count; i++) {
            const ent_token *token = ent_finder_token(f, s, i);
            char folded[FOLD_ROOM];
            bool sure;
            if (token->length < 3 || ent_mention_at(f, s, i) || !may_be_name(f, s, i, &sure))
                continue;
            const char *form = ent_form(f->text, token);
            if (form[0] >= 'a' && form[0] <= 'z') continue;
            size_t length = ent_fold_span(form, token->length, folded, sizeof folded);
            if (!length || is_calendar_word(folded)) continue;
            uint32_t entity = ent_map_get(&f->names, folded, length);
            if (entity == ENT_MAP_NONE && sure) {
                uint32_t known = ent_map_get(&f->g->surnames, folded, length);
                uint32_t first = ent_map_get(&f->g->firstnames, folded, length);
                if (known < ENT_AMBIGUOUS && first == ENT_MAP_NONE)
                    entity = ent_add_known(f, &f->g->known[known]);
            }
            if (entity >= ENT_AMBIGUOUS) continue;
            ent_add_mention(f, s, i, 1, f->entities[entity].entity.type, entity);
        }
    }
    if (f->count > before) ent_finder_sort(f);
}

void ent_find_persons(ent_finder *f) {
    settle_full_names(f);
    settle_short_names(f);
    find_missed(f);
}
