/* finder.c - what the passes of the actors stage share (see finder.h). */
#include "actors/finder.h"

#include <stdlib.h>
#include <string.h>

#include "actors/names.h"
#include "base/utf8.h"

enum { TITLE_TOKENS = 6 };

void *ent_more(ent_finder *f, void *items, size_t count, size_t *room, size_t size) {
    if (count < *room) return items;
    size_t wanted = *room ? *room * 2 : 64;
    void *grown = ent_arena_alloc(f->arena, wanted * size);
    if (!grown) {
        f->no_memory = true;
        return NULL;
    }
    if (count) memcpy(grown, items, count * size);
    *room = wanted;
    return grown;
}

ent_mention *ent_add_mention(ent_finder *f, uint32_t sentence, uint32_t first, uint32_t count,
                             ent_actor_type type, uint32_t entity) {
    ent_mention *items = ent_more(f, f->mentions, f->count, &f->room, sizeof *items);
    if (!items) return NULL;
    f->mentions = items;
    const ent_token *last = ent_finder_token(f, sentence, first + count - 1);
    ent_mention *mention = &items[f->count++];
    *mention = (ent_mention){.sentence = sentence,
                             .first = first,
                             .count = count,
                             .head = ent_span_head(f, sentence, first, count),
                             .phrase_first = first,
                             .phrase_end = first + count,
                             .begin = ent_finder_token(f, sentence, first)->begin,
                             .end = last->end,
                             .entity = entity,
                             .type = type,
                             .kind = ENT_MENTION_NAMED,
                             .role = ENT_ROLE_ACTOR};
    return mention;
}

static int by_place(const void *a, const void *b) {
    const ent_mention *x = a, *y = b;
    if (x->sentence != y->sentence) return x->sentence < y->sentence ? -1 : 1;
    if (x->first != y->first) return x->first < y->first ? -1 : 1;
    if (x->count != y->count) return x->count > y->count ? -1 : 1;
    return (int)x->kind - (int)y->kind;
}

void ent_finder_sort(ent_finder *f) {
    if (f->count > 1) qsort(f->mentions, f->count, sizeof *f->mentions, by_place);
    memset(f->owner, 0, f->text->token_count * sizeof *f->owner);
    for (size_t m = 0; m < f->count; m++) {
        const ent_mention *mention = &f->mentions[m];
        uint32_t base = f->text->sentences[mention->sentence].first + mention->first;
        for (uint32_t i = 0; i < mention->count; i++) f->owner[base + i] = (uint32_t)m + 1;
    }
}

uint32_t ent_add_entity(ent_finder *f, const char *id, const char *name, ent_actor_type type,
                        const ent_known *known) {
    ent_map_slot *slot = ent_map_add(&f->ids, id, strlen(id));
    if (slot && slot->value != ENT_MAP_NONE) return slot->value;
    ent_candidate *items =
        slot ? ent_more(f, f->entities, f->entity_count, &f->entity_room, sizeof *items) : NULL;
    char *own = items ? ent_arena_copy(f->arena, id, strlen(id)) : NULL;
    if (!own) {
        f->no_memory = true;
        return ENT_NO_ENTITY;
    }
    f->entities = items;
    ent_candidate *c = &items[f->entity_count];
    *c = (ent_candidate){.known = known, .first_mention = UINT32_MAX};
    c->entity = (ent_entity){.id = own, .name = name, .type = type};
    if (known) {
        c->gender = known->gender;
        c->entity.country = type == ENT_COUNTRY ? NULL : known->iso3;
        c->entity.iso3 = type == ENT_COUNTRY ? known->iso3 : NULL;
        const ent_office *office = ent_gazetteer_office(f->g, known, f->text->document->date);
        c->entity.role = office ? office->role : NULL;
    }
    return slot->value = (uint32_t)f->entity_count++;
}

uint32_t ent_add_known(ent_finder *f, const ent_known *known) {
    return ent_add_entity(f, known->id, known->name, known->type, known);
}

uint32_t ent_add_unknown(ent_finder *f, ent_actor_type type, const char *name, size_t length) {
    char *id = ent_id_of_name(f->g, f->arena, type, name, length);
    char *own = ent_arena_copy(f->arena, name, length);
    if (!id || !own) {
        f->no_memory = true;
        return ENT_NO_ENTITY;
    }
    for (char *c = own; *c; c++)
        if (*c == '\n') *c = ' ';
    const ent_known *known = ent_gazetteer_known(f->g, id);
    return known ? ent_add_known(f, known) : ent_add_entity(f, id, own, type, NULL);
}

uint32_t ent_add_claim(ent_finder *f, ent_claim claim) {
    ent_claim *claims = ent_more(f, f->claims, f->claim_count, &f->claim_room, sizeof *claims);
    if (!claims) return UINT32_MAX;
    f->claims = claims;
    claims[f->claim_count] = claim;
    return (uint32_t)f->claim_count++;
}

void ent_add_holder(ent_finder *f, ent_holder holder) {
    ent_holder *holders =
        ent_more(f, f->holders, f->holder_count, &f->holder_room, sizeof *holders);
    if (!holders) return;
    f->holders = holders;
    holders[f->holder_count++] = holder;
}

/* ---- Tokens ---- */

ent_mention *ent_mention_at(const ent_finder *f, uint32_t sentence, uint32_t i) {
    const ent_sentence *s = &f->text->sentences[sentence];
    if (i >= s->count) return NULL;
    uint32_t owner = f->owner[s->first + i];
    return owner ? &f->mentions[owner - 1] : NULL;
}

const char *ent_span_of(const ent_finder *f, uint32_t sentence, uint32_t first, uint32_t count,
                        size_t *length) {
    const ent_token *a = ent_finder_token(f, sentence, first);
    const ent_token *b = ent_finder_token(f, sentence, first + count - 1);
    *length = (size_t)b->byte + b->length - a->byte;
    return f->text->document->text + a->byte;
}

bool ent_token_is(const ent_finder *f, uint32_t sentence, uint32_t i, const char *word) {
    if (i >= f->text->sentences[sentence].count) return false;
    const ent_token *token = ent_finder_token(f, sentence, i);
    const char *form = ent_form(f->text, token);
    for (uint32_t k = 0; k < token->length; k++) {
        char c = form[k] >= 'A' && form[k] <= 'Z' ? (char)(form[k] + 32) : form[k];
        if (c != word[k]) return false;
    }
    return word[token->length] == '\0';
}

bool ent_token_among(const ent_finder *f, uint32_t sentence, uint32_t i, const char *const *words) {
    for (; *words; words++)
        if (ent_token_is(f, sentence, i, *words)) return true;
    return false;
}

bool ent_is_upper_at(const ent_finder *f, uint32_t sentence, uint32_t i) {
    const ent_token *token = ent_finder_token(f, sentence, i);
    uint32_t rune;
    ent_utf8_decode(ent_form(f->text, token), token->length, &rune);
    return ent_rune_is_upper(rune) || ent_rune_is_digit(rune);
}

ent_word ent_folded(const ent_finder *f, uint32_t sentence, uint32_t i) {
    const ent_sentence *s = &f->text->sentences[sentence];
    if (i >= s->count) return (ent_word){"", 0};
    ent_word *word = &f->words[s->first + i];
    if (word->text) return *word;
    char folded[FOLD_ROOM];
    const ent_token *token = &f->text->tokens[s->first + i];
    size_t length = ent_fold_span(ent_form(f->text, token), token->length, folded, sizeof folded);
    const char *own = ent_arena_copy(f->arena, folded, length);
    *word = own ? (ent_word){own, length} : (ent_word){"", 0};
    return *word;
}

bool ent_is_calendar_word(ent_word word) {
    static const char *const words[] = {"monday",    "tuesday", "wednesday", "thursday", "friday",
                                        "saturday",  "sunday",  "january",   "february", "march",
                                        "april",     "may",     "june",      "july",     "august",
                                        "september", "october", "november",  "december", NULL};
    for (const char *const *w = words; *w; w++)
        if (strlen(*w) == word.length && memcmp(*w, word.text, word.length) == 0) return true;
    return false;
}

bool ent_has_lower(const char *text, size_t length) {
    for (size_t i = 0; i < length; i++)
        if (text[i] >= 'a' && text[i] <= 'z') return true;
    return false;
}

uint32_t ent_span_head(const ent_finder *f, uint32_t sentence, uint32_t first, uint32_t count) {
    for (uint32_t i = first; i < first + count; i++) {
        uint32_t head = ent_finder_token(f, sentence, i)->head;
        if (head == ENT_ROOT || head < first || head >= first + count) return i;
    }
    return first + count - 1;
}

/* ---- Titles ---- */

static bool find_title(const ent_finder *f, uint32_t sentence, uint32_t first, uint32_t count,
                       uint32_t *title) {
    char folded[FOLD_ROOM];
    size_t length;
    const char *text = ent_span_of(f, sentence, first, count, &length);
    if (ent_finder_token(f, sentence, first + count - 1)->upos == ENT_UPOS_PUNCT) return false;
    length = ent_fold_span(text, length, folded, sizeof folded);
    while (length > 0 && folded[length - 1] == '.') length--; /* "Gen." */
    *title = length ? ent_map_get(&f->g->by_title, folded, length) : ENT_MAP_NONE;
    return *title != ENT_MAP_NONE;
}

/* Does a title end in the word at i, or begin with it? A look at one word spares six. */
static bool ends_title(const ent_finder *f, uint32_t sentence, uint32_t i) {
    ent_word word = ent_folded(f, sentence, i);
    size_t end = word.length, start;
    while (end > 0 && word.text[end - 1] == '.') end--;
    for (start = end; start > 0 && word.text[start - 1] != '-';) start--;
    return end > start &&
           ent_map_get(&f->g->title_ends, word.text + start, end - start) != ENT_MAP_NONE;
}

static bool begins_title(const ent_finder *f, uint32_t sentence, uint32_t i) {
    ent_word word = ent_folded(f, sentence, i);
    size_t end = 0;
    while (end < word.length && !strchr("-'", word.text[end])) end++;
    if (end > 1 && end == word.length && word.text[end - 1] == '.') end--;
    return end > 0 && ent_map_get(&f->g->title_starts, word.text, end) != ENT_MAP_NONE;
}

bool ent_title_before(const ent_finder *f, uint32_t sentence, uint32_t from, uint32_t end,
                      uint32_t *title, uint32_t *first) {
    if (end == from || !ends_title(f, sentence, end - 1)) return false;
    uint32_t most = end - from < TITLE_TOKENS ? end - from : TITLE_TOKENS;
    for (uint32_t count = most; count > 0; count--)
        if (find_title(f, sentence, end - count, count, title)) {
            *first = end - count;
            return true;
        }
    return false;
}

bool ent_title_at(const ent_finder *f, uint32_t sentence, uint32_t i, uint32_t *title,
                  uint32_t *count) {
    if (i >= f->text->sentences[sentence].count || !begins_title(f, sentence, i)) return false;
    uint32_t left = f->text->sentences[sentence].count - i;
    for (*count = left < TITLE_TOKENS ? left : TITLE_TOKENS; *count > 0; --*count)
        if (find_title(f, sentence, i, *count, title)) return true;
    return false;
}
