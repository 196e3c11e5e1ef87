// A ready line for the file of `casusgraph build --corrections`, about a statement that the reader marks as wrong.

const WRONGS = [
  ["retract", "The text does not say this"],
  ["split", "It is another event than those it is counted with"],
  ["retype", "It is another kind of act"],
];

/** The line as JSON; the reader writes over the name and the reason. */
function correctionLine(statement, kind, type) {
  const line = { do: kind, on: [statement.id], who: "your name", why: "your reason" };
  return JSON.stringify(kind === "retype" ? { ...line, type } : line);
}

function openCorrection(statement) {
  const kinds = element("select", { id: "correction-kind", "aria-label": "What is wrong" }, WRONGS.map(([kind, words]) => element("option", { value: kind }, words)));
  const events = graph.types.filter((type) => type.kind === "event");
  const types = element("select", { id: "correction-type", "aria-label": "Kind of act" }, events.map((type) => element("option", { value: type.id }, type.label)));
  const field = element("textarea", { id: "correction", readonly: true, rows: 4, "aria-label": "Line for the corrections file" });
  const show = () => {
    types.hidden = kinds.value !== "retype";
    field.value = correctionLine(statement, kinds.value, types.value);
  };
  kinds.addEventListener("change", show);
  types.addEventListener("change", show);
  show();
  const hint = "Put the line into a file, with your name and reason, and give it to casusgraph build --corrections FILE.";
  openDialog("What is wrong?", [element("p", {}, kinds, " ", types), field, element("p", { class: "hint" }, hint), button("Copy", () => copyCorrection(field))]);
}

function copyCorrection(field) {
  field.select();
  if (navigator.clipboard) navigator.clipboard.writeText(field.value).then(() => toast("Line copied"), () => {});
}
