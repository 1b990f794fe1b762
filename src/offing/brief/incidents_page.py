"""Incidents as one self-contained page without a script: ratings, origins, agreement, conflict."""

from __future__ import annotations

from collections.abc import Sequence

from offing.brief.claims_page import claims_style
from offing.brief.incident_words import branches_of, counts_words, incident_sentence, link_words
from offing.brief.page import environment
from offing.brief.view import report_label
from offing.brief.wording import (
    CREDIBILITY_MEANING,
    RELIABILITY_MEANING,
    STATUS_WORDS,
    origins_words,
    sentence_from,
    speaker_words,
)
from offing.model import Claim, Incident, Report

MAX_WORDS = 12
"""Claims of one incident that are quoted; of more, the number is given."""


def page_from_incidents(
    incidents: Sequence[Incident],
    claims: Sequence[Claim],
    reports: Sequence[Report],
    *,
    links: bool = False,
) -> str:
    """The whole page as HTML text; ``links`` adds why claims were joined or kept apart."""
    from markupsafe import Markup

    from offing import __version__

    by_id = {c.id: c for c in claims}
    labels = {r.id: report_label(r) for r in reports}
    style, style_hash = claims_style()
    told = {i.id: [by_id[c] for c in i.claim_ids if c in by_id] for i in incidents}
    return environment().get_template("incidents.html.j2").render(
        incidents=incidents, told=told, labels=labels, lede=counts_words(
            incidents, len(reports), len(claims)),
        as_of=next((i.as_of for i in incidents if i.as_of), None),
        sentences={i.id: incident_sentence(i) for i in incidents},
        branches={i.id: list(branches_of(i.origins)) for i in incidents},
        support={i.id: origins_words(i) for i in incidents}, links=links, statuses=STATUS_WORDS,
        why={i.id: link_words(i, by_id) for i in incidents} if links else {},
        speaker_of=speaker_words, paraphrase_of=lambda c: sentence_from(c.paraphrase),
        max_words=MAX_WORDS, letters=RELIABILITY_MEANING, figures=CREDIBILITY_MEANING,
        style=Markup(style), style_hash=style_hash, version=__version__,
    )  # fmt: skip
