"""A page's text nodes as blocks, each knowing where on the page it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

DEEPEST = 2000
"""Elements nested deeper than this are not read."""


def _words_of(words: str) -> frozenset[str]:
    return frozenset(words.split())


_BLOCKS = _words_of(
    "address article aside blockquote body caption center dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main "
    "menu nav ol option p pre section select summary table tbody tfoot thead tr ul title template "
    "noscript textarea button"
)
_NO_TEXT = _words_of("script style head svg math iframe object embed audio video canvas")
_HEADINGS = _words_of("h1 h2 h3 h4 h5 h6")
_TAG_REGION = {
    "nav": "navigation_tag", "menu": "navigation_tag", "footer": "boilerplate", "aside": "related",
    "form": "boilerplate", "header": "navigation", "button": "navigation_tag",
    "select": "navigation_tag", "textarea": "navigation_tag", "dialog": "boilerplate",
}  # fmt: skip
_HIDDEN_TAGS = frozenset(("template", "noscript", "datalist"))
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0*)?\s*(?:;|$|!)|"
    r"font-size\s*:\s*(?:0(?:\.\d*)?(?:px|pt|em|rem|%)?|1(?:px|pt|%))\s*(?:;|$|!)|"
    r"(?:^|;)\s*(?:max-)?(?:height|width)\s*:\s*0(?:px)?\s*(?:;|$|!)|"
    r"text-indent\s*:\s*-\d{3,}|(?:left|top|right)\s*:\s*-\d{4,}|clip\s*:\s*rect\(\s*0|"
    r"transform\s*:\s*scale\(\s*0\s*\)",
    re.IGNORECASE,
)
_DECLARED = re.compile(
    r"(?:^|;)\s*(color|background(?:-color)?)\s*:\s*([^;!]{1,40}?)\s*(?=;|!|$)", re.IGNORECASE
)
_COLOURS = {"white": "#ffffff", "black": "#000000"}
_WORD_REGION = {
    "cookie": "cookie", "cookies": "cookie", "consent": "cookie", "gdpr": "cookie", "cmp": "cookie",
    "newsletter": "newsletter", "newsletters": "newsletter", "signup": "newsletter",
    "subscribe": "newsletter", "subscription": "newsletter", "mailchimp": "newsletter",
    "optin": "newsletter", "related": "related", "recommended": "related",
    "recommendations": "related", "trending": "related", "outbrain": "related",
    "taboola": "related", "advertisement": "advertisement", "advert": "advertisement",
    "ads": "advertisement", "adsbygoogle": "advertisement", "sponsored": "advertisement",
    "share": "navigation", "sharing": "navigation", "social": "navigation",
    "breadcrumb": "navigation_tag", "breadcrumbs": "navigation_tag", "navbar": "navigation_tag",
    "menu": "navigation_tag", "pagination": "navigation_tag", "sidebar": "related",
    "comments": "boilerplate", "comment": "boilerplate", "disqus": "boilerplate",
    "footer": "boilerplate", "copyright": "boilerplate", "tags": "navigation",
}  # fmt: skip
"""Words of class and id names that say what a part of a page is."""
_PHRASE_REGION = (
    ("most-read", "related"), ("most-popular", "related"), ("read-next", "related"),
    ("more-stories", "related"), ("also-like", "related"), ("read-more", "related"),
    ("sign-up", "newsletter"), ("opt-in", "newsletter"), ("ad-slot", "advertisement"),
    ("ad-container", "advertisement"), ("skip-link", "navigation_tag"),
)  # fmt: skip
_BRACE = re.compile(r"[{}]")
_SIMPLE = re.compile(r"[a-z0-9]*[.#][\w-]{1,80}")
_MOST_STYLE = 500_000
_SPLIT = re.compile(r"[^A-Za-z]+|(?<=[a-z])(?=[A-Z])")
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_LARGE_SHARE = 0.5
"""A part with more of the page's text than this is not what its class name says."""
_LARGE_MOST = 100
"""After so many of them the names of a page are not believed, nor counted, any more."""


@dataclass(slots=True)
class Block:
    """A paragraph, heading, list item or table row.

    ``region`` is what the page says about the part it lies in; ``parent`` names the
    element that holds it; ``start`` and ``end`` are set when blocks become a text.
    """

    text: str
    region: str | None
    hidden: bool
    hidden_parts: list[tuple[int, int]]
    heading: bool
    listed: bool
    linked: bool
    parent: int
    start: int = 0
    end: int = 0


@dataclass(slots=True)
class _State:
    """Where the walk is: what the elements around say."""

    region: str | None = None
    hidden: bool = False
    article: bool = False
    linked: bool = False
    pre: bool = False


_BREAK = ("\n", False, False, True)
"""A line break as a run: two in a row end the block."""


@dataclass(slots=True)
class _Walk:
    blocks: list[Block] = field(default_factory=list)
    runs: list[tuple[str, bool, bool, bool]] = field(default_factory=list)
    region: str | None = None
    tag: str = ""
    parent: int = 0
    total: int = 0
    too_large: int = 0
    hiding: frozenset[str] = frozenset()

    def add(self, text: str | None, state: _State) -> None:
        if not text:
            return
        if not self.runs or not any(r[0].strip() for r in self.runs):
            self.region = state.region
        self.runs.append((text, state.hidden, state.linked, state.pre))

    def flush(self) -> None:
        """End a block: collapse white space, note which of its characters are hidden."""
        out: list[str] = []
        hidden: list[tuple[int, int]] = []
        at, last, linked = 0, " ", 0
        for raw, is_hidden, is_linked, is_pre in self.runs:
            text = raw if is_pre else _SPACE.sub(" ", raw)
            if text[:1] == " " and last in (" ", "\n"):
                text = text[1:]
            if not text:
                continue
            if is_hidden and text.strip():
                hidden.append((at, at + len(text)))
            linked += len(text) if is_linked else 0
            out.append(text)
            at += len(text)
            last = text[-1]
        self.runs.clear()
        whole = "".join(out)
        lead = len(whole) - len(whole.lstrip())
        text = whole.strip()
        if not text:
            return
        parts = [(max(0, a - lead), min(len(text), b - lead)) for a, b in hidden]
        covered = sum(b - a for a, b in parts)
        all_hidden = covered >= len(text.replace(" ", "")) and covered >= 0.95 * len(text)
        self.blocks.append(Block(
            text=text, region=self.region, hidden=all_hidden,
            hidden_parts=[] if all_hidden else [p for p in parts if p[0] < p[1]],
            heading=self.tag in _HEADINGS, listed=self.tag in ("li", "tr", "dd", "dt"),
            linked=linked > 0.6 * len(text), parent=self.parent,
        ))  # fmt: skip


def blocks_from_tree(tree: Any) -> list[Block]:
    """All text of a parsed page in reading order, without recursion."""
    from lxml import etree

    walk = _Walk(total=_size(tree), hiding=hiding_selectors(tree))
    states = [_State()]
    walker = etree.iterwalk(tree, events=("start", "end"))
    skipped: Any = None
    for event, element in walker:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if tag in _NO_TEXT or not tag or len(states) > DEEPEST:
                walker.skip_subtree()
                skipped = element
                states.append(states[-1])
                continue
            _start(walk, states, element, tag)
        else:
            if element is not skipped and (tag in _BLOCKS or tag == "br"):
                _end(walk, tag)
            skipped = None
            states.pop()
            walk.add(element.tail, states[-1])
    walk.flush()
    return walk.blocks


def _start(walk: _Walk, states: list[_State], element: Any, tag: str) -> None:
    before = states[-1]
    state = _State(
        region=before.region or _region(walk, element, tag, before),
        hidden=before.hidden or _is_hidden(element, tag, walk.hiding),
        article=before.article or tag in ("article", "main"),
        linked=before.linked or tag == "a",
        pre=before.pre or tag == "pre",
    )
    if tag in _BLOCKS:
        walk.flush()
        walk.tag = tag
        parent = element.getparent()
        walk.parent = hash(parent) if parent is not None else 0
    elif tag in ("td", "th"):
        walk.add("\t" if walk.runs else None, _State(pre=True))
    states.append(state)
    walk.add(element.text, state)


def _end(walk: _Walk, tag: str) -> None:
    if tag != "br":
        walk.flush()
        return
    while walk.runs and not walk.runs[-1][0].strip() and not walk.runs[-1][3]:
        walk.runs.pop()
    if walk.runs and walk.runs[-1] == _BREAK:
        walk.flush()
    elif walk.runs:
        walk.runs.append(_BREAK)


def _is_hidden(element: Any, tag: str, hiding: frozenset[str]) -> bool:
    get = element.get
    if tag in _HIDDEN_TAGS or get("hidden") is not None or get("aria-hidden") == "true":
        return True
    style = get("style")
    if style and _hides(style[:2000]):
        return True
    if not hiding:
        return False
    names = [f".{name}" for name in (get("class") or "").split()]
    names.append(f"#{get('id')}")
    return any(name in hiding or f"{tag}{name}" in hiding for name in names)


def _hides(rules: str) -> bool:
    """Whether style rules take an element out of sight, or write in the colour of its ground."""
    if _HIDING.search(rules):
        return True
    colours = {name.lower()[:5]: _colour(value) for name, value in _DECLARED.findall(rules)}
    text = colours.get("color")
    return text is not None and (text == "transparent" or text == colours.get("backg"))


def _colour(value: str) -> str:
    """A colour in one spelling: names of black and white and ``#rgb`` as ``#rrggbb``."""
    value = "".join(value.lower().split())
    if re.fullmatch(r"#[0-9a-f]{3}", value):
        return "#" + "".join(c * 2 for c in value[1:])
    if value in ("rgb(255,255,255)", "rgb(0,0,0)"):
        return "#ffffff" if "255" in value else "#000000"
    return _COLOURS.get(value, value)


def hiding_selectors(tree: Any) -> frozenset[str]:
    """Classes and ids (``.x``, ``#x``, ``p.x``) that the page's own style sheet hides.

    Only simple selectors outside ``@`` rules count: what is hidden for some
    screens or in print only is not hidden.
    """
    out: set[str] = set()
    for style in tree.iter("style"):
        for selectors, rules in _flat_rules((style.text or "")[:_MOST_STYLE]):
            if _hides(rules):
                out.update(s.strip() for s in selectors.split(",") if _SIMPLE.fullmatch(s.strip()))
    return frozenset(out)


def _flat_rules(sheet: str) -> Iterator[tuple[str, str]]:
    """The rules of a style sheet that stand outside ``@`` blocks."""
    depth, at, selectors = 0, 0, ""
    for brace in _BRACE.finditer(sheet):
        if brace[0] == "{":
            if depth == 0:
                selectors = sheet[at : brace.start()].rpartition(";")[2]
            depth += 1
        else:
            if depth == 1 and "@" not in selectors:
                yield selectors, sheet[at : brace.start()][:2000]
            depth = max(0, depth - 1)
        at = brace.end()


def _region(walk: _Walk, element: Any, tag: str, before: _State) -> str | None:
    """What the page says about this part: by its tag, role, class and id names."""
    if tag in ("html", "body", "main", "article"):
        return None
    region = _TAG_REGION.get(tag)
    if tag == "header" and before.article:
        region = None
    if element.get("role") in ("navigation", "search", "menu", "menubar"):
        region = "navigation_tag"
    names = f"{element.get('class') or ''} {element.get('id') or ''}"[:400]
    if names.strip():
        region = _region_from_names(names) or region
    if region is None or walk.too_large >= _LARGE_MOST:
        return None
    if _size(element) > _LARGE_SHARE * walk.total:
        walk.too_large += 1
        return None
    return region


def _size(element: Any) -> int:
    """Characters of text in an element, scripts and styles left out."""
    return sum(
        len(e.text or "") + len(e.tail or "") for e in element.iter() if e.tag not in _NO_TEXT
    )


def _region_from_names(names: str) -> str | None:
    low = names.lower()
    for phrase, region in _PHRASE_REGION:
        if phrase in low:
            return region
    words = (word.lower() for word in _SPLIT.split(names))
    return next((_WORD_REGION[word] for word in words if word in _WORD_REGION), None)
