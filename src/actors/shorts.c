/* shorts.c - names that a document explains or gives in full once and then shortens: "the Tuvan
 * Workers Front (TWF)", "the Congress for Northern Unity, or CNU", "the Tigers", "the Commission".
 * A short name that two bear means neither. */
#include <string.h>

#include "actors/names.h"

enum { ACRONYM_MAX = 10, WORDS_MAX = 12 };

/* "TWF", "MoI": two capitals and more, few small letters. */
static bool is_acronym(const char *form, uint32_t length) {
    uint32_t upper = 0;
    for (uint32_t i = 0; i < length; i++)
        if (form[i] >= 'A' && form[i] <= 'Z') upper++;
    return length >= 2 && length <= ACRONYM_MAX && form[0] >= 'A' && form[0] <= 'Z' && upper >= 2 &&
           2 * upper > length;
}

static void learn(ent_finder *f, ent_map *names, const char *text, size_t length, uint32_t entity) {
    char folded[FOLD_ROOM];
    length = ent_fold_span(text, length, folded, sizeof folded);
    ent_map_slot *slot = length ? ent_map_add(names, folded, length) : NULL;
    if (length && !slot) f->no_memory = true;
    if (!slot) return;
    bool free = slot->value == ENT_MAP_NONE || slot->value == entity;
    slot->value = free ? entity : ENT_AMBIGUOUS;
}

/* The token that explains the name before `end`, in brackets or after "or": "(TWF)", ", or CNU,".
 */
static uint32_t explanation(const ent_finder *f, uint32_t sentence, uint32_t end) {
    static const char *const or [] = {"or", NULL};
    uint32_t count = f->text->sentences[sentence].count;
    bool bracket = ent_token_is(f, sentence, end, "(") && ent_token_is(f, sentence, end + 2, ")");
    if (bracket) return end + 1;
    bool comma = ent_token_is(f, sentence, end, ",");
    bool other = comma && ent_token_among(f, sentence, end + 1, or);
    return other && end + 2 < count ? end + 2 : UINT32_MAX;
}

static void learn_acronym(ent_finder *f, uint32_t sentence, const ent_proposal *p,
                          uint32_t entity) {
    uint32_t at = p->count < 2 ? UINT32_MAX : explanation(f, sentence, p->first + p->count);
    if (at == UINT32_MAX) return;
    const ent_token *token = ent_finder_token(f, sentence, at);
    const char *form = ent_form(f->text, token);
    char folded[FOLD_ROOM];
    if (!is_acronym(form, token->length)) return;
    size_t length = ent_fold_span(form, token->length, folded, sizeof folded);
    ent_map_slot *slot = ent_map_add(&f->names, folded, length);
    if (!slot)
        f->no_memory = true;
    else if (slot->value == ENT_MAP_NONE)
        slot->value = entity;
}

/* "LPRD (League for Peace and Rural Development)": the letters came first. */
static void learn_full_name(ent_finder *f, uint32_t sentence, const ent_proposal *p,
                            uint32_t entity) {
    if (p->first < 2 || p->count < 2 || !ent_token_is(f, sentence, p->first - 1, "(")) return;
    const ent_token *token = ent_finder_token(f, sentence, p->first - 2);
    const char *form = ent_form(f->text, token);
    if (!is_acronym(form, token->length)) return;
    const char *name = f->entities[entity].entity.name;
    if ((name[0] & ~32) == form[0]) learn(f, &f->names, form, token->length, entity);
}

/* The first letters of a name's capitals, with and without those of small words: "Ministry of the
 * Interior" is MoI, "Gulf Salvage Council" GSC. */
static void learn_initials(ent_finder *f, const char *name, uint32_t entity) {
    char capitals[WORDS_MAX + 1], all[WORDS_MAX + 1];
    size_t a = 0, b = 0;
    for (const char *word = name; word && *word && b < WORDS_MAX;) {
        bool article = strncmp(word, "the ", 4) == 0 || strncmp(word, "and ", 4) == 0;
        if (*word >= 'A' && *word <= 'Z') capitals[a++] = *word;
        if (!article) all[b++] = *word;
        word = strchr(word, ' ');
        if (word) word++;
    }
    if (a >= 3) learn(f, &f->initials, capitals, a, entity);
    if (b >= 3 && b != a) learn(f, &f->initials, all, b, entity);
}

/* Words by which a name may be called again: what stands before "of" or at its end, and all that
 * ends so. */
static void learn_words(ent_finder *f, uint32_t sentence, const ent_proposal *p, uint32_t entity) {
    static const char *const links[] = {"of", "for", "on", NULL};
    uint32_t end = p->first;
    while (end < p->first + p->count && !ent_token_among(f, sentence, end, links)) end++;
    for (uint32_t i = p->first; i < end; i++) {
        size_t length;
        const char *text = ent_span_of(f, sentence, i, end - i, &length);
        bool whole = i == p->first && end == p->first + p->count;
        bool capital = text[0] >= 'A' && text[0] <= 'Z' && ent_has_lower(text, length);
        if (!whole && capital && length >= 4) learn(f, &f->shorts, text, length, entity);
    }
}

/* "the Dulaim tribe", "Eurasia Group": the name alone is they, too, unless it is a country's. */
static void learn_bare(ent_finder *f, uint32_t sentence, const ent_proposal *p, uint32_t entity) {
    uint32_t last = p->first + p->count - 1, count;
    int head = p->count < 2 || p->count > 3 ? -1 : ent_head_at(f, sentence, last);
    if (head < 0 || (p->known && head == ENT_HEAD_STATE)) return;
    if (ent_country_at(f, sentence, p->first, &count) || ent_token_is(f, sentence, last - 1, "of"))
        return;
    ent_word word = ent_folded(f, sentence, p->first);
    if (ent_map_get(&f->g->regions, word.text, word.length) != ENT_MAP_NONE) return;
    size_t length;
    const char *text = ent_span_of(f, sentence, p->first, p->count - 1, &length);
    if (length >= 4) learn(f, &f->bare, text, length, entity);
}

void ent_learn_short_names(ent_finder *f, uint32_t sentence, const ent_proposal *p) {
    uint32_t entity = f->count ? f->mentions[f->count - 1].entity : ENT_NO_ENTITY;
    if (entity == ENT_NO_ENTITY || p->type == ENT_PERSON) return;
    learn_acronym(f, sentence, p, entity);
    if (p->type != ENT_ORGANIZATION) return;
    learn_full_name(f, sentence, p, entity);
    const char *name = f->entities[entity].entity.name, *last = strrchr(name, ' ');
    if (p->count > 1) learn_initials(f, name, entity);
    learn_words(f, sentence, p, entity);
    learn_bare(f, sentence, p, entity);
    bool plain = last && !strstr(name, " of ") && !strstr(name, " for ");
    if (plain && strlen(last + 1) >= 4 && ent_has_lower(last + 1, strlen(last + 1)))
        learn(f, &f->shorts, last + 1, strlen(last + 1), entity);
}

static bool look_up(const ent_finder *f, const ent_map *names, ent_word word, uint32_t *entity) {
    *entity = word.length ? ent_map_get(names, word.text, word.length) : ENT_MAP_NONE;
    return *entity < ENT_AMBIGUOUS && *entity < f->entity_count;
}

/* "the Tigers", "the Commission": a name given before, written as one. */
static bool is_shortened(const ent_finder *f, uint32_t sentence, uint32_t i, ent_word word,
                         uint32_t *entity) {
    if (f->shorts.count == 0 || i == 0 || !ent_token_is(f, sentence, i - 1, "the")) return false;
    if (i + 1 < f->text->sentences[sentence].count &&
        ent_finder_token(f, sentence, i + 1)->upos == ENT_UPOS_PROPN)
        return false;
    static const char *const links[] = {"of", "for", NULL};
    if (ent_token_among(f, sentence, i + 1, links) && ent_is_upper_at(f, sentence, i + 2))
        return false; /* "the University of Basel" is another than the one of Jena */
    return look_up(f, &f->shorts, word, entity);
}

/* Does the model see a place at i, unlisted and not told as one: "belonged to Saha"? */
static bool is_doubtful_place(const ent_finder *f, uint32_t sentence, uint32_t i) {
    static const char *const before[] = {"in", "at", "near", "outside", "from", "around", NULL};
    ent_word word = ent_folded(f, sentence, i);
    return ent_finder_token(f, sentence, i)->ner == ENT_NER_B_LOC &&
           !(i > 0 && ent_token_among(f, sentence, i - 1, before)) &&
           !ent_gazetteer_forms(f->g, word.text, word.length);
}

/* May the word at i be a name without its noun, "the Dulaim", "Dulaim leaders"? The model must see
 * a body, or nothing, and then an article or a group must say so. */
static bool stands_bare(const ent_finder *f, uint32_t sentence, uint32_t i) {
    const ent_token *token = ent_finder_token(f, sentence, i);
    uint32_t left = f->text->sentences[sentence].count, count;
    int next = i + 1 < left ? ent_guessed_type(ent_finder_token(f, sentence, i + 1)) : -1;
    if (f->bare.count == 0 || token->upos != ENT_UPOS_PROPN) return false;
    if (token->ner == ENT_NER_B_ORG || is_doubtful_place(f, sentence, i))
        return next < 0 || ent_finder_token(f, sentence, i + 1)->ner != token->ner + 1;
    if (token->ner != ENT_NER_O) return false;
    bool group = i + 1 < left && ent_group_noun_at(f, sentence, i + 1, &count);
    bool alone = i + 1 == left || ent_finder_token(f, sentence, i + 1)->upos != ENT_UPOS_PROPN;
    return group || (alone && i > 0 && ent_token_is(f, sentence, i - 1, "the"));
}

bool ent_short_name(ent_finder *f, uint32_t sentence, uint32_t i, ent_proposal *out,
                    uint32_t *entity) {
    const ent_token *token = ent_finder_token(f, sentence, i);
    const char *form = ent_form(f->text, token);
    if (f->names.count + f->shorts.count + f->bare.count == 0) return false;
    ent_word word = ent_folded(f, sentence, i);
    bool found = false;
    if (is_acronym(form, token->length)) {
        found = look_up(f, &f->names, word, entity);
        if (!found && token->length >= 3 && !ent_gazetteer_forms(f->g, word.text, word.length))
            found = look_up(f, &f->initials, word, entity);
    }
    if (!found) found = is_shortened(f, sentence, i, word, entity);
    if (!found && stands_bare(f, sentence, i)) found = look_up(f, &f->bare, word, entity);
    if (found)
        *out = (ent_proposal){.first = i, .count = 1, .type = f->entities[*entity].entity.type};
    return found;
}
