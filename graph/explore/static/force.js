// Positions for small views that the page did not bring: an ego view, a path, the most connected under a filter.

/** Places the nodes by springs and repulsion, each component for itself, without chance. Returns node -> [x, y]. */
function arrange(nodes, ties, centre) {
  const placed = new Map();
  const parts = components(nodes, ties);
  const width = Math.max(700, Math.sqrt(nodes.length) * 190);
  let [left, top, height] = [0, 0, 0];
  for (const part of parts) {
    const inside = new Set(part);
    const spots = spring(part, ties.filter(([from]) => inside.has(from)), inside.has(centre) ? centre : null);
    const box = extent(spots);
    if (left > 0 && left + box.width > width) {
      top += height;
      [left, height] = [0, 0];
    }
    part.forEach((node, at) => placed.set(node, [left + spots[at][0] - box.left, top + spots[at][1] - box.top]));
    left += box.width + 150;
    height = Math.max(height, box.height + 110);
  }
  return placed;
}

/** Adds nodes to a picture without moving what is in it: each beside its placed neighbours, at the first free spot. */
function join(placed, nodes, ties) {
  const joined = new Map(placed);
  for (const node of nodes) {
    if (joined.has(node)) continue;
    const near = ties.filter((tie) => tie.includes(node)).map(([from, to]) => joined.get(from === node ? to : from)).filter(Boolean);
    const mean = (axis) => (near.length ? near.reduce((sum, spot) => sum + spot[axis], 0) / near.length : 0);
    joined.set(node, freeSpot(joined, mean(0), mean(1)));
  }
  return joined;
}

function freeSpot(joined, x, y) {
  for (let turn = 2; turn < 4000; turn += 1) {
    const radius = 26 * Math.sqrt(turn);
    const spot = [Math.round(x + 1.5 * radius * Math.cos(turn * 2.39996)), Math.round(y + radius * Math.sin(turn * 2.39996))];
    const free = [...joined.values()].every(([left, top]) => Math.abs(left - spot[0]) > 88 || Math.abs(top - spot[1]) > 36);
    if (free) return spot;
  }
  return [x, y];
}

function components(nodes, ties) {
  const near = new Map(nodes.map((node) => [node, []]));
  for (const [from, to] of ties) {
    near.get(from).push(to);
    near.get(to).push(from);
  }
  const seen = new Set();
  const parts = [];
  for (const node of nodes) {
    if (seen.has(node)) continue;
    const part = [node];
    seen.add(node);
    for (let at = 0; at < part.length; at += 1) {
      for (const other of near.get(part[at])) {
        if (seen.has(other)) continue;
        seen.add(other);
        part.push(other);
      }
    }
    parts.push(part);
  }
  return parts.sort((one, other) => other.length - one.length);
}

function spring(part, ties, centre) {
  const count = part.length;
  if (count === 1) return [[0, 0]];
  const length = count < 30 ? 165 : 135;
  const at = new Map(part.map((node, index) => [node, index]));
  const pairs = ties.map(([from, to]) => [at.get(from), at.get(to)]);
  const fixed = centre ? at.get(centre) : -1;
  const spots = start(count, fixed, length);
  const rounds = count > 200 ? 120 : count > 80 ? 200 : 320;
  for (let round = 0; round < rounds; round += 1) {
    step(spots, pairs, length, length * 0.8 * (1 - round / rounds) + 1, fixed);
  }
  spread(spots, part, fixed);
  return spots.map(([x, y]) => [Math.round(x * 1.3), Math.round(y)]);
}

/** A spiral with the centre in the middle. */
function start(count, fixed, length) {
  const spots = [];
  for (let index = 0, turn = 1; index < count; index += 1) {
    if (index === fixed) {
      spots.push([0, 0]);
      continue;
    }
    const angle = turn * 2.39996;
    const radius = length * 0.55 * Math.sqrt(turn);
    spots.push([Math.cos(angle) * radius, Math.sin(angle) * radius]);
    turn += 1;
  }
  return spots;
}

function step(spots, pairs, length, limit, fixed) {
  const count = spots.length;
  const push = spots.map(([x, y]) => [-x * 0.05, -y * 0.07]);
  for (let one = 0; one < count; one += 1) {
    for (let other = one + 1; other < count; other += 1) {
      const dx = spots[one][0] - spots[other][0];
      const dy = spots[one][1] - spots[other][1];
      const strength = (length * length) / (dx * dx + dy * dy + 0.01);
      push[one][0] += dx * strength;
      push[one][1] += dy * strength;
      push[other][0] -= dx * strength;
      push[other][1] -= dy * strength;
    }
  }
  for (const [one, other] of pairs) {
    const dx = spots[one][0] - spots[other][0];
    const dy = spots[one][1] - spots[other][1];
    const strength = Math.hypot(dx, dy) / length;
    push[one][0] -= dx * strength;
    push[one][1] -= dy * strength;
    push[other][0] += dx * strength;
    push[other][1] += dy * strength;
  }
  for (let index = 0; index < count; index += 1) {
    if (index === fixed) continue;
    const size = Math.hypot(...push[index]) || 1;
    const share = Math.min(size, limit) / size;
    spots[index][0] += push[index][0] * share;
    spots[index][1] += push[index][1] * share;
  }
}

/** Pushes apart nodes whose boxes, with room for a label, overlap. */
function spread(spots, part, fixed) {
  const half = part.map((node) => [Math.max(node.size, 3.2 * Math.min(node.label.length, 26)) / 1.3 + 4, node.size + 13]);
  for (let round = 0; round < 60; round += 1) {
    let moved = false;
    for (let one = 0; one < spots.length; one += 1) {
      for (let other = one + 1; other < spots.length; other += 1) {
        const dx = spots[other][0] - spots[one][0];
        const dy = spots[other][1] - spots[one][1];
        const overX = half[one][0] + half[other][0] - Math.abs(dx);
        const overY = half[one][1] + half[other][1] - Math.abs(dy);
        if (overX <= 0 || overY <= 0) continue;
        moved = true;
        const axis = overX < overY ? 0 : 1;
        const shift = (axis ? overY * (dy < 0 ? -1 : 1) : overX * (dx < 0 ? -1 : 1)) / 2;
        if (one !== fixed) spots[one][axis] -= shift;
        if (other !== fixed) spots[other][axis] += shift;
      }
    }
    if (!moved) return;
  }
}

function extent(spots) {
  const xs = spots.map(([x]) => x);
  const ys = spots.map(([, y]) => y);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return { left, top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
}
