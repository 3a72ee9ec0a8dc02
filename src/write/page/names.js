/* names.js - names of actors and words on arrows, on a canvas above the drawing: each is written,
 * the strongest first, where it finds free room, and in the same size from near and far. */

const NAME_SIZE = 13;  /* of names in shapes, in units of the sheet */
const WORDS_SIZE = 11; /* pixels */
const WORDS_MAX = 80;  /* up to so many arrows all carry their words */
const PLACE = 9000;    /* square pixels for a name beside its shape */

class Names {
    constructor(sheet) {
        this.sheet = sheet;
        this.canvas = document.createElement('canvas');
        this.canvas.className = 'names';
        this.pen = this.canvas.getContext('2d');
        this.widths = new Map();
    }

    resize() {
        const {width, height} = this.sheet.container.getBoundingClientRect();
        this.sharp = devicePixelRatio || 1;
        this.canvas.width = Math.round(width * this.sharp);
        this.canvas.height = Math.round(height * this.sharp);
    }

    /* How wide text is. */
    width(text, size) {
        if (!this.widths.has(text)) {
            this.pen.font = `100px ${FONT}`;
            this.widths.set(text, this.pen.measureText(text).width / 100);
        }
        return this.widths.get(text) * size;
    }

    /* Write all that finds room. */
    write() {
        const {pen, sheet} = this, {cy, order} = sheet;
        if (!order) return; /* nothing is drawn yet */
        pen.setTransform(this.sharp, 0, 0, this.sharp, 0, 0);
        pen.clearRect(0, 0, this.canvas.width, this.canvas.height);
        pen.textAlign = 'center';
        pen.textBaseline = 'middle';
        pen.lineJoin = 'round';
        this.view = {zoom: cy.zoom(), pan: cy.pan(), width: cy.width(), height: cy.height()};
        this.taken = new Room();
        this.left = Math.round((this.view.width * this.view.height) / PLACE);
        if (sheet.boxes)
            order.forEach((element) => this.writeInside(element));
        else {
            const first = (e) =>
                (e === sheet.hovered                     ? 0 :
                     sheet.chosen.has(e.scratch('node')) ? 1 :
                                                           2);
            for (const rank of [0, 1, 2])
                order.forEach((e) => void (first(e) === rank && this.writeBeside(e)));
        }
        this.writeWords();
    }

    sees({x, y}, beyond) {
        return x > -beyond && y > -beyond && x < this.view.width + beyond &&
            y < this.view.height + beyond;
    }

    /* In the shape; words will keep off it. */
    writeInside(element) {
        const {sheet, view} = this, node = element.scratch('node'),
                      at = onScreen(element.position(), view);
        const size = NAME_SIZE * view.zoom,
              faint = sheet.lit !== null && !sheet.lit.has(node) && element !== sheet.hovered;
        if (!this.sees(at, 200)) return;
        this.taken.take(at.x, at.y, node.width * view.zoom, node.height * view.zoom);
        this.pen.globalAlpha = faint ? 0.3 : 1;
        if (size >= 5)
            this.text(
                shorten(node.label), at, size, sheet.palette.ink, sheet.chosen.has(node), false);
        this.pen.globalAlpha = 1;
    }

    /* Under the shape. */
    writeBeside(element) {
        const {sheet, view} = this, node = element.scratch('node'),
                      at = onScreen(element.position(), view);
        const chosen = sheet.chosen.has(node), wanted = chosen || element === sheet.hovered;
        if (!this.sees(at, 100) || (sheet.lit && !sheet.lit.has(node) && !wanted)) return;
        const text = shorten(node.label, wanted ? 60 : 36),
              size = chosen ? 14 :
            node.size > 40  ? 13 :
                              11.5;
        at.y += (node.height / 2) * view.zoom + size * 0.75 + 1;
        const free =
            this.left > 0 && this.taken.take(at.x, at.y, this.width(text, size) + 8, size + 4);
        if (!free && !wanted) return;
        this.left--;
        this.text(text, at, size, sheet.palette.ink, wanted, true);
    }

    /* On arrows: on those that stand out, or on all where there are few. */
    writeWords() {
        const {sheet, view} = this, all = sheet.visible.length <= WORDS_MAX && view.zoom > 0.55;
        if (!all && !sheet.lit && !sheet.hovered?.isEdge()) return;
        let left = 60;
        sheet.visible.forEach((element) => {
            const hovered = element === sheet.hovered;
            if (left > 0 && (hovered || (sheet.lit ? element.hasClass('lit') : all)) &&
                this.writeOn(element, hovered))
                left--;
        });
    }

    /* On the middle of an arrow; false if there is no room. */
    writeOn(element, hovered) {
        const middle = element.midpoint(),
              arrow = element.scratch('arrow'); /* no middle until it has been drawn */
        const at = middle && onScreen(middle, this.view);
        if (!at || !this.sees(at, 0)) return false;
        const lines = arrowWords(arrow), zoomed = NAME_SIZE * this.view.zoom;
        const size = this.sheet.boxes ? Math.max(7, Math.min(WORDS_SIZE, zoomed)) : WORDS_SIZE,
              high = size + 2;
        const width = Math.max(...lines.map((line) => this.width(line, size)));
        if (!this.taken.take(at.x, at.y, width + 6, lines.length * high) && !hovered) return false;
        const colour = this.sheet.palette.words[arrow.sense];
        lines.forEach(
            (line, i) => this.text(
                line, {x: at.x, y: at.y + (i - (lines.length - 1) / 2) * high}, size, colour,
                hovered, true));
        return true;
    }

    text(text, {x, y}, size, colour, bold, halo) {
        this.pen.font = `${bold ? 600 : 400} ${size}px ${FONT}`;
        if (halo) {
            this.pen.strokeStyle = this.sheet.palette.paper;
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
            for (let k = Math.floor(box[1] / 40); k <= Math.floor(box[3] / 40); k++)
                keys.push(i * 65536 + k);
        const free = keys.every(
            (key) => (this.cells.get(key) ?? [])
                         .every(
                             (b) => b[0] >= box[2] || b[2] <= box[0] || b[1] >= box[3] ||
                                 b[3] <= box[1]));
        if (free)
            for (const key of keys)
                this.cells.has(key) ? this.cells.get(key).push(box) : this.cells.set(key, [box]);
        return free;
    }
}
