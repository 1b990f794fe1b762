"""What is likely: seeded draws of the inputs, percentiles, and what drives the spread.

Each input is drawn from a triangular distribution with its low, mid and high as least,
most likely and greatest value, all inputs independently of each other; one draw of an
input holds for all lanes at once (a dear month for fuel is dear for everyone). Draws
depend on the seed and the input's name alone, and sums are added in the order of the
rows: neither chunks nor threads change an answer. Memory does not grow with the rows.
"""

from __future__ import annotations

import functools
import os
import zlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np

from offing.errors import UsageError
from offing.model.voyage import Driver, Input, Inputs, Spread
from offing.voyage.inputs import shipped_inputs
from offing.voyage.kernel import (
    OUTCOMES,
    Floats,
    Values,
    Ways,
    main_engine_t_per_day,
    names_used,
    outcomes,
    values_from,
)

DRAWS = 10_000
MOST_DRAWS = 1_000_000
"""More draws change no digit that is shown, and do not fit into memory."""
SEED = 20260101
PERCENTILES = (10.0, 50.0, 90.0)
_ASKED = ("days", "fuel_t", "co2_t", "total_usd")
_BLOCK = 16
"""Rows computed at a time by one thread; it bounds memory and changes no answer."""
_COLUMNS_AT_ONCE = 2_000_000


class Simulated(NamedTuple):
    """Percentiles of each row and of the weighted sum of all rows, by outcome.

    ``rows`` (n, 3) and ``total`` (3,) are P10, P50 and P90; ``rows`` is ``nan`` where there
    is no way. ``sums`` (draws,) is the weighted sum in each draw and ``drawn`` the inputs
    that vary, so that what drives the sum can be told.
    """

    rows: dict[str, Floats]
    total: dict[str, Floats]
    sums: dict[str, Floats]
    drawn: dict[str, Floats]


def check_draws(draws: int, seed: int) -> None:
    """Refuse numbers of draws and seeds that cannot be used.

    Raises:
        UsageError: too few or too many draws, a seed below 0 or of more than 63 bits.
    """
    if not 20 <= draws <= MOST_DRAWS or not 0 <= seed < 1 << 63:
        raise UsageError(
            f"draws {draws} and seed {seed}: give 20 to {MOST_DRAWS:,} draws, a seed from 0 to 2^63"
        )


@functools.lru_cache(maxsize=96)
def draw_input(value: Input, draws: int, seed: int) -> Floats:
    """Draws of one input: triangular between low and high with its mode at mid.

    The array is shared between calls, and cannot be written to.
    """
    drawn = np.full(draws, value.mid)
    if value.low < value.high:
        key = np.array([seed, zlib.crc32(value.name.encode())], np.uint64)
        u = np.random.Generator(np.random.Philox(key=key)).random(draws)
        width = value.high - value.low
        turn = (value.mid - value.low) / width
        rising = value.low + np.sqrt(u * width * (value.mid - value.low))
        falling = value.high - np.sqrt((1.0 - u) * width * (value.high - value.mid))
        drawn = np.where(u < turn, rising, falling)
    drawn.setflags(write=False)
    return drawn


def simulate(
    ways: Ways,
    classes: tuple[str, ...],
    inputs: Inputs | None = None,
    *,
    base: Ways | None = None,
    share: Floats | None = None,
    weight: Floats | None = None,
    asked: Sequence[str] = _ASKED,
    draws: int = DRAWS,
    seed: int = SEED,
    threads: int | None = None,
) -> Simulated:
    """Percentiles over draws of the inputs, for each row and for the sum.

    Args:
        ways: n rows.
        classes: ship class ids that ``ways.ship`` counts.
        inputs: the shipped ones for ``None``.
        base: n rows to subtract, draw by draw; the figures are then what ``ways`` costs more.
        share: (n,) factor on each row's figures (the share of ships that go that way).
        weight: (n,) factor on each row in the sum (sailings); 1 for ``None``.
        asked: outcomes to give, of ``kernel.OUTCOMES``.
        draws: 20 to ``MOST_DRAWS``.
        seed: any number from 0; the same seed gives the same answer.
        threads: at most so many; the number of processors, at most 8, for ``None``.

    Raises:
        UsageError: too few or many draws, an unusable seed, an unknown outcome or class.
    """
    check_draws(draws, seed)
    if unknown := [name for name in asked if name not in OUTCOMES]:
        raise UsageError(f"unknown outcome {unknown[0]!r}; outcomes are {', '.join(OUTCOMES)}")
    inputs = inputs or shipped_inputs()
    drawn = {n: draw_input(inputs.values[n], draws, seed) for n in names_used(inputs, classes)}
    values = values_from(inputs, classes, drawn, cases=False)
    count = len(ways.distance_nm)
    share = np.ones(count) if share is None else share
    weight = np.ones(count) if weight is None else weight
    rows = {name: np.full((count, 3), np.nan) for name in asked}
    sums = {name: np.zeros(draws) for name in asked}
    blocks = [slice(i, min(i + _BLOCK, count)) for i in range(0, count, _BLOCK)]
    job = _Job(ways, base, share, values, tuple(asked), {})
    for block, answers in _in_order(job, blocks, threads or min(os.cpu_count() or 1, 8)):
        for row, (drawn_rows, of_row) in zip(range(block.start, block.stop), answers, strict=True):
            for k, name in enumerate(asked):
                rows[name][row] = of_row[k]
                if drawn_rows is not None:
                    sums[name] += weight[row] * drawn_rows[k]
    total = {name: percentiles(sums[name]) for name in asked}
    varying = {n: d for n, d in drawn.items() if inputs.values[n].low < inputs.values[n].high}
    return Simulated(rows, total, sums, varying)


class _Job(NamedTuple):
    """What every block of rows is computed from."""

    ways: Ways
    base: Ways | None
    share: Floats
    values: Values
    asked: tuple[str, ...]
    burns: dict[tuple[int, float, float], Floats]


_Answer = tuple[list[Floats] | None, Floats]


def _in_order(
    job: _Job, blocks: list[slice], threads: int
) -> Iterator[tuple[slice, list[_Answer]]]:
    """Blocks with their answers, in order, at most two blocks a thread ahead."""
    if threads == 1 or len(blocks) < 2:
        yield from ((block, _block(job, block)) for block in blocks)
        return
    with ThreadPoolExecutor(threads) as pool:
        waiting = [(b, pool.submit(_block, job, b)) for b in blocks[: 2 * threads]]
        for ahead in [*blocks[2 * threads :], *([None] * len(waiting))]:
            block, future = waiting.pop(0)
            yield block, future.result()
            if ahead is not None:
                waiting.append((ahead, pool.submit(_block, job, ahead)))


def _block(job: _Job, block: slice) -> list[_Answer]:
    return [_row(job, row) for row in range(block.start, block.stop)]


def _row(job: _Job, row: int) -> _Answer:
    """The draws of one row by outcome, and their percentiles; no way gives ``nan``."""
    none = np.full((len(job.asked), 3), np.nan)
    if not np.isfinite(job.ways.distance_nm[row]):
        return None, none
    here = _drawn(job, job.ways, row)
    if job.base is not None:
        if not np.isfinite(job.base.distance_nm[row]):
            return None, none
        there = _drawn(job, job.base, row)
        here = {name: here[name] - there[name] for name in job.asked}
    share = job.share[row]
    found = [here[name][0] * share for name in job.asked]
    return found, np.stack([percentiles(column) for column in found])


def _drawn(job: _Job, ways: Ways, row: int) -> dict[str, Floats]:
    one = ways.rows(slice(row, row + 1))
    key = (int(one.ship[0]), float(one.speed_kn[0]), float(one.laden[0]))
    burn = job.burns.get(key)
    if burn is None:
        burn = main_engine_t_per_day(
            one.speed_kn[:, None], one.laden[:, None], job.values, one.ship
        )
        if len(job.burns) < 64:  # beyond so many speeds it is cheaper to compute than to keep
            job.burns[key] = burn
    return outcomes(one, job.values, burn=burn)


def percentiles(column: Floats) -> Floats:
    """P10, P50 and P90, between neighbours in proportion (as numpy's default)."""
    last = len(column) - 1
    at = np.array(PERCENTILES) / 100.0 * last
    below = np.floor(at).astype(np.int64)
    above = np.minimum(below + 1, last)
    if column.min() == column.max():
        return np.full(3, column[0])
    part = np.partition(column, np.unique(np.concatenate([below, above])))
    return np.asarray(part[below] + (at - below) * (part[above] - part[below]))


def spread_from(three: Floats) -> Spread:
    """P10, P50 and P90 as a struct, rounded as ranges are."""
    p10, p50, p90 = (round(float(p), 3 if abs(p) < 1000 else 1) for p in three)
    return Spread(p10=p10, p50=p50, p90=p90)


def ranks(column: Floats) -> Floats:
    """Ranks from 1; equal values share the mean of their ranks."""
    order = np.argsort(column, kind="stable")
    ordered = column[order]
    starts = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    ends = np.concatenate([starts[1:], [len(column)]])
    out = np.empty(len(column))
    out[order] = np.repeat((starts + ends + 1) / 2.0, ends - starts)
    return out


def spearman(a: Floats, b: Floats) -> float | None:
    """Spearman's rank correlation; ``None`` where one of the two does not vary."""
    return _correlation(ranks(a), ranks(b))


def _correlation(a: Floats, b: Floats) -> float | None:
    """Pearson's correlation; ``None`` where one of the two does not vary."""
    a, b = a - a.mean(), b - b.mean()
    norm = float(np.sqrt((a @ a) * (b @ b)))
    return float(a @ b) / norm if norm > 0 else None


def drivers(
    ways: Ways,
    classes: tuple[str, ...],
    inputs: Inputs | None = None,
    *,
    base: Ways | None = None,
    share: Floats | None = None,
    weight: Floats | None = None,
    outcome: str = "total_usd",
    simulated: Simulated | None = None,
) -> tuple[Driver, ...]:
    """What drives the sum of one outcome: each input low and high, all others at the middle.

    Arguments as for ``simulate``; with ``simulated`` (which must have ``outcome``) the rank
    correlation of each input with the sum is given too. Largest swing first; inputs that
    change nothing are left out.
    """
    inputs = inputs or shipped_inputs()
    names = names_used(inputs, classes)
    varying = [n for n in names if inputs.values[n].low < inputs.values[n].high]
    columns = {n: np.full(2 * len(varying), inputs.values[n].mid) for n in names}
    for k, name in enumerate(varying):
        columns[name][2 * k] = inputs.values[name].low
        columns[name][2 * k + 1] = inputs.values[name].high
    values = values_from(inputs, classes, columns, cases=False)
    sums = _weighted_sums(ways, base, share, weight, values, outcome, 2 * len(varying))
    order = None if simulated is None else ranks(simulated.sums[outcome])
    found = []
    for k, name in enumerate(varying):
        low, high = float(sums[2 * k]), float(sums[2 * k + 1])
        if low == high:
            continue
        rank = None
        if simulated is not None and order is not None:
            rank = _correlation(ranks(simulated.drawn[name]), order)
        found.append(
            Driver(name=name, low=low, high=high, swing=abs(high - low), rank_correlation=rank)
        )
    return tuple(sorted(found, key=lambda d: (-d.swing, d.name)))


def _weighted_sums(
    ways: Ways, base: Ways | None, share: Floats | None, weight: Floats | None,
    values: Values, outcome: str, columns: int,
) -> Floats:  # fmt: skip
    """The weighted sum over rows of one outcome (or its difference to ``base``)."""
    count = len(ways.distance_nm)
    factor = np.ones(count) if share is None else share.copy()
    factor = factor if weight is None else factor * weight
    known = np.isfinite(ways.distance_nm)
    known &= True if base is None else np.isfinite(base.distance_nm)
    total = np.zeros(columns)
    rows = np.flatnonzero(known)
    step = max(_COLUMNS_AT_ONCE // max(columns, 1), 1)
    for start in range(0, len(rows), step):
        some = rows[start : start + step]
        found = outcomes(ways.rows(some), values)[outcome]
        if base is not None:
            found = found - outcomes(base.rows(some), values)[outcome]
        total += factor[some] @ found
    return total
