/* inputs.c - the files that a command line means: directories are walked in the order of names. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "cli/cli.h"

enum { DEPTH_MAX = 64 };

typedef struct list {
    char **items;
    size_t count, room;
    bool failed; /* something could not be read */
    bool no_memory;
} list;

static char *copy(const char *text) {
    size_t size = strlen(text) + 1;
    char *out = malloc(size);
    return out ? memcpy(out, text, size) : NULL;
}

static void add(list *inputs, const char *path) {
    if (inputs->count == inputs->room) {
        size_t room = inputs->room ? inputs->room * 2 : 16;
        char **items = realloc(inputs->items, room * sizeof *items);
        if (!items) {
            inputs->no_memory = true;
            return;
        }
        inputs->items = items;
        inputs->room = room;
    }
    char *item = copy(path);
    if (item)
        inputs->items[inputs->count++] = item;
    else
        inputs->no_memory = true;
}

static bool known_extension(const char *name) {
    static const char *const known[] = {".txt", ".text", ".md",   ".html",  ".htm",    ".xhtml",
                                        ".xml", ".rss",  ".atom", ".jsonl", ".ndjson", ".conllu"};
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot && i < sizeof known / sizeof *known; i++)
        if (strcasecmp(dot, known[i]) == 0) return true;
    return false;
}

static void unreadable(list *inputs, const char *path, const char *why) {
    ent_error error;
    ent_fail(&error, ENT_INPUT, path, 0, "cannot read: %s", why);
    cli_complain(&error);
    inputs->failed = true;
}

static int by_name(const struct dirent **a, const struct dirent **b) {
    return strcmp((*a)->d_name, (*b)->d_name);
}

static int visible(const struct dirent *entry) {
    return entry->d_name[0] != '.';
}

static void walk(list *inputs, const char *path, int depth) {
    struct dirent **entries;
    if (depth > DEPTH_MAX) {
        unreadable(inputs, path, "folders nested too deep");
        return;
    }
    int count = scandir(path, &entries, visible, by_name);
    if (count < 0) {
        unreadable(inputs, path, strerror(errno));
        return;
    }
    for (int i = 0; i < count; i++) {
        size_t size = strlen(path) + strlen(entries[i]->d_name) + 2;
        char *child = malloc(size);
        struct stat info;
        if (!child) {
            inputs->no_memory = true;
        } else {
            snprintf(child, size, "%s/%s", path, entries[i]->d_name);
            if (lstat(child, &info) == 0 && S_ISDIR(info.st_mode))
                walk(inputs, child, depth + 1);
            else if (known_extension(child))
                add(inputs, child);
        }
        free(child);
        free(entries[i]);
    }
    free(entries);
}

char **cli_inputs(const cli_options *options, size_t first, size_t *count, bool *failed) {
    list inputs = {0};
    for (size_t i = first; i < options->operand_count; i++) {
        const char *path = options->operands[i];
        struct stat info;
        if (strcmp(path, "-") != 0 && stat(path, &info) == 0 && S_ISDIR(info.st_mode)) {
            size_t before = inputs.count;
            walk(&inputs, path, 0);
            if (inputs.count == before && !inputs.failed)
                unreadable(&inputs, path, "no .txt, .html, .xml, .jsonl or .conllu file in it");
        } else {
            add(&inputs, path);
        }
    }
    if (!inputs.items && !inputs.no_memory) inputs.items = calloc(1, sizeof *inputs.items);
    if (inputs.no_memory) {
        cli_inputs_free(inputs.items, inputs.count);
        inputs = (list){0};
    }
    *count = inputs.count;
    *failed = inputs.failed;
    return inputs.items;
}

void cli_inputs_free(char **inputs, size_t count) {
    for (size_t i = 0; inputs && i < count; i++) free(inputs[i]);
    free(inputs);
}

cli_kind cli_kind_of(const char *path) {
    char head[4096];
    FILE *file = strcmp(path, "-") == 0 ? NULL : fopen(path, "rb");
    if (!file) return CLI_TEXT;
    size_t length = fread(head, 1, sizeof head - 1, file);
    fclose(file);
    head[length] = '\0';
    if (head[strspn(head, "\xEF\xBB\xBF \t\r\n")] == '<' && strstr(head, "<graphml"))
        return CLI_GRAPH;
    char *feed = strchr(head, '\n');
    if (feed) *feed = '\0';
    return head[0] == '{' && strstr(head, "\"source\"") && strstr(head, "\"relation\"")
               ? CLI_STATEMENTS
               : CLI_TEXT;
}

cli_kind cli_kind_of_graph(const char *path) {
    const char *dot = strrchr(path, '.');
    cli_kind kind = cli_kind_of(path);
    if (kind != CLI_TEXT) return kind;
    if (strcmp(path, "-") != 0)
        return dot && strcmp(dot, ".jsonl") == 0 ? CLI_STATEMENTS : CLI_GRAPH;
    int first = getc(stdin);
    ungetc(first, stdin);
    return first == '{' ? CLI_STATEMENTS : CLI_GRAPH;
}
