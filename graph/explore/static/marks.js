// Labels and signs on the canvas, drawn at a constant size and only where they cover nothing.

const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";
const widths = new Map();

/** Boxes of the labels in the last picture, in pixels of the canvas; a reader of them can prove that none overlap. */
const marks = { labels: [], edges: [] };

function drawMarks(context) {
  const scale = canvas.network.getScale();
  const space = new Space();
  const view = viewBounds();
  const bodies = canvas.network.body.nodes;
  const visible = [];
  space.bounds = { left: view.left * scale, top: view.top * scale, right: view.right * scale, bottom: view.bottom * scale };
  for (const node of shown.nodes) {
    const body = bodies[node.id];
    if (!body || body.x < view.left || body.x > view.right || body.y < view.top || body.y > view.bottom) continue;
    const at = { node, x: body.x * scale, y: body.y * scale, radius: node.size * scale };
    if (!canvas.focus || canvas.focus.nodes.has(node)) space.take(at.x - at.radius, at.y - at.radius, at.x + at.radius, at.y + at.radius, node);
    visible.push(at);
  }
  context.save();
  context.scale(1 / scale, 1 / scale);
  context.textBaseline = "middle";
  context.lineJoin = "round";
  marks.labels = placeNodeLabels(context, visible, space);
  marks.edges = canvas.moving ? [] : drawEdgeMarks(context, scale, space);
  for (const label of marks.labels) paintLabel(context, label);
  context.restore();
}

function viewBounds() {
  const { clientWidth, clientHeight } = $("#network");
  const first = canvas.network.DOMtoCanvas({ x: 0, y: 0 });
  const last = canvas.network.DOMtoCanvas({ x: clientWidth, y: clientHeight });
  return { left: first.x, top: first.y, right: last.x, bottom: last.y };
}

function short(text, limit = 26) {
  return text.length > limit ? text.slice(0, limit - 1).trimEnd() + "…" : text;
}

function textWidth(context, text) {
  const key = context.font + text;
  if (!widths.has(key)) widths.set(key, context.measureText(text).width);
  return widths.get(key);
}

/** Where labels go, the most important first; they are painted last, over every other mark. */
function placeNodeLabels(context, visible, space) {
  const small = canvas.network.getScale() < 0.55;
  const chosen = state.selection && state.selection.node;
  const rank = (at) => (at.node === chosen ? 2e9 : state.pinned.has(at.node) ? 1e9 : 0) + at.node.weight * 100 - at.node.index / 1e6;
  const labels = [];
  for (const at of visible.sort((one, other) => rank(other) - rank(one))) {
    if (canvas.focus && !canvas.focus.nodes.has(at.node)) continue;
    const heavy = at.node === chosen || at.node.weight > 11;
    const size = at.node === chosen ? 14 : heavy ? 13.5 : small ? 10.5 : 12;
    context.font = `${heavy ? 600 : 400} ${size}px ${FONT}`;
    const limit = small && !heavy ? 20 : 26;
    const forms = at.node.label.length > limit ? [twoLines(at.node.label, limit), [short(at.node.label, limit)]] : [[at.node.label]];
    const made = placed(context, at, forms, size + 2, space, 0) || (heavy && placed(context, at, forms, size + 2, space, at.node.weight / 3));
    if (made) labels.push(made);
  }
  return labels;
}

/** The first form of a label, as lines, that finds a free place. */
function placed(context, at, forms, height, space, least) {
  for (const lines of forms) {
    const width = Math.max(...lines.map((line) => textWidth(context, line)));
    const box = freeBox(at, width, height * lines.length, space, least);
    if (box) return { lines, font: context.font, ...box };
  }
  return null;
}

/** A long name on two lines, parted where they come nearest to one length; what is too long for a line is cut. */
function twoLines(text, limit) {
  const spaces = [...text.matchAll(/ /g)].map((match) => match.index);
  const unevenness = (at) => Math.abs(at - (text.length - at - 1));
  const at = spaces.reduce((best, space) => (unevenness(space) < unevenness(best) ? space : best), 0);
  return at ? [short(text.slice(0, at), limit), short(text.slice(at + 1), limit)] : [short(text, limit)];
}

/** The first place around a node where a label is not cut off and covers nothing but nodes lighter than `least`. */
function freeBox(at, width, height, space, least) {
  const gap = 3;
  const places = [
    [at.x - width / 2, at.y + at.radius + gap], [at.x - width / 2, at.y - at.radius - gap - height],
    [at.x + at.radius + gap, at.y - height / 2], [at.x - at.radius - gap - width, at.y - height / 2],
    [at.x - at.radius / 2, at.y + at.radius + gap], [at.x + at.radius / 2 - width, at.y + at.radius + gap],
    [at.x - at.radius / 2, at.y - at.radius - gap - height], [at.x + at.radius / 2 - width, at.y - at.radius - gap - height],
  ];
  for (const [left, top] of places) {
    if (!space.inside(left, top, left + width, top + height) || !space.free(left - 2, top, left + width + 2, top + height, at.node, least)) continue;
    space.take(left - 2, top, left + width + 2, top + height, null);
    return { left, top, right: left + width, bottom: top + height };
  }
  return null;
}

/** The text with a rim in the colour of the ground, which parts it from the edges under it. */
function paintLabel(context, { lines, font, left, right, top, bottom }) {
  context.font = font;
  context.strokeStyle = colours.canvas;
  context.lineWidth = 4;
  context.fillStyle = colours.ink;
  context.textAlign = "center";
  lines.forEach((line, at) => {
    const middle = top + ((bottom - top) * (at + 0.5)) / lines.length;
    context.strokeText(line, (left + right) / 2, middle);
    context.fillText(line, (left + right) / 2, middle);
  });
  context.textAlign = "left";
}

/** Verbs on edges where there is room, the speech mark and the strike always. */
function drawEdgeMarks(context, scale, space) {
  const made = [];
  const order = [...shown.bundles.values()].sort((one, other) => Number(other.main) - Number(one.main) || other.statements.length - one.statements.length);
  context.font = `11px ${FONT}`;
  for (const bundle of order) {
    const body = canvas.network.body.edges[bundle.id];
    if (!body || !body.connected || (canvas.focus && !canvas.focus.bundles.has(bundle.id))) continue;
    const spot = spotOn(body, 0.5, scale);
    if (!space.inside(spot.x, spot.y, spot.x, spot.y)) continue;
    if (bundle.look === "denied") strike(context, body, spot, bundle);
    const box = bundle.main || canvas.focus ? edgeLabel(context, bundle, spot, lengthOf(body) * scale, space) : null;
    if (box) made.push(box);
    else if (bundle.reported) speechMark(context, markSpot(body, scale, space), bundle, markRadius(scale));
  }
  return made;
}

function spotOn(body, share, scale) {
  const point = body.edgeType.getPoint(share);
  return { x: point.x * scale, y: point.y * scale };
}

const SHARES = [0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8, 0.14, 0.86];

/** A spot along an edge where a speech mark covers nothing, else no label, else its middle: it is never left out. */
function markSpot(body, scale, space) {
  const radius = markRadius(scale) + 0.5;
  for (const least of [0, Infinity]) {
    for (const share of SHARES) {
      const { x, y } = spotOn(body, share, scale);
      if (!space.free(x - radius, y - radius, x + radius, y + radius, null, least)) continue;
      space.take(x - radius, y - radius, x + radius, y + radius, null);
      return { x, y };
    }
  }
  return spotOn(body, 0.5, scale);
}

function markRadius(scale) {
  return Math.max(4.5, Math.min(6.5, 9 * scale));
}

function lengthOf(body) {
  return Math.hypot(body.to.x - body.from.x, body.to.y - body.from.y);
}

function edgeLabel(context, bundle, spot, length, space) {
  const text = (bundle.disputed ? "⇄ " : "") + (bundle.reported ? "“ " : "") + bundle.label;
  const width = textWidth(context, text);
  if (width > length * 1.6 + 30) return null;
  const [left, top] = [spot.x - width / 2, spot.y - 7];
  if (!space.free(left - 1, top, left + width + 1, top + 14)) return null;
  space.take(left - 1, top, left + width + 1, top + 14, null);
  const box = { text, left, top, right: left + width, bottom: top + 14 };
  context.globalAlpha = 0.88;
  context.fillStyle = colours.canvas;
  context.fillRect(left - 2, top, width + 4, 14);
  context.globalAlpha = 1;
  context.fillStyle = colours[bundle.tone];
  context.fillText(text, left, spot.y);
  return box;
}

/** A bar across the middle of an edge that everybody denies. */
function strike(context, body, spot, bundle) {
  const angle = Math.atan2(body.to.y - body.from.y, body.to.x - body.from.x) + Math.PI / 2;
  context.strokeStyle = colours[bundle.tone];
  context.lineWidth = 1.8;
  context.beginPath();
  context.moveTo(spot.x - Math.cos(angle) * 6, spot.y - Math.sin(angle) * 6);
  context.lineTo(spot.x + Math.cos(angle) * 6, spot.y + Math.sin(angle) * 6);
  context.stroke();
}

function speechMark(context, spot, bundle, radius) {
  context.fillStyle = colours.canvas;
  context.strokeStyle = colours[bundle.tone];
  context.lineWidth = 1.2;
  context.beginPath();
  context.arc(spot.x, spot.y, radius, 0, 2 * Math.PI);
  context.fill();
  context.stroke();
  context.fillStyle = colours[bundle.tone];
  context.textAlign = "center";
  context.fillText("“", spot.x, spot.y + 3);
  context.textAlign = "left";
}

/** Boxes that are taken, in cells, so that a free place is found without looking at all of them. */
class Space {
  constructor() {
    this.cells = new Map();
    this.bounds = null;
  }

  inside(left, top, right, bottom) {
    const { bounds } = this;
    return left >= bounds.left && right <= bounds.right && top >= bounds.top && bottom <= bounds.bottom;
  }

  /** True where no box is taken; boxes of the owner and of nodes lighter than `least` do not count. */
  free(left, top, right, bottom, owner = null, least = 0) {
    for (const key of this.keys(left, top, right, bottom)) {
      for (const box of this.cells.get(key) || []) {
        if (box.owner && (box.owner === owner || box.owner.weight < least)) continue;
        if (left < box.right && right > box.left && top < box.bottom && bottom > box.top) return false;
      }
    }
    return true;
  }

  take(left, top, right, bottom, owner) {
    for (const key of this.keys(left, top, right, bottom)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push({ left, top, right, bottom, owner });
    }
  }

  *keys(left, top, right, bottom) {
    const size = 80;
    for (let column = Math.floor(left / size); column <= Math.floor(right / size); column += 1) {
      for (let row = Math.floor(top / size); row <= Math.floor(bottom / size); row += 1) yield column * 65536 + row;
    }
  }
}
