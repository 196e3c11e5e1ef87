// The panel of an edge: every sentence behind it.

const CARDS = 100;

function edgePanel({ from, to, type, status }) {
  const statements = between(from, to).filter((statement) => (!type || statement.type === type) && (!status || statement.status === status));
  const all = new Set(from.links.filter((link) => link.from === from && link.to === to).map((link) => link.statement));
  const hidden = [...all].filter((statement) => !statements.includes(statement) && (!type || statement.type === type) && (!status || statement.status === status)).length;
  const pair = pairOf(from, to);
  const back = between(to, from);
  return [
    element("h2", { class: "title" }, nodeButton(from), " → ", nodeButton(to)),
    element("p", { class: "under" }, `${type ? type.label + " · " : ""}${plural(statements.length, "statement")}${hidden ? ` · ${hidden} more behind filters` : ""}`),
    element("div", { class: "actions" },
      statements.length > 1 ? button(state.unfolded.has(pair) ? "Fold" : "Unfold", () => toggleUnfolded(pair), { "data-action": "unfold", title: "One edge for each statement" }) : null,
      type ? button("All types", () => select({ bundle: { from, to, type: null, status: null } }), { "data-action": "all-types" }) : null,
      back.length ? button(`Other way (${back.length})`, () => select({ bundle: { from: to, to: from, type: null, status: null } }), { "data-action": "back" }) : null),
    element("div", { class: "cards" }, statements.slice(0, CARDS).map((statement) => fillHeading(card(statement), statement))),
    type ? untargeted(from, type) : null,
    statements.length > CARDS ? element("p", { class: "hint" }, `and ${statements.length - CARDS} more in the table`) : null,
  ];
}

/** What the same actor is said to have done without a word on whom. */
function untargeted(actor, type) {
  const found = actor.statements.filter((one) => one.type === type && one.actor && one.actor.node === actor && passing[one.index] && !mainTarget(one));
  return found.length ? [element("h3", {}, `The same, of nobody in particular (${found.length})`), statementList(found)] : null;
}

/** Passing statements that draw an edge from one node to the other, the latest first. */
function between(from, to) {
  const found = new Set();
  for (const link of from.links) if (link.from === from && link.to === to && linkPasses(link)) found.add(link.statement);
  return [...found].sort((one, other) => (other.latest || 0) - (one.latest || 0) || one.index - other.index);
}

function statementPanel(statement) {
  const rows = participants(statement).map((one, at) => [at === 0 && statement.actor ? "actor" : one.role, one]);
  return [
    element("h2", { class: "title" }, factWords(statement)),
    passing[statement.index] ? null : element("p", { class: "hint" }, "The filters hide this statement."),
    card(statement, { names: false }),
    element("h3", {}, "Participants"),
    element("ul", { class: "list" }, rows.map(([role, one]) => nodeRow(one.node, role))),
    moreOf(statement),
  ];
}

function moreOf(statement) {
  const target = mainTarget(statement);
  if (!target) return null;
  const others = between(statement.actor.node, target).filter((other) => other !== statement);
  if (!others.length) return null;
  return [element("h3", {}, "Between the same two"), statementList(others)];
}
