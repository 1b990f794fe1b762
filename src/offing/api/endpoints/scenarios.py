"""Scenarios and lanes: kept, checked, and set against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import msgspec
from msgspec import Meta

from offing.api.desk import Desk
from offing.api.endpoint import Raw, Registry, Upload
from offing.api.jobs import JobState, Progress
from offing.api.problems import Refusal, encode
from offing.model import (
    Brief,
    Exposure,
    Lane,
    LaneProblem,
    Report,
    SavedLanes,
    SavedScenario,
    Scenario,
)
from offing.model.base import Struct

if TYPE_CHECKING:
    from offing.sea import Sea

REGISTRY = Registry()
MAX_LANES = 20_000
"""Lanes of one book that a request may set against a scenario."""
REFERENCE = "reference"
"""The name under which the lanes that ship with Offing are known."""
Who = Annotated[str, Meta(max_length=200)]


class ScenarioBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A scenario to be kept."""

    scenario: Scenario
    """It."""
    who: Who = ""
    """Who keeps it."""


class Names(Struct, frozen=True, kw_only=True):
    """Names, in alphabetical order."""

    items: tuple[str, ...]


@REGISTRY.add("GET", "/api/v1/scenarios", Names, tag="scenarios")
def get_scenarios(desk: Desk) -> Names:
    """List the names of the scenarios that are kept."""
    return Names(items=tuple(desk.store.scenario_names()))


class Analogue(Struct, frozen=True, kw_only=True):
    """An instance of the past that ships with Offing. It happened then; it is no forecast."""

    name: str
    """What it is asked for by."""
    scenario: Scenario
    """It, with dates and sources."""


@REGISTRY.add("GET", "/api/v1/scenarios-shipped", tuple[Analogue, ...], tag="scenarios")
def get_shipped_scenarios(_desk: Desk) -> tuple[Analogue, ...]:
    """List the instances of the past that ship with Offing, as labelled analogues."""
    from offing.scenario.shipped import shipped_scenarios

    return tuple(Analogue(name=n, scenario=s) for n, s in shipped_scenarios().items())


@REGISTRY.add("GET", "/api/v1/scenarios/{name}", SavedScenario, tag="scenarios", refuses=(404,))
def get_scenario(desk: Desk, name: str) -> SavedScenario:
    """Give a scenario, its newest version."""
    found = desk.store.scenario(name)
    if found is None:
        raise Refusal(404, "not-found", "no scenario is saved under this name")
    return found


@REGISTRY.add(
    "PUT", "/api/v1/scenarios/{name}", SavedScenario, body=ScenarioBody, tag="scenarios",
    refuses=(422,),
)  # fmt: skip
def put_scenario(desk: Desk, name: str, body: ScenarioBody) -> SavedScenario:
    """Keep a scenario under a name, as its next version; none is lost."""
    if name == "accepted":
        raise Refusal(422, "invalid", "'accepted' is what decisions make; choose another name")
    desk.sea.ways([("SGSIN", "NLRTM")], body.scenario)  # finds what cannot be applied
    return desk.store.save_scenario(name, body.scenario, who=body.who)


class CheckBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A scenario file's content."""

    toml: str
    """As the command line takes it."""


@REGISTRY.add("POST", "/api/v1/scenarios-check", Scenario, body=CheckBody, tag="scenarios",
              refuses=(422,))  # fmt: skip
def post_scenario_check(_desk: Desk, body: CheckBody) -> Scenario:
    """Check a scenario file: the scenario that it stands for, or all its faults by line."""
    from offing.scenario.files import scenario_from_toml

    return scenario_from_toml(body.toml)


@REGISTRY.add("GET", "/api/v1/lanes", Names, tag="lanes")
def get_lanes_names(desk: Desk) -> Names:
    """List the names of the books of lanes: those kept, and the reference lanes."""
    return Names(items=tuple(sorted({REFERENCE, *desk.store.lanes_names()})))


@REGISTRY.add("GET", "/api/v1/lanes/{name}", tuple[Lane, ...], tag="lanes", refuses=(404,))
def get_lanes(desk: Desk, name: str) -> tuple[Lane, ...]:
    """Give a book of lanes."""
    return lanes_named(desk, name)


class LanesTaken(Struct, frozen=True, kw_only=True):
    """What came of a file of lanes."""

    saved: SavedLanes
    """As it is kept now."""
    problems: tuple[LaneProblem, ...] = ()
    """Rows that were left out, each with its line and reason."""


@REGISTRY.add(
    "PUT", "/api/v1/lanes/{name}", LanesTaken, uploads=("text/csv",), tag="lanes",
    refuses=(413, 415, 422), weight="heavy",
)  # fmt: skip
def put_lanes(desk: Desk, name: str, upload: Upload) -> LanesTaken:
    """Keep a CSV file of lanes under a name; bad rows are named, the others are kept."""
    from offing.voyage.lanes import lanes_from_csv

    if name == REFERENCE:
        raise Refusal(422, "invalid", f"{REFERENCE!r} ships with Offing; choose another name")
    try:
        text = upload.body.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = upload.body.decode("cp1252", errors="replace")
    lanes, problems = lanes_from_csv(text, "upload")
    if len(lanes) > MAX_LANES:
        raise Refusal(413, "too-large", f"a book may hold {MAX_LANES:,} lanes at most")
    return LanesTaken(saved=desk.store.save_lanes(name, lanes), problems=tuple(problems))


def lanes_named(desk: Desk, name: str) -> tuple[Lane, ...]:
    """A book of lanes by name.

    Raises:
        Refusal: there is none of this name.
    """
    return _lanes_and_version(desk, name)[0]


def _lanes_and_version(desk: Desk, name: str) -> tuple[tuple[Lane, ...], int]:
    """A book of lanes and which of its versions it is."""
    if name == REFERENCE:
        from offing.voyage.lanes import reference_lanes

        return reference_lanes(), 0
    saved = desk.store.lanes(name)
    if saved is None:
        raise Refusal(404, "not-found", "no lanes are saved under this name")
    return saved.lanes, saved.version


class ExposureBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Lanes and what holds at sea."""

    lanes: Annotated[str, Meta(min_length=1, max_length=200)] = REFERENCE
    """The name of a book of lanes."""
    scenario: Scenario | str = "accepted"
    """A scenario, or the name of one; ``accepted``: what stands accepted."""
    inputs: dict[str, Any] | None = None
    """Inputs other than those that ship, by name, as ``offing.toml`` takes them."""


@REGISTRY.add(
    "POST", "/api/v1/exposure", Exposure, body=ExposureBody, tag="lanes", weight="light",
    refuses=(404, 422),
)  # fmt: skip
def post_exposure(desk: Desk, body: ExposureBody) -> Raw:
    """Say what a scenario does to each lane of a book, and to the book."""
    from offing.voyage import exposure

    lanes, version = _lanes_and_version(desk, body.lanes)
    scenario = _scenario(desk, body)
    asked = msgspec.json.encode([body.lanes, version, scenario, body.inputs], order="sorted")

    def make() -> bytes:
        return encode(exposure(lanes, scenario, sea=desk.sea, inputs=body.inputs or None))

    return Raw(desk.answer(("exposure", asked), make), "application/json")


class BriefBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which reports a brief is made of, and under what."""

    reports: Annotated[tuple[str, ...], Meta(min_length=1, max_length=200)]
    """Ids of stored reports."""
    scenario: Scenario | str = "accepted"
    """What holds already."""
    lanes: Annotated[str, Meta(min_length=1, max_length=200)] = REFERENCE
    """The name of a book of lanes."""


@REGISTRY.add(
    "POST", "/api/v1/brief", Brief, body=BriefBody, tag="briefs", weight="heavy",
    refuses=(404, 422),
)  # fmt: skip
def post_brief(desk: Desk, body: BriefBody) -> Brief:
    """Make a brief of stored reports."""
    return _brief(desk, body)


@REGISTRY.add(
    "POST", "/api/v1/brief.html", bytes, body=BriefBody, tag="briefs", weight="heavy",
    refuses=(404, 422), media_types=("text/html",),
)  # fmt: skip
def post_brief_html(desk: Desk, body: BriefBody) -> Raw:
    """Make a brief as one self-contained page."""
    from offing.brief.page import page_from_brief

    page = page_from_brief(_brief(desk, body)).encode("utf-8", "replace")
    return Raw(page, "text/html; charset=utf-8", "brief.html")


@REGISTRY.add(
    "POST", "/api/v1/brief.geojson", dict[str, Any], body=BriefBody, tag="briefs",
    weight="heavy", refuses=(404, 422), media_types=("application/geo+json",),
)  # fmt: skip
def post_brief_geojson(desk: Desk, body: BriefBody) -> Raw:
    """Make a brief's places, areas and ways as GeoJSON."""
    from offing.formats import brief_to_geojson

    data = msgspec.json.encode(brief_to_geojson(_brief(desk, body)))
    return Raw(data, "application/geo+json", "brief.geojson")


@REGISTRY.add(
    "POST", "/api/v1/brief.csv", bytes, body=BriefBody, tag="briefs", weight="heavy",
    refuses=(404, 422), media_types=("text/csv",),
)  # fmt: skip
def post_brief_csv(desk: Desk, body: BriefBody) -> Raw:
    """Make the table of a brief's claims."""
    from offing.formats import claims_to_csv

    data = claims_to_csv(_brief(desk, body).claims).encode("utf-8", "replace")
    return Raw(data, "text/csv; charset=utf-8", "claims.csv")


@REGISTRY.add(
    "POST", "/api/v1/brief-job", JobState, body=BriefBody, status=202, tag="jobs",
    refuses=(404, 422),
)  # fmt: skip
def post_brief_job(desk: Desk, body: BriefBody) -> JobState:
    """Begin a brief that may take long; watch it as a job, its result is the brief as JSON."""
    _reports(desk, body)  # what is not there is said now, not after the work
    lanes_named(desk, body.lanes)
    _scenario(desk, body)

    def work(progress: Progress) -> Raw:
        return Raw(encode(_brief(desk, body, progress)), "application/json", "brief.json")

    return desk.jobs.begin("brief", work)


def _brief(desk: Desk, body: BriefBody, progress: Progress = lambda _words, _share: None) -> Brief:
    from offing.brief import build_brief

    def sea() -> Sea:
        progress("ways and costs", 0.5)
        return desk.sea

    progress("claims and incidents", 0.05)
    return build_brief(
        _reports(desk, body), scenario=_scenario(desk, body), lanes=lanes_named(desk, body.lanes),
        sea=sea,
    )  # fmt: skip


def _scenario(desk: Desk, body: BriefBody | ExposureBody) -> Scenario:
    given = body.scenario
    return given if isinstance(given, Scenario) else desk.scenario(given)


def _reports(desk: Desk, body: BriefBody) -> list[Report]:
    found = {i: desk.store.report(i) for i in body.reports}
    for missing in (i for i, report in found.items() if report is None):
        raise Refusal(404, "not-found", f"no report has the id {missing!r}")
    return [report for report in found.values() if report is not None]


__all__ = ["REGISTRY", "lanes_named"]
