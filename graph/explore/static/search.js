// Search over names and aliases: a combobox that completes.

const searching = { hits: [], at: -1, index: null };
const HITS = 12;

function openSearch() {
  const field = $("#search");
  field.addEventListener("input", () => showHits(field.value));
  field.addEventListener("focus", () => { if (field.value) showHits(field.value); });
  field.addEventListener("blur", closeHits);
  field.addEventListener("keydown", onSearchKey);
}

function onSearchKey(event) {
  const count = searching.hits.length;
  if (event.key === "ArrowDown" && count) moveHit((searching.at + 1) % count);
  else if (event.key === "ArrowUp" && count) moveHit((searching.at + count - 1) % count);
  else if (event.key === "Enter" && searching.at >= 0) takeHit(searching.at);
  else if (event.key === "Escape") {
    $("#search").value = "";
    closeHits();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

/** Nodes whose name or alias holds the words: whole names first, then beginnings, then beginnings of words. */
function find(words, limit = HITS) {
  const wanted = fold(words.trim());
  if (!wanted) return [];
  if (!searching.index) searching.index = graph.nodes.map((node) => [node.label, ...node.aliases].map(fold));
  const found = [];
  graph.nodes.forEach((node, at) => {
    let best = null;
    searching.index[at].forEach((name, which) => {
      const place = name.indexOf(wanted);
      if (place < 0) return;
      const rank = name === wanted ? 0 : place === 0 ? 1 : name[place - 1] === " " ? 2 : 3;
      if (best === null || rank < best.rank) best = { rank, alias: which === 0 ? null : node.aliases[which - 1] };
    });
    if (best) found.push({ node, ...best });
  });
  return found.sort((one, other) => one.rank - other.rank || one.node.index - other.node.index).slice(0, limit);
}

function showHits(words) {
  searching.hits = find(words);
  const box = $("#hits");
  const none = element("li", { class: "none" }, "No name or alias holds this");
  box.replaceChildren(...(searching.hits.length ? searching.hits.map(hitRow) : [none]));
  box.hidden = !words.trim();
  $("#search").setAttribute("aria-expanded", String(!box.hidden));
  moveHit(searching.hits.length ? 0 : -1);
}

function hitRow({ node, alias }, at) {
  const choose = (event) => { event.preventDefault(); takeHit(at); };
  return element("li", { role: "option", id: "hit-" + at, onmousedown: choose }, icon(node), element("span", { class: "label" }, node.label, alias ? element("small", {}, ` ${alias}`) : null), element("small", { class: "count" }, String(node.weight)));
}

function moveHit(at) {
  searching.at = at;
  [...$("#hits").children].forEach((row, place) => row.setAttribute("aria-selected", String(place === at)));
  if (at >= 0) $("#search").setAttribute("aria-activedescendant", "hit-" + at);
  else $("#search").removeAttribute("aria-activedescendant");
}

function takeHit(at) {
  const { node } = searching.hits[at];
  $("#search").value = node.label;
  closeHits();
  state.hidden.delete(node);
  select({ node });
  if (shown.nodes.has(node)) reveal(node);
}

function closeHits() {
  $("#hits").hidden = true;
  $("#search").setAttribute("aria-expanded", "false");
}

/** A field that takes a node by name; its suggestions are the search's. */
function nodeField(id, words, node, take) {
  const options = element("datalist", { id: id + "-names" });
  const suggest = (event) => options.replaceChildren(...find(event.target.value).map((hit) => element("option", { value: hit.node.label }, graph.classes[hit.node.class])));
  const choose = (event) => {
    const [hit] = find(event.target.value, 1);
    if (hit) take(hit.node);
  };
  const enter = (event) => { if (event.key === "Enter") choose(event); };
  return element("label", { class: "field wide" }, element("span", {}, words), element("input", { id, type: "search", list: id + "-names", value: node ? node.label : "", autocomplete: "off", placeholder: "Name of a node", oninput: suggest, onchange: choose, onkeydown: enter }), options);
}
