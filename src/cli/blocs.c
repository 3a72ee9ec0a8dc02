/* blocs.c - `entente blocs`: who stands with whom. */
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/cli.h"

enum { BLOCS = 20, MISFITS = 10, OPPONENTS = 5 };

static const char help[] =
    "usage: entente blocs [OPTION...] GRAPH\n"
    "\n"
    "Divides the actors of a graph into blocs, so that as little cooperation as may be runs "
    "between\n"
    "blocs and as little conflict within them. Offices and memberships count as cooperation; "
    "what\n"
    "is planned or claimed counts half. An actor that stood elsewhere in some of the runs has the\n"
    "share of those in which it stood here behind it: 75 % is a weak case. What fits no division "
    "is\n"
    "listed.\n"
    "\n"
    "  -k, --count N          so many blocs (default: 20)\n"
    "  --json                 one JSON object\n" CLI_ASK_HELP CLI_SELECT_HELP
    "\n"
    "examples:\n"
    "  entente blocs news.graphml\n"
    "  entente blocs --no-links --from 2023 news.graphml\n";

static size_t size_of(const ent_graph *graph, const ent_blocs *b, long bloc) {
    size_t size = 0;
    for (size_t i = 0; i < ent_graph_node_count(graph); i++) size += b->bloc_of[i] == bloc;
    return size;
}

/* How much conflict runs between a bloc and each other, in sums, which has a place for each. */
static void sum_conflict(const ent_graph *graph, const ent_blocs *b, long bloc, double *sums) {
    for (size_t i = 0; i < b->count; i++) sums[i] = 0;
    for (size_t i = 0; i < ent_graph_edge_count(graph); i++) {
        const ent_edge *e = ent_graph_edge(graph, i);
        long from = b->bloc_of[e->source], to = b->bloc_of[e->target];
        if (e->sign >= 0 || e->status == ENT_STATUS_NEGATED || from == to) continue;
        if (from == bloc) sums[to] += e->weight;
        if (to == bloc) sums[from] += e->weight;
    }
}

/* A bloc by its first member if it has no other, else by its number. */
static void print_name(const ent_graph *graph, const ent_blocs *b, long bloc) {
    if (size_of(graph, b, bloc) > 1) {
        printf("bloc %ld", bloc + 1);
        return;
    }
    for (size_t i = 0; i < ent_graph_node_count(graph); i++)
        if (b->bloc_of[i] == bloc) printf("%s", ent_graph_node(graph, i)->label);
}

static void print_opponents(const ent_graph *graph, const ent_blocs *b, long bloc, double *sums) {
    sum_conflict(graph, b, bloc, sums);
    size_t named = 0;
    for (; named < OPPONENTS; named++) {
        size_t best = 0;
        for (size_t i = 1; i < b->count; i++)
            if (sums[i] > sums[best]) best = i;
        if (sums[best] <= 0) break;
        printf("%s ", named ? "," : "     against");
        print_name(graph, b, (long)best);
        printf(" (%g)", sums[best]);
        sums[best] = 0;
        if (named + 1 == OPPONENTS) printf(", ...");
    }
    if (named) printf("\n");
}

static void print_bloc(const ent_graph *graph, const ent_blocs *b, long bloc, double *sums) {
    const char *before = "";
    printf("%3ld  ", bloc + 1);
    for (size_t i = 0; i < ent_graph_node_count(graph); i++) {
        if (b->bloc_of[i] != bloc) continue;
        printf("%s%s", before, ent_graph_node(graph, i)->label);
        if (b->certainty[i] < 0.995) printf(" %.0f %%", 100 * b->certainty[i]);
        before = ", ";
    }
    printf("\n");
    print_opponents(graph, b, bloc, sums);
}

static void print_misfits(const ent_graph *graph, const ent_blocs *b) {
    if (!b->misfit_count) return;
    printf("what does not fit:\n");
    for (size_t i = 0; i < b->misfit_count && i < MISFITS; i++) {
        const ent_misfit *m = &b->misfits[i];
        printf("     %s and %s: %s (%g)\n", ent_graph_node(graph, m->a)->label,
               ent_graph_node(graph, m->b)->label,
               m->net > 0 ? "together, but in two blocs" : "against each other, but in one bloc",
               fabs(m->net));
    }
    if (b->misfit_count > MISFITS) printf("     and %zu more\n", b->misfit_count - MISFITS);
}

static int print(const cli_options *options, const ent_graph *graph, const ent_blocs *b) {
    size_t shown = 0, alone = 0, most = options->count ? (size_t)options->count : BLOCS;
    double *sums = calloc(b->count + 1, sizeof *sums);
    if (!sums) return EXIT_INTERNAL;
    printf(
        "%zu of %zu pairs that stand together or against each other do not fit (%.0f %% by "
        "reports)\n",
        b->misfit_count, b->pairs, b->weight > 0 ? 100 * b->frustration / b->weight : 0);
    for (size_t i = 0; i < b->count; i++) {
        if (size_of(graph, b, (long)i) < 2)
            alone++;
        else if (shown++ < most)
            print_bloc(graph, b, (long)i, sums);
    }
    if (shown > most) printf("and %zu more blocs\n", shown - most);
    if (alone) printf("%zu actor%s in no bloc\n", alone, alone == 1 ? "" : "s");
    print_misfits(graph, b);
    free(sums);
    return EXIT_DONE;
}

static int print_json(const ent_graph *graph, const ent_blocs *b) {
    json_t *blocs = json_array(), *misfits = json_array();
    for (size_t i = 0; i < b->count; i++) json_array_append_new(blocs, json_array());
    for (size_t i = 0; i < ent_graph_node_count(graph); i++) {
        json_t *node = cli_json_node(graph, i);
        json_object_set_new(node, "certainty", json_real(b->certainty[i]));
        json_array_append_new(json_array_get(blocs, (size_t)b->bloc_of[i]), node);
    }
    for (size_t i = 0; i < b->misfit_count; i++)
        json_array_append_new(
            misfits,
            json_pack("{s:s,s:s,s:f}", "a", ent_graph_node(graph, b->misfits[i].a)->id, "b",
                      ent_graph_node(graph, b->misfits[i].b)->id, "net", b->misfits[i].net));
    return cli_print_json(json_pack("{s:i,s:f,s:f,s:o,s:o}", "pairs", (int)b->pairs, "weight",
                                    b->weight, "frustration", b->frustration, "blocs", blocs,
                                    "misfits", misfits));
}

static int run(const cli_options *options) {
    if (options->operand_count != 1) return cli_misuse(options, "blocs needs one GRAPH");
    cli_asking asking;
    ent_blocs blocs;
    ent_error error;
    ent_status status = cli_asking_open(options, &asking);
    if (status) return cli_exit(status);
    status = ent_graph_blocs(asking.graph, &blocs, &error);
    int code = cli_exit(status);
    if (status) {
        cli_complain(&error);
    } else {
        code =
            options->json ? print_json(asking.graph, &blocs) : print(options, asking.graph, &blocs);
        ent_blocs_free(&blocs);
    }
    return cli_asking_end(&asking, code);
}

const cli_command cli_blocs = {"blocs", "kJlq" CLI_SELECT, help, run};
