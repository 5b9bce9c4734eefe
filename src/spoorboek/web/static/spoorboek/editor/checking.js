/* The check between two pauses: asks the server, and shows what it found at its words. */
import { Decoration, DecorationSet, Plugin, PluginKey } from "../../vendor/prosemirror.js";
import { element, fill } from "./dom.js";
import { makeCards } from "./cards.js";

const PAUSE = 350;
const NARROW = window.matchMedia("(max-width: 71.99rem)");
export const findings = new PluginKey("findings");
const NONE = { claims: [], untied: [], marks: DecorationSet.empty, cards: DecorationSet.empty, maps: [] };

export const findUntied = (state, position) =>
  findings.getState(state).untied.find((one) => one.from <= position && position <= one.to && one.from < one.to);
export const findClaim = (state, position) =>
  findings.getState(state).claims.find((one) => one.from <= position && position <= one.to);

export class Checker {
  constructor({ server, printed, words, status, reasons, actions }) {
    Object.assign(this, { server, printed, words, status, reasons, actions, sent: 0 });
    const checker = this;
    this.plugin = new Plugin({
      key: findings,
      state: {
        init: () => NONE,
        apply: (tr, before) => checker.apply(tr, before),
      },
      props: {
        decorations: (state) => {
          const { marks, cards } = findings.getState(state);
          return [marks, cards].reduce((all, one) => all.add(state.doc, one.find()), DecorationSet.empty);
        },
      },
      view: (view) => {
        checker.view = view;
        const turn = () => checker.answer && checker.show(checker.answer, []);
        NARROW.addEventListener("change", turn);
        return {
          update: (_view, before) => before.doc.eq(view.state.doc) || checker.plan(),
          destroy: () => NARROW.removeEventListener("change", turn),
        };
      },
    });
  }

  plan() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.check(), PAUSE);
  }

  async check() {
    clearTimeout(this.timer);
    const mine = (this.sent += 1);
    const { view } = this;
    view.dispatch(view.state.tr.setMeta(findings, { sent: true }).setMeta("addToHistory", false));
    const document = view.state.doc;
    const { ok, status, data } = await this.server.post("check", { document: document.toJSON(), based_on: this.actions.basedOn() });
    // An older answer says nothing any more about what stands there now.
    if (mine !== this.sent) return;
    if (ok) {
      this.printed.learn(document, data);
      this.show(data, findings.getState(view.state).maps, document);
    } else if (status === 422) {
      this.status.textContent = data.sentences.join(" ");
    }
  }

  show(answer, maps, document = this.view.state.doc) {
    this.answer = answer;
    const { view } = this;
    const move = (place, side) => maps.reduce((at, map) => map.map(at, side), place);
    const ranges = findSpans(document);
    const claims = answer.claims
      .map((claim) => {
        const range = claim.span ? ranges.get(claim.span) : { from: claim.at, to: claim.at + 1 };
        return range && { claim, from: move(range.from, 1), to: move(range.to, -1) };
      })
      .filter((one) => one && one.to > one.from && one.to <= view.state.doc.content.size);
    const untied = answer.untied.map(([from, to, text]) => ({ from: move(from, 1), to: move(to, -1), text }));
    view.dispatch(view.state.tr.setMeta(findings, { claims, untied }).setMeta("addToHistory", false));
    this.tell(answer);
  }

  tell(answer) {
    const open = answer.claims.filter((one) => one.open.length).length + answer.untied.length + answer.problems.length;
    const isReady = !answer.reasons.length;
    const count = open || answer.reasons.length;
    this.status.textContent = isReady ? this.words.ready : count === 1 ? this.words.checkedOne : fill(this.words.checked, { count });
    const lines = [...answer.reasons, ...answer.problems.map((one) => one.sentence)];
    this.reasons.replaceChildren(...lines.map((line) => element("li", {}, line)));
    this.actions.onChecked(isReady);
  }

  apply(tr, before) {
    const meta = tr.getMeta(findings);
    if (meta?.claims) return this.draw(tr.doc, meta.claims, meta.untied);
    if (meta?.sent) return { ...before, maps: [] };
    if (!tr.docChanged) return before;
    const follow = (one) => ({ ...one, from: tr.mapping.map(one.from, 1), to: tr.mapping.map(one.to, -1) });
    return {
      claims: before.claims.map(follow),
      untied: before.untied.map(follow),
      marks: before.marks.map(tr.mapping, tr.doc),
      cards: before.cards.map(tr.mapping, tr.doc),
      maps: [...before.maps, ...tr.mapping.maps],
    };
  }

  draw(doc, claims, untied) {
    const marks = untied.map((one) => Decoration.inline(one.from, one.to, { class: "editor__untied" }));
    for (const { claim, from, to } of claims) {
      if (claim.span) {
        marks.push(Decoration.inline(from, to, { class: `claim claim--${claim.status}` }));
      } else if (!claim.plain) {
        marks.push(Decoration.node(from, to, { class: `claim claim--${claim.status}` }));
      }
      if (claim.span || !claim.plain) marks.push(Decoration.widget(to, () => makeSign(claim), { side: -1, key: `${claim.sign}${claim.word}`, marks: [] }));
    }
    return {
      claims,
      untied,
      marks: DecorationSet.create(doc, marks),
      cards: DecorationSet.create(doc, this.drawCards(doc, claims)),
      maps: [],
    };
  }

  /* Beside the first line of their block in a wide window, under the block in a narrow one. */
  drawCards(doc, claims) {
    const byBlock = new Map();
    for (const one of claims.filter(({ claim }) => !claim.plain)) {
      const place = doc.resolve(one.from);
      const [start, end] = place.depth ? [place.before(1), place.after(1)] : [one.from, one.to];
      const at = NARROW.matches ? end : start;
      byBlock.set(at, [...(byBlock.get(at) || []), one.claim]);
    }
    return [...byBlock].map(([at, own]) =>
      Decoration.widget(at, () => makeCards(own, this.words, this.actions), {
        side: NARROW.matches ? 1 : -1,
        key: JSON.stringify([NARROW.matches, own]),
        stopEvent: () => true,
        ignoreSelection: true,
      }),
    );
  }
}

function makeSign(claim) {
  const word = element("span", { class: "visually-hidden" }, ` (${claim.word})`);
  return element("span", { class: `claim__sign editor__sign editor__sign--${claim.status}` }, element("span", { "aria-hidden": "true" }, claim.sign), word);
}

export function findSpans(doc) {
  const ranges = new Map();
  doc.descendants((node, place) => {
    for (const mark of node.marks.filter((one) => one.type.name === "span")) {
      const known = ranges.get(mark.attrs.id);
      ranges.set(mark.attrs.id, { from: known?.from ?? place, to: place + node.nodeSize });
    }
  });
  return ranges;
}
