/* coref.c - pronouns, offices and other descriptions that mean somebody named before, where that is
 * clear. One way through the document; what was mentioned lately is kept in a ring, so that the
 * time grows with the length of the document and no faster. */
#include "actors/coref.h"

#include <string.h>

const ent_seen *ent_seen_back(const ent_coref *c, uint32_t n) {
    if (n >= c->seen_count || n >= WINDOW) return NULL;
    return &c->seen[(c->seen_count - 1 - n) % WINDOW];
}

static void see(ent_coref *c, ent_seen seen) {
    c->seen[c->seen_count++ % WINDOW] = seen;
}

bool ent_is_subject(uint8_t deprel) {
    return deprel == ENT_DEP_NSUBJ || deprel == ENT_DEP_NSUBJ_PASS || deprel == ENT_DEP_NSUBJ_OUTER;
}

bool ent_is_plural_noun(const ent_token *token) {
    const char *xpos = ent_xpos_name(token->xpos);
    return strcmp(xpos, "NNS") == 0 || strcmp(xpos, "NNPS") == 0;
}

uint32_t ent_doer_around(const ent_finder *f, uint32_t sentence, uint32_t i) {
    const ent_sentence *s = &f->text->sentences[sentence];
    while (i != ENT_ROOT && ent_finder_token(f, sentence, i)->upos != ENT_UPOS_VERB)
        i = ent_finder_token(f, sentence, i)->head;
    bool inner = false; /* is i above the clause? then its object does it */
    for (int steps = 0; i != ENT_ROOT && steps < 4; steps++) {
        uint32_t subject = UINT32_MAX;
        for (uint32_t k = 0; k < s->count; k++) {
            const ent_token *t = ent_finder_token(f, sentence, k);
            if (t->head != i) continue;
            if (inner && t->deprel == ENT_DEP_OBJ) return k;
            if (ent_is_subject(t->deprel)) subject = k;
        }
        if (subject != UINT32_MAX) return subject;
        const ent_token *verb = ent_finder_token(f, sentence, i);
        if (verb->deprel != ENT_DEP_XCOMP && verb->deprel != ENT_DEP_CONJ) return UINT32_MAX;
        inner = verb->deprel == ENT_DEP_XCOMP;
        i = verb->head;
    }
    return UINT32_MAX;
}

uint32_t ent_country_entity(ent_finder *f, const char *iso3) {
    char id[16] = "country:";
    if (!iso3 || strlen(iso3) != 3) return ENT_NO_ENTITY;
    strcat(id, iso3);
    const ent_known *known = ent_gazetteer_known(f->g, id);
    return known ? ent_add_known(f, known) : ENT_NO_ENTITY;
}

/* ---- What is seen ---- */

/* Do "they" call a body so: protesters, Russian forces, the Houthis? */
static bool is_many(const ent_finder *f, const ent_mention *m) {
    const ent_token *head = ent_finder_token(f, m->sentence, m->head);
    const char *form = ent_form(f->text, head);
    bool plural = ent_is_plural_noun(head);
    plural |= m->type == ENT_ORGANIZATION && m->count == 1 && head->length > 3 &&
              form[head->length - 1] == 's' && form[head->length - 2] != 's'; /* Houthis */
    bool country = m->type == ENT_COUNTRY && m->kind == ENT_MENTION_NAMED;
    return m->type == ENT_GROUP || (plural && !country && m->type != ENT_PERSON);
}

static void see_mention(ent_coref *c, const ent_mention *m) {
    const ent_finder *f = c->f;
    if (m->entity == ENT_NO_ENTITY) return;
    c->entity_at[ent_text_token(c, m->sentence, m->head)] = m->entity;
    for (uint32_t i = m->phrase_first; i < m->phrase_end; i++) { /* "the foreign minister, X," */
        uint32_t *own = &c->entity_at[ent_text_token(c, m->sentence, i)];
        if (*own == ENT_NO_ENTITY && i != m->head) *own = m->entity;
    }
    see(c, (ent_seen){.sentence = m->sentence,
                      .first = m->first,
                      .head = m->head,
                      .entity = m->entity,
                      .type = m->type,
                      .gender = f->entities[m->entity].gender,
                      .role = m->role,
                      .plural = is_many(f, m),
                      .named = m->kind == ENT_MENTION_NAMED});
}

/* "Ethiopia's government": from here on "the government" is Ethiopia's, unless another's is named.
 */
static void learn_owned(ent_coref *c, const ent_mention *m) {
    uint32_t count;
    if (m->kind != ENT_MENTION_NOMINAL || m->type != ENT_COUNTRY || m->count < 2) return;
    const ent_group_noun *noun = ent_group_noun_at(c->f, m->sentence, m->head, &count);
    ent_word word = ent_folded(c->f, m->sentence, m->head);
    if (!noun || !noun->standing || !word.length) return;
    ent_map_slot *slot = ent_map_add(&c->owned, word.text, word.length);
    if (!slot)
        c->f->no_memory = true;
    else
        slot->value =
            slot->value == ENT_MAP_NONE || slot->value == m->entity ? m->entity : ENT_AMBIGUOUS;
}

void ent_resolve(ent_coref *c, uint32_t sentence, uint32_t first, uint32_t count, uint32_t head,
                 uint32_t entity, ent_mention_kind kind) {
    ent_mention *m =
        ent_add_mention(c->f, sentence, first, count, c->f->entities[entity].entity.type, entity);
    if (!m) return;
    m->kind = kind;
    m->head = head;
    see_mention(c, m);
}

/* A person by a noun alone, "the spokeswoman": its gender. */
static ent_gender noun_gender(const ent_finder *f, uint32_t sentence, uint32_t i) {
    static const char *const female[] = {"woman",    "girl",   "wife",  "mother",
                                         "daughter", "sister", "widow", NULL};
    static const char *const male[] = {"man", "boy", "husband", "father", "son", "brother", NULL};
    uint32_t title, first;
    if (ent_token_among(f, sentence, i, female)) return ENT_FEMALE;
    if (ent_token_among(f, sentence, i, male)) return ENT_MALE;
    return ent_title_before(f, sentence, 0, i + 1, &title, &first) ? f->g->titles[title].gender
                                                                   : ENT_ANY_GENDER;
}

static bool is_person_noun(const ent_finder *f, uint32_t sentence, uint32_t i) {
    uint32_t count, title, first;
    const ent_group_noun *noun = ent_group_noun_at(f, sentence, i, &count);
    return (noun && noun->person) || ent_title_before(f, sentence, 0, i + 1, &title, &first);
}

/* A noun that no mention covers takes part in the guessing. */
static void see_noun(ent_coref *c, uint32_t sentence, uint32_t i) {
    const ent_token *t = ent_finder_token(c->f, sentence, i);
    bool subject = ent_is_subject(t->deprel), plural = ent_is_plural_noun(t);
    bool place = subject || t->deprel == ENT_DEP_OBJ || t->deprel == ENT_DEP_IOBJ ||
                 t->deprel == ENT_DEP_CONJ || t->deprel == ENT_DEP_OBL_AGENT;
    bool person = place && !plural && is_person_noun(c->f, sentence, i);
    const ent_mention *next = person ? ent_mention_at(c->f, sentence, i + 1) : NULL;
    if (next && next->type == ENT_PERSON && next->first == i + 1) return; /* "boxer Saeed Rahimi" */
    if (!person && !subject) return;
    see(c, (ent_seen){.sentence = sentence,
                      .first = i,
                      .head = i,
                      .entity = ENT_NO_ENTITY,
                      .gender = person ? noun_gender(c->f, sentence, i) : ENT_ANY_GENDER,
                      .ghost = person   ? GHOST_PERSON
                               : plural ? GHOST_MANY
                                        : GHOST_THING});
}

/* ---- The way through the document ---- */

/* Is token i covered by the phrase of a person's name, "Macron, [the president of France]"? */
static bool is_in_phrase(const ent_finder *f, const ent_mention *m, uint32_t i) {
    return m->type == ENT_PERSON && m->kind == ENT_MENTION_NAMED && i >= m->phrase_first &&
           i < m->phrase_end && f->mentions;
}

/* Tokens that belong to names and their titles; the persons of a sentence are few. */
static bool is_titled(const ent_coref *c, size_t begin, size_t end, uint32_t i) {
    for (size_t k = begin; k < end; k++)
        if (is_in_phrase(c->f, &c->f->mentions[k], i)) return true;
    return false;
}

static uint32_t take_token(ent_coref *c, uint32_t sentence, uint32_t i) {
    const ent_token *token = ent_finder_token(c->f, sentence, i);
    if (token->upos == ENT_UPOS_PRON || token->upos == ENT_UPOS_DET ||
        token->upos == ENT_UPOS_SCONJ)
        return ent_resolve_pronoun(c, sentence, i);
    bool noun = token->upos == ENT_UPOS_NOUN || token->upos == ENT_UPOS_PROPN ||
                token->upos == ENT_UPOS_ADJ;
    if (!noun) return 0;
    uint32_t done = ent_resolve_set(c, sentence, i);
    if (!done) done = ent_resolve_office(c, sentence, i);
    if (!done) done = ent_resolve_body(c, sentence, i);
    if (!done && token->upos != ENT_UPOS_ADJ) see_noun(c, sentence, i);
    return done;
}

static void take_sentence(ent_coref *c, uint32_t sentence, size_t begin, size_t end) {
    ent_finder *f = c->f;
    size_t next = begin;
    for (uint32_t i = 0; i < f->text->sentences[sentence].count && !f->no_memory;) {
        for (; next < end && f->mentions[next].head <= i; next++) {
            learn_owned(c, &f->mentions[next]);
            see_mention(c, &f->mentions[next]);
        }
        bool owns = ent_finder_token(f, sentence, i)->deprel == ENT_DEP_NMOD_POSS; /* "his aide" */
        bool taken = ent_mention_at(f, sentence, i) || (!owns && is_titled(c, begin, end, i));
        uint32_t done = taken ? 0 : take_token(c, sentence, i);
        i += done ? done : 1;
    }
    while (next < end) see_mention(c, &f->mentions[next++]);
}

void ent_find_descriptions(ent_finder *f) {
    ent_coref c = {.f = f, .country = ent_main_country(f)};
    size_t named = f->count, next = 0, tokens = f->text->token_count;
    c.entity_at = ent_arena_alloc(f->arena, (tokens + 1) * sizeof *c.entity_at);
    c.quotation_at = ent_arena_calloc(f->arena, tokens + 1, sizeof *c.quotation_at);
    if (!c.entity_at || !c.quotation_at || !ent_find_quotations(&c)) {
        f->no_memory = true;
        return;
    }
    memset(c.entity_at, 0xFF, tokens * sizeof *c.entity_at);
    for (uint32_t s = 0; s < f->text->sentence_count && !f->no_memory; s++) {
        size_t begin = next;
        while (next < named && f->mentions[next].sentence == s) next++;
        take_sentence(&c, s, begin, next);
    }
    ent_resolve_speakers(&c);
    ent_settle_waiting(&c);
    ent_map_free(&c.owned);
}
