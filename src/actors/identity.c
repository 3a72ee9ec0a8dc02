/* identity.c - reading an identity file, and what it says of an actor (see identity.h).
 *
 * Each name of the file, with its document, is a party. "same" joins parties into classes (a
 * union-find), each of which means whom its root means; "different" sees to it that parties have
 * ids of their own. */
#include "entente/identity.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "actors/names.h"
#include "base/table.h"
#include "base/utf8.h"

enum {
    FILE_BYTES = 1 << 20,
    PARTIES_MAX = 20000,
    NAMES_MAX = ENT_FIELDS_MAX - 2,
    NAME_BYTES = 160,
    NONE = -1
};

typedef struct party {
    const char *name, *folded; /* as written; as it is compared */
    const char *doc;           /* only there, or NULL */
    bool is_id;
    bool has_type; /* an id, or a name of the lexicon: it means nobody of another type */
    bool renamed;  /* told from another who keeps the id that the name gives */
    bool joins;    /* a root: of more than itself */
    ent_actor_type type;
    const char *title;                     /* what whoever it means is called */
    const char *ids[ENT_ACTOR_TYPE_COUNT]; /* whom it means, by the type of who bears the name */
    const char *same_note, *different_note;
    uint32_t root;     /* the party that its class means */
    uint32_t siblings; /* first of those told from it, in links */
} party;

/* A party in a list. */
typedef struct link {
    uint32_t party, next;
} link;

struct ent_identity {
    ent_arena arena;
    party *parties;
    link *links;
    size_t count, room, link_count, link_room;
    ent_map written; /* name and document, folded -> party */
    ent_map called;  /* folded name or id -> first of the parties that mean its bearer, in links */
};

typedef struct reader {
    ent_identity *identity;
    const ent_gazetteer *g;
    const char *path;
    size_t line;
    bool no_memory;
} reader;

/* ---- Storing ---- */

static const char *copy(reader *r, const char *text, size_t length) {
    char *own = ent_arena_copy(&r->identity->arena, text, length);
    if (!own) r->no_memory = true;
    return own ? own : "";
}

static void *grow(reader *r, void *items, size_t count, size_t *room, size_t size) {
    if (count < *room) return items;
    size_t wanted = *room ? 2 * *room : 64;
    void *grown = realloc(items, wanted * size);
    if (!grown)
        r->no_memory = true;
    else
        *room = wanted;
    return grown;
}

static void add_link(reader *r, uint32_t *first, uint32_t party) {
    ent_identity *i = r->identity;
    link *links = grow(r, i->links, i->link_count, &i->link_room, sizeof *links);
    if (!links) return;
    i->links = links;
    links[i->link_count] = (link){party, *first};
    *first = (uint32_t)i->link_count++;
}

static void index_party(reader *r, const char *key, uint32_t party) {
    ent_map_slot *slot = *key ? ent_map_add(&r->identity->called, key, strlen(key)) : NULL;
    if (slot)
        add_link(r, &slot->value, party);
    else
        r->no_memory |= *key != '\0';
}

/* ---- Names ---- */

/* The type of an id, or NONE if the text is a name. */
static int type_of_id(const char *text) {
    const char *colon = strchr(text, ':');
    char type[16] = "";
    if (!colon || !colon[1] || strchr(text, ' ') || (size_t)(colon - text) >= sizeof type)
        return NONE;
    memcpy(type, text, (size_t)(colon - text));
    return ent_actor_type_named(type);
}

/* "person:li-wei.sgp" is Li Wei. */
static const char *title_of_id(reader *r, const char *id) {
    const char *slug = strchr(id, ':') + 1;
    char *title = ent_arena_copy(&r->identity->arena, slug, strcspn(slug, "."));
    if (!title) {
        r->no_memory = true;
        return id;
    }
    for (char *at = title; *at; at++) {
        if (*at == '-') *at = ' ';
        if ((at == title || at[-1] == ' ') && *at >= 'a' && *at <= 'z') *at = (char)(*at - 32);
    }
    return title;
}

static void set_ids(party *p, const char *id) {
    for (int t = 0; t < ENT_ACTOR_TYPE_COUNT; t++) p->ids[t] = id;
}

/* Whom a party means, if nothing else is said of him. */
static void settle(reader *r, party *p) {
    const char *id = p->is_id ? p->name : ent_gazetteer_lookup(r->g, p->name);
    const ent_known *known = id ? ent_gazetteer_known(r->g, id) : NULL;
    p->has_type = id != NULL;
    p->title = known      ? copy(r, known->name, strlen(known->name))
               : p->is_id ? title_of_id(r, id)
                          : p->name;
    if (id) {
        p->type = known ? known->type : (ent_actor_type)type_of_id(id);
        set_ids(p, copy(r, id, strlen(id)));
        return;
    }
    for (int t = 0; t < ENT_ACTOR_TYPE_COUNT; t++) {
        p->ids[t] =
            ent_id_of_name(r->g, &r->identity->arena, (ent_actor_type)t, p->name, strlen(p->name));
        if (!p->ids[t]) p->ids[t] = "", r->no_memory = true;
    }
}

static uint32_t add_party(reader *r, const party *new) {
    ent_identity *i = r->identity;
    party *parties = grow(r, i->parties, i->count, &i->room, sizeof *parties);
    if (!parties) return UINT32_MAX;
    uint32_t index = (uint32_t)i->count++;
    i->parties = parties;
    party *p = &parties[index];
    *p = *new;
    p->root = index;
    p->siblings = UINT32_MAX;
    settle(r, p);
    index_party(r, p->folded, index);
    if (p->is_id) return index; /* which is its folded name */
    for (int t = 0; t < (p->has_type ? 1 : ENT_ACTOR_TYPE_COUNT); t++)
        index_party(r, p->ids[t], index);
    return index;
}

/* "NAME" or "NAME @ DOCUMENT": its party. Returns what is wrong with it, or NULL. */
static const char *read_party(reader *r, ent_field text, uint32_t *out) {
    char folded[FOLD_ROOM];
    ent_field name = text, doc = {"", 0};
    for (size_t i = 1; i + 2 < text.length; i++)
        if (memcmp(text.text + i, " @ ", 3) == 0) {
            name = ent_field_trim((ent_field){text.text, i});
            doc = ent_field_trim((ent_field){text.text + i + 3, text.length - i - 3});
        }
    bool half = text.length > 1 && (memcmp(text.text, "@ ", 2) == 0 ||
                                    memcmp(text.text + text.length - 2, " @", 2) == 0);
    if (half) return "'@' wants a name before it and a document behind it";
    if (name.length > NAME_BYTES) return "a name is longer than 160 bytes";
    size_t size = ent_fold_span(name.text, name.length, folded, sizeof folded);
    if (size == 0) return "a name is missing";
    party new = {.name = copy(r, name.text, name.length)};
    new.is_id = type_of_id(new.name) != NONE;
    new.folded = new.is_id ? new.name : copy(r, folded, size);
    if (doc.length) new.doc = copy(r, doc.text, doc.length);
    const char *key =
        ent_arena_printf(&r->identity->arena, "%s\t%s", new.folded, new.doc ? new.doc : "");
    ent_map_slot *slot = key ? ent_map_add(&r->identity->written, key, strlen(key)) : NULL;
    if (!slot) {
        r->no_memory = true;
        return "out of memory";
    }
    if (slot->value == ENT_MAP_NONE && r->identity->count == PARTIES_MAX)
        return "it is more than 20000 names";
    if (slot->value == ENT_MAP_NONE) slot->value = add_party(r, &new);
    *out = slot->value;
    return slot->value == UINT32_MAX ? "out of memory" : NULL;
}

/* ---- Decisions ---- */

/* "Li Wei @ monday.txt is not Li Wei @ tuesday.txt (identity.txt:3)" */
static const char *note(reader *r, uint32_t of, const char *verb, uint32_t to) {
    const party *a = &r->identity->parties[of], *b = &r->identity->parties[to];
    const char *slash = strrchr(r->path, '/');
    char *text = ent_arena_printf(&r->identity->arena, "%s%s%s %s %s%s%s (%s:%zu)", a->name,
                                  a->doc ? " @ " : "", a->doc ? a->doc : "", verb, b->name,
                                  b->doc ? " @ " : "", b->doc ? b->doc : "",
                                  slash ? slash + 1 : r->path, r->line);
    if (!text) r->no_memory = true;
    for (char *at = text; at && *at; at++)
        if (*at == '|') *at = ' '; /* which parts notes in files */
    return text ? text : "";
}

static uint32_t root_of(const ent_identity *i, uint32_t party) {
    return i->parties[party].root;
}

static bool is_class_among(const ent_identity *i, uint32_t root, const uint32_t *named,
                           size_t count) {
    while (count > 0 && root_of(i, named[count - 1]) != root) count--;
    return count > 0;
}

/* Has a line told anybody of the classes of the named from another of them? */
static bool are_told_apart(const ent_identity *i, const uint32_t *named, size_t count) {
    for (uint32_t p = 0; p < i->count; p++) {
        if (!is_class_among(i, root_of(i, p), named, count)) continue;
        for (uint32_t s = i->parties[p].siblings; s != UINT32_MAX; s = i->links[s].next)
            if (is_class_among(i, root_of(i, i->links[s].party), named, count)) return true;
    }
    return false;
}

static const char *make_same(reader *r, const uint32_t *named, size_t count) {
    ent_identity *i = r->identity;
    if (are_told_apart(i, named, count)) return "a line before it says the contrary";
    uint32_t root = root_of(i, named[0]);
    for (size_t k = 1; k < count; k++) {
        uint32_t own = root_of(i, named[k]);
        if (!i->parties[named[k]].same_note)
            i->parties[named[k]].same_note = note(r, named[k], "is", named[0]);
        for (uint32_t p = 0; p < i->count; p++)
            if (root_of(i, p) == own) i->parties[p].root = root;
    }
    party *first = &i->parties[root];
    first->joins = true;
    if (!first->same_note) first->same_note = note(r, root, "is", named[root == named[0]]);
    return NULL;
}

/* Do two parties mean one actor, of some type? */
static bool collide(const ent_identity *i, uint32_t a, uint32_t b) {
    const party *p = &i->parties[root_of(i, a)], *q = &i->parties[root_of(i, b)];
    for (int t = 0; t < ENT_ACTOR_TYPE_COUNT; t++)
        if (strcmp(p->ids[t], q->ids[t]) == 0) return true;
    return false;
}

/* Give a party ids of its own, made from its name and, if it has one, its document. */
static void rename_party(reader *r, uint32_t index, bool with_doc) {
    party *p = &r->identity->parties[index];
    ent_arena *arena = &r->identity->arena;
    for (int t = 0; t < ENT_ACTOR_TYPE_COUNT && !r->no_memory; t++) {
        char prefix[32];
        ent_actor_type type = p->has_type ? p->type : (ent_actor_type)t;
        snprintf(prefix, sizeof prefix, "%s:", ent_actor_type_name(type));
        const char *id = p->is_id ? p->name : ent_slug(arena, prefix, p->name, strlen(p->name));
        const char *dotted = id && with_doc ? ent_arena_printf(arena, "%s.", id) : NULL;
        if (dotted) id = ent_slug(arena, dotted, p->doc, strlen(p->doc));
        if (!id || (with_doc && !dotted)) r->no_memory = true;
        p->ids[t] = id ? id : "";
        index_party(r, p->ids[t], index);
    }
    p->renamed = true;
    if (!p->is_id) p->title = p->name;
}

/* See to it that two parties mean different actors; false if that cannot be. */
static bool tell_apart(reader *r, uint32_t a, uint32_t b) {
    ent_identity *i = r->identity;
    uint32_t first = root_of(i, a), second = root_of(i, b);
    if (collide(i, a, b) && !i->parties[second].is_id) rename_party(r, second, false);
    if (collide(i, a, b) && i->parties[second].doc)
        rename_party(r, second, true);
    else if (collide(i, a, b) && i->parties[first].doc)
        rename_party(r, first, true);
    return !collide(i, a, b);
}

static const char *make_different(reader *r, const uint32_t *named, size_t count) {
    ent_identity *i = r->identity;
    for (size_t k = 1; k < count; k++)
        if (is_class_among(i, root_of(i, named[k]), named, k))
            return "a line before it says the contrary";
    for (size_t k = 1; k < count; k++)
        for (size_t l = 0; l < k; l++)
            if (!tell_apart(r, named[l], named[k])) return "two of its names mean one actor";
    for (size_t k = 0; k < count; k++) {
        if (!i->parties[named[k]].different_note)
            i->parties[named[k]].different_note = note(r, named[k], "is not", named[k == 0]);
        for (size_t l = 0; l < count; l++)
            if (l != k) add_link(r, &i->parties[named[k]].siblings, named[l]);
    }
    return NULL;
}

/* ---- The file ---- */

/* What is wrong with a line, or NULL. */
static const char *read_line(reader *r, const ent_table *row) {
    static const char usage[] =
        "wanted are 'same' or 'different' and two names or more, each "
        "behind a tab";
    uint32_t named[NAMES_MAX];
    ent_field verb = ent_field_trim(row->fields[0]);
    bool same = ent_field_is(verb, "same");
    size_t count = 0;
    if (!same && !ent_field_is(verb, "different")) return usage;
    if (row->count == ENT_FIELDS_MAX) return "more than 14 names";
    for (size_t f = 1; f < row->count; f++) {
        ent_field name = ent_field_trim(row->fields[f]);
        if (name.length == 0) continue; /* two tabs, to make columns */
        const char *fault = read_party(r, name, &named[count]);
        if (fault) return fault;
        for (size_t k = 0; k < count; k++)
            if (named[k] == named[count]) return "a name stands there twice";
        count++;
    }
    if (count < 2) return usage;
    return same ? make_same(r, named, count) : make_different(r, named, count);
}

static bool is_text(const ent_table *row) {
    const char *at = row->fields[0].text,
               *end = row->fields[row->count - 1].text + row->fields[row->count - 1].length;
    while (at < end) {
        uint32_t rune;
        size_t size = ent_utf8_decode(at, (size_t)(end - at), &rune);
        if ((rune < 0x20 && rune != '\t') || rune == 0x7F || (rune == 0xFFFD && size < 3))
            return false;
        at += size;
    }
    return true;
}

ent_status ent_identity_load(const char *path, const ent_gazetteer *gazetteer,
                             ent_fault_report report, void *context, ent_identity **out,
                             ent_error *error) {
    char *text;
    size_t length;
    ent_table table;
    *out = NULL;
    ent_status status = ent_file_load(path, FILE_BYTES, &text, &length, error);
    if (status) return status;
    reader r = {.identity = calloc(1, sizeof *r.identity), .g = gazetteer, .path = path};
    r.no_memory = !r.identity;
    ent_table_open(&table, path, text, length);
    while (!r.no_memory && ent_table_next(&table)) {
        r.line = table.line;
        const char *fault = is_text(&table) ? read_line(&r, &table) : "this is not text in UTF-8";
        ent_error what;
        if (!fault || r.no_memory) continue;
        ent_fail(&what, ENT_INPUT, path, table.line, "%s; the line is left out", fault);
        if (report) report(context, &what);
    }
    free(text);
    if (r.no_memory) {
        ent_identity_free(r.identity);
        return ent_fail(error, ENT_NO_MEMORY, path, 0, "out of memory");
    }
    *out = r.identity;
    return ENT_OK;
}

void ent_identity_free(ent_identity *identity) {
    if (!identity) return;
    ent_map_free(&identity->written);
    ent_map_free(&identity->called);
    free(identity->parties);
    free(identity->links);
    ent_arena_free(&identity->arena);
    free(identity);
}

/* ---- What it says ---- */

/* The party that fits an actor best: by his words before by his name, of his document or country
 * before of all, then the first of the file. */
typedef struct search {
    const ent_identity *identity;
    const ent_named_actor *actor;
    const char *id, *bearer; /* ids: of the name; of him who is of the country, or NULL */
    char names[FOLD_ROOM], bearers[FOLD_ROOM];
    char words[FOLD_ROOM];
    size_t length; /* of words */
    uint32_t best; /* UINT32_MAX: none as yet */
    int rank;
} search;

/* May a party mean an actor, as far as types and documents tell? */
static bool may_mean(const party *p, const ent_named_actor *actor) {
    if (p->doc && (!actor->doc || strcmp(p->doc, actor->doc) != 0)) return false;
    return !p->has_type || p->type == actor->type;
}

/* A party that got another id means the bearer of the old one no more, but in its document. */
static bool still_means(const party *p, const char *key, const search *s) {
    bool id = key == s->id || key == s->bearer;
    return !p->renamed || p->doc || !id || strcmp(p->ids[s->actor->type], key) == 0;
}

static void offer(search *s, uint32_t index, int rank) {
    const party *p = &s->identity->parties[index];
    if (p->doc) rank += 1;
    if (s->best != UINT32_MAX && (rank < s->rank || (rank == s->rank && index > s->best))) return;
    s->best = index;
    s->rank = rank;
}

/* The parties of one name or id, and those told from them by whose name the words call the actor.
 */
static void consider(search *s, const char *key, size_t length) {
    const ent_identity *i = s->identity;
    for (uint32_t l = ent_map_get(&i->called, key, length); l != UINT32_MAX; l = i->links[l].next) {
        const party *p = &i->parties[i->links[l].party];
        if (!may_mean(p, s->actor) || !still_means(p, key, s)) continue;
        offer(s, i->links[l].party, key == s->bearer);
        for (uint32_t k = p->siblings; k != UINT32_MAX && s->length; k = i->links[k].next) {
            const party *other = &i->parties[i->links[k].party];
            if (!other->is_id && may_mean(other, s->actor) && strlen(other->folded) == s->length &&
                memcmp(other->folded, s->words, s->length) == 0)
                offer(s, i->links[k].party, 2);
        }
    }
}

/* The ids by which an actor may be meant. */
static void set_ids_of(search *s) {
    const char *id = s->actor->id, *country = s->actor->country;
    size_t name = ent_name_length(id, country);
    s->id = id;
    if (!country || name + sizeof ".chn" > sizeof s->bearers) return;
    s->id = memcpy(s->names, id, name);
    s->bearer = memcpy(s->bearers, id, name);
    snprintf(s->bearers + name, sizeof s->bearers - name, ".%s", country);
    for (char *at = s->bearers + name; *at; at++) *at = (char)(*at | 32); /* A to Z */
}

bool ent_identity_rule(const ent_identity *identity, const ent_named_actor *actor,
                       ent_ruling *out) {
    char folded[FOLD_ROOM];
    if (!identity || identity->count == 0) return false;
    search s = {.identity = identity, .actor = actor, .best = UINT32_MAX};
    if (actor->length)
        s.length = ent_fold_span(actor->words, actor->length, s.words, sizeof s.words);
    size_t length = ent_fold_span(actor->name, strlen(actor->name), folded, sizeof folded);
    set_ids_of(&s);
    consider(&s, s.id, strlen(s.id));
    if (s.bearer) consider(&s, s.bearer, strlen(s.bearer));
    if (length) consider(&s, folded, length);
    if (s.best == UINT32_MAX) return false;
    const party *p = &identity->parties[s.best],
                *root = &identity->parties[root_of(identity, s.best)];
    ent_actor_type type = root->has_type ? root->type : actor->type;
    *out = (ent_ruling){.id = root->ids[actor->type], .name = root->title, .type = type};
    bool one = root->joins && s.bearer;
    out->joined = p != root || one;
    out->note = out->joined ? p->same_note : p->different_note;
    if (!out->note) out->note = "";
    return one || (strcmp(out->id, s.id) != 0 && !(s.bearer && strcmp(out->id, s.bearer) == 0));
}
