/* Tying: the cursor on an untied number shows which figure it could be, and one key ties it. Selected words
   of change get a claim the same way. */
import { Plugin } from "../../vendor/prosemirror.js";
import { element } from "./dom.js";
import { Chooser, placeUnder } from "./chooser.js";
import { findings, findUntied } from "./checking.js";
import { freshId } from "./schema.js";

const PAUSE = 150;
const CHANGE = /\b(stijg|gesteg|steeg|stegen|daal|gedaald|daling|toename|toegenomen|afname|afgenomen|meer|minder|hoger|lager|gelijk|stabiel|veranderd|groei|gegroeid|verdubbeld|gehalveerd|harder|sneller)/i;

export class Ties {
  constructor({ server, words, host }) {
    Object.assign(this, { server, words, host, chooser: null, asked: 0 });
    const ties = this;
    this.plugin = new Plugin({
      props: {
        handleKeyDown: (_view, event) => Boolean(ties.chooser?.handleKey(event)),
        handleDOMEvents: { blur: () => (ties.close(), false) },
      },
      view: (view) => {
        ties.view = view;
        return { update: (_view, before) => ties.follow(before), destroy: () => ties.close() };
      },
    });
  }

  /* Only what the writer went to: not every redrawing of the check. */
  follow(before) {
    const { state } = this.view;
    if (state.selection.eq(before.selection) && state.doc.eq(before.doc) && this.target(state) === this.about) return;
    const target = this.target(state);
    if (target === this.about && target) return;
    this.close();
    this.about = target;
    clearTimeout(this.timer);
    if (target) this.timer = setTimeout(() => this.propose(target), PAUSE);
  }

  target(state) {
    const { empty, from, to, $from, $to, node } = state.selection;
    if (node?.type.name === "number") return `tied ${from} ${to}`;
    if (empty) {
      const number = findUntied(state, from);
      return number ? `number ${number.from} ${number.to}` : "";
    }
    const isWords = $from.sameParent($to) && $from.parent.isTextblock && to - from < 200;
    return isWords && CHANGE.test(state.doc.textBetween(from, to)) ? `words ${from} ${to}` : "";
  }

  async propose(target) {
    const [kind, from, to] = target.split(" ").map((part, nr) => (nr ? Number(part) : part));
    if (kind === "tied") return this.showTied(from, to);
    const mine = (this.asked += 1);
    const { state } = this.view;
    const place = state.doc.resolve(from);
    const [start, end] = [place.start(), place.end()];
    const read = (first, last) => state.doc.textBetween(first, last, " ", (leaf) => this.printed(leaf));
    const { data } = await this.server.post("propose", {
      kind,
      text: read(from, to),
      before: read(start, from),
      after: read(to, end),
      tied: kind === "words" ? this.listTied(state.doc, start, end, from) : [],
    });
    if (mine !== this.asked || this.about !== target) return;
    if (kind === "number") return this.showFigures(data.figures || [], from, to);
    return this.showClaims(data.claims || [], from, to);
  }

  /* A number that hangs on a figure: where it comes from, and how it is made loose again. */
  showTied(from, to) {
    const { state } = this.view;
    const known = findings.getState(state).claims.find((one) => one.from === from && one.claim.figure);
    const text = this.view.nodeDOM(from)?.textContent || state.doc.nodeAt(from).attrs.text;
    const items = known ? [{ label: this.words.figure, more: text, pick: () => window.open(known.claim.figure, "_blank", "noopener") }] : [];
    items.push({
      label: this.words.untie,
      more: text,
      pick: () => {
        this.view.dispatch(state.tr.replaceWith(from, to, state.schema.text(text, state.doc.nodeAt(from).marks)));
        this.view.focus();
      },
    });
    this.open(this.words.tied, items, to);
  }

  printed(leaf) {
    return leaf.attrs.text === "?" ? "0" : leaf.attrs.text || "";
  }

  /* The numbers of the same sentence, as far as they hang on a figure. */
  listTied(doc, start, end, at) {
    const [first, last] = findSentence(doc, start, end, at);
    const found = [];
    doc.nodesBetween(first, last, (node) => {
      if (node.type.name === "number") found.push(node.attrs.keys);
    });
    return found;
  }

  showFigures(figures, from, to) {
    const items = figures.map((one) => ({
      label: `${one.title}, ${one.periodName}`,
      more: `${one.value} ${one.unit}`,
      pick: () => this.tie(from, to, one),
    }));
    items.push({ label: this.words.fixed, pick: () => this.askReason(from, to) });
    this.open(this.words.tie, items, to, figures.length ? "" : this.words.tieNone);
  }

  showClaims(claims, from, to) {
    if (!claims.length) return;
    const items = claims.map((one) => ({
      label: `${one.word}: ${one.title}`,
      more: one.periods,
      pick: () => this.claim(from, to, one.keys),
    }));
    this.open(this.words.claimTitle, items, to);
  }

  open(title, items, position, note = "") {
    this.close();
    const said = note ? element("p", { class: "chooser__note" }, note) : "";
    this.chooser = new Chooser(this.host, {
      title,
      items,
      note: said,
      onPick: (item) => {
        this.close();
        item.pick();
      },
      onClose: () => {
        this.chooser = null;
      },
    });
    this.chooser.holdBy(this.view.dom, `${title} ${note} ${items[0].label} ${items[0].more || ""}`);
    placeUnder(this.view, this.host, this.chooser, position);
  }

  close() {
    this.asked += 1;
    this.chooser?.close();
    this.chooser = null;
  }

  tie(from, to, proposal) {
    const { state } = this.view;
    const { schema } = state;
    const node = schema.nodes.number.create({ text: proposal.text, keys: proposal.keys }, null, state.doc.resolve(from + 1).marks());
    this.view.dispatch(state.tr.replaceWith(from, to, node).scrollIntoView());
    this.view.focus();
  }

  claim(from, to, keys) {
    const { state } = this.view;
    const mark = state.schema.marks.span.create({ id: freshId(), kind: "claim", keys });
    this.view.dispatch(state.tr.addMark(from, to, mark));
    this.view.focus();
  }

  askReason(from, to) {
    const chooser = new Chooser(this.host, {
      title: this.words.fixedWhy,
      search: (typed) => [{ label: typed.trim() || "opsomming" }],
      items: [{ label: "opsomming" }, { label: "nummer" }],
      onPick: (item) => {
        chooser.close();
        const { state } = this.view;
        const text = state.doc.textBetween(from, to);
        this.view.dispatch(state.tr.replaceWith(from, to, state.schema.nodes.fixed.create({ text, reason: item.label })));
        this.view.focus();
      },
      onClose: () => this.view.focus(),
    });
    placeUnder(this.view, this.host, chooser, to);
    chooser.field.focus();
  }
}

/* From the end of the sentence before up to the end of this one. */
export function findSentence(doc, start, end, at) {
  const text = doc.textBetween(start, end, " ", () => "\ufffc");
  const ends = [...text.matchAll(/[.!?:](?=\s|$)/g)].map((found) => found.index + 1);
  const before = ends.filter((one) => one <= at - start).pop() || 0;
  const gap = text.slice(before).match(/^\s*/)[0].length;
  const after = ends.find((one) => one > at - start) ?? text.length;
  return [start + before + gap, start + after];
}
