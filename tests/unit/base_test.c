#include "base/index.h"
#include "base/map.h"
#include "base/table.h"
#include "base/utf8.h"
#include "helper.h"

Test(utf8, decoding_never_overruns_and_always_advances) {
    static const struct {
        const char *bytes;
        size_t length, size;
        uint32_t rune;
    } cases[] = {{"a", 1, 1, 'a'},
                 {"\xC3\xA9", 2, 2, 0xE9},
                 {"\xE2\x82\xAC", 3, 3, 0x20AC},
                 {"\xF0\x9F\x98\x80", 4, 4, 0x1F600},
                 {"\xE2\x82", 2, 2, 0xFFFD},     /* cut short: its maximal subpart */
                 {"\xC0\xAF", 2, 1, 0xFFFD},     /* overlong */
                 {"\xED\xA0\x80", 3, 1, 0xFFFD}, /* a surrogate */
                 {"\xF4\x90\x80\x80", 4, 1, 0xFFFD},
                 {"\x80", 1, 1, 0xFFFD}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint32_t rune;
        size_t size = ent_utf8_decode(cases[i].bytes, cases[i].length, &rune);
        cr_expect(size == cases[i].size && rune == cases[i].rune, "case %zu: %zu U+%04X", i, size,
                  (unsigned)rune);
    }
}

Test(utf8, every_rune_survives_the_way_there_and_back) {
    for (uint32_t rune = 1; rune < 0x110000; rune += rune < 0x3000 ? 1 : 97) {
        if (rune >= 0xD800 && rune < 0xE000) continue;
        char bytes[4];
        uint32_t back;
        size_t size = ent_utf8_encode(rune, bytes);
        cr_assert(ent_utf8_decode(bytes, size, &back) == size && back == rune, "U+%04X",
                  (unsigned)rune);
    }
}

Test(utf8, folding_makes_spellings_meet) {
    static const char *const cases[][2] = {
        {"Erdoğan", "erdogan"}, {"ŁÓDŹ", "lodz"},         {"Côte d’Ivoire", "cote d'ivoire"},
        {"Straße", "strasse"},  {"Þór", "thor"},          {"Søren Ærø", "soren aero"},
        {"Nguyễn", "nguyen"},   {"İstanbul", "istanbul"}, {"al‑Assad", "al-assad"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char folded[128];
        ent_utf8_fold(cases[i][0], strlen(cases[i][0]), folded);
        cr_expect_str_eq(folded, cases[i][1]);
    }
}

Test(arena, memory_is_aligned_kept_and_reused) {
    ent_arena arena = {0};
    char *first = ent_arena_copy(&arena, "kept", 4);
    for (size_t size = 0; size < 300000; size = size * 3 + 1) {
        char *piece = ent_arena_alloc(&arena, size);
        cr_assert(piece && (uintptr_t)piece % _Alignof(max_align_t) == 0);
        memset(piece, 0xAA, size);
    }
    cr_expect_str_eq(first, "kept");
    cr_expect_null(ent_arena_calloc(&arena, SIZE_MAX / 2, 4));
    ent_arena_reset(&arena);
    cr_expect_not_null(ent_arena_alloc(&arena, 10));
    ent_arena_free(&arena);
}

Test(map, keys_with_any_bytes_keep_their_values) {
    ent_map map = {0};
    char key[16];
    for (uint32_t i = 0; i < 20000; i++) {
        int size = snprintf(key, sizeof key, "k%u", (unsigned)i);
        ent_map_add(&map, key, (size_t)size)->value = i;
    }
    cr_expect_eq(map.count, 20000);
    for (uint32_t i = 0; i < 20000; i++) {
        int size = snprintf(key, sizeof key, "k%u", (unsigned)i);
        cr_assert_eq(ent_map_get(&map, key, (size_t)size), i);
    }
    cr_expect_eq(ent_map_get(&map, "k1", 1), ENT_MAP_NONE);
    cr_expect_neq(ent_map_intern(&map, "a\0b", 3), ent_map_intern(&map, "a\0c", 3));
    ent_map_free(&map);
}

/* Items whose halves are the same are the same. */
static bool is_half(const void *context, uint32_t item) {
    return item / 2 == *(const uint32_t *)context;
}

Test(index, items_are_found_by_what_their_owner_says) {
    ent_index index = {0};
    uint32_t half = 3;
    cr_expect_eq(ent_index_find(&index, ent_index_mix(0, half), is_half, &half), ENT_INDEX_NONE);
    for (uint32_t i = 0; i < 20000; i += 2)
        cr_assert(ent_index_add(&index, ent_index_mix(0, i / 2), i));
    cr_expect_eq(index.count, 10000);
    for (half = 0; half < 10000; half++)
        cr_assert_eq(ent_index_find(&index, ent_index_mix(0, half), is_half, &half), 2 * half);
    half = 10000;
    cr_expect_eq(ent_index_find(&index, ent_index_mix(0, half), is_half, &half), ENT_INDEX_NONE);
    ent_index_clear(&index);
    half = 3;
    cr_expect_eq(ent_index_find(&index, ent_index_mix(0, half), is_half, &half), ENT_INDEX_NONE);
    ent_index_free(&index);
}

Test(table, rows_fields_and_comments) {
    static const char text[] = "# comment\na\tb|c\t\n\n\tx\r\nlast";
    ent_table table;
    ent_field part;
    ent_table_open(&table, "t.tsv", text, sizeof text - 1);
    cr_assert(ent_table_next(&table));
    cr_expect(table.line == 2 && ent_field_is(table.fields[0], "a"));
    cr_expect(ent_field_split(&table.fields[1], '|', &part) && ent_field_is(part, "b"));
    cr_expect(ent_field_split(&table.fields[1], '|', &part) && ent_field_is(part, "c"));
    cr_expect_not(ent_field_split(&table.fields[1], '|', &part));
    cr_assert(ent_table_next(&table));
    cr_expect(table.line == 4 && ent_field_is(table.fields[0], "") &&
              ent_field_is(table.fields[1], "x"));
    cr_assert(ent_table_next(&table));
    cr_expect(ent_field_is(table.fields[0], "last") && ent_field_is(table.fields[5], ""));
    cr_expect_not(ent_table_next(&table));
}
