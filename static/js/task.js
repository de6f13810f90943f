// What the SOP says around a step is loaded when it is opened: on a wide screen at once, on a phone
// when its reader opens it. Without JavaScript, or without network, the link inside leads there.
"use strict";

const pages = new Map();

function page(address) {
  const url = new URL(address, location.href);
  url.hash = "";
  if (!pages.has(url.href))
    pages.set(
      url.href,
      fetch(url)
        .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status)))
        .then((text) => new DOMParser().parseFromString(text, "text/html")),
    );
  return pages.get(url.href);
}

async function load(details) {
  const link = details.querySelector("a");
  try {
    const part = (await page(link.href)).getElementById(details.dataset.later);
    if (part) link.parentElement.replaceWith(document.importNode(part, true));
  } catch {
    pages.clear(); // the link stays, and opening again tries again
  }
}

for (const details of document.querySelectorAll("details[data-later]"))
  details.addEventListener("toggle", () => {
    const waits = details.open && !document.getElementById(details.dataset.later);
    if (waits) load(details);
  });

if (matchMedia("(min-width: 62rem)").matches)
  for (const details of document.querySelectorAll("details[data-open-wide]")) details.open = true;
