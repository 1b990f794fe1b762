"""Long work: begun by one request, watched and cancelled by others."""

from __future__ import annotations

import contextlib
import datetime
import itertools
import queue
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Literal

import msgspec

from offing.api.endpoint import Raw
from offing.api.problems import ProblemDetails, Refusal, problem_from, refusal_from
from offing.model.base import Struct

State = Literal["waiting", "running", "done", "failed", "cancelled"]
Progress = Callable[[str, float], None]
Work = Callable[[Progress], Raw]

KEPT = 50
"""Jobs that are remembered; the oldest that is over is forgotten first."""
WAITING = 20
"""Jobs that may wait for their turn."""
RESULT_BYTES = 200_000_000
"""All kept results together; the oldest are thrown away first."""


class JobState(Struct, frozen=True, kw_only=True):
    """How far a piece of long work is."""

    id: str
    """Its name, not to be guessed."""
    kind: str
    """What sort of work."""
    state: State
    """``done`` has a result, ``failed`` a problem."""
    created: datetime.datetime
    """When it was asked for, UTC."""
    words: str = ""
    """What is being done."""
    share: float = 0.0
    """How much of it is done, 0–1."""
    before: int = 0
    """How many jobs come first, as long as it waits."""
    problem: ProblemDetails | None = None
    """What went wrong."""
    result_bytes: int | None = None
    """Size of the result; ``null`` when there is none, or when it is thrown away."""

    @property
    def over(self) -> bool:
        """Whether nothing about it will change any more."""
        return self.state in ("done", "failed", "cancelled")


class Cancelled(Exception):
    """Raised inside the work when somebody no longer wants it."""


class _Job:
    def __init__(self, kind: str, work: Work) -> None:
        self.work = work
        self.result: Raw | None = None
        self.cancel = threading.Event()
        self.state = JobState(
            id=secrets.token_urlsafe(12), kind=kind, state="waiting",
            created=datetime.datetime.now(tz=datetime.UTC),
        )  # fmt: skip


class Jobs:
    """A queue of long work and one thread that does it, so that the rest stays quick."""

    def __init__(self) -> None:
        self._jobs: OrderedDict[str, _Job] = OrderedDict()
        self._queue: queue.Queue[_Job | None] = queue.Queue()
        self._guard = threading.Lock()
        self._thread: threading.Thread | None = None

    def begin(self, kind: str, work: Work) -> JobState:
        """Put work into the queue.

        Raises:
            Refusal: too much waits already.
        """
        with self._guard:
            if self._queue.qsize() >= WAITING:
                raise Refusal(
                    429, "too-many-requests", "too many jobs wait already; ask again later",
                    headers={"retry-after": "30"},
                )  # fmt: skip
            job = _Job(kind, work)
            self._jobs[job.state.id] = job
            self._forget()
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="jobs", daemon=True)
                self._thread.start()
        self._queue.put(job)
        return job.state

    def state(self, job_id: str) -> JobState:
        """How far a job is.

        Raises:
            Refusal: there is none of this name.
        """
        job = self._job(job_id)
        now = job.state
        if now.state == "waiting":  # told, not kept: meanwhile it may have begun
            now = msgspec.structs.replace(now, before=self._before(job))
        return now

    def _before(self, job: _Job) -> int:
        """How many unfinished jobs were begun earlier."""
        with self._guard:
            earlier = itertools.takewhile(lambda other: other is not job, self._jobs.values())
            return sum(not other.state.over for other in earlier)

    def result(self, job_id: str) -> Raw:
        """What a job came to.

        Raises:
            Refusal: it is not done, or its result was thrown away.
        """
        job = self._job(job_id)
        if job.result is None:
            raise Refusal(409, "conflict", f"the job is {job.state.state}: there is no result")
        return job.result

    def cancel(self, job_id: str) -> JobState:
        """Ask a job to stop; one that is over stays as it is."""
        job = self._job(job_id)
        job.cancel.set()
        with self._guard:
            if job.state.state == "waiting":
                _change(job, state="cancelled")
        return job.state

    def close(self) -> None:
        """Cancel everything and let the thread end."""
        for job in list(self._jobs.values()):
            job.cancel.set()
        self._queue.put(None)
        if self._thread is not None:
            self._thread.join(timeout=5)

    def _job(self, job_id: str) -> _Job:
        with self._guard:
            job = self._jobs.get(job_id)
        if job is None:
            raise Refusal(404, "not-found", "no job has this id")
        return job

    def _work(self) -> None:
        while (job := self._queue.get()) is not None:
            with self._guard:
                if job.state.over:
                    continue
                _change(job, state="running")
            self._do(job)

    def _do(self, job: _Job) -> None:
        def progress(words: str, share: float) -> None:
            if job.cancel.is_set():
                raise Cancelled
            _change(job, words=words, share=round(min(max(share, 0.0), 1.0), 4))

        try:
            progress("begun", 0.0)
            result = job.work(progress)
            progress("done", 1.0)
        except Cancelled:
            _change(job, state="cancelled")
        except Exception as error:  # told to who asks; the next job goes on
            _change(job, state="failed", problem=problem_from(refusal_from(error)))
            with contextlib.suppress(Exception):
                import logging

                logging.getLogger("offing.api").exception("job %s failed", job.state.id)
        else:
            job.result = result
            _change(job, state="done", result_bytes=len(result.body))
            with self._guard:
                self._forget()

    def _forget(self) -> None:
        """Drop the oldest jobs that are over, and results beyond the room for them."""
        over = [i for i, job in self._jobs.items() if job.state.over]
        for job_id in over[: max(len(self._jobs) - KEPT, 0)]:
            del self._jobs[job_id]
        room = RESULT_BYTES
        for job in reversed(self._jobs.values()):
            if job.result is None:
                continue
            room -= len(job.result.body)
            if room < 0:
                job.result = None
                _change(job, result_bytes=None)


def _change(job: _Job, **values: object) -> None:
    job.state = msgspec.structs.replace(job.state, **values)
