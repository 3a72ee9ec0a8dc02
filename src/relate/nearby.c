/* nearby.c - who stands next to an act in the order of words. News puts subject, verb and object
 * side by side so often that this finds what a faulty tree has lost; statements made so are given a
 * lower confidence. */
#include <string.h>

#include "relate/relater.h"

enum { REACH = 12, GAP = 4 };

/* The outermost mention with an entity that covers token i, or UINT32_MAX. */
static uint32_t covering(const relater *r, uint32_t i) {
    for (uint32_t k = 0; k < r->sentence->count; k++) {
        if (!r->owner[k]) continue;
        const ent_mention *m = mention_of(r, r->owner[k] - 1);
        if (m->entity != ENT_NO_ENTITY && m->first <= i && i < m->first + m->count &&
            m->role != ENT_ROLE_SOURCE && m->role != ENT_ROLE_NONE)
            return r->owner[k] - 1;
    }
    return UINT32_MAX;
}

/* Add the mention, and those that are joined to it. */
static void add(const relater *r, parties *out, uint32_t mention) {
    uint32_t head = mention_of(r, mention)->head;
    if (head < r->sentence->count && r->owner[head] == mention + 1)
        ent_collect(r, head, ITSELF, out);
    else
        out->mentions[out->count++] = mention;
    out->nearby = true;
}

/* Step back over a part between commas that ends at i: "Macron, the host, met". */
static uint32_t before_insertion(const relater *r, uint32_t i) {
    if (!ent_is_form(r, i, ",")) return i;
    for (uint32_t k = i; k-- > 0 && i - k <= REACH;)
        if (ent_is_form(r, k, ",")) return k > 0 ? k - 1 : i;
    return i;
}

void ent_nearby_subject(const relater *r, uint32_t verb, parties *out) {
    for (uint32_t i = verb; i-- > 0 && verb - i <= REACH;) {
        const ent_token *t = token_at(r, i);
        if (t->upos == ENT_UPOS_ADV || t->upos == ENT_UPOS_AUX || t->upos == ENT_UPOS_PART)
            continue;
        if (t->upos == ENT_UPOS_PUNCT) i = before_insertion(r, i);
        uint32_t mention = covering(r, i);
        if (mention == UINT32_MAX) return;
        uint32_t first = mention_of(r, mention)->first;
        if (first > 0 && token_at(r, first - 1)->upos == ENT_UPOS_ADP) return;
        add(r, out, mention);
        return;
    }
}

/* Does the mention belong to the phrase that the tree takes for the object? "told local media X's
 * mother was well": not X. */
static bool is_within(const relater *r, uint32_t mention, uint32_t object) {
    uint32_t at = mention_of(r, mention)->head;
    for (int steps = 0; steps < CLIMB_MAX && at != ENT_ROOT; steps++) {
        if (at == object) return dep_of(r, object) == ENT_DEP_OBJ;
        at = head_of(r, at);
    }
    return false;
}

/* Does the mention only modify a noun that is no actor: "the [Paris] Agreement", "[Trump]'s
 * records"?
 */
static bool modifies(const relater *r, uint32_t mention) {
    uint32_t head = mention_of(r, mention)->head;
    ent_deprel dep = dep_of(r, head);
    uint32_t noun = head_of(r, head);
    bool modifier = dep == ENT_DEP_NMOD_POSS || dep == ENT_DEP_COMPOUND || dep == ENT_DEP_AMOD;
    return modifier && noun != ENT_ROOT && noun > head && !r->owner[noun];
}

/* Does the preposition at i go with another noun than the trigger's: "left on advice [from] X"?
 * What the parser hangs under a name or a day may be the trigger's. */
static bool is_of_other(const relater *r, uint32_t i, uint32_t trigger) {
    static const char *const loose[] = {"from", "of", "in", "on", "at", NULL};
    uint32_t led = head_of(r, i), noun = led == ENT_ROOT ? ENT_ROOT : head_of(r, led);
    if (!ent_is_among(lemma_at(r, i), loose)) return false;
    if (noun == ENT_ROOT || noun == trigger || dep_of(r, led) != ENT_DEP_NMOD) return false;
    bool common = token_at(r, noun)->upos == ENT_UPOS_NOUN && !r->owner[noun];
    ent_deprel dep = dep_of(r, noun);
    return common && (dep == ENT_DEP_OBL || dep == ENT_DEP_NMOD) && r->tree.lead[noun];
}

/* Where the slot begins in the order of words, or the end of the sentence. */
static uint32_t start_of(const relater *r, uint32_t trigger, const ent_slot_rule *slot) {
    uint32_t i = trigger + 1, count = r->sentence->count;
    if (strcmp(slot->word, "obj") == 0) return i + ent_phrase_words(r);
    for (; i < count && i - trigger <= REACH; i++) {
        if (strcmp(lemma_at(r, i), slot->word) == 0)
            return is_of_other(r, i, trigger) ? count : i + 1;
        uint8_t upos = token_at(r, i)->upos;
        bool clause =
            upos == ENT_UPOS_AUX || (upos == ENT_UPOS_VERB && dep_of(r, i) != ENT_DEP_AMOD);
        if (clause || ent_is_form(r, i, ",")) return count;
    }
    return count;
}

void ent_nearby_slot(const relater *r, uint32_t trigger, const ent_slot_rule *slot, bool passive,
                     parties *out) {
    (void)passive;
    uint32_t count = r->sentence->count, first = start_of(r, trigger, slot);
    bool whole = strcmp(slot->word, "obj") == 0;
    uint32_t object = whole ? ent_child(r, trigger, ENT_DEP_OBJ, ENT_DEP_CCOMP) : ENT_ROOT;
    for (uint32_t i = first; i < count && i - first <= GAP; i++) {
        uint32_t mention = covering(r, i);
        if (mention != UINT32_MAX && mention_of(r, mention)->role == ENT_ROLE_ADJECTIVE &&
            i + 1 < count && covering(r, i + 1) != UINT32_MAX)
            continue; /* "French President Macron": the one behind it */
        if (mention != UINT32_MAX) {
            bool other = object != ENT_ROOT && !is_within(r, mention, object);
            bool given = whole && mention_of(r, mention)->first == first && /* "offer Kyiv tanks" */
                         dep_of(r, mention_of(r, mention)->head) == ENT_DEP_COMPOUND;
            if (other || (slot->direct && !given && modifies(r, mention))) return;
            add(r, out, mention);
            ent_keep_fitting(r, slot, out);
            out->slot = slot->word;
            return;
        }
        uint8_t upos = token_at(r, i)->upos;
        if (upos != ENT_UPOS_DET && upos != ENT_UPOS_ADJ && upos != ENT_UPOS_NOUN &&
            upos != ENT_UPOS_PROPN && upos != ENT_UPOS_NUM)
            return;
    }
}
