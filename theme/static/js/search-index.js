// Finds cases in the files of search/ (docs/reference/search.md). Knows nothing of the page: `read` gives bytes.
// Terms are two characters side by side; what they promise is verified in the texts of the cases themselves.

const BLOCK = 4, ENOUGH = 20, MOST_TERMS = 8, LONGEST = 64, TRIED = 10, MOST_COUNTED = 40000, FORMAT = 1;
const HIGH = 0xF0000, LOW = 0x100000, NARROW = 4096;
const NUMBER = /^([a-z]{1,8})-?([0-9]{4})-?([0-9]{1,12})$/, LAST_PART = /^[0-9]{6,12}$/;
export const FACETS = ["column", "district", "topic", "year", "outcome"];
export const TEXTS = ["appeal", "summary", "result", "comment", "notes"];

// --- what is asked ---------------------------------------------------------------------------------

const WIDE = /[\uFF01-\uFF5E]/g, DASHES = /[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]/g;
const BLANKS = /[\u0000-\u0020\u0085\u00A0\u1680\u2000-\u200B\u2028\u2029\u202F\u205F\u3000\uFEFF]/g;
const CAPITALS = /[A-Z\u00C0-\u00D6\u00D8-\u00DE\u0391-\u03A1\u03A3-\u03A9\u0410-\u042F]/g;
const shift = by => sign => String.fromCharCode(sign.charCodeAt(0) + by);

// One sign for one, so that marks stay true; the same as publish/site/search/folding.py.
export const fold = text => text.replace(DASHES, "-").replace(WIDE, shift(-0xFEE0)).replace(BLANKS, " ")
  .replace(/[\u2018\u2019]/g, "'").replace(/[\u201C\u201D]/g, '"').replace(CAPITALS, shift(32));

const pairs = text => {
  const signs = [...text];
  return signs.slice(1).map((sign, at) => signs[at] + sign);
};

// Of terms that overlap, first those that say most: both ends, every other one, the rest; of long words the
// rest is only asked where the others turn out to promise too much.
function inOrder(terms) {
  const ends = [terms[0], terms.at(-1)], other = terms.filter((_, at) => at % 2 === 0);
  const all = [...new Set([...ends, ...other, ...terms])];
  const some = new Set([...ends, ...other]).size;
  return { all, steps: [new Set(ends).size, some, terms.length > 3 ? some : all.length, all.length] };
}

function numbered(text) {
  const [, prefix, year, last] = NUMBER.exec(text) || [];
  const digits = last ?? (LAST_PART.test(text) ? text : null);
  if (digits === null) return null;
  const nth = Number(digits), end = `-${String(nth).padStart(6, "0")}`;
  const term = String.fromCodePoint(HIGH + Math.floor(nth / NARROW) % NARROW) + String.fromCodePoint(LOW + nth % NARROW);
  return { term, fits: prefix ? number => fold(number) === `${prefix}-${year}${end}` : number => number.endsWith(end) };
}

export function words(asked) {
  const texts = [...new Set(fold(asked).split(" ").filter(Boolean).map(text => [...text].slice(0, LONGEST).join("")))];
  return texts.slice(0, MOST_TERMS).map(text => {
    const number = numbered(text), terms = pairs(text);
    const ways = [...(terms.length ? [inOrder(terms)] : []), ...(number ? [inOrder([number.term])] : [])];
    return { text, number, ways, sure: terms.length === 1 && !number };
  });
}

// 0: the case doesn't have the word; 1: it has; 2: in its title, or as its number.
function weight(entry, word) {
  if (word.number?.fits(entry.number) || fold(entry.title).includes(word.text)) return 2;
  return TEXTS.some(field => [entry[field] ?? ""].flat().some(text => fold(text).includes(word.text))) ? 1 : 0;
}

// 0: one of the words is missing; else 1 and one for each that stands in the title.
function rank(entry, asked) {
  const weights = asked.map(word => weight(entry, word));
  return weights.includes(0) ? 0 : 1 + weights.filter(each => each === 2).length;
}

// --- files -----------------------------------------------------------------------------------------

class Bytes {
  constructor(bytes) { this.bytes = bytes; this.at = 0; }
  get more() { return this.at < this.bytes.length; }
  take(length) { this.at += length; return this.bytes.subarray(this.at - length, this.at); }
  number() {
    let value = 0, scale = 1, byte;
    do { byte = this.bytes[this.at++]; value += (byte & 127) * scale; scale *= 128; } while (byte & 128);
    return value;
  }
}

function shardOf(term, shards) {
  const [first, second] = [...term].map(sign => sign.codePointAt(0));
  const mixed = (Math.imul(first, 0x9E3779B1) ^ Math.imul(second, 0x85EBCA77)) >>> 0;
  return mixed >>> (32 - Math.log2(shards));
}

// A byte a place: 0 without the term, 1 with it, 2 with it in the title.
function placesOf(bytes, term, size) {
  const found = new Uint8Array(size), shard = new Bytes(bytes), count = shard.number();
  const signs = [...new TextDecoder().decode(shard.take(shard.number()))];
  const sizes = Array.from({ length: count }, () => shard.number());
  for (let nth = 0; nth < count; nth += 1) {
    const part = shard.take(sizes[nth] >>> 1);
    if (signs[nth * 2] + signs[nth * 2 + 1] === term) return sizes[nth] & 1 ? marked(part, found) : listed(part, found);
  }
  return found;
}

function listed(part, found) {
  for (let rest = new Bytes(part), place = -1; rest.more;) {
    const step = rest.number();
    place += (step >>> 1) + 1;
    found[place] = 1 + (step & 1);
  }
  return found;
}

function marked(part, found) {
  for (let place = 0; place < found.length; place += 1) found[place] = part[place >>> 3] >>> (place & 7) & 1;
  for (let rest = new Bytes(part.subarray(found.length / 8)), place = -1; rest.more;) {
    place += rest.number() + 1;
    found[place] = 2;
  }
  return found;
}

export class Index {
  #kept = new Map();
  #read;

  constructor(read) { this.#read = read; }

  // What a withdrawal took away, or a release that came meanwhile: it is left out, and `partial` says so.
  partial = false;

  async #there(made, otherwise) {
    try {
      return await made;
    } catch (error) {
      if (!error.missing) throw error;
      this.partial = true;
      return otherwise;
    }
  }

  #once(path, make) {
    if (!this.#kept.has(path)) {
      const made = this.#read(`search/${path}`).then(make);
      made.catch(() => this.#kept.delete(path));
      this.#kept.set(path, made);
    }
    return this.#kept.get(path);
  }

  async head() {
    const head = await this.#once("index.json", bytes => JSON.parse(new TextDecoder().decode(bytes)));
    if (head.format !== FORMAT) throw new Error("format");
    return head;
  }

  block(number) {
    return this.#there(this.#once(`text/${number}.jsonl`, bytes =>
      new TextDecoder().decode(bytes).split("\n").filter(Boolean).map(line => JSON.parse(line))), []);
  }

  async entry(place) {
    return (await this.block(Math.floor((place - 1) / BLOCK) + 1)).find(entry => entry.place === place);
  }

  facets([first, size]) {
    return this.#there(this.#once(`${first}-${size}/facets.json`, bytes => JSON.parse(new TextDecoder().decode(bytes))), null);
  }

  async places([first, size, shards], term) {
    const path = `${first}-${size}/${shardOf(term, shards)}.grams`;
    const bytes = await this.#there(this.#once(path, read => new Uint8Array(read)), null);
    return bytes ? placesOf(bytes, term, size) : new Uint8Array(size);
  }
}

// --- hunting ---------------------------------------------------------------------------------------

// All cases with the words, the most in the title first, then the newest. `only`: facet → code, "" for any.
export class Hunt {
  #index; #asked; #only; #head; #open = []; #found = []; #false = new Set(); #checked = 0; #sharp = false;

  constructor(index, asked, only = {}) {
    this.#index = index;
    this.#asked = words(asked);
    this.#only = Object.entries(only).filter(([, code]) => code);
  }

  get words() { return this.#asked.map(word => word.text); }
  get empty() { return this.#asked.length === 0; }
  get partial() { return this.#index.partial; }
  get short() { return !this.empty && this.#asked.every(word => !word.ways.length); }
  // Whether terms alone tell, without a look at the texts.
  get sure() { return this.#asked.every(word => word.sure); }
  // How many there are; while something is open and not sure, at most so many.
  get total() { return this.#found.length + this.#open.length; }
  get exact() { return this.sure || this.#open.every(each => each.verified); }

  async begin() {
    this.#head = await this.#index.head();
    const [near, far] = await Promise.all([this.#tail(), this.#segments()]);
    let all = [...near, ...far];
    this.all = all;
    if (this.#only.length) all = await this.#narrowed(all);
    this.#open = all.sort(before);
    return this;
  }

  async #tail() {
    const blocks = await Promise.all(this.#head.tail.map(block => this.#index.block(block)));
    return blocks.flat().map(entry => ({ place: entry.place, rank: rank(entry, this.#asked), verified: true, entry }))
      .filter(each => each.rank);
  }

  async #segments() {
    let open = this.#head.segments, found = [];
    for (let step = 0; step < 3 && open.length; step += 1) {
      const weighed = await Promise.all(open.map(async segment => [segment, await this.#weighed(segment, step)]));
      found = weighed.flatMap(([segment, ranks]) => candidates(segment, ranks));
      open = weighed.filter(([, ranks]) => ranks.some(Boolean)).map(([segment]) => segment);
      if (found.length <= ENOUGH) break;
    }
    return found;
  }

  // The ranks of a segment's places, by as many terms as the step allows.
  async #weighed(segment, step) {
    const ranks = new Uint8Array(segment[1]).fill(1);
    for (const word of this.#asked) {
      if (!word.ways.length) { ranks.forEach((each, at) => { if (each) ranks[at] += 1; }); continue; }
      const ways = await Promise.all(word.ways.map(way => this.#way(segment, way.all.slice(0, way.steps[step]))));
      ranks.forEach((each, at) => {
        const most = Math.max(...ways.map(way => way[at]));
        ranks[at] = each && most ? each + most - 1 : 0;
      });
    }
    return ranks;
  }

  async #way(segment, terms) {
    const each = await Promise.all(terms.map(term => this.#index.places(segment, term)));
    return each[0].map((_, at) => Math.min(...each.map(places => places[at])));
  }

  // --- facets --------------------------------------------------------------------------------------

  // The facets of all segments in which these cases lie, by the segment's first place.
  async #facetsOf(all) {
    const segments = this.#head.segments.filter(([first, size]) =>
      all.some(each => !each.entry && each.place >= first && each.place < first + size));
    const facets = await Promise.all(segments.map(segment => this.#index.facets(segment)));
    return segments.map(([first, size], at) => ({ first, end: first + size, facets: facets[at] }));
  }

  async #narrowed(all) {
    const held = await this.#facetsOf(all);
    return all.filter(each => this.#only.every(([name, code]) => fits(name, codeOf(each, name, held), code)));
  }

  // Facet → code → how many results there would be with it, whatever this facet is set to now; null where
  // telling it would move more than it is worth.
  async counts() {
    if (this.#head.last > MOST_COUNTED && !this.#only.length) return null;
    const all = this.all.filter(each => !this.#false.has(each.place)), held = await this.#facetsOf(all);
    return Object.fromEntries(FACETS.map(name => {
      const others = this.#only.filter(([other]) => other !== name);
      const some = all.filter(each => others.every(([other, code]) => fits(other, codeOf(each, other, held), code)));
      return [name, tally(some.map(each => codeOf(each, name, held)), name)];
    }));
  }

  // --- results -------------------------------------------------------------------------------------

  // Those from `start` to `end`, verified, as cases with their texts.
  async results(start, end) {
    if (this.sure) {
      const some = this.#open.slice(start, end);
      return (await Promise.all(some.map(each => each.entry ?? this.#index.entry(each.place)))).filter(Boolean);
    }
    while (this.#found.length < end && this.#open.length) {
      await this.#verify(end - this.#found.length);
      if (!this.#sharp && this.#checked >= TRIED && this.#false.size * 2 > this.#checked) await this.#sharpen();
    }
    return this.#found.slice(start, end).map(each => each.entry);
  }

  // Ask the rest of the terms: those that were asked promised more than there is.
  async #sharpen() {
    this.#sharp = true;
    const open = this.#open.filter(each => !each.verified), told = new Map();
    const segments = new Set(open.map(each => this.#head.segments.find(([first, size]) =>
      each.place >= first && each.place < first + size)));
    await Promise.all([...segments].map(async segment => {
      const ranks = await this.#weighed(segment, 3);
      for (const each of candidates(segment, ranks)) told.set(each.place, each.rank);
    }));
    for (const each of open) {
      if (told.has(each.place)) each.rank = told.get(each.place);
      else this.#false.add(each.place);
    }
    this.#open = this.#open.filter(each => !this.#false.has(each.place)).sort(before);
  }

  async #verify(count) {
    const some = this.#open.splice(0, count);
    await Promise.all(some.map(async each => { each.entry ??= await this.#index.entry(each.place); }));
    this.#checked += some.length;
    for (const [at, each] of some.entries()) {
      const truly = each.verified ? each.rank : each.entry ? rank(each.entry, this.#asked) : 0;
      if (truly === each.rank) { each.verified = true; this.#found.push(each); continue; }
      if (!truly) { this.#false.add(each.place); continue; }
      this.#open = [...some.slice(at + 1), { ...each, rank: truly, verified: true }, ...this.#open].sort(before);
      return;
    }
  }
}

// Code → how many of these have it.
export function tally(codes, name) {
  const found = new Map();
  for (const code of codes.flatMap(each => withParents(name, each))) found.set(code, (found.get(code) ?? 0) + 1);
  return found;
}

function codeOf(each, name, held) {
  if (each.entry) return name === "year" ? each.entry.date.slice(0, 4) : each.entry[name] ?? "";
  const { first, facets } = held.find(segment => each.place >= segment.first && each.place < segment.end);
  return facets?.[name].codes[facets[name].cases.charCodeAt(each.place - first) - 33] ?? "";
}

const before = (one, other) => other.rank - one.rank || other.place - one.place;

function candidates([first], ranks) {
  const found = [];
  ranks.forEach((rank, at) => { if (rank) found.push({ place: first + at, rank, verified: false }); });
  return found;
}

// A topic stands for those below it: "t-03" for "t-03-02".
const fits = (name, held, code) => held === code || (name === "topic" && (held ?? "").startsWith(`${code}-`));
const withParents = (name, code) =>
  !code ? [] : name === "topic" && /^t-\d+-/.test(code) ? [code, code.replace(/^(t-\d+)-.*$/, "$1")] : [code];

// --- marks -----------------------------------------------------------------------------------------

// The text in pieces: [words, whether one of the terms].
export function marks(text, asked) {
  const level = fold(text), hit = new Uint8Array(text.length);
  for (const word of asked) {
    for (let at = level.indexOf(word); at >= 0; at = level.indexOf(word, at + 1)) hit.fill(1, at, at + word.length);
  }
  const pieces = [];
  for (let at = 0; at < text.length;) {
    let end = at + 1;
    while (end < text.length && hit[end] === hit[at]) end += 1;
    pieces.push([text.slice(at, end), Boolean(hit[at])]);
    at = end;
  }
  return pieces;
}

// The field in which most of the words stand, and a stretch of it around the first.
export function snippet(entry, asked, before = 28, length = 110) {
  const texts = TEXTS.flatMap(field => [entry[field] ?? ""].flat().filter(Boolean).map(text => ({ field, text })));
  const scored = texts.map(each => ({ ...each, level: fold(each.text) }))
    .map(each => ({ ...each, hits: asked.filter(word => each.level.includes(word)).length }));
  const best = scored.reduce((one, other) => (other.hits > one.hits ? other : one), scored[0]);
  if (!best) return { field: "", text: "" };
  const at = best.hits ? Math.min(...asked.map(word => best.level.indexOf(word)).filter(each => each >= 0)) : 0;
  const start = at > before ? at - before : 0, end = Math.min(best.text.length, start + length);
  const cut = whole(best.text, start, end);
  return { field: best.field, text: `${start ? "…" : ""}${cut}${end < best.text.length ? "…" : ""}` };
}

const whole = (text, start, end) =>
  text.slice(start, end).replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, "").replace(/\s+/g, " ");
