// The panel of a node: who or what it is, its statements by type and over time, its neighbours.

function nodePanel(node) {
  const about = node.statements.filter((statement) => passing[statement.index]);
  const said = node.spoken.filter((statement) => passing[statement.index]);
  const near = neighbours(node);
  return [
    element("h2", { class: "title" }, icon(node), " ", node.label),
    element("p", { class: "under" }, `${graph.classes[node.class]} · ${plural(near.size, "neighbour")} · ${plural(about.length, "statement")}${said.length ? ` · says ${said.length}` : ""} · ${plural(node.mentions, "mention")}`),
    nodeActions(node),
    factList(node),
    about.length ? [element("h3", {}, "Over time"), timeBars(about)] : null,
    statementsByType(node, about),
    said.length ? [element("h3", {}, `Says (${said.length})`), statementList(said)] : null,
    near.size ? [element("h3", {}, `Neighbours (${near.size})`), element("ul", { class: "list" }, [...near].sort((one, other) => other[1] - one[1] || one[0].index - other[0].index).slice(0, 80).map(([other, count]) => nodeRow(other, `×${count}`)))] : null,
    about.length || said.length ? null : element("p", { class: "hint" }, "No statement about it passes the filters."),
  ];
}

/** Nodes that a passing link joins to this one, with the number of statements. */
function neighbours(node) {
  const near = new Map();
  for (const link of node.links) {
    if (!linkPasses(link)) continue;
    const other = link.from === node ? link.to : link.from;
    if (!near.has(other)) near.set(other, new Set());
    near.get(other).add(link.statement);
  }
  return new Map([...near].map(([other, statements]) => [other, statements.size]));
}

function nodeActions(node) {
  const scopeTo = (scope) => () => { state.scope = scope; update(); syncControls(); };
  return element(
    "div", { class: "actions" },
    button("1 step", scopeTo("ego1"), { title: "Show it with its neighbours", "data-action": "ego1" }),
    button("2 steps", scopeTo("ego2"), { title: "Show it with its neighbours and theirs", "data-action": "ego2" }),
    state.scope !== "all" ? button("Whole graph", scopeTo("all"), { "data-action": "all" }) : null,
    button(state.pinned.has(node) ? "Unpin" : "Pin", () => { if (!state.pinned.delete(node)) state.pinned.add(node); update(); }, { title: "Keep it in every view", "data-action": "pin" }),
    button("Hide", () => { state.hidden.add(node); select(null); }, { "data-action": "hide" }),
    button("Path from here", () => openPath(node, null), { "data-action": "path" }),
  );
}

function factList(node) {
  const made = [];
  if (node.aliases.length) made.push(element("dt", {}, "Also called"), element("dd", { class: "aliases" }, node.aliases.slice(0, 12).join(" · ") + (node.aliases.length > 12 ? ` · and ${node.aliases.length - 12} more` : "")));
  for (const [head, value, index] of node.facts) {
    made.push(element("dt", {}, head), element("dd", {}, index >= 0 && graph.nodes[index] !== node ? button(value, () => select({ node: graph.nodes[index] }), { class: "plain name" }) : value));
  }
  if (/^Q[1-9]\d*$/.test(node.wikidata || "")) {
    const href = `https://www.wikidata.org/wiki/${node.wikidata}`;
    made.push(element("dt", {}, "Wikidata"), element("dd", {}, element("a", { href, target: "_blank", rel: "noopener noreferrer" }, node.wikidata)));
  }
  if (!node.known) made.push(element("dt", {}, "Known from"), element("dd", {}, "the texts only"));
  return made.length ? element("dl", {}, made) : null;
}

/** Bars over the same axis as the histogram below the graph. */
function timeBars(statements) {
  const bars = histogram(statements, 32);
  const most = Math.max(1, ...bars);
  const boxes = bars.map((count, at) => drawing("rect", { x: at * 3 + 0.3, y: 20 - (count / most) * 19, width: 2.4, height: (count / most) * 19, class: "bar" }));
  return element("div", { class: "bars" }, drawing("svg", { viewBox: "0 0 96 20", preserveAspectRatio: "none", role: "img", "aria-label": `Statements over time, ${isoDay(timeline.first)} to ${isoDay(timeline.last)}` }, boxes), element("div", { class: "ends" }, element("span", {}, isoDay(timeline.first)), element("span", {}, isoDay(timeline.last))));
}

function statementsByType(node, statements) {
  const groups = new Map();
  for (const statement of statements) {
    const does = statement.actor && statement.actor.node === node;
    const key = `${does ? "" : "← "}${statement.type.label}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(statement);
  }
  const order = [...groups].sort((one, other) => other[1].length - one[1].length || (one[0] < other[0] ? -1 : 1));
  return order.map(([words, group], at) => element("details", { class: "group", open: at < 3 }, element("summary", {}, element("span", { class: "tone-" + toneOf(group) }, words), element("small", {}, String(group.length))), statementList(group)));
}

function statementList(statements) {
  return element("ul", { class: "list" }, statements.slice(0, 60).map(statementRow), statements.length > 60 ? element("li", { class: "hint" }, `and ${statements.length - 60} more in the table`) : null);
}

function statementRow(statement) {
  const words = [statement.date || "", statement.speaker ? `“ ${statement.speaker.node.label}` : ""].filter(Boolean).join(" · ");
  return element("li", {}, element("button", { type: "button", class: "row two", "data-statement": statement.id, onclick: () => select({ statement }) }, element("span", { class: "label" }, factWords(statement)), element("small", {}, words)));
}
