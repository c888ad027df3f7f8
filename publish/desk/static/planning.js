// The running order: a row is dragged to its place, the server answers with the times. Without a mouse the
// buttons do the same.
"use strict";

(() => {
  let dragged = null;
  const rows = () => [...document.querySelectorAll("table.order tbody tr")];

  document.addEventListener("dragstart", (event) => {
    const row = event.target.closest?.("tr[data-number]");
    if (!row) return;
    dragged = row;
    row.classList.add("dragged");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", row.dataset.number);
  });

  document.addEventListener("dragover", (event) => {
    const row = event.target.closest?.("tr[data-number]");
    if (!dragged || !row) return;
    event.preventDefault();
    const box = row.getBoundingClientRect();
    if (row !== dragged) row.parentNode.insertBefore(dragged, event.clientY > box.top + box.height / 2 ? row.nextSibling : row);
  });

  document.addEventListener("drop", (event) => {
    if (dragged) event.preventDefault();
  });

  document.addEventListener("dragend", () => {
    if (!dragged) return;
    dragged.classList.remove("dragged");
    dragged = null;
    const form = document.getElementById("order");
    const order = rows().map((row) => row.dataset.number).join(",");
    if (order === form.elements.order.value) return;
    form.elements.order.value = order;
    form.requestSubmit();
  });
})();
