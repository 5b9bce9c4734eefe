/* The letter as the editor knows it. The server reads and writes the same nodes (documents/editor_form). */
import { Schema } from "../../vendor/prosemirror.js";

const readKeys = (text) => {
  try {
    const found = JSON.parse(text || "{}");
    return Object.fromEntries(Object.entries(found).filter(([, value]) => typeof value === "string"));
  } catch {
    return {};
  }
};
const cell = (tag) => ({
  content: "inline*",
  tableRole: tag === "th" ? "header_cell" : "cell",
  isolating: true,
  attrs: { colspan: { default: 1 }, rowspan: { default: 1 }, colwidth: { default: null } },
  parseDOM: [{ tag }],
  toDOM: () => [tag, 0],
});
const headings = [1, 2, 3, 4].map((level) => ({ tag: `h${level}`, attrs: { level } }));

export const schema = new Schema({
  nodes: {
    doc: { content: "block+", attrs: { front: { default: "" } } },
    paragraph: { group: "block", content: "inline*", parseDOM: [{ tag: "p" }], toDOM: () => ["p", 0] },
    heading: {
      group: "block",
      content: "inline*",
      defining: true,
      attrs: { level: { default: 1 } },
      // Our own headings stand one level below the title of the page.
      parseDOM: [{ tag: "[data-level]", getAttrs: (dom) => ({ level: Number(dom.dataset.level) || 1 }) }, ...headings],
      toDOM: (node) => [`h${node.attrs.level + 1}`, { "data-level": node.attrs.level }, 0],
    },
    bullet_list: { group: "block", content: "list_item+", parseDOM: [{ tag: "ul" }], toDOM: () => ["ul", 0] },
    ordered_list: { group: "block", content: "list_item+", parseDOM: [{ tag: "ol" }], toDOM: () => ["ol", 0] },
    list_item: {
      content: "paragraph (paragraph | bullet_list | ordered_list)*",
      defining: true,
      parseDOM: [{ tag: "li" }],
      toDOM: () => ["li", 0],
    },
    table_block: {
      group: "block",
      content: "table_title table",
      isolating: true,
      toDOM: () => ["div", { class: "letter__table", "data-table-block": "" }, 0],
      parseDOM: [{ tag: "div[data-table-block]" }],
    },
    table_title: {
      content: "inline*",
      parseDOM: [{ tag: "p[data-title]" }],
      toDOM: () => ["p", { class: "editor__table-title", "data-title": "" }, 0],
    },
    table: {
      content: "table_row+",
      tableRole: "table",
      isolating: true,
      parseDOM: [{ tag: "table" }],
      toDOM: () => ["table", ["tbody", 0]],
    },
    table_row: {
      content: "(table_header | table_cell)+",
      tableRole: "row",
      parseDOM: [{ tag: "tr" }],
      toDOM: () => ["tr", 0],
    },
    table_header: cell("th"),
    table_cell: cell("td"),
    data_block: {
      group: "block",
      atom: true,
      attrs: { kind: { default: "table" }, code: { default: "" }, period: { default: "" } },
      parseDOM: [
        {
          tag: "div[data-block]",
          getAttrs: (dom) => ({ kind: dom.dataset.block, code: dom.dataset.code || "", period: dom.dataset.period || "" }),
        },
      ],
      toDOM: ({ attrs }) => ["div", { "data-block": attrs.kind, "data-code": attrs.code, "data-period": attrs.period }],
    },
    opaque: { group: "block", atom: true, attrs: { source: { default: "" } }, toDOM: () => ["pre", {}] },
    note: {
      group: "block",
      content: "inline*",
      defining: true,
      attrs: { label: { default: "" } },
      toDOM: (node) => ["p", { class: "editor__note", "data-note": node.attrs.label }, 0],
    },
    text: { group: "inline" },
    number: {
      group: "inline",
      inline: true,
      atom: true,
      attrs: { text: { default: "?" }, keys: { default: {} } },
      parseDOM: [
        {
          tag: "span[data-number]",
          getAttrs: (dom) => ({ text: dom.dataset.number, keys: readKeys(dom.dataset.keys) }),
        },
      ],
      toDOM: ({ attrs }) => ["span", { "data-number": attrs.text, "data-keys": JSON.stringify(attrs.keys) }, attrs.text],
    },
    fixed: {
      group: "inline",
      inline: true,
      atom: true,
      attrs: { text: { default: "" }, reason: { default: "" } },
      parseDOM: [
        {
          tag: "span[data-fixed]",
          getAttrs: (dom) => ({ text: dom.textContent, reason: dom.dataset.fixed }),
        },
      ],
      toDOM: ({ attrs }) => ["span", { class: "editor__fixed", "data-fixed": attrs.reason, title: attrs.reason }, attrs.text],
    },
    note_reference: { group: "inline", inline: true, atom: true, attrs: { label: { default: "" } }, toDOM: () => ["sup", {}] },
  },
  marks: {
    span: {
      attrs: { id: {}, kind: {}, keys: { default: {} } },
      inclusive: false,
      excludes: "",
      parseDOM: [
        {
          tag: "span[data-span]",
          getAttrs: (dom) => ({ id: freshId(), kind: dom.dataset.span, keys: readKeys(dom.dataset.keys) }),
        },
      ],
      toDOM: ({ attrs }) => [
        "span",
        { class: `editor__span editor__span--${attrs.kind}`, "data-span": attrs.kind, "data-keys": JSON.stringify(attrs.keys) },
        0,
      ],
    },
    link: {
      attrs: { href: {} },
      inclusive: false,
      parseDOM: [{ tag: "a[href]", getAttrs: (dom) => (isSafe(dom.getAttribute("href")) ? { href: dom.getAttribute("href") } : false) }],
      toDOM: ({ attrs }) => ["a", { href: attrs.href, rel: "noopener" }, 0],
    },
    strong: { parseDOM: [{ tag: "strong" }, { tag: "b" }], toDOM: () => ["strong", 0] },
    em: { parseDOM: [{ tag: "em" }, { tag: "i" }], toDOM: () => ["em", 0] },
  },
});

let counted = 0;
export const freshId = () => `b${Date.now().toString(36)}${(counted += 1)}`;
export const isSafe = (href) => /^(https?:\/\/|mailto:|\/[^/])/i.test(href || "");
