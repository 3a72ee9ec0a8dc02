/* show.c - `entente show`: a graph in numbers, or one actor's page. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

enum { TOP = 10, LATEST = 5 };

static const char help[] =
    "usage: entente show [OPTION...] GRAPH [ACTOR]\n"
    "\n"
    "Without ACTOR: how many actors and relations of which kinds, and the most active actors.\n"
    "With ACTOR: who it is, its names and offices, with whom and against whom it stands, and what\n"
    "was told of it last, with the sentences.\n"
    "\n"
    "  -k, --count N          so many of the latest reports (default: 5)\n"
    "  --all                  all of them\n"
    "  --json                 a JSON object: ACTOR with its edges, or the numbers\n" CLI_ASK_HELP
        CLI_SELECT_HELP
    "\n"
    "examples:\n"
    "  entente show seed.graphml\n"
    "  entente show seed.graphml zelensky\n";

static const char *plural(double count) {
    return count == 1 ? "" : "s";
}

/* ---- A graph in numbers ---- */

typedef struct numbers {
    size_t types[ENT_ACTOR_TYPE_COUNT], acts[ENT_ACT_COUNT], statuses[ENT_ACT_STATUS_COUNT];
    size_t reports, documents;
    const char *first, *last;
} numbers;

static int by_text(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool count_documents(const ent_graph *graph, numbers *n) {
    const char **docs = malloc((n->reports + 1) * sizeof *docs);
    if (!docs) return false;
    for (size_t i = 0; i < n->reports; i++) docs[i] = ent_graph_evidence(graph, i)->doc;
    qsort(docs, n->reports, sizeof *docs, by_text);
    for (size_t i = 0; i < n->reports; i++)
        n->documents += i == 0 || strcmp(docs[i - 1], docs[i]) != 0;
    free(docs);
    return true;
}

static bool take_numbers(const ent_graph *graph, numbers *n) {
    *n = (numbers){.first = "", .last = ""};
    for (size_t i = 0; i < ent_graph_node_count(graph); i++)
        n->types[ent_graph_node(graph, i)->type]++;
    for (size_t i = 0; i < ent_graph_edge_count(graph); i++) {
        const ent_edge *e = ent_graph_edge(graph, i);
        n->acts[e->root]++;
        n->statuses[e->status]++;
        n->reports += e->evidence_count;
        if (*e->first_date && (!*n->first || strcmp(e->first_date, n->first) < 0))
            n->first = e->first_date;
        if (strcmp(e->last_date, n->last) > 0) n->last = e->last_date;
    }
    return count_documents(graph, n);
}

static void print_top(const ent_graph *graph, const ent_rank *ranks) {
    if (ent_graph_node_count(graph)) printf("most active:\n");
    for (size_t i = 0; i < ent_graph_node_count(graph) && i < TOP; i++) {
        const ent_node *node = ent_graph_node(graph, ranks[i].node);
        printf("  %4g  %s (%s)\n", ranks[i].reports, node->label, ent_actor_type_name(node->type));
    }
}

static void print_numbers(const ent_graph *graph, const numbers *n) {
    printf("%zu actor%s", ent_graph_node_count(graph), plural((double)ent_graph_node_count(graph)));
    for (int i = 0, named = 0; i < ENT_ACTOR_TYPE_COUNT; i++)
        if (n->types[i])
            printf("%s %zu %s", named++ ? "" : ":", n->types[i],
                   ent_actor_type_name((ent_actor_type)i));
    printf("\n%zu edge%s", ent_graph_edge_count(graph),
           plural((double)ent_graph_edge_count(graph)));
    for (int i = 0, named = 0; i < ENT_ACT_COUNT; i++)
        if (n->acts[i])
            printf("%s %zu %s", named++ ? "" : ":", n->acts[i], ent_act_name((ent_act)i));
    if (n->statuses[ENT_STATUS_ACTUAL] < ent_graph_edge_count(graph)) printf("\n ");
    for (int i = ENT_STATUS_ACTUAL + 1; i < ENT_ACT_STATUS_COUNT; i++)
        if (n->statuses[i])
            printf(" %zu only %s", n->statuses[i], ent_act_status_name((ent_act_status)i));
    printf("\n%zu report%s in %zu document%s", n->reports, plural((double)n->reports), n->documents,
           plural((double)n->documents));
    if (*n->first) printf(", %s", n->first);
    if (strcmp(n->first, n->last) != 0) printf(" to %s", n->last);
    printf("\n");
}

static int print_numbers_json(const ent_graph *graph, const numbers *n, const ent_rank *ranks) {
    json_t *types = json_object(), *roots = json_object(), *statuses = json_object(),
           *top = json_array();
    for (int i = 0; i < ENT_ACTOR_TYPE_COUNT; i++)
        json_object_set_new(types, ent_actor_type_name((ent_actor_type)i),
                            json_integer((json_int_t)n->types[i]));
    for (int i = 0; i < ENT_ACT_COUNT; i++)
        json_object_set_new(roots, ent_act_name((ent_act)i), json_integer((json_int_t)n->acts[i]));
    for (int i = 0; i < ENT_ACT_STATUS_COUNT; i++)
        json_object_set_new(statuses, ent_act_status_name((ent_act_status)i),
                            json_integer((json_int_t)n->statuses[i]));
    for (size_t i = 0; i < ent_graph_node_count(graph) && i < TOP; i++) {
        json_t *node = cli_json_node(graph, ranks[i].node);
        json_object_set_new(node, "reports", json_real(ranks[i].reports));
        json_array_append_new(top, node);
    }
    return cli_print_json(json_pack("{s:I,s:I,s:I,s:I,s:s,s:s,s:o,s:o,s:o,s:o}", "actors",
                                    (json_int_t)ent_graph_node_count(graph), "edges",
                                    (json_int_t)ent_graph_edge_count(graph), "reports",
                                    (json_int_t)n->reports, "documents", (json_int_t)n->documents,
                                    "first_date", n->first, "last_date", n->last, "types", types,
                                    "roots", roots, "statuses", statuses, "top", top));
}

static int show_graph(const cli_options *options, const ent_graph *graph) {
    ent_rank *ranks;
    ent_error error;
    numbers n;
    if (!take_numbers(graph, &n)) return EXIT_INTERNAL;
    ent_status status = ent_ask_ranks(graph, ENT_BY_REPORTS, true, &ranks, &error);
    if (status) {
        cli_complain(&error);
        return cli_exit(status);
    }
    int code = EXIT_DONE;
    if (options->json) {
        code = print_numbers_json(graph, &n, ranks);
    } else {
        print_numbers(graph, &n);
        print_top(graph, ranks);
    }
    free(ranks);
    return code;
}

/* ---- An actor ---- */

static bool is_of(const ent_edge *edge, const void *context) {
    size_t node = *(const size_t *)context;
    return edge->source == node || edge->target == node;
}

static bool is_deed_of(const ent_edge *edge, const void *context) {
    return edge->root != ENT_ACT_LINK && is_of(edge, context);
}

/* A line such as "friends: Chile (3), Peru (1)"; ties are sorted from friends to foes. */
static void print_ties(const ent_graph *graph, const ent_tie *ties, size_t count, int sign) {
    size_t named = 0;
    for (size_t i = 0; i < count && named < TOP; i++) {
        const ent_tie *tie = &ties[sign > 0 ? i : count - 1 - i];
        double net = (tie->cooperation - tie->conflict) * sign;
        if (net <= 0) break;
        printf("%s %s%s%s (%g)",
               named++    ? ","
               : sign > 0 ? "  friends:"
                          : "  foes:",
               cli_colour(sign), ent_graph_node(graph, tie->node)->label, cli_colour_end(), net);
    }
    if (named) printf("\n");
}

static bool is_office_of(const ent_edge *e, size_t node) {
    return e->root == ENT_ACT_LINK && e->status == ENT_STATUS_ACTUAL && is_of(e, &node);
}

/* Edges by weight; qsort has no context for the graph. */
typedef struct office {
    size_t edge;
    double weight;
} office;

static int by_weight(const void *a, const void *b) {
    const office *x = a, *y = b;
    if (x->weight != y->weight) return x->weight > y->weight ? -1 : 1;
    return (x->edge > y->edge) - (x->edge < y->edge);
}

/* Offices, memberships, kin, also those that others hold: "leads France, 2021-05-01 to 2022-04-03,
 * 2 reports", "Emmanuel Macron leads it". */
static bool print_offices(const ent_graph *graph, size_t index) {
    size_t count = 0;
    office *offices = malloc((ent_graph_edge_count(graph) + 1) * sizeof *offices);
    if (!offices) return false;
    for (size_t i = 0; i < ent_graph_edge_count(graph); i++)
        if (is_office_of(ent_graph_edge(graph, i), index))
            offices[count++] = (office){i, ent_graph_edge(graph, i)->weight};
    qsort(offices, count, sizeof *offices, by_weight);
    for (size_t i = 0; i < count && i < TOP; i++) {
        const ent_edge *e = ent_graph_edge(graph, offices[i].edge);
        if (e->source == index)
            printf("  %s %s", e->relation, ent_graph_node(graph, e->target)->label);
        else
            printf("  %s %s it", ent_graph_node(graph, e->source)->label, e->relation);
        if (*e->first_date) printf(", %s", e->first_date);
        if (strcmp(e->first_date, e->last_date) != 0) printf(" to %s", e->last_date);
        if (e->weight != 1) printf(", %g reports", e->weight);
        printf("\n");
    }
    if (count > TOP) printf("  and %zu more offices and memberships\n", count - TOP);
    free(offices);
    return true;
}

static void print_aliases(const char *aliases) {
    const char *before = "  also:";
    while (*aliases) {
        size_t size = strcspn(aliases, "|");
        printf("%s %.*s", before, (int)size, aliases);
        before = ",";
        aliases += size + (aliases[size] == '|');
    }
    if (*before == ',') printf("\n");
}

static void print_identity(const cli_asking *asking, size_t index) {
    const ent_node *node = ent_graph_node(asking->graph, index);
    const char *country = ent_gazetteer_country(asking->gazetteer, node->country);
    printf("%s  (%s, %s)\n", node->label, ent_actor_type_name(node->type), node->id);
    if (*node->role) printf("  role: %s\n", node->role);
    if (*node->country) printf("  country: %s\n", country ? country : node->country);
    print_aliases(node->aliases);
    printf("  %ld mention%s in %ld document%s\n", node->mentions, plural((double)node->mentions),
           node->documents, plural((double)node->documents));
}

static bool print_latest(const cli_options *options, const ent_graph *graph, size_t index) {
    size_t count, most = options->count ? (size_t)options->count : LATEST;
    cli_event *events = cli_events(graph, is_deed_of, &index, &count);
    if (!events) return false;
    size_t dated = 0, shown = 0;
    while (dated < count && *ent_graph_evidence(graph, events[dated].evidence)->date) dated++;
    if (count) printf("  latest:\n");
    for (size_t i = 0; i < count && (options->all || shown < most); i++, shown++)
        cli_print_event(graph, &events[i < dated ? dated - 1 - i : i], "    ");
    if (shown < count) printf("  and %zu more; --all shows them\n", count - shown);
    free(events);
    return true;
}

/* The edges of an actor for programs, and its friends and foes. */
static int print_actor_json(const ent_graph *graph, size_t index, const ent_tie *ties,
                            size_t count) {
    const ent_node *node = ent_graph_node(graph, index);
    json_t *line = cli_json_node(graph, index), *edges = json_array(), *others = json_array();
    json_object_set_new(line, "role", json_string(node->role));
    json_object_set_new(line, "country", json_string(node->country));
    json_object_set_new(line, "aliases", json_string(node->aliases));
    json_object_set_new(line, "mentions", json_integer(node->mentions));
    json_object_set_new(line, "documents", json_integer(node->documents));
    for (size_t i = 0; i < count; i++) {
        json_t *tie = cli_json_node(graph, ties[i].node);
        json_object_set_new(tie, "cooperation", json_real(ties[i].cooperation));
        json_object_set_new(tie, "conflict", json_real(ties[i].conflict));
        json_object_set_new(tie, "reports", json_real(ties[i].reports));
        json_array_append_new(others, tie);
    }
    json_object_set_new(line, "ties", others);
    for (size_t i = 0; i < ent_graph_edge_count(graph); i++)
        if (is_of(ent_graph_edge(graph, i), &index))
            json_array_append_new(edges, cli_json_edge(graph, i));
    json_object_set_new(line, "edges", edges);
    return cli_print_json(line);
}

static int show_actor(const cli_options *options, const cli_asking *asking) {
    size_t node, count;
    ent_tie *ties;
    ent_error error;
    ent_status status = cli_find_actor(asking, options->operands[1], &node);
    if (status) return cli_exit(status);
    status = ent_ask_ties(asking->graph, node, &ties, &count, &error);
    if (status) {
        cli_complain(&error);
        return cli_exit(status);
    }
    int code = EXIT_DONE;
    if (options->json) {
        code = print_actor_json(asking->graph, node, ties, count);
    } else {
        print_identity(asking, node);
        bool good = print_offices(asking->graph, node);
        print_ties(asking->graph, ties, count, +1);
        print_ties(asking->graph, ties, count, -1);
        if (!good || !print_latest(options, asking->graph, node)) code = EXIT_INTERNAL;
    }
    free(ties);
    return code;
}

static int run(const cli_options *options) {
    if (options->operand_count < 1 || options->operand_count > 2)
        return cli_misuse(options, "show needs GRAPH [ACTOR]");
    cli_asking asking;
    ent_status status = cli_asking_open(options, &asking);
    if (status) return cli_exit(status);
    int code = options->operand_count == 1 ? show_graph(options, asking.graph)
                                           : show_actor(options, &asking);
    return cli_asking_end(&asking, code);
}

const cli_command cli_show = {"show", "kSJlq" CLI_SELECT, help, run};
