// The graph on the canvas. vis-network holds only what is in view; a change of view is a difference of rows.

const canvas = { network: null, nodes: null, edges: null, specs: new Map(), positions: null, signature: "", focus: null, moving: false, fitted: false, size: "", open: false };

function openCanvas() {
  canvas.size = `${$("#network").clientWidth} ${$("#network").clientHeight}`;
  canvas.nodes = new vis.DataSet();
  canvas.edges = new vis.DataSet();
  canvas.network = new vis.Network($("#network"), { nodes: canvas.nodes, edges: canvas.edges }, JSON.parse($("#options").textContent));
  const { network } = canvas;
  network.on("click", onClick);
  network.on("doubleClick", onDoubleClick);
  network.on("dragEnd", onDragEnd);
  network.on("afterDrawing", drawMarks);
  network.on("dragStart", () => { canvas.moving = true; hideTip(); });
  network.on("zoom", () => { canvas.fitted = false; });
  new ResizeObserver(resize).observe($("#network"));
  network.on("hoverNode", ({ node, event }) => showTip({ node: nodeOf(node) }, event));
  network.on("hoverEdge", ({ edge, event }) => showTip({ bundle: shown.bundles.get(edge) }, event));
  for (const name of ["blurNode", "blurEdge", "zoom"]) network.on(name, hideTip);
}

const nodeOf = (id) => graph.nodes[Number(id.slice(1))];

function drawGraph() {
  const relaid = choosePositions();
  canvas.focus = focus();
  const specs = new Map();
  for (const node of shown.nodes) specs.set(node.id, nodeSpec(node));
  const edges = edgeSpecs();
  synchronize(canvas.nodes, new Map([...specs]), "node");
  synchronize(canvas.edges, edges, "edge");
  if (relaid) fit();
  else if (canvas.open) canvas.network.redraw();
  $("#empty").hidden = shown.nodes.size > 0;
}

const drawn = { node: new Map(), edge: new Map() };

/** Adds, updates and removes rows so that the set holds these specs. */
function synchronize(set, specs, kind) {
  const before = drawn[kind];
  const after = new Map();
  const added = [];
  const changed = [];
  for (const [id, spec] of specs) {
    const text = JSON.stringify(spec);
    after.set(id, text);
    if (!before.has(id)) added.push(spec);
    else if (before.get(id) !== text) changed.push(spec);
  }
  const gone = [...before.keys()].filter((id) => !after.has(id));
  drawn[kind] = after;
  if (gone.length) set.remove(gone);
  if (added.length) set.add(added);
  if (changed.length) set.update(changed);
}

/** What is emphasised: null for nothing, else nodes and bundle ids. */
function focus() {
  const { selection, path } = state;
  if (path && path.steps) return { nodes: new Set(path.nodes), bundles: new Set(shown.bundles.keys()) };
  if (!selection) return null;
  const nodes = new Set();
  const ids = new Set();
  for (const bundle of shown.bundles.values()) {
    if (!emphasised(bundle, selection)) continue;
    ids.add(bundle.id);
    nodes.add(bundle.from);
    nodes.add(bundle.to);
  }
  if (selection.node) nodes.add(selection.node);
  if (selection.statement) for (const one of participants(selection.statement)) nodes.add(one.node);
  return { nodes, bundles: ids };
}

function emphasised(bundle, selection) {
  if (selection.node) return bundle.from === selection.node || bundle.to === selection.node;
  if (selection.statement) return bundle.statements.includes(selection.statement);
  const { from, to, type } = selection.bundle;
  return bundle.from === from && bundle.to === to && (!type || !bundle.type || bundle.type === type);
}

function nodeSpec(node) {
  const dim = canvas.focus && !canvas.focus.nodes.has(node);
  const [x, y] = positionOf(node);
  const chosen = state.selection && state.selection.node === node;
  const border = chosen || state.pinned.has(node) ? colours.ink : colours.canvas;
  const background = nodeColour(node);
  return {
    id: node.id, x, y, shape: SHAPES[node.class] || "dot", size: node.size, opacity: dim ? 0.13 : 1,
    borderWidth: chosen ? 3 : state.pinned.has(node) ? 2.5 : 1.5,
    color: { background, border, highlight: { background, border: colours.ink }, hover: { background, border: colours.ink } },
  };
}

function edgeSpecs() {
  const pairs = new Map();
  for (const bundle of shown.bundles.values()) {
    if (!pairs.has(bundle.pair)) pairs.set(bundle.pair, []);
    pairs.get(bundle.pair).push(bundle);
  }
  const specs = new Map();
  for (const group of pairs.values()) {
    group.forEach((bundle, place) => specs.set(bundle.id, edgeSpec(bundle, curve(bundle, place, group.length))));
  }
  return specs;
}

/** How far an edge bends, so that edges between the same two nodes lie beside each other; negative is the other side. */
function curve(bundle, place, count) {
  if (count === 1) return 0;
  const bend = (place - (count - 1) / 2) * Math.min(0.22, 1.2 / count);
  return bundle.from.index < bundle.to.index ? bend : -bend;
}

function edgeSpec(bundle, bend) {
  const dim = canvas.focus && !canvas.focus.bundles.has(bundle.id);
  const color = colours[bundle.tone];
  const { dash } = STATUS.find((status) => status.id === bundle.look);
  return {
    id: bundle.id, from: bundle.from.id, to: bundle.to.id,
    width: bundle.main ? Math.min(6, 1.4 + 0.9 * Math.log2(bundle.statements.length)) : 1,
    dashes: dash || false,
    color: { color, highlight: color, hover: color, opacity: dim ? 0.06 : bundle.main ? 0.8 : 0.4 },
    arrows: { to: { enabled: bundle.main && !bundle.symmetric && !dim, scaleFactor: 0.55 } },
    smooth: bend === 0 ? { enabled: false } : { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) },
  };
}
