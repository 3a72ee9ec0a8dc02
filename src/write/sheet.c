/* sheet.c - edges become arrows, the view is chosen by size, and a crowd is thinned to its
 * backbone: a strongest spanning forest (Kruskal 1956), so that nobody loses his last tie, and the
 * strongest of the rest. */
#include "write/sheet.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "write/words.h"

enum {
    LAYERED_NODES = 40, /* up to here ranks read best */
    LAYERED_ARROWS = 60,
    LAYERED_WAY = 6, /* arrows from left to right */
    SPREAD_NODES = 150,
    SPREAD_WORDED = 60, /* arrows with words on a map, where there is room for them */
    CROWD_NAMES = 150,
    RELATION_RUNES = 40,
    THICKNESS = 3 /* arrows for two nodes of a crowd, at most */
};

/* ---- Arrows ---- */

typedef struct item {
    uint32_t a, b; /* the ends as they are told apart */
    ent_sense sense;
    ent_line line;
    double weight;
    size_t edge;
} item;

ent_sense ent_act_sense(ent_act root) {
    return root == ENT_ACT_LINK ? ENT_SENSE_OFFICE : (ent_sense)(ent_act_sign(root) + 1);
}

static ent_line line_of(const ent_edge *e) {
    if (e->status == ENT_STATUS_CLAIMED) return ENT_LINE_DOTTED;
    return e->status == ENT_STATUS_ACTUAL ? ENT_LINE_SOLID : ENT_LINE_DASHED;
}

static int by_arrow(const item *x, const item *y) {
    if (x->a != y->a) return x->a < y->a ? -1 : 1;
    if (x->b != y->b) return x->b < y->b ? -1 : 1;
    if (x->sense != y->sense) return x->sense < y->sense ? -1 : 1;
    return (int)x->line - (int)y->line;
}

static int item_order(const void *a, const void *b) {
    const item *x = a, *y = b;
    int order = by_arrow(x, y);
    if (order) return order;
    if (x->weight != y->weight) return x->weight > y->weight ? -1 : 1;
    return (x->edge > y->edge) - (x->edge < y->edge);
}

static item item_of(const ent_graph *graph, size_t edge, bool layered) {
    const ent_edge *e = ent_graph_edge(graph, edge);
    bool turn = !layered && e->source > e->target;
    return (item){.a = turn ? e->target : e->source,
                  .b = turn ? e->source : e->target,
                  .sense = ent_act_sense(e->root),
                  .line = layered ? line_of(e) : ENT_LINE_SOLID,
                  .weight = e->weight,
                  .edge = edge};
}

/* An arrow that its first edge begins. */
static ent_arrow arrow_of(const ent_edge *e, ent_sense sense, size_t first) {
    return (ent_arrow){.from = e->source,
                       .to = e->target,
                       .first = first,
                       .sense = sense,
                       .line = line_of(e),
                       .drawn = true};
}

/* In layers all of an arrow's edges must be mutual to make it so: praise is not returned because
 * the two met. Elsewhere it is enough that each did something. */
static void join(ent_arrow *arrow, const ent_edge *e, bool layered) {
    bool mutual = e->symmetric || e->source != arrow->from;
    arrow->both = arrow->count == 0 ? mutual
                  : layered         ? arrow->both && mutual
                                    : arrow->both || mutual;
    arrow->count++;
    arrow->weight += e->weight;
    if (e->status == ENT_STATUS_ACTUAL) arrow->line = ENT_LINE_SOLID;
}

static bool make_arrows(ent_sheet *s, bool layered) {
    size_t edges = ent_graph_edge_count(s->graph), count = 0;
    item *items = malloc((edges + 1) * sizeof *items);
    if (!items) return false;
    for (size_t i = 0; i < edges; i++)
        if (ent_graph_edge(s->graph, i)->status != ENT_STATUS_NEGATED)
            items[count++] = item_of(s->graph, i, layered);
    qsort(items, count, sizeof *items, item_order);
    s->arrow_count = 0;
    for (size_t i = 0; i < count; i++) {
        const ent_edge *e = ent_graph_edge(s->graph, items[i].edge);
        if (i == 0 || by_arrow(&items[i - 1], &items[i]) != 0)
            s->arrows[s->arrow_count++] = arrow_of(e, items[i].sense, i);
        join(&s->arrows[s->arrow_count - 1], e, layered);
        s->members[i] = items[i].edge;
    }
    s->arrows_in = s->arrow_count;
    free(items);
    return true;
}

static void weigh_nodes(ent_sheet *s) {
    for (size_t i = 0; i < s->arrow_count; i++) {
        const ent_arrow *a = &s->arrows[i];
        double weight = a->sense == ENT_SENSE_OFFICE ? a->weight / 4 : a->weight;
        s->strengths[a->from] += weight;
        s->strengths[a->to] += weight;
    }
    for (size_t i = 0; i < ent_graph_node_count(s->graph); i++) {
        s->nodes += s->strengths[i] > 0;
        if (s->strengths[i] > s->strongest) s->strongest = s->strengths[i];
    }
}

/* ---- What stands out ---- */

typedef struct rank {
    double weight;
    size_t index;
} rank;

static int by_weight(const void *a, const void *b) {
    const rank *x = a, *y = b;
    if (x->weight != y->weight) return x->weight > y->weight ? -1 : 1;
    return (x->index > y->index) - (x->index < y->index);
}

static uint32_t root_of(uint32_t *parents, uint32_t node) {
    while (parents[node] != node) node = parents[node] = parents[parents[node]];
    return node;
}

/* Take a crowd's backbone. */
static bool choose_backbone(ent_sheet *s) {
    size_t nodes = ent_graph_node_count(s->graph), room = s->nodes * THICKNESS / 2;
    uint32_t *parents = malloc((nodes + 1) * sizeof *parents);
    if (!parents) return false;
    for (size_t i = 0; i < nodes; i++) parents[i] = (uint32_t)i;
    s->arrows_in = 0;
    for (size_t i = 0; i < s->arrow_count; i++) {
        ent_arrow *a = &s->arrows[s->order[i]];
        uint32_t x = root_of(parents, a->from), y = root_of(parents, a->to);
        a->drawn = x != y || i < room;
        s->arrows_in += a->drawn;
        parents[x] = y;
    }
    free(parents);
    return true;
}

/* Words for the strongest arrows; what offices are is told by their heads. */
static void choose_words(ent_sheet *s) {
    size_t room = s->view == ENT_VIEW_CROWD ? 0 : SPREAD_WORDED;
    for (size_t i = 0; i < s->arrow_count && room > 0; i++) {
        ent_arrow *a = &s->arrows[s->order[i]];
        if (a->sense == ENT_SENSE_OFFICE || !a->drawn) continue;
        a->worded = true;
        room--;
    }
}

static bool choose_arrows(ent_sheet *s) {
    rank *ranks = malloc((s->arrow_count + 1) * sizeof *ranks);
    if (!ranks) return false;
    for (size_t i = 0; i < s->arrow_count; i++) ranks[i] = (rank){s->arrows[i].weight, i};
    qsort(ranks, s->arrow_count, sizeof *ranks, by_weight);
    for (size_t i = 0; i < s->arrow_count; i++) s->order[i] = ranks[i].index;
    free(ranks);
    if (s->view != ENT_VIEW_LAYERS) choose_words(s);
    return s->view != ENT_VIEW_CROWD || choose_backbone(s);
}

static bool choose_names(ent_sheet *s) {
    size_t nodes = ent_graph_node_count(s->graph);
    rank *ranks = malloc((nodes + 1) * sizeof *ranks);
    if (!ranks) return false;
    for (size_t i = 0; i < nodes; i++) ranks[i] = (rank){s->strengths[i], i};
    qsort(ranks, nodes, sizeof *ranks, by_weight);
    s->names = s->view == ENT_VIEW_CROWD ? CROWD_NAMES : s->nodes;
    for (size_t i = 0; i < s->names; i++) s->named[ranks[i].index] = true;
    free(ranks);
    return true;
}

/* How many arrows follow each other from a node on; those that lead back to where one came from
 * do not count. In layers arrows are sorted by the node they come from. */
static size_t way_from(const ent_sheet *s, uint32_t node, unsigned char *ways) {
    enum { UNDER_WAY = 255 };
    size_t low = 0, high = s->arrow_count, longest = 0;
    if (ways[node]) return ways[node] == UNDER_WAY ? 0 : ways[node] - 1u;
    ways[node] = UNDER_WAY;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (s->arrows[middle].from < node)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < s->arrow_count && s->arrows[low].from == node; low++) {
        uint32_t to = s->arrows[low].to;
        if (ways[to] == UNDER_WAY) continue;
        size_t way = 1 + way_from(s, to, ways);
        if (way > longest) longest = way;
    }
    ways[node] = (unsigned char)(longest + 1);
    return longest;
}

/* How wide layers would be, in arrows. Few nodes are given. */
static size_t longest_way(const ent_sheet *s) {
    size_t nodes = ent_graph_node_count(s->graph), longest = 0;
    unsigned char *ways = calloc(nodes + 1, sizeof *ways);
    for (uint32_t i = 0; ways && i < nodes; i++) {
        size_t way = s->strengths[i] > 0 ? way_from(s, i, ways) : 0;
        if (way > longest) longest = way;
    }
    free(ways);
    return longest;
}

/* Ranks read best as long as they are few and few arrows cross them. */
static ent_view choose_view(const ent_sheet *s) {
    if (s->nodes > SPREAD_NODES) return ENT_VIEW_CROWD;
    bool few = s->nodes <= LAYERED_NODES && s->arrow_count <= LAYERED_ARROWS &&
               longest_way(s) <= LAYERED_WAY && s->arrow_count <= s->nodes * 2 + 5;
    return few ? ENT_VIEW_LAYERS : ENT_VIEW_SPREAD;
}

const ent_edge *ent_sheet_edge(const ent_sheet *s, const ent_arrow *a, size_t i) {
    return ent_graph_edge(s->graph, s->members[a->first + i]);
}

bool ent_sheet_make(ent_sheet *sheet, const ent_graph *graph) {
    size_t nodes = ent_graph_node_count(graph), edges = ent_graph_edge_count(graph);
    *sheet = (ent_sheet){.graph = graph,
                         .members = calloc(edges + 1, sizeof *sheet->members),
                         .arrows = calloc(edges + 1, sizeof *sheet->arrows),
                         .order = calloc(edges + 1, sizeof *sheet->order),
                         .strengths = calloc(nodes + 1, sizeof *sheet->strengths),
                         .named = calloc(nodes + 1, sizeof *sheet->named)};
    if (!sheet->members || !sheet->arrows || !sheet->order || !sheet->strengths || !sheet->named ||
        !make_arrows(sheet, true))
        return false;
    weigh_nodes(sheet);
    sheet->view = choose_view(sheet);
    for (size_t i = 0; i < sheet->arrow_count; i++) sheet->arrows[i].worded = true;
    if (sheet->view != ENT_VIEW_LAYERS && !make_arrows(sheet, false)) return false;
    return choose_names(sheet) && choose_arrows(sheet);
}

/* How many reports of the arrow have the relation of its edge i; 0 if an edge before it has. */
static double reports_of(const ent_sheet *s, const ent_arrow *a, size_t i) {
    const char *relation = ent_sheet_edge(s, a, i)->relation;
    double weight = 0;
    for (size_t k = 0; k < a->count; k++) {
        if (strcmp(ent_sheet_edge(s, a, k)->relation, relation) != 0) continue;
        if (k < i) return 0;
        weight += ent_sheet_edge(s, a, k)->weight;
    }
    return weight;
}

/* One more line, or one more that is only counted. */
static void say(ent_words *words, const char *text, size_t length, double reports, size_t *more) {
    if (words->count == ENT_WORDS_LINES - 1) {
        ++*more;
        return;
    }
    char *line = words->lines[words->count++], copy[sizeof *words->lines];
    snprintf(copy, sizeof copy, "%.*s", (int)length, text);
    int size = (int)ent_cut(copy, RELATION_RUNES);
    snprintf(line, sizeof copy, reports > 1 ? "%.*s%s (%g)" : "%.*s%s", size, copy,
             copy[size] ? "…" : "", reports);
}

/* Where --merge-parallel has made one relation of several ("attacks (14), accuses"), that holds
 * their counts. */
void ent_sheet_words(const ent_sheet *s, const ent_arrow *a, ent_words *words) {
    size_t more = 0;
    *words = (ent_words){0};
    for (size_t i = 0; i < a->count; i++) {
        const char *relation = ent_sheet_edge(s, a, i)->relation;
        double reports = reports_of(s, a, i);
        if (reports == 0) continue;
        if (strpbrk(relation, ",(")) reports = 1;
        for (const char *end = strstr(relation, ", "); end; end = strstr(relation, ", ")) {
            say(words, relation, (size_t)(end - relation), reports, &more);
            relation = end + 2;
        }
        say(words, relation, strlen(relation), reports, &more);
    }
    if (more) snprintf(words->lines[words->count++], sizeof *words->lines, "+%zu more", more);
    for (size_t i = 0; i < words->count; i++) {
        size_t runes = ent_utf8_count(words->lines[i], strlen(words->lines[i]));
        if (runes > words->runes) words->runes = runes;
    }
}

void ent_sheet_clear(ent_sheet *sheet) {
    for (size_t i = 0; sheet->arrows && i < sheet->arrow_count; i++) free(sheet->arrows[i].course);
    free(sheet->places);
    free(sheet->members);
    free(sheet->arrows);
    free(sheet->order);
    free(sheet->strengths);
    free(sheet->named);
    *sheet = (ent_sheet){0};
}
