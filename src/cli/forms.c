/* forms.c - `entente why --identity ACTOR`: by which words each document calls an actor, and why
 * they mean that one. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "cli/cli.h"

/* Words that mean an actor in a document. */
typedef struct form {
    const char *id, *doc, *words, *reason;
    const char *country; /* that the document tells of the actor, or NULL */
    long count;
} form;

typedef struct finding {
    cli_asking asking;
    ent_arena arena;
    form *forms;
    size_t count, room;
    ent_map seen;  /* id, document, words, reason -> form */
    ent_map texts; /* documents read as text: nothing is to be learnt of them from reports */
    ent_map spots; /* places that reports have shown */
} finding;

/* ---- Gathering ---- */

static bool add_form(finding *f, form new, size_t length) {
    char *words = ent_arena_copy(&f->arena, new.words, length);
    for (char *at = words; at && *at; at++)
        if (*at == '\n') *at = ' ';
    char *key =
        words ? ent_arena_printf(&f->arena, "%s\n%s\n%s\n%s", new.id, new.doc, words, new.reason)
              : NULL;
    ent_map_slot *slot = key ? ent_map_add(&f->seen, key, strlen(key)) : NULL;
    if (!slot) return false;
    if (slot->value == ENT_MAP_NONE) {
        if (f->count == f->room) {
            size_t room = f->room ? 2 * f->room : 256;
            form *grown = realloc(f->forms, room * sizeof *grown);
            if (!grown) return false;
            f->forms = grown;
            f->room = room;
        }
        new.id = ent_arena_copy(&f->arena, new.id, strlen(new.id));
        new.doc = ent_arena_copy(&f->arena, new.doc, strlen(new.doc));
        new.words = words;
        new.count = 0;
        if (new.country) new.country = ent_arena_copy(&f->arena, new.country, strlen(new.country));
        if (!new.id || !new.doc) return false;
        slot->value = (uint32_t)f->count;
        f->forms[f->count++] = new;
    }
    f->forms[slot->value].count++;
    return true;
}

static ent_status out_of_memory(ent_error *error) {
    return ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
}

static ent_status take_text(void *context, const ent_extraction *extraction, ent_error *error) {
    finding *f = context;
    const ent_text *text = &extraction->text;
    const ent_actors *actors = &extraction->actors;
    const char *doc = text->document->id;
    ent_map_slot *slot = ent_map_add(&f->texts, doc, strlen(doc));
    if (!slot) return out_of_memory(error);
    slot->value = 1;
    for (size_t i = 0; i < actors->mention_count; i++) {
        const ent_mention *m = &actors->mentions[i];
        if (m->entity == ENT_NO_ENTITY) continue;
        const ent_sentence *s = &text->sentences[m->sentence];
        const ent_token *first = ent_token_at(text, s, m->first),
                        *last = ent_token_at(text, s, m->first + m->count - 1);
        const ent_entity *who = &actors->entities[m->entity];
        form new = {.id = who->id,
                    .country = who->told ? who->country : NULL,
                    .doc = doc,
                    .words = text->document->text + first->byte,
                    .reason = ent_reason_name(m->reason)};
        if (!add_form(f, new, (size_t)last->byte + last->length - first->byte))
            return out_of_memory(error);
    }
    return ent_graph_add(f->asking.whole, doc, actors, &extraction->statements, error);
}

/* Does a list of decisions begin one with these words: "Kovac is Ana Kovac (identity.txt:3)"? */
static bool is_decided(const char *list, const char *words) {
    size_t length = strlen(words);
    while (*list) {
        if (strncmp(list, words, length) == 0 && strncmp(list + length, " is ", 4) == 0)
            return true;
        list += strcspn(list, "|");
        list += *list == '|';
    }
    return false;
}

/* What a graph tells of why words mean an actor: the name itself, a form of the lexicon, or the
 * user's word. */
static const char *reason_of(const finding *f, const ent_node *node, const char *words) {
    const char *known = ent_gazetteer_lookup(f->asking.gazetteer, words);
    if (strcmp(words, node->label) == 0) return ent_reason_name(ENT_REASON_NONE);
    if (known && strcmp(known, node->id) == 0) return ent_reason_name(ENT_REASON_LEXICON);
    return is_decided(node->decisions, words) ? ent_reason_name(ENT_REASON_IDENTITY)
                                              : "as its document has it";
}

/* Is a node told from others of its name by the country in its id? */
static bool is_bearer(const ent_node *node) {
    return ent_name_length(node->id, node->country) < strlen(node->id);
}

static bool add_spot(finding *f, const ent_node *node, const char *doc, const char *words,
                     uint32_t begin) {
    if (!*words || ent_map_get(&f->texts, doc, strlen(doc)) != ENT_MAP_NONE) return true;
    char *key = ent_arena_printf(&f->arena, "%s\n%s\n%u", node->id, doc, begin);
    ent_map_slot *slot = key ? ent_map_add(&f->spots, key, strlen(key)) : NULL;
    if (!slot || slot->value != ENT_MAP_NONE) return slot != NULL;
    slot->value = 0;
    form new = {.id = node->id, .doc = doc, .words = words, .reason = reason_of(f, node, words)};
    if (is_bearer(node)) new.country = node->country;
    return add_form(f, new, strlen(words));
}

/* The words by which the reports of a graph call an actor. */
static bool take_reports(finding *f, size_t node) {
    const ent_graph *graph = f->asking.whole;
    const ent_node *who = ent_graph_node(graph, node);
    bool good = true;
    for (size_t i = 0; i < ent_graph_edge_count(graph) && good; i++) {
        const ent_edge *edge = ent_graph_edge(graph, i);
        for (uint32_t k = 0; k < edge->evidence_count && good; k++) {
            const ent_evidence *e = ent_graph_evidence(graph, edge->evidence_first + k);
            if (edge->source == node)
                good = add_spot(f, who, e->doc, e->source_text, e->source_begin);
            if (edge->target == node && good)
                good = add_spot(f, who, e->doc, e->target_text, e->target_begin);
        }
    }
    return good;
}

/* ---- Printing ---- */

static int by_document(const void *a, const void *b) {
    const form *x = a, *y = b;
    int order = strcmp(x->doc, y->doc);
    if (!order) order = (x->count < y->count) - (x->count > y->count);
    if (!order) order = strcmp(x->words, y->words);
    return order ? order : strcmp(x->reason, y->reason);
}

/* Do an id and a country mean a bearer of the name that a node has? */
static bool is_of_name(const char *id, const char *country, const ent_node *node) {
    size_t length = ent_name_length(id, country);
    return length == ent_name_length(node->id, node->country) && memcmp(id, node->id, length) == 0;
}

/* Has the name of a node bearers with nodes of their own? */
static bool has_bearers(const ent_graph *graph, const ent_node *node) {
    for (size_t i = 0; i < ent_graph_node_count(graph); i++) {
        const ent_node *other = ent_graph_node(graph, i);
        if (is_bearer(other) && is_of_name(other->id, other->country, node)) return true;
    }
    return false;
}

/* The forms of one actor, in order, at the beginning of the list; returns how many. */
static size_t select_forms(finding *f, const ent_node *who) {
    size_t count = 0;
    bool several = has_bearers(f->asking.whole, who);
    for (size_t i = 0; i < f->count; i++) {
        const char *country = f->forms[i].country;
        if (!is_of_name(f->forms[i].id, country, who)) continue;
        bool same = !several         ? true
                    : is_bearer(who) ? country && strcmp(country, who->country) == 0
                                     : !country;
        if (same) f->forms[count++] = f->forms[i];
    }
    if (count > 1) qsort(f->forms, count, sizeof *f->forms, by_document);
    return count;
}

static int print_json(const finding *f, size_t who, size_t count) {
    const ent_node *node = ent_graph_node(f->asking.whole, who);
    char told[4];
    int code = EXIT_DONE;
    for (size_t i = 0; i < count && code == EXIT_DONE; i++) {
        const form *one = &f->forms[i];
        bool tells = ent_graph_country_told(f->asking.whole, who, one->doc, told);
        code = cli_print_json(json_pack(
            "{s:s,s:s,s:s,s:s*,s:s,s:s,s:i,s:s*}", "id", node->id, "name", node->label, "doc",
            one->doc, "country", tells ? told : NULL, "words", one->words, "reason", one->reason,
            "mentions", (int)one->count, "identity", *node->decisions ? node->decisions : NULL));
    }
    return code;
}

static const char *country_called(const finding *f, const char *iso3) {
    const char *name = ent_gazetteer_country(f->asking.gazetteer, iso3);
    return name ? name : iso3;
}

/* "  Kovac is Ana Kovac (identity.txt:3)", one a line. */
static void print_list(const char *list) {
    while (*list) {
        size_t size = strcspn(list, "|");
        printf("  %.*s\n", (int)size, list);
        list += size + (list[size] == '|');
    }
}

/* Why he is not one with the others of his name. */
static void print_namesakes(const finding *f, const ent_node *node) {
    const ent_graph *graph = f->asking.whole;
    if (!has_bearers(graph, node)) return;
    printf("  documents tell several countries of who is called so: ");
    if (is_bearer(node))
        printf("this is who is of %s, not", country_called(f, node->country));
    else
        printf("these tell none, so who of them it is, is open:");
    for (size_t i = 0; i < ent_graph_node_count(graph); i++) {
        const ent_node *other = ent_graph_node(graph, i);
        if (other != node && is_of_name(other->id, other->country, node)) printf(" %s", other->id);
    }
    printf("\n");
}

static void print(const finding *f, size_t who, size_t count) {
    const ent_node *node = ent_graph_node(f->asking.whole, who);
    char told[4];
    const char *known = ent_gazetteer_lookup(f->asking.gazetteer, node->label), *doc = "";
    bool listed = known && strcmp(known, node->id) == 0;
    printf("%s (%s)\n", node->label, node->id);
    printf("  %s\n", listed ? "the lexicon has this name" : "the lexicon does not have this name");
    print_namesakes(f, node);
    print_list(node->decisions);
    for (size_t i = 0; i < count; i++) {
        const form *one = &f->forms[i];
        if (strcmp(doc, one->doc) != 0) {
            bool tells = ent_graph_country_told(f->asking.whole, who, doc = one->doc, told);
            printf(tells ? "%s: of %s\n" : "%s\n", doc, country_called(f, told));
        }
        printf("  %4ld  %-28s  %s\n", one->count, one->words, one->reason);
    }
}

/* ---- The inputs ---- */

static void report_fault(void *context, const ent_error *error) {
    cli_asking *asking = context;
    asking->faulty = true;
    cli_complain(error);
}

static ent_status take_graph(finding *f, const char *path, cli_kind kind, ent_error *error) {
    ent_graph *other;
    if (kind == CLI_STATEMENTS)
        return ent_read_statements(path, report_fault, &f->asking, f->asking.whole, error);
    ent_status status = ent_read_graph(path, report_fault, &f->asking, &other, error);
    if (status) return status;
    status = ent_graph_merge(f->asking.whole, other, error);
    ent_graph_free(other);
    return status;
}

/* Texts through an engine. */
static int take_texts(const cli_options *options, finding *f, char **inputs, size_t count) {
    ent_engine engine;
    ent_error error;
    ent_status status = ent_engine_init(&engine, options->lexicon, NULL, NULL, &error);
    if (status) {
        cli_complain(&error);
        return cli_exit(status);
    }
    int code = cli_run(options, &engine, inputs, count, CLI_EXTRACT, take_text, f);
    ent_engine_clear(&engine);
    return code;
}

static int take_inputs(const cli_options *options, finding *f) {
    size_t count, texts = 0;
    bool failed;
    ent_error error;
    char **inputs = cli_inputs(options, 0, &count, &failed);
    int code = inputs ? EXIT_DONE : EXIT_INTERNAL;
    for (size_t i = 0; inputs && i < count; i++) {
        char *path = inputs[i];
        cli_kind kind = cli_kind_of(path);
        ent_status status = kind == CLI_TEXT ? ENT_OK : take_graph(f, path, kind, &error);
        if (status) cli_complain(&error), code = cli_exit(status);
        if (kind != CLI_TEXT) continue;
        inputs[i] = inputs[texts];
        inputs[texts++] = path;
    }
    int run = texts ? take_texts(options, f, inputs, texts) : EXIT_DONE;
    cli_inputs_free(inputs, count);
    f->asking.faulty |= failed || code == EXIT_INPUT || run == EXIT_INPUT;
    if (run != EXIT_DONE && run != EXIT_INPUT) return run;
    return code == EXIT_INPUT ? EXIT_DONE : code;
}

static int answer(const cli_options *options, finding *f) {
    size_t node;
    ent_status status = cli_find_in_whole(&f->asking, options->identity, &node);
    if (status) return cli_exit(status);
    if (!take_reports(f, node)) return EXIT_INTERNAL;
    const ent_node *who = ent_graph_node(f->asking.whole, node);
    size_t count = select_forms(f, who);
    if (options->json) return print_json(f, node, count);
    print(f, node, count);
    return EXIT_DONE;
}

int cli_why_identity(const cli_options *options) {
    finding f = {0};
    ent_error error;
    int code = EXIT_DONE;
    if (!options->operand_count) return cli_misuse(options, "why --identity ACTOR needs a FILE");
    ent_status status = ent_graph_new(&f.asking.whole, &error);
    f.asking.graph = f.asking.whole;
    if (!status)
        status = ent_gazetteer_new(options->lexicon, cli_report, NULL, &f.asking.gazetteer, &error);
    if (!status) {
        code = take_inputs(options, &f);
        status = code == EXIT_DONE ? ent_graph_finish(f.asking.whole, &error) : ENT_OK;
    }
    if (status) cli_complain(&error), code = cli_exit(status);
    if (code == EXIT_DONE) code = answer(options, &f);
    ent_map_free(&f.seen);
    ent_map_free(&f.texts);
    ent_map_free(&f.spots);
    ent_arena_free(&f.arena);
    free(f.forms);
    return cli_asking_end(&f.asking, code);
}
