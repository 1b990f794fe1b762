// Reports in: pasted, dropped, chosen, searched; and briefs that were exported, opened again.

import { get, post, Refused, send } from "./api.js";
import { $, arrange, element, plural, unchanged } from "./dom.js";
import { acted, newest, say, tried, trouble } from "./said.js";
import { remember, view } from "./view.js";

const TYPES = ["text/html", "application/pdf", "message/rfc822", "text/markdown"];
const PLAIN = "application/octet-stream";   // told apart by its content

let listed = [];
let query = "";
let shown = null;             // the brief that is shown
let queue = Promise.resolve();
let chosen = () => {};        // what to do once other reports are chosen
const lists = newest();

export function onChosen(call) { chosen = call; }

// The list

export async function listReports(words = query) {
  query = words;
  const signal = lists();
  const page = await get(`/reports?newest=true&limit=200${query ? `&q=${encodeURIComponent(query)}` : ""}`, { signal });
  if (signal.aborted) return;
  listed = page.items;
  drawList();
}

// Those of the brief stand in the list too, however old: else none could be taken out.
export function drawList(brief = shown) {
  shown = brief;
  const here = new Set(listed.map((r) => r.id));
  const older = query || !brief ? [] : brief.reports.filter((r) => view.reports.includes(r.id) && !here.has(r.id));
  listed = [...older, ...listed];
  $("report-none").hidden = listed.length > 0;
  $("report-none").textContent = query ? "No report holds these words." : "None is kept yet.";
  arrange($("report-list"), unchanged($("report-list"), listed.map(line)));
}

function line(report) {
  const box = element("input", { type: "checkbox", "data-id": report.id, onchange: (event) => pick(report.id, event.target.checked) });
  box.checked = view.reports.includes(report.id);
  const about = [report.publisher, report.published, typeof report.claims === "number" ? plural(report.claims, "claim") : null,
    report.notices ? plural(report.notices, "notice") : null].filter(Boolean).join(", ");
  return element("li", { "data-key": report.id }, element("label", {}, box, element("span", {}, element("span", { class: "title" }, report.title || report.source),
    element("span", { class: "soft small" }, ` ${about}`), report.excerpt ? element("span", { class: "soft small" }, ` ${report.excerpt}`) : null)));
}

function pick(id, on) {
  view.reports = on ? [...view.reports.filter((i) => i !== id), id] : view.reports.filter((i) => i !== id);
  remember();
  acted(() => chosen());
}

// One after the other: what is taken in last is what is shown.
function inTurn(call) {
  queue = acted(() => queue.then(call));
  return queue;
}

export function takeText(event) {
  event.preventDefault();
  const text = $("paste-text").value;
  if (!text.trim()) { acted(() => { throw new Refused({ detail: "Paste the words of a report first." }); }); $("paste-text").focus(); return; }
  inTurn(async () => {
    if ($("paste-text").value !== text) return; // chosen twice: it is being read, or was
    say("Reading…");
    let taken;
    try { taken = await post("/reports", { text, name: "pasted", published: $("paste-date").value || null }); } catch (error) { say(""); throw error; }
    if ($("paste-text").value === text) { $("paste-text").value = ""; $("paste-date").value = ""; }
    await show([taken]);
  });
}

// Each by itself: what cannot be read is named and takes no other with it.
export function takeFiles(files) {
  inTurn(async () => {
    const done = [];
    for (const file of files) {
      say(`Reading ${file.name}…`);
      try { done.push(...await taken(file)); } catch (error) { trouble(new Refused({ detail: `${file.name}: ${error.message}` })); }
    }
    say("");
    if (done.length) await show(done);
  });
}

async function taken(file) {
  const brief = await exported(file);
  if (brief) return reopened(brief);
  const type = TYPES.includes(file.type) ? file.type : PLAIN;
  return [await send("POST", `/reports?name=${encodeURIComponent(file.name.slice(0, 200))}`, file, type)];
}

// A brief that was exported from a desk as JSON, or null.
async function exported(file) {
  if (!/\.json$/i.test(file.name) && file.type !== "application/json") return null;
  let held;
  try { held = JSON.parse(await file.text()); } catch { return null; }
  return Array.isArray(held?.reports) && typeof held.headline === "string" && Array.isArray(held.scenario?.restrictions) ? held : null;
}

// Its reports are looked up here, and read anew where this desk does not hold them.
async function reopened(brief) {
  const out = [];
  for (const { id, text, source, published } of brief.reports) {
    try {
      const held = await get(`/reports/${encodeURIComponent(id)}`);
      out.push({ reports: [held], added: [] });
    } catch (error) {
      if (error.problem?.status !== 404) throw error;
      out.push(await post("/reports", { text, name: source.slice(0, 200), published }));
    }
  }
  view.on = Object.fromEntries(brief.scenario.restrictions.map((r) => [r.id, r]));
  return out;
}

async function show(list) {
  const ids = list.flatMap((t) => t.reports.map((r) => r.id));
  const added = new Set(list.flatMap((t) => t.added)).size;
  const again = new Set(ids).size - added;
  view.reports = [...new Set([...($("paste-with").checked ? view.reports : []), ...ids])];
  remember();
  say([added ? `${plural(added, "report")} read.` : "", again ? `${plural(again, "report")} read before: shown again.` : ""].filter(Boolean).join(" "));
  $("find-words").value = "";
  await Promise.all([tried(() => listReports("")), chosen(true)]);
}
