// Buttons that set the marks of a narrative; who has no script types them.
"use strict";

const form = document.querySelector("form[data-bold]");
const ITEM = /^(\s*)(?:[-•] |\d+[.)] )/;

// Put a text in the place of a part of the field, as if it had been typed: "Urungkan" takes it back.
const typeIn = (field, from, to, text) => {
  field.focus();
  field.setSelectionRange(from, to);
  if (!document.execCommand("insertText", false, text)) field.setRangeText(text, from, to, "end");
  field.setSelectionRange(from, from + text.length);
};

// A mark around the words of each chosen line; once more takes it away.
const wrap = (mark) => (field) => {
  const { selectionStart: from, selectionEnd: to, value } = field;
  const lines = value.slice(from, to).split("\n");
  const size = mark.length;
  const has = (line) => line.length > 2 * size && line.startsWith(mark) && line.endsWith(mark);
  const worded = lines.filter((line) => line.trim());
  if (!worded.length) {
    typeIn(field, from, to, mark + mark);
    field.setSelectionRange(from + size, from + size);
    return;
  }
  const off = worded.every((line) => has(line.trim()));
  const change = (line) => {
    const words = line.trim();
    if (!words) return line;
    return line.replace(words, () => (off ? words.slice(size, -size) : mark + words + mark));
  };
  typeIn(field, from, to, lines.map(change).join("\n"));
};

// A sign before each chosen line; once more takes it away.
const list = (sign) => (field) => {
  const { value } = field;
  const from = value.lastIndexOf("\n", field.selectionStart - 1) + 1;
  const end = value.indexOf("\n", field.selectionEnd);
  const to = end < 0 ? value.length : end;
  const lines = value.slice(from, to).split("\n");
  let number = 0;
  const listed = lines.map((line) => {
    if (!line.trim() && lines.length > 1) return line;
    number += 1;
    return sign(number) + line.replace(ITEM, "").trimStart();
  });
  const same = listed.join("\n") === lines.join("\n");
  typeIn(field, from, to, (same ? lines.map((line) => line.replace(ITEM, "")) : listed).join("\n"));
};

const WAYS = { bold: wrap("**"), italic: wrap("*"), bullets: list(() => "- "), numbers: list((number) => `${number}. `) };

for (const field of form ? form.querySelectorAll("textarea") : []) {
  const bar = document.createElement("div");
  bar.className = "marks";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", field.labels[0].textContent.trim());
  for (const [name, way] of Object.entries(WAYS)) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = `btn btn-sm btn-outline-secondary marks-${name}`;
    button.textContent = form.dataset[name];
    button.addEventListener("click", () => way(field));
    bar.append(button);
  }
  field.before(bar);
  field.addEventListener("keydown", (event) => {
    const way = { b: WAYS.bold, i: WAYS.italic }[event.key];
    if (!way || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    way(field);
  });
}

// Leaving words that were not saved asks first; the buttons of the form itself do not.
if (form) {
  let leaving = false;
  const isUnsaved = () => "unsaved" in form.dataset || [...form.querySelectorAll("textarea")].some((field) => field.value !== field.defaultValue);
  form.addEventListener("submit", () => (leaving = true));
  addEventListener("pageshow", () => (leaving = false));
  addEventListener("beforeunload", (event) => {
    if (!leaving && isUnsaved()) event.preventDefault();
  });
}
