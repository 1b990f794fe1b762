// What the page shows, as a part of its address: a link brings the same view back.
// It stands after '#', which browsers never send anywhere.

export const view = { reports: [], on: {}, lanes: "reference", ways: "both", changed: false };

export function restore() {
  const match = /(?:^#|&)view=([\w-]+)/.exec(location.hash);
  if (!match) return false;
  try {
    const bytes = Uint8Array.from(atob(match[1].replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
    const kept = JSON.parse(new TextDecoder().decode(bytes));
    if (Array.isArray(kept.reports)) view.reports = kept.reports.filter((i) => typeof i === "string");
    if (kept.on && typeof kept.on === "object" && !Array.isArray(kept.on)) view.on = kept.on;
    if (typeof kept.lanes === "string") view.lanes = kept.lanes;
    if (["both", "before", "after"].includes(kept.ways)) view.ways = kept.ways;
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
