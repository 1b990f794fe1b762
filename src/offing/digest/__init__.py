"""What has changed since a moment: for a person, a feed reader, or another program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from offing.lazily import names_of

if TYPE_CHECKING:
    from offing.digest.changes import Digest, digest_since
    from offing.digest.writing import (
        digest_to_atom,
        digest_to_html,
        digest_to_json_feed,
        digest_to_text,
    )

__all__ = [
    "Digest", "digest_since", "digest_to_atom", "digest_to_html", "digest_to_json_feed",
    "digest_to_text",
]  # fmt: skip

__getattr__ = names_of(__name__, {
    "changes": "Digest digest_since",
    "writing": "digest_to_atom digest_to_html digest_to_json_feed digest_to_text",
})  # fmt: skip
