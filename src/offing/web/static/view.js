// What the page shows, as a part of its address: a link brings the same view back.
// It stands after '#', which browsers never send anywhere.

export const view = { reports: [], on: {}, lanes: "reference", ways: "both", changed: false };

const whole = (r) => Boolean(r && typeof r === "object" && typeof r.id === "string" && typeof r.effect === "string"
  && r.target && typeof r.target === "object" && typeof r.target.id === "string");

export function restore() {
  const match = /(?:^#|&)view=([\w-]+)/.exec(location.hash);
  if (!match) return false;
  try {
    const bytes = Uint8Array.from(atob(match[1].replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
    const kept = JSON.parse(new TextDecoder().decode(bytes));
    view.reports = Array.isArray(kept.reports) ? kept.reports.filter((i) => typeof i === "string") : [];
    view.on = Object.fromEntries(Object.entries(kept.on ?? {}).filter(([id, r]) => whole(r) && r.id === id));
    view.lanes = typeof kept.lanes === "string" ? kept.lanes : "reference";
    view.ways = ["both", "before", "after"].includes(kept.ways) ? kept.ways : "both";
    view.changed = Boolean(kept.changed);
    return true;
  } catch {
    return false; // a link cut short: the plain page is better than none
  }
}

export function address() {
  const bytes = new TextEncoder().encode(JSON.stringify(view));
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  const kept = btoa(text).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  return `${location.origin}${location.pathname}#view=${kept}`;
}

export function remember() { history.replaceState(null, "", address()); }

export function scenario(on = view.on) {
  return { restrictions: Object.values(on), name: Object.keys(on).length ? "tried on the page" : "" };
}
