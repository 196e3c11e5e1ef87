// What the reader has chosen: filters, scope, selection. Every view is a function of this and of the graph.

/** Filters of which several values can be on: the set holds the values that are switched off. */
const FACETS = ["class", "status", "tone", "type", "polarity", "modality"];
/** Filters of which one value is chosen; an empty string is all. */
const CHOICES = ["source", "document", "claimant", "plover"];
const SCOPES = ["all", "ego1", "ego2"];
const LEVELS = ["pair", "type", "statement"];
const COLOURS = ["class", "community"];
const VIEWS = ["graph", "split", "table", "article"];

let state = null;

function defaults() {
  return {
    off: Object.fromEntries(FACETS.map((facet) => [facet, new Set()])),
    choice: Object.fromEntries(CHOICES.map((choice) => [choice, ""])),
    confidence: 0,
    from: timeline.first,
    to: timeline.last,
    scope: "all",
    level: "pair",
    colour: "class",
    view: "graph",
    selection: null,
    path: null,
    contradictions: false,
    hidden: new Set(),
    pinned: new Set(),
    every: false,
    unfolded: new Set(),
    expanded: new Set(),
    table: { words: "", sort: "", descending: false, page: 0, extent: "all" },
    article: null,
  };
}

/** First and last day of all statements, and the stretches of the axis that they lie on. */
const timeline = { first: 0, last: 0, pieces: [], steps: new Map() };

function filtered() {
  const plain = defaults();
  return (
    FACETS.some((facet) => state.off[facet].size) || CHOICES.some((choice) => state.choice[choice]) ||
    state.confidence > 0 || state.from !== plain.from || state.to !== plain.to
  );
}

function resetFilters() {
  const { off, choice, confidence, from, to } = defaults();
  Object.assign(state, { off, choice, confidence, from, to, hidden: new Set() });
}
