/* Puts the editor in the place of the text field. Without this file the page is a form that works. */
import { EditorState, EditorView, gapCursor, Node, Plugin, tableEditing, TextSelection } from "../../vendor/prosemirror.js";
import { Checker, findClaim, findings, findSpans } from "./checking.js";
import { Conflicts, replaceText } from "./conflict.js";
import { recallText, throwAway } from "./keeping.js";
import { announce } from "./dom.js";
import { makeKeys } from "./keys.js";
import { Links } from "./links.js";
import { notesPlugin } from "./notes.js";
import { makePaste } from "./paste.js";
import { Saver } from "./saving.js";
import { freshId, schema } from "./schema.js";
import { Server } from "./server.js";
import { Slash } from "./slash.js";
import { findSentence, Ties } from "./ties.js";
import { Toolbar } from "./toolbar.js";
import { makeViews, Printed } from "./views.js";

const host = document.getElementById("brief-editor");
if (host) start(host);

async function start(frame) {
  const token = document.querySelector("input[name=csrfmiddlewaretoken]").value;
  const { ok, data } = await new Server({ start: frame.dataset.start }, token).get("start");
  if (!ok || !data.document) return;
  frame.hidden = false;
  for (const plain of document.querySelectorAll("[data-plain]")) plain.remove();
  new Editor(frame, data, new Server(data.addresses, token));
}

class Editor {
  constructor(frame, data, server) {
    Object.assign(this, { frame, data, server, words: data.words });
    const find = (name) => frame.querySelector(`[data-part="${name}"]`);
    const [sheet, saved, checked] = ["sheet", "saved", "checked"].map(find);
    Object.assign(this, { sheet, saved, checked, submit: find("submit"), reasons: find("reasons"), open: find("open") });
    this.actions = this.makeActions();
    this.printed = new Printed(this.words);
    this.makeView();
    saved.textContent = data.saved;
    this.saver = new Saver({
      view: this.view,
      server,
      words: this.words,
      status: saved,
      revision: data.revision,
      onConflict: (answer, document) => this.conflicts.settle(answer, document, this.saver),
    });
    this.conflicts = new Conflicts({ view: this.view, words: this.words, host: frame, status: checked, printed: this.printed });
    this.toolbar = new Toolbar(find("toolbar"), { view: this.view, actions: this.actions });
    this.printed.learn(this.view.state.doc, data.answer);
    this.checker.show(data.answer, []);
    for (const link of frame.querySelectorAll(".editor__state a, .editor__head a, .form__actions a")) {
      link.addEventListener("click", (event) => this.leaveSaved(event, () => window.location.assign(link.href)));
    }
    this.submit?.addEventListener("submit", (event) => this.leaveSaved(event, () => this.submit.requestSubmit()));
    this.focusStart();
    this.restore();
  }

  /* Who goes to another page of the letter, or submits it, loses no word on the way. */
  async leaveSaved(event, leave) {
    if (this.saver.isClean() || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (await this.saver.save()) leave();
  }

  /* What could not be saved before the page was left or loaded again. */
  restore() {
    const kept = recallText();
    if (!kept) return;
    try {
      const [base, text] = [kept.base, kept.document].map((one) => Node.fromJSON(schema, one));
      text.check();
      if (text.eq(this.view.state.doc)) return throwAway();
      this.saver.rebase(base, kept.revision);
      replaceText(this.view, text.content.content, text.attrs.front);
      this.checked.textContent = this.words.restored;
      announce(this.words.restored);
      return this.saver.plan(0);
    } catch {
      return throwAway();
    }
  }

  makeView() {
    const { server, words, printed, actions, sheet } = this;
    this.checker = new Checker({ server, printed, words, status: this.checked, reasons: this.reasons, actions });
    this.ties = new Ties({ server, words, host: sheet });
    this.links = new Links({ words, host: sheet });
    this.slash = new Slash({ server, words, host: sheet, groups: this.data.groups });
    const watch = new Plugin({
      view: () => ({
        update: (view, before) => {
          this.toolbar?.update();
          if (!before.doc.eq(view.state.doc)) this.saver?.plan();
        },
      }),
    });
    const plugins = [this.ties.plugin, this.slash.plugin, ...makeKeys(actions), gapCursor(), tableEditing(), notesPlugin];
    const doc = Node.fromJSON(schema, this.data.document);
    doc.check();
    this.view = new EditorView(sheet, {
      state: EditorState.create({
        doc,
        plugins: [...plugins, makePaste({ words, status: this.checked }), this.checker.plugin, watch],
      }),
      nodeViews: makeViews(printed),
      attributes: {
        class: "letter editor__text",
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": words.editor,
        lang: "nl",
        spellcheck: "true",
      },
    });
  }

  makeActions() {
    return {
      basedOn: () => this.saver?.revision ?? this.data.revision,
      onChecked: (isReady) => {
        if (this.submit) this.submit.hidden = !isReady;
      },
      checkAll: () => this.checkAll(),
      saveVersion: () => {
        this.saver.save({ close: true });
        return true;
      },
      toToolbar: () => this.toolbar.focus(),
      toCard: () => this.toCard(),
      insert: () => this.slash.open(this.view),
      link: () => this.links.open(this.view),
      backToText: () => this.view.focus(),
      takeBetter: (claim) => this.takeBetter(claim),
      fillNumber: (claim) => this.fillNumber(claim),
      setAside: (address, reason) => this.setAside(address, reason),
    };
  }

  checkAll() {
    this.checker.check().then(() => {
      this.open.open = true;
      this.open.querySelector("summary").focus();
      this.open.scrollIntoView({ block: "nearest" });
    });
    return true;
  }

  toCard() {
    const here = findClaim(this.view.state, this.view.state.selection.from);
    const card = here && this.sheet.querySelector(`[data-claim="${here.claim.id}"]`);
    card?.querySelector("button, a, summary")?.focus();
    return Boolean(card);
  }

  /* The whole sentence goes: its numbers and its words belong together. */
  takeBetter(claim) {
    const { state } = this.view;
    const range = claim.span && findSpans(state.doc).get(claim.span);
    if (!range) return;
    const place = state.doc.resolve(range.from);
    const [from, to] = findSentence(state.doc, place.start(), place.end(), range.from);
    const names = new Map();
    const nodes = claim.nodes.map((node) => {
      const marks = (node.marks || []).map((mark) => {
        if (!names.has(mark.attrs.id)) names.set(mark.attrs.id, freshId());
        return { ...mark, attrs: { ...mark.attrs, id: names.get(mark.attrs.id) } };
      });
      return schema.nodeFromJSON({ ...node, marks });
    });
    this.view.dispatch(state.tr.replaceWith(from, Math.max(to, range.to), nodes).scrollIntoView());
    this.view.focus();
  }

  /* From then on the system fills in the number itself. */
  fillNumber(claim) {
    const { state } = this.view;
    const here = findings.getState(state).claims.find((one) => one.claim.id === claim.id);
    const node = here && state.doc.nodeAt(here.from);
    if (node?.type !== schema.nodes.number) return;
    this.view.dispatch(state.tr.setNodeMarkup(here.from, null, { ...node.attrs, text: "?" }));
    this.view.focus();
  }

  /* The reason is kept with the saved text, so that is saved first. */
  async setAside(address, reason) {
    if (!(await this.saver.save())) return false;
    const { ok } = await this.server.submit(address, { reason });
    if (ok) await this.checker.check();
    return ok;
  }

  focusStart() {
    let first = null;
    this.view.state.doc.forEach((node, place) => {
      if (first === null && node.type.name === "paragraph") first = place + 1;
    });
    if (first !== null) this.view.dispatch(this.view.state.tr.setSelection(TextSelection.create(this.view.state.doc, first)));
  }
}
