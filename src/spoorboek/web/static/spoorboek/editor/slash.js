/* The slash opens one list: a figure, a table, a chart, promises or a claim, found by name. */
import { Plugin } from "../../vendor/prosemirror.js";
import { Chooser, placeUnder } from "./chooser.js";
import { freshId } from "./schema.js";

const MOST = 40;
const FEW = 4;
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/* Before anything is typed: the first of every kind, so that one sees what there is. */
const takeFew = (items) => {
  const seen = new Map();
  return items.filter((item) => {
    seen.set(item.group, (seen.get(item.group) || 0) + 1);
    return !item.group || seen.get(item.group) <= FEW;
  });
};

export class Slash {
  constructor({ server, words, host, groups }) {
    Object.assign(this, { server, words, host, groups });
    const slash = this;
    this.plugin = new Plugin({
      props: {
        handleTextInput: (view, from, to, text) => {
          const before = view.state.doc.textBetween(Math.max(view.state.selection.$from.start(), from - 1), from, "", "\ufffc");
          if (text !== "/" || (before && !/[\s(]/.test(before))) return false;
          slash.open(view);
          return true;
        },
      },
    });
  }

  /* The list opens at once, so that what is typed next is the name; its lines come when they are there. */
  open(view) {
    this.view = view;
    this.choose(this.words.insert, this.load(), (item) => item.pick());
  }

  load() {
    this.parts ??= this.server.get("parts").then(({ ok, data }) => {
      if (!ok) this.parts = null;
      return this.read(data);
    });
    return this.parts;
  }

  read(data) {
    if (!data.figures) return [];
    this.lastYear = data.lastYear;
    const { figure, table, chart, promises, report, claim } = this.groups;
    return [
      ...data.figures.map((one) => ({ group: figure, label: one.title, more: one.unit, pick: () => this.pickPeriod(one) })),
      ...data.tables.map((one) => ({ group: table, label: one.title, pick: () => this.insertBlock("table", one.code, data.span) })),
      ...data.tables.map((one) => ({ group: chart, label: one.title, pick: () => this.insertBlock("chart", one.code, data.span) })),
      ...data.themes.map((one) => ({ group: promises, label: one.title, pick: () => this.insertBlock("promises", one.code, data.period) })),
      ...data.claims.map((one) => ({ group: claim, label: one.title, pick: () => this.pickFigure(one, data.figures) })),
      ...data.reports.map((one) => ({ group: report, label: one.title, pick: () => this.insertReport(one) })),
    ];
  }

  choose(title, coming, onPick) {
    const { view } = this;
    let items = [];
    const search = (typed) => {
      const wanted = plain(typed).split(/\s+/).filter(Boolean);
      const fits = (item) => wanted.every((word) => plain(`${item.group || ""} ${item.label} ${item.more || ""}`).includes(word));
      const found = items.filter(fits);
      return (wanted.length ? found : takeFew(found)).slice(0, MOST);
    };
    let picked = false;
    const chooser = new Chooser(this.host, {
      title,
      search,
      empty: this.words.wait,
      onPick: (item) => {
        picked = true;
        chooser.close();
        onPick(item);
      },
      onClose: (isEscaped) => {
        // Who did not want the list wanted the sign itself.
        if (isEscaped && !picked && title === this.words.insert) view.dispatch(view.state.tr.insertText("/"));
        if (!picked) view.focus();
      },
    });
    placeUnder(view, this.host, chooser, view.state.selection.from);
    chooser.field.focus();
    Promise.resolve(coming).then((found) => {
      items = found;
      chooser.empty = this.words.none;
      if (!chooser.isClosed) chooser.show(search(chooser.field.value));
    });
  }

  pickPeriod(figure) {
    const items = this.server.get("periods", { figure: figure.code }).then(({ data }) =>
      (data.periods || []).map((one) => ({ label: one.periodName, more: `${one.value} ${one.unit}`, period: one.period })),
    );
    this.choose(this.words.period, items, (item) => this.insert([this.makeNumber(figure.code, item.period)]));
  }

  pickFigure(claim, figures) {
    const items = figures.map((one) => ({ label: one.title, more: one.unit, code: one.code }));
    this.choose(this.words.insert + " ", items, async (item) => {
      const { data } = await this.server.get("periods", { figure: item.code });
      // A claim is about years that were over: the newest of them beside the one before it.
      const years = (data.periods || []).map((one) => one.period).filter((one) => /^\d{4}$/.test(one));
      const over = years.filter((one) => one <= String(this.lastYear));
      const [until, since] = over.length > 1 ? over : years;
      if (since) this.insertClaim(claim, item.code, since, until);
      else this.insert([this.view.state.schema.text(claim.title)]);
    });
  }

  makeNumber(code, period, marks = null) {
    return this.view.state.schema.nodes.number.create({ text: "?", keys: { figure: code, period } }, null, marks);
  }

  insertClaim(claim, code, since, until) {
    const { schema } = this.view.state;
    const keys = { claim: claim.code, figure: code, from: since, to: until };
    const mark = schema.marks.span.create({ id: freshId(), kind: "claim", keys });
    this.insert([
      schema.text(claim.title, [mark]),
      schema.text(" van "),
      this.makeNumber(code, since),
      schema.text(` in ${since} naar `),
      this.makeNumber(code, until),
      schema.text(` in ${until}`),
    ]);
  }

  insertReport(report) {
    const { schema } = this.view.state;
    const mark = schema.marks.span.create({ id: freshId(), kind: report.kind, keys: { [report.kind]: report.code } });
    this.insert([schema.text(report.title, [mark])]);
  }

  insert(nodes) {
    const { view } = this;
    let { tr } = view.state;
    tr = tr.deleteSelection();
    for (const node of nodes) tr = tr.insert(tr.selection.from, node);
    view.dispatch(tr.scrollIntoView());
    view.focus();
  }

  insertBlock(kind, code, period) {
    const { view } = this;
    const { $from } = view.state.selection;
    const { schema } = view.state;
    const block = schema.nodes.data_block.create({ kind, code, period });
    const isEmpty = $from.depth === 1 && $from.parent.type === schema.nodes.paragraph && !$from.parent.content.size;
    const tr = view.state.tr;
    if (isEmpty) tr.insert($from.before(1), block);
    else tr.insert($from.after(1), block);
    view.dispatch(tr.scrollIntoView());
    view.focus();
  }
}
