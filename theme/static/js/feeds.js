/* Finds a feed by its name. Without this file the page is the whole list. */
const box = document.querySelector(".feed-filter");
const field = box.querySelector("input");
const told = box.querySelector("output");
const groups = [...document.querySelectorAll(".feed-group")];
const topics = (feed) => [...feed.querySelectorAll(".feed-topics a")];

const holds = (text, words) => words.every((word) => text.includes(word));

/* A district is found by its name, or by its name and a topic's: then the topics are opened. */
function look(feed, words) {
  const name = feed.querySelector(".feed-name").textContent;
  const matching = topics(feed).filter((link) => holds(name + link.textContent, words) && !holds(name, words));
  const details = feed.querySelector("details");
  if (details) details.open = words.length > 0 && matching.length > 0;
  for (const link of topics(feed)) link.classList.toggle("feed-found", matching.includes(link));
  feed.hidden = !holds(name, words) && matching.length === 0;
  return !feed.hidden;
}

function filter() {
  const words = field.value.trim().split(/\s+/).filter(Boolean);
  let found = 0;
  for (const group of groups) {
    const shown = [...group.querySelectorAll(".feed")].filter((feed) => look(feed, words)).length;
    group.hidden = shown === 0;
    found += shown;
  }
  told.textContent = words.length ? `找到 ${found} 个订阅` : "";
}

box.hidden = false;
field.addEventListener("input", filter);
