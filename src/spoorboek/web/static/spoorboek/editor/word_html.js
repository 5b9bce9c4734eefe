/* What Word, Excel and mail put on the clipboard, as plain HTML: lists are lists, and a cell holds words only. */

const COMMENTS = /<!--[\s\S]*?-->|<!\[[^>]*>|<(script|style|xml)\b[\s\S]*?<\/\1>/gi;
/* The schema drops these anyway; but before that the browser would report them to the policy of the page. */
const TAG = /<[a-z][^>]*>/gi;
const DRESS = /\s(?:style|on\w+)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)/gi;
/* Word says only in the style of a paragraph that it stands in a list, how deep, and what its sign is. */
const PLACE = /mso-list:\s*(?:\w+\s+level(\d)|(ignore))/i;
const SIGN = /^\s*([·•▪■◦‣●○*§\uf0b7\uf0a7\uf0d8\uf0fc]|[-–—o](?=[\s\u00a0]))[\s\u00a0]*(?=\S)/;
const NUMBER = /^\s*\(?(\d{1,2}|[a-z]|[ivx]{1,5})[.)][\s\u00a0]+(?=\S)/i;
const LONELY = /^[o*–—-]$/;
const DEEPEST = 3;
const WIDEST = 60;

export function tidyHtml(html) {
  // What was copied in the editor itself is as it should be.
  if (html.includes("data-pm-slice")) return html.replace(COMMENTS, "").replace(TAG, undress);
  const page = new DOMParser().parseFromString(html.replace(COMMENTS, "").replace(TAG, undress), "text/html");
  for (const table of page.querySelectorAll("table")) if (!table.parentElement.closest("table")) tidyTable(table);
  const parents = new Set([...page.querySelectorAll("p")].map((one) => one.parentElement));
  for (const parent of parents) if (!parent.closest("li, td, th")) makeLists(parent);
  return page.body.innerHTML;
}

/* Return lines of plain text as HTML when there is a list among them, or nothing. */
export function listText(text) {
  const page = document.implementation.createHTMLDocument("");
  for (const line of text.split(/(?:\r\n?|\n)+/)) page.body.append(Object.assign(page.createElement("p"), { textContent: line }));
  makeLists(page.body);
  return page.querySelector("ul, ol") && page.body;
}

function undress(tag) {
  const place = /\sstyle\s*=/i.test(tag) && tag.match(PLACE);
  const bare = tag.replace(DRESS, "");
  if (!place) return bare;
  return bare.replace(/\s*\/?>$/, place[2] ? " data-sign>" : ` data-depth="${place[1]}">`);
}

/* Put neighbouring paragraphs of a list in it, nested as deep as they say. */
function makeLists(parent) {
  let run = [];
  const close = () => {
    const places = run.length && findPlaces(run);
    if (places) nest(run, places);
    run = [];
  };
  for (const node of [...parent.childNodes]) {
    if (node.nodeType === 3 && !node.data.trim()) continue;
    const isLine = node.nodeName === "P" && (node.dataset.depth || SIGN.test(node.textContent) || NUMBER.test(node.textContent));
    const kind = isLine && kindOf(node);
    if (run.length && kindOf(run[0]) !== kind) close();
    if (kind) run.push(node);
    else close();
  }
  close();
}

function kindOf(line) {
  if (line.dataset.depth) return "word";
  return SIGN.test(line.textContent) ? "sign" : "number";
}

function findPlaces(lines) {
  const kind = kindOf(lines[0]);
  const texts = lines.map((one) => one.textContent);
  if (kind === "word") return lines.map(placeOfWord);
  const marks = texts.map((text) => text.match(kind === "sign" ? SIGN : NUMBER));
  if (kind === "sign") {
    if (lines.length === 1 && LONELY.test(marks[0][1])) return null;
    const known = [];
    return marks.map((mark) => {
      const at = known.indexOf(mark[1]);
      if (at < 0) known.push(mark[1]);
      else known.splice(at + 1);
      return { depth: known.length - 1, isNumbered: false, length: mark[0].length };
    });
  }
  // One number is a line of text; two that do not count on are that too.
  const counts = lines.length > 1 && marks.every((mark, nr) => mark[1] === String(nr + 1) || mark[1] === String.fromCharCode(97 + nr));
  return counts ? marks.map((mark) => ({ depth: 0, isNumbered: true, length: mark[0].length })) : null;
}

function placeOfWord(line) {
  const sign = line.querySelector("[data-sign]");
  const said = sign ? sign.textContent : line.textContent.match(SIGN)?.[0] || line.textContent.match(NUMBER)?.[0] || "";
  sign?.remove();
  return { depth: Number(line.dataset.depth) - 1, isNumbered: NUMBER.test(`${said.trim()} x`), length: sign ? 0 : said.length };
}

function nest(lines, places) {
  const page = lines[0].ownerDocument;
  const open = [];
  lines.forEach((line, nr) => {
    const { isNumbered, length } = places[nr];
    const depth = Math.min(places[nr].depth, open.length, DEEPEST - 1);
    open.splice(depth + 1);
    const tag = isNumbered ? "OL" : "UL";
    if (open[depth] && open[depth].nodeName !== tag) open.splice(depth);
    if (!open[depth]) {
      const list = page.createElement(tag);
      if (depth) open[depth - 1].lastElementChild.append(list);
      else line.before(list);
      open.push(list);
    }
    const item = page.createElement("li");
    cutStart(line, length);
    open[depth].append(item);
    item.append(line);
  });
}

function cutStart(line, length) {
  const walker = line.ownerDocument.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const cut = Math.min(length, node.data.length);
    length -= cut;
    node.data = node.data.slice(cut);
    if (node.data.trim()) {
      node.data = node.data.replace(/^[\s\u00a0]+/, "");
      return;
    }
  }
}

/* A cell of a letter holds words, no paragraphs or lists; a joined cell becomes as many as it took. */
function tidyTable(table) {
  const page = table.ownerDocument;
  const rows = [...table.rows];
  if (rows.length === 1 && rows[0].cells.length === 1) {
    table.replaceWith(...rows[0].cells[0].childNodes);
    return;
  }
  for (const row of rows) {
    if (row.closest("table") !== table) continue;
    for (const cell of [...row.cells]) {
      for (const part of cell.querySelectorAll("p, div, li, tr, br, h1, h2, h3, h4, h5, h6")) part.after(" ");
      for (const part of cell.querySelectorAll("[data-sign]")) part.remove();
      for (const part of [...cell.querySelectorAll("p, div, ul, ol, li, table, thead, tbody, tr, td, th, h1, h2, h3, h4, h5, h6")]) part.replaceWith(...part.childNodes);
      for (let more = 1; more < Math.min(cell.colSpan, WIDEST); more += 1) cell.after(page.createElement("td"));
      cell.removeAttribute("colspan");
    }
  }
  const cells = rows.filter((row) => row.closest("table") === table);
  cells.forEach((row, nr) => {
    [...row.cells].forEach((cell, at) => {
      for (let down = 1; down < Math.min(cell.rowSpan, cells.length - nr); down += 1) cells[nr + down].insertBefore(page.createElement("td"), cells[nr + down].cells[at] || null);
      cell.removeAttribute("rowspan");
    });
  });
  const width = Math.max(...cells.map((row) => row.cells.length));
  for (const row of cells) while (row.cells.length < width) row.append(page.createElement("td"));
}
