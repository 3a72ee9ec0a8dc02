/* html.c - the main text of a web page, and what it says of itself.
 *
 * libxml2 parses whatever comes. The text is taken from the largest <article>, else <main>, else
 * the body, without what is no article by its element, role or class (menus, related links,
 * captions, consent notices), and without paragraphs that are mostly links. */
#include <libxml/HTMLparser.h>
#include <string.h>
#include <strings.h>

#include "read/reader.h"

enum { NODES_MAX = 2000000, CLASS_MAX = 512 };

static void silence(void *context, const char *message, ...) {
    (void)context;
    (void)message;
}

void ent_xml_quiet(void) {
    xmlInitParser();
    xmlSetGenericErrorFunc(NULL, silence);
}

/* ---- Which elements ---- */

static bool is_named(const xmlNode *node, const char *const *names) {
    for (; *names; names++)
        if (node->name && strcasecmp((const char *)node->name, *names) == 0) return true;
    return false;
}

static const char *const skipped_elements[] = {
    "script", "style",  "noscript", "template", "svg",        "nav",   "footer", "aside",  "form",
    "button", "select", "iframe",   "figure",   "figcaption", "video", "audio",  "object", "head",
    "dialog", "canvas", "map",      "input",    "textarea",   "menu",  NULL};

static const char *const block_elements[] = {
    "p",  "div",        "li",      "ul",      "ol",   "h1",    "h2",      "h3", "h4",     "h5",
    "h6", "blockquote", "section", "article", "main", "table", "tr",      "td", "th",     "pre",
    "dl", "dt",         "dd",      "header",  "body", "html",  "address", "hr", "center", NULL};

/* Words in class, id or role that tell what is no article. A word is compared with the pieces
 * between blanks, '-' and '_'. */
static const char *const skipped_words[] = {"nav",         "navbar",        "navigation",
                                            "menu",        "sidebar",       "footer",
                                            "comments",    "comment",       "related",
                                            "share",       "sharing",       "social",
                                            "promo",       "advert",        "ad",
                                            "ads",         "advertisement", "cookie",
                                            "cookies",     "consent",       "newsletter",
                                            "subscribe",   "subscription",  "breadcrumb",
                                            "breadcrumbs", "caption",       "recommended",
                                            "banner",      "popup",         "modal",
                                            "toolbar",     "hidden",        "masthead",
                                            "tags",        "taboola",       "outbrain",
                                            "sponsored",   "paywall",       "complementary",
                                            "contentinfo", "search",        "byline",
                                            NULL};

static bool has_skipped_word(const xmlNode *node, const char *attribute) {
    xmlChar *value = xmlGetProp((xmlNode *)node, (const xmlChar *)attribute);
    if (!value) return false;
    char text[CLASS_MAX];
    snprintf(text, sizeof text, "%s", (const char *)value);
    xmlFree(value);
    char *save = NULL;
    for (char *word = strtok_r(text, " -_\t\n", &save); word;
         word = strtok_r(NULL, " -_\t\n", &save))
        for (const char *const *skipped = skipped_words; *skipped; skipped++)
            if (strcasecmp(word, *skipped) == 0) return true;
    return false;
}

static bool is_skipped(const xmlNode *node) {
    static const char *const kept[] = {"html", "body", "main", "article", "h1", "p", NULL};
    if (is_named(node, skipped_elements)) return true;
    if (is_named(node, kept)) return false;
    return has_skipped_word(node, "class") || has_skipped_word(node, "id") ||
           has_skipped_word(node, "role") || xmlHasProp((xmlNode *)node, (const xmlChar *)"hidden");
}

/* The node after this one in document order within root, without its children if not deep. */
static xmlNode *following(xmlNode *node, const xmlNode *root, bool deep) {
    if (deep && node->children) return node->children;
    while (node && node != root) {
        if (node->next) return node->next;
        node = node->parent;
    }
    return NULL;
}

/* ---- Paragraphs ---- */

typedef struct writer {
    ent_arena *arena;
    char *text;
    size_t length, room;
    size_t start;  /* where the paragraph begins */
    size_t linked; /* bytes of it inside links */
    bool whole_page, space, no_memory;
} writer;

static void put(writer *w, const char *bytes, size_t length) {
    if (w->length + length + 1 > w->room) {
        size_t room = (w->length + length + 1) * 2;
        char *text = ent_arena_grow(w->arena, w->text, w->length, room);
        if (!text) {
            w->no_memory = true;
            return;
        }
        w->text = text;
        w->room = room;
    }
    memcpy(w->text + w->length, bytes, length);
    w->length += length;
}

/* Add text with runs of white space made one space. */
static void put_text(writer *w, const char *text, bool linked) {
    size_t before = w->length;
    while (*text && !w->no_memory) {
        size_t blank = strspn(text, " \t\r\n\f");
        if (blank) w->space = true;
        text += blank;
        size_t word = strcspn(text, " \t\r\n\f");
        if (!word) break;
        if (w->space && w->length > w->start) put(w, " ", 1);
        w->space = false;
        put(w, text, word);
        text += word;
    }
    if (linked) w->linked += w->length - before;
}

/* End the paragraph; one that is mostly links is no text of an article. */
static void end_paragraph(writer *w) {
    size_t size = w->length - w->start;
    w->space = false;
    if (size > 0 && w->whole_page && w->linked * 10 > size * 6) w->length = w->start;
    if (w->length > w->start) put(w, "\n\n", 2);
    w->start = w->length;
    w->linked = 0;
}

static bool is_inside_link(const xmlNode *node, const xmlNode *root) {
    static const char *const links[] = {"a", NULL};
    for (int i = 0; node && node != root && i < 8; i++, node = node->parent)
        if (node->type == XML_ELEMENT_NODE && is_named(node, links)) return true;
    return false;
}

/* Close the blocks that end between node and the next one in document order. */
static void close_blocks(writer *w, const xmlNode *node, const xmlNode *next, const xmlNode *root) {
    while (node && node != root && (!next || node->parent != next->parent)) {
        node = node->parent;
        if (node && is_named(node, block_elements)) end_paragraph(w);
        if (next && node == next->parent) break;
    }
}

static void write_text(writer *w, xmlNode *root) {
    static const char *const breaks[] = {"br", NULL};
    size_t nodes = 0;
    for (xmlNode *node = root; node && !w->no_memory && nodes < NODES_MAX; nodes++) {
        bool deep = true;
        if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
            if (node->content) put_text(w, (const char *)node->content, is_inside_link(node, root));
        } else if (node->type == XML_ELEMENT_NODE) {
            deep = node == root || !is_skipped(node);
            if (deep && is_named(node, block_elements)) end_paragraph(w);
            if (is_named(node, breaks)) w->space = true;
        } else {
            deep = false;
        }
        xmlNode *next = following(node, root, deep);
        if (!deep || !node->children) {
            if (node->type == XML_ELEMENT_NODE && deep && is_named(node, block_elements))
                end_paragraph(w);
            close_blocks(w, node, next, root);
        }
        node = next;
    }
    end_paragraph(w);
}

/* ---- The page ---- */

/* Bytes of text below a node, roughly: what makes one article larger than another. */
static size_t text_size(xmlNode *root) {
    size_t size = 0, nodes = 0;
    for (xmlNode *node = root; node && nodes < NODES_MAX; nodes++) {
        bool deep = node == root || node->type != XML_ELEMENT_NODE || !is_skipped(node);
        if (node->type == XML_TEXT_NODE && node->content)
            size += strlen((const char *)node->content);
        node = following(node, root, deep);
    }
    return size;
}

static xmlNode *main_node(xmlNode *html) {
    static const char *const articles[] = {"article", NULL}, *const mains[] = {"main", NULL};
    static const char *const bodies[] = {"body", NULL};
    xmlNode *article = NULL, *main = NULL, *body = NULL;
    size_t best = 0, nodes = 0, articles_seen = 0;
    for (xmlNode *node = html; node && nodes < NODES_MAX; nodes++) {
        if (node->type == XML_ELEMENT_NODE) {
            if (!body && is_named(node, bodies)) body = node;
            if (!main && is_named(node, mains)) main = node;
            if (is_named(node, articles) && articles_seen++ < 64) {
                size_t size = text_size(node);
                if (size > best) article = node, best = size;
            }
        }
        node = following(node, html, true);
    }
    if (article && best > 200) return article;
    return main ? main : body ? body : html;
}

static const char *copy_clean(const char *text, ent_arena *arena) {
    size_t length;
    while (*text == ' ' || *text == '\n' || *text == '\t' || *text == '\r') text++;
    char *copy = ent_clean(text, strlen(text), false, arena, &length);
    while (copy && length > 0 && (copy[length - 1] == ' ' || copy[length - 1] == '\n'))
        copy[--length] = '\0';
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
    size_t nodes = 0;
    for (xmlNode *node = html; node && nodes < NODES_MAX;
         nodes++, node = following(node, html, true)) {
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

/* The name of the encoding for libxml2, or NULL if the page tells it itself. */
static const char *encoding_of(const char *bytes, size_t length) {
    static const char marker[] = "charset=";
    if (ent_is_utf8(bytes, length)) return "UTF-8";
    size_t top = length < 4096 ? length : 4096;
    for (size_t i = 0; i + sizeof marker - 1 < top; i++)
        if (strncasecmp(bytes + i, marker, sizeof marker - 1) == 0) return NULL;
    return "";
}

ent_status ent_html_text(const char *bytes, size_t length, const char *name, ent_arena *arena,
                         ent_document *out, ent_error *error) {
    const char *encoding = encoding_of(bytes, length);
    if (encoding && !*encoding) { /* not told and not UTF-8: repair first */
        bytes = ent_clean(bytes, length, false, arena, &length);
        if (!bytes) return ent_fail(error, ENT_NO_MEMORY, name, 0, "out of memory");
        encoding = "UTF-8";
    }
    ent_xml_quiet();
    htmlDocPtr doc = htmlReadMemory(bytes, (int)length, NULL, encoding,
                                    HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                        HTML_PARSE_NONET | HTML_PARSE_COMPACT);
    xmlNode *html = doc ? xmlDocGetRootElement(doc) : NULL;
    writer w = {.arena = arena, .whole_page = out->title == NULL};
    page p = {0};
    if (html) {
        take_metadata(&p, html, arena);
        write_text(&w, main_node(html));
    }
    xmlFreeDoc(doc);
    size_t cleaned = 0;
    while (w.length > 0 && w.text[w.length - 1] == '\n') w.length--;
    out->text = ent_clean(w.text ? w.text : "", w.length, false, arena, &cleaned);
    if (w.no_memory || !out->text) return ent_fail(error, ENT_NO_MEMORY, name, 0, "out of memory");
    out->length = cleaned;
    if (!out->title) out->title = p.og_title ? p.og_title : p.heading ? p.heading : p.title;
    if (!out->date) out->date = p.date ? p.date : p.time;
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
    if (!out->id) return ent_fail(error, ENT_NO_MEMORY, reader->source.name, 0, "out of memory");
    status = ent_html_text(bytes, length, reader->source.name, arena, out, error);
    if (status || out->length > 0) return status;
    return ent_fail(error, ENT_INPUT, reader->source.name, 0, "no text in this page");
}
