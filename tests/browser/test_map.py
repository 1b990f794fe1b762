"""The map: with and without WebGL, with a mouse and with keys alone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import (
    PATIENCE_MS,
    ROOT,
    WITH_WEBGL,
    WITHOUT_WEBGL,
    Server,
    read_report,
    try_first,
)

WARNING = """NAVAREA IX 41/25

ARABIAN SEA. CABLE OPERATIONS IN PROGRESS UNTIL 202359 UTC MAR 25 IN AREA BOUNDED BY
20-00N 065-00E, 20-00N 067-00E, 18-00N 067-00E, 18-00N 065-00E.
WIDE BERTH REQUESTED. CANCEL THIS MESSAGE 210059 UTC MAR 25.
"""
LIBRARY = ROOT / "src" / "offing" / "web" / "static" / "vendor" / "maplibre-gl.mjs"
with_library = pytest.mark.skipif(
    not LIBRARY.is_file(), reason="the map library is not here: npm ci, then tools/vendor_web.py"
)
BOTH = [
    pytest.param("svg", WITHOUT_WEBGL, id="svg"),
    pytest.param("gl", WITH_WEBGL, id="gl", marks=with_library),
]


def _wait_for_map(page: Any, kind: str) -> None:
    """The map is there, of the kind meant; skips where this browser has no WebGL at all."""
    page.wait_for_selector("#chart[data-map]")
    found = page.locator("#chart").get_attribute("data-map")
    if kind == "gl" and found == "svg":
        pytest.skip("this browser offers no WebGL")
    assert found == kind


@pytest.mark.parametrize(("kind", "arguments"), BOTH)
def test_ways_and_what_is_shut_are_drawn(
    shared_server: Server, open_page: Any, kind: str, arguments: tuple[str, ...]
) -> None:
    from playwright.sync_api import expect

    page = open_page(shared_server.address, arguments=arguments)
    _wait_for_map(page, kind)
    read_report(page)
    try_first(page)
    expect(page.locator("#chart-words")).to_contain_text("that change", timeout=PATIENCE_MS)
    expect(page.locator("#chart")).to_contain_text("Bab el-Mandeb")
    if kind == "svg":
        assert page.locator("#chart path.way.after").count() > 0
        assert len(page.locator("#chart path.land").get_attribute("d")) > 1000
        page.check("input[name=ways][value=before]")
        expect(page.locator("#chart path.way.after")).to_have_count(0)
    else:
        assert page.locator("#chart canvas").count() == 1
        painted = page.evaluate(
            """() => { const c = document.querySelector('#chart canvas');
              const s = document.createElement('canvas'); s.width = 300; s.height = 150;
              const x = s.getContext('2d'); x.drawImage(c, 0, 0, 300, 150);
              const seen = new Set(); const d = x.getImageData(0, 0, 300, 150).data;
              for (let k = 0; k < d.length; k += 4)
                seen.add([d[k], d[k + 1], d[k + 2]].map((v) => v >> 4).join());
              return seen.size; }"""
        )
        assert painted > 8, "land, water and ways have colours of their own"


@pytest.mark.parametrize(("kind", "arguments"), BOTH)
def test_an_area_is_drawn_with_keys_alone(
    shared_server: Server, open_page: Any, kind: str, arguments: tuple[str, ...]
) -> None:
    from playwright.sync_api import expect

    page = open_page(shared_server.address, arguments=arguments)
    _wait_for_map(page, kind)
    page.click("#own summary")
    page.click("#draw")
    for key in ("Space", "ArrowLeft", "Space", "ArrowUp", "Space"):
        page.keyboard.press(key)
    expect(page.locator("#notice")).to_contain_text("Corner 3: ")
    page.keyboard.press("Enter")
    expect(page.locator("#notice")).to_contain_text("among the restrictions", timeout=PATIENCE_MS)
    expect(page.locator("#restriction-list")).to_contain_text("Drawn area 1: closed")
    page.click("#draw")
    page.keyboard.press("Escape")
    expect(page.locator("#notice")).to_have_text("No area was drawn.")


def test_an_area_is_drawn_with_a_mouse(shared_server: Server, open_page: Any) -> None:
    from playwright.sync_api import expect

    page = open_page(shared_server.address)
    _wait_for_map(page, "svg")
    page.click("#own summary")
    page.click("#draw")
    page.locator("#chart").scroll_into_view_if_needed()
    box = page.locator("#chart svg").first.bounding_box()
    for x, y in ((0.55, 0.5), (0.62, 0.5), (0.6, 0.62)):
        page.mouse.click(box["x"] + x * box["width"], box["y"] + y * box["height"])
    page.keyboard.press("Enter")
    expect(page.locator("#restriction-list")).to_contain_text("Drawn area", timeout=PATIENCE_MS)


def test_names_on_the_map_keep_clear_of_each_other(shared_server: Server, open_page: Any) -> None:
    from playwright.sync_api import expect

    page = open_page(shared_server.address)
    _wait_for_map(page, "svg")
    page.click("#own summary")
    names = ("Bosporus", "Dardanelles", "Suez Canal", "Kiel Canal", "Great Belt", "ITGOA")
    for name in names:
        page.fill("#own-name", name)
        page.click("#own-form button[type=submit]")
        expect(page.locator("#own-name")).to_have_value("")
    expect(page.locator("#chart text")).to_have_count(len(names))
    covered = """() => {
      const boxes = [...document.querySelectorAll('#chart text')]
        .filter((t) => t.style.visibility !== 'hidden')
        .map((t) => [t.textContent, t.getBoundingClientRect()]);
      return boxes.flatMap(([a, p], k) => boxes.slice(k + 1)
        .filter(([, q]) => p.left < q.right - 2 && q.left < p.right - 2
          && p.top < q.bottom - 4 && q.top < p.bottom - 4)
        .map(([b]) => `${a} and ${b}`)); }"""
    assert page.evaluate(covered) == []
    page.click("#chart button[aria-label='Zoom in']")
    page.click("#chart button[aria-label='Zoom in']")
    assert page.evaluate(covered) == []


@pytest.mark.parametrize(("kind", "arguments"), BOTH)
def test_notices_in_force_are_drawn(
    own_server: Server, open_page: Any, kind: str, arguments: tuple[str, ...]
) -> None:
    from playwright.sync_api import expect

    page = open_page(own_server.address, arguments=arguments)
    _wait_for_map(page, kind)
    expect(page.locator("#notice-words")).to_contain_text("No notice that is kept here")
    page.fill("#paste-text", WARNING)
    page.fill("#paste-date", "2025-03-04")
    page.click("#paste button[type=submit]")
    expect(page.locator("#notice-words")).to_contain_text(
        "in force on 2025-03-04", timeout=PATIENCE_MS
    )
    expect(page.locator("#notice-words")).to_contain_text("drawn")
    if kind == "svg":
        area = page.locator("#chart path.notice")
        expect(area).to_have_count(1)
        expect(area.locator("title")).not_to_be_empty()
        page.uncheck("#show-notices")
        expect(area).to_have_count(0)
        page.check("#show-notices")
        expect(area).to_have_count(1)
    # Long after its end it is kept, and not drawn.
    late = (
        "Port closed\n\nThe Port Authority of Livorno said that it had closed the port of Livorno."
    )
    page.fill("#paste-text", late)
    page.fill("#paste-date", "2026-09-01")
    page.click("#paste button[type=submit]")
    expect(page.locator("#notice-words")).to_have_text(
        "No notice that is kept here was in force on 2026-09-01.", timeout=PATIENCE_MS
    )
    if kind == "svg":
        expect(page.locator("#chart path.notice")).to_have_count(0)
