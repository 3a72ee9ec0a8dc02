/* actor.c - who is meant by a name: as written, as an alias, by surname; and who comes near. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "entente/ask.h"
#include "graph/store.h"

enum { NAME_MAX_BYTES = 256, FOLDED = 3 * NAME_MAX_BYTES + 1, EDIT_MAX = 80 };

/* How well a name fits; of several the best counts. */
enum { NO_FIT, BY_SURNAME, BY_PART, BY_ALIAS, BY_NAME, AS_WRITTEN };

static size_t fold(const char *name, size_t length, char out[FOLDED]) {
    return ent_utf8_fold(name, length < NAME_MAX_BYTES ? length : NAME_MAX_BYTES, out);
}

/* Call each with every alias, folded, until it says stop; whether it did. */
static bool each_alias(const ent_node *node,
                       bool (*each)(const char *alias, size_t length, void *context),
                       void *context) {
    char alias[FOLDED];
    for (const char *at = node->aliases; *at;) {
        size_t size = strcspn(at, "|");
        if (each(alias, fold(at, size, alias), context)) return true;
        at += size + (at[size] == '|');
    }
    return false;
}

typedef struct wanted {
    const char *name, *known_id;
    char folded[FOLDED];
    size_t length;
} wanted;

static bool is_wanted(const char *alias, size_t length, void *context) {
    const wanted *w = context;
    return length == w->length && memcmp(alias, w->folded, length) == 0;
}

/* Does text end with tail, a word or more of it? */
static bool ends_with(const char *text, size_t length, const char *tail, size_t size) {
    return size > 0 && length > size && text[length - size - 1] == ' ' &&
           memcmp(text + length - size, tail, size) == 0;
}

/* "Athens (Attica)" is Athens; "the Netherlands" is what "Netherlands" means. */
static bool fits_in_part(const char *name, size_t length, const wanted *w) {
    const char *note = strstr(name, " (");
    if (note && (size_t)(note - name) == w->length && memcmp(name, w->folded, w->length) == 0)
        return true;
    bool article = strncmp(w->folded, "the ", 4) == 0;
    return article && length == w->length - 4 && memcmp(name, w->folded + 4, length) == 0;
}

/* A surname of one word or more ("von der Leyen"), or a full name after a title. */
static bool fits_in_the_end(const char *name, size_t length, const wanted *w) {
    return ends_with(name, length, w->folded, w->length) ||
           (strchr(name, ' ') && ends_with(w->folded, w->length, name, length));
}

/* "President Putin", where Vladimir Putin is known to be president. */
static bool fits_with_role(const ent_node *node, const char *name, size_t length, const wanted *w) {
    char role[FOLDED];
    size_t size = fold(node->role, strlen(node->role), role);
    return size > 0 && w->length > size + 1 && memcmp(w->folded, role, size) == 0 &&
           w->folded[size] == ' ' &&
           ends_with(name, length, w->folded + size + 1, w->length - size - 1);
}

static int fit(const ent_node *node, wanted *w) {
    char name[FOLDED];
    if (strcmp(node->label, w->name) == 0) return AS_WRITTEN;
    size_t length = fold(node->label, strlen(node->label), name);
    if (is_wanted(name, length, w)) return BY_NAME;
    if (w->known_id && strcmp(node->id, w->known_id) == 0) return BY_NAME;
    if (each_alias(node, is_wanted, w)) return BY_ALIAS;
    if (fits_in_part(name, length, w)) return BY_PART;
    bool fits = fits_in_the_end(name, length, w) || fits_with_role(node, name, length, w);
    return fits ? BY_SURNAME : NO_FIT;
}

/* ---- Those that come near ---- */

typedef struct neighbour {
    size_t node;
    size_t distance; /* twice the letters to change; 1 for one that only goes on */
} neighbour;

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

/* How many letters to change, add, drop or exchange with the next (optimal string alignment, after
 * Damerau 1964); no more than limit is looked for. */
static size_t edits(const char *a, size_t m, const char *b, size_t n, size_t limit) {
    size_t rows[3][EDIT_MAX + 1];
    if ((m > n ? m - n : n - m) > limit || n > EDIT_MAX) return limit + 1;
    for (size_t k = 0; k <= n; k++) rows[0][k] = k;
    for (size_t i = 1; i <= m; i++) {
        size_t *row = rows[i % 3], *before = rows[(i - 1) % 3], *twice = rows[(i + 1) % 3],
               best = i;
        row[0] = i;
        for (size_t k = 1; k <= n; k++) {
            row[k] =
                least(least(row[k - 1], before[k]) + 1, before[k - 1] + (a[i - 1] != b[k - 1]));
            if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1])
                row[k] = least(row[k], twice[k - 2] + 1);
            best = least(best, row[k]);
        }
        if (best > limit) return limit + 1;
    }
    return rows[m % 3][n];
}

typedef struct nearness {
    const wanted *wanted;
    size_t best;
} nearness;

/* A name as a whole, and each word of it. */
static bool compare_name(const char *name, size_t length, void *context) {
    nearness *n = context;
    const wanted *w = n->wanted;
    size_t limit = w->length / 3 ? w->length / 3 : 1;
    for (size_t at = 0; at < length; at += strcspn(name + at, " ") + 1) {
        size_t size = strcspn(name + at, " ");
        size_t word = 2 * edits(w->folded, w->length, name + at, size, limit),
               rest = 2 * edits(w->folded, w->length, name + at, length - at, limit);
        if (length - at > w->length && memcmp(name + at, w->folded, w->length) == 0) word = 1;
        n->best = least(n->best, least(word, rest));
    }
    return false;
}

static size_t distance_of(const ent_node *node, const wanted *w) {
    char name[FOLDED];
    size_t limit = w->length / 3 ? w->length / 3 : 1;
    nearness n = {w, 2 * limit + 1};
    compare_name(name, fold(node->label, strlen(node->label), name), &n);
    each_alias(node, compare_name, &n);
    return n.best <= 2 * limit ? n.best : SIZE_MAX;
}

static bool is_nearer(const ent_graph *graph, const neighbour *a, const neighbour *b) {
    if (a->distance != b->distance) return a->distance < b->distance;
    long x = graph->nodes[a->node].mentions, y = graph->nodes[b->node].mentions;
    return x != y ? x > y : a->node < b->node;
}

/* The nearest of those offered, in a list as long as there is room. */
static void offer(const ent_graph *graph, neighbour new, neighbour *list, size_t room,
                  size_t *count) {
    if (*count == room && (room == 0 || !is_nearer(graph, &new, &list[room - 1]))) return;
    size_t at = *count < room ? (*count)++ : room - 1;
    for (; at > 0 && is_nearer(graph, &new, &list[at - 1]); at--) list[at] = list[at - 1];
    list[at] = new;
}

/* Fill near: those that fit best if several do, else those whose names are like it. */
static bool find_near(const ent_graph *graph, wanted *w, int best, size_t *near, size_t *count) {
    neighbour *list = calloc(*count + 1, sizeof *list);
    size_t room = *count, found = 0;
    for (size_t i = 0; list && w->length && i < graph->node_count; i++) {
        size_t distance = best ? (fit(&graph->nodes[i], w) == best ? 0 : SIZE_MAX)
                               : distance_of(&graph->nodes[i], w);
        if (distance != SIZE_MAX) offer(graph, (neighbour){i, distance}, list, room, &found);
    }
    for (size_t i = 0; i < found; i++) near[i] = list[i].node;
    *count = found;
    free(list);
    return list != NULL;
}

ent_status ent_ask_actor(const ent_graph *graph, const char *name, const char *known_id,
                         size_t *node, size_t *near, size_t *near_count, ent_error *error) {
    wanted w = {.name = name, .known_id = known_id};
    int best = NO_FIT;
    size_t many = 0;
    uint32_t named = ent_map_get(&graph->ids, name, strlen(name));
    w.length = fold(name, strlen(name), w.folded);
    if (named != ENT_MAP_NONE) {
        *node = named;
        *near_count = 0;
        return ENT_OK;
    }
    for (size_t i = 0; w.length && i < graph->node_count; i++) {
        int own = fit(&graph->nodes[i], &w);
        if (own > best) best = own, many = 0;
        if (own && own == best) *node = i, many++;
    }
    if (many == 1) {
        *near_count = 0;
        return ENT_OK;
    }
    if (!find_near(graph, &w, best, near, near_count))
        return ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
    if (many)
        return ent_fail(error, ENT_NOT_FOUND, NULL, 0, "'%.200s' may mean %zu actors", name, many);
    return ent_fail(error, ENT_NOT_FOUND, NULL, 0, "no actor '%.200s' in this graph%s", name,
                    graph->node_count ? "" : ", which is empty");
}
