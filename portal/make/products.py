"""Products: the files of the site before they are made, each with what it is made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from portal.cellar.digests import digest_of

HASH_LENGTH = 8


class Ready(NamedTuple):
    """The bytes of a product. With the page of a vacancy comes what search knows of it, packed."""

    data: bytes
    found_by: bytes = b""


class Product(NamedTuple):
    """A file of the site at `path`. `inputs` changes whenever its bytes may; if it is empty, nobody knows.

    `folder` is the beginning of the path if that has a hash: such a folder had another name in the last build, and most
    of its files may be the same.
    """

    path: str
    inputs: bytes
    make: Callable[[], Ready]
    folder: str = ""


def plain(path: str, data: bytes) -> Product:
    """A file whose bytes are at hand."""
    return Product(path, digest_of(data), lambda: Ready(data))


def in_folder(name: str, products: Iterable[Product]) -> tuple[str, list[Product]]:
    """The path of a folder among the assets whose name has a hash of what its files are made from, and the files.

    So no browser mixes the files of two builds. `products` have their names within it as paths.
    """
    files = sorted(products, key=lambda product: product.path)
    inputs = digest_of([(product.path, product.inputs) for product in files])
    path = f"assets/{name}.{inputs.hex()[:HASH_LENGTH]}/"
    return path, [product._replace(path=path + product.path, folder=path) for product in files]
