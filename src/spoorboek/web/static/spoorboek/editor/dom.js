/* Small makers of elements. Text is always set as text. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

export const fill = (words, values) => words.replace(/%\((\w+)\)s/g, (whole, name) => values[name] ?? whole);

let said = null;
/* Says something to who does not see the screen. */
export function announce(words) {
  if (!said) {
    said = element("p", { class: "visually-hidden", role: "status" });
    document.body.append(said);
  }
  said.textContent = words;
}
