"use strict";
// Asks /sparql and shows the answer. Text of the graph only ever becomes text nodes.
const element = (id) => document.getElementById(id);
const ROWS = 5000;
let packaged = [];
let running = null;

function cell(term) {
  const td = document.createElement("td");
  if (!term) return td;
  if (term.type === "uri" && /^https?:/.test(term.value)) {
    const link = document.createElement("a");
    link.href = term.value;
    link.rel = "noreferrer noopener";
    link.target = "_blank";
    link.textContent = term.value.replace(/^.*[\/#]/, "") || term.value;
    link.title = term.value;
    td.append(link);
  } else {
    td.textContent = term.value;
  }
  return td;
}

function table(answer) {
  const grid = document.createElement("table");
  const head = grid.createTHead().insertRow();
  for (const name of answer.head.vars) {
    const th = document.createElement("th");
    th.scope = "col";
    th.textContent = name;
    head.append(th);
  }
  const body = grid.createTBody();
  for (const row of answer.results.bindings.slice(0, ROWS)) {
    const tr = body.insertRow();
    for (const name of answer.head.vars) tr.append(cell(row[name]));
  }
  return grid;
}

function show(text, type) {
  const place = element("result");
  if (!type.includes("json")) {
    const pre = document.createElement("pre");
    pre.className = "graph";
    pre.textContent = text;
    place.replaceChildren(pre);
    return "triples";
  }
  const answer = JSON.parse(text);
  if ("boolean" in answer) {
    place.replaceChildren(answer.boolean ? "Yes" : "No");
    return "";
  }
  place.replaceChildren(table(answer));
  const count = answer.results.bindings.length;
  return `${count} rows` + (count > ROWS ? `, the first ${ROWS} are shown` : "");
}

function endpoint() {
  return element("reported").checked ? "/sparql/reported" : "/sparql";
}

async function ask(accept) {
  return fetch(endpoint(), {
    method: "POST",
    headers: { "Content-Type": "application/sparql-query", Accept: accept },
    body: element("text").value,
    signal: running.signal,
  });
}

async function run() {
  if (running) running.abort();
  const mine = (running = new AbortController());
  element("error").hidden = true;
  element("status").textContent = "Asking …";
  element("csv").disabled = true;
  const began = performance.now();
  try {
    const reply = await ask("application/sparql-results+json, text/turtle");
    const text = await reply.text();
    if (!reply.ok) throw new Error(text);
    const what = show(text, reply.headers.get("Content-Type"));
    element("status").textContent = `${what} in ${Math.round(performance.now() - began)} ms`;
    element("csv").disabled = what === "triples" || what === "";
  } catch (error) {
    if (mine.signal.aborted) return;
    element("status").textContent = "";
    element("result").replaceChildren();
    element("error").textContent = error.message;
    element("error").hidden = false;
  }
}

async function save() {
  running = new AbortController();
  const reply = await ask("text/csv");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await reply.blob());
  link.download = "answer.csv";
  link.click();
  URL.revokeObjectURL(link.href);
}

function choose() {
  const question = packaged[element("question").value];
  element("description").textContent = question ? question.description : "";
  if (question) {
    element("text").value = question.query;
    run();
  }
}

async function start() {
  packaged = Object.fromEntries((await (await fetch("/questions.json")).json()).map((q) => [q.name, q]));
  for (const question of Object.values(packaged)) element("question").add(new Option(question.title, question.name));
}

element("run").addEventListener("click", run);
element("csv").addEventListener("click", save);
element("question").addEventListener("change", choose);
element("text").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run();
});
start();
