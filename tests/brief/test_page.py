from __future__ import annotations

import re
from html.parser import HTMLParser

import msgspec
import pytest

from offing.brief.page import page_from_brief
from offing.brief.terminal import plain_lines
from offing.model import Brief, LeftOut
from tests.brief import made

HOSTILE = [
    "<script>alert(1)</script>",
    "</title><script src=//evil.example/x.js></script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "<svg onload=alert(1)><animate onbegin=alert(1)></svg>",
    "<a href=javascript:alert(1)>x</a>",
    "]]></style><script>alert(1)</script>",
    "{{ 7*7 }}{% raw %}",
    "<iframe src=file:///etc/passwd></iframe><meta http-equiv=refresh content=0>",
    "--></desc></svg><script>1</script>",
]


class Reader(HTMLParser):
    """What a browser would make of the page."""

    VOID = frozenset({"meta", "br", "img", "input", "link", "hr"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.open: list[str] = []
        self.unbalanced: list[str] = []

    def handle_starttag(self, tag, attrs) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        elif tag not in ("p", "li"):
            self.unbalanced.append(tag)

    def handle_data(self, data) -> None:
        self.text.append(data)


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    return reader


def poisoned(words: str) -> Brief:
    """A brief with hostile words in every place that takes words from outside."""
    text = f"{words} Port Alder will be closed. {words}"
    source = made.report(
        text, source=f"{words}.txt", title=words, publisher=words, credit=words,
        language='en" onload="x',
    )  # fmt: skip
    claim = made.claim(
        source, f"{words} Port Alder will be closed", speaker=words, speaker_role=words,
        attribution=(words,), channel=words, paraphrase=words,
        places=(msgspec.structs.replace(made.ALDER, name=words),),
    )  # fmt: skip
    whole = made.brief()
    return msgspec.structs.replace(
        whole, headline=words, as_of_basis=words, reports=(source,), claims=(claim,),
        incidents=(made.incident(claim, title=words, status_reason=words),),
        restrictions=tuple(
            msgspec.structs.replace(
                r, target=msgspec.structs.replace(r.target, name=words), basis=words,
                would_have_to_be_true=(words,), not_modelled=(words,),
            )
            for r in whole.restrictions
        ),
        consequences=tuple(
            msgspec.structs.replace(
                c, title=words, note=words, passages=(words,), ports=(words,),
                lanes=tuple(msgspec.structs.replace(e, name=words, reason=words) for e in c.lanes),
                stand_ins=tuple(msgspec.structs.replace(s, name=words) for s in c.stand_ins),
            )
            for c in whole.consequences
        ),
        left_out=(LeftOut(kind="unreadable", reason=words, text=words),),
    )  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_never_become_live(words: str) -> None:
    page = read(page_from_brief(poisoned(words)))
    names = {name for name, _ in page.tags}
    assert not names & {"script", "img", "iframe", "object", "embed", "animate", "link", "base"}
    for name, attributes in page.tags:
        for key, value in attributes.items():
            assert not key.startswith("on"), (name, key)
            assert key not in ("src", "srcdoc", "formaction", "style"), (name, key)
            if key in ("href", "xlink:href"):
                assert re.fullmatch(r"#[a-z0-9-]+", value or ""), value
    metas = [a for n, a in page.tags if n == "meta" and "http-equiv" in a]
    assert len(metas) == 1
    assert metas[0]["http-equiv"] == "Content-Security-Policy"
    assert words in "".join(page.text)


def test_the_policy_allows_the_pages_own_style_and_nothing_else() -> None:
    import base64
    import hashlib

    page = page_from_brief(made.brief())
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1].replace("&#39;", "'")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    style = re.search(r"<style>(.*?)</style>", page, re.S)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in policy
    assert page.count("<style") == 1
    assert "http://" not in page.replace("http://www.w3.org/2000/svg", "")
    assert "https://" not in page
    assert "@import" not in style
    assert "url(" not in style


def test_the_page_is_whole_and_every_link_leads_somewhere() -> None:
    page = read(page_from_brief(made.brief()))
    assert not page.unbalanced
    assert not page.open
    ids = [a["id"] for _, a in page.tags if "id" in a]
    assert len(ids) == len(set(ids))
    links = [a["href"][1:] for n, a in page.tags if n == "a"]
    assert set(links) <= set(ids)
    for number in range(1, 5):
        assert f"claim-{number}" in links
        assert f"words-{number}-0" in links


def test_sections_come_in_the_order_that_is_promised() -> None:
    page = page_from_brief(made.brief())
    order = ["claims", "support", "consequences", "map", "evidence", "left-out"]
    places = [page.index(f'<h2 id="{name}"') for name in order]
    assert places == sorted(places)
    assert page.index("lede") < places[0]


def test_the_page_has_its_landmarks_and_names_for_those_who_listen() -> None:
    page = read(page_from_brief(made.brief()))
    names = [n for n, _ in page.tags]
    for landmark in ("header", "nav", "main", "footer"):
        assert names.count(landmark) >= 1
    assert names.count("h1") == 1
    assert page.tags[0] == ("html", {"lang": "en"}) or ("html", {"lang": "en"}) in page.tags
    tables = names.count("table")
    assert names.count("caption") == tables
    drawings = [a for n, a in page.tags if n == "svg" and a.get("role") == "img"]
    assert drawings
    assert all("aria-labelledby" in a for a in drawings)
    for attributes in (a for n, a in page.tags if n == "th"):
        assert attributes.get("scope") in ("col", "row")


def test_the_evidence_is_the_text_letter_for_letter() -> None:
    page = page_from_brief(made.brief())
    block = re.search(r'<div class="text"[^>]*>(.*?)</div>', page, re.S)[1]
    block = re.sub(r'<a class="ref".*?</a>', "", block)
    assert "".join(read(block).text) == made.TEXT


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


def test_text_stands_out_enough_in_light_dark_and_print() -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1 for text; 1.4.11: 3 to 1 for signs."""
    style = re.search(r"<style>(.*?)</style>", page_from_brief(made.brief()), re.S)[1]
    blocks = re.findall(r":root \{(.*?)\}", style, re.S)
    assert len(blocks) == 3
    for block in blocks:
        colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", block))
        colours = {k: v if len(v) == 7 else "#" + "".join(c * 2 for c in v[1:])
                   for k, v in colours.items()}  # fmt: skip
        for name in ("ink", "soft", "accent", "warn", "dim"):
            assert contrast(colours[name], colours["page"]) >= 4.5, name
            assert contrast(colours[name], colours["panel"]) >= 4.5, name
        for name in ("ink", "accent"):
            assert contrast(colours[name], colours["mark"]) >= 4.5, name
            assert contrast(colours[name], colours["land"]) >= 3, name
            assert contrast(colours[name], colours["sea"]) >= 4.5, name
        assert contrast(colours["warn"], colours["land"]) >= 3
        assert contrast(colours["dim"], colours["sea"]) >= 4.5


ESCAPES = ["\x1b[2J\x1b[31mred", "\x9b31m", "\x1b]0;title\x07", "a\u202eb", "a\x00b", "a\rb"]


@pytest.mark.parametrize("words", ESCAPES)
def test_escape_sequences_never_reach_a_terminal_or_a_page(words: str) -> None:
    brief = poisoned(words)
    out = "\n".join(plain_lines(brief))
    page = page_from_brief(brief)
    for text in (out, page):
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text.replace("\r", ""))
    assert "\r" not in out
