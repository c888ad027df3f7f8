// The page that searches: the form, the address, the results. What is found, search-index.js tells.
import { FACETS, Hunt, Index, marks, snippet, tally } from "./search-index.js";
import { matching, mayBeUnit, some, units } from "./search-names.js";

const PAGE = 10, MOST = 64;
const form = document.getElementById("search"), fields = form.elements;
const [status, more, names, list, pager, feed] = ["status", "more", "names", "rows", "pager", "feed"]
  .map(name => document.getElementById(`search-${name}`));
const filters = form.querySelector("fieldset"), root = new URL(form.dataset.root, location.href);
const WHERE = { appeal: "反映的问题", summary: "问题概述", result: "办理结果", comment: "督查点评", notes: "办理经过" };
const title = document.title;
let turn = 0;

const read = async path => {
  const answer = await fetch(new URL(path, root));
  if (!answer.ok) throw Object.assign(new Error(`${answer.status}`), { missing: [404, 410].includes(answer.status) });
  return answer.arrayBuffer();
};
const json = async path => JSON.parse(new TextDecoder().decode(await read(path)));
let index = new Index(read);

// --- the address -----------------------------------------------------------------------------------

function asked() {
  const given = new URLSearchParams(location.search);
  const page = Math.max(1, Math.floor(Number(given.get("page"))) || 1);
  const only = Object.fromEntries(FACETS.map(name => [name, given.get(name) ?? ""]));
  return { q: (given.get("q") ?? "").slice(0, MOST), page, only };
}

function address({ q, page, only }) {
  const given = new URLSearchParams({ q });
  for (const name of FACETS) if (only[name]) given.set(name, only[name]);
  if (page > 1) given.set("page", page);
  return `?${given}`;
}

const shown = () => ({ q: fields.q.value.trim(), page: 1, only: Object.fromEntries(FACETS.map(name => [name, fields[name].value])) });

function go(where, focus) {
  history.pushState(null, "", address(where));
  run(focus);
}

// --- elements --------------------------------------------------------------------------------------

function element(name, given = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(given)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const marked = (text, words) => marks(text, words).map(([piece, hit]) => (hit ? element("mark", {}, piece) : piece));
const label = (name, code) => [...fields[name].options].find(each => each.value === code)?.dataset.label ?? code;
const day = date => {
  const [year, month, of] = date.split("-").map(Number);
  return element("time", { datetime: date }, `${year}年${month}月${of}日`);
};

function sign(code) {
  const space = "http://www.w3.org/2000/svg", svg = document.createElementNS(space, "svg");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `#echo-${code}`);
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return element("span", { class: `outcome outcome-${code}` }, svg, label("outcome", code));
}

function row(entry, words) {
  const { field, text } = snippet(entry, words);
  const link = element("a", { href: new URL(`cases/${entry.number}.html`, root) }, ...marked(entry.title, words));
  const about = [label("column", entry.column), ...(entry.names ?? [])].map(each => element("span", {}, each));
  return element("li", { class: "row" },
    element("p", { class: "row-when" }, day(entry.date), element("span", { class: "number" }, entry.number)),
    element("div", { class: "row-body" },
      element("h3", { class: "row-title" }, link),
      element("p", { class: "row-text" }, ...(field ? [`${WHERE[field]}：`] : []), ...marked(text, words)),
      element("p", { class: "row-meta" }, ...about)),
    element("p", { class: "row-result" }, sign(entry.outcome)));
}

function show(node, ...children) {
  node.replaceChildren(...children);
  node.hidden = !children.length;
}

// --- a search --------------------------------------------------------------------------------------

const box = list.parentElement;  // its data-state tells where the search is: busy, shown, done
const say = (text, ...rest) => { status.textContent = text; show(more, ...rest); };

async function run(focus = false) {
  const where = asked(), mine = turn += 1, current = () => mine === turn;
  fields.q.value = where.q;
  for (const name of FACETS) fields[name].value = where.only[name];
  document.title = where.q.trim() ? `${where.q.trim()}_${title}` : title;
  const hunt = new Hunt(index, where.q, where.only);
  filters.hidden = hunt.empty || hunt.short;
  if (hunt.empty || hunt.short) return idle(hunt, where);
  box.dataset.state = "busy";
  list.setAttribute("aria-busy", "true");
  if (list.hidden) say("正在查找……");
  try {
    await hunt.begin();
    const last = Math.max(1, Math.ceil(hunt.total / PAGE)), page = Math.min(where.page, last);
    const found = await hunt.results((page - 1) * PAGE, page * PAGE);
    if (!current()) return undefined;
    present(hunt, { ...where, page }, found, focus);
    box.dataset.state = "shown";
    await Promise.all([named(where, found, current), found.length ? aside(hunt, where, found, current) : null]);
  } catch {
    if (current()) failed();
  } finally {
    if (current()) {
      list.removeAttribute("aria-busy");
      box.dataset.state = "done";
    }
  }
  return undefined;
}

function idle(hunt, where) {
  clear();
  box.dataset.state = "done";
  say(hunt.short ? "太短了：请至少输入连着的两个字。" : where.q ? "请输入要找的字词。" : "");
}

function clear() {
  for (const node of [names, list, pager, feed]) show(node);
}

function failed() {
  clear();
  const again = element("button", { type: "button" }, "再试一次");
  again.addEventListener("click", () => {
    index = new Index(read);
    run(true);
  });
  say("没有查成：搜索所需的文件没有读到。请检查网络后再试。", again);
}

function present(hunt, where, found, focus) {
  const words = hunt.words, total = hunt.total.toLocaleString("zh-CN");
  show(list, ...found.map(entry => row(entry, words)));
  list.start = (where.page - 1) * PAGE + 1;
  for (const node of [names, feed]) show(node);
  if (!found.length) {
    show(pager);
    const narrowed = FACETS.some(name => where.only[name]);
    say(`没有找到含“${words.join(" ")}”的事项。`, narrowed
      ? element("span", {}, "已限定了范围，可以", element("a", { href: address({ ...where, page: 1, only: {} }), "data-go": "" }, "去掉限定再找"), "。")
      : "可以换个说法，或者少写几个字。");
    return;
  }
  const last = Math.ceil(hunt.total / PAGE);
  say(`${hunt.exact ? "找到" : "约有"} ${total} 件${last > 1 ? `，第 ${where.page} 页，共${hunt.exact ? "" : "约"} ${last} 页` : ""}`);
  if (hunt.partial) show(more, "有一部分事项正在更新，这次没有查到；过一会儿再查就有。");
  show(pager, ...(last > 1 ? pages(where, last) : []));
  if (focus) { status.focus({ preventScroll: true }); status.scrollIntoView({ block: "start" }); }
}

function pages(where, last) {
  const to = (page, text, given = {}) => element("a", { href: address({ ...where, page }), "data-go": "", ...given }, text);
  const near = [1, where.page - 2, where.page - 1, where.page, where.page + 1, where.page + 2]
    .filter((page, at, all) => page >= 1 && page <= last && all.indexOf(page) === at);
  return [
    element("span", {}, ...(where.page > 1 ? [to(where.page - 1, "← 上一页", { rel: "prev" })] : [])),
    element("span", { class: "pager-numbers" }, ...near.map(page =>
      to(page, `${page}`, { "aria-label": `第 ${page} 页`, ...(page === where.page ? { "aria-current": "page" } : {}) }))),
    element("span", {}, ...(where.page < last ? [to(where.page + 1, "下一页 →", { rel: "next" })] : [])),
  ];
}

// --- names -----------------------------------------------------------------------------------------

const listed = name => [...fields[name].options].filter(each => each.value)
  .map(each => ({ code: each.value, name: each.dataset.label }));

const placed = (folder, found) => found.map(({ code, name }) => ({ name, path: `${folder}/${code}/` }));

async function unitsNamed(where, found) {
  if (!mayBeUnit(where.q, found.flatMap(entry => entry.names?.slice(-1) ?? []))) return [];
  return json("units/names.json").then(held => units(held, where.q), () => []);
}

// Above the results, as soon as it is known: pages of what is called as was asked.
async function named(where, found, current) {
  const lines = [["区县", placed("districts", matching(listed("district"), where.q))],
    ["主题", placed("topics", matching(listed("topic"), where.q))]];
  const tell = () => show(names, ...lines.filter(([, held]) => held.length).map(([kind, held]) => line(kind, some(held))));
  tell();
  const answered = await unitsNamed(where, found);
  lines.push(["单位", answered]);
  if (current() && answered.length) tell();
}

function line(kind, { shown: held, more: others }) {
  const links = held.flatMap(({ name, path, place }, at) => [
    ...(at ? ["、"] : []),
    element("a", { href: new URL(path, root) }, name),
    ...(place && !name.startsWith(place) ? [element("small", {}, `（${place}）`)] : []),
  ]);
  const rest = others ? [`，还有 ${others} 个，`, element("a", { href: new URL("units/", root) }, "到单位名录里找")] : [];
  return element("p", {}, element("b", {}, kind), ...links, ...(kind === "单位" ? rest : others ? [`，还有 ${others} 个`] : []));
}

// --- beside the results ----------------------------------------------------------------------------

async function aside(hunt, where, found, current) {
  const counts = await hunt.counts();
  if (!current()) return;
  for (const name of FACETS) number(fields[name], counts?.[name], hunt.exact);
  const of = name => counts?.[name] ?? tally(found.map(entry => entry[name] ?? ""), name);
  const offered = await nearest({ district: of("district"), topic: of("topic") }, where);
  if (current() && offered) show(feed, ...offered);
}

function number(select, counts, exact) {
  for (const option of select.options) {
    option.dataset.label ??= option.textContent.trim();
    if (!option.value) continue;
    const count = counts?.get(option.value) ?? 0, space = option.textContent.startsWith("　") ? "　" : "";
    const told = counts ? `（${exact || !count ? "" : "约"}${count}）` : "";
    option.textContent = `${space}${option.dataset.label}${told}`;
    option.disabled = Boolean(counts) && !count && !option.selected;
  }
}

const most = counts => [...counts].reduce((best, each) => (each[1] > best[1] ? each : best), ["", 0])[0];
const top = code => code.replace(/^(t-\d+)-.*$/, "$1");

// The feed that comes nearest: of topic and district, of one of them, of the site.
async function nearest(counts, where) {
  const feeds = await json("feeds/index.json").catch(() => null);
  if (!feeds) return null;
  const district = where.only.district || most(counts.district);
  const topic = top(where.only.topic) || most(new Map([...counts.topic].filter(([code]) => top(code) === code)));
  const [place, about] = [feeds.districts?.[district], feeds.topics?.[topic]];
  const link = (path, text) => element("a", { href: new URL(`feeds/${path}`, root) }, text);
  if (place && about && feeds.pairs?.[district]?.includes(topic)) {
    return ["想知道今后的？最接近这次搜索的是", link(`districts/${district}/${topic}.atom.xml`, `${place} × ${about} 的订阅`),
      `：${place}公开的${about}类事项都在里面，不只含有您输入的字词的。`];
  }
  if (about) {
    return ["想知道今后的？最接近这次搜索的是", link(`topics/${topic}.atom.xml`, `${about} 的订阅`), `：各区县公开的${about}类事项都在里面，不只含有您输入的字词的。`];
  }
  if (place) {
    return ["想知道今后的？最接近这次搜索的是", link(`districts/${district}.atom.xml`, `${place} 的订阅`), `：${place}公开的各类事项都在里面，不只含有您输入的字词的。`];
  }
  return null;
}

// --- what a visitor does ---------------------------------------------------------------------------

for (const name of FACETS) {
  for (const option of fields[name].options) option.dataset.label = option.textContent.trim();
  fields[name].addEventListener("change", () => go(shown(), false));
}
form.addEventListener("submit", event => {
  event.preventDefault();
  go(shown(), true);
});
document.addEventListener("click", event => {
  const link = event.target.closest?.("a[data-go]");
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  history.pushState(null, "", link.getAttribute("href"));
  run(true);
});
addEventListener("popstate", () => run(false));
run();
