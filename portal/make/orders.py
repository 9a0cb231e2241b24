"""Orders: what is to be made of a plan, file by file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import msgspec

from portal.cellar.addresses import ADD, VACANCIES
from portal.cellar.digests import digest_of
from portal.cellar.handover import script
from portal.facets.columns import table_files
from portal.form.context import record_script
from portal.make.products import Product, Ready, in_folder, plain
from portal.pages.page import Page
from portal.pages.plan import Plan
from portal.render.assets import Assets
from portal.render.render import Renderer
from portal.search.documents import bag, read_document, texts_of
from portal.views.cards import IN_A_FILE
from portal.views.given import CardView, DateView

KNOWING_ALL = (VACANCIES, ADD)
"""The pages that name all assets, those with the vacancies' data too."""

NO_DAY = DateView(iso="", text="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be made: the plan and the script of the form's context. `record` gives the text of a record by its
    path, `look` changes with any byte of a template, and `search` tells whether there is to be a search for words.
    `offline` is the source of the worker that keeps a copy for reading offline; empty: there is none.

    The site will stand at `url`.
    """

    plan: Plan
    url: str
    form: bytes
    record: Callable[[str], str]
    assets: Assets
    renderer: Renderer
    look: bytes
    search: bool
    offline: str = ""


class Orders:
    """The products of an order."""

    def __init__(self, order: Order) -> None:
        self.plan, self.renderer, self.assets = order.plan, order.renderer, order.assets
        self.order = order
        self.look = digest_of(order.look, sorted(order.assets.paths.items()))

    def first(self) -> list[Product]:
        """All files but those that name or hold the index."""
        tables = {name: table_files(name, table) for name, table in self.plan.tables.items()}
        files = {name: [plain(file, data) for file, data in files.items()] for name, files in tables.items()}
        made = [*self.pages(page for page in self.plan.pages if page.path not in KNOWING_ALL)]
        for name, some in {**files, "cards": self._cards(), "records": self._records()}.items():
            made += self.add_folder(name, some)
        self.assets.add("form-context.js", self.order.form)
        return [*made, plain(".nojekyll", b""), *(plain(path, data) for path, data in self.assets.files.items())]

    def add_folder(self, name: str, products: Iterable[Product]) -> list[Product]:
        """The products of a folder of assets, whose name the pages may be given from now on."""
        self.assets.paths[name], made = in_folder(name, products)
        return made

    def pages(self, pages: Iterable[Page], zip_size: str = "") -> Iterator[Product]:
        """The products of `pages`, which tell the size of the site in one file if it is given."""
        frame = self.plan.base_frame
        undated = frame if frame.preview else replace(frame, built=NO_DAY)
        frames = {True: digest_of(self.look, frame), False: digest_of(self.look, undated)}
        for page in pages:
            given = (page.title, page.description, page.canonical, page.indexable, page.searchable, page.over)
            assets = sorted(self.assets.paths.items()) if page.path in KNOWING_ALL else ()
            inputs = digest_of(
                frames[page.dated], zip_size, page.path, page.template, given, page.modified, assets, page.inputs
            )
            make = self._searched_page if page.searchable and self.order.search else self._plain_page
            yield Product(page.path, inputs if page.inputs else b"", partial(make, page, zip_size))

    def _plain_page(self, page: Page, zip_size: str) -> Ready:
        return Ready(self.renderer.page(page, self.plan.frame(page, zip_size)))

    def _searched_page(self, page: Page, zip_size: str) -> Ready:
        """A page with what search knows of it. Its view is dear, and made once for both."""
        view = page.view
        page = replace(page, see=lambda: view)
        frame = self.plan.frame(page, zip_size)
        document = read_document(self.renderer.document(page, frame))
        found_by = msgspec.msgpack.encode((bag(document), texts_of(document)))
        return Ready(self.renderer.page(page, frame), found_by)

    def _cards(self) -> Iterator[Product]:
        for number, start in enumerate(range(0, len(self.plan.cards), IN_A_FILE)):
            some = self.plan.cards[start : start + IN_A_FILE]
            inputs = digest_of(self.look, [card.mark for card in some])
            yield Product(f"{number}.js", inputs, partial(self._card_file, number, some))

    def _card_file(self, number: int, cards: Sequence[CardView]) -> Ready:
        return Ready(script(f"cards/{number}", [self.renderer.card(card, VACANCIES) for card in cards]))

    def _records(self) -> Iterator[Product]:
        for role in self.plan.roles:
            make = partial(self._record_file, role.entry.slug, role.entry.path)
            yield Product(f"{role.entry.slug}.js", role.made_from, make)

    def _record_file(self, slug: str, path: str) -> Ready:
        return Ready(record_script(slug, path, self.order.record(path)))
