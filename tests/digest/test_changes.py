"""What is told as new, changed, ended, contradicted, cancelled, decided and gone."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from offing.digest import digest_since
from offing.digest.changes import ORDER
from offing.model import ClaimPlace, Comparison, Incident, Lane, Restriction
from offing.places import port
from offing.store import Store, open_store
from offing.store.rows import now, packed, time_text
from offing.store.taking_in import take_in

DAY = datetime.timedelta(days=1)
PIRAEUS = ClaimPlace(id=port("GRPIR").id, name="Piraeus", kind="port")
CONFLICT = Comparison(about="count", text="3 hurt against 5", claim_ids=("c1", "c2"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "desk.sqlite") as opened:
        yield opened


def incident(**changes: Any) -> Incident:
    plain = Incident(
        id="closure-piraeus", action="close", title="Closure of Piraeus", claim_ids=("c1",),
        places=(PIRAEUS,), status="announced", independent_origins=1,
    )  # fmt: skip
    return msgspec.structs.replace(plain, **changes)


def keep(store: Store, one: Incident, at: datetime.datetime, *, gone: bool = False) -> None:
    """A version of an incident as taking in would have kept it at a moment."""
    with store.database.writing() as write:
        write.execute(
            "INSERT INTO incident_version (id, at, gone, body) VALUES (?, ?, ?, ?)",
            (one.id, time_text(at), int(gone), packed(one)),
        )


def changes(store: Store, before: Incident | None, after: Incident, **more: Any) -> list[Any]:
    if before is not None:
        keep(store, before, now() - 3 * DAY)
    keep(store, after, now() - DAY, gone=more.pop("gone", False))
    return list(digest_since(store, now() - 2 * DAY, **more).changes)


@pytest.mark.parametrize(
    ("before", "after", "kind", "words"),
    [
        (None, {}, "new", "announced"),
        ({}, {"status": "ended"}, "ended", "is ended"),
        ({}, {"status": "superseded", "status_reason": "cancelled by warning 12"}, "cancelled",
         "warning 12"),
        ({}, {"status": "denied"}, "contradicted", "denied"),
        ({}, {"status": "disputed"}, "contradicted", "disputed"),
        ({}, {"conflicts": (CONFLICT,)},
         "contradicted", "3 hurt against 5"),
        ({}, {"status": "in_effect"}, "changed", "in effect"),
        ({}, {"independent_origins": 2}, "changed", "independent origins"),
        ({}, {"claim_ids": ("c1", "c2")}, "changed", "more claim"),
    ],
)  # fmt: skip
def test_each_kind(
    store: Store, before: dict[str, Any] | None, after: dict[str, Any], kind: str, words: str
) -> None:
    then = None if before is None else incident(**before)
    [change] = changes(store, then, incident(**after))
    assert change.kind == kind
    assert words in "; ".join(change.what)


def test_gone_is_told_only_of_what_was_there(store: Store) -> None:
    [change] = changes(store, incident(), incident(), gone=True)
    assert change.kind == "gone"
    keep(store, incident(id="came-and-went"), now() - DAY)
    keep(store, incident(id="came-and-went"), now() - DAY / 2, gone=True)
    assert [c.id for c in digest_since(store, now() - 2 * DAY).changes] == ["closure-piraeus"]


def test_wording_alone_is_no_change(store: Store) -> None:
    assert changes(store, incident(), incident(title="Piraeus: closure")) == []


def test_what_was_before_is_not_told(store: Store) -> None:
    keep(store, incident(), now() - 3 * DAY)
    digest = digest_since(store, now() - 2 * DAY)
    assert digest.changes == ()
    assert "nothing has changed" in digest.headline


def test_several_versions_are_one_change(store: Store) -> None:
    keep(store, incident(), now() - 3 * DAY)
    keep(store, incident(status="in_effect"), now() - DAY)
    keep(store, incident(status="ended"), now() - DAY / 2)
    [change] = digest_since(store, now() - 2 * DAY).changes
    assert (change.kind, change.before, change.status) == ("ended", "announced", "ended")


def test_background_only_when_asked(store: Store) -> None:
    assert changes(store, None, incident(scope="background")) == []
    assert len(digest_since(store, now() - 2 * DAY, scope=None).changes) == 1


def test_decisions_are_told_with_who_and_why(store: Store) -> None:
    store.decide(Restriction.close("suez"), "accepted", who="Ada", why="two reports")
    [change] = digest_since(store, now() - DAY).changes
    assert change.kind == "decided"
    assert change.what == ("accepted by Ada: two reports",)


def test_what_takes_back_comes_first(store: Store) -> None:
    keep(store, incident(id="a"), now() - 3 * DAY)
    keep(store, incident(id="b"), now() - DAY)
    keep(store, incident(id="a", status="denied"), now() - DAY / 2)
    store.decide(Restriction.close("suez"), "accepted", who="Ada")
    kinds = [c.kind for c in digest_since(store, now() - 2 * DAY).changes]
    assert kinds == sorted(kinds, key=ORDER.index)
    assert kinds == ["contradicted", "new", "decided"]


def test_own_lanes_are_named(store: Store) -> None:
    lanes = [
        Lane(id="mine", name="Olives", origin="GRPIR", destination="ITTRS"),
        Lane(id="other", origin="SGSIN", destination="AUSYD"),
        Lane(id="bad", origin="ZZNOP", destination="AUSYD"),
    ]
    keep(store, incident(), now() - DAY)
    digest = digest_since(store, now() - 2 * DAY, lanes=lanes)
    assert digest.changes[0].lanes == ("Olives",)
    assert "lane of yours" in digest.headline
    assert "could not be looked at" in digest.notes[0]


def test_a_days_first_moment_is_in_utc(store: Store) -> None:
    digest = digest_since(store, datetime.date(2025, 3, 1))
    assert digest.since == datetime.datetime(2025, 3, 1, tzinfo=datetime.UTC)
    east = datetime.timezone(datetime.timedelta(hours=5))
    moment = datetime.datetime(2025, 3, 1, 4, tzinfo=east)
    assert digest_since(store, moment).since.isoformat() == "2025-02-28T23:00:00+00:00"


def test_from_reports_to_a_digest(store: Store) -> None:
    import offing

    closed = offing.read_report(
        b"Port closed\n\n3 March 2025 - The Port Authority of Trieste said on Monday that it had "
        b"closed the port of Trieste until further notice.\n"
    )
    take_in(store, [closed], as_of=datetime.date(2025, 3, 4))
    first = digest_since(store, now() - DAY).changes
    assert {c.kind for c in first} == {"new"}
    assert any("Trieste" in c.title for c in first)
    assert all(c.report_ids == (closed.id,) for c in first)
    later = now()
    opened = offing.read_report(
        b"Port open again\n\n7 March 2025 - The Port Authority of Trieste said on Friday that it "
        b"had reopened the port of Trieste.\n"
    )
    take_in(store, [opened], as_of=datetime.date(2025, 3, 8))
    second = digest_since(store, later).changes
    assert second, "a reopening is a change"
    assert all(c.at > later for c in second)
    assert any(opened.id in c.report_ids for c in second)
