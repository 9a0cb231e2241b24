"""CBOR: the form of Pagefind's files (RFC 8949), as far as they use it: numbers, texts and arrays."""

from __future__ import annotations

from typing import Any

NUMBER, NEGATIVE, TEXT, ARRAY = 0, 1, 3, 4
"""The kinds of values."""

SHORT = 24
"""Smaller numbers stand in the first byte itself."""


def head(kind: int, number: int) -> bytes:
    """How a value begins: a `number`, or a text or an array of this length. Of a negative one it is how far from -1."""
    if number < SHORT:
        return bytes([kind << 5 | number])
    power = (number.bit_length() - 1 >> 3).bit_length()
    return bytes([kind << 5 | SHORT + power]) + number.to_bytes(1 << power)


def text(value: str) -> bytes:
    data = value.encode()
    return head(TEXT, len(data)) + data


def read_cbor(data: bytes) -> Any:
    """The value that is in `data`."""
    value, _ = _value(data, 0)
    return value


def _value(data: bytes, place: int) -> tuple[Any, int]:
    """The value at `place`, and the place after it."""
    kind, number = data[place] >> 5, data[place] & 31
    place += 1
    if number >= SHORT:
        length = 1 << number - SHORT
        number = int.from_bytes(data[place : place + length])
        place += length
    if kind == TEXT:
        return data[place : place + number].decode(), place + number
    if kind == ARRAY:
        values = []
        for _ in range(number):
            value, place = _value(data, place)
            values.append(value)
        return values, place
    return (number if kind == NUMBER else -1 - number), place
