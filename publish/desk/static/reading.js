// A matter: which place is the current one, what is chosen in the text, and the strokes.
"use strict";

(() => {
  const { $, all, open, busy } = window.desk;
  const work = () => document.getElementById("work");
  if (!work()) return;

  let current = ""; // id of the current place
  let chosen = false; // choosing words by key

  const base = () => `/matters/${work().dataset.matter}`;
  const order = () => all(".list [data-pick]").map((one) => one.dataset.pick);
  const marks = (id) => all(`[data-item="${CSS.escape(id)}"]`);
  const left = (id) => marks(id).find((one) => one.closest(".orig"));

  // --- the current place ---

  function go(id, focus = true) {
    if (!id) return;
    all(".here").forEach((one) => one.classList.remove("here"));
    current = id;
    const mark = left(id);
    marks(id).forEach((one) => one.classList.add("here"));
    all(".orig [data-item]").forEach((one) => one.setAttribute("tabindex", one === mark ? "0" : "-1"));
    const entry = $(`.list [data-for="${CSS.escape(id)}"]`);
    entry?.classList.add("here");
    entry?.scrollIntoView({ block: "nearest" });
    if (mark && focus) {
      mark.focus({ preventScroll: true });
      mark.scrollIntoView({ block: "center" });
    }
  }

  function move(by) {
    const ids = order();
    if (ids.length) go(ids[(ids.indexOf(current) + by + ids.length) % ids.length]);
  }

  // --- places in the original, in code points ---

  const points = (text) => [...text].length;

  function place(node, offset) {
    const piece = (node.nodeType === 3 ? node.parentElement : node).closest("[data-s]");
    const field = piece?.closest("[data-field]");
    if (!field) return null;
    const plain = !piece.dataset.item || piece.classList.contains("doubt");
    const start = Number(piece.dataset.s);
    const inside = node.nodeType === 3 ? points(node.data.slice(0, offset)) : offset ? points(piece.textContent) : 0;
    const exact = plain || piece.closest(".orig");
    return { field: field.dataset.field, from: exact ? start + inside : start, to: exact ? start + inside : Number(piece.dataset.e) };
  }

  function selection() {
    const found = document.getSelection();
    if (!found || found.isCollapsed || !found.rangeCount) return null;
    const range = found.getRangeAt(0);
    const from = place(range.startContainer, range.startOffset);
    const to = place(range.endContainer, range.endOffset);
    if (!from || !to || from.field !== to.field || to.to <= from.from) return null;
    return { field: from.field, start: from.from, end: to.to };
  }

  function here() {
    const mark = left(current);
    if (!mark) return null;
    const parts = marks(current).filter((one) => one.closest(".orig"));
    return {
      field: mark.closest("[data-field]").dataset.field,
      start: Math.min(...parts.map((one) => Number(one.dataset.s))),
      end: Math.max(...parts.map((one) => Number(one.dataset.e))),
    };
  }

  const fieldHere = () => selection()?.field ?? left(current)?.closest("[data-field]").dataset.field ?? $("[data-field]")?.dataset.field;

  // --- strokes ---

  function post(path, values = {}) {
    if (busy()) return;
    htmx.ajax("POST", `${base()}/${path}`, { target: "#work", swap: "outerHTML", values }).catch(() => {});
  }

  function act(name, values = {}, at = here()) {
    if (!at) return say("先选中一处（J、K），或按 V 选字");
    document.getSelection()?.removeAllRanges();
    post("act", { act: name, ...at, ...values });
  }

  function say(words) {
    const strip = document.createElement("div");
    const line = document.createElement("p");
    line.textContent = words;
    strip.className = "strip note";
    strip.append(line);
    document.getElementById("notice").replaceChildren(strip);
  }

  const isDoubt = () => left(current)?.classList.contains("doubt");
  const wholeField = (field) => ({ field, start: 0, end: 1 });

  const DOES = {
    next: () => move(1),
    previous: () => move(-1),
    undo: () => post("undo"),
    redo: () => post("redo"),
    accept: (data) => act(isDoubt() ? "mask" : "accept", { reach: data.reach ?? "one", kind: kindHere() }),
    keep: (data) => act("keep", { reach: data.reach ?? "one" }, selection() ?? here()),
    mask: (data) => act("mask", { reach: data.reach ?? "one", kind: selection() ? "PERSON" : kindHere() }, selection() ?? here()),
    clear: (data) => act("clear", {}, wholeField(data.field ?? fieldHere())),
    generalise: (data) => post("act", { act: "generalise", level: data.level }),
    identify: () => keepPlace(selection() ?? here()) && open("identify"),
    rekind: () => keepPlace(here()) && open("rekind"),
    word: () => {
      if (!keepPlace(here()) || isDoubt()) return;
      const dialog = open("word");
      if (dialog) $("[name=words]", dialog).value = marks(current).find((one) => one.closest(".pub"))?.textContent ?? "";
      $("[name=words]", dialog ?? document)?.select();
    },
    edit: (data) => {
      const field = data.field ?? fieldHere();
      keepPlace(wholeField(field));
      const dialog = open("edit");
      if (!dialog) return;
      $("[name=field]", dialog).value = field;
      $("[name=words]", dialog).value = all("[data-field]").find((one) => one.dataset.field === field).querySelector(".public-text").value;
      $("#edit-difference").replaceChildren();
    },
    term: () => {
      const dialog = open("term");
      if (dialog) $("[name=words]", dialog).value = document.getSelection()?.toString() || left(current)?.textContent || "";
    },
    choose: () => choose(),
  };

  const kindHere = () => $(`.list [data-for="${CSS.escape(current)}"]`)?.dataset.kind ?? "PERSON";

  let kept = null; // the place a dialog speaks of
  function keepPlace(at) {
    kept = at;
    if (!at) say("先选中一处（J、K），或按 V 选字");
    return at;
  }

  document.addEventListener("click", (event) => {
    const target = event.target.closest("[data-do], [data-pick], [data-item], [data-goto], [data-vouch]");
    if (!target) return;
    if (target.dataset.do) {
      if (target.getAttribute("aria-disabled") !== "true") DOES[target.dataset.do](target.dataset);
    } else if (target.dataset.pick) go(target.dataset.pick);
    else if (target.dataset.goto) go(at(target.dataset.goto, target.dataset.s, target.dataset.e));
    else if (target.dataset.vouch)
      act("vouch", {}, { field: target.dataset.vouch, start: target.dataset.s, end: target.dataset.e });
    else if (target.dataset.item && document.getSelection().isCollapsed) go(target.dataset.item, false);
  });

  const at = (field, start, end) => `${field.replaceAll("/", "-")}-${start}-${end}`;

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.dataset.act) return;
    event.preventDefault();
    if (busy()) return; // what was typed stays where it is until the desk is there again
    const values = Object.fromEntries(new FormData(form, event.submitter));
    form.closest("dialog").close();
    act(form.dataset.act, values, kept);
    form.reset();
  });

  // --- choosing words by key: the browser's own selection, moved by arrows ---

  function choose() {
    const from = left(current)?.firstChild ?? $(".orig [data-s]")?.firstChild;
    if (!from) return;
    document.getSelection().setBaseAndExtent(from, 0, from, 1);
    chosen = true;
    say("选字：← → 移动，⇧← ⇧→ 扩选；M 遮盖，I 能认出人，Esc 取消");
  }

  function choosing(event) {
    if (!chosen) return false;
    const found = document.getSelection();
    const way = { ArrowLeft: "backward", ArrowRight: "forward", ArrowUp: "backward", ArrowDown: "forward" }[event.key];
    if (event.key === "Escape") {
      chosen = false;
      found.removeAllRanges();
      return true;
    }
    if (!way) {
      if (event.key !== "Shift") chosen = false;
      return false;
    }
    event.preventDefault();
    const unit = event.key.length > 9 ? "character" : event.key === "ArrowUp" || event.key === "ArrowDown" ? "line" : "character";
    if (event.shiftKey) found.modify("extend", way, unit);
    else {
      way === "forward" ? found.collapseToEnd() : found.collapseToStart();
      if (way === "backward") found.modify("move", "backward", unit);
      else if (unit === "line") found.modify("move", "forward", unit);
      found.modify("extend", "forward", "character");
    }
    return true;
  }

  window.deskReading = { choosing };

  // --- after a stroke ---

  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id === "notice") document.getElementById("notice").scrollIntoView({ block: "nearest" });
    const part = work();
    if (event.target.id !== "work" && event.detail.target.id !== "work") return;
    if (part.dataset.said) say(part.dataset.said);
    settle();
  });

  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = event.detail.elt;
    if (form.matches?.("dialog form")) form.closest("dialog").close();
  });

  function settle() {
    const next = work().dataset.next;
    if (next) go(next);
    else if (current && left(current)) go(current);
    else go(order()[0]);
  }

  settle();
})();
