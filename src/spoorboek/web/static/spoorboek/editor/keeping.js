/* Keeps a text that could not be saved in this tab of the browser, until it is saved. */
const NAME = `spoorboek ${window.location.pathname}`;

export function keepText(text) {
  try {
    window.sessionStorage.setItem(NAME, JSON.stringify(text));
  } catch {
    // No room, or storage is off: the text still stands on the page, and leaving it asks first.
  }
}

export function recallText() {
  try {
    return JSON.parse(window.sessionStorage.getItem(NAME));
  } catch {
    return null;
  }
}

export function throwAway() {
  try {
    window.sessionStorage.removeItem(NAME);
  } catch {
    // Storage is off: then there is nothing either.
  }
}
