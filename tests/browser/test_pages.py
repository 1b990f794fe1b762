"""The pages that are written as files: keys alone, and no fault by axe-core."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import PATIENCE_MS, ROOT, WITHOUT_WEBGL, Faults

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"

TEXT = (
    "Harbour Dispatch\n3 March 2025\n\n"
    "The port authority said on Monday that the port of Lagos was closed to all ships.\n\n"
    "Two tankers were boarded in the Gulf of Guinea on Sunday, the navy said, adding that "
    "nobody was hurt.\n"
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The page of claims and that of incidents, as files."""
    from offing.brief.claims_page import page_from_claims
    from offing.brief.incidents_page import page_from_incidents
    from offing.claims import extract_claims
    from offing.incidents import link_incidents
    from offing.reports import read_report

    report = read_report(TEXT.encode())
    claims = extract_claims(report)
    folder = tmp_path_factory.mktemp("pages")
    told = {
        "claims": page_from_claims([report], claims),
        "incidents": page_from_incidents(
            link_incidents(claims, [report]), claims, [report], links=True
        ),
    }
    found = {}
    for name, text in told.items():
        found[name] = folder / f"{name}.html"
        found[name].write_text(text, encoding="utf-8")
    return found


@pytest.fixture
def open_file(launch: Callable[..., Any], faults: Faults) -> Iterator[Callable[..., Any]]:
    """Open a page from its file, as a reader does; it may ask nobody for anything."""
    contexts = []

    def opened(path: Path, **options: Any) -> Any:
        context = launch(*WITHOUT_WEBGL).new_context(**options)
        contexts.append(context)
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        page.goto(path.as_uri())
        faults.watch(page)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not here: npm ci --ignore-scripts")
@pytest.mark.parametrize("name", ["claims", "incidents"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_fault_in_a_page(pages: dict[str, Path], open_file: Any, name: str, scheme: str) -> None:
    page = open_file(pages[name], color_scheme=scheme)
    # Given to the debugger, not to the page: its policy would rightly refuse the script.
    page.evaluate(AXE.read_text(encoding="utf-8") + "; 0")
    found = page.evaluate("""async () => (await axe.run(document)).violations
      .flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target} ${n.failureSummary}`))""")
    assert found == []


def test_marked_words_by_keys_alone(pages: dict[str, Path], open_file: Any) -> None:
    page = open_file(pages["claims"])
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("Boolean(document.activeElement.closest('.text'))"):
            break
    assert page.evaluate("Boolean(document.activeElement.closest('.text'))")
    # Its place is seen: the marked words have a ring, and the card stands beside them.
    ring = "getComputedStyle(document.activeElement.querySelector('mark')).outlineStyle"
    assert page.evaluate(ring) != "none"
    card = "getComputedStyle(document.activeElement.nextElementSibling).display"
    assert page.evaluate(card) != "none"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash.length > 1")
    assert page.evaluate("Boolean(document.querySelector(location.hash).closest('.list'))")
