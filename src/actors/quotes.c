/* quotes.c - what is said between quotation marks, and by whom: "I", "we" and "our" mean the
 * speaker; "our army" is that of his country. */
#include <string.h>

#include "actors/coref.h"

enum { REACH = 16 };

typedef enum mark { NO_MARK, OPENING, CLOSING, EITHER } mark;

static mark mark_at(const ent_finder *f, uint32_t sentence, uint32_t i) {
    static const char *const openings[] = {"“", "``", "«", NULL}, *const closings[] = {"”", "''",
                                                                                       "»", NULL};
    static const char *const either[] = {"\"", NULL};
    if (ent_finder_token(f, sentence, i)->upos != ENT_UPOS_PUNCT) return NO_MARK;
    if (ent_token_among(f, sentence, i, openings)) return OPENING;
    if (ent_token_among(f, sentence, i, closings)) return CLOSING;
    return ent_token_among(f, sentence, i, either) ? EITHER : NO_MARK;
}

static bool says(const ent_finder *f, uint32_t sentence, uint32_t i) {
    const ent_token *t = ent_finder_token(f, sentence, i);
    return t->upos == ENT_UPOS_VERB && ent_verb_kinds(f->g, t->lemma) & ENT_VERB_SAY;
}

/* ---- Who speaks ---- */

/* The subject of the verb of saying at i, as a token of the sentence, outside [first, end) of the
 * text; UINT32_MAX if it has none. */
static uint32_t sayer(const ent_coref *c, uint32_t sentence, uint32_t verb, uint32_t first,
                      uint32_t end) {
    const ent_sentence *s = &c->f->text->sentences[sentence];
    for (uint32_t k = 0; k < s->count; k++) {
        const ent_token *t = ent_finder_token(c->f, sentence, k);
        bool inside = s->first + k >= first && s->first + k < end;
        if (t->head == verb && ent_is_subject(t->deprel) && !inside) return k;
    }
    return UINT32_MAX;
}

/* Look for "X said" from token i on, forwards or back, outside the quotation. */
static bool find_sayer(ent_coref *c, uint32_t sentence, uint32_t i, int step, ent_quotation *q) {
    const ent_sentence *s = &c->f->text->sentences[sentence];
    for (uint32_t seen = 0; seen < REACH && i < s->count; seen++, i += (uint32_t)step) {
        if (mark_at(c->f, sentence, i) != NO_MARK) return false;
        if (!says(c->f, sentence, i)) continue;
        uint32_t who = sayer(c, sentence, i, q->first, q->end);
        if (who == UINT32_MAX) continue;
        q->speaker = s->first + who;
        for (uint32_t k = i + 1; k < s->count && k < i + 4; k++) /* "said of Putin" */
            if (ent_token_is(c->f, sentence, k, "of") && k + 1 < s->count) {
                const ent_mention *m = ent_mention_at(c->f, sentence, k + 1);
                if (m && m->type == ENT_PERSON) q->about = s->first + m->head;
            }
        return true;
    }
    return false;
}

/* "Petr Pavel told reporters: [...]" */
static bool is_introduced(const ent_finder *f, uint32_t sentence, uint32_t i) {
    return i > 0 && (ent_token_is(f, sentence, i - 1, ":") ||
                     ent_token_is(f, sentence, i - 1, ",") || says(f, sentence, i - 1));
}

/* The words around a quotation that begins at token i of one sentence and ends before token k of
 * another tell who speaks. */
static void attribute(ent_coref *c, uint32_t from, uint32_t i, uint32_t to, uint32_t k,
                      const ent_quotation *before, ent_quotation *q) {
    const ent_text *text = c->f->text;
    if (k + 1 < text->sentences[to].count && find_sayer(c, to, k + 1, 1, q)) return;
    if (is_introduced(c->f, from, i) && find_sayer(c, from, i - 1, -1, q)) return;
    bool last = k + 1 >= text->sentences[to].count;
    if (last && to + 1 < text->sentence_count && !text->sentences[to + 1].paragraph &&
        !ent_is_upper_at(c->f, to + 1, 0) && find_sayer(c, to + 1, 0, 1, q))
        return;
    /* one who was quoted right before goes on */
    bool begins = i == 0 || text->sentences[from].paragraph;
    if (before && before->speaker != UINT32_MAX && begins && from > 0 &&
        before->end >= text->sentences[from - 1].first)
        q->speaker = before->speaker;
}

/* ---- Finding quotations ---- */

static bool add(ent_coref *c, ent_quotation q, uint32_t *room) {
    if (c->quotation_count == *room) {
        uint32_t wanted = *room ? 2 * *room : 16;
        ent_quotation *grown = ent_arena_alloc(c->f->arena, wanted * sizeof *grown);
        if (!grown) return false;
        if (*room) memcpy(grown, c->quotations, *room * sizeof *grown);
        c->quotations = grown;
        *room = wanted;
    }
    c->quotations[c->quotation_count++] = q;
    for (uint32_t t = q.first; t < q.end; t++) c->quotation_at[t] = c->quotation_count;
    return true;
}

bool ent_find_quotations(ent_coref *c) {
    const ent_text *text = c->f->text;
    uint32_t from = 0, start = UINT32_MAX, room = 0; /* the token that opens, or none */
    for (uint32_t s = 0; s < text->sentence_count; s++) {
        const ent_sentence *sentence = &text->sentences[s];
        if (sentence->paragraph) start = UINT32_MAX; /* who opens no new one has closed */
        for (uint32_t i = 0; i < sentence->count; i++) {
            mark m = mark_at(c->f, s, i);
            if (m == NO_MARK) continue;
            if (start == UINT32_MAX && m != CLOSING) {
                start = i;
                from = s;
                continue;
            }
            if (start == UINT32_MAX || m == OPENING) continue;
            ent_quotation q = {.first = text->sentences[from].first + start + 1,
                               .end = sentence->first + i,
                               .speaker = UINT32_MAX,
                               .about = UINT32_MAX};
            const ent_quotation *before =
                c->quotation_count ? &c->quotations[c->quotation_count - 1] : NULL;
            attribute(c, from, start, s, i, before, &q);
            if (!add(c, q, &room)) return false;
            start = UINT32_MAX;
        }
    }
    return true;
}

uint32_t ent_speaker_at(const ent_coref *c, uint32_t sentence, uint32_t i) {
    uint32_t quotation = c->quotation_at[ent_text_token(c, sentence, i)];
    if (!quotation) return ENT_NO_ENTITY;
    uint32_t token = c->quotations[quotation - 1].speaker;
    return token == UINT32_MAX ? ENT_NO_ENTITY : c->entity_at[token];
}

/* ---- I, we, our ---- */

/* "our army", "our country": what only a country has, as the speaker's country. */
static uint32_t country_of(ent_coref *c, uint32_t speaker) {
    const ent_entity *who = &c->f->entities[speaker].entity;
    return who->type == ENT_COUNTRY ? speaker : ent_country_entity(c->f, who->country);
}

/* The body noun that the possessive at i belongs to, if it is one that a country has. */
static bool owns_body(const ent_finder *f, uint32_t sentence, uint32_t i, uint32_t *noun,
                      const ent_group_noun **kind) {
    static const char *const nations[] = {"country", "nation", "people", "land", "homeland", NULL};
    uint32_t count;
    *noun = ent_finder_token(f, sentence, i)->head;
    if (*noun == ENT_ROOT || *noun < i || ent_mention_at(f, sentence, *noun)) return false;
    *kind = ent_group_noun_at(f, sentence, *noun, &count);
    if (ent_token_among(f, sentence, *noun, nations)) {
        *kind = NULL;
        return true;
    }
    return *kind && (*kind)->body && !(*kind)->person && (*kind)->kind != ENT_GROUP_EQUIPMENT;
}

/* "My government", "my country", said by somebody who is of one. */
static bool owns_nation(const ent_coref *c, uint32_t sentence, uint32_t i, uint32_t speaker) {
    const ent_group_noun *kind;
    uint32_t noun;
    return c->f->entities[speaker].entity.country && owns_body(c->f, sentence, i, &noun, &kind) &&
           (!kind || c->f->entities[speaker].official);
}

static void resolve_our(ent_coref *c, uint32_t sentence, uint32_t i, uint32_t speaker) {
    const ent_group_noun *kind;
    uint32_t noun, country = country_of(c, speaker);
    if (!owns_body(c->f, sentence, i, &noun, &kind)) {
        ent_resolve(c, sentence, i, 1, i, speaker, ENT_MENTION_PRONOUN);
        return;
    }
    if (country == ENT_NO_ENTITY) return;
    if (kind && kind->own) {
        size_t length;
        const char *word = ent_span_of(c->f, sentence, noun, 1, &length);
        country = ent_body_of(c->f, country, word, length);
    }
    if (country != ENT_NO_ENTITY)
        ent_resolve(c, sentence, i, noun + 1 - i, noun, country, ENT_MENTION_NOMINAL);
}

void ent_resolve_speakers(ent_coref *c) {
    static const char *const singular[] = {"i", "me", "my", "mine", "myself", NULL};
    static const char *const plural[] = {"we", "us", "ourselves", NULL}, *const our[] = {"our",
                                                                                         NULL};
    const ent_finder *f = c->f;
    for (uint32_t s = 0; c->quotation_count > 0 && s < f->text->sentence_count; s++) {
        const ent_sentence *sentence = &f->text->sentences[s];
        for (uint32_t i = 0; i < sentence->count && !f->no_memory; i++) {
            if (ent_finder_token(f, s, i)->upos != ENT_UPOS_PRON || ent_mention_at(f, s, i))
                continue;
            uint32_t speaker = ent_speaker_at(c, s, i);
            if (speaker == ENT_NO_ENTITY) continue;
            bool person = f->entities[speaker].entity.type == ENT_PERSON;
            bool my = ent_token_is(f, s, i, "my") && owns_nation(c, s, i, speaker);
            if (my || ent_token_among(f, s, i, our))
                resolve_our(c, s, i, speaker);
            else if ((person && ent_token_among(f, s, i, singular)) ||
                     ent_token_among(f, s, i, plural))
                ent_resolve(c, s, i, 1, i, speaker, ENT_MENTION_PRONOUN);
        }
    }
}
