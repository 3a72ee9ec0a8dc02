/* sheet.js - the drawing: where actors stand, how they and their relations look, what can be read. Cytoscape.js draws
 * shapes and arrows and tells what is under the pointer; names are written on a canvas above it, since it is there that
 * each can look for free room, in the same size at any distance. */

const BOXES_MAX = 60; /* up to so many actors names stand in the shapes, above beside them */
const CROWD = 400; /* from so many actors shapes are so small that they are filled with their strong colour */
const WORDS_MAX = 80; /* up to so many arrows all carry their words */
const FONT = 'system-ui, "Segoe UI", "Helvetica Neue", "Noto Sans", Arial, sans-serif';
const SHAPES = { country: "round-rectangle", person: "ellipse", organisation: "hexagon", group: "ellipse", place: "rectangle" };
const HEADS = ["tee", "vee", "triangle", "circle"]; /* of conflict, request, cooperation, office */
const CALM = matchMedia("(prefers-reduced-motion: reduce)");

/* A custom property of the style sheet as the colour it stands for now. */
function colour(name) {
  const probe = document.getElementById("probe");
  probe.style.color = `var(--${name})`;
  return getComputedStyle(probe).color;
}

function readPalette(graph) {
  const palette = { senses: graph.senses.map((_, i) => colour(`sense-${i}`)), looks: {}, blocs: [] };
  for (const name of ["paper", "ink", "quiet", "accent"]) palette[name] = colour(name);
  for (const type of graph.types) palette.looks[type] = ["fill", "line", "dot"].map((part) => colour(`${type}-${part}`));
  for (let i = 1; i <= 8; i++) palette.blocs.push(["fill", "line", "line"].map((part) => colour(`bloc-${i}-${part}`)));
  return palette;
}

/* A name that fits on the sheet; nothing that people see is cut in two. */
const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
function shorten(text, most = 36) {
  if (text.length <= most) return text;
  const parts = [];
  for (const { segment } of segmenter.segment(text.slice(0, 8 * most))) {
    if (parts.length === most - 1) return parts.join("") + "…";
    parts.push(segment);
  }
  return parts.join("") + (text.length > 8 * most ? "…" : "");
}

class Sheet {
  constructor(container, graph, on) {
    this.container = container;
    this.graph = graph;
    this.apart = false;
    this.byBloc = false;
    this.chosen = new Set(); /* nodes */
    this.lit = null; /* nodes that are not faint; null: none is */
    this.hovered = null;
    this.covered = {};
    this.names = document.createElement("canvas");
    this.names.className = "names";
    this.pen = this.names.getContext("2d");
    this.widths = new Map();
    this.palette = readPalette(graph);
    this.setUp(on);
  }

  setUp(on) {
    const drawn = this.graph.nodes.filter((n) => n.drawn && n.edges.length);
    this.boxes = drawn.length <= BOXES_MAX;
    this.crowd = drawn.length >= CROWD;
    this.cy = cytoscape({
      container: this.container, style: this.style(), layout: { name: "preset" }, boxSelectionEnabled: false,
      autounselectify: true, minZoom: 0.02, maxZoom: 6, textureOnViewport: drawn.length > 300,
    });
    this.container.append(this.names);
    this.place(drawn);
    this.cy.add(drawn.map((node) => this.nodeElement(node)));
    this.drawArrows();
    this.cy.on("render", () => this.write());
    this.cy.on("tap", (event) => {
      if (event.target === this.cy) on.nothing();
      else if (event.target.isNode()) on.node(event.target.scratch("node"));
      else on.arrow(event.target.scratch("arrow"));
    });
    this.cy.on("mouseover", "node, edge", (event) => this.hover(event.target));
    this.cy.on("mouseout", "node, edge", () => this.hover(null));
    new ResizeObserver(() => this.resize()).observe(this.container);
    this.resize();
  }

  /* ---- Looks ---- */

  style() {
    const node = (element) => element.scratch("node"), arrow = (element) => element.scratch("arrow");
    const look = (element) => this.look(node(element));
    const ink = (element) => this.palette.senses[arrow(element).sense];
    return [
      { selector: "node", style: {
        shape: (e) => SHAPES[node(e).type], width: "data(width)", height: "data(height)", "background-color": (e) => look(e)[0],
        "border-color": (e) => look(e)[1], "border-width": this.boxes ? 1.2 : this.crowd ? 1 : 1.5,
        "border-style": (e) => (node(e).type === "group" ? "dashed" : "solid"), "overlay-opacity": 0 } },
      { selector: "edge", style: {
        "curve-style": "bezier", "control-point-step-size": 36, width: "data(width)", "line-color": ink,
        "line-style": (e) => arrow(e).dashes, "line-dash-pattern": [6, 4], "target-arrow-shape": (e) => HEADS[arrow(e).sense],
        "target-arrow-fill": (e) => (HEADS[arrow(e).sense] === "circle" ? "hollow" : "filled"),
        "target-arrow-color": ink, "source-arrow-color": ink, "arrow-scale": this.boxes ? 0.9 : 0.8,
        "source-arrow-shape": (e) => (arrow(e).symmetric ? HEADS[arrow(e).sense] : "none"),
        opacity: this.boxes ? 0.9 : "data(opacity)", "overlay-opacity": 0 } },
      { selector: "node.faint", style: { opacity: 0.16 } },
      { selector: "edge.faint", style: { opacity: 0.05, events: "no" } },
      { selector: "edge.lit", style: { opacity: 1, "z-index": 2, width: (e) => Math.max(e.data("width"), 1.5 / this.cy.zoom()),
        "arrow-scale": () => Math.max(0.9, 0.55 / this.cy.zoom()) } },
      { selector: "node.chosen", style: { "border-width": () => Math.max(3.5, 2 / this.cy.zoom()), "border-color": this.palette.accent, "z-index": 3 } },
      { selector: ".hidden", style: { display: "none" } },
    ];
  }

  /* Fill and outline. */
  look(node) {
    const [fill, line, dot] = !this.byBloc ? this.palette.looks[node.type]
      : this.palette.blocs[node.bloc] ?? [this.palette.paper, this.palette.quiet, this.palette.quiet];
    return this.crowd ? [dot, this.byBloc ? dot : line] : [fill, line];
  }

  /* Colours have changed: another theme, or blocs instead of kinds. */
  repaint() {
    this.palette = readPalette(this.graph);
    this.cy.style(this.style());
    this.write();
  }

  /* ---- Places ---- */

  /* Shape and room of a node, in units of the sheet. */
  measure(node) {
    if (this.boxes) {
      const round = node.type === "country" || node.type === "place" ? 1 : node.type === "organisation" ? 1.25 : 1.3;
      node.width = Math.max(44, (this.textWidth(shorten(node.label), 13) + 22) * round);
      node.height = node.type === "country" ? 28 : 34;
    } else {
      node.width = node.height = 11 + 0.4 * node.size;
    }
  }

  /* The layout's places, spread so that there is room for names, and no two shapes on one another. */
  place(nodes) {
    if (!nodes.length) return;
    const box = this.container.getBoundingClientRect();
    const room = nodes.length * (this.boxes ? 200 * 120 : 62 * 62);
    const ratio = Math.min(2, Math.max(0.6, box.width / box.height || 1.4));
    const extent = (key) => Math.max(...nodes.map((n) => n[key])) - Math.min(...nodes.map((n) => n[key])) || 1;
    const x = Math.sqrt(room * ratio) / extent("x"), y = Math.sqrt(room / ratio) / extent("y");
    for (const node of nodes) {
      this.measure(node);
      node.at = { x: node.x * x, y: -node.y * y };
    }
    even(nodes, this.boxes ? 0.4 : 0.85);
    part(nodes, this.boxes ? 44 : 8);
  }

  nodeElement(node) {
    return { group: "nodes", data: { id: node.id, width: node.width, height: node.height }, position: { ...node.at },
      scratch: { node } };
  }

  /* Put an actor that was not drawn at first on the sheet: near the strongest of those it has to do with. */
  bring(node) {
    if (node.drawn) return;
    const near = neighbours(node).map((n) => n.node).filter((n) => n.at).slice(0, 3);
    const middle = (key) => near.reduce((sum, n) => sum + n.at[key], 0) / (near.length || 1);
    node.drawn = true;
    this.measure(node);
    const turn = this.cy.nodes().length * 2.4; /* the golden angle, so that many do not fall on one another */
    node.at = { x: middle("x") + 70 * Math.cos(turn), y: middle("y") + 70 * Math.sin(turn) };
    this.cy.add(this.nodeElement(node));
    this.drawArrows();
  }

  /* ---- What is shown ---- */

  /* Arrows anew between all that is drawn. */
  drawArrows() {
    const edges = this.graph.edges.filter((e) => e.source.at && e.target.at && e.source.drawn && e.target.drawn);
    this.cy.batch(() => {
      this.cy.edges().remove();
      this.cy.add(arrowsOf(edges, this.apart).map((arrow, i) => ({
        group: "edges", data: { id: `arrow ${i}`, source: arrow.source.id, target: arrow.target.id, width: 1, opacity: 1 }, scratch: { arrow } })));
    });
    this.arrows = this.cy.edges();
    this.haze = Math.min(0.6, Math.max(0.2, 26 / Math.sqrt(this.arrows.length))); /* the more there are, the fainter */
    this.show();
  }

  /* The filter has changed: widths, and what is hidden. A node is shown if an arrow is, or if it is chosen. */
  show() {
    const shown = new Set(this.chosen);
    this.cy.batch(() => {
      this.arrows.forEach((element) => {
        const arrow = element.scratch("arrow");
        arrow.weight = arrow.edges.reduce((sum, e) => sum + e.shown, 0);
        element.toggleClass("hidden", arrow.weight === 0);
        if (arrow.weight === 0) return;
        const strength = Math.log2(Math.max(1, arrow.weight));
        element.data({ width: Math.min(5, 1.2 + 0.6 * strength), opacity: Math.min(0.85, this.haze * (1 + strength)) });
        shown.add(arrow.source).add(arrow.target);
      });
      this.cy.nodes().forEach((element) => void element.toggleClass("hidden", !shown.has(element.scratch("node"))));
    });
    this.order = this.cy.nodes().filter((e) => !e.hasClass("hidden"))
      .sort((a, b) => b.scratch("node").strength - a.scratch("node").strength);
    this.wordy = this.arrows.filter((e) => !e.hasClass("hidden"));
    this.light();
    return this.order.length;
  }

  /* These actors stand out, with the arrows that light(arrow) picks; the others become faint. Null: all are alike. */
  choose(chosen, lit, pick) {
    this.chosen = new Set(chosen);
    this.lit = lit && new Set(lit);
    this.pick = pick;
    this.show();
  }

  light() {
    const { lit, pick } = this;
    this.cy.batch(() => {
      this.cy.nodes().forEach((element) => {
        const node = element.scratch("node");
        element.toggleClass("chosen", this.chosen.has(node));
        element.toggleClass("faint", lit !== null && !lit.has(node));
      });
      this.arrows.forEach((element) => {
        const bright = lit !== null && pick(element.scratch("arrow"));
        element.toggleClass("lit", bright);
        element.toggleClass("faint", lit !== null && !bright);
      });
    });
    this.write();
  }

  hover(element) {
    this.hovered = element;
    this.container.style.cursor = element ? "pointer" : "";
    this.write();
  }

  /* ---- The view ---- */

  resize() {
    const { width, height } = this.container.getBoundingClientRect(), sharp = devicePixelRatio || 1;
    if (!width || !height) return;
    this.names.width = Math.round(width * sharp);
    this.names.height = Math.round(height * sharp);
    this.cy.resize();
    this.write();
  }

  /* Room that panels cover, in pixels: {left, right, top, bottom}. */
  set covered(room) {
    this.room = { left: 0, right: 0, top: 0, bottom: 0, ...room };
  }

  /* The part that no panel covers. */
  get free() {
    const { left, right, top, bottom } = this.room, width = this.cy.width() - left - right, height = this.cy.height() - top - bottom;
    return { left, top, width, height, x: left + width / 2, y: top + height / 2 };
  }

  /* Zoom and pan so that a box of the sheet is in the free part. */
  viewOf(box, most) {
    const { width, height, x, y } = this.free, edge = 36;
    const zoom = Math.min(most, (width - 2 * edge) / Math.max(1, box.w), (height - 2 * edge) / Math.max(1, box.h));
    return { zoom, pan: { x: x - zoom * (box.x1 + box.w / 2), y: y - zoom * (box.y1 + box.h / 2) } };
  }

  go(view) {
    if (CALM.matches) this.cy.viewport(view);
    else this.cy.stop().animate(view, { duration: 260, easing: "ease-out-cubic" });
  }

  /* The box around actors on the sheet. */
  boxOf(elements) {
    const box = { x1: Infinity, y1: Infinity, x2: -Infinity, y2: -Infinity };
    elements.forEach((element) => {
      const { x, y } = element.position(), { width, height } = element.scratch("node");
      box.x1 = Math.min(box.x1, x - width / 2), box.x2 = Math.max(box.x2, x + width / 2);
      box.y1 = Math.min(box.y1, y - height / 2), box.y2 = Math.max(box.y2, y + height / 2);
    });
    return { ...box, w: box.x2 - box.x1, h: box.y2 - box.y1 };
  }

  fit(elements = this.order, most = 1.4) {
    if (elements.length === 0) return;
    const view = this.viewOf(this.boxOf(elements), most);
    if (this.fitted) this.go(view);
    else this.cy.viewport(view);
    this.fitted = true;
  }

  /* Bring actors into view if they are not, from as near as they are now; one alone well into it. */
  reveal(nodes) {
    const elements = this.cy.collection(nodes.map((n) => this.cy.getElementById(n.id)));
    if (elements.length === 0) return;
    const { left, top, width, height } = this.free, box = this.boxOf(elements), view = { zoom: this.cy.zoom(), pan: this.cy.pan() };
    const from = this.screen({ x: box.x1, y: box.y1 }, view), to = this.screen({ x: box.x2, y: box.y2 }, view);
    const edge = nodes.length === 1 ? 0.22 : 0, dx = Math.max(16, edge * width), dy = Math.max(16, edge * height);
    const inside = from.x > left + dx && to.x < left + width - dx && from.y > top + dy && to.y < top + height - dy;
    if (!inside) this.go(this.viewOf(box, Math.max(view.zoom, this.boxes ? 0.8 : 0.6)));
  }

  lookAt(nodes) {
    this.fit(this.cy.collection(nodes.map((n) => this.cy.getElementById(n.id))), 1.6);
  }

  pan(x, y) {
    this.cy.panBy({ x, y });
  }

  zoom(factor) {
    const { x, y } = this.free;
    this.cy.zoom({ level: this.cy.zoom() * factor, renderedPosition: { x, y } });
  }

  /* The shown actor that is nearest in a direction, [1, 0] being right. */
  nearest(from, [dx, dy]) {
    const at = this.cy.getElementById(from.id).position();
    let best = null, least = Infinity;
    this.order.forEach((element) => {
      const to = element.position(), along = (to.x - at.x) * dx + (to.y - at.y) * dy;
      const aside = Math.abs((to.x - at.x) * dy) + Math.abs((to.y - at.y) * dx);
      if (element.scratch("node") === from || along <= 0 || aside > along * 1.7) return;
      if (along + 2 * aside < least) least = along + 2 * aside, best = element.scratch("node");
    });
    return best;
  }

  /* ---- Names and words ---- */

  textWidth(text, size) {
    const key = text;
    if (!this.widths.has(key)) {
      this.pen.font = `100px ${FONT}`;
      this.widths.set(key, this.pen.measureText(text).width / 100);
    }
    return this.widths.get(key) * size;
  }

  /* Write all names that find room, the strongest actors' first, then words on arrows. */
  write() {
    const { pen, cy } = this, sharp = this.names.width / this.container.clientWidth || 1;
    if (!cy || !this.order) return;
    pen.setTransform(sharp, 0, 0, sharp, 0, 0);
    pen.clearRect(0, 0, this.names.width, this.names.height);
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.lineJoin = "round";
    const taken = new Room();
    const view = { zoom: cy.zoom(), pan: cy.pan(), width: cy.width(), height: cy.height() };
    const first = (e) => (e === this.hovered ? 0 : this.chosen.has(e.scratch("node")) ? 1 : 2);
    taken.left = Math.round((view.width * view.height) / 9000);
    if (this.boxes) this.order.forEach((e) => this.reserve(e, view, taken));
    for (const rank of [0, 1, 2])
      this.order.forEach((e) => void (first(e) === rank && this.writeName(e, view, taken)));
    this.writeWords(view, taken);
  }

  screen({ x, y }, { zoom, pan }) {
    return { x: x * zoom + pan.x, y: y * zoom + pan.y };
  }

  /* Words keep off the shapes. */
  reserve(element, view, taken) {
    const node = element.scratch("node"), at = this.screen(element.position(), view);
    taken.take(at.x, at.y, node.width * view.zoom, node.height * view.zoom);
  }

  writeName(element, view, taken) {
    const node = element.scratch("node"), at = this.screen(element.position(), view);
    if (at.x < -100 || at.y < -40 || at.x > view.width + 100 || at.y > view.height + 40) return;
    const hovered = element === this.hovered, chosen = this.chosen.has(node);
    const faint = this.lit !== null && !this.lit.has(node) && !hovered;
    if (faint && !this.boxes) return;
    const text = shorten(node.label, hovered || chosen ? 60 : 36);
    if (this.boxes) {
      const size = 13 * view.zoom;
      this.pen.globalAlpha = faint ? 0.3 : 1;
      if (size >= 5) this.text(text, at.x, at.y, size, this.palette.ink, chosen, false);
      this.pen.globalAlpha = 1;
      return;
    }
    const size = chosen ? 14 : node.size > 40 ? 13 : 11.5, half = (node.height / 2) * view.zoom;
    const width = this.textWidth(text, size), y = at.y + half + size * 0.75 + 1;
    if (!(taken.left > 0 && taken.take(at.x, y, width + 8, size + 4)) && !hovered && !chosen) return;
    taken.left--;
    this.text(text, at.x, y, size, this.palette.ink, chosen || hovered, true);
  }

  writeWords(view, taken) {
    const all = this.wordy.length <= WORDS_MAX && view.zoom > 0.55;
    if (!all && !this.lit && !this.hovered?.isEdge()) return;
    let left = 60;
    this.wordy.forEach((element) => {
      const hovered = element === this.hovered;
      if (left === 0 || !(hovered || (this.lit ? element.hasClass("lit") : all))) return;
      const at = element.midpoint(); /* none until it has been drawn */
      if (!at) return;
      const middle = this.screen(at, view);
      if (middle.x < 0 || middle.y < 0 || middle.x > view.width || middle.y > view.height) return;
      const lines = arrowWords(element.scratch("arrow")), size = this.boxes ? Math.max(7, Math.min(11, 13 * view.zoom)) : 11;
      const width = Math.max(...lines.map((line) => this.textWidth(line, size)));
      if (!taken.take(middle.x, middle.y, width + 6, lines.length * (size + 2)) && !hovered) return;
      const colour = this.palette.senses[element.scratch("arrow").sense];
      lines.forEach((line, i) => this.text(line, middle.x, middle.y + (i - (lines.length - 1) / 2) * (size + 2), size, colour, hovered, true));
      left--;
    });
  }

  text(text, x, y, size, colour, bold, halo) {
    this.pen.font = `${bold ? 600 : 400} ${size}px ${FONT}`;
    if (halo) {
      this.pen.strokeStyle = this.palette.paper;
      this.pen.lineWidth = 3.5;
      this.pen.strokeText(text, x, y);
    }
    this.pen.fillStyle = colour;
    this.pen.fillText(text, x, y);
  }
}

/* Where something is written already: boxes in cells of a grid. */
class Room {
  constructor() {
    this.cells = new Map();
  }

  /* Take a box (middle, width, height) if it is free. */
  take(x, y, width, height) {
    const box = [x - width / 2, y - height / 2, x + width / 2, y + height / 2], keys = [];
    for (let i = Math.floor(box[0] / 80); i <= Math.floor(box[2] / 80); i++)
      for (let k = Math.floor(box[1] / 40); k <= Math.floor(box[3] / 40); k++) keys.push(i * 65536 + k);
    const free = keys.every((key) => (this.cells.get(key) ?? []).every((b) =>
      b[0] >= box[2] || b[2] <= box[0] || b[1] >= box[3] || b[3] <= box[1]));
    if (free) for (const key of keys) this.cells.has(key) ? this.cells.get(key).push(box) : this.cells.set(key, [box]);
    return free;
  }
}

/* Spread the crowd in the middle and draw in what is far out: of n nodes the k-th from the middle belongs at the k-th of n
 * rings of the same area. much: how far to go there, 0 to 1. */
function even(nodes, much) {
  const middle = (key) => nodes.reduce((sum, n) => sum + n.at[key], 0) / nodes.length;
  const x = middle("x"), y = middle("y"), radius = (n) => Math.hypot(n.at.x - x, n.at.y - y);
  const sorted = [...nodes].sort((a, b) => radius(a) - radius(b) || (a.id < b.id ? -1 : 1));
  const outermost = radius(sorted[sorted.length - 1]);
  sorted.forEach((node, i) => {
    const own = radius(node) || 1, ring = outermost * Math.sqrt((i + 0.5) / nodes.length);
    const factor = (own + (ring - own) * much) / own;
    node.at = { x: x + (node.at.x - x) * factor, y: y + (node.at.y - y) * factor };
  });
}

/* Push apart what overlaps, along the shorter way, a little at a time. */
function part(nodes, gap) {
  const cell = Math.max(...nodes.map((n) => Math.max(n.width, n.height))) + gap;
  for (let round = 0, moved = true; moved && round < 80; round++) {
    const grid = new Map();
    moved = false;
    nodes.forEach((node, i) => {
      const key = Math.floor(node.at.x / cell) * 65536 + Math.floor(node.at.y / cell);
      grid.has(key) ? grid.get(key).push(i) : grid.set(key, [i]);
    });
    nodes.forEach((a, i) => {
      const column = Math.floor(a.at.x / cell), row = Math.floor(a.at.y / cell);
      for (let c = column - 1; c <= column + 1; c++)
        for (let r = row - 1; r <= row + 1; r++)
          for (const k of grid.get(c * 65536 + r) ?? []) if (k > i) moved = push(a, nodes[k], gap) || moved;
    });
  }
}

function push(a, b, gap) {
  const dx = b.at.x - a.at.x || 0.01, dy = b.at.y - a.at.y || 0.01;
  const x = (a.width + b.width) / 2 + gap - Math.abs(dx), y = (a.height + b.height) / 2 + gap - Math.abs(dy);
  if (x <= 0 || y <= 0) return false;
  const by = x < y ? { x: (Math.sign(dx) * x) / 2, y: 0 } : { x: 0, y: (Math.sign(dy) * y) / 2 };
  a.at.x -= by.x, a.at.y -= by.y, b.at.x += by.x, b.at.y += by.y;
  return true;
}
