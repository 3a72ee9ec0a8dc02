/* read.c - graphs and statements read back. */
#include <jansson.h>
#include <libxml/xmlreader.h>
#include <stdlib.h>
#include <string.h>

#include "graph/store.h"
#include "write/formats.h"

typedef struct fields {
    const char *names[40], *values[40];
    size_t count;
} fields;

static const char *value(const fields *f, const char *name) {
    for (size_t i = 0; i < f->count; i++)
        if (strcmp(f->names[i], name) == 0) return f->values[i];
    return "";
}

/* The data of the node or edge that the reader stands at. */
static bool read_fields(ent_graph *graph, xmlNode *element, fields *f) {
    f->count = 0;
    for (xmlNode *child = element->children; child; child = child->next) {
        if (child->type != XML_ELEMENT_NODE || f->count == 40) continue;
        xmlChar *key = xmlGetProp(child, (const xmlChar *)"key"), *text = xmlNodeGetContent(child);
        if (key && text && strlen((char *)key) > 2) {
            f->names[f->count] = ent_graph_intern(graph, (char *)key + 2);
            f->values[f->count++] = ent_graph_intern(graph, (char *)text);
        }
        xmlFree(key);
        xmlFree(text);
    }
    return true;
}

static bool read_sightings(ent_graph *graph, uint32_t node, const char *text) {
    json_t *all = json_loads(text, 0, NULL);
    const char *doc;
    json_t *mentions;
    bool good = json_is_object(all);
    if (good) json_object_foreach(all, doc, mentions) {
            ent_sighting *seen = ent_graph_sight(graph, node, doc);
            good = good && seen && json_is_integer(mentions);
            if (good) seen->mentions = (long)json_integer_value(mentions);
        }
    json_decref(all);
    return good;
}

static bool read_node(ent_graph *graph, xmlNode *element) {
    fields f;
    xmlChar *id = xmlGetProp(element, (const xmlChar *)"id");
    read_fields(graph, element, &f);
    int type = ent_actor_type_named(value(&f, "type"));
    uint32_t node = UINT32_MAX;
    if (id && type >= 0)
        node = ent_graph_add_node(graph, &(ent_node){.id = (const char *)id,
                                                     .label = value(&f, "label"),
                                                     .type = (ent_actor_type)type,
                                                     .iso3 = value(&f, "iso3"),
                                                     .role = value(&f, "role"),
                                                     .country = value(&f, "country"),
                                                     .aliases = value(&f, "aliases")});
    xmlFree(id);
    return node != UINT32_MAX && read_sightings(graph, node, value(&f, "sightings"));
}

static bool read_report(ent_graph *graph, ent_report *r, json_t *row) {
    const char *doc, *date, *speaker, *trigger, *rule, *text;
    int sentence, begin, end, source, at, target;
    double confidence;
    if (json_unpack(row, "[s,i,i,i,i,i,i,s,s,s,s,F,s]", &doc, &sentence, &begin, &end, &source, &at,
                    &target, &date, &speaker, &trigger, &rule, &confidence, &text) != 0)
        return false;
    r->evidence = (ent_evidence){.doc = doc,
                                 .date = date,
                                 .text = text,
                                 .trigger = trigger,
                                 .rule = rule,
                                 .speaker = speaker,
                                 .source_text = json_string_value(json_array_get(row, 13)),
                                 .target_text = json_string_value(json_array_get(row, 14)),
                                 .sentence = (uint32_t)sentence,
                                 .begin = (uint32_t)begin,
                                 .end = (uint32_t)end,
                                 .source_begin = (uint32_t)source,
                                 .target_begin = (uint32_t)target,
                                 .trigger_begin = (uint32_t)at,
                                 .confidence = confidence};
    return ent_graph_add_report(graph, r, NULL) == ENT_OK;
}

static uint32_t node_named(const ent_graph *graph, xmlNode *element, const char *end) {
    xmlChar *id = xmlGetProp(element, (const xmlChar *)end);
    uint32_t node = id ? ent_map_get(&graph->ids, (char *)id, strlen((char *)id)) : ENT_MAP_NONE;
    xmlFree(id);
    return node;
}

static bool read_edge(ent_graph *graph, xmlNode *element) {
    fields f;
    read_fields(graph, element, &f);
    int root = ent_act_named(value(&f, "root")), status = ent_act_status_named(value(&f, "status"));
    ent_report r = {.source = node_named(graph, element, "source"),
                    .target = node_named(graph, element, "target"),
                    .relation = value(&f, "relation"),
                    .root = (ent_act)root,
                    .status = (ent_act_status)status,
                    .symmetric = strcmp(value(&f, "symmetric"), "true") == 0};
    json_t *rows = json_loads(value(&f, "reports"), 0, NULL);
    bool good = root >= 0 && status >= 0 && r.source != ENT_MAP_NONE && r.target != ENT_MAP_NONE &&
                json_array_size(rows) > 0;
    for (size_t i = 0; good && i < json_array_size(rows); i++)
        good = read_report(graph, &r, json_array_get(rows, i));
    json_decref(rows);
    return good;
}

static void quiet(void *context, const char *message, xmlParserSeverities severity,
                  xmlTextReaderLocatorPtr at) {
    (void)context, (void)message, (void)severity, (void)at;
}

ent_status ent_read_graph(const char *path, ent_graph **out, ent_error *error) {
    ent_status status = ent_graph_new(out, error);
    if (status) return status;
    xmlTextReaderPtr reader =
        xmlReaderForFile(path, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    bool good = reader != NULL, graphml = false;
    int more = 0;
    if (reader) xmlTextReaderSetErrorHandler(reader, quiet, NULL);
    while (good && (more = xmlTextReaderRead(reader)) == 1) {
        int type = xmlTextReaderNodeType(reader);
        if (type == XML_READER_TYPE_DOCUMENT_TYPE) good = false;
        if (type != XML_READER_TYPE_ELEMENT) continue;
        const char *name = (const char *)xmlTextReaderConstLocalName(reader);
        bool node = strcmp(name, "node") == 0, edge = strcmp(name, "edge") == 0;
        if (strcmp(name, "graphml") == 0) graphml = true;
        if (!node && !edge) continue;
        xmlNode *element = xmlTextReaderExpand(reader);
        good = element && (node ? read_node(*out, element) : read_edge(*out, element));
    }
    int line = reader ? xmlTextReaderGetParserLineNumber(reader) : 0;
    xmlFreeTextReader(reader);
    if (good && more == 0 && graphml) return ent_graph_finish(*out, error);
    ent_graph_free(*out);
    *out = NULL;
    return ent_fail(error, ENT_INPUT, path, line > 0 ? (size_t)line : 0,
                    reader ? "not a graph that Entente wrote: give its .graphml" : "cannot open");
}

static bool read_span(const json_t *row, uint32_t *begin, uint32_t *end) {
    *begin = (uint32_t)json_integer_value(json_object_get(row, "begin"));
    *end = (uint32_t)json_integer_value(json_object_get(row, "end"));
    return json_is_object(row);
}

static bool read_party(const json_t *row, ent_party *p) {
    int type = ent_actor_type_named(json_string_value(json_object_get(row, "type"))
                                        ? json_string_value(json_object_get(row, "type"))
                                        : "");
    p->id = json_string_value(json_object_get(row, "id"));
    p->name = json_string_value(json_object_get(row, "name"));
    p->type = (ent_actor_type)type;
    p->span.text = json_string_value(json_object_get(row, "text"));
    return read_span(row, &p->span.begin, &p->span.end) && p->id && p->name && type >= 0;
}

static bool read_statement(const json_t *row, ent_statement *s) {
    const char *root = json_string_value(json_object_get(row, "root")),
               *status = json_string_value(json_object_get(row, "status"));
    const json_t *evidence = json_object_get(row, "evidence"),
                 *trigger = json_object_get(row, "trigger");
    *s = (ent_statement){.doc = json_string_value(json_object_get(row, "doc")),
                         .relation = json_string_value(json_object_get(row, "relation")),
                         .sentence = (uint32_t)json_integer_value(json_object_get(row, "sentence")),
                         .symmetric = json_is_true(json_object_get(row, "symmetric")),
                         .speaker = json_string_value(json_object_get(row, "speaker")),
                         .date = json_string_value(json_object_get(row, "date")),
                         .rule = json_string_value(json_object_get(row, "rule")),
                         .confidence = json_number_value(json_object_get(row, "confidence"))};
    int act = root ? ent_act_named(root) : -1, how = status ? ent_act_status_named(status) : -1;
    s->root = (ent_act)act;
    s->status = (ent_act_status)how;
    s->evidence.text = json_string_value(json_object_get(evidence, "text"));
    s->trigger.text = json_string_value(json_object_get(trigger, "text"));
    return act >= 0 && how >= 0 && s->doc && s->relation && s->evidence.text &&
           read_party(json_object_get(row, "source"), &s->source) &&
           read_party(json_object_get(row, "target"), &s->target) &&
           read_span(evidence, &s->evidence.begin, &s->evidence.end) &&
           read_span(trigger, &s->trigger.begin, &s->trigger.end);
}

ent_status ent_read_statements(const char *path, ent_graph *graph, ent_error *error) {
    FILE *file = fopen(path, "rb");
    char *line = NULL;
    size_t room = 0, number = 0;
    ent_status status = ENT_OK;
    if (!file) return ent_fail(error, ENT_INPUT, path, 0, "cannot open");
    for (ssize_t length; !status && (length = getline(&line, &room, file)) >= 0;) {
        ent_statement s;
        json_t *row = json_loadb(line, (size_t)length, 0, NULL);
        number++;
        if (!row || !read_statement(row, &s))
            status =
                ent_fail(error, ENT_INPUT, path, number, "not a statement as extract prints it");
        else
            status = ent_graph_add(graph, s.doc, NULL, &(ent_statements){&s, 1}, error);
        json_decref(row);
    }
    free(line);
    fclose(file);
    return status;
}
