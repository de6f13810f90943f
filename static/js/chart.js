// The slider of a run's chart shows each moment while it is moved; without this the form does it.
"use strict";

const chart = document.querySelector("[data-chart]");
let asked = 0;

async function show(address) {
  const turn = ++asked;
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  if (!answer.ok || turn !== asked) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-chart]");
  // signed out meanwhile: the browser shows the way in
  if (!fresh) return location.assign(address);
  chart.replaceChildren(...fresh.childNodes);
  history.replaceState(null, "", address);
  const slider = chart.querySelector("#saat");
  if (slider) slider.focus({ preventScroll: true });
}

if (chart) {
  chart.addEventListener("change", (event) => {
    if (event.target.name === "saat") show(`?saat=${event.target.value}`).catch(() => event.target.form.submit());
  });
}
