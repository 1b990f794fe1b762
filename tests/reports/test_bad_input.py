"""Input that is wrong, hostile or large: a clear error or a problem, never a crash."""

from __future__ import annotations

import builtins
import contextlib
import io
import json
import os
import subprocess
import sys
import time
import warnings
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offing.errors import UnreadableReport, UsageError
from offing.model import Report, to_json
from offing.reports import UnreadableReportWarning, read_report, read_reports
from offing.reports.read import MAX_BYTES
from tests.growth import HANGS_S
from tests.reports.samples import LEAD, PAGE, STORY, THIRD, mail, pdf


def codes(report: Report) -> list[str]:
    return [p.code for p in report.problems]


@pytest.mark.parametrize("data", [b"", b" \n\t ", b"\xef\xbb\xbf", b"\x00" * 100, b"\xff\xfe"])
def test_empty(data: bytes) -> None:
    with pytest.raises(UnreadableReport, match=r"empty|no text"):
        read_report(data)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (bytes(range(256)) * 40, "binary"),
        (b"\x7fELF\x02\x01" + b"\x00" * 64, "program"),
        (b"PK\x03\x04" + b"x" * 64, "office document"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 64, "picture"),
        (b"\x1f\x8b\x08" + b"x" * 64, "gzip"),
        (b"{\\rtf1 text}", "rich-text"),
        (b"text and text " * 9 + b"\x00\x01\x02\x03" * 99, "binary"),
        (b"<html><head><title>x</title></head></html>", "HTML"),
        (b"<html><body><script>x()</script><!-- y --></body></html>", "HTML"),
        (b"<html><body><p hidden>x</p></body></html>", "shows no text"),
        (b"%PDF-1.7 and then nothing", "broken PDF"),
        (b"%PDF-1.7\n" + bytes(range(255, 0, -1)), "broken PDF"),
        (pdf([["Example"]], password="secret"), "encrypted"),
        (pdf([[], []]), "scan"),
        (b"[]", "no message"),
        (b'{"a": 1}', "no text"),
        (b'{"a": ', "not JSON"),
        (b"[" * 200_000, "too deeply"),
    ],
)
def test_unreadable_says_what(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableReport, match=says):
        read_report(data)


@pytest.mark.parametrize("cut", range(50, 700, 50))
def test_truncated_pdf_is_read_or_refused(cut: int) -> None:
    failed: list[UnreadableReport] = []
    data = pdf([["Example notice", "The channel is shut."]])[:cut]
    reports = list(read_reports([data], on_error=failed.append))
    assert len(reports) + len(failed) == 1
    assert all("PDF" in f.reason for f in failed)
    assert all("Example" in r.text for r in reports)


def test_mail_with_only_an_attachment_says_so() -> None:
    message = mail()
    message.set_content(b"\x00\x01", maintype="image", subtype="png")
    with pytest.raises(UnreadableReport, match="image/png"):
        read_report(message.as_bytes())


def test_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    with pytest.raises(UnreadableReport, match=r"104,857,600 bytes.*split it"):
        read_report(path)
    with pytest.raises(UnreadableReport, match="more than"):
        read_report(b"x" * (MAX_BYTES + 1))


def test_a_dump_of_warnings_may_be_large() -> None:
    line = "HYDROLANT 12/31. CABLE WORK IN 12-34.5N 045-06.7W.\n\n"
    text = line * (2 * MAX_BYTES // len(line))
    report = read_report(text.encode(), kind="notice")
    assert len(report.text) == len(text)


def test_files_that_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnreadableReport, match="no such file"):
        read_report(tmp_path / "gone.txt")
    with pytest.raises(UnreadableReport, match="no such file"):
        read_report("gone.txt")
    with pytest.raises(UsageError, match="folder"):
        read_report(tmp_path)

    def refuse(self: Path, *args: object, **kwargs: object) -> object:
        raise PermissionError(13, "denied")

    path = tmp_path / "shut.txt"
    path.write_text(LEAD)
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UnreadableReport, match="no permission"):
        read_report(path)


def test_text_and_paths_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "a story"
    path.write_text(STORY)
    assert read_report(str(path)).text == STORY
    assert read_report(str(path) + "\n").text == str(path) + "\n"
    assert read_report(LEAD).text == LEAD
    for name in ("story", "a story.txt", "./a story", "/no/such file"):
        with pytest.raises(UnreadableReport, match="no such file"):
            read_report(name)
    with pytest.raises(UsageError, match="fetch_report"):
        read_report("https://example.org/a")
    with pytest.raises(UsageError, match="not int"):
        read_report(7)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="unknown kind"):
        read_report(STORY, kind="poem")


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(STORY.encode())))
    report = read_report("-")
    assert (report.source, report.text) == ("-", STORY)


@pytest.mark.parametrize(
    ("data", "text", "noted"),
    [
        ("Straße – “zu”".encode("utf-8-sig"), "Straße – “zu”", False),
        ("Straße – “zu”".encode("utf-16"), "Straße – “zu”", False),
        ("Straße – “zu” und weiter".encode("utf-16-le"), "Straße – “zu” und weiter", True),
        ("Straße – “zu” und weiter".encode("utf-16-be"), "Straße – “zu” und weiter", True),
        ("Straße – “zu”".encode("utf-32"), "Straße – “zu”", False),
        ("Straße – “zu” und weiter".encode("cp1252"), "Straße – “zu” und weiter", True),
    ],
)
def test_encodings(data: bytes, text: str, noted: bool) -> None:
    report = read_report(data)
    assert report.text == text
    assert ("encoding" in codes(report)) is noted


def test_declared_encoding_is_used_and_a_wrong_one_noted() -> None:
    page = "<html><head><meta charset='{}'></head><body><p>Пролив закрыт до утра</p></body></html>"
    right = read_report(page.format("windows-1251").encode("cp1251"))
    assert right.text == "Пролив закрыт до утра"
    assert "encoding" not in codes(right)
    wrong = read_report(page.format("windows-1251").encode("utf-8"))
    assert wrong.text == "Пролив закрыт до утра"
    assert "encoding" in codes(wrong)


def test_undeclared_cyrillic_is_guessed_and_said() -> None:
    text = "Пролив закрыт до утра, сообщил капитан порта. Суда ждут на внешнем рейде. " * 4
    report = read_report(text.encode("cp1251"))
    assert report.text == text
    assert "encoding" in codes(report)


def test_a_few_broken_bytes_do_not_spoil_the_rest() -> None:
    data = ("Straße – “zu” und noch weiter: “so” " * 5).encode() + b"\xff\xfe end"
    report = read_report(data)
    assert report.text.startswith("Straße – “zu”")
    assert "encoding" in codes(report)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("No\u200bthing hap\u200bpened to the ship today.", "invisible_characters"),
        ("The ship \u202eknas\u202c off the coast.", "direction_controls"),
        ("The Su\u0435z canal is shut today.", "lookalike_letters"),
        ("The ship\x00 sank off the coast today.", "control_characters"),
    ],
)
def test_letters_that_mislead_are_noted_and_kept(text: str, code: str) -> None:
    report = read_report(text)
    assert report.text == text
    problem = next(p for p in report.problems if p.code == code)
    assert report.text[problem.start : problem.end] == problem.text


def test_ordinary_foreign_names_are_not_noted() -> None:
    text = "The Göteborg–Åbo ferry met the Владимир near Пирей, with a crew from São Tomé aboard."
    assert codes(read_report(text)) == []


def test_unpaired_surrogates_can_be_stored() -> None:
    report = read_report("The ship \ud800 sank off the coast today.")
    assert report.text == "The ship \ufffd sank off the coast today."
    assert to_json(report)
    line = '{"text": "The ship \\ud800 sank off the coast."}'
    assert to_json(read_report(line.encode()))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Die Schleuse ist für alle Boote gesperrt, sagte der Lotse am Montag, und der Hafen wird "
         "nicht vor Freitag wieder geöffnet, weil das Wrack noch in der Einfahrt liegt.", "de"),
        ("El canal está cerrado para todos los buques, dijo el capitán del puerto, y no se abrirá "
         "hasta el viernes porque los restos siguen en la entrada de la bahía.", "es"),
        ("Le chenal est fermé à tous les navires, a dit le capitaine du port, et il ne sera pas "
         "ouvert avant vendredi parce que l'épave est encore dans la passe.", "fr"),
        ("Kanal bütün gemilere kapatıldı ve cuma gününe kadar açılmayacak, çünkü batık hala "
         "girişte, diye konuştu liman başkanı; bu sabah bir gemi daha geldi.", "tr"),
        ("Пролив закрыт для всех судов до пятницы, сообщил капитан порта, объявив тревогу.", "ru"),
        ("Протоку закрито для всіх суден до п'ятниці, повідомив капітан порту її.", "uk"),
        ("أغلق المضيق أمام جميع السفن حتى يوم الجمعة كما قال مدير الميناء", "ar"),
        ("海峡已对所有船只关闭直到星期五港口主任说", "zh"),
        ("המצר סגור לכל האוניות עד יום שישי אמר מנהל הנמל", "he"),
        ("Τα στενά έκλεισαν για όλα τα πλοία μέχρι την Παρασκευή", "el"),
    ],
)  # fmt: skip
def test_another_language_is_said(text: str, code: str) -> None:
    report = read_report(text + "\n")
    assert report.language == code
    assert "language" in codes(report)


def test_english_with_foreign_names_is_english() -> None:
    report = read_report(
        STORY + "\nThe “Nuestra Señora de la Luz” of the Línea de los Mares waited.\n"
    )
    assert (report.language, codes(report)) == ("en", [])


def test_deep_nesting() -> None:
    for depth, works in ((1500, True), (200_000, False)):
        data = f"<html><body>{'<div>' * depth}<p>{LEAD}</p></body></html>".encode()
        if works:
            assert LEAD in read_report(data).text
        else:
            with pytest.raises(UnreadableReport, match="nested"):
                read_report(data)


def test_entities_are_neither_expanded_nor_fetched() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY s SYSTEM "file:///etc/passwd">]>'
    report = read_report(f"{bomb}<html><body><p>{LEAD} &b;&s;</p></body></html>".encode())
    assert "haha" not in report.text
    assert "root:" not in report.text
    assert LEAD in report.text


def test_xml_is_read_by_its_text_nodes() -> None:
    bomb = '<!DOCTYPE r [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;">]>'
    report = read_report(f'<?xml version="1.0"?>{bomb}<r><t>{LEAD}</t><u>&b;</u></r>'.encode())
    assert LEAD in report.text
    assert "hahahaha" not in report.text
    with pytest.raises(UnreadableReport, match="HTML"):
        read_report(b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")


def test_nothing_is_fetched_opened_or_run(monkeypatch: pytest.MonkeyPatch) -> None:
    page = PAGE.replace(
        "</article>",
        '<img src="http://192.0.2.1/x.png" onerror="alert(1)"><iframe src="http://192.0.2.1/"></iframe>'
        '<link rel="stylesheet" href="http://192.0.2.1/a.css"><object data="file:///etc/passwd"></object>'
        "</article>",
    )
    read_report(PAGE.encode())  # what is imported late is imported now
    opened: list[str] = []
    real = builtins.open

    def watch(file: object, *args: object, **kwargs: object) -> object:
        opened.append(str(file))
        return real(file, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(builtins, "open", watch)
    report = read_report(page.encode())
    assert LEAD in report.text
    assert [name for name in opened if "passwd" in name or "192.0.2" in name] == []


def test_a_folder_is_read_in_order_and_bad_files_do_not_stop_it(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "2.txt").write_text(THIRD)
    (tmp_path / "a.txt").write_text(LEAD)
    (tmp_path / "c.txt").write_bytes(b"")
    (tmp_path / "d.pdf").write_bytes(b"%PDF-1.4 broken")
    (tmp_path / "e.jsonl").write_text('{"text": "One ship."}\n{oops\n{"text": "Two ships."}\n')
    (tmp_path / ".hidden").write_text("x")
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    (tmp_path / "b" / "loop").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    failed: list[UnreadableReport] = []
    reports = list(read_reports([tmp_path], on_error=failed.append))
    assert [r.text for r in reports] == [LEAD, "One ship.", "Two ships.", THIRD]
    names = [Path(f.source).name for f in failed]
    assert names == ["c.txt", "d.pdf", "e.jsonl:2", "gone", "pipe"]
    assert [r.id for r in reports] == [
        r.id for r in read_reports([tmp_path], on_error=failed.append)
    ]


def test_without_on_error_one_warning_lists_them(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LEAD)
    with pytest.warns(UnreadableReportWarning, match=r"2 of the sources(.|\n)*nothere\.txt"):
        reports = list(read_reports([b"", tmp_path, "nothere.txt"]))
    assert [r.text for r in reports] == [LEAD]


def test_an_address_among_sources_is_an_error_of_its_own() -> None:
    failed: list[UnreadableReport] = []
    reports = list(read_reports(["https://example.org/a", LEAD], on_error=failed.append))
    assert len(reports) == 1
    assert "fetch_report" in failed[0].reason


def test_hostile_file_names_are_shown_safely(tmp_path: Path) -> None:
    name = "a\x1b[31m\u202e<script>alert(1)</script>\n.txt".replace("/", "")
    path = tmp_path / name
    path.write_text(LEAD)
    odd = os.fsencode(str(tmp_path)) + b"/\xff\xfe.txt"
    Path(os.fsdecode(odd)).write_text(THIRD)
    sources = [r.source for r in read_reports([tmp_path])]
    assert len(sources) == 2
    for source in sources:
        assert not any(ord(c) < 32 or c == "\u202e" for c in source)
        source.encode("utf-8")
    assert any("<script>" in s for s in sources)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 300_000, "a " * 150_000, "\n" * 300_000 + "x", " " * 300_000 + "x", "(" * 300_000,
        "> " * 100_000, ">\n" * 100_000 + "x", "On " * 100_000, "1 " * 150_000, "<" * 300_000,
        "-" * 300_000, "“" * 100_000, "sign up " * 40_000, "Advertisement\n" * 20_000,
        "Related stories\n" * 20_000, "subscribe. " * 30_000, "Date: " * 50_000,
        "By A, " * 50_000, "A" * 1_000 + " (" * 100_000,
        "2024-" * 60_000, "privacy policy\n\n" * 20_000,
        "\u0435a" * 100_000, "<p>" * 100_000, "<!--" * 80_000, "NAVAREA " * 30_000,
    ],
)  # fmt: skip
def test_no_text_takes_more_than_linear_time(text: str) -> None:
    for data in (text.encode(), mail(text + "\n").as_bytes(), b"<html><body>" + text.encode()):
        start = time.monotonic()
        with contextlib.suppress(UnreadableReport):
            read_report(data)
        assert time.monotonic() - start < HANGS_S


@pytest.mark.parametrize(
    "data",
    [
        b"<html><body><p>" + b"<span>a</span> " * 30_000,
        b"<html><body><p>" + b"a<br>" * 30_000,
        b"<html><head>" + b"<style>.a{display:none}</style>" * 10_000 + b"</head><body><p>x</p>",
        b"<html><body>" + b"<div class=share>" * 1900 + b"<p>" + STORY.encode(),
        b"<html><body><table>" + b"<tr><td>a<td>b" * 10_000,
        b"From: a@b.c\nTo: d\nMessage-ID: 1\nSubject: " + b"=?utf-8?q?a?= " * 50_000 + b"\n\nx y\n",
        b"From: " + b"(" * 50_000 + b"\nTo: a\nMessage-ID: 1\n\nx y\n",
    ],
)
def test_no_markup_or_header_takes_more_than_linear_time(data: bytes) -> None:
    start = time.monotonic()
    assert read_report(data).text
    assert time.monotonic() - start < HANGS_S


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(
    [b"", b"%PDF-1.4\n", b"<html><body>", b"From: a@b\nDate: x\nMessage-ID: 1\n\n", b"{", b"[",
     b"\xff\xfe", b"\xef\xbb\xbf",
     b"Content-Type: multipart/mixed; boundary=x\nFrom: a\nTo: b\n\n--x\n"]
))  # fmt: skip
def test_random_bytes_never_crash(data: bytes, start: bytes) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        failed: list[UnreadableReport] = []
        for report in read_reports([start + data], on_error=failed.append):
            check_laws(report)


_PIECES = st.sampled_from(
    ["Sign up to receive our weekly digest ", "Advertisement\n", "\n\n", "\r\n",
     "Related news\n",
     "“quoted” ", "(Reuters)\n", "Source: AP\n", "date 2031-03-04 ", "Published: 4 March 2031\n",
     "DUBAI, March 4 (Reuters) - ", "By Jane Roe, AFP\n",
     LEAD + " ", "İstanbul ", "\u200b", "-- \n",
     "> quoted\n", "privacy policy ", "<p>", "\ufffd", "All rights reserved. ", "Share\n"]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(_PIECES, st.text(max_size=20)), max_size=20))
def test_laws_hold_for_any_text(parts: list[str]) -> None:
    text = "".join(parts)
    for data in (
        text.encode("utf-8", "replace"),
        b"<html><body>" + text.encode("utf-8", "replace"),
    ):
        try:
            report = read_report(data)
        except UnreadableReport:
            continue
        check_laws(report)


def test_deeply_nested_mail_is_refused_or_read() -> None:
    part = b"Content-Type: multipart/mixed; boundary=x%d\n\n--x%d\n"
    data = b"From: a@b.c\nTo: d@e.f\nMIME-Version: 1.0\n" + b"".join(
        part % (n, n) for n in range(3000)
    )
    failed: list[UnreadableReport] = []
    assert list(read_reports([data], on_error=failed.append)) == []
    assert "e-mail" in failed[0].reason


def test_importing_is_light() -> None:
    code = (
        "import sys, offing.reports\n"
        "offing.reports.read_report('A ship sank off the port today.')\n"
        "heavy = {'trafilatura', 'lxml', 'pypdf', 'numpy', 'shapely', 'numba', 'httpx2'}\n"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def check_laws(report: Report) -> None:
    """Cleaning keeps length and lines; ranges lie inside; the whole prints as JSON."""
    clean = report.clean()
    assert len(clean) == len(report.text)
    for old, new in zip(report.text, clean, strict=True):
        assert new == old or new in " \n"
        assert old != "\n" or new == "\n"
    for gap in report.dropped:
        assert 0 <= gap.start < gap.end <= len(report.text)
    for problem in report.problems:
        if problem.start is not None:
            assert 0 <= problem.start <= len(report.text)
    assert json.loads(to_json(report))["text"] == report.text


@pytest.mark.parametrize(
    "start", ["[Translated from Arabic] ", "[[note]] ", "{sic} ", '["Closed"] ']
)
def test_a_text_that_begins_with_a_bracket_is_a_text(start: str) -> None:
    text = start + "The port of Aden is closed, its authority said on 3 March 2025.\n"
    assert read_report(text.encode()).text == text
