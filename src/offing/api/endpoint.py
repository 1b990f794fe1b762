"""What an address of the API is: who answers it, what it takes and what it gives.

Every endpoint is a plain function with a declaration beside it. The server, the OpenAPI
document and the tests all read the same declarations, so none can say what another
does not do.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

Method = Literal["GET", "POST", "PUT", "DELETE"]
Weight = Literal["quick", "light", "heavy"]
"""``quick`` is answered at once, ``light`` in a thread, ``heavy`` by turns."""


def never(_query: Any) -> bool:
    """The default of `Endpoint.lasting`: each answer is made anew."""
    return False


PARAMETER = re.compile(r"{(\w+)}")


@dataclass(frozen=True)
class Raw:
    """An answer that is no JSON of a struct: bytes of some media type."""

    body: bytes
    media_type: str
    file_name: str | None = None


@dataclass(frozen=True)
class Stream:
    """An answer that goes on: parts of some media type."""

    parts: AsyncIterator[bytes]
    media_type: str


@dataclass(frozen=True)
class Upload:
    """A request body that is read as it comes."""

    body: bytes
    media_type: str


@dataclass(frozen=True)
class Endpoint:
    """One address and method, and the function that answers it.

    ``answer_with(desk, **given)`` is called with the path's parameters by name, and with
    ``query``, ``body`` or ``upload`` where the declaration names their types.
    """

    method: Method
    path: str
    summary: str
    """One line, as the API's pages show it."""
    answer_with: Callable[..., Any]
    gives: Any
    """The struct that it answers with, or ``bytes`` where ``media_types`` says which."""
    query: Any = None
    """A struct of the query's parameters, all text in the address."""
    body: Any = None
    """A struct of the JSON body."""
    uploads: tuple[str, ...] = ()
    """Media types that are taken as they are instead of a JSON body."""
    media_types: tuple[str, ...] = ("application/json",)
    """Of the answer."""
    status: int = 200
    refuses: tuple[int, ...] = ()
    """Status codes of refusals, besides those that any address may give."""
    weight: Weight | Callable[..., Weight] = "light"
    """Or a function that says it, called as ``answer_with`` is."""
    lasting: Callable[[Any], bool] = never
    """Whether the answer to a query hangs on its address alone, not on what is stored."""
    tag: str = ""
    parameters: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "parameters", tuple(PARAMETER.findall(self.path)))

    @property
    def name(self) -> str:
        """The ``operationId``: the function's own name."""
        return self.answer_with.__name__


class Registry:
    """The endpoints of an API, in the order in which its pages show them."""

    def __init__(self, endpoints: Iterable[Endpoint] = ()) -> None:
        self.endpoints: list[Endpoint] = list(endpoints)

    def add(
        self, method: Method, path: str, gives: Any, **rest: Any
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Declare an endpoint; the docstring's first line is its summary."""

        def declare(function: Callable[..., Any]) -> Callable[..., Any]:
            summary = (function.__doc__ or "").strip().split("\n\n")[0].replace("\n", " ")
            self.endpoints.append(
                Endpoint(
                    method=method, path=path, gives=gives, answer_with=function,
                    summary=" ".join(summary.split()), **rest,
                )
            )  # fmt: skip
            return function

        return declare
