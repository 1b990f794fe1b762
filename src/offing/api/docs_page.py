"""The API described as a page that needs no script and nothing from elsewhere."""

from __future__ import annotations

import functools
import html
from typing import Any

import msgspec

from offing.api.openapi import document, problem_words


@functools.cache
def page() -> bytes:
    """The page, UTF-8."""
    api = msgspec.json.decode(document())
    parts = [
        "<!doctype html><html lang=en><meta charset=utf-8>",
        "<meta name=viewport content='width=device-width'>",
        "<title>Offing API</title><link rel=icon href=/static/icon.svg>"
        "<link rel=stylesheet href=/static/docs.css>",
        f"<main><h1>Offing API <small>{_text(api['info']['version'])}</small></h1>",
        f"<p>{_text(api['info']['description'])} The same for programs: ",
        "<a href=/api/v1/openapi.json>openapi.json</a> (OpenAPI 3.1).</p>",
    ]
    for tag in api["tags"]:
        parts.append(f"<h2 id={_text(tag['name'])}>{_text(tag['name'].capitalize())}</h2>")
        for path, methods in api["paths"].items():
            for method, operation in methods.items():
                if tag["name"] in operation["tags"]:
                    parts.append(_operation(path, method, operation))
    parts.append("<h2 id=problems>Problems</h2><p>Every refusal is an RFC 9457 document.</p><dl>")
    parts += [f"<dt><code>/problems/{_text(c)}</code><dd>{_text(t)}" for c, t in problem_words()]
    parts.append("</dl><h2 id=structs>Structs</h2>")
    parts += [_schema(n, s) for n, s in sorted(api["components"]["schemas"].items())]
    return "".join([*parts, "</main></html>"]).encode()


def _operation(path: str, method: str, operation: dict[str, Any]) -> str:
    rows = "".join(
        f"<tr><td><code>{_text(p['name'])}</code><td>{_kind(p['schema'])}"
        f"<td>{'needed' if p['required'] else ''}<td>{_text(p.get('description', ''))}"
        for p in operation["parameters"]
    )
    table = f"<table><tr><th>Parameter<th>Kind<th><th>Meaning{rows}</table>" if rows else ""
    takes = "".join(
        f"<p>Takes <code>{_text(kind)}</code>: {_kind(content['schema'])}</p>"
        for kind, content in operation.get("requestBody", {}).get("content", {}).items()
    )
    gives = "".join(
        f"<li><b>{_text(code)}</b> {_text(answer['description'])} "
        + ", ".join(
            f"<code>{_text(kind)}</code> {_kind(content['schema'])}"
            for kind, content in answer.get("content", {}).items()
        )
        for code, answer in operation["responses"].items()
    )
    return (
        f"<section id={_text(operation['operationId'])}><h3><code><b>{method.upper()}</b> "
        f"{_text(path)}</code></h3><p>{_text(operation['summary'])}</p>{table}{takes}"
        f"<details><summary>Answers</summary><ul>{gives}</ul></details></section>"
    )


def _schema(name: str, schema: dict[str, Any]) -> str:
    needed = set(schema.get("required", ()))
    rows = "".join(
        f"<tr><td><code>{_text(field)}</code><td>{_kind(kind)}"
        f"<td>{'always' if field in needed else ''}<td>{_text(kind.get('description', ''))}"
        for field, kind in schema.get("properties", {}).items()
    )
    told = _text(schema.get("description", "").split("\n")[0])
    return f"<section id=struct-{_text(name)}><h3>{_text(name)}</h3><p>{told}</p>" + (
        f"<table><tr><th>Field<th>Kind<th><th>Meaning{rows}</table></section>"
        if rows
        else "</section>"
    )


def _kind(schema: dict[str, Any]) -> str:
    """A schema in a few words, with a link where it is a struct."""
    if "$ref" in schema:
        name = _text(schema["$ref"].rsplit("/", 1)[-1])
        return f"<a href=#struct-{name}>{name}</a>"
    for several in ("anyOf", "oneOf"):
        if several in schema:
            return " or ".join(_kind(s) for s in schema[several])
    if "enum" in schema:
        return " or ".join(f"<code>{_text(str(v))}</code>" for v in schema["enum"])
    if schema.get("type") == "array":
        items = schema.get("items")
        return f"list of {_kind(items)}" if isinstance(items, dict) and items else "list"
    return _text(schema.get("format") or schema.get("type") or "any")


def _text(value: str) -> str:
    return html.escape(str(value))
