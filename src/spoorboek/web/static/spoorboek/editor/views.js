/* How numbers, notes, tables and charts look in the text. What the server prints is kept by what asks for it. */
import { element } from "./dom.js";

export class Printed {
  constructor(words) {
    this.words = words;
    this.numbers = new Map();
    this.blocks = new Map();
    this.drawn = new Set();
  }

  /* What a leaf says in plain words: where people compare two texts, no number may be missing. */
  say(leaf) {
    const { text, keys, code, period, source } = leaf.attrs;
    if (leaf.type.name === "number") return text === "?" ? this.numbers.get(nameOf(leaf)) || keys.figure || "…" : text;
    if (leaf.type.name === "fixed") return text;
    if (leaf.type.name === "data_block") return `[${code} ${period}]`;
    return leaf.type.name === "opaque" ? source : "";
  }

  read(node) {
    return node.isLeaf && !node.isText ? this.say(node) : node.textBetween(0, node.content.size, " ", (leaf) => this.say(leaf));
  }

  learn(document, answer) {
    answer.numbers.forEach((place, nr) => {
      const node = document.nodeAt(place);
      if (node?.type.name === "number" && answer.shown[nr]) this.numbers.set(nameOf(node), answer.shown[nr]);
    });
    for (const [name, html] of Object.entries(answer.blocks)) this.blocks.set(name, html);
    for (const draw of this.drawn) draw();
  }
}

const nameOf = (node) => `${node.attrs.text} ${JSON.stringify(node.attrs.keys)}`;

class View {
  constructor(node, printed, dom) {
    Object.assign(this, { node, printed, dom });
    this.redraw = () => this.draw();
    printed.drawn.add(this.redraw);
    this.draw();
  }

  update(node) {
    if (node.type !== this.node.type) return false;
    this.node = node;
    this.draw();
    return true;
  }

  ignoreMutation() {
    return true;
  }

  destroy() {
    this.printed.drawn.delete(this.redraw);
  }
}

class NumberView extends View {
  constructor(node, printed) {
    super(node, printed, element("span", { class: "figure editor__number" }));
  }

  draw() {
    const { text, keys } = this.node.attrs;
    this.dom.textContent = text === "?" ? this.printed.numbers.get(nameOf(this.node)) || "…" : text;
    this.dom.title = `${keys.figure} ${keys.period || ""}`.trim();
  }
}

class NoteView extends View {
  constructor(node, printed, view) {
    super(node, printed, element("sup", { class: "editor__reference" }));
    this.view = view;
    this.draw();
  }

  draw() {
    if (!this.view) return;
    const labels = [];
    this.view.state.doc.descendants((node) => {
      if (node.type.name === "note_reference" && !labels.includes(node.attrs.label)) labels.push(node.attrs.label);
    });
    this.dom.textContent = `${this.printed.words.note} ${labels.indexOf(this.node.attrs.label) + 1}`;
  }
}

class BlockView extends View {
  constructor(node, printed) {
    super(node, printed, element("div", { class: "editor__block", contenteditable: "false" }));
  }

  draw() {
    const { kind, code, period } = this.node.attrs;
    const html = this.printed.blocks.get(`${kind}|${code}|${period}`);
    if (html === this.html && this.dom.firstChild) return;
    this.html = html;
    // Written by the server, which escapes every word of it.
    if (html) this.dom.innerHTML = html;
    else this.dom.textContent = `${code} ${period}: ${this.printed.words.loading}`;
    for (const one of this.dom.querySelectorAll("[id]")) one.removeAttribute("id");
  }

  stopEvent(event) {
    return Boolean(event.target.closest?.("summary"));
  }
}

class OpaqueView extends View {
  constructor(node, printed) {
    super(node, printed, element("div", { class: "editor__opaque", contenteditable: "false" }));
  }

  draw() {
    const hint = element("p", { class: "label" }, this.printed.words.opaque);
    this.dom.replaceChildren(hint, element("pre", {}, this.node.attrs.source));
  }
}

export const makeViews = (printed) => ({
  number: (node) => new NumberView(node, printed),
  note_reference: (node, view) => new NoteView(node, printed, view),
  data_block: (node) => new BlockView(node, printed),
  opaque: (node) => new OpaqueView(node, printed),
});
