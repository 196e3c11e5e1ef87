// The graph as objects, read once from the data block. Columns become rows; numbers become references.

const graph = { title: "", nodes: [], statements: [], links: [], documents: [], types: [], classes: {}, mentions: [] };

/** How a statement stands to the world, in the order in which a legend reads. */
const STATUS = [
  { id: "stated", label: "Stated as fact", dash: null },
  { id: "reported", label: "Said by others", dash: null },
  { id: "open", label: "Not (yet) done", dash: [9, 5] },
  { id: "denied", label: "Denied", dash: [2, 4] },
];
const MODALITIES = ["actual", "planned", "expected", "possible", "attempted", "requested"];
const TONES = [
  { id: "material-conflict", label: "Conflict, deeds" },
  { id: "verbal-conflict", label: "Conflict, words" },
  { id: "verbal-cooperation", label: "Cooperation, words" },
  { id: "material-cooperation", label: "Cooperation, deeds" },
  { id: "other", label: "Neither" },
];

async function readGraph() {
  const holder = $("#data");
  const packed = holder.textContent;
  const raw = JSON.parse(holder.dataset.encoding === "deflate" ? await inflate(packed) : packed);
  holder.remove();
  graph.title = raw.title;
  graph.top = raw.top;
  graph.base = raw.base;
  graph.classes = raw.classes;
  graph.documents = raw.documents.map((row, index) => ({ ...row, index, statements: [], mentions: [] }));
  graph.types = raw.types.map((row, index) => ({ ...row, index, tone: row.quad || "other" }));
  graph.nodes = rows(raw.nodes, (row, index) => Object.assign(row, { index, id: "n" + index, links: [], statements: [], spoken: [] }));
  graph.byDocument = new Map(graph.documents.map((document) => [document.id, document]));
  graph.byKey = new Map(graph.nodes.map((node) => [node.key, node]));
  graph.statements = rows(raw.statements, readStatement);
  graph.byStatement = new Map(graph.statements.map((statement) => [statement.id, statement]));
  graph.links = rows(raw.links, (row) => Object.assign(row, {
    from: graph.nodes[row.from], to: graph.nodes[row.to], statement: graph.statements[row.statement], main: row.main === 1,
  }));
  for (const link of graph.links) {
    link.from.links.push(link);
    link.to.links.push(link);
    link.statement.links.push(link);
  }
  graph.connected = graph.nodes.filter((node) => node.links.length);
  readMentions(raw.mentions);
}

async function inflate(packed) {
  const text = atob(packed);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).text();
}

function rows(columns, make) {
  const names = Object.keys(columns);
  const count = names.length ? columns[names[0]].length : 0;
  const made = new Array(count);
  for (let index = 0; index < count; index += 1) {
    const row = {};
    for (const name of names) row[name] = columns[name][index];
    made[index] = make(row, index);
  }
  return made;
}

function person(cell) {
  return cell && { role: cell[0], node: graph.nodes[cell[1]], start: cell[2], end: cell[3] };
}

function readStatement(statement, index) {
  statement.index = index;
  statement.links = [];
  statement.document = graph.documents[statement.document];
  statement.type = graph.types[statement.type];
  statement.actor = person(statement.actor);
  statement.targets = statement.targets.map(person);
  statement.speaker = person(statement.speaker);
  statement.chain = statement.chain.map(person);
  statement.status = statusOf(statement);
  [statement.earliest, statement.latest] = bounds(statement.date || statement.document.published);
  statement.document.statements.push(statement);
  for (const { node } of participants(statement)) append(node.statements, statement);
  for (const { node } of speakers(statement)) append(node.spoken, statement);
  return statement;
}

/** Appends unless it is the last already: a node may take part in a statement twice. */
function append(statements, statement) {
  if (statements[statements.length - 1] !== statement) statements.push(statement);
}

function readMentions(columns) {
  for (const [at, index] of (columns.document || []).entries()) {
    const mention = { node: graph.nodes[columns.node[at]], start: columns.start[at], end: columns.end[at] };
    graph.documents[index].mentions.push(mention);
  }
}

function statusOf(statement) {
  if (statement.polarity === "negative") return "denied";
  if (statement.modality !== "actual") return "open";
  return statement.speaker ? "reported" : "stated";
}

function participants(statement) {
  return statement.actor ? [statement.actor, ...statement.targets] : statement.targets;
}

function speakers(statement) {
  return statement.speaker ? [statement.speaker, ...statement.chain] : [];
}

/** The target that the edge runs to; null where the statement has no edge of its own. */
function mainTarget(statement) {
  const link = statement.links.find((one) => one.main);
  return link ? link.to : null;
}

/** Words before a participant in a role; the others stand without. */
const PREPOSITIONS = { place: "in", origin: "from", destination: "to", topic: "about", weapon: "with" };

/** The main target and the other participants in words: "Kyiv", "to Kyiv", "with the Kite-9". */
function targetWords(statement) {
  const main = statement.links.find((one) => one.main);
  const words = ({ role, node }) => (PREPOSITIONS[role] ? `${PREPOSITIONS[role]} ${node.label}` : node.label);
  const others = statement.targets.filter((one) => !main || one.node !== main.to).map(words);
  const before = main && main.role !== "weapon" ? PREPOSITIONS[main.role] || "" : "";
  return { before, others: [...new Set(others)] };
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
