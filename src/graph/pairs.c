/* pairs.c - edges summed up by the two actors they join (see pairs.h). */
#include "graph/pairs.h"

#include <stdlib.h>
#include <string.h>

int ent_pair_order(const void *a, const void *b) {
    const ent_pair *x = a, *y = b;
    if (x->a != y->a) return x->a < y->a ? -1 : 1;
    return (x->b > y->b) - (x->b < y->b);
}

bool ent_is_tie(const ent_edge *e) {
    return e->source != e->target && e->status != ENT_STATUS_NEGATED;
}

ent_pair ent_pair_of(const ent_edge *e) {
    bool turn = e->source > e->target;
    double weight = e->status == ENT_STATUS_ACTUAL ? e->weight : e->weight / 2;
    ent_pair p = {
        .a = turn ? e->target : e->source, .b = turn ? e->source : e->target, .weight = e->weight};
    bool apart = strcmp(e->relation, "located in") == 0 || strcmp(e->relation, "kin of") == 0;
    if (e->root == ENT_ACT_LINK)
        p.link = apart ? 0 : 1;
    else if (e->sign == 0)
        p.neutral = weight;
    else if (e->sign > 0)
        p.cooperation = weight;
    else
        p.conflict = weight;
    return p;
}

void ent_pair_add(ent_pair *own, const ent_pair *other) {
    own->cooperation += other->cooperation;
    own->conflict += other->conflict;
    own->neutral += other->neutral;
    own->link += other->link;
    own->weight += other->weight;
}

ent_pair *ent_graph_pairs(const ent_graph *graph, size_t *count) {
    ent_pair *pairs = calloc(graph->edge_count + 1, sizeof *pairs);
    size_t all = 0;
    *count = 0;
    if (!pairs) return NULL;
    for (size_t i = 0; i < graph->edge_count; i++) {
        const ent_edge *e = &graph->edges[i];
        if (ent_is_tie(e)) pairs[all++] = ent_pair_of(e);
    }
    qsort(pairs, all, sizeof *pairs, ent_pair_order);
    for (size_t i = 0; i < all; i++) {
        if (*count && ent_pair_order(&pairs[*count - 1], &pairs[i]) == 0)
            ent_pair_add(&pairs[*count - 1], &pairs[i]);
        else
            pairs[(*count)++] = pairs[i];
    }
    return pairs;
}

double ent_pair_net(const ent_pair *pair) {
    return pair->cooperation + pair->link - pair->conflict;
}
