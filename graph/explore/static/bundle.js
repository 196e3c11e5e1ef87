// Bundles: the links between two nodes that are drawn as one edge.

/** Unordered name of two nodes. */
function pairOf(one, other) {
  return one.index < other.index ? `${one.index}-${other.index}` : `${other.index}-${one.index}`;
}

/** Above so many statements an unfolded pair fans out by type and not by statement. */
const FAN = 24;

/** Links as bundles at the level chosen; an unfolded pair is drawn statement by statement. */
function bundles(links) {
  const sizes = new Map();
  for (const link of links) {
    const pair = pairOf(link.from, link.to);
    if (state.unfolded.has(pair)) sizes.set(pair, (sizes.get(pair) || 0) + 1);
  }
  const made = new Map();
  for (const link of links) {
    const size = sizes.get(pairOf(link.from, link.to));
    const level = size === undefined ? state.level : size > FAN ? "type" : "statement";
    const id = bundleId(link, level);
    if (!made.has(id)) made.set(id, newBundle(id, link, level));
    const bundle = made.get(id);
    bundle.links.push(link);
    if (bundle.statements[bundle.statements.length - 1] !== link.statement) bundle.statements.push(link.statement);
  }
  return made;
}

function bundleId(link, level) {
  const ends = `${link.from.index}-${link.to.index}`;
  if (level === "pair") return ends;
  if (level === "type") return `${ends}-${link.statement.type.index}-${link.statement.status}`;
  return `${ends}-s${link.statement.index}`;
}

function newBundle(id, link, level) {
  const { type, status } = link.statement;
  return {
    id, from: link.from, to: link.to, links: [], statements: [], pair: pairOf(link.from, link.to),
    type: level === "type" ? type : null, status: level === "type" ? status : null,
    statement: level === "statement" ? link.statement : null,
  };
}

function describe(bundle) {
  const statuses = new Set(bundle.statements.map((statement) => statement.status));
  bundle.main = bundle.links.some((link) => link.main);
  bundle.look = statuses.has("stated") || statuses.has("reported") ? "stated" : statuses.has("open") ? "open" : "denied";
  bundle.reported = bundle.statements.every((statement) => columns.statements.voices[statement.index]);
  bundle.disputed = bundle.statements.length > 1 && contradictory(bundle.statements).size > 0;
  bundle.symmetric = bundle.statements.every((statement) => statement.type.symmetric);
  bundle.tone = toneOf(bundle.statements);
  bundle.label = labelOf(bundle);
}

/** cooperation, conflict, both or neither. */
function toneOf(statements) {
  const tones = new Set(statements.map((statement) => statement.type.tone.split("-").pop()));
  if (tones.has("conflict") && tones.has("cooperation")) return "both";
  return tones.has("conflict") ? "conflict" : tones.has("cooperation") ? "cooperation" : "neither";
}

/** The most frequent type in words, of equals the surest, how often, and how many other types there are. */
function labelOf(bundle) {
  const counts = new Map();
  const surest = new Map();
  for (const { type, status } of bundle.statements) {
    counts.set(type, (counts.get(type) || 0) + 1);
    surest.set(type, Math.min(STATUS.findIndex((one) => one.id === status), surest.has(type) ? surest.get(type) : STATUS.length));
  }
  const [[type, count], ...rest] = [...counts].sort((left, right) => right[1] - left[1] || surest.get(left[0]) - surest.get(right[0]) || left[0].index - right[0].index);
  return (bundle.look === "denied" ? "not: " : "") + type.label + (count > 1 ? ` ×${count}` : "") + (rest.length ? `, +${rest.length}` : "");
}

/** One number for head, tail and type; of a symmetric type the same number either way round. */
function factKey(from, to, type) {
  const [one, other] = type.symmetric && to.index < from.index ? [to.index, from.index] : [from.index, to.index];
  return (one * graph.nodes.length + other) * graph.types.length + type.index;
}

/** Types, with head and tail, that some of the statements affirm and others deny: key -> { from, to, type, affirming, denying }. */
function contradictory(statements) {
  const denied = new Set();
  const { actors, polarity } = columns.statements;
  for (const statement of statements) {
    if (!polarity[statement.index] || !actors[statement.index]) continue;
    for (const { from, to } of statement.links) denied.add(factKey(from, to, statement.type));
  }
  const sides = new Map();
  if (!denied.size) return sides;
  for (const statement of statements) {
    if (!actors[statement.index]) continue;
    for (const { from, to } of statement.links) {
      const key = factKey(from, to, statement.type);
      if (!denied.has(key)) continue;
      if (!sides.has(key)) sides.set(key, { from, to, type: statement.type, affirming: [], denying: [] });
      sides.get(key)[statement.polarity === "negative" ? "denying" : "affirming"].push(statement);
    }
  }
  for (const [key, { affirming, denying }] of sides) if (!affirming.length || !denying.length) sides.delete(key);
  return sides;
}
