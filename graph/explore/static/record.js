// Nodes, statements, links and articles as objects that look into the columns of the page when they are asked.
// Making fifty thousand of them costs next to nothing; lists that only a panel needs are made when one opens.

/** The columns as they came, and where the people and the quotes of each statement begin. */
const columns = { nodes: {}, statements: {}, people: {}, links: {}, peopleOf: null, quotesOf: null };
/** What only sentences need: texts, mentions and the offsets of words; null until it is read. */
let written = null;

class NodeRecord {
  constructor(index) {
    this.index = index;
    this.id = "n" + index;
    for (const name of ["key", "label", "class", "weight", "x", "y", "size", "community"]) this[name] = columns.nodes[name][index];
  }

  get aliases() { return columns.nodes.aliases[this.index]; }
  get facts() { return columns.nodes.facts[this.index]; }
  get wikidata() { return columns.nodes.wikidata[this.index]; }
  get known() { return columns.nodes.known[this.index]; }
  get mentions() { return columns.nodes.mentions[this.index]; }
  get links() { return lists.links()[this.index]; }
  /** Statements in which it takes part. */
  get statements() { return lists.takenPart()[this.index]; }
  /** Statements that it makes or passes on. */
  get spoken() { return lists.spoken()[this.index]; }
}

class StatementRecord {
  #links = null;

  constructor(index) { this.index = index; }

  get id() { return columns.statements.id[this.index]; }
  get document() { return graph.documents[columns.statements.document[this.index]]; }
  get type() { return graph.types[columns.statements.type[this.index]]; }
  get polarity() { return graph.polarities[columns.statements.polarity[this.index]]; }
  get modality() { return graph.modalities[columns.statements.modality[this.index]]; }
  get date() { return columns.statements.date[this.index]; }
  get quantity() { return columns.statements.quantity[this.index]; }
  get unit() { return columns.statements.unit[this.index]; }
  get about() { return columns.statements.about[this.index]; }
  /** How much of its article stands before it, in hundredths. */
  get place() { return columns.statements.place[this.index]; }
  get confidence() { return columns.statements.confidence[this.index]; }
  get earliest() { return bounds(this.date || this.document.published)[0]; }
  get latest() { return bounds(this.date || this.document.published)[1]; }

  /** Its people stand in the order actor, targets, speaker, chain. */
  get actor() { return columns.statements.actors[this.index] ? person(columns.peopleOf[this.index]) : null; }
  get targets() { return persons(this.firstTarget, columns.statements.targets[this.index]); }
  get speaker() { return columns.statements.voices[this.index] ? person(this.firstVoice) : null; }
  get chain() { return persons(this.firstVoice + 1, columns.statements.voices[this.index] - 1); }
  get firstTarget() { return columns.peopleOf[this.index] + columns.statements.actors[this.index]; }
  get firstVoice() { return this.firstTarget + columns.statements.targets[this.index]; }

  get links() { return this.#links || (this.#links = lists.drawing()[this.index]); }

  /** How it stands to the world; the first polarity is that it is so, the first modality that it is done. */
  get status() {
    if (columns.statements.polarity[this.index]) return "denied";
    if (columns.statements.modality[this.index]) return "open";
    return columns.statements.voices[this.index] ? "reported" : "stated";
  }

  /** Its sentences as [article, start, end, page]; empty stretches until the texts are read. */
  get evidence() {
    const first = columns.quotesOf[this.index];
    const quote = (_, at) => (written ? ["document", "start", "end", "page"].map((name) => written.quotes[name][first + at]) : [this.document.index, 0, 0, null]);
    return Array.from({ length: columns.statements.quotes[this.index] }, quote);
  }

  get trigger() { return written ? [written.triggers.start[this.index], written.triggers.end[this.index]] : [0, 0]; }
}

class ArticleRecord {
  constructor(row, index) { Object.assign(this, row, { index }); }

  get text() { return written ? written.texts[this.index] : ""; }
  get boilerplate() { return written ? written.boilerplate[this.index] : []; }
  get statements() { return lists.told()[this.index]; }
  get mentions() { return written ? lists.mentions()[this.index] : []; }
}

/** A participant or speaker; -1 where it has no words of its own. */
function person(place) {
  const { role, node } = columns.people;
  const [start, end] = written ? [written.people.start[place], written.people.end[place]] : [-1, -1];
  return { role: graph.roles[role[place]], node: graph.nodes[node[place]], start, end };
}

function persons(first, count) {
  return Array.from({ length: Math.max(0, count) }, (_, at) => person(first + at));
}

const once = (make) => {
  let made = null;
  return () => made || (made = make());
};

/** Lists of records for each node, statement or article, made at the first question. */
const lists = {
  links: once(() => gathered(graph.nodes.length, (add) => {
    for (const link of graph.links) {
      add(link.from.index, link);
      add(link.to.index, link);
    }
  })),
  drawing: once(() => gathered(graph.statements.length, (add) => {
    for (const link of graph.links) add(link.statement.index, link);
  })),
  takenPart: once(() => gathered(graph.nodes.length, (add) => eachPerson((statement) => [columns.peopleOf[statement.index], statement.firstVoice], add))),
  spoken: once(() => gathered(graph.nodes.length, (add) => eachPerson((statement) => [statement.firstVoice, statement.firstVoice + columns.statements.voices[statement.index]], add))),
  told: once(() => gathered(graph.documents.length, (add) => {
    for (const statement of graph.statements) add(columns.statements.document[statement.index], statement);
  })),
  mentions: once(() => gathered(graph.documents.length, (add) => {
    const { document, node, start, end } = written.mentions;
    document.forEach((index, at) => add(index, { node: graph.nodes[node[at]], start: start[at], end: end[at] }));
  })),
};

/** So many lists, filled by what is added under their numbers; what was added last to a list is not added again. */
function gathered(count, fill) {
  const made = Array.from({ length: count }, () => []);
  fill((at, item) => {
    const holder = made[at];
    if (holder[holder.length - 1] !== item) holder.push(item);
  });
  return made;
}

/** Calls add(node, statement) for the people of each statement in the stretch that a function names. */
function eachPerson(stretch, add) {
  for (const statement of graph.statements) {
    const [first, last] = stretch(statement);
    for (let place = first; place < last; place += 1) add(columns.people.node[place], statement);
  }
}
