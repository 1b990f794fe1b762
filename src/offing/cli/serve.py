"""``offing serve``: the desk, a page and an API on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from offing.cli.output import show, warn
from offing.cli.run import DONE
from offing.errors import UsageError

if TYPE_CHECKING:
    from offing.api import Desk, ServerSettings
    from offing.store import Store

TOKEN = "token sha256"
"""The setting of a store that keeps the token's hash, never the token."""

CONNECTIONS = 500
"""How many may be open at once; more are told to come again. Most systems give a process
1,024 files, and the store takes some."""


@click.command(name="serve")
@click.option("--db", metavar="FILE", help="The store (default: your own, or OFFING_DB).")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8642, show_default=True,
              help="Port to listen on; 0 takes any that is free.")  # fmt: skip
@click.option("--name", "names", multiple=True, metavar="HOST",
              help="Another name under which it may be asked (may be repeated).")  # fmt: skip
@click.option("--new-token", is_flag=True, help="Make a new token; the old one stops working.")
@click.option("--token", "wants_token", is_flag=True, help="Ask for a token on this machine too.")
@click.option("--rate", type=click.FloatRange(min=1), default=5000.0, show_default=True,
              metavar="N", help="Plain requests that one client may make each second.")  # fmt: skip
@click.option("--log", "log_file", metavar="FILE", help="Append a line for each request.")
@click.option("--quiet", is_flag=True, help="Say nothing but errors.")
def command(
    db: str | None, host: str, port: int, names: tuple[str, ...], new_token: bool,
    wants_token: bool, rate: float, log_file: str | None, quiet: bool,
) -> int:  # fmt: skip
    """Start the desk: paste reports, decide, and watch routes and costs.

    It listens on this machine only, unless --host says otherwise; then every request
    needs a token, which is shown once. Stop it with Ctrl-C.
    """
    from offing.api import ServerSettings, open_desk
    from offing.store.place import path_for

    if host in ("0.0.0.0", "::", "") and not names:
        raise UsageError(
            f"--host {host!r} listens on every address of this machine; name those under which it "
            "may be asked with --name, as requests by any other name are refused"
        )
    # Under another name others reach it too, through whatever answers to that name.
    bound = _bind(host, port, proxied=bool(names))
    settings = ServerSettings(host=host, port=bound.port, names=names, light_per_s=rate)
    path = path_for(db)
    desk = open_desk(path, settings)
    if not settings.is_local() or names or wants_token or new_token:
        settings = _with_token(settings, desk.store, new=new_token, quiet=quiet)
        desk.settings = settings
    address = _address(settings)
    if not quiet:
        show(f"Offing's desk: {address}\nStore: {path}\nStop it with Ctrl-C.")
        if not settings.is_local():
            warn(f"it answers to other machines on {host}; who has the token has the desk")
    log = _open_log(log_file)
    try:
        _run(desk, bound, log)
    finally:
        if log is not None:
            log.close()
    return DONE


class _Bound:
    """A socket that listens already, so that its port is known before it is told."""

    def __init__(self, config: object, sockets: list[object], port: int) -> None:
        self.config = config
        self.sockets = sockets
        self.port = port


def _bind(host: str, port: int, *, proxied: bool = False) -> _Bound:
    """``proxied``: the machine's own proxy is believed when it says who asks."""
    import uvicorn

    from offing.api.connection import Connection

    # The application is put in later: the guard has to know the port first.
    config = uvicorn.Config(
        app="", host=host, port=port, log_level="warning", access_log=False, server_header=False,
        lifespan="on", ws="none", timeout_graceful_shutdown=10, timeout_keep_alive=30,
        limit_concurrency=CONNECTIONS, http=Connection, proxy_headers=proxied,
        forwarded_allow_ips=["127.0.0.1", "::1"],  # whatever the environment says
    )  # fmt: skip
    try:
        listening = config.bind_socket()
    except SystemExit as error:  # uvicorn's way of saying that the address is taken
        raise UsageError(
            f"cannot listen on {host}:{port}; is a desk running there already? "
            "Name another with --port"
        ) from error
    # From now on who asks waits in line: the address is told before the desk is ready.
    listening.listen(config.backlog)
    return _Bound(config, [listening], int(listening.getsockname()[1]))


def _run(desk: Desk, bound: _Bound, log: TextIO | None) -> None:
    import uvicorn

    from offing.api.memory import give_memory_back
    from offing.web import build_desk_app

    give_memory_back()
    assert isinstance(bound.config, uvicorn.Config)
    bound.config.app = build_desk_app(desk, log=log)
    uvicorn.Server(bound.config).run(sockets=bound.sockets)  # type: ignore[arg-type]


def _with_token(
    settings: ServerSettings, store: Store, *, new: bool, quiet: bool
) -> ServerSettings:
    """The settings with the hash of the token that requests must bring.

    A token is shown when it is made, and never again: only its hash is kept.
    """
    import msgspec

    from offing.api.settings import new_token

    kept = None if new else store.setting(TOKEN)
    if kept is None:
        token, kept = new_token()
        store.set_setting(TOKEN, kept)
        show(
            f"Token, shown this once: {token}\n"
            f"Open {_address(settings)}?token={token} in a browser, or send it as "
            "'Authorization: Bearer …'."
        )
    elif not quiet:
        show("The token made before holds; --new-token makes another.")
    return msgspec.structs.replace(settings, token_hash=kept)


def _address(settings: ServerSettings) -> str:
    host = settings.host
    if host in ("0.0.0.0", "::"):
        host = settings.names[0] if settings.names else "localhost"
    elif ":" in host:
        host = f"[{host}]"
    return f"http://{host}:{settings.port}/"


def _open_log(name: str | None) -> TextIO | None:
    if name is None:
        return None
    try:
        return Path(name).open("a", encoding="utf-8", buffering=1)
    except OSError as error:
        raise UsageError(f"cannot write the log {name}: {error.strerror or error}") from error
