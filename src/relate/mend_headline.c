/* mend_headline.c - headlines whose verb the tagger takes for a noun: "Zelensky thanks Denmark for
 * jets", "EU sanctions Belarus". Between an actor that opens the headline and another that follows
 * at once, a noun that would be a verb of some frame is that verb. */
#include <stdio.h>
#include <string.h>

#include "relate/mend.h"

enum { FORM_MAX = 24, NAME_MAX = 6 };

/* The actor whose phrase opens the headline and ends before token i, by its head; or ENT_ROOT. */
static uint32_t opening(const relater *r, uint32_t i) {
    uint32_t owner = i > 0 ? r->owner[i - 1] : 0;
    const ent_mention *m = owner ? mention_of(r, owner - 1) : NULL;
    if (!m || m->phrase_end != i || m->entity == ENT_NO_ENTITY) return ENT_ROOT;
    for (uint32_t k = 0; k < i; k++)
        if (!is_noun(r, k) && token_at(r, k)->upos != ENT_UPOS_ADJ) return ENT_ROOT;
    return token_at(r, m->head)->upos == ENT_UPOS_ADJ ? ENT_ROOT : m->head;
}

/* Can the verb have an object, or, with the word behind it, a target: "fire on"? */
static bool takes_target(const relater *r, uint32_t i, const char *lemma) {
    char key[FORM_MAX + FORM_MAX];
    const ent_frame *frame = ent_frames_find(r->frames, ENT_VERBS, lemma);
    int length = snprintf(key, sizeof key, "%s %s", lemma, lemma_at(r, i + 1));
    bool phrase = length > 0 && (size_t)length < sizeof key;
    if (phrase && ent_frames_find(r->frames, ENT_VERBS, key)) return true;
    for (; frame; frame = ent_frames_next(r->frames, frame))
        for (size_t k = 0; k < frame->slot_count; k++)
            if (strcmp(frame->slots[k].word, "obj") == 0 ||
                strcmp(frame->slots[k].word, lemma_at(r, i + 1)) == 0)
                return true;
    return false;
}

/* The verb that the noun at i may be a form of, "thanks", "vetoes", of many "fire"; or NULL. */
static const char *verb_at(const relater *r, uint32_t i, uint32_t subject) {
    const ent_token *t = token_at(r, i);
    const char *form = ent_form(r->text, t);
    char lemma[FORM_MAX];
    if (t->length < 3 || t->length >= FORM_MAX || form[0] < 'a' || form[0] > 'z') return NULL;
    bool many = ent_is_tagged(r, subject, "NNS") || strcmp(lemma_at(r, subject), "police") == 0;
    size_t ends[3] = {0}, count = 0;
    if (many) ends[count++] = t->length;
    if (!many && form[t->length - 1] == 's') {
        ends[count++] = t->length - 1;
        if (form[t->length - 2] == 'e') ends[count++] = t->length - 2;
    }
    for (size_t k = 0; k < count; k++) {
        memcpy(lemma, form, ends[k]);
        lemma[ends[k]] = '\0';
        if (takes_target(r, i, lemma)) return ent_arena_copy(r->arena, lemma, ends[k]);
    }
    return NULL;
}

/* The head of the phrase that an actor begins at i, "Denmark", "Khartoum suburb", or that a
 * preposition leads to; or ENT_ROOT. */
static uint32_t target_at(const relater *r, uint32_t i, uint32_t verb) {
    uint32_t count = r->sentence->count;
    if (i < count && token_at(r, i)->upos == ENT_UPOS_ADP) i++;
    uint32_t head = i;
    while (head < count && head - i < NAME_MAX && !r->owner[head]) head++;
    if (head >= count || !r->owner[head]) return ENT_ROOT;
    const ent_mention *m = mention_of(r, r->owner[head] - 1);
    if (m->phrase_first > i || m->entity == ENT_NO_ENTITY) return ENT_ROOT;
    head = m->head;
    for (int steps = 0; steps < CLIMB_MAX; steps++) {
        uint32_t above = head_of(r, head);
        if (above == ENT_ROOT || above <= head || above == verb || !is_noun(r, above)) break;
        head = above;
    }
    return head;
}

static bool has_verb(const relater *r) {
    for (uint32_t i = 0; i < r->sentence->count; i++) {
        uint8_t upos = token_at(r, i)->upos;
        if (upos == ENT_UPOS_VERB && !ent_is_tagged(r, i, "VBN") && !ent_is_tagged(r, i, "NNP"))
            return true;
    }
    return false;
}

/* Make the word at i the verb of the headline. */
static void raise(relater *r, uint32_t i, uint32_t subject, uint32_t target) {
    bool led = token_at(r, i + 1)->upos == ENT_UPOS_ADP;
    for (uint32_t k = 0; k < r->sentence->count; k++) {
        bool loose = head_of(r, k) == ENT_ROOT || head_of(r, k) == i || head_of(r, k) == subject;
        if (k <= i || !loose) continue;
        ent_move(r, k, i, dep_of(r, k) == ENT_DEP_NMOD ? ENT_DEP_OBL : dep_of(r, k));
    }
    ent_move(r, i, ENT_ROOT, ENT_DEP_ROOT);
    ent_move(r, subject, i, ENT_DEP_NSUBJ);
    ent_move(r, target, i, led ? ENT_DEP_OBL : ENT_DEP_OBJ);
}

void ent_mend_headline(relater *r) {
    if (!r->sentence->headline || has_verb(r)) return;
    for (uint32_t i = 1; i + 1 < r->sentence->count; i++) {
        uint32_t subject = is_noun(r, i) ? opening(r, i) : ENT_ROOT;
        const char *verb = subject == ENT_ROOT ? NULL : verb_at(r, i, subject);
        uint32_t target = verb ? target_at(r, i + 1, i) : ENT_ROOT;
        if (target == ENT_ROOT) continue;
        raise(r, i, subject, target);
        ent_retag(r, i, "VBZ", verb);
        return;
    }
}
