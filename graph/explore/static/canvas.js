// The graph on the canvas. vis-network holds only what is in view; a change of view is a difference of rows.

const canvas = { network: null, nodes: null, edges: null, specs: new Map(), positions: null, signature: "", focus: null, moving: false, fitted: false, size: "" };

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
  else canvas.network.redraw();
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

// ---- where nodes stand

function positionOf(node) {
  const spot = canvas.positions && canvas.positions.get(node);
  return spot || [node.x === null ? 0 : node.x, node.y === null ? 0 : node.y];
}

/** Keeps the page's positions where all nodes have one and nothing asks for an own picture. True where nodes moved. */
function choosePositions() {
  const nodes = [...shown.nodes].sort((one, other) => one.index - other.index);
  const own = state.path && state.path.steps ? "path" : state.scope !== "all" ? "ego" : nodes.some((node) => node.x === null) ? "top" : "";
  const signature = own && own + " " + nodes.map((node) => node.index).join();
  if (signature === canvas.signature) return false;
  const before = canvas.signature.startsWith("top") || canvas.signature === "" ? placedBefore(nodes) : new Map();
  canvas.signature = signature;
  const ties = [...shown.bundles.values()].map((bundle) => [bundle.from, bundle.to]);
  if (own === "top" && before.size * 2 >= nodes.length) {
    canvas.positions = join(before, nodes, ties);
    return false;
  }
  if (!own) canvas.positions = null;
  else canvas.positions = own === "path" ? inLine(state.path.nodes, nodes) : arrange(nodes, ties, seeds()[0]);
  return true;
}

/** Where those of the nodes that have a place already stand. */
function placedBefore(nodes) {
  const known = nodes.filter((node) => (canvas.positions && canvas.positions.has(node)) || node.x !== null);
  return new Map(known.map((node) => [node, positionOf(node)]));
}

/** A path from left to right, what is pinned under it. */
function inLine(path, nodes) {
  const placed = new Map(path.map((node, at) => [node, [at * 240, at % 2 ? 50 : -50]]));
  nodes.filter((node) => !placed.has(node)).forEach((node, at) => placed.set(node, [at * 160, 260]));
  return placed;
}

/** Moves the view so that everything shown, labels included, lies inside the window. */
function fit() {
  const { network } = canvas;
  const { clientWidth, clientHeight } = $("#network");
  if (!shown.nodes.size || !clientWidth || !clientHeight) return;
  let [low, high] = [0.01, 1.25];
  for (let round = 0; round < 24; round += 1) {
    const scale = (low + high) / 2;
    const box = frame(shown.nodes, scale);
    if (box.right - box.left <= clientWidth - 24 && box.bottom - box.top <= clientHeight - 56) low = scale;
    else high = scale;
  }
  const box = frame(shown.nodes, low);
  const position = { x: (box.left + box.right) / 2 / low, y: (box.top + box.bottom + 32) / 2 / low };
  network.moveTo({ position, scale: low, animation: false });
  canvas.fitted = true;
}

/** What nodes and labels cover at a scale, in pixels from the origin; labels have the same size at every scale. */
function frame(nodes, scale) {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const node of nodes) {
    const [x, y] = positionOf(node);
    const half = Math.max(node.size * scale, 3.6 * Math.min(node.label.length, 26));
    box.left = Math.min(box.left, x * scale - half);
    box.right = Math.max(box.right, x * scale + half);
    box.top = Math.min(box.top, (y - node.size) * scale);
    box.bottom = Math.max(box.bottom, (y + node.size) * scale + 18);
  }
  return box;
}

/** Stretches the page's positions, once, towards the form of the window, which gives the labels more room. */
function stretch() {
  const { clientWidth, clientHeight } = $("#network");
  const placed = graph.nodes.filter((node) => node.x !== null);
  if (!clientWidth || !clientHeight || placed.length < 3) return;
  const { left, top, right, bottom } = frame(placed, 1);
  const wanted = (clientHeight - 56) / (clientWidth - 24) / ((bottom - top) / (right - left));
  const factor = Math.min(1.8, Math.max(0.7, wanted));
  for (const node of placed) node.y = Math.round(node.y * factor);
}

/** Takes over the size of the stage; a view that was fitted stays fitted. */
function resize() {
  const { clientWidth, clientHeight } = $("#network");
  if (!clientWidth || !clientHeight) return;
  const { fitted, network } = canvas;
  const size = `${clientWidth} ${clientHeight}`;
  if (size === canvas.size) return;
  canvas.size = size;
  network.setSize("100%", "100%");
  if (fitted) fit();
  else network.redraw();
}

/** Moves the view only where the node is outside. */
function reveal(node) {
  const [x, y] = positionOf(node);
  const view = viewBounds();
  if (x < view.left || x > view.right || y < view.top || y > view.bottom) centreOn(node);
}

// ---- what the pointer does

function onClick({ nodes, edges, event }) {
  const shift = event.srcEvent && event.srcEvent.shiftKey;
  if (nodes.length) {
    const node = nodeOf(nodes[0]);
    if (shift && state.selection && state.selection.node && state.selection.node !== node) openPath(state.selection.node, node);
    else select({ node });
  } else if (edges.length) selectBundle(shown.bundles.get(edges[0]));
  else if (state.selection) select(null);
}

function selectBundle(bundle) {
  if (bundle.statement) select({ statement: bundle.statement });
  else select({ bundle: { from: bundle.from, to: bundle.to, type: bundle.type, status: bundle.status } });
}

function onDoubleClick({ nodes, edges }) {
  if (nodes.length) {
    const node = nodeOf(nodes[0]);
    if (graph.top) {
      state.expanded.add(node);
      update();
    } else {
      state.scope = "ego1";
      select({ node });
    }
  } else if (edges.length) toggleUnfolded(shown.bundles.get(edges[0]).pair);
}

function toggleUnfolded(pair) {
  if (!state.unfolded.delete(pair)) state.unfolded.add(pair);
  update();
}

function onDragEnd({ nodes }) {
  canvas.moving = false;
  canvas.fitted = false;
  for (const id of nodes) {
    const { x, y } = canvas.network.getPosition(id);
    const node = nodeOf(id);
    if (canvas.positions) canvas.positions.set(node, [Math.round(x), Math.round(y)]);
    else [node.x, node.y] = [Math.round(x), Math.round(y)];
  }
  canvas.network.redraw();
}

function showTip(target, event) {
  const tip = $("#tip");
  const line = (text, name) => element("div", { class: name }, text);
  if (target.node) {
    tip.replaceChildren(line(target.node.label, "strong"), line(`${graph.classes[target.node.class]} · ${plural(target.node.weight, "statement")}`));
  } else if (target.bundle) {
    const { from, to, statements } = target.bundle;
    tip.replaceChildren(line(`${from.label} → ${to.label}`, "strong"), ...typeCounts(statements).slice(0, 6).map(([words, count]) => line(`${words}${count > 1 ? " ×" + count : ""}`)));
  }
  const box = $("#stage").getBoundingClientRect();
  const [x, y] = [event.clientX - box.left, event.clientY - box.top];
  tip.hidden = false;
  tip.style.left = `${Math.max(4, Math.min(x + 14, box.width - tip.offsetWidth - 6))}px`;
  tip.style.top = `${y + 18 + tip.offsetHeight > box.height ? y - tip.offsetHeight - 10 : y + 18}px`;
}

/** Types with their status in words and their counts, the most frequent first. */
function typeCounts(statements) {
  const counts = new Map();
  for (const statement of statements) {
    const words = `${statement.type.label}${statusWords(statement)}`;
    counts.set(words, (counts.get(words) || 0) + 1);
  }
  return [...counts].sort((left, right) => right[1] - left[1]);
}

/** What a reader must know beside the type: " (denied, planned, says X)"; nothing where it simply happened. */
function statusWords(statement) {
  const words = caveats(statement);
  if (statement.speaker) words.push("says " + statement.speaker.node.label);
  return words.length ? ` (${words.join(", ")})` : "";
}

function hideTip() {
  $("#tip").hidden = true;
}

/** Like fit, for some of the nodes. */
function fitTo(nodes) {
  const visible = nodes.filter((node) => shown.nodes.has(node));
  if (visible.length) canvas.network.fit({ nodes: visible.map((node) => node.id), maxZoomLevel: 1.25, animation: false });
}
