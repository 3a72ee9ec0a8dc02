#include "helper.h"

static ent_text split(ent_arena *arena, const char *bytes) {
    ent_document *d = ent_arena_calloc(arena, 1, sizeof *d);
    ent_text text;
    *d = (ent_document){.id = "t", .text = bytes, .length = strlen(bytes)};
    cr_assert_eq(ent_text_split(test_engine()->splitter, d, arena, &text, NULL), ENT_OK);
    return text;
}

Test(text, tokens_as_universal_dependencies_cuts_them) {
    static const char *const cases[][2] = {
        {"The U.S. didn't reply.", "The U.S. did n't reply ."},
        {"Kyiv's allies can’t wait.", "Kyiv 's allies ca n’t wait ."},
        {"Gen. Mark A. Milley left at 5 p.m. on Monday.",
         "Gen. Mark A. Milley left at 5 p.m. on Monday ."},
        {"It cost $1,200.50 (about 3%).", "It cost $ 1,200.50 ( about 3 % ) ."},
        {"“We won’t,” he said—twice.", "“ We wo n’t , ” he said — twice ."},
        {"KYIV, Feb 26 (Reuters) -", "KYIV , Feb 26 ( Reuters ) -"},
        {"See https://example.org/a?b=1.", "See https://example.org/a?b=1 ."},
        {"Wait... what?!", "Wait ... what ?!"},
        {"the ministers' visit", "the ministers ' visit"},
        {"They're gonna go; I'd cannot.", "They 're gon na go ; I 'd can not ."},
        {"I dont think its a win; its size lets us.",
         "I do nt think it s a win ; its size lets us ."},
        {"Im sure Im Sung thatll wont.", "I m sure Im Sung thatll wo nt ."},
        {"A $5bn, 30km pipe by 8:30am", "A $ 5 bn , 30 km pipe by 8:30 am"},
        {"B-1B jets, 401k plans, the 1990's", "B - 1B jets , 401k plans , the 1990's"},
        {"US$40 for .5 of it, at +44 20", "US$ 40 for .5 of it , at +44 20"},
        {"See A/75/L.4, p. 12, no. 3. Oh no.", "See A/75/L.4 , p. 12 , no. 3 . Oh no ."},
        {"Ann <ann.lee@mail.example> sent x-2.doc :-)",
         "Ann < ann.lee@mail.example > sent x-2.doc :-)"},
        {"ex-envoy, vice-chair, anti-war, Kim Su-jin",
         "ex-envoy , vice - chair , anti-war , Kim Su-jin"},
        {"Troy, Mich., and Wash. in Sat. 4 May etc.",
         "Troy , Mich. , and Wash . in Sat. 4 May etc ."},
        {"w/o it, b/c of 555-0142 <--- here!!", "w/o it , b/c of 555-0142 <--- here !!"}};
    ent_arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ent_text text = split(&arena, cases[i][0]);
        const char *all = "";
        for (size_t s = 0; s < text.sentence_count; s++)
            all =
                ent_arena_printf(&arena, "%s%s%s", all, s ? " " : "", test_forms(&arena, &text, s));
        cr_expect_str_eq(all, cases[i][1]);
    }
    ent_arena_free(&arena);
}

Test(text, sentences_end_where_they_end) {
    static const struct {
        const char *text;
        size_t sentences;
    } cases[] = {{"Mr. Smith met Dr. Jones. They talked.", 2},
                 {"The U.S. Senate voted. It was close.", 2},
                 {"He moved to the U.S. She stayed.", 2},
                 {"“Go,” he said. “Now!” She went.", 3},
                 {"It grew 3.5 percent. No. 10 agreed.", 2},
                 {"Talks resume\n\nEnvoys met on Monday.", 2},
                 {"J. K. Rowling spoke.", 1},
                 {"KYIV, Feb 26 (Reuters) - Talks began.", 2},
                 {"MOSCOW — Putin said so.", 2},
                 {"S\u00C3O PAULO, Brazil (AP) -- Ann Lee won.", 2},
                 {"Tel Aviv, Israel \u2013 Crowds met.", 2},
                 {"(Reuters) - Peru said no.", 2},
                 {"NATO \u2013 the alliance \u2013 met.", 1},
                 {"She called it \"a mistake.\" Officials left. \"Go!\" Bo Ek said.", 3},
                 {"NATO-led forces - and others - left.", 1},
                 {"Talks resume\nEnvoys met on Monday.\nThey agreed.", 3},
                 {"The envoys of the\nUnited Nations met.", 1},
                 {"UK Prime Minister Ann Lee met France's (new) Labour Minister Bo Ek.", 1},
                 {"He spoke to the farmers' Green Party, No. 10 and Mr. A, he said.", 1},
                 {"On Monday, Ann Lee left. \"It is over,\" she said. \"Go!\" Bo Ek stayed.", 4},
                 {"Thanks, Ann Lee 02/13/2001 08:02 PM Dear Bo, please call me.", 4},
                 {"\n\n  \n", 0}};
    ent_arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ent_text text = split(&arena, cases[i].text);
        cr_expect_eq(text.sentence_count, cases[i].sentences, "%s: %zu", cases[i].text,
                     text.sentence_count);
    }
    ent_arena_free(&arena);
}

/* A list without an end, as hostile input is: what looks through a sentence for each of its words
 * would take hours. */
Test(text, a_sentence_without_an_end_is_cut) {
    enum { WORDS = 5000, LONGEST = 1010 };
    ent_arena arena = {0};
    char *bytes = ent_arena_alloc(&arena, WORDS * 5 + 1);
    for (size_t i = 0; i < WORDS; i++) memcpy(bytes + 5 * i, i % 2 ? "oil, " : "Iran ", 6);
    ent_text text = split(&arena, bytes);
    size_t tokens = 0;
    for (size_t i = 0; i < text.sentence_count; i++) {
        cr_expect_leq(text.sentences[i].count, LONGEST);
        tokens += text.sentences[i].count;
    }
    cr_expect_eq(tokens, text.token_count);
    cr_expect_eq(tokens, WORDS + WORDS / 2);
    ent_arena_free(&arena);
}

Test(text, offsets_count_code_points) {
    ent_arena arena = {0};
    ent_text text = split(&arena, "Erdoğan’s “plan” 😀 failed.");
    const ent_token *last = &text.tokens[text.token_count - 1];
    cr_expect_eq(last->begin, 25);
    cr_expect_eq(last->end, 26);
    uint32_t end = 0;
    for (size_t i = 0; i < text.token_count; i++) {
        cr_expect(text.tokens[i].begin >= end && text.tokens[i].end > text.tokens[i].begin);
        end = text.tokens[i].end;
    }
    ent_arena_free(&arena);
}
