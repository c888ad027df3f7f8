// Reads a page's text aloud with the browser's own voice, piece by piece, and marks the piece that is read.

const PIECES = "h1, h2, h3, h4, p, li, dt, dd, th, td, caption";
const SILENT = "nav, .page-foot, .visually-hidden, [hidden], [aria-hidden=true], .pager, .subscribe";
const LONGEST = 120; // characters: some voices stop in the middle of long texts

function pieces() {
  const found = [...document.querySelectorAll("main :is(" + PIECES + ")")];
  return found.filter(one => one.innerText.trim() && !one.closest(SILENT) && !one.querySelector(PIECES));
}

function sentences(text) {
  const parts = [];
  for (const part of text.replace(/\s+/g, " ").split(/(?<=[。！？；])/)) {
    for (let at = 0; at < part.length; at += LONGEST) parts.push(part.slice(at, at + LONGEST));
  }
  return parts;
}

const chinese = () => speechSynthesis.getVoices().find(voice => voice.lang.toLowerCase().startsWith("zh"));

// The buttons: start, pause and go on; stop.
export function controls(button) {
  let queue = [], at = -1, run = 0;
  const said = document.createElement("span");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");

  const mark = one => {
    for (const old of document.querySelectorAll(".is-spoken")) old.classList.remove("is-spoken");
    if (!one) return;
    one.classList.add("is-spoken");
    one.scrollIntoView({ block: "nearest" });
  };

  function end() {
    run += 1;
    at = -1;
    speechSynthesis.cancel();
    mark(null);
    start.textContent = "朗读本页";
    stop.hidden = true;
  }

  function speak(mine) {
    if (mine !== run) return;
    const piece = queue[at];
    if (!piece) { end(); return; }
    mark(piece);
    const parts = sentences(piece.innerText);
    const next = () => { if (mine === run) { at += 1; speak(mine); } };
    parts.forEach((text, index) => {
      const utterance = new SpeechSynthesisUtterance(text);
      utterance.lang = "zh-CN";
      utterance.rate = 0.9;
      utterance.voice = chinese() || null;
      if (index === parts.length - 1) utterance.onend = next;
      utterance.onerror = () => { if (mine === run) { end(); said.textContent = "这台设备不能朗读。"; } };
      speechSynthesis.speak(utterance);
    });
  }

  function toggle() {
    if (at < 0) {
      queue = pieces();
      at = 0;
      run += 1;
      start.textContent = "暂停";
      stop.hidden = false;
      speak(run);
    } else if (speechSynthesis.paused) {
      speechSynthesis.resume();
      start.textContent = "暂停";
    } else {
      speechSynthesis.pause();
      start.textContent = "继续朗读";
    }
  }

  const start = button("朗读本页", toggle);
  const stop = button("停止", end);
  stop.hidden = true;
  addEventListener("pagehide", end);
  return [start, stop, said];
}
