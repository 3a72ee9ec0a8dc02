/* kin.c - wives and husbands, parents and children, brothers and sisters. Gives LINK edges.
 *
 *     Kim Jong Un's sister, Kim Yo Jong; Rosa Blum, the wife of Otto Blum; Blum and his wife, Rosa
 */
#include "actors/names.h"

enum { OWNER_REACH = 4 };

static const ent_mention *person_at(const ent_finder *f, uint32_t sentence, uint32_t i) {
    const ent_mention *m = ent_mention_at(f, sentence, i);
    bool person = m && m->type == ENT_PERSON && m->entity != ENT_NO_ENTITY;
    return person ? m : NULL;
}

static void link(ent_finder *f, const ent_mention *a, const ent_mention *b, uint32_t sentence,
                 uint32_t first, uint32_t end) {
    if (a && b && a->entity != b->entity)
        ent_add_link(f, a, b, "kin of", (ent_trigger){sentence, first, end - first}, "kin", false,
                     0.85);
}

/* Who is told to be kin, the noun ending before `end` and beginning at `first`: the name behind it,
 * or the one it stands in apposition to. */
static const ent_mention *named(const ent_finder *f, uint32_t sentence, uint32_t first,
                                uint32_t end) {
    uint32_t at = ent_token_is(f, sentence, end, ",") ? end + 1 : end;
    const ent_mention *m = person_at(f, sentence, at);
    if (m && m->first == at) return m;
    while (first > 0 && !ent_token_is(f, sentence, first, ",") && end - first < 6) first--;
    return first > 0 && ent_token_is(f, sentence, first, ",") ? person_at(f, sentence, first - 1)
                                                              : NULL;
}

/* The possessive before the noun: a person's name, or a pronoun's token. */
static const ent_mention *owner_before(const ent_finder *f, uint32_t sentence, uint32_t first,
                                       uint32_t *pronoun) {
    for (uint32_t k = first; k-- > 0 && first - k <= OWNER_REACH;) {
        const ent_token *t = ent_finder_token(f, sentence, k);
        if (t->deprel == ENT_DEP_NMOD_POSS && t->upos == ENT_UPOS_PRON) {
            *pronoun = k;
            return NULL;
        }
        const ent_mention *m = person_at(f, sentence, k);
        if (m)
            return ent_finder_token(f, sentence, m->head)->deprel == ENT_DEP_NMOD_POSS ? m : NULL;
        if (t->upos == ENT_UPOS_VERB || t->upos == ENT_UPOS_ADP) return NULL;
    }
    return NULL;
}

static void take_noun(ent_finder *f, uint32_t sentence, uint32_t first, uint32_t end) {
    uint32_t pronoun = UINT32_MAX;
    if (ent_token_is(f, sentence, end, "of")) {
        const ent_mention *owner = person_at(f, sentence, end + 1);
        uint32_t after = owner ? owner->first + owner->count : end;
        const ent_mention *own = named(f, sentence, first, first);
        if (!own && owner && ent_token_is(f, sentence, after, ",")) {
            own = person_at(f, sentence, after + 1); /* "the widow of Blum, Rosa," */
            if (own && ent_finder_token(f, sentence, own->head)->deprel != ENT_DEP_APPOS)
                own = NULL;
        }
        link(f, own, owner, sentence, first, end);
        return;
    }
    const ent_mention *owner = owner_before(f, sentence, first, &pronoun);
    const ent_mention *own = named(f, sentence, first, end);
    if (own && own == owner) return;
    if (owner) {
        link(f, own, owner, sentence, first, end);
    } else if (own && pronoun != UINT32_MAX) {
        ent_wait_for(f, (ent_waiting){.source = *own,
                                      .trigger = {sentence, first, end - first},
                                      .pronoun = pronoun,
                                      .of_person = "kin of",
                                      .rule = "kin"});
    }
}

void ent_find_kin(ent_finder *f) {
    for (uint32_t s = 0; s < f->text->sentence_count && !f->no_memory; s++)
        for (uint32_t i = 0; i < f->text->sentences[s].count;) {
            uint32_t title, count = 1;
            bool found = ent_finder_token(f, s, i)->upos == ENT_UPOS_NOUN &&
                         ent_title_at(f, s, i, &title, &count);
            if (found && f->g->titles[title].other == ENT_TITLE_KIN) take_noun(f, s, i, i + count);
            i += found ? count : 1;
        }
}
