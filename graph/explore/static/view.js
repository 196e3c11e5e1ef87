// What the graph shows: the nodes in scope and the bundles between them.

/** The nodes and bundles on the canvas, filled by applyScope. */
const shown = { nodes: new Set(), bundles: new Map(), statements: new Set(), omitted: 0 };
/** The most edges that a view of the most connected nodes opens with; more are a tangle, and slow. */
const EDGES = 300;

function applyScope() {
  const live = graph.links.filter(linkPasses);
  const wanted = scope(live);
  const inside = wanted ? live.filter((link) => wanted.has(link.from) && wanted.has(link.to)) : live;
  shown.nodes = new Set();
  for (const link of inside) {
    shown.nodes.add(link.from);
    shown.nodes.add(link.to);
  }
  for (const node of state.pinned) if (nodeShown(node)) shown.nodes.add(node);
  if (state.selection && state.selection.node && nodeShown(state.selection.node)) shown.nodes.add(state.selection.node);
  shown.bundles = bundles(inside);
  shown.omitted = 0;
  if (wanted && !inPicture() && !state.every) trim();
  for (const bundle of shown.bundles.values()) describe(bundle);
  shown.statements = new Set([...shown.bundles.values()].flatMap((bundle) => bundle.statements));
}

/** True where a path or the surroundings of something are shown, which are never thinned. */
function inPicture() {
  return Boolean(state.path && state.path.steps) || inSurroundings();
}

/** Keeps the edges that most statements stand behind, the strongest of every node, and all that are asked for. */
function trim() {
  const all = [...shown.bundles.values()];
  if (all.length <= EDGES) return;
  const order = all.map((bundle) => [bundle.statements.length + (bundle.links.some((link) => link.main) ? 0.5 : 0), bundle]);
  order.sort((one, other) => other[0] - one[0]);
  const asked = new Set([...seeds(), ...state.pinned, ...state.expanded]);
  const reached = new Set();
  const kept = new Set();
  for (const [, bundle] of order) {
    const first = !reached.has(bundle.from) || !reached.has(bundle.to);
    if (!first && !state.unfolded.has(bundle.pair) && !asked.has(bundle.from) && !asked.has(bundle.to)) continue;
    reached.add(bundle.from).add(bundle.to);
    kept.add(bundle);
  }
  for (const [, bundle] of order) if (kept.size < EDGES) kept.add(bundle);
  shown.bundles = new Map(all.filter((bundle) => kept.has(bundle)).map((bundle) => [bundle.id, bundle]));
  shown.omitted = all.length - shown.bundles.size;
}

/** The nodes that may be shown; null for all of them. */
function scope(live) {
  if (state.path && state.path.steps) return new Set([...state.path.nodes, ...state.pinned]);
  if (inSurroundings()) return around(seeds(), state.scope === "ego2" ? 2 : 1, live);
  if (!graph.top) return null;
  const wanted = mostConnected(live);
  for (const node of [...state.pinned, ...state.expanded, ...seeds()]) wanted.add(node);
  for (const node of state.expanded) addNeighbours(wanted, [node], live);
  if (state.selection && state.selection.node) addNeighbours(wanted, [state.selection.node], live);
  return wanted;
}

/** True where only the surroundings of something are shown; without a beginning everything is. */
function inSurroundings() {
  return state.scope !== "all" && seeds().length > 0;
}

/** Where an ego view begins: the selection, else what is pinned. */
function seeds() {
  const { selection } = state;
  if (!selection) return [...state.pinned];
  if (selection.node) return [selection.node];
  if (selection.bundle) return [selection.bundle.from, selection.bundle.to];
  return participants(selection.statement).map((one) => one.node);
}

function around(start, steps, live) {
  const reached = new Set(start);
  for (let step = 0; step < steps; step += 1) addNeighbours(reached, [...reached], live);
  for (const node of state.pinned) reached.add(node);
  return reached;
}

function addNeighbours(reached, start, live) {
  const from = new Set(start);
  const near = from.size > 30 ? live : start.flatMap((node) => node.links.filter(linkPasses));
  for (const link of near) {
    if (from.has(link.from)) reached.add(link.to);
    if (from.has(link.to)) reached.add(link.from);
  }
}

function mostConnected(live) {
  if (!filtered() && !state.hidden.size) return new Set(graph.connected.slice(0, graph.top));
  const counts = new Map();
  for (const link of live) {
    for (const node of [link.from, link.to]) counts.set(node, (counts.get(node) || 0) + 1);
  }
  const order = [...counts].sort((left, right) => right[1] - left[1] || left[0].index - right[0].index);
  return new Set(order.slice(0, graph.top).map(([node]) => node));
}
