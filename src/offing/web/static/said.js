// What the page says of itself: what it is at, and what went wrong.

import { Refused } from "./api.js";
import { $, element } from "./dom.js";

export function say(text) { $("notice").textContent = text; }

// What went wrong is added to what went wrong before: only a person's own next action
// answers it, never something that the page does by itself.
export function trouble(error) {
  if (!error || error.name === "AbortError") return;
  const told = [...$("trouble").children].map((p) => p.textContent);
  if (!told.includes(error.message)) $("trouble").append(element("p", {}, error.message));
  if (!(error instanceof Refused)) console.error(error);
}

// Something that the page does by itself.
export async function tried(call) {
  try { return await call(); } catch (error) { trouble(error); return undefined; }
}

// Something that a person did: what went wrong before it has been read.
export function answered() { $("trouble").replaceChildren(); }

export function acted(call) {
  answered();
  return tried(call);
}

// Of questions of one kind only the newest counts: each call drops the one before it, whose
// answer must be looked at no more once `signal.aborted`.
export function newest() {
  let held = null;
  const next = () => {
    held?.abort();
    held = new AbortController();
    return held.signal;
  };
  return Object.assign(next, { asked: () => held !== null });
}
