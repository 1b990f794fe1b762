"""The OpenAPI 3.1 document, from the same declarations that the server answers by."""

from __future__ import annotations

import functools
from typing import Any

import msgspec

from offing.api.endpoint import Endpoint
from offing.api.endpoints.registry import REGISTRY
from offing.api.problems import MEDIA_TYPE, TITLES, ProblemDetails

TEMPLATE = "#/components/schemas/{name}"
ALWAYS = (400, 401, 403, 421, 422, 429, 503)
"""Refusals that every address may give."""
REASONS = {
    304: "It has not changed.", 400: "The request cannot be read.",
    401: "A token is needed.", 403: "It comes from another site.",
    404: "There is no such thing.", 408: "The body came too slowly.",
    409: "It was altered in the meantime.",
    413: "The body is too large.", 415: "Another kind of content is needed.",
    421: "This name is not this server's.", 422: "A value is not what was asked for.",
    429: "Too many requests.", 500: "The server made a mistake.",
    503: "Busy, or something it needs is missing.",
}  # fmt: skip


@functools.cache
def document() -> bytes:
    """The document as JSON."""
    import offing

    endpoints = REGISTRY.endpoints
    types = [ProblemDetails]
    for e in endpoints:
        types += [t for t in (e.gives, e.body, e.query) if t is not None and t is not bytes]
    schemas, components = msgspec.json.schema_components(types, ref_template=TEMPLATE)
    schema_of = {id(t): s for t, s in zip(types, schemas, strict=True)}
    paths: dict[str, dict[str, Any]] = {}
    for e in endpoints:
        paths.setdefault(e.path, {})[e.method.lower()] = _operation(e, schema_of, components)
    return msgspec.json.encode(
        {
            "openapi": "3.1.0",
            "info": {
                "title": "Offing",
                "version": offing.__version__,
                "description": "From a report to a brief: claims, incidents, restrictions, "
                "routes. Not for navigation.",
                "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
            },
            "servers": [{"url": "/", "description": "This server"}],
            "security": [{}, {"token": []}],
            "tags": [{"name": tag} for tag in dict.fromkeys(e.tag for e in endpoints)],
            "paths": paths,
            "components": {
                "schemas": components,
                "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            },
        }
    )


def _operation(
    endpoint: Endpoint, schema_of: dict[int, Any], components: dict[str, Any]
) -> dict[str, Any]:
    answers: dict[str, Any] = {str(endpoint.status): _answer(endpoint, schema_of)}
    if endpoint.method == "GET":
        answers["304"] = {"description": REASONS[304]}
    codes = {*ALWAYS, *endpoint.refuses}
    if endpoint.body is not None or endpoint.uploads:
        codes |= {408, 413, 415}
    for code in sorted(codes):
        answers[str(code)] = {
            "description": REASONS[code],
            "content": {MEDIA_TYPE: {"schema": {"$ref": TEMPLATE.format(name="ProblemDetails")}}},
        }
    out: dict[str, Any] = {
        "operationId": endpoint.name, "summary": endpoint.summary, "tags": [endpoint.tag],
        "parameters": [*_path_parameters(endpoint), *_parameters(endpoint, schema_of, components)],
        "responses": answers,
    }  # fmt: skip
    content: dict[str, Any] = {}
    if endpoint.body is not None:
        content["application/json"] = {"schema": schema_of[id(endpoint.body)]}
    for kind in endpoint.uploads:
        content[kind] = {"schema": {"type": "string", "contentMediaType": kind}}
    if content:
        out["requestBody"] = {"required": True, "content": content}
    return out


def _answer(endpoint: Endpoint, schema_of: dict[int, Any]) -> dict[str, Any]:
    schema = {} if endpoint.gives is bytes else schema_of[id(endpoint.gives)]
    if endpoint.status == 204:
        return {"description": "Done."}
    return {
        "description": endpoint.summary,
        "content": {kind: {"schema": schema} for kind in endpoint.media_types},
    }


def _path_parameters(endpoint: Endpoint) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
        for name in endpoint.parameters
    ]


def _parameters(
    endpoint: Endpoint, schema_of: dict[int, Any], components: dict[str, Any]
) -> list[dict[str, Any]]:
    """One parameter for each field of the query's struct."""
    if endpoint.query is None:
        return []
    reference = schema_of[id(endpoint.query)]["$ref"]
    schema = components[reference.rsplit("/", 1)[-1]]
    required = set(schema.get("required", ()))
    out = []
    for name, kind in schema["properties"].items():
        one: dict[str, Any] = {"name": name, "in": "query", "required": name in required,
                               "schema": _plain(kind)}  # fmt: skip
        if kind.get("description"):
            one["description"] = kind["description"]
        out.append(one)
    return out


def _plain(schema: dict[str, Any]) -> dict[str, Any]:
    """A parameter's schema: what is absent is left out of an address, never ``null``."""
    options = schema.get("anyOf")
    if not options:
        return schema
    real = [o for o in options if o.get("type") != "null"]
    rest = {k: v for k, v in schema.items() if k not in ("anyOf", "default")}
    return {**rest, **(real[0] if len(real) == 1 else {"anyOf": real})}


def problem_words() -> list[tuple[str, str]]:
    """Every stable word for a problem, and what it says."""
    return sorted(TITLES.items())
