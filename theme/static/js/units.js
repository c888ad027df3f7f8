// Finds a unit by any part of its name: among all units, or among those on the page. The pages are whole without it.

const MOST = 30; // names shown at once

const field = (box, label) => {
  const outer = document.createElement("label");
  outer.textContent = label;
  const input = document.createElement("input");
  input.type = "search";
  input.autocomplete = "off";
  outer.append(input);
  const said = document.createElement("output");
  box.append(outer, said);
  return [input, said];
};

const search = box => {
  const [input, said] = field(box, "按名称找一个单位");
  const list = document.createElement("ul");
  list.className = "found";
  box.append(list);
  let held = null;
  const names = () => held ??= fetch(box.dataset.names).then(answer => answer.json());
  const show = ({ places, units }, text) => {
    const found = text ? units.filter(([, name]) => name.includes(text)) : [];
    list.replaceChildren(...found.slice(0, MOST).map(([slug, name, home]) => {
      const item = document.createElement("li"), link = document.createElement("a");
      const where = document.createElement("small");
      link.href = `${box.dataset.pages}${home}.html#${slug}`;
      link.textContent = name;
      where.textContent = places[home];
      item.append(link, where);
      return item;
    }));
    const more = found.length > MOST ? `，先列出${MOST}个，请再多写几个字` : "";
    said.textContent = text ? `找到${found.length}个${more}` : "";
  };
  input.addEventListener("input", () => {
    const text = input.value.trim();
    names().then(all => { if (text === input.value.trim()) show(all, text); },
      () => { held = null; said.textContent = "单位名录没有读到，请稍后再试，或者按所在地看。"; });
  });
};

const filter = box => {
  const rows = [...document.querySelectorAll(".unit-table tbody tr, .unit-list li")];
  const groups = [...document.querySelectorAll(".unit-group")];
  const [input, said] = field(box, "在本页里找一个单位");
  input.addEventListener("input", () => {
    const text = input.value.trim();
    const matches = one => one.textContent.includes(text);
    for (const row of rows) row.hidden = !matches(row);
    for (const group of groups) {
      const head = group.querySelector("h3 .unit-name");
      if (head && matches(head)) for (const row of group.querySelectorAll("li")) row.hidden = false;
      group.hidden = !(head && matches(head)) && !group.querySelector("li:not([hidden])");
    }
    const heads = [...document.querySelectorAll("h3 .unit-name")].filter(matches);
    const shown = heads.length + rows.filter(row => row.tagName === "LI" && matches(row)).length;
    said.textContent = text ? `找到${shown}个` : "";
  });
};

for (const box of document.querySelectorAll(".unit-search")) search(box);
for (const box of document.querySelectorAll(".unit-filter")) filter(box);
