/* filters.js - the legend, in which everything can be switched off, and the bar of time. */

class Filters {
    constructor(section, graph, filter, on) {
        Object.assign(this, {section, graph, filter, on});
        this.switches = []; /* functions that bring a control up to date */
        section.append(this.relations(), this.told(), this.actors());
        if (filter.dates.length > 1) section.append(this.time());
        section.append(this.looks());
        this.refresh();
    }

    refresh() {
        for (const update of this.switches) update();
    }

    changed() {
        this.filter.apply();
        this.refresh();
        this.on.change();
    }

    /* ---- Switches ---- */

    /* A button that takes a name into a set of hidden ones and out of it. */
    chip(hidden, value, ...children) {
        const chip =
            h('button', {
                'aria-pressed': 'true',
                click: () => {
                    const set = this.filter[hidden];
                    if (!set.delete(value)) set.add(value);
                    this.changed();
                }
            },
              ...children);
        this.switches.push(
            () => chip.setAttribute('aria-pressed', !this.filter[hidden].has(value)));
        return chip;
    }

    count(wanted) {
        return h('b', {}, this.graph.edges.filter(wanted).length.toLocaleString('en'));
    }

    relations() {
        const reset =
            h('button', {class: 'link', click: () => (this.filter.reset(), this.changed())},
              'Show all');
        this.switches.push(() => (reset.hidden = !this.filter.narrows));
        const groups = [2, 0, 1, 3].map((sense) => this.senseGroup(sense));
        return h('div', {}, h('h3', {}, 'Relations', reset), groups);
    }

    senseGroup(sense) {
        const edges = this.graph.edges.filter((e) => e.sense === sense),
              roots = [...new Set(edges.map((e) => e.root))].sort();
        if (!roots.length) return null;
        const box = h('input', {
            type: 'checkbox',
            change: () => {
                for (const root of roots)
                    box.checked ? this.filter.roots.delete(root) : this.filter.roots.add(root);
                this.changed();
            }
        });
        this.switches.push(() => {
            const off = roots.filter((root) => this.filter.roots.has(root)).length;
            box.checked = off < roots.length;
            box.indeterminate = off > 0 && off < roots.length;
        });
        const name = this.graph.senses[sense];
        return h(
            'div', {class: `sense sense-${sense}`},
            h('label', {}, box, h('span', {}, name),
              roots.length === 1 && this.count((e) => e.sense === sense),
              lineSample(sense, 'solid')),
            roots.length > 1 &&
                h('div', {class: 'chips', role: 'group', 'aria-label': name},
                  roots.map(
                      (root) => this.chip(
                          'roots', root, root.toLowerCase(), this.count((e) => e.root === root)))));
    }

    told() {
        const there = this.graph.statuses.filter(
            (status) => this.graph.edges.some((e) => e.status === status));
        if (!there.length) return '';
        return h(
            'div', {}, h('h3', {}, 'Told as'),
            h('div', {class: 'chips', role: 'group', 'aria-label': 'Told as'},
              there.map(
                  (status) => this.chip(
                      'statuses', status, lineSample(null, dashesOf({status}), 22), status,
                      this.count((e) => e.status === status)))));
    }

    actors() {
        const there = this.graph.types.filter(
            (type) => this.graph.nodes.some((n) => n.type === type && n.edges.length));
        return h(
            'div', {}, h('h3', {}, 'Actors'),
            h('div', {class: 'chips', role: 'group', 'aria-label': 'Actors'},
              there.map((type) => this.chip('types', type, shapeSample(type), type))));
    }

    looks() {
        const radio = (label, byBloc) =>
            h('label', {class: 'choice'}, h('input', {
                  type: 'radio',
                  name: 'colour',
                  checked: !byBloc,
                  change: () => this.on.colour(byBloc)
              }),
              label);
        return h(
            'div', {}, h('h3', {}, 'Colours'),
            h('div', {class: 'row'}, radio('by kind', false), radio('by bloc', true)),
            h('label', {class: 'choice'},
              h('input',
                {type: 'checkbox', id: 'apart', change: (e) => this.on.apart(e.target.checked)}),
              'an arrow for each relation'));
    }

    /* ---- Time ---- */

    time() {
        const periods = periodsOf(this.filter.dates), last = periods.length - 1;
        const bars = h('svg', {
            viewBox: `0 0 ${periods.length} 40`,
            preserveAspectRatio: 'none',
            'aria-hidden': 'true'
        });
        const said = h('span', {});
        const thumb = (label, value) => h('input', {
            type: 'range',
            min: 0,
            max: last,
            step: 1,
            value,
            'aria-label': label,
            input: () => move()
        });
        const from = thumb('From', 0), to = thumb('To', last);
        const move = () => {
            if (+from.value > +to.value)
                (document.activeElement === from ? to : from).value = document.activeElement.value;
            this.filter.from = +from.value === 0 ? '' : periods[+from.value];
            this.filter.to = +to.value === last ? '' : periods[+to.value];
            clearTimeout(this.waiting);
            this.waiting = setTimeout(() => this.changed(), 120);
            update();
        };
        const update = () => {
            if (!this.filter.from) from.value = 0;
            if (!this.filter.to) to.value = last;
            const a = periods[+from.value], b = periods[+to.value];
            said.textContent = a === b ? a : `${a} to ${b}`;
            from.setAttribute('aria-valuetext', a);
            to.setAttribute('aria-valuetext', b);
            for (const bar of bars.children)
                bar.classList.toggle(
                    'out', +bar.dataset.at < +from.value || +bar.dataset.at > +to.value);
        };
        bars.append(...this.bars(periods));
        this.switches.push(update);
        return h(
            'div', {class: 'time'}, h('h3', {}, 'Time', said), bars,
            h('div', {class: 'thumbs'}, from, to));
    }

    /* How many reports each period has, of each meaning, one on the other. */
    bars(periods) {
        const counts = new Map(periods.map((period) => [period, [0, 0, 0, 0]])),
              size = periods[0].length;
        for (const edge of this.graph.edges)
            for (const report of edge.reports)
                if (counts.has(report.date.slice(0, size)))
                    counts.get(report.date.slice(0, size))[edge.sense]++;
        const most = Math.max(...[...counts.values()].map((c) => c.reduce((a, b) => a + b)), 1);
        return periods
            .flatMap((period, i) => {
                let y = 40;
                return [2, 3, 1, 0].map((sense) => {
                    const height = (counts.get(period)[sense] / most) * 40;
                    y -= height;
                    return height && h('rect', {
                               class: `sense-${sense}`,
                               x: i + 0.08,
                               y,
                               width: 0.84,
                               height,
                               'data-at': i
                           });
                });
            })
            .filter(Boolean);
    }
}

/* All days from the first date to the last, or all months, or all years: what gives at most 70
 * bars. */
function periodsOf(dates) {
    const first = dates[0], last = dates[dates.length - 1],
          full = (date) => date + '0000-01-01'.slice(date.length);
    const day = 86400000, days = (Date.parse(full(last)) - Date.parse(full(first))) / day;
    const size = days < 70 && first.length === 10 ? 10 :
        days < 70 * 30 && first.length >= 7       ? 7 :
                                                    4;
    const periods = [];
    for (let at = new Date(full(first)); periods.length < 400;) {
        const period = at.toISOString().slice(0, size);
        periods.push(period);
        if (period >= last.slice(0, size)) break;
        if (size === 10)
            at = new Date(+at + day);
        else if (size === 7)
            at = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1));
        else
            at = new Date(Date.UTC(at.getUTCFullYear() + 1, 0, 1));
    }
    return periods;
}
