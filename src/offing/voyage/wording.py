"""Voyages in plain words and tables of plain text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from offing.model.voyage import (
    BreakEven,
    Driver,
    Input,
    Range,
    ServiceShips,
    Spread,
    Voyage,
    VoyageComparison,
)

_ROWS = (
    ("days_sea", "at sea", "days"),
    ("days_canal", "in canals", "days"),
    ("days_queue", "waiting", "days"),
    ("days_total", "all days", "days"),
    ("fuel_t", "fuel", "t"),
    ("co2_t", "CO2", "t"),
    ("co2e_t", "CO2e", "t"),
    ("ets_t", "in the EU ETS", "t"),
    ("fuel_usd", "fuel", "USD"),
    ("ets_usd", "EU allowances", "USD"),
    ("toll_usd", "canal tolls", "USD"),
    ("war_risk_usd", "war risk", "USD"),
    ("hire_usd", "hire", "USD"),
    ("total_usd", "all costs", "USD"),
)
"""Field of a voyage, its name for people, and its unit."""


def amount(value: float, unit: str = "") -> str:
    """A number with as many digits as it can carry."""
    if unit == "days":
        return f"{value:,.1f}"
    if unit == "USD" and abs(value) >= 1000:
        return f"{round(value, -3):,.0f}"
    if abs(value) >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:,.3g}"


def money(usd: float) -> str:
    """US dollars in words: ``6.0 million USD``, ``395,000 USD``."""
    if abs(usd) >= 999_500:
        return f"{usd / 1e6:,.1f} million USD"
    return f"{round(usd, -3):,.0f} USD"


def table(head: Sequence[str], rows: Iterable[Sequence[str]], *, left: int = 1) -> list[str]:
    """Lines of a table: the first ``left`` columns to the left, the rest to the right."""
    cells = [list(head), *(list(row) for row in rows)]
    widths = [max(len(row[k]) for row in cells) for k in range(len(head))]
    return [
        "  ".join(
            cell.ljust(width) if k < left else cell.rjust(width)
            for k, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in cells
    ]


def voyage_words(voyage: Voyage, *, all_inputs: bool = True) -> str:
    """A voyage as a first line, a table, what drives it, its inputs and what is left out."""
    lines = [headline(voyage), "", *voyage_table(voyage), ""]
    if voyage.passages:
        lines += [f"By {_passages(voyage)}.", ""]
    if voyage.drivers:
        lines += [drivers_table(voyage.drivers, "all costs"), ""]
    if all_inputs:
        lines += ["What it rests on:", *inputs_table(voyage.inputs), ""]
    return "\n".join([*lines, *_closing(voyage)])


def _passages(voyage: Voyage) -> str:
    return ", ".join(p.name for p in voyage.passages) or "open water"


def headline(voyage: Voyage) -> str:
    """What one voyage comes to, in a sentence or two."""
    likely = voyage.likely["total_usd"]
    state = "" if voyage.laden else " in ballast"
    words = (
        f"{voyage.origin} to {voyage.destination}, {voyage.ship_class}{state} at "
        f"{voyage.speed_kn:g} kn: {voyage.distance_nm:,.0f} nm, {voyage.days_total.mid:.1f} days, "
        f"{amount(voyage.fuel_t.mid)} t of fuel, {amount(voyage.co2_t.mid)} t of CO2, about "
        f"{money(likely.p50)} (P50)."
    )
    if money(likely.p10) == money(likely.p90):
        return words
    return (
        f"{words}\nEight times in ten the costs lie between {money(likely.p10)} and "
        f"{money(likely.p90)}, if the inputs' ranges hold."
    )


def voyage_table(voyage: Voyage) -> list[str]:
    """Days, fuel, emissions and money: low, mid, high and percentiles."""
    rows = []
    for field, name, unit in _ROWS:
        case: Range = getattr(voyage, field)
        if case.high == 0:
            continue
        spread = voyage.likely.get(field)
        rows.append(_row(f"{name}, {unit}", case, spread, unit))
    return table(("", "low", "mid", "high", "P10", "P50", "P90"), rows)


def _row(name: str, case: Range, spread: Spread | None, unit: str) -> list[str]:
    cells = [amount(v, unit) for v in (case.low, case.mid, case.high)]
    likely = [] if spread is None else [spread.p10, spread.p50, spread.p90]
    return [name, *cells, *([amount(v, unit) for v in likely] or [""] * 3)]


def drivers_table(drivers: Sequence[Driver], what: str, *, most: int = 6) -> str:
    """The inputs that move a figure most, one at a time."""
    rows = [
        (
            driver.name, amount(driver.low, "USD"), amount(driver.high, "USD"),
            "" if driver.rank_correlation is None else f"{driver.rank_correlation:+.2f}",
        )
        for driver in drivers[:most]
    ]  # fmt: skip
    lines = [f"What moves {what} most (USD with one input low or high, all others mid):"]
    return "\n".join([*lines, *table(("input", "at low", "at high", "rank corr."), rows)])


def inputs_table(inputs: Iterable[Input]) -> list[str]:
    """Inputs by name with value, unit, date and source; sources are numbered below the table."""
    sources: dict[str, int] = {}
    rows = []
    for item in inputs:
        number = sources.setdefault(item.source, len(sources) + 1)
        value = item.text or _value_words(item)
        rows.append((item.name, value, item.unit, item.date, f"[{number}]"))
    lines = table(("input", "value", "unit", "of", "source"), rows, left=5)
    return [*lines, *(f"[{number}] {source}." for source, number in sources.items())]


def _value_words(item: Input) -> str:
    if item.low == item.high:
        return _plain(item.mid)
    return f"{_plain(item.low)} / {_plain(item.mid)} / {_plain(item.high)}"


def _plain(value: float) -> str:
    if value == int(value):
        whole = int(value)
        return f"{whole:,}" if abs(whole) >= 10_000 else str(whole)
    return f"{value:g}"


def _closing(voyage: Voyage) -> list[str]:
    return [
        *voyage.notes,
        "Not counted: " + "; ".join(voyage.left_out) + ".",
        "Not for navigation.",
    ]


def comparison_words(found: VoyageComparison, *, names: tuple[str, str]) -> str:
    """Two ways side by side, what one takes more, and where they are even.

    ``names`` are those of the first and the second way, such as ``usual way``.
    """
    one, two = found.first, found.second
    lines = [
        f"{one.origin} to {one.destination}, {one.ship_class} at {one.speed_kn:g} kn. "
        + _named(found.words, names), "",
        f"The {names[0]} goes by {_passages(one)}.",
        f"The {names[1]} goes by {_passages(two)}.",
        "", *table(("at the middle", *names, "more: P10", "P50", "P90"), _side_by_side(found)), "",
        *(f"{b.name}: {even_words(b, names)}" for b in found.break_evens), "",
        *_schedule_words(found, names), "",
    ]  # fmt: skip
    if found.drivers:
        lines += [drivers_table(found.drivers, "the difference"), ""]
    used = {item.name: item for voyage in (one, two) for item in voyage.inputs}
    lines += ["What it rests on:", *inputs_table(used.values()), ""]
    return "\n".join([*lines, *_closing(one if one.listed_areas else two)])


_LIKELY_OF = {"days_total": "extra_days", "fuel_t": "extra_fuel_t", "co2e_t": "extra_co2e_t",
              "total_usd": "extra_usd"}  # fmt: skip


def _side_by_side(found: VoyageComparison) -> list[list[str]]:
    one, two = found.first, found.second
    rows = [["distance, nm", amount(one.distance_nm), amount(two.distance_nm), "", "", ""]]
    for field, name, unit in _ROWS:
        a, b = getattr(one, field), getattr(two, field)
        if a.high == 0 == b.high:
            continue
        spread = found.likely.get(_LIKELY_OF.get(field, ""))
        more = [""] * 3
        if spread is not None:
            more = [amount(v, unit) for v in (spread.p10, spread.p50, spread.p90)]
        rows.append([f"{name}, {unit}", amount(a.mid, unit), amount(b.mid, unit), *more])
    return rows


def _named(words: str, names: tuple[str, str]) -> str:
    """Words about the first and the second way with the names of the two in them."""
    for order, name in zip(("first", "second"), names, strict=True):
        words = words.replace(f"the {order} way", f"the {name}")
        words = words.replace(f"The {order} way", f"The {name}")
    return words


def even_words(found: BreakEven, names: tuple[str, str]) -> str:
    """A break-even with the names of the two ways in it."""
    words = f"{_named(found.words, names)} Now {amount(found.now)} {found.unit}."
    if found.likely is not None and found.share >= 0.5:
        words += (
            f" With the other inputs drawn: {amount(found.likely.p10)} to "
            f"{amount(found.likely.p90)} {found.unit} (P10 to P90; even in {found.share:.0%} of "
            "the draws)."
        )
    return words


def _schedule_words(found: VoyageComparison, names: tuple[str, str]) -> list[str]:
    lines = []
    if found.held is not None:
        lines.append(f"On the {names[1]}: {found.held.words}")
    first, second = found.service_first, found.service_second
    if first is not None and second is not None:
        more = second.ships - first.ships
        change = "as many" if more == 0 else f"{abs(more)} {'more' if more > 0 else 'fewer'}"
        lines.append(
            f"A weekly service there and back needs {first.ships} ships by the {names[0]} and "
            f"{second.ships} by the {names[1]}, {change} (rounds of "
            f"{first.round_trip_days:.0f} and {second.round_trip_days:.0f} days with "
            f"{first.calls} calls; set rotation.calls)."
        )
    return lines


def service_words(found: Sequence[ServiceShips]) -> str:
    """Ships of a weekly service by speed, as a table."""
    rows = [
        (
            amount(each.speed_kn or 0.0), str(each.ships), amount(each.round_trip_days, "days"),
            amount(each.spare_days, "days"), amount(each.fuel_t or 0.0),
        )
        for each in found
    ]  # fmt: skip
    head = ("speed, kn", "ships", "days a round", "to spare", "fuel a round, t")
    every = amount(found[0].interval_days)
    return "\n".join([
        f"Ships for a sailing every {every} days, there and back:",
        *table(head, rows, left=0),
        f"{found[0].calls} calls a round, each of rotation.port-days (set rotation.calls); fuel in "
        "port is not counted.",
    ])  # fmt: skip
