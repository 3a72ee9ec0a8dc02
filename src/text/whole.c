/* whole.c - what is one token however many marks it holds: addresses of the net, names of files,
 * faces made of marks, lines of dashes, numbers of papers. */
#include "text/chunk.h"

/* Marks that belong to the text, not to the address before them. */
static size_t without_marks(const ent_chunk *c, size_t begin, size_t end) {
    while (end > begin + 1 && strchr(".,;:!?)]}>'\"", c->text[end - 1])) end--;
    return end;
}

/* An address goes up to a bracket or quote, if not to the chunk's end. */
static size_t address_stop(const ent_chunk *c, size_t begin) {
    size_t at = begin;
    while (at < c->end && !strchr("<>\"", c->text[at])) at++;
    return at;
}

static bool is_local(char byte) {
    return ent_is_ascii_word(byte) || strchr("._%+-=", byte) != NULL;
}

/* name@host, also name@NETWORK. */
static size_t mail_end(const ent_chunk *c, size_t begin) {
    size_t at = begin;
    while (at < c->end && c->text[at] && is_local(c->text[at])) at++;
    if (at == begin || at >= c->end || c->text[at] != '@' || !ent_is_word_at(c, at + 1))
        return begin;
    return without_marks(c, begin, address_stop(c, begin));
}

static bool is_host_end(const ent_chunk *c, size_t begin, size_t end) {
    static const char *const domains[] = {"com", "org", "net", "edu", "gov", "mil", "info",
                                          "int", "uk",  "ca",  "au",  "de",  "fr",  "eu",
                                          "ru",  "in",  "nl",  "ie",  "nz",  "tv",  "io"};
    return ENT_AMONG(c, begin, end, domains);
}

/* A host without its protocol that a path follows, or that hyphens would cut: cra.org/news,
 * free-houses.com, alt.animals.open-forum. */
static size_t host_end(const ent_chunk *c, size_t begin) {
    size_t at = begin, dots = 0, hyphens = 0, last = begin;
    for (; at < c->end &&
           (ent_is_ascii_word(c->text[at]) || c->text[at] == '.' || c->text[at] == '-');
         at++) {
        hyphens += c->text[at] == '-';
        if (c->text[at] != '.') continue;
        if (!ent_is_word_at(c, at + 1) || ent_is_digit_at(c, at + 1)) break;
        dots++;
        last = at + 1;
    }
    if (dots == 0) return begin;
    bool host = is_host_end(c, last, at);
    if (host && at < c->end && c->text[at] == '/' && ent_is_word_at(c, at + 1))
        return without_marks(c, begin, address_stop(c, begin));
    return hyphens > 0 && (host || dots > 1) ? at : begin;
}

static size_t address_end(const ent_chunk *c, size_t begin) {
    static const char *const openings[] = {"http://", "https://", "ftp://",
                                           "www.",    "mailto:",  "doi:10."};
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++)
        if (ent_starts_with(c, begin, openings[i]))
            return without_marks(c, begin, address_stop(c, begin));
    size_t end = mail_end(c, begin);
    return end > begin ? end : host_end(c, begin);
}

/* report-2.doc, ld2d-#69366-1.XLS, .pdf */
static size_t file_end(const ent_chunk *c, size_t begin) {
    static const char *const kinds[] = {"doc", "docx", "xls", "xlsx", "pdf", "ppt", "pptx", "txt",
                                        "htm", "html", "jpg", "jpeg", "gif", "png", "zip",  "csv",
                                        "mp3", "mp4",  "exe", "rtf",  "xml", "rss"};
    size_t end = without_marks(c, begin, c->end), dot = end;
    while (dot > begin && ent_is_ascii_word(c->text[dot - 1])) dot--;
    if (dot == begin || dot == end || c->text[dot - 1] != '.') return begin;
    if (!ENT_AMONG(c, dot, end, kinds)) return begin;
    for (size_t at = begin; at < end; at++)
        if (strchr("/\\\"'<>()[],;:", c->text[at])) return begin;
    return end;
}

/* A face stands alone, or ends a chunk that opens no bracket. */
static size_t face_end(const ent_chunk *c, size_t begin) {
    static const char *const faces[] = {
        ":)",  ":-)", ":(",  ":-(", ";)",  ";-)", ":d", ":-d", ":p", ":-p", ";p",  ";-p", ":o",
        ":-o", ":/",  ":-/", ":|",  ":-|", "=)",  "=(", "=d",  "=p", ":*",  ":'(", ":))", ":((",
        ":]",  "=]",  ">:(", "(:",  "(;",  "xd",  "<3", "^_^", "^^", "-_-", "t_t", "o_o", ":-))"};
    size_t end = c->end;
    while (end > begin + 2 && strchr(".,!?", c->text[end - 1])) end--;
    if (end - begin > 4 || end - begin < 2 || !ENT_AMONG(c, begin, end, faces)) return begin;
    if (ent_is_word_at(c, begin)) return begin == c->begin && end == c->end ? end : begin;
    return begin == c->begin || !memchr(c->text + c->begin, '(', begin - c->begin) ? end : begin;
}

/* ----==, ---->, |-------+ */
static size_t line_end(const ent_chunk *c, size_t begin) {
    size_t at = begin;
    while (at < c->end && strchr("-=_*~|+#<>{}^", c->text[at])) at++;
    bool arrow = at - begin == 2 && c->text[at - 1] == '>' && strchr("-=", c->text[begin]);
    return begin == c->begin && at == c->end && (at - begin > 2 || arrow) ? at : begin;
}

/* A/75/982, S/PRST/2022/3: the number of a paper of the United Nations. */
static size_t symbol_end(const ent_chunk *c, size_t begin) {
    size_t at = begin, bars = 0;
    bool number = false;
    if (begin > c->begin && ent_is_ascii_word(c->text[begin - 1])) return begin;
    for (; at < c->end; at++) {
        char byte = c->text[at];
        bool inside = (byte == '/' || byte == '.') && ent_is_word_at(c, at + 1);
        if (!inside && !(byte >= 'A' && byte <= 'Z') && !(byte >= '0' && byte <= '9')) break;
        if (at == begin && !(byte >= 'A' && byte <= 'Z')) return begin;
        bars += byte == '/';
        number |= byte == '/' && ent_is_digit_at(c, at + 1);
    }
    return bars > 1 && number && !ent_is_word_at(c, at) ? at : begin;
}

size_t ent_whole_end(const ent_chunk *c, size_t begin) {
    size_t end = address_end(c, begin);
    if (end == begin) end = file_end(c, begin);
    if (end == begin) end = face_end(c, begin);
    if (end == begin) end = line_end(c, begin);
    return end > begin ? end : symbol_end(c, begin);
}
