"""What the page is made of: files that are there, and nothing that its policy refuses."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import pytest

STATIC = Path(str(files("offing.web"))) / "static"
LATER = {"glmap.js"}
"""Loaded only where it is needed, so not ahead of time."""


class Tags(HTMLParser):
    """Every tag of the page with what it carries."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed((STATIC / "index.html").read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.fixture(scope="module")
def tags() -> list[tuple[str, dict[str, str | None]]]:
    return Tags().found


def _imports(name: str) -> set[str]:
    text = (STATIC / name).read_text(encoding="utf-8")
    return set(re.findall(r'^import [^;]*?from "\./([\w.]+)";', text, flags=re.MULTILINE))


def _needed() -> set[str]:
    """Every module that the page's first one leads to."""
    found, ahead = {"desk.js"}, ["desk.js"]
    while ahead:
        new = _imports(ahead.pop()) - found
        found |= new
        ahead += new
    return found


def test_modules_are_there_and_all_are_asked_for_at_once(
    tags: list[tuple[str, dict[str, str | None]]],
) -> None:
    needed = _needed()
    assert len(needed) > 8
    assert all((STATIC / name).is_file() for name in needed)
    preloaded = {
        str(a["href"]).removeprefix("/static/")
        for tag, a in tags
        if tag == "link" and a.get("rel") == "modulepreload"
    }
    assert preloaded == needed - {"desk.js"}
    everything = {path.name for path in STATIC.glob("*.js")}
    assert everything == needed | LATER


def test_nothing_of_the_page_is_inline_or_from_elsewhere(
    tags: list[tuple[str, dict[str, str | None]]],
) -> None:
    for tag, attributes in tags:
        assert not any(name.startswith("on") or name == "style" for name in attributes), tag
        assert tag != "style"
        assert tag != "script" or attributes.get("src"), "a script in the page itself"
        for name in ("src", "href", "action"):
            value = attributes.get(name) or "#"
            assert value.startswith(("/static/", "/api/", "#")), value


def test_no_form_can_leave_the_page_before_its_script_runs(
    tags: list[tuple[str, dict[str, str | None]]],
) -> None:
    forms = [attributes for tag, attributes in tags if tag == "form"]
    assert len(forms) >= 5
    assert all(form.get("method") == "dialog" for form in forms)


def test_what_the_scripts_look_up_by_name_is_on_the_page(
    tags: list[tuple[str, dict[str, str | None]]],
) -> None:
    ids = [attributes["id"] for _, attributes in tags if attributes.get("id")]
    assert len(ids) == len(set(ids))
    for path in STATIC.glob("*.js"):
        asked = re.findall(r'(?:\$|(?<![.\w])on)\("([\w-]+)"', path.read_text(encoding="utf-8"))
        assert set(asked) <= set(ids), path.name
