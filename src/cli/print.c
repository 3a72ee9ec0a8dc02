/* print.c - graphs for people: opening one, finding an actor, printing an edge with its evidence.
 */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"

enum { NEAREST = 5 };

ent_status cli_open_graph(const char *path, ent_graph **graph) {
    ent_error error;
    ent_status status = ent_read_graph(path, graph, &error);
    if (status) {
        cli_complain(&error);
        return status;
    }
    status = ent_graph_finish(*graph, &error);
    if (status) {
        cli_complain(&error);
        ent_graph_free(*graph);
        *graph = NULL;
    }
    return status;
}

ent_status cli_open_asking(const cli_options *options, ent_graph **graph,
                           ent_gazetteer **gazetteer) {
    ent_error error;
    *gazetteer = NULL;
    ent_status status = cli_open_graph(options->operands[0], graph);
    if (status) return status;
    status = ent_gazetteer_new(options->lexicon, cli_report, NULL, gazetteer, &error);
    if (status) {
        cli_complain(&error);
        ent_graph_free(*graph);
        *graph = NULL;
    }
    return status;
}

ent_status cli_find_actor(const ent_graph *graph, const ent_gazetteer *gazetteer, const char *name,
                          size_t *node) {
    ent_error error;
    size_t near[NEAREST], near_count = NEAREST;
    const char *known = ent_gazetteer_lookup(gazetteer, name);
    ent_status status = ent_ask_actor(graph, name, known, node, near, &near_count, &error);
    if (!status) return ENT_OK;
    cli_complain(&error);
    if (status == ENT_NOT_FOUND && near_count) {
        fputs("nearest:", stderr);
        for (size_t i = 0; i < near_count; i++)
            fprintf(stderr, "%s %s", i ? "," : "", ent_graph_node(graph, near[i])->label);
        fputc('\n', stderr);
    }
    return status;
}

void cli_print_edge(const ent_graph *graph, size_t index, const char *indent) {
    const ent_edge *edge = ent_graph_edge(graph, index);
    printf("%s%s %s %s  [%s", indent, ent_graph_node(graph, edge->source)->label, edge->relation,
           ent_graph_node(graph, edge->target)->label, ent_act_name(edge->root));
    if (edge->status != ENT_STATUS_ACTUAL) printf(", %s", ent_act_status_name(edge->status));
    if (edge->speaker[0]) printf(" by %s", edge->speaker);
    if (edge->first_date[0]) printf(", %s", edge->first_date);
    if (edge->last_date[0] && strcmp(edge->first_date, edge->last_date) != 0)
        printf(" to %s", edge->last_date);
    if (edge->weight > 1) printf(", %ld reports", edge->weight);
    printf("]\n");
}

void cli_print_evidence(const ent_graph *graph, size_t index, const char *indent) {
    const ent_evidence *evidence = ent_graph_evidence(graph, index);
    printf("%s\"%s\"\n%s  -- %s, sentence %u%s%s\n", indent, evidence->text, indent, evidence->doc,
           (unsigned)evidence->sentence, evidence->date[0] ? ", " : "", evidence->date);
}

void cli_print_json_string(const char *text) {
    putchar('"');
    for (const unsigned char *at = (const unsigned char *)text; *at; at++) {
        if (*at == '"' || *at == '\\')
            printf("\\%c", *at);
        else if (*at < 0x20)
            printf("\\u%04x", *at);
        else
            putchar(*at);
    }
    putchar('"');
}

int cli_flush(int code) {
    if (fflush(stdout) == 0 && !ferror(stdout)) return code;
    fputs("entente: standard output: cannot write\n", stderr);
    return EXIT_OUTPUT;
}
