// The panel on the right: which of its faces is shown.

function drawPanel() {
  const panel = $("#panel");
  panel.replaceChildren(...face().flat(4).filter(Boolean));
  panel.scrollTop = 0;
}

function face() {
  if (state.path) return pathPanel();
  if (state.contradictions) return contradictionPanel();
  const { selection } = state;
  if (!selection) return overview();
  const close = element("div", { class: "back" }, button("‹ Overview", () => select(null), { class: "mini", "data-action": "overview" }));
  if (selection.node) return [close, nodePanel(selection.node)];
  if (selection.statement) return [close, statementPanel(selection.statement)];
  return [close, edgePanel(selection.bundle)];
}

/** Selects a node, an edge or a statement, in the graph, the table and the panel alike; null selects nothing. */
function select(selection) {
  state.selection = selection;
  state.contradictions = false;
  const inPath = state.path && state.path.steps && selection;
  if (state.path && selection && !inPath) state.path = null;
  if (inPath) state.path = null;
  update();
  if (selection) announce(selectionText(selection));
}

function selectionText({ node, statement, bundle }) {
  if (node) return `${node.label}, ${graph.classes[node.class]}, ${plural(node.weight, "statement")}`;
  if (statement) return plainFact(statement);
  return `${bundle.from.label} to ${bundle.to.label}, ${plural(between(bundle.from, bundle.to).length, "statement")}`;
}
