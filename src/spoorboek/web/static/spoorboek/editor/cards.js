/* A verdict as a card: sign, word and colour, one sentence why, a better sentence, and what one may do. */
import { element, fill } from "./dom.js";

export function makeCards(claims, words, actions) {
  return element(
    "div",
    { class: "letter__cards editor__cards", contenteditable: "false" },
    ...claims.map((claim) => makeCard(claim, words, actions)),
  );
}

function makeCard(claim, words, actions) {
  const hidden = () => element("span", { class: "visually-hidden" }, ` ‘${claim.quote}’`);
  const card = element(
    "section",
    { class: `verdict verdict--${claim.status}`, "data-claim": claim.id, "aria-label": `${claim.word}: ${claim.quote}` },
    element(
      "p",
      { class: "verdict__word" },
      element("span", { class: `status status--${claim.status}` }, element("span", { class: "status__sign", "aria-hidden": "true" }, claim.sign), ` ${claim.word}`),
    ),
    element("p", { class: "verdict__quote", lang: "nl" }, `‘${claim.quote}’`),
    element("p", { class: "verdict__why" }, claim.why),
  );
  if (claim.also.length) card.append(element("p", { class: "label" }, `${words.also} ${claim.also.join(", ")}`));
  if (claim.better) {
    card.append(element("p", { class: "verdict__better" }, element("span", { class: "label" }, words.better), " ", element("span", { lang: "nl" }, claim.better)));
    if (claim.nodes.length) card.append(button(words.take, () => actions.takeBetter(claim), hidden()));
    if (claim.fill) card.append(button(words.fill, () => actions.fillNumber(claim), hidden()));
  }
  for (const one of claim.aside) card.append(element("p", { class: "verdict__aside" }, fill(words.asideDone, one)));
  const more = element("details", { class: "disclosure verdict__more" }, element("summary", {}, words.more, hidden()));
  if (claim.figure) more.append(element("p", {}, element("a", { class: "nl-link", href: claim.figure }, words.figure, hidden())));
  for (const one of claim.open) more.append(makeAside(one, words, actions));
  if (claim.tested) more.append(makeTested(claim, words));
  card.append(more);
  card.addEventListener("keydown", (event) => {
    if (event.key === "Escape") actions.backToText();
  });
  return card;
}

const button = (label, act, ...more) =>
  element("button", { class: "nl-button nl-button--secondary verdict__button", type: "button", onclick: act }, label, ...more);

function makeAside(open, words, actions) {
  const field = element("textarea", { class: "utrecht-textarea", rows: "3", "aria-label": words.asideWhy });
  const wrong = element("p", { class: "utrecht-form-field-error-message", role: "alert" });
  const act = async () => {
    const done = await actions.setAside(open.href, field.value);
    wrong.textContent = done ? "" : words.asideWhy;
  };
  return element(
    "details",
    { class: "disclosure" },
    element("summary", {}, fill(words.aside, { word: open.word })),
    element("p", {}, words.asideWhy),
    field,
    wrong,
    button(words.asideDo, act),
  );
}

function makeTested(claim, words) {
  const { title, formula, rows, source } = claim.tested;
  return element(
    "details",
    { class: "disclosure" },
    element("summary", {}, words.tested),
    element("p", {}, element("strong", {}, `${title}.`), ` ${formula}`),
    element("dl", { class: "tested" }, ...rows.map(([label, text]) => element("div", {}, element("dt", {}, label), element("dd", { class: "number" }, text)))),
    element("p", { class: "label" }, `${words.source} ${source}`),
    claim.explained ? element("p", {}, element("a", { class: "nl-link", href: claim.explained }, words.otherwise)) : "",
  );
}
