// Time: a histogram of the statements, a range to choose from it, and a button that plays it.

const BARS = 80;
const playing = { timer: null };

function openTime() {
  for (const id of ["#from", "#to"]) {
    Object.assign($(id), { min: timeline.first, max: timeline.last, step: 1 });
    $(id).addEventListener("input", onRange);
  }
  $("#play").addEventListener("click", () => (playing.timer ? stopPlaying() : startPlaying()));
  $("#time").hidden = timeline.first === timeline.last;
}

function onRange() {
  stopPlaying();
  const [from, to] = [Number($("#from").value), Number($("#to").value)];
  state.from = Math.min(from, to);
  state.to = Math.max(from, to);
  update();
}

/** Statements in each of so many equal stretches of the whole time, counted where each begins. */
function histogram(statements, count) {
  const bars = new Array(count).fill(0);
  const whole = timeline.last - timeline.first + 1;
  for (const statement of statements) {
    if (statement.earliest === null) continue;
    bars[Math.min(count - 1, Math.floor(((statement.earliest - timeline.first) / whole) * count))] += 1;
  }
  return bars;
}

function drawTime() {
  const all = histogram(graph.statements, BARS);
  const inside = histogram(passed, BARS);
  const most = Math.sqrt(Math.max(1, ...all));
  const bar = (count, at, name) => drawing("rect", { x: at + 0.08, width: 0.84, y: 40 - (Math.sqrt(count) / most) * 38, height: (Math.sqrt(count) / most) * 38, class: name });
  const made = [];
  all.forEach((count, at) => {
    if (count) made.push(bar(count, at, "bar-all"));
    if (inside[at]) made.push(bar(inside[at], at, "bar"));
  });
  const svg = $("#histogram");
  svg.setAttribute("viewBox", `0 0 ${BARS} 40`);
  svg.replaceChildren(...made);
  $("#span").textContent = `${isoDay(state.from)} – ${isoDay(state.to)}`;
}

function syncTime() {
  $("#from").value = state.from;
  $("#to").value = state.to;
}

/** Moves a window of an eighth of the whole time from the beginning to the end. */
function startPlaying() {
  const whole = timeline.last - timeline.first;
  const width = Math.max(1, Math.round(whole / 8));
  const stride = Math.max(1, Math.round(width / 5));
  let at = timeline.first;
  const show = () => {
    if (at > timeline.last) return stopPlaying();
    state.from = at;
    state.to = Math.min(timeline.last, at + width);
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
