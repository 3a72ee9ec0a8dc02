/* page.c - a page to explore a graph in: one HTML file that fetches nothing.
 *
 * The page is written in src/write/page; scripts/build-page makes two pieces of it and the graph
 * library, and the graph goes between them as JSON, which model.js reads. Whatever a name or a
 * sentence holds, the JSON holds no '<',
 * '>' or '&', so it cannot end the element that it stands in. */
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "write/formats.h"
#include "write/look.h"
#include "write/page/embed.h"

enum {
    HELD_MAX = 20000, /* actors in the page, the most active */
    DRAWN_MAX = 2000  /* actors on its sheet when it is opened; the others come by search */
};

typedef struct page {
    const ent_graph *graph; /* what the page holds */
    const ent_graph *drawn; /* what of it is drawn at first, in its places */
    FILE *out;
    size_t evidence_count;
    uint32_t *sentence_of; /* of each evidence: its sentence's number */
    size_t *told;          /* of each sentence: an evidence that has it */
    size_t sentence_count;
    const char **docs;
    ent_map doc_numbers;
    size_t doc_count;
} page;

const char *ent_page_library(void) {
    return *ent_page_library_name ? ent_page_library_name : NULL;
}

/* ---- JSON ---- */

static void print_string(const char *text, FILE *out) {
    static const char line_separators[] =
        "\xE2\x80"; /* U+2028 and U+2029: line ends in JavaScript */
    fputc('"', out);
    for (const unsigned char *at = (const unsigned char *)text; *at; at++) {
        if (*at == '"' || *at == '\\') {
            fprintf(out, "\\%c", *at);
        } else if (*at < 0x20 || *at == 0x7F || strchr("<>&", *at)) {
            fprintf(out, "\\u%04x", *at);
        } else if (memcmp(at, line_separators, 2) == 0 && (at[2] == 0xA8 || at[2] == 0xA9)) {
            fprintf(out, "\\u20%02x", at[2] - 0x80);
            at += 2;
        } else {
            fputc(*at, out);
        }
    }
    fputc('"', out);
}

/* ",text" behind another value. */
static void print_next(const char *text, FILE *out) {
    fputc(',', out);
    print_string(text ? text : "", out);
}

static void print_next_decimal(double value, FILE *out) {
    fputc(',', out);
    ent_print_decimal(value, out);
}

/* What stands between the brackets of a list: nothing before the first item. */
static const char *comma(size_t item) {
    return item ? ",\n" : "\n";
}

/* ---- The tables ---- */

/* What nodes and edges give by number: kinds of actors [name, fill, line, dot], statuses, what
 * arrows mean [name, colour], and roots [name, meaning]. Names and colours are those of pictures.
 */
static void print_kinds(const page *p) {
    fputs(",\n\"types\":[", p->out);
    for (int i = 0; i < ENT_ACTOR_TYPE_COUNT; i++)
        fprintf(p->out, "%s[\"%s\",\"%s\",\"%s\",\"%s\"]", i ? "," : "", ent_looks[i].name,
                ent_looks[i].fill, ent_looks[i].line, ent_looks[i].dot);
    fputs("],\n\"statuses\":[", p->out);
    for (int i = 0; i < ENT_ACT_STATUS_COUNT; i++)
        fprintf(p->out, "%s\"%s\"", i ? "," : "", ent_act_status_name((ent_act_status)i));
    fputs("],\n\"senses\":[", p->out);
    for (int i = 0; i < ENT_SENSE_COUNT; i++)
        fprintf(p->out, "%s[\"%s\",\"%s\"]", i ? "," : "", ent_manners[i].name,
                ent_manners[i].color);
    fputs("],\n\"roots\":[", p->out);
    for (int i = 0; i < ENT_ACT_COUNT; i++)
        fprintf(p->out, "%s[\"%s\",%d]", i ? "," : "", ent_act_name((ent_act)i),
                (int)ent_act_sense((ent_act)i));
    fputc(']', p->out);
}

/* The node's place on the sheet: in the drawn part if that is another graph, whose nodes are sorted
 * by id as well; *at goes along. NULL if it is not drawn at first. */
static const ent_node *place_of(const page *p, const ent_node *node, size_t *at) {
    if (p->drawn == p->graph) return node;
    while (*at < ent_graph_node_count(p->drawn) &&
           strcmp(ent_graph_node(p->drawn, *at)->id, node->id) < 0)
        ++*at;
    const ent_node *found =
        *at < ent_graph_node_count(p->drawn) ? ent_graph_node(p->drawn, *at) : NULL;
    return found && strcmp(found->id, node->id) == 0 ? found : NULL;
}

/* [id, label, type, iso3, role, country, aliases, mentions, documents, community, size, x, y];
 * those that are not drawn at first have no x and y. */
static void print_nodes(const page *p) {
    fputs(",\n\"nodes\":[", p->out);
    for (size_t i = 0, at = 0; i < ent_graph_node_count(p->graph); i++) {
        const ent_node *n = ent_graph_node(p->graph, i), *place = place_of(p, n, &at);
        fprintf(p->out, "%s[", comma(i));
        print_string(n->id, p->out);
        print_next(n->label, p->out);
        fprintf(p->out, ",%d", (int)n->type);
        print_next(n->iso3, p->out);
        print_next(n->role, p->out);
        print_next(n->country, p->out);
        print_next(n->aliases, p->out);
        fprintf(p->out, ",%ld,%ld,%ld", n->mentions, n->documents, n->community);
        print_next_decimal(n->size, p->out);
        if (place) print_next_decimal(place->x, p->out);
        if (place) print_next_decimal(place->y, p->out);
        fputc(']', p->out);
    }
    fputs("\n]", p->out);
}

/* [sentence, date, speaker, trigger, confidence] */
static void print_report(const page *p, size_t index) {
    const ent_evidence *e = ent_graph_evidence(p->graph, index);
    fprintf(p->out, "[%u", p->sentence_of[index]);
    print_next(e->date, p->out);
    print_next(ent_graph_speaker(p->graph, index), p->out);
    print_next(e->trigger, p->out);
    print_next_decimal(e->confidence, p->out);
    fputc(']', p->out);
}

/* [source, target, relation, root, status, symmetric, weight, reports] */
static void print_edges(const page *p) {
    fputs(",\n\"edges\":[", p->out);
    for (size_t i = 0; i < ent_graph_edge_count(p->graph); i++) {
        const ent_edge *e = ent_graph_edge(p->graph, i);
        fprintf(p->out, "%s[%u,%u", comma(i), e->source, e->target);
        print_next(e->relation, p->out);
        fprintf(p->out, ",%d,%d,%d", (int)e->root, (int)e->status, (int)e->symmetric);
        print_next_decimal(e->weight, p->out);
        fputs(",[", p->out);
        for (uint32_t k = 0; k < e->evidence_count; k++) {
            if (k) fputc(',', p->out);
            print_report(p, e->evidence_first + k);
        }
        fputs("]]", p->out);
    }
    fputs("\n]", p->out);
}

/* [document, number in it, text] */
static void print_sentences(const page *p) {
    fputs(",\n\"sentences\":[", p->out);
    for (size_t i = 0; i < p->sentence_count; i++) {
        const ent_evidence *e = ent_graph_evidence(p->graph, p->told[i]);
        fprintf(p->out, "%s[%u,%u", comma(i), ent_map_get(&p->doc_numbers, e->doc, strlen(e->doc)),
                e->sentence);
        print_next(e->text, p->out);
        fputc(']', p->out);
    }
    fputs("\n],\n\"docs\":[", p->out);
    for (size_t i = 0; i < p->doc_count; i++) {
        fputs(comma(i), p->out);
        print_string(p->docs[i], p->out);
    }
    fputs("\n]", p->out);
}

/* ---- Numbers for documents and sentences ---- */

static bool number_doc(page *p, const char *doc) {
    ent_map_slot *slot = ent_map_add(&p->doc_numbers, doc, strlen(doc));
    if (slot && slot->value == ENT_MAP_NONE) {
        slot->value = (uint32_t)p->doc_count;
        p->docs[p->doc_count++] = doc;
    }
    return slot != NULL;
}

/* Each sentence once, however many relations it tells of: the same document, number and text, which
 * the graph has interned. */
static bool number_sentences(page *p) {
    ent_map seen = {0};
    bool good = true;
    for (size_t i = 0; good && i < p->evidence_count; i++) {
        const ent_evidence *e = ent_graph_evidence(p->graph, i);
        struct {
            const char *doc, *text;
            size_t sentence;
        } key = {e->doc, e->text, e->sentence};
        ent_map_slot *slot = ent_map_add(&seen, (const char *)&key, sizeof key);
        good = slot && number_doc(p, e->doc);
        if (good && slot->value == ENT_MAP_NONE) {
            slot->value = (uint32_t)p->sentence_count;
            p->told[p->sentence_count++] = i;
        }
        if (good) p->sentence_of[i] = slot->value;
    }
    ent_map_free(&seen);
    return good;
}

static bool open_page(page *p) {
    for (size_t i = 0; i < ent_graph_edge_count(p->graph); i++)
        p->evidence_count += ent_graph_edge(p->graph, i)->evidence_count;
    p->sentence_of = calloc(p->evidence_count + 1, sizeof *p->sentence_of);
    p->told = calloc(p->evidence_count + 1, sizeof *p->told);
    p->docs = calloc(p->evidence_count + 1, sizeof *p->docs);
    return p->sentence_of && p->told && p->docs && number_sentences(p);
}

static void close_page(page *p) {
    free(p->sentence_of);
    free(p->told);
    free(p->docs);
    ent_map_free(&p->doc_numbers);
}

/* ---- All together ---- */

static void print_piece(const char *piece, const char *end, FILE *out) {
    fwrite(piece, 1, (size_t)(end - piece), out);
}

/* whole is the graph of which the page holds p->graph. */
static ent_status print_page(page *p, const ent_graph *whole, ent_error *error) {
    if (!open_page(p)) return ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
    print_piece(ent_page_top, ent_page_top_end, p->out);
    fputs("{\"heading\":", p->out);
    print_string(ent_graph_heading(whole), p->out);
    fputs(",\"title\":", p->out);
    print_string(ent_graph_title(whole), p->out);
    fprintf(p->out, ",\"actors\":%zu", ent_graph_node_count(whole));
    print_kinds(p);
    print_nodes(p);
    print_edges(p);
    print_sentences(p);
    fputs("\n}\n", p->out);
    print_piece(ent_page_bottom, ent_page_bottom_end, p->out);
    return ENT_OK;
}

/* The most active actors of graph, with places, as *part; NULL if those are all. */
static ent_status most_active(const ent_graph *graph, size_t most, ent_graph **part,
                              ent_error *error) {
    *part = NULL;
    if (ent_graph_node_count(graph) <= most) return ENT_OK;
    ent_status status = ent_graph_select(graph, &(ent_selection){.top = most}, part, error);
    return status ? status : ent_graph_arrange(*part, error);
}

ent_status ent_print_page(const ent_graph *graph, const char *path, FILE *out, ent_error *error) {
    ent_graph *held, *drawn = NULL;
    if (!ent_page_library())
        return ent_fail(error, ENT_OUTPUT, path, 0,
                        "this build has no page, for want of npm when it was made: write .graphml "
                        "or .svg, or build again");
    ent_status status = most_active(graph, HELD_MAX, &held, error);
    if (!status) status = most_active(graph, DRAWN_MAX, &drawn, error);
    page p = {.graph = held ? held : graph, .out = out};
    p.drawn = drawn ? drawn : p.graph;
    if (!status) status = print_page(&p, graph, error);
    close_page(&p);
    ent_graph_free(held);
    ent_graph_free(drawn);
    return status;
}
