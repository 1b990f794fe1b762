"""Claims put together, whatever order they come in.

Only pairs that could be one are compared (same report, same place, or near each
other), best pairs are joined first, and a join is refused when any two claims that it
would bring together cannot be one. Ties are broken by claim ids, so the order in
which claims are given makes no difference.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from offing.incidents.context import Context, context_of
from offing.incidents.families import MEASURES, family_of
from offing.incidents.match import WIDE_KINDS, Verdict, compare_claims, seas_of
from offing.incidents.sameness import same_content
from offing.incidents.ships import called_ships
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

MAX_NEIGHBOURS = 60
MAX_APART = 30
"""Most claims that one is compared with in a shared place, and in its own report: what
keeps the time linear when a thousand reports tell of one sea."""

MAX_REFUSALS = 12
"""Refused links kept per incident: those that came nearest."""


def cluster_claims(
    claims: Sequence[Claim], reports: Mapping[str, Report]
) -> list[tuple[tuple[Claim, ...], tuple[Link, ...]]]:
    """Groups of claims about one thing, each with its links and refusals."""
    by_id = {c.id: c for c in sorted(claims, key=lambda c: c.id)}
    context = context_of(by_id.values())
    weigh = _Weighing(by_id, reports, context)
    pairs = sorted(p for p in set(_candidates(by_id.values(), reports)) if context.may_meet(*p))
    verdicts = {p: weigh.verdict(*p) for p in pairs}
    good = [p for p in pairs if verdicts[p].joined]
    home = {i: i for i in by_id}
    members = {i: [i] for i in by_id}
    kept: list[tuple[str, str]] = []
    clashes: dict[tuple[str, str, int, int], Verdict | None] = {}
    for x, y in sorted(good, key=lambda p: (-verdicts[p].weight, p)):
        one, two = sorted((home[x], home[y]))
        if one == two:
            kept.append((x, y))
            continue
        # As long as neither group has grown, many good pairs ask the same question.
        asked = (one, two, len(members[one]), len(members[two]))
        if asked not in clashes:
            clashes[asked] = weigh.first_clash(members[one], members[two])
        clash = clashes[asked]
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
    links = _links_by_home(pairs, kept, verdicts, home)
    return [
        (tuple(by_id[i] for i in sorted(ids)), links.get(root, ()))
        for root, ids in sorted(members.items())
    ]


class _Weighing:
    """Verdicts, each pair of contents weighed once."""

    def __init__(
        self, by_id: Mapping[str, Claim], reports: Mapping[str, Report], context: Context
    ) -> None:
        self._by_id, self._reports, self._context = by_id, reports, context
        self._ships = called_ships(by_id.values(), reports)
        self._content = same_content(by_id.values(), reports, self._ships)
        self._known: dict[tuple[int, int, bool, bool], Verdict] = {}

    def verdict(self, x: str, y: str) -> Verdict:
        """Whether the claims ``x`` and ``y`` (ids) are one thing."""
        x, y = (x, y) if x < y else (y, x)
        a, b = self._by_id[x], self._by_id[y]
        after = self._context.told_after(x, y)
        key = self._content[x], self._content[y], a.report_id == b.report_id, after
        known = self._known.get(key)
        if known is None:
            known = compare_claims(a, b, self._reports, told_after=after, ships=self._ships)
            self._known[key] = known
        return known

    def first_clash(self, one: Sequence[str], two: Sequence[str]) -> Verdict | None:
        """The first verdict, in the order of the groups, that keeps two members apart."""
        if not self._any_clash(one, two):
            return None
        return next((v for p in one for q in two if not (v := self.verdict(p, q)).possible), None)

    def _any_clash(self, one: Sequence[str], two: Sequence[str]) -> bool:
        """The same question by contents: copies of a claim clash with nothing that it doesn't."""
        mine, others = self._by_content(one), self._by_content(two)
        for reports_a in mine.values():
            for reports_b in others.values():
                shared = reports_a.keys() & reports_b.keys()
                pairs = [(reports_a[r], reports_b[r]) for r in list(shared)[:1]]
                apart = _in_two_reports(reports_a, reports_b)
                pairs += [apart] if apart else []
                if any(not self.verdict(*p).possible for p in pairs):
                    return True
        return False

    def _by_content(self, ids: Iterable[str]) -> dict[int, dict[str, str]]:
        """For each content: one claim id for each report that tells it."""
        found: dict[int, dict[str, str]] = {}
        for i in ids:
            found.setdefault(self._content[i], {}).setdefault(self._by_id[i].report_id, i)
        return found


def _in_two_reports(a: Mapping[str, str], b: Mapping[str, str]) -> tuple[str, str] | None:
    """A claim of each that stand in two different reports, if there are such."""
    for report, one in a.items():
        for other, two in b.items():
            if report != other:
                return one, two
        if len(b) > 1:
            break
    return None


def _links_by_home(
    pairs: Iterable[tuple[str, str]],
    kept: Iterable[tuple[str, str]],
    verdicts: Mapping[tuple[str, str], Verdict],
    home: Mapping[str, str],
) -> dict[str, tuple[Link, ...]]:
    """Links and refusals per group; refusals: those that came nearest first."""
    joined: dict[str, list[Link]] = defaultdict(list)
    refused: dict[str, list[tuple[float, tuple[str, str]]]] = defaultdict(list)
    for p in kept:
        joined[home[p[0]]].append(Link(claim_ids=p, joined=True, reason=verdicts[p].reason))
    for p in pairs:
        verdict = verdicts[p]
        if verdict.alike and not verdict.joined and home[p[0]] != home[p[1]]:
            for root in (home[p[0]], home[p[1]]):
                refused[root].append((-verdict.weight, p))
    return {
        root: (
            *joined[root],
            *(
                Link(claim_ids=p, joined=False, reason=verdicts[p].reason)
                for _, p in sorted(refused[root])[:MAX_REFUSALS]
            ),
        )
        for root in {*joined, *refused}
    }


def _candidates(
    claims: Iterable[Claim], reports: Mapping[str, Report]
) -> Iterator[tuple[str, str]]:
    by_report: dict[str, list[Claim]] = defaultdict(list)
    families: dict[str, list[Claim]] = defaultdict(list)
    spots: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        by_report[claim.report_id].append(claim)
        families[family_of(claim.action)].append(claim)
        for key in _keys(claim):
            spots[key].append(claim)
    for group in by_report.values():
        yield from _pairs_in_report(group)
    for group in spots.values():
        yield from _pairs_in_time(group, reports)
    for group in families.values():
        # Told without a place: anything of its kind from the same days may be it.
        loose = {c.id for c in group if not c.places}
        if loose:
            yield from (p for p in _pairs_in_time(group, reports) if p[0] in loose or p[1] in loose)


def _keys(claim: Claim) -> set[tuple[object, ...]]:
    """What two claims about one place have in common: the place, a sea or country that
    holds it, or a cell of the grid."""
    keys: set[tuple[object, ...]] = set()
    for place in claim.places:
        keys.add(("place", place.id))
        if place.kind in WIDE_KINDS:
            continue
        if place.country:
            keys.add(("place", f"country-{place.country.lower()}"))
        keys.update(("place", sea) for sea in seas_of(place.id))
        if place.lon is not None and place.lat is not None:
            keys.update(("cell", *cell) for cell in _cells(place.lon, place.lat))
    return keys


def _pairs_in_report(claims: Sequence[Claim]) -> Iterator[tuple[str, str]]:
    """Claims of one report that stand near each other in reading order."""
    ordered = sorted(claims, key=lambda c: (c.evidence[0].start if c.evidence else 0, c.id))
    for n, a in enumerate(ordered):
        for b in ordered[n + 1 : n + 1 + MAX_APART]:
            yield (a.id, b.id) if a.id < b.id else (b.id, a.id)


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


def _pairs_in_time(
    claims: Sequence[Claim], reports: Mapping[str, Report]
) -> Iterator[tuple[str, str]]:
    """Pairs that lie near in time; who has no date at all is set beside the newest."""
    dated: list[tuple[int, str, int]] = []
    for claim in claims:
        day = start_date(claim, reports.get(claim.report_id))
        dated.append((day.toordinal() if day else 10**7, claim.id, _window_days(claim)))
    dated.sort()
    widest = max((d[2] for d in dated), default=0)
    for n, (day_a, a, window_a) in enumerate(dated):
        for day_b, b, window_b in dated[n + 1 : n + 1 + MAX_NEIGHBOURS]:
            loose = day_b == 10**7
            if day_b - day_a > widest and not loose:
                break
            if loose or day_b - day_a <= max(window_a, window_b):
                yield (a, b) if a < b else (b, a)
