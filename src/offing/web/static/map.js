// Which map: MapLibre where it ships with this desk and the browser can draw it, else SVG.

import { afterPaint } from "./dom.js";
import { SvgMap } from "./svgmap.js";

const CALLS = ["setPassages", "setPorts", "setNotices", "setAreas", "setWays", "show", "startDrawing"];

function canDraw() {
  try {
    const canvas = document.createElement("canvas");
    const context = canvas.getContext("webgl2");
    context?.getExtension("WEBGL_lose_context")?.loseContext();
    return Boolean(context);
  } catch {
    return false;
  }
}

// A map at once: what it is told before it can draw is kept, and drawn when it can.
export function openMap(box) {
  const told = new Map();
  let drawn = null;
  chosen(box).then((map) => {
    drawn = map;
    for (const [name, given] of told) map[name](...given);
  });
  return Object.fromEntries(CALLS.map((name) => [name, (...given) => {
    if (drawn) drawn[name](...given);
    else told.set(name, given);
  }]));
}

// What can be read comes first: a graphics card takes its time to be found.
async function chosen(box) {
  await new Promise(afterPaint);
  if (document.body.dataset.vendor !== "maplibre" || !canDraw()) return plain(box);
  try {
    const { GlMap } = await import("./glmap.js");
    const map = await GlMap.open(box);
    box.dataset.map = "gl";
    return map;
  } catch (error) {
    console.info("The plain map is shown:", error.message); // no fault: it shows the same
    return plain(box);
  }
}

function plain(box) {
  const map = new SvgMap(box);
  box.dataset.map = "svg";
  return map;
}
