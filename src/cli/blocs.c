/* blocs.c - `entente blocs`: who stands with whom. */
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/cli.h"

enum { BLOCS = 20, MISFITS = 10, OPPONENTS = 5, MEMBERS = 12, SAMPLES = 100, SURE = 95 };

static const char help[] =
    "usage: entente blocs [OPTION...] GRAPH\n"
    "\n"
    "Divides the actors of a graph into blocs, so that as little cooperation as may be runs\n"
    "between blocs and as little conflict within them. Offices and memberships count as\n"
    "cooperation; what is planned or claimed counts half. Says how far the graph is balanced: "
    "what\n"
    "fits no division (its frustration), and how many triangles are balanced, in which a friend's\n"
    "friend is a friend and a foe's foe, too.\n"
    "\n"
    "The percentage behind an actor says how sure its place is: in so many of a hundred draws of\n"
    "the reports, each as often as chance has it, it stood with the first of its bloc, the one "
    "most\n"
    "told of. One report alone gives 63 %. None stands where it is 95 % or more.\n"
    "\n"
    "  -k, --count N          so many blocs (default: 20)\n"
    "  --all                  all blocs with all their members\n"
    "  --json                 one JSON object\n" CLI_ASK_HELP CLI_SELECT_HELP
    "\n"
    "examples:\n"
    "  entente blocs news.graphml\n"
    "  entente blocs --no-links --from 2023 news.graphml\n";

/* Nodes by bloc, in each the most told of first. */
typedef struct roster {
    const ent_graph *graph;
    const ent_blocs *blocs;
    ent_rank *ranks; /* by reports */
    size_t *members; /* those of bloc i from begin[i] up to begin[i + 1] */
    size_t *begin;
    struct clash *clashes; /* by bloc, the worst first */
    size_t clash_count;
} roster;

/* Conflict of one bloc with another. */
typedef struct clash {
    size_t bloc, other;
    double conflict;
} clash;

static int by_pair(const void *a, const void *b) {
    const clash *x = a, *y = b;
    if (x->bloc != y->bloc) return x->bloc < y->bloc ? -1 : 1;
    return (x->other > y->other) - (x->other < y->other);
}

static int by_conflict(const void *a, const void *b) {
    const clash *x = a, *y = b;
    if (x->bloc != y->bloc) return x->bloc < y->bloc ? -1 : 1;
    if (x->conflict != y->conflict) return x->conflict > y->conflict ? -1 : 1;
    return by_pair(a, b);
}

static bool find_clashes(roster *r) {
    size_t edges = ent_graph_edge_count(r->graph), count = 0;
    r->clashes = calloc(2 * edges + 1, sizeof *r->clashes);
    for (size_t i = 0; r->clashes && i < edges; i++) {
        const ent_edge *e = ent_graph_edge(r->graph, i);
        size_t from = (size_t)r->blocs->bloc_of[e->source],
               to = (size_t)r->blocs->bloc_of[e->target];
        double weight = e->status == ENT_STATUS_ACTUAL ? e->weight : e->weight / 2;
        if (e->sign >= 0 || e->status == ENT_STATUS_NEGATED || from == to) continue;
        r->clashes[count++] = (clash){from, to, weight};
        r->clashes[count++] = (clash){to, from, weight};
    }
    if (!r->clashes) return false;
    qsort(r->clashes, count, sizeof *r->clashes, by_pair);
    for (size_t i = 0; i < count; i++) {
        clash *last = r->clash_count ? &r->clashes[r->clash_count - 1] : NULL;
        if (last && by_pair(last, &r->clashes[i]) == 0)
            last->conflict += r->clashes[i].conflict;
        else
            r->clashes[r->clash_count++] = r->clashes[i];
    }
    qsort(r->clashes, r->clash_count, sizeof *r->clashes, by_conflict);
    return true;
}

static bool roster_fill(roster *r) {
    const ent_blocs *b = r->blocs;
    size_t nodes = ent_graph_node_count(r->graph);
    size_t *next = calloc(b->count + 1, sizeof *next);
    r->members = calloc(nodes + 1, sizeof *r->members);
    r->begin = calloc(b->count + 2, sizeof *r->begin);
    bool good = next && r->members && r->begin;
    for (size_t i = 0; good && i < nodes; i++) r->begin[b->bloc_of[i] + 1]++;
    for (size_t i = 0; good && i < b->count; i++)
        r->begin[i + 1] += r->begin[i], next[i] = r->begin[i];
    for (size_t i = 0; good && i < nodes; i++) /* ranks are sorted */
        r->members[next[b->bloc_of[r->ranks[i].node]]++] = r->ranks[i].node;
    free(next);
    return good && find_clashes(r);
}

static void roster_close(roster *r) {
    free(r->ranks);
    free(r->members);
    free(r->begin);
    free(r->clashes);
}

static size_t size_of(const roster *r, size_t bloc) {
    return r->begin[bloc + 1] - r->begin[bloc];
}

static const char *name_of(const roster *r, size_t bloc) {
    return ent_graph_node(r->graph, r->members[r->begin[bloc]])->label;
}

/* "against bloc 4, Iran (15), bloc 9, Libya (2)": a bloc by its number and most active member. */
static void print_opponents(const roster *r, size_t bloc) {
    size_t low = 0, named = 0;
    for (size_t high = r->clash_count; low < high;) {
        size_t middle = low + (high - low) / 2;
        if (r->clashes[middle].bloc < bloc)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low + named < r->clash_count && r->clashes[low + named].bloc == bloc; named++) {
        const clash *c = &r->clashes[low + named];
        printf("%s", named ? ", " : "     against ");
        if (named == OPPONENTS) {
            printf("...");
            break;
        }
        if (size_of(r, c->other) > 1) printf("bloc %zu, ", c->other + 1);
        printf("%s%s%s (%g)", cli_colour(-1), name_of(r, c->other), cli_colour_end(), c->conflict);
    }
    if (named) printf("\n");
}

static void print_bloc(const roster *r, size_t bloc, bool all) {
    size_t shown = 0, size = size_of(r, bloc);
    printf("%3zu  ", bloc + 1);
    for (; shown < size && (all || shown < MEMBERS); shown++) {
        size_t node = r->members[r->begin[bloc] + shown];
        double sure = 100 * r->blocs->certainty[node];
        printf("%s%s", shown ? ", " : "", ent_graph_node(r->graph, node)->label);
        if (sure < SURE) printf(" %.0f %%", sure);
    }
    if (shown < size) printf(" and %zu more", size - shown);
    printf("\n");
    print_opponents(r, bloc);
}

static void print_misfits(const ent_graph *graph, const ent_blocs *b, bool all) {
    size_t shown = 0;
    if (b->misfit_count) printf("what does not fit:\n");
    for (; shown < b->misfit_count && (all || shown < MISFITS); shown++) {
        const ent_misfit *m = &b->misfits[shown];
        printf("     %s and %s: %s (%g)\n", ent_graph_node(graph, m->a)->label,
               ent_graph_node(graph, m->b)->label,
               m->net > 0 ? "together, but in two blocs" : "against each other, but in one bloc",
               fabs(m->net));
    }
    if (shown < b->misfit_count) printf("     and %zu more\n", b->misfit_count - shown);
}

static void print_balance(const ent_blocs *b) {
    size_t triangles = b->balanced + b->unbalanced;
    printf("frustration: %zu of %zu pairs that stand together or against each other do not fit",
           b->misfit_count, b->pairs);
    if (b->pairs) printf(" (%.0f %% by reports)", 100 * b->frustration / b->weight);
    printf("\nbalance: ");
    if (triangles)
        printf("%zu of %zu triangles are balanced (%.0f %%)\n", b->balanced, triangles,
               100 * (double)b->balanced / (double)triangles);
    else
        printf("no triangles\n");
}

static int print(const cli_options *options, const roster *r) {
    const ent_blocs *b = r->blocs;
    size_t shown = 0, alone = 0, most = options->count ? (size_t)options->count : BLOCS;
    print_balance(b);
    for (size_t i = 0; i < b->count; i++) {
        if (size_of(r, i) < 2)
            alone++;
        else if (shown++ < most || options->all)
            print_bloc(r, i, options->all);
    }
    if (shown > most && !options->all) printf("and %zu more blocs\n", shown - most);
    if (alone) printf("%zu actor%s in no bloc\n", alone, alone == 1 ? "" : "s");
    print_misfits(r->graph, b, options->all);
    return EXIT_DONE;
}

static int print_json(const roster *r) {
    const ent_blocs *b = r->blocs;
    const ent_graph *graph = r->graph;
    json_t *blocs = json_array(), *misfits = json_array();
    for (size_t i = 0; i < b->count; i++) {
        json_t *bloc = json_array();
        for (size_t k = r->begin[i]; k < r->begin[i + 1]; k++) {
            json_t *node = cli_json_node(graph, r->members[k]);
            json_object_set_new(node, "certainty", json_real(b->certainty[r->members[k]]));
            json_array_append_new(bloc, node);
        }
        json_array_append_new(blocs, bloc);
    }
    for (size_t i = 0; i < b->misfit_count; i++)
        json_array_append_new(
            misfits,
            json_pack("{s:s,s:s,s:f}", "a", ent_graph_node(graph, b->misfits[i].a)->id, "b",
                      ent_graph_node(graph, b->misfits[i].b)->id, "net", b->misfits[i].net));
    return cli_print_json(json_pack("{s:I,s:f,s:f,s:I,s:I,s:o,s:o}", "pairs", (json_int_t)b->pairs,
                                    "weight", b->weight, "frustration", b->frustration, "balanced",
                                    (json_int_t)b->balanced, "unbalanced",
                                    (json_int_t)b->unbalanced, "blocs", blocs, "misfits", misfits));
}

static int ask(const cli_options *options, const ent_graph *graph) {
    ent_blocs blocs;
    ent_error error;
    roster r = {.graph = graph, .blocs = &blocs};
    ent_status status = ent_graph_blocs(graph, SAMPLES, &blocs, &error);
    if (status) {
        cli_complain(&error);
        return cli_exit(status);
    }
    int code = EXIT_INTERNAL;
    if (!ent_ask_ranks(graph, ENT_BY_REPORTS, true, &r.ranks, NULL) && roster_fill(&r))
        code = options->json ? print_json(&r) : print(options, &r);
    roster_close(&r);
    ent_blocs_free(&blocs);
    return code;
}

static int run(const cli_options *options) {
    if (options->operand_count != 1) return cli_misuse(options, "blocs needs one GRAPH");
    cli_asking asking;
    ent_status status = cli_asking_open(options, &asking);
    if (status) return cli_exit(status);
    return cli_asking_end(&asking, ask(options, asking.graph));
}

const cli_command cli_blocs = {"blocs", "kSJlq" CLI_SELECT, help, run};
