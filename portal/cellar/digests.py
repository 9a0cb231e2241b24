"""Digests: by so many bytes it is known that nothing has changed."""

from __future__ import annotations

from hashlib import blake2b

import msgspec

LENGTH = 16
"""Bytes of a digest: two of a billion things have the same one with a chance of 1 in 10^20."""

_encode = msgspec.msgpack.Encoder(enc_hook=str).encode


def digest_of(*parts: object) -> bytes:
    """A digest of plain data, dates and structs: another for whatever is different."""
    return blake2b(_encode(parts), digest_size=LENGTH).digest()
