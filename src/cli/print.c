/* print.c - graphs for people: an edge with its evidence, colours. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

void cli_print_edge(const ent_graph *graph, size_t index, const char *indent) {
    const ent_edge *edge = ent_graph_edge(graph, index);
    printf("%s%s %s%s%s %s  [%s", indent, ent_graph_node(graph, edge->source)->label,
           cli_colour(edge->sign), edge->relation, cli_colour_end(),
           ent_graph_node(graph, edge->target)->label, ent_act_name(edge->root));
    if (edge->status != ENT_STATUS_ACTUAL) printf(", %s", ent_act_status_name(edge->status));
    if (edge->speaker[0]) printf(" by %s", cli_name_of(graph, edge->speaker));
    if (edge->first_date[0]) printf(", %s", edge->first_date);
    if (edge->last_date[0] && strcmp(edge->first_date, edge->last_date) != 0)
        printf(" to %s", edge->last_date);
    if (edge->weight > 1) printf(", %g reports", edge->weight);
    printf("]\n");
}

void cli_print_evidence(const ent_graph *graph, size_t index, const char *indent) {
    const ent_evidence *evidence = ent_graph_evidence(graph, index);
    if (*evidence->text) printf("%s\"%s\"\n", indent, evidence->text);
    printf("%s  -- %s", indent, evidence->doc);
    if (evidence->sentence) printf(", sentence %u", (unsigned)evidence->sentence);
    printf("%s%s\n", evidence->date[0] ? ", " : "", evidence->date);
}

void cli_print_reason(const ent_graph *graph, size_t index, const char *indent) {
    const ent_evidence *evidence = ent_graph_evidence(graph, index);
    if (!*evidence->rule) return;
    printf("%s     \"%s\" by rule %s, confidence %.2f\n", indent, evidence->trigger, evidence->rule,
           evidence->confidence);
}

static bool has_colours(void) {
    const char *no = getenv("NO_COLOR");
    return !(no && *no) && isatty(STDOUT_FILENO);
}

const char *cli_colour(int sign) {
    if (sign == 0 || !has_colours()) return "";
    return sign > 0 ? "\033[32m" : "\033[31m";
}

const char *cli_colour_end(void) {
    return has_colours() ? "\033[0m" : "";
}

int cli_flush(int code) {
    if (fflush(stdout) == 0 && !ferror(stdout)) return code;
    fputs("entente: standard output: cannot write\n", stderr);
    return EXIT_OUTPUT;
}
