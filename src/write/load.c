/* load.c - GraphML read back: our own to the last byte, anybody's as far as it tells something.
 *
 * A node of the file becomes a node; an edge becomes its reports where the file carries them, which
 * our own does whichever tool has saved it since, else one report. What is faulty is mended or left
 * out, and told. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "entente/write.h"
#include "graph/store.h"
#include "write/elements.h"
#include "write/rows.h"

#define FOREIGN UINT32_MAX

enum { COMPLAINTS_MAX = 10 };

/* What the file has of a node. */
typedef struct entry {
    const char *id;
    size_t line;   /* that first names it */
    bool declared; /* it has a <node>, it is not only an edge's end */
} entry;

typedef struct loader {
    ent_graph *graph;
    const char *source, *path, *name; /* path: as messages have it; name: of the file alone, the
                                         document of foreign edges */
    ent_fault_report report;
    void *context;
    ent_error *error;
    ent_map ids;    /* id in the file -> node of the graph */
    ent_map roots;  /* relation -> the root it means, one of ENT_ACT_COUNT for none */
    uint32_t last;  /* the node last named: edges are often sorted by their source */
    entry *entries; /* of each node of the graph */
    size_t room;
    size_t complaints;
    uint32_t foreign; /* edges that are one report each */
} loader;

/* ---- Complaints ---- */

__attribute__((format(printf, 3, 4))) static void complain(loader *l, size_t line,
                                                           const char *format, ...) {
    ent_error fault;
    char message[ENT_MESSAGE_MAX];
    va_list arguments;
    if (l->complaints++ >= COMPLAINTS_MAX || !l->report) return;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    ent_fail(&fault, ENT_INPUT, l->path, line, "%s", message);
    l->report(l->context, &fault);
}

static void complain_of_the_rest(loader *l) {
    ent_error fault;
    if (l->complaints <= COMPLAINTS_MAX || !l->report) return;
    ent_fail(&fault, ENT_INPUT, l->path, 0, "%zu more faults like these",
             l->complaints - COMPLAINTS_MAX);
    l->report(l->context, &fault);
}

static ent_status no_memory(loader *l) {
    return ent_fail(l->error, ENT_NO_MEMORY, l->path, 0, "out of memory");
}

/* ---- Nodes ---- */

static ent_actor_type type_of(const ent_element *e) {
    int type = e->values[ENT_COLUMN_TYPE] ? ent_type_meant(e->values[ENT_COLUMN_TYPE]) : -1;
    if (type >= 0) return (ent_actor_type)type;
    return e->values[ENT_COLUMN_ISO3] ? ENT_COUNTRY : ENT_GROUP;
}

/* Is it an id that we gave: "person:angela-merkel"? */
static bool is_ours(const char *id) {
    const char *colon = id ? strchr(id, ':') : NULL;
    char type[16] = "";
    if (!colon || (size_t)(colon - id) >= sizeof type) return false;
    memcpy(type, id, (size_t)(colon - id));
    return ent_actor_type_named(type) >= 0;
}

/* The node with this id in the file, and what there is of it; UINT32_MAX when out of memory. If it
 * is new, it gets the id own. One that is told of first by an edge has no label as yet. */
static uint32_t node_of(loader *l, const char *id, const char *own, ent_actor_type type,
                        size_t line) {
    if (l->room && strcmp(id, l->entries[l->last].id) == 0) return l->last;
    ent_map_slot *slot = ent_map_add(&l->ids, id, strlen(id));
    if (slot && slot->value != ENT_MAP_NONE) l->last = slot->value;
    if (!slot || slot->value != ENT_MAP_NONE) return slot ? slot->value : UINT32_MAX;
    uint32_t node = ent_graph_add_node(l->graph, &(ent_node){.id = own, .type = type});
    if (node == UINT32_MAX) return node;
    if (node >= l->room) {
        size_t room = l->room ? 2 * l->room : 1024;
        entry *grown = realloc(l->entries, room * sizeof *grown);
        if (!grown) return UINT32_MAX;
        memset(grown + l->room, 0, (room - l->room) * sizeof *grown);
        l->entries = grown;
        l->room = room;
    }
    slot->value = node;
    l->entries[node].id = slot->key;
    l->entries[node].line = line;
    return node;
}

static ent_status read_node(void *context, ent_element *e) {
    loader *l = context;
    char **values = e->values;
    if (!e->id) {
        complain(l, e->line, "a node without an id: left out");
        return ENT_OK;
    }
    const char *kept = values[ENT_COLUMN_ID], *own = is_ours(kept) ? kept : e->id;
    uint32_t node = node_of(l, e->id, own, type_of(e), e->line);
    if (node == UINT32_MAX) return no_memory(l);
    if (l->entries[node].declared)
        complain(l, e->line, "a second node '%.200s': the two are taken for one", e->id);
    l->entries[node].declared = true;
    ent_node new = {.id = l->graph->nodes[node].id,
                    .label = values[ENT_COLUMN_LABEL] ? values[ENT_COLUMN_LABEL]
                             : kept                   ? kept
                                                      : e->id,
                    .type = type_of(e),
                    .iso3 = values[ENT_COLUMN_ISO3],
                    .role = values[ENT_COLUMN_ROLE],
                    .country = values[ENT_COLUMN_COUNTRY],
                    .aliases = values[ENT_COLUMN_ALIASES],
                    .decisions = values[ENT_COLUMN_DECISIONS]};
    if (ent_graph_add_node(l->graph, &new) == UINT32_MAX) return no_memory(l);
    if (!values[ENT_COLUMN_SIGHTINGS]) return ENT_OK;
    ent_error fault;
    ent_status status = ent_read_sightings(values[ENT_COLUMN_SIGHTINGS], node, l->graph, &fault);
    if (status != ENT_INPUT) return status ? no_memory(l) : ENT_OK;
    complain(l, e->line, "node '%.200s': %s", e->id, fault.message);
    return ENT_OK;
}

/* Nodes that only edges tell of. */
static ent_status name_strangers(loader *l) {
    for (uint32_t i = 0; i < l->graph->node_count && i < l->room; i++) {
        const entry *own = &l->entries[i];
        if (own->declared || !own->id) continue; /* the name of bearers is no node of the file */
        complain(l, own->line, "an edge's end '%.200s' is no node of the file: added", own->id);
        ent_node named = {.id = l->graph->nodes[i].id, .label = own->id, .type = ENT_GROUP};
        if (ent_graph_add_node(l->graph, &named) == UINT32_MAX) return no_memory(l);
    }
    return ENT_OK;
}

/* ---- Edges ---- */

/* The weight of an edge made elsewhere: 1 if it has none, 0 if it is to be left out; *hostile when
 * it was below 0. */
static double weight_of(loader *l, const ent_element *e, bool *hostile) {
    const char *text = e->values[ENT_COLUMN_WEIGHT];
    double weight = 1;
    *hostile = false;
    if (!text) return 1;
    if (!ent_parse_number(text, &weight)) {
        complain(l, e->line, "an edge's weight '%.40s' is no number: taken for 1", text);
        return 1;
    }
    if (weight == 0) complain(l, e->line, "an edge of weight 0: left out");
    if (weight < 0) {
        complain(l, e->line, "an edge of weight %.40s: taken for conflict of weight %g", text,
                 -weight);
        *hostile = true;
    }
    return weight < 0 ? -weight : weight;
}

/* The root that a relation means, or -1. A file has few relations and many edges. */
static int meant_by(loader *l, const char *relation) {
    ent_map_slot *slot = relation ? ent_map_add(&l->roots, relation, strlen(relation)) : NULL;
    if (!slot) return -1; /* out of memory: no harm, what needs more will say so */
    if (slot->value == ENT_MAP_NONE) {
        int root = ent_root_meant(relation);
        slot->value = root < 0 ? ENT_ACT_COUNT : (uint32_t)root;
    }
    return slot->value == ENT_ACT_COUNT ? -1 : (int)slot->value;
}

/* What an edge is about: its root if it gives one, its sign, or what its relation means. */
static ent_act root_of(loader *l, const ent_element *e, bool hostile) {
    const char *root = e->values[ENT_COLUMN_ROOT], *sign = e->values[ENT_COLUMN_SIGN];
    int given = root ? ent_act_named(root) : -1, signed_root = sign ? ent_root_of_sign(sign) : -1,
        meant = meant_by(l, e->values[ENT_COLUMN_RELATION]);
    if (hostile) signed_root = ENT_ACT_REJECT;
    if (given < 0) given = meant;
    if (signed_root >= 0 &&
        (given < 0 || ent_act_sign((ent_act)given) != ent_act_sign((ent_act)signed_root)))
        given = signed_root;
    return given < 0 ? ENT_ACT_LINK : (ent_act)given;
}

static const char *relation_of(const ent_element *e, ent_act root) {
    if (e->values[ENT_COLUMN_RELATION]) return e->values[ENT_COLUMN_RELATION];
    return ent_act_sign(root) > 0   ? "aligns with"
           : ent_act_sign(root) < 0 ? "opposes"
                                    : "linked with";
}

/* The date that a value such as "2011-03-05T12:00:00Z" or "2011" begins with, cut off there. */
static const char *date_of(char *value) {
    size_t length = 0;
    while (value &&
           (length == 4 || length == 7 ? value[length] == '-'
                                       : value[length] >= '0' && value[length] <= '9') &&
           length < 10)
        length++;
    length = length == 10 ? 10 : length >= 7 ? 7 : length >= 4 ? 4 : 0;
    if (length) value[length] = '\0';
    return length ? value : NULL;
}

/* An edge made elsewhere: one report of the document that the file is. Until the graph is finished
 * it has FOREIGN for its place and its number for its trigger's. */
static ent_status read_foreign_edge(loader *l, const ent_element *e, ent_report *r) {
    char *const *values = e->values;
    double confidence = 1;
    bool hostile;
    r->weight = weight_of(l, e, &hostile);
    if (r->weight == 0) return ENT_OK;
    if (values[ENT_COLUMN_CONFIDENCE]) ent_parse_number(values[ENT_COLUMN_CONFIDENCE], &confidence);
    r->root = root_of(l, e, hostile);
    r->relation = relation_of(e, r->root);
    r->evidence = (ent_evidence){.doc = values[ENT_COLUMN_DOC] ? values[ENT_COLUMN_DOC] : l->name,
                                 .date = date_of(values[ENT_COLUMN_DATE]),
                                 .text = values[ENT_COLUMN_EVIDENCE],
                                 .speaker = values[ENT_COLUMN_SPEAKER],
                                 .begin = FOREIGN,
                                 .trigger_begin = l->foreign++,
                                 .confidence = confidence};
    return ent_graph_add_report(l->graph, r, NULL) ? no_memory(l) : ENT_OK;
}

/* An edge that carries its reports; *read: at least one could be. */
static ent_status read_own_edge(loader *l, const ent_element *e, ent_report *r, bool *read) {
    const char *root = e->values[ENT_COLUMN_ROOT];
    int act = root ? ent_act_named(root) : -1;
    size_t before = l->graph->report_count;
    ent_error fault;
    *read = false;
    if (act < 0 || !e->values[ENT_COLUMN_RELATION]) return ENT_OK;
    r->root = (ent_act)act;
    r->relation = e->values[ENT_COLUMN_RELATION];
    ent_status status = ent_read_reports(e->values[ENT_COLUMN_REPORTS], r, l->graph, &fault);
    *read = l->graph->report_count > before || !status;
    if (status != ENT_INPUT) return status ? no_memory(l) : ENT_OK;
    complain(l, e->line, "an edge from '%.100s' to '%.100s': %s", e->source, e->target,
             fault.message);
    return ENT_OK;
}

static ent_status read_edge(void *context, ent_element *e) {
    loader *l = context;
    const char *status = e->values[ENT_COLUMN_STATUS], *symmetric = e->values[ENT_COLUMN_SYMMETRIC];
    if (!e->source || !e->target) {
        complain(l, e->line, "an edge without a %s: left out", e->source ? "target" : "source");
        return ENT_OK;
    }
    int how = status ? ent_act_status_named(status) : -1;
    ent_report r = {
        .source = node_of(l, e->source, e->source, ENT_GROUP, e->line),
        .target = node_of(l, e->target, e->target, ENT_GROUP, e->line),
        .status = how < 0 ? ENT_STATUS_ACTUAL : (ent_act_status)how,
        .symmetric = e->undirected || (symmetric && strcasecmp(symmetric, "true") == 0)};
    if (r.source == UINT32_MAX || r.target == UINT32_MAX) return no_memory(l);
    if (e->values[ENT_COLUMN_REPORTS]) {
        bool read;
        ent_status fault = read_own_edge(l, e, &r, &read);
        if (fault || read) return fault;
    }
    return read_foreign_edge(l, e, &r);
}

/* ---- All together ---- */

static void pass_over(void *context, size_t line, const char *what) {
    complain(context, line, "%s: left out", what);
}

/* Edges made elsewhere are told from others of their kind and document by their place among them,
 * so that the file merged with itself is the file. */
static void number_foreign_edges(ent_graph *graph) {
    for (size_t i = 0; i < graph->edge_count; i++) {
        const ent_edge *edge = &graph->edges[i];
        uint32_t place = 0;
        for (uint32_t k = 0; k < edge->evidence_count; k++) {
            ent_evidence *e = &graph->reports[edge->evidence_first + k].evidence;
            if (e->begin != FOREIGN) continue;
            e->begin = 0;
            e->trigger_begin = place++;
        }
    }
    graph->reports_indexed = 0;
}

static ent_status read_articles(void *context, char *text, size_t line) {
    loader *l = context;
    ent_error fault;
    ent_status status = ent_read_articles(text, l->graph, &fault);
    if (status != ENT_INPUT) return status ? no_memory(l) : ENT_OK;
    complain(l, line, "%s", fault.message);
    return ENT_OK;
}

static ent_status load(loader *l, ent_error *error) {
    const ent_elements_handler handler = {read_node, read_edge, read_articles, pass_over, l};
    ent_status status = ent_elements_read(l->source, &handler, error);
    if (!status) status = name_strangers(l);
    if (status) return status;
    complain_of_the_rest(l);
    status = ent_graph_finish(l->graph, error);
    if (status || !l->foreign) return status;
    number_foreign_edges(l->graph);
    if (l->foreign == l->graph->report_count) return ENT_OK;
    status = ent_graph_join_reports(l->graph, error); /* their place among our own is another now */
    return status ? status : ent_graph_finish(l->graph, error);
}

ent_status ent_read_graph(const char *path, ent_fault_report report, void *context, ent_graph **out,
                          ent_error *error) {
    const char *slash = strrchr(path, '/');
    loader l = {.source = path,
                .path = strcmp(path, "-") == 0 ? "standard input" : path,
                .report = report,
                .context = context,
                .error = error};
    l.name = slash ? slash + 1 : l.path;
    ent_status status = ent_graph_new(out, error);
    if (status) return status;
    l.graph = *out;
    status = load(&l, error);
    ent_map_free(&l.ids);
    ent_map_free(&l.roots);
    free(l.entries);
    if (!status) return ENT_OK;
    ent_graph_free(*out);
    *out = NULL;
    return status;
}
