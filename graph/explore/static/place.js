// Where nodes stand, and which part of the plane the window shows.

function positionOf(node) {
  const spot = canvas.positions && canvas.positions.get(node);
  return spot || [node.x === null ? 0 : node.x, node.y === null ? 0 : node.y];
}

/** Keeps the page's positions where all nodes have one and nothing asks for an own picture. True where nodes moved. */
function choosePositions() {
  const nodes = [...shown.nodes].sort((one, other) => one.index - other.index);
  const own = state.path && state.path.steps ? "path" : inSurroundings() ? "ego" : nodes.some((node) => node.x === null) ? "top" : "";
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
  const { clientWidth, clientHeight } = $("#network");
  if (!shown.nodes.size || !clientWidth || !clientHeight) return;
  const scale = fittingScale(shown.nodes);
  const box = frame(shown.nodes, scale);
  const position = { x: (box.left + box.right) / 2 / scale, y: (box.top + box.bottom + 32) / 2 / scale };
  canvas.network.moveTo({ position, scale, animation: false });
  canvas.fitted = true;
}

/** The largest scale, up to a limit, at which nodes and labels fit into the window. */
function fittingScale(nodes) {
  const { clientWidth, clientHeight } = $("#network");
  let [low, high] = [0.01, 1.25];
  for (let round = 0; round < 16; round += 1) {
    const scale = (low + high) / 2;
    const box = frame(nodes, scale);
    if (box.right - box.left <= clientWidth - 24 && box.bottom - box.top <= clientHeight - 56) low = scale;
    else high = scale;
  }
  return low;
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

/** Stretches the page's positions, once, towards the form of the window; nodes that would be tiny in it grow. */
function stretch() {
  const { clientWidth, clientHeight } = $("#network");
  const placed = graph.nodes.filter((node) => node.x !== null);
  if (!clientWidth || !clientHeight || placed.length < 3) return;
  const { left, top, right, bottom } = frame(placed, 1);
  const wanted = (clientHeight - 56) / (clientWidth - 24) / ((bottom - top) / (right - left));
  const factor = Math.min(1.8, Math.max(0.7, wanted));
  for (const node of placed) node.y = Math.round(node.y * factor);
  const least = 4.6 / fittingScale(placed);
  for (const node of placed) node.size = Math.max(node.size, Math.min(least, 18));
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

/** Like fit, for some of the nodes. */
function fitTo(nodes) {
  const visible = nodes.filter((node) => shown.nodes.has(node));
  if (visible.length) canvas.network.fit({ nodes: visible.map((node) => node.id), maxZoomLevel: 1.25, animation: false });
}
