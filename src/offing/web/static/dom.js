// Building the page. Text only ever becomes text: nothing here takes markup.

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  put(made, attributes);
  made.append(...children.flat().filter((c) => c !== null && c !== undefined && c !== false).map(String_));
  return made;
}

const SVG = "http://www.w3.org/2000/svg";

export function svg(name, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, name);
  put(made, attributes);
  made.append(...children.flat().filter(Boolean).map(String_));
  return made;
}

function put(made, attributes) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else made.setAttribute(key, String(value));
  }
}

function String_(child) {
  return child instanceof Node ? child : document.createTextNode(String(child));
}

// Makes `nodes` the children of a place and moves only those that must: what stays keeps
// focus, what a person has opened, and how far a list was scrolled.
export function arrange(place, nodes) {
  const kept = new Set(nodes);
  for (const old of [...place.childNodes]) if (!kept.has(old)) old.remove();
  nodes.forEach((n, k) => { if (place.childNodes[k] !== n) place.insertBefore(n, place.childNodes[k] ?? null); });
}

// The children that stand where they say and hold what the new ones do, else the new ones.
export function unchanged(place, nodes) {
  const before = new Map([...place.children].map((n) => [n.dataset.key, n]));
  return nodes.map((n) => {
    const old = before.get(n.dataset.key);
    return old && old.isEqualNode(n) && sameChecks(old, n) ? old : n;
  });
}

function sameChecks(one, other) {
  const checks = (n) => [...n.querySelectorAll("input[type=checkbox]")].map((b) => b.checked).join();
  return checks(one) === checks(other);
}

export function $(id) { return document.getElementById(id); }

export function plural(n, one, many = `${one}s`) { return `${n === 0 ? "no" : n} ${n === 1 ? one : many}`; }

const WHOLE = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const TENTH = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

export function number(value, digits = 0) {
  if (value === null || value === undefined || Number.isNaN(value)) return "–";
  return minus((digits ? TENTH : WHOLE).format(value));
}

export function money(value) {
  if (value === null || value === undefined) return "–";
  const size = Math.abs(value);
  if (size >= 1e6) return minus(`${TENTH.format(value / 1e6)} M`);
  if (size >= 1e4) return minus(`${WHOLE.format(value / 1e3)} k`);
  return minus(WHOLE.format(value));
}

// A minus as wide as a plus; nothing is ever less than nothing.
function minus(text) { return text === "-0" ? "0" : text.replace("-", "−"); }

export function when(w) {
  if (!w || (!w.earliest && !w.latest)) return w && w.text ? w.text : "–";
  const short = (t) => t.replace("T", " ").replace(/:\d\d(\.\d+)?Z?$/, "Z");
  if (!w.latest) return `from ${short(w.earliest)}`;
  if (!w.earliest) return `until ${short(w.latest)}`;
  const [year] = w.earliest.split("-");
  if (w.earliest === `${year}-01-01` && w.latest === `${year}-12-31`) return year;
  return w.earliest === w.latest ? short(w.earliest) : `${short(w.earliest)} to ${short(w.latest)}`;
}

// A text whose dates are not broken at the end of a line.
export function dated(text) {
  return text.split(/(\d{4}-\d\d-\d\d(?: \d\d:\d\dZ)?)/).map((part, k) => (k % 2 ? element("span", { class: "date" }, part) : part)).filter(Boolean);
}

export function debounced(call, milliseconds) {
  let timer = 0;
  return (...given) => { clearTimeout(timer); timer = setTimeout(() => call(...given), milliseconds); };
}

// Once what was changed is on the screen; at once where nothing is shown, as in a tab behind.
export function afterPaint(call) {
  if (document.hidden) setTimeout(call, 0);
  else requestAnimationFrame(() => setTimeout(call, 0));
}

export function save(blob, name) {
  const address = URL.createObjectURL(blob);
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
