"""Long work: matrices of many ports, and how far jobs are."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Annotated, Literal

import anyio
import msgspec
from msgspec import Meta

from offing.api.desk import Desk
from offing.api.endpoint import Raw, Registry, Stream
from offing.api.jobs import JobState, Progress
from offing.api.problems import Refusal
from offing.model import Scenario
from offing.model.base import Struct

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

REGISTRY = Registry()
ROWS = 64
"""Origins between two looks at whether anybody still wants the answer."""
MOST_PAIRS = 20_000_000
"""Of one matrix: its figures take 80 MB, as a table some 150."""
BEAT_S = 15.0
"""A line is sent at least so often, so that nothing in between gives the stream up."""
LOOK_S = 0.1


class MatrixBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which distances, and under what."""

    origins: Annotated[tuple[str, ...], Meta(max_length=10_000)] = ()
    """UN/LOCODEs, ids or names; none: every port."""
    destinations: Annotated[tuple[str, ...], Meta(max_length=10_000)] = ()
    """The same."""
    scenario: Scenario = Scenario()
    """Its restrictions apply."""
    ship_class: str | None = None
    """A ship class id."""
    format: Literal["csv", "npy"] = "csv"
    """``csv``: a table with names; ``npy``: the figures alone, float32, infinity for no way."""


@REGISTRY.add(
    "POST", "/api/v1/matrix", JobState, body=MatrixBody, status=202, tag="jobs", refuses=(422,)
)
def post_matrix(desk: Desk, body: MatrixBody) -> JobState:
    """Begin a table of distances between many ports; watch it as a job."""
    every = [p.id for p in desk.sea.ports]
    origins, destinations = list(body.origins or every), list(body.destinations or every)
    if len(origins) * len(destinations) > MOST_PAIRS:
        raise Refusal(
            422, "invalid",
            f"{len(origins):,} × {len(destinations):,} pairs are more than {MOST_PAIRS:,}, "
            "which is every port to every port: ask for parts",
        )  # fmt: skip
    # A name that stands for nothing is said now, not after the work.
    desk.sea.distances(origins[:1], destinations[:1], body.scenario, body.ship_class)

    def work(progress: Progress) -> Raw:
        import numpy as np

        rows = []
        for at in range(0, len(origins), ROWS):
            progress(f"{at:,} of {len(origins):,} origins", at / len(origins))
            part = origins[at : at + ROWS]
            rows.append(desk.sea.distances(part, destinations, body.scenario, body.ship_class))
        progress("writing", 0.99)
        return _written(np.concatenate(rows), origins, destinations, body.format)

    return desk.jobs.begin("matrix", work)


def _written(
    nm: NDArray[np.float32], origins: list[str], destinations: list[str], kind: str
) -> Raw:
    from offing.formats import matrix_to_csv, matrix_to_npy

    if kind == "npy":
        return Raw(matrix_to_npy(nm), "application/octet-stream", "matrix.npy")
    text = matrix_to_csv(nm, origins, destinations)
    return Raw(text.encode(), "text/csv; charset=utf-8", "matrix.csv")


@REGISTRY.add("GET", "/api/v1/jobs/{id}", JobState, tag="jobs", refuses=(404,), weight="quick")
def get_job(desk: Desk, id: str) -> JobState:  # noqa: A002 - the path's own word
    """Say how far a job is."""
    return desk.jobs.state(id)


@REGISTRY.add(
    "GET", "/api/v1/jobs/{id}/result", bytes, tag="jobs", refuses=(404, 409),
    media_types=("text/csv", "application/octet-stream", "application/json"),
)  # fmt: skip
def get_job_result(desk: Desk, id: str) -> Raw:  # noqa: A002
    """Give what a job came to."""
    return desk.jobs.result(id)


@REGISTRY.add("DELETE", "/api/v1/jobs/{id}", JobState, tag="jobs", refuses=(404,), weight="quick")
def delete_job(desk: Desk, id: str) -> JobState:  # noqa: A002
    """Cancel a job; it stops within a second."""
    return desk.jobs.cancel(id)


@REGISTRY.add(
    "GET", "/api/v1/jobs/{id}/events", bytes, tag="jobs", refuses=(404,), weight="quick",
    media_types=("text/event-stream",),
)  # fmt: skip
def get_job_events(desk: Desk, id: str) -> Stream:  # noqa: A002
    """Tell how far a job is as it goes on, as server-sent events; the last one is its end."""
    desk.jobs.state(id)  # one that there is not is refused, not streamed

    async def told() -> AsyncIterator[bytes]:
        before: JobState | None = None
        silent = 0.0
        while True:
            state = desk.jobs.state(id)
            if state != before:
                before, silent = state, 0.0
                yield b"event: progress\ndata: " + msgspec.json.encode(state) + b"\n\n"
            if state.over:
                yield b"event: end\ndata: {}\n\n"
                return
            await anyio.sleep(LOOK_S)
            silent += LOOK_S
            if silent >= BEAT_S:
                silent = 0.0
                yield b": still here\n\n"

    return Stream(told(), "text/event-stream")
