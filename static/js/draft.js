// The grid as a sheet: each line is saved by itself a moment after it was touched, and kept on this
// device until the server has it. Without this file the buttons do it all.
"use strict";

const PAUSE = 900;
const RETRY = 30_000;
const form = document.querySelector("form[data-autosave]");
const timers = new Map();
let running = Promise.resolve();
let onItsWay = 0;

const lines = () => [...form.querySelectorAll("[data-line]")];
const fieldsOf = (line) => [...line.querySelectorAll("input, textarea, select")].filter((each) => each.type !== "file" && each.type !== "hidden");
const versionOf = (line) => line.querySelector("input[name$='-version']");
const valueOf = (field) => (field.type === "checkbox" ? (field.checked ? "1" : "") : field.value);
const valuesOf = (fields) => Object.fromEntries(fields.map((field) => [field.name, valueOf(field)]));
// What the page brought, whatever was typed since.
function givenOf(field) {
  if (field.type === "checkbox") return field.defaultChecked ? "1" : "";
  if (field.tagName !== "SELECT") return field.defaultValue;
  const given = [...field.options].find((each) => each.defaultSelected) || field.options[0];
  return given ? given.value : "";
}
// Evidence goes with the buttons alone; what the server lists of it can be ticked to be taken away.
const EVIDENCE = /-(url|title|unmet|(reuse|remove)-\d+)$/;
const listedIn = (line) => fieldsOf(line).map((field) => field.name).filter((name) => name.includes("-remove-"));
const givenIn = (line) => Object.fromEntries(fieldsOf(line).map((field) => [field.name, givenOf(field)]));

function say(line, state, text) {
  line.dataset.state = state;
  line.querySelector("[data-saved]").textContent = text;
}

// What the server does not have yet, by person and task; a browser that keeps nothing goes on without.
const kept = {
  key: (line) => `kinerja-draf ${form.dataset.person} ${form.dataset.autosave} ${line.dataset.line}`,
  read(line) {
    try {
      return JSON.parse(localStorage.getItem(kept.key(line)));
    } catch {
      return null;
    }
  },
  write(line, content) {
    try {
      localStorage.setItem(kept.key(line), JSON.stringify(content));
    } catch {
      // full or forbidden: the line is still saved at the server
    }
  },
  drop(line) {
    try {
      localStorage.removeItem(kept.key(line));
    } catch {
      // as above
    }
  },
};

function keep(line, isSent = false) {
  const { tried } = kept.read(line) || {};
  kept.write(line, { typed: valuesOf(fieldsOf(line)), version: versionOf(line).value, listed: listedIn(line), isSent, tried });
}

// The figure is at the server; evidence beside it may still wait for a button.
function settle(line) {
  const waits = (field) => EVIDENCE.test(field.name) && valueOf(field) !== givenOf(field);
  if (fieldsOf(line).some(waits)) keep(line);
  else kept.drop(line);
}

// What is kept of a line, without evidence that has arrived.
function foundOf(line) {
  const found = kept.read(line);
  const isNew = (name) => found?.listed && !found.listed.includes(name);
  if (!listedIn(line).some(isNew)) return found;
  const typed = Object.entries(found.typed).filter(([name]) => !EVIDENCE.test(name));
  return { ...found, typed: Object.fromEntries(typed) };
}

function put(line, typed) {
  for (const field of fieldsOf(line)) {
    if (!(field.name in typed)) continue;
    if (field.type === "checkbox") field.checked = typed[field.name] === "1";
    else field.value = typed[field.name];
  }
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
  const found = kept.read(line);
  const before = JSON.stringify(found?.typed);
  // the answer may get lost, and the next page then brings what this one sent
  if (found) kept.write(line, { ...found, tried: found.typed });
  try {
    const response = await fetch(form.dataset.autosave, { method: "POST", body });
    const isTold = response.headers.get("Content-Type")?.startsWith("application/json");
    if (!isTold && response.status < 500) return say(line, "tertunda", form.dataset.signedOut);
    const told = await response.json();
    say(line, told.version ? "tersimpan" : "gagal", told.sentence);
    if (!told.version) return;
    versionOf(line).value = told.version;
    line.querySelector("[data-capaian]").textContent = told.capaian;
    line.querySelector("[data-doubts]").innerHTML = told.doubts;
    // what was typed meanwhile stays kept for its own turn
    if (JSON.stringify(kept.read(line)?.typed) === before) settle(line);
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
  if (isSame || (isOld && found.isSent)) return kept.drop(line);
  if (!isOld) {
    put(line, found.typed);
    say(line, "tertunda", form.dataset.restored);
    return queue(line);
  }
  put(line, givenIn(line));
  const choice = document.querySelector("#konflik-draf").content.firstElementChild.cloneNode(true);
  const shown = cellsOf(line).map((cell) => found.typed[cell.name]).filter(Boolean);
  const notes = [...line.querySelectorAll("[name$='-note']")].map((field) => found.typed[field.name]).filter(Boolean);
  choice.querySelector("[data-typed]").textContent = [shown.join(" / "), ...notes].filter(Boolean).join("; ");
  choice.querySelector("[data-use]").addEventListener("click", () => {
    put(line, found.typed);
    choice.remove();
    keep(line);
    queue(line);
    count();
  });
  choice.querySelector("[data-drop]").addEventListener("click", () => {
    kept.drop(line);
    choice.remove();
  });
  line.dataset.state = "gagal";
  line.querySelector("[data-saved]").after(choice);
}

// On a slow network the fields are there long before this file: what was typed meanwhile is the newest.
function takeUp(line) {
  const touched = fieldsOf(line).filter((field) => valueOf(field) !== givenOf(field));
  const found = kept.read(line);
  if (found && touched.length) kept.write(line, { ...found, typed: { ...found.typed, ...valuesOf(touched) }, isSent: false });
  if (found) return take(line);
  if (!touched.length) return;
  keep(line);
  soon(line);
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
  const tell = () => {
    const note = document.querySelector("[data-network]");
    if (note) note.hidden = navigator.onLine || Boolean(copy && !copy.hidden);
  };
  addEventListener("offline", tell);
  const again = () => {
    for (const line of lines()) if (line.dataset.state === "tertunda") queue(line);
  };
  addEventListener("online", () => {
    tell();
    again();
  });
  // a network that is there but leads nowhere tells nobody when it works again
  setInterval(() => navigator.onLine && !onItsWay && again(), RETRY);
  // The button waits for what is on its way, so that nobody meets himself as another writer.
  form.addEventListener("submit", (event) => {
    for (const timer of timers.values()) clearTimeout(timer);
    if (!onItsWay) {
      for (const line of lines()) if (kept.read(line)) keep(line, true);
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    running.finally(() => form.requestSubmit(event.submitter));
  });
  // A form that came back with mistakes holds what was typed; anything else may be behind this device.
  if (!document.querySelector("#ringkasan-kesalahan")) lines().forEach(takeUp);
  tell();
  count();
}
