"""What is imported while what: two threads that begin at different ends both come through."""

from __future__ import annotations

import ast
import graphlib
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import offing

SRC = Path(offing.__file__).resolve().parent


def _module_of(path: Path) -> str:
    parts = ("offing", *path.relative_to(SRC).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES = {_module_of(p): p for p in sorted(SRC.rglob("*.py"))}
PACKAGES = [n for n, p in FILES.items() if p.name == "__init__.py" and n != "offing"]


def _run_at_import(body: list[ast.stmt]) -> Iterator[ast.Import | ast.ImportFrom]:
    """Imports that run when the module is imported, not those for the type checker alone."""
    for node in body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node
        elif isinstance(node, ast.If):
            wanted = [] if "TYPE_CHECKING" in ast.unparse(node.test) else node.body
            yield from _run_at_import(wanted + node.orelse)
        elif isinstance(node, ast.Try):
            handled = [statement for h in node.handlers for statement in h.body]
            yield from _run_at_import(node.body + handled + node.orelse + node.finalbody)
        elif isinstance(node, ast.With | ast.ClassDef):
            yield from _run_at_import(node.body)


def imported_by(name: str) -> set[str]:
    """Modules that have to be there before ``name`` is: what it imports, and its package."""
    found = {name.rpartition(".")[0]} if "." in name else set()
    for node in _run_at_import(ast.parse(FILES[name].read_text("utf-8")).body):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            module = node.module or ""
            names = [module, *(f"{module}.{alias.name}" for alias in node.names)]
        found.update(n for n in names if n in FILES and n != name)
    return found


def test_nothing_waits_in_a_ring_to_be_imported() -> None:
    # Python locks each module while it is imported, and a module of a package before the
    # package: where the arrows make a ring, two threads can each hold what the other needs.
    arrows = {name: imported_by(name) for name in FILES}
    try:
        graphlib.TopologicalSorter(arrows).prepare()
    except graphlib.CycleError as error:
        pytest.fail(" → ".join(reversed(error.args[1])))


@pytest.mark.parametrize("package", PACKAGES)
def test_public_names_are_loaded_when_used_and_no_module_hides_one(package: str) -> None:
    held = import_module(package)
    names = getattr(held, "__all__", [])
    modules = {module.name for module in pkgutil.iter_modules(held.__path__)}
    assert not modules.intersection(names)
    for name in names:
        getattr(held, name)
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = held.no_such_name


RACE = """
import sys, threading, time
package, module = sys.argv[1:]
begun, faults = threading.Event(), []
class Told:
    # The second thread begins as soon as the first has locked the package.
    def find_spec(self, name, path=None, target=None):
        if name == package:
            begun.set()
            time.sleep(0.05)
sys.meta_path.insert(0, Told())
def load(name):
    try:
        if name == module:
            begun.wait()
        __import__(name)
    except BaseException as fault:
        faults.append(f"{name}: {fault}")
pair = [threading.Thread(target=load, args=(name,)) for name in (package, module)]
for thread in pair: thread.start()
for thread in pair: thread.join()
assert package in sys.modules and module in sys.modules or faults
print(*faults)
"""


@pytest.mark.parametrize(
    "module", ["offing.reports.read", "offing.claims.statements", "offing.model.scenario"]
)
def test_a_package_and_a_module_of_it_are_imported_by_two_threads(module: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", RACE, module.rpartition(".")[0], module],
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == ""
