"""A digest's four forms keep to their standards and carry no script."""

from __future__ import annotations

import datetime
import json
import re
from html.parser import HTMLParser
from urllib.parse import urlsplit
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from offing.digest import (
    Digest,
    digest_to_atom,
    digest_to_html,
    digest_to_json_feed,
    digest_to_text,
)
from offing.model import Change

ATOM = "{http://www.w3.org/2005/Atom}"
AT = datetime.datetime(2025, 3, 1, 12, 0, 0, 5, tzinfo=datetime.UTC)
HOSTILE = "<script>alert(1)</script> & “x” \x00\x1b[31m ]]> {{7}}"
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
texts = st.text(max_size=60)


def digest_of(*texts: str) -> Digest:
    made = tuple(
        Change(at=AT + datetime.timedelta(hours=k), kind="new", id=f"incident-{k}", title=text,
               what=(text, "it is announced"), lanes=(text,))
        for k, text in enumerate(texts)
    )  # fmt: skip
    return Digest(since=AT, until=AT, headline=f"Since then: {len(texts)} new.", changes=made)


@given(st.lists(texts, max_size=4))
def test_atom_has_what_rfc_4287_requires(given_texts: list[str]) -> None:
    feed = ElementTree.fromstring(
        digest_to_atom(digest_of(*given_texts), address="http://127.0.0.1:8642/api/v1/digest.atom")
    )
    assert feed.tag == f"{ATOM}feed"
    # 4.1.1: exactly one id, title and updated; an author for entries that have none.
    for part in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(part.findall(ATOM + name)) == 1
        assert urlsplit(part.findtext(f"{ATOM}id") or "").scheme
        assert RFC3339.fullmatch(part.findtext(f"{ATOM}updated") or "")
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    assert [x.attrib["rel"] for x in feed.findall(f"{ATOM}link")] == ["self"]
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == len(given_texts)
    assert len({e.findtext(f"{ATOM}id") for e in entries}) == len(entries)
    stamps = [e.findtext(f"{ATOM}updated") for e in entries]
    assert stamps == sorted(stamps, reverse=True)
    for entry in entries:  # 4.1.2: without a content or an alternate link, a summary
        assert entry.findtext(f"{ATOM}summary")


@given(st.lists(texts, max_size=4))
def test_json_feed_has_what_its_version_requires(given_texts: list[str]) -> None:
    feed = json.loads(digest_to_json_feed(digest_of(*given_texts), address="http://127.0.0.1/f"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert feed["feed_url"] == "http://127.0.0.1/f"
    assert len(feed["items"]) == len(given_texts)
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert item["content_text"]
        assert RFC3339.fullmatch(item["date_published"])


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs


@given(st.lists(texts | st.just(HOSTILE), max_size=4))
def test_the_page_runs_and_fetches_nothing(given_texts: list[str]) -> None:
    page = _Tags()
    page.feed(digest_to_html(digest_of(*given_texts)))
    assert not {"script", "img", "link", "iframe", "object", "form"} & set(page.tags)
    names = {name for name, _ in page.attributes}
    assert not any(name.startswith("on") for name in names)
    assert not any((value or "").startswith(("http", "//")) for _, value in page.attributes)


def test_the_page_forbids_what_it_does_not_use() -> None:
    page = digest_to_html(digest_of(HOSTILE))
    assert "default-src 'none'" in page.replace("&#39;", "'")
    assert "&lt;script&gt;" in page


def test_text_carries_no_control_characters() -> None:
    text = digest_to_text(digest_of(HOSTILE))
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text)
    assert "it is announced" in text


def test_an_entry_keeps_its_id() -> None:
    def ids(at: datetime.datetime) -> set[str | None]:
        digest = digest_of("a", "b")
        later = Digest(since=at, until=at, headline="", changes=digest.changes)
        feed = ElementTree.fromstring(digest_to_atom(later))
        return {e.findtext(f"{ATOM}id") for e in feed.findall(f"{ATOM}entry")}

    assert ids(AT) == ids(AT + datetime.timedelta(days=1)), "a reader shows each change once"
