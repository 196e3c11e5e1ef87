// Key facts: what the statements tell of the same actor, act and target, weighed, the weightiest and most varied first.

/** So many of the weightiest facts compete for the panel. */
const POOL = 120;

/** Statements about the same actor, type and target as one fact, the weightiest first. */
function keyFacts(statements) {
  const { actors } = columns.statements;
  const all = statements.filter((statement) => actors[statement.index] && statement.type.kind !== "relation");
  const frequency = tally(all, (statement) => statement.type);
  const events = prominent(all, frequency);
  const facts = gatherFacts(events);
  const themes = themesOf(events);
  for (const fact of facts) fact.score = factScore(fact, rarity(frequency.get(fact.statement.type) / all.length), themes);
  const least = Float64Array.from(facts, (fact) => fact.score).sort()[Math.max(0, facts.length - POOL)];
  return facts.filter((fact) => fact.score >= least).sort((one, other) => other.score - one.score || one.statement.index - other.statement.index);
}

/** More statements than this are sifted by what each is worth alone, before facts are made of them. */
const SIFTED = 3000;

/** The statements that weigh most alone; all of them where they are not many. Reads columns, for there may be very many. */
function prominent(events, frequency) {
  if (events.length <= SIFTED) return events;
  const { peopleOf, people, statements } = columns;
  const rare = new Map([...frequency].map(([type, count]) => [type.index, rarity(count / events.length)]));
  const fame = Float64Array.from(graph.nodes, fameOf);
  const weight = Float64Array.from(events, ({ index }) => {
    const first = peopleOf[index];
    const target = statements.targets[index] ? fame[people.node[first + 1]] : NOBODY;
    const sure = statements.confidence[index] * (statements.polarity[index] || statements.modality[index] ? 0.75 : 1);
    return Math.sqrt(fame[people.node[first]] * target) * rare.get(statements.type[index]) * sure * earliness(statements.place[index]);
  });
  const least = weight.slice().sort()[events.length - SIFTED];
  return events.filter((_, at) => weight[at] >= least);
}

const fameOf = (node) => Math.log2(2 + node.weight) * (node.known ? 1 : 0.6);
const rarity = (share) => Math.log2(2 + 1 / Math.max(share, 0.004));
const earliness = (place) => 1.25 - place / 200;

/** One fact for each actor, type and target; what names no target counts to the fact of its actor and type told most. */
function gatherFacts(events) {
  const facts = new Map();
  const bare = new Map();
  for (const statement of events) {
    const target = mainTarget(statement);
    const act = themeKey(statement.type, statement.actor.node);
    const key = target ? factKey(statement.actor.node, target, statement.type) : act;
    const holder = target ? facts : bare;
    if (!holder.has(key)) holder.set(key, { target, act, statements: [] });
    holder.get(key).statements.push(statement);
  }
  const most = new Map();
  for (const fact of facts.values()) if (!most.has(fact.act) || most.get(fact.act).statements.length < fact.statements.length) most.set(fact.act, fact);
  const made = [...facts.values()];
  for (const fact of bare.values()) {
    if (most.has(fact.act)) most.get(fact.act).statements.push(...fact.statements);
    else made.push(fact);
  }
  for (const fact of made) fact.statement = spokesman(fact);
  return made;
}

/** The statement that stands for the fact: with its target, as certain as can be, and earliest in its article. */
function spokesman({ target, statements }) {
  const rank = (statement) => (target && !mainTarget(statement) ? 1000 : 0) + STATUS.findIndex((status) => status.id === statement.status) * 100 + statement.place;
  return statements.length === 1 ? statements[0] : statements.reduce((one, other) => (rank(other) < rank(one) ? other : one));
}

/** In which articles and how often each type is told of each participant but the actor: type and node -> { times, articles }. */
function themesOf(events) {
  const themes = new Map();
  for (const statement of events) {
    for (const { node } of statement.targets) {
      const key = themeKey(statement.type, node);
      if (!themes.has(key)) themes.set(key, { times: 0, articles: new Set() });
      const theme = themes.get(key);
      theme.times += 1;
      theme.articles.add(statement.document);
    }
  }
  return themes;
}

const themeKey = (type, node) => type.index * graph.nodes.length + node.index;

/** The weightiest facts; each one chosen makes those like it weigh less. */
function varied(facts, count) {
  const pool = facts.slice(0, POOL).map((fact) => ({ fact, weight: fact.score }));
  const chosen = [];
  while (chosen.length < count && pool.length) {
    const best = pool.reduce((one, other) => (other.weight > one.weight ? other : one));
    pool.splice(pool.indexOf(best), 1);
    chosen.push(best.fact);
    for (const other of pool) other.weight *= likeness(best.fact, other.fact);
  }
  return chosen;
}

/** What is left of a fact's weight beside one chosen: same pair, its answer, same actor, target, type, weapon, article. */
function likeness(one, other) {
  const doers = [one, other].map((fact) => fact.statement.actor.node);
  const arms = [one, other].map((fact) => fact.statement.targets.filter(({ node }) => node.class === "WeaponSystem").map(({ node }) => node));
  const same = { actor: doers[0] === doers[1], target: one.target === other.target };
  const answer = one.target === doers[1] && other.target === doers[0];
  const factors = [
    [same.actor && same.target, 0.6], [answer, 0.8], [same.actor, 0.8], [same.target, 0.92], [one.statement.type === other.statement.type, 0.55],
    [arms[0].some((node) => arms[1].includes(node)), 0.7], [onlyArticle(one) && onlyArticle(one) === onlyArticle(other), 0.75],
  ];
  return factors.reduce((left, [alike, factor]) => (alike ? left * factor : left), 1);
}

/** The article that alone tells a fact, else null. */
function onlyArticle({ statements: [first, ...rest] }) {
  return rest.every((statement) => statement.document === first.document) ? first.document : null;
}

/** Weight of how it stands to the world: what happened before what was said, what was said before what might be. */
const STATUS_WEIGHT = { stated: 1, reported: 0.85, open: 0.75, denied: 0.7 };
/** Deeds weigh more than words, and words of conflict or cooperation more than mere talk. */
const TONE_WEIGHT = { material: 1.15, verbal: 1, other: 0.4 };

/** A kind of act is characteristic of what it is done to where it makes up at least this share of what is told of it. */
const THEME = 0.15;

/** Where and whereof: who stands there takes less part than one to whom it is done. */
const CIRCUMSTANCES = new Set(["place", "origin", "destination", "topic"]);
const AROUND = 0.25;
/** What one weighs to whom a thing is done that no statement names. */
const NOBODY = 0.25;

/**
 * How much a reader should know of it: who takes part, how often and in how many articles such a thing is told, how rare
 * it is in this corpus, how early an article tells it, how sure it is and how it stands to the world.
 */
function factScore({ statement, statements }, rare, themes) {
  const { actor, type, targets, status } = statement;
  const kin = targets.map(({ node }) => [node, themes.get(themeKey(type, node))]).filter(([node, theme]) => theme.times >= THEME * node.weight).map(([, theme]) => theme);
  const own = statements.reduce((sum, one) => sum + STATUS_WEIGHT[one.status], 0);
  const times = Math.max(own, ...kin.map((theme) => (own + theme.times) / 2));
  const articles = Math.max(new Set(statements.map((one) => one.document)).size, ...kin.map((theme) => theme.articles.size));
  const sure = Math.max(...statements.map((one) => one.confidence));
  const early = earliness(Math.min(...statements.map((one) => one.place)));
  const known = Math.sqrt(fameOf(actor.node) * Math.max(NOBODY, ...targets.map((one) => fameOf(one.node) * (CIRCUMSTANCES.has(one.role) ? AROUND : 1))));
  const armed = targets.some((one) => one.node.class === "WeaponSystem") ? 1.3 : 1;
  return known * Math.log2(1 + times) * Math.sqrt(articles) * rare * armed * early * sure * STATUS_WEIGHT[status] * TONE_WEIGHT[type.tone.split("-")[0]];
}
