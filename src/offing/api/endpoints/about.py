"""What the API is: its version, its document, its pages."""

from __future__ import annotations

from offing.api.desk import Desk
from offing.api.endpoint import Raw, Registry
from offing.model.base import Struct

REGISTRY = Registry()


class About(Struct, frozen=True, kw_only=True):
    """The server, and where its addresses are described."""

    name: str
    version: str
    openapi: str
    """Address of the OpenAPI document."""
    docs: str
    """Address of the same for people."""


@REGISTRY.add("GET", "/api/v1", About, weight="quick", tag="about")
def get_about(_desk: Desk) -> About:
    """Say which version this is and where the API is described."""
    import offing

    return About(
        name="offing", version=offing.__version__, openapi="/api/v1/openapi.json",
        docs="/api/v1/docs",
    )  # fmt: skip


@REGISTRY.add(
    "GET", "/api/v1/openapi.json", bytes, weight="quick", tag="about",
    media_types=("application/json",),
)  # fmt: skip
def get_openapi(_desk: Desk) -> Raw:
    """Give the OpenAPI 3.1 document of every address."""
    from offing.api.openapi import document

    return Raw(document(), "application/json")


@REGISTRY.add("GET", "/api/v1/docs", bytes, weight="light", tag="about", media_types=("text/html",))
def get_docs(_desk: Desk) -> Raw:
    """Show the addresses of the API as a page."""
    from offing.api.docs_page import page

    return Raw(page(), "text/html; charset=utf-8")
