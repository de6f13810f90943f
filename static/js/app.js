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
const worker = document.body.dataset.worker;
if (worker && navigator.serviceWorker) addEventListener("load", () => navigator.serviceWorker.register(worker).catch(() => {}));
