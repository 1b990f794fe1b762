"""The word lists are data: what they name must exist."""

from __future__ import annotations

from offing.claims.actors import known_actors
from offing.claims.context import _SPECIAL
from offing.claims.lexicon import event_index, read_rows, verb_forms, word_classes
from offing.model import ACTIONS


def test_every_event_has_a_known_action_and_a_known_need():
    classes = set(word_classes()[1]) | set(_SPECIAL)
    for row in read_rows("events", "events.csv"):
        assert row["action"] in ACTIONS, row
        assert row["pos"] in ("v", "n", "x"), row
        assert not row["needs"] or row["needs"][0] == "=" or row["needs"] in classes, row
        assert 1 <= int(row["weight"]) <= 4, row


def test_actors_are_unique_and_belong_to_actors_that_exist():
    rows = read_rows("actors", "actors.csv")
    assert len({r["id"] for r in rows}) == len(rows)
    names = [
        name
        for a in known_actors().values()
        for name in {n.lower() for n in (a.name, *a.names, *a.one_side_names)}
    ]
    assert len(names) == len(set(names))
    for actor in known_actors().values():
        assert set(actor.member_of) <= set(known_actors()), actor


def test_verb_forms():
    assert verb_forms("seize") == ("seize", "seizes", "seized", "seizing")
    assert verb_forms("deny") == ("deny", "denies", "denied", "denying")
    assert "struck" in verb_forms("strike")
    assert "attacked" in event_index()
