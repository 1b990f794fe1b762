"""What goes into a store comes out of it, in order, whole, and only once."""

from __future__ import annotations

import datetime
import sqlite3
import sys
import threading
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import offing
from offing.errors import StoreBusy, StoreError, UsageError
from offing.model import Lane, Report, Restriction, Scenario
from offing.store import Store, open_store, take_in
from offing.store.database import Database
from offing.store.schema import APPLICATION_ID, MIGRATIONS, statements_of
from offing.store.store import query_from

TEXT = """Suez Canal Authority suspends transits

3 March 2025 - The Suez Canal Authority said on Monday that it had suspended transits in
the canal after a bulk carrier ran aground near Ismailia.
"""


def report_of(text: str, **changes: object) -> Report:
    report = offing.read_report(text.encode())
    return msgspec.structs.replace(report, **changes)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    with open_store(tmp_path / "desk.sqlite") as opened:
        yield opened


def test_a_report_is_kept_whole_and_once(store: Store) -> None:
    report = report_of(TEXT)
    first = take_in(store, [report])
    again = take_in(store, [report, report])
    assert first.added == (report.id,)
    assert again.added == ()
    assert set(again.known) == {report.id}
    assert store.report(report.id) == report
    assert store.report(report.id[:12]) == report
    assert store.report("0" * 64) is None
    assert [r.id for r in store.report_rows()] == [report.id]
    kept = store.claims([report.id])
    assert kept == list(offing.extract_claims(report))
    for claim in kept:
        for piece in claim.evidence:
            assert report.text[piece.start : piece.end] == piece.text


def test_what_a_second_report_adds_is_another_version(store: Store) -> None:
    take_in(store, [report_of(TEXT)], as_of=datetime.date(2025, 3, 3))
    before = store.latest_incidents()
    assert before
    second = TEXT.replace("Suez Canal Authority suspends", "Canal authority says it suspended")
    second = second.replace("3 March", "4 March") + "\nThe ship was refloated overnight.\n"
    take_in(store, [report_of(second)], as_of=datetime.date(2025, 3, 4))
    assert store.count_reports() == 2
    one = before[0].id
    versions = store.incident_versions(one)
    assert versions[0][1] == before[0]
    assert [at for at, _, _ in versions] == sorted(at for at, _, _ in versions)


def test_an_interrupted_linking_is_made_up_for(store: Store, monkeypatch) -> None:
    import offing.incidents

    def broken(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(offing.incidents, "link_incidents", broken)
        with pytest.raises(KeyboardInterrupt):
            take_in(store, [report_of(TEXT)])
    assert store.count_reports() == 1
    assert store.latest_incidents() == []
    take_in(store, [])
    assert store.latest_incidents() != []


def test_one_bad_report_never_takes_the_others_with_it(store: Store, monkeypatch) -> None:
    import offing.claims

    real = offing.claims.extract_claims

    def choosy(report: Report) -> object:
        if "poison" in report.text:
            raise ValueError("as planned")
        return real(report)

    monkeypatch.setattr(offing.claims, "extract_claims", choosy)
    good, bad = report_of(TEXT), report_of(TEXT + "\npoison\n")
    done = take_in(store, [bad, good])
    assert done.added == (good.id,)
    assert len(done.failed) == 1
    assert "as planned" in done.failed[0]


def test_search_finds_words_phrases_and_beginnings(store: Store) -> None:
    take_in(store, [report_of(TEXT), report_of("Port of Gävle, 4 March 2025: open as usual.\n")])
    assert len(store.search("suez ismailia")) == 1
    assert len(store.search('"ran aground"')) == 1
    assert store.search('"aground ran"') == []
    assert len(store.search("susp*")) == 1
    assert len(store.search("gavle")) == 1, "without accents too"
    assert "«" in store.search("Ismailia")[0].excerpt
    assert store.search("") == []


@given(st.text(max_size=80))
@settings(max_examples=60, deadline=None)
def test_no_search_is_a_syntax_error(words: str) -> None:
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5 (a)")
        query = query_from(words)
        if query:
            connection.execute("SELECT * FROM t WHERE t MATCH ?", (query,)).fetchall()
    finally:
        connection.close()


def test_decisions_are_only_ever_appended(store: Store) -> None:
    suez = Restriction.close("suez")
    one = store.decide(suez, "accepted", who="Ada", why="the authority says so")
    two = store.decide(suez, "lifted", who="Grace")
    assert [one.number, two.number] == [1, 2]
    assert [d.action for d in store.decisions()] == ["accepted", "lifted"]
    assert store.accepted() == Scenario()
    store.decide(suez, "accepted", who="Ada")
    assert [r.status for r in store.accepted().restrictions] == ["accepted"]
    for order in ("DELETE FROM decision", "UPDATE decision SET who = 'nobody'"):
        with (
            pytest.raises(StoreError, match="only ever appended"),
            store.database.writing() as write,
        ):
            write.execute(order)
    assert len(store.decisions()) == 3


def test_a_decision_needs_a_name_and_may_ask_for_nothing_in_between(store: Store) -> None:
    suez = Restriction.close("suez")
    with pytest.raises(UsageError, match="who decides"):
        store.decide(suez, "accepted", who=" ")
    with pytest.raises(UsageError, match="unknown decision"):
        store.decide(suez, "maybe", who="Ada")  # type: ignore[arg-type]
    store.decide(suez, "accepted", who="Ada", expect=0)
    with pytest.raises(StoreError, match="in the meantime"):
        store.decide(suez, "lifted", who="Grace", expect=0)
    assert len(store.decisions()) == 1


def test_saving_again_adds_a_version(store: Store) -> None:
    empty, shut = Scenario(), Scenario(restrictions=(Restriction.close("suez"),))
    assert store.save_scenario("winter", empty).version == 1
    assert store.save_scenario(" winter ", shut, who="Ada").version == 2
    newest = store.scenario("winter")
    assert newest is not None
    assert (newest.scenario, newest.who) == (shut, "Ada")
    first = store.scenario("winter", version=1)
    assert first is not None
    assert first.scenario == empty
    assert store.scenario("summer") is None
    lanes = (Lane(id="a", origin="SGSIN", destination="NLRTM"),)
    store.save_lanes("book", lanes)
    kept = store.lanes("book")
    assert kept is not None
    assert kept.lanes == lanes
    with pytest.raises(UsageError, match="name"):
        store.save_scenario("  ", empty)


def test_pages_hold_every_row_once(store: Store) -> None:
    take_in(store, [report_of(f"Port notice {k}, 4 March 2025: open.\n") for k in range(7)])
    seen, after = [], 0
    while page := store.report_rows(after=after, limit=3):
        seen += [row.number for row in page]
        after = page[-1].number
    assert seen == sorted(set(seen))
    assert len(seen) == 7
    with pytest.raises(UsageError, match="out of range"):
        store.report_rows(limit=0)


def test_another_programs_file_is_refused(tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.sqlite"
    with sqlite3.connect(foreign) as connection:
        connection.execute("CREATE TABLE t (a)")
    connection.close()
    with pytest.raises(StoreError, match="another program"):
        open_store(foreign)
    text = tmp_path / "text.sqlite"
    text.write_text("this is no database at all, and long enough to be looked at" * 20)
    with pytest.raises(StoreError, match="not a store"):
        open_store(text)
    with pytest.raises(StoreError, match="cannot open"):
        open_store(tmp_path / "nowhere" / "desk.sqlite")


def test_a_newer_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    open_store(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    connection.close()
    with pytest.raises(StoreError, match="newer Offing"):
        open_store(path)


def test_a_half_made_file_is_finished(tmp_path: Path) -> None:
    # All steps are one transaction, so that what is there is nothing or everything.
    path = tmp_path / "desk.sqlite"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(statements_of(MIGRATIONS[0])[0])
    connection.close()  # without a commit, as a killed process leaves it
    with open_store(path) as store:
        assert store.count_reports() == 0
        with store.database.reading() as read:
            assert read.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID


def test_a_locked_file_is_said_to_be_busy(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    with open_store(path) as one, open_store(path, busy_s=0.05) as other:
        with one.database.writing() as write:
            write.execute("INSERT INTO setting VALUES ('a', 'b')")
            assert other.setting("a") is None, "readers never wait, and see what is committed"
            with pytest.raises(StoreBusy, match="try again"):
                other.set_setting("c", "d")
        other.set_setting("c", "d")
        assert one.setting("c") == "d"


def test_a_failed_write_leaves_nothing(store: Store) -> None:
    def half() -> None:
        with store.database.writing():
            store.set_setting("a", "b")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half()
    assert store.setting("a") is None


def test_a_full_disk_alters_nothing(tmp_path: Path) -> None:
    with open_store(tmp_path / "desk.sqlite") as store:
        store.decide(Restriction.close("suez"), "accepted", who="Ada")
        pages = store.database.connection().execute("PRAGMA page_count").fetchone()[0]
        store.database.connection().execute(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(StoreError, match="no room left"):
            store.save_scenario("large", Scenario(note="x" * 2_000_000))
        assert store.scenario("large") is None
        assert len(store.decisions()) == 1


def test_threads_write_without_losing_each_others(store: Store) -> None:
    def decide(name: str) -> None:
        for _ in range(10):
            store.decide(Restriction.close("suez"), "accepted", who=name)

    threads = [threading.Thread(target=decide, args=(f"t{k}",)) for k in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = store.decisions()
    assert [d.number for d in found] == list(range(1, 41))


@given(st.text(max_size=200))
@settings(max_examples=40, deadline=None)
def test_any_text_comes_back_with_the_same_offsets(tmp_path_factory, text: str) -> None:
    folder = tmp_path_factory.mktemp("texts")
    report = Report(id="a" * 64, kind="article", source="s", media_type="text/plain", text=text)
    with open_store(folder / "desk.sqlite") as store:
        store.add_report(report)
        kept = store.report("a" * 64)
    assert kept is not None
    assert len(kept.text) == len(text)
    assert kept.text == text.encode("utf-8", "replace").decode() or "\ufffd" in kept.text


@pytest.mark.skipif(sys.platform == "win32", reason="files have no modes there")
def test_a_store_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    with open_store(tmp_path / "desk.sqlite") as store:
        store.set_setting("a", "b")
        modes = {p.name: p.stat().st_mode & 0o077 for p in tmp_path.iterdir()}
    assert set(modes.values()) == {0}, modes


def test_threads_of_one_process_wait_for_each_other_as_long_as_it_takes(tmp_path: Path) -> None:
    database = Database(tmp_path / "desk.db", busy_s=0.01)
    inside, go_on = threading.Event(), threading.Event()
    told: list[object] = []

    def hold() -> None:
        with database.writing():
            inside.set()
            go_on.wait(30)

    def follow() -> None:
        try:
            with database.writing() as connection:
                told.append(connection.in_transaction)
        except StoreError as error:
            told.append(error)

    first, second = threading.Thread(target=hold), threading.Thread(target=follow)
    first.start()
    assert inside.wait(30)
    second.start()
    second.join(0.3)  # time enough to give up, for who gives up after a hundredth of a second
    go_on.set()
    first.join(30)
    second.join(30)
    database.close()
    assert told == [True]
