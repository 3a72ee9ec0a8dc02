/* lemma.c - lemmas by the rule of the longest known word end (see lemma.h). */
#include "analyse/lemma.h"

#include <string.h>

#include "base/map.h"
#include "base/utf8.h"

ent_status ent_lemma_open(const void *bytes, size_t size, ent_lemmatiser *out, ent_error *error) {
    static const char name[] = "lemma.bin";
    ent_model model;
    ent_status status = ent_model_open(bytes, size, ENT_MODEL_LEMMA, name, &model, error);
    if (status) return status;
    if (model.count != ENT_LEMMA_SECTIONS)
        return ent_fail(error, ENT_INPUT, name, 0, "model is damaged: sections");
    const ent_section *table = &model.sections[ENT_LEMMA_TABLE];
    size_t slots = table->size / sizeof(ent_lemma_slot);
    *out = (ent_lemmatiser){
        .rules = model.sections[ENT_LEMMA_RULES].data,
        .rule_count = model.sections[ENT_LEMMA_RULES].size / sizeof(ent_lemma_rule),
        .strings = model.sections[ENT_LEMMA_STRINGS].data,
        .string_size = model.sections[ENT_LEMMA_STRINGS].size,
        .table = table->data,
        .mask = (uint32_t)(slots - 1)};
    if (slots == 0 || (slots & (slots - 1)) != 0 || slots > UINT32_MAX || out->rule_count == 0)
        return ent_fail(error, ENT_INPUT, name, 0, "model is damaged: table");
    for (size_t i = 0; i < out->rule_count; i++)
        if (out->rules[i].string > out->string_size ||
            out->rules[i].length > out->string_size - out->rules[i].string)
            return ent_fail(error, ENT_INPUT, name, 0, "model is damaged: rule %zu", i);
    return ENT_OK;
}

uint32_t ent_lemma_key(const char *end, size_t length, bool whole, unsigned upos, unsigned xpos) {
    uint32_t hash = ent_hash(end, length);
    hash = (hash ^ (upos << 8 | xpos << 1 | (unsigned)whole)) * 0x9E3779B1u;
    hash ^= hash >> 15;
    return hash ? hash : 1;
}

/* The rule of a key, or NULL. */
static const ent_lemma_rule *find_rule(const ent_lemmatiser *lemmatiser, uint32_t key) {
    for (uint32_t step = 0; step < 64; step++) {
        const ent_lemma_slot *slot = &lemmatiser->table[(key + step) & lemmatiser->mask];
        if (slot->key == key && slot->rule < lemmatiser->rule_count)
            return &lemmatiser->rules[slot->rule];
        if (slot->key == 0) break;
    }
    return NULL;
}

static const ent_lemma_rule *rule_of(const ent_lemmatiser *lemmatiser, const char *lower,
                                     size_t length, unsigned upos, unsigned xpos) {
    const ent_lemma_rule *rule =
        find_rule(lemmatiser, ent_lemma_key(lower, length, true, upos, xpos));
    size_t most = length < ENT_LEMMA_END_MAX ? length : ENT_LEMMA_END_MAX;
    for (size_t n = most + 1; !rule && n-- > 0;)
        rule = find_rule(lemmatiser, ent_lemma_key(lower + length - n, n, false, upos, xpos));
    return rule;
}

const char *ent_lemma_find(const ent_lemmatiser *lemmatiser, const char *form, size_t length,
                           unsigned upos, unsigned xpos, ent_arena *arena) {
    char lower[2 * ENT_LEMMA_FORM_MAX + 1];
    if (length > ENT_LEMMA_FORM_MAX) return ent_arena_copy(arena, form, length);
    size_t small = ent_utf8_lower(form, length, lower);
    const ent_lemma_rule *rule = rule_of(lemmatiser, lower, small, upos, xpos);
    if (!rule) return ent_arena_copy(arena, lower, small);
    const char *base = rule->keep_case ? form : lower;
    size_t stem = rule->keep_case ? length : small;
    if (rule->cut >= stem && rule->length == 0) return ent_arena_copy(arena, base, stem);
    stem = rule->cut < stem ? stem - rule->cut : 0;
    while (stem > 0 && ((unsigned char)base[stem] & 0xC0) == 0x80) stem--;
    if (stem + rule->length == 0) return ent_arena_copy(arena, lower, small);
    char *lemma = ent_arena_alloc(arena, stem + rule->length + 1);
    if (!lemma) return NULL;
    memcpy(lemma, base, stem);
    memcpy(lemma + stem, lemmatiser->strings + rule->string, rule->length);
    lemma[stem + rule->length] = '\0';
    return lemma;
}
