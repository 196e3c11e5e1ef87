// The order of things: read, choose from the address, draw.

function update() {
  applyFilters();
  findPath();
  applyScope();
  drawGraph();
  drawTable();
  drawArticle();
  drawPanel();
  drawTime();
  countFacets();
  drawCounts();
  writeAddress();
}

function drawCounts() {
  const statements = shown.statements.size;
  $("#counts").textContent = `${shown.nodes.size} of ${plural(graph.connected.length, "connected node")} · ${plural(shown.bundles.size, "edge")} · ${statements} of ${plural(graph.statements.length, "statement")}`;
  $("#unhide").hidden = state.hidden.size === 0;
  document.body.dataset.view = state.view;
  for (const item of document.querySelectorAll("[data-view]")) item.setAttribute("aria-pressed", String(item.dataset.view === state.view));
}

function drawSummary() {
  const dates = graph.documents.map((document) => document.published).filter(Boolean).sort();
  const span = dates.length ? ` · ${dates[0]}${dates.length > 1 ? " to " + dates[dates.length - 1] : ""}` : "";
  $("#summary").textContent = `${plural(graph.documents.length, "article")} · ${plural(graph.statements.length, "statement")}${span}`;
}

await readGraph();
readTimeline();
readAddress();
setTheme(matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
openCanvas();
openSearch();
openFacets();
openTime();
openExport();
openKeys();
stretch();
syncControls();
drawSummary();
update();
fit();
$("#loading").remove();
addEventListener("hashchange", () => { readAddress(); syncControls(); update(); });
if ($("#stage").checkVisibility()) await new Promise((resolve) => { canvas.network.once("afterDrawing", resolve); canvas.network.redraw(); });
await new Promise((resolve) => requestAnimationFrame(resolve));
performance.mark("ready");
document.documentElement.dataset.ready = "yes";
window.explorer = { graph, shown, marks, canvas, histogram, select, get state() { return state; }, stateWords };
