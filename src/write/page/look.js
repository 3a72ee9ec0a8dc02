/* look.js - shapes, lines and colours, on the sheet and in the legend; those of the program's
 * pictures. */

const FONT = 'system-ui, "Segoe UI", "Helvetica Neue", "Noto Sans", Arial, sans-serif';
const SHAPES = {
    country: 'round-rectangle',
    person: 'ellipse',
    organisation: 'hexagon',
    group: 'ellipse',
    place: 'rectangle'
};
const HEADS = ['tee', 'vee', 'triangle', 'circle']; /* of conflict, request, cooperation, office */

/* ---- Samples in the legend ---- */

const DASHES = {
    solid: 'none',
    dashed: '5 3.5',
    dotted: '1.5 3'
};

/* A line as it is drawn on the sheet, with the head of its meaning, if any. */
function lineSample(sense, dashes, width = 34) {
    const heads = [
        `M${width - 2} 1.5v9`, `M${width - 7} 2l6 4l-6 4`, `M${width - 7} 2l6 4l-6 4z`,
        `M${width - 7} 6a3 3 0 1 0 6 0a3 3 0 1 0-6 0z`
    ];
    const end = {[COOPERATION]: 8, 3: 7}[sense] ?? 3;
    return h(
        'svg', {viewBox: `0 0 ${width} 12`, 'aria-hidden': 'true'},
        h('path', {d: `M1 6h${width - end}`, 'stroke-dasharray': DASHES[dashes]}),
        sense !== null && h('path', {
            d: heads[sense],
            fill: sense === COOPERATION ? 'currentColor' : 'none',
            'stroke-width': sense === CONFLICT ? 2 : 1.5
        }));
}

const OUTLINES = {
    country:
        'M3 3h10a1.5 1.5 0 0 1 1.5 1.5v5a1.5 1.5 0 0 1-1.5 1.5H3a1.5 1.5 0 0 1-1.5-1.5v-5A1.5 1.5 0 0 1 3 3z',
    person: 'M1.5 7a6.5 4.5 0 1 0 13 0a6.5 4.5 0 1 0-13 0z',
    organisation: 'M4.5 2.5h7L15 7l-3.5 4.5h-7L1 7z',
    group: 'M1.5 7a6.5 4.5 0 1 0 13 0a6.5 4.5 0 1 0-13 0z',
    place: 'M2 3h12v8H2z',
};

function shapeSample(type) {
    return h('svg', {class: 'shape', viewBox: '0 0 16 14', 'aria-hidden': 'true'}, h('path', {
                 d: OUTLINES[type],
                 fill: `var(--${type}-fill)`,
                 stroke: `var(--${type}-line)`,
                 'stroke-dasharray': type === 'group' ? '2.5 2' : 'none'
             }));
}

/* ---- Colours, as [red, green, blue] ---- */

function channels(hex) {
    return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
}

function mix(colour, other, much) {
    return colour.map((part, i) => part + (other[i] - part) * much);
}

function css(colour) {
    return `rgb(${colour.map(Math.round).join(' ')})`;
}

/* Relative luminance, as WCAG has it. */
function luminance(colour) {
    const [r, g, b] =
        colour.map((part) => (part <= 10 ? part / 3295 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/* A colour for lines and words on paper as one that reads as well in the dark: stronger first, then
 * with white. */
function lifted(colour) {
    const strongest = Math.max(...colour);
    let found = luminance(colour) < 0.2 && strongest < 200 ?
        colour.map((part) => (part * 200) / strongest) :
        colour;
    while (luminance(found) < 0.27) found = mix(found, [255, 255, 255], 0.04);
    return found;
}

/* The colours of the program's pictures become those of the page; in the dark, lines are lifted and
 * fills sunk. */
function setColours(data) {
    const set = (name, light, dark) => document.documentElement.style.setProperty(
        `--${name}`, `light-dark(${css(light)}, ${css(dark)})`);
    data.senses.forEach(([, hex], i) => set(`sense-${i}`, channels(hex), lifted(channels(hex))));
    for (const [type, ...look] of data.types) {
        const [fill, line, dot] = look.map(channels);
        set(`${type}-fill`, fill, mix(line, [21, 24, 29], 0.66));
        set(`${type}-line`, line, mix(line, [255, 255, 255], 0.38));
        set(`${type}-dot`, dot, dot);
    }
}

/* A custom property of the style sheet as the colour it stands for now. */
function colour(name) {
    const probe = document.getElementById('probe');
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
}

function readPalette(graph) {
    const palette =
        {senses: graph.senses.map((_, i) => colour(`sense-${i}`)), words: [], looks: {}, blocs: []};
    for (const name of ['paper', 'ink', 'quiet', 'accent']) palette[name] = colour(name);
    const parts = (rgb) => rgb.match(/\d+/g).map(Number);
    for (const sense of palette.senses)
        palette.words.push(css(mix(parts(sense), parts(palette.ink), 0.3))); /* small type reads */
    for (const type of graph.types)
        palette.looks[type] = ['fill', 'line', 'dot'].map((part) => colour(`${type}-${part}`));
    for (let i = 1; i <= 8; i++)
        palette.blocs.push(['fill', 'line', 'line'].map((part) => colour(`bloc-${i}-${part}`)));
    return palette;
}
