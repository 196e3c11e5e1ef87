// The statements as a table: the graph for readers who can not see it, and for those who want to sort it.

const PAGE = 100;
const EXTENTS = ["all", "view", "selection"];
const COLUMNS = [
  { id: "date", label: "Date", text: (s) => s.date || "", value: (s) => (s.date ? s.earliest : null) },
  { id: "actor", label: "Actor", text: (s) => (s.actor ? s.actor.node.label : "") },
  { id: "type", label: "What", text: verb },
  { id: "targets", label: "Target", text: (s) => s.targets.map((one) => one.node.label).join(", ") },
  { id: "sentence", label: "Sentence", text: sentenceOf },
  { id: "status", label: "Status", text: (s) => STATUS_WORDS[s.status], value: (s) => STATUS.findIndex((status) => status.id === s.status) },
  { id: "claimant", label: "Says", text: (s) => (s.speaker ? s.speaker.node.label : "the article") },
  { id: "confidence", label: "Confidence", text: (s) => percent(s.confidence), value: (s) => s.confidence },
  { id: "source", label: "Source", text: (s) => s.document.source },
];
const STATUS_WORDS = { stated: "stated", reported: "reported", open: "not yet done", denied: "denied" };

function sentenceOf(statement) {
  const [index, start, end] = statement.evidence[0];
  return graph.documents[index].text.slice(start, end).replace(/\s+/g, " ").trim();
}

/** Statements of the table: those that pass, narrowed to the view or the selection, with the words typed. */
function tableStatements() {
  const { words, extent } = state.table;
  let found = passed;
  if (extent === "view") found = found.filter((statement) => shown.statements.has(statement));
  if (extent === "selection") found = found.filter(ofSelection);
  for (const word of fold(words).split(/\s+/).filter(Boolean)) {
    found = found.filter((statement) => COLUMNS.some((column) => fold(column.text(statement)).includes(word)));
  }
  return sorted(found);
}

function ofSelection(statement) {
  const { selection } = state;
  if (!selection) return false;
  if (selection.node) return [...participants(statement), ...speakers(statement)].some((one) => one.node === selection.node);
  if (selection.statement) return statement === selection.statement;
  const { from, to, type, status } = selection.bundle;
  return between(from, to).includes(statement) && (!type || statement.type === type) && (!status || statement.status === status);
}

/** Sorted by the column chosen; statements without a value come last either way. */
function sorted(statements) {
  const column = COLUMNS.find((one) => one.id === state.table.sort);
  if (!column) return statements;
  const turn = state.table.descending ? -1 : 1;
  const rows = statements.map((statement) => [column.value ? column.value(statement) : fold(column.text(statement)), statement]);
  rows.sort(([one, left], [other, right]) => {
    const empty = Number(one === null || one === "") - Number(other === null || other === "");
    if (empty) return empty;
    if (one === other) return left.index - right.index;
    return (one < other ? -1 : 1) * turn;
  });
  return rows.map(([, statement]) => statement);
}

function drawTable() {
  const section = $("#table");
  section.hidden = state.view !== "table" && state.view !== "split";
  if (section.hidden) return;
  if (!section.firstChild) section.append(tableTools(), element("div", { class: "scroll", tabindex: -1 }, element("table", {}, element("caption", { class: "unseen" }, "Statements"), element("thead"), element("tbody"))));
  const found = tableStatements();
  const pages = Math.max(1, Math.ceil(found.length / PAGE));
  state.table.page = Math.min(state.table.page, pages - 1);
  const first = state.table.page * PAGE;
  section.querySelector("thead").replaceChildren(element("tr", {}, COLUMNS.map(headCell)));
  section.querySelector("tbody").replaceChildren(...found.slice(first, first + PAGE).map(tableRow));
  $("#table-count").textContent = plural(found.length, "statement");
  $("#table-page").textContent = `Page ${state.table.page + 1} of ${pages}`;
  $("#table-before").disabled = state.table.page === 0;
  $("#table-after").disabled = state.table.page === pages - 1;
  for (const box of [$("#table-before"), $("#table-after"), $("#table-page")]) box.hidden = pages === 1;
  $("#table-extent").value = state.table.extent;
  if ($("#table-words").value !== state.table.words) $("#table-words").value = state.table.words;
}

function tableTools() {
  const turn = (by) => () => { state.table.page += by; drawTable(); $("#table .scroll").scrollTop = 0; };
  const extent = element("select", { id: "table-extent", "aria-label": "Which statements", onchange: (event) => { state.table.extent = event.target.value; state.table.page = 0; update(); } },
    element("option", { value: "all" }, "All that pass the filters"), element("option", { value: "view" }, "Only those in the graph"), element("option", { value: "selection" }, "Only those of the selection"));
  const words = element("input", { id: "table-words", type: "search", placeholder: "Find in the table", "aria-label": "Find in the table", oninput: (event) => { state.table.words = event.target.value; state.table.page = 0; drawTable(); writeAddress(); } });
  return element("div", { class: "tools-row" }, extent, words, element("output", { id: "table-count", role: "status" }), button("‹", turn(-1), { id: "table-before", "aria-label": "Page before" }), element("span", { id: "table-page" }), button("›", turn(1), { id: "table-after", "aria-label": "Page after" }));
}

function headCell(column) {
  const on = state.table.sort === column.id;
  const action = () => {
    Object.assign(state.table, { sort: column.id, descending: on && !state.table.descending, page: 0 });
    drawTable();
    writeAddress();
    $(`#table th[data-column="${column.id}"] button`).focus();
  };
  return element("th", { scope: "col", "data-column": column.id, "aria-sort": on ? (state.table.descending ? "descending" : "ascending") : "none" }, button(`${column.label}${on ? (state.table.descending ? " ▾" : " ▴") : ""}`, action, { class: "plain" }));
}

function tableRow(statement) {
  const chosen = isSelected(statement);
  const cells = COLUMNS.map((column) => element("td", { class: "cell-" + column.id }, column.id === "type" ? rowButton(statement, column, chosen) : element("div", {}, column.text(statement))));
  return element("tr", { class: chosen ? "chosen" : null, "data-statement": statement.id, onclick: (event) => { if (!event.target.closest("button")) select({ statement }); } }, cells);
}

function rowButton(statement, column, chosen) {
  return button(column.text(statement), () => select({ statement }), { class: "plain verb tone-" + toneOf([statement]), "aria-pressed": String(chosen) });
}

/** True where the selection is this statement or holds it. */
function isSelected(statement) {
  return state.selection !== null && ofSelection(statement);
}
