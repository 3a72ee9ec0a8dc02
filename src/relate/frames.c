/* frames.c - loading frames.tsv and operators.tsv. */
#include "relate/frames.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/table.h"
#include "lexicon/embed.h"
#include "model/embed.h"

enum { KEY_MAX = 96 };

typedef struct loader {
    ent_frames *frames;
    ent_table table;
    void (*report)(void *context, const ent_error *error);
    void *context;
    bool no_memory;
} loader;

static void fault(loader *l, const char *what) {
    ent_error error;
    ent_fail(&error, ENT_INPUT, l->table.name, l->table.line, "%s: the line is left out", what);
    if (l->report) l->report(l->context, &error);
}

static const char *copy(loader *l, ent_field field) {
    const char *text = ent_arena_copy(&l->frames->arena, field.text, field.length);
    if (!text) l->no_memory = true;
    return text ? text : "";
}

/* Nouns are known by their singular, whatever the lemmatiser thinks of "troops", "arms",
 * "supplies": each word of a noun, and what follows '+' in a verb with its object. Returns the new
 * length. */
static size_t make_singular(int kind, char *key, size_t length) {
    size_t to = 0, word = 0; /* where the present word begins in what is kept */
    bool noun = kind == ENT_NOUNS;
    for (size_t i = 0; i <= length; i++) {
        bool end = i == length || key[i] == ' ' || key[i] == '+';
        if (!end) {
            key[to++] = key[i];
            continue;
        }
        size_t size = to - word;
        bool plural = noun && size > 3 && key[to - 1] == 's' && !strchr("sui", key[to - 2]);
        bool ies = plural && size > 4 && key[to - 2] == 'e' && key[to - 3] == 'i';
        if (ies) key[to - 3] = 'y';
        if (plural) to -= ies ? 2 : 1;
        if (i == length) break;
        noun |= key[i] == '+';
        key[to++] = key[i];
        word = to;
    }
    return to;
}

static void add(loader *l, int kind, ent_field lemma, ent_frame frame) {
    ent_frames *f = l->frames;
    frame.unsure = lemma.length > 1 && lemma.text[lemma.length - 1] == '?';
    lemma.length -= frame.unsure;
    if (f->count == f->room) {
        size_t room = f->room ? f->room * 2 : 512;
        ent_frame *items = ent_arena_alloc(&f->arena, room * sizeof *items);
        if (items && f->count) memcpy(items, f->items, f->count * sizeof *items);
        if (items) f->items = items, f->room = room;
    }
    char *key = ent_arena_copy(&f->arena, lemma.text, lemma.length);
    size_t length = key ? make_singular(kind, key, lemma.length) : 0;
    ent_map_slot *slot =
        key && f->count < f->room ? ent_map_add(&f->words[kind], key, length) : NULL;
    frame.trigger = slot ? slot->key : "";
    for (size_t i = 0; i < lemma.length && !frame.with_object; i++) {
        frame.with_object = lemma.text[i] == '+';
        frame.words += lemma.text[i] == ' ';
    }
    if (!slot) {
        l->no_memory = true;
        return;
    }
    frame.next = ENT_MAP_NONE;
    f->items[f->count] = frame;
    uint32_t *end = &slot->value;
    while (*end != ENT_MAP_NONE) end = &f->items[*end].next;
    *end = (uint32_t)f->count++;
}

/* "obj=po": the word, then what may stand there. */
static bool take_slot(loader *l, ent_field field, ent_slot_rule *out) {
    static const char letters[ENT_ACTOR_TYPE_COUNT + 1] = "poclg"; /* in order of ent_actor_type */
    ent_field word;
    ent_slot_rule slot = {.types = 0};
    size_t whole = field.length;
    if (!ent_field_split(&field, '=', &word)) return false;
    slot.word = copy(l, word);
    slot.direct = word.length < whole;
    for (size_t i = 0; slot.direct && i < field.length; i++) {
        const char *letter = memchr(letters, field.text[i], ENT_ACTOR_TYPE_COUNT);
        if (!letter) return false;
        slot.types |= 1u << (letter - letters);
    }
    if (!slot.types) slot.types = ~0u;
    *out = slot;
    return true;
}

static bool take_slots(loader *l, ent_field slots, ent_frame *frame) {
    frame->source = (ent_slot_rule){"subj", true, ~0u};
    for (ent_field slot; ent_field_split(&slots, '|', &slot);) {
        ent_slot_rule *rule = &frame->slots[frame->slot_count];
        if (frame->slot_count == ENT_SLOTS_MAX || !take_slot(l, slot, rule)) return false;
        if (strcmp(rule->word, "subj") == 0)
            frame->source = *rule;
        else
            frame->slot_count++;
    }
    return frame->slot_count > 0;
}

static int kind_of(ent_field pos) {
    static const char *const kinds[] = {"v", "n", "a"};
    for (int i = 0; i < 3; i++)
        if (ent_field_is(pos, kinds[i])) return i;
    return -1;
}

static void take_frame(loader *l) {
    ent_field *c = l->table.fields;
    ent_frame frame = {.symmetric = ent_field_is(c[3], "s"),
                       .turned = ent_field_is(c[3], "r"),
                       .role = ent_field_is(c[3], "k"),
                       .intransitive = ent_field_is(c[3], "i"),
                       .transitive = ent_field_is(c[3], "t")};
    int kind = kind_of(c[0]), root = l->table.count == 6 ? ent_act_named(copy(l, c[2])) : -1;
    frame.adjective = kind == ENT_ADJECTIVES;
    if (root < 0 || kind < 0) {
        fault(l, "a frame needs pos (v, n, a), relation, root, flags, slots, lemmas");
        return;
    }
    frame.root = (ent_act)root;
    frame.relation = copy(l, c[1]);
    if (!take_slots(l, c[4], &frame)) {
        fault(l,
              "slots are up to eight of 'obj' or a preposition, with '=' and letters of 'poclg'");
        return;
    }
    ent_field lemmas = c[5];
    for (ent_field lemma; ent_field_split(&lemmas, '|', &lemma);) add(l, kind, lemma, frame);
}

static void take_operator(loader *l) {
    static const char *const kinds[] = {
        "refuse",   "exclude", "stop",   "fail",     "deny",   "planned", "hypothetical", "must",
        "threaten", "urge",    "claim",  "light",    "happen", "undergo", "stay",         "put",
        "count",    "carry",   "reason", "document", "judge",  "good",    "bad",          "culprit",
        "sport",    "fiction", "try",    "voice",    "body",   "kin",     "nature",       "words"};
    ent_field lemmas = l->table.fields[1];
    uint32_t bit = 0;
    for (unsigned k = 0; k < sizeof kinds / sizeof *kinds; k++)
        if (ent_field_is(l->table.fields[0], kinds[k])) bit = 1u << k;
    if (!bit) fault(l, "no such kind of operator");
    for (ent_field lemma; bit && ent_field_split(&lemmas, '|', &lemma);) {
        ent_map_slot *slot = ent_map_add(&l->frames->operators, lemma.text, lemma.length);
        if (!slot)
            l->no_memory = true;
        else
            slot->value = slot->value == ENT_MAP_NONE ? bit : slot->value | bit;
    }
}

static void load(loader *l, const char *name, const char *text, size_t length,
                 void (*take)(loader *l)) {
    ent_table_open(&l->table, name, text, length);
    while (!l->no_memory && ent_table_next(&l->table)) take(l);
}

static ent_status load_directory(loader *l, const char *directory, ent_error *error) {
    static const struct {
        const char *name;
        void (*take)(loader *l);
    } files[] = {{"frames.tsv", take_frame}, {"operators.tsv", take_operator}};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char path[4096], *text;
        size_t length;
        int size = snprintf(path, sizeof path, "%s/%s", directory, files[i].name);
        if (size < 0 || (size_t)size >= sizeof path || access(path, F_OK) != 0) continue;
        ent_status status = ent_file_load(path, (size_t)64 << 20, &text, &length, error);
        if (status) return status;
        load(l, path, text, length, files[i].take);
        free(text);
    }
    return ENT_OK;
}

ent_status ent_frames_new(const char *directory,
                          void (*report)(void *context, const ent_error *error), void *context,
                          ent_frames **out, ent_error *error) {
    ent_frames *f = *out = calloc(1, sizeof *f);
    if (!f) return ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
    loader l = {.frames = f, .report = report, .context = context};
    load(&l, "frames.tsv", ent_lexicon_frames,
         (size_t)(ent_lexicon_frames_end - ent_lexicon_frames), take_frame);
    load(&l, "operators.tsv", ent_lexicon_operators,
         (size_t)(ent_lexicon_operators_end - ent_lexicon_operators), take_operator);
    ent_status status = ent_acts_open(ent_model_acts, (size_t)(ent_model_acts_end - ent_model_acts),
                                      &f->acts, error);
    if (!status && directory) status = load_directory(&l, directory, error);
    if (!status && l.no_memory) status = ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
    if (status) {
        ent_frames_free(f);
        *out = NULL;
    }
    return status;
}

void ent_frames_free(ent_frames *frames) {
    if (!frames) return;
    for (int i = 0; i < 3; i++) ent_map_free(&frames->words[i]);
    ent_map_free(&frames->operators);
    ent_arena_free(&frames->arena);
    free(frames);
}

size_t ent_frames_count(const ent_frames *frames) {
    return frames->count;
}

const ent_frame *ent_frames_find(const ent_frames *frames, int kind, const char *lemma) {
    char key[KEY_MAX];
    size_t length = strlen(lemma);
    if (length >= sizeof key) return NULL;
    bool noun = kind == ENT_NOUNS || memchr(lemma, '+', length);
    if (noun) length = make_singular(kind, memcpy(key, lemma, length), length);
    uint32_t frame = ent_map_get(&frames->words[kind], noun ? key : lemma, length);
    return frame == ENT_MAP_NONE ? NULL : &frames->items[frame];
}

const ent_frame *ent_frames_next(const ent_frames *frames, const ent_frame *frame) {
    return frame->next == ENT_MAP_NONE ? NULL : &frames->items[frame->next];
}

bool ent_frame_takes(const ent_frame *frame, const char *word) {
    for (size_t i = 0; i < frame->slot_count; i++)
        if (strcmp(frame->slots[i].word, word) == 0) return true;
    return false;
}

bool ent_frames_take(const ent_frames *frames, int kind, const char *lemma, const char *word) {
    const ent_frame *frame = ent_frames_find(frames, kind, lemma);
    for (; frame; frame = ent_frames_next(frames, frame))
        if (!frame->role && ent_frame_takes(frame, word)) return true;
    return false;
}

unsigned ent_frames_operator(const ent_frames *frames, const char *lemma) {
    uint32_t bits = ent_map_get(&frames->operators, lemma, strlen(lemma));
    return bits == ENT_MAP_NONE ? 0 : bits;
}
