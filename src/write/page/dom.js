/* dom.js - elements from words. Text is always set as text, never parsed as HTML. */

const SVG = 'http://www.w3.org/2000/svg';

/* h("button", { class: "x", click: f }, "text", element): functions are listeners, false and null
 * are left out. */
function h(tag, attributes = {}, ...children) {
    const svg = ['svg', 'path', 'rect', 'g'].includes(tag);
    const element = svg ? document.createElementNS(SVG, tag) : document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
        if (value === null || value === undefined || value === false) continue;
        if (typeof value === 'function')
            element.addEventListener(name, value);
        else
            element.setAttribute(name, value === true ? '' : value);
    }
    if (tag === 'button') element.type = 'button';
    element.append(...children.flat().filter(
        (child) => child !== null && child !== undefined && child !== false));
    return element;
}

/* Text of foreign direction stays by itself. */
function name(text) {
    return h('bdi', {}, text);
}

function byId(id) {
    return document.getElementById(id);
}

/* A weight as one reads it. */
function amount(weight) {
    return Math.round(weight * 10) / 10;
}

function plural(count, one, many = one + 's') {
    return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/* A name that fits on the sheet; nothing that people see is cut in two. */
const segmenter = new Intl.Segmenter(undefined, {granularity: 'grapheme'});
function shorten(text, most = 36) {
    if (text.length <= most) return text;
    const parts = [];
    for (const {segment} of segmenter.segment(text.slice(0, 8 * most))) {
        if (parts.length === most - 1) return parts.join('') + '…';
        parts.push(segment);
    }
    return parts.join('') + (text.length > 8 * most ? '…' : '');
}
