/* pronouns.c - he, she, it, they, who, himself: the one mentioned lately who agrees in type, gender
 * and number, is near and prominent; open where two fit equally well, or where something without a
 * name fits better. */
#include <string.h>

#include "actors/coref.h"

/* What makes a candidate fit: nearness, less for each sentence back, subjects more. */
enum { NEAR = 8, FAR = 3, SUBJECT = 4, OWN_CLAUSE = 5, GENDER_TOLD = 1, CERTAIN = 100 };

typedef enum pronoun_kind { NO_PRONOUN, HE, SHE, IT, THEY, WHO } pronoun_kind;

typedef struct pronoun {
    uint32_t sentence, i;
    pronoun_kind kind;
    bool possessive, reflexive;
    uint32_t speaker; /* of the quotation it stands in: cannot be meant */
    uint32_t doer;    /* who does it to the pronoun: neither */
} pronoun;

static pronoun_kind kind_of(const ent_finder *f, uint32_t sentence, uint32_t i) {
    static const char *const he[] = {"he", "him", "his", "himself", NULL};
    static const char *const she[] = {"she", "her", "hers", "herself", NULL};
    static const char *const it[] = {"it", "its", "itself", NULL};
    static const char *const who[] = {"who", "whom", "which", "whose", "that", NULL};
    static const char *const they[] = {"they", "them", "their", "themselves", NULL};
    if (ent_token_among(f, sentence, i, he)) return HE;
    if (ent_token_among(f, sentence, i, she)) return SHE;
    if (ent_token_among(f, sentence, i, it)) return IT;
    if (ent_token_among(f, sentence, i, they)) return THEY;
    return ent_token_among(f, sentence, i, who) ? WHO : NO_PRONOUN;
}

static bool agrees(const ent_seen *s, pronoun_kind kind) {
    bool person = s->type == ENT_PERSON && s->ghost == NO_GHOST;
    if (s->ghost == GHOST_PERSON)
        return (kind == HE && s->gender != ENT_FEMALE) || (kind == SHE && s->gender != ENT_MALE);
    if (s->ghost == GHOST_THING) return kind == IT;
    if (s->ghost == GHOST_MANY) return kind == THEY;
    if (kind == HE) return person && s->gender != ENT_FEMALE;
    if (kind == SHE) return person && s->gender != ENT_MALE;
    if (kind == THEY)
        return !person && s->type != ENT_PLACE && s->plural && s->role == ENT_ROLE_ACTOR;
    bool body = s->type == ENT_COUNTRY || s->type == ENT_ORGANIZATION;
    return body && s->role == ENT_ROLE_ACTOR;
}

/* How well something seen before fits: subjects and near ones better; 0 not at all. */
static int fitness(const ent_coref *c, const ent_seen *s, const pronoun *p) {
    const ent_finder *f = c->f;
    const ent_token *own = ent_finder_token(f, s->sentence, s->head);
    const ent_token *token = ent_finder_token(f, p->sentence, p->i);
    int gap = (int)(p->sentence - s->sentence);
    if (!agrees(s, p->kind) || (s->entity == p->speaker && s->entity != ENT_NO_ENTITY)) return 0;
    if (gap == 0 && own->head == token->head && !p->possessive) return 0;
    if (s->entity == p->doer && s->entity != ENT_NO_ENTITY) return 0;
    bool subject = ent_is_subject(own->deprel);
    if (s->ghost == GHOST_THING && (gap > 1 || !subject)) return 0;
    bool told = p->kind == HE && s->gender == ENT_MALE;
    told |= p->kind == SHE && s->gender == ENT_FEMALE;
    bool own_clause = gap == 0 && p->possessive && ent_doer_around(f, p->sentence, p->i) == s->head;
    return NEAR - FAR * gap + (subject ? SUBJECT : 0) + (own_clause ? OWN_CLAUSE : 0) +
           (told ? GENDER_TOLD : 0);
}

/* The entity that fits best, or ENT_NO_ENTITY if none or two fit equally well; *score tells how
 * well, and *ghost that something without a name does. */
static uint32_t antecedent(const ent_coref *c, const pronoun *p, int *score, bool *ghost) {
    int best = 0, second = 0;
    const ent_seen *found = NULL, *s;
    for (uint32_t n = 0; (s = ent_seen_back(c, n)) != NULL; n++) {
        if (p->sentence - s->sentence > SENTENCES_BACK) break;
        int fit = fitness(c, s, p);
        bool same = found && s->entity == found->entity && s->ghost == NO_GHOST;
        if (fit > best) {
            if (!same) second = best;
            best = fit;
            found = s;
        } else if (!same && fit > second) {
            second = fit;
        }
    }
    *score = best;
    *ghost = best > second && found->ghost != NO_GHOST;
    return best > second ? found->entity : ENT_NO_ENTITY;
}

/* ---- Clauses ---- */

/* "the army said it had", "Merkel promised that she would": he who says so, whether we know him or
 * not (then *entity is ENT_NO_ENTITY). False where nobody says so or the sayer is another. */
static bool is_sayer(const ent_coref *c, const pronoun *p, uint32_t *entity) {
    const ent_finder *f = c->f;
    const ent_token *token = ent_finder_token(f, p->sentence, p->i);
    if (!ent_is_subject(token->deprel) || token->head == ENT_ROOT) return false;
    const ent_token *verb = ent_finder_token(f, p->sentence, token->head);
    if (verb->deprel != ENT_DEP_CCOMP || verb->head == ENT_ROOT) return false;
    for (uint32_t i = 0; i < f->text->sentences[p->sentence].count; i++) {
        const ent_token *t = ent_finder_token(f, p->sentence, i);
        if (t->head != verb->head || !ent_is_subject(t->deprel) || i > p->i) continue;
        *entity = c->entity_at[ent_text_token(c, p->sentence, i)];
        if (t->upos == ENT_UPOS_PRON) /* "he said he would": the same, if it is of his kind */
            return *entity != ENT_NO_ENTITY && kind_of(f, p->sentence, i) == p->kind;
        if (*entity == ENT_NO_ENTITY) return true;
        const ent_mention *m = ent_mention_at(f, p->sentence, i);
        ent_seen seen = {.entity = *entity,
                         .type = f->entities[*entity].entity.type,
                         .gender = f->entities[*entity].gender,
                         .plural = ent_is_plural_noun(t) || (m && m->type == ENT_GROUP)};
        seen.plural |= p->kind == THEY && seen.type == ENT_ORGANIZATION;
        return agrees(&seen, p->kind);
    }
    return false;
}

/* ", whose government": what stands right before, where the tree does not tell. */
static uint32_t named_before(const ent_coref *c, uint32_t sentence, uint32_t i) {
    static const char *const words[] = {"who", "whose", NULL};
    if (i < 2 || !ent_token_among(c->f, sentence, i, words)) return ENT_NO_ENTITY;
    const ent_mention *m =
        ent_token_is(c->f, sentence, i - 1, ",") ? ent_mention_at(c->f, sentence, i - 2) : NULL;
    bool named = m && m->kind == ENT_MENTION_NAMED && m->role == ENT_ROLE_ACTOR;
    return named && m->type != ENT_PLACE ? m->entity : ENT_NO_ENTITY;
}

/* Who, which, whose: the noun that the relative clause belongs to. */
static uint32_t relative(const ent_coref *c, uint32_t sentence, uint32_t i) {
    uint32_t verb = ent_finder_token(c->f, sentence, i)->head;
    for (int steps = 0; verb != ENT_ROOT && steps < 4; steps++) {
        const ent_token *token = ent_finder_token(c->f, sentence, verb);
        if (token->deprel == ENT_DEP_ACL_RELCL && token->head != ENT_ROOT) {
            const ent_mention *m = ent_mention_at(c->f, sentence, token->head);
            return m ? m->entity : c->entity_at[ent_text_token(c, sentence, token->head)];
        }
        verb = token->head;
    }
    return named_before(c, sentence, i);
}

/* "When he landed in Cairo, Blinken called": a pronoun in a clause that comes before its name. */
static uint32_t cataphor(const ent_coref *c, const pronoun *p) {
    const ent_finder *f = c->f;
    uint32_t clause = ent_finder_token(f, p->sentence, p->i)->head;
    for (int steps = 0; clause != ENT_ROOT && steps < 3; steps++) {
        const ent_token *t = ent_finder_token(f, p->sentence, clause);
        if (t->deprel == ENT_DEP_ADVCL && t->head != ENT_ROOT && t->head > clause) {
            for (uint32_t k = p->i + 1; k < t->head; k++) {
                const ent_token *subject = ent_finder_token(f, p->sentence, k);
                const ent_mention *m = ent_mention_at(f, p->sentence, k);
                if (subject->head != t->head || !ent_is_subject(subject->deprel) || !m) continue;
                if (m->entity == ENT_NO_ENTITY || m->head != k) return ENT_NO_ENTITY;
                ent_seen seen = {
                    .type = m->type, .role = m->role, .gender = f->entities[m->entity].gender};
                return agrees(&seen, p->kind) ? m->entity : ENT_NO_ENTITY;
            }
            return ENT_NO_ENTITY;
        }
        clause = t->head;
    }
    return ENT_NO_ENTITY;
}

/* "It is clear that", "it took days to": it means nothing. */
static bool is_empty(const ent_finder *f, uint32_t sentence, uint32_t i) {
    static const char *const verbs[] = {"seem",   "appear", "happen", "rain",   "snow", "turn",
                                        "matter", "remain", "take",   "emerge", "help", NULL};
    const ent_token *t = ent_finder_token(f, sentence, i);
    if (t->deprel == ENT_DEP_EXPL) return true;
    if (t->head == ENT_ROOT || !ent_is_subject(t->deprel)) return false;
    const ent_token *head = ent_finder_token(f, sentence, t->head);
    for (const char *const *v = verbs; *v && head->upos == ENT_UPOS_VERB; v++)
        if (strcmp(head->lemma, *v) == 0) return true;
    if (head->upos == ENT_UPOS_VERB) return false;
    if (head->upos == ENT_UPOS_NOUN && t->head > i) return true; /* "it's a great deal" */
    for (uint32_t k = i + 1; k < f->text->sentences[sentence].count; k++) {
        const ent_token *child = ent_finder_token(f, sentence, k);
        bool clause = child->deprel == ENT_DEP_CSUBJ || child->deprel == ENT_DEP_CCOMP ||
                      child->deprel == ENT_DEP_ADVCL || child->deprel == ENT_DEP_ACL ||
                      child->deprel == ENT_DEP_XCOMP || child->deprel == ENT_DEP_ACL_RELCL;
        if (child->head == t->head && clause && k > t->head) return true;
    }
    return false;
}

/* The subject of the clause is something without a name that "its", "their" then belong to. */
static bool belongs_to_noun(const ent_coref *c, const pronoun *p) {
    uint32_t doer = p->possessive ? ent_doer_around(c->f, p->sentence, p->i) : UINT32_MAX;
    if (doer == UINT32_MAX || doer > p->i) return false;
    const ent_token *t = ent_finder_token(c->f, p->sentence, doer);
    if (t->upos != ENT_UPOS_NOUN && t->upos != ENT_UPOS_PROPN) return false;
    if (p->kind == HE || p->kind == SHE) return false;
    const ent_mention *m = ent_mention_at(c->f, p->sentence, doer);
    if (m && m->entity != ENT_NO_ENTITY && m->type != ENT_PLACE) return false;
    return ent_is_plural_noun(t) == (p->kind == THEY);
}

/* "hanged himself": who does it. */
static uint32_t reflexive(const ent_coref *c, const pronoun *p) {
    uint32_t doer = ent_doer_around(c->f, p->sentence, p->i);
    if (doer == UINT32_MAX) return ENT_NO_ENTITY;
    return c->entity_at[ent_text_token(c, p->sentence, doer)];
}

/* "He lied," Brnabic said of Orban. */
static uint32_t talked_of(const ent_coref *c, const pronoun *p) {
    uint32_t quotation = c->quotation_at[ent_text_token(c, p->sentence, p->i)];
    uint32_t about = quotation ? c->quotations[quotation - 1].about : UINT32_MAX;
    if (about == UINT32_MAX || (p->kind != HE && p->kind != SHE)) return ENT_NO_ENTITY;
    const ent_sentence *s = c->f->text->sentences;
    for (uint32_t k = p->sentence; k < c->f->text->sentence_count && k < p->sentence + 8; k++) {
        if (about < s[k].first || about >= s[k].first + s[k].count) continue;
        const ent_mention *m = ent_mention_at(c->f, k, about - s[k].first);
        if (!m || m->entity == ENT_NO_ENTITY) return ENT_NO_ENTITY;
        ent_seen seen = {.type = m->type, .gender = c->f->entities[m->entity].gender};
        return agrees(&seen, p->kind) ? m->entity : ENT_NO_ENTITY;
    }
    return ENT_NO_ENTITY;
}

/* ---- All together ---- */

/* Those who were named side by side: "Macron and Scholz met. They ...", if nobody is as near. */
static bool resolve_set(ent_coref *c, const pronoun *p, int score) {
    uint32_t set[SET_MAX], back;
    if (p->kind != THEY) return false;
    uint32_t count = ent_last_joined(c, p->sentence, p->i, &back, set);
    if (score >= NEAR - FAR * (int)back + SUBJECT) return false;
    for (uint32_t k = 0; k < count; k++)
        ent_resolve(c, p->sentence, p->i, 1, p->i, set[k], ENT_MENTION_PRONOUN);
    return count > 0;
}

static uint32_t meant(ent_coref *c, const pronoun *p, int *score) {
    uint32_t entity = ENT_NO_ENTITY;
    bool ghost = false;
    if (p->kind == WHO) return relative(c, p->sentence, p->i);
    if (p->kind == IT && is_empty(c->f, p->sentence, p->i)) return ENT_NO_ENTITY;
    if (p->reflexive) return reflexive(c, p);
    if (is_sayer(c, p, &entity)) {
        *score = CERTAIN;
        return entity;
    }
    entity = talked_of(c, p);
    if (entity != ENT_NO_ENTITY) return entity;
    if (belongs_to_noun(c, p)) {
        *score = CERTAIN;
        return ENT_NO_ENTITY;
    }
    entity = antecedent(c, p, score, &ghost);
    if (ghost) *score = CERTAIN;
    return entity == ENT_NO_ENTITY && *score == 0 ? cataphor(c, p) : entity;
}

/* The entity that does something to the pronoun, which then is another: "X did not endorse it". */
static uint32_t doer_to(const ent_coref *c, const pronoun *p) {
    const ent_token *t = ent_finder_token(c->f, p->sentence, p->i);
    bool done_to =
        t->deprel == ENT_DEP_OBJ || t->deprel == ENT_DEP_IOBJ || t->deprel == ENT_DEP_OBL;
    uint32_t doer =
        done_to && !p->reflexive ? ent_doer_around(c->f, p->sentence, p->i) : UINT32_MAX;
    return doer == UINT32_MAX ? ENT_NO_ENTITY : c->entity_at[ent_text_token(c, p->sentence, doer)];
}

uint32_t ent_resolve_pronoun(ent_coref *c, uint32_t sentence, uint32_t i) {
    const ent_token *token = ent_finder_token(c->f, sentence, i);
    pronoun p = {.sentence = sentence,
                 .i = i,
                 .kind = kind_of(c->f, sentence, i),
                 .possessive = token->deprel == ENT_DEP_NMOD_POSS,
                 .reflexive = token->length > 4 && ent_form(c->f->text, token)[token->length - 1] ==
                                                       (token->length == 10 ? 's' : 'f'),
                 .speaker = ent_speaker_at(c, sentence, i)};
    p.doer = doer_to(c, &p);
    int score = 0;
    if (p.kind == NO_PRONOUN || (p.kind == WHO && token->upos != ENT_UPOS_PRON)) return 0;
    uint32_t entity = meant(c, &p, &score);
    if (resolve_set(c, &p, score)) return 1;
    if (entity == ENT_NO_ENTITY) return 0;
    ent_resolve(c, sentence, i, 1, i, entity, ENT_MENTION_PRONOUN);
    return 1;
}
