// Contradictions: somebody affirms and somebody denies that the same actor did the same to the same target.

function openContradictions() {
  state.contradictions = true;
  update();
}

/** Contradictions among what passes, the most discussed first. */
function contradictions() {
  const size = ({ affirming, denying }) => affirming.length + denying.length;
  return [...contradictory(passed).values()].sort((one, other) => size(other) - size(one) || one.affirming[0].index - other.affirming[0].index);
}

function contradictionPanel() {
  const found = contradictions();
  return [
    element("h2", { class: "title" }, "Contradictions"),
    element("p", { class: "under" }, `${plural(found.length, "time")} the same actor, event and target are both affirmed and denied`),
    element("div", { class: "actions" }, button("Close", () => { state.contradictions = false; update(); }, { "data-action": "close-contradictions" })),
    found.map(dispute),
  ];
}

function dispute({ from, to, type, affirming, denying }) {
  const side = (words, statements) => element("div", { class: "side" }, element("h4", {}, `${words} (${statements.length})`), statements.slice(0, 6).map((statement) => card(statement, { names: false })));
  return element("section", { class: "dispute" }, element("h3", { class: "plain" }, triple(from, type, to)), side("Affirmed", affirming), side("Denied", denying));
}

/** "Actor verb target" as nodes. */
function triple(from, type, to) {
  return [element("span", { class: "who" }, from.label), " ", element("span", { class: "verb tone-" + toneOf([{ type }]) }, type.label), " ", element("span", { class: "who" }, to.label)];
}

function disputeRow({ from, to, type, affirming, denying }) {
  return element("li", {}, element("button", { type: "button", class: "row two", onclick: openContradictions }, element("span", { class: "label" }, triple(from, type, to)), element("small", {}, `${affirming.length} affirm, ${plural(denying.length, "denies", "deny")}`)));
}
