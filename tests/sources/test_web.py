"""Fetching, against a server on this machine: limits, redirects, what is refused."""

from __future__ import annotations

import http.server
import sys
import threading
import time
from collections.abc import Iterator
from typing import ClassVar

import pytest

from offing.errors import UnreadableReport, UsageError
from offing.sources import fetch_report
from offing.sources.addresses import is_public, target_from_url

PAGE = (
    b"<html><head><meta property='og:site_name' content='Harbour Post'></head><body><article>"
    b"<h1>Lock gate jams at the inner basin</h1><p>The lock at Exampleport jammed on Monday with "
    b"two coasters inside, the harbour office said, and divers went down to look at it.</p>"
    b"<p>Traffic was sent to the outer berths while the crew worked on the gate overnight.</p>"
    b"</article></body></html>"
)


class _Handler(http.server.BaseHTTPRequestHandler):
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        name = self.path.partition("?")[0]
        if name == "/loop":
            self._answer(302, b"", Location="/loop")
        elif name == "/hop":
            self._answer(301, b"", Location="/2025/03/04/page.html")
        elif name == "/to-file":
            self._answer(302, b"", Location="file:///etc/hostname")
        elif name == "/picture":
            self._answer(200, b"\x89PNG....", **{"Content-Type": "image/png"})
        elif name == "/latin":
            self._answer(200, "Schleuse für Boote gesperrt.\n".encode("latin-1"),
                         **{"Content-Type": "text/plain; charset=iso-8859-1"})  # fmt: skip
        elif name == "/large":
            self._answer(200, b"word " * 4000, **{"Content-Type": "text/plain"})
        elif name == "/drip":
            self._drip()
        elif name.endswith("page.html"):
            self._answer(200, PAGE, **{"Content-Type": "text/html; charset=utf-8"})
        else:
            self._answer(404, b"no")

    def _answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key, value)
        if self.path != "/large?unsaid":
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.end_headers()
        try:
            for _ in range(100):
                self.wfile.write(b"x" * 70_000)
                self.wfile.flush()
                time.sleep(0.1)
        except OSError:
            pass

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def server(socket_enabled: None) -> Iterator[str]:
    _Handler.asked.clear()
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as httpd:
        httpd.daemon_threads = True
        thread = threading.Thread(target=httpd.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{httpd.server_address[1]}"
        httpd.shutdown()
        thread.join()


@pytest.mark.enable_socket
def test_a_page_becomes_a_report_with_the_address_it_was_found_at(server: str) -> None:
    report = fetch_report(f"{server}/hop", allow_private=True)
    assert report.source == f"{server}/2025/03/04/page.html"
    assert report.title == "Lock gate jams at the inner basin"
    assert report.publisher == "Harbour Post"
    assert str(report.published) == "2025-03-04"
    assert report.published_basis == "url"
    assert _Handler.asked == ["/hop", "/2025/03/04/page.html"]


@pytest.mark.enable_socket
def test_declared_charset_is_used(server: str) -> None:
    assert "für Boote" in fetch_report(f"{server}/latin", allow_private=True).text


@pytest.mark.enable_socket
@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/loop", "redirects more than 5"),
        ("/missing", "404"),
        ("/picture", "image/png"),
        ("/large", "more than the 1,000"),
        ("/large?unsaid", "more than the 1,000"),
    ],
)
def test_what_cannot_be_taken_says_why(server: str, path: str, says: str) -> None:
    with pytest.raises(UnreadableReport, match=says):
        fetch_report(server + path, allow_private=True, max_bytes=1000)


@pytest.mark.enable_socket
def test_redirect_to_another_scheme_is_refused(server: str) -> None:
    with pytest.raises(UnreadableReport, match="not an http"):
        fetch_report(f"{server}/to-file", allow_private=True)


@pytest.mark.enable_socket
def test_time_limit_is_for_the_whole(server: str) -> None:
    start = time.monotonic()
    with pytest.raises(UnreadableReport, match="too long"):
        fetch_report(f"{server}/drip", allow_private=True, timeout=0.5)
    assert time.monotonic() - start < 30


@pytest.mark.enable_socket
def test_this_machine_is_not_fetched_unless_asked(server: str) -> None:
    with pytest.raises(UnreadableReport, match="not a public address"):
        fetch_report(f"{server}/page.html")
    assert _Handler.asked == []


@pytest.mark.enable_socket
def test_a_closed_port_is_a_clear_error(server: str) -> None:
    with pytest.raises(UnreadableReport, match="could not be fetched"):
        fetch_report("http://127.0.0.1:9/x", allow_private=True, timeout=5)


@pytest.mark.parametrize(
    "url", ["ftp://example.org/a", "file:///etc/passwd", "http://", "http://a b/", "http://u:p@h/",
            "http://h:99999/", "javascript:alert(1)", "https://[::1"],
)  # fmt: skip
def test_addresses_that_cannot_be_meant(url: str) -> None:
    with pytest.raises(UsageError):
        target_from_url(url, allow_private=True)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("127.0.0.1", False), ("10.1.2.3", False), ("169.254.169.254", False), ("::1", False),
        ("fe80::1%eth0", False), ("::ffff:10.0.0.1", False), ("224.0.0.1", False),
        ("100.64.0.1", False), ("0.0.0.0", False), ("2002:7f00:1::", False), ("nonsense", False),
        ("8.8.8.8", True), ("2606:4700:4700::1111", True),
    ],
)  # fmt: skip
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_without_the_extra_the_error_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx2", None)
    with pytest.raises(UsageError, match=r"offing\[fetch\]"):
        fetch_report("https://example.org/")


def test_no_limit_of_nothing() -> None:
    with pytest.raises(UsageError, match="greater than zero"):
        fetch_report("https://example.org/", timeout=0)
