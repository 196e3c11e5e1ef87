// The shortest way between two nodes over what passes the filters, with the sentence of each step.

function openPath(from, to) {
  state.path = { from, to, forward: false };
  state.selection = null;
  state.contradictions = false;
  update();
  focusField(from ? "#path-to" : "#path-from");
}

function focusField(selector) {
  const field = $(selector);
  if (field && !state.path.to) field.focus();
}

function closePath() {
  state.path = null;
  update();
}

/** Fills state.path.nodes and .steps (passing statements of each step); both null where there is no way. */
function findPath() {
  const { path } = state;
  if (!path) return;
  path.nodes = null;
  path.steps = null;
  if (!path.from || !path.to) return;
  const before = breadthFirst(path.from, path.to, path.forward);
  if (!before.has(path.to)) return;
  const nodes = [];
  for (let node = path.to; node; node = before.get(node)) nodes.unshift(node);
  path.nodes = nodes;
  path.steps = nodes.slice(1).map((node, at) => stepBetween(nodes[at], node, path.forward));
}

/** Breadth first; among equally short ways the one over less connected nodes, which says more. */
function breadthFirst(from, to, forward) {
  const before = new Map([[from, null]]);
  let rim = [from];
  while (rim.length && !before.has(to)) {
    const next = [];
    for (const node of rim) {
      for (const link of node.links) {
        if ((forward && link.from !== node) || !linkPasses(link)) continue;
        const other = link.from === node ? link.to : link.from;
        if (before.has(other)) continue;
        before.set(other, node);
        next.push(other);
      }
    }
    rim = next.sort((one, other) => one.links.length - other.links.length || one.index - other.index);
  }
  return before;
}

function stepBetween(one, other, forward) {
  const statements = forward ? between(one, other) : [...new Set([...between(one, other), ...between(other, one)])];
  const rank = (statement) => STATUS.findIndex((status) => status.id === statement.status) - statement.confidence;
  return statements.sort((left, right) => rank(left) - rank(right));
}

function pathPanel() {
  const { path } = state;
  const forward = element("input", { type: "checkbox", id: "path-forward", checked: path.forward, onchange: (event) => { path.forward = event.target.checked; update(); } });
  return [
    element("h2", { class: "title" }, "Path between two nodes"),
    nodeField("path-from", "From", path.from, (node) => { path.from = node; update(); }),
    nodeField("path-to", "To", path.to, (node) => { path.to = node; update(); }),
    element("label", { class: "check" }, forward, " only along the arrows"),
    element("div", { class: "actions" }, button("Turn round", () => { [path.from, path.to] = [path.to, path.from]; update(); }), button("Close", closePath, { "data-action": "close-path" })),
    pathSteps(path),
  ];
}

/** The edge between two nodes, whichever way it runs. */
function edgeBetween(one, other) {
  const [from, to] = between(one, other).length ? [one, other] : [other, one];
  return { bundle: { from, to, type: null, status: null } };
}

function pathSteps(path) {
  if (!path.from || !path.to) return element("p", { class: "hint" }, "Choose two nodes; or select one in the graph and click another with Shift held.");
  if (!path.steps) return element("p", { class: "hint", id: "no-path" }, "No way between them over what passes the filters.");
  const made = [element("p", { class: "under", id: "path-length" }, `${plural(path.steps.length, "step")}, no way is shorter`)];
  path.nodes.forEach((node, at) => {
    made.push(element("ul", { class: "list" }, nodeRow(node, graph.classes[node.class])));
    if (at === path.steps.length) return;
    const [first, ...rest] = path.steps[at];
    const more = rest.length ? button(`${rest.length} more`, () => select(edgeBetween(node, path.nodes[at + 1])), { class: "mini", "data-action": "more" }) : null;
    made.push(element("div", { class: "step" }, fillHeading(card(first), first), more));
  });
  return made;
}
