/* What is pasted becomes a letter: headings, paragraphs, lists, tables, bold, italic and safe links. */
import { DOMParser as Reader, Fragment, Plugin, Slice } from "../../vendor/prosemirror.js";
import { announce, fill } from "./dom.js";
import { freshId } from "./schema.js";
import { listText, tidyHtml } from "./word_html.js";

const LARGEST = 200_000;
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd]/g;

export function makePaste({ words, status }) {
  const refuse = (count) => {
    const said = fill(words.tooMuch, { count: count.toLocaleString("nl-NL") });
    status.textContent = said;
    announce(said);
  };
  return new Plugin({
    props: {
      // Before anything is read: a sheet of twenty thousand rows would stop the page.
      handleDOMEvents: {
        paste: (_view, event) => {
          const text = event.clipboardData?.getData("text/plain") || "";
          if (text.length <= LARGEST) return false;
          event.preventDefault();
          refuse(text.length);
          return true;
        },
      },
      transformPastedHTML: (html) => tidyHtml(html.replace(UNSEEN, "")),
      transformPastedText: (text) => text.replace(UNSEEN, ""),
      clipboardTextParser: (text, context, _plain, view) => {
        const found = listText(text);
        return found && Reader.fromSchema(view.state.schema).parseSlice(found, { preserveWhitespace: true, context });
      },
      transformPasted: (slice, view) => new Slice(wrapTables(renew(slice.content), view.state.schema), slice.openStart, slice.openEnd),
    },
  });
}

/* Spans that are copied become spans of their own. */
function renew(fragment, names = new Map()) {
  const nodes = [];
  fragment.forEach((node) => {
    const marks = node.marks.map((mark) => {
      if (mark.type.name !== "span") return mark;
      if (!names.has(mark.attrs.id)) names.set(mark.attrs.id, freshId());
      return mark.type.create({ ...mark.attrs, id: names.get(mark.attrs.id) });
    });
    nodes.push((node.isText ? node : node.copy(renew(node.content, names))).mark(marks));
  });
  return Fragment.fromArray(nodes);
}

/* A table from elsewhere has no title yet; its first row becomes the heading. */
function wrapTables(fragment, schema) {
  const nodes = [];
  fragment.forEach((node) => {
    if (node.type !== schema.nodes.table) nodes.push(node);
    else nodes.push(schema.nodes.table_block.create(null, [schema.nodes.table_title.create(), nameColumns(node, schema)]));
  });
  return Fragment.fromArray(nodes);
}

function nameColumns(table, schema) {
  const rows = [];
  table.forEach((row, _offset, nr) => {
    const cells = [];
    row.forEach((cell) => cells.push((nr ? schema.nodes.table_cell : schema.nodes.table_header).create(null, cell.content)));
    rows.push(row.copy(Fragment.fromArray(cells)));
  });
  return table.copy(Fragment.fromArray(rows));
}
