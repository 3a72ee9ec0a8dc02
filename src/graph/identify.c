/* identify.c - the user's decisions (identity.h) carried out on a graph: it is copied into one in
 * which every node, in every document, is whom he says. Each piece is decided on by itself, so it
 * makes no difference whether graphs are merged before or after. */
#include <stdlib.h>
#include <string.h>

#include "entente/identity.h"
#include "graph/store.h"

typedef struct copying {
    const ent_graph *from;
    ent_graph *to;
    const ent_identity *identity;
    bool *seen, *told; /* of each old node: documents tell of it; some tell its country */
    ent_arena scratch; /* empty between nodes */
} copying;

/* What a document calls a node of the old graph, and tells of it. */
typedef struct calling {
    const char *doc, *words, *role; /* NULL: not known */
    ent_nation told;
} calling;

/* A node that is left as it is; but who bears a name, and of what country he is, may not be what it
 * was once some of the documents that tell it have been decided on: that is for finishing. */
static uint32_t leave(copying *c, uint32_t node) {
    const ent_node *own = &c->from->nodes[node];
    ent_node name = *own;
    if (c->told[node]) name.country = NULL;
    if (ent_nation_of_node(own)) {
        name.id = ent_graph_name_of(c->to, own);
        name.country = name.role = NULL;
    }
    return name.id ? ent_graph_add_node(c->to, &name) : UINT32_MAX;
}

/* What a node of the old graph adds to the one that it is now. */
static ent_node as_ruled(copying *c, const ent_node *own, const calling *how, const char *country,
                         const ent_ruling *ruling) {
    ent_node node = {
        .id = ruling->id, .label = ruling->name, .type = ruling->type, .decisions = ruling->note};
    if (node.type == ENT_COUNTRY && strlen(node.id) == sizeof "country:RUS" - 1)
        node.iso3 = node.id + sizeof "country:" - 1;
    if (!ruling->joined) return node; /* what is known of the one is not of the other */
    node.role = how->role && *how->role ? how->role : own->role;
    if (ent_name_length(node.id, country) == strlen(node.id)) node.country = country;
    if (strcmp(own->label, ruling->name) == 0)
        node.aliases = own->aliases;
    else
        node.aliases = *own->aliases
                           ? ent_arena_printf(&c->scratch, "%s|%s", own->label, own->aliases)
                           : own->label;
    return node;
}

/* The new node that a node of the old graph is where it is called so; UINT32_MAX when out of
 * memory. If it is decided on, no country is told any more. */
static uint32_t place(copying *c, uint32_t node, calling *how) {
    const ent_node *own = &c->from->nodes[node];
    char country[4];
    ent_nation_print(how->told, country);
    ent_named_actor actor = {.id = own->id,
                             .name = own->label,
                             .type = own->type,
                             .doc = how->doc,
                             .country = how->told ? country : NULL,
                             .words = how->words,
                             .length = how->words ? strlen(how->words) : 0};
    ent_ruling ruling;
    if (!ent_identity_rule(c->identity, &actor, &ruling)) return leave(c, node);
    how->told = 0;
    ent_node new = as_ruled(c, own, how, c->told[node] ? NULL : own->country, &ruling);
    uint32_t index = !ruling.joined || new.aliases ? ent_graph_add_node(c->to, &new) : UINT32_MAX;
    ent_arena_reset(&c->scratch);
    return index;
}

/* What documents tell of. */
static void look(copying *c) {
    const ent_graph *g = c->from;
    for (size_t i = 0; i < g->sighting_count; i++) {
        const ent_sighting *s = &g->sightings[i];
        c->seen[s->node] = true;
        c->told[s->node] |= s->told != 0;
    }
    for (size_t i = 0; i < g->report_count; i++) {
        const ent_report *r = &g->reports[i];
        c->seen[r->source] = c->seen[r->target] = true;
        c->told[r->source] |= r->source_told != 0;
        c->told[r->target] |= r->target_told != 0;
    }
}

static bool copy_sightings(copying *c) {
    for (size_t i = 0; i < c->from->sighting_count; i++) {
        const ent_sighting *old = &c->from->sightings[i];
        calling how = {.doc = old->doc, .role = old->role, .told = old->told};
        uint32_t node = place(c, old->node, &how);
        ent_sighting new = {.doc = old->doc, .told = how.told, .mentions = old->mentions};
        if (how.told) new.role = old->role;
        if (node == UINT32_MAX || !ent_graph_add_sighting(c->to, node, &new)) return false;
    }
    return true;
}

/* A speaker is an id, of a node or not. */
static const char *speaker_of(const copying *c, const ent_evidence *e) {
    char type[16] = "";
    ent_ruling ruling;
    size_t size = strcspn(e->speaker, ":");
    if (size >= sizeof type) return e->speaker;
    memcpy(type, e->speaker, size);
    if (ent_actor_type_named(type) < 0) return e->speaker;
    ent_named_actor actor = {.id = e->speaker,
                             .name = "",
                             .type = (ent_actor_type)ent_actor_type_named(type),
                             .doc = e->doc};
    return ent_identity_rule(c->identity, &actor, &ruling) ? ruling.id : e->speaker;
}

static bool copy_reports(copying *c) {
    for (size_t i = 0; i < c->from->report_count; i++) {
        ent_report report = c->from->reports[i];
        const ent_evidence *e = &c->from->reports[i].evidence;
        calling source = {.doc = e->doc, .words = e->source_text, .told = report.source_told},
                target = {.doc = e->doc, .words = e->target_text, .told = report.target_told};
        report.source = place(c, report.source, &source);
        report.target = place(c, report.target, &target);
        report.source_told = source.told;
        report.target_told = target.told;
        report.evidence.speaker = speaker_of(c, e);
        if (report.source == UINT32_MAX || report.target == UINT32_MAX) return false;
        if (ent_graph_add_report(c->to, &report, NULL)) return false;
    }
    return true;
}

/* Nodes that no document tells of, as graphs made elsewhere have them. */
static bool copy_rest(copying *c) {
    for (uint32_t i = 0; i < c->from->node_count; i++)
        if (!c->seen[i] && place(c, i, &(calling){0}) == UINT32_MAX) return false;
    return true;
}

ent_status ent_graph_identify(ent_graph **graph, const ent_identity *identity, ent_error *error) {
    copying c = {.from = *graph, .identity = identity};
    if (!identity) return ENT_OK;
    ent_status status = ent_graph_new(&c.to, error);
    if (status) return status;
    c.seen = calloc(c.from->node_count + 1, sizeof *c.seen);
    c.told = calloc(c.from->node_count + 1, sizeof *c.told);
    if (c.seen && c.told) look(&c);
    bool good = c.seen && c.told && copy_sightings(&c) && copy_reports(&c) && copy_rest(&c);
    for (size_t i = 0; i < c.from->article_count && good; i++)
        good = ent_graph_add_article(c.to, &c.from->articles[i], NULL) == ENT_OK;
    free(c.seen);
    free(c.told);
    ent_arena_free(&c.scratch);
    if (good) {
        ent_graph_free(*graph);
        *graph = c.to;
        return ENT_OK;
    }
    ent_graph_free(c.to);
    return ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
}
