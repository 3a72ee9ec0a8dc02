/* events.c - reports in order of time, each as a line with its evidence. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

/* What qsort cannot be told otherwise: strings are looked up once. */
typedef struct dated {
    cli_event event;
    const char *date, *doc;
    uint32_t begin;
} dated;

static int by_time(const void *a, const void *b) {
    const dated *x = a, *y = b;
    if (!*x->date != !*y->date) return *x->date ? -1 : 1;
    int order = strcmp(x->date, y->date);
    if (!order) order = strcmp(x->doc, y->doc);
    if (!order) order = (x->begin > y->begin) - (x->begin < y->begin);
    if (!order)
        order = (x->event.evidence > y->event.evidence) - (x->event.evidence < y->event.evidence);
    return order;
}

static size_t count_reports(const ent_graph *graph) {
    size_t count = 0;
    for (size_t i = 0; i < ent_graph_edge_count(graph); i++)
        count += ent_graph_edge(graph, i)->evidence_count;
    return count;
}

cli_event *cli_events(const ent_graph *graph,
                      bool (*is_wanted)(const ent_edge *edge, const void *context),
                      const void *context, size_t *count) {
    dated *all = malloc((count_reports(graph) + 1) * sizeof *all);
    *count = 0;
    for (size_t i = 0; all && i < ent_graph_edge_count(graph); i++) {
        const ent_edge *edge = ent_graph_edge(graph, i);
        if (!is_wanted(edge, context)) continue;
        for (uint32_t k = 0; k < edge->evidence_count; k++) {
            const ent_evidence *e = ent_graph_evidence(graph, edge->evidence_first + k);
            all[(*count)++] = (dated){{i, edge->evidence_first + k}, e->date, e->doc, e->begin};
        }
    }
    cli_event *events = all ? malloc((*count + 1) * sizeof *events) : NULL;
    if (events) {
        qsort(all, *count, sizeof *all, by_time);
        for (size_t i = 0; i < *count; i++) events[i] = all[i].event;
    }
    free(all);
    return events;
}

void cli_print_event(const ent_graph *graph, const cli_event *event, const char *indent) {
    const ent_edge *edge = ent_graph_edge(graph, event->edge);
    const ent_evidence *e = ent_graph_evidence(graph, event->evidence);
    printf("%s%-10s  %s %s%s%s %s  [%s", indent, *e->date ? e->date : "undated",
           ent_graph_node(graph, edge->source)->label, cli_colour(edge->sign), edge->relation,
           cli_colour_end(), ent_graph_node(graph, edge->target)->label, ent_act_name(edge->root));
    if (edge->status != ENT_STATUS_ACTUAL) printf(", %s", ent_act_status_name(edge->status));
    if (*e->speaker)
        printf(" by %s", cli_name_of(graph, ent_graph_speaker(graph, event->evidence)));
    printf("]\n");
    if (*e->text) printf("%s  \"%s\"\n", indent, e->text);
    printf("%s  -- %s", indent, e->doc);
    if (e->sentence) printf(", sentence %u", (unsigned)e->sentence);
    printf("\n");
}
