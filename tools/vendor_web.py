"""Put the map library of the desk's page where the wheel takes it from.

    npm ci --ignore-scripts --omit=dev && python tools/vendor_web.py

Copies what the page loads out of ``node_modules`` to ``src/offing/web/static/vendor``,
which git ignores, with the licence beside it. Each file must have the hash that is
written in ``tools/vendor_web.toml``; ``--write`` writes them anew after an update that
someone has looked at. Nothing is ever fetched when the desk runs: a checkout without
these files shows the same map as SVG.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PINS = ROOT / "tools" / "vendor_web.toml"
TARGET = ROOT / "src" / "offing" / "web" / "static" / "vendor"
PACKAGE = ROOT / "node_modules" / "maplibre-gl"
FILES = {
    "maplibre-gl.mjs": "dist/maplibre-gl.mjs",
    "maplibre-gl-worker.mjs": "dist/maplibre-gl-worker.mjs",
    "maplibre-gl.css": "dist/maplibre-gl.css",
    "maplibre-gl-LICENSE.txt": "LICENSE.txt",
}


def vendor(package: Path, target: Path, pins: dict[str, str]) -> list[str]:
    """Copy the files; the faults found, none of the files copied when there are any."""
    faults, bodies = [], {}
    for name, place in FILES.items():
        source = package / place
        if not source.is_file():
            faults.append(f"{source} is missing; run 'npm ci --ignore-scripts' first")
            continue
        bodies[name] = source.read_bytes()
        found = hashlib.sha256(bodies[name]).hexdigest()
        if found != pins.get(name):
            faults.append(f"{name} has the hash {found}, not {pins.get(name)}; not copied")
    if not faults:
        target.mkdir(parents=True, exist_ok=True)
        for name, body in bodies.items():
            (target / name).write_bytes(_without_map(body))
    return faults


def _without_map(body: bytes) -> bytes:
    """A file without its pointer to a source map, which is not shipped."""
    lines = body.rstrip().split(b"\n")
    if lines[-1].startswith((b"//# sourceMappingURL=", b"/*# sourceMappingURL=")):
        lines.pop()
    return b"\n".join(lines) + b"\n"


def main(arguments: list[str]) -> int:
    """Carry it out; 1 when a file is missing or altered."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--write", action="store_true", help="write the hashes anew first")
    if parser.parse_args(arguments).write:
        lines = [f'"{n}" = "{hashlib.sha256((PACKAGE / p).read_bytes()).hexdigest()}"'
                 for n, p in FILES.items()]  # fmt: skip
        head = "# sha256 of the files that the desk's page takes from npm's maplibre-gl\n"
        PINS.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    faults = vendor(PACKAGE, TARGET, tomllib.loads(PINS.read_text(encoding="utf-8")))
    for fault in faults:
        print(f"vendor_web.py: {fault}", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
