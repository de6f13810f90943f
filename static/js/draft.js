// Each line of the grid is saved by itself a moment after it was touched; without this file the
// button does it. What cannot be saved is said at the line, and nothing typed is lost.
"use strict";

const PAUSE = 1500;
const form = document.querySelector("form[data-autosave]");
const timers = new Map();
let running = Promise.resolve();
let onItsWay = 0;

const say = (line, text) => (line.querySelector("[data-saved]").textContent = text);

async function save(line) {
  timers.delete(line);
  const body = new FormData();
  for (const name of ["csrfmiddlewaretoken", "sebagai"])
    if (form.elements[name]) body.append(name, form.elements[name].value);
  body.append("baris", line.dataset.line);
  for (const field of line.querySelectorAll("input, textarea, select"))
    if (field.type !== "file" && (field.type !== "checkbox" || field.checked)) body.append(field.name, field.value);
  try {
    const response = await fetch(form.dataset.autosave, { method: "POST", body });
    const told = await response.json();
    if (told.version) line.querySelector("input[name$='-version']").value = told.version;
    say(line, told.sentence);
  } catch {
    say(line, form.dataset.offline);
  }
}

function queue(line) {
  onItsWay += 1;
  running = running.then(() => save(line)).finally(() => (onItsWay -= 1));
}

if (form) {
  form.addEventListener("input", (event) => {
    const line = event.target.closest("[data-line]");
    if (!line || event.target.type === "file") return;
    clearTimeout(timers.get(line));
    timers.set(line, setTimeout(queue, PAUSE, line));
  });
  addEventListener("online", () => {
    for (const line of form.querySelectorAll("[data-line]"))
      if (line.querySelector("[data-saved]").textContent === form.dataset.offline) queue(line);
  });
  // The button waits for what is on its way, so that nobody meets himself as another writer.
  form.addEventListener("submit", (event) => {
    for (const timer of timers.values()) clearTimeout(timer);
    if (!onItsWay) return;
    event.preventDefault();
    event.stopPropagation();
    running.finally(() => form.requestSubmit(event.submitter));
  });
}
