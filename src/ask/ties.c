/* ties.c - whom an actor has to do with, from its friends to its foes. */
#include <stdlib.h>
#include <string.h>

#include "entente/ask.h"
#include "graph/pairs.h"

static int by_other(const void *a, const void *b) {
    const ent_tie *x = a, *y = b;
    return (x->node > y->node) - (x->node < y->node);
}

static int by_net(const void *a, const void *b) {
    const ent_tie *x = a, *y = b;
    double p = x->cooperation - x->conflict, q = y->cooperation - y->conflict;
    if (p != q) return p > q ? -1 : 1;
    if (x->reports != y->reports) return (x->reports > y->reports) == (p >= 0) ? -1 : 1;
    return by_other(a, b);
}

/* Ties to the same actor become one. Returns how many there are. */
static size_t join(ent_tie *ties, size_t count) {
    size_t kept = 0;
    if (count) qsort(ties, count, sizeof *ties, by_other);
    for (size_t i = 0; i < count; i++) {
        if (kept && ties[kept - 1].node == ties[i].node) {
            ties[kept - 1].cooperation += ties[i].cooperation;
            ties[kept - 1].conflict += ties[i].conflict;
            ties[kept - 1].reports += ties[i].reports;
        } else {
            ties[kept++] = ties[i];
        }
    }
    return kept;
}

ent_status ent_ask_ties(const ent_graph *graph, size_t node, ent_tie **out, size_t *count,
                        ent_error *error) {
    size_t all = 0;
    for (size_t i = 0; i < graph->edge_count; i++)
        all += graph->edges[i].source == node || graph->edges[i].target == node;
    *count = 0;
    *out = calloc(all + 1, sizeof **out);
    if (!*out) return ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
    all = 0;
    for (size_t i = 0; i < graph->edge_count; i++) {
        const ent_edge *e = &graph->edges[i];
        if ((e->source != node && e->target != node) || !ent_is_tie(e)) continue;
        ent_pair p = ent_pair_of(e);
        (*out)[all++] = (ent_tie){.node = p.a == node ? p.b : p.a,
                                  .cooperation = p.cooperation,
                                  .conflict = p.conflict,
                                  .reports = p.weight};
    }
    *count = join(*out, all);
    if (*count) qsort(*out, *count, sizeof **out, by_net);
    return ENT_OK;
}
