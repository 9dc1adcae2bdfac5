// Lets the map of relations move: by hand, and by keyboard from party to party, each told aloud. Without it the drawing stays.
"use strict";
const place = document.querySelector("[data-map]");
if (place && window.cytoscape) {
  const graph = JSON.parse(place.dataset.map);
  const drawing = place.querySelector("svg");
  const stage = document.createElement("div");
  stage.className = "live-map";
  stage.tabIndex = 0;
  stage.setAttribute("role", "application");
  stage.setAttribute("aria-label", place.dataset.label);
  const told = document.createElement("p");
  told.setAttribute("role", "status");
  const keys = document.createElement("p");
  keys.className = "note";
  keys.id = "kaart-toetsen";
  keys.textContent = place.dataset.keys;
  stage.setAttribute("aria-describedby", keys.id);
  for (const name of ["tabindex", "role", "aria-labelledby"]) place.removeAttribute(name);
  place.classList.remove("scroll");
  drawing.replaceWith(keys, stage, told);
  const most = Math.max(1, ...graph.edges.map((one) => one.data.count));
  const map = window.cytoscape({
    container: stage,
    elements: graph,
    minZoom: 0.2,
    maxZoom: 4,
    layout: { name: "circle", sort: (a, b) => a.data("label").localeCompare(b.data("label")) },
    style: [
      { selector: "node", style: { shape: "round-rectangle", width: 132, height: 42, "background-color": "#f4f1ea", "border-width": 1.5, "border-color": "#3f74ad", label: "data(label)", "font-size": 12, "text-valign": "center", "text-halign": "center", "text-wrap": "wrap", "text-max-width": 122, color: "#1c1c1c" } },
      { selector: "edge", style: { width: (one) => 1 + 6 * Math.sqrt(one.data("count") / most), "curve-style": "bezier", opacity: 0.75 } },
      { selector: "edge[kind = 'together']", style: { "line-color": "#3f74ad" } },
      { selector: "edge[kind = 'against']", style: { "line-color": "#d1495b", "line-style": "dashed" } },
      { selector: "edge[kind = 'asked']", style: { "line-color": "#555", "line-style": "dotted" } },
      { selector: ".far", style: { opacity: 0.15 } },
      { selector: "node.here", style: { "border-width": 5, "border-color": "#a3162d" } },
    ],
  });
  map.layout({ name: "cose", animate: false, randomize: false, nodeDimensionsIncludeLabels: true, padding: 16, idealEdgeLength: () => 220, edgeElasticity: () => 700, nodeRepulsion: () => 9000000, nodeOverlap: 60, gravity: 0.15, numIter: 2500, boundingBox: { x1: 0, y1: 0, w: Math.max(700, stage.clientWidth * 1.2), h: 820 } }).run(); // from a ring, so that it is the same each time
  const order = map.nodes().sort((a, b) => a.data("label").localeCompare(b.data("label"))).toArray();
  let at = -1;
  const show = (node) => {
    map.elements().removeClass("here").addClass("far");
    node.closedNeighborhood().removeClass("far");
    node.addClass("here");
    map.center(node);
    told.textContent = node.data("told");
  };
  const all = () => { at = -1; map.elements().removeClass("here far"); map.fit(undefined, 24); told.textContent = ""; };
  map.on("tap", "node", (event) => { at = order.indexOf(event.target); show(event.target); });
  map.on("tap", (event) => { if (event.target === map) all(); });
  stage.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step && order.length) {
      at = (at + step + order.length) % order.length;
      if (at < 0) at = order.length - 1;
      show(order[at]);
    } else if (event.key === "Enter" && at >= 0) location.assign(order[at].data("to"));
    else if (event.key === "+" || event.key === "=") map.zoom({ level: map.zoom() * 1.25, renderedPosition: { x: stage.clientWidth / 2, y: stage.clientHeight / 2 } });
    else if (event.key === "-") map.zoom({ level: map.zoom() / 1.25, renderedPosition: { x: stage.clientWidth / 2, y: stage.clientHeight / 2 } });
    else if (event.key === "0" || event.key === "Escape") all();
    else return;
    event.preventDefault();
  });
}
