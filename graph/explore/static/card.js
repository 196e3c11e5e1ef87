// A statement as a card: its sentence with the words that name actor and targets marked, and how it stands to the world.

/** The evidence with marks. `which` is the piece of evidence. */
function quote(statement, which = 0) {
  const [index, start, end] = statement.evidence[which];
  const document = graph.documents[index];
  return element("blockquote", {}, markedText(document.text, start, end, index === statement.document.index ? spansOf(statement) : []));
}

/** Stretches of the document to mark, as [start, end, name of the mark]. */
function spansOf(statement) {
  const spans = [[...statement.trigger, "trigger"]];
  if (statement.actor) spans.push([statement.actor.start, statement.actor.end, "actor"]);
  for (const target of statement.targets) spans.push([target.start, target.end, "target"]);
  if (statement.speaker) spans.push([statement.speaker.start, statement.speaker.end, "speaker"]);
  return spans;
}

/** The text from start to end as nodes, with a mark element for each span; a span inside another is left out. */
function markedText(text, start, end, spans) {
  const order = { actor: 0, target: 1, speaker: 2, trigger: 3 };
  const inside = spans.filter(([first, last]) => first >= start && last <= end && first < last);
  inside.sort((one, other) => order[one[2]] - order[other[2]]);
  const kept = [];
  for (const span of inside) if (!kept.some(([first, last]) => span[0] < last && span[1] > first)) kept.push(span);
  kept.sort((one, other) => one[0] - other[0]);
  const parts = [];
  let at = start;
  for (const [first, last, name] of kept) {
    parts.push(text.slice(at, first), element("mark", { class: name, title: name }, text.slice(first, last)));
    at = last;
  }
  parts.push(text.slice(at, end));
  return parts;
}

function card(statement, { names = true } = {}) {
  const chosen = state.selection && state.selection.statement === statement;
  return element(
    "article", { class: "card" + (chosen ? " chosen" : ""), "data-statement": statement.id },
    names && element("h4", {}, button("", () => select({ statement }), { class: "plain" })),
    statement.evidence.map((_, which) => quote(statement, which)),
    element("div", { class: "tags" }, tags(statement)),
    element("div", { class: "source" }, sourceWords(statement)),
  );
}

function fillHeading(made, statement) {
  const heading = made.querySelector("h4 button");
  if (heading) heading.append(...factWords(statement));
  return made;
}

/** "Actor verb target" as nodes for a heading, with the other participants unless they are given. */
function factWords(statement, further = null) {
  const target = mainTarget(statement);
  const { before, others: found } = targetWords(statement);
  const others = further || found;
  const parts = [element("span", { class: "who" }, statement.actor ? statement.actor.node.label : "Somebody"), " ", element("span", { class: `verb tone-${toneOf([statement])} is-${statement.status}` }, statement.type.label)];
  parts.push(before ? ` ${before} ` : " ");
  if (target) parts.push(element("span", { class: "who" }, target.label));
  if (others.length) parts.push(element("span", { class: "others" }, (target ? " · " : "") + others.join(", ")));
  parts.push(...caveats(statement).map((words) => element("span", { class: "tag warn" }, words)));
  return parts;
}

/** What the reader must not miss: that it is denied, or not a thing done. */
function caveats(statement) {
  const words = [];
  if (statement.polarity === "negative") words.push("denied");
  if (statement.modality !== "actual") words.push(statement.modality);
  return words;
}

/** The type in words with its caveats: "supplied (denied, planned)". */
function verb(statement) {
  const words = caveats(statement);
  return statement.type.label + (words.length ? ` (${words.join(", ")})` : "");
}

function plainFact(statement) {
  const target = mainTarget(statement);
  const { before, others } = targetWords(statement);
  const names = [target && `${before} ${target.label}`.trim(), ...others].filter(Boolean);
  return `${statement.actor ? statement.actor.node.label : "Somebody"} ${verb(statement)} ${names.join(", ")}`.trim();
}

/** The quantity with its unit; nothing where none is told. */
function amount({ quantity, unit }) {
  return quantity === null ? "" : grouped(quantity) + (unit ? " " + unit : "");
}

function tags(statement) {
  const { type, polarity, modality, confidence, quantity } = statement;
  const made = [element("span", { class: "tag tone-" + toneOf([statement]) }, type.label)];
  made.push(element("span", { class: "tag" + (polarity === "negative" ? " warn" : "") }, polarity === "negative" ? "denied" : "affirmed"));
  made.push(element("span", { class: "tag" + (modality !== "actual" ? " warn" : "") }, modality));
  if (quantity !== null) made.push(element("span", { class: "tag" }, amount(statement)));
  made.push(element("span", { class: "confidence", title: "Confidence of the extraction" }, element("meter", { min: 0, max: 1, value: confidence, "aria-label": "Confidence" }), ` ${percent(confidence)}`));
  return made;
}

function sourceWords(statement) {
  const { document, date, speaker, chain } = statement;
  const says = speaker
    ? element("span", { class: "says" }, "“ ", nodeButton(speaker.node), chain.map((one) => [" ← ", nodeButton(one.node)]))
    : element("span", { class: "says" }, "The article itself");
  return [
    element("div", {}, "Says: ", says),
    element("div", {}, date ? `When: ${date}` : `Undated; published ${document.published || "at an unknown date"}`),
    element("div", {}, "Source: ", documentLink(document), pageWords(statement), document.published && date ? `, ${document.published}` : ""),
    element("div", { class: "links" }, button("In the article", () => openArticle(document, statement), { class: "mini" }), statement.about.map((index) => aboutLink(graph.statements[index])), button("Wrong?", () => openCorrection(statement), { class: "mini wrong" })),
  ];
}

function aboutLink(content) {
  return button(`Content: ${plainFact(content)}`, () => select({ statement: content }), { class: "mini" });
}

/** Where in a paged text its sentences begin: ", p. 3" or ", pp. 3, 7"; nothing of a text without pages. */
function pageWords(statement) {
  const pages = pagesOf(statement);
  return pages.length ? `, ${pages.length > 1 ? "pp." : "p."} ${pages.join(", ")}` : "";
}

function pagesOf(statement) {
  return [...new Set(statement.evidence.map(([, , , page]) => page))].filter((page) => page !== null);
}

/** The publisher and title; an address of the web opens beside this page and learns nothing of it. */
function documentLink(document) {
  const words = `${document.source}: ${document.title}`;
  return document.url && /^https?:\/\//i.test(document.url)
    ? element("a", { href: document.url, target: "_blank", rel: "noopener noreferrer" }, words)
    : element("span", {}, words);
}

function nodeButton(node) {
  return button(node.label, () => select({ node }), { class: "plain name", "data-node": node.key });
}

/** A row that opens a node: its sign, its name and something on the right. */
function nodeRow(node, words, action = () => select({ node })) {
  return element("li", {}, element("button", { type: "button", class: "row", "data-node": node.key, onclick: action }, icon(node), element("span", { class: "label" }, node.label), element("small", {}, words)));
}
