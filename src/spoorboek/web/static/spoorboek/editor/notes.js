/* Footnotes: a reference and its text come and go together, in one step that can be undone. */
import { Plugin, TextSelection } from "../../vendor/prosemirror.js";

const listReferences = (doc) => {
  const found = new Set();
  doc.descendants((node) => {
    if (node.type.name === "note_reference") found.add(node.attrs.label);
  });
  return found;
};

export const notesPlugin = new Plugin({
  appendTransaction: (transactions, before, state) => {
    if (!transactions.some((tr) => tr.docChanged)) return null;
    const had = listReferences(before.doc);
    const has = listReferences(state.doc);
    const gone = [];
    state.doc.forEach((node, place) => {
      const { label } = node.attrs;
      if (node.type.name === "note" && had.has(label) && !has.has(label)) gone.unshift([place, place + node.nodeSize]);
    });
    if (!gone.length) return null;
    return gone.reduce((tr, [from, to]) => tr.delete(from, to), state.tr);
  },
});

export function insertNote(state, dispatch) {
  const { note, note_reference: reference } = state.schema.nodes;
  if (!state.selection.$from.parent.inlineContent || state.selection.$from.parent.type === note) return false;
  if (!dispatch) return true;
  const used = listReferences(state.doc);
  let nr = 1;
  while (used.has(`noot-${nr}`)) nr += 1;
  const label = `noot-${nr}`;
  let { tr } = state;
  tr = tr.insert(state.selection.to, reference.create({ label }));
  const end = tr.doc.content.size;
  tr = tr.insert(end, note.create({ label }));
  dispatch(tr.setSelection(TextSelection.create(tr.doc, end + 1)).scrollIntoView());
  return true;
}
