// Names a question may be part of: of districts and topics, which the form lists, and of units, whose file is only
// fetched for a question that reads like a unit's name, or that stands in the unit of a case that was found.
import { fold } from "./search-index.js";

const MOST = 5; // names of a kind shown at once
const UNIT = /(局|委|办|厅|处|室|院|所|队|站|校|部|会|中心|公司|政府|街道|社区|[镇乡村])$/;

const words = asked => fold(asked).split(" ").filter(Boolean);
const short = asked => [...fold(asked).replaceAll(" ", "")].length < 2;
const within = (name, asked) => {
  const folded = fold(name);
  return words(asked).every(word => folded.includes(word));
};

// What is called just so stands first, the rest as it stood.
const exact = asked => ({ name }) => (fold(name) === fold(asked).trim() ? 0 : 1);
const ordered = (found, asked) => found.sort((one, other) => exact(asked)(one) - exact(asked)(other));

// Of { code, name }, those that have every word of the question.
export function matching(names, asked) {
  if (short(asked)) return [];
  return ordered(names.filter(({ name }) => within(name, asked)), asked);
}

// `seen`: the names of units of the cases that were found.
export const mayBeUnit = (asked, seen) =>
  !short(asked) && (words(asked).some(word => UNIT.test(word)) || seen.some(name => name && within(name, asked)));

// What units/names.json holds, as { name, path, place }; a name may be asked with the place it is in.
export function units({ places, units: all }, asked) {
  if (short(asked)) return [];
  const named = all.filter(([, name, home]) =>
    within(`${places[home] ?? ""} ${name}`, asked) && words(asked).some(word => fold(name).includes(word)));
  return ordered(named.map(([slug, name, home]) => ({ name, path: `units/${home}.html#${slug}`, place: places[home] })), asked);
}

// The first few, and how many there are beside them.
export const some = found => ({ shown: found.slice(0, MOST), more: Math.max(0, found.length - MOST) });
