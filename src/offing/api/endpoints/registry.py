"""All addresses of the API together."""

from offing.api.endpoint import Registry
from offing.api.endpoints import about, changes, chart, incidents, reports, scenarios, sea, work

REGISTRY = Registry(
    endpoint
    for module in (reports, incidents, scenarios, sea, chart, work, changes, about)
    for endpoint in module.REGISTRY.endpoints
)

__all__ = ["REGISTRY"]
