{% load static %}// Keeps files whose name carries their hash, and the page without network; nothing of a person.
"use strict";

const CACHE = "kinerja-{{ version }}-{% static "css/app.css" %}";
const OFFLINE = "{% url "offline" %}";
const KEPT = [OFFLINE, "{% static "css/app.css" %}", "{% static "vendor/bootstrap-5.3.8/bootstrap.min.css" %}"];
const HASHED = /^\/static\/.*\.[0-9a-f]{12}\.[a-z0-9]+$/;

addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(KEPT)).then(() => skipWaiting()));
});
addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys().then((names) => Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)))),
  );
});
addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => caches.match(OFFLINE)));
  } else if (HASHED.test(address.pathname)) {
    event.respondWith(
      caches.match(request).then(
        (found) =>
          found ||
          fetch(request).then((answer) => {
            if (answer.ok) {
              const copy = answer.clone();
              event.waitUntil(caches.open(CACHE).then((cache) => cache.put(request, copy)));
            }
            return answer;
          }),
      ),
    );
  } else if (KEPT.includes(address.pathname)) {
    event.respondWith(fetch(request).catch(() => caches.match(request)));
  }
});
