/* read.c - statements read back, line by line: memory grows with the graph. */
#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "graph/store.h"
#include "write/formats.h"

enum { COMPLAINTS_MAX = 10, LINE_MAX_BYTES = 16 << 20 };

static bool read_offset(const json_t *row, const char *name, uint32_t *out) {
    const json_t *value = json_object_get(row, name);
    json_int_t number = json_integer_value(value);
    *out = (uint32_t)number;
    return (!value || json_is_integer(value)) && number >= 0 && number <= UINT32_MAX;
}

static bool read_span(const json_t *row, ent_span *span) {
    span->text = json_string_value(json_object_get(row, "text"));
    return json_is_object(row) && read_offset(row, "begin", &span->begin) &&
           read_offset(row, "end", &span->end);
}

static bool read_party(const json_t *row, ent_party *p) {
    const char *type = json_string_value(json_object_get(row, "type"));
    int number = type ? ent_actor_type_named(type) : -1;
    p->id = json_string_value(json_object_get(row, "id"));
    p->name = json_string_value(json_object_get(row, "name"));
    p->type = (ent_actor_type)number;
    p->country = json_string_value(json_object_get(row, "country"));
    return read_span(row, &p->span) && p->id && *p->id && p->name && *p->name && number >= 0;
}

static bool read_statement(const json_t *row, ent_statement *s) {
    const char *root = json_string_value(json_object_get(row, "root")),
               *status = json_string_value(json_object_get(row, "status"));
    *s = (ent_statement){.doc = json_string_value(json_object_get(row, "doc")),
                         .relation = json_string_value(json_object_get(row, "relation")),
                         .symmetric = json_is_true(json_object_get(row, "symmetric")),
                         .speaker = json_string_value(json_object_get(row, "speaker")),
                         .date = json_string_value(json_object_get(row, "date")),
                         .rule = json_string_value(json_object_get(row, "rule")),
                         .confidence = json_number_value(json_object_get(row, "confidence"))};
    int act = root ? ent_act_named(root) : -1, how = status ? ent_act_status_named(status) : -1;
    s->root = (ent_act)act;
    s->status = (ent_act_status)how;
    return act >= 0 && how >= 0 && s->doc && s->relation && *s->relation &&
           read_offset(row, "sentence", &s->sentence) &&
           read_party(json_object_get(row, "source"), &s->source) &&
           read_party(json_object_get(row, "target"), &s->target) &&
           read_span(json_object_get(row, "evidence"), &s->evidence) && s->evidence.text &&
           read_span(json_object_get(row, "trigger"), &s->trigger);
}

/* ---- Lines ---- */

typedef struct lines {
    FILE *file;
    char *text;
    size_t length, room, number;
    bool too_long; /* the rest of the line was passed over */
} lines;

static bool make_room(lines *l) {
    if (l->length < l->room) return true;
    size_t room = l->room ? 2 * l->room : 1 << 12;
    char *grown = realloc(l->text, room);
    if (grown) l->text = grown, l->room = room;
    return grown != NULL;
}

/* The next line without its line feed. ENT_END after the last. */
static ent_status next_line(lines *l) {
    int c = getc_unlocked(l->file);
    if (c == EOF) return ENT_END;
    l->length = 0;
    l->too_long = false;
    l->number++;
    for (; c != EOF && c != '\n'; c = getc_unlocked(l->file)) {
        if (l->length == LINE_MAX_BYTES) {
            l->too_long = true;
            continue;
        }
        if (!make_room(l)) return ENT_NO_MEMORY;
        l->text[l->length++] = (char)c;
    }
    return ENT_OK;
}

static bool is_blank(const lines *l) {
    for (size_t i = 0; i < l->length; i++)
        if (!strchr(" \t\r", l->text[i]) || !l->text[i]) return false;
    return !l->too_long;
}

/* ---- All together ---- */

static ent_status add_line(const lines *l, const char *name, ent_graph *graph, ent_error *error) {
    ent_statement s;
    json_error_t fault;
    if (is_blank(l)) return ENT_OK;
    if (l->too_long)
        return ent_fail(error, ENT_INPUT, name, l->number, "a line of more than 16 MiB: left out");
    json_t *row = json_loadb(l->text, l->length, 0, &fault);
    ent_status status;
    if (!row)
        status = ent_fail(error, ENT_INPUT, name, l->number, "not JSON: %s", fault.text);
    else if (!read_statement(row, &s))
        status = ent_fail(error, ENT_INPUT, name, l->number,
                          "not a statement as `extract` prints it: left out");
    else
        status = ent_graph_add(graph, s.doc, NULL, &(ent_statements){&s, 1}, error);
    json_decref(row);
    return status;
}

ent_status ent_read_statements(const char *path, ent_fault_report report, void *context,
                               ent_graph *graph, ent_error *error) {
    bool is_standard = strcmp(path, "-") == 0;
    const char *name = is_standard ? "standard input" : path;
    lines l = {.file = is_standard ? stdin : fopen(path, "rb")};
    ent_error fault;
    size_t faults = 0;
    ent_status status;
    if (!l.file) return ent_fail(error, ENT_INPUT, path, 0, "cannot open: %s", strerror(errno));
    while (!(status = next_line(&l))) {
        status = add_line(&l, name, graph, &fault);
        if (status && status != ENT_INPUT) break;
        if (status && faults++ < COMPLAINTS_MAX && report) report(context, &fault);
    }
    if (faults > COMPLAINTS_MAX && report) {
        ent_fail(&fault, ENT_INPUT, name, 0, "%zu more faults like these", faults - COMPLAINTS_MAX);
        report(context, &fault);
    }
    if (status == ENT_END && ferror(l.file))
        status = ent_fail(error, ENT_INPUT, name, 0, "cannot read: %s", strerror(errno));
    else if (status != ENT_END)
        ent_fail(error, status, name, l.number, "out of memory");
    free(l.text);
    if (!is_standard) fclose(l.file);
    return status == ENT_END ? ENT_OK : status;
}
