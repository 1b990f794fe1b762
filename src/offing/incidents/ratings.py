"""Two ratings after the NATO Admiralty code (AJP-2.1), by written rules.

``said``: was it said? ``so``: is it so? A letter says how reliable the source is (from
the user's table alone), a figure how credible the content is. The rules, in the order
in which they are tried, are the functions ``_said_credibility`` and ``_so_credibility``;
each gives its reason in words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from offing.incidents.copies import ReportOrigin
from offing.incidents.names import name_key
from offing.incidents.sources import LETTERS, WORDS, Letter, SourceTable
from offing.incidents.speakers import AUTHORITIES
from offing.model import Claim, Comparison, IncidentStatus, Origin, Rating, Report, Voice

_Credibility = tuple[int, str]


def rate(
    claims: Sequence[Claim],
    voices: Mapping[str, Voice],
    origins: Sequence[Origin],
    conflicts: Sequence[Comparison],
    reports: Mapping[str, Report],
    texts: Mapping[str, ReportOrigin],
    table: SourceTable,
    status: IncidentStatus,
) -> tuple[Rating, Rating]:
    """(said_rating, so_rating) of one incident."""
    said = _said(claims, voices, reports, texts, table)
    so = _so(claims, voices, origins, conflicts, table, status)
    return said, so


def _rating(letter: Letter, credibility: int, reasons: Sequence[str]) -> Rating:
    return Rating(reliability=letter, credibility=credibility, reasons=tuple(reasons))  # type: ignore[arg-type]


def _best(letters: Sequence[tuple[Letter, str]]) -> tuple[Letter, str]:
    """The best letter and whose it is; F (nobody can be judged) when there is none."""
    return min(letters, key=lambda n: (LETTERS.index(n[0]), n[1]), default=("F", ""))


def _outlets(
    claims: Sequence[Claim], reports: Mapping[str, Report], texts: Mapping[str, ReportOrigin]
) -> dict[str, str]:
    """Key → name of the outlets whose own words (not copies) carry the claims."""
    found = {}
    for claim in claims:
        text = texts.get(claim.report_id)
        if text is not None:
            found[text.key] = text.name
    return found


def _first_hand(claim: Claim, reports: Mapping[str, Report]) -> bool:
    report = reports.get(claim.report_id)
    if report is None:
        return False
    if claim.notice_id:
        return True
    return bool(report.publisher) and name_key(report.publisher or "") == name_key(claim.speaker)


def _said(
    claims: Sequence[Claim],
    voices: Mapping[str, Voice],
    reports: Mapping[str, Report],
    texts: Mapping[str, ReportOrigin],
    table: SourceTable,
) -> Rating:
    outlets = _outlets(claims, reports, texts)
    letter, who = _best([(table.letter(n), n) for n in outlets.values()])
    first_hand = any(_first_hand(c, reports) for c in claims)
    named = any(voices[c.id].kind != "unnamed" for c in claims)
    credibility, why = _said_credibility(len(outlets), first_hand, named)
    issuer = any(_first_hand(c, reports) and voices[c.id].kind != "outlet" for c in claims)
    source = "issuer" if issuer else "outlet"
    reasons = [_source_words(letter, source, who), why]
    return _rating(letter, credibility, reasons)


def _said_credibility(outlets: int, first_hand: bool, named: bool) -> _Credibility:
    if first_hand and outlets >= 2:
        return 1, f"the speaker's own text, and {outlets - 1} other outlet{'s' * (outlets > 2)}"
    if first_hand:
        return 2, "the speaker's own text, as it came to us; whether it is genuine was not checked"
    if not named:
        return 6, "nobody is named who said it"
    if outlets >= 2:
        return 2, f"{outlets} outlets in their own words say that it was said"
    return 3, "one outlet says that it was said; the original was not seen"


def _so(
    claims: Sequence[Claim],
    voices: Mapping[str, Voice],
    origins: Sequence[Origin],
    conflicts: Sequence[Comparison],
    table: SourceTable,
    status: IncidentStatus,
) -> Rating:
    support = [c for c in claims if voices[c.id].stance == "supports"]
    roots = [o for o in origins if o.independent]
    neutral = [o for o in roots if not _all_party(o, voices)]
    letter, who = _best([(table.letter(o.name), o.name) for o in neutral or roots])
    credibility, why = _so_credibility(support, voices, roots, neutral, conflicts, status)
    reasons = [
        _source_words(letter, "source", who),
        _origin_words(len(roots)),
        _support_words(roots, neutral),
        why,
    ]
    if conflicts:
        reasons.append("conflicts: " + _conflict_words(conflicts[:3]))
    return _rating(letter, credibility, [r for r in reasons if r])


def _conflict_words(conflicts: Sequence[Comparison]) -> str:
    """What each says, once: who denies two others is named as denying it one time."""
    return "; ".join(dict.fromkeys(part for c in conflicts for part in c.text.split("; ")))


def _source_words(letter: Letter, what: str, who: str) -> str:
    """“fairly reliable outlet (X)”, “source of unknown reliability”."""
    return f"{what} {WORDS[letter]}" if letter == "F" else f"{WORDS[letter]} {what} ({who})"


def _origin_words(count: int) -> str:
    if count <= 1:
        return "one origin" if count else "no origin that says it is so"
    return f"{count} origins that could be independent"


def _all_party(origin: Origin, voices: Mapping[str, Voice]) -> bool:
    mine = [voices[i] for i in origin.claim_ids if i in voices]
    named = [v for v in mine if v.kind not in ("outlet", "unnamed")] or mine
    return bool(named) and all(v.party and not v.in_charge for v in named)


def supporting_count(origins: Sequence[Origin], voices: Mapping[str, Voice]) -> int:
    """How many independent origins are no party to the matter."""
    return sum(o.independent and not _all_party(o, voices) for o in origins)


def _support_words(roots: Sequence[Origin], neutral: Sequence[Origin]) -> str:
    if len(roots) <= 1:
        return "no independent support"
    if not neutral:
        return "all of them parties: no independent support"
    return f"{len(neutral)} of them no party to it"


def _so_credibility(
    support: Sequence[Claim],
    voices: Mapping[str, Voice],
    roots: Sequence[Origin],
    neutral: Sequence[Origin],
    conflicts: Sequence[Comparison],
    status: IncidentStatus,
) -> _Credibility:
    denied = any(c.about == "denial" for c in conflicts)
    said = [voices[c.id] for c in support]
    if not said:
        if any(v.stance == "denies" for v in voices.values()):
            return 5, "only denials of it"
        return 6, "only foreseen, not told as so"
    strong = [v for v in said if v.modality == "confirmed" or v.in_charge or v.kind in AUTHORITIES]
    own = [v for v in said if v.kind == "carrier" and v.modality == "announced"]
    coming = status == "announced" or all(v.future for v in said)
    if coming and not any(v.in_charge for v in said) and not own:
        return 6, "announced, not done: whether it will be so cannot be judged yet"
    if denied:
        against = [v for v in voices.values() if v.stance == "denies"]
        if not neutral and any(v.kind in AUTHORITIES or v.in_charge for v in against):
            return 5, "only a party says so, and an authority denies it"
        return 4, "it is denied"
    if len(neutral) >= 2 and strong:
        return 1, "confirmed by an authority or observer and by another independent origin"
    if len(neutral) >= 2:
        return 2, "two origins that could be independent say so"
    if strong:
        return 2, "said by an authority or an observer on the spot, not confirmed by others"
    if own:
        return 2, "a company about its own ships"
    if not neutral:
        return 4, "only a party to it says so"
    return 3, "possible, not confirmed by others"
