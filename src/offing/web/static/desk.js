// The page: what happens when, and in which order.

import { get, post, Refused, send } from "./api.js";
import { showClaims } from "./claims.js";
import { $, debounced, element, plural, save } from "./dom.js";
import { showIncidents } from "./incidents.js";
import * as lanes from "./lanes.js";
import * as restrictions from "./restrictions.js";
import { openMap } from "./map.js";
import { address, remember, restore, scenario, view } from "./view.js";

const AHEAD = 6;   // switches whose outcome is asked ahead

let brief = null;
let map = null;
let places = { passages: [], ports: null };

function say(text) { $("notice").textContent = text; }
function trouble(error) {
  if (error && error.name === "AbortError") return;
  $("trouble").textContent = error ? error.message : "";
  if (error && !(error instanceof Refused)) console.error(error);
}

async function tried(call) {
  trouble(null);
  try { return await call(); } catch (error) { trouble(error); return undefined; }
}

// Reports

async function listReports(query = "") {
  const page = await get(`/reports?newest=true&limit=200${query ? `&q=${encodeURIComponent(query)}` : ""}`);
  $("report-none").hidden = page.items.length > 0;
  $("report-none").textContent = query ? "No report holds these words." : "None is kept yet.";
  $("report-list").replaceChildren(...page.items.map((r) => {
    const box = element("input", { type: "checkbox", onchange: (event) => pick(r.id, event.target.checked) });
    box.checked = view.reports.includes(r.id);
    return element("li", {}, element("label", {}, box, element("span", {}, element("span", { class: "title" }, r.title || r.source),
      element("span", { class: "soft small" }, ` ${[r.publisher, r.published, plural(r.claims, "claim"), r.notices ? plural(r.notices, "notice") : null].filter(Boolean).join(", ")}`),
      r.excerpt ? element("span", { class: "soft small" }, ` ${r.excerpt}`) : null)));
  }));
}

function pick(id, on) {
  view.reports = on ? [...view.reports.filter((i) => i !== id), id] : view.reports.filter((i) => i !== id);
  remember();
  tried(showBrief);
}

async function takeText(event) {
  event.preventDefault();
  const text = $("paste-text").value;
  if (!text.trim()) { trouble(new Refused({ detail: "Paste the words of a report first." })); return; }
  await tried(async () => {
    say("Reading…");
    const taken = await post("/reports", { text, name: "pasted", published: $("paste-date").value || null });
    $("paste-text").value = "";
    await taken_([taken]);
  });
}

async function takeFiles(files) {
  await tried(async () => {
    const done = [];
    for (const file of files) {
      say(`Reading ${file.name}…`);
      const type = ["text/html", "application/pdf", "message/rfc822", "text/markdown"].includes(file.type) ? file.type : "application/octet-stream";
      try { done.push(await send("POST", `/reports?name=${encodeURIComponent(file.name)}`, file, type)); }
      catch (error) { trouble(new Refused({ detail: `${file.name}: ${error.message}` })); }
    }
    if (done.length) await taken_(done);
  });
}

async function taken_(list) {
  const ids = list.flatMap((t) => t.reports.map((r) => r.id));
  const added = list.flatMap((t) => t.added).length;
  const fresh = view.reports.length === 0 || added > 0;
  if (fresh) view.reports = [...new Set(ids)];
  remember();
  say(added ? `${plural(added, "report")} read.` : "Read before: shown again.");
  await listReports();
  await showBrief(true);
  await showChanges();
}

// The brief

async function showBrief(focus = false) {
  if (!view.reports.length) {
    brief = null;
    delete document.body.dataset.brief;
    $("headline").textContent = "Paste a report to begin.";
    $("standing").textContent = "";
    showClaims({ claims: [], reports: [] });
    showIncidents([]);
    await restrictions.load();
    await update();
    return;
  }
  const [made] = await Promise.all([post("/brief", { reports: view.reports, lanes: "reference", scenario: { restrictions: [] } }, { waiting: lanes.waiting }), restrictions.load()]);
  brief = made;
  document.body.dataset.brief = "true";
  $("headline").textContent = brief.headline;
  if (focus) $("headline").focus();
  $("standing").textContent = `As of ${brief.as_of} (${brief.as_of_basis}); ${plural(brief.reports.length, "report")}.`;
  showClaims(brief);
  showIncidents(brief.incidents);
  restrictions.draw(new Set(brief.restrictions.map((r) => r.id)));
  await Promise.all([update(), showNotices()]);
}

// What is switched on, at once in lanes and map

async function update() {
  performance.mark("switch");
  const found = await lanes.update();
  if (!found) return;
  document.body.dataset.painted = String(Math.round(performance.now()));
  markShut();
  ways();
  lanes.foresee(restrictions.next(AHEAD).map((on) => scenario(on)));
}

// Only the newest picture counts, as with the lanes.
const ways = debounced(() => tried(async () => {
  const found = lanes.current();
  if (!found) return;
  if (ways.running) ways.running.abort();
  ways.running = new AbortController();
  const { signal } = ways.running;
  const changed = found.lanes.filter((l) => l.status !== "open").map((l) => l.lane_id);
  const ids = (changed.length ? changed : found.lanes.map((l) => l.lane_id)).slice(0, 60);
  const drawn = ids.length ? await post("/map/ways.geojson", { lanes: view.lanes, ids, scenario: scenario() }, { signal }) : { features: [] };
  if (signal.aborted) return;
  ways.features = drawn.features;
  map.setWays(drawn.features, view.ways);
  if (changed.length) map.show(drawn.features);
  $("chart-words").textContent = changed.length
    ? `${plural(Math.min(changed.length, ids.length), "lane")} that change are drawn, before and after.`
    : `Nothing that is switched on changes a lane; ${plural(ids.length, "lane")} are drawn.`;
}), 60);

function markShut() {
  const on = Object.values(view.on);
  const shut = new Set(on.map((r) => r.target.id));
  map.setPassages(places.passages, shut);
  map.setAreas(on.filter((r) => r.target.geometry).map((r) => ({ name: r.target.name, geometry: r.target.geometry })));
  if (places.ports) map.setPorts($("show-ports").checked ? places.ports : places.ports.filter((f) => shut.has(f.properties.id)), shut);
}

async function showNotices() {
  if (!$("show-notices").checked) { map.setNotices([]); return; }
  const day = brief ? brief.as_of : new Date().toISOString().slice(0, 10);
  const found = await get(`/notices.geojson?in_force=${day}`);
  map.setNotices(found.features);
}

// What has changed

const KINDS = {
  contradicted: "Contradicted", cancelled: "Cancelled", ended: "Ended", new: "New", changed: "Changed",
  decided: "Decided", gone: "Told elsewhere now",
};

async function showChanges(event) {
  if (event) event.preventDefault();
  const since = $("since").value;
  const list = $("change-list");
  await tried(async () => {
    const digest = await get(`/digest?since=${since}&lanes=${view.lanes === "reference" ? "" : encodeURIComponent(view.lanes)}`);
    const groups = new Map();
    for (const c of digest.changes) groups.set(c.kind, [...(groups.get(c.kind) || []), c]);
    list.replaceChildren(element("p", {}, digest.headline), ...[...groups].map(([kind, changes]) => element("section", { class: "inner" },
      element("h3", {}, KINDS[kind] || kind), element("ul", {}, changes.map((c) => element("li", {}, element("strong", {}, c.title), ` ${c.what.join("; ")}`,
        c.lanes.length ? ` Your lanes: ${c.lanes.join(", ")}.` : ""))))));
  });
}

// Export

async function exported(kind) {
  await tried(async () => {
    if (kind === "lanes") { save(new Blob([lanes.toCsv()], { type: "text/csv" }), "lanes.csv"); return; }
    if (!view.reports.length) throw new Refused({ detail: "Choose a report first: a brief is made of reports." });
    const body = { reports: view.reports, lanes: view.lanes, scenario: scenario() };
    const path = kind === "json" ? "/brief" : `/brief.${kind}`;
    save(await post(path, body, { raw: true }), kind === "csv" ? "claims.csv" : `brief.${kind}`);
  });
}

async function exportRoute(event) {
  event.preventDefault();
  await tried(async () => {
    const kind = $("rtz-kind").value;
    const book = await get(`/lanes/${encodeURIComponent(view.lanes)}`);
    const lane = book.find((l) => l.id === $("rtz-lane").value);
    if (!lane) throw new Refused({ detail: "Choose a lane first." });
    const body = { from: lane.origin, to: lane.destination, ship_class: lane.ship_class, scenario: scenario() };
    save(await post(`/route.${kind}`, body, { raw: true }), `${lane.id}.${kind}`);
  });
}

// Beginnings

function wire() {
  $("paste").addEventListener("submit", takeText);
  $("files").addEventListener("change", (event) => { takeFiles([...event.target.files]); event.target.value = ""; });
  $("find").addEventListener("submit", (event) => { event.preventDefault(); tried(() => listReports($("find-words").value.trim())); });
  for (const kind of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(kind, (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      $("dropping").hidden = kind !== "dragover";
      if (kind === "drop") takeFiles([...event.dataTransfer.files]);
    });
  }
  restrictions.onChange(() => tried(update));
  $("decide").addEventListener("submit", (event) => {
    event.preventDefault();
    tried(async () => {
      localStorage.setItem("offing-who", $("who").value);
      await restrictions.record($("who").value.trim(), $("why").value.trim());
      $("why").value = "";
      say("Recorded.");
      showChanges();
      remember();
      if (brief) restrictions.draw(new Set(brief.restrictions.map((r) => r.id)));
    });
  });
  $("who").value = localStorage.getItem("offing-who") || "";
  $("own-form").addEventListener("submit", (event) => { event.preventDefault(); tried(addOwn); });
  $("draw").addEventListener("click", () => {
    say("Choose the corners on the map, or move it and press Space to take its middle; double-click or Enter ends, Escape gives up.");
    map.startDrawing((geometry) => {
      say(geometry ? "The area is among the restrictions now." : "No area was drawn.");
      if (geometry) { const n = Object.keys(view.on).length + 1; restrictions.addOwn("area", `drawn-${n}-${Date.now().toString(36)}`, `Drawn area ${n}`, geometry); }
    });
    $("map").scrollIntoView({ block: "start" });
  });
  showChoices();
  for (const radio of document.querySelectorAll("input[name=ways]")) {
    radio.addEventListener("change", () => { view.ways = radio.value; remember(); map.setWays(ways.features || [], view.ways); });
  }
  $("only-changed").addEventListener("change", (event) => { view.changed = event.target.checked; remember(); tried(update); });
  $("show-notices").addEventListener("change", () => tried(showNotices));
  $("show-ports").addEventListener("change", () => tried(async () => { await wantPorts(); markShut(); }));
  $("book").addEventListener("change", (event) => { view.lanes = event.target.value; remember(); tried(update); });
  $("book-file").addEventListener("change", (event) => tried(async () => {
    const [file] = event.target.files;
    event.target.value = "";
    if (file) { say(await lanes.load(file)); await update(); }
  }));
  $("since-form").addEventListener("submit", showChanges);
  $("since").value = new Date(Date.now() - 14 * 864e5).toISOString().slice(0, 10);
  $("exports").addEventListener("click", (event) => { const { kind } = event.target.dataset; if (kind) exported(kind); });
  $("link").addEventListener("click", () => tried(copyLink));
  window.addEventListener("hashchange", () => tried(async () => { if (restore()) { restrictions.seenAll(); showChoices(); await Promise.all([listReports(), lanes.books()]); await showBrief(); } }));
  $("rtz").addEventListener("submit", exportRoute);
}

function showChoices() {
  for (const radio of document.querySelectorAll("input[name=ways]")) radio.checked = radio.value === view.ways;
  $("only-changed").checked = view.changed;
}

// The clipboard is there only for pages of this machine or behind TLS: the field always is.
async function copyLink() {
  const field = $("link-text");
  field.hidden = false;
  field.value = address();
  field.focus();
  field.select();
  try { await navigator.clipboard.writeText(field.value); say("The link is copied. It opens where this desk runs."); }
  catch { say("Copy the link from the field. It opens where this desk runs."); }
}

async function wantPorts() { if (!places.ports) places.ports = (await get("/ports.geojson")).features; }

async function addOwn() {
  const name = $("own-name").value.trim();
  if (!name) return;
  const fold = (t) => t.toLowerCase();
  const passage = places.passages.find((p) => [p.id, p.name, ...p.names].some((n) => fold(n) === fold(name)));
  if (passage) restrictions.addOwn("passage", passage.id, passage.name);
  else {
    const { items } = await get(`/ports?limit=20&q=${encodeURIComponent(name.replace(/ \([A-Z]{2}[A-Z0-9]{3}\)$/, ""))}`);
    const code = / \(([A-Z]{2}[A-Z0-9]{3})\)$/.exec(name)?.[1];
    const exact = items.filter((p) => (code ? p.unlocode === code : [p.unlocode, ...p.names, p.name].some((n) => n && fold(n) === fold(name))));
    if (exact.length !== 1) {
      const near = (exact.length ? exact : items).slice(0, 5).map((p) => `${p.name} (${p.unlocode || p.country})`).join(", ");
      throw new Refused({ detail: near ? `Which one is meant by “${name}”: ${near}?` : `No passage or port is called “${name}”.` });
    }
    await wantPorts();
    restrictions.addOwn("port", exact[0].id, exact[0].name);
  }
  $("own-name").value = "";
}

async function begin() {
  if (restore()) restrictions.seenAll();
  map = await openMap($("chart"));
  wire();
  await tried(async () => {
    await Promise.all([listReports(), lanes.books(), get("/passages").then((p) => {
      places.passages = p;
      $("own-names").replaceChildren(...p.map((one) => element("option", { value: one.name })));
    })]);
  });
  document.body.dataset.ready = "true"; // what follows may wait for the sea to be opened
  await tried(async () => { await showBrief(); await showChanges(); });
}

begin();
