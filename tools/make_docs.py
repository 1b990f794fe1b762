"""Write the reference pages from the code, so that they cannot fall behind it.

    python tools/make_docs.py           write docs/cli.md, model.md, api.md and tables.md
    python tools/make_docs.py --check   change nothing; exit 1 and say which page is stale

A field, option or public name without words of its own ends the run with an
error that names it: the reference is complete or it is not written.
"""

from __future__ import annotations

import ast
import functools
import html
import importlib
import inspect
import re
import sys
from pathlib import Path
from typing import Any

import click

import offing
from offing.cli.app import cli

ROOT = Path(__file__).resolve().parent.parent
MODEL = ROOT / "src" / "offing" / "model"
STAGES = (
    "base", "report", "place", "claim", "notice", "incident", "scenario", "sea", "voyage",
    "lane", "time", "observe", "brief",
)  # fmt: skip


class Undocumented(SystemExit):
    """Something public that nobody has described."""


def model_page() -> str:
    """One table per struct: field, type, default, meaning."""
    parts = [
        "# Data model",
        "",
        "Every step takes and gives frozen structs from `offing.model`; each prints as JSON "
        "(`offing.model.to_json`). The page is made from the code by `tools/make_docs.py`.",
        "",
    ]
    for stage in STAGES:
        tree = ast.parse((MODEL / f"{stage}.py").read_text("utf-8"))
        parts += [f"## {stage}", "", ast.get_docstring(tree) or "", ""]
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and node.name != "Struct":
                parts += struct_section(node)
    return "\n".join(parts).rstrip() + "\n"


def struct_section(node: ast.ClassDef) -> list[str]:
    """The heading, the docstring and the table of one struct."""
    doc = ast.get_docstring(node)
    if not doc:
        raise Undocumented(f"offing.model.{node.name} has no docstring")
    out = [f"### {node.name}", "", code_spans(doc), ""]
    rows = []
    for here, after in zip(node.body, [*node.body[1:], None], strict=True):
        if not isinstance(here, ast.AnnAssign) or not isinstance(here.target, ast.Name):
            continue
        name = here.target.id
        said = ""
        if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            said = " ".join(str(after.value.value).split())
        default = "required" if here.value is None else f"`{ast.unparse(here.value)}`"
        # A bar would end the table's cell, and a backslash before it is shown in code spans.
        kind = f"<code>{html.escape(ast.unparse(here.annotation)).replace('|', '&#124;')}</code>"
        shown = code_spans(said) or "see above"
        rows.append(f"| `{name}` | {kind} | {default} | {shown} |")
        if not said and f"``{name}``" not in doc:
            raise Undocumented(f"offing.model.{node.name}.{name} is described nowhere")
    if rows:
        out += ["| field | type | default | meaning |", "|---|---|---|---|", *rows, ""]
    return out


def code_spans(text: str) -> str:
    """Docstring double backticks as Markdown code spans, and ``::`` blocks fenced."""
    text = re.sub(r"``(.+?)``", r"`\1`", text)
    return re.sub(r"::\n", ":\n", text)


def cli_page() -> str:
    """Every command with its arguments and options."""
    parts = [
        "# Command line",
        "",
        "Results go to standard output, progress and warnings to standard error. Exit codes: "
        "0 done, 1 nothing found or no way, 2 usage or an output that cannot be written, 3 some "
        "input was unreadable (the rest is done first), 4 data missing. `NO_COLOR` is honoured.",
        "",
    ]
    context = click.Context(cli, info_name="offing")
    parts += option_table(cli, "offing")
    parts += command_sections(cli, context, "offing")
    return "\n".join(parts).rstrip() + "\n"


def command_sections(group: click.Group, context: click.Context, path: str) -> list[str]:
    """A section per command, groups after their own words."""
    out: list[str] = []
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None or command.hidden:
            continue
        full = f"{path} {name}"
        if not command.help:
            raise Undocumented(f"{full} has no help text")
        inner = click.Context(command, info_name=name, parent=context)
        usage = " ".join(command.collect_usage_pieces(inner))
        text = inspect.cleandoc(command.help).replace("\b\n", "")
        out += [f"## {full}", "", f"`{full} {usage}`", "", code_spans(text), ""]
        out += option_table(command, full)
        if isinstance(command, click.Group):
            out += command_sections(command, inner, full)
    return out


def option_table(command: click.Command, path: str) -> list[str]:
    """The options of one command as a table."""
    rows = []
    for option in command.params:
        if not isinstance(option, click.Option) or option.hidden:
            continue
        if not option.help:
            raise Undocumented(f"{path} {option.opts[0]} has no help text")
        names = ", ".join(f"`{o}`" for o in [*option.opts, *option.secondary_opts])
        value = "" if option.is_flag else f" `{option.make_metavar(click.Context(command))}`"
        value = value.replace("|", "\\|")
        rows.append(f"| {names}{value} | {option.help} |")
    return ["| option | meaning |", "|---|---|", *rows, ""] if rows else []


def api_page() -> str:
    """Every public function and class of ``offing``, with its signature and docstring."""
    parts = ["# API", "", code_spans(inspect.getdoc(offing) or ""), ""]
    for name in offing.__all__:
        if name.startswith("__"):
            continue
        parts += api_section(f"offing.{name}", getattr(offing, name))
    parts += ["## Errors", "", "```text"]
    tree = inspect.getdoc(importlib.import_module("offing.errors")) or ""
    parts += [line for line in tree.splitlines() if line.startswith("    ")]
    return "\n".join([*parts, "```"]).rstrip() + "\n"


def api_section(title: str, thing: Any) -> list[str]:
    """Signature and docstring, and for a class those of its public members."""
    doc = inspect.getdoc(thing)
    if not doc:
        raise Undocumented(f"{title} has no docstring")
    out = [f"## {title}", ""]
    if inspect.isfunction(thing):
        out += ["```python", signature_of(title, thing), "```", ""]
    out += [docstring_as_markdown(doc), ""]
    if inspect.isclass(thing):
        for name, member in members_of(thing):
            shown = member.__func__ if isinstance(member, classmethod | staticmethod) else member
            if name.startswith("_") or not (
                inspect.isfunction(shown) or isinstance(shown, property | functools.cached_property)
            ):
                continue
            said = inspect.getdoc(shown)
            if not said:
                raise Undocumented(f"{title}.{name} has no docstring")
            call = signature_of(name, shown) if inspect.isfunction(shown) else name
            out += [f"### {title.split('.')[-1]}.{name}", ""]
            out += ["```python", call, "```", "", docstring_as_markdown(said), ""]
    return out


def members_of(thing: type) -> list[tuple[str, Any]]:
    """What a class and its bases in this project define, bases first, each name once."""
    found: dict[str, Any] = {}
    for base in reversed(thing.__mro__):
        if base.__module__.startswith("offing."):
            found.update(vars(base))
    return list(found.items())


class _Plain(str):
    """An annotation that is shown without quotes."""

    __slots__ = ()
    __repr__ = str.__str__


def signature_of(title: str, thing: Any) -> str:
    """A call as a reader would write it, one argument a line where it is long."""
    found = inspect.signature(thing)
    shown = [
        p if p.annotation is p.empty else p.replace(annotation=_Plain(p.annotation))
        for n, p in enumerate(found.parameters.values())
        if not (n == 0 and p.name in ("self", "cls"))
    ]
    back = found.return_annotation
    back = back if back is found.empty else _Plain(back)
    line = title + str(found.replace(parameters=shown, return_annotation=back))
    if len(line) <= 88:
        return line
    parts = []
    for n, one in enumerate(shown):
        if one.kind is one.KEYWORD_ONLY and (n == 0 or shown[n - 1].kind is not one.KEYWORD_ONLY):
            parts.append("*")
        parts.append(str(one))
    body = "".join(f"    {part},\n" for part in parts)
    tail = "" if back is found.empty else f" -> {back}"
    return f"{title}(\n{body}){tail}"


def docstring_as_markdown(doc: str) -> str:
    """Google-style sections as bold words with their lines as a list; results as prose."""
    out: list[str] = []
    section = ""
    for line in code_spans(doc).splitlines():
        if re.fullmatch(r"(Args|Returns|Raises|Yields):", line):
            section = line[:-1]
            out += ["", f"**{section}**", ""]
        elif section in ("Returns", "Yields") and line.startswith("    "):
            out.append(line.strip())
        elif section and re.match(r"    \S", line):
            out.append(f"- {line.strip()}")
        elif section and line.startswith("     "):
            out.append(f"  {line.strip()}")
        else:
            section = section if not line.strip() else ""
            out.append(line)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(out))


def tables_page() -> str:
    """Passages that can be closed with their limits, and ship classes."""
    from offing.sea.tables import gates, passages, ship_classes

    parts = [
        "# Passages and ship classes",
        "",
        "Made from the tables of the package by `tools/make_docs.py`. Limits are in metres; a "
        "class that exceeds one goes another way. **Closed by default**: no ordinary ocean-going "
        "ship passes (ice, or narrows that only local craft use). **Open water**: the line only "
        "tells that a way passes here; closing it moves the way round its end. Not for navigation.",
        "",
        "## Passages",
        "",
        "| id | name | draught | beam | length | air draught | |",
        "|---|---|---:|---:|---:|---:|---|",
    ]
    known = passages()
    for gate in sorted(gates(), key=lambda g: list(known).index(g.passage)):
        limits = (gate.max_draught_m, gate.max_beam_m, gate.max_length_m, gate.max_air_draught_m)
        cells = " | ".join("" if v is None else f"{v:g}" for v in limits)
        note = "closed by default" if gate.closed_by_default else ""
        note = note or ("open water" if gate.detect else "")
        parts.append(f"| `{gate.passage}` | {known[gate.passage].name} | {cells} | {note} |")
    parts += [
        "",
        "## Ship classes",
        "",
        "Typical ships, not ships: single ones differ by some per cent. Draught, beam, length and "
        "air draught in metres, speed in knots.",
        "",
        "| id | name | draught | beam | length | air draught | speed | source |",
        "|---|---|---:|---:|---:|---:|---:|---|",
    ]
    for ship in ship_classes().values():
        size = (ship.draught_m, ship.beam_m, ship.length_m, ship.air_draught_m, ship.speed_kn)
        cells = " | ".join(f"{v:g}" for v in size)
        parts.append(f"| `{ship.id}` | {ship.name} | {cells} | {ship.source} |")
    return "\n".join(parts) + "\n"


PAGES = {
    "cli.md": cli_page, "model.md": model_page, "api.md": api_page, "tables.md": tables_page,
}  # fmt: skip


def main(arguments: list[str]) -> int:
    """Write the pages, or with ``--check`` say which are stale."""
    stale = []
    for name, make in PAGES.items():
        path, text = ROOT / "docs" / name, make()
        if "--check" in arguments:
            if not path.exists() or path.read_text("utf-8") != text:
                stale.append(name)
        else:
            path.write_text(text, "utf-8")
    if stale:
        sys.stderr.write(f"stale: {', '.join(stale)}; run python tools/make_docs.py\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
