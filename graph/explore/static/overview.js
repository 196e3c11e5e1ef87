// The panel when nothing is selected: the facts that matter most, who is named most, where sources disagree.

const FACTS = 7;

function overview() {
  const facts = varied(keyFacts(passed), FACTS);
  const disputed = contradictions();
  const named = [...shown.nodes].sort((one, other) => other.weight - one.weight || one.index - other.index).slice(0, 14);
  return [
    element("h2", { class: "title" }, "Key facts"),
    element("p", { class: "hint" }, "By how often, in how many articles and about whom. Choose one for its sentences; a node or an edge does the same."),
    element("ol", { class: "facts" }, facts.map(factRow)),
    disputed.length ? element("h3", {}, "Where the texts disagree") : null,
    disputed.length ? element("ul", { class: "list" }, disputed.slice(0, 3).map(disputeRow)) : null,
    disputed.length ? button(`Show ${disputed.length === 1 ? "the contradiction" : `all ${disputed.length} contradictions`}`, openContradictions, { class: "wide", id: "contradictions-open" }) : null,
    element("h3", {}, "Named most"),
    element("ul", { class: "list" }, named.map((node) => nodeRow(node, plural(node.weight, "statement")))),
    communityList(),
  ];
}

/** Statements about the same actor, type and target that stand alike as one fact, the weightiest first. */
function keyFacts(statements) {
  const facts = new Map();
  const told = new Map();
  for (const statement of statements) {
    const target = mainTarget(statement);
    if (!statement.actor || !target || statement.type.kind === "relation") continue;
    const plain = factKey(statement.actor.node, target, statement.type);
    const key = plain * 12 + standing(statement);
    if (!facts.has(key)) facts.set(key, { statement, target, plain, statements: [] });
    facts.get(key).statements.push(statement);
    told.set(plain, (told.get(plain) || 0) + 1);
  }
  const made = [...facts.values()];
  for (const fact of made) fact.told = told.get(fact.plain);
  for (const fact of made) fact.score = factScore(fact);
  return made.sort((one, other) => other.score - one.score || one.statement.index - other.statement.index);
}

/** The weightiest facts; each one chosen makes those about the same pair, actor or type weigh less. */
function varied(facts, count) {
  const pool = facts.slice(0, 80).map((fact) => ({ fact, weight: fact.score }));
  const chosen = [];
  while (chosen.length < count && pool.length) {
    const best = pool.reduce((one, other) => (other.weight > one.weight ? other : one));
    pool.splice(pool.indexOf(best), 1);
    chosen.push(best.fact);
    for (const other of pool) other.weight *= likeness(best.fact, other.fact);
  }
  return chosen;
}

function likeness(one, other) {
  const pair = (fact) => pairOf(fact.statement.actor.node, fact.target);
  const sameActor = one.statement.actor.node === other.statement.actor.node;
  return (pair(one) === pair(other) ? 0.55 : 1) * (sameActor ? 0.8 : 1) * (one.statement.type === other.statement.type ? 0.85 : 1);
}

/** A number for polarity and modality together. */
function standing({ polarity, modality }) {
  return graph.modalities.indexOf(modality) * 2 + (polarity === "negative" ? 1 : 0);
}

/** Weight of how it stands to the world: what happened before what was said, what was said before what might be. */
const STATUS_WEIGHT = { stated: 1, reported: 0.85, open: 0.6, denied: 0.7 };

function factScore({ statement, target, statements, told }) {
  const articles = new Set(statements.map((one) => one.document)).size;
  const sure = Math.max(...statements.map((one) => one.confidence));
  const known = Math.sqrt(Math.log2(2 + statement.actor.node.weight) * Math.log2(2 + target.weight));
  const spoken = statement.type.tone.startsWith("material") ? 1.15 : 1;
  const often = Math.log2(1 + (statements.length + told) / 2);
  return known * often * Math.sqrt(articles) * sure * STATUS_WEIGHT[statement.status] * spoken;
}

function factRow({ statement, target, statements }) {
  const action = () => (statements.length === 1 ? select({ statement }) : select({ bundle: { from: statement.actor.node, to: target, type: statement.type, status: null } }));
  const speakers = new Set(statements.map((one) => one.speaker && one.speaker.node.label));
  const says = statements.every((one) => one.speaker) ? `“ ${[...speakers].slice(0, 2).join(", ")}` : "";
  const when = statements.map((one) => one.date).filter(Boolean).sort()[0] || "";
  return element(
    "li", {},
    element("button", { type: "button", class: "fact", onclick: action },
      element("span", { class: "line" }, icon(statement.actor.node), factWords(statement, [])),
      element("small", {}, [statements.length > 1 ? plural(statements.length, "statement") : "", when, says].filter(Boolean).join(" · ")),
    ),
  );
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
