// Losses over time: who says how many, when it was published. Claims stand beside each other and are never added up.

const LOSSES = ["Killed", "Wounded", "Destroyed", "ShotDown", "Captured", "Detained", "Abducted"];
const PLOT = { width: 560, height: 280, left: 62, right: 12, top: 14, bottom: 30 };

/** Affirmed statements of a number lost, in documents with a date, by the type of the loss. */
function losses(statements) {
  const found = new Map();
  for (const statement of statements) {
    if (statement.quantity === null || !LOSSES.includes(statement.type.id) || !statement.document.published) continue;
    if (statement.polarity === "negative" || statement.modality !== "actual") continue;
    if (!found.has(statement.type)) found.set(statement.type, []);
    found.get(statement.type).push(statement);
  }
  for (const claims of found.values()) claims.sort((one, other) => publishedOf(one) - publishedOf(other) || one.quantity - other.quantity);
  return found;
}

const publishedOf = (statement) => Date.parse(statement.document.published);
const claimantOf = (statement) => (statement.speaker ? statement.speaker.node.label : "the articles");

function openLosses() {
  const found = losses(passed);
  const types = element("select", { id: "losses-type", "aria-label": "Kind of loss" }, [...found].map(([type, claims]) => element("option", { value: type.id }, `${type.label} (${claims.length})`)));
  const place = element("div", { id: "losses-plot" });
  const show = () => place.replaceChildren(...lossPlot([...found].find(([type]) => type.id === types.value)[1]));
  types.addEventListener("change", show);
  show();
  openDialog("Losses over time", [element("p", {}, types), place, element("p", { class: "hint" }, "Each point is one claim by the day of its publication; a line joins the claims of one source. Nothing is added up.")]);
}

/** The plot and its key. */
function lossPlot(claims) {
  const x = scale(claims.map(publishedOf), PLOT.left + 8, PLOT.width - PLOT.right - 8);
  const y = scale([0, ...claims.map((one) => one.quantity)], PLOT.height - PLOT.bottom, PLOT.top);
  const sources = [...new Set(claims.map(claimantOf))];
  const lines = sources.map((source, at) => lossLine(claims.filter((one) => claimantOf(one) === source), x, y, hue(at)));
  const most = Math.max(...claims.map((one) => one.quantity));
  const box = drawing("svg", { viewBox: `0 0 ${PLOT.width} ${PLOT.height}`, role: "img", "aria-label": `${plural(claims.length, "claim")} by ${plural(sources.length, "source")}` }, axes(claims, most, x, y), lines);
  return [box, element("ul", { class: "list" }, sources.map((source, at) => element("li", {}, drawing("svg", { width: 10, height: 10, "aria-hidden": true }, drawing("circle", { cx: 5, cy: 5, r: 4, fill: hue(at) })), " ", source)))];
}

function lossLine(claims, x, y, color) {
  const path = claims.map((one, at) => `${at ? "L" : "M"}${x(publishedOf(one))},${y(one.quantity)}`).join("");
  const points = claims.map((one) => drawing("circle", { cx: x(publishedOf(one)), cy: y(one.quantity), r: 4, fill: color, "data-statement": one.id, onclick: () => { $("#dialog").close(); select({ statement: one }); } }, drawing("title", {}, `${plainFact(one)}: ${grouped(one.quantity)} (${one.document.published})`)));
  return [drawing("path", { d: path, fill: "none", stroke: color, "stroke-width": 1.5 }), points];
}

function axes(claims, most, x, y) {
  const days = [claims[0], claims[claims.length - 1]];
  const words = { fill: "currentColor", "font-size": 11 };
  return [
    drawing("path", { d: `M${PLOT.left},${PLOT.top}V${y(0)}H${PLOT.width - PLOT.right}`, fill: "none", stroke: "currentColor", "stroke-opacity": 0.4 }),
    [0, most].map((value) => drawing("text", { ...words, x: PLOT.left - 6, y: y(value) + 4, "text-anchor": "end" }, grouped(value))),
    days.map((one, at) => drawing("text", { ...words, x: at ? PLOT.width - PLOT.right : PLOT.left, y: PLOT.height - 8, "text-anchor": at ? "end" : "start" }, one.document.published)),
  ];
}

/** A linear scale from the values to the stretch; the middle where all values are one. */
function scale(values, from, to) {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return (value) => (most === least ? (from + to) / 2 : from + ((value - least) / (most - least)) * (to - from));
}

const hue = (at) => `hsl(${(at * 137 + 210) % 360} 60% 45%)`;
