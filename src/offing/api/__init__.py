"""The HTTP API: a thin face over the functions that everything else calls too."""

from offing.api.app import build_app
from offing.api.desk import Desk, open_desk
from offing.api.settings import ServerSettings

__all__ = ["Desk", "ServerSettings", "build_app", "open_desk"]
