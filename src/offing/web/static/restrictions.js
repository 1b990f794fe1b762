// Proposed restrictions as switches. A switch changes this page only; a decision is recorded.

import { get, post } from "./api.js";
import { $, debounced, element } from "./dom.js";
import { remember, view } from "./view.js";

const KINDS = [["container", "Container ships"], ["bulk", "Bulk carriers"], ["tanker", "Tankers"],
  ["gas", "Gas carriers"], ["general", "General cargo"], ["roro", "Ro-ro ships"]];

let known = [];      // proposals and what was decided on them, as the server has them
let shown = [];      // those with a switch, by id
let last = 0;        // number of the last decision that this page has seen
let changed = () => {};
const seen = new Set();   // numbers of decisions that this view took in, or was linked without
let seenSoFar = false;

// A view from a link shows what it holds, whatever was decided: that is its point.
export function seenAll() { seenSoFar = true; }

export function onChange(call) { changed = call; }

const told = debounced(() => { remember(); pending(); changed(); }, 30);

export async function load(only = null) {
  const [list, decisions] = await Promise.all([get("/restrictions"), allDecisions()]);
  known = list;
  last = decisions.length ? decisions[decisions.length - 1].number : 0;
  for (const p of known) {
    if (!p.decision || seen.has(p.decision.number)) continue;
    seen.add(p.decision.number);
    const holds = ["accepted", "changed"].includes(p.decision.action);
    if (holds && !seenSoFar && !(p.restriction.id in view.on)) view.on[p.restriction.id] = plain(p.restriction);
  }
  seenSoFar = false;
  draw(only);
  trail(decisions);
}

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

export function draw(only = null) {
  const own = Object.values(view.on).filter((r) => !known.some((p) => p.restriction.id === r.id));
  const listed = known.filter((p) => !only || only.has(p.restriction.id) || p.decision || p.restriction.id in view.on);
  shown = [...listed.map((p) => p.restriction), ...own].filter((r) => r.target.kind !== "general").map((r) => [r.id, r]);
  const cards = listed.map((p) => card(p.restriction, p.decision)).concat(own.map((r) => card(r, null)));
  $("restriction-list").replaceChildren(...(cards.length ? cards
    : [element("p", { class: "soft" }, "Nothing is proposed by what was read.")]));
  pending();
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
  const current = () => view.on[id] || plain(original);
  const general = original.target.kind === "general";
  const made = element("article", { class: "card restriction", "aria-label": title(original) });
  const settings = element("div", {});
  const toggle = element("input", { type: "checkbox", role: "switch", "aria-label": `Try: ${title(original)}`, disabled: general,
    onchange: (event) => { if (event.target.checked) view.on[id] = plain(original); else delete view.on[id]; settings.hidden = !event.target.checked; told(); } });
  toggle.checked = id in view.on;
  settings.hidden = !toggle.checked;
  made.append(element("div", { class: "head" }, element("label", { class: "switch" }, toggle, "Try it"),
    element("strong", {}, title(original)), element("span", { class: "tag" }, decision ? `${decision.action} by ${decision.who}` : original.basis ? "proposed" : "your own"),
    element("span", { class: "soft small" }, id)));
  if (original.basis) made.append(element("p", {}, original.basis));
  if (original.would_have_to_be_true.length) {
    made.append(element("details", {}, element("summary", {}, "What would have to be true"),
      element("ul", {}, original.would_have_to_be_true.map((t) => element("li", {}, t)))));
  }
  if (original.not_modelled.length) made.append(element("p", { class: "soft" }, `Not modelled: ${original.not_modelled.join("; ")}`));
  if (general) {
    made.append(element("p", {}, "It names no single place. Choose one:"), element("p", { class: "row" }, original.candidates.map((c) =>
      element("button", { type: "button", onclick: () => take(original, c) }, c.name))));
    return made;
  }
  settings.append(form(id, current));
  made.append(settings);
  return made;
}

function take(general, candidate) {
  const kind = ["strait", "canal"].includes(candidate.kind) ? "passage" : "port";
  const day = general.start ? `-${general.start.replaceAll("-", "")}` : "";
  const id = `${kind}-${candidate.id}-${general.effect}${day}`;
  view.on[id] = { ...plain(general), id, target: { kind, id: candidate.id, name: candidate.name, geometry: null }, candidates: [], candidate_of: general.id };
  draw();
  told();
}

function form(id, current) {
  const set = (change) => { view.on[id] = { ...current(), ...change }; told(); };
  const r = current();
  const by = element("div", { class: "row" });
  const shares = () => {
    by.replaceChildren(...(current().effect !== "avoided" ? [] : KINDS.map(([kind, name]) => {
      const value = current().share_by_class[kind] ?? current().share;
      const shown = element("output", {}, `${Math.round(value * 100)} %`);
      return element("label", {}, `${name} that stay away`, element("span", { class: "row" },
        element("input", { type: "range", min: 0, max: 100, value: Math.round(value * 100), "aria-label": `Share of ${name.toLowerCase()} that stay away of ${id}`,
          oninput: (e) => { shown.textContent = `${e.target.value} %`; set({ share_by_class: { ...current().share_by_class, [kind]: Number(e.target.value) / 100 } }); } }), shown));
    })));
  };
  shares();
  const effect = element("select", { onchange: (e) => { set({ effect: e.target.value }); shares(); } },
    [["closed", "closed to all"], ["avoided", "avoided by a share"]].map(([v, t]) => element("option", { value: v, selected: r.effect === v }, t)));
  return element("div", {}, element("div", { class: "row" },
    element("label", {}, "Effect", effect),
    element("label", {}, "From", element("input", { type: "date", value: r.start || "", onchange: (e) => set({ start: e.target.value || null }) })),
    element("label", {}, "Until", element("input", { type: "date", value: r.end || "", onchange: (e) => set({ end: e.target.value || null }) }))), by);
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
  for (const [action, restriction] of differences()) {
    const [one] = await post("/decisions", { action, restriction, who, why, seen: newest });
    newest = one.number;
    seen.add(one.number);
  }
  await load();
}

function trail(decisions) {
  $("decision-list").replaceChildren(...decisions.map((d) => element("li", {},
    `${d.at.slice(0, 16).replace("T", " ")} UTC: ${title(d.restriction)} ${d.action} by ${d.who}${d.why ? `: ${d.why}` : ""}`)));
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
