/* xml.c - feeds and news in XML: RSS and Atom (a document an item), NITF, NewsML-G2.
 *
 * The tree is read once, with no network, no external entities and none replaced, and items are
 * handed out one by one. */
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>

#include "read/reader.h"

struct ent_feed {
    xmlDoc *doc;
    xmlNode *next;  /* where the search for the next item begins */
    bool is_single; /* the whole file is one document */
};

void ent_feed_free(struct ent_feed *feed) {
    if (!feed) return;
    xmlFreeDoc(feed->doc);
    free(feed);
}

static bool is_element(const xmlNode *node, const char *name) {
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

/* Document order, bounded by root. */
static xmlNode *following(xmlNode *node, const xmlNode *root, bool deep) {
    if (deep && node->children && node->type == XML_ELEMENT_NODE) return node->children;
    while (node && node != root) {
        if (node->next) return node->next;
        node = node->parent;
    }
    return NULL;
}

/* The first element of one of the names below root, or NULL. */
static xmlNode *find(xmlNode *root, const char *const *names) {
    for (; *names; names++)
        for (xmlNode *node = root; node; node = following(node, root, true))
            if (node != root && is_element(node, *names)) return node;
    return NULL;
}

static ent_status open_feed(ent_reader *reader, ent_arena *arena, ent_error *error) {
    char *bytes;
    size_t length;
    const char *name = reader->source.name;
    ent_status status = ent_source_rest(&reader->source, arena, &bytes, &length, error);
    if (status) return status;
    ent_xml_quiet();
    xmlParserCtxt *context = xmlNewParserCtxt();
    if (!context) return ent_fail(error, ENT_NO_MEMORY, name, 0, "out of memory");
    xmlDoc *doc = xmlCtxtReadMemory(context, bytes, (int)length, NULL, NULL,
                                    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                        XML_PARSE_NOCDATA | XML_PARSE_COMPACT);
    const xmlError *fault = xmlCtxtGetLastError(context);
    if (!doc || !xmlDocGetRootElement(doc)) {
        size_t line = fault && fault->line > 0 ? (size_t)fault->line : 0;
        const char *message = fault && fault->message ? fault->message : "no element";
        status = ent_fail(error, ENT_INPUT, name, line, "not well-formed XML: %.*s",
                          (int)strcspn(message, "\n"), message);
        xmlFreeDoc(doc);
        xmlFreeParserCtxt(context);
        return status;
    }
    xmlFreeParserCtxt(context);
    reader->feed = calloc(1, sizeof *reader->feed);
    if (!reader->feed) {
        xmlFreeDoc(doc);
        return ent_fail(error, ENT_NO_MEMORY, name, 0, "out of memory");
    }
    static const char *const items[] = {"item", "entry", "newsItem", "nitf", NULL};
    xmlNode *root = xmlDocGetRootElement(doc);
    reader->feed->doc = doc;
    reader->feed->next = root;
    reader->feed->is_single = find(root, items) == NULL;
    return ENT_OK;
}

/* The next item, or NULL. */
static xmlNode *next_item(struct ent_feed *feed) {
    xmlNode *root = xmlDocGetRootElement(feed->doc), *node = feed->next;
    if (feed->is_single) {
        feed->next = NULL;
        return node;
    }
    for (; node; node = following(node, root, true)) {
        if (is_element(node, "item") || is_element(node, "entry") || is_element(node, "newsItem") ||
            is_element(node, "nitf")) {
            feed->next = following(node, root, false);
            return node;
        }
    }
    feed->next = NULL;
    return NULL;
}

static const char *clean_content(xmlNode *node, ent_arena *arena) {
    if (!node) return NULL;
    xmlChar *content = xmlNodeGetContent(node);
    size_t length;
    const char *at = content ? (const char *)content : "";
    at += strspn(at, " \t\r\n");
    char *copy = ent_clean(at, strlen(at), false, arena, &length);
    xmlFree(content);
    while (copy && length > 0 && strchr(" \n", copy[length - 1])) copy[--length] = '\0';
    return copy && length ? copy : NULL;
}

static const char *link_of(xmlNode *item, ent_arena *arena) {
    static const char *const links[] = {"link", NULL};
    xmlNode *node = find(item, links);
    xmlChar *href = node ? xmlGetProp(node, (const xmlChar *)"href") : NULL;
    if (!href) return clean_content(node, arena);
    const char *copy = ent_arena_copy(arena, (const char *)href, strlen((const char *)href));
    xmlFree(href);
    return copy;
}

static const char *date_of(xmlNode *item, ent_arena *arena) {
    static const char *const dates[] = {"pubDate",        "published",  "updated",    "date",
                                        "versionCreated", "date.issue", "story.date", NULL};
    xmlNode *node = find(item, dates);
    if (!node) return NULL;
    xmlChar *norm = xmlGetProp(node, (const xmlChar *)"norm");
    const char *text = norm ? (const char *)norm : clean_content(node, arena);
    const char *date = text ? ent_find_date(text, strlen(text), arena) : NULL;
    xmlFree(norm);
    return date;
}

/* The body: a feed holds HTML as text; NITF and NewsML-G2 hold elements. */
static ent_status body_of(xmlNode *item, const char *name, ent_arena *arena, ent_document *out,
                          ent_error *error) {
    static const char *const bodies[] = {"encoded",     "body.content", "inlineXML", "content",
                                         "description", "summary",      "body",      NULL};
    xmlNode *body = find(item, bodies);
    if (!body) body = item;
    bool marked = false;
    for (xmlNode *child = body->children; child; child = child->next)
        marked |= child->type == XML_ELEMENT_NODE;
    if (!marked) {
        const char *html = clean_content(body, arena);
        if (!html) html = "";
        return ent_html_text(html, strlen(html), name, arena, out, error);
    }
    xmlBuffer *buffer = xmlBufferCreate();
    if (!buffer || xmlNodeDump(buffer, item->doc, body, 0, 0) < 0) {
        xmlBufferFree(buffer);
        return ent_fail(error, ENT_NO_MEMORY, name, 0, "out of memory");
    }
    ent_status status = ent_html_text((const char *)xmlBufferContent(buffer),
                                      (size_t)xmlBufferLength(buffer), name, arena, out, error);
    xmlBufferFree(buffer);
    return status;
}

ent_status ent_read_xml(ent_reader *reader, ent_arena *arena, ent_document *out, ent_error *error) {
    static const char *const titles[] = {"title", "headline", "hl1", NULL};
    static const char *const ids[] = {"guid", "id", NULL};
    const char *name = reader->source.name;
    if (!reader->feed) {
        ent_status status = open_feed(reader, arena, error);
        if (status) {
            reader->done = true;
            return status;
        }
    }
    xmlNode *item = next_item(reader->feed);
    if (!item) {
        reader->done = true;
        return ENT_END;
    }
    reader->documents++;
    out->title = clean_content(find(item, titles), arena);
    out->id = clean_content(find(item, ids), arena);
    if (!out->id)
        out->id = ent_reader_id(reader, arena, reader->feed->is_single ? 0 : reader->documents);
    out->date = date_of(item, arena);
    out->url = link_of(item, arena);
    if (!out->id) return ent_fail(error, ENT_NO_MEMORY, name, 0, "out of memory");
    if (!out->title) out->title = "";
    ent_status status = body_of(item, name, arena, out, error);
    if (status || out->length > 0) return status;
    return ent_fail(error, ENT_INPUT, name, 0, "item %zu has no text", reader->documents);
}
