// Contradictions: somebody affirms and somebody denies that the same actor did the same to the same target.

function openContradictions() {
  state.contradictions = true;
  state.selection = null;
  state.path = null;
  update();
}

function contradictionPanel() {
  const found = [...contradictory(passed).values()].sort((one, other) => other[0].length + other[1].length - one[0].length - one[1].length || one[0][0].index - other[0][0].index);
  return [
    element("h2", { class: "title" }, "Contradictions"),
    element("p", { class: "under" }, `${plural(found.length, "time")} the same actor, event and target are both affirmed and denied`),
    element("div", { class: "actions" }, button("Close", () => { state.contradictions = false; update(); }, { "data-action": "close-contradictions" })),
    found.map(dispute),
  ];
}

function dispute([affirming, denying]) {
  const side = (words, statements) => element("div", { class: "side" }, element("h4", {}, `${words} (${statements.length})`), statements.slice(0, 6).map((statement) => card(statement, { names: false })));
  const [first] = affirming;
  return element("section", { class: "dispute" }, element("h3", { class: "plain" }, factWords({ ...first, modality: "actual" })), side("Affirmed", affirming), side("Denied", denying));
}

function disputeRow([affirming, denying]) {
  const [first] = affirming;
  return element("li", {}, element("button", { type: "button", class: "row two", onclick: openContradictions }, element("span", { class: "label" }, factWords({ ...first, modality: "actual" })), element("small", {}, `${affirming.length} affirm, ${denying.length} deny`)));
}
