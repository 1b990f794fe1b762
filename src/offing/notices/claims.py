"""Each event in a notice as one claim: its issuer speaks, the notice stands behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from offing.model.claim import (
    UNKNOWN_WHEN,
    Claim,
    ClaimPlace,
    Count,
    Evidence,
    Modality,
    When,
)
from offing.model.notice import Notice
from offing.model.report import Report, Span
from offing.notices.lexicon import best_subject

if TYPE_CHECKING:
    from offing.model.place import PlaceMention

_ACTION_OF_SUBJECT = {
    "attack": "attack", "drone_or_missile": "attack", "hijack": "hijack", "boarding": "boarding",
    "robbery": "robbery", "kidnapping": "seizure", "mine": "mine",
    "suspicious_approach": "approach", "gnss_interference": "gnss_interference",
    "exercise": "exercise", "closure": "closure", "wreck": "accident", "obstruction": "accident",
    "aid_to_navigation": "restriction", "cable_or_pipe": "operation", "platform": "operation",
    "ice": "weather", "weather": "weather", "search_and_rescue": "accident",
    "survey": "operation", "space_debris": "operation", "dredging": "operation",
    "chart": "advisory", "advisory": "advisory", "cancellation": "resumption", "other": "other",
}  # fmt: skip
_WORDS_OF_ACTION = {
    "attack": "an attack on {target}", "hijack": "the hijack of {target}",
    "boarding": "the boarding of {target}", "robbery": "a robbery on {target}",
    "seizure": "people taken from {target}", "mine": "a mine sighting or mine danger",
    "approach": "a suspicious approach to {target}", "explosion": "an explosion near {target}",
    "gnss_interference": "interference with satellite navigation",
    "exercise": "exercises or hazardous operations", "closure": "a closure",
    "advisory": "advice to ships", "resumption": "an earlier warning withdrawn",
    "weather": "a weather or ice hazard", "operation": "works at sea",
    "restriction": "an aid to navigation out of order", "accident": "a ship or object in trouble",
}  # fmt: skip
_INCIDENT_FAMILIES = ("ukmto", "jmic", "asam", "imb")
_INCIDENT_SUBJECTS = (
    "attack", "drone_or_missile", "hijack", "boarding", "robbery", "kidnapping",
    "suspicious_approach",
)  # fmt: skip
_ON_A_SHIP = (
    "attack", "hijack", "boarding", "robbery", "seizure", "approach", "explosion", "other",
    "accident",
)  # fmt: skip
_PLANNED = (
    "exercise",
    "survey",
    "cable_or_pipe",
    "platform",
    "space_debris",
    "dredging",
    "closure",
)
_ADVICE = re.compile(
    r"(?i)\b(?:(?:vessels?|mariners?|masters?|ships?|shipping)\s{1,3}(?:\w+\s{1,3}){0,4}(?:are|is|should|must)\s{1,3}"
    r"(?:\w+\s{1,3}){0,2}(?:advised|urged|requested|reminded|recommended|warned|asked|exercise|remain|report|keep|maintain|avoid)"
    r"|(?:is|are)\s{1,3}advised\s{1,3}to)\b"
)
_RELAYED = re.compile(
    r"(?i)\b(?:received\s{1,3}(?:an?\s{1,3})?(?:\w+[\s-]{1,3}){0,3}reports?|third[\s-]{1,3}party|reportedly|(?:has|have|was|were|been)\s{1,3}reported"
    r"|reports?\s{1,3}(?:that|state|indicate|of|being|attempt)|reported\b|according\s{1,3}to|alleged(?:ly)?|unconfirmed|believed)"
)
_CONFIRMED = re.compile(r"(?i)\b(?:confirm(?:s|ed|ation)|re-?classified|verified|established)\b")
_INCIDENT_LEAD = re.compile(
    r"(?i)\bincident\b|\breceived\s{1,3}(?:an?\s{1,3})?(?:[\w-]{1,20}\s{1,3}){0,3}reports?\b"
)
_OUTCOME = re.compile(
    r"(?i)\b(?:on\s{1,3}fire|a\s{1,3}fire|damaged?|casualt\w+|injur\w+|killed|wounded|dead|listing"
    r"|water\s{1,3}ingress|sank|sunk|abandon\w*|man(?:o?euv(?:re|er)ed)|diverted|redirect\w*|hostage"
    r"|all\s{1,3}crew\b)"
)
_ROUTINE = re.compile(
    r"(?i)^\W{0,4}(?:(?:the\s{1,3})?(?:local\s{1,3}|relevant\s{1,3})?authorities\s{1,3}(?:are|have\s{1,3}been|were)\s{1,3}(?:\w+\s{1,3}){0,2}"
    r"(?:investigating|informed|aware|notified)|ukmto\s{1,3}continues?\b|(?:incident|report)\s{1,3}(?:date|time)\b)"
)
_POSITION_LINE = re.compile(r"\s{0,8}\d{2}\.\d{2}\.\d{4}\b")
_UPDATE = re.compile(r"(?im)^[ \t]{0,4}update\b[^\n]{0,12}")
_TARGET = re.compile(
    r"(?i)\b(?P<kind>(?:crude\s(?:oil\s)?|oil\s|product\s|chemical\s|lpg\s|lng\s|gas\s)?tanker|bulk\s?carrier|container\s?ship|"
    r"(?:general\s)?cargo\s(?:ship|vessel)|fishing\s(?:vessel|boat)|trawler|supply\s(?:vessel|ship)|tug(?:boat)?|barge|(?:sailing\s)?yacht|"
    r"(?:vehicle|car|lng|lpg|livestock)\scarrier|ro-?ro|ferry|passenger\s(?:ship|vessel|boat)|dhow|dredger|"
    r"(?:merchant|sailing|research)\s(?:vessel|ship)|vessel|ship)\b"
)
_CASUALTIES = re.compile(
    r"(?i)\b(?P<n>\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten)\s{1,3}(?:\w+\s{1,3}){0,3}"
    r"(?:were\s{1,3}|was\s{1,3}|reported\s{1,3}){0,2}(?:killed|injured|wounded|dead|missing)\b"
)
_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10,
}  # fmt: skip


def claims_from_notices(notices: Iterable[Notice], report: Report) -> list[Claim]:
    """One claim for each event, measure or piece of advice in each notice.

    The issuer is the speaker. What it relays is ``reported``, what it states of its own
    waters or aids ``confirmed``, its advice and planned works ``announced``.
    """
    out: list[Claim] = []
    for notice in notices:
        if notice.report_id != report.id:
            continue
        if notice.family in _INCIDENT_FAMILIES or notice.series == "ADVISORY":
            out += _claims_from_incident(notice, report)
        else:
            out += _claims_from_broadcast(notice, report)
    return out


def _sentences(notice: Notice, report: Report) -> list[Span]:
    from offing.text.sentences import split_sentences

    whole = notice.evidence[0]
    return [
        Span(start=s.start + whole.start, end=s.end + whole.start)
        for s in split_sentences(report.text[whole.start : whole.end])
    ]


def _claims_from_incident(notice: Notice, report: Report) -> list[Claim]:
    sentences = _sentences(notice, report)
    text = report.text
    updates = [
        m.start() for m in _UPDATE.finditer(text, notice.evidence[0].start, notice.evidence[0].end)
    ]
    parts: list[list[Span]] = [[] for _ in range(len(updates) + 1)]
    advice: list[Span] = []
    if notice.family in ("asam", "imb"):
        opening = next(
            (
                s
                for s in sentences
                if not _POSITION_LINE.match(text, s.start)
                and len(text[s.start : s.end].split()) > 4
            ),
            None,
        )
    else:
        opening = None
    for s in sentences:
        words = text[s.start : s.end]
        if s is opening:
            parts[0].append(s)
            continue
        if _ROUTINE.match(words) or _is_heading(notice, words):
            continue
        if _ADVICE.search(words):
            advice.append(s)
            continue
        if (
            best_subject(words, "incident")
            or _INCIDENT_LEAD.search(words)
            or _OUTCOME.search(words)
        ):
            # an update's heading may share its line with the sentence
            parts[sum(1 for u in updates if u < s.end - 1)].append(s)
    out: list[Claim] = []
    for i, group in enumerate(parts):
        if group and (opening in group or _tells_event(text, group)):
            out.append(_incident_claim(notice, report, group, is_update=i > 0))
    if advice:
        out.append(_advice_claim(notice, report, advice))
    return out


def _is_heading(notice: Notice, words: str) -> bool:
    """A message's own heading line (“UKMTO WARNING 1-26 - ATTACK”) tells nothing by itself."""
    if words.upper().startswith(("SUBJECT:", "FROM:", "TO:", "ISSUED:")) and len(words) < 200:
        return True
    if notice.family in ("asam", "imb") or len(words.split()) > 9:
        return False
    return notice.number is not None and f"{notice.number}" in words and not words.endswith(".")


def _tells_event(text: str, group: list[Span]) -> bool:
    return any(
        best_subject(text[s.start : s.end], "incident")
        or _INCIDENT_LEAD.search(text, s.start, s.end)
        for s in group
    )


def _incident_claim(notice: Notice, report: Report, group: list[Span], *, is_update: bool) -> Claim:
    words = " ".join(report.text[s.start : s.end] for s in group)
    subject = notice.subject
    if is_update or subject == "hijack" or subject not in _INCIDENT_SUBJECTS:
        # an update may have re-classified the whole: each part by its own words
        subject = _subject_of_group(words) or subject
    action = _ACTION_OF_SUBJECT[subject]
    if subject == "drone_or_missile" and notice.subject != "attack":
        action = "approach"  # sighted, not struck
    if action == "advisory":
        action = "other"
    modality: Modality = "reported"
    own_word = (
        notice.family in ("ukmto", "jmic") or notice.series == "ADVISORY"
    ) and not _RELAYED.search(words)
    if own_word or (is_update and _CONFIRMED.search(words)):
        modality = "confirmed"
    target = _target(words) if action in _ON_A_SHIP else None
    return _claim(notice, report, group, action, modality, target, _count(words))


def _subject_of_group(words: str) -> str | None:
    found = best_subject(words, "incident")
    return "attack" if found == "drone_or_missile" else found


def _advice_claim(notice: Notice, report: Report, group: list[Span]) -> Claim:
    return _claim(
        notice, report, group, "advisory", "announced", None, None, in_effect=True,
        when=_issue_day(notice),
    )  # fmt: skip


def _issue_day(notice: Notice) -> When:
    if notice.issued.earliest is None:
        return UNKNOWN_WHEN
    return When(earliest=notice.issued.earliest, latest=None, precision="range", basis="header")


def _claims_from_broadcast(notice: Notice, report: Report) -> list[Claim]:
    whole = notice.evidence[0]
    action = _ACTION_OF_SUBJECT[notice.subject]
    sentences = (_without_tail(report.text, s) for s in _sentences(notice, report))
    spans = [s for s in sentences if _is_content(report.text, s)]
    if not spans:
        spans = [Span(start=whole.start, end=whole.end)]
    words = report.text[whole.start : whole.end]
    modality: Modality = "confirmed"
    future = False
    if notice.subject in _PLANNED or notice.subject == "advisory":
        modality = "announced"
        day = notice.issued.earliest
        future = bool(day and notice.valid_from and notice.valid_from[:10] > day[:10])
    elif re.search(r"\b(?:REPORTED|(?<!IF )POSSIBLE|UNCONFIRMED|REPORTEDLY|SUSPECTED)\b", words):
        modality = "reported"
    target = None
    if notice.subject in _INCIDENT_SUBJECTS or notice.subject == "search_and_rescue":
        target = _target(words)
    in_effect = None if notice.subject in (*_INCIDENT_SUBJECTS, "cancellation") else not future
    return [
        _claim(
            notice, report, spans, action, modality, target, None, in_effect=in_effect,
            future=future,
        )
    ]  # fmt: skip


_CONTENT = re.compile(r"[A-Z]{3,}[^\n]*\b[A-Z]{3,}|\d", re.IGNORECASE)
_HEADING = re.compile(
    r"^\W{0,3}(?:DNC|CHART|NAVAREA|HYDRO|\d{6}Z)\b[^\n]{0,60}$|^[A-Z ,'\-]{3,50}\.$"
)


_TAIL = re.compile(
    r"\n?\s{0,8}(?:\b(?:\d{1,2}|[A-Z])\.\s{1,4})?(?:CANCEL\b|REPORTS?\s{1,4}TO\b|VESSELS\s{1,4}IN\s{1,4}VICINITY)"
)
_CANCEL_ONLY = re.compile(r"^\W{0,3}CANCEL\b")


def _without_tail(text: str, span: Span) -> Span:
    """A sentence up to where cancellations, requests and addresses begin."""
    m = _TAIL.search(text, span.start, span.end)
    if m is None or _CANCEL_ONLY.match(text[span.start : span.end]):
        return span
    return Span(start=span.start, end=span.start + len(text[span.start : m.start()].rstrip()))


def _is_content(text: str, span: Span) -> bool:
    words = text[span.start : span.end].strip()
    if not words or words.startswith(("PHONE", "FAX", "TELEX", "E-MAIL", "INMARSAT")):
        return False
    return not _HEADING.match(words) and _CONTENT.search(words) is not None


def _claim(
    notice: Notice,
    report: Report,
    spans: list[Span],
    action: str,
    modality: Modality,
    target: str | None,
    count: Count | None,
    *,
    in_effect: bool | None = None,
    future: bool = False,
    when: When | None = None,
) -> Claim:
    joined = _joined(report.text, spans)
    evidence = tuple(
        Evidence(report_id=report.id, start=s.start, end=s.end, text=report.text[s.start : s.end])
        for s in joined
    )
    scope_words = " ".join(e.text for e in evidence)
    places = _places(notice, report, joined)
    return Claim(
        id=f"{report.id[:8]}-{notice.id}-{evidence[0].start}", report_id=report.id,
        evidence=evidence, speaker=notice.issuer, speaker_role="maritime safety authority",
        attribution=(notice.issuer,), channel="notice", action=action, target=target,
        places=places, when=when or notice.when, stated=notice.issued,
        modality=modality, scope="shipping", in_effect=in_effect, future=future, count=count,
        paraphrase=_paraphrase(notice.issuer, action, modality, target, places),
        notice_id=notice.id, cites=_cites(notice, scope_words),
    )  # fmt: skip


def _joined(text: str, spans: list[Span]) -> list[Span]:
    """Neighbouring sentences as one span."""
    out: list[Span] = []
    for s in sorted(spans, key=lambda s: s.start):
        if out and not text[out[-1].end : s.start].strip():
            out[-1] = Span(start=out[-1].start, end=s.end)
        else:
            out.append(s)
    return out


def _cites(notice: Notice, words: str) -> tuple[str, ...]:
    named = list(notice.cites)
    if re.search(r"(?i)\bthird[\s-]{1,3}party\b", words):
        named.append("third party")
    if re.search(r"(?i)\bmilitary\s{1,3}authorities\b", words):
        named.append("military authorities")
    return tuple(dict.fromkeys(named))


def _target(words: str) -> str | None:
    """The kind of ship, in general words: the most telling one that the text uses."""
    kinds = [" ".join(m["kind"].lower().split()) for m in _TARGET.finditer(words)]
    if not kinds:
        return None
    general = ("vessel", "ship", "merchant vessel", "merchant ship")
    kind = next((k for k in kinds if k not in general), kinds[0])
    if kind.startswith(("lpg", "lng")):
        return f"an {kind[:3].upper()}{kind[3:]}"
    return f"an {kind}" if kind.startswith("oil") else f"a {kind}"


def _count(words: str) -> Count | None:
    total = 0
    for m in _CASUALTIES.finditer(words):
        total += _NUMBERS.get(m["n"].lower()) or (int(m["n"]) if m["n"].isdigit() else 0)
    return Count(of="casualties", min=total, max=total) if total else None


def _places(notice: Notice, report: Report, spans: list[Span]) -> tuple[ClaimPlace, ...]:
    """The spot, where the notice has one, then the places that its text names."""
    from offing.places import find_places

    out: list[ClaimPlace] = []
    spot = notice.position
    if spot is not None and spot.basis in ("stated", "offset") and spot.radius_nm <= _SPOT_NM:
        out.append(
            ClaimPlace(
                id=f"spot-{spot.lat:.2f}-{spot.lon:.2f}", name=_spot_name(spot.lon, spot.lat),
                kind="position", lon=round(spot.lon, 4), lat=round(spot.lat, 4),
                as_written=spot.text,
            )
        )  # fmt: skip
    whole = notice.evidence[0]
    heading = report.text[whole.start : min(whole.end, whole.start + _HEADING_CHARS)]
    own = "\n\n".join(report.text[s.start : s.end] for s in spans)
    named: dict[str, PlaceMention] = {}
    for words in (own, heading, report.text[whole.start : whole.end]):
        for mention in find_places(words):
            named.setdefault(mention.place.id, mention)
        if named and words is not own:
            break
    wide_last = sorted(named.values(), key=lambda m: _WIDTH.get(m.place.kind, 0))
    for mention in wide_last[: 4 - len(out)]:
        place = mention.place
        out.append(
            ClaimPlace(
                id=place.id, name=place.name, kind=place.kind, unlocode=place.unlocode,
                country=place.country, lon=place.lon, lat=place.lat, as_written=mention.text,
            )
        )  # fmt: skip
    return tuple(out)


_WIDTH = {"strait": 1, "canal": 1, "coast": 2, "gulf": 3, "area": 3, "sea": 4, "country": 5}


_HEADING_CHARS = 200
"""What heads a message (its region, its subject) holds for all that it says."""
_SPOT_NM = 150.0
"""A position known less well than this is no spot: the places named say as much."""


def _spot_name(lon: float, lat: float) -> str:
    ns, ew = "N" if lat >= 0 else "S", "E" if lon >= 0 else "W"
    return f"position {abs(lat):.2f}°{ns} {abs(lon):.2f}°{ew}"


def _paraphrase(
    issuer: str,
    action: str,
    modality: Modality,
    target: str | None,
    places: tuple[ClaimPlace, ...],
) -> str:
    """A neutral sentence from the slots alone."""
    verb = {
        "reported": "reports", "confirmed": "states", "announced": "gives notice of",
        "claimed": "claims", "denied": "denies", "assessed": "judges",
    }[modality]  # fmt: skip
    what = _WORDS_OF_ACTION.get(action, "an incident").format(target=target or "a ship")
    first = next((p for p in places if not p.id.startswith("spot-")), None)
    where = ""
    if first is not None:
        joint = {
            "country": "in the waters of",
            "sea": "in the",
            "gulf": "in the",
            "strait": "in the",
        }
        name = first.name.removeprefix("the ").removeprefix("The ")
        where = f" {joint.get(first.kind, 'near')} {name}"
    if action == "advisory" and modality == "announced":
        return f"{issuer} advises ships{where}."
    return f"{issuer} {verb} {what}{where}."
