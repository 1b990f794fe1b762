from __future__ import annotations

import pytest

from offing.model import Report
from offing.notices import parse_notices
from offing.notices.threat import threat_levels


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The threat level for shipping in the Example Sea is assessed as SUBSTANTIAL.",
         [("substantial", "shipping in the Example Sea")]),
        ("The threat level remains SEVERE in the Gulf of Example.",
         [("severe", "Gulf of Example")]),
        ("There is a HIGH threat level in the Gulf of Example.", [("high", "Gulf of Example")]),
        ("THREAT ASSESSMENT\nNorthern Example Sea: SEVERE\nExample Strait - Moderate\n",
         [("severe", "Northern Example Sea"), ("moderate", "Example Strait")]),
        ("Threat level: CRITICAL", [("critical", None)]),
        ("A threatening boat came close; visibility was low.", []),
        ("Water level: HIGH", []),
    ],
)  # fmt: skip
def test_levels_are_read_with_their_waters(
    text: str, expected: list[tuple[str, str | None]]
) -> None:
    found = threat_levels(text)
    assert [(level.level, level.where) for level in found] == expected
    assert all(text[level.start : level.end] == level.text for level in found)


def test_an_advisory_carries_its_levels_at_their_place() -> None:
    text = (
        "JMIC ADVISORY 012-25\nJMIC has received reports of small craft near merchant vessels.\n"
        "The threat level in the Gulf of Example is assessed as ELEVATED.\n"
        "Vessels are advised to transit with caution.\n"
    )
    report = Report(id="0" * 64, kind="notice", source="t", media_type="text/plain", text=text)
    (notice,) = parse_notices(report)
    assert notice.family == "jmic"
    (level,) = notice.threat_levels
    assert level.level == "elevated"
    assert text[level.start : level.end] == "ELEVATED"
