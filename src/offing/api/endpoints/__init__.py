"""Every address of the API, one module for each part of the path."""

from offing.api.endpoint import Registry
from offing.api.endpoints import about, sea

REGISTRY = Registry([*about.REGISTRY.endpoints, *sea.REGISTRY.endpoints])

__all__ = ["REGISTRY"]
