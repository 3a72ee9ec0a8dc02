/* main.js - puts the page together: what is chosen, what keys do, light and dark. */

const data = JSON.parse(byId('data').textContent);
const graph = readGraph(data);
const filter = new Filter(graph);
const narrow = matchMedia('(max-width: 860px)');
let state = null; /* what is read: {kind: "actor", node}, {kind: "relation", a, b, edges}, {kind:
                     "path", from, to, ...} */
const past = [];

/* ---- Light and dark ---- */

/* Where the choice is kept, if the browser lets a page keep anything. */
function keep(theme) {
    try {
        localStorage.setItem('entente-theme', theme);
    } catch {
        /* then it holds until the page is closed */
    }
}

function setTheme(theme) {
    document.documentElement.dataset.theme = theme;
    const sun =
        'M8 5a3 3 0 1 0 0 6a3 3 0 1 0 0-6zM8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1 1M12 12l1 1M13 3l-1 1M4 12l-1 1';
    const moon = 'M13.5 9.5A6 6 0 0 1 6.5 2.5a6 6 0 1 0 7 7z';
    byId('theme-tool')
        .replaceChildren(
            h('svg', {viewBox: '0 0 16 16', 'aria-hidden': 'true'},
              h('path', {d: theme === 'dark' ? sun : moon})));
    byId('theme-tool').setAttribute('aria-label', theme === 'dark' ? 'Light theme' : 'Dark theme');
}

function firstTheme() {
    let kept = null;
    try {
        kept = localStorage.getItem('entente-theme');
    } catch {
        /* a page that may keep nothing */
    }
    return kept ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
}

setColours(data);
setTheme(firstTheme());

/* ---- What is chosen ---- */

function say(text) {
    byId('live').textContent = text;
}

function open(next, remember = true) {
    if (state && remember) past.push(state);
    if (past.length > 50) past.shift();
    state = next;
    render();
}

function render() {
    const show = {actor: showActor, relation: showRelation, path: showPath};
    if (state)
        show[state.kind](state);
    else {
        reading.close();
        sheet.choose([], null);
    }
    cover();
    byId('path-tool').setAttribute('aria-pressed', state?.kind === 'path');
}

function showActor({node}) {
    sheet.bring(node);
    reading.actor(node);
    const near = neighbours(node);
    sheet.choose(
        [node], [node, ...near.map((n) => n.node)],
        (arrow) => arrow.source === node || arrow.target === node);
    cover();
    sheet.reveal(sheet.boxes ? [node, ...near.map((n) => n.node)] : [node]);
    say(`${node.label}, ${node.type}, ${plural(near.length, 'neighbour')}`);
}

function showRelation({a, b, edges}) {
    [a, b].forEach((node) => sheet.bring(node));
    reading.relation(a, b, edges);
    sheet.choose(
        [a, b], [a, b],
        (arrow) => (arrow.source === a && arrow.target === b) ||
            (arrow.source === b && arrow.target === a));
    cover();
    sheet.reveal([a, b]);
    say(`Between ${a.label} and ${b.label}`);
}

function showPath(path) {
    const found = path.from && path.to ? shortestPaths(path.from, path.to, path.directed) : null;
    reading.path(path, found);
    const nodes = found?.paths[path.index] ?? [path.from, path.to].filter(Boolean);
    nodes.forEach((node) => sheet.bring(node));
    const next = new Map(nodes.map((node, i) => [node, i]));
    sheet.choose(
        [path.from, path.to].filter(Boolean), nodes.length ? nodes : null,
        (arrow) => found !== null && found.paths.length > 0 &&
            Math.abs(next.get(arrow.source) - next.get(arrow.target)) === 1);
    cover();
    if (nodes.length) sheet.reveal(nodes);
    if (found) say(found.paths.length ? plural(nodes.length - 1, 'step') : 'No path');
}

function close() {
    past.length = 0;
    open(null, false);
    byId('sheet').focus();
}

/* Room on the sheet that panels take. */
function cover() {
    const side = byId('side').getBoundingClientRect(),
          panel = byId('reading').getBoundingClientRect();
    sheet.covered = narrow.matches ? {top: side.height, bottom: panel.height} :
                                     {left: side.right, right: panel.width ? panel.width + 16 : 0};
}

const reading = new Reading(byId('reading'), graph, {
    actor: (node) => open({kind: 'actor', node}),
    relation: (a, b, edges) => open({kind: 'relation', a, b, edges}),
    path: (path) => open({kind: 'path', ...path}, false),
    pathFrom: (node) => open({kind: 'path', from: node, to: null, directed: false, index: 0}),
    around: (node) => sheet.lookAt([node, ...neighbours(node).map((n) => n.node)]),
    back: () => open(past.pop() ?? null, false),
    canGoBack: () => past.length > 0,
    close,
});

const sheet = new Sheet(byId('sheet'), graph, {
    node: (node) => {
        const end = state?.kind === 'path' &&
            (!state.from   ? 'from' :
                 !state.to ? 'to' :
                             null); /* a path waits for an actor */
        if (end)
            open({...state, [end]: node}, false);
        else
            open({kind: 'actor', node});
    },
    arrow: (arrow) =>
        open({kind: 'relation', a: arrow.source, b: arrow.target, edges: arrow.edges}),
    nothing: () => state && close(),
});

/* ---- What is shown ---- */

function describe() {
    byId('empty').hidden = sheet.order.length > 0;
    byId('empty').textContent = graph.edges.length ? 'The filters hide every relation.' :
                                                     'This graph has no relation to draw.';
    const drawn = graph.nodes.filter((n) => n.drawn && n.edges.length).length,
          alone = graph.nodes.filter((n) => !n.edges.length).length;
    const shown = graph.edges.filter((e) => e.shown > 0).length, all = graph.edges.length;
    const actors = graph.nodes.some((n) => !n.drawn) ?
        `the ${drawn.toLocaleString('en')} most active of ${
            plural(graph.actors, 'actor')}; search brings others` :
        plural(graph.nodes.length, 'actor');
    byId('extent').textContent = [
        graph.title, actors,
        filter.narrows ? `${shown.toLocaleString('en')} of ${plural(all, 'relation')}` :
                         plural(shown, 'relation'),
        alone ? `${alone.toLocaleString('en')} in no relation, not drawn` : ''
    ].filter(Boolean).join(' · ');
}

function changed() {
    sheet.show();
    describe();
    if (state) render();
}

const filters = new Filters(byId('filters'), graph, filter, {
    change: changed,
    colour: (byBloc) => {
        sheet.byBloc = byBloc;
        sheet.repaint();
    },
    apart: (apart) => {
        sheet.apart = apart;
        sheet.drawArrows();
    },
});

/* ---- Tools ---- */

function toggleFilters(openNow = !byId('filters').classList.contains('open')) {
    byId('filters').classList.toggle('open', openNow);
    byId('filter-tool').setAttribute('aria-expanded', openNow);
}

const tools = {
    path: () => state?.kind === 'path' ? byId('path-from').focus() : open({
        kind: 'path',
        from: state?.kind === 'actor' ? state.node : null,
        to: null,
        directed: false,
        index: 0
    }),
    filter: () => {
        toggleFilters(narrow.matches ? undefined : true);
        byId('filters').querySelector('input, button:not([hidden])')?.focus();
    },
    theme: () => {
        const theme = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
        setTheme(theme);
        sheet.repaint();
        keep(theme);
    },
    help: () => byId('help').showModal(),
};
for (const [tool, run] of Object.entries(tools))
    byId(`${tool}-tool`).addEventListener('click', run);
byId('nearer').addEventListener('click', () => sheet.zoom(1.4));
byId('farther').addEventListener('click', () => sheet.zoom(1 / 1.4));
byId('whole').addEventListener('click', () => sheet.fit());
new ActorField(byId('search'), byId('found'), graph, (node) => {
    open({kind: 'actor', node});
    byId('reading').focus();
});

/* ---- Keys ---- */

const ARROWS = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, -1],
    ArrowDown: [0, 1]
};

/* On the sheet: to the next actor, or move the view. */
function sheetKey(event) {
    const direction = ARROWS[event.key];
    if (!direction || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (state?.kind !== 'actor' || event.shiftKey)
        return sheet.pan(-60 * direction[0], -60 * direction[1]);
    const next = sheet.nearest(state.node, direction);
    if (next) open({kind: 'actor', node: next});
}

function pageKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || byId('help').open) return;
    const writing = event.target.matches('input[type=text]');
    const keys = {
        '/': () => byId('search').focus(),
        p: tools.path,
        f: tools.filter,
        t: tools.theme,
        '?': tools.help,
        0: () => sheet.fit(),
        '+': () => sheet.zoom(1.25),
        '=': () => sheet.zoom(1.25),
        '-': () => sheet.zoom(0.8),
    };
    if (event.key === 'Escape')
        escape();
    else if (!writing && keys[event.key])
        keys[event.key]();
    else
        return;
    event.preventDefault();
}

function escape() {
    if (narrow.matches && byId('filters').classList.contains('open'))
        toggleFilters(false);
    else if (state)
        close();
    else
        document.activeElement.blur();
}

byId('sheet').addEventListener('keydown', sheetKey);
document.addEventListener('keydown', pageKey);
addEventListener('resize', () => cover());
narrow.addEventListener('change', () => cover());

byId('heading').textContent = graph.heading;
document.title = [graph.heading, graph.title].filter(Boolean).join(', ');
describe();
cover();
sheet.fit();
