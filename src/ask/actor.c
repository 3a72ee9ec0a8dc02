/* actor.c - who is meant by a name. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "entente/ask.h"
#include "graph/store.h"

enum { NAME_MAX_BYTES = 256 };

static size_t fold(const char *name, char *out) {
    size_t length = strlen(name);
    return ent_utf8_fold(name, length < NAME_MAX_BYTES ? length : NAME_MAX_BYTES, out);
}

/* How well a folded name fits a node: 3 its name, 2 an alias, 1 the last word of its name. */
static int fit(const ent_node *node, const char *wanted) {
    char name[3 * NAME_MAX_BYTES + 1];
    fold(node->label, name);
    if (strcmp(name, wanted) == 0) return 3;
    const char *space = strrchr(name, ' ');
    int best = space && strcmp(space + 1, wanted) == 0 ? 1 : 0;
    for (const char *at = node->aliases; *at;) {
        char alias[NAME_MAX_BYTES + 1];
        size_t size = strcspn(at, "|"), kept = size < NAME_MAX_BYTES ? size : NAME_MAX_BYTES;
        memcpy(alias, at, kept);
        alias[kept] = '\0';
        fold(alias, name);
        if (strcmp(name, wanted) == 0) best = 2;
        at += size + (at[size] == '|');
    }
    return best;
}

/* Letters that two words share from the beginning: nearness enough for a list of suggestions. */
static size_t shared(const char *a, const char *b) {
    size_t n = 0;
    while (a[n] && a[n] == b[n]) n++;
    return n;
}

static void find_near(const ent_graph *graph, const char *wanted, size_t *near, size_t *count) {
    size_t room = *count;
    *count = 0;
    for (size_t need = strlen(wanted); need >= 2 && *count < room; need--)
        for (size_t i = 0; i < graph->node_count && *count < room; i++) {
            char name[3 * NAME_MAX_BYTES + 1];
            fold(graph->nodes[i].label, name);
            if (shared(name, wanted) == need) near[(*count)++] = i;
        }
}

ent_status ent_ask_actor(const ent_graph *graph, const char *name, const char *known_id,
                         size_t *node, size_t *near, size_t *near_count, ent_error *error) {
    char wanted[3 * NAME_MAX_BYTES + 1];
    int best = 0, many = 0;
    fold(name, wanted);
    for (size_t i = 0; i < graph->node_count; i++) {
        int own = strcmp(graph->nodes[i].id, name) == 0 ? 4 : fit(&graph->nodes[i], wanted);
        if (known_id && strcmp(graph->nodes[i].id, known_id) == 0 && own < 3) own = 3;
        if (own > best) best = own, many = 0;
        if (own && own == best) *node = i, many++;
    }
    if (many == 1) {
        *near_count = 0;
        return ENT_OK;
    }
    find_near(graph, wanted, near, near_count);
    return ent_fail(error, ENT_NOT_FOUND, NULL, 0,
                    many ? "'%s' may mean several actors" : "no actor '%s' in this graph", name);
}
