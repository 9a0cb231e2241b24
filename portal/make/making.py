"""The making of a site: all files in the order in which they need each other; what is as it should be stays."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path

import msgspec

from portal.cellar.addresses import MANIFEST, VACANCIES, WORKER, ZIP
from portal.cellar.aside import Aside, Place
from portal.cellar.diagnostics import Diagnostic
from portal.cellar.digests import digest_of
from portal.cellar.folders import Files, StampOfFile, stamp_from, stamps_in
from portal.make.kept import Bags, Indexed, Kept
from portal.make.orders import KNOWING_ALL, Order, Orders
from portal.make.products import Product, Ready, plain
from portal.make.workshop import Workshop
from portal.offline.copy import copy_of
from portal.offline.manifest import manifest
from portal.offline.packs import Pack, Parts, make_packs
from portal.offline.takealong import deflated_in, write_zip
from portal.publish.publish import MARKER, Staging
from portal.publish.update import Update
from portal.publish.verify import REACHED_WITHOUT_LINK, leads_nowhere, look_over_files
from portal.search.documents import in_row
from portal.search.pagefind import FOLDER, Pagefind, ask_pagefind
from portal.search.scripts import classic
from portal.search.words import part_files, parts_of

MOST_CHANGED = 0.5
"""If a larger part of the files is to be made, all are: it is simpler, and the site is exchanged in one step."""

_FOUND_BY = msgspec.msgpack.Decoder(tuple[bytes, bytes])


class Forgotten(Exception):
    """What is kept of the last build is not enough for the next: all is to be made anew."""


class Making:
    """The making of one site into `staging`.

    `kept` is what the last build made into the output, as far as that is there as it was. What search knows of a page
    is put `aside`, or is among the last build's `bags`.
    """

    def __init__(self, order: Order, staging: Staging, kept: Kept, bags: Callable[[], Bags], aside: Aside) -> None:
        self.order, self.staging, self.kept, self._read_bags, self.aside = order, staging, kept, bags, aside
        self.orders = Orders(order)
        self.inputs: dict[str, bytes] = {}
        self.stays: dict[str, str] = {}
        self.folders: dict[str, str] = {}
        self.written: set[str] = set()
        self.bags: Bags | None = None
        self.indexed: dict[str, Indexed] = {}
        self.packs: dict[bytes, str] = {}
        self._found_by: dict[str, Place] = {}
        self._links: set[str] = set()
        self._whole: set[str] = set()
        self._dropped: set[str] = set()
        self._unsound = False

    # --- making -------------------------------------------------------------------------------------

    def make(self, say: Callable[[str], None]) -> None:
        """Make all files. Raises TemplateMistake, SearchFailed, Forgotten, OSError."""
        products = self.orders.first()
        to_make = sum(self._stay_of(product) is None for product in products)
        if to_make > MOST_CHANGED * len(products):
            self.kept = Kept()
        say(f"making {to_make} of {len(products)} files")
        self._make(products)
        if self.order.search and self.order.plan.cards:
            say("indexing for search")
            self._make_search()
        self._make([*self.orders.pages(page for page in self.order.plan.pages if page.path in KNOWING_ALL)])
        if self.order.offline:
            say("packing for reading offline")
            self._make_offline(self.order.offline)

    def _make(self, products: Sequence[Product]) -> None:
        """Make those of `products` that are not there as they should be."""
        to_make = []
        for product in products:
            self.inputs[product.path] = product.inputs
            # The finder's page is made twice, and only how it is in the end counts.
            self.written.discard(product.path)
            self.stays.pop(product.path, None)
            if product.folder:
                self.folders[product.folder.partition(".")[0]] = product.folder
            if stay := self._stay_of(product):
                self.stays[product.path] = stay
            else:
                self.staging.refuse_outside(product.path)
                to_make.append(product)
        before = self.staging.output if self.kept.inputs else None
        workshop = Workshop(self.staging.folder, before, self.order.url, self.aside)
        for made in workshop.made(to_make):
            self.written.update(made.written)
            self._links |= made.links
            self._whole |= made.whole
            self._dropped |= made.dropped
            self._unsound |= made.unsound
            self._found_by.update(made.aside)
        for product in to_make:
            if product.path not in self.written:
                self.stays[product.path] = product.path

    def _stay_of(self, product: Product) -> str | None:
        """Where the last build made the same as `product`; None if it did not, or that is no more."""
        path = product.path
        if product.folder:
            path = self.kept.folders.get(product.folder.partition(".")[0], "") + path.removeprefix(product.folder)
        return path if product.inputs and self.kept.inputs.get(path) == product.inputs else None

    # --- search -------------------------------------------------------------------------------------

    def _make_search(self) -> None:
        """Make the index and all that goes with it; a side of which the last build indexed the very same stays."""
        rows = [card.path for card in self.order.plan.cards]
        known = [(path, self.inputs[path]) for path in rows]
        texts = [
            Product(f"{row}.js", digest_of(pair), partial(self._text, row, *pair)) for row, pair in enumerate(known)
        ]
        self._make(self.orders.add_folder("texts", texts))
        current = self.order.plan.tables["facts"]["count"]
        sides = {"words": known[:current], "words-over": known[current:]}
        keys = {name: digest_of(FOLDER, pages) for name, pages in sides.items() if pages or name == "words"}
        changed = [name for name, key in keys.items() if not self._stays(name, key)]
        if changed:
            self.bags = Bags({path: (inputs, self._bag(path, inputs)) for path, inputs in known})
            self._index({name: [self.bags.bags[path][1] for path, _ in sides[name]] for name in changed}, keys)
        for name in keys:
            self.orders.assets.paths.update(self.indexed[name].found_with)

    def _stays(self, name: str, key: bytes) -> bool:
        """Whether the last build made this side of the index of the same; then it is taken over."""
        side = self.kept.indexed.get(name)
        if side is None or side.inputs != key:
            return False
        self.indexed[name] = side
        self.inputs |= {path: self.kept.inputs[path] for path in side.files}
        self.stays |= {path: path for path in side.files}
        return True

    def _index(self, sides: Mapping[str, Sequence[bytes]], keys: Mapping[str, bytes]) -> None:
        """Make the sides of the index of these bags. Pagefind is asked once, for all their words."""
        parts = [part for name, bags in sides.items() for part in parts_of(name, bags)]
        words = {word for part in parts for word in part.postings.keys}
        pagefind = ask_pagefind(words, self.order.plan.base_frame.language) if words else None
        shared = self._shared(pagefind) if pagefind else {}
        files: dict[str, dict[str, bytes]] = {name: {} for name in sides}
        for part in parts:
            files[part.name] |= part_files(part, pagefind)
        for name in sides:
            own = self.orders.add_folder(name, [plain(file, data) for file, data in files[name].items()])
            self._make(own)
            found_with = {name: self.orders.assets.paths[name], **shared}
            self.indexed[name] = Indexed(keys[name], [*(product.path for product in own), *shared.values()], found_with)

    def _shared(self, pagefind: Pagefind) -> dict[str, str]:
        """Make what of Pagefind's serves both sides; the path of each file by its name."""
        assets, script = self.orders.assets, classic(pagefind.script)
        program = f"{FOLDER}/{pagefind.program_name}"
        shared = {"pagefind.js": (assets.add("pagefind.js", script), script), "program": (program, pagefind.program)}
        self._make([plain(path, data) for path, data in shared.values()])
        return {name: path for name, (path, _) in shared.items()}

    def _bag(self, path: str, inputs: bytes) -> bytes:
        """The bag of words of the page at `path`, which was made from `inputs`. Raises Forgotten."""
        if path in self._found_by:
            return _FOUND_BY.decode(self.aside.get(self._found_by[path]))[0]
        same, bag = self._known_bags.get(path, (b"", b""))
        if same != inputs:
            raise Forgotten
        return bag

    @cached_property
    def _known_bags(self) -> Mapping[str, tuple[bytes, bytes]]:
        return self._read_bags().bags

    def _text(self, row: int, path: str, inputs: bytes) -> Ready:
        """The script with the texts of the page at `path`, which is in this row of all tables. Raises Forgotten."""
        if path in self._found_by:
            return Ready(in_row(row, _FOUND_BY.decode(self.aside.get(self._found_by[path]))[1]))
        old = self._old_texts.get(digest_of((path, inputs)))
        if old is None:
            raise Forgotten
        return Ready(in_row(row, (self.staging.output / old).read_bytes()))

    @cached_property
    def _old_texts(self) -> Mapping[bytes, str]:
        """Where the last build put the texts of pages, by what they were made from."""
        folder = self.kept.folders.get("assets/texts", "?")
        return {inputs: path for path, inputs in self.kept.inputs.items() if path.startswith(folder)}

    # --- reading offline ----------------------------------------------------------------------------

    def _make_offline(self, worker: str) -> None:
        """Make the manifest, the site in one file, and the copy that browsers keep. `worker` is the worker's source."""
        plan, frame = self.order.plan, self.order.plan.base_frame
        self._make([plain(MANIFEST, manifest(frame.site_name, frame.tagline, frame.language))])
        if frame.offline and frame.offline.zip_url:
            self._make_zip()
        over = {page.path for page in plan.pages if page.over}
        packs, told = copy_of(self.files, over, frame.built.text, worker, self._packs)
        for pack in packs:
            if key := self._inputs_of(pack.paths):
                self.packs[key] = pack.name
            if not pack.data:
                self.inputs[pack.name], self.stays[pack.name] = self.kept.inputs[pack.name], pack.name
        self._make([*(plain(pack.name, pack.data) for pack in packs if pack.data), plain(WORKER, told)])

    def _packs(self, site: Files, parts: Parts) -> list[Pack]:
        """The packs of `parts`, of which some may be there already."""
        names = {paths: name for paths in parts if (name := self.kept.packs.get(self._inputs_of(paths)))}
        new = iter(make_packs(site, [paths for paths in parts if paths not in names]))
        there = {paths: Pack(paths, name, self.kept.stamps[name][0]) for paths, name in names.items()}
        return [there.get(paths) or next(new) for paths in parts]

    def _inputs_of(self, paths: Sequence[str]) -> bytes:
        """What changes with any of the files at `paths`; empty if nobody knows that of one of them."""
        inputs = {path: self.inputs[path] for path in paths}
        return digest_of(inputs) if all(inputs.values()) else b""

    def _make_zip(self) -> None:
        before = deflated_in(self.staging.output / ZIP) if ZIP in self.kept.inputs else {}
        known = {path: before[was] for path, was in self.stays.items() if was in before}
        size = write_zip(self.staging.folder / ZIP, self.files, self.order.plan.base_frame.site_name, known)
        self.inputs[ZIP] = b""
        self.written.add(ZIP)
        # The list tells the size of the file that it is in itself, so there it stands without.
        finder = next(page for page in self.order.plan.pages if page.path == VACANCIES)
        self._make([*self.orders.pages([finder], size)])

    @property
    def files(self) -> Files:
        """All files that the site has so far."""
        return Files(self.inputs.keys(), self._place)

    def _place(self, path: str) -> Path:
        """Where the file at `path` lies until the site is published."""
        return self.staging.output / self.stays[path] if path in self.stays else self.staging.folder / path

    # --- looking over and publishing ----------------------------------------------------------------

    def look_over(self) -> list[Diagnostic]:
        """Everything wrong with the site. If nothing can be, only what was made has been looked at."""
        files, read = self.inputs.keys(), self.files.read
        url = self.order.url
        if self._may_be_wrong() or leads_nowhere(self._links | self._whole, files, read):
            return look_over_files(files, read, url)
        return []

    def _may_be_wrong(self) -> bool:
        """Whether a page has a mistake, or is not reached any more, or something that led somewhere may do so no more.

        What has only come, and what stays, harms nothing.
        """
        pages = {path for path in self.inputs if path.endswith(".html")}
        before = {path for path in self.kept.inputs if path.endswith(".html")}
        reached = {link.partition("#")[0] for link in self._links}
        unreached = pages - before - reached - {*REACHED_WITHOUT_LINK}
        left = {link.partition("#")[0] for link in self._dropped} - reached
        return bool(self._unsound or unreached or before - pages or left & pages)

    def publish(self) -> Kept:
        """Put the site in its place; what is to be known of it next time. Raises OutputRefused, OSError."""
        staging, kept = self.staging, self.kept
        if kept.inputs:
            renamed = {
                old: new for name, new in self.folders.items() if (old := kept.folders.get(name)) not in (None, new)
            }
            was = {path: moved(path, renamed) for path in kept.inputs}
            staging.publish_some(
                Update(
                    renamed=[(old.rstrip("/"), new.rstrip("/")) for old, new in renamed.items()],
                    put=sorted(self.written),
                    removed=sorted({*was.values()} - self.inputs.keys()),
                ),
                self.inputs,
            )
        else:
            staging.publish()
        stamps = self._stamps(staging.output)
        return Kept(dict(self.inputs), stamps, self.folders, self.indexed, self.packs)

    def _stamps(self, output: Path) -> dict[str, StampOfFile]:
        """The stamps of all files of the site. One that stays has kept its own, even where its folder was renamed."""
        if not self.kept.inputs:
            there = dict(stamps_in(str(output)))
            return {path: there[path] for path in (*self.inputs, MARKER)}
        stamps = {path: self.kept.stamps[was] for path, was in self.stays.items() if was in self.kept.stamps}
        for path in {*self.inputs, MARKER} - stamps.keys():
            stamps[path] = stamp_from((output / path).lstat())
        return stamps


def moved(path: str, renamed: Mapping[str, str]) -> str:
    """The `path` after its folder got another name, if it did."""
    folder = path[: path.rfind("/") + 1]
    return renamed.get(folder, folder) + path[len(folder) :]
