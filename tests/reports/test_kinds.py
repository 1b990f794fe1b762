"""Every kind of file: what becomes text, what is known about it, what is set aside."""

from __future__ import annotations

import datetime
import json
from email.message import EmailMessage

import pytest

from offing.model import Report
from offing.reports import read_report, read_reports
from tests.reports.samples import LEAD, PAGE, SECOND, STORY, THIRD, WARNING, mail, pdf


def dropped(report: Report) -> dict[str, str]:
    """What was set aside, by reason."""
    out: dict[str, str] = {}
    for gap in report.dropped:
        out[gap.reason] = out.get(gap.reason, "") + report.text[gap.start : gap.end] + "|"
    return out


def test_plain_text_is_every_character() -> None:
    text = "  " + STORY.replace("\n\n", "\r\n\r\n")
    report = read_report(text)
    assert report.text == text
    assert report.dropped == ()
    assert (report.kind, report.media_type, report.language) == ("article", "text/plain", "en")
    assert read_report(text.encode()).text == text
    assert read_report(text.encode()).id == report.id


def test_page_keeps_its_words_and_lists_the_rest() -> None:
    report = read_report(PAGE.encode())
    assert report.title == "Coaster adrift off Exampleport"
    assert report.publisher == "Harbour Post"
    assert (report.published, report.published_basis) == (datetime.date(2031, 3, 4), "metadata")
    clean = report.clean()
    for kept in (report.title, LEAD, SECOND, THIRD, "Ferries wait", "Berth one is open."):
        assert kept in clean
    gone = dropped(report)
    assert "all ports are shut" in gone["hidden"]
    assert "Otherport" in gone["hidden"]
    assert "Thirdport" in gone["hidden"]
    assert "Tug seized" in gone["related"]
    assert "Farland" in gone["newsletter"]
    assert "cookies" in gone["cookie"]
    assert "Home" in gone["navigation"]
    assert "All rights" in gone["boilerplate"]
    for never in ("document.write", "color: red", "Fourthport"):
        assert never not in report.text


def test_page_blocks_are_parted_by_a_blank_line_and_entities_decoded() -> None:
    report = read_report(
        "<html><body><p>Tug &amp; tow,\n  off   <b>Example</b>port.</p><p>Two<br>lines</p>"
    )
    assert report.text == "Tug & tow, off Exampleport.\n\nTwo\nlines"


def test_page_table_rows_keep_their_cells_apart() -> None:
    rows = "<tr><th>Port</th><th>State</th></tr><tr><td>Exampleport</td><td>shut</td></tr>"
    report = read_report(f"<html><body><table>{rows}</table></body></html>")
    assert report.text == "Port\tState\n\nExampleport\tshut"


@pytest.mark.parametrize(
    "how",
    ['style="visibility:hidden"', 'style="font-size:0"', 'style="opacity: 0"', "hidden",
     'aria-hidden="true"', 'style="position:absolute; left:-9999px"', 'style="height:0"',
     'style="color:red;DISPLAY : NONE !important"', 'style="color:#fff; background:WHITE"',
     'style="background-color: #ffffff; color: rgb(255, 255, 255)"',
     'style="color: transparent"'],
)  # fmt: skip
def test_hidden_text_is_set_aside(how: str) -> None:
    body = f"<p>{LEAD}</p><div {how}>Suez is shut.</div><p>{THIRD}</p>"
    report = read_report(f"<html><body>{body}</body></html>")
    assert "Suez is shut." in report.text
    assert "Suez" not in report.clean()
    assert {d.reason for d in report.dropped} == {"hidden"}


def test_shown_text_with_harmless_styles_stays() -> None:
    body = '<p style="line-height:0.9;opacity:0.9;width:100%;'
    body += f'color:#fff;background:#003">{LEAD}</p><p>{THIRD}</p>'
    assert read_report(f"<html><body>{body}</body></html>").dropped == ()


def test_page_without_article_marks_still_gives_its_text() -> None:
    body = f"<div><div>{LEAD}</div><div>{SECOND}</div></div>"
    report = read_report(f"<html><body>{body}</body></html>")
    assert LEAD in report.clean()
    assert SECOND in report.clean()


def test_class_names_do_not_drop_most_of_a_page() -> None:
    inner = f"<p>{LEAD}</p><p>{SECOND}</p><p>{THIRD}</p>"
    body = f'<div class="post related-posts-on sidebar">{inner}</div>'
    report = read_report(f"<html><body>{body}</body></html>")
    assert LEAD in report.clean()
    assert THIRD in report.clean()


def test_linked_data_gives_date_and_publisher() -> None:
    data = {"@graph": [{"@type": "NewsArticle", "datePublished": "2031-05-06T01:02:03+02:00",
                        "publisher": {"name": "Associated Press"}}]}  # fmt: skip
    head = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    report = read_report(f"<html><head>{head}</head><body><p>{LEAD}</p></body></html>")
    assert report.publisher == "Associated Press"
    assert report.published == datetime.date(2031, 5, 6)


def test_markdown_is_read_without_its_marks() -> None:
    source = (
        "---\ntitle: Coaster adrift\ndate: 2031-03-04\nsource: Reuters\n---\n\n"
        "# Coaster adrift\n\nThe **Example Maru** [drifted](http://a.example/x) off\n`Example`.\n\n"
        "* one tug\n* two lines\n\n<script>alert(1)</script>\n"
    )
    report = next(iter(read_reports([source.encode()])))
    assert report.media_type == "text/plain"  # bytes have no name that says Markdown
    from offing.reports import report_from_bytes

    report = report_from_bytes(source.encode(), source="a.md", name="a.md")
    assert report.text == (
        "Coaster adrift\n\nThe Example Maru drifted off\nExample.\n\none tug\n\ntwo lines"
    )
    assert (report.title, report.credit) == ("Coaster adrift", "Reuters")
    assert (report.published, report.published_basis) == (datetime.date(2031, 3, 4), "metadata")


def test_mail_headers_say_who_and_when() -> None:
    report = read_report(mail().as_bytes())
    assert report.text == STORY
    assert (report.kind, report.media_type) == ("message", "message/rfc822")
    assert (report.title, report.publisher) == ("Coaster adrift", "UKMTO")
    assert (report.published, report.published_basis) == (datetime.date(2031, 3, 4), "header")


def test_mail_with_a_warning_is_a_notice() -> None:
    assert read_report(mail(WARNING).as_bytes()).kind == "notice"


def test_mail_signature_quotes_and_disclaimer_are_set_aside() -> None:
    body = (
        f"{LEAD}\n\n{SECOND}\n\nOn Mon, 3 Mar 2031 Jane Roe wrote:\n> Is Otherport shut?\n"
        "> Please say.\n\n-- \nJane Roe\nExample Agency, Farland\n"
    )
    report = read_report(mail(body).as_bytes())
    clean = report.clean()
    assert SECOND in clean
    assert "Otherport" not in clean
    assert "Farland" not in clean
    assert "Farland" in dropped(report)["signature"]


def test_mail_that_is_only_quotation_stays() -> None:
    report = read_report(mail("> " + LEAD + "\n> " + THIRD + "\n").as_bytes())
    assert LEAD in report.clean()


def test_mail_encoded_headers_and_body() -> None:
    message = mail("Schleuse für Boote gesperrt, sagte der Lotse am Montag in der Stadt.\n")
    del message["Subject"], message["From"]
    message["Subject"] = "Lage: Schleuse für Boote"
    message["From"] = "Hafenamt Beispiel <post@hafen.example>"
    report = read_report(message.as_bytes())
    assert report.title == "Lage: Schleuse für Boote"
    assert report.publisher == "Hafenamt Beispiel"
    assert "für" in report.text


def test_mail_attachments_are_listed() -> None:
    message = mail()
    message.add_attachment(
        b"%PDF-1.4", maintype="application", subtype="pdf", filename="a\u202e<b>.pdf"
    )
    report = read_report(message.as_bytes())
    notes = [p.message for p in report.problems if p.code == "attachment"]
    assert len(notes) == 1
    assert "application/pdf" in notes[0]
    assert "\u202e" not in notes[0]


def test_mail_of_html_is_read_like_a_page() -> None:
    message = mail("See this mail in a browser.\n")
    message.add_alternative(PAGE, subtype="html")
    report = read_report(message.as_bytes())
    assert LEAD in report.clean()
    assert "Otherport is shut" not in report.clean()


def test_forwarded_mail_speaks_with_its_own_headers() -> None:
    outer = EmailMessage()
    outer["From"], outer["To"], outer["Subject"] = "a@example.org", "b@example.org", "Fwd: note"
    outer["Date"] = "Fri, 07 Mar 2031 10:00:00 +0000"
    outer.add_attachment(mail())
    report = read_report(outer.as_bytes())
    assert report.text.strip() == STORY.strip()
    assert report.published == datetime.date(2031, 3, 4)
    assert report.publisher == "UKMTO"


def test_pdf_pages_and_what_it_says_of_itself() -> None:
    data = pdf(
        [["Example Port Office", "The channel is shut until the wreck", "Page 1"],
         ["Example Port Office", "is lifted, the office said.", "Page 2"],
         ["Example Port Office", "Pilots stand by.", "Page 3"]],
        info="/Title (Notice to masters no 7) /CreationDate (D:20310304120000Z)",
    )  # fmt: skip
    report = read_report(data)
    assert (report.media_type, report.title) == ("application/pdf", "Notice to masters no 7")
    assert report.published == datetime.date(2031, 3, 4)
    assert len(report.pages) == 3
    assert report.text[report.pages[1] :].startswith("Example Port Office")
    clean = report.clean()
    assert "Example Port Office" not in clean
    assert "Page 2" not in clean
    assert "Pilots stand by." in clean


def test_json_lines_are_one_report_each() -> None:
    rows = [
        {"text": LEAD, "title": "One", "publisher": "AP", "date": "2031-03-04"},
        {"body": THIRD, "issuer": "UKMTO", "created": "2031-03-05T23:13:20Z"},
        {"properties": {"description": SECOND, "timestamp": 1930000000}, "type": "Feature"},
    ]
    data = "\n".join(json.dumps(r) for r in rows).encode()
    reports = list(read_reports([data]))
    assert [r.text for r in reports] == [LEAD, THIRD, SECOND]
    assert [r.kind for r in reports] == ["message"] * 3
    assert reports[0].publisher == "Associated Press"
    assert reports[0].title == "One"
    assert [str(r.published) for r in reports] == ["2031-03-04", "2031-03-05", "2031-02-27"]
    assert len({r.id for r in reports}) == 3
    assert [r.source for r in reports] == ["bytes:1", "bytes:2", "bytes:3"]


@pytest.mark.parametrize("wrap", [lambda rows: rows, lambda rows: {"items": rows}])
def test_json_lists_are_one_report_each(wrap: object) -> None:
    data = json.dumps(wrap([{"text": LEAD}, {"text": THIRD}])).encode()  # type: ignore[operator]
    assert [r.text for r in read_reports([data])] == [LEAD, THIRD]


def test_one_message_is_a_report_by_itself() -> None:
    assert read_report(json.dumps({"text": LEAD}).encode()).text == LEAD


def test_attachments_become_reports_of_their_own() -> None:
    message = mail()
    message.add_attachment(
        pdf([["Example notice no 7", "The channel is shut."]]), maintype="application",
        subtype="pdf", filename="notice.pdf",
    )  # fmt: skip
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="map.png")
    reports = list(read_reports([message.as_bytes()]))
    assert [r.source for r in reports] == ["bytes", "bytes/notice.pdf"]
    assert "The channel is shut." in reports[1].text
    assert [p.code for p in reports[0].problems] == ["attachment", "attachment"]


@pytest.mark.parametrize(
    "mark", ["---------- Forwarded message ---------\n", "Begin forwarded message:\n\n"]
)
def test_a_mail_forwarded_in_the_text_speaks_for_itself(mark: str) -> None:
    body = (
        f"For your information.\n\n{mark}From: Reuters <news@reuters.com>\n"
        f"Date: Mon, 3 Mar 2031 at 09:00\nSubject: Coaster off Exampleport\n"
        f"To: a@b.example\n\n{STORY}"
    )
    report = read_report(mail(body).as_bytes())
    assert (report.publisher, report.title) == ("Reuters", "Coaster off Exampleport")
    assert report.published == datetime.date(2031, 3, 3)
    assert THIRD in report.clean()
    assert "b.example" not in report.clean()


def test_an_earlier_mail_below_the_answer_is_set_aside() -> None:
    body = (
        f"{STORY}\nFrom: Jane Roe\nSent: Monday, 3 March 2031\nTo: all\nSubject: Otherport\n\n"
        "Is Otherport shut?\n"
    )
    report = read_report(mail(body).as_bytes())
    assert THIRD in report.clean()
    assert "Otherport" not in report.clean()


def test_text_hidden_by_the_pages_own_style_sheet_is_set_aside() -> None:
    sheet = (
        ".x, p.y { color: red; display: none } #z{font-size:1px} "
        "@media print { .keep {display:none} }"
    )
    body = (
        f'<p>{LEAD}</p><p class="a x">Oneport is shut.</p><p class=y>Twoport is shut.</p>'
        f'<div id=z>Threeport is shut.</div><div class="y keep">{THIRD}</div>'
    )
    report = read_report(f"<html><head><style>{sheet}</style></head><body>{body}</body></html>")
    clean = report.clean()
    assert "port is shut" not in clean
    assert LEAD in clean
    assert THIRD in clean
