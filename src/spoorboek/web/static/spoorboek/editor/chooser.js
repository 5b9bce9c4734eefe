/* One list for everything that is chosen: with a field to search (a combobox), or held by the text itself. */
import { announce, element } from "./dom.js";

let numbered = 0;

export class Chooser {
  constructor(host, { title, items = [], onPick, onClose, search = null, empty = "", note = "" }) {
    Object.assign(this, { host, onPick, onClose, search, empty, items, at: 0 });
    this.id = `lijst-${(numbered += 1)}`;
    this.list = element("ul", { class: "chooser__list", role: "listbox", id: this.id, "aria-label": title });
    this.dom = element("div", { class: "chooser" }, element("p", { class: "chooser__title", id: `${this.id}-kop` }, title));
    if (search) this.dom.append(this.makeField(title));
    this.dom.append(this.list);
    if (note) this.dom.append(note);
    host.append(this.dom);
    this.show(items);
  }

  makeField(title) {
    this.field = element("input", {
      class: "utrecht-textbox chooser__field",
      role: "combobox",
      type: "text",
      autocomplete: "off",
      "aria-label": title,
      "aria-expanded": "true",
      "aria-controls": this.id,
      "aria-autocomplete": "list",
      oninput: () => this.show(this.search(this.field.value)),
      onkeydown: (event) => this.handleKey(event) && event.preventDefault(),
      onblur: () => setTimeout(() => this.dom.contains(document.activeElement) || this.close(), 150),
    });
    return this.field;
  }

  show(items) {
    this.items = items;
    this.at = 0;
    this.list.replaceChildren(...items.map((item, nr) => this.makeOption(item, nr)));
    if (!items.length && this.empty) this.list.append(element("li", { class: "chooser__none", role: "option", "aria-disabled": "true" }, this.empty));
    this.mark();
    // What is found later makes the list longer.
    if (this.isPlaced) this.come();
  }

  come() {
    this.dom.scrollIntoView({ block: "nearest" });
  }

  makeOption(item, nr) {
    const option = element(
      "li",
      { class: "chooser__option", role: "option", id: `${this.id}-${nr}` },
      item.group ? element("span", { class: "chooser__group" }, item.group) : "",
      element("span", { class: "chooser__label" }, item.label),
      item.more ? element("span", { class: "chooser__more" }, item.more) : "",
    );
    // Before the focus moves, so that the text keeps its place.
    option.addEventListener("mousedown", (event) => {
      event.preventDefault();
      this.pick(nr);
    });
    return option;
  }

  mark() {
    [...this.list.children].forEach((one, nr) => one.setAttribute("aria-selected", String(nr === this.at)));
    const marked = this.list.children[this.at];
    const holder = this.field || this.holder;
    if (marked?.id && holder) holder.setAttribute("aria-activedescendant", marked.id);
    if (marked) this.reveal(marked);
  }

  /* Only the list moves: before it has its place, the page would move to where it was made. */
  reveal(marked) {
    const [frame, row] = [this.list.getBoundingClientRect(), marked.getBoundingClientRect()];
    if (row.top < frame.top) this.list.scrollTop -= frame.top - row.top;
    else if (row.bottom > frame.bottom) this.list.scrollTop += row.bottom - frame.bottom;
  }

  /* The text keeps the focus and only says which choice is marked. */
  holdBy(holder, words) {
    this.holder = holder;
    holder.setAttribute("aria-controls", this.id);
    this.mark();
    announce(words);
  }

  handleKey(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (this.items.length) this.at = (this.at + step + this.items.length) % this.items.length;
      this.mark();
      if (!this.field && this.items[this.at]) announce(`${this.items[this.at].label} ${this.items[this.at].more || ""}`);
      return true;
    }
    if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      if (this.items.length) this.pick(this.at);
      return Boolean(this.items.length || this.field);
    }
    if (event.key === "Escape") {
      this.close(true);
      return true;
    }
    return false;
  }

  pick(nr) {
    const item = this.items[nr];
    if (item) this.onPick(item, this);
  }

  place(left, top) {
    const room = this.host.clientWidth - this.dom.offsetWidth - 8;
    this.dom.style.left = `${Math.max(8, Math.min(left, room))}px`;
    this.dom.style.top = `${top}px`;
    this.isPlaced = true;
    this.come();
  }

  close(isEscaped = false) {
    if (this.isClosed) return;
    this.isClosed = true;
    for (const name of ["aria-activedescendant", "aria-controls"]) this.holder?.removeAttribute(name);
    this.dom.remove();
    this.onClose?.(isEscaped);
  }
}

/* Puts a chooser under a place in the text. */
export function placeUnder(view, host, chooser, position) {
  const spot = view.coordsAtPos(Math.min(position, view.state.doc.content.size));
  const frame = host.getBoundingClientRect();
  chooser.place(spot.left - frame.left, spot.bottom - frame.top + 4);
}
