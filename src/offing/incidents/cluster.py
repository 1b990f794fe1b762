"""Claims put together, whatever order they come in.

Only pairs that could be one are compared (same report, same place, or near each
other), best pairs are joined first, and a join is refused when any two claims that it
would bring together cannot be one. Ties are broken by claim ids, so the order in
which claims are given makes no difference.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from offing.incidents.families import MEASURES, family_of
from offing.incidents.match import WIDE_KINDS, Verdict, compare_claims
from offing.incidents.times import start_date
from offing.model import Claim, Link, Report

WINDOW_DAYS = 4
"""Events in a shared place further apart than this are not even compared."""

MEASURE_WINDOW_DAYS = 60
"""The same for measures, which are told of for weeks."""

SAID_WINDOW_DAYS = 10
"""The same for a claim whose event has no date: entries appear days after the event."""

CELL_DEG = 2.0
"""Side of the cells in which near positions are looked for, degrees."""

MAX_REFUSALS = 12
"""Refused links kept per incident: those that came nearest."""


def cluster_claims(
    claims: Sequence[Claim], reports: Mapping[str, Report]
) -> list[tuple[tuple[Claim, ...], tuple[Link, ...]]]:
    """Groups of claims about one thing, each with its links and refusals."""
    by_id = {c.id: c for c in sorted(claims, key=lambda c: c.id)}
    verdicts: dict[tuple[str, str], Verdict] = {}

    def verdict(x: str, y: str) -> Verdict:
        key = (x, y) if x < y else (y, x)
        if key not in verdicts:
            verdicts[key] = compare_claims(by_id[key[0]], by_id[key[1]], reports)
        return verdicts[key]

    pairs = sorted(set(_candidates(by_id.values(), reports)))
    good = [p for p in pairs if verdict(*p).joined]
    home = {i: i for i in by_id}
    members = {i: [i] for i in by_id}
    kept: list[tuple[str, str]] = []
    for x, y in sorted(good, key=lambda p: (-verdicts[p].weight, p)):
        one, two = sorted((home[x], home[y]))
        if one == two:
            kept.append((x, y))
            continue
        clash = next((v for p in members[one] for q in members[two]
                      if not (v := verdict(p, q)).possible), None)  # fmt: skip
        if clash is not None:
            verdicts[(x, y)] = Verdict(
                joined=False, weight=verdicts[(x, y)].weight,
                reason="alike, but joining them would bring together what cannot be one: "
                + clash.reason,
            )  # fmt: skip
            continue
        kept.append((x, y))
        for i in members[two]:
            home[i] = one
        members[one] += members.pop(two)
    return [
        (tuple(by_id[i] for i in sorted(ids)), _links(set(ids), pairs, kept, verdicts))
        for _, ids in sorted(members.items())
    ]


def _links(
    ids: set[str],
    pairs: Iterable[tuple[str, str]],
    kept: Iterable[tuple[str, str]],
    verdicts: Mapping[tuple[str, str], Verdict],
) -> tuple[Link, ...]:
    links = [Link(claim_ids=p, joined=True, reason=verdicts[p].reason) for p in kept if p[0] in ids]
    refused = [
        p
        for p in pairs
        if (p[0] in ids) != (p[1] in ids) and not verdicts[p].joined and verdicts[p].alike
    ]
    # What came nearest first: refusals with weight, then those of the same family.
    refused.sort(key=lambda p: (-verdicts[p].weight, p))
    links += [
        Link(claim_ids=p, joined=False, reason=verdicts[p].reason) for p in refused[:MAX_REFUSALS]
    ]
    return tuple(links)


def _candidates(
    claims: Iterable[Claim], reports: Mapping[str, Report]
) -> Iterator[tuple[str, str]]:
    buckets: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        buckets[("report", claim.report_id)].append(claim)
        group = family_of(claim.action)
        buckets[("family", group)].append(claim)
        if not claim.places:
            buckets[("unplaced", group)].append(claim)
        for place in claim.places:
            buckets[("place", place.id)].append(claim)
            if place.kind in WIDE_KINDS:
                buckets[("wide", group)].append(claim)
            elif place.lon is not None and place.lat is not None:
                for cell in _cells(place.lon, place.lat):
                    buckets[("cell", *cell)].append(claim)
                buckets[("point-in-wide", group)].append(claim)
    for key in [k for k in buckets if k[0] == "wide"]:
        spots = buckets.pop(("point-in-wide", key[1]), [])
        buckets[("mixed", key[1])] = buckets.pop(key) + spots
    for key, group_claims in buckets.items():
        if key[0] == "unplaced":
            # Told without a place: anything of its kind from the same days may be it.
            loose = {c.id for c in group_claims}
            whole = buckets[("family", key[1])]
            for x, y in _pairs_in(whole, reports, same_report=False):
                if x in loose or y in loose:
                    yield x, y
        elif key[0] not in ("point-in-wide", "family"):
            yield from _pairs_in(group_claims, reports, same_report=key[0] == "report")


def _cells(lon: float, lat: float) -> Iterator[tuple[int, int]]:
    # The own cell and the three towards the nearest corner: two points less than
    # half a cell apart share at least one, wherever the grid lines fall.
    x, y, columns = lon / CELL_DEG, lat / CELL_DEG, int(360 / CELL_DEG)
    i, j = int(x // 1), int(y // 1)
    for di in (0, 1 if x % 1 >= 0.5 else -1):
        for dj in (0, 1 if y % 1 >= 0.5 else -1):
            yield (i + di) % columns, j + dj


def _window_days(claim: Claim) -> int:
    if claim.action in MEASURES:
        return MEASURE_WINDOW_DAYS
    # Without a date of its own a claim stands at the date on which it was said.
    return WINDOW_DAYS if claim.when.precision != "unknown" else SAID_WINDOW_DAYS


def _pairs_in(
    claims: Sequence[Claim], reports: Mapping[str, Report], *, same_report: bool
) -> Iterator[tuple[str, str]]:
    """Pairs of a bucket that lie near in time, by a window over sorted dates."""
    dated: list[tuple[int, int, Claim]] = []
    undated: list[Claim] = []
    for claim in {c.id: c for c in claims}.values():
        day = start_date(claim, reports.get(claim.report_id))
        if day is None or same_report:
            undated.append(claim)
        else:
            dated.append((day.toordinal(), _window_days(claim), claim))
    dated.sort(key=lambda d: (d[0], d[2].id))
    widest = max((d[1] for d in dated), default=0)
    for n, (day_a, window_a, a) in enumerate(dated):
        for day_b, window_b, b in dated[n + 1 :]:
            if day_b - day_a > widest:
                break
            if day_b - day_a <= max(window_a, window_b):
                yield (a.id, b.id) if a.id < b.id else (b.id, a.id)
    for n, a in enumerate(undated):
        for b in [*undated[n + 1 :], *(d[2] for d in dated)]:
            yield (a.id, b.id) if a.id < b.id else (b.id, a.id)
