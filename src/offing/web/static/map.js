// Which map: MapLibre where it ships with this desk and the browser can draw it, else SVG.

import { SvgMap } from "./svgmap.js";

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

export async function openMap(box) {
  box.dataset.map = "svg";
  if (document.body.dataset.vendor !== "maplibre" || !canDraw()) return new SvgMap(box);
  try {
    const { GlMap } = await import("./glmap.js");
    const map = await GlMap.open(box);
    box.dataset.map = "gl";
    return map;
  } catch (error) {
    console.info("The plain map is shown:", error.message); // no fault: it shows the same
    return new SvgMap(box);
  }
}
