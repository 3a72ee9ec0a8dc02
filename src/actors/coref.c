/* coref.c - pronouns and offices that mean somebody named before, where that is clear. */
#include <string.h>

#include "actors/finder.h"

enum { WINDOW = 40 }; /* mentions looked back over */

typedef enum pronoun_kind { NO_PRONOUN, HE, SHE, IT, THEY, WHO } pronoun_kind;

static pronoun_kind kind_of(const ent_finder *f, uint32_t sentence, uint32_t i) {
    static const char *const he[] = {"he", "him", "his", NULL}, *const she[] = {"she", "her", NULL};
    static const char *const it[] = {"it", "its", NULL}, *const who[] = {"who", "which", "whose",
                                                                         "that", NULL};
    static const char *const they[] = {"they", "them", "their", NULL};
    if (ent_token_among(f, sentence, i, he)) return HE;
    if (ent_token_among(f, sentence, i, she)) return SHE;
    if (ent_token_among(f, sentence, i, it)) return IT;
    if (ent_token_among(f, sentence, i, they)) return THEY;
    return ent_token_among(f, sentence, i, who) ? WHO : NO_PRONOUN;
}

static bool is_subject(uint8_t deprel) {
    return deprel == ENT_DEP_NSUBJ || deprel == ENT_DEP_NSUBJ_PASS || deprel == ENT_DEP_NSUBJ_OUTER;
}

/* Do "they" call a body so: protesters, Russian forces, the Houthis? */
static bool is_plural(const ent_finder *f, const ent_mention *m) {
    const char *xpos = ent_xpos_name(ent_finder_token(f, m->sentence, m->head)->xpos);
    bool plural = strcmp(xpos, "NNS") == 0 || strcmp(xpos, "NNPS") == 0;
    bool named = m->kind == ENT_MENTION_NAMED;
    return m->role == ENT_ROLE_ACTOR &&
           (m->type == ENT_GROUP || (plural && !(m->type == ENT_COUNTRY && named)));
}

static bool agrees(const ent_finder *f, const ent_mention *m, pronoun_kind kind) {
    if (m->entity == ENT_NO_ENTITY) return false;
    ent_gender gender = f->entities[m->entity].gender;
    if (kind == HE) return m->type == ENT_PERSON && gender != ENT_FEMALE;
    if (kind == THEY) return m->type != ENT_PERSON && m->type != ENT_PLACE && is_plural(f, m);
    if (kind == SHE) return m->type == ENT_PERSON && gender != ENT_MALE;
    return (m->type == ENT_COUNTRY || m->type == ENT_ORGANIZATION) && m->role == ENT_ROLE_ACTOR;
}

/* The token that does what the clause around token i tells: its subject, or whom the verb above
 * makes do it ("helped Putin finance his war"); UINT32_MAX if there is none. */
static uint32_t doer_around(const ent_finder *f, uint32_t sentence, uint32_t i) {
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
            if (is_subject(t->deprel)) subject = k;
        }
        if (subject != UINT32_MAX) return subject;
        const ent_token *verb = ent_finder_token(f, sentence, i);
        if (verb->deprel != ENT_DEP_XCOMP && verb->deprel != ENT_DEP_CONJ) return UINT32_MAX;
        inner = verb->deprel == ENT_DEP_XCOMP;
        i = verb->head;
    }
    return UINT32_MAX;
}

/* How well a mention before the pronoun fits: subjects and near ones better; 0 not at all. */
static int fitness(const ent_finder *f, const ent_mention *m, const ent_mention *pronoun,
                   pronoun_kind kind) {
    const ent_token *own = ent_finder_token(f, m->sentence, m->head);
    const ent_token *token = ent_finder_token(f, pronoun->sentence, pronoun->head);
    uint32_t gap = pronoun->sentence - m->sentence;
    if (gap > 2 || !agrees(f, m, kind)) return 0;
    if (gap == 0 && own->head == token->head && token->deprel != ENT_DEP_NMOD_POSS) return 0;
    if (gap == 0 && m->first >= pronoun->first) return 0;
    bool own_clause = gap == 0 && token->deprel == ENT_DEP_NMOD_POSS &&
                      doer_around(f, m->sentence, pronoun->head) == m->head;
    return 6 - 2 * (int)gap + (is_subject(own->deprel) ? 3 : 0) + (own_clause ? 4 : 0);
}

/* The entity that a pronoun means, or ENT_NO_ENTITY if none or two fit equally well. */
static uint32_t antecedent(const ent_finder *f, size_t before, const ent_mention *pronoun,
                           pronoun_kind kind) {
    int best = 0, second = 0;
    uint32_t entity = ENT_NO_ENTITY;
    for (size_t seen = 0; before-- > 0 && seen < WINDOW; seen++) {
        const ent_mention *m = &f->mentions[before];
        if (pronoun->sentence - m->sentence > 2) break;
        int fit = fitness(f, m, pronoun, kind);
        if (fit > best) {
            if (m->entity != entity) second = best;
            best = fit;
            entity = m->entity;
        } else if (m->entity != entity && fit > second) {
            second = fit;
        }
    }
    return best > second ? entity : ENT_NO_ENTITY;
}

/* "the army said it had", "Merkel promised that she would": he who says so, whether we know him or
 * not (then *entity is ENT_NO_ENTITY). False where nobody says so or the sayer is another. */
static bool is_sayer(const ent_finder *f, const ent_mention *pronoun, pronoun_kind kind,
                     uint32_t *entity) {
    uint32_t s = pronoun->sentence;
    const ent_token *token = ent_finder_token(f, s, pronoun->head);
    if (!is_subject(token->deprel) || token->head == ENT_ROOT) return false;
    const ent_token *verb = ent_finder_token(f, s, token->head);
    if (verb->deprel != ENT_DEP_CCOMP || verb->head == ENT_ROOT) return false;
    for (uint32_t i = 0; i < f->text->sentences[s].count; i++) {
        const ent_token *t = ent_finder_token(f, s, i);
        if (t->head != verb->head || !is_subject(t->deprel)) continue;
        const ent_mention *m = ent_mention_at(f, s, i);
        *entity = m && m->head == i ? m->entity : ENT_NO_ENTITY;
        return t->upos != ENT_UPOS_PRON && (!m || agrees(f, m, kind));
    }
    return false;
}

/* Who, which: the noun that the relative clause belongs to. */
static uint32_t relative(const ent_finder *f, uint32_t sentence, uint32_t i) {
    uint32_t verb = ent_finder_token(f, sentence, i)->head;
    for (int steps = 0; verb != ENT_ROOT && steps < 4; steps++) {
        const ent_token *token = ent_finder_token(f, sentence, verb);
        if (token->deprel == ENT_DEP_ACL_RELCL && token->head != ENT_ROOT) {
            const ent_mention *m = ent_mention_at(f, sentence, token->head);
            return m ? m->entity : ENT_NO_ENTITY;
        }
        verb = token->head;
    }
    return ENT_NO_ENTITY;
}

/* "the president", "the Russian leader": the one person named before who holds that office. */
static uint32_t office_holder(const ent_finder *f, size_t before, uint32_t sentence, uint32_t i) {
    uint32_t title, count, entity = ENT_NO_ENTITY;
    const ent_token *token = ent_finder_token(f, sentence, i);
    if (i == 0 || !ent_title_at(f, sentence, i, &title, &count) || f->g->titles[title].plural)
        return ENT_NO_ENTITY;
    if (!ent_token_is(f, sentence, i - 1, "the")) return ENT_NO_ENTITY;
    if (ent_token_is(f, sentence, i + count, "of")) return ENT_NO_ENTITY;
    for (size_t seen = 0; before-- > 0 && seen < WINDOW; seen++) {
        const ent_mention *m = &f->mentions[before];
        const char *role = m->type == ENT_PERSON && m->entity != ENT_NO_ENTITY
                               ? f->entities[m->entity].entity.role
                               : NULL;
        if (!role || strlen(role) < token->length || !strstr(role, token->lemma)) continue;
        if (entity != ENT_NO_ENTITY && entity != m->entity) return ENT_NO_ENTITY;
        entity = m->entity;
    }
    return entity;
}

static void take_token(ent_finder *f, size_t before, uint32_t sentence, uint32_t i) {
    const ent_token *token = ent_finder_token(f, sentence, i);
    pronoun_kind kind = kind_of(f, sentence, i);
    uint32_t entity = ENT_NO_ENTITY;
    ent_mention here = {.sentence = sentence, .first = i, .count = 1, .head = i};
    if (kind == WHO && token->upos == ENT_UPOS_PRON)
        entity = relative(f, sentence, i);
    else if (kind != NO_PRONOUN && kind != WHO) {
        if (!is_sayer(f, &here, kind, &entity)) entity = antecedent(f, before, &here, kind);
    } else if (token->upos == ENT_UPOS_NOUN)
        entity = office_holder(f, before, sentence, i);
    if (entity == ENT_NO_ENTITY) return;
    ent_mention *m = ent_add_mention(f, sentence, i, 1, f->entities[entity].entity.type, entity);
    if (m) m->kind = kind == NO_PRONOUN ? ENT_MENTION_NOMINAL : ENT_MENTION_PRONOUN;
}

void ent_find_pronouns(ent_finder *f) {
    size_t named = f->count, before = 0;
    for (uint32_t s = 0; s < f->text->sentence_count && !f->no_memory; s++) {
        for (uint32_t i = 0; i < f->text->sentences[s].count; i++) {
            while (before < named &&
                   (f->mentions[before].sentence < s ||
                    (f->mentions[before].sentence == s && f->mentions[before].first < i)))
                before++;
            if (!ent_mention_at(f, s, i)) take_token(f, before, s, i);
        }
    }
}
