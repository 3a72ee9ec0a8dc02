/* model.js - the graph as page.c prints it, what of it is shown, and paths in it. Knows nothing of
 * the screen. */

/* What an arrow means, as numbered by the program (sheet.h). */
const CONFLICT = 0, COOPERATION = 2;

/* Actors and relations as objects that know each other. */
function readGraph(data) {
    const nodes = data.nodes.map(
        ([id, label, type, iso3, role, country, aliases, mentions, documents, bloc, size, x, y]) =>
            ({
                id,
                label,
                type: data.types[type][0],
                iso3,
                role,
                country,
                aliases: aliases ? aliases.split('|') : [],
                mentions,
                documents,
                bloc,
                size,
                x,
                y,
                drawn: x !== undefined,
                edges: [],
                strength: 0,
            }));
    const sentences =
        data.sentences.map(([doc, number, text]) => ({doc: data.docs[doc], number, text}));
    const byId = new Map(nodes.map((node) => [node.id, node]));
    const edges = data.edges.map(
        ([source, target, relation, root, status, symmetric, weight, reports]) => ({
            source: nodes[source],
            target: nodes[target],
            relation,
            root: data.roots[root][0],
            sense: data.roots[root][1],
            status: data.statuses[status],
            symmetric: symmetric === 1,
            weight,
            shown: weight,
            reports: reports.map(([sentence, date, speaker, trigger, confidence]) => ({
                                     sentence: sentences[sentence],
                                     date,
                                     speaker: byId.get(speaker)?.label ?? speaker,
                                     trigger,
                                     confidence,
                                     shown: true,
                                 })),
        }));
    for (const edge of edges) {
        edge.dashes = dashesOf(edge);
        for (const node of new Set([edge.source, edge.target])) {
            node.edges.push(edge);
            node.strength += edge.weight;
        }
    }
    const strongest = [...nodes].sort((a, b) => b.strength - a.strength || (a.id < b.id ? -1 : 1));
    return {
        nodes,
        edges,
        byId,
        strongest,
        actors: data.actors,
        heading: data.heading,
        title: data.title,
        statuses: data.statuses,
        types: data.types.map(([type]) => type),
        senses: data.senses.map(([sense]) => sense)
    };
}

/* How the line is drawn, as in pictures. */
function dashesOf({status}) {
    if (status === 'claimed' || status === 'negated') return 'dotted';
    return status === 'actual' ? 'solid' : 'dashed';
}

function other(edge, node) {
    return edge.source === node ? edge.target : edge.source;
}

/* What is hidden: roots, statuses and kinds of actors by name, and all reports outside a time. */
class Filter {
    constructor(graph) {
        this.graph = graph;
        this.dates = [
            ...new Set(graph.edges.flatMap((e) => e.reports.map((r) => r.date)).filter(Boolean))
        ].sort();
        this.reset();
    }

    reset() {
        this.roots = new Set();
        this.statuses = new Set(['negated']);
        this.types = new Set();
        this.from = this.to = '';
        this.apply();
    }

    /* Is anything hidden that is shown at first? */
    get narrows() {
        return this.roots.size > 0 || this.types.size > 0 || this.from !== '' || this.to !== '' ||
            this.statuses.size !== 1 || !this.statuses.has('negated');
    }

    allows(edge) {
        return !this.roots.has(edge.root) && !this.statuses.has(edge.status) &&
            !this.types.has(edge.source.type) && !this.types.has(edge.target.type);
    }

    inTime(date) {
        if (!this.from && !this.to) return true;
        return date !== '' && date.slice(0, this.from.length) >= this.from &&
            (!this.to || date.slice(0, this.to.length) <= this.to);
    }

    /* Every relation's shown is its strength in what is shown, 0 if it is hidden. */
    apply() {
        for (const edge of this.graph.edges) {
            let reports = 0;
            for (const report of edge.reports) reports += report.shown = this.inTime(report.date);
            const share = edge.reports.length ? reports / edge.reports.length :
                this.inTime('')               ? 1 :
                                                0;
            edge.shown = this.allows(edge) ? edge.weight * share : 0;
        }
    }
}

/* What two actors are to each other, as shown: reports of cooperation, of conflict, and neither. */
function standing(edges) {
    const sum = {cooperation: 0, conflict: 0, neutral: 0};
    for (const edge of edges)
        sum[{[COOPERATION]: 'cooperation', [CONFLICT]: 'conflict'}[edge.sense] ?? 'neutral'] +=
            edge.shown;
    return sum;
}

/* The actors that a node has shown relations with: [{node, edges, cooperation, conflict, neutral}],
 * strongest first. */
function neighbours(node) {
    const found = new Map();
    for (const edge of node.edges) {
        const to = other(edge, node);
        if (edge.shown === 0 || to === node) continue;
        if (!found.has(to)) found.set(to, []);
        found.get(to).push(edge);
    }
    const total = (n) => n.cooperation + n.conflict + n.neutral;
    return [...found]
        .map(([to, edges]) => ({node: to, edges, ...standing(edges)}))
        .sort((a, b) => total(b) - total(a) || (a.node.id < b.node.id ? -1 : 1));
}

/* All relations between two actors, hidden ones too, the strongest first. */
function between(a, b) {
    return a.edges.filter((e) => other(e, a) === b)
        .sort((x, y) => y.shown - x.shown || y.weight - x.weight);
}

/* Relations of one ordered pair, meaning and line are drawn as one arrow; apart: each as its own.
 */
function arrowsOf(edges, apart) {
    const arrows = new Map();
    for (const edge of edges) {
        const key = [
            edge.source.id, edge.target.id, edge.sense, edge.dashes,
            apart ? edge.relation + edge.status : ''
        ].join('\n');
        if (!arrows.has(key))
            arrows.set(key, {
                source: edge.source,
                target: edge.target,
                sense: edge.sense,
                dashes: edge.dashes,
                symmetric: true,
                edges: [],
                weight: 0
            });
        const arrow = arrows.get(key);
        arrow.edges.push(edge);
        arrow.symmetric &&= edge.symmetric;
    }
    return [...arrows.values()];
}

/* The words on an arrow, as lines: its shown relations, strongest first, at most three. */
function arrowWords(arrow) {
    const shown = arrow.edges.filter((e) => e.shown > 0)
                      .sort((a, b) => b.shown - a.shown || (a.relation < b.relation ? -1 : 1));
    const lines =
        shown.slice(0, 3).map((e) => phrase(e) + (e.shown > 1 ? ` (${amount(e.shown)})` : ''));
    if (shown.length > 3) lines.push(`+${shown.length - 3} more`);
    return lines;
}

function phrase(edge) {
    return edge.status === 'negated' ? `not: ${edge.relation}` : edge.relation;
}

/* ---- Names ---- */

function fold(text) {
    return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/* Actors whose name, alias or office holds what is typed; those whose name begins so first. */
function searchActors(graph, typed, most) {
    const wanted = fold(typed.trim());
    if (!wanted) return [];
    const found = [];
    graph.strongest.forEach((node, order) => {
        node.folded ??= [node.label, ...node.aliases, node.iso3].map(fold);
        node.foldedRole ??= fold(node.role);
        const at = node.folded.findIndex((name) => name.includes(wanted));
        const begins = (name) => name.startsWith(wanted) || name.includes(' ' + wanted);
        if (at < 0 && !node.foldedRole.includes(wanted)) return;
        const rank = node.folded[0].startsWith(wanted) ? 0 :
            begins(node.folded[0])                     ? 1 :
            node.folded.some(begins)                   ? 2 :
            at >= 0                                    ? 3 :
                                                         4;
        found.push(
            {node, rank, order, alias: rank > 1 && at > 0 ? node.aliases[at - 1] ?? '' : ''});
    });
    return found.sort((a, b) => a.rank - b.rank || a.order - b.order).slice(0, most);
}

/* ---- Paths ---- */

/* Steps from a node over shown relations: the actors at each distance, until to is met or none is
 * left. */
function levels(from, to, directed, backward = false) {
    const distance = new Map([[from, 0]]);
    let front = [from];
    while (front.length && !distance.has(to)) {
        const next = [];
        for (const node of front)
            for (const edge of node.edges) {
                const against = (backward ? edge.target : edge.source) !== node && !edge.symmetric;
                if (edge.shown === 0 || (directed && against)) continue;
                const reached = other(edge, node);
                if (distance.has(reached)) continue;
                distance.set(reached, distance.get(node) + 1);
                next.push(reached);
            }
        front = next;
    }
    return distance;
}

/* The relations by which one step goes, strongest first. */
function stepEdges(a, b, directed) {
    return between(a, b).filter((e) => e.shown > 0 && (!directed || e.source === a || e.symmetric));
}

/* Shortest paths, the strongest first, at most `most`: {paths: [[node, ...]], reached}. Where there
 * is none, reached says how many actors each side comes to. */
function shortestPaths(from, to, directed, most = 50) {
    const distance = levels(from, to, directed);
    if (!distance.has(to))
        return {paths: [], reached: [distance.size - 1, levels(to, null, directed, true).size - 1]};
    const paths = [];
    const walk = (path) => {
        const node = path[0];
        if (node === from) paths.push(path);
        const before = new Set(node.edges.map((e) => other(e, node))
                                   .filter((n) => distance.get(n) === distance.get(node) - 1));
        for (const previous of before)
            if (paths.length < most && stepEdges(previous, node, directed).length)
                walk([previous, ...path]);
    };
    walk([to]);
    const cost = (path) => path.slice(1).reduce(
        (sum, node, i) => sum + 1 / stepEdges(path[i], node, directed)[0].shown, 0);
    return {
        paths: paths.map((path) => [cost(path), path]).sort((a, b) => a[0] - b[0]).map(([
                                                                                           , path
                                                                                       ]) => path),
        reached: null
    };
}
