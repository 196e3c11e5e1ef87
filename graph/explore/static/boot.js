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
  $("#counts").textContent = `${shown.nodes.size} of ${plural(graph.connected.length, "connected node")} · ${edgesInWords()} · ${statements} of ${plural(graph.statements.length, "statement")}`;
  $("#unhide").hidden = state.hidden.size === 0;
  $("#every").hidden = !shown.omitted && !state.every;
  $("#every").textContent = state.every ? "Strongest edges" : "All edges";
  document.body.dataset.view = state.view;
  for (const item of document.querySelectorAll("[data-view]")) item.setAttribute("aria-pressed", String(item.dataset.view === state.view));
}

function edgesInWords() {
  const drawn = grouped(shown.bundles.size);
  return shown.omitted ? `the ${drawn} strongest of ${plural(shown.bundles.size + shown.omitted, "edge")}` : plural(shown.bundles.size, "edge");
}

function drawSummary() {
  const dates = graph.documents.map((document) => document.published).filter(Boolean).sort();
  const span = dates.length ? ` · ${dates[0]}${dates.length > 1 ? " to " + dates[dates.length - 1] : ""}` : "";
  $("#summary").textContent = `${plural(graph.documents.length, "article")} · ${plural(graph.statements.length, "statement")}${span}`;
}

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** Waits for the picture that fitting asks for; one that has not come with the next frames is drawn at once. */
async function firstPicture() {
  if (!$("#stage").checkVisibility()) return;
  let painted = false;
  canvas.network.once("afterDrawing", () => { painted = true; });
  for (let frames = 0; frames < 2 && !painted; frames += 1) await nextFrame();
  if (!painted) canvas.network.redraw();
}

/** True where the first view shows sentences. */
function needsWritten() {
  return Boolean(state.selection || state.path || state.contradictions || state.view !== "graph");
}

/** Reads the texts when the picture stands; what waits for a sentence is drawn again. */
async function completeWritten() {
  const waited = !written;
  await readWritten();
  if (waited && needsWritten()) update();
  document.documentElement.dataset.complete = "yes";
}

await readGraph();
readTimeline();
readAddress();
if (needsWritten()) await readWritten();
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
const picture = firstPicture();
fit();
$("#loading").remove();
addEventListener("hashchange", () => { readAddress(); syncControls(); update(); });
await picture;
canvas.open = true;
await nextFrame();
performance.mark("ready");
document.documentElement.dataset.ready = "yes";
setTimeout(completeWritten, 200);
window.explorer = { graph, shown, marks, canvas, histogram, select, get state() { return state; }, stateWords };
