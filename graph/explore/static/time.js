// Time: a histogram of the statements, a range to choose from it, and a button that plays it.
// The axis leaves out most of a long stretch in which nothing happens, so that one old date does not squeeze the rest.

const BARS = 80;
/** A gap of at least this share of the whole time is shortened to that share of what is left. */
const GAP = 0.12;
const SHORTENED = 0.04;
/** A date known to the year alone makes only its first days busy. */
const MONTH = 31;
const playing = { timer: null };

function readTimeline() {
  const dates = new Set(graph.statements.map((statement) => statement.date || statement.document.published));
  const spans = [...dates].map(bounds).filter(([first]) => first !== null);
  if (!spans.length) return;
  spans.sort((one, other) => one[0] - other[0]);
  const busy = [];
  for (const [first, until] of spans) {
    const before = busy[busy.length - 1];
    const last = Math.min(until, first + MONTH);
    if (before && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else busy.push([first, last]);
  }
  timeline.first = busy[0][0];
  timeline.last = spans.reduce((latest, [, last]) => Math.max(latest, last), timeline.first);
  busy[busy.length - 1][1] = timeline.last;
  timeline.pieces = pieces(busy, timeline.last - timeline.first + 1);
  timeline.steps = new Map(spans.map(([first]) => [first, 0]));
  for (const day of timeline.steps.keys()) timeline.steps.set(day, stepOfDay(day));
}

/** The axis as pieces { first, last, at, width }: days first to last lie at so many steps and take so many. */
function pieces(busy, whole) {
  const made = [];
  for (const [first, last] of busy) {
    const before = made[made.length - 1];
    const gap = before ? first - before.last - 1 : 0;
    if (before && gap < whole * GAP) before.last = last;
    else {
      if (before) made.push({ first: before.last + 1, last: first - 1, gap: true });
      made.push({ first, last, gap: false });
    }
  }
  const days = (piece) => piece.last - piece.first + 1;
  const lively = made.filter((piece) => !piece.gap).reduce((sum, piece) => sum + days(piece), 0);
  let at = 0;
  for (const piece of made) {
    piece.at = at;
    piece.width = piece.gap ? Math.max(1, Math.min(days(piece), Math.round(lively * SHORTENED))) : days(piece);
    at += piece.width;
  }
  return made;
}

/** Steps of the axis. */
function axisLength() {
  const last = timeline.pieces[timeline.pieces.length - 1];
  return last ? last.at + last.width : 1;
}

function stepOfDay(day) {
  const piece = timeline.pieces.find((one) => day <= one.last);
  if (!piece) return axisLength() - 1;
  return Math.min(axisLength() - 1, piece.at + Math.floor(((day - piece.first) / (piece.last - piece.first + 1)) * piece.width));
}

function dayOfStep(step) {
  const piece = timeline.pieces.find((one) => step < one.at + one.width) || timeline.pieces[timeline.pieces.length - 1];
  return piece.first + Math.floor(((step - piece.at) / piece.width) * (piece.last - piece.first + 1));
}

/** The last day that a step stands for. */
function endOfStep(step) {
  return step >= axisLength() - 1 ? timeline.last : dayOfStep(step + 1) - 1;
}

function openTime() {
  for (const id of ["#from", "#to"]) {
    Object.assign($(id), { min: 0, max: axisLength() - 1, step: 1 });
    $(id).addEventListener("input", onRange);
  }
  $("#play").addEventListener("click", () => (playing.timer ? stopPlaying() : startPlaying()));
  $("#time").hidden = timeline.first === timeline.last;
}

function onRange() {
  stopPlaying();
  const [one, other] = [Number($("#from").value), Number($("#to").value)];
  state.from = dayOfStep(Math.min(one, other));
  state.to = endOfStep(Math.max(one, other));
  update();
}

/** Statements in each of so many equal stretches of the axis, counted where each begins. */
function histogram(statements, count) {
  const bars = new Array(count).fill(0);
  const whole = axisLength();
  const { steps } = timeline;
  for (const { earliest } of statements) {
    if (earliest !== null) bars[Math.floor((steps.get(earliest) / whole) * count)] += 1;
  }
  return bars;
}

function drawTime() {
  if (!drawTime.all) drawTime.all = histogram(graph.statements, BARS);
  const { all } = drawTime;
  const inside = histogram(passed, BARS);
  const most = Math.sqrt(Math.max(1, ...all));
  const bar = (count, at, name) => drawing("rect", { x: at + 0.08, width: 0.84, y: 40 - (Math.sqrt(count) / most) * 38, height: (Math.sqrt(count) / most) * 38, class: name });
  const made = timeline.pieces.filter((piece) => piece.gap).map(gapMark);
  all.forEach((count, at) => {
    if (count) made.push(bar(count, at, "bar-all"));
    if (inside[at]) made.push(bar(inside[at], at, "bar"));
  });
  const svg = $("#histogram");
  svg.setAttribute("viewBox", `0 0 ${BARS} 40`);
  svg.replaceChildren(...made);
  for (const [id, day] of [["#from", state.from], ["#to", state.to]]) $(id).setAttribute("aria-valuetext", isoDay(day));
  $("#span").textContent = `${isoDay(state.from)} – ${isoDay(state.to)}`;
}

function gapMark(piece) {
  const scale = BARS / axisLength();
  return drawing("rect", { x: piece.at * scale, width: piece.width * scale, y: 0, height: 40, class: "gap" }, drawing("title", {}, `Nothing from ${isoDay(piece.first)} to ${isoDay(piece.last)}`));
}

function syncTime() {
  $("#from").value = stepOfDay(state.from);
  $("#to").value = stepOfDay(state.to);
}

/** Moves a window of an eighth of the axis from the beginning to the end. */
function startPlaying() {
  const width = Math.max(1, Math.round(axisLength() / 8));
  const stride = Math.max(1, Math.round(width / 5));
  let at = 0;
  const show = () => {
    if (at >= axisLength()) return stopPlaying();
    state.from = dayOfStep(at);
    state.to = endOfStep(Math.min(axisLength() - 1, at + width - 1));
    at += stride;
    syncTime();
    update();
  };
  playing.timer = setInterval(show, 450);
  show();
  $("#play").textContent = "❚❚";
  $("#play").setAttribute("aria-label", "Stop");
}

function stopPlaying() {
  if (!playing.timer) return;
  clearInterval(playing.timer);
  playing.timer = null;
  $("#play").textContent = "▶";
  $("#play").setAttribute("aria-label", "Play through time");
}
