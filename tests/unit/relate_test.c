#include "helper.h"

Test(relate, acts_have_their_quad_sign_and_code) {
    cr_expect(ent_act_quad(ENT_ACT_CONSULT) == 1 && ent_act_sign(ENT_ACT_CONSULT) == 1);
    cr_expect(ent_act_quad(ENT_ACT_AID) == 2 && ent_act_sign(ENT_ACT_AID) == 1);
    cr_expect(ent_act_quad(ENT_ACT_REQUEST) == 3 && ent_act_sign(ENT_ACT_REQUEST) == 0);
    cr_expect(ent_act_quad(ENT_ACT_ASSAULT) == 4 && ent_act_sign(ENT_ACT_ASSAULT) == -1);
    cr_expect(ent_act_quad(ENT_ACT_LINK) == 0 && ent_act_sign(ENT_ACT_LINK) == 0);
    cr_expect_eq(ent_act_code(ENT_ACT_CONSULT, ENT_STATUS_PLANNED), ENT_ACT_AGREE);
    for (int i = 0; i < ENT_ACT_COUNT; i++)
        cr_expect_eq(ent_act_named(ent_act_name((ent_act)i)), i);
    cr_expect_eq(ent_act_named("NOTHING"), -1);
}

Test(relate, sentences_give_their_statements) {
    static const char *const cases[][2] = {
        {"Germany praised Turkey.", "Germany -praises-> Turkey (actual)"},
        {"Turkey was praised by Germany.", "Germany -praises-> Turkey (actual)"},
        {"Russia attacked Ukraine.", "Russia -attacks-> Ukraine (actual)"},
        {"Macron met Xi Jinping in Paris.", "Emmanuel Macron -meets-> Xi Jinping (actual)"},
        {"Macron and Merz met.", "Emmanuel Macron -meets-> Friedrich Merz (actual)"},
        {"Japan will host India.", "Japan -hosts-> India (planned)"},
        {"Norway refused to recognise Kosovo.", "Norway -refuses-> Kosovo (actual)"},
        {"U.S. Secretary of State Antony Blinken met Wang Yi.",
         "Antony Blinken -meets-> Wang Yi (actual)"},
        {"Iran's foreign minister, Hossein Amir-Abdollahian, met Faisal bin Farhan.",
         "Hossein Amir-Abdollahian -meets-> Faisal bin Farhan (actual)"},
        {"Turkey accused Sweden of harbouring Kurdish militants.",
         "Turkey -accuses-> Sweden (actual); Sweden -shelters-> Kurdish militants (claimed)"},
        {"Putin spoke as Zelensky prepared to visit Poland.",
         "Volodymyr Zelensky -visits-> Poland (planned)"},
        {"Russia ruled out attacking Finland.", "Russia -attacks-> Finland (negated)"},
        {"The rebels attacked Israel. Iran has armed them.",
         "rebels -attacks-> Israel (actual); Iran -arms-> rebels (actual)"},
        {"Donald Tusk won a vote. Tusk accused the president, Andrzej Duda, of delays.",
         "Donald Tusk -accuses-> Andrzej Duda (actual)"},
        {"Lindsey Graham said China helped Vladimir Putin.",
         "China -aids-> Vladimir Putin (claimed)"},
        {"Israel said it had bombed Iran.", "Israel -bombs-> Iran (actual)"},
        {"Germany announced its aid to Kenya.", "Germany -aids-> Kenya (actual)"},
        {"Sudan attacked Chad. Norway called on both sides to stop.",
         "Sudan -attacks-> Chad (actual); Norway -urges-> Sudan (actual); "
         "Norway -urges-> Chad (actual)"},
        {"It rained in Kenya.", ""}};
    ent_arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ent_extraction *e = test_extract(&arena, cases[i][0]);
        cr_expect_str_eq(test_statements(&arena, e, false), cases[i][1]);
    }
    ent_arena_free(&arena);
}

Test(relate, spans_are_the_text_they_name) {
    ent_arena arena = {0};
    static const char text[] = "“Naïve” 😀.\n\nOn Monday, Estonia expelled two Russian diplomats.";
    ent_extraction *e = test_extract(&arena, text);
    cr_assert(e->statements.count > 0);
    const ent_statement *s = &e->statements.items[0];
    cr_expect_str_eq(s->source.span.text, "Estonia");
    cr_expect_eq(s->source.span.begin, 23);
    cr_expect_eq(s->source.span.end, 30);
    cr_expect_str_eq(s->evidence.text, "On Monday, Estonia expelled two Russian diplomats.");
    cr_expect_eq(s->sentence, 2);
    ent_arena_free(&arena);
}

/* The document's date, 15 May 2024, is a Wednesday. */
Test(relate, acts_have_the_day_that_the_sentence_tells) {
    static const char *const cases[][2] = {
        {"Germany praised Turkey.", "2024-05-15"},
        {"Germany praised Turkey on Monday.", "2024-05-13"},
        {"Germany praised Turkey on Wednesday.", "2024-05-15"},
        {"Germany will host Turkey on Monday.", "2024-05-20"},
        {"Germany met Turkey last Wednesday.", "2024-05-08"},
        {"Yesterday Germany praised Turkey.", "2024-05-14"},
        {"On 24 February 2022, Russia attacked Ukraine.", "2022-02-24"},
        {"Russia attacked Ukraine on Feb. 24, 2022.", "2022-02-24"},
        {"Germany praised Turkey on December 30.", "2023-12-30"},
        {"Saudi Arabia cut ties with Iran in 2016.", ""},
        {"Germany said on Monday that Russia had attacked Ukraine.", "2024-05-15"}};
    ent_arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ent_extraction *e = test_extract(&arena, cases[i][0]);
        cr_assert(e->statements.count > 0, "%s", cases[i][0]);
        const char *date = e->statements.items[0].date;
        cr_expect_str_eq(date ? date : "", cases[i][1], "%s: %s", cases[i][0],
                         date ? date : "none");
    }
    ent_arena_free(&arena);
}

/* A pair is always answered: by a frame, by the likeliest trigger, by its words, by default (LINK:
 * whatever). */
Test(relate, given_pairs_are_labelled) {
    static const struct {
        const char *text, *source, *target;
        ent_act root;
        double least, most;
    } cases[] = {
        {"France condemned Iran for the strike.", "France", "Iran", ENT_ACT_ACCUSE, 0.5, 1},
        {"Iran fired a missile near Oman.", "Iran", "Oman", ENT_ACT_ASSAULT, 0.3, 0.7},
        {"Iran, an old ballistic rival, and Oman.", "Iran", "Oman", ENT_ACT_REJECT, 0.3, 0.7},
        {"Rain fell.", "Rain", "fell", ENT_ACT_LINK, 0, 0.1},
        {"Norway bombed somebody.", "Norway", "", ENT_ACT_ASSAULT, 0.3, 0.7},
        {"", "", "", ENT_ACT_LINK, 0, 0.1}};
    ent_arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ent_extraction *e = test_extract(&arena, cases[i].text);
        ent_span spans[2];
        const char *words[] = {cases[i].source, cases[i].target};
        for (int k = 0; k < 2; k++) {
            uint32_t begin = (uint32_t)(strstr(cases[i].text, words[k]) - cases[i].text);
            spans[k] = (ent_span){begin, begin + (uint32_t)strlen(words[k]), words[k]};
        }
        ent_statement out;
        cr_assert(
            ent_classify(test_engine()->frames, &e->actors, spans[0], spans[1], &arena, &out));
        cr_expect(cases[i].root == ENT_ACT_LINK || out.root == cases[i].root, "%s: %s",
                  cases[i].text, ent_act_name(out.root));
        cr_expect(out.confidence >= cases[i].least && out.confidence <= cases[i].most, "%s: %g",
                  cases[i].text, out.confidence);
    }
    ent_arena_free(&arena);
}

Test(relate, enough_frames_are_loaded) {
    cr_expect_geq(ent_frames_count(test_engine()->frames), 4000);
}
