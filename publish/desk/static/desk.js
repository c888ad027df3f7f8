// Keys and dialogs for every page. What a key does is what its button does: `data-key` on the button.
// Nothing of a matter is kept in the browser: no storage, no history cache.
"use strict";

(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const csrf = () => $("meta[name=csrf]")?.content ?? "";
  const typing = (target) => target.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");
  const openDialog = () => $("dialog[open]");
  const shown = (one) => one.offsetParent !== null || one.getClientRects().length > 0;

  // --- dialogs ---

  function open(id) {
    const dialog = document.getElementById(id);
    if (!dialog || openDialog()) return null;
    const title = $("[data-title-from]", dialog);
    if (title) title.textContent = document.getElementById(title.dataset.titleFrom)?.content.textContent ?? "";
    stamp(dialog);
    dialog.showModal();
    $("[data-first]", dialog)?.focus();
    return dialog;
  }

  // Which words and which strokes the page shows: sent along, so that nothing is done to others unseen.
  function stamp(root) {
    const work = document.getElementById("work");
    if (!work) return;
    for (const name of ["version", "revision"])
      all(`input[name=${name}]`, root).forEach((input) => (input.value = work.dataset[name]));
  }

  document.addEventListener("click", (event) => {
    const target = event.target.closest("[data-dialog], [data-close], [data-frame], [data-row]");
    if (!target) return;
    if (target.hasAttribute("data-close")) target.closest("dialog").close();
    else if (target.dataset.dialog) {
      event.preventDefault();
      open(target.dataset.dialog);
    } else if (target.hasAttribute("data-frame")) $("iframe").classList.toggle("phone", target.dataset.frame !== "");
  });

  document.addEventListener("submit", (event) => stamp(event.target), true);

  // --- keys ---

  const ALIKE = { ArrowDown: "j", ArrowUp: "k" };

  function press(event) {
    if (event.isComposing || event.altKey || event.metaKey) return;
    const dialog = openDialog();
    if (event.ctrlKey) {
      if (event.key === "Enter" && dialog) $("form", dialog)?.requestSubmit();
      return;
    }
    if (dialog) return inDialog(event, dialog);
    if (typing(event.target)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (window.deskReading?.choosing?.(event)) return;
    const key = event.key === "?" ? "?" : ALIKE[event.key] ?? event.key;
    if (key === "Enter" && event.target.closest("a, button, summary")) return;
    const button = all(`[data-key="${CSS.escape(key)}"]`).filter(shown).pop();
    if (button) {
      event.preventDefault();
      button.hasAttribute("data-focus") ? button.focus() : button.click();
    } else if (key === "j" || key === "k") step(event, key === "j" ? 1 : -1);
  }

  function inDialog(event, dialog) {
    const letter = $(`[data-letter="${CSS.escape(event.key.toLowerCase())}"]`, dialog);
    if (event.key === "?" && dialog.id === "keys") dialog.close();
    else if (letter && !typing(event.target)) {
      event.preventDefault();
      letter.click();
    }
  }

  // In the queue: from row to row.
  function step(event, by) {
    const rows = all("[data-open]");
    if (!rows.length) return;
    event.preventDefault();
    const at = rows.indexOf(document.activeElement);
    rows[Math.min(rows.length - 1, Math.max(0, at + by))].focus();
  }

  document.addEventListener("keydown", press);

  // --- htmx: the session's token, and a network that is gone ---

  document.addEventListener("htmx:configRequest", (event) => {
    event.detail.headers["X-CSRF"] = csrf();
    const work = document.getElementById("work");
    if (!work) return;
    for (const name of ["version", "revision"])
      if (!event.detail.parameters[name]) event.detail.parameters[name] = work.dataset[name];
  });

  let waiting = null; // what could not be sent; one thing at a time, for what follows builds on it
  const offline = () => document.getElementById("offline");

  function lost(event) {
    const { requestConfig, elt } = event.detail;
    if (requestConfig.path.endsWith("/difference")) return; // asked again with the next letter
    waiting = { verb: requestConfig.verb, path: requestConfig.path, values: { ...requestConfig.parameters }, elt };
    offline().hidden = false;
    setTimeout(retry, 1500);
  }

  async function retry() {
    if (!waiting) return;
    const alive = await fetch("/alive", { cache: "no-store" }).then((answer) => answer.ok, () => false);
    if (!alive) return setTimeout(retry, 1500);
    const { verb, path, values, elt } = waiting;
    waiting = null;
    offline().hidden = true;
    const target = elt?.getAttribute?.("data-hx-target");
    const where = target ? { target, swap: "innerHTML" } : { target: "#work", swap: "outerHTML" };
    htmx.ajax(verb, path, { ...where, values }).catch(() => {}); // lost again: `lost` has it
  }

  document.addEventListener("htmx:sendError", lost);
  document.addEventListener("htmx:timeout", lost);

  window.desk = { $, all, open, csrf, busy: () => waiting !== null };
})();
