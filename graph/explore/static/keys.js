// Keys: everywhere on the page, and on the graph while it has the focus.

const HELP = [
  ["/", "search"], ["f", "fit the graph to the window"], ["p", "path between two nodes"], ["t", "graph, split, table, article in turn"],
  ["Esc", "back to the overview"], ["?", "this list"], ["Arrow keys on the graph", "go to the next node in that direction"],
  ["Enter on the graph", "details of the node"], ["+ and −, on the graph", "zoom"], ["Shift and click", "path to another node"],
  ["Double click", "a node: its surroundings; an edge: one line for each statement"],
];

function openKeys() {
  document.addEventListener("keydown", onKey);
  $("#network").addEventListener("keydown", onGraphKey);
  $("#theme").addEventListener("click", () => { setTheme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"); update(); });
  addEventListener("beforeprint", () => { openKeys.theme = document.documentElement.dataset.theme; setTheme("light"); update(); });
  addEventListener("afterprint", () => { setTheme(openKeys.theme); update(); });
  $("#fit").addEventListener("click", fit);
  $("#path-open").addEventListener("click", () => openPath(state.selection && state.selection.node ? state.selection.node : null, null));
  $("#help-open").addEventListener("click", openHelp);
  $("#filters-toggle").addEventListener("click", toggleFilters);
  $("[data-skip]").addEventListener("click", (event) => { event.preventDefault(); $("#panel").focus(); });
  for (const item of document.querySelectorAll("[data-view]")) item.addEventListener("click", () => setView(item.dataset.view));
}

function onKey(event) {
  if (event.target.closest("input, select, textarea, dialog") || event.ctrlKey || event.metaKey || event.altKey) return;
  const action = { "/": focusSearch, f: fit, p: () => $("#path-open").click(), t: nextView, "?": openHelp, Escape: backToOverview }[event.key];
  if (!action) return;
  event.preventDefault();
  action();
}

function focusSearch() {
  $("#search").focus();
  $("#search").select();
}

function backToOverview() {
  $("#export").open = false;
  document.body.classList.remove("with-filters");
  state.path = null;
  select(null);
}

function setView(view) {
  state.view = view;
  update();
  resize();
}

function nextView() {
  setView(VIEWS[(VIEWS.indexOf(state.view) + 1) % VIEWS.length]);
}

function toggleFilters() {
  const open = document.body.classList.toggle("with-filters");
  $("#filters-toggle").setAttribute("aria-expanded", String(open));
}

const DIRECTIONS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

function onGraphKey(event) {
  if (DIRECTIONS[event.key]) goTowards(DIRECTIONS[event.key]);
  else if (event.key === "Enter") $("#panel").focus();
  else if (event.key === "+" || event.key === "=") zoom(1.25);
  else if (event.key === "-") zoom(0.8);
  else return;
  event.preventDefault();
}

/** Selects the nearest node in a direction; a step aside counts double. */
function goTowards([right, down]) {
  const here = state.selection && state.selection.node;
  if (!here) {
    const [first] = [...shown.nodes].sort((one, other) => one.index - other.index);
    if (first) select({ node: first });
    return;
  }
  const [x, y] = positionOf(here);
  let best = null;
  for (const node of shown.nodes) {
    const [otherX, otherY] = positionOf(node);
    const ahead = (otherX - x) * right + (otherY - y) * down;
    const aside = Math.abs((otherX - x) * down) + Math.abs((otherY - y) * right);
    if (node === here || ahead <= 0) continue;
    const cost = ahead + 2 * aside;
    if (!best || cost < best.cost) best = { node, cost };
  }
  if (!best) return;
  select({ node: best.node });
  reveal(best.node);
}

function centreOn(node) {
  const [x, y] = positionOf(node);
  canvas.fitted = false;
  canvas.network.moveTo({ position: { x, y }, animation: false });
}

function zoom(factor) {
  canvas.fitted = false;
  canvas.network.moveTo({ scale: canvas.network.getScale() * factor, animation: false });
}

function openHelp() {
  const keysMade = HELP.flatMap(([key, words]) => [element("dt", {}, element("kbd", {}, key)), element("dd", {}, words)]);
  const lines = STATUS.map((status) => element("li", {}, lineIcon("neither", status.id), " ", status.label));
  openDialog("Keys and signs", [element("dl", { class: "keys" }, keysMade), element("h3", {}, "Edges"), element("ul", { class: "signs" }, lines), element("p", {}, "Red is conflict, blue cooperation, purple both, grey neither. Thin edges lead to further participants. “ marks what somebody else says, ⇄ what is both affirmed and denied.")]);
}
