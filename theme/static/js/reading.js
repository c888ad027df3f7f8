// How a reader wants to read: 长者模式, size of type, light or dark; and what a page can do by itself: print, copy
// its address. Kept in this browser alone. A page is whole without it: nothing here adds a word of content.

const KEPT = "huisheng-reading";
const ALLOWED = { mode: ["", "elder"], size: ["", "large", "larger"], theme: ["", "light", "dark"] };
const SIZES = { "": "标准", large: "大", larger: "特大" };
const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");

// What is stored is read as a stranger's: only what is allowed counts, and a browser may refuse to store at all.
function stored() {
  let kept = {};
  try { kept = JSON.parse(localStorage.getItem(KEPT)) || {}; } catch { /* as if nothing were kept */ }
  return Object.fromEntries(
    Object.entries(ALLOWED).map(([name, values]) => [name, values.includes(kept[name]) ? kept[name] : ""]));
}

function keep(state) {
  try { localStorage.setItem(KEPT, JSON.stringify(state)); } catch { /* for this page alone, then */ }
}

const state = stored();
let elderSheet = null;

function apply() {
  for (const name of Object.keys(ALLOWED)) {
    if (state[name]) root.dataset[name] = state[name];
    else delete root.dataset[name];
  }
  if (state.mode && !elderSheet) {
    elderSheet = document.createElement("link");
    elderSheet.rel = "stylesheet";
    elderSheet.href = new URL("../css/components/elder.css", import.meta.url);
    document.head.append(elderSheet);
  }
}

const isDark = () => (state.theme || (dark.matches ? "dark" : "light")) === "dark";

function button(label, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = label;
  made.addEventListener("click", () => act(made));
  return made;
}

function change(name, value) {
  state[name] = value;
  apply();
  keep(state);
}

// --- in the masthead -----------------------------------------------------------------------------------

function tools() {
  const box = document.createElement("div");
  box.className = "tools";
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", "阅读方式");
  const elder = button("长者模式", () => { change("mode", state.mode ? "" : "elder"); shown(); });
  const size = button("", () => {
    const sizes = ALLOWED.size;
    change("size", sizes[(sizes.indexOf(state.size) + 1) % sizes.length]);
    shown();
  });
  const theme = button("", () => { change("theme", isDark() ? "light" : "dark"); shown(); });

  function shown() {
    elder.setAttribute("aria-pressed", String(Boolean(state.mode)));
    size.textContent = `字号：${SIZES[state.size]}`;
    theme.textContent = isDark() ? "浅色" : "深色";
    reader(box);
  }
  box.append(elder, size, theme);
  shown();
  dark.addEventListener("change", shown);
  document.querySelector(".nameplate")?.append(box);
}

// Reading aloud is fetched where it is wanted: in 长者模式.
async function reader(box) {
  if (!state.mode || !("speechSynthesis" in window) || box.dataset.reader) return;
  box.dataset.reader = "yes";
  const { controls } = await import("./speech.js");
  box.append(...controls(button));
}

// --- at the end of a page -----------------------------------------------------------------------------

async function copy(made, address) {
  try {
    await navigator.clipboard.writeText(address);
    made.textContent = "已复制";
  } catch {
    made.textContent = "没能复制，请长按地址复制";
  }
  setTimeout(() => { made.textContent = "复制链接"; }, 4000);
}

function pageTools() {
  const place = document.querySelector("[data-page-tools]");
  if (!place) return;
  const address = place.dataset.pageTools;
  const copying = button("复制链接", made => copy(made, address));
  copying.setAttribute("aria-live", "polite");
  place.append(button("打印本页", () => print()), copying);
  place.hidden = false;
}

apply();
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
else begin();

function begin() {
  tools();
  pageTools();
}
