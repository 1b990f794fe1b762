"""For everyone: keys alone, and no serious fault by axe-core."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import (
    PATIENCE_MS,
    REPORTS,
    ROOT,
    WITH_WEBGL,
    WITHOUT_WEBGL,
    Server,
    read_report,
    try_first,
)

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
FOCUSED = """() => { const e = document.activeElement; const s = getComputedStyle(e);
  return { id: e.id, tag: e.tagName, role: e.getAttribute('role'), ring: s.outlineStyle !== 'none'
    || Boolean(e.closest('.button')), type: e.type || '' }; }"""


def _tab_until(page: Any, wanted: Any, most: int = 400) -> dict[str, Any]:
    """Press Tab until an element is reached; each stop on the way must show that it has focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        here: dict[str, Any] = page.evaluate(FOCUSED)
        assert here["ring"] or here["tag"] == "BODY", f"no sign of focus on {here}"
        if wanted(here):
            return here
    raise AssertionError(f"not reached in {most} steps")


def test_with_keys_alone(own_server: Server, open_page: Any) -> None:
    from playwright.sync_api import expect

    page = open_page(own_server.address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    _tab_until(page, lambda e: e["id"] == "paste-text")
    text = (REPORTS / "carrier-pauses-transits.txt").read_text(encoding="utf-8")
    page.keyboard.insert_text(text)
    _tab_until(page, lambda e: e["type"] == "submit")
    page.keyboard.press("Enter")
    expect(page.locator("#standing")).to_contain_text("As of", timeout=PATIENCE_MS)
    expect(page.locator("#headline")).to_be_focused()

    _tab_until(page, lambda e: e["tag"] == "MARK")
    page.keyboard.press("Enter")
    assert page.evaluate("Boolean(document.activeElement.closest('#claim-table'))")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "MARK"

    _tab_until(page, lambda e: e["role"] == "switch")
    page.keyboard.press("Space")
    expect(page.locator("#lane-table tr.longer").first).to_be_visible(timeout=PATIENCE_MS)
    assert page.evaluate("document.activeElement.getAttribute('role')") == "switch"
    _tab_until(page, lambda e: e["type"] == "range")
    page.keyboard.press("End")
    expect(page.locator("#restriction-list output").first).to_have_text("100 %")
    _tab_until(page, lambda e: e["id"] == "who")
    page.keyboard.insert_text("Ada")
    page.keyboard.press("Enter")
    expect(page.locator("#notice")).to_have_text("Recorded.", timeout=PATIENCE_MS)
    _tab_until(page, lambda e: e["id"] == "link")
    page.keyboard.press("Enter")
    expect(page.locator("#link-text")).to_be_focused()


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not here: npm ci --ignore-scripts")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("arguments", [WITHOUT_WEBGL, WITH_WEBGL], ids=["svg", "gl"])
def test_no_serious_fault(
    shared_server: Server, open_page: Any, scheme: str, arguments: tuple[str, ...]
) -> None:
    page = open_page(shared_server.address, arguments=arguments, color_scheme=scheme)
    assert _serious(page) == []
    read_report(page)
    try_first(page)
    for closed in page.locator("main details:not([open]) > summary").all():
        if closed.is_visible():
            closed.click()
    page.click("#link")
    assert _serious(page) == []


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not here: npm ci --ignore-scripts")
def test_no_serious_fault_in_the_page_of_the_api(shared_server: Server, open_page: Any) -> None:
    page = open_page(shared_server.address)
    page.goto(shared_server.address + "api/v1/docs")
    assert _serious(page) == []


def _serious(page: Any) -> list[str]:
    # Given to the debugger, not to the page: its policy would rightly refuse the script.
    page.evaluate(AXE.read_text(encoding="utf-8") + "; 0")
    found = page.evaluate(
        """async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
          .filter((v) => ['serious', 'critical'].includes(v.impact))
          .flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target} ${n.failureSummary}`))"""
    )
    return list(found)
