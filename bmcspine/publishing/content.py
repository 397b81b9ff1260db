"""An edition's content as plain data, and the digest that binds a sign-off to it."""

import hashlib
import json
import unicodedata
from typing import Any

Content = dict[str, Any]

SCHEMA = 1
"""Number of the shape that `Document.to_content` writes now; stored with each edition."""


def canonical(content: Content) -> bytes:
    """Return the one spelling of `content` that is hashed: sorted keys, no spaces, NFC, UTF-8."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return unicodedata.normalize("NFC", text).encode()


def digest(content: Content) -> str:
    """Return the SHA-256 of the canonical content as 64 hexadecimal digits."""
    return hashlib.sha256(canonical(content)).hexdigest()
