"""Which addresses may be fetched: public web addresses, and others only when asked."""

from __future__ import annotations

import ipaddress
import re
import socket
from typing import NamedTuple
from urllib.parse import urlsplit

from offing.errors import UnreadableReport, UsageError

_CONTROL = re.compile(r"[\x00-\x20\x7f]")


class Target(NamedTuple):
    """Where to connect to: the name that was asked for and the address it stands for."""

    scheme: str
    host: str
    port: int
    address: str


def target_from_url(url: str, *, allow_private: bool) -> Target:
    """The one network address to use for ``url``, checked.

    The caller connects to exactly this address, so a name that changes its
    meaning between check and use gains nothing.

    Raises:
        UsageError: it is no http or https address, or carries a password.
        UnreadableReport: the name is unknown, or leads to an address that is not
            public (this machine, a private or link-local network).
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as wrong:
        raise UsageError(f"{url[:200]!r} is not an address: {wrong}") from None
    if parts.scheme not in ("http", "https") or not parts.hostname or _CONTROL.search(url):
        raise UsageError(f"{url[:200]!r} is not an http or https address")
    if parts.username or parts.password:
        raise UsageError("an address with a user name or password is not fetched")
    number = port or (443 if parts.scheme == "https" else 80)
    address = _resolved(parts.hostname, number, url, allow_private=allow_private)
    return Target(parts.scheme, parts.hostname, number, address)


def _resolved(host: str, port: int, url: str, *, allow_private: bool) -> str:
    try:
        rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise UnreadableReport(url, "the host name is unknown; check the address") from None
    addresses = [str(row[4][0]) for row in rows]
    if not addresses:
        raise UnreadableReport(url, "the host name has no address")
    if not allow_private:
        for address in addresses:
            if not is_public(address):
                raise UnreadableReport(
                    url, f"leads to {address}, which is not a public address; not fetched"
                )
    return addresses[0]


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet (RFC 6890, as ``ipaddress`` has it)."""
    try:
        ip = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    inner = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    if inner is not None:
        ip = inner
    return ip.is_global and not ip.is_multicast
