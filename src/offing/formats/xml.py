"""Reading XML from anywhere, and writing it: no document types, no entities, no network."""

from __future__ import annotations

from typing import Any

from offing.errors import UsageError

MAX_BYTES = 32_000_000
"""A route file is small (RTZ allows 400 kB, a long GPX track some MB)."""


def parse_xml(data: bytes, what: str) -> Any:
    """The root element of an XML document; ``what`` names it in messages.

    A document type is refused before anything in it is acted on: nothing is expanded,
    nothing is fetched.

    Raises:
        UsageError: too large, not XML, or it brings a document type.
    """
    from lxml import etree

    if len(data) > MAX_BYTES:
        raise UsageError(f"{what}: larger than {MAX_BYTES // 1_000_000} MB, so no route file")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False,
        attribute_defaults=False, huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UsageError(f"{what} is not well-formed XML: {error}") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UsageError(f"{what}: has a document type, which a route file never needs; remove it")
    return root


def local_name(element: Any) -> str:
    """An element's name without its namespace; empty for what is no element."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def named(element: Any, name: str) -> list[Any]:
    """The direct children of this name, in any namespace."""
    return [child for child in element if local_name(child) == name]


def text_of(element: Any, name: str) -> str:
    """The text of the first child of this name; empty for none."""
    for child in named(element, name):
        return " ".join((child.text or "").split())
    return ""


def clean_text(text: str) -> str:
    """Text without the characters that XML 1.0 cannot hold."""
    return "".join(
        c for c in text
        if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
    )  # fmt: skip


def xml_bytes(root: Any) -> bytes:
    """A document as UTF-8 with its declaration, indented."""
    from lxml import etree

    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def position_of(element: Any, what: str) -> tuple[float, float]:
    """Longitude and latitude in degrees from an element's ``lon`` and ``lat``.

    Raises:
        UsageError: missing, no numbers, or off the Earth.
    """
    try:
        lon, lat = float(element.get("lon", "")), float(element.get("lat", ""))
    except ValueError as error:
        raise UsageError(f"{what}: lat and lon must be numbers of degrees") from error
    if not (-180 <= lon <= 360 and -90 <= lat <= 90):  # also catches nan
        raise UsageError(f"{what}: ({lon}, {lat}) is not on the Earth")
    return (lon - 360.0 if lon > 180 else lon), lat
