// Incidents with both ratings and the tree of origins.

import { choose } from "./claims.js";
import { $, element, plural, when } from "./dom.js";

const STATUS = {
  in_effect: "in effect", announced: "announced", occurred: "said to have happened", ended: "ended",
  denied: "denied", disputed: "disputed", superseded: "superseded", unknown: "not known",
};

// What a restriction rests on comes first, then what holds now, what is to come, what is in doubt.
const ORDER = ["in_effect", "announced", "disputed", "occurred", "unknown", "ended", "denied", "superseded"];
const AT_ONCE = 12;   // more are folded away

export function showIncidents({ incidents, restrictions }) {
  const carried = new Set(restrictions.flatMap((r) => r.incident_ids));
  const rank = (i) => (carried.has(i.id) ? -1 : ORDER.indexOf(i.status));
  const first = incidents.filter((i) => i.scope === "shipping").sort((a, b) => rank(a) - rank(b));
  const rest = incidents.filter((i) => i.scope !== "shipping");
  const shown = first.length > AT_ONCE + 2 ? AT_ONCE : first.length;
  const further = first.slice(shown);
  $("incident-list").replaceChildren(
    ...(first.length ? first.slice(0, shown).map(incident) : [element("p", { class: "soft" }, "None about shipping.")]),
    ...(further.length ? [element("details", {}, element("summary", {}, `${further.length} further incidents`), ...further.map(incident))] : []),
    ...(rest.length ? [element("details", {}, element("summary", {}, `Background (${rest.length})`), ...rest.map(incident))] : []));
}

function code(rating) { return `${rating.reliability}${rating.credibility}`; }

function rated(question, rating) {
  return element("p", {}, `${question} `, element("span", { class: "rating" }, code(rating)), ` ${rating.reasons.join("; ")}`);
}

function incident(one) {
  return element("details", { class: "incident", id: `incident-${one.id}` },
    element("summary", {}, element("strong", {}, one.title),
      element("span", { class: "rating", title: "Was it said?" }, `said ${code(one.said_rating)}`), " ",
      element("span", { class: "rating", title: "Is it so?" }, `so ${code(one.so_rating)}`), " ",
      element("span", { class: "soft" }, [STATUS[one.status], plural(one.independent_origins, "independent origin"), when(one.when)].filter((t) => t !== "–").join("; "))),
    rated("Was it said?", one.said_rating), rated("Is it so?", one.so_rating),
    one.status_reason ? element("p", {}, `Status: ${STATUS[one.status]}, ${one.status_reason}`) : null,
    element("h4", {}, "From first sources to copies"), tree(one.origins),
    compared("They agree", one.agreements), compared("They differ", one.conflicts),
    one.links.length ? element("details", {}, element("summary", {}, `Why these claims were put together, or kept apart (${one.links.length})`),
      element("ul", {}, one.links.map((l) => element("li", {}, `${l.joined ? "Together" : "Apart"}: ${l.reason}`)))) : null,
    element("p", { class: "row" }, one.claim_ids.map((id) =>
      element("button", { type: "button", onclick: () => choose(id, "table") }, `Claim ${numberOf(id)}`))));
}

function numberOf(id) {
  const button = document.querySelector(`#${CSS.escape(`claim-${id}`)} button`);
  return button ? button.textContent : "";
}

function tree(origins) {
  return element("ul", { class: "tree" }, origins.map((o) => element("li", {},
    element("strong", {}, o.name), o.independent ? "" : " (not independent)", o.why ? element("span", { class: "soft" }, ` ${o.why}`) : null,
    o.copies.length ? tree(o.copies) : null)));
}

function compared(title, list) {
  return list.length ? element("div", {}, element("h4", {}, title), element("ul", {}, list.map((c) => element("li", {}, c.text)))) : null;
}
