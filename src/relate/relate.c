/* relate.c - frames applied to trees: who does what to whom, with what status, told by whom.
 *
 * For every word that triggers a frame the source and target are sought among its dependents, then
 * among those of the words that lend it theirs (conjunctions, control, light verbs); the words that
 * govern it set the status. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "relate/relater.h"

enum { SENTENCE_MAX = 400 };

/* ---- What the words of a sentence tell ---- */

/* "sent a letter" is no sending of help: what a verb with its object tells, the verb alone does not
 * tell otherwise. */
static bool is_other_matter(const relater *r, uint32_t verb, const ent_frame *special,
                            const ent_frame *plain) {
    uint32_t object = ent_child(r, verb, ENT_DEP_OBJ, ENT_DEP_NSUBJ_PASS);
    return object != ENT_ROOT && ent_ends_trigger(special, lemma_at(r, object)) &&
           !plain->with_object && ent_act_quad(special->root) != ent_act_quad(plain->root);
}

/* Try the frames that the word at i triggers, the more special first, until one finds both sides.
 */
static void relate_token(relater *r, uint32_t i) {
    const ent_frame *triggered[TRIGGERED_MAX];
    uint8_t upos = token_at(r, i)->upos;
    ent_state_obligation(r, i);
    if (upos == ENT_UPOS_VERB && ent_state_opinion(r, i)) return;
    size_t before = r->told, count = ent_triggered(r, i, triggered);
    for (size_t k = 0; k < count && r->told == before; k++) {
        if (k > 0 && is_other_matter(r, i, triggered[0], triggered[k])) break;
        for (const ent_frame *f = triggered[k]; f && r->told == before;
             f = ent_frames_next(r->frames, f))
            ent_apply(r, i, f, upos == ENT_UPOS_NOUN);
    }
}

/* Are the same two on the sides of both, whichever? */
static bool is_same_pair(const ent_statement *a, const ent_statement *b) {
    bool same = strcmp(a->source.id, b->source.id) == 0 && strcmp(a->target.id, b->target.id) == 0;
    bool turned =
        strcmp(a->source.id, b->target.id) == 0 && strcmp(a->target.id, b->source.id) == 0;
    return same || turned;
}

/* "agreed to host X": the hosting says more than the agreeing, which is among its operators. */
static bool says_more(const ent_statement *than, const ent_statement *s) {
    const char *word = than->rule, *end = word + strcspn(word, "#");
    for (const char *p = word; p < end; p++)
        if (*p == '>') word = p + 1;
    bool pair = is_same_pair(s, than) && s != than;
    for (const char *p = s->rule; pair; p = strchr(p, '>') + 1) {
        size_t length = strcspn(p, ">");
        if (!p[length]) break;
        bool begins = length <= (size_t)(end - word) && memcmp(p, word, length) == 0;
        if (begins && (word + length == end || word[length] == ' ')) return true; /* "agree on" */
    }
    return false;
}

/* The token that a statement has for its trigger, or ENT_ROOT. */
static uint32_t trigger_of(const relater *r, const ent_statement *s) {
    for (uint32_t i = 0; i < r->sentence->count; i++)
        if (token_at(r, i)->begin == s->trigger.begin) return i;
    return ENT_ROOT;
}

/* Is the noun what the verb is done to: "drills were [held]", "sanctions [ended] by X"? */
static bool is_done(const relater *r, uint32_t noun, uint32_t verb) {
    if (noun == ENT_ROOT || verb == ENT_ROOT) return false;
    if (head_of(r, verb) == noun) return dep_of(r, verb) == ENT_DEP_ACL;
    EACH_CHILD (r, verb, k) {
        bool object = dep_of(r, k) == ENT_DEP_OBJ || dep_of(r, k) == ENT_DEP_NSUBJ_PASS;
        if (object && ent_counted(r, k) == noun) return true;
    }
    return false;
}

/* "Drills were held with X by Y": of a verb with its object, "hold+drill", the verb tells it. */
static bool is_of_verb(const relater *r, const ent_statement *noun, const ent_statement *verb) {
    const char *end = verb->rule + strcspn(verb->rule, "#"), *word = noun->rule;
    const char *plus = memchr(verb->rule, '+', (size_t)(end - verb->rule));
    if (!plus || noun == verb || !is_same_pair(noun, verb)) return false;
    for (const char *p = noun->rule; *p && *p != '#'; p++)
        if (*p == '>') word = p + 1;
    bool plain = !memchr(word, '+', strcspn(word, "#"));
    return plain && is_done(r, trigger_of(r, noun), trigger_of(r, verb));
}

static void drop_doubled(relater *r) {
    size_t kept = r->begun;
    for (size_t i = r->begun; i < r->count; i++) {
        const ent_statement *s = &r->items[i];
        bool better = false;
        for (size_t k = r->begun; k < r->count; k++) {
            better |= s->root == ENT_ACT_AGREE && says_more(s, &r->items[k]);
            better |= is_of_verb(r, s, &r->items[k]);
        }
        if (!better) r->items[kept++] = *s;
    }
    r->count = kept;
}

/* ---- Sentence by sentence ---- */

/* Whatever the tree makes of "U.S. Secretary of State Antony Blinken", each word of it means him.
 */
static void own_titles(relater *r, size_t begin, size_t end) {
    for (size_t i = begin; i < end; i++) {
        const ent_mention *m = &r->actors->mentions[i];
        for (uint32_t k = m->phrase_first; k < m->phrase_end; k++)
            if (k < m->first || k >= m->first + m->count) r->owner[k] = (uint32_t)i + 1;
    }
}

void ent_relater_turn(relater *r, uint32_t number, size_t *at) {
    const ent_actors *a = r->actors;
    r->number = number;
    r->begun = r->count;
    r->sentence = &r->text->sentences[number];
    memset(r->owner, 0, r->sentence->count * sizeof *r->owner);
    while (*at < a->mention_count && a->mentions[*at].sentence < number) ++*at;
    size_t begin = *at;
    for (; *at < a->mention_count && a->mentions[*at].sentence == number; ++*at) {
        const ent_mention *m = &a->mentions[*at];
        if (m->head < r->sentence->count && !ent_is_stance(r, m))
            r->owner[m->head] = (uint32_t)*at + 1;
    }
    r->mention_end = *at;
    own_titles(r, begin, *at);
    ent_tree_turn(r);
}

static void state_links(relater *r) {
    for (size_t i = 0; i < r->actors->link_count; i++) {
        const ent_link *l = &r->actors->links[i];
        reading c = {.now = {.root = ENT_ACT_LINK,
                             .relation = l->relation,
                             .status = l->planned ? ENT_STATUS_PLANNED : ENT_STATUS_ACTUAL},
                     .speaker = UINT32_MAX};
        told told = {l->trigger_first, l->trigger_count, l->rule, l->confidence};
        r->number = l->sentence;
        r->begun = r->count;
        r->sentence = &r->text->sentences[l->sentence];
        ent_state_pair(r, l->source, l->target, &c, told);
    }
}

/* Is the word at i only a part of what a noun behind it says, "a [film] director"? */
static bool is_modifier(const relater *r, uint32_t i) {
    return dep_of(r, i) == ENT_DEP_COMPOUND && head_of(r, i) != ENT_ROOT && head_of(r, i) > i;
}

/* The operators of the word at i with the one behind it or alone, whatever the case: "World Cup".
 */
static unsigned scenes_of(const relater *r, uint32_t i) {
    enum { WORDS_MAX = 64 };
    char words[WORDS_MAX], lower[2 * WORDS_MAX + 1];
    const char *next = i + 1 < r->sentence->count ? lemma_at(r, i + 1) : "";
    int length = snprintf(words, sizeof words, "%s %s", lemma_at(r, i), next);
    if (length <= 0 || length >= WORDS_MAX) return 0;
    lower[ent_utf8_lower(words, (size_t)length, lower)] = '\0';
    unsigned both = ent_frames_operator(r->frames, lower);
    *strchr(lower, ' ') = '\0';
    unsigned alone = ent_frames_operator(r->frames, lower);
    return both | (is_modifier(r, i) ? alone & ~(unsigned)ENT_OP_FICTION : alone);
}

/* Does the word at i name people by what they are? */
static bool is_crowd(const relater *r, uint32_t i) {
    return r->owner[i] && mention_of(r, r->owner[i] - 1)->entity != ENT_NO_ENTITY &&
           entity_of(r, r->owner[i] - 1)->described;
}

/* Does a noun of the sentence, before token end, say that it is of sport or of fiction? */
static bool has_scene(const relater *r, uint32_t end, unsigned scene) {
    for (uint32_t i = 0; i < end && i < r->sentence->count; i++) {
        uint8_t upos = token_at(r, i)->upos;
        if (is_crowd(r, i)) continue; /* "strikers" */
        bool noun = upos == ENT_UPOS_NOUN || upos == ENT_UPOS_PROPN || upos == ENT_UPOS_ADJ;
        if (noun && scenes_of(r, i) & scene) return true;
    }
    return false;
}

/* State what the sentence tells, unless it tells a story. */
static void relate_sentence(relater *r) {
    enum { OPENING = 4 };
    if (has_scene(r, OPENING, ENT_OP_FICTION) || ent_is_long_ago(r)) return;
    r->nature = has_scene(r, r->sentence->count, ENT_OP_NATURE);
    r->sport = has_scene(r, r->sentence->count, ENT_OP_SPORT);
    for (uint32_t i = 0; i < r->sentence->count; i++) relate_token(r, i);
    ent_state_stances(r);
    drop_doubled(r);
}

static int by_place(const void *a, const void *b) {
    const ent_statement *x = a, *y = b;
    if (x->sentence != y->sentence) return x->sentence < y->sentence ? -1 : 1;
    if (x->trigger.begin != y->trigger.begin) return x->trigger.begin < y->trigger.begin ? -1 : 1;
    if (x->source.span.begin != y->source.span.begin)
        return x->source.span.begin < y->source.span.begin ? -1 : 1;
    if (x->target.span.begin != y->target.span.begin)
        return x->target.span.begin < y->target.span.begin ? -1 : 1;
    return strcmp(x->relation, y->relation);
}

bool ent_relater_open(relater *r, const ent_frames *frames, const ent_actors *actors,
                      ent_arena *arena) {
    uint32_t longest = 1;
    *r = (relater){.frames = frames, .actors = actors, .text = actors->text, .arena = arena};
    for (size_t s = 0; s < r->text->sentence_count; s++)
        if (r->text->sentences[s].count > longest) longest = r->text->sentences[s].count;
    r->owner = ent_arena_alloc(arena, longest * sizeof *r->owner);
    return r->owner && ent_tree_open(r, longest);
}

ent_status ent_relate(const ent_frames *frames, const ent_actors *actors, ent_arena *arena,
                      ent_statements *out, ent_error *error) {
    relater r;
    size_t at = 0;
    bool good = ent_relater_open(&r, frames, actors, arena);
    for (uint32_t s = 0; good && s < r.text->sentence_count && !r.no_memory; s++) {
        ent_relater_turn(&r, s, &at);
        if (r.sentence->count > SENTENCE_MAX) continue; /* a table or list, no sentence */
        relate_sentence(&r);
    }
    if (good) state_links(&r);
    if (!good || r.no_memory)
        return ent_fail(error, ENT_NO_MEMORY, actors->text->document->id, 0, "out of memory");
    if (r.count > 1) qsort(r.items, r.count, sizeof *r.items, by_place);
    *out = (ent_statements){r.items, r.count};
    return ENT_OK;
}
