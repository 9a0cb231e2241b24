"""Products: what a file is made from tells whether it has to be made, and what a folder of assets is called."""

from __future__ import annotations

from collections.abc import Mapping

from portal.make.products import Product, in_folder, plain


def folder_of(files: Mapping[str, bytes]) -> tuple[str, list[Product]]:
    return in_folder("cards", [plain(name, data) for name, data in files.items()])


def test_a_folder_bears_the_hash_of_all_that_is_in_it() -> None:
    """So that the names of its files need no list."""
    path, products = folder_of({"0.js": b"a", "1.js": b"b"})
    assert path.startswith("assets/cards.")
    assert [(product.path, product.folder, product.make().data) for product in products] == [
        (f"{path}0.js", path, b"a"),
        (f"{path}1.js", path, b"b"),
    ]
    assert folder_of({"1.js": b"b", "0.js": b"a"})[0] == path
    assert folder_of({"0.js": b"a", "1.js": b"c"})[0] != path
    assert folder_of({"0.js": b"a"})[0] != path


def test_what_a_file_is_made_from_changes_with_its_bytes_and_not_with_its_name() -> None:
    assert plain("a.js", b"x").inputs == plain("b.js", b"x").inputs != plain("a.js", b"y").inputs
