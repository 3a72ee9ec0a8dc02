#include "helper.h"

#include <stdlib.h>
#include <unistd.h>

/* "surface=id" of each resolved mention, in order of the text. */
static const char *mentions(ent_arena *arena, const char *text) {
    const ent_actors *a = &test_extract(arena, text)->actors;
    const char *all = "";
    for (size_t i = 0; i < a->mention_count; i++) {
        const ent_mention *m = &a->mentions[i];
        if (m->entity == ENT_NO_ENTITY) continue;
        const ent_sentence *s = &a->text->sentences[m->sentence];
        const ent_token *from = ent_token_at(a->text, s, m->first),
                        *to = ent_token_at(a->text, s, m->first + m->count - 1);
        all = ent_arena_printf(arena, "%s%s%.*s=%s", all, *all ? "; " : "",
                               (int)(to->byte + to->length - from->byte), text + from->byte,
                               a->entities[m->entity].id);
    }
    return all;
}

Test(actors, names_and_what_stands_for_them) {
    static const char *const cases[][2] = {
        {"Donald Trump met Keir Starmer.",
         "Donald Trump=person:donald-trump; Keir "
         "Starmer=person:keir-starmer"},
        {"The Kremlin rejected the offer.", "Kremlin=country:RUS"},
        {"Pyongyang fired a missile.", "Pyongyang=country:PRK"},
        {"Chinese minister Li Wei met Singapore's minister Li Wei.",
         "Chinese=country:CHN; Li Wei=person:li-wei.chn; Singapore=country:SGP; "
         "Li Wei=person:li-wei.sgp"},
        {"French troops left Mali.",
         "French troops=country:FRA; French=country:FRA; "
         "Mali=country:MLI"},
        {"The United Nations praised Qatar.",
         "United Nations=organization:united-nations; "
         "Qatar=country:QAT"}};
    ent_arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect_str_eq(mentions(&arena, cases[i][0]), cases[i][1]);
    ent_arena_free(&arena);
}

Test(actors, short_names_and_pronouns_mean_the_full_name) {
    static const struct {
        const char *text, *id;
        size_t times;
    } cases[] = {
        {"Ana Brnabic visited Hungary. Brnabic praised its government. She later met Orban.",
         "person:ana-brnabic", 3},
        {"Olaf Scholz arrived on Monday. He met the king.", "person:olaf-scholz", 2},
        {"Zelensky spoke. Volodymyr Zelenskyy thanked Poland.", "person:volodymyr-zelensky", 2},
        {"The Tuvan Workers Front (TWF) struck. Russia banned the TWF.",
         "organization:tuvan-workers-front", 3}};
    ent_arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *all = mentions(&arena, cases[i].text);
        size_t times = 0;
        for (const char *at = all; (at = strstr(at, cases[i].id)); at++) times++;
        cr_expect_eq(times, cases[i].times, "%s", all);
    }
    ent_arena_free(&arena);
}

Test(actors, days_and_months_are_nobody) {
    ent_arena arena = {0};
    const char *all = mentions(&arena, "France agreed on Friday. In May it met Japan on Sunday.");
    cr_expect_null(strstr(all, "person:"), "%s", all);
    ent_arena_free(&arena);
}

Test(actors, offices_give_links) {
    ent_arena arena = {0};
    ent_extraction *e = test_extract(
        &arena, "French President Emmanuel Macron met former British prime minister Tony Blair.");
    const char *all = test_statements(&arena, e, true);
    cr_expect(strstr(all, "Emmanuel Macron -leads-> France"), "%s", all);
    cr_expect_not(strstr(all, "Tony Blair -leads->"), "%s", all);
    ent_arena_free(&arena);
}

Test(actors, names_on_the_command_line) {
    const ent_gazetteer *g = test_engine()->gazetteer;
    cr_expect_str_eq(ent_gazetteer_lookup(g, "kremlin"), "country:RUS");
    cr_expect_str_eq(ent_gazetteer_lookup(g, "UK"), "country:GBR");
    cr_expect_str_eq(ent_gazetteer_lookup(g, "cote d'ivoire"), "country:CIV");
    cr_expect_null(ent_gazetteer_lookup(g, "xyzzy"));
    cr_expect_str_eq(ent_gazetteer_country(g, "DEU"), "Germany");
}

/* ---- The user's own knowledge ---- */

static void put(const char *folder, const char *name, const char *text, size_t length) {
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    cr_assert_not_null(file);
    fwrite(text, 1, length, file);
    fclose(file);
}

static void count_fault(void *context, const ent_error *error) {
    cr_expect(error->line > 0 && error->file[0] && error->message[0]);
    ++*(int *)context;
}

/* The gazetteer with one file of own rows, or NULL; *faults is how many were told. */
static ent_gazetteer *with_own(const char *name, const char *text, size_t length, int *faults) {
    char folder[] = "/tmp/ententeXXXXXX", path[128];
    cr_assert_not_null(mkdtemp(folder));
    put(folder, name, text, length);
    ent_gazetteer *g;
    ent_error error;
    *faults = 0;
    ent_status status = ent_gazetteer_new(folder, count_fault, faults, &g, &error);
    cr_expect(status == ENT_OK || status == ENT_INPUT);
    snprintf(path, sizeof path, "%s/%s", folder, name);
    unlink(path);
    rmdir(folder);
    return g;
}

Test(actors, own_names_come_first) {
    static const char seats[] = "Kremlin\tcountry:USA\tseat\n-Foggy Bottom\n";
    int faults;
    ent_gazetteer *g = with_own("seats.tsv", seats, sizeof seats - 1, &faults);
    cr_assert_not_null(g);
    cr_expect_eq(faults, 0);
    cr_expect_str_eq(ent_gazetteer_lookup(g, "kremlin"), "country:USA");
    const char *foggy = ent_gazetteer_lookup(g, "foggy bottom");
    cr_expect(!foggy || strncmp(foggy, "organization:", 13) != 0);
    ent_gazetteer_free(g);
}

Test(actors, own_files_cut_anywhere) {
    static const char rows[] =
        "Zoë Testova\tZ. T.|\tf\tUKR\tprime minister\t2025-01\t\t\tTestova\n"
        "-Angela Merkel\n\n\t\t\t\n|\t|\tm\n-\n!replace\n?\t?\n";
    for (size_t length = 0; length < sizeof rows; length += 3) { /* the last holds a NUL: refused */
        int faults;
        ent_gazetteer_free(with_own("persons.tsv", rows, length, &faults));
    }
}
