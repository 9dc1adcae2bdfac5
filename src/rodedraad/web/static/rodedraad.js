// What script adds to pages that do without: keys for whoever corrects many, and a page that renews itself once it may.
"use strict";
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const item = event.target.closest("[data-item]");
  if (!item) return; // keys work within the list alone: elsewhere they are the reader's own
  if (event.key === "Escape") { item.focus(); return; }
  if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== "checkbox") return;
  const items = [...document.querySelectorAll("[data-item]")];
  const to = { j: 1, k: -1 }[event.key];
  if (to) {
    items[items.indexOf(item) + to]?.focus();
  } else if (event.key === "t") {
    item.querySelector("select")?.focus();
  } else if (event.key === "o") {
    item.querySelector("a[href^='/uitspraken/']:not(.plain)")?.click();
  } else {
    const wanted = [...item.querySelectorAll("[data-key]")].find((one) => one.dataset.key === event.key);
    if (!wanted) return;
    wanted.click();
  }
  event.preventDefault();
});
let next = null;
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status >= 400 && event.detail.xhr.status < 500) event.detail.shouldSwap = false, location.assign(event.detail.requestConfig.path);
  const item = event.detail.target.closest?.("[data-item]");
  next = item && item.contains(document.activeElement) ? item.nextElementSibling || item : null;
});
document.addEventListener("htmx:afterSettle", (event) => {
  if (next) { (next.isConnected ? next : document.getElementById(event.detail.elt.id))?.focus(); next = null; }
  if (event.detail.elt.querySelector?.("[data-ready]") && !document.querySelector("form[data-touched], .doubts, details[open] form")) location.reload();
});
document.addEventListener("input", (event) => { event.target.form?.setAttribute("data-touched", ""); });
