// Verifies one page of this site with the browser's own cryptography: docs/explanation/proof.md has the rules.
"use strict";

(() => {
  const box = document.querySelector("[data-verify]");
  const root = new URL("../../", document.currentScript.src);
  const asked = new URLSearchParams(location.search).get("page");
  if (!box || !asked) return;
  const KEPT = `huisheng-seen:${root.pathname}`;
  const WIDTH = 256, MOST_ENTRIES = 1 << 20, MOST_BYTES = 1 << 27;

  class Fault extends Error {}
  class Missing extends Error {}
  class Unread extends Error {}

  // --- bytes ---------------------------------------------------------------------------------------

  const text = bytes => new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  const utf8 = words => new TextEncoder().encode(words);
  const hex = bytes => [...bytes].map(each => each.toString(16).padStart(2, "0")).join("");
  const unhex = digits => Uint8Array.from(digits.match(/../g) || [], pair => parseInt(pair, 16));
  const base64 = bytes => btoa(String.fromCharCode(...bytes));
  const same = (one, other) => hex(one) === hex(other);
  const sha256 = async bytes => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));

  function unbase64(words) {
    try {
      const raw = Uint8Array.from(atob(words), each => each.charCodeAt(0));
      if (base64(raw) === words) return raw;
    } catch { /* told below */ }
    throw new Fault("证明文件的格式不对。");
  }

  function joined(...parts) {
    const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) { whole.set(part, at); at += part.length; }
    return whole;
  }

  // --- RFC 6962 ------------------------------------------------------------------------------------

  const leafHash = data => sha256(joined([0], data));

  async function treeRoot(hashes) {
    let row = hashes;
    if (!row.length) return sha256(new Uint8Array());
    while (row.length > 1) {
      const next = [];
      for (let at = 0; at + 1 < row.length; at += 2) next.push(sha256(joined([1], row[at], row[at + 1])));
      row = [...await Promise.all(next), ...(row.length % 2 ? [row[row.length - 1]] : [])];
    }
    return row[0];
  }

  const hashesOf = bytes => Array.from({ length: bytes.length / 32 }, (_, at) => bytes.slice(at * 32, at * 32 + 32));

  function tilePath(level, index, width) {
    let digits = String(index % 1000).padStart(3, "0");
    for (let rest = Math.floor(index / 1000); rest; rest = Math.floor(rest / 1000)) {
      digits = `x${String(rest % 1000).padStart(3, "0")}/${digits}`;
    }
    return `tile/${level}/${digits}${width < WIDTH ? `.p/${width}` : ""}`;
  }

  async function tile(tree, level, index, width) {
    const bytes = await read(`transparency/${tree}/${tilePath(level, index, width)}`);
    if (bytes.length !== width * 32) throw new Fault("证明文件的格式不对。");
    return hashesOf(bytes);
  }

  // --- reading -------------------------------------------------------------------------------------

  async function read(path) {
    const address = new URL(path.split("/").map(encodeURIComponent).join("/"), root);
    let answer;
    try {
      answer = await fetch(address, { cache: "no-store", redirect: "error" });
    } catch {
      throw new Unread(`读不到 ${path}。请检查网络后再试。`);
    }
    if (answer.status === 404 || answer.status === 410) throw new Missing(path);
    if (!answer.ok) throw new Unread(`读 ${path} 时，服务器答复 ${answer.status}。请稍后再试。`);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    if (bytes.length > MOST_BYTES) throw new Fault(`${path} 过大，没有核对。`);
    return bytes;
  }

  // --- C2SP signed notes and the list of keys ------------------------------------------------------

  function note(whole) {
    const at = whole.lastIndexOf("\n\n");
    const lines = whole.slice(at + 2).split("\n");
    if (at < 1 || lines.pop() !== "" || !lines.length) throw new Fault("证明文件的格式不对。");
    const signatures = lines.map(line => {
      const [, name, packed] = /^— (\S+) (\S+)$/.exec(line) || [];
      const raw = unbase64(packed || "*");
      return { name, id: hex(raw.slice(0, 4)), signature: raw.slice(4) };
    });
    return { text: whole.slice(0, at + 1), signatures };
  }

  async function key(vkey) {
    const [name, id, packed] = vkey.split(/\+([0-9a-f]{8})\+/);
    const raw = unbase64(packed || "*");
    const found = hex((await sha256(joined(utf8(`${name}\n`), raw))).slice(0, 4));
    if (raw[0] !== 1 || raw.length !== 33 || found !== id) throw new Fault("公钥的格式不对。");
    const handle = await crypto.subtle.importKey("raw", raw.slice(1), { name: "Ed25519" }, false, ["verify"]);
    return { vkey, name, id, handle };
  }

  async function signed(found, by) {
    const own = found.signatures.filter(each => each.name === by.name && each.id === by.id);
    const held = await Promise.all(own.map(each =>
      crypto.subtle.verify({ name: "Ed25519" }, by.handle, each.signature, utf8(found.text))));
    return own.length > 0 && held.every(Boolean);
  }

  function fields(found, title) {
    const [head, ...lines] = found.text.slice(0, -1).split("\n");
    if (head !== title) throw new Fault("证明文件的格式不对。");
    return Object.fromEntries(lines.map(line => [line.split(" ")[0], line.slice(line.indexOf(" ") + 1)]));
  }

  async function keyList(listed, title) {
    const parts = text(listed).split("\n\n");
    const held = [];
    for (let at = 0, before = ""; at < parts.length; at += 2) {
      const whole = `${parts[at]}\n\n${parts[at + 1]}${at + 2 < parts.length ? "\n" : ""}`;
      const found = note(whole), said = fields(found, title);
      const act = ["make", "rotate", "revoke"].find(each => each in said);
      const named = await key(said[act] || ""), last = held[held.length - 1];
      const by = { make: [named], rotate: [last && last.key, named], revoke: [last && last.key] }[act];
      const chained = !before || said.before === hex(await sha256(utf8(before)));
      const proper = (act === "make") === !held.length && Number(said.event) === at / 2 + 1;
      for (const each of by) if (!each || !await signed(found, each)) throw new Fault("公钥清单上的签名对不上。");
      if (!chained || !proper) throw new Fault("公钥清单被改写过。");
      if (act === "revoke") {
        const old = held.find(each => each.key.vkey === named.vkey);
        if (!old || old === last) throw new Fault("公钥清单被改写过。");
        if (!old.revoked || said.since < old.revoked) old.revoked = said.since;
      } else held.push({ key: named, at: said.time, revoked: "" });
      before += (before && "\n") + whole;
    }
    return held;
  }

  async function believed(found, at, held, what) {
    const number = held.findIndex(each => found.signatures.some(one => one.name === each.key.name && one.id === each.key.id));
    if (number < 0) throw new Fault(`${what}不是由公钥清单里的密钥签名的。`);
    const one = held[number], next = held[number + 1];
    if (!await signed(found, one.key)) throw new Fault(`${what}的签名对不上：签名之后内容被改过。`);
    if (one.revoked && at.slice(0, 10) >= one.revoked) throw new Fault(`${what}用的密钥自 ${one.revoked} 起已吊销。`);
    if (Date.parse(at) < Date.parse(one.at) || (next && Date.parse(at) > Date.parse(next.at))) {
      throw new Fault(`${what}用的密钥不在使用期内。`);
    }
    return one.key;
  }

  // --- what was seen before ------------------------------------------------------------------------

  function seen() {
    try { return JSON.parse(localStorage.getItem(KEPT)); } catch { return null; }
  }

  function keep(now) {
    try { localStorage.setItem(KEPT, JSON.stringify(now)); } catch { /* a browser that keeps nothing */ }
  }

  // --- the steps -----------------------------------------------------------------------------------

  async function statement() {
    const [entry, listed, head] = await Promise.all(["release", "keys", "log/checkpoint"].map(each => read(`transparency/${each}`)));
    const found = note(text(entry)), title = found.text.split("\n")[0], site = title.replace(/\/release$/, "");
    const said = fields(found, `${site}/release`);
    const held = await keyList(listed, `${site}/keys`), before = seen();
    const by = await believed(found, said.time, held, "发布声明");
    const [length, digest] = said.keys.split(" ");
    if (hex(await sha256(listed.slice(0, Number(length)))) !== digest) throw new Fault("公钥清单与发布声明里记的不同。");
    if (before && !held.some(each => each.key.vkey === before.key)) {
      throw new Fault("公钥与您上次看到的不同，也不是由它接续的。请与主办单位公告的公钥核对。");
    }
    return { entry, said, held, by, before, checkpoint: note(text(head)), origin: `${site}/log` };
  }

  async function logged(now) {
    const [origin, size, packed] = now.checkpoint.text.split("\n"), count = Number(size);
    await believed(now.checkpoint, now.said.time, now.held, "日志的检查点");
    if (origin !== now.origin || !(count > 0 && count <= MOST_ENTRIES)) throw new Fault("日志的检查点格式不对。");
    const leaves = [];
    for (let index = 0; index * WIDTH < count; index += 1) {
      leaves.push(...await tile("log", 0, index, Math.min(WIDTH, count - index * WIDTH)));
    }
    const whole = await treeRoot(leaves);
    if (base64(whole) !== packed) throw new Fault("公开日志与签名的检查点对不上：日志被改过。");
    if (!same(leaves[count - 1], await leafHash(now.entry))) throw new Fault("这一版不是公开日志的最后一条。");
    await grown(now.before, leaves);
    return { size: count, root: packed, key: (now.before && now.before.key) || now.held[0].key.vkey };
  }

  async function grown(before, leaves) {
    if (!before) return;
    if (before.size > leaves.length) {
      throw new Fault(`日志倒退：您上次看到 ${before.size} 条，现在只有 ${leaves.length} 条。`);
    }
    if (base64(await treeRoot(leaves.slice(0, before.size))) !== before.root) {
      throw new Fault(`日志被改写：现在的日志不是由您上次看到的 ${before.size} 条接续而来。`);
    }
  }

  async function lineOf(path, said) {
    const shards = Number(said.shards), bits = Math.log2(shards);
    if (!Number.isInteger(bits) || bits > 16) throw new Fault("发布声明的格式不对。");
    const digest = await sha256(utf8(path)), shard = ((digest[0] << 8) | digest[1]) >> (16 - bits);
    const place = shard.toString(16).padStart(Math.max(1, Math.ceil(bits / 4)), "0");
    const lines = JSON.parse(text(await read(`transparency/pages/${place}.json`)));
    const own = await leafHash(await treeRoot(lines.map(line => unhex(line.leaf))));
    if (!same(await above(own, shard, shards), unbase64(said.root))) {
      throw new Fault("页面清单不在签名的声明之下：清单被改过。");
    }
    return lines.find(line => line.path === path);
  }

  async function above(own, shard, shards) {
    const row = await tile("pages", 0, shard >> 8, Math.min(WIDTH, shards));
    if (!same(row[shard & 255], own)) throw new Fault("页面清单不在签名的声明之下：清单被改过。");
    const top = await treeRoot(row);
    if (shards <= WIDTH) return top;
    const higher = await tile("pages", 1, 0, shards / WIDTH);
    if (!same(higher[shard >> 8], top)) throw new Fault("页面清单不在签名的声明之下：清单被改过。");
    return treeRoot(higher);
  }

  async function content(path, line) {
    let data;
    try { data = await read(path); } catch (error) {
      if (error instanceof Missing) throw new Fault("页面被拿掉：签名清单里有，网站上没有。");
      throw error;
    }
    const named = utf8(path), length = new Uint8Array(new Uint32Array([named.length]).buffer).reverse();
    const leaf = await leafHash(joined(unhex(line.salt), length, named, data));
    const found = hex(await sha256(data));
    if (found !== line.sha256 || hex(leaf) !== line.leaf) throw new Fault("页面内容被改动：与签名清单里的不同。");
    return { found, bytes: data.length };
  }

  // --- what is shown -------------------------------------------------------------------------------

  const list = document.createElement("ol");
  list.className = "verify-steps";

  function show(state, title, words, link) {
    const item = document.createElement("li"), head = document.createElement("strong"), body = document.createElement("span");
    item.dataset.state = state;
    head.textContent = title;
    body.textContent = words;
    if (link) {
      const anchor = document.createElement("a");
      anchor.href = new URL(link, root).href;
      anchor.textContent = "看撤下说明";
      body.append(anchor);
    }
    item.append(head, body);
    list.append(item);
  }

  function conclude(state, words) {
    const line = box.querySelector("[data-result]");
    line.textContent = words;
    box.dataset.state = state;
  }

  async function withdrawn(path, said) {
    const [, number] = /^cases\/([A-Z]{1,8}-\d{4}-\d{1,12})\.html$/.exec(path) || [];
    return number && await lineOf(`gone/${number}.html`, said) ? number : "";
  }

  async function missing(path, said) {
    const there = await read(path).then(() => true, error => { if (error instanceof Missing) return false; throw error; });
    if (there) throw new Fault("这个页面不在签名的清单里：是混进来的。");
    const number = await withdrawn(path, said);
    if (!number) throw new Fault("这一版里没有这个页面。请核对地址。");
    show("known", "页面", `${number} 已由主办单位撤下，撤下是公开记录在案的。`, `gone/${number}.html`);
    return "withdrawn";
  }

  async function steps(path) {
    const now = await statement();
    const at = now.said.time.slice(0, 16).replace("T", " ");
    show("good", "签名", `第 ${now.said.number} 版，${at} 签署，签名属于密钥 ${now.by.id}。`);
    const log = await logged(now);
    const grew = now.before ? `，并且由您上次看到的 ${now.before.size} 条接续而来` : "";
    show("good", "日志", `这一版记在公开日志的第 ${log.size} 条${grew}。`);
    const line = await lineOf(path, now.said);
    show("good", "清单", `${now.said.files} 个文件的清单在签名的声明之下。`);
    keep(log);
    if (!line) return missing(path, now.said);
    const found = await content(path, line);
    show("good", "页面", `${found.bytes} 个字节与清单逐一相符（SHA-256 ${found.found.slice(0, 16)}…）。`);
    return "good";
  }

  const ENDS = {
    good: "这一页与本站签名发布的完全一致。",
    withdrawn: "这一页已经撤下，不是被改动。",
  };

  async function run() {
    const path = asked.replace(/^\/+/, "") || "index.html";
    const subject = box.querySelector("[data-page]");
    subject.textContent = path;
    box.hidden = false;
    box.append(list);
    if (!crypto.subtle) return conclude("unable", "这个地址不是 https，浏览器不提供核对签名的功能。请用下面的命令。");
    try {
      await crypto.subtle.importKey("raw", new Uint8Array(32), { name: "Ed25519" }, false, ["verify"]);
    } catch {
      return conclude("unable", "这个浏览器还不能核对 Ed25519 签名。请换新版浏览器，或者用下面的命令。");
    }
    return attempt(path, 2);
  }

  async function attempt(path, left) {
    const begun = await stamp();
    list.replaceChildren();
    try {
      conclude("running", "正在核对……");
      const state = await steps(path);
      conclude(state, ENDS[state]);
    } catch (error) {
      if (left > 1 && await stamp() !== begun) return attempt(path, left - 1); // a release in between
      if (error instanceof Unread) return conclude("unable", `这次没有核对成：${error.message}`);
      show("bad", "不符", reason(error));
      conclude("bad", "这一页没有通过核对。请不要采信，并告诉主办单位。");
    }
    return undefined;
  }

  function reason(error) {
    if (error instanceof Missing) return `证明所需的文件不在网站上：${error.message}`;
    return error instanceof Fault ? error.message : "证明文件的格式不对。";
  }

  const stamp = () => read("transparency/release").then(hex, () => "");

  run();
})();
