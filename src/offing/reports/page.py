"""What a page says about itself: title, publisher, date, language, from its metadata."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from offing.reports.draft import Draft
from offing.reports.publishers import publisher_from_name, publisher_from_url
from offing.reports.stamps import date_from_words

_DATE_NAMES = (
    "article:published_time", "og:article:published_time", "datepublished", "date.published",
    "publish-date", "publish_date", "pubdate", "publication_date", "dc.date.issued", "dc.date",
    "dcterms.date", "dcterms.created", "sailthru.date", "parsely-pub-date", "article.published",
    "cxenseparse:recs:publishtime", "date", "bt:pubdate",
)  # fmt: skip
_TITLE_NAMES = ("og:title", "twitter:title", "dc.title", "headline")
_SITE_NAMES = ("og:site_name", "application-name", "publisher", "dc.publisher", "article:publisher")
_MOST_SCRIPT = 500_000
_TAIL = re.compile(r"\s+[|–—·»-]\s+[^|–—·»]{2,60}$")


def read_metadata(draft: Draft, tree: Any) -> None:
    """Fill in what the page's metadata says; a page's own words are the last resort."""
    metas = _metas(tree)
    linked = list(_linked_data(tree))
    draft.title = _title(tree, metas, linked)
    draft.publisher = _publisher(tree, metas, linked)
    _read_date(draft, tree, metas, linked)
    lang = (
        tree.get("lang") or metas.get("og:locale") or metas.get("content-language") or ""
    ).strip()
    if re.fullmatch(r"[A-Za-z]{2}(?:[-_]\w{2,8})*", lang):
        draft.language = lang[:2].lower()


def _metas(tree: Any) -> dict[str, str]:
    out: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (
            meta.get("property")
            or meta.get("name")
            or meta.get("itemprop")
            or meta.get("http-equiv")
        )
        value = meta.get("content")
        if name and value and value.strip():
            out.setdefault(name.strip().lower(), " ".join(value.split())[:1000])
    return out


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    """JSON-LD objects of the page (schema.org), one level of ``@graph`` unrolled."""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        raw = script.text or ""
        if len(raw) > _MOST_SCRIPT:
            continue
        try:
            value = json.loads(raw)
        except (ValueError, RecursionError):
            continue
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                yield each
                graph = each.get("@graph")
                yield from (
                    (g for g in graph if isinstance(g, dict)) if isinstance(graph, list) else ()
                )


def _title(tree: Any, metas: dict[str, str], linked: list[dict[str, Any]]) -> str | None:
    heads = [" ".join(h.text_content().split()) for h in tree.iter("h1")]
    heads = [h for h in heads if h]
    if len(heads) == 1 and len(heads[0].split()) >= 3:
        return str(heads[0])
    for name in _TITLE_NAMES:
        if name in metas:
            return metas[name]
    for each in linked:
        if isinstance(each.get("headline"), str) and each["headline"].strip():
            return str(each["headline"]).strip()
    if heads:
        return str(heads[0])
    found = next(iter(tree.iter("title")), None)
    title = " ".join((found.text_content() or "").split()) if found is not None else ""
    return _TAIL.sub("", title) or None


def _publisher(tree: Any, metas: dict[str, str], linked: list[dict[str, Any]]) -> str | None:
    names = [metas[n] for n in _SITE_NAMES if n in metas and not metas[n].startswith("http")]
    for each in linked:
        who = each.get("publisher")
        who = who.get("name") if isinstance(who, dict) else who
        if isinstance(who, str) and who.strip():
            names.append(who.strip())
    for name in names:
        known = publisher_from_name(name)
        if known:
            return known.name
    if names:
        return names[0]
    if (own := _name_in_title(tree) or _name_around(tree)) is not None:
        known = publisher_from_name(own)
        return known.name if known else own
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and (link.get("href") or "").startswith(
            "http"
        ):
            return publisher_from_url(link.get("href"))
    return publisher_from_url(metas["og:url"]) if "og:url" in metas else None


_PARTED = re.compile(r"\s+(?:[|–—·»«-]|::)\s+")
_MOST_NAME_WORDS = 6


def _name_in_title(tree: Any) -> str | None:
    """The site in “Headline | The Courier”: what a page's title has beyond its heading.

    A part before or after the last mark that the heading on the page does not hold.
    """
    found = next(iter(tree.iter("title")), None)
    title = " ".join((found.text_content() or "").split()) if found is not None else ""
    heading = next(iter(tree.iter("h1")), None)
    shown = _plain(heading.text_content()) if heading is not None else ""
    parts = [part.strip() for part in _PARTED.split(title[:500])]
    if len(parts) < 2 and ": " in title and shown:
        parts = [part.strip() for part in title.partition(": ")[::2]]
        if _plain(parts[1]) != shown:
            return None
    if len(parts) < 2:
        return None
    for part in (parts[-1], parts[0]):
        if _reads_as_name(part) and _plain(part) != shown:
            return part
    return None


def _name_around(tree: Any) -> str | None:
    """The site's name in the page's header, or after “©” in its footer."""
    for header in tree.xpath("//header[not(ancestor::article)]")[:1]:
        for element in header.iter():
            words = " ".join((element.text or "").split()) if isinstance(element.tag, str) else ""
            if words and element.tag not in ("script", "style", "nav", "button", "input"):
                return words if _reads_as_name(words) else None
    for footer in tree.xpath("//footer")[-1:]:
        if (found := _RIGHTS.search(" ".join(footer.text_content().split())[:2000])) is not None:
            return found["name"].strip()
    return None


_RIGHTS = re.compile(
    r"(?:©|\([cC]\)|[Cc]opyright)\s?(?:©\s?)?(?:(?:19|20)\d\d(?:[-–]\d{2,4})?,?\s)?(?:by )?"
    r"(?P<name>[A-Z][\w’'&-]{1,30}(?: (?:[A-Z][\w’'&-]{0,30}|of|and|the|&)){0,5})"
)


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


def _reads_as_name(part: str) -> bool:
    """A few words, all in capitals but the small ones, with more than one unless known."""
    names = part.split()
    if not 1 <= len(names) <= _MOST_NAME_WORDS or any(c in part for c in ":;?!,"):
        return False
    if publisher_from_name(part):
        return True
    small = {"of", "the", "and", "for", "de", "del", "der", "blog"}
    capital = all(w[0].isupper() or w[0] in "&" or w in small for w in names)
    general = {"home", "news", "press", "releases", "latest", "opinion", "live", "update", "notice"}
    return capital and not {w.casefold() for w in names} <= general


def _read_date(
    draft: Draft, tree: Any, metas: dict[str, str], linked: list[dict[str, Any]]
) -> None:
    words = [metas[n] for n in _DATE_NAMES if n in metas]
    words += [str(e[k]) for e in linked for k in ("datePublished", "dateCreated") if e.get(k)]
    for element in tree.iter("time"):
        if element.get("datetime") and (element.get("pubdate") is not None or not words):
            words.append(element.get("datetime"))
    for element in tree.xpath("//*[@itemprop='datePublished']")[:3]:
        words.append(element.get("content") or element.get("datetime") or element.text_content())
    for word in words:
        date = date_from_words(word)
        if date:
            draft.published, draft.published_basis = date, "metadata"
            return
