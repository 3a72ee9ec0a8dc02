/* relater.h - inside the relate stage: one document at work, sentence by sentence. */
#ifndef ENTENTE_RELATE_RELATER_H
#define ENTENTE_RELATE_RELATER_H

#include "relate/frames.h"

enum { PARTIES_MAX = 6, CLIMB_MAX = 6, CLAUSE_WORDS = 12 };

/* Those who stand on one side of an act. */
typedef struct parties {
    uint32_t mentions[PARTIES_MAX];
    size_t count;
    const char *slot; /* where they stand: "obj", a preposition; NULL where no slot led to them */
    uint32_t thing;  /* 1 + the token of the thing that stands for them, "Ukraine's [membership]" */
    uint32_t deeds;  /* how often it was looked for whose deed a word stands for */
    bool nearby;     /* found by their place in the sentence, not by its tree */
    bool each_other; /* whoever is on the other side, each to each */
} parties;

/* A sentence and its tree as this stage reads them, all by token of the sentence. */
typedef struct tree {
    ent_token *tokens;        /* of the sentence; the tags of some are mended */
    uint32_t *head;           /* or ENT_ROOT */
    uint32_t *child;          /* the first one, or ENT_ROOT */
    uint32_t *sibling;        /* the next child of the same head, or ENT_ROOT */
    uint32_t *lead;           /* 1 + the preposition or mark that leads to it, 0 for none */
    uint32_t *operators;      /* bits of ent_operator, OPERATORS_UNKNOWN until asked for */
    uint8_t *dep;             /* enum ent_deprel */
    uint32_t speaker_mention; /* who is quoted before a colon, "Russia: ...", or UINT32_MAX */
} tree;

typedef struct relater {
    const ent_frames *frames;
    const ent_actors *actors;
    const ent_text *text;
    ent_arena *arena;
    const ent_sentence *sentence;
    tree tree;
    uint32_t number;        /* of the sentence */
    size_t mention_end;     /* the first mention after the sentence */
    uint32_t *owner;        /* token of the sentence -> 1 + mention headed there */
    const ent_frame *frame; /* being applied */
    uint32_t self;          /* the entity that acts, while the target is sought; or ENT_NO_ENTITY */
    ent_statement *items;
    size_t count, room;
    size_t begun; /* statements before this sentence */
    size_t told;  /* acts told of so far, with those stated already */
    bool sport;   /* does the sentence tell of sport? */
    bool nature;  /* of nature or accidents? */
    bool no_memory;
} relater;

static inline const ent_token *token_at(const relater *r, uint32_t i) {
    return &r->tree.tokens[i];
}

/* "" of no token, as the head of a root is. */
static inline const char *lemma_at(const relater *r, uint32_t i) {
    return i < r->sentence->count ? token_at(r, i)->lemma : "";
}

static inline uint32_t head_of(const relater *r, uint32_t i) {
    return r->tree.head[i];
}

static inline ent_deprel dep_of(const relater *r, uint32_t i) {
    return (ent_deprel)r->tree.dep[i];
}

static inline bool is_verb(const relater *r, uint32_t i) {
    return token_at(r, i)->upos == ENT_UPOS_VERB;
}

static inline bool is_noun(const relater *r, uint32_t i) {
    uint8_t upos = token_at(r, i)->upos;
    return upos == ENT_UPOS_NOUN || upos == ENT_UPOS_PROPN;
}

/* Each child of i, in their order. */
#define EACH_CHILD(r, i, k) \
    for (uint32_t k = (r)->tree.child[i]; k != ENT_ROOT; k = (r)->tree.sibling[k])

static inline const ent_mention *mention_of(const relater *r, uint32_t index) {
    return &r->actors->mentions[index];
}

static inline const ent_entity *entity_of(const relater *r, uint32_t mention) {
    return &r->actors->entities[mention_of(r, mention)->entity];
}

/* ---- tree.c ---- */

/* Room for the trees of sentences of up to `longest` tokens; false when out of memory. */
bool ent_tree_open(relater *r, uint32_t longest);
/* Read the tree of the sentence at hand, its mentions known, mended. */
void ent_tree_turn(relater *r);
/* The first child of i with one of two relations, or ENT_ROOT. */
uint32_t ent_child(const relater *r, uint32_t i, ent_deprel a, ent_deprel b);
/* The preposition or mark that leads to the word at i, as a lemma; "" if there is none. */
const char *ent_lead(const relater *r, uint32_t i);
bool ent_is_led_by(const relater *r, uint32_t i, const char *word);
/* Is the word one of a NULL-terminated list? */
bool ent_is_among(const char *word, const char *const *words);
/* Does the word at i stand there in this very form? */
bool ent_is_form(const relater *r, uint32_t i, const char *form);
bool ent_is_tagged(const relater *r, uint32_t i, const char *xpos);
/* Does "to" lead to the verb at i? */
bool ent_is_infinitive(const relater *r, uint32_t i);
/* What "who", "which", "whose" at i stands for: the noun that its clause says more of, or ENT_ROOT.
 */
uint32_t ent_antecedent(const relater *r, uint32_t i);
/* Who is joined to the participle at i by a hyphen, "[US]-led forces", "[Iran]-backed rebels"; or
 * ENT_ROOT. */
uint32_t ent_hyphened(const relater *r, uint32_t i);
/* Is the verb in the passive, with or without its auxiliary? */
bool ent_is_passive(const relater *r, uint32_t verb);
/* Of whom or what there is so much, "dozens of [activists]", "the last of its [tanks]", "a round of
 * [talks]"; else the word itself. */
uint32_t ent_counted(const relater *r, uint32_t i);
/* Does the clause tell what somebody orders to be done: "ordered X jailed"? */
bool ent_is_ordered(const relater *r, uint32_t verb);

/* ---- mend.c ---- */

/* Mend what is known to be amiss in the tree of the sentence at hand. */
void ent_mend(relater *r);

/* ---- operators.c ---- */

/* The operators that the word at i is, alone or with the word behind it: "refuse", "rule out". */
unsigned ent_operator_at(const relater *r, uint32_t i);

/* Is the word at i, or ENT_ROOT, one of these operators? */
static inline bool has_operator(const relater *r, uint32_t i, unsigned bits) {
    return i != ENT_ROOT && ent_operator_at(r, i) & bits;
}

/* ---- climb.c, beside.c, speaker.c: the words around a trigger ---- */

enum { CHAIN_MAX = 8 };

/* The act of a frame as the words around its trigger turn it. */
typedef struct act_read {
    ent_act root;
    const char *relation;
    bool symmetric;
    ent_act_status status;
    bool ahead; /* negated for the future: refused, not denied */
} act_read;

typedef struct reading {
    act_read now, before; /* before: what a refusal or an end made `now` of */
    unsigned last;        /* the operator that did, or 0 */
    uint32_t trigger;
    uint32_t speaker;             /* the mention of who says so, or UINT32_MAX */
    bool asked;                   /* only asked for, or of no consequence: nothing is stated */
    bool obliged;                 /* ought to be: asked for if somebody says so */
    bool foreign;                 /* kept from happening by another than who would do it */
    bool aside;                   /* beside the clause that governs it: shares its time alone */
    const char *chain[CHAIN_MAX]; /* the words that turned it, the inner first */
    size_t length;
} reading;

/* What becomes of the act of a frame that the word at trigger tells. */
void ent_read_act(const relater *r, uint32_t trigger, const ent_frame *frame, reading *out);
/* Is it only known from whom it is heard, "according to X"? */
bool ent_is_according(const reading *c);

/* ---- trigger.c ---- */

enum { TRIGGERED_MAX = 8 };
/* The frames that the word at i triggers, the most special first, each the first of its key (the
 * others follow by next). Returns how many. */
size_t ent_triggered(const relater *r, uint32_t i, const ent_frame **frames);
/* How many words follow the verb in the phrase that triggers the frame being applied: 1 in "rule
 * out". */
uint32_t ent_phrase_words(const relater *r);

/* ---- phrase.c: the actors that a phrase names ---- */

/* How far from the phrase's head an actor may stand: "Russia", "Russian missiles", "a base in
 * Mali". */
typedef enum depth { ITSELF, OWNERS, ANYWHERE } depth;

/* Add the actors of the phrase headed at i, and of those that are joined to it. */
void ent_collect(const relater *r, uint32_t i, depth depth, parties *out);
/* Whose the noun at i is, whoever it names itself. */
void ent_collect_owners(const relater *r, uint32_t noun, parties *out);
/* Put whose they are in the place of groups that have no name: "praised workers of Lukoil". */
void ent_unmask(const relater *r, parties *out);
/* Leave those that a slot takes. */
void ent_keep_fitting(const relater *r, const ent_slot_rule *slot, parties *out);

/* ---- subject.c ---- */

/* The subject of a verb: its own, or that of the verb that controls or coordinates it. */
void ent_find_subject(const relater *r, uint32_t verb, parties *out);

/* ---- slot.c ---- */

/* Is the word the object that the frame's trigger names: "tie" in "cut+tie"? */
bool ent_ends_trigger(const ent_frame *frame, const char *lemma);
/* Who stands where a slot of a frame points: "obj" or a preposition. */
void ent_find_slot(const relater *r, uint32_t trigger, const ent_slot_rule *slot, bool passive,
                   parties *out);
/* The same as far from there as depth says. */
void ent_find_slot_at(const relater *r, uint32_t trigger, const ent_slot_rule *slot, bool passive,
                      depth depth, parties *out);

/* The same where the parser hangs the preposition under a word between, "shared data on tuna [with]
 * X", "was granted to Z by Y [with] X". */
void ent_find_farther(const relater *r, uint32_t trigger, const ent_slot_rule *slot, bool passive,
                      parties *out);

/* The noun that a participle says more of: "[talks] between X and Y hosted by Z", "the [truce],
 * brokered by Z, held", "the Z-brokered [truce]"; or ENT_ROOT. */
uint32_t ent_described_by(const relater *r, uint32_t verb);

/* ---- participants.c ---- */

/* Who takes part in what the trigger says is mediated, if the clause that it stands in says so. */
void ent_find_participants(const relater *r, uint32_t trigger, parties *out);

/* ---- thing.c ---- */

/* The same where a slot holds a thing: whose it is, where it is, what it is for. */
void ent_find_thing(const relater *r, uint32_t trigger, const ent_slot_rule *slot, bool passive,
                    parties *out);

/* ---- owner.c ---- */

/* The slots of who did what happened, and of who it came from. */
extern const ent_slot_rule ent_by, ent_from;
/* The agent of a passive or of a noun: "by X". */
void ent_find_agent(const relater *r, uint32_t trigger, parties *out);
/* Whose a noun is: possessive, adjective, compound, "by X", or the subject of its verb. */
void ent_find_owner(const relater *r, uint32_t noun, parties *out);
/* Whose the act of a noun is by "of", where another preposition leads to whom it is done. */
void ent_find_doer(const relater *r, uint32_t noun, parties *out);
/* Does the noun say with whose help: "captured the town [with the help] of X"? */
bool ent_is_help(const relater *r, uint32_t noun);

/* ---- role.c ---- */

/* For a noun that tells what somebody is to somebody, "a critic of X", "X's ally Y": who is it, and
 * whose. */
void ent_find_role(const relater *r, uint32_t noun, parties *who, parties *whose);
/* Who undergoes what a noun tells, and from whom: "came under attack from X", "faced criticism". */
void ent_find_undergoer(const relater *r, uint32_t noun, parties *from, parties *to);
/* Until whose act it is refused: "will not lift the embargo until X ...". */
void ent_find_conditioned(const relater *r, uint32_t verb, parties *out);
/* Who demands what is done: "would not give guarantees, a demand of X". */
void ent_find_demander(const relater *r, uint32_t verb, parties *out);
/* Of whom the thing is demanded that a demand names: "freed the hostages, a demand of X". */
void ent_find_demanded(const relater *r, uint32_t noun, parties *out);

/* ---- nearby.c: where the tree fails, the order of words ---- */

/* The actor that directly precedes a verb but for adverbs, auxiliaries and insertions. */
void ent_nearby_subject(const relater *r, uint32_t verb, parties *out);
/* The actor that directly follows a trigger, or a preposition after it. */
void ent_nearby_slot(const relater *r, uint32_t trigger, const ent_slot_rule *slot, bool passive,
                     parties *out);

/* ---- parties.c ---- */

/* Who stands on both sides of the frame at its trigger. */
void ent_find_sides(relater *r, const ent_frame *frame, uint32_t trigger, bool noun, bool passive,
                    parties *from, parties *to);

/* ---- both.c ---- */

/* For "the two leaders", "both sides" at i: the two between whom the last act was told. */
bool ent_find_both(const relater *r, uint32_t i, parties *out);

/* ---- obligation.c ---- */

/* Does the verb at i say what ought to be: "must leave", "has to"? */
bool ent_is_obligation(const relater *r, uint32_t i);
/* State who asks it of whom: "X said Y must withdraw". */
void ent_state_obligation(relater *r, uint32_t verb);

/* ---- opinion.c ---- */

/* State the judgment that the verb at i makes, "called X a liar"; false if it makes none. */
bool ent_state_opinion(relater *r, uint32_t i);

/* ---- stance.c ---- */

/* Is it the name in a word such as "anti-Assad"? */
bool ent_is_stance(const relater *r, const ent_mention *m);
/* State for and against whom the actors of the sentence are called to be. */
void ent_state_stances(relater *r);

/* ---- apply.c ---- */

/* State what the frame tells of the actors around its trigger, if both sides are found. */
void ent_apply(relater *r, uint32_t trigger, const ent_frame *frame, bool noun);

/* ---- state.c ---- */

/* How the statement came about: "agree>stop>supply#to", the operators from the outermost in, the
 * trigger of the frame and the slot that the target stood in; "(proposal)" is the thing that stood
 * for its owner, "~" tells that a side was found by the order of words. */
const char *ent_rule_of(const relater *r, const reading *c, const char *trigger, const parties *to,
                        bool guess);
/* A span of tokens that tells of a relation. */
typedef struct told {
    uint32_t first, count;
    const char *rule;
    double confidence;
} told;
/* State what is read between two mentions, unless it tells nothing of them or is stated already. */
void ent_state_pair(relater *r, uint32_t source, uint32_t target, const reading *c, told told);
/* State the act of a frame between two sides, as what governs the trigger has it. */
void ent_state(relater *r, const ent_frame *frame, uint32_t trigger, const parties *from,
               const parties *to, double confidence);
/* The same with the confidence that the frame and the way the sides were found deserve. */
void ent_state_sides(relater *r, const ent_frame *frame, uint32_t trigger, const parties *from,
                     const parties *to);
/* Is the act one of words, which say nothing about anybody if said to "leaders", "people"? */
bool ent_is_done_in_words(ent_act root);
/* Is the target the country of the source? "Macron defends French interests" tells nothing of two.
 */
bool ent_is_own_country(const relater *r, uint32_t source, uint32_t target);
/* The lemma of a mention's head: it may stand in an earlier sentence, "both countries". */
const char *ent_lemma_of(const relater *r, uint32_t mention);

/* ---- relate.c ---- */

/* A relater over all sentences, its statements in arena; false when out of memory. */
bool ent_relater_open(relater *r, const ent_frames *frames, const ent_actors *actors,
                      ent_arena *arena);
/* Turn to a sentence; *at is the first mention that may stand in it, and moves on. */
void ent_relater_turn(relater *r, uint32_t sentence, size_t *at);

/* ---- when.c ---- */

/* The day of the act that the word at trigger tells, "YYYY-MM-DD": as the sentence has it, else the
 * document's. NULL where neither tells, or only the year is told. */
const char *ent_when(const relater *r, uint32_t trigger, ent_act_status status);
/* Does the sentence tell of a year that is history to the document: "In 1812 X attacked Y"? */
bool ent_is_long_ago(const relater *r);

#endif
