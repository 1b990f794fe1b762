// The book of lanes under what is switched on: figures change in place, rows stay.

import { ahead, get, post, Refused, send } from "./api.js";
import { $, element, money, number, plural } from "./dom.js";
import { newest, trouble } from "./said.js";
import { remember, scenario, view } from "./view.js";

const STATUS = { open: "as before", longer: "longer way", no_way: "no way", port_out: "port out" };
const PART = 50;        // rows of one body of the table: a browser lays out those in sight only
const ROW_REM = 2.9;    // height of a row before it was ever laid out
let rows = new Map();   // lane id → the cells of its row
let book = "";          // what these rows are of
const lists = newest();
let running = null;
let latest = null;
let parts = [];         // the bodies of the table, and the rows in each

export function current() { return latest; }

export async function books() {
  const { items } = await get("/lanes", { signal: lists() });
  if (!items.includes(view.lanes)) {
    trouble(new Refused({ detail: `No book of lanes called “${view.lanes}” is kept here: the reference lanes are shown.` }));
    view.lanes = "reference";
  }
  $("book").replaceChildren(...items.map((n) => element("option", { value: n, selected: n === view.lanes }, n === "reference" ? "Reference lanes" : n)));
}

export async function load(file) {
  const name = file.name.replace(/\.[^.]*$/, "").slice(0, 100) || "lanes";
  let taken;
  try { taken = await send("PUT", `/lanes/${encodeURIComponent(name)}`, file, "text/csv"); } catch (error) {
    throw new Refused({ ...error.problem, detail: `${file.name}: ${error.message.replace(/^upload: /, "")}` });
  }
  const bad = taken.problems.filter((p) => p.left_out);
  if (taken.saved.lanes.length) view.lanes = taken.saved.name;
  await books();
  remember();
  return `${plural(taken.saved.lanes.length, "lane")} kept as “${taken.saved.name}”${bad.length
    ? `; ${plural(bad.length, "row")} left out: ${bad.slice(0, 3).map((p) => `line ${p.line}: ${p.reason}`).join("; ")}${bad.length > 3 ? " …" : ""}` : ""}.`;
}

function waiting(why) { $("lanes-headline").textContent = why; }

// Only the newest question counts: an older one still on its way is dropped.
export async function update() {
  if (running) running.abort();
  running = new AbortController();
  const { signal } = running;
  const found = await post("/exposure", { lanes: view.lanes, scenario: scenario() }, { signal, waiting });
  if (signal.aborted) return null;
  latest = found;
  paint(found);
  return found;
}

// What the next switch would ask is asked ahead, one at a time, so that the server has the
// answer at hand; whatever a person does comes first.
export async function foresee(scenarios) {
  const held = running;
  for (const one of scenarios) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    if (running !== held) return;
    try { await ahead("/exposure", { lanes: view.lanes, scenario: one }, held.signal); } catch { return; }
  }
}

function paint(found) {
  $("lanes-headline").textContent = found.headline;
  sums(found.sum);
  build(found.lanes);
  for (const lane of found.lanes) refresh(rows.get(lane.lane_id), lane);
  measure();
  passages(found.passages);
}

function build(lanes) {
  const now = JSON.stringify([view.lanes, lanes.map((l) => [l.lane_id, l.name])]);
  if (now === book) return;
  book = now;
  rows = new Map(lanes.map((lane) => [lane.lane_id, row(lane)]));
  const lines = [...rows.values()].map((r) => r.line);
  parts = [];
  for (let k = 0; k < lines.length || !k; k += PART) {
    const held = lines.slice(k, k + PART);
    parts.push({ lines: held, body: element("tbody", { role: "rowgroup" }, held), shown: -1 });
  }
  const table = $("lane-table");
  for (const old of [...table.tBodies]) old.remove();
  table.append(...parts.map((p) => p.body));
  $("rtz-lane").replaceChildren(...lanes.map((l) => element("option", { value: l.lane_id }, l.name)));
}

// What is not laid out is taken to be as high as its rows would be.
function measure() {
  for (const part of parts) {
    const shown = part.lines.filter((l) => !l.hidden).length;
    if (shown === part.shown) continue;
    part.shown = shown;
    part.body.hidden = shown === 0;
    part.body.style.containIntrinsicBlockSize = `${shown * ROW_REM}rem`;
  }
}

// The roles are those that the elements have by themselves in a table that is laid out as one.
function row(lane) {
  const cells = Array.from({ length: 8 }, (_, k) => element("td", { role: "cell", class: k ? "number" : null }));
  const line = element("tr", { role: "row" }, element("th", { scope: "row", role: "rowheader" }, lane.name), cells);
  return { line, cells, shown: Array(8).fill(null) };
}

function refresh(held, lane) {
  const e = lane.extra && lane.status === "longer" ? lane.extra : null;
  const share = lane.share > 0 && lane.share < 1 ? ` (${Math.round(lane.share * 100)} % of ships)` : "";
  const status = STATUS[lane.status] + share;
  const values = [
    lane.reason ? [status, lane.reason] : status, number(lane.open_nm), number(lane.distance_nm), e ? number(e.nm) : "–",
    e ? ranged(e.days, (v) => number(v, 1)) : "–", e ? ranged(e.fuel_t, number) : "–", e ? ranged(e.co2_t, number) : "–", e ? ranged(e.cost_usd, money) : "–",
  ];
  values.forEach((value, k) => {
    const key = Array.isArray(value) ? value.join("|") : value;
    if (held.shown[k] === key) return;
    held.shown[k] = key;
    const cell = held.cells[k];
    if (!Array.isArray(value)) cell.textContent = value;
    else if (cell.childNodes.length === 2) { cell.firstChild.data = value[0]; cell.lastChild.firstChild.data = value[1]; }
    else cell.replaceChildren(value[0], element("span", { class: "range" }, value[1]));
  });
  if (held.line.className !== lane.status) held.line.className = lane.status;
  hide(held, lane);
}

function hide(held, lane) {
  const hidden = view.changed && lane.status === "open";
  if (held.line.hidden !== hidden) held.line.hidden = hidden;
}

export function showOnlyChanged() {
  for (const lane of latest?.lanes ?? []) hide(rows.get(lane.lane_id), lane);
  measure();
}

function ranged(range, write) { return [write(range.mid), `${write(range.low)} to ${write(range.high)}`]; }

function sums(sum) {
  const extra = sum.weekly || sum.once;
  const per = sum.weekly ? "a week" : "one sailing each";
  const list = [["Lanes", number(sum.lanes)], ["As before", number(sum.unchanged)], ["Longer way", number(sum.longer)],
    ["No way", number(sum.no_way)], ["Port out", number(sum.port_out)], ["Left out", number(sum.left_out)]];
  if (extra && sum.longer) {
    list.push([`Extra days, ${per}`, spread(extra.days, (v) => number(v, 1))], [`Extra fuel, t, ${per}`, spread(extra.fuel_t, number)],
      [`Extra CO₂, t, ${per}`, spread(extra.co2_t, number)], [`Extra cost, USD, ${per}`, spread(extra.cost_usd, money)]);
  }
  $("lane-sums").replaceChildren(...list.map(([t, d]) => element("div", {}, element("dt", {}, t), element("dd", {}, d))));
}

function spread(range, write) { return range.low === range.high ? write(range.mid) : `${write(range.mid)} (${write(range.low)} to ${write(range.high)})`; }

function passages(list) {
  const share = (part) => (part.lanes_share === null ? "–" : [`${Math.round(part.lanes_share * 100)} %`, part.lanes_share]);
  const cell = (value) => (Array.isArray(value)
    ? element("td", {}, element("span", { class: "before-after" }, element("meter", { min: 0, max: 1, value: value[1], "aria-label": value[0] }), value[0])) : element("td", {}, value));
  const line = (p) => element("tr", {}, element("th", { scope: "row" }, p.name, p.restricted ? " (restricted)" : ""), cell(share(p.open)), cell(share(p.under)));
  const differs = (p) => p.restricted || Math.abs((p.open.lanes_share ?? 0) - (p.under.lanes_share ?? 0)) >= 0.005;
  const moved = list.filter(differs);
  const rest = list.filter((p) => !differs(p)).sort((a, b) => (b.open.lanes_share ?? 0) - (a.open.lanes_share ?? 0));
  $("passage-table").tBodies[0].replaceChildren(...(moved.length ? moved.map(line)
    : [element("tr", {}, element("td", { colspan: 3, class: "soft" }, "No share differs."))]));
  $("passage-rest").tBodies[0].replaceChildren(...rest.map(line));
  $("passage-rest-count").textContent = rest.length;
}

export function toCsv() {
  if (!latest) return "";
  const quote = (v) => { const t = v === null || v === undefined ? "" : String(v); return /^[=+\-@\t\r]/.test(t) && typeof v === "string" ? `"'${t.replaceAll('"', '""')}"` : /[",\n]/.test(t) ? `"${t.replaceAll('"', '""')}"` : t; };
  const head = ["lane", "name", "status", "nm_before", "nm_after", "extra_nm", "extra_days_low", "extra_days_mid", "extra_days_high",
    "extra_fuel_t_low", "extra_fuel_t_mid", "extra_fuel_t_high", "extra_co2_t_low", "extra_co2_t_mid", "extra_co2_t_high",
    "extra_cost_usd_low", "extra_cost_usd_mid", "extra_cost_usd_high", "share"];
  const three = (r) => (r ? [r.low, r.mid, r.high] : ["", "", ""]);
  const lines = latest.lanes.map((l) => [l.lane_id, l.name, l.status, l.open_nm, l.distance_nm, l.extra ? l.extra.nm : "",
    ...three(l.extra?.days), ...three(l.extra?.fuel_t), ...three(l.extra?.co2_t), ...three(l.extra?.cost_usd), l.share]);
  return [head, ...lines].map((line) => line.map(quote).join(",")).join("\r\n") + "\r\n";
}
