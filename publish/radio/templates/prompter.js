// The prompter: clock, countdowns, scrolling by the host's rate. Keeps nothing and asks nobody.
"use strict";

const DAY = 86400000, BEIJING = 8 * 3600000, NEAR = 10 * 60000; // milliseconds
const AMBER = 30; // seconds left of an item, or over the end, from which a countdown turns amber
const READ_AT = 0.38; // of the window's height: the line that is read
const RATES = [120, 400], SIZES = [1.25, 6];
const FORMS = ["both", "said", "written"];

const body = document.body, stage = document.getElementById("stage");
const at = id => document.getElementById(id);
const plan = {airs: Number(body.dataset.airs), slot: Number(body.dataset.slot) * 1000, rate: Number(body.dataset.rate)};
const items = [...document.querySelectorAll(".item")].map(section => ({
  section,
  name: section.dataset.name,
  ms: Number(section.dataset.seconds) * 1000,
  must: Number(section.dataset.must) * 1000,
  pad: Number(section.dataset.pad) * 1000,
  padded: 0,
  skipped: false,
}));

let started = null; // the moment the broadcast began; null before
let ends = null; // the hard end
let current = -1; // the item on air
let since = null; // when it began
let rolling = false, rate = plan.rate, size = null, lastFrame = null, lock = null;
let talking = null; // the stretch of free talk the scroll waits at

// --- time ---------------------------------------------------------------------------------------------

const two = n => String(n).padStart(2, "0");
const beijing = ms => {
  const s = Math.floor((((ms + BEIJING) % DAY) + DAY) % DAY / 1000);
  return `${two(Math.floor(s / 3600))}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`;
};
const left = ms => {
  // whole seconds that are left, so that 00 is shown when the time is over and not before
  const s = Math.ceil(ms / 1000), a = Math.abs(s);
  return `${s < 0 ? "−" : ""}${two(Math.floor(a / 60))}:${two(a % 60)}`;
};
const spoken = s => `${s >= 60 ? `${Math.floor(s / 60)}分` : ""}${s % 60 || s < 60 ? `${s % 60}秒` : ""}`;
const begin = now => {
  const live = Math.abs(now - plan.airs) <= NEAR;
  started = live ? plan.airs : now;
  ends = started + plan.slot;
  go(0, Math.max(now, started));
  say(live ? "直播计时开始" : "排练计时开始");
};
const length = item => item.skipped ? 0 : item.ms + item.padded;
const inItem = now => current < 0 ? 0 : length(items[current]) - (now - since);
const after = () => items.slice(current + 1);
const sum = (list, value) => list.reduce((all, one) => all + value(one), 0);
/** When the broadcast ends if everything from here on takes as long as planned. */
const projected = now => now + Math.max(0, inItem(now)) + sum(after(), length);
/** What must still be read, in milliseconds. */
const mustRead = now => sum(after(), one => one.skipped ? 0 : one.must + one.padded)
  + (current < 0 || items[current].skipped ? 0 : Math.max(0, items[current].must - (now - since)));

// --- what is shown --------------------------------------------------------------------------------------

const colour = (element, state) => {
  element.classList.toggle("amber", state === "amber");
  element.classList.toggle("red", state === "red");
};
const text = (element, value) => { if (element.textContent !== value) element.textContent = value; };
const say = words => text(at("said"), words);

const show = () => {
  const now = Date.now();
  text(at("clock"), beijing(now));
  if (started === null) {
    const wait = plan.airs - now;
    text(at("item-left"), wait > 0 && wait < 3600000 ? left(wait) : "--:--");
    return;
  }
  const item = items[current], rest = inItem(now), toEnd = ends - now, end = projected(now), late = end - ends;
  text(at("item-name"), `${item.name}${item.skipped ? "（跳过）" : ""}`);
  text(at("item-left"), left(rest));
  colour(at("item-left"), rest <= 0 ? "red" : rest <= AMBER * 1000 ? "amber" : "");
  text(at("end-left"), left(toEnd));
  colour(at("end-left"), toEnd <= 0 || mustRead(now) > toEnd ? "red" : late > 500 || toEnd <= 60000 ? "amber" : "");
  text(at("end-at"), beijing(Math.round(end / 1000) * 1000));
  const off = Math.round(late / 1000);
  text(at("end-off"), off === 0 ? "正好" : off > 0 ? `超出${spoken(off)}` : `富余${spoken(-off)}`);
  colour(at("end-off"), off > AMBER ? "red" : off > 0 ? "amber" : "");
  if (talking) text(talking.element.querySelector("output"), left(talking.until - now));
};

// --- items --------------------------------------------------------------------------------------------------

const go = (n, now = Date.now()) => {
  current = Math.max(0, Math.min(items.length - 1, n));
  since = now;
  talking = null;
  for (const [place, item] of items.entries()) item.section.toggleAttribute("data-now", place === current);
  for (const entry of document.querySelectorAll("#never [data-items]")) {
    entry.classList.toggle("here", entry.dataset.items.split(" ").includes(items[current].section.dataset.n));
  }
  show();
};
const jump = step => {
  if (started === null) return;
  let n = current + step;
  while (step > 0 && n < items.length - 1 && items[n].skipped) n += 1;
  while (step < 0 && n > 0 && items[n].skipped) n -= 1;
  go(n);
  scrollTo(items[current].section);
};
const skip = () => {
  if (started === null) return;
  const item = items[current];
  item.skipped = !item.skipped;
  item.section.classList.toggle("skipped", item.skipped);
  say(item.skipped ? `跳过${item.name}` : `恢复${item.name}`);
  if (item.skipped && current < items.length - 1) jump(1); else show();
};
const extra = kind => {
  if (started === null) return;
  const item = items[current], line = item.section.querySelector(`.${kind}`);
  line.hidden = !line.hidden;
  if (kind === "pad") item.padded = line.hidden ? 0 : item.pad;
  if (!line.hidden) scrollTo(line);
  show();
};

// --- scrolling ----------------------------------------------------------------------------------------------

const readingLine = () => stage.getBoundingClientRect().top + stage.clientHeight * READ_AT;
const scrollTo = element => {
  stage.scrollTop += element.getBoundingClientRect().top - readingLine();
  exact = stage.scrollTop;
};
/** The line that stands at the reading line, among those that are read or waited at. */
const lineAt = () => {
  const y = readingLine();
  let found = null;
  for (const line of document.querySelectorAll(".say, .talk, .pad, .cut")) {
    if (line.offsetParent === null || line.hidden) continue;
    if (line.getBoundingClientRect().top <= y) found = line; else break;
  }
  return found;
};
let exact = 0; // the scroll place with its fraction: a browser keeps whole pixels
const roll = moment => {
  if (!rolling) { lastFrame = null; return; }
  const passed = lastFrame === null ? 0 : Math.min(250, moment - lastFrame);
  lastFrame = moment;
  const line = lineAt();
  if (line && line.classList.contains("talk") && !line.dataset.done) wait(line);
  if (!talking) {
    const box = line && line.getBoundingClientRect();
    const inside = box && box.bottom > readingLine() && line.dataset.ms;
    const speed = inside ? box.height / Number(line.dataset.ms) : stage.clientHeight / 6000; // pixels a millisecond
    if (Math.abs(exact - stage.scrollTop) > 2) exact = stage.scrollTop; // moved by hand
    exact += speed * passed * (inside ? rate / plan.rate : 1);
    stage.scrollTop = exact;
    mark(line);
  }
  requestAnimationFrame(roll);
};
const wait = line => {
  talking = {element: line, until: Date.now() + Number(line.dataset.talk) * 1000};
  line.dataset.done = "1";
  setRolling(false);
  say("自由谈话，按空格继续");
};
const mark = line => {
  for (const other of document.querySelectorAll(".now")) if (other !== line) other.classList.remove("now");
  if (line) line.classList.add("now");
};
/** The item at the reading line is on air as soon as it is reached; scrolling back changes nothing. */
const follow = () => {
  if (started === null) return;
  const line = lineAt(), section = line && line.closest(".item");
  const n = section ? items.findIndex(item => item.section === section) : -1;
  if (n > current) go(n);
};
const setRolling = on => {
  rolling = on;
  press("roll", on);
  if (on) { talking = null; exact = stage.scrollTop; requestAnimationFrame(roll); awake(); }
};

// --- the host's wishes ----------------------------------------------------------------------------------------

const press = (name, on) => document.querySelector(`[data-do="${name}"]`).setAttribute("aria-pressed", String(on));
const setRate = step => {
  rate = Math.max(RATES[0], Math.min(RATES[1], rate + step));
  text(at("rate"), `${rate}字`);
};
const setSize = factor => {
  const root = document.documentElement;
  const now = size || parseFloat(getComputedStyle(root).getPropertyValue("--size"));
  size = Math.max(SIZES[0], Math.min(SIZES[1], now * factor));
  const line = lineAt();
  root.style.setProperty("--size", `${size}rem`);
  if (line) scrollTo(line);
};
const panel = name => {
  for (const other of ["never", "help"]) {
    const shown = other === name && at(other).hidden;
    at(other).hidden = !shown;
    press(other, shown);
  }
};
/** Keep the screen on where the tablet lets us; one that doesn't has a setting for it. */
const awake = async () => {
  if (!("wakeLock" in navigator) || lock) return;
  try {
    lock = await navigator.wakeLock.request("screen");
    lock.addEventListener("release", () => { lock = null; });
  } catch { lock = null; }
};

const ACTIONS = {
  start: () => { if (started === null) begin(Date.now()); setRolling(true); },
  roll: () => setRolling(!rolling),
  next: () => jump(1),
  back: () => jump(-1),
  skip,
  pad: () => extra("pad"),
  cut: () => extra("cut"),
  faster: () => setRate(10),
  slower: () => setRate(-10),
  bigger: () => setSize(1.1),
  smaller: () => setSize(1 / 1.1),
  forms: () => { body.dataset.forms = FORMS[(FORMS.indexOf(body.dataset.forms) + 1) % FORMS.length]; },
  mirror: () => press("mirror", body.classList.toggle("mirrored")),
  never: () => panel("never"),
  help: () => panel("help"),
};
const KEYS = {
  " ": "roll", Enter: "start", ArrowRight: "next", PageDown: "next", ArrowLeft: "back", PageUp: "back",
  ArrowUp: "faster", ArrowDown: "slower", "+": "bigger", "=": "bigger", "-": "smaller",
  s: "skip", p: "pad", c: "cut", f: "forms", m: "mirror", n: "never", "?": "help",
};

addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const name = KEYS[event.key] || KEYS[event.key.toLowerCase()];
  if (!name) return;
  event.preventDefault();
  ACTIONS[name]();
});
for (const button of document.querySelectorAll("[data-do]")) {
  button.addEventListener("click", () => { ACTIONS[button.dataset.do](); button.blur(); });
}
stage.addEventListener("scroll", follow, {passive: true});
// A touch of the text stops and goes on; a swipe scrolls by hand.
let touched = null;
stage.addEventListener("pointerdown", event => { touched = [event.clientX, event.clientY]; });
stage.addEventListener("pointerup", event => {
  const moved = touched && Math.hypot(event.clientX - touched[0], event.clientY - touched[1]);
  if (started !== null && moved !== null && moved < 10) ACTIONS.roll();
  touched = null;
});
document.addEventListener("visibilitychange", () => { if (!document.hidden && rolling) awake(); });

setInterval(show, 200);
show();
