/* gazetteer.c - loading the lexicon of actors (the .tsv files of src/lexicon) into hash tables. */
#include "actors/gazetteer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "actors/own.h"
#include "base/table.h"
#include "base/utf8.h"
#include "lexicon/embed.h"

enum { NAME_MAX_BYTES = 160, FAULTS_TOLD = 20, BYTES_A_NAME = 25 };

typedef struct loader {
    ent_gazetteer *g;
    ent_table table;
    void (*report)(void *context, const ent_error *error);
    void *context;
    bool own;      /* these rows are the user's: they come before those of others */
    size_t faults; /* in this file */
    bool no_memory;
} loader;

/* ---- Helpers ---- */

/* Where the user took away an owner, what is built in for it goes without a word. */
static void fault(loader *l, const char *what) {
    ent_error error;
    if (!l->report || !l->own || ++l->faults > FAULTS_TOLD) return;
    ent_fail(&error, ENT_INPUT, l->table.name, l->table.line, "%s: the line is left out%s", what,
             l->faults == FAULTS_TOLD ? ", as may be more after it" : "");
    l->report(l->context, &error);
}

static const char *copy(loader *l, ent_field field) {
    char *text = ent_arena_copy(&l->g->arena, field.text, field.length);
    if (!text) l->no_memory = true;
    return text ? text : "";
}

static ent_field column(const loader *l, size_t i) {
    return i < l->table.count ? l->table.fields[i] : (ent_field){"", 0};
}

static const char *optional(loader *l, size_t i) {
    return column(l, i).length ? copy(l, column(l, i)) : NULL;
}

/* Room for one more item of an array in the arena. */
static void *more(loader *l, void *items, size_t count, size_t *room, size_t size) {
    if (count < *room) return items;
    size_t wanted = *room ? *room * 2 : 256;
    void *grown = ent_arena_alloc(&l->g->arena, wanted * size);
    if (!grown) {
        l->no_memory = true;
        return NULL;
    }
    if (count) memcpy(grown, items, count * size);
    *room = wanted;
    return grown;
}

size_t ent_fold_span(const char *text, size_t length, char *out, size_t room) {
    char buffer[NAME_MAX_BYTES];
    size_t kept = 0;
    for (size_t i = 0; i < length; i++) {
        bool blank = text[i] == ' ' || text[i] == '\n';
        if (blank && (kept == 0 || buffer[kept - 1] == ' ')) continue;
        if (kept == sizeof buffer) return 0;
        buffer[kept++] = blank ? ' ' : text[i];
    }
    while (kept > 0 && buffer[kept - 1] == ' ') kept--;
    return 3 * kept + 1 <= room ? ent_utf8_fold(buffer, kept, out) : 0;
}

char *ent_slug(ent_arena *arena, const char *prefix, const char *name, size_t length) {
    char folded[3 * NAME_MAX_BYTES + 1];
    if (length > NAME_MAX_BYTES) length = NAME_MAX_BYTES;
    while (length > 0 && ((unsigned char)name[length - 1] & 0xC0) == 0x80 &&
           length > NAME_MAX_BYTES - 4)
        length--;
    size_t size = ent_utf8_fold(name, length, folded), start = strlen(prefix), kept = start;
    char *slug = ent_arena_alloc(arena, start + size + 3);
    if (!slug) return NULL;
    memcpy(slug, prefix, start);
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)folded[i];
        bool word = c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (word)
            slug[kept++] = (char)c;
        else if (c != '.' && c != '\'' && kept > start && slug[kept - 1] != '-')
            slug[kept++] = '-';
    }
    while (kept > start && slug[kept - 1] == '-') kept--;
    if (kept == start) slug[kept++] = 'x';
    slug[kept] = '\0';
    return slug;
}

/* ---- Adding ---- */

/* The index of the known thing of an id, added if new; UINT32_MAX when out of memory. */
static uint32_t add_known(loader *l, const char *id, const char *name, ent_actor_type type) {
    ent_gazetteer *g = l->g;
    ent_map_slot *slot = ent_map_add(&g->ids, id, strlen(id));
    if (!slot) {
        l->no_memory = true;
        return UINT32_MAX;
    }
    if (slot->value != ENT_MAP_NONE) return slot->value;
    ent_known *known = more(l, g->known, g->known_count, &g->known_room, sizeof *known);
    if (!known) return UINT32_MAX;
    g->known = known;
    known[g->known_count] = (ent_known){
        .id = slot->key, .name = name, .type = type, .office = UINT32_MAX, .namesake = UINT32_MAX};
    return slot->value = (uint32_t)g->known_count++;
}

/* Where a token may end within a name. */
static bool is_breach(char c) {
    return c == ' ' || c == '-' || c == '\'' || c == '&' || c == '/' || c == '+' || c == ',';
}

/* Tokens that a name may have, at most: pieces between blanks, hyphens, apostrophes. */
static uint32_t token_bound(const char *folded, size_t length) {
    uint32_t tokens = 2;
    for (size_t i = 0; i < length; i++)
        if (is_breach(folded[i])) tokens += 2;
    return tokens;
}

static size_t first_word(const char *folded, size_t length) {
    size_t end = 0;
    while (end < length && folded[end] != ' ' && folded[end] != '-' && folded[end] != '\'') end++;
    return end ? end : length;
}

static void add_form(loader *l, uint32_t known, ent_field form, ent_form_kind kind) {
    ent_gazetteer *g = l->g;
    char folded[3 * NAME_MAX_BYTES + 1];
    bool conditional = form.length > 1 && form.text[form.length - 1] == '?';
    if (conditional) form.length--;
    if (form.length == 0 || known == UINT32_MAX) return;
    size_t length = ent_fold_span(form.text, form.length, folded, sizeof folded);
    if (length == 0) {
        fault(l, "a name is too long");
        return;
    }
    ent_form_entry *forms = more(l, g->forms, g->form_count, &g->form_room, sizeof *forms);
    ent_map_slot *slot = forms ? ent_map_add(&g->by_form, folded, length) : NULL;
    size_t first = first_word(folded, length);
    ent_map_slot *start = slot ? ent_map_add(&g->starts, folded, first) : NULL;
    if (!start) {
        l->no_memory = true;
        return;
    }
    g->forms = forms;
    uint32_t *end = &slot->value, next = l->own ? slot->value : UINT32_MAX;
    for (; *end != UINT32_MAX; end = &forms[*end].next) /* the order of the lexicon */
        if (forms[*end].known == known && ent_field_is(form, forms[*end].text)) return;
    if (l->own) end = &slot->value;
    *end = (uint32_t)g->form_count;
    const char *name = g->known[known].name;
    const char *text = ent_field_is(form, name) ? name : copy(l, form);
    forms[g->form_count++] = (ent_form_entry){known, next, text, kind, conditional};
    uint32_t tokens = token_bound(folded, length);
    if (start->value == ENT_MAP_NONE || start->value < tokens) start->value = tokens;
}

static void add_forms(loader *l, uint32_t known, ent_field list, ent_form_kind kind) {
    for (ent_field form; ent_field_split(&list, '|', &form);) add_form(l, known, form, kind);
}

/* ---- One function a file ---- */

static void take_country(loader *l) {
    if (column(l, 0).length != 3 || column(l, 2).length == 0) {
        fault(l, "a country needs its ISO 3 code and a name");
        return;
    }
    const char *iso3 = copy(l, column(l, 0)), *name = copy(l, column(l, 2));
    const char *id = ent_arena_printf(&l->g->arena, "country:%s", iso3);
    uint32_t known = id ? add_known(l, id, name, ENT_COUNTRY) : UINT32_MAX;
    if (known == UINT32_MAX) return;
    l->g->known[known].iso3 = iso3;
    add_form(l, known, column(l, 2), ENT_FORM_NAME);
    add_forms(l, known, column(l, 3), ENT_FORM_NAME);
    ent_field adjectives = column(l, 4), adjective;
    if (ent_field_split(&adjectives, '|', &adjective) &&
        adjective.text[adjective.length - 1] != '?')
        l->g->known[known].adjective = copy(l, adjective);
    add_forms(l, known, column(l, 4), ENT_FORM_ADJECTIVE);
    add_forms(l, known, column(l, 5), ENT_FORM_PEOPLE);
    add_forms(l, known, column(l, 6), ENT_FORM_CAPITAL);
}

static bool is_state_body(ent_field kind) {
    static const char *const kinds[] = {"ministry", "army", "parliament", "court", "agency", NULL};
    for (const char *const *k = kinds; *k; k++)
        if (ent_field_is(kind, *k)) return true;
    return false;
}

static void take_organization(loader *l) {
    ent_field name = column(l, 0);
    bool conditional = name.length > 1 && name.text[name.length - 1] == '?';
    ent_field plain = {name.text, name.length - conditional};
    const char *id = ent_slug(&l->g->arena, "organization:", plain.text, plain.length);
    uint32_t known = id ? add_known(l, id, copy(l, plain), ENT_ORGANIZATION) : UINT32_MAX;
    if (known == UINT32_MAX) return;
    l->g->known[known].iso3 = optional(l, 2);
    l->g->known[known].news = ent_field_is(column(l, 3), "news");
    l->g->known[known].state = is_state_body(column(l, 3));
    l->g->known[known].party =
        ent_field_is(column(l, 3), "party") || ent_field_is(column(l, 3), "armed");
    add_form(l, known, name, ENT_FORM_NAME);
    add_forms(l, known, column(l, 1), ENT_FORM_NAME);
}

static void take_seat(loader *l) {
    const char *id = copy(l, column(l, 1));
    const ent_known *owner = ent_gazetteer_known(l->g, id);
    if (owner)
        add_form(l, (uint32_t)(owner - l->g->known), column(l, 0), ENT_FORM_SEAT);
    else
        fault(l, "the owner of a seat is not known");
}

static void take_place(loader *l) {
    ent_field name = column(l, 0);
    const char *id = ent_slug(&l->g->arena, "place:", name.text, name.length);
    uint32_t known = id ? add_known(l, id, copy(l, name), ENT_PLACE) : UINT32_MAX;
    if (known == UINT32_MAX) return;
    l->g->known[known].iso3 = optional(l, 1);
    add_form(l, known, name, ENT_FORM_PLACE);
    add_forms(l, known, column(l, 3), ENT_FORM_PLACE);
}

/* What news calls a person without more, if nobody else is called so. "von der Leyen", "al-Sadr"
 * are several tokens and no other word: they need no second look. */
static void add_short(loader *l, uint32_t known, ent_field name) {
    char folded[3 * NAME_MAX_BYTES + 1];
    if (name.length && (memchr(name.text, ' ', name.length) || name.text[0] >= 'a')) {
        add_form(l, known, name, ENT_FORM_NAME);
        return;
    }
    size_t length = ent_fold_span(name.text, name.length, folded, sizeof folded);
    ent_map_slot *slot = length ? ent_map_add(&l->g->surnames, folded, length) : NULL;
    if (length && !slot)
        l->no_memory = true;
    else if (length && (l->own || slot->value == ENT_MAP_NONE))
        slot->value = known;
    else if (length && slot->value != known)
        slot->value = ENT_AMBIGUOUS;
}

/* The office of this row, after those of the rows before. */
static void add_office(loader *l, ent_known *person) {
    ent_gazetteer *g = l->g;
    ent_office *offices = more(l, g->offices, g->office_count, &g->office_room, sizeof *offices);
    if (!offices) return;
    g->offices = offices;
    offices[g->office_count] = (ent_office){.role = copy(l, column(l, 4)),
                                            .iso3 = optional(l, 3),
                                            .organization = optional(l, 7),
                                            .from = copy(l, column(l, 5)),
                                            .to = copy(l, column(l, 6)),
                                            .next = UINT32_MAX,
                                            .peer = UINT32_MAX};
    uint32_t *end = &person->office;
    while (*end != UINT32_MAX) end = &offices[*end].next;
    *end = (uint32_t)g->office_count++;
}

static void take_person(loader *l) {
    ent_field name = column(l, 0), gender = column(l, 2), shorts = column(l, 8);
    const char *id = ent_slug(&l->g->arena, "person:", name.text, name.length);
    size_t before = l->g->known_count;
    uint32_t known = id ? add_known(l, id, copy(l, name), ENT_PERSON) : UINT32_MAX;
    if (known == UINT32_MAX) return;
    ent_known *person = &l->g->known[known];
    if (gender.length) person->gender = (ent_gender)*gender.text;
    if (column(l, 3).length) person->iso3 = optional(l, 3);
    if (column(l, 4).length) add_office(l, person);
    if (known == before) add_form(l, known, name, ENT_FORM_NAME);
    add_forms(l, known, column(l, 1), ENT_FORM_NAME);
    for (ent_field part; ent_field_split(&shorts, '|', &part);) add_short(l, known, part);
}

static uint8_t count_words(const char *text) {
    uint8_t words = 1;
    for (; *text; text++) words += *text == ' ' || *text == '-';
    return words;
}

/* Add a title; its index, or UINT32_MAX. */
static uint32_t add_title(loader *l, ent_field name, ent_title title) {
    ent_gazetteer *g = l->g;
    char lower[3 * NAME_MAX_BYTES + 1];
    size_t length = ent_fold_span(name.text, name.length, lower, sizeof lower), start;
    if (length == 0) return UINT32_MAX;
    ent_title *titles = more(l, g->titles, g->title_count, &g->title_room, sizeof *titles);
    for (start = length; start > 0 && lower[start - 1] != ' ' && lower[start - 1] != '-';) start--;
    ent_map_slot *end = ent_map_add(&g->title_ends, lower + start, length - start);
    ent_map_slot *word =
        end ? ent_map_add(&g->title_starts, lower, first_word(lower, length)) : NULL;
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

static void take_title(loader *l) {
    static const struct {
        const char *relation;
        uint8_t bit;
    } relations[] = {{"leads", ENT_TITLE_LEADS},      {"represents", ENT_TITLE_REPRESENTS},
                     {"member of", ENT_TITLE_MEMBER}, {"spokesperson of", ENT_TITLE_SPEAKS},
                     {"kin of", ENT_TITLE_KIN},       {"part of", ENT_TITLE_PART}};
    ent_field relation = column(l, 1), object = column(l, 2), gender = column(l, 3);
    uint8_t bit = 0;
    for (size_t i = 0; i < sizeof relations / sizeof *relations; i++)
        if (ent_field_is(relation, relations[i].relation)) bit = relations[i].bit;
    if (relation.length && !bit) {
        fault(l,
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
    uint32_t first = add_title(l, column(l, 0), title);
    if (first == UINT32_MAX) return;
    title.office = l->g->titles[first].office;
    title.name = l->g->titles[first].name;
    ent_field aliases = column(l, 4);
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

static void take_group(loader *l) {
    ent_gazetteer *g = l->g;
    ent_group_kind kind = group_kind(column(l, 2));
    bool body = ent_field_is(column(l, 3), "organization") || kind == ENT_GROUP_MILITARY ||
                kind == ENT_GROUP_OFFICIALS || kind == ENT_GROUP_POLITICAL;
    bool local = ent_field_is(column(l, 4), "local");
    bool own = local || ent_field_is(column(l, 4), "own"),
         unit = ent_field_is(column(l, 4), "unit");
    bool standing = ent_field_is(column(l, 3), "organization");
    bool persons = !standing && !unit && kind != ENT_GROUP_ALLIES && kind != ENT_GROUP_EQUIPMENT;
    ent_field first = column(l, 0);
    bool many = kind == ENT_GROUP_MILITARY || (first.length && first.text[first.length - 1] == 's');
    many |= !ent_field_is(column(l, 3), "organization"); /* "embassy", "junta" are one */
    const char *plural = copy(l, first);
    for (size_t i = 0; i < 2; i++) {
        ent_field noun = column(l, i);
        ent_group_noun *groups = more(l, g->groups, g->group_count, &g->group_room, sizeof *groups);
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
    char folded[3 * NAME_MAX_BYTES + 1];
    size_t length = ent_fold_span(name.text, name.length, folded, sizeof folded);
    ent_group_noun *groups = more(l, g->groups, g->group_count, &g->group_room, sizeof *groups);
    ent_map_slot *slot = length ? ent_map_add(&g->by_group, folded, length) : NULL;
    if (!groups || (length && !slot)) l->no_memory = true;
    if (!groups || !slot || slot->value != ENT_MAP_NONE) return;
    g->groups = groups;
    slot->value = (uint32_t)g->group_count;
    groups[g->group_count++] = (ent_group_noun){.plural = copy(l, name),
                                                .kind = ENT_GROUP_PEOPLE,
                                                .is_plural = plural,
                                                .person = !plural,
                                                .people = true};
}

static void take_firstname(loader *l) {
    char folded[3 * NAME_MAX_BYTES + 1];
    ent_field name = column(l, 0), gender = column(l, 1);
    size_t length = ent_fold_span(name.text, name.length, folded, sizeof folded);
    ent_map_slot *slot = length ? ent_map_add(&l->g->firstnames, folded, length) : NULL;
    if (slot)
        slot->value = gender.length ? (uint32_t)*gender.text : 'u';
    else if (length)
        l->no_memory = true;
}

/* The word of row i is in the list. */
static void add_word(loader *l, ent_map *list, ent_field word, uint32_t value) {
    char folded[3 * NAME_MAX_BYTES + 1];
    size_t length = ent_fold_span(word.text, word.length, folded, sizeof folded);
    ent_map_slot *slot = length ? ent_map_add(list, folded, length) : NULL;
    if (slot)
        slot->value = value;
    else if (length)
        l->no_memory = true;
}

static void take_head(loader *l) {
    static const char *const kinds[ENT_HEAD_KIND_COUNT] = {"other", "state", "party", "school",
                                                           "company"};
    for (uint32_t kind = 0; kind < ENT_HEAD_KIND_COUNT; kind++)
        if (ent_field_is(column(l, 1), kinds[kind])) {
            bool small = ent_field_is(column(l, 2), "small");
            add_word(l, &l->g->heads, column(l, 0), kind | (small ? ENT_HEAD_SMALL : 0));
            return;
        }
    fault(l, "a head's kind is none of other, state, party, school, company");
}

static void take_verb(loader *l) {
    static const char *const names[] = {"say", "report", "arrive"};
    ent_field kinds = column(l, 1);
    uint32_t bits = 0;
    for (ent_field kind; ent_field_split(&kinds, '|', &kind);) {
        uint32_t bit = 0;
        for (uint32_t i = 0; i < sizeof names / sizeof *names; i++)
            if (ent_field_is(kind, names[i])) bit = 1u << i;
        if (!bit) fault(l, "a verb's kind is none of say, report, arrive");
        bits |= bit;
    }
    if (bits) add_word(l, &l->g->verbs, column(l, 0), bits);
}

static void take_people(loader *l) {
    ent_field adjectives = column(l, 3);
    if (ent_field_is(column(l, 1), "adjective")) {
        add_word(l, &l->g->regions, column(l, 0), 1);
        return;
    }
    add_people(l, column(l, 0), true);
    add_people(l, column(l, 2), false);
    for (ent_field one; ent_field_split(&adjectives, '|', &one);)
        add_word(l, &l->g->regions, one, 1);
}

static void take_family(loader *l) {
    add_word(l, &l->g->families, column(l, 0), 1);
}

/* A cue of a sense: a word or a pair of words. */
static void add_cue(loader *l, ent_field cue, uint32_t sense) {
    ent_gazetteer *g = l->g;
    char folded[3 * NAME_MAX_BYTES + 1];
    size_t length = ent_fold_span(cue.text, cue.length, folded, sizeof folded);
    const char *blank = memchr(folded, ' ', length);
    ent_cue *cues = more(l, g->cues, g->cue_count, &g->cue_room, sizeof *cues);
    ent_map_slot *slot = length ? ent_map_add(&g->cues_of, folded, length) : NULL;
    if (blank) add_word(l, &g->cue_starts, (ent_field){folded, (size_t)(blank - folded)}, 1);
    if (!cues || !slot) {
        l->no_memory = true;
        return;
    }
    g->cues = cues;
    cues[g->cue_count] = (ent_cue){sense, slot->value};
    slot->value = (uint32_t)g->cue_count++;
}

static void take_sense(loader *l) {
    ent_gazetteer *g = l->g;
    const char *id = copy(l, column(l, 2));
    uint32_t known = ent_map_get(&g->ids, id, strlen(id));
    if (known == ENT_MAP_NONE && column(l, 4).length && strncmp(id, "place:", 6) == 0) {
        known = add_known(l, id, copy(l, column(l, 4)), ENT_PLACE);
        if (known != UINT32_MAX) g->known[known].iso3 = optional(l, 5);
    }
    if (known >= ENT_AMBIGUOUS) {
        fault(l, "no other file has this entity, and only a place can be made here, with a name");
        return;
    }
    ent_form_kind kind = ent_field_is(column(l, 1), "adjective") ? ENT_FORM_ADJECTIVE
                         : ent_field_is(column(l, 1), "people")  ? ENT_FORM_PEOPLE
                                                                 : ENT_FORM_NAME;
    if (g->known[known].type == ENT_COUNTRY) add_form(l, known, column(l, 0), kind);
    char folded[3 * NAME_MAX_BYTES + 1];
    size_t length = ent_fold_span(column(l, 0).text, column(l, 0).length, folded, sizeof folded);
    ent_sense *senses = more(l, g->senses, g->sense_count, &g->sense_room, sizeof *senses);
    ent_map_slot *slot = length ? ent_map_add(&g->senses_of, folded, length) : NULL;
    if (!senses || !slot) {
        l->no_memory = true;
        return;
    }
    g->senses = senses;
    senses[g->sense_count] = (ent_sense){known, UINT32_MAX};
    uint32_t *end = &slot->value;
    while (*end != UINT32_MAX) end = &senses[*end].next;
    uint32_t sense = *end = (uint32_t)g->sense_count++;
    ent_field cues = column(l, 3);
    for (ent_field cue; ent_field_split(&cues, '|', &cue);) add_cue(l, cue, sense);
}

static const char *folded_copy(loader *l, ent_field field) {
    char folded[3 * NAME_MAX_BYTES + 1];
    return copy(
        l, (ent_field){folded, ent_fold_span(field.text, field.length, folded, sizeof folded)});
}

static void add_respelling(loader *l, ent_respelling **list, size_t *count, size_t *room,
                           ent_field from, const char *to) {
    ent_respelling *items = more(l, *list, *count, room, sizeof *items);
    if (!items) return;
    *list = items;
    items[(*count)++] = (ent_respelling){folded_copy(l, from), to};
}

static void take_spelling(loader *l) {
    ent_gazetteer *g = l->g;
    ent_field kind = column(l, 0), variants = column(l, 2);
    if (ent_field_is(kind, "muslim")) {
        add_word(l, &g->muslim, column(l, 1), 1);
        return;
    }
    const char *to = folded_copy(l, column(l, 1)), **words = NULL;
    bool name = ent_field_is(kind, "name"), ending = ent_field_is(kind, "ending");
    if (name) words = more(l, g->words, g->word_count, &g->word_room, sizeof *words);
    if (!name && !ending && !ent_field_is(kind, "arabic"))
        fault(l, "a spelling's kind is none of name, ending, arabic, muslim");
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

/* ---- Loading ---- */

#define EMBEDDED(name) \
    { #name ".tsv", ent_lexicon_##name, ent_lexicon_##name##_end, take_##name##_row }
#define take_countries_row take_country
#define take_organizations_row take_organization
#define take_seats_row take_seat
#define take_persons_row take_person
#define take_places_row take_place
#define take_titles_row take_title
#define take_groups_row take_group
#define take_firstnames_row take_firstname
#define take_heads_row take_head
#define take_familynames_row take_family
#define take_peoples_row take_people
#define take_verbs_row take_verb
#define take_senses_row take_sense
#define take_spellings_row take_spelling

/* Owners come before what refers to them. */
static const struct file {
    const char *name;
    const char *begin, *end;
    void (*take)(loader *l);
} files[] = {EMBEDDED(spellings),  EMBEDDED(countries),   EMBEDDED(organizations), EMBEDDED(seats),
             EMBEDDED(persons),    EMBEDDED(places),      EMBEDDED(titles),        EMBEDDED(groups),
             EMBEDDED(firstnames), EMBEDDED(familynames), EMBEDDED(peoples),       EMBEDDED(verbs),
             EMBEDDED(heads),      EMBEDDED(senses)};

/* The keys of full names, so that another spelling of one is found. */
static void index_spellings(loader *l) {
    ent_gazetteer *g = l->g;
    for (size_t i = 0; i < g->form_count; i++) {
        char folded[3 * NAME_MAX_BYTES + 1], key[4 * NAME_MAX_BYTES];
        const ent_form_entry *form = &g->forms[i];
        if (g->known[form->known].type != ENT_PERSON || !strchr(form->text, ' ')) continue;
        size_t length = ent_fold_span(form->text, strlen(form->text), folded, sizeof folded);
        length = ent_spelling_key(g, folded, length, key, sizeof key);
        ent_map_slot *slot = length ? ent_map_add(&g->spellings, key, length) : NULL;
        if (length && !slot)
            l->no_memory = true;
        else if (slot && slot->value == ENT_MAP_NONE)
            slot->value = form->known;
        else if (slot && slot->value != form->known)
            slot->value = ENT_AMBIGUOUS;
    }
}

static void load_built_in(loader *l, const struct file *file, ent_own *own) {
    l->own = false;
    ent_table_open(&l->table, file->name, file->begin, (size_t)(file->end - file->begin));
    while (!l->no_memory && ent_table_next(&l->table))
        if (!ent_own_hides(own, file->name, &l->table)) file->take(l);
}

static void load_own(loader *l, const struct file *file, const ent_own *own) {
    l->own = true;
    l->faults = 0;
    ent_table_open(&l->table, own->path, own->text, own->length);
    while (!l->no_memory && ent_table_next(&l->table)) {
        const char *what = ent_own_fault(own, file->name, l->g, &l->table);
        if (what)
            fault(l, what);
        else if (!ent_own_takes_away(&l->table))
            file->take(l);
    }
}

/* Room for what is built in: growing by and by costs a third of the start. */
static bool reserve(ent_gazetteer *g) {
    size_t bytes = 0;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        bytes += (size_t)(files[i].end - files[i].begin);
    size_t names = bytes / BYTES_A_NAME;
    g->known = ent_arena_alloc(&g->arena, names * sizeof *g->known);
    g->forms = ent_arena_alloc(&g->arena, names * sizeof *g->forms);
    g->known_room = g->form_room = names;
    return g->known && g->forms && ent_map_reserve(&g->ids, names) &&
           ent_map_reserve(&g->by_form, names) && ent_map_reserve(&g->starts, names / 2);
}

static ent_status load(loader *l, const char *directory, ent_error *error) {
    const char *names[sizeof files / sizeof *files];
    size_t count = sizeof files / sizeof *files;
    for (size_t i = 0; i < count; i++) names[i] = files[i].name;
    ent_status status = ENT_OK;
    l->no_memory = !reserve(l->g);
    if (directory) status = ent_own_check(directory, names, count, l->report, l->context, error);
    for (size_t i = 0; i < count && !status; i++) {
        ent_own own;
        status = ent_own_open(directory, files[i].name, &own, error);
        if (!status) load_built_in(l, &files[i], &own);
        if (!status && own.path) load_own(l, &files[i], &own);
        ent_own_close(&own);
    }
    if (!status) index_spellings(l);
    if (!status && !ent_index_holders(l->g)) l->no_memory = true;
    return !status && l->no_memory ? ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory")
                                   : status;
}

ent_status ent_gazetteer_new(const char *directory,
                             void (*report)(void *context, const ent_error *error), void *context,
                             ent_gazetteer **out, ent_error *error) {
    ent_gazetteer *g = *out = calloc(1, sizeof *g);
    if (!g) return ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
    loader l = {.g = g, .report = report, .context = context};
    ent_status status = load(&l, directory, error);
    if (status) {
        ent_gazetteer_free(g);
        *out = NULL;
    }
    return status;
}

void ent_gazetteer_free(ent_gazetteer *g) {
    if (!g) return;
    ent_map *maps[] = {&g->ids,        &g->by_form,  &g->starts,     &g->by_title, &g->title_starts,
                       &g->title_ends, &g->by_group, &g->firstnames, &g->surnames, &g->regions,
                       &g->heads,      &g->families, &g->senses_of,  &g->cues_of,  &g->variants,
                       &g->spellings,  &g->muslim,   &g->cue_starts, &g->holders,  &g->bearers,
                       &g->verbs};
    for (size_t i = 0; i < sizeof maps / sizeof *maps; i++) ent_map_free(maps[i]);
    ent_arena_free(&g->arena);
    free(g);
}

/* ---- Asking ---- */

unsigned ent_verb_kinds(const ent_gazetteer *g, const char *lemma) {
    uint32_t kinds = ent_map_get(&g->verbs, lemma, strlen(lemma));
    return kinds == ENT_MAP_NONE ? 0 : kinds;
}

int ent_head_kind_of(const ent_gazetteer *g, const char *folded, size_t length) {
    uint32_t kind = ent_map_get(&g->heads, folded, length);
    return kind == ENT_MAP_NONE ? -1 : (int)(kind & ~(unsigned)ENT_HEAD_SMALL);
}

bool ent_head_may_be_small(const ent_gazetteer *g, const char *folded, size_t length) {
    uint32_t kind = ent_map_get(&g->heads, folded, length);
    return kind != ENT_MAP_NONE && kind & ENT_HEAD_SMALL;
}

const ent_form_entry *ent_gazetteer_forms(const ent_gazetteer *g, const char *folded,
                                          size_t length) {
    uint32_t form = ent_map_get(&g->by_form, folded, length);
    return form == ENT_MAP_NONE ? NULL : &g->forms[form];
}

const ent_known *ent_gazetteer_known(const ent_gazetteer *g, const char *id) {
    uint32_t known = ent_map_get(&g->ids, id, strlen(id));
    return known == ENT_MAP_NONE ? NULL : &g->known[known];
}

/* Dates may be cut to the year or month: they cover all of it. */
bool ent_office_is_over(const ent_office *office, const char *date) {
    return *office->to && (!date || strncmp(office->to, date, strlen(office->to)) < 0);
}

const ent_office *ent_gazetteer_office(const ent_gazetteer *g, const ent_known *person,
                                       const char *date) {
    const ent_office *held = NULL, *begun = NULL;
    for (uint32_t i = person->office; i != UINT32_MAX; i = g->offices[i].next) {
        const ent_office *office = &g->offices[i];
        if (date && strncmp(office->from, date, strlen(office->from)) > 0) continue;
        begun = office;
        if (!ent_office_is_over(office, date)) held = office;
    }
    return held ? held : begun;
}

const char *ent_gazetteer_country(const ent_gazetteer *g, const char *iso3) {
    char id[16];
    if (strlen(iso3) != 3) return NULL;
    snprintf(id, sizeof id, "country:%s", iso3);
    const ent_known *known = ent_gazetteer_known(g, id);
    return known ? known->name : NULL;
}

const char *ent_gazetteer_lookup(const ent_gazetteer *g, const char *name) {
    char folded[3 * NAME_MAX_BYTES + 1];
    size_t length = ent_fold_span(name, strlen(name), folded, sizeof folded);
    const ent_form_entry *form = length ? ent_gazetteer_forms(g, folded, length) : NULL;
    if (form) return g->known[form->known].id;
    uint32_t known = length ? ent_map_get(&g->surnames, folded, length) : ENT_MAP_NONE;
    return known < ENT_AMBIGUOUS ? g->known[known].id : NULL;
}
