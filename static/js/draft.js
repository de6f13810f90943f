// The grid as a sheet: each line is saved by itself a moment after it was touched, and kept on this
// device until the server has it (kept.js). Without this file the buttons do it all.
"use strict";

const PAUSE = 900;
const RETRY = 30_000;
const form = document.querySelector("form[data-autosave]");
const timers = new Map();
let running = Promise.resolve();
let onItsWay = 0;

const lines = () => [...form.querySelectorAll("[data-line]")];
const versionOf = (line) => line.querySelector("input[name$='-version']");
const keyOf = (line) => `${form.dataset.autosave} ${line.dataset.line}`;
// Evidence goes with the buttons alone; what the server lists of it can be ticked to be taken away.
const EVIDENCE = /-(url|title|unmet|(reuse|remove)-\d+)$/;
const listedIn = (line) => fieldsOf(line).map((field) => field.name).filter((name) => name.includes("-remove-"));
const givenIn = (line) => valuesOf(fieldsOf(line), givenOf);

function say(line, state, text) {
  line.dataset.state = state;
  line.querySelector("[data-saved]").textContent = text;
}

function keep(line, isSent = false) {
  const { tried } = kept.read(keyOf(line)) || {};
  kept.write(keyOf(line), { typed: valuesOf(fieldsOf(line)), version: versionOf(line).value, listed: listedIn(line), isSent, tried });
}

const hasWaiting = (line) => fieldsOf(line).some((field) => EVIDENCE.test(field.name) && isTouched(field));

// The figure is at the server; evidence beside it may still wait for a button.
function settle(line) {
  if (hasWaiting(line)) keep(line);
  else kept.drop(keyOf(line));
}

// What is kept of a line, without evidence that has arrived.
function foundOf(line) {
  const found = kept.read(keyOf(line));
  const isNew = (name) => found?.listed && !found.listed.includes(name);
  if (!listedIn(line).some(isNew)) return found;
  const typed = Object.entries(found.typed).filter(([name]) => !EVIDENCE.test(name));
  return { ...found, typed: Object.fromEntries(typed) };
}

async function save(line) {
  timers.delete(line);
  const body = new FormData();
  for (const name of ["csrfmiddlewaretoken", "sebagai"])
    if (form.elements[name]) body.append(name, form.elements[name].value);
  body.append("baris", line.dataset.line);
  body.append(versionOf(line).name, versionOf(line).value);
  for (const field of fieldsOf(line))
    if (field.type !== "checkbox" || field.checked) body.append(field.name, field.value);
  say(line, "mengirim", form.dataset.sending);
  const found = kept.read(keyOf(line));
  const before = JSON.stringify(found?.typed);
  // the answer may get lost, and the next page then brings what this one sent
  if (found) kept.write(keyOf(line), { ...found, tried: found.typed });
  try {
    const response = await fetch(form.dataset.autosave, { method: "POST", body });
    const isTold = response.headers.get("Content-Type")?.startsWith("application/json");
    if (!isTold && response.status < 500) return say(line, "tertunda", form.dataset.signedOut);
    const told = await response.json();
    // a line that nobody has filled in yet is of version 0
    const isSaved = "version" in told;
    const waiting = isSaved && hasWaiting(line) ? `. ${form.dataset.fileKept}` : "";
    say(line, isSaved ? "tersimpan" : "gagal", told.sentence + waiting);
    if (!isSaved) return;
    versionOf(line).value = told.version;
    line.querySelector("[data-capaian]").textContent = told.capaian;
    line.querySelector("[data-doubts]").innerHTML = told.doubts;
    // what was typed meanwhile stays kept for its own turn
    if (JSON.stringify(kept.read(keyOf(line))?.typed) === before) settle(line);
    else keep(line);
  } catch {
    say(line, "tertunda", form.dataset.offline);
  }
}

function queue(line) {
  onItsWay += 1;
  running = running.then(() => save(line)).finally(() => (onItsWay -= 1));
}

function soon(line) {
  clearTimeout(timers.get(line));
  timers.set(line, setTimeout(queue, PAUSE, line));
}

// A figure: the field that a sheet would show as a cell; the first of a line says whether it is filled.
const CELL = "[name$='-value'], [name$='-numerator'], [name$='-denominator']";
const cellsOf = (line) => [...line.querySelectorAll(CELL)];
const isFilled = (line) => cellsOf(line).every((cell) => cell.value.trim()) || line.querySelector("[name$='-unavailable']").checked;

function count() {
  const bar = document.querySelector("[data-grid-bar]");
  if (!bar) return;
  const filled = lines().filter(isFilled).length;
  const words = bar.dataset.words.replace("#", filled);
  bar.querySelector("progress").value = filled;
  bar.querySelector("progress").setAttribute("aria-label", words);
  bar.querySelector("[data-grid-words]").textContent = words;
  bar.querySelector("[data-next-empty]").hidden = filled === lines().length;
}

function step(cell, way) {
  const all = lines();
  const line = cell.closest("[data-line]");
  const place = cellsOf(line).indexOf(cell);
  const next = all[all.indexOf(line) + way];
  if (!next) return false;
  const cells = cellsOf(next);
  const target = cells[Math.min(place, cells.length - 1)];
  target.focus();
  if (target.select) target.select();
  return true;
}

// A line that this device still keeps: sent on, or shown beside what somebody else saved meanwhile.
function take(line) {
  const found = foundOf(line);
  if (!found) return;
  const isBrought = (typed) => fieldsOf(line).every((field) => !(field.name in typed) || typed[field.name] === givenOf(field));
  const isSame = isBrought(found.typed);
  const isOld = found.version !== versionOf(line).value && !(found.tried && isBrought(found.tried));
  if (isSame || (isOld && found.isSent)) return kept.drop(keyOf(line));
  if (!isOld) {
    put(line, found.typed);
    say(line, "tertunda", form.dataset.restored);
    return queue(line);
  }
  put(line, givenIn(line));
  const shown = cellsOf(line).map((cell) => found.typed[cell.name]).filter(Boolean);
  const notes = [...line.querySelectorAll("[name$='-note']")].map((field) => found.typed[field.name]).filter(Boolean);
  const use = () => {
    put(line, found.typed);
    keep(line);
    queue(line);
    count();
  };
  const text = [shown.join(" / "), ...notes].filter(Boolean).join("; ");
  offer(line.querySelector("[data-saved]"), text, use, () => kept.drop(keyOf(line)));
  line.dataset.state = "gagal";
}

// On a slow network the fields are there long before this file: what was typed meanwhile is the newest.
function takeUp(line) {
  const touched = fieldsOf(line).filter(isTouched);
  const found = kept.read(keyOf(line));
  if (found && touched.length) kept.write(keyOf(line), { ...found, typed: { ...found.typed, ...valuesOf(touched) }, isSent: false });
  if (found) return take(line);
  if (!touched.length) return;
  keep(line);
  soon(line);
}

// The network is back behind a copy that was shown without one: where nothing was typed into it the newest
// page comes by itself, else its reader chooses when.
async function renew(copy) {
  const answer = await fetch(location.href, { method: "HEAD" });
  const isHere = answer.ok && !answer.redirected;
  if (isHere && ![...form.elements].some((field) => field.name && isTouched(field))) return location.reload();
  for (const [part, isShown] of [["away", false], ["back", true]]) copy.querySelector(`[data-${part}]`).hidden = !isShown;
}

if (form) {
  form.addEventListener("input", (event) => {
    const line = event.target.closest("[data-line]");
    if (!line || event.target.type === "file") return;
    keep(line);
    say(line, "diketik", "");
    soon(line);
    count();
  });
  form.addEventListener("keydown", (event) => {
    if (!event.target.matches(CELL)) return;
    const isText = event.target.matches("input[type=text]");
    const way = event.key === "Enter" ? (event.shiftKey ? -1 : 1) : !isText ? 0 : event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (!way) return;
    // Enter never sends the whole form from a cell
    if (step(event.target, way) || event.key === "Enter") event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-next-empty]")) return;
    const all = lines();
    const here = all.indexOf(document.activeElement.closest("[data-line]"));
    const next = [...all.slice(here + 1), ...all.slice(0, here + 1)].find((line) => !isFilled(line));
    if (!next) return;
    event.preventDefault();
    (cellsOf(next).find((cell) => !cell.value.trim()) || cellsOf(next)[0]).focus();
  });
  const copy = document.querySelector("[data-kept-copy]");
  const isCopy = Boolean(copy && !copy.hidden);
  const tellAway = () => {
    const note = document.querySelector("[data-network]");
    if (note) note.hidden = navigator.onLine || isCopy;
  };
  addEventListener("offline", tellAway);
  const again = () => {
    for (const line of lines()) if (line.dataset.state === "tertunda") queue(line);
  };
  addEventListener("online", () => {
    tellAway();
    again();
    if (isCopy) renew(copy).catch(() => {});
  });
  // a network that is there but leads nowhere tells nobody when it works again
  setInterval(() => {
    if (!navigator.onLine || onItsWay) return;
    again();
    if (isCopy) renew(copy).catch(() => {});
  }, RETRY);
  // The button waits for what is on its way, so that nobody meets himself as another writer.
  form.addEventListener("submit", (event) => {
    for (const timer of timers.values()) clearTimeout(timer);
    if (!onItsWay) {
      const waiting = lines().filter((line) => kept.read(keyOf(line)));
      for (const line of waiting) keep(line, true);
      return noteSent(waiting.map(keyOf));
    }
    event.preventDefault();
    event.stopPropagation();
    running.finally(() => form.requestSubmit(event.submitter));
  });
  // A form that came back with mistakes holds what was typed; anything else may be behind this device.
  if (!document.querySelector("#ringkasan-kesalahan")) lines().forEach(takeUp);
  tellAway();
  count();
}
