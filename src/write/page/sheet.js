/* sheet.js - the drawing: Cytoscape.js draws shapes and arrows and tells what is under the pointer;
 * what of them is shown, stands out or is faint is decided here. Names are written above it
 * (names.js). */

const BOXES_MAX = 60; /* up to so many actors names stand in the shapes, above beside them */
const CROWD =
    400; /* from so many on shapes are so small that they are filled with their strong colour */
const CALM = matchMedia('(prefers-reduced-motion: reduce)');

/* A point of the sheet in pixels. */
function onScreen({x, y}, {zoom, pan}) {
    return {x: x * zoom + pan.x, y: y * zoom + pan.y};
}

class Sheet {
    constructor(container, graph, on) {
        this.container = container;
        this.graph = graph;
        this.apart = false;
        this.made = 0; /* arrows, ever */
        this.byBloc = false;
        this.chosen = new Set(); /* nodes */
        this.lit = null;         /* nodes that are not faint; null: none is */
        this.hovered = null;
        this.covered = {};
        this.names = new Names(this);
        this.palette = readPalette(graph);
        this.setUp(on);
    }

    setUp(on) {
        const drawn = this.graph.nodes.filter((n) => n.drawn && n.edges.length);
        this.boxes = drawn.length <= BOXES_MAX;
        this.crowd = drawn.length >= CROWD;
        this.cy = cytoscape({
            container: this.container,
            style: this.style(),
            layout: {name: 'preset'},
            boxSelectionEnabled: false,
            autounselectify: true,
            minZoom: 0.02,
            maxZoom: 6,
            textureOnViewport: drawn.length > 300,
        });
        this.container.append(this.names.canvas);
        const box = this.container.getBoundingClientRect();
        for (const node of drawn) this.measure(node);
        spread(drawn, Math.min(2, Math.max(0.6, box.width / box.height || 1.4)), this.boxes);
        this.cy.add(drawn.map((node) => this.nodeElement(node)));
        this.drawArrows();
        this.cy.on('render', () => this.names.write());
        this.cy.on('tap', (event) => {
            if (event.target === this.cy)
                on.nothing();
            else if (event.target.isNode())
                on.node(event.target.scratch('node'));
            else
                on.arrow(event.target.scratch('arrow'));
        });
        this.cy.on('mouseover', 'node, edge', (event) => this.hover(event.target));
        this.cy.on('mouseout', 'node, edge', () => this.hover(null));
        new ResizeObserver(() => this.resize()).observe(this.container);
        this.resize();
    }

    /* ---- Looks ---- */

    style() {
        const node = (element) => element.scratch('node'),
              arrow = (element) => element.scratch('arrow');
        const look = (element) => this.look(node(element));
        const ink = (element) => this.palette.senses[arrow(element).sense];
        return [
            {
                selector: 'node',
                style: {
                    shape: (e) => SHAPES[node(e).type],
                    width: 'data(width)',
                    height: 'data(height)',
                    'background-color': (e) => look(e)[0],
                    'border-color': (e) => look(e)[1],
                    'border-width': this.boxes ? 1.2 :
                        this.crowd             ? 1 :
                                                 1.5,
                    'border-style': (e) => (node(e).type === 'group' ? 'dashed' : 'solid'),
                    'overlay-opacity': 0
                }
            },
            {
                selector: 'edge',
                style: {
                    'curve-style': 'bezier',
                    'control-point-step-size': 36,
                    width: 'data(width)',
                    'line-color': ink,
                    'line-style': (e) => arrow(e).dashes,
                    'line-dash-pattern': [6, 4],
                    'target-arrow-shape': (e) => HEADS[arrow(e).sense],
                    'target-arrow-fill': (e) =>
                        (HEADS[arrow(e).sense] === 'circle' ? 'hollow' : 'filled'),
                    'target-arrow-color': ink,
                    'source-arrow-color': ink,
                    'arrow-scale': this.boxes ? 0.9 : 0.8,
                    'source-arrow-shape': (e) =>
                        (arrow(e).symmetric ? HEADS[arrow(e).sense] : 'none'),
                    opacity: this.boxes ? 0.9 : 'data(opacity)',
                    'overlay-opacity': 0
                }
            },
            {selector: 'node.faint', style: {opacity: 0.16}},
            {selector: 'edge.faint', style: {opacity: 0.05, events: 'no'}},
            {
                selector: 'edge.lit',
                style: {
                    opacity: 1,
                    'z-index': 2,
                    width: (e) => Math.max(e.data('width'), 1.5 / this.cy.zoom()),
                    'arrow-scale': () => Math.max(0.9, 0.55 / this.cy.zoom())
                }
            },
            {
                selector: 'node.chosen',
                style: {
                    'border-width': () => Math.max(3.5, 2 / this.cy.zoom()),
                    'border-color': this.palette.accent,
                    'z-index': 3
                }
            },
            {selector: '.hidden', style: {display: 'none'}},
        ];
    }

    /* Fill and outline. */
    look(node) {
        const [fill, line, dot] = !this.byBloc ? this.palette.looks[node.type] :
                                                 this.palette.blocs[node.bloc] ??
                [this.palette.paper, this.palette.quiet, this.palette.quiet];
        return this.crowd ? [dot, this.byBloc ? dot : line] : [fill, line];
    }

    /* Colours have changed: another theme, or blocs instead of kinds. */
    repaint() {
        this.palette = readPalette(this.graph);
        this.cy.style(this.style());
        this.names.write();
    }

    /* ---- What is drawn ---- */

    measure(node) {
        measure(node, this.boxes, this.names.width(shorten(node.label), NAME_SIZE));
    }

    nodeElement(node) {
        return {
            group: 'nodes',
            data: {id: node.id, width: node.width, height: node.height},
            position: {...node.at},
            scratch: {node},
            grabbable: !this.crowd, /* in a crowd one means to move the view */
            pannable: this.crowd
        };
    }

    /* Put an actor that was not drawn at first on the sheet: near the strongest of those it has to
     * do with. */
    bring(node) {
        if (node.drawn) return;
        const near = neighbours(node).map((n) => n.node).filter((n) => n.at).slice(0, 3);
        const middle = (key) => near.reduce((sum, n) => sum + n.at[key], 0) / (near.length || 1);
        node.drawn = true;
        this.measure(node);
        const turn = this.cy.nodes().length *
            2.4; /* the golden angle, so that many do not fall on one another */
        node.at = {x: middle('x') + 70 * Math.cos(turn), y: middle('y') + 70 * Math.sin(turn)};
        this.cy.add(this.nodeElement(node));
        this.addArrows(node.edges);
    }

    /* Arrows anew between all that is drawn. */
    drawArrows() {
        this.cy.edges().remove();
        this.addArrows(this.graph.edges);
    }

    addArrows(edges) {
        const drawn =
            edges.filter((e) => e.source.drawn && e.target.drawn && e.source.at && e.target.at);
        this.cy.batch(
            () => this.cy.add(arrowsOf(drawn, this.apart).map((arrow) => ({
                                                                  group: 'edges',
                                                                  data: {
                                                                      id: `arrow ${this.made++}`,
                                                                      source: arrow.source.id,
                                                                      target: arrow.target.id,
                                                                      width: 1,
                                                                      opacity: 1
                                                                  },
                                                                  scratch: {arrow}
                                                              }))));
        this.arrows = this.cy.edges();
        this.haze = Math.min(
            0.6,
            Math.max(
                0.2, 26 / Math.sqrt(this.arrows.length))); /* the more there are, the fainter */
        this.show();
    }

    /* ---- What is shown ---- */

    /* The filter has changed: widths, and what is hidden. A node is shown if an arrow is, or if it
     * is chosen. */
    show() {
        const shown = new Set(this.chosen);
        this.cy.batch(() => {
            this.arrows.forEach((element) => {
                const arrow = element.scratch('arrow');
                arrow.weight = arrow.edges.reduce((sum, e) => sum + e.shown, 0);
                element.toggleClass('hidden', arrow.weight === 0);
                if (arrow.weight === 0) return;
                const strength = Math.log2(Math.max(1, arrow.weight));
                element.data({
                    width: Math.min(5, 1.2 + 0.6 * strength),
                    opacity: Math.min(0.85, this.haze * (1 + strength))
                });
                shown.add(arrow.source).add(arrow.target);
            });
            this.cy.nodes().forEach(
                (element) =>
                    void element.toggleClass('hidden', !shown.has(element.scratch('node'))));
        });
        this.order = this.cy.nodes()
                         .filter((e) => !e.hasClass('hidden'))
                         .sort((a, b) => b.scratch('node').strength - a.scratch('node').strength);
        this.visible = this.arrows.filter((e) => !e.hasClass('hidden'));
        this.light();
    }

    /* These actors stand out, with the arrows that light(arrow) picks; the others become faint.
     * Null: all are alike. */
    choose(chosen, lit, pick) {
        this.chosen = new Set(chosen);
        this.lit = lit && new Set(lit);
        this.pick = pick;
        this.show();
    }

    light() {
        const {lit, pick} = this;
        this.cy.batch(() => {
            this.cy.nodes().forEach((element) => {
                const node = element.scratch('node');
                element.toggleClass('chosen', this.chosen.has(node));
                element.toggleClass('faint', lit !== null && !lit.has(node));
            });
            this.arrows.forEach((element) => {
                const bright = lit !== null && pick(element.scratch('arrow'));
                element.toggleClass('lit', bright);
                element.toggleClass('faint', lit !== null && !bright);
            });
        });
        this.names.write();
    }

    hover(element) {
        this.hovered = element;
        this.container.style.cursor = element ? 'pointer' : '';
        this.names.write();
    }

    /* ---- The view ---- */

    resize() {
        this.names.resize();
        this.cy.resize();
        this.names.write();
    }

    /* Room that panels cover, in pixels: {left, right, top, bottom}. */
    set covered(room) {
        this.room = {left: 0, right: 0, top: 0, bottom: 0, ...room};
    }

    /* The part that no panel covers. */
    get free() {
        const {left, right, top, bottom} = this.room, width = this.cy.width() - left - right,
                                 height = this.cy.height() - top - bottom;
        return {left, top, width, height, x: left + width / 2, y: top + height / 2};
    }

    /* Zoom and pan so that a box of the sheet is in the free part. */
    viewOf(box, most) {
        const {width, height, x, y} = this.free, edge = 36;
        const zoom = Math.min(
            most, (width - 2 * edge) / Math.max(1, box.w),
            (height - 2 * edge) / Math.max(1, box.h));
        return {
            zoom,
            pan: {x: x - zoom * (box.x1 + box.w / 2), y: y - zoom * (box.y1 + box.h / 2)}
        };
    }

    go(view) {
        if (CALM.matches)
            this.cy.viewport(view);
        else
            this.cy.stop().animate(view, {duration: 260, easing: 'ease-out-cubic'});
    }

    /* The box around actors on the sheet. */
    boxOf(elements) {
        const box = {x1: Infinity, y1: Infinity, x2: -Infinity, y2: -Infinity};
        elements.forEach((element) => {
            const {x, y} = element.position(), {width, height} = element.scratch('node');
            box.x1 = Math.min(box.x1, x - width / 2), box.x2 = Math.max(box.x2, x + width / 2);
            box.y1 = Math.min(box.y1, y - height / 2), box.y2 = Math.max(box.y2, y + height / 2);
        });
        return {...box, w: box.x2 - box.x1, h: box.y2 - box.y1};
    }

    fit(elements = this.order, most = 1.4) {
        if (elements.length === 0) return;
        const view = this.viewOf(this.boxOf(elements), most);
        if (this.fitted)
            this.go(view);
        else
            this.cy.viewport(view);
        this.fitted = true;
    }

    /* Bring actors into view if they are not, from as near as they are now; one alone well into it.
     */
    reveal(nodes) {
        const elements = this.cy.collection(nodes.map((n) => this.cy.getElementById(n.id)));
        if (elements.length === 0) return;
        const {left, top, width, height} = this.free, box = this.boxOf(elements),
                                 view = {zoom: this.cy.zoom(), pan: this.cy.pan()};
        const from = onScreen({x: box.x1, y: box.y1}, view),
              to = onScreen({x: box.x2, y: box.y2}, view);
        const edge = nodes.length === 1 ? 0.22 : 0, dx = Math.max(16, edge * width),
              dy = Math.max(16, edge * height);
        const inside = from.x > left + dx && to.x < left + width - dx && from.y > top + dy &&
            to.y < top + height - dy;
        if (!inside) this.go(this.viewOf(box, Math.max(view.zoom, this.boxes ? 0.8 : 0.6)));
    }

    lookAt(nodes) {
        this.fit(this.cy.collection(nodes.map((n) => this.cy.getElementById(n.id))), 1.6);
    }

    pan(x, y) {
        this.cy.panBy({x, y});
    }

    zoom(factor) {
        const {x, y} = this.free;
        this.cy.zoom({level: this.cy.zoom() * factor, renderedPosition: {x, y}});
    }

    /* The shown actor that is nearest in a direction, [1, 0] being right. */
    nearest(from, [dx, dy]) {
        const at = this.cy.getElementById(from.id).position();
        let best = null, least = Infinity;
        this.order.forEach((element) => {
            const to = element.position(), along = (to.x - at.x) * dx + (to.y - at.y) * dy;
            const aside = Math.abs((to.x - at.x) * dy) + Math.abs((to.y - at.y) * dx);
            if (element.scratch('node') === from || along <= 0 || aside > along * 1.7) return;
            if (along + 2 * aside < least)
                least = along + 2 * aside, best = element.scratch('node');
        });
        return best;
    }
}
