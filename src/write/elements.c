/* elements.c - GraphML as a stream of nodes and edges (see elements.h).
 *
 * After the GraphML primer (Brandes, Eiglsperger & Lerner) and the files of Gephi, networkx,
 * igraph, Cytoscape, Neo4j and yEd, whose labels are elements within the data. Nodes may hold
 * graphs. */
#include "write/elements.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "write/sax.h"

/* Ranks of labels that are no attribute of their own, among those of columns.c. */
enum { FRAMES_MAX = 300, RANK_NODE_GRAPHICS = 2, RANK_EDGE_GRAPHICS = 5, RANK_EDGE_KIND = 6 };

/* A <key>: what its data means for nodes [0] and for edges [1]. */
typedef struct key {
    const char *id;
    ent_column column[2];
    unsigned char rank[2];
    bool graphics; /* yEd's */
} key;

typedef enum frame_kind { GRAPH, NODE, EDGE } frame_kind;

/* An open element. Offsets are into the reader's text; 0 is none. */
typedef struct frame {
    frame_kind kind;
    bool undirected;
    size_t line, begin; /* begin: of its text */
    size_t id, source, target;
    size_t values[ENT_COLUMN_COUNT];
    unsigned char ranks[ENT_COLUMN_COUNT];
} frame;

/* What text is being collected for. */
typedef enum purpose { NOTHING, VALUE, GRAPHICS, LABEL, DEFAULT, ARTICLES } purpose;

typedef struct reader {
    const ent_elements_handler *handler;
    ent_error *error;
    const char *path;
    ent_sax *sax;
    ent_map key_ids;
    key *keys;
    size_t key_count, key_room, last_key;
    ent_arena arena;
    char *standards[2][ENT_COLUMN_COUNT]; /* the defaults of nodes and of edges */
    unsigned char standard_ranks[2][ENT_COLUMN_COUNT];
    frame *frames;
    size_t frame_count;
    char *text; /* starts with a byte that is no value's */
    size_t size, room;
    purpose purpose;
    ent_column column;
    unsigned char rank;
    size_t begin; /* of the text being collected */
    size_t depth; /* of elements within <data> */
    size_t label_depth;
    size_t skipping; /* how deep in an element that is passed over */
    bool in_key, in_data, rooted, ours;
} reader;

static void no_memory(reader *r) {
    ent_sax_stop(r->sax, ent_fail(r->error, ENT_NO_MEMORY, r->path, 0, "out of memory"));
}

static bool is(const char *name, const char *wanted) {
    return strcmp(name, wanted) == 0;
}

/* ---- Text ---- */

static bool append(reader *r, const char *text, size_t length) {
    if (r->room - r->size < length + 1) {
        size_t room = r->room ? r->room * 2 : 4096;
        while (room - r->size < length + 1) room *= 2;
        char *grown = realloc(r->text, room);
        if (!grown) {
            no_memory(r);
            return false;
        }
        r->text = grown;
        r->room = room;
    }
    memcpy(r->text + r->size, text, length);
    r->size += length;
    return true;
}

/* Where a value stands that ends here; 0 for an empty one. */
static size_t end_value(reader *r, size_t begin) {
    if (r->size == begin) return 0;
    return append(r, "", 1) ? begin : 0;
}

static size_t put(reader *r, const ent_sax_attribute *a) {
    size_t begin = r->size;
    if (!a || !append(r, a->value, (size_t)(a->end - a->value))) return 0;
    return end_value(r, begin);
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Cut blanks around the text collected since begin; runs of them within become one if asked. */
static void trim(reader *r, size_t begin, bool within) {
    size_t out = begin;
    for (size_t i = begin; i < r->size; i++) {
        bool blank = is_blank(r->text[i]);
        if (blank && (out == begin || (within && r->text[out - 1] == ' '))) continue;
        r->text[out++] = blank && within ? ' ' : r->text[i];
    }
    while (out > begin && is_blank(r->text[out - 1])) out--;
    r->size = out;
}

/* ---- Keys ---- */

static char *copy_attribute(reader *r, const ent_sax_attribute *a) {
    size_t length = a ? (size_t)(a->end - a->value) : 0;
    char *copy = malloc(length + 1);
    if (copy) {
        if (length) memcpy(copy, a->value, length);
        copy[length] = '\0';
    } else {
        no_memory(r);
    }
    return copy;
}

static bool value_is(const ent_sax_attribute *a, const char *wanted) {
    return a && (size_t)(a->end - a->value) == strlen(wanted) &&
           memcmp(a->value, wanted, strlen(wanted)) == 0;
}

static void name_key(key *k, const char *name, bool for_nodes, bool for_edges) {
    if (for_nodes) k->column[0] = ent_column_named(name, false, &k->rank[0]);
    if (for_edges) k->column[1] = ent_column_named(name, true, &k->rank[1]);
}

/* Cytoscape has one id for a key of nodes and another of edges: what the first leaves open the
 * second fills. */
static void widen_key(key *own, const key *other) {
    for (int edge = 0; edge < 2; edge++) {
        if (own->column[edge]) continue;
        own->column[edge] = other->column[edge];
        own->rank[edge] = other->rank[edge];
    }
}

/* The index of a key, added if its id is new; SIZE_MAX when out of memory. */
static size_t add_key(reader *r, const char *id, size_t length, const key *new) {
    ent_map_slot *slot = ent_map_add(&r->key_ids, id, length);
    if (slot && slot->value != ENT_MAP_NONE) {
        widen_key(&r->keys[slot->value], new);
        return slot->value;
    }
    if (slot && r->key_count == r->key_room) {
        size_t room = r->key_room ? 2 * r->key_room : 64;
        key *grown = realloc(r->keys, room * sizeof *grown);
        if (grown) r->keys = grown, r->key_room = room;
        if (!grown) slot = NULL;
    }
    if (!slot) {
        no_memory(r);
        return SIZE_MAX;
    }
    r->keys[r->key_count] = *new;
    r->keys[r->key_count].id = slot->key;
    slot->value = (uint32_t)r->key_count;
    return r->key_count++;
}

static void open_key(reader *r, const ent_sax_attribute *all, size_t count) {
    const ent_sax_attribute *id = ent_sax_find(all, count, "id"),
                            *kind = ent_sax_find(all, count, "for"),
                            *graphics = ent_sax_find(all, count, "yfiles.type"),
                            *named = ent_sax_find(all, count, "attr.name");
    bool nodes = !value_is(kind, "edge"), edges = !value_is(kind, "node");
    key new = {.graphics = graphics != NULL};
    r->in_key = true;
    r->last_key = SIZE_MAX;
    if (!id) return;
    if (graphics) {
        if (nodes) new.column[0] = ENT_COLUMN_LABEL, new.rank[0] = RANK_NODE_GRAPHICS;
        if (edges) new.column[1] = ENT_COLUMN_RELATION, new.rank[1] = RANK_EDGE_GRAPHICS;
    } else {
        char *name = copy_attribute(r, named ? named : id);
        if (name) name_key(&new, name, nodes, edges);
        free(name);
    }
    r->last_key = add_key(r, id->value, (size_t)(id->end - id->value), &new);
}

/* Of several keys for one column the best named has the default. */
static void close_default(reader *r) {
    trim(r, r->begin, false);
    const key *k = r->last_key < r->key_count ? &r->keys[r->last_key] : NULL;
    for (int edge = 0; k && !k->graphics && edge < 2 && r->size > r->begin; edge++) {
        ent_column column = k->column[edge];
        char **own = &r->standards[edge][column];
        if (!column || (*own && r->standard_ranks[edge][column] <= k->rank[edge])) continue;
        *own = ent_arena_copy(&r->arena, r->text + r->begin, r->size - r->begin);
        r->standard_ranks[edge][column] = k->rank[edge];
        if (!*own) no_memory(r);
    }
    r->size = r->begin;
    r->purpose = NOTHING;
}

/* The key of a <data>. Mostly the one after the last; one that no <key> declares is taken by its
 * name. */
static const key *find_key(reader *r, const ent_sax_attribute *id) {
    size_t length = (size_t)(id->end - id->value);
    for (size_t i = r->last_key; i < r->key_count && i - r->last_key < 3; i++)
        if (strlen(r->keys[i].id) == length && memcmp(r->keys[i].id, id->value, length) == 0)
            return &r->keys[r->last_key = i];
    uint32_t known = ent_map_get(&r->key_ids, id->value, length);
    if (known == ENT_MAP_NONE) {
        key new = {0};
        char *name = copy_attribute(r, id);
        if (!name) return NULL;
        name_key(&new, name, true, true);
        r->last_key = add_key(r, id->value, length, &new);
        free(name);
    } else {
        r->last_key = known;
    }
    return r->last_key < r->key_count ? &r->keys[r->last_key] : NULL;
}

/* ---- Nodes and edges ---- */

static frame *top(const reader *r) {
    return r->frame_count ? &r->frames[r->frame_count - 1] : NULL;
}

static frame *push(reader *r, frame_kind kind) {
    if (r->frame_count == FRAMES_MAX) { /* cannot be: see sax.h */
        no_memory(r);
        return NULL;
    }
    frame *f = &r->frames[r->frame_count++];
    *f = (frame){.kind = kind, .line = ent_sax_line(r->sax), .begin = r->size};
    return f;
}

static void open_graph(reader *r, const ent_sax_attribute *all, size_t count) {
    frame *f = push(r, GRAPH);
    if (!f) return;
    f->undirected = value_is(ent_sax_find(all, count, "edgedefault"), "undirected");
    if (r->frame_count == 1) r->ours = value_is(ent_sax_find(all, count, "id"), "entente");
}

static void set(frame *f, ent_column column, size_t value, unsigned char rank) {
    if (!value || (f->values[column] && f->ranks[column] <= rank)) return;
    f->values[column] = value;
    f->ranks[column] = rank;
}

static void open_node(reader *r, const ent_sax_attribute *all, size_t count) {
    frame *f = push(r, NODE);
    if (f) f->id = put(r, ent_sax_find(all, count, "id"));
}

static void open_edge(reader *r, const ent_sax_attribute *all, size_t count) {
    const frame *graph = top(r);
    bool undirected = graph && graph->undirected;
    const ent_sax_attribute *directed = ent_sax_find(all, count, "directed");
    frame *f = push(r, EDGE);
    if (!f) return;
    f->undirected = directed ? value_is(directed, "false") : undirected;
    f->id = put(r, ent_sax_find(all, count, "id"));
    f->source = put(r, ent_sax_find(all, count, "source"));
    f->target = put(r, ent_sax_find(all, count, "target"));
    set(f, ENT_COLUMN_RELATION, put(r, ent_sax_find(all, count, "label")), RANK_EDGE_KIND);
}

static char *at(const reader *r, size_t offset) {
    return offset ? r->text + offset : NULL;
}

/* An element's last line: hand it over, forget its text. */
static void close_element(reader *r) {
    const frame *f = top(r);
    bool edge = f->kind == EDGE;
    ent_element e = {.line = f->line,
                     .id = at(r, f->id),
                     .source = at(r, f->source),
                     .target = at(r, f->target),
                     .undirected = f->undirected};
    for (size_t i = 0; i < ENT_COLUMN_COUNT; i++)
        e.values[i] = f->values[i] ? at(r, f->values[i]) : r->standards[edge][i];
    const ent_elements_handler *h = r->handler;
    ent_status status = edge ? h->edge(h->context, &e) : h->node(h->context, &e);
    if (status) ent_sax_stop(r->sax, status);
    r->size = f->begin;
    r->frame_count--;
}

/* ---- Data ---- */

static void begin_text(reader *r, purpose purpose) {
    r->purpose = purpose;
    r->begin = r->size;
}

/* What nobody has asked for is not collected. */
static void open_data(reader *r, const ent_sax_attribute *all, size_t count) {
    const ent_sax_attribute *id = ent_sax_find(all, count, "key");
    const frame *f = top(r);
    r->in_data = true;
    r->depth = 0;
    r->purpose = NOTHING;
    if (r->ours && f && f->kind == GRAPH && id && value_is(id, "g_articles"))
        begin_text(r, ARTICLES);
    const key *k = id && f && f->kind != GRAPH ? find_key(r, id) : NULL;
    if (!k) return;
    r->column = k->column[f->kind == EDGE];
    r->rank = k->rank[f->kind == EDGE];
    bool wanted = r->column && !(f->values[r->column] && f->ranks[r->column] <= r->rank);
    if (wanted) begin_text(r, k->graphics ? GRAPHICS : VALUE);
}

static void end_text(reader *r) {
    frame *f = top(r);
    if (r->purpose == LABEL || !r->ours) trim(r, r->begin, r->purpose == LABEL);
    set(f, r->column, end_value(r, r->begin), r->rank);
    if (!f->values[r->column]) r->size = r->begin;
}

static void end_articles(reader *r) {
    const ent_elements_handler *h = r->handler;
    size_t text = end_value(r, r->begin);
    ent_status status =
        text ? h->articles(h->context, r->text + text, ent_sax_line(r->sax)) : ENT_OK;
    if (status) ent_sax_stop(r->sax, status);
    r->size = r->begin;
}

static void close_data(reader *r) {
    if (r->purpose == VALUE) end_text(r);
    if (r->purpose == ARTICLES) end_articles(r);
    r->purpose = NOTHING;
    r->in_data = false;
}

/* yEd: <y:ShapeNode><y:NodeLabel>Name<y:LabelModel/></y:NodeLabel></y:ShapeNode>, the first label
 * that is not empty, without what stands in elements of its own. */
static void open_within_data(reader *r, const char *name) {
    r->depth++;
    if (r->purpose != GRAPHICS || !(is(name, "NodeLabel") || is(name, "EdgeLabel"))) return;
    begin_text(r, LABEL);
    r->label_depth = r->depth;
}

static void close_within_data(reader *r) {
    if (r->purpose == LABEL && r->depth == r->label_depth) {
        end_text(r);
        r->purpose = top(r)->values[r->column] ? NOTHING : GRAPHICS;
    }
    r->depth--;
}

/* ---- Events ---- */

static void skip(reader *r, const char *what) {
    r->skipping = 1;
    if (what) r->handler->odd(r->handler->context, ent_sax_line(r->sax), what);
}

static void check_root(reader *r, const char *name) {
    r->rooted = true;
    if (!is(name, "graphml"))
        ent_sax_stop(r->sax, ent_fail(r->error, ENT_INPUT, r->path, ent_sax_line(r->sax),
                                      "not GraphML: its first element is <%.40s>", name));
}

static void on_start(void *context, const char *name, const ent_sax_attribute *all, size_t count) {
    reader *r = context;
    const frame *f = top(r);
    if (!r->rooted)
        check_root(r, name);
    else if (r->skipping)
        r->skipping++;
    else if (r->in_data)
        open_within_data(r, name);
    else if (is(name, "data"))
        open_data(r, all, count);
    else if (r->in_key && is(name, "default"))
        begin_text(r, DEFAULT);
    else if (is(name, "key"))
        open_key(r, all, count);
    else if (is(name, "graph") && (!f || f->kind == NODE))
        open_graph(r, all, count);
    else if (is(name, "node") && f && f->kind == GRAPH)
        open_node(r, all, count);
    else if (is(name, "edge") && f && f->kind == GRAPH)
        open_edge(r, all, count);
    else
        skip(r, is(name, "hyperedge") ? "a hyperedge" : NULL);
}

static void on_end(void *context, const char *name) {
    reader *r = context;
    if (r->skipping) {
        r->skipping--;
    } else if (r->in_data) {
        if (r->depth)
            close_within_data(r);
        else
            close_data(r);
    } else if (r->purpose == DEFAULT) {
        close_default(r);
    } else if (r->in_key) {
        r->in_key = false;
    } else if (is(name, "graph")) {
        r->frame_count--;
    } else if (is(name, "node") || is(name, "edge")) {
        close_element(r);
    }
}

static void on_text(void *context, const char *text, size_t length) {
    reader *r = context;
    if (r->skipping) return;
    if (r->purpose == VALUE || r->purpose == DEFAULT || r->purpose == ARTICLES ||
        (r->purpose == LABEL && r->depth == r->label_depth))
        append(r, text, length);
}

ent_status ent_elements_read(const char *path, const ent_elements_handler *handler,
                             ent_error *error) {
    reader r = {.handler = handler,
                .error = error,
                .path = strcmp(path, "-") == 0 ? "standard input" : path,
                .last_key = SIZE_MAX,
                .frames = calloc(FRAMES_MAX, sizeof *r.frames),
                .text = calloc(1, 1),
                .size = 1,
                .room = 1};
    const ent_sax_handler events = {on_start, on_end, on_text, &r};
    ent_status status = r.frames && r.text
                            ? ent_sax_read(path, &events, &r.sax, error)
                            : ent_fail(error, ENT_NO_MEMORY, path, 0, "out of memory");
    ent_map_free(&r.key_ids);
    ent_arena_free(&r.arena);
    free(r.keys);
    free(r.frames);
    free(r.text);
    return status;
}
