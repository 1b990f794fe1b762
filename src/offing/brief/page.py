"""The brief as one self-contained page: no script, nothing fetched, safe to open from disk.

Every word that comes from outside is escaped by the template engine; the page's policy
(CSP) forbids scripts, frames, images and any style but its own, whose hash it names.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from collections.abc import Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from offing.brief.wording import (
    CREDIBILITY_MEANING,
    LEFT_OUT_TITLES,
    MODALITY_MEANING,
    RELIABILITY_MEANING,
    claim_when_words,
    places_words,
    printable,
    sentence_from,
    through_words,
    way_words,
)
from offing.model import Brief, Claim, LaneEffect, LeftOut, Range, Report, Spread

if TYPE_CHECKING:
    from jinja2 import Environment

    from offing.brief.view import BriefView

CHARTED = 40
"""Lanes in a chart; beyond, only the table has them."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def page_from_brief(brief: Brief) -> str:
    """The whole page as HTML text."""
    from markupsafe import Markup

    from offing import __version__
    from offing.brief.map import maps_from_brief
    from offing.brief.view import view_from_brief

    view = view_from_brief(brief)
    style, style_hash = page_style()
    # The maps' markup is ours; every word in it was escaped where it was written.
    maps = [(caption, Markup(svg)) for caption, svg in maps_from_brief(brief)]
    return environment().get_template("brief.html.j2").render(
        brief=brief, view=view, maps=maps, texts=_texts(view), left_out=_grouped(brief),
        style=Markup(style), style_hash=style_hash, version=__version__,
        modalities=MODALITY_MEANING, letters=RELIABILITY_MEANING, figures=CREDIBILITY_MEANING,
    )  # fmt: skip


@functools.cache
def environment() -> Environment:
    """The templates: everything escaped, nothing undefined."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("offing.brief"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=False,
    )  # fmt: skip
    environment.filters["safe_text"] = _safe_text
    environment.globals.update(
        through=through_words, places=places_words, when=claim_when_words, way=way_words,
        sentence=sentence_from, two=two_lines, days_chart=_days_chart,
    )  # fmt: skip
    return environment


def two_lines(middle: Range, spread: Spread | None, unit: float, digits: int) -> Any:
    """A figure with its span on a line below, as markup of our own (figures only)."""
    from markupsafe import Markup

    from offing.brief.lanes_text import spanned_words

    first, _, rest = spanned_words(middle, spread, unit, digits).partition(" (")
    return Markup('{}<br><span class="soft small">{}</span>').format(first, rest.rstrip(")"))


def _days_chart(effects: Sequence[LaneEffect], number: int) -> Any:
    """Extra days of the lanes of one proposal; empty where there is nothing to compare."""
    from markupsafe import Markup

    from offing.voyage.charts import Bar, bar_chart

    priced = [e for e in effects if e.extra is not None]
    if len(priced) < 2:
        return ""
    bars = []
    for e in priced[:CHARTED]:
        assert e.extra is not None
        drawn, cases = e.extra.days_spread, e.extra.days
        low, mid, high = (drawn.p10, drawn.p50, drawn.p90) if drawn else (
            (cases.low, cases.mid, cases.high)
        )  # fmt: skip
        bars.append(Bar(label=e.name, value=mid, low=low, high=high))
    return Markup(bar_chart(
        bars, title="Extra days by lane", unit="days more on a sailing that goes round",
        name=f"days-{number}",
    ))  # fmt: skip


def _safe_text(value: object) -> str:
    """Text without control, override or invisible characters; escaping comes after it."""
    return printable(str(value))


@functools.cache
def page_style() -> tuple[str, str]:
    """The page's style sheet, and its hash as a policy names it."""
    style = (files("offing.brief") / "templates" / "brief.css").read_text(encoding="utf-8")
    digest = hashlib.sha256(style.encode()).digest()
    return style, f"sha256-{base64.b64encode(digest).decode()}"


def language_of(report: Report) -> str:
    """A report's language as an attribute may name it; empty where it is not known."""
    language = report.language or ""
    return language if _LANGUAGE.fullmatch(language) else ""


def _texts(view: BriefView) -> list[dict[str, Any]]:
    """Each report's text in pieces, with the language that it is in."""
    from offing.brief.marks import pieces_from_report

    numbered: dict[str, list[tuple[int, Claim]]] = {}
    for found in view.claims:
        numbered.setdefault(found.claim.report_id, []).append((found.number, found.claim))
    return [
        {
            "view": item, "lang": language_of(item.report),
            "pieces": pieces_from_report(item.report, numbered.get(item.report.id, [])),
        }
        for item in view.reports
    ]  # fmt: skip


def _grouped(brief: Brief) -> list[tuple[str, list[LeftOut]]]:
    """What was left out, by kind, in the order of the headings."""
    out = []
    for kind, title in LEFT_OUT_TITLES.items():
        items = [item for item in brief.left_out if item.kind == kind]
        if items:
            out.append((title, items))
    return out
