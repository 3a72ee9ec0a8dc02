/* load_words.c - words that are no names: titles, groups, given names, heads of names, verbs,
 * peoples, cues of senses, spellings. */
#include <string.h>

#include "actors/loading.h"

static uint8_t count_words(const char *text) {
    uint8_t words = 1;
    for (; *text; text++) words += *text == ' ' || *text == '-';
    return words;
}

/* Add a title; its index, or UINT32_MAX. */
static uint32_t add_title(loader *l, ent_field name, ent_title title) {
    ent_gazetteer *g = l->g;
    char lower[FOLDED_MAX];
    size_t length = ent_fold_span(name.text, name.length, lower, sizeof lower), start;
    if (length == 0) return UINT32_MAX;
    ent_title *titles = ent_load_more(l, g->titles, g->title_count, &g->title_room, sizeof *titles);
    for (start = length; start > 0 && lower[start - 1] != ' ' && lower[start - 1] != '-';) start--;
    ent_map_slot *end = ent_map_add(&g->title_ends, lower + start, length - start);
    ent_map_slot *word =
        end ? ent_map_add(&g->title_starts, lower, ent_load_first_word(lower, length)) : NULL;
    ent_map_slot *slot = ent_map_add(&g->by_title, lower, length);
    if (!titles || !word || !slot) {
        l->no_memory = true;
        return UINT32_MAX;
    }
    g->titles = titles;
    end->value = word->value = 1;
    if (slot->value == ENT_MAP_NONE) {
        slot->value = (uint32_t)g->title_count;
        title.words = count_words(slot->key);
        if (title.office == UINT32_MAX) {
            title.office = slot->value;
            title.name = slot->key;
        }
        titles[g->title_count++] = title;
        return slot->value;
    }
    titles[slot->value].country |= title.country;
    titles[slot->value].organization |= title.organization;
    return slot->value;
}

void ent_take_title(loader *l) {
    static const struct {
        const char *relation;
        uint8_t bit;
    } relations[] = {{"leads", ENT_TITLE_LEADS},      {"represents", ENT_TITLE_REPRESENTS},
                     {"member of", ENT_TITLE_MEMBER}, {"spokesperson of", ENT_TITLE_SPEAKS},
                     {"kin of", ENT_TITLE_KIN},       {"part of", ENT_TITLE_PART}};
    ent_field relation = ent_load_column(l, 1), object = ent_load_column(l, 2),
              gender = ent_load_column(l, 3);
    uint8_t bit = 0;
    for (size_t i = 0; i < sizeof relations / sizeof *relations; i++)
        if (ent_field_is(relation, relations[i].relation)) bit = relations[i].bit;
    if (relation.length && !bit) {
        ent_load_fault(
            l,
            "a title's relation is none of leads, represents, member of, spokesperson of, kin "
            "of, part of");
        return;
    }
    ent_title title = {.office = UINT32_MAX,
                       .gender = gender.length ? (ent_gender)*gender.text : ENT_ANY_GENDER};
    if (bit & (ENT_TITLE_KIN | ENT_TITLE_PART)) {
        title.other = bit;
    } else {
        if (!ent_field_is(object, "organization")) title.country = bit;
        if (!ent_field_is(object, "country")) title.organization = bit;
    }
    uint32_t first = add_title(l, ent_load_column(l, 0), title);
    if (first == UINT32_MAX) return;
    title.office = l->g->titles[first].office;
    title.name = l->g->titles[first].name;
    ent_field aliases = ent_load_column(l, 4);
    for (ent_field alias; ent_field_split(&aliases, '|', &alias);) {
        title.plural = alias.length > 3 && alias.text[alias.length - 1] == 's';
        add_title(l, alias, title);
    }
}

static ent_group_kind group_kind(ent_field name) {
    static const char *const names[] = {"military",  "equipment", "militants", "crowd",  "people",
                                        "political", "officials", "allies",    "members"};
    for (int i = 0; i < ENT_GROUP_KIND_COUNT; i++)
        if (ent_field_is(name, names[i])) return (ent_group_kind)i;
    return ENT_GROUP_PEOPLE;
}

void ent_take_group(loader *l) {
    ent_gazetteer *g = l->g;
    ent_group_kind kind = group_kind(ent_load_column(l, 2));
    bool body = ent_field_is(ent_load_column(l, 3), "organization") || kind == ENT_GROUP_MILITARY ||
                kind == ENT_GROUP_OFFICIALS || kind == ENT_GROUP_POLITICAL;
    bool local = ent_field_is(ent_load_column(l, 4), "local");
    bool own = local || ent_field_is(ent_load_column(l, 4), "own"),
         unit = ent_field_is(ent_load_column(l, 4), "unit");
    bool standing = ent_field_is(ent_load_column(l, 3), "organization");
    bool persons = !standing && !unit && kind != ENT_GROUP_ALLIES && kind != ENT_GROUP_EQUIPMENT;
    ent_field first = ent_load_column(l, 0);
    bool s = first.length > 1 && first.text[first.length - 1] == 's' &&
             first.text[first.length - 2] != 's';
    bool many = kind == ENT_GROUP_MILITARY || !standing || s; /* "embassy", "congress" are one */
    const char *plural = ent_load_copy(l, first);
    for (size_t i = 0; i < 2; i++) {
        ent_field noun = ent_load_column(l, i);
        ent_group_noun *groups =
            ent_load_more(l, g->groups, g->group_count, &g->group_room, sizeof *groups);
        ent_map_slot *slot = noun.length ? ent_map_add(&g->by_group, noun.text, noun.length) : NULL;
        if (!groups || (noun.length && !slot)) l->no_memory = true;
        if (!groups || !slot || slot->value != ENT_MAP_NONE) continue;
        g->groups = groups;
        slot->value = (uint32_t)g->group_count;
        groups[g->group_count++] = (ent_group_noun){.plural = plural,
                                                    .kind = kind,
                                                    .body = body,
                                                    .own = own,
                                                    .local = local,
                                                    .standing = standing,
                                                    .is_plural = i == 0 && many,
                                                    .person = i == 1 && persons};
    }
}

static void add_people(loader *l, ent_field name, bool plural) {
    ent_gazetteer *g = l->g;
    char folded[FOLDED_MAX];
    size_t length = ent_fold_span(name.text, name.length, folded, sizeof folded);
    ent_group_noun *groups =
        ent_load_more(l, g->groups, g->group_count, &g->group_room, sizeof *groups);
    ent_map_slot *slot = length ? ent_map_add(&g->by_group, folded, length) : NULL;
    if (!groups || (length && !slot)) l->no_memory = true;
    if (!groups || !slot || slot->value != ENT_MAP_NONE) return;
    g->groups = groups;
    slot->value = (uint32_t)g->group_count;
    groups[g->group_count++] = (ent_group_noun){.plural = ent_load_copy(l, name),
                                                .kind = ENT_GROUP_PEOPLE,
                                                .is_plural = plural,
                                                .person = !plural,
                                                .people = true};
}

void ent_take_firstname(loader *l) {
    char folded[FOLDED_MAX];
    ent_field name = ent_load_column(l, 0), gender = ent_load_column(l, 1);
    size_t length = ent_fold_span(name.text, name.length, folded, sizeof folded);
    ent_map_slot *slot = length ? ent_map_add(&l->g->firstnames, folded, length) : NULL;
    if (slot)
        slot->value = gender.length ? (uint32_t)*gender.text : 'u';
    else if (length)
        l->no_memory = true;
}

/* Put a word of this row into a list, with a value. */
static void add_word(loader *l, ent_map *list, ent_field word, uint32_t value) {
    char folded[FOLDED_MAX];
    size_t length = ent_fold_span(word.text, word.length, folded, sizeof folded);
    ent_map_slot *slot = length ? ent_map_add(list, folded, length) : NULL;
    if (slot)
        slot->value = value;
    else if (length)
        l->no_memory = true;
}

void ent_take_head(loader *l) {
    static const char *const kinds[ENT_HEAD_KIND_COUNT] = {"other", "state", "party", "school",
                                                           "company"};
    for (uint32_t kind = 0; kind < ENT_HEAD_KIND_COUNT; kind++)
        if (ent_field_is(ent_load_column(l, 1), kinds[kind])) {
            bool small = ent_field_is(ent_load_column(l, 2), "small");
            add_word(l, &l->g->heads, ent_load_column(l, 0), kind | (small ? ENT_HEAD_SMALL : 0));
            return;
        }
    ent_load_fault(l, "a head's kind is none of other, state, party, school, company");
}

void ent_take_verb(loader *l) {
    static const char *const names[] = {"say", "report", "arrive"};
    ent_field kinds = ent_load_column(l, 1);
    uint32_t bits = 0;
    for (ent_field kind; ent_field_split(&kinds, '|', &kind);) {
        uint32_t bit = 0;
        for (uint32_t i = 0; i < sizeof names / sizeof *names; i++)
            if (ent_field_is(kind, names[i])) bit = 1u << i;
        if (!bit) ent_load_fault(l, "a verb's kind is none of say, report, arrive");
        bits |= bit;
    }
    if (bits) add_word(l, &l->g->verbs, ent_load_column(l, 0), bits);
}

void ent_take_people(loader *l) {
    ent_field adjectives = ent_load_column(l, 3);
    if (ent_field_is(ent_load_column(l, 1), "adjective")) {
        add_word(l, &l->g->regions, ent_load_column(l, 0), 1);
        return;
    }
    add_people(l, ent_load_column(l, 0), true);
    add_people(l, ent_load_column(l, 2), false);
    for (ent_field one; ent_field_split(&adjectives, '|', &one);)
        add_word(l, &l->g->regions, one, 1);
}

void ent_take_family(loader *l) {
    add_word(l, &l->g->families, ent_load_column(l, 0), 1);
}

/* A cue of a sense: a word or a pair of words. */
static void add_cue(loader *l, ent_field cue, uint32_t sense) {
    ent_gazetteer *g = l->g;
    char folded[FOLDED_MAX];
    size_t length = ent_fold_span(cue.text, cue.length, folded, sizeof folded);
    if (length == 0) {
        ent_load_fault(l, "a cue is empty or too long");
        return;
    }
    const char *blank = memchr(folded, ' ', length);
    ent_cue *cues = ent_load_more(l, g->cues, g->cue_count, &g->cue_room, sizeof *cues);
    ent_map_slot *slot = ent_map_add(&g->cues_of, folded, length);
    if (blank) add_word(l, &g->cue_starts, (ent_field){folded, (size_t)(blank - folded)}, 1);
    if (!cues || !slot) {
        l->no_memory = true;
        return;
    }
    g->cues = cues;
    cues[g->cue_count] = (ent_cue){sense, slot->value};
    slot->value = (uint32_t)g->cue_count++;
}

void ent_take_sense(loader *l) {
    ent_gazetteer *g = l->g;
    const char *id = ent_load_copy(l, ent_load_column(l, 2));
    uint32_t known = ent_map_get(&g->ids, id, strlen(id));
    if (known == ENT_MAP_NONE && ent_load_column(l, 4).length && strncmp(id, "place:", 6) == 0) {
        known = ent_load_known(l, id, ent_load_copy(l, ent_load_column(l, 4)), ENT_PLACE);
        if (known != UINT32_MAX) g->known[known].iso3 = ent_load_optional(l, 5);
    }
    if (known >= ENT_AMBIGUOUS) {
        ent_load_fault(
            l, "no other file has this entity, and only a place can be made here, with a name");
        return;
    }
    ent_form_kind kind = ent_field_is(ent_load_column(l, 1), "adjective") ? ENT_FORM_ADJECTIVE
                         : ent_field_is(ent_load_column(l, 1), "people")  ? ENT_FORM_PEOPLE
                                                                          : ENT_FORM_NAME;
    if (g->known[known].type == ENT_COUNTRY) ent_load_form(l, known, ent_load_column(l, 0), kind);
    char folded[FOLDED_MAX];
    size_t length = ent_fold_span(ent_load_column(l, 0).text, ent_load_column(l, 0).length, folded,
                                  sizeof folded);
    if (length == 0) {
        ent_load_fault(l, "a name is empty or too long");
        return;
    }
    ent_sense *senses = ent_load_more(l, g->senses, g->sense_count, &g->sense_room, sizeof *senses);
    ent_map_slot *slot = ent_map_add(&g->senses_of, folded, length);
    if (!senses || !slot) {
        l->no_memory = true;
        return;
    }
    g->senses = senses;
    senses[g->sense_count] = (ent_sense){known, UINT32_MAX};
    uint32_t *end = &slot->value;
    while (*end != UINT32_MAX) end = &senses[*end].next;
    uint32_t sense = *end = (uint32_t)g->sense_count++;
    ent_field cues = ent_load_column(l, 3);
    for (ent_field cue; ent_field_split(&cues, '|', &cue);) add_cue(l, cue, sense);
}

static const char *folded_copy(loader *l, ent_field field) {
    char folded[FOLDED_MAX];
    return ent_load_copy(
        l, (ent_field){folded, ent_fold_span(field.text, field.length, folded, sizeof folded)});
}

static void add_respelling(loader *l, ent_respelling **list, size_t *count, size_t *room,
                           ent_field from, const char *to) {
    ent_respelling *items = ent_load_more(l, *list, *count, room, sizeof *items);
    if (!items) return;
    *list = items;
    items[(*count)++] = (ent_respelling){folded_copy(l, from), to};
}

void ent_take_spelling(loader *l) {
    ent_gazetteer *g = l->g;
    ent_field kind = ent_load_column(l, 0), variants = ent_load_column(l, 2);
    if (ent_field_is(kind, "muslim")) {
        add_word(l, &g->muslim, ent_load_column(l, 1), 1);
        return;
    }
    const char *to = folded_copy(l, ent_load_column(l, 1)), **words = NULL;
    bool name = ent_field_is(kind, "name"), ending = ent_field_is(kind, "ending");
    if (name) words = ent_load_more(l, g->words, g->word_count, &g->word_room, sizeof *words);
    if (!name && !ending && !ent_field_is(kind, "arabic"))
        ent_load_fault(l, "a spelling's kind is none of name, ending, arabic, muslim");
    if (words) {
        g->words = words;
        words[g->word_count++] = to;
    }
    for (ent_field variant; ent_field_split(&variants, '|', &variant);) {
        if (words) add_word(l, &g->variants, variant, (uint32_t)g->word_count - 1);
        if (ending) add_respelling(l, &g->endings, &g->ending_count, &g->ending_room, variant, to);
        if (ent_field_is(kind, "arabic"))
            add_respelling(l, &g->letters, &g->letter_count, &g->letter_room, variant, to);
    }
}
