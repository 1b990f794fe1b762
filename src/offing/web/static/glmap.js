// The map on MapLibre GL: the same calls as the SVG map, drawn by the graphics card.

import { get } from "./api.js";
import { debounced, element } from "./dom.js";
import { placed } from "./labels.js";
import { addCorner, boundsOf, polygonOf } from "./svgmap.js";

const VENDOR = new URL("./vendor/", import.meta.url);
const FINE = 75;         // degrees across from which on finer land is fetched
const PATIENCE_MS = 8000; // a card that has drawn nothing by then is given up
const WORLD = [[-180, -60], [180, 75]];
const SOURCES = ["land", "areas", "notices", "ways", "passages", "ports", "drawing"];
const CLICK_PX = 5;
const STEPS = { ArrowLeft: [-100, 0], ArrowRight: [100, 0], ArrowUp: [0, -100], ArrowDown: [0, 100] };

const collection = (features = []) => ({ type: "FeatureCollection", features });
const feature = (geometry, properties = {}) => ({ type: "Feature", geometry, properties });

function colours() {
  const style = getComputedStyle(document.documentElement);
  return (name) => style.getPropertyValue(`--${name}`).trim();
}

function layers(colour) {
  const shut = ["boolean", ["get", "shut"], false];
  const line = (id, when, more) => ({
    id, type: "line", source: "ways", filter: ["==", ["get", "when"], when], layout: { "line-join": "round" }, paint: more,
  });
  const dots = (source, radius, plain) => ({
    id: source, type: "circle", source, paint: {
      "circle-radius": ["case", shut, 6, radius], "circle-color": ["case", shut, colour("after"), colour(plain)],
      "circle-stroke-color": colour("card"), "circle-stroke-width": source === "ports" ? 0.5 : 1,
    },
  });
  const shape = (source, name) => [
    { id: `${source}-fill`, type: "fill", source, filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": colour(name), "fill-opacity": 0.18 } },
    { id: `${source}-line`, type: "line", source, filter: ["!=", ["geometry-type"], "Point"], paint: { "line-color": colour(name), "line-width": 1.4 } },
    { id: `${source}-dot`, type: "circle", source, filter: ["==", ["geometry-type"], "Point"], paint: { "circle-color": colour(name), "circle-radius": 4 } },
  ];
  return [
    { id: "water", type: "background", paint: { "background-color": colour("water") } },
    { id: "land", type: "fill", source: "land", filter: ["==", ["get", "kind"], "land"], paint: { "fill-color": colour("land"), "fill-outline-color": colour("coast") } },
    { id: "lake", type: "fill", source: "land", filter: ["==", ["get", "kind"], "lake"], paint: { "fill-color": colour("water") } },
    ...shape("areas", "area"), ...shape("notices", "area"),
    line("ways-before", "before", { "line-color": colour("before"), "line-width": 1.6 }),
    line("ways-after", "after", { "line-color": colour("after"), "line-width": 2.2, "line-dasharray": [3, 1.5] }),
    dots("ports", 1.5, "ink"), dots("passages", 3, "soft"), ...shape("drawing", "after"),
  ];
}

export class GlMap {
  // Resolves once a first picture stands; rejects when the browser cannot draw one.
  static async open(box) {
    const gl = await import(new URL("maplibre-gl.mjs", VENDOR).href);
    await sheet(new URL("maplibre-gl.css", VENDOR).href);
    gl.setWorkerUrl(new URL("maplibre-gl-worker.mjs", VENDOR).href);
    const map = new GlMap(gl, box);
    try {
      await new Promise((resolve, reject) => {
        map.gl.once("load", resolve);
        map.gl.once("error", (event) => reject(event.error));
        setTimeout(() => reject(new Error("the browser drew no map in time")), PATIENCE_MS);
      });
    } catch (error) {
      map.gl.remove();
      box.replaceChildren();
      throw error;
    }
    map.listen();
    return map;
  }

  constructor(library, box) {
    this.library = library;
    this.box = box;
    this.labels = { passages: [], ports: [] };
    const holder = element("div", { class: "gl" });
    box.replaceChildren(holder);
    this.gl = new library.Map({
      container: holder, bounds: WORLD, attributionControl: false, maxPitch: 0, dragRotate: false, pitchWithRotate: false,
      touchPitch: false, fadeDuration: 0, maxZoom: 12, canvasContextAttributes: { preserveDrawingBuffer: true }, // for paper
      style: { version: 8, sources: Object.fromEntries(SOURCES.map((n) => [n, { type: "geojson", data: collection() }])), layers: layers(colours()) },
      locale: { "Map.Title": "Map of ways, restrictions and notices. Arrow keys move it, plus and minus zoom." },
    });
    this.gl.touchZoomRotate.disableRotation();
    this.gl.keyboard.disableRotation();
    this.tip = element("p", { class: "tip", hidden: true, "aria-hidden": "true" });
    this.cross = element("span", { class: "cross", hidden: true, "aria-hidden": "true" });
    const button = (sign, name, act) => element("button", { type: "button", "aria-label": name, onclick: act }, sign);
    box.append(element("div", { class: "tools" }, button("+", "Zoom in", () => this.byHand(() => this.gl.zoomIn())), button("−", "Zoom out", () => this.byHand(() => this.gl.zoomOut())),
      button("⤢", "Whole world", () => this.byHand(() => this.gl.fitBounds(WORLD, { animate: false })))), this.tip, this.cross,
      element("p", { class: "legend", "aria-hidden": "true" }, element("i", { class: "before" }), "before", element("i", { class: "after" }), "after"));
  }

  listen() {
    const map = this.gl;
    map.on("movestart", (event) => { if (event.originalEvent) this.touched = true; });
    map.on("moveend", debounced(() => this.fetchLand(), 250));
    map.on("move", () => this.placeNames());
    map.on("resize", () => this.placeNames());
    map.on("mousemove", (event) => this.point(event.point));
    map.on("mouseout", () => { this.tip.hidden = true; });
    map.on("click", (event) => { if (this.drawn) this.corner(event.lngLat); });
    map.on("dblclick", (event) => { if (this.drawn) { event.preventDefault(); this.endDrawing(true); } });
    map.getCanvas().addEventListener("keydown", (event) => {
      if (!this.drawn) return;
      if (STEPS[event.key]) { // at once: a corner taken while the map still glides would be astray
        event.preventDefault();
        event.stopPropagation();
        map.panBy(STEPS[event.key], { animate: false });
      } else if (event.key === " ") { event.preventDefault(); this.corner(map.getCenter()); }
      else if (event.key === "Enter") this.endDrawing(true);
      else if (event.key === "Escape") this.endDrawing(false);
    }, { capture: true });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      for (const layer of layers(colours())) for (const [key, value] of Object.entries(layer.paint)) map.setPaintProperty(layer.id, key, value);
    });
    this.fetchLand(true);
  }

  byHand(move) { this.touched = true; move(); }

  point(at) {
    const near = [[at.x - CLICK_PX, at.y - CLICK_PX], [at.x + CLICK_PX, at.y + CLICK_PX]];
    const found = this.gl.queryRenderedFeatures(near).find((f) => f.properties.label);
    this.tip.hidden = !found;
    if (!found) return;
    this.tip.textContent = found.properties.label;
    this.tip.style.transform = `translate(${at.x + 12}px, ${at.y + 12}px)`;
  }

  async fetchLand(whole = false) {
    const box = this.gl.getBounds();
    const [west, east] = [box.getWest(), box.getEast()];
    const wide = east - west;
    const window_ = !whole && wide < FINE ? {
      west: west - wide / 4, east: east + wide / 4, south: Math.max(-85, box.getSouth() - wide / 4), north: Math.min(85, box.getNorth() + wide / 4),
    } : null;
    const key = window_ ? Object.values(window_).map((n) => n.toFixed(1)).join() : "world";
    if (key === this.landShown) return;
    this.landShown = key;
    const query = window_ ? `?${new URLSearchParams(Object.entries(window_).map(([k, n]) => [k, n.toFixed(1)]))}` : "";
    let land;
    try { land = await get(`/map/land.geojson${query}`); } catch { return; } // the ways stand without it
    if (this.landShown === key) this.put("land", land.features);
  }

  put(source, features) { this.gl.getSource(source).setData(collection(features)); }

  fit(corners) { this.gl.fitBounds(corners, { animate: false, padding: 10, maxZoom: 9 }); }

  // Bring what is drawn into view, unless the reader has moved the map.
  show(features) {
    if (!this.touched && features.length) this.fit(boundsOf(features));
  }

  setWays(features, mode) {
    this.put("ways", features.filter((f) => mode === "both" || f.properties.when === mode
      || (mode === "after" && f.properties.when === "before" && f.properties.status === "open"))
      .map((f) => feature(f.geometry, { ...f.properties, label: `${f.properties.name}, ${f.properties.when}: ${Math.round(f.properties.distance_nm)} nm` })));
  }

  setPassages(passages, shut) {
    this.put("passages", passages.filter((p) => p.lon !== null)
      .map((p) => feature({ type: "Point", coordinates: [p.lon, p.lat] }, { label: p.name, shut: shut.has(p.id) })));
    this.label("passages", passages.filter((p) => p.lon !== null && shut.has(p.id)).map((p) => [p.name, [p.lon, p.lat]]));
  }

  label(kind, named) {
    for (const old of this.labels[kind]) old.remove();
    this.labels[kind] = named.map(([name, point]) => new this.library.Marker({
      element: element("span", { class: "shut-name" }, name), anchor: "top-left", subpixelPositioning: true,
    }).setLngLat(point).addTo(this.gl));
    this.placeNames();
  }

  // Names keep clear of each other, however near the map is.
  placeNames() {
    const markers = [...this.labels.passages, ...this.labels.ports];
    const boxes = markers.map((m) => ({ ...this.gl.project(m.getLngLat()), w: m.getElement().offsetWidth, h: m.getElement().offsetHeight }));
    placed(boxes).forEach((corner, k) => {
      markers[k].getElement().style.visibility = corner ? "" : "hidden";
      if (corner) markers[k].setOffset(corner);
    });
  }

  setPorts(features, shut) {
    this.put("ports", features.map((f) => feature(f.geometry, {
      label: `${f.properties.name}${f.properties.unlocode ? ` (${f.properties.unlocode})` : ""}`, shut: shut.has(f.properties.id),
    })));
    this.label("ports", features.filter((f) => shut.has(f.properties.id)).map((f) => [f.properties.name, f.geometry.coordinates]));
  }

  setNotices(features) {
    this.put("notices", features.filter((f) => f.geometry).map((f) =>
      feature(f.geometry, { label: f.properties.title || f.properties.number || f.properties.subject || "notice" })));
  }

  setAreas(areas) { this.put("areas", areas.map((a) => feature(a.geometry, { label: a.name }))); }

  // The map stays where it is meanwhile, whatever comes to be drawn on it.
  startDrawing(done, say) {
    this.drawn = { points: [], done, say };
    this.touched = true;
    this.cross.hidden = false;
    this.gl.doubleClickZoom.disable();
    this.gl.getCanvas().focus({ preventScroll: true });
    this.paintDrawing();
  }

  corner(at) {
    const { lng, lat } = at.wrap();
    if (addCorner(this.drawn, [lng, lat])) this.paintDrawing();
  }

  endDrawing(keep) {
    const { drawn } = this;
    this.drawn = null;
    this.cross.hidden = true;
    this.gl.doubleClickZoom.enable();
    this.put("drawing", []);
    drawn.done(keep ? polygonOf(drawn) : null);
  }

  paintDrawing() {
    const { points } = this.drawn;
    this.put("drawing", [...points.map((p) => feature({ type: "Point", coordinates: p })),
      ...(points.length > 1 ? [feature({ type: "LineString", coordinates: points })] : []),
      ...(points.length > 2 ? [feature({ type: "Polygon", coordinates: [[...points, points[0]]] })] : [])]);
  }
}

function sheet(href) {
  return new Promise((resolve, reject) => {
    document.head.append(element("link", { rel: "stylesheet", href, onload: resolve, onerror: () => reject(new Error("the map's style is missing")) }));
  });
}
