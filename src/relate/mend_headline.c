/* mend_headline.c - sentences, of headlines most often, whose verb the tagger takes for a noun:
 * "Zelensky thanks Denmark for jets", "Chad exports gas to Mali". Behind an actor that opens the
 * sentence a noun that would be a verb of some frame is that verb, if another actor follows at once
 * or the noun of a frame: "export+gas". */
#include <stdio.h>
#include <string.h>

#include "relate/mend.h"

enum { FORM_MAX = 24, NAME_MAX = 6, PHRASE_MAX = 4 };

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
    int length = snprintf(key, sizeof key, "%s %s", lemma, lemma_at(r, i + 1));
    bool phrase = length > 0 && (size_t)length < sizeof key;
    return (phrase && ent_frames_find(r->frames, ENT_VERBS, key)) ||
           ent_frames_take(r->frames, ENT_VERBS, lemma, "obj") ||
           ent_frames_take(r->frames, ENT_VERBS, lemma, lemma_at(r, i + 1));
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

/* The noun that completes the verb at i, "exports gas", behind numbers and adjectives; or ENT_ROOT.
 */
static uint32_t object_at(const relater *r, uint32_t i, const char *verb) {
    char key[FORM_MAX + FORM_MAX];
    uint32_t noun = i + 1, count = r->sentence->count;
    for (; noun < count && noun <= i + PHRASE_MAX; noun++) {
        uint8_t upos = token_at(r, noun)->upos;
        int length = snprintf(key, sizeof key, "%s+%s", verb, lemma_at(r, noun));
        bool fits = length > 0 && (size_t)length < sizeof key && is_noun(r, noun);
        bool last = noun + 1 == count || !is_noun(r, noun + 1);
        if (fits && last && ent_frames_find(r->frames, ENT_VERBS, key)) return noun;
        if (upos != ENT_UPOS_ADJ && upos != ENT_UPOS_NUM && upos != ENT_UPOS_NOUN &&
            upos != ENT_UPOS_DET)
            break;
    }
    return ENT_ROOT;
}

/* Is there a verb that the tree hangs on? */
static bool has_verb(const relater *r) {
    for (uint32_t i = 0; i < r->sentence->count; i++)
        if (head_of(r, i) == ENT_ROOT)
            return !is_noun(r, i) || ent_child_near(r, i, ENT_DEP_COP, ENT_DEP_AUX) != ENT_ROOT;
    return true;
}

/* Make the word at i, as a form of `verb`, the verb of the sentence. */
static void raise(relater *r, uint32_t i, const char *verb, uint32_t subject, uint32_t target) {
    bool led = token_at(r, i + 1)->upos == ENT_UPOS_ADP;
    for (uint32_t k = i + 1; k < r->sentence->count; k++) {
        uint32_t head = head_of(r, k);
        ent_deprel dep = dep_of(r, k);
        if (head != ENT_ROOT && head != i && head != subject) continue;
        ent_move(r, k, i,
                 head == ENT_ROOT      ? ENT_DEP_PARATAXIS
                 : dep == ENT_DEP_NMOD ? ENT_DEP_OBL
                                       : dep);
    }
    ent_move(r, i, ENT_ROOT, ENT_DEP_ROOT);
    ent_move(r, subject, i, ENT_DEP_NSUBJ);
    ent_move(r, target, i, led ? ENT_DEP_OBL : ENT_DEP_OBJ);
    ent_retag(r, i, "VBZ", verb);
}

/* Raise the noun at i if the first `length` bytes of it are a verb that fits. */
static bool try_verb(relater *r, uint32_t i, size_t length, uint32_t subject) {
    char verb[FORM_MAX];
    memcpy(verb, ent_form(r->text, token_at(r, i)), length);
    verb[length] = '\0';
    bool direct = r->sentence->headline && takes_target(r, i, verb);
    uint32_t target = direct ? target_at(r, i + 1, i) : ENT_ROOT;
    if (target == ENT_ROOT) target = object_at(r, i, verb);
    const char *lemma = target == ENT_ROOT ? NULL : ent_arena_copy(r->arena, verb, length);
    if (lemma) raise(r, i, lemma, subject, target);
    return lemma != NULL;
}

/* "thanks", "vetoes" behind one, "fire" behind many. */
static bool try_noun(relater *r, uint32_t i, uint32_t subject) {
    const ent_token *t = token_at(r, i);
    const char *form = ent_form(r->text, t);
    size_t length = t->length;
    if (length < 4 || length >= FORM_MAX || form[0] < 'a' || form[0] > 'z') return false;
    bool many = ent_is_tagged(r, subject, "NNS") || strcmp(lemma_at(r, subject), "police") == 0;
    if (many) return try_verb(r, i, length, subject);
    if (form[length - 1] != 's') return false;
    return try_verb(r, i, length - 1, subject) ||
           (form[length - 2] == 'e' && try_verb(r, i, length - 2, subject));
}

void ent_mend_headline(relater *r) {
    if (has_verb(r)) return;
    for (uint32_t i = 1; i + 1 < r->sentence->count; i++) {
        uint32_t subject = is_noun(r, i) ? opening(r, i) : ENT_ROOT;
        if (subject != ENT_ROOT && try_noun(r, i, subject)) return;
    }
}
