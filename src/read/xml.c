/* xml.c - feeds and news in XML: RSS and Atom (a document an item), NITF, NewsML-G2.
 *
 * The tree is read once, with no network, no external entities and none replaced, and items are
 * handed out one by one. Of a file that is not well-formed what comes before the fault is handed
 * out, then the fault. */
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "read/markup.h"

struct ent_feed {
    xmlDoc *doc;
    xmlNode *next;   /* where the search for the next item begins */
    bool is_single;  /* the whole file is one document */
    ent_error fault; /* what is wrong with the file, told after its last item */
};

void ent_feed_free(struct ent_feed *feed) {
    if (!feed) return;
    xmlFreeDoc(feed->doc);
    free(feed);
}

/* ---- Finding elements ---- */

/* Media RSS names its elements like those of the item. */
static bool is_foreign(const xmlNode *node) {
    const xmlNs *ns = node->ns;
    return ns && ((ns->prefix && strcmp((const char *)ns->prefix, "media") == 0) ||
                  (ns->href && strstr((const char *)ns->href, "/mrss")));
}

static bool is_element(const xmlNode *node, const char *name) {
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0 &&
           !is_foreign(node);
}

static bool is_item(const xmlNode *node) {
    return is_element(node, "item") || is_element(node, "entry") || is_element(node, "newsItem") ||
           is_element(node, "nitf");
}

/* The first element of this name below root, or NULL. */
static xmlNode *find(xmlNode *root, const char *name) {
    for (xmlNode *node = root; node; node = ent_node_following(node, root, true))
        if (node != root && is_element(node, name)) return node;
    return NULL;
}

/* The text below a node, without blanks around it; NULL if there is none. */
static const char *content_of(xmlNode *node, ent_arena *arena) {
    xmlChar *content = node ? xmlNodeGetContent(node) : NULL;
    size_t length = 0;
    char *copy =
        content ? ent_clean((const char *)content, strlen((const char *)content), 0, arena, &length)
                : NULL;
    xmlFree(content);
    return copy && length ? copy : NULL;
}

static const char *attribute_of(xmlNode *node, const char *name, ent_arena *arena) {
    xmlChar *value = node ? xmlGetProp(node, (const xmlChar *)name) : NULL;
    size_t length = 0;
    char *copy =
        value ? ent_clean((const char *)value, strlen((const char *)value), 0, arena, &length)
              : NULL;
    xmlFree(value);
    return copy && length ? copy : NULL;
}

/* The content of the first of several elements that has one. */
static const char *first_content(xmlNode *item, const char *const *names, ent_arena *arena) {
    const char *content = NULL;
    for (; *names && !content; names++) content = content_of(find(item, *names), arena);
    return content;
}

/* ---- Opening ---- */

/* Parse bytes; a fault goes to *fault. NULL if there is no tree at all. */
static xmlDoc *parse(const char *bytes, size_t length, const char *encoding, const char *name,
                     ent_error *fault) {
    xmlParserCtxt *context = xmlNewParserCtxt();
    fault->status = ENT_OK;
    if (!context) {
        ent_fail(fault, ENT_NO_MEMORY, name, 0, "out of memory");
        return NULL;
    }
    xmlDoc *doc = xmlCtxtReadMemory(context, bytes, (int)length, NULL, encoding,
                                    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                        XML_PARSE_NOCDATA | XML_PARSE_COMPACT | XML_PARSE_RECOVER);
    const xmlError *last = xmlCtxtGetLastError(context);
    if (!doc || !context->wellFormed) {
        size_t line = last && last->line > 0 ? (size_t)last->line : 0;
        const char *message = last && last->message ? last->message : "no element";
        ent_fail(fault, ENT_INPUT, name, line, "not well-formed XML: %.*s",
                 (int)strcspn(message, "\n"), message);
    }
    xmlFreeParserCtxt(context);
    return doc;
}

/* Does the declaration name an encoding other than UTF-8? */
static bool names_encoding(const char *bytes, size_t length) {
    const char *end = memchr(bytes, '>', length < 256 ? length : 256);
    if (length < 5 || memcmp(bytes, "<?xml", 5) != 0 || !end) return false;
    for (const char *at = bytes; at + 10 < end; at++)
        if (memcmp(at, "encoding=", 9) == 0) return strncasecmp(at + 10, "utf-8", 5) != 0;
    return false;
}

static ent_status refuse(const ent_reader *reader, ent_error *error, const char *why) {
    return ent_fail(error, ENT_INPUT, reader->source.name, 0, "%s", why);
}

static ent_status open_feed(ent_reader *reader, ent_arena *arena, ent_error *error) {
    char *raw;
    size_t length;
    ent_status status = ent_source_rest(&reader->source, arena, &raw, &length, error);
    if (status) return status;
    const char *bytes = raw, *encoding = NULL;
    if (ent_is_utf8(bytes, length) || !names_encoding(bytes, length)) {
        bytes = ent_clean(bytes, length, ENT_CLEAN_EXACT, arena, &length);
        encoding = "UTF-8";
    }
    if (bytes) bytes = ent_markup_repair(bytes, length, arena, &length);
    if (!bytes) return ent_reader_no_memory(reader, error);
    ent_markup cost = ent_markup_look(bytes, length);
    if (cost.declares) return refuse(reader, error, "declares entities of its own: not read");
    if (cost.attributes > ENT_ATTRIBUTES_MAX)
        return refuse(reader, error, "an element has too many attributes");
    ent_xml_quiet();
    reader->feed = calloc(1, sizeof *reader->feed);
    if (!reader->feed) return ent_reader_no_memory(reader, error);
    struct ent_feed *feed = reader->feed;
    feed->doc = parse(bytes, length, encoding, reader->source.name, &feed->fault);
    xmlNode *root = feed->doc ? xmlDocGetRootElement(feed->doc) : NULL;
    if (!root) {
        if (!feed->fault.status) return refuse(reader, error, "no element in it");
        if (error) *error = feed->fault;
        return feed->fault.status;
    }
    if (feed->doc->intSubset && feed->doc->intSubset->entities)
        return refuse(reader, error, "declares entities of its own: not read");
    feed->next = root;
    feed->is_single = true;
    for (xmlNode *node = root; node && feed->is_single; node = ent_node_following(node, root, true))
        feed->is_single = !is_item(node);
    return ENT_OK;
}

/* The next item, or NULL. */
static xmlNode *next_item(struct ent_feed *feed) {
    xmlNode *root = xmlDocGetRootElement(feed->doc), *node = feed->next;
    if (feed->is_single) {
        feed->next = NULL;
        return node;
    }
    while (node && !is_item(node)) node = ent_node_following(node, root, true);
    feed->next = node ? ent_node_following(node, root, false) : NULL;
    return node;
}

/* ---- An item ---- */

static const char *link_of(xmlNode *item, ent_arena *arena) {
    for (xmlNode *node = item->children; node; node = node->next) {
        if (!is_element(node, "link")) continue;
        const char *href = attribute_of(node, "href", arena),
                   *rel = attribute_of(node, "rel", arena);
        if (!href) href = content_of(node, arena);
        if (href && (!rel || strcmp(rel, "alternate") == 0)) return href;
    }
    return NULL;
}

static const char *date_of(xmlNode *item, ent_arena *arena) {
    static const char *const names[] = {"pubDate",        "published",      "date",
                                        "contentCreated", "versionCreated", "date.issue",
                                        "story.date",     "updated",        NULL};
    for (const char *const *name = names; *name; name++) {
        xmlNode *node = find(item, *name);
        const char *text = node ? attribute_of(node, "norm", arena) : NULL;
        if (!text) text = content_of(node, arena);
        const char *date = text ? ent_find_date(text, strlen(text), arena) : NULL;
        if (date) return date;
    }
    return NULL;
}

static const char *id_of(xmlNode *item, ent_arena *arena) {
    static const char *const names[] = {"guid", "id", NULL};
    const char *id = attribute_of(item, "guid", arena);
    if (!id) id = attribute_of(find(item, "doc-id"), "id-string", arena);
    return id ? id : first_content(item, names, arena);
}

/* The text of an element: a feed holds HTML as text; NITF and NewsML-G2 hold elements. */
static ent_status text_of(xmlNode *body, const char *name, ent_arena *arena, ent_document *out,
                          ent_error *error) {
    bool marked = false;
    for (xmlNode *child = body->children; child; child = child->next)
        marked |= child->type == XML_ELEMENT_NODE;
    if (!marked) {
        const char *html = content_of(body, arena);
        return ent_html_text(html ? html : "", html ? strlen(html) : 0, false, name, arena, out,
                             error);
    }
    xmlBuffer *buffer = xmlBufferCreate();
    if (!buffer || xmlNodeDump(buffer, body->doc, body, 0, 0) < 0) {
        xmlBufferFree(buffer);
        return ent_fail(error, ENT_NO_MEMORY, name, 0, "out of memory");
    }
    ent_status status =
        ent_html_text((const char *)xmlBufferContent(buffer), (size_t)xmlBufferLength(buffer),
                      false, name, arena, out, error);
    xmlBufferFree(buffer);
    return status;
}

/* A title is text, but feeds often hold it as HTML. */
static ent_status title_of(xmlNode *item, const char *name, ent_arena *arena, ent_document *out,
                           ent_error *error) {
    static const char *const titles[] = {"title", "headline", "hl1", NULL};
    ent_document piece = {0};
    out->title = first_content(item, titles, arena);
    if (!out->title || !strchr(out->title, '&')) return ENT_OK;
    ent_status status =
        ent_html_text(out->title, strlen(out->title), false, name, arena, &piece, error);
    if (!status && piece.length > 0) out->title = piece.text;
    return status;
}

static ent_status fill(xmlNode *item, const char *name, ent_arena *arena, ent_document *out,
                       ent_error *error) {
    static const char *const bodies[] = {"encoded",     "body.content", "inlineXML", "content",
                                         "description", "summary",      "body",      NULL};
    bool any = false;
    ent_status status = title_of(item, name, arena, out, error);
    for (size_t i = 0; !status && bodies[i] && out->length == 0; i++) {
        xmlNode *body = find(item, bodies[i]);
        any |= body != NULL;
        if (body) status = text_of(body, name, arena, out, error);
    }
    if (!status && !any && !is_item(item)) status = text_of(item, name, arena, out, error);
    if (status) return status;
    if (out->length == 0 && out->title) { /* a headline is better than nothing */
        out->text = out->title;
        out->length = strlen(out->title);
    }
    if (!out->date) out->date = ent_find_dateline(out->text, out->length, arena);
    return ENT_OK;
}

ent_status ent_read_xml(ent_reader *reader, ent_arena *arena, ent_document *out, ent_error *error) {
    const char *name = reader->source.name;
    ent_status status = reader->feed ? ENT_OK : open_feed(reader, arena, error);
    xmlNode *item = status ? NULL : next_item(reader->feed);
    reader->done = !item;
    if (status) return status;
    if (!item && reader->feed->fault.status) {
        if (error) *error = reader->feed->fault;
        return reader->feed->fault.status;
    }
    if (!item) return ENT_END;
    reader->documents++;
    out->id = id_of(item, arena);
    if (!out->id)
        out->id = ent_reader_id(reader, arena, reader->feed->is_single ? 0 : reader->documents);
    out->date = date_of(item, arena);
    out->url = link_of(item, arena);
    if (!out->id) return ent_reader_no_memory(reader, error);
    status = fill(item, name, arena, out, error);
    if (status || out->length > 0) return status;
    return ent_fail(error, ENT_INPUT, name, 0, "item %zu has no text", reader->documents);
}
