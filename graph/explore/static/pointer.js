// What the pointer does on the graph: clicks, double clicks, dragging, the note beside what it rests on.

function onClick({ nodes, edges, event }) {
  const shift = event.srcEvent && event.srcEvent.shiftKey;
  if (nodes.length) {
    const node = nodeOf(nodes[0]);
    if (shift && state.selection && state.selection.node && state.selection.node !== node) openPath(state.selection.node, node);
    else select({ node });
  } else if (edges.length) selectBundle(shown.bundles.get(edges[0]));
  else if (state.selection) select(null);
}

function selectBundle(bundle) {
  if (bundle.statement) select({ statement: bundle.statement });
  else select({ bundle: { from: bundle.from, to: bundle.to, type: bundle.type, status: bundle.status } });
}

function onDoubleClick({ nodes, edges }) {
  if (nodes.length) {
    const node = nodeOf(nodes[0]);
    if (graph.top) {
      state.expanded.add(node);
      update();
    } else {
      state.scope = "ego1";
      select({ node });
    }
  } else if (edges.length) toggleUnfolded(shown.bundles.get(edges[0]).pair);
}

function toggleUnfolded(pair) {
  if (!state.unfolded.delete(pair)) state.unfolded.add(pair);
  update();
}

function onDragEnd({ nodes }) {
  canvas.moving = false;
  canvas.fitted = false;
  for (const id of nodes) {
    const { x, y } = canvas.network.getPosition(id);
    const node = nodeOf(id);
    if (canvas.positions) canvas.positions.set(node, [Math.round(x), Math.round(y)]);
    else [node.x, node.y] = [Math.round(x), Math.round(y)];
  }
  canvas.network.redraw();
}

function showTip(target, event) {
  const tip = $("#tip");
  const line = (text, name) => element("div", { class: name }, text);
  if (target.node) {
    tip.replaceChildren(line(target.node.label, "strong"), line(`${graph.classes[target.node.class]} · ${plural(target.node.weight, "statement")}`));
  } else if (target.bundle) {
    const { from, to, statements } = target.bundle;
    tip.replaceChildren(line(`${from.label} → ${to.label}`, "strong"), ...typeCounts(statements).slice(0, 6).map(([words, count]) => line(`${words}${count > 1 ? " ×" + count : ""}`)));
  }
  const box = $("#stage").getBoundingClientRect();
  const [x, y] = [event.clientX - box.left, event.clientY - box.top];
  tip.hidden = false;
  tip.style.left = `${Math.max(4, Math.min(x + 14, box.width - tip.offsetWidth - 6))}px`;
  tip.style.top = `${y + 18 + tip.offsetHeight > box.height ? y - tip.offsetHeight - 10 : y + 18}px`;
}

/** Types with their status in words and their counts, the most frequent first. */
function typeCounts(statements) {
  const counts = new Map();
  for (const statement of statements) {
    const words = `${statement.type.label}${statusWords(statement)}`;
    counts.set(words, (counts.get(words) || 0) + 1);
  }
  return [...counts].sort((left, right) => right[1] - left[1]);
}

/** What a reader must know beside the type: " (denied, planned, says X)"; nothing where it simply happened. */
function statusWords(statement) {
  const words = caveats(statement);
  if (statement.speaker) words.push("says " + statement.speaker.node.label);
  return words.length ? ` (${words.join(", ")})` : "";
}

function hideTip() {
  $("#tip").hidden = true;
}
