// The map as SVG: works without WebGL, with a keyboard, and on paper.

import { debounced, element, svg } from "./dom.js";
import { get } from "./api.js";
import { placed } from "./labels.js";

const TOP = 84;
const FINE = 75;      // degrees across from which on finer land is fetched
const NAME_PX = 13;   // height of a name

export const y = (lat) => -(180 / Math.PI) * Math.log(Math.tan(Math.PI / 4 + (Math.max(-TOP, Math.min(TOP, lat)) * Math.PI) / 360));
const latOf = (v) => (360 / Math.PI) * Math.atan(Math.exp((-v * Math.PI) / 180)) - 90;

function line(points) { return points.map(([lon, lat], k) => `${k ? "L" : "M"}${lon.toFixed(3)} ${y(lat).toFixed(3)}`).join(""); }
function ring(points) { return `${line(points)}Z`; }

export function pathOf(geometry) {
  if (!geometry) return "";
  const c = geometry.coordinates;
  switch (geometry.type) {
    case "LineString": return line(c);
    case "MultiLineString": return c.map(line).join("");
    case "Polygon": return c.map(ring).join("");
    case "MultiPolygon": return c.flat().map(ring).join("");
    case "GeometryCollection": return geometry.geometries.map(pathOf).join("");
    default: return "";
  }
}

function pointsOf(geometry) {
  if (!geometry) return [];
  if (geometry.type === "Point") return [geometry.coordinates];
  if (geometry.type === "MultiPoint") return geometry.coordinates;
  if (geometry.type === "GeometryCollection") return geometry.geometries.flatMap(pointsOf);
  return [];
}

// West and south, east and north of lines, with room around them.
export function boundsOf(features) {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const { geometry } of features) {
    for (const [lon, lat] of geometry.type === "LineString" ? geometry.coordinates : geometry.coordinates.flat()) {
      west = Math.min(west, lon); east = Math.max(east, lon); south = Math.min(south, lat); north = Math.max(north, lat);
    }
  }
  const pad = Math.max(3, (east - west) * 0.08);
  return [[Math.max(-180, west - pad), Math.max(-80, south - pad)], [Math.min(180, east + pad), Math.min(80, north + pad)]];
}

// A corner more of what is being drawn, unless it is the one before: a double click is two.
export function addCorner(drawn, [lon, lat]) {
  const [last] = drawn.points.slice(-1);
  if (last && Math.abs(last[0] - lon) + Math.abs(last[1] - lat) < 1e-6) return false;
  drawn.points.push([lon, lat]);
  const told = (value, plus, minus) => `${Math.abs(value).toFixed(1)}° ${value < 0 ? minus : plus}`;
  drawn.say(`Corner ${drawn.points.length}: ${told(lat, "north", "south")}, ${told(lon, "east", "west")}.`);
  return true;
}

export const polygonOf = ({ points }) => (points.length >= 3 ? { type: "Polygon", coordinates: [[...points, points[0]]] } : null);

export class SvgMap {
  constructor(box) {
    this.box = box;
    this.view = { x: -180, y: y(75), w: 360, h: y(-60) - y(75) };
    this.layers = Object.fromEntries(["land", "areas", "notices", "ways", "passages", "ports", "drawing"].map((n) => [n, svg("g", { class: `layer-${n}` })]));
    this.picture = svg("svg", { role: "application", "aria-roledescription": "map", tabindex: 0, "aria-label": "Map of ways, restrictions and notices. Arrow keys move it, plus and minus zoom.", preserveAspectRatio: "xMidYMid meet" },
      Object.values(this.layers));
    const button = (sign, name, act) => element("button", { type: "button", "aria-label": name, onclick: act }, sign);
    box.replaceChildren(this.picture, element("div", { class: "tools" }, button("+", "Zoom in", () => this.zoom(0.6)), button("−", "Zoom out", () => this.zoom(1 / 0.6)),
      button("⤢", "Whole world", () => { this.touched = true; this.fit([[-180, -60], [180, 75]]); })),
      element("p", { class: "legend", "aria-hidden": "true" }, element("i", { class: "before" }), "before", element("i", { class: "after" }), "after"),
      this.cross = element("span", { class: "cross", hidden: true, "aria-hidden": "true" }));
    this.moved = debounced(() => this.fetchLand(), 250);
    this.listen();
    this.apply();
    this.fetchLand(true);
  }

  listen() {
    const p = this.picture;
    p.addEventListener("wheel", (event) => { event.preventDefault(); this.zoom(event.deltaY > 0 ? 1.25 : 0.8, this.at(event)); }, { passive: false });
    let held = null;
    p.addEventListener("pointerdown", (event) => {
      if (this.drawn) { this.corner(this.lonLat(event)); return; }
      held = { id: event.pointerId, at: this.at(event) };
      p.setPointerCapture(event.pointerId);
    });
    p.addEventListener("pointermove", (event) => {
      if (!held || held.id !== event.pointerId) return;
      const now = this.at(event);
      this.touched = true;
      this.view.x += held.at[0] - now[0];
      this.view.y += held.at[1] - now[1];
      this.apply();
    });
    p.addEventListener("pointerup", () => { held = null; });
    p.addEventListener("dblclick", () => { if (this.drawn) this.endDrawing(true); });
    p.addEventListener("keydown", (event) => {
      const step = this.view.w / 10;
      const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
      if (moves[event.key]) { event.preventDefault(); this.touched = true; this.view.x += moves[event.key][0]; this.view.y += moves[event.key][1]; this.apply(); }
      else if (event.key === "+" || event.key === "=") this.zoom(0.7);
      else if (event.key === "-") this.zoom(1 / 0.7);
      else if (event.key === " " && this.drawn) {
        event.preventDefault();
        this.corner([((this.view.x + this.view.w / 2 + 540) % 360) - 180, latOf(this.view.y + this.view.h / 2)]);
      } else if (event.key === "Enter" && this.drawn) this.endDrawing(true);
      else if (event.key === "Escape" && this.drawn) this.endDrawing(false);
    });
  }

  at(event) {
    const m = this.picture.getScreenCTM().inverse();
    return [m.a * event.clientX + m.e, m.d * event.clientY + m.f];
  }

  lonLat(event) { const [x, v] = this.at(event); return [((x + 540) % 360) - 180, latOf(v)]; }

  zoom(factor, about = [this.view.x + this.view.w / 2, this.view.y + this.view.h / 2]) {
    const v = this.view;
    const w = Math.min(360, Math.max(0.5, v.w * factor));
    const f = w / v.w;
    this.touched = true;
    this.view = { x: about[0] - (about[0] - v.x) * f, y: about[1] - (about[1] - v.y) * f, w, h: v.h * f };
    this.apply();
  }

  fit(corners) {
    const [[west, south], [east, north]] = corners;
    const w = Math.max(1, east - west);
    const h = Math.max(1, y(south) - y(north));
    this.view = { x: west - w * 0.05, y: y(north) - h * 0.05, w: Math.min(360, w * 1.1), h: h * 1.1 };
    this.apply();
  }

  // Bring what is drawn into view, unless the reader has moved the map.
  show(features) {
    if (this.touched || !features.length) return;
    this.fit(boundsOf(features));
  }

  apply() {
    const v = this.view;
    v.x = Math.max(-190, Math.min(190 - v.w, v.x));
    v.y = Math.max(y(TOP), Math.min(y(-TOP) - v.h, v.y));
    this.picture.setAttribute("viewBox", `${v.x} ${v.y} ${v.w} ${v.h}`);
    const shape = this.picture.getBoundingClientRect();
    this.unit = Math.max(v.w / (shape.width || 800), v.h / (shape.height || 500));
    for (const dot of this.picture.querySelectorAll("circle")) dot.setAttribute("r", this.unit * Number(dot.dataset.size));
    this.placeNames();
    this.moved();
  }

  async fetchLand(whole = false) {
    const v = this.view;
    const fine = !whole && v.w < FINE;
    const window_ = fine ? { west: v.x - v.w / 4, east: v.x + v.w * 1.25, south: Math.max(-85, latOf(v.y + v.h * 1.25)), north: Math.min(85, latOf(v.y - v.h / 4)) } : null;
    const key = window_ ? Object.values(window_).map((n) => n.toFixed(1)).join() : "world";
    if (key === this.landShown) return;
    this.landShown = key;
    const query = window_ ? `?${new URLSearchParams(Object.entries(window_).map(([k, n]) => [k, n.toFixed(1)]))}` : "";
    let land;
    try { land = await get(`/map/land.geojson${query}`); } catch { return; } // the ways stand without it
    if (this.landShown !== key) return;
    const path = (kind) => land.features.filter((f) => f.properties.kind === kind).map((f) => pathOf(f.geometry)).join("");
    this.layers.land.replaceChildren(svg("path", { class: "land", d: path("land") }), svg("path", { class: "lake", d: path("lake") }));
  }

  dot(point, size, attributes, name) {
    return svg("circle", { cx: point[0], cy: y(point[1]), r: this.unit * size, "data-size": size, ...attributes }, name ? svg("title", {}, name) : null);
  }

  setWays(features, mode, picked = null) {
    const shown = features.filter((f) => mode === "both" || f.properties.when === mode
      || (mode === "after" && f.properties.when === "before" && ["open"].includes(f.properties.status)));
    this.layers.ways.replaceChildren(...shown.map((f) => svg("path", {
      class: `way ${f.properties.when}${picked === f.properties.lane_id ? " picked" : ""}`, d: pathOf(f.geometry),
    }, svg("title", {}, `${f.properties.name}, ${f.properties.when}: ${Math.round(f.properties.distance_nm)} nm`))));
  }

  // Names keep their size, and keep clear of each other, however near the map is.
  placeNames() {
    const names = [...this.picture.querySelectorAll("text")];
    const boxes = names.map((n) => ({ x: Number(n.dataset.x) / this.unit, y: Number(n.dataset.y) / this.unit, w: n.getComputedTextLength(), h: NAME_PX }));
    placed(boxes).forEach((corner, k) => {
      const [dx, dy] = corner ?? [0, 0];
      names[k].style.visibility = corner ? "" : "hidden";
      names[k].setAttribute("transform", `translate(${names[k].dataset.x} ${names[k].dataset.y}) scale(${this.unit}) translate(${dx} ${dy + NAME_PX * 0.8})`);
    });
  }

  setPassages(passages, shut) {
    const there = passages.filter((p) => p.lon !== null);
    this.layers.passages.replaceChildren(...there.map((p) => this.dot([p.lon, p.lat], shut.has(p.id) ? 5 : 2.5,
      { class: `gate${shut.has(p.id) ? " shut" : ""}` }, p.name)), ...there.filter((p) => shut.has(p.id)).map((p) => this.label(p.name, [p.lon, p.lat])));
    this.apply();
  }

  label(name, point) { return svg("text", { class: "place-name", "data-x": point[0], "data-y": y(point[1]) }, name); }

  setPorts(features, shut) {
    this.layers.ports.replaceChildren(...features.map((f) => this.dot(f.geometry.coordinates, shut.has(f.properties.id) ? 5 : 1.4,
      { class: `port${shut.has(f.properties.id) ? " gate shut" : ""}` }, `${f.properties.name}${f.properties.unlocode ? ` (${f.properties.unlocode})` : ""}`)),
    ...features.filter((f) => shut.has(f.properties.id)).map((f) => this.label(f.properties.name, f.geometry.coordinates)));
    this.apply();
  }

  setNotices(features) {
    this.layers.notices.replaceChildren(...features.flatMap((f) => {
      const name = f.properties.title || f.properties.number || f.properties.subject || "notice";
      const d = pathOf(f.geometry);
      return [...(d ? [svg("path", { class: "notice", d }, svg("title", {}, name))] : []),
        ...pointsOf(f.geometry).map((p) => this.dot(p, 4, { class: "notice" }, name))];
    }));
    this.apply();
  }

  setAreas(areas) {
    this.layers.areas.replaceChildren(...areas.map((a) => svg("path", { class: "area", d: pathOf(a.geometry) }, svg("title", {}, a.name))));
  }

  // The map stays where it is meanwhile, whatever comes to be drawn on it.
  startDrawing(done, say) {
    this.drawn = { points: [], done, say };
    this.touched = true;
    this.cross.hidden = false;
    this.picture.focus({ preventScroll: true });
    this.paintDrawing();
  }

  corner(point) {
    if (addCorner(this.drawn, point)) this.paintDrawing();
  }

  endDrawing(keep) {
    const { drawn } = this;
    this.drawn = null;
    this.cross.hidden = true;
    this.layers.drawing.replaceChildren();
    drawn.done(keep ? polygonOf(drawn) : null);
  }

  paintDrawing() {
    const { points } = this.drawn;
    this.layers.drawing.replaceChildren(svg("path", { class: "drawing", d: points.length > 1 ? ring(points) : "" }), ...points.map((p) => this.dot(p, 3, { class: "drawing" })));
  }
}
