/* Two people changed one letter. What touches different places goes together; the rest a person chooses. */
import { Fragment } from "../../vendor/prosemirror.js";
import { announce, element, fill } from "./dom.js";
import { schema } from "./schema.js";

const readBlocks = (blocks) => blocks.map((block) => schema.nodeFromJSON(block));

/* Puts a merged letter in the place of the text, leaving alone what is the same on both ends. */
export function replaceText(view, blocks, front) {
  const wanted = Fragment.from(blocks.length ? blocks : [schema.node("paragraph")]);
  const { doc, tr } = view.state;
  const start = doc.content.findDiffStart(wanted);
  if (start !== null) {
    let { a, b } = doc.content.findDiffEnd(wanted);
    const overlap = start - Math.min(a, b);
    if (overlap > 0) {
      a += overlap;
      b += overlap;
    }
    tr.replace(start, a, doc.copy(wanted).slice(start, b));
  }
  if (front !== doc.attrs.front) tr.setDocAttribute("front", front);
  view.dispatch(tr);
}

export class Conflicts {
  constructor({ view, words, host, status, printed }) {
    Object.assign(this, { view, words, host, status, printed });
  }

  async settle(data, document, saver) {
    const front = document.attrs.front === saver.saved.attrs.front ? data.front : document.attrs.front;
    const theirs = schema.nodeFromJSON(data.theirs);
    const chosen = data.parts.some((part) => part.conflict) ? await this.ask(data) : data.parts.map((part) => part.mine);
    // Words that were typed meanwhile are in none of these parts: then it is all asked once more.
    if (!this.view.state.doc.eq(document)) return saver.plan();
    saver.rebase(theirs, data.revision);
    replaceText(this.view, readBlocks(chosen.flat()), front);
    this.status.textContent = this.words.merged;
    announce(this.words.merged);
    return saver.plan(0);
  }

  ask(data) {
    return new Promise((resolve) => {
      const choices = new Map();
      const dialog = element("dialog", { class: "conflict", "aria-labelledby": "conflict-kop" });
      const parts = data.parts.filter((part) => part.conflict);
      dialog.append(
        element("h2", { class: "nl-heading nl-heading--level-2", id: "conflict-kop" }, this.words.conflict),
        element("p", {}, this.words.conflictWhy),
        ...parts.map((part, nr) => this.makeChoice(part, nr, parts.length, choices)),
        element(
          "button",
          { class: "nl-button nl-button--primary", type: "button", onclick: () => dialog.close() },
          this.words.conflictDo,
        ),
      );
      dialog.addEventListener("close", () => {
        dialog.remove();
        resolve(data.parts.map((part) => (part.conflict ? pick(part, choices.get(part)) : part.mine)));
      });
      this.host.append(dialog);
      dialog.showModal();
    });
  }

  makeChoice(part, nr, total, choices) {
    const { mine, theirs, both } = this.words;
    const [own, other] = [part.mine, part.theirs].map((blocks) => readBlocks(blocks).map((one) => this.printed.read(one)).join(" "));
    choices.set(part, "both");
    const option = (value, label, text, beside) =>
      element(
        "label",
        { class: "conflict__option" },
        element("input", {
          type: "radio",
          name: `keuze-${nr}`,
          value,
          checked: value === "both",
          onchange: () => choices.set(part, value),
        }),
        element("strong", {}, ` ${label}`),
        text === undefined ? "" : element("span", { class: "conflict__text" }, ...(text ? markDifference(text, beside) : [this.words.gone])),
      );
    return element(
      "fieldset",
      { class: "conflict__part" },
      element("legend", {}, fill(this.words.conflictPlace, { number: nr + 1, total })),
      option("mine", mine, own, other),
      option("theirs", theirs, other, own),
      option("both", both),
    );
  }
}

/* Marks the words between the first and the last that differ from the other text. */
function markDifference(text, beside) {
  const [words, others] = [text.split(" "), beside.split(" ")];
  let first = 0;
  while (first < words.length && words[first] === others[first]) first += 1;
  let left = 0;
  const most = Math.min(words.length, others.length) - first;
  while (left < most && words.at(-1 - left) === others.at(-1 - left)) left += 1;
  const last = words.length - left;
  if (first >= last) return [text];
  const join = (from, to) => words.slice(from, to).join(" ");
  return [join(0, first), first ? " " : "", element("mark", {}, join(first, last)), left ? " " : "", join(last)];
}

const pick = (part, choice) => (choice === "both" ? [...part.mine, ...part.theirs] : part[choice]);
