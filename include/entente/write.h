/* write.h - the last stage: graphs, statements and annotations as files, and graphs read back.
 *
 * An output file appears whole or not at all: it is written beside its place and renamed. "-"
 * writes to standard output. */
#ifndef ENTENTE_WRITE_H
#define ENTENTE_WRITE_H

#include <stdio.h>

#include "entente/graph.h"

typedef enum ent_output {
    ENT_OUTPUT_GRAPHML,
    ENT_OUTPUT_DOT,
    ENT_OUTPUT_SVG,
    ENT_OUTPUT_PNG,
    ENT_OUTPUT_PDF,
    ENT_OUTPUT_GEXF,
    ENT_OUTPUT_JSONL, /* the statements of the graph */
    ENT_OUTPUT_HTML,  /* a page to explore it in */
} ent_output;

/* The output format of a file name's extension or a format's name, or -1. */
int ent_output_named(const char *path_or_name);

/* Write a finished graph, which gets places if the format holds any. SVG, PNG and PDF run Graphviz
 * as a child process with a time limit. HTML is one file that fetches nothing; it holds the 20,000
 * most active actors and draws the first 2,000 of them when it is opened; ENT_OUTPUT if the library
 * was built without it. */
ent_status ent_write_graph(ent_graph *graph, ent_output format, const char *path, ent_error *error);

/* A node with a name in a script that no font of this machine has, so that a PNG or PDF would show
 * boxes; NULL if there is none, or nobody can tell. */
const ent_node *ent_write_unfonted(const ent_graph *graph);

/* Name, version and licence of what the page draws with, or NULL if it was left out of this build.
 */
const char *ent_page_library(void);

/* Print one statement as a line of JSON. ENT_OUTPUT if stream fails. */
ent_status ent_write_statement(const ent_statement *statement, FILE *stream, ent_error *error);

/* Print a document's annotation: CoNLL-U (actors may be NULL), or one line of JSON. */
ent_status ent_write_conllu(const ent_text *text, const ent_actors *actors, FILE *stream,
                            ent_error *error);
ent_status ent_write_annotation(const ent_actors *actors, FILE *stream, ent_error *error);

/* Read a graph back ("-" is standard input): GraphML, our own to the last byte, anybody's as far as
 * labels, types, relations, weights, signs and dates are found under their usual names. What is
 * mended or left out goes to report (which may be NULL), the first ten of a file. ENT_INPUT: no
 * GraphML, cut short, or not safe to read; then *out is NULL. *out is the caller's. */
ent_status ent_read_graph(const char *path, ent_fault_report report, void *context, ent_graph **out,
                          ent_error *error);

/* Add a statement file (JSON Lines as `extract` prints; "-" is standard input) to graph. A line
 * that is no statement goes to report and costs only itself, the first ten of a file by name. */
ent_status ent_read_statements(const char *path, ent_fault_report report, void *context,
                               ent_graph *graph, ent_error *error);

#endif
