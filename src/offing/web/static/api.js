// Talking to the server: one error shape, nothing else.

const ROOT = "/api/v1";

export class Refused extends Error {
  constructor(problem) {
    super(problem.detail || problem.title || "The server did not answer");
    this.problem = problem;
  }
}

async function answerOf(response) {
  if (response.ok) return response;
  let problem = { status: response.status, title: response.statusText };
  try { problem = await response.json(); } catch { /* no document: the status has to do */ }
  throw new Refused(problem);
}

async function ask(path, options) {
  try {
    return await answerOf(await fetch(ROOT + path, options));
  } catch (error) {
    if (error instanceof Refused || error.name === "AbortError") throw error;
    throw new Refused({ detail: "The server does not answer. Is “offing serve” still running?" });
  }
}

export async function get(path, { signal } = {}) {
  return (await ask(path, { signal })).json();
}

// The first time ever, the server builds its sea: it says how far it is instead of an answer,
// and what it puts off is asked again.
const NOT_READY = "/problems/sea-not-ready";
const AGAIN = 300;
const PAUSE_MS = 2000;

export async function post(path, body, { signal, raw = false, waiting = null } = {}) {
  const options = { method: "POST", signal, body: JSON.stringify(body), headers: { "content-type": "application/json" } };
  let response;
  for (let left = AGAIN; !response; left--) {
    try { response = await ask(path, options); } catch (error) {
      if (!waiting || left === 0 || error.problem?.type !== NOT_READY) throw error;
      waiting(error.message);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
  return raw ? response.blob() : response.json();
}

// Only that the server has worked it out counts, not what it says.
export async function ahead(path, body, signal) {
  const response = await ask(path, { method: "POST", signal, body: JSON.stringify(body), headers: { "content-type": "application/json" } });
  await response.body?.cancel();
}

export async function send(method, path, data, type) {
  return (await ask(path, { method, body: data, headers: { "content-type": type } })).json();
}
