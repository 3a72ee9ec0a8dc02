/* sax.c - XML through libxml2's push parser, behind a guard (see sax.h).
 *
 * The parser takes time quadratic in the attributes of an element, and expands entities as often as
 * they are used. So a guard, which knows just enough XML to count, sees each piece of the file
 * before the parser does. Where the two could disagree, in what is not well-formed, the parser
 * stops of itself. */
#include "write/sax.h"

#include <errno.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { PIECE = 1 << 18, VALUE_MAX = 1 << 20, DEPTH_MAX = 256 };

/* ---- The guard ---- */

typedef enum place {
    IN_TEXT,
    AFTER_OPEN, /* after '<' */
    IN_TAG,
    IN_VALUE,
    AFTER_BANG, /* after "<!" */
    AFTER_DASH, /* after "<!-" */
    IN_COMMENT,
    IN_CDATA,
    IN_DOCTYPE,
    IN_NAME_OF_DTD,
    IN_INSTRUCTION,
} place;

typedef struct guard {
    place place;
    char quote;
    size_t attributes, length; /* of the tag; of the value */
    size_t run;                /* of the bytes that may end a comment, CDATA or an instruction */
} guard;

/* A comment ends with "-->", CDATA with "]]>", an instruction with "?>". */
static void look_for_end(guard *g, char c, char mark, size_t need) {
    if (c == '>' && g->run >= need)
        g->place = IN_TEXT;
    else
        g->run = c == mark ? g->run + 1 : 0;
}

static void open_tag(guard *g, char c) {
    g->place = c == '!' ? AFTER_BANG : c == '?' ? IN_INSTRUCTION : c == '>' ? IN_TEXT : IN_TAG;
    g->attributes = g->run = 0;
}

static const char *tag_byte(guard *g, char c) {
    if (c == '>') g->place = IN_TEXT;
    if (c != '"' && c != '\'') return NULL;
    g->place = IN_VALUE;
    g->quote = c;
    g->length = 0;
    return ++g->attributes > ENT_SAX_ATTRIBUTES ? "an element with more than 256 attributes" : NULL;
}

static const char *doctype_byte(guard *g, char c) {
    if (c == '[') return "a document type with declarations of its own, which is not safe to read";
    if (c == '>') g->place = IN_TEXT;
    if (c == '"' || c == '\'') g->place = IN_NAME_OF_DTD, g->quote = c;
    return NULL;
}

/* One byte where bytes count one by one; returns what is wrong, or NULL. */
static const char *guard_byte(guard *g, char c) {
    switch (g->place) {
        case IN_TEXT:
            if (c == '<') g->place = AFTER_OPEN;
            break;
        case AFTER_OPEN:
            open_tag(g, c);
            break;
        case IN_TAG:
            return tag_byte(g, c);
        case IN_VALUE:
            if (c == g->quote) g->place = IN_TAG;
            if (++g->length > VALUE_MAX) return "an attribute of more than 1 MiB";
            break;
        case AFTER_BANG:
            g->place = c == '-' ? AFTER_DASH : c == '[' ? IN_CDATA : IN_DOCTYPE;
            break;
        case AFTER_DASH:
            g->place = IN_COMMENT;
            break;
        case IN_COMMENT:
            look_for_end(g, c, '-', 2);
            break;
        case IN_CDATA:
            look_for_end(g, c, ']', 2);
            break;
        case IN_INSTRUCTION:
            look_for_end(g, c, '?', 1);
            break;
        case IN_DOCTYPE:
            return doctype_byte(g, c);
        case IN_NAME_OF_DTD:
            if (c == g->quote) g->place = IN_DOCTYPE;
            break;
    }
    return NULL;
}

/* Bytes that cannot end the place they are in are passed over in one step. */
static size_t skip(guard *g, const char *bytes, size_t length) {
    char wanted = g->place == IN_TEXT ? '<' : g->place == IN_VALUE ? g->quote : '\0';
    if (g->place == IN_TAG) {
        size_t size = 0;
        while (size < length && bytes[size] != '"' && bytes[size] != '>' && bytes[size] != '\'')
            size++;
        return size;
    }
    if (!wanted) return 0;
    const char *found = memchr(bytes, wanted, length);
    size_t size = found ? (size_t)(found - bytes) : length;
    if (g->place == IN_VALUE) g->length += size;
    return size;
}

/* What is wrong with the bytes, or NULL; *where is how many were seen. */
static const char *guard_bytes(guard *g, const char *bytes, size_t length, size_t *where) {
    const char *wrong = NULL;
    size_t at = 0;
    while (at < length && !wrong) {
        at += skip(g, bytes + at, length - at);
        if (at < length) wrong = guard_byte(g, bytes[at++]);
        if (g->place == IN_VALUE && g->length > VALUE_MAX)
            wrong = "an attribute of more than 1 MiB";
    }
    *where = at;
    return wrong;
}

/* ---- Encodings ---- */

/* Those in which '<', '>' and quotes are these bytes and nothing else is. */
static bool agrees_with_ascii(const char *name, size_t length) {
    static const char *const families[] = {"utf-8",       "utf8",      "us-ascii",
                                           "ascii",       "iso-8859-", "iso8859-",
                                           "windows-125", "latin1",    "koi8-"};
    for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
        size_t size = strlen(families[i]);
        bool family = families[i][size - 1] == '-' || families[i][size - 1] == '5';
        if (length < size || strncasecmp(name, families[i], size) != 0) continue;
        if (family || length == size) return true;
    }
    return false;
}

/* The file's first bytes: a declaration may name its encoding. */
static bool is_readable(const char *bytes, size_t length, char *encoding, size_t room) {
    if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) bytes += 3, length -= 3;
    *encoding = '\0';
    if (length >= 2 && (!bytes[0] || !bytes[1] || (bytes[0] & 0x80))) {
        snprintf(encoding, room, "UTF-16 or UTF-32");
        return false;
    }
    const char *end = memchr(bytes, '>', length);
    size_t size = end ? (size_t)(end - bytes) : length;
    for (size_t i = 0; i + 10 < size && bytes[0] == '<' && bytes[1] == '?'; i++) {
        if (strncmp(bytes + i, "encoding", 8) != 0) continue;
        size_t from = i + 8;
        while (from < size && bytes[from] != '"' && bytes[from] != '\'') from++;
        size_t to = from + 1;
        while (to < size && bytes[to] != bytes[from]) to++;
        if (to >= size) return true;
        snprintf(encoding, room, "%.*s", (int)(to - from - 1), bytes + from + 1);
        return agrees_with_ascii(bytes + from + 1, to - from - 1);
    }
    return true;
}

/* ---- The parser ---- */

struct ent_sax {
    const char *path;
    const ent_sax_handler *handler;
    xmlParserCtxtPtr parser;
    guard guard;
    size_t depth;
    ent_status stopped; /* by a handler, or for being too deep */
    ent_error *error;
};

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                     int namespaces, const xmlChar **declared, int count, int defaulted,
                     const xmlChar **attributes) {
    (void)prefix, (void)uri, (void)namespaces, (void)declared, (void)defaulted;
    ent_sax *sax = context;
    if (!sax->stopped && ++sax->depth > DEPTH_MAX)
        ent_sax_stop(sax, ent_fail(sax->error, ENT_INPUT, sax->path, ent_sax_line(sax),
                                   "elements nested more than %d deep", DEPTH_MAX));
    if (!sax->stopped)
        sax->handler->start(sax->handler->context, (const char *)name,
                            (const ent_sax_attribute *)(const void *)attributes, (size_t)count);
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
    (void)prefix, (void)uri;
    ent_sax *sax = context;
    sax->depth--;
    if (!sax->stopped) sax->handler->end(sax->handler->context, (const char *)name);
}

static void on_text(void *context, const xmlChar *text, int length) {
    const ent_sax *sax = context;
    if (!sax->stopped)
        sax->handler->text(sax->handler->context, (const char *)text, (size_t)length);
}

static void on_fault(void *context, xmlErrorPtr error) {
    (void)context, (void)error; /* the parser keeps the last, which is what it stopped at */
}

static xmlParserCtxtPtr new_parser(ent_sax *sax, const char *bytes, size_t length) {
    xmlSAXHandler events = {.initialized = XML_SAX2_MAGIC,
                            .startElementNs = on_start,
                            .endElementNs = on_end,
                            .characters = on_text,
                            .cdataBlock = on_text,
                            .ignorableWhitespace = on_text,
                            .serror = on_fault};
    xmlParserCtxtPtr parser = xmlCreatePushParserCtxt(&events, sax, bytes, (int)length, sax->path);
    /* NOENT makes "&amp;" in a value "&", not "&#38;"; there are no entities but the five. */
    if (parser) xmlCtxtUseOptions(parser, XML_PARSE_NONET | XML_PARSE_NOENT);
    return parser;
}

static ent_status failed(const ent_sax *sax, ent_error *error) {
    const xmlError *fault = xmlCtxtGetLastError(sax->parser);
    char message[200];
    snprintf(message, sizeof message, "%s", fault && fault->message ? fault->message : "faulty");
    message[strcspn(message, "\n")] = '\0';
    if (fault && fault->code == XML_ERR_NO_MEMORY)
        return ent_fail(error, ENT_NO_MEMORY, sax->path, 0, "out of memory");
    if (strstr(message, "Huge input"))
        return ent_fail(
            error, ENT_INPUT, sax->path, (size_t)fault->line,
            "a tag, a comment or a piece of text of more than 10 MB, which is not read");
    return ent_fail(error, ENT_INPUT, sax->path, fault && fault->line > 0 ? (size_t)fault->line : 0,
                    "not well-formed XML: %s", message);
}

static size_t count_lines(const char *bytes, size_t length) {
    size_t lines = 0;
    for (size_t i = 0; i < length; i++) lines += bytes[i] == '\n';
    return lines;
}

/* The line after bytes that the parser has not been given; some that it was it may not have read.
 */
static size_t line_after(const ent_sax *sax, const char *bytes, size_t length) {
    size_t line = 1;
    if (sax->parser && sax->parser->input) {
        const xmlParserInput *input = sax->parser->input;
        line = (size_t)input->line;
        line += count_lines((const char *)input->cur, (size_t)(input->end - input->cur));
    }
    return line + count_lines(bytes, length);
}

/* Does a file that begins so hold XML at all? */
static bool begins_with_tag(const char *bytes, size_t length) {
    size_t at = 0;
    while (at < length && bytes[at] && strchr("\xEF\xBB\xBF \t\r\n", bytes[at])) at++;
    return at == length || bytes[at] == '<';
}

/* Make the parser of the file's first piece; its first four bytes tell it of a byte order mark. */
static ent_status begin(ent_sax *sax, const char *bytes, size_t length, ent_error *error) {
    char encoding[64];
    if (!is_readable(bytes, length, encoding, sizeof encoding))
        return ent_fail(error, ENT_INPUT, sax->path, 1,
                        "the encoding %s is not read: save the file as UTF-8", encoding);
    if (!begins_with_tag(bytes, length))
        return ent_fail(error, ENT_INPUT, sax->path, 1,
                        "not GraphML; `entente graph` makes one of a text");
    sax->parser = new_parser(sax, bytes, length < 4 ? length : 4);
    return sax->parser ? ENT_OK : ent_fail(error, ENT_NO_MEMORY, sax->path, 0, "out of memory");
}

/* Give the parser one more piece, none (length 0) at the end. */
static ent_status feed(ent_sax *sax, const char *bytes, size_t length, ent_error *error) {
    size_t seen, given = 0;
    const char *wrong = guard_bytes(&sax->guard, bytes, length, &seen);
    if (wrong)
        return ent_fail(error, ENT_INPUT, sax->path, line_after(sax, bytes, seen), "%s", wrong);
    if (!sax->parser) {
        ent_status status = begin(sax, bytes, length, error);
        if (status) return status;
        given = length < 4 ? length : 4;
        if (given == length) return ENT_OK;
    }
    int fault = xmlParseChunk(sax->parser, bytes + given, (int)(length - given), length == 0);
    if (sax->stopped) return sax->stopped;
    return fault || (!length && !sax->parser->wellFormed) ? failed(sax, error) : ENT_OK;
}

static ent_status feed_all(ent_sax *sax, FILE *file, char *piece, ent_error *error) {
    ent_status status = ENT_OK;
    size_t length;
    while (!status && (length = fread(piece, 1, PIECE, file)) > 0)
        status = feed(sax, piece, length, error);
    if (status) return status;
    if (ferror(file))
        return ent_fail(error, ENT_INPUT, sax->path, 0, "cannot read: %s", strerror(errno));
    if (!sax->parser) return ent_fail(error, ENT_INPUT, sax->path, 0, "empty file");
    return feed(sax, "", 0, error);
}

ent_status ent_sax_read(const char *path, const ent_sax_handler *handler, ent_sax **out,
                        ent_error *error) {
    bool is_standard = strcmp(path, "-") == 0;
    FILE *file = is_standard ? stdin : fopen(path, "rb");
    if (!file) return ent_fail(error, ENT_INPUT, path, 0, "cannot open: %s", strerror(errno));
    char *piece = malloc(PIECE);
    ent_sax sax = {
        .path = is_standard ? "standard input" : path, .handler = handler, .error = error};
    *out = &sax;
    ent_status status = piece ? feed_all(&sax, file, piece, error)
                              : ent_fail(error, ENT_NO_MEMORY, path, 0, "out of memory");
    if (sax.parser) xmlFreeParserCtxt(sax.parser);
    free(piece);
    if (!is_standard) fclose(file);
    *out = NULL;
    return status;
}

size_t ent_sax_line(const ent_sax *sax) {
    int line = sax->parser ? xmlSAX2GetLineNumber(sax->parser) : 0;
    return line > 0 ? (size_t)line : 0;
}

void ent_sax_stop(ent_sax *sax, ent_status status) {
    sax->stopped = status;
    xmlStopParser(sax->parser);
}

const ent_sax_attribute *ent_sax_find(const ent_sax_attribute *attributes, size_t count,
                                      const char *name) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(attributes[i].name, name) == 0) return &attributes[i];
    return NULL;
}
