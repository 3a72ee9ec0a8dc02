/* persons.c - who a person's name means: full names first, then surnames and given names joined to
 * them, then surnames of the notable that the lexicon knows. Two full names of one spelling key
 * (spelling.c) are one person; a short name that two bear is left open unless a title, the place
 * where they are introduced, or fame tells. */
#include <string.h>

#include "actors/names.h"

enum { SHORT_MIN = 3, KEY_MIN = 5, USUAL = 2 };

/* ---- What names claim to mean ---- */

/* Remember that a folded name means an entity, from mention `from` on; weak: if no other does. */
static void learn(ent_finder *f, const char *folded, size_t length, uint32_t entity, size_t from,
                  bool weak) {
    ent_map_slot *slot = ent_map_add(&f->people, folded, length);
    if (!slot) {
        f->no_memory = true;
        return;
    }
    for (uint32_t c = slot->value; c != ENT_MAP_NONE; c = f->claims[c].next)
        if (f->claims[c].entity == entity) {
            f->claims[c].weak &= weak;
            return;
        }
    uint32_t claim = ent_add_claim(f, (ent_claim){entity, slot->value, (uint32_t)from, weak});
    if (claim != UINT32_MAX) slot->value = claim;
}

/* Small words inside surnames: "von der Leyen", "bin Salman", "de Mistura" belong to the name. */
static bool is_particle(const char *word, size_t length) {
    static const char *const particles[] = {"von", "van", "der", "den",  "de",  "da",  "dos",
                                            "del", "di",  "la",  "le",   "bin", "ibn", "al",
                                            "el",  "abu", "ben", "ould", "ter", NULL};
    for (const char *const *p = particles; *p; p++)
        if (strlen(*p) == length && memcmp(*p, word, length) == 0) return true;
    return false;
}

/* The surname with its particles, and after a hyphen: "von der Leyen", "al-Assad", "Assad". */
static void learn_surname(ent_finder *f, const char *folded, size_t length, uint32_t entity,
                          size_t from) {
    size_t start = length;
    while (start > 0 && folded[start - 1] != ' ') start--;
    if (start == 0) return;
    learn(f, folded + start, length - start, entity, from, false);
    size_t at = start;
    while (at > 0) {
        size_t end = at - 1, word = end;
        while (word > 0 && folded[word - 1] != ' ') word--;
        if (word == 0 || !is_particle(folded + word, end - word)) break;
        at = word;
    }
    if (at < start) learn(f, folded + at, length - at, entity, from, false);
    const char *hyphen = memchr(folded + start, '-', length - start);
    if (hyphen && is_particle(folded + start, (size_t)(hyphen - folded) - start))
        learn(f, hyphen + 1, length - (size_t)(hyphen + 1 - folded), entity, from, false);
}

/* The other words of a full name may stand for it, too: Xi Jinping is Xi, Ricardo Rosselló Nevares
 * Rosselló, Hassan Mwinyi sometimes Hassan. */
static void learn_words(ent_finder *f, const char *folded, size_t length, uint32_t entity,
                        size_t from) {
    for (size_t at = 0; at < length;) {
        const char *blank = memchr(folded + at, ' ', length - at);
        size_t end = blank ? (size_t)(blank - folded) : length;
        bool family = at == 0 && ent_map_get(&f->g->families, folded, end) != ENT_MAP_NONE;
        if (blank && (family || end - at >= SHORT_MIN) && !is_particle(folded + at, end - at))
            learn(f, folded + at, end - at, entity, from, !family);
        at = end + 1;
    }
}

/* Two words and more at the end of a full name, "Rivera Schatz" of Thomas Rivera Schatz. */
static void learn_tails(ent_finder *f, const char *folded, size_t length, uint32_t entity,
                        size_t from) {
    const char *blank = memchr(folded, ' ', length);
    while (blank) {
        size_t start = (size_t)(blank + 1 - folded);
        blank = memchr(folded + start, ' ', length - start);
        if (blank) learn(f, folded + start, length - start, entity, from, false);
    }
}

/* A name without what stands between its first and last word, if that is initials only or, where
 * names are wanted too, one other name; 0 if there is nothing to leave out. */
static size_t without_middle(const char *folded, size_t length, bool names, char *out) {
    const char *first = memchr(folded, ' ', length);
    size_t last = length, middles = 0;
    while (last > 0 && folded[last - 1] != ' ') last--;
    if (!first || (size_t)(first + 1 - folded) >= last) return 0;
    for (const char *at = first + 1; at < folded + last; middles++) {
        const char *blank = memchr(at, ' ', length);
        size_t size = (size_t)(blank - at);
        bool initial = size == 1 || (size == 2 && at[1] == '.');
        if (!initial && !names) return 0;
        at = blank + 1;
    }
    if (middles > 1 + (size_t)!names) return 0;
    size_t head = (size_t)(first + 1 - folded);
    memcpy(out, folded, head);
    memcpy(out + head, folded + last, length - last);
    return head + length - last;
}

/* A surname by its spelling key, marked so that it cannot be taken for a name. */
static size_t surname_key(const ent_finder *f, const char *folded, size_t length, char *out) {
    size_t start = length;
    while (start > 0 && folded[start - 1] != ' ') start--;
    if (length - start < KEY_MIN) return 0;
    out[0] = '~';
    size_t size = ent_spelling_key(f->g, folded + start, length - start, out + 1, FOLD_ROOM - 1);
    return size ? size + 1 : 0;
}

static void learn_name(ent_finder *f, const char *folded, size_t length, uint32_t entity,
                       size_t from) {
    char key[FOLD_ROOM];
    char plain[FOLD_ROOM];
    size_t short_size = without_middle(folded, length, false, plain);
    if (short_size) learn(f, plain, short_size, entity, from, false); /* its initials left out */
    learn(f, folded, length, entity, from, false);
    learn_surname(f, folded, length, entity, from);
    learn_words(f, folded, length, entity, from);
    learn_tails(f, folded, length, entity, from);
    size_t size = surname_key(f, folded, length, key);
    if (size) learn(f, key, size, entity, from, true);
}

/* ---- Who is meant ---- */

static size_t folded_name(const ent_finder *f, const ent_mention *m, char *out) {
    size_t size;
    const char *text = ent_span_of(f, m->sentence, m->first, m->count, &size);
    return ent_fold_span(text, size, out, FOLD_ROOM);
}

/* The title right before a name, or NULL; *text is its words. */
static const ent_title *title_of(const ent_finder *f, const ent_mention *m, const char **text,
                                 size_t *length) {
    uint32_t title, first;
    if (m->first == 0 || !ent_title_before(f, m->sentence, 0, m->first, &title, &first))
        return NULL;
    *text = ent_span_of(f, m->sentence, first, m->first - first, length);
    return &f->g->titles[title];
}

/* Does the person who bears a claim fit what stands before the name: "Mrs.", "Secretary"? */
static bool fits_title(const ent_finder *f, uint32_t entity, const ent_title *title) {
    ent_gender gender = f->entities[entity].gender;
    return !title || title->gender == ENT_ANY_GENDER || gender == ENT_ANY_GENDER ||
           gender == title->gender;
}

/* The entities that claim a name, weak ones only if asked for, that pass the title; *only is the
 * last of them. With `before`, only those introduced before that mention. */
static size_t claimants(const ent_finder *f, uint32_t claim, bool weak, const ent_title *title,
                        size_t before, uint32_t *only) {
    size_t count = 0;
    for (; claim != ENT_MAP_NONE; claim = f->claims[claim].next) {
        const ent_claim *c = &f->claims[claim];
        if (c->weak != weak || c->from >= before || !fits_title(f, c->entity, title)) continue;
        *only = c->entity;
        count++;
    }
    return count;
}

/* The famous bearer of a surname, if he is one of those that the document names so. */
static bool is_famous(const ent_finder *f, uint32_t claim, const char *folded, size_t length,
                      uint32_t *only) {
    uint32_t known = ent_map_get(&f->g->surnames, folded, length);
    for (; known < ENT_AMBIGUOUS && claim != ENT_MAP_NONE; claim = f->claims[claim].next) {
        *only = f->claims[claim].entity;
        if (f->entities[*only].known == &f->g->known[known]) return true;
    }
    return false;
}

/* Has an entity been named in this sentence before the mention, or in the one before? */
static bool is_near(const ent_finder *f, uint32_t entity, size_t mention) {
    uint32_t sentence = f->mentions[mention].sentence;
    for (size_t i = mention; i-- > 0 && f->mentions[i].sentence + 1 >= sentence;)
        if (f->mentions[i].entity == entity) return true;
    return false;
}

/* The one whom the document has called by the name alone, again and again, where the others are not
 * spoken of just now: after "Mendez", of Tony Mendez, his wife Jonna Mendez is called Jonna. */
static bool is_main_bearer(const ent_finder *f, uint32_t claim, bool weak, size_t mention,
                           uint32_t *only) {
    size_t usual = 0;
    for (uint32_t c = claim; c != ENT_MAP_NONE; c = f->claims[c].next) {
        uint32_t entity = f->claims[c].entity;
        if (f->claims[c].weak != weak || f->entities[entity].shortened < USUAL) continue;
        *only = entity;
        usual++;
    }
    if (usual != 1) return false;
    for (uint32_t c = claim; c != ENT_MAP_NONE; c = f->claims[c].next) {
        uint32_t entity = f->claims[c].entity;
        if (f->claims[c].weak != weak || entity == *only) continue;
        if (f->entities[entity].shortened > 0 || is_near(f, entity, mention)) return false;
    }
    return true;
}

/* Whom a short name means at a mention: an entity, ENT_AMBIGUOUS, or ENT_MAP_NONE. */
static uint32_t who(const ent_finder *f, const char *folded, size_t length, size_t mention) {
    char key[FOLD_ROOM];
    const char *text;
    size_t size;
    uint32_t only = ENT_MAP_NONE, claim = ent_map_get(&f->people, folded, length);
    const ent_title *title = title_of(f, &f->mentions[mention], &text, &size);
    if (claim == ENT_MAP_NONE) {
        size = surname_key(f, folded, length, key);
        claim = size ? ent_map_get(&f->people, key, size) : ENT_MAP_NONE;
    }
    if (claim == ENT_MAP_NONE) return ENT_MAP_NONE;
    for (int weak = 0; weak <= 1; weak++) {
        size_t count = claimants(f, claim, weak, title, SIZE_MAX, &only);
        if (count == 1) return only;
        if (count == 0) continue;
        if (claimants(f, claim, weak, title, mention, &only) == 1) return only;
        if (is_main_bearer(f, claim, weak, mention, &only)) return only;
        return !weak && is_famous(f, claim, folded, length, &only) ? only : ENT_AMBIGUOUS;
    }
    return ENT_MAP_NONE;
}

static bool is_person(const ent_mention *m) {
    return m->type == ENT_PERSON && m->kind == ENT_MENTION_NAMED;
}

static void set_gender(ent_finder *f, const ent_mention *m, const char *folded, size_t length) {
    ent_candidate *c = &f->entities[m->entity];
    const char *text, *blank = memchr(folded, ' ', length);
    size_t size;
    if (c->gender != ENT_ANY_GENDER) return;
    const ent_title *title = title_of(f, m, &text, &size);
    if (title) c->gender = title->gender;
    if (c->gender != ENT_ANY_GENDER || !blank) return;
    uint32_t gender = ent_map_get(&f->g->firstnames, folded, (size_t)(blank - folded));
    if (gender == 'm' || gender == 'f') c->gender = (ent_gender)gender;
}

/* ---- Full names ---- */

/* "John R. Bolton" is John Bolton, whom the document or the lexicon has; "Robert Gabriel Mugabe" is
 * Robert Mugabe, whom the lexicon has. ENT_NO_ENTITY if it is nobody. */
static uint32_t same_but_middle(ent_finder *f, const char *folded, size_t length) {
    char shorter[FOLD_ROOM], plain[FOLD_ROOM];
    size_t size = without_middle(folded, length, false, shorter);
    if (size) {
        uint32_t claim = ent_map_get(&f->people, shorter, size);
        uint32_t entity = claim == ENT_MAP_NONE ? ENT_NO_ENTITY : f->claims[claim].entity;
        const char *name = entity == ENT_NO_ENTITY ? "" : f->entities[entity].entity.name;
        size_t own = ent_fold_span(name, strlen(name), plain, sizeof plain);
        if (own == size && memcmp(plain, shorter, size) == 0) return entity; /* no other initials */
    } else if (!ent_is_arabic(f->g, folded, length)) {
        size = without_middle(folded, length, true, shorter);
    }
    const ent_form_entry *form = size ? ent_gazetteer_forms(f->g, shorter, size) : NULL;
    const ent_known *known = form ? &f->g->known[form->known] : NULL;
    return known && known->type == ENT_PERSON ? ent_add_known(f, known) : ENT_NO_ENTITY;
}

/* The person of a full name: whoever has been called so, in whatever spelling, or somebody new. */
static uint32_t full_name(ent_finder *f, ent_mention *m, const char *folded, size_t length) {
    char key[FOLD_ROOM];
    size_t size;
    const char *text = ent_span_of(f, m->sentence, m->first, m->count, &size);
    uint32_t claim = ent_map_get(&f->people, folded, length);
    m->reason = ENT_REASON_FULL;
    if (claim != ENT_MAP_NONE) return f->claims[claim].entity;
    size_t key_size = ent_spelling_key(f->g, folded, length, key, sizeof key);
    ent_map_slot *slot = key_size ? ent_map_add(&f->spellings, key, key_size) : NULL;
    if (key_size && !slot) f->no_memory = true;
    m->reason = ENT_REASON_SPELLING;
    uint32_t same = same_but_middle(f, folded, length);
    if (same != ENT_NO_ENTITY) return same;
    if (slot && slot->value != ENT_MAP_NONE) return slot->value;
    uint32_t known = slot ? ent_map_get(&f->g->spellings, key, key_size) : ENT_MAP_NONE;
    uint32_t entity = known < ENT_AMBIGUOUS ? ent_add_known(f, &f->g->known[known])
                                            : ent_add_unknown(f, ENT_PERSON, text, size);
    if (known >= ENT_AMBIGUOUS) m->reason = ENT_REASON_NONE;
    if (slot) slot->value = entity;
    return entity;
}

static void settle_full_names(ent_finder *f) {
    for (size_t i = 0; i < f->count && !f->no_memory; i++) {
        ent_mention *m = &f->mentions[i];
        char folded[FOLD_ROOM];
        if (!is_person(m)) continue;
        size_t length = folded_name(f, m, folded);
        bool full = length && memchr(folded, ' ', length);
        if (!full && m->entity == ENT_NO_ENTITY) continue;
        if (m->entity == ENT_NO_ENTITY) m->entity = full_name(f, m, folded, length);
        ent_decide_mention(f, m);
        if (m->entity == ENT_NO_ENTITY) return;
        set_gender(f, m, folded, length);
        learn_name(f, folded, length, m->entity, i);
        const ent_known *known = f->entities[m->entity].known;
        if (!known || known->type != ENT_PERSON) continue;
        length = ent_fold_span(known->name, strlen(known->name), folded, sizeof folded);
        learn_name(f, folded, length, m->entity, i); /* the short forms of the name we know */
    }
}

/* "Gallego" and "Lazo" with a hyphen between, where somebody is called Boris Gallego-Lazo. */
static void join_hyphened(ent_finder *f) {
    size_t kept = 0;
    for (size_t i = 0; i < f->count; i++) {
        ent_mention *m = kept ? &f->mentions[kept - 1] : NULL, *next = &f->mentions[i];
        bool beside = m && is_person(m) && is_person(next) && m->count == 1 && next->count == 1 &&
                      m->sentence == next->sentence && m->first + 2 == next->first &&
                      ent_token_is(f, m->sentence, m->first + 1, "-");
        char folded[FOLD_ROOM];
        ent_mention whole = beside ? *m : *next;
        whole.count = 3;
        size_t length = beside ? folded_name(f, &whole, folded) : 0;
        if (length && ent_map_get(&f->people, folded, length) != ENT_MAP_NONE) {
            *m = whole;
            m->end = next->end;
            m->phrase_end = m->first + 3;
        } else {
            f->mentions[kept++] = *next;
        }
    }
    if (kept == f->count) return;
    f->count = kept;
    ent_finder_sort(f);
}

/* ---- Short names ---- */

/* A lone word that the model takes for a body or place but that is a person's surname here: "Queloz
 * is a professor", "Jordan wants a vote". A place must not be spoken of by other names, too. */
static bool is_surname_here(const ent_finder *f, const ent_mention *m, uint32_t *entity) {
    char folded[FOLD_ROOM];
    if (m->type == ENT_PERSON || m->kind != ENT_MENTION_NAMED || m->count > 1) return false;
    const ent_known *known = m->entity == ENT_NO_ENTITY ? NULL : f->entities[m->entity].known;
    if (known && known->type == ENT_ORGANIZATION) return false;
    const ent_token *token = ent_finder_token(f, m->sentence, m->first);
    size_t length = folded_name(f, m, folded);
    uint32_t claim = length ? ent_map_get(&f->people, folded, length) : ENT_MAP_NONE;
    if (claim == ENT_MAP_NONE || claimants(f, claim, false, NULL, SIZE_MAX, entity) != 1)
        return false;
    if (!known) return true;
    if (claimants(f, claim, false, NULL, (size_t)(m - f->mentions), entity) != 1) return false;
    if (ent_guessed_type(token) == ENT_PERSON) return true;
    for (size_t i = 0; i < f->count; i++) {
        const ent_mention *other = &f->mentions[i];
        if (other->entity == m->entity && (other->count > 1 || other->kind != ENT_MENTION_NAMED))
            return false;
    }
    return ent_finder_token(f, m->sentence, m->head)->deprel == ENT_DEP_NSUBJ;
}

static void settle_surnames_elsewhere(ent_finder *f) {
    if (f->people.count == 0) return;
    for (size_t i = 0; i < f->count; i++) {
        ent_mention *m = &f->mentions[i];
        uint32_t entity;
        if (!is_surname_here(f, m, &entity)) continue;
        m->type = ENT_PERSON;
        m->reason = ENT_REASON_SURNAME;
        m->entity = entity;
        m->role = ENT_ROLE_ACTOR;
    }
}

/* Is it somebody of another country than those that the document tells of, "Senator Ilves" who is
 * no Estonian? */
static bool is_stranger(const ent_finder *f, const ent_known *known) {
    for (uint32_t o = known->office; o != UINT32_MAX; o = f->g->offices[o].next)
        if (f->g->offices[o].organization) return false; /* of NATO: known everywhere */
    for (size_t i = 0; i < f->count && known->iso3; i++) {
        const ent_mention *m = &f->mentions[i];
        const ent_entity *e = m->entity == ENT_NO_ENTITY ? NULL : &f->entities[m->entity].entity;
        const char *iso3 = e ? (e->iso3 ? e->iso3 : e->country) : NULL;
        if (iso3 && strcmp(iso3, known->iso3) == 0) return false;
    }
    return known->iso3 != NULL;
}

/* Whom the lexicon knows by the surname alone, or by surname and title: "President Bush". */
static const ent_known *famous(const ent_finder *f, const ent_mention *m, const char *folded,
                               size_t length) {
    char role[FOLD_ROOM];
    const char *text;
    size_t size;
    uint32_t known = ent_map_get(&f->g->surnames, folded, length);
    const ent_title *title = title_of(f, m, &text, &size);
    if (title && (title->country || title->organization)) {
        size = ent_fold_span(text, size, role, sizeof role);
        const ent_known *bearer =
            size ? ent_bearer(f->g, folded, length, role, f->text->document->date) : NULL;
        if (bearer) return bearer;
    }
    const ent_known *bearer = known < ENT_AMBIGUOUS ? &f->g->known[known] : NULL;
    bool office = title && (title->country & ENT_TITLE_MEMBER || title->organization);
    return bearer && office && is_stranger(f, bearer) ? NULL : bearer;
}

/* Names of one word: joined to a full name of the document, or to the one notable person of that
 * surname; else somebody of their own. */
static void settle_short_names(ent_finder *f) {
    for (size_t i = 0; i < f->count && !f->no_memory; i++) {
        ent_mention *m = &f->mentions[i];
        char folded[FOLD_ROOM];
        if (!is_person(m) || m->entity != ENT_NO_ENTITY) continue;
        size_t size, length = folded_name(f, m, folded);
        uint32_t entity = length ? who(f, folded, length, i) : ENT_MAP_NONE;
        bool as_written = ent_map_get(&f->people, folded, length) != ENT_MAP_NONE;
        if (entity == ENT_AMBIGUOUS) continue; /* two of that name: leave it open */
        m->reason = as_written ? ENT_REASON_SURNAME : ENT_REASON_SPELLING;
        if (entity == ENT_MAP_NONE && ent_is_calendar_word((ent_word){folded, length})) continue;
        if (entity == ENT_MAP_NONE) {
            const ent_known *known = length ? famous(f, m, folded, length) : NULL;
            const char *text = ent_span_of(f, m->sentence, m->first, m->count, &size);
            entity = known ? ent_add_known(f, known) : ent_add_unknown(f, ENT_PERSON, text, size);
            if (entity == ENT_NO_ENTITY) return;
            m->reason = known ? ENT_REASON_NOTABLE : ENT_REASON_NONE;
            learn_name(f, folded, length, entity, i);
        }
        m->entity = entity;
        f->entities[entity].shortened++;
        set_gender(f, m, folded, length);
    }
}

/* ---- Names that the finders missed ---- */

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

/* The one whom a capitalised word means that is a name elsewhere in the document, or a notable's.
 */
static uint32_t missed(ent_finder *f, const char *folded, size_t length, bool sure) {
    uint32_t only, claim = ent_map_get(&f->people, folded, length);
    uint32_t acronym = ent_map_get(&f->names, folded, length);
    if (acronym != ENT_MAP_NONE) return acronym;
    if (claim != ENT_MAP_NONE)
        return claimants(f, claim, false, NULL, SIZE_MAX, &only) == 1 ? only : ENT_AMBIGUOUS;
    if (!sure) return ENT_MAP_NONE;
    uint32_t known = ent_map_get(&f->g->surnames, folded, length);
    uint32_t first = ent_map_get(&f->g->firstnames, folded, length);
    return known < ENT_AMBIGUOUS && first == ENT_MAP_NONE ? ent_add_known(f, &f->g->known[known])
                                                          : ENT_MAP_NONE;
}

uint32_t ent_surname_means(ent_finder *f, const char *folded, size_t length) {
    return missed(f, folded, length, true);
}

/* A surname with particles that is one elsewhere: "Von der Leyen warned". How many tokens? */
static uint32_t particles_at(const ent_finder *f, uint32_t sentence, uint32_t i, uint32_t *entity) {
    ent_word word = ent_folded(f, sentence, i);
    if (!word.length || !is_particle(word.text, word.length)) return 0;
    uint32_t left = f->text->sentences[sentence].count - i;
    for (uint32_t count = left < 4 ? left : 4; count > 1; count--) {
        char folded[FOLD_ROOM];
        size_t size;
        const char *text = ent_span_of(f, sentence, i, count, &size);
        size_t length = ent_fold_span(text, size, folded, sizeof folded);
        uint32_t claim = length ? ent_map_get(&f->people, folded, length) : ENT_MAP_NONE;
        if (claim != ENT_MAP_NONE && claimants(f, claim, false, NULL, SIZE_MAX, entity) == 1)
            return count;
    }
    return 0;
}

static void take_missed(ent_finder *f, uint32_t sentence, uint32_t i) {
    const ent_token *token = ent_finder_token(f, sentence, i);
    bool sure;
    uint32_t entity, count = f->people.count ? particles_at(f, sentence, i, &entity) : 0;
    if (count == 0) {
        const char *form = ent_form(f->text, token);
        if (token->length < SHORT_MIN || !may_be_name(f, sentence, i, &sure)) return;
        if (form[0] >= 'a' && form[0] <= 'z') return;
        ent_word word = ent_folded(f, sentence, i);
        if (!word.length || ent_is_calendar_word(word)) return;
        entity = missed(f, word.text, word.length, sure);
        count = 1;
    }
    if (entity >= ENT_AMBIGUOUS) return;
    ent_mention *m =
        ent_add_mention(f, sentence, i, count, f->entities[entity].entity.type, entity);
    if (m) m->reason = m->type == ENT_PERSON ? ENT_REASON_SURNAME : ENT_REASON_ACRONYM;
}

static void find_missed(ent_finder *f) {
    size_t before = f->count;
    for (uint32_t s = 0; s < f->text->sentence_count && !f->no_memory; s++)
        for (uint32_t i = 0; i < f->text->sentences[s].count; i++)
            if (!ent_mention_at(f, s, i) && ent_is_upper_at(f, s, i)) take_missed(f, s, i);
    if (f->count > before) ent_finder_sort(f);
}

void ent_find_persons(ent_finder *f) {
    settle_full_names(f);
    join_hyphened(f);
    settle_surnames_elsewhere(f);
    ent_settle_types(f);
    settle_short_names(f);
    find_missed(f);
}
