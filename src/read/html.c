/* html.c - a web page: libxml2 parses whatever comes, article.c finds the text, and the page's meta
 * data, linked data and headings give title, date and address. */
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <string.h>
#include <strings.h>

#include "read/markup.h"

enum { CHARSET_TOP = 4096, CHARSET_MAX = 32 };

static void silence(void *context, const char *message, ...) {
    (void)context;
    (void)message;
}

void ent_xml_quiet(void) {
    xmlInitParser();
    xmlSetGenericErrorFunc(NULL, silence);
}

/* ---- What the page says of itself ---- */

static const char *copy_clean(const char *text, ent_arena *arena) {
    size_t length;
    char *copy = ent_clean(text, strlen(text), 0, arena, &length);
    for (char *feed = copy; feed && (feed = strchr(feed, '\n')) != NULL;) *feed = ' ';
    return copy && length ? copy : NULL;
}

static const char *property(xmlNode *node, const char *name, ent_arena *arena) {
    xmlChar *value = xmlGetProp(node, (const xmlChar *)name);
    const char *copy = value ? copy_clean((const char *)value, arena) : NULL;
    xmlFree(value);
    return copy;
}

static bool is_word(const char *value, const char *const *words) {
    for (; value && *words; words++)
        if (strcasecmp(value, *words) == 0) return true;
    return false;
}

typedef struct page {
    const char *title, *heading, *og_title, *date, *time, *url;
} page;

static const char *first_date(const char *text, ent_arena *arena) {
    return text ? ent_find_date(text, strlen(text), arena) : NULL;
}

static void take_meta(page *p, xmlNode *node, ent_arena *arena) {
    static const char *const titles[] = {"og:title", "twitter:title", NULL};
    static const char *const dates[] = {"article:published_time",
                                        "og:article:published_time",
                                        "datepublished",
                                        "date",
                                        "pubdate",
                                        "publishdate",
                                        "dc.date",
                                        "dc.date.issued",
                                        "parsely-pub-date",
                                        "publication_date",
                                        "sailthru.date",
                                        NULL};
    static const char *const urls[] = {"og:url", NULL};
    const char *name = property(node, "property", arena);
    if (!name) name = property(node, "name", arena);
    if (!name) name = property(node, "itemprop", arena);
    const char *content = name ? property(node, "content", arena) : NULL;
    if (!content) return;
    if (!p->og_title && is_word(name, titles)) p->og_title = content;
    if (!p->date && is_word(name, dates)) p->date = first_date(content, arena);
    if (!p->url && is_word(name, urls)) p->url = content;
}

/* "datePublished":"..." in the page's linked data. */
static void take_script(page *p, xmlNode *node, ent_arena *arena) {
    xmlChar *content = xmlNodeGetContent(node);
    const char *at = content ? strstr((const char *)content, "\"datePublished\"") : NULL;
    if (at && !p->date) {
        size_t length = strnlen(at + 15, 40);
        p->date = ent_find_date(at + 15, length, arena);
    }
    xmlFree(content);
}

static const char *content_of(xmlNode *node, ent_arena *arena) {
    xmlChar *content = xmlNodeGetContent(node);
    const char *copy = content ? copy_clean((const char *)content, arena) : NULL;
    xmlFree(content);
    return copy;
}

static void take_metadata(page *p, xmlNode *html, ent_arena *arena) {
    for (xmlNode *node = html; node; node = ent_node_following(node, html, true)) {
        if (node->type != XML_ELEMENT_NODE || !node->name) continue;
        const char *name = (const char *)node->name;
        if (strcasecmp(name, "meta") == 0) {
            take_meta(p, node, arena);
        } else if (strcasecmp(name, "script") == 0) {
            take_script(p, node, arena);
        } else if (strcasecmp(name, "title") == 0 && !p->title) {
            p->title = content_of(node, arena);
        } else if (strcasecmp(name, "h1") == 0 && !p->heading) {
            p->heading = content_of(node, arena);
        } else if (strcasecmp(name, "time") == 0 && !p->time) {
            p->time = first_date(property(node, "datetime", arena), arena);
        } else if (strcasecmp(name, "link") == 0 && !p->url) {
            const char *rel = property(node, "rel", arena);
            if (rel && strcasecmp(rel, "canonical") == 0) p->url = property(node, "href", arena);
        }
    }
}

/* ---- The page ---- */

/* The character set that the page names near its top, in lower case; "" if none. */
static void find_charset(const char *bytes, size_t length, char *name) {
    static const char marker[] = "charset=";
    size_t top = length < CHARSET_TOP ? length : CHARSET_TOP, size = 0;
    *name = '\0';
    for (size_t at = 0; at + sizeof marker < top; at++) {
        if (strncasecmp(bytes + at, marker, sizeof marker - 1) != 0) continue;
        at += sizeof marker - 1;
        while (at < top && strchr("\"' ", bytes[at])) at++;
        for (; at < top && size < CHARSET_MAX - 1; at++) {
            char c = bytes[at];
            bool good = (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') ||
                        c == '-' || c == '_' || c == ':' || c == '.';
            if (!good) break;
            name[size++] = c;
        }
        name[size] = '\0';
        return;
    }
}

/* The encoding to parse with: what is UTF-8 is UTF-8, whatever the page says; what names another
 * that is known is that; all else is repaired, into *bytes. NULL when out of memory. */
static xmlCharEncodingHandler *settle_encoding(const char **bytes, size_t *length,
                                               ent_arena *arena) {
    static const char *const latin[] = {"iso-8859-1", "iso8859-1",    "latin1", "us-ascii",
                                        "ascii",      "windows-1252", "cp1252"};
    char name[CHARSET_MAX];
    unsigned how = ENT_CLEAN_EXACT;
    if (!ent_is_utf8(*bytes, *length) && !ent_is_utf16(*bytes, *length)) {
        find_charset(*bytes, *length, name);
        for (size_t i = 0; i < sizeof latin / sizeof *latin; i++)
            if (strcasecmp(name, latin[i]) == 0) how |= ENT_CLEAN_LEGACY;
        bool other = *name && strncasecmp(name, "utf", 3) != 0 && !(how & ENT_CLEAN_LEGACY);
        xmlCharEncodingHandler *known = other ? xmlFindCharEncodingHandler(name) : NULL;
        if (known) return known;
    }
    /* also makes zeros spaces, at which libxml2 stops */
    *bytes = ent_clean(*bytes, *length, how, arena, length);
    return *bytes ? xmlFindCharEncodingHandler("UTF-8") : NULL;
}

/* NULL when out of memory. A page without bytes is read as a blank. Elements nested deeper than
 * libxml2's 256 are common where tags are never closed; they are let through where the page is not
 * so large that this would take long. */
static htmlDocPtr parse(const char *bytes, size_t length, ent_markup cost, ent_arena *arena) {
    xmlCharEncodingHandler *encoding = settle_encoding(&bytes, &length, arena);
    if (length == 0) bytes = " ", length = 1;
    htmlParserCtxt *context = encoding ? htmlCreateMemoryParserCtxt(bytes, (int)length) : NULL;
    if (!context) return NULL;
    htmlCtxtUseOptions(context, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                    HTML_PARSE_NONET | HTML_PARSE_COMPACT | HTML_PARSE_IGNORE_ENC);
    if (cost.starts * cost.ends <= ENT_NESTING_MAX) context->options |= XML_PARSE_HUGE;
    xmlSwitchToEncoding(context, encoding);
    htmlParseDocument(context);
    htmlDocPtr doc = context->myDoc;
    context->myDoc = NULL;
    htmlFreeParserCtxt(context);
    return doc;
}

ent_status ent_html_text(const char *bytes, size_t length, bool whole_page, const char *name,
                         ent_arena *arena, ent_document *out, ent_error *error) {
    ent_xml_quiet();
    out->text = "";
    ent_markup cost = ent_markup_look(bytes, length);
    if (cost.attributes > ENT_ATTRIBUTES_MAX)
        return ent_fail(error, ENT_INPUT, name, 0, "an element has too many attributes");
    if (length == 0) return ENT_OK;
    htmlDocPtr doc = parse(bytes, length, cost, arena);
    if (!doc) return ent_fail(error, ENT_NO_MEMORY, name, 0, "out of memory");
    xmlNode *html = xmlDocGetRootElement(doc);
    size_t raw = 0;
    page p = {0};
    if (html && whole_page) take_metadata(&p, html, arena);
    const char *text = html ? ent_article_text(html, whole_page, arena, &raw) : "";
    xmlFreeDoc(doc);
    out->text = text ? ent_clean(text, raw, 0, arena, &out->length) : NULL;
    if (!out->text) return ent_fail(error, ENT_NO_MEMORY, name, 0, "out of memory");
    if (!out->title) out->title = p.og_title ? p.og_title : p.heading ? p.heading : p.title;
    if (!out->date) out->date = p.date ? p.date : p.time;
    if (!out->date && whole_page) out->date = ent_find_dateline(out->text, out->length, arena);
    if (!out->url) out->url = p.url;
    return ENT_OK;
}

ent_status ent_read_html(ent_reader *reader, ent_arena *arena, ent_document *out,
                         ent_error *error) {
    char *bytes;
    size_t length;
    reader->done = true;
    ent_status status = ent_source_rest(&reader->source, arena, &bytes, &length, error);
    if (status) return status;
    out->id = ent_reader_id(reader, arena, 0);
    if (!out->id) return ent_reader_no_memory(reader, error);
    status = ent_html_text(bytes, length, true, reader->source.name, arena, out, error);
    if (status || out->length > 0) return status;
    return ent_fail(error, ENT_INPUT, reader->source.name, 0, "no text in this page");
}
