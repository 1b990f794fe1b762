"""How a server is set up: where it listens, whom it answers, and its limits."""

from __future__ import annotations

import hashlib
import ipaddress
import secrets

from offing.model.base import Struct

MEGABYTE = 1_000_000
LOOPBACK_NAMES = ("localhost", "127.0.0.1", "[::1]")


class ServerSettings(Struct, frozen=True, kw_only=True):
    """The limits of one server. Defaults suit one desk on its own machine."""

    host: str = "127.0.0.1"
    """Address to listen on."""
    port: int = 8642
    """Port to listen on."""
    names: tuple[str, ...] = ()
    """Host names, besides the address itself, under which it may be asked."""
    token_hash: str | None = None
    """sha256 of the token that every request must bring; ``None``: none is asked for."""
    max_body_bytes: int = 25 * MEGABYTE
    """The largest request body: a PDF, or a mail with what is attached to it."""
    max_text_bytes: int = 8 * MEGABYTE
    """The largest text, page or table: reading one takes some seconds for each megabyte."""
    max_json_bytes: int = 2 * MEGABYTE
    """The largest body where JSON is expected and no report is uploaded."""
    timeout_s: float = 60.0
    """After so much work an answer is given up, seconds of processor time; what waits for its
    turn is not at work. Also how long a body may take to come."""
    longest_s: float = 600.0
    """After so long an answer is given up, however little was worked on it, seconds."""
    heavy_at_once: int = 2
    """How many requests may read reports or compute exposures at the same time."""
    light_at_once: int = 40
    """How many other requests may be answered by threads at the same time."""
    heavy_waiting: int = 32
    """How many more may wait for that; others are told to come again."""
    light_per_s: float = 5000.0
    """Plain requests of one client per second, sustained; twice as many in a burst."""
    heavy_per_s: float = 20.0
    """Requests that read or compute, of one client per second; four times in a burst."""

    def is_local(self) -> bool:
        """Whether it listens on this machine only."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host.strip("[]")).is_loopback
        except ValueError:
            return False

    def allowed_hosts(self) -> frozenset[str]:
        """What a request's Host header may say, in lower case."""
        bare = {name.lower() for name in self.names}
        if self.is_local():
            bare |= set(LOOPBACK_NAMES)
        if self.host not in ("0.0.0.0", "::", ""):
            bare.add(f"[{self.host}]" if ":" in self.host else self.host.lower())
        return frozenset({*bare, *(f"{name}:{self.port}" for name in bare)})


def new_token() -> tuple[str, str]:
    """A fresh token, to be shown once, and the hash to be kept in its place.

    256 random bits need no slow hash: there is nothing to guess.
    """
    token = secrets.token_urlsafe(32)
    return token, hash_token(token)


def hash_token(token: str) -> str:
    """sha256 of a token, hexadecimal."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
