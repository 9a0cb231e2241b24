"""Packing: plain data, dates, dataclasses and structs as bytes in a store, and back."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from portal.cache.store import Store

Kind = TypeVar("Kind")


def packed(value: object) -> bytes | None:
    """`value` in bytes; None if it cannot be written: it may quote half a surrogate pair, which is no text."""
    try:
        return msgspec.msgpack.encode(value)
    except UnicodeEncodeError:
        return None


def unpack(store: Store, decoder: msgspec.msgpack.Decoder[Kind]) -> Kind | None:
    """What `store` has, as `decoder` reads it; None if there is nothing that it can read."""
    data = store.read()
    try:
        return None if data is None else decoder.decode(data)
    except msgspec.MsgspecError:
        return None


def pack(store: Store, value: object) -> None:
    """Put `value` into `store`. Raises UnicodeEncodeError if it is not to be written."""
    store.write(msgspec.msgpack.encode(value))
