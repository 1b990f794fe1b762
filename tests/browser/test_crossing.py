"""Answers that cross each other, and people who are quicker than the machine.

Nothing here waits for a time: an answer is held back until the page has gone on.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.browser.conftest import PATIENCE_MS, REPORTS, Server, read_report

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

LIVORNO = (
    "Port closed\n\n1 March 2025 - The Port Authority of Livorno said on Saturday that it had "
    "closed the port of Livorno."
)
TEXT = (REPORTS / "carrier-pauses-transits.txt").read_text(encoding="utf-8")
VIEW = """JSON.parse(atob(location.hash.slice(6).replace(/-/g, '+').replace(/_/g, '/')))"""
CHOSEN = f"() => {VIEW}.reports"
SHARES = f"() => Object.values({VIEW}.on).map((r) => r.share_by_class.container)"


class Held:
    """The first ``most`` requests of one kind, kept from the server until let go."""

    def __init__(self, page: Page, pattern: str, most: int = 1) -> None:
        self.page, self.pattern, self.most = page, pattern, most
        self.routes: list[Route] = []
        page.route(pattern, self._take)

    def _take(self, route: Route) -> None:
        if len(self.routes) < self.most:
            self.routes.append(route)
        else:
            route.continue_()

    def wait(self) -> None:
        """Until as many are held as should be."""
        while len(self.routes) < self.most:
            self.page.wait_for_timeout(20)  # lets the handler run; no proof hangs on it

    def let_go(self) -> None:
        """Answer them now, and let the page take the answers in."""
        self.page.unroute(self.pattern)
        for route in self.routes:
            with contextlib.suppress(Exception):  # one that the page gave up has no answer
                route.continue_()
            if response := route.request.response():
                response.finished()
        # A page that is right never fails on this; one that is wrong is given time to show it.
        self.page.evaluate("() => new Promise((done) => setTimeout(done, 150))")


def _drawn(page: Page) -> None:
    """Wait for the page to be still: lanes, map and changes stand."""
    from playwright.sync_api import expect

    expect(page.locator("#chart-words")).not_to_be_empty(timeout=PATIENCE_MS)
    expect(page.locator("#change-list p").first).to_be_visible(timeout=PATIENCE_MS)


def test_what_could_not_be_read_stays_told(
    shared_server: Server, open_page: Any, faults: Any, tmp_path: Path
) -> None:
    from playwright.sync_api import expect

    page = open_page(shared_server.address)
    _drawn(page)
    # By itself the page asks for lanes, notices, ways and changes afterwards.
    held = Held(page, "**/api/v1/map/ways.geojson")
    bad = []
    for name in ("first.pdf", "second.pdf"):
        bad.append(tmp_path / name)
        bad[-1].write_bytes(b"%PDF-1.7\n" + b"\0\1\2" * 50 + name.encode())
    page.set_input_files("#files", [bad[0], REPORTS / "port-notice-cyclone.md", bad[1]])
    expect(page.locator("#standing")).to_contain_text("1 report", timeout=PATIENCE_MS)
    held.wait()
    held.let_go()
    told = page.locator("#trouble p")
    expect(told).to_have_count(2)
    expect(told.nth(0)).to_contain_text("first.pdf")
    expect(told.nth(1)).to_contain_text("second.pdf")
    expect(page.locator("#notice")).to_contain_text("read")
    # The person's own next act has read it.
    page.click("#since-form button")
    expect(told).to_have_count(0)
    assert len(faults.errors) == 2
    assert all("422" in e for e in faults.errors)
    faults.errors.clear()


def test_an_older_brief_is_never_drawn_over_a_newer(shared_server: Server, open_page: Any) -> None:
    from playwright.sync_api import expect

    page = open_page(shared_server.address)
    read_report(page)
    [first] = page.evaluate(CHOSEN)
    page.fill("#paste-text", (REPORTS / "port-notice-cyclone.md").read_text(encoding="utf-8"))
    page.click("#paste button[type=submit]")
    expect(page.locator("#headline")).to_contain_text("Beira", timeout=PATIENCE_MS)
    [second] = page.evaluate(CHOSEN)
    held = Held(page, "**/api/v1/brief")
    page.check(f"#report-list input[data-id='{first}']")
    held.wait()
    page.uncheck(f"#report-list input[data-id='{second}']")
    expect(page.locator("#headline")).to_contain_text("Bab el-Mandeb", timeout=PATIENCE_MS)
    held.let_go()
    expect(page.locator("#headline")).not_to_contain_text("Beira")
    expect(page.locator("#standing")).to_contain_text("; 1 report.")
    expect(page.locator("#trouble")).to_be_empty()


def test_older_proposals_are_never_drawn_over_newer(shared_server: Server, open_page: Any) -> None:
    from playwright.sync_api import expect

    page = open_page("about:blank", ready=False)
    held = Held(page, "**/api/v1/restrictions")
    page.goto(shared_server.address)
    page.wait_for_selector("body[data-ready]")
    held.wait()  # the first look at what is proposed is on its way, the person is quicker
    read_report(page)
    switch = page.locator("#restriction-list input[role=switch]:enabled").first
    switch.check()
    switch.focus()
    held.let_go()
    expect(switch).to_be_checked()
    expect(switch).to_be_focused()


def test_an_older_list_of_changes_is_never_drawn_over_a_newer(
    shared_server: Server, open_page: Any
) -> None:
    from playwright.sync_api import expect

    page = open_page(shared_server.address)
    read_report(page)
    _drawn(page)
    held = Held(page, "**/api/v1/digest?since=2020-01-01*")
    page.fill("#since", "2020-01-01")
    page.click("#since-form button")
    held.wait()
    page.fill("#since", "2999-01-01")
    page.click("#since-form button")
    expect(page.locator("#change-list li")).to_have_count(0)
    held.let_go()
    expect(page.locator("#change-list li")).to_have_count(0)


def test_focus_is_not_taken_from_one_who_went_on(shared_server: Server, open_page: Any) -> None:
    from playwright.sync_api import expect

    page = open_page(shared_server.address)
    _drawn(page)
    held = Held(page, "**/api/v1/brief")
    page.fill("#paste-text", LIVORNO)
    page.click("#paste button[type=submit]")
    held.wait()
    page.focus("#since")
    held.let_go()
    expect(page.locator("#headline")).to_contain_text("Livorno", timeout=PATIENCE_MS)
    expect(page.locator("#since")).to_be_focused()


def test_what_is_chosen_twice_is_done_once(own_server: Server, open_page: Any) -> None:
    from playwright.sync_api import expect

    page = open_page(own_server.address)
    _drawn(page)
    sent: list[str] = []
    page.on("request", lambda r: sent.append(r.url) if r.method == "POST" else None)
    held = Held(page, "**/api/v1/reports")
    page.fill("#paste-text", TEXT)
    for _ in range(3):
        page.click("#paste button[type=submit]")
    held.wait()
    held.let_go()
    expect(page.locator("#standing")).to_contain_text("As of", timeout=PATIENCE_MS)
    assert sum(url.endswith("/reports") for url in sent) == 1
    page.locator("#restriction-list input[role=switch]:enabled").first.check()
    page.fill("#who", "Ada")
    held = Held(page, "**/api/v1/decisions")
    page.click("#decide button")
    held.wait()
    page.click("#decide button")
    held.let_go()
    expect(page.locator("#notice")).to_have_text("Recorded.", timeout=PATIENCE_MS)
    assert sum(url.endswith("/decisions") for url in sent) == 1
    assert len(page.request.get(f"{own_server.address}api/v1/decisions").json()["items"]) == 1


def test_a_decision_of_somebody_else_is_shown_and_not_run_over(
    own_server: Server, open_page: Any, faults: Any
) -> None:
    from playwright.sync_api import expect

    page = open_page(own_server.address)
    page.fill("#paste-text", TEXT)
    page.click("#paste button[type=submit]")
    switch = page.locator("#restriction-list input[role=switch]:enabled").first
    switch.check()
    page.fill("#who", "Ada")
    api = f"{own_server.address}api/v1/"
    proposal = page.request.get(f"{api}restrictions").json()[0]
    done = page.request.post(
        f"{api}decisions",
        data={"action": "rejected", "restriction": proposal["restriction"], "who": "Grace"},
    )
    assert done.ok, done.text()
    page.click("#decide button")
    expect(page.locator("#trouble")).not_to_be_empty(timeout=PATIENCE_MS)
    expect(page.locator("#restriction-list .tag").first).to_have_text("rejected by Grace")
    expect(switch).to_be_checked()
    # Knowing of it, the person may decide otherwise.
    page.click("#decide button")
    expect(page.locator("#notice")).to_have_text("Recorded.", timeout=PATIENCE_MS)
    whom = [d["who"] for d in page.request.get(f"{api}decisions").json()["items"]]
    assert whom == ["Grace", "Ada"]
    assert all("409" in e for e in faults.errors)
    faults.errors.clear()


def test_notices_switched_off_stay_off(shared_server: Server, open_page: Any) -> None:
    page = open_page(shared_server.address)
    _drawn(page)
    page.uncheck("#show-notices")
    held = Held(page, "**/api/v1/notices.geojson*")
    page.check("#show-notices")
    held.wait()
    page.uncheck("#show-notices")
    held.let_go()
    assert page.locator("#chart .notice").count() == 0
    assert page.inner_text("#notice-words") == ""


def test_a_switch_keeps_what_was_set_while_it_is_off(shared_server: Server, open_page: Any) -> None:
    from playwright.sync_api import expect

    page = open_page(shared_server.address)
    read_report(page)
    card = page.locator("#restriction-list > article").first
    switch, share = card.locator("input[role=switch]"), card.locator("input[type=range]").first
    switch.check()
    share.fill("35")
    switch.uncheck()
    switch.check()
    expect(card.locator("output").first).to_have_text("35 %")
    expect(page.locator("#pending")).to_contain_text("(accepted)")
    assert page.evaluate(SHARES) == [0.35]


def test_a_brief_waits_for_the_sea_and_says_so(
    shared_server: Server, open_page: Any, faults: Any
) -> None:
    from playwright.sync_api import expect

    page = open_page(shared_server.address)
    _drawn(page)
    why = "the network of the sea is being built: a third of it is done"
    refused: list[str] = []

    def first_refused(route: Route) -> None:
        if refused:
            route.continue_()
            return
        refused.append(route.request.url)
        told = {"type": "/problems/sea-not-ready", "status": 503, "detail": why}
        route.fulfill(status=503, json=told)

    held = Held(page, "**/api/v1/restrictions")
    page.route("**/api/v1/brief", first_refused)
    page.fill("#paste-text", TEXT)
    page.click("#paste button[type=submit]")
    expect(page.locator("#notice")).to_contain_text(why)
    held.wait()
    held.let_go()
    expect(page.locator("#headline")).to_contain_text("Bab el-Mandeb", timeout=PATIENCE_MS)
    expect(page.locator("#notice")).not_to_contain_text(why)
    expect(page.locator("#trouble")).to_be_empty()
    assert all("503" in e for e in faults.errors)
    faults.errors.clear()


def test_a_brief_that_takes_long_is_said_to_be_made(
    shared_server: Server, open_page: Any, faults: Any
) -> None:
    from playwright.sync_api import expect

    page = open_page(shared_server.address)
    _drawn(page)
    held = Held(page, "**/api/v1/brief")
    page.fill("#paste-text", TEXT)
    page.click("#paste button[type=submit]")
    held.wait()
    expect(page.locator("#standing")).to_have_text("Making the brief…")
    held.let_go()
    expect(page.locator("#standing")).to_contain_text("As of", timeout=PATIENCE_MS)
    # What fails leaves what stood before, and says so.
    asked: list[str] = []
    late = {"type": "/problems/took-too-long", "status": 503, "detail": "ask for less at once"}

    def refused(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(status=503, json=late)

    page.route("**/api/v1/brief", refused)
    page.fill("#paste-text", LIVORNO)
    page.click("#paste button[type=submit]")
    expect(page.locator("#trouble")).to_contain_text("ask for less at once")
    expect(page.locator("#standing")).to_contain_text("As of")
    expect(page.locator("#headline")).to_contain_text("Bab el-Mandeb")
    assert len(asked) == 1, "what takes too long is not asked again by itself"
    assert all("503" in e for e in faults.errors)
    faults.errors.clear()
