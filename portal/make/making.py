"""The making of a site: all files in the order in which they need each other; what is as it should be stays."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial

import msgspec

from portal.cellar.addresses import MANIFEST, VACANCIES, ZIP
from portal.cellar.aside import Aside, Place
from portal.cellar.diagnostics import Diagnostic
from portal.cellar.digests import digest_of
from portal.cellar.folders import Files, files_in, stamps_in
from portal.make.kept import Bags, Kept
from portal.make.make import Workshop
from portal.make.orders import KNOWING_ALL, Order, Orders
from portal.make.products import Product, Ready, plain
from portal.offline.copy import copy_of
from portal.offline.manifest import manifest
from portal.offline.takealong import write_zip
from portal.publish.publish import MARKER, Staging
from portal.publish.update import Update
from portal.publish.verify import REACHED_WITHOUT_LINK, leads_nowhere, look_over_files
from portal.search.documents import in_row, text_script
from portal.search.index import FOLDER, index
from portal.search.scripts import classic, disk_bundle
from portal.search.words import word_files

MOST_CHANGED = 0.5
"""If a larger part of the files is to be made, all are: it is simpler, and the site is exchanged in one step."""

_FOUND_BY = msgspec.msgpack.Decoder(tuple[bytes, list[str]])


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
        self.index = b""
        self.indexed: list[str] = []
        self.bags: Bags | None = None
        self.found_with: dict[str, str] = {}
        self._found_by: dict[str, Place] = {}
        self._links: set[str] = set()
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
            self.staging.refuse_outside(product.path)
            self.inputs[product.path] = product.inputs
            # The finder's page is made twice, and only how it is in the end counts.
            self.written.discard(product.path)
            self.stays.pop(product.path, None)
            if product.folder:
                self.folders[product.folder.partition(".")[0]] = product.folder
            if stay := self._stay_of(product):
                self.stays[product.path] = stay
            else:
                to_make.append(product)
        before = self.staging.output if self.kept.inputs else None
        workshop = Workshop(self.staging.folder, before, self.order.url, self.aside)
        for made in workshop.made(to_make):
            self.written.update(made.written)
            self._links |= made.links
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
        """Make the index and all that goes with it, unless the last build indexed the very same."""
        rows = [card.path for card in self.order.plan.cards]
        known = [(path, self.inputs[path]) for path in rows]
        self.index = digest_of(FOLDER, known)
        texts = [
            Product(f"{row}.js", digest_of(pair), partial(self._text, row, *pair)) for row, pair in enumerate(known)
        ]
        self._make(self.orders.add_folder("texts", texts))
        if self.index == self.kept.index:
            self.found_with, self.indexed = self.kept.found_with, self.kept.indexed
            self.inputs |= {path: self.kept.inputs[path] for path in self.indexed}
            self.stays |= {path: path for path in self.indexed}
        else:
            before = {*self.inputs}
            self.bags = Bags({path: (inputs, self._bag(path, inputs)) for path, inputs in known})
            self._make_index({path: bag for path, (_, bag) in self.bags.bags.items()})
            self.indexed = sorted(self.inputs.keys() - before)
        self.orders.assets.paths.update(self.found_with)

    def _make_index(self, bags: Mapping[str, bytes]) -> None:
        folder = self.staging.folder
        found = index(bags, folder)
        assert found is not None, "there is something to be indexed"
        words = [plain(name, data) for name, data in word_files(found, bags).items()]
        assets = self.orders.assets
        self._make(self.orders.add_folder("words", words))
        scripts = {"pagefind.js": classic(found.script), "disk.js": disk_bundle(folder / FOLDER)}
        self._make([plain(assets.add(name, data), data) for name, data in scripts.items()])
        for path in files_in(folder / FOLDER, f"{FOLDER}/"):
            self.inputs[path] = self.index
            self.written.add(path)
        self.found_with = {"index": f"{FOLDER}/", **{name: assets.paths[name] for name in ("words", *scripts)}}

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
            return Ready(text_script(row, _FOUND_BY.decode(self.aside.get(self._found_by[path]))[1]))
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
        copy = copy_of(self.files, over, frame.built.text, worker)
        self._make([plain(path, data) for path, data in copy.items()])

    def _make_zip(self) -> None:
        size = write_zip(self.staging.folder / ZIP, self.files, self.order.plan.base_frame.site_name)
        self.inputs[ZIP] = b""
        self.written.add(ZIP)
        # The list tells the size of the file that it is in itself, so there it stands without.
        finder = next(page for page in self.order.plan.pages if page.path == VACANCIES)
        self._make([*self.orders.pages([finder], size)])

    @property
    def files(self) -> Files:
        """All files that the site has so far."""
        made, before = self.staging.folder, self.staging.output
        return Files({path: before / self.stays[path] if path in self.stays else made / path for path in self.inputs})

    # --- looking over and publishing ----------------------------------------------------------------

    def look_over(self) -> list[Diagnostic]:
        """Everything wrong with the site. If nothing can be, only what was made has been looked at."""
        files, read = self.inputs.keys(), self.files.read
        url = self.order.url
        if self._may_be_wrong() or leads_nowhere(self._links, files, read):
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
        there = dict(stamps_in(str(staging.output)))
        stamps = {path: there[path] for path in (*self.inputs, MARKER)}
        return Kept(dict(self.inputs), stamps, self.folders, self.index, self.indexed, self.found_with)


def moved(path: str, renamed: Mapping[str, str]) -> str:
    """The `path` after its folder got another name, if it did."""
    folder = path[: path.rfind("/") + 1]
    return renamed.get(folder, folder) + path[len(folder) :]
