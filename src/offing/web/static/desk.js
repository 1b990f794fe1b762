// The page: what happens when, and in which order.

import { get, post, Refused } from "./api.js";
import { showClaims } from "./claims.js";
import { $, afterPaint, debounced, element, plural, save } from "./dom.js";
import { showIncidents } from "./incidents.js";
import * as lanes from "./lanes.js";
import * as restrictions from "./restrictions.js";
import { openMap } from "./map.js";
import { drawList, listReports, onChosen, takeFiles, takeText } from "./reports.js";
import { acted, newest, say, tried, trouble } from "./said.js";
import { address, remember, restore, scenario, view } from "./view.js";

const AHEAD = 6;   // switches whose outcome is asked ahead
const DRAWN = 60;  // lanes whose ways are drawn at once
const TOLD_MS = 10_000;
const SLOW_MS = 700;   // a brief that takes longer is said to be on its way
const NOTHING = { claims: [], reports: [], incidents: [], restrictions: [] };

let brief = null;
let map = null;
let places = { passages: [], ports: null };
const briefs = newest();
const drawings = newest();
const notices = newest();
const digests = newest();

// The brief

let waited = 0;   // when it was last told that a brief waits: not so often that it cannot be heard out

function waiting(why) {
  if (Date.now() - waited < TOLD_MS) return;
  waited = Date.now();
  say(`The reports are kept; their brief waits for the sea. ${why}`);
}

// `taken`: a report was just taken in, so its sentence is gone to, unless the person has
// gone on to something else meanwhile.
async function showBrief(taken = false) {
  const signal = briefs();
  const reports = [...view.reports];
  const asked = reports.length
    ? post("/brief", { reports, lanes: "reference", scenario: { restrictions: [] } }, { signal, waiting }) : null;
  const slow = setTimeout(() => { if (!signal.aborted && asked) $("standing").textContent = "Making the brief…"; }, SLOW_MS);
  let made;
  try { [made] = await Promise.all([asked, restrictions.load()]); } catch (error) {
    if (!signal.aborted) showStanding();
    if (error.problem?.status !== 404 || !(await dropUnknown(reports))) throw error;
    return showBrief(taken);
  } finally { clearTimeout(slow); }
  if (signal.aborted) return;
  if (waited) say("");
  waited = 0;
  brief = made;
  if (brief) document.body.dataset.brief = "true"; else delete document.body.dataset.brief;
  $("headline").textContent = brief ? brief.headline : "Paste a report to begin.";
  if (taken && (document.activeElement === document.body || $("reports").contains(document.activeElement))) $("headline").focus();
  showStanding();
  showClaims(brief ?? NOTHING);
  showIncidents(brief ?? NOTHING);
  drawList(brief);
  restrictions.propose(brief && brief.restrictions);
  await Promise.all([tried(update), tried(showNotices)]);
}

function showStanding() {
  $("standing").replaceChildren(...(brief ? [`As of ${brief.as_of} (${brief.as_of_basis}); ${plural(brief.reports.length, "report")}. `,
    brief.restrictions.length ? element("a", { href: "#restrictions" }, `${plural(brief.restrictions.length, "restriction")} to try.`) : ""] : []));
}

// A link may name reports that this desk does not hold: the others are shown.
async function dropUnknown(ids) {
  const held = await Promise.all(ids.map((id) => get(`/reports/${encodeURIComponent(id)}`).then(() => true, () => false)));
  const missing = held.filter((one) => !one).length;
  if (!missing || ids.join() !== view.reports.join()) return false;
  view.reports = ids.filter((_, k) => held[k]);
  trouble(new Refused({ detail: `${plural(missing, "report")} of this link ${missing === 1 ? "is" : "are"} not kept on this desk. Open the exported JSON brief instead, or read ${missing === 1 ? "it" : "them"} here.` }));
  return true;
}

// What is switched on, at once in lanes and map

async function update() {
  const found = await lanes.update();
  if (!found) return;
  document.body.dataset.painted = String(Math.round(performance.now()));
  afterPaint(() => {
    if (lanes.current() !== found) return;
    markShut();
    ways();
    lanes.foresee(restrictions.next(AHEAD).map((on) => scenario(on)));
  });
}

// Only the newest picture counts, as with the lanes.
const ways = debounced(() => tried(async () => {
  const found = lanes.current();
  if (!found) return;
  const signal = drawings();
  const changed = found.lanes.filter((l) => l.status !== "open").map((l) => l.lane_id);
  const ids = (changed.length ? changed : found.lanes.map((l) => l.lane_id)).slice(0, DRAWN);
  const drawn = ids.length ? await post("/map/ways.geojson", { lanes: view.lanes, ids, scenario: scenario() }, { signal }) : { features: [] };
  if (signal.aborted) return;
  ways.features = drawn.features;
  map.setWays(drawn.features, view.ways);
  if (changed.length) map.show(drawn.features);
  const some = ids.length < (changed.length || found.lanes.length) ? `${ids.length} of ` : "";
  $("chart-words").textContent = changed.length
    ? `${some}${plural(changed.length, "lane")} that change are drawn, before and after.`
    : `Nothing that is switched on changes a lane; ${some}${plural(found.lanes.length, "lane")} are drawn.`;
}), 60);

function markShut() {
  const on = Object.values(view.on);
  const key = JSON.stringify([on.map((r) => r.target), $("show-ports").checked, places.passages.length, Boolean(places.ports)]);
  if (key === markShut.drawn) return;
  markShut.drawn = key;
  const shut = new Set(on.map((r) => r.target.id));
  map.setPassages(places.passages, shut);
  map.setAreas(on.filter((r) => r.target.geometry).map((r) => ({ name: r.target.name, geometry: r.target.geometry })));
  if (!places.ports && on.some((r) => r.target.kind === "port")) tried(async () => { await wantPorts(); markShut(); });
  if (places.ports) map.setPorts($("show-ports").checked ? places.ports : places.ports.filter((f) => shut.has(f.properties.id)), shut);
}

async function showNotices() {
  const signal = notices();
  const told = (text) => { $("notice-words").textContent = text; };
  if (!$("show-notices").checked) { map.setNotices([]); told(""); return; }
  const day = brief ? brief.as_of : new Date().toISOString().slice(0, 10);
  const found = await get(`/notices.geojson?in_force=${day}`, { signal });
  if (signal.aborted) return;
  map.setNotices(found.features);
  const placed = found.features.filter((f) => f.geometry).length;
  told(placed ? `${plural(placed, "place")} of notices in force on ${day} ${placed === 1 ? "is" : "are"} drawn.` : `No notice that is kept here was in force on ${day}.`);
}

// What has changed

const KINDS = {
  contradicted: "Contradicted", cancelled: "Cancelled", ended: "Ended", new: "New", changed: "Changed",
  decided: "Decided", gone: "Told elsewhere now",
};

async function showChanges() {
  const signal = digests();
  const digest = await get(`/digest?since=${$("since").value}&lanes=${view.lanes === "reference" ? "" : encodeURIComponent(view.lanes)}`, { signal });
  if (signal.aborted) return;
  const groups = new Map();
  for (const c of digest.changes) groups.set(c.kind, [...(groups.get(c.kind) || []), c]);
  $("change-list").replaceChildren(element("p", {}, digest.headline), ...[...groups].map(([kind, changes]) => element("section", { class: "inner" },
    element("h3", {}, KINDS[kind] || kind), element("ul", {}, changes.map((c) => element("li", {}, element("strong", {}, c.title), ` ${c.what.join("; ")}`,
      c.lanes.length ? ` Your lanes: ${c.lanes.join(", ")}.` : ""))))));
}

// Export

async function exported(kind) {
  await acted(async () => {
    if (kind === "lanes") { saved(new Blob([lanes.toCsv()], { type: "text/csv" }), "lanes.csv"); return; }
    if (!view.reports.length) throw new Refused({ detail: "Choose a report first: a brief is made of reports." });
    const body = { reports: view.reports, lanes: view.lanes, scenario: scenario() };
    const path = kind === "json" ? "/brief" : `/brief.${kind}`;
    saved(await making(post(path, body, { raw: true })), kind === "csv" ? "claims.csv" : `brief.${kind}`);
  });
}

// What is on its way is said to be, and that it came.
async function making(file) {
  say("Making the file…");
  try { return await file; } catch (error) { say(""); throw error; }
}

function saved(file, name) {
  save(file, name);
  say(`${name} is handed to the browser to be saved.`);
}

async function exportRoute(event) {
  event.preventDefault();
  await acted(async () => {
    const kind = $("rtz-kind").value;
    const book = await get(`/lanes/${encodeURIComponent(view.lanes)}`);
    const lane = book.find((l) => l.id === $("rtz-lane").value);
    if (!lane) throw new Refused({ detail: "Choose a lane first." });
    const body = { from: lane.origin, to: lane.destination, ship_class: lane.ship_class, scenario: scenario() };
    saved(await making(post(`/route.${kind}`, body, { raw: true })), `${lane.id}.${kind}`);
  });
}

// Beginnings

function on(id, kind, call) {
  $(id).addEventListener(kind, (event) => {
    if (kind === "submit") event.preventDefault();
    acted(() => call(event));
  });
}

function wire() {
  $("paste").addEventListener("submit", takeText);
  $("files").addEventListener("change", (event) => { takeFiles([...event.target.files]); event.target.value = ""; });
  onChosen(async (taken) => { await showBrief(taken); if (taken) await showChanges(); });
  on("find", "submit", () => listReports($("find-words").value.trim()));
  for (const kind of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(kind, (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      $("dropping").hidden = kind !== "dragover";
      if (kind === "drop") takeFiles([...event.dataTransfer.files]);
    });
  }
  document.addEventListener("paste", (event) => {
    if (!event.clipboardData?.files.length) return;
    event.preventDefault();
    takeFiles([...event.clipboardData.files]);
  });
  restrictions.onChange(() => { tried(update); afterPaint(markShut); });
  on("decide", "submit", decide);
  $("who").value = kept("offing-who");
  on("own-form", "submit", addOwn);
  on("draw", "click", draw);
  showChoices();
  for (const radio of document.querySelectorAll("input[name=ways]")) {
    radio.addEventListener("change", () => { view.ways = radio.value; remember(); map.setWays(ways.features || [], view.ways); });
  }
  on("only-changed", "change", (event) => { view.changed = event.target.checked; remember(); lanes.showOnlyChanged(); });
  on("show-notices", "change", showNotices);
  on("show-ports", "change", async () => { await wantPorts(); markShut(); });
  on("book", "change", async (event) => { view.lanes = event.target.value; remember(); await Promise.all([update(), showChanges()]); });
  on("book-file", "change", async (event) => {
    const [file] = event.target.files;
    event.target.value = "";
    if (file) { say(await lanes.load(file)); await Promise.all([update(), showChanges()]); }
  });
  on("since-form", "submit", showChanges);
  $("since").value = new Date(Date.now() - 14 * 864e5).toISOString().slice(0, 10);
  $("exports").addEventListener("click", (event) => { const { kind } = event.target.dataset; if (kind) exported(kind); });
  on("link", "click", copyLink);
  $("rtz").addEventListener("submit", exportRoute);
  window.addEventListener("hashchange", () => acted(async () => {
    if (!restore()) return;
    restrictions.seenAll();
    showChoices();
    await Promise.all([listReports(), lanes.books(), showBrief()]);
  }));
}

// A browser may keep nothing for this page: then the name is typed again.
function kept(name) { try { return localStorage.getItem(name) || ""; } catch { return ""; } }
function keep(name, value) { try { localStorage.setItem(name, value); } catch { /* see above */ } }

async function decide() {
  if (decide.running) return;   // chosen twice
  decide.running = true;
  try {
    keep("offing-who", $("who").value);
    await restrictions.record($("who").value.trim(), $("why").value.trim());
    $("why").value = "";
    say("Recorded.");
    remember();
    await showChanges();
  } finally { decide.running = false; }
}

function draw() {
  say("Choose the corners on the map, or move it and press Space to take its middle; double-click or Enter ends, Escape gives up.");
  map.startDrawing((geometry) => {
    say(geometry ? "The area is among the restrictions now." : "No area was drawn.");
    if (geometry) restrictions.addArea(geometry);
  }, say);
  $("map").scrollIntoView({ block: "start" });
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
  wire();
  map = openMap($("chart"));
  await tried(() => Promise.all([listReports(), lanes.books(), get("/passages").then((p) => {
    places.passages = p;
    $("own-names").replaceChildren(...p.map((one) => element("option", { value: one.name })));
    if (lanes.current()) markShut();
  })]));
  document.body.dataset.ready = "true"; // what follows may wait for the sea to be opened
  // A person who was quicker has asked for a brief already: that one stands.
  if (!briefs.asked()) await tried(() => showBrief());
  if (!digests.asked()) await tried(showChanges);
}

begin();
