// The panel when nothing is selected: the facts that matter most, who is named most, where sources disagree.

const FACTS = 10;

function overview() {
  const facts = varied(keyFacts(passed), FACTS);
  const disputed = contradictions();
  const named = [...shown.nodes].sort((one, other) => other.weight - one.weight || one.index - other.index).slice(0, 14);
  return [
    element("h2", { class: "title" }, "Key facts"),
    element("p", { class: "hint" }, "By how often, how early and of whom it is told, and how rare the like is. Choose one for its sentences."),
    element("ol", { class: "facts" }, facts.map(factRow)),
    disputed.length ? element("h3", {}, "Where the texts disagree") : null,
    disputed.length ? element("ul", { class: "list" }, disputed.slice(0, 3).map(disputeRow)) : null,
    disputed.length ? button(`Show ${disputed.length === 1 ? "the contradiction" : `all ${disputed.length} contradictions`}`, openContradictions, { class: "wide", id: "contradictions-open" }) : null,
    losses(passed).size ? button("Losses over time", openLosses, { class: "wide", id: "losses-open" }) : null,
    element("h3", {}, "Named most"),
    element("ul", { class: "list" }, named.map((node) => nodeRow(node, plural(node.weight, "statement")))),
    communityList(),
  ];
}

function factRow({ statement, target, statements }) {
  const action = () => (statements.length === 1 || !target ? select({ statement }) : select({ bundle: { from: statement.actor.node, to: target, type: statement.type, status: null } }));
  return element(
    "li", {},
    element("button", { type: "button", class: "fact", onclick: action },
      element("span", { class: "line" }, icon(statement.actor.node), factWords(statement)),
      element("small", {}, factNote(statement, statements)),
    ),
  );
}

/** How many, what of, how often it is told, since when, by whom, and how else: "4 statements · 2022-02-24 · 7 possible". */
function factNote(statement, statements) {
  const alike = statements.filter((one) => caveats(one).join() === caveats(statement).join());
  const other = tally(statements.filter((one) => !alike.includes(one)), (one) => caveats(one).join(", ") || "as a fact");
  const speakers = new Set(alike.map((one) => one.speaker && one.speaker.node.label));
  const says = alike.every((one) => one.speaker) ? `“ ${[...speakers].slice(0, 2).join(", ")}` : "";
  const when = alike.map((one) => one.date).filter(Boolean).sort()[0] || "";
  const rest = [...other].map(([words, count]) => `${count} ${words}`);
  const content = statement.about.length ? `→ ${plainFact(graph.statements[statement.about[0]])}` : "";
  return [amount(statement), content, alike.length > 1 ? plural(alike.length, "statement") : "", when, says, ...rest].filter(Boolean).join(" · ");
}

function communityList() {
  const groups = new Map();
  for (const node of shown.nodes) {
    if (node.community < 0) continue;
    if (!groups.has(node.community)) groups.set(node.community, []);
    groups.get(node.community).push(node);
  }
  const large = [...groups].filter(([, nodes]) => nodes.length > 2).sort((one, other) => one[0] - other[0]).slice(0, COMMUNITY_COLOURS);
  if (large.length < 2) return null;
  return [element("h3", {}, "Communities"), element("ul", { class: "list" }, large.map(([number, nodes]) => communityRow(number, nodes)))];
}

function communityRow(number, nodes) {
  const names = nodes.sort((one, other) => one.index - other.index).slice(0, 3).map((node) => node.label).join(", ");
  const action = () => {
    state.colour = "community";
    update();
    syncControls();
    fitTo(nodes);
  };
  return element("li", {}, element("button", { type: "button", class: "row", "data-community": number, onclick: action }, shapeIcon("dot", "community-" + number), element("span", { class: "label" }, names), element("small", {}, plural(nodes.length, "node"))));
}
