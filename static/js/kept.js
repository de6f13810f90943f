// What is typed or chosen stays on this device until the server has it: where it is kept, the texts that go
// with a button alone (`data-draft`: the address that they are sent to), and the files chosen as evidence.
// The lines of the grid: draft.js. `DRAFTS`, `ownDrafts`, `noteSent` and `store` are of app.js.
"use strict";

// A browser that keeps nothing goes on without.
const kept = {
  read(key) {
    try {
      return JSON.parse(localStorage.getItem(DRAFTS + key));
    } catch {
      return null;
    }
  },
  write(key, content) {
    try {
      localStorage.setItem(DRAFTS + key, JSON.stringify(content));
    } catch {
      // full or forbidden: the page still holds it
    }
  },
  drop(key) {
    try {
      localStorage.removeItem(DRAFTS + key);
    } catch {
      // as above
    }
  },
};

const UNKEPT = ["file", "hidden", "password", "submit"];
const fieldsOf = (place) => [...place.querySelectorAll("input, textarea, select")].filter((each) => !UNKEPT.includes(each.type));
const isTicked = (field) => field.type === "checkbox" || field.type === "radio";
const isText = (field) => field.tagName === "TEXTAREA" || field.type === "text";
// Boxes of one name are told apart by what they stand for.
const nameOf = (field) => (field.form.elements[field.name] === field ? field.name : `${field.name}=${field.value}`);
const valueOf = (field) => (isTicked(field) ? (field.checked ? "1" : "") : field.value);
const valuesOf = (fields, of = valueOf) => Object.fromEntries(fields.map((field) => [nameOf(field), of(field)]));

// What the page brought, whatever was typed since.
function givenOf(field) {
  if (isTicked(field)) return field.defaultChecked ? "1" : "";
  if (field.tagName !== "SELECT") return field.defaultValue;
  const given = [...field.options].find((each) => each.defaultSelected) || field.options[0];
  return given ? given.value : "";
}

const isTouched = (field) => valueOf(field) !== givenOf(field);

function put(place, typed) {
  for (const field of fieldsOf(place)) {
    const text = typed[nameOf(field)];
    if (text === undefined) continue;
    if (isTicked(field)) field.checked = text === "1";
    else field.value = text;
    if (text && field.closest("details")) field.closest("details").open = true;
  }
}

function tell(place, text) {
  let note = place.nextElementSibling;
  if (!note?.matches("[data-told]")) {
    note = document.createElement("p");
    note.className = "small mb-1";
    note.dataset.told = "";
    note.setAttribute("role", "status");
    place.after(note);
  }
  if (note.textContent !== text) note.textContent = text;
}

// What was typed here beside what the server has by now: the person chooses.
function offer(place, text, use, drop) {
  const choice = document.querySelector("#konflik-draf").content.firstElementChild.cloneNode(true);
  choice.querySelector("[data-typed]").textContent = text;
  for (const [name, act] of Object.entries({ use, drop }))
    choice.querySelector(`[data-${name}]`).addEventListener("click", () => {
      choice.remove();
      act();
    });
  place.after(choice);
}

{
  const units = [...document.querySelectorAll("[data-draft]")];
  const words = document.querySelector("#ketikan").dataset;
  const keyOf = (unit) => unit.dataset.draft;
  const footOf = (unit) => unit.querySelector(".actions") || [...unit.children].findLast((each) => !each.matches("[data-told]"));
  // Texts that changed at the server meanwhile, until somebody has chosen; by field.
  const clashes = new Map();

  function keep(unit) {
    const found = kept.read(keyOf(unit));
    const base = (field) => clashes.get(field)?.given ?? found?.given[nameOf(field)] ?? givenOf(field);
    const typed = (field) => clashes.get(field)?.typed ?? valueOf(field);
    const fields = fieldsOf(unit).filter((field) => typed(field) !== base(field));
    if (!fields.length) kept.drop(keyOf(unit));
    else kept.write(keyOf(unit), { page: found?.page ?? location.pathname, typed: valuesOf(fields, typed), given: valuesOf(fields, base) });
    return fields.length > 0;
  }

  function clash(unit, field, typed, given) {
    clashes.set(field, { typed, given });
    const settle = () => {
      clashes.delete(field);
      kept.drop(keyOf(unit));
      keep(unit);
    };
    const use = () => {
      field.value = typed;
      settle();
    };
    offer(field, typed, use, settle);
  }

  function takeUp(unit) {
    // a form that came back unsaved holds what was typed
    const form = unit.closest("form");
    if ("unsaved" in form.dataset || form.querySelector(".alert-danger")) return;
    const found = kept.read(keyOf(unit));
    const fresh = fieldsOf(unit).filter((field) => !isTouched(field));
    for (const field of found ? fresh : []) {
      const [typed, given] = [found.typed[nameOf(field)], found.given[nameOf(field)]];
      if (typed === undefined || typed === givenOf(field)) continue;
      if (isText(field) && given !== givenOf(field)) clash(unit, field, typed, given);
      else put(unit, { [nameOf(field)]: typed });
    }
    kept.drop(keyOf(unit));
    if (!fieldsOf(unit).some(isTouched) && !clashes.size) return;
    if (found) kept.write(keyOf(unit), { ...found, given: {} });
    if (!keep(unit)) return;
    tell(footOf(unit), found ? words.restored : words.kept);
    // on a long page also above, where the server says what it has
    const head = found && document.querySelector("[data-restored-here]");
    if (head) tell(head, words.restored);
  }

  // The form has gone meanwhile; what was typed into it can still be read and copied.
  function showLeft(key, texts) {
    const left = document.querySelector("#ketikan").content.firstElementChild.cloneNode(true);
    left.querySelector("[data-typed]").textContent = texts.join("\n");
    left.querySelector("[data-drop]").addEventListener("click", () => {
      kept.drop(key);
      left.remove();
    });
    document.querySelector("main h1").after(left);
  }

  for (const unit of units) {
    takeUp(unit);
    unit.addEventListener("input", () => tell(footOf(unit), keep(unit) ? words.kept : ""));
  }
  for (const key of ownDrafts().map((each) => each.slice(DRAFTS.length))) {
    const found = kept.read(key);
    if (found?.page !== location.pathname || units.some((unit) => keyOf(unit) === key)) continue;
    const texts = Object.entries(found.typed).filter(([name]) => !name.includes("=")).map(([, text]) => text);
    if (texts.some(Boolean)) showLeft(key, texts);
    else kept.drop(key);
  }

  const targetOf = (form, button) => new URL(button?.getAttribute("formaction") || form.getAttribute("action") || "", location.href).pathname;
  const grids = document.querySelectorAll("form[data-autosave]");
  for (const form of new Set([...grids, ...units.map((unit) => unit.closest("form"))]))
    form.addEventListener("submit", (event) => {
      // without network the browser would leave this page for one of its own
      if (!navigator.onLine) {
        event.preventDefault();
        event.stopImmediatePropagation();
        return tell(event.submitter?.closest(".actions") || footOf(form), words.unsent);
      }
      const target = targetOf(form, event.submitter);
      noteSent(units.filter((unit) => unit.closest("form") === form && keyOf(unit) === target).map(keyOf));
    });
}

// A file chosen as evidence is kept too, and put back into its field until the server lists it.
{
  const form = document.querySelector("form[data-autosave]");
  const fields = form ? [...form.querySelectorAll("input[type=file]")] : [];
  const keyOf = (field) => `${form.dataset.person} ${form.dataset.autosave} ${field.name}`;
  const listed = (field) => [...field.closest("details").querySelectorAll("[name*='-remove-']")].map((box) => box.name);

  async function keep(field) {
    const file = field.files[0];
    try {
      if (file) await store("readwrite", (rows) => rows.put({ file, before: listed(field) }, keyOf(field)));
      else await store("readwrite", (rows) => rows.delete(keyOf(field)));
      tell(field, file ? form.dataset.fileKept : "");
    } catch {
      tell(field, file ? form.dataset.fileLost : "");
    }
  }

  const isSame = (one, other) => ["name", "size", "lastModified"].every((mark) => one[mark] === other[mark]);

  // A file chosen before this script had come is the newest, and kept; else what this device still keeps is put back.
  async function take(field) {
    const found = await store("readonly", (rows) => rows.get(keyOf(field))).catch(() => null);
    const [chosen] = field.files;
    if (chosen && !(found && isSame(chosen, found.file))) return keep(field);
    if (!found) return;
    if (listed(field).some((name) => !found.before.includes(name))) {
      field.value = "";
      await store("readwrite", (rows) => rows.delete(keyOf(field)));
      return;
    }
    const carrier = new DataTransfer();
    carrier.items.add(found.file);
    field.files = carrier.files;
    field.closest("details").open = true;
    tell(field, form.dataset.fileRestored.replace("#", found.file.name));
  }

  // The figures have left this page: nothing of it is waiting any more.
  async function forget() {
    const task = ` ${location.pathname.split("/").slice(0, 3).join("/")}/`;
    for (const key of await store("readonly", (rows) => rows.getAllKeys()))
      if (key.includes(task)) await store("readwrite", (rows) => rows.delete(key));
  }

  if (form) {
    form.addEventListener("change", (event) => {
      if (event.target.type === "file") keep(event.target);
    });
    for (const field of fields) take(field).catch(() => {});
  } else if (window.indexedDB) {
    forget().catch(() => {});
  }
}
