/* Saves while somebody types. What cannot be saved stays in the text and is tried again; nothing is overwritten. */
import { element, fill } from "./dom.js";
import { keepText, throwAway } from "./keeping.js";

const PAUSE = 1500;
const RETRY = 5000;

export class Saver {
  constructor({ view, server, words, status, revision, onConflict }) {
    Object.assign(this, { view, server, words, status, revision, onConflict });
    this.saved = view.state.doc;
    this.savedWords = status.textContent;
    this.isHeld = false;
    window.addEventListener("beforeunload", (event) => {
      if (this.isClean()) return;
      event.preventDefault();
      event.returnValue = "";
    });
    window.addEventListener("pagehide", () => {
      if (this.isClean()) return;
      if (this.hasFailed) this.keep();
      this.send({ keepalive: true });
    });
    // Back in the net, or back from another tab to log in.
    for (const name of ["online", "focus"]) window.addEventListener(name, () => this.hasFailed && this.save());
  }

  isClean() {
    return this.view.state.doc.eq(this.saved);
  }

  plan(wait = PAUSE) {
    clearTimeout(this.timer);
    if (this.isClean()) return this.rest();
    if (!this.hasFailed) this.tell("unsaved", this.words.unsaved);
    this.timer = setTimeout(() => this.save(), wait);
  }

  /* Who takes back what was refused has nothing left to save. */
  rest() {
    this.hasFailed = false;
    throwAway();
    if (this.status.dataset.state) this.tell("saved", this.savedWords);
  }

  send(options, close = false) {
    const document = this.view.state.doc;
    const data = { document: document.toJSON(), base: this.saved.toJSON(), based_on: this.revision, close };
    return this.server.post("save", data, options);
  }

  /* One at a time: a second save waits for the first, so that its number is known. */
  async save({ close = false } = {}) {
    clearTimeout(this.timer);
    while (this.busy) await this.busy;
    if (this.isHeld || (this.isClean() && !close)) return this.isClean();
    this.busy = this.saveNow(close);
    const done = await this.busy;
    this.busy = null;
    if (done && !this.isClean()) this.plan();
    return done;
  }

  async saveNow(close) {
    const document = this.view.state.doc;
    if (!this.hasFailed) this.tell("saving", this.words.saving);
    const { ok, isEnded, status, data } = await this.send({}, close);
    if (ok && data.parts) {
      await this.onConflict(data, document);
    } else if (ok) {
      this.saved = document;
      this.revision = data.revision;
      this.hasFailed = false;
      throwAway();
      this.savedWords = fill(this.words.saved, { time: data.time });
      this.tell("saved", this.savedWords);
      return true;
    }
    if (ok) return false;
    this.hasFailed = true;
    this.keep();
    if (status === 422) {
      this.tell("failed", fill(this.words.refused, { sentence: data.sentences.join(" ") }));
    } else if (status === 404) {
      this.tell("failed", this.words.closed);
    } else {
      this.tell("failed", ...(isEnded ? [this.words.ended, this.makeDoor()] : [this.words.failed]));
      this.timer = setTimeout(() => this.save(), RETRY);
    }
    return false;
  }

  makeDoor() {
    return element("a", { class: "nl-link", href: this.server.addresses.login, target: "_blank" }, this.words.login);
  }

  /* In this tab only, so that the text is there again when the page is loaded again. */
  keep() {
    keepText({ document: this.view.state.doc.toJSON(), base: this.saved.toJSON(), revision: this.revision });
  }

  /* From here on the text of the other is what ours is based on. */
  rebase(document, revision) {
    this.saved = document;
    this.revision = revision;
  }

  tell(state, words, ...more) {
    // The same words again would be read aloud again.
    if (this.status.dataset.state === state && this.status.firstChild?.textContent === words) return;
    this.status.dataset.state = state;
    this.status.replaceChildren(words, ...more.flatMap((one) => [" ", one]));
  }
}
