{% load static %}// Keeps files whose name carries their hash, the page without network, and the forms of who is signed in:
// a form is fetched anew whenever there is a network; its last copy is shown only without one.
"use strict";

const CACHE = "kinerja-{{ version }}-{% static "css/app.css" %}";
const OFFLINE = "{% url "offline" %}";
const KEPT = [OFFLINE, "{% static "css/app.css" %}", "{% static "vendor/bootstrap-5.3.8/bootstrap.min.css" %}"];
const HASHED = /^\/static\/.*\.[0-9a-f]{12}\.[a-z0-9]+$/;
// One cache a person: forms, and the files that they ask for. See static/js/app.js for who empties it.
const PAGES = "kinerja-halaman ";
const FORM = /^\/tugas\/\d+\/$/;
const MOST_PAGES = 10;
const MOST_FILES = 60;
const DAYS = 3;
const KEPT_AT = "Kinerja-Saat";

const pathOf = (request) => new URL(request.url).pathname;
const isStale = (answer) => Date.now() - answer.headers.get(KEPT_AT) > DAYS * 86_400_000;
const pageCaches = async () => (await caches.keys()).filter((name) => name.startsWith(PAGES));

async function forget(path) {
  for (const name of await pageCaches()) await (await caches.open(name)).delete(path);
}

async function bound(cache) {
  const paths = (await cache.keys()).map(pathOf);
  const pages = paths.filter((path) => FORM.test(path));
  const files = paths.filter((path) => !FORM.test(path));
  const over = [...pages.slice(0, -MOST_PAGES), ...files.slice(0, -MOST_FILES)];
  await Promise.all(over.map((path) => cache.delete(path)));
}

async function keep(path, answer) {
  const whose = answer.headers.get("Kinerja-Simpan");
  if (!whose) return forget(path);
  for (const name of await pageCaches()) if (name !== PAGES + whose) await caches.delete(name);
  // a page that breaks off on its way leaves the older copy where it is
  const text = await answer.text();
  const headers = new Headers(answer.headers);
  for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name);
  headers.set(KEPT_AT, Date.now());
  const cache = await caches.open(PAGES + whose);
  await cache.put(path, new Response(text.replace("data-kept-copy hidden", "data-kept-copy"), { headers }));
  await bound(cache);
  const files = new Set([...text.matchAll(/(?:src|href)="(\/static\/[^"#]+)/g)].map((found) => found[1]));
  await Promise.all([...files].map(async (file) => (await cache.match(file)) || cache.add(file)));
}

async function keptPages() {
  const found = [];
  for (const name of await pageCaches()) {
    const cache = await caches.open(name);
    for (const path of (await cache.keys()).map(pathOf).filter((each) => FORM.test(each))) {
      const answer = await cache.match(path);
      if (answer && !isStale(answer)) found.push({ path, answer });
      else await cache.delete(path);
    }
  }
  return found;
}

async function withoutNetwork(path) {
  const pages = await keptPages();
  const same = pages.find((each) => each.path === path);
  if (same) return same.answer;
  const page = await caches.match(OFFLINE);
  if (!pages.length) return page;
  const links = await Promise.all(
    pages.map(async (each) => `<li><a href="${each.path}">${(await each.answer.text()).match(/<title>([^]*?)<\/title>/)[1]}</a></li>`),
  );
  const text = (await page.text()).replace("data-kept-pages hidden", "data-kept-pages").replace("<li></li>", () => links.join(""));
  return new Response(text, { headers: page.headers });
}

async function visit(event, path) {
  try {
    const answer = await fetch(event.request);
    if (FORM.test(path) && answer.status < 500) event.waitUntil(keep(path, answer.clone()).catch(() => {}));
    return answer;
  } catch {
    return withoutNetwork(path);
  }
}

// Sent by a button: where the server led on, the form has changed or is done with.
async function send(request, form) {
  try {
    const answer = await fetch(request);
    if (answer.type === "opaqueredirect") await forget(form);
    return answer;
  } catch {
    return withoutNetwork("");
  }
}

async function file(event) {
  const { request } = event;
  const found = await caches.match(request);
  if (found) return found;
  const answer = await fetch(request);
  if (answer.ok) {
    const copy = answer.clone();
    event.waitUntil(caches.open(CACHE).then((cache) => cache.put(request, copy)));
  }
  return answer;
}

addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(KEPT)).then(() => skipWaiting()));
});
addEventListener("activate", (event) => {
  const isOld = (name) => name !== CACHE && !name.startsWith(PAGES);
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter(isOld).map((name) => caches.delete(name))))
      .then(() => clients.claim()),
  );
});
addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  const path = address.pathname;
  if (address.origin !== location.origin) return;
  const [form] = path.match(/^\/tugas\/\d+\//) || [];
  if (request.mode === "navigate" && request.method === "POST" && form) event.respondWith(send(request, form));
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(visit(event, path));
  else if (HASHED.test(path)) event.respondWith(file(event));
  else if (path.startsWith("/static/")) event.respondWith(fetch(request).catch(() => caches.match(request)));
});
// A form that was open before this worker was there asks to be kept too.
addEventListener("message", (event) => {
  const path = new URL(event.source.url).pathname;
  if (FORM.test(path)) event.waitUntil(fetch(path, { redirect: "manual" }).then((answer) => keep(path, answer)).catch(() => {}));
});
