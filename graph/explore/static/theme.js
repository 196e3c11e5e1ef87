// Colours: they stand in theme.css alone; the canvas reads them from there.

/** Shape of each class, also told apart without colour. */
const SHAPES = {
  Person: "dot", State: "square", Organization: "diamond", WeaponSystem: "triangle", Place: "hexagon", Position: "star", Group: "triangleDown",
};
const OUTLINES = {
  dot: "M8 1.5a6.5 6.5 0 100 13 6.5 6.5 0 000-13z",
  square: "M2 2h12v12H2z",
  diamond: "M8 .8L15.2 8 8 15.2.8 8z",
  triangle: "M8 1.5L15 14H1z",
  triangleDown: "M8 14.5L15 2H1z",
  hexagon: "M4.5 1.9h7L15 8l-3.5 6.1h-7L1 8z",
  star: "M8 .8l2.2 4.9 5.3.5-4 3.6 1.2 5.2L8 12.2l-4.7 2.8 1.2-5.2-4-3.6 5.3-.5z",
};
const COMMUNITY_COLOURS = 8;

/** Colours by the name of their variable in theme.css. */
const colours = {};

function readColours() {
  const style = getComputedStyle(document.documentElement);
  const names = ["ink", "muted", "canvas", "accent", "card", "line", "conflict", "cooperation", "both", "neither", "other-community"];
  for (const id of Object.keys(graph.classes)) names.push("class-" + id);
  for (let number = 0; number < COMMUNITY_COLOURS; number += 1) names.push("community-" + number);
  for (const name of names) colours[name] = style.getPropertyValue("--" + name).trim();
}

function setTheme(name) {
  document.documentElement.dataset.theme = name;
  readColours();
}

function nodeColour(node) {
  if (state.colour === "class") return colours["class-" + node.class];
  const known = node.community >= 0 && node.community < COMMUNITY_COLOURS;
  return known ? colours["community-" + node.community] : colours["other-community"];
}

function icon(node) {
  const name = state && state.colour === "community" && node.community !== undefined ? communityClass(node) : "class-" + node.class;
  return shapeIcon(SHAPES[node.class], name);
}

function communityClass(node) {
  return node.community >= 0 && node.community < COMMUNITY_COLOURS ? "community-" + node.community : "other-community";
}

function shapeIcon(shape, name) {
  return drawing("svg", { class: "icon", viewBox: "0 0 16 16", "aria-hidden": "true" }, drawing("path", { d: OUTLINES[shape] || OUTLINES.dot, class: "fill-" + name }));
}

/** A short line in a tone and a status, for legends. */
function lineIcon(tone, status) {
  const { dash } = STATUS.find((one) => one.id === status) || STATUS[0];
  const line = drawing("line", { x1: 1, y1: 7, x2: 27, y2: 7, class: "stroke-" + tone, "stroke-width": 2.5, "stroke-dasharray": dash && dash.join(" ") });
  const strike = status === "denied" && drawing("line", { x1: 14, y1: 1, x2: 14, y2: 13, class: "stroke-" + tone, "stroke-width": 2.5 });
  const mark = status === "reported" && drawing("text", { x: 14, y: 13, class: "speech", "text-anchor": "middle" }, "“");
  const plate = status === "reported" && drawing("circle", { cx: 14, cy: 7, r: 6, class: "plate" });
  return drawing("svg", { class: "sample", viewBox: "0 0 28 14", "aria-hidden": "true" }, line, strike, plate, mark);
}
