// Proposed restrictions as switches. A switch changes this page only; a decision is recorded.

import { get, post } from "./api.js";
import { $, arrange, debounced, element } from "./dom.js";
import { answered } from "./said.js";
import { remember, view } from "./view.js";

const KINDS = [["container", "Container ships"], ["bulk", "Bulk carriers"], ["tanker", "Tankers"],
  ["gas", "Gas carriers"], ["general", "General cargo"], ["roro", "Ro-ro ships"]];

const SLIDING_MS = 30;  // a share that is being slid is asked for when the hand rests

let known = [];       // proposals and what was decided on them, as the server has them
let proposals = null; // those of the brief; null: there is no brief
let shown = [];      // those with a switch, by id
let last = 0;        // number of the last decision that this page has seen
let asked = 0;       // questions to the server, counted, and the newest whose answer was taken
let taken = 0;
let changed = () => {};
const cards = new Map();  // id → its card and what it was made from
const own = new Map();    // id → restrictions that no report proposes, on or off
const seen = new Set();   // numbers of decisions that this view took in, or was linked without
let seenSoFar = false;

// A view from a link shows what it holds, whatever was decided: that is its point.
export function seenAll() { seenSoFar = true; }

export function onChange(call) { changed = call; }

// The lanes first: they are asked for while the rest is done.
function settle() { changed(); pending(); remember(); }
const settled = debounced(settle, SLIDING_MS);
function told() { answered(); settle(); }
function slid() { answered(); settled(); }

// Decisions first: one that is made between the two questions is then not yet `seen`, and
// recording over it is refused rather than done unawares.
export async function load() {
  const mine = ++asked;
  const decisions = await allDecisions();
  const list = await get("/restrictions");
  if (mine < taken) return;   // a later question was answered earlier
  taken = mine;
  known = list;
  last = decisions.length ? decisions[decisions.length - 1].number : 0;
  for (const p of known) {
    if (!p.decision || seen.has(p.decision.number)) continue;
    seen.add(p.decision.number);
    const holds = ["accepted", "changed"].includes(p.decision.action);
    if (holds && !seenSoFar && !(p.restriction.id in view.on)) view.on[p.restriction.id] = plain(p.restriction);
  }
  seenSoFar = false;
  trail(decisions);
}

// What gets a card besides what is decided or switched on: what the brief proposes, in its
// own words, which may rest on fewer reports than all that are kept.
export function propose(list) { proposals = list; draw(); }

async function allDecisions() {
  const out = [];
  for (let after = 0; after !== null;) {
    const page = await get(`/decisions?limit=1000&after=${after}`);
    out.push(...page.items);
    after = page.next;
  }
  return out;
}

function plain(restriction) { return { ...restriction, status: "accepted" }; }

export function draw() {
  const proposed = new Set([...known.map((p) => p.restriction.id), ...(proposals ?? []).map((r) => r.id)]);
  for (const r of Object.values(view.on)) if (!proposed.has(r.id) && !own.has(r.id)) own.set(r.id, r);
  const mine = [...own.values()].filter((r) => !proposed.has(r.id));
  const decided = new Set(known.filter((p) => p.decision).map((p) => p.restriction.id));
  const fresh = (proposals ?? []).filter((r) => !decided.has(r.id));
  const inBrief = new Set(fresh.map((r) => r.id));
  const listed = [...fresh.map((restriction) => ({ restriction, decision: null })),
    ...known.filter((p) => !inBrief.has(p.restriction.id) && (p.decision || p.restriction.id in view.on))];
  shown = [...listed.map((p) => p.restriction), ...mine].filter((r) => r.target.kind !== "general").map((r) => [r.id, r]);
  const held = document.activeElement?.closest("#restriction-list > article")?.dataset.key;
  const nodes = listed.map((p) => cardOf(p.restriction, p.decision)).concat(mine.map((r) => cardOf(r, null)));
  arrange($("restriction-list"), nodes.length ? nodes
    : [element("p", { class: "soft" }, proposals ? "What was read proposes nothing." : "Nothing is switched on. Read or choose a report to see what it proposes, or add a restriction of your own.")]);
  if (held && !document.activeElement?.closest("#restriction-list")) focusOn(held);
  pending();
}

// The card that stands, with whatever is open or held in it, unless something differs.
function cardOf(restriction, decision) {
  const now = JSON.stringify(view.on[restriction.id] ?? null);
  const from = JSON.stringify([restriction, decision]);
  const held = cards.get(restriction.id);
  if (held && held.from === from && held.now === now) return held.node;
  const made = { from, now, node: card(restriction, decision) };
  cards.set(restriction.id, made);
  return made.node;
}

function changedHere(id, tell = told) {
  const held = cards.get(id);
  if (held) held.now = JSON.stringify(view.on[id] ?? null);
  tell();
}

function focusOn(id) {
  const [node] = [...$("restriction-list").children].filter((n) => n.dataset.key === id);
  node?.querySelector("input, button")?.focus({ preventScroll: true });
}

// What would be switched on after each of the next switches.
export function next(most) {
  const out = [];
  for (const [id, r] of shown) {
    const { [id]: here, ...others } = view.on;
    out.push(here ? others : { ...view.on, [id]: plain(r) });
  }
  return out.slice(0, most);
}

function title(r) {
  const name = r.target.name || r.target.id;
  if (r.effect === "avoided") return `${name}: avoided`;
  if (r.effect === "closed") return `${name}: closed`;
  return `${name}: limited`;
}

function card(original, decision) {
  const id = original.id;
  let rested = plain(original);   // what a switch that is off comes back with
  const current = () => view.on[id] ?? rested;
  const general = original.target.kind === "general";
  const made = element("article", { class: "card restriction", "data-key": id, "aria-label": title(original) });
  const settings = element("div", {});
  const toggle = element("input", { type: "checkbox", role: "switch", "aria-label": `Try: ${title(original)}`,
    onchange: (event) => {
      rested = current();
      if (event.target.checked) view.on[id] = rested; else delete view.on[id];
      settings.hidden = !event.target.checked;
      changedHere(id);
    } });
  toggle.checked = id in view.on;
  settings.hidden = !toggle.checked;
  made.append(element("div", { class: "head" }, general ? null : element("label", { class: "switch" }, toggle, "Try it"),
    element("strong", { title: id }, title(original)), element("span", { class: "tag" }, decision ? `${decision.action} by ${decision.who}` : original.basis ? "proposed" : "your own"),
    own.has(id) && !decision ? element("button", { type: "button", "aria-label": `Remove: ${title(original)}`, onclick: () => remove(id) }, "Remove") : null));
  if (original.basis) made.append(element("p", {}, original.basis));
  if (original.would_have_to_be_true.length) {
    made.append(element("details", {}, element("summary", {}, "What would have to be true"),
      element("ul", {}, original.would_have_to_be_true.map((t) => element("li", {}, t)))));
  }
  if (original.not_modelled.length) made.append(element("p", { class: "soft" }, `Not modelled: ${original.not_modelled.join("; ")}`));
  if (general) {
    made.append(element("p", {}, "It names no single place. Choose one to try:"), element("p", { class: "row" }, original.candidates.map((c) =>
      element("button", { type: "button", onclick: () => take(original, c) }, c.name))));
    return made;
  }
  settings.append(form(id, current));
  made.append(settings);
  return made;
}

function remove(id) {
  own.delete(id);
  cards.delete(id);
  delete view.on[id];
  draw();
  $("own").querySelector("summary").focus({ preventScroll: true });
  told();
}

function take(general, candidate) {
  const kind = ["strait", "canal"].includes(candidate.kind) ? "passage" : "port";
  const day = general.start ? `-${general.start.replaceAll("-", "")}` : "";
  const id = `${kind}-${candidate.id}-${general.effect}${day}`;
  view.on[id] = { ...plain(general), id, target: { kind, id: candidate.id, name: candidate.name, geometry: null }, candidates: [], candidate_of: general.id };
  draw();
  focusOn(id);
  told();
}

function form(id, current) {
  const set = (change, tell) => { view.on[id] = { ...current(), ...change }; changedHere(id, tell); };
  const r = current();
  const by = element("div", { class: "row" });
  const shares = () => {
    by.replaceChildren(...(current().effect !== "avoided" ? [] : KINDS.map(([kind, name]) => {
      const value = current().share_by_class[kind] ?? current().share;
      const shown = element("output", { "aria-live": "off" }, `${Math.round(value * 100)} %`);
      return element("label", {}, `${name} that stay away`, element("span", { class: "row" },
        element("input", { type: "range", min: 0, max: 100, value: Math.round(value * 100), "aria-valuetext": `${Math.round(value * 100)} %`, "aria-label": `Share of ${name.toLowerCase()} that stay away: ${r.target.name || id}`,
          oninput: (e) => { shown.textContent = `${e.target.value} %`; e.target.setAttribute("aria-valuetext", shown.textContent); set({ share_by_class: { ...current().share_by_class, [kind]: Number(e.target.value) / 100 } }, slid); } }), shown));
    })));
  };
  shares();
  const effect = element("select", { onchange: (e) => { set({ effect: e.target.value }); shares(); } },
    [["closed", "closed to all"], ["avoided", "avoided by a share"]].map(([v, t]) => element("option", { value: v, selected: r.effect === v }, t)));
  const order = element("p", { class: "bad", role: "status" });
  const ordered = () => { const { start, end } = current(); order.textContent = start && end && end < start ? "It ends before it begins: nothing is restricted." : ""; };
  const day = (name, key) => element("label", {}, name, element("input", { type: "date", value: r[key] || "",
    onchange: (e) => { set({ [key]: e.target.value || null }); ordered(); } }));
  ordered();
  return element("div", {}, element("div", { class: "row" }, element("label", {}, "Effect", effect), day("From", "start"), day("Until", "end")), order, by);
}

// What differs from the decisions that stand: this is what recording would write.
function differences() {
  const out = [];
  const standing = new Map(known.filter((p) => p.decision && ["accepted", "changed"].includes(p.decision.action)).map((p) => [p.restriction.id, p.restriction]));
  for (const [id, r] of Object.entries(view.on)) {
    const before = standing.get(id);
    if (!before) out.push(["accepted", r]);
    else if (JSON.stringify({ ...before, status: "" }) !== JSON.stringify({ ...r, status: "" })) out.push(["changed", r]);
  }
  for (const [id, r] of standing) if (!(id in view.on)) out.push(["lifted", r]);
  return out;
}

function pending() {
  const list = differences();
  $("pending").textContent = list.length
    ? `To be recorded: ${list.map(([action, r]) => `${title(r)} (${action})`).join(", ")}.`
    : "Nothing differs from what was decided before.";
  $("decide").querySelector("button").disabled = !list.length;
}

export async function record(who, why) {
  let newest = last;
  try {
    for (const [action, restriction] of differences()) {
      const [one] = await post("/decisions", { action, restriction, who, why, seen: newest });
      newest = one.number;
      seen.add(one.number);
    }
  } finally {
    await load();   // also when somebody else came first: then the page shows what they decided
    draw();
  }
}

function trail(decisions) {
  $("decision-list").replaceChildren(...decisions.map((d) => element("li", {},
    `${d.at.slice(0, 16).replace("T", " ")} UTC: ${title(d.restriction)} ${d.action} by ${d.who}${d.why ? `: ${d.why}` : ""}`)));
}

export function addArea(geometry) {
  const n = [...own.values()].filter((r) => r.target.kind === "area").length + 1;
  addOwn("area", `drawn-${n}-${Date.now().toString(36)}`, `Drawn area ${n}`, geometry);
}

export function addOwn(kind, id, name, geometry = null) {
  const key = `${kind}-${id}-closed`;
  view.on[key] = {
    id: key, target: { kind, id, name, geometry }, effect: "closed", share: 1, share_by_class: {}, capacity_per_day: null,
    applies_to: [], start: null, end: null, ramp_days: 0, ramp_from: 0, forbids_entry: false, status: "accepted", candidates: [], candidate_of: null,
    incident_ids: [], claim_ids: [], basis: "", would_have_to_be_true: [], not_modelled: [], note: "", sources: [],
  };
  draw();
  told();
}
