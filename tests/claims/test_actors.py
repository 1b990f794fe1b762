"""What the words of a name tell of the kind of who bears it."""

from __future__ import annotations

import pytest

from offing.claims.actors import kind_from_name


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Port Houston", "authority"),
        ("the Port of Antwerp", "authority"),
        ("Port Los Angeles", "authority"),
        ("Port Sudan", None),
        ("Port Said", None),
        ("Port Klang", None),
        ("Port Weekly", "outlet"),
    ],
)
def test_a_town_called_port_is_no_body_and_a_port_called_by_its_town_is(
    name: str, kind: str | None
) -> None:
    assert kind_from_name(name) == kind
