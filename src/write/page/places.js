/* places.js - where actors stand: the places that the program's layout gives, with room for names.
 */

/* Shape and room of a node, in units of the sheet. boxes: its name stands in it, so wide. */
function measure(node, boxes, wide) {
    if (boxes) {
        const round = {country: 1, place: 1, organisation: 1.25}[node.type] ?? 1.3;
        node.width = Math.max(44, (wide + 22) * round);
        node.height = node.type === 'country' ? 28 : 34;
    } else {
        node.width = node.height = 11 + 0.4 * node.size;
    }
}

/* Places for measured nodes on a sheet of so many times its height in width: as laid out, but
 * spread so that there is room for names, and no two on one another. */
function spread(nodes, ratio, boxes) {
    if (!nodes.length) return;
    const room = nodes.length * (boxes ? 200 * 120 : 62 * 62);
    const extent = (key) =>
        Math.max(...nodes.map((n) => n[key])) - Math.min(...nodes.map((n) => n[key])) || 1;
    const x = Math.sqrt(room * ratio) / extent('x'), y = Math.sqrt(room / ratio) / extent('y');
    for (const node of nodes) node.at = {x: node.x * x, y: -node.y * y};
    even(nodes, boxes ? 0.4 : 0.85);
    part(nodes, boxes ? 44 : 8);
}

/* Spread the crowd in the middle and draw in what is far out: of n nodes the k-th from the middle
 * belongs at the k-th of n rings of the same area. much: how far to go there, 0 to 1. */
function even(nodes, much) {
    const middle = (key) => nodes.reduce((sum, n) => sum + n.at[key], 0) / nodes.length;
    const x = middle('x'), y = middle('y'), radius = (n) => Math.hypot(n.at.x - x, n.at.y - y);
    const sorted = [...nodes].sort((a, b) => radius(a) - radius(b) || (a.id < b.id ? -1 : 1));
    const outermost = radius(sorted[sorted.length - 1]);
    sorted.forEach((node, i) => {
        const own = radius(node) || 1, ring = outermost * Math.sqrt((i + 0.5) / nodes.length);
        const factor = (own + (ring - own) * much) / own;
        node.at = {x: x + (node.at.x - x) * factor, y: y + (node.at.y - y) * factor};
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
                    for (const k of grid.get(c * 65536 + r) ?? [])
                        if (k > i) moved = push(a, nodes[k], gap) || moved;
        });
    }
}

function push(a, b, gap) {
    const dx = b.at.x - a.at.x || 0.01, dy = b.at.y - a.at.y || 0.01;
    const x = (a.width + b.width) / 2 + gap - Math.abs(dx),
          y = (a.height + b.height) / 2 + gap - Math.abs(dy);
    if (x <= 0 || y <= 0) return false;
    const by = x < y ? {x: (Math.sign(dx) * x) / 2, y: 0} : {x: 0, y: (Math.sign(dy) * y) / 2};
    a.at.x -= by.x, a.at.y -= by.y, b.at.x += by.x, b.at.y += by.y;
    return true;
}
