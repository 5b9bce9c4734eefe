/* A link: on the chosen words, on the word at the cursor, or on a link that is there to change it or take it off. */
import { TextSelection } from "../../vendor/prosemirror.js";
import { Chooser, placeUnder } from "./chooser.js";
import { isSafe } from "./schema.js";

const MAIL = /^[^\s@/:]+@[^\s@/:]+\.[a-z]{2,}$/i;
const SITE = /^(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/?#].*)?$/i;

/* What people type for an address, as the whole address; nothing when it is none. */
export function readAddress(typed) {
  const text = typed.trim();
  if (/\s/.test(text)) return "";
  if (isSafe(text)) return text;
  if (MAIL.test(text)) return `mailto:${text}`;
  return SITE.test(text) ? `https://${text}` : "";
}

/* The whole link around the cursor. */
export function findLink(state) {
  const { $from, from, to } = state.selection;
  const type = state.schema.marks.link;
  // At the end of a link too: there the cursor stands when it was just made.
  const mark = [$from.nodeAfter, $from.nodeBefore].map((node) => node && type.isInSet(node.marks)).find(Boolean);
  if (!mark || !$from.parent.isTextblock) return null;
  let [first, last] = [from, to];
  $from.parent.forEach((node, offset) => {
    const start = $from.start() + offset;
    const end = start + node.nodeSize;
    if (!mark.isInSet(node.marks) || end < first || start > last) return;
    [first, last] = [Math.min(first, start), Math.max(last, end)];
  });
  return { from: first, to: last, href: mark.attrs.href };
}

function findWord(state) {
  const { $from, from } = state.selection;
  const text = $from.parent.textBetween(0, $from.parent.content.size, "\ufffc", "\ufffc");
  const [before, after] = [text.slice(0, $from.parentOffset), text.slice($from.parentOffset)];
  const [left, right] = [before.match(/[\p{L}\p{N}-]*$/u)[0].length, after.match(/^[\p{L}\p{N}-]*/u)[0].length];
  return { from: from - left, to: from + right, href: "" };
}

export class Links {
  constructor({ words, host }) {
    Object.assign(this, { words, host });
  }

  open(view) {
    const { state } = view;
    if (!state.selection.$from.parent.isTextblock || !state.selection.$from.sameParent(state.selection.$to)) return false;
    const { empty, from, to } = state.selection;
    const old = findLink(state);
    const range = old || (empty ? findWord(state) : { from, to, href: "" });
    const off = { label: this.words.linkGone, more: old?.href, href: "" };
    const chooser = new Chooser(this.host, {
      title: this.words.link,
      empty: this.words.linkHow,
      search: (typed) => {
        const href = readAddress(typed);
        return [...(href ? [{ label: href, href }] : []), ...(old ? [off] : [])];
      },
      onPick: (item) => {
        chooser.close();
        this.put(view, range, item.href);
      },
      onClose: () => view.focus(),
    });
    chooser.field.value = range.href;
    chooser.show(chooser.search(range.href));
    placeUnder(view, this.host, chooser, range.to);
    chooser.field.focus();
    chooser.field.select();
    return true;
  }

  put(view, { from, to }, href) {
    const { tr, schema } = view.state;
    const type = schema.marks.link;
    if (from === to) tr.insertText(href.replace(/^mailto:/, ""), from);
    const end = from === to ? from + href.replace(/^mailto:/, "").length : to;
    tr.removeMark(from, end, type);
    if (href) tr.addMark(from, end, type.create({ href }));
    tr.setSelection(TextSelection.create(tr.doc, end)).removeStoredMark(type);
    view.dispatch(tr.scrollIntoView());
    view.focus();
  }
}
