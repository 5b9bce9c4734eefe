/* The buttons above the sheet: one stop for the Tab key, the arrows go along them. */
import { addColumnAfter, addRowAfter, deleteColumn, deleteRow, isInTable } from "../../vendor/prosemirror.js";
import { commands } from "./keys.js";
import { findLink } from "./links.js";

const inTable = { rowAfter: addRowAfter, columnAfter: addColumnAfter, rowGone: deleteRow, columnGone: deleteColumn };

export class Toolbar {
  constructor(bar, { view, actions }) {
    Object.assign(this, { bar, view, actions });
    this.buttons = [...bar.querySelectorAll("button[data-do]")];
    this.buttons.forEach((button, nr) => (button.tabIndex = nr ? -1 : 0));
    bar.addEventListener("click", (event) => this.act(event.target.closest("button[data-do]")));
    bar.addEventListener("mousedown", (event) => event.target.closest("button") && event.preventDefault());
    bar.addEventListener("keydown", (event) => this.move(event));
    this.update();
  }

  act(button) {
    const name = button?.dataset.do;
    if (!name) return;
    const command = commands[name] || inTable[name];
    if (command) {
      command(this.view.state, this.view.dispatch, this.view);
      this.view.focus();
    } else this.actions[name]?.();
  }

  move(event) {
    const seen = this.buttons.filter((button) => !button.hidden);
    const at = seen.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: seen.length - 1 }[event.key];
    if (event.key === "Escape") this.view.focus();
    if (to === undefined || at < 0) return;
    event.preventDefault();
    const next = seen[(to + seen.length) % seen.length];
    this.buttons.forEach((button) => (button.tabIndex = button === next ? 0 : -1));
    next.focus();
  }

  focus() {
    this.buttons.find((button) => button.tabIndex === 0)?.focus();
    return true;
  }

  update() {
    const { state } = this.view;
    const { $from, from, to, empty } = state.selection;
    const marks = state.schema.marks;
    const isOn = {
      strong: empty ? marks.strong.isInSet(state.storedMarks || $from.marks()) : state.doc.rangeHasMark(from, to, marks.strong),
      em: empty ? marks.em.isInSet(state.storedMarks || $from.marks()) : state.doc.rangeHasMark(from, to, marks.em),
      link: findLink(state),
      text: $from.parent.type.name === "paragraph",
      heading: $from.parent.type.name === "heading" && $from.parent.attrs.level === 1,
      subheading: $from.parent.type.name === "heading" && $from.parent.attrs.level === 2,
    };
    for (const button of this.buttons) {
      const name = button.dataset.do;
      if (name in isOn) button.setAttribute("aria-pressed", String(Boolean(isOn[name])));
      if (name in inTable) button.hidden = !isInTable(state);
    }
  }
}
