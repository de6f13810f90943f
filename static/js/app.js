// Small comforts; every page works without them.
"use strict";

const summary = document.querySelector("[data-error-summary], #ringkasan-kesalahan");
if (summary) summary.focus();

// A form is sent once, also by an impatient double click; a page brought back by "Kembali" works again.
const sent = new WeakSet();
document.addEventListener("submit", (event) => {
  if (event.target.method !== "post") return;
  if (sent.has(event.target)) event.preventDefault();
  sent.add(event.target);
});
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

// Menus close by Escape or a click elsewhere.
const menus = () => document.querySelectorAll("details[name=menu][open]");
document.addEventListener("click", (event) => {
  for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// A page that waits for the worker looks again by itself.
const waiting = document.querySelector("[data-reload-seconds]");
if (waiting) setTimeout(() => location.reload(), waiting.dataset.reloadSeconds * 1000);

// Installed like an app: unchanging files stay on the device, and a page that cannot come says so.
const { worker, person } = document.body.dataset;
if (worker && navigator.serviceWorker)
  addEventListener("load", async () => {
    const isNew = !navigator.serviceWorker.controller;
    await navigator.serviceWorker.register(worker).catch(() => {});
    // the first page of all came before there was anybody to keep it
    if (isNew) (await navigator.serviceWorker.ready).active.postMessage("simpan");
  });

// Forms kept by the worker are for the person signed in: a page for somebody else, or for nobody, drops them.
const PAGES = "kinerja-halaman ";
async function forgetPages(but) {
  if (!window.caches) return;
  for (const name of await caches.keys()) if (name.startsWith(PAGES) && name !== PAGES + but) await caches.delete(name);
}
if (person !== undefined) forgetPages(encodeURIComponent(person)).catch(() => {});

// Files of evidence that wait on this device, by person, task and field.
function store(mode, act) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("kinerja-bukti", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("berkas");
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const deal = opening.result.transaction("berkas", mode);
      const asked = act(deal.objectStore("berkas"));
      deal.oncomplete = () => {
        opening.result.close();
        resolve(asked.result);
      };
      deal.onabort = () => reject(deal.error);
    };
  });
}

// What is typed is kept by person and place (static/js/kept.js, draft.js).
const DRAFTS = `kinerja-draf ${person} `;
const SENT = "kinerja-terkirim";

function ownDrafts() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(DRAFTS));
  } catch {
    return [];
  }
}

// What a button has sent is let go by the next page of this window, if that says that it arrived.
function noteSent(places) {
  try {
    const sent = JSON.parse(sessionStorage.getItem(SENT)) || {};
    for (const key of places.map((place) => DRAFTS + place)) if (localStorage.getItem(key)) sent[key] = localStorage.getItem(key);
    sessionStorage.setItem(SENT, JSON.stringify(sent));
  } catch {
    // a browser that keeps nothing has nothing to let go
  }
}

function letGo() {
  try {
    const sent = JSON.parse(sessionStorage.getItem(SENT)) || {};
    sessionStorage.removeItem(SENT);
    if (!document.querySelector(".messages .alert-success")) return;
    // what was typed since then stays
    for (const [key, text] of Object.entries(sent)) if (localStorage.getItem(key) === text) localStorage.removeItem(key);
  } catch {
    // as above
  }
}

letGo();

// Who signs out leaves nothing behind; what the server does not have yet is told once before.
const ownFiles = async () => (await store("readonly", (rows) => rows.getAllKeys())).filter((key) => key.startsWith(`${person} `));

async function leave(form) {
  const [drafts, files] = [ownDrafts(), await ownFiles().catch(() => [])];
  const warning = form.querySelector("[data-unsent]");
  if (drafts.length + files.length && warning.hidden) {
    warning.hidden = false;
    return false;
  }
  for (const key of drafts) localStorage.removeItem(key);
  for (const key of files) await store("readwrite", (rows) => rows.delete(key));
  await forgetPages();
  return true;
}

for (const form of document.querySelectorAll("form[data-leave]"))
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopPropagation();
    if (await leave(form).catch(() => true)) form.submit();
  });
