/* namesakes.c - which nodes bear a name of which documents tell countries (ent_entity.told).
 *
 * All that is told of a name is first the name's, each report and sighting with the country that
 * its document tells or none. When the graph is finished, that is looked at as a whole: of one
 * country (whether some documents tell none or not), the name has one bearer, the node that it was;
 * of several, each has a node of his own, "person:li-wei.chn", and what tells of none stays with
 * the name, if there is any. So the order of additions changes nothing. Names and aliases are those
 * of the name; a country and a role are each bearer's own. */
#include <stdlib.h>
#include <string.h>

#include "graph/store.h"

enum { LETTER_BITS = 5 };

ent_nation ent_nation_of(const char *country) {
    unsigned nation = 0;
    size_t length = country ? strlen(country) : 0;
    for (size_t i = 0; i < length; i++) {
        if (length != 3 || country[i] < 'A' || country[i] > 'Z') return 0;
        nation = nation << LETTER_BITS | (unsigned)(country[i] - 'A' + 1);
    }
    return (ent_nation)nation;
}

void ent_nation_print(ent_nation nation, char out[4]) {
    memset(out, '\0', 4);
    for (int i = 2; nation && i >= 0; i--, nation >>= LETTER_BITS)
        out[i] = (char)('A' - 1 + (nation & ((1 << LETTER_BITS) - 1)));
}

ent_nation ent_nation_of_node(const ent_node *node) {
    bool told = node->type == ENT_PERSON && node->country && *node->country &&
                ent_name_length(node->id, node->country) < strlen(node->id);
    return told ? ent_nation_of(node->country) : 0;
}

const char *ent_graph_name_of(ent_graph *graph, const ent_node *bearer) {
    return ent_map_intern(&graph->strings, bearer->id,
                          ent_name_length(bearer->id, bearer->country));
}

/* What is known of a node while its graph is decided on. */
typedef struct bearing {
    ent_nation own;  /* of a bearer who has a node already */
    ent_nation told; /* the last that is told of it */
    bool several;    /* more than one is told, or bearers have nodes already */
    bool is_borne;   /* something is told of it, once all is where it belongs */
} bearing;

typedef struct parting {
    ent_graph *graph;
    bearing *all;
    size_t count; /* of nodes before bearers get theirs */
    bool several; /* some name has several */
    bool again;   /* something was moved to bearers before */
    bool moved, taken;
} parting;

/* ---- What is told ---- */

static void note(parting *p, uint32_t node, ent_nation *told) {
    if (node >= p->count) return; /* a bearer's, who was just added */
    bearing *b = &p->all[node];
    if (b->own) *told = b->own, p->again = true; /* files of before do not tell it there */
    if (*told && b->told && *told != b->told) b->several = p->several = true;
    if (*told) b->told = *told;
}

/* The node of a bearer's name, or ENT_MAP_NONE. */
static uint32_t name_of(const ent_graph *graph, const ent_node *bearer) {
    return ent_map_get(&graph->ids, bearer->id, ent_name_length(bearer->id, bearer->country));
}

static void note_bearers(parting *p) {
    const ent_graph *g = p->graph;
    for (size_t i = 0; i < p->count; i++) {
        const ent_node *own = &g->nodes[i];
        p->all[i].own = ent_nation_of_node(own);
        uint32_t name = p->all[i].own ? name_of(g, own) : ENT_MAP_NONE;
        if (name != ENT_MAP_NONE) p->all[name].several = p->several = true;
    }
}

static void note_all(parting *p) {
    ent_graph *g = p->graph;
    for (size_t i = 0; i < g->report_count; i++) {
        note(p, g->reports[i].source, &g->reports[i].source_told);
        note(p, g->reports[i].target, &g->reports[i].target_told);
    }
    for (size_t i = 0; i < g->sighting_count; i++)
        note(p, g->sightings[i].node, &g->sightings[i].told);
}

static bool share(ent_graph *graph, ent_node *to, const ent_node *from) {
    return ent_graph_enlarge(graph, &to->label, from->label) &&
           ent_graph_join_list(graph, &to->aliases, from->aliases);
}

/* What bearers are called is the name's, and so all theirs. */
static bool share_names(ent_graph *g) {
    for (int back = 0; back < 2; back++)
        for (size_t i = 0; i < g->node_count; i++) {
            ent_node *own = &g->nodes[i];
            uint32_t name = ent_nation_of_node(own) ? name_of(g, own) : ENT_MAP_NONE;
            if (name == ENT_MAP_NONE) continue;
            ent_node *other = &g->nodes[name];
            if (!share(g, back ? own : other, back ? other : own)) return false;
        }
    return true;
}

/* ---- Where it belongs ---- */

/* The node of the bearer of a name, added if it is new; UINT32_MAX when out of memory. One that had
 * the id for another reason becomes his. */
static uint32_t bearer_of(parting *p, uint32_t name, ent_nation nation) {
    ent_graph *graph = p->graph;
    char country[4];
    ent_nation_print(nation, country);
    char *id = ent_bearer_id(graph->nodes[name].id, country, &graph->scratch);
    uint32_t known = id ? ent_map_get(&graph->ids, id, strlen(id)) : ENT_MAP_NONE;
    ent_node own = {.id = id, .type = ENT_PERSON, .country = country};
    if (known < p->count && !p->all[known].own) {
        p->all[known].own = nation;
        p->taken = true;
    } else if (known != ENT_MAP_NONE || !id) {
        ent_arena_reset(&graph->scratch);
        return known;
    }
    uint32_t added = ent_graph_add_node(graph, &own);
    known = added == UINT32_MAX ? added : ent_map_get(&graph->ids, id, strlen(id));
    ent_arena_reset(&graph->scratch);
    return known;
}

/* Move what is told of a bearer from his name to him. */
static bool move(parting *p, uint32_t *node, ent_nation told) {
    if (!told || *node >= p->count || !p->all[*node].several) return true;
    uint32_t bearer = bearer_of(p, *node, told);
    p->moved |= bearer != *node;
    *node = bearer;
    return bearer != ENT_MAP_NONE;
}

static bool move_all(parting *p) {
    ent_graph *g = p->graph;
    bool good = true;
    for (size_t i = 0; i < g->report_count && good; i++) {
        ent_report *r = &g->reports[i];
        good = move(p, &r->source, r->source_told) && move(p, &r->target, r->target_told);
        if (good) ent_graph_turn(g, r);
    }
    for (size_t i = 0; i < g->sighting_count && good; i++)
        good = move(p, &g->sightings[i].node, g->sightings[i].told);
    g->reports_indexed = g->sightings_indexed = 0;
    return good;
}

/* What was added to a finished graph may be there already. */
static bool join_sightings(ent_graph *graph) {
    size_t count = graph->sighting_count;
    bool good = true;
    graph->sighting_count = graph->sightings_indexed = 0;
    for (size_t i = 0; i < count && good; i++) { /* those kept never overtake those read */
        ent_sighting own = graph->sightings[i];
        good = ent_graph_add_sighting(graph, own.node, &own);
    }
    return good;
}

/* ---- What they are ---- */

/* Country and role: of who bears the name alone those that are told, of bearers their own. */
static bool describe(parting *p) {
    ent_graph *g = p->graph;
    char country[4];
    bool good = true;
    for (size_t i = 0; i < p->count && good; i++) {
        if (p->all[i].several) g->nodes[i].country = g->nodes[i].role = "";
        if (!p->all[i].told || p->all[i].several) continue;
        ent_nation_print(p->all[i].told, country);
        g->nodes[i].country = ent_graph_intern(g, country);
        good = g->nodes[i].country != NULL;
    }
    for (size_t i = 0; i < g->sighting_count && good; i++) {
        const ent_sighting *s = &g->sightings[i];
        good = ent_graph_enlarge(g, &g->nodes[s->node].role, s->role);
    }
    return good;
}

/* Take away names that nobody is left to bear. */
static bool drop_names(parting *p) {
    ent_graph *g = p->graph;
    uint32_t *now = malloc((g->node_count + 1) * sizeof *now);
    size_t kept = 0;
    if (!now) return false;
    for (size_t i = 0; i < g->report_count; i++) {
        const ent_report *r = &g->reports[i];
        if (r->source < p->count) p->all[r->source].is_borne = true;
        if (r->target < p->count) p->all[r->target].is_borne = true;
    }
    for (size_t i = 0; i < g->sighting_count; i++)
        if (g->sightings[i].node < p->count) p->all[g->sightings[i].node].is_borne = true;
    for (size_t i = 0; i < g->node_count; i++) {
        const ent_node own = g->nodes[i];
        bool gone = i < p->count && p->all[i].several && !p->all[i].is_borne;
        ent_map_slot *slot = ent_map_add(&g->ids, own.id, strlen(own.id)); /* it is there */
        now[i] = (uint32_t)kept;
        slot->value = gone ? ENT_MAP_NONE : (uint32_t)kept;
        if (!gone) g->nodes[kept++] = own;
    }
    g->node_count = kept;
    ent_graph_renumber(g, now);
    free(now);
    return true;
}

bool ent_graph_part_namesakes(ent_graph *graph) {
    parting p = {.graph = graph, .count = graph->node_count};
    if (!graph->tells) return true;
    p.all = calloc(p.count + 1, sizeof *p.all);
    if (!p.all) return false;
    note_bearers(&p);
    note_all(&p);
    bool good = !p.several || (move_all(&p) && share_names(graph));
    if (p.taken) note_all(&p);
    if (good && p.moved && p.again)
        good = !ent_graph_join_reports(graph, NULL) && join_sightings(graph);
    good = good && describe(&p) && (!p.several || drop_names(&p));
    free(p.all);
    return good;
}

/* ---- What is asked of it ---- */

/* The sighting of a node in a document, which may be one of several; NULL if there is none. */
static const ent_sighting *seen_in(const ent_graph *graph, size_t node, const char *doc) {
    const ent_sighting *end = graph->sightings + graph->sighting_count;
    const ent_sighting *s = graph->sightings + graph->nodes[node].sighting_first;
    if (graph->nodes[node].documents == 0) return NULL;
    for (; s < end && s->node == node; s++)
        if (strcmp(s->doc, doc) == 0) return s;
    return NULL;
}

bool ent_graph_country_told(const ent_graph *graph, size_t node, const char *doc, char out[4]) {
    const ent_sighting *s = seen_in(graph, node, doc);
    if (s && !s->told && s + 1 < graph->sightings + graph->sighting_count && s[1].node == node &&
        strcmp(s[1].doc, doc) == 0)
        s++;
    ent_nation_print(s ? s->told : 0, out);
    return *out != '\0';
}

/* The first node whose id is not before that one with a dot behind it: the first bearer of a name
 * that has several, if it has. */
static size_t first_bearer(const ent_graph *graph, const char *id) {
    size_t from = 0, to = graph->node_count, size = strlen(id);
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        const char *own = graph->nodes[middle].id;
        int order = strncmp(own, id, size);
        if (order < 0 || (order == 0 && own[size] < '.'))
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

const char *ent_graph_speaker(const ent_graph *graph, size_t evidence) {
    const ent_evidence *e = &graph->reports[evidence].evidence;
    size_t size = strlen(e->speaker), found = 0;
    if (!graph->tells || size == 0) return e->speaker;
    const char *only = e->speaker;
    for (size_t i = first_bearer(graph, e->speaker); i < graph->node_count; i++) {
        const ent_node *own = &graph->nodes[i];
        if (strncmp(own->id, e->speaker, size) != 0 || own->id[size] != '.') break;
        if (!ent_nation_of_node(own) || !seen_in(graph, i, e->doc)) continue;
        only = own->id;
        found++;
    }
    uint32_t name = found == 1 ? ent_map_get(&graph->ids, e->speaker, size) : ENT_MAP_NONE;
    bool open = name != ENT_MAP_NONE && seen_in(graph, name, e->doc);
    return found == 1 && !open ? only : e->speaker;
}
