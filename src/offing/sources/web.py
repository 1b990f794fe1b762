"""One web address into one report, with limits on time, size, redirects and reach."""

from __future__ import annotations

import datetime
import time
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from offing.errors import UnreadableReport, UsageError
from offing.model import Report
from offing.reports.read import MAX_BYTES, check_kind, report_from_bytes, show_name
from offing.sources.addresses import target_from_url

MOST_REDIRECTS = 5
_REDIRECTS = {301, 302, 303, 307, 308}
_READABLE = (
    "text/", "application/xhtml+xml", "application/xml", "application/pdf", "application/json",
    "application/x-ndjson", "application/jsonl", "message/rfc822", "application/octet-stream",
)  # fmt: skip


class _Answer(NamedTuple):
    url: str
    data: bytes
    media_type: str | None
    charset: str | None


def fetch_report(
    url: str,
    *,
    timeout: float = 20.0,
    max_bytes: int = MAX_BYTES,
    allow_private: bool = False,
    published: datetime.date | None = None,
    kind: str | None = None,
) -> Report:
    """Fetch one address and read it as a report; nothing it links to is fetched.

    Args:
        url: an ``http`` or ``https`` address.
        timeout: seconds for the whole, redirects included.
        max_bytes: the most that is taken, after decompression.
        allow_private: also fetch from this machine or a private network.
        published: as in ``read_report``.
        kind: as in ``read_report``.

    Returns:
        The report; ``source`` is the address it was found at in the end.

    Raises:
        UsageError: no such address can be meant, or the extra is not installed.
        UnreadableReport: the server or the network failed, a limit was reached, or
            what came is not a report.
    """
    check_kind(kind)
    if timeout <= 0 or max_bytes <= 0:
        raise UsageError("timeout and max_bytes must be greater than zero")
    httpx2 = _httpx2()
    answer = _fetch(httpx2, url, time.monotonic() + timeout, max_bytes, allow_private)
    return report_from_bytes(
        answer.data,
        source=show_name(answer.url),
        name=urlsplit(answer.url).path.rpartition("/")[2],
        declared=answer.media_type,
        charset=answer.charset,
        url=answer.url,
        published=published,
        kind=kind,
    )


def _httpx2() -> Any:
    try:
        import httpx2
    except ImportError:
        raise UsageError(
            "fetching an address needs the extra: install it with  pip install 'offing[fetch]'"
        ) from None
    return httpx2


def _fetch(httpx2: Any, url: str, deadline: float, max_bytes: int, allow_private: bool) -> _Answer:
    """Follow redirects by hand: each step's address is checked before it is used."""
    for n in range(MOST_REDIRECTS + 1):
        try:
            target = target_from_url(url, allow_private=allow_private)
        except UsageError as wrong:
            if n == 0:
                raise
            raise UnreadableReport(show_name(url), f"is where it redirects to: {wrong}") from None
        try:
            step = _step(httpx2, url, target, deadline, max_bytes)
        except httpx2.TimeoutException:
            raise UnreadableReport(show_name(url), "took too long to answer; try again") from None
        except httpx2.HTTPError as wrong:
            why = " ".join(str(wrong).split())[:150] or type(wrong).__name__
            raise UnreadableReport(show_name(url), f"could not be fetched: {why}") from None
        if isinstance(step, _Answer):
            return step
        if urlsplit(url).scheme == "https" and urlsplit(step).scheme == "http":
            raise UnreadableReport(show_name(url), "redirects from https to http; not followed")
        url = step
    raise UnreadableReport(show_name(url), f"redirects more than {MOST_REDIRECTS} times")


def _step(httpx2: Any, url: str, target: Any, deadline: float, max_bytes: int) -> _Answer | str:
    """One request: the answer, or the address it redirects to."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise UnreadableReport(show_name(url), "took too long to answer; try again")
    asked = httpx2.URL(url)
    headers = {
        "Host": asked.netloc.decode("ascii"), "Accept-Encoding": "identity", "User-Agent": _agent(),
        "Accept": "text/html, text/plain, application/pdf, */*;q=0.5",
    }  # fmt: skip
    with (
        httpx2.Client(follow_redirects=False, timeout=left, trust_env=False) as client,
        client.stream(
            "GET", asked.copy_with(host=target.address, fragment=None), headers=headers,
            extensions={"sni_hostname": target.host},
        ) as response,
    ):  # fmt: skip
        if response.status_code in _REDIRECTS and "location" in response.headers:
            return str(urljoin(url, response.headers["location"]))
        _check(response, url, max_bytes)
        data = _read(response, url, deadline, max_bytes)
        declared = response.headers.get("content-type", "").split(";")[0].strip().lower()
        return _Answer(url, data, declared or None, response.charset_encoding)


def _agent() -> str:
    from offing import __version__

    return f"offing/{__version__}"


def _check(response: Any, url: str, max_bytes: int) -> None:
    if response.status_code != 200:
        reason = f"{response.status_code} {response.reason_phrase}".strip()
        raise UnreadableReport(show_name(url), f"the server answered {reason}")
    declared = response.headers.get("content-type", "").split(";")[0].strip().lower()
    if declared and not declared.startswith(_READABLE):
        raise UnreadableReport(show_name(url), f"is {declared[:80]}, not a report")
    length = response.headers.get("content-length", "")
    if length.isdigit() and int(length) > max_bytes:
        raise UnreadableReport(
            show_name(url), f"has {int(length):,} bytes, more than the {max_bytes:,} that are taken"
        )


def _read(response: Any, url: str, deadline: float, max_bytes: int) -> bytes:
    data = bytearray()
    for chunk in response.iter_bytes(65536):
        data += chunk
        if len(data) > max_bytes:
            raise UnreadableReport(
                show_name(url), f"has more than the {max_bytes:,} bytes that are taken"
            )
        if time.monotonic() > deadline:
            raise UnreadableReport(show_name(url), "took too long to answer; try again")
    return bytes(data)
