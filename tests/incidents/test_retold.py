"""A story in other words, as a translation gives it, is no second source."""

from __future__ import annotations

import datetime

from offing.incidents.copies import facts, is_retold, report_origins
from tests.claims.conftest import report_of

FIRST = (
    "The tanker Alma Sol was hit 42 miles west of Hodeidah at 03:40 on Tuesday, said Captain "
    "Idris Halvorsen of the Kestrel Line. Its 23 crew left in two boats and reached the "
    "frigate Astra Vale at 06:15. The hull has a hole of 12 metres; 48,000 tonnes of naphtha "
    "for Jeddah and Aqaba are aboard. Insurer Brant Mutual put the loss at 31 million "
    "dollars, after 17 million in March."
)
RETOLD = (
    "According to Captain Idris Halvorsen of the shipping company Kestrel Line, at 03:40 on "
    "Tuesday a strike befell the vessel Alma Sol, which found itself 42 miles to the west of "
    "Hodeidah. The 23 members of the crew abandoned it and were taken up at 06:15 by the "
    "warship Astra Vale. The opening measures 12 metres, and the cargo for Jeddah and Aqaba "
    "amounts to 48,000 tonnes of naphtha. The damage comes to 31 million dollars for Brant "
    "Mutual, which lost 17 million in March."
)
OTHER = (
    "A tanker was struck off Hodeidah on Tuesday, two port agents said. They saw smoke and "
    "counted two boats heading for a frigate. The agents for Kestrel Line in Jeddah did not "
    "answer calls. Rates for Aqaba rose by 15 percent; brokers in Dubai named 0.9 per cent of "
    "hull value, up from 0.4."
)


def test_the_same_names_and_figures_in_other_words_are_one_origin() -> None:
    day = datetime.date(2025, 7, 1)
    one = report_of(FIRST, publisher="Wire One", published=day)
    two = report_of(RETOLD, publisher="Diario Dos", published=day + datetime.timedelta(days=1))
    found = report_origins({one.id: one, two.id: two})
    assert found[two.id].copy_of == one.id
    assert "names and figures" in found[two.id].why
    assert found[one.id].key == found[two.id].key


def test_two_who_saw_the_same_stay_two() -> None:
    day = datetime.date(2025, 7, 1)
    one = report_of(FIRST, publisher="Wire One", published=day)
    two = report_of(OTHER, publisher="Port Post", published=day)
    found = report_origins({one.id: one, two.id: two})
    assert found[two.id].copy_of is None


def test_a_story_weeks_later_is_not_the_same_one_retold() -> None:
    one = report_of(FIRST, publisher="Wire One", published=datetime.date(2025, 7, 1))
    two = report_of(RETOLD, publisher="Diario Dos", published=datetime.date(2025, 8, 1))
    assert report_origins({one.id: one, two.id: two})[two.id].copy_of is None


def test_few_facts_settle_nothing() -> None:
    assert not is_retold(facts("At 03:40 off Aden."), facts("It was 03:40 off Aden."))
