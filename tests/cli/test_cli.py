"""The command line as a process: exit codes, streams, and how it starts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from offing.cli.app import COMMANDS
from offing.cli.run import run

NOTICE = (
    "Cedar Port Authority\n3 March 2025\n\n"
    "The port of Beira will be closed to all shipping from 5 March 2025 because of a storm, "
    "the Cedar Port Authority said.\n"
)


def offing(
    *arguments: str | Path, stdin: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", "from offing.cli import main; main()", *map(str, arguments)],
        input=stdin, capture_output=True, check=False, env={**os.environ, **environment},
    )  # fmt: skip


def test_version_and_help_are_quick_and_load_little() -> None:
    code = "import sys; from offing.cli.run import run; run([%r]); print(sorted(sys.modules))"
    heavy = ("numpy", "numba", "trafilatura", "shapely", "rich", "jinja2", "msgspec", "ahocorasick")
    for option in ("--version", "--help"):
        done = subprocess.run(
            [sys.executable, "-c", code % option], capture_output=True, text=True, check=True
        )
        assert not [m for m in heavy if f"'{m}'" in done.stdout]


def test_every_command_has_help_with_all_its_options_described() -> None:
    import click

    from offing.cli.app import cli

    context = click.Context(cli)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        assert command.help, name
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{name} {parameter.opts}"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["brif"], "did you mean brief"),
        (["brief"], "Missing argument"),
        (["brief", "x.txt", "--as-of", "yesterday"], "write it as 2024-01-25"),
        (["brief", "x.txt", "--no-such"], "No such option"),
        (["route", "SGSIN"], "Missing argument"),
    ],
)
def test_what_cannot_be_meant_is_one_line_and_code_2(
    arguments: list[str], says: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert says in err
    assert err.startswith("offing: ")
    assert err.count("\n") == 1


def test_a_fault_is_said_to_be_ours_and_shows_details_only_when_asked(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    from offing.cli import inputs

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("wires crossed")

    monkeypatch.setattr(inputs, "gather_reports", broken)
    monkeypatch.setattr("offing.cli.read.gather_reports", broken)
    assert run(["read", "x.txt"]) == 70
    err = capfd.readouterr().err
    assert "a fault in Offing: RuntimeError: wires crossed" in err
    assert "Traceback" not in err
    assert run(["read", "x.txt", "--debug"]) == 70
    assert "Traceback" in capfd.readouterr().err


def test_an_unreadable_file_is_named_and_the_rest_is_done_first(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(NOTICE)
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    done = offing("brief", tmp_path, "--json")
    assert done.returncode == 3
    brief = json.loads(done.stdout)
    assert len(brief["reports"]) == 1
    reasons = [i["reason"] for i in brief["left_out"] if i["kind"] == "unreadable"]
    assert len(reasons) == 2
    assert b"empty.txt" in done.stderr
    assert b"broken.pdf" in done.stderr


def test_json_has_the_promised_keys(tmp_path: Path) -> None:
    path = tmp_path / "notice.txt"
    path.write_text(NOTICE)
    done = offing("brief", path, "--json")
    assert done.returncode == 0, done.stderr
    brief = json.loads(done.stdout)
    promised = "headline reports claims notices incidents restrictions consequences left_out"
    assert set(promised.split()) <= set(brief)
    assert brief["as_of"] == "2025-03-03"
    keys = (
        "evidence speaker attribution channel actor action target places when modality scope "
        "stated in_effect count paraphrase"
    )
    for claim in brief["claims"]:
        assert set(keys.split()) <= set(claim)


def test_standard_input_is_a_report() -> None:
    done = offing("brief", "-", "--json", stdin=NOTICE.encode())
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["reports"][0]["text"] == NOTICE


def test_piped_output_is_plain_and_quiet_is_quiet(tmp_path: Path) -> None:
    path = tmp_path / "notice.txt"
    path.write_text(NOTICE)
    page = tmp_path / "page.html"
    done = offing("brief", path, "--html", page)
    assert done.returncode == 0, done.stderr
    assert b"\x1b" not in done.stdout + done.stderr
    assert done.stdout.startswith(b"As of 3 March 2025")
    assert b"wrote" in done.stderr
    assert b"What is claimed" in done.stdout
    again = offing("brief", path, "--html", page, "--quiet")
    assert again.stderr == b""
    assert again.stdout == done.stdout


def test_a_page_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "notice.txt"
    path.write_text(NOTICE)
    done = offing("brief", path, "--html", tmp_path / "no" / "page.html")
    assert done.returncode == 2
    assert b"cannot write" in done.stderr
    assert sorted(p.name for p in tmp_path.iterdir()) == ["notice.txt"]


def test_a_full_disk_behind_stdout_is_said() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", "from offing.cli import main; main()", "passages"],
            stdout=full, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert b"No space left" in done.stderr
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr


def test_a_reader_that_leaves_early_is_no_error() -> None:
    done = subprocess.run(
        f"'{sys.executable}' -c 'from offing.cli import main; main()' ports | head -1",
        shell=True, capture_output=True, check=False,
    )  # fmt: skip
    assert done.stdout.count(b"\n") == 1
    assert done.stderr == b""


def test_a_hostile_file_name_cannot_reach_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[31m\x1b]0;x\x07.txt"
    path.write_text("")
    done = offing("brief", path)
    assert done.returncode == 3
    assert b"\x1b" not in done.stdout + done.stderr
    assert b"\x07" not in done.stdout + done.stderr


def test_a_report_without_anything_about_ships_ends_with_1(tmp_path: Path) -> None:
    path = tmp_path / "poem.txt"
    path.write_text("The garden sleeps beneath the snow,\nand nothing moves, and nothing will.\n")
    done = offing("brief", path)
    assert done.returncode == 1, done.stderr
    assert b"nothing in effect and nothing announced" in done.stdout


def test_a_missing_sea_ends_with_4_after_all_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    from offing.errors import DataMissing

    def absent(**_: object) -> None:
        raise DataMissing("coast data is absent; install it")

    monkeypatch.setattr("offing.sea.open_sea", absent)
    path = tmp_path / "notice.txt"
    path.write_text(NOTICE)
    assert run(["brief", str(path)]) == 4
    out, err = capfd.readouterr()
    assert "What is claimed" in out
    assert "Not computed: coast data is absent" in " ".join(out.split())
    assert err == "offing: coast data is absent; install it\n"


def test_an_unknown_proposal_is_a_usage_error(tmp_path: Path) -> None:
    path = tmp_path / "notice.txt"
    path.write_text(NOTICE)
    done = offing("brief", path, "--accept", "port-nowhere")
    assert done.returncode == 2
    assert b"unknown restriction 'port-nowhere'" in done.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(shell: str) -> None:
    done = offing("completion", shell)
    assert done.returncode == 0
    assert b"_OFFING_COMPLETE" in done.stdout


def test_doctor_names_every_requirement() -> None:
    done = offing("doctor", "--json")
    assert done.returncode in (0, 4)
    found = {f["what"]: f for f in json.loads(done.stdout)}
    for name in ("Offing", "Python", "click", "basemap-data", "cache folder", "tables"):
        assert name in found


def test_passages_and_ports_are_found_by_name() -> None:
    done = offing("passages", "mandeb", "--json")
    assert "bab-el-mandeb" in [p["id"] for p in json.loads(done.stdout)]
    done = offing("ports", "ILHFA", "--json")
    assert [p["name"] for p in json.loads(done.stdout)] == ["Haifa"]
    assert offing("ports", "zzzzzz").returncode == 1
