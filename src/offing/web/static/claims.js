// The reports' text with claims marked, the tables of claims, and the way between them.

import { $, dated, element, when } from "./dom.js";

const FOOTING = {
  announced: "a party states its own act, order, call or intention",
  claimed: "a party asserts a fact in its favour or about its opponent",
  reported: "the outlet or a source that is neither party nor authority says so",
  confirmed: "an authority in charge, an inquiry or an observer on the spot says so",
  denied: "the speaker says that it is not so",
  assessed: "opinion, forecast, verdict, or what could be",
};

let marks = new Map();

export function showClaims(brief) {
  marks = new Map();
  const shipping = brief.claims.filter((c) => c.scope === "shipping");
  const rest = brief.claims.filter((c) => c.scope !== "shipping");
  const numbered = new Map([...shipping, ...rest].map((c, k) => [c.id, k + 1]));
  fill($("claim-table").tBodies[0], shipping, numbered, "No claim about shipping was found.");
  fill($("background-table").tBodies[0], rest, numbered, "None.");
  $("background-count").textContent = rest.length;
  showTexts(brief, numbered);
}

function fill(body, claims, numbered, none) {
  body.replaceChildren(...claims.map((c) => row(c, numbered.get(c.id))));
  if (!claims.length) body.append(element("tr", { role: "row" }, element("td", { colspan: 7, class: "soft", role: "cell" }, none)));
}

function row(claim, n) {
  const through = claim.attribution.length > 1 ? claim.attribution.join(" ← ") : "";
  const cell = (label, ...children) => element("td", { role: "cell", "data-label": label }, ...children);
  const made = element("tr", { id: `claim-${claim.id}`, role: "row" },
    cell("No.", element("button", { type: "button", "aria-label": `Claim ${n}: show it in the text`, onclick: () => choose(claim.id, "text") }, n)),
    cell("Who", claim.speaker, claim.speaker_role ? element("span", { class: "range" }, claim.speaker_role) : null,
      through ? element("span", { class: "range" }, through) : null),
    cell("Says", claim.paraphrase, ...claim.conditions.map((t) => element("span", { class: "range" }, `On terms not modelled: “${t}”`))),
    cell("Footing", element("abbr", { title: FOOTING[claim.modality] || "" }, claim.modality)),
    cell("When", dated(when(claim.when)), claim.stated.earliest ? element("span", { class: "range" }, dated(`said ${when(claim.stated)}`)) : null),
    cell("Where", claim.places.map((p) => p.name).join(", ") || "–"),
    cell("In effect", claim.in_effect === null ? "–" : claim.in_effect ? "yes" : "no"));
  made.addEventListener("mouseenter", () => glow(claim.id, true));
  made.addEventListener("mouseleave", () => glow(claim.id, false));
  return made;
}

function showTexts(brief, numbered) {
  const parts = brief.reports.flatMap((report) => {
    const spans = brief.claims.flatMap((claim) => claim.evidence
      .filter((e) => e.report_id === report.id)
      .map((e) => ({ start: e.start, end: e.end, claim })));
    const title = element("h3", {}, report.title || report.source,
      element("span", { class: "soft small" }, ` ${[report.publisher, report.published].filter(Boolean).join(", ")}`));
    return brief.reports.length > 1 ? [title, marked(report, spans, numbered)] : [marked(report, spans, numbered)];
  });
  $("report-text").replaceChildren(...parts);
}

// Offsets count code points; a string here counts UTF-16 units, hence the array.
function marked(report, spans, numbered) {
  const points = Array.from(report.text);
  const edges = new Set([0, points.length]);
  for (const s of [...spans, ...report.dropped]) { edges.add(s.start); edges.add(s.end); }
  const cuts = [...edges].filter((e) => e >= 0 && e <= points.length).sort((a, b) => a - b);
  const starts = [...spans].sort((a, b) => a.start - b.start);
  const out = element("div", {});
  let active = [];
  let next = 0;
  for (let k = 0; k + 1 < cuts.length; k++) {
    const [from, to] = [cuts[k], cuts[k + 1]];
    active = active.filter((s) => s.end > from);
    while (next < starts.length && starts[next].start <= from) active.push(starts[next++]);
    const words = points.slice(from, to).join("");
    const dropped = report.dropped.some((d) => d.start <= from && d.end >= to);
    if (active.length) out.append(mark(words, active.map((s) => s.claim), numbered));
    else if (dropped) out.append(element("span", { class: "dropped" }, words));
    else out.append(words);
  }
  return out;
}

function mark(words, claims, numbered) {
  const names = claims.map((c) => numbered.get(c.id));
  const first = claims.find((c) => !marks.has(c.id));
  const made = element("mark", {
    class: claims.some((c) => c.scope === "shipping") ? "" : "background",
    title: claims.map((c) => `${numbered.get(c.id)}: ${c.modality}, ${c.paraphrase}`).join("\n"),
    tabindex: first ? 0 : null, role: first ? "button" : null,
    "aria-label": first ? `${words} (claim ${names.join(" and ")}: show it in the table)` : null,
    onclick: () => choose(claims[0].id, "table"),
    onkeydown: (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(claims[0].id, "table"); } },
  }, words);
  for (const c of claims) { if (!marks.has(c.id)) marks.set(c.id, []); marks.get(c.id).push(made); }
  return made;
}

function glow(id, on) {
  for (const made of marks.get(id) || []) made.classList.toggle("chosen", on);
}

export function choose(id, where) {
  for (const old of document.querySelectorAll(".chosen")) old.classList.remove("chosen");
  glow(id, true);
  const line = $(`claim-${id}`);
  if (line) {
    line.classList.add("chosen");
    if (where === "table") {
      if (line.closest("#background-table")) $("background").open = true;
      line.scrollIntoView({ block: "center" });
      line.querySelector("button").focus({ preventScroll: true });
    }
  }
  const [first] = marks.get(id) || [];
  if (first && where === "text") {
    first.scrollIntoView({ block: "center" });
    if (first.hasAttribute("tabindex")) first.focus({ preventScroll: true });
  }
}
