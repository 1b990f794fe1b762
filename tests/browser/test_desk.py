"""A person's day at the desk: paste, read, try, record, export, come back."""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import PATIENCE_MS, REPORTS, Server, read_report, try_first

REPORT = "carrier-pauses-transits.txt"
LANES = """id,origin,destination,ship_class
north,Singapore,Rotterdam,container-8k
home,Rotterdam,Hamburg,container-8k
nowhere,Atlantis,Rotterdam,container-8k
"""


def test_from_a_report_to_a_decision_and_back(
    own_server: Server, open_page: Any, tmp_path: Path
) -> None:
    from playwright.sync_api import expect

    page = open_page(own_server.address)
    expect(page.locator("#headline")).to_have_text("Paste a report to begin.")
    read_report(page)
    sentence = page.inner_text("#headline")
    assert "Bab el-Mandeb" in sentence
    expect(page.locator("#headline")).to_be_focused()

    # Words and table are linked both ways.
    page.locator("#report-text mark").first.click()
    expect(page.locator("#claims tr.chosen").first).to_be_visible()
    page.locator("#claim-table button").nth(1).click()
    expect(page.locator("#report-text mark.chosen").first).to_be_visible()
    page.locator("#incident-list summary").first.click()
    expect(page.locator("#incident-list .tree").first).to_be_visible()

    # A switch tries; nothing is taken as real yet.
    expect(page.locator("#lane-table tr.longer")).to_have_count(0)
    try_first(page)
    expect(page.locator("#lanes-headline")).to_contain_text("longer way")
    expect(page.locator("#chart-words")).to_contain_text("that change", timeout=PATIENCE_MS)
    assert page.request.get(f"{own_server.address}api/v1/decisions").json()["items"] == []
    before = page.locator("#lane-table tr.longer td").nth(7).text_content()
    share = page.locator("#restriction-list input[type=range]").first
    share.fill("100")
    expect(page.locator("#restriction-list output").first).to_have_text("100 %")
    page.select_option("#restriction-list select", "closed")
    expect(page.locator("#lane-table tr.longer td").first).not_to_contain_text("%")
    assert before

    # Recorded, it is a row of the audit trail and the next visit begins with it.
    page.fill("#who", "Ada")
    page.fill("#why", "two carriers have stopped")
    page.click("#decide button")
    expect(page.locator("#notice")).to_have_text("Recorded.", timeout=PATIENCE_MS)
    expect(page.locator("#pending")).to_contain_text("Nothing differs")
    [decision] = page.request.get(f"{own_server.address}api/v1/decisions").json()["items"]
    assert (decision["who"], decision["action"]) == ("Ada", "accepted")
    again = open_page(own_server.address)
    expect(again.locator("#restriction-list input[role=switch]").first).to_be_checked()
    expect(again.locator("#restriction-list .tag").first).to_have_text("accepted by Ada")

    # Switched off for a try, it stays off while other things are looked at.
    again.locator("#restriction-list input[role=switch]").first.uncheck()
    expect(again.locator("#pending")).to_contain_text("lifted")
    again.locator("#report-list input").first.check()
    expect(again.locator("#standing")).to_contain_text("As of", timeout=PATIENCE_MS)
    expect(again.locator("#restriction-list input[role=switch]").first).not_to_be_checked()

    # Exports say what the page says.
    html = _saved(page, "button[data-kind=html]", tmp_path)
    assert "Bab el-Mandeb" in html
    assert "<script" not in html
    brief = json.loads(_saved(page, "button[data-kind=json]", tmp_path))
    assert brief["headline"].startswith(sentence)
    assert json.loads(_saved(page, "button[data-kind=geojson]", tmp_path))["type"] == (
        "FeatureCollection"
    )
    assert len(_saved(page, "button[data-kind=csv]", tmp_path).splitlines()) > 3
    assert _saved(page, "button[data-kind=lanes]", tmp_path).startswith("lane,name,status")
    assert "<route" in _saved(page, "#rtz button", tmp_path)

    # The link brings the view back in a browser that has never seen it.
    page.check("#only-changed")
    page.click("#link")
    address = page.input_value("#link-text")
    assert address.startswith(own_server.address)
    other = open_page(address)
    expect(other.locator("#headline")).to_have_text(sentence)
    expect(other.locator("#restriction-list input[role=switch]").first).to_be_checked()
    expect(other.locator("#only-changed")).to_be_checked()
    told = page.inner_text("#lanes-headline")
    expect(other.locator("#lanes-headline")).to_have_text(told, timeout=PATIENCE_MS)


def _saved(page: Any, button: str, folder: Path) -> str:
    with page.expect_download() as waiting:
        page.click(button)
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path.read_text(encoding="utf-8")


def test_an_exported_brief_is_opened_again(
    shared_server: Server, open_page: Any, tmp_path: Path
) -> None:
    from playwright.sync_api import expect

    page = open_page(shared_server.address)
    read_report(page)
    sentence = page.inner_text("#headline")
    try_first(page)
    page.locator("#restriction-list input[type=range]").first.fill("40")
    _saved(page, "button[data-kind=json]", tmp_path)
    _saved(page, "button[data-kind=html]", tmp_path)

    # The data: in a browser that has never seen it, by its file alone.
    other = open_page(shared_server.address)
    other.set_input_files("#files", tmp_path / "brief.json")
    expect(other.locator("#headline")).to_have_text(sentence, timeout=PATIENCE_MS)
    expect(other.locator("#restriction-list input[role=switch]").first).to_be_checked()
    expect(other.locator("#restriction-list output").first).to_have_text("40 %")
    told = page.inner_text("#lanes-headline")
    expect(other.locator("#lanes-headline")).to_have_text(told, timeout=PATIENCE_MS)
    expect(other.locator("#report-list input:checked")).to_have_count(1)

    # The page: as it is, without a desk.
    alone = open_page("about:blank", ready=False)
    alone.set_content((tmp_path / "brief.html").read_text(encoding="utf-8"))
    expect(alone.locator("body")).to_contain_text("Bab el-Mandeb")


def test_several_files_dropped_and_one_that_cannot_be_read(
    shared_server: Server, open_page: Any, faults: Any, tmp_path: Path
) -> None:
    from playwright.sync_api import expect

    page = open_page(shared_server.address)
    bad = tmp_path / "broken.pdf"
    bad.write_bytes(b"%PDF-1.7\n" + b"\0\1\2" * 50)
    page.set_input_files(
        "#files", [REPORTS / "klang-harbour-circular.txt", bad, REPORTS / "port-notice-cyclone.md"]
    )
    expect(page.locator("#standing")).to_contain_text("2 reports", timeout=PATIENCE_MS)
    expect(page.locator("#trouble")).to_contain_text("broken.pdf")
    assert page.locator("#report-text h3").count() == 2
    [refused] = faults.errors
    assert "422" in refused
    faults.errors.clear()
    page.evaluate(
        """() => {
          const given = new DataTransfer();
          given.items.add(new File(["Port of Genoa\\n\\n1 March 2025 - The Port Authority of Genoa "
            + "said on Saturday that it had closed the port of Genoa."], "genoa.txt"));
          document.dispatchEvent(new DragEvent("dragover", { dataTransfer: given, bubbles: true }));
          document.dispatchEvent(new DragEvent("drop", { dataTransfer: given, bubbles: true }));
        }"""
    )
    expect(page.locator("#headline")).to_contain_text("Genoa", timeout=PATIENCE_MS)
    expect(page.locator("#dropping")).to_be_hidden()
    page.fill("#find-words", "genoa closed")
    page.click("#find button")
    expect(page.locator("#report-list li")).to_have_count(1)
    page.fill("#find-words", "zeppelin")
    page.click("#find button")
    expect(page.locator("#report-none")).to_have_text("No report holds these words.")


def test_own_lanes_and_an_own_restriction(
    shared_server: Server, open_page: Any, tmp_path: Path
) -> None:
    from playwright.sync_api import expect

    page = open_page(shared_server.address)
    book = tmp_path / "my lanes.csv"
    book.write_text(LANES, encoding="utf-8")
    page.set_input_files("#book-file", book)
    expect(page.locator("#notice")).to_contain_text("line 4", timeout=PATIENCE_MS)
    expect(page.locator("#lane-table tbody tr")).to_have_count(2, timeout=PATIENCE_MS)
    page.click("#own summary")
    page.fill("#own-name", "suez canal")
    page.click("#own-form button[type=submit]")
    expect(page.locator("#lane-table tr.longer")).to_have_count(1, timeout=PATIENCE_MS)
    page.fill("#own-name", "Rotterdm")
    page.click("#own-form button[type=submit]")
    expect(page.locator("#trouble")).to_contain_text("Rotterdm")
    page.check("#only-changed")
    expect(page.locator("#lane-table tbody tr:visible")).to_have_count(1)


def test_what_has_changed(shared_server: Server, open_page: Any) -> None:
    from playwright.sync_api import expect

    page = open_page(shared_server.address)
    read_report(page)
    expect(page.locator("#change-list li").first).to_be_visible(timeout=PATIENCE_MS)
    page.fill("#since", "2020-01-01")
    page.click("#since-form button")
    expect(page.locator("#change-list h3").first).to_have_text("New", timeout=PATIENCE_MS)
    expect(page.locator("#change-list")).to_contain_text("Bab el-Mandeb")


def test_text_is_only_ever_text(shared_server: Server, open_page: Any, faults: Any) -> None:
    from playwright.sync_api import expect

    page = open_page(shared_server.address)
    hostile = (
        '<img src=x onerror="document.title=1"> closes Trieste\n\n2 March 2025 - '
        "<script>document.title=2</script> The Port Authority of Trieste said on Sunday that it "
        "had closed the port of Trieste. {{7*7}} [x](javascript:document.title=3)\n"
    )
    page.fill("#paste-text", hostile)
    page.click("#paste button[type=submit]")
    expect(page.locator("#headline")).to_contain_text("Trieste", timeout=PATIENCE_MS)
    expect(page.locator("#report-text")).to_contain_text("<script>document.title=2</script>")
    assert page.title() == "Offing: the desk"
    assert page.locator("main img, main script").count() == 0


def test_a_link_cut_short_or_altered_still_opens(shared_server: Server, open_page: Any) -> None:
    for part in ("#view=abc", "#view=e30", "#view=eyJvbiI6W10sInJlcG9ydHMiOjd9", "#%"):
        page = open_page(shared_server.address + part)
        assert page.inner_text("#headline") == "Paste a report to begin."
        assert page.inner_text("#trouble") == ""


def test_a_link_says_what_this_desk_does_not_hold(
    shared_server: Server, open_page: Any, faults: Any
) -> None:
    from playwright.sync_api import expect

    kept = {"reports": ["0" * 64], "on": {}, "lanes": "elsewhere", "ways": "after"}
    part = base64.urlsafe_b64encode(json.dumps(kept).encode()).decode().rstrip("=")
    page = open_page(f"{shared_server.address}#view={part}")
    expect(page.locator("#trouble p")).to_have_count(2)
    expect(page.locator("#trouble")).to_contain_text("1 report of this link is not kept")
    expect(page.locator("#trouble")).to_contain_text("“elsewhere”")
    expect(page.locator("input[name=ways][value=after]")).to_be_checked()
    expect(page.locator("#lane-table tbody tr")).not_to_have_count(0)
    read_report(page)
    assert all("404" in e for e in faults.errors)
    faults.errors.clear()


def test_a_stopped_server_is_said_plainly(own_server: Server, open_page: Any, faults: Any) -> None:
    from playwright.sync_api import expect

    page = open_page(own_server.address)
    own_server.stop()
    page.fill("#paste-text", "The port of Genoa is closed.")
    page.click("#paste button[type=submit]")
    expect(page.locator("#trouble")).to_contain_text("does not answer", timeout=PATIENCE_MS)
    assert page.input_value("#paste-text"), "what was pasted is not lost"
    assert faults.errors
    assert all("net::ERR_" in e for e in faults.errors)  # whichever way a connection ends
    faults.errors.clear()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_nothing_sticks_out(shared_server: Server, open_page: Any, scheme: str) -> None:
    page = open_page(
        shared_server.address, viewport={"width": 390, "height": 844}, has_touch=True,
        is_mobile=True, color_scheme=scheme,
    )  # fmt: skip
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0
    read_report(page)
    try_first(page)
    assert page.evaluate(wide) <= 0
    small = page.evaluate(
        """() => [...document.querySelectorAll('main button, main .button')]
          .filter((b) => b.offsetParent && !b.closest('table, .incident'))
          .filter((b) => b.getBoundingClientRect().height < 38)
          .map((b) => b.textContent)"""
    )
    assert small == []
    for width in (360, 768, 1400, 2560):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(wide) <= 0, width


def test_on_paper(shared_server: Server, open_page: Any) -> None:
    from playwright.sync_api import expect

    page = open_page(shared_server.address)
    read_report(page)
    try_first(page)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 700, "height": 1000})  # A4 between its margins
    for gone in ("#paste", "#find", ".top", "#decide", ".tools", "#exports"):
        expect(page.locator(gone).first).to_be_hidden()
    for there in ("#headline", "#claim-table", "#lane-table", "#chart"):
        expect(page.locator(there)).to_be_visible()
    cut = page.evaluate(
        """() => [...document.querySelectorAll('.scroll, #report-text')]
          .filter((e) => e.offsetParent && (e.scrollHeight > e.clientHeight + 1
            || e.scrollWidth > e.clientWidth + 1))
          .map((e) => e.id || e.className)"""
    )
    assert cut == []
    assert re.match(rb"%PDF-", page.pdf())


def test_files_from_the_clipboard(shared_server: Server, open_page: Any) -> None:
    from playwright.sync_api import expect

    page = open_page(shared_server.address)
    # In the field, too, where words would be taken as words.
    page.focus("#paste-text")
    page.evaluate(
        """() => {
          const clipboardData = new DataTransfer();
          for (const name of ["Ancona", "Bari"]) {
            clipboardData.items.add(new File([`Port of ${name}\\n\\n1 March 2025 - The Port `
              + `Authority of ${name} said on Saturday that it had closed the port of ${name}.`],
              `${name}.txt`, { type: "text/plain" }));
          }
          document.activeElement.dispatchEvent(new ClipboardEvent("paste",
            { clipboardData, bubbles: true, cancelable: true }));
        }"""
    )
    expect(page.locator("#standing")).to_contain_text("2 reports", timeout=PATIENCE_MS)
    for name in ("Ancona", "Bari"):
        expect(page.locator("#report-text")).to_contain_text(f"closed the port of {name}")
    assert page.input_value("#paste-text") == ""


def test_dates_of_a_restriction(shared_server: Server, open_page: Any) -> None:
    from playwright.sync_api import expect

    page = open_page(shared_server.address)
    page.click("#own summary")
    page.fill("#own-name", "Suez Canal")
    page.click("#own-form button[type=submit]")
    card = page.locator("#restriction-list > article")
    expect(card).to_have_count(1)
    begins, ends = card.locator("input[type=date]").nth(0), card.locator("input[type=date]").nth(1)
    with page.expect_request("**/api/v1/exposure") as asked:
        begins.fill("2031-03-01")
    [sent] = asked.value.post_data_json["scenario"]["restrictions"]
    assert (sent["start"], sent["end"]) == ("2031-03-01", None)
    ends.fill("2031-02-01")
    expect(card.get_by_role("status")).to_contain_text("ends before it begins")
    with page.expect_request("**/api/v1/exposure") as asked:
        ends.fill("2031-04-01")
    [sent] = asked.value.post_data_json["scenario"]["restrictions"]
    assert (sent["start"], sent["end"]) == ("2031-03-01", "2031-04-01")
    expect(card.get_by_role("status")).to_be_empty()
    # The link brings the dates back.
    page.click("#link")
    again = open_page(page.input_value("#link-text"))
    dates = again.locator("#restriction-list input[type=date]")
    expect(dates.nth(0)).to_have_value("2031-03-01")
    expect(dates.nth(1)).to_have_value("2031-04-01")


def test_many_incidents_are_folded_and_those_that_count_come_first(
    shared_server: Server, open_page: Any
) -> None:
    from playwright.sync_api import expect

    def with_twenty(route: Any) -> None:
        brief = route.fetch().json()
        one = brief["incidents"][0] | {"scope": "shipping", "claim_ids": []}
        states = ["ended", "occurred", "in_effect", "announced"]
        brief["incidents"] = [
            one | {"id": f"made-{k}", "status": states[k % 4], "title": f"Made {k}"}
            for k in range(20)
        ]
        brief["restrictions"][0]["incident_ids"] = ["made-16"]
        route.fulfill(json=brief)

    page = open_page(shared_server.address)
    page.route("**/api/v1/brief", with_twenty)
    read_report(page)
    shown = page.locator("#incident-list > .incident")
    expect(shown).to_have_count(12)
    names = shown.locator("> summary strong").all_inner_texts()
    assert names == [f"Made {k}" for k in (16, 2, 6, 10, 14, 18, 3, 7, 11, 15, 19, 1)]
    further = page.locator("#incident-list > details:not(.incident)")
    expect(further.locator("> summary")).to_have_text("8 further incidents")
    expect(further.locator(".incident").first).to_be_hidden()
    further.locator("> summary").click()
    expect(further.locator(".incident")).to_have_count(8)
    expect(further.locator(".incident").last).to_be_visible()
