"""The workshop: files are written whole or not at all, and the links of their pages told once."""

from __future__ import annotations

import os
from errno import ENOSPC
from io import BytesIO
from pathlib import Path

import pytest

from portal.cellar.aside import Aside
from portal.make import workshop as room
from portal.make.products import Product, plain
from portal.make.workshop import Made, Workshop

PAGE = '<!doctype html>\n<html lang="en"><head><title>A</title></head><body><h1>A</h1><a href="{}">b</a></body></html>'


def pages(number: int) -> list[Product]:
    """So many pages: each leads to one of two others."""
    return [plain(f"{place}.html", PAGE.format(f"to-{place % 2}.html").encode()) for place in range(number)]


def made(folder: Path, products: list[Product]) -> list[Made]:
    return [*Workshop(folder / "site", None, "https://example.org/", Aside(folder)).made(products)]


@pytest.mark.parametrize("number", [1, 2, 79, 230])
def test_every_file_is_written_and_every_link_told(tmp_path: Path, number: int) -> None:
    """By one process or several."""
    products = pages(number)
    told = made(tmp_path, products)
    assert {path for one in told for path in one.written} == {product.path for product in products}
    assert all((tmp_path / "site" / product.path).read_bytes() == product.make().data for product in products)
    links = [link for one in told for link in one.links]
    assert {*links} == {"to-0.html", "to-1.html"} if number > 1 else {"to-0.html"}
    assert not any(one.unsound for one in told)


def test_a_link_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.cellar.workers.AT_ONCE", 3)
    told = made(tmp_path, pages(10))
    assert [sorted(one.links) for one in told] == [["to-0.html", "to-1.html"], [], [], []]


def test_a_file_that_the_disk_has_no_room_for_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system may write a part of it, and only say how much that was."""

    class Full(BytesIO):
        def write(self, _data: object) -> int:
            return 1

    monkeypatch.setattr(room, "open", lambda *_args, **_options: Full(), raising=False)
    with pytest.raises(OSError, match=os.strerror(ENOSPC)):
        made(tmp_path, pages(1))
