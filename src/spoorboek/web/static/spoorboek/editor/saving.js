/* Saves while somebody types. What cannot be saved stays in the text and is tried again; nothing is overwritten. */
import { fill } from "./dom.js";

const PAUSE = 1500;
const RETRY = 5000;

export class Saver {
  constructor({ view, server, words, status, revision, onConflict }) {
    Object.assign(this, { view, server, words, status, revision, onConflict });
    this.saved = view.state.doc;
    this.isHeld = false;
    window.addEventListener("beforeunload", (event) => {
      if (this.isClean()) return;
      event.preventDefault();
      event.returnValue = "";
    });
    window.addEventListener("pagehide", () => this.isClean() || this.send({ keepalive: true }));
    window.addEventListener("online", () => this.save());
  }

  isClean() {
    return this.view.state.doc.eq(this.saved);
  }

  plan(wait = PAUSE) {
    clearTimeout(this.timer);
    if (this.isClean()) return;
    this.tell("unsaved", this.words.unsaved);
    this.timer = setTimeout(() => this.save(), wait);
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
    this.tell("saving", this.words.saving);
    const { ok, status, data } = await this.send({}, close);
    if (ok && data.parts) {
      await this.onConflict(data, document);
    } else if (ok) {
      this.saved = document;
      this.revision = data.revision;
      this.tell("saved", fill(this.words.saved, { time: data.time }));
      return true;
    }
    if (ok) return false;
    if (status === 422) {
      this.tell("failed", fill(this.words.refused, { sentence: data.sentences.join(" ") }));
    } else {
      this.tell("failed", this.words.failed);
      this.timer = setTimeout(() => this.save(), RETRY);
    }
    return false;
  }

  /* From here on the text of the other is what ours is based on. */
  rebase(document, revision) {
    this.saved = document;
    this.revision = revision;
  }

  tell(state, words) {
    this.status.dataset.state = state;
    this.status.textContent = words;
  }
}
