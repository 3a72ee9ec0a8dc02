#include "read/reader.h"

#include "helper.h"

/* The first document of bytes in memory, in arena. */
static ent_document first(ent_arena *arena, const char *name, const char *bytes, size_t length) {
    ent_reader *reader;
    ent_document document = {0};
    ent_error error = {0};
    cr_assert_eq(ent_reader_open_memory(name, bytes, length, ENT_FORMAT_AUTO, &reader, &error),
                 ENT_OK);
    cr_assert_eq(ent_reader_next(reader, arena, &document, &error), ENT_OK, "%s: %s", name,
                 error.message);
    ent_reader_close(reader);
    return document;
}

static ent_document first_text(ent_arena *arena, const char *name, const char *text) {
    return first(arena, name, text, strlen(text));
}

Test(read, bytes_become_clean_text_once) {
    static const struct {
        const char *bytes, *text;
    } cases[] = {{"\xEF\xBB\xBFOne.\r\nTwo.", "One. \nTwo."},
                 {"Erdo\xC4\x9F"
                  "an met.",
                  "Erdoğan met."},
                 {"He said \x93yes\x94.", "He said “yes”."}, /* Windows-1252 */
                 {"A\x01"
                  "B \xC2\xA0"
                  "C",
                  "A B  C"}};
    ent_arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t length;
        char *text =
            ent_clean(cases[i].bytes, strlen(cases[i].bytes), ENT_CLEAN_EXACT, &arena, &length);
        cr_expect(strncmp(text, cases[i].text, strlen(cases[i].text)) == 0, "case %zu: '%s'", i,
                  text);
        cr_expect(ent_is_utf8(text, length));
    }
    ent_arena_free(&arena);
}

Test(read, dates_as_news_writes_them) {
    static const char *const cases[][2] = {{"2025-02-26T10:00:00Z", "2025-02-26"},
                                           {"Wed, 26 Feb 2025 10:00:00 GMT", "2025-02-26"},
                                           {"February 26, 2025", "2025-02-26"},
                                           {"Feb. 26, 2025", "2025-02-26"},
                                           {"26th of February, 2025", "2025-02-26"},
                                           {"on 20250226 at", "2025-02-26"},
                                           {"2025-02-30", NULL},
                                           {"29 Feb 2023", NULL},
                                           {"call 555-2025", NULL},
                                           {"May", NULL}};
    ent_arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *date = ent_find_date(cases[i][0], strlen(cases[i][0]), &arena);
        if (cases[i][1])
            cr_expect(date && strcmp(date, cases[i][1]) == 0, "%s: %s", cases[i][0],
                      date ? date : "none");
        else
            cr_expect_null(date, "%s: %s", cases[i][0], date);
    }
    ent_arena_free(&arena);
}

Test(read, a_page_gives_its_article_and_no_menu) {
    ent_arena arena = {0};
    ent_document d = first_text(
        &arena, "page.html",
        "<html><head><title>Talks resume</title><meta property='article:published_time' "
        "content='2024-05-01T08:00:00Z'></head><body><nav><a href=/>Home</a> World</nav><article>"
        "<h1>Talks resume</h1><p>France &amp; Germany met in <b>Paris</b>.</p><script>x()</script>"
        "<p>They agreed.</p></article><footer>All rights reserved</footer></body></html>");
    cr_expect_not_null(strstr(d.text, "France & Germany met in Paris.\n\nThey agreed."));
    cr_expect_null(strstr(d.text, "Home"));
    cr_expect_null(strstr(d.text, "rights"));
    cr_expect_null(strstr(d.text, "x()"));
    cr_expect_str_eq(d.title, "Talks resume");
    cr_expect_str_eq(d.date, "2024-05-01");
    ent_arena_free(&arena);
}

Test(read, json_lines_keep_going_after_a_faulty_one) {
    static const char rows[] =
        "{\"id\":\"a\",\"text\":\"One.\",\"date\":\"2024-01-02\"}\n"
        "{\"text\":17}\n"
        "not json\n"
        "{\"text\":\"Two.\"}\n";
    ent_arena arena = {0};
    ent_reader *reader;
    ent_document d;
    ent_error error;
    cr_assert_eq(ent_reader_open_memory("docs.jsonl", rows, sizeof rows - 1, ENT_FORMAT_JSONL,
                                        &reader, &error),
                 ENT_OK);
    cr_assert_eq(ent_reader_next(reader, &arena, &d, &error), ENT_OK);
    cr_expect_str_eq(d.id, "a");
    cr_expect_str_eq(d.date, "2024-01-02");
    for (size_t line = 2; line <= 3; line++) {
        cr_assert_eq(ent_reader_next(reader, &arena, &d, &error), ENT_INPUT);
        cr_expect_eq(error.line, line);
        cr_expect(*error.message);
    }
    cr_assert_eq(ent_reader_next(reader, &arena, &d, &error), ENT_OK);
    cr_expect_str_eq(d.text, "Two.");
    cr_expect_eq(ent_reader_next(reader, &arena, &d, &error), ENT_END);
    ent_reader_close(reader);
    ent_arena_free(&arena);
}

Test(read, datelines_date_a_plain_text) {
    ent_arena arena = {0};
    ent_document d = first_text(&arena, "a.txt",
                                "Talks resume in Geneva\n\nGENEVA, March 3, 2024 - Envoys met.\n");
    cr_expect_str_eq(d.date, "2024-03-03");
    cr_expect_str_eq(d.title, "Talks resume in Geneva");
    cr_expect_str_eq(d.id, "a.txt");
    ent_arena_free(&arena);
}
