// An article with its statements marked: the text as it was, what is not the article itself in grey.

function openArticle(document, statement) {
  state.article = document;
  state.view = "article";
  if (statement) state.selection = { statement };
  update();
  const mark = $("#article .chosen");
  if (mark) mark.scrollIntoView({ block: "center" });
}

function drawArticle() {
  const section = $("#article");
  section.hidden = state.view !== "article";
  if (section.hidden) return;
  if (!state.article) state.article = articleOfSelection() || graph.documents[0] || null;
  if (!state.article) return;
  const article = state.article;
  section.replaceChildren(
    articleChooser(article),
    element("h2", { class: "title" }, article.title),
    element("p", { class: "under" }, [article.source, article.author, article.published, plural(article.statements.length, "statement")].filter(Boolean).join(" · "), article.url ? [" · ", element("a", { href: article.url, target: "_blank", rel: "noopener noreferrer" }, "original")] : ""),
    element("div", { class: "text" }, articleText(article)),
  );
}

function articleOfSelection() {
  const { selection } = state;
  if (!selection) return null;
  if (selection.statement) return selection.statement.document;
  const [first] = selection.node ? selection.node.statements : between(selection.bundle.from, selection.bundle.to);
  return first ? first.document : null;
}

function articleChooser(article) {
  const choices = graph.documents.map((document) => element("option", { value: document.id, selected: document === article }, `${document.published} ${document.title} (${document.statements.length})`));
  const pick = (event) => {
    state.article = graph.byDocument.get(event.target.value);
    update();
    $("#article select").focus();
  };
  const at = article.index;
  const step = (by) => () => { state.article = graph.documents[at + by]; update(); };
  return element("div", { class: "tools-row" }, element("select", { "aria-label": "Article", onchange: pick }, choices), button("‹", step(-1), { "aria-label": "Article before", disabled: at === 0 }), button("›", step(1), { "aria-label": "Article after", disabled: at === graph.documents.length - 1 }));
}

/** The text cut where a sentence, a name or a stretch of boilerplate begins or ends, each piece wrapped for what it is. */
function articleText(article) {
  const cover = sentences(article);
  const cuts = new Set([0, article.text.length]);
  for (const [start, end] of article.boilerplate) cuts.add(start).add(end);
  for (const { start, end } of cover) cuts.add(start).add(end);
  for (const { start, end } of article.mentions) cuts.add(start).add(end);
  const order = [...cuts].filter((cut) => cut >= 0 && cut <= article.text.length).sort((one, other) => one - other);
  const made = [];
  let holder = null;
  let held = null;
  for (let at = 0; at + 1 < order.length; at += 1) {
    const [start, end] = [order[at], order[at + 1]];
    const sentence = cover.find((one) => one.start <= start && one.end >= end) || null;
    const piece = namePiece(article, start, end);
    if (!sentence) made.push(article.boilerplate.some(([first, last]) => first <= start && last >= end) ? element("span", { class: "boilerplate" }, piece) : piece);
    else if (sentence === held) holder.append(piece);
    else made.push(holder = sentenceMark(sentence, piece));
    held = sentence;
  }
  return made;
}

/** Sentences that statements of this article stand on, in textual order, with those statements. */
function sentences(article) {
  const found = new Map();
  for (const statement of article.statements) {
    if (!passing[statement.index]) continue;
    for (const [index, start, end] of statement.evidence) {
      if (index !== article.index) continue;
      const key = `${start}-${end}`;
      if (!found.has(key)) found.set(key, { start, end, statements: [] });
      found.get(key).statements.push(statement);
    }
  }
  return [...found.values()].sort((one, other) => one.start - other.start || other.end - one.end);
}

function namePiece(article, start, end) {
  const text = article.text.slice(start, end);
  const mention = article.mentions.find((one) => one.start === start && one.end === end);
  return mention ? button(text, () => select({ node: mention.node }), { class: "plain mention", "data-node": mention.node.key, title: mention.node.label, tabindex: -1 }) : text;
}

function sentenceMark(sentence, piece) {
  const { selection } = state;
  const chosen = selection && selection.statement && sentence.statements.includes(selection.statement);
  const signs = sentence.statements.map((statement) => button(statement.type.label, () => select({ statement }), { class: `sign tone-${toneOf([statement])} status-${statement.status}`, "data-statement": statement.id, title: plainFact(statement), "aria-pressed": String(Boolean(selection && selection.statement === statement)) }));
  const made = element("span", { class: "sentence" + (chosen ? " chosen" : "") }, element("span", { class: "signs" }, signs));
  made.append(piece);
  return made;
}
