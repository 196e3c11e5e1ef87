// The state in the address of the page, so that a view can be kept and sent.

function writeAddress() {
  clearTimeout(writeAddress.timer);
  writeAddress.timer = setTimeout(() => {
    try {
      history.replaceState(null, "", "#" + stateWords());
    } catch {
      // A notebook's frame has no address of its own.
    }
  }, 100);
}

const list = (values) => [...values].map(encodeURIComponent).join("~");
const keys = (nodes) => list([...nodes].map((node) => node.key));

function stateWords() {
  const plain = defaults();
  const words = new URLSearchParams();
  const put = (name, value) => { if (value !== "" && value !== null) words.set(name, value); };
  for (const facet of FACETS) put("no-" + facet, list(state.off[facet]));
  for (const choice of CHOICES) put(choice, state.choice[choice]);
  if (state.confidence) put("confidence", state.confidence);
  if (state.from !== plain.from) put("from", isoDay(state.from));
  if (state.to !== plain.to) put("to", isoDay(state.to));
  for (const name of ["scope", "level", "colour", "view"]) if (state[name] !== plain[name]) put(name, state[name]);
  put("hidden", keys(state.hidden));
  put("pinned", keys(state.pinned));
  put("expanded", keys(state.expanded));
  put("unfolded", list([...state.unfolded].map(pairWords)));
  if (state.selection) put("selection", selectionWords(state.selection));
  if (state.path && state.path.from && state.path.to) put("path", keys([state.path.from, state.path.to]));
  if (state.path && state.path.forward) put("forward", "1");
  if (state.contradictions) put("contradictions", "1");
  if (state.every) put("edges", "all");
  if (state.article) put("article", state.article.id);
  const { words: typed, sort, descending, extent } = state.table;
  put("words", typed);
  put("sort", sort && (descending ? "-" : "") + sort);
  if (extent !== "all") put("extent", extent);
  return words.toString();
}

const pairWords = (pair) => pair.split("-").map((index) => encodeURIComponent(graph.nodes[index].key)).join(">");

function selectionWords(selection) {
  if (selection.node) return list(["node", selection.node.key]);
  if (selection.statement) return list(["statement", selection.statement.id]);
  const { from, to, type, status } = selection.bundle;
  return list(["edge", from.key, to.key, type ? type.id : "", status || ""]);
}

function readAddress() {
  const words = new URLSearchParams(location.hash.slice(1));
  const parts = (name) => (words.get(name) ? words.get(name).split("~").map(plainWord) : []);
  const nodesOf = (name) => parts(name).map((key) => graph.byKey.get(key)).filter(Boolean);
  state = defaults();
  for (const facet of FACETS) state.off[facet] = new Set(parts("no-" + facet).filter((value) => facetValues(facet).includes(value)));
  for (const choice of CHOICES) {
    const word = words.get(choice);
    if (word && choiceValues(choice).some(([value]) => value === word)) state.choice[choice] = word;
  }
  state.confidence = Math.min(100, Math.max(0, Number(words.get("confidence")) || 0));
  state.from = dayWord(words.get("from"), timeline.first);
  state.to = dayWord(words.get("to"), timeline.last);
  for (const [name, values] of [["scope", SCOPES], ["level", LEVELS], ["colour", COLOURS], ["view", VIEWS]]) {
    if (values.includes(words.get(name))) state[name] = words.get(name);
  }
  for (const name of ["hidden", "pinned", "expanded"]) state[name] = new Set(nodesOf(name));
  state.unfolded = new Set(parts("unfolded").map(readPair).filter(Boolean));
  state.selection = readSelection(parts("selection"));
  const [from, to] = nodesOf("path");
  if (from && to) state.path = { from, to, forward: words.get("forward") === "1" };
  state.contradictions = words.get("contradictions") === "1";
  state.every = words.get("edges") === "all";
  state.article = graph.byDocument.get(words.get("article")) || null;
  const sort = words.get("sort") || "";
  state.table.words = words.get("words") || "";
  state.table.sort = sort.replace(/^-/, "");
  state.table.descending = sort.startsWith("-");
  if (EXTENTS.includes(words.get("extent"))) state.table.extent = words.get("extent");
}

function plainWord(word) {
  try {
    return decodeURIComponent(word);
  } catch {
    return word;
  }
}

function dayWord(word, otherwise) {
  const [day] = bounds(word);
  return day === null ? otherwise : Math.min(timeline.last, Math.max(timeline.first, day));
}

function readPair(word) {
  const ends = word.split(">").map((key) => graph.byKey.get(plainWord(key)));
  return ends.length === 2 && ends.every(Boolean) ? pairOf(ends[0], ends[1]) : null;
}

function readSelection([kind, first, second, typeId, status]) {
  if (kind === "node" && graph.byKey.has(first)) return { node: graph.byKey.get(first) };
  if (kind === "statement" && graph.byStatement.has(first)) return { statement: graph.byStatement.get(first) };
  const [from, to] = [graph.byKey.get(first), graph.byKey.get(second)];
  if (kind !== "edge" || !from || !to) return null;
  return { bundle: { from, to, type: graph.types.find((type) => type.id === typeId) || null, status: status || null } };
}
