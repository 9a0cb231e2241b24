"""Kept: what the last build made, by which the next knows what it need not make."""

from __future__ import annotations

import msgspec

from portal.cellar.folders import StampOfFile, stamps_in


class Indexed(msgspec.Struct):
    """A side of the index: what it was made from, its files and, by name, the assets that it is found with."""

    inputs: bytes
    files: list[str]
    found_with: dict[str, str]


class Kept(msgspec.Struct):
    """The files of a site: what each was made from, and the stamp that it had when all were in their places. Among the
    stamps is that of the list of all files, which every build writes anew.

    `folders` are those with a hash in their names, by the names without. `indexed` has the sides of the index by name,
    `packs` the paths of those for reading offline by what they were made from.
    """

    inputs: dict[str, bytes] = {}
    stamps: dict[str, StampOfFile] = {}
    folders: dict[str, str] = {}
    indexed: dict[str, Indexed] = {}
    packs: dict[bytes, str] = {}

    def still_in(self, output: str) -> Kept:
        """All of it if the files in the folder `output` are as they were, else nothing: somebody was there, or a build
        that was killed before it could write down what it had made."""
        there = dict(stamps_in(output))
        return self if all(there.get(path) == stamp for path, stamp in self.stamps.items()) else Kept()


class Bags(msgspec.Struct):
    """What search knows of each page: what the page was made from, and its bag of words."""

    bags: dict[str, tuple[bytes, bytes]] = {}


KEPT = msgspec.msgpack.Decoder(Kept)
BAGS = msgspec.msgpack.Decoder(Bags)
"""They read what was kept of each."""
