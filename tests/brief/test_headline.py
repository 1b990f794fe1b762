from __future__ import annotations

from offing.brief.headline import write_headline
from offing.model import Comparison, When
from tests.brief import made

SOURCE = made.report()
CLAIM = made.claim(SOURCE, "the outer berths at Port Alder will be closed from Friday")


def say(*incidents, claims=(CLAIM,), reports=1) -> str:
    return write_headline(incidents, claims, made.DAY, reports=reports)


def test_an_announcement_leaves_nothing_in_effect_and_counts_its_origins() -> None:
    assert say(made.incident(CLAIM)) == (
        "As of 4 March 2025 this report shows nothing in effect. The Alder Harbour Board announced "
        "the closure of the outer berths at Port Alder; one origin, no independent support."
    )


def test_what_is_in_effect_is_said_with_whose_word_and_since_when() -> None:
    held = made.incident(
        CLAIM, status="in_effect", when=When(earliest="2025-03-01", precision="day")
    )
    words = say(held)
    assert words.startswith("As of 4 March 2025 in effect: closure of Port Alder, since 1 March")
    assert "on the word of Alder Harbour Board" in words
    assert "nothing in effect" not in words


def test_what_begins_later_is_not_in_effect() -> None:
    later = made.incident(
        CLAIM, status="in_effect", when=When(earliest="2025-03-05", precision="day")
    )
    assert "nothing in effect" in say(later)


def test_what_is_over_is_not_in_effect() -> None:
    over = made.incident(
        CLAIM, status="in_effect",
        when=When(earliest="2021-03-23", latest="2021-03-29", precision="range"),
    )  # fmt: skip
    assert "nothing in effect" in say(over)
    began = made.incident(
        CLAIM, status="in_effect",
        when=When(earliest="2025-03-01", latest="2025-03-01", precision="day"),
    )  # fmt: skip
    assert "in effect: closure of Port Alder, since 1 March 2025, on" in say(began)


def test_a_statement_is_told_in_the_past() -> None:
    import msgspec

    for verb, past in (
        ("announces", "announced"),
        ("denies", "denied"),
        ("claims", "claimed"),
        ("confirms", "stated"),
    ):
        said = msgspec.structs.replace(CLAIM, paraphrase=f"The board {verb} a closure")
        assert f"The board {past} a closure" in say(made.incident(said), claims=(said,))


def test_a_reopening_is_told() -> None:
    import msgspec

    again = msgspec.structs.replace(
        CLAIM, id="again", action="resumption", paraphrase="The board said that work resumed"
    )
    words = say(
        made.incident(CLAIM, id="1"), made.incident(CLAIM, id="2"), made.incident(CLAIM, id="3"),
        made.incident(again, id="4", action="resumption", status="in_effect"),
        claims=(CLAIM, again),
    )  # fmt: skip
    assert "The board said that work resumed" in words


def test_normal_operations_are_not_called_in_effect() -> None:
    normal = made.incident(CLAIM, id="n", action="normal_operations", status="in_effect")
    assert "shows nothing in effect" in say(normal)


def test_no_restriction_is_not_told_as_a_restriction() -> None:
    import msgspec

    free = msgspec.structs.replace(
        CLAIM, id="free", negated=True, paraphrase="The board said that nothing is restricted"
    )
    words = say(made.incident(free, action="restriction", status="in_effect"), claims=(free,))
    assert words == (
        "As of 4 March 2025 this report shows nothing in effect. The board said that nothing is "
        "restricted; one origin, no independent support."
    )


def test_an_incident_that_occurred_is_told_with_its_origins() -> None:
    import msgspec

    hit = msgspec.structs.replace(
        CLAIM, id="hit", action="attack", paraphrase="A tanker was attacked near Port Alder"
    )
    for supporting, words in (
        (2, "two independent origins"),
        (1, "two origins, one of them no party to it"),
        (0, "two origins, all parties to it"),
    ):
        occurred = made.incident(
            hit, action="attack", status="occurred", title="attack",
            independent_origins=2, supporting_origins=supporting,
        )  # fmt: skip
        assert say(occurred, claims=(hit,)).endswith(
            f"nothing in effect. A tanker was attacked near Port Alder; {words}."
        )


def test_a_denial_names_who_denies() -> None:
    import msgspec

    no = msgspec.structs.replace(
        CLAIM, id="no", modality="denied", speaker="Port of Alder", paraphrase="No closure"
    )
    disputed = made.incident(CLAIM, no, status="disputed")
    words = say(disputed, claims=(CLAIM, no))
    assert "denied by Port of Alder" in words
    assert "The Alder Harbour Board announced" in words


def test_a_conflict_without_a_denial_is_said() -> None:
    clash = made.incident(
        CLAIM, conflicts=(Comparison(about="when", claim_ids=(CLAIM.id,), text="differ"),)
    )
    assert "accounts conflict" in say(clash)


def test_background_is_passed_over_and_nothing_relevant_is_said_so() -> None:
    background = made.incident(CLAIM, scope="background", status="occurred")
    words = say(background, reports=2)
    assert words == (
        "As of 4 March 2025 these reports show nothing in effect and nothing announced at sea."
    )
    assert "no report that could be read" in say(reports=0)


def test_many_incidents_are_counted_not_listed() -> None:
    many = [made.incident(CLAIM, id=f"i{n}") for n in range(9)]
    words = say(*many)
    assert "Seven further matters below." in words
    assert len(words) < 700


def test_an_attack_is_told_before_an_announcement_of_less() -> None:
    import msgspec

    hit = msgspec.structs.replace(
        CLAIM, id="hit", action="attack", paraphrase="A tanker was attacked"
    )
    day = When(earliest="2025-03-03", latest="2025-03-03", precision="day")
    soft = [made.incident(CLAIM, id=f"s{n}", action="threat") for n in range(4)]
    attack = made.incident(hit, id="a", action="attack", status="occurred", when=day)
    words = say(*soft, attack, claims=(CLAIM, hit))
    assert words.index("A tanker was attacked") < words.index("The Alder Harbour Board")
