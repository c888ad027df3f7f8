// The episode's player: speeds, keys, chapters. The page is whole without it.
"use strict";

(() => {
  const SPEEDS = [0.75, 1, 1.25, 1.5, 2];
  const STEP = 15; // seconds, as most players have it

  const box = document.querySelector("[data-player]");
  const audio = box && box.querySelector("audio");
  if (!audio) return;
  const chapters = [...document.querySelectorAll("[data-seek]")];

  const speeds = document.createElement("div");
  speeds.className = "speeds";
  speeds.setAttribute("role", "group");
  speeds.setAttribute("aria-label", "播放速度");
  for (const rate of SPEEDS) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = `${rate}×`;
    button.addEventListener("click", () => { audio.playbackRate = rate; });
    speeds.append(button);
  }
  audio.after(speeds);

  const keys = document.createElement("p");
  keys.className = "keys";
  keys.textContent = "键盘：空格播放或暂停，左右键退进15秒，上下键变速。";
  speeds.after(keys);

  const marked = () => {
    for (const button of speeds.children) {
      button.setAttribute("aria-pressed", String(parseFloat(button.textContent) === audio.playbackRate));
    }
  };
  const faster = step => {
    const at = SPEEDS.findIndex(rate => rate >= audio.playbackRate);
    audio.playbackRate = SPEEDS[Math.max(0, Math.min(SPEEDS.length - 1, at + step))];
  };
  const toggle = () => { if (audio.paused) audio.play(); else audio.pause(); };
  const seek = seconds => { audio.currentTime = Math.max(0, seconds); };

  const current = () => {
    let now = null;
    for (const link of chapters) if (Number(link.dataset.seek) <= audio.currentTime) now = link;
    for (const link of chapters) {
      if (link === now && (!audio.paused || audio.currentTime)) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };

  for (const link of chapters) {
    link.addEventListener("click", event => {
      event.preventDefault();
      seek(Number(link.dataset.seek));
      audio.play();
    });
  }

  const ACTIONS = {
    " ": toggle,
    k: toggle,
    ArrowLeft: () => seek(audio.currentTime - STEP),
    ArrowRight: () => seek(audio.currentTime + STEP),
    ArrowUp: () => faster(1),
    ArrowDown: () => faster(-1),
  };
  box.tabIndex = 0;
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", "本期录音");
  box.addEventListener("keydown", event => {
    const onControl = event.target.closest("button, a");
    const act = ACTIONS[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey || (onControl && event.key === " ")) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }, true);
  audio.addEventListener("ratechange", marked);
  audio.addEventListener("timeupdate", current);
  marked();
})();
