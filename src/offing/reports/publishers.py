"""Outlets, agencies and authorities by name and by web address."""

from __future__ import annotations

import csv
import io
import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple
from urllib.parse import urlsplit


class Publisher(NamedTuple):
    """A row of the table: its standard name and its role (``agency``, ``outlet``, …)."""

    name: str
    role: str


@cache
def _tables() -> tuple[dict[str, Publisher], dict[str, Publisher]]:
    names: dict[str, Publisher] = {}
    domains: dict[str, Publisher] = {}
    raw = (files("offing") / "data" / "boilerplate" / "publishers.csv").read_text("utf-8")
    for row in csv.DictReader(io.StringIO(raw)):
        who = Publisher(row["name"], row["role"])
        for name in (row["name"], *filter(None, row["aliases"].split("|"))):
            names[_key(name)] = who
        for domain in filter(None, row["domains"].split("|")):
            domains[domain] = who
    return names, domains


def _key(name: str) -> str:
    return " ".join(re.sub(r"[–—-]", " - ", name.casefold().replace("’", "'")).split())


def publisher_from_name(name: str) -> Publisher | None:
    """The publisher of exactly this name or other name, if it is in the table."""
    return _tables()[0].get(_key(name))


_KIND_WORDS = re.compile(
    r"\b(?:press|wire|news|times|post|journal|gazette|observer|monitor|agency|herald"
    r"|tribune|ledger|"
    r"bulletin|daily|telegraph|review|dispatch|chronicle|magazine|media|radio|television|tv"
    r"|network|"
    r"authority|ministry|office|line|lines|shipping|command|navy|guard|cent(?:re|er)|union|desk|"
    r"association|logistics|services?|company|organi[sz]ation|agencies|watch|cell|cluster"
    r"|council)\b",
    re.IGNORECASE,
)


_SORTS = frozenset(
    "news press media release statement bulletin notice note service services advisory"
    " customer client "
    "review daily weekly monthly situation report update information shipping safety"
    " maritime and for "
    "of the to immediate watch alert circular".split()
)


def is_publisher(name: str) -> bool:
    """Whether a short line reads like the name of an outlet, authority or company.

    It is in the table, or it is at most six capitalised words, one of which says so.
    """
    if publisher_from_name(name):
        return True
    words = name.split()
    if _SORTS.issuperset(w.strip(":").casefold() for w in words):
        return False  # “NEWS RELEASE”: what it is, not who made it
    small = {"of", "the", "and", "for", "&"}
    named = all(w[0].isupper() or w.lower() in small for w in words)
    return (
        2 <= len(words) <= 6 and named and ":" not in name and _KIND_WORDS.search(name) is not None
    )


def publisher_from_host(host: str) -> Publisher | None:
    """The publisher at a host name or any domain above it, if it is in the table."""
    parts = host.lower().rstrip(".").split(".")
    for i in range(len(parts) - 1):
        found = _tables()[1].get(".".join(parts[i:]))
        if found:
            return found
    return None


def publisher_from_url(url: str) -> str | None:
    """The name behind an address; an unknown host stands for itself, without ``www.``."""
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    if not host:
        return None
    known = publisher_from_host(host)
    return known.name if known else host.removeprefix("www.")
