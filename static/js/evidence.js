// A file chosen as evidence is kept on this device and put back into its field until the server lists it;
// `store` is of app.js, `tell` of kept.js.
"use strict";

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
