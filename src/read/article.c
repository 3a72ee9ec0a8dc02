/* article.c - the main text of a web page.
 *
 * The text is taken from the largest <article>, else <main>, else the element that holds most of
 * the paragraphs, else the body; without what is no article by its element, or by role or class
 * (menus, related links, captions, consent notices) if it is small, and without paragraphs that are
 * mostly links. The bytes of text that are no link, below each node, are counted first. */
#include <string.h>
#include <strings.h>

#include "read/markup.h"

enum { CLASS_MAX = 512, ARTICLE_MIN = 200 };

/* ---- Which elements ---- */

static bool is_one_of(const char *word, const char *const *words) {
    for (; *words; words++)
        if (strcasecmp(word, *words) == 0) return true;
    return false;
}

static bool is_named(const xmlNode *node, const char *const *names) {
    return node->type == XML_ELEMENT_NODE && node->name &&
           is_one_of((const char *)node->name, names);
}

static bool is_element(const xmlNode *node, const char *name) {
    const char *const names[] = {name, NULL};
    return is_named(node, names);
}

static const char *const skipped_elements[] = {
    "script", "style",  "noscript", "template", "svg",        "nav",   "footer", "aside",  "form",
    "button", "select", "iframe",   "figure",   "figcaption", "video", "audio",  "object", "head",
    "dialog", "canvas", "map",      "input",    "textarea",   "menu",  "media",  NULL};

static const char *const block_elements[] = {
    "p",          "div",     "li",      "ul",   "ol",      "h1", "h2",     "h3",  "h4",  "h5", "h6",
    "blockquote", "section", "article", "main", "table",   "tr", "td",     "th",  "pre", "dl", "dt",
    "dd",         "header",  "body",    "html", "address", "hr", "center", "hl2", NULL};

/* Words in class, id or role that tell what is no article. A word is compared with the pieces
 * between blanks, '-' and '_'. */
static const char *const skipped_words[] = {
    "nav",           "navbar",        "navigation",  "menu",       "sidebar",   "footer",
    "comments",      "comment",       "related",     "share",      "sharing",   "social",
    "promo",         "advert",        "ad",          "ads",        "cookie",    "cookies",
    "consent",       "gdpr",          "onetrust",    "newsletter", "subscribe", "subscription",
    "breadcrumb",    "caption",       "breadcrumbs", "banner",     "popup",     "modal",
    "toolbar",       "hidden",        "masthead",    "tags",       "taboola",   "outbrain",
    "sponsored",     "paywall",       "contentinfo", "search",     "byline",    "recommended",
    "complementary", "advertisement", "teaser",      "trending",   NULL};

static bool has_skipped_word(xmlNode *node, const char *attribute) {
    xmlChar *value = xmlGetProp(node, (const xmlChar *)attribute);
    if (!value) return false;
    char text[CLASS_MAX];
    snprintf(text, sizeof text, "%s", (const char *)value);
    xmlFree(value);
    char *save = NULL;
    for (char *word = strtok_r(text, " -_\t\n", &save); word;
         word = strtok_r(NULL, " -_\t\n", &save))
        if (is_one_of(word, skipped_words)) return true;
    return false;
}

xmlNode *ent_node_following(xmlNode *node, const xmlNode *root, bool deep) {
    if (deep && node->type == XML_ELEMENT_NODE && node->children) return node->children;
    while (node && node != root) {
        if (node->next) return node->next;
        node = node->parent;
    }
    return NULL;
}

/* ---- Sizes: kept in the nodes, in the field libxml2 leaves to its users ---- */

static size_t size_of(const xmlNode *node) {
    return (size_t)(uintptr_t)node->_private;
}

static void add_size(xmlNode *node, size_t size) {
    node->_private = (void *)(uintptr_t)(size_of(node) + size);
}

static bool is_weighed(const xmlNode *node) {
    return !is_named(node, skipped_elements) && !is_element(node, "a");
}

static void weigh(xmlNode *root) {
    xmlNode *node = root;
    while (node) {
        if (node->type == XML_TEXT_NODE && node->content)
            add_size(node, strlen((const char *)node->content));
        xmlNode *next = ent_node_following(node, root, is_weighed(node) || node == root);
        /* what is left behind on the way there is complete */
        bool down = next && next->parent == node;
        while (!down && node != root && node != (next ? next->parent : root)) {
            if (node->parent->type == XML_ELEMENT_NODE) add_size(node->parent, size_of(node));
            node = node->parent;
        }
        node = next;
    }
}

static bool is_skipped(xmlNode *node, size_t total) {
    static const char *const kept[] = {"html", "body", "main", "article", "h1", NULL};
    if (is_named(node, skipped_elements)) return true;
    if (is_named(node, kept) || size_of(node) * 10 >= total * 4) return false;
    return has_skipped_word(node, "class") || has_skipped_word(node, "id") ||
           has_skipped_word(node, "role") || xmlHasProp(node, (const xmlChar *)"hidden");
}

/* ---- Where the article is ---- */

static bool has_value(xmlNode *node, const char *attribute, const char *wanted) {
    xmlChar *value = xmlGetProp(node, (const xmlChar *)attribute);
    bool same = value && strcasecmp((const char *)value, wanted) == 0;
    xmlFree(value);
    return same;
}

static void take_larger(xmlNode **best, xmlNode *node) {
    if (!*best || size_of(node) > size_of(*best)) *best = node;
}

/* The bytes in paragraphs that are children of this node. */
static size_t paragraphs_of(const xmlNode *node) {
    size_t size = 0;
    for (const xmlNode *child = node->children; child; child = child->next)
        if (is_element(child, "p")) size += size_of(child);
    return size;
}

static xmlNode *main_node(xmlNode *html) {
    xmlNode *article = NULL, *main = NULL, *body = NULL, *parent = NULL, *own = NULL;
    size_t best = 0, all = 0;
    for (xmlNode *node = html; node; node = ent_node_following(node, html, true)) {
        if (node->type != XML_ELEMENT_NODE) continue;
        if (!body && is_element(node, "body")) body = node;
        if (is_element(node, "main") || has_value(node, "role", "main")) take_larger(&main, node);
        if (is_element(node, "article")) take_larger(&article, node);
        if (has_value(node, "itemprop", "articleBody")) take_larger(&own, node);
        size_t size = paragraphs_of(node);
        all += size;
        if (size > best) best = size, parent = node;
    }
    xmlNode *found = body ? body : html;
    if (article && size_of(article) >= ARTICLE_MIN && size_of(article) * 2 >= best)
        found = article;
    else if (main && size_of(main) >= ARTICLE_MIN)
        found = main;
    else if (parent && best >= ARTICLE_MIN && best * 4 >= all * 3)
        found = parent;
    return own && size_of(own) * 10 >= size_of(found) * 6 ? own : found;
}

/* ---- Paragraphs ---- */

typedef struct writer {
    ent_arena *arena;
    char *text;
    size_t length, room;
    size_t start;  /* where the paragraph begins */
    size_t linked; /* bytes of it inside links */
    bool whole_page, space, broken, no_memory;
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
    w->text[w->length] = '\0';
}

/* Add text with runs of white space made one space. */
static void put_text(writer *w, const char *text, bool linked) {
    static const char blanks[] = " \t\r\n\f";
    size_t before = w->length;
    while (*text && !w->no_memory) {
        size_t blank = strspn(text, blanks);
        if (blank) w->space = true;
        text += blank;
        size_t word = strcspn(text, blanks);
        if (!word) break;
        if (w->space && w->length > w->start) put(w, " ", 1);
        w->space = w->broken = false;
        put(w, text, word);
        text += word;
    }
    if (linked) w->linked += w->length - before;
}

/* Paragraphs that pages put between those of the article. */
static bool is_furniture(const char *paragraph) {
    static const char *const furniture[] = {"advertisement",
                                            "read more",
                                            "read also",
                                            "share",
                                            "share this article",
                                            "related",
                                            "related stories",
                                            "related articles",
                                            "sponsored",
                                            "sign up",
                                            "subscribe",
                                            "skip advertisement",
                                            "more on this story",
                                            "follow us",
                                            NULL};
    return is_one_of(paragraph, furniture);
}

/* End the paragraph; one that is mostly links is no text of an article. */
static void end_paragraph(writer *w) {
    size_t size = w->length - w->start;
    w->space = w->broken = false;
    if (size > 0 && w->whole_page &&
        (w->linked * 10 > size * 6 || is_furniture(w->text + w->start)))
        w->length = w->start;
    if (w->length > w->start) put(w, "\n\n", 2);
    w->start = w->length;
    w->linked = 0;
}

static bool is_inside_link(const xmlNode *node, const xmlNode *root) {
    for (int i = 0; node && node != root && i < 8; i++, node = node->parent)
        if (is_element(node, "a")) return true;
    return false;
}

/* One line break is a space, two are a paragraph's end. */
static void put_break(writer *w) {
    if (w->broken) end_paragraph(w);
    w->space = w->broken = true;
}

/* Close the blocks that end between node and the next one in document order. */
static void close_blocks(writer *w, const xmlNode *node, const xmlNode *next, const xmlNode *root) {
    if (is_named(node, block_elements)) end_paragraph(w);
    while (node != root && node->parent && (!next || node->parent != next->parent)) {
        node = node->parent;
        if (is_named(node, block_elements)) end_paragraph(w);
    }
}

static void write_text(writer *w, xmlNode *root) {
    bool inside = is_element(root, "article") || is_element(root, "main");
    size_t total = size_of(root);
    for (xmlNode *node = root, *next; node && !w->no_memory; node = next) {
        bool deep = true;
        if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
            if (node->content) put_text(w, (const char *)node->content, is_inside_link(node, root));
        } else if (node->type == XML_ELEMENT_NODE) {
            bool top = w->whole_page && !inside && is_element(node, "header") &&
                       size_of(node) * 10 < total * 4;
            deep = node == root || (!top && !is_skipped(node, total));
            if (deep && is_named(node, block_elements)) end_paragraph(w);
            if (is_element(node, "br")) put_break(w);
        }
        next = ent_node_following(node, root, deep);
        if (!next || next->parent != node) close_blocks(w, node, next, root);
    }
    end_paragraph(w);
}

char *ent_article_text(xmlNode *root, bool whole_page, ent_arena *arena, size_t *length) {
    writer w = {.arena = arena, .whole_page = whole_page};
    weigh(root);
    write_text(&w, whole_page ? main_node(root) : root);
    *length = w.length;
    if (w.no_memory) return NULL;
    return w.text ? w.text : ent_arena_copy(arena, "", 0);
}
