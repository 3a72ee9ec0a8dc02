/* tree.c - the tree of a sentence as this stage reads it: children in their order, the word that
 * leads a phrase or clause. */
#include <string.h>

#include "relate/relater.h"

static const uint32_t OPERATORS_UNKNOWN = UINT32_MAX;

bool ent_is_among(const char *word, const char *const *words) {
    for (; *words; words++)
        if (strcmp(word, *words) == 0) return true;
    return false;
}

uint32_t ent_child(const relater *r, uint32_t i, ent_deprel a, ent_deprel b) {
    EACH_CHILD (r, i, k)
        if (dep_of(r, k) == a || dep_of(r, k) == b) return k;
    return ENT_ROOT;
}

const char *ent_lead(const relater *r, uint32_t i) {
    return r->tree.lead[i] ? lemma_at(r, r->tree.lead[i] - 1) : "";
}

bool ent_is_led_by(const relater *r, uint32_t i, const char *word) {
    return strcmp(ent_lead(r, i), word) == 0;
}

bool ent_is_tagged(const relater *r, uint32_t i, const char *xpos) {
    return strcmp(ent_xpos_name(token_at(r, i)->xpos), xpos) == 0;
}

bool ent_is_form(const relater *r, uint32_t i, const char *form) {
    const ent_token *t = token_at(r, i);
    return strlen(form) == t->length && memcmp(ent_form(r->text, t), form, t->length) == 0;
}

bool ent_is_infinitive(const relater *r, uint32_t i) {
    EACH_CHILD (r, i, k)
        if (k < i && dep_of(r, k) == ENT_DEP_MARK && strcmp(lemma_at(r, k), "to") == 0) return true;
    return false;
}

uint32_t ent_antecedent(const relater *r, uint32_t i) {
    static const char *const words[] = {"who", "whom", "which", "that", "whose", NULL};
    if (token_at(r, i)->upos != ENT_UPOS_PRON || !ent_is_among(lemma_at(r, i), words))
        return ENT_ROOT;
    for (int steps = 0; steps < CLIMB_MAX && i != ENT_ROOT; steps++) {
        if (dep_of(r, i) == ENT_DEP_ACL_RELCL || dep_of(r, i) == ENT_DEP_ACL) return head_of(r, i);
        i = head_of(r, i);
    }
    return ENT_ROOT;
}

uint32_t ent_hyphened(const relater *r, uint32_t i) {
    bool joined = i > 1 && token_at(r, i)->upos == ENT_UPOS_VERB &&
                  token_at(r, i - 1)->upos == ENT_UPOS_PUNCT && !token_at(r, i - 1)->space_after &&
                  !token_at(r, i - 2)->space_after;
    return joined && r->owner[i - 2] ? i - 2 : ENT_ROOT;
}

bool ent_is_passive(const relater *r, uint32_t verb) {
    if (ent_child(r, verb, ENT_DEP_AUX_PASS, ENT_DEP_NSUBJ_PASS) != ENT_ROOT) return true;
    if (!ent_is_tagged(r, verb, "VBN")) return false;
    if (ent_hyphened(r, verb) != ENT_ROOT) return true;
    if (ent_child(r, verb, ENT_DEP_AUX, ENT_DEP_NSUBJ) != ENT_ROOT) return false;
    if (dep_of(r, verb) == ENT_DEP_ACL) return true;
    return ent_child(r, verb, ENT_DEP_OBL_AGENT, ENT_DEP_OBL_AGENT) != ENT_ROOT;
}

uint32_t ent_counted(const relater *r, uint32_t i) {
    if (i == ENT_ROOT || r->owner[i]) return i;
    uint8_t upos = token_at(r, i)->upos;
    bool counts = upos == ENT_UPOS_NUM || upos == ENT_UPOS_DET || upos == ENT_UPOS_PRON ||
                  upos == ENT_UPOS_ADJ || ent_operator_at(r, i) & ENT_OP_COUNT;
    EACH_CHILD (r, i, k)
        if (counts && k > i && dep_of(r, k) == ENT_DEP_NMOD && ent_is_led_by(r, k, "of")) return k;
    return i;
}

bool ent_is_ordered(const relater *r, uint32_t verb) {
    ent_deprel dep = dep_of(r, verb);
    bool clause = dep == ENT_DEP_CCOMP || dep == ENT_DEP_XCOMP;
    return clause && strcmp(lemma_at(r, head_of(r, verb)), "order") == 0 && ent_is_passive(r, verb);
}

/* ---- Reading ---- */

/* Of "with Prime Minister Modi's government" the parser gives "with" to the first noun. */
static bool is_before_its_head(const relater *r, uint32_t i) {
    ent_deprel dep = dep_of(r, i);
    uint32_t head = head_of(r, i);
    bool before = dep == ENT_DEP_NMOD_DESC || dep == ENT_DEP_NMOD_POSS || dep == ENT_DEP_COMPOUND;
    return before && head != ENT_ROOT && head > i;
}

static void find_leads(relater *r) {
    tree *t = &r->tree;
    for (uint32_t i = r->sentence->count; i-- > 0;) {
        uint32_t head = t->head[i];
        bool leads = t->dep[i] == ENT_DEP_CASE || t->dep[i] == ENT_DEP_MARK;
        bool first = t->dep[i] == ENT_DEP_CASE && head != ENT_ROOT && i < head;
        while (first && is_before_its_head(r, head)) head = t->head[head];
        if (leads && head != ENT_ROOT && i < head) t->lead[head] = i + 1;
    }
}

static void link_children(relater *r) {
    tree *t = &r->tree;
    for (uint32_t i = r->sentence->count; i-- > 0;) {
        uint32_t head = t->head[i];
        if (head == ENT_ROOT) continue;
        t->sibling[i] = t->child[head];
        t->child[head] = i;
    }
}

/* "Russia: Ukraine shelled Belgorod": who is named before the colon says it, and does nothing. */
static void find_quoted(relater *r) {
    r->tree.speaker_mention = UINT32_MAX;
    uint32_t colon = 1;
    while (colon < r->sentence->count && colon <= 3 && !ent_is_form(r, colon, ":")) colon++;
    if (colon >= r->sentence->count || colon > 3 || !r->owner[colon - 1]) return;
    const ent_mention *m = mention_of(r, r->owner[colon - 1] - 1);
    if (m->phrase_first != 0 || m->phrase_end != colon || m->entity == ENT_NO_ENTITY) return;
    r->tree.speaker_mention = r->owner[colon - 1] - 1;
    for (uint32_t i = 0; i < colon; i++)
        if (head_of(r, i) != ENT_ROOT && head_of(r, i) > colon && is_noun(r, i))
            r->tree.dep[i] = ENT_DEP_DISLOCATED;
}

void ent_tree_turn(relater *r) {
    tree *t = &r->tree;
    uint32_t count = r->sentence->count;
    for (uint32_t i = 0; i < count; i++) {
        const ent_token *token = ent_token_at(r->text, r->sentence, i);
        t->tokens[i] = *token;
        t->head[i] = token->head;
        t->dep[i] = token->deprel;
        t->child[i] = t->sibling[i] = ENT_ROOT;
        t->lead[i] = 0;
        t->operators[i] = OPERATORS_UNKNOWN;
    }
    find_leads(r);
    ent_mend(r);
    find_quoted(r);
    memset(t->lead, 0, count * sizeof *t->lead);
    find_leads(r);
    link_children(r);
}

bool ent_tree_open(relater *r, uint32_t longest) {
    tree *t = &r->tree;
    uint32_t **arrays[] = {&t->head, &t->child, &t->sibling, &t->lead, &t->operators};
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++) {
        *arrays[i] = ent_arena_alloc(r->arena, longest * sizeof **arrays[i]);
        if (!*arrays[i]) return false;
    }
    t->dep = ent_arena_alloc(r->arena, longest);
    t->tokens = ent_arena_alloc(r->arena, longest * sizeof *t->tokens);
    return t->dep && t->tokens;
}
