// Statements as Turtle, in the terms of the ontology: the same triples, as far as they go, that the graph's N-Quads hold.

const PREFIXES = {
  cg: "https://w3id.org/casusgraph/ontology#",
  dcterms: "http://purl.org/dc/terms/",
  oa: "http://www.w3.org/ns/oa#",
  owl: "http://www.w3.org/2002/07/owl#",
  prov: "http://www.w3.org/ns/prov#",
  rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  schema: "https://schema.org/",
  skos: "http://www.w3.org/2004/02/skos/core#",
  xsd: "http://www.w3.org/2001/XMLSchema#",
};

function turtle(statements) {
  const people = new Set(statements.flatMap((statement) => [...participants(statement), ...speakers(statement)].map((one) => one.node)));
  const articles = new Set(statements.map((statement) => statement.document));
  const quotes = new Map(statements.flatMap((statement) => statement.evidence).map((one) => [quoteName(one), one]));
  const lines = Object.entries(PREFIXES).map(([prefix, iri]) => `@prefix ${prefix}: <${iri}> .`);
  for (const article of articles) lines.push("", articleTurtle(article));
  for (const node of people) lines.push("", nodeTurtle(node));
  for (const one of quotes.values()) lines.push("", quoteTurtle(one));
  for (const statement of statements) lines.push("", statementTurtle(statement));
  return lines.join("\n") + "\n";
}

/** A subject with its predicates and objects; those without a value are left out. */
function subject(id, pairs) {
  const kept = pairs.filter(([, value]) => value !== null && value !== undefined && value !== "");
  return `${iri(id)} ${kept.map(([predicate, value]) => `${predicate} ${value}`).join(" ;\n  ")} .`;
}

/** An IRI under the base; what may not stand in one is written as its percent form. */
function iri(id) {
  return `<${graph.base}${id.replace(/[^A-Za-z0-9._~-]/gu, encodeURIComponent)}>`;
}

function term(name) {
  return `<${PREFIXES.cg}${name.replace(/[^A-Za-z0-9._~-]/gu, encodeURIComponent)}>`;
}

function literal(text, type) {
  if (text === null || text === "") return null;
  const safe = String(text).replace(/["\\\u0000-\u001f\u007f]/g, (char) => "\\u" + char.charCodeAt(0).toString(16).padStart(4, "0"));
  return `"${safe}"${type ? "^^xsd:" + type : ""}`;
}

function dated(date) {
  return literal(date, { 4: "gYear", 7: "gYearMonth", 10: "date" }[(date || "").length]);
}

function articleTurtle(article) {
  return subject(article.id, [
    ["a", term("Document")], ["rdfs:label", literal(article.name)], ["dcterms:title", literal(article.heading)],
    ["dcterms:publisher", literal(article.publisher)], ["dcterms:creator", literal(article.author)],
    ["dcterms:issued", dated(article.published)], ["schema:url", literal(article.url)],
  ]);
}

function nodeTurtle(node) {
  const item = /^Q[1-9]\d*$/.test(node.wikidata || "") ? `<http://www.wikidata.org/entity/${node.wikidata}>` : null;
  const names = node.aliases.map((alias) => ["skos:altLabel", literal(alias)]);
  return subject(node.key, [["a", term(node.class)], ["rdfs:label", literal(node.label)], ...names, ["owl:sameAs", item]]);
}

/** Offsets count code points there and UTF-16 units here. */
function points(article, offset) {
  return [...graph.documents[article].text.slice(0, offset)].length;
}

function quoteName([article, start, end]) {
  return `x${graph.documents[article].id}-${points(article, start)}-${points(article, end)}`;
}

function quoteTurtle(one) {
  const [article, start, end, page] = one;
  const name = quoteName(one);
  const where = subject(name, [["a", "oa:SpecificResource"], ["oa:hasSource", iri(graph.documents[article].id)], ["oa:hasSelector", iri(name + "-selector")], ["cg:page", page]]);
  const how = subject(name + "-selector", [
    ["a", "oa:TextPositionSelector, oa:TextQuoteSelector"], ["oa:start", points(article, start)], ["oa:end", points(article, end)],
    ["oa:exact", literal(graph.documents[article].text.slice(start, end))],
  ]);
  return `${where}\n${how}`;
}

function statementTurtle(statement) {
  const { type, date, earliest, latest, document, trigger, actor } = statement;
  const name = (word) => term(word[0].toUpperCase() + word.slice(1));
  const relation = type.kind === "relation";
  return subject(statement.id, [
    ["a", term(type.class)],
    ["cg:relation", relation ? term(type.id) : null],
    ["cg:document", iri(document.id)],
    ["cg:polarity", name(statement.polarity)],
    ["cg:modality", name(statement.modality)],
    ["cg:confidence", literal(statement.confidence, "decimal")],
    ["cg:triggerStart", points(document.index, trigger[0])],
    ["cg:triggerEnd", points(document.index, trigger[1])],
    ...(date ? [["cg:earliest", literal(isoDay(earliest), "date")], ["cg:latest", literal(isoDay(latest), "date")], ["cg:datePrecision", term({ 4: "Year", 7: "Month", 10: "Day" }[date.length])]] : []),
    ["cg:quantity", statement.quantity === null ? null : literal(statement.quantity, Number.isInteger(statement.quantity) ? "integer" : "decimal")],
    ["cg:unit", literal(statement.unit)],
    ...statement.about.map((index) => ["cg:about", iri(graph.statements[index].id)]),
    ...statement.evidence.map((one) => ["prov:wasDerivedFrom", iri(quoteName(one))]),
    actor ? [relation ? "cg:subject" : "cg:actor", iri(actor.node.key)] : ["", null],
    ...statement.targets.map((one) => [term(one.role), iri(one.node.key)]),
    ["cg:attributedTo", statement.speaker ? iri(statement.speaker.node.key) : null],
    ...statement.chain.map((one) => ["cg:outerSource", iri(one.node.key)]),
  ]);
}
