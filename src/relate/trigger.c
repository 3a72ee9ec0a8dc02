/* trigger.c - which frames a word triggers: alone, with its object, its particle, or the noun that
 * it is compounded with. */
#include <stdio.h>
#include <string.h>

#include "relate/relater.h"

enum { KEY_MAX = 96 };

typedef struct triggers {
    const ent_frame **items;
    size_t count;
} triggers;

/* Add the frames of a key; true if there are any. */
static bool add(const relater *r, triggers *out, int kind, const char *key, int length) {
    if (length <= 0 || length >= KEY_MAX || out->count == TRIGGERED_MAX) return false;
    const ent_frame *frame = ent_frames_find(r->frames, kind, key);
    if (frame) out->items[out->count++] = frame;
    return frame != NULL;
}

static bool add_lemma(const relater *r, triggers *out, int kind, uint32_t i) {
    const char *lemma = lemma_at(r, i);
    return add(r, out, kind, lemma, (int)strlen(lemma));
}

/* "cease-fire", "rubber-stamped": the last of words that hyphens join, with the one before it. */
static bool add_hyphenated(const relater *r, triggers *out, int kind, uint32_t i) {
    char key[KEY_MAX];
    if (i < 2 || token_at(r, i - 1)->upos != ENT_UPOS_PUNCT || token_at(r, i - 1)->space_after ||
        token_at(r, i - 2)->space_after)
        return false;
    int length =
        snprintf(key, sizeof key, "%s-%s", token_at(r, i - 2)->lemma, token_at(r, i)->lemma);
    return add(r, out, kind, key, length);
}

/* "rule out", "speak out against": a verb with the word or two words behind it, or the particle
 * that stands farther off: "turned the offer down". */
static bool add_phrase(const relater *r, triggers *out, uint32_t i) {
    char key[KEY_MAX];
    for (uint32_t more = 2; more > 0; more--) {
        if (i + more >= r->sentence->count) continue;
        const char *last = more == 2 ? lemma_at(r, i + 2) : "";
        int length = snprintf(key, sizeof key, more == 2 ? "%s %s %s" : "%s %s%s", lemma_at(r, i),
                              lemma_at(r, i + 1), last);
        if (add(r, out, ENT_VERBS, key, length)) return true;
    }
    uint32_t particle = ent_child(r, i, ENT_DEP_COMPOUND_PRT, ENT_DEP_COMPOUND_PRT);
    if (particle == ENT_ROOT || particle < i + 2) return false;
    int length = snprintf(key, sizeof key, "%s %s", lemma_at(r, i), lemma_at(r, particle));
    return add(r, out, ENT_VERBS, key, length);
}

/* "turned an offer down": "turn down+offer"; also where the parser takes "over" in "handed over ten
 * bodies" for a preposition or has it with the number. */
static void add_with_particle(const relater *r, triggers *out, uint32_t i, uint32_t noun) {
    char key[KEY_MAX];
    uint32_t particle = ent_child(r, i, ENT_DEP_COMPOUND_PRT, ENT_DEP_COMPOUND_PRT);
    uint8_t next = i + 1 < noun ? token_at(r, i + 1)->upos : ENT_UPOS_X;
    if (next == ENT_UPOS_ADP || next == ENT_UPOS_ADV) particle = i + 1;
    if (particle == ENT_ROOT) return;
    int length = snprintf(key, sizeof key, "%s %s+%s", lemma_at(r, i), lemma_at(r, particle),
                          lemma_at(r, noun));
    add(r, out, ENT_VERBS, key, length);
}

/* The noun that a clause says more of and whose verb has it for its object: "the sanctions that X
 * imposed", "letters sent by X"; or ENT_ROOT. */
static uint32_t left_out(const relater *r, uint32_t i) {
    ent_deprel dep = dep_of(r, i);
    uint32_t subject = ent_child(r, i, ENT_DEP_NSUBJ, ENT_DEP_NSUBJ_PASS);
    uint32_t object = ent_child(r, i, ENT_DEP_OBJ, ENT_DEP_XCOMP);
    if (object != ENT_ROOT && ent_antecedent(r, object) == ENT_ROOT) return ENT_ROOT;
    bool passive = ent_is_passive(r, i);
    bool relative = subject != ENT_ROOT && ent_antecedent(r, subject) != ENT_ROOT;
    if (dep == ENT_DEP_ACL && passive && subject == ENT_ROOT) return head_of(r, i);
    if (dep != ENT_DEP_ACL_RELCL || subject == ENT_ROOT) return ENT_ROOT;
    return relative == passive ? head_of(r, i) : ENT_ROOT;
}

static bool is_name(const relater *r, uint32_t i) {
    return r->owner[i] && mention_of(r, r->owner[i] - 1)->kind == ENT_MENTION_NAMED;
}

/* "cut+tie", "give+green light": a verb with its object. Of what there is so much the number or
 * measure counts, too: "spend+million", "spend+dollar", "ship+ton". */
static void add_object(const relater *r, triggers *out, uint32_t i, uint32_t object) {
    char key[KEY_MAX];
    const char *verb = lemma_at(r, i);
    uint32_t noun = ent_counted(r, object);
    uint32_t number = ent_child(r, object, ENT_DEP_NUMMOD, ENT_DEP_NUMMOD);
    bool two = noun > 0 && head_of(r, noun - 1) == noun;
    int length =
        two ? snprintf(key, sizeof key, "%s+%s %s", verb, lemma_at(r, noun - 1), lemma_at(r, noun))
            : 0;
    add(r, out, ENT_VERBS, key, length);
    const char *nouns[] = {lemma_at(r, noun), noun == object ? "" : lemma_at(r, object), "", ""};
    if (has_operator(r, number, ENT_OP_COUNT)) nouns[2] = lemma_at(r, number);
    if (strcmp(lemma_at(r, object), "$") == 0) nouns[3] = "dollar";
    for (size_t n = 0; n < sizeof nouns / sizeof *nouns; n++) {
        length = *nouns[n] ? snprintf(key, sizeof key, "%s+%s", verb, nouns[n]) : 0;
        add(r, out, ENT_VERBS, key, length);
    }
}

/* "put+on alert", "find+guilty", "support+militarily": a verb with what completes it. Returns the
 * length of the key, 0 if the word at k completes nothing. */
static int complete(const relater *r, uint32_t i, uint32_t k, char *key) {
    const char *verb = lemma_at(r, i), *word = lemma_at(r, k);
    ent_deprel dep = dep_of(r, k);
    uint8_t upos = token_at(r, k)->upos;
    bool quality = (dep == ENT_DEP_ADVMOD && upos == ENT_UPOS_ADV) ||
                   (dep == ENT_DEP_XCOMP && !r->tree.lead[k]); /* "took prisoner" */
    bool led = (dep == ENT_DEP_OBL || dep == ENT_DEP_XCOMP) && r->tree.lead[k];
    if (quality) return snprintf(key, KEY_MAX, "%s+%s", verb, word);
    if (led && !r->owner[k]) return snprintf(key, KEY_MAX, "%s+%s %s", verb, ent_lead(r, k), word);
    if (led && strcmp(word, "Court") == 0)
        return snprintf(key, KEY_MAX, "%s+%s court", verb, ent_lead(r, k));
    return 0;
}

/* Does the verb say another thing with its particle: "called off a strike"? */
static bool is_parted(const relater *r, uint32_t i) {
    char key[KEY_MAX];
    uint32_t particle = ent_child(r, i, ENT_DEP_COMPOUND_PRT, ENT_DEP_COMPOUND_PRT);
    if (particle == ENT_ROOT) return false;
    int length = snprintf(key, sizeof key, "%s %s", lemma_at(r, i), lemma_at(r, particle));
    return length > 0 && length < KEY_MAX && ent_frames_operator(r->frames, key);
}

/* A verb with its object or with what completes it. */
static void add_objects(const relater *r, triggers *out, uint32_t i) {
    char key[KEY_MAX];
    bool parted = is_parted(r, i);
    EACH_CHILD (r, i, k) {
        ent_deprel dep = dep_of(r, k);
        bool object = dep == ENT_DEP_OBJ || dep == ENT_DEP_NSUBJ_PASS;
        if (object && !parted)
            add_object(r, out, i, k);
        else if (!object)
            add(r, out, ENT_VERBS, key, complete(r, i, k, key));
        if (object || dep == ENT_DEP_OBL) add_with_particle(r, out, i, ent_counted(r, k));
        bool away =
            dep == ENT_DEP_OBL && (ent_is_led_by(r, k, "out") || ent_is_led_by(r, k, "from"));
        int length = away ? snprintf(key, sizeof key, "%s+out", lemma_at(r, i)) : 0;
        add(r, out, ENT_VERBS, key, length);
    }
    uint32_t noun = left_out(r, i);
    if (noun == ENT_ROOT || is_name(r, noun)) return;
    int length = snprintf(key, sizeof key, "%s+%s", lemma_at(r, i), lemma_at(r, noun));
    add(r, out, ENT_VERBS, key, length);
}

/* "war" in "war games", "attack" in "attack helicopters": the noun behind it says what it is,
 * unless that one only says that it is done: "attack plan". */
static bool is_part_of_name(const relater *r, uint32_t i) {
    uint32_t head = head_of(r, i);
    if (dep_of(r, i) != ENT_DEP_COMPOUND || head == ENT_ROOT || head < i) return false;
    if (!(ent_operator_at(r, head) & ENT_OP_CARRY)) return true;
    return ent_frames_find(r->frames, ENT_NOUNS, lemma_at(r, head)) != NULL;
}

/* "prisoner swap", "war game": a noun with the word before it; else the noun alone. */
static void add_noun(const relater *r, triggers *out, uint32_t i) {
    char key[KEY_MAX];
    if (is_part_of_name(r, i) || add_hyphenated(r, out, ENT_NOUNS, i)) return;
    int length = 0;
    if (i > 0 && ent_is_tagged(r, i - 1, "VBG")) /* "shouting match" */
        length = snprintf(key, sizeof key, "%.*s %s", (int)token_at(r, i - 1)->length,
                          ent_form(r->text, token_at(r, i - 1)), lemma_at(r, i));
    else if (i > 0)
        length = snprintf(key, sizeof key, "%s %s", lemma_at(r, i - 1), lemma_at(r, i));
    if (!add(r, out, ENT_NOUNS, key, length)) add_lemma(r, out, ENT_NOUNS, i);
}

static bool add_form(const relater *r, triggers *out, int kind, uint32_t i) {
    char key[KEY_MAX];
    const ent_token *token = token_at(r, i);
    if (token->length >= sizeof key) return false;
    for (uint32_t c = 0; c < token->length; c++) { /* frames are in ASCII */
        char letter = ent_form(r->text, token)[c];
        key[c] = letter >= 'A' && letter <= 'Z' ? (char)(letter | 32) : letter;
    }
    key[token->length] = 0;
    return add(r, out, kind, key, (int)token->length);
}

/* "is united with", "Norway's backing for": a participle may be an adjective, a gerund a noun;
 * taggers differ on which, and where no verb's frame is meant it is read as that. */
static void add_verbal(const relater *r, triggers *out, uint32_t i) {
    bool passive = ent_child(r, i, ENT_DEP_NSUBJ_PASS, ENT_DEP_AUX_PASS) != ENT_ROOT;
    bool owned = ent_child(r, i, ENT_DEP_NMOD_POSS, ENT_DEP_NMOD_POSS) != ENT_ROOT;
    passive |= dep_of(r, i) == ENT_DEP_ACL && ent_is_tagged(r, i, "VBN"); /* "rebels allied with" */
    if (passive) add_form(r, out, ENT_ADJECTIVES, i);
    if (owned) add_form(r, out, ENT_NOUNS, i);
}

size_t ent_triggered(const relater *r, uint32_t i, const ent_frame **frames) {
    triggers out = {frames, 0};
    switch (token_at(r, i)->upos) {
        case ENT_UPOS_VERB:
            add_objects(r, &out, i);
            if (!add_hyphenated(r, &out, ENT_VERBS, i) && !add_phrase(r, &out, i))
                add_lemma(r, &out, ENT_VERBS, i);
            add_verbal(r, &out, i);
            break;
        case ENT_UPOS_ADJ:
            if (!add_lemma(r, &out, ENT_ADJECTIVES, i)) add_lemma(r, &out, ENT_VERBS, i);
            break;
        case ENT_UPOS_NOUN:
            add_noun(r, &out, i);
            break;
        default:
            break;
    }
    return out.count;
}

uint32_t ent_phrase_words(const relater *r) {
    return r->frame ? r->frame->words : 0;
}
