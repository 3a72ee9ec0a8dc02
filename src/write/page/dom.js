/* dom.js - elements from words. Text is always set as text, never parsed as HTML. */

const SVG = "http://www.w3.org/2000/svg";

/* h("button", { class: "x", click: f }, "text", element): functions are listeners, false and null are left out. */
function h(tag, attributes = {}, ...children) {
  const svg = ["svg", "path", "rect", "g"].includes(tag);
  const element = svg ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name, value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  if (tag === "button") element.type = "button";
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/* Text of foreign direction stays by itself. */
function name(text) {
  return h("bdi", {}, text);
}

function byId(id) {
  return document.getElementById(id);
}

function plural(count, one, many = one + "s") {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

/* ---- Colours, as [red, green, blue] ---- */

function channels(hex) {
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
}

function mix(colour, other, much) {
  return colour.map((part, i) => part + (other[i] - part) * much);
}

function css(colour) {
  return `rgb(${colour.map(Math.round).join(" ")})`;
}

/* Relative luminance, as WCAG has it. */
function luminance(colour) {
  const [r, g, b] = colour.map((part) => (part <= 10 ? part / 3295 : ((part / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/* A colour for lines and words on paper as one that reads as well in the dark: stronger first, then with white. */
function lifted(colour) {
  const strongest = Math.max(...colour);
  let found = luminance(colour) < 0.2 && strongest < 200 ? colour.map((part) => (part * 200) / strongest) : colour;
  while (luminance(found) < 0.27) found = mix(found, [255, 255, 255], 0.04);
  return found;
}

/* The colours of the program's pictures become those of the page; in the dark, lines are lifted and fills sunk. */
function setColours(data) {
  const set = (name, light, dark) => document.documentElement.style.setProperty(`--${name}`, `light-dark(${css(light)}, ${css(dark)})`);
  data.senses.forEach(([, hex], i) => set(`sense-${i}`, channels(hex), lifted(channels(hex))));
  for (const [type, ...look] of data.types) {
    const [fill, line, dot] = look.map(channels);
    set(`${type}-fill`, fill, mix(line, [21, 24, 29], 0.66));
    set(`${type}-line`, line, mix(line, [255, 255, 255], 0.38));
    set(`${type}-dot`, dot, dot);
  }
}

const DASHES = { solid: "none", dashed: "5 3.5", dotted: "1.5 3" };

/* A line as it is drawn on the sheet, with the head of its meaning, if any. */
function lineSample(sense, dashes, width = 34) {
  const heads = [`M${width - 2} 1.5v9`, `M${width - 7} 2l6 4l-6 4`, `M${width - 7} 2l6 4l-6 4z`, `M${width - 7} 6a3 3 0 1 0 6 0a3 3 0 1 0-6 0z`];
  const end = { [COOPERATION]: 8, 3: 7 }[sense] ?? 3;
  return h("svg", { viewBox: `0 0 ${width} 12`, "aria-hidden": "true" },
    h("path", { d: `M1 6h${width - end}`, "stroke-dasharray": DASHES[dashes] }),
    sense !== null && h("path", { d: heads[sense], fill: sense === COOPERATION ? "currentColor" : "none", "stroke-width": sense === CONFLICT ? 2 : 1.5 }));
}

const OUTLINES = {
  country: "M3 3h10a1.5 1.5 0 0 1 1.5 1.5v5a1.5 1.5 0 0 1-1.5 1.5H3a1.5 1.5 0 0 1-1.5-1.5v-5A1.5 1.5 0 0 1 3 3z",
  person: "M1.5 7a6.5 4.5 0 1 0 13 0a6.5 4.5 0 1 0-13 0z",
  organisation: "M4.5 2.5h7L15 7l-3.5 4.5h-7L1 7z",
  group: "M1.5 7a6.5 4.5 0 1 0 13 0a6.5 4.5 0 1 0-13 0z",
  place: "M2 3h12v8H2z",
};

function shapeSample(type) {
  return h("svg", { class: "shape", viewBox: "0 0 16 14", "aria-hidden": "true" },
    h("path", { d: OUTLINES[type], fill: `var(--${type}-fill)`, stroke: `var(--${type}-line)`, "stroke-dasharray": type === "group" ? "2.5 2" : "none" }));
}

/* A field that finds actors while one types: arrows, Enter, Esc, or a click on the list. */
class ActorField {
  constructor(input, list, graph, chosen) {
    Object.assign(this, { input, list, graph, chosen, at: 0, found: [] });
    list.classList.add("found");
    input.addEventListener("input", () => this.look());
    input.addEventListener("focus", () => input.select());
    input.addEventListener("blur", () => this.close());
    input.addEventListener("keydown", (event) => this.key(event));
    list.addEventListener("mousedown", (event) => {
      event.preventDefault(); /* the focus stays in the field */
      const item = event.target.closest("li[id]");
      if (item) this.take(this.found[[...list.children].indexOf(item)].node);
    });
  }

  look() {
    this.found = searchActors(this.graph, this.input.value, 12);
    this.at = 0;
    this.list.replaceChildren(...this.found.map(({ node, alias }, i) =>
      h("li", { role: "option", id: `${this.list.id}-${i}` }, name(shorten(node.label, 80)),
        h("span", { class: "small" }, alias ? ["also ", name(shorten(alias, 40))] : node.role || node.type))));
    if (!this.found.length) this.list.append(h("li", { class: "quiet" }, "No such actor here"));
    const open = this.input.value.trim() !== "";
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", open);
    this.mark();
  }

  mark() {
    [...this.list.children].forEach((item, i) => item.setAttribute("aria-selected", i === this.at && this.found.length > 0));
    this.list.children[this.at]?.scrollIntoView({ block: "nearest" });
    if (this.found.length) this.input.setAttribute("aria-activedescendant", `${this.list.id}-${this.at}`);
    else this.input.removeAttribute("aria-activedescendant");
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.found.length) {
      this.at = (this.at + step + this.found.length) % this.found.length;
      this.mark();
    } else if (event.key === "Enter" && this.found.length && !this.list.hidden) {
      this.take(this.found[this.at].node);
    } else if (event.key === "Escape" && !this.list.hidden) {
      this.close();
    } else if (event.key === "Escape") {
      this.input.value = "";
      this.input.blur();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  take(node) {
    this.input.value = node.label;
    this.close();
    this.chosen(node);
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", false);
    this.input.removeAttribute("aria-activedescendant");
  }
}
