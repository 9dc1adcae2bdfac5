// What script adds to pages that do without: keys for whoever corrects many, and a page that renews itself once it may.
"use strict";
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const item = event.target.closest("[data-item]");
  if (!item) return; // keys work within the list alone: elsewhere they are the reader's own
  if (event.key === "Escape") { item.focus(); return; }
  const items = [...document.querySelectorAll("[data-item]")];
  // What is sent is on its way, and the next row has the keys at once: one that came meanwhile would act on another row than was meant.
  const send = (button) => { button.click(); items[items.indexOf(item) + 1]?.focus(); };
  if (event.key === "Enter" && event.target.tagName === "SELECT") { // the choice is made: keep it
    const keep = item.querySelector("[data-key=s]");
    if (keep) send(keep);
    event.preventDefault();
    return;
  }
  if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== "checkbox") return;
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
    wanted.type === "submit" ? send(wanted) : wanted.click();
  }
  event.preventDefault();
});
let next = null;
document.addEventListener("htmx:beforeSwap", (event) => {
  const item = event.detail.target.closest?.("[data-item]");
  if (event.detail.xhr.status >= 400 && event.detail.xhr.status < 500) {
    event.detail.shouldSwap = false;
    if (!item) location.assign(event.detail.requestConfig.path);
  }
  next = item && item.contains(document.activeElement) ? item.nextElementSibling || item : null;
});
for (const lost of ["htmx:sendError", "htmx:responseError"]) document.addEventListener(lost, (event) => {
  const item = event.detail.elt.closest?.("[data-item]"), list = item?.closest("[data-lost]");
  if (!list) return;
  const page = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html"); // read, not shown: its words alone are
  const said = document.createElement("p");
  said.setAttribute("role", "alert"); said.className = "notice"; said.textContent = page.querySelector("[role=alert]")?.textContent.trim() || list.dataset.lost;
  item.append(said);
});
document.addEventListener("htmx:afterSettle", (event) => {
  if (next) { (next.isConnected ? next : document.getElementById(event.detail.elt.id))?.focus(); next = null; }
  if (event.detail.elt.querySelector?.("[data-ready]") && !document.querySelector("form[data-touched], .doubts, details[open] form")) location.reload();
});
document.addEventListener("input", (event) => { event.target.form?.setAttribute("data-touched", ""); });
// Files are sent one by one, each with how far it is; a folder that is dropped keeps its folders.
const filesOf = async (entry, above = "") => {
  if (entry.isFile) {
    const file = await new Promise((done, failed) => entry.file(done, failed));
    return [[file, above + file.name]];
  }
  const reader = entry.createReader(), found = [];
  for (;;) { // a reader gives its entries a hundred at a time
    const some = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (!some.length) return found;
    for (const one of some) found.push(...(await filesOf(one, `${above}${entry.name}/`)));
  }
};
const sendOne = (form, file, name, row) => new Promise((done) => {
  const body = new FormData(), asking = new XMLHttpRequest();
  for (const field of form.querySelectorAll("input[type=hidden]")) body.append(field.name, field.value);
  body.append("bestand", file, name);
  asking.upload.onprogress = (event) => { row.bar.max = event.total || 1; row.bar.value = event.loaded; };
  asking.onloadend = () => {
    row.bar.remove();
    row.said.textContent = asking.responseText && asking.status !== 500 ? asking.responseText : form.dataset.lost;
    row.item.classList.toggle("failed", asking.status !== 200);
    done(asking.status === 200);
  };
  asking.open("POST", form.action);
  asking.setRequestHeader("Accept", "text/plain");
  asking.send(body);
});
for (const form of document.querySelectorAll("form[data-drop]")) {
  const list = form.querySelector("[data-sent]");
  const send = async (files) => {
    const rows = files.map(([file, name]) => {
      const item = document.createElement("li"), said = document.createElement("span"), bar = document.createElement("progress");
      said.textContent = `${name}: ${form.dataset.wait}`;
      bar.setAttribute("aria-label", name); bar.max = 1; bar.value = 0;
      item.append(said, " ", bar); list.append(item);
      return { item, said, bar, file, name };
    });
    let all = rows.length > 0;
    for (const row of rows) all = (await sendOne(form, row.file, row.name, row)) && all;
    if (all) location.reload();
  };
  form.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("over"); });
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", async (event) => {
    event.preventDefault(); form.classList.remove("over");
    const entries = [...event.dataTransfer.items].map((one) => one.webkitGetAsEntry()).filter(Boolean), files = [];
    for (const entry of entries) files.push(...(await filesOf(entry)));
    send(files);
  });
  form.addEventListener("submit", (event) => {
    const files = [...form.querySelectorAll("input[type=file]")].flatMap((one) => [...one.files]);
    if (!files.length) return;
    event.preventDefault();
    send(files.map((one) => [one, one.webkitRelativePath || one.name]));
  });
}
// What somebody selects in the text of a source stands ready to become a statement.
document.addEventListener("selectionchange", () => {
  const chosen = document.getSelection(), field = document.querySelector("[data-selected]");
  const within = chosen.anchorNode?.parentElement?.closest("[data-text]");
  if (field && within && !chosen.isCollapsed) field.value = chosen.toString().trim();
});
// In a table of numbers the arrow keys move, and Tab leaves it: of two hundred links only one is in the way.
for (const table of document.querySelectorAll("[data-grid]")) {
  const rows = [...table.rows].map((row) => [...row.cells].map((cell) => cell.querySelector("a"))).filter((row) => row.some(Boolean));
  const links = rows.flat().filter(Boolean);
  links.forEach((link, at) => { link.tabIndex = at ? -1 : 0; });
  table.addEventListener("keydown", (event) => {
    const [down, right] = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }[event.key] || [0, 0];
    let row = rows.findIndex((one) => one.includes(event.target)), column = rows[row]?.indexOf(event.target);
    if (!(down || right) || column === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    do { row += down; column += right; } while (rows[row] && column > 0 && column < rows[row].length && !rows[row][column]);
    const next = rows[row]?.[column];
    if (!next) return;
    links.forEach((link) => { link.tabIndex = -1; });
    next.tabIndex = 0; next.focus(); event.preventDefault();
  });
}
