// The graph, read from the two blocks of the page: what the picture needs at once, the texts when it stands.

const graph = { title: "", nodes: [], statements: [], links: [], documents: [], types: [], classes: {}, roles: [], polarities: [], modalities: [] };

/** How a statement stands to the world, in the order in which a legend reads. */
const STATUS = [
  { id: "stated", label: "Stated as fact", dash: null },
  { id: "reported", label: "Said by others", dash: null },
  { id: "open", label: "Not (yet) done", dash: [9, 5] },
  { id: "denied", label: "Denied", dash: [2, 4] },
];
const TONES = [
  { id: "material-conflict", label: "Conflict, deeds" },
  { id: "verbal-conflict", label: "Conflict, words" },
  { id: "verbal-cooperation", label: "Cooperation, words" },
  { id: "material-cooperation", label: "Cooperation, deeds" },
  { id: "other", label: "Neither" },
];

/** Reads everything but the texts, which come with readWritten. */
async function readGraph() {
  const raw = await block("data");
  for (const name of ["title", "top", "base", "classes", "roles", "polarities", "modalities"]) graph[name] = raw[name];
  for (const name of ["nodes", "statements", "people", "links"]) columns[name] = raw[name];
  const { actors, targets, voices, quotes } = raw.statements;
  columns.peopleOf = beginnings(actors, (at) => actors[at] + targets[at] + voices[at]);
  columns.quotesOf = beginnings(quotes, (at) => quotes[at]);
  graph.documents = raw.documents.map((row, index) => new ArticleRecord(row, index));
  graph.types = raw.types.map((row, index) => ({ ...row, index, tone: row.quad || "other" }));
  graph.nodes = raw.nodes.key.map((_, index) => new NodeRecord(index));
  graph.statements = raw.statements.id.map((_, index) => new StatementRecord(index));
  graph.links = raw.links.from.map((from, index) => ({
    from: graph.nodes[from], to: graph.nodes[raw.links.to[index]], statement: graph.statements[raw.links.statement[index]],
    role: graph.roles[raw.links.role[index]], main: raw.links.main[index] === 1,
  }));
  graph.connected = connected();
  for (const [name, items, key] of [["byDocument", graph.documents, "id"], ["byKey", graph.nodes, "key"], ["byStatement", graph.statements, "id"]]) {
    const made = once(() => new Map(items.map((item) => [item[key], item])));
    Object.defineProperty(graph, name, { get: made });
  }
  if ($("#written").dataset.encoding === "json") await readWritten();
}

/** Reads the texts of the articles and where in them everything stands. */
async function readWritten() {
  if (!readWritten.begun) readWritten.begun = block("written").then((raw) => { written = raw; });
  return readWritten.begun;
}

/** The data of a block, which leaves the page. */
async function block(id) {
  const holder = $("#" + id);
  const packed = holder.textContent;
  const raw = JSON.parse(holder.dataset.encoding === "deflate" ? await inflate(packed) : packed);
  holder.remove();
  return raw;
}

/** Where each record's stretch begins in a column that holds the stretches one after another. */
function beginnings(records, size) {
  const made = new Int32Array(records.length);
  for (let at = 1; at < records.length; at += 1) made[at] = made[at - 1] + size(at - 1);
  return made;
}

/** The nodes that a link touches, in their order, which is that of their weight. */
function connected() {
  const touched = new Set();
  for (const { from, to } of graph.links) touched.add(from).add(to);
  return graph.nodes.filter((node) => touched.has(node));
}

async function inflate(packed) {
  const text = atob(packed);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).text();
}

function participants(statement) {
  return statement.actor ? [statement.actor, ...statement.targets] : statement.targets;
}

function speakers(statement) {
  return statement.speaker ? [statement.speaker, ...statement.chain] : [];
}

/** The target that the edge runs to; null where the statement has no edge of its own. The main link comes first. */
function mainTarget(statement) {
  const [link] = statement.links;
  return link && link.main ? link.to : null;
}

/** Words before a participant in a role; the others stand without. */
const PREPOSITIONS = { place: "in", origin: "from", destination: "to", topic: "about", weapon: "with" };
/** Words before the recipient, of types whose verb does not take one directly. */
const TO_WHOM = { Launched: "at", Said: "to", Claimed: "to", Announced: "to", Pledged: "to", Conceded: "to" };

/** Acts that are done with a weapon; of the others a weapon is what they are done to: "stockpiled", "unveiled". */
const ARMED = new Set(["Attacked", "Struck", "Invaded", "Killed", "Wounded"]);

/** The main target and the other participants in words: "Kyiv", "to Kyiv", "with the Kite-9". */
function targetWords(statement) {
  const main = statement.links[0] && statement.links[0].main ? statement.links[0] : null;
  const word = (role) => (role === "recipient" ? TO_WHOM[statement.type.id] : PREPOSITIONS[role]) || "";
  const before = (role) => (statement.type.label.endsWith(" " + word(role)) ? "" : word(role));
  const words = ({ role, node }) => `${before(role)} ${node.label}`.trim();
  const others = statement.targets.filter((one) => !main || one.node !== main.to).map(words);
  return { before: main && (main.role !== "weapon" || ARMED.has(statement.type.id)) ? before(main.role) : "", others: [...new Set(others)] };
}

/** First and last day, counted from 1970, of a date known to the year, month or day; nulls without a date. */
function bounds(date) {
  const known = bounds.known.get(date);
  if (known) return known;
  const made = daysOf(date);
  bounds.known.set(date, made);
  return made;
}
bounds.known = new Map();

function daysOf(date) {
  if (!/^\d{4}(-\d\d){0,2}$/.test(date || "")) return [null, null];
  const [year, month, day] = date.split("-").map(Number);
  const first = Date.UTC(year, (month || 1) - 1, day || 1);
  const after = day ? Date.UTC(year, month - 1, day + 1) : month ? Date.UTC(year, month, 1) : Date.UTC(year + 1, 0, 1);
  return [first / 864e5, after / 864e5 - 1];
}

function isoDay(day) {
  return new Date(day * 864e5).toISOString().slice(0, 10);
}
