/* load_names.c - what has a name: countries, organisations, seats, places, persons, and the forms
 * by which they are found. */
#include <string.h>

#include "actors/loading.h"

/* The index of the known thing of an id, added if new; UINT32_MAX when out of memory. */
uint32_t ent_load_known(loader *l, const char *id, const char *name, ent_actor_type type) {
    ent_gazetteer *g = l->g;
    ent_map_slot *slot = ent_map_add(&g->ids, id, strlen(id));
    if (!slot) {
        l->no_memory = true;
        return UINT32_MAX;
    }
    if (slot->value != ENT_MAP_NONE) return slot->value;
    ent_known *known = ent_load_more(l, g->known, g->known_count, &g->known_room, sizeof *known);
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

size_t ent_load_first_word(const char *folded, size_t length) {
    size_t end = 0;
    while (end < length && folded[end] != ' ' && folded[end] != '-' && folded[end] != '\'') end++;
    return end ? end : length;
}

void ent_load_form(loader *l, uint32_t known, ent_field form, ent_form_kind kind) {
    ent_gazetteer *g = l->g;
    char folded[FOLDED_MAX];
    bool conditional = form.length > 1 && form.text[form.length - 1] == '?';
    if (conditional) form.length--;
    if (form.length == 0 || known == UINT32_MAX) return;
    size_t length = ent_fold_span(form.text, form.length, folded, sizeof folded);
    if (length == 0) {
        ent_load_fault(l, "a name is too long");
        return;
    }
    ent_form_entry *forms = ent_load_more(l, g->forms, g->form_count, &g->form_room, sizeof *forms);
    ent_map_slot *slot = forms ? ent_map_add(&g->by_form, folded, length) : NULL;
    size_t first = ent_load_first_word(folded, length);
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
    const char *text = ent_field_is(form, name) ? name : ent_load_copy(l, form);
    forms[g->form_count++] = (ent_form_entry){known, next, text, kind, conditional};
    uint32_t tokens = token_bound(folded, length);
    if (start->value == ENT_MAP_NONE || start->value < tokens) start->value = tokens;
}

void ent_load_forms(loader *l, uint32_t known, ent_field list, ent_form_kind kind) {
    for (ent_field form; ent_field_split(&list, '|', &form);) ent_load_form(l, known, form, kind);
}

/* ---- One function a file ---- */

void ent_take_country(loader *l) {
    if (ent_load_column(l, 0).length != 3 || ent_load_column(l, 2).length == 0) {
        ent_load_fault(l, "a country needs its ISO 3 code and a name");
        return;
    }
    const char *iso3 = ent_load_copy(l, ent_load_column(l, 0)),
               *name = ent_load_copy(l, ent_load_column(l, 2));
    const char *id = ent_arena_printf(&l->g->arena, "country:%s", iso3);
    uint32_t known = id ? ent_load_known(l, id, name, ENT_COUNTRY) : UINT32_MAX;
    if (known == UINT32_MAX) return;
    l->g->known[known].iso3 = iso3;
    ent_load_form(l, known, ent_load_column(l, 2), ENT_FORM_NAME);
    ent_load_forms(l, known, ent_load_column(l, 3), ENT_FORM_NAME);
    ent_field adjectives = ent_load_column(l, 4), adjective;
    if (ent_field_split(&adjectives, '|', &adjective) &&
        adjective.text[adjective.length - 1] != '?')
        l->g->known[known].adjective = ent_load_copy(l, adjective);
    ent_load_forms(l, known, ent_load_column(l, 4), ENT_FORM_ADJECTIVE);
    ent_load_forms(l, known, ent_load_column(l, 5), ENT_FORM_PEOPLE);
    ent_load_forms(l, known, ent_load_column(l, 6), ENT_FORM_CAPITAL);
}

static bool is_state_body(ent_field kind) {
    static const char *const kinds[] = {"ministry", "army", "parliament", "court", "agency", NULL};
    for (const char *const *k = kinds; *k; k++)
        if (ent_field_is(kind, *k)) return true;
    return false;
}

void ent_take_organization(loader *l) {
    ent_field name = ent_load_column(l, 0);
    bool conditional = name.length > 1 && name.text[name.length - 1] == '?';
    ent_field plain = {name.text, name.length - conditional};
    const char *id = ent_slug(&l->g->arena, "organization:", plain.text, plain.length);
    uint32_t known =
        id ? ent_load_known(l, id, ent_load_copy(l, plain), ENT_ORGANIZATION) : UINT32_MAX;
    if (known == UINT32_MAX) return;
    l->g->known[known].iso3 = ent_load_optional(l, 2);
    l->g->known[known].news = ent_field_is(ent_load_column(l, 3), "news");
    l->g->known[known].state = is_state_body(ent_load_column(l, 3));
    l->g->known[known].party = ent_field_is(ent_load_column(l, 3), "party") ||
                               ent_field_is(ent_load_column(l, 3), "armed");
    ent_load_form(l, known, name, ENT_FORM_NAME);
    ent_load_forms(l, known, ent_load_column(l, 1), ENT_FORM_NAME);
}

void ent_take_seat(loader *l) {
    const char *id = ent_load_copy(l, ent_load_column(l, 1));
    const ent_known *owner = ent_gazetteer_known(l->g, id);
    if (owner)
        ent_load_form(l, (uint32_t)(owner - l->g->known), ent_load_column(l, 0), ENT_FORM_SEAT);
    else
        ent_load_fault(l, "the owner of a seat is not known");
}

void ent_take_place(loader *l) {
    ent_field name = ent_load_column(l, 0);
    const char *id = ent_slug(&l->g->arena, "place:", name.text, name.length);
    uint32_t known = id ? ent_load_known(l, id, ent_load_copy(l, name), ENT_PLACE) : UINT32_MAX;
    if (known == UINT32_MAX) return;
    l->g->known[known].iso3 = ent_load_optional(l, 1);
    ent_load_form(l, known, name, ENT_FORM_PLACE);
    ent_load_forms(l, known, ent_load_column(l, 3), ENT_FORM_PLACE);
}

/* What news calls a person without more, if nobody else is called so. "von der Leyen", "al-Sadr"
 * are several tokens and no other word: they need no second look. */
static void add_short(loader *l, uint32_t known, ent_field name) {
    char folded[FOLDED_MAX];
    if (name.length &&
        (memchr(name.text, ' ', name.length) || (name.text[0] >= 'a' && name.text[0] <= 'z'))) {
        ent_load_form(l, known, name, ENT_FORM_NAME);
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
    ent_office *offices =
        ent_load_more(l, g->offices, g->office_count, &g->office_room, sizeof *offices);
    if (!offices) return;
    g->offices = offices;
    offices[g->office_count] = (ent_office){.role = ent_load_copy(l, ent_load_column(l, 4)),
                                            .iso3 = ent_load_optional(l, 3),
                                            .organization = ent_load_optional(l, 7),
                                            .from = ent_load_copy(l, ent_load_column(l, 5)),
                                            .to = ent_load_copy(l, ent_load_column(l, 6)),
                                            .next = UINT32_MAX,
                                            .peer = UINT32_MAX};
    uint32_t *end = &person->office;
    while (*end != UINT32_MAX) end = &offices[*end].next;
    *end = (uint32_t)g->office_count++;
}

void ent_take_person(loader *l) {
    ent_field name = ent_load_column(l, 0), gender = ent_load_column(l, 2),
              shorts = ent_load_column(l, 8);
    const char *id = ent_slug(&l->g->arena, "person:", name.text, name.length);
    size_t before = l->g->known_count;
    uint32_t known = id ? ent_load_known(l, id, ent_load_copy(l, name), ENT_PERSON) : UINT32_MAX;
    if (known == UINT32_MAX) return;
    ent_known *person = &l->g->known[known];
    if (gender.length) person->gender = (ent_gender)*gender.text;
    if (ent_load_column(l, 3).length) person->iso3 = ent_load_optional(l, 3);
    if (ent_load_column(l, 4).length) add_office(l, person);
    if (known == before) ent_load_form(l, known, name, ENT_FORM_NAME);
    ent_load_forms(l, known, ent_load_column(l, 1), ENT_FORM_NAME);
    for (ent_field part; ent_field_split(&shorts, '|', &part);) add_short(l, known, part);
}
