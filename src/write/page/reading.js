/* reading.js - the panel in which one reads: an actor's page, what two actors are to each other, a
 * path. */

const LISTED = 12; /* neighbours, sentences at first */

/* A list of which the rest comes when asked for. */
function someOf(list, items, most, make) {
    list.append(...items.slice(0, most).flatMap(make));
    if (items.length <= most) return list;
    const more =
        h('li', {},
          h('button', {
              class: 'link more',
              click: () => {
                  more.remove();
                  someOf(list, items.slice(most), most * 4, make);
                  list.children[most]?.querySelector('button')?.focus();
              }
          },
            `${items.length - most} more`));
    list.append(more);
    return list;
}

/* The sentence with its trigger marked. */
function quote(report) {
    const {text} = report.sentence, at = report.trigger ? text.indexOf(report.trigger) : -1;
    if (!text) return h('p', {class: 'quiet'}, 'The graph gives no sentence.');
    return h('blockquote', {dir: 'auto'}, at < 0 ? text : [
        text.slice(0, at), h('mark', {}, report.trigger), text.slice(at + report.trigger.length)
    ]);
}

/* Where it stands; a document named by its address is a link. */
function source(report) {
    const {doc, number} = report.sentence;
    const where = /^https?:\/\//.test(doc) ?
        h('a', {href: doc, rel: 'noopener noreferrer', target: '_blank'}, doc) :
        name(shorten(doc, 120));
    return h(
        'p', {class: 'small'}, where, number ? `, sentence ${number}` : '',
        report.date ? `, ${report.date}` : '',
        report.speaker ? [', claimed by ', name(shorten(report.speaker, 80))] : null);
}

/* One relation with its sentences. */
function relationBlock(edge, most) {
    const reports =
        edge.reports.filter((r) => r.shown).concat(edge.reports.filter((r) => !r.shown));
    const kind = [
        edge.root.toLowerCase(), edge.status, edge.shown === 0 ? 'hidden by the filter' : ''
    ].filter(Boolean).join(', ');
    return h(
        'div', {class: `relation sense-${edge.sense}${edge.shown === 0 ? ' hidden-one' : ''}`},
        h('p', {}, name(shorten(edge.source.label, 60)), ' ', h('b', {}, phrase(edge)), ' ',
          name(shorten(edge.target.label, 60))),
        h('p', {class: 'small'}, kind,
          edge.weight > 1 ? `, ${plural(amount(edge.weight), 'report')}` : ''),
        someOf(h('ol', {}), reports, most, (report) => h('li', {}, quote(report), source(report))));
}

function balance(sum) {
    const parts = [
        ['cooperation', sum.cooperation], ['neutral', sum.neutral], ['conflict', sum.conflict]
    ].filter(([, n]) => n > 0);
    return h(
        'div', {}, h('div', {class: 'balance', 'aria-hidden': 'true'}, parts.map(([kind, n]) => {
            const part = h('i', {class: kind});
            part.style.setProperty('--share', n);
            return part;
        })),
        h('p', {class: 'small'},
          parts.map(([kind, n]) => `${amount(n)} ${kind === 'neutral' ? 'neither' : kind}`)
              .join(' · ')));
}

class Reading {
    constructor(panel, graph, on) {
        Object.assign(this, {panel, graph, on});
    }

    close() {
        this.panel.hidden = true;
        this.panel.replaceChildren();
    }

    fill(heading, ...children) {
        const back = this.on.canGoBack() &&
            h('button', {'aria-label': 'Back', title: 'Back', click: this.on.back}, '←');
        this.panel.replaceChildren(
            h('div', {class: 'bar'}, back, h('h3', {}, heading),
              h('button', {'aria-label': 'Close', title: 'Close (Esc)', click: this.on.close},
                '×')),
            ...children.filter(Boolean));
        this.panel.hidden = false;
        this.panel.scrollTop = 0;
    }

    /* ---- An actor ---- */

    actor(node) {
        const near = neighbours(node),
              nameOf = (iso3) => this.graph.byId.get(`country:${iso3}`)?.label ?? iso3;
        const role = [node.role, node.country && nameOf(node.country)].filter(Boolean).join(', ');
        const friends = near.filter((n) => n.cooperation > n.conflict),
              foes = near.filter((n) => n.conflict > n.cooperation);
        const others = near.filter((n) => n.cooperation === n.conflict);
        const sum = standing(node.edges), told = sum.cooperation + sum.conflict + sum.neutral > 0;
        this.fill(
            [node.type, node.iso3].filter(Boolean).join(' · '), h('h2', {dir: 'auto'}, node.label),
            role && h('p', {class: 'facts', dir: 'auto'}, role),
            node.aliases.length > 0 &&
                h('p', {class: 'small aliases'}, 'also ',
                  node.aliases.flatMap((a, i) => [i ? ', ' : '', name(shorten(a, 120))])),
            h('p', {class: 'facts'},
              `${plural(node.mentions, 'mention')} in ${plural(node.documents, 'document')}`),
            told && balance(sum),
            h('div', {class: 'actions'},
              h('button', {click: () => this.on.pathFrom(node)}, 'Path from here'),
              h('button', {click: () => this.on.around(node)}, 'Look closer')),
            this.neighbourList('Stands with', 'cooperation', node, friends),
            this.neighbourList('Stands against', 'conflict', node, foes),
            this.neighbourList(
                friends.length + foes.length ? 'Also has to do with' : 'Has to do with', '', node,
                others),
            !near.length &&
                h('p', {class: 'quiet'},
                  node.edges.length ? 'The filters hide all of its relations.' :
                                      'Named, but in no relation to another.'));
    }

    neighbourList(title, kind, node, items) {
        if (!items.length) return null;
        const row = (item) =>
            h('li', {},
              h('button', {click: () => this.on.relation(node, item.node, item.edges)},
                h('span', {dir: 'auto'}, item.node.label),
                h('span', {class: 'small count'},
                  amount(item.cooperation + item.conflict + item.neutral)),
                h('span', {class: 'small'}, [
                    ...new Set(item.edges.filter((e) => e.shown > 0)
                                   .sort((a, b) => b.shown - a.shown)
                                   .map(phrase))
                ].slice(0, 4).join(', '))));
        return h(
            'section', {class: 'list'}, h('h3', {class: kind}, title, h('span', {}, items.length)),
            someOf(h('ul', {}), items, LISTED, row));
    }

    /* ---- Two actors ---- */

    /* The relations in first stand first. */
    relation(a, b, first) {
        const edges = between(a, b), wanted = new Set(first),
              ordered =
                  [...edges.filter((e) => wanted.has(e)), ...edges.filter((e) => !wanted.has(e))];
        const button = (node) =>
            h('button', {class: 'link', click: () => this.on.actor(node)},
              name(shorten(node.label, 60)));
        this.fill(
            'Between two',
            h('h2', {}, name(shorten(a.label, 80)), ' and ', name(shorten(b.label, 80))),
            balance(standing(edges)), h('div', {class: 'row'}, button(a), button(b)),
            someOf(h('div', {}), ordered, 20, (edge) => relationBlock(edge, LISTED)));
    }

    /* ---- A path ---- */

    /* state: {from, to, directed, index}; found: what shortestPaths says, or null while an end is
     * missing. */
    path(state, found) {
        const end =
            (label, key) => {
                const id = `path-${key}`, input = h('input', {
                                              type: 'text',
                                              id,
                                              role: 'combobox',
                                              'aria-expanded': 'false',
                                              'aria-controls': `${id}-found`,
                                              'aria-autocomplete': 'list',
                                              autocomplete: 'off',
                                              spellcheck: 'false',
                                              placeholder: 'an actor'
                                          });
                const list = h('ul', {
                    id: `${id}-found`,
                    role: 'listbox',
                    'aria-label': 'Actors found',
                    hidden: true
                });
                input.value = state[key]?.label ?? '';
                new ActorField(
                    input, list, this.graph,
                    (node) => this.on.path({...state, [key]: node, index: 0}));
      return [h('label', { for: id, class: 'quiet' }, label), h('div', {}, input, list)];
    };
    const turn = h('button', { click: () => this.on.path({ ...state, from: state.to, to: state.from, index: 0 }) }, 'Swap');
    const directed = h('label', { class: 'choice' }, h('input', { type: 'checkbox', id: 'directed', checked: state.directed,
      change: (e) => this.on.path({ ...state, directed: e.target.checked, index: 0 }) }), 'along the arrows');
    this.fill('Path between two', h('div', { class: 'ends' }, end('From', 'from'), end('To', 'to')),
      h('div', { class: 'actions' }, turn, directed), found && this.chain(state, found));
    if (!state.from || !state.to) byId(state.from ? 'path-to' : 'path-from').focus();
            }

        chain(state, {paths, reached}) {
            if (!paths.length) return this.noPath(state, reached);
            const path = paths[state.index],
                  step = (by) => () => this.on.path(
                      {...state, index: (state.index + by + paths.length) % paths.length});
            const steps = plural(path.length - 1, 'step'),
                  most = paths.length === 50 ? '50 or more' : paths.length;
            const chooser = paths.length > 1 ?
                [
                    h('button', {'aria-label': 'The one before', click: step(-1)}, '‹'),
                    h('span', {id: 'steps'}, `${steps}, path ${state.index + 1} of ${most}`),
                    h('button', {'aria-label': 'The next one', click: step(1)}, '›')
                ] :
                h('span', {id: 'steps'}, steps);
            return h(
                'div', {}, h('div', {class: 'stepper'}, chooser),
                h('ol', {class: 'chain'},
                  path.map(
                      (node, i) =>
                          h('li', {},
                            h('button', {dir: 'auto', click: () => this.on.actor(node)},
                              shorten(node.label, 80)),
                            i + 1 < path.length && this.step(node, path[i + 1], state.directed)))));
        }

        step(a, b, directed) {
            const edges = stepEdges(a, b, directed), rest = between(a, b).length - 1;
            return h(
                'div', {}, relationBlock(edges[0], 1),
                rest > 0 &&
                    h('button', {class: 'link', click: () => this.on.relation(a, b, edges)},
                      `${plural(rest, 'other relation')} between these two`));
        }

        noPath({from, to, directed}, reached) {
            const side = (node, count) =>
                [name(shorten(node.label, 60)),
                 directed && node === to ? ' is reached by ' : ' reaches ', plural(count, 'actor')];
            return h(
                'p', {class: 'stepper', id: 'no-path'},
                h('span', {}, 'No path in what is shown: ', side(from, reached[0]), ', ',
                  side(to, reached[1]), '.'));
        }
    }
