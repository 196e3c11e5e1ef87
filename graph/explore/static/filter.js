// Which statements and links the filters let through.

/** A statement's value under a facet or a choice. */
const VALUE = {
  status: (statement) => statement.status,
  tone: (statement) => statement.type.tone,
  type: (statement) => statement.type.id,
  polarity: (statement) => statement.polarity,
  modality: (statement) => statement.modality,
  source: (statement) => statement.document.source,
  document: (statement) => statement.document.id,
  claimant: (statement) => (statement.speaker ? statement.speaker.node.key : ARTICLE),
  plover: (statement) => statement.type.plover || "none",
};
const ARTICLE = "(the article itself)";

/** Statements that pass, as a flag for each; filled by applyFilters. */
let passing = new Uint8Array(0);
let passed = [];

function applyFilters() {
  passing = new Uint8Array(graph.statements.length);
  passed = [];
  const facets = FACETS.filter((facet) => facet !== "class" && state.off[facet].size);
  const choices = CHOICES.filter((choice) => state.choice[choice]);
  const always = state.from === timeline.first && state.to === timeline.last;
  for (const statement of graph.statements) {
    if (!passes(statement, facets, choices, always)) continue;
    passing[statement.index] = 1;
    passed.push(statement);
  }
}

function passes(statement, facets, choices, always) {
  if (statement.confidence * 100 < state.confidence) return false;
  if (!always && (statement.earliest === null || statement.latest < state.from || statement.earliest > state.to)) return false;
  for (const facet of facets) if (state.off[facet].has(VALUE[facet](statement))) return false;
  for (const choice of choices) if (VALUE[choice](statement) !== state.choice[choice]) return false;
  return touchesShownClass(statement);
}

/** True where at least one link has both its ends among the classes that are on; without links, one participant. */
function touchesShownClass(statement) {
  if (!state.off.class.size) return true;
  const on = (node) => !state.off.class.has(node.class);
  if (statement.links.length) return statement.links.some((link) => on(link.from) && on(link.to));
  const people = participants(statement);
  return !people.length || people.some((one) => on(one.node));
}

/** True where a link may be drawn: its statement passes, both its ends are of a class that is on and not hidden. */
function linkPasses(link) {
  return passing[link.statement.index] === 1 && nodeShown(link.from) && nodeShown(link.to);
}

function nodeShown(node) {
  return !state.off.class.has(node.class) && !state.hidden.has(node);
}

function facetValues(facet) {
  if (facet === "class") return Object.keys(graph.classes).filter((id) => graph.nodes.some((node) => node.class === id));
  if (facet === "status") return STATUS.map((status) => status.id);
  if (facet === "tone") return TONES.map((tone) => tone.id);
  if (facet === "type") return graph.types.map((type) => type.id);
  return facet === "polarity" ? ["positive", "negative"] : graph.modalities;
}

/** Values of a choice with the words that name them and their counts over the whole graph, the most frequent first. */
function choiceValues(choice) {
  if (!choiceValues.known) choiceValues.known = new Map();
  if (choiceValues.known.has(choice)) return choiceValues.known.get(choice);
  const made = [...tally(graph.statements, VALUE[choice])].map(([value, count]) => [value, choiceWords(choice, value), count]);
  made.sort((left, right) => right[2] - left[2] || (left[1] < right[1] ? -1 : 1));
  choiceValues.known.set(choice, made);
  return made;
}

function choiceWords(choice, value) {
  if (choice === "document") return graph.byDocument.get(value).title;
  if (choice === "claimant" && value !== ARTICLE) return graph.byKey.get(value).label;
  if (choice === "plover" && value === "none") return "No PLOVER type";
  return value;
}
