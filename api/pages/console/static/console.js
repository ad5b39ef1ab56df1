// The console's comforts: keys, and a picture that zooms, turns and shows where a value stands.
// Every act is also a button or a link; single keys can be turned off (WCAG 2.1.4).
"use strict";

document.documentElement.classList.add("htmx");
const byId = (id) => document.getElementById(id);

// ---- pictures
let viewer = null;
const look = new WeakMap();  // sheet -> {zoom, turn}
const STEP = 1.35, MOST = 8;

function stateOf(sheet) {
  if (!look.has(sheet)) look.set(sheet, { zoom: 1, turn: 0 });
  return look.get(sheet);
}

function sheetInView() {
  const focused = document.activeElement && document.activeElement.closest(".sheet");
  if (focused) return focused;
  const sheets = [...viewer.querySelectorAll(".sheet")];
  return sheets.find((s) => s.dataset.current) || sheets[0];
}

function lay(sheet) {
  const { zoom, turn } = stateOf(sheet);
  const box = sheet.querySelector(".turn"), pane = sheet.querySelector(".pane");
  const img = box.querySelector("img");
  const ratio = img.naturalHeight && img.naturalWidth ? img.naturalHeight / img.naturalWidth : 0.7;
  const wide = pane.clientWidth * zoom;
  const sideways = turn % 180 !== 0;
  const width = sideways ? wide / ratio : wide, height = width * ratio;
  box.style.width = `${width}px`;
  const shift = { 0: "", 90: `translate(${height}px, 0)`, 180: `translate(${width}px, ${height}px)`, 270: `translate(0, ${width}px)` }[turn];
  box.style.transform = turn ? `${shift} rotate(${turn}deg)` : "";
  box.style.marginBottom = sideways ? `${width - height}px` : "";
  const now = sheet.closest("[data-viewer]").querySelector("[data-now]");
  if (now) now.textContent = zoom > 1 || turn ? `${Math.round(zoom * 100)} %${turn ? `, turned ${turn}°` : ""}` : "";
}

function zoomBy(sheet, factor) {
  const state = stateOf(sheet), pane = sheet.querySelector(".pane");
  const x = (pane.scrollLeft + pane.clientWidth / 2) / pane.scrollWidth;
  const y = (pane.scrollTop + pane.clientHeight / 2) / pane.scrollHeight;
  state.zoom = Math.min(MOST, Math.max(1, state.zoom * factor));
  lay(sheet);
  pane.scrollLeft = x * pane.scrollWidth - pane.clientWidth / 2;
  pane.scrollTop = y * pane.scrollHeight - pane.clientHeight / 2;
}

const acts = {
  in: (sheet) => zoomBy(sheet, STEP),
  out: (sheet) => zoomBy(sheet, 1 / STEP),
  fit: (sheet) => { Object.assign(stateOf(sheet), { zoom: 1, turn: 0 }); lay(sheet); },
  left: (sheet) => { const s = stateOf(sheet); s.turn = (s.turn + 270) % 360; lay(sheet); },
  right: (sheet) => { const s = stateOf(sheet); s.turn = (s.turn + 90) % 360; lay(sheet); },
  boxes: () => {
    const off = viewer.classList.toggle("no-boxes");
    viewer.querySelector("[data-act=boxes]").setAttribute("aria-pressed", String(!off));
  },
};

function light(box) {
  for (const lit of document.querySelectorAll(".box.lit")) lit.classList.remove("lit");
  if (!box) return null;
  box.classList.add("lit");
  const sheet = box.closest(".sheet");
  viewer = sheet.closest("[data-viewer]");
  for (const one of viewer.querySelectorAll(".sheet")) delete one.dataset.current;
  sheet.dataset.current = "yes";
  return sheet;
}

function bring(box, closer) {
  const sheet = light(box);
  if (!sheet) return;
  const state = stateOf(sheet), pane = sheet.querySelector(".pane");
  if (closer) {
    const share = Math.max(box.width.baseVal.value / 1000, box.height.baseVal.value / 600, 0.02);
    state.zoom = Math.min(5, Math.max(1, 0.6 / share));
    lay(sheet);
  }
  const place = box.getBoundingClientRect(), frame = pane.getBoundingClientRect();
  pane.scrollLeft += place.left + place.width / 2 - frame.left - frame.width / 2;
  pane.scrollTop += place.top + place.height / 2 - frame.top - frame.height / 2;
  if (viewer.scrollHeight > viewer.clientHeight) {
    const outer = viewer.getBoundingClientRect();
    viewer.scrollTop += sheet.getBoundingClientRect().top - outer.top - 40;
  }
}

const boxOf = (target) => target && target.dataset && target.dataset.box ? byId(target.dataset.box) : null;

function setUp(found) {
  const tools = found.querySelector("[data-tools]");
  if (tools) {
    tools.hidden = false;
    tools.addEventListener("click", (event) => {
      const button = event.target.closest("[data-act]");
      const sheet = sheetInView();
      if (button && sheet) acts[button.dataset.act](sheet);
    });
  }
  for (const img of found.querySelectorAll("img")) {
    if (img.complete) lay(img.closest(".sheet"));
    img.addEventListener("load", () => lay(img.closest(".sheet")));
  }
  for (const pane of found.querySelectorAll(".pane")) grabbable(pane);
}

function grabbable(pane) {
  pane.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoomBy(pane.closest(".sheet"), event.deltaY < 0 ? STEP : 1 / STEP);
  }, { passive: false });
  let from = null;
  pane.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "mouse" || event.button) return;
    from = { x: event.clientX + pane.scrollLeft, y: event.clientY + pane.scrollTop };
    pane.classList.add("grabbing");
  });
  window.addEventListener("pointermove", (event) => {
    if (!from) return;
    pane.scrollLeft = from.x - event.clientX;
    pane.scrollTop = from.y - event.clientY;
  });
  window.addEventListener("pointerup", () => { from = null; pane.classList.remove("grabbing"); });
  pane.querySelector("img").addEventListener("dragstart", (event) => event.preventDefault());
}

function findViewers() {
  for (const found of document.querySelectorAll("[data-viewer]:not([data-ready])")) {
    found.dataset.ready = "yes";
    viewer = viewer && viewer.isConnected ? viewer : found;
    showLocal(found);
    setUp(found);
  }
}

// What was tried is shown from the browser's own memory: the server keeps nothing of it.
function showLocal(found) {
  if (!found.hasAttribute("data-local")) return;
  const input = document.querySelector("[data-try] input[type=file]");
  const files = input ? [...input.files] : [];
  for (const img of found.querySelectorAll("img[data-file]")) {
    const file = files[Number(img.dataset.file)];
    if (!file || !file.type.startsWith("image/")) continue;
    img.src = URL.createObjectURL(file);
    img.hidden = false;
  }
}

findViewers();
document.addEventListener("htmx:afterSettle", findViewers);
window.addEventListener("resize", () => document.querySelectorAll("[data-ready] .sheet").forEach(lay));
document.addEventListener("mouseover", (event) => {
  const box = boxOf(event.target.closest("[data-box]"));
  if (box) bring(box, false);
});
document.addEventListener("focusin", (event) => {
  const box = boxOf(event.target);
  if (box) bring(box, false);
});
document.addEventListener("click", (event) => {
  const box = boxOf(event.target.closest("[data-box]"));
  if (box) bring(box, true);
});

// ---- lists and tables by arrows
function moveInGrid(event) {
  const cell = event.target.closest("[data-cell]");
  const grid = cell && cell.closest("[data-grid]");
  if (!grid) return false;
  const rows = [...grid.querySelectorAll("tbody tr:not(.why)")].map((row) => [...row.cells]);
  const td = cell.closest("td"), row = rows.findIndex((cells) => cells.includes(td));
  const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
  if (!step) return false;
  let y = row, x = rows[row].indexOf(td);
  for (;;) {
    y += step[0]; x += step[1];
    const next = rows[y] && rows[y][x];
    if (!next) return true;
    const target = next.querySelector("[data-cell]");
    if (target) { target.focus(); return true; }
  }
}

function moveInList(event) {
  const items = [...document.querySelectorAll("[data-list] [data-item]")];
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!items.length || !by) return false;
  const at = items.indexOf(document.activeElement);
  if (at < 0 && document.activeElement !== document.body && !document.activeElement.matches("main")) return false;
  const next = items[at < 0 ? 0 : Math.min(items.length - 1, Math.max(0, at + by))];
  next.focus();
  return true;
}

// ---- single keys
const KEYS = "candor-keys";
const help = byId("help"), toggle = byId("keys-on");
let keysOn = localStorage.getItem(KEYS) !== "off";
if (toggle) {
  toggle.checked = keysOn;
  toggle.addEventListener("change", () => {
    keysOn = toggle.checked;
    localStorage.setItem(KEYS, keysOn ? "on" : "off");
  });
}
for (const opener of document.querySelectorAll("[data-help]")) {
  opener.hidden = false;
  opener.addEventListener("click", () => help.showModal());
}

function typing(target) {
  return target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
}

function putAway() {
  const panel = byId("panel");
  if (!panel || !panel.hasAttribute("data-open")) return false;
  panel.removeAttribute("data-open");
  panel.className = "";
  panel.replaceChildren();
  const first = document.querySelector("#decide button");
  if (first) first.focus();
  return true;
}

const KEY_ACTS = {
  "?": () => help && help.showModal(),
  q: () => { const back = byId("to-queue"); if (back) back.click(); },
  f: () => { const cell = document.querySelector("[data-grid] button[data-cell]") || document.querySelector("[data-grid] [data-cell]"); if (cell) cell.focus(); },
  n: () => { const note = byId("note"); if (note) note.focus(); },
};
const PICTURE_KEYS = { "+": "in", "=": "in", "-": "out", "0": "fit", "[": "left", "]": "right", b: "boxes" };

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
  if (document.querySelector("dialog[open]")) return;
  if (event.key === "Escape" && putAway()) { event.preventDefault(); return; }
  if (typing(event.target)) return;
  if (event.shiftKey && event.key.startsWith("Arrow") && viewer) {
    const pane = sheetInView().querySelector(".pane");
    const by = { ArrowUp: [0, -80], ArrowDown: [0, 80], ArrowLeft: [-80, 0], ArrowRight: [80, 0] }[event.key];
    pane.scrollBy(by[0], by[1]);
    event.preventDefault();
    return;
  }
  if (event.key.startsWith("Arrow")) {
    if (moveInGrid(event) || moveInList(event)) event.preventDefault();
    return;
  }
  if (!keysOn || event.repeat) return;
  const deciding = document.querySelector(`#decide [data-key="${CSS.escape(event.key)}"]`);
  if (deciding) { event.preventDefault(); deciding.click(); return; }
  if (viewer && PICTURE_KEYS[event.key]) {
    event.preventDefault();
    acts[PICTURE_KEYS[event.key]](sheetInView());
    return;
  }
  if (KEY_ACTS[event.key]) { event.preventDefault(); KEY_ACTS[event.key](); }
});

// ---- the decision panel: when it comes, the button that sends has the focus
let changing = null;
document.addEventListener("htmx:beforeRequest", () => { changing = document.activeElement && document.activeElement.closest(".choose") ? document.activeElement.id : null; });
document.addEventListener("htmx:afterSettle", (event) => {
  const panel = byId("panel");
  if (!panel || !panel.hasAttribute("data-open") || event.target.id !== "panel") return;
  const kept = changing && byId(changing);
  const send = byId("send") || panel.querySelector("input, select, button");
  (kept || send || panel).focus({ preventScroll: true });
  panel.scrollIntoView({ block: "nearest" });
});
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-away]") && putAway()) event.preventDefault();
});
const opened = document.querySelector("#panel[data-open] #send");
if (opened) opened.focus();
