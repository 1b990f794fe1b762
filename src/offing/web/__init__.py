"""The desk's page: files for the browser, and the server that gives them out beside the API."""

from offing.web.app import build_desk_app

__all__ = ["build_desk_app"]
