#include "helper.h"

#include <stdlib.h>
#include <unistd.h>

static void count_fault(void *context, const ent_error *error) {
    cr_expect(error->line > 0 && error->file[0] && error->message[0]);
    ++*(int *)context;
}

/* The decisions of a file that holds the text; *faults is how many lines were told. */
static ent_identity *decisions(const char *text, size_t length, int *faults) {
    char path[] = "/tmp/ententeXXXXXX";
    int descriptor = mkstemp(path);
    FILE *file = descriptor < 0 ? NULL : fdopen(descriptor, "wb");
    ent_identity *identity;
    ent_error error;
    cr_assert_not_null(file);
    fwrite(text, 1, length, file);
    fclose(file);
    *faults = 0;
    cr_assert_eq(
        ent_identity_load(path, test_engine()->gazetteer, count_fault, faults, &identity, &error),
        ENT_OK, "%s", error.message);
    unlink(path);
    return identity;
}

typedef struct asked {
    const char *file; /* NULL: the same as before */
    ent_actor_type type;
    const char *id, *name, *doc, *words;
    const char *answer; /* NULL: he is who he is */
} asked;

Test(identity, what_a_file_says_of_an_actor) {
    static const asked cases[] = {
        {"same\tAna Kovac\tKovac", ENT_PERSON, "person:kovac", "Kovac", "a", "She",
         "person:ana-kovac"},
        {NULL, ENT_PERSON, "person:ana-kovac", "Ana Kovac", "a", "Kovac", NULL},
        {NULL, ENT_PERSON, "person:ivan-kovac", "Ivan Kovac", "a", "Kovac", NULL},
        {NULL, ENT_ORGANIZATION, "organization:kovac", "Kovac", NULL, NULL,
         "organization:ana-kovac"},
        {NULL, ENT_PERSON, "n7", "KOVA\xC4\x8C", NULL, NULL, "person:ana-kovac"},
        /* the lexicon's names mean those it has, of their type */
        {"same\tZelensky\tSelenskyj\ndifferent\tJordan\tMichael Jordan", ENT_PERSON,
         "person:selenskyj", "Selenskyj", "a", "he", "person:volodymyr-zelensky"},
        {NULL, ENT_PERSON, "person:jordan", "Jordan", "a", "Jordan", NULL},
        {NULL, ENT_COUNTRY, "country:JOR", "Jordan", "a", "Jordan", NULL},
        /* an id says the type, too */
        {"same\torganization:acme\tperson:acme", ENT_PERSON, "person:acme", "Acme", NULL, NULL,
         "organization:acme"},
        {NULL, ENT_PLACE, "place:acme", "Acme", NULL, NULL, NULL},
        /* classes: whom the first of the first line means, whatever the order of the others */
        {"same\tB B\tC C\nsame\tA A\tB B", ENT_PERSON, "person:c-c", "C C", NULL, NULL,
         "person:a-a"},
        {"same\tA A\tB B\nsame\tD D\tB B", ENT_PERSON, "person:b-b", "B B", NULL, NULL,
         "person:d-d"},
        /* different: by words, where another name of the line means him */
        {"different\tAna Kovac\tKovac", ENT_PERSON, "person:ana-kovac", "Ana Kovac", "a", "Kovac",
         "person:kovac"},
        {NULL, ENT_PERSON, "person:ana-kovac", "Ana Kovac", "a", "she", NULL},
        {NULL, ENT_PERSON, "person:ivan-kovac", "Ivan Kovac", "a", "Kovac", NULL},
        {NULL, ENT_PERSON, "person:kovac", "Kovac", "a", "Kovac", NULL},
        {"different\tKovac\tAna Kovac", ENT_PERSON, "person:ana-kovac", "Ana Kovac", "a", "Kovac",
         "person:kovac"},
        /* ... or by documents */
        {"different\tLi Wei @ a\tLi Wei @ b\tLi Wei @ c", ENT_PERSON, "person:li-wei", "Li Wei",
         "a", "Li", NULL},
        {NULL, ENT_PERSON, "person:li-wei", "Li Wei", "b", "Li", "person:li-wei.b"},
        {NULL, ENT_PERSON, "person:li-wei", "Li Wei", "c", NULL, "person:li-wei.c"},
        {NULL, ENT_PERSON, "person:li-wei", "Li Wei", "d", NULL, NULL},
        {NULL, ENT_PERSON, "person:li-wei", "Li Wei", NULL, NULL, NULL},
        {"different\tLi Wei @ a\tLi Wei", ENT_PERSON, "person:li-wei", "Li Wei", "a", "he",
         "person:li-wei.a"},
        {NULL, ENT_PERSON, "person:li-wei", "Li Wei", "b", "he", NULL},
        /* ... and one of them is somebody else's name */
        {"different\tLi Wei @ a\tLi Wei @ b\nsame\tLee Way\tLi Wei @ b", ENT_PERSON,
         "person:li-wei", "Li Wei", "b", "he", "person:lee-way"},
        {"same\tLee Way\tLi Wei\ndifferent\tLi Wei\tLi", ENT_PERSON, "person:lee-way", "Lee Way",
         "b", "Li", NULL},
        {NULL, ENT_PERSON, "person:li-wei", "Li Wei", "b", "Li", "person:li"},
    };
    ent_identity *identity = NULL;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const asked *c = &cases[i];
        int faults = 0;
        if (c->file) {
            ent_identity_free(identity);
            identity = decisions(c->file, strlen(c->file), &faults);
        }
        ent_named_actor actor = {
            c->id, c->name, c->type, c->doc, c->words, c->words ? strlen(c->words) : 0, NULL};
        ent_ruling ruling;
        bool rules = ent_identity_rule(identity, &actor, &ruling);
        cr_expect_eq(faults, 0, "%zu: %d faults", i, faults);
        cr_expect_str_eq(rules ? ruling.id : "-", c->answer ? c->answer : "-", "%zu", i);
        if (!rules) continue;
        cr_expect(ruling.note[0] && ruling.name[0]); /* and it is settled then */
        actor = (ent_named_actor){ruling.id, ruling.name, ruling.type, c->doc, NULL, 0, NULL};
        cr_expect_not(ent_identity_rule(identity, &actor, &ruling), "%zu: %s", i, ruling.id);
    }
    ent_identity_free(identity);
}

/* "same" knows no countries, "different" leaves them, and an id may mean one bearer of a name. */
Test(identity, what_a_file_says_of_namesakes) {
    static const struct {
        const char *file, *id, *country, *answer; /* NULL: he is who he is */
    } cases[] = {
        {"same\tLi Wei\tWei Li", "person:li-wei", "CHN", "person:li-wei"},
        {"same\tLi Wei\tWei Li", "person:li-wei.sgp", "SGP", "person:li-wei"},
        {"same\tLi Wei\tWei Li", "person:li-wei", NULL, NULL},
        {"different\tLi Wei\tWei Li", "person:li-wei", "CHN", NULL},
        {"different\tLi Wei @ b\tLi Wei @ a", "person:li-wei", "CHN", "person:li-wei.a"},
        {"same\tLee Way\tperson:li-wei.sgp", "person:li-wei", "SGP", "person:lee-way"},
        {"same\tLee Way\tperson:li-wei.sgp", "person:li-wei.sgp", "SGP", "person:lee-way"},
        {"same\tLee Way\tperson:li-wei.sgp", "person:li-wei", "CHN", NULL},
        {"same\tLee Way\tperson:li-wei.sgp", "person:li-wei", NULL, NULL},
        {"same\tperson:li-wei.chn\tLee Way", "person:li-wei", "CHN", "person:li-wei.chn"},
        {"same\tA\tperson:li-wei\nsame\tB\tperson:li-wei.sgp", "person:li-wei", "SGP", "person:b"},
        {"same\tA\tperson:li-wei\nsame\tB\tperson:li-wei.sgp", "person:li-wei", "CHN", "person:a"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int faults;
        ent_identity *identity = decisions(cases[i].file, strlen(cases[i].file), &faults);
        ent_named_actor actor = {.id = cases[i].id,
                                 .name = "Li Wei",
                                 .type = ENT_PERSON,
                                 .doc = "a",
                                 .country = cases[i].country};
        ent_ruling ruling;
        bool rules = ent_identity_rule(identity, &actor, &ruling);
        cr_expect_str_eq(rules ? ruling.id : "-", cases[i].answer ? cases[i].answer : "-", "%zu",
                         i);
        if (rules) cr_expect(ruling.note[0], "%zu", i);
        ent_identity_free(identity);
    }
}

/* Cut anywhere, with faults of every kind: nothing but lines left out. */
Test(identity, files_cut_anywhere) {
    static const char text[] =
        "same\tA\tB @ c\t\t D \n\r\n#\n\tx\ndifferent\tA\tD\ndifferent\t@ x\ty @ \n"
        "different\tLi @ 1\tLi @ 2\tLi @ 3\nsame\tLi\tli\n\xFF\t\xC4\ndifferent\tLi\tLi @ 1\nsame";
    for (size_t length = 0; length <= sizeof text; length++) { /* the last is a NUL */
        int faults;
        ent_identity *identity = decisions(text, length, &faults);
        ent_named_actor actor = {"person:li", "Li", ENT_PERSON, "2", "Li", 2, NULL};
        ent_ruling ruling;
        bool rules = ent_identity_rule(identity, &actor, &ruling);
        if (length == sizeof text - 1) cr_expect(rules && strcmp(ruling.id, "person:li.2") == 0);
        if (length == sizeof text - 1) cr_expect_eq(faults, 6, "%d", faults);
        ent_identity_free(identity);
    }
    cr_expect_not(ent_identity_rule(NULL, &(ent_named_actor){"a", "b", ENT_PERSON, "", "", 0, NULL},
                                    &(ent_ruling){0}));
}
