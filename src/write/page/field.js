/* field.js - a field in which one finds an actor. */

/* It finds while one types: arrows, Enter, Esc, or a click on the list. */
class ActorField {
    constructor(input, list, graph, chosen) {
        Object.assign(this, {input, list, graph, chosen, at: 0, found: []});
        list.classList.add('found');
        input.addEventListener('input', () => this.look());
        input.addEventListener('focus', () => input.select());
        input.addEventListener('blur', () => this.close());
        input.addEventListener('keydown', (event) => this.key(event));
        list.addEventListener('mousedown', (event) => {
            event.preventDefault(); /* the focus stays in the field */
            const item = event.target.closest('li[id]');
            if (item) this.take(this.found[[...list.children].indexOf(item)].node);
        });
    }

    look() {
        this.found = searchActors(this.graph, this.input.value, 12);
        this.at = 0;
        this.list.replaceChildren(...this.found.map(
            ({node, alias}, i) =>
                h('li', {role: 'option', id: `${this.list.id}-${i}`}, name(shorten(node.label, 80)),
                  h('span', {class: 'small'},
                    alias ? ['also ', name(shorten(alias, 40))] : node.role || node.type))));
        if (!this.found.length) this.list.append(h('li', {class: 'quiet'}, 'No such actor here'));
        const open = this.input.value.trim() !== '';
        this.list.hidden = !open;
        this.input.setAttribute('aria-expanded', open);
        this.mark();
    }

    mark() {
        [...this.list.children].forEach(
            (item, i) =>
                item.setAttribute('aria-selected', i === this.at && this.found.length > 0));
        this.list.children[this.at]?.scrollIntoView({block: 'nearest'});
        if (this.found.length)
            this.input.setAttribute('aria-activedescendant', `${this.list.id}-${this.at}`);
        else
            this.input.removeAttribute('aria-activedescendant');
    }

    key(event) {
        const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
        if (step && this.found.length) {
            this.at = (this.at + step + this.found.length) % this.found.length;
            this.mark();
        } else if (event.key === 'Enter' && this.found.length && !this.list.hidden) {
            this.take(this.found[this.at].node);
        } else if (event.key === 'Escape' && !this.list.hidden) {
            this.close();
        } else if (event.key === 'Escape') {
            this.input.value = '';
            this.input.blur();
        } else
            return;
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
        this.input.setAttribute('aria-expanded', false);
        this.input.removeAttribute('aria-activedescendant');
    }
}
