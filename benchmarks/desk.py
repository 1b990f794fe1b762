"""The desk: how fast it starts, answers, repaints and searches, and whether it holds out.

    python benchmarks/desk.py start         seconds until the first page and the first route
    python benchmarks/desk.py routes        requests per second with Debian's wrk
    python benchmarks/desk.py exposure      a switch, asked of the server: 1,000 lanes
    python benchmarks/desk.py page          weight, first paint, switch to repaint (Chromium)
    python benchmarks/desk.py search        10,000 stored reports searched
    python benchmarks/desk.py soak --minutes 15   mixed load: memory and answers

Every part starts a desk of its own on a new file. Wall clock is told beside the server's
own processor seconds: on a busy machine only the second says what the code costs.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import http.client
import json
import math
import os
import random
import re
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
REPORTS = ROOT / "tests" / "eval" / "reports" / "dev"
PORTS = (
    "SGSIN NLRTM CNSHA USNYC GRPIR AEJEA BRSSZ AUSYD ZADUR JPYOK INNSA DEHAM EGPSD PACTB USLAX "
    "KRPUS LKCMB MYPKG ESALG ITGOA ITTRS GBFXT BEANR FRLEH CLVAP PECLL"
).split()
CLASSES = ("container-8k", "container-14k", "container-24k", "container-feeder")
LUA = """
-- Each thread of wrk walks through the pairs of these ports from a place of its own.
local ports = {%s}
local step, most = %d, %d
local begun = 0
function setup(thread) thread:set("k", begun); begun = begun + %d end
function request()
  k = k + 1
  local at = (k %% most) * step %% (#ports * (#ports - 1))
  local a = math.floor(at / (#ports - 1))
  local b = at %% (#ports - 1)
  if b >= a then b = b + 1 end
  return wrk.format("GET", "/api/v1/route?%s&from=" .. ports[a + 1] .. "&to=" .. ports[b + 1])
end
"""
SEVERAL = 5_000
"""Different pairs in the load that asks for each of them again and again."""


class Server:
    """``offing serve`` in a process of its own on a new file."""

    def __init__(self, folder: Path) -> None:
        self.db = folder / "desk.sqlite"
        code = "import sys; from offing.cli import main; sys.exit(main())"
        self.began = time.perf_counter()
        self.process = subprocess.Popen(
            [sys.executable, "-c", code, "serve", "--port", "0", "--db", str(self.db),
             "--rate", "1000000"],  # what is measured is no limit's
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        self.address = "http://" + line.split("http://")[1].strip()
        self.place = urlsplit(self.address).netloc
        while True:
            try:
                self.ask("GET", "/")
                break
            except OSError:
                time.sleep(0.01)

    def ask(self, method: str, path: str, body: Any = None, kind: str = "application/json") -> Any:
        """Status and bytes of one request."""
        connection = http.client.HTTPConnection(self.place, timeout=620)
        try:
            data = body if isinstance(body, bytes | None) else json.dumps(body)
            connection.request(method, path, data, {"content-type": kind})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def warm(self) -> None:
        """Wait until the sea is open and what is made ready in the background is ready."""
        ends = time.monotonic() + 900
        while (told := json.loads(self.ask("GET", "/api/v1/sea")[1]))["words"] != "warm":
            if told["state"] == "failed" or time.monotonic() > ends:
                sys.exit(f"the sea was not made ready: {told}")
            time.sleep(0.2)

    def used_s(self) -> float:
        """Processor seconds of the server so far (Linux)."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory_mb(self) -> float:
        """Memory held by the server, MB (Linux)."""
        found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{self.process.pid}/status").read_text())
        return int(found[1]) / 1024 if found else float("nan")

    def stop(self) -> None:
        """Stop it as Ctrl-C does."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(60)


def start(server: Server, _: argparse.Namespace) -> None:
    """How long until a page and a route are answered."""
    page = time.perf_counter() - server.began
    server.ask("GET", "/api/v1/route?from=SGSIN&to=NLRTM&geometry=false")
    route = time.perf_counter() - server.began
    print(f"first page {page:.2f} s, first route {route:.2f} s, processor {server.used_s():.2f} s")


def routes(server: Server, args: argparse.Namespace) -> None:
    """wrk with 64 connections: one pair, 5,000 pairs again and again, pairs never asked before.

    wrk runs on the same cores: its own processor time is told beside the server's.
    """
    if not shutil.which("wrk"):
        sys.exit("wrk is not here: apt-get install wrk")
    server.warm()
    # Memphis is in the table of ports and far from the sea's network.
    ports = [c for p in _ports(server) if (c := p.get("unlocode")) and c != "USMEM"]
    drawn, plain = "geometry=true", "geometry=false"
    # Each is asked once before it is measured: a desk that has been used for a while.
    again = ["-s", _script(ports[::40][:90], SEVERAL, drawn), server.address]
    asked = 0
    while asked < 1.5 * SEVERAL:
        done = subprocess.run(["wrk", "-t2", "-c64", f"-d{args.seconds}s", *again],
                              capture_output=True, text=True, check=True)  # fmt: skip
        asked += int(re.search(r"(\d+) requests in", done.stdout)[1])  # type: ignore[index]
    every = len(ports) * (len(ports) - 1)
    for name, more in (
        ("one pair, drawn", [f"{server.address}api/v1/route?from=SGSIN&to=NLRTM"]),
        (f"{SEVERAL:,} pairs, drawn", again),
        ("new pairs each time, drawn", ["-s", _script(ports, every, drawn), server.address]),
        ("new pairs each time, no line", ["-s", _script(ports, every, plain), server.address]),
    ):
        _wrk(server, name, ["-t2", "-c64", f"-d{args.seconds}s", "--latency", *more], args.seconds)


def _wrk(server: Server, name: str, flags: list[str], seconds: int) -> None:
    used, own = server.used_s(), resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(["wrk", *flags], capture_output=True, text=True, check=True)
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)[1])  # type: ignore[index]
    shares = dict(re.findall(r"(50|75|90|99)%\s+(\S+)", done.stdout))
    bad = re.search(r"Non-2xx.*", done.stdout)
    used = server.used_s() - used
    wrk_s = spent.ru_utime + spent.ru_stime - own.ru_utime - own.ru_stime
    print(f"{name:30}{rate:8.0f} requests/s  p50 {shares.get('50')} p99 {shares.get('99')}  "
          f"{rate * seconds / used:7.0f} a processor second, server {used / seconds:.0%} and wrk "
          f"{wrk_s / seconds:.0%} of a core {bad[0] if bad else ''}")  # fmt: skip


def _ports(server: Server) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    after: str | None = ""
    while after is not None:
        answer = json.loads(server.ask("GET", f"/api/v1/ports?limit=1000&after={after}")[1])
        found += answer["items"]
        after = answer["next"]
    return found


def _script(ports: list[str], most: int, more: str) -> str:
    every = len(ports) * (len(ports) - 1)
    step = next(n for n in range(every * 3 // 8, every) if math.gcd(n, every) == 1)
    path = Path(tempfile.mkdtemp(prefix="offing-wrk-")) / "pairs.lua"
    names = ", ".join(f'"{p}"' for p in ports)
    path.write_text(LUA % (names, step, most, most // 2, more), encoding="utf-8")
    return str(path)


def _book(count: int) -> bytes:
    chance = random.Random(5)
    lines = ["id,origin,destination,ship_class,sailings_per_week"]
    for k in range(count):
        a, b = chance.sample(PORTS, 2)
        lines.append(f"lane-{k},{a},{b},{chance.choice(CLASSES)},1")
    return "\n".join(lines).encode()


def closing(*names: str) -> dict[str, Any]:
    """A scenario that closes passages."""
    return {"restrictions": [
        {"id": f"{n}-closed", "target": {"kind": "passage", "id": n, "name": n}, "effect": "closed"}
        for n in names
    ]}  # fmt: skip


def exposure(server: Server, _: argparse.Namespace) -> None:
    """A switch: first asked, asked again, with reference lanes and 1,000 lanes."""
    server.warm()
    status, answer = server.ask("PUT", "/api/v1/lanes/thousand", _book(1000), "text/csv")
    assert status < 300, answer
    for book in ("reference", "thousand"):
        for name in ("suez", "panama-canal", "malacca", "suez"):
            body = {"lanes": book, "scenario": closing(name)}
            used, wall = server.used_s(), time.perf_counter()
            status, answer = server.ask("POST", "/api/v1/exposure", body)
            wall = time.perf_counter() - wall
            cost = server.used_s() - used
            print(f"{book:10}{name:14}{status} {wall * 1e3:7.0f} ms wall "
                  f"{cost * 1e3:7.0f} ms processor {len(answer):9,} bytes")  # fmt: skip


def search(server: Server, _: argparse.Namespace) -> None:
    """10,000 reports made of the words of our own, searched for one word and for three."""
    import msgspec

    from offing import read_report
    from offing.store import open_store

    texts = [read_report(p.read_bytes()) for p in sorted(REPORTS.glob("*.txt"))]
    words = sorted({w for r in texts for w in re.findall(r"[A-Za-z]{4,}", r.text)})
    chance = random.Random(3)
    with open_store(server.db) as store, store.database.writing():
        for k in range(10_000):
            text = " ".join(chance.choices(words, k=300))
            store.add_report(
                msgspec.structs.replace(texts[0], id=f"{k:064x}", title=f"Report {k}", text=text)
            )
    for query in ("pilot", "closed port", "Suez canal authority", "zeppelin", "p"):
        took = []
        for _k in range(15):
            wall = time.perf_counter()
            status, answer = server.ask(
                "GET", "/api/v1/reports?limit=50&q=" + query.replace(" ", "+")
            )
            took.append((time.perf_counter() - wall) * 1e3)
            assert status == 200
        found = len(json.loads(answer)["items"])
        print(f"{query:24}{found:4} shown  best {min(took):6.1f} ms  median "
              f"{statistics.median(took):6.1f} ms")  # fmt: skip


def page(server: Server, _: argparse.Namespace) -> None:
    """Weight over the wire, first paint, and from a switch to repainted lanes."""
    from playwright.sync_api import expect, sync_playwright

    server.warm()
    server.ask("PUT", "/api/v1/lanes/thousand", _book(1000), "text/csv")
    expect.set_options(timeout=120_000)
    with sync_playwright() as playwright:
        _paints(playwright, server)
        browser = playwright.chromium.launch(**_chromium(WEBGL))
        _weighs(browser, server)
        shown = browser.new_page(viewport=SCREEN)
        shown.goto(server.address)
        shown.wait_for_selector("body[data-ready]", timeout=120_000)
        shown.fill("#paste-text", (REPORTS / "carrier-pauses-transits.txt").read_text())
        shown.click("#paste button[type=submit]")
        expect(shown.locator("#standing")).to_contain_text("As of")
        shown.select_option("#book", "thousand")
        expect(shown.locator("#lane-table tbody tr")).to_have_count(1000)
        shown.wait_for_timeout(5000)  # as long as a person needs to read the sentence
        took = []
        for _k in range(8):
            took.append(shown.evaluate(SWITCH))
            shown.wait_for_timeout(1500)
        print(f"switch to repainted, 1,000 lanes, ms: {[round(t) for t in took]}")
        browser.close()


SCREEN = {"width": 1400, "height": 900}
WEBGL = ("--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")
PAINTS = 5
"""Browsers that are started for each figure of first paint."""
BLANK = "<!doctype html><title>x</title><p>words"
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


def _chromium(more: tuple[str, ...]) -> dict[str, Any]:
    return {"executable_path": os.environ.get("OFFING_CHROMIUM") or shutil.which("chromium"),
            "args": ["--no-sandbox", *more]}  # fmt: skip


def _paints(playwright: Any, server: Server) -> None:
    """First paint in a browser that was just started, and in one that runs; nothing is kept.

    A graphics card that software plays takes a second to start with the browser: a page of
    one word is the yardstick.
    """
    for name, more in (("no graphics card", ("--disable-gpu",)), ("one in software", WEBGL)):
        fresh, running, word = [], [], []
        for _ in range(PAINTS):
            browser = playwright.chromium.launch(**_chromium(more))
            fresh.append(_paint(browser, server.address))
            running.append(_paint(browser, server.address))
            browser.close()
            browser = playwright.chromium.launch(**_chromium(more))
            word.append(_paint(browser, f"data:text/html,{BLANK}"))
            browser.close()
        for when, took in (("browser just started", fresh), ("browser that runs", running),
                           ("one word, just started", word)):  # fmt: skip
            print(f"first paint, {name:16}, {when:22}: median {statistics.median(took):5.0f} ms, "
                  f"{min(took):.0f} to {max(took):.0f}")  # fmt: skip


def _paint(browser: Any, address: str) -> float:
    context = browser.new_context(viewport=SCREEN)
    shown = context.new_page()
    shown.goto(address)
    while (found := shown.evaluate(PAINTED)) is None:
        time.sleep(0.05)
    context.close()
    return float(found)


def _weighs(browser: Any, server: Server) -> None:
    weight: collections.Counter[str] = collections.Counter()
    context = browser.new_context(viewport=SCREEN)
    shown = context.new_page()
    shown.on("response", lambda r: weight.update({_kind(r.url): _gzipped(r)}))
    shown.goto(server.address)
    shown.wait_for_selector("#chart[data-map]", timeout=120_000)
    shown.locator("#lane-table tbody tr").first.wait_for(timeout=120_000)
    shown.wait_for_load_state("networkidle")
    print(f"compressed, kB: { {k: round(v / 1000) for k, v in weight.items()} }, "
          f"together {sum(weight.values()) / 1e6:.2f} MB")  # fmt: skip
    context.close()


SWITCH = """() => new Promise((done) => {
  const begun = performance.now();
  const body = document.body;
  const watch = new MutationObserver(() => {
    watch.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - begun)));
  });
  watch.observe(body, { attributes: true, attributeFilter: ['data-painted'] });
  document.querySelector('#restriction-list input[role=switch]:enabled').click();
})"""


def _kind(url: str) -> str:
    path = urlsplit(url).path
    return "map library" if "/vendor/" in path else "files" if "/static/" in path else "answers"


def _gzipped(response: Any) -> int:
    try:
        return len(gzip.compress(response.body(), 5))
    except Exception:  # no body is kept of what was aborted
        return 0


def soak(server: Server, args: argparse.Namespace) -> None:
    """Mixed load of eight clients: memory at the start and the end, answers by status.

    Ends with 1 when there was a 5xx, or when memory grew by more than 5 % in the second half.
    """
    server.warm()
    ids = []
    for path in sorted(REPORTS.glob("*.txt"))[:12]:
        body = {"text": path.read_text(encoding="utf-8"), "name": path.name}
        ids.append(json.loads(server.ask("POST", "/api/v1/reports", body)[1])["reports"][0]["id"])
    statuses: collections.Counter[int] = collections.Counter()
    ends = time.monotonic() + 60 * args.minutes
    took: dict[str, list[float]] = collections.defaultdict(list)
    faults: list[str] = []
    guard = threading.Lock()

    def client(seed: int) -> None:
        chance = random.Random(seed)
        while time.monotonic() < ends:
            asked = _request(chance, ids)
            began = time.monotonic()
            kind = f"{asked[0]} {asked[1].split('?')[0]}"
            try:
                status, _ = server.ask(*asked)
            except OSError as error:
                status = 599
                faults.append(f"{kind}: {error!r}")
            with guard:
                statuses[status] += 1
                took[kind].append(time.monotonic() - began)
                if status >= 500:
                    faults.append(f"{status} from {kind} after {took[kind][-1]:.0f} s")

    threads = [threading.Thread(target=client, args=(k,)) for k in range(8)]
    for thread in threads:
        thread.start()
    seen: list[tuple[float, float]] = []
    begun = time.monotonic()
    while any(t.is_alive() for t in threads):
        time.sleep(min(15.0, 6 * args.minutes))
        seen.append(((time.monotonic() - begun) / 60, server.memory_mb()))
        print(f"{seen[-1][0]:5.2f} min {seen[-1][1]:.0f} MB {dict(statuses)}", flush=True)
    for kind, each in sorted(took.items(), key=lambda one: -max(one[1])):
        print(f"{kind:34}{len(each):7} times, median {statistics.median(each):7.3f} s, "
              f"slowest {max(each):6.1f} s")  # fmt: skip
    # Caches fill first: growth is told over the second half, as a straight line through it.
    late = [one for one in seen if one[0] >= seen[-1][0] / 2]
    slope, start = statistics.linear_regression(*zip(*late, strict=True))
    first, last = start + slope * late[0][0], start + slope * late[-1][0]
    growth = last / first - 1
    print(f"memory in the second half: {late[0][1]:.0f} to {late[-1][1]:.0f} MB; along the line "
          f"through it {growth:+.1%}, {slope:+.1f} MB a minute; at the start {seen[0][1]:.0f}, "
          f"highest {max(mb for _, mb in seen):.0f} MB")  # fmt: skip
    print(f"answers by status: {dict(sorted(statuses.items()))}, "
          f"{sum(statuses.values()) / seen[-1][0] / 60:.1f} a second; "
          f"slowest {max(max(each) for each in took.values()):.1f} s")  # fmt: skip
    for fault in faults:
        print(f"FAULT {fault}")
    if faults:
        sys.exit("there was a 5xx")
    if growth > 0.05:
        sys.exit("memory grew by more than 5 %")


def _request(chance: random.Random, ids: list[str]) -> tuple[Any, ...]:
    roll = chance.random()
    a, b = chance.sample(PORTS, 2)
    shut = closing(*chance.sample(["suez", "panama-canal", "malacca", "kiel-canal"], 2))
    if roll < 0.5:
        return "GET", f"/api/v1/route?from={a}&to={b}"
    if roll < 0.6:
        return "POST", "/api/v1/route", {"from": a, "to": b, "scenario": shut}
    if roll < 0.7:
        return "POST", "/api/v1/exposure", {"scenario": shut}
    if roll < 0.75:
        return "POST", "/api/v1/brief", {"reports": chance.sample(ids, 2), "scenario": shut}
    if roll < 0.8:
        name = f"made {chance.random()}"
        text = (
            f"Port closed\n\n3 March 2025 - The {name} Port Authority said it had closed Trieste."
        )
        return "POST", "/api/v1/reports", {"text": text, "name": name}
    if roll < 0.85:
        restriction = shut["restrictions"][0]
        return (
            "POST",
            "/api/v1/decisions",
            {"action": "accepted", "restriction": restriction, "who": "Ada"},
        )
    return "GET", chance.choice([
        "/", "/api/v1/reports?limit=50", "/api/v1/reports?q=port", "/api/v1/incidents",
        "/api/v1/digest?since=2020-01-01", "/api/v1/map/land.geojson", "/static/desk.js",
    ])  # fmt: skip


PARTS = {"start": start, "routes": routes, "exposure": exposure, "page": page, "search": search,
         "soak": soak}  # fmt: skip


def main() -> None:
    """Run one part."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("part", choices=PARTS)
    parser.add_argument("--minutes", type=float, default=15.0, help="for soak")
    parser.add_argument("--seconds", type=int, default=10, help="for routes")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder))
        try:
            PARTS[args.part](server, args)
        finally:
            server.stop()


if __name__ == "__main__":
    main()
