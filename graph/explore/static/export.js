// What leaves the page: the picture, and the statements of the table as CSV or Turtle.

function openExport() {
  for (const item of document.querySelectorAll("[data-export]")) {
    item.addEventListener("click", async () => {
      $("#export").open = false;
      await readWritten();
      EXPORTS[item.dataset.export]();
    });
  }
}

const EXPORTS = {
  png: savePicture,
  csv: () => save(new Blob(["\ufeff" + csv(tableStatements())], { type: "text/csv;charset=utf-8" }), "statements.csv"),
  ttl: () => save(new Blob([turtle(tableStatements())], { type: "text/turtle;charset=utf-8" }), "statements.ttl"),
  link: showLink,
  print: () => window.print(),
};

function savePicture() {
  const source = $("#network canvas");
  const copy = document.createElement("canvas");
  copy.width = source.width;
  copy.height = source.height;
  const context = copy.getContext("2d");
  context.fillStyle = colours.canvas;
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(source, 0, 0);
  copy.toBlob((blob) => save(blob, "graph.png"));
}

/** The link in a dialog: a frame of a notebook may neither write the clipboard nor ask. */
function showLink() {
  const address = location.href.split("#")[0] + "#" + stateWords();
  const field = element("input", { type: "text", readonly: true, value: address, "aria-label": "Link to this view", id: "link" });
  openDialog("Link to this view", [element("p", {}, "It opens this page as you see it now."), field]);
  field.select();
  if (navigator.clipboard) navigator.clipboard.writeText(address).then(() => toast("Link copied"), () => {});
}

function openDialog(title, content) {
  const dialog = $("#dialog");
  dialog.replaceChildren(element("h2", { class: "title" }, title), ...content, element("div", { class: "actions" }, button("Close", () => dialog.close())));
  dialog.showModal();
}

const CSV_COLUMNS = {
  id: (s) => s.id,
  document: (s) => s.document.name,
  kind: (s) => s.type.kind,
  type: (s) => s.type.id,
  actor: (s) => (s.actor ? s.actor.node.label : ""),
  targets: (s) => s.targets.map((one) => `${one.role}: ${one.node.label}`).join("; "),
  polarity: (s) => s.polarity,
  modality: (s) => s.modality,
  attribution: (s) => (s.speaker ? s.speaker.node.label : ""),
  attribution_chain: (s) => s.chain.map((one) => one.node.label).join("; "),
  date: (s) => s.date || "",
  quantity: (s) => (s.quantity === null ? "" : String(s.quantity)),
  unit: (s) => s.unit,
  confidence: (s) => String(s.confidence),
  source: (s) => s.document.source,
  published: (s) => s.document.published,
  url: (s) => s.document.url,
  page: (s) => pagesOf(s).join("; "),
  text: sentenceText,
};

function sentenceText(statement) {
  const [index, start, end] = statement.evidence[0];
  return graph.documents[index].text.slice(start, end);
}

function csv(statements) {
  const names = Object.keys(CSV_COLUMNS);
  const lines = [names, ...statements.map((statement) => names.map((name) => CSV_COLUMNS[name](statement)))];
  return lines.map((cells) => cells.map(cell).join(",")).join("\r\n") + "\r\n";
}

/** A cell that no spreadsheet takes for a formula. */
function cell(value) {
  const text = /^[=+\-@\t\r]/.test(value) && Number.isNaN(Number(value)) ? "'" + value : value;
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
