"""A desk in a process of its own and Debian's Chromium before it.

Skipped, saying why, where the browser or playwright is absent: ``OFFING_CHROMIUM`` names
another browser of that family.
"""

from __future__ import annotations

import logging
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent.parent
REPORTS = ROOT / "tests" / "eval" / "reports" / "dev"
PATIENCE_MS = 60_000
"""How long a step may take on a busy machine; no test is about time."""
BUILDING_S = 1200.0
"""How long the network of the sea may take to be built, where none is kept yet."""
QUIET = ("--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync",
         "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")  # fmt: skip
WITHOUT_WEBGL = ("--disable-gpu", "--disable-3d-apis", "--disable-software-rasterizer")
WITH_WEBGL = ("--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")


@pytest.fixture(autouse=True)
def _no_network(socket_enabled: None) -> None:
    """Playwright and the desk talk over sockets of this machine; the browser resolves no name."""


@pytest.fixture(scope="session")
def chromium() -> str:
    found = os.environ.get("OFFING_CHROMIUM") or shutil.which("chromium")
    if not found:
        pytest.skip("no browser: install Debian's 'chromium' or set OFFING_CHROMIUM")
    pytest.importorskip("playwright", reason="playwright for Python is not installed")
    return found


@pytest.fixture(scope="session")
def launch(chromium: str) -> Iterator[Callable[..., Browser]]:
    """Start a browser, once for each set of arguments."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE_MS)
    started: dict[tuple[str, ...], Browser] = {}
    with sync_playwright() as playwright:

        def start(*arguments: str) -> Browser:
            if arguments not in started:
                started[arguments] = playwright.chromium.launch(
                    executable_path=chromium, args=[*QUIET, *arguments]
                )
            return started[arguments]

        yield start
        for browser in started.values():
            browser.close()


class Server:
    """``offing serve`` on a store of its own."""

    def __init__(self, folder: Path, *more: str) -> None:
        self.db = folder / "desk.sqlite"
        code = "import sys; from offing.cli import main; sys.exit(main())"
        self.process = subprocess.Popen(
            [sys.executable, "-c", code, "serve", "--port", "0", "--db", str(self.db), *more],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=folder,
        )  # fmt: skip
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if "http://" in line:
                self.address = "http://" + line.split("http://")[1].strip()
                # Read to its end: a full pipe would stop the desk, and what it says of a
                # fault of its own belongs beside the test that failed of it.
                self._reader = threading.Thread(target=self._listen, daemon=True)
                self._reader.start()
                try:
                    self._warm()
                except BaseException:
                    self.stop()
                    raise
                return
        raise AssertionError(f"the desk did not start ({self.process.wait()})")

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if not line.startswith("{"):  # a line for each request
                logging.getLogger("desk").error(line.rstrip())

    def _warm(self) -> None:
        """Wait for its sea, which may have to be built first: no test is about that."""
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        given_up = time.monotonic() + BUILDING_S
        while time.monotonic() < given_up:
            request = urllib.request.Request(
                f"{self.address}api/v1/exposure", b'{"scenario": {"restrictions": []}}',
                {"content-type": "application/json"},
            )  # fmt: skip
            try:
                with direct.open(request, timeout=120) as answer:
                    answer.read()
                return
            except urllib.error.HTTPError as error:
                if error.code != 503:  # the sea is being made ready
                    raise
                time.sleep(1)
            except (TimeoutError, urllib.error.URLError):  # a machine that is very busy
                if self.process.poll() is not None:
                    raise
        raise AssertionError("the desk opened no sea")

    def stop(self) -> int:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
        code = self.process.wait()
        self._reader.join(30)
        if self.process.stdout is not None:
            self.process.stdout.close()
        return code


@pytest.fixture(scope="session")
def shared_server(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A desk that tests share; none of them records a decision in it."""
    server = Server(tmp_path_factory.mktemp("desk"))
    yield server
    server.stop()


@pytest.fixture
def own_server(chromium: str, tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path)
    yield server
    server.stop()


@dataclass
class Faults:
    """What a page complained of, and whom it asked."""

    errors: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self._asked(request.url))

    def _said(self, message: Any) -> None:
        # A slow software card is the machine's affair, not the page's.
        if message.type in ("error", "warning") and "GPU stall" not in message.text:
            self.errors.append(message.text)

    def _asked(self, url: str) -> None:
        if not url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            self.outside.append(url)


@pytest.fixture
def faults() -> Iterator[Faults]:
    """Every page opened by ``open_page`` must end without a fault; expected ones are removed."""
    found = Faults()
    yield found
    assert found.outside == [], "a request left this machine"
    assert found.errors == []


@pytest.fixture
def open_page(launch: Callable[..., Browser], faults: Faults) -> Iterator[Callable[..., Page]]:
    """Open the desk in a fresh profile and wait until it is ready."""
    contexts = []

    def opened(
        address: str,
        *,
        arguments: tuple[str, ...] = WITHOUT_WEBGL,
        ready: bool = True,
        **options: Any,
    ) -> Page:
        options = {"viewport": {"width": 1400, "height": 900}, "accept_downloads": True} | options
        context = launch(*arguments).new_context(**options)
        contexts.append(context)
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        faults.watch(page)
        page.goto(address)
        if ready:
            page.wait_for_selector("body[data-ready]")
        return page

    yield opened
    for context in contexts:
        context.close()


def read_report(page: Page, name: str = "carrier-pauses-transits.txt") -> None:
    """Paste a report and wait for its brief."""
    from playwright.sync_api import expect

    page.fill("#paste-text", (REPORTS / name).read_text(encoding="utf-8"))
    page.click("#paste button[type=submit]")
    expect(page.locator("#standing")).to_contain_text("As of", timeout=PATIENCE_MS)


def try_first(page: Page) -> None:
    """Switch the first proposal on and wait until the lanes say so."""
    from playwright.sync_api import expect

    page.locator("#restriction-list input[role=switch]:enabled").first.check()
    expect(page.locator("#lane-table tr.longer").first).to_be_visible(timeout=PATIENCE_MS)
