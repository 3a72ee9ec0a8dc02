/* write.c - the formats of graphs by name, and a graph as a file of one (see write.h). */
#include <string.h>

#include "base/file.h"
#include "write/formats.h"

int ent_output_named(const char *name) {
    static const struct {
        const char *name;
        ent_output output;
    } names[] = {{"graphml", ENT_OUTPUT_GRAPHML}, {"gexf", ENT_OUTPUT_GEXF},
                 {"dot", ENT_OUTPUT_DOT},         {"svg", ENT_OUTPUT_SVG},
                 {"png", ENT_OUTPUT_PNG},         {"pdf", ENT_OUTPUT_PDF},
                 {"jsonl", ENT_OUTPUT_JSONL},     {"html", ENT_OUTPUT_HTML}};
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(dot ? dot + 1 : name, names[i].name) == 0) return (int)names[i].output;
    return -1;
}

ent_status ent_write_graph(ent_graph *graph, ent_output format, const char *path,
                           ent_error *error) {
    static const char *const kinds[] = {
        [ENT_OUTPUT_SVG] = "svg", [ENT_OUTPUT_PNG] = "png", [ENT_OUTPUT_PDF] = "pdf"};
    ent_output_file file;
    bool placed =
        format == ENT_OUTPUT_GRAPHML || format == ENT_OUTPUT_GEXF || format == ENT_OUTPUT_HTML;
    ent_status status = placed ? ent_graph_arrange(graph, error) : ENT_OK;
    if (!status) status = ent_output_open(&file, path, error);
    if (status) return status;
    switch (format) {
        case ENT_OUTPUT_GRAPHML:
            ent_print_graphml(graph, file.stream);
            break;
        case ENT_OUTPUT_GEXF:
            ent_print_gexf(graph, file.stream);
            break;
        case ENT_OUTPUT_JSONL:
            status = ent_print_statements(graph, file.stream, error);
            break;
        case ENT_OUTPUT_HTML:
            status = ent_print_page(graph, path, file.stream, error);
            break;
        case ENT_OUTPUT_DOT:
            status = ent_print_dot(graph, file.stream, error);
            break;
        case ENT_OUTPUT_SVG:
        case ENT_OUTPUT_PNG:
        case ENT_OUTPUT_PDF:
            status = ent_draw(graph, kinds[format], path, file.stream, error);
            break;
    }
    if (!status) return ent_output_commit(&file, error);
    ent_output_abort(&file);
    return status;
}
