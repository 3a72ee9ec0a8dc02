/* graphml_fuzz.c - a graph file is refused or read; what is read is written, read again, and then
 * written as the same bytes. */
#include <string.h>

#include "fuzz.h"
#include "write/formats.h"

static char *print(const ent_graph *graph, size_t *size) {
    char *text = NULL;
    FILE *out = open_memstream(&text, size);
    if (!out) abort();
    ent_print_graphml(graph, out);
    fclose(out);
    return text;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ent_graph *graph, *back;
    ent_error error;
    size_t first_size, second_size;
    if (ent_read_graph(fuzz_file(data, size), NULL, NULL, &graph, &error)) return 0;
    char *first = print(graph, &first_size);
    if (ent_read_graph(fuzz_file((const uint8_t *)first, first_size), NULL, NULL, &back, &error))
        abort();
    char *second = print(back, &second_size);
    if (first_size != second_size || memcmp(first, second, first_size) != 0) abort();
    free(first);
    free(second);
    ent_graph_free(graph);
    ent_graph_free(back);
    return 0;
}
