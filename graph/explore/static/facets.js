// The filters on the left, which are also the legend: each row shows its sign, how many there are, and switches them.

function openFacets() {
  for (const facet of FACETS) drawFacet(facet);
  for (const choice of CHOICES) drawChoice(choice);
  for (const name of ["scope", "level", "colour"]) {
    $("#" + name).addEventListener("change", (event) => {
      state[name] = event.target.value;
      if (name === "scope" && state.scope !== "all" && !seeds().length) toast("Select a node first; its surroundings are shown then.");
      update();
    });
  }
  if (graph.top) $("#scope option[value=all]").textContent = `The ${graph.top} most connected`;
  $("#confidence").addEventListener("input", (event) => { state.confidence = Number(event.target.value); syncControls(); update(); });
  for (const id of ["#reset", "#reset-empty"]) $(id).addEventListener("click", () => { resetFilters(); syncControls(); update(); });
  $("#every").addEventListener("click", () => { state.every = !state.every; update(); });
  $("#unhide").addEventListener("click", () => { state.hidden.clear(); update(); });
}

const FACET_TITLES = { class: "Nodes", status: "Edges by status", tone: "Edges by tone", type: "Event types", polarity: "Polarity", modality: "Modality" };

function drawFacet(facet) {
  const values = facetValues(facet);
  const rowsMade = facet === "type" ? typeRows() : values.map((value) => facetRow(facet, value));
  const chips = facet === "polarity" || facet === "modality";
  const all = button("all", () => { state.off[facet].clear(); syncControls(); update(); }, { class: "mini", "data-all": facet, "aria-label": `All ${FACET_TITLES[facet].toLowerCase()}` });
  const none = button("none", () => { state.off[facet] = new Set(values); syncControls(); update(); }, { class: "mini", "data-none": facet, "aria-label": `No ${FACET_TITLES[facet].toLowerCase()}` });
  $("#facet-" + facet).replaceChildren(element("h2", {}, FACET_TITLES[facet], values.length > 2 ? element("span", { class: "switches" }, all, none) : null), element("div", { class: chips ? "chips" : "rows" }, rowsMade));
}

/** Event types under the tone that they have. */
function typeRows() {
  const order = [...graph.types].sort((one, other) => TONES.findIndex((tone) => tone.id === one.tone) - TONES.findIndex((tone) => tone.id === other.tone) || (one.label < other.label ? -1 : 1));
  return order.map((type) => facetRow("type", type.id));
}

function facetRow(facet, value) {
  const box = element("input", { type: "checkbox", value, "data-facet": facet, checked: !state.off[facet].has(value) });
  box.addEventListener("change", () => {
    if (box.checked) state.off[facet].delete(value);
    else state.off[facet].add(value);
    update();
  });
  return element("label", { class: "facet", "data-value": value }, box, facetSign(facet, value), element("span", { class: "label" }, facetWords(facet, value)), element("span", { class: "count" }));
}

function facetSign(facet, value) {
  if (facet === "class") return shapeIcon(SHAPES[value], "class-" + value);
  if (facet === "status") return lineIcon("neither", value);
  if (facet === "tone") return lineIcon(value.split("-").pop().replace("other", "neither"), "stated");
  if (facet === "type") return lineIcon(graph.types.find((type) => type.id === value).tone.split("-").pop().replace("other", "neither"), "stated");
  return null;
}

function facetWords(facet, value) {
  if (facet === "class") return graph.classes[value];
  if (facet === "status") return STATUS.find((status) => status.id === value).label;
  if (facet === "tone") return TONES.find((tone) => tone.id === value).label;
  if (facet === "type") return graph.types.find((type) => type.id === value).label;
  return value === "positive" ? "affirmed" : value === "negative" ? "denied" : value;
}

/** Counts under the filters: of nodes in view for the classes, of passing statements for the rest. */
function countFacets() {
  const counts = Object.fromEntries(FACETS.map((facet) => [facet, facet === "class" ? tally(shown.nodes, (node) => node.class) : tally(passed, VALUE[facet])]));
  for (const row of document.querySelectorAll("#filters .facet")) {
    const box = row.querySelector("input");
    const count = counts[box.dataset.facet].get(box.value) || 0;
    row.querySelector(".count").textContent = String(count);
    row.classList.toggle("off", !box.checked);
    row.classList.toggle("nothing", count === 0);
  }
}

/** How many items have each value. */
function tally(items, value) {
  const counts = new Map();
  for (const item of items) counts.set(value(item), (counts.get(value(item)) || 0) + 1);
  return counts;
}

const CHOICE_ALL = { source: "All sources", document: "All articles", claimant: "Anybody", plover: "All PLOVER types" };
const CHOICE_LIMIT = 1500;
/** A graph of more statements fills its choices when they are first opened. */
const FILL_BELOW = 2000;

function drawChoice(choice) {
  const field = $("#choice-" + choice);
  field.replaceChildren(element("option", { value: "" }, CHOICE_ALL[choice]));
  field.addEventListener("change", () => { state.choice[choice] = field.value; update(); });
  if (graph.statements.length < FILL_BELOW || state.choice[choice]) fillChoice(choice);
  else for (const name of ["pointerdown", "focus"]) field.addEventListener(name, () => fillChoice(choice), { once: true });
}

function fillChoice(choice) {
  const field = $("#choice-" + choice);
  if (field.options.length > 1) return;
  const chosen = state.choice[choice];
  const values = choiceValues(choice).filter(([value], at) => at < CHOICE_LIMIT || value === chosen);
  field.append(...values.map(([value, words, count]) => element("option", { value }, `${words} (${count})`)));
  field.value = chosen;
}

/** Brings every control in line with the state, after it was set from elsewhere. */
function syncControls() {
  for (const box of document.querySelectorAll("#filters input[data-facet]")) box.checked = !state.off[box.dataset.facet].has(box.value);
  for (const choice of CHOICES) {
    if (state.choice[choice]) fillChoice(choice);
    $("#choice-" + choice).value = state.choice[choice];
  }
  for (const name of ["scope", "level", "colour"]) $("#" + name).value = state[name];
  $("#confidence").value = state.confidence;
  $("#confidence-value").textContent = `${state.confidence} %`;
  syncTime();
}
